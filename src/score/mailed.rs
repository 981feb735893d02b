//! The CV in a message: which of what is attached it is.

use super::{ParsedCv, Scorer};
use crate::document::message::{Attachment, Message, Named};
use crate::document::read::read_with;
use crate::document::source::Source;
use crate::document::{Document, Format, Status, Unreadable, Warning, budget};
use crate::profile::kind::Kind;

/// Attachments that are read in order to find the CV.
const MOST_READ: usize = 12;

impl Scorer<'_> {
    /// The document of a CV: the file itself or, of a message, what in it is the CV.
    ///
    /// That is the one document attached that is not named otherwise (a letter, a certificate); of
    /// several the one that is named a CV, or else the one
    /// that reads most like one. Without a document attached it is the text of the message, where
    /// that reads like a CV. What the message says else is a letter, and is not scored; a warning
    /// says so.
    ///
    /// # Errors
    /// Those of the file; [`Status::Unsupported`] for a message in which no CV is found.
    pub fn read_cv_document(&self, source: &Source) -> Result<Document, Unreadable> {
        match source.message() {
            None => self.read_document(source),
            Some(message) => {
                let message = budget::within(|| message)??;
                let mut document = self.of_message(&message)?;
                if source.accept_doubtful {
                    document.accept_doubtful();
                }
                Ok(document)
            }
        }
    }

    fn of_message(&self, message: &Message) -> Result<Document, Unreadable> {
        let candidates = message.candidates();
        let (pictures, documents): (Vec<_>, Vec<_>) =
            candidates.into_iter().partition(|file| file.is_picture());
        if documents.is_empty() {
            return match self.said(message) {
                Some(document) => Ok(document),
                None => self.of_pictures(&pictures),
            };
        }
        let mut document = self.chosen(&documents)?;
        document.warnings.push(Warning::AttachedToMessage);
        let others = message.attachments.len() - 1;
        if others > 0 {
            document.warnings.push(Warning::OtherAttachments(others));
        }
        Ok(document)
    }

    /// The text of a message without documents, where it reads like a CV.
    fn said(&self, message: &Message) -> Option<Document> {
        let mut document = budget::within(|| message.said()).ok()?.ok()?;
        document.format = Format::PlainText;
        let read = self.profile_cv(document).ok()?;
        let mut document = (read.judged.kind == Kind::Cv).then_some(read.document)?;
        document.warnings.push(Warning::TextOfMessage);
        Some(document)
    }

    fn of_pictures(&self, pictures: &[&Attachment]) -> Result<Document, Unreadable> {
        let refused = |reason: &str| Unreadable {
            status: Status::Unsupported,
            reason: reason.to_owned(),
        };
        if pictures.is_empty() {
            return Err(refused(
                "the message has no document attached, and what it says does not read like a CV; \
                 ask for the CV as a file",
            ));
        }
        let read = pictures.iter().take(MOST_READ).filter_map(|file| {
            let read = self.profile_cv(self.attached(file).ok()?).ok()?;
            (read.judged.kind == Kind::Cv).then_some(read.document)
        });
        let mut document = { read }.next().ok_or_else(|| {
            refused(
                "the message has pictures attached and no document, and what it says does not \
                 read like a CV; run text recognition (OCR) on the picture of the CV and give \
                 the result",
            )
        })?;
        document.warnings.push(Warning::AttachedToMessage);
        Ok(document)
    }

    fn attached(&self, file: &Attachment) -> Result<Document, Unreadable> {
        budget::within(|| {
            // A message within a message was opened with it.
            read_with(&file.bytes, Some(&file.name), &|bytes| (self.pdf)(bytes))
        })?
    }

    /// The CV among documents, which come in the order in which to try them.
    fn chosen(&self, documents: &[&Attachment]) -> Result<Document, Unreadable> {
        let of = |kind: fn(Named) -> bool| -> Vec<&Attachment> {
            let mut found = documents.to_vec();
            found.retain(|file| kind(file.named()));
            found
        };
        let named = of(|named| named == Named::Cv);
        let open = of(|named| named == Named::Openly);
        match (&named[..], &open[..]) {
            ([only], _) | ([], [only]) => return self.attached(only),
            _ => {}
        }
        let tried = match named.is_empty() {
            true => documents.to_vec(),
            false => named,
        };
        let mut best: Option<(f64, ParsedCv)> = None;
        let mut first_error = None;
        for file in tried.iter().take(MOST_READ) {
            match self
                .attached(file)
                .and_then(|document| self.profile_cv(document))
            {
                Ok(read) => {
                    let [cv, post, other] = read.judged.scores;
                    let odds = cv - post.max(other);
                    if best.as_ref().is_none_or(|(known, _)| odds > *known) {
                        best = Some((odds, read));
                    }
                }
                Err(error) => first_error = first_error.or(Some(error)),
            }
        }
        match best {
            Some((_, read)) if read.judged.kind == Kind::Cv => Ok(read.document),
            Some(_) => Err(Unreadable {
                status: Status::Unsupported,
                reason: format!(
                    "the message has {} document{} attached, none of which is named a CV or reads \
                     like one; save the right one and give that",
                    documents.len(),
                    if documents.len() == 1 { "" } else { "s" }
                ),
            }),
            None => Err(first_error.unwrap_or_else(|| Unreadable {
                status: Status::Empty,
                reason: "nothing attached to the message can be read".to_owned(),
            })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::tests::scorer;

    const CV: &str = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Kneaded rye bread by hand and sold it in the town\n\nEducation\nBachelor of Arts, University of Brill, 2010 - 2014\n";
    const LIST: &str = "Price list from March\nAll prices with VAT\nHammer 12.00\nSaw 14.50\nDrill, per day 18.00\nNails, 100 pieces 4.20\nDelivery 9.00\nOpening hours Monday to Friday\n";

    /// A message with these texts attached, under names that tell nothing.
    fn message(texts: &[&str]) -> Message {
        let name = |at: usize| format!("page{}.txt", char::from(b'a' + at as u8));
        let names: Vec<String> = (0..texts.len()).map(name).collect();
        let names = names.iter().map(String::as_str);
        naming(&names.zip(texts.iter().copied()).collect::<Vec<_>>())
    }

    /// A message with these texts attached, each under its name.
    fn naming(texts: &[(&str, &str)]) -> Message {
        let mut mail = "From: a@example.com\r\nSubject: Hello\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n".to_owned();
        for (name, text) in texts {
            let text = text.replace('\n', "\r\n");
            mail.push_str(&format!("--o\r\nContent-Type: text/plain; name={name}\r\nContent-Disposition: attachment; filename={name}\r\n\r\n{text}\r\n"));
        }
        mail.push_str("--o--\r\n");
        Message::open(mail.as_bytes()).unwrap()
    }

    #[test]
    fn a_cv_is_looked_for_in_the_first_twelve_attachments() {
        for (before, is_found) in [(1, true), (11, true), (12, false)] {
            let mut texts = vec![LIST; before];
            texts.push(CV);
            let found = scorer().of_message(&message(&texts));
            let found = found.map(|document| document.text.contains("Kneaded"));
            assert_eq!(found.ok(), is_found.then_some(true), "behind {before}");
        }
    }

    #[test]
    fn what_else_is_attached_is_told_of_and_of_two_alike_the_first_is_read() {
        let others = |texts: &[&str]| scorer().of_message(&message(texts)).unwrap().warnings;
        assert_eq!(others(&[CV]), [Warning::AttachedToMessage]);
        let both = [Warning::AttachedToMessage, Warning::OtherAttachments(1)];
        assert_eq!(others(&[CV, LIST]), both);
        // The same words, by which the two are told apart and nothing else.
        let second = CV.replace("by hand and sold it", "by hand and  sold it");
        let first = scorer().of_message(&message(&[CV, &second])).unwrap();
        assert!(first.text.contains("hand and sold"), "{}", first.text);
        let first = scorer().of_message(&message(&[&second, CV])).unwrap();
        assert!(first.text.contains("hand and  sold"), "{}", first.text);
    }

    #[test]
    fn the_one_document_that_is_named_a_cv_or_not_named_otherwise_is_the_cv() {
        for (texts, is_cv) in [
            // Whatever reads more like one.
            (&[("cv.txt", LIST), ("pages.txt", CV)][..], false),
            (&[("cv.txt", CV), ("pages.txt", LIST)], true),
            (&[("letter.txt", CV), ("pages.txt", LIST)], false),
            (&[("letter.txt", LIST), ("pages.txt", CV)], true),
            (&[("pages.txt", LIST)], false),
            // Of several the one that reads most like one.
            (&[("cv-one.txt", LIST), ("cv-two.txt", CV)], true),
            (&[("pages.txt", LIST), ("sheets.txt", CV)], true),
            (&[("letter.txt", CV), ("reference.txt", LIST)], true),
        ] {
            let found = scorer().of_message(&naming(texts)).unwrap();
            let names: Vec<&str> = texts.iter().map(|(name, _)| *name).collect();
            assert_eq!(found.text.contains("Kneaded"), is_cv, "{names:?}");
            assert_eq!(found.text.contains("Hammer"), !is_cv, "{names:?}");
        }
    }

    #[test]
    fn where_nothing_reads_like_a_cv_it_is_said_how_much_is_attached() {
        let end = "attached, none of which is named a CV or reads like one; save the right one \
                   and give that";
        for (texts, what) in [
            (&[("letter.txt", LIST)][..], "1 document"),
            (
                &[("letter.txt", LIST), ("reference.txt", LIST)],
                "2 documents",
            ),
        ] {
            let refused = scorer().of_message(&naming(texts)).unwrap_err();
            assert_eq!(refused.status, Status::Unsupported);
            assert_eq!(refused.reason, format!("the message has {what} {end}"));
        }
        let said = b"From: a@example.com\r\nSubject: Hello\r\n\r\nI shall call you on Monday.\r\n";
        let refused = scorer()
            .of_message(&Message::open(said).unwrap())
            .unwrap_err();
        assert_eq!(refused.status, Status::Unsupported);
        let expected = "the message has no document attached, and what it says does not read like";
        assert!(refused.reason.starts_with(expected), "{}", refused.reason);
    }
}
