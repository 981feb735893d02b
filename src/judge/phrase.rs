//! What is sought, word by word, and whether it stands whole in a line.

use std::ops::Range;
use std::sync::LazyLock;

use super::inflection::Inflection;
use crate::languages::key;
use crate::text::tokenize::lower;
use crate::text::{
    PhraseTable, Shape, StopWords, TermKey, TermSet, Token, Tokens, ends_clause, stop_words,
    term_key, words_by_language,
};

/// How a phrase stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// All its words within one clause, in another order or with little words between:
    /// `analysis of sales data`.
    Apart,
    /// In order, some in another form.
    Inflected,
    /// As written, but for hyphens and spaces.
    Whole,
}

/// One word of what is sought.
#[derive(Debug, Clone)]
struct Word {
    key: TermKey,
    lower: String,
    /// Written with a capital though it begins no sentence, or in capitals: its form is fixed.
    is_name: bool,
}

/// Words that must stand together.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    words: Vec<Word>,
    /// Letters and digits alone, without spaces.
    joined: String,
    /// Where in these each word begins, in letters.
    starts: Vec<usize>,
    /// Whether little words stand between as it is asked: `maintenance of lines`.
    is_parted: bool,
}

/// Words that a CV need not repeat; `true` of those that only a name may do without.
static FILLER: LazyLock<PhraseTable<bool>> = LazyLock::new(|| {
    PhraseTable::of_keys(&[
        (key::JUDGE_FILLER, false),
        (key::JUDGE_FILLER_OF_NAMES, true),
    ])
});

/// Words that join two things, so that words on both sides are no expression, by language: `and`.
static JOINING: LazyLock<Vec<(&'static str, TermSet)>> =
    LazyLock::new(|| words_by_language(key::STANCE_LINKS));

/// [`JOINING`] of one language, if it has any.
pub(super) fn joining(language: &str) -> Option<&'static TermSet> {
    let mut all = JOINING.iter();
    all.find(|(code, _)| *code == language)
        .map(|(_, words)| words)
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#'))
        .flat_map(char::to_lowercase)
}

impl Phrase {
    /// The words of `label` that must be found; `None` where none is left. Of what is asked (and not of
    /// another name for it) what a CV need not repeat is left out.
    pub(super) fn of(label: &str, language: &str, is_asked: bool) -> Option<Self> {
        let tokens = crate::text::tokenize(label);
        let view = Tokens::new(label, &tokens);
        let stop = stop_words(language);
        let is_name = |at: usize| {
            let written = view.written(at);
            let upper = written.chars().filter(|c| c.is_uppercase()).count();
            upper > 1 || written.chars().any(|c| c.is_ascii_digit()) || upper == 1 && at > 0
        };
        let word = |at: usize| Word {
            key: tokens[at].key,
            lower: bare(&lower(view.written(at))).to_owned(),
            is_name: is_name(at),
        };
        let has_name = (0..tokens.len()).any(|at| is_name(at) && FILLER.at(view, at).is_none());
        let mut words = Vec::new();
        let mut is_parted = false;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if is_asked
                && let Some(found) = FILLER.at(view, at)
                && (!*found.value || has_name)
            {
                at += found.count.max(1);
                continue;
            }
            // `IT support`, `month end`: little words at the edges are a part of the name.
            let is_inner = at > 0 && at + 1 < tokens.len();
            let is_little = is_inner && stop.contains(&token.key);
            is_parted |= is_little && !words.is_empty();
            if !is_little {
                words.push(word(at));
            }
            at += 1;
        }
        if words.is_empty() {
            // Nothing but such words: `German`, `working knowledge`.
            words = (0..tokens.len()).map(word).collect();
        }
        let joined: String = words.iter().flat_map(|word| letters(&word.lower)).collect();
        let lengths = words.iter().map(|word| letters(&word.lower).count());
        let starts = lengths.scan(0, |at, length| {
            let start = *at;
            *at += length;
            Some(start)
        });
        (!words.is_empty()).then_some(Self {
            starts: starts.collect(),
            words,
            joined,
            is_parted,
        })
    }

    /// The word by which the phrase is looked up: the longest.
    fn head(&self) -> &Word {
        let longest = self.words.iter().rev().max_by_key(|word| word.lower.len());
        longest.unwrap_or(&self.words[0])
    }

    /// The beginnings of words that may lead to the phrase.
    pub(super) fn beginnings(&self) -> [TermKey; 2] {
        [beginning(&self.head().lower), beginning(&self.joined)]
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// What must stand in a CV for the phrase to stand there.
    pub(super) fn needed(&self) -> Needed {
        let [head, joined] = self.beginnings();
        // Two forms of a word share its first letters; where signs stand among them, who knows.
        let is_plain = |word: &&Word| word.lower.chars().all(char::is_alphanumeric);
        let words = self.words.iter().filter(is_plain);
        let lasts = self.starts.iter().skip(1);
        let letters: Vec<char> = self.joined.chars().collect();
        let last = |start: &usize| {
            letters[(*start).min(letters.len())..]
                .iter()
                .collect::<String>()
        };
        Needed {
            head,
            joined,
            words: words.map(|word| beginning(&word.lower)).collect(),
            whole: self.joined.clone(),
            lasts: lasts.map(|start| beginning(&last(start))).collect(),
        }
    }
}

