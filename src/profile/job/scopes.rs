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
