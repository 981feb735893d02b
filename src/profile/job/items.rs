//! The things a sentence names: aliases of the lexicon, unknown names in a list, short phrases.

use std::ops::Range;
use std::sync::LazyLock;

use super::alternatives::{self, Group};
use super::cues::{AND, ANY_OF, DENIALS, IMPORTANCE, OR};
use super::phrases::{Listed, Words, listed, phrase_table};
use super::requirement::Findings;
use super::{Demand, Wanted, years};
use crate::document::Span;
use crate::languages::key;
use crate::text::PhraseTable;
use crate::text::stop_words::stop_words;

/// The longest list item that is taken as one phrase where the lexicon knows nothing of it.
const PHRASE_WORDS: usize = 5;

impl Findings<'_> {
    pub(super) fn wanted(&self, span: Span) -> Wanted {
        let written = span.of(self.words.text);
        let label = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let concept = self.lexicon.named(&label);
        Wanted { label, concept }
    }

    /// Aliases of the lexicon in `span`, and unknown names that stand in a list with them.
    pub(super) fn items(&self, span: Span, range: &Range<usize>) -> Vec<Item> {
        let words = &self.words;
        let mut items: Vec<Item> = self
            .hits_in(span)
            .filter(|hit| !self.is_taken(hit.span))
            .filter(|hit| !in_address(words.text, hit.span))
            .map(|hit| {
                let mut wanted = self.wanted(hit.span);
                if wanted.concept.is_none() {
                    // The written form is only a spelling of the alias: name it so that it is found again.
                    wanted.label = self.lexicon.label(hit.concept).to_owned();
                    wanted.concept = Some(hit.concept);
                }
                let first = hit.first_token as usize;
                Item {
                    range: first..first + hit.token_count as usize,
                    wanted,
                }
            })
            .collect();
        let lengths = years::find(words, range.clone());
        let free = |name: &Range<usize>| {
            !self.is_taken(words.span_of(name))
                && !items
                    .iter()
                    .any(|item| item.range.start < name.end && name.start < item.range.end)
        };
        let mut known: Vec<Range<usize>> = items.iter().map(|item| item.range.clone()).collect();
        let acronyms: Vec<Range<usize>> = self.acronyms(range).into_iter().filter(free).collect();
        known.extend(acronyms.iter().cloned());
        let mut unknown: Vec<Range<usize>> = Vec::new();
        for name in names(words, range).into_iter().filter(free) {
            let follows = |at: usize| known.iter().chain(&unknown).any(|other| other.end == at);
            let joins = |at: usize| {
                words.at(&OR, at, at + 1).is_some() || words.at(&AND, at, at + 1).is_some()
            };
            let before = name.start.saturating_sub(1);
            let listed = is_list_gap(words.gap_before(name.start)) && follows(name.start)
                || before > range.start && joins(before) && follows(before);
            let leads = is_list_gap(words.gap_before(name.end))
                && known.iter().any(|item| item.start == name.end)
                || joins(name.end) && known.iter().any(|item| item.start == name.end + 1);
            let announced = (range.start..name.start)
                .rev()
                .take(7)
                .find_map(|at| words.at(&ANY_OF, at, name.start))
                .is_some_and(|hit| {
                    // `one of the container tools: Kubernetes`, `such as Kubernetes`
                    hit.range.end == name.start || words.gap_before(name.start).contains(':')
                });
            let after_years = lengths.iter().any(|length| {
                name.start >= length.range.end
                    && name.start - length.range.end <= 4
                    && (length.range.end..name.start).all(|at| is_joining(words.word(at)))
            });
            if listed || leads || announced || after_years {
                unknown.push(name);
            }
        }
        let free = |name: &Range<usize>| {
            free(name)
                && !unknown
                    .iter()
                    .any(|other| other.start < name.end && name.start < other.end)
        };
        let mut further: Vec<Range<usize>> = acronyms.into_iter().filter(free).collect();
        further.extend(self.beside_or(range, &known).into_iter().filter(free));
        unknown.extend(further);
        for name in unknown {
            let wanted = self.wanted(words.span_of(&name));
            items.push(Item {
                range: name,
                wanted,
            });
        }
        let denied = self.denied_brackets(range);
        items.retain(|item| !denied.iter().any(|inner| inner.contains(&item.range.start)));
        items.sort_by_key(|item| item.range.start);
        items
    }

    /// Names in capitals in a sentence that is not: `BOSIET`, `CCNSG passport`.
    fn acronyms(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        /// Letters of a shortest and a longest acronym.
        const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;
        let words = &self.words;
        let written = |at: usize| words.tokens[at].of(words.text);
        let is_upper = |at: usize| {
            let word = written(at);
            LETTERS.contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
        };
        let small = range
            .clone()
            .filter(|&at| written(at).starts_with(char::is_lowercase));
        let capitals = range.clone().filter(|&at| is_upper(at)).count();
        if small.count() < capitals {
            return Vec::new();
        }
        // `CA-EBS` is one name, and part of another.
        let is_apart = |at: usize| ![at, at + 1].map(|at| words.gap_before(at)).contains(&"-");
        let single = |at: usize| at..at + 1;
        range
            .clone()
            .filter(|&at| is_upper(at) && is_apart(at))
            .map(single)
            .collect()
    }

    /// Single words that `or` joins to something known: `payments or banking`.
    fn beside_or(&self, range: &Range<usize>, known: &[Range<usize>]) -> Vec<Range<usize>> {
        /// Letters of a shortest such word.
        const LETTERS: usize = 4;
        let words = &self.words;
        let stop = stop_words(&self.language);
        let is_known = |at: usize| known.iter().any(|item| item.contains(&at));
        let is_plain = |at: usize| {
            let word = words.word(at);
            range.contains(&at)
                && word.chars().count() >= LETTERS
                && word.chars().all(char::is_alphabetic)
                && !is_general(word)
                && !is_trailing(word)
                && !is_joining(word)
                && !stop.contains(&words.tokens[at].key)
                && words.at(&LEADS, at, at + 1).is_none()
                && words.at(&IMPORTANCE, at, at + 1).is_none()
        };
        let plain_gap = |at: usize| words.gap_before(at).trim().is_empty();
        // `a charge nurse or preceptor preferred`: the word behind is all of the other thing.
        let is_whole = |at: usize| {
            let next = at + 1;
            next >= range.end
                || words.gap_before(next).contains([',', ';', '.', ')'])
                || is_trailing(words.word(next))
                || words.at(&IMPORTANCE, next, range.end).is_some()
        };
        range
            .clone()
            .filter(|&at| words.joins_in(&OR, at, &self.language) && plain_gap(at))
            .filter_map(|at| {
                let (before, behind) = (at.checked_sub(1)?, at + 1);
                if is_known(behind) && is_plain(before) {
                    Some(before..before + 1)
                } else if is_known(before)
                    && is_plain(behind)
                    && is_whole(behind)
                    && plain_gap(behind)
                {
                    Some(behind..behind + 1)
                } else {
                    None
                }
            })
            .collect()
    }

    /// Brackets that deny what stands in them: `(BLS alone is not enough)`.
    fn denied_brackets(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let words = &self.words;
        let opens = |at: &usize| words.gap_before(*at).contains('(');
        let inner = range.clone().filter(opens).map(|first| {
            let behind = first + 1..range.end;
            let end = behind
                .clone()
                .find(|&at| words.gap_before(at).contains(')'));
            first..end.unwrap_or(range.end)
        });
        inner
            .filter(|inner| words.first(&DENIALS, inner.clone()).is_some())
            .collect()
    }

    /// A short list item as phrases: split at commas, slashes and `or`.
    pub(super) fn phrases(&self, range: &Range<usize>) -> Vec<(usize, Demand)> {
        let words = &self.words;
        let mut start = range.start;
        while let Some(lead) = words.at(&LEADS, start, range.end) {
            start = lead.range.end;
        }
        let mut end = (start + 1..range.end)
            .find(|&at| words.gap_before(at).contains('('))
            .unwrap_or(range.end);
        // `Kiln firing is required`: the whole phrase, and then what is left before it.
        while end > start {
            let cue = words.find(&IMPORTANCE, start..end).pop();
            end = match cue.filter(|cue| cue.range.end == end) {
                Some(cue) => cue.range.start,
                None if is_trailing(words.word(end - 1)) => end - 1,
                None => break,
            };
        }
        if start >= end {
            return Vec::new();
        }
        let commas = (start + 1..end).any(|at| is_list_gap(words.gap_before(at)));
        let divides = |at: usize| {
            words.joins_anywhere(&OR, at) || (commas && words.at(&AND, at, at + 1).is_some())
        };
        let mut pieces: Vec<Range<usize>> = Vec::new();
        let mut from = start;
        for at in start..end {
            if at > from && is_list_gap(words.gap_before(at)) {
                pieces.push(from..at);
                from = at;
            }
            if divides(at) && at + 1 < end {
                if at > from {
                    pieces.push(from..at);
                }
                from = at + 1;
            }
        }
        pieces.push(from..end);
        let listed = pieces.len() > 1;
        let longest = if listed { LISTED_WORDS } else { PHRASE_WORDS };
        if pieces.iter().any(|piece| piece.len() > longest) || end - start > 4 * LISTED_WORDS {
            return Vec::new();
        }
        let items: Vec<Item> = pieces
            .iter()
            .map(|piece| Item {
                range: piece.clone(),
                wanted: self.wanted(words.span_of(piece)),
            })
            .collect();
        // Half sentences between commas are no names of things.
        let named =
            |item: &Item| item.wanted.concept.is_some() || words.starts_upper(item.range.start);
        if listed && items.iter().filter(|item| named(item)).count() * 2 < items.len() {
            return Vec::new();
        }
        let ranges: Vec<_> = items.iter().map(|item| item.range.clone()).collect();
        alternatives::group(words, &ranges, range, &self.language)
            .iter()
            .map(|group| {
                let at = group
                    .members
                    .first()
                    .and_then(|&i| ranges.get(i))
                    .map_or(start, |r| r.start);
                (at, skill(&items, group, None))
            })
            .collect()
    }

    /// One list item of a post that is nothing but a list of phrases.
    pub(super) fn listed_phrase(&self, span: Span) -> Demand {
        Demand::Skill {
            any_of: vec![self.wanted(span)],
            at_least: 1,
            minimum_months: None,
        }
    }
}

