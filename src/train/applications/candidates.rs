//! Which file is whose CV: by path, file name, id, address or name, and never by a guess between
//! two.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::columns::{Columns, Field};
use crate::document::source::Source;

/// A shorter id would be found in too many names of files.
const SHORTEST_ID: usize = 3;
/// A cell with more words is the CV itself and no name of a file.
const WORDS_OF_A_NAME: usize = 20;

/// What an export says of a candidate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) emails: Vec<String>,
    /// Paths, names or addresses of files.
    pub(super) files: Vec<String>,
    /// The CV itself.
    pub(super) text: Option<String>,
}

impl Candidate {
    pub(super) fn of(columns: &Columns, row: &[String]) -> Self {
        let name = columns.cell(row, Field::Name).to_owned();
        let parts = [Field::FirstName, Field::LastName].map(|field| columns.cell(row, field));
        let is_text = |cell: &&str| cell.split_whitespace().count() > WORDS_OF_A_NAME;
        let texts = columns.cells(row, Field::Text);
        let texts = texts.chain(columns.cells(row, Field::Resume).filter(is_text));
        let files = columns
            .cells(row, Field::Resume)
            .filter(|cell| !is_text(cell));
        let addresses = columns.cells(row, Field::Email);
        Self {
            id: columns.cell(row, Field::Candidate).to_owned(),
            name: if name.is_empty() {
                parts.join(" ").trim().to_owned()
            } else {
                name
            },
            emails: addresses
                .flat_map(|cell| cell.split([';', ',', ' ', '\n']))
                .filter(|part| part.contains('@'))
                .map(|part| part.trim_matches(['<', '>', '"']).to_lowercase())
                .collect(),
            files: files
                .flat_map(|cell| cell.split([';', '\n']))
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect(),
            text: texts.max_by_key(|text| text.len()).map(str::to_owned),
        }
    }

    /// What tells this candidate from others, the surest first.
    pub(super) fn key(&self) -> String {
        let of = [
            &self.id,
            self.emails.first().unwrap_or(&self.name),
            &self.name,
        ];
        let file = self.files.first().map_or("", String::as_str);
        let first = of.into_iter().find(|part| !part.is_empty());
        first.map_or(file, String::as_str).to_owned()
    }
}

/// How a candidate's CV was found, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundBy {
    Path,
    FileName,
    Id,
    Email,
    /// The name in the CV.
    Name,
    /// The name of the person in the name of the file.
    NameInFileName,
    /// The export holds the CV's text.
    Text,
}

impl FoundBy {
    pub fn name(self) -> &'static str {
        match self {
            FoundBy::Path => "path",
            FoundBy::FileName => "file name",
            FoundBy::Id => "id",
            FoundBy::Email => "mail address",
            FoundBy::Name => "name in the CV",
            FoundBy::NameInFileName => "name in the file's name",
            FoundBy::Text => "the CV's text in the export",
        }
    }
}

/// Whose CV a file is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    /// In lower case.
    pub emails: Vec<String>,
}

/// Why no file was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    NotFound,
    /// Two files fit equally well.
    Ambiguous,
}

/// The files of a pool by what they can be found by.
pub(super) struct Pool<'a> {
    sources: &'a [Source],
    by_file: BTreeMap<String, Vec<usize>>,
    by_id: BTreeMap<String, Vec<usize>>,
    /// Words of the files' names.
    by_word: BTreeMap<String, Vec<usize>>,
    by_email: BTreeMap<String, Vec<usize>>,
    /// Words of the names in the CVs.
    by_name: BTreeMap<String, Vec<usize>>,
}

impl<'a> Pool<'a> {
    pub(super) fn new(sources: &'a [Source]) -> Self {
        let mut pool = Self {
            sources,
            by_file: BTreeMap::new(),
            by_id: BTreeMap::new(),
            by_word: BTreeMap::new(),
            by_email: BTreeMap::new(),
            by_name: BTreeMap::new(),
        };
        for (place, source) in sources.iter().enumerate() {
            let add = |map: &mut BTreeMap<String, Vec<usize>>, name: String| {
                map.entry(name).or_default().push(place);
            };
            add(&mut pool.by_file, file_name(&source.path));
            add(&mut pool.by_id, folded(&source.id));
            for word in words(&source.id) {
                add(&mut pool.by_word, word);
            }
        }
        pool
    }

