//! Reading order of one page: where columns are, and which order to trust.
//!
//! Columns come from the page's geometry, the order within one from the file
//! where that runs downwards, else from geometry. A gutter that only parts
//! dates or labels from their entries is no column.

use super::{rows::order_block, segments::Segment};

/// One line in reading order.
#[derive(Debug)]
pub(super) struct Row {
    pub segments: Vec<Segment>,
    /// Counts the blocks (columns and full-width parts) of the page, from 0.
    pub block: usize,
}

/// Fewest lines on each side of a column gutter.
const FEWEST_LINES: usize = 3;
/// Fewest parts on each side for columns that the file's own order goes across.
const FEWEST_AGAINST_STREAM: usize = 6;
/// Narrowest gutter, in em of the page's usual letters.
const NARROWEST_GUTTER: f32 = 0.8;
/// Gutters do not get better above this width, in em.
const WIDE_GUTTER: f32 = 6.0;
/// Columns within columns.
const DEEPEST: usize = 5;
/// Most gutters tried for one region.
const MOST_GUTTERS: usize = 24;
/// Cells (a quarter em wide) across the widest page that is looked at.
const MOST_CELLS: usize = 10_000;
/// Share of lines with a partner on the other side from which two sides are rows.
const ALIGNED: f32 = 0.8;
/// Longest typical label or margin text, in characters.
pub(super) const LABEL: usize = 32;

/// The segments of one page as lines in reading order.
pub(super) fn order(segments: Vec<Segment>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut block = 0;
    order_region(segments, 0, &mut block, &mut rows);
    rows
}

fn order_region(segments: Vec<Segment>, depth: usize, block: &mut usize, rows: &mut Vec<Row>) {
    if segments.is_empty() {
        return;
    }
    let Some(cut) = (depth < DEEPEST).then(|| find_cut(&segments)).flatten() else {
        for segments in order_block(segments) {
            rows.push(Row {
                segments,
                block: *block,
            });
        }
        *block += 1;
        return;
    };
    let mut above = Vec::new();
    let mut below = Vec::new();
    let mut left = Vec::new();
    let mut right = Vec::new();
    for segment in segments {
        if segment.baseline > cut.top {
            above.push(segment);
        } else if segment.baseline < cut.bottom {
            below.push(segment);
        } else if middle(&segment) < cut.x {
            left.push(segment);
        } else {
            right.push(segment);
        }
    }
    let (first, second) = if cut.right_first {
        (right, left)
    } else {
        (left, right)
    };
    for part in [above, first, second, below] {
        order_region(part, depth + 1, block, rows);
    }
}

fn middle(segment: &Segment) -> f32 {
    (segment.left + segment.sure_right()) / 2.0
}

/// A gutter at `x` that runs from `top` down to `bottom`.
#[derive(Debug)]
struct Cut {
    x: f32,
    top: f32,
    bottom: f32,
    right_first: bool,
}

