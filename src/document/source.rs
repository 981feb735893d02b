//! Where CVs come from: files, folders, tables with one CV a row, standard input.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, io};

use super::limits::{FILE_BYTES, read_file_bounded, too_large, unreadable};
use super::message::{Message, is_message};
use super::read::{read_row, read_with};
use super::table::{self, Columns, Row};
use super::{Document, Status, Unreadable};
use crate::hash::sha256;
pub use known::{Kept, Known};

/// How the arguments are to be understood.
#[derive(Debug, Clone, Default)]
pub struct PoolOptions {
    /// Column of a table that holds the CV's id; guessed when missing.
    pub id_column: Option<String>,
    /// Column of a table that holds the CV's text; guessed when missing.
    pub text_column: Option<String>,
    /// Ids of the CVs whose doubtful text a person has accepted as seen.
    pub accept_doubtful: Vec<String>,
    /// Bytes of standard input (at most [`FILE_BYTES`] and one), which the argument `-` stands for.
    pub stdin: Option<Vec<u8>>,
    /// Files that are known already, and are neither opened nor given back.
    pub known: Option<Known>,
}

impl PoolOptions {
    fn is_known(&self, path: &Path) -> bool {
        self.known.as_ref().is_some_and(|known| (known.0)(path))
    }
}

/// Why no pool of CVs could be made of the arguments.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    #[error("nothing was found at {first}{}; check the path", others(*.count))]
    NothingThere { first: String, count: usize },
    #[error("no files in {path}; give a folder with CVs")]
    NoFiles { path: String },
    #[error(
        "{path}: no column {wanted}; found {}; name the right one with --{option}",
        listed(.found)
    )]
    MissingColumn {
        path: String,
        /// What was looked for.
        wanted: String,
        found: Vec<String>,
        option: &'static str,
    },
    #[error("{path}: {reason}")]
    Table { path: String, reason: String },
    #[error("no CV has the id {id}, which --accept-doubtful names; take it from the ranking")]
    NoSuchCv { id: String },
    #[error("`-` stands for standard input, but nothing was piped in")]
    NoStandardInput,
}

/// Columns that an error lists.
const LISTED_COLUMNS: usize = 20;

fn listed(columns: &[String]) -> String {
    let mut shown = columns[..columns.len().min(LISTED_COLUMNS)].join(", ");
    if columns.len() > LISTED_COLUMNS {
        shown.push_str(&format!(" and {} more", columns.len() - LISTED_COLUMNS));
    }
    shown
}

fn others(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        count => format!(" nor at the other {} paths", count - 1),
    }
}

/// One CV, not yet read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Stable id of the CV, unique within its pool.
    pub id: String,
    /// Path to show, for a row with its line (`pool.csv:12`).
    pub path: String,
    /// A person has looked and takes its doubtful text for seen.
    pub accept_doubtful: bool,
    content: Content,
}

#[derive(Clone)]
enum Content {
    File(PathBuf),
    /// What a file held when it was read, and its name.
    Held(Vec<u8>, String),
    Bytes(Shared<[u8]>),
    Row(Shared<str>),
    Unreadable(Unreadable),
    Kept(Arc<dyn Kept>),
}

impl fmt::Debug for Content {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => out.debug_tuple("File").field(path).finish(),
            Self::Held(bytes, name) => out
                .debug_tuple("Held")
                .field(&bytes.len())
                .field(name)
                .finish(),
            Self::Bytes(bytes) => bytes.fmt(out),
            Self::Row(text) => text.fmt(out),
            Self::Unreadable(error) => error.fmt(out),
            Self::Kept(_) => out.write_str("Kept"),
        }
    }
}

/// What somebody else may hold, such as a cell of a table in memory; it is not copied.
struct Shared<T: ?Sized>(Arc<dyn AsRef<T> + Send + Sync>);

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        (*self.0).as_ref().fmt(out)
    }
}

impl<T: ?Sized> Shared<T> {
    fn new(held: impl AsRef<T> + Send + Sync + 'static) -> Self {
        Self(Arc::new(held))
    }

    fn get(&self) -> &T {
        (*self.0).as_ref()
    }
}

impl Source {
    /// A file of its own, such as a job; its id is the file's stem.
    pub fn file(path: &Path) -> Self {
        Self {
            id: stem(path),
            path: path.display().to_string(),
            accept_doubtful: false,
            content: Content::File(path.to_owned()),
        }
    }

