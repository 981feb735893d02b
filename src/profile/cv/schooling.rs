//! Education entries: school, field, level and dates of each.

use super::lines::{Lines, SCHOOLS};
use super::parts::{Part, is_place, split};
use super::sections::{SectionKind, Sections};
use super::structured;
use crate::document::{Role, Span};
use crate::languages::key;
use crate::profile::dates::{Found, Mention, Month, interval};
use crate::profile::education::EducationLevel;
use crate::text::tokenize;

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

/// Longest line, in tokens, that may belong to an entry's heading.
const LONGEST_LINE: usize = 30;

/// What the lines of one entry hold.
#[derive(Default)]
struct Draft {
    first: usize,
    last: usize,
    parts: Vec<Part>,
    dates: Option<Found>,
    degrees: Vec<(Option<EducationLevel>, Span, Option<Span>)>,
    has_school: bool,
}

/// The entries of the sections about education, and dated ones elsewhere, in order of the text.
pub fn find(lines: &Lines, sections: &Sections, as_of: Month) -> Vec<EducationEntry> {
    if lines.is_structured() {
        return structured::education(lines, sections, as_of);
    }
    let mut entries = Vec::new();
    let mut draft: Option<Draft> = None;
    let mut run = usize::MAX;
    for at in 0..lines.count() {
        if sections.first[at] != run {
            run = sections.first[at];
            entries.extend(draft.take().and_then(|draft| draft.close(lines, as_of)));
        }
        let taken = at >= sections.first[at] && is_entry_line(lines, sections.kinds[at], at);
        if !taken {
            entries.extend(draft.take().and_then(|draft| draft.close(lines, as_of)));
            continue;
        }
        let next = Draft::of(lines, at);
        draft = match draft.take() {
            Some(open) if open.takes(&next, lines, at) => Some(open.with(next)),
            open => {
                entries.extend(open.and_then(|open| open.close(lines, as_of)));
                Some(next)
            }
        };
    }
    entries.extend(draft.and_then(|draft| draft.close(lines, as_of)));
    entries
}

fn is_entry_line(lines: &Lines, section: SectionKind, at: usize) -> bool {
    let schooled = lines.is_schooling(at);
    match section {
        SectionKind::Education => {
            let listed = lines.role(at) == Role::ListItem;
            lines.size(at) > 0
                && lines.size(at) <= LONGEST_LINE
                && (schooled || (!listed && (lines.is_label(at) || !lines.mentions(at).is_empty())))
                && !matches!(lines.role(at), Role::PageHeader | Role::PageFooter)
        }
        SectionKind::Head | SectionKind::Other | SectionKind::Experience => {
            schooled
                && lines.size(at) <= LONGEST_LINE
                && !lines.degrees(at).is_empty()
                && lines.role(at) != Role::ListItem
                && !lines.mentions(at).is_empty()
                && !lines.names_a_role(at)
        }
        _ => false,
    }
}

impl Draft {
    fn of(lines: &Lines, at: usize) -> Self {
        let text = lines.text();
        let mut parts = Vec::new();
        let dates = lines
            .mentions(at)
            .iter()
            .filter(|found| !matches!(found.mention, Mention::Duration { .. }))
            .max_by_key(|found| matches!(found.mention, Mention::Range { .. }))
            .copied();
        split(
            lines,
            at,
            lines.span(at),
            dates.map(|found| found.span),
            &mut parts,
        );
        parts.retain(|part| {
            !lines
                .mentions(at)
                .iter()
                .any(|found| found.span.contains(part.span))
        });
        let degrees = lines
            .degrees(at)
            .iter()
            .map(|mention| (Some(mention.level), mention.span, mention.field))
            .collect();
        Self {
            first: at,
            last: at,
            has_school: parts.iter().any(|part| part.names_a_school(text)),
            parts,
            dates,
            degrees,
        }
    }

    /// Whether `next` goes on with this entry: it says nothing that was said already.
    fn takes(&self, next: &Draft, lines: &Lines, at: usize) -> bool {
        let full = self.dates.is_some() && self.has_school && !self.degrees.is_empty();
        let repeats = (self.has_school && next.has_school)
            || (self.dates.is_some() && next.dates.is_some())
            || (!self.degrees.is_empty() && !next.degrees.is_empty());
        let adds = next.has_school || next.dates.is_some() || !next.degrees.is_empty();
        !repeats
            && self.last + 1 == at
            && self.last - self.first < 4
            && !(lines.is_parted(at) && full)
            && (adds || !full || lines.size(at) <= 6)
    }

