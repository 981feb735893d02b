//! Writing what was read, file by file.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use rusqlite::{OptionalExtension, Transaction, params};

use super::reading::{Made, New, Prepared, Reading};
use super::{AddOptions, Added, Fresh, Stamp, UNKNOWN};
use crate::document::Status;
use crate::document::source::Source;
use crate::pool::kept::status_word;

/// Which file each CV lies in, and how far each file is written.
pub(super) struct Files {
    /// Of each source: into `files`.
    of_source: Vec<usize>,
    files: Vec<OneFile>,
}

struct OneFile {
    shown: String,
    fresh: Fresh,
    /// CVs that are not yet written.
    left: usize,
    /// What is known to lie in it.
    inside: HashSet<String>,
    /// All in it could be opened, so that it need not be looked at again.
    was_opened: bool,
}

impl Files {
    pub(super) fn new(sources: &[Source], fresh: &HashMap<String, Fresh>) -> Self {
        let mut files: Vec<OneFile> = Vec::new();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let of_source = sources
            .iter()
            .map(|source| {
                let (shown, fresh) = file_of(&source.path, fresh);
                let number = *numbers.entry(shown.clone()).or_insert_with(|| {
                    files.push(OneFile {
                        shown,
                        fresh,
                        left: 0,
                        inside: HashSet::new(),
                        was_opened: true,
                    });
                    files.len() - 1
                });
                files[number].left += 1;
                number
            })
            .collect();
        Self { of_source, files }
    }

    /// Writes one CV, and with the last of its file that the file is known.
    pub(super) fn write(
        &mut self,
        transaction: &Transaction,
        source_number: usize,
        source: &Source,
        prepared: &Prepared,
        options: &AddOptions,
        added: &mut Added,
    ) -> rusqlite::Result<()> {
        let file = &mut self.files[self.of_source[source_number]];
        let number = file_number(transaction, file)?;
        let inside = source.path[file.shown.len()..].to_owned();
        let reading = reading(transaction, prepared, added)?;
        file.was_opened &= prepared.was_opened();
        let cv = Cv {
            wanted: &source.id,
            file: number,
            inside: &inside,
            reading,
        };
        let cv_number = cv.write(transaction, &options.arrived.to_string(), added)?;
        let mut tag =
            transaction.prepare_cached("INSERT OR IGNORE INTO tag (cv, name) VALUES (?, ?)")?;
        for name in &options.tags {
            tag.execute(params![cv_number, name])?;
        }
        if let Some((status, reason)) = prepared.refused() {
            let id = transaction.query_row(
                "SELECT id FROM cv WHERE number = ?",
                [cv_number],
                |row| row.get(0),
            )?;
            added.unreadable.push((id, status, reason));
        }
        file.inside.insert(inside);
        file.left -= 1;
        if file.left == 0 {
            finish(transaction, number, file, added)?;
        }
        Ok(())
    }
}

impl Prepared {
    /// Whether the file could be opened, whatever is in it.
    fn was_opened(&self) -> bool {
        let refused = self.refused().map(|(status, _)| status);
        refused != Some(Status::NotFound)
    }

    fn refused(&self) -> Option<(Status, String)> {
        match &self.reading {
            Reading::Known(_, refused) => refused.clone(),
            Reading::New(new) => {
                (new.status != Status::Scored).then(|| (new.status, new.reason.clone()))
            }
        }
    }
}

/// The file that a source lies in: its own, or the table or archive before `:12` or `/anna.pdf`.
fn file_of(path: &str, fresh: &HashMap<String, Fresh>) -> (String, Fresh) {
    let mut end = path.len();
    loop {
        if let Some(found) = fresh.get(&path[..end]) {
            return (path[..end].to_owned(), found.clone());
        }
        match path[..end].rfind([':', '/', '\\', '!', ' ']) {
            Some(earlier) if earlier > 0 => end = earlier,
            // What could not be walked to has no size.
            _ => {
                let stamp = Stamp {
                    size: 0,
                    modified: UNKNOWN,
                };
                let absolute = super::absolute(Path::new(path));
                return (path.to_owned(), Fresh { absolute, stamp });
            }
        }
    }
}

