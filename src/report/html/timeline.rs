//! A drawing of positions over the years, with gaps and overlaps, and the same in words.

use std::fmt::Write;

use serde::Serialize;

use super::facts::{Facts, Held};
use crate::profile::cv::PositionKind;
use crate::profile::dates::Month;

/// Positions shown at most.
const MOST: usize = 16;
/// Lanes drawn at most; what would need more is only listed.
const MOST_LANES: usize = 8;
/// The style sheet draws positions four lower than this.
const LANE: u32 = 20;
/// Room for the years below the lanes.
const AXIS: u32 = 18;
/// Years marked at most.
const MOST_TICKS: i32 = 5;
/// A gap narrower than this share of the drawing has no words beside it, in thousandths.
const LEAST_LABELLED: i64 = 90;

/// A position in words, with its number in the drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Line {
    pub number: usize,
    pub when: String,
    pub length: String,
    pub title: String,
    pub employer: String,
    /// `internship`, `voluntary`, or empty.
    pub kind: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Timeline {
    /// Holds numbers only; empty where no position has dates.
    pub svg: String,
    pub lines: Vec<Line>,
    /// Positions that are not listed.
    pub more: usize,
    pub gaps: Vec<String>,
    pub overlaps: Vec<String>,
}

/// Positions, gaps and overlaps of a CV.
pub(super) fn timeline(facts: &Facts) -> Timeline {
    let shown: Vec<&Held> = facts.positions.iter().take(MOST).collect();
    let lines = shown
        .iter()
        .enumerate()
        .map(|(index, held)| line(index + 1, held, facts.as_of));
    let in_words = |ranges: &[(Month, Month)]| -> Vec<String> {
        let words = ranges.iter().take(MOST).map(|&(start, end)| {
            let range = range(start, end, None);
            format!("{range} ({})", length(months(start, end)))
        });
        words.collect()
    };
    Timeline {
        svg: svg(&shown, &facts.gaps, &facts.overlaps),
        lines: lines.collect(),
        more: facts.positions.len() - shown.len(),
        gaps: in_words(&facts.gaps),
        overlaps: in_words(&facts.overlaps),
    }
}

fn line(number: usize, held: &Held, as_of: Month) -> Line {
    let (when, held_months) = match (held.months, held.stated_months) {
        (Some((start, end)), _) => (range(start, end, Some(as_of)), Some(months(start, end))),
        (None, Some(stated)) => ("no dates".to_owned(), Some(stated)),
        (None, None) => ("no dates".to_owned(), None),
    };
    Line {
        number,
        when,
        length: held_months.map(length).unwrap_or_default(),
        title: held.title.clone(),
        employer: held.employer.clone(),
        kind: match held.kind {
            PositionKind::Work => "",
            PositionKind::Internship => "internship",
            PositionKind::Volunteering => "voluntary",
        },
    }
}

fn months(start: Month, end: Month) -> u32 {
    u32::try_from(end.0 - start.0 + 1).unwrap_or(0)
}

/// `2019-03`.
pub(super) fn month(month: Month) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}

/// `2019-03 to 2020-01`; `now` is the month that open ends resolve to.
fn range(start: Month, end: Month, now: Option<Month>) -> String {
    if start == end {
        return month(start);
    }
    let end = if Some(end) == now {
        "now".to_owned()
    } else {
        month(end)
    };
    format!("{} to {end}", month(start))
}

/// `3 y 2 m`.
pub(super) fn length(months: u32) -> String {
    match (months / 12, months % 12) {
        (0, months) => format!("{months} m"),
        (years, 0) => format!("{years} y"),
        (years, months) => format!("{years} y {months} m"),
    }
}

/// The first lane that is free from `start` on, for each position in the order of its start.
fn lanes(dated: &[(usize, Month, Month)]) -> Vec<Option<usize>> {
    let mut free: Vec<Month> = Vec::new();
    let mut lanes = vec![None; dated.len()];
    let mut order: Vec<usize> = (0..dated.len()).collect();
    order.sort_by_key(|&index| (dated[index].1, dated[index].0));
    for index in order {
        let (_, start, end) = dated[index];
        let lane = free.iter().position(|last| *last < start);
        lanes[index] = match lane {
            Some(lane) => {
                free[lane] = end;
                Some(lane)
            }
            None if free.len() < MOST_LANES => {
                free.push(end);
                Some(free.len() - 1)
            }
            None => None,
        };
    }
    lanes
}

/// Places along the drawing, in percent with one decimal.
struct Scale {
    first: Month,
    months: i64,
}

impl Scale {
    /// Thousandths of the width from the left border to the beginning of `month`.
    fn at(&self, month: Month) -> i64 {
        i64::from(month.0 - self.first.0) * 1000 / self.months
    }

    fn left(&self, month: Month) -> String {
        percent(self.at(month))
    }

    fn width(&self, start: Month, end: Month) -> i64 {
        (self.at(Month(end.0 + 1)) - self.at(start)).max(4)
    }
}

fn percent(thousandths: i64) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

