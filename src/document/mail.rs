//! A saved message: its subject and its own text.
//!
//! Only what asks for somebody is read of it (a job post is often a message to a recruiter); of a
//! person's message the CV is the attachment.

use mail_parser::{MessageParser, MimeHeaders};

use super::builder::DocumentBuilder;
use super::limits::unreadable;
use super::{Document, Format, Role, Status, Unreadable, html};

/// What mailers put before the subject of an answer.
const ANSWERED: &[&str] = &[
    "re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "rv:", "odp:", "sv:", "r:", "i:",
];

/// Reads a message.
///
/// # Errors
/// [`Status::Unsupported`] with a document attached, [`Status::Damaged`] without headers,
/// [`Status::Empty`] without text.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return Err(unreadable(
            Status::Damaged,
            "the file is no message that can be read; save its text and give that",
        ));
    };
    let is_document = |part: &mail_parser::MessagePart| {
        !part
            .content_type()
            .is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"))
    };
    if message.attachments().any(is_document) {
        return Err(refused());
    }
    let mut builder = DocumentBuilder::new(Format::Mail);
    if let Some(subject) = message.subject() {
        builder.line(bare(subject), Role::Body);
        builder.part();
    }
    for part in message.text_bodies() {
        match &part.body {
            mail_parser::PartType::Text(text) => {
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
            mail_parser::PartType::Html(text) => html::push(&mut builder, text, Role::Body)?,
            _ => {}
        }
    }
    builder.finish()
}

/// Refuses to read a CV of a message: it is an attachment, or stands below what the person writes
/// to the reader.
///
/// # Errors
/// When `document` is a message.
pub fn refuse(document: &Document) -> Result<(), Unreadable> {
    match document.format {
        Format::Mail => Err(refused()),
        _ => Ok(()),
    }
}

/// What is said of a message that may hold a CV.
fn refused() -> Unreadable {
    unreadable(
        Status::Unsupported,
        "the file is a saved message; save its attachment or its text and give that",
    )
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

    #[test]
    fn subject_and_text_are_read_and_a_document_refuses_the_message() {
        let head = "From: a@example.com\r\nSubject: Re: Fwd: =?utf-8?q?K=C3=B6chin?= gesucht\r\nMIME-Version: 1.0\r\n";
        let plain = format!(
            "{head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nWir suchen eine K=C3=B6chin mit drei =\r\nJahren Erfahrung.\r\n\r\n- Staplerschein\r\n"
        );
        let document = read(plain.as_bytes()).unwrap();
        assert_eq!(
            document.text,
            "Köchin gesucht\n\nWir suchen eine Köchin mit drei Jahren Erfahrung.\n\n- Staplerschein"
        );
        let parts = |attached: &str| {
            format!(
                "{head}Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nWe need a cook.\r\n--b\r\nContent-Type: {attached}\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n"
            )
        };
        assert!(read(parts("image/png; name=\"logo.png\"").as_bytes()).is_ok());
        let error = read(parts("application/pdf; name=\"cv.pdf\"").as_bytes()).unwrap_err();
        assert_eq!(error, refused());
        let page = format!("{head}Content-Type: text/html\r\n\r\n<p>We need a <b>cook</b>.</p>");
        assert!(
            read(page.as_bytes())
                .unwrap()
                .text
                .ends_with("We need a cook.")
        );
    }
}
