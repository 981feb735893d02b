//! A pool for other programs.

use std::io::{self, Write};

use serde_json::json;

use super::kept::read_document;
use super::{Pool, PoolError};
use crate::report::json_text;

impl Pool {
    /// Writes each CV as a line of JSON, with its text, in the order in which they came.
    ///
    /// # Errors
    /// [`PoolError`] where the pool cannot be read; those of `out`.
    pub fn export(&self, out: &mut dyn Write) -> Result<(), ExportError> {
        for cv in self.list()? {
            let packed: Option<Vec<u8>> = self.store.with(|connection| {
                let mut query = connection.prepare_cached(
                    "SELECT document FROM reading JOIN cv ON cv.reading = reading.number \
                     WHERE cv.id = ?",
                )?;
                query.query_row([&cv.cv_id], |row| row.get(0))
            })?;
            let document = packed.as_deref().and_then(read_document);
            json_text::write_line(
                out,
                &json!({
                    "cv_id": cv.cv_id,
                    "source": cv.source,
                    "arrived": cv.arrived,
                    "status": cv.status,
                    "reason": cv.reason,
                    "language": cv.language,
                    "tags": cv.tags,
                    "text": document.map(|document| document.text),
                }),
            )?;
        }
        Ok(())
    }
}

/// Why a pool was not exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Pool(#[from] PoolError),
    #[error("cannot write")]
    Output(#[from] io::Error),
}
