//! Title and employer from the lines around a position's dates.

use super::super::lines::Lines;
use super::super::parts::{Part, is_name, is_place, split};
use super::super::sections::{Sections, of_heading};
use super::anchors::{Anchor, last_line};
use crate::document::{Role, Span};

/// How many lines above or below its dates a heading may reach.
const REACH: usize = 2;

/// A bullet of two columns above a title: `• Brill Ltd    Leeds`.
fn is_listed_employer(lines: &Lines, at: usize) -> bool {
    lines.role(at) == Role::ListItem && lines.written(at).contains('\t') && is_name(lines, at)
}

/// What a heading says.
pub(super) struct Heading {
    /// First line that belongs to it.
    pub first: usize,
    pub title: Option<Span>,
    pub employer: Option<Span>,
}

/// Reads headings in order of the text: how the first of a section is laid out
/// tells how the others are.
pub(super) struct Reader<'a> {
    lines: &'a Lines<'a>,
    sections: &'a Sections,
    /// First line of the section of the heading before.
    run: Option<usize>,
    /// Lines above the dates in the section's first heading.
    above: usize,
    /// Lines before this one belong to earlier headings.
    floor: usize,
    /// An employer that stood on a line above its positions.
    shared: Option<Span>,
}

/// A part that may be the title or the employer.
#[derive(Clone, Copy)]
struct Choice {
    index: usize,
    part: Part,
}

impl<'a> Reader<'a> {
    pub(super) fn new(lines: &'a Lines<'a>, sections: &'a Sections) -> Self {
        Self {
            lines,
            sections,
            run: None,
            above: REACH,
            floor: 0,
            shared: None,
        }
    }

    /// The first line of an entry that is no position.
    pub(super) fn pass(&mut self, anchor: &Anchor) -> usize {
        let first = self.first_line(anchor);
        self.floor = anchor.line + 1;
        self.shared = None;
        first
    }

    /// The first line that may belong to the heading of `anchor`.
    fn first_line(&mut self, anchor: &Anchor) -> usize {
        let lines = self.lines;
        let run = self.sections.first[anchor.line];
        let is_first = self.run != Some(run);
        if is_first {
            self.run = Some(run);
            self.above = REACH;
            self.shared = None;
        }
        let least = run.max(self.floor);
        let mut first = anchor.line;
        while first > least && anchor.line - first < self.above {
            let above = first - 1;
            if !(lines.is_label(above) || is_listed_employer(lines, above))
                || lines.has_range(above)
                || lines.is_only_dates(above)
                || of_heading(lines.tokens(above)).is_some()
            {
                break;
            }
            first = above;
        }
        if is_first && run > 0 && (anchor.line == run || first < anchor.line) {
            self.above = anchor.line - first;
        }
        first
    }

    fn last_line(&self, anchor: &Anchor) -> usize {
        let lines = self.lines;
        let run = self.sections.first[anchor.line];
        let start = last_line(lines, anchor.line, anchor.dates);
        let mut last = start;
        while last < start + REACH + usize::from(last > start && lines.is_only_dates(last)) {
            let below = last + 1;
            if below >= lines.count()
                || self.sections.first[below] != run
                || !lines.is_label(below)
                || lines.has_range(below)
                || of_heading(lines.tokens(below)).is_some()
                || (lines.role(below) == Role::Heading && lines.role(anchor.line) != Role::Heading)
            {
                break;
            }
            last = below;
        }
        last
    }

    pub(super) fn read(&mut self, anchor: &Anchor) -> Heading {
        let lines = self.lines;
        let line = anchor.line;
        let first = self.first_line(anchor);
        let last = self.last_line(anchor);

        // Parts by nearness: the line of the dates, those above upwards, those below.
        let mut parts = Vec::new();
        let mut told = (None, None);
        let order = std::iter::once(line)
            .chain((first..line).rev())
            .chain(last_line(lines, line, anchor.dates) + 1..=last);
        for at in order {
            match lines.role(at) {
                Role::PositionTitle => told.0 = told.0.or(Some((lines.span(at), at))),
                Role::Employer => told.1 = told.1.or(Some((lines.span(at), at))),
                _ if at == line => split(
                    lines,
                    at,
                    anchor.window,
                    anchor.mention.map(|_| anchor.dates),
                    &mut parts,
                ),
                _ if lines.is_only_dates(at) => {}
                _ => split(lines, at, lines.span(at), None, &mut parts),
            }
        }
        let mut title = told.0;
        let mut chosen = None;
        if title.is_none() {
            chosen = self.title(&parts, line, told.1.is_some());
            title = chosen.map(|choice| (choice.part.span, choice.part.line));
        }
        let mut employer = told.1;
        if employer.is_none()
            && let Some(found) = self.employer(&parts, line, chosen)
        {
            employer = Some((found.part.span, found.part.line));
        }
        if let Some(choice) = chosen {
            title = Some((
                self.whole_title(&parts, choice, employer.map(|e| e.0)),
                choice.part.line,
            ));
        }
        // `ACME Ltd` above two positions of which each has its own dates.
        let inherited = if employer.is_none() {
            self.shared
        } else {
            None
        };
        self.shared = match (employer, title) {
            (Some((span, at)), Some((_, title_at))) if at < title_at.min(line) => Some(span),
            (Some((span, at)), None) if at == line => Some(span),
            (None, _) => self.shared,
            _ => None,
        };
        let used = [title, employer].into_iter().flatten().map(|(_, at)| at);
        self.floor = used.clone().max().unwrap_or(line).max(line) + 1;
        Heading {
            first: used.min().unwrap_or(line).min(line),
            title: title.map(|(span, _)| span),
            employer: employer.map(|(span, _)| span).or(inherited),
        }
    }

