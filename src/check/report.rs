//! What came of the promises, as a table and as JSON.

use serde_json::{Value, json};

use super::{Answer, Finding, Report};
use crate::report::terminal::value;
use crate::report::{Run, columns, json_text, number};

fn state(finding: &Finding) -> &'static str {
    match finding.answer() {
        Answer::NotTried => "not tried",
        Answer::Holds => "holds",
        Answer::Broken => "BROKEN",
    }
}

/// One row a promise, then examples of what broke.
pub fn check_text(run: &Run, report: &Report, width: u16) -> String {
    let mut table = columns::table(
        width,
        &[
            "promise",
            "",
            "tried",
            "broken",
            "CVs not tried",
            "largest",
            "bound",
        ],
        &[2, 3, 4, 5, 6],
    );
    for finding in &report.findings {
        let bound = finding.promise.bound();
        table.add_row([
            finding.promise.says().to_owned(),
            state(finding).to_owned(),
            finding.tried.to_string(),
            finding.failed.to_string(),
            finding.cvs_not_tried().to_string(),
            finding.largest.to_string(),
            bound.map_or_else(|| "0".to_owned(), |bound| bound.to_string()),
        ]);
    }
    let mut shown = format!(
        "{}\n{} CVs, {} with a name, {} in which no name was found, {} not read · model {} · as of {}\n\n{table}\n",
        value(&run.job),
        report.cvs,
        report.named,
        report.nameless(),
        report.unread,
        value(&run.model),
        run.as_of
    );
    let mut untried = report.findings.iter();
    if untried.any(|finding| !finding.not_tried.is_empty()) {
        shown.push_str("\nNot tried, because\n");
    }
    for finding in &report.findings {
        let reasons: Vec<String> = finding
            .not_tried
            .iter()
            .map(|reason| {
                format!(
                    "{} ({} CV{})",
                    reason.because,
                    reason.cvs,
                    if reason.cvs == 1 { "" } else { "s" }
                )
            })
            .collect();
        if !reasons.is_empty() {
            let says = finding.promise.says();
            shown.push_str(&format!("  {says}: {}\n", reasons.join(", ")));
        }
    }
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
                "answer": finding.answer(),
                "holds": (finding.tried > 0).then_some(finding.failed == 0),
                "tried": finding.tried,
                "broken": finding.failed,
                "not_tried": finding.not_tried,
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
        "without_a_name": report.nameless(),
        "holds": report.holds(),
        "promises": findings,
    });
    json_text::text(&value)
}
