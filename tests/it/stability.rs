//! Comparisons and rank intervals on the sample data, against slow oracles.

use crate::common::{ranking, readable, sample_cvs, sample_jobs, scorer, source_of};
use cvrank::compare::compare;
use cvrank::explain::Explanation;
use cvrank::features::{COUNT, REGISTRY};
use cvrank::model::{Points, Ranker};
use cvrank::rank::{Match, Ranking};
use cvrank::score::Scorer;
use cvrank::stability::{Basis, Cause, Stability};
use cvrank::what_if::next_best_change;
use proptest::prelude::*;

#[test]
fn differences_sum_to_the_gap_and_weights_turn_it() {
    let base = scorer();
    let cvs = readable(&base);
    let jobs = sample_jobs();
    let strategy = (
        proptest::array::uniform15(0.0..1.0f64),
        0..cvs.len(),
        0..cvs.len(),
        0..jobs.len(),
        0..COUNT,
    );
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(200)
    };
    proptest!(config, |((weights, a, b, job, feature) in strategy)| {
        let ranker = Ranker::new("random".into(), String::new(), weights).unwrap();
        let scorer = Scorer { ranker: &ranker, ..base };
        let job = &jobs[job].1;
        let (first, second) = (scorer.explain(job, &cvs[a]), scorer.explain(job, &cvs[b]));
        let comparison = compare(job, &ranker, &first, &second);
        prop_assert_eq!(comparison.gap.0, first.score().0 - second.score().0);
        let sum: Points = comparison.differences.iter().map(|one| one.points).sum();
        prop_assert_eq!(sum, comparison.gap);
        prop_assert_eq!(comparison.differences.len(), first.reasons.len());

        let feature = REGISTRY[feature].feature;
        let known = comparison.weights.iter().find(|range| range.feature == feature);
        let Some(range) = known else {
            let same = first.vector[feature.index()] == second.vector[feature.index()];
            prop_assert!(same || !job.applies(feature));
            return Ok(());
        };
        for weight in [0.0, 0.05, 0.2, 0.5, 1.0, 3.0] {
            let turn = [range.above, range.below].into_iter().flatten();
            if turn.clone().any(|turn| (turn - weight).abs() < 1e-6) {
                continue;
            }
            let mut weights = weights;
            weights[feature.index()] = weight;
            let of = |explained: &Explanation| Ranker::score_under(&weights, job.asked(), &explained.vector);
            let inside = range.above.is_none_or(|above| weight > above)
                && range.below.is_none_or(|below| weight < below);
            let ahead = of(&first) - of(&second);
            prop_assert!(inside == (ahead > 0.0) || ahead.abs() < 1e-9, "{:?} {} {}", range, weight, ahead);
        }
    });
}

/// By the book: for each CV and sample, count who scores more.
#[test]
fn ranges_are_those_that_counting_gives() {
    let base = scorer();
    let (_, job) = sample_jobs().remove(0);
    let weights: Vec<[f64; COUNT]> = (0..40)
        .map(|sample| {
            let mut weights = [0.0; COUNT];
            for (index, weight) in weights.iter_mut().enumerate() {
                *weight = f64::from((sample * 7 + index as u32 * 13) % 11);
            }
            weights
        })
        .collect();
    let ranker = Ranker::builtin()
        .clone()
        .with_samples(weights.clone())
        .unwrap();
    let ranking = ranking(
        &Scorer {
            ranker: &ranker,
            ..base
        },
        &job,
    );
    let stability = Stability::new(&job, &ranker, &ranking, Some(5));
    assert_eq!(
        (stability.basis, stability.samples),
        (Basis::TrainingLabels, 40)
    );
    assert_eq!(stability, Stability::new(&job, &ranker, &ranking, Some(5)));
    let explained: Vec<&Explanation> = ranking
        .matches
        .iter()
        .map(|known| known.explanation.as_ref().unwrap())
        .collect();
    for (index, range) in stability.ranges.iter().enumerate() {
        let mut ranks: Vec<u32> = weights
            .iter()
            .map(|weights| {
                let of = |explained: &Explanation| {
                    Ranker::score_under(weights, job.asked(), &explained.vector)
                };
                let own = of(explained[index]);
                1 + explained.iter().filter(|other| of(other) > own).count() as u32
            })
            .collect();
        ranks.sort_unstable();
        let rank = ranking.matches[index].rank.unwrap();
        // Two of forty are left out at each end.
        assert_eq!(
            (range.rank_low, range.rank_high),
            (ranks[2].min(rank), ranks[37].max(rank))
        );
        let within = ranks.iter().filter(|rank| **rank <= 5).count();
        assert_eq!(range.top_share, Some(within as f64 / 40.0));
    }
    let first = &stability.ranges[0].tie_group;
    assert_eq!(first, "A");
}

