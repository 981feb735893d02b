//! A folder of models, of which one is in use. Nothing on it is overwritten: a model keeps its
//! name, and which one is in use is a history that only grows.
//!
//! Each model is `NAME.json` with its card `NAME.md`; `promoted.json` holds the history. A file is
//! written beside its place and then moved there, so that a stopped program or a full disk leaves
//! what was; processes that change the shelf at the same moment wait for each other.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::document::limits::{SETUP_BYTES, read_text_bounded};
use crate::hash::sha256;
use crate::model::Ranker;
use crate::whole_file::beside;

const PROMOTED: &str = "promoted.json";
const LOCK: &str = ".lock";
/// Longest name of a model.
const NAME_LENGTH: usize = 100;

/// One change of the model in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promotion {
    /// Name of the model.
    pub name: String,
    /// Of its file, as it was then.
    pub sha256: String,
    /// `YYYY-MM-DD`.
    pub on: String,
    /// Back to the one before, and not a new choice.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_rollback: bool,
}

fn is_false(value: &bool) -> bool {
    !*value
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct History {
    /// The last is in use.
    promotions: Vec<Promotion>,
}

/// A model on the shelf.
#[derive(Debug)]
pub struct Shelved {
    pub name: String,
    /// Of its file.
    pub sha256: String,
    pub is_promoted: bool,
    /// `Err` says why the file cannot be used.
    pub ranker: Result<Ranker, String>,
}

/// Why the shelf cannot do what is asked.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    #[error("{path}: cannot {verb} ({cause})")]
    File {
        path: String,
        verb: &'static str,
        cause: io::Error,
    },
    #[error("{0}: no such folder; `cvrank train --models` makes one, or check the path")]
    NoFolder(String),
    #[error("{folder}: no model {name}; there are {known}")]
    NoModel {
        folder: String,
        name: String,
        known: String,
    },
    #[error(
        "the name {0:?} cannot be a file's: letters, digits, `-`, `_` and `.`, at most {NAME_LENGTH}, and no `.` at \
         the start"
    )]
    Name(String),
    #[error(
        "{folder}: there is a model {name} already, and none is overwritten; give another --name"
    )]
    Taken { folder: String, name: String },
    #[error("{path}: not a history of models in use ({reason}); put it back from a copy")]
    History { path: String, reason: String },
    #[error(
        "{path}: the model in use is not the file that was promoted; promote it again if it is the right one"
    )]
    Changed { path: String },
    #[error("{path}: {reason}")]
    Model { path: String, reason: String },
    #[error("{0}: no model is in use yet; `cvrank model promote NAME`")]
    NonePromoted(String),
    #[error("{0}: no other model was in use before this one")]
    NothingBefore(String),
}

