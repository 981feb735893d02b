//! One text form for structured CVs: the same headings and lines whatever the format.

use super::builder::DocumentBuilder;
use super::{HiddenReason, Role, Warning};

pub(super) const WORK: &str = "Work experience";
pub(super) const VOLUNTEERING: &str = "Volunteering";
pub(super) const PROJECTS: &str = "Projects";
pub(super) const EDUCATION: &str = "Education";
pub(super) const CERTIFICATES: &str = "Certificates";
pub(super) const SKILLS: &str = "Skills";
pub(super) const LANGUAGES: &str = "Languages";
pub(super) const AWARDS: &str = "Awards";
pub(super) const PUBLICATIONS: &str = "Publications";

/// A position or a project.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub title: String,
    pub organisation: String,
    /// As written by [`period`].
    pub dates: String,
    /// Free text, perhaps with HTML in it.
    pub summary: Vec<String>,
    pub items: Vec<String>,
}

/// A course of study.
#[derive(Debug, Default)]
pub(super) struct Course {
    pub degree: String,
    /// The field of study.
    pub area: String,
    pub institution: String,
    /// As written by [`period`].
    pub dates: String,
    /// Free text, perhaps with HTML in it.
    pub summary: Vec<String>,
    pub items: Vec<String>,
}

/// Writes the heading and the entries under it; nothing when there is no entry.
pub(super) fn section(builder: &mut DocumentBuilder, heading: &str, entries: &[Entry]) {
    let mut blocks = Blocks::new(heading);
    for entry in entries {
        blocks.write(
            builder,
            &[
                (&entry.title, Role::PositionTitle),
                (&entry.organisation, Role::Employer),
                (&entry.dates, Role::DateRange),
            ],
            &entry.summary,
            &entry.items,
        );
    }
}

/// Writes the education; nothing when there is no course.
pub(super) fn education(builder: &mut DocumentBuilder, courses: &[Course]) {
    let mut blocks = Blocks::new(EDUCATION);
    for course in courses {
        blocks.write(
            builder,
            &[
                (&course.degree, Role::Degree),
                (&course.area, Role::FieldOfStudy),
                (&course.institution, Role::School),
                (&course.dates, Role::DateRange),
            ],
            &course.summary,
            &course.items,
        );
    }
}

/// Writes its heading before its first entry, and a blank line before each.
struct Blocks<'h> {
    heading: &'h str,
    is_open: bool,
}

impl<'h> Blocks<'h> {
    fn new(heading: &'h str) -> Self {
        Self {
            heading,
            is_open: false,
        }
    }

    fn write(
        &mut self,
        builder: &mut DocumentBuilder,
        head: &[(&str, Role)],
        summary: &[String],
        items: &[String],
    ) {
        let texts = summary.iter().chain(items).map(String::as_str);
        let mut told = head.iter().map(|(text, _)| *text).chain(texts);
        if told.all(|text| text.trim().is_empty()) {
            return;
        }
        builder.part();
        if !self.is_open {
            builder.line(self.heading, Role::Heading);
            self.is_open = true;
        }
        for (text, role) in head {
            builder.line(&on_one_line(text), *role);
        }
        for text in summary {
            free_text(builder, text, Role::Body);
        }
        for item in items {
            free_text(builder, item, Role::ListItem);
        }
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes the heading and one line each; nothing when there is no line.
pub(super) fn list(builder: &mut DocumentBuilder, heading: &str, lines: &[String], role: Role) {
    if lines.iter().all(|line| line.trim().is_empty()) {
        return;
    }
    builder.part();
    builder.line(heading, Role::Heading);
    for line in lines {
        free_text(builder, line, role);
    }
}

/// Writes text that may hold HTML; plain lines with bullets become items.
pub(super) fn free_text(builder: &mut DocumentBuilder, text: &str, role: Role) {
    if super::html::has_tags(text) {
        if super::html::push(builder, text, role).is_err() {
            builder.hidden(text, HiddenReason::Invisible);
            builder.warn(Warning::BrokenHtmlField);
        }
        return;
    }
    for line in text.lines() {
        let role = if super::plain::is_list_item(line) {
            Role::ListItem
        } else {
            role
        };
        builder.line(line, role);
    }
}

/// `2019-07 – 2022-05`; without an end the period lasts.
///
/// Full ISO dates are cut to the month; anything else stays as it is.
pub(super) fn period(start: &str, end: &str) -> String {
    let (start, end) = (month(start), month(end));
    let lasts = matches!(
        end.to_lowercase().as_str(),
        "present" | "current" | "now" | "ongoing" | "today"
    );
    match (start.is_empty(), end.is_empty() || lasts) {
        (true, true) => String::new(),
        (true, false) => end,
        (false, true) => format!("{start} – present"),
        (false, false) => format!("{start} – {end}"),
    }
}

/// `2019-07-15T…` as `2019-07`.
pub(super) fn month(date: &str) -> String {
    let date = date.trim();
    let bytes = date.as_bytes();
    let is_iso = bytes.len() >= 10
        && bytes
            .iter()
            .take(10)
            .enumerate()
            .all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
    if is_iso {
        date.get(..7).unwrap_or(date).to_owned()
    } else {
        date.to_owned()
    }
}

/// The parts that are not empty, with `separator` between them.
pub(super) fn joined(parts: &[&str], separator: &str) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        let cases = [
            ("2019-07-01", "2022-05-31", "2019-07 – 2022-05"),
            ("2022-06", "", "2022-06 – present"),
            ("2022-06", "Present", "2022-06 – present"),
            ("2012", "2014", "2012 – 2014"),
            ("", "2014-06", "2014-06"),
            ("", "", ""),
            ("May 2019", "2020", "May 2019 – 2020"),
        ];
        for (start, end, expected) in cases {
            assert_eq!(period(start, end), expected);
        }
    }
}