    /// Adds who the persons are, one a file; `None` for a file that could not be read.
    pub(super) fn know(&mut self, people: &[Option<Person>]) {
        for (place, person) in people.iter().enumerate() {
            let Some(person) = person else { continue };
            for email in &person.emails {
                self.by_email.entry(email.clone()).or_default().push(place);
            }
            for word in words(&person.name).collect::<BTreeSet<String>>() {
                self.by_name.entry(word).or_default().push(place);
            }
        }
    }

    /// By what stands in names of files alone.
    pub(super) fn by_file(&self, candidate: &Candidate) -> Result<(usize, FoundBy), Lost> {
        let mut ambiguous = false;
        let mut one = |places: &[usize], by: FoundBy| match places {
            [] => None,
            [only] => Some((*only, by)),
            _ => {
                ambiguous = true;
                None
            }
        };
        for file in &candidate.files {
            let path = normal(file);
            let ends = |source: &Source| {
                let known = normal(&source.path);
                known == path || known.ends_with(&format!("/{path}"))
            };
            let named = self.by_file.get(&file_name(file));
            let named = named.map_or(&[][..], Vec::as_slice);
            let ending: Vec<usize> = match path.contains('/') {
                true => named
                    .iter()
                    .copied()
                    .filter(|&at| ends(&self.sources[at]))
                    .collect(),
                false => Vec::new(),
            };
            if let Some(found) =
                one(&ending, FoundBy::Path).or_else(|| one(named, FoundBy::FileName))
            {
                return Ok(found);
            }
        }
        let id = folded(&candidate.id);
        if !id.is_empty() {
            let whole = self.by_id.get(&id).map_or(&[][..], Vec::as_slice);
            let word = match id.chars().count() >= SHORTEST_ID {
                true => self.by_word.get(&id).map_or(&[][..], Vec::as_slice),
                false => &[],
            };
            if let Some(found) = one(whole, FoundBy::Id).or_else(|| one(word, FoundBy::Id)) {
                return Ok(found);
            }
        }
        Err(if ambiguous {
            Lost::Ambiguous
        } else {
            Lost::NotFound
        })
    }

    /// By who the persons are, where names of files say nothing.
    pub(super) fn by_person(&self, candidate: &Candidate) -> Result<(usize, FoundBy), Lost> {
        let mut ambiguous = false;
        let mut one = |places: Option<&Vec<usize>>, by: FoundBy| match places.map(Vec::as_slice) {
            None | Some([]) => None,
            Some([only]) => Some((*only, by)),
            Some(_) => {
                ambiguous = true;
                None
            }
        };
        let addresses = candidate.emails.iter();
        let found = addresses
            .filter_map(|email| one(self.by_email.get(email), FoundBy::Email))
            .next();
        let name: BTreeSet<String> = words(&candidate.name).collect();
        let found = found.or_else(|| match name.len() {
            0 | 1 => None,
            _ => one(Some(&all_of(&self.by_name, &name)), FoundBy::Name)
                .or_else(|| one(Some(&all_of(&self.by_word, &name)), FoundBy::NameInFileName)),
        });
        found.ok_or(if ambiguous {
            Lost::Ambiguous
        } else {
            Lost::NotFound
        })
    }
}

/// What holds every one of `words`.
fn all_of(by_word: &BTreeMap<String, Vec<usize>>, words: &BTreeSet<String>) -> Vec<usize> {
    let of_word = |word: &String| -> BTreeSet<usize> {
        by_word.get(word).into_iter().flatten().copied().collect()
    };
    let all = words.iter().map(of_word).reduce(|one, other| &one & &other);
    all.unwrap_or_default().into_iter().collect()
}

/// In lower case, without marks over letters, with `/` between folders, without what addresses
/// add behind `?`.
fn normal(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    folded(&decoded(path).replace('\\', "/"))
}

fn file_name(path: &str) -> String {
    let path = normal(path);
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// `%20` as what it stands for, where it stands for text.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = (*first == b'%').then(|| after.get(..2)).flatten();
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// In lower case, without marks over letters: people leave them out of names of files.
pub(super) fn folded(text: &str) -> String {
    let bare = text
        .trim()
        .nfd()
        .filter(|letter| !is_combining_mark(*letter));
    bare.nfc().collect::<String>().to_lowercase()
}

pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = folded(text);
    let parts = folded.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<String> = parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}
