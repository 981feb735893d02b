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

/// The phrases of one key, by language: laid out so that neither the loader nor the start of the
/// program has anything to do for a phrase.
struct Table {
    section: &'static str,
    /// Index of the language and the number of its phrases, in the order of [`LANGUAGES`].
    languages: &'static [(u8, u16)],
    /// All phrases, one behind the other.
    text: &'static str,
    /// Of each phrase, in bytes.
    lengths: &'static [u16],
    /// Of each phrase, how many of `keys` are its words', and [`PARTED`].
    counts: &'static [u8],
    keys: &'static [u64],
}

/// Beside the number of a phrase's words: each is one that spaces part from the others.
const PARTED: u8 = 0x80;

/// A phrase with the keys of its words as the tokenizer makes them, made ready by the build.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prepared {
    pub(crate) language: &'static Language,
    pub(crate) phrase: &'static str,
    /// None where the phrase has signs of a table (`*`, `_`).
    pub(crate) keys: &'static [u64],
    /// Whether its tokens are what spaces part.
    pub(crate) is_parted: bool,
}

/// A list of phrases that every language has: one of [`key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key(usize);

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

impl Key {
    /// The phrases of all languages, each with its language.
    pub(crate) fn listed(self) -> impl Iterator<Item = (&'static Language, &'static str)> {
        let table = TABLES.get(self.0);
        let languages = table.map_or(&[][..], |table| table.languages);
        let mut lengths = table.map_or(&[][..], |table| table.lengths).iter();
        let mut rest = table.map_or("", |table| table.text);
        let of_each = languages.iter().flat_map(|(number, count)| {
            let language = LANGUAGES.get(usize::from(*number));
            language
                .into_iter()
                .flat_map(|language| (0..*count).map(move |_| language))
        });
        of_each.map_while(move |language| {
            let (phrase, after) = rest.split_at_checked(usize::from(*lengths.next()?))?;
            rest = after;
            Some((language, phrase))
        })
    }

    /// The phrases of all languages with their keys.
    pub(crate) fn prepared(self) -> impl Iterator<Item = Prepared> {
        let table = TABLES.get(self.0);
        let counts = table.map_or(&[][..], |table| table.counts);
        let mut rest = table.map_or(&[][..], |table| table.keys);
        let listed = self.listed().zip(counts);
        listed.map(move |((language, phrase), count)| {
            let count = *count;
            let (keys, after) = rest.split_at(usize::from(count & !PARTED).min(rest.len()));
            rest = after;
            Prepared {
                language,
                phrase,
                keys,
                is_parted: count & PARTED != 0,
            }
        })
    }

    /// How many phrases all languages have, and how many words these.
    pub(crate) fn sizes(self) -> (usize, usize) {
        let table = TABLES.get(self.0);
        table.map_or((0, 0), |table| (table.lengths.len(), table.keys.len()))
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

/// What the file of one language covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Coverage {
    pub language: &'static Language,
    /// Of each section, in order of their names.
    pub sections: Vec<SectionCoverage>,
}

/// How much of one section a language has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SectionCoverage {
    pub section: &'static str,
    pub phrases: usize,
    /// Keys that hold a phrase.
    pub filled: usize,
    pub keys: usize,
}

impl Coverage {
    pub(crate) fn phrases(&self) -> usize {
        self.sections.iter().map(|section| section.phrases).sum()
    }

    /// Sections without any phrase.
    pub(crate) fn missing(&self) -> impl Iterator<Item = &'static str> {
        let empty = self.sections.iter().filter(|section| section.phrases == 0);
        empty.map(|section| section.section)
    }
}

/// What each file covers, in the order of [`LANGUAGES`].
pub(crate) fn coverage() -> Vec<Coverage> {
    LANGUAGES
        .iter()
        .enumerate()
        .map(|(number, language)| Coverage {
            language,
            sections: TABLES
                .chunk_by(|one, next| one.section == next.section)
                .filter_map(|tables| section_coverage(tables, number))
                .collect(),
        })
        .collect()
}

/// Of the tables of one section.
fn section_coverage(tables: &[Table], language: usize) -> Option<SectionCoverage> {
    let counts = tables.iter().map(|table| {
        let mut counts = table.languages.iter();
        let of_language = counts.find(|(number, _)| usize::from(*number) == language);
        of_language.map_or(0, |(_, count)| usize::from(*count))
    });
    Some(SectionCoverage {
        section: tables.first()?.section,
        phrases: counts.clone().sum(),
        filled: counts.filter(|count| *count > 0).count(),
        keys: tables.len(),
    })
}

/// Of no language: product names, units, abbreviations.
pub const EVERY_LANGUAGE: &str = "mul";
