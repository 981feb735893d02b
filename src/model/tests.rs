//! Points of models whose weights are plain to see.

use super::*;
use crate::features::Part;
use crate::features::tests::{job, query};

fn ranker(weights: &[(Feature, f64)]) -> Ranker {
    let mut all = [0.0; COUNT];
    for (feature, weight) in weights {
        all[feature.index()] = *weight;
    }
    Ranker::new("x".to_owned(), String::new(), all).unwrap()
}

fn pair(parts: &[(Feature, f64, f64)]) -> PairFeatures {
    let part = |&(feature, share, value): &(Feature, f64, f64)| Part {
        feature,
        requirement: None,
        share,
        value,
        outcome: Outcome::of_value(value),
        note: String::new(),
        evidence: Vec::new(),
    };
    PairFeatures {
        parts: parts.iter().map(part).collect(),
        copied: Vec::new(),
        relevant_months: 0,
        total_months: 0,
    }
}

const WORDS: Feature = Feature::WordSimilarity;
const YEARS: Feature = Feature::TotalYears;

#[test]
fn weights_that_sum_to_more_than_100_are_scaled_to_it() {
    // The job asks for words and years, and for no degree.
    let job = query(job("", "gloamrye"));
    let whole = pair(&[(WORDS, 1.0, 1.0), (YEARS, 1.0, 1.0)]);
    let half = pair(&[(WORDS, 0.75, 1.0), (WORDS, 0.25, 0.0), (YEARS, 1.0, 0.5)]);
    for (words, years, degree) in [
        (0.25, 0.75, 0.0),
        (100.0, 300.0, 900.0),
        (MOST_WEIGHT / 4.0, 0.75 * MOST_WEIGHT, MOST_WEIGHT),
    ] {
        let ranker = ranker(&[(WORDS, words), (YEARS, years), (Feature::Education, degree)]);
        let points = |pair: &PairFeatures| -> Vec<i64> {
            let parts = ranker.contributions(&job, pair).into_iter();
            parts.map(|part| part.points.0).collect()
        };
        assert_eq!(points(&whole), [25_000, 75_000], "{words}");
        assert_eq!(points(&half), [18_750, 0, 37_500], "{words}");
        let parts = ranker.contributions(&job, &half);
        let weights: Vec<f64> = parts.iter().map(|part| part.weight).collect();
        assert_eq!(weights, [18.75, 6.25, 75.0], "{words}");
        let score = Ranker::score_under(ranker.weights(), job.asked(), &half.vector());
        assert_eq!(score, 56.25, "{words}");
    }
}

#[test]
fn each_part_is_rounded_down_so_that_no_sum_passes_100() {
    let job = query(job("", "gloamrye"));
    let thirds: Vec<(Feature, f64, f64)> = vec![(WORDS, 1.0 / 3.0, 1.0); 3];
    let parts = ranker(&[(WORDS, 250.0)]).contributions(&job, &pair(&thirds));
    let points: Vec<i64> = parts.iter().map(|part| part.points.0).collect();
    assert_eq!(points, [33_333; 3]);
}

#[test]
fn a_model_that_weighs_nothing_that_is_asked_says_nothing() {
    let job = query(job("", "gloamrye"));
    let whole = pair(&[(WORDS, 1.0, 1.0)]);
    let other = ranker(&[(Feature::Education, 1.0)]);
    assert_eq!(other.contributions(&job, &whole), []);
    assert_eq!(
        Ranker::score_under(other.weights(), job.asked(), &whole.vector()),
        0.0
    );
    // A feature without a weight is no part of the score.
    let years = ranker(&[(YEARS, 1.0)]);
    assert_eq!(years.contributions(&job, &whole), []);
}

#[test]
fn shares_are_in_percent_and_of_equals_the_first_feature_leads() {
    let ranker = ranker(&[(WORDS, 100.0), (YEARS, 200.0), (Feature::Education, 100.0)]);
    let shares = ranker.shares();
    let expected = [
        (50.0, YEARS.index()),
        (25.0, WORDS.index()),
        (25.0, Feature::Education.index()),
    ];
    assert_eq!(shares[..3], expected);
    assert!(shares[3..].iter().all(|(share, _)| *share == 0.0));
}

#[test]
fn points_have_three_decimals() {
    for (points, printed) in [
        (0, "0.000"),
        (7, "0.007"),
        (-7, "-0.007"),
        (70_125, "70.125"),
        (-1_000, "-1.000"),
        (100_000, "100.000"),
    ] {
        assert_eq!(Points(points).to_string(), printed);
        assert_eq!(Points::from_decimal(printed), Some(Points(points)));
        assert_eq!(Points(points).as_f64(), printed.parse::<f64>().unwrap());
    }
    for (written, points) in [
        ("70.1251", None),
        ("70.1250", Some(70_125)),
        ("1000000", Some(1_000_000_000)),
        ("1000000.001", None),
        ("nan", None),
        ("", None),
    ] {
        assert_eq!(
            Points::from_decimal(written),
            points.map(Points),
            "{written}"
        );
    }
}
