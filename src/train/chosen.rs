//! What one job's decisions say of the weights: moved towards who was chosen, for that job alone.
//!
//! A handful of decisions says little, so the weights are drawn strongly to those in use, and what is
//! claimed of them is measured on CVs that were left out.

use rayon::prelude::*;

use super::calibrate::round;
use super::examples::{Example, Group, MOST_PAIRS, Pairs};
use super::learn::{fit_around, steepness};
use super::recipe::shares;
use crate::features::COUNT;
use crate::model::{FitError, ModelError, Ranker};
use crate::random::SplitMix64;

/// The pull to the weights in use, for each decision: of two features that weigh .4, six decisions
/// that all speak for one bring it to .43, twenty-four to .55, a hundred to all.
const SETTLED: f64 = 10.0;
/// The odds of a pair grow at least so with the difference of its scores, which are shares of 1:
/// whoever decides against the weights shall move them, and not take their place.
const LEAST_STEEPNESS: f64 = 10.0;
/// So many must stand above another, and so many below: of fewer, resamples are all the same and say
/// nothing of how sure a change is.
const LEAST: usize = 3;
/// CVs are left out in so many parts to see what was learned.
const FOLDS: usize = 10;
/// Resamples of the decisions: how sure each change is, and how far ranks move.
const SAMPLES: u64 = 200;
const SEED: u64 = 0x6368_6f73_656e;

/// A CV about which somebody decided.
#[derive(Debug, Clone, PartialEq)]
pub struct ChosenCv {
    pub cv_id: String,
    /// Its measures for the job.
    pub vector: [f64; COUNT],
    /// Higher is better.
    pub grade: f64,
}

/// Weights that were moved for one job.
#[derive(Debug, Clone)]
pub struct Moved {
    pub ranker: Ranker,
    /// Pairs of a better and a worse CV.
    pub pairs: usize,
    /// Share of the pairs that the weights in use order as people did, and the same of moved
    /// weights that knew neither of the two.
    pub agreement_before: f64,
    pub agreement_held_out: f64,
    /// By feature, the share of resamples in which its weight moves to the same side.
    pub sure: [f64; COUNT],
}

