//! What a person should look at beside a score, as a kind and its values: the page says it in its
//! reader's language.

use std::collections::BTreeMap;

use cvrank::document::Warning;
use cvrank::flag::Flag;
use cvrank::model::Points;
use cvrank::profile::cv::Impossibility;
use cvrank::profile::kind::Kind;
use cvrank::report::html::Candidate;
use cvrank::report::unread_text;
use cvrank::stability::Cause;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct FlagDetail {
    /// A word for programs, such as `hidden_text` or `reading.unread_pages`.
    pub kind: String,
    /// In English.
    pub text: String,
    /// What the words of a language have places for, such as `characters` and `quote`.
    #[schema(value_type = Object)]
    pub values: BTreeMap<&'static str, Value>,
}

impl FlagDetail {
    pub(super) fn of(flag: &Flag) -> Self {
        let (kind, values) = kind_and_values(flag);
        Self {
            kind,
            text: flag.to_string(),
            values: values.into_iter().collect(),
        }
    }
}

/// All that is to be looked at; in what other CVs are the same is told by itself.
pub(super) fn details(candidate: &Candidate) -> Vec<FlagDetail> {
    let flags = candidate.known.flags();
    let flags = flags.iter().filter(|flag| !flag.kind().is_sameness());
    let mut details: Vec<FlagDetail> = flags.map(FlagDetail::of).collect();
    details.extend(candidate.unread.as_ref().map(|unread| {
        let kind = match unread.cause {
            Cause::Pages => "could_reach.pages",
            Cause::NotScored | Cause::Undated => "could_reach.undated",
        };
        FlagDetail {
            kind: kind.to_owned(),
            text: unread_text(unread),
            values: BTreeMap::from([("rank", json!(unread.could_reach))]),
        }
    }));
    details
}

fn kind_and_values(flag: &Flag) -> (String, Vec<(&'static str, Value)>) {
    let name = flag.kind().name();
    let plain = |values| (name.to_owned(), values);
    let quoted = |characters: &usize, quote: &str, gain: &Option<Points>| {
        let mut values = vec![("characters", json!(characters)), ("quote", json!(quote))];
        values.extend(gain.map(|gain| ("gain", json!(signed(gain)))));
        (name.to_owned(), values)
    };
    match flag {
        Flag::CopiedText { characters } => plain(vec![("characters", json!(characters))]),
        Flag::HiddenText {
            characters,
            quote,
            gain,
        }
        | Flag::DoubtfulText {
            characters,
            quote,
            gain,
        } => quoted(characters, quote, gain),
        Flag::AddressedToMachine { quote } => plain(vec![("quote", json!(quote))]),
        Flag::Contradicted { requirements } => plain(vec![("count", json!(requirements))]),
        Flag::Reading(warning) => {
            let (kind, values) = reading(warning);
            (format!("{name}.{kind}"), values)
        }
        Flag::NoCv { kind, .. } => {
            let what = match kind {
                Kind::Post => "post",
                Kind::Cv | Kind::Other => "other",
            };
            (format!("{name}.{what}"), Vec::new())
        }
        Flag::NoDates | Flag::JobIsACv { .. } => plain(Vec::new()),
        Flag::ImpossiblePositions {
            positions,
            why,
            quote,
        } => {
            let why = match why {
                Impossibility::NotBegun => "not_begun",
                Impossibility::TooLongAgo => "too_long_ago",
                Impossibility::OneDay => "one_day",
                Impossibility::TooMany => "too_many",
            };
            let values = vec![("count", json!(positions)), ("quote", json!(quote))];
            (format!("{name}.{why}"), values)
        }
        Flag::UnsurePositions { unsure, of } => {
            plain(vec![("count", json!(unsure)), ("of", json!(of))])
        }
        Flag::UnreadLanguage { language } => plain(vec![("language", json!(language))]),
        Flag::JobInUnreadLanguage { language } => plain(vec![("language", json!(language))]),
        Flag::JobSaysTooLittle { .. } => plain(Vec::new()),
        Flag::OtherAlphabet { words, gain } => plain(vec![
            ("count", json!(words.len())),
            ("words", json!(words.join(", "))),
            ("gain", json!(signed(*gain))),
        ]),
        Flag::Same(duplicate) => plain(vec![("count", json!(duplicate.others))]),
    }
}

fn reading(warning: &Warning) -> (&'static str, Vec<(&'static str, Value)>) {
    match warning {
        Warning::RtfBreaksOff => ("rtf_breaks_off", Vec::new()),
        Warning::BrokenHtmlField => ("broken_html_field", Vec::new()),
        Warning::RecognisedText => ("recognised_text", Vec::new()),
        Warning::RecognisedHere => ("recognised_here", Vec::new()),
        Warning::ScaleNotTrusted => ("scale_not_trusted", Vec::new()),
        Warning::LightOnPicture => ("light_on_picture", Vec::new()),
        Warning::UnreadPages(pages) => {
            let pages: Vec<String> = pages.iter().map(u32::to_string).collect();
            ("unread_pages", vec![("pages", json!(pages.join(", ")))])
        }
        Warning::AttachedToMessage => ("attached_to_message", Vec::new()),
        Warning::TextOfMessage => ("text_of_message", Vec::new()),
        Warning::OtherAttachments(count) => ("other_attachments", vec![("count", json!(count))]),
        Warning::AcceptedDoubtful(count) => ("accepted_doubtful", vec![("count", json!(count))]),
    }
}

