//! What is known of files before they are read.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::document::{Document, Unreadable};

/// Says of a file whether it is known already.
#[derive(Clone)]
pub struct Known(pub(super) Arc<dyn Fn(&Path) -> bool + Send + Sync>);

impl Known {
    pub fn new(is_known: impl Fn(&Path) -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(is_known))
    }
}

impl fmt::Debug for Known {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Known")
    }
}

/// A CV that was read before, wherever that is kept.
pub trait Kept: Send + Sync {
    /// What was read, or why it could not be.
    ///
    /// # Errors
    /// As it was, or [`Status::Failed`](crate::document::Status::Failed) where what is kept is damaged.
    fn document(&self) -> Result<Document, Unreadable>;

    /// The profile that was made of the document under this version of all that makes profiles, as
    /// [`Scorer`](crate::score::Scorer) writes it.
    fn profile(&self, version: &str) -> Option<Vec<u8>>;

    /// SHA-256 and length of the bytes that were read; `None` where they could not be.
    fn content(&self) -> Option<(String, u64)>;
}
