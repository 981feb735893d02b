//! The desk's SQLite file. What it acknowledged outlives the process and a power cut.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::error::Answer;
use super::lock;

/// By which the file is known: `cvrd`, in the header of SQLite.
const APPLICATION: i32 = 0x6376_7264;
/// What brings the tables from each version to the next, from an empty file on.
const MIGRATIONS: [&str; 1] = [include_str!("schema.sql")];
/// How long another process that writes is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// One connection, which threads take in turn: all it does is short.
pub(super) struct Store {
    connection: Mutex<Connection>,
}

impl Store {
    /// The file at `path`, made where there is none, brought to this version where it is older.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let shown = path.display();
        let mut connection =
            Connection::open(path).with_context(|| format!("{shown}: cannot be opened"))?;
        let known = |pragma: &str| -> rusqlite::Result<i32> {
            connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))
        };
        let (application, version) = (known("application_id"), known("user_version"));
        let (application, version) = application
            .and_then(|one| Ok((one, version?)))
            .with_context(|| {
                format!(
                    "{shown}: the file is damaged; put a copy of it back, or give another folder"
                )
            })?;
        let is_new = application == 0 && version == 0;
        if !is_new && application != APPLICATION {
            bail!("{shown}: the file is none of cvrank's; give another folder");
        }
        let newest = i32::try_from(MIGRATIONS.len()).unwrap_or(i32::MAX);
        if version > newest {
            bail!(
                "{shown}: the desk was made by a newer cvrank (its version is {version}, this one reads up to {newest}); update cvrank"
            );
        }
        let mut prepare = || -> rusqlite::Result<()> {
            connection.busy_timeout(PATIENCE)?;
            connection.pragma_update(None, "journal_mode", "WAL")?;
            // A decision that was acknowledged outlives a power cut.
            connection.pragma_update(None, "synchronous", "FULL")?;
            connection.pragma_update(None, "foreign_keys", true)?;
            // What is deleted is overwritten.
            connection.pragma_update(None, "secure_delete", true)?;
            let writing = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another process may have been first.
            let version: i32 = writing.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            for migration in MIGRATIONS
                .iter()
                .skip(usize::try_from(version).unwrap_or(0))
            {
                writing.execute_batch(migration)?;
            }
            writing.pragma_update(None, "application_id", APPLICATION)?;
            writing.pragma_update(None, "user_version", newest)?;
            writing.commit()
        };
        prepare().with_context(|| {
            format!(
                "{shown}: cannot be written to; check its permissions, and whether the disk is full"
            )
        })?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    pub(super) fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Answer<T> {
        let connection = lock(&self.connection);
        Ok(read(&connection)?)
    }

    /// Writes all of it or nothing; it is on the disk when this returns.
    pub(super) fn write<T>(&self, write: impl FnOnce(&Transaction) -> Answer<T>) -> Answer<T> {
        let mut connection = lock(&self.connection);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let written = write(&transaction)?;
        transaction.commit()?;
        Ok(written)
    }
}

/// Where things lie in a desk's folder.
pub(super) struct Places {
    pub folder: PathBuf,
}

impl Places {
    pub(super) fn store(&self) -> PathBuf {
        self.folder.join("desk.sqlite")
    }

    pub(super) fn pool(&self) -> PathBuf {
        self.folder.join("cvs.cvrank")
    }

    /// The post of a job, and its job file.
    pub(super) fn job(&self, job: i64) -> PathBuf {
        self.folder.join("jobs").join(job.to_string())
    }

    /// The CVs that were added to a job.
    pub(super) fn cvs(&self, job: i64) -> PathBuf {
        self.folder.join("cvs").join(job.to_string())
    }

    /// Files that have not come whole; emptied at every start.
    pub(super) fn arriving(&self) -> PathBuf {
        self.folder.join("arriving")
    }

    /// Models that were trained from all decisions.
    pub(super) fn models(&self) -> PathBuf {
        self.folder.join("models")
    }
}
