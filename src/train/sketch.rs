//! Near-duplicate texts: a sketch of each, and groups of those that are nearly the same.
//!
//! Broder, "On the resemblance and containment of documents", 1997.

use std::collections::BTreeMap;

use crate::text::TermKey;

/// Hashes kept of each text.
const SIZE: usize = 64;
/// Words of a shingle.
const SHINGLE: usize = 3;
/// Share of equal hashes from which two texts are one person's CV.
const SAME_FROM: f64 = 0.6;
/// Hashes that must be equal in a row for two texts to be compared at all.
const BAND: usize = 4;

/// Least hash of the text's shingles under each of several hash functions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch([u64; SIZE]);

impl Sketch {
    /// Of a text's terms in their order.
    pub fn new(terms: impl Iterator<Item = TermKey>) -> Self {
        let terms: Vec<u64> = terms.map(mix).collect();
        let mut least = [u64::MAX; SIZE];
        for shingle in terms.windows(SHINGLE) {
            let joined = shingle
                .iter()
                .fold(0u64, |sum, term| mix(sum.rotate_left(7) ^ term));
            for (function, least) in least.iter_mut().enumerate() {
                *least = (*least).min(mix(joined ^ mix(function as u64 + 1)));
            }
        }
        Self(least)
    }

    /// Estimate of the share of shingles that two texts have in common, in [0, 1].
    pub fn resemblance(&self, other: &Self) -> f64 {
        let equal = self.0.iter().zip(&other.0).filter(|(a, b)| a == b);
        equal.count() as f64 / SIZE as f64
    }
}

/// The finaliser of SplitMix64.
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// A group's number for each sketch; nearly equal texts share one, numbers go by first place.
pub fn groups(sketches: &[&Sketch]) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..sketches.len()).collect();
    for band in 0..SIZE / BAND {
        let mut first: BTreeMap<&[u64], Vec<usize>> = BTreeMap::new();
        for (index, sketch) in sketches.iter().enumerate() {
            let key = &sketch.0[band * BAND..(band + 1) * BAND];
            if key.iter().all(|hash| *hash == u64::MAX) {
                continue;
            }
            let seen = first.entry(key).or_default();
            let alike = seen
                .iter()
                .find(|&&other| sketches[other].resemblance(sketch) >= SAME_FROM);
            match alike {
                Some(&other) => {
                    let (a, b) = (root(&mut parent, index), root(&mut parent, other));
                    parent[a.max(b)] = a.min(b);
                }
                None => seen.push(index),
            }
        }
    }
    (0..sketches.len())
        .map(|index| root(&mut parent, index))
        .collect()
}

fn root(parent: &mut [usize], mut index: usize) -> usize {
    while parent[index] != index {
        parent[index] = parent[parent[index]];
        index = parent[index];
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn sketch(text: &str) -> Sketch {
        Sketch::new(tokenize(text).iter().map(|token| token.key))
    }

    #[test]
    fn a_cv_with_another_line_is_the_same_and_another_cv_is_not() {
        let words: Vec<String> = (0..200).map(|index| format!("word{index}")).collect();
        let first = words.join(" ");
        let longer = format!("{first} and one further line at the end of it");
        let other: Vec<String> = (0..200).map(|index| format!("term{index}")).collect();
        let sketches = [
            sketch(&first),
            sketch(&other.join(" ")),
            sketch(&longer),
            sketch(""),
        ];
        assert!(sketches[0].resemblance(&sketches[2]) > 0.8);
        assert!(sketches[0].resemblance(&sketches[1]) < 0.1);
        assert_eq!(groups(&sketches.iter().collect::<Vec<_>>()), [0, 1, 0, 3]);
    }
}
