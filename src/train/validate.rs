//! How good a model will be on jobs it never saw: folds over jobs, with nobody on both sides.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::examples::{Example, FEWER_PAIRS, Group, MOST_PAIRS, Pairs};
use super::learn::{STRENGTHS, fit};
use crate::evaluate::metrics::PairCounts;
use crate::features::COUNT;
use crate::model::{FitError, Ranker};

/// Folds within which the strength is chosen.
pub const INNER_FOLDS: usize = 5;
/// Parts of the CVs when there is one job only.
const PARTS_OF_ONE_JOB: usize = 5;

/// What a model is trained on, and what it is measured on.
#[derive(Debug, Clone, PartialEq)]
pub struct Fold {
    pub train: Vec<Group>,
    /// Index of a group and places of its examples.
    pub test: Vec<(usize, Vec<usize>)>,
}

/// Scores that no model has seen the labels of.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Index of the group.
    pub group: usize,
    /// Places of the examples in the group.
    pub places: Vec<usize>,
    /// One a place, 0 to 100.
    pub scores: Vec<f64>,
    /// By the model, one a feature.
    pub weights: [f64; COUNT],
}

/// Divides jobs into at most `count` folds. No CV, nor a near duplicate of one, is on both
/// sides of a fold.
///
/// Where jobs share their CVs, these are halved, too: a model learns from one half on other jobs
/// and is measured on the other half. A single job is divided by its CVs.
pub fn folds(groups: &[Group], count: usize) -> Vec<Fold> {
    divided(groups, count, OUTER)
}

/// Seeds of the halves. Within a fold all CVs are of one half; halved by the same seed once more,
/// one part would be empty and nothing could be measured.
const OUTER: u64 = 0x9e37_79b9_7f4a_7c15;
const INNER: u64 = 0x94d0_49bb_1331_11eb;

fn divided(groups: &[Group], count: usize, seed: u64) -> Vec<Fold> {
    let part_of = |example: &Example, parts: usize| part_of(example, parts, seed);
    if let [only] = groups {
        return (0..PARTS_OF_ONE_JOB.min(only.labels()))
            .map(|part| Fold {
                train: vec![only.filtered(|example| part_of(example, PARTS_OF_ONE_JOB) != part)],
                test: vec![(
                    0,
                    own_places(only, |example| part_of(example, PARTS_OF_ONE_JOB) == part),
                )],
            })
            .collect();
    }
    let count = count.clamp(2, groups.len().max(2));
    (0..count)
        .flat_map(|fold| {
            let held: Vec<usize> = (fold..groups.len()).step_by(count).collect();
            let is_held = |index: &usize| held.contains(index);
            let people: BTreeSet<usize> = held
                .iter()
                .flat_map(|&index| &groups[index].examples)
                .filter(|example| !example.is_stranger)
                .map(|example| example.person)
                .collect();
            let others = || {
                (0..groups.len())
                    .filter(|index| !is_held(index))
                    .map(|index| &groups[index])
            };
            let all: usize = others().map(Group::labels).sum();
            let apart: Vec<Group> = others()
                .map(|group| group.filtered(|example| !people.contains(&example.person)))
                .collect();
            if apart.iter().map(Group::labels).sum::<usize>() * 2 >= all {
                let test = held
                    .iter()
                    .map(|&index| (index, own_places(&groups[index], |_| true)));
                return vec![Fold {
                    train: apart,
                    test: test.collect(),
                }];
            }
            let half = |half: usize| Fold {
                train: others()
                    .map(|group| group.filtered(|example| part_of(example, 2) != half))
                    .collect(),
                test: held
                    .iter()
                    .map(|&index| {
                        (
                            index,
                            own_places(&groups[index], |example| part_of(example, 2) == half),
                        )
                    })
                    .collect(),
            };
            vec![half(0), half(1)]
        })
        .map(|mut fold| {
            fold.train.retain(|group| group.pairs() > 0);
            fold
        })
        .filter(|fold| !fold.train.is_empty())
        .collect()
}

fn part_of(example: &Example, parts: usize, seed: u64) -> usize {
    // Multiplied by an odd number, so that neighbours in the order of ids are spread.
    (example.person as u64).wrapping_mul(seed).rotate_left(17) as usize % parts
}

/// Strangers are learned from; what is measured is the order of the job's own.
fn own_places(group: &Group, kept: impl Fn(&Example) -> bool) -> Vec<usize> {
    let all = group.examples.iter().enumerate();
    all.filter(|(_, example)| !example.is_stranger && kept(example))
        .map(|(place, _)| place)
        .collect()
}

