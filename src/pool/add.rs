//! Taking files into a pool: each is read once, and again only when it, or what reads it, changed.

mod reading;
mod writing;

use std::collections::HashMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use jiff::civil::Date;
use rayon::prelude::*;

use super::{Pool, PoolError};
use crate::document::Status;
use crate::document::source::{Known, PoolOptions, Source, collect};
use crate::score::Scorer;
use reading::Prepared;
pub(super) use reading::{Made, current_readers};
use writing::Files;
pub(super) use writing::{drop_empty_file, drop_unused, write_marks};

/// CVs that are read before what they gave is written: so many are lost at most when the program
/// is stopped.
const BATCH: usize = 256;
/// Stands for a file that must be looked at again.
const UNKNOWN: i64 = -1;

/// How CVs are taken in.
#[derive(Debug, Clone)]
pub struct AddOptions {
    /// Columns of tables.
    pub files: PoolOptions,
    /// The day on which what is new came.
    pub arrived: Date,
    /// For all CVs in the files, also for those that are known.
    pub tags: Vec<String>,
    /// Text recognition is at hand, so scans that were not read are read again.
    pub recognises: bool,
}

/// What became of the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    /// CVs that were not in the pool.
    pub new: usize,
    /// CVs whose file holds something else than before.
    pub changed: usize,
    /// CVs whose file lies elsewhere, or is named otherwise, than before.
    pub moved: usize,
    /// CVs that are no longer in their table or archive.
    pub gone: usize,
    /// Files that were as they were, and were not opened.
    pub unchanged_files: usize,
    /// Bytes that were made a document: once for the same bytes.
    pub read: usize,
    /// Ids and reasons of those that cannot be scored.
    pub unreadable: Vec<(String, Status, String)>,
}

/// Size and time of a file, by which a changed one is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    size: i64,
    modified: i64,
}

impl Stamp {
    fn of(known: &Metadata) -> Self {
        let modified = known.modified().ok();
        let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self {
            size: i64::try_from(known.len()).unwrap_or(i64::MAX),
            modified: since
                .and_then(|since| i64::try_from(since.as_nanos()).ok())
                .unwrap_or(UNKNOWN),
        }
    }
}

/// A file that is to be read.
#[derive(Debug, Clone)]
struct Fresh {
    absolute: String,
    stamp: Stamp,
}

/// Files met on the way, by the path under which they were met.
#[derive(Default)]
struct Met {
    fresh: HashMap<String, Fresh>,
    unchanged: Vec<String>,
}

impl Pool {
    /// Takes in the CVs at `paths`; `progress` is told how many of how many are done.
    ///
    /// Files whose size and time are known are not opened. What was written is kept, whatever
    /// happens afterwards.
    ///
    /// # Errors
    /// [`PoolError`] where a path leads nowhere or the pool cannot be written to.
    pub fn add(
        &self,
        paths: &[PathBuf],
        scorer: &Scorer,
        options: &AddOptions,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Added, PoolError> {
        let (sources, met) = self.find(paths, &options.files)?;
        let mut added = Added {
            unchanged_files: met.unchanged.len(),
            ..Added::default()
        };
        self.tag_files(&met.unchanged, &options.tags)?;
        let mut files = Files::new(&sources, &met.fresh);
        let all = sources.len();
        progress(0, all);
        for (batch, numbers) in sources.chunks(BATCH).zip((0..).step_by(BATCH)) {
            let prepared: Vec<Prepared> = batch
                .par_iter()
                .map(|source| self.prepare(source, scorer, options))
                .collect::<Result<_, _>>()?;
            self.store.write(|transaction| {
                for ((source, prepared), number) in batch.iter().zip(&prepared).zip(numbers..) {
                    files.write(transaction, number, source, prepared, options, &mut added)?;
                }
                Ok(())
            })?;
            progress((numbers + BATCH).min(all), all);
        }
        Ok(added)
    }

    /// The CVs at `paths` whose files are not known.
    fn find(
        &self,
        paths: &[PathBuf],
        options: &PoolOptions,
    ) -> Result<(Vec<Source>, Met), PoolError> {
        let known = self.stamps()?;
        let own = absolute(self.path());
        let met = Arc::new(Mutex::new(Met::default()));
        let is_named = options.id_column.is_some() || options.text_column.is_some();
        let seen = Arc::clone(&met);
        let is_known = move |path: &Path| {
            let absolute = absolute(path);
            if absolute.strip_prefix(&own).is_some_and(is_of_a_pool) || Pool::is_one(path) {
                return true;
            }
            let Ok(found) = path.metadata() else {
                return false;
            };
            let stamp = Stamp::of(&found);
            let mut met = seen.lock().unwrap_or_else(PoisonError::into_inner);
            let is_known = known.get(&absolute) == Some(&stamp) && stamp.modified != UNKNOWN;
            if is_known && !is_named {
                met.unchanged.push(absolute);
                return true;
            }
            let fresh = Fresh { absolute, stamp };
            met.fresh.insert(path.display().to_string(), fresh);
            false
        };
        let options = PoolOptions {
            known: Some(Known::new(is_known)),
            ..options.clone()
        };
        let sources = collect(paths, &options)?;
        let met = std::mem::take(&mut *met.lock().unwrap_or_else(PoisonError::into_inner));
        Ok((sources, met))
    }

    fn stamps(&self) -> Result<HashMap<String, Stamp>, PoolError> {
        self.store.with(|connection| {
            let mut query = connection.prepare_cached("SELECT path, size, modified FROM file")?;
            let rows = query.query_map([], |row| {
                let (size, modified) = (row.get(1)?, row.get(2)?);
                Ok((row.get(0)?, Stamp { size, modified }))
            })?;
            rows.collect()
        })
    }

    fn tag_files(&self, files: &[String], tags: &[String]) -> Result<(), PoolError> {
        if tags.is_empty() || files.is_empty() {
            return Ok(());
        }
        self.store.write(|transaction| {
            let mut insert = transaction.prepare_cached(
                "INSERT OR IGNORE INTO tag (cv, name) SELECT cv.number, ? FROM cv \
                 JOIN file ON file.number = cv.file WHERE file.path = ?",
            )?;
            for tag in tags {
                for file in files {
                    insert.execute((tag, file))?;
                }
            }
            Ok(())
        })
    }
}

/// What SQLite writes beside a pool.
fn is_of_a_pool(ending: &str) -> bool {
    matches!(ending, "" | "-wal" | "-shm" | "-journal")
}

/// With the working folder before it, as one path is always written.
pub(super) fn absolute(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.display().to_string()
}
