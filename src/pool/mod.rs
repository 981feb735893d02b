//! A pool: CVs that were read once and are kept, with what was made of them, in one SQLite file.
//!
//! What is kept is what a score needs: the text with its layout and the profile, each under the
//! version of what made it. A CV out of a pool is scored as its file would be, to the last byte.

mod add;
mod ceilings;
mod choose;
mod export;
mod first;
mod forget;
mod kept;
mod rebuild;
mod refresh;
pub mod report;
mod status;
mod store;
mod verify;

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::plain_file;
use crate::document::source::{PoolOptions, Source, SourceError, collect as collect_files};
use crate::rank::LeftOut;

pub use add::{AddOptions, Added};
pub use choose::Choice;
pub use export::ExportError;
pub use first::First;
pub use forget::{Age, Erasure, Forgotten, Whom};
pub use rebuild::Rebuilt;
pub use refresh::Refreshed;
pub use status::{Listed, Overview};
use store::Store;
pub use verify::Damage;

/// By which a file is known as a pool: `cvrk`, in the header of SQLite.
const APPLICATION: i32 = 0x6376_726b;
/// Version of the tables.
const VERSION: i32 = 1;
/// Where the header says what made the file, and the header's length.
const APPLICATION_AT: usize = 68;
const HEADER: usize = 100;

/// Why a pool cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PoolError {
    #[error("{path}: there is no such pool; `cvrank pool add {path} CVS...` makes one")]
    Missing { path: String },
    #[error("{path}: the file is no pool of cvrank; give another name")]
    Foreign { path: String },
    #[error(
        "{path}: the pool was made by a newer cvrank (its version is {found}, this one reads up to {VERSION}); update cvrank"
    )]
    Newer { path: String, found: i32 },
    #[error(
        "{path}: the pool is damaged ({why}); `cvrank pool verify {path} --rebuild` makes it again from the files"
    )]
    Damaged { path: String, why: String },
    #[error("{path}: another process is writing to the pool; wait for it or stop it")]
    Busy { path: String },
    #[error(
        "{path}: the disk is full; what was added before is kept, so free some room and run it again"
    )]
    Full { path: String },
    #[error(
        "{path}: the system could not read or write the file; the disk may be full. What was added before is kept, so run it again when there is room"
    )]
    Disk { path: String },
    #[error("{path}: the pool cannot be written to; check its permissions and those of its folder")]
    ReadOnly { path: String },
    #[error("{path}: {why}")]
    Other { path: String, why: String },
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("no CV in the pool has the id {id}; `cvrank pool status POOL --list` shows them")]
    NoSuchCv { id: String },
    #[error("{written} is neither an e-mail address nor a telephone number")]
    NoAddress { written: String },
}

/// An open pool; threads may share it.
#[derive(Clone)]
pub struct Pool {
    store: Arc<Store>,
}

impl Pool {
    /// Whether a file is a pool, by its first bytes.
    pub fn is_one(path: &Path) -> bool {
        header(path).is_ok_and(|header| is_ours(&header))
    }

    /// # Errors
    /// [`PoolError`] where there is none, or none that this version reads.
    pub fn open(path: &Path) -> Result<Self, PoolError> {
        let shown = path.display().to_string();
        match header(path) {
            Ok(header) if is_ours(&header) => {}
            Ok(_) => return Err(PoolError::Foreign { path: shown }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(PoolError::Missing { path: shown });
            }
            Err(error) => {
                return Err(PoolError::Other {
                    path: shown,
                    why: format!("the file cannot be opened ({error})"),
                });
            }
        }
        Ok(Self {
            store: Arc::new(Store::open(path)?),
        })
    }

    /// The pool at `path`, made where there is none.
    ///
    /// # Errors
    /// As [`Pool::open`].
    pub fn open_or_make(path: &Path) -> Result<Self, PoolError> {
        if path.exists() {
            return Self::open(path);
        }
        Ok(Self {
            store: Arc::new(Store::make(path)?),
        })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.store.path()
    }
}

fn header(path: &Path) -> io::Result<Vec<u8>> {
    let mut header = Vec::new();
    // A pipe or a device is waited for by nobody.
    plain_file::open(path)?
        .take(HEADER as u64)
        .read_to_end(&mut header)?;
    Ok(header)
}

fn is_ours(header: &[u8]) -> bool {
    header.starts_with(b"SQLite format 3\0")
        && header
            .get(APPLICATION_AT..APPLICATION_AT + 4)
            .is_some_and(|found| found == APPLICATION.to_be_bytes())
}

/// All CVs that the arguments name, as [`collect`](crate::document::source::collect) finds them,
/// pools among them, of which those are taken that are chosen; and who was left out by what.
///
/// # Errors
/// Of the files, and of a pool that cannot be opened.
pub fn collect(
    arguments: &[PathBuf],
    options: &PoolOptions,
    choice: &Choice,
) -> Result<(Vec<Source>, Vec<LeftOut>), PoolError> {
    if !arguments.iter().any(|path| Pool::is_one(path)) {
        return Ok((collect_files(arguments, options)?, Vec::new()));
    }
    let plain = PoolOptions {
        accept_doubtful: Vec::new(),
        ..options.clone()
    };
    let (mut sources, mut left_out) = (Vec::new(), Vec::<LeftOut>::new());
    for pooled in arguments.chunk_by(|one, other| Pool::is_one(one) == Pool::is_one(other)) {
        if !pooled.first().is_some_and(|path| Pool::is_one(path)) {
            sources.extend(collect_files(pooled, &plain)?);
            continue;
        }
        for path in pooled {
            let (chosen, others) = Pool::open(path)?.sources(choice)?;
            sources.extend(chosen);
            for other in others {
                match left_out.iter_mut().find(|known| known.by == other.by) {
                    Some(known) => known.cvs += other.cvs,
                    None => left_out.push(other),
                }
            }
        }
    }
    let mut sources = crate::document::source::with_own_ids(sources);
    crate::document::source::accept_doubtful(&mut sources, &options.accept_doubtful)?;
    Ok((sources, left_out))
}