/// A folder of models.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// The shelf in a folder.
    ///
    /// # Errors
    /// When there is none.
    pub fn open(folder: &Path) -> Result<Self, ShelfError> {
        if !folder.is_dir() {
            return Err(ShelfError::NoFolder(folder.display().to_string()));
        }
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    /// The same, made where there is none.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make(folder: &Path) -> Result<Self, ShelfError> {
        fs::create_dir_all(folder).map_err(failed("make", folder))?;
        Self::open(folder)
    }

    /// Where a model of this name lies or would lie.
    ///
    /// # Errors
    /// For what cannot be a file's name.
    pub fn path(&self, name: &str) -> Result<PathBuf, ShelfError> {
        let is_letter = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
        let fits = !name.is_empty()
            && name.len() <= NAME_LENGTH
            && !name.starts_with('.')
            && name.chars().all(is_letter)
            && !name.eq_ignore_ascii_case("promoted");
        match fits {
            true => Ok(self.folder.join(format!("{name}.json"))),
            false => Err(ShelfError::Name(name.to_owned())),
        }
    }

    /// The first of `name`, `name-2`, `name-3` that no model has.
    ///
    /// # Errors
    /// For what cannot be a file's name.
    pub fn free_name(&self, name: &str) -> Result<String, ShelfError> {
        let numbered = (2..).map(|number: u32| format!("{name}-{number}"));
        for name in std::iter::once(name.to_owned()).chain(numbered) {
            if !self.path(&name)?.exists() {
                return Ok(name);
            }
        }
        Err(ShelfError::Name(name.to_owned()))
    }

    /// Puts a model and its card on the shelf; it is not in use by that.
    ///
    /// # Errors
    /// When there is one of this name, or a file cannot be written.
    pub fn add(&self, name: &str, model: &str, card: &str) -> Result<PathBuf, ShelfError> {
        let path = self.path(name)?;
        let _lock = self.lock()?;
        let taken = || ShelfError::Taken {
            folder: self.folder.display().to_string(),
            name: name.to_owned(),
        };
        if path.exists() {
            return Err(taken());
        }
        // The card first: what has a model has a card.
        self.write(&path.with_extension("md"), card)?;
        self.write(&path, model)?;
        Ok(path)
    }

    /// All models in the order of their names.
    ///
    /// # Errors
    /// When the folder or the history cannot be read.
    pub fn models(&self) -> Result<Vec<Shelved>, ShelfError> {
        let in_use = self.history()?.promotions.pop().map(|last| last.name);
        let mut models = Vec::new();
        for name in self.names()? {
            let (_, text) = self.read(&name)?;
            models.push(Shelved {
                is_promoted: in_use.as_ref() == Some(&name),
                sha256: sha256(text.as_bytes()),
                ranker: Ranker::from_json(&text).map_err(|error| error.to_string()),
                name,
            });
        }
        Ok(models)
    }

    /// Which models were in use, the last of them now.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn promotions(&self) -> Result<Vec<Promotion>, ShelfError> {
        Ok(self.history()?.promotions)
    }

    /// The file of the model in use, or `None` where none was promoted.
    ///
    /// # Errors
    /// When it is gone, or another than was promoted.
    pub fn promoted(&self) -> Result<Option<PathBuf>, ShelfError> {
        let Some(last) = self.history()?.promotions.pop() else {
            return Ok(None);
        };
        let (path, text) = self.read(&last.name)?;
        match sha256(text.as_bytes()) == last.sha256 {
            true => Ok(Some(path)),
            false => Err(ShelfError::Changed {
                path: path.display().to_string(),
            }),
        }
    }

    /// Takes a model into use, `on` a day; returns the one before.
    ///
    /// # Errors
    /// When there is none of this name, when it is no model of this program, or when the history
    /// cannot be written: then the model in use stays.
    pub fn promote(&self, name: &str, on: &str) -> Result<Option<String>, ShelfError> {
        let _lock = self.lock()?;
        let mut history = self.history()?;
        let promotion = self.promotion(name, on, false)?;
        let before = history.promotions.last().map(|last| last.name.clone());
        history.promotions.push(promotion);
        self.keep(&history)?;
        Ok(before)
    }

    /// Takes the model into use again that was before the one in use; returns both names.
    ///
    /// # Errors
    /// When there was none, or as [`Self::promote`].
    pub fn roll_back(&self, on: &str) -> Result<(String, String), ShelfError> {
        let _lock = self.lock()?;
        let mut history = self.history()?;
        let shown = || self.folder.display().to_string();
        let before = steps(&history.promotions);
        let (now, earlier) = match before.as_slice() {
            [] => return Err(ShelfError::NonePromoted(shown())),
            [_] => return Err(ShelfError::NothingBefore(shown())),
            [.., earlier, now] => ((*now).to_owned(), (*earlier).to_owned()),
        };
        history.promotions.push(self.promotion(&earlier, on, true)?);
        self.keep(&history)?;
        Ok((now, earlier))
    }

    fn promotion(&self, name: &str, on: &str, is_rollback: bool) -> Result<Promotion, ShelfError> {
        if !self.path(name)?.is_file() {
            let known = self.names()?;
            return Err(ShelfError::NoModel {
                folder: self.folder.display().to_string(),
                name: name.to_owned(),
                known: match known.is_empty() {
                    true => "none".to_owned(),
                    false => known.join(", "),
                },
            });
        }
        let (path, text) = self.read(name)?;
        Ranker::from_json(&text).map_err(|error| ShelfError::Model {
            path: path.display().to_string(),
            reason: error.to_string(),
        })?;
        Ok(Promotion {
            name: name.to_owned(),
            sha256: sha256(text.as_bytes()),
            on: on.to_owned(),
            is_rollback,
        })
    }

    /// The file of a model, and what it holds.
    fn read(&self, name: &str) -> Result<(PathBuf, String), ShelfError> {
        let path = self.path(name)?;
        let text = read_text_bounded(&path, SETUP_BYTES).map_err(failed("read", &path))?;
        Ok((path, text))
    }

    fn names(&self) -> Result<Vec<String>, ShelfError> {
        let entries = fs::read_dir(&self.folder).map_err(failed("read", &self.folder))?;
        let mut names = Vec::new();
        for entry in entries {
            let path = entry.map_err(failed("read", &self.folder))?.path();
            let is_model = path.extension().is_some_and(|ending| ending == "json");
            let stem = path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned());
            names.extend(stem.filter(|stem| is_model && self.path(stem).is_ok()));
        }
        names.sort();
        Ok(names)
    }

    fn history(&self) -> Result<History, ShelfError> {
        let path = self.folder.join(PROMOTED);
        let text = match read_text_bounded(&path, SETUP_BYTES) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(History::default()),
            read => read.map_err(failed("read", &path))?,
        };
        serde_json::from_str(&text).map_err(|error| ShelfError::History {
            path: path.display().to_string(),
            reason: error.to_string(),
        })
    }

    fn keep(&self, history: &History) -> Result<(), ShelfError> {
        let text = serde_json::to_string_pretty(history).unwrap_or_default();
        self.write(&self.folder.join(PROMOTED), &format!("{text}\n"))
    }

    /// Whole or not at all.
    fn write(&self, path: &Path, text: &str) -> Result<(), ShelfError> {
        let write = || {
            let mut file = beside(path)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(path).map_err(|error| error.error)?;
            Ok(())
        };
        write().map_err(failed("write", path))
    }

    /// Held until it is dropped, also when the process is stopped.
    fn lock(&self) -> Result<File, ShelfError> {
        let path = self.folder.join(LOCK);
        let mut options = OpenOptions::new();
        let file = options.write(true).create(true).truncate(false).open(&path);
        let file = file.map_err(failed("open", &path))?;
        file.lock().map_err(failed("lock", &path))?;
        Ok(file)
    }
}

fn failed(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> ShelfError {
    let path = path.display().to_string();
    move |cause| ShelfError::File { path, verb, cause }
}

/// The models one could roll back through, the one in use last: a rollback takes the last off.
fn steps(promotions: &[Promotion]) -> Vec<&str> {
    let mut steps: Vec<&str> = Vec::new();
    for promotion in promotions {
        if promotion.is_rollback {
            steps.pop();
        } else if steps.last() != Some(&promotion.name.as_str()) {
            steps.push(&promotion.name);
        }
    }
    steps
}

#[cfg(test)]
mod tests;
