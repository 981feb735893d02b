//! The tables as CSV: full figures, one row a category and measure.

use super::super::category::Dimension;
use super::super::tables::{Table, TableRow};
use super::super::{Audit, AuditError};
use crate::report::text_cell;

/// Further columns may only follow.
const TABLE_COLUMNS: [&str; 19] = [
    "category",
    "n",
    "rate",
    "impact_ratio",
    "impact_ratio_num",
    "impact_ratio_den",
    "excluded",
    "excluded_reason",
    "p_value",
    "test",
    "ci_low",
    "ci_high",
    "shortfall_to_080",
    "measure",
    "chosen",
    "unscored",
    "compared_with",
    "sex",
    "race_ethnicity",
];

const SWEEP_COLUMNS: [&str; 10] = [
    "dimension",
    "selected",
    "score",
    "category",
    "compared_with",
    "impact_ratio",
    "impact_ratio_num",
    "impact_ratio_den",
    "below_four_fifths",
    "flips",
];

const FEATURE_COLUMNS: [&str; 12] = [
    "dimension",
    "category",
    "compared_with",
    "n",
    "n_compared_with",
    "feature",
    "weight",
    "gap_points",
    "gap_thousandths_num",
    "gap_thousandths_den",
    "auc",
    "is_total",
];

const TEST: &str = "fisher_exact_two_sided";
const UNKNOWN: &str = "Unknown";

fn written<const N: usize>(
    header: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<Vec<u8>, AuditError> {
    let fault = |error: ::csv::Error| AuditError::Report(error.to_string());
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(header).map_err(fault)?;
    for row in rows {
        writer.write_record(row).map_err(fault)?;
    }
    writer
        .into_inner()
        .map_err(|error| AuditError::Report(error.to_string()))
}

fn optional(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Both measures of one dimension.
pub(super) fn tables(audit: &Audit, dimension: Dimension) -> Result<Vec<u8>, AuditError> {
    let tables = audit
        .tables
        .iter()
        .filter(|table| table.dimension == dimension);
    let rows = tables.flat_map(|table| {
        let rows = table.rows.iter().map(|row| table_row(table, row));
        rows.chain(std::iter::once(unknown_row(table)))
            .collect::<Vec<_>>()
    });
    written(TABLE_COLUMNS, rows)
}

fn table_row(table: &Table, row: &TableRow) -> [String; 19] {
    let ratio = row.ratio.ok();
    let highest = table.highest().filter(|_| ratio.is_some());
    let category = &row.category;
    [
        text_cell(&category.label),
        row.count.to_string(),
        optional(row.rate()),
        optional(ratio.map(|ratio| ratio.as_f64())),
        optional(ratio.map(|ratio| ratio.numerator)),
        optional(ratio.map(|ratio| ratio.denominator)),
        ratio.is_none().to_string(),
        row.ratio
            .err()
            .map(|excluded| excluded.reason().to_owned())
            .unwrap_or_default(),
        optional(row.p_value),
        optional(row.p_value.map(|_| TEST)),
        optional(row.interval.map(|(low, _)| low)),
        optional(row.interval.map(|(_, high)| high)),
        optional(row.shortfall),
        table.measure.name().to_owned(),
        row.chosen.to_string(),
        row.unscored.to_string(),
        text_cell(&optional(highest.map(|highest| &highest.category.label))),
        text_cell(&optional(category.sex.as_ref())),
        text_cell(&optional(category.race_ethnicity.as_ref())),
    ]
}

fn unknown_row(table: &Table) -> [String; 19] {
    let unknown = table.unknown;
    let rate = (unknown.count > 0).then(|| unknown.chosen as f64 / unknown.count as f64);
    let mut row: [String; 19] = Default::default();
    for (column, cell) in [
        (0, UNKNOWN.to_owned()),
        (1, unknown.count.to_string()),
        (2, optional(rate)),
        (6, true.to_string()),
        (7, "the category is not known".to_owned()),
        (13, table.measure.name().to_owned()),
        (14, unknown.chosen.to_string()),
        (15, unknown.unscored.to_string()),
    ] {
        row[column] = cell;
    }
    row
}

/// The least ratio at every cut.
pub(super) fn sweep(audit: &Audit) -> Result<Vec<u8>, AuditError> {
    let rows = audit.sweeps.iter().flat_map(|sweep| {
        sweep.points.iter().map(|point| {
            let least = point.least.as_ref();
            let ratio = least.map(|(_, _, ratio)| ratio);
            [
                sweep.dimension.name().to_owned(),
                point.selected.to_string(),
                point.score.to_string(),
                text_cell(&optional(least.map(|(category, _, _)| &category.label))),
                text_cell(&optional(least.map(|(_, highest, _)| &highest.label))),
                optional(ratio.map(|ratio| ratio.as_f64())),
                optional(ratio.map(|ratio| ratio.numerator)),
                optional(ratio.map(|ratio| ratio.denominator)),
                optional(ratio.map(|_| point.is_below_four_fifths())),
                point.flips.to_string(),
            ]
        })
    });
    written(SWEEP_COLUMNS, rows)
}

/// Each feature's part in each gap, and after them the gap.
pub(super) fn features(audit: &Audit) -> Result<Vec<u8>, AuditError> {
    let gaps = audit.gaps.iter().flatten();
    let rows = gaps.flat_map(|gap| {
        let row =
            |feature: &str, weight: String, points, numerator: i128, auc: f64, total: bool| {
                let points: crate::model::Points = points;
                [
                    gap.dimension.name().to_owned(),
                    text_cell(&gap.category.label),
                    text_cell(&gap.reference.label),
                    gap.count.to_string(),
                    gap.reference_count.to_string(),
                    text_cell(feature),
                    weight,
                    points.to_string(),
                    numerator.to_string(),
                    gap.denominator.to_string(),
                    auc.to_string(),
                    total.to_string(),
                ]
            };
        let mut rows: Vec<[String; 12]> = gap
            .parts
            .iter()
            .map(|part| {
                row(
                    &part.feature,
                    format!("{:.3}", part.weight),
                    part.points,
                    part.numerator,
                    part.area_under_curve,
                    false,
                )
            })
            .collect();
        let auc = gap.area_under_curve;
        rows.push(row(
            "score",
            String::new(),
            gap.points,
            gap.numerator,
            auc,
            true,
        ));
        rows
    });
    written(FEATURE_COLUMNS, rows)
}
