//! The parts that words of dates play, and the table of the words by their keys.
//!
//! A word is looked up by its key; one word may play several parts (French
//! `sept` is a number and, cut short, a month).

use std::sync::LazyLock;

use crate::languages::{Key, key};
use crate::text::tokenize::lower;
use crate::text::{TermKey, term_key, tokenize};

/// Parts a word can play, as bits.
pub(super) mod role {
    /// Divides start and end: `to`, `bis`, `по`.
    pub(crate) const TO: u32 = 1;
    /// Divides them only after [`BETWEEN`].
    pub(crate) const AND: u32 = 1 << 1;
    pub(crate) const BETWEEN: u32 = 1 << 2;
    /// Opens a range without an end: `since`, `seit`.
    pub(crate) const SINCE: u32 = 1 << 3;
    /// Stands before a date in prose: `in`, `from`, `im`.
    pub(crate) const BEFORE: u32 = 1 << 4;
    /// An open end: `present`, `heute`.
    pub(crate) const OPEN: u32 = 1 << 5;
    /// First word of an open end of several words.
    pub(crate) const OPEN_PHRASE: u32 = 1 << 6;
    /// May stand inside a date: `of`, `de`, `the`.
    pub(crate) const FILLER: u32 = 1 << 7;
    /// `th`, `er` behind a day.
    pub(crate) const ORDINAL: u32 = 1 << 8;
    /// `r.`, `г.`, `года` behind a year.
    pub(crate) const YEAR_MARK: u32 = 1 << 9;
    /// Software and the like that carries a year as its version.
    pub(crate) const PRODUCT: u32 = 1 << 10;
    /// The same, but also a job, a place or a plain word (`Server`, `Office`).
    pub(crate) const WEAK_PRODUCT: u32 = 1 << 20;
    /// Before a product: `Microsoft`.
    pub(crate) const MAKER: u32 = 1 << 21;
    /// Behind a product's year: `R2`, `SP1`.
    pub(crate) const RELEASE: u32 = 1 << 11;
    /// What is counted or paid: `employees`, `USD`.
    pub(crate) const COUNTED: u32 = 1 << 12;
    /// Before a count: `over`, `than`.
    pub(crate) const ABOUT: u32 = 1 << 13;
    pub(crate) const PLUS: u32 = 1 << 14;
    pub(crate) const HALF: u32 = 1 << 15;
    /// Behind a duration that is an age.
    pub(crate) const OLD: u32 = 1 << 16;
    /// Joins years and months: `and`, `und`.
    pub(crate) const JOIN: u32 = 1 << 17;
    /// Before a post code: `NSW`.
    pub(crate) const REGION: u32 = 1 << 18;
    /// `a`, `eine`: a number only before a unit or a half.
    pub(crate) const ARTICLE: u32 = 1 << 19;
    /// [`SINCE`] behind its date: `2015 alkaen`.
    pub(crate) const SINCE_BEHIND: u32 = 1 << 22;
    /// One of [`super::ROMAN`].
    pub(crate) const ROMAN: u32 = 1 << 23;
}

/// What a duration is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Unit {
    #[default]
    None,
    Year,
    Month,
    Week,
}

/// The parts one word plays; all zero for a word that has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Entry {
    pub roles: u32,
    /// 1 to 12, or 0.
    pub month: u8,
    /// First and last month of a season, a quarter or a half-year, or 0.
    pub season: (u8, u8),
    /// 1 to 90, or 0.
    pub number: u8,
    pub unit: Unit,
    /// The first year of an era by which years are counted, or 0.
    pub era: u16,
}

impl Entry {
    pub(super) fn is(&self, roles: u32) -> bool {
        self.roles & roles != 0
    }

    /// Whether a mention can begin with this word.
    fn leads(&self) -> bool {
        self.month != 0
            || self.season.0 != 0
            || self.number != 0
            || self.era != 0
            || self.unit == Unit::Month
            || self.is(role::SINCE | role::ROMAN | role::OPEN | role::HALF | role::ARTICLE)
    }
}

const MONTHS: [Key; 12] = [
    key::DATES_JANUARY,
    key::DATES_FEBRUARY,
    key::DATES_MARCH,
    key::DATES_APRIL,
    key::DATES_MAY,
    key::DATES_JUNE,
    key::DATES_JULY,
    key::DATES_AUGUST,
    key::DATES_SEPTEMBER,
    key::DATES_OCTOBER,
    key::DATES_NOVEMBER,
    key::DATES_DECEMBER,
];

