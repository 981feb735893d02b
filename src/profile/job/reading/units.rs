//! A post cut into its headings, list items and sentences.

use std::sync::LazyLock;

use super::super::headings::{HEADINGS, Part};
use super::super::phrases::{Found, Listed, Words, listed};
use super::super::rows::{Row, rows};
use super::super::sentences::{INNER_BULLETS, items, pieces, sentences, trimmed};
use crate::document::{Document, Span};
use crate::languages::key;

/// A heading, a list item or a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Unit {
    pub span: Span,
    /// The same without the words before a colon that say what it is: `Requirements: Python`.
    pub content: Span,
    /// What the whole of it opens, where that is known.
    pub heading: Option<Part>,
    /// What the words before its colon open.
    pub lead: Option<Part>,
    /// Marked as a heading.
    pub mark: bool,
    /// Has a bullet or a number before it.
    pub bullet: bool,
    /// All of its row.
    pub whole: bool,
    pub after_blank: bool,
    /// A menu or a button.
    pub navigation: bool,
}

/// A heading has no more words than this.
pub(super) const HEADING_WORDS: usize = 9;

/// Every heading, sentence and list item of the post, in order.
pub(in super::super) fn split(document: &Document, words: &Words) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut columns: Vec<Option<Part>> = Vec::new();
    for row in rows(document, words) {
        let cells = cells(words, row.span);
        if let Some(named) = named_columns(words, &cells) {
            columns = named;
        } else if cells.len() > 1 && cells.len() == columns.len() {
            for (cell, part) in cells.into_iter().zip(&columns) {
                let first = units.len();
                push(words, row, cell, &mut units);
                for unit in &mut units[first..] {
                    unit.lead = *part;
                    unit.whole = true;
                }
            }
            continue;
        } else if cells.len() > 1 {
            columns.clear();
        }
        match heading(words, row) {
            Some(Heading { part, rest: None }) => units.push(Unit {
                heading: Some(part),
                ..of_row(row, row.span)
            }),
            Some(Heading {
                part,
                rest: Some(rest),
            }) => {
                let first = units.len();
                push(words, row, rest, &mut units);
                for unit in &mut units[first..] {
                    unit.lead = Some(part);
                    unit.whole = false;
                }
                if let Some(unit) = units.get_mut(first) {
                    unit.span.start = row.span.start;
                    unit.whole = unit.span == row.span;
                }
            }
            None if row.running => running(words, row, &mut units),
            None => push(words, row, row.span, &mut units),
        }
    }
    units
}

/// The cells of a row of a table, which tabs part; an empty one is there and empty.
fn cells(words: &Words, row: Span) -> Vec<Span> {
    let mut start = row.start;
    let mut cells = Vec::new();
    for piece in row.of(words.text).split('\t') {
        let end = start + piece.len() as u32;
        cells.push(trimmed(words.text, Span { start, end }));
        start = end + 1;
    }
    cells
}

/// What the heads of a table say of their columns, where one is of musts and one of wishes.
fn named_columns(words: &Words, cells: &[Span]) -> Option<Vec<Option<Part>>> {
    let named: Vec<Option<Part>> = cells
        .iter()
        .map(|cell| {
            let range = words.within(*cell);
            let hit = words.at(&HEADINGS, range.start, range.end)?;
            (hit.range == range).then_some(hit.value)
        })
        .collect();
    let has = |part| named.contains(&Some(part));
    (has(Part::Must) && has(Part::Nice)).then_some(named)
}

fn of_row(row: Row, span: Span) -> Unit {
    Unit {
        span,
        content: span,
        heading: None,
        lead: None,
        mark: row.heading,
        bullet: row.bullet,
        whole: span == row.span,
        after_blank: row.after_blank,
        navigation: row.navigation,
    }
}

fn push(words: &Words, row: Row, span: Span, units: &mut Vec<Unit>) {
    let sentences = sentences(words, span).into_iter();
    let mut after_blank = row.after_blank;
    for sentence in sentences.flat_map(|sentence| pieces(words, sentence)) {
        units.push(Unit {
            after_blank: std::mem::take(&mut after_blank),
            ..of_row(row, sentence)
        });
    }
}

/// A paragraph that may hold headings and list items in its middle.
fn running(words: &Words, row: Row, units: &mut Vec<Unit>) {
    let range = words.within(row.span);
    let mut start = row.span.start;
    let mut at = range.start;
    while at < range.end {
        let Some((part, next)) = inner_heading(words, at, &range) else {
            at += 1;
            continue;
        };
        let Some(token) = words.tokens.get(at) else {
            break;
        };
        let before = Span {
            start,
            end: token.span().start,
        };
        for item in items(words, before) {
            push(words, row, item, units);
        }
        let end = words
            .tokens
            .get(next.saturating_sub(1))
            .map_or(token.span().end, |last| last.span().end);
        let span = Span {
            start: token.span().start,
            end,
        };
        units.push(Unit {
            heading: Some(part),
            ..of_row(row, span)
        });
        start = end;
        at = next;
    }
    let rest = Span {
        start,
        end: row.span.end,
    };
    for item in items(words, rest) {
        push(words, row, item, units);
    }
}

/// First words of phrases that are headings within a paragraph only where they begin a sentence.
static WEAK: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_CUES_WEAK_HEADING]));

/// The same of phrases that are no headings within a paragraph.
static NEVER: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_CUES_NEVER_HEADING]));

/// Words of a heading that carry nothing: articles, numbers, joining words.
static FILLERS: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_CUES_HEADING_FILLER]));

