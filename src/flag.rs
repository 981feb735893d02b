//! What a person should look at beside a score: one variant a kind, each with its data.
//!
//! Whoever asks what a flag is about matches on it; its words are for people and are read by no
//! part of the program.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::document::Warning;
use crate::duplicates::{Duplicate, Sameness};
use crate::model::Points;
use crate::profile::cv::Impossibility;
use crate::profile::kind::Kind;

/// Forged words that are shown.
const SHOWN_WORDS: usize = 3;

/// What is said of a language without a file.
pub const WITHOUT_WORDS: &str =
    "of which no words are known: read without knowing its headings and dates";

/// One thing to look at; in JSON the words of its [`Display`](fmt::Display).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flag {
    /// Text of the job post stands in the CV.
    CopiedText { characters: usize },
    /// Text that a reader of the file cannot see.
    HiddenText {
        characters: usize,
        /// How the longest piece begins, without what may say who the person is.
        quote: String,
        /// What the text would have earned, where that was tried.
        gain: Option<Points>,
    },
    /// Text of which it cannot be told whether a reader of the file sees it.
    DoubtfulText {
        characters: usize,
        /// How the longest piece begins, without what may say who the person is.
        quote: String,
        /// What the text would earn, where that was tried.
        gain: Option<Points>,
    },
    /// Text that speaks to a program and not to a reader.
    AddressedToMachine { quote: String },
    /// Requirements of which the CV says the opposite.
    Contradicted { requirements: usize },
    /// What was odd while reading the file.
    Reading(Warning),
    /// The paper is none of what it was given as.
    NoCv {
        /// What it is.
        kind: Kind,
        why: String,
    },
    /// No dates of work were read.
    NoDates,
    /// Positions that cannot be as they are dated.
    ImpossiblePositions {
        positions: usize,
        /// Why the first cannot be.
        why: Impossibility,
        /// The first one's title or dates.
        quote: String,
    },
    /// Positions that the reader is not sure to have read as they are meant.
    UnsurePositions { unsure: usize, of: usize },
    /// The CV is in a language that no file of words covers.
    UnreadLanguage { language: &'static str },
    /// The job is; stands at every CV.
    JobInUnreadLanguage { language: String },
    /// The post says too little to rank by.
    JobSaysTooLittle { lacks: &'static str },
    /// The job is a CV itself; stands at every CV.
    JobIsACv { why: String },
    /// Words that look like others, by letters of another alphabet.
    OtherAlphabet {
        words: Vec<String>,
        /// What they would have earned as what they look like.
        gain: Points,
    },
    /// Another CV of the run is the same.
    Same(Duplicate),
}

/// What a flag is about, without what it quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlagKind {
    CopiedText,
    HiddenText,
    DoubtfulText,
    AddressedToMachine,
    Contradicted,
    Reading,
    NoCv,
    NoDates,
    ImpossiblePositions,
    UnsurePositions,
    UnreadLanguage,
    JobInUnreadLanguage,
    JobSaysTooLittle,
    JobIsACv,
    OtherAlphabet,
    SameFile,
    SameText,
    SameAddress,
}

impl FlagKind {
    /// The word that `--log` counts it under.
    pub fn name(self) -> &'static str {
        match self {
            Self::CopiedText => "copied_text",
            Self::HiddenText => "hidden_text",
            Self::DoubtfulText => "doubtful_text",
            Self::AddressedToMachine => "addressed_to_machine",
            Self::Contradicted => "contradicted",
            Self::Reading => "reading",
            Self::NoCv => "no_cv",
            Self::NoDates => "no_dates",
            Self::ImpossiblePositions => "impossible_positions",
            Self::UnsurePositions => "unsure_positions",
            Self::UnreadLanguage => "unread_language",
            Self::JobInUnreadLanguage => "job_in_unread_language",
            Self::JobSaysTooLittle => "job_says_too_little",
            Self::JobIsACv => "job_is_a_cv",
            Self::OtherAlphabet => "other_alphabet",
            Self::SameFile => "same_file",
            Self::SameText => "same_text",
            Self::SameAddress => "same_address",
        }
    }

    /// Whether it names another CV of the run.
    pub fn is_sameness(self) -> bool {
        matches!(self, Self::SameFile | Self::SameText | Self::SameAddress)
    }
}

