//! Finds of the date parser against hand-annotated CVs.
//!
//! A truth is an annotated span that is a range (two dates, or one and an open
//! end) or a duration (a number and a unit of time). Masked years (`20XX`),
//! lone dates and names of employers are left out.
//!
//! Recall: truths that overlap one of our ranges or durations.
//!
//! Precision, strict: our ranges and durations that overlap a span annotated as
//! experience. The annotators marked only some of what is there (not the dates
//! of schools, memberships and grants, not `SAP (2 years)` in a list of skills),
//! so this counts true dates as wrong. Precision, fair: dates in an education
//! entry (an annotated degree, college or year close by) are set aside, and a
//! find is right, too, if its form (`m 9999 - m 9999`) is one that annotators
//! marked elsewhere. Of 172 unmarked finds drawn evenly from the even ids and
//! read by eye, 2 were wrong: an age, and a list of courses by season.

use std::collections::BTreeSet;

use crate::common::shared_data;
use cvrank::profile::dates::{Found, Mention, find};
use cvrank::text::tokenize;
use serde_json::Value;

const EXPERIENCE: &str = "Years of Experience";
const EDUCATION: [&str; 3] = ["Graduation Year", "College Name", "Degree"];

struct Cv {
    half: usize,
    text: String,
    /// In bytes.
    experience: Vec<(usize, usize)>,
    education: Vec<(usize, usize)>,
}

fn load() -> Option<Vec<Cv>> {
    let path = shared_data("dates/train.json")?;
    let lines = std::fs::read_to_string(path).expect("the file can be read");
    let cvs = lines.lines().map(|line| {
        let row: Value = serde_json::from_str(line).expect("a row is JSON");
        let text = row["text"].as_str().expect("a row has text").to_owned();
        let offsets: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let spans = |wanted: &dyn Fn(&str) -> bool| -> Vec<(usize, usize)> {
            row["labels"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|label| label[2].as_str().is_some_and(wanted))
                .filter_map(|label| {
                    let at = |nth: usize| offsets.get(label[nth].as_u64()? as usize).copied();
                    Some((at(0)?, at(1)?))
                })
                .collect()
        };
        Cv {
            half: row["id"].as_u64().expect("a row has an id") as usize % 2,
            experience: spans(&|label| label == EXPERIENCE),
            education: spans(&|label| EDUCATION.contains(&label)),
            text,
        }
    });
    Some(cvs.collect())
}

const OPEN: [&str; 11] = [
    "present", "current", "date", "now", "today", "onward", "since", "ongoing", "recent", "till",
    "until",
];
const UNITS: [&str; 5] = ["year", "yr", "month", "mos", "moths"];
const NUMBERS: [&str; 21] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "twenty",
    "thirty",
    "forty",
    "half",
    "fourteen",
];
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Whether an annotated span is a range or a duration.
fn is_truth(span: &str) -> bool {
    let lower = span.to_lowercase();
    if lower.contains("xx") {
        return false;
    }
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let digits = lower.bytes().any(|byte| byte.is_ascii_digit());
    let with = |list: &[&str]| {
        words
            .iter()
            .filter(|word| list.iter().any(|start| word.starts_with(start)))
            .count()
    };
    let spelled = words.iter().any(|word| NUMBERS.contains(word));
    let duration = with(&UNITS) > 0 && (digits || spelled);
    let open = digits && with(&OPEN) > 0;
    duration || open || years(&lower) >= 2 || (with(&MONTHS) >= 2 && digits)
}

/// Groups of digits that can be or can hold a year.
fn years(span: &str) -> usize {
    span.split(|c: char| !c.is_ascii_digit() && !matches!(c, '/' | '.'))
        .map(|group| {
            if group.len() == 8 && group.bytes().all(|byte| byte.is_ascii_digit()) {
                return 2;
            }
            usize::from(
                group
                    .split(['/', '.'])
                    .any(|part| matches!(part.len(), 2 | 4)),
            )
        })
        .sum()
}

#[derive(Default)]
struct Tally {
    annotated: usize,
    truths: usize,
    hit: usize,
    finds: usize,
    in_experience: usize,
    in_education: usize,
    of_marked_form: usize,
}

impl Tally {
    fn recall(&self) -> f64 {
        self.hit as f64 / self.truths as f64
    }

    fn strict(&self) -> f64 {
        self.in_experience as f64 / self.finds as f64
    }

    fn fair(&self) -> f64 {
        (self.in_experience + self.of_marked_form) as f64 / (self.finds - self.in_education) as f64
    }
}

fn overlaps(found: &Found, (start, end): (usize, usize)) -> bool {
    found.span.range().start < end && start < found.span.range().end
}

/// Some of the CVs have no line breaks: then this many bytes.
const FAR: usize = 120;

/// The two belong to one entry: at most two line breaks and little text between.
fn near(text: &str, found: &Found, (start, end): (usize, usize)) -> bool {
    let range = found.span.range();
    let (from, to) = if end <= range.start {
        (end, range.start)
    } else {
        (range.end, start)
    };
    let between = text.get(from..to).unwrap_or("");
    between.len() <= FAR && between.matches('\n').count() <= 2
}

