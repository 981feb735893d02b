//! Phrases with values, found among tokens: the one engine for all tables of words.

use std::ops::Range;
use std::sync::OnceLock;

use super::tokenize::{TermKey, Token, lower, pair_key, tokenize};
use super::tokens::Tokens;
use crate::languages::{Key, Prepared};

/// Signs that may stand between two words of a phrase.
type Joins = fn(&str) -> bool;

/// One word of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Is(TermKey),
    /// `erwünsch*`: every word that begins so; in lower case.
    Begins(Box<str>),
    /// `_`
    Any,
}

impl Word {
    fn fits(&self, token: Token, text: &str) -> bool {
        match self {
            Self::Is(key) => *key == token.key,
            Self::Begins(beginning) => lower(token.of(text)).starts_with(&**beginning),
            Self::Any => true,
        }
    }
}

#[derive(Debug)]
struct Phrase<T> {
    /// Where its words stand among those of the table.
    start: u32,
    count: u32,
    value: T,
}

/// Phrases by a key of their words: sorted, so that one search finds all that share it.
#[derive(Debug)]
struct ByKey {
    filter: KeyFilter,
    /// The key, and the number of the phrase; of one key in rising order.
    entries: Vec<(TermKey, u32)>,
}

impl ByKey {
    /// Of the phrases whose words `key_of` makes a key of.
    fn new<T>(
        phrases: &[Phrase<T>],
        words: &[Word],
        key_of: impl Fn(&[Word]) -> Option<TermKey>,
    ) -> Self {
        let keyed = phrases
            .iter()
            .zip(0..)
            .filter_map(|(phrase, number)| Some((key_of(words_of_phrase(words, phrase))?, number)));
        let mut entries: Vec<(TermKey, u32)> = Vec::with_capacity(phrases.len());
        entries.extend(keyed);
        entries.sort_unstable();
        Self {
            filter: KeyFilter::new(entries.iter().map(|(key, _)| *key)),
            entries,
        }
    }

    fn of(&self, key: TermKey) -> &[(TermKey, u32)] {
        if !self.filter.may_hold(key) {
            return &[];
        }
        let start = self.entries.partition_point(|(known, _)| *known < key);
        let rest = self.entries.get(start..).unwrap_or_default();
        let count = rest.iter().take_while(|(known, _)| *known == key).count();
        rest.get(..count).unwrap_or_default()
    }
}

/// The first two words of a phrase as one key: a text has few of the pairs that phrases begin
/// with, but many of the words (`in`, `of`).
fn opening_pair(words: &[Word]) -> Option<TermKey> {
    match words {
        [Word::Is(first), Word::Is(second), ..] => Some(pair_key(*first, *second)),
        _ => None,
    }
}

/// The first word of a phrase that has no [`opening_pair`].
fn opening_word(words: &[Word]) -> Option<TermKey> {
    match words {
        [Word::Is(_), Word::Is(_), ..] => None,
        [Word::Is(first), ..] => Some(*first),
        _ => None,
    }
}

fn first_word(words: &[Word]) -> Option<TermKey> {
    match words.first() {
        Some(Word::Is(first)) => Some(*first),
        _ => None,
    }
}

fn last_word(words: &[Word]) -> Option<TermKey> {
    match words.last() {
        Some(Word::Is(last)) => Some(*last),
        _ => None,
    }
}

/// A phrase found: how many tokens it takes, and what the table says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match<'t, T> {
    /// Number of tokens.
    pub count: usize,
    pub value: &'t T,
}