impl Flag {
    pub fn kind(&self) -> FlagKind {
        match self {
            Self::CopiedText { .. } => FlagKind::CopiedText,
            Self::HiddenText { .. } => FlagKind::HiddenText,
            Self::DoubtfulText { .. } => FlagKind::DoubtfulText,
            Self::AddressedToMachine { .. } => FlagKind::AddressedToMachine,
            Self::Contradicted { .. } => FlagKind::Contradicted,
            Self::Reading(_) => FlagKind::Reading,
            Self::NoCv { .. } => FlagKind::NoCv,
            Self::NoDates => FlagKind::NoDates,
            Self::ImpossiblePositions { .. } => FlagKind::ImpossiblePositions,
            Self::UnsurePositions { .. } => FlagKind::UnsurePositions,
            Self::UnreadLanguage { .. } => FlagKind::UnreadLanguage,
            Self::JobInUnreadLanguage { .. } => FlagKind::JobInUnreadLanguage,
            Self::JobSaysTooLittle { .. } => FlagKind::JobSaysTooLittle,
            Self::JobIsACv { .. } => FlagKind::JobIsACv,
            Self::OtherAlphabet { .. } => FlagKind::OtherAlphabet,
            Self::Same(duplicate) => match duplicate.same {
                Sameness::File => FlagKind::SameFile,
                Sameness::Text => FlagKind::SameText,
                Sameness::Address => FlagKind::SameAddress,
            },
        }
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CopiedText { characters } => write!(
                f,
                "{characters} characters copied from the job post, not counted"
            ),
            Self::HiddenText {
                characters,
                quote,
                gain,
            } => {
                write!(f, "{characters} hidden characters, not counted: “{quote}”")?;
                gain.map_or(Ok(()), |gain| would_have_gained(f, gain))
            }
            Self::DoubtfulText {
                characters,
                quote,
                gain,
            } => {
                write!(
                    f,
                    "{characters} characters that may be hidden, not counted: “{quote}”"
                )?;
                gain.map_or(Ok(()), |gain| would_have_gained(f, gain))?;
                f.write_str("; look at the file, and count them with --accept-doubtful")
            }
            Self::AddressedToMachine { quote } => {
                write!(f, "text addressed to a machine: “{quote}”")
            }
            Self::Contradicted { requirements } => {
                let plural = if *requirements == 1 { "" } else { "s" };
                write!(f, "{requirements} requirement{plural} contradicted")
            }
            Self::Reading(warning) => warning.fmt(f),
            Self::NoCv { kind, why } => {
                let what = match kind {
                    Kind::Post => "a job post",
                    Kind::Cv | Kind::Other => "neither a CV nor a job post",
                };
                write!(f, "reads like no CV but {what}: {why}")
            }
            Self::NoDates => f.write_str("no dates of work were read: its years count as 0"),
            Self::ImpossiblePositions {
                positions,
                why,
                quote,
            } => {
                let plural = if *positions == 1 { "" } else { "s" };
                let left_out = if why.is_left_out() {
                    ", not counted"
                } else {
                    ""
                };
                write!(
                    f,
                    "{positions} position{plural} that cannot be{left_out}: “{quote}”, {}",
                    why.words()
                )
            }
            Self::UnsurePositions { unsure, of } => write!(
                f,
                "{unsure} of {of} positions may be misread: see what `parse` says of them"
            ),
            Self::UnreadLanguage { language } => {
                write!(f, "written in {language}, {WITHOUT_WORDS}")
            }
            Self::JobInUnreadLanguage { language } => {
                write!(f, "the job is written in {language}, {WITHOUT_WORDS}")
            }
            Self::JobSaysTooLittle { lacks } => {
                write!(f, "in the job {lacks} was found: the order says little")
            }
            Self::JobIsACv { why } => write!(
                f,
                "the job reads like a CV: {why}; were the job and the CVs given in the wrong order?"
            ),
            Self::OtherAlphabet { words, gain } => {
                write!(
                    f,
                    "{} words with letters of another alphabet, not counted as what they look like: “{}”",
                    words.len(),
                    words[..words.len().min(SHOWN_WORDS)].join(", ")
                )?;
                would_have_gained(f, *gain)
            }
            Self::Same(duplicate) => duplicate.fmt(f),
        }
    }
}

