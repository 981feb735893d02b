//! Cuts a post into sentences and list items, each with what its heading announces.

use super::cues::{OPENERS, SPEECH, Speech};
use super::headings::{HEADINGS, Part};
use super::phrases::Words;
use crate::document::{Document, Role, Span};

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

/// A stretch of the text without line breaks that divide it.
#[derive(Debug, Clone, Copy)]
struct Row {
    span: Span,
    bullet: bool,
    heading: bool,
    after_blank: bool,
    /// Part of a line that holds much of a post.
    running: bool,
}

/// Lines longer than this hold a whole post, or much of it, in one paragraph.
const RUNNING_LINE: usize = 400;
/// From this many hyphens on, they are bullets of a list put into one line.
const MANY_HYPHENS: usize = 4;
/// A heading has no more words than this.
const HEADING_WORDS: usize = 9;
/// A line with no more words than this may be a list item.
const SHORT_LINE_WORDS: usize = 8;
/// Text wrapped at a fixed width has no line longer than this.
const WRAPPED_WIDTH: usize = 130;

const BULLETS: &[char] = &[
    '•', '●', '▪', '◦', '‣', '■', '–', '—', '-', '*', '·', '○', '✓', '✔', '➢', '►', '\u{f0b7}', '→',
];
/// Bullets that divide wherever they stand in a line.
const INNER_BULLETS: &[char] = &['•', '●', '▪', '◦', '‣', '■', '✓', '✔', '➢', '►', '\u{f0b7}'];

/// Every sentence and list item of the post, in order, without headings.
pub(super) fn split(document: &Document, words: &Words) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut reading = Reading {
        part: Part::Open,
        rows: 0,
        saw_bullets: false,
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
}

impl Reading {
    fn has_moved_on(&self, words: &Words, row: Row) -> bool {
        let range = words.within(row.span);
        let asks = SPEECH
            .find(words, range.clone())
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
        if row.after_blank && !row.bullet && self.rows > 0 && self.has_moved_on(words, row) {
            // Running text after a list is no longer what the heading announced.
            self.part = Part::Open;
            self.saw_bullets = false;
        }
        self.rows += 1;
        self.saw_bullets |= row.bullet;
        if row.running {
            self.running(words, row, blocks);
        } else {
            self.push(words, row.span, row.bullet, blocks);
        }
    }

