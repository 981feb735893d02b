//! Lengths of time: `3 years 4 months`, `5+ лет`, `two and a half years`.

use super::Mention;
use super::range::Parsed;
use super::scan::{Gap, Piece, Scan, sign};
use super::words::{Unit, role};

/// Parts of time of which weeks and months are whole numbers: 52 weeks are 12 months.
const PER_WEEK: u32 = 3;
const PER_MONTH: u32 = 13;
const PER_YEAR: u32 = 12 * PER_MONTH;
/// Counts are in hundredths; they are divided last, when all is added up.
const HUNDREDTHS: u32 = 100;

/// Longer durations are typing errors, or ages of companies.
const MOST_MONTHS: u32 = 60 * 12;

/// A count, in hundredths, and the piece behind it.
#[derive(Debug, Clone, Copy)]
struct Count {
    hundredths: u32,
    next: usize,
}

impl Scan<'_> {
    /// The duration that begins at piece `at`; of `3-5 years` the least.
    pub(super) fn duration(&mut self, at: usize) -> Option<Parsed> {
        let first = self.get(at)?;
        let count = self.count(at)?;
        let (unit_at, unit) = self.unit(count.next)?;
        let mut last = self.get(unit_at)?;
        let mut next = unit_at + 1;
        let mut parts = scaled(count.hundredths, unit)?;
        if let Some((extra, piece, after)) = self.remainder(next, unit) {
            parts = parts.checked_add(extra)?;
            last = piece;
            next = after;
        }
        if let Some(upper) = self.upper_length(next, count.hundredths, unit) {
            last = self.get(upper)?;
            next = upper + 1;
        }
        if self.is_age(next) {
            return None;
        }
        let months = parts / (HUNDREDTHS * PER_MONTH);
        (1..=MOST_MONTHS).contains(&months).then_some(Parsed {
            mention: Mention::Duration { months },
            start: first.start,
            end: last.end,
            next,
            bare_years: false,
        })
    }

    /// `5`, `2.5`, `2+`, `twenty five`, `three (3)`, `two and a half`, `3 to 5`.
    fn count(&mut self, at: usize) -> Option<Count> {
        let first = self.get(at)?;
        let mut count = if first.is_number() {
            self.digits(at, first)?
        } else {
            self.spelled(at, first)?
        };
        if let Some(piece) = self.get(count.next) {
            // `three (3) years`.
            let same = (1..=3).contains(&piece.digits) && piece.value * 100 == count.hundredths;
            if same && piece.gap.has(sign::OPENING) && !first.is_number() {
                count.next += 1;
            }
        }
        if let Some((half, next)) = self.and_a_half(count.next) {
            count = Count {
                hundredths: count.hundredths + half,
                next,
            };
        }
        if let Some(next) = self.upper_bound(count) {
            count.next = next;
        }
        Some(count)
    }

    fn digits(&mut self, at: usize, first: Piece) -> Option<Count> {
        if first.digits > 3 {
            return None;
        }
        let mut hundredths = first.value * 100;
        let mut next = at + 1;
        if let Some(part) = self.get(next) {
            let point = part.gap.tight(sign::DOT) || part.gap.tight(sign::COMMA);
            if part.is_number() && point && part.digits <= 2 {
                hundredths += if part.digits == 1 {
                    part.value * 10
                } else {
                    part.value
                };
                next += 1;
            }
        }
        Some(Count { hundredths, next })
    }

    fn spelled(&mut self, at: usize, first: Piece) -> Option<Count> {
        if first.entry.is(role::HALF) {
            return self.half_of_a(at);
        }
        let mut number = u32::from(first.entry.number);
        if number == 0 {
            // `a year and a half`; a mere `a year` says too little.
            let unit = self.get(at + 1)?;
            let half = first.entry.is(role::ARTICLE)
                && unit.entry.unit == Unit::Year
                && self.and_a_half(at + 2).is_some();
            return half.then_some(Count {
                hundredths: 100,
                next: at + 1,
            });
        }
        let mut next = at + 1;
        if let Some(ones) = self.get(next) {
            let tens = number >= 20 && number % 10 == 0;
            let small = (1..10).contains(&ones.entry.number);
            if tens && small && ones.gap.only(sign::HYPHEN) {
                number += u32::from(ones.entry.number);
                next += 1;
            }
        }
        Some(Count {
            hundredths: number * 100,
            next,
        })
    }

    /// `half a year`.
    fn half_of_a(&mut self, at: usize) -> Option<Count> {
        let article = self.get(at + 1)?;
        let next = if article.entry.is(role::ARTICLE) || article.entry.number == 1 {
            at + 2
        } else {
            at + 1
        };
        let unit = self.get(next)?;
        (unit.entry.unit == Unit::Year && unit.gap.is_space()).then_some(Count {
            hundredths: 50,
            next,
        })
    }

    /// `and a half`, `et demi`, `½`, with hundredths and the piece behind.
    fn and_a_half(&mut self, at: usize) -> Option<(u32, usize)> {
        let mut next = at;
        let first = self.get(next)?;
        if first.entry.is(role::JOIN) && first.gap.only(0) {
            next += 1;
            let article = self.get(next)?;
            if article.entry.is(role::ARTICLE) || article.entry.number == 1 {
                next += 1;
            }
        }
        let half = self.get(next)?;
        let joined = half.gap.only(sign::HYPHEN) && (next > at || half.key == self.half_sign());
        (half.entry.is(role::HALF) && joined).then_some((50, next + 1))
    }

    fn half_sign(&self) -> u64 {
        crate::text::term_key("½")
    }

    /// The `5` of `3-5 years` and `3 to 5 years`.
    fn upper_bound(&mut self, count: Count) -> Option<usize> {
        let mut next = count.next;
        let mut piece = self.get(next)?;
        let mut divided = piece.gap.has(sign::ANY_DASH);
        if piece.entry.is(role::TO) || (piece.entry.is(role::JOIN) && piece.gap.is_space()) {
            next += 1;
            piece = self.get(next)?;
            divided = true;
        }
        if !divided || !piece.gap.only(sign::ANY_DASH | sign::PLUS) || piece.gap.breaks > 0 {
            return None;
        }
        let upper = if piece.is_number() {
            self.digits(next, piece)?
        } else {
            self.spelled(next, piece)?
        };
        (upper.hundredths > count.hundredths).then_some(upper.next)
    }

    /// The `3 лет` of `от 1 года до 3 лет`: where its unit stands.
    fn upper_length(&mut self, at: usize, least: u32, unit: Unit) -> Option<usize> {
        let divider = self.get(at)?;
        if !divider.entry.is(role::TO) || !divider.gap.is_space() {
            return None;
        }
        let first = self.get(at + 1).filter(|piece| piece.gap.is_space())?;
        let upper = if first.is_number() {
            self.digits(at + 1, first)?
        } else {
            self.spelled(at + 1, first)?
        };
        let (unit_at, upper_unit) = self.unit(upper.next)?;
        (upper_unit == unit && upper.hundredths > least).then_some(unit_at)
    }

    /// Where the unit stands: `5+ years`, `8 plus years`, `14-year`, `4 full years`.
    fn unit(&mut self, at: usize) -> Option<(usize, Unit)> {
        for next in at..at + 3 {
            let piece = self.get(next)?;
            if !piece
                .gap
                .only(sign::PLUS | sign::HYPHEN | sign::DASH | sign::APOSTROPHE | sign::BRACKETS)
            {
                return None;
            }
            let dashed = piece.gap.has(sign::ANY_DASH) && piece.gap.spaces + piece.gap.breaks > 0;
            if piece.entry.unit != Unit::None && !piece.is_number() {
                let letter = piece.end - piece.start == 1 && piece.gap != Gap::default();
                let ascii_letter = letter && piece.entry.unit != Unit::None && self.is_ascii(piece);
                return (!dashed && !ascii_letter).then_some((next, piece.entry.unit));
            }
            let passes = piece.entry.is(role::PLUS | role::FILLER);
            if !passes || piece.is_number() {
                return None;
            }
        }
        None
    }

    fn is_ascii(&self, piece: Piece) -> bool {
        self.text
            .get(piece.start..piece.end)
            .is_some_and(str::is_ascii)
    }

    /// `4 months` behind `3 years`, or `and a half`: hundredths of parts, last piece, next.
    fn remainder(&mut self, at: usize, unit: Unit) -> Option<(u32, Piece, usize)> {
        if unit != Unit::Year {
            return None;
        }
        if let Some((half, next)) = self.and_a_half(at) {
            let last = self.get(next.checked_sub(1)?)?;
            return Some((scaled(half, Unit::Year)?, last, next));
        }
        let mut next = at;
        let mut piece = self.get(next)?;
        if !piece.gap.only(sign::COMMA | sign::DOT | sign::PLUS) {
            return None;
        }
        if piece.entry.is(role::JOIN) {
            next += 1;
            piece = self.get(next)?;
        }
        let count = if piece.is_number() {
            self.digits(next, piece)?
        } else {
            self.spelled(next, piece)?
        };
        let (unit_at, unit) = self.unit(count.next)?;
        let last = self.get(unit_at)?;
        let months = count.hundredths < 1200 && unit == Unit::Month;
        months.then_some((scaled(count.hundredths, unit)?, last, unit_at + 1))
    }

    /// `25 years old`, `5-year-old`, `30 years of age`, `55 years or older`.
    fn is_age(&mut self, at: usize) -> bool {
        let Some(piece) = self.get(at) else {
            return false;
        };
        if piece.entry.is(role::OLD) {
            return piece.gap.only(sign::HYPHEN);
        }
        let little = piece.end - piece.start <= 2 && piece.gap.is_space();
        little
            && self
                .get(at + 1)
                .is_some_and(|next| next.entry.is(role::OLD) && next.gap.is_space())
    }
}

/// Hundredths of parts.
fn scaled(hundredths: u32, unit: Unit) -> Option<u32> {
    let per = match unit {
        Unit::Year => PER_YEAR,
        Unit::Month => PER_MONTH,
        Unit::Week => PER_WEEK,
        Unit::None => return None,
    };
    hundredths.checked_mul(per)
}
