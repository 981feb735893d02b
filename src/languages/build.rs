//! Makes the words of `data/languages` and the lexicons of `data` ready to be compiled in, as tables
//! that need no building.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

// The program's own tokenizer, so that a phrase is cut here as it would be there.
#[allow(dead_code, unreachable_pub)]
#[path = "../text/tokenize.rs"]
mod tokenize;

#[path = "../reader/build.rs"]
mod reader;

#[path = "../pool/build.rs"]
mod pool;

#[allow(dead_code, unreachable_pub)]
#[path = "../lexicon/build.rs"]
mod lexicon;

#[allow(dead_code, unreachable_pub)]
#[path = "../span.rs"]
mod span;

/// What the lexicon needs of texts and places in them.
mod document {
    pub(crate) use super::span::Span;
}

mod text {
    pub(crate) use super::tokenize::{self, TermKey, Token, term_key, tokenize};
}

/// What the tokenizer needs of words.
mod languages {
    pub(crate) mod key {
        use std::sync::OnceLock;

        #[derive(Clone, Copy)]
        pub(crate) struct Counters;

        pub(crate) const DATES_COUNTER: Counters = Counters;
        /// Set when the files are read.
        pub(crate) static COUNTERS: OnceLock<Vec<String>> = OnceLock::new();

        impl Counters {
            pub(crate) fn phrases(self) -> impl Iterator<Item = &'static str> {
                COUNTERS.get().into_iter().flatten().map(String::as_str)
            }
        }
    }
}

/// Fields of study.
const FIELDS: &str = "data/fields_of_study.tsv";

/// Set beside the number of a phrase's words where each is one that spaces part from the others.
const PARTED: u8 = 0x80;

/// The keys of a phrase's words, and their number with [`PARTED`] or without; none where it holds
/// signs of a table, or too much to be counted so.
fn prepared(phrase: &str) -> (Vec<u64>, u8) {
    let tokens = tokenize::tokenize(phrase);
    if phrase.contains(['*', '_']) || tokens.len() >= usize::from(PARTED) {
        return (Vec::new(), 0);
    }
    let is_parted = phrase
        .split_whitespace()
        .eq(tokens.iter().map(|token| token.of(phrase)));
    let count = tokens.len() as u8 | if is_parted { PARTED } else { 0 };
    (tokens.iter().map(|token| token.key).collect(), count)
}

/// Section, then key, then phrases, in the order of the file.
type Sections = toml::Table;

/// The number of a language and its phrases.
type ByLanguage = Vec<(usize, Vec<String>)>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/pool/build.rs");
    let mut languages: Vec<(String, Sections)> = Vec::new();
    for entry in fs::read_dir("data/languages")? {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let code = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .ok_or_else(|| format!("{}: its name is no language code", path.display()))?;
        let sections: Sections = fs::read_to_string(&path)?
            .parse()
            .map_err(|error| format!("{}: {error}", path.display()))?;
        languages.push((code.to_owned(), sections));
    }
    // English first, as its words win where two languages share one.
    languages.sort_by_key(|(code, _)| (code != "en", code.clone()));
    let counters = languages.iter().flat_map(|(_, sections)| {
        let counters = sections.get("dates").and_then(|dates| dates.get("counter"));
        let counters = counters
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten();
        counters.filter_map(toml::Value::as_str).map(str::to_owned)
    });
    languages::key::COUNTERS
        .set(counters.collect())
        .map_err(|_| "the counters are set once")?;
    let generated = generated(&languages)?;
    let folder = env::var_os("OUT_DIR").ok_or("cargo names no folder to write to")?;
    fs::write(Path::new(&folder).join("languages.rs"), generated)?;
    let classes = reader::classes(
        &languages
            .iter()
            .map(|(code, _)| code.as_str())
            .collect::<Vec<_>>(),
        |language, key| phrases_of(&languages, language, key),
        &names_of_languages(&languages),
        &fs::read_to_string("data/words/occupations.tsv")?,
    )?;
    fs::write(Path::new(&folder).join("classes.bin"), classes)?;
    fs::write(Path::new(&folder).join("lexicon.bin"), lexicon::builtin()?)?;
    println!("cargo::rerun-if-changed={FIELDS}");
    let fields = lexicon::of_table("fields_of_study", &fs::read_to_string(FIELDS)?)?;
    fs::write(Path::new(&folder).join("fields_of_study.bin"), fields)?;
    for (name, version) in pool::versions()? {
        println!("cargo::rustc-env={name}={version}");
    }
    Ok(())
}

/// The phrases of a language under `section.key`.
fn phrases_of(languages: &[(String, Sections)], language: usize, key: &str) -> Vec<String> {
    let listed = languages.get(language).and_then(|(_, sections)| {
        let (section, key) = key.split_once('.')?;
        sections.get(section)?.get(key)?.as_array()
    });
    let phrases = listed.into_iter().flatten();
    phrases
        .filter_map(|phrase| phrase.as_str().map(str::to_owned))
        .collect()
}

/// The keys that hold names of languages, as `section.key`.
fn names_of_languages(languages: &[(String, Sections)]) -> Vec<String> {
    let spoken = languages
        .first()
        .and_then(|(_, sections)| sections.get("spoken")?.as_table());
    let keys = spoken.into_iter().flat_map(toml::Table::keys);
    keys.filter(|key| key.starts_with("name_of_"))
        .map(|key| format!("spoken.{key}"))
        .collect()
}

