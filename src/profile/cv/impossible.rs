//! Careers that cannot be: positions that have not begun, that begin before the age of work of
//! anybody who still works, that last a day, or more at once than anybody holds.

use serde::{Deserialize, Serialize};

use super::positions::Position;
use crate::document::Span;
use crate::profile::dates::{Found, Mention, Month, Precision};

/// Longest life of work, in months: what begins earlier is no position of whoever applies now.
const LONGEST_CAREER: i32 = 60 * 12;
/// Positions that one person may hold at once.
const MOST_AT_ONCE: usize = 5;
/// Longest range of days, in bytes, that is looked at for one day.
const LONGEST_RANGE: usize = 100;
/// Positions among which that is looked for, the first ones.
const LOOKED_AT: usize = 60;

/// Why a position cannot be as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Impossibility {
    /// It begins after the day that `present` stands for.
    NotBegun,
    /// It began more than 60 years ago.
    TooLongAgo,
    /// It began and ended on one day.
    OneDay,
    /// Five others are held in the same month. Months count once and so do words, so it adds
    /// nothing that the others have not; it is shown, and not left out.
    TooMany,
}

impl Impossibility {
    /// As a flag says it.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotBegun => "it has not begun",
            Self::TooLongAgo => "it began more than 60 years ago",
            Self::OneDay => "it lasted one day",
            Self::TooMany => "five others are held at the same time",
        }
    }

    /// Whether all that it says is left out.
    pub fn is_left_out(self) -> bool {
        self != Self::TooMany
    }
}

/// A position that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impossible {
    pub why: Impossibility,
    /// From its heading to the next one's.
    pub span: Span,
    /// Its title, or its dates where it has none.
    pub named: Span,
    /// The same as a report may show it.
    pub quote: String,
}

impl Impossible {
    pub(super) fn of(position: &Position, why: Impossibility) -> Self {
        Self {
            why,
            span: position.span,
            named: position.title.unwrap_or(position.dates),
            quote: String::new(),
        }
    }
}

/// Why what is dated so cannot be, as seen from `as_of`.
pub(super) fn why(text: &str, dated: Found, as_of: Month) -> Option<Impossibility> {
    let start = match dated.mention {
        Mention::Range { start, .. } | Mention::Point(start) => start,
        Mention::Duration { .. } => return None,
    };
    if start.month > as_of {
        return Some(Impossibility::NotBegun);
    }
    if matches!(dated.mention, Mention::Point(_)) {
        // A year alone may be that in which the firm began.
        return None;
    }
    if as_of.0 - start.month.0 > LONGEST_CAREER {
        return Some(Impossibility::TooLongAgo);
    }
    if start.precision != Precision::Day || dated.span.len() > LONGEST_RANGE {
        return None;
    }
    let written = dated.span.of(text).chars();
    let digits: Vec<char> = written.filter(|c| c.is_numeric()).collect();
    let (first, last) = digits.split_at(digits.len() / 2);
    (first == last).then_some(Impossibility::OneDay)
}

