//! What came of the promises, as a table and as JSON.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serde_json::{Value, json};

use super::terminal::value;
use super::{Run, json_text, number};
use crate::check::{Finding, Report};

fn state(finding: &Finding) -> &'static str {
    match (finding.failed, finding.tried) {
        (_, 0) => "not tried",
        (0, _) => "holds",
        _ => "BROKEN",
    }
}

/// One row a promise, then examples of what broke.
pub fn check_text(run: &Run, report: &Report, width: u16) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header(["promise", "", "tried", "broken", "largest", "bound"]);
    for finding in &report.findings {
        let bound = finding.promise.bound();
        table.add_row([
            finding.promise.says().to_owned(),
            state(finding).to_owned(),
            finding.tried.to_string(),
            finding.failed.to_string(),
            finding.largest.to_string(),
            bound.map_or_else(|| "0".to_owned(), |bound| bound.to_string()),
        ]);
    }
    for column in 2..6 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut shown = format!(
        "{}\n{} CVs, {} with a name, {} not read · model {} · as of {}\n\n{table}\n",
        value(&run.job),
        report.cvs,
        report.named,
        report.unread,
        value(&run.model),
        run.as_of
    );
    for finding in report.findings.iter().filter(|finding| finding.failed > 0) {
        shown.push_str(&format!("\n! {}\n", finding.promise.says()));
        for example in &finding.examples {
            shown.push_str(&format!(
                "  {}: {}\n",
                value(&example.cv_id),
                value(&example.what)
            ));
        }
        let more = finding.failed - finding.examples.len();
        if more > 0 {
            shown.push_str(&format!("  and {more} more\n"));
        }
    }
    shown.push_str(
        "\nThis shows what the score does not read. It does not show that a ranking is fair: that takes an audit by group.\n",
    );
    shown
}

/// The same as JSON, pretty-printed.
pub fn check_json(run: &Run, report: &Report) -> String {
    let findings: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| {
            json!({
                "promise": finding.promise,
                "says": finding.promise.says(),
                "holds": finding.failed == 0,
                "tried": finding.tried,
                "broken": finding.failed,
                "largest": number(finding.largest),
                "bound": finding.promise.bound().map(number),
                "examples": finding.examples,
            })
        })
        .collect();
    let value = json!({
        "job": run.job,
        "model": run.model,
        "as_of": run.as_of,
        "cvs": report.cvs,
        "not_read": report.unread,
        "with_a_name": report.named,
        "holds": report.holds(),
        "promises": findings,
    });
    json_text::text(&value)
}
