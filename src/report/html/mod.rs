//! The report that a recruiter opens: one HTML file with the order, the reasons and the quotes.
//!
//! View models are filled here and shown by one template. The file needs no network, and no
//! script to be read; nothing in it says who a person is unless that is asked for.

mod blind;
mod candidate;
mod chart;
mod facts;
mod family;
mod text;
mod timeline;
mod view;

use std::collections::HashMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};

pub use facts::Facts;

use super::Run;
use crate::features::JobQuery;
use crate::outlook::Outlook;
use crate::rank::{Match, Ranking};
use crate::stability::{RankRange, Stability, Unread};
use crate::what_if::Step;
use view::View;

/// Its ending makes the template engine escape whatever is put in.
const TEMPLATE: &str = "report.html";
const SCRIPT: &str = include_str!("script.js");
const STYLE: &str = include_str!("style.css");
/// SHA-256 of the script: the page's own policy lets nothing else run, whatever a CV holds.
const SCRIPT_HASH: &str = "uOeKBpdjg6OKJFnOgMtbNWTa+Zp31KW72xbywi5d3Ok=";

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

/// How the report is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Show only the best so many; files that could not be scored are always shown.
    pub top: Option<usize>,
    /// Show names, addresses and file names.
    pub with_contact: bool,
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
/// ranking, where ranges are shown.
///
/// # Errors
/// When the template cannot be filled, which is a fault of ours.
pub fn report(
    run: &Run,
    job: &JobQuery,
    candidates: &[Candidate],
    stability: Option<&Stability>,
    options: &Options,
) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    environment.set_syntax(syntax.build()?);
    environment.add_template(TEMPLATE, include_str!("report.html"))?;
    environment.get_template(TEMPLATE)?.render(context! {
        view => Value::from(Serde(View::new(run, job, candidates, stability, options))),
        style => Value::from_safe_string(STYLE.to_owned()),
        script => Value::from_safe_string(SCRIPT.to_owned()),
        script_hash => SCRIPT_HASH,
    })
}

#[cfg(test)]
mod tests;
