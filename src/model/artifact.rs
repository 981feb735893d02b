//! The model's file: one JSON, every weight by the feature's name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::training::Training;
use super::{Calibration, FULL_SCORE, LEAST_WEIGHT, MOST_WEIGHT, Ranker};
use crate::features::{COUNT, REGISTRY};
use crate::hash::sha256;

/// Version of the file; another is refused.
pub(crate) const FORMAT_VERSION: u32 = 1;

#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    #[error("no model: {0}; expected JSON in the form of models/default.json")]
    Json(serde_json::Error),
    #[error(
        "the model has format_version {found}; this program reads {FORMAT_VERSION}: use the version of cvrank it was made with, or train it again"
    )]
    Version { found: u32 },
    #[error(
        "the model was made for other features (registry {found}); this program has {expected}: train it again"
    )]
    Registry { found: String, expected: String },
    #[error(
        "the model weighs the feature `{0}`, which this program does not know; `cvrank features` lists those it knows"
    )]
    UnknownFeature(String),
    #[error("the model has no weight for the feature `{0}`; add one, 0 if it shall not count")]
    MissingFeature(String),
    #[error(
        "the weight of `{feature}` is {found:?}; expected 0 or a number from {LEAST_WEIGHT:?} to {MOST_WEIGHT}"
    )]
    Weight { feature: String, found: f64 },
    #[error("the model's scale is {found}; this program scales to 100 points")]
    Scale { found: f64 },
    #[error("all weights of the model are zero; at least one must be above zero")]
    NoWeight,
    #[error("the model's calibration cannot be used: {0}")]
    Calibration(&'static str),
    #[error("the model's weight samples name other features than its weights; train it again")]
    Samples,
    #[error(
        "the model was trained with another table of document frequencies (SHA-256 {expected}); \
         give that one with --background"
    )]
    Background { expected: String },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModelFile {
    format_version: u32,
    name: String,
    origin: String,
    /// Hash of the names, units and meanings of the features.
    registry: String,
    /// Points that the weights of a job's features are scaled to together.
    #[serde(default = "full_score")]
    scale: f64,
    weights: BTreeMap<String, f64>,
    /// SHA-256 of the table of document frequencies; absent for the one compiled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    background: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    calibration: Option<Calibration>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    training: Option<Training>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    samples: Option<Samples>,
}

fn full_score() -> f64 {
    FULL_SCORE as f64 / 1000.0
}

/// Weights from resampled labels, in the order of `features`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Samples {
    features: Vec<String>,
    rows: Vec<Vec<f64>>,
}

impl Samples {
    fn new(rows: &[[f64; COUNT]]) -> Option<Self> {
        (!rows.is_empty()).then(|| Self {
            features: REGISTRY.iter().map(|info| info.name.to_owned()).collect(),
            rows: rows.iter().map(|row| row.to_vec()).collect(),
        })
    }

    fn rows(&self) -> Result<Vec<[f64; COUNT]>, ModelError> {
        let places: Option<Vec<usize>> = REGISTRY
            .iter()
            .map(|info| self.features.iter().position(|name| name == info.name))
            .collect();
        let places = places.ok_or(ModelError::Samples)?;
        let row = |row: &Vec<f64>| {
            let mut weights = [0.0; COUNT];
            for (weight, &place) in weights.iter_mut().zip(&places) {
                *weight = *row.get(place).ok_or(ModelError::Samples)?;
            }
            Ok(weights)
        };
        self.rows.iter().map(row).collect()
    }
}

#[derive(Debug, Deserialize)]
struct Version {
    format_version: u32,
}

/// Digits kept of the registry's hash.
const REGISTRY_DIGITS: usize = 16;

/// Hash of what the features are; a model made for others must not be used.
pub fn registry_hash() -> String {
    let features: String = REGISTRY
        .iter()
        .map(|info| format!("{}\t{}\t{}\n", info.name, info.unit, info.measures))
        .collect();
    let mut hash = sha256(features.as_bytes());
    hash.truncate(REGISTRY_DIGITS);
    hash
}

