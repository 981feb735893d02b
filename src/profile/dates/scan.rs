//! Cuts the text into pieces on demand: words and numbers, each with what
//! stands before it, glued ones (`Jan2014`, `2001Present`) taken apart.

use crate::document::{Span, budget};
use crate::text::{Shape, TermKey, Token, term_key, tokenize::lower};

use super::words::{Entry, ROMAN, WORDS, Words, role};

/// Signs found between two pieces, as bits.
pub(super) mod sign {
    pub(crate) const HYPHEN: u16 = 1;
    /// En and em dash, arrows, tildes: never part of one date.
    pub(crate) const DASH: u16 = 1 << 1;
    pub(crate) const SLASH: u16 = 1 << 2;
    pub(crate) const DOT: u16 = 1 << 3;
    pub(crate) const COMMA: u16 = 1 << 4;
    pub(crate) const APOSTROPHE: u16 = 1 << 5;
    pub(crate) const OPENING: u16 = 1 << 6;
    pub(crate) const CLOSING: u16 = 1 << 7;
    pub(crate) const PLUS: u16 = 1 << 8;
    /// `·`, `•`, `|`.
    pub(crate) const BULLET: u16 = 1 << 9;
    pub(crate) const COLON: u16 = 1 << 10;
    pub(crate) const AMPERSAND: u16 = 1 << 11;
    pub(crate) const OTHER: u16 = 1 << 12;
    pub(crate) const ANY_DASH: u16 = HYPHEN | DASH;
    pub(crate) const BRACKETS: u16 = OPENING | CLOSING;
}

/// What stands between two pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Gap {
    pub signs: u16,
    /// Spaces of any kind; a tab counts as two.
    pub spaces: u16,
    pub breaks: u16,
}

/// Gaps longer than this join nothing.
const LONGEST_GAP: usize = 16;

/// Years counted from 1912 reach beyond today.
const MOST_YEARS_OF_AN_ERA: u32 = 168;

/// Years that are read as such.
const YEARS: std::ops::Range<u32> = 1940..2080;

/// The first byte of every Thai letter.
const THAI: u8 = 0xE0;

/// Longest token that is taken apart (`September2014December2015`).
const LONGEST_GLUED: usize = 32;

impl Gap {
    pub(super) fn of(between: &str) -> Self {
        let mut gap = Gap::default();
        if between.len() > LONGEST_GAP {
            gap.signs = sign::OTHER;
            return gap;
        }
        for c in between.chars() {
            match c {
                '\n' => gap.breaks += 1,
                '\t' => gap.spaces += 2,
                c if c.is_whitespace() => gap.spaces += 1,
                // `2018-03--2020-06`
                '-' if gap.signs & sign::HYPHEN != 0 => gap.signs |= sign::DASH,
                '-' => gap.signs |= sign::HYPHEN,
                '>' if gap.signs & sign::HYPHEN != 0 => gap.signs |= sign::DASH,
                '\u{2010}' | '\u{2011}' => gap.signs |= sign::HYPHEN,
                '\u{2012}'..='\u{2015}'
                | '−'
                | '~'
                | '～'
                | '〜'
                | '→'
                | '➔'
                | '➝'
                | '⇒'
                | '\u{96}'
                | '\u{97}' => gap.signs |= sign::DASH,
                '/' => gap.signs |= sign::SLASH,
                '.' => gap.signs |= sign::DOT,
                ',' => gap.signs |= sign::COMMA,
                ':' => gap.signs |= sign::COLON,
                '&' => gap.signs |= sign::AMPERSAND,
                '\'' | '’' | '‘' | '`' | '´' => gap.signs |= sign::APOSTROPHE,
                '(' | '[' => gap.signs |= sign::OPENING,
                ')' | ']' => gap.signs |= sign::CLOSING,
                '+' => gap.signs |= sign::PLUS,
                '·' | '•' | '|' | '∙' => gap.signs |= sign::BULLET,
                _ => gap.signs |= sign::OTHER,
            }
        }
        gap
    }

    /// Nothing but signs out of `allowed`, on one line or over one line break.
    pub(super) fn only(self, allowed: u16) -> bool {
        self.signs & !allowed == 0 && self.breaks <= 1
    }

    /// Exactly this sign, with nothing around it.
    pub(super) fn tight(self, sign: u16) -> bool {
        self.signs == sign && self.spaces == 0 && self.breaks == 0
    }

    pub(super) fn has(self, signs: u16) -> bool {
        self.signs & signs != 0
    }

