//! The words of a post, and the phrases found among them.

use std::collections::HashSet;
use std::ops::Range;

use crate::document::{Span, budget};
use crate::languages::Key;
use crate::text::{PhraseTable, Token, Tokens, tokenize};

/// A text with its tokens and their lower-case forms.
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub lower: Vec<String>,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let tokens = tokenize(text);
        budget::spend(tokens.len());
        let lower = tokens
            .iter()
            .map(|token| tokenize::lower(token.of(text)))
            .collect();
        Self {
            text,
            tokens,
            lower,
        }
    }

    /// Indices of the tokens that lie wholly in `span`.
    pub(super) fn within(&self, span: Span) -> Range<usize> {
        self.view().within(span)
    }

    /// The signs between the token at `index` and the one before it; behind the last token all
    /// that is left, before the first nothing.
    pub(super) fn gap_before(&self, index: usize) -> &str {
        if let Some(last) = self.tokens.last()
            && index == self.tokens.len()
        {
            return self
                .text
                .get(last.span().end as usize..)
                .unwrap_or_default();
        }
        self.view().between(index).unwrap_or_default()
    }

    /// The place that the tokens of a non-empty range take.
    pub(super) fn span_of(&self, range: &Range<usize>) -> Span {
        self.view().span(range.clone()).unwrap_or(Span::new(0, 0))
    }

    pub(super) fn starts_upper(&self, index: usize) -> bool {
        self.view().starts_upper(index)
    }

    pub(super) fn word(&self, index: usize) -> &str {
        self.lower.get(index).map_or("", String::as_str)
    }
}

/// A phrase found: which tokens, and what the table says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<T> {
    pub range: Range<usize>,
    pub value: T,
}

/// The phrases of some keys, each key with a value; none reaches across the end of a clause.
pub(super) fn phrase_table<T: Clone>(keys: &[(Key, T)]) -> PhraseTable<T> {
    PhraseTable::of_keys(keys).joined_by(joins)
}

/// The same with stops between their words: `z. B.`.
pub(super) fn shortened<T: Clone>(keys: &[(Key, T)]) -> PhraseTable<T> {
    PhraseTable::of_keys(keys).joined_by(|gap| joins(gap) || gap == ". ")
}

/// The same of phrases each of which has its value.
pub(super) fn phrases_with<T>(
    phrases: impl IntoIterator<Item = (&'static str, T)>,
) -> PhraseTable<T> {
    PhraseTable::new(phrases).joined_by(joins)
}

impl Words<'_> {
    fn view(&self) -> Tokens<'_> {
        Tokens::new(self.text, &self.tokens)
    }

    /// The longest phrase that begins at token `at` and ends before `end`.
    pub(super) fn at<T: Copy>(
        &self,
        table: &PhraseTable<T>,
        at: usize,
        end: usize,
    ) -> Option<Found<T>> {
        budget::spend(1);
        let within = self.tokens.get(..end)?;
        let found = table.at(Tokens::new(self.text, within), at)?;
        Some(Found {
            range: at..at + found.count,
            value: *found.value,
        })
    }

    /// Every phrase in `range`, longest first at each place, without overlaps.
    pub(super) fn find<T: Copy>(
        &self,
        table: &PhraseTable<T>,
        range: Range<usize>,
    ) -> Vec<Found<T>> {
        budget::spend(range.len());
        let found = table.find(self.view(), range);
        found
            .map(|(range, value)| Found {
                range,
                value: *value,
            })
            .collect()
    }

    pub(super) fn first<T: Copy>(
        &self,
        table: &PhraseTable<T>,
        range: Range<usize>,
    ) -> Option<Found<T>> {
        range.clone().find_map(|at| self.at(table, at, range.end))
    }
}

/// Words and labels that are compared whole and as they are written, in lower case.
pub(super) type Listed = HashSet<&'static str>;

/// The words and labels that all languages have under some keys.
pub(super) fn listed(keys: &[Key]) -> Listed {
    keys.iter().flat_map(|key| key.phrases()).collect()
}

/// Whether two words with these signs between them can belong to one phrase.
fn joins(gap: &str) -> bool {
    gap == "."
        || !gap
            .chars()
            .any(|c| matches!(c, '.' | ';' | ':' | '!' | '?' | ',' | '(' | ')' | '•' | '|'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_reaches_over_the_end_of_a_clause() {
        for (gap, expected) in [
            (" ", true),
            ("-", true),
            ("\n", true),
            (".", true),
            (". ", false),
            (", ", false),
            (": ", false),
            (" (", false),
            ("|", false),
        ] {
            assert_eq!(joins(gap), expected, "{gap:?}");
        }
    }

    #[test]
    fn behind_the_last_word_stands_all_that_is_left() {
        let words = Words::new("(rye, oats).");
        let gaps = [0, 1, 2, 3].map(|at| words.gap_before(at));
        assert_eq!(gaps, ["", ", ", ").", ""]);
        assert_eq!(Words::new("...").gap_before(0), "");
    }
}
