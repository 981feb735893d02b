//! How much of a hostile file is read before it is refused.

use super::{Status, Unreadable};

/// A CV of a megabyte is already long; 20 MB leaves room for photos and fonts.
pub const FILE_BYTES: usize = 20 * 1024 * 1024;

/// A table with one CV a row: 100,000 CVs of 5 kB; it is held in memory as a whole.
pub const TABLE_BYTES: u64 = 512 * 1024 * 1024;

/// Bytes truly inflated from one archive; declared sizes can lie and are ignored.
pub const INFLATED_BYTES: u64 = 100 * 1024 * 1024;

/// Word writes some tens of members; a file with more than this was not written by an editor.
pub const ARCHIVE_MEMBERS: usize = 10_000;

/// About 700 pages of text: more than any CV, little enough to profile in a second.
pub const CHARACTERS: usize = 2_000_000;

/// Elements inside one another; tables in tables in text boxes stay far below.
pub const XML_DEPTH: usize = 256;

/// Elements and texts of one XML part: bounds the tree in memory to about 150 MB.
pub const XML_NODES: usize = 1_000_000;

/// Objects and lists of one JSON file: bounds the tree in memory to about 200 MB.
pub const JSON_NODES: usize = 200_000;

/// Elements inside one another in HTML: the parser's time grows with the square
/// of the depth (2,000 take some ten milliseconds, 100,000 take 22 seconds).
pub const HTML_DEPTH: usize = 2_000;

/// Tags of one HTML file: a saved web page has some ten thousand; the parser needs
/// about 150 bytes for each.
pub const HTML_TAGS: usize = 500_000;

/// Formatting elements (`b`, `font`) that stay open are opened again in every
/// later block; this bounds how often, and so the memory.
pub const HTML_REOPENED: usize = 3_000_000;

/// Attributes of one HTML tag: the parser's time grows with their square.
pub const HTML_ATTRIBUTES: usize = 1_000;

/// Fonts of one RTF file, which are searched at every change of font.
pub const RTF_FONTS: usize = 1_000;

/// Groups inside one another in RTF.
pub const RTF_DEPTH: usize = 1_000;

pub(super) fn unreadable(status: Status, reason: impl Into<String>) -> Unreadable {
    Unreadable {
        status,
        reason: reason.into(),
    }
}

pub(super) fn over(what: &str, limit: impl std::fmt::Display) -> Unreadable {
    unreadable(
        Status::OverLimit,
        format!("{what} (limit {limit}); export the file again, or give its text"),
    )
}

/// Refuses a file that is larger than [`FILE_BYTES`].
pub fn check_file_size(bytes: u64) -> Result<(), Unreadable> {
    if bytes > FILE_BYTES as u64 {
        return Err(over(
            &format!("the file has {bytes} bytes"),
            format_args!("{FILE_BYTES} bytes"),
        ));
    }
    Ok(())
}
