//! Forgetting people: no byte of theirs stays in the pool, and a line says that somebody went.

use jiff::ToSpan;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Transaction, params};
use serde::Serialize;

use super::add::{drop_empty_file, drop_unused};
use super::{Pool, PoolError};
use crate::duplicates::address;

/// Whom to forget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    Ids(Vec<String>),
    /// All CVs with this e-mail address or telephone number.
    Person(String),
    /// All that came before so long ago.
    OlderThan(Age),
    /// All whose file is no longer there.
    Gone,
}

/// How long ago: `24m`, `2y`, `90d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    count: u16,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Days,
    Months,
    Years,
}

/// What was forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    /// Files from which they would come back, as they were given.
    pub files: Vec<String>,
    pub cvs: usize,
    /// Nobody else was reading, so that every trace is overwritten by now.
    pub is_settled: bool,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Erasure {
    /// `YYYY-MM-DD`.
    pub day: String,
    pub cvs: usize,
    pub why: String,
}

impl Age {
    /// `None` for what is no age.
    pub fn parse(written: &str) -> Option<Self> {
        let unit = match written.chars().next_back()? {
            'd' => Unit::Days,
            'm' => Unit::Months,
            'y' => Unit::Years,
            _ => return None,
        };
        let count = written[..written.len() - 1].parse().ok();
        let count = count.filter(|count| (1..=9999).contains(count))?;
        Some(Self { count, unit })
    }

    /// The day so long before `today`.
    pub fn before(self, today: Date) -> Date {
        let count = i64::from(self.count);
        let span = match self.unit {
            Unit::Days => count.days(),
            Unit::Months => count.months(),
            Unit::Years => count.years(),
        };
        today.checked_sub(span).unwrap_or(Date::MIN)
    }
}

impl std::fmt::Display for Age {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = match self.unit {
            Unit::Days => 'd',
            Unit::Months => 'm',
            Unit::Years => 'y',
        };
        write!(out, "{}{unit}", self.count)
    }
}

impl Whom {
    /// For the log, without a name.
    fn why(&self) -> String {
        match self {
            Self::Ids(_) => "by id".to_owned(),
            Self::Person(_) => "a person".to_owned(),
            Self::OlderThan(age) => format!("older than {age}"),
            Self::Gone => "the file is gone".to_owned(),
        }
    }
}

impl Pool {
    /// Forgets CVs; `today` is the day of the log's line.
    ///
    /// Bytes are overwritten. What a reader still holds in the journal goes when it ends;
    /// [`Forgotten::is_settled`] says whether that is still to come.
    ///
    /// # Errors
    /// [`PoolError::NoSuchCv`] for an id that none has, before anything is forgotten.
    pub fn forget(&self, whom: &Whom, today: Date) -> Result<Forgotten, PoolError> {
        let numbers = self.numbers_of(whom, today)?;
        let mut forgotten = self.store.write(|transaction| {
            let files = forget(transaction, &numbers)?;
            if !numbers.is_empty() {
                transaction.execute(
                    "INSERT INTO erasure (day, cvs, why) VALUES (?, ?, ?)",
                    params![today.to_string(), numbers.len(), whom.why()],
                )?;
            }
            Ok(Forgotten {
                files,
                cvs: numbers.len(),
                is_settled: false,
            })
        })?;
        forgotten.is_settled = self.store.settle()?;
        Ok(forgotten)
    }

    fn numbers_of(&self, whom: &Whom, today: Date) -> Result<Vec<i64>, PoolError> {
        match whom {
            Whom::Ids(ids) => ids.iter().map(|id| self.number_of(id)).collect(),
            Whom::Person(written) => {
                let hashes = address(written);
                if hashes.is_empty() {
                    return Err(PoolError::NoAddress {
                        written: written.clone(),
                    });
                }
                self.store.with(|connection| {
                    let mut query = connection.prepare(
                        "SELECT DISTINCT cv.number FROM cv JOIN address \
                         ON address.reading = cv.reading WHERE address.hash = ?",
                    )?;
                    let mut numbers = Vec::new();
                    for hash in hashes {
                        let found = query.query_map([hash.cast_signed()], |row| row.get(0))?;
                        for number in found {
                            numbers.push(number?);
                        }
                    }
                    numbers.sort_unstable();
                    numbers.dedup();
                    Ok(numbers)
                })
            }
            Whom::OlderThan(age) => self.store.with(|connection| {
                let mut query = connection.prepare("SELECT number FROM cv WHERE arrived < ?")?;
                let day = age.before(today).to_string();
                query.query_map([day], |row| row.get(0))?.collect()
            }),
            Whom::Gone => {
                let all: Vec<(i64, String)> = self.store.with(|connection| {
                    let mut query = connection.prepare(
                        "SELECT cv.number, file.path FROM cv JOIN file ON file.number = cv.file",
                    )?;
                    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                    rows.collect()
                })?;
                let gone = all.into_iter();
                let gone = gone.filter(|(_, path)| !std::path::Path::new(path).exists());
                Ok(gone.map(|(number, _)| number).collect())
            }
        }
    }

    fn number_of(&self, id: &str) -> Result<i64, PoolError> {
        let found = self.store.with(|connection| {
            let mut query = connection.prepare_cached("SELECT number FROM cv WHERE id = ?")?;
            query.query_row([id], |row| row.get(0)).optional()
        })?;
        found.ok_or_else(|| PoolError::NoSuchCv { id: id.to_owned() })
    }

    /// What was erased, the oldest first.
    ///
    /// # Errors
    /// [`PoolError`] where the pool cannot be read.
    pub fn erasures(&self) -> Result<Vec<Erasure>, PoolError> {
        self.store.with(|connection| {
            let mut query =
                connection.prepare("SELECT day, cvs, why FROM erasure ORDER BY number")?;
            let rows = query.query_map([], |row| {
                Ok(Erasure {
                    day: row.get(0)?,
                    cvs: row.get(1)?,
                    why: row.get(2)?,
                })
            })?;
            rows.collect()
        })
    }
}

/// Deletes CVs with all that is theirs alone; gives back the files they lie in.
fn forget(transaction: &Transaction, numbers: &[i64]) -> rusqlite::Result<Vec<String>> {
    let mut query = transaction.prepare_cached(
        "SELECT cv.file, cv.reading, file.shown || cv.inside FROM cv \
         JOIN file ON file.number = cv.file WHERE cv.number = ?",
    )?;
    let mut delete = transaction.prepare_cached("DELETE FROM cv WHERE number = ?")?;
    let mut files = Vec::new();
    for number in numbers {
        let (file, reading, shown): (i64, i64, String) =
            query.query_row([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        delete.execute([number])?;
        drop_unused(transaction, reading)?;
        drop_empty_file(transaction, file)?;
        files.push(shown);
    }
    Ok(files)
}
