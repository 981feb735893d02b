//! The CV's titles against the job's: by character n-grams and by whole words.

use hashbrown::HashSet;

use super::background::Background;
use super::job_query::JobQuery;
use super::{Feature, Outcome, Part};
use crate::document::Span;
use crate::profile::cv::{CvProfile, SectionKind};
use crate::profile::roles::names_a_role;
use crate::text::{Stemmer, TermKey, Token, stop_words, term_key, tokenize, tokenize::lower};

/// Characters of an n-gram.
const GRAM: usize = 4;
/// Lines at the head of a CV that may hold a title.
const HEAD_LINES: usize = 6;
/// Longest line, in tokens, that may be a title.
const LONGEST_TITLE: usize = 12;

/// Words that say how senior somebody is, or that every title shares; seniority has a feature of its own.
const LEVEL_WORDS: &[&str] = &[
    "senior",
    "junior",
    "lead",
    "mid",
    "middle",
    "sr",
    "jr",
    "i",
    "ii",
    "iii",
    "intern",
    "trainee",
    "head",
    "chief",
    "principal",
    "staff",
    "m",
    "f",
    "d",
    "w",
    "x",
    "h",
    "k",
    "leitender",
    "старший",
    "младший",
    "ведущий",
    "starszy",
    "młodszy",
];

/// The job's title, cut into weighted pieces.
#[derive(Debug, Clone, Default)]
pub(super) struct TitleQuery {
    /// Stem and weight of each word.
    words: Vec<(TermKey, f64)>,
    /// n-gram and weight.
    grams: Vec<(u64, f64)>,
}

/// One title of a CV.
pub(super) struct Agreement {
    pub by_grams: f64,
    pub by_words: f64,
}

impl TitleQuery {
    pub fn new(title: &str, language: &str, background: &Background) -> Self {
        let mut stemmer = Stemmer::new(language);
        let mut query = Self::default();
        for token in tokenize(title) {
            if is_level(token) || stop_words(language).contains(&token.key) && token.span.len() < 4
            {
                continue;
            }
            let weight = background.word(language, token.key).sqrt();
            query.words.push((stemmer.stem(title, token), weight));
            let grams = grams(token.of(title));
            let share = weight / grams.len() as f64;
            query
                .grams
                .extend(grams.into_iter().map(|gram| (gram, share)));
        }
        query
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Share of the job's title that `tokens` hold.
    pub fn compare(&self, text: &str, tokens: &[Token], language: &str) -> Agreement {
        let mut stemmer = Stemmer::new(language);
        let stems: Vec<TermKey> = tokens
            .iter()
            .flat_map(|&token| [token.key, stemmer.stem(text, token)])
            .collect();
        let held: HashSet<u64> = tokens
            .iter()
            .flat_map(|token| grams(token.of(text)))
            .collect();
        Agreement {
            by_words: share(&self.words, |stem| stems.contains(stem)),
            by_grams: share(&self.grams, |gram| held.contains(gram)),
        }
    }
}

fn share(pieces: &[(u64, f64)], held: impl Fn(&u64) -> bool) -> f64 {
    let whole: f64 = pieces.iter().map(|(_, weight)| weight).sum();
    let found: f64 = pieces
        .iter()
        .filter(|(piece, _)| held(piece))
        .map(|(_, weight)| weight)
        .sum();
    if whole > 0.0 { found / whole } else { 0.0 }
}

fn is_level(token: Token) -> bool {
    LEVEL_WORDS.iter().any(|word| term_key(word) == token.key)
}

/// Character n-grams of one word with its borders; a short word is one gram.
fn grams(word: &str) -> Vec<u64> {
    let padded: Vec<char> = format!(" {} ", lower(word)).chars().collect();
    if padded.len() <= GRAM {
        return vec![term_key(&padded.iter().collect::<String>())];
    }
    padded
        .windows(GRAM)
        .map(|gram| term_key(&gram.iter().collect::<String>()))
        .collect()
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
    head.chain(cv.positions.iter().filter_map(|position| position.title))
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

pub(super) fn measure(job: &JobQuery, cv: &CvProfile, text: &str, parts: &mut Vec<Part>) {
    if job.title.is_empty() {
        return;
    }
    let compared: Vec<(Span, Agreement)> = titles(cv, text)
        .into_iter()
        .map(|span| {
            (
                span,
                job.title.compare(text, tokens_of(cv, span), cv.language),
            )
        })
        .collect();
    let mut push = |feature: Feature, of: fn(&Agreement) -> f64| {
        // Of equals, the first in the CV.
        let best = compared
            .iter()
            .rev()
            .max_by(|a, b| of(&a.1).total_cmp(&of(&b.1)))
            .filter(|best| of(&best.1) > 0.0);
        let value = best.map_or(0.0, |best| of(&best.1));
        parts.push(Part {
            feature,
            requirement: None,
            share: 1.0,
            value,
            outcome: Outcome::of_value(value),
            note: String::new(),
            evidence: best.map(|best| best.0).into_iter().collect(),
        });
    };
    push(Feature::TitleSimilarity, |agreement| agreement.by_grams);
    push(Feature::TitleAgreement, |agreement| agreement.by_words);
}