/// A heading in the middle of a paragraph: capitalised and followed by a colon, a bullet
/// or a capital letter.
fn inner_heading(
    words: &Words,
    at: usize,
    range: &std::ops::Range<usize>,
) -> Option<(Part, usize)> {
    if !words.starts_upper(at) {
        return None;
    }
    let hit = words.at(&HEADINGS, at, range.end)?;
    let mut next = hit.range.end;
    let colon = |next: usize| words.gap_before(next).trim_start().starts_with(':');
    // `Какие знания для нас важны:`, `We offer you:`: a word or two before the colon.
    let mut carried = 0;
    let shouted = all_upper(words.span_of(&hit.range).of(words.text));
    while carried < 4
        && next < range.end
        && !colon(next)
        && matches!(words.gap_before(next), " " | ", ")
        && (shouted || !words.starts_upper(next))
    {
        next += 1;
        carried += 1;
    }
    let begins = words.gap_before(at).contains(['.', ';', '!', '•', '?']) || at == range.start;
    // `Основные задачи, которые предстоит решать - первая; - вторая`
    let with_dash =
        begins && carried > 0 && next < range.end && words.gap_before(next).ends_with(" - ");
    let with_colon = next <= range.end && colon(next);
    if with_colon || with_dash {
        let is_label = matches!(hit.value, Part::Label);
        return Some((if is_label { Part::Open } else { hit.value }, next));
    }
    let next = hit.range.end;
    let cyrillic = words.word(at).chars().any(|c| ('а'..='я').contains(&c));
    let gap = words.gap_before(next);
    // A semicolon closes an item: `Hadoop - ОБЯЗАТЕЛЬНО; - Docker` has no heading in it.
    let listed = !gap.starts_with(';')
        && (gap.contains(INNER_BULLETS) || gap.trim_end().ends_with(" -") || gap.contains("…"));
    // At the end of a list item the heading belongs to the items after it.
    let closes = next == range.end && at > range.start;
    let followed = closes || listed || (gap.trim().is_empty() && words.starts_upper(next));
    // Nouns are capitalised in German, and single English words begin sentences too often.
    let enough = cyrillic || hit.range.len() >= 2;
    let weak = matches!(hit.value, Part::Label) || WEAK.contains(words.word(at));
    let stands = begins && hit.range.len() > 1;
    (followed && enough && !NEVER.contains(words.word(at)) && (!weak || stands))
        .then_some((hit.value, next))
}

struct Heading {
    part: Part,
    /// What stands on the same line after the colon.
    rest: Option<Span>,
}

fn heading(words: &Words, row: Row) -> Option<Heading> {
    let range = words.within(row.span);
    if range.is_empty() {
        return None;
    }
    let text = row.span.of(words.text);
    let colon = text.find(':').filter(|&at| {
        let before = Span {
            start: row.span.start,
            end: row.span.start + at as u32,
        };
        let count = words.within(before).len();
        (1..=HEADING_WORDS).contains(&count) && !text[..at].contains(['.', ','])
    });
    let (head, rest) = match colon {
        Some(at) => {
            let head = Span {
                start: row.span.start,
                end: row.span.start + at as u32,
            };
            let rest = trimmed(
                words.text,
                Span {
                    start: head.end + 1,
                    end: row.span.end,
                },
            );
            (head, (!rest.is_empty()).then_some(rest))
        }
        None => (row.span, None),
    };
    let inside = words.within(head);
    if inside.len() > HEADING_WORDS
        || (colon.is_none() && head.of(words.text).ends_with(['.', ',', ';']))
    {
        return None;
    }
    let hits = words.find(&HEADINGS, inside.clone());
    let covered: usize = hits.iter().map(|hit| hit.range.len()).sum();
    let marked =
        row.heading || colon.is_some() || all_upper(head.of(words.text)) || text.ends_with('?');
    let best = hits
        .iter()
        .max_by_key(|hit| (strength(hit.value), hit.range.len()))?;
    let first = hits.first()?.range.start - inside.start;
    let whole = inside.len() - covered <= filler_count(words, &inside, &hits);
    // A list item is a heading only where it says so in full.
    let enough = if rest.is_some() {
        // `Python: 5 years` is no heading; `Skills Required: Python` is one.
        whole || (covered * 2 >= inside.len() && first <= 2)
    } else if marked {
        covered * 3 >= inside.len() && (covered * 2 >= inside.len() || first <= 3)
    } else {
        whole
    };
    if row.bullet
        && !(colon.is_some() && rest.is_none())
        && !(whole && rest.is_none() && inside.len() >= 2)
    {
        return None;
    }
    enough.then_some(Heading {
        part: best.value,
        rest,
    })
}

/// Of two phrases in one heading, which speaks: `Preferred qualifications` is nice to have.
fn strength(part: Part) -> u8 {
    match part {
        Part::Nice => 5,
        Part::SetAside(_) => 3,
        Part::Must => 4,
        Part::Duties => 2,
        Part::Label => 1,
        Part::Open => 0,
    }
}

/// How many words of a heading outside of `hits` carry nothing.
fn filler_count(words: &Words, inside: &std::ops::Range<usize>, hits: &[Found<Part>]) -> usize {
    inside
        .clone()
        .filter(|&at| !hits.iter().any(|hit| hit.range.contains(&at)))
        .filter(|&at| {
            FILLERS.contains(words.word(at)) || words.word(at).bytes().all(|b| b.is_ascii_digit())
        })
        .count()
}

pub(super) fn all_upper(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests;
