//! CVs within one file: the entries of a zip archive, the messages of a mailbox.

use std::io::{Cursor, ErrorKind, Read};
use std::path::Path;

use zip::ZipArchive;

use super::walk::is_passed_over;
use super::{Content, Found, Source, stem};
use crate::document::limits::{self, over, too_large, unreadable};
use crate::document::{Status, Unreadable, archive, detect, message};

/// Bytes that an archive may always unpack to, however small it is.
const ALWAYS: u64 = limits::INFLATED_BYTES;

/// Beyond that, times its own size: papers are packed to a tenth, bombs to a thousandth.
const RATIO: u64 = 100;

/// Messages of one mailbox.
const MESSAGES: usize = 100_000;

/// What files a file holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Archive,
    Mailbox,
}

/// Whether the file's name says that it holds others.
pub(super) fn kind(path: &Path) -> Option<Kind> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match &*ending {
        "zip" => Some(Kind::Archive),
        "mbox" | "mbx" => Some(Kind::Mailbox),
        _ => None,
    }
}

/// The CVs in the file at `path`, which lies at `relative` below the argument that led to it;
/// `None` for an office document that is named an archive.
pub(super) fn open(path: &Path, relative: &Path, kind: Kind) -> Option<Vec<Found>> {
    let lost = |error: Unreadable| {
        let mut found = super::single(path, relative);
        found.source.content = Content::Unreadable(error);
        Some(vec![found])
    };
    let bytes = match limits::read_file_bounded(path, limits::TABLE_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => {
            return lost(match error.kind() {
                ErrorKind::FileTooLarge => over(
                    "the file is too large",
                    format_args!("{} bytes", limits::TABLE_BYTES),
                ),
                ErrorKind::Unsupported => unreadable(Status::Unsupported, error.to_string()),
                _ => unreadable(
                    Status::NotFound,
                    format!("the file cannot be opened ({error}); check its permissions"),
                ),
            });
        }
    };
    let found = match kind {
        Kind::Mailbox => messages(&bytes, path),
        Kind::Archive if !bytes.starts_with(b"PK") => Err(unreadable(
            Status::Damaged,
            "the file is named a zip archive and is none; pack it again, or give the files",
        )),
        Kind::Archive if detect::is_office_file(&bytes) => return None,
        Kind::Archive => entries(&bytes, path, relative),
    };
    match found {
        Ok(found) if found.is_empty() => lost(unreadable(
            Status::Empty,
            "the archive holds no file; check that it is the right one",
        )),
        Ok(found) => Some(found),
        Err(error) => lost(error),
    }
}

/// The parts of an entry's name that may stand in a path: no root, no drive, no way upwards.
fn parts(name: &str) -> Vec<&str> {
    name.split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':'))
        .collect()
}

/// An entry by the parts of its name, with its bytes or why it is not read.
type Entry = (Vec<String>, Result<Vec<u8>, Unreadable>);

fn entries(bytes: &[u8], path: &Path, relative: &Path) -> Result<Vec<Found>, Unreadable> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(archive::damaged)?;
    if zip.len() > limits::ARCHIVE_MEMBERS {
        return Err(over(
            &format!("the archive has {} members", zip.len()),
            format_args!("{} members", limits::ARCHIVE_MEMBERS),
        ));
    }
    let most = ALWAYS.max(RATIO.saturating_mul(bytes.len() as u64));
    let most = most.min(limits::TABLE_BYTES);
    let mut left = most;
    let mut read: Vec<Entry> = Vec::new();
    for index in 0..zip.len() {
        let entry = match zip.by_index_raw(index) {
            Ok(entry) => entry,
            Err(error) => return Err(archive::damaged(error)),
        };
        let name = entry
            .name()
            .map_or_else(|_| String::new(), |name| name.into_owned());
        let (is_folder, is_link) = (entry.is_dir(), entry.is_symlink());
        drop(entry);
        let parts: Vec<String> = parts(&name).into_iter().map(str::to_owned).collect();
        if is_folder || parts.is_empty() || parts.iter().any(|part| is_passed_over(part)) {
            continue;
        }
        let content = if is_link {
            Err(unreadable(
                Status::Unsupported,
                "the entry is a link, and what it leads to is not in the archive; pack the file \
                 itself",
            ))
        } else {
            inflate(&mut zip, index, &mut left, most)?
        };
        read.push((parts, content));
    }
    // As a folder is walked: by names, whatever order they were packed in.
    read.sort_by(|(one, _), (other, _)| one.cmp(other));
    let within = relative.with_extension("");
    Ok(read
        .into_iter()
        .map(|(parts, content)| found(&parts, content, path, relative, &within))
        .collect())
}

