//! The ranking as a table for the terminal.

use super::outlook::{basis_text, cut_text, unread_lines};
use super::{Ranked, columns, csv::status_word, terminal::value};
use crate::explain::{Explanation, Reason};
use crate::features::{Feature, Outcome};
use crate::rank::{Match, Ranking};
use crate::stability::RankRange;

/// Files named of those that were refused for one reason.
const NAMED: usize = 3;

/// The ranking as people read it, `width` columns wide.
pub fn ranking_table(ranked: Ranked, width: u16) -> String {
    let Ranked {
        run,
        ranking,
        outlook,
        top,
        ..
    } = ranked;
    let all = ranking.matches.len() + ranking.passed_over;
    let mut shown = format!(
        "{}\n{} of {all} CVs scored · model {} · as of {}\n",
        value(&run.job),
        ranking.scored(),
        value(&run.model),
        run.as_of
    );
    if ranking.passed_over > 0 {
        shown.push_str("None of the others can be among these.\n");
    }
    shown.push('\n');
    let mut table = columns::table(
        width,
        &[
            "#",
            "range",
            "cv",
            "score",
            "must",
            "nice",
            "years",
            "strongest evidence",
            "missing / watch",
        ],
        &[0, 3, 6],
    );
    for (index, known) in ranking.numbered_top(top) {
        if let Some(explained) = &known.explanation {
            table.add_row(row(known, explained, outlook.range(index)));
        }
    }
    if ranking.scored() > 0 {
        shown.push_str(&table.to_string());
        shown.push('\n');
    }
    let hidden = top.map_or(0, |top| ranking.scored().saturating_sub(top)) + ranking.passed_over;
    if hidden > 0 {
        shown.push_str(&format!(
            "{hidden} more with lower scores are not shown (--top)\n"
        ));
    }
    for left_out in &ranking.left_out {
        shown.push_str(&format!(
            "{} left out by {}\n",
            left_out.cvs,
            value(&left_out.by)
        ));
    }
    if ranking.scored() > 1 {
        shown.push_str(&format!("{}\n", basis_text(&outlook.stability)));
    }
    if let Some(cut) = cut_text(&outlook.stability) {
        shown.push_str(&format!("{cut}\n"));
    }
    for line in unread_lines(&outlook.stability, ranking) {
        shown.push_str(&format!("! {line}\n"));
    }
    for line in refused_lines(ranking) {
        shown.push_str(&format!("! {line}\n"));
    }
    shown.push_str("\nA person decides. Scores are a reading order, not a decision.\n");
    shown
}

/// What has no score, one line a kind of refusal, in the order of the ranking.
fn refused_lines(ranking: &Ranking) -> Vec<String> {
    let mut kinds: Vec<(String, Vec<&Match>)> = Vec::new();
    for known in ranking.matches.iter().filter(|known| known.rank.is_none()) {
        let kind = kind(known);
        match kinds.iter_mut().find(|(of, _)| *of == kind) {
            Some((_, alike)) => alike.push(known),
            None => kinds.push((kind, vec![known])),
        }
    }
    kinds.iter().map(|(_, alike)| refused(alike)).collect()
}

/// Status and reason without what differs from file to file: numbers, and details in brackets.
fn kind(known: &Match) -> String {
    let mut kind = status_word(known.status);
    let mut depth = 0_usize;
    for sign in known.reason.chars() {
        depth += usize::from(sign == '(');
        if depth == 0 && !sign.is_ascii_digit() {
            kind.push(sign);
        }
        depth = depth.saturating_sub(usize::from(sign == ')'));
    }
    kind
}

/// One line for files that were refused alike.
fn refused(alike: &[&Match]) -> String {
    let Some((first, others)) = alike.split_first() else {
        return String::new();
    };
    let status = status_word(first.status);
    if others.is_empty() {
        return format!(
            "{} was not scored ({status}): {}",
            value(&first.cv_id),
            value(&first.reason)
        );
    }
    let same = others.iter().all(|known| known.reason == first.reason);
    let reason = match same {
        true => value(&first.reason).into_owned(),
        false => format!("{}, or alike", value(&first.reason)),
    };
    let mut names = alike
        .iter()
        .take(NAMED)
        .map(|known| value(name(known)))
        .collect::<Vec<_>>()
        .join(", ");
    if alike.len() > NAMED {
        names.push_str(&format!(" and {} more", alike.len() - NAMED));
    }
    format!(
        "{} files were not scored ({status}): {reason}: {names}",
        alike.len()
    )
}

/// The id, with the ending of the file where it is the file's name without it.
fn name(known: &Match) -> &str {
    let file = known.source.rsplit(['/', '\\']).next().unwrap_or_default();
    match file.strip_prefix(&known.cv_id) {
        Some(ending) if ending.starts_with('.') => file,
        _ => &known.cv_id,
    }
}

