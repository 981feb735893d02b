//! A saved message as a job post: its subject and its own text.
//!
//! Only what asks for somebody is read of it here (a job post is often a message to a recruiter);
//! of a person's message the CV is mostly the attachment ([`message`](super::message)).

use super::limits::unreadable;
use super::message::Message;
use super::{Document, Format, Status, Unreadable};

/// Reads a message, of RFC 822 or of Outlook.
///
/// # Errors
/// [`Status::Unsupported`] with a document attached, [`Status::Damaged`] for what is no message,
/// [`Status::Empty`] without text.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let message = Message::open(bytes)?;
    if message.attachments.iter().any(|file| !file.is_picture()) {
        return Err(refused());
    }
    message.with_subject()
}

/// Refuses to read a CV of a message as a whole: it is an attachment, or stands below what the
/// person writes to the reader.
///
/// # Errors
/// When `document` is a message.
pub(crate) fn refuse(document: &Document) -> Result<(), Unreadable> {
    match document.format {
        Format::Mail => Err(refused()),
        _ => Ok(()),
    }
}

/// What is said of a message that may hold a CV where none is sought in it.
fn refused() -> Unreadable {
    unreadable(
        Status::Unsupported,
        "the file is a saved message; save its attachment or its text and give that",
    )
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