fn find_cut(segments: &[Segment]) -> Option<Cut> {
    if segments.len() < FEWEST_LINES * 2 {
        return None;
    }
    let mut sizes: Vec<f32> = segments.iter().map(|segment| segment.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes[sizes.len() / 2];

    let mut by_baseline: Vec<&Segment> = segments.iter().collect();
    by_baseline.sort_by(|one, two| two.baseline.total_cmp(&one.baseline));

    let mut bands: Vec<Band> = Vec::new();
    for start in gutter_candidates(segments, size) {
        collect_bands(&by_baseline, start, size, &mut bands);
    }
    bands.sort_by(|one, two| {
        two.weight
            .cmp(&one.weight)
            .then(one.x.total_cmp(&two.x))
            .then(two.top.total_cmp(&one.top))
    });
    bands.iter().find_map(|band| band.judge(size))
}

/// Where several lines start: the right edges of possible gutters.
fn gutter_candidates(segments: &[Segment], size: f32) -> Vec<f32> {
    let mut lefts: Vec<f32> = segments.iter().map(|segment| segment.left).collect();
    lefts.sort_by(f32::total_cmp);
    let mut groups: Vec<(usize, f32)> = Vec::new();
    let mut at = 0;
    while let Some(&first) = lefts.get(at) {
        let count = lefts[at..]
            .iter()
            .take_while(|left| **left - first < size * 0.4)
            .count();
        groups.push((count, first));
        at += count;
    }
    groups.retain(|(count, _)| *count >= 2);
    groups.sort_by(|one, two| two.0.cmp(&one.0).then(one.1.total_cmp(&two.1)));
    groups.truncate(MOST_GUTTERS);
    let mut candidates: Vec<f32> = groups.into_iter().map(|(_, left)| left).collect();
    candidates.extend(empty_strips(segments, size));
    candidates
}

/// Where lines start behind vertical strips that hardly a line crosses: gutters
/// beside columns of centred lines.
fn empty_strips(segments: &[Segment], size: f32) -> Vec<f32> {
    let left = segments
        .iter()
        .map(|segment| segment.left)
        .fold(f32::INFINITY, f32::min);
    let right = segments
        .iter()
        .map(|segment| segment.sure_right())
        .fold(f32::NEG_INFINITY, f32::max);
    let step = (size * 0.25).max(0.5);
    let cells = ((right - left) / step) as usize + 1;
    if !(right - left).is_finite() || cells > MOST_CELLS {
        return Vec::new();
    }
    let mut lines_over = vec![0usize; cells];
    for segment in segments {
        let from = ((segment.left - left) / step) as usize;
        let to = ((segment.sure_right() - left) / step) as usize;
        for count in lines_over.iter_mut().take(to + 1).skip(from) {
            *count += 1;
        }
    }
    let mut strips = Vec::new();
    for few in [0, 1, 3] {
        let mut width = 0;
        for (cell, count) in lines_over.iter().enumerate() {
            if *count <= few {
                width += 1;
                continue;
            }
            if width as f32 * step >= NARROWEST_GUTTER * size && width < cell {
                let from = left + (cell - width) as f32 * step;
                let first = segments
                    .iter()
                    .map(|segment| segment.left)
                    .filter(|start| *start > from)
                    .fold(f32::INFINITY, f32::min);
                strips.push(first.min(left + cell as f32 * step));
            }
            width = 0;
        }
    }
    strips.truncate(MOST_GUTTERS);
    strips
}

/// Lines on both sides of a gutter, with nothing across it.
struct Band<'segments> {
    x: f32,
    top: f32,
    bottom: f32,
    left: Vec<&'segments Segment>,
    right: Vec<&'segments Segment>,
    weight: usize,
}

fn collect_bands<'segments>(
    by_baseline: &[&'segments Segment],
    start: f32,
    size: f32,
    bands: &mut Vec<Band<'segments>>,
) {
    let slack = size * 0.3;
    let edge = start - NARROWEST_GUTTER * size;
    let crosses = |segment: &Segment| segment.left < start - slack && segment.sure_right() > edge;
    let mut above = f32::INFINITY;
    let mut at = 0;
    while at < by_baseline.len() {
        let run: Vec<&Segment> = by_baseline[at..]
            .iter()
            .take_while(|segment| !crosses(segment))
            .copied()
            .collect();
        let below = by_baseline
            .get(at + run.len())
            .map_or(f32::NEG_INFINITY, |segment| segment.baseline);
        at += run.len() + 1;
        if let Some(band) = Band::new(run, start, (above, below), size) {
            bands.push(band);
        }
        above = below;
    }
}

