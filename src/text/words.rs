//! Sets of words, as the files of the languages list them.

use super::terms::TermSet;
use super::tokenize::{lower, term_key, tokenize};
use crate::languages::Key;

/// The keys of the words in a list, with spaces between them.
pub(crate) fn term_set(words: &str) -> TermSet {
    words
        .split_whitespace()
        .map(|word| term_key(&lower(word)))
        .collect()
}

/// The keys of all tokens that the phrases under some keys hold, in all languages.
pub(crate) fn tokens_of(keys: &[Key]) -> TermSet {
    let most = keys.iter().map(|key| key.sizes().1).sum();
    let mut tokens = TermSet::with_capacity_and_hasher(most, Default::default());
    for prepared in keys.iter().flat_map(|key| key.prepared()) {
        if prepared.keys.is_empty() {
            tokens.extend(tokenize(prepared.phrase).iter().map(|token| token.key));
        } else {
            tokens.extend(prepared.keys);
        }
    }
    tokens
}

/// The words under a key, whole, by language (ISO 639-1 code).
pub(crate) fn words_by_language(key: Key) -> Vec<(&'static str, TermSet)> {
    let mut all: Vec<(&'static str, TermSet)> = Vec::new();
    for (language, word) in key.listed() {
        match all.last_mut() {
            Some((code, words)) if *code == language.code => {
                words.insert(term_key(word));
            }
            _ => all.push((language.code, TermSet::from_iter([term_key(word)]))),
        }
    }
    all
}

/// The keys of the words that all languages have under some keys.
pub(crate) fn words_of(keys: &[Key]) -> TermSet {
    let most = keys.iter().map(|key| key.sizes().1).sum();
    let mut words = TermSet::with_capacity_and_hasher(most, Default::default());
    for prepared in keys.iter().flat_map(|key| key.prepared()) {
        if prepared.is_parted {
            words.extend(prepared.keys);
        } else {
            words.extend(term_set(prepared.phrase));
        }
    }
    words
}
