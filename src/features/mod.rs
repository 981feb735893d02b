//! From two profiles to named numbers in [0, 1], each with its parts.
//!
//! Features rise with evidence. Nothing is divided by the CV's length but a passage by its own,
//! and what a position tells is weighed as a whole, so that a line about nothing that is asked can
//! cost a little. A feature's value is the sum of its parts' share times
//! value, so that a linear score can be taken apart again without a remainder.

pub mod background;
mod career;
pub(crate) mod ceiling;
pub(crate) mod copied;
mod coverage;
mod found;
mod job_query;
mod passages;
pub mod potential;
pub(crate) mod registry;
pub(crate) mod remembered;
mod similarity;
#[cfg(test)]
pub(crate) mod tests;
mod title;

use serde::{Deserialize, Serialize};

use crate::document::Span;
use crate::judge::Showing;
use crate::lexicon::Lexicon;
use crate::profile::cv::CvProfile;
use crate::profile::job::{Demand, Importance};
use copied::Copied;
use found::Found;
use remembered::Remembered;

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
    /// `Met` where all that is asked is there, `Partly` above zero.
    pub(crate) fn of_share(value: f64) -> Self {
        match value {
            1.0.. => Self::Met,
            value if value > 0.0 => Self::Partly,
            _ => Self::NotFound,
        }
    }

    /// `Met` from this value on, `Partly` above zero.
    pub(crate) const MET_FROM: f64 = 0.5;

    pub(crate) fn of_value(value: f64) -> Self {
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
    pub(crate) fn vector(&self) -> [f64; COUNT] {
        let mut vector = [0.0; COUNT];
        for part in &self.parts {
            vector[part.feature.index()] += part.share * part.value;
        }
        vector
    }
}

/// A job and a CV, with what the measures look things up in.
#[derive(Clone, Copy)]
struct Pair<'a> {
    job: &'a JobQuery,
    cv: &'a CvProfile,
    /// Where the job's terms stand in the CV.
    found: &'a Found<'a>,
    /// What the CV shows of each thing that the job asks by name.
    shown: &'a [Vec<Showing>],
    lexicon: &'a Lexicon,
    /// The CV's document text.
    text: &'a str,
}

/// Measures one pair. `text` is the CV's document text.
pub fn measure(job: &JobQuery, cv: &CvProfile, text: &str, lexicon: &Lexicon) -> PairFeatures {
    let copied = copied::find(job, cv, text);
    measure_without(&copied, &Remembered::default(), job, cv, text, lexicon)
}

/// Measures one pair whose copied text is known, with what was remembered of the CV.
pub(crate) fn measure_without(
    copied: &Copied,
    remembered: &Remembered,
    job: &JobQuery,
    cv: &CvProfile,
    text: &str,
    lexicon: &Lexicon,
) -> PairFeatures {
    let found = Found::new(job, cv, text, copied);
    let is_copied = |span| found.is_copied(span);
    let shown = job.search.find(cv, text, lexicon, &is_copied);
    let pair = Pair {
        job,
        cv,
        found: &found,
        shown: &shown,
        lexicon,
        text,
    };
    let career = career::Career::new(pair, remembered);
    let relevant_months = career.relevant_months();
    let answers = coverage::Answers::new(pair, relevant_months);
    let features = || {
        let all = REGISTRY.iter().map(|info| info.feature);
        all.filter(|feature| job.applies(*feature))
    };
    let of = |feature| parts_of(feature, pair, &answers, &career);
    let worded = || {
        let worded = features().filter(|feature| compares_wording(*feature));
        worded.flat_map(of).collect()
    };
    let mut parts: Vec<Part> = match found.copies_any() {
        // What is copied is another part of the CV for each post.
        true => worded(),
        false => remembered.worded(job, worded).to_vec(),
    };
    parts.extend(
        features()
            .filter(|feature| !compares_wording(*feature))
            .flat_map(of),
    );
    parts.sort_by_key(|part| (part.feature, part.requirement));
    PairFeatures {
        parts,
        copied: copied.spans.clone(),
        relevant_months,
        total_months: cv.total_months,
    }
}

/// Whether the feature looks at how the job is worded alone, and not at what it asks one by one.
fn compares_wording(feature: Feature) -> bool {
    match feature {
        Feature::WordSimilarity
        | Feature::PairSimilarity
        | Feature::ExperienceSimilarity
        | Feature::PassageSimilarity
        | Feature::TitleSimilarity
        | Feature::TitleWords => true,
        Feature::MustCoverage
        | Feature::NiceCoverage
        // It also looks at the lexicon.
        | Feature::SkillSimilarity
        | Feature::RelevantYears
        | Feature::TotalYears
        | Feature::Recency
        | Feature::Seniority
        | Feature::Education
        | Feature::Languages => false,
    }
}

/// The parts of a feature for which the job asks.
///
/// `answers` and `career` are of `pair`, and made once for the features that share them.
fn parts_of(
    feature: Feature,
    pair: Pair,
    answers: &coverage::Answers,
    career: &career::Career,
) -> Vec<Part> {
    match feature {
        Feature::MustCoverage => answers.coverage(feature, Importance::Must),
        Feature::NiceCoverage => answers.coverage(feature, Importance::Nice),
        Feature::SkillSimilarity => vec![similarity::skills(pair)],
        Feature::WordSimilarity => vec![similarity::words(pair)],
        Feature::PairSimilarity => vec![similarity::pairs(pair)],
        Feature::ExperienceSimilarity => vec![similarity::experience(pair)],
        Feature::PassageSimilarity => vec![passages::similarity(pair)],
        Feature::TitleSimilarity => vec![title::similarity(pair)],
        Feature::TitleWords => vec![title::words(pair)],
        Feature::RelevantYears => vec![career.relevant_years()],
        Feature::TotalYears => vec![career.total_years()],
        Feature::Recency => vec![career.recency()],
        Feature::Seniority => career.seniority().into_iter().collect(),
        // They also stand as features of their own, which a company may weigh apart.
        Feature::Education => {
            answers.apart(feature, |demand| matches!(demand, Demand::Education { .. }))
        }
        Feature::Languages => {
            answers.apart(feature, |demand| matches!(demand, Demand::Language { .. }))
        }
    }
}
