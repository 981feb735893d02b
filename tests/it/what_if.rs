//! What-ifs on the sample data: against CVs that really show the fact, and against trying all.

use crate::common::{ranking, readable, sample_jobs, scorer, source_of};
use cvrank::explain::Explanation;
use cvrank::features::JobQuery;
use cvrank::features::potential::{Fact, Measured, values_with};
use cvrank::model::{Points, Ranker};
use cvrank::profile::cv::{Position, PositionKind};
use cvrank::profile::dates::Month;
use cvrank::profile::job::Demand;
use cvrank::profile::spoken;
use cvrank::report::{Reader, fact_text};
use cvrank::score::{ParsedCv, Scorer};
use cvrank::what_if::{
    Entry, LIKENESS_MAY_TAKE, MOST_MONTHS, NEXT_MONTHS, changes, next_best_change, to_enter,
};
use proptest::prelude::*;

/// The text with `line` behind the last line of its first dated position.
fn with_line(cv: &ParsedCv, line: &str) -> Option<String> {
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
fn showing(job: &JobQuery, cv: &ParsedCv, fact: Fact) -> Vec<String> {
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
            Demand::Language { any_of, level } => {
                let level = level
                    .map(|level| format!(": {level:?}"))
                    .unwrap_or_default();
                let name = spoken::english_name(&any_of[0]).unwrap();
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
fn is_recognised(job: &JobQuery, index: u32, plain: &ParsedCv, shown: &ParsedCv) -> bool {
    let Demand::Skill { any_of, .. } = &job.profile.requirements[index as usize].demand else {
        return true;
    };
    let mentions = |cv: &ParsedCv, concept| {
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

/// Months, kind and title of a position.
type Held = (Option<(Month, Month)>, PositionKind, Option<String>);

/// Whether `shown` has the positions of `plain`, and in one of them a line more.
fn is_a_line_more(plain: &ParsedCv, shown: &ParsedCv) -> bool {
    let held = |cv: &ParsedCv| -> Vec<Held> {
        let of = |position: &Position| {
            let title = position.title.map(|title| title.of(&cv.document.text));
            (position.months, position.kind, title.map(str::to_owned))
        };
        cv.profile.positions.iter().map(of).collect()
    };
    let used = |cv: &ParsedCv| {
        let passages = cv.profile.passages.iter();
        passages
            .filter(|passage| passage.position.is_some())
            .count()
    };
    held(plain) == held(shown) && used(plain) + 1 == used(shown)
}

/// What is predicted for a fact is what really showing it earns, but for what likeness may take.
#[test]
fn a_prediction_is_kept_when_the_fact_is_really_shown() {
    let scorer = scorer();
    let (mut tried, mut predicted, mut real, mut exact, mut reread) = (0, 0, 0, 0, 0);
    for (name, job) in sample_jobs() {
        for cv in readable(&scorer).iter().step_by(2) {
            let plain = scorer.read_cv(&source_of(&cv.document.text)).unwrap();
            let before = scorer.explain(&job, &plain);
            for (fact, gain) in changes(&job, &before, NEXT_MONTHS) {
                for text in showing(&job, &plain, fact) {
                    let shown = scorer.read_cv(&source_of(&text)).unwrap();
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
                    if matches!(fact, Fact::Requirement(_)) && !is_a_line_more(&plain, &shown) {
                        // A further line in running text may change where its positions are.
                        reread += 1;
                        continue;
                    }
                    let after = scorer.explain(&job, &shown).score().0 - before.score().0;
                    // One more requirement met never lowers a score.
                    assert!(
                        after >= 0 && after + LIKENESS_MAY_TAKE.0 >= gain.0,
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
    // What the reader makes of a line may hang on the one above it.
    let all = tried + reread;
    assert!(reread * 10 <= all * 3, "{reread} of {all} read otherwise");
    assert!(
        predicted as f64 > 0.3 * real as f64,
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
            has_trace: !reason.contribution.note.is_empty(),
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
    let scorer = scorer();
    let cvs = readable(&scorer);
    let jobs = sample_jobs();
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(400)
    };
    proptest!(config, |(job in 0..jobs.len(), cv in 0..cvs.len(), set in 0u32..1 << 20)| {
        let job = &jobs[job].1;
        let explained = scorer.explain(job, &cvs[cv]);
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
- Fluent Italian
- You care for the small museum's collection of painted clocks

Nice to have
- Tableau
";

#[test]
fn facts_are_worded_as_facts() {
    // Every feature has a weight in it.
    let scorer = Scorer {
        ranker: Ranker::prior(),
        ..scorer()
    };
    let job = scorer.query(scorer.read_job(&source_of(POST)).unwrap());
    let cv = "Work experience\n\n01/2020 - 12/2020\nShop assistant, Korrel Bakery\n- Sold bread and counted the till every evening\n";
    let explained = scorer.explain(&job, &scorer.read_cv(&source_of(cv)).unwrap());
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
            "Italian at level C1",
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
    let scorer = scorer();
    let mut tried = 0;
    for (name, job) in sample_jobs() {
        let ranking = ranking(&scorer, &job);
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
                let needed = needed + LIKENESS_MAY_TAKE.0;
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
    assert!(tried >= 20, "{tried} CVs were tried");
}

#[test]
fn the_next_best_change_is_the_best_of_all() {
    let scorer = scorer();
    let (_, job) = sample_jobs().remove(0);
    let ranking = ranking(&scorer, &job);
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