    /// The part that names an occupation: on the line of the dates, above, below.
    fn title(&self, parts: &[Part], line: usize, has_employer: bool) -> Option<Choice> {
        let text = self.lines.text();
        let choice = |index: usize| Choice {
            index,
            part: parts[index],
        };
        let roles: Vec<usize> = (0..parts.len())
            .filter(|&index| parts[index].names_a_role(text))
            .collect();
        // `Head Office Ltd, Accountant`: the name of an employer may hold a role.
        let best = roles
            .iter()
            .copied()
            .find(|&index| parts[index].line == line && !parts[index].names_an_employer(text))
            .or_else(|| {
                let near = |index: &&usize| self.is_near(parts[**index].line, line);
                let clear = |index: &&usize| !parts[**index].names_an_employer(text);
                roles
                    .iter()
                    .filter(near)
                    .find(clear)
                    .or_else(|| roles.iter().find(near))
                    .copied()
            });
        if let Some(index) = best {
            return Some(choice(index));
        }
        // No known occupation: the first part that is no place and no known employer.
        let plain = |index: &usize| {
            !is_place(text, parts, *index)
                && !parts[*index].names_an_employer(text)
                && (parts[*index].line <= line || is_name(self.lines, parts[*index].line))
        };
        let candidates: Vec<usize> = (0..parts.len()).filter(plain).collect();
        let others = parts.len() > 1 || has_employer;
        let first = candidates
            .iter()
            .copied()
            .min_by_key(|&index| (parts[index].line, index))?;
        (others || !parts[first].names_a_school(text)).then(|| choice(first))
    }

    fn is_near(&self, at: usize, line: usize) -> bool {
        at <= line || is_name(self.lines, at) || self.lines.size(at) <= 8
    }

    /// The part that is most like an employer, apart from the title.
    fn employer(&self, parts: &[Part], line: usize, title: Option<Choice>) -> Option<Choice> {
        let text = self.lines.text();
        let names_below = self.names_below(parts, line);
        let score = |index: usize| -> Option<u32> {
            let part = &parts[index];
            if title.is_some_and(|title| title.index == index)
                || !part.is_capitalised(text)
                || is_place(text, parts, index)
                || (part.line > line && !is_name(self.lines, part.line))
            {
                return None;
            }
            let known = part.names_an_employer(text);
            let leads = index == 0 || parts[index - 1].group != part.group;
            let beside = title.is_some_and(|title| title.part.group == part.group);
            let after = title.is_some_and(|title| index > title.index);
            let department = beside && part.names_a_department(text);
            if (part.names_a_role(text) || department) && !known {
                return Some(1);
            }
            // Behind a first part of its group stand places and departments.
            Some(match (known, beside, leads) {
                (true, _, _) => 8,
                (_, true, _)
                    if title.is_some_and(|title| title.part.line == line) && names_below =>
                {
                    3
                }
                (_, true, _) => {
                    6 - u32::from(after && index > title.map_or(0, |title| title.index) + 1)
                }
                (_, false, true) => 4 + u32::from(part.line == line),
                _ => 2,
            })
        };
        let best = (0..parts.len())
            .filter_map(|index| Some((score(index)?, index)))
            .max_by_key(|&(score, index)| (score, std::cmp::Reverse(index)))?;
        Some(Choice {
            index: best.1,
            part: parts[best.1],
        })
    }

    /// Whether the line under the dates is a name with a place (`Brill Ltd - Leeds, UK`).
    fn names_below(&self, parts: &[Part], line: usize) -> bool {
        let mut below = parts.iter().filter(|part| part.line > line);
        below.next().is_some_and(|first| {
            is_name(self.lines, first.line)
                && below.next().is_some_and(|second| second.line == first.line)
        })
    }

    /// The title with the department that follows it, without what stands in brackets behind it.
    fn whole_title(&self, parts: &[Part], title: Choice, employer: Option<Span>) -> Span {
        let text = self.lines.text();
        let mut span = title.part.span;
        for part in &parts[title.index + 1..] {
            let belongs = part.group == title.part.group
                && employer != Some(part.span)
                && part.line == title.part.line
                && (part.names_a_role(text)
                    || (part.names_a_department(text) && part.is_capitalised(text)))
                && !part.names_an_employer(text);
            if !belongs {
                break;
            }
            span = span.join(part.span);
        }
        match span.of(text).find(" (") {
            Some(bracket) if bracket > 2 => Span {
                end: span.start + bracket as u32,
                ..span
            },
            _ => span,
        }
    }
}
