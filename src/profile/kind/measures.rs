//! What is measured of a text in order to tell what sort of paper it is.

use super::cues::{self, CUES};
use crate::document::Document;
use crate::profile::cv::sections::{SectionKind, of_heading};
use crate::profile::cv::{CvProfile, Strength};
use crate::profile::job;
use crate::text::{Shape, Token, count_bytes, find_byte};

/// Measures of a text: each cue twice, then `SHAPES`.
pub const COUNT: usize = 2 * CUES + SHAPES.len();

/// What is measured besides phrases; the order is that of the weights.
const SHAPES: [&str; 19] = [
    "bias",
    "dated positions",
    "months of work",
    "words in dated positions",
    "education entries",
    "dated education",
    "skills",
    "spoken languages",
    "heading of experience",
    "heading of education",
    "heading of skills",
    "further headings of CVs",
    "headings of CVs without dates",
    "headings of posts",
    "e-mail",
    "telephone",
    "rows of numbers",
    "amounts",
    "length",
];

const CUE_NAMES: [&str; CUES] = [
    "looks for somebody",
    "says how to apply",
    "offers pay or benefits",
    "names hours, contract or place of work",
    "says what is asked for",
    "addresses its reader",
    "speaks for a firm",
    "speaks of oneself",
    "has the labels of a CV",
    "greets and closes as a letter does",
    "has the words of a web page",
    "names prices or orders",
    "lays down rules or terms",
    "certifies something",
    "has the words of a report or a manual",
    "tells what somebody did",
];

const SHAPE_NAMES: [&str; SHAPES.len()] = [
    "",
    "has positions from one date to another",
    "tells months of work",
    "tells of work under dates",
    "lists education",
    "lists education with dates",
    "lists skills",
    "lists languages",
    "has a heading of experience",
    "has a heading of education",
    "has a heading of skills",
    "has the headings of a CV",
    "has headings without dates under them",
    "has the headings of a job post",
    "gives an e-mail address",
    "gives a telephone number",
    "has rows of numbers",
    "names amounts of money",
    "",
];

/// The name of each measure, as the file of weights holds it.
pub(crate) fn names() -> Vec<String> {
    let cues = cues::names();
    let often = cues.map(|name| format!("{name} often"));
    let many = cues.map(|name| format!("{name} in many ways"));
    let shapes = SHAPES.iter().map(|name| (*name).to_owned());
    often.into_iter().chain(many).chain(shapes).collect()
}

/// What a measure says of a text, in words; empty where it says nothing of its own.
pub(crate) fn said(measure: usize) -> &'static str {
    let shape = measure.checked_sub(2 * CUES);
    match shape {
        Some(shape) => SHAPE_NAMES.get(shape).copied().unwrap_or_default(),
        None => CUE_NAMES[measure % CUES],
    }
}

/// x / (x + half): 0 for nothing, 1/2 at `half`, never 1.
fn saturating(amount: f64, half: f64) -> f64 {
    amount / (amount + half)
}

/// Measures the text of `document`, which was read as a CV into `profile`; each in [0, 1].
///
/// Nothing that says who the person is can be seen, only whether a name and addresses stand there.
pub fn measure(document: &Document, profile: &CvProfile) -> [f64; COUNT] {
    let counts = cues::count(document, &profile.tokens);
    let words = f64::from(counts.words).max(20.0);
    let per_hundred = |count: usize| count as f64 * 100.0 / words;
    let mut measured = [0.0; COUNT];
    for cue in 0..CUES {
        measured[cue] = saturating(per_hundred(counts.all[cue] as usize), 1.0);
        measured[CUES + cue] = saturating(f64::from(counts.distinct[cue]), 2.0);
    }
    let headings = Headings::of(document, &profile.tokens);
    let flag = |is: bool| f64::from(u8::from(is));
    // A length alone, `2 years as a driver`, is asked for as often as it is told.
    let ranges: Vec<u32> = profile
        .positions
        .iter()
        .filter_map(|held| held.months)
        .map(|(start, end)| {
            let months =
                12 * (end.year() - start.year()) + end.month() as i32 - start.month() as i32;
            months.max(0) as u32 + 1
        })
        .collect();
    let months: u32 = ranges.iter().copied().fold(0, u32::saturating_add);
    let used: usize = profile
        .passages
        .iter()
        .filter(|passage| passage.strength == Strength::Used)
        .map(|passage| (passage.end_token - passage.first_token) as usize)
        .sum();
    let schooling = &profile.education_entries;
    let dated_schooling = schooling
        .iter()
        .filter(|entry| entry.months.is_some())
        .count();
    let contact = profile.contact(&document.text);
    let is_dateless = ranges.is_empty() && dated_schooling == 0;
    let main = [headings.experience, headings.education, headings.skills];
    let main_headings = main.iter().filter(|is| **is).count();
    let shapes: [f64; SHAPES.len()] = [
        1.0,
        saturating(ranges.len() as f64, 1.0),
        saturating(f64::from(months), 24.0),
        if ranges.is_empty() {
            0.0
        } else {
            used as f64 / profile.tokens.len().max(1) as f64
        },
        saturating(schooling.len() as f64, 1.0),
        saturating(dated_schooling as f64, 1.0),
        saturating(profile.skills.len() as f64, 8.0),
        saturating(profile.spoken.len() as f64, 2.0),
        flag(headings.experience),
        flag(headings.education),
        flag(headings.skills),
        saturating(headings.further as f64, 1.0),
        if is_dateless {
            saturating(main_headings as f64, 1.0)
        } else {
            0.0
        },
        saturating(headings.of_posts as f64, 2.0),
        flag(!contact.email.is_empty()),
        flag(!contact.phone.is_empty()),
        headings.rows_of_numbers,
        saturating(per_hundred(signs_of_money(&document.text)), 1.0),
        saturating(words, 200.0),
    ];
    measured[2 * CUES..].copy_from_slice(&shapes);
    measured
}

