//! Document frequencies fitted once on a background corpus and then fixed.
//!
//! A score reads only these tables, never the CVs of the call, so a CV scores the
//! same alone or among a million.

use std::collections::BTreeMap;
use std::fmt::{self, Formatter};
use std::sync::{Arc, LazyLock};

use hashbrown::{HashMap, HashSet};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::lexicon::Lexicon;
use crate::text::{
    Shape, TermKey, TermMap, Token, pair_key, stop_words, term_key, tokenize::lower,
};

/// Version of the file; another is refused.
pub(crate) const FORMAT_VERSION: u32 = 1;

/// Words in fewer documents are left out: they are typing errors and names.
const LEAST_DOCUMENTS: u32 = 4;
/// Word pairs in fewer documents are left out.
const LEAST_PAIR_DOCUMENTS: u32 = 12;
/// A language with fewer documents gets no table: its counts would say nothing.
const LEAST_LANGUAGE_DOCUMENTS: u32 = 50;
/// Inverse document frequency of every pair of words in a language without a table.
const PAIR_WITHOUT_TABLE: f64 = 5.0;
/// The same of a word, for each of its letters: in every language the words that stand in most
/// documents are short.
const PER_LETTER: f64 = 0.5;
/// Longer words are no rarer.
const MOST_LETTERS: usize = 12;

/// Counts of one language: terms sorted, each with the number of documents that hold it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    pub documents: u32,
    pub words: BTreeMap<String, u32>,
    /// Two words with one space between.
    pub pairs: BTreeMap<String, u32>,
}

/// The file: counts by language (ISO 639-1 code).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackgroundFile {
    pub format_version: u32,
    pub languages: BTreeMap<String, Counts>,
    /// Of skills by any of their names, over all languages.
    #[serde(default)]
    pub concepts: ConceptCounts,
}

/// How many documents name each concept that the lexicon knew, by its label.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConceptCounts {
    pub documents: u32,
    pub labels: BTreeMap<String, u32>,
}

#[derive(Debug, thiserror::Error)]
pub enum BackgroundError {
    #[error("no table of document frequencies: {0}; make one with `cvrank background`")]
    Json(serde_json::Error),
    #[error(
        "the table of document frequencies has format_version {found}; this program reads {FORMAT_VERSION}: make it again with `cvrank background`"
    )]
    Version { found: u32 },
}

/// A [`BackgroundFile`] as it is read: each term becomes its key at once, and no string
/// is kept.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyedFile {
    format_version: u32,
    languages: BTreeMap<String, KeyedCounts>,
    #[serde(default)]
    concepts: ConceptCounts,
}

/// [`Counts`] as they are read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyedCounts {
    documents: u32,
    words: KeyCounts,
    pairs: KeyCounts,
}

/// In the order of the file: of a term that comes twice the last counts.
#[derive(Default)]
struct KeyCounts(Vec<(Key, u32)>);

impl<'de> Deserialize<'de> for KeyCounts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Terms;
        impl<'de> Visitor<'de> for Terms {
            type Value = KeyCounts;

            fn expecting(&self, formatter: &mut Formatter) -> fmt::Result {
                formatter.write_str("terms with the number of documents that hold each")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut terms: A) -> Result<KeyCounts, A::Error> {
                let mut counts = Vec::new();
                while let Some(count) = terms.next_entry()? {
                    counts.push(count);
                }
                Ok(KeyCounts(counts))
            }
        }
        deserializer.deserialize_map(Terms)
    }
}

/// The key of a term as written in a file: of a word, or of two with a space between.
struct Key(TermKey);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Term;
        impl Visitor<'_> for Term {
            type Value = Key;

            fn expecting(&self, formatter: &mut Formatter) -> fmt::Result {
                formatter.write_str("a word, or two with a space between")
            }

            fn visit_str<E>(self, term: &str) -> Result<Key, E> {
                Ok(Key(match term.split_once(' ') {
                    Some((first, second)) => pair_key(term_key(first), term_key(second)),
                    None => term_key(term),
                }))
            }
        }
        deserializer.deserialize_str(Term)
    }
}

/// Inverse document frequencies of one language, by term key.
#[derive(Debug, Clone, Default)]
struct Table {
    /// Of a term that no document holds; `None` without a corpus.
    unseen: Option<f64>,
    words: TermMap<f64>,
    pairs: TermMap<f64>,
}

/// Inverse document frequencies, ready to look up.
#[derive(Debug, Clone, Default)]
pub struct Background {
    languages: HashMap<String, Arc<Table>>,
    /// Of skills, by their label.
    concepts: HashMap<String, f64>,
}