/// Phrases, each with a value, in any languages.
///
/// A phrase is written as it would stand in a text. A word that ends in `*` stands for every word
/// that begins so, `_` for any one word. Case does not matter, nor do the signs between words,
/// but where [`joined_by`](Self::joined_by) says which.
#[derive(Debug)]
pub(crate) struct PhraseTable<T> {
    /// The longest first; of equal length, in the order given.
    phrases: Vec<Phrase<T>>,
    /// Of all phrases, one behind the other.
    words: Vec<Word>,
    /// The first words of all phrases in which that word is not open.
    first_words: KeyFilter,
    by_pair: ByKey,
    by_word: ByKey,
    /// Made when first asked for: few tables are searched from behind.
    by_last: OnceLock<ByKey>,
    /// Phrases whose first word is open, by its first letter, in order of the letters.
    open: Vec<(char, Vec<u32>)>,
    /// The ASCII letters among those, a bit each.
    open_ascii: u128,
    joins: Option<Joins>,
    longest: usize,
}

impl<T> PhraseTable<T> {
    /// Phrases without any word are left out.
    pub(crate) fn new<P: AsRef<str>>(phrases: impl IntoIterator<Item = (P, T)>) -> Self {
        let push = |phrase: P, words: &mut _| push_words(phrase.as_ref(), words);
        Self::made(phrases, (0, 0), push)
    }

    /// `push` appends the words of a phrase; there may be more phrases and words than `sizes` says.
    fn made<P>(
        phrases: impl IntoIterator<Item = (P, T)>,
        sizes: (usize, usize),
        push: impl Fn(P, &mut Vec<Word>),
    ) -> Self {
        let mut all: Vec<Word> = Vec::with_capacity(sizes.1);
        let mut listed: Vec<Phrase<T>> = Vec::with_capacity(sizes.0);
        for (phrase, value) in phrases {
            let start = all.len();
            push(phrase, &mut all);
            let count = (all.len() - start) as u32;
            if count > 0 {
                listed.push(Phrase {
                    start: start as u32,
                    count,
                    value,
                });
            }
        }
        listed.sort_by_key(|phrase| std::cmp::Reverse(phrase.count));
        let mut open: Vec<(char, Vec<u32>)> = Vec::new();
        for (phrase, number) in listed.iter().zip(0..) {
            let Some(Word::Begins(beginning)) = words_of_phrase(&all, phrase).first() else {
                continue;
            };
            let letter = beginning.chars().next().unwrap_or_default();
            match open.binary_search_by_key(&letter, |(letter, _)| *letter) {
                Ok(at) => open[at].1.push(number),
                Err(at) => open.insert(at, (letter, vec![number])),
            }
        }
        let mut first_words: Vec<TermKey> = Vec::with_capacity(listed.len());
        let firsts = listed
            .iter()
            .filter_map(|phrase| first_word(words_of_phrase(&all, phrase)));
        first_words.extend(firsts);
        let ascii = open.iter().filter(|(letter, _)| letter.is_ascii());
        Self {
            first_words: KeyFilter::new(first_words.into_iter()),
            by_pair: ByKey::new(&listed, &all, opening_pair),
            by_word: ByKey::new(&listed, &all, opening_word),
            by_last: OnceLock::new(),
            open_ascii: ascii.fold(0, |bits, (letter, _)| bits | 1 << u32::from(*letter)),
            open,
            joins: None,
            longest: listed.first().map_or(0, |phrase| phrase.count as usize),
            phrases: listed,
            words: all,
        }
    }

    /// Of the phrases that all languages have under some keys, each key with a value.
    pub(crate) fn of_keys(keys: &[(Key, T)]) -> Self
    where
        T: Clone,
    {
        let phrases = keys.iter().flat_map(|(key, value)| {
            let phrases = key.prepared();
            phrases.map(move |phrase| (phrase, value.clone()))
        });
        let sizes = keys.iter().map(|(key, _)| key.sizes());
        let sizes = sizes.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        Self::made(phrases, sizes, push_prepared)
    }

    /// Of phrases that the build made ready.
    pub(crate) fn of_prepared(phrases: impl IntoIterator<Item = (Prepared, T)>) -> Self {
        Self::made(phrases, (0, 0), push_prepared)
    }

