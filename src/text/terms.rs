//! Maps and sets by term: their keys are hashes already and are not hashed again.

use std::hash::{BuildHasherDefault, Hasher};

use hashbrown::{HashMap, HashSet};

use super::tokenize::TermKey;

/// A map by term key. Its order is not that of the text: never iterate into output.
pub(crate) type TermMap<V> = HashMap<TermKey, V, BuildHasherDefault<TermHasher>>;
/// A set of term keys.
pub(crate) type TermSet = HashSet<TermKey, BuildHasherDefault<TermHasher>>;

/// Hands a [`TermKey`] through as its own hash.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TermHasher(u64);

impl Hasher for TermHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }

    /// Term keys never come this way; other keys are folded in all the same.
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }
}

/// Settles for most words, in one load, that they are none of some terms.
///
/// With 500 terms in 64 `WORDS`, half a kilobyte, one word in eight passes for nothing.
#[derive(Debug, Clone)]
pub(crate) struct TermFilter<const WORDS: usize = 64> {
    bits: [u64; WORDS],
}

impl<const WORDS: usize> TermFilter<WORDS> {
    /// Whether `key` may be among the terms; false is certain.
    pub(crate) fn may_hold(&self, key: TermKey) -> bool {
        let (word, bit) = Self::place(key);
        self.bits[word] & bit != 0
    }

    pub(crate) fn insert(&mut self, key: TermKey) {
        let (word, bit) = Self::place(key);
        self.bits[word] |= bit;
    }

    fn place(key: TermKey) -> (usize, u64) {
        ((key >> 6) as usize % WORDS, 1 << (key & 63))
    }
}

/// Holds no term.
impl<const WORDS: usize> Default for TermFilter<WORDS> {
    fn default() -> Self {
        Self { bits: [0; WORDS] }
    }
}

impl<const WORDS: usize> FromIterator<TermKey> for TermFilter<WORDS> {
    fn from_iter<I: IntoIterator<Item = TermKey>>(keys: I) -> Self {
        let mut filter = Self::default();
        keys.into_iter().for_each(|key| filter.insert(key));
        filter
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::term_key;

    #[test]
    fn a_filter_holds_what_was_put_in_and_little_else() {
        let filter: TermFilter = (0..300).map(|n| term_key(&format!("in{n}"))).collect();
        assert!((0..300).all(|n| filter.may_hold(term_key(&format!("in{n}")))));
        let passed = (0..1000)
            .filter(|n| filter.may_hold(term_key(&format!("out{n}"))))
            .count();
        assert!(passed < 150, "{passed}");
    }
}
