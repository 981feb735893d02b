//! The report that a recruiter opens: one HTML file with the order, the reasons and the quotes.
//!
//! View models are filled here and shown by templates, part by part. The file needs no network, and no
//! script to be read; nothing in it says who a person is unless that is asked for.

mod blind;
mod candidate;
mod chart;
mod facts;
mod family;
mod jobs;
#[cfg(feature = "python")]
mod notebook;
mod single;
mod text;
mod timeline;
mod view;

use std::collections::HashMap;
use std::io::{self, Write};

use minijinja::value::Serde;
use minijinja::{Environment, Value, context};

pub use facts::Facts;
pub use jobs::write_jobs;
#[cfg(feature = "python")]
pub(crate) use notebook::notebook_row;
pub use single::{BarPart, Opened, RequirementColumn, Single, Summary, requirement_columns};

use super::Run;
use super::templates::templates;
use crate::features::JobQuery;
use crate::outlook::Outlook;
use crate::rank::{Match, Ranking};
use crate::stability::{RankRange, Stability, Unread};
use crate::what_if::Step;
use view::View;

/// The page in the order of its parts, with the endings that make the template engine escape
/// whatever is put in.
const HEAD: (&str, &str) = ("head.html", include_str!("head.html"));
/// A CV that opens into its explanation.
const CV: (&str, &str) = ("cv.html", include_str!("cv.html"));
/// A CV that does not.
const LINE: (&str, &str) = ("line.html", include_str!("line.html"));
const MATRIX: (&str, &str) = ("matrix.html", include_str!("matrix.html"));
/// A row of the matrix.
const ROW: (&str, &str) = ("row.html", include_str!("row.html"));
const REST: (&str, &str) = ("rest.html", include_str!("rest.html"));
/// The page on several jobs in the order of its parts.
const JOBS: (&str, &str) = ("jobs.html", include_str!("jobs.html"));
const JOBS_ROW: (&str, &str) = ("jobs_row.html", include_str!("jobs_row.html"));
/// Of one job, what stands before its CVs and behind them.
const JOBS_ONE: (&str, &str) = ("jobs_one.html", include_str!("jobs_one.html"));
const JOBS_CV: (&str, &str) = ("jobs_cv.html", include_str!("jobs_cv.html"));
const JOBS_REST: (&str, &str) = ("jobs_rest.html", include_str!("jobs_rest.html"));
/// What was found of a CV and what was not, in both pages.
const WHY: (&str, &str) = ("why.html", include_str!("why.html"));
const TEMPLATES: [(&str, &str); 12] = [
    HEAD, CV, LINE, MATRIX, ROW, REST, JOBS, JOBS_ROW, JOBS_ONE, JOBS_CV, JOBS_REST, WHY,
];
const SCRIPT: &str = include_str!("script.js");
/// The desk shows the same colours.
const STYLE: &str = concat!(include_str!("colours.css"), include_str!("style.css"));
/// SHA-256 of the script: the page's own policy lets nothing else run, whatever a CV holds.
const SCRIPT_HASH: &str = "VllcoBKukrYnOPiiv4mWQM9mYjBGJbq16W+NssQwHt0=";

/// One CV of the ranking with what the report shows beside its score.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    pub known: &'a Match,
    /// Text, positions and skills; without them only the score is explained.
    pub facts: Option<&'a Facts>,
    /// How far its rank moves under other weights.
    pub range: Option<&'a RankRange>,
    /// The one change that would gain most.
    pub next: Option<&'a Step>,
    /// Why it could stand higher than it does.
    pub unread: Option<Unread>,
}

/// CVs that open into their explanation where nothing else is asked for: about two megabytes.
pub const DETAILS: usize = 300;

/// How the report is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Show only the best so many; files that could not be scored are always shown.
    pub top: Option<usize>,
    /// The best so many open into their explanation, the others stand as a line each.
    pub details: usize,
    /// Show names, addresses and file names.
    pub with_contact: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            top: None,
            details: DETAILS,
            with_contact: false,
        }
    }
}

