//! Rankings made by hand.

use super::*;
use crate::duplicates::Sameness;
use crate::explain::tests::{explained, reason};
use crate::features::Feature;
use crate::profile::job::{Demand, Requirement};

pub(crate) fn unscored(cv_id: &str, status: Status) -> Match {
    Match {
        cv_id: cv_id.to_owned(),
        source: String::new(),
        rank: None,
        status,
        reason: String::new(),
        explanation: None,
        duplicates: Vec::new(),
    }
}

pub(crate) fn matched(cv_id: &str, explanation: Explanation) -> Match {
    Match {
        explanation: Some(explanation),
        ..unscored(cv_id, Status::Scored)
    }
}

/// A CV with so many thousandths of a point.
pub(crate) fn scored(cv_id: &str, points: i64) -> Match {
    let words = reason(Feature::WordSimilarity, 0.5, 100_000, points);
    matched(cv_id, explained(vec![words]))
}

fn ids(matches: &[&Match]) -> Vec<String> {
    matches.iter().map(|known| known.cv_id.clone()).collect()
}

#[test]
fn equal_scores_share_a_rank_and_those_without_one_stand_last() {
    let ranking = Ranking::new(vec![
        unscored("a", Status::Empty),
        scored("e", 70_000),
        scored("b", 70_000),
        scored("f", 50_000),
        unscored("0", Status::Scan),
        scored("c", 90_000),
        scored("d", 70_001),
        scored("g", 50_000),
    ]);
    let ranks: Vec<(&str, Option<u32>)> = ranking
        .matches
        .iter()
        .map(|known| (known.cv_id.as_str(), known.rank))
        .collect();
    let expected = [
        ("c", Some(1)),
        ("d", Some(2)),
        ("b", Some(3)),
        ("e", Some(3)),
        ("f", Some(5)),
        ("g", Some(5)),
        ("0", None),
        ("a", None),
    ];
    assert_eq!(ranks, expected);
    assert_eq!(ranking.scored(), 6);
}

#[test]
fn the_first_few_come_with_all_that_have_no_score() {
    let ranking = Ranking::new(vec![
        unscored("x", Status::Empty),
        scored("a", 3),
        scored("b", 2),
        scored("c", 1),
    ]);
    for (top, expected) in [
        (Some(0), &[3][..]),
        (Some(1), &[0, 3]),
        (Some(3), &[0, 1, 2, 3]),
        (Some(9), &[0, 1, 2, 3]),
        (None, &[0, 1, 2, 3]),
    ] {
        let numbered = ranking.numbered_top(top);
        let indexes: Vec<usize> = numbered.iter().map(|(index, _)| *index).collect();
        assert_eq!(indexes, expected, "{top:?}");
        let matches: Vec<&Match> = numbered.into_iter().map(|(_, known)| known).collect();
        assert_eq!(ids(&ranking.top(top)), ids(&matches), "{top:?}");
    }
}

#[test]
fn a_must_that_nobody_meets_is_told_with_those_who_meet_a_part() {
    let asks = |importance| Requirement {
        id: String::new(),
        importance,
        demand: Demand::Text,
        quote: "bread".to_owned(),
        span: None,
        weight: 1.0,
    };
    let job = JobProfile {
        requirements: vec![asks(Importance::Nice), asks(Importance::Must)],
        ..crate::features::tests::job("", "")
    };
    let cv = |cv_id: &str, outcome| {
        let of = |requirement, outcome| {
            let mut reason = reason(Feature::MustCoverage, 0.5, 1, 1);
            reason.contribution.requirement = Some(requirement);
            reason.contribution.outcome = outcome;
            reason
        };
        let reasons = vec![of(0, Outcome::NotFound), of(1, outcome)];
        matched(cv_id, explained(reasons))
    };
    use Outcome::{Contradicted, Met, NotFound, Partly};
    for (outcomes, message) in [
        (&[][..], None),
        (&[Met], None),
        (&[NotFound, Met], None),
        (&[NotFound], Some("a must that none of the 1 CVs meets")),
        (
            &[Partly, NotFound],
            Some("a must that none of the 2 CVs meets (1 in part)"),
        ),
        (
            &[Partly, Partly, Contradicted],
            Some("a must that none of the 3 CVs meets (2 in part)"),
        ),
    ] {
        let cvs = outcomes.iter().zip(["a", "b", "c"]);
        let mut matches: Vec<Match> = cvs.map(|(outcome, cv_id)| cv(cv_id, *outcome)).collect();
        matches.push(unscored("x", Status::Empty));
        let unmet = Ranking::new(matches).unmet(&job);
        let messages: Vec<&str> = unmet.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(messages, Vec::from_iter(message), "{outcomes:?}");
    }
}

