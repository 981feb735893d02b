//! The promises of the README, on the sample data.

mod common;

use common::{root, sample_cvs, sample_jobs, setting};
use cvrank::document::Status;
use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::features::{COUNT, Outcome, measure};
use cvrank::model::{FULL_SCORE, Points, Ranker};
use cvrank::rank::Ranking;
use cvrank::score::Setting;
use proptest::prelude::*;

fn source_of(text: &str) -> Source {
    let options = PoolOptions {
        stdin: Some(text.as_bytes().to_vec()),
        ..PoolOptions::default()
    };
    collect(&["-".into()], &options).unwrap().remove(0)
}

/// Promise 1: the score is the sum of the printed parts, whatever the weights.
#[test]
fn the_parts_are_the_score() {
    let base = setting();
    let jobs = sample_jobs();
    let sources = sample_cvs();
    let cvs: Vec<_> = sources
        .iter()
        .filter_map(|source| base.read_cv(source).ok())
        .collect();
    assert!(cvs.len() >= 40, "{} sample CVs could be read", cvs.len());
    proptest!(ProptestConfig::with_cases(24), |(weights in proptest::array::uniform14(0.0..1.0f64), at in 0..cvs.len())| {
        let ranker = Ranker::new("random".into(), String::new(), weights);
        prop_assume!(ranker.is_ok());
        let ranker = ranker.unwrap();
        let setting = Setting { ranker: &ranker, ..base };
        for (name, job) in &jobs {
            let explained = setting.explain(job, &cvs[at]);
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
    let setting = setting();
    for (name, job) in sample_jobs() {
        for source in sample_cvs() {
            let Ok(cv) = setting.read_cv(&source) else {
                continue;
            };
            let pair = measure(&job, &cv.profile, &cv.document.text, setting.lexicon);
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

/// Promise 2: alone, in a crowd, in another order, on another number of threads.
#[test]
fn a_score_does_not_depend_on_the_others() {
    let setting = setting();
    let mut sources = sample_cvs();
    for (name, job) in sample_jobs() {
        let pool = |threads: usize, sources: &[Source]| -> Ranking {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap()
                .install(|| setting.rank(&job, sources, &|| ()))
        };
        let together = pool(2, &sources);
        sources.reverse();
        assert_eq!(together, pool(1, &sources), "{name}");
        for known in &together.matches {
            let source = sources
                .iter()
                .find(|source| source.id == known.cv_id)
                .unwrap();
            let alone = setting.score(&job, source);
            assert_eq!(
                alone.explanation, known.explanation,
                "{name}, {}",
                known.cv_id
            );
        }
    }
}

/// Promise 4: a requirement that was not met and now is never lowers the score.
#[test]
fn meeting_one_more_requirement_is_never_less() {
    let setting = setting();
    for (name, job) in sample_jobs() {
        for source in sample_cvs() {
            let Ok(cv) = setting.read_cv(&source) else {
                continue;
            };
            let before = setting.explain(&job, &cv);
            let unmet = before.reasons.iter().filter(|reason| {
                reason.contribution.requirement.is_some()
                    && reason.contribution.outcome == Outcome::NotFound
            });
            for reason in unmet {
                let index = reason.contribution.requirement.unwrap() as usize;
                let label = cvrank::explain::requirement_label(&job, index as u32).unwrap();
                let more = format!("{}\n\nUsed daily: {label}\n", cv.document.text);
                let Ok(richer) = setting.read_cv(&source_of(&more)) else {
                    panic!("{more}")
                };
                let plain = setting.read_cv(&source_of(&cv.document.text)).unwrap();
                let (less, more) = (
                    setting.explain(&job, &plain).score(),
                    setting.explain(&job, &richer).score(),
                );
                assert!(
                    more >= less,
                    "{name}, {}: {label} took {less} to {more}",
                    source.id
                );
            }
        }
    }
}

/// Promise 4: saying everything twice earns nothing.
#[test]
fn repeating_the_cv_earns_nothing() {
    let setting = setting();
    for (name, job) in sample_jobs() {
        for source in sample_cvs().iter().step_by(3) {
            let Ok(cv) = setting.read_cv(source) else {
                continue;
            };
            let once = setting.read_cv(&source_of(&cv.document.text)).unwrap();
            let twice = setting
                .read_cv(&source_of(&format!(
                    "{}\n\n{}",
                    cv.document.text, cv.document.text
                )))
                .unwrap();
            let (first, second) = (
                setting.explain(&job, &once).score(),
                setting.explain(&job, &twice).score(),
            );
            assert!(
                second.0 - first.0 <= 500,
                "{name}, {}: {first} became {second}",
                source.id
            );
        }
    }
}

/// Promise 4: the job post pasted into a CV earns nothing.
#[test]
fn pasting_the_job_earns_next_to_nothing() {
    let setting = setting();
    for (name, job) in sample_jobs() {
        for source in sample_cvs().iter().step_by(3) {
            let Ok(cv) = setting.read_cv(source) else {
                continue;
            };
            let plain = setting.read_cv(&source_of(&cv.document.text)).unwrap();
            let pasted = setting
                .read_cv(&source_of(&format!(
                    "{}\n\n{}",
                    cv.document.text, job.profile.text
                )))
                .unwrap();
            let (before, after) = (
                setting.explain(&job, &plain),
                setting.explain(&job, &pasted),
            );
            let gain = after.score().0 - before.score().0;
            assert!(
                gain <= 8000,
                "{name}, {}: {} became {}",
                source.id,
                before.score(),
                after.score()
            );
            assert!(
                after.flags.iter().any(|flag| flag.contains("copied")),
                "{name}, {}: {:?}",
                source.id,
                after.flags
            );
        }
    }
}

/// Promise 5: what cannot be read gets a status and a reason, never a score.
#[test]
fn unreadable_files_get_a_status_and_a_reason() {
    let setting = setting();
    let sources = collect(&[root().join("data/unreadable")], &PoolOptions::default()).unwrap();
    assert!(sources.len() >= 3);
    let (_, job) = sample_jobs().remove(0);
    for known in setting.rank(&job, &sources, &|| ()).matches {
        assert_ne!(known.status, Status::Scored, "{}", known.cv_id);
        assert!(known.explanation.is_none() && known.rank.is_none());
        assert!(known.reason.len() > 20, "{}: {}", known.cv_id, known.reason);
    }
}

/// Promise 5: who says that they lack a skill does not meet it, whatever lies near.
#[test]
fn a_neighbour_does_not_hide_a_denial() {
    let setting = setting();
    let post =
        "Platform engineer\n\nRequirements\n- Kubernetes\n- Gardening of roses in the office\n";
    let job = setting.query(setting.read_job(&source_of(post)).unwrap());
    for tool in ["our own scripts", "HashiCorp Nomad", "Docker"] {
        let cv = format!(
            "Work experience\n\n01/2020 - 12/2023\nPlatform engineer, Korrel Bakery\n\
             - Everything runs on {tool} in production.\n\
             - I have no experience with Kubernetes.\n"
        );
        let read = setting.read_cv(&source_of(&cv)).unwrap();
        let explained = setting.explain(&job, &read);
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

/// Promise 6: every quote stands in the document where it says.
#[test]
fn quotes_are_true() {
    let setting = setting();
    let mut quotes = 0;
    for (name, job) in sample_jobs() {
        for source in sample_cvs() {
            let Ok(cv) = setting.read_cv(&source) else {
                continue;
            };
            for evidence in setting
                .explain(&job, &cv)
                .reasons
                .iter()
                .flat_map(|reason| &reason.evidence)
            {
                let quoted = &cv.document.text[evidence.start as usize..evidence.end as usize];
                assert_eq!(quoted, evidence.quote, "{name}, {}", source.id);
                quotes += 1;
            }
        }
    }
    assert!(quotes > 1000, "{quotes} quotes were checked");
}
