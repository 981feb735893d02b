//! Positions and education of formats that tell them: the roles of lines as they stand.
//!
//! Nothing is guessed here from running text: what a file has a field for is
//! not looked for in prose.

use std::ops::Range;

use super::impossible::{self, Impossible};
use super::lines::Lines;
use super::positions::{self, Position, Positions};
use super::schooling::EducationEntry;
use super::sections::{SectionKind, Sections};
use crate::document::{Document, Role, Span};
use crate::profile::dates::{
    self, DatePoint, Found, Mention, Month, Precision, RangeEnd, interval,
};
use crate::profile::education::EducationMention;

/// The lines that tell of schooling, in order; none of other formats.
pub(super) fn schooling_lines(document: &Document) -> Vec<Span> {
    document
        .lines
        .iter()
        .filter(|line| matches!(line.role, Role::Degree | Role::FieldOfStudy | Role::School))
        .map(|line| line.span)
        .collect()
}

/// Gives the degrees of a structured CV the field of study that stands beside them.
pub(super) fn tell_fields(
    document: &Document,
    entries: &[EducationEntry],
    mentions: &mut [EducationMention],
) {
    if !document.format.is_structured_cv() {
        return;
    }
    for entry in entries {
        let (Some(degree), Some(area)) = (entry.degree, entry.area) else {
            continue;
        };
        let first = mentions.partition_point(|mention| mention.span.start < degree.start);
        for mention in &mut mentions[first..] {
            if mention.span.start >= degree.end {
                break;
            }
            mention.field = Some(area);
        }
    }
}

/// The entries of the sections that `takes` accepts, as ranges of lines.
fn entries<'l>(
    lines: &'l Lines,
    sections: &'l Sections,
    takes: impl Fn(SectionKind) -> bool + 'l,
) -> impl Iterator<Item = Range<usize>> + 'l {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < lines.count() && !(takes(sections.kinds[at]) && at >= sections.first[at]) {
            at += 1;
        }
        if at >= lines.count() {
            return None;
        }
        let start = at;
        at += 1;
        while at < lines.count()
            && sections.first[at] == sections.first[start]
            && !lines.is_parted(at)
        {
            at += 1;
        }
        Some(start..at)
    })
}

/// What the first lines of an entry say.
#[derive(Default)]
struct Head {
    title: Option<usize>,
    employer: Option<usize>,
    degree: Option<usize>,
    area: Option<usize>,
    school: Option<usize>,
    dates: Option<usize>,
    /// Number of lines.
    size: usize,
}

impl Head {
    fn of(lines: &Lines, entry: Range<usize>) -> Self {
        let mut head = Self::default();
        for at in entry {
            let place = match lines.role(at) {
                Role::PositionTitle => &mut head.title,
                Role::Employer => &mut head.employer,
                Role::Degree => &mut head.degree,
                Role::FieldOfStudy => &mut head.area,
                Role::School => &mut head.school,
                Role::DateRange => &mut head.dates,
                _ => break,
            };
            *place = place.or(Some(at));
            head.size += 1;
        }
        head
    }
}

/// Every position that has a title, an employer or dates, in order.
pub(super) fn positions(lines: &Lines, sections: &Sections, as_of: Month) -> Positions {
    let text = lines.text();
    let held = |kind| matches!(kind, SectionKind::Experience | SectionKind::Volunteering);
    let mut found = Positions::default();
    let told = entries(lines, sections, held).filter_map(|entry| {
        let head = Head::of(lines, entry.clone());
        if head.size == 0 || head.title.is_some_and(|at| is_break(lines, at)) {
            return None;
        }
        let span = |at: usize| lines.span(at);
        let title = head.title.map(span);
        let mention = head.dates.and_then(|at| mention(lines, at));
        let position = Position {
            title,
            employer: head.employer.map(span),
            dates: span(head.dates.unwrap_or(entry.start)),
            months: mention.and_then(|mention| worked(mention, as_of)),
            stated_months: match mention {
                Some(Mention::Duration { months }) => Some(months),
                _ => None,
            },
            kind: positions::kind_of(text, title, sections.kinds[entry.start]),
            seniority: positions::seniority_of(text, title),
            span: span(entry.start).join(span(entry.end - 1)),
            certainty: 100,
        };
        let impossible = mention.and_then(|mention| {
            let dated = Found {
                span: position.dates,
                mention,
            };
            impossible::why(text, dated, as_of)
        });
        Some((position, impossible))
    });
    for (position, impossible) in told {
        match impossible {
            Some(why) => found.impossible.push(Impossible::of(&position, why)),
            None => found.held.push(position),
        }
    }
    found
}

