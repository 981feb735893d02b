//! What a trained model is worth beside the model in use and BM25, on jobs it never saw, and
//! whether its labels are more than noise.

use std::fmt::{self, Display, Formatter};

use rayon::prelude::*;

use super::examples::{Examples, Group};
use super::methods::Methods;
use super::validate::{INNER_FOLDS, Unit, auc_by_group, cross_validate, folds, mean};
use crate::evaluate::metrics::PairCounts;
use crate::features::COUNT;
use crate::model::{FitError, Ranker};
use crate::random::SplitMix64;

/// Resamples of jobs and, within them, of CVs.
const RESAMPLES: u64 = 1000;
/// Part of the resamples left out at either end of an interval. A model must be ahead of two others at
/// once, so that one in twenty for each is one in twenty at most for both (Berger, "Multiparameter
/// hypothesis testing and acceptance sampling", 1982).
const TAIL: f64 = 0.05;
/// Shuffles of the labels, each learned from anew.
const SHUFFLES: u64 = 39;
/// So many shuffles at most may do as well as the labels: with 39, one in twenty by chance.
const AS_GOOD: usize = 1;
const SEED: u64 = 0x7374_616e_6469_6e67;

/// A mean over jobs of the share of pairs ordered right, less that of another method.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gain {
    /// Of the other method.
    pub other: f64,
    pub difference: f64,
    /// 90 % of the resamples lie within.
    pub interval: (f64, f64),
}

/// What a trained model is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Name of the model in use.
    pub current: String,
    pub jobs: usize,
    pub labels: usize,
    /// Mean over jobs of the share of pairs that models which never saw the job order right.
    pub auc: f64,
    pub over_current: Gain,
    pub over_bm25: Gain,
    /// Shuffles of the labels from which a model was learned that orders the shuffled labels as
    /// well, of those that were tried.
    pub as_good: (usize, usize),
}

/// In one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rating {
    /// Than the model in use and BM25, beyond chance.
    Better,
    NoBetter,
    /// Than the model in use, beyond chance.
    Worse,
    /// Shuffled labels do as well.
    Noise,
}

/// Scores of one test part: grades, and by each method a score for each CV.
struct Part {
    group: usize,
    grades: Vec<f64>,
    scores: [Vec<f64>; 3],
}

