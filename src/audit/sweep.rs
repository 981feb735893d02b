//! The least impact ratio at every cut, and where it passes four fifths.

use super::category::{Category, Dimension};
use super::sample::Sample;
use super::statistics::Ratio;
use super::tables::{has_enough, highest_rate};
use crate::model::Points;

/// What a cut would do.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepPoint {
    /// CVs that would be selected: all with `score` or more.
    pub selected: u64,
    pub score: Points,
    /// Category with the least ratio, the category it is compared with, and the ratio;
    /// absent when fewer than two categories have one.
    pub least: Option<(Category, Category, Ratio)>,
    /// Whether this cut lies on the other side of four fifths than the one before it.
    pub flips: bool,
}

impl SweepPoint {
    pub fn is_below_four_fifths(&self) -> bool {
        self.least
            .as_ref()
            .is_some_and(|(_, _, ratio)| ratio.is_below_four_fifths())
    }
}

/// All cuts of one dimension, from the fewest selected to everyone.
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    pub dimension: Dimension,
    pub points: Vec<SweepPoint>,
}

/// Neighbouring cuts on one side of four fifths.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepRange<'a> {
    pub below: bool,
    pub first: &'a SweepPoint,
    pub last: &'a SweepPoint,
    /// The cut with the least ratio of the range.
    pub least: &'a SweepPoint,
}

impl Sweep {
    pub(super) fn new(sample: &Sample, dimension: Dimension) -> Self {
        let categories = sample.categories(dimension);
        let total = sample.members.len() as u64;
        let mut rates = vec![(0_u64, 0_u64); categories.len()];
        let mut order: Vec<(Points, Option<usize>)> = Vec::with_capacity(sample.members.len());
        for member in &sample.members {
            let place = member.place(dimension);
            if let Some((_, count)) = place.and_then(|place| rates.get_mut(place)) {
                *count += 1;
            }
            order.push((member.score, place));
        }
        order.sort_unstable_by(|left, right| right.cmp(left));
        let mut points: Vec<SweepPoint> = Vec::new();
        for (index, &(score, place)) in order.iter().enumerate() {
            if let Some((chosen, _)) = place.and_then(|place| rates.get_mut(place)) {
                *chosen += 1;
            }
            // Equal scores are selected together.
            if order.get(index + 1).is_some_and(|next| next.0 == score) {
                continue;
            }
            let mut point = SweepPoint {
                selected: index as u64 + 1,
                score,
                least: least(categories, &rates, total),
                flips: false,
            };
            point.flips = points.last().is_some_and(|before| {
                before.is_below_four_fifths() != point.is_below_four_fifths()
            });
            points.push(point);
        }
        Self { dimension, points }
    }

    /// The cuts as runs that lie on one side of four fifths.
    pub fn ranges(&self) -> Vec<SweepRange<'_>> {
        let mut ranges: Vec<SweepRange> = Vec::new();
        let ratio = |point: &SweepPoint| point.least.as_ref().map(|(_, _, ratio)| *ratio);
        for point in &self.points {
            match ranges.last_mut().filter(|_| !point.flips) {
                Some(range) => {
                    range.last = point;
                    let is_less = match (ratio(point), ratio(range.least)) {
                        (Some(here), Some(least)) => here < least,
                        (here, least) => here.is_some() && least.is_none(),
                    };
                    if is_less {
                        range.least = point;
                    }
                }
                None => ranges.push(SweepRange {
                    below: point.is_below_four_fifths(),
                    first: point,
                    last: point,
                    least: point,
                }),
            }
        }
        ranges
    }
}

fn least(
    categories: &[Category],
    rates: &[(u64, u64)],
    total: u64,
) -> Option<(Category, Category, Ratio)> {
    let highest = highest_rate(rates, total)?;
    let (best, best_category) = (rates.get(highest)?, categories.get(highest)?);
    let compared = categories
        .iter()
        .zip(rates)
        .filter(|(_, (_, count))| has_enough(*count, total))
        .filter_map(|(category, rate)| Some((category, Ratio::of_rates(*rate, *best)?)));
    if compared.clone().count() < 2 {
        return None;
    }
    let (category, ratio) = compared.min_by_key(|(_, ratio)| *ratio)?;
    Some((category.clone(), best_category.clone(), ratio))
}
