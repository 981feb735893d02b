//! Where words of work lie among occupations: what two texts about work have in common when they
//! share no word.
//!
//! Made by `models/occupations` of the names of some 3,000 occupations in 21 languages (ESCO), of
//! the names, descriptions and tools of 1,000 (O*NET) and of positions as CVs tell them: each is one
//! document, and the leading directions of the matrix of documents and letter groups are kept
//! (latent semantic analysis; Deerwester et al. 1990). A word is the sum of its letter groups,
//! hashed, so that words never seen have a place as well.

mod names;

use std::cell::RefCell;
use std::hash::Hasher;
use std::sync::LazyLock;

use crate::text::{TermHasher, TermMap, Token, term_key, tokenize, tokenize::lower};
pub use names::packed as packed_names;
pub(crate) use names::{nearest, shared};

/// Places for letter groups.
pub const BUCKETS: usize = 1 << 15;
/// Directions that are kept.
pub const DIMENSIONS: usize = 96;
/// Letters of the groups of a word.
const GROUPS: std::ops::RangeInclusive<usize> = 3..=5;
/// Words kept ready by each thread.
const KEPT_WORDS: usize = 1 << 13;

/// One number a direction.
pub type Place = [f32; DIMENSIONS];

/// The table: of each bucket the scale of its place, and the place; and how the occupations
/// themselves lie, by the language in which they are named.
pub(crate) struct Space {
    scales: Vec<f32>,
    places: &'static [u8],
    references: Vec<Reference>,
}

/// How the occupations lie, as one language names them.
struct Reference {
    /// ISO 639-1; [`ALL`] for all languages together.
    language: [u8; 2],
    mean: Place,
    covariance: Vec<Place>,
}

/// The first reference, for languages that have none of their own.
pub const ALL: [u8; 2] = *b"**";

/// A language as the table numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language(usize);

/// A text among occupations.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    /// Of length 1.
    place: Place,
    /// How the occupations lie from here, as some languages name them.
    seen: Vec<(Language, Seen)>,
}

/// Cosines with all occupations.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seen {
    mean: f32,
    deviation: f32,
}

/// The buckets of a word in small letters with their weights: the word itself, and groups of its
/// letters.
pub fn groups(word: &str) -> Vec<(u16, f32)> {
    let bucket = |mark: u8, letters: &str| {
        let mut hasher = TermHasher::default();
        hasher.write_u64(term_key(letters) ^ u64::from(mark));
        // The upper bits are the better mixed ones.
        (hasher.finish().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BUCKETS.trailing_zeros()))
            as u16
    };
    let mut bounded = String::with_capacity(word.len() + 2);
    bounded.push('<');
    bounded.push_str(word);
    bounded.push('>');
    // A letter has at most as many groups as there are sizes.
    let mut found = Vec::with_capacity(1 + GROUPS.count() * bounded.len());
    found.push((bucket(1, word), 1.0));
    for size in GROUPS {
        let starts = bounded.char_indices().map(|(at, _)| at);
        let ends = bounded
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        let parts = starts.zip(ends.skip(size - 1));
        found.extend(parts.map(|(start, end)| (bucket(0, &bounded[start..end]), 0.0)));
    }
    let weight = 1.0 / ((found.len() - 1).max(1) as f32).sqrt();
    for (_, part) in &mut found[1..] {
        *part = weight;
    }
    found
}

/// The weight of a group that counts so much in a text: rises ever more slowly.
pub fn damped(count: f32) -> f32 {
    (1.0 + 3.0 * count).ln()
}

