//! The words of natural languages, one file a language in `data/languages`.
//!
//! All rooms take their words from here. A file has the same sections and keys as every other;
//! each key holds a list of phrases, whose form the section's reader states.

/// A language that has a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// ISO 639-1.
    pub code: &'static str,
    /// In English.
    pub name: &'static str,
    pub own_name: &'static str,
}

/// The phrases of one key, by language.
struct Table {
    section: &'static str,
    key: &'static str,
    /// Index of the language and its phrases, in the order of [`LANGUAGES`].
    phrases: &'static [(usize, &'static [&'static str])],
}

/// A list of phrases that every language has: one of [`key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key(usize);

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

impl Key {
    /// The phrases of all languages, each with its language.
    pub(crate) fn listed(self) -> impl Iterator<Item = (&'static Language, &'static str)> {
        let by_language = TABLES.get(self.0).map_or(&[][..], |table| table.phrases);
        by_language.iter().flat_map(|(number, phrases)| {
            let language = LANGUAGES.get(*number);
            let named = move |phrase: &&'static str| Some((language?, *phrase));
            phrases.iter().filter_map(named)
        })
    }

    /// The phrases of all languages.
    pub(crate) fn phrases(self) -> impl Iterator<Item = &'static str> {
        self.listed().map(|(_, phrase)| phrase)
    }

    /// The phrases of one language, none where it has no file.
    pub(crate) fn of(self, code: &str) -> impl Iterator<Item = &'static str> {
        self.listed()
            .filter(move |(language, _)| language.code == code)
            .map(|(_, phrase)| phrase)
    }
}

/// What the files hold: section, key, and the number of phrases of each language, in the order of
/// [`LANGUAGES`].
pub fn coverage() -> impl Iterator<Item = (&'static str, &'static str, Vec<usize>)> {
    TABLES.iter().map(|table| {
        let mut counts = vec![0; LANGUAGES.len()];
        for (number, phrases) in table.phrases {
            if let Some(count) = counts.get_mut(*number) {
                *count += phrases.len();
            }
        }
        (table.section, table.key, counts)
    })
}