impl Background {
    /// The table compiled into the program.
    pub fn builtin() -> &'static Background {
        static BUILTIN: LazyLock<Background> = LazyLock::new(|| {
            Background::from_json(include_str!("../../models/background.json"))
                .expect("the built-in table is tested to load")
        });
        &BUILTIN
    }

    pub fn from_json(json: &str) -> Result<Self, BackgroundError> {
        let file: KeyedFile = serde_json::from_str(json).map_err(BackgroundError::Json)?;
        if file.format_version != FORMAT_VERSION {
            return Err(BackgroundError::Version {
                found: file.format_version,
            });
        }
        let languages = file
            .languages
            .into_iter()
            .map(|(language, counts)| (language, Arc::new(Table::new(&counts))))
            .collect();
        let ConceptCounts { documents, labels } = file.concepts;
        let concepts = labels
            .into_iter()
            .map(|(label, count)| (label, inverse(documents, count)))
            .collect();
        Ok(Self {
            languages,
            concepts,
        })
    }

    /// Inverse document frequency of a word as it is written: `ln((1 + N) / (1 + df)) + 1`, at
    /// least 1; in a language without a table by its length.
    pub(crate) fn word(&self, language: &str, word: &str) -> f64 {
        let table = self.languages.get(language);
        table
            .and_then(|table| table.of(&table.words, term_key(&lower(word))))
            .unwrap_or_else(|| by_length(word))
    }

    /// The words of one language.
    pub(super) fn words(&self, language: &str) -> Words {
        Words(self.languages.get(language).map(Arc::clone))
    }

    /// Inverse document frequency of a skill under all its names; `None` where it was not counted.
    pub(crate) fn concept(&self, label: &str) -> Option<f64> {
        self.concepts.get(label).copied()
    }

    /// Inverse document frequency of a pair of words.
    pub(crate) fn pair(&self, language: &str, pair: TermKey) -> f64 {
        self.languages
            .get(language)
            .and_then(|table| table.of(&table.pairs, pair))
            .unwrap_or(PAIR_WITHOUT_TABLE)
    }
}

impl Table {
    fn new(counts: &KeyedCounts) -> Self {
        let idf = |count: u32| inverse(counts.documents, count);
        let table = |counts: &KeyCounts| {
            let terms = counts.0.iter();
            terms.map(|(key, count)| (key.0, idf(*count))).collect()
        };
        Self {
            unseen: (counts.documents > 0).then(|| idf(0)),
            words: table(&counts.words),
            pairs: table(&counts.pairs),
        }
    }

    fn of(&self, known: &TermMap<f64>, key: TermKey) -> Option<f64> {
        known.get(&key).copied().or(self.unseen)
    }
}

/// Inverse document frequencies of the words of one language.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(Option<Arc<Table>>);

impl PartialEq for Words {
    /// Whether both are of one table, not merely of tables that say the same.
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

impl Words {
    /// As [`Background::word`], of a token; `None` of a word that the language's table has not.
    pub(super) fn rarity(&self, key: TermKey, word: &str) -> Option<f64> {
        match &self.0 {
            Some(table) if table.unseen.is_some() => table.words.get(&key).copied(),
            _ => Some(by_length(word)),
        }
    }
}

fn by_length(word: &str) -> f64 {
    1.0 + PER_LETTER * word.chars().count().min(MOST_LETTERS) as f64
}

/// Smoothed inverse document frequency, as scikit-learn's `TfidfVectorizer` defines it.
///
/// Rounded to 1/4096 so that a machine's own logarithm cannot change a score.
fn inverse(documents: u32, count: u32) -> f64 {
    let exact = ((1.0 + f64::from(documents)) / (1.0 + f64::from(count))).ln() + 1.0;
    (exact * 4096.0).round() / 4096.0
}

/// Counts documents one by one; memory grows with the vocabulary, not with the corpus.
#[derive(Debug, Default)]
pub(crate) struct BackgroundCounter {
    languages: BTreeMap<String, LanguageCounter>,
    concepts: ConceptCounts,
}

#[derive(Debug, Default)]
struct LanguageCounter {
    documents: u32,
    words: HashMap<String, u32>,
    pairs: HashMap<String, u32>,
}

impl BackgroundCounter {
    /// A counter of words, and of the concepts of `lexicon`.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let labels = lexicon.concepts().map(|concept| lexicon.label(concept));
        Self {
            concepts: ConceptCounts {
                documents: 0,
                labels: labels.map(|label| (label.to_owned(), 0)).collect(),
            },
            ..Self::default()
        }
    }

    /// Adds the concepts that one document names, each given once.
    pub(crate) fn add_concepts<'l>(&mut self, labels: impl Iterator<Item = &'l str>) {
        self.concepts.documents += 1;
        for label in labels {
            if let Some(count) = self.concepts.labels.get_mut(label) {
                *count += 1;
            }
        }
    }

    /// Adds the words of one document; `tokens` without identity.
    pub(crate) fn add(&mut self, language: &str, text: &str, tokens: &[Token]) {
        let counter = self.languages.entry(language.to_owned()).or_default();
        counter.documents += 1;
        let common = stop_words(language);
        let counted = |token: &Token| token.shape() == Shape::Word && !common.contains(&token.key);
        let mut words = HashSet::new();
        let mut pairs = HashSet::new();
        for (index, token) in tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| counted(token))
        {
            let word = lower(token.of(text));
            if let Some(next) = tokens.get(index + 1).filter(|next| counted(next)) {
                pairs.insert(format!("{word} {}", lower(next.of(text))));
            }
            words.insert(word);
        }
        for word in words {
            *counter.words.entry(word).or_default() += 1;
        }
        for pair in pairs {
            *counter.pairs.entry(pair).or_default() += 1;
        }
    }

    /// The table, rare terms left out.
    pub(crate) fn finish(self) -> BackgroundFile {
        let kept = |counts: HashMap<String, u32>, least: u32| {
            counts
                .into_iter()
                .filter(|(_, count)| *count >= least)
                .collect()
        };
        let languages = self
            .languages
            .into_iter()
            .filter(|(_, counter)| counter.documents >= LEAST_LANGUAGE_DOCUMENTS)
            .map(|(language, counter)| {
                let counts = Counts {
                    documents: counter.documents,
                    words: kept(counter.words, LEAST_DOCUMENTS),
                    pairs: kept(counter.pairs, LEAST_PAIR_DOCUMENTS),
                };
                (language, counts)
            })
            .collect();
        BackgroundFile {
            format_version: FORMAT_VERSION,
            languages,
            concepts: self.concepts,
        }
    }
}

#[cfg(test)]
mod tests;
