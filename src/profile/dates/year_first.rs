//! Dates whose year stands first: `2019-07`, `2018. III. 1.`, `2020年3月`, `2018-03-01T00:00:00Z`.

use super::Precision;
use super::point::{MONTH_TO_YEAR, Strength, Written, days, in_month, in_season, written};
use super::scan::{Gap, Piece, Scan, sign};
use super::words::{Unit, role};

impl Scan<'_> {
    pub(super) fn led_by_year(&mut self, at: usize, first: Piece, year: i32) -> Written {
        if let Some(date) = self.month_after_year(at, first, year) {
            return date;
        }
        Written {
            year: Some(year),
            strength: Strength::Year,
            ..written(&first, &first, at + 1)
        }
    }

    /// `2019-07`, `2023.07`, `2020-01-15`, `2021 Q3`, `2007 June`.
    fn month_after_year(&mut self, at: usize, first: Piece, year: i32) -> Option<Written> {
        let second = self.get(at + 1)?;
        // `2018 m. kovo`, `2018. gada marts`
        if second.entry.is(role::YEAR_MARK) && second.entry.month == 0 {
            let month = self.get(at + 2)?;
            let value = u32::from(month.entry.month);
            let joined = second.gap.only(sign::DOT) && month.gap.only(sign::DOT);
            let is_named = joined && value != 0 && month.gap.breaks == 0;
            if is_named {
                // `2018 m. kovo mėn.`
                let sign = self
                    .get(at + 3)
                    .filter(|sign| sign.entry.unit == Unit::Month && sign.gap.is_space());
                let last = sign.unwrap_or(month);
                let next = at + 3 + usize::from(sign.is_some());
                return Some(in_month(&first, &last, next, year, value));
            }
        }
        if second.is_number() {
            let divider = [sign::HYPHEN, sign::DOT, sign::SLASH]
                .into_iter()
                .find(|&divider| second.gap.tight(divider))?;
            let month = second.small(12)?;
            if second.digits == 1 && divider == sign::HYPHEN {
                return None;
            }
            let third = self.get(at + 2);
            if let Some(third) = third.filter(|third| third.is_number() && third.gap.tight(divider))
            {
                third.small(days(month))?;
                return Some(Written {
                    precision: Precision::Day,
                    ..in_month(&first, &third, at + 3, year, month)
                });
            }
            let strength = if second.digits == 1 {
                Strength::Weak
            } else {
                Strength::Strong
            };
            let tail = (divider != sign::DOT && second.digits == 2).then_some(second.value);
            return Some(Written {
                tail,
                strength,
                ..in_month(&first, &second, at + 2, year, month)
            });
        }
        if second.entry.unit == Unit::Year && second.gap == Gap::default() {
            return self.month_after_year_sign(at, first, year);
        }
        if !second.gap.only(sign::DOT | sign::COMMA) || second.gap.breaks > 0 {
            return None;
        }
        // In `2012 May 2014` the month goes with what follows, in
        // `2012 május - 2014` it does not.
        let taken = self.get(at + 2).is_some_and(|third| {
            let spaced_dash = third.gap.has(sign::ANY_DASH) && third.gap.spaces > 0;
            // `2018. március 1.`
            let is_day = second.gap.has(sign::DOT) && third.small(31).is_some();
            third.is_number() && third.gap.only(MONTH_TO_YEAR) && !spaced_dash && !is_day
        });
        if taken {
            return None;
        }
        let season = second.entry.season;
        if season.0 != 0 {
            return Some(in_season(&first, &second, at + 2, year, season));
        }
        // `2018. III.`
        let roman = second
            .roman(self.text)
            .filter(|_| second.gap.has(sign::DOT));
        let month = roman.unwrap_or(u32::from(second.entry.month));
        if month == 0 {
            return None;
        }
        // `2018. március 1.`
        let day = self.get(at + 2).filter(|day| {
            let joined = second.gap.has(sign::DOT) && day.gap.only(sign::DOT);
            joined && day.small(days(month)).is_some()
        });
        Some(match day {
            Some(day) => Written {
                precision: Precision::Day,
                ..in_month(&first, &day, at + 3, year, month)
            },
            None => in_month(&first, &second, at + 2, year, month),
        })
    }

    /// `2020年3月`.
    fn month_after_year_sign(&mut self, at: usize, first: Piece, year: i32) -> Option<Written> {
        let month = self.get(at + 2)?;
        let last = self.get(at + 3)?;
        let value = month.small(12)?;
        let joined = month.gap.signs == 0 && month.gap.spaces <= 1 && last.gap.signs == 0;
        (joined && last.entry.unit == Unit::Month)
            .then(|| in_month(&first, &last, at + 4, year, value))
    }

    /// `T00:00:00Z` behind a day belongs to it.
    pub(super) fn take_time(&mut self, date: &mut Written) {
        if date.precision != Precision::Day {
            return;
        }
        let glued = |piece: &Piece| piece.gap == Gap::default();
        let is = |piece: Piece, text: &str, letter: &str| {
            text.get(piece.start..piece.end)
                .is_some_and(|written| written.eq_ignore_ascii_case(letter))
        };
        let text = self.text;
        let mut next = date.next;
        let mark = self.get(next);
        if !mark.is_some_and(|mark| glued(&mark) && is(mark, text, "t")) {
            return;
        }
        next += 1;
        let Some(hour) = self
            .get(next)
            .filter(|hour| glued(hour) && hour.digits == 2)
        else {
            return;
        };
        let mut end = hour.end;
        next += 1;
        while let Some(part) = self.get(next) {
            let counts = part.is_number() && part.gap.only(sign::COLON | sign::DOT | sign::PLUS);
            let joined = counts && part.gap.spaces == 0 && part.gap.signs != 0;
            let is_zone = glued(&part) && is(part, text, "z");
            if !(joined || is_zone) {
                break;
            }
            (end, next) = (part.end, next + 1);
        }
        (date.end, date.next) = (end, next);
    }
}
