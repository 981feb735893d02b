//! A message that carries a CV: what is attached to it, what it says, and which of that may be the
//! CV.
//!
//! Whoever applies by mail attaches the CV, mostly with a letter and certificates beside it; what
//! the message itself says is a letter, too. Which attachment is the CV is chosen where kinds of
//! texts are known (`score`); here are the candidates, in the order in which to try them.

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message as Parsed, MessageParser, MimeHeaders, PartType};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::builder::DocumentBuilder;
use super::limits::{self, unreadable};
use super::{Document, Format, Role, Status, Unreadable, detect, html, outlook};

/// Attachments that are looked at; an application has a handful.
const MOST_ATTACHMENTS: usize = 50;

/// What mailers put before the subject of an answer.
const ANSWERED: &[&str] = &[
    "re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "rv:", "odp:", "sv:", "r:", "i:",
];

/// Words in the name of a file that say it is a CV, without the marks over their letters.
const CV_WORDS: &[&str] = &[
    "cv",
    "resume",
    "lebenslauf",
    "curriculum",
    "vitae",
    "curriculo",
    "zyciorys",
    "zivotopis",
    "oneletrajz",
    "ozgecmis",
];

/// Words in the name of a file that say it is something else of an application.
const OTHER_WORDS: &[&str] = &[
    "cover",
    "letter",
    "coverletter",
    "anschreiben",
    "motivation",
    "motivationsschreiben",
    "motywacyjny",
    "lettre",
    "carta",
    "lettera",
    "zeugnis",
    "zeugnisse",
    "arbeitszeugnis",
    "certificate",
    "certificates",
    "certificat",
    "zertifikat",
    "zertifikate",
    "diploma",
    "diplom",
    "transcript",
    "reference",
    "references",
    "referenz",
    "referenzen",
    "portfolio",
    "photo",
    "foto",
    "passport",
    "logo",
    "signature",
    "invoice",
    "rechnung",
];

/// One attached file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// As the message names it; empty where it does not.
    pub name: String,
    pub bytes: Vec<u8>,
    /// The message calls it a picture.
    pub(super) is_image: bool,
}

/// What the name of a file says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Named {
    /// A CV.
    Cv,
    /// Nothing that tells.
    Openly,
    /// A letter, a certificate or the like.
    Otherwise,
}

impl Attachment {
    /// What the file's name says.
    pub(crate) fn named(&self) -> Named {
        let stem = self
            .name
            .rsplit_once('.')
            .map_or(&*self.name, |(stem, _)| stem);
        let words = words(stem);
        let holds = |known: &[&str]| words.iter().any(|word| known.contains(&&**word));
        if holds(CV_WORDS) {
            Named::Cv
        } else if holds(OTHER_WORDS) {
            Named::Otherwise
        } else {
            Named::Openly
        }
    }

    /// Whether it is a picture: a logo, a photo, at best a scan.
    pub(crate) fn is_picture(&self) -> bool {
        match detect::detect(&self.bytes, Some(&self.name)) {
            Err(error) => self.is_image || error.status == Status::Scan,
            Ok(format) => self.is_image && format == Format::PlainText,
        }
    }
}

/// Words of a name in lower case and without the marks over letters, parted where signs stand and
/// where capitals begin (`RobinCV`).
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    let letters = name.nfd().filter(|letter| !is_combining_mark(*letter));
    for letter in letters {
        if !letter.is_alphabetic() || (was_small && letter.is_uppercase()) {
            words.push(String::new());
        }
        was_small = letter.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphabetic()) {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

/// A piece of what a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Text {
    Plain(String),
    Html(String),
}

/// One message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    pub(super) subject: String,
    pub(super) body: Vec<Text>,
    /// At most 50, in the message's order.
    pub attachments: Vec<Attachment>,
}

