//! The head of a CV, where nothing counts but what is recognised: titles, prose, skills beside
//! other skills, places of work beside a title, degrees, languages. All else there is masked.
//!
//! Names come in more forms than rules can hunt. Nothing here is recognised by a word that may be
//! a name alone, so that no score can hang on what somebody is called: `Ruby` on a line of its own
//! counts as little as `Inge`.

use super::merge;
use super::name::{self, Name};
use super::seen::{Kind, Reader, Seen};
use crate::document::{Document, Role, Span};
use crate::lexicon::Lexicon;
use crate::profile::cv::sections::{SectionKind, heading_of};
use crate::text::{Shape, Token};

/// Lines that may belong to the head of a CV, at most.
const HEAD_LINES: usize = 14;
/// The same below a heading over contact details.
const CONTACT_LINES: usize = 24;
/// The same where the CV has no heading that is known; what is masked anyway is not counted.
const LINES_WITHOUT_HEADING: usize = 4;
/// Bytes that may belong to the head.
const HEAD_BYTES: u32 = 2_000;
/// A longer line, in bytes, is a whole CV whose lines run together, and no line of a head.
const LONGEST_LINE: usize = 8_000;
/// Lines above its dates that may belong to a position, at most.
const LINES_ABOVE_DATES: usize = 3;
/// Skills in a row, each on a line of its own, that make a list.
const COLUMN: usize = 4;
/// Words of a longest name.
const LONGEST_NAME: usize = 6;

/// What stands on one line of the head.
struct HeadLine {
    at: usize,
    seen: Seen,
    /// Something that may be a name stood on a line before.
    named: bool,
}

/// Masks what is not recognised in the head; returns what stays whatever else masks it: the
/// languages that somebody speaks, there and among personal details.
pub(super) fn read(
    document: &Document,
    tokens: &[Token],
    line_tokens: &[&[Token]],
    contacts: &[Span],
    lexicon: &Lexicon,
    name: &mut Name,
    spans: &mut Vec<Span>,
) -> Vec<Span> {
    if document.format.is_structured_cv() {
        return Vec::new();
    }
    let masked = merge(std::mem::take(spans));
    let reader = Reader::new(document, tokens, line_tokens, lexicon, masked);
    spans.extend_from_slice(&reader.masked);
    let mut lines = head_lines(&reader);
    if !reader.has_heading() {
        // What ends the head is not known: in a language whose headings are not.
        let told = |line: &&HeadLine| reader.shows_words(line.at);
        let last = lines.iter().filter(told).nth(LINES_WITHOUT_HEADING);
        if let Some(end) = last.map(|line| line.at) {
            lines.retain(|line| line.at < end);
        }
    }
    keep_lists(&mut lines, &reader);
    let mut candidates: Vec<(usize, Vec<Token>)> = Vec::new();
    for line in &lines {
        let tokens = line_tokens[line.at];
        // A name between an address and a phone was masked as a place of theirs.
        if !reader.shows_words(line.at)
            && let Some(words) = may_name(&reader, tokens)
        {
            candidates.push((line.at, words.to_vec()));
        }
        for part in reader.outside(document.lines[line.at].span, &line.seen.kept) {
            let first = tokens.partition_point(|token| token.span().end <= part.start);
            let last = tokens.partition_point(|token| token.span().start < part.end);
            let Some(words) = tokens.get(first..last).filter(|words| !words.is_empty()) else {
                continue;
            };
            spans.push(part);
            if let Some(words) = may_name(&reader, words) {
                candidates.push((line.at, words.to_vec()));
            }
        }
    }
    learn(&reader, contacts, candidates, name);
    reader.languages(lines.iter().map(|line| line.at))
}

/// The lines before the first section and the first dated position.
fn head_lines(reader: &Reader) -> Vec<HeadLine> {
    let mut head: Vec<HeadLine> = Vec::new();
    let (mut read, mut most) = (0, HEAD_LINES);
    let mut named = false;
    for (at, line) in reader.document.lines.iter().enumerate() {
        let tokens = reader.line_tokens[at];
        if tokens.is_empty() || line.role == Role::Identity {
            continue;
        }
        let heading = heading_of(reader.text, tokens)
            .filter(|_| name::names_in_title(reader.text, tokens, reader.lexicon).is_none());
        match heading {
            Some(SectionKind::Contact) => {
                (read, most) = (0, CONTACT_LINES);
                continue;
            }
            // `Candidate profile`, and the name below.
            Some(SectionKind::Summary | SectionKind::Objective) if !named => continue,
            Some(_) => break,
            None => {}
        }
        read += 1;
        if read > most || line.span.start > HEAD_BYTES || line.span.len() > LONGEST_LINE {
            break;
        }
        if reader.is_dated(at) {
            drop_position(reader, &mut head, at);
            break;
        }
        let before = head.last().filter(|before| before.at + 1 == at);
        let seen = reader.see(at, before.map(|before| &before.seen), named);
        let named_before = named;
        named |= seen.may_name;
        head.push(HeadLine {
            at,
            seen,
            named: named_before,
        });
    }
    head
}

/// Lines right above the dates belong to the position, where a name may stand before them.
fn drop_position(reader: &Reader, head: &mut Vec<HeadLine>, dated: usize) {
    let mut start = dated;
    let mut kept = head.len();
    while let Some(line) = kept.checked_sub(1).and_then(|last| head.get(last))
        && line.at + 1 == start
        && dated - line.at <= LINES_ABOVE_DATES
    {
        start = line.at;
        kept -= 1;
    }
    let parted = start == 0
        || reader
            .line_tokens
            .get(start - 1)
            .is_none_or(|before| before.is_empty());
    let named = head[..kept].iter().any(|line| line.seen.may_name);
    if parted && named {
        head.truncate(kept);
    }
}

