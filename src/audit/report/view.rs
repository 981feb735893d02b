//! The audit in the words and rounded figures that Markdown and the page show.

use serde::Serialize;

use super::super::Audit;
use super::super::category::Dimension;
use super::super::sweep::{Sweep, SweepPoint};
use super::super::tables::{Measure, Table, TableRow};
use super::chart::Chart;
use super::gaps::GapsView;

/// Ranges of a sweep and ids shown before the rest is left to the files.
const MOST_RANGES: usize = 10;
const MOST_IDS: usize = 12;
/// In categories smaller than this, one person more or less moves a ratio much.
const FEW: u64 = 30;

#[derive(Serialize)]
pub(super) struct View {
    job: Option<String>,
    run: String,
    run_sha256: String,
    model: String,
    as_of: String,
    groups: String,
    groups_sha256: String,
    scored: u64,
    unscored: u64,
    median: String,
    on_median: u64,
    above_median: u64,
    cut: Option<CutView>,
    not_in_groups: Option<IdsView>,
    not_in_run: Option<IdsView>,
    below: bool,
    findings: Vec<FindingView>,
    measures: Vec<MeasureView>,
    sweeps: Vec<SweepView>,
    chart: Option<Chart>,
    gaps: Vec<GapsView>,
    gaps_left_out: Option<String>,
    has_age: bool,
}

#[derive(Serialize)]
struct CutView {
    words: String,
    selected: u64,
}

#[derive(Serialize)]
struct IdsView {
    count: usize,
    shown: String,
}

/// One table in a sentence's worth of figures.
#[derive(Serialize)]
struct FindingView {
    table: &'static str,
    measure: &'static str,
    below: bool,
    /// Absent when nothing can be compared.
    least: Option<LeastView>,
    /// How many categories lie below four fifths.
    below_count: usize,
}

#[derive(Serialize)]
struct LeastView {
    category: String,
    highest: String,
    ratio: String,
    p_value: String,
}

#[derive(Serialize)]
struct MeasureView {
    title: &'static str,
    is_selection: bool,
    tables: Vec<TableView>,
}

#[derive(Serialize)]
struct TableView {
    title: &'static str,
    is_intersectional: bool,
    is_age: bool,
    rate_title: &'static str,
    chosen_title: &'static str,
    rows: Vec<RowView>,
    unknown: UnknownView,
    /// Reasons for missing ratios, each with the categories it holds for.
    excluded: Vec<ExcludedView>,
    has_unscored: bool,
    /// Categories with a ratio and less than `few_count` applicants.
    few: usize,
    few_count: u64,
}

#[derive(Serialize)]
struct UnknownView {
    count: u64,
    chosen: u64,
    unscored: u64,
    rate: String,
}

#[derive(Serialize)]
struct ExcludedView {
    reason: &'static str,
    categories: String,
}

#[derive(Serialize)]
struct RowView {
    category: String,
    ethnicity: &'static str,
    /// Rows that one cell of the ethnicity covers; 0 below such a cell.
    ethnicity_span: usize,
    sex: String,
    /// As `ethnicity_span`.
    sex_span: usize,
    race: String,
    count: u64,
    chosen: u64,
    unscored: u64,
    rate: String,
    interval: String,
    ratio: Option<String>,
    fraction: String,
    below: bool,
    highest: bool,
    p_value: String,
    shortfall: String,
}

#[derive(Serialize)]
struct SweepView {
    title: &'static str,
    ranges: Vec<RangeView>,
    more: usize,
}

#[derive(Serialize)]
struct RangeView {
    selected: String,
    scores: String,
    below: bool,
    /// Whether any of these cuts has a ratio.
    compared: bool,
    least: String,
    /// The cut with the least ratio of the range.
    least_at: u64,
    category: String,
}