    /// A plain text that lies in no file of its own, such as a cell; `path` says where.
    pub fn text(id: String, path: String, text: impl AsRef<str> + Send + Sync + 'static) -> Self {
        Self {
            id,
            path,
            accept_doubtful: false,
            content: Content::Row(Shared::new(text)),
        }
    }

    /// A document of any kind that lies in no file; `path` says where.
    pub fn document(
        id: String,
        path: String,
        bytes: impl AsRef<[u8]> + Send + Sync + 'static,
    ) -> Self {
        Self {
            id,
            path,
            accept_doubtful: false,
            content: Content::Bytes(Shared::new(bytes)),
        }
    }

    /// A CV that is known to be no more than a reason why it cannot be read.
    pub fn unreadable(id: String, path: String, why: Unreadable) -> Self {
        Self {
            id,
            path,
            accept_doubtful: false,
            content: Content::Unreadable(why),
        }
    }

    /// A CV that was read before; `path` says where it lay.
    pub fn kept(id: String, path: String, kept: Arc<dyn Kept>) -> Self {
        Self {
            id,
            path,
            accept_doubtful: false,
            content: Content::Kept(kept),
        }
    }

    /// Hash and length of what the source holds; `None` when it cannot be opened.
    pub fn content(&self) -> Option<(String, u64)> {
        if let Content::Kept(kept) = &self.content {
            return kept.content();
        }
        let bytes = self.bytes().ok()?;
        Some((sha256(&bytes), bytes.len() as u64))
    }

    /// What by which its bytes are told how to be read: its file's ending, in lower case, or that
    /// it is a text.
    pub(crate) fn manner(&self) -> String {
        let ending = |name: &str| {
            let ending = Path::new(name).extension();
            ending.map_or_else(String::new, |ending| {
                format!(".{}", ending.to_string_lossy().to_lowercase())
            })
        };
        match &self.content {
            Content::File(path) => ending(&path.to_string_lossy()),
            Content::Held(_, name) => ending(name),
            Content::Row(_) => "text".to_owned(),
            Content::Bytes(_) | Content::Unreadable(_) | Content::Kept(_) => String::new(),
        }
    }

    /// The profile that is kept of it, if it was made under `version` of the document as it is.
    pub(crate) fn kept_profile(&self, version: &str) -> Option<Vec<u8>> {
        match &self.content {
            Content::Kept(kept) if !self.accept_doubtful => kept.profile(version),
            _ => None,
        }
    }

    /// Whether it was read before.
    pub(crate) fn is_kept(&self) -> bool {
        matches!(self.content, Content::Kept(_))
    }

    /// The ending of the file's name, without the dot; `None` for what is no file of its own.
    pub fn file_ending(&self) -> Option<String> {
        match &self.content {
            Content::File(path) => path
                .extension()
                .map(|ending| ending.to_string_lossy().into_owned()),
            _ => None,
        }
    }