fn would_have_gained(f: &mut fmt::Formatter<'_>, gain: Points) -> fmt::Result {
    let sign = if gain.0 < 0 { "" } else { "+" };
    write!(f, "; would have gained {sign}{gain}")
}

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_words() {
        let same = |same| {
            Flag::Same(Duplicate {
                same,
                others: 3,
                cv_ids: vec!["c-7".into(), "c-9".into()],
            })
        };
        let hidden = |gain| Flag::HiddenText {
            characters: 70,
            quote: "Rust, Go".into(),
            gain,
        };
        let no_cv = |kind| Flag::NoCv {
            kind,
            why: "it looks for somebody".into(),
        };
        for (flag, kind, words) in [
            (
                Flag::CopiedText { characters: 412 },
                "copied_text",
                "412 characters copied from the job post, not counted",
            ),
            (
                hidden(None),
                "hidden_text",
                "70 hidden characters, not counted: “Rust, Go”",
            ),
            (
                hidden(Some(Points(1250))),
                "hidden_text",
                "70 hidden characters, not counted: “Rust, Go”; would have gained +1.250",
            ),
            (
                hidden(Some(Points(-80))),
                "hidden_text",
                "70 hidden characters, not counted: “Rust, Go”; would have gained -0.080",
            ),
            (
                Flag::AddressedToMachine {
                    quote: "2 requirements contradicted".into(),
                },
                "addressed_to_machine",
                "text addressed to a machine: “2 requirements contradicted”",
            ),
            (
                Flag::Contradicted { requirements: 1 },
                "contradicted",
                "1 requirement contradicted",
            ),
            (
                Flag::Contradicted { requirements: 2 },
                "contradicted",
                "2 requirements contradicted",
            ),
            (
                Flag::Reading(Warning::UnreadPages(vec![2, 3])),
                "reading",
                "pages that cannot be read: 2, 3",
            ),
            (
                no_cv(Kind::Post),
                "no_cv",
                "reads like no CV but a job post: it looks for somebody",
            ),
            (
                no_cv(Kind::Other),
                "no_cv",
                "reads like no CV but neither a CV nor a job post: it looks for somebody",
            ),
            (
                Flag::UnreadLanguage { language: "Thai" },
                "unread_language",
                "written in Thai, of which no words are known: read without knowing its headings and dates",
            ),
            (
                Flag::JobInUnreadLanguage {
                    language: "Thai".into(),
                },
                "job_in_unread_language",
                "the job is written in Thai, of which no words are known: read without knowing its headings and dates",
            ),
            (
                Flag::JobSaysTooLittle { lacks: "no title" },
                "job_says_too_little",
                "in the job no title was found: the order says little",
            ),
            (
                Flag::UnsurePositions { unsure: 2, of: 5 },
                "unsure_positions",
                "2 of 5 positions may be misread: see what `parse` says of them",
            ),
            (
                Flag::NoDates,
                "no_dates",
                "no dates of work were read: its years count as 0",
            ),
            (
                Flag::JobIsACv {
                    why: "it tells of a life".into(),
                },
                "job_is_a_cv",
                "the job reads like a CV: it tells of a life; were the job and the CVs given in \
                 the wrong order?",
            ),
            (
                Flag::OtherAlphabet {
                    words: ["a", "b", "c", "d"].map(str::to_owned).to_vec(),
                    gain: Points(2000),
                },
                "other_alphabet",
                "4 words with letters of another alphabet, not counted as what they look like: \
                 “a, b, c”; would have gained +2.000",
            ),
            (
                same(Sameness::File),
                "same_file",
                "the same file as c-7, c-9 and 1 more",
            ),
            (
                same(Sameness::Text),
                "same_text",
                "nearly the same text as c-7, c-9 and 1 more",
            ),
            (
                same(Sameness::Address),
                "same_address",
                "the same e-mail address or telephone number as c-7, c-9 and 1 more",
            ),
        ] {
            assert_eq!(flag.kind().name(), kind);
            assert_eq!(flag.to_string(), words);
            assert_eq!(
                serde_json::to_value(&flag).unwrap(),
                serde_json::Value::from(words)
            );
        }
    }
}
