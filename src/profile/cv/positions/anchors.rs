//! Where positions are: the dates, lengths and bare titles that stand for one.

use std::sync::LazyLock;

use super::super::lines::{Lines, Words, is_sentence, only_leads};
use super::super::sections::{SectionKind, Sections, of_heading};
use super::prose;
use crate::document::{Role, Span};
use crate::languages::key;
use crate::profile::dates::{Found, Mention, Month, Precision, interval};
use crate::profile::roles::names_a_role;

/// How the dates of a position are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// In a heading.
    Label,
    /// In a sentence.
    Prose,
    /// No position, but the one before ends here (a school, a break).
    Boundary,
}

/// What a position hangs on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    pub line: usize,
    pub dates: Span,
    pub mention: Option<Mention>,
    pub months: Option<(Month, Month)>,
    /// The part of the line that belongs to these dates.
    pub window: Span,
    pub shape: Shape,
    /// The months lie within those of the position above.
    pub is_detail: bool,
}

/// Longest line, in tokens, that is a heading when its dates stand at the end.
const LONGEST_HEADING: usize = 26;
/// The same when the dates stand in its middle.
const LONGEST_MIDDLE: usize = 16;
/// Most months that the issue of a journal is dated by.
const LONGEST_ISSUE: i32 = 2;
/// Longest line, in tokens, that is a title without dates.
const LONGEST_TITLE: usize = 9;

/// Words of a time that was no work, as a heading says them.
pub(in super::super) static BREAKS: LazyLock<Words> =
    LazyLock::new(|| Words::of(key::POSITIONS_BREAKS));

/// Words beside the issue of a journal, which may be dated by two months.
static PUBLISHED: LazyLock<Words> = LazyLock::new(|| Words::of(key::POSITIONS_PUBLISHED));

/// Words by which a sentence speaks of oneself, so that its dates head nothing.
static SELF: LazyLock<Words> = LazyLock::new(|| Words::of(key::POSITIONS_SELF));

/// Words of learning in a title, so that a degree beside them is no position.
static LEARNERS: LazyLock<Words> = LazyLock::new(|| Words::of(key::POSITIONS_LEARNERS));

struct Finder<'a> {
    lines: &'a Lines<'a>,
    sections: &'a Sections,
    as_of: Month,
    anchors: Vec<Anchor>,
    /// The last of `anchors` that others may be details of.
    last_whole: Option<usize>,
}

/// What holds for a line as a whole, however many dates stand on it.
struct Written {
    speaks: bool,
    is_sentence: bool,
    lower: bool,
    is_open: bool,
    is_schooling: bool,
    is_learner: bool,
    is_published: bool,
}

impl Written {
    fn of(lines: &Lines, at: usize) -> Self {
        let (written, tokens) = (lines.written(at), lines.tokens(at));
        Self {
            speaks: SELF.any(tokens),
            is_sentence: is_sentence(written, tokens.len()),
            lower: written.starts_with(char::is_lowercase),
            is_open: written.ends_with([',', ':', ';']),
            is_schooling: lines.is_schooling(at),
            is_learner: LEARNERS.any(tokens),
            is_published: PUBLISHED.any(tokens),
        }
    }
}

/// Every anchor, in order of the text.
pub(super) fn find(lines: &Lines, sections: &Sections, as_of: Month) -> Vec<Anchor> {
    let mut finder = Finder {
        lines,
        sections,
        as_of,
        anchors: Vec::new(),
        last_whole: None,
    };
    let mut run_start = 0;
    for at in 0..lines.count() {
        if at == 0 || sections.first[at] != sections.first[at - 1] {
            finder.dateless(run_start, at);
            run_start = at;
        }
        finder.line(at);
    }
    finder.dateless(run_start, lines.count());
    finder.anchors
}