/// Why nothing can be learned from the decisions.
#[derive(Debug, thiserror::Error)]
pub enum NotLearned {
    #[error(
        "{LEAST} who were chosen and {LEAST} who were turned down are needed to tell what is looked for; decide about more"
    )]
    TooFew,
    #[error(transparent)]
    Fit(#[from] FitError),
    #[error(transparent)]
    Model(#[from] ModelError),
}

/// Moves the weights of `ranker` towards the order of `chosen`; `asked` says which features the job
/// asks for, `name` how the new model is called.
///
/// # Errors
/// With too few of either kind, or when no fit is found.
pub fn moved_towards(
    ranker: &Ranker,
    asked: &[bool; COUNT],
    chosen: &[ChosenCv],
    name: &str,
) -> Result<Moved, NotLearned> {
    let group = group(asked, chosen);
    let grades = || group.examples.iter().map(|example| example.grade);
    let above = grades().filter(|grade| grades().any(|other| other < *grade));
    let below = grades().filter(|grade| grades().any(|other| other > *grade));
    if above.count() < LEAST || below.count() < LEAST {
        return Err(NotLearned::TooFew);
    }
    let before = shares(*ranker.weights()).ok_or(ModelError::NoWeight)?;
    let now = weights(&group, &before)?;
    let samples: Vec<[f64; COUNT]> = (0..SAMPLES)
        .into_par_iter()
        .filter_map(|round| {
            let mut random = SplitMix64::new(SEED ^ (round << 32));
            let count = group.examples.len();
            let drawn = (0..count).map(|_| group.examples[random.below(count)].clone());
            let drawn = Group {
                examples: drawn.collect(),
                ..group.clone()
            };
            (drawn.pairs() > 0).then(|| weights(&drawn, &before))
        })
        .collect::<Result<_, _>>()?;
    let moves = |weights: &[f64; COUNT], index: usize| weights[index] - before[index];
    let sure = std::array::from_fn(|index| {
        let side = moves(&now, index);
        let same = samples.iter().filter(|one| moves(one, index) * side > 0.0);
        same.count() as f64 / samples.len().max(1) as f64
    });
    let origin = format!(
        "{}, moved by {} decisions on one job",
        ranker.name,
        chosen.len()
    );
    let mut moved = Ranker::new(name.to_owned(), origin, now)?.with_samples(samples)?;
    moved.background.clone_from(&ranker.background);
    Ok(Moved {
        ranker: moved,
        pairs: group.pairs(),
        agreement_before: agreement(&group, |_| before),
        agreement_held_out: held_out(&group, &before)?,
        sure,
    })
}

fn group(asked: &[bool; COUNT], chosen: &[ChosenCv]) -> Group {
    let grades = || chosen.iter().map(|one| one.grade);
    let examples = chosen.iter().enumerate().map(|(person, one)| Example {
        cv_id: one.cv_id.clone(),
        vector: one.vector,
        grade: one.grade,
        weight: 1.0,
        person,
        is_stranger: false,
    });
    Group {
        benchmark: 0,
        job_id: "job".to_owned(),
        asked: *asked,
        examples: examples.collect(),
        grade_range: grades().fold(0.0, f64::max) - grades().fold(f64::INFINITY, f64::min),
    }
}

/// Weights as shares; what the job does not ask for keeps its own.
fn weights(group: &Group, before: &[f64; COUNT]) -> Result<[f64; COUNT], NotLearned> {
    let pairs = Pairs::new([group], MOST_PAIRS);
    let steepness = steepness(&pairs, before)?.max(LEAST_STEEPNESS);
    let strength = SETTLED / group.labels() as f64;
    let fitted = fit_around(&pairs, Some(before), steepness, strength)?;
    let asked = |weights: &[f64; COUNT]| -> f64 {
        let of_asked = weights.iter().zip(&group.asked);
        of_asked
            .filter(|(_, asked)| **asked)
            .map(|(weight, _)| weight)
            .sum()
    };
    // The fit has a scale of its own.
    let (share, sum) = (asked(before), asked(&fitted));
    if sum <= 0.0 {
        return Ok(*before);
    }
    let mut now = *before;
    for (index, weight) in now.iter_mut().enumerate() {
        if group.asked[index] {
            *weight = round(fitted[index] / sum * share);
        }
    }
    Ok(now)
}

/// Share of the pairs that are ordered right, ties by half, where `weights` says by which weights
/// a pair is scored that holds this CV.
fn agreement(group: &Group, weights: impl Fn(usize) -> [f64; COUNT]) -> f64 {
    let score = |weights: &[f64; COUNT], place: usize| {
        Ranker::score_under(weights, &group.asked, &group.examples[place].vector)
    };
    let (mut right, mut all) = (0.0, 0.0);
    for (one, better) in group.examples.iter().enumerate() {
        for (other, worse) in group.examples.iter().enumerate() {
            if better.grade <= worse.grade {
                continue;
            }
            // Each of the two is held out once.
            for held_out in [one, other] {
                let weights = weights(held_out);
                let gap = score(&weights, one) - score(&weights, other);
                all += 1.0;
                right += match gap.partial_cmp(&0.0) {
                    Some(std::cmp::Ordering::Greater) => 1.0,
                    Some(std::cmp::Ordering::Equal) => 0.5,
                    _ => 0.0,
                };
            }
        }
    }
    right / f64::max(all, 1.0)
}

/// The agreement of weights that never saw the CV whose pairs they order.
fn held_out(group: &Group, before: &[f64; COUNT]) -> Result<f64, NotLearned> {
    let folds = FOLDS.min(group.examples.len());
    let of_fold: Vec<[f64; COUNT]> = (0..folds)
        .into_par_iter()
        .map(|fold| {
            let kept = group.filtered(|example| example.person % folds != fold);
            match kept.pairs() {
                0 => Ok(*before),
                _ => weights(&kept, before),
            }
        })
        .collect::<Result<_, _>>()?;
    Ok(agreement(group, |place| of_fold[place % folds]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(values: &[(f64, f64)], grade: impl Fn(f64, f64) -> f64) -> Vec<ChosenCv> {
        let cvs = values.iter().enumerate().map(|(index, &(first, second))| {
            let mut vector = [0.0; COUNT];
            (vector[0], vector[1]) = (first, second);
            ChosenCv {
                cv_id: format!("c-{index}"),
                vector,
                grade: grade(first, second),
            }
        });
        cvs.collect()
    }

    fn spread() -> Vec<(f64, f64)> {
        points(24)
    }

    fn points(count: i32) -> Vec<(f64, f64)> {
        let share = |factor: i32, index: i32| f64::from(index * factor % count) / f64::from(count);
        (0..count)
            .map(|index| (share(7, index), share(5, index)))
            .collect()
    }

    fn ranker() -> Ranker {
        let mut weights = [0.0; COUNT];
        (weights[0], weights[1], weights[2]) = (0.4, 0.4, 0.2);
        Ranker::new("own".into(), String::new(), weights).unwrap()
    }

    #[test]
    fn weights_move_to_what_was_chosen_and_keep_what_the_job_does_not_ask() {
        let mut asked = [true; COUNT];
        asked[2] = false;
        let by_second = chosen(&spread(), |_, second| f64::from(second > 0.5));
        let moved = moved_towards(&ranker(), &asked, &by_second, "job").unwrap();
        let weights = moved.ranker.weights();
        assert!(weights[1] > weights[0] + 0.03, "{weights:?}");
        assert!((weights[2] - 0.2).abs() < 1e-9, "{weights:?}");
        assert!(
            (weights.iter().sum::<f64>() - 1.0).abs() < 1e-5,
            "{weights:?}"
        );
        assert!(moved.agreement_held_out > moved.agreement_before);
        assert!(moved.sure[1] > 0.9, "{:?}", moved.sure);
    }

    #[test]
    fn few_decisions_move_little_even_against_the_weights_and_many_move_much() {
        let moved = |count: i32| {
            let against = chosen(&points(count), |first, second| f64::from(second > first));
            let moved = moved_towards(&ranker(), &[true; COUNT], &against, "job").unwrap();
            let weights = *moved.ranker.weights();
            (0..3)
                .map(|index| (weights[index] - ranker().weights()[index]).abs())
                .fold(0.0, f64::max)
        };
        let (few, many) = (moved(8), moved(97));
        assert!(few < 0.1, "{few}");
        assert!(many > 3.0 * few, "{few} {many}");
    }

    #[test]
    fn decisions_that_the_weights_explain_move_little() {
        let by_both = chosen(&spread(), |first, second| f64::from(first + second > 1.0));
        let moved = moved_towards(&ranker(), &[true; COUNT], &by_both, "job").unwrap();
        let weights = moved.ranker.weights();
        assert!((weights[0] - weights[1]).abs() < 0.1, "{weights:?}");
        assert!(moved.agreement_held_out > 0.95);
    }

    #[test]
    fn three_of_each_kind_say_something_and_fewer_nothing() {
        let values = spread();
        let with = |chosen_ones: usize, rejected: usize| {
            let mut cvs = chosen(&values, |_, _| 0.0);
            cvs.truncate(chosen_ones + rejected);
            for cv in cvs.iter_mut().take(chosen_ones) {
                cv.grade = 2.0;
            }
            moved_towards(&ranker(), &[true; COUNT], &cvs, "job")
        };
        for (chosen_ones, rejected, expected) in [
            (0, 0, false),
            (24, 0, false),
            (2, 9, false),
            (9, 2, false),
            (3, 3, true),
        ] {
            let told = with(chosen_ones, rejected);
            let is_refused = matches!(told, Err(NotLearned::TooFew));
            assert_eq!(
                is_refused,
                !expected,
                "{chosen_ones} {rejected} {:?}",
                told.err()
            );
        }
    }
}
