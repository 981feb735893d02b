//! Near-duplicate texts: a sketch of each, and groups of those that are nearly the same.
//!
//! Broder, "On the resemblance and containment of documents", 1997, with one hash for each
//! shingle, as in Li, Owen and Zhang, "One permutation hashing", 2012, and empty places filled as
//! in Shrivastava and Li, "Densifying one permutation hashing via rotation", 2014.

use std::collections::BTreeMap;

use super::TermKey;

/// Hashes kept of each text.
const SIZE: usize = 64;
/// Words of a shingle.
const SHINGLE: usize = 3;
/// Share of equal hashes from which two texts are one person's CV.
const SAME_FROM: f64 = 0.6;
/// Hashes that must be equal in a row for two texts to be compared at all.
const BAND: usize = 4;
/// Different texts under one band that a further one is compared with: what many share there is
/// the form of a template.
const COMPARED: usize = 64;

/// The least hash of the text's shingles in each of several ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch([u64; SIZE]);

impl Sketch {
    /// Of a text's terms in their order.
    pub(crate) fn new(terms: impl Iterator<Item = TermKey>) -> Self {
        let mut least = [u64::MAX; SIZE];
        let mut before: [TermKey; SHINGLE - 1] = [0; SHINGLE - 1];
        for (at, term) in terms.enumerate() {
            if at >= SHINGLE - 1 {
                let [first, second] = before;
                let hash = mix(first.rotate_left(42) ^ second.rotate_left(21) ^ term);
                // The upper bits choose the place, the others are compared.
                let place = (hash >> (u64::BITS - SIZE.ilog2())) as usize;
                least[place] = least[place].min(hash);
            }
            before = [before[1], term];
        }
        let found = least;
        if found.iter().any(|hash| *hash != u64::MAX) {
            for (place, hash) in least.iter_mut().enumerate() {
                let mut steps = 0;
                while *hash == u64::MAX {
                    steps += 1;
                    let next = found[(place + steps) % SIZE];
                    if next != u64::MAX {
                        *hash = mix(next ^ steps as u64);
                    }
                }
            }
        }
        Self(least)
    }

    /// A number for each run of hashes of which one must be equal for two texts to be compared.
    pub(crate) fn bands(&self) -> impl Iterator<Item = u64> + '_ {
        let bands = self.0.chunks_exact(BAND).zip(0_u64..);
        let told = bands.filter(|(band, _)| band.iter().any(|hash| *hash != u64::MAX));
        told.map(|(band, number)| {
            let folded = band.iter().fold(number, |all, hash| mix(all ^ hash));
            mix(folded)
        })
    }

    /// Whether two texts are one person's CV.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.resemblance(other) >= SAME_FROM
    }

    /// Estimate of the share of shingles that two texts have in common, in [0, 1].
    pub(crate) fn resemblance(&self, other: &Self) -> f64 {
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
pub(crate) fn groups(sketches: &[&Sketch]) -> Vec<usize> {
    let mut joined = Joined::new(sketches.len());
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
                Some(&other) => joined.join(index, other),
                None if seen.len() < COMPARED => seen.push(index),
                None => {}
            }
        }
    }
    (0..sketches.len())
        .map(|index| joined.first(index))
        .collect()
}

/// Things of which some were found to be one: a forest in which each tree is a group.
#[derive(Debug, Clone)]
pub(crate) struct Joined(Vec<usize>);

impl Joined {
    /// `count` things, each by itself.
    pub(crate) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The first of the group that `index` is in.
    pub(crate) fn first(&mut self, mut index: usize) -> usize {
        let parent = &mut self.0;
        while parent[index] != index {
            parent[index] = parent[parent[index]];
            index = parent[index];
        }
        index
    }

    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn sketch(text: &str) -> Sketch {
        Sketch::new(tokenize(text).iter().map(|token| token.key))
    }

    fn words(word: &str, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|index| format!("{word}{index}")).collect();
        words.join(" ")
    }

    #[test]
    fn a_cv_with_another_line_is_the_same_and_another_cv_is_not() {
        let first = words("word", 200);
        let longer = format!("{first} and one further line at the end of it");
        let sketches = [
            sketch(&first),
            sketch(&words("term", 200)),
            sketch(&longer),
            sketch(""),
        ];
        assert!(sketches[0].resemblance(&sketches[2]) > 0.8);
        assert!(sketches[0].resemblance(&sketches[1]) < 0.1);
        assert_eq!(groups(&sketches.iter().collect::<Vec<_>>()), [0, 1, 0, 3]);
    }

    #[test]
    fn the_share_of_equal_hashes_is_that_of_common_shingles() {
        // Of n shared words and m of one's own, n - 2 shingles of n + 2 m - 2 are common.
        for (shared, own) in [(60, 20), (100, 100), (300, 30), (40, 0)] {
            let one = format!("{} {}", words("same", shared), words("mine", own));
            let other = format!("{} {}", words("same", shared), words("yours", own));
            let (shared, own) = (shared as f64, own as f64);
            let expected = (shared - 2.0) / (shared + 2.0 * own - 2.0);
            let estimated = sketch(&one).resemblance(&sketch(&other));
            // Two and a half standard errors.
            let error = 2.5 * (expected * (1.0 - expected) / SIZE as f64).sqrt();
            assert!(
                (estimated - expected).abs() <= error,
                "{estimated} {expected}"
            );
        }
    }

    #[test]
    fn a_form_that_thousands_share_does_not_make_the_search_quadratic() {
        // 45 of 100 words are the form's: below the bound, but bands often agree.
        let form = words("form", 45);
        let sketches: Vec<Sketch> = (0..3000)
            .map(|index| sketch(&format!("{form} {}", words(&format!("own{index}x"), 55))))
            .collect();
        let start = std::time::Instant::now();
        let groups = groups(&sketches.iter().collect::<Vec<_>>());
        let alone = groups
            .iter()
            .enumerate()
            .filter(|(at, first)| at == *first)
            .count();
        assert!(alone > 2900, "{alone}");
        assert!(start.elapsed().as_secs_f64() < 5.0, "{:?}", start.elapsed());
    }
}
