//! The job file: a [`JobProfile`](super::JobProfile) as TOML that a recruiter can correct and pass back.
//!
//! Written with plain keys (`years = 5`, `language = "de"`); read with an error for
//! each slip that names line, key, what was found and what is expected.

mod edit;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use edit::{EditError, JobEdit};
pub use read::from_toml;
pub use write::to_toml;

use super::{Importance, SetAsideReason, WorkMode};
use crate::profile::education::EducationLevel;
use crate::profile::seniority::Seniority;
use crate::profile::spoken::SpokenLevel;

/// First line of every job file.
pub(crate) const HEADER: &str = "# cvrank-job 1";

/// What is wrong in a job file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JobFileError {
    /// The text is not TOML.
    #[error("job file, line {line}: not valid TOML: {reason}")]
    Syntax { line: usize, reason: String },
    #[error("job file, line {line}: unknown key `{key}`; expected one of: {expected}")]
    UnknownKey {
        line: usize,
        key: String,
        expected: String,
    },
    #[error("job file, line {line}: `{key}` is {found}; expected {expected}")]
    BadValue {
        line: usize,
        key: String,
        found: String,
        expected: String,
    },
    #[error("job file, line {line}: {reason}")]
    BadRequirement { line: usize, reason: String },
}

const TOP_KEYS: &[&str] = &[
    "title",
    "language",
    "seniority",
    "place",
    "mode",
    "described",
    "requirement",
    "set_aside",
];
/// What a requirement may say.
pub(crate) const REQUIREMENT_KEYS: &[&str] = &[
    "importance",
    "any_of",
    "at_least",
    "years",
    "total_years",
    "maximum_years",
    "education",
    "fields",
    "or_equivalent",
    "language",
    "level",
    "text",
    "weight",
    "quote",
];
/// Keys of which a requirement has one: they say what kind it is.
const KINDS: &[&str] = &["any_of", "total_years", "education", "language", "text"];

const SENIORITIES: &[(&str, Seniority)] = &[
    ("trainee", Seniority::Trainee),
    ("junior", Seniority::Junior),
    ("middle", Seniority::Middle),
    ("senior", Seniority::Senior),
    ("lead", Seniority::Lead),
    ("head", Seniority::Head),
];
const MODES: &[(&str, WorkMode)] = &[
    ("on_site", WorkMode::OnSite),
    ("hybrid", WorkMode::Hybrid),
    ("remote", WorkMode::Remote),
];
const IMPORTANCES: &[(&str, Importance)] =
    &[("must", Importance::Must), ("nice", Importance::Nice)];
const EDUCATION: &[(&str, EducationLevel)] = &[
    ("secondary", EducationLevel::Secondary),
    ("vocational", EducationLevel::Vocational),
    ("bachelor", EducationLevel::Bachelor),
    ("master", EducationLevel::Master),
    ("doctorate", EducationLevel::Doctorate),
];
const SPOKEN: &[(&str, SpokenLevel)] = &[
    ("A1", SpokenLevel::A1),
    ("A2", SpokenLevel::A2),
    ("B1", SpokenLevel::B1),
    ("B2", SpokenLevel::B2),
    ("C1", SpokenLevel::C1),
    ("C2", SpokenLevel::C2),
    ("native", SpokenLevel::Native),
];
const REASONS: &[(&str, SetAsideReason)] = &[
    ("about_company", SetAsideReason::AboutCompany),
    ("benefits", SetAsideReason::Benefits),
    ("equal_opportunity", SetAsideReason::EqualOpportunity),
    ("how_to_apply", SetAsideReason::HowToApply),
    ("salary", SetAsideReason::Salary),
    ("legal", SetAsideReason::Legal),
    ("condition", SetAsideReason::Condition),
    ("not_asked", SetAsideReason::NotAsked),
    ("facts", SetAsideReason::Facts),
    ("navigation", SetAsideReason::Navigation),
    ("heading", SetAsideReason::Heading),
];

fn name<T: Copy + PartialEq>(table: &[(&'static str, T)], value: T) -> &'static str {
    table
        .iter()
        .find(|(_, known)| *known == value)
        .map_or("", |(name, _)| name)
}