/// The same for the members of a list within one item.
const LISTED_WORDS: usize = 3;

/// A thing named in a sentence.
pub(super) struct Item {
    pub range: Range<usize>,
    pub wanted: Wanted,
}

pub(super) fn skill(items: &[Item], group: &Group, minimum_months: Option<u32>) -> Demand {
    let mut any_of: Vec<Wanted> = Vec::new();
    // Of `two of` the same thing by two names would be both; where one will do, both are said.
    let is_same = |seen: &Wanted, wanted: &Wanted| {
        spelling(&seen.label).eq(spelling(&wanted.label))
            || group.at_least > 1 && seen.concept.is_some() && seen.concept == wanted.concept
    };
    for wanted in group
        .members
        .iter()
        .filter_map(|&index| items.get(index))
        .map(|item| &item.wanted)
    {
        if !any_of.iter().any(|seen| is_same(seen, wanted)) {
            any_of.push(wanted.clone());
        }
    }
    let at_least = group.at_least.min(any_of.len() as u32).max(1);
    Demand::Skill {
        any_of,
        at_least,
        minimum_months: minimum_months.filter(|&months| months > 0),
    }
}

/// A name without signs and case: `Front-End` is `frontend`.
fn spelling(label: &str) -> impl Iterator<Item = char> {
    let letters = label
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '-' | '.' | '/'));
    letters.flat_map(char::to_lowercase)
}

