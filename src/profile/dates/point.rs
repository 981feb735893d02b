//! One date as written: `Oct 2020`, `03/2019`, `1. März 2019`, `Q3 2021`, `2015`.

use super::scan::{Gap, Piece, Scan, sign};
use super::words::{Unit, role};
use super::{DatePoint, Month, Precision};

/// In which order day and month stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Only one reading, or no day at all.
    Plain,
    /// Only the American reading is a date (`3/27/09`).
    MonthFirst,
    /// Both are; this is the month of the American reading.
    Either(u32),
}

/// How far a written date can be trusted where it stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// A date anywhere.
    Strong,
    /// A bare year, which may be a version, a post code or a count.
    Year,
    /// A date only as one side of a range (`Feb 09`, `6/04`).
    Weak,
    /// A date only before an open end (`06.18`).
    Decimal,
}

/// A date as written, in pieces and in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    /// Missing in `June - August 2019`.
    pub year: Option<i32>,
    pub first: u32,
    pub last: u32,
    pub precision: Precision,
    pub order: Order,
    pub strength: Strength,
    /// The number behind the hyphen or slash of `2010-11`, `2010/11`.
    pub tail: Option<u32>,
    pub start: usize,
    pub end: usize,
    /// The first piece behind it.
    pub next: usize,
}

impl Written {
    pub(super) fn month(&self, month: u32) -> Option<Month> {
        self.year.map(|year| Month::new(year, month.clamp(1, 12)))
    }

    pub(super) fn as_start(&self) -> Option<DatePoint> {
        self.point(self.first)
    }

    pub(super) fn as_end(&self) -> Option<DatePoint> {
        self.point(self.last)
    }

    fn point(&self, month: u32) -> Option<DatePoint> {
        Some(DatePoint {
            month: self.month(month)?,
            precision: self.precision,
        })
    }

    /// The American reading, if there is one.
    pub(super) fn month_first(mut self) -> Self {
        if let Order::Either(month) = self.order {
            self.first = month;
            self.last = month;
            self.order = Order::Plain;
        }
        self
    }

    /// The same place, read as a year.
    pub(super) fn whole_year(mut self, year: i32) -> Self {
        self.year = Some(year);
        (self.first, self.last) = (1, 12);
        self.precision = Precision::Year;
        self
    }

    pub(super) fn is_bare_year(&self) -> bool {
        self.precision == Precision::Year
    }
}

/// The century of a year in two digits: 1940 to 2039.
pub(super) fn pivot(two_digits: u32) -> i32 {
    let year = two_digits as i32 % 100;
    if year < 40 { 2000 + year } else { 1900 + year }
}

pub(super) fn days(month: u32) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

pub(super) fn written(first: &Piece, last: &Piece, next: usize) -> Written {
    Written {
        year: None,
        first: 1,
        last: 12,
        precision: Precision::Year,
        order: Order::Plain,
        strength: Strength::Strong,
        tail: None,
        start: first.start,
        end: last.end,
        next,
    }
}

pub(super) fn in_month(first: &Piece, last: &Piece, next: usize, year: i32, month: u32) -> Written {
    Written {
        year: Some(year),
        first: month,
        last: month,
        precision: Precision::Month,
        ..written(first, last, next)
    }
}

pub(super) fn in_season(
    first: &Piece,
    last: &Piece,
    next: usize,
    year: i32,
    (from, to): (u8, u8),
) -> Written {
    Written {
        year: Some(year),
        first: u32::from(from),
        last: u32::from(to),
        precision: Precision::Season,
        ..written(first, last, next)
    }
}

pub(super) const MONTH_TO_YEAR: u16 =
    sign::DOT | sign::COMMA | sign::APOSTROPHE | sign::SLASH | sign::HYPHEN | sign::DASH;

