//! PDF: positioned text in, lines in reading order out.
//!
//! pdf_oxide gives text with its place on the page (`extract`, `page`); what cannot be seen is set
//! apart (`visibility`, by what `painting` follows); pieces become segments, segments
//! lines in reading order (`segments`, `columns`, `rows`), lines a document (`assemble`,
//! `headings`, `hyphens`). Nothing of one file is left for the next (`afresh`), and nothing
//! hangs on the order of pdf_oxide's hash tables (`header`).

mod afresh;
mod assemble;
mod bands;
mod characters;
mod colours;
mod columns;
#[cfg(test)]
mod columns_tests;
mod content;
mod extract;
mod fields;
mod file;
mod fonts;
mod functions;
mod graphics;
mod header;
mod headings;
mod hidden;
mod hyphens;
mod layers;
mod overlaps;
mod page;
mod painting;
mod paints;
mod pictures;
mod rows;
mod scope;
mod script;
mod segments;
mod shading;
mod shapes;
mod shows;
mod visibility;
#[cfg(test)]
mod visibility_tests;

use pdf_oxide::{Error, PdfDocument};

use self::{layers::Layers, visibility::Trust};
use super::limits::{CHARACTERS, FILE_BYTES};
use super::{Document, HiddenText, Status, Unreadable, Warning};

/// Most pages that are read.
pub(crate) const MOST_PAGES: usize = 200;
/// Fewer letters than this on pages with pictures are a scan.
const FEWEST_LETTERS: usize = 40;

/// Reads the visible text of a PDF in reading order.
///
/// Text that cannot be seen is in [`Document::hidden`] with its reason. A gap
/// that the eye takes for a margin or a table column is a tab in the line.
/// What was read before has no part in it; for that, pdf_oxide's store of
/// parsed fonts is switched off for the whole process.
///
/// # Errors
/// [`Status::Encrypted`], [`Status::Scan`], [`Status::Empty`],
/// [`Status::Damaged`] and [`Status::OverLimit`], each with its reason.
/// A damaged file can keep pdf_oxide busy for ever or overflow the stack;
/// [`Workers`](super::isolate::Workers) guard against both.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    guarded(|| read_unguarded(bytes))
}

fn guarded<T: Send>(work: impl FnOnce() -> Result<T, Unreadable> + Send) -> Result<T, Unreadable> {
    match afresh::afresh(work) {
        Ok(Some(outcome)) => outcome,
        Ok(None) => Err(damaged(
            "the PDF breaks its reader; export it again as PDF or DOCX",
        )),
        Err(error) => Err(Unreadable {
            status: Status::Failed,
            reason: format!("no thread can be started to read the PDF ({error})"),
        }),
    }
}

fn open(bytes: &[u8]) -> Result<PdfDocument, Unreadable> {
    if bytes.len() > FILE_BYTES {
        return Err(over_limit(format!(
            "the PDF has {} bytes, more than the limit of {FILE_BYTES}",
            bytes.len()
        )));
    }
    let document =
        PdfDocument::from_bytes(header::at_start(bytes).into_owned()).map_err(unreadable)?;
    if document.is_encrypted() && !document.is_authenticated() {
        return Err(unreadable(Error::EncryptedPdf));
    }
    Ok(document)
}

fn read_unguarded(bytes: &[u8]) -> Result<Document, Unreadable> {
    let pdf = open(bytes)?;
    let count = pdf.page_count().map_err(unreadable)?;
    if count > MOST_PAGES {
        return Err(over_limit(format!(
            "the PDF has {count} pages, more than the limit of {MOST_PAGES}"
        )));
    }
    if count == 0 {
        return Err(damaged("the PDF has no pages"));
    }

    let mut contents = Contents::read(&pdf, count, Trust::Stated)?;
    if contents.letters < FEWEST_LETTERS && !contents.hidden.is_empty() {
        contents = Contents::read(&pdf, count, Trust::Nothing)?;
    }
    contents.into_document(count)
}