impl Standing {
    /// Of held-out scores `units` of models drawn to `prior` with `strength`; `methods` are one a
    /// benchmark, `places` those of [`Examples::places`].
    ///
    /// # Errors
    /// When a fit to shuffled labels fails.
    pub fn new(
        methods: &[Methods<'_>],
        examples: &Examples,
        places: &[(usize, Vec<usize>)],
        units: &[Unit],
        current: &Ranker,
        (prior, strength): (Option<&[f64; COUNT]>, f64),
    ) -> Result<Self, FitError> {
        let parts = parts(methods, examples, places, units, current);
        let by_group = grouped(&parts);
        let [own, now, bm25] = means(&by_group, &parts, None);
        let mut differences: Vec<[f64; 2]> = (0..RESAMPLES)
            .into_par_iter()
            .map(|round| {
                let random = SplitMix64::new(SEED ^ (round << 32));
                let [own, now, bm25] = means(&by_group, &parts, Some(random));
                [own - now, own - bm25]
            })
            .collect();
        let mut gain = |which: usize, other: f64| {
            differences.sort_by(|a, b| a[which].total_cmp(&b[which]));
            let at = |share: f64| {
                let place = (share * (differences.len() - 1) as f64).round() as usize;
                differences[place][which]
            };
            Gain {
                other,
                difference: own - other,
                interval: (at(TAIL), at(1.0 - TAIL)),
            }
        };
        Ok(Self {
            current: current.name.clone(),
            jobs: by_group.len(),
            labels: examples.labels(),
            auc: own,
            over_current: gain(0, now),
            over_bm25: gain(1, bm25),
            as_good: shuffled(&examples.groups, prior, strength)?,
        })
    }

    pub fn rating(&self) -> Rating {
        if self.as_good.0 > AS_GOOD {
            Rating::Noise
        } else if self.over_current.interval.1 < 0.0 {
            Rating::Worse
        } else if self.over_current.interval.0 > 0.0 && self.over_bm25.interval.0 > 0.0 {
            Rating::Better
        } else {
            Rating::NoBetter
        }
    }
}

/// The test parts with what each method makes of them.
fn parts(
    methods: &[Methods<'_>],
    examples: &Examples,
    places: &[(usize, Vec<usize>)],
    units: &[Unit],
    current: &Ranker,
) -> Vec<Part> {
    let part = |unit: &Unit| {
        let group = &examples.groups[unit.group];
        let of_unit = || unit.places.iter().map(|&place| &group.examples[place]);
        let (job, labels) = &places[unit.group];
        let bm25 = |&place: &usize| methods[group.benchmark].bm25(*job, labels[place]);
        Part {
            group: unit.group,
            grades: of_unit().map(|example| example.grade).collect(),
            scores: [
                unit.scores.clone(),
                of_unit()
                    .map(|example| {
                        Ranker::score_under(current.weights(), &group.asked, &example.vector)
                    })
                    .collect(),
                unit.places.iter().map(bm25).collect(),
            ],
        }
    };
    units.iter().map(part).collect()
}

/// Places of the parts of each job.
fn grouped(parts: &[Part]) -> Vec<Vec<usize>> {
    let most = parts.iter().map(|part| part.group + 1).max().unwrap_or(0);
    let mut groups = vec![Vec::new(); most];
    for (place, part) in parts.iter().enumerate() {
        groups[part.group].push(place);
    }
    groups.retain(|parts| !parts.is_empty());
    groups
}

/// Means over jobs of the share of pairs each method orders right; with `random`, of a resample
/// of the jobs and of the CVs in them.
fn means(groups: &[Vec<usize>], parts: &[Part], random: Option<SplitMix64>) -> [f64; 3] {
    let mut random = random;
    let mut sums = [0.0; 3];
    let mut count = 0usize;
    for at in 0..groups.len() {
        let group = match &mut random {
            Some(random) => &groups[random.below(groups.len())],
            None => &groups[at],
        };
        let mut of_job = [0.0; 3];
        let mut told = 0usize;
        for part in group.iter().map(|&place| &parts[place]) {
            let all = part.grades.len();
            let drawn: Vec<usize> = match &mut random {
                Some(random) => (0..all).map(|_| random.below(all)).collect(),
                None => (0..all).collect(),
            };
            let of = |values: &[f64]| {
                drawn
                    .iter()
                    .map(|&place| values[place])
                    .collect::<Vec<f64>>()
            };
            let grades = of(&part.grades);
            let aucs =
                [0, 1, 2].map(|method| PairCounts::new(&of(&part.scores[method]), &grades).auc());
            // All methods or none: whether there are pairs is of the grades.
            if let [Some(own), Some(now), Some(bm25)] = aucs {
                for (sum, auc) in of_job.iter_mut().zip([own, now, bm25]) {
                    *sum += auc;
                }
                told += 1;
            }
        }
        if told > 0 {
            for (sum, of_job) in sums.iter_mut().zip(of_job) {
                *sum += of_job / told as f64;
            }
            count += 1;
        }
    }
    sums.map(|sum| sum / count.max(1) as f64)
}

/// How many of some shuffles of the grades within each job are learned as well as the grades
/// themselves; no further ones are tried once that is settled.
fn shuffled(
    groups: &[Group],
    prior: Option<&[f64; COUNT]>,
    strength: f64,
) -> Result<(usize, usize), FitError> {
    let learned = |groups: &[Group]| -> Result<f64, FitError> {
        let units = cross_validate(groups, &folds(groups, INNER_FOLDS), prior, Some(strength))?;
        Ok(mean(auc_by_group(groups, &units).into_iter().flatten()))
    };
    let own = learned(groups)?;
    let (mut as_good, mut tried) = (0, 0);
    for round in 0..SHUFFLES {
        let mut random = SplitMix64::new(SEED.rotate_left(7) ^ (round << 32));
        let mut other = groups.to_vec();
        for group in &mut other {
            let places: Vec<usize> = group.own_places().collect();
            let mut labels: Vec<(f64, f64)> = places
                .iter()
                .map(|&place| (group.examples[place].grade, group.examples[place].weight))
                .collect();
            random.shuffle(&mut labels);
            for (place, (grade, weight)) in places.into_iter().zip(labels) {
                group.examples[place].grade = grade;
                group.examples[place].weight = weight;
            }
        }
        tried += 1;
        as_good += usize::from(learned(&other)? >= own);
        if as_good > AS_GOOD {
            break;
        }
    }
    Ok((as_good, tried))
}

/// `+0.041 [+0.012, +0.071]`.
impl Display for Gain {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (low, high) = self.interval;
        write!(
            f,
            "{:.3} ({:+.3} [{low:+.3}, {high:+.3}])",
            self.other, self.difference
        )
    }
}

/// One sentence with its figures.
impl Display for Standing {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let current = &self.current;
        let is_ahead = |gain: &Gain| gain.interval.0 > 0.0;
        let verdict = match self.rating() {
            Rating::Better => format!("better than {current} and BM25 beyond chance"),
            Rating::NoBetter => match (is_ahead(&self.over_current), is_ahead(&self.over_bm25)) {
                (true, _) => {
                    format!("better than {current}, but no better than BM25 beyond chance")
                }
                (_, true) => {
                    format!("better than BM25, but no better than {current} beyond chance")
                }
                (false, false) => format!("no better than {current} or BM25 beyond chance"),
            },
            Rating::Worse => format!("worse than {current} beyond chance"),
            Rating::Noise => {
                "labels that look like noise, as shuffled ones are learned as well".to_owned()
            }
        };
        let jobs = if self.jobs == 1 { "job" } else { "jobs" };
        write!(
            f,
            "{verdict}: on {} {jobs} held out, {} labels, share of pairs ordered right {:.3}; {} {}; BM25 {}; \
             {} of {} shuffles of the labels as good",
            self.jobs,
            self.labels,
            self.auc,
            self.current,
            self.over_current,
            self.over_bm25,
            self.as_good.0,
            self.as_good.1
        )
    }
}
