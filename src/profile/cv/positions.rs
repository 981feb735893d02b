//! Positions: title, employer, dates, and the text that belongs to each.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::impossible::{self, Impossibility, Impossible};
use super::lines::Lines;
use super::reading::LineLabels;
use super::sections::Sections;
use super::{righted, structured};
use crate::document::Span;
use crate::languages::{Key, key};
use crate::profile::dates::{self, Found, Mention, Month, Precision, RangeEnd, interval};
use crate::profile::roles::tokens_name_a_role;
use crate::profile::seniority::{self, Seniority};
use crate::reader::LineLabel;
use crate::reader::grouping::Position as Group;
use crate::text::{PhraseTable, Token, Tokens, tokenize};

/// A job held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
    /// How sure the reader is of its head, title, employer and dates, in percent; 100 where the
    /// format says it.
    pub certainty: u8,
}

/// A position of which the reader is less sure than this many percent should be looked at.
pub(crate) const LEAST_CERTAINTY: u8 = 50;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PositionKind {
    Work,
    /// Internships, apprenticeships, placements.
    Internship,
    Volunteering,
}

impl Position {
    /// Whether a person should look at how it was read.
    pub fn is_unsure(&self) -> bool {
        self.certainty < LEAST_CERTAINTY
    }

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
    /// What is dated as no position can be; none of the others.
    pub impossible: Vec<Impossible>,
}

/// Spans of months, the first and the last counted in full.
type Intervals = Vec<(Month, Month)>;

/// Union of the months, gaps and overlaps of `worked`.
pub(crate) fn intervals(worked: &[(Month, Month)]) -> (u32, Intervals, Intervals) {
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

/// Letters of a shortest word that is a time without work whatever stands beside it; shorter ones
/// (`Break`) are other words, too.
const LONG_WORD: usize = 8;

/// Whether the words are of a time that was no work, and of no occupation beside it (`Gap year`,
/// and not `Maternity leave adviser`).
pub(super) fn names_a_break(text: &str, tokens: &[Token]) -> bool {
    static BREAKS: LazyLock<PhraseTable<()>> =
        LazyLock::new(|| PhraseTable::of_keys(&[(key::POSITIONS_BREAKS, ())]));
    let mut named = BREAKS.find(Tokens::new(text, tokens), 0..tokens.len());
    named.next().is_some_and(|(at, ())| {
        let beside = [&tokens[..at.start], &tokens[at.end..]];
        let written = &tokens[at.clone()];
        let is_short = |word: &Token| word.of(text).chars().count() < LONG_WORD;
        let is_ambiguous = written.len() == 1 && written.iter().all(is_short);
        beside.iter().all(|words| match is_ambiguous {
            true => words.is_empty(),
            false => !tokens_name_a_role(text, words),
        })
    })
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
pub(super) fn find(
    lines: &Lines,
    sections: &Sections,
    read: &LineLabels,
    as_of: Month,
) -> Positions {
    if lines.is_structured() {
        return structured::positions(lines, sections, as_of);
    }
    let finder = Finder {
        lines,
        sections,
        read,
        as_of,
    };
    let mut found = Positions::default();
    let groups = &read.groups.positions;
    let mut umbrellas: Vec<Span> = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        if group.section.is_some_and(holds_no_work) {
            continue;
        }
        let next = groups.get(index + 1);
        let above = index.checked_sub(1).and_then(|above| groups.get(above));
        let Some((position, impossible)) = finder.position(group, above, next) else {
            continue;
        };
        // An employer over titles of their own: its time is theirs.
        let is_shared = next.is_some_and(|next| {
            next.is_employer_of_above && next.employer == group.employer && next.title.is_some()
        });
        let spans = |part: &Group| {
            let part = finder.position(part, None, None);
            part.is_some_and(|(part, _)| encloses(&position, &part))
        };
        if position.title.is_none() && is_shared && next.is_some_and(spans) {
            umbrellas.push(position.dates);
            continue;
        }
        if let Some(why) = impossible {
            found.impossible.push(Impossible::of(&position, why));
        } else if group.is_project && is_within(&found.held, &position) {
            found.details.push(position);
        } else if !group.is_project || finder.section(group) == super::SectionKind::Experience {
            found.held.push(position);
        }
    }
    finder.add_left_over(&mut found, &umbrellas);
    // Where others have dates, what has none is a word of a heading or of a list.
    if found.held.iter().any(Position::is_dated) {
        found.held.retain(Position::is_dated);
    }
    found
}

/// Words of a longest line that says so of a time that it was no work.
const LONGEST_BREAK: usize = 9;

/// Whether what stands under a heading is dated without being a position.
fn holds_no_work(heading: LineLabel) -> bool {
    matches!(
        heading,
        LineLabel::HeadProjects
            | LineLabel::HeadPublications
            | LineLabel::HeadCertificates
            | LineLabel::HeadInterests
            | LineLabel::HeadReferences
            | LineLabel::HeadLanguages
    )
}

/// A position dated by a year alone is taken to fill it.
const MONTHS_OF_A_YEAR: i32 = 12;
/// The same of a season or a quarter.
const MONTHS_OF_A_SEASON: i32 = 3;

/// Whether nothing but a length is told of the whole, or its months hold those of the part.
fn encloses(whole: &Position, part: &Position) -> bool {
    match (whole.months, part.months) {
        (Some((first, last)), Some((start, end))) => first <= start && end <= last,
        (whole, _) => whole.is_none(),
    }
}

/// Whether the months lie within those of the position above.
fn is_within(held: &[Position], part: &Position) -> bool {
    let above = held.last().filter(|above| above.months.is_some());
    above.is_some_and(|above| part.months.is_some() && encloses(above, part))
}

struct Finder<'a> {
    lines: &'a Lines<'a>,
    sections: &'a Sections,
    read: &'a LineLabels,
    as_of: Month,
}