impl Finder<'_> {
    fn line(&mut self, at: usize) {
        let lines = self.lines;
        if lines.mentions(at).is_empty() || lines.is_furniture(at) {
            return;
        }
        let line = lines.span(at);
        let mentions: Vec<Found> = lines
            .mentions(at)
            .iter()
            .filter(|found| found.span.start >= line.start)
            .copied()
            .collect();
        let mut ranges = mentions
            .iter()
            .enumerate()
            .filter(|(_, found)| matches!(found.mention, Mention::Range { .. }))
            .peekable();
        if ranges.peek().is_none() {
            self.without_range(at, &mentions);
            return;
        }
        let written = Written::of(lines, at);
        let mut start = line.start;
        while let Some((_, found)) = ranges.next() {
            let leads = only_leads(
                lines.text(),
                Span {
                    start,
                    end: found.span.start,
                },
            );
            let end = match ranges.peek() {
                Some((_, next)) if leads => next.span.start,
                Some(_) => found.span.end,
                None => lines.span(last_line(lines, at, found.span)).end,
            };
            let window = Span {
                start,
                end: end.max(found.span.end).max(start),
            };
            start = window.end;
            self.range(at, *found, window, &written);
        }
    }

    fn push(&mut self, anchor: Anchor) {
        if anchor.shape != Shape::Prose && !anchor.is_detail {
            self.last_whole = Some(self.anchors.len());
        }
        self.anchors.push(anchor);
    }

    fn range(&mut self, at: usize, found: Found, window: Span, written: &Written) {
        let Some(months) = interval::resolve(found.mention, self.as_of) else {
            return;
        };
        let anchor = Anchor {
            line: at,
            dates: found.span,
            mention: Some(found.mention),
            months: Some(months),
            window,
            shape: self.shape(at, found, window, written),
            is_detail: false,
        };
        let shape = match anchor.shape {
            Shape::Label => self.judge_label(&anchor, written),
            _ => self.judge_prose(&anchor),
        };
        if let Some(shape) = shape {
            let is_item = self.lines.role(at) == Role::ListItem;
            let is_detail = (is_item || shape == Shape::Prose) && self.is_held(&anchor);
            if is_detail && shape == Shape::Boundary {
                return;
            }
            self.push(Anchor {
                shape,
                is_detail,
                ..anchor
            });
        }
    }

    fn shape(&self, at: usize, found: Found, window: Span, line: &Written) -> Shape {
        let lines = self.lines;
        if matches!(
            lines.role(at),
            Role::DateRange | Role::PositionTitle | Role::Employer
        ) {
            return Shape::Label;
        }
        let text = lines.text();
        let after = Span {
            start: found.span.end,
            end: window.end,
        };
        let before = Span {
            start: window.start,
            end: found.span.start,
        };
        let size = lines.size(at);
        let leads = only_leads(text, before);
        let ends = !has_letters(text, after);
        let Written {
            speaks,
            is_sentence,
            lower,
            is_open,
            ..
        } = *line;
        let label = if leads && ends {
            true
        } else if leads {
            // `2019 to 2021: Driver` heads; `Since April 2021 I have been at` does not.
            let next = after
                .of(text)
                .trim_start_matches([' ', '\t', ')', ',', ':', '|', '-', '–', '—', '.']);
            let capital = next.starts_with(|first: char| !first.is_lowercase());
            (capital || size <= LONGEST_TITLE) && !speaks
        } else if ends {
            size <= LONGEST_HEADING && !speaks && !lower && !is_sentence
        } else {
            size <= LONGEST_MIDDLE && !speaks && !lower && !is_sentence && !is_open
        };
        if label { Shape::Label } else { Shape::Prose }
    }

    /// A range in a heading: a position, a boundary, or nothing.
    fn judge_label(&self, anchor: &Anchor, written: &Written) -> Option<Shape> {
        let (lines, at) = (self.lines, anchor.line);
        let section = self.sections.kinds[at];
        let near = self.near(at);
        let line_role = names_a_role(lines.text(), anchor.window);
        let role = line_role
            || near
                .clone()
                .any(|line| line != at && lines.names_a_role(line));
        let schooling = written.is_schooling
            || (!line_role
                && near
                    .clone()
                    .any(|line| lines.is_label(line) && lines.is_schooling(line)));
        let learner =
            written.is_learner && near.clone().any(|line| !lines.degrees(line).is_empty());
        let is_work = role && !learner && (line_role || !schooling || !written.is_schooling);
        let below = (at + 1 < lines.count()).then_some(at + 1);
        let pause = (near.clone().chain(below))
            .any(|line| lines.size(line) <= LONGEST_TITLE && BREAKS.any(lines.tokens(line)));
        if lines.role(at) == Role::ListItem && !line_role {
            return None;
        }
        let is_issue = anchor
            .months
            .is_some_and(|(start, end)| end.0 - start.0 < LONGEST_ISSUE);
        if is_issue && !role && written.is_published {
            return None;
        }
        let accepted = match section {
            SectionKind::Experience | SectionKind::Volunteering => {
                if (schooling && !is_work) || (pause && !line_role) {
                    return Some(Shape::Boundary);
                }
                true
            }
            SectionKind::Head | SectionKind::Other | SectionKind::Summary => {
                if schooling && !is_work || pause && !line_role {
                    return Some(Shape::Boundary);
                }
                // Without a heading that says so, a range beside few words is a position.
                is_work
                    || (!self.sections.has_experience
                        && section != SectionKind::Summary
                        && lines.size(at) <= LONGEST_MIDDLE)
            }
            SectionKind::Skills => is_work && !schooling,
            _ => false,
        };
        accepted.then_some(Shape::Label)
    }

    /// A range in a sentence.
    fn judge_prose(&self, anchor: &Anchor) -> Option<Shape> {
        let section = self.sections.kinds[anchor.line];
        let open = match section {
            SectionKind::Experience | SectionKind::Volunteering => true,
            SectionKind::Head | SectionKind::Other | SectionKind::Summary => {
                !self.sections.has_experience
            }
            _ => false,
        };
        let accepted = open && prose::speaks_of_work(self.lines, self.sections, anchor);
        accepted.then_some(Shape::Prose)
    }

    /// Whether the months lie within the position above, whose detail they then are.
    fn is_held(&self, anchor: &Anchor) -> bool {
        let Some((start, end)) = anchor.months else {
            return false;
        };
        self.last_whole
            .and_then(|whole| self.anchors.get(whole))
            .filter(|above| {
                above.shape == Shape::Label
                    && self.sections.first[above.line] == self.sections.first[anchor.line]
            })
            .and_then(|above| above.months)
            .is_some_and(|(first, last)| first <= start && end <= last)
    }

    /// The lines around a heading's dates that may belong to the heading.
    fn near(&self, at: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        let lines = self.lines;
        let first = self.sections.first[at];
        let mut from = at;
        while from > first
            && at - from < 2
            && lines.is_label(from - 1)
            && !lines.has_range(from - 1)
        {
            from -= 1;
        }
        let same = |line: usize| line < lines.count() && self.sections.first[line] == first;
        let mut to = at;
        while to - at < 2
            && same(to + 1)
            && lines.is_label(to + 1)
            && !lines.has_range(to + 1)
            && of_heading(lines.tokens(to + 1)).is_none()
            && (lines.role(to + 1) != Role::Heading || lines.role(at) == Role::Heading)
        {
            to += 1;
        }
        from..=to
    }

    /// `Intern, May 2019` and `Accountant, 3 years`.
    fn without_range(&mut self, at: usize, mentions: &[Found]) {
        let lines = self.lines;
        let section = self.sections.kinds[at];
        let here = matches!(section, SectionKind::Experience | SectionKind::Volunteering)
            && lines.size(at) <= LONGEST_MIDDLE
            && (lines.is_label(at) || (lines.role(at) == Role::ListItem && lines.size(at) <= LONGEST_TITLE))
            && !lines.is_schooling(at)
            && lines.names_a_role(at)
            && !SELF.any(lines.tokens(at))
            // A range beside it dates the same position.
            && ![at.wrapping_sub(1), at + 1].iter().any(|&beside| {
                beside < lines.count() && lines.has_range(beside) && !lines.names_a_role(beside)
            });
        let Some(found) = mentions.last().filter(|_| here) else {
            return;
        };
        let line = lines.span(at);
        let text = lines.text();
        let borders = !has_letters(
            text,
            Span {
                start: found.span.end,
                end: line.end.max(found.span.end),
            },
        ) || !has_letters(
            text,
            Span {
                start: line.start,
                end: found.span.start,
            },
        );
        let months = match found.mention {
            Mention::Point(point)
                if point.precision != Precision::Year && point.month <= self.as_of =>
            {
                Some((point.month, point.month))
            }
            Mention::Duration { .. } => None,
            _ => return,
        };
        let anchor = Anchor {
            line: at,
            dates: found.span,
            mention: Some(found.mention),
            months,
            window: line,
            shape: Shape::Label,
            is_detail: false,
        };
        if borders {
            let is_detail = self.is_held(&anchor);
            self.push(Anchor {
                is_detail,
                ..anchor
            });
        }
    }

    /// Titles of a section that holds no dates at all.
    fn dateless(&mut self, start: usize, end: usize) {
        let lines = self.lines;
        if start >= end
            || !matches!(self.sections.kinds[end - 1], SectionKind::Experience)
            || self
                .anchors
                .last()
                .is_some_and(|anchor| anchor.line >= start)
        {
            return;
        }
        for at in self.sections.first[end - 1].max(start)..end {
            let fits = (lines.is_label(at) || lines.role(at) == Role::ListItem)
                && lines.size(at) <= LONGEST_TITLE
                && !is_sentence(lines.written(at), LONGEST_TITLE)
                && !lines.is_schooling(at)
                && !SELF.any(lines.tokens(at))
                && lines.names_a_role(at);
            if fits {
                self.push(Anchor {
                    line: at,
                    dates: lines.span(at),
                    mention: None,
                    months: None,
                    window: lines.span(at),
                    shape: Shape::Label,
                    is_detail: false,
                });
            }
        }
    }
}

/// The line on which dates that begin on line `at` end.
pub(super) fn last_line(lines: &Lines, at: usize, dates: Span) -> usize {
    let mut last = at;
    while last + 1 < lines.count() && lines.span(last).end < dates.end {
        last += 1;
    }
    last
}

fn has_letters(text: &str, span: Span) -> bool {
    span.start < span.end && span.of(text).chars().any(char::is_alphanumeric)
}
