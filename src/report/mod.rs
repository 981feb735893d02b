//! The formats in which a ranking, an explanation or a profile leaves the program.

mod ats;
mod candidate;
pub(crate) mod columns;
mod comparison;
mod csv;
mod decided;
mod events;
mod explanation;
mod findings;
pub mod html;
mod interview;
mod jobs;
mod json;
mod json_resume;
pub(crate) mod json_text;
mod languages;
mod model;
mod outlook;
mod table;
pub(crate) mod templates;
pub mod terminal;
mod wording;
mod xlsx;

use serde::{Deserialize, Serialize};

use crate::explain::{importance, requirement_label};
use crate::features::JobQuery;
use crate::model::Points;
use crate::outlook::Outlook;
use crate::profile::job::Importance;
use crate::rank::Ranking;
use crate::what_if::Entry;

pub use ats::{Ats, AtsExport, ats_csv};
pub use candidate::candidate_text;
pub use comparison::{comparison_json, comparison_text};
pub(crate) use csv::text_cell;
#[cfg(feature = "python")]
pub(crate) use csv::{Cells, own_cells, ranking_cells};
pub use csv::{ranking_csv, ranking_csv_with_contact, status_word};
pub(crate) use decided::DECIDED_FILES;
pub use decided::{Decided, DecidedError, Lay, decided_in};
pub use events::{events, id_hash};
pub use explanation::{explanation_json, explanation_text, place_text};
pub use findings::{findings_json, findings_text};
pub use interview::{CANDIDATES, InterviewFormat, InterviewOptions, interview};
pub use jobs::{
    JobRanking, jobs_csv, jobs_matrix, jobs_table, jobs_xlsx, write_jobs_html, write_jobs_json,
};
pub use json::{write_match_line, write_ranking_json};
pub use json_resume::json_resume;
pub use languages::{languages_json, languages_table};
pub use model::{elasticsearch, model_card, model_text, shelf_text, solr};
pub use outlook::{
    basis_text, cut_text, entry_text, entry_value, stability_value, step_value, unread_lines,
    unread_text,
};
pub use table::ranking_table;
pub use wording::{Reader, fact_text, step_text};
pub use xlsx::ranking_xlsx;

/// What every report states about its run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The job's title.
    pub job: String,
    /// Name of the model.
    pub model: String,
    /// `YYYY-MM-DD`.
    pub as_of: String,
}

/// One job's ranking, as the reports of it take it.
#[derive(Debug, Clone, Copy)]
pub struct Ranked<'a> {
    pub run: &'a Run,
    pub job: &'a JobQuery,
    pub ranking: &'a Ranking,
    pub outlook: &'a Outlook,
    /// CVs that are shown, besides those without a score; `None` for all.
    pub top: Option<usize>,
}

/// Where one CV stands in a pool, and what would bring it among the first `top`.
#[derive(Debug, Clone)]
pub struct Place<'a> {
    pub ranking: &'a Ranking,
    pub outlook: &'a Outlook,
    /// Of the CV's match.
    pub index: usize,
    pub top: usize,
    /// Absent without a score.
    pub entry: Option<Entry>,
}

/// `3.5`: years from months, one decimal.
fn years(months: u32) -> String {
    format!("{:.1}", f64::from(months) / 12.0)
}

/// `must: Rust or Go`: a requirement with its importance, by its index.
fn requirement_title(job: &JobQuery, requirement: u32) -> String {
    let kind = match importance(job, requirement) {
        Some(Importance::Nice) => "nice",
        Some(Importance::Must) | None => "must",
    };
    let label = requirement_label(job, requirement).unwrap_or_default();
    format!("{kind}: {label}")
}

/// A score as a JSON number with three decimals.
pub(crate) fn number(points: Points) -> serde_json::Number {
    // Through the text, so that the number is the printed one.
    points
        .to_string()
        .parse()
        .unwrap_or_else(|_| serde_json::Number::from(0))
}