fn first_colon(text: &str) -> Option<usize> {
    let may_be = find_byte(text.as_bytes(), |byte| matches!(byte, b':' | 0xef))?;
    let rest = text.get(may_be..)?;
    rest.find([':', '：']).map(|at| may_be + at)
}

fn signs_of_money(text: &str) -> usize {
    let mut count = count_bytes(text.as_bytes(), |byte| byte == b'$');
    let mut rest = text;
    // The first bytes of the others.
    while let Some(at) = find_byte(rest.as_bytes(), |byte| matches!(byte, 0xc2 | 0xe2)) {
        rest = rest.get(at..).unwrap_or_default();
        let mut letters = rest.chars();
        let sign = letters.next();
        count += usize::from(matches!(sign, Some('€' | '£' | '₽' | '¥' | '₹' | '₴')));
        rest = letters.as_str();
    }
    count
}

/// Fewer lines are no table.
const LEAST_LINES: usize = 6;

/// Whether a token is a number that is no year.
fn is_amount(token: &Token, text: &str) -> bool {
    let is_year = || matches!(token.of(text).parse(), Ok(1940..=2040));
    token.shape() == Shape::Number && !is_year()
}

/// Lines that are a heading of CVs or of posts, and those of a table.
#[derive(Default)]
struct Headings {
    experience: bool,
    education: bool,
    skills: bool,
    /// Further kinds of a CV's sections.
    further: usize,
    /// Headings of posts that CVs do not have.
    of_posts: usize,
    /// Share of lines that end in a number that is no year.
    rows_of_numbers: f64,
}

impl Headings {
    fn of(document: &Document, tokens: &[Token]) -> Self {
        let mut headings = Self::default();
        let mut kinds: Vec<SectionKind> = Vec::new();
        let mut rest = tokens;
        let (mut rows, mut lines) = (0, 0);
        for line in &document.lines {
            let before = rest.partition_point(|token| token.span().start < line.span.start);
            rest = &rest[before..];
            let (here, after) =
                rest.split_at(rest.partition_point(|token| token.span().start < line.span.end));
            rest = after;
            lines += usize::from(!here.is_empty());
            rows += usize::from(
                here.last()
                    .is_some_and(|last| is_amount(last, &document.text)),
            );
            let written = line.span.of(&document.text);
            let colon = first_colon(written).map(|at| at + line.span.start as usize);
            // `Required: a licence` opens with its heading.
            let opening = colon.map_or(here.len(), |colon| {
                here.partition_point(|token| (token.span().start as usize) < colon)
            });
            let here = &here[..opening];
            match of_heading(here) {
                Some(SectionKind::Experience) => headings.experience = true,
                Some(SectionKind::Education) => headings.education = true,
                Some(SectionKind::Skills) => headings.skills = true,
                Some(kind) => {
                    if !kinds.contains(&kind) {
                        kinds.push(kind);
                    }
                }
                None => headings.of_posts += usize::from(job::is_heading(here)),
            }
        }
        headings.further = kinds.len();
        headings.rows_of_numbers = rows as f64 / lines.max(LEAST_LINES) as f64;
        headings
    }
}