    /// The bytes as they stand in the file or the row.
    ///
    /// # Errors
    /// [`Status::NotFound`] for a path that cannot be opened, [`Status::OverLimit`]
    /// for a file that is too large.
    pub fn bytes(&self) -> Result<Cow<'_, [u8]>, Unreadable> {
        match &self.content {
            Content::File(path) => read_file(path).map(Cow::Owned),
            Content::Held(bytes, _) => Ok(Cow::Borrowed(bytes)),
            Content::Bytes(bytes) => Ok(Cow::Borrowed(bytes.get())),
            Content::Row(text) => Ok(Cow::Borrowed(text.get().as_bytes())),
            Content::Unreadable(error) => Err(error.clone()),
            Content::Kept(_) => Err(unreadable(
                Status::Unsupported,
                "a pool keeps what was read of a file, and not the file",
            )),
        }
    }

    /// What the message holds, where the source is one.
    pub fn message(&self) -> Option<Result<Message, Unreadable>> {
        let name = match &self.content {
            Content::File(path) => path.file_name()?.to_string_lossy(),
            Content::Held(_, name) => Cow::Borrowed(name.as_str()),
            Content::Bytes(_) | Content::Row(_) | Content::Unreadable(_) | Content::Kept(_) => {
                return None;
            }
        };
        let bytes = self.bytes().ok()?;
        is_message(&bytes, Some(&name)).then(|| Message::open(&bytes))
    }

    /// The same source with its file's bytes in memory, so that whoever reads it again, to hash
    /// it or to read its text, sees the same.
    pub fn held(&self) -> Cow<'_, Self> {
        let Content::File(path) = &self.content else {
            return Cow::Borrowed(self);
        };
        let name = path.file_name().map(|name| name.to_string_lossy());
        Cow::Owned(Self {
            id: self.id.clone(),
            path: self.path.clone(),
            accept_doubtful: self.accept_doubtful,
            content: match read_file(path) {
                Ok(bytes) => Content::Held(bytes, name.unwrap_or_default().into_owned()),
                Err(error) => Content::Unreadable(error),
            },
        })
    }

    /// Reads the CV; PDFs go through `pdf` (see [`read_with`]).
    pub fn read_with(
        &self,
        pdf: &dyn Fn(&[u8]) -> Result<Document, Unreadable>,
    ) -> Result<Document, Unreadable> {
        let mut document = match &self.content {
            Content::Row(text) => read_row(text.get()),
            Content::File(path) => {
                let name = path.file_name().map(|name| name.to_string_lossy());
                read_with(&read_file(path)?, name.as_deref(), pdf)
            }
            Content::Held(bytes, name) => read_with(bytes, Some(name), pdf),
            Content::Bytes(bytes) => read_with(bytes.get(), None, pdf),
            Content::Unreadable(error) => Err(error.clone()),
            Content::Kept(kept) => kept.document(),
        }?;
        if self.accept_doubtful {
            document.accept_doubtful();
        }
        Ok(document)
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let cannot = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => {
            unreadable(Status::NotFound, "the file does not exist; check the path")
        }
        io::ErrorKind::Unsupported => unreadable(Status::Unsupported, error.to_string()),
        io::ErrorKind::FileTooLarge => too_large(),
        _ => unreadable(
            Status::NotFound,
            format!("the file cannot be opened ({error}); check its permissions"),
        ),
    };
    read_file_bounded(path, FILE_BYTES as u64).map_err(cannot)
}

/// A source before the ids are made unique.
struct Found {
    source: Source,
    /// Longer names to fall back to when ids clash, the shortest first.
    fallbacks: Vec<String>,
}

/// All CVs that the arguments name, in a fixed order, with unique ids.
///
/// An argument is a file, a folder (walked in the order of its names, hidden files
/// passed over), a zip archive of files, a mailbox (`.mbox`), a table (`.csv`, `.tsv`, `.xlsx`,
/// `.jsonl`, a `.json` that is an array) with one CV a row, or `-`.
///
/// # Errors
/// [`SourceError`] when no argument leads to a CV, or a table lacks its columns. A
/// path that does not exist beside others that do becomes a [`Source`] that reads
/// as [`Status::NotFound`].
pub fn collect(arguments: &[PathBuf], options: &PoolOptions) -> Result<Vec<Source>, SourceError> {
    let missing = arguments
        .iter()
        .filter(|path| path.as_os_str() != "-" && !path.exists())
        .count();
    if let Some(first) = arguments.first()
        && missing == arguments.len()
    {
        return Err(SourceError::NothingThere {
            first: first.display().to_string(),
            count: missing,
        });
    }
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for path in arguments {
        if !seen.insert(path) {
            continue;
        }
        if path.as_os_str() == "-" {
            let bytes = options.stdin.clone().ok_or(SourceError::NoStandardInput)?;
            found.push(Found {
                source: Source {
                    id: "stdin".to_owned(),
                    path: "-".to_owned(),
                    accept_doubtful: false,
                    content: Content::Bytes(Shared::new(bytes)),
                },
                fallbacks: Vec::new(),
            });
        } else if path.is_dir() {
            walk::walk(path, options, &mut found);
        } else if options.is_known(path) {
            // Neither opened nor given back.
        } else if let Some(held) = held_in(path) {
            found.extend(held);
        } else if table::is_table(path) && path.is_file() {
            let rows = rows(path, options)?;
            if rows.is_empty() && table::may_be_a_file(path) {
                found.push(single(path, path));
            }
            found.extend(rows);
        } else {
            found.push(single(path, path));
        }
    }
    if found.is_empty() && options.known.is_none() {
        let shown: Vec<String> = arguments
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        return Err(SourceError::NoFiles {
            path: shown.join(", "),
        });
    }
    let mut sources = with_unique_ids(found);
    accept_doubtful(&mut sources, &options.accept_doubtful)?;
    Ok(sources)
}

