//! Decisions in the report: beside the rank of their CV, and in a list of their own.

use minijinja::HtmlEscape;

use super::{Decided, DecidedError, latest};

/// What the page is searched for. The text of CVs and posts is escaped and cannot hold these.
const NAVIGATION: &str = "<nav aria-label=\"Parts of this page\">\n";
const MAIN: &str = "<main>\n";
const RANK_END: &str = "</span>\n<h3>";
const WHY: &str = "<span class=\"why\">\n";
const HEAD: &str = "<th scope=\"row\">";

/// `page`, a report without contact, with the decisions about its ranking.
///
/// # Errors
/// When `page` is no report that this version wrote.
pub(super) fn decided_html(page: &str, decisions: &[Decided]) -> Result<String, DecidedError> {
    let mut list = String::new();
    for (index, decided) in decisions.iter().enumerate() {
        let holds = latest(&decisions[index + 1..], decided.row).is_none();
        list.push_str(&line(page, decided, holds));
    }
    let mut added = vec![
        Added::behind(page, 0, NAVIGATION, LINK.to_owned())
            .ok_or(DecidedError::Foreign("navigation"))?,
        Added::behind(page, 0, MAIN, section(&list)).ok_or(DecidedError::Foreign("main part"))?,
    ];
    let mut rows: Vec<usize> = decisions.iter().map(|decided| decided.row).collect();
    rows.sort_unstable();
    rows.dedup();
    for decided in rows.into_iter().filter_map(|row| latest(decisions, row)) {
        let place = [
            anchor("details", "cv", decided.row),
            line_anchor(decided.row),
        ];
        if let Some(at) = place.iter().find_map(|anchor| page.find(anchor)) {
            added.extend(beside_rank(page, at, decided).ok_or(DecidedError::Foreign("rank"))?);
        } else if let Some(at) = page.find(&anchor("tr", "file", decided.row)) {
            added.push(behind_name(page, at, decided).ok_or(DecidedError::Foreign("file"))?);
        }
    }
    added.sort_by_key(|added| added.at);
    let mut decided = String::with_capacity(page.len() + list.len() * 2);
    let mut from = 0;
    for Added { at, text } in &added {
        decided.push_str(&page[from..*at]);
        decided.push_str(text);
        from = *at;
    }
    decided.push_str(&page[from..]);
    Ok(decided)
}

const LINK: &str = "<a href=\"#decisions\">Decisions</a>\n";

fn section(list: &str) -> String {
    format!(
        "<section aria-labelledby=\"decisions\">\n\
         <h2 id=\"decisions\" tabindex=\"-1\">Decisions by people</h2>\n\
         <p>People decided so, with their reasons. The computed ranks and scores below stay as they are.</p>\n\
         <table class=\"files\"><caption class=\"unseen\">Decisions by people</caption>\n\
         <thead><tr><th scope=\"col\">CV<th scope=\"col\">Decided<th scope=\"col\">Computed<th scope=\"col\">Reason<th scope=\"col\">By<th scope=\"col\">On<tbody>\n\
         {list}</table>\n</section>\n"
    )
}

/// Text to stand at a place of the page.
struct Added {
    at: usize,
    text: String,
}

impl Added {
    /// `text` right behind the first `mark` after `from`.
    fn behind(page: &str, from: usize, mark: &str, text: String) -> Option<Self> {
        let at = page.get(from..)?.find(mark)? + from + mark.len();
        Some(Self { at, text })
    }
}

fn anchor(tag: &str, kind: &str, row: usize) -> String {
    format!("<{tag} id=\"{kind}-{row}\">")
}

/// Of a CV that does not open.
fn line_anchor(row: usize) -> String {
    format!("<div class=\"line\" id=\"cv-{row}\">")
}

fn beside_rank(page: &str, from: usize, decided: &Decided) -> Option<[Added; 2]> {
    let who = match decided.by {
        Some(by) => format!("{}, {}", HtmlEscape(by), HtmlEscape(decided.on)),
        None => HtmlEscape(decided.on).to_string(),
    };
    let reason = match decided.reason {
        "" => String::new(),
        reason => format!(": {}", HtmlEscape(reason)),
    };
    let why = format!(
        "<span class=\"decided\"><b>Decided</b> {} ({who}){reason}</span>\n",
        decided.said()
    );
    let rank = Added {
        at: page.get(from..)?.find(RANK_END)? + from,
        text: match decided.rank {
            Some(rank) => format!(" <small>decided {rank}</small>"),
            None => format!(" <small>{}</small>", decided.said()),
        },
    };
    Some([rank, Added::behind(page, from, WHY, why)?])
}

fn behind_name(page: &str, from: usize, decided: &Decided) -> Option<Added> {
    let name = page.get(from..)?.find(HEAD)? + from + HEAD.len();
    Some(Added {
        at: page.get(name..)?.find('<')? + name,
        text: match decided.rank {
            Some(rank) => format!(" <small>decided rank {rank}</small>"),
            None => format!(" <small>{}</small>", decided.said()),
        },
    })
}

/// One decision as a row of the list.
fn line(page: &str, decided: &Decided, holds: bool) -> String {
    let computed = match (decided.computed_rank, decided.computed_score) {
        (Some(rank), Some(score)) => format!("rank {rank}, score {}", HtmlEscape(score)),
        _ => "no score".to_owned(),
    };
    format!(
        "<tr><th scope=\"row\">{}<td>{}<td>{computed}<td>{}{}<td>{}<td>{}\n",
        shown(page, decided.row),
        match decided.rank {
            Some(rank) => rank.to_string(),
            None => decided.said(),
        },
        HtmlEscape(decided.reason),
        if holds {
            ""
        } else {
            " (a later decision holds)"
        },
        HtmlEscape(decided.by.unwrap_or_default()),
        HtmlEscape(decided.on)
    )
}

/// The CV as the page itself names it, which may hide its id.
fn shown(page: &str, row: usize) -> String {
    for (place, kind, mark) in [
        (anchor("details", "cv", row), "cv", "<h3>"),
        (line_anchor(row), "cv", "<h3>"),
        (anchor("tr", "file", row), "file", HEAD),
    ] {
        let name = page
            .split_once(&place)
            .and_then(|(_, rest)| rest.split_once(mark))
            .and_then(|(_, rest)| rest.split('<').next());
        if let Some(name) = name {
            return format!("<a href=\"#{kind}-{row}\">{}</a>", name.trim());
        }
    }
    format!("cv {row}, not on this page")
}
