//! Weights from pairs: columns brought to one spread, weights drawn to the prior.

use super::examples::Pairs;
use crate::features::COUNT;
use crate::model::{FitError, PairwiseLogistic};

/// How strongly weights may be drawn to the prior, for each unit of pair weight; from "as the
/// labels say" to "as the prior says".
pub const STRENGTHS: [f64; 10] = [0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 100.0, 1000.0];
/// Keeps the scale of the prior finite when it orders every pair right.
const SCALE_PENALTY: f64 = 1e-4;

/// Weights, one a feature and none negative, that order `pairs` well and lie near `prior`.
///
/// Each column is divided by its spread first, so that the penalty treats a feature that
/// varies little as one that varies much. The prior counts as a direction: how steep it is
/// fitted first. A feature that never varies keeps its share of the prior.
///
/// # Errors
/// Without pairs, or when the fit fails.
pub fn fit(
    pairs: &Pairs,
    prior: Option<&[f64; COUNT]>,
    strength: f64,
) -> Result<[f64; COUNT], FitError> {
    let steepness = match prior {
        Some(prior) => steepness(pairs, prior)?,
        None => 0.0,
    };
    fit_around(pairs, prior, steepness, strength)
}

/// The same where it is known how steep the prior is: by how much the odds of a pair grow with the
/// difference of its scores.
pub(super) fn fit_around(
    pairs: &Pairs,
    prior: Option<&[f64; COUNT]>,
    steepness: f64,
    strength: f64,
) -> Result<[f64; COUNT], FitError> {
    let mass: f64 = pairs.weights.iter().sum();
    let spread = pairs.spread();
    let varying: Vec<usize> = (0..COUNT).filter(|&column| spread[column] > 0.0).collect();
    let drawn_to = |column: usize| prior.map_or(0.0, |prior| steepness * prior[column]);
    let mut rows = pairs.rows.select(ndarray::Axis(1), &varying);
    for (mut column, &index) in rows.columns_mut().into_iter().zip(&varying) {
        column.mapv_inplace(|value| value / spread[index]);
    }
    let centre = varying
        .iter()
        .map(|&column| drawn_to(column) * spread[column]);
    let fitted = PairwiseLogistic::default()
        .alpha(strength * mass)
        .centre(centre.collect())
        .fit_rows(&rows, &pairs.weights)?;
    let mut weights = [0.0; COUNT];
    for (column, weight) in weights.iter_mut().enumerate() {
        *weight = drawn_to(column);
    }
    for (&column, scaled) in varying.iter().zip(fitted.weights()) {
        weights[column] = scaled / spread[column];
    }
    Ok(weights)
}

/// The factor of the prior's scores that suits the pairs best.
pub(super) fn steepness(pairs: &Pairs, prior: &[f64; COUNT]) -> Result<f64, FitError> {
    let scores = pairs.rows.dot(&ndarray::Array1::from(prior.to_vec()));
    let mass: f64 = pairs.weights.iter().sum();
    let fitted = PairwiseLogistic::default()
        .alpha(SCALE_PENALTY * mass)
        .fit_rows(&scores.insert_axis(ndarray::Axis(1)), &pairs.weights)?;
    Ok(fitted.weights().iter().sum())
}

#[cfg(test)]
mod tests {
    use super::super::examples::tests::group;
    use super::*;

    fn pairs() -> Pairs {
        let cvs: Vec<(f64, f64)> = (0..30)
            .map(|cv| (f64::from(cv * 7 % 30) / 30.0, f64::from(cv * 7 % 30 / 10)))
            .collect();
        Pairs::new([&group("j", &cvs)], 1000)
    }

    #[test]
    fn a_feature_that_orders_gets_weight_and_one_that_never_varies_keeps_its_prior() {
        let mut prior = [0.0; COUNT];
        prior[0] = 0.5;
        prior[1] = 0.25;
        let weights = fit(&pairs(), Some(&prior), 0.1).unwrap();
        assert!(weights[0] > 0.0 && weights[1] > 0.0);
        assert!(weights[2..].iter().all(|weight| *weight == 0.0));
        let none = fit(&pairs(), None, 0.1).unwrap();
        assert!(none[0] > 0.0 && none[1..].iter().all(|weight| *weight == 0.0));
    }

    #[test]
    fn a_strong_pull_leaves_the_direction_of_the_prior() {
        let mut prior = [0.1; COUNT];
        prior[0] = 0.3;
        let weights = fit(&pairs(), Some(&prior), 1e4).unwrap();
        for weight in &weights[1..] {
            assert!((weights[0] / weight - 3.0).abs() < 1e-3, "{weights:?}");
        }
    }
}
