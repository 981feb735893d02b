//! The names of some 3,000 occupations in 21 languages (ESCO), and which of them a title names.
//!
//! They bridge languages: a `Krankenpfleger` has the English names of the occupations that the word
//! is nearest to. A language is unpacked when a title in it is first asked for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, OnceLock};

use super::{BUCKETS, damped, groups};
use crate::text::{TermKey, TermMap, Token, pair_key, term_key, tokenize, tokenize::lower};

/// `xx.txt` for each language: one line an occupation, in the same order, names parted by `|`.
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
    /// One line an occupation, names parted by `|`.
    text: String,
    /// Where each line stands in it.
    lines: Vec<Range<usize>>,
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
    holding: Vec<u32>,
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
                        Some((name.strip_suffix(".txt")?.to_owned(), OnceLock::new()))
                    })
                    .collect()
            });
        let names = LANGUAGES.get(code)?;
        names.get_or_init(|| Some(Self::new(text(code)?))).as_ref()
    }

    /// Tens of thousands of names are made of a few thousand words, each taken apart once.
    fn new(text: String) -> Self {
        let (mut words, mut occupations, mut lines) = (Words::default(), Vec::new(), Vec::new());
        let (mut said, mut ends) = (Vec::new(), Vec::new());
        let mut start = 0;
        for (line, occupation) in text.lines().zip(0_u32..) {
            lines.push(start..start + line.len());
            start += line.len() + 1;
            for name in line.split('|').filter(|name| !name.is_empty()) {
                occupations.push(occupation);
                let tokens = tokenize(name).into_iter();
                said.extend(tokens.map(|token| words.number(token.key, token.of(name))));
                ends.push(said.len() as u32);
            }
        }
        let count = words.ranges.len();
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
        // The last bucket for which a name was counted, from 1.
        let mut counted = vec![0_u32; occupations.len()];
        let holding: Vec<u32> = (0..BUCKETS)
            .zip(1..)
            .map(|(bucket, number)| {
                let mut count = 0;
                for word in words_of_bucket.of(bucket) {
                    for name in names_of_word.of(*word as usize) {
                        let last = &mut counted[*name as usize];
                        count += u32::from(*last != number);
                        *last = number;
                    }
                }
                count
            })
            .collect();
        let all = occupations.len() as f32;
        let rarity = |count: &u32| ((1.0 + all) / (1.0 + *count as f32)).ln() + 1.0;
        Self {
            rarities: holding.iter().map(rarity).collect(),
            text,
            lines,
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

    /// Names of one occupation.
    pub(super) fn line(&self, occupation: u32) -> &str {
        &self.text[self.lines[occupation as usize].clone()]
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
        let mut likeness = vec![0.0_f32; self.occupations.len()];
        for group in asked {
            for (name, other) in self.postings().of(usize::from(group.bucket)) {
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

/// One language of the archive, unpacked.
fn text(code: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(ARCHIVE)).ok()?;
    let mut file = archive.by_name(&format!("{code}.txt")).ok()?;
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    Some(text)
}

/// A letter group of a word or a name.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Group {
    bucket: u16,
    /// How often it stands.
    count: f32,
    /// [`damped`] of the count; in the end times rarity, in a bag of length 1.
    weight: f32,
}

/// The groups of words that were met.
#[derive(Default)]
struct Words {
    groups: Vec<Group>,
    /// Of each word.
    ranges: Vec<Range<usize>>,
    numbers: TermMap<u32>,
}

impl Words {
    /// The number of a word; one that is new is taken apart.
    fn number(&mut self, key: TermKey, word: &str) -> u32 {
        let (groups, ranges) = (&mut self.groups, &mut self.ranges);
        *self.numbers.entry(key).or_insert_with(|| {
            let start = groups.len();
            groups.extend(groups_of(word));
            ranges.push(start..groups.len());
            ranges.len() as u32 - 1
        })
    }

    fn groups(&self, word: u32) -> &[Group] {
        &self.groups[self.ranges[word as usize].clone()]
    }
}

/// The groups of a word by bucket; one bucket may come more than once.
fn groups_of(word: &str) -> Vec<Group> {
    let found = groups(&lower(word)).into_iter();
    let mut found: Vec<Group> = found
        .map(|(bucket, count)| Group {
            bucket,
            count,
            weight: damped(count),
        })
        .collect();
    found.sort_by_key(|group| group.bucket);
    found
}

/// Groups by bucket, each bucket once.
#[derive(Default)]
struct Bag {
    groups: Vec<Group>,
    /// Where the next word is merged.
    merged: Vec<Group>,
}

impl Bag {
    /// Adds the groups of a word, by bucket. Counts are added up in the order of the words, so that
    /// the sums are the same to the bit however a name is read.
    fn add(&mut self, word: &[Group]) {
        self.merged.clear();
        let mut before = self.groups.iter().peekable();
        for group in word {
            while let Some(earlier) = before.next_if(|one| one.bucket <= group.bucket) {
                self.merged.push(*earlier);
            }
            match self.merged.last_mut() {
                Some(last) if last.bucket == group.bucket => {
                    last.count += group.count;
                    last.weight = damped(last.count);
                }
                _ => self.merged.push(*group),
            }
        }
        self.merged.extend(before);
        std::mem::swap(&mut self.groups, &mut self.merged);
    }
}

/// Times rarity, of length 1.
fn weigh(bag: &mut [Group], rarities: &[f32]) {
    let mut squares = 0.0;
    for group in bag.iter_mut() {
        group.weight *= rarities[usize::from(group.bucket)];
        squares += group.weight * group.weight;
    }
    for group in bag {
        group.weight /= squares.sqrt().max(f32::MIN_POSITIVE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(language: &str, title: &str) -> Vec<String> {
        let (names, english) = (Names::of(language).unwrap(), Names::of("en").unwrap());
        let found = names.nearest(title, tokenize(title).iter());
        found
            .iter()
            .map(|(occupation, _)| english.line(*occupation).to_lowercase())
            .collect()
    }

    #[test]
    fn titles_have_english_names() {
        for (language, title, english) in [
            ("de", "Krankenpfleger", "nurse"),
            ("fr", "Comptable", "accountant"),
            ("pl", "Spawacz", "welder"),
            ("es", "Fontanero", "plumber"),
            ("it", "Saldatore", "welder"),
        ] {
            let found = nearest(language, title);
            assert!(found[0].contains(english), "{title}: {found:?}");
        }
    }

    /// As it was before words were kept: each name by itself, to the bit.
    #[test]
    fn a_name_weighs_as_it_does_by_itself() {
        for code in ["bg", "cs", "da", "de", "en", "fr", "hu", "nl", "ro"] {
            let names = Names::of(code).unwrap();
            let text = text(code).unwrap();
            let all = text.lines().flat_map(|line| line.split('|'));
            let named: Vec<&str> = all.filter(|name| !name.is_empty()).collect();
            assert!(named.len() <= usize::from(u16::MAX), "{code}");
            for (name, number) in named.into_iter().zip(0_u16..).step_by(97) {
                let mut counts: Vec<(u16, f32)> = tokenize(name)
                    .iter()
                    .flat_map(|token| groups(&lower(token.of(name))))
                    .collect();
                counts.sort_by_key(|(bucket, _)| *bucket);
                let mut bag: Vec<(u16, f32)> = Vec::new();
                for (bucket, count) in counts {
                    match bag.last_mut().filter(|(last, _)| *last == bucket) {
                        Some((_, sum)) => *sum += count,
                        None => bag.push((bucket, count)),
                    }
                }
                let weight = |(bucket, count): &(u16, f32)| {
                    damped(*count) * names.rarities[usize::from(*bucket)]
                };
                let length = bag
                    .iter()
                    .map(|one| weight(one).powi(2))
                    .sum::<f32>()
                    .sqrt();
                for one in &bag {
                    let mut posted = names.postings().of(usize::from(one.0));
                    if let Some((_, found)) = posted.find(|(known, _)| *known == number) {
                        assert_eq!(found, weight(one) / length, "{name}");
                    } else {
                        let posted = names.postings().of(usize::from(one.0));
                        assert_eq!(posted.count(), 0, "{name}");
                    }
                }
            }
        }
    }

    #[test]
    fn few_titles_are_found_as_many_are() {
        for (code, titles) in [
            (
                "en",
                "Senior Backend Engineer|nurse|Head of Sales, EMEA|the|welder welder|CFO",
            ),
            (
                "de",
                "Krankenpfleger (m/w/d)|Leiter Einkauf|Software-Entwickler|Lehrer",
            ),
            (
                "fr",
                "Comptable général|infirmière|chef de projet informatique",
            ),
            ("pl", "Spawacz|główna księgowa"),
        ] {
            let names = Names::of(code).unwrap();
            let mut near = 0;
            for title in titles.split('|') {
                let mut asked = Bag::default();
                for token in tokenize(title) {
                    asked.add(&groups_of(token.of(title)));
                }
                let mut asked = asked.groups;
                weigh(&mut asked, &names.rarities);
                asked.retain(|group| names.is_rare(group.bucket));
                let all = names.likeness_by_postings(&asked);
                let found = names.likeness_by_words(&asked);
                for (all, found) in all.into_iter().zip(found) {
                    if all >= LEAST_LIKENESS {
                        assert_eq!(found.to_bits(), all.to_bits(), "{title}");
                        near += 1;
                    } else {
                        assert!(found < LEAST_LIKENESS, "{title}");
                    }
                }
            }
            assert!(near > 0, "{code}");
        }
    }

    #[test]
    fn every_language_has_the_same_occupations_and_what_names_none_is_near_none() {
        let english = Names::of("en").unwrap().lines.len();
        for code in ["bg", "cs", "de", "el", "sv", "ro"] {
            if let Some(names) = Names::of(code) {
                assert_eq!(names.lines.len(), english, "{code}");
            }
        }
        assert_eq!(nearest("de", "Xqzv"), Vec::<String>::new());
        assert!(Names::of("xx").is_none() && Names::of("").is_none());
    }
}
