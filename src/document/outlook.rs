//! Outlook's messages (`.msg`): a compound file whose streams are named after properties.
//!
//! MS-OXMSG: `__substg1.0_TTTTKKKK` holds the property TTTT of the kind KKKK; what is attached lies
//! in storages `__attach_version1.0_#N`, a message passed on in one of them as a storage.

use std::io::Cursor;

use encoding_rs::{Encoding, UTF_16LE};
use office_oxide::cfb::{CfbReader, EntryType};

use super::encoding::decode;
use super::limits::{self, over, unreadable};
use super::message::{Attachment, Message, Text, has_room};
use super::{Status, Unreadable};

const MARK: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

const SUBJECT: &str = "0037";
const BODY: &str = "1000";
const HTML: &str = "1013";
const DATA: &str = "3701";
const LONG_NAME: &str = "3707";
const SHORT_NAME: &str = "3704";
const SHOWN_NAME: &str = "3001";

/// Kinds of properties: text in UTF-16, text in some code page, bytes, a storage.
const WIDE: &str = "001F";
const NARROW: &str = "001E";
const BYTES: &str = "0102";
const STORAGE: &str = "000D";

/// Messages within a message, passed on one in the other.
const DEPTH: usize = 3;

/// Whether a file is a compound file (OLE), as those of old Office and of Outlook are.
pub(super) fn is_ole(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

/// A compound file, of which only so much is read in all: streams may share their bytes.
struct Store<'b> {
    file: CfbReader<Cursor<&'b [u8]>>,
    left: u64,
}

/// Opens a message of Outlook.
///
/// # Errors
/// [`Status::Damaged`] for a file that is none or cannot be followed, [`Status::OverLimit`] for one
/// whose parts come to more than an archive may unpack to.
pub(super) fn open(bytes: &[u8]) -> Result<Message, Unreadable> {
    let file = CfbReader::new(Cursor::new(bytes)).map_err(|error| {
        unreadable(
            Status::Damaged,
            format!("the Outlook message is damaged ({error}); save its attachment and give that"),
        )
    })?;
    let mut store = Store {
        file,
        left: limits::INFLATED_BYTES,
    };
    let mut message = Message {
        subject: store.text("", SUBJECT)?.unwrap_or_default(),
        ..Message::default()
    };
    if let Some(text) = store.text("", BODY)?.filter(|text| !text.trim().is_empty()) {
        message.body.push(Text::Plain(text));
    } else if let Some(page) = store.text("", HTML)? {
        message.body.push(Text::Html(page));
    } else if let Some(page) = store.stream("", HTML, BYTES)? {
        message.body.push(Text::Html(decode(&page).into_owned()));
    }
    let is_bare = message.subject.is_empty() && message.body.is_empty();
    store.attached("", DEPTH, &mut message.attachments)?;
    if is_bare && message.attachments.is_empty() {
        return Err(unreadable(
            Status::Damaged,
            "the Outlook message holds no text and nothing attached; save the message again, or \
             its attachment",
        ));
    }
    Ok(message)
}

impl Store<'_> {
    /// The bytes of a property in the storage `at` (`""` or `storage/`).
    fn stream(&mut self, at: &str, tag: &str, kind: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let path = format!("{at}__substg1.0_{tag}{kind}");
        let Some(index) = self.file.find_entry_by_path(&path) else {
            return Ok(None);
        };
        let entry = self.file.entries().get(index);
        let Some(entry) = entry.filter(|entry| entry.entry_type == EntryType::Stream) else {
            return Ok(None);
        };
        let size = entry.stream_size;
        if size > limits::FILE_BYTES as u64 {
            return Err(limits::too_large());
        }
        self.left = self.left.checked_sub(size).ok_or_else(|| {
            over(
                "the message holds far more than an application",
                format_args!("{} bytes", limits::INFLATED_BYTES),
            )
        })?;
        // A stream that cannot be followed is one that is not there.
        Ok(self.file.read_stream_by_index(index).ok())
    }

    fn text(&mut self, at: &str, tag: &str) -> Result<Option<String>, Unreadable> {
        if let Some(wide) = self.stream(at, tag, WIDE)? {
            return Ok(Some(decoded(UTF_16LE, &wide)));
        }
        Ok(self
            .stream(at, tag, NARROW)?
            .map(|narrow| decode(&narrow).into_owned()))
    }

    /// What is attached to the message in the storage `at`.
    fn attached(
        &mut self,
        at: &str,
        depth: usize,
        found: &mut Vec<Attachment>,
    ) -> Result<(), Unreadable> {
        for number in 0.. {
            let storage = format!("{at}__attach_version1.0_#{number:08X}");
            if !has_room(found) || self.file.find_entry_by_path(&storage).is_none() {
                break;
            }
            let storage = format!("{storage}/");
            if let Some(bytes) = self.stream(&storage, DATA, BYTES)? {
                let mut name = None;
                for tag in [LONG_NAME, SHORT_NAME, SHOWN_NAME] {
                    name = match name {
                        None => self.text(&storage, tag)?,
                        name => name,
                    };
                }
                found.push(Attachment {
                    name: name.unwrap_or_default(),
                    bytes,
                    is_image: false,
                });
            } else if depth > 0 {
                let inner = format!("{storage}__substg1.0_{DATA}{STORAGE}/");
                self.attached(&inner, depth - 1, found)?;
            }
        }
        Ok(())
    }
}

/// Text without the null that may end it.
fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> String {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    text.trim_end_matches('\0').to_owned()
}
