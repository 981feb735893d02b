//! From a score to the probability that the labels' author would shortlist.

use serde::{Deserialize, Serialize};

/// A rising curve from score to probability, with what is known of its error.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    pub curve: Curve,
    /// The grade from which on a label counted as shortlisted.
    pub shortlist_from: f64,
    /// Labels it was fitted on.
    pub labels: usize,
    /// Of them, shortlisted.
    pub shortlisted: usize,
    /// Mean squared error on labels not fitted on; see [`Calibration::brier_of_share`], too.
    pub brier: f64,
    /// Mean distance of probability and outcome over ten equal bins, on labels not fitted on.
    pub expected_calibration_error: f64,
}

impl Calibration {
    /// Brier score of the plain share of the shortlisted, which a curve must undercut to be of use.
    pub fn brier_of_share(&self) -> f64 {
        let share = self.shortlisted as f64 / self.labels.max(1) as f64;
        share * (1.0 - share)
    }
}

/// The form of the curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum Curve {
    /// `1 / (1 + exp(-(slope * score + intercept)))`. Platt, "Probabilistic outputs for support
    /// vector machines", 1999.
    Platt { slope: f64, intercept: f64 },
    /// Straight between `(score, probability)` points, flat beyond. Zadrozny and Elkan,
    /// "Transforming classifier scores into accurate multiclass probability estimates", 2002.
    Isotonic { points: Vec<(f64, f64)> },
}

impl Curve {
    /// In [0, 1], never falling with the score.
    pub fn probability(&self, score: f64) -> f64 {
        match self {
            Curve::Platt { slope, intercept } => 1.0 / (1.0 + (-(slope * score + intercept)).exp()),
            Curve::Isotonic { points } => {
                let after = points.partition_point(|(known, _)| *known <= score);
                match (
                    after.checked_sub(1).and_then(|index| points.get(index)),
                    points.get(after),
                ) {
                    (Some((low, p_low)), Some((high, p_high))) if high > low => {
                        p_low + (p_high - p_low) * (score - low) / (high - low)
                    }
                    (Some((_, p)), _) | (None, Some((_, p))) => *p,
                    (None, None) => 0.0,
                }
            }
        }
    }

    /// What makes the curve unusable, if anything.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        match self {
            Curve::Platt { slope, intercept } => {
                (!slope.is_finite() || *slope < 0.0 || !intercept.is_finite())
                    .then_some("its slope must be a number from 0 up and its intercept a number")
            }
            Curve::Isotonic { points } => {
                let usable = points
                    .iter()
                    .all(|(score, p)| score.is_finite() && (0.0..=1.0).contains(p));
                let rises = points
                    .windows(2)
                    .all(|pair| pair[0].0 <= pair[1].0 && pair[0].1 <= pair[1].1);
                (points.is_empty() || !usable || !rises).then_some(
                    "its points must rise in score and in probability, which lies from 0 to 1",
                )
            }
        }
    }
}