impl Scan<'_> {
    /// The date that begins at piece `at`, if any.
    pub(super) fn date(&mut self, at: usize) -> Option<Written> {
        let piece = self.get(at)?;
        let mut date = if piece.is_number() {
            match piece.year() {
                Some(year) => self.led_by_year(at, piece, year),
                None => self.led_by_number(at, piece)?,
            }
        } else if piece.entry.month != 0 {
            self.led_by_month(at, piece)
        } else if piece.entry.season.0 != 0 {
            self.led_by_season(at, piece)?
        } else if piece.entry.unit == Unit::Month {
            self.led_by_month_sign(at, piece)?
        } else if let Some(month) = piece.roman(self.text) {
            self.led_by_roman(at, piece, month)?
        } else {
            return None;
        };
        self.take_year_mark(&mut date);
        self.take_time(&mut date);
        Some(date)
    }

    /// `III/2018`, `III.2018`; with a space only where it is no rank: `III 2018 – VI 2020`, and not
    /// `Engineer II 2018 – 2020`.
    fn led_by_roman(&mut self, at: usize, first: Piece, month: u32) -> Option<Written> {
        let year = self.get(at + 1)?;
        let value = year.year()?;
        let tight = [sign::SLASH, sign::DOT, sign::HYPHEN];
        let is_tight = tight.into_iter().any(|divider| year.gap.tight(divider));
        let is_parted = year.gap.only(sign::DOT) && year.gap.spaces <= 1 && year.gap.breaks == 0;
        let is_side = |scan: &mut Self| {
            let behind = scan.get(at + 2);
            let other = behind.filter(|behind| behind.gap.has(sign::ANY_DASH));
            let is_roman = other.is_some_and(|other| other.roman(scan.text).is_some());
            is_roman || at > 0 || scan.heads_line(first.start)
        };
        (is_tight || is_parted && is_side(self))
            .then(|| in_month(&first, &year, at + 2, value, month))
    }

    /// `tháng 3 năm 2018`, `tháng 3/2018`: the month by its number.
    fn led_by_month_sign(&mut self, at: usize, first: Piece) -> Option<Written> {
        let number = self.get(at + 1)?;
        let month = number.small(12).filter(|_| number.gap.is_space())?;
        let mut next = at + 2;
        let mut year = self.get(next)?;
        if year.entry.unit == Unit::Year && year.gap.is_space() {
            next += 1;
            year = self.get(next)?;
        }
        let value = year.year()?;
        let joined =
            year.gap.is_space() || year.gap.tight(sign::SLASH) || year.gap.tight(sign::HYPHEN);
        joined.then(|| in_month(&first, &year, next + 1, value, month))
    }

    /// `r.`, `г.`, `года`, `年` behind the year belongs to it.
    fn take_year_mark(&mut self, date: &mut Written) {
        let Some(mark) = self.get(date.next) else {
            return;
        };
        let joined = mark.gap.signs == 0 && mark.gap.breaks == 0 && mark.gap.spaces <= 1;
        if date.year.is_some() && joined && mark.entry.is(role::YEAR_MARK) {
            date.end = mark.end;
            if self.text.as_bytes().get(mark.end) == Some(&b'.') && mark.end - mark.start <= 4 {
                date.end += 1;
            }
            date.next += 1;
        }
    }

    fn led_by_month(&mut self, at: usize, first: Piece) -> Written {
        let month = u32::from(first.entry.month);
        self.year_after_month(at, first, month).unwrap_or(Written {
            first: month,
            last: month,
            precision: Precision::Month,
            strength: Strength::Weak,
            ..written(&first, &first, at + 1)
        })
    }

    fn year_after_month(&mut self, at: usize, first: Piece, month: u32) -> Option<Written> {
        let mut next = at + 1;
        let mut piece = self.get(next)?;
        if piece.entry.is(role::FILLER) && piece.gap.only(sign::DOT) {
            next += 1;
            piece = self.get(next)?;
        }
        if !piece.is_number() || !piece.gap.only(MONTH_TO_YEAR) {
            return None;
        }
        let dashed = piece.gap.has(sign::ANY_DASH);
        if let Some(year) = piece.year() {
            if dashed && piece.gap.breaks > 0 {
                return None;
            }
            return Some(in_month(&first, &piece, next + 1, year, month));
        }
        if !dashed
            && !piece.gap.has(sign::APOSTROPHE)
            && let Some(date) = self.day_then_year(at, first, month, next, piece)
        {
            return Some(date);
        }
        // `Oct - 12` is no date, `Oct-12` is.
        if piece.digits != 2 || piece.gap.breaks > 0 || (dashed && piece.gap.spaces > 0) {
            return None;
        }
        let strength = if piece.gap.has(sign::APOSTROPHE) {
            Strength::Strong
        } else {
            Strength::Weak
        };
        Some(Written {
            strength,
            ..in_month(&first, &piece, next + 1, pivot(piece.value), month)
        })
    }

    /// `January 10th 2006`, `June 19, 2004`.
    fn day_then_year(
        &mut self,
        at: usize,
        first: Piece,
        month: u32,
        day_at: usize,
        day: Piece,
    ) -> Option<Written> {
        day.small(days(month))?;
        let mut next = day_at + 1;
        let mut piece = self.get(next)?;
        if piece.entry.is(role::ORDINAL) && piece.gap == Gap::default() {
            next += 1;
            piece = self.get(next)?;
        }
        // `July 11-13, 2012`.
        if piece.gap.has(sign::ANY_DASH) && piece.small(days(month)) > Some(day.value) {
            next += 1;
            piece = self.get(next)?;
        }
        let year = piece.year()?;
        let joined = piece.gap.signs & !(sign::COMMA | sign::DOT) == 0 && piece.gap.breaks <= 1;
        if !joined || at + 1 != day_at {
            return None;
        }
        Some(Written {
            precision: Precision::Day,
            ..in_month(&first, &piece, next + 1, year, month)
        })
    }

    /// `Summer of 2019`, `Q3 '21`.
    fn led_by_season(&mut self, at: usize, first: Piece) -> Option<Written> {
        let mut next = at + 1;
        let mut piece = self.get(next)?;
        if piece.entry.is(role::FILLER) {
            next += 1;
            piece = self.get(next)?;
        }
        if !piece
            .gap
            .only(sign::COMMA | sign::APOSTROPHE | sign::SLASH | sign::HYPHEN)
            || piece.gap.breaks > 0
        {
            return None;
        }
        let year = match piece.year() {
            Some(year) => year,
            // `Q3 '21`, `1Q18`, `Q1 FY19`
            None if piece.digits == 2
                && (piece.gap.has(sign::APOSTROPHE) || piece.gap == Gap::default()) =>
            {
                pivot(piece.value)
            }
            None => return None,
        };
        let season = first.entry.season;
        // `Winter 2018/19`: a season at the head of its year is that of the second.
        let second = self.get(next + 1).filter(|second| {
            let follows = second.digits == 2 && second.value as i32 == (year + 1) % 100;
            follows && second.gap.tight(sign::SLASH)
        });
        Some(match second {
            Some(second) => {
                let year = year + i32::from(season.0 == 1);
                in_season(&first, &second, next + 2, year, season)
            }
            None => in_season(&first, &piece, next + 1, year, season),
        })
    }

    fn led_by_number(&mut self, at: usize, first: Piece) -> Option<Written> {
        if let Some(date) = self.quoted_year(at, first) {
            return Some(date);
        }
        let a = first.small(31)?;
        let second = self.get(at + 1)?;
        if second.is_number() {
            return self.numeric(at, first, a, second);
        }
        // `30 June 2010`, `5th of October, 2015`, `1. März 2019`.
        let mut next = at + 1;
        let mut piece = second;
        if piece.entry.is(role::ORDINAL) && piece.gap.spaces <= 1 && piece.gap.signs == 0 {
            next += 1;
            piece = self.get(next)?;
        }
        if piece.entry.is(role::FILLER) && piece.gap.only(0) {
            next += 1;
            piece = self.get(next)?;
        }
        let month = piece
            .roman(self.text)
            .unwrap_or(u32::from(piece.entry.month));
        // `6 - March 1991` is an item of a list.
        let divided = piece.gap.tight(sign::HYPHEN)
            || piece.gap.tight(sign::SLASH)
            || piece.gap.only(sign::DOT | sign::APOSTROPHE);
        if month == 0 || !divided || a > days(month) {
            return None;
        }
        let date = self.year_after_month(next, piece, month)?;
        let day = date.precision == Precision::Month && date.year.is_some();
        day.then_some(Written {
            start: first.start,
            precision: Precision::Day,
            ..date
        })
    }

    /// `'12`, as a side of a range.
    fn quoted_year(&mut self, at: usize, first: Piece) -> Option<Written> {
        let quoted = self
            .text
            .get(..first.start)
            .is_some_and(|before| before.ends_with(['\'', '’', '‘']));
        (quoted && first.digits == 2).then(|| Written {
            year: Some(pivot(first.value)),
            strength: Strength::Weak,
            ..written(&first, &first, at + 1)
        })
    }

    /// `03/2019`, `6/04`, `15.01.2015`, `3/27/09`.
    fn numeric(&mut self, at: usize, first: Piece, a: u32, second: Piece) -> Option<Written> {
        if is_spaced_dot(&second) {
            // A month and a year alone may be the end of one sentence and the start of another.
            let third = self.get(at + 2);
            let third = third.filter(|third| is_spaced_dot(third) && third.year().is_some())?;
            return full(at, first, a, second, third, sign::DOT);
        }
        let spaced_slash = second.gap.signs == sign::SLASH && second.gap.breaks == 0;
        let divider = [sign::SLASH, sign::DOT, sign::HYPHEN, sign::APOSTROPHE]
            .into_iter()
            .find(|&divider| second.gap.tight(divider))
            .or(spaced_slash.then_some(sign::SLASH))?;
        if let Some(year) = second.year() {
            return (a <= 12).then(|| in_month(&first, &second, at + 2, year, a));
        }
        let third = self.get(at + 2).filter(|third| {
            third.is_number() && (third.gap.tight(divider) || german_space(divider, third))
        });
        if let Some(third) = third {
            return full(at, first, a, second, third, divider);
        }
        if a > 12 || second.digits != 2 {
            return None;
        }
        let strength = match divider {
            sign::SLASH | sign::APOSTROPHE => Strength::Weak,
            sign::DOT if first.digits == 2 => Strength::Decimal,
            _ => return None,
        };
        Some(Written {
            strength,
            ..in_month(&first, &second, at + 2, pivot(second.value), a)
        })
    }
}

