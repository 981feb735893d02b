//! Lines in, [`Document`] out: every reader builds its text here.

use super::budget;
use super::encoding::{normalise, smuggled};
use super::limits::{self, over, unreadable};
use super::{
    Document, Format, HiddenReason, HiddenText, Line, Role, Span, Status, Unreadable, Warning,
};

/// The page of all that stands in a format without pages.
const ONLY_PAGE: u32 = 1;

/// Lines of one table cell.
type Cell = Vec<(String, Role)>;

/// Visible and hidden text of one paragraph, as its runs come.
#[derive(Debug, Default)]
pub(super) struct ParagraphText {
    pub visible: String,
    hidden: Vec<(HiddenReason, String)>,
}

impl ParagraphText {
    /// Runs that are hidden for one reason stay together.
    pub(super) fn push(&mut self, text: &str, hidden: Option<HiddenReason>) {
        match (hidden, self.hidden.last_mut()) {
            (None, _) => self.visible.push_str(text),
            (Some(reason), Some((last, so_far))) if *last == reason => so_far.push_str(text),
            (Some(reason), _) => self.hidden.push((reason, text.to_owned())),
        }
    }

    /// Hides what is visible so far, where there is a reason.
    pub(super) fn hide(&mut self, reason: Option<HiddenReason>) {
        if reason.is_some() {
            let visible = std::mem::take(&mut self.visible);
            self.push(&visible, reason);
        }
    }
}

/// Collects visible lines and hidden text in reading order.
///
/// Blank lines are left out; the text of a line is normalised and trimmed.
pub(crate) struct DocumentBuilder {
    format: Format,
    text: String,
    lines: Vec<Line>,
    /// A blank line comes before the next line.
    parted: bool,
    hidden: Vec<HiddenText>,
    warnings: Vec<Warning>,
    /// Open table rows, the innermost last.
    rows: Vec<Vec<Cell>>,
    /// Rows within so many others that they are none of their own.
    rows_beyond: usize,
}

impl DocumentBuilder {
    pub(crate) fn new(format: Format) -> Self {
        Self {
            format,
            text: String::new(),
            lines: Vec::new(),
            parted: false,
            hidden: Vec::new(),
            warnings: Vec::new(),
            rows: Vec::new(),
            rows_beyond: 0,
        }
    }

    /// Adds `text` as one line, or as several where it holds line breaks.
    pub(crate) fn line(&mut self, text: &str, role: Role) {
        budget::spend(1 + text.len() / 16);
        self.note_smuggled(text);
        let normal = normalise(text);
        for line in normal.split('\n') {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            match self.rows.last_mut() {
                Some(row) => {
                    if row.is_empty() {
                        row.push(Cell::new());
                    }
                    if let Some(cell) = row.last_mut() {
                        cell.push((line.to_owned(), role));
                    }
                }
                None => self.push(line, role),
            }
        }
    }

    fn push(&mut self, line: &str, role: Role) {
        if !self.text.is_empty() {
            self.text.push_str(if self.parted { "\n\n" } else { "\n" });
        }
        self.parted = false;
        let start = self.text.len();
        self.text.push_str(line);
        self.lines.push(Line {
            span: Span::new(start, self.text.len()),
            page: ONLY_PAGE,
            role,
        });
    }

    /// Parts what follows from what stands before by a blank line.
    pub(crate) fn part(&mut self) {
        self.parted = true;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.hidden.is_empty()
    }

    /// Opens a table row; lines go into its cells until [`Self::end_row`].
    pub(crate) fn begin_row(&mut self) {
        if self.rows.len() < limits::TABLE_DEPTH {
            self.rows.push(Vec::new());
        } else {
            self.rows_beyond += 1;
        }
    }

    pub(crate) fn begin_cell(&mut self) {
        if let Some(row) = self.rows.last_mut().filter(|_| self.rows_beyond == 0) {
            row.push(Cell::new());
        }
    }

    /// Writes the row: as one line with tabs between the cells where only the last
    /// cell has several lines, else cell by cell (a table that lays out columns).
    pub(crate) fn end_row(&mut self) {
        if self.rows_beyond > 0 {
            self.rows_beyond -= 1;
            return;
        }
        let Some(mut row) = self.rows.pop() else {
            return;
        };
        row.retain(|cell| !cell.is_empty());
        let single = row.iter().rev().skip(1).all(|cell| cell.len() == 1);
        let plain = row
            .iter()
            .all(|cell| matches!(cell.first(), Some((_, Role::Body | Role::TableCell))));
        let mut lines: Vec<(String, Role)> = Vec::new();
        if single && plain && row.len() > 1 {
            let first: Vec<&str> = row
                .iter()
                .filter_map(|cell| cell.first().map(|(text, _)| text.as_str()))
                .collect();
            lines.push((first.join("\t"), Role::TableCell));
            lines.extend(row.iter_mut().flat_map(|cell| cell.drain(..).skip(1)));
        } else {
            lines.extend(row.into_iter().flatten());
        }
        budget::spend(lines.len());
        for (text, role) in lines {
            let role = if role == Role::Body {
                Role::TableCell
            } else {
                role
            };
            match self.rows.last_mut().and_then(|outer| outer.last_mut()) {
                Some(cell) => cell.push((text, role)),
                None => self.push(&text, role),
            }
        }
    }