    /// Of two words of a phrase, only signs for which `joins` holds may stand between.
    #[must_use]
    pub(crate) fn joined_by(mut self, joins: Joins) -> Self {
        self.joins = Some(joins);
        self
    }

    /// Whether a phrase may begin with this word: a quick look, before [`at`](Self::at).
    pub(crate) fn may_begin(&self, key: TermKey) -> bool {
        self.first_words.may_hold(key)
    }

    /// All phrases that stand at token `at`, the longest first.
    pub(crate) fn all_at<'t>(
        &'t self,
        tokens: Tokens<'t>,
        at: usize,
    ) -> impl Iterator<Item = Match<'t, T>> {
        let (mut pair, mut word, mut open) = (&[][..], &[][..], &[][..]);
        if let Some(token) = tokens.all.get(at) {
            if self.first_words.may_hold(token.key) {
                word = self.by_word.of(token.key);
                pair = tokens
                    .key(at + 1)
                    .map_or(pair, |next| self.by_pair.of(pair_key(token.key, next)));
            }
            open = self
                .opened(token.of(tokens.text))
                .map_or(open, Vec::as_slice);
        }
        let numbers = merged(merged(numbers(pair), numbers(word)), open.iter().copied());
        numbers.filter_map(move |number| {
            let phrase = self.phrases.get(number as usize)?;
            self.stands(phrase, tokens, at).then_some(Match {
                count: phrase.count as usize,
                value: &phrase.value,
            })
        })
    }

    /// The longest phrase that stands at token `at`.
    pub(crate) fn at<'t>(&'t self, tokens: Tokens<'t>, at: usize) -> Option<Match<'t, T>> {
        let token = tokens.all.get(at)?;
        if !self.first_words.may_hold(token.key) && self.open.is_empty() {
            return None;
        }
        self.all_at(tokens, at).next()
    }

    /// All phrases that end before token `end`, the longest first; open words cannot be the last.
    pub(crate) fn all_before<'t>(
        &'t self,
        tokens: Tokens<'t>,
        end: usize,
    ) -> impl Iterator<Item = Match<'t, T>> {
        let numbers = end
            .checked_sub(1)
            .and_then(|last| tokens.all.get(last))
            .map_or(&[][..], |token| self.by_last().of(token.key));
        numbers.iter().filter_map(move |&(_, number)| {
            let phrase = self.phrases.get(number as usize)?;
            let at = end.checked_sub(phrase.count as usize)?;
            self.stands(phrase, tokens, at).then_some(Match {
                count: phrase.count as usize,
                value: &phrase.value,
            })
        })
    }

    /// The value of the phrase that is exactly these tokens.
    pub(crate) fn whole<'t>(&'t self, tokens: Tokens<'t>) -> Option<&'t T> {
        if tokens.all.len() > self.longest {
            return None;
        }
        let longest = self.at(tokens, 0)?;
        (longest.count == tokens.all.len()).then_some(longest.value)
    }

    /// Every phrase within `range`, the longest at each place, none over another.
    pub(crate) fn find<'t>(
        &'t self,
        tokens: Tokens<'t>,
        range: Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, &'t T)> {
        let end = range.end.min(tokens.all.len());
        let tokens = Tokens::new(tokens.text, tokens.all.get(..end).unwrap_or_default());
        let mut at = range.start;
        std::iter::from_fn(move || {
            while at < end {
                let here = at;
                if let Some(found) = self.at(tokens, here) {
                    at = here + found.count;
                    return Some((here..at, found.value));
                }
                at += 1;
            }
            None
        })
    }

    fn by_last(&self) -> &ByKey {
        let by_last = || ByKey::new(&self.phrases, &self.words, last_word);
        self.by_last.get_or_init(by_last)
    }

    /// The phrases with an open first word that begins as `word` does.
    fn opened(&self, word: &str) -> Option<&Vec<u32>> {
        if self.open.is_empty() {
            return None;
        }
        let first = word.chars().next()?;
        let letter = if first.is_ascii() {
            let letter = first.to_ascii_lowercase();
            if self.open_ascii >> u32::from(letter) & 1 == 0 {
                return None;
            }
            letter
        } else {
            lower(word.get(..first.len_utf8())?).chars().next()?
        };
        let at = self
            .open
            .binary_search_by_key(&letter, |(letter, _)| *letter);
        Some(&self.open[at.ok()?].1)
    }

    fn stands(&self, phrase: &Phrase<T>, tokens: Tokens, at: usize) -> bool {
        let Some(here) = tokens.all.get(at..at + phrase.count as usize) else {
            return false;
        };
        let joined = |after: usize| {
            self.joins
                .is_none_or(|joins| after == 0 || joins(tokens.gap(at + after)))
        };
        let words = words_of_phrase(&self.words, phrase)
            .iter()
            .zip(here)
            .enumerate();
        words
            .into_iter()
            .all(|(after, (word, token))| word.fits(*token, tokens.text) && joined(after))
    }
}

