//! A linear ranking model: weights over the registry's features, and its file.

mod artifact;

use crate::document::Span;
use crate::features::{COUNT, Feature, JobQuery, Outcome, PairFeatures, REGISTRY};

pub use artifact::{FORMAT_VERSION, ModelError, registry_hash};

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
}

fn check(weights: &[f64; COUNT]) -> Result<(), ModelError> {
    for (info, &weight) in REGISTRY.iter().zip(weights) {
        if !weight.is_finite() || weight < 0.0 {
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

    /// The score, 0 to 100, that `weights` would give to a vector of features; not rounded.
    pub fn score_under(weights: &[f64; COUNT], job: &JobQuery, vector: &[f64; COUNT]) -> f64 {
        let asked = REGISTRY.iter().filter(|info| job.applies(info.feature));
        let (sum, all) = asked.fold((0.0, 0.0), |(sum, all), info| {
            let weight = weights[info.feature.index()];
            (sum + weight * vector[info.feature.index()], all + weight)
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

    /// Weight of a feature before scaling to a job.
    pub fn weight(&self, feature: Feature) -> f64 {
        self.weights[feature.index()]
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