/// Rust tables: the languages, and for each section and key the phrases by language.
fn generated(languages: &[(String, Sections)]) -> Result<String, Box<dyn Error>> {
    let mut listed = String::new();
    let mut tables: BTreeMap<(String, String), ByLanguage> = BTreeMap::new();
    for (number, (code, sections)) in languages.iter().enumerate() {
        let wrong = |what: String| format!("data/languages/{code}.toml: {what}");
        for (section, content) in sections {
            let Some(keys) = content.as_table() else {
                return Err(wrong(format!("`{section}` is no section")).into());
            };
            if section == "language" {
                let text = |key: &str| {
                    let value = keys.get(key).and_then(toml::Value::as_str);
                    value.ok_or_else(|| wrong(format!("[language] has no `{key}`")))
                };
                writeln!(
                    listed,
                    "    Language {{ code: {code:?}, name: {:?}, own_name: {:?} }},",
                    text("name")?,
                    text("own_name")?
                )?;
                continue;
            }
            for (key, phrases) in keys {
                let phrases: Option<Vec<String>> = phrases.as_array().and_then(|phrases| {
                    let text = |phrase: &toml::Value| phrase.as_str().map(str::to_owned);
                    phrases.iter().map(text).collect()
                });
                let Some(phrases) = phrases else {
                    return Err(
                        wrong(format!("`{key}` in [{section}] is no list of phrases")).into(),
                    );
                };
                let table = tables.entry((section.clone(), key.clone())).or_default();
                table.push((number, phrases));
            }
        }
    }
    let mut out = format!("pub static LANGUAGES: &[Language] = &[\n{listed}];\n\n");
    writeln!(out, "static TABLES: &[Table] = &[")?;
    for ((section, key), by_language) in &tables {
        let too_many = |_| format!("`{key}` in [{section}] holds too much to be counted");
        let (mut languages, mut text, mut lengths) = (Vec::new(), String::new(), Vec::new());
        let (mut counts, mut keys) = (Vec::new(), Vec::new());
        for (number, phrases) in by_language {
            let number = u8::try_from(*number).map_err(too_many)?;
            languages.push((number, u16::try_from(phrases.len()).map_err(too_many)?));
            for phrase in phrases {
                text.push_str(phrase);
                lengths.push(u16::try_from(phrase.len()).map_err(too_many)?);
                let (of_phrase, count) = prepared(phrase);
                keys.extend(of_phrase);
                counts.push(count);
            }
        }
        writeln!(
            out,
            "    Table {{ section: {section:?}, languages: &{languages:?}, text: {text:?}, lengths: \
             &{lengths:?}, counts: &{counts:?}, keys: &{keys:?} }},"
        )?;
    }
    writeln!(out, "];\n")?;
    writeln!(out, "{}", stop_words(languages))?;
    writeln!(
        out,
        "/// ISO 639-1 code, and what the language is called in the languages that are read.\n\
         pub(crate) const LANGUAGE_NAMES: &[(&str, Key)] = &["
    )?;
    for name in names_of_languages(languages) {
        let key = name.trim_start_matches("spoken.");
        let code = key.trim_start_matches("name_of_");
        writeln!(out, "    ({code:?}, key::{}),", constant("spoken", key))?;
    }
    writeln!(out, "];\n")?;
    writeln!(
        out,
        "/// A name for each key of each section: a misspelt one does not compile.\npub(crate) mod key {{"
    )?;
    let read: BTreeSet<String> = reader::keys_read().collect();
    for name in &read {
        let known = name
            .split_once('.')
            .map(|(section, key)| (section.to_owned(), key.to_owned()));
        if !known.is_some_and(|known| tables.contains_key(&known)) {
            return Err(format!("src/reader/filling.rs: no file of words has `{name}`").into());
        }
    }
    for (number, (section, key)) in tables.keys().enumerate() {
        if read.contains(&format!("{section}.{key}")) {
            // The reader has it by its name in the files.
            writeln!(out, "    #[allow(dead_code)]")?;
        }
        writeln!(
            out,
            "    pub(crate) const {}: super::Key = super::Key({number});",
            constant(section, key)
        )?;
    }
    writeln!(out, "}}")?;
    Ok(out)
}

/// The keys of the words in the stop list of each language that has one, by its code.
fn stop_words(languages: &[(String, Sections)]) -> String {
    let lists = languages.iter().filter_map(|(code, _)| {
        let words = stop_words::lookup(code.as_str())?.iter();
        let keys: BTreeSet<u64> = words
            .flat_map(|word| tokenize::tokenize(&tokenize::lower(word)))
            .map(|token| token.key)
            .collect();
        Some((code.as_str(), keys.into_iter().collect::<Vec<u64>>()))
    });
    let listed: String = lists
        .map(|(code, keys)| format!("    ({code:?}, &{keys:?}),\n"))
        .collect();
    format!("pub(crate) static STOP_WORDS: &[(&str, &[u64])] = &[\n{listed}];\n")
}

fn constant(section: &str, key: &str) -> String {
    format!("{section}_{key}")
        .to_uppercase()
        .replace(['-', ' ', '.'], "_")
}
