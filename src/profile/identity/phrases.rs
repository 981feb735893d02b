//! Sets of phrases, found by their first word.

use crate::text::{TermFilter, TermKey, TermSet, Token, pair_key, tokenize};

/// Words of a longest phrase.
const LONGEST: usize = 5;

/// Phrases of one to five words.
pub(super) struct Phrases {
    first: TermFilter,
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
        Self {
            first: listed(table)
                .filter_map(|phrase| Some(phrase.first()?.key))
                .collect(),
            whole: listed(table)
                .filter_map(|phrase| phrase_key(&phrase))
                .collect(),
        }
    }

    /// Words of the longest phrase that stands at `at`.
    pub(super) fn at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let rest = tokens.get(at..)?;
        if !self.first.may_hold(rest.first()?.key) {
            return None;
        }
        (1..=rest.len().min(LONGEST))
            .rev()
            .find(|&count| phrase_key(&rest[..count]).is_some_and(|key| self.whole.contains(&key)))
    }
}
