//! A linear ranking model: weights over the registry's features, and its file.

mod artifact;
mod calibration;
mod pairwise;
pub mod solver;
#[cfg(test)]
mod tests;
mod training;

use crate::document::Span;
use crate::features::{COUNT, Feature, JobQuery, Outcome, PairFeatures, REGISTRY};

pub use artifact::{ModelError, registry_hash};
pub use calibration::{Calibration, Curve};
pub use pairwise::{FitError, FittedPairwise, PairwiseLogistic, ValidPairwiseLogistic};
pub use training::{Figure, Training, TrainingSet};

/// Thousandths of a point in the whole score.
pub const FULL_SCORE: i64 = 100_000;

/// Points of a score, counted in thousandths so that sums are exact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(pub i64);

impl std::fmt::Display for Points {
    /// Three decimals: `70.125`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let whole = self.0.unsigned_abs();
        f.pad(&format!("{sign}{}.{:03}", whole / 1000, whole % 1000))
    }
}

impl Points {
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// The points that a number with at most three decimals states; `None` for any other.
    pub fn from_f64(value: f64) -> Option<Self> {
        const MOST: f64 = 1e9;
        // A decimal read as f64 lies this near its thousandth; a fourth decimal does not.
        const NEAR: f64 = 1e-3;
        let thousandths = value * 1000.0;
        let whole = thousandths.round();
        let is_exact = (thousandths - whole).abs() < NEAR && whole.abs() <= MOST;
        is_exact.then_some(Self(whole as i64))
    }

    /// As [`Points::from_f64`], from the printed form: `70.125`.
    pub fn from_decimal(written: &str) -> Option<Self> {
        Self::from_f64(written.parse().ok()?)
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        Self(points.map(|points| points.0).sum())
    }
}

/// One printed part of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    pub feature: Feature,
    /// Index into the job's requirements.
    pub requirement: Option<u32>,
    pub outcome: Outcome,
    /// In [0, 1].
    pub value: f64,
    /// Points that a value of 1 would earn.
    pub weight: f64,
    /// Points earned; the score is the sum of these.
    pub points: Points,
    pub note: String,
    pub evidence: Vec<Span>,
}

/// A linear model: a weight for each feature, none negative.
///
/// For one job, the weights of the features it asks for are scaled to 100 points;
/// the scale depends on the job alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranker {
    /// `prior-v1`, or the name given in training.
    pub name: String,
    /// How the weights came to be, in words.
    pub origin: String,
    weights: [f64; COUNT],
    samples: Vec<[f64; COUNT]>,
    /// SHA-256 of the table of document frequencies it was trained with; `None` for the one
    /// compiled in.
    pub background: Option<String>,
    /// Absent when no probability can be stated.
    pub calibration: Option<Calibration>,
    /// Absent when the weights were set by hand.
    pub training: Option<Training>,
}

/// Bounds of a weight that is not 0. Weights count by their ratios and sum to about 1; far
/// beyond these their products with points and with one another leave what numbers can hold.
pub(crate) const LEAST_WEIGHT: f64 = 1e-30;
pub(crate) const MOST_WEIGHT: f64 = 1e6;

fn check(weights: &[f64; COUNT]) -> Result<(), ModelError> {
    for (info, &weight) in REGISTRY.iter().zip(weights) {
        if weight != 0.0 && !(LEAST_WEIGHT..=MOST_WEIGHT).contains(&weight) {
            return Err(ModelError::Weight {
                feature: info.name.to_owned(),
                found: weight,
            });
        }
    }
    Ok(())
}

impl Ranker {
    /// # Errors
    /// When a weight is negative or not finite, or all are zero.
    pub fn new(name: String, origin: String, weights: [f64; COUNT]) -> Result<Self, ModelError> {
        check(&weights)?;
        if weights.iter().sum::<f64>() <= 0.0 {
            return Err(ModelError::NoWeight);
        }
        Ok(Self {
            name,
            origin,
            weights,
            samples: Vec::new(),
            background: None,
            calibration: None,
            training: None,
        })
    }

