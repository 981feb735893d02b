//! Making a damaged pool again from the files that its CVs came from.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, Transaction, params};

use super::add::{AddOptions, Added};
use super::forget::Age;
use super::{Pool, PoolError};
use crate::score::Scorer;

/// What became of a pool that was made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    pub added: Added,
    /// Files that were not found, as they were shown; their CVs are lost.
    pub lost: Vec<String>,
}

/// What could be read of a CV in the damaged pool.
struct Salvaged {
    id: String,
    path: String,
    shown: String,
    inside: String,
    arrived: String,
    tags: Vec<String>,
}

/// What could be read of the damaged pool.
#[derive(Default)]
struct Salvage {
    cvs: Vec<Salvaged>,
    retention: Option<Age>,
    erasures: Vec<(String, i64, String)>,
}

impl Pool {
    /// Reads all files of the pool at `path` again, into a new one in its place; ids, days of
    /// arrival and tags stay as far as they can be read.
    ///
    /// # Errors
    /// [`PoolError`] where nothing of it can be read, or the new one cannot be written.
    pub fn rebuild(
        path: &Path,
        scorer: &Scorer,
        options: &AddOptions,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Rebuilt, PoolError> {
        let salvage = salvage(path);
        if salvage.cvs.is_empty() {
            return Err(PoolError::Damaged {
                path: path.display().to_string(),
                why: "nothing in it says where its CVs came from".to_owned(),
            });
        }
        let beside = PathBuf::from(format!("{}.rebuilt", path.display()));
        remove(&beside);
        let pool = Self::open_or_make(&beside)?;
        let files: BTreeSet<&str> = salvage.cvs.iter().map(|cv| cv.path.as_str()).collect();
        let (present, lost): (Vec<&str>, Vec<&str>) =
            files.into_iter().partition(|file| Path::new(file).exists());
        let present: Vec<PathBuf> = present.into_iter().map(PathBuf::from).collect();
        let added = match present.is_empty() {
            true => Added::default(),
            false => pool.add(&present, scorer, options, progress)?,
        };
        pool.set_retention(salvage.retention)?;
        pool.store
            .write(|transaction| restore(transaction, &salvage))?;
        pool.store.settle()?;
        drop(pool);
        remove(path);
        fs::rename(&beside, path).map_err(|error| PoolError::Other {
            path: path.display().to_string(),
            why: format!(
                "the new pool at {} cannot be moved here ({error})",
                beside.display()
            ),
        })?;
        let shown = |file: &str| {
            let of_file = salvage.cvs.iter().find(|cv| cv.path == file);
            of_file.map_or_else(|| file.to_owned(), |cv| cv.shown.clone())
        };
        Ok(Rebuilt {
            added,
            lost: lost.into_iter().map(shown).collect(),
        })
    }
}

/// Removes a pool with what SQLite writes beside it.
fn remove(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        // What is not there need not be removed.
        let _ = fs::remove_file(format!("{}{ending}", path.display()));
    }
}

/// All that can still be read: row by row, up to the first that cannot.
fn salvage(path: &Path) -> Salvage {
    let mut salvage = Salvage::default();
    let Ok(connection) = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    else {
        return salvage;
    };
    // A page that cannot be read ends a query; what came before it is kept.
    let _ = connection.pragma_update(None, "cell_size_check", true);
    let _ = cvs(&connection, &mut salvage);
    let _ = settings(&connection, &mut salvage);
    salvage
}

fn cvs(connection: &Connection, salvage: &mut Salvage) -> rusqlite::Result<()> {
    let mut query = connection.prepare(
        "SELECT cv.id, file.path, file.shown, cv.inside, cv.arrived, cv.number FROM cv NOT INDEXED \
         JOIN file ON file.number = cv.file",
    )?;
    let mut rows = query.query([])?;
    let mut numbers = Vec::new();
    while let Ok(Some(row)) = rows.next() {
        salvage.cvs.push(Salvaged {
            id: row.get(0)?,
            path: row.get(1)?,
            shown: row.get(2)?,
            inside: row.get(3)?,
            arrived: row.get(4)?,
            tags: Vec::new(),
        });
        numbers.push(row.get::<_, i64>(5)?);
    }
    drop(rows);
    let mut tags = connection.prepare("SELECT name FROM tag WHERE cv = ?")?;
    for (cv, number) in salvage.cvs.iter_mut().zip(numbers) {
        let named = tags.query_map([number], |row| row.get(0))?;
        cv.tags = named.collect::<Result<_, _>>()?;
    }
    Ok(())
}

fn settings(connection: &Connection, salvage: &mut Salvage) -> rusqlite::Result<()> {
    let written: String = connection
        .query_row(
            "SELECT value FROM setting WHERE name = 'retention'",
            [],
            |row| row.get(0),
        )
        .unwrap_or_default();
    salvage.retention = Age::parse(&written);
    let mut query = connection.prepare("SELECT day, cvs, why FROM erasure ORDER BY number")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    salvage.erasures = rows.collect::<Result<_, _>>()?;
    Ok(())
}

/// Gives the CVs of the new pool what was known of them.
fn restore(transaction: &Transaction, salvage: &Salvage) -> rusqlite::Result<()> {
    let mut number = transaction.prepare(
        "SELECT cv.number FROM cv JOIN file ON file.number = cv.file \
         WHERE file.path = ? AND cv.inside = ?",
    )?;
    let mut found: Vec<(i64, &Salvaged)> = Vec::new();
    for cv in &salvage.cvs {
        let numbers = number.query_map(params![cv.path, cv.inside], |row| row.get(0))?;
        for known in numbers {
            found.push((known?, cv));
        }
    }
    // First out of each other's way.
    for (number, _) in &found {
        let waiting = format!("\u{1}{number}");
        transaction.execute(
            "UPDATE cv SET id = ? WHERE number = ?",
            params![waiting, number],
        )?;
    }
    for (number, cv) in found {
        let mut id = cv.id.clone();
        let mut count = 1;
        while transaction.query_row("SELECT count(*) FROM cv WHERE id = ?", [&id], |row| {
            row.get::<_, i64>(0)
        })? > 0
        {
            count += 1;
            id = format!("{}#{count}", cv.id);
        }
        transaction.execute(
            "UPDATE cv SET id = ?, arrived = ? WHERE number = ?",
            params![id, cv.arrived, number],
        )?;
        transaction.execute(
            "UPDATE file SET shown = ? WHERE path = ?",
            params![cv.shown, cv.path],
        )?;
        for tag in &cv.tags {
            transaction.execute(
                "INSERT OR IGNORE INTO tag (cv, name) VALUES (?, ?)",
                params![number, tag],
            )?;
        }
    }
    for (day, cvs, why) in &salvage.erasures {
        transaction.execute(
            "INSERT INTO erasure (day, cvs, why) VALUES (?, ?, ?)",
            params![day, cvs, why],
        )?;
    }
    Ok(())
}