/// The form of a written date: digits, months and number words made alike.
fn form(written: &str) -> String {
    let mut form = String::new();
    let mut word = String::new();
    for c in written.to_lowercase().chars().chain([' ']) {
        if c.is_alphabetic() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            let month = MONTHS.iter().any(|month| word.starts_with(month));
            form.push_str(match word.as_str() {
                _ if month => "m",
                number if NUMBERS.contains(&number) => "n",
                other => other.trim_end_matches('s'),
            });
            word.clear();
        }
        match c {
            '0'..='9' => form.push('9'),
            '–' | '—' => form.push('-'),
            c if c.is_whitespace() => {
                if !form.ends_with(' ') {
                    form.push(' ');
                }
            }
            c => form.push(c),
        }
    }
    form.trim().replace("99 y", "9 y").replace("99 m", "9 m")
}

/// Forms that annotators marked as ranges or durations, in all CVs.
fn marked_forms(cvs: &[Cv]) -> BTreeSet<String> {
    cvs.iter()
        .flat_map(|cv| {
            cv.experience
                .iter()
                .map(|&(start, end)| &cv.text[start..end])
        })
        .filter(|written| is_truth(written))
        .map(form)
        .collect()
}

fn measure(cvs: &[Cv], half: usize, marked: &BTreeSet<String>) -> Tally {
    let mut tally = Tally::default();
    let show = std::env::var("CVRANK_SHOW").is_ok_and(|shown| shown == half.to_string());
    for cv in cvs.iter().filter(|cv| cv.half == half) {
        let found: Vec<Found> = find(&cv.text, &tokenize(&cv.text))
            .into_iter()
            .filter(|found| !matches!(found.mention, Mention::Point(_)))
            .collect();
        tally.annotated += cv.experience.len();
        for &span in &cv.experience {
            let written = &cv.text[span.0..span.1];
            if !is_truth(written) {
                if show {
                    eprintln!("junk  {written:?}");
                }
                continue;
            }
            tally.truths += 1;
            if found.iter().any(|found| overlaps(found, span)) {
                tally.hit += 1;
            } else if show {
                eprintln!("miss  {written:?}");
            }
        }
        for found in &found {
            tally.finds += 1;
            if cv.experience.iter().any(|&span| overlaps(found, span)) {
                tally.in_experience += 1;
            } else if cv.education.iter().any(|&span| near(&cv.text, found, span)) {
                tally.in_education += 1;
            } else if marked.contains(&form(found.span.of(&cv.text))) {
                tally.of_marked_form += 1;
            } else if show {
                let range = found.span.range();
                let (before, after) = (&cv.text[..range.start], &cv.text[range.end..]);
                let start = before.char_indices().rev().nth(34).map_or(0, |(at, _)| at);
                let after: String = after.chars().take(25).collect();
                eprintln!(
                    "extra {:?} [{}] {after:?}",
                    &before[start..],
                    found.span.of(&cv.text)
                );
            }
        }
    }
    tally
}

#[test]
fn finds_what_was_annotated() {
    let Some(cvs) = load() else {
        return;
    };
    let marked = marked_forms(&cvs);
    for (half, name) in [(0, "even ids, developed on"), (1, "odd ids, held out")] {
        let tally = measure(&cvs, half, &marked);
        eprintln!(
            "dates_truth, {name}: annotated {}, ranges or durations {}, found {} (recall {:.4})",
            tally.annotated,
            tally.truths,
            tally.hit,
            tally.recall(),
        );
        eprintln!(
            "dates_truth, {name}: our finds {}, in experience {} (precision strict {:.4}), \
             in education {}, of a marked form {} (precision fair {:.4})",
            tally.finds,
            tally.in_experience,
            tally.strict(),
            tally.in_education,
            tally.of_marked_form,
            tally.fair(),
        );
        assert!(tally.recall() >= 0.95, "recall {:.4}", tally.recall());
        assert!(tally.strict() >= 0.50, "strict {:.4}", tally.strict());
        assert!(tally.fair() >= 0.90, "fair {:.4}", tally.fair());
    }
}

/// Prints the speed of `find` alone, tokens given, on one core.
#[test]
#[ignore = "measures speed: run with --release --ignored --nocapture"]
fn speed() {
    let Some(cvs) = load() else {
        return;
    };
    let text: String = cvs.iter().flat_map(|cv| [cv.text.as_str(), "\n"]).collect();
    let without: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    for (name, text) in [("CVs", text), ("CVs without digits", without)] {
        let tokens = tokenize(&text);
        let best = (0..9)
            .map(|_| {
                let start = std::time::Instant::now();
                let found = find(&text, &tokens).len();
                (start.elapsed(), found)
            })
            .min()
            .unwrap_or_default();
        eprintln!(
            "{name}: {} bytes, {} mentions, {:.0} MB/s",
            text.len(),
            best.1,
            text.len() as f64 / best.0.as_secs_f64() / 1e6
        );
    }
}
