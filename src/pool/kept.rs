//! A CV of the pool as a source: its document and profile are fetched when they are read.

use std::io::{Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use super::Pool;
use super::store::Store;
use crate::document::limits::{FILE_BYTES, unreadable};
use crate::document::source::Kept;
use crate::document::{
    Document, Format, HiddenText, Line, Role, Span, Status, Unreadable, Warning,
};
use crate::profile::cv::CvProfile;
use crate::score::kept::profile;

/// Nothing that is kept unpacks to more: a text of the largest file, and its layout.
const MOST_BYTES: u64 = 8 * FILE_BYTES as u64;

/// Where a reading is kept.
pub(super) struct Pooled {
    pub(super) store: Arc<Store>,
    pub(super) reading: i64,
    pub(super) content: Option<(String, u64)>,
}

impl Kept for Pooled {
    fn document(&self) -> Result<Document, Unreadable> {
        let found = self.store.with(|connection| {
            let mut query = connection
                .prepare_cached("SELECT status, reason, document FROM reading WHERE number = ?")?;
            let row = query.query_row([self.reading], |row| {
                let status: String = row.get(0)?;
                let reason: String = row.get(1)?;
                Ok((status, reason, row.get::<_, Option<Vec<u8>>>(2)?))
            });
            row.optional()
        });
        let found = found.map_err(|error| unreadable(Status::Failed, error.to_string()))?;
        let Some((status, reason, document)) = found else {
            return Err(unreadable(
                Status::NotFound,
                "the CV was removed from the pool meanwhile",
            ));
        };
        match document {
            Some(packed) => read_document(&packed).ok_or_else(damaged),
            None => Err(Unreadable {
                status: status_of(&status).ok_or_else(damaged)?,
                reason,
            }),
        }
    }

    fn profile(&self, version: &str) -> Option<Vec<u8>> {
        let found = self.store.with(|connection| {
            let mut query = connection
                .prepare_cached("SELECT profile FROM reading WHERE number = ? AND profiler = ?")?;
            let row = query.query_row((self.reading, version), |row| row.get(0));
            row.optional()
        });
        let packed: Option<Vec<u8>> = found.ok()??;
        unpack(&packed?)
    }

    fn content(&self) -> Option<(String, u64)> {
        self.content.clone()
    }
}

impl Pool {
    /// Document and profile of a reading; `None` where it has none, or they are damaged.
    pub(super) fn read(&self, reading: i64) -> Option<(Document, CvProfile)> {
        let kept = self.store.with(|connection| {
            let mut query = connection
                .prepare_cached("SELECT document, profile FROM reading WHERE number = ?")?;
            query.query_row([reading], |row| Ok((row.get(0)?, row.get(1)?)))
        });
        let (document, kept): (Option<Vec<u8>>, Option<Vec<u8>>) = kept.ok()?;
        let document = read_document(&document?)?;
        let profile = profile(&unpack(&kept?)?, &document.text)?;
        Some((document, profile))
    }
}

fn damaged() -> Unreadable {
    unreadable(
        Status::Failed,
        "what the pool keeps of this CV is damaged; `cvrank pool verify POOL` says more",
    )
}

/// As [`Document`], with its lines as runs of one look: where each stands, its text says.
#[derive(Serialize, Deserialize)]
struct KeptDocument {
    format: Format,
    text: String,
    lines: KeptLines,
    pages: u32,
    hidden: Vec<HiddenText>,
    warnings: Vec<Warning>,
}

#[derive(Serialize, Deserialize)]
enum KeptLines {
    /// How many in a row, their page and their role.
    OfText(Vec<(u32, u32, Role)>),
    /// Of a text whose lines are not those between its line breaks.
    Own(Vec<Line>),
}

impl KeptLines {
    fn new(lines: &[Line], text: &str) -> Self {
        let spans = || lines.iter().map(|line| line.span);
        if !spans().eq(spans_of(text)) {
            return Self::Own(lines.to_vec());
        }
        let same = lines.chunk_by(|one, other| (one.page, one.role) == (other.page, other.role));
        let runs = same.filter_map(|run| {
            let first = run.first()?;
            Some((run.len() as u32, first.page, first.role))
        });
        Self::OfText(runs.collect())
    }

    fn read(self, text: &str) -> Option<Vec<Line>> {
        let runs = match self {
            Self::Own(lines) => return Some(lines),
            Self::OfText(runs) => runs,
        };
        let looks = runs.into_iter();
        let mut looks =
            looks.flat_map(|(count, page, role)| std::iter::repeat_n((page, role), count as usize));
        let line = |span| {
            let (page, role) = looks.next()?;
            Some(Line { span, page, role })
        };
        spans_of(text).map(line).collect()
    }
}

/// What stands between line breaks, where anything does.
fn spans_of(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split('\n').filter_map(move |line| {
        let span = Span::new(start, start + line.len());
        start = span.end as usize + 1;
        (!span.is_empty()).then_some(span)
    })
}

pub(super) fn write_document(document: &Document) -> Option<Vec<u8>> {
    let Document {
        format,
        text,
        lines,
        pages,
        hidden,
        warnings,
    } = document.clone();
    let kept = KeptDocument {
        format,
        lines: KeptLines::new(&lines, &text),
        text,
        pages,
        hidden,
        warnings,
    };
    Some(pack(&postcard::to_stdvec(&kept).ok()?))
}

pub(super) fn read_document(packed: &[u8]) -> Option<Document> {
    let kept: KeptDocument = postcard::from_bytes(&unpack(packed)?).ok()?;
    Some(Document {
        format: kept.format,
        lines: kept.lines.read(&kept.text)?,
        text: kept.text,
        pages: kept.pages,
        hidden: kept.hidden,
        warnings: kept.warnings,
    })
}

/// Compressed, with a sum by which damage is seen.
pub(super) fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory does not fail.
    let _ = packed.write_all(bytes);
    packed.finish().unwrap_or_default()
}