#[test]
fn jobs_of_a_cv_stand_by_score_and_then_by_id() {
    let first = Ranking::new(vec![scored("a", 50), unscored("x", Status::Empty)]);
    let second = Ranking::new(vec![scored("a", 60), scored("b", 1)]);
    let third = Ranking::new(vec![scored("a", 50)]);
    let fits = fits([("n", &first), ("m", &second), ("k", &third)]);
    let jobs = |cv_id: &str| -> Vec<(&str, i64)> {
        let fits = fits[cv_id].iter();
        fits.map(|fit| (fit.job_id, fit.score.0)).collect()
    };
    assert_eq!(jobs("a"), [("m", 60), ("k", 50), ("n", 50)]);
    assert_eq!(jobs("b"), [("m", 1)]);
    assert_eq!(jobs("x"), []);
}

#[test]
fn without_those_who_miss_a_must_the_others_are_ranked_anew() {
    let musts = |cv_id: &str, points, met, total| {
        let mut one = scored(cv_id, points);
        let must = &mut one.explanation.as_mut().unwrap().must;
        (must.met, must.total) = (met, total);
        one
    };
    let mut ranking = Ranking::new(vec![
        musts("a", 90, 1, 2),
        musts("b", 80, 2, 2),
        musts("c", 70, 0, 1),
        musts("d", 60, 0, 0),
        unscored("x", Status::Empty),
    ]);
    let before = LeftOut {
        by: "--tag nurse".to_owned(),
        cvs: 7,
    };
    ranking.left_out.push(before.clone());
    let left = ranking.only_musts();
    let ranks = left.matches.iter();
    let ranks: Vec<(&str, Option<u32>)> = ranks
        .map(|known| (known.cv_id.as_str(), known.rank))
        .collect();
    assert_eq!(ranks, [("b", Some(1)), ("d", Some(2)), ("x", None)]);
    let musts = LeftOut {
        by: "--only-musts".to_owned(),
        cvs: 2,
    };
    assert_eq!(left.left_out, [before, musts]);
}

#[test]
fn those_that_are_kept_keep_their_ranks() {
    for (shown, ranks, left_out) in [
        (
            &[true, false, true, true][..],
            &[Some(1), Some(3), None][..],
            1,
        ),
        (&[false, true, false, false], &[Some(2)], 3),
        (
            &[true, true, true, true],
            &[Some(1), Some(2), Some(3), None],
            0,
        ),
        // Of those without an entry none is shown.
        (&[true], &[Some(1)], 3),
    ] {
        let mut ranking = Ranking::new(vec![
            scored("a", 3),
            scored("b", 2),
            scored("c", 1),
            unscored("x", Status::Empty),
        ]);
        ranking.keep(shown, "--tag nurse");
        let kept: Vec<Option<u32>> = ranking.matches.iter().map(|known| known.rank).collect();
        assert_eq!(kept, ranks, "{shown:?}");
        let expected = LeftOut {
            by: "--tag nurse".to_owned(),
            cvs: left_out,
        };
        assert_eq!(ranking.left_out, [expected], "{shown:?}");
    }
}

#[test]
fn flags_are_those_of_the_explanation_and_then_those_of_other_cvs() {
    let mut one = scored("a", 1);
    one.explanation.as_mut().unwrap().flags = vec![Flag::NoDates];
    let same = Duplicate {
        same: Sameness::File,
        others: 1,
        cv_ids: vec!["b".to_owned()],
    };
    one.duplicates = vec![same.clone()];
    assert_eq!(one.flags(), [Flag::NoDates, Flag::Same(same.clone())]);
    assert_eq!(one.own_flags(), [Flag::NoDates]);
    // What was not read has those of other CVs all the same.
    one.explanation = None;
    assert_eq!((one.flags(), one.score()), (vec![Flag::Same(same)], None));
}
