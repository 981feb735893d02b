//! A run as a folder: whole or absent, made again from its manifest, checked against itself.
//!
//! `manifest` says what went in and came out, `folder` writes it, `replay` compares a second run
//! with it, `verify` recomputes its scores, `decisions` holds what people decided against it,
//! `shown` writes that into the files that people open.

pub mod decisions;
pub mod folder;
pub mod manifest;
pub mod replay;
pub mod shown;
pub mod verify;

use std::io;
use std::path::Path;

pub use decisions::{Decision, DecisionError};
pub use folder::{Folder, outputs};
pub use manifest::{Manifest, ManifestError};

/// Name of the manifest in a run folder.
pub const MANIFEST: &str = "manifest.json";
/// Name of the people's decisions in a run folder.
pub const DECISIONS: &str = "decisions.jsonl";
/// Name of the ranking with all explanations in a run folder.
pub const RANKING: &str = "ranking.json";

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
