//! Zip containers of office formats, inflated under the limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::{self, over, unreadable};
use super::{Status, Unreadable};

pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be inflated.
    left: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if zip.len() > limits::ARCHIVE_MEMBERS {
            return Err(over(
                &format!("the archive has {} members", zip.len()),
                format_args!("{} members", limits::ARCHIVE_MEMBERS),
            ));
        }
        Ok(Self {
            zip,
            left: limits::INFLATED_BYTES,
        })
    }

    /// Names of the members, in the archive's order.
    pub(super) fn names(&self) -> Vec<String> {
        self.zip
            .file_names()
            .filter_map(|name| name.ok().map(|name| name.into_owned()))
            .collect()
    }

    /// The member's bytes, or `None` when there is no such member.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let mut member = match self.zip.by_name(name) {
            Ok(member) => member,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error)),
        };
        let mut bytes = Vec::new();
        (&mut member)
            .take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| {
                unreadable(
                    Status::Damaged,
                    format!("a part of the file cannot be unpacked ({error}); export it again"),
                )
            })?;
        let inflated = bytes.len() as u64;
        if inflated > self.left {
            return Err(over(
                "the file unpacks to far more than a CV holds",
                format_args!("{} bytes", limits::INFLATED_BYTES),
            ));
        }
        self.left -= inflated;
        Ok(Some(bytes))
    }
}

pub(super) fn damaged(error: ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            unreadable(
                Status::Encrypted,
                "the file needs a password; save it without one",
            )
        }
        error => unreadable(
            Status::Damaged,
            format!("the file's zip container is damaged ({error}); export it again"),
        ),
    }
}
