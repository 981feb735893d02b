//! Maps and sets by term: their keys are hashes already and are not hashed again.

use std::hash::{BuildHasherDefault, Hasher};

use hashbrown::{HashMap, HashSet};

use super::tokenize::TermKey;

/// A map by term key. Its order is not that of the text: never iterate into output.
pub type TermMap<V> = HashMap<TermKey, V, BuildHasherDefault<TermHasher>>;
/// A set of term keys.
pub type TermSet = HashSet<TermKey, BuildHasherDefault<TermHasher>>;

/// Hands a [`TermKey`] through as its own hash.
#[derive(Debug, Clone, Copy, Default)]
pub struct TermHasher(u64);

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
