//! The names of some 3,000 occupations in 21 languages (ESCO), and which of them a title names.
//!
//! They bridge languages: a `Krankenpfleger` has the English names of the occupations that the word
//! is nearest to. A language is unpacked when a title in it is first asked for.

mod bag;
mod packed;

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, OnceLock};

use super::BUCKETS;
use crate::text::{TermMap, Token, pair_key, term_key};
use bag::{Bag, Group, Words, groups_of, weigh};
use packed::Unpacked;
pub use packed::packed;

/// `xx.bin` for each language, as [`packed`] writes it, and `en.txt`: one line an occupation, in the
/// same order, names parted by `|`.
const ARCHIVE: &[u8] = include_bytes!("../../models/occupation_names.zip");

/// Occupations that a title may be near to.
const NEAREST: usize = 5;
/// A name less like the title than this says nothing of it.
const LEAST_LIKENESS: f32 = 0.45;
/// Letter groups of more names than this tell little, and would take the most time.
const MOST_NAMES: usize = 1500;

/// A name twice as like a title has sixteen times the say.
const NEAREST_OVER_FAR: i32 = 4;
/// So many titles are found by the words of names; for more, all names are made ready, which takes
/// as long as looking for some fifty.
const FEW_TITLES: usize = 32;
/// Titles kept ready by each thread.
const KEPT_TITLES: usize = 1 << 12;

/// The occupations that a title in a language (ISO 639-1) names, with shares that sum to 1, by
/// number; none where no name is like it.
pub(crate) fn nearest(code: &str, text: &str, title: &[&Token]) -> Vec<(u32, f32)> {
    thread_local! {
        static KEPT: RefCell<TermMap<Vec<(u32, f32)>>> = RefCell::default();
    }
    let Some(names) = Names::of(code).filter(|_| !title.is_empty()) else {
        return Vec::new();
    };
    let words = title.iter().map(|token| token.key);
    let key = words.fold(term_key(code), pair_key);
    KEPT.with_borrow_mut(|kept| {
        if kept.len() > KEPT_TITLES {
            kept.clear();
        }
        let known = kept.entry(key);
        let find = || {
            let mut found = names.nearest(text, title.iter().copied());
            for (_, likeness) in &mut found {
                *likeness = likeness.powi(NEAREST_OVER_FAR);
            }
            let whole: f32 = found.iter().map(|(_, share)| share).sum();
            for (_, share) in &mut found {
                *share /= whole;
            }
            found.sort_by_key(|(occupation, _)| *occupation);
            found
        };
        known.or_insert_with(find).clone()
    })
}

/// How much of two titles' occupations is the same, in [0, 1].
pub(crate) fn shared(one: &[(u32, f32)], other: &[(u32, f32)]) -> f64 {
    let both = one.iter().filter_map(|(occupation, share)| {
        let at = other.binary_search_by_key(occupation, |(known, _)| *known);
        Some(f64::from(share.min(other[at.ok()?].1)))
    });
    both.fold(0.0, |sum, share| sum + share)
}

/// The names in one language, searched by letter groups.
pub(super) struct Names {
    /// Of each name, its occupation.
    occupations: Vec<u32>,
    /// The words of all names, one behind the other, and where those of each name end.
    said: Vec<u32>,
    ends: Vec<u32>,
    words: Words,
    /// By word: the names that say it, once for each time.
    names_of_word: Lists,
    /// By bucket: the words that hold it, each once.
    words_of_bucket: Lists,
    /// By bucket: how many names hold it.
    holding: Vec<u16>,
    rarities: Vec<f32>,
    /// How many titles were looked for.
    asked: AtomicUsize,
    /// Made when many are.
    postings: OnceLock<Postings>,
}

/// Lists of numbers, one behind the other.
struct Lists {
    /// Where each begins, and the last end.
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Of pairs of the number of a list and what it holds, in the order of what is held; `pairs` is
    /// gone through twice.
    fn new<I: Iterator<Item = (usize, u32)>>(count: usize, pairs: impl Fn() -> I) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for (list, _) in pairs() {
            starts[list + 1] += 1;
        }
        let mut all = 0;
        for start in &mut starts {
            all += *start;
            *start = all;
        }
        let mut free = starts.clone();
        let mut items = vec![0; all as usize];
        for (list, item) in pairs() {
            let at = &mut free[list];
            items[*at as usize] = item;
            *at += 1;
        }
        Self { starts, items }
    }

    fn of(&self, list: usize) -> &[u32] {
        &self.items[self.starts[list] as usize..self.starts[list + 1] as usize]
    }
}

