//! What is known of words beforehand, whatever their language: made ready by the build.

use std::sync::LazyLock;

use super::class::ClassSet;
use super::labels::LineLabel;
use crate::text::{TermKey, pair_key};

/// Longest phrase that is known, in words.
pub(crate) const LONGEST_PHRASE: usize = 5;
/// Words of a longest heading.
const LONGEST_HEADING: usize = 6;
/// An ending begins at one of so many letters of its word, from the first.
const LATEST_CUT: usize = 14;
/// Beside the classes of a word: phrases begin with it.
const OPENS: u64 = 1 << 63;

/// Values by key, found at once.
#[derive(Debug, Clone, Default)]
struct Table {
    /// Sorted.
    keys: Vec<u64>,
    values: Vec<u64>,
    /// Where the keys of each bucket, by their first bits, start.
    buckets: Vec<u32>,
    shift: u32,
}

impl Table {
    /// `bytes` begin with the number of entries; what is behind them is left.
    fn read(bytes: &mut &[u8]) -> Self {
        let (count, rest) = bytes.split_first_chunk().unwrap_or((&[0; 4], &[]));
        let count = u32::from_le_bytes(*count) as usize;
        let (entries, rest) = rest.split_at(rest.len().min(count * 16));
        *bytes = rest;
        let (keys, values) = entries.split_at(entries.len() / 2);
        let numbers = |bytes: &[u8]| -> Vec<u64> {
            let (eights, _) = bytes.as_chunks::<8>();
            eights
                .iter()
                .map(|eight| u64::from_le_bytes(*eight))
                .collect()
        };
        let (keys, values) = (numbers(keys), numbers(values));
        let bits = count.next_power_of_two().ilog2().max(1);
        let shift = u64::BITS - bits;
        let mut buckets = vec![0_u32; (1 << bits) + 1];
        for key in &keys {
            buckets[(key >> shift) as usize + 1] += 1;
        }
        for at in 1..buckets.len() {
            buckets[at] += buckets[at - 1];
        }
        Self {
            keys,
            values,
            buckets,
            shift,
        }
    }

    fn get(&self, key: u64) -> Option<u64> {
        let bucket = (key >> self.shift) as usize;
        let range = self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize;
        let at = range.start + self.keys[range].iter().position(|known| *known == key)?;
        self.values.get(at).copied()
    }
}

/// The classes of words and phrases, and what headings open.
#[derive(Debug, Clone)]
pub struct Classes {
    words: Table,
    /// Classes of the words of a whole phrase, by its folded key.
    phrases: Table,
    /// What a line of exactly these words opens.
    headings: Table,
    /// Words that a heading is known without: `and`.
    joining: Table,
    /// Endings of words without spaces between them, and of words written as one.
    endings: Table,
}

impl Classes {
    /// Those that are compiled into the program.
    pub fn builtin() -> &'static Classes {
        static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
            let mut bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/classes.bin"));
            let mut table = || Table::read(&mut bytes);
            Classes {
                words: table(),
                phrases: table(),
                headings: table(),
                joining: table(),
                endings: table(),
            }
        });
        &CLASSES
    }

    /// What a heading of exactly these words opens.
    pub(crate) fn heading(&self, keys: &[TermKey]) -> Option<LineLabel> {
        if keys.is_empty() || keys.len() > LONGEST_HEADING {
            return None;
        }
        let keys = keys.iter().copied();
        let telling = keys.filter(|key| self.joining.get(*key).is_none());
        let label = self.headings.get(telling.reduce(pair_key)?)?;
        LineLabel::of(u8::try_from(label).ok()?)
    }

    /// The classes of one word.
    pub(crate) fn word(&self, key: TermKey) -> ClassSet {
        ClassSet(self.words.get(key).unwrap_or_default() & !OPENS)
    }

    /// Whether a phrase may begin with the word.
    pub(crate) fn opens(&self, key: TermKey) -> bool {
        self.words.get(key).is_some_and(|value| value & OPENS != 0)
    }

    /// The classes of a whole phrase.
    pub(crate) fn phrase(&self, keys: &[TermKey]) -> ClassSet {
        let key = keys.iter().copied().reduce(pair_key);
        ClassSet(
            key.and_then(|key| self.phrases.get(key))
                .unwrap_or_default(),
        )
    }

    /// The classes of the longest known ending of `word`, in small letters; of all known ends
    /// and beginnings where words have no spaces between them.
    pub(crate) fn ending(&self, word: &str, is_unspaced: bool) -> ClassSet {
        let mut found = ClassSet::NONE;
        if is_unspaced {
            for (at, _) in word.char_indices().take(LATEST_CUT) {
                for part in [&word[at..], &word[..at]] {
                    let key = part.chars().rev().fold(0, ending_key);
                    found = found.with(ClassSet(self.endings.get(key).unwrap_or_default()));
                }
            }
            return found;
        }
        let count = word.chars().count();
        let mut key = 0;
        for (behind, letter) in word.chars().rev().enumerate() {
            // The whole word is no ending.
            let cut = count - behind - 1;
            key = ending_key(key, letter);
            if (1..=LATEST_CUT).contains(&cut)
                && let Some(classes) = self.endings.get(key)
            {
                found = ClassSet(classes);
            }
        }
        found
    }
}

/// The key of an ending, from that of the ending without its first letter.
fn ending_key(key: u64, letter: char) -> u64 {
    pair_key(key, u64::from(letter))
}