impl Message {
    /// Opens a message of either kind, RFC 822 (`.eml`) or Outlook's (`.msg`).
    ///
    /// # Errors
    /// [`Status::Damaged`] for what is no message; [`Status::OverLimit`] for one that is too large.
    pub fn open(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() > limits::FILE_BYTES {
            return Err(limits::too_large());
        }
        if outlook::is_ole(bytes) {
            return outlook::open(bytes);
        }
        let parsed = MessageParser::default().parse(bytes).ok_or_else(|| {
            unreadable(
                Status::Damaged,
                "the file is no message that can be read; save its text and give that",
            )
        })?;
        let mut message = Self {
            subject: parsed.subject().unwrap_or_default().to_owned(),
            body: texts(&parsed),
            attachments: Vec::new(),
        };
        attached(&parsed, &mut message.attachments);
        Ok(message)
    }

    /// The candidates for the CV: documents before pictures, what is named a CV first and what is
    /// named otherwise last, else in the message's order.
    pub fn candidates(&self) -> Vec<&Attachment> {
        let mut candidates: Vec<(bool, Named, &Attachment)> = self
            .attachments
            .iter()
            .map(|file| (file.is_picture(), file.named(), file))
            .collect();
        candidates.sort_by_key(|(is_picture, named, _)| (*is_picture, *named));
        candidates.into_iter().map(|(_, _, file)| file).collect()
    }

    /// What the message says, without its subject.
    ///
    /// # Errors
    /// [`Status::Empty`] without text, and those of HTML.
    pub fn said(&self) -> Result<Document, Unreadable> {
        self.document(false)
    }

    /// Subject and text, as of a job post.
    pub(super) fn with_subject(&self) -> Result<Document, Unreadable> {
        self.document(true)
    }

    fn document(&self, has_subject: bool) -> Result<Document, Unreadable> {
        let mut builder = DocumentBuilder::new(Format::Mail);
        if has_subject {
            builder.line(bare(&self.subject), Role::Body);
            builder.part();
        }
        for text in &self.body {
            match text {
                Text::Plain(text) => {
                    for line in text.lines() {
                        let role = if super::plain::is_list_item(line) {
                            Role::ListItem
                        } else {
                            Role::Body
                        };
                        if line.trim().is_empty() {
                            builder.part();
                        } else {
                            builder.line(line, role);
                        }
                    }
                }
                Text::Html(text) => html::push(&mut builder, text, Role::Body)?,
            }
        }
        builder.finish()
    }
}

fn texts(parsed: &Parsed) -> Vec<Text> {
    let bodies = parsed.text_bodies();
    bodies
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(Text::Plain(text.to_string())),
            PartType::Html(text) => Some(Text::Html(text.to_string())),
            _ => None,
        })
        .collect()
}

/// What is attached to a message and to the messages that it passes on.
fn attached(parsed: &Parsed, found: &mut Vec<Attachment>) {
    for part in parsed.attachments() {
        if found.len() >= MOST_ATTACHMENTS {
            return;
        }
        // mail-parser bounds how deep messages lie within messages.
        if let Some(inner) = part.message() {
            attached(inner, found);
        } else {
            found.push(Attachment {
                name: part.attachment_name().unwrap_or_default().to_owned(),
                bytes: part.contents().to_vec(),
                is_image: part
                    .content_type()
                    .is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image")),
            });
        }
    }
}

/// Whether so many attachments are kept.
pub(super) fn has_room(attachments: &[Attachment]) -> bool {
    attachments.len() < MOST_ATTACHMENTS
}

/// Whether a file is a message, by its mark and its name.
pub(crate) fn is_message(bytes: &[u8], file_name: Option<&str>) -> bool {
    let ending = file_name.and_then(|name| name.rsplit_once('.'));
    let is_named = ending.is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("eml"));
    (is_named || outlook::is_ole(bytes))
        && matches!(detect::detect(bytes, file_name), Ok(Format::Mail))
}

