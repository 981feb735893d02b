//! What is made of a CV before it is written, on all threads.

use rusqlite::OptionalExtension;

use super::AddOptions;
use crate::document::source::Source;
use crate::document::{Document, Status, Unreadable};
use crate::duplicates::{addresses, sketch};
use crate::pool::kept::{pack, write_document};
use crate::pool::{Pool, PoolError};
use crate::score::kept;
use crate::score::{ParsedCv, Scorer, caught};
use crate::text::sketch::Sketch;

/// A CV that is ready to be written.
pub(super) struct Prepared {
    /// SHA-256 and length.
    pub content: Option<(String, u64)>,
    pub manner: String,
    pub reading: Reading,
}

/// What was read of a CV.
pub(super) enum Reading {
    /// It is kept already, under this number.
    Known(i64, Option<(Status, String)>),
    New(Box<New>),
}

/// What is made of bytes that were not known.
pub(in crate::pool) struct New {
    pub reader: String,
    pub status: Status,
    pub reason: String,
    pub document: Option<Vec<u8>>,
    pub made: Made,
}

/// What is made of a document.
pub(in crate::pool) struct Made {
    pub version: String,
    pub profile: Option<Vec<u8>>,
    pub language: String,
    pub last_month: Option<i32>,
    pub addresses: Vec<u64>,
    /// Of its text, by which nearly the same ones are found.
    pub bands: Vec<u64>,
}

impl Pool {
    /// Reads a CV, or finds that it was read.
    pub(super) fn prepare(
        &self,
        source: &Source,
        scorer: &Scorer,
        options: &AddOptions,
    ) -> Result<Prepared, PoolError> {
        let held = source.held();
        let content = held.content();
        let manner = held.manner();
        let reader = reader(&held);
        if let Some((sha256, _)) = &content
            && let Some((number, status, reason)) =
                self.known(sha256, &manner, &reader, &scorer.profile_version())?
            && !(status == Status::Scan && options.recognises)
        {
            let refused = (status != Status::Scored).then_some((status, reason));
            return Ok(Prepared {
                content,
                manner,
                reading: Reading::Known(number, refused),
            });
        }
        let document = caught(|| scorer.read_cv_document(&held));
        Ok(Prepared {
            content,
            manner,
            reading: Reading::New(Box::new(New::of(document, reader, scorer))),
        })
    }

    /// What is kept of these bytes, if nothing that made it has changed.
    fn known(
        &self,
        sha256: &str,
        manner: &str,
        reader: &str,
        profiler: &str,
    ) -> Result<Option<(i64, Status, String)>, PoolError> {
        let found = self.store.with(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT number, status, reason FROM reading \
                 WHERE content = ? AND manner = ? AND reader = ? \
                 AND (profiler = ? OR document IS NULL)",
            )?;
            let row = query.query_row((sha256, manner, reader, profiler), |row| {
                let status: String = row.get(1)?;
                Ok((row.get(0)?, status, row.get(2)?))
            });
            row.optional()
        })?;
        Ok(found.and_then(|(number, status, reason)| {
            Some((number, crate::pool::kept::status_of(&status)?, reason))
        }))
    }
}

/// Version of what makes a document of this source.
fn reader(source: &Source) -> String {
    let [of_files, of_messages] = current_readers();
    match source.message() {
        Some(_) => of_messages,
        None => of_files,
    }
    .to_owned()
}

/// Versions of what this program makes documents with: of files, and of messages, of which a
/// profile tells which attachment is the CV.
pub(in crate::pool) fn current_readers() -> [&'static str; 2] {
    [
        env!("CVRANK_READERS"),
        concat!(env!("CVRANK_READERS"), " ", env!("CVRANK_PROFILES")),
    ]
}

impl New {
    fn of(document: Result<Document, Unreadable>, reader: String, scorer: &Scorer) -> Self {
        let document = match document {
            Ok(document) => document,
            Err(unreadable) => {
                return Self {
                    reader,
                    status: unreadable.status,
                    reason: unreadable.reason,
                    document: None,
                    made: Made::nothing(scorer),
                };
            }
        };
        let packed = write_document(&document);
        let (made, refused) = Made::of(document, scorer);
        let (status, reason) = refused.unwrap_or((Status::Scored, String::new()));
        Self {
            reader,
            status,
            reason,
            document: packed,
            made,
        }
    }
}

impl Made {
    fn nothing(scorer: &Scorer) -> Self {
        Self {
            version: scorer.profile_version(),
            profile: None,
            language: String::new(),
            last_month: None,
            addresses: Vec::new(),
            bands: Vec::new(),
        }
    }

    /// Of a document, and why it cannot be scored, if so.
    pub(in crate::pool) fn of(
        document: Document,
        scorer: &Scorer,
    ) -> (Self, Option<(Status, String)>) {
        let read: Result<ParsedCv, Unreadable> = caught(|| scorer.profile_cv(document));
        let profile = kept::write(&read).ok().map(|bytes| pack(&bytes));
        let mut made = Self {
            profile,
            ..Self::nothing(scorer)
        };
        let parsed = match read {
            Ok(parsed) => parsed,
            Err(refused) => return (made, Some((refused.status, refused.reason))),
        };
        let ends = parsed.profile.positions.iter();
        let ends = ends.filter_map(|position| position.months);
        made.last_month = ends.map(|(_, last)| last.0).max();
        parsed.profile.language.clone_into(&mut made.language);
        let sketch = sketch(&parsed.profile);
        made.bands = sketch.iter().flat_map(Sketch::bands).collect();
        made.addresses = addresses(&parsed.document.text, &parsed.profile);
        (made, None)
    }
}
