//! Languages and levels in words.

use super::SpokenLevel;
use crate::languages::LANGUAGE_NAMES;

impl SpokenLevel {
    /// As it is shown.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::B1 => "B1",
            Self::B2 => "B2",
            Self::C1 => "C1",
            Self::C2 => "C2",
            Self::Native => "native",
        }
    }
}

/// The English name of the language with this ISO 639-1 code, if it is among those read.
pub fn english_name(code: &str) -> Option<String> {
    let (_, names) = LANGUAGE_NAMES.iter().find(|(known, _)| *known == code)?;
    let name = names.of("en").next()?;
    let mut letters = name.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// English name of a language by its ISO 639-1 code; the code itself where it is not known.
pub(crate) fn name_of(code: &str) -> String {
    english_name(code).unwrap_or_else(|| code.to_owned())
}

/// `English C1`, `English` without a level, `English native`.
pub(crate) fn with_level(name: &str, level: Option<SpokenLevel>) -> String {
    match level {
        Some(level) => format!("{name} {}", level.name()),
        None => name.to_owned(),
    }
}
