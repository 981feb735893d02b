//! Time grows with the size of what is read, and not with its square: hostile lines as a CV
//! and as a job post, and hostile markup in every format.
//!
//! `cargo test --release --test timed growth -- --nocapture` prints the slowest kinds. What is
//! measured is time of the processor spent by this thread, the least of a few runs, so that
//! a busy machine changes little; what looks too slow is measured again before it fails.

mod lines;
mod markup;

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::common::{scorer, spent};
use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::document::{Document, Format, plain};
use cvrank::features::JobQuery;
use cvrank::score::{ParsedCv, Scorer};

/// Bytes of the smallest text; two, four and eight times as much follow.
const LEAST: usize = 8 * 1024;
/// Most by which twice the text may take longer: 2 would be in step, 4 is the square.
const MOST_GROWTH: f64 = 3.0;
/// The same where it is a step: more is done with a text once it is so long (the head of a CV has
/// no line beyond 8,000 bytes, so a longer one is read), and the next doubling is in step again.
const MOST_STEP: f64 = 7.0;
/// Times below this are noise, and too short to be an attack.
const SHORT: Duration = Duration::from_millis(12);
/// How often a kind that looks too slow is measured again.
const ROUNDS: usize = 4;

const CV: &str = "Zofia Modrzewska\nzofia@example.org\n\nExperience\n\
    Backend developer, Ferry Lines, 01/2019 - 03/2024\n\
    - Wrote services in Python and Java for the timetable, with SQL and Docker\n\n\
    Education\nBSc in Physics, University of Leeds, 2014 - 2018\n\nLanguages\nEnglish C1, German B1\n";

const JOB: &str = "Backend developer\n\nRequirements\n- 3 years of experience with Python\n\
    - Java or Kotlin\n- SQL, Docker\n- BSc in Physics\n- English C1\n- Languages: German\n\n\
    Nice to have\n- Kafka\n\nWe offer lunch.\n";

fn time(work: &dyn Fn()) -> Duration {
    let before = spent();
    work();
    spent() - before
}

/// A name, and what makes the work on so many bytes ready.
type Trial<'a> = (String, Box<dyn Fn(usize) -> Work + 'a>);
type Work = Box<dyn Fn()>;

/// What takes too long, with the times of n, 2n, 4n and 8n.
fn growth(work: &dyn Fn(usize) -> Work) -> Result<Duration, String> {
    let mut least = [Duration::MAX; 4];
    for round in 0..ROUNDS {
        for (step, least) in least.iter_mut().enumerate() {
            let work = work(LEAST << step);
            *least = time(&*work).min(*least);
        }
        let [first, _, third, last] = least.map(|time| time.as_secs_f64());
        let is_slow = last > third * MOST_GROWTH || last > first * MOST_GROWTH.powi(3);
        if least[3] < SHORT || !is_slow {
            return Ok(least[3]);
        }
        if round + 1 == ROUNDS && last <= third * MOST_STEP && last <= first * MOST_GROWTH.powi(3) {
            let further = time(&*work(LEAST << least.len()));
            if further.as_secs_f64() <= last * MOST_GROWTH {
                return Ok(least[3]);
            }
        }
        // The first run of all pays for what is made once.
        if round == 0 {
            least = [Duration::MAX; 4];
        }
    }
    Err(format!("{least:?}"))
}

/// Measures each of `trials` and fails with all that grow too fast.
fn check(trials: Vec<Trial>) {
    let only = std::env::var("CVRANK_GROWTH").unwrap_or_default();
    let mut slow = Vec::new();
    let mut times = Vec::new();
    let count = trials.len();
    let begun = Instant::now();
    for (name, work) in trials {
        if !name.contains(&only) {
            continue;
        }
        match growth(&*work) {
            Ok(time) => times.push((time, name)),
            Err(times) => slow.push(format!("{name}: {times}")),
        }
    }
    times.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
    eprintln!(
        "{count} trials in {:?}; the slowest of {} kB:",
        begun.elapsed(),
        LEAST * 8 / 1024
    );
    for (time, name) in times.iter().take(12) {
        eprintln!("  {time:?} {name}");
    }
    assert!(
        slow.is_empty(),
        "time of n, 2n, 4n and 8n grows too fast for {} of {count}:\n{}",
        slow.len(),
        slow.join("\n")
    );
}

fn document(text: &str) -> Option<Document> {
    plain::from_text(text, Format::PlainText).ok()
}

fn read(scorer: &Scorer, text: &str) -> Option<ParsedCv> {
    scorer.profile_cv(document(text)?).ok()
}

fn query(scorer: &Scorer, text: &str) -> Option<JobQuery> {
    Some(scorer.query(scorer.profile_job(&document(text)?).ok()?))
}

fn score(scorer: &Scorer, job: &str, cv: &str) {
    let (Some(job), Some(cv)) = (query(scorer, job), read(scorer, cv)) else {
        return;
    };
    black_box(scorer.explain(&job, &cv));
}

/// A job post and a CV with a hostile text in one or both of them.
type Put = fn(&str) -> (String, String);

/// Where a hostile text stands.
const PLACES: &[(&str, Put)] = &[
    ("in the head of a CV", |text| {
        (JOB.to_owned(), format!("{text}\n{CV}"))
    }),
    ("in a position", |text| {
        let cv = CV.replacen("- Wrote", &format!("- {text}\n- Wrote"), 1);
        (JOB.to_owned(), cv)
    }),
    ("under requirements", |text| {
        let job = JOB.replacen("- Java", &format!("- {text}\n- Java"), 1);
        (job, CV.to_owned())
    }),
    ("in both", |text| {
        let job = JOB.replacen("- Java", &format!("- {text}\n- Java"), 1);
        (job, format!("{CV}\n{text}"))
    }),
];

fn of_lines(is_one_line: bool) {
    let scorer = scorer();
    let scorer = &scorer;
    let mut trials: Vec<Trial> = Vec::new();
    for (kind, piece) in lines::KINDS {
        for (place, put) in PLACES {
            let name = format!("{kind} {place}");
            trials.push((
                name,
                Box::new(move |bytes: usize| -> Work {
                    let (job, cv) = put(&lines::text(piece, bytes, is_one_line));
                    let scorer = *scorer;
                    Box::new(move || score(&scorer, &job, &cv))
                }),
            ));
        }
    }
    check(trials);
}

#[test]
fn time_grows_with_the_length_of_a_line() {
    let _alone = crate::alone();
    assert!(lines::KINDS.len() >= 100);
    of_lines(true);
}

#[test]
fn time_grows_with_the_number_of_lines() {
    let _alone = crate::alone();
    of_lines(false);
}

#[test]
fn time_grows_with_the_markup() {
    let _alone = crate::alone();
    assert!(markup::KINDS.len() >= 50);
    let scorer = scorer();
    let scorer = &scorer;
    let folder = tempfile::tempdir().expect("a folder can be made");
    let folder = folder.path();
    let mut trials: Vec<Trial> = Vec::new();
    for (kind, ending, file) in markup::KINDS {
        trials.push((
            (*kind).to_owned(),
            Box::new(move |bytes: usize| -> Work {
                let path = folder.join(format!("file.{ending}"));
                std::fs::write(&path, file(bytes)).expect("the file can be written");
                let scorer = *scorer;
                Box::new(move || {
                    let sources = collect(std::slice::from_ref(&path), &PoolOptions::default());
                    for source in sources.unwrap_or_default() {
                        let _ = black_box(scorer.read_cv(&source));
                    }
                    let _ = black_box(scorer.read_job(&Source::file(&path)));
                })
            }),
        ));
    }
    check(trials);
}
