//! Comparisons, what-ifs and rank intervals on the sample data, against slow and real oracles.

mod common;

use common::{sample_cvs, sample_jobs, setting};
use cvrank::compare::compare;
use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::explain::Explanation;
use cvrank::features::potential::{Fact, Measured, values_with};
use cvrank::features::{COUNT, JobQuery, REGISTRY};
use cvrank::model::{Points, Ranker};
use cvrank::profile::job::Demand;
use cvrank::profile::spoken;
use cvrank::rank::{Match, Ranking};
use cvrank::report::{Reader, fact_text};
use cvrank::score::{Read, Setting};
use cvrank::stability::{Basis, Stability};
use cvrank::what_if::{Entry, MOST_MONTHS, NEXT_MONTHS, changes, next_best_change, to_enter};
use proptest::prelude::*;

fn source_of(text: &str) -> Source {
    let options = PoolOptions {
        stdin: Some(text.as_bytes().to_vec()),
        ..PoolOptions::default()
    };
    collect(&["-".into()], &options).unwrap().remove(0)
}

fn readable(setting: &Setting) -> Vec<Read> {
    let cvs = sample_cvs();
    cvs.iter()
        .filter_map(|source| setting.read_cv(source).ok())
        .collect()
}

fn ranking(setting: &Setting, job: &JobQuery) -> Ranking {
    setting.rank(job, &sample_cvs(), &|| ())
}

#[test]
fn differences_sum_to_the_gap_and_weights_turn_it() {
    let base = setting();
    let cvs = readable(&base);
    let jobs = sample_jobs();
    let strategy = (
        proptest::array::uniform14(0.0..1.0f64),
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
        let setting = Setting { ranker: &ranker, ..base };
        let job = &jobs[job].1;
        let (first, second) = (setting.explain(job, &cvs[a]), setting.explain(job, &cvs[b]));
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
            let of = |explained: &Explanation| Ranker::score_under(&weights, job, &explained.vector);
            let inside = range.above.is_none_or(|above| weight > above)
                && range.below.is_none_or(|below| weight < below);
            let ahead = of(&first) - of(&second);
            prop_assert!(inside == (ahead > 0.0) || ahead.abs() < 1e-9, "{:?} {} {}", range, weight, ahead);
        }
    });
}

/// The text with `line` behind the last line of its first dated position.
fn with_line(cv: &Read, line: &str) -> Option<String> {
    let positions = &cv.profile.positions;
    let dated = positions
        .iter()
        .position(|position| position.months.is_some())?;
    let mut passages = cv.profile.passages.iter();
    let last = passages.rfind(|passage| passage.position == Some(dated as u32))?;
    let (before, after) = cv.document.text.split_at(last.span.end as usize);
    let (rest, after) = after.split_once('\n').unwrap_or((after, ""));
    Some(format!("{before}{rest}\n- {line}\n{after}"))
}

/// Texts that show `fact`, each of which does; empty where no such text is easily written.
fn showing(job: &JobQuery, cv: &Read, fact: Fact) -> Vec<String> {
    let text = &cv.document.text;
    match fact {
        Fact::Requirement(index) => match &job.profile.requirements[index as usize].demand {
            Demand::Skill {
                any_of,
                at_least: 1,
                minimum_months: None,
            } => any_of
                .iter()
                .filter_map(|wanted| with_line(cv, &format!("Every day: {}", wanted.label)))
                .collect(),
            Demand::Language { code, level } => {
                let level = level
                    .map(|level| format!(": {level:?}"))
                    .unwrap_or_default();
                let name = spoken::english_name(code).unwrap();
                vec![format!("{text}\n\nLanguages\n{name}{level}\n")]
            }
            _ => Vec::new(),
        },
        Fact::Months(12) => {
            let title = &job.profile.title;
            vec![format!(
                "{text}\n\nWork experience\n\n01/1961 - 12/1961\n{title}\n"
            )]
        }
        Fact::Months(_) | Fact::Seniority => Vec::new(),
    }
}

/// Whether `shown` claims a skill that would do more often than `plain`, or none is known by name.
fn is_recognised(job: &JobQuery, index: u32, plain: &Read, shown: &Read) -> bool {
    let Demand::Skill { any_of, .. } = &job.profile.requirements[index as usize].demand else {
        return true;
    };
    let mentions = |cv: &Read, concept| {
        let claims = cv
            .profile
            .skills
            .iter()
            .filter(|claim| claim.concept == concept);
        claims.map(|claim| claim.mentions.len()).sum::<usize>()
    };
    let mut known = any_of.iter().filter_map(|wanted| wanted.concept).peekable();
    known.peek().is_none()
        || known.any(|concept| mentions(shown, concept) > mentions(plain, concept))
}