impl Space {
    /// The table compiled into the program.
    pub(crate) fn builtin() -> &'static Space {
        static BUILTIN: LazyLock<Space> = LazyLock::new(|| {
            Space::from_bytes(include_bytes!("../../models/occupations.bin"))
                .expect("the built-in table is tested to load")
        });
        &BUILTIN
    }

    /// A table as [`to_bytes`] writes it; `None` where it has another size.
    pub(crate) fn from_bytes(bytes: &'static [u8]) -> Option<Self> {
        let numbers = |bytes: &[u8]| -> Vec<f32> {
            let four = bytes.chunks_exact(4);
            four.map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
                .collect()
        };
        let (scales, rest) = bytes.split_at_checked(4 * BUCKETS)?;
        let (places, rest) = rest.split_at_checked(BUCKETS * DIMENSIONS)?;
        let size = 2 + 4 * DIMENSIONS * (1 + DIMENSIONS);
        if rest.is_empty() || rest.len() % size != 0 {
            return None;
        }
        let references = rest.chunks_exact(size).filter_map(|reference| {
            let (language, moments) = reference.split_at(2);
            let moments = numbers(moments);
            let rows = moments.chunks_exact(DIMENSIONS);
            let mut rows = rows.filter_map(|row| Place::try_from(row).ok());
            Some(Reference {
                language: language.try_into().ok()?,
                mean: rows.next()?,
                covariance: rows.collect(),
            })
        });
        Some(Self {
            scales: numbers(scales),
            places,
            references: references.collect(),
        })
    }

    /// The reference for a language (ISO 639-1).
    pub(crate) fn language(&self, code: &str) -> Language {
        let mut references = self.references.iter();
        let own = references.position(|reference| reference.language == *code.as_bytes());
        Language(own.unwrap_or(0))
    }

    /// Every language that has a reference.
    pub(crate) fn languages(&self) -> impl Iterator<Item = Language> + Clone + use<> {
        (0..self.references.len()).map(Language)
    }

    /// The sum of a word's groups.
    fn word(&self, word: &str) -> Place {
        let mut sum = [0.0; DIMENSIONS];
        for (bucket, count) in groups(word) {
            let at = usize::from(bucket);
            let scale = self.scales[at] * damped(count);
            let place = &self.places[at * DIMENSIONS..(at + 1) * DIMENSIONS];
            for (sum, part) in sum.iter_mut().zip(place) {
                *sum += scale * f32::from(*part as i8);
            }
        }
        sum
    }

    /// Where words of a text lie, to be compared with texts in `languages`; `None` without words.
    pub(crate) fn place<'t>(
        &'static self,
        text: &str,
        tokens: impl Iterator<Item = &'t Token>,
        languages: impl Iterator<Item = Language>,
    ) -> Option<Placed> {
        self.placed(self.sum(text, tokens), languages)
    }

    /// Where occupations lie by their English names; `None` of none.
    pub(crate) fn place_of_occupations(
        &'static self,
        occupations: &[(u32, f32)],
    ) -> Option<Placed> {
        let mut place = [0.0; DIMENSIONS];
        for (occupation, share) in occupations {
            let names = names::in_english(*occupation);
            let own = unit(self.sum(names, tokenize(names).iter()))?;
            for (sum, part) in place.iter_mut().zip(&own) {
                *sum += share * part;
            }
        }
        self.placed(place, [self.language("en")].into_iter())
    }

    /// The sum of the words' places.
    fn sum<'t>(&'static self, text: &str, tokens: impl Iterator<Item = &'t Token>) -> Place {
        thread_local! {
            static KEPT: RefCell<TermMap<Place>> = RefCell::default();
        }
        let mut sum = [0.0; DIMENSIONS];
        KEPT.with_borrow_mut(|kept| {
            if kept.len() > KEPT_WORDS {
                kept.clear();
            }
            for token in tokens {
                let word = kept
                    .entry(token.key)
                    .or_insert_with(|| self.word(&lower(token.of(text))));
                for (sum, part) in sum.iter_mut().zip(word) {
                    *sum += *part;
                }
            }
        });
        sum
    }

    fn placed(&self, place: Place, languages: impl Iterator<Item = Language>) -> Option<Placed> {
        let place = unit(place)?;
        let seen = languages
            .filter_map(|language| Some((language, self.references.get(language.0)?.seen(&place))))
            .collect();
        Some(Placed { place, seen })
    }
}

