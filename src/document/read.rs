//! The one door: bytes of any known format to a [`Document`].

use super::detect::detect;
use super::limits::unreadable;
use super::{Document, Format, Status, Unreadable, docx, html, job_posting, json_resume, plain};

/// Reads a file of any known format; PDFs go through `pdf`.
///
/// PDFs come from a reader of the caller's choice, because the program reads them
/// in a worker process that may be killed.
///
/// # Errors
/// [`Unreadable`] with a status and a reason for the user.
pub fn read_with(
    bytes: &[u8],
    file_name: Option<&str>,
    pdf: &dyn Fn(&[u8]) -> Result<Document, Unreadable>,
) -> Result<Document, Unreadable> {
    match detect(bytes, file_name)? {
        Format::Pdf => pdf(bytes),
        Format::Docx => docx::read(bytes),
        Format::Html => html::read(bytes),
        Format::JsonResume => json_resume::read(bytes),
        Format::JobPosting => job_posting::read(bytes),
        Format::Markdown => plain::read_markdown(bytes),
        format @ (Format::PlainText | Format::JobToml | Format::CsvRow) => {
            plain::read(bytes, format)
        }
        format => Err(unreadable(
            Status::Unsupported,
            format!("files of the kind {format:?} are not read yet"),
        )),
    }
}
