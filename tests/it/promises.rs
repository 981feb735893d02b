//! The promises of the README, on the sample data; most are held by `tests/slow/check.rs`, with the
//! same code that `cvrank check` runs on anybody's files.

use crate::common::{root, sample_cvs, sample_jobs, scorer, source_of};
use cvrank::check::attacks::{pasted, repeated};
use cvrank::document::Status;
use cvrank::document::source::{PoolOptions, collect};
use cvrank::features::{COUNT, Outcome, measure};
use cvrank::flag::FlagKind;
use cvrank::model::{FULL_SCORE, Points, Ranker};
use cvrank::score::Scorer;
use proptest::prelude::*;

/// Promise 1: the score is the sum of the printed parts, whatever the weights.
#[test]
fn the_parts_are_the_score() {
    let base = scorer();
    let jobs = sample_jobs();
    let sources = sample_cvs();
    let cvs: Vec<_> = sources
        .iter()
        .filter_map(|source| base.read_cv(source).ok())
        .collect();
    assert!(cvs.len() >= 40, "{} sample CVs could be read", cvs.len());
    proptest!(ProptestConfig::with_cases(24), |(weights in proptest::array::uniform15(0.0..1.0f64), at in 0..cvs.len())| {
        let ranker = Ranker::new("random".into(), String::new(), weights);
        prop_assume!(ranker.is_ok());
        let ranker = ranker.unwrap();
        let scorer = Scorer { ranker: &ranker, ..base };
        for (name, job) in &jobs {
            let explained = scorer.explain(job, &cvs[at]);
            let sum: i64 = explained.reasons.iter().map(|reason| reason.contribution.points.0).sum();
            prop_assert_eq!(explained.score(), Points(explained.base.0 + sum));
            prop_assert!((0..=FULL_SCORE).contains(&explained.score().0), "{}: {}", name, explained.score());
            for reason in &explained.reasons {
                let contribution = &reason.contribution;
                prop_assert!((0.0..=1.0).contains(&contribution.value), "{:?}", contribution);
                let exact = contribution.weight * contribution.value * 1000.0;
                prop_assert!((contribution.points.0 as f64 - exact).abs() <= 1.0 + 1e-6);
            }
        }
    });
}

/// The shares of every feature sum to one, so that a value of 1 is worth the whole weight.
#[test]
fn shares_of_a_feature_sum_to_one() {
    let scorer = scorer();
    for (name, job) in sample_jobs() {
        for source in sample_cvs() {
            let Ok(cv) = scorer.read_cv(&source) else {
                continue;
            };
            let pair = measure(&job, &cv.profile, &cv.document.text, scorer.lexicon);
            let mut shares = [0.0; COUNT];
            for part in &pair.parts {
                shares[part.feature.index()] += part.share;
            }
            for (info, share) in cvrank::features::REGISTRY.iter().zip(shares) {
                let expected = if job.applies(info.feature) { 1.0 } else { 0.0 };
                assert!(
                    (share - expected).abs() < 1e-9,
                    "{name}, {}: {} has shares {share}",
                    source.id,
                    info.name
                );
            }
        }
    }
}

/// Promise 4: the job post pasted into a CV is flagged; `tests/slow/check.rs` holds the gain.
#[test]
fn a_pasted_job_is_flagged() {
    let scorer = scorer();
    for (name, job) in sample_jobs() {
        for source in sample_cvs().iter().step_by(3) {
            let Ok(cv) = scorer.read_cv(source) else {
                continue;
            };
            let pasted = scorer.profile_cv(pasted(&cv.document, &job)).unwrap();
            let flags = scorer.explain(&job, &pasted).flags;
            assert!(
                flags.iter().any(|flag| flag.kind() == FlagKind::CopiedText),
                "{name}, {}: {flags:?}",
                source.id
            );
        }
    }
}

/// A pasted post may change how the last line above it is read, and so cost its words.
const MOST_LOST: Points = Points(1000);

/// Promise 4: what is said again is worth exactly nothing, and lines copied from the post no more.
#[test]
fn what_is_said_twice_and_what_is_copied_is_worth_nothing() {
    let scorer = scorer();
    for (name, job) in sample_jobs() {
        for source in sample_cvs().iter().step_by(4) {
            let Ok(cv) = scorer.read_cv(source) else {
                continue;
            };
            let own = scorer.explain(&job, &cv);
            for (document, most_lost) in [
                (pasted(&cv.document, &job), MOST_LOST),
                (repeated(&cv.document), Points(0)),
            ] {
                let other = scorer.profile_cv(document).unwrap();
                let explained = scorer.explain(&job, &other);
                let (score, own_score) = (explained.score(), own.score());
                assert!(
                    score <= own_score && own_score.0 - score.0 <= most_lost.0,
                    "{name}, {}: {score} beside {own_score}",
                    source.id
                );
                assert_eq!(
                    explained.total_months, own.total_months,
                    "{name}, {}",
                    source.id
                );
            }
        }
    }
}

/// Promise 5: what cannot be read gets a status and a reason, never a score.
#[test]
fn unreadable_files_get_a_status_and_a_reason() {
    let scorer = scorer();
    let sources = collect(&[root().join("data/unreadable")], &PoolOptions::default()).unwrap();
    assert!(sources.len() >= 3);
    let (_, job) = sample_jobs().remove(0);
    for known in scorer.rank(&job, &sources, &|| ()).matches {
        assert_ne!(known.status, Status::Scored, "{}", known.cv_id);
        assert!(known.explanation.is_none() && known.rank.is_none());
        assert!(known.reason.len() > 20, "{}: {}", known.cv_id, known.reason);
    }
}

/// Promise 5: who says that they lack a skill does not meet it, whatever lies near.
#[test]
fn a_neighbour_does_not_hide_a_denial() {
    let scorer = scorer();
    let post =
        "Platform engineer\n\nRequirements\n- Kubernetes\n- Gardening of roses in the office\n";
    let job = scorer.query(scorer.read_job(&source_of(post)).unwrap());
    for tool in ["our own scripts", "HashiCorp Nomad", "Docker"] {
        let cv = format!(
            "Work experience\n\n01/2020 - 12/2023\nPlatform engineer, Korrel Bakery\n\
             - Everything runs on {tool} in production.\n\
             - I have no experience with Kubernetes.\n"
        );
        let read = scorer.read_cv(&source_of(&cv)).unwrap();
        let explained = scorer.explain(&job, &read);
        let asked = |reason: &&cvrank::explain::Reason| reason.contribution.requirement == Some(0);
        let outcome = explained
            .reasons
            .iter()
            .find(asked)
            .unwrap()
            .contribution
            .outcome;
        assert_eq!(outcome, Outcome::Contradicted, "{tool}");
    }
}
