//! The file: its connections, and its faults in words.

use std::fs;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::{APPLICATION, PoolError, VERSION};

/// How long another writer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// Statements kept ready on a connection.
const STATEMENTS: usize = 64;

/// A pool's file. Each thread borrows a connection of its own.
pub(super) struct Store {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

/// A connection that goes back when it is dropped.
pub(super) struct Borrowed<'a> {
    store: &'a Store,
    connection: Option<Connection>,
}

impl Store {
    pub(super) fn open(path: &Path) -> Result<Self, PoolError> {
        let store = Self {
            path: path.to_owned(),
            idle: Mutex::default(),
        };
        let version = store
            .with(|connection| connection.query_row("PRAGMA user_version", [], |row| row.get(0)))?;
        match version {
            VERSION => Ok(store),
            newer if newer > VERSION => Err(PoolError::Newer {
                path: store.shown(),
                found: newer,
            }),
            other => Err(PoolError::Damaged {
                path: store.shown(),
                why: format!("its tables have the version {other}"),
            }),
        }
    }

    /// Makes an empty pool beside its place and moves it there, so that no half of one is seen.
    pub(super) fn make(path: &Path) -> Result<Self, PoolError> {
        let store = Self {
            path: path.to_owned(),
            idle: Mutex::default(),
        };
        let other = |error: std::io::Error| PoolError::Other {
            path: store.shown(),
            why: format!("the pool cannot be made ({error}); check the path"),
        };
        let made = crate::whole_file::beside(path).map_err(other)?;
        let connection = Connection::open(made.path()).map_err(|error| store.fault(&error))?;
        let fill = || -> rusqlite::Result<()> {
            connection.pragma_update(None, "application_id", APPLICATION)?;
            connection.execute_batch(include_str!("schema.sql"))?;
            connection.pragma_update(None, "user_version", VERSION)
        };
        fill().map_err(|error| store.fault(&error))?;
        drop(connection);
        made.persist_noclobber(path)
            .map_err(|error| other(error.error))?;
        Ok(store)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// A connection that is nobody else's.
    pub(super) fn borrow(&self) -> Result<Borrowed<'_>, PoolError> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.connect().map_err(|error| self.fault(&error))?,
        };
        Ok(Borrowed {
            store: self,
            connection: Some(connection),
        })
    }

    fn connect(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // Where the folder may not be written to, the pool can still be read.
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        if !connection.is_readonly("main")? {
            connection.pragma_update(None, "journal_mode", "WAL")?;
        }
        // A batch that was acknowledged outlives a power cut.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What is deleted is overwritten.
        connection.pragma_update(None, "secure_delete", true)?;
        Ok(connection)
    }

    /// Reads with a connection.
    pub(super) fn with<T>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, PoolError> {
        let connection = self.borrow()?;
        read(&connection).map_err(|error| self.fault(&error))
    }

    /// Writes all of it or nothing.
    pub(super) fn write<T>(
        &self,
        write: impl FnOnce(&Transaction) -> rusqlite::Result<T>,
    ) -> Result<T, PoolError> {
        let mut connection = self.borrow()?;
        let run = || -> rusqlite::Result<T> {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let written = write(&transaction)?;
            transaction.commit()?;
            Ok(written)
        };
        run().map_err(|error| self.fault(&error))
    }

    /// Makes the file hold what the journal held, and the journal nothing. Whether nobody else was
    /// reading, who would have kept the journal.
    pub(super) fn settle(&self) -> Result<bool, PoolError> {
        self.with(|connection| {
            let busy: i64 =
                connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            Ok(busy == 0)
        })
    }

    /// In words.
    pub(super) fn fault(&self, error: &rusqlite::Error) -> PoolError {
        let path = self.shown();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => PoolError::Busy { path },
            Some(ErrorCode::DiskFull) => PoolError::Full { path },
            Some(ErrorCode::SystemIoFailure) => PoolError::Disk { path },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                if fs::metadata(&self.path).is_err() {
                    return PoolError::Missing { path };
                }
                PoolError::ReadOnly { path }
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => PoolError::Damaged {
                path,
                why: error.to_string(),
            },
            _ => PoolError::Other {
                path,
                why: error.to_string(),
            },
        }
    }
}

impl Deref for Borrowed<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
            .as_ref()
            .expect("it is taken away only when dropped")
    }
}

impl DerefMut for Borrowed<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        self.connection
            .as_mut()
            .expect("it is taken away only when dropped")
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            let mut idle = self
                .store
                .idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            idle.push(connection);
        }
    }
}