    fn push(&self, words: &Words, span: Span, bullet: bool, blocks: &mut Vec<Block>) {
        for sentence in sentences(words, span) {
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
    let hit = HEADINGS.at(words, at, range.end)?;
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
    let with_colon = next <= range.end && colon(next);
    if with_colon {
        let is_label = matches!(hit.value, Part::Label);
        return Some((if is_label { Part::Open } else { hit.value }, next));
    }
    let next = hit.range.end;
    let cyrillic = words.word(at).chars().any(|c| ('а'..='я').contains(&c));
    let gap = words.gap_before(next);
    let listed = gap.contains(INNER_BULLETS) || gap.trim_end().ends_with(" -") || gap.contains("…");
    // At the end of a list item the heading belongs to the items after it.
    let closes = next == range.end && at > range.start;
    let followed = closes || listed || (gap.trim().is_empty() && words.starts_upper(next));
    // Nouns are capitalised in German, and single English words begin sentences too often.
    let enough = cyrillic || hit.range.len() >= 2;
    let weak = matches!(hit.value, Part::Label)
        || matches!(
            words.word(at),
            "у" | "от"
                | "опыт"
                | "описание"
                | "образование"
                | "проект"
                | "роль"
                | "компания"
                | "навыки"
        );
    let sentence_starts =
        words.gap_before(at).contains(['.', ';', '!', '•', '?']) || at == range.start;
    (followed
        && enough
        && (!weak || (sentence_starts && hit.range.len() > 1 && words.word(at) != "опыт")))
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
    let hits = HEADINGS.find(words, inside.clone());
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

/// Words of a heading that carry nothing: articles, numbers, joining words.
fn filler_count(
    words: &Words,
    inside: &std::ops::Range<usize>,
    hits: &[super::phrases::Found<Part>],
) -> usize {
    inside
        .clone()
        .filter(|&at| !hits.iter().any(|hit| hit.range.contains(&at)))
        .filter(|&at| {
            matches!(
                words.word(at),
                "the"
                    | "our"
                    | "your"
                    | "and"
                    | "or"
                    | "for"
                    | "of"
                    | "in"
                    | "a"
                    | "to"
                    | "i"
                    | "ii"
                    | "iii"
                    | "iv"
                    | "v"
                    | "key"
                    | "main"
                    | "job"
                    | "role"
                    | "position"
                    | "und"
                    | "et"
                    | "y"
                    | "e"
                    | "ed"
                    | "en"
                    | "oraz"
                    | "și"
                    | "и"
                    | "к"
                    | "от"
                    | "вас"
                    | "кандидату"
                    | "кандидатам"
                    | "ihre"
                    | "deine"
                    | "unsere"
                    | "vos"
                    | "nos"
                    | "para"
                    | "per"
                    | "voor"
                    | "us"
                    | "you"
            ) || words.word(at).bytes().all(|b| b.is_ascii_digit())
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

fn trimmed(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let start = inside.len() - inside.trim_start().len();
    let kept = inside.trim();
    Span::new(
        span.start as usize + start,
        span.start as usize + start + kept.len(),
    )
}

/// Lines put together to rows: a line that goes on in the next is one row with it.
fn rows(document: &Document, words: &Words) -> Vec<Row> {
    let text = words.text;
    let width = document
        .lines
        .iter()
        .map(|line| line.span.len())
        .max()
        .unwrap_or(0);
    let wrapped = (50..=WRAPPED_WIDTH).contains(&width);
    let mut rows: Vec<Row> = Vec::new();
    let mut blank = true;
    let mut last_length = 0;
    for line in &document.lines {
        if matches!(
            line.role,
            Role::PageHeader | Role::PageFooter | Role::Identity
        ) {
            continue;
        }
        for (index, piece) in inner_pieces(text, line.span).into_iter().enumerate() {
            let (content, marked, hashed) = unmarked(text, piece);
            if content.is_empty() {
                blank = true;
                continue;
            }
            let bullet = marked || index > 0 || line.role == Role::ListItem;
            let heading = hashed || line.role == Role::Heading;
            let goes_on = !blank
                && !bullet
                && !heading
                && rows.last().is_some_and(|before| {
                    !before.heading
                        && continues(
                            text,
                            before.span,
                            content,
                            wrapped && last_length * 4 >= width * 3,
                        )
                });
            match rows.last_mut() {
                Some(before) if goes_on => before.span = before.span.join(content),
                _ => rows.push(Row {
                    span: content,
                    bullet,
                    heading,
                    after_blank: blank,
                    running: line.span.len() > RUNNING_LINE,
                }),
            }
            last_length = line.span.len();
            blank = false;
        }
        blank |= text[line.span.end as usize..]
            .trim_start_matches(' ')
            .starts_with("\n\n");
    }
    rows
}

/// Whether `next` goes on with the sentence of `before`.
fn continues(text: &str, before: Span, next: Span, full_line: bool) -> bool {
    let ended = before.of(text).ends_with(['.', '!', '?', ':', ';']);
    let lower = next.of(text).chars().next().is_some_and(char::is_lowercase);
    !ended && (lower || full_line)
}

/// A line divided where bullets stand in its middle.
fn inner_pieces(text: &str, line: Span) -> Vec<Span> {
    let inside = line.of(text);
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in inside.char_indices() {
        if at > start && INNER_BULLETS.contains(&c) {
            pieces.push(Span::new(
                line.start as usize + start,
                line.start as usize + at,
            ));
            start = at;
        }
    }
    pieces.push(Span::new(line.start as usize + start, line.end as usize));
    pieces
}

/// The piece without bullet, number and heading marks; whether it had a bullet, and
/// whether it had a heading mark.
fn unmarked(text: &str, piece: Span) -> (Span, bool, bool) {
    let mut span = trimmed(text, piece);
    let inside = span.of(text);
    let hashes = inside.len() - inside.trim_start_matches('#').len();
    let mut heading = hashes > 0 && inside[hashes..].starts_with(' ');
    if heading {
        span = trimmed(
            text,
            Span {
                start: span.start + hashes as u32,
                end: span.end,
            },
        );
    }
    let mut bullet = false;
    let inside = span.of(text);
    if let Some(mark) = inside.chars().next().filter(|c| BULLETS.contains(c)) {
        let rest = &inside[mark.len_utf8()..];
        if rest.starts_with([' ', '\t'])
            || (INNER_BULLETS.contains(&mark) && !rest.is_empty())
            || rest.is_empty()
        {
            bullet = true;
            span = trimmed(
                text,
                Span {
                    start: span.start + mark.len_utf8() as u32,
                    end: span.end,
                },
            );
        }
    } else if let Some(after) = numbered(inside) {
        bullet = true;
        span = trimmed(
            text,
            Span {
                start: span.start + after as u32,
                end: span.end,
            },
        );
    }
    let inside = span.of(text);
    let bold = ["**", "__"].into_iter().find(|mark| {
        inside.len() > 4
            && inside.starts_with(mark)
            && inside.trim_end_matches(':').ends_with(mark)
            && inside.matches(mark).count() == 2
    });
    if bold.is_some() {
        heading = true;
        bullet = false;
        span = Span {
            start: span.start + 2,
            end: span.end - if inside.ends_with(':') { 3 } else { 2 },
        };
    }
    (span, bullet, heading)
}

/// Where the text after `1. ` or `2) ` begins.
fn numbered(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    ((1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") ")))
        .then_some(digits + 2)
}

/// A paragraph divided into list items where one begins without a full stop before it.
fn items(words: &Words, span: Span) -> Vec<Span> {
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
        let dash = (gap.ends_with(" - ") && (gap.len() > 3 || hyphens >= MANY_HYPHENS))
            || gap.contains(INNER_BULLETS);
        // ` o ` is how a list within a list comes out of a word processor.
        let sub_list = words.word(at) == "o" && gap == " " && words.gap_before(at + 1) == " ";
        let opens = gap.trim().is_empty()
            && words.starts_upper(at)
            && OPENERS.at(words, at, range.end).is_some();
        if dash || sub_list || opens {
            found.push(Span {
                start,
                end: token.span.start,
            });
            start = if sub_list {
                token.span.end
            } else {
                token.span.start
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

/// Words before a full stop that do not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "etc", "vs", "sr", "jr", "dr", "mr", "ms", "mrs", "inc", "ltd", "co", "corp",
    "st", "no", "approx", "incl", "min", "max", "u.s", "ph.d", "b.s", "m.s", "b.a", "m.a", "b.sc",
    "m.sc", "z.b", "bzw", "ca", "mind", "inkl", "evtl", "d.h", "u.a", "ggf", "p.ex", "ej", "p.ej",
    "ad es", "np", "m.in", "tzw", "min", "т.д", "т.п", "т.ч", "т.е", "др", "пр", "г", "руб", "тыс",
    "мин", "exp",
];

/// Sentences of `span`, without the white space between them.
fn sentences(words: &Words, span: Span) -> Vec<Span> {
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
            text[start..at].split_whitespace().count() >= 3 && after.split_whitespace().count() >= 3
        } else {
            let starts_anew = next.is_some_and(|n| !n.is_lowercase() && n != ')' && n != ',');
            let word = text[start..at]
                .rsplit(|p: char| p.is_whitespace() || p == '(')
                .next()
                .unwrap_or("");
            let lower = word.to_lowercase();
            let short = c == '.'
                && (ABBREVIATIONS.contains(&lower.as_str())
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
