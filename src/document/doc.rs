//! Word's binary documents (`.doc`, Word 97 and later).
//!
//! RTF is the same model in letters: Word wrote both from the same properties. So what the file
//! holds is written as RTF, each property as its control word with the styles already followed,
//! and read by the one reader that knows what of it is seen (`rtf`). What of the file bears on
//! the look and is not written: styles of tables, and what drawings without text cover.

mod blocks;
mod drawings;
mod file;
mod pieces;
mod properties;
mod runs;
mod styles;
mod words;
mod writer;

use self::file::File;
use self::writer::Writer;
use super::limits::FILE_BYTES;
use super::{Document, Format, Unreadable, rtf};

/// Reads a `.doc`.
///
/// # Errors
/// [`Status::Encrypted`](super::Status::Encrypted), [`Status::Damaged`](super::Status::Damaged),
/// [`Status::Empty`](super::Status::Empty), [`Status::OverLimit`](super::Status::OverLimit), and
/// [`Status::Unsupported`](super::Status::Unsupported) for Word before 1997.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    if bytes.len() > FILE_BYTES {
        return Err(super::limits::too_large());
    }
    let file = File::open(bytes)?;
    let rtf = Writer::new(&file)?.written()?;
    let mut document = rtf::read(&rtf)?;
    document.format = Format::Doc;
    Ok(document)
}