    /// Adds the lines of a paragraph and what it hides.
    pub(super) fn paragraph(&mut self, text: &ParagraphText, role: Role) {
        self.line(&text.visible, role);
        for (reason, hidden) in &text.hidden {
            self.hidden(hidden, *reason);
        }
    }

    /// Adds text that a reader of the file cannot see.
    pub(crate) fn hidden(&mut self, text: &str, reason: HiddenReason) {
        self.note_smuggled(text);
        let text = normalise(text);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.hidden.push(HiddenText {
            text: text.to_owned(),
            page: ONLY_PAGE,
            reason,
            after: self.lines.len(),
        });
    }

    /// Notes an oddity once, however often it is met.
    pub(crate) fn warn(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    fn note_smuggled(&mut self, text: &str) {
        if let Some(text) = smuggled(text) {
            self.hidden.push(HiddenText {
                text,
                page: ONLY_PAGE,
                reason: HiddenReason::ZeroWidth,
                after: self.lines.len(),
            });
        }
    }

    /// The document.
    ///
    /// # Errors
    /// [`Status::Empty`] without visible text, [`Status::OverLimit`] with too much.
    pub(crate) fn finish(mut self) -> Result<Document, Unreadable> {
        self.rows_beyond = 0;
        while !self.rows.is_empty() {
            self.end_row();
        }
        checked(Document {
            format: self.format,
            text: self.text,
            lines: self.lines,
            pages: ONLY_PAGE,
            hidden: self.hidden,
            warnings: self.warnings,
        })
    }
}

/// Lets a document pass that has text, and not too much of it.
pub(super) fn checked(document: Document) -> Result<Document, Unreadable> {
    if document.lines.is_empty() {
        let reason = if document.hidden.is_empty() {
            "the file has no text; check that it is the right file"
        } else {
            "the file has no visible text, only hidden text; open it and look"
        };
        return Err(unreadable(Status::Empty, reason));
    }
    check_length(&document.text)?;
    Ok(document)
}

/// Refuses more text than [`limits::CHARACTERS`].
pub(super) fn check_length(text: &str) -> Result<(), Unreadable> {
    // A character has at least one byte, so most files need no count.
    if text.len() > limits::CHARACTERS {
        let characters = text.chars().count();
        if characters > limits::CHARACTERS {
            return Err(over(
                &format!("the text has {characters} characters"),
                format_args!("{} characters", limits::CHARACTERS),
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cover_the_text() {
        let mut builder = DocumentBuilder::new(Format::Docx);
        builder.line("Experience\u{A0}", Role::Heading);
        builder.line("\u{200B} \n", Role::Body);
        builder.line("one\r\n two", Role::ListItem);
        let document = builder.finish().unwrap();
        assert_eq!(document.text, "Experience\none\ntwo");
        assert_eq!(
            document.shown(),
            [
                ("Experience", Role::Heading),
                ("one", Role::ListItem),
                ("two", Role::ListItem)
            ]
        );
    }

    #[test]
    fn rows_are_lines_and_layout_columns_are_not() {
        let mut builder = DocumentBuilder::new(Format::Docx);
        let row = |builder: &mut DocumentBuilder, cells: &[&str]| {
            builder.begin_row();
            for cell in cells {
                builder.begin_cell();
                builder.line(cell, Role::Body);
            }
            builder.end_row();
        };
        row(&mut builder, &["2019", "", "Engineer"]);
        row(&mut builder, &["2017", "Clerk\nFiled papers"]);
        row(&mut builder, &["Left 1\nLeft 2", "Right"]);
        let document = builder.finish().unwrap();
        assert_eq!(
            document.text,
            "2019\tEngineer\n2017\tClerk\nFiled papers\nLeft 1\nLeft 2\nRight"
        );
    }

    #[test]
    fn a_nested_row_stays_in_its_cell() {
        let mut builder = DocumentBuilder::new(Format::Docx);
        builder.begin_row();
        builder.begin_cell();
        builder.line("outer", Role::Body);
        builder.begin_cell();
        builder.begin_row();
        builder.begin_cell();
        builder.line("a", Role::Body);
        builder.begin_cell();
        builder.line("b", Role::Body);
        builder.end_row();
        builder.end_row();
        assert_eq!(builder.finish().unwrap().text, "outer\ta\tb");
    }

    #[test]
    fn no_visible_text_is_a_status() {
        let mut builder = DocumentBuilder::new(Format::Html);
        let empty = DocumentBuilder::new(Format::Html).finish().unwrap_err();
        assert_eq!(
            empty.reason,
            "the file has no text; check that it is the right file"
        );
        builder.hidden("python java", HiddenReason::Colour);
        let error = builder.finish().unwrap_err();
        assert_eq!(error.status, Status::Empty);
        assert_eq!(
            error.reason,
            "the file has no visible text, only hidden text; open it and look"
        );
    }
}