/// Months as numerals.
pub(super) const ROMAN: [&str; 12] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
];

/// Seasons, quarters and half-years with their months. Winter is that of the
/// academic calendar, at the head of its year.
const SEASONS: &[((u8, u8), Key)] = &[
    ((3, 5), key::DATES_SPRING),
    ((6, 8), key::DATES_SUMMER),
    ((9, 11), key::DATES_AUTUMN),
    ((1, 3), key::DATES_WINTER),
    ((1, 3), key::DATES_FIRST_QUARTER),
    ((4, 6), key::DATES_SECOND_QUARTER),
    ((7, 9), key::DATES_THIRD_QUARTER),
    ((10, 12), key::DATES_FOURTH_QUARTER),
    ((1, 6), key::DATES_FIRST_HALF_YEAR),
    ((7, 12), key::DATES_SECOND_HALF_YEAR),
];

/// Number words; `sept` is also a month, `a` and `un` are articles.
const NUMBERS: &[(u8, Key)] = &[
    (1, key::DATES_ONE),
    (2, key::DATES_TWO),
    (3, key::DATES_THREE),
    (4, key::DATES_FOUR),
    (5, key::DATES_FIVE),
    (6, key::DATES_SIX),
    (7, key::DATES_SEVEN),
    (8, key::DATES_EIGHT),
    (9, key::DATES_NINE),
    (10, key::DATES_TEN),
    (11, key::DATES_ELEVEN),
    (12, key::DATES_TWELVE),
    (13, key::DATES_THIRTEEN),
    (14, key::DATES_FOURTEEN),
    (15, key::DATES_FIFTEEN),
    (16, key::DATES_SIXTEEN),
    (17, key::DATES_SEVENTEEN),
    (18, key::DATES_EIGHTEEN),
    (19, key::DATES_NINETEEN),
    (20, key::DATES_TWENTY),
    (30, key::DATES_THIRTY),
    (40, key::DATES_FORTY),
];

/// Eras with their first year.
const ERAS: &[(u16, Key)] = &[
    (1912, key::DATES_ERA_1912),
    (1926, key::DATES_ERA_1926),
    (1989, key::DATES_ERA_1989),
    (2019, key::DATES_ERA_2019),
];

const UNITS: &[(Unit, Key)] = &[
    (Unit::Year, key::DATES_YEAR),
    (Unit::Month, key::DATES_MONTH),
    (Unit::Week, key::DATES_WEEK),
];

/// Parts of words; a word may play several.
const ROLES: &[(u32, Key)] = &[
    (role::TO, key::DATES_TO),
    (role::AND, key::DATES_AND_IN_A_RANGE),
    (role::AND | role::JOIN, key::DATES_AND),
    (role::JOIN, key::DATES_AND_IN_A_LENGTH),
    (role::BETWEEN, key::DATES_BETWEEN),
    (role::SINCE, key::DATES_SINCE),
    (role::SINCE_BEHIND, key::DATES_SINCE_BEHIND),
    (role::BEFORE, key::DATES_BEFORE_A_DATE),
    (role::OPEN, key::DATES_OPEN),
    (role::FILLER, key::DATES_INSIDE_A_DATE),
    (role::ORDINAL, key::DATES_ORDINAL),
    (role::YEAR_MARK, key::DATES_YEAR_MARK),
    (role::PRODUCT, key::DATES_PRODUCT),
    (role::WEAK_PRODUCT, key::DATES_PRODUCT_OR_WORD),
    (role::MAKER, key::DATES_MAKER),
    (role::RELEASE, key::DATES_RELEASE),
    (role::COUNTED, key::DATES_COUNTED),
    (role::ABOUT, key::DATES_BEFORE_A_COUNT),
    (role::PLUS, key::DATES_PLUS),
    (role::HALF, key::DATES_HALF),
    (role::OLD, key::DATES_OLD),
    (role::REGION, key::DATES_REGION),
    (role::ARTICLE, key::DATES_ARTICLE),
];

/// The keys of one open end of several words.
#[derive(Debug)]
pub(super) struct Phrase {
    pub keys: Vec<TermKey>,
}

/// Every word by its key; a bit table before it turns most words away.
#[derive(Debug)]
pub(super) struct Words {
    leading: Bits,
    known: Bits,
    slots: Vec<(TermKey, Entry)>,
    /// Longest first.
    pub open_phrases: Vec<Phrase>,
    /// Dividers of a range that are written with a sign inside: `t/m`.
    pub abbreviated_to: Vec<&'static str>,
}

