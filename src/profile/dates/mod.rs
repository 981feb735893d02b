//! Dates, ranges and durations as people write them in CVs.

use serde::{Deserialize, Serialize};

use crate::document::Span;

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

use crate::text::Token;

/// Every date, range and duration in `text`, in order, without overlaps.
///
/// `tokens` are [`tokenize`](crate::text::tokenize)'s of the same text.
pub fn find(_text: &str, _tokens: &[Token]) -> Vec<Found> {
    Vec::new()
}
