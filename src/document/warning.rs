//! What was odd about a file but did not stop the reading.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One oddity; shown and stored in the words of its [`Display`](fmt::Display).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Warning {
    /// The RTF ends within a group.
    RtfBreaksOff,
    /// A field of a structured CV whose markup cannot be read.
    BrokenHtmlField,
    /// A scan with recognised text behind its picture.
    RecognisedText,
    /// Text that was recognised in a picture (`--ocr`).
    RecognisedHere,
    /// Letters too small for people throughout.
    ScaleNotTrusted,
    /// Light letters on what may be dark.
    LightOnPicture,
    /// Numbers of pages, from 1.
    UnreadPages(Vec<u32>),
    /// The CV is attached to a message.
    AttachedToMessage,
    /// The CV is what a message says.
    TextOfMessage,
    /// Attachments of the message that are not the CV.
    OtherAttachments(usize),
    /// Characters of doubtful text that a person has accepted as seen.
    AcceptedDoubtful(usize),
}

/// Text that is no warning of this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no warning of a reader; expected the words that it is shown with")]
pub struct UnknownWarning;

impl Warning {
    /// Those that carry no numbers.
    const PLAIN: [Self; 8] = [
        Self::RtfBreaksOff,
        Self::BrokenHtmlField,
        Self::RecognisedText,
        Self::RecognisedHere,
        Self::ScaleNotTrusted,
        Self::LightOnPicture,
        Self::AttachedToMessage,
        Self::TextOfMessage,
    ];

    /// The whole warning, or what stands before its numbers.
    fn words(&self) -> &'static str {
        match self {
            Self::RtfBreaksOff => "the RTF breaks off; what came before was read",
            Self::BrokenHtmlField => "a field with broken HTML was left out",
            Self::RecognisedText => {
                "a page is a picture with recognised text behind it; that text was read"
            }
            Self::RecognisedHere => {
                "the text was recognised in a picture (--ocr) and may be read wrongly; look at the file"
            }
            Self::ScaleNotTrusted => {
                "the file states letters under 4 points throughout; its scale was not trusted"
            }
            Self::LightOnPicture => {
                "light text stands on a picture or a pattern; it was taken for visible"
            }
            Self::AttachedToMessage => {
                "the CV is the attachment of a message; what the message says was not scored"
            }
            Self::TextOfMessage => {
                "the CV is the text of a message, which has no document attached"
            }
            Self::OtherAttachments(_) => "other attachments of the message, not scored: ",
            Self::UnreadPages(_) => "pages that cannot be read: ",
            Self::AcceptedDoubtful(_) => "doubtful characters that a person accepted as seen: ",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.words())?;
        if let Self::UnreadPages(numbers) = self {
            let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
            formatter.write_str(&numbers.join(", "))?;
        }
        if let Self::AcceptedDoubtful(number) | Self::OtherAttachments(number) = self {
            write!(formatter, "{number}")?;
        }
        Ok(())
    }
}

/// The one place that reads the words again: a PDF's worker hands its document over as JSON.
impl FromStr for Warning {
    type Err = UnknownWarning;

    fn from_str(text: &str) -> Result<Self, UnknownWarning> {
        let plain = Self::PLAIN.iter().find(|plain| plain.words() == text);
        if let Some(plain) = plain {
            return Ok(plain.clone());
        }
        for counted in [Self::AcceptedDoubtful, Self::OtherAttachments] {
            if let Some(number) = text.strip_prefix(counted(0).words()) {
                return number.parse().map(counted).map_err(|_| UnknownWarning);
            }
        }
        let numbers = text.strip_prefix(Self::UnreadPages(Vec::new()).words());
        let numbers = numbers.ok_or(UnknownWarning)?.split(", ");
        let numbers: Result<_, _> = numbers.map(str::parse).collect();
        numbers.map(Self::UnreadPages).map_err(|_| UnknownWarning)
    }
}

impl From<Warning> for String {
    fn from(warning: Warning) -> Self {
        warning.to_string()
    }
}

impl TryFrom<String> for Warning {
    type Error = UnknownWarning;

    fn try_from(text: String) -> Result<Self, UnknownWarning> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kind after this one, so that a new kind does not compile until it is tried.
    fn next(warning: &Warning) -> Option<Warning> {
        Some(match warning {
            Warning::RtfBreaksOff => Warning::BrokenHtmlField,
            Warning::BrokenHtmlField => Warning::RecognisedText,
            Warning::RecognisedText => Warning::RecognisedHere,
            Warning::RecognisedHere => Warning::ScaleNotTrusted,
            Warning::ScaleNotTrusted => Warning::LightOnPicture,
            Warning::LightOnPicture => Warning::UnreadPages(vec![2, 13]),
            Warning::UnreadPages(_) => Warning::AcceptedDoubtful(70),
            Warning::AcceptedDoubtful(_) => Warning::AttachedToMessage,
            Warning::AttachedToMessage => Warning::TextOfMessage,
            Warning::TextOfMessage => Warning::OtherAttachments(3),
            Warning::OtherAttachments(_) => return None,
        })
    }

    #[test]
    fn what_is_shown_is_read_as_the_same_warning() {
        let all = std::iter::successors(Some(Warning::RtfBreaksOff), next);
        for warning in all {
            let json = serde_json::to_string(&warning).unwrap();
            assert_eq!(json, format!("\"{warning}\""));
            assert_eq!(
                serde_json::from_str::<Warning>(&json).unwrap(),
                warning,
                "{warning}"
            );
        }
        assert_eq!("something else".parse::<Warning>(), Err(UnknownWarning));
        assert_eq!(
            Warning::UnreadPages(vec![2, 13]).to_string(),
            "pages that cannot be read: 2, 13"
        );
    }
}
