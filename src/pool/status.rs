//! What is in a pool, and what it keeps to.

use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

use jiff::civil::Date;

use super::add::current_readers;
use super::forget::{Age, Erasure};
use super::{Pool, PoolError};
use crate::score::Scorer;

/// The name of the setting that says how long CVs are kept.
const RETENTION: &str = "retention";

/// A pool in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overview {
    pub cvs: usize,
    /// CVs that can be scored.
    pub readable: usize,
    /// CVs by status and reason, where they cannot be scored.
    pub unreadable: Vec<(String, String, usize)>,
    /// Readings, of which CVs with the same bytes share one.
    pub readings: usize,
    pub files: usize,
    /// CVs by language, most first.
    pub languages: Vec<(String, usize)>,
    /// CVs by tag.
    pub tags: Vec<(String, usize)>,
    /// First and last day on which one came.
    pub arrived: Option<(String, String)>,
    /// Of the file on the disk.
    pub bytes: u64,
    /// Readings by another version of what makes texts, or profiles, or of another month: they
    /// are made anew by `refresh`.
    pub outdated_documents: usize,
    pub outdated_profiles: usize,
    /// `24m`, and how many CVs are older.
    pub retention: Option<(String, usize)>,
    pub erasures: Vec<Erasure>,
}

/// One CV of a pool, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    pub cv_id: String,
    pub source: String,
    pub arrived: String,
    pub status: String,
    pub reason: String,
    pub language: String,
    pub tags: Vec<String>,
}

impl Pool {
    /// The pool in numbers, as `scorer` would read it on the day `today`.
    ///
    /// # Errors
    /// [`PoolError`] where the pool cannot be read.
    pub fn overview(&self, scorer: &Scorer, today: Date) -> Result<Overview, PoolError> {
        let version = scorer.profile_version();
        let retention = self.retention()?;
        let erasures = self.erasures()?;
        let bytes = self.path().metadata().map_or(0, |known| known.len());
        self.store.with(|connection| {
            let count = |query: &str| -> rusqlite::Result<usize> {
                connection.query_row(query, [], |row| row.get(0))
            };
            let counts = |query: &str| -> rusqlite::Result<Vec<(String, usize)>> {
                let mut query = connection.prepare(query)?;
                let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                rows.collect()
            };
            let mut query = connection.prepare(
                "SELECT status, reason, count(*) FROM cv JOIN reading ON reading.number = reading \
                 WHERE status != 'scored' GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
            )?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            let unreadable = rows.collect::<Result<Vec<_>, _>>()?;
            let cvs = count("SELECT count(*) FROM cv")?;
            let failed: usize = unreadable.iter().map(|(_, _, count)| count).sum();
            let arrived =
                connection.query_row("SELECT min(arrived), max(arrived) FROM cv", [], |row| {
                    let first: Option<String> = row.get(0)?;
                    Ok(first.zip(row.get(1)?))
                })?;
            let older = |age: Age| {
                let day = age.before(today).to_string();
                connection.query_row("SELECT count(*) FROM cv WHERE arrived < ?", [day], |row| {
                    row.get(0)
                })
            };
            Ok(Overview {
                cvs,
                readable: cvs - failed,
                unreadable,
                readings: count("SELECT count(*) FROM reading")?,
                files: count("SELECT count(*) FROM file")?,
                languages: counts(
                    "SELECT language, count(*) FROM cv JOIN reading ON reading.number = reading \
                     WHERE language != '' GROUP BY 1 ORDER BY 2 DESC, 1",
                )?,
                tags: counts("SELECT name, count(*) FROM tag GROUP BY 1 ORDER BY 1")?,
                arrived,
                bytes,
                outdated_documents: connection.query_row(
                    "SELECT count(*) FROM reading WHERE reader NOT IN (?, ?)",
                    current_readers(),
                    |row| row.get(0),
                )?,
                outdated_profiles: connection.query_row(
                    "SELECT count(*) FROM reading WHERE document IS NOT NULL AND profiler != ?",
                    [version],
                    |row| row.get(0),
                )?,
                retention: match retention {
                    Some(age) => Some((age.to_string(), older(age)?)),
                    None => None,
                },
                erasures,
            })
        })
    }

