//! What facts gain and where they bring a CV, worked out by hand.

use super::*;
use crate::document::Status;
use crate::explain::tests::{explained, reason};
use crate::features::{Feature, tests};
use crate::profile::job::{Demand, Importance};
use crate::rank::tests::{matched, scored, unscored};

/// A job for which eight years fill what years can earn, so that twelve months earn an eighth.
fn job() -> JobQuery {
    let demand = Demand::Experience {
        minimum_months: 96,
        maximum_months: None,
    };
    tests::query(tests::asking(
        tests::job("Baker", ""),
        Importance::Must,
        demand,
    ))
}

/// A CV of so many thousandths that has no years like the job's, which could earn `years`, and none
/// of the level, which could earn `level`.
fn standing(points: i64, years: i64, level: i64) -> Explanation {
    explained(vec![
        reason(Feature::WordSimilarity, 1.0, points, points),
        reason(Feature::RelevantYears, 0.0, years, 0),
        reason(Feature::Seniority, 0.0, level, 0),
    ])
}

#[test]
fn a_part_gains_what_it_is_worth_more_rounded_down_and_never_less_than_nothing() {
    for (value, weight, points, to, expected) in [
        (0.5, 10_000, 5_000, 0.75, 2_500),
        (0.5, 10_000, 5_000, 0.25, 0),
        // What is no higher gains nothing, whatever it was rounded to.
        (0.5, 10_000, 4_000, 0.5, 0),
        (0.25, 3_375, 843, 0.5, 1_687 - 843),
        (0.25, 3_375, 2_000, 0.5, 0),
    ] {
        let words = reason(Feature::WordSimilarity, value, weight, points);
        let other = reason(Feature::PairSimilarity, 0.5, 8_000, 4_000);
        let one = explained(vec![words, other]);
        let gain = gained(&one, &[to, 0.5]);
        assert_eq!(gain, Points(expected), "{value} to {to}");
        let both = gained(&one, &[to, 0.75]);
        assert_eq!(both, Points(expected + 2_000), "{value} to {to}");
    }
}

#[test]
fn a_part_that_notes_something_has_a_trace() {
    let mut one = standing(1_000, 0, 0);
    one.reasons[1].contribution.note = "1 year".to_owned();
    let traces: Vec<bool> = measured(&one).iter().map(|part| part.has_trace).collect();
    assert_eq!(traces, [false, true, false]);
}

#[test]
fn changes_that_gain_stand_by_what_they_gain_and_then_by_what_they_are() {
    let (months, level) = (Fact::Months(12), Fact::Seniority);
    for (years, of_level, expected) in [
        (8_000, 1_500, vec![(level, 1_500), (months, 1_000)]),
        (8_000, 1_000, vec![(months, 1_000), (level, 1_000)]),
        (8_000, 500, vec![(months, 1_000), (level, 500)]),
        (8_000, 1, vec![(months, 1_000), (level, 1)]),
        (8_000, 0, vec![(months, 1_000)]),
        (0, 0, vec![]),
    ] {
        let found = changes(&job(), &standing(60_000, years, of_level), 12);
        let found: Vec<(Fact, i64)> = found.iter().map(|(fact, gain)| (*fact, gain.0)).collect();
        assert_eq!(found, expected, "{years}, {of_level}");
    }
}

#[test]
fn the_next_best_change_is_a_year_and_makes_the_rank_of_whom_it_equals() {
    for (years, gain, rank) in [
        (80_000, 10_000, 2),
        (79_875, 9_984, 3),
        (120_008, 15_001, 1),
    ] {
        let third = matched("c", standing(60_000, years, 0));
        let ranking = Ranking::new(vec![
            scored("a", 75_000),
            scored("b", 70_000),
            third,
            unscored("x", Status::Empty),
        ]);
        let expected = Step {
            fact: Fact::Months(12),
            gain: Points(gain),
            score: Points(60_000 + gain),
            rank,
        };
        assert_eq!(next_best_change(&job(), &ranking, 2), Some(expected));
        // Nothing is open for the first, and the last has no score.
        for index in [0, 3, 4] {
            assert_eq!(next_best_change(&job(), &ranking, index), None, "{index}");
        }
    }
}

#[test]
fn who_is_among_the_first_leads_over_the_first_that_is_not() {
    let ranking = Ranking::new(vec![
        scored("a", 75_000),
        scored("b", 70_000),
        scored("c", 60_000),
        unscored("x", Status::Empty),
    ]);
    let enter = |index, top| to_enter(&job(), &ranking, index, top);
    for (index, top, lead) in [
        (0, 1, Some(5_000)),
        (0, 2, Some(15_000)),
        (1, 2, Some(10_000)),
        (1, 3, None),
        (2, 3, None),
        (0, 9, None),
    ] {
        let expected = Entry::Inside {
            lead: lead.map(Points),
        };
        assert_eq!(enter(index, top), Some(expected), "{index} of {top}");
    }
    for (index, top) in [(0, 0), (3, 2), (4, 2)] {
        assert_eq!(enter(index, top), None, "{index} of {top}");
    }
    assert!(matches!(enter(2, 2), Some(Entry::Outside { .. })));
}

#[test]
fn facts_that_bring_a_cv_among_the_first_gain_a_point_more_than_is_missing() {
    // Of eighty points that years can earn, twelve months earn ten.
    for (last, missing, months, gain) in [
        (68_999, 9_000, 12, 10_000),
        (69_000, 9_001, 13, 10_833),
        (60_000, 1, 2, 1_666),
    ] {
        let ranking = Ranking::new(vec![
            scored("a", 95_000),
            scored("b", last),
            matched("c", standing(60_000, 80_000, 0)),
        ]);
        let step = Step {
            fact: Fact::Months(months),
            gain: Points(gain),
            score: Points(60_000 + gain),
            rank: 2,
        };
        let expected = Entry::Outside {
            missing: Points(missing),
            single: vec![step],
            fewest: vec![step],
            together: Points(gain),
            is_proven: true,
        };
        assert_eq!(to_enter(&job(), &ranking, 2, 2), Some(expected), "{last}");
    }
}

#[test]
fn facts_that_do_not_suffice_are_told_together_and_of_those_that_do_the_one_that_gains_most() {
    let outside = |years, level| {
        let ranking = Ranking::new(vec![
            scored("a", 68_999),
            matched("c", standing(60_000, years, level)),
        ]);
        match to_enter(&job(), &ranking, 1, 1) {
            Some(Entry::Outside {
                single,
                fewest,
                together,
                is_proven,
                ..
            }) => {
                let facts = |steps: &[Step]| steps.iter().map(|step| step.fact).collect();
                let (single, fewest): (Vec<Fact>, Vec<Fact>) = (facts(&single), facts(&fewest));
                (single, fewest, together.0, is_proven)
            }
            other => panic!("{other:?}"),
        }
    };
    let (months, level) = (Fact::Months, Fact::Seniority);
    // Ten points are needed. Sixty months earn five of eight.
    for (years, of_level, expected) in [
        (8_000, 0, (vec![], vec![], 5_000, true)),
        (8_000, 4_999, (vec![], vec![], 9_999, true)),
        (
            8_000,
            5_000,
            (vec![], vec![months(60), level], 10_000, true),
        ),
        (8_000, 10_000, (vec![level], vec![level], 10_000, true)),
        (8_000, 9_999, (vec![], vec![level, months(1)], 10_082, true)),
        (
            80_000,
            30_000,
            (vec![level, months(12)], vec![months(12)], 10_000, true),
        ),
    ] {
        let found = outside(years, of_level);
        assert_eq!(found, expected, "{years}, {of_level}");
    }
}
