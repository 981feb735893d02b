//! Files that are whole or absent: written beside their place, and then moved there.

use std::fs;
use std::io::{self, BufWriter, IntoInnerError, Write};
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

/// Writes what `make` writes to `path`, so that a stopped run leaves no half file there.
///
/// # Errors
/// Those of `make`, and when the place cannot be written to.
pub fn write_whole(
    path: &Path,
    make: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|known| !known.is_file()) {
        // A pipe or a device is written to, not replaced.
        let mut out = BufWriter::new(fs::File::create(path)?);
        make(&mut out)?;
        return out.flush();
    }
    // What a link points at is replaced, not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut out = BufWriter::new(beside(&path)?);
    make(&mut out)?;
    let beside = out.into_inner().map_err(IntoInnerError::into_error)?;
    beside.persist(&path)?;
    Ok(())
}

/// The folder that a file lies in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}