/// The same direction with length 1; `None` of nothing.
fn unit(mut place: Place) -> Option<Place> {
    let length = product(&place, &place).sqrt();
    if length <= 0.0 {
        return None;
    }
    for part in &mut place {
        *part /= length;
    }
    Some(place)
}

impl Reference {
    fn seen(&self, place: &Place) -> Seen {
        // Row by row, so that the sums of all directions grow side by side.
        let mut spread = [0.0; DIMENSIONS];
        for (row, weight) in self.covariance.iter().zip(place) {
            for (sum, part) in spread.iter_mut().zip(row) {
                *sum += weight * part;
            }
        }
        Seen {
            mean: product(place, &self.mean),
            deviation: product(place, &spread).max(LEAST_VARIANCE).sqrt(),
        }
    }
}

/// Keeps a place along which no occupation differs from being infinitely near to something.
const LEAST_VARIANCE: f32 = 1e-4;

fn product(one: &Place, other: &Place) -> f32 {
    // Eight sums side by side.
    let mut sums = [0.0_f32; 8];
    for (one, other) in one.chunks_exact(8).zip(other.chunks_exact(8)) {
        for (sum, (one, other)) in sums.iter_mut().zip(one.iter().zip(other)) {
            *sum += one * other;
        }
    }
    sums.iter().sum()
}

impl Placed {
    /// How much nearer a text in one language lies to another in `others` than to the occupations
    /// in general, as each language names them, in standard deviations of the cosine: the mean of
    /// what each of the two sees. `None` where one was not placed for the other's language.
    ///
    /// A plain cosine rises with the length of both texts, and falls between two languages.
    pub(crate) fn nearness(&self, own: Language, other: &Self, others: Language) -> Option<f64> {
        let cosine = product(&self.place, &other.place);
        let seen = |from: &Self, language| {
            let mut known = from.seen.iter();
            let (_, seen) = known.find(|(known, _)| *known == language)?;
            Some(f64::from((cosine - seen.mean) / seen.deviation))
        };
        Some((seen(self, others)? + seen(other, own)?) / 2.0)
    }
}

/// The bytes of a table: places of the buckets, and by language the places of the occupations,
/// each of length 1; the first language is [`ALL`].
pub fn to_bytes(places: &[Place], references: &[([u8; 2], Vec<Place>)]) -> Vec<u8> {
    let largest = |place: &Place| {
        place
            .iter()
            .fold(0.0_f32, |most, part| most.max(part.abs()))
    };
    let scales: Vec<f32> = places.iter().map(|place| largest(place) / 127.0).collect();
    let mut bytes: Vec<u8> = scales.iter().flat_map(|one| one.to_le_bytes()).collect();
    for (place, scale) in places.iter().zip(&scales) {
        let whole = |part: &f32| {
            if *scale > 0.0 {
                (part / scale).round() as i8 as u8
            } else {
                0
            }
        };
        bytes.extend(place.iter().map(whole));
    }
    for (language, occupations) in references {
        bytes.extend(language);
        let moments = moments(occupations);
        bytes.extend(moments.iter().flat_map(|moment| moment.to_le_bytes()));
    }
    bytes
}

/// The mean, then the covariance row by row.
fn moments(occupations: &[Place]) -> Vec<f32> {
    let count = occupations.len().max(1) as f64;
    let mean: [f64; DIMENSIONS] = std::array::from_fn(|at| {
        let parts = occupations.iter().map(|place| f64::from(place[at]));
        parts.sum::<f64>() / count
    });
    let mut covariance = vec![[0.0_f64; DIMENSIONS]; DIMENSIONS];
    for place in occupations {
        let apart: [f64; DIMENSIONS] = std::array::from_fn(|at| f64::from(place[at]) - mean[at]);
        for (row, one) in covariance.iter_mut().zip(&apart) {
            for (sum, other) in row.iter_mut().zip(&apart) {
                *sum += one * other / count;
            }
        }
    }
    let all = mean.iter().chain(covariance.iter().flatten());
    all.map(|moment| *moment as f32).collect()
}

