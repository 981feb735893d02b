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
