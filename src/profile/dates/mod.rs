//! Dates, ranges and durations as people write them in CVs.

mod duration;
mod guard;
pub mod interval;
mod open;
mod point;
mod range;
mod scan;
#[cfg(test)]
mod tests;
mod words;
mod year_first;

use serde::{Deserialize, Serialize};

use crate::document::Span;
use crate::text::Token;
use scan::Scan;

/// A calendar month, counted from year 0: `year * 12 + (month - 1)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month(pub i32);

impl Month {
    /// `month` from 1 to 12.
    pub fn new(year: i32, month: u32) -> Self {
        debug_assert!((1..=12).contains(&month));
        Self(year * 12 + month as i32 - 1)
    }

    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// From 1 to 12.
    pub fn month(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }
}

/// How exactly a date was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    Year,
    /// `Summer 2019`, `Q3 2021`.
    Season,
    Month,
    Day,
}

/// A date as written. Of a year alone, `month` is January at a start and
/// December at an end; of a season, its first or last month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DatePoint {
    pub month: Month,
    pub precision: Precision,
}

/// Where a range ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RangeEnd {
    At(DatePoint),
    /// `present`, `heute`, `since 2015`: resolves to the as-of date.
    Open,
}

/// What a piece of text says about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mention {
    /// `Oct 2020 - Current`; the last month counts in full.
    Range { start: DatePoint, end: RangeEnd },
    /// `3 years 4 months`.
    Duration { months: u32 },
    /// A date that stands alone, such as a graduation.
    Point(DatePoint),
}

/// A mention with its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Found {
    pub span: Span,
    pub mention: Mention,
}

/// Every date, range and duration in `text`, in order, without overlaps.
///
/// Where a writing can be read in two ways:
/// - `03/04/2015` is day first, unless the other date of its range cannot be;
/// - `2010-12` alone is a month (ISO 8601), `2010-11` and `2018-22` are years;
/// - `'38` is 2038, `'40` is 1940; winter is January to March of its year;
/// - of `3-5 years` the least counts, and `3.4 years` is cut down to months;
/// - a bare year behind a product, a currency or a number, or before what it
///   counts, is no date (`SQL Server 2012 - 2016`, `2000 users`).
///
/// Two dates whose order is wrong, or which lie over 60 years apart, make no
/// range; each is a [`Mention::Point`]. A range and its length in brackets are
/// one mention.
///
/// ```
/// use cvrank::profile::dates::{Mention, find};
/// use cvrank::text::tokenize;
///
/// let text = "Analyst, 03/2019 – present (two years abroad)";
/// let found = find(text, &tokenize(text));
/// assert_eq!(found[0].span.of(text), "03/2019 – present");
/// assert_eq!(found[1].mention, Mention::Duration { months: 24 });
/// ```
///
/// `tokens` are [`tokenize`](fn@crate::text::tokenize)'s of the same text.
pub fn find(text: &str, tokens: &[Token]) -> Vec<Found> {
    let mut scan = Scan::new(text, tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&token) = tokens.get(at) {
        if !scan.may_lead(at, token) {
            at += 1;
            continue;
        }
        scan.begin(at);
        let (mention, behind) = mention(&mut scan);
        found.extend(mention);
        at = scan.token_at(behind).max(at + 1);
    }
    found
}

/// The mention that begins at the scan's first token, and the first piece that
/// can begin another.
fn mention(scan: &mut Scan) -> (Option<Found>, usize) {
    let found = |mention, start, end| {
        let span = Span::new(start, end);
        Some(Found { span, mention })
    };
    if let Some(range) = scan.range(0) {
        if !scan.allows(&range) {
            return (None, range.next);
        }
        let (end, next) = scan.take_length(&range);
        return (found(range.mention, range.start, end), next);
    }
    if let Some(length) = scan.duration(0) {
        if !scan.allows(&length) {
            return (None, 1);
        }
        return (found(length.mention, length.start, length.end), length.next);
    }
    let Some(date) = scan.date(0).filter(|date| scan.allows_alone(date)) else {
        return (None, 1);
    };
    match date.as_start() {
        Some(point) => (
            found(Mention::Point(point), date.start, date.end),
            date.next,
        ),
        None => (None, 1),
    }
}