/// The place of a text in a table that is being made: `places` of the buckets.
pub fn place_in(places: &[Place], words: impl Iterator<Item = String>) -> Option<Place> {
    let mut sum = [0.0; DIMENSIONS];
    for word in words {
        for (bucket, count) in groups(&word) {
            for (sum, part) in sum.iter_mut().zip(&places[usize::from(bucket)]) {
                *sum += damped(count) * part;
            }
        }
    }
    unit(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn nearness(one: (&str, &str), other: (&str, &str)) -> f64 {
        let space = Space::builtin();
        let placed = |(_, text): (&str, &'static str)| {
            space.place(text, tokenize(text).leak().iter(), space.languages())
        };
        let leaked = |(language, text): (&str, &str)| {
            (
                space.language(language),
                String::leak(text.to_owned()) as &'static str,
            )
        };
        let ((own, one), (others, other)) = (leaked(one), leaked(other));
        let (one, other) = (placed(("", one)).unwrap(), placed(("", other)).unwrap());
        one.nearness(own, &other, others).unwrap()
    }

    #[test]
    fn work_that_shares_no_word_is_near() {
        let ledgers = (
            "en",
            "reconciled ledgers, prepared tax returns and financial statements",
        );
        let wards = (
            "en",
            "gave medication and wound care to patients on a surgical ward",
        );
        let books = (
            "en",
            "Accountant for tax, audit and monthly financial statements",
        );
        assert!(nearness(books, ledgers) > nearness(books, wards));
        let nurse = ("en", "Registered Nurse");
        assert!(nearness(nurse, wards) > nearness(nurse, ledgers));
    }

    #[test]
    fn saying_it_twice_moves_nothing_and_no_word_has_no_place() {
        let (once, twice) = (("en", "bakes bread"), ("en", "bakes bread bakes bread"));
        assert!((nearness(once, twice) - nearness(once, once)).abs() < 1e-3);
        let space = Space::builtin();
        assert_eq!(space.place("", [].iter(), space.languages()), None);
    }

    #[test]
    fn a_table_of_another_size_is_refused() {
        let bytes = include_bytes!("../../models/occupations.bin");
        assert!(Space::from_bytes(&bytes[1..]).is_none());
        assert!(Space::from_bytes(&bytes[..bytes.len() - 4]).is_none());
        assert!(Space::from_bytes(&[]).is_none());
    }

    #[test]
    fn a_place_seen_from_occupations_has_their_mean_and_deviation() {
        // Two occupations along the first direction, at both its ends.
        let along =
            |first: f32| -> Place { std::array::from_fn(|at| if at == 0 { first } else { 0.0 }) };
        let references = [
            (ALL, vec![along(1.0), along(-1.0)]),
            (*b"de", vec![along(1.0), along(1.0)]),
        ];
        let space = Space::from_bytes(to_bytes(&vec![along(0.5); BUCKETS], &references).leak());
        let space = Box::leak(Box::new(space.unwrap()));
        let (all, german) = (space.language("xx"), space.language("de"));
        assert_eq!((all, german), (Language(0), Language(1)));
        let placed = space.placed(along(3.0), space.languages()).unwrap();
        let seen = |mean, deviation| Seen { mean, deviation };
        let least = LEAST_VARIANCE.sqrt();
        let expected = vec![(all, seen(0.0, 1.0)), (german, seen(1.0, least))];
        assert_eq!(
            placed,
            Placed {
                place: along(1.0),
                seen: expected
            }
        );
        assert_eq!(placed.nearness(all, &placed, all), Some(1.0));
        assert_eq!(placed.nearness(german, &placed, all), Some(0.5));
        let text = "bread";
        let word = space
            .place(text, tokenize(text).iter(), [german].into_iter())
            .unwrap();
        assert_eq!(word.nearness(all, &placed, all), None);
    }
}
