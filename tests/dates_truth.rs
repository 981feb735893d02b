//! Finds of the date parser against hand-annotated CVs.
//!
//! A truth is an annotated span that is a range (two dates, or one and an open
//! end) or a duration (a number and a unit of time). Masked years (`20XX`),
//! lone dates and names of employers are left out.
//!
//! Recall: truths that overlap one of our ranges or durations. Precision,
//! strict: our ranges and durations that overlap a span annotated as
//! experience. Precision, fair: of the others, those in an education entry (an
//! annotated degree, college or graduation year close by) are true
//! dates that this set does not annotate, and are set aside.

use std::path::PathBuf;

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
    let folder = std::env::var_os("CVRANK_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let path = folder.join("dates").join("train.json");
    let Ok(lines) = std::fs::read_to_string(&path) else {
        eprintln!("dates_truth: measuring data absent, nothing measured");
        return None;
    };
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
}

impl Tally {
    fn recall(&self) -> f64 {
        self.hit as f64 / self.truths as f64
    }

    fn strict(&self) -> f64 {
        self.in_experience as f64 / self.finds as f64
    }

    fn fair(&self) -> f64 {
        self.in_experience as f64 / (self.finds - self.in_education) as f64
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

fn measure(cvs: &[Cv], half: usize) -> Tally {
    let mut tally = Tally::default();
    let show = std::env::var_os("CVRANK_SHOW").is_some() && half == 0;
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
            } else if show {
                let range = found.span.range();
                let line = cv.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
                let end = cv.text[range.end..]
                    .find('\n')
                    .map_or(cv.text.len(), |at| range.end + at);
                let tail: String = cv.text[line..end].chars().take(150).collect();
                eprintln!("extra {:?} in {tail:?}", found.span.of(&cv.text));
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
    for (half, name) in [(0, "even ids, developed on"), (1, "odd ids, held out")] {
        let tally = measure(&cvs, half);
        eprintln!(
            "dates_truth, {name}: annotated {}, ranges or durations {}, found {} (recall {:.4}); \
             our finds {}, in experience {} (precision strict {:.4}), in education {} (fair {:.4})",
            tally.annotated,
            tally.truths,
            tally.hit,
            tally.recall(),
            tally.finds,
            tally.in_experience,
            tally.strict(),
            tally.in_education,
            tally.fair(),
        );
        assert!(tally.recall() >= 0.95, "recall {:.4}", tally.recall());
    }
}
