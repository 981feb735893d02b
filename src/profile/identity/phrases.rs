//! Sets of phrases, found by their first word.

use crate::text::{TermFilter, TermKey, TermMap, TermSet, Token, pair_key, tokenize};

/// Words of a longest phrase.
const LONGEST: usize = 5;

/// Phrases of one to five words.
pub(super) struct Phrases {
    first: TermFilter,
    /// Phrases of one word, and the second words of the others.
    alone: TermFilter,
    second: TermFilter,
    /// How long the phrases are that begin with a word, a bit for each number of words.
    lengths: TermMap<u8>,
    whole: TermSet,
}

/// Folds the keys of a phrase into one.
pub(super) fn phrase_key(tokens: &[Token]) -> Option<TermKey> {
    tokens.iter().map(|token| token.key).reduce(pair_key)
}

/// The phrases of a flat table, `|` between them.
pub(super) fn listed(table: &str) -> impl Iterator<Item = Vec<Token>> {
    table.split('|').map(tokenize)
}

impl Phrases {
    /// Of a flat table, `|` between the phrases.
    pub(super) fn new(table: &str) -> Self {
        let mut lengths: TermMap<u8> = TermMap::default();
        for phrase in listed(table).filter(|phrase| phrase.len() <= LONGEST) {
            if let Some(first) = phrase.first() {
                *lengths.entry(first.key).or_insert(0) |= 1 << phrase.len();
            }
        }
        Self {
            first: first_words(&[table]),
            alone: listed(table)
                .filter(|phrase| phrase.len() == 1)
                .flatten()
                .map(|word| word.key)
                .collect(),
            second: listed(table)
                .filter_map(|phrase| Some(phrase.get(1)?.key))
                .collect(),
            lengths,
            whole: listed(table)
                .filter_map(|phrase| phrase_key(&phrase))
                .collect(),
        }
    }

    /// Words of the longest phrase that stands at `at`.
    pub(super) fn at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let rest = tokens.get(at..)?;
        let first = rest.first()?.key;
        if !self.first.may_hold(first) {
            return None;
        }
        let goes_on = || (rest.get(1)).is_some_and(|second| self.second.may_hold(second.key));
        if self.alone.may_hold(first) || goes_on() {
            self.longest(rest)
        } else {
            None
        }
    }

    /// Whether the last words are a phrase.
    pub(super) fn end(&self, tokens: &[Token]) -> bool {
        let earliest = tokens.len().saturating_sub(LONGEST);
        (earliest..tokens.len()).any(|at| self.at(tokens, at) == Some(tokens.len() - at))
    }

    fn longest(&self, tokens: &[Token]) -> Option<usize> {
        let (first, rest) = tokens.split_first()?;
        let lengths = *self.lengths.get(&first.key)?;
        let mut key = first.key;
        let mut longest = None;
        for count in 1..=LONGEST {
            if lengths >> count & 1 == 1 && self.whole.contains(&key) {
                longest = Some(count);
            }
            // No longer phrase begins so.
            if lengths >> count <= 1 {
                break;
            }
            let Some(next) = rest.get(count - 1) else {
                break;
            };
            key = pair_key(key, next.key);
        }
        longest
    }
}

/// The words that phrases of the tables begin with.
pub(super) fn first_words(tables: &[&str]) -> TermFilter {
    let phrases = tables.iter().flat_map(|table| listed(table));
    phrases
        .filter_map(|phrase| Some(phrase.first()?.key))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_counts_and_a_part_of_one_is_none() {
        let phrases = Phrases::new("kind regards|regards|in fede|with very kind regards");
        for (text, at, length, ends) in [
            ("Kind regards", 0, Some(2), true),
            ("regards", 0, Some(1), true),
            ("With very kind regards", 0, Some(4), true),
            ("with very kind wishes", 0, None, false),
            ("kind", 0, None, false),
            ("kind of regards", 0, None, true),
            ("regards to all", 0, Some(1), false),
            ("in fede", 1, None, true),
            ("", 0, None, false),
        ] {
            let tokens = tokenize(text);
            assert_eq!(phrases.at(&tokens, at), length, "{text}");
            assert_eq!(phrases.end(&tokens), ends, "{text}");
        }
    }
}