/// One entry, or why it is not read; an error is of the whole archive.
fn inflate(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    left: &mut u64,
    most: u64,
) -> Result<Result<Vec<u8>, Unreadable>, Unreadable> {
    let mut entry = match zip.by_index(index) {
        Ok(entry) => entry,
        Err(error) => return Ok(Err(archive::damaged(error))),
    };
    let room = (*left).min(limits::FILE_BYTES as u64) + 1;
    let mut bytes = Vec::new();
    let outcome = (&mut entry).take(room).read_to_end(&mut bytes);
    let size = bytes.len() as u64;
    *left = left.checked_sub(size).ok_or_else(|| {
        over(
            "the archive unpacks to far more than CVs hold",
            format_args!("{most} bytes"),
        )
    })?;
    Ok(match outcome {
        Err(error) => Err(unreadable(
            Status::Damaged,
            format!("the entry cannot be unpacked ({error}); pack the file again"),
        )),
        Ok(_) if size > limits::FILE_BYTES as u64 => Err(too_large()),
        Ok(_) => Ok(bytes),
    })
}

fn found(
    parts: &[String],
    content: Result<Vec<u8>, Unreadable>,
    path: &Path,
    relative: &Path,
    within: &Path,
) -> Found {
    let below = parts.join("/");
    let name = parts.last().map(String::as_str).unwrap_or_default();
    let short = Path::new(&below).with_extension("");
    let content = content.and_then(|bytes| within_archive(&bytes, name).map(|()| bytes));
    Found {
        source: Source {
            id: stem(Path::new(name)),
            path: format!("{}/{below}", path.display()),
            accept_doubtful: false,
            content: match content {
                Ok(bytes) => Content::Held(bytes, name.to_owned()),
                Err(error) => Content::Unreadable(error),
            },
        },
        fallbacks: vec![
            slashed(&short),
            below.clone(),
            format!("{}/{below}", slashed(within)),
            format!("{}/{below}", slashed(relative)),
            format!("{}/{below}", slashed(path)),
        ],
    }
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// Refuses what itself holds CVs: an archive is opened one level deep.
fn within_archive(bytes: &[u8], name: &str) -> Result<(), Unreadable> {
    let what = if bytes.starts_with(b"PK") && !detect::is_office_file(bytes) {
        "a zip archive within an archive"
    } else if kind(Path::new(name)) == Some(Kind::Mailbox) {
        "a mailbox within an archive"
    } else if crate::document::table::is_named_table(Path::new(name)) {
        "a table within an archive"
    } else {
        return Ok(());
    };
    Err(unreadable(
        Status::Unsupported,
        format!("the file is {what}; unpack it and give it by itself"),
    ))
}

fn messages(bytes: &[u8], path: &Path) -> Result<Vec<Found>, Unreadable> {
    let messages = message::messages(bytes)?;
    if messages.len() > MESSAGES {
        return Err(over(
            &format!("the mailbox has {} messages", messages.len()),
            format_args!("{MESSAGES} messages"),
        ));
    }
    let found = messages.into_iter().enumerate().map(|(at, bytes)| {
        let numbered = format!("{}-{}", stem(path), at + 1);
        Found {
            source: Source {
                id: numbered.clone(),
                path: format!("{}:message {}", path.display(), at + 1),
                accept_doubtful: false,
                content: match bytes.len() > limits::FILE_BYTES {
                    true => Content::Unreadable(too_large()),
                    false => Content::Held(bytes, "message.eml".to_owned()),
                },
            },
            fallbacks: vec![numbered, format!("{}-{}", slashed(path), at + 1)],
        }
    });
    Ok(found.collect())
}
