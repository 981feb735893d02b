//! What sort of paper a text is: a CV, a job post, or neither.
//!
//! A linear model over what is measured of a text in any language (`measures`): phrases that
//! look for somebody or speak of oneself, headings, dated positions. Its weights are data,
//! `models/kinds.json`, made by `models/kinds.rs`.

pub(crate) mod cues;
pub mod measures;
mod taken_for;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::cv::CvProfile;
use crate::document::{Document, Format};
use measures::{COUNT, measure, names, said};

pub use taken_for::{TakenFor, taken_for};

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Cv,
    Post,
    /// A price list, a policy, a letter, a page of the web, and all else.
    Other,
}

pub const KINDS: usize = 3;

/// Reasons that are told.
const REASONS: usize = 3;
/// Share of the strongest reason from which another is told, too.
const TELLING: f64 = 0.25;
/// A paper that people gave as a CV is called none only when the odds are at least so much
/// (natural logarithm): a real CV called none costs more than a price list taken for one.
const PLAINLY: f64 = 2.5;
/// Different words of the web from which a page without anything of a CV is a page to sign in or
/// an error, saved in the CV's place.
const WEB_WORDS: u32 = 3;

/// The weights of each kind, in the order of [`Kind`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// Names of the measures, as a check that the weights are for these.
    pub measures: Vec<String>,
    pub cv: Vec<f64>,
    pub post: Vec<f64>,
    pub other: Vec<f64>,
}

/// What a text was taken for, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    pub kind: Kind,
    /// Logarithm of the odds of each kind, up to a constant.
    pub scores: [f64; KINDS],
    /// The same for [`Kind::Cv`], [`Kind::Post`] and [`Kind::Other`]: what speaks for each.
    because: [Vec<&'static str>; KINDS],
}

impl Weights {
    /// The weights compiled in.
    pub(crate) fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Weights> = LazyLock::new(|| {
            let read = serde_json::from_str(include_str!("../../../models/kinds.json"));
            read.unwrap_or_else(|_| Weights::none())
        });
        &BUILTIN
    }

    /// All zero.
    pub fn none() -> Self {
        Self {
            measures: names(),
            cv: vec![0.0; COUNT],
            post: vec![0.0; COUNT],
            other: vec![0.0; COUNT],
        }
    }

    fn of(&self, kind: usize) -> &[f64] {
        [&self.cv, &self.post, &self.other][kind]
    }

    /// What a text with these measures is.
    pub fn judge(&self, measured: &[f64; COUNT]) -> Judgement {
        let product = |weights: &[f64]| weights.iter().zip(measured).map(|(w, x)| w * x).sum();
        let scores: [f64; KINDS] = std::array::from_fn(|kind| product(self.of(kind)));
        let kind = match scores {
            [cv, post, other] if cv >= post && cv >= other => Kind::Cv,
            [_, post, other] if post >= other => Kind::Post,
            _ => Kind::Other,
        };
        Judgement {
            kind,
            scores,
            because: std::array::from_fn(|kind| self.because(kind, measured)),
        }
    }

    /// What speaks most for a kind against the mean of all.
    fn because(&self, kind: usize, measured: &[f64; COUNT]) -> Vec<&'static str> {
        let mut told: Vec<(f64, &'static str)> = Vec::new();
        for (measure, amount) in measured.iter().enumerate() {
            let mean = (0..KINDS).map(|kind| self.of(kind)[measure]).sum::<f64>() / KINDS as f64;
            let gain = (self.of(kind)[measure] - mean) * amount;
            let words = said(measure);
            if words.is_empty() || gain <= 0.0 {
                continue;
            }
            match told.iter_mut().find(|(_, known)| *known == words) {
                Some((known, _)) => *known += gain,
                None => told.push((gain, words)),
            }
        }
        // Equal ones stay in the order of the measures.
        told.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let strongest = told.first().map_or(0.0, |(gain, _)| *gain);
        told.retain(|(gain, _)| *gain >= TELLING * strongest);
        told.into_iter()
            .take(REASONS)
            .map(|(_, words)| words)
            .collect()
    }
}

impl Judgement {
    fn certain(kind: Kind, because: &'static str) -> Self {
        let mut scores = [0.0; KINDS];
        scores[kind as usize] = 2.0 * PLAINLY;
        let mut reasons = [const { Vec::new() }; KINDS];
        reasons[kind as usize] = vec![because];
        Self {
            kind,
            scores,
            because: reasons,
        }
    }

    fn odds(&self, kind: Kind, against: Kind) -> f64 {
        self.scores[kind as usize] - self.scores[against as usize]
    }

    /// Whether the text is likelier a job post than a CV.
    pub fn is_rather_a_post(&self) -> bool {
        self.odds(Kind::Post, Kind::Cv) > 0.0
    }

    /// Whether the text is a CV beyond doubt.
    pub fn is_plainly_a_cv(&self) -> bool {
        self.odds(Kind::Cv, Kind::Post) >= PLAINLY && self.odds(Kind::Cv, Kind::Other) >= PLAINLY
    }

    /// Whether the text is plainly no CV and plainly no job post.
    pub(crate) fn is_plainly_neither(&self) -> bool {
        self.plainly_no_cv() == Some(Kind::Other) && self.odds(Kind::Other, Kind::Post) >= PLAINLY
    }

    /// What the text is, if plainly no CV.
    pub fn plainly_no_cv(&self) -> Option<Kind> {
        (self.kind != Kind::Cv && self.odds(self.kind, Kind::Cv) >= PLAINLY).then_some(self.kind)
    }

    /// What speaks for a kind: `says whom it looks for, addresses its reader`.
    pub fn why(&self, kind: Kind) -> String {
        let reasons = &self.because[kind as usize];
        if reasons.is_empty() {
            return "nothing of a CV or a job post was found".to_owned();
        }
        format!("it {}", reasons.join(", "))
    }
}

/// What `document` is, which was read as a CV into `profile`.
pub fn judge(document: &Document, profile: &CvProfile) -> Judgement {
    match document.format {
        Format::JobPosting => {
            Judgement::certain(Kind::Post, "is of the form JobPosting of schema.org")
        }
        Format::JobToml => Judgement::certain(Kind::Post, "is a job file"),
        Format::JsonResume => Judgement::certain(Kind::Cv, "is of the form JSON Resume"),
        Format::Europass => Judgement::certain(Kind::Cv, "is of the form Europass"),
        _ => Weights::builtin().judge(&measure(document, profile)),
    }
}

/// Whether a page of the web holds nothing but words of signing in or of an error.
pub(crate) fn is_page_of_the_web(document: &Document, profile: &CvProfile) -> bool {
    let is_bare = profile.positions.is_empty() && profile.education_entries.is_empty();
    document.format == Format::Html
        && is_bare
        && cues::count(document, &profile.tokens).distinct[cues::Cue::Web as usize] >= WEB_WORDS
        && judge(document, profile).plainly_no_cv() == Some(Kind::Other)
}

#[cfg(test)]
mod tests;