    fn with(mut self, next: Draft) -> Self {
        let group = self.parts.last().map_or(0, |part| part.group + 1);
        self.parts.extend(next.parts.into_iter().map(|part| Part {
            group: part.group + group,
            ..part
        }));
        self.dates = self.dates.or(next.dates);
        self.degrees.extend(next.degrees);
        self.has_school |= next.has_school;
        self.last = next.last;
        self
    }

    fn close(self, lines: &Lines, as_of: Month) -> Option<EducationEntry> {
        let text = lines.text();
        let ranged = (self.dates.as_ref())
            .is_some_and(|found| matches!(found.mention, Mention::Range { .. }));
        if !self.has_school && self.degrees.is_empty() && !ranged {
            return None;
        }
        let level = self.degrees.iter().filter_map(|degree| degree.0).max();
        let is_degree =
            |part: &Part| (self.degrees.iter()).any(|(_, span, _)| span.overlaps(part.span));
        let school = self
            .parts
            .iter()
            .find(|part| part.names_a_school(text) && !is_degree(part))
            .or_else(|| {
                // `High School Diploma` names no school.
                self.parts.iter().find(|part| {
                    tokenize(part.of(text)).iter().any(|token| {
                        let at = Span {
                            start: part.span.start + token.span.start,
                            end: part.span.start + token.span.end,
                        };
                        SCHOOLS.has(token)
                            && !self.degrees.iter().any(|(_, span, _)| span.overlaps(at))
                    })
                })
            })
            .or_else(|| {
                let plain = (0..self.parts.len()).filter(|&index| {
                    let part = &self.parts[index];
                    // `B.Tech`: letters of a degree that is not known.
                    let initials = part.span.len() <= 8 && part.of(text).contains('.');
                    !is_degree(part) && !initials && !is_place(text, &self.parts, index)
                });
                // Without a degree the first part is what was learned.
                let skipped = usize::from(self.degrees.is_empty());
                self.parts.get(plain.clone().nth(skipped)?)
            });
        let institution = school.map(|part| self.without_degree(text, part.span));
        let field = (self.degrees.iter())
            .filter_map(|degree| degree.2)
            .find(|field| !institution.is_some_and(|school| school.overlaps(*field)));
        let area = field.or_else(|| {
            // `PhD | Princeton University, Computer Science`
            let Some(school) = school else {
                let first = self.parts.first().filter(|part| !is_degree(part));
                return first.map(|part| part.span);
            };
            self.parts
                .iter()
                .enumerate()
                .find(|(index, part)| {
                    part.span != school.span
                        && part.group == school.group
                        && !is_degree(part)
                        && !is_place(text, &self.parts, *index)
                })
                .map(|(_, part)| part.span)
        });
        let months = self.dates.and_then(|found| match found.mention {
            Mention::Point(point) => Some((point.month, point.month)),
            mention => interval::resolve(mention, as_of),
        });
        Some(EducationEntry {
            institution,
            degree: self
                .degrees
                .iter()
                .find(|degree| degree.0 == level)
                .map(|degree| degree.1),
            area: area.filter(|area| institution != Some(*area)),
            level,
            months,
            span: lines.span(self.first).join(lines.span(self.last)),
        })
    }

    /// `PhD Princeton University`: the degree is no part of the school's name.
    fn without_degree(&self, text: &str, school: Span) -> Span {
        let school = match school.of(text).find(" (") {
            Some(bracket) if bracket > 0 => Span {
                end: school.start + bracket as u32,
                ..school
            },
            _ => school,
        };
        let bare = |span: Span| {
            let written = span.of(text);
            let begun = key::POSITIONS_BEFORE_SCHOOL
                .phrases()
                .find_map(|word| written.strip_prefix(word)?.strip_prefix(' '))
                .unwrap_or(written);
            let ended = key::POSITIONS_AFTER_SCHOOL
                .phrases()
                .find_map(|word| begun.strip_suffix(word)?.strip_suffix(' '))
                .unwrap_or(begun);
            let start = span.end - begun.len() as u32;
            Span {
                start,
                end: start + ended.len() as u32,
            }
        };
        let school = bare(school);
        self.degrees
            .iter()
            .find(|(_, span, _)| span.start == school.start && span.end < school.end)
            .map_or(school, |(_, span, _)| {
                let rest = &text[span.end as usize..school.end as usize];
                let trimmed = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
                Span {
                    start: school.end - trimmed.len() as u32,
                    end: school.end,
                }
            })
    }
}