/// The messages of a mailbox (mbox), each as its own bytes.
///
/// # Errors
/// [`Status::Unsupported`] for a file without a line that opens a message (`From ...`).
pub(super) fn messages(mailbox: &[u8]) -> Result<Vec<Vec<u8>>, Unreadable> {
    let messages: Vec<Vec<u8>> = MessageIterator::new(mailbox)
        .filter_map(|message| Some(message.ok()?.contents().to_vec()))
        .collect();
    if messages.is_empty() {
        return Err(unreadable(
            Status::Unsupported,
            "the file is named a mailbox (.mbox) and holds no message; each begins with a line \
             `From ...`",
        ));
    }
    Ok(messages)
}

/// The subject without what answering and passing on put before it.
fn bare(subject: &str) -> &str {
    let mut rest = subject.trim();
    while let Some(mark) = ANSWERED.iter().find(|mark| {
        rest.get(..mark.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(mark))
    }) {
        rest = rest.get(mark.len()..).unwrap_or_default().trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, bytes: &[u8]) -> Attachment {
        Attachment {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
            is_image: false,
        }
    }

    #[test]
    fn names_of_files_say_what_they_are() {
        for (name, expected) in [
            ("cv.pdf", Named::Cv),
            ("RobinValeCV.pdf", Named::Cv),
            ("Vale_Lebenslauf-2024.docx", Named::Cv),
            ("R\u{e9}sum\u{e9} Robin.odt", Named::Cv),
            ("CV and cover letter.pdf", Named::Cv),
            ("Cover Letter.pdf", Named::Otherwise),
            ("Anschreiben_Vale.docx", Named::Otherwise),
            ("Robin Vale.pdf", Named::Openly),
            ("cvs.pdf", Named::Openly),
            ("", Named::Openly),
        ] {
            assert_eq!(file(name, b"").named(), expected, "{name}");
        }
    }

    #[test]
    fn candidates_are_tried_in_the_order_of_what_they_may_be() {
        let message = Message {
            attachments: vec![
                file("logo.png", b"\x89PNG\r\n"),
                file("Zeugnis.pdf", b"%PDF-1.4"),
                file("Robin.pdf", b"%PDF-1.4"),
                file("cv.pdf", b"%PDF-1.4"),
            ],
            ..Message::default()
        };
        let names: Vec<&str> = message
            .candidates()
            .iter()
            .map(|file| &*file.name)
            .collect();
        assert_eq!(names, ["cv.pdf", "Robin.pdf", "Zeugnis.pdf", "logo.png"]);
    }

    #[test]
    fn attachments_of_a_message_passed_on_are_found() {
        let inner = "From: a@example.com\r\nSubject: Application\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\nContent-Type: text/plain\r\n\r\nDear team\r\n--i\r\nContent-Type: text/plain; name=cv.txt\r\nContent-Disposition: attachment; filename=cv.txt\r\n\r\nRobin\r\n--i--\r\n";
        let outer = format!(
            "From: b@example.com\r\nSubject: Fwd: Application\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: text/plain\r\n\r\nSee below\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--o--\r\n"
        );
        let message = Message::open(outer.as_bytes()).unwrap();
        assert_eq!(message.attachments.len(), 1);
        assert_eq!(message.attachments[0].name, "cv.txt");
        assert_eq!(message.said().unwrap().text, "See below");
    }

    #[test]
    fn a_mailbox_is_its_messages() {
        let mailbox = b"From a@example.com Mon Jan  1 00:00:00 2024\nSubject: one\n\nfirst\n>From me\n\nFrom b@example.com Mon Jan  1 00:00:00 2024\nSubject: two\n\nsecond\n";
        let found = messages(mailbox).unwrap();
        let texts: Vec<String> = found
            .iter()
            .map(|bytes| Message::open(bytes).unwrap().said().unwrap().text)
            .collect();
        assert_eq!(texts, ["first\nFrom me", "second"]);
        assert_eq!(
            messages(b"no mailbox").unwrap_err().reason,
            "the file is named a mailbox (.mbox) and holds no message; each begins with a line \
             `From ...`"
        );
    }
}