pub(super) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let unpacked = ZlibDecoder::new(packed);
    unpacked.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A status as it is kept, in the word that reports show.
pub(super) fn status_word(status: Status) -> String {
    match serde_json::to_value(status) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

pub(super) fn status_of(word: &str) -> Option<Status> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::plain;

    proptest! {
        #[test]
        fn a_document_comes_back_as_it_was(
            lines in proptest::collection::vec("[a-zß ]{0,9}", 0..12),
            looks in proptest::collection::vec((1..3_u32, any::<bool>()), 12),
            is_own in any::<bool>(),
        ) {
            let text = lines.join("\n");
            let of_text = spans_of(&text).zip(&looks).map(|(span, (page, is_item))| Line {
                span,
                page: *page,
                role: if *is_item { Role::ListItem } else { Role::Body },
            });
            let mut lines: Vec<Line> = of_text.collect();
            if is_own {
                lines.pop();
            }
            let document = Document {
                format: Format::Docx,
                lines,
                text,
                pages: 2,
                hidden: Vec::new(),
                warnings: vec![Warning::UnreadPages(vec![2])],
            };
            let packed = write_document(&document).unwrap();
            prop_assert_eq!(read_document(&packed), Some(document));
        }
    }

    #[test]
    fn damage_is_seen() {
        let document = plain::from_text("Anna Nowak\n\nBaker", Format::PlainText).unwrap();
        let packed = write_document(&document).unwrap();
        assert_eq!(read_document(&packed).as_ref(), Some(&document));
        for at in 0..packed.len() {
            let mut damaged = packed.clone();
            damaged[at] ^= 1 << (at % 8);
            // Bits that fill a last byte mean nothing.
            let read = read_document(&damaged);
            assert!(read.is_none_or(|read| read == document), "byte {at}");
        }
        assert_eq!(read_document(&packed[..packed.len() - 1]), None);
    }

    #[test]
    fn a_status_is_kept_in_its_word() {
        for status in [Status::Scored, Status::OverLimit, Status::NotFound] {
            assert_eq!(status_of(&status_word(status)), Some(status));
        }
        assert_eq!(status_word(Status::OverLimit), "over_limit");
        assert_eq!(status_of("whatever"), None);
    }
}
