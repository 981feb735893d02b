//! A run as a folder: whole or absent, made again from its manifest, checked against itself.
//!
//! `manifest` says what went in and came out, `folder` writes it, `replay` compares a second run
//! with it, `verify` recomputes its scores, `decisions` holds what people decided against it,
//! `shown` writes that into the files that people open.

pub mod decisions;
pub mod folder;
pub mod manifest;
pub mod replay;
pub(crate) mod shown;
pub mod verify;

use std::fs::{self, File};
use std::io;
use std::path::Path;

use crate::document::limits::{RUN_BYTES, read_bounded};
use crate::document::plain_file;

pub use folder::{Folder, outputs};

/// Name of the manifest in a run folder.
pub(crate) const MANIFEST: &str = "manifest.json";
/// Name of the people's decisions in a run folder.
pub(crate) const DECISIONS: &str = "decisions.jsonl";
/// Name of the ranking with all explanations in a run folder.
pub(crate) const RANKING: &str = "ranking.json";

/// The paths of all that lies in a run folder but folders, with `/` between the parts, in order;
/// an error for what cannot be listed.
fn files(run: &Path) -> impl Iterator<Item = Result<String, walkdir::Error>> {
    let entries = walkdir::WalkDir::new(run).sort_by_file_name().into_iter();
    entries.filter_map(move |entry| {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return Some(Err(error)),
        };
        let inner = entry.path().strip_prefix(run).ok()?;
        let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
        (!entry.file_type().is_dir()).then(|| Ok(parts.join("/")))
    })
}

/// A file of the run folder, to be read: nothing in a run is a link, a pipe or a device.
fn open(run: &Path, path: &str) -> io::Result<File> {
    let mut place = run.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let kind = fs::symlink_metadata(&place)?.file_type();
        let is_last = parts.peek().is_none();
        if !(if is_last {
            kind.is_file()
        } else {
            kind.is_dir()
        }) {
            let what = plain_file::other(kind).unwrap_or("a file");
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                format!("{part} is {what}; a run holds plain files alone"),
            ));
        }
    }
    plain_file::open(&place)
}

/// The same, read.
fn read(run: &Path, path: &str) -> io::Result<Vec<u8>> {
    read_bounded(open(run, path)?, RUN_BYTES)
}

/// Something that disagrees, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// File, and the place in it.
    pub place: String,
    /// What was found and what was expected.
    pub what: String,
}

impl Fault {
    fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            what: what.into(),
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// A file or folder that the system did not give or take.
#[derive(Debug, thiserror::Error)]
#[error("cannot {act} {path}: {cause}")]
pub struct FileError {
    act: &'static str,
    path: String,
    cause: io::Error,
}

impl FileError {
    fn of(act: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.display().to_string();
        move |cause| Self { act, path, cause }
    }
}
