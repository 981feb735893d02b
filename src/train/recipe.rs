//! The whole way from measured labels to a model with its figures.

use rayon::prelude::*;

use super::calibrate::{calibrate, round};
use super::examples::{Examples, FEWER_PAIRS, Group, MOST_PAIRS, Pairs};
use super::hygiene::{TooFew, enough};
use super::learn::fit;
use super::measured::Measured;
use super::methods::{HELD_OUT, Methods};
use super::standing::Standing;
use super::strangers::Worth;
use super::validate::{INNER_FOLDS, Unit, choose, cross_validate, folds};
use crate::evaluate::benchmark::Benchmark;
use crate::evaluate::comparison::{Metric, Row};
use crate::features::{COUNT, REGISTRY};
use crate::model::{Figure, FitError, ModelError, Ranker, Training, TrainingSet};
use crate::random::SplitMix64;

/// Resamples of the labels whose weights a model keeps.
const SAMPLES: u64 = 200;
const SEED: u64 = 0x7265_7361_6d70_6c65;

/// How to train.
#[derive(Debug, Clone)]
pub struct Recipe<'a> {
    /// Name of the new model.
    pub name: String,
    /// Weights are drawn to this model's; to zero without it.
    pub prior: Option<&'a Ranker>,
    /// Strength of the pull; chosen by cross-validation without it.
    pub strength: Option<f64>,
    /// Whether to learn from the strangers that were measured; decided on jobs held out without it.
    pub strangers: Option<bool>,
    /// Most folds over jobs.
    pub folds: usize,
    /// Grade from which on a CV counts as shortlisted.
    pub shortlist_from: Option<f64>,
    /// `YYYY-MM-DD`, one a benchmark.
    pub as_of: Vec<String>,
    /// SHA-256 of the table of document frequencies; `None` for the one compiled in.
    pub background: Option<String>,
}

/// A trained model with what was seen on the way.
#[derive(Debug, Clone)]
pub struct Trained {
    pub ranker: Ranker,
    pub examples: Examples,
    /// What strangers are worth, where that was to be decided.
    pub worth: Option<Worth>,
    /// Beside the model in use and BM25.
    pub standing: Standing,
    /// For each benchmark, the rows of its comparison; the first is of held-out jobs.
    pub rows: Vec<Vec<Row>>,
    pub units: Vec<Unit>,
}