impl<'segments> Band<'segments> {
    fn new(
        mut run: Vec<&'segments Segment>,
        start: f32,
        (above, below): (f32, f32),
        size: f32,
    ) -> Option<Self> {
        // A line with parts on both sides above the column's first line (a line
        // of contacts, say) belongs to the part above.
        let is_right = |segment: &Segment| segment.left >= start - size * 0.3;
        let column = run
            .iter()
            .find(|segment| is_right(segment) && segment.left < start + size)
            .map_or(f32::INFINITY, |segment| segment.baseline);
        let stray = run
            .iter()
            .filter(|segment| is_right(segment) && segment.baseline > column + size)
            .filter(|segment| {
                run.iter()
                    .any(|other| !is_right(other) && other.same_line(segment))
            })
            .map(|segment| segment.baseline)
            .fold(f32::INFINITY, f32::min);
        let right_of = |above: f32| {
            run.iter()
                .filter(|s| is_right(s) && s.baseline > above)
                .count()
        };
        let stray = if right_of(stray - size) * 4 > right_of(f32::NEG_INFINITY) {
            f32::INFINITY
        } else {
            stray
        };
        run.retain(|segment| segment.baseline < stray - 0.3 * size);
        let above = above.min(stray);
        let (left, right): (Vec<&Segment>, Vec<&Segment>) = run
            .into_iter()
            .partition(|segment| segment.left < start - size * 0.3);
        if lines(&left) < FEWEST_LINES || lines(&right) < FEWEST_LINES {
            return None;
        }
        let edge = left
            .iter()
            .map(|segment| segment.sure_right())
            .fold(f32::NEG_INFINITY, f32::max);
        let extent = |side: &[&Segment]| {
            (
                side.first().map_or(0.0, |s| s.baseline),
                side.last().map_or(0.0, |s| s.baseline),
            )
        };
        let ((left_top, left_bottom), (right_top, right_bottom)) = (extent(&left), extent(&right));
        let shared = left_top.min(right_top) - left_bottom.max(right_bottom);
        let smaller = (left_top - left_bottom).min(right_top - right_bottom);
        if shared < 0.4 * smaller || shared <= 0.0 {
            return None;
        }
        let characters = |side: &[&Segment]| side.iter().map(|s| s.text.len()).sum::<usize>();
        // Of gutters between the same lines the widest is the true one.
        let gutter = ((start - edge) / size).min(WIDE_GUTTER);
        let weight = characters(&left).min(characters(&right)) * (10 + gutter as usize) / 10;
        let highest = left_top.max(right_top);
        let lowest = left_bottom.min(right_bottom);
        // The cut ends half way to the lines that cross it.
        let top = if above.is_finite() {
            (above + highest) / 2.0
        } else {
            f32::INFINITY
        };
        let bottom = if below.is_finite() {
            (below + lowest) / 2.0
        } else {
            f32::NEG_INFINITY
        };
        Some(Self {
            x: (start + edge) / 2.0,
            top,
            bottom,
            left,
            right,
            weight,
        })
    }

    /// The cut, unless the two sides are rows of one table or margin dates.
    fn judge(&self, size: f32) -> Option<Cut> {
        let mut sides: Vec<(usize, bool)> = self
            .left
            .iter()
            .map(|segment| (segment.sequence, true))
            .chain(self.right.iter().map(|segment| (segment.sequence, false)))
            .collect();
        sides.sort_unstable();
        let switches = sides
            .windows(2)
            .filter(|pair| pair[0].1 != pair[1].1)
            .count();
        let fewer = self.left.len().min(self.right.len());
        let alternates = switches > 3.max(fewer / 2);

        if alternates && fewer < FEWEST_AGAINST_STREAM {
            return None;
        }
        for (margin, entries) in [(&self.left, &self.right), (&self.right, &self.left)] {
            let aligned = aligned(margin, entries, size);
            let dates = share(margin, |segment| segment.is_date_like());
            let short = typical_length(margin) <= LABEL;
            if aligned >= ALIGNED && short && (alternates || dates >= 0.6) {
                return None;
            }
            // Dates with places below them, an entry's text beside both.
            if dates >= 0.4 && alternates && short && aligned >= 0.5 {
                return None;
            }
        }
        let right_first = switches <= 1 && sides.first().is_some_and(|side| !side.1);
        Some(Cut {
            x: self.x,
            top: self.top,
            bottom: self.bottom,
            right_first,
        })
    }
}

fn lines(side: &[&Segment]) -> usize {
    let mut count = 0;
    let mut last: Option<&Segment> = None;
    for segment in side {
        if last.is_none_or(|last| !last.same_line(segment)) {
            count += 1;
        }
        last = Some(segment);
    }
    count
}

fn share(side: &[&Segment], test: impl Fn(&Segment) -> bool) -> f32 {
    let count = side.iter().filter(|segment| test(segment)).count();
    count as f32 / side.len().max(1) as f32
}

/// Share of `side` that has a line of `other` on its own height.
fn aligned(side: &[&Segment], other: &[&Segment], size: f32) -> f32 {
    share(side, |segment| {
        other
            .iter()
            .any(|other| (other.baseline - segment.baseline).abs() < 0.35 * size)
    })
}