/// Skills of the head count beside other skills only.
fn keep_lists(lines: &mut [HeadLine], reader: &Reader) {
    let is_skill = |kind: Kind| kind == Kind::Skill;
    let mut column = 0;
    for index in 0..lines.len() {
        let line = &lines[index];
        let pieces = &line.seen.pieces;
        // What stands first may be the name.
        let first = usize::from(!line.named);
        let listed = pieces.get(first..).unwrap_or_default();
        let skills = listed.iter().filter(|piece| is_skill(piece.kind)).count();
        let titles = pieces
            .iter()
            .filter(|piece| matches!(piece.kind, Kind::Title | Kind::Trades));
        let unknown = listed.iter().filter(|piece| piece.kind == Kind::Unknown);
        let goes_on = index > 0
            && lines[index - 1].seen.is_list
            && lines[index - 1].at + 1 == line.at
            && reader.document.lines[lines[index - 1].at]
                .span
                .of(reader.text)
                .trim_end()
                .ends_with([',', '|', '/', '&']);
        let is_list = skills > 1 && skills + titles.count() > 2 && unknown.count() * 2 <= skills
            || goes_on && skills > 0;
        if is_list {
            let kept: Vec<Span> = listed
                .iter()
                .filter(|piece| is_skill(piece.kind))
                .map(|piece| piece.span)
                .collect();
            let seen = &mut lines[index].seen;
            seen.kept.extend(kept);
            seen.is_list = true;
        }
        let alone = matches!(lines[index].seen.pieces.as_slice(), [piece] if is_skill(piece.kind));
        let follows = index > 0 && lines[index - 1].at + 1 == lines[index].at;
        column = match (alone && lines[index].named, follows) {
            (true, true) => column + 1,
            (true, false) => 1,
            _ => 0,
        };
        if column >= COLUMN {
            for line in &mut lines[index + 1 - column..=index] {
                let pieces = line.seen.pieces.iter().map(|piece| piece.span);
                line.seen.kept.extend(pieces);
            }
        }
    }
}

/// The words of a masked part that may be a name.
fn may_name<'a>(reader: &Reader, words: &'a [Token]) -> Option<&'a [Token]> {
    let skip = words
        .iter()
        .take_while(|token| name::stands_before(token))
        .count();
    let words = &words[skip..];
    let letters = |token: &Token| token.of(reader.text).chars().all(char::is_alphabetic);
    let fits = (1..=LONGEST_NAME).contains(&words.len())
        && words
            .iter()
            .all(|token| token.shape() == Shape::Word && letters(token))
        && words.iter().any(|token| token.span().len() > 2);
    fits.then_some(words)
}

/// Knows the masked words where they come back: those of the name alone, all others together.
fn learn(
    reader: &Reader,
    contacts: &[Span],
    mut candidates: Vec<(usize, Vec<Token>)>,
    name: &mut Name,
) {
    // `Ruby`, and `Marshgrove` on the next line.
    let mut at = 1;
    while at < candidates.len() {
        let (above, below) = (&candidates[at - 1], &candidates[at]);
        let lines = reader.line_tokens;
        let whole = lines[above.0].len() == above.1.len() && lines[below.0].len() == 1;
        if whole && above.0 + 1 == below.0 && above.1.len() + below.1.len() <= LONGEST_NAME {
            let (_, below) = candidates.remove(at);
            candidates[at - 1].1.extend(below);
            candidates[at - 1].0 += 1;
        } else {
            at += 1;
        }
    }
    for (_, words) in &candidates {
        name.extend_together(words);
    }
    if !name.is_empty() {
        return;
    }
    let told = |words: &[Token]| name::in_addresses(reader.text, words, contacts);
    let several = |words: &[Token]| words.len() > 1 && !words.iter().any(name::is_no_name);
    let found = candidates
        .iter()
        .find(|(_, words)| told(words))
        .or_else(|| candidates.iter().find(|(_, words)| several(words)));
    if let Some((_, words)) = found {
        name.extend(reader.text, words);
    }
}

/// Masks lines with a page's number and what stands beside it: `Ruby Marshgrove | Page 2 of 3`.
pub(super) fn page_lines(line_tokens: &[&[Token]], spans: &mut Vec<Span>) {
    /// Longest line of a page's number, in tokens.
    const LONGEST: usize = 12;
    for tokens in line_tokens.iter().filter(|line| line.len() <= LONGEST) {
        // `Page` may be a name as well: `Joy Page - page 2`.
        let is_numbered = tokens
            .windows(2)
            .any(|pair| name::is_page_word(&pair[0]) && pair[1].shape() == Shape::Number);
        if is_numbered && let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            spans.push(first.span().join(last.span()));
        }
    }
}

/// Takes the parts in `kept` out of `spans`; both sorted.
pub(super) fn without(spans: Vec<Span>, mut kept: Vec<Span>) -> Vec<Span> {
    if kept.is_empty() {
        return spans;
    }
    kept.sort_unstable();
    let mut left = Vec::with_capacity(spans.len() + kept.len());
    for span in spans {
        let mut start = span.start;
        for keep in kept.iter().filter(|keep| keep.overlaps(span)) {
            if keep.start > start {
                left.push(Span {
                    start,
                    end: keep.start,
                });
            }
            start = start.max(keep.end);
        }
        if start < span.end {
            left.push(Span {
                start,
                end: span.end,
            });
        }
    }
    left
}
