//! Whether a pool is whole.

use super::kept::{read_document, unpack};
use super::{Pool, PoolError};
use crate::score::kept;

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The CV that it is of; `None` where it is of the file.
    pub cv_id: Option<String>,
    pub what: String,
}

impl Pool {
    /// All that is damaged: pages of the file, and what is kept of each CV.
    ///
    /// # Errors
    /// [`PoolError`] where the pool cannot be read at all.
    pub fn verify(&self, progress: &mut dyn FnMut(usize, usize)) -> Result<Vec<Damage>, PoolError> {
        let mut damages: Vec<Damage> = Vec::new();
        let of_file = self.store.with(|connection| {
            let mut found = Vec::new();
            for pragma in ["PRAGMA integrity_check", "PRAGMA foreign_key_check"] {
                let mut query = connection.prepare(pragma)?;
                let mut rows = query.query([])?;
                while let Some(row) = rows.next()? {
                    let what: String = row.get(0)?;
                    if what != "ok" {
                        found.push(what);
                    }
                }
            }
            Ok(found)
        })?;
        damages.extend(of_file.into_iter().map(|what| Damage { cv_id: None, what }));
        let readings: Vec<(i64, String)> = self.store.with(|connection| {
            let mut query = connection.prepare(
                "SELECT reading.number, min(cv.id) FROM reading \
                 JOIN cv ON cv.reading = reading.number GROUP BY 1 ORDER BY 1",
            )?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        })?;
        let all = readings.len();
        for (done, (number, cv_id)) in readings.into_iter().enumerate() {
            progress(done, all);
            let read = self.store.with(|connection| {
                let mut query = connection
                    .prepare_cached("SELECT document, profile FROM reading WHERE number = ?")?;
                query.query_row([number], |row| {
                    let document: Option<Vec<u8>> = row.get(0)?;
                    Ok((document, row.get::<_, Option<Vec<u8>>>(1)?))
                })
            });
            let what = match read {
                Err(error) => Some(error.to_string()),
                Ok((None, _)) => None,
                Ok((Some(document), profile)) => damage(&document, profile.as_deref()),
            };
            damages.extend(what.map(|what| Damage {
                cv_id: Some(cv_id),
                what,
            }));
        }
        progress(all, all);
        Ok(damages)
    }
}

fn damage(document: &[u8], profile: Option<&[u8]>) -> Option<String> {
    let Some(document) = read_document(document) else {
        return Some("its text cannot be unpacked".to_owned());
    };
    let kept = profile.and_then(unpack)?;
    let is_whole = kept::is_whole(&kept, &document.text);
    (!is_whole).then(|| "its profile cannot be unpacked".to_owned())
}
