//! Education entries: school, field, level and dates of each.

use serde::{Deserialize, Serialize};

use super::lines::{Lines, closed};
use super::reading::LineLabels;
use super::sections::Sections;
use super::{righted, structured};
use crate::document::Span;
use crate::profile::dates::{Mention, Month, Precision, RangeEnd, interval};
use crate::profile::education::EducationLevel;
use crate::reader::Piece;
use crate::reader::grouping::Entry as Group;

/// One place of learning, as a CV lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EducationEntry {
    pub institution: Option<Span>,
    /// The words that name the level.
    pub degree: Option<Span>,
    /// The field of study.
    pub area: Option<Span>,
    pub level: Option<EducationLevel>,
    /// First and last month, both counted; a date alone is both.
    pub months: Option<(Month, Month)>,
    /// False where it still goes on, or was broken off.
    pub held: bool,
    /// The lines of the entry.
    pub span: Span,
}

/// The entries, in order of the text.
pub(super) fn find(
    lines: &Lines,
    sections: &Sections,
    read: &LineLabels,
    as_of: Month,
) -> Vec<EducationEntry> {
    if lines.is_structured() {
        return structured::education(lines, sections, as_of);
    }
    let mut groups: Vec<Group> = Vec::new();
    for group in &read.groups.education {
        match groups.last_mut() {
            Some(last) if goes_on(last, group) => join(last, group),
            _ => groups.push(group.clone()),
        }
    }
    let entries = groups.iter().map(|group| entry(lines, read, group, as_of));
    entries.filter(|entry| is_told(lines, entry)).collect()
}

/// Whether the second says on the next lines what the first leaves open, and nothing twice: a
/// degree above its school.
fn goes_on(first: &Group, second: &Group) -> bool {
    let open = |one: bool, other: bool| !(one && other);
    first.lines.end == second.lines.start
        && (first.institution.is_some() != second.institution.is_some())
        && open(first.degree.is_some(), second.degree.is_some())
        && open(first.field.is_some(), second.field.is_some())
        && open(!first.dates.is_empty(), !second.dates.is_empty())
}

fn join(first: &mut Group, second: &Group) {
    first.degree = first.degree.or(second.degree);
    first.field = first.field.or(second.field);
    first.institution = first.institution.or(second.institution);
    first.place = first.place.or(second.place);
    first.grade = first.grade.or(second.grade);
    first.status = first.status.or(second.status);
    first.dates.extend(&second.dates);
    first.lines.end = second.lines.end;
    first.sure = first.sure.min(second.sure);
}

/// Whether a level, a place of learning or a range of dates says that it is a course of study:
/// one of these is in every entry, and in few lines between.
fn is_told(lines: &Lines, entry: &EducationEntry) -> bool {
    let names_a_school = |span: Span| righted::names_a_school(lines.text(), span);
    entry.level.is_some()
        || entry.institution.is_some_and(names_a_school)
        || entry.months.is_some_and(|(start, end)| start < end)
}

/// School and field where the words labelled as a school hold both: `Orme University, Physics`,
/// with the place elsewhere.
fn parted(text: &str, group: &Group) -> (Option<Span>, Option<Span>) {
    let school = group.institution.map(|piece| piece.span);
    let field = group.field.map(|piece| piece.span);
    let (Some(whole), None, Some(_)) = (school, field, group.place) else {
        return (school, field);
    };
    match whole.of(text).split_once(", ") {
        Some((name, studied)) if !studied.contains(',') => {
            let start = whole.start as usize;
            let end = whole.end as usize;
            let name = Span::new(start, start + name.len());
            (Some(name), Some(Span::new(end - studied.len(), end)))
        }
        _ => (school, field),
    }
}

fn entry(lines: &Lines, read: &LineLabels, group: &Group, as_of: Month) -> EducationEntry {
    let of_group = read.document_lines(&group.lines);
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
    let (institution, field) = righted::school_and_field(lines.text(), parted(lines.text(), group));
    // `Diploma, Orme High School`: the school says which.
    let of_the_young = |span: Span| {
        let mut named = degrees().filter(|found| found.span.overlaps(span));
        named.any(|found| found.level == EducationLevel::Secondary)
    };
    let level = level.map(|level| match level {
        EducationLevel::Vocational if field.is_none() && institution.is_some_and(of_the_young) => {
            EducationLevel::Secondary
        }
        level => level,
    });
    let degree = degree.map(|span| closed(lines.text(), span));
    EducationEntry {
        institution,
        degree: degree.or_else(|| degrees().next().map(|found| found.span)),
        area: whole_field(field, degrees().filter_map(|found| found.field)),
        level,
        months: dates(lines, read, group, as_of),
        held: group.status.is_none() && !goes_beyond(lines, read, group, as_of),
        span: lines.span(first).join(lines.span(last)),
    }
}

/// The field as it is labelled; where the words behind a degree say more of it, all of these:
/// `Refrigeration and Air Conditioning`.
fn whole_field(labelled: Option<Span>, mut led: impl Iterator<Item = Span>) -> Option<Span> {
    match labelled {
        Some(field) => Some(led.find(|more| more.contains(field)).unwrap_or(field)),
        None => led.next(),
    }
}