/// What the pages hold, in reading order.
#[derive(Default)]
struct Contents {
    drafts: Vec<assemble::Draft>,
    hidden: Vec<HiddenText>,
    warnings: Vec<Warning>,
    /// Letters and digits that are seen.
    letters: usize,
    has_picture: bool,
    /// Numbers of pages that could not be read.
    unread_pages: Vec<u32>,
}

impl Contents {
    fn read(pdf: &PdfDocument, count: usize, trust: Trust) -> Result<Self, Unreadable> {
        let mut contents = Self::default();
        let mut characters = 0;
        let layers = Layers::of(pdf);
        for index in 0..count {
            let Ok(page) = page::read(pdf, index, &layers, trust) else {
                contents.unread_pages.push(index as u32 + 1);
                continue;
            };
            let seen = page.pieces.iter().map(|piece| piece.text.len());
            let unseen = page.hidden.iter().map(|entry| entry.text.len());
            characters += seen.chain(unseen).sum::<usize>();
            if characters > CHARACTERS {
                return Err(over_limit(format!(
                    "the PDF has more than {CHARACTERS} characters of text"
                )));
            }
            let letters = page.pieces.iter().flat_map(|piece| piece.text.chars());
            contents.letters += letters.filter(|letter| letter.is_alphanumeric()).count();
            contents.has_picture |= page.has_picture;
            contents.hidden.extend(page.hidden);
            for warning in page.warnings {
                if !contents.warnings.contains(&warning) {
                    contents.warnings.push(warning);
                }
            }
            for pieces in by_rotation(page.pieces) {
                let rows = columns::order(segments::join(&pieces));
                let number = index as u32 + 1;
                assemble::drafts(rows, &page.area, number, &mut contents.drafts);
            }
        }
        Ok(contents)
    }

    fn into_document(self, count: usize) -> Result<Document, Unreadable> {
        let Self {
            drafts,
            hidden,
            mut warnings,
            letters,
            has_picture,
            unread_pages,
        } = self;
        if unread_pages.len() == count {
            return Err(damaged("no page of the PDF can be read"));
        }
        if !unread_pages.is_empty() {
            warnings.push(Warning::UnreadPages(unread_pages));
        }
        if letters < FEWEST_LETTERS && has_picture {
            return Err(Unreadable {
                status: Status::Scan,
                reason:
                    "the PDF holds pictures of pages and no text; run text recognition (OCR) first"
                        .into(),
            });
        }
        if letters == 0 {
            return Err(Unreadable {
                status: Status::Empty,
                reason: "the PDF has pages but no text".into(),
            });
        }
        Ok(assemble::document(drafts, count as u32, hidden, warnings))
    }
}

/// Pieces grouped by their rotation, that of most letters first.
fn by_rotation(pieces: Vec<page::Piece>) -> Vec<Vec<page::Piece>> {
    let mut groups: Vec<(usize, Vec<page::Piece>)> = Vec::new();
    for piece in pieces {
        let length = piece.text.len();
        match groups
            .iter_mut()
            .find(|(_, group)| group[0].rotation == piece.rotation)
        {
            Some((letters, group)) => {
                *letters += length;
                group.push(piece);
            }
            None => groups.push((length, vec![piece])),
        }
    }
    groups.sort_by_key(|(letters, _)| std::cmp::Reverse(*letters));
    groups.into_iter().map(|(_, group)| group).collect()
}

fn unreadable(error: Error) -> Unreadable {
    match error {
        Error::EncryptedPdf => Unreadable {
            status: Status::Encrypted,
            reason: "the PDF needs a password; save a copy without one".into(),
        },
        error => damaged(&format!("the PDF cannot be read ({error})")),
    }
}

fn damaged(reason: &str) -> Unreadable {
    Unreadable {
        status: Status::Damaged,
        reason: reason.into(),
    }
}

fn over_limit(reason: String) -> Unreadable {
    Unreadable {
        status: Status::OverLimit,
        reason,
    }
}
