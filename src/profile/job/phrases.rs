//! Tables of phrases in several languages, found by their words whatever stands between them.

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{Span, budget};
use crate::text::{Token, tokenize};

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
        let start = self
            .tokens
            .partition_point(|token| token.span.start < span.start);
        let end = self
            .tokens
            .partition_point(|token| token.span.end <= span.end);
        start..end.max(start)
    }

    /// The signs between the token at `index` and the one before it; empty at the edges.
    pub(super) fn gap_before(&self, index: usize) -> &'a str {
        match (
            index.checked_sub(1).and_then(|i| self.tokens.get(i)),
            self.tokens.get(index),
        ) {
            (Some(before), Some(token)) => {
                &self.text[before.span.end as usize..token.span.start as usize]
            }
            _ => "",
        }
    }

    /// The place that the tokens of a non-empty range take.
    pub(super) fn span_of(&self, range: &Range<usize>) -> Span {
        match (
            self.tokens.get(range.start),
            self.tokens.get(range.end.saturating_sub(1)),
        ) {
            (Some(first), Some(last)) if range.start < range.end => first.span.join(last.span),
            _ => Span::new(0, 0),
        }
    }

    pub(super) fn starts_upper(&self, index: usize) -> bool {
        self.tokens
            .get(index)
            .and_then(|token| token.of(self.text).chars().next())
            .is_some_and(char::is_uppercase)
    }

    pub(super) fn word(&self, index: usize) -> &str {
        self.lower.get(index).map_or("", String::as_str)
    }
}

/// A word of a phrase; `open` ones stand for every word that begins so.
struct Pattern {
    letters: String,
    open: bool,
}

impl Pattern {
    fn matches(&self, word: &str) -> bool {
        if self.open {
            word.starts_with(&self.letters)
        } else {
            word == self.letters
        }
    }
}

/// A phrase found: which tokens, and what the table says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<T> {
    pub range: Range<usize>,
    pub value: T,
}

/// Phrases, each with a value. Words are written in lower case and divided by
/// spaces; a word that ends in `*` stands for every word that begins so.
pub(super) struct PhraseTable<T> {
    entries: Vec<(Vec<Pattern>, T)>,
    by_first_letter: HashMap<char, Vec<usize>>,
}

impl<T: Copy> PhraseTable<T> {
    /// `groups`: a value, and the phrases that have it, divided by ` | `.
    pub(super) fn new(groups: &[(T, &str)]) -> Self {
        let mut entries: Vec<(Vec<Pattern>, T)> = Vec::new();
        for &(value, phrases) in groups {
            for phrase in phrases.split('|') {
                let patterns = phrase
                    .split_whitespace()
                    .map(|word| Pattern {
                        letters: tokenize::lower(word.trim_end_matches('*')),
                        open: word.ends_with('*'),
                    })
                    .collect();
                entries.push((patterns, value));
            }
        }
        // Longest first, so that the first match at a place is the longest.
        entries.sort_by_key(|(patterns, _)| std::cmp::Reverse(patterns.len()));
        let mut by_first_letter: HashMap<char, Vec<usize>> = HashMap::new();
        for (index, (patterns, _)) in entries.iter().enumerate() {
            if let Some(letter) = patterns.first().and_then(|p| p.letters.chars().next()) {
                by_first_letter.entry(letter).or_default().push(index);
            }
        }
        Self {
            entries,
            by_first_letter,
        }
    }

    /// The longest phrase that begins at token `at` and ends before `end`.
    pub(super) fn at(&self, words: &Words, at: usize, end: usize) -> Option<Found<T>> {
        budget::spend(1);
        let first = words.word(at).chars().next()?;
        let candidates = self.by_first_letter.get(&first)?;
        candidates.iter().find_map(|&index| {
            let (patterns, value) = &self.entries[index];
            let fits = at + patterns.len() <= end
                && patterns.iter().enumerate().all(|(offset, pattern)| {
                    pattern.matches(words.word(at + offset))
                        && (offset == 0 || joins(words.gap_before(at + offset)))
                });
            fits.then(|| Found {
                range: at..at + patterns.len(),
                value: *value,
            })
        })
    }

    /// Every phrase in `range`, longest first at each place, without overlaps.
    pub(super) fn find(&self, words: &Words, range: Range<usize>) -> Vec<Found<T>> {
        let mut found = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match self.at(words, at, range.end) {
                Some(hit) => {
                    at = hit.range.end;
                    found.push(hit);
                }
                None => at += 1,
            }
        }
        found
    }

    pub(super) fn first(&self, words: &Words, range: Range<usize>) -> Option<Found<T>> {
        range.clone().find_map(|at| self.at(words, at, range.end))
    }
}

/// Whether `word` is a member of a list divided by ` | `.
pub(super) fn is_listed(list: &str, word: &str) -> bool {
    list.split(" | ").any(|member| member == word)
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
    fn the_longest_phrase_wins_and_signs_do_not_matter() {
        let table = PhraseTable::new(&[(1, "nice"), (2, "nice to have"), (3, "желательн*")]);
        let words = Words::new("Nice-to-have: a. Nice. Желательно");
        let found: Vec<_> = table
            .find(&words, 0..words.tokens.len())
            .into_iter()
            .map(|hit| (words.span_of(&hit.range).of(words.text), hit.value))
            .collect();
        assert_eq!(found, [("Nice-to-have", 2), ("Nice", 1), ("Желательно", 3)]);
    }

    #[test]
    fn a_phrase_does_not_cross_a_full_stop() {
        let table = PhraseTable::new(&[(1, "nice to have")]);
        let words = Words::new("Nice. To have");
        assert!(table.find(&words, 0..words.tokens.len()).is_empty());
    }
}