/// `Parental leave`: a time that was no work; a `Maternity nurse` works.
fn is_break(lines: &Lines, title: usize) -> bool {
    positions::names_a_break(lines.text(), lines.tokens(title))
}

/// Every course of study, in order.
pub(super) fn education(lines: &Lines, sections: &Sections, as_of: Month) -> Vec<EducationEntry> {
    entries(lines, sections, |kind| kind == SectionKind::Education)
        .filter_map(|entry| {
            let head = Head::of(lines, entry.clone());
            if head.size == 0 {
                return None;
            }
            let span = |at: usize| lines.span(at);
            let level = |at: usize| lines.degrees(at).iter().map(|mention| mention.level).max();
            let named = |at: usize| lines.degrees(at).iter().find_map(|mention| mention.field);
            let elsewhere = (entry.start..entry.start + head.size).filter_map(level);
            Some(EducationEntry {
                institution: head.school.map(span),
                degree: head.degree.map(span),
                // `Bachelor of Science in Botany` with no field beside it.
                area: head.area.map(span).or_else(|| head.degree.and_then(named)),
                level: head.degree.and_then(level).or_else(|| elsewhere.max()),
                months: head
                    .dates
                    .and_then(|at| mention(lines, at))
                    .and_then(|mention| studied(mention, as_of)),
                held: true,
                span: span(entry.start).join(span(entry.end - 1)),
            })
        })
        .collect()
}

fn worked(mention: Mention, as_of: Month) -> Option<(Month, Month)> {
    match mention {
        // An end alone tells of its month at least; a year alone of none.
        Mention::Point(point) => (point.precision != Precision::Year && point.month <= as_of)
            .then_some((point.month, point.month)),
        mention => interval::resolve(mention, as_of),
    }
}

fn studied(mention: Mention, as_of: Month) -> Option<(Month, Month)> {
    match mention {
        Mention::Point(point) => Some((point.month, point.month)),
        mention => interval::resolve(mention, as_of),
    }
}

/// What a line of dates says: exactly what its ISO dates say, else what can be read.
fn mention(lines: &Lines, at: usize) -> Option<Mention> {
    iso(lines.written(at)).or_else(|| {
        dates::find(lines.text(), lines.tokens(at))
            .iter()
            .map(|found| found.mention)
            .max_by_key(|mention| matches!(mention, Mention::Range { .. }))
    })
}

/// `2019-07 – 2022-05`, `2019 – present`, `2010-11`; a year alone is left to others.
fn iso(written: &str) -> Option<Mention> {
    match written.split_once(" – ") {
        Some((start, "present")) => Some(Mention::Range {
            start: iso_point(start, 1)?,
            end: RangeEnd::Open,
        }),
        Some((start, end)) => Some(Mention::Range {
            start: iso_point(start, 1)?,
            end: RangeEnd::At(iso_point(end, 12)?),
        }),
        None => iso_point(written, 1)
            .filter(|point| point.precision == Precision::Month)
            .map(Mention::Point),
    }
}

/// A year or a month; of a year alone, `month` is the one meant.
fn iso_point(written: &str, month: u32) -> Option<DatePoint> {
    let digits = |part: &str, count: usize| -> Option<u32> {
        (part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse().ok())?
    };
    let (year, month, precision) = match written.split_once('-') {
        Some((year, month)) => (year, digits(month, 2)?, Precision::Month),
        None => (written, month, Precision::Year),
    };
    let year = i32::try_from(digits(year, 4)?).ok()?;
    (1..=12).contains(&month).then(|| DatePoint {
        month: Month::new(year, month),
        precision,
    })
}

#[cfg(test)]
mod tests;