/// Words that look like names: capitalised or with digits inside, or Latin amid Cyrillic.
fn names(words: &Words, range: &Range<usize>) -> Vec<Range<usize>> {
    let cyrillic = range
        .clone()
        .any(|at| words.word(at).chars().any(|c| ('а'..='я').contains(&c)));
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in range.clone() {
        let latin = words
            .word(at)
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_alphabetic());
        let named = (words.starts_upper(at)
            && at > range.start
            && !is_general(words.word(at))
            && words.at(&OR, at, at + 1).is_none()
            && words.at(&AND, at, at + 1).is_none()
            && words.at(&LEADS, at, at + 1).is_none())
            || (cyrillic && latin && words.word(at).len() > 1);
        if !named || (cyrillic && !latin) {
            continue;
        }
        match found.last_mut() {
            Some(name)
                if name.end == at && words.gap_before(at).trim().is_empty() && name.len() < 3 =>
            {
                name.end = at + 1
            }
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// Bytes of a link or an address on each side of a name in it.
const LONGEST_ADDRESS: usize = 400;

/// Whether the span is a part of a link or an e-mail address.
fn in_address(text: &str, span: Span) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    let first = (start.saturating_sub(LONGEST_ADDRESS)..=start)
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(start);
    let last = (end..=(end + LONGEST_ADDRESS).min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(end);
    let head = text[first..start].rsplit(char::is_whitespace).next();
    let tail = text[end..last].split(char::is_whitespace).next();
    head.is_some_and(|head| head.contains("://") || head.contains("www.") || head.contains('@'))
        || tail.is_some_and(|tail| tail.contains("://") || tail.starts_with('@'))
}

fn is_list_gap(gap: &str) -> bool {
    gap.contains([',', '/', '|', ';']) || gap.trim() == "&" || gap.trim() == "+"
}

/// Whether the word may stand between a number of years and the name it speaks of.
pub(super) fn is_joining(word: &str) -> bool {
    static JOINING: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_CUES_JOINING]));
    JOINING.contains(word)
}

/// Words that say nothing about what kind of experience is asked for.
pub(super) fn is_general(word: &str) -> bool {
    static GENERAL: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_CUES_GENERAL]));
    GENERAL.contains(word)
}

pub(super) fn is_trailing(word: &str) -> bool {
    static TRAILING: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_CUES_TRAILING]));
    TRAILING.contains(word)
}

/// Words that lead up to the thing itself: `strong knowledge of`.
pub(super) static LEADS: LazyLock<PhraseTable<()>> =
    LazyLock::new(|| phrase_table(&[(key::POST_CUES_LEAD, ())]));

#[cfg(test)]
mod tests;