    /// A space or more, no sign, no line break.
    pub(super) fn is_space(self) -> bool {
        self.signs == 0 && self.breaks == 0 && self.spaces > 0
    }
}

/// A word or a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    pub key: TermKey,
    /// Empty for a number.
    pub entry: Entry,
    pub value: u32,
    /// 0 for a word.
    pub digits: u8,
    /// What stands before it.
    pub gap: Gap,
    /// The first token behind it.
    pub next: usize,
}

impl Piece {
    pub(super) fn is_number(&self) -> bool {
        self.digits > 0
    }

    /// A year in four digits.
    pub(super) fn year(&self) -> Option<i32> {
        (self.digits == 4 && YEARS.contains(&self.value)).then_some(self.value as i32)
    }

    /// The month that a Roman numeral names, in capitals.
    pub(super) fn roman(&self, text: &str) -> Option<u32> {
        if !self.entry.is(role::ROMAN) {
            return None;
        }
        let written = text.get(self.start..self.end)?;
        let place = ROMAN.iter().position(|numeral| *numeral == written)?;
        Some(place as u32 + 1)
    }

    /// The number, if it has one or two digits and lies within 1 and `most`.
    pub(super) fn small(&self, most: u32) -> Option<u32> {
        ((1..=2).contains(&self.digits) && (1..=most).contains(&self.value)).then_some(self.value)
    }
}

/// Longest mention in pieces; the longest written one has about twenty.
const MOST_PIECES: usize = 40;