/// Why no model was trained.
#[derive(Debug, thiserror::Error)]
pub enum TrainError {
    #[error(transparent)]
    TooFew(#[from] TooFew),
    #[error(transparent)]
    Fit(#[from] FitError),
    #[error("no feature orders the CVs as the labels do; check that higher grades are better")]
    NothingLearned,
    #[error(transparent)]
    Model(#[from] ModelError),
}

impl Recipe<'_> {
    /// Trains on benchmarks with their measures; `current` is the model they were measured with.
    ///
    /// # Errors
    /// With too few labels, or when no fit is found.
    pub fn train(
        &self,
        measured: &[(&Benchmark, &Measured)],
        current: &Ranker,
    ) -> Result<Trained, TrainError> {
        let mut examples = Examples::new(measured);
        enough(&examples)?;
        let prior = self.prior.map(Ranker::weights);
        let worth = match self.strangers {
            Some(_) => None,
            None => Worth::of(&examples, prior, self.strength)?,
        };
        let learned = self
            .strangers
            .unwrap_or_else(|| worth.is_some_and(|worth| worth.is_proved));
        if !learned {
            examples = examples.without_strangers();
        }
        let groups = &examples.groups;
        let folds = folds(groups, self.folds);
        let units = cross_validate(groups, &folds, prior, self.strength)?;
        let choice = choose(groups, INNER_FOLDS, prior)?;
        let tried = &choice.tried;
        let strength = self.strength.unwrap_or(choice.strength);
        let admissible = choice.admissible_to(strength);
        let weights = shares(fit(&Pairs::new(groups, MOST_PAIRS), prior, strength)?)
            .ok_or(TrainError::NothingLearned)?;
        let samples = samples(groups, prior, &admissible)?;
        let methods = measured.iter().map(|(one, known)| Methods::new(one, known));
        let methods: Vec<Methods<'_>> = methods.collect();
        let benchmarks: Vec<&Benchmark> = measured.iter().map(|(one, _)| *one).collect();
        let places = examples.places(&benchmarks);
        let pull = (prior, strength);
        let standing = Standing::new(&methods, &examples, &places, &units, current, pull)?;
        let rows = self.compare(&methods, &examples, &places, &units, current);
        let calibrated = calibrate(groups, &units, self.shortlist_from);
        let training = Training {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            sets: self.sets(measured, &examples),
            prior: self.prior.map(|prior| prior.name.clone()),
            strength,
            tried: tried
                .iter()
                .map(|&(strength, auc)| (strength, round(auc)))
                .collect(),
            figures: figures(measured, &rows),
            held_out_auc: Some(round(mean_held_out_auc(&examples, &units))),
            uncalibrated: calibrated.as_ref().err().map(ToString::to_string),
            standing: Some(standing.to_string()),
            accepted: None,
            accepted_impact: None,
        };
        let origin = format!(
            "trained on {} labels of {} jobs{}",
            examples.labels(),
            groups.len(),
            self.prior
                .map_or_else(String::new, |prior| format!(", drawn to {}", prior.name))
        );
        let mut ranker = Ranker::new(self.name.clone(), origin, weights)?.with_samples(samples)?;
        ranker.background = self.background.clone();
        ranker.calibration = calibrated.ok();
        ranker.training = Some(training);
        Ok(Trained {
            ranker,
            examples,
            worth,
            standing,
            rows,
            units,
        })
    }

    fn sets(&self, measured: &[(&Benchmark, &Measured)], examples: &Examples) -> Vec<TrainingSet> {
        let of_benchmark = |(index, (benchmark, known)): (usize, &(&Benchmark, &Measured))| {
            let groups = || {
                examples
                    .groups
                    .iter()
                    .filter(move |group| group.benchmark == index)
            };
            TrainingSet {
                name: benchmark.name.clone(),
                as_of: self.as_of.get(index).cloned().unwrap_or_default(),
                labels_sha256: benchmark.labels_sha256.clone(),
                jobs: groups().count(),
                labels: groups().map(Group::labels).sum(),
                strangers: groups()
                    .map(|group| group.examples.len() - group.labels())
                    .sum(),
                pairs: groups().map(Group::pairs).sum(),
                without_order: benchmark.jobs.len() - groups().count(),
                unreadable: known
                    .jobs
                    .iter()
                    .flat_map(|job| &job.pairs)
                    .filter(|pair| pair.is_none())
                    .count(),
            }
        };
        measured.iter().enumerate().map(of_benchmark).collect()
    }

    fn compare(
        &self,
        methods: &[Methods<'_>],
        examples: &Examples,
        places: &[(usize, Vec<usize>)],
        units: &[Unit],
        current: &Ranker,
    ) -> Vec<Vec<Row>> {
        let of_benchmark = |(index, methods): (usize, &Methods<'_>)| {
            let own = units
                .iter()
                .filter(|unit| examples.groups[unit.group].benchmark == index);
            let own: Vec<Unit> = own.cloned().collect();
            let held_out = methods.held_out(HELD_OUT, &own, places);
            methods.table(Some(held_out), current, self.prior, &methods.all())
        };
        methods.iter().enumerate().map(of_benchmark).collect()
    }
}

/// Weights as shares of their sum, in six digits: what the file shows is what counts, on every
/// machine.
pub(super) fn shares(weights: [f64; COUNT]) -> Option<[f64; COUNT]> {
    let sum: f64 = weights.iter().sum();
    (sum > 0.0).then(|| weights.map(|weight| round(weight / sum)))
}

/// Weights that resampled jobs give; of a single job, its CVs are resampled.
///
/// The strengths take turns: the caution of the one chosen must not hide what the labels leave
/// open.
fn samples(
    groups: &[Group],
    prior: Option<&[f64; COUNT]>,
    strengths: &[f64],
) -> Result<Vec<[f64; COUNT]>, FitError> {
    let fitted: Vec<Option<[f64; COUNT]>> = (0..SAMPLES)
        .into_par_iter()
        .map(|round| {
            let mut random = SplitMix64::new(SEED ^ (round << 32));
            let drawn: Vec<Group> = if let [only] = groups {
                let count = only.examples.len();
                let examples = (0..count).map(|_| only.examples[random.below(count)].clone());
                vec![Group {
                    examples: examples.collect(),
                    ..only.clone()
                }]
            } else {
                (0..groups.len())
                    .map(|_| groups[random.below(groups.len())].clone())
                    .collect()
            };
            let pairs = Pairs::new(drawn.iter().filter(|group| group.pairs() > 0), FEWER_PAIRS);
            if pairs.weights.is_empty() {
                return Ok(None);
            }
            let strength = strengths[round as usize % strengths.len()];
            Ok(shares(fit(&pairs, prior, strength)?))
        })
        .collect::<Result<_, FitError>>()?;
    Ok(fitted.into_iter().flatten().collect())
}

fn figures(measured: &[(&Benchmark, &Measured)], rows: &[Vec<Row>]) -> Vec<Figure> {
    let mut figures = Vec::new();
    for ((benchmark, _), rows) in measured.iter().zip(rows) {
        for row in rows {
            for metric in Metric::SHOWN {
                let Some(mean) = row.mean(metric) else {
                    continue;
                };
                figures.push(Figure {
                    set: benchmark.name.clone(),
                    method: row.name.clone(),
                    metric: metric.name().to_owned(),
                    mean: round(mean.mean),
                    interval: mean.interval.map(|(low, high)| (round(low), round(high))),
                });
            }
        }
    }
    figures
}

/// Mean over jobs of the share of pairs that `weights` order right.
pub fn mean_auc(examples: &Examples, weights: &[f64; COUNT]) -> f64 {
    let unit = |(index, group): (usize, &Group)| {
        let score = |place: usize| {
            Ranker::score_under(weights, &group.asked, &group.examples[place].vector)
        };
        Unit {
            group: index,
            places: group.own_places().collect(),
            scores: group.own_places().map(score).collect(),
            weights: *weights,
        }
    };
    let units: Vec<Unit> = examples.groups.iter().enumerate().map(unit).collect();
    mean_held_out_auc(examples, &units)
}

/// The same of scores by models that never saw what they score.
pub fn mean_held_out_auc(examples: &Examples, units: &[Unit]) -> f64 {
    let aucs: Vec<f64> = super::validate::auc_by_group(&examples.groups, units)
        .into_iter()
        .flatten()
        .collect();
    // From 0: an empty sum of floats is -0.
    aucs.iter().fold(0.0, |sum, auc| sum + auc) / aucs.len().max(1) as f64
}

/// How two models' weights differ, most first: feature, share before, share now.
pub fn weight_changes(before: &Ranker, now: &Ranker) -> Vec<(&'static str, f64, f64)> {
    let share = |ranker: &Ranker, index: usize| {
        ranker.weights()[index] / ranker.weights().iter().sum::<f64>()
    };
    let mut changes: Vec<_> = REGISTRY
        .iter()
        .enumerate()
        .map(|(index, info)| (info.name, share(before, index), share(now, index)))
        .collect();
    changes.sort_by(|a, b| {
        (b.2 - b.1)
            .abs()
            .total_cmp(&(a.2 - a.1).abs())
            .then(a.0.cmp(b.0))
    });
    changes
}
