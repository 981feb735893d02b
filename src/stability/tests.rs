use super::*;
use crate::explain::tests::{explained, reason};
use crate::features::{Feature, tests};
use crate::rank::tests::{matched, scored, unscored};

fn ranks(orders: &[&[usize]]) -> Vec<Vec<u32>> {
    let rank = |order: &&[usize]| {
        let mut ranks = vec![0; order.len()];
        for (place, &index) in order.iter().enumerate() {
            ranks[index] = place as u32 + 1;
        }
        ranks
    };
    orders.iter().map(rank).collect()
}

#[test]
fn groups_are_named_as_columns_are() {
    for (number, name) in [
        (0, "A"),
        (25, "Z"),
        (26, "AA"),
        (51, "AZ"),
        (52, "BA"),
        (702, "AAA"),
    ] {
        assert_eq!(letters(number), name);
    }
}

#[test]
fn a_group_ends_where_its_first_is_out_of_reach() {
    // The second often passes the first and the third the second, but never the third the first.
    let samples = ranks(&[&[0, 1, 2], &[1, 0, 2], &[0, 2, 1], &[1, 0, 2], &[0, 2, 1]]);
    assert_eq!(tie_groups(&samples, 3), [0, 0, 1]);
}

#[test]
fn a_tie_takes_more_than_a_tenth_of_the_samples() {
    let of = |changed: usize| {
        let mut orders: Vec<&[usize]> = vec![&[0, 1]; 100 - changed];
        orders.extend(vec![&[1, 0][..]; changed]);
        tie_groups(&ranks(&orders), 2)
    };
    assert_eq!(of(10), [0, 1]);
    assert_eq!(of(11), [0, 0]);
}

#[test]
fn equal_scores_are_a_tie() {
    assert_eq!(tie_groups(&[vec![1, 1, 3]], 3), [0, 0, 1]);
}

#[test]
fn an_interval_leaves_out_a_twentieth_of_the_samples_at_each_end() {
    let ranking = Ranking::new(vec![scored("a", 2), scored("b", 1)]);
    // In `turned` of the samples the second passes the first.
    for (samples, turned, (low, high)) in [
        (19, 0, (1, 1)),
        (19, 1, (1, 2)),
        (20, 1, (1, 1)),
        (20, 2, (1, 2)),
        (39, 1, (1, 1)),
        (39, 2, (1, 2)),
        (40, 2, (1, 1)),
        (40, 3, (1, 2)),
        // A rank lies within its own interval.
        (20, 20, (1, 2)),
    ] {
        let mut orders: Vec<&[usize]> = vec![&[0, 1]; samples - turned];
        orders.extend(vec![&[1, 0][..]; turned]);
        let found = ranges(&ranking, &ranks(&orders), 2, Some(1));
        let what = format!("{turned} of {samples}");
        assert_eq!(
            (found[0].rank_low, found[0].rank_high),
            (low, high),
            "{what}"
        );
        assert_eq!(
            (found[1].rank_low, found[1].rank_high),
            (3 - high, 3 - low),
            "{what}"
        );
        let share = (samples - turned) as f64 / samples as f64;
        assert_eq!(found[0].top_share, Some(share), "{what}");
        assert_eq!(
            ranges(&ranking, &ranks(&orders), 2, Some(2))[1].top_share,
            Some(1.0)
        );
        assert_eq!(
            ranges(&ranking, &ranks(&orders), 2, None)[0].top_share,
            None
        );
    }
    let untried = ranges(&ranking, &[], 2, Some(1));
    assert_eq!((untried[1].rank_low, untried[1].rank_high), (2, 2));
    assert_eq!(untried[1].top_share, None);
}

#[test]
fn equal_scores_under_other_weights_share_a_rank() {
    let mut explanations = [1.0, 0.5, 1.0, 0.25].map(|value| {
        let mut one = explained(Vec::new());
        one.vector[Feature::WordSimilarity.index()] = value;
        one
    });
    // Education is not asked, so that it does not count.
    explanations[3].vector[Feature::Education.index()] = 1.0;
    let job = tests::query(tests::job("", "gloamrye"));
    let explanations: Vec<&Explanation> = explanations.iter().collect();
    assert_eq!(
        ranks_under(&[1.0; COUNT], &job, &explanations),
        [1, 3, 1, 4]
    );
}

