//! Which features make the gap between the mean scores of two categories.
//!
//! A score is the sum of its contributions, so a difference of mean scores is the sum of the
//! differences of mean contributions: exactly, as fractions over one denominator.

use std::collections::BTreeMap;

use super::category::{Category, Dimension};
use super::sample::{Member, Sample};
use super::statistics::area_under_curve;
use super::tables::has_enough;
use crate::model::Points;

/// What one feature adds to a gap.
#[derive(Debug, Clone, PartialEq)]
pub struct GapPart {
    pub feature: String,
    /// The most points the feature can earn for this job.
    pub weight: f64,
    /// Part of the gap; the parts of a gap sum to it, to the last digit.
    pub points: Points,
    /// Numerator of the exact part over [`Gap::denominator`], in thousandths of a point.
    pub numerator: i128,
    /// Chance that a CV of the reference earns more by this feature than one of the category,
    /// ties half: one half when the feature tells nothing of who belongs where.
    pub area_under_curve: f64,
}

/// How far the mean score of a category lies below that of the category with the highest.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    pub dimension: Dimension,
    pub category: Category,
    pub reference: Category,
    pub count: u64,
    pub reference_count: u64,
    /// The gap rounded to a thousandth of a point.
    pub points: Points,
    /// Numerator of the exact gap, in thousandths of a point.
    pub numerator: i128,
    pub denominator: i128,
    /// The scores themselves, as [`GapPart::area_under_curve`].
    pub area_under_curve: f64,
    /// Largest part first.
    pub parts: Vec<GapPart>,
}

/// The gap of each category with enough CVs to the one with the highest mean score.
pub(super) fn gaps(sample: &Sample, dimension: Dimension) -> Vec<Gap> {
    let categories = sample.categories(dimension);
    let total = sample.members.len() as u64;
    let mut members: Vec<Vec<&Member>> = vec![Vec::new(); categories.len()];
    for member in &sample.members {
        let place = member.place(dimension);
        if let Some(of) = place.and_then(|place| members.get_mut(place)) {
            of.push(member);
        }
    }
    let large: Vec<(&Category, &[&Member])> = categories
        .iter()
        .zip(&members)
        .filter(|(_, members)| has_enough(members.len() as u64, total))
        .map(|(category, members)| (category, members.as_slice()))
        .collect();
    let mean = |members: &[&Member]| (sum(members, score), members.len() as i128);
    let reference = large.iter().copied().reduce(|best, next| {
        let ((best_sum, best_count), (sum, count)) = (mean(best.1), mean(next.1));
        if sum * best_count > best_sum * count {
            next
        } else {
            best
        }
    });
    let Some(reference) = reference else {
        return Vec::new();
    };
    large
        .iter()
        .filter(|(category, _)| *category != reference.0)
        .map(|(category, members)| gap(dimension, (category, members), reference))
        .collect()
}

fn score(member: &Member) -> Points {
    member.score
}

fn sum(members: &[&Member], value: impl Fn(&Member) -> Points) -> i128 {
    members
        .iter()
        .map(|member| i128::from(value(member).0))
        .sum()
}

fn gap(
    dimension: Dimension,
    (category, members): (&Category, &[&Member]),
    (reference, reference_members): (&Category, &[&Member]),
) -> Gap {
    let denominator = members.len() as i128 * reference_members.len() as i128;
    let difference = |value: &dyn Fn(&Member) -> Points| {
        sum(reference_members, value) * members.len() as i128
            - sum(members, value) * reference_members.len() as i128
    };
    let area = |value: &dyn Fn(&Member) -> Points| {
        let of = |members: &[&Member]| members.iter().map(|member| value(member)).collect();
        let (above, below): (Vec<Points>, Vec<Points>) = (of(reference_members), of(members));
        area_under_curve(&above, &below).unwrap_or(0.5)
    };
    let mut weights: BTreeMap<&str, f64> = BTreeMap::new();
    for member in members.iter().chain(reference_members) {
        for (feature, earned) in member.contributions.into_iter().flatten() {
            let most = weights.entry(feature).or_default();
            *most = most.max(earned.weight);
        }
    }
    let numerator = difference(&score);
    let points = rounded(numerator, denominator);
    let mut parts: Vec<GapPart> = weights
        .into_iter()
        .map(|(feature, weight)| {
            let earned = |member: &Member| {
                let earned = member.contributions.and_then(|all| all.get(feature));
                earned.map(|earned| earned.points).unwrap_or_default()
            };
            GapPart {
                feature: feature.to_owned(),
                weight,
                points: Points(0),
                numerator: difference(&earned),
                area_under_curve: area(&earned),
            }
        })
        .collect();
    apportion(&mut parts, points, denominator);
    parts.sort_by(|left, right| {
        let by_size = right.numerator.cmp(&left.numerator);
        by_size.then_with(|| left.feature.cmp(&right.feature))
    });
    Gap {
        dimension,
        category: category.clone(),
        reference: reference.clone(),
        count: members.len() as u64,
        reference_count: reference_members.len() as u64,
        points,
        numerator,
        denominator,
        area_under_curve: area(&score),
        parts,
    }
}

/// Half a thousandth is rounded up.
fn rounded(numerator: i128, denominator: i128) -> Points {
    let whole = (2 * numerator + denominator).div_euclid(2 * denominator);
    Points(i64::try_from(whole).unwrap_or_default())
}

/// Rounds each part down, then gives what is left of `whole` to the largest remainders, so that
/// the printed parts sum to the printed gap.
fn apportion(parts: &mut [GapPart], whole: Points, denominator: i128) {
    for part in parts.iter_mut() {
        let floor = part.numerator.div_euclid(denominator);
        part.points = Points(i64::try_from(floor).unwrap_or_default());
    }
    let given: Points = parts.iter().map(|part| part.points).sum();
    let left = usize::try_from(whole.0 - given.0).unwrap_or(0);
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&index| {
        let remainder = parts
            .get(index)
            .map(|part| part.numerator.rem_euclid(denominator));
        std::cmp::Reverse(remainder)
    });
    for index in order.into_iter().take(left) {
        if let Some(part) = parts.get_mut(index) {
            part.points.0 += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn printed_parts_sum_to_the_printed_gap(
            numerators in prop::collection::vec(-100_000_i128..100_000, 1..16),
            denominator in 1_i128..500
        ) {
            let mut parts: Vec<GapPart> = numerators
                .iter()
                .map(|&numerator| GapPart {
                    feature: String::new(),
                    weight: 0.0,
                    points: Points(0),
                    numerator,
                    area_under_curve: 0.5,
                })
                .collect();
            let whole = rounded(numerators.iter().sum(), denominator);
            apportion(&mut parts, whole, denominator);
            let sum: Points = parts.iter().map(|part| part.points).sum();
            prop_assert_eq!(sum, whole);
            for part in &parts {
                let away = i128::from(part.points.0) * denominator - part.numerator;
                prop_assert!(away.abs() < denominator);
            }
        }
    }
}
