use proptest::prelude::*;

use super::*;
use crate::explain::tests::{explained, reason};
use crate::features::{COUNT, tests};

fn apart(points: &[i64]) -> Vec<Difference<'static>> {
    let mut points = points.to_vec();
    let sign = points.iter().sum::<i64>().signum();
    points.sort_by_key(|points| -sign * points);
    points
        .into_iter()
        .map(|points| Difference {
            first: None,
            second: None,
            points: Points(points),
        })
        .collect()
}

/// By the book: the size of the smallest subset that reaches nine tenths.
fn smallest(points: &[i64]) -> usize {
    let gap: i64 = points.iter().sum();
    (0u32..1 << points.len())
        .filter(|mask| {
            let chosen = (0..points.len()).filter(|place| mask >> place & 1 == 1);
            let sum: i64 = chosen.map(|place| points[place]).sum();
            10 * sum * gap.signum() >= 9 * gap.abs()
        })
        .map(|mask| mask.count_ones() as usize)
        .min()
        .unwrap()
}

proptest! {
    #[test]
    fn the_decisive_parts_are_the_fewest(points in proptest::collection::vec(-5000..5000i64, 0..10)) {
        let gap = Points(points.iter().sum());
        prop_assert_eq!(decisive(&apart(&points), gap), smallest(&points));
    }
}

#[test]
fn equal_scores_have_no_decisive_part() {
    assert_eq!(decisive(&apart(&[300, -300]), Points(0)), 0);
}

/// What stands in a comparison: the feature of each part with its points, in order.
fn told(differences: &[Difference]) -> Vec<(Feature, i64)> {
    let parts = differences.iter();
    parts
        .map(|part| (key(part.reason().unwrap()).0, part.points.0))
        .collect()
}

#[test]
fn parts_of_two_scores_are_set_against_each_other_and_those_of_one_alone() {
    use Feature::{PairSimilarity, Recency, TitleWords, TotalYears, WordSimilarity};
    let with = |points: &[(Feature, i64)]| {
        let reasons = points.iter();
        explained(
            reasons
                .map(|(feature, points)| reason(*feature, 0.5, 9_000, *points))
                .collect(),
        )
    };
    let one = with(&[
        (WordSimilarity, 5_000),
        (TotalYears, 1_000),
        (PairSimilarity, 2_000),
        (Recency, 400),
    ]);
    let other = with(&[
        (TotalYears, 3_000),
        (Recency, 400),
        (WordSimilarity, 2_000),
        (TitleWords, 700),
    ]);
    let job = tests::query(tests::job("", "gloamrye"));
    let found = compare(&job, Ranker::builtin(), &one, &other);
    assert_eq!(found.gap, Points(2_300));
    let expected = [
        (WordSimilarity, 3_000),
        (PairSimilarity, 2_000),
        (Recency, 0),
        (TitleWords, -700),
        (TotalYears, -2_000),
    ];
    assert_eq!(told(&found.differences), expected);
    assert_eq!(found.decisive, 1);
    let sums = (found.in_favour_of_first(), found.in_favour_of_second());
    assert_eq!(sums, (Points(5_000), Points(-2_700)));
    assert_eq!((found.told_apart(), found.equal()), (4, 1));
    // The other way round what speaks for the higher score stands first as well.
    let found = compare(&job, Ranker::builtin(), &other, &one);
    assert_eq!(found.gap, Points(-2_300));
    let expected = expected.map(|(feature, points)| (feature, -points));
    assert_eq!(told(&found.differences), expected);
    assert_eq!(found.decisive, 1);
}

#[test]
fn of_equal_scores_what_speaks_for_the_first_stands_first() {
    use Feature::{TotalYears, WordSimilarity};
    let with = |words, years| {
        let words = reason(WordSimilarity, 0.5, 9_000, words);
        explained(vec![words, reason(TotalYears, 0.5, 9_000, years)])
    };
    let (one, other) = (with(300, 100), with(100, 300));
    let job = tests::query(tests::job("", "gloamrye"));
    for (first, second, expected) in [
        (&one, &other, [(WordSimilarity, 200), (TotalYears, -200)]),
        (&other, &one, [(TotalYears, 200), (WordSimilarity, -200)]),
    ] {
        let found = compare(&job, Ranker::builtin(), first, second);
        assert_eq!(told(&found.differences), expected);
        assert_eq!((found.gap, found.decisive), (Points(0), 0));
    }
}

#[test]
fn requirements_of_one_feature_are_told_apart() {
    let with = |points: [i64; 2]| {
        let of = |(requirement, points): (u32, i64)| {
            let mut one = reason(Feature::MustCoverage, 0.5, 9_000, points);
            one.contribution.requirement = Some(requirement);
            one
        };
        explained((0..).zip(points).map(of).collect())
    };
    let (one, other) = (with([500, 900]), with([400, 100]));
    let found = differences(&one, &other);
    let points: Vec<i64> = found.iter().map(|part| part.points.0).collect();
    assert_eq!(points, [100, 800]);
    assert!(found.iter().all(|part| part.second.is_some()));
}

#[test]
fn the_first_stands_above_for_weights_on_its_side_of_the_turn() {
    use Feature::{Education, TotalYears, WordSimilarity};
    let job = tests::query(tests::job("", "gloamrye"));
    let mut four = [0.0; COUNT];
    for feature in [WordSimilarity, TotalYears, Education] {
        four[feature.index()] = 4.0;
    }
    let ranker = Ranker::new("x".to_owned(), String::new(), four).unwrap();
    // Features of two CVs; a degree is not asked, and says nothing.
    let with = |words: f64, years: f64, degree: f64| {
        let mut one = explained(Vec::new());
        for (feature, value) in [
            (WordSimilarity, words),
            (TotalYears, years),
            (Education, degree),
        ] {
            one.vector[feature.index()] = value;
        }
        one
    };
    let range = |feature, above, below| WeightRange {
        feature,
        weight: 4.0,
        above,
        below,
    };
    let words = |above, below| range(WordSimilarity, above, below);
    let years = |above, below| range(TotalYears, above, below);
    for (one, other, expected) in [
        // Half of the words' weight against a quarter of the years': 2 against 1.
        (
            with(0.75, 0.25, 1.0),
            with(0.25, 0.5, 0.0),
            vec![words(Some(2.0), None), years(None, Some(8.0))],
        ),
        (
            with(0.25, 0.5, 0.0),
            with(0.75, 0.25, 1.0),
            vec![words(None, Some(2.0)), years(Some(8.0), None)],
        ),
        // More of both stands above for all weights, and less of both for none.
        (
            with(0.75, 0.5, 0.0),
            with(0.25, 0.25, 0.0),
            vec![words(None, None), years(None, None)],
        ),
        (
            with(0.25, 0.25, 0.0),
            with(0.75, 0.5, 0.0),
            vec![words(None, Some(0.0)), years(None, Some(0.0))],
        ),
        // Told apart by words alone: above as soon as they weigh anything.
        (
            with(0.75, 0.5, 0.0),
            with(0.25, 0.5, 0.0),
            vec![words(Some(0.0), None)],
        ),
        (
            with(0.25, 0.5, 0.0),
            with(0.75, 0.5, 0.0),
            vec![words(None, Some(0.0))],
        ),
        (with(0.5, 0.5, 0.0), with(0.5, 0.5, 1.0), vec![]),
    ] {
        let found = weights(&job, &ranker, &one, &other);
        assert_eq!(found, expected, "{:?} {:?}", one.vector, other.vector);
    }
}
