//! Two dates, or a date and an open end, that make a range.

use super::point::{Order, Strength, Written};
use super::scan::{Gap, Piece, Scan, sign};
use super::words::role;
use super::{DatePoint, Mention, Precision, RangeEnd};

/// A mention in pieces and in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parsed {
    pub mention: Mention,
    pub start: usize,
    pub end: usize,
    /// The first piece behind it.
    pub next: usize,
    /// Both sides are bare years, or one is and there is no other.
    pub bare_years: bool,
}

/// Longer ranges are typing errors.
const MOST_MONTHS: i32 = 60 * 12;

pub(super) const AROUND_DASH: u16 =
    sign::ANY_DASH | sign::DOT | sign::COMMA | sign::APOSTROPHE | sign::BRACKETS;

const BEFORE_LENGTH: u16 = sign::BRACKETS
    | sign::BULLET
    | sign::COMMA
    | sign::DOT
    | sign::COLON
    | sign::PLUS
    | sign::ANY_DASH;

/// What stands between the two sides of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Divider {
    Dash,
    Word,
    Slash,
    /// Spaces where a dash was lost on the way to plain text.
    Lost,
}

impl Scan<'_> {
    /// The range that begins at piece `at`.
    pub(super) fn range(&mut self, at: usize) -> Option<Parsed> {
        let first = self.get(at)?;
        if first.entry.is(role::SINCE)
            && let Some(found) = self.since(at, first)
        {
            return Some(found);
        }
        if let Some(found) = self.reversed(at, first) {
            return Some(found);
        }
        if let Some(found) = self.months_of_one_year(at, first) {
            return Some(found);
        }
        let from = self.date(at)?;
        self.range_from(at, from)
    }

    /// `03 - 05/2019`, `03–05.2019`.
    fn months_of_one_year(&mut self, at: usize, first: Piece) -> Option<Parsed> {
        let month = first.small(12).filter(|_| first.digits == 2)?;
        let second = self.get(at + 1)?;
        if !dashed(second.gap) || second.gap.breaks > 0 || second.digits != 2 {
            return None;
        }
        let to = self.date(at + 1)?;
        let numeric = to.precision == Precision::Month && to.strength == Strength::Strong;
        if !numeric || to.first < month {
            return None;
        }
        let from = Written {
            first: month,
            start: first.start,
            ..to
        };
        Some(parsed(
            from,
            from.as_start()?,
            to.as_end()?,
            to.end,
            to.next,
            false,
        ))
    }

    /// The range whose first side is `from`.
    pub(super) fn range_from(&mut self, at: usize, from: Written) -> Option<Parsed> {
        if let Some(found) = self.short_year(from) {
            return Some(found);
        }
        if let Some(found) = self.dangling(from) {
            return Some(found);
        }
        if let Some(found) = self.since_behind(from) {
            return Some(found);
        }
        let (divider, to_at) = self.divider(at, from)?;
        if let Some(next) = self.open(to_at) {
            let trusted = from.year.is_some() && (divider != Divider::Lost || self.near(to_at));
            if trusted {
                return self.finish_open(from, next);
            }
        }
        if from.strength == Strength::Decimal {
            return None;
        }
        let to = self.date(to_at)?;
        self.join(from, to, divider)
    }

    /// `(1 yr 4 mos)` behind a range says the same again: its end and next piece.
    pub(super) fn take_length(&mut self, range: &Parsed) -> (usize, usize) {
        let outside = (range.end, range.next);
        let (Some(piece), Some(length)) = (self.get(range.next), self.duration(range.next)) else {
            return outside;
        };
        if !piece.gap.only(BEFORE_LENGTH) {
            return outside;
        }
        if piece.gap.has(sign::OPENING) {
            let rest = self.text.get(length.end..).unwrap_or("");
            let dot = usize::from(rest.starts_with('.'));
            let closes = rest.get(dot..).is_some_and(|rest| rest.starts_with(')'));
            return if closes {
                (length.end + dot + 1, length.next)
            } else {
                outside
            };
        }
        if piece.gap.has(sign::BULLET) || says(range, &length) {
            (length.end, length.next)
        } else {
            outside
        }
    }

    /// What divides `from` from the next piece, and where the other side begins.
    fn divider(&mut self, at: usize, from: Written) -> Option<(Divider, usize)> {
        let mut next = from.next;
        let mut piece = self.get(next)?;
        let mut dash = dashed(piece.gap);
        if !dash
            && !piece
                .gap
                .only(sign::DOT | sign::APOSTROPHE | sign::BRACKETS | sign::SLASH | sign::COMMA)
        {
            return None;
        }
        let mut word = false;
        for _ in 0..3 {
            // `to date` is an open end in which `to` is no divider of its own.
            if let Some(after) = self.abbreviated_to(next) {
                return Some((Divider::Word, after));
            }
            // `a la fecha` is an open end whose first word is none either.
            if piece.entry.is(role::OPEN_PHRASE)
                && self.open(next).is_some_and(|after| after > next + 1)
            {
                break;
            }
            let divides = piece.entry.is(role::TO)
                || (piece.entry.is(role::AND) && self.between_before(at))
                || ((word || dash)
                    && piece.entry.is(role::FILLER)
                    && !piece.entry.is(role::OPEN | role::OPEN_PHRASE));
            if !divides || piece.gap.has(sign::COMMA | sign::SLASH) {
                break;
            }
            let Some(after) = self.get(next + 1) else {
                break;
            };
            let joined = after.gap.only(AROUND_DASH | sign::COLON);
            if !joined {
                break;
            }
            word = true;
            next += 1;
            piece = after;
            dash |= dashed(piece.gap);
        }
        if word {
            return Some((Divider::Word, next));
        }
        if dash {
            return Some((Divider::Dash, next));
        }
        let gap = piece.gap;
        if gap.signs == sign::SLASH && gap.breaks == 0 {
            return Some((Divider::Slash, next));
        }
        let lost = gap.breaks == 0 && gap.signs & !(sign::DOT | sign::BRACKETS) == 0;
        lost.then_some((Divider::Lost, next))
    }

    /// `t/m`: the piece behind it.
    fn abbreviated_to(&mut self, at: usize) -> Option<usize> {
        let (first, second) = (self.get(at)?, self.get(at + 1)?);
        let written = self.text.get(first.start..second.end)?;
        let mut known = self.words.abbreviated_to.iter();
        known
            .any(|known| written.eq_ignore_ascii_case(known))
            .then_some(at + 2)
    }

    fn between_before(&self, at: usize) -> bool {
        at == 0
            && self
                .first()
                .checked_sub(1)
                .and_then(|before| self.tokens.get(before))
                .is_some_and(|token| self.words.get(token.key).is(role::BETWEEN))
    }

    /// `2018-22`, `2010–11`, `2018/19`.
    fn short_year(&mut self, from: Written) -> Option<Parsed> {
        let year = from.year?;
        if let Some(tail) = from.tail {
            // Alone, `2010-12` is a month of ISO 8601 and `2010-11` two years.
            let next_year = tail as i32 == (year + 1) % 100;
            if !next_year || self.has_other_side(from) {
                return None;
            }
            return years(from, year, year + 1, from.end, from.next);
        }
        if !from.is_bare_year() {
            return None;
        }
        let piece = self.get(from.next)?;
        let tight = piece.gap.spaces == 0;
        let dash = dashed(piece.gap) && piece.gap.breaks == 0;
        let slash = piece.gap.tight(sign::SLASH);
        if let Some(to) = piece.year() {
            return (slash && to == year + 1)
                .then(|| years(from, year, to, piece.end, from.next + 1))
                .flatten();
        }
        if piece.digits != 2 || !(dash || slash) || self.number_goes_on(from.next, tight) {
            return None;
        }
        let mut to = year - year % 100 + piece.value as i32;
        if to < year {
            to += 100;
        }
        if slash && to != year + 1 {
            return None;
        }
        years(from, year, to, piece.end, from.next + 1)
    }

    /// Another date or an open end stands behind a divider.
    fn has_other_side(&mut self, from: Written) -> bool {
        self.divider(0, from).is_some_and(|(divider, to)| {
            divider != Divider::Lost && (self.open(to).is_some() || self.date(to).is_some())
        })
    }

    /// The number at `at` is the head of a longer one, or counts what follows.
    fn number_goes_on(&mut self, at: usize, tight: bool) -> bool {
        let Some(piece) = self.get(at) else {
            return false;
        };
        let followed = self.get(at + 1).is_some_and(|next| {
            let tied = next.is_number()
                && next.gap.spaces == 0
                && next.gap.has(sign::HYPHEN | sign::SLASH | sign::DOT);
            let counts = !tight && next.gap.spaces == 1 && next.gap.is_space();
            tied || counts || next.gap == Gap::default()
        });
        followed || self.text.as_bytes().get(piece.end) == Some(&b'%')
    }

    fn join(&mut self, from: Written, to: Written, divider: Divider) -> Option<Parsed> {
        let (mut from, mut to) = agree_on_order(from, to);
        let mut end = to.end;
        let mut next = to.next;
        if from.year.is_none() {
            if from.precision != Precision::Month || to.precision == Precision::Year {
                return None;
            }
            let year = to.year?;
            let spaces = self.get(from.next).map_or(0, |piece| piece.gap.spaces);
            if divider == Divider::Lost && spaces < 2 {
                return None;
            }
            // `December-January 2006-2007` names both years.
            if let Some(second) = self.second_year(to.next, year) {
                from.year = Some(year);
                to.year = Some(year + 1);
                end = second.end;
                next = to.next + 1;
            } else {
                from.year = Some(if from.first > to.last { year - 1 } else { year });
            }
        } else if to.strength == Strength::Decimal {
            return None;
        }
        match divider {
            Divider::Lost if !self.dash_was_lost(from, to) => return None,
            Divider::Slash if from.precision != Precision::Month || self.is_numeric(from.start) => {
                return None;
            }
            _ => {}
        }
        to.year?;
        let (start, stop) = (from.as_start()?, to.as_end()?);
        if !plausible(start, stop) {
            let (start, stop) = (from.month_first(), to.month_first());
            let (start, stop) = (start.as_start()?, stop.as_end()?);
            return plausible(start, stop).then(|| parsed(from, start, stop, end, next, false));
        }
        let bare = from.is_bare_year() && to.is_bare_year();
        Some(parsed(from, start, stop, end, next, bare))
    }

    fn second_year(&mut self, at: usize, year: i32) -> Option<Piece> {
        self.get(at)
            .filter(|piece| piece.year() == Some(year + 1) && dashed(piece.gap))
    }

    fn is_numeric(&self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
    }

    /// Two dates side by side, and no third: the dash between them was lost.
    fn dash_was_lost(&mut self, from: Written, to: Written) -> bool {
        let Some(gap) = self.get(from.next).map(|piece| piece.gap) else {
            return false;
        };
        if gap.has(sign::BRACKETS) || gap.spaces > 8 {
            return false;
        }
        let precise = from.precision != Precision::Year && to.precision != Precision::Year;
        if precise && self.date_follows(to, gap.spaces).is_none() {
            return true;
        }
        let wide = gap.spaces == 2 || gap == Gap::default();
        let alone = self.date_follows(to, gap.spaces).is_none() && !self.date_before(from.start);
        wide && alone && from.month(from.first) < to.month(to.last)
    }

    /// Another date as close behind, as in a table of years.
    fn date_follows(&mut self, date: Written, spaces: u16) -> Option<Written> {
        let piece = self.get(date.next)?;
        if piece.gap.breaks > 0 || piece.gap.spaces > spaces || piece.gap.signs & !sign::DOT != 0 {
            return None;
        }
        self.date(date.next).filter(|date| date.year.is_some())
    }

    /// A number stands right before, on the same line.
    fn date_before(&self, start: usize) -> bool {
        let before = self.text.get(..start).unwrap_or("");
        let trimmed = before.trim_end_matches([' ', '\t']);
        trimmed.len() < before.len()
            && trimmed
                .as_bytes()
                .last()
                .is_some_and(|byte| byte.is_ascii_digit())
    }
}

