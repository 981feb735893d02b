//! Why one CV stands above another: the exact difference of their scores, part by part.

use serde::Serialize;

use crate::explain::{Explanation, Reason};
use crate::features::{Feature, JobQuery, REGISTRY};
use crate::model::{Points, Ranker};

/// One part of both scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference<'a> {
    pub first: Option<&'a Reason>,
    pub second: Option<&'a Reason>,
    /// Points of the first less those of the second.
    pub points: Points,
}

impl Difference<'_> {
    /// The part that both scores share.
    pub fn reason(&self) -> Option<&Reason> {
        self.first.or(self.second)
    }
}

/// Weights of one feature, the others as they are, for which the first scores above the second.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct WeightRange {
    pub feature: Feature,
    /// In the model's own unit, before it is scaled to a job.
    pub weight: f64,
    /// The first stands above for weights over this one; `None` where none is too small.
    pub above: Option<f64>,
    /// And for weights below this one; `None` where none is too large, 0 where all are.
    pub below: Option<f64>,
}

/// Two scores for one job, side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'a> {
    /// Score of the first less that of the second; the sum of the differences and of the bases'.
    pub gap: Points,
    /// Most in favour of the higher score first, most against it last.
    pub differences: Vec<Difference<'a>>,
    /// How many of the first `differences` make nine tenths of the gap; 0 for equal scores.
    pub decisive: usize,
    /// For each feature asked that tells the two apart, in the order of the registry.
    pub weights: Vec<WeightRange>,
}

impl Comparison<'_> {
    /// Points of the parts in which the first stands higher.
    pub fn in_favour_of_first(&self) -> Points {
        self.sum(|points| points.0 > 0)
    }

    /// Points, none above zero, of the parts in which the second stands higher.
    pub fn in_favour_of_second(&self) -> Points {
        self.sum(|points| points.0 < 0)
    }

    /// Parts that differ.
    pub fn told_apart(&self) -> usize {
        let points = self.differences.iter().map(|one| one.points);
        points.filter(|points| points.0 != 0).count()
    }

    /// Parts that are worth the same to both.
    pub fn equal(&self) -> usize {
        self.differences.len() - self.told_apart()
    }

    fn sum(&self, counts: impl Fn(Points) -> bool) -> Points {
        let points = self.differences.iter().map(|one| one.points);
        points.filter(|points| counts(*points)).sum()
    }
}

/// Compares the scores of two CVs for `job`.
pub fn compare<'a>(
    job: &JobQuery,
    ranker: &Ranker,
    first: &'a Explanation,
    second: &'a Explanation,
) -> Comparison<'a> {
    let gap = Points(first.score().0 - second.score().0);
    let mut differences = differences(first, second);
    let sign = if gap.0 < 0 { -1 } else { 1 };
    // A stable sort: of equals, in the order of the explanation.
    differences.sort_by_key(|difference| -sign * difference.points.0);
    Comparison {
        decisive: decisive(&differences, gap),
        weights: weights(job, ranker, first, second),
        gap,
        differences,
    }
}

fn key(reason: &Reason) -> (Feature, Option<u32>) {
    (reason.contribution.feature, reason.contribution.requirement)
}

fn differences<'a>(first: &'a Explanation, second: &'a Explanation) -> Vec<Difference<'a>> {
    let points = |reason: Option<&Reason>| reason.map_or(0, |reason| reason.contribution.points.0);
    let mut others: Vec<&Reason> = second.reasons.iter().collect();
    let mut all: Vec<Difference> = first
        .reasons
        .iter()
        .map(|reason| {
            let other = others.iter().position(|other| key(other) == key(reason));
            let other = other.map(|place| others.remove(place));
            Difference {
                first: Some(reason),
                second: other,
                points: Points(points(Some(reason)) - points(other)),
            }
        })
        .collect();
    all.extend(others.into_iter().map(|other| Difference {
        first: None,
        second: Some(other),
        points: Points(-points(Some(other))),
    }));
    all
}

/// The largest differences first are the fewest that reach any sum.
fn decisive(differences: &[Difference], gap: Points) -> usize {
    let sign = gap.0.signum();
    let mut reached = 0;
    let mut count = 0;
    // In tenths, to stay with whole numbers.
    while 10 * reached < 9 * gap.0.abs() {
        let Some(next) = differences.get(count) else {
            break;
        };
        reached += sign * next.points.0;
        count += 1;
    }
    count
}

/// The first is above where `rest + weight * apart > 0`, a line in the weight.
fn weights(
    job: &JobQuery,
    ranker: &Ranker,
    first: &Explanation,
    second: &Explanation,
) -> Vec<WeightRange> {
    let asked = || REGISTRY.iter().filter(|info| job.applies(info.feature));
    let apart = |feature: Feature| {
        let at = |explanation: &Explanation| {
            explanation
                .vector
                .get(feature.index())
                .copied()
                .unwrap_or(0.0)
        };
        at(first) - at(second)
    };
    let all: f64 = asked()
        .map(|info| ranker.weight(info.feature) * apart(info.feature))
        .sum();
    asked()
        .filter_map(|info| {
            let (weight, own) = (ranker.weight(info.feature), apart(info.feature));
            let rest = all - weight * own;
            let turn = -rest / own;
            let (above, below) = match own {
                own if own > 0.0 => ((turn >= 0.0).then_some(turn), None),
                // Not above for any weight from 0 up.
                own if own < 0.0 && turn <= 0.0 => (None, Some(0.0)),
                own if own < 0.0 => (None, Some(turn)),
                _ => return None,
            };
            Some(WeightRange {
                feature: info.feature,
                weight,
                above,
                below,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
