//! Cuts a post into sentences and list items, each with what its heading announces.

use std::sync::LazyLock;

use super::cues::{SPEECH, Speech};
use super::headings::{HEADINGS, Part};
use super::phrases::{Listed, Words, listed};
use super::rows::{Row, rows};
use super::sentences::{INNER_BULLETS, items, pieces, sentences, trimmed};
use crate::document::{Document, Span};
use crate::languages::key;

/// One sentence or list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    pub span: Span,
    pub part: Part,
    /// Stands in a list, or is as short as a list item.
    pub bullet: bool,
    /// Has a bullet or a number before it.
    pub marked: bool,
}

/// A heading has no more words than this.
const HEADING_WORDS: usize = 9;

/// A line with no more words than this may be a list item.
const SHORT_LINE_WORDS: usize = 8;

/// Every sentence and list item of the post, in order, without headings.
pub(super) fn split(document: &Document, words: &Words) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut reading = Reading {
        part: Part::Open,
        rows: 0,
        saw_bullets: false,
        unstopped: false,
    };
    for row in rows(document, words) {
        reading.row(words, row, &mut blocks);
    }
    blocks
}

/// What the rows before the present one said.
struct Reading {
    part: Part,
    /// How many rows stand under the present heading.
    rows: usize,
    saw_bullets: bool,
    /// None of these rows ends in a full stop: they are items of a list without bullets.
    unstopped: bool,
}

impl Reading {
    fn has_moved_on(&self, words: &Words, row: Row) -> bool {
        let range = words.within(row.span);
        let asks = words
            .find(&SPEECH, range.clone())
            .iter()
            .any(|hit| hit.value == Speech::Asks);
        let prose = range.len() >= 12 && (self.saw_bullets || sentences(words, row.span).len() > 1);
        matches!(self.part, Part::Must | Part::Nice | Part::Duties) && prose && !asks
    }

    fn row(&mut self, words: &Words, row: Row, blocks: &mut Vec<Block>) {
        let mut row = row;
        if let Some(heading) = heading(words, row) {
            match (heading.part, heading.rest) {
                (Part::Label, Some(rest)) => {
                    blocks.push(Block {
                        span: rest,
                        part: Part::Label,
                        bullet: false,
                        marked: false,
                    });
                    return;
                }
                (Part::SetAside(reason), Some(rest)) if !row.heading && rest.len() < 80 => {
                    blocks.push(Block {
                        span: rest,
                        part: Part::SetAside(reason),
                        bullet: false,
                        marked: false,
                    });
                    return;
                }
                (part, rest) => {
                    self.part = part;
                    self.rows = 0;
                    self.saw_bullets = false;
                    match rest {
                        Some(rest) => row.span = rest,
                        None => return,
                    }
                }
            }
        } else if looks_like_heading(words, row) {
            // A heading without known words ends what is set aside, and nothing else.
            if matches!(self.part, Part::SetAside(_)) {
                self.part = Part::Open;
            }
            self.rows = 0;
            self.saw_bullets = false;
            return;
        }
        let apart = row.after_blank || self.unstopped;
        if apart && !row.bullet && self.rows > 0 && self.has_moved_on(words, row) {
            // Running text after a list is no longer what the heading announced.
            self.part = Part::Open;
            self.saw_bullets = false;
        }
        self.rows += 1;
        let stopped = row.span.of(words.text).ends_with(['.', '!', ')', ';']);
        self.unstopped = !stopped && (self.unstopped || self.rows == 1);
        self.saw_bullets |= row.bullet;
        if row.running {
            self.running(words, row, blocks);
        } else {
            self.push(words, row.span, row.bullet, blocks);
        }
        if let Some(part) = announced(words, row.span).filter(|_| !row.running) {
            self.part = part;
            self.rows = 0;
            self.saw_bullets = false;
        }
    }

    fn push(&self, words: &Words, span: Span, bullet: bool, blocks: &mut Vec<Block>) {
        let sentences = sentences(words, span).into_iter();
        for sentence in sentences.flat_map(|sentence| pieces(words, sentence)) {
            // A short line without a full stop is a list item that lost its bullet.
            let short = words.within(sentence).len() <= SHORT_LINE_WORDS
                && !sentence.of(words.text).ends_with('.');
            blocks.push(Block {
                span: sentence,
                part: self.part,
                bullet: bullet || (short && sentence == span),
                marked: bullet,
            });
        }
    }

    /// A paragraph that may hold headings and list items in its middle.
    fn running(&mut self, words: &Words, row: Row, blocks: &mut Vec<Block>) {
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
                end: token.span.start,
            };
            for item in items(words, before) {
                self.push(words, item, row.bullet, blocks);
            }
            self.part = part;
            start = words
                .tokens
                .get(next.saturating_sub(1))
                .map_or(start, |t| t.span.end);
            at = next;
        }
        for item in items(
            words,
            Span {
                start,
                end: row.span.end,
            },
        ) {
            self.push(words, item, row.bullet, blocks);
        }
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

/// What the last sentence of a paragraph announces by its colon:
/// `Most candidates bring the following qualifications:`.
fn announced(words: &Words, span: Span) -> Option<Part> {
    if !span.of(words.text).ends_with(':') {
        return None;
    }
    let last = sentences(words, span).pop()?;
    words
        .find(&HEADINGS, words.within(last))
        .into_iter()
        .map(|hit| hit.value)
        .filter(|part| matches!(part, Part::Must | Part::Nice | Part::Duties))
        .max_by_key(|part| strength(*part))
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
fn filler_count(
    words: &Words,
    inside: &std::ops::Range<usize>,
    hits: &[super::phrases::Found<Part>],
) -> usize {
    inside
        .clone()
        .filter(|&at| !hits.iter().any(|hit| hit.range.contains(&at)))
        .filter(|&at| {
            FILLERS.contains(words.word(at)) || words.word(at).bytes().all(|b| b.is_ascii_digit())
        })
        .count()
}

fn looks_like_heading(words: &Words, row: Row) -> bool {
    let count = words.within(row.span).len();
    let text = row.span.of(words.text);
    let short = (1..=HEADING_WORDS).contains(&count);
    short
        && (row.heading
            || (text.ends_with(':') && !row.bullet)
            || (!row.bullet && count >= 2 && all_upper(text)))
}

fn all_upper(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}
