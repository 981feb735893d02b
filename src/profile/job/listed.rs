//! Things of small letters that the lexicon does not know, in a list with one that it knows:
//! `permit to work, bow-tie analysis`, `drafting and oral advocacy`.

use std::ops::Range;

use super::alternatives::INCLUDING;
use super::cues::{AND, DENIALS, EXPERIENCE, IMPORTANCE, OR, SPEECH};
use super::items::{Item, LEADS, is_general, is_joining, is_trailing};
use super::requirement::Findings;
use crate::lexicon::Kind;
use crate::profile::roles::names_a_role;
use crate::text::stop_words::stop_words;

/// Words of a longest such thing.
const LONGEST: usize = 3;

/// Words of a longest sentence that is read so: in a long one what follows an `and` is more often
/// half a sentence.
const LONGEST_SENTENCE: usize = 12;

/// Letters of a shortest word of it.
const LETTERS: usize = 4;

impl Findings<'_> {
    /// Adds to `items`, in order, what is listed with them.
    pub(super) fn add_listed(&self, items: &mut Vec<Item>, range: &Range<usize>) {
        if range.len() > LONGEST_SENTENCE {
            return;
        }
        let words = &self.words;
        let mut found: Vec<Range<usize>> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            if !self.is_thing(item) {
                continue;
            }
            let next = items
                .get(index + 1)
                .map_or(range.end, |next| next.range.start);
            let mut end = item.range.end;
            while let Some(name) = self.listed_behind(end, next) {
                end = name.end;
                found.push(name);
            }
            let floor = index
                .checked_sub(1)
                .and_then(|before| items.get(before))
                .map_or(range.start, |before| before.range.end);
            found.extend(self.listed_before(item.range.start, floor, range.start));
        }
        // `Mentoring students and newly qualified nurses`: people are not what is asked.
        found.retain(|name| {
            let span = words.span_of(name);
            !self.is_taken(span) && !names_a_role(words.text, span)
        });
        found.sort_unstable_by_key(|name| name.start);
        found.dedup();
        for name in found {
            let wanted = self.wanted(words.span_of(&name));
            items.push(Item {
                range: name,
                wanted,
            });
        }
        items.sort_by_key(|item| item.range.start);
    }

    /// Whether the lexicon knows it as something else than a trait, beside which traits stand.
    fn is_thing(&self, item: &Item) -> bool {
        let kind = item
            .wanted
            .concept
            .and_then(|concept| self.lexicon.kind(concept));
        kind.is_some_and(|kind| kind != Kind::Soft)
    }

    /// What a comma or an `and` joins to what ends before `at`.
    fn listed_behind(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        let words = &self.words;
        let is_and = |at: usize| words.joins_in(&AND, at, &self.language);
        let gap = words.gap_before(at).trim();
        let start = match gap {
            "" | "," if is_and(at) => at + 1,
            "," | "&" | "+" => at,
            _ => return None,
        };
        let mut end = start;
        while end < limit
            && end - start < LONGEST
            && self.is_plain(end)
            && (end == start || matches!(words.gap_before(end), " " | "-"))
        {
            end += 1;
        }
        let gap = words.gap_before(end);
        let closes = gap.contains([',', ';', '.', ')', '\n'])
            || end >= words.tokens.len()
            || gap.trim().is_empty()
                && (is_and(end)
                    || is_trailing(words.word(end))
                    || words.at(&IMPORTANCE, end, words.tokens.len()).is_some());
        let plain = start == at || words.gap_before(start).trim().is_empty();
        (end > start && closes && plain).then_some(start..end)
    }

    /// What an `and` joins to what begins at `at`, where it opens the sentence or follows praise.
    fn listed_before(&self, at: usize, floor: usize, first: usize) -> Option<Range<usize>> {
        let words = &self.words;
        let end = at.checked_sub(1).filter(|&and| and > floor)?;
        let joined = words.joins_in(&AND, end, &self.language)
            && [end, at]
                .iter()
                .all(|&at| words.gap_before(at).trim().is_empty());
        if !joined {
            return None;
        }
        let mut start = end;
        while start > floor
            && end - start < LONGEST
            && self.is_plain(start - 1)
            && (start == end || matches!(words.gap_before(start), " " | "-"))
        {
            start -= 1;
        }
        let before = start.checked_sub(1).filter(|&before| before >= first);
        let opens = before.is_none_or(|before| {
            words.gap_before(start).contains([',', ':', '('])
                || words.at(&LEADS, before, start).is_some()
        });
        (start < end && opens).then_some(start..end)
    }

    /// Whether the word may name a thing: a word of small letters that has no other use in posts.
    fn is_plain(&self, at: usize) -> bool {
        let words = &self.words;
        let Some(token) = words.tokens.get(at) else {
            return false;
        };
        let word = words.word(at);
        let is_cue = words.at(&LEADS, at, at + 1).is_some()
            || words.at(&IMPORTANCE, at, at + 1).is_some()
            || words.at(&SPEECH, at, at + 1).is_some()
            || words.at(&EXPERIENCE, at, at + 1).is_some()
            || words.at(&INCLUDING, at, at + 1).is_some()
            || words.at(&DENIALS, at, at + 1).is_some();
        token
            .of(words.text)
            .chars()
            .all(|letter| !letter.is_uppercase())
            && word.chars().count() >= LETTERS
            && word
                .chars()
                .all(|letter| letter.is_alphabetic() || letter == '-')
            && !is_general(word)
            && !is_trailing(word)
            && !is_joining(word)
            && !stop_words(&self.language).contains(&token.key)
            && !words.joins_anywhere(&OR, at)
            && !is_cue
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, Span, plain};
    use crate::lexicon::Lexicon;

    #[test]
    fn what_is_listed_has_three_words_of_four_letters() {
        for (text, expected) in [
            ("Docker, oats", "Docker|oats"),
            ("Docker, rye", "Docker"),
            (
                "Docker, gloamwork zorbl drusk",
                "Docker|gloamwork zorbl drusk",
            ),
            ("Docker, gloamwork zorbl drusk plimm", "Docker"),
            // Each sign that joins, a semicolon that parts, and small letters alone.
            ("Docker & gloamwork", "Docker|gloamwork"),
            ("Docker + gloamwork", "Docker|gloamwork"),
            ("Docker and gloamwork", "Docker|gloamwork"),
            ("Docker, and gloamwork", "Docker|gloamwork"),
            ("Docker; gloamwork", "Docker"),
            ("Docker (gloamwork)", "Docker"),
            ("Docker, gloamwork, saltern", "Docker|gloamwork|saltern"),
            // Before it, at the beginning or behind praise.
            ("gloamwork and Docker", "gloamwork|Docker"),
            (
                "zorbl drusk gloamwork and Docker",
                "zorbl drusk gloamwork|Docker",
            ),
            ("plimm zorbl drusk gloamwork and Docker", "Docker"),
            ("strong gloamwork and Docker", "gloamwork|Docker"),
            ("gloamwork, and Docker", "Docker"),
            ("rye and Docker", "Docker"),
            ("Docker, gloamwork and saltern", "Docker|gloamwork|saltern"),
            // What closes it: a word behind a thing, one that weighs it, a sign.
            ("Docker, gloamwork skills", "Docker|gloamwork"),
            ("Docker, gloamwork is essential", "Docker|gloamwork"),
            ("Docker, gloamwork is there", "Docker"),
            ("(Docker, gloamwork) is there", "Docker|gloamwork"),
            ("Docker, gloamwork\nis there", "Docker|gloamwork"),
            ("Docker, gloam-zorbl", "Docker|gloam-zorbl"),
            ("Docker, Gloamwork", "Docker"),
            ("Docker and, gloamwork", "Docker"),
            // Before it, behind a sign.
            ("saltern, gloamwork and Docker", "gloamwork|Docker"),
            ("rye: gloamwork and Docker", "gloamwork|Docker"),
            ("rye (gloamwork and Docker)", "gloamwork|Docker"),
            ("rye gloamwork and Docker", "Docker"),
            ("gloamwork and, Docker", "Docker"),
            // Twelve words, and thirteen.
            (
                "Docker, gloamwork; rye rye rye rye rye rye rye rye rye rye",
                "Docker|gloamwork",
            ),
            (
                "Docker, gloamwork; rye rye rye rye rye rye rye rye rye rye rye",
                "Docker",
            ),
        ] {
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let findings = Findings::of(&document, Lexicon::builtin());
            let range = 0..findings.words.tokens.len();
            let mut items: Vec<Item> = findings
                .items(Span::new(0, text.len()), &range)
                .into_iter()
                .filter(|item| item.wanted.label == "Docker")
                .collect();
            findings.add_listed(&mut items, &range);
            let found: Vec<&str> = items
                .iter()
                .map(|item| item.wanted.label.as_str())
                .collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }
}
