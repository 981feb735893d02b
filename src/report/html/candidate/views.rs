//! What the templates are given of a CV.

use serde::Serialize;

use super::super::family::Share;
use super::super::text::Segment;
use super::super::timeline::Timeline;
use crate::explain::Count;
use crate::features::Outcome;

/// How an outcome is written: a sign and a word, so that neither colour nor sign stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(in crate::report::html) struct Verdict {
    pub class: &'static str,
    pub sign: &'static str,
    pub word: &'static str,
}

impl Verdict {
    pub(in crate::report::html) fn of(outcome: Outcome) -> Self {
        let (class, sign, word) = match outcome {
            Outcome::Met => ("met", "✓", "met"),
            Outcome::Partly => ("partly", "◐", "partly"),
            Outcome::NotFound => ("absent", "–", "not found"),
            Outcome::Contradicted => ("denied", "✗", "contradicted"),
        };
        Self { class, sign, word }
    }
}

#[derive(Debug, Serialize)]
pub(in crate::report::html) struct Quote {
    /// Empty where only the place is shown.
    pub text: String,
    /// `line 9`, `page 2, line 40`, or the line alone behind another of its page.
    pub place: String,
    /// The same as numbers, from 1; the page only where `place` names it.
    pub page: Option<u32>,
    pub line: u32,
    /// Number of the mark in the CV's text, from 1; 0 without a text.
    pub mark: usize,
}

/// One part of the score.
#[derive(Debug, Serialize)]
pub(in crate::report::html) struct Part {
    pub number: usize,
    pub points: String,
    /// Points it could have earned.
    pub most: String,
    pub label: String,
    /// Name of the feature it belongs to.
    pub feature: &'static str,
    /// What is asked, as the post says it; empty where it is about no requirement.
    pub asked: String,
    /// Only of what the job asks for one by one.
    pub verdict: Option<Verdict>,
    pub note: String,
    pub quotes: Vec<Quote>,
}

#[derive(Debug, Serialize)]
pub(in crate::report::html) struct Skill {
    pub name: String,
    /// `3 y 2 m`; empty outside of dated positions.
    pub length: String,
    /// `2024-06`; empty outside of dated positions.
    pub last_used: String,
    pub places: u32,
    /// `must`, `nice` or empty.
    pub asked: &'static str,
    pub basic: bool,
}

/// A scored CV.
#[derive(Debug, Serialize)]
pub(in crate::report::html) struct CandidateView {
    /// Place in the whole ranking, from 1.
    pub row: usize,
    pub rank: u32,
    /// `3 to 7 B`: the letter is that of its practical ties; empty where no range is known.
    pub range: String,
    pub id: String,
    pub person: Option<Person>,
    /// One decimal.
    pub score: String,
    /// Three decimals.
    pub points: String,
    pub bar_svg: String,
    pub shares: Vec<Share>,
    pub must: Count,
    pub nice: Count,
    pub relevant_years: String,
    pub total_years: String,
    pub strongest: String,
    /// Musts met in part.
    pub partly: Vec<String>,
    pub missing: Vec<String>,
    pub contradicted: Vec<String>,
    pub flags: Vec<String>,
    /// Points before any part; empty when there are none.
    pub base: String,
    pub parts: Vec<Part>,
    /// What earned nothing and has no quote, with the points it could have earned.
    pub absent: Vec<String>,
    /// Points that `absent` could have earned.
    pub absent_most: String,
    /// The one change that would gain most; empty where none is known.
    pub next: String,
    pub timeline: Option<Timeline>,
    pub skills: Vec<Skill>,
    pub more_skills: String,
    pub denied_skills: String,
    pub segments: Vec<Segment>,
}

/// A scored CV that does not open.
#[derive(Debug, Serialize)]
pub(in crate::report::html) struct Line {
    pub row: usize,
    pub rank: u32,
    pub range: String,
    pub id: String,
    pub person: Option<Person>,
    pub score: String,
    pub points: String,
    pub must: Count,
    pub relevant_years: String,
    pub flags: Vec<String>,
}

/// A scored CV in the matrix.
#[derive(Debug, Serialize)]
pub(in crate::report::html) struct Row {
    pub row: usize,
    pub rank: u32,
    pub id: String,
    /// For each column.
    pub verdicts: Vec<Option<Verdict>>,
}

/// Who it is: only where the recruiter asked for it.
#[derive(Debug, Serialize)]
pub(in crate::report::html) struct Person {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub source: String,
}
