//! Opens what is a plain file and nothing else: a device may have no end, a pipe may never begin.

use std::fs::{self, File, FileType, OpenOptions};
use std::io;
use std::path::Path;

/// The file at `path`, through links, to be read.
///
/// # Errors
/// Those of the system; [`io::ErrorKind::Unsupported`] for a folder, a pipe, a socket or a device,
/// none of which is opened. A file whose bytes are not there yet, as some of `/proc`, gives
/// [`io::ErrorKind::WouldBlock`] when it is read, instead of waiting for them.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    check(fs::metadata(path)?.file_type())?;
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(libc::O_NONBLOCK);
    }
    let file = options.open(path)?;
    // What stands at the path may have been exchanged since.
    check(file.metadata()?.file_type())?;
    Ok(file)
}

fn check(kind: FileType) -> io::Result<()> {
    match other(kind) {
        None => Ok(()),
        Some(what) => {
            let instead = match kind.is_dir() {
                true => "give the path of a file",
                false => {
                    "give a file, or pipe the content in and give `-` where a command takes it"
                }
            };
            let problem = format!("it is {what}; {instead}");
            Err(io::Error::new(io::ErrorKind::Unsupported, problem))
        }
    }
}

/// What something is that is no plain file.
pub(crate) fn other(kind: FileType) -> Option<&'static str> {
    if kind.is_file() {
        return None;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return Some("a pipe");
        }
        if kind.is_socket() {
            return Some("a socket");
        }
        if kind.is_char_device() || kind.is_block_device() {
            return Some("a device");
        }
    }
    Some(match kind {
        kind if kind.is_dir() => "a folder",
        kind if kind.is_symlink() => "a link",
        _ => "no plain file",
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn only_plain_files_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "text").unwrap();
        std::os::unix::fs::symlink("file", at("link")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", at("endless")).unwrap();
        for name in ["file", "link"] {
            let mut text = String::new();
            open(&at(name)).unwrap().read_to_string(&mut text).unwrap();
            assert_eq!(text, "text", "{name}");
        }
        for (name, what) in [
            ("socket", "it is a socket; "),
            ("endless", "it is a device; "),
            (".", "it is a folder; "),
        ] {
            let error = open(&at(name)).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::Unsupported, "{name}");
            assert!(error.to_string().starts_with(what), "{error}");
        }
        assert_eq!(
            open(&at("gone")).unwrap_err().kind(),
            io::ErrorKind::NotFound
        );
    }
}
