//! Fits the curve from score to probability on scores that no model has seen the labels of.

use super::examples::Group;
use super::validate::Unit;
use crate::model::{Calibration, Curve, FitError, PairwiseLogistic};

/// With fewer labels no probability is stated.
const LEAST_LABELS: usize = 100;
/// Of them at least so many must be shortlisted, and so many not.
const LEAST_OF_EACH: usize = 20;
/// From here on the shape of the curve is learned, too.
const LEAST_FOR_ISOTONIC: usize = 1000;
const PARTS: usize = 5;
const BINS: usize = 10;
/// Scores are hundreds, the penalty is for numbers about one.
const SCORE_UNIT: f64 = 10.0;

/// A score and whether the CV was shortlisted.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Outcome {
    score: f64,
    shortlisted: bool,
    part: usize,
}

/// Why no probability is stated.
#[derive(Debug, thiserror::Error)]
pub enum Withheld {
    #[error("{labels} labels; {LEAST_LABELS} are needed")]
    FewLabels { labels: usize },
    #[error(
        "{shortlisted} of {labels} labels are shortlisted; {LEAST_OF_EACH} of each kind are needed"
    )]
    OneSided { shortlisted: usize, labels: usize },
    #[error(
        "the grades are not just 0 and 1; say from which grade on a CV is shortlisted with --shortlist-from"
    )]
    WhichGrade,
    #[error("labels of several sets do not mean the same")]
    SeveralSets,
    #[error("higher scores were not shortlisted more often")]
    NoSlope,
    #[error(transparent)]
    Fit(#[from] FitError),
}

/// Fits a curve to held-out scores. Without `shortlist_from`, grades must be 0 and 1.
///
/// # Errors
/// Says why no probability can be stated.
pub fn calibrate(
    groups: &[Group],
    units: &[Unit],
    shortlist_from: Option<f64>,
) -> Result<Calibration, Withheld> {
    if groups.iter().any(|group| group.benchmark != 0) {
        return Err(Withheld::SeveralSets);
    }
    let grades = || {
        groups
            .iter()
            .flat_map(|group| &group.examples)
            .map(|example| example.grade)
    };
    let from = match shortlist_from {
        Some(from) => from,
        None if grades().all(|grade| grade == 0.0 || grade == 1.0) => 1.0,
        None => return Err(Withheld::WhichGrade),
    };
    let outcomes: Vec<Outcome> = units
        .iter()
        .flat_map(|unit| {
            let examples = &groups[unit.group].examples;
            unit.places
                .iter()
                .zip(&unit.scores)
                .map(move |(&place, &score)| Outcome {
                    score,
                    shortlisted: examples[place].grade >= from,
                    // Whole jobs apart, or people where there is one job.
                    part: if groups.len() >= PARTS {
                        unit.group % PARTS
                    } else {
                        examples[place].person % PARTS
                    },
                })
        })
        .collect();
    let labels = outcomes.len();
    let shortlisted = count(&outcomes);
    if labels < LEAST_LABELS {
        return Err(Withheld::FewLabels { labels });
    }
    if shortlisted < LEAST_OF_EACH || labels - shortlisted < LEAST_OF_EACH {
        return Err(Withheld::OneSided {
            shortlisted,
            labels,
        });
    }
    let mut held_out = Vec::new();
    for part in 0..PARTS {
        let (own, others): (Vec<Outcome>, Vec<Outcome>) =
            outcomes.iter().partition(|outcome| outcome.part == part);
        if own.is_empty() || count(&others) == 0 || count(&others) == others.len() {
            continue;
        }
        let curve = curve(&others)?;
        held_out.extend(
            own.iter()
                .map(|outcome| (curve.probability(outcome.score), outcome.shortlisted)),
        );
    }
    Ok(Calibration {
        curve: curve(&outcomes)?,
        shortlist_from: from,
        labels,
        shortlisted,
        brier: brier(&held_out),
        expected_calibration_error: expected_calibration_error(&held_out),
    })
}

fn count(outcomes: &[Outcome]) -> usize {
    outcomes
        .iter()
        .filter(|outcome| outcome.shortlisted)
        .count()
}

fn curve(outcomes: &[Outcome]) -> Result<Curve, Withheld> {
    if outcomes.len() >= LEAST_FOR_ISOTONIC {
        return Ok(isotonic(outcomes));
    }
    platt(outcomes)
}

/// Logistic regression on the score, with Platt's targets that never reach 0 or 1.
fn platt(outcomes: &[Outcome]) -> Result<Curve, Withheld> {
    let (shortlisted, all) = (count(outcomes) as f64, outcomes.len() as f64);
    let high = (shortlisted + 1.0) / (shortlisted + 2.0);
    let low = 1.0 / (all - shortlisted + 2.0);
    let mut rows = Vec::with_capacity(outcomes.len() * 4);
    let mut weights = Vec::with_capacity(outcomes.len() * 2);
    for outcome in outcomes {
        let target = if outcome.shortlisted { high } else { low };
        let score = outcome.score / SCORE_UNIT;
        rows.extend([score, 1.0, -score, -1.0]);
        weights.extend([target, 1.0 - target]);
    }
    let rows =
        ndarray::Array2::from_shape_vec((weights.len(), 2), rows).map_err(|_| FitError::Empty)?;
    let fitted = PairwiseLogistic::default()
        .non_negative(false)
        .alpha(1e-6 * all)
        .fit_rows(&rows, &weights)?;
    match fitted.weights() {
        [slope, intercept] if *slope > 0.0 => Ok(Curve::Platt {
            slope: round(slope / SCORE_UNIT),
            intercept: round(*intercept),
        }),
        _ => Err(Withheld::NoSlope),
    }
}

