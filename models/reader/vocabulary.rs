//! The words of the language files, and those that the generator invents with.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

pub(crate) type Failure = Box<dyn Error + Send + Sync>;
type Lists = BTreeMap<String, Vec<String>>;

/// All that is known of one language.
#[derive(Debug, Clone)]
pub(crate) struct Language {
    pub(crate) code: String,
    /// Section and key, then phrases.
    pub(crate) lists: Lists,
    /// Names of occupations.
    pub(crate) occupations: Vec<String>,
}

impl Language {
    /// The phrases under a key, as `section.key`.
    pub(crate) fn list(&self, key: &str) -> &[String] {
        self.lists.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether there are words to invent CVs of.
    pub(crate) fn is_invented(&self) -> bool {
        !self.list("invention.places").is_empty()
    }
}

/// Where the words are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Folders<'a> {
    pub(crate) languages: &'a Path,
    pub(crate) words: &'a Path,
    pub(crate) occupations: &'a Path,
}

/// The languages of the folders, English first.
///
/// # Errors
/// When a file is not to be read, or is none of its kind.
pub(crate) fn languages(folders: Folders) -> Result<Vec<Language>, Failure> {
    let mut languages = Vec::new();
    for entry in fs::read_dir(folders.languages)? {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let code = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default()
            .to_owned();
        let mut lists = lists(&path)?;
        let words = folders.words.join(format!("{code}.toml"));
        if words.exists() {
            lists.append(&mut self::lists(&words)?);
        }
        let named = folders.occupations.join(format!("{code}.tsv"));
        let occupations = if named.exists() {
            occupations(&named)?
        } else {
            Vec::new()
        };
        languages.push(Language {
            code,
            lists,
            occupations,
        });
    }
    languages.sort_by_key(|language| (language.code != "en", language.code.clone()));
    Ok(languages)
}

fn lists(path: &Path) -> Result<Lists, Failure> {
    let table: toml::Table = fs::read_to_string(path)?
        .parse()
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let mut lists = Lists::new();
    for (section, keys) in &table {
        for (key, value) in keys.as_table().into_iter().flatten() {
            let phrases = value
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(toml::Value::as_str);
            lists.insert(
                format!("{section}.{key}"),
                phrases.map(str::to_owned).collect(),
            );
        }
    }
    Ok(lists)
}

fn occupations(path: &Path) -> Result<Vec<String>, Failure> {
    let text = fs::read_to_string(path)?;
    let names = text.lines().filter_map(|line| line.split_once('\t'));
    Ok(names
        .flat_map(|(_, names)| names.split('|'))
        .map(|name| name.trim().to_owned())
        .collect())
}
