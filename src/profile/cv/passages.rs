//! Lines of matched text: the unit in which evidence is counted.
//!
//! A term counts once a passage, and a repeated passage not at all, so that
//! writing a word twice earns nothing.

use serde::{Deserialize, Serialize};

use super::Strength;
use super::positions::Positions;
use super::sections::SectionKind;
use crate::document::{Document, Role, Span};
use crate::text::{TermSet, Token, pair_key};

/// One line of matched text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub span: Span,
    pub section: SectionKind,
    /// Index into [`CvProfile::positions`](super::CvProfile::positions).
    pub position: Option<u32>,
    pub strength: Strength,
    /// Range of the profile's tokens.
    pub first_token: u32,
    pub end_token: u32,
}

impl Passage {
    pub fn tokens<'a>(&self, tokens: &'a [Token]) -> &'a [Token] {
        &tokens[self.first_token as usize..self.end_token as usize]
    }
}

/// Shares of separators per token above which a line is a bare list.
const LIST_SEPARATORS: f64 = 0.3;

/// Splits the matched lines into passages; `tokens` are those not masked.
///
/// `sections[i]` is the section of line i.
pub(super) fn find(
    document: &Document,
    sections: &[SectionKind],
    positions: &Positions,
    tokens: &[Token],
) -> Vec<Passage> {
    let mut seen = TermSet::with_capacity_and_hasher(document.lines.len(), Default::default());
    let mut passages = Vec::with_capacity(document.lines.len());
    let mut at = 0;
    let mut position = 0;
    // Parts of positions with dates of their own that have begun.
    let mut detail = 0;
    let (held, details) = (&positions.held, &positions.details);
    for (line, &section) in document.lines.iter().zip(sections) {
        let first = at;
        while tokens
            .get(at)
            .is_some_and(|token| token.span().start < line.span.end)
        {
            at += 1;
        }
        let is_matched = first < at && is_matched(section) && line.role != Role::Identity;
        if !is_matched {
            continue;
        }
        while held
            .get(position)
            .is_some_and(|known| known.span.end <= line.span.start)
        {
            position += 1;
        }
        while details
            .get(detail)
            .is_some_and(|known| known.span.start <= line.span.start)
        {
            detail += 1;
        }
        let within = held
            .get(position)
            .filter(|known| known.span.overlaps(line.span) && known.is_dated());
        // The same line under other dates is another use, whatever the dates: a position grown
        // as long as another still says what it said.
        let print = fingerprint(&tokens[first..at]);
        let is_new = seen.insert(print);
        let stretch = (position + detail) as u64;
        let is_used_anew = within.is_some() && seen.insert(pair_key(print, stretch));
        if !is_new && !is_used_anew {
            continue;
        }
        let within = within.map(|_| position as u32);
        let written = line.span.of(&document.text);
        let strength = match (within, section) {
            (Some(_), _) => Strength::Used,
            (None, SectionKind::Skills) => Strength::Listed,
            _ if is_list(written, at - first) => Strength::Listed,
            _ => Strength::Described,
        };
        passages.push(Passage {
            span: line.span,
            section,
            position: within,
            strength,
            first_token: first as u32,
            end_token: at as u32,
        });
    }
    passages
}

fn is_matched(section: SectionKind) -> bool {
    !matches!(
        section,
        SectionKind::Interests
            | SectionKind::References
            | SectionKind::Contact
            | SectionKind::Objective
    )
}

fn is_list(line: &str, tokens: usize) -> bool {
    let separators =
        line.bytes().filter(|byte| b",;|/".contains(byte)).count() + line.matches('•').count();
    separators as f64 >= LIST_SEPARATORS * tokens as f64
}

/// The words of a line as one number.
pub(super) fn fingerprint(tokens: &[Token]) -> u64 {
    tokens
        .iter()
        .fold(0, |hash: u64, token| hash.rotate_left(7) ^ token.key)
}