/// The matches of `ranking` in its order, each with its outlook and with the facts of the source
/// of its id, where they are known.
pub fn candidates<'a>(
    ranking: &'a Ranking,
    outlook: Option<&'a Outlook>,
    facts: impl IntoIterator<Item = (&'a str, &'a Facts)>,
) -> Vec<Candidate<'a>> {
    let facts: HashMap<&str, &Facts> = facts.into_iter().collect();
    ranking
        .matches
        .iter()
        .enumerate()
        .map(|(index, known)| Candidate {
            known,
            facts: facts.get(known.cv_id.as_str()).copied(),
            range: outlook.and_then(|outlook| outlook.range(index)),
            next: outlook.and_then(|outlook| outlook.next(index)),
            unread: outlook.and_then(|outlook| outlook.unread(index)).copied(),
        })
        .collect()
}

/// The report on `candidates`, all of one ranking and in its order; `stability` is that of the
/// ranking, where ranges are shown. It is written CV by CV, so that it need not fit into memory.
///
/// # Errors
/// Those of `out`, and when a template cannot be filled, which is a fault of ours.
pub fn write(
    out: &mut dyn Write,
    run: &Run,
    job: &JobQuery,
    candidates: &[Candidate],
    stability: Option<&Stability>,
    options: &Options,
) -> io::Result<()> {
    let page = Page::new().map_err(io::Error::other)?;
    let (view, shared) = View::new(run, job, candidates, stability, options);
    let opened = shared.opened;
    let view = Value::from(Serde(view));
    page.part(
        out,
        HEAD,
        context! {
            view => &view,
            style => Value::from_safe_string(STYLE.to_owned()),
            script_hash => SCRIPT_HASH,
        },
    )?;
    let scored = || {
        let rows = candidates.iter().zip(1..);
        let scored = rows.filter(|(candidate, _)| candidate.known.explanation.is_some());
        scored.take(shared.shown)
    };
    for (index, (candidate, row)) in scored().enumerate() {
        let (part, cv) = match index < opened {
            true => (
                CV,
                shared.view(candidate, row).map(|cv| Value::from(Serde(cv))),
            ),
            false => (
                LINE,
                shared.line(candidate, row).map(|cv| Value::from(Serde(cv))),
            ),
        };
        if let Some(cv) = cv {
            page.part(out, part, context! { cv => cv })?;
        }
    }
    page.part(out, MATRIX, context! { view => &view })?;
    for (candidate, row) in scored().take(opened) {
        if let Some(cv) = shared.row(candidate, row) {
            page.part(out, ROW, context! { cv => Value::from(Serde(cv)) })?;
        }
    }
    let script = Value::from_safe_string(SCRIPT.to_owned());
    page.part(out, REST, context! { view => view, script => script })
}

/// The same as a text.
///
/// # Errors
/// As of [`write()`].
pub fn report(
    run: &Run,
    job: &JobQuery,
    candidates: &[Candidate],
    stability: Option<&Stability>,
    options: &Options,
) -> io::Result<String> {
    let mut page = Vec::new();
    write(&mut page, run, job, candidates, stability, options)?;
    String::from_utf8(page).map_err(io::Error::other)
}

/// How a CV is named where nobody shall be: by its id, or by its row in the ranking, from 1, where
/// the id may say who the person is.
pub(super) fn name_of_candidate(candidate: &Candidate, row: usize, with_contact: bool) -> String {
    candidate::Shared::name(candidate, row, with_contact)
}

/// The templates of the page.
struct Page(Environment<'static>);

impl Page {
    fn new() -> Result<Self, minijinja::Error> {
        let mut environment = templates()?;
        for (name, template) in TEMPLATES {
            environment.add_template(name, template)?;
        }
        Ok(Self(environment))
    }

    /// Writes one part of the page.
    fn part(&self, out: &mut dyn Write, (name, _): (&str, &str), with: Value) -> io::Result<()> {
        let template = self.0.get_template(name);
        let text = template.and_then(|template| template.render(with));
        out.write_all(text.map_err(io::Error::other)?.as_bytes())
    }
}

#[cfg(test)]
mod tests;