impl View {
    pub(super) fn new(audit: &Audit) -> Self {
        let of = |measure: Measure| {
            let tables: Vec<&Table> = audit
                .tables
                .iter()
                .filter(|table| table.measure == measure)
                .collect();
            (!tables.is_empty()).then(|| MeasureView {
                title: measure.title(),
                is_selection: measure == Measure::SelectionRate,
                tables: tables.into_iter().map(TableView::new).collect(),
            })
        };
        let measures = [Measure::SelectionRate, Measure::ScoringRate];
        Self {
            job: audit.job.clone(),
            run: audit.run.clone(),
            run_sha256: audit.run_sha256.clone(),
            model: audit.model.clone(),
            as_of: audit.as_of.clone(),
            groups: audit.groups.clone(),
            groups_sha256: audit.groups_sha256.clone(),
            scored: audit.scored,
            unscored: audit.unscored,
            median: audit.median.to_string(),
            on_median: audit.on_median,
            above_median: audit.above_median,
            cut: audit.cut.as_ref().map(|cut| CutView {
                words: cut.words.clone(),
                selected: cut.selected,
            }),
            not_in_groups: IdsView::new(&audit.not_in_groups),
            not_in_run: IdsView::new(&audit.not_in_run),
            below: audit.is_below_four_fifths(),
            findings: audit.tables.iter().map(FindingView::new).collect(),
            measures: measures.into_iter().filter_map(of).collect(),
            sweeps: audit.sweeps.iter().map(SweepView::new).collect(),
            chart: Chart::new(audit),
            gaps: audit
                .gaps
                .as_ref()
                .map(|gaps| GapsView::all(gaps))
                .unwrap_or_default(),
            gaps_left_out: audit.gaps.as_ref().err().cloned(),
            has_age: audit
                .tables
                .iter()
                .any(|table| table.dimension == Dimension::AgeBand),
        }
    }
}

impl IdsView {
    fn new(ids: &[String]) -> Option<Self> {
        let mut shown = ids.iter().take(MOST_IDS).cloned().collect::<Vec<_>>();
        if ids.len() > MOST_IDS {
            shown.push("...".to_owned());
        }
        (!ids.is_empty()).then(|| Self {
            count: ids.len(),
            shown: shown.join(", "),
        })
    }
}

impl FindingView {
    fn new(table: &Table) -> Self {
        let least = table.least().zip(table.highest());
        let below = table.rows.iter().filter(|row| row.is_below_four_fifths());
        let below_count = below.count();
        Self {
            table: table.dimension.title(),
            measure: table.measure.title(),
            below: below_count > 0,
            below_count,
            least: least.map(|((row, ratio), highest)| LeastView {
                category: row.category.label.clone(),
                highest: highest.category.label.clone(),
                ratio: ratio.to_string(),
                p_value: probability(row.p_value),
            }),
        }
    }
}