/// Beginnings of words that a phrase needs.
#[derive(Debug, Clone)]
pub(crate) struct Needed {
    /// Of the word by which it is looked up, and of its letters joined: one of the two.
    pub head: TermKey,
    pub joined: TermKey,
    /// Of its words, where it is not joined.
    pub words: Vec<TermKey>,
    /// Its letters, which may be one word, and what the last of several may begin with.
    pub whole: String,
    pub lasts: Vec<TermKey>,
}

/// The key of the first letters of a word.
pub(crate) fn beginning(word: &str) -> TermKey {
    /// Letters that all forms of a word share.
    const LETTERS: usize = 4;
    let mut letters = letters(bare(word));
    let mut buffer = [0; LETTERS * 4];
    let mut length = 0;
    for letter in letters.by_ref().take(LETTERS) {
        length += letter.encode_utf8(&mut buffer[length..]).len();
    }
    term_key(std::str::from_utf8(&buffer[..length]).unwrap_or_default())
}

/// A word without what some languages write together with it: the article, `and`, `in`.
fn bare(word: &str) -> &str {
    /// Letters that must be left of a word.
    const LEFT: usize = 3;
    static JOINED: LazyLock<Vec<&str>> =
        LazyLock::new(|| key::JUDGE_JOINED_BEFORE.phrases().collect());
    let without = |word: &'_ str| {
        let joined = JOINED.iter().find(|joined| {
            let rest = word.strip_prefix(**joined);
            rest.is_some_and(|rest| rest.chars().count() >= LEFT)
        });
        joined.map_or(0, |joined| joined.len())
    };
    let mut word = word;
    // Latin and Cyrillic letters come first, and no such language is written in them.
    while word.chars().next().is_some_and(|first| first >= '\u{590}') {
        match without(word) {
            0 => break,
            joined => word = &word[joined..],
        }
    }
    word
}

/// What a line is looked at with.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub inflection: &'a Inflection,
    pub stop: &'a StopWords,
    pub joining: Option<&'a TermSet>,
}