/// Scores of every test part of `folds`, each by a model trained on its fold alone. Without
/// `strength`, each fold chooses its own from what it may see.
///
/// # Errors
/// When a fit fails.
pub fn cross_validate(
    groups: &[Group],
    folds: &[Fold],
    prior: Option<&[f64; COUNT]>,
    strength: Option<f64>,
) -> Result<Vec<Unit>, FitError> {
    let of_folds: Vec<Vec<Unit>> = folds
        .par_iter()
        .map(|fold| {
            let (strength, most) = match strength {
                Some(strength) => (strength, FEWER_PAIRS),
                None => (
                    chosen(&fold.train, INNER_FOLDS, prior, INNER)?.strength,
                    MOST_PAIRS,
                ),
            };
            let weights = fit(&Pairs::new(&fold.train, most), prior, strength)?;
            Ok(units(groups, fold, &weights))
        })
        .collect::<Result<_, FitError>>()?;
    Ok(of_folds.into_iter().flatten().collect())
}

fn units(groups: &[Group], fold: &Fold, weights: &[f64; COUNT]) -> Vec<Unit> {
    let unit = |(group, places): &(usize, Vec<usize>)| {
        let known = &groups[*group];
        let of_place = |&place: &usize| {
            Ranker::score_under(weights, &known.asked, &known.examples[place].vector)
        };
        Unit {
            group: *group,
            scores: places.iter().map(of_place).collect(),
            places: places.clone(),
            weights: *weights,
        }
    };
    fold.test.iter().map(unit).collect()
}

/// Mean over the parts of each group of the share of pairs that are ordered right; `None` where
/// a group has no pair in any part.
pub fn auc_by_group(groups: &[Group], units: &[Unit]) -> Vec<Option<f64>> {
    mean_by_group(groups.len(), units, |unit| auc_of(groups, unit))
}

/// Mean over the parts of each of `count` groups of what `measure` finds in them; `None` where it
/// finds nothing in any.
pub(super) fn mean_by_group(
    count: usize,
    units: &[Unit],
    measure: impl Fn(&Unit) -> Option<f64>,
) -> Vec<Option<f64>> {
    let mut sums = vec![(0.0, 0usize); count];
    for unit in units {
        if let Some(value) = measure(unit) {
            sums[unit.group].0 += value;
            sums[unit.group].1 += 1;
        }
    }
    sums.into_iter()
        .map(|(sum, count)| (count > 0).then(|| sum / count as f64))
        .collect()
}

fn auc_of(groups: &[Group], unit: &Unit) -> Option<f64> {
    let examples = &groups[unit.group].examples;
    let grades = unit.places.iter().map(|&place| examples[place].grade);
    let grades: Vec<f64> = grades.collect();
    PairCounts::new(&unit.scores, &grades).auc()
}

/// A strength and how it was chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub strength: f64,
    /// From the strength with the best mean to the one chosen.
    pub admissible: Vec<f64>,
    /// Each strength with its mean share of pairs ordered right on jobs held out.
    pub tried: Vec<(f64, f64)>,
}

impl Choice {
    /// From the strength with the best mean to `strength`, which somebody may have named: what
    /// the labels leave open does not shrink by naming it.
    pub fn admissible_to(&self, strength: f64) -> Vec<f64> {
        let best = self.admissible.first().copied().unwrap_or(strength);
        let within = best.min(strength)..=best.max(strength);
        let mut admissible: Vec<f64> = STRENGTHS
            .into_iter()
            .filter(|tried| within.contains(tried))
            .collect();
        if !admissible.contains(&strength) {
            admissible.push(strength);
        }
        admissible
    }
}

/// The strongest pull to the prior that is within one standard error of the best, over the parts
/// held out (the rule of Breiman and others, "Classification and regression trees", 1984), so
/// that labels must earn each step away from it.
///
/// # Errors
/// When a fit fails.
pub fn choose(
    groups: &[Group],
    count: usize,
    prior: Option<&[f64; COUNT]>,
) -> Result<Choice, FitError> {
    chosen(groups, count, prior, OUTER)
}

