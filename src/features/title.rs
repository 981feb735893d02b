//! The job's title: against the CV's titles by character n-grams, and its words anywhere.

use std::sync::LazyLock;

use super::background::Background;
use super::found::{heaviest_over_lightest, saturate};
use super::{Feature, Outcome, Pair, Part};
use crate::document::Span;
use crate::languages::key;
use crate::profile::cv::{CvProfile, SectionKind};
use crate::profile::roles::names_a_role;
use crate::text::{TermSet, Token, pair_key, stop_words, tokenize, tokenize::lower, words_of};

/// Characters of an n-gram.
const GRAM: usize = 4;
/// Lines at the head of a CV that may hold a title.
const HEAD_LINES: usize = 6;
/// Longest line, in tokens, that may be a title.
const LONGEST_TITLE: usize = 12;

/// The job's title, cut into weighted pieces: n-gram and weight.
#[derive(Debug, Clone, Default)]
pub(super) struct TitleQuery {
    grams: Vec<(u64, f64)>,
}

impl TitleQuery {
    pub(super) fn new(title: &str, language: &str, background: &Background) -> Self {
        let mut query = Self::default();
        for token in tokenize(title) {
            if is_level(token) || stop_words(language).contains(&token.key) && token.span.len() < 4
            {
                continue;
            }
            let weight = background.word(language, token.of(title)).sqrt();
            let mut grams = Vec::new();
            push_grams(token.of(title), &mut grams);
            let share = weight / grams.len() as f64;
            query
                .grams
                .extend(grams.into_iter().map(|gram| (gram, share)));
        }
        query
    }

    pub(super) fn is_empty(&self) -> bool {
        self.grams.is_empty()
    }

    /// Share of the job's title that `tokens` hold.
    pub(super) fn compare(&self, text: &str, tokens: &[Token]) -> f64 {
        let mut grams = Vec::with_capacity(8 * tokens.len());
        for &token in tokens {
            push_grams(token.of(text), &mut grams);
        }
        let whole: f64 = self.grams.iter().map(|(_, weight)| weight).sum();
        let held = self.grams.iter().filter(|(gram, _)| grams.contains(gram));
        let found: f64 = held.map(|(_, weight)| weight).sum();
        if whole > 0.0 { found / whole } else { 0.0 }
    }
}

/// Whether a word says how senior somebody is, or is one that every title shares; seniority has a
/// feature of its own.
pub(super) fn is_level(token: Token) -> bool {
    static KEYS: LazyLock<TermSet> =
        LazyLock::new(|| words_of(&[key::SENIORITY_LEFT_OUT_OF_TITLES]));
    KEYS.contains(&token.key)
}

/// Character n-grams of one word with its borders; a short word is one gram.
fn push_grams(word: &str, grams: &mut Vec<u64>) {
    // The last characters of the padded word, the newest in the lowest place.
    let mut last = [0; GRAM];
    let mut count = 0;
    let mut push = |c: char| {
        last.rotate_left(1);
        last[GRAM - 1] = u64::from(c);
        count += 1;
        if count >= GRAM {
            grams.push(gram_key(last));
        }
    };
    push(' ');
    if word.is_ascii() {
        word.bytes()
            .for_each(|byte| push(byte.to_ascii_lowercase().into()));
    } else {
        lower(word).chars().for_each(&mut push);
    }
    push(' ');
    if count < GRAM {
        grams.push(gram_key(last));
    }
}

fn gram_key(characters: [u64; GRAM]) -> u64 {
    characters.into_iter().fold(0, pair_key)
}

/// The places of a CV that hold a title, in order: those of its positions, and lines at
/// its head that name an occupation (`Machine learning` alone is a skill, no title).
fn titles(cv: &CvProfile, text: &str) -> Vec<Span> {
    let head = cv
        .passages
        .iter()
        .take(HEAD_LINES)
        .filter(|passage| matches!(passage.section, SectionKind::Head | SectionKind::Summary))
        .filter(|passage| (passage.end_token - passage.first_token) as usize <= LONGEST_TITLE)
        .map(|passage| passage.span)
        .filter(|span| names_a_role(text, *span));
    let positions = cv.positions.iter().chain(&cv.details);
    head.chain(positions.filter_map(|position| position.title))
        .collect()
}

/// The profile's tokens within `span`.
pub(super) fn tokens_of(cv: &CvProfile, span: Span) -> &[Token] {
    let first = cv
        .tokens
        .partition_point(|token| token.span.start < span.start);
    let end = cv
        .tokens
        .partition_point(|token| token.span.end <= span.end);
    &cv.tokens[first..end.max(first)]
}

/// Measures [`Feature::TitleSimilarity`].
pub(super) fn similarity(pair: Pair) -> Part {
    let Pair { job, cv, text, .. } = pair;
    let compared = titles(cv, text)
        .into_iter()
        .map(|span| (span, job.title.compare(text, tokens_of(cv, span))));
    // Of equals, the first in the CV.
    let best = compared
        .rev()
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, value)| *value > 0.0);
    let value = best.map_or(0.0, |(_, value)| value);
    Part {
        feature: Feature::TitleSimilarity,
        requirement: None,
        share: 1.0,
        value,
        outcome: Outcome::of_value(value),
        note: String::new(),
        evidence: best.map(|(span, _)| span).into_iter().collect(),
    }
}

/// Measures [`Feature::TitleWords`].
pub(super) fn words(pair: Pair) -> Part {
    let Pair { job, found, .. } = pair;
    let whole: f64 = job.title_terms.iter().map(|(_, weight)| weight).sum();
    let mut value = 0.0;
    let mut note = Vec::new();
    let mut evidence = Vec::new();
    for &(term, weight) in &job.title_terms {
        let places = &found.terms[term as usize];
        value += weight / whole * saturate(places.lines);
        if let Some((_, first)) = places.at.first() {
            note.push(job.terms[term as usize].written.as_str());
            evidence.push(*first);
        }
    }
    Part {
        feature: Feature::TitleWords,
        requirement: None,
        share: 1.0,
        value,
        outcome: Outcome::of_value(value),
        note: note.join(", "),
        evidence,
    }
}

/// What the words earn at most, if the lines that hold them were of dated positions.
pub(super) fn words_if_dated(value: f64) -> f64 {
    (value * heaviest_over_lightest()).min(1.0)
}
