//! The streams of a document and its table of contents (FIB, MS-DOC 2.5).

use std::io::Cursor;

use office_oxide::cfb::CfbReader;

use super::super::limits::{CHARACTERS, over, unreadable};
use super::super::{Status, Unreadable};

/// Where the table of contents has its offsets and lengths, eight bytes each.
const PLACES: usize = 0x9A;

/// Places in the table of contents, by their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Styles = 1,
    Sections = 6,
    Headers = 11,
    LetterRuns = 12,
    ParagraphRuns = 13,
    Fonts = 15,
    Options = 31,
    Pieces = 33,
    Shapes = 40,
    Drawings = 50,
    Boxes = 56,
}

/// The texts of a document, which follow each other in one count of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    Main,
    Footnotes,
    Headers,
    Macros,
    Comments,
    Endnotes,
    Boxes,
}

const STORIES: [Story; 7] = [
    Story::Main,
    Story::Footnotes,
    Story::Headers,
    Story::Macros,
    Story::Comments,
    Story::Endnotes,
    Story::Boxes,
];

/// Where the lengths of the stories stand, in the order of [`STORIES`].
const LENGTHS: usize = 0x4C;

pub(super) struct File {
    pub main: Vec<u8>,
    pub table: Vec<u8>,
    pub data: Vec<u8>,
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

pub(super) fn i16_at(bytes: &[u8], at: usize) -> Option<i16> {
    u16_at(bytes, at).map(|number| number as i16)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

pub(super) fn damaged(what: &str) -> Unreadable {
    unreadable(
        Status::Damaged,
        format!("the Word document is damaged ({what}); save it again, as .docx or PDF"),
    )
}

impl File {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut store =
            CfbReader::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
        let main = store
            .open_stream("WordDocument")
            .map_err(|_| damaged("its text is missing"))?;
        if u16_at(&main, 0) != Some(0xA5EC) && !u16_at(&main, 0).is_some_and(is_old) {
            return Err(damaged("its header is not that of a Word document"));
        }
        // 97 and later count from here.
        if u16_at(&main, 0).is_some_and(is_old)
            || u16_at(&main, 2).is_none_or(|version| version < 0xC1)
        {
            return Err(unreadable(
                Status::Unsupported,
                "the file is a document of Word before 1997; save it as .docx or PDF",
            ));
        }
        let flags = u16_at(&main, 0x0A).unwrap_or(0);
        if flags & 0x0100 != 0 {
            return Err(unreadable(
                Status::Encrypted,
                "the Word document needs a password; save it without one",
            ));
        }
        let name = if flags & 0x0200 == 0 {
            "0Table"
        } else {
            "1Table"
        };
        let table = store
            .open_stream(name)
            .map_err(|_| damaged("its tables are missing"))?;
        let data = store.open_stream("Data").unwrap_or_default();
        let file = Self { main, table, data };
        file.check_length()?;
        Ok(file)
    }

    fn check_length(&self) -> Result<(), Unreadable> {
        let length: u64 = STORIES
            .iter()
            .map(|story| u64::from(self.length(*story)))
            .sum();
        if length > CHARACTERS as u64 {
            return Err(over(
                &format!("the text has {length} characters"),
                format_args!("{CHARACTERS} characters"),
            ));
        }
        Ok(())
    }

    /// Characters of a story; 0 for what is negative.
    pub(super) fn length(&self, story: Story) -> u32 {
        let length = u32_at(&self.main, LENGTHS + 4 * story as usize).unwrap_or(0);
        if length > i32::MAX as u32 { 0 } else { length }
    }

    /// First character of a story.
    pub(super) fn start(&self, story: Story) -> u32 {
        STORIES[..story as usize]
            .iter()
            .fold(0, |sum: u32, before| {
                sum.saturating_add(self.length(*before))
            })
    }

    /// What the table of contents names; empty where it names nothing that is there.
    pub(super) fn place(&self, place: Place) -> &[u8] {
        let at = PLACES + 8 * place as usize;
        let bounds = u32_at(&self.main, at).zip(u32_at(&self.main, at + 4));
        let range = bounds.and_then(|(start, length)| {
            let start = start as usize;
            self.table.get(start..start.checked_add(length as usize)?)
        });
        range.unwrap_or_default()
    }
}

/// Marks of Word 2 to 95.
fn is_old(mark: u16) -> bool {
    matches!(
        mark,
        0xA5DB | 0xA5DC | 0xA697 | 0xA698 | 0xA699 | 0xA59B | 0xA59C
    )
}

/// A list of places (PLC, MS-DOC 2.2.2): `count` + 1 positions and `count` things of `size` bytes.
#[derive(Clone, Copy)]
pub(super) struct Plc<'t> {
    bytes: &'t [u8],
    size: usize,
    pub count: usize,
}

impl<'t> Plc<'t> {
    pub(super) fn new(bytes: &'t [u8], size: usize) -> Self {
        let count = bytes.len().saturating_sub(4) / (4 + size);
        Self { bytes, size, count }
    }

    /// The position before the thing `at`, or behind the last.
    pub(super) fn position(&self, at: usize) -> u32 {
        u32_at(self.bytes, 4 * at).unwrap_or(0)
    }

    pub(super) fn thing(&self, at: usize) -> &'t [u8] {
        let start = 4 * (self.count + 1) + self.size * at;
        self.bytes.get(start..start + self.size).unwrap_or_default()
    }
}
