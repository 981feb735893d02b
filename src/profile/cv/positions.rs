//! Positions: title, employer, dates, and the text that belongs to each.

use super::sections::SectionKind;
use crate::document::{Document, Role, Span};
use crate::profile::dates::{Found, Mention, Month, interval};
use crate::profile::roles::names_a_role;
use crate::profile::seniority::{self, Seniority};
use crate::text::Token;

/// A job held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub title: Option<Span>,
    pub employer: Option<Span>,
    /// The dates as written.
    pub dates: Span,
    /// First and last month, both counted; absent where only a duration is given.
    pub months: Option<(Month, Month)>,
    pub seniority: Option<Seniority>,
    /// From the position's heading to the next one's.
    pub span: Span,
}

/// The lines of a CV, each with its tokens and its section.
pub struct Layout<'a> {
    pub document: &'a Document,
    pub line_tokens: &'a [&'a [Token]],
    pub sections: &'a [SectionKind],
}

/// Longest line, in tokens, that may be the heading of a position.
const LONGEST_HEADING: usize = 24;
/// How many lines above its dates a position's heading may start.
const LINES_ABOVE: usize = 2;

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

/// Every dated position, in order of the text.
pub fn find(layout: &Layout, mentions: &[Found], as_of: Month) -> Vec<Position> {
    let lines = &layout.document.lines;
    let mut starts: Vec<(usize, Found)> = Vec::new();
    let mut line = 0;
    for found in mentions {
        while lines
            .get(line)
            .is_some_and(|known| known.span.end <= found.span.start)
        {
            line += 1;
        }
        if line < lines.len() && is_position(layout, line, *found) {
            starts.push((line, *found));
        }
    }
    let headings: Vec<usize> = starts
        .iter()
        .enumerate()
        .map(|(index, (line, _))| {
            let floor = index
                .checked_sub(1)
                .map_or(0, |before| starts[before].0 + 1);
            first_line(layout, *line, floor)
        })
        .collect();
    starts
        .iter()
        .enumerate()
        .map(|(index, &(line, found))| {
            let next = headings.get(index + 1).copied().unwrap_or(lines.len());
            let end = (line..next)
                .take_while(|&at| layout.sections[at] == layout.sections[line])
                .last()
                .unwrap_or(line);
            let (title, employer) = heading(layout, headings[index], line, end, found.span);
            Position {
                title,
                employer,
                dates: found.span,
                months: interval::resolve(found.mention, as_of),
                seniority: title.and_then(|title| seniority_of(layout, title)),
                span: lines[headings[index]].span.join(lines[end].span),
            }
        })
        .collect()
}

fn seniority_of(layout: &Layout, title: Span) -> Option<Seniority> {
    let first = layout
        .document
        .lines
        .partition_point(|line| line.span.end <= title.start);
    let tokens: Vec<Token> = layout.line_tokens[first..]
        .iter()
        .flat_map(|tokens| tokens.iter())
        .skip_while(|token| token.span.start < title.start)
        .take_while(|token| token.span.end <= title.end)
        .copied()
        .collect();
    seniority::of_title(&layout.document.text, &tokens)
}

fn is_position(layout: &Layout, line: usize, found: Found) -> bool {
    let worked = match layout.sections[line] {
        SectionKind::Experience | SectionKind::Volunteering => true,
        // Where no heading was recognised, a range beside few words is a position.
        SectionKind::Head | SectionKind::Other | SectionKind::Summary => {
            layout.line_tokens[line].len() <= LONGEST_HEADING
        }
        _ => false,
    };
    worked
        && matches!(found.mention, Mention::Range { .. })
        && (layout.document.lines[line].role == Role::DateRange
            || layout.line_tokens[line].len() <= LONGEST_HEADING)
}

/// The first line of the heading whose dates stand on `line`.
fn first_line(layout: &Layout, line: usize, floor: usize) -> usize {
    let mut first = line;
    while first > floor && line - first < LINES_ABOVE {
        let above = &layout.document.lines[first - 1];
        let tokens = layout.line_tokens[first - 1];
        let written = above.span.of(&layout.document.text).trim_end();
        let heads = matches!(above.role, Role::PositionTitle | Role::Employer)
            || (above.role != Role::ListItem
                && !tokens.is_empty()
                && tokens.len() <= 12
                && !written.ends_with(['.', ';', ','])
                && layout.sections[first - 1] == layout.sections[line]
                && super::sections::of_heading(tokens).is_none());
        if !heads {
            break;
        }
        first -= 1;
    }
    first
}

/// Title and employer among the lines from `first` to the one after the dates.
fn heading(
    layout: &Layout,
    first: usize,
    line: usize,
    last: usize,
    dates: Span,
) -> (Option<Span>, Option<Span>) {
    let text = &layout.document.text;
    let mut title = None;
    let mut employer = None;
    let mut segments = Vec::new();
    for at in first..=last.min(line + 1) {
        let known = &layout.document.lines[at];
        match known.role {
            Role::PositionTitle => title = title.or(Some(known.span)),
            Role::Employer => employer = employer.or(Some(known.span)),
            Role::ListItem => {}
            _ if at > line && layout.line_tokens[at].len() > 10 => {}
            _ => segments.extend(parts(text, known.span, dates)),
        }
    }
    if title.is_none() {
        let found = segments
            .iter()
            .position(|segment| names_a_role(text, *segment))
            .or(if segments.is_empty() { None } else { Some(0) });
        title = found.map(|index| segments.remove(index));
    }
    (title, employer.or_else(|| segments.first().copied()))
}

/// The parts of a line between separators, dates left out.
fn parts(text: &str, line: Span, dates: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = line.start as usize;
    let end = line.end as usize;
    let mut at = start;
    let mut close = |start: usize, end: usize| {
        let part = &text[start..end];
        let trimmed =
            part.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '+' && c != '#');
        if trimmed.chars().any(char::is_alphabetic) {
            let from = start + (trimmed.as_ptr() as usize - part.as_ptr() as usize);
            parts.push(Span::new(from, from + trimmed.len()));
        }
    };
    while at < end {
        let rest = &text[at..end];
        let width = if at >= dates.start as usize && at < dates.end as usize {
            (dates.end as usize).min(end) - at
        } else {
            [
                ", ", " | ", " – ", " — ", " - ", "\t", " at ", " @ ", " · ", "   ", "; ", " bei ",
                " chez ", " w ",
            ]
            .iter()
            .find(|separator| rest.starts_with(**separator))
            .map_or(0, |separator| separator.len())
        };
        if width > 0 {
            close(start, at);
            at += width;
            start = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    close(start, end);
    parts
}
