//! How far a line is to be believed: whether the words that stand there mean what is asked.
//!
//! `Spring`, `reception`, `SAP` stand in many lines that have nothing to do with the skill. Signs of
//! the line itself and the words around are weighed by a linear model trained on labelled lines
//! (`models/judge`); the rest of the CV has no say, so that more text never takes away.

mod learned;

use std::ops::Range;

use super::{Kinship, Standing};
use crate::lexicon::{ConceptId, Kind, Lexicon, Relation};
use crate::profile::cv::{CvProfile, Passage, SectionKind};
use crate::text::{Shape, StopWords, Token, Tokens};
pub(crate) use learned::doubt;
pub(super) use learned::is_believed;
pub use learned::{ANSWERS, is_believed_whatever, meant, seen, to_bytes};

/// Signs, by name; each 0 or 1.
pub const SIGNS: [&str; 23] = [
    "other form",
    "apart",
    "other name",
    "narrower",
    "one word",
    "three words or more",
    "item of a list",
    "certificates or education",
    "capital within a sentence",
    "small where a capital is usual",
    "acronym",
    "everyday word",
    "guarded name",
    "capital to the left",
    "capital to the right",
    "word to the left",
    "word to the right",
    "known company in the line",
    "other company in the line",
    "unusual spelling",
    "other words for the letters",
    "outside its rule",
    "name of a product",
];

/// Place of `name of a product` among the signs.
const PRODUCT: usize = SIGNS.len() - 1;

/// The signs of one line.
pub type Signs = [bool; SIGNS.len()];

/// What is asked, as far as belief goes.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub concept: Option<ConceptId>,
    /// The name as asked.
    pub label: &'a str,
}

/// What a CV says of its fields: the known things named in each passage.
pub(super) struct Company(Vec<Vec<ConceptId>>);

impl Company {
    pub(super) fn of(cv: &CvProfile) -> Self {
        let mut named = vec![Vec::new(); cv.passages.len()];
        for claim in &cv.skills {
            for mention in &claim.mentions {
                if let Some(here) = named.get_mut(mention.passage as usize) {
                    here.push(claim.concept);
                }
            }
        }
        Self(named)
    }

    /// Whether the lexicon, by its own rules, found `asked` in the passage.
    pub(super) fn names(&self, asked: ConceptId, passage: usize) -> bool {
        let here = self.0.get(passage);
        here.is_some_and(|here| here.contains(&asked))
    }

    /// Whether something else of the field of `asked` is named in the passage, and whether something
    /// of another field is.
    fn in_line(&self, asked: ConceptId, passage: usize, lexicon: &Lexicon) -> (bool, bool) {
        let here = self.0.get(passage).map_or(&[][..], Vec::as_slice);
        let others = here.iter().filter(|concept| **concept != asked);
        let (mut own, mut other) = (false, false);
        for concept in others {
            if lexicon.are_of_one_field(*concept, asked) {
                own = true;
            } else {
                other = true;
            }
        }
        (own, other)
    }
}

/// `SharePoint`, `S3`, `Microsoft 365`: no word of prose is written so.
fn is_unusual(written: &str) -> bool {
    let words: Vec<&str> = written.split(' ').collect();
    let has_inner = |word: &&str| {
        let mut inner = word.chars().skip(1);
        word.chars().any(char::is_lowercase) && inner.any(char::is_uppercase)
            || word.chars().any(char::is_alphabetic) && word.chars().any(char::is_numeric)
    };
    let capitals = words
        .iter()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    words.iter().any(has_inner)
        || words.len() > 1
            && capitals > 0
            && words
                .iter()
                .all(|word| !word.starts_with(char::is_lowercase))
}

