//! The formats in which a ranking, an explanation or a profile leaves the program.

mod csv;
mod explanation;
mod findings;
pub mod html;
mod json;
mod json_resume;
mod table;

use serde::{Deserialize, Serialize};

use crate::model::Points;

pub use csv::{ranking_csv, ranking_csv_with_contact};
pub use explanation::{explanation_json, explanation_text};
pub use findings::{findings_json, findings_text};
pub use json::ranking_json;
pub use json_resume::json_resume;
pub use table::ranking_table;

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

/// `3.5`: years from months, one decimal.
fn years(months: u32) -> String {
    format!("{:.1}", f64::from(months) / 12.0)
}

/// A score as a JSON number with three decimals.
fn number(points: Points) -> serde_json::Number {
    // Through the text, so that the number is the printed one.
    points
        .to_string()
        .parse()
        .unwrap_or_else(|_| serde_json::Number::from(0))
}
