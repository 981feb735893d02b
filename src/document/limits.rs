//! How much of a hostile file is read before it is refused.

use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

use super::{Status, Unreadable, plain_file};

/// A CV of a megabyte is already long; 20 MB leaves room for photos and fonts.
pub const FILE_BYTES: usize = 20 * 1024 * 1024;

/// A table with one CV a row: 100,000 CVs of 5 kB; it is held in memory as a whole.
pub(crate) const TABLE_BYTES: u64 = 512 * 1024 * 1024;

/// Models, lexicons, background tables, labels, groups, names: what a user sets up,
/// not what strangers send. The largest known is a lexicon of all of ESCO, 30 MB.
pub const SETUP_BYTES: u64 = 128 * 1024 * 1024;

/// One file of a run: a ranking with all explanations has some 100 kB a CV.
pub(crate) const RUN_BYTES: u64 = 16 * 1024 * 1024 * 1024;

/// Bytes truly inflated from one archive; declared sizes can lie and are ignored.
pub(crate) const INFLATED_BYTES: u64 = 100 * 1024 * 1024;

/// Word writes some tens of members; a file with more than this was not written by an editor.
pub(crate) const ARCHIVE_MEMBERS: usize = 10_000;

/// What a job post may ask for: a long one asks for fifty things, and each is looked for
/// in every CV.
pub(crate) const REQUIREMENTS: usize = 1_000;

/// About 700 pages of text: more than any CV, little enough to profile in a second.
pub(crate) const CHARACTERS: usize = 2_000_000;

/// Elements inside one another; tables in tables in text boxes stay far below.
pub(crate) const XML_DEPTH: usize = 256;

/// Elements and texts of one XML part: bounds the tree in memory to about 150 MB.
pub(crate) const XML_NODES: usize = 1_000_000;

/// Objects and lists of one JSON file: bounds the tree in memory to about 200 MB.
pub(crate) const JSON_NODES: usize = 200_000;

/// Table rows within one another whose lines are kept together: what stands in the
/// innermost is moved outwards through all of them.
pub(crate) const TABLE_DEPTH: usize = 64;

/// Nodes but texts of one HTML file: a saved web page has some ten thousand; the parser
/// needs about 150 bytes for each.
pub(crate) const HTML_NODES: usize = 500_000;

/// Elements of HTML inside one another, as many as browsers keep: the parser searches all that
/// are open at most tags, and compares formatting ones with each other.
pub(crate) const HTML_DEPTH: usize = 512;

/// How often the parser looks at an open element: at most tags it searches them, and it
/// opens formatting ones (`b`, `font`) again in every later block. A page has some ten
/// looks a tag; these take about a tenth of a second.
pub(crate) const HTML_LOOKS: usize = 10_000_000;

/// Breaches of the rules of HTML in one file: each takes the parser far longer than a letter
/// does, and a saved page of the worst kind has some thousand.
pub(crate) const HTML_ERRORS: usize = 1_000_000;

/// Attributes of one HTML tag: the parser's time grows with their square.
pub(crate) const HTML_ATTRIBUTES: usize = 1_000;

/// Attributes of one HTML file: the parser needs about 60 bytes for each.
pub(crate) const HTML_ALL_ATTRIBUTES: usize = 2_000_000;

/// Fonts of one RTF file, kept with their code pages.
pub(crate) const RTF_FONTS: usize = 1_000;

/// Groups inside one another in RTF.
pub(crate) const RTF_DEPTH: usize = 1_000;

pub(crate) fn unreadable(status: Status, reason: impl Into<String>) -> Unreadable {
    Unreadable {
        status,
        reason: reason.into(),
    }
}

/// Ends work on a file from wherever it is; [`caught`] takes it up.
///
/// Where a limit can be passed deep within a parser of others, no result can be handed
/// up. This unwinds without the message of a panic.
pub(super) fn refuse(reason: Unreadable) -> ! {
    resume_unwind(Box::new(reason))
}

/// What `work` gives, or why it was refused on the way.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Unreadable> {
    catch_unwind(AssertUnwindSafe(work)).or_else(|payload| match payload.downcast() {
        Ok(reason) => Err(*reason),
        Err(fault) => resume_unwind(fault),
    })
}

pub(crate) fn over(what: &str, limit: impl std::fmt::Display) -> Unreadable {
    unreadable(
        Status::OverLimit,
        format!("{what} (limit {limit}); export the file again, or give its text"),
    )
}

/// Reads `input` to its end, or to `limit` bytes and one more, which is an error of
/// the kind [`io::ErrorKind::FileTooLarge`].
///
/// Stated sizes are not asked for: a file may grow, and files of `/proc` and devices
/// state 0.
pub fn read_bounded(input: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("more than {limit} bytes"),
        ));
    }
    Ok(bytes)
}

/// The file at `path`, as [`read_bounded`] reads it; only a plain file is opened.
pub fn read_file_bounded(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_bounded(plain_file::open(path)?, limit)
}

/// The UTF-8 text at `path`, as [`read_bounded`] reads it.
pub fn read_text_bounded(path: &Path, limit: u64) -> io::Result<String> {
    String::from_utf8(read_file_bounded(path, limit)?).map_err(|_| {
        // As the standard library words it.
        io::Error::new(
            io::ErrorKind::InvalidData,
            "stream did not contain valid UTF-8",
        )
    })
}

/// A file, a row or an input that is larger than [`FILE_BYTES`].
pub(super) fn too_large() -> Unreadable {
    over("the file is too large", format_args!("{FILE_BYTES} bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_ends_at_the_limit_and_one_byte() {
        let read = |length: u64, limit| read_bounded(io::repeat(b'a').take(length), limit);
        assert_eq!(read(0, 0).unwrap(), b"");
        assert_eq!(read(5, 5).unwrap(), b"aaaaa");
        let error = read_bounded(io::repeat(b'a'), 5).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(error.to_string(), "more than 5 bytes");
    }
}
