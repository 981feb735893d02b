//! The sweep drawn: least impact ratio over the share selected, as lines of an SVG.

use serde::Serialize;

use super::super::Audit;
use super::super::category::Dimension;
use super::super::sweep::Sweep;

/// The drawing's inner size; the template adds room for the words around it.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 180.0;

#[derive(Serialize)]
pub(super) struct Chart {
    width: f64,
    height: f64,
    /// Height of the line at four fifths.
    four_fifths: String,
    lines: Vec<Line>,
    /// Place of the cut in use.
    cut: Option<String>,
}

#[derive(Serialize)]
struct Line {
    name: &'static str,
    /// Number of the line's style.
    style: usize,
    path: String,
}

impl Chart {
    /// `None` when nowhere are two categories to compare.
    pub(super) fn new(audit: &Audit) -> Option<Self> {
        let total = audit.scored.max(1) as f64;
        let lines: Vec<Line> = audit
            .sweeps
            .iter()
            .enumerate()
            .map(|(style, sweep)| Line {
                name: match sweep.dimension {
                    Dimension::Sex => "sex",
                    Dimension::RaceEthnicity => "race/ethnicity",
                    Dimension::Intersectional => "both together",
                    Dimension::AgeBand => "age band",
                },
                style,
                path: path(sweep, total),
            })
            .filter(|line| !line.path.is_empty())
            .collect();
        (!lines.is_empty()).then(|| Self {
            width: WIDTH,
            height: HEIGHT,
            four_fifths: coordinate(HEIGHT * 0.2),
            lines,
            cut: audit
                .cut
                .as_ref()
                .map(|cut| coordinate(cut.selected as f64 / total * WIDTH)),
        })
    }
}

fn coordinate(value: f64) -> String {
    format!("{value:.1}")
}

/// Steps, since a cut between two scores selects as the higher one does.
fn path(sweep: &Sweep, total: f64) -> String {
    let mut path = String::new();
    let mut last: Option<String> = None;
    let mut end = String::new();
    for point in &sweep.points {
        let Some((_, _, ratio)) = &point.least else {
            continue;
        };
        let x = coordinate(point.selected as f64 / total * WIDTH);
        let y = coordinate((1.0 - ratio.as_f64()) * HEIGHT);
        match &last {
            None => path = format!("M{x} {y}"),
            // Points that change nothing visible are left out, or large runs make large pages.
            Some(height) if *height != y => path.push_str(&format!("H{x}V{y}")),
            Some(_) => {}
        }
        last = Some(y);
        end = x;
    }
    if !path.is_empty() {
        path.push_str(&format!("H{end}"));
    }
    path
}
