//! What a model remembers of its training: hashes, counts and figures, no text.

use serde::{Deserialize, Serialize};

/// How a model was trained, and how good it was found to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// Version of the program.
    pub program: String,
    pub sets: Vec<TrainingSet>,
    /// Name of the model whose weights were drawn to; absent when weights were drawn to zero.
    pub prior: Option<String>,
    /// Strength of the pull, for each unit of pair weight.
    pub strength: f64,
    /// Each strength that was tried, with the share of pairs ordered right on jobs held out.
    pub tried: Vec<(f64, f64)>,
    /// On jobs that each model never saw, and other methods on the same.
    pub figures: Vec<Figure>,
    /// Mean over all jobs held out of the share of pairs ordered right.
    pub held_out_auc: Option<f64>,
    /// What the model is worth beside the one then in use and BM25, in one sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<String>,
    /// Why no probability is stated; absent when one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncalibrated: Option<String>,
    /// Why a model with a lower figure than the one before was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
    /// Why a model that lowers the least impact ratio below four fifths was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_impact: Option<String>,
}

/// One set of labels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainingSet {
    pub name: String,
    /// `YYYY-MM-DD`, which open ends of positions resolved to.
    pub as_of: String,
    /// Of the file of labels.
    pub labels_sha256: String,
    /// Jobs with a better and a worse CV.
    pub jobs: usize,
    pub labels: usize,
    /// CVs of other jobs that were drawn as the lowest grade.
    #[serde(default, skip_serializing_if = "is_none")]
    pub strangers: usize,
    /// Pairs of a better and a worse CV.
    pub pairs: usize,
    /// Jobs left out, because their CVs all have one grade.
    pub without_order: usize,
    /// Labels left out, because their CV could not be read.
    pub unreadable: usize,
}

/// Mean over the jobs of one set, with its 95 % interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    pub set: String,
    /// `cross-validated`, the name of a model, or a baseline.
    pub method: String,
    /// Named as trec_eval names it.
    pub metric: String,
    pub mean: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<(f64, f64)>,
}

fn is_none(count: &usize) -> bool {
    *count == 0
}
