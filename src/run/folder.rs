//! Writes a run folder beside its place and moves it there, so that it is whole or absent.
//!
//! That holds against a program that is stopped at any moment. Against a machine that loses power
//! the hashes in the manifest tell what was lost.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::manifest::{Manifest, Output};
use super::{DECISIONS, FileError, MANIFEST, RANKING};
use crate::features::JobQuery;
use crate::hash::{Hashing, sha256};
use crate::outlook::Outlook;
use crate::profile::job::job_file::to_toml;
use crate::rank::Ranking;
use crate::report::html::{self, Facts};
use crate::report::{Ranked, Run, explanation_json, ranking_csv, ranking_xlsx, write_ranking_json};

/// Longest file name of an explanation, without its ending.
const LONGEST_NAME: usize = 80;
/// Rows of a sheet, the header among them; a run of more has no workbook.
const MOST_ROWS: usize = 1_048_576;
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
    #[error(
        "cannot replace {folder}: {path} in it is not of the run; move it away, or name another folder"
    )]
    Foreign { folder: String, path: String },
    #[error("cannot write the table: {0}")]
    Csv(#[from] csv::Error),
    #[error("cannot write the workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
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
        // What the run did not write would be lost with it.
        true => match foreign(place) {
            Some(path) => Err(FolderError::Foreign {
                folder: shown(),
                path,
            }),
            None => Ok(()),
        },
    }
}

/// The first file in a run folder that is not of the run.
fn foreign(place: &Path) -> Option<String> {
    let known = Manifest::read(place).map_or_else(|_| Vec::new(), |known| known.outputs);
    let known: BTreeSet<&str> = known.iter().map(|output| output.path.as_str()).collect();
    let mut others = super::files(place).filter_map(Result::ok);
    others.find(|path| path != MANIFEST && !known.contains(path.as_str()))
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

    /// Writes one file; `path` and `make` are those that [`outputs`] gives.
    ///
    /// # Errors
    /// When it cannot be written, or a file of that name was written before.
    pub fn add(&mut self, path: &str, make: &Make) -> Result<(), FolderError> {
        let target = self.beside.path().join(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(FileError::of("make", folder))?;
        }
        let write = || {
            // Also where the file system takes two names for one.
            let file = fs::File::create_new(&target)?;
            let mut out = BufWriter::new(Hashing::new(file));
            make(&mut out)?;
            out.into_inner().map_err(io::IntoInnerError::into_error)
        };
        let written = write().map_err(FileError::of("write", &target))?;
        let (sha256, bytes) = written.finish();
        self.outputs.push(Output {
            path: path.to_owned(),
            sha256,
            bytes,
        });
        Ok(())
    }

    /// Adds `manifest` with the outputs written so far, and moves all to its place at once.
    ///
    /// # Errors
    /// When the place was taken meanwhile, or the folder cannot be moved.
    pub fn finish(mut self, mut manifest: Manifest, force: bool) -> Result<(), FolderError> {
        self.outputs.sort_by(|a, b| a.path.cmp(&b.path));
        manifest.outputs = std::mem::take(&mut self.outputs);
        manifest.manifest_sha256 = manifest.expected_manifest();
        let json = manifest.to_json();
        self.add(MANIFEST, &|out| out.write_all(json.as_bytes()))?;
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
    /// CVs that open on the page.
    pub details: usize,
    /// A byte-order mark in the CSV.
    pub excel: bool,
}

/// Writes the content of an output, the same each time.
pub(crate) type Make<'a> = dyn Fn(&mut dyn Write) -> io::Result<()> + 'a;

/// Takes the path of an output and what makes its content.
pub(crate) type Take<'a, E> = dyn FnMut(&str, &Make<'_>) -> Result<(), E> + 'a;

/// Hands each file of a run but the manifest to `take`: its path, and what makes it.
///
/// # Errors
/// What `take` returns, or when a table or the page cannot be written.
pub fn outputs<E>(contents: &Contents, take: &mut Take<'_, E>) -> Result<(), E>
where
    E: From<csv::Error> + From<rust_xlsxwriter::XlsxError>,
{
    let Contents {
        run,
        job,
        ranking,
        outlook,
        ..
    } = contents;
    let ranked = Ranked {
        run,
        job,
        ranking,
        outlook,
        top: None,
    };
    let table = ranking_csv(ranked, contents.excel)?;
    take("ranking.csv", &|out| out.write_all(&table))?;
    if ranking.matches.len() < MOST_ROWS {
        let workbook = ranking_xlsx(ranked)?;
        take("ranking.xlsx", &|out| out.write_all(&workbook))?;
    }
    take(RANKING, &|out| write_ranking_json(out, ranked))?;
    let toml = to_toml(&job.profile);
    take("job.toml", &|out| out.write_all(toml.as_bytes()))?;
    // Who the people are does not belong into a folder that is kept and passed on.
    let shown = html::Options {
        top: contents.top,
        details: contents.details,
        with_contact: false,
    };
    let facts = contents.facts.iter().map(|(id, facts)| (*id, *facts));
    let candidates = html::candidates(ranking, Some(outlook), facts);
    let stability = Some(&outlook.stability);
    take("report.html", &|out| {
        html::write(out, run, job, &candidates, stability, &shown)
    })?;
    let names = explanation_names(ranking.ids());
    for known in &ranking.matches {
        if let Some(name) = names.get(known.cv_id.as_str()) {
            let json = explanation_json(run, job, known, None);
            take(name, &|out| out.write_all(json.as_bytes()))?;
        }
    }
    Ok(())
}

impl Ranking {
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.matches.iter().map(|known| known.cv_id.as_str())
    }
}