/// The cells, in which nothing moves the columns.
fn row(known: &Match, explained: &Explanation, range: Option<&RankRange>) -> [String; 9] {
    let must = explained.must;
    let mut watch: Vec<String> = [
        (must.missing, "missing", &explained.missing),
        (must.partly, "partly", &explained.partly),
        (must.contradicted, "contradicted", &explained.contradicted),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, word, names)| format!("{count} {word}: {}", names.join("; ")))
    .collect();
    watch.extend(known.flags().iter().map(|flag| format!("! {flag}")));
    [
        known.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        range
            .map(|range| format!("{}-{} {}", range.rank_low, range.rank_high, range.tie_group))
            .unwrap_or_default(),
        known.cv_id.clone(),
        // One decimal is what a reader compares; the whole score stands in CSV and JSON.
        format!("{:.1}", explained.score().as_f64()),
        format!("{}/{}", explained.must.met, explained.must.total),
        format!("{}/{}", explained.nice.met, explained.nice.total),
        format!("{:.1}", f64::from(explained.relevant_months) / 12.0),
        top_evidence(explained, 3),
        if watch.is_empty() {
            "-".to_owned()
        } else {
            watch.join("; ")
        },
    ]
    .map(|cell| value(&cell).into_owned())
}

/// The strongest requirements in words: first those that are met, then those met in part; what
/// nothing in the CV can be quoted for stands last.
pub(super) fn top_evidence(explained: &Explanation, most: usize) -> String {
    let mut strongest = explained.strongest();
    strongest.retain(|reason| {
        let coverage = [Feature::MustCoverage, Feature::NiceCoverage];
        coverage.contains(&reason.contribution.feature) && !reason.contribution.note.is_empty()
    });
    let is_partly = |reason: &Reason| reason.contribution.outcome != Outcome::Met;
    // A stable sort: of equals, most points first.
    strongest.sort_by_key(|reason| (reason.evidence.is_empty(), is_partly(reason)));
    let mut notes: Vec<String> = Vec::new();
    for reason in strongest {
        let note = &reason.contribution.note;
        let note = match is_partly(reason) {
            true => format!("{note} (partly)"),
            false => note.clone(),
        };
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes.truncate(most);
    notes.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Status;

    fn lines(files: &[(&str, &str, Status, &str)]) -> Vec<String> {
        let matches = files.iter().map(|(id, source, status, reason)| Match {
            cv_id: (*id).to_owned(),
            source: (*source).to_owned(),
            rank: None,
            status: *status,
            reason: (*reason).to_owned(),
            explanation: None,
            duplicates: Vec::new(),
        });
        refused_lines(&Ranking::new(matches.collect()))
    }

    const OLD: &str = "the file is old; save it anew";

    #[test]
    fn refusals_of_one_kind_are_one_line() {
        let names: Vec<(String, String)> = (1..=26)
            .map(|number| (format!("c{number:02}"), format!("in/c{number:02}.doc")))
            .collect();
        let mut files: Vec<(&str, &str, Status, &str)> = names
            .iter()
            .map(|(id, source)| (&**id, &**source, Status::Unsupported, OLD))
            .collect();
        files.push(("empty", "in/empty.txt", Status::Empty, "nothing in it"));
        assert_eq!(
            lines(&files),
            [
                "26 files were not scored (unsupported): the file is old; save it anew: c01.doc, c02.doc, c03.doc and 23 more",
                "empty was not scored (empty): nothing in it",
            ]
        );
        assert_eq!(
            lines(&files[..3]),
            [
                "3 files were not scored (unsupported): the file is old; save it anew: c01.doc, c02.doc, c03.doc"
            ]
        );
        assert_eq!(
            lines(&files[..1]),
            ["c01 was not scored (unsupported): the file is old; save it anew"]
        );
    }

    #[test]
    fn details_do_not_divide_a_kind_but_status_and_words_do() {
        let long = "the file has 9 bytes (limit 5)";
        assert_eq!(
            lines(&[
                ("a", "a.txt", Status::OverLimit, long),
                (
                    "b",
                    "pool.csv:7",
                    Status::OverLimit,
                    "the file has 71 bytes (limit (5))"
                ),
                ("c", "c.txt", Status::Damaged, long),
                (
                    "d",
                    "d.txt",
                    Status::OverLimit,
                    "the file has 9 pages (limit 5)"
                ),
            ]),
            [
                "2 files were not scored (over_limit): the file has 9 bytes (limit 5), or alike: a.txt, b",
                "c was not scored (damaged): the file has 9 bytes (limit 5)",
                "d was not scored (over_limit): the file has 9 pages (limit 5)",
            ]
        );
    }
}
