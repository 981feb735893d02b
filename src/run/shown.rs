//! People's decisions in the files that people open.
//!
//! Once somebody decided, `ranking.csv`, `ranking.xlsx` and `report.html` are what was computed
//! with the decisions laid over it; what was computed stands in the folder `computed`, under the
//! hashes of the manifest. Both follow from the manifest and the chain of decisions, so that
//! neither can be changed unseen.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::decisions::{Decision, DecisionError, Verdict};
use super::manifest::Manifest;
use super::{Fault, FileError};
use crate::hash::sha256;
use crate::report::{DECIDED_FILES, Decided, DecidedError, decided_in};

/// Folder of what was computed, in a run against which somebody decided.
pub(crate) const COMPUTED: &str = "computed";
/// Whether the file at `path` of a run shows decisions.
pub(crate) fn shows(path: &str) -> bool {
    decided_in(path).is_some()
}

/// Path of what was computed for the file at `path`, seen from the run folder.
pub(crate) fn computed_path(path: &str) -> String {
    format!("{COMPUTED}/{path}")
}

/// Where what was computed for the file at `path` stands, seen from the run folder: itself until
/// somebody decides.
pub(super) fn computed_place(folder: &Path, path: &str) -> String {
    let apart = computed_path(path);
    if shows(path) && fs::symlink_metadata(folder.join(&apart)).is_ok() {
        apart
    } else {
        path.to_owned()
    }
}

/// The bytes of the file at `path` with `decisions` laid over what was computed. `ids` are those
/// of all CVs, in the order of the ranking.
///
/// # Errors
/// When `computed` is not as this version writes it.
pub(crate) fn laid(
    path: &str,
    computed: &[u8],
    decisions: &[Decision],
    ids: &[&str],
) -> Result<Vec<u8>, DecidedError> {
    let lay = decided_in(path).filter(|_| !decisions.is_empty());
    let Some(lay) = lay else {
        return Ok(computed.to_vec());
    };
    let rows: BTreeMap<&str, usize> = ids.iter().copied().zip(1..).collect();
    let decided: Vec<Decided> = decisions
        .iter()
        .filter_map(|decision| {
            Some(Decided {
                row: *rows.get(decision.cv_id.as_str())?,
                rank: decision.rank,
                verdict: decision.verdict.map(Verdict::word),
                computed_rank: decision.computed_rank,
                computed_score: decision.computed_score.as_deref(),
                reason: &decision.reason,
                by: decision.by.as_deref(),
                on: &decision.on,
            })
        })
        .collect();
    lay(computed, &decided)
}

/// A file that is ready to show decisions.
struct Ready {
    path: &'static str,
    computed: Vec<u8>,
    laid: Vec<u8>,
}

/// The files of a run, ready to show decisions.
pub(super) struct Shown<'a> {
    folder: &'a Path,
    files: Vec<Ready>,
}

impl<'a> Shown<'a> {
    /// Lays `decisions` over what was computed; nothing is written yet.
    ///
    /// # Errors
    /// When what was computed is not what `manifest` names.
    pub(super) fn new(
        folder: &'a Path,
        manifest: &Manifest,
        decisions: &[Decision],
        ids: &[&str],
    ) -> Result<Self, DecisionError> {
        let mut files = Vec::new();
        for (path, _) in DECIDED_FILES {
            // A run of an earlier version has no workbook.
            let Some(output) = manifest.outputs.iter().find(|output| output.path == path) else {
                continue;
            };
            let place = computed_place(folder, path);
            let read = super::read(folder, &place);
            let place = folder.join(place);
            let computed = read.map_err(FileError::of("read", &place))?;
            if sha256(&computed) != output.sha256 {
                return Err(DecisionError::Changed(place.display().to_string()));
            }
            let laid =
                laid(path, &computed, decisions, ids).map_err(|cause| DecisionError::NotShown {
                    path: place.display().to_string(),
                    cause,
                })?;
            files.push(Ready {
                path,
                computed,
                laid,
            });
        }
        Ok(Self { folder, files })
    }

    /// Writes the files: each is the earlier one or the new one at any moment.
    ///
    /// # Errors
    /// When one cannot be written.
    pub(super) fn write(&self) -> Result<(), FileError> {
        let apart = self.folder.join(COMPUTED);
        if !apart.is_dir() {
            fs::create_dir(&apart).map_err(FileError::of("make", &apart))?;
        }
        for file in &self.files {
            let computed = apart.join(file.path);
            let new = apart.join(format!("{}.new", file.path));
            if !computed.is_file() {
                replace(&new, &computed, &file.computed)?;
            }
            replace(&new, &self.folder.join(file.path), &file.laid)?;
        }
        Ok(())
    }
}

/// Writes `bytes` to `new`, and moves that to `place`.
fn replace(new: &Path, place: &Path, bytes: &[u8]) -> Result<(), FileError> {
    fs::write(new, bytes).map_err(FileError::of("write", new))?;
    fs::rename(new, place).map_err(FileError::of("replace", place))
}

/// Whether each file of `manifest` shows `decisions`, and nothing else, beside what was computed.
pub(super) fn check(
    folder: &Path,
    manifest: &Manifest,
    decisions: &[Decision],
    ids: &[&str],
) -> Vec<Fault> {
    let outputs = manifest.outputs.iter();
    let shown = outputs.filter(|output| shows(&output.path));
    shown
        .filter_map(|output| {
            let path = output.path.as_str();
            let computed = super::read(folder, &computed_place(folder, path)).ok()?;
            let what = match (
                laid(path, &computed, decisions, ids),
                super::read(folder, path),
            ) {
                (Ok(expected), Ok(found)) if expected == found => return None,
                (Ok(_), Ok(_)) => {
                    "does not show the decisions of decisions.jsonl as they are there; \
                     `cvrank override RUN` without a CV writes them into it again"
                        .to_owned()
                }
                (_, Err(_)) => "is missing or cannot be read".to_owned(),
                (Err(error), _) => error.to_string(),
            };
            Some(Fault::new(path, what))
        })
        .collect()
}