fn signed(gain: Points) -> String {
    let sign = if gain.0 < 0 { "" } else { "+" };
    format!("{sign}{gain}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::pages::WORDS;
    use cvrank::duplicates::{Duplicate, Sameness};

    fn flags() -> Vec<Flag> {
        let quote = || "Rust, Go".to_owned();
        let hidden = |gain| Flag::HiddenText {
            characters: 70,
            quote: quote(),
            gain,
        };
        let no_cv = |kind| Flag::NoCv {
            kind,
            why: "it looks for somebody".to_owned(),
        };
        let mut flags = vec![
            Flag::CopiedText { characters: 412 },
            hidden(None),
            hidden(Some(Points(-80))),
            Flag::DoubtfulText {
                characters: 7,
                quote: quote(),
                gain: Some(Points(1250)),
            },
            Flag::AddressedToMachine { quote: quote() },
            Flag::Contradicted { requirements: 2 },
            no_cv(Kind::Post),
            no_cv(Kind::Other),
            Flag::NoDates,
            Flag::UnsurePositions { unsure: 1, of: 3 },
            Flag::UnreadLanguage { language: "Zulu" },
            Flag::JobInUnreadLanguage {
                language: "Zulu".to_owned(),
            },
            Flag::JobSaysTooLittle { lacks: "no title" },
            Flag::JobIsACv { why: quote() },
            Flag::OtherAlphabet {
                words: vec![quote()],
                gain: Points(3),
            },
        ];
        let warnings = [
            Warning::RtfBreaksOff,
            Warning::BrokenHtmlField,
            Warning::RecognisedText,
            Warning::RecognisedHere,
            Warning::ScaleNotTrusted,
            Warning::LightOnPicture,
            Warning::UnreadPages(vec![2, 3]),
            Warning::AttachedToMessage,
            Warning::TextOfMessage,
            Warning::OtherAttachments(1),
            Warning::AcceptedDoubtful(9),
        ];
        flags.extend(warnings.map(Flag::Reading));
        let impossible = [
            Impossibility::NotBegun,
            Impossibility::TooLongAgo,
            Impossibility::OneDay,
            Impossibility::TooMany,
        ];
        flags.extend(impossible.map(|why| Flag::ImpossiblePositions {
            positions: 2,
            why,
            quote: quote(),
        }));
        flags
    }

    /// The places of values in a sentence of the page.
    fn places(words: &Value) -> Vec<String> {
        let texts: Vec<&str> = match words {
            Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
            one => one.as_str().into_iter().collect(),
        };
        let parts = texts.iter().flat_map(|text| text.split('{').skip(1));
        parts
            .filter_map(|part| Some(part.split_once('}')?.0.to_owned()))
            .collect()
    }

    #[test]
    fn every_flag_has_words_in_each_language_and_a_value_for_each_of_their_places() {
        for (code, words) in WORDS {
            let words: Value = serde_json::from_str(words).unwrap();
            for flag in flags() {
                let told = FlagDetail::of(&flag);
                let sentence = &words[format!("flag.{}", told.kind)];
                assert!(!sentence.is_null(), "{code}: {}", told.kind);
                for place in places(sentence) {
                    let value = told.values.get(place.as_str());
                    assert!(value.is_some(), "{code}: {} of {}", place, told.kind);
                }
                assert_eq!(told.text, flag.to_string());
            }
        }
    }

    #[test]
    fn gains_are_said_with_their_sign_and_only_where_they_were_tried() {
        let gains: Vec<Option<Value>> = flags()
            .iter()
            .map(|flag| FlagDetail::of(flag).values.get("gain").cloned())
            .collect();
        let known: Vec<&Value> = gains.iter().flatten().collect();
        assert_eq!(known, ["-0.080", "+1.250", "+0.003"]);
    }

    #[test]
    fn twins_are_counted() {
        let twin = Flag::Same(Duplicate {
            same: Sameness::Text,
            others: 3,
            cv_ids: vec!["c-7".to_owned()],
        });
        let told = FlagDetail::of(&twin);
        assert_eq!(told.kind, "same_text");
        assert_eq!(told.values["count"], 3);
    }
}
