//! Letter groups of words and names, and how they weigh.

use std::ops::Range;

use super::super::{damped, groups};
use crate::text::{TermKey, TermMap, tokenize::lower};

/// A letter group of a word or a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Group {
    pub(super) bucket: u16,
    /// How often it stands.
    count: f32,
    /// [`damped`] of the count; in the end times rarity, in a bag of length 1.
    pub(super) weight: f32,
}

/// The groups of words that were met.
#[derive(Default)]
pub(super) struct Words {
    groups: Vec<Group>,
    /// Of each word.
    pub(super) ranges: Vec<Range<usize>>,
    numbers: TermMap<u32>,
}

impl Words {
    /// The number of a word; one that is new is taken apart.
    pub(super) fn number(&mut self, key: TermKey, word: &str) -> u32 {
        let (groups, ranges) = (&mut self.groups, &mut self.ranges);
        *self.numbers.entry(key).or_insert_with(|| {
            let start = groups.len();
            groups.extend(groups_of(word));
            ranges.push(start..groups.len());
            ranges.len() as u32 - 1
        })
    }

    pub(super) fn groups(&self, word: u32) -> &[Group] {
        &self.groups[self.ranges[word as usize].clone()]
    }
}

/// The groups of a word by bucket; one bucket may come more than once.
pub(super) fn groups_of(word: &str) -> Vec<Group> {
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