/// Pieces from one token on, cut as they are asked for.
pub(super) struct Scan<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub words: &'static Words,
    pieces: Vec<Piece>,
    first: usize,
    next: usize,
    /// The first year of the era that a year since [`begin`](Self::begin) was counted in, or 0.
    era: u16,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self {
            text,
            tokens,
            words: &WORDS,
            pieces: Vec::with_capacity(MOST_PIECES),
            first: 0,
            next: 0,
            era: 0,
        }
    }

    /// Whether a mention may begin at the token at `index`, at a glance.
    pub(super) fn may_lead(&self, index: usize, token: Token) -> bool {
        match token.shape() {
            Shape::Number => matches!(token.span().len(), 1..=4 | 6 | 8),
            Shape::Word if self.words.may_lead(token.key) => {
                self.ends_in_digit(token)
                    || self.tokens.get(index + 1).is_some_and(|next| {
                        next.shape() == Shape::Number
                            || self.words.may_play(next.key)
                            || self.begins_with_digit(*next)
                            || self.ends_in_digit(*next)
                    })
            }
            Shape::Word => {
                self.begins_with_digit(token)
                    || (token.span().len() > 4 && self.ends_in_digit(token))
                    || self.is_thai_cut_short(token)
            }
        }
    }

    fn begins_with_digit(&self, token: Token) -> bool {
        self.digit_at(token.span().range().start)
    }

    fn ends_in_digit(&self, token: Token) -> bool {
        self.digit_at(token.span().range().end.wrapping_sub(1))
    }

    fn digit_at(&self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
    }

    /// `มี.ค`: a full stop right behind a Thai word.
    fn is_thai_cut_short(&self, token: Token) -> bool {
        let (bytes, range) = (self.text.as_bytes(), token.span().range());
        bytes[range.start] == THAI && bytes.get(range.end) == Some(&b'.')
    }

    pub(super) fn begin(&mut self, token: usize) {
        self.pieces.clear();
        self.first = token;
        self.next = token;
        self.era = 0;
    }

    /// The token that the scan began at.
    pub(super) fn first(&self) -> usize {
        self.first
    }

    /// The first token that holds nothing of the pieces before `piece`.
    pub(super) fn token_at(&mut self, piece: usize) -> usize {
        piece
            .checked_sub(1)
            .and_then(|last| self.get(last))
            .map_or(self.first + 1, |last| last.next)
    }

    /// The piece `at` places behind the first.
    pub(super) fn get(&mut self, at: usize) -> Option<Piece> {
        while self.pieces.len() <= at {
            if self.pieces.len() >= MOST_PIECES {
                return None;
            }
            let token = *self.tokens.get(self.next)?;
            self.next += 1;
            self.cut(token);
        }
        self.pieces.get(at).copied()
    }

    fn cut(&mut self, token: Token) {
        budget::spend(1);
        let range = token.span().range();
        let (start, end) = (range.start, range.end);
        if token.shape() == Shape::Number {
            if range.len() == 8 && self.two_years(start, end) {
                self.push(start, start + 4, None);
                self.push(start + 4, end, None);
            } else if range.len() == 6 && self.is_year_and_month(start, end) {
                self.push(start, start + 4, None);
                self.push(start + 4, end, None);
                if let Some(month) = self.pieces.last_mut() {
                    month.gap.signs = sign::HYPHEN;
                }
            } else if let Some(nth) = self.year_of_the_same_era(start, end) {
                self.push_year_of_era(token.span(), self.era, nth);
            } else {
                self.push(start, end, None);
            }
            return;
        }
        let bytes = self.text.as_bytes();
        let (end, key) = self.abbreviated(token);
        let known = self.words.get(key);
        if known.era != 0 && self.year_of_era(token, known.era) {
            return;
        }
        let mixed = known == Entry::default()
            && end - start <= LONGEST_GLUED
            && bytes
                .get(start..end)
                .is_some_and(|written| written.iter().any(u8::is_ascii_digit));
        if !mixed {
            self.push(start, end, Some((key, known)));
            return;
        }
        let mut at = start;
        while at < end {
            let digit = bytes.get(at).is_some_and(u8::is_ascii_digit);
            let run = bytes
                .get(at..end)
                .and_then(|rest| rest.iter().position(|byte| byte.is_ascii_digit() != digit))
                .map_or(end, |length| at + length);
            // `2018H1`, `1Q18`: a season of a letter and a digit.
            if let Some((season_end, key)) = self.season_at(at, run, end) {
                self.push(at, season_end, Some((key, self.words.get(key))));
                at = season_end;
                continue;
            }
            if digit {
                self.push(at, run, None);
            } else {
                let key = self
                    .text
                    .get(at..run)
                    .map_or(0, |written| term_key(&lower(written)));
                self.push(at, run, Some((key, self.words.get(key))));
            }
            at = run;
        }
    }

    /// Where a season in a letter and a digit ends, `H1` or `1H`, and its key as `h1`.
    fn season_at(&self, at: usize, run: usize, end: usize) -> Option<(usize, TermKey)> {
        let written = self.text.get(at..end)?;
        let mut letters = written.chars();
        let (one, two) = (letters.next()?, letters.next()?);
        let (letter, digit) = match (one.is_ascii_digit(), two.is_ascii_digit()) {
            (false, true) => (one, two),
            (true, false) if run == at + 1 => (two, one),
            _ => return None,
        };
        let mut behind = letters.map(|next| next.is_ascii_digit());
        // `Q118` is no quarter, and neither is `1Quay`.
        let goes_on = behind.next() == Some(!one.is_ascii_digit());
        let key = term_key(&lower(&format!("{letter}{digit}")));
        let is_season = self.words.get(key).season.0 != 0;
        (is_season && !goes_on).then_some((at + one.len_utf8() + two.len_utf8(), key))
    }

    /// Where a word ends that is cut short with a full stop inside, `มี.ค`, and its key; else the
    /// token's own.
    fn abbreviated(&mut self, token: Token) -> (usize, TermKey) {
        let own = (token.span().range().end, token.key);
        if self.text.as_bytes()[token.span().range().start] < THAI {
            return own;
        }
        let Some(next) = self.tokens.get(self.next).copied() else {
            return own;
        };
        let both = token.span().join(next.span());
        let parts = self.text.get(own.0..next.span().range().start);
        let key = term_key(&lower(both.of(self.text)));
        if parts != Some(".") || self.words.get(key).month == 0 {
            return own;
        }
        self.next += 1;
        (both.range().end, key)
    }

    /// `201803 - 202006`: a year and a month in six digits, beside a dash and another or a word.
    fn is_year_and_month(&self, start: usize, end: usize) -> bool {
        let is_one = |digits: &str| {
            let (year, month) = (digits.get(..4), digits.get(4..6));
            let number =
                |digits: Option<&str>| digits.and_then(|digits| digits.parse::<u32>().ok());
            digits.len() >= 6
                && number(year).is_some_and(|year| YEARS.contains(&year))
                && number(month).is_some_and(|month| (1..=12).contains(&month))
                && !digits[6..].starts_with(|next: char| next.is_ascii_digit())
        };
        let is_dash = |sign: char| matches!(sign, '-' | '~' | '\u{2012}'..='\u{2015}');
        let (before, behind) = (&self.text[..start], &self.text[end..]);
        let after = behind.trim_start_matches(' ').strip_prefix(is_dash);
        let ahead = before.trim_end_matches(' ').strip_suffix(is_dash);
        let goes_on = after.is_some_and(|after| {
            let after = after.trim_start_matches(' ');
            is_one(after) || after.starts_with(char::is_alphabetic)
        });
        let came = ahead.is_some_and(|ahead| {
            let ahead = ahead.trim_end_matches(' ');
            let from = ahead.len().saturating_sub(6);
            ahead.get(from..).is_some_and(is_one)
        });
        is_one(&self.text[start..]) && (goes_on || came)
    }

    /// A year of the Buddhist calendar as Thai writes it, as the year it is elsewhere.
    fn thai_year(&self, start: usize, end: usize, value: u32) -> Option<u32> {
        /// Bytes around a year in which Thai stands where its calendar is meant.
        const NEAR: usize = 48;
        const AHEAD: u32 = 543;
        let year = value
            .checked_sub(AHEAD)
            .filter(|year| YEARS.contains(year))?;
        let near = start.saturating_sub(NEAR)..(end + NEAR).min(self.text.len());
        // Every letter of the script begins with these two bytes.
        let is_thai = |pair: &[u8]| pair[0] == THAI && (0xB8..=0xB9).contains(&pair[1]);
        let bytes = self.text.as_bytes().get(near)?;
        bytes.windows(2).any(is_thai).then_some(year)
    }

    /// `平成30`: a year of an era, as one piece that is the year it is elsewhere.
    fn year_of_era(&mut self, era: Token, first_year: u16) -> bool {
        let Some(number) = self.tokens.get(self.next).copied() else {
            return false;
        };
        let nth = self.text.get(number.span().range());
        let nth: Option<u32> = nth.and_then(|digits| digits.parse().ok());
        let Some(nth @ 1..=MOST_YEARS_OF_AN_ERA) = nth else {
            return false;
        };
        if number.span().start != era.span().end {
            return false;
        }
        self.next += 1;
        self.push_year_of_era(era.span().join(number.span()), first_year, nth);
        true
    }

    fn push_year_of_era(&mut self, span: Span, first_year: u16, nth: u32) {
        self.push(span.range().start, span.range().end, None);
        if let Some(year) = self.pieces.last_mut() {
            (year.value, year.digits) = (u32::from(first_year) + nth - 1, 4);
        }
        self.era = first_year;
    }

    /// The `109` of `民國107年3月 - 109年6月`: the era is said once.
    fn year_of_the_same_era(&self, start: usize, end: usize) -> Option<u32> {
        let nth: u32 = self.text.get(start..end)?.parse().ok()?;
        let next = self.tokens.get(self.next)?;
        let is_marked =
            next.span().range().start == end && self.words.get(next.key).is(role::YEAR_MARK);
        let is_one = self.era != 0 && is_marked && (1..=MOST_YEARS_OF_AN_ERA).contains(&nth);
        // `107年3月`: the month stands before a mark too.
        let is_month = self
            .pieces
            .last()
            .is_some_and(|last| last.gap == Gap::default() && last.end == start);
        (is_one && !is_month).then_some(nth)
    }

    /// Eight digits that are two years whose dash was lost.
    ///
    /// Some are a day too (`20122013`), but hardly anyone writes days so.
    fn two_years(&self, start: usize, end: usize) -> bool {
        let year = |from: usize, to: usize| {
            self.text
                .get(from..to)
                .and_then(|digits| digits.parse::<u32>().ok())
                .filter(|year| YEARS.contains(year))
        };
        year(start, start + 4)
            .zip(year(start + 4, end))
            .is_some_and(|(from, to)| from <= to && to - from <= 40)
    }

    fn push(&mut self, start: usize, end: usize, word: Option<(TermKey, Entry)>) {
        let before = self.pieces.last().map_or(start, |piece| piece.end);
        let gap = Gap::of(self.text.get(before..start).unwrap_or(""));
        let (value, digits) = match word {
            Some(_) => (0, 0),
            None => {
                let value = self
                    .text
                    .get(start..end)
                    .and_then(|digits| digits.parse::<u32>().ok());
                // A number too long to read is no date: 9 digits say so.
                let value = value.map(|value| self.thai_year(start, end, value).unwrap_or(value));
                value.map_or((0, 9), |value| (value, (end - start).min(9) as u8))
            }
        };
        let (key, entry) = word.unwrap_or_default();
        self.pieces.push(Piece {
            start,
            end,
            key,
            entry,
            value,
            digits,
            gap,
            next: self.next,
        });
    }
}