impl TableView {
    fn new(table: &Table) -> Self {
        let mut excluded: Vec<(&'static str, Vec<&str>)> = Vec::new();
        for row in &table.rows {
            let Err(why) = row.ratio else { continue };
            let label = row.category.label.as_str();
            match excluded
                .iter_mut()
                .find(|(reason, _)| *reason == why.reason())
            {
                Some((_, labels)) => labels.push(label),
                None => excluded.push((why.reason(), vec![label])),
            }
        }
        let mut rows: Vec<RowView> = table
            .rows
            .iter()
            .enumerate()
            .map(|(place, row)| RowView::new(row, table.highest == Some(place)))
            .collect();
        join_cells(&mut rows);
        let compared = table.rows.iter().filter(|row| row.ratio.is_ok());
        let unknown = table.unknown;
        let of_unknown = (unknown.count > 0).then(|| unknown.chosen as f64 / unknown.count as f64);
        Self {
            title: table.dimension.title(),
            is_intersectional: table.dimension == Dimension::Intersectional,
            is_age: table.dimension == Dimension::AgeBand,
            rate_title: table.measure.title(),
            chosen_title: match table.measure {
                Measure::SelectionRate => "# Selected",
                Measure::ScoringRate => "# Above Median",
            },
            rows,
            unknown: UnknownView {
                count: unknown.count,
                chosen: unknown.chosen,
                unscored: unknown.unscored,
                rate: percent(of_unknown),
            },
            excluded: excluded
                .into_iter()
                .map(|(reason, labels)| ExcludedView {
                    reason,
                    categories: labels.join("; "),
                })
                .collect(),
            few: compared.filter(|row| row.count < FEW).count(),
            few_count: FEW,
            has_unscored: unknown.unscored > 0 || table.rows.iter().any(|row| row.unscored > 0),
        }
    }
}

/// Lets one cell stand for neighbouring rows of one ethnicity, and of one sex within it.
fn join_cells(rows: &mut [RowView]) {
    for index in (1..rows.len()).rev() {
        let (before, after) = rows.split_at_mut(index);
        let (Some(above), Some(below)) = (before.last_mut(), after.first_mut()) else {
            continue;
        };
        if above.ethnicity != below.ethnicity {
            continue;
        }
        above.ethnicity_span += std::mem::take(&mut below.ethnicity_span);
        if above.sex == below.sex {
            above.sex_span += std::mem::take(&mut below.sex_span);
        }
    }
}

impl RowView {
    fn new(row: &TableRow, highest: bool) -> Self {
        let ratio = row.ratio.ok();
        let fraction = ratio.map(|ratio| format!("{}/{}", ratio.numerator, ratio.denominator));
        let interval = row
            .interval
            .map(|(low, high)| format!("{:.1}–{:.1} %", low * 100.0, high * 100.0));
        Self {
            category: row.category.label.clone(),
            ethnicity: row.category.ethnicity(),
            ethnicity_span: 1,
            sex: row.category.sex.clone().unwrap_or_default(),
            sex_span: 1,
            race: row.category.race_ethnicity.clone().unwrap_or_default(),
            count: row.count,
            chosen: row.chosen,
            unscored: row.unscored,
            rate: percent(row.rate()),
            interval: interval.unwrap_or_default(),
            ratio: ratio.map(|ratio| ratio.to_string()),
            fraction: fraction.unwrap_or_default(),
            below: row.is_below_four_fifths(),
            highest: highest && ratio.is_some(),
            p_value: probability(row.p_value),
            shortfall: row
                .shortfall
                .map(|shortfall| shortfall.to_string())
                .unwrap_or_default(),
        }
    }
}

impl SweepView {
    fn new(sweep: &Sweep) -> Self {
        let ranges = sweep.ranges();
        let more = ranges.len().saturating_sub(MOST_RANGES);
        let span = |first: String, last: String| {
            if first == last {
                first
            } else {
                format!("{first} to {last}")
            }
        };
        let ratio = |point: &SweepPoint| match &point.least {
            Some((_, _, ratio)) => ratio.to_string(),
            None => "none".to_owned(),
        };
        let category = |point: &SweepPoint| match &point.least {
            Some((category, highest, _)) => format!("{} to {}", category.label, highest.label),
            None => String::new(),
        };
        let shown = ranges.into_iter().take(MOST_RANGES).map(|range| RangeView {
            selected: span(
                range.first.selected.to_string(),
                range.last.selected.to_string(),
            ),
            scores: span(range.first.score.to_string(), range.last.score.to_string()),
            below: range.below,
            compared: range.least.least.is_some(),
            least: ratio(range.least),
            least_at: range.least.selected,
            category: category(range.least),
        });
        Self {
            title: sweep.dimension.title(),
            ranges: shown.collect(),
            more,
        }
    }
}

fn percent(rate: Option<f64>) -> String {
    rate.map(|rate| format!("{:.1} %", rate * 100.0))
        .unwrap_or_default()
}

fn probability(p: Option<f64>) -> String {
    const LEAST: f64 = 0.0005;
    match p {
        Some(p) if p < LEAST => "<0.001".to_owned(),
        Some(p) => format!("{p:.3}"),
        None => String::new(),
    }
}
