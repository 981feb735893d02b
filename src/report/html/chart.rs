//! Bars of scores and their distribution, as drawings inside the page.

use std::fmt::Write;

use super::family::Share;
use crate::model::{FULL_SCORE, Points};

/// Points in one column of the distribution.
const STEP: i64 = 5;
const HEIGHT: usize = 120;

/// A bar from 0 to 100, one part a family; the widths are the points, so they sum to the score.
pub(super) fn bar(shares: &[Share]) -> String {
    let mut svg = String::from("<svg class=bar role=img aria-label=\"");
    let mut at = Points(0);
    let words: Vec<String> = shares
        .iter()
        .map(|share| format!("{} {}", share.label, share.points))
        .collect();
    svg.push_str(if words.is_empty() { "no points" } else { "" });
    svg.push_str(&words.join(", "));
    svg.push_str("\">");
    for share in shares {
        let _ = write!(
            svg,
            "<rect class={} x={at}% width={}% />",
            share.class, share.points
        );
        at.0 += share.thousandths;
    }
    svg.push_str("</svg>");
    svg
}

/// How many scores lie in each step of five points, with a text that says the same.
pub(super) fn distribution(scores: &[Points]) -> String {
    let columns = (FULL_SCORE / 1000 / STEP) as usize;
    let mut counts = vec![0_usize; columns];
    for score in scores {
        let column = (score.0.max(0) / (STEP * 1000)) as usize;
        counts[column.min(columns - 1)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let words: Vec<String> = counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(column, count)| {
            let from = column as i64 * STEP;
            format!("{count} from {from} to {}", from + STEP)
        })
        .collect();
    let width = 100 / columns;
    let mut svg = format!(
        "<svg class=distribution height={} role=img aria-label=\"Scores: {}\">",
        HEIGHT + 40,
        words.join(", ")
    );
    for (column, count) in counts.iter().enumerate() {
        let left = column * width;
        if *count > 0 {
            let height = (count * HEIGHT / most).max(2);
            let top = HEIGHT - height + 18;
            let _ = write!(
                svg,
                "<rect x={left}.3% y={top} width={}.4% height={height} /><text x={left}.3% y={} dx=2>{count}</text>",
                width - 1,
                top - 4,
            );
        }
        if column % 2 == 0 {
            let _ = write!(
                svg,
                "<text x={left}% y={}>{}</text>",
                HEIGHT + 34,
                column as i64 * STEP
            );
        }
    }
    let _ = write!(svg, "<line x2=100% y1={0} y2={0} /></svg>", HEIGHT + 18);
    svg
}

/// The middle of the scores: lower quarter, median, upper quarter, each a score that was given.
pub(super) fn quarters(scores: &[Points]) -> Option<[Points; 3]> {
    let mut sorted = scores.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().checked_sub(1)?;
    let at = |quarter: usize| sorted.get(last * quarter / 4).copied();
    Some([at(1)?, at(2)?, at(3)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_is_in_one_column() {
        let scores = [0, 4_999, 5_000, 99_999, 100_000].map(Points);
        let drawn = distribution(&scores);
        assert!(
            drawn.contains("\"Scores: 2 from 0 to 5, 1 from 5 to 10, 2 from 95 to 100\""),
            "{drawn}"
        );
        assert_eq!(drawn.matches("<rect").count(), 3);
        assert!(distribution(&[]).contains("aria-label"));
    }

    #[test]
    fn quarters_are_given_scores() {
        let points = |all: &[i64]| all.iter().map(|&points| Points(points)).collect::<Vec<_>>();
        assert_eq!(quarters(&[]), None);
        assert_eq!(quarters(&points(&[7])), Some([Points(7); 3]));
        assert_eq!(
            quarters(&points(&[5, 1, 3, 2, 4])),
            Some([Points(2), Points(3), Points(4)])
        );
    }
}
