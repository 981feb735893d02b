//! Files that are whole or absent: written beside their place, and then moved there.

use std::fs;
use std::io;
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// A file beside `path`, to be filled and then persisted there. It has the permissions of what
/// stands there, or those of any new file.
///
/// # Errors
/// When the folder cannot be written to.
pub fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".cvrank-");
    match fs::metadata(path) {
        Ok(known) => builder.permissions(known.permissions()),
        #[cfg(unix)]
        Err(_) => builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)),
        #[cfg(not(unix))]
        Err(_) => &mut builder,
    };
    builder.tempfile_in(folder_of(path))
}

/// The folder that a file lies in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}
