//! Bytes in, text with layout out: one file a format.
//!
//! A [`Document`] holds the visible text of one file. Everything later points
//! into that text by byte [`Span`], so that every quote can be checked.

mod archive;
pub mod budget;
pub(crate) mod builder;
mod canonical;
mod contrast;
pub(crate) mod detect;
pub mod doc;
pub mod docx;
mod doubtful;
pub(crate) mod encoding;
pub mod europass;
pub mod forged;
pub mod html;
mod inheritance;
pub mod isolate;
pub mod job_posting;
mod json;
pub mod json_resume;
pub mod limits;
pub mod mail;
mod markdown;
pub mod message;
pub mod odt;
mod outlook;
pub mod pdf;
pub mod plain;
pub(crate) mod plain_file;
mod reactive_resume;
pub mod read;
pub mod recognise;
pub mod rtf;
pub mod source;
pub(crate) mod table;
mod visibility;
mod warning;
mod xml;

use serde::{Deserialize, Serialize};

pub use crate::span::Span;
pub use warning::{UnknownWarning, Warning};

/// The file formats that are read, or recognised in order to say why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    PlainText,
    Markdown,
    Pdf,
    /// Word's binary format of 97 and later.
    Doc,
    Docx,
    Odt,
    Rtf,
    Html,
    JsonResume,
    Europass,
    JobPosting,
    /// A job file of our own, corrected by hand (`cvrank parse JOB`).
    JobToml,
    /// One row of a CSV export.
    CsvRow,
    /// A saved message: a job post is its text, a CV is what it carries.
    Mail,
}

impl Format {
    /// In few words, as messages say it.
    pub fn name(self) -> &'static str {
        match self {
            Format::PlainText => "plain text",
            Format::Markdown => "Markdown",
            Format::Pdf => "PDF",
            Format::Doc => "DOC",
            Format::Docx => "DOCX",
            Format::Odt => "ODT",
            Format::Rtf => "RTF",
            Format::Html => "HTML",
            Format::JsonResume => "JSON Resume",
            Format::Europass => "Europass",
            Format::JobPosting => "JobPosting",
            Format::JobToml => "job file",
            Format::CsvRow => "table row",
            Format::Mail => "message",
        }
    }

    /// Whether a file of this format is a CV that itself tells its positions and
    /// education: by the roles of its lines, with a blank line before each
    /// section and entry.
    pub fn is_structured_cv(self) -> bool {
        matches!(self, Format::JsonResume | Format::Europass)
    }
}

/// What a line is, as far as the file format itself says so.
///
/// Readers of structured formats know more than the text shows; the profile
/// trusts these roles before its own guesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Body,
    Heading,
    ListItem,
    TableCell,
    PageHeader,
    PageFooter,
    /// A menu or a button of a web page.
    Navigation,
    /// Title of a position or project (structured formats only).
    PositionTitle,
    /// Employer of a position (structured formats only).
    Employer,
    /// What a course of study leads to (structured formats only).
    Degree,
    /// The field of a course of study (structured formats only).
    FieldOfStudy,
    /// Where a course of study was taken (structured formats only).
    School,
    /// The dates of a position or an education entry (structured formats only).
    DateRange,
    /// Name, contact, birth, photo, nationality and the like: never scored.
    Identity,
}

impl Role {
    /// Whether the line is beside the running text: the head and foot of pages, menus.
    pub(crate) fn is_outside(self) -> bool {
        matches!(self, Self::PageHeader | Self::PageFooter | Self::Navigation)
    }
}

/// One line of visible text, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Where the line stands in [`Document::text`], without its line break.
    pub span: Span,
    /// Page, from 1; 1 where the format has no pages.
    pub page: u32,
    pub role: Role,
}

/// Why text was kept out of [`Document::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenReason {
    /// The same colour as what lies behind it.
    Colour,
    /// Smaller than 4 pt.
    Tiny,
    OffPage,
    /// PDF render mode 3, zero opacity, `w:vanish`, `display: none`.
    Invisible,
    /// Zero-width or tag characters.
    ZeroWidth,
    /// Below a picture or an area painted later, or cut off.
    Covered,
    /// Set by a means that is not understood to its end: it may be seen or not. Not scored until
    /// a person has looked and accepts it ([`Document::accept_doubtful`]).
    Doubtful,
}

/// Text that a reader of the file cannot see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenText {
    pub text: String,
    pub page: u32,
    pub reason: HiddenReason,
    /// How many of [`Document::lines`] stand before it.
    pub after: usize,
}

impl HiddenText {
    /// Whether it may be seen after all.
    pub fn is_doubtful(&self) -> bool {
        self.reason == HiddenReason::Doubtful
    }
}

/// The visible text of one file with what its layout says.
///
/// `text` is NFC, breaks lines with `\n` only, and holds no ligatures, soft
/// hyphens, no-break spaces or zero-width characters. `lines` cover every
/// character of `text` that is not a line break, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub format: Format,
    pub text: String,
    pub lines: Vec<Line>,
    pub pages: u32,
    pub hidden: Vec<HiddenText>,
    /// What was odd but did not stop the reading, each once.
    pub warnings: Vec<Warning>,
}

#[cfg(test)]
impl Document {
    /// Each line with its role.
    pub(crate) fn shown(&self) -> Vec<(&str, Role)> {
        let lines = self.lines.iter();
        lines
            .map(|line| (line.span.of(&self.text), line.role))
            .collect()
    }

    /// What is hidden, each with why.
    pub(crate) fn unseen(&self) -> Vec<(&str, HiddenReason)> {
        let hidden = self.hidden.iter();
        hidden
            .map(|hidden| (hidden.text.as_str(), hidden.reason))
            .collect()
    }
}

/// Why a file has no text that could be scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Read, profiled and scored.
    Scored,
    /// No text at all, or too little to be a CV.
    Empty,
    /// A picture of a page: text recognition is needed first.
    Scan,
    /// Needs a password.
    Encrypted,
    /// A format that is recognised but not read (a presentation, an archive).
    Unsupported,
    /// The file breaks the rules of its own format.
    Damaged,
    /// Over one of the limits on size, depth, memory or time.
    OverLimit,
    /// The path does not exist or cannot be opened.
    NotFound,
    /// A fault of ours while reading.
    Failed,
}

/// A file that could not be read, with a reason in words for the user.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{reason}")]
pub struct Unreadable {
    pub status: Status,
    /// What was found, what was expected, what to do; no path, no personal data.
    pub reason: String,
}
