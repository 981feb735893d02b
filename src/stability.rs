//! How sure a ranking is: rank intervals, practical ties and who changes when the cut moves.
//!
//! The same CVs are ranked again under other weights: those that resampled training labels gave,
//! or, for a model that was not trained, the hand-set ones with seeded noise. Scores are not
//! touched.

mod noise;

use rayon::prelude::*;
use serde::Serialize;

use crate::document::{Status, Warning};
use crate::explain::Explanation;
use crate::features::potential::values_if_dated;
use crate::features::{COUNT, JobQuery};
use crate::flag::Flag;
use crate::model::{Points, Ranker};
use crate::rank::{Match, Ranking};
use crate::what_if::{gained, measured};

/// Share of the samples that a rank interval leaves out at each end.
const TAIL: f64 = 0.05;
/// Share of the samples in which two CVs must change their order to be a practical tie.
const TIED_FROM: f64 = 0.1;
/// Points by which [`Cut`] moves.
pub const CUT_STEP: Points = Points(1000);

/// Where the other weights come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Weights fitted to resampled labels.
    TrainingLabels,
    /// The model was not trained: its weights times e^(0.3 z), z about normal.
    HandSetWeights,
}

/// How far one CV's rank moves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankRange {
    /// Best rank of the 90 % interval, from 1; at most the rank itself.
    pub rank_low: u32,
    /// Worst rank of the interval; at least the rank itself.
    pub rank_high: u32,
    /// `A`, `B`, ... `Z`, `AA`: CVs of one group are practical ties.
    pub tie_group: String,
    /// Share of the samples in which it stands among the first `top`; only with a `top`.
    pub top_share: Option<f64>,
}

/// Why a CV could stand higher than it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The file has no score.
    NotScored,
    /// Some of its pages could not be read.
    Pages,
    /// No dated position was recognised, so nothing counts as used in one.
    Undated,
}

/// A CV that was read poorly or not at all, and the best rank that reading it could make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// Into the ranking's matches.
    pub index: usize,
    pub cause: Cause,
    /// Upper bound.
    pub could_reach: u32,
}

/// Who changes when the cut behind the first `top` CVs moves by [`CUT_STEP`].
///
/// The cut lies half-way between the last CV above it and the first below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Cut {
    pub top: usize,
    /// Above the cut now, below it when it moves up.
    pub leave: usize,
    /// Below the cut now, above it when it moves down.
    pub enter: usize,
    /// Whether the CVs on both sides of the cut have the same score.
    pub is_shared: bool,
}

/// How sure a ranking is.
#[derive(Debug, Clone, PartialEq)]
pub struct Stability {
    pub basis: Basis,
    /// How many other weights were tried.
    pub samples: usize,
    /// By index of the match; those without a score, which stand last, have none.
    pub ranges: Vec<RankRange>,
    /// Those that could stand higher, highest first: files without a score, then CVs with pages
    /// that could not be read or without one dated position.
    pub unread: Vec<Unread>,
    /// Present where CVs stand on both sides of a cut.
    pub cut: Option<Cut>,
}

impl Stability {
    /// Ranks the CVs of `ranking` again under other weights of `ranker`.
    ///
    /// `job` and `ranker` are those it was made with; `top` is how many would be invited.
    pub fn new(job: &JobQuery, ranker: &Ranker, ranking: &Ranking, top: Option<usize>) -> Self {
        let explained: Vec<&Explanation> = ranking
            .matches
            .iter()
            .filter_map(|known| known.explanation.as_ref())
            .collect();
        let (basis, noisy);
        let samples = if ranker.samples().is_empty() {
            basis = Basis::HandSetWeights;
            noisy = noise::samples(ranker);
            noisy.as_slice()
        } else {
            basis = Basis::TrainingLabels;
            ranker.samples()
        };
        let ranks: Vec<Vec<u32>> = samples
            .par_iter()
            .map(|weights| ranks_under(weights, job, &explained))
            .collect();
        Self {
            basis,
            samples: samples.len(),
            ranges: ranges(ranking, &ranks, explained.len(), top),
            unread: unread(job, ranking),
            cut: top.and_then(|top| cut(ranking, top)),
        }
    }
}

/// Under which other weights a CV must score how much to stand above one that is shown.
///
/// Who stays below under all of them changes no range of those that are shown.
pub struct Rivalry<'a> {
    job: &'a JobQuery,
    /// Weights, and the least score of those that are shown under them.
    least: Vec<([f64; COUNT], f64)>,
}

impl<'a> Rivalry<'a> {
    /// `shown` are the features of the CVs that are shown, one number a feature.
    pub fn new(job: &'a JobQuery, ranker: &Ranker, shown: &[[f64; COUNT]]) -> Self {
        let samples = match ranker.samples() {
            [] => noise::samples(ranker),
            samples => samples.to_vec(),
        };
        let least = |weights: [f64; COUNT]| {
            let scores = shown
                .iter()
                .map(|vector| Ranker::score_under(&weights, job.asked(), vector));
            (weights, scores.fold(f64::INFINITY, f64::min))
        };
        Self {
            job,
            least: samples.into_iter().map(least).collect(),
        }
    }

    /// Whether a CV whose features are at most these may stand above one that is shown.
    pub fn may_stand_above(&self, most: &[f64; COUNT]) -> bool {
        let mut all = self.least.iter();
        all.any(|(weights, least)| Ranker::score_under(weights, self.job.asked(), most) >= *least)
    }
}