/// What is predicted for a fact is at most what really showing it earns.
#[test]
fn a_prediction_is_kept_when_the_fact_is_really_shown() {
    let setting = setting();
    let (mut tried, mut predicted, mut real, mut exact) = (0, 0, 0, 0);
    for (name, job) in sample_jobs() {
        for cv in readable(&setting).iter().step_by(2) {
            let plain = setting.read_cv(&source_of(&cv.document.text)).unwrap();
            let before = setting.explain(&job, &plain);
            for (fact, gain) in changes(&job, &before, NEXT_MONTHS) {
                for text in showing(&job, &plain, fact) {
                    let shown = setting.read_cv(&source_of(&text)).unwrap();
                    if let Fact::Months(_) = fact
                        && shown.profile.total_months != plain.profile.total_months + 12
                    {
                        // The layout keeps the new position from being read.
                        continue;
                    }
                    if let Fact::Requirement(index) = fact
                        && !is_recognised(&job, index, &plain, &shown)
                    {
                        // A name that is also an everyday word, without others about it.
                        continue;
                    }
                    let after = setting.explain(&job, &shown).score().0 - before.score().0;
                    // One thousandth for rounding.
                    assert!(
                        after + 1 >= gain.0,
                        "{name}, {fact:?}: predicted {gain}, earned {}\n{text}",
                        Points(after)
                    );
                    tried += 1;
                    predicted += gain.0;
                    real += after;
                    exact += usize::from(after - gain.0 <= 1);
                }
            }
        }
    }
    eprintln!(
        "{tried} facts shown: predicted {} points, earned {}; {exact} predicted to the thousandth",
        Points(predicted),
        Points(real)
    );
    assert!(tried > 200, "{tried} facts were shown");
    assert!(
        predicted as f64 > 0.6 * real as f64,
        "{predicted} of {real}"
    );
}

fn gain(job: &JobQuery, explained: &Explanation, facts: &[Fact]) -> i64 {
    let parts: Vec<Measured> = explained
        .reasons
        .iter()
        .map(|reason| Measured {
            feature: reason.contribution.feature,
            requirement: reason.contribution.requirement,
            outcome: reason.contribution.outcome,
            value: reason.contribution.value,
        })
        .collect();
    let values = values_with(job, &parts, explained.total_months, facts);
    explained
        .reasons
        .iter()
        .zip(values)
        .map(|(reason, value)| {
            let known = &reason.contribution;
            let more = (known.weight * 1000.0 * value).floor() as i64 - known.points.0;
            if value > known.value { more.max(0) } else { 0 }
        })
        .sum()
}

/// What the search for the fewest relies on: one more fact never gains less, and facts together
/// gain at most what they gain alone.
#[test]
fn facts_together_gain_no_more_than_alone() {
    let setting = setting();
    let cvs = readable(&setting);
    let jobs = sample_jobs();
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(400)
    };
    proptest!(config, |(job in 0..jobs.len(), cv in 0..cvs.len(), set in 0u32..1 << 20)| {
        let job = &jobs[job].1;
        let explained = setting.explain(job, &cvs[cv]);
        let facts: Vec<Fact> = changes(job, &explained, MOST_MONTHS)
            .into_iter()
            .enumerate()
            .filter(|(place, _)| set >> place & 1 == 1)
            .map(|(_, (fact, _))| fact)
            .collect();
        let together = gain(job, &explained, &facts);
        let alone: i64 = facts.iter().map(|fact| gain(job, &explained, &[*fact])).sum();
        // Each part is rounded down by itself.
        prop_assert!(together <= alone + explained.reasons.len() as i64);
        for left_out in 0..facts.len() {
            let mut fewer = facts.clone();
            fewer.remove(left_out);
            prop_assert!(gain(job, &explained, &fewer) <= together);
        }
    });
}

const POST: &str = "\
Senior Data Analyst

Requirements
- 3 years of experience with Python
- SQL or Excel
- Master's degree in statistics
- German at level B2
- French
- You care for the small museum's collection of painted clocks

Nice to have
- Tableau
";

