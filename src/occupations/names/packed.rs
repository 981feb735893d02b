//! The names of a language as they are compiled in: their words each once, and by number which of
//! them a name says.

use super::super::BUCKETS;
use super::bag::Words;
use crate::text::{TermMap, tokenize, tokenize::lower};

/// The names of one language as they come out of the archive.
#[derive(Debug, PartialEq)]
pub(super) struct Unpacked {
    /// In small letters, one a line.
    pub words: String,
    /// Of each name, its occupation.
    pub occupations: Vec<u32>,
    /// The words of all names, one behind the other, and where those of each name end.
    pub said: Vec<u32>,
    pub ends: Vec<u32>,
    /// By bucket: how many names hold it.
    pub holding: Vec<u16>,
}

impl Unpacked {
    /// Of lines, one an occupation, of names parted by `|`.
    fn of(text: &str) -> Self {
        let mut numbers: TermMap<u32> = TermMap::default();
        let mut words = String::new();
        let (mut occupations, mut said, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for (line, occupation) in text.lines().zip(0_u32..) {
            for name in line.split('|').filter(|name| !name.is_empty()) {
                occupations.push(occupation);
                for token in tokenize(name) {
                    let next = numbers.len() as u32;
                    said.push(*numbers.entry(token.key).or_insert_with(|| {
                        words.push_str(&lower(token.of(name)));
                        words.push('\n');
                        next
                    }));
                }
                ends.push(said.len() as u32);
            }
        }
        let taken_apart = Words::new(words.lines());
        let mut holding = vec![0_u16; BUCKETS];
        // The last name for which a bucket was counted, from 1.
        let mut counted = vec![0_u32; BUCKETS];
        let mut start = 0;
        for (end, number) in ends.iter().zip(1..) {
            for word in &said[start..*end as usize] {
                for group in taken_apart.groups(*word) {
                    let bucket = usize::from(group.bucket);
                    holding[bucket] += u16::from(counted[bucket] != number);
                    counted[bucket] = number;
                }
            }
            start = *end as usize;
        }
        Self {
            words,
            occupations,
            said,
            ends,
            holding,
        }
    }

    /// `None` of bytes that [`packed`] did not write.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let mut number = || {
            let (four, behind) = rest.split_first_chunk::<4>()?;
            rest = behind;
            Some(u32::from_le_bytes(*four) as usize)
        };
        let (words, names, said) = (number()?, number()?, number()?);
        let (words, rest) = rest.split_at_checked(words)?;
        let (per_name, rest) = rest.split_at_checked(2 * names)?;
        let (said, rest) = rest.split_at_checked(2 * said)?;
        let two = |bytes: &[u8; 2]| u16::from_le_bytes(*bytes);
        let holding: Vec<u16> = rest.as_chunks().0.iter().map(two).collect();
        let (mut occupation, mut end) = (0, 0);
        let (mut occupations, mut ends) = (Vec::with_capacity(names), Vec::with_capacity(names));
        for [further, words] in per_name.as_chunks().0 {
            occupation += u32::from(*further);
            end += u32::from(*words);
            occupations.push(occupation);
            ends.push(end);
        }
        (holding.len() == BUCKETS).then_some(Self {
            words: std::str::from_utf8(words).ok()?.to_owned(),
            occupations,
            said: said
                .as_chunks()
                .0
                .iter()
                .map(|word| u32::from(two(word)))
                .collect(),
            ends,
            holding,
        })
    }

    /// Little-endian: the lengths of what follows, the words, of each name by how much its
    /// occupation is further and how many words it has, the words said, the counts of buckets.
    ///
    /// `None` where a number has no room: more than 65,536 words, or 255 words in a name.
    fn bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        for length in [self.words.len(), self.occupations.len(), self.said.len()] {
            bytes.extend(u32::try_from(length).ok()?.to_le_bytes());
        }
        bytes.extend(self.words.as_bytes());
        let (mut occupation, mut start) = (0, 0);
        for (own, end) in self.occupations.iter().zip(&self.ends) {
            bytes.push(u8::try_from(own - occupation).ok()?);
            bytes.push(u8::try_from(end - start).ok()?);
            (occupation, start) = (*own, *end);
        }
        for word in &self.said {
            bytes.extend(u16::try_from(*word).ok()?.to_le_bytes());
        }
        bytes.extend(self.holding.iter().flat_map(|count| count.to_le_bytes()));
        Some(bytes)
    }
}

/// The names of a language as they are compiled in, of lines, one an occupation, of names parted by
/// `|`; `None` where there are more than the file has room for.
pub fn packed(text: &str) -> Option<Vec<u8>> {
    Unpacked::of(text).bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &str = "baker|Oven hand|pastry baker\n\nrye miller";

    #[test]
    fn names_come_back_as_they_were_packed() {
        let unpacked = Unpacked::of(NAMES);
        assert_eq!(unpacked.words, "baker\noven\nhand\npastry\nrye\nmiller\n");
        assert_eq!(unpacked.occupations, [0, 0, 0, 2]);
        assert_eq!(unpacked.said, [0, 1, 2, 3, 0, 4, 5]);
        assert_eq!(unpacked.ends, [1, 3, 5, 7]);
        // `<baker>` as a word stands in two names.
        assert_eq!(unpacked.holding.iter().max(), Some(&3));
        let bytes = packed(NAMES).unwrap();
        assert_eq!(Unpacked::read(&bytes), Some(unpacked));
        for length in 0..bytes.len() {
            assert_eq!(Unpacked::read(&bytes[..length]), None, "{length}");
        }
    }

    #[test]
    fn a_name_has_at_most_255_words_and_an_occupation_is_at_most_255_further() {
        for (words, lines, fits) in [(255, 255, true), (256, 1, false), (1, 256, false)] {
            let text = format!("{}{}", "\n".repeat(lines), "rye ".repeat(words));
            assert_eq!(packed(&text).is_some(), fits, "{words}, {lines}");
        }
    }
}
