//! Rows of a comparison as a table of text.

use comfy_table::{CellAlignment, Table, presets};

use super::bootstrap::Mean;
use super::comparison::{Metric, Row};

/// What stands to the right of the metrics.
#[derive(Debug, Clone, Copy)]
pub enum LastColumn<'a> {
    /// p of the first metric between this row and each other.
    P(&'a Row),
    /// In how many jobs the method tells any two CVs apart.
    Varies,
}

/// One line a row: each metric as `mean [low, high]` with the 95 % interval over jobs.
pub fn render(head: &str, rows: &[Row], metrics: &[Metric], last: LastColumn) -> String {
    let first = metrics.first().copied().unwrap_or(Metric::TauB);
    let mut header = vec![head.to_owned()];
    header.extend(metrics.iter().map(|metric| metric.name().to_owned()));
    header.push(match last {
        LastColumn::P(baseline) => format!("p({}) to {}", first.name(), baseline.name),
        LastColumn::Varies => "varies in".to_owned(),
    });
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(header);
    for row in rows {
        let mut cells = vec![row.name.clone()];
        cells.extend(metrics.iter().map(|metric| cell(row.mean(*metric))));
        cells.push(match last {
            LastColumn::P(baseline) if row.name == baseline.name => "-".to_owned(),
            LastColumn::P(baseline) => format!("{:.3}", row.p_against(baseline, first)),
            LastColumn::Varies => format!("{} of {}", row.varies(), row.jobs.len()),
        });
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
