//! One invented CV and one post in each language, read against what a careful person reads.
//!
//! What is misread is written down in `misread.txt`: a line less is a gain to be kept, a line more
//! a loss to be mended.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use cvrank::document::{Document, Format, plain};
use cvrank::lexicon::Lexicon;
use cvrank::profile::cv::{self, CvProfile, Position};
use cvrank::profile::dates::Month;
use cvrank::profile::job::{self, Importance, Requirement};
use serde::Deserialize;

use crate::common::root;

/// Of all that is asked, so much must be read right.
const WANTED_SHARE: f64 = 0.94;

#[derive(Deserialize)]
struct Truth {
    positions: Vec<Held>,
    work_months: [u32; 2],
    education_level: String,
    musts: Vec<String>,
    nices: Vec<String>,
    not_requirements: Vec<String>,
    /// Neither asked for nor wrong.
    #[serde(default)]
    also_ok: Vec<Held>,
}

#[derive(Deserialize)]
struct Held {
    title: Option<String>,
    employer: Option<String>,
    start: String,
    end: String,
}

const AS_OF: Month = Month(2026 * 12 + 5);

/// Letters and digits only, in small letters.
fn folded(text: &str) -> String {
    let kept = text.chars().filter(|letter| letter.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

fn written(month: Month) -> String {
    format!("{}-{:02}", month.year(), month.month())
}

fn document(code: &str, kind: &str) -> Document {
    let path = root().join(format!("tests/fixtures/languages/{code}.{kind}.txt"));
    plain::from_text(&fs::read_to_string(path).unwrap(), Format::PlainText).unwrap()
}

/// First and last month as the truth writes them.
fn dates(position: &Position) -> (String, String) {
    position
        .months
        .map_or_else(Default::default, |(first, last)| {
            let is_open = last == AS_OF;
            let last = if is_open {
                "open".to_owned()
            } else {
                written(last)
            };
            (written(first), last)
        })
}

/// What is misread of a CV.
fn of_cv(text: &str, profile: &CvProfile, truth: &Truth, wrong: &mut Vec<String>) -> usize {
    let mut asked = 2;
    let [least, most] = truth.work_months;
    if !(least..=most).contains(&profile.total_months) {
        wrong.push(format!("months {}", profile.total_months));
    }
    let highest = profile.education.iter().map(|mention| mention.level).max();
    let highest = highest.map_or("none", |level| level.name());
    if highest != truth.education_level {
        wrong.push(format!("education {highest}"));
    }
    let part = |span: Option<cvrank::document::Span>| span.map_or("", |span| span.of(text));
    let mut left: Vec<&Position> = profile.positions.iter().collect();
    for held in &truth.positions {
        asked += 3;
        let is_part = |found: Option<cvrank::document::Span>, wanted: &Option<String>| {
            let wanted = folded(wanted.as_deref().unwrap_or_default());
            !wanted.is_empty() && folded(part(found)).contains(&wanted)
        };
        let points = |position: &&Position| {
            let (start, end) = dates(position);
            3 * usize::from(start == held.start)
                + 2 * usize::from(end == held.end)
                + 2 * usize::from(is_part(position.title, &held.title))
                + 2 * usize::from(is_part(position.employer, &held.employer))
        };
        let best = (0..left.len()).max_by_key(|&at| (points(&left[at]), usize::MAX - at));
        let Some(best) = best.filter(|&at| points(&left[at]) > 1) else {
            wrong.push(format!("position {}", held.start));
            continue;
        };
        let position = left.remove(best);
        let (start, end) = dates(position);
        if (start.as_str(), end.as_str()) != (&held.start, &held.end) {
            wrong.push(format!("dates {start} {end}"));
        }
        for (what, found, wanted) in [
            ("title", position.title, &held.title),
            ("employer", position.employer, &held.employer),
        ] {
            if folded(part(found)) != folded(wanted.as_deref().unwrap_or_default()) {
                wrong.push(format!("{what} {}", part(found)));
            }
        }
    }
    for position in left {
        let (start, end) = dates(position);
        if !(truth.also_ok.iter()).any(|held| held.start == start && held.end == end) {
            wrong.push(format!("no position {}", part(position.title)));
        }
    }
    asked
}

/// What is misread of a post.
fn of_post(asked: &[Requirement], truth: &Truth, wrong: &mut Vec<String>) -> usize {
    let as_what = |phrase: &String| -> BTreeSet<&'static str> {
        let phrase = folded(phrase);
        let of_phrase = asked
            .iter()
            .filter(|one| folded(&one.quote).contains(&phrase));
        of_phrase
            .map(|one| match one.importance {
                Importance::Must => "must",
                Importance::Nice => "nice",
            })
            .collect()
    };
    for (phrases, wanted) in [
        (&truth.musts, vec!["must"]),
        (&truth.nices, vec!["nice"]),
        (&truth.not_requirements, vec![]),
    ] {
        for phrase in phrases {
            let read = as_what(phrase);
            if !read.iter().eq(&wanted) {
                let read: Vec<&str> = read.into_iter().collect();
                wrong.push(format!("asks {phrase}: {}", read.join(" ")));
            }
        }
    }
    truth.musts.len() + truth.nices.len() + truth.not_requirements.len()
}

#[test]
fn a_cv_and_a_post_of_each_language_are_read() {
    let folder = root().join("tests/fixtures/languages");
    let truths: BTreeMap<String, Truth> =
        serde_json::from_str(&fs::read_to_string(folder.join("truth.json")).unwrap()).unwrap();
    let without = cvrank::languages::LANGUAGES.iter().filter(|language| {
        language.code != cvrank::languages::EVERY_LANGUAGE && !truths.contains_key(language.code)
    });
    let without: Vec<&str> = without.map(|language| language.code).collect();
    assert!(without.is_empty(), "no CV and no post in {without:?}");
    let (mut asked, mut misread) = (0, Vec::new());
    for (code, truth) in &truths {
        let mut wrong = Vec::new();
        let cv = document(code, "cv");
        let profile = cv::read(&cv, Lexicon::builtin(), AS_OF);
        asked += of_cv(&cv.text, &profile, truth, &mut wrong);
        if profile.language != code {
            wrong.push(format!("language {}", profile.language));
        }
        let post = job::read(&document(code, "post"), Lexicon::builtin());
        asked += of_post(&post.requirements, truth, &mut wrong);
        misread.extend(
            wrong
                .into_iter()
                .map(|wrong| format!("{code} {wrong}").replace('\n', " ")),
        );
    }
    let share = 1.0 - misread.len() as f64 / asked as f64;
    eprintln!("{asked} asked, {:.1} % read right", share * 100.0);
    assert!(share >= WANTED_SHARE, "{:.1} %", share * 100.0);
    let known = fs::read_to_string(folder.join("misread.txt")).unwrap_or_default();
    let known: Vec<&str> = known.lines().collect();
    let new: Vec<&String> = (misread.iter())
        .filter(|one| !known.contains(&one.as_str()))
        .collect();
    let gone: Vec<&&str> = (known.iter())
        .filter(|one| !misread.iter().any(|is| is == **one))
        .collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "tests/fixtures/languages/misread.txt: new {new:#?}, gone {gone:#?}"
    );
}