/// Lengths in one line that are no longer the time of one position.
const MANY_LENGTHS: usize = 3;

impl Finder<'_> {
    fn first_line(&self, group: &Group) -> usize {
        self.read.line(group.lines.start)
    }

    fn section(&self, group: &Group) -> super::SectionKind {
        let kinds = &self.sections.kinds;
        kinds
            .get(self.first_line(group))
            .copied()
            .unwrap_or(super::SectionKind::Other)
    }

    /// With why it cannot be, if it cannot; none where the words say that the time was no work.
    fn position(
        &self,
        group: &Group,
        above: Option<&Group>,
        next: Option<&Group>,
    ) -> Option<(Position, Option<Impossibility>)> {
        let lines = self.lines;
        let text = lines.text();
        let (title, employer) = righted::title_and_employer(text, group, above);
        let named = title.or(employer)?;
        let written = named.of(text);
        if names_a_break(written, &tokenize(written)) {
            return None;
        }
        let first = self.first_line(group);
        let dated = self.dates(group);
        let is_length = |found: &&Found| matches!(found.mention, Mention::Duration { .. });
        let stated_months = match dated.map(|found| found.mention) {
            Some(Mention::Duration { months }) => Some(months),
            _ => None,
        };
        // `Developer, Engineer, 5 years, 6 years, 7 years`: words to be found by, and no position.
        let mut lengths = lines.mentions(first).iter().filter(is_length);
        if stated_months.is_some() && lengths.nth(MANY_LENGTHS - 1).is_some() {
            return None;
        }
        let months = dated.and_then(|found| match found.mention {
            Mention::Point(point) if point.month <= self.as_of => {
                let months = match point.precision {
                    Precision::Year => MONTHS_OF_A_YEAR,
                    Precision::Season => MONTHS_OF_A_SEASON,
                    Precision::Month | Precision::Day => 1,
                };
                let last = Month(point.month.0 + months - 1);
                Some((point.month, last.min(self.as_of)))
            }
            mention => interval::resolve(mention, self.as_of),
        });
        let last = self.read.line(group.lines.end.saturating_sub(1)).max(first);
        let end = self.end(first, last, next);
        let impossible = dated.and_then(|dated| impossible::why(text, dated, self.as_of));
        let position = Position {
            title,
            employer,
            dates: dated.map_or(named, |found| found.span),
            months,
            stated_months,
            kind: kind_of(text, title, self.section(group)),
            seniority: seniority_of(text, title),
            span: lines.span(first).join(lines.span(end)),
            certainty: (group.sure.clamp(0.0, 1.0) * 100.0) as u8,
        };
        Some((position, impossible))
    }

    /// What the words labelled as dates say, or else what stands on the lines of the head: a
    /// range before two dates that make one, a length before a single date.
    fn dates(&self, group: &Group) -> Option<Found> {
        let mut found: Vec<Found> = self.read.dated(self.lines, &group.lines, &group.dates);
        found.sort_by_key(|found| found.span);
        found.dedup();
        let is_range = |found: &&Found| matches!(found.mention, Mention::Range { .. });
        if let Some(range) = found.iter().find(is_range) {
            return Some(*range);
        }
        if let Some(range) = self.parted_range(group) {
            return Some(range);
        }
        let mut points = found.iter().filter_map(|found| match found.mention {
            Mention::Point(point) => Some((found.span, point)),
            _ => None,
        });
        if let (Some((first, start)), Some((last, end))) = (points.next(), points.next())
            && start.month < end.month
        {
            return Some(Found {
                span: first.join(last),
                mention: Mention::Range {
                    start,
                    end: RangeEnd::At(end),
                },
            });
        }
        let is_length = |found: &&Found| matches!(found.mention, Mention::Duration { .. });
        found
            .iter()
            .find(is_length)
            .or_else(|| found.first())
            .copied()
    }

    /// The range whose start and end stand in two cells or on two lines, read as if they stood
    /// side by side.
    fn parted_range(&self, group: &Group) -> Option<Found> {
        let (first, last) = (group.dates.first()?, group.dates.last()?);
        if group.dates.len() < 2 {
            return None;
        }
        let text = self.lines.text();
        let parts: Vec<&str> = group
            .dates
            .iter()
            .map(|date| {
                date.span
                    .of(text)
                    .trim_matches(|sign: char| !sign.is_alphanumeric())
            })
            .collect();
        let beside = parts.join(" - ");
        let found = dates::find(&beside, &tokenize(&beside));
        let range = found
            .into_iter()
            .find(|found| matches!(found.mention, Mention::Range { .. }))?;
        Some(Found {
            span: first.span.join(last.span),
            ..range
        })
    }

    /// Ranges of the experience that stand in a head of no position: what the person did then is
    /// not known, but that it was work.
    fn add_left_over(&self, found: &mut Positions, umbrellas: &[Span]) {
        let lines = self.lines;
        let kinds = &self.sections.kinds;
        let mut known: Vec<Span> = (found.held.iter().chain(&found.details))
            .map(|position| position.dates)
            .chain(umbrellas.iter().copied())
            .collect();
        known.sort_unstable();
        let impossible: Vec<Span> = found.impossible.iter().map(|known| known.span).collect();
        let is_impossible = |span: Span| {
            let behind = impossible.partition_point(|known| known.end <= span.start);
            impossible
                .get(behind)
                .is_some_and(|known| known.overlaps(span))
        };
        let mut left: Vec<(usize, Found)> = Vec::new();
        let mut last = None;
        for (at, label) in self.read.labels() {
            // A line that was read in pieces comes more than once.
            if last.replace(at) == Some(at) {
                continue;
            }
            let of_head = matches!(label, LineLabel::PositionStart | LineLabel::PositionMore)
                || lines.is_only_dates(at);
            if !of_head || kinds[at] != super::SectionKind::Experience || self.is_a_break(at) {
                continue;
            }
            let ranges = lines.mentions(at).iter().filter(|mention| {
                let behind = known.partition_point(|dates| dates.end <= mention.span.start);
                let is_known = known
                    .get(behind)
                    .is_some_and(|dates| dates.overlaps(mention.span))
                    || is_impossible(mention.span);
                matches!(mention.mention, Mention::Range { .. }) && !is_known
            });
            left.extend(ranges.map(|mention| (at, *mention)));
        }
        if left.is_empty() {
            return;
        }
        for (at, mention) in left {
            let Some(months) = interval::resolve(mention.mention, self.as_of) else {
                continue;
            };
            let position = Position {
                title: None,
                employer: None,
                dates: mention.span,
                months: Some(months),
                stated_months: None,
                kind: PositionKind::Work,
                seniority: None,
                span: lines.span(at),
                certainty: 0,
            };
            match impossible::why(lines.text(), mention, self.as_of) {
                Some(why) => found.impossible.push(Impossible::of(&position, why)),
                None => found.held.push(position),
            }
        }
        found.held.sort_by_key(|position| position.span.start);
    }

    /// Whether a short line beside the dates says that the time was no work.
    fn is_a_break(&self, at: usize) -> bool {
        let last = (at + 1).min(self.lines.count().saturating_sub(1));
        (at.saturating_sub(1)..=last).any(|near| {
            let tokens = self.lines.tokens(near);
            // Long lines first: each word of the others is held against each date.
            if tokens.len() > LONGEST_BREAK {
                return false;
            }
            let dated = self.lines.mentions(near);
            let is_dated =
                |token: &Token| dated.iter().any(|date| date.span.contains(token.span()));
            let other: Vec<Token> = tokens
                .iter()
                .copied()
                .filter(|one| !is_dated(one))
                .collect();
            names_a_break(self.lines.text(), &other)
        })
    }

    /// The last line that belongs to the position: before the next one, in the same section.
    fn end(&self, first: usize, last: usize, next: Option<&Group>) -> usize {
        let limit = next.map_or(self.lines.count(), |next| {
            self.first_line(next).max(first + 1)
        });
        let kind = self.sections.kinds[last];
        let mut end = last;
        while end + 1 < limit && self.sections.kinds[end + 1] == kind {
            end += 1;
        }
        end.min(limit.saturating_sub(1)).max(first)
    }
}

#[cfg(test)]
mod tests;
