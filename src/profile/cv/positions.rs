//! Positions: title, employer, dates, and the text that belongs to each.

mod anchors;
mod heading;
mod prose;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::lines::Lines;
use super::sections::Sections;
use super::structured;
use crate::document::Span;
use crate::languages::{Key, key};
use crate::profile::dates::{Mention, Month, interval};
use crate::profile::seniority::{self, Seniority};
use crate::text::{Token, tokenize};
use anchors::Shape;

/// A job held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub title: Option<Span>,
    pub employer: Option<Span>,
    /// The dates as written; the title where none are.
    pub dates: Span,
    /// First and last month, both counted; absent where only a duration or no date is given.
    pub months: Option<(Month, Month)>,
    /// Length where nothing else is given (`Accountant, 3 years`).
    pub stated_months: Option<u32>,
    pub kind: PositionKind,
    pub seniority: Option<Seniority>,
    /// From the position's heading to the next one's.
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PositionKind {
    Work,
    /// Internships, apprenticeships, placements.
    Internship,
    Volunteering,
}

impl Position {
    /// Whether the text says when or how long.
    pub fn is_dated(&self) -> bool {
        self.months.is_some() || self.stated_months.is_some()
    }
}

/// What [`find`] reads.
#[derive(Debug, Default)]
pub(super) struct Positions {
    /// By start of their text.
    pub held: Vec<Position>,
    /// Parts of positions whose months lie within those of the whole; their text belongs to it.
    ///
    /// What they claim counts as that of a position does, or a whole grown longer would cost
    /// what its parts are worth.
    pub details: Vec<Position>,
}

/// Spans of months, the first and the last counted in full.
type Intervals = Vec<(Month, Month)>;

/// Union of the months, gaps and overlaps of `worked`.
pub fn intervals(worked: &[(Month, Month)]) -> (u32, Intervals, Intervals) {
    (
        interval::union_months(worked),
        interval::gaps(worked),
        interval::overlaps(worked),
    )
}

/// Words, or beginnings of words, by which a title tells what kind of position it is.
struct KindWords {
    begins: [(PositionKind, Vec<&'static str>); 2],
    /// Beginnings of words that begin as those above but mean something else.
    other_begins: Vec<&'static str>,
    /// Who manages volunteers works.
    manages: Vec<&'static str>,
}

static KIND_WORDS: LazyLock<KindWords> = LazyLock::new(|| {
    let all = |key: Key| key.phrases().collect();
    KindWords {
        begins: [
            (
                PositionKind::Volunteering,
                all(key::POSITIONS_VOLUNTEERING_BEGINS),
            ),
            (
                PositionKind::Internship,
                all(key::POSITIONS_INTERNSHIP_BEGINS),
            ),
        ],
        other_begins: all(key::POSITIONS_OTHER_BEGINS),
        manages: all(key::POSITIONS_MANAGES),
    }
});

/// Whether the words are of a time that was no work.
pub(super) fn names_a_break(tokens: &[Token]) -> bool {
    anchors::BREAKS.any(tokens)
}

pub(super) fn seniority_of(text: &str, title: Option<Span>) -> Option<Seniority> {
    let tokens: Vec<Token> = title.map_or_else(Vec::new, |title| tokenize(title.of(text)));
    seniority::of_title(text, &tokens)
}

pub(super) fn kind_of(
    text: &str,
    title: Option<Span>,
    section: super::SectionKind,
) -> PositionKind {
    if section == super::SectionKind::Volunteering {
        return PositionKind::Volunteering;
    }
    let Some(title) = title else {
        return PositionKind::Work;
    };
    let written = crate::text::tokenize::lower(title.of(text));
    let table = &*KIND_WORDS;
    let mut words = written
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !begins_with_any(word, &table.other_begins));
    table
        .begins
        .iter()
        .find(|(_, begins)| words.clone().any(|word| begins_with_any(word, begins)))
        .map_or(PositionKind::Work, |(kind, _)| {
            if words.any(|word| table.manages.contains(&word)) {
                PositionKind::Work
            } else {
                *kind
            }
        })
}

fn begins_with_any(word: &str, beginnings: &[&str]) -> bool {
    beginnings
        .iter()
        .any(|beginning| word.starts_with(beginning))
}

/// Every position, in order of the text.
pub(super) fn find(lines: &Lines, sections: &Sections, as_of: Month) -> Positions {
    if lines.is_structured() {
        return Positions {
            held: structured::positions(lines, sections, as_of),
            details: Vec::new(),
        };
    }
    let anchors = anchors::find(lines, sections, as_of);
    let text = lines.text();
    let mut reader = heading::Reader::new(lines, sections);
    let read: Vec<(usize, Option<Span>, Option<Span>)> = anchors
        .iter()
        .map(|anchor| match anchor.shape {
            Shape::Prose => {
                let (title, employer) = prose::read(lines, sections, anchor);
                (anchor.line, title, employer)
            }
            Shape::Label => {
                let heading = reader.read(anchor);
                (heading.first, heading.title, heading.employer)
            }
            Shape::Boundary => (reader.pass(anchor), None, None),
        })
        .collect();
    // For each anchor the next one that is no detail, and for each line the last of those
    // behind it that go on with its section.
    let mut following = vec![None; anchors.len()];
    for index in (1..anchors.len()).rev() {
        following[index - 1] = if anchors[index].is_detail {
            following[index]
        } else {
            Some(index)
        };
    }
    let mut goes_on: Vec<usize> = (0..lines.count()).collect();
    for at in (1..lines.count()).rev() {
        // The experience may go on below its heading again; of other sections each is its own.
        let kind = sections.kinds[at];
        let is_same = kind == sections.kinds[at - 1]
            && (kind == super::SectionKind::Experience
                || sections.first[at] == sections.first[at - 1]);
        if is_same {
            goes_on[at - 1] = goes_on[at];
        }
    }
    let mut found = Positions::default();
    for (index, (anchor, &(first, title, employer))) in anchors.iter().zip(&read).enumerate() {
        if anchor.shape == Shape::Boundary {
            continue;
        }
        let kind = sections.kinds[anchor.line];
        let next = following[index]
            .and_then(|next| read.get(next))
            .map_or(lines.count(), |next| next.0);
        let end = goes_on[anchor.line].min(next.max(anchor.line + 1) - 1);
        let position = Position {
            title,
            employer,
            dates: anchor.dates,
            months: anchor.months,
            stated_months: match anchor.mention {
                Some(Mention::Duration { months }) => Some(months),
                _ => None,
            },
            kind: kind_of(text, title, kind),
            seniority: seniority_of(text, title),
            span: lines.span(first).join(lines.span(end)),
        };
        if anchor.is_detail {
            found.details.push(position);
        } else {
            found.held.push(position);
        }
    }
    let positions = &mut found.held;
    // The heading of one position never reaches into the text of the one before.
    for index in 1..positions.len() {
        let start = positions[index].span.start;
        let before: &mut Position = &mut positions[index - 1];
        before.span.end = before.span.end.min(start.max(before.span.start));
    }
    found
}

#[cfg(test)]
mod tests;
