//! Sentences of a row, and list items of a paragraph that lost its line breaks.

use std::sync::LazyLock;

use super::cues::{IMPORTANCE, OPENERS};
use super::phrases::{Listed, Words, listed};
use crate::document::Span;
use crate::languages::key;

/// From this many hyphens on, they are bullets of a list put into one line.
const MANY_HYPHENS: usize = 4;

pub(super) const BULLETS: &[char] = &[
    '•', '●', '▪', '◦', '‣', '■', '–', '—', '-', '*', '·', '○', '✓', '✔', '➢', '►', '\u{f0b7}', '→',
];

/// Bullets that divide wherever they stand in a line.
pub(super) const INNER_BULLETS: &[char] =
    &['•', '●', '▪', '◦', '‣', '■', '✓', '✔', '➢', '►', '\u{f0b7}'];

pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let start = inside.len() - inside.trim_start().len();
    let kept = inside.trim();
    Span::new(
        span.start as usize + start,
        span.start as usize + start + kept.len(),
    )
}

/// A paragraph divided into list items where one begins without a full stop before it.
pub(super) fn items(words: &Words, span: Span) -> Vec<Span> {
    let span = trimmed(words.text, span);
    if span.len() < 2 {
        return Vec::new();
    }
    let range = words.within(span);
    let mut found = Vec::new();
    let mut start = span.start;
    // Hyphens that divide many things in one paragraph were bullets once.
    let hyphens = range
        .clone()
        .filter(|&at| words.gap_before(at) == " - ")
        .count();
    for at in range.clone().skip(1) {
        let Some(token) = words.tokens.get(at) else {
            continue;
        };
        let gap = words.gap_before(at);
        // `Hadoop - ОБЯЗАТЕЛЬНО;` says how much the item before it is wanted.
        let weighs = words.at(&IMPORTANCE, at, range.end).is_some_and(|cue| {
            cue.range.end == range.end || words.gap_before(cue.range.end).starts_with([';', '.'])
        });
        let dash = (gap.ends_with(" - ") && (gap.len() > 3 || hyphens >= MANY_HYPHENS) && !weighs)
            || gap.contains(INNER_BULLETS);
        // ` o ` is how a list within a list comes out of a word processor.
        let sub_list = words.word(at) == "o" && gap == " " && words.gap_before(at + 1) == " ";
        let opens = gap.trim().is_empty()
            && words.starts_upper(at)
            && words.at(&OPENERS, at, range.end).is_some();
        if dash || sub_list || opens {
            found.push(Span {
                start,
                end: token.span().start,
            });
            start = if sub_list {
                token.span().end
            } else {
                token.span().start
            };
        }
    }
    found.push(Span {
        start,
        end: span.end,
    });
    found
        .into_iter()
        .map(|piece| {
            let inside = piece.of(words.text);
            let kept = inside.trim_end_matches(|c: char| c.is_whitespace() || BULLETS.contains(&c));
            let kept = kept.len();
            let piece = Span {
                start: piece.start,
                end: piece.start + kept as u32,
            };
            let head = piece.of(words.text);
            let lead = head.len()
                - head
                    .trim_start_matches(|c: char| {
                        c.is_whitespace() || c == ':' || BULLETS.contains(&c)
                    })
                    .len();
            Span {
                start: piece.start + lead as u32,
                end: piece.end,
            }
        })
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// Longest sentence in words: what goes on for longer is a list that nothing ends, and is
/// cut, since its words are compared with each other.
const LONGEST_SENTENCE: usize = 300;

/// A sentence in pieces of at most [`LONGEST_SENTENCE`] words.
pub(super) fn pieces(words: &Words, sentence: Span) -> Vec<Span> {
    let range = words.within(sentence);
    if range.len() <= LONGEST_SENTENCE {
        return vec![sentence];
    }
    let starts = range.clone().step_by(LONGEST_SENTENCE);
    starts
        .map(|start| words.span_of(&(start..(start + LONGEST_SENTENCE).min(range.end))))
        .collect()
}

/// Words before a full stop that do not end a sentence.
static ABBREVIATIONS: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_CUES_ABBREVIATION]));

/// Sentences of `span`, without the white space between them.
pub(super) fn sentences(words: &Words, span: Span) -> Vec<Span> {
    let text = span.of(words.text);
    let mut found = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?' | ';') {
            continue;
        }
        let after = &text[at + 1..];
        let next = after.trim_start().chars().next();
        if after.is_empty() || !after.starts_with([' ', '\n', '\t']) {
            continue;
        }
        let ends = if c == ';' {
            // Short members of a list stay together.
            let has_three = |text: &str| text.split_whitespace().nth(2).is_some();
            has_three(&text[start..at]) && has_three(after)
        } else {
            let starts_anew = next.is_some_and(|n| !n.is_lowercase() && n != ')' && n != ',');
            let word = text[start..at]
                .rsplit(|p: char| p.is_whitespace() || p == '(')
                .next()
                .unwrap_or("");
            let lower = word.to_lowercase();
            let short = c == '.'
                && (ABBREVIATIONS.contains(lower.as_str())
                    || (word.chars().count() == 1 && !word.chars().any(char::is_numeric)));
            let closes = at > 0 && bytes.get(at - 1).is_some();
            starts_anew && !short && closes
        };
        if ends {
            found.push(Span::new(start, at + 1));
            start = at + 1;
        }
    }
    found.push(Span::new(start, text.len()));
    found
        .into_iter()
        .map(|piece| {
            trimmed(
                words.text,
                Span {
                    start: span.start + piece.start,
                    end: span.start + piece.end,
                },
            )
        })
        .filter(|piece| piece.of(words.text).chars().any(char::is_alphanumeric))
        .collect()
}
