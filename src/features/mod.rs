//! From two profiles to named numbers in [0, 1], each with its parts.
//!
//! Every feature rises with evidence and never falls with it: nothing is divided
//! by the CV's length. A feature's value is the sum of its parts' share times
//! value, so that a linear score can be taken apart again without a remainder.

pub mod background;
mod career;
pub(crate) mod copied;
mod coverage;
mod found;
mod job_query;
pub mod potential;
pub mod registry;
mod similarity;
mod title;

use serde::{Deserialize, Serialize};

use crate::document::Span;
use crate::lexicon::Lexicon;
use crate::profile::cv::CvProfile;
use copied::Copied;

pub use background::Background;
pub use job_query::JobQuery;
pub use registry::{COUNT, Feature, FeatureInfo, REGISTRY};

/// How a part of the score came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Met,
    Partly,
    NotFound,
    /// The CV says the opposite.
    Contradicted,
}

impl Outcome {
    /// `Met` from this value on, `Partly` above zero.
    pub const MET_FROM: f64 = 0.5;

    pub fn of_value(value: f64) -> Self {
        match value {
            value if value >= Self::MET_FROM => Self::Met,
            value if value > 0.0 => Self::Partly,
            _ => Self::NotFound,
        }
    }
}

/// A share of one feature: `share * value` of it, with its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub feature: Feature,
    /// Index into the job's requirements.
    pub requirement: Option<u32>,
    /// Share of the feature, in [0, 1]; the shares of a feature's parts sum to 1.
    pub share: f64,
    /// In [0, 1].
    pub value: f64,
    pub outcome: Outcome,
    /// What was found, in words (`Kafka, 3 years`); empty when nothing was.
    pub note: String,
    /// Places in the CV's text that show it, best first.
    pub evidence: Vec<Span>,
}

/// All that is known of one pair of job and CV.
#[derive(Debug, Clone, PartialEq)]
pub struct PairFeatures {
    /// In the order of the registry, then of the job.
    pub parts: Vec<Part>,
    /// Runs of text that are copied from the job post and were not matched.
    pub copied: Vec<Span>,
    pub relevant_months: u32,
    /// Months of work in all.
    pub total_months: u32,
}

impl PairFeatures {
    /// One number a feature, in the order of the registry, each in [0, 1].
    pub fn vector(&self) -> [f64; COUNT] {
        let mut vector = [0.0; COUNT];
        for part in &self.parts {
            vector[part.feature.index()] += part.share * part.value;
        }
        vector
    }
}

/// Measures one pair. `text` is the CV's document text.
pub fn measure(job: &JobQuery, cv: &CvProfile, text: &str, lexicon: &Lexicon) -> PairFeatures {
    measure_without(copied::find(job, cv, text), job, cv, text, lexicon)
}

/// Measures one pair whose copied text is known.
pub(crate) fn measure_without(
    copied: Copied,
    job: &JobQuery,
    cv: &CvProfile,
    text: &str,
    lexicon: &Lexicon,
) -> PairFeatures {
    let found = found::Found::new(job, cv, text, &copied);
    let likeness = career::likeness(job, cv, &found);
    let mut parts = Vec::new();
    coverage::measure(job, cv, &found, lexicon, &mut parts);
    similarity::measure(job, cv, &found, lexicon, &mut parts);
    title::measure(job, cv, text, &found, &mut parts);
    let relevant_months = career::measure(job, cv, &likeness, &mut parts);
    parts.sort_by_key(|part| (part.feature, part.requirement));
    PairFeatures {
        parts,
        copied: copied.spans,
        relevant_months,
        total_months: cv.total_months,
    }
}
