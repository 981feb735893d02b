//! Writes a run folder beside its place and moves it there, so that it is whole or absent.
//!
//! That holds against a program that is stopped at any moment. Against a machine that loses power
//! the hashes in the manifest tell what was lost.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::manifest::{Manifest, Output};
use super::{DECISIONS, FileError, MANIFEST, RANKING};
use crate::features::JobQuery;
use crate::hash::sha256;
use crate::profile::job::job_file::to_toml;
use crate::rank::Ranking;
use crate::report::html::{self, Facts};
use crate::report::{Outlook, Run, explanation_json, ranking_csv, ranking_json};

/// Longest file name of an explanation, without its ending.
const LONGEST_NAME: usize = 80;
/// Digits of the hash that tells apart names that would be one.
const HASH_DIGITS: usize = 8;

#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error("cannot write {0}: it is a file; name a folder that is not there yet")]
    IsFile(String),
    #[error("cannot write {folder}: there is no folder {parent}; make it first")]
    NoParent { folder: String, parent: String },
    #[error(
        "cannot write {0}: the folder is not empty; name another one, or add --force to replace an earlier run"
    )]
    NotEmpty(String),
    #[error("cannot replace {0}: it has no manifest.json, so it is no run; name another folder")]
    NotARun(String),
    #[error(
        "cannot replace {0}: people's decisions are in its {DECISIONS}; name another folder, or move that one away"
    )]
    Decided(String),
    #[error("cannot write the table: {0}")]
    Csv(#[from] csv::Error),
    #[error("cannot write the report: {0}")]
    Report(#[from] minijinja::Error),
}

/// A run folder that is being written.
#[derive(Debug)]
pub struct Folder {
    place: PathBuf,
    parent: PathBuf,
    beside: TempDir,
    outputs: Vec<Output>,
}

/// Says before the work is done that a run could not be written to `place`.
///
/// With `force`, an earlier run in its place will be replaced.
///
/// # Errors
/// When `place` is a file, is not empty and may not be replaced, or lies nowhere.
pub fn check(place: &Path, force: bool) -> Result<(), FolderError> {
    let shown = || place.display().to_string();
    let parent = parent(place);
    if !parent.is_dir() {
        return Err(FolderError::NoParent {
            folder: shown(),
            parent: parent.display().to_string(),
        });
    }
    if place.is_file() {
        return Err(FolderError::IsFile(shown()));
    }
    if !place.exists() || is_empty(place)? {
        return Ok(());
    }
    match force {
        false => Err(FolderError::NotEmpty(shown())),
        true if !place.join(MANIFEST).is_file() => Err(FolderError::NotARun(shown())),
        true if place.join(DECISIONS).exists() => Err(FolderError::Decided(shown())),
        true => Ok(()),
    }
}

fn parent(place: &Path) -> &Path {
    match place.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

fn is_empty(place: &Path) -> Result<bool, FileError> {
    let mut entries = fs::read_dir(place).map_err(FileError::of("read", place))?;
    Ok(entries.next().is_none())
}

/// Absolute path of `place`, which need not exist, without links.
///
/// # Errors
/// When its parent does not exist.
pub fn absolute(place: &Path) -> Result<PathBuf, FileError> {
    if place.exists() {
        return fs::canonicalize(place).map_err(FileError::of("find", place));
    }
    let parent = parent(place);
    let found = fs::canonicalize(parent).map_err(FileError::of("find", parent))?;
    Ok(match place.file_name() {
        Some(name) => found.join(name),
        None => found,
    })
}

impl Folder {
    /// Begins a folder beside `place`, which [`check`] found free.
    ///
    /// # Errors
    /// When `place` is taken, or nothing can be written beside it.
    pub fn begin(place: &Path, force: bool) -> Result<Self, FolderError> {
        check(place, force)?;
        let place = absolute(place)?;
        let parent = parent(&place).to_owned();
        let beside = beside(&parent, "run")?;
        Ok(Self {
            place,
            parent,
            beside,
            outputs: Vec::new(),
        })
    }

    /// Writes one file; `path` is one that [`outputs`] gives.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let target = self.beside.path().join(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(FileError::of("make", folder))?;
        }
        fs::write(&target, bytes).map_err(FileError::of("write", &target))?;
        self.outputs.push(Output::new(path, bytes));
        Ok(())
    }

    /// Adds `manifest` with the outputs written so far, and moves all to its place at once.
    ///
    /// # Errors
    /// When the place was taken meanwhile, or the folder cannot be moved.
    pub fn finish(mut self, mut manifest: Manifest, force: bool) -> Result<(), FolderError> {
        self.outputs.sort_by(|a, b| a.path.cmp(&b.path));
        manifest.outputs = std::mem::take(&mut self.outputs);
        self.add(MANIFEST, manifest.to_json().as_bytes())?;
        open_to_others(self.beside.path())?;
        check(&self.place, force)?;
        let earlier = if self.place.exists() && !is_empty(&self.place)? {
            let aside = beside(&self.parent, "earlier")?;
            let to = aside.path().join("run");
            fs::rename(&self.place, &to).map_err(FileError::of("move away", &self.place))?;
            Some(aside)
        } else {
            // Some systems do not move a folder over an empty one.
            if self.place.exists() {
                fs::remove_dir(&self.place).map_err(FileError::of("replace", &self.place))?;
            }
            None
        };
        if let Err(cause) = fs::rename(self.beside.path(), &self.place) {
            if let Some(earlier) = earlier {
                let kept = earlier.path().join("run");
                fs::rename(&kept, &self.place).map_err(FileError::of("move back", &kept))?;
            }
            return Err(FileError::of("write", &self.place)(cause).into());
        }
        // What was moved is no longer there to be removed.
        let _ = self.beside.keep();
        Ok(())
    }
}

