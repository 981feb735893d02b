//! The model's file: one JSON, every weight by the feature's name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Ranker;
use crate::features::{COUNT, REGISTRY};

/// Version of the file; another is refused.
pub const FORMAT_VERSION: u32 = 1;

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
    #[error("the weight of `{feature}` is {found}; expected a number from 0 up")]
    Weight { feature: String, found: f64 },
    #[error("all weights of the model are zero; at least one must be above zero")]
    NoWeight,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModelFile {
    format_version: u32,
    name: String,
    origin: String,
    /// Hash of the names, units and meanings of the features.
    registry: String,
    weights: BTreeMap<String, f64>,
}

#[derive(Debug, Deserialize)]
struct Version {
    format_version: u32,
}

/// Hash of what the features are; a model made for others must not be used.
pub fn registry_hash() -> String {
    let mut hasher = Sha256::new();
    for info in REGISTRY {
        hasher.update(format!("{}\t{}\t{}\n", info.name, info.unit, info.measures));
    }
    hasher
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
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
        Self::new(file.name, file.origin, weights)
    }

    /// The model's file, features in alphabetical order.
    pub fn to_json(&self) -> String {
        let file = ModelFile {
            format_version: FORMAT_VERSION,
            name: self.name.clone(),
            origin: self.origin.clone(),
            registry: registry_hash(),
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
        assert_eq!(
            Ranker::new("x".into(), String::new(), [0.0; COUNT])
                .unwrap_err()
                .to_string(),
            "all weights of the model are zero; at least one must be above zero"
        );
    }
}