#[test]
fn a_cut_moves_by_a_point_to_each_side() {
    let around = |points: &[i64], top: usize| {
        let scored = points.iter().enumerate();
        let matches = scored.map(|(index, points)| scored_as(index, *points));
        let ranking = Ranking::new(matches.chain([unscored("x", Status::Empty)]).collect());
        let cut = cut(&ranking, top)?;
        assert_eq!(cut.top, top);
        Some((cut.leave, cut.enter, cut.is_shared))
    };
    for (points, top, expected) in [
        // The cut lies at 79.75.
        (
            &[90_000, 80_000, 79_500, 70_000][..],
            2,
            Some((1, 1, false)),
        ),
        (&[80_749, 80_000, 79_500, 78_751], 2, Some((2, 2, false))),
        (&[80_750, 80_000, 79_500, 78_750], 2, Some((1, 1, false))),
        // At 80, where two meet.
        (&[80_999, 80_000, 80_000, 79_001], 2, Some((2, 2, true))),
        (&[81_000, 80_000, 80_000, 79_000], 2, Some((1, 1, true))),
        // Half-way between two thousandths.
        (&[81_001, 80_001, 80_000, 79_001], 2, Some((1, 2, false))),
        (&[81_000, 80_001, 80_000, 79_000], 2, Some((2, 1, false))),
        (&[90_000, 10_000], 1, Some((0, 0, false))),
        (&[2, 1], 2, None),
        (&[2, 1], 3, None),
        (&[2, 1], 0, None),
    ] {
        assert_eq!(around(points, top), expected, "{points:?}, {top}");
    }
}

fn scored_as(index: usize, points: i64) -> Match {
    scored(&format!("cv-{index}"), points)
}

#[test]
fn who_was_read_poorly_could_stand_higher() {
    let job = tests::query(tests::job("Baker", ""));
    // A CV of 60 points that could earn `weight` more by months of work.
    let undated = |weight| {
        let words = reason(Feature::WordSimilarity, 1.0, 60_000, 60_000);
        let years = reason(Feature::RelevantYears, 0.0, weight, 0);
        let mut one = explained(vec![words, years]);
        one.total_months = 0;
        matched("c", one)
    };
    let dated = |weight| {
        let mut one = undated(weight);
        one.explanation.as_mut().unwrap().total_months = 1;
        one
    };
    let flagged = |warning| {
        let mut one = scored("c", 60_000);
        let explanation = one.explanation.as_mut().unwrap();
        explanation.flags.push(Flag::Reading(warning));
        one
    };
    for (what, third, expected) in [
        ("twenty points", undated(20_000), Some((Cause::Undated, 1))),
        (
            "as many as the first has",
            undated(15_000),
            Some((Cause::Undated, 1)),
        ),
        ("one less", undated(14_999), Some((Cause::Undated, 2))),
        ("one less than the second has", undated(9_999), None),
        ("a month of work", dated(20_000), None),
        (
            "a page",
            flagged(Warning::UnreadPages(vec![2])),
            Some((Cause::Pages, 1)),
        ),
        ("another oddity", flagged(Warning::RtfBreaksOff), None),
        (
            "a file without a score",
            unscored("c", Status::Scan),
            Some((Cause::NotScored, 1)),
        ),
        (
            "a file that is not there",
            unscored("c", Status::NotFound),
            None,
        ),
    ] {
        let ranking = Ranking::new(vec![scored("a", 75_000), scored("b", 70_000), third]);
        let found: Vec<(usize, Cause, u32)> = unread(&job, &ranking)
            .iter()
            .map(|unread| (unread.index, unread.cause, unread.could_reach))
            .collect();
        let expected = expected.map(|(cause, could_reach)| (2, cause, could_reach));
        assert_eq!(found, Vec::from_iter(expected), "{what}");
    }
    // Who stands first cannot stand higher.
    let mut first = flagged(Warning::UnreadPages(vec![2]));
    first.explanation.as_mut().unwrap().reasons[0]
        .contribution
        .points = Points(90_000);
    let ranking = Ranking::new(vec![first, scored("b", 1)]);
    assert_eq!(unread(&job, &ranking), []);
}

#[test]
fn who_may_score_as_much_as_one_that_is_shown_may_stand_above_it() {
    let job = tests::query(tests::job("Baker", "Kneads gloamrye"));
    let rivalry = Rivalry::new(&job, Ranker::builtin(), &[[0.5; COUNT], [0.75; COUNT]]);
    for (most, may) in [(0.5, true), (0.51, true), (0.49, false)] {
        assert_eq!(rivalry.may_stand_above(&[most; COUNT]), may, "{most}");
    }
}

