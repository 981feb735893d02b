//! Ranking quality: benchmarks, metrics, baselines, intervals over jobs.
//!
//! Knows scores, grades and plain texts; nothing of features or of how a model is fitted.

pub mod baseline;
pub mod benchmark;
pub mod bootstrap;
pub mod comparison;
pub mod labels;
pub mod metrics;
pub mod table;