fn words_of_phrase<'t, T>(words: &'t [Word], phrase: &Phrase<T>) -> &'t [Word] {
    let start = phrase.start as usize;
    words
        .get(start..start + phrase.count as usize)
        .unwrap_or_default()
}

/// Appends the words of a phrase that the build made ready.
fn push_prepared(phrase: Prepared, words: &mut Vec<Word>) {
    if phrase.keys.is_empty() {
        push_words(phrase.phrase, words);
    } else {
        words.extend(phrase.keys.iter().map(|key| Word::Is(*key)));
    }
}

/// Appends the words of a phrase as it is written in a table.
fn push_words(phrase: &str, words: &mut Vec<Word>) {
    // Most phrases hold no sign of a table.
    if !phrase.contains(['*', '_']) {
        words.extend(tokenize(phrase).iter().map(|token| Word::Is(token.key)));
        return;
    }
    for written in phrase.split_whitespace() {
        if written == "_" {
            words.push(Word::Any);
            continue;
        }
        let tokens = tokenize(written);
        let last = tokens.len().saturating_sub(1);
        words.extend(tokens.iter().enumerate().map(|(at, token)| {
            if at == last && written.ends_with('*') {
                Word::Begins(lower(token.of(written)).into())
            } else {
                Word::Is(token.key)
            }
        }));
    }
}

fn numbers(entries: &[(TermKey, u32)]) -> impl Iterator<Item = u32> {
    entries.iter().map(|(_, number)| *number)
}

/// Two rising sequences as one.
fn merged(
    one: impl Iterator<Item = u32>,
    other: impl Iterator<Item = u32>,
) -> impl Iterator<Item = u32> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(first), Some(second)) if second < first => other.next(),
        (None, _) => other.next(),
        _ => one.next(),
    })
}

/// Settles for most words, in one load, that they are none of some keys.
#[derive(Debug)]
struct KeyFilter {
    /// A power of two of words of bits.
    bits: Vec<u64>,
}

impl KeyFilter {
    /// One word in about sixteen passes for nothing.
    const BITS_PER_KEY: usize = 16;

    fn new(keys: impl ExactSizeIterator<Item = TermKey>) -> Self {
        let size = (keys.len() * Self::BITS_PER_KEY / 64).next_power_of_two();
        let mut filter = Self {
            bits: vec![0; size],
        };
        for key in keys {
            let (word, bit) = filter.place(key);
            filter.bits[word] |= bit;
        }
        filter
    }

    fn may_hold(&self, key: TermKey) -> bool {
        let (word, bit) = self.place(key);
        self.bits[word] & bit != 0
    }

    fn place(&self, key: TermKey) -> (usize, u64) {
        ((key >> 6) as usize & (self.bits.len() - 1), 1 << (key & 63))
    }
}

#[cfg(test)]
mod tests;