#[test]
fn weights_are_those_of_the_training_or_else_noise_on_those_set_by_hand() {
    let job = tests::query(tests::job("Baker", ""));
    let ranking = Ranking::new(vec![
        scored("a", 2),
        scored("b", 1),
        unscored("x", Status::Scan),
    ]);
    let by_hand = Ranker::new("x".to_owned(), String::new(), [1.0; COUNT]).unwrap();
    let trained = by_hand.clone().with_samples(vec![[1.0; COUNT]; 3]).unwrap();
    for (ranker, basis, samples) in [
        (by_hand, Basis::HandSetWeights, 200),
        (trained, Basis::TrainingLabels, 3),
    ] {
        let found = Stability::new(&job, &ranker, &ranking, Some(1));
        assert_eq!((found.basis, found.samples), (basis, samples));
        assert_eq!((found.ranges.len(), found.unread.len()), (2, 1));
        // Vectors of nothing are a tie.
        let groups = found.ranges.iter().map(|range| range.tie_group.as_str());
        assert_eq!(groups.collect::<Vec<_>>(), ["A", "A"]);
        assert_eq!(found.cut.map(|cut| cut.top), Some(1));
        let without = Stability::new(&job, &ranker, &ranking, None);
        assert_eq!(without.cut, None);
    }
}

#[test]
fn what_a_cv_without_dates_could_earn_is_known_when_its_reasons_are_let_go() {
    let job = tests::query(tests::job("Baker", ""));
    let words = reason(Feature::WordSimilarity, 1.0, 60_000, 60_000);
    let years = reason(Feature::RelevantYears, 0.0, 12_000, 0);
    let rank = |months: u32| {
        let mut one = explained(vec![words.clone(), years.clone()]);
        one.total_months = months;
        let_go(&job, &mut one);
        assert_eq!((one.score(), one.reasons.len()), (Points(60_000), 0));
        let could = one.if_dated;
        let ranking = Ranking::new(vec![
            scored("a", 75_000),
            scored("b", 71_000),
            matched("c", one),
        ]);
        let reach = unread(&job, &ranking);
        let reach: Vec<u32> = reach.iter().map(|unread| unread.could_reach).collect();
        (could, reach)
    };
    assert_eq!(rank(0), (Some(Points(72_000)), vec![2]));
    assert_eq!(rank(1), (None, vec![]));
}

#[test]
fn those_without_a_score_stand_first_among_the_unread_and_then_by_what_they_could_reach() {
    let job = tests::query(tests::job("Baker", ""));
    let undated = |cv_id: &str, points, years| {
        let words = reason(Feature::WordSimilarity, 1.0, points, points);
        let mut one = explained(vec![words, reason(Feature::RelevantYears, 0.0, years, 0)]);
        one.total_months = 0;
        matched(cv_id, one)
    };
    let mut paged = scored("e", 50_000);
    let explanation = paged.explanation.as_mut().unwrap();
    explanation.flags = vec![Flag::Reading(Warning::UnreadPages(vec![1]))];
    let ranking = Ranking::new(vec![
        scored("a", 90_000),
        scored("b", 80_000),
        undated("c", 70_000, 15_000),
        undated("d", 60_000, 35_000),
        paged,
        undated("f", 40_000, 45_000),
        unscored("x", Status::Empty),
        unscored("y", Status::Empty),
    ]);
    let found = unread(&job, &ranking);
    let found: Vec<(usize, Cause, u32)> = found
        .iter()
        .map(|unread| (unread.index, unread.cause, unread.could_reach))
        .collect();
    let expected = [
        (6, Cause::NotScored, 1),
        (7, Cause::NotScored, 1),
        (4, Cause::Pages, 1),
        (3, Cause::Undated, 1),
        (2, Cause::Undated, 2),
        (5, Cause::Undated, 2),
    ];
    assert_eq!(found, expected);
}

#[test]
fn rivals_are_scored_under_each_of_the_other_weights_and_by_what_is_asked_alone() {
    // Words are asked, and no degree.
    let job = tests::query(tests::job("", "gloamrye"));
    let of = |words: f64, years: f64, degree: f64| {
        let mut vector = [0.0; COUNT];
        vector[Feature::WordSimilarity.index()] = words;
        vector[Feature::TotalYears.index()] = years;
        vector[Feature::Education.index()] = degree;
        vector
    };
    let ranker = Ranker::new("x".to_owned(), String::new(), of(1.0, 1.0, 1.0)).unwrap();
    let samples = vec![of(1.0, 0.0, 1.0), of(0.0, 1.0, 1.0)];
    let ranker = ranker.with_samples(samples).unwrap();
    let shown = [of(0.5, 0.75, 1.0), of(0.75, 0.5, 1.0)];
    let rivalry = Rivalry::new(&job, &ranker, &shown);
    for (most, may) in [
        (of(0.5, 0.0, 0.0), true),
        (of(0.0, 0.5, 0.0), true),
        (of(0.25, 0.25, 1.0), false),
        (of(0.49, 0.49, 1.0), false),
    ] {
        assert_eq!(rivalry.may_stand_above(&most), may, "{most:?}");
    }
}