/// The duration is the range's own, give or take the month it starts in.
fn says(range: &Parsed, length: &Parsed) -> bool {
    match (range.mention, length.mention) {
        (
            Mention::Range {
                start,
                end: RangeEnd::At(stop),
            },
            Mention::Duration { months },
        ) => ((stop.month.0 - start.month.0)..=(stop.month.0 - start.month.0 + 1))
            .contains(&(months as i32)),
        _ => false,
    }
}

pub(super) fn dashed(gap: Gap) -> bool {
    gap.has(sign::ANY_DASH) && gap.only(AROUND_DASH)
}

fn plausible(start: DatePoint, stop: DatePoint) -> bool {
    (0..=MOST_MONTHS).contains(&(stop.month.0 - start.month.0))
}

fn parsed(
    from: Written,
    start: DatePoint,
    stop: DatePoint,
    end: usize,
    next: usize,
    bare_years: bool,
) -> Parsed {
    Parsed {
        mention: Mention::Range {
            start,
            end: RangeEnd::At(stop),
        },
        start: from.start,
        end,
        next,
        bare_years,
    }
}

fn years(from: Written, first: i32, last: i32, end: usize, next: usize) -> Option<Parsed> {
    let start = from.whole_year(first).as_start()?;
    let stop = from.whole_year(last).as_end()?;
    plausible(start, stop).then(|| parsed(from, start, stop, end, next, true))
}

/// One side that is American only makes the other so.
fn agree_on_order(from: Written, to: Written) -> (Written, Written) {
    if from.order == Order::MonthFirst || to.order == Order::MonthFirst {
        (from.month_first(), to.month_first())
    } else {
        (from, to)
    }
}
