//! Words too common to say anything, for each language.
//!
//! They are dropped from TF-IDF only, never from skill matching: `R`, `C`, `IT`
//! stand in some lists.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::terms::{TermMap, TermSet};
use super::tokenize::{TermKey, lower, tokenize};

/// Words of job posts and CVs that carry no skill in any field.
const OF_THE_TRADE: &[&str] = &[
    "experience",
    "skills",
    "skill",
    "ability",
    "knowledge",
    "years",
    "year",
    "work",
    "working",
    "strong",
    "excellent",
    "good",
    "including",
    "etc",
    "eg",
    "ie",
    "using",
    "required",
    "preferred",
    "requirements",
    "responsibilities",
    "responsible",
    "qualifications",
    "job",
    "company",
    "team",
    "role",
    "position",
    "candidate",
    "looking",
    "must",
    "plus",
    "new",
    "sought",
    "titles",
];

/// A language's stop words as term keys.
pub type StopWords = TermSet;

/// The stop words of `language` (ISO 639-1); of an unknown language only the trade's own.
pub fn stop_words(language: &str) -> &'static StopWords {
    static LISTS: LazyLock<HashMap<&'static str, StopWords>> = LazyLock::new(|| {
        LANGUAGES
            .iter()
            .map(|&language| (language, list(language)))
            .collect()
    });
    LISTS.get(language).unwrap_or(&LISTS["en"])
}

/// How many of `words` are stop words of the language other than English that has most of
/// them; words that are common in English too are left out.
pub fn most_foreign(words: impl Iterator<Item = TermKey>) -> usize {
    // One bit a language, in the order of the list.
    static FOREIGN: LazyLock<TermMap<u32>> = LazyLock::new(|| {
        let english = stop_words("en");
        let mut foreign = TermMap::default();
        for (bit, language) in LANGUAGES.iter().enumerate() {
            for &word in stop_words(language).difference(english) {
                *foreign.entry(word).or_insert(0) |= 1 << bit;
            }
        }
        foreign
    });
    let mut counts = [0; LANGUAGES.len()];
    for word in words {
        let mut languages = FOREIGN.get(&word).copied().unwrap_or(0);
        while languages != 0 {
            counts[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
    counts.into_iter().max().unwrap_or(0)
}

const LANGUAGES: &[&str] = &[
    "ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pl", "pt", "ro",
    "ru", "sv", "tr", "uk",
];

fn list(language: &str) -> StopWords {
    let known = stop_words::lookup(language).unwrap_or(&[]);
    known
        .iter()
        .chain(OF_THE_TRADE)
        .flat_map(|word| {
            let word = lower(word);
            tokenize(&word)
                .into_iter()
                .map(|token| token.key)
                .collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::term_key;

    #[test]
    fn every_language_has_its_own_words() {
        for (language, word) in [
            ("en", "the"),
            ("de", "und"),
            ("fr", "avec"),
            ("es", "para"),
            ("pl", "oraz"),
            ("ru", "или"),
            ("it", "della"),
            ("nl", "het"),
            ("pt", "para"),
            ("ro", "pentru"),
        ] {
            assert!(
                stop_words(language).contains(&term_key(word)),
                "{language}: {word}"
            );
        }
    }
}
