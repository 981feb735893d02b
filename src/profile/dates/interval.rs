//! Arithmetic on months: what a mention covers, unions, gaps, overlaps.
//!
//! An interval is `(first, last)`, both months counted in full.

use super::{Mention, Month, RangeEnd};

/// First and last month of a range as seen from `as_of`.
///
/// An open end is `as_of`; a later end is cut there. `None` for a range that
/// starts after `as_of`, and for points and durations, which cover no months.
pub fn resolve(mention: Mention, as_of: Month) -> Option<(Month, Month)> {
    let Mention::Range { start, end } = mention else {
        return None;
    };
    let last = match end {
        RangeEnd::At(point) => point.month.min(as_of),
        RangeEnd::Open => as_of,
    };
    (start.month <= last).then_some((start.month, last))
}

/// Months that lie in at least one of the ranges.
pub(crate) fn union_months(ranges: &[(Month, Month)]) -> u32 {
    merged(ranges).iter().map(|&range| months(range)).sum()
}

/// Months of one range, both ends counted.
pub fn months((first, last): (Month, Month)) -> u32 {
    u32::try_from(last.0 - first.0 + 1).unwrap_or(0)
}

/// Stretches between the first and the last month that no range covers, in order.
pub(crate) fn gaps(ranges: &[(Month, Month)]) -> Vec<(Month, Month)> {
    merged(ranges)
        .windows(2)
        .filter_map(|pair| match pair {
            [before, after] => Some((Month(before.1.0 + 1), Month(after.0.0 - 1))),
            _ => None,
        })
        .collect()
}

/// Stretches that two or more ranges cover, in order, merged.
pub(crate) fn overlaps(ranges: &[(Month, Month)]) -> Vec<(Month, Month)> {
    let mut sorted = valid(ranges);
    sorted.sort_unstable();
    let mut shared = Vec::new();
    let mut reach: Option<Month> = None;
    for (first, last) in sorted {
        if let Some(reach) = reach.filter(|reach| first <= *reach) {
            shared.push((first, last.min(reach)));
        }
        reach = Some(reach.map_or(last, |reach| reach.max(last)));
    }
    merged(&shared)
}

/// The ranges in order, joined where they touch or overlap.
fn merged(ranges: &[(Month, Month)]) -> Vec<(Month, Month)> {
    let mut sorted = valid(ranges);
    sorted.sort_unstable();
    let mut merged: Vec<(Month, Month)> = Vec::with_capacity(sorted.len());
    for (first, last) in sorted {
        match merged.last_mut() {
            Some(before) if first.0 <= before.1.0 + 1 => before.1 = before.1.max(last),
            _ => merged.push((first, last)),
        }
    }
    merged
}

fn valid(ranges: &[(Month, Month)]) -> Vec<(Month, Month)> {
    ranges
        .iter()
        .copied()
        .filter(|(first, last)| first <= last)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{DatePoint, Precision};
    use super::*;

    fn range(from: (i32, u32), to: (i32, u32)) -> (Month, Month) {
        (Month::new(from.0, from.1), Month::new(to.0, to.1))
    }

    #[test]
    fn a_month_counts_once() {
        let ranges = [
            range((2020, 1), (2020, 6)),
            range((2020, 4), (2020, 12)),
            range((2021, 1), (2021, 1)),
            range((2022, 3), (2022, 3)),
        ];
        assert_eq!(union_months(&ranges), 14);
        assert_eq!(union_months(&[]), 0);
        assert_eq!(union_months(&[range((2020, 5), (2020, 4))]), 0);
    }

    #[test]
    fn gaps_and_overlaps_are_inclusive() {
        let ranges = [
            range((2021, 5), (2022, 2)),
            range((2020, 1), (2020, 6)),
            range((2020, 6), (2020, 8)),
            range((2020, 8), (2020, 8)),
        ];
        assert_eq!(gaps(&ranges), [range((2020, 9), (2021, 4))]);
        assert_eq!(
            overlaps(&ranges),
            [range((2020, 6), (2020, 6)), range((2020, 8), (2020, 8))]
        );
    }

    #[test]
    fn as_of_cuts_and_closes() {
        let point = |year, month| DatePoint {
            month: Month::new(year, month),
            precision: Precision::Month,
        };
        let as_of = Month::new(2024, 6);
        let resolved = |start, end| resolve(Mention::Range { start, end }, as_of);
        assert_eq!(
            resolved(point(2020, 10), RangeEnd::Open),
            Some(range((2020, 10), (2024, 6)))
        );
        assert_eq!(
            resolved(point(2020, 10), RangeEnd::At(point(2030, 1))),
            Some(range((2020, 10), (2024, 6)))
        );
        assert_eq!(resolved(point(2024, 7), RangeEnd::Open), None);
        // The month of the as-of date itself counts, and so does a range of one month.
        let (of_now, one) = (range((2024, 6), (2024, 6)), range((2020, 10), (2020, 10)));
        assert_eq!(resolved(point(2024, 6), RangeEnd::Open), Some(of_now));
        for (start, end, expected) in [
            (point(2020, 10), point(2020, 10), Some(one)),
            (point(2020, 10), point(2020, 9), None),
            (point(2024, 6), point(2024, 7), Some(of_now)),
            (point(2024, 7), point(2024, 8), None),
        ] {
            assert_eq!(resolved(start, RangeEnd::At(end)), expected, "{end:?}");
        }
        assert_eq!(resolve(Mention::Duration { months: 3 }, as_of), None);
        assert_eq!(resolve(Mention::Point(point(2020, 1)), as_of), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn counting_month_by_month_gives_the_same(
            pairs in proptest::collection::vec((0..60i32, 0..24i32), 0..8),
        ) {
            let ranges: Vec<_> = pairs
                .iter()
                .map(|&(start, length)| (Month(start), Month(start + length)))
                .collect();
            let covering = |month: i32| {
                ranges
                    .iter()
                    .filter(|(first, last)| (first.0..=last.0).contains(&month))
                    .count()
            };
            let first = ranges.iter().map(|range| range.0.0).min().unwrap_or(0);
            let last = ranges.iter().map(|range| range.1.0).max().unwrap_or(-1);
            let count = |wanted: &dyn Fn(usize) -> bool| {
                (first..=last).filter(|&month| wanted(covering(month))).count() as u32
            };
            let total = |ranges: Vec<(Month, Month)>| ranges.into_iter().map(months).sum::<u32>();
            prop_assert_eq!(union_months(&ranges), count(&|times| times > 0));
            prop_assert_eq!(total(gaps(&ranges)), count(&|times| times == 0));
            prop_assert_eq!(total(overlaps(&ranges)), count(&|times| times > 1));
        }
    }

    #[test]
    fn ranges_that_touch_are_one() {
        let first = range((2020, 1), (2020, 3));
        for (second, expected) in [
            (
                range((2020, 4), (2020, 6)),
                vec![range((2020, 1), (2020, 6))],
            ),
            (range((2020, 2), (2020, 3)), vec![first]),
            (
                range((2020, 5), (2020, 6)),
                vec![first, range((2020, 5), (2020, 6))],
            ),
        ] {
            assert_eq!(merged(&[second, first]), expected, "{second:?}");
        }
    }
}