/// Whether it ends after `as_of`, or is said to have no end yet.
fn goes_beyond(lines: &Lines, read: &LineLabels, group: &Group, as_of: Month) -> bool {
    let labelled = read.dated(lines, &group.lines, &group.dates);
    labelled.iter().any(|found| match found.mention {
        Mention::Point(point) => point.month > as_of,
        Mention::Range { end, .. } => match end {
            RangeEnd::Open => true,
            RangeEnd::At(end) => {
                end.month > as_of && end.precision != Precision::Year
                    || end.month.year() > as_of.year()
            }
        },
        Mention::Duration { .. } => false,
    })
}

/// A range before a date alone, which is both its months.
fn dates(lines: &Lines, read: &LineLabels, group: &Group, as_of: Month) -> Option<(Month, Month)> {
    let labelled = read.dated(lines, &group.lines, &group.dates);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(start: usize, end: usize) -> Piece {
        Piece {
            span: Span::new(start, end),
            sure: 0.9,
        }
    }

    #[test]
    fn a_school_below_its_degree_goes_on_and_says_nothing_twice() {
        let degree = Group {
            degree: Some(piece(0, 5)),
            lines: 3..4,
            ..Group::default()
        };
        let school = Group {
            institution: Some(piece(6, 9)),
            lines: 4..5,
            ..Group::default()
        };
        let with = |group: &Group, change: fn(&mut Group)| {
            let mut group = group.clone();
            change(&mut group);
            group
        };
        let with_field: fn(&mut Group) = |group| group.field = Some(piece(1, 2));
        let with_dates: fn(&mut Group) = |group| group.dates.push(piece(1, 2));
        let with_degree: fn(&mut Group) = |group| group.degree = Some(piece(1, 2));
        let without_school: fn(&mut Group) = |group| group.institution = None;
        let one_lower: fn(&mut Group) = |group| group.lines = 5..6;
        for (first, second, expected, note) in [
            (degree.clone(), school.clone(), true, "one below the other"),
            (
                degree.clone(),
                with(&school, one_lower),
                false,
                "a line between",
            ),
            (
                degree.clone(),
                with(&school, without_school),
                false,
                "no school",
            ),
            (
                with(&degree, |group| group.institution = Some(piece(1, 2))),
                school.clone(),
                false,
                "two schools",
            ),
            (
                degree.clone(),
                with(&school, with_degree),
                false,
                "two degrees",
            ),
            (
                degree.clone(),
                with(&school, with_field),
                true,
                "a field below",
            ),
            (
                with(&degree, with_field),
                school.clone(),
                true,
                "a field above",
            ),
            (
                with(&degree, with_field),
                with(&school, with_field),
                false,
                "two fields",
            ),
            (
                with(&degree, with_dates),
                school.clone(),
                true,
                "dates above",
            ),
            (
                degree.clone(),
                with(&school, with_dates),
                true,
                "dates below",
            ),
            (
                with(&degree, with_dates),
                with(&school, with_dates),
                false,
                "dates twice",
            ),
        ] {
            assert_eq!(goes_on(&first, &second), expected, "{note}");
        }
    }

    #[test]
    fn two_that_are_joined_are_as_sure_as_the_less_sure() {
        for (sure, of_second, expected) in [(0.9, 0.4, 0.4), (0.4, 0.9, 0.4)] {
            let mut first = Group {
                degree: Some(piece(0, 5)),
                dates: vec![piece(0, 1)],
                lines: 3..4,
                sure,
                ..Group::default()
            };
            let second = Group {
                degree: Some(piece(6, 7)),
                institution: Some(piece(7, 9)),
                dates: vec![piece(9, 10)],
                lines: 4..6,
                sure: of_second,
                ..Group::default()
            };
            join(&mut first, &second);
            assert_eq!(first.degree, Some(piece(0, 5)));
            assert_eq!(first.institution, Some(piece(7, 9)));
            assert_eq!(first.dates, [piece(0, 1), piece(9, 10)]);
            assert_eq!((first.lines, first.sure), (3..6, expected));
        }
    }

    #[test]
    fn a_field_is_as_long_as_the_words_behind_its_degree_say() {
        let span = |(start, end): (usize, usize)| Span::new(start, end);
        for (labelled, led, expected) in [
            (Some((10, 20)), &[(0, 5), (8, 25)][..], Some((8, 25))),
            (Some((10, 20)), &[(12, 18)], Some((10, 20))),
            (Some((10, 20)), &[], Some((10, 20))),
            (None, &[(0, 5), (8, 25)], Some((0, 5))),
            (None, &[], None),
        ] {
            let found = whole_field(labelled.map(span), led.iter().copied().map(span));
            assert_eq!(found, expected.map(span), "{labelled:?}, {led:?}");
        }
    }

    #[test]
    fn a_school_is_parted_from_its_field_where_the_place_stands_elsewhere() {
        let whole = |text: &str| Some(Span::new(0, text.len()));
        let both = (Some(Span::new(0, 15)), Some(Span::new(17, 24)));
        for (text, field, place, expected) in [
            ("Orme University, Physics", None, true, Some(both)),
            ("Orme University, Physics", None, false, None),
            ("Orme University, Physics", Some(piece(30, 35)), true, None),
            ("Orme University, Physics, Leeds", None, true, None),
            ("Orme University", None, true, None),
        ] {
            let group = Group {
                institution: Some(piece(0, text.len())),
                field,
                place: place.then(|| piece(40, 45)),
                ..Group::default()
            };
            let as_read = (whole(text), field.map(|field| field.span));
            let expected = expected.unwrap_or(as_read);
            assert_eq!(parted(text, &group), expected, "{text}, {place}");
        }
    }
}