/// Whether words beside the letters spell them out, and are no name of what is asked: `SQL
/// (sourcing quality level)`.
fn is_spelt_out(asked: Asked, place: &Place, lexicon: &Lexicon) -> bool {
    let Place {
        text,
        tokens,
        range,
        ..
    } = place;
    let letters: Vec<char> = tokens[range.start]
        .of(text)
        .chars()
        .flat_map(char::to_lowercase)
        .collect();
    let count = letters.len();
    let initial = |at: usize| {
        tokens[at]
            .of(text)
            .chars()
            .flat_map(char::to_lowercase)
            .next()
    };
    let before = range
        .start
        .checked_sub(count)
        .map(|first| first..range.start);
    let behind = (range.end..=range.end + 1)
        .filter(|first| first + count <= tokens.len())
        .map(|first| first..first + count);
    let mut spelt = before.into_iter().chain(behind).filter(|words| {
        words
            .clone()
            .zip(&letters)
            .all(|(at, letter)| initial(at) == Some(*letter))
    });
    let names = asked
        .concept
        .map(|concept| lexicon.aliases(concept))
        .unwrap_or_default();
    spelt.any(|words| {
        let written = tokens[words.start]
            .span()
            .join(tokens[words.end - 1].span())
            .of(text);
        !names.iter().any(|name| name.eq_ignore_ascii_case(written))
    })
}

/// Where one showing stands.
pub(super) struct Place<'a> {
    pub text: &'a str,
    pub passage: &'a Passage,
    pub number: usize,
    /// Of the passage.
    pub tokens: &'a [Token],
    /// Of `tokens`.
    pub range: Range<usize>,
    pub stop: &'a StopWords,
}

/// Signs of what stands at `place`.
pub(super) fn signs(
    asked: Asked,
    kinship: Kinship,
    standing: Standing,
    place: &Place,
    company: &Company,
    lexicon: &Lexicon,
) -> Signs {
    let Place {
        text,
        passage,
        tokens,
        range,
        ..
    } = place;
    let view = Tokens::new(text, tokens);
    let written = range.clone().map(|at| view.written(at));
    let here = written.collect::<Vec<_>>().join(" ");
    let starts_upper = |at: usize| view.starts_upper(at);
    let adjoins = |at: usize| matches!(view.between(at + 1), Some(" " | "-"));
    let left = range.start.checked_sub(1).filter(|&at| adjoins(at));
    let right =
        Some(range.end).filter(|&at| at < tokens.len() && range.end > 0 && adjoins(range.end - 1));
    let is_content = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.shape() == Shape::Word && !place.stop.contains(&token.key))
    };
    let begins = |at: usize| {
        view.between(at)
            .is_none_or(|gap| gap.contains(['.', ':', ';', '\n', '•']))
    };
    let is_capital = starts_upper(range.start) && !begins(range.start);
    let is_acronym = range.len() == 1
        && (2..=5).contains(&here.chars().count())
        && here.chars().all(|c| c.is_uppercase() || c.is_numeric());
    let named = kinship.other().or(asked.concept);
    let usual = named.map_or(asked.label, |concept| lexicon.label(concept));
    let is_name = usual.chars().any(char::is_uppercase) && kinship != Kinship::Inflection;
    let (own, other) = asked.concept.map_or((false, false), |concept| {
        company.in_line(concept, place.number, lexicon)
    });
    let is_spelt = is_acronym && is_spelt_out(asked, place, lexicon);
    let is_item = left.is_none() && right.is_none();
    let is_guarded = lexicon.is_guarded(&here);
    let is_outside = is_guarded && named.is_none_or(|named| !company.names(named, place.number));
    let kind = named.and_then(|concept| lexicon.kind(concept));
    let is_product = matches!(kind, Some(Kind::Tool | Kind::Language))
        && here.chars().any(char::is_uppercase)
        && !is_spelt
        && !is_outside
        && (is_capital || is_item || !is_guarded);
    use SectionKind as Section;
    [
        kinship == Kinship::Inflection,
        standing == Standing::Apart,
        kinship == Kinship::Alias,
        kinship.relation() == Relation::Narrower,
        range.len() == 1,
        range.len() > 2,
        is_item,
        matches!(passage.section, Section::Certificates | Section::Education),
        is_capital,
        is_name && !here.chars().any(char::is_uppercase),
        is_acronym,
        lexicon.is_everyday(&here),
        is_guarded,
        left.is_some_and(|at| starts_upper(at) && !begins(at)),
        right.is_some_and(starts_upper),
        left.is_some_and(|at| is_content(at) && !starts_upper(at)),
        right.is_some_and(|at| is_content(at) && !starts_upper(at)),
        own,
        other,
        is_unusual(&here),
        is_spelt,
        is_outside,
        is_product,
    ]
}

#[cfg(test)]
mod tests;