/// The rank of each CV under `weights`; equal scores share a rank.
fn ranks_under(weights: &[f64; COUNT], job: &JobQuery, explained: &[&Explanation]) -> Vec<u32> {
    let mut scores: Vec<(f64, u32)> = (0..)
        .zip(explained)
        .map(|(index, explained)| {
            let score = Ranker::score_under(weights, job.asked(), &explained.vector);
            (score, index)
        })
        .collect();
    scores.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut ranks = vec![0; explained.len()];
    let mut previous = (f64::NAN, 0);
    for (place, (score, index)) in (1..).zip(scores) {
        if score != previous.0 {
            previous = (score, place);
        }
        if let Some(rank) = ranks.get_mut(index as usize) {
            *rank = previous.1;
        }
    }
    ranks
}

/// `ranks` has one list a sample, with the rank of each of `count` CVs.
fn ranges(
    ranking: &Ranking,
    ranks: &[Vec<u32>],
    count: usize,
    top: Option<usize>,
) -> Vec<RankRange> {
    let groups = tie_groups(ranks, count);
    let of_cv = |index: usize| -> Vec<u32> {
        let mut own: Vec<u32> = ranks
            .iter()
            .filter_map(|sample| sample.get(index).copied())
            .collect();
        own.sort_unstable();
        own
    };
    let matches = ranking.matches.get(..count).unwrap_or_default();
    matches
        .par_iter()
        .zip(groups)
        .enumerate()
        .map(|(index, (known, group))| {
            let own = of_cv(index);
            let left_out = (TAIL * own.len() as f64).floor() as usize;
            let rank = known.rank.unwrap_or_default();
            let low = own.get(left_out).copied().unwrap_or(rank);
            let high = own.iter().rev().nth(left_out).copied().unwrap_or(rank);
            let within = |top: usize| own.partition_point(|rank| *rank as usize <= top);
            RankRange {
                rank_low: low.min(rank),
                rank_high: high.max(rank),
                tie_group: letters(group),
                top_share: top
                    .filter(|_| !own.is_empty())
                    .map(|top| within(top) as f64 / own.len() as f64),
            }
        })
        .collect()
}

/// Number of the group of each CV, in the order of the ranking.
///
/// A CV is in the group of the one above it as long as it reaches the group's first in more than
/// a tenth of the samples. Against the first and not the neighbour: a chain of small steps must
/// not tie those at its ends.
fn tie_groups(ranks: &[Vec<u32>], count: usize) -> Vec<usize> {
    let (mut first, mut group) = (0, 0);
    (0..count)
        .map(|index| {
            let reaches = |sample: &&Vec<u32>| sample.get(index) <= sample.get(first);
            let often = ranks.iter().filter(reaches).count() as f64;
            if often <= TIED_FROM * ranks.len() as f64 {
                (first, group) = (index, group + 1);
            }
            group
        })
        .collect()
}

/// `A` to `Z`, then `AA`, as spreadsheets name their columns.
fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (number % 26) as u8));
        match (number / 26).checked_sub(1) {
            Some(rest) => number = rest,
            None => return letters.iter().rev().collect(),
        }
    }
}

/// What a CV could earn if its positions had dates.
fn if_dated(job: &JobQuery, explained: &Explanation) -> Points {
    let dated = values_if_dated(job, &measured(explained));
    Points(explained.score().0 + gained(explained, &dated).0)
}

/// Lets go of all that is said of a CV beside its score, but for what [`Stability`] counts.
pub fn let_go(job: &JobQuery, explained: &mut Explanation) {
    let is_undated = explained.total_months == 0;
    let could = is_undated.then(|| if_dated(job, explained));
    explained.let_go_of_reasons(could);
}

fn unread(job: &JobQuery, ranking: &Ranking) -> Vec<Unread> {
    let reach = |score: Points| {
        let above = |known: &Match| known.score().is_some_and(|other| other > score);
        ranking.matches.partition_point(above) as u32 + 1
    };
    let of = |known: &Match| {
        let Some(explained) = &known.explanation else {
            let is_there = known.status != Status::NotFound;
            return is_there.then_some((Cause::NotScored, 1));
        };
        let has_unread_pages = |flag: &Flag| matches!(flag, Flag::Reading(Warning::UnreadPages(_)));
        let (cause, could_reach) = if explained.flags.iter().any(has_unread_pages) {
            (Cause::Pages, 1)
        } else if explained.total_months == 0 {
            let could = explained.if_dated;
            let could = could.unwrap_or_else(|| if_dated(job, explained));
            (Cause::Undated, reach(could))
        } else {
            return None;
        };
        (could_reach < known.rank?).then_some((cause, could_reach))
    };
    let mut unread: Vec<Unread> = ranking
        .matches
        .iter()
        .enumerate()
        .filter_map(|(index, known)| {
            let (cause, could_reach) = of(known)?;
            Some(Unread {
                index,
                cause,
                could_reach,
            })
        })
        .collect();
    unread.sort_by_key(|unread| (unread.cause, unread.could_reach, unread.index));
    unread
}

fn cut(ranking: &Ranking, top: usize) -> Option<Cut> {
    let scores: Vec<i64> = ranking
        .matches
        .iter()
        .filter_map(|known| known.score().map(|score| score.0))
        .collect();
    let (above, below) = scores.split_at_checked(top)?;
    let (last, next) = (*above.last()?, *below.first()?);
    // Twice the cut, which may lie between two thousandths.
    let cut = last + next;
    let step = 2 * CUT_STEP.0;
    Some(Cut {
        top,
        leave: above
            .iter()
            .filter(|score| 2 * **score < cut + step)
            .count(),
        enter: below
            .iter()
            .filter(|score| 2 * **score > cut - step)
            .count(),
        is_shared: last == next,
    })
}

#[cfg(test)]
mod tests;