/// Six significant digits: what a file shows is what is used, on every machine.
pub(super) fn round(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}

/// Pools neighbours that fall until none does; each pool is a point at its mean score.
fn isotonic(outcomes: &[Outcome]) -> Curve {
    let mut sorted = outcomes.to_vec();
    sorted.sort_by(|a, b| {
        a.score
            .total_cmp(&b.score)
            .then(a.shortlisted.cmp(&b.shortlisted))
    });
    // Each pool: sum of scores, shortlisted, count.
    let mut pools: Vec<(f64, f64, f64)> = Vec::new();
    for run in sorted.chunk_by(|a, b| a.score == b.score) {
        let shortlisted = count(run) as f64;
        pools.push((
            run.iter().map(|outcome| outcome.score).sum(),
            shortlisted,
            run.len() as f64,
        ));
        while let [.., before, last] = pools.as_slice() {
            if before.1 / before.2 < last.1 / last.2 {
                break;
            }
            let joined = (before.0 + last.0, before.1 + last.1, before.2 + last.2);
            pools.truncate(pools.len() - 2);
            pools.push(joined);
        }
    }
    Curve::Isotonic {
        points: pools
            .iter()
            .map(|(scores, shortlisted, all)| (round(scores / all), round(shortlisted / all)))
            .collect(),
    }
}

fn brier(held_out: &[(f64, bool)]) -> f64 {
    let squares = held_out
        .iter()
        .map(|(p, shortlisted)| (p - f64::from(u8::from(*shortlisted))).powi(2));
    squares.sum::<f64>() / held_out.len().max(1) as f64
}

/// Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian
/// binning", 2015.
fn expected_calibration_error(held_out: &[(f64, bool)]) -> f64 {
    let mut bins = [(0.0, 0.0); BINS];
    for (p, shortlisted) in held_out {
        let bin = ((p * BINS as f64) as usize).min(BINS - 1);
        bins[bin].0 += p;
        bins[bin].1 += f64::from(u8::from(*shortlisted));
    }
    let gaps = bins.iter().map(|(p, shortlisted)| (p - shortlisted).abs());
    gaps.sum::<f64>() / held_out.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(pairs: &[(f64, bool)]) -> Vec<Outcome> {
        pairs
            .iter()
            .enumerate()
            .map(|(part, &(score, shortlisted))| Outcome {
                score,
                shortlisted,
                part,
            })
            .collect()
    }

    #[test]
    fn isotonic_pools_what_falls() {
        let curve = isotonic(&outcomes(&[
            (10.0, false),
            (20.0, true),
            (30.0, false),
            (40.0, true),
            (50.0, true),
        ]));
        assert_eq!(
            curve,
            Curve::Isotonic {
                points: vec![(10.0, 0.0), (25.0, 0.5), (45.0, 1.0)]
            }
        );
        assert_eq!(curve.fault(), None);
        for (score, p) in [
            (0.0, 0.0),
            (10.0, 0.0),
            (17.5, 0.25),
            (45.0, 1.0),
            (99.0, 1.0),
        ] {
            assert_eq!(curve.probability(score), p, "{score}");
        }
    }

    /// scikit-learn 1.9.1, `sklearn.calibration._sigmoid_calibration`.
    #[test]
    fn platt_is_that_of_scikit_learn() {
        let known: Vec<(f64, bool)> = (0..100)
            .map(|index| (f64::from(index), index % 10 < index / 10))
            .collect();
        let Curve::Platt { slope, intercept } = platt(&outcomes(&known)).unwrap() else {
            panic!("another curve");
        };
        assert!((slope - 0.041_492_007).abs() < 1e-5, "{slope}");
        assert!((intercept + 2.321_145_749).abs() < 1e-4, "{intercept}");
    }

    #[test]
    fn scores_that_fall_with_the_labels_give_no_curve() {
        let known: Vec<(f64, bool)> = (0..40)
            .map(|index| (f64::from(index), index < 20))
            .collect();
        assert!(matches!(platt(&outcomes(&known)), Err(Withheld::NoSlope)));
    }

    #[test]
    fn errors_of_probability_are_by_the_book() {
        let held_out = [(0.1, false), (0.1, false), (0.9, true), (0.9, false)];
        assert!((brier(&held_out) - (0.01 + 0.01 + 0.01 + 0.81) / 4.0).abs() < 1e-12);
        assert!((expected_calibration_error(&held_out) - (0.2 + 0.8) / 4.0).abs() < 1e-12);
    }
}