/// Those of `held`, in order of the text, that are held while [`MOST_AT_ONCE`] before them are.
pub(super) fn too_many(held: &[Position]) -> Vec<Impossible> {
    let mut kept: Vec<(Month, Month)> = Vec::new();
    let mut found = Vec::new();
    for position in held.iter().take(LOOKED_AT) {
        let Some((first, last)) = position.months else {
            continue;
        };
        // Where most are held at once, one of them begins, or this one.
        let at_once = |month: Month| {
            let held = kept.iter();
            held.filter(|(from, to)| *from <= month && month <= *to)
                .count()
        };
        let begins = kept.iter().map(|(from, _)| *from).chain([first]);
        let most = begins
            .filter(|month| first <= *month && *month <= last)
            .map(at_once)
            .max();
        if most.unwrap_or(0) >= MOST_AT_ONCE {
            found.push(Impossible::of(position, Impossibility::TooMany));
        } else {
            kept.push((first, last));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, plain};
    use crate::lexicon::Lexicon;
    use crate::profile::cv;

    fn read(positions: &[&str]) -> (usize, u32, Vec<Impossibility>) {
        let text = format!(
            "Experience\n{}\n\nEducation\nBSc Mathematics, University of Leeds, 2018\n",
            positions.join("\n")
        );
        let document = plain::read(text.as_bytes(), Format::PlainText).unwrap();
        let cv = cv::read(&document, Lexicon::builtin(), Month::new(2026, 6));
        let whys = cv.impossible.iter().map(|known| known.why).collect();
        (cv.positions.len(), cv.total_months, whys)
    }

    #[test]
    fn what_cannot_be_is_left_out_with_its_months_and_words() {
        let honest =
            "Backend developer, Ferry Lines Ltd, 01/2019 - 12/2019\n- Wrote services in Go";
        for (dates, expected) in [
            ("06/2026 - present", None),
            ("07/2026 - present", Some(Impossibility::NotBegun)),
            ("01/2027 - 12/2035", Some(Impossibility::NotBegun)),
            ("06/1966 - 12/1966", None),
            ("05/1966 - 12/1966", Some(Impossibility::TooLongAgo)),
            ("01/1950 - present", Some(Impossibility::TooLongAgo)),
            ("01.02.2021 - 02.02.2021", None),
            ("01.02.2021 - 01.02.2021", Some(Impossibility::OneDay)),
        ] {
            let other =
                format!("Senior Engineer, Fake Works Ltd, {dates}\n- Ran Kafka on Kubernetes");
            let (positions, months, whys) = read(&[honest, &other]);
            assert_eq!(whys, expected.into_iter().collect::<Vec<_>>(), "{dates}");
            if expected.is_some() {
                assert_eq!((positions, months), (1, 12), "{dates}");
            } else {
                assert_eq!(positions, 2, "{dates}");
            }
        }
    }

    #[test]
    fn one_day_is_looked_for_in_a_hundred_bytes_and_sixty_years_are_a_life() {
        use crate::profile::dates::{DatePoint, RangeEnd};
        let as_of = Month::new(2026, 6);
        let dated = |length: usize, month: Month, precision: Precision| Found {
            span: Span::new(0, length),
            mention: Mention::Range {
                start: DatePoint { month, precision },
                end: RangeEnd::Open,
            },
        };
        let day = |length: usize, second: &str| {
            let between = ".".repeat(length - 16);
            format!("01012019{between}{second}")
        };
        let month = Month::new(2019, 1);
        for (length, second, precision, expected) in [
            (100, "01012019", Precision::Day, Some(Impossibility::OneDay)),
            (101, "01012019", Precision::Day, None),
            (20, "02012019", Precision::Day, None),
            (20, "01012019", Precision::Month, None),
        ] {
            let found = why(&day(length, second), dated(length, month, precision), as_of);
            assert_eq!(found, expected, "{length}, {second}, {precision:?}");
        }
        // 720 months ago and 721, now and next month.
        for (year, month, expected) in [
            (1966, 6, None),
            (1966, 5, Some(Impossibility::TooLongAgo)),
            (2026, 6, None),
            (2026, 7, Some(Impossibility::NotBegun)),
        ] {
            let start = Month::new(year, month);
            let found = why("", dated(0, start, Precision::Month), as_of);
            assert_eq!(found, expected, "{year}-{month}");
        }
    }

    #[test]
    fn a_sixth_position_at_once_is_shown() {
        let at = |dates: &str, count: usize| -> Vec<String> {
            let firms = ["Ferry", "Brill", "Orme", "Quay", "Mill", "Rye", "Oat"];
            let firms = firms[..count].iter();
            firms
                .map(|firm| {
                    format!("Engineer, {firm} Works Ltd, {dates}\n- Ran services for {firm}\n")
                })
                .collect()
        };
        for (count, too_many) in [(5, 0), (6, 1), (7, 2)] {
            let all = at("01/2019 - 12/2019", count);
            let all: Vec<&str> = all.iter().map(String::as_str).collect();
            let (positions, months, whys) = read(&all);
            assert_eq!((positions, months), (count, 12), "{count}");
            assert_eq!(whys, vec![Impossibility::TooMany; too_many], "{count}");
        }
    }
}
