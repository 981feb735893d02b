//! The interview sheet: the same questions in the same order for everybody, then those that a CV
//! itself raises, with room for notes.
//!
//! What it asks comes of what the post asks. It asks nothing about age, family, health, origin,
//! belief or looks; a gap is asked neutrally, and answering is left free. It names no score and no
//! rank, so that nobody is met with a number in mind.

mod docx;
mod markdown;
mod page;
mod sheet;

use std::io;
use std::path::Path;

use super::html::Candidate;
use super::{Run, terminal};
use crate::features::JobQuery;

/// CVs on the sheet where nothing else is asked for.
pub const CANDIDATES: usize = 10;

/// What the sheet is written as, by the ending of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InterviewFormat {
    Html,
    Docx,
    Markdown,
}

impl InterviewFormat {
    /// The format that the ending of `path` names.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }
}

/// How much is on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InterviewOptions<'a> {
    pub candidates: usize,
    /// Name the people.
    pub with_contact: bool,
    /// Ids of the CVs that alone are wanted; all where there is none.
    pub only: &'a [String],
}

/// The sheet for the first of `candidates`, which are all of one ranking and in its order.
///
/// # Errors
/// When a template cannot be filled or the container cannot be written, which are faults of ours.
pub fn interview(
    format: InterviewFormat,
    run: &Run,
    job: &JobQuery,
    candidates: &[Candidate],
    options: &InterviewOptions,
) -> io::Result<Vec<u8>> {
    let mut sheet = sheet::Sheet::new(run, job, candidates, options);
    sheet.clean(&|text| terminal::value(text).into_owned());
    match format {
        InterviewFormat::Html => page::page(&sheet),
        InterviewFormat::Docx => docx::document(&sheet),
        InterviewFormat::Markdown => Ok(markdown::text(&sheet).into_bytes()),
    }
}