/// A new folder in `parent` that is removed again unless it is kept.
fn beside(parent: &Path, what: &str) -> Result<TempDir, FileError> {
    tempfile::Builder::new()
        .prefix(&format!(".cvrank-{what}-"))
        .tempdir_in(parent)
        .map_err(FileError::of("write in", parent))
}

/// A folder made to be temporary is closed to others; the run is as open as any new folder.
#[cfg(unix)]
fn open_to_others(folder: &Path) -> Result<(), FileError> {
    use std::os::unix::fs::PermissionsExt;
    let inner = folder.join("explain");
    // The folder below was made in the ordinary way and shows what the user's mask allows.
    let mode = fs::metadata(&inner).map_or(0o700, |known| known.permissions().mode());
    fs::set_permissions(folder, fs::Permissions::from_mode(mode))
        .map_err(FileError::of("open", folder))
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> Result<(), FileError> {
    Ok(())
}

/// What the files of a run are made of.
#[derive(Debug)]
pub struct Contents<'a> {
    pub run: &'a Run,
    pub job: &'a JobQuery,
    pub ranking: &'a Ranking,
    pub outlook: &'a Outlook,
    /// Of the CVs that could be read, by cv id.
    pub facts: BTreeMap<&'a str, &'a Facts>,
    /// CVs on the page; all other files hold every one.
    pub top: Option<usize>,
    /// A byte-order mark in the CSV.
    pub excel: bool,
}

/// Takes the path of an output and its bytes.
pub type Take<'a, E> = dyn FnMut(&str, &[u8]) -> Result<(), E> + 'a;