impl Line<'_> {
    fn view(&self) -> Tokens<'_> {
        Tokens::new(self.text, self.tokens)
    }

    fn is_word(&self, word: &Word, at: usize) -> Option<Standing> {
        let token = self.tokens.get(at)?;
        if token.key == word.key {
            return Some(Standing::Whole);
        }
        let is_form = !word.is_name
            && token.shape() == Shape::Word
            && self
                .inflection
                .is_same(&word.lower, bare(&lower(token.of(self.text))));
        is_form.then_some(Standing::Inflected)
    }

    /// Whether a sentence, an item of a list or a cell ends between two tokens.
    fn parts(&self, at: usize) -> bool {
        let gap = self.view().between(at + 1);
        gap.is_none_or(|gap| ends_clause(gap) || gap.contains([',', '\n']))
    }

    /// How `phrase` stands around the token at `at`, and where; the best way.
    pub(super) fn stands(&self, phrase: &Phrase, at: usize) -> Option<(Standing, Range<usize>)> {
        self.joined(phrase, at)
            .map(|range| (Standing::Whole, range))
            .or_else(|| self.together(phrase, at))
    }

    /// The tokens from `at` whose letters are those of the phrase, however parted; the last of
    /// several begins where a word of the phrase does.
    fn joined(&self, phrase: &Phrase, at: usize) -> Option<Range<usize>> {
        let mut rest = phrase.joined.chars().peekable();
        let mut end = at;
        let (mut read, mut last) = (0, 0);
        while rest.peek().is_some() {
            last = read;
            if end > at && self.parts(end - 1) {
                return None;
            }
            for letter in letters(self.view().written(end)) {
                if rest.next() != Some(letter) {
                    return None;
                }
                read += 1;
            }
            if self.view().written(end).is_empty() {
                return None;
            }
            end += 1;
        }
        if phrase.words.len() > 1 && !phrase.starts.contains(&last) {
            return None;
        }
        // `a sales force` is no `Salesforce`: a name that is parted keeps its capitals.
        let is_parted = phrase.words.len() == 1 && end > at + 1;
        let has_capitals =
            || (at..end).all(|at| !self.view().written(at).starts_with(char::is_lowercase));
        (!is_parted || has_capitals()).then_some(at..end)
    }

    /// The words of the phrase in one clause around its head at `at`.
    fn together(&self, phrase: &Phrase, at: usize) -> Option<(Standing, Range<usize>)> {
        /// Little words that may stand between: `analysis of the data`.
        const LITTLE_BETWEEN: usize = 2;
        let head = phrase.head();
        let mut standing = self.is_word(head, at)?;
        let (mut first, mut last) = (at, at);
        while first > 0 && at - first < 2 * phrase.len() + 2 && !self.parts(first - 1) {
            first -= 1;
        }
        while last - at < 2 * phrase.len() + 2 && !self.parts(last) {
            last += 1;
        }
        let mut places = vec![at];
        for word in phrase.words.iter().filter(|word| word.key != head.key) {
            let near = (first..=last).filter(|place| !places.contains(place));
            let (place, how) = near
                .filter_map(|place| Some((place, self.is_word(word, place)?)))
                .min_by_key(|(place, _)| place.abs_diff(at))?;
            standing = standing.min(how);
            places.push(place);
        }
        let range = *places.iter().min()?..places.iter().max()? + 1;
        let is_little = |at: usize| {
            let key = self.tokens[at].key;
            self.stop.contains(&key) && self.joining.is_none_or(|words| !words.contains(&key))
        };
        let mut others = range.clone().filter(|place| !places.contains(place));
        let count = others.clone().count();
        let in_order = self.is_in_order(phrase, range.clone());
        if count == 0 {
            return match in_order {
                true => Some((standing, range)),
                // `planned lessons` for `lesson planning`, but a `management team` is no `team management`.
                false if self.last_keeps_its_form(phrase, range.clone()) => None,
                false => Some((Standing::Apart, range)),
            };
        }
        // `analysis of data` for `data analysis`, `maintenance of the lines` for `maintenance of lines`.
        let may_part = phrase.is_parted || !in_order && phrase.len() == 2;
        (may_part && count <= LITTLE_BETWEEN && others.all(is_little))
            .then_some((Standing::Apart, range))
    }

    fn last_keeps_its_form(&self, phrase: &Phrase, mut range: Range<usize>) -> bool {
        let last = &phrase.words[phrase.words.len() - 1];
        range.any(|place| self.is_word(last, place) == Some(Standing::Whole))
    }

    fn is_in_order(&self, phrase: &Phrase, range: Range<usize>) -> bool {
        let mut at = range.start;
        phrase.words.iter().all(|word| {
            let place = (at..range.end).find(|&place| self.is_word(word, place).is_some());
            at = place.map_or(range.end, |place| place + 1);
            place.is_some()
        })
    }
}

#[cfg(test)]
mod tests;
