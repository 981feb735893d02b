//! A CV of the pool as a source: its document and profile are fetched when they are read.

use std::io::{Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rusqlite::OptionalExtension;

use super::store::Store;
use crate::document::limits::{FILE_BYTES, unreadable};
use crate::document::source::Kept;
use crate::document::{Document, Status, Unreadable};

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
            let mut query = connection.prepare_cached(
                "SELECT status, reason, document FROM reading WHERE number = ?",
            )?;
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
            let mut query = connection.prepare_cached(
                "SELECT profile FROM reading WHERE number = ? AND profiler = ?",
            )?;
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

fn damaged() -> Unreadable {
    unreadable(
        Status::Failed,
        "what the pool keeps of this CV is damaged; `cvrank pool verify` says more",
    )
}

pub(super) fn write_document(document: &Document) -> Option<Vec<u8>> {
    Some(pack(&postcard::to_stdvec(document).ok()?))
}

pub(super) fn read_document(packed: &[u8]) -> Option<Document> {
    postcard::from_bytes(&unpack(packed)?).ok()
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