/// Makes each file of a run but the manifest, and hands it to `take` with its path.
///
/// # Errors
/// What `take` returns, or when a table or the page cannot be written.
pub fn outputs<E>(contents: &Contents, take: &mut Take<'_, E>) -> Result<(), E>
where
    E: From<csv::Error> + From<minijinja::Error>,
{
    let Contents {
        run,
        job,
        ranking,
        outlook,
        ..
    } = contents;
    let table = ranking_csv(run, job, ranking, outlook, None, contents.excel)?;
    take("ranking.csv", &table)?;
    let json = ranking_json(run, job, ranking, outlook, None);
    take(RANKING, json.as_bytes())?;
    take("job.toml", to_toml(&job.profile).as_bytes())?;
    // Who the people are does not belong into a folder that is kept and passed on.
    let shown = html::Options {
        top: contents.top,
        with_contact: false,
    };
    let facts = contents.facts.iter().map(|(id, facts)| (*id, *facts));
    let candidates = html::candidates(ranking, Some(outlook), facts);
    let page = html::report(run, job, &candidates, Some(&outlook.stability), &shown)?;
    take("report.html", page.as_bytes())?;
    let names = explanation_names(ranking);
    for known in &ranking.matches {
        if let Some(name) = names.get(known.cv_id.as_str()) {
            take(name, explanation_json(run, job, known, None).as_bytes())?;
        }
    }
    Ok(())
}

/// Path of each CV's explanation in the run folder, by cv id.
pub fn explanation_names(ranking: &Ranking) -> BTreeMap<&str, String> {
    let ids = ranking.matches.iter().map(|known| known.cv_id.as_str());
    let mut folded: BTreeMap<String, usize> = BTreeMap::new();
    for id in ids.clone() {
        *folded.entry(safe_name(id).to_lowercase()).or_default() += 1;
    }
    ids.map(|id| {
        let mut name = safe_name(id);
        // Some file systems take two names that differ in case for one.
        if folded
            .get(&name.to_lowercase())
            .is_some_and(|count| *count > 1)
        {
            name = hashed(&name, id);
        }
        (id, format!("explain/{name}.json"))
    })
    .collect()
}

/// A file name that every system takes: letters and digits of ASCII, `.`, `_` and `-`; another
/// character becomes `_`, and a hash of the id is added wherever the name differs from it.
fn safe_name(id: &str) -> String {
    let is_safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let name: String = id
        .chars()
        .map(|c| if is_safe(c) { c } else { '_' })
        .take(LONGEST_NAME)
        .collect();
    let stem = name.split('.').next().unwrap_or_default();
    if name != id || name.starts_with(['.', '-']) || name.ends_with('.') || is_reserved(stem) {
        return hashed(&name, id);
    }
    name
}

fn hashed(name: &str, id: &str) -> String {
    let name = name.trim_start_matches(['.', '-']);
    let mut hash = sha256(id.as_bytes());
    hash.truncate(HASH_DIGITS);
    format!("cv-{name}-{hash}")
}

/// Names of devices, which Windows takes for no file.
fn is_reserved(stem: &str) -> bool {
    let stem = stem.to_ascii_uppercase();
    let numbered = |device: &str| {
        let rest = stem.strip_prefix(device);
        rest.is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']))
    };
    ["", "CON", "PRN", "AUX", "NUL"].contains(&stem.as_str()) || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Status;
    use crate::rank::Match;

    fn names(ids: &[&str]) -> Vec<String> {
        let matches = ids.iter().map(|id| Match {
            cv_id: (*id).to_owned(),
            source: String::new(),
            rank: None,
            status: Status::Empty,
            reason: String::new(),
            explanation: None,
            duplicates: Vec::new(),
        });
        let ranking = Ranking::new(matches.collect());
        let names = explanation_names(&ranking);
        ids.iter().map(|id| names[id].clone()).collect()
    }

    #[test]
    fn ids_become_safe_file_names() {
        assert_eq!(
            names(&[
                "c-0001",
                "../../etc/passwd",
                "con",
                "a b",
                "=1+1",
                ".hidden",
                "Łukasz"
            ]),
            [
                "explain/c-0001.json",
                "explain/cv-_.._etc_passwd-3754d6cb.json",
                "explain/cv-con-1143da2b.json",
                "explain/cv-a_b-c8687a08.json",
                "explain/cv-_1_1-bac90eef.json",
                "explain/cv-hidden-16924190.json",
                "explain/cv-_ukasz-c57b4f3a.json",
            ]
        );
        let long = names(&[&"x".repeat(300)]);
        assert!(long.iter().all(|name| name.len() < 120), "{long:?}");
    }

    #[test]
    fn names_that_differ_in_case_alone_are_told_apart() {
        let names = names(&["Anna", "anna", "ben"]);
        let folded: std::collections::BTreeSet<String> =
            names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(folded.len(), 3, "{names:?}");
        assert!(names.contains(&"explain/ben.json".to_owned()));
    }
}
