//! Which parts of a sentence are only nice to have.

use std::ops::Range;
use std::sync::LazyLock;

use super::Importance;
use super::cues::{Cue, IMPORTANCE};
use super::phrases::{Listed, Words, listed};
use super::requirement::Findings;
use super::years;
use crate::languages::key;

/// Words after which a sentence says something else.
static BUT: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_CUES_BUT]));

/// Which parts of a sentence are only nice to have.
pub(super) struct Scopes {
    base: Importance,
    nice: Vec<Range<usize>>,
}

impl Scopes {
    pub(super) fn at(&self, token: usize) -> Importance {
        if self.nice.iter().any(|range| range.contains(&token)) {
            Importance::Nice
        } else {
            self.base
        }
    }

    pub(super) fn read(findings: &Findings, range: &Range<usize>, base: Importance) -> Self {
        let words = &findings.words;
        let mut nice = Vec::new();
        let cues = words.find(&IMPORTANCE, range.clone());
        let breaks = |at: usize, signs: &[char]| words.gap_before(at).contains(signs);
        for (index, cue) in cues.iter().enumerate() {
            let Range { start, end } = cue.range.clone();
            let closes = end >= range.end || breaks(end, &[')', '.', ';', ',', ']']);
            let mut value = cue.value;
            if value == Cue::NiceAhead && closes && start > range.start {
                value = Cue::NiceBehind;
            }
            match value {
                Cue::Must => {}
                Cue::NiceAhead => {
                    let stop = (end + 1..range.end)
                        .find(|&at| breaks(at, &[';', ')']))
                        .unwrap_or(range.end);
                    // `You ideally know X`; in `X, ideally Y` the sign ends what is needed.
                    let whole = start == range.start
                        || start == range.start + 1 && words.gap_before(start).trim().is_empty();
                    nice.push(if whole && !breaks(end, &[')']) {
                        range.start..range.end
                    } else {
                        start..stop
                    });
                }
                Cue::NiceBehind => {
                    // `preferred` before its noun speaks of what comes after it.
                    if start <= range.start + 1 && end < range.end && !closes {
                        nice.push(range.clone());
                        continue;
                    }
                    let bracketed = breaks(start, &['(', '[']);
                    if bracketed && breaks(end, &[')', ']']) {
                        let from = (range.start + 1..start)
                            .rev()
                            .find(|&at| breaks(at, &[',', ';', ')']))
                            .unwrap_or(range.start);
                        let goes_on = words.gap_before(end).contains(':');
                        nice.push(from..if goes_on { range.end } else { end });
                        continue;
                    }
                    let mut from = range.start;
                    if let Some(turn) = (range.start + 1..start).rev().find(|&at| {
                        breaks(at, &[';'])
                            || (bracketed_open(words, at, start))
                            || BUT.contains(words.word(at)) && names_more(findings, at + 1..start)
                    }) {
                        from = turn;
                    }
                    if let Some(must) = cues
                        .iter()
                        .take(index)
                        .rev()
                        .find(|before| before.value == Cue::Must && before.range.end > from)
                    {
                        // `at least` and `minimum` belong to the number after them.
                        from = if years::find(words, must.range.start..start).is_empty() {
                            must.range.end
                        } else {
                            from
                        };
                    }
                    if let Some(comma) = (from + 1..start).rev().find(|&at| breaks(at, &[','])) {
                        let head = words.span_of(&(from..comma));
                        let stands_alone = !years::find(words, from..comma).is_empty()
                            || findings.education_in(head).next().is_some()
                            || findings.spoken_in(head).next().is_some();
                        if stands_alone {
                            from = comma;
                        }
                    }
                    // `preferred (A, B)`: what the bracket after it holds is meant too.
                    let stop = if breaks(end, &['(']) {
                        (end + 1..range.end)
                            .find(|&at| breaks(at, &[')']))
                            .unwrap_or(range.end)
                    } else {
                        end
                    };
                    nice.push(from..stop);
                }
            }
        }
        Self { base, nice }
    }
}

