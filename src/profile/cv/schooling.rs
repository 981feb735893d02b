//! Education entries: school, field, level and dates of each.

use super::lines::Lines;
use super::reading::Read;
use super::sections::Sections;
use super::structured;
use crate::document::Span;
use crate::profile::dates::{Found, Mention, Month, interval};
use crate::profile::education::EducationLevel;
use crate::reader::Piece;
use crate::reader::grouping::Entry as Group;

/// One place of learning, as a CV lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EducationEntry {
    pub institution: Option<Span>,
    /// The words that name the level.
    pub degree: Option<Span>,
    /// The field of study.
    pub area: Option<Span>,
    pub level: Option<EducationLevel>,
    /// First and last month, both counted; a date alone is both.
    pub months: Option<(Month, Month)>,
    /// The lines of the entry.
    pub span: Span,
}

/// The entries, in order of the text.
pub(super) fn find(
    lines: &Lines,
    sections: &Sections,
    read: &Read,
    as_of: Month,
) -> Vec<EducationEntry> {
    if lines.is_structured() {
        return structured::education(lines, sections, as_of);
    }
    let groups = read.groups.education.iter();
    groups
        .map(|group| entry(lines, read, group, as_of))
        .collect()
}

fn entry(lines: &Lines, read: &Read, group: &Group, as_of: Month) -> EducationEntry {
    let of_group: Vec<usize> = group.lines.clone().map(|at| read.line(at)).collect();
    let first = of_group.first().copied().unwrap_or_default();
    let last = of_group.last().copied().unwrap_or(first).max(first);
    let span_of = |piece: Option<Piece>| piece.map(|piece| piece.span);
    let degree = span_of(group.degree);
    let degrees = || of_group.iter().flat_map(|at| lines.degrees(*at));
    let within = degrees().filter(|found| {
        let beside = [degree, span_of(group.institution)];
        let beside = beside.iter().flatten();
        beside.into_iter().any(|span| span.overlaps(found.span))
    });
    let level = within
        .map(|found| found.level)
        .max()
        .or_else(|| degrees().map(|found| found.level).max());
    EducationEntry {
        institution: span_of(group.institution),
        degree: degree.or_else(|| degrees().next().map(|found| found.span)),
        area: span_of(group.field).or_else(|| degrees().find_map(|found| found.field)),
        level,
        months: dates(lines, group, &of_group, as_of),
        span: lines.span(first).join(lines.span(last)),
    }
}

/// A range before a date alone, which is both its months.
fn dates(lines: &Lines, group: &Group, of_group: &[usize], as_of: Month) -> Option<(Month, Month)> {
    let found = of_group.iter().flat_map(|at| lines.mentions(*at));
    let labelled: Vec<&Found> = found
        .filter(|found| {
            let mut dates = group.dates.iter();
            dates.any(|date| date.span.overlaps(found.span))
        })
        .collect();
    let range = labelled
        .iter()
        .find_map(|found| interval::resolve(found.mention, as_of));
    range.or_else(|| {
        labelled.iter().find_map(|found| match found.mention {
            Mention::Point(point) => Some((point.month, point.month)),
            _ => None,
        })
    })
}