/// By bucket: names with their weights. A language has more than a million, so they lie close.
struct Postings {
    /// Where the names of each bucket begin, and the last end.
    starts: Vec<u32>,
    names: Vec<u16>,
    weights: Vec<f32>,
}

impl Postings {
    /// Room for so many names a bucket.
    fn new(counts: impl Iterator<Item = usize>) -> Self {
        let mut all = 0;
        let mut starts = vec![0];
        starts.extend(counts.map(|count| {
            all += count;
            all as u32
        }));
        Self {
            starts,
            names: vec![0; all],
            weights: vec![0.0; all],
        }
    }

    fn of(&self, bucket: usize) -> impl Iterator<Item = (u16, f32)> {
        let range = self.starts[bucket] as usize..self.starts[bucket + 1] as usize;
        let names = self.names[range.clone()].iter().copied();
        names.zip(self.weights[range].iter().copied())
    }
}

impl Names {
    /// Those in a language (ISO 639-1); `None` where there are none.
    pub(super) fn of(code: &str) -> Option<&'static Names> {
        static LANGUAGES: LazyLock<HashMap<String, OnceLock<Option<Names>>>> =
            LazyLock::new(|| {
                let archive = zip::ZipArchive::new(Cursor::new(ARCHIVE));
                let archive = archive.expect("the built-in names are tested to load");
                let files = archive.file_names();
                files
                    .filter_map(|name| {
                        let name = name.ok()?;
                        Some((name.strip_suffix(".bin")?.to_owned(), OnceLock::new()))
                    })
                    .collect()
            });
        let names = LANGUAGES.get(code)?;
        let read = || Some(Self::new(Unpacked::read(&file(&format!("{code}.bin"))?)?));
        names.get_or_init(read).as_ref()
    }

    /// Tens of thousands of names are made of a few thousand words, each taken apart once.
    fn new(unpacked: Unpacked) -> Self {
        let Unpacked {
            words,
            occupations,
            said,
            ends,
            holding,
        } = unpacked;
        let words = Words::new(words.lines());
        let count = words.len();
        let names_of_word = Lists::new(count, || {
            let mut word = 0;
            ends.iter()
                .zip(0..)
                .flat_map(move |(end, name)| {
                    let own = word..*end as usize;
                    word = *end as usize;
                    own.map(move |word| (word, name))
                })
                .map(|(at, name)| (said[at] as usize, name))
        });
        let words_of_bucket = Lists::new(BUCKETS, || {
            (0..count as u32).flat_map(|word| {
                let groups = words
                    .groups(word)
                    .chunk_by(|one, next| one.bucket == next.bucket);
                groups.map(move |same| (usize::from(same[0].bucket), word))
            })
        });
        let all = occupations.len() as f32;
        let rarity = |count: &u16| ((1.0 + all) / (1.0 + f32::from(*count))).ln() + 1.0;
        Self {
            rarities: holding.iter().map(rarity).collect(),
            occupations,
            said,
            ends,
            words,
            names_of_word,
            words_of_bucket,
            holding,
            asked: AtomicUsize::new(0),
            postings: OnceLock::new(),
        }
    }

    /// The words of a name.
    fn said(&self, name: usize) -> &[u32] {
        let start = name.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.said[start as usize..self.ends[name] as usize]
    }

    /// The groups of a name as they weigh.
    fn weigh(&self, name: usize, bag: &mut Bag) {
        bag.groups.clear();
        for word in self.said(name) {
            bag.add(self.words.groups(*word));
        }
        weigh(&mut bag.groups, &self.rarities);
    }

    fn is_rare(&self, bucket: u16) -> bool {
        self.holding[usize::from(bucket)] as usize <= MOST_NAMES
    }

    fn postings(&self) -> &Postings {
        self.postings.get_or_init(|| {
            let counts = self.holding.iter().map(|count| *count as usize);
            let counts = counts.map(|count| if count <= MOST_NAMES { count } else { 0 });
            let mut postings = Postings::new(counts);
            let mut free: Vec<u32> = postings.starts.clone();
            let mut bag = Bag::default();
            for (number, name) in (0_u16..).zip(0..self.occupations.len()) {
                self.weigh(name, &mut bag);
                for group in bag.groups.iter().filter(|group| self.is_rare(group.bucket)) {
                    let at = &mut free[usize::from(group.bucket)];
                    postings.names[*at as usize] = number;
                    postings.weights[*at as usize] = group.weight;
                    *at += 1;
                }
            }
            postings
        })
    }

    /// The occupations that a title is nearest to, with how like their nearest names are, in (0, 1];
    /// nearest first, of equals the first of the table.
    pub(super) fn nearest<'t>(
        &self,
        text: &str,
        title: impl Iterator<Item = &'t Token>,
    ) -> Vec<(u32, f32)> {
        let mut asked = Bag::default();
        for token in title {
            asked.add(&groups_of(token.of(text)));
        }
        let mut asked = asked.groups;
        weigh(&mut asked, &self.rarities);
        asked.retain(|group| self.is_rare(group.bucket));
        let is_one_of_few = self.asked.fetch_add(1, Ordering::Relaxed) < FEW_TITLES;
        let likeness = match is_one_of_few && self.postings.get().is_none() {
            true => self.likeness_by_words(&asked),
            false => self.likeness_by_postings(&asked),
        };
        let mut best: Vec<(u32, f32)> = Vec::new();
        for (occupation, likeness) in self.occupations.iter().zip(likeness) {
            if likeness < LEAST_LIKENESS {
                continue;
            }
            match best.iter_mut().find(|(known, _)| known == occupation) {
                Some((_, most)) => *most = most.max(likeness),
                None => best.push((*occupation, likeness)),
            }
        }
        best.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        best.truncate(NEAREST);
        best
    }

    /// Of each name, how like it is to what is asked.
    fn likeness_by_postings(&self, asked: &[Group]) -> Vec<f32> {
        let postings = self.postings();
        let mut likeness = vec![0.0_f32; self.occupations.len()];
        for group in asked {
            for (name, other) in postings.of(usize::from(group.bucket)) {
                likeness[usize::from(name)] += group.weight * other;
            }
        }
        likeness
    }

    /// The same to the bit without [`Postings`], of names that may be like enough; 0 of the others.
    fn likeness_by_words(&self, asked: &[Group]) -> Vec<f32> {
        // A name cannot be more like than the part of what is asked that it has is long.
        let mut most = vec![0.0_f32; self.occupations.len()];
        for group in asked {
            for word in self.words_of_bucket.of(usize::from(group.bucket)) {
                for name in self.names_of_word.of(*word as usize) {
                    most[*name as usize] += group.weight * group.weight;
                }
            }
        }
        let mut bag = Bag::default();
        for (name, likeness) in most.iter_mut().enumerate() {
            // Below the square, for rounding.
            if *likeness < 0.99 * LEAST_LIKENESS * LEAST_LIKENESS {
                *likeness = 0.0;
                continue;
            }
            self.weigh(name, &mut bag);
            let mut own = bag.groups.iter().peekable();
            *likeness = 0.0;
            for group in asked {
                while own.next_if(|other| other.bucket < group.bucket).is_some() {}
                if let Some(other) = own.next_if(|other| other.bucket == group.bucket) {
                    *likeness += group.weight * other.weight;
                }
            }
        }
        most
    }
}

/// The English names of an occupation, parted by `|`.
pub(super) fn in_english(occupation: u32) -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let text = file("en.txt").and_then(|bytes| String::from_utf8(bytes).ok());
        text.unwrap_or_default()
    });
    static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| TEXT.lines().collect());
    LINES.get(occupation as usize).copied().unwrap_or_default()
}

/// One file of the archive, unpacked.
fn file(name: &str) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(ARCHIVE)).ok()?;
    let mut file = archive.by_name(name).ok()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests;