fn svg(shown: &[&Held], gaps: &[(Month, Month)], overlaps: &[(Month, Month)]) -> String {
    let dated: Vec<(usize, Month, Month)> = shown
        .iter()
        .enumerate()
        .filter_map(|(index, held)| {
            held.months
                .map(|(start, end)| (index + 1, start, end.max(start)))
        })
        .collect();
    let (Some(first), Some(last)) = (
        dated.iter().map(|held| held.1).min(),
        dated.iter().map(|held| held.2).max(),
    ) else {
        return String::new();
    };
    let scale = Scale {
        first,
        months: i64::from(last.0 - first.0 + 1),
    };
    let lanes = lanes(&dated);
    let count = lanes.iter().flatten().max().map_or(0, |last| last + 1) as u32;
    let floor = count * LANE;
    let mut svg = String::new();
    let _ = write!(
        svg,
        "<svg class=timeline height={} role=img aria-label=\"{} to {}: positions {}, gaps {}, overlaps {}, as listed below\">",
        floor + AXIS,
        month(first),
        month(last),
        dated.len(),
        gaps.len(),
        overlaps.len(),
    );
    ticks(&mut svg, &scale, last, floor);
    for &(start, end) in gaps.iter().take(MOST) {
        let width = scale.width(start, end);
        let _ = write!(
            svg,
            "<rect class=gap x={} width={} height={floor} />",
            scale.left(start),
            percent(width)
        );
        if width >= LEAST_LABELLED {
            let _ = write!(svg, "<text x={} y=14 dx=4>gap</text>", scale.left(start));
        }
    }
    for (&(number, start, end), lane) in dated.iter().zip(lanes) {
        let Some(lane) = lane else { continue };
        let top = lane as u32 * LANE;
        let _ = write!(
            svg,
            "<rect x={x} y={y} width={width} /><text x={x} y={base} dx=4>{number}</text>",
            x = scale.left(start),
            y = top + 2,
            width = percent(scale.width(start, end)),
            base = top + 14,
        );
    }
    for &(start, end) in overlaps.iter().take(MOST) {
        let _ = write!(
            svg,
            "<rect class=overlap x={} y={} width={} height=3 />",
            scale.left(start),
            floor,
            percent(scale.width(start, end))
        );
    }
    svg.push_str("</svg>");
    svg
}

/// A line at the beginning of some years.
fn ticks(svg: &mut String, scale: &Scale, last: Month, floor: u32) {
    let from = scale.first.year() + i32::from(scale.first.month() > 1);
    let years = last.year() - from + 1;
    let step = [1, 2, 5, 10, 20, 50]
        .into_iter()
        .find(|step| years / step <= MOST_TICKS)
        .unwrap_or(100);
    for year in (from..=last.year()).filter(|year| year.rem_euclid(step) == 0) {
        let at = scale.at(Month::new(year, 1));
        let _ = write!(
            svg,
            "<line x1={x} x2={x} y2={} />",
            floor + 4,
            x = percent(at)
        );
        // A year at the right border would be cut off.
        if at < 940 {
            let _ = write!(
                svg,
                "<text x={} y={} dx=2>{year}</text>",
                percent(at),
                floor + AXIS - 4
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(months: Option<(Month, Month)>) -> Held {
        Held {
            title: "Nurse".into(),
            employer: String::new(),
            months,
            stated_months: None,
            kind: PositionKind::Work,
        }
    }

    #[test]
    fn lengths_and_ranges_in_words() {
        let table = [(0, "0 m"), (5, "5 m"), (12, "1 y"), (38, "3 y 2 m")];
        for (months, expected) in table {
            assert_eq!(length(months), expected);
        }
        let (start, end) = (Month::new(2020, 3), Month::new(2021, 1));
        assert_eq!(range(start, end, Some(end)), "2020-03 to now");
        assert_eq!(range(start, end, None), "2020-03 to 2021-01");
        assert_eq!(range(start, start, None), "2020-03");
    }

    #[test]
    fn parallel_positions_take_lanes_of_their_own() {
        let month = |year| Month::new(year, 1);
        let dated = [
            (1, month(2020), month(2022)),
            (2, month(2018), month(2020)),
            (3, month(2015), Month(month(2018).0 - 1)),
        ];
        assert_eq!(lanes(&dated), [Some(1), Some(0), Some(0)]);
        let many: Vec<_> = (0..20)
            .map(|index| (index, month(2000), month(2001)))
            .collect();
        assert_eq!(lanes(&many).iter().flatten().count(), MOST_LANES);
    }

    #[test]
    fn a_drawing_stays_within_its_borders() {
        let first = held(Some((Month::new(1970, 5), Month::new(2001, 12))));
        let second = held(Some((Month::new(2003, 1), Month::new(2026, 6))));
        let undated = held(None);
        let gaps = [(Month::new(2002, 1), Month::new(2002, 12))];
        let drawn = svg(&[&first, &undated, &second], &gaps, &[]);
        let part = |name: &str, from: &str| -> Vec<f64> {
            from.split(&format!(" {name}="))
                .skip(1)
                .filter_map(|rest| rest.split('%').next()?.parse().ok())
                .collect()
        };
        let (left, width) = (part("x", &drawn), part("width", &drawn));
        assert!(
            left.iter().all(|left| (0.0..100.0).contains(left)),
            "{drawn}"
        );
        let rects: Vec<&str> = drawn.split("<rect").skip(1).collect();
        assert_eq!((rects.len(), width.len()), (3, 3), "{drawn}");
        for rect in rects {
            let right = part("x", rect)[0] + part("width", rect)[0];
            assert!(right <= 100.5, "{rect}");
        }
        assert!(drawn.contains(">1980<") && drawn.contains(">3<") && !drawn.contains(">2<"));
        assert_eq!(svg(&[&undated], &[], &[]), "");
    }
}