/// `15. 1. 2015`, as written in Czech, Slovak, Slovene and German.
fn is_spaced_dot(piece: &Piece) -> bool {
    let gap = piece.gap;
    gap.signs == sign::DOT && gap.spaces == 1 && gap.breaks == 0
}

/// `15.1. 2015`
fn german_space(divider: u16, third: &Piece) -> bool {
    divider == sign::DOT && third.gap.signs == sign::DOT && third.gap.spaces <= 1
}

fn full(
    at: usize,
    first: Piece,
    a: u32,
    second: Piece,
    third: Piece,
    divider: u16,
) -> Option<Written> {
    let b = second.small(31)?;
    let (year, strength) = match third.year() {
        Some(year) => (year, Strength::Strong),
        None if third.digits == 2 && divider == sign::SLASH => {
            (pivot(third.value), Strength::Strong)
        }
        None if third.digits == 2 && first.digits == 2 && second.digits == 2 => {
            (pivot(third.value), Strength::Weak)
        }
        None => return None,
    };
    let day_first = b <= 12 && a <= days(b);
    // Nobody writes the American order with dots.
    let month_first = a <= 12 && b <= days(a) && divider != sign::DOT;
    let (month, order) = match (day_first, month_first) {
        (true, true) => (b, Order::Either(a)),
        (true, false) => (b, Order::Plain),
        (false, true) => (a, Order::MonthFirst),
        (false, false) => return None,
    };
    Some(Written {
        order,
        strength,
        precision: Precision::Day,
        ..in_month(&first, &third, at + 3, year, month)
    })
}
