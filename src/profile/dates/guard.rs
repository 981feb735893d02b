//! What only looks like a date: versions, counts, post codes, phone numbers.

use super::point::{Strength, Written};
use super::range::Parsed;
use super::scan::{Gap, Scan, sign};
use super::words::role;
use crate::text::Shape;

/// Signs that tie a number to what stands before it: it is part of that.
const TIES_BEFORE: &[u8] = b"/-_.@#=&+\\:,$%*^~<";
const TIES_AFTER: &[u8] = b"/-_@#=&+%\\$*^";

/// Longest list of versions that is walked back to its product.
const MOST_VERSIONS: usize = 10;

/// Signs between versions in a list.
const IN_VERSIONS: u16 = sign::COMMA
    | sign::SLASH
    | sign::DOT
    | sign::ANY_DASH
    | sign::PLUS
    | sign::OPENING
    | sign::AMPERSAND;

impl Scan<'_> {
    /// Whether a range or duration may stand where it stands.
    pub(super) fn allows(&mut self, found: &Parsed) -> bool {
        if self.glued(found.start, found.end) {
            return false;
        }
        if !found.bare_years {
            return true;
        }
        !(self.product_before(found.start, true)
            || self.release_behind(found.next)
            || self.money(found.start, found.end)
            || self.counted(found.next)
            || self.number_before(found.start, 3))
    }

    /// Whether a date may stand alone where it stands.
    pub(super) fn allows_alone(&mut self, date: &Written) -> bool {
        if self.glued(date.start, date.end) || date.year.is_none() {
            return false;
        }
        match date.strength {
            Strength::Strong => !self.decimal_after(date),
            Strength::Weak | Strength::Decimal => false,
            Strength::Year => self.allows_year(date),
        }
    }

    fn allows_year(&mut self, date: &Written) -> bool {
        if self.tied(date.start, date.end)
            || self.product_before(date.start, false)
            || self.release_behind(date.next)
            || self.money(date.start, date.end)
            || self.counted(date.next)
            || self.number_before(date.start, 1)
        {
            return false;
        }
        let before = self.word_before(date.start);
        if before.is_some_and(|(entry, gap)| entry.is(role::REGION | role::ABOUT) && gap.is_space())
        {
            return false;
        }
        if before.is_some_and(|(entry, _)| entry.is(role::BEFORE)) {
            return true;
        }
        // `2015 users` counts; `2015 Bachelor of Arts` is dated.
        let Some(after) = self.get(date.next) else {
            return true;
        };
        if !after.gap.is_space() || after.is_number() {
            return true;
        }
        let lower = self
            .text
            .get(after.start..after.end)
            .and_then(|word| word.chars().next())
            .is_some_and(char::is_lowercase);
        let street =
            before.is_some_and(|(_, gap)| gap.signs == sign::COMMA) && self.number_ends(date.start);
        !lower && !street
    }

    /// Letters or digits touch it, or a sign ties digits to it (`555-1998`).
    fn glued(&self, start: usize, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        let at = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'@';
        let before = at(start.checked_sub(1));
        let after = at(Some(end));
        let number_before = TIES_BEFORE.contains(&before)
            && before != b','
            && before != b':'
            && at(start.checked_sub(2)).is_ascii_digit();
        let number_after = (TIES_AFTER.contains(&after) || after == b'.' || after == b',')
            && at(Some(end + 1)).is_ascii_digit();
        word(before)
            || word(after)
            || after == b'%'
            || number_before
            || number_after
            || (before == b'/' && at(start.checked_sub(2)).is_ascii_alphabetic())
    }

    /// A sign ties it to a word before or behind (`ISO-2015`, `covid_2015`).
    fn tied(&self, start: usize, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        let at = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        let before = at(start.checked_sub(1));
        let after = at(Some(end));
        let reaches = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 128;
        (TIES_BEFORE.contains(&before)
            && !b",:".contains(&before)
            && reaches(at(start.checked_sub(2))))
            || (TIES_AFTER.contains(&after)
                && (reaches(at(Some(end + 1))) || b"+%#$@".contains(&after)))
            || b"#$@=".contains(&before)
            || (before == b':' && at(start.checked_sub(2)).is_ascii_digit())
    }

    /// `2019.3` and `2019.4.1` are versions.
    fn decimal_after(&mut self, date: &Written) -> bool {
        self.get(date.next)
            .is_some_and(|piece| piece.is_number() && piece.gap.tight(sign::DOT))
    }

    /// The word right before, with what divides.
    fn word_before(&self, start: usize) -> Option<(super::words::Entry, Gap)> {
        let before = self.first().checked_sub(1)?;
        let token = self.tokens.get(before)?;
        let between = self.text.get(token.span().range().end..start)?;
        Some((self.words.get(token.key), Gap::of(between)))
    }

    /// `Office 2016`, `Windows 2003/2008`, `SQL Server 6.5 to 2000`: versions.
    ///
    /// A range is let through behind a word that may be a job: `Server 2012 - 2014`.
    fn product_before(&self, start: usize, is_range: bool) -> bool {
        let mut end = start;
        for back in 1..=MOST_VERSIONS {
            let index = self.first().checked_sub(back);
            let Some(token) = index.and_then(|index| self.tokens.get(index)) else {
                break;
            };
            let gap = Gap::of(self.text.get(token.span().range().end..end).unwrap_or("\n"));
            if gap.breaks > 0 || gap.signs & !IN_VERSIONS != 0 {
                break;
            }
            let entry = self.words.get(token.key);
            if entry.is(role::PRODUCT) {
                return true;
            }
            if entry.is(role::WEAK_PRODUCT) {
                return !is_range || self.made_before(index);
            }
            let listed = token.shape() == Shape::Number
                || entry.is(role::RELEASE | role::JOIN | role::FILLER | role::TO);
            if !listed {
                break;
            }
            end = token.span().range().start;
        }
        false
    }

    /// `Microsoft` or a product's name stands before the token at `index`.
    fn made_before(&self, index: Option<usize>) -> bool {
        index
            .and_then(|index| index.checked_sub(1))
            .and_then(|before| self.tokens.get(before))
            .is_some_and(|token| {
                let entry = self.words.get(token.key);
                entry.is(role::MAKER | role::PRODUCT)
            })
    }

    /// `2008 R2`.
    fn release_behind(&mut self, next: usize) -> bool {
        self.get(next)
            .is_some_and(|piece| piece.entry.is(role::RELEASE) && piece.gap.is_space())
    }

    fn money(&self, start: usize, end: usize) -> bool {
        let before = self.text.get(..start).unwrap_or("").trim_end_matches(' ');
        let after = self.text.get(end..).unwrap_or("").trim_start_matches(' ');
        let currency = ['$', '€', '£', '₹', '¥', '₽'];
        before.ends_with(currency) || after.starts_with(currency) || after.starts_with('%')
    }

    fn counted(&mut self, next: usize) -> bool {
        self.get(next).is_some_and(|piece| {
            piece.entry.is(role::COUNTED)
                && piece.gap.only(sign::PLUS | sign::HYPHEN)
                && piece.gap.spaces <= 1
        })
    }

    /// A number of at least so many digits right before, as in a phone number.
    fn number_before(&self, start: usize, digits: usize) -> bool {
        let before = self.text.get(..start).unwrap_or("").as_bytes();
        match before {
            [number @ .., b' ' | b'-' | b'+'] => {
                let run = number.iter().rev().take_while(|byte| byte.is_ascii_digit());
                run.count() >= digits && !self.year_before()
            }
            _ => false,
        }
    }

    fn year_before(&self) -> bool {
        self.first()
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .is_some_and(|token| {
                let written = token.of(self.text);
                written.len() == 4 && (written.starts_with("19") || written.starts_with("20"))
            })
    }

    fn number_ends(&self, start: usize) -> bool {
        let before = self.text.get(..start).unwrap_or("");
        before
            .trim_end_matches([' ', ','])
            .as_bytes()
            .last()
            .is_some_and(u8::is_ascii_digit)
    }
}
