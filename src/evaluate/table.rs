//! Rows of a comparison as a table of text.

use comfy_table::{CellAlignment, Table, presets};

use super::bootstrap::Mean;
use super::comparison::{Metric, Row};

/// One line a row: each metric as `mean [low, high]` with the 95 % interval over jobs.
///
/// With `baseline` a last column gives the p of the first metric against it.
pub fn render(head: &str, rows: &[Row], metrics: &[Metric], baseline: Option<&Row>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let mut header = vec![head.to_owned()];
    header.extend(metrics.iter().map(|metric| metric.name().to_owned()));
    let tested = metrics.first().zip(baseline);
    if let Some((metric, baseline)) = tested {
        header.push(format!("p({}) to {}", metric.name(), baseline.name));
    }
    table.set_header(header);
    for row in rows {
        let mut cells = vec![row.name.clone()];
        cells.extend(metrics.iter().map(|metric| cell(row.mean(*metric))));
        if let Some((metric, baseline)) = tested {
            let itself = row.name == baseline.name;
            cells.push(if itself {
                "-".to_owned()
            } else {
                p(row.p_against(baseline, *metric))
            });
        }
        table.add_row(cells);
    }
    if let Some(column) = table.column_mut(metrics.len() + 1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let mut text = String::new();
    for line in table.to_string().lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn p(value: f64) -> String {
    format!("{value:.3}")
}

fn cell(mean: Option<Mean>) -> String {
    match mean {
        None => "-".to_owned(),
        Some(Mean {
            mean,
            interval: None,
            ..
        }) => number(mean),
        Some(Mean {
            mean,
            interval: Some((low, high)),
            ..
        }) => {
            format!("{} [{}, {}]", number(mean), number(low), number(high))
        }
    }
}

/// Three decimals, and no minus before zero.
fn number(value: f64) -> String {
    let written = format!("{value:.3}");
    if written == "-0.000" {
        "0.000".to_owned()
    } else {
        written
    }
}
