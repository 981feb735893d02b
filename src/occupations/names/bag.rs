//! Letter groups of words and names, and how they weigh.

use super::super::{damped, groups};
use crate::text::tokenize::lower;

/// A letter group of a word or a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Group {
    pub(super) bucket: u16,
    /// How often it stands.
    count: f32,
    /// [`damped`] of the count; in the end times rarity, in a bag of length 1.
    pub(super) weight: f32,
}

/// The groups of words, by their numbers.
#[derive(Default)]
pub(super) struct Words {
    groups: Vec<Group>,
    /// Where those of each word end.
    ends: Vec<u32>,
}

impl Words {
    /// Of words in small letters.
    pub(super) fn new<'t>(words: impl Iterator<Item = &'t str> + Clone) -> Self {
        let mut all = Self::default();
        // Room for all: what is not filled costs nothing.
        let letters: usize = words.clone().map(str::len).sum();
        all.groups.reserve(3 * letters);
        for word in words {
            let start = all.groups.len();
            all.groups.extend(parts(word));
            all.groups[start..].sort_by_key(|group| group.bucket);
            all.ends.push(all.groups.len() as u32);
        }
        all
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn groups(&self, word: u32) -> &[Group] {
        let word = word as usize;
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.groups[start as usize..self.ends[word] as usize]
    }
}

/// The groups of a word by bucket; one bucket may come more than once.
pub(super) fn groups_of(word: &str) -> Vec<Group> {
    let mut found: Vec<Group> = parts(&lower(word)).collect();
    found.sort_by_key(|group| group.bucket);
    found
}

/// The groups of a word in small letters, in the order of [`groups`].
fn parts(word: &str) -> impl Iterator<Item = Group> {
    let found = groups(word);
    // All groups of letters count the same.
    let counts = [0, 1].map(|at| found.get(at).map_or(0.0, |(_, count)| *count));
    let weights = counts.map(damped);
    let group = move |(at, (bucket, count))| Group {
        bucket,
        count,
        weight: weights[usize::from(at > 0)],
    };
    found.into_iter().enumerate().map(group)
}

/// Groups by bucket, each bucket once.
#[derive(Default)]
pub(super) struct Bag {
    pub(super) groups: Vec<Group>,
    /// Where the next word is merged.
    merged: Vec<Group>,
}

impl Bag {
    /// Adds the groups of a word, by bucket. Counts are added up in the order of the words, so that
    /// the sums are the same to the bit however a name is read.
    pub(super) fn add(&mut self, word: &[Group]) {
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
pub(super) fn weigh(bag: &mut [Group], rarities: &[f32]) {
    let mut squares = 0.0;
    for group in bag.iter_mut() {
        group.weight *= rarities[usize::from(group.bucket)];
        squares += group.weight * group.weight;
    }
    for group in bag {
        group.weight /= squares.sqrt().max(f32::MIN_POSITIVE);
    }
}
