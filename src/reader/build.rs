//! Makes the classes of words ready, as tables sorted by key.

use std::collections::BTreeMap;
use std::error::Error;

use super::tokenize::{pair_key, term_key, tokenize};

// The reader's own lists, so that a class is the same here and there.
#[allow(dead_code, unreachable_pub)]
#[path = "class.rs"]
mod class;
#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "filling.rs"]
mod filling;
#[allow(dead_code, unreachable_pub)]
#[path = "labels.rs"]
mod labels;

use class::Class;
use filling::{FILLING, HEADINGS, MONTHS, UNSPACED};

/// Longest phrase that is known, in words.
const LONGEST_PHRASE: usize = 5;
/// Words of a longest heading whose words are classed one by one.
const LONGEST_CLASSED: usize = 3;
/// Beside the classes of a word: phrases begin with it.
const OPENS: u64 = 1 << 63;

#[derive(Default)]
struct Tables {
    words: BTreeMap<u64, u64>,
    phrases: BTreeMap<u64, u64>,
    headings: BTreeMap<u64, u64>,
    joining: BTreeMap<u64, u64>,
    endings: BTreeMap<u64, u64>,
}

/// The keys that the reader reads, as `section.key`.
pub(super) fn keys_read() -> impl Iterator<Item = String> {
    let filling = FILLING.iter().flat_map(|(_, keys)| *keys);
    let headings = HEADINGS.iter().map(|(key, _)| key);
    let all = MONTHS.iter().chain(filling).chain(headings);
    all.map(|key| (*key).to_owned())
}

/// The tables as `Classes` reads them. `list` gives the phrases of a language under a key, as
/// `section.key`; `names` are the keys of names of languages.
pub(super) fn classes(
    languages: &[&str],
    list: impl Fn(usize, &str) -> Vec<String>,
    names: &[String],
    occupations: &str,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut tables = Tables::default();
    for language in 0..languages.len() {
        for word in list(language, "headings.joining") {
            for key in keys(&word) {
                tables.joining.insert(key, 1);
            }
        }
    }
    for (language, code) in languages.iter().enumerate() {
        let is_unspaced = UNSPACED.contains(code);
        for month in MONTHS {
            tables.fill(&list(language, month), Class::Month, false);
        }
        for (class, lists) in FILLING {
            let ends = is_unspaced && !matches!(class, Class::Small | Class::BeforeTitle);
            for name in *lists {
                tables.fill(&list(language, name), *class, ends);
            }
        }
        for ending in list(language, "roles.ending") {
            tables.end(&ending, Class::RoleEnding);
        }
        for name in names {
            tables.fill(&list(language, name), Class::Language, is_unspaced);
        }
        for (name, kind) in HEADINGS {
            for phrase in list(language, name) {
                tables.heading(&keys(&phrase), *kind as u64);
            }
        }
    }
    tables.occupations(occupations)?;
    Ok(tables.bytes())
}

fn keys(phrase: &str) -> Vec<u64> {
    tokenize(phrase).iter().map(|token| token.key).collect()
}

impl Tables {
    fn fill(&mut self, phrases: &[String], class: Class, ends: bool) {
        for phrase in phrases.iter().filter(|phrase| !phrase.contains(['*', '_'])) {
            self.add(&keys(phrase), class);
            if ends {
                self.end(phrase, class);
            }
        }
    }

    fn add(&mut self, keys: &[u64], class: Class) {
        let bit = 1 << class as u64;
        match keys {
            [] => {}
            [word] => *self.words.entry(*word).or_default() |= bit,
            _ if keys.len() > LONGEST_PHRASE => {}
            [first, ..] => {
                *self.words.entry(*first).or_default() |= OPENS;
                if let Some(key) = keys.iter().copied().reduce(pair_key) {
                    *self.phrases.entry(key).or_default() |= bit;
                }
            }
        }
    }

    /// Of the last letter first, as words are looked through.
    fn end(&mut self, ending: &str, class: Class) {
        let letters = ending.chars().rev();
        let key = letters.fold(0, |key, letter| pair_key(key, u64::from(letter)));
        *self.endings.entry(key).or_default() |= 1 << class as u64;
    }

    /// Of two kinds that one phrase opens, the first counts.
    fn heading(&mut self, keys: &[u64], kind: u64) {
        let telling = keys
            .iter()
            .copied()
            .filter(|key| !self.joining.contains_key(key));
        if let Some(key) = telling.reduce(pair_key) {
            self.headings.entry(key).or_insert(kind);
        }
        if keys.len() <= LONGEST_CLASSED {
            for key in keys {
                self.add(&[*key], Class::HeadingWord);
            }
        }
    }

    fn occupations(&mut self, table: &str) -> Result<(), Box<dyn Error>> {
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let (what, word) = line
                .split_once('\t')
                .ok_or_else(|| format!("data/words/occupations.tsv: no tab in `{line}`"))?;
            let classes: &[Class] = match what {
                "head" => &[Class::TitleHead],
                "word" => &[Class::TitleWord],
                "both" => &[Class::TitleHead, Class::TitleWord],
                _ => return Err(format!("data/words/occupations.tsv: `{what}` is no kind").into()),
            };
            let key = term_key(word);
            let is_small = |set: &u64| set & 1 << Class::Small as u64 != 0;
            if !self.words.get(&key).is_some_and(is_small) {
                classes.iter().for_each(|class| self.add(&[key], *class));
            }
        }
        Ok(())
    }

    /// Of each table the number of entries, then the keys in order, then their values.
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for table in [
            &self.words,
            &self.phrases,
            &self.headings,
            &self.joining,
            &self.endings,
        ] {
            bytes.extend((table.len() as u32).to_le_bytes());
            table.keys().for_each(|key| bytes.extend(key.to_le_bytes()));
            table
                .values()
                .for_each(|value| bytes.extend(value.to_le_bytes()));
        }
        bytes
    }
}