impl Ranker {
    /// # Errors
    /// When the text is no model, or one of another version or of other features.
    pub fn from_json(json: &str) -> Result<Self, ModelError> {
        // The version first: another one may have other fields.
        let version: Version = serde_json::from_str(json).map_err(ModelError::Json)?;
        if version.format_version != FORMAT_VERSION {
            return Err(ModelError::Version {
                found: version.format_version,
            });
        }
        let file: ModelFile = serde_json::from_str(json).map_err(ModelError::Json)?;
        if let Some(unknown) = file
            .weights
            .keys()
            .find(|name| REGISTRY.iter().all(|info| info.name != **name))
        {
            return Err(ModelError::UnknownFeature(unknown.clone()));
        }
        let mut weights = [0.0; COUNT];
        for (info, weight) in REGISTRY.iter().zip(&mut weights) {
            *weight = *file
                .weights
                .get(info.name)
                .ok_or_else(|| ModelError::MissingFeature(info.name.to_owned()))?;
        }
        let expected = registry_hash();
        if file.registry != expected {
            return Err(ModelError::Registry {
                found: file.registry,
                expected,
            });
        }
        if file.scale != full_score() {
            return Err(ModelError::Scale { found: file.scale });
        }
        if let Some(fault) = file
            .calibration
            .as_ref()
            .and_then(|known| known.curve.fault())
        {
            return Err(ModelError::Calibration(fault));
        }
        let samples = file
            .samples
            .map_or(Ok(Vec::new()), |samples| samples.rows())?;
        let mut ranker = Self::new(file.name, file.origin, weights)?.with_samples(samples)?;
        ranker.background = file.background;
        ranker.calibration = file.calibration;
        ranker.training = file.training;
        Ok(ranker)
    }

    /// The model's file, features in alphabetical order.
    pub fn to_json(&self) -> String {
        let file = ModelFile {
            format_version: FORMAT_VERSION,
            name: self.name.clone(),
            origin: self.origin.clone(),
            registry: registry_hash(),
            scale: full_score(),
            background: self.background.clone(),
            calibration: self.calibration.clone(),
            training: self.training.clone(),
            samples: Samples::new(&self.samples),
            weights: REGISTRY
                .iter()
                .map(|info| (info.name.to_owned(), self.weight(info.feature)))
                .collect(),
        };
        let mut json = serde_json::to_string_pretty(&file).unwrap_or_default();
        json.push('\n');
        json
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_model_loads_and_round_trips() {
        let ranker = Ranker::builtin();
        assert_eq!(&Ranker::from_json(&ranker.to_json()).unwrap(), ranker);
    }

    #[test]
    fn a_model_that_does_not_fit_is_refused_by_name() {
        let json = Ranker::builtin().to_json();
        let error = |json: String| Ranker::from_json(&json).unwrap_err().to_string();
        assert_eq!(
            error(json.replace("\"format_version\": 1", "\"format_version\": 7")),
            "the model has format_version 7; this program reads 1: use the version of cvrank it was made with, or train it again"
        );
        assert_eq!(
            error(json.replace("total_years", "shoe_size")),
            "the model weighs the feature `shoe_size`, which this program does not know; `cvrank features` lists those it knows"
        );
        assert!(
            error(json.replace(&registry_hash(), "00ff"))
                .starts_with("the model was made for other features (registry 00ff)")
        );
        let weighing = |weight: f64| Ranker::new("x".into(), String::new(), [weight; COUNT]);
        assert_eq!(
            weighing(1e308).unwrap_err().to_string(),
            format!(
                "the weight of `{}` is 1e308; expected 0 or a number from 1e-30 to 1000000",
                REGISTRY[0].name
            )
        );
        for (weight, is_taken) in [
            (MOST_WEIGHT, true),
            (MOST_WEIGHT.next_up(), false),
            (LEAST_WEIGHT, true),
            (LEAST_WEIGHT.next_down(), false),
            (f64::MIN_POSITIVE / 2.0, false),
            (f64::INFINITY, false),
            (f64::NAN, false),
            (-0.5, false),
        ] {
            assert_eq!(weighing(weight).is_ok(), is_taken, "{weight:?}");
            let samples = Ranker::builtin()
                .clone()
                .with_samples(vec![[weight; COUNT]]);
            assert_eq!(samples.is_ok(), is_taken, "{weight:?}");
        }
        assert_eq!(
            Ranker::new("x".into(), String::new(), [0.0; COUNT])
                .unwrap_err()
                .to_string(),
            "all weights of the model are zero; at least one must be above zero"
        );
    }
}