fn with_scores(points: &[i64]) -> Ranking {
    let base = scorer();
    let (_, job) = sample_jobs().remove(0);
    let cv = &readable(&base)[0];
    let explained = base.explain(&job, cv);
    let matches = points.iter().enumerate().map(|(index, points)| {
        let mut explanation = explained.clone();
        explanation.reasons.truncate(0);
        explanation.base = Points(*points);
        Match {
            cv_id: format!("c{index}"),
            source: String::new(),
            rank: None,
            status: cvrank::document::Status::Scored,
            reason: String::new(),
            explanation: Some(explanation),
            duplicates: Vec::new(),
        }
    });
    Ranking::new(matches.collect())
}

#[test]
fn moving_the_cut_counts_those_within_a_point() {
    let (_, job) = sample_jobs().remove(0);
    for (points, top, expected) in [
        // The cut is at 50.000.
        (
            &[52_000, 50_400, 49_600, 49_100, 48_900][..],
            2,
            Some((1, 2, false)),
        ),
        (&[52_000, 51_000, 49_000, 48_000], 2, Some((0, 0, false))),
        (&[52_000, 50_000, 50_000, 48_000], 2, Some((1, 1, true))),
        (&[52_000, 50_000], 2, None),
        (&[52_000, 50_000], 0, None),
    ] {
        let ranking = with_scores(points);
        let cut = Stability::new(&job, Ranker::builtin(), &ranking, Some(top)).cut;
        let found = cut.map(|cut| (cut.leave, cut.enter, cut.is_shared));
        assert_eq!(found, expected, "{points:?}");
    }
}

/// A CV whose dates cannot be read could stand at least as high as it does with them.
#[test]
fn a_cv_without_dates_is_bounded_by_itself_with_them() {
    let scorer = scorer();
    let mut tried = 0;
    for (name, job) in sample_jobs() {
        for source in sample_cvs().iter().step_by(2) {
            let text = scorer.read_cv(source).unwrap().document.text;
            let with_dates = scorer.score(&job, &source_of(&text));
            let dated = with_dates.score().unwrap();
            let undated = text.replace(|c: char| c.is_ascii_digit(), "");
            let mut sources = sample_cvs();
            sources.retain(|other| other.id != source.id);
            sources.truncate(12);
            sources.push(source_of(&undated));
            let ranking = scorer.rank(&job, &sources, &|| ());
            let own = |known: &Match| known.cv_id == "stdin";
            let index = ranking.matches.iter().position(own).unwrap();
            let known = &ranking.matches[index];
            if known.explanation.as_ref().unwrap().total_months > 0 {
                continue;
            }
            let stability = Stability::new(&job, scorer.ranker, &ranking, None);
            let unread = stability.unread.iter().find(|unread| unread.index == index);
            let bound = unread.map_or(known.rank.unwrap(), |unread| {
                assert_eq!(unread.cause, Cause::Undated);
                unread.could_reach
            });
            let others = ranking.matches.iter().filter(|known| !own(known));
            let above = others.filter(|known| known.score() > Some(dated)).count() as u32;
            let parts = |known: &Match| {
                let explained = known.explanation.as_ref().unwrap();
                let parts = explained.reasons.iter();
                let parts: Vec<String> = parts
                    .map(|reason| {
                        let part = &reason.contribution;
                        format!("{:?} {:.3} {}", part.feature, part.value, part.note)
                    })
                    .collect();
                parts.join("\n")
            };
            assert!(
                bound <= above + 1,
                "{name}, {}: {bound} {above}\n{}\n\nwith dates:\n{}",
                source.id,
                parts(known),
                parts(&with_dates)
            );
            tried += 1;
        }
    }
    assert!(tried > 20, "{tried} CVs lost their dates");
}

/// 10,000 CVs under 200 weights.
#[test]
fn ranges_of_many_cvs_are_quick() {
    let scorer = scorer();
    let (_, job) = sample_jobs().remove(0);
    let known = ranking(&scorer, &job).matches;
    let many = (0..10_000).map(|index| {
        let mut one = known[index % known.len()].clone();
        one.cv_id = format!("{index:05}");
        if let Some(explained) = &mut one.explanation {
            explained.base = Points((index as i64 * 37) % 1000);
            explained
                .vector
                .iter_mut()
                .for_each(|value| *value *= 1.0 - (index % 997) as f64 / 1e4);
        }
        one
    });
    let many = Ranking::new(many.collect());
    let started = std::time::Instant::now();
    let stability = Stability::new(&job, scorer.ranker, &many, Some(100));
    let ranges = started.elapsed();
    let started = std::time::Instant::now();
    let next = (0..10_000)
        .filter_map(|index| next_best_change(&job, &many, index))
        .count();
    eprintln!(
        "10,000 CVs: ranges {ranges:?}, next changes {:?} on one core",
        started.elapsed()
    );
    assert_eq!((stability.ranges.len(), next), (10_000, 10_000));
    assert!(ranges.as_secs() < 10, "{ranges:?}");
}