#[test]
fn facts_are_worded_as_facts() {
    let setting = setting();
    let job = setting.query(setting.read_job(&source_of(POST)).unwrap());
    let cv = "Work experience\n\n01/2020 - 12/2020\nShop assistant, Korrel Bakery\n- Sold bread and counted the till every evening\n";
    let explained = setting.explain(&job, &setting.read_cv(&source_of(cv)).unwrap());
    let worded = |reader: Reader| -> Vec<String> {
        let mut facts: Vec<Fact> = changes(&job, &explained, NEXT_MONTHS)
            .iter()
            .map(|(fact, _)| *fact)
            .collect();
        facts.sort_unstable();
        facts
            .iter()
            .map(|fact| fact_text(&job, *fact, reader))
            .collect()
    };
    assert_eq!(
        worded(Reader::Recruiter),
        [
            "Python in dated positions, 3 years in all",
            "SQL or Excel in a dated position",
            "a master's degree",
            "German at level B2",
            "French",
            "Tableau in a dated position",
            "12 more months in positions like the job",
            "a position at senior level",
        ]
    );
    assert_eq!(
        worded(Reader::Candidate)[0],
        "work with Python in positions with dates, 3 years in all"
    );
    assert_eq!(
        worded(Reader::Candidate)[1],
        "work with SQL or Excel in a position with dates"
    );
    assert_eq!(
        fact_text(&job, Fact::Months(1), Reader::Recruiter),
        "1 more month in a position like the job"
    );
}

/// The fewest facts are those that trying every set finds.
#[test]
fn the_fewest_facts_are_the_fewest() {
    let setting = setting();
    let mut tried = 0;
    for (name, job) in sample_jobs() {
        let ranking = ranking(&setting, &job);
        for top in [3, 10] {
            for index in (0..ranking.scored()).step_by(3) {
                let explained = ranking.matches[index].explanation.as_ref().unwrap();
                let entry = to_enter(&job, &ranking, index, top).unwrap();
                let Entry::Outside {
                    missing,
                    single,
                    fewest,
                    together,
                    is_proven,
                } = entry
                else {
                    assert!(index < top);
                    continue;
                };
                assert!(index >= top && is_proven, "{name} {index}");
                let needed = ranking.matches[top - 1].score().unwrap().0 - explained.score().0 + 1;
                assert_eq!(missing.0, needed);
                let facts: Vec<Fact> = changes(&job, explained, MOST_MONTHS)
                    .into_iter()
                    .map(|(fact, _)| fact)
                    .collect();
                if facts.len() > 15 {
                    continue;
                }
                let smallest = (1..=facts.len() as u32).find(|count| {
                    let sets = (1u32..1 << facts.len()).filter(|set| set.count_ones() == *count);
                    let mut sets = sets.map(|set| -> Vec<Fact> {
                        let places = (0..facts.len()).filter(|place| set >> place & 1 == 1);
                        places.map(|place| facts[place]).collect()
                    });
                    sets.any(|chosen| gain(&job, explained, &chosen) >= needed)
                });
                assert_eq!(
                    fewest.len() as u32,
                    smallest.unwrap_or(0),
                    "{name} {index} {top}"
                );
                let chosen: Vec<Fact> = fewest.iter().map(|step| step.fact).collect();
                if smallest.is_some() {
                    assert_eq!(gain(&job, explained, &chosen), together.0);
                    assert!(together.0 >= needed);
                }
                assert_eq!(single.is_empty(), smallest != Some(1));
                for step in &single {
                    assert!(step.gain.0 >= needed && step.rank as usize <= top);
                    // One month less would not do.
                    if let Fact::Months(months @ 2..) = step.fact {
                        assert!(gain(&job, explained, &[Fact::Months(months - 1)]) < needed);
                    }
                }
                tried += 1;
            }
        }
    }
    assert!(tried >= 30, "{tried} CVs were tried");
}

#[test]
fn the_next_best_change_is_the_best_of_all() {
    let setting = setting();
    let (_, job) = sample_jobs().remove(0);
    let ranking = ranking(&setting, &job);
    for (index, known) in ranking.matches.iter().enumerate() {
        let step = next_best_change(&job, &ranking, index).unwrap();
        let all = changes(&job, known.explanation.as_ref().unwrap(), NEXT_MONTHS);
        assert!(all.iter().all(|(_, gain)| *gain <= step.gain));
        assert_eq!(step.score.0, known.score().unwrap().0 + step.gain.0);
        assert!(step.rank <= known.rank.unwrap());
        let above = ranking
            .matches
            .iter()
            .filter(|other| other.score() > Some(step.score));
        assert_eq!(
            step.rank,
            (above.count() as u32 + 1).min(known.rank.unwrap())
        );
    }
}

/// By the book: for each CV and sample, count who scores more.
#[test]
fn ranges_are_those_that_counting_gives() {
    let base = setting();
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
        &Setting {
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
                let of =
                    |explained: &Explanation| Ranker::score_under(weights, &job, &explained.vector);
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
    let base = setting();
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

/// 10,000 CVs under 200 weights.
#[test]
fn ranges_of_many_cvs_are_quick() {
    let setting = setting();
    let (_, job) = sample_jobs().remove(0);
    let known = ranking(&setting, &job).matches;
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
    let stability = Stability::new(&job, setting.ranker, &many, Some(100));
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
