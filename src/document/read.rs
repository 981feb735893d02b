//! The one door: bytes of any known format to a [`Document`].

use super::builder::DocumentBuilder;
use super::detect::detect;
use super::{
    Document, Format, Role, Unreadable, docx, europass, html, job_posting, json_resume, odt, plain,
    rtf,
};

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
        Format::Europass => europass::read(bytes),
        Format::Odt => odt::read(bytes),
        Format::Rtf => rtf::read(bytes),
        Format::Html => html::read(bytes),
        Format::JsonResume => json_resume::read(bytes),
        Format::JobPosting => job_posting::read(bytes),
        Format::Markdown => plain::read_markdown(bytes),
        format @ (Format::PlainText | Format::JobToml | Format::CsvRow) => {
            plain::read(bytes, format)
        }
    }
}

/// Reads the text of one row of a table; HTML in it is read as such.
pub fn read_row(text: &str) -> Result<Document, Unreadable> {
    if text.trim_start().starts_with('<') && html::has_tags(text) {
        let mut builder = DocumentBuilder::new(Format::CsvRow);
        html::push(&mut builder, text, Role::Body)?;
        return builder.finish();
    }
    plain::from_text(text, Format::CsvRow)
}