/// Whether another thing is named there: in `but that's not a dealbreaker` none is.
fn names_more(findings: &Findings, range: Range<usize>) -> bool {
    let words = &findings.words;
    !range.is_empty()
        && (range.clone().any(|at| words.starts_upper(at))
            || findings.hits_in(words.span_of(&range)).next().is_some())
        || range.len() > PRONOUNS
}

/// Words by which a sentence comes back to what it named: `but it would be`.
const PRONOUNS: usize = 3;

/// An opened bracket at `at` that is not closed before `until`.
fn bracketed_open(words: &Words, at: usize, until: usize) -> bool {
    words.gap_before(at).contains('(')
        && !(at + 1..=until).any(|next| words.gap_before(next).contains(')'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, plain};
    use crate::lexicon::Lexicon;

    /// The words of `text` that are only nice to have.
    fn wished(text: &str) -> String {
        let document = plain::from_text(text, Format::PlainText).unwrap();
        let findings = Findings::of(&document, Lexicon::builtin());
        let range = 0..findings.words.tokens.len();
        let scopes = Scopes::read(&findings, &range, Importance::Must);
        let nice = range.filter(|&at| scopes.at(at) == Importance::Nice);
        let nice: Vec<&str> = nice.map(|at| findings.words.tokens[at].of(text)).collect();
        nice.join(" ")
    }

    #[test]
    fn a_wish_before_its_words_reaches_to_a_semicolon_or_over_all() {
        for (text, expected) in [
            ("ideally rye; oats", "ideally rye oats"),
            ("You ideally know rye", "You ideally know rye"),
            ("We all ideally know rye", "ideally know rye"),
            ("You, ideally rye", "ideally rye"),
            ("rye, ideally oats; malt", "ideally oats"),
            ("rye, ideally oats, malt", "ideally oats malt"),
            // Before a sign it speaks of what stands before it.
            ("rye, ideally; oats", "rye ideally"),
            ("rye and oats", ""),
        ] {
            assert_eq!(wished(text), expected, "{text}");
        }
    }

    #[test]
    fn a_wish_behind_its_words_reaches_back_to_what_is_said_otherwise() {
        for (text, expected) in [
            // As the first or second word it speaks of all.
            ("Preferred rye oats", "Preferred rye oats"),
            ("Rye preferred oats", "Rye preferred oats"),
            ("Rye malt preferred oats", "Rye malt preferred"),
            // In brackets, of the thing before them, and of what a colon adds.
            ("rye (preferred) oats", "rye preferred"),
            ("rye (preferred): oats", "rye preferred oats"),
            ("malt, rye (preferred) oats", "rye preferred"),
            ("malt, rye [preferred] oats", "rye preferred"),
            // Half a bracket is none.
            ("malt, rye (preferred oats", "malt rye preferred"),
            ("malt, rye preferred) oats", "malt rye preferred"),
            // Brackets behind it are meant too.
            (
                "Rye oats preferred (malt, bran) wheat",
                "Rye oats preferred malt bran",
            ),
            ("rye (oats a plus", "oats a plus"),
            ("rye (oats) malt a plus", "rye oats malt a plus"),
            // Back to a semicolon, to what is a must, to a length.
            ("rye; oats a plus", "oats a plus"),
            ("rye, oats a plus", "rye oats a plus"),
            ("rye required, oats a plus", "oats a plus"),
            ("3 years of rye, oats a plus", "oats a plus"),
            ("Bachelor's degree, oats a plus", "oats a plus"),
            ("German language, C1, oats a plus", "oats a plus"),
            (
                "at least 3 years of rye a plus",
                "at least 3 years of rye a plus",
            ),
        ] {
            assert_eq!(wished(text), expected, "{text}");
        }
    }

    #[test]
    fn behind_but_three_small_words_come_back_to_what_was_named() {
        for (text, expected) in [
            ("rye but a plus", "rye but a plus"),
            ("rye but it would be a plus", "rye but it would be a plus"),
            (
                "rye but it would also be a plus",
                "but it would also be a plus",
            ),
            ("rye but Oats a plus", "but Oats a plus"),
        ] {
            assert_eq!(wished(text), expected, "{text}");
        }
    }
}