    /// The same model with the weights that resampled labels would have given.
    ///
    /// # Errors
    /// When a weight is negative or not finite.
    pub fn with_samples(mut self, samples: Vec<[f64; COUNT]>) -> Result<Self, ModelError> {
        for sample in &samples {
            check(sample)?;
        }
        self.samples = samples;
        Ok(self)
    }

    /// Weights from resamples of the training labels, in the order of the registry; empty when
    /// the model was not trained.
    pub fn samples(&self) -> &[[f64; COUNT]] {
        &self.samples
    }

    /// Probability that the labels' author would shortlist a CV with this score; `None` when the
    /// model states none.
    pub fn probability(&self, score: Points) -> Option<f64> {
        let calibration = self.calibration.as_ref()?;
        Some(calibration.curve.probability(score.as_f64()))
    }

    /// # Errors
    /// When the model was trained with another table of document frequencies than `sha256`,
    /// that of the file in use, or `None` for the one compiled in.
    pub fn check_background(&self, sha256: Option<&str>) -> Result<(), ModelError> {
        match &self.background {
            Some(expected) if sha256 != Some(expected) => Err(ModelError::Background {
                expected: expected.clone(),
            }),
            _ => Ok(()),
        }
    }

    /// The score, 0 to 100, that `weights` would give to a vector of features; not rounded.
    pub fn score_under(
        weights: &[f64; COUNT],
        asked: &[bool; COUNT],
        vector: &[f64; COUNT],
    ) -> f64 {
        let features = (0..COUNT).filter(|&feature| asked[feature]);
        let (sum, all) = features.fold((0.0, 0.0), |(sum, all), feature| {
            let weight = weights[feature];
            (sum + weight * vector[feature], all + weight)
        });
        if all > 0.0 { 100.0 * sum / all } else { 0.0 }
    }

    /// The model compiled into the program.
    pub fn builtin() -> &'static Ranker {
        static BUILTIN: std::sync::LazyLock<Ranker> = std::sync::LazyLock::new(|| {
            Ranker::from_json(include_str!("../../models/default.json"))
                .expect("the built-in model is tested to load")
        });
        &BUILTIN
    }

    /// The weights set by hand that training draws to.
    pub fn prior() -> &'static Ranker {
        static PRIOR: std::sync::LazyLock<Ranker> = std::sync::LazyLock::new(|| {
            Ranker::from_json(include_str!("../../models/prior.json"))
                .expect("the prior is tested to load")
        });
        &PRIOR
    }

    /// Weight of a feature before scaling to a job.
    pub fn weight(&self, feature: Feature) -> f64 {
        self.weights[feature.index()]
    }

    /// Weights before scaling to a job, in the order of the registry.
    pub fn weights(&self) -> &[f64; COUNT] {
        &self.weights
    }

    /// Each feature's share of all weights, in percent, with its place in the registry; most first.
    pub fn shares(&self) -> Vec<(f64, usize)> {
        let sum: f64 = self.weights.iter().sum();
        let mut shares: Vec<(f64, usize)> = self
            .weights
            .iter()
            .enumerate()
            .map(|(index, weight)| (100.0 * weight / sum, index))
            .collect();
        shares.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        shares
    }

    /// The parts of the score, in the order of the features' parts.
    ///
    /// Each part is rounded down to a thousandth, so the sum never passes 100.
    pub fn contributions(&self, job: &JobQuery, pair: &PairFeatures) -> Vec<Contribution> {
        let asked: f64 = REGISTRY
            .iter()
            .filter(|info| job.applies(info.feature))
            .map(|info| self.weight(info.feature))
            .sum();
        if asked <= 0.0 {
            return Vec::new();
        }
        pair.parts
            .iter()
            .filter(|part| self.weight(part.feature) > 0.0)
            .map(|part| {
                let weight = FULL_SCORE as f64 * self.weight(part.feature) / asked * part.share;
                Contribution {
                    feature: part.feature,
                    requirement: part.requirement,
                    outcome: part.outcome,
                    value: part.value,
                    weight: weight / 1000.0,
                    points: Points((weight * part.value).floor() as i64),
                    note: part.note.clone(),
                    evidence: part.evidence.clone(),
                }
            })
            .collect()
    }
}