fn typical_length(side: &[&Segment]) -> usize {
    let mut lengths: Vec<usize> = side
        .iter()
        .map(|segment| segment.text.chars().count())
        .collect();
    lengths.sort_unstable();
    lengths
        .get(lengths.len() * 3 / 4)
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{page::Piece, segments};
    use super::*;

    /// Pieces in the order of drawing: text, left edge, baseline; 5 points a character.
    fn lines(drawn: &[(&str, f32, f32)]) -> Vec<String> {
        let pieces: Vec<Piece> = drawn
            .iter()
            .map(|&(text, left, baseline)| Piece {
                text: text.to_string(),
                left,
                right: left + 5.0 * text.chars().count() as f32,
                baseline,
                size: 10.0,
                bold: false,
                rotation: 0,
                space_before: false,
                space_after: false,
                sign: false,
                guessed_width: false,
            })
            .collect();
        let text = |row: &Row| {
            row.segments
                .iter()
                .map(|segment| segment.text.as_str())
                .collect::<Vec<_>>()
                .join(" | ")
        };
        order(segments::join(&pieces)).iter().map(text).collect()
    }

    const SIDEBAR: [(&str, f32, f32); 8] = [
        ("Skills", 20.0, 700.0),
        ("Java, Kotlin", 20.0, 686.0),
        ("Go, Rust, SQL", 20.0, 672.0),
        ("Docker, Helm", 20.0, 658.0),
        ("Profile", 200.0, 700.0),
        ("Engineer of payment systems", 200.0, 686.0),
        ("with a liking for small teams", 200.0, 672.0),
        ("and for long walks", 200.0, 658.0),
    ];

    #[test]
    fn columns_are_read_one_after_the_other_however_they_are_drawn() {
        let expected: Vec<&str> = SIDEBAR.iter().map(|line| line.0).collect();
        assert_eq!(lines(&SIDEBAR), expected);

        let mut by_rows: Vec<(&str, f32, f32)> = Vec::new();
        for row in 0..12 {
            let height = 700.0 - 14.0 * row as f32;
            by_rows.push(("some words of the left", 20.0, height));
            by_rows.push(("a long line of the right column here", 200.0, height - 5.0));
        }
        let read = lines(&by_rows);
        let left = read
            .iter()
            .take_while(|line| line.ends_with("left"))
            .count();
        assert_eq!((left, read.len()), (12, 24));
    }

    #[test]
    fn dates_in_the_margin_stay_with_their_entries() {
        let expected = [
            "Engineer, Northwind | 2019 – 2021",
            "Built the billing service",
            "Tester, Southwind | 2016 – 2019",
            "Wrote the first test plan",
            "Trainee, Eastwind | 2015",
        ];
        let entries = [
            ("Engineer, Northwind", 20.0, 700.0),
            ("Built the billing service", 20.0, 686.0),
            ("Tester, Southwind", 20.0, 672.0),
            ("Wrote the first test plan", 20.0, 658.0),
            ("Trainee, Eastwind", 20.0, 644.0),
        ];
        let dates = [
            ("2019 – 2021", 400.0, 700.0),
            ("2016 – 2019", 400.0, 672.0),
            ("2015", 400.0, 644.0),
        ];
        // Dates drawn after all entries, and each after its own.
        assert_eq!(lines(&[&entries[..], &dates[..]].concat()), expected);
        let mut mixed = [&entries[..], &dates[..]].concat();
        mixed.sort_by(|one, two| two.2.total_cmp(&one.2));
        assert_eq!(lines(&mixed), expected);
    }

    #[test]
    fn labels_stay_with_their_values() {
        let table = [
            ("Languages:", 20.0, 700.0),
            ("German, English", 120.0, 700.0),
            ("Databases:", 20.0, 686.0),
            ("PostgreSQL, Redis", 120.0, 686.0),
            ("Tools:", 20.0, 672.0),
            ("Git, Jenkins", 120.0, 672.0),
        ];
        assert_eq!(
            lines(&table),
            [
                "Languages: | German, English",
                "Databases: | PostgreSQL, Redis",
                "Tools: | Git, Jenkins"
            ]
        );
    }

    #[test]
    fn a_date_beside_a_list_comes_before_it() {
        let drawn = [
            ("Engineer, Northwind", 20.0, 700.0),
            ("• Built the billing service", 30.0, 686.0),
            ("2019 – 2021", 400.0, 686.0),
            ("• Ran it", 30.0, 672.0),
            ("2 years", 420.0, 672.0),
        ];
        let expected = [
            "Engineer, Northwind",
            "2019 – 2021",
            "2 years",
            "• Built the billing service",
            "• Ran it",
        ];
        assert_eq!(lines(&drawn), expected);
    }
}