const BITS: usize = 1 << 16;
/// Four times the number of words, so that probing stays short.
const SLOTS: usize = 1 << 15;

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(Words::build);

impl Words {
    fn build() -> Self {
        let mut words = Self {
            leading: Bits([0; BITS / 64]),
            known: Bits([0; BITS / 64]),
            slots: vec![(0, Entry::default()); SLOTS],
            open_phrases: Vec::new(),
            abbreviated_to: key::DATES_TO_ABBREVIATED.phrases().collect(),
        };
        for (month, forms) in (1..).zip(MONTHS) {
            words.add(forms, |entry| entry.month = month);
        }
        for &(season, forms) in SEASONS {
            words.add(forms, |entry| entry.season = season);
        }
        for &(number, forms) in NUMBERS {
            words.add(forms, |entry| entry.number = number);
        }
        for &(unit, forms) in UNITS {
            words.add(forms, |entry| entry.unit = unit);
        }
        for &(era, forms) in ERAS {
            words.add(forms, |entry| entry.era = era);
        }
        for &(role, forms) in ROLES {
            words.add(forms, |entry| entry.roles |= role);
        }
        for numeral in ROMAN {
            words.add_word(numeral, |entry| entry.roles |= role::ROMAN);
        }
        for phrase in key::DATES_OPEN_PHRASE.phrases() {
            let tokens = tokenize(phrase);
            let keys = tokens.iter().map(|token| token.key).collect();
            if let Some(first) = tokens.first() {
                words.add_word(first.of(phrase), |entry| entry.roles |= role::OPEN_PHRASE);
            }
            words.open_phrases.push(Phrase { keys });
        }
        words
            .open_phrases
            .sort_by_key(|phrase| std::cmp::Reverse(phrase.keys.len()));
        for &(key, entry) in &words.slots {
            if key != 0 {
                words.known.set(key);
                if entry.leads() {
                    words.leading.set(key);
                }
            }
        }
        words
    }

    fn add(&mut self, forms: Key, set: impl Fn(&mut Entry)) {
        for form in forms.phrases() {
            self.add_word(form, &set);
        }
    }

    fn add_word(&mut self, word: &str, set: impl Fn(&mut Entry)) {
        let key = term_key(&lower(word));
        let slot = self.slot(key);
        self.slots[slot].0 = key;
        set(&mut self.slots[slot].1);
    }

    /// The slot that holds `key`, or the empty one where it would go.
    fn slot(&self, key: TermKey) -> usize {
        let mut slot = (key >> 20) as usize % SLOTS;
        while self.slots[slot].0 != 0 && self.slots[slot].0 != key {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }

    /// The parts that the word of this key plays.
    pub(super) fn get(&self, key: TermKey) -> Entry {
        self.slots[self.slot(key)].1
    }

    /// Whether a mention may begin with the word; a few others pass too.
    pub(super) fn may_lead(&self, key: TermKey) -> bool {
        self.leading.has(key)
    }

    /// Whether the word plays a part; a few others pass too.
    pub(super) fn may_play(&self, key: TermKey) -> bool {
        self.known.has(key)
    }
}

/// A set of keys that may also hold others, small enough to stay in cache.
#[derive(Debug)]
struct Bits([u64; BITS / 64]);

impl Bits {
    fn set(&mut self, key: TermKey) {
        self.0[(key >> 6) as usize % (BITS / 64)] |= 1 << (key % 64);
    }