fn file_number(transaction: &Transaction, file: &OneFile) -> rusqlite::Result<i64> {
    // Until all in it is written, it is not known.
    let mut insert = transaction.prepare_cached(
        "INSERT INTO file (path, shown, size, modified) VALUES (?, ?, 0, ?) \
         ON CONFLICT (path) DO UPDATE SET modified = excluded.modified RETURNING number",
    )?;
    insert.query_row(params![file.fresh.absolute, file.shown, UNKNOWN], |row| {
        row.get(0)
    })
}

/// All of a file is written: what it no longer holds goes, and it is known from now on.
fn finish(
    transaction: &Transaction,
    number: i64,
    file: &OneFile,
    added: &mut Added,
) -> rusqlite::Result<()> {
    let mut query =
        transaction.prepare_cached("SELECT number, inside, reading FROM cv WHERE file = ?")?;
    let rows = query.query_map([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let held: Vec<(i64, String, i64)> = rows.collect::<Result<_, _>>()?;
    for (cv, inside, reading) in held {
        if !file.inside.contains(&inside) {
            transaction.execute("DELETE FROM cv WHERE number = ?", [cv])?;
            drop_unused(transaction, reading)?;
            added.gone += 1;
        }
    }
    let modified = if file.was_opened {
        file.fresh.stamp.modified
    } else {
        UNKNOWN
    };
    transaction.execute(
        "UPDATE file SET size = ?, modified = ? WHERE number = ?",
        params![file.fresh.stamp.size, modified, number],
    )?;
    Ok(())
}

/// Deletes a reading that no CV has.
pub(in crate::pool) fn drop_unused(
    transaction: &Transaction,
    reading: i64,
) -> rusqlite::Result<()> {
    let mut delete = transaction.prepare_cached(
        "DELETE FROM reading WHERE number = ?1 \
         AND NOT EXISTS (SELECT 1 FROM cv WHERE reading = ?1)",
    )?;
    delete.execute([reading])?;
    Ok(())
}

fn reading(
    transaction: &Transaction,
    prepared: &Prepared,
    added: &mut Added,
) -> rusqlite::Result<i64> {
    let new = match &prepared.reading {
        Reading::Known(number, _) => return Ok(*number),
        Reading::New(new) => new,
    };
    let New {
        reader,
        status,
        reason,
        document,
        made,
    } = &**new;
    let bytes = prepared.content.as_ref().map(|(_, bytes)| bytes);
    added.read += usize::from(bytes.is_some());
    // What could not be had is told by why.
    let key = match &prepared.content {
        Some((sha256, _)) => sha256.clone(),
        None => format!("{} {reason}", status_word(*status)),
    };
    let mut insert = transaction.prepare_cached(
        "INSERT INTO reading (content, bytes, manner, reader, status, reason, document, profiler, \
         profile, language, last_month) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (content, manner) DO UPDATE SET reader = excluded.reader, \
         status = excluded.status, reason = excluded.reason, document = excluded.document, \
         profiler = excluded.profiler, profile = excluded.profile, \
         language = excluded.language, last_month = excluded.last_month RETURNING number",
    )?;
    let number = insert.query_row(
        params![
            key,
            bytes,
            prepared.manner,
            reader,
            status_word(*status),
            reason,
            document,
            made.version,
            made.profile,
            made.language,
            made.last_month
        ],
        |row| row.get(0),
    )?;
    write_marks(transaction, number, made)?;
    Ok(number)
}

pub(in crate::pool) fn write_marks(
    transaction: &Transaction,
    reading: i64,
    made: &Made,
) -> rusqlite::Result<()> {
    for (delete, insert, hashes) in [
        (
            "DELETE FROM address WHERE reading = ?",
            "INSERT OR IGNORE INTO address (hash, reading) VALUES (?, ?)",
            &made.addresses,
        ),
        (
            "DELETE FROM band WHERE reading = ?",
            "INSERT OR IGNORE INTO band (hash, reading) VALUES (?, ?)",
            &made.bands,
        ),
    ] {
        transaction.prepare_cached(delete)?.execute([reading])?;
        let mut insert = transaction.prepare_cached(insert)?;
        for hash in hashes {
            // SQLite counts with a sign.
            insert.execute(params![hash.cast_signed(), reading])?;
        }
    }
    Ok(())
}

/// A CV as it is to stand in the pool.
struct Cv<'a> {
    wanted: &'a str,
    file: i64,
    inside: &'a str,
    reading: i64,
}

impl Cv<'_> {
    /// Writes it, and returns its number.
    fn write(
        &self,
        transaction: &Transaction,
        arrived: &str,
        added: &mut Added,
    ) -> rusqlite::Result<i64> {
        let mut query = transaction
            .prepare_cached("SELECT number, reading FROM cv WHERE file = ? AND inside = ?")?;
        let known: Option<(i64, i64)> = query
            .query_row(params![self.file, self.inside], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        if let Some((number, before)) = known {
            if before != self.reading {
                let mut update =
                    transaction.prepare_cached("UPDATE cv SET reading = ? WHERE number = ?")?;
                update.execute([self.reading, number])?;
                drop_unused(transaction, before)?;
                added.changed += 1;
            }
            return Ok(number);
        }
        if let Some(number) = self.moved(transaction)? {
            added.moved += 1;
            return Ok(number);
        }
        let id = self.free_id(transaction, None)?;
        let mut insert = transaction.prepare_cached(
            "INSERT INTO cv (id, file, inside, reading, arrived) VALUES (?, ?, ?, ?, ?) \
             RETURNING number",
        )?;
        added.new += 1;
        insert.query_row(
            params![id, self.file, self.inside, self.reading, arrived],
            |row| row.get(0),
        )
    }

    /// The number of a CV that was the same and whose file is no more: it lies here now.
    fn moved(&self, transaction: &Transaction) -> rusqlite::Result<Option<i64>> {
        let mut query = transaction.prepare_cached(
            "SELECT cv.number, file.number, file.path FROM cv JOIN file ON file.number = cv.file \
             WHERE cv.reading = ? AND cv.inside = ? AND file.number != ?",
        )?;
        let rows = query.query_map(params![self.reading, self.inside, self.file], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        let same: Vec<(i64, i64, String)> = rows.collect::<Result<_, _>>()?;
        let lost = same
            .into_iter()
            .find(|(_, _, path)| !Path::new(path).exists());
        let Some((number, file, _)) = lost else {
            return Ok(None);
        };
        let id = self.free_id(transaction, Some(number))?;
        transaction.execute(
            "UPDATE cv SET id = ?, file = ? WHERE number = ?",
            params![id, self.file, number],
        )?;
        drop_empty_file(transaction, file)?;
        Ok(Some(number))
    }

    /// The id that is wanted, or one with a number behind it.
    fn free_id(&self, transaction: &Transaction, own: Option<i64>) -> rusqlite::Result<String> {
        let mut query = transaction.prepare_cached("SELECT number FROM cv WHERE id = ?")?;
        let mut id = self.wanted.to_owned();
        let mut number = 1;
        loop {
            let taken: Option<i64> = query.query_row([&id], |row| row.get(0)).optional()?;
            if taken.is_none() || taken == own {
                return Ok(id);
            }
            number += 1;
            id = format!("{}#{number}", self.wanted);
        }
    }
}

/// Deletes a file that holds no CV.
pub(in crate::pool) fn drop_empty_file(
    transaction: &Transaction,
    file: i64,
) -> rusqlite::Result<()> {
    let mut delete = transaction.prepare_cached(
        "DELETE FROM file WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM cv WHERE file = ?1)",
    )?;
    delete.execute([file])?;
    Ok(())
}