/// Notes for which of `sources` a person accepts what is doubtful.
///
/// # Errors
/// [`SourceError::NoSuchCv`] for an id that none has.
pub fn accept_doubtful(sources: &mut [Source], ids: &[String]) -> Result<(), SourceError> {
    for id in ids {
        let named = sources.iter_mut().find(|source| source.id == *id);
        let named = named.ok_or_else(|| SourceError::NoSuchCv { id: id.clone() })?;
        named.accept_doubtful = true;
    }
    Ok(())
}

/// The same sources with a number behind each id that stood before.
pub fn with_own_ids(sources: Vec<Source>) -> Vec<Source> {
    let found = sources.into_iter().map(|source| Found {
        source,
        fallbacks: Vec::new(),
    });
    with_unique_ids(found.collect())
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// `relative` is the path below the argument that led to the file.
fn single(path: &Path, relative: &Path) -> Found {
    let parts = |path: &Path| -> String {
        let parts: Vec<Cow<'_, str>> = path
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    };
    Found {
        source: Source::file(path),
        fallbacks: vec![
            parts(&relative.with_extension("")),
            parts(relative),
            parts(path),
        ],
    }
}

/// The error without its path, which the source shows already.
fn in_folder(error: &SourceError) -> String {
    let text = error.to_string();
    match error {
        SourceError::MissingColumn { path, .. } | SourceError::Table { path, .. } => text
            .strip_prefix(path.as_str())
            .and_then(|rest| rest.strip_prefix(": "))
            .unwrap_or(&text)
            .to_owned(),
        _ => text,
    }
}

fn rows(path: &Path, options: &PoolOptions) -> Result<Vec<Found>, SourceError> {
    let shown = path.display().to_string();
    let columns = Columns {
        id: options.id_column.as_deref(),
        text: options.text_column.as_deref(),
    };
    let rows = table::read(path, columns)?;
    let found = rows.into_iter().enumerate().map(|(at, row)| {
        let Row {
            id,
            number,
            content,
        } = row;
        let numbered = format!("{}-{}", stem(path), at + 1);
        Found {
            source: Source {
                id: id.unwrap_or_else(|| numbered.clone()),
                path: format!("{shown}:{number}"),
                accept_doubtful: false,
                content: match content {
                    Ok(table::Text::Plain(text)) => Content::Row(Shared::new(text)),
                    Ok(table::Text::Json(bytes)) => Content::Bytes(Shared::new(bytes)),
                    Err(error) => Content::Unreadable(error),
                },
            },
            fallbacks: vec![numbered],
        }
    });
    Ok(found.collect())
}

/// The CVs in an archive or a mailbox that an argument names.
fn held_in(path: &Path) -> Option<Vec<Found>> {
    let kind = inside::kind(path).filter(|_| path.is_file())?;
    let name = path.file_name().map_or(path, Path::new);
    inside::open(path, name, kind)
}

/// Gives sources whose ids clash longer ones, and a number where that does not help.
fn with_unique_ids(found: Vec<Found>) -> Vec<Source> {
    let longest = found
        .iter()
        .map(|found| found.fallbacks.len())
        .max()
        .unwrap_or(0);
    let mut ids: Vec<String> = found.iter().map(|found| found.source.id.clone()).collect();
    for step in 0..longest {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for id in &ids {
            *counts.entry(id).or_default() += 1;
        }
        let clashing: Vec<bool> = ids
            .iter()
            .map(|id| counts.get(id.as_str()).is_some_and(|count| *count > 1))
            .collect();
        for ((id, found), clashes) in ids.iter_mut().zip(&found).zip(clashing) {
            // Rows keep the id of their column; only a number is added below.
            let longer = found.fallbacks.get(step);
            if let Some(longer) = longer.filter(|_| clashes && found.fallbacks.len() > 1) {
                id.clone_from(longer);
            }
        }
    }
    let claimed: BTreeSet<String> = ids.iter().cloned().collect();
    let mut given: BTreeSet<String> = BTreeSet::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    found
        .into_iter()
        .zip(ids)
        .map(|(found, id)| {
            let mut unique = id.clone();
            while (unique != id && claimed.contains(&unique)) || !given.insert(unique.clone()) {
                let number = numbers.entry(id.clone()).or_insert(1);
                *number += 1;
                unique = format!("{id}#{number}");
            }
            Source {
                id: unique,
                ..found.source
            }
        })
        .collect()
}

mod inside;
mod known;
mod walk;

#[cfg(test)]
mod tests;