    fn has(&self, key: TermKey) -> bool {
        self.0[(key >> 6) as usize % (BITS / 64)] >> (key % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_form_names_two_months_or_two_numbers() {
        for (nth, forms) in MONTHS.into_iter().enumerate() {
            for form in forms.phrases() {
                let entry = WORDS.get(term_key(&lower(form)));
                assert_eq!(usize::from(entry.month), nth + 1, "{form}");
            }
        }
        for (number, forms) in NUMBERS {
            for form in forms.phrases() {
                assert_eq!(WORDS.get(term_key(&lower(form))).number, *number, "{form}");
            }
        }
        for (unit, forms) in UNITS {
            for form in forms.phrases() {
                assert_eq!(WORDS.get(term_key(&lower(form))).unit, *unit, "{form}");
            }
        }
    }

    #[test]
    fn every_word_is_one_token() {
        let tables = MONTHS
            .into_iter()
            .chain(SEASONS.iter().map(|row| row.1))
            .chain(NUMBERS.iter().map(|row| row.1))
            .chain(UNITS.iter().map(|row| row.1))
            .chain(ROLES.iter().map(|row| row.1))
            .flat_map(Key::phrases);
        for word in tables {
            // A counter is one behind a number.
            let written = format!("3{word}");
            let tokens = crate::text::tokenize(&written);
            let counts = matches!(tokens.as_slice(), [_, token] if token.of(&written) == word);
            let tokens = crate::text::tokenize(word);
            let whole = matches!(tokens.as_slice(), [token] if token.of(word) == word);
            // `มี.ค` is cut from two.
            let is_cut_short = matches!(tokens.as_slice(), [_, _]) && word.contains('.');
            assert!(whole || counts || is_cut_short, "{word} is no token");
        }
    }

    #[test]
    fn the_table_is_at_most_half_full() {
        let words = WORDS.slots.iter().filter(|(key, _)| *key != 0).count();
        assert!(words * 2 <= SLOTS, "{words} words");
    }

    #[test]
    fn each_part_is_one_bit_of_its_own() {
        let roles = [
            role::TO,
            role::AND,
            role::BETWEEN,
            role::SINCE,
            role::BEFORE,
            role::OPEN,
            role::OPEN_PHRASE,
            role::FILLER,
            role::ORDINAL,
            role::YEAR_MARK,
            role::PRODUCT,
            role::WEAK_PRODUCT,
            role::MAKER,
            role::RELEASE,
            role::COUNTED,
            role::ABOUT,
            role::PLUS,
            role::HALF,
            role::OLD,
            role::JOIN,
            role::REGION,
            role::ARTICLE,
            role::SINCE_BEHIND,
            role::ROMAN,
        ];
        let all = roles.iter().fold(0u32, |all, role| all | role);
        assert_eq!(all.count_ones() as usize, roles.len());
        assert!(roles.iter().all(|role| role.is_power_of_two()));
    }

    #[test]
    fn a_mention_begins_with_a_time_a_number_or_what_leads_to_one() {
        let none = Entry::default();
        let plays = |roles| Entry { roles, ..none };
        let counts = |unit| Entry { unit, ..none };
        for (entry, expected) in [
            (none, false),
            (Entry { month: 1, ..none }, true),
            (
                Entry {
                    season: (1, 3),
                    ..none
                },
                true,
            ),
            (Entry { number: 1, ..none }, true),
            (Entry { era: 1912, ..none }, true),
            (counts(Unit::Month), true),
            (counts(Unit::Year), false),
            (counts(Unit::Week), false),
            (plays(role::SINCE), true),
            (plays(role::ROMAN), true),
            (plays(role::OPEN), true),
            (plays(role::HALF), true),
            (plays(role::ARTICLE), true),
            (plays(role::SINCE_BEHIND), false),
            (plays(role::OPEN_PHRASE), false),
            (plays(role::TO | role::FILLER), false),
        ] {
            assert_eq!(entry.leads(), expected, "{entry:?}");
        }
        let several = plays(role::TO | role::AND);
        assert!(several.is(role::AND | role::OLD) && !several.is(role::OLD));
    }

    #[test]
    fn a_set_of_bits_holds_what_was_put_in_and_what_falls_on_the_same_bit() {
        let mut bits = Bits([0; BITS / 64]);
        bits.set(65);
        for (key, expected) in [
            (65, true),
            (64, false),
            (66, false),
            (1, false),
            (129, false),
            (65 + BITS as TermKey, true),
        ] {
            assert_eq!(bits.has(key), expected, "{key}");
        }
        bits.set(64);
        assert!(bits.has(64) && bits.has(65));
    }

    #[test]
    fn longer_open_ends_come_first_and_a_strange_word_plays_no_part() {
        let lengths: Vec<usize> = WORDS
            .open_phrases
            .iter()
            .map(|phrase| phrase.keys.len())
            .collect();
        assert!(lengths.is_sorted_by(|one, next| one >= next));
        assert!(lengths[0] > 2);
        assert_eq!(WORDS.get(term_key("gloamrye")), Entry::default());
        let march = term_key("march");
        assert!(WORDS.may_lead(march) && WORDS.may_play(march));
        assert!(WORDS.may_play(term_key("until")));
    }
}