fn chosen(
    groups: &[Group],
    count: usize,
    prior: Option<&[f64; COUNT]>,
    seed: u64,
) -> Result<Choice, FitError> {
    let folds = divided(groups, count, seed);
    let (mut means, mut by_strength) = (Vec::new(), Vec::new());
    for strength in STRENGTHS {
        let units = cross_validate(groups, &folds, prior, Some(strength))?;
        means.push(mean(auc_by_group(groups, &units).into_iter().flatten()));
        by_strength.push(
            units
                .iter()
                .map(|unit| auc_of(groups, unit))
                .collect::<Vec<_>>(),
        );
    }
    let best = (0..means.len())
        .max_by(|&a, &b| means[a].total_cmp(&means[b]))
        .unwrap_or(STRENGTHS.len() - 1);
    let chosen = (best..means.len())
        .rev()
        .find(|&index| {
            let differences: Vec<f64> = by_strength[best]
                .iter()
                .zip(&by_strength[index])
                .filter_map(|(best, other)| Some((*best)? - (*other)?))
                .collect();
            mean(differences.iter().copied()) <= standard_error(&differences)
        })
        .unwrap_or(best);
    Ok(Choice {
        strength: STRENGTHS[chosen],
        admissible: STRENGTHS[best..=chosen].to_vec(),
        tried: STRENGTHS.into_iter().zip(means).collect(),
    })
}

pub(super) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0usize), |(sum, count), value| {
        (sum + value, count + 1)
    });
    if count > 0 { sum / count as f64 } else { 0.0 }
}

pub(super) fn standard_error(values: &[f64]) -> f64 {
    let centre = mean(values.iter().copied());
    let squares: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
    match values.len() {
        0 | 1 => 0.0,
        count => (squares / (count - 1) as f64 / count as f64).sqrt(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::tests::group;
    use super::*;

    /// Invented jobs whose best CVs have most of the first feature.
    fn jobs(count: usize, shared_people: bool) -> Vec<Group> {
        (0..count)
            .map(|job| {
                let cvs: Vec<(f64, f64)> = (0..12)
                    .map(|cv| {
                        (
                            f64::from(cv * 5 % 12) / 12.0
                                + f64::from((cv * 7 + job as u32) % 5) / 20.0,
                            f64::from(cv * 5 % 12 / 6),
                        )
                    })
                    .collect();
                let mut known = group(&format!("j{job}"), &cvs);
                for example in &mut known.examples {
                    example.person += if shared_people { 0 } else { 100 * job };
                }
                known
            })
            .collect()
    }

    fn people(group: &Group, places: &[usize]) -> BTreeSet<usize> {
        places
            .iter()
            .map(|&place| group.examples[place].person)
            .collect()
    }

    #[test]
    fn nobody_is_on_both_sides_of_a_fold_and_everybody_is_tested_once() {
        for (groups, expected) in [(jobs(4, false), 4), (jobs(4, true), 8), (jobs(1, false), 5)] {
            let folds = folds(&groups, 60);
            assert_eq!(folds.len(), expected);
            let mut tested = 0;
            for fold in &folds {
                let trained: BTreeSet<usize> = fold
                    .train
                    .iter()
                    .flat_map(|group| group.examples.iter().map(|example| example.person))
                    .collect();
                for (index, places) in &fold.test {
                    assert!(people(&groups[*index], places).is_disjoint(&trained));
                    tested += places.len();
                }
            }
            assert_eq!(
                tested,
                groups
                    .iter()
                    .map(|group| group.examples.len())
                    .sum::<usize>()
            );
        }
    }

    #[test]
    fn a_fold_of_shared_people_can_be_halved_again_to_choose_by() {
        let groups = jobs(4, true);
        for fold in folds(&groups, 60) {
            let again = divided(&fold.train, INNER_FOLDS, INNER);
            assert!(!again.is_empty());
            for inner in again {
                assert!(inner.test.iter().any(|(_, places)| places.len() > 1));
            }
            let choice = chosen(&fold.train, INNER_FOLDS, None, INNER).unwrap();
            assert!(choice.tried.iter().any(|(_, auc)| *auc > 0.5), "{choice:?}");
        }
    }

    #[test]
    fn one_duplicate_between_jobs_is_left_out_of_training() {
        let mut groups = jobs(3, false);
        groups[1].examples[0].person = groups[0].examples[0].person;
        let folds = folds(&groups, 60);
        let sizes: Vec<usize> = folds[0]
            .train
            .iter()
            .map(|group| group.examples.len())
            .collect();
        assert_eq!(sizes, [11, 12]);
    }

    #[test]
    fn held_out_jobs_are_ranked_and_the_number_of_threads_changes_nothing() {
        let groups = jobs(6, false);
        let run = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            pool.install(|| cross_validate(&groups, &folds(&groups, 60), None, None).unwrap())
        };
        let units = run(1);
        assert_eq!(units, run(4));
        let aucs: Vec<f64> = auc_by_group(&groups, &units)
            .into_iter()
            .flatten()
            .collect();
        assert!(aucs.iter().all(|auc| *auc > 0.6), "{aucs:?}");
    }
}