/// Files of a run beside the explanations and the manifest.
pub(super) const FIXED: [&str; 5] = [
    "job.toml",
    "ranking.csv",
    "ranking.xlsx",
    RANKING,
    "report.html",
];

/// Path of each CV's explanation in the run folder, by cv id, as [`file_names`] has them.
pub(crate) fn explanation_names<'a>(
    ids: impl Iterator<Item = &'a str>,
) -> BTreeMap<&'a str, String> {
    let mut names = file_names(ids);
    for name in names.values_mut() {
        *name = format!("explain/{name}.json");
    }
    names
}

/// A name for a file for each id; no two are one, in any case of their letters, since some file
/// systems take such names for one.
///
/// The names depend on which ids there are, not on their order.
pub fn file_names<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, String> {
    let ids: BTreeSet<&str> = ids.collect();
    let mut folded: BTreeMap<String, usize> = BTreeMap::new();
    for id in &ids {
        *folded.entry(id.to_lowercase()).or_default() += 1;
    }
    let is_own = |id: &str| is_safe(id) && folded.get(&id.to_lowercase()) == Some(&1);
    // An id may look like the name that another one is given, so those that are their own name
    // are placed first.
    let (own, other): (Vec<&str>, Vec<&str>) = ids.into_iter().partition(|id| is_own(id));
    let mut taken: BTreeSet<String> = own.iter().map(|id| id.to_lowercase()).collect();
    let mut names: BTreeMap<&str, String> = own.iter().map(|id| (*id, (*id).to_owned())).collect();
    for id in other {
        names.insert(id, given_name(id, &mut taken));
    }
    names
}

/// Whether every system takes the id for the name of a file: letters and digits of ASCII, `.`, `_`
/// and `-`, not many, and none of the names that mean something else.
fn is_safe(id: &str) -> bool {
    let stem = id.split('.').next().unwrap_or_default();
    id.len() <= LONGEST_NAME
        && id.chars().all(is_safe_character)
        && !id.starts_with(['.', '-'])
        && !id.ends_with('.')
        && !is_reserved(stem)
}

fn is_safe_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')
}

/// A name for an id that cannot be one: `_` for what is not safe, and so many digits of the id's
/// hash that no other has it; then a number, since anybody can take any name for an id.
fn given_name(id: &str, taken: &mut BTreeSet<String>) -> String {
    let safe = |c| if is_safe_character(c) { c } else { '_' };
    let name: String = id.chars().map(safe).take(LONGEST_NAME).collect();
    let name = name.trim_start_matches(['.', '-']);
    let hash = sha256(id.as_bytes());
    let longer = [HASH_DIGITS, 2 * HASH_DIGITS, 4 * HASH_DIGITS].into_iter();
    let hashes = longer.map(|digits| format!("cv-{name}-{}", hash.get(..digits).unwrap_or(&hash)));
    let numbered = (1_u64..).map(|number| format!("cv-{name}-{hash}-{number}"));
    let mut free = hashes
        .chain(numbered)
        .filter(|name| taken.insert(name.to_lowercase()));
    free.next().unwrap_or_default()
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

    fn names(ids: &[&str]) -> Vec<String> {
        let names = explanation_names(ids.iter().copied());
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

    #[test]
    fn an_id_that_looks_like_a_given_name_leaves_it_to_nobody_else() {
        let hash = sha256(b"a b");
        let given = |digits: usize| format!("cv-a_b-{}", &hash[..digits]);
        let evil = [
            given(8),
            given(16).to_uppercase(),
            given(32),
            format!("cv-a_b-{hash}-1"),
        ];
        let ids: Vec<&str> = ["a b"]
            .into_iter()
            .chain(evil.iter().map(String::as_str))
            .collect();
        let named = names(&ids);
        assert_eq!(named[0], format!("explain/cv-a_b-{hash}-2.json"));
        let folded: BTreeSet<String> = named.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(folded.len(), ids.len(), "{named:?}");
        let mut turned = ids.clone();
        turned.reverse();
        let mut again = names(&turned);
        again.reverse();
        assert_eq!(again, named);
    }

    proptest::proptest! {
        #[test]
        fn names_are_never_one(ids in proptest::collection::btree_set("[abAB .-]{0,3}", 0..40)) {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let named = names(&ids);
            let folded: BTreeSet<String> = named.iter().map(|name| name.to_lowercase()).collect();
            proptest::prop_assert_eq!(folded.len(), ids.len(), "{:?}", named);
        }
    }
}