    /// How many readings are of another version, month or lexicon than `scorer` would make.
    ///
    /// # Errors
    /// [`PoolError`] where the pool cannot be read.
    pub fn outdated(&self, scorer: &Scorer) -> Result<usize, PoolError> {
        let version = scorer.profile_version();
        let [of_files, of_messages] = current_readers();
        self.store.with(|connection| {
            connection.query_row(
                "SELECT count(*) FROM reading WHERE document IS NOT NULL \
                 AND (reader NOT IN (?, ?) OR profiler != ?)",
                params![of_files, of_messages, version],
                |row| row.get(0),
            )
        })
    }

    /// Every CV, in the order in which they came.
    ///
    /// # Errors
    /// [`PoolError`] where the pool cannot be read.
    pub fn list(&self) -> Result<Vec<Listed>, PoolError> {
        self.store.with(|connection| {
            let mut query = connection.prepare(
                "SELECT id, shown || inside, arrived, status, reason, language, \
                 (SELECT group_concat(name, char(0)) FROM tag WHERE tag.cv = cv.number) \
                 FROM cv JOIN file ON file.number = file \
                 JOIN reading ON reading.number = reading ORDER BY cv.number",
            )?;
            query.query_map([], listed)?.collect()
        })
    }

    /// How long CVs may be kept.
    ///
    /// # Errors
    /// [`PoolError`] where the pool cannot be read.
    pub fn retention(&self) -> Result<Option<Age>, PoolError> {
        let written: Option<String> = self.store.with(|connection| {
            let mut query =
                connection.prepare_cached("SELECT value FROM setting WHERE name = ?")?;
            query.query_row([RETENTION], |row| row.get(0)).optional()
        })?;
        Ok(written.as_deref().and_then(Age::parse))
    }

    /// Sets how long CVs may be kept; `None` for ever.
    ///
    /// # Errors
    /// [`PoolError`] where the pool cannot be written to.
    pub fn set_retention(&self, age: Option<Age>) -> Result<(), PoolError> {
        self.store.write(|transaction| {
            match age {
                Some(age) => transaction.execute(
                    "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                    params![RETENTION, age.to_string()],
                )?,
                None => transaction.execute("DELETE FROM setting WHERE name = ?", [RETENTION])?,
            };
            Ok(())
        })
    }

    /// Gives CVs a tag, or takes it away.
    ///
    /// # Errors
    /// [`PoolError::NoSuchCv`] for an id that none has; nothing is tagged then.
    pub fn tag(&self, tag: &str, ids: &[String], takes_away: bool) -> Result<(), PoolError> {
        let unknown = self.store.write(|transaction| {
            for id in ids {
                let found =
                    transaction.query_row("SELECT number FROM cv WHERE id = ?", [id], |row| {
                        row.get::<_, i64>(0)
                    });
                let Some(number) = found.optional()? else {
                    return Ok(Some(id.clone()));
                };
                let change = match takes_away {
                    true => "DELETE FROM tag WHERE cv = ? AND name = ?",
                    false => "INSERT OR IGNORE INTO tag (cv, name) VALUES (?, ?)",
                };
                transaction.execute(change, params![number, tag])?;
            }
            Ok(None)
        })?;
        unknown.map_or(Ok(()), |id| Err(PoolError::NoSuchCv { id }))
    }

    /// Ids of the CVs that came on `day` or later.
    ///
    /// # Errors
    /// [`PoolError`] where the pool cannot be read.
    pub fn arrived_since(&self, day: Date) -> Result<Vec<String>, PoolError> {
        self.store.with(|connection| {
            let mut query = connection.prepare("SELECT id FROM cv WHERE arrived >= ?")?;
            query
                .query_map([day.to_string()], |row| row.get(0))?
                .collect()
        })
    }
}

fn listed(row: &Row) -> rusqlite::Result<Listed> {
    let tags: Option<String> = row.get(6)?;
    let tags = tags.iter().flat_map(|tags| tags.split('\0'));
    Ok(Listed {
        cv_id: row.get(0)?,
        source: row.get(1)?,
        arrived: row.get(2)?,
        status: row.get(3)?,
        reason: row.get(4)?,
        language: row.get(5)?,
        tags: tags.map(str::to_owned).collect(),
    })
}
