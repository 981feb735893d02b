//! Reading anew what changed: files, or what reads them.

use std::path::PathBuf;

use rayon::prelude::*;
use rusqlite::params;

use super::add::{AddOptions, Added, Made, current_readers, write_marks};
use super::kept::{read_document, status_word};
use super::{Pool, PoolError};
use crate::document::Status;
use crate::document::source::PoolOptions;
use crate::score::Scorer;

/// Readings whose profiles are made before they are written.
const BATCH: usize = 256;

/// Why a CV cannot be scored, if so.
type Refused = Option<(Status, String)>;

/// What a refresh did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// What came of the files that were opened again.
    pub added: Added,
    /// Files that are no longer there; their CVs stay.
    pub gone: Vec<String>,
    /// Profiles that were made anew of texts that are kept.
    pub profiles: usize,
}

impl Pool {
    /// Looks at every file again, reads those that changed or were read by another version, and
    /// makes profiles of another version, month or lexicon anew.
    ///
    /// What was done before a stop is kept, so that the next call goes on from there.
    ///
    /// # Errors
    /// [`PoolError`] where the pool cannot be written to.
    pub fn refresh(
        &self,
        scorer: &Scorer,
        options: &AddOptions,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Refreshed, PoolError> {
        let mut refreshed = Refreshed::default();
        let files = self.files()?;
        let mut present = Vec::new();
        let mut outdated = Vec::new();
        for (path, shown, is_outdated) in files {
            let place = PathBuf::from(&path);
            if !place.exists() {
                refreshed.gone.push(shown);
                continue;
            }
            if is_outdated {
                outdated.push(path);
            }
            present.push(place);
        }
        self.forget_stamps(&outdated)?;
        if !present.is_empty() {
            let options = AddOptions {
                files: PoolOptions::default(),
                tags: Vec::new(),
                ..options.clone()
            };
            refreshed.added = self.add(&present, scorer, &options, progress)?;
        }
        refreshed.profiles = self.profile_anew(scorer, progress)?;
        Ok(refreshed)
    }

    /// Path, the same as shown, and whether anything in it was read by another version.
    fn files(&self) -> Result<Vec<(String, String, bool)>, PoolError> {
        self.store.with(|connection| {
            let mut query = connection.prepare(
                "SELECT path, shown, max(reader NOT IN (?, ?)) FROM file \
                 JOIN cv ON cv.file = file.number JOIN reading ON reading.number = cv.reading \
                 GROUP BY file.number ORDER BY file.number",
            )?;
            let rows = query.query_map(current_readers(), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
            rows.collect()
        })
    }

    fn forget_stamps(&self, files: &[String]) -> Result<(), PoolError> {
        if files.is_empty() {
            return Ok(());
        }
        self.store.write(|transaction| {
            let mut update =
                transaction.prepare_cached("UPDATE file SET modified = -1 WHERE path = ?")?;
            for path in files {
                update.execute([path])?;
            }
            Ok(())
        })
    }

    /// Makes the profiles of another version anew; gives back how many.
    fn profile_anew(
        &self,
        scorer: &Scorer,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<usize, PoolError> {
        let version = scorer.profile_version();
        let numbers: Vec<i64> = self.store.with(|connection| {
            let mut query = connection.prepare(
                "SELECT number FROM reading WHERE document IS NOT NULL AND profiler != ?",
            )?;
            query.query_map([&version], |row| row.get(0))?.collect()
        })?;
        let all = numbers.len();
        for (batch, done) in numbers.chunks(BATCH).zip((0..).step_by(BATCH)) {
            progress(done, all);
            let made: Vec<Option<(Made, Refused)>> = batch
                .par_iter()
                .map(|number| {
                    let packed: Vec<u8> = self.store.with(|connection| {
                        let mut query = connection
                            .prepare_cached("SELECT document FROM reading WHERE number = ?")?;
                        query.query_row([number], |row| row.get(0))
                    })?;
                    Ok(read_document(&packed).map(|document| Made::of(document, scorer)))
                })
                .collect::<Result<_, PoolError>>()?;
            self.store.write(|transaction| {
                let mut update = transaction.prepare_cached(
                    "UPDATE reading SET profiler = ?, profile = ?, language = ?, last_month = ?, \
                     status = ?, reason = ? WHERE number = ?",
                )?;
                for (number, made) in batch.iter().zip(&made) {
                    let Some((made, refused)) = made else {
                        continue;
                    };
                    let scored = (Status::Scored, String::new());
                    let (status, reason) = refused.as_ref().unwrap_or(&scored);
                    update.execute(params![
                        made.version,
                        made.profile,
                        made.language,
                        made.last_month,
                        status_word(*status),
                        reason,
                        number
                    ])?;
                    write_marks(transaction, *number, made)?;
                }
                Ok(())
            })?;
        }
        progress(all, all);
        Ok(all)
    }
}
