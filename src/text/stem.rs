//! Stems by Snowball (rust-stemmers), remembered from CV to CV.
//!
//! A stem stands beside the surface form, never in its place: on the sets tried,
//! stems alone ranked a little worse than the words as written.

use std::cell::Cell;

use rust_stemmers::{Algorithm, Stemmer as Snowball};

use super::tokenize::{TermKey, Token, lower, term_key};

/// Places for remembered stems, for each thread: a megabyte holds the words of most CVs.
const REMEMBERED: usize = 1 << 15;

thread_local! {
    /// Key of language and word, and its stem; a newer word takes an older one's place.
    static SEEN: Cell<Vec<(TermKey, TermKey)>> = const { Cell::new(Vec::new()) };
}

/// Stems words of one language; languages without an algorithm keep the surface form.
pub struct Stemmer {
    snowball: Option<Snowball>,
    language: TermKey,
    /// The thread's table, taken on first use and given back at the end.
    seen: Vec<(TermKey, TermKey)>,
}

impl Stemmer {
    /// `language` as ISO 639-1 code.
    pub fn new(language: &str) -> Self {
        Self {
            snowball: algorithm(language).map(Snowball::create),
            language: term_key(language),
            seen: Vec::new(),
        }
    }

    /// Key of the token's stem; the token's own key where nothing is stemmed.
    pub fn stem(&mut self, text: &str, token: Token) -> TermKey {
        let Some(snowball) = &self.snowball else {
            return token.key;
        };
        if self.seen.is_empty() {
            self.seen = SEEN.take();
            self.seen.resize(REMEMBERED, (0, 0));
        }
        let key = token.key ^ self.language;
        let Some(slot) = self.seen.get_mut(key as usize % REMEMBERED) else {
            return stem(snowball, text, token);
        };
        if slot.0 != key {
            *slot = (key, stem(snowball, text, token));
        }
        slot.1
    }
}

impl Drop for Stemmer {
    fn drop(&mut self) {
        if !self.seen.is_empty() {
            SEEN.set(std::mem::take(&mut self.seen));
        }
    }
}

fn stem(snowball: &Snowball, text: &str, token: Token) -> TermKey {
    let written = token.of(text);
    // Names with signs or digits (`node.js`, `c++`, `h2o`) have no stem.
    if written.chars().any(|c| !c.is_alphabetic()) {
        return token.key;
    }
    term_key(&snowball.stem(&lower(written)))
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        // Greek is left out: the algorithm panics on some words.
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn stem_of(language: &str, word: &str) -> TermKey {
        Stemmer::new(language).stem(word, tokenize(word)[0])
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        assert_eq!(stem_of("en", "managing"), stem_of("en", "managed"));
        assert_eq!(stem_of("ru", "разработчик"), stem_of("ru", "разработчики"));
    }

    #[test]
    fn a_remembered_stem_is_of_its_own_language() {
        for _ in 0..2 {
            assert_eq!(stem_of("en", "nations"), term_key("nation"));
            assert_eq!(stem_of("pl", "nations"), term_key("nations"));
            assert_ne!(stem_of("de", "nations"), 0);
            assert_eq!(stem_of("fr", "nations"), stem_of("fr", "nation"));
        }
    }

    #[test]
    fn names_with_signs_and_unknown_languages_keep_their_form() {
        assert_eq!(stem_of("en", "Node.js"), term_key("node.js"));
        assert_eq!(stem_of("pl", "programistów"), term_key("programistów"));
    }
}
