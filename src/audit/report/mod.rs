//! The audit as files: CSV tables, Markdown, and a page.

mod chart;
mod csv;
mod gaps;
mod view;

use minijinja::value::Serde;

use super::category::Dimension;
use super::{Audit, AuditError};
use crate::report::templates::templates;

const MARKDOWN: &str = include_str!("ll144.md");
const PAGE: &str = include_str!("ll144.html");

/// Every file of the report, by name: `ll144_sex.csv`, `ll144_race.csv`,
/// `ll144_intersectional.csv`, `age_band.csv` when there are ages, `sweep.csv`, `features.csv`
/// (with its header alone when there are no contributions), `ll144.md` and `ll144.html`.
///
/// # Errors
/// When a file cannot be made.
pub fn files(audit: &Audit) -> Result<Vec<(&'static str, Vec<u8>)>, AuditError> {
    let table = |dimension| csv::tables(audit, dimension);
    let mut files = vec![
        ("ll144_sex.csv", table(Dimension::Sex)?),
        ("ll144_race.csv", table(Dimension::RaceEthnicity)?),
        (
            "ll144_intersectional.csv",
            table(Dimension::Intersectional)?,
        ),
    ];
    let has_age = |table: &super::Table| table.dimension == Dimension::AgeBand;
    if audit.tables.iter().any(has_age) {
        files.push(("age_band.csv", table(Dimension::AgeBand)?));
    }
    files.push(("sweep.csv", csv::sweep(audit)?));
    files.push(("features.csv", csv::features(audit)?));
    files.push(("ll144.md", markdown(audit)?.into_bytes()));
    files.push(("ll144.html", page(audit)?.into_bytes()));
    Ok(files)
}

/// The report as Markdown.
///
/// # Errors
/// When the template fails, a fault of ours.
pub fn markdown(audit: &Audit) -> Result<String, AuditError> {
    render(audit, "ll144.md", MARKDOWN)
}

/// The report as one HTML page that needs nothing else: light and dark, and fit to print.
///
/// # Errors
/// When the template fails, a fault of ours.
pub fn page(audit: &Audit) -> Result<String, AuditError> {
    render(audit, "ll144.html", PAGE)
}

/// A name that ends in `.html` turns escaping on.
fn render(audit: &Audit, name: &str, template: &str) -> Result<String, AuditError> {
    let fault = |error: minijinja::Error| AuditError::Report(format!("{error:#}"));
    let mut environment = templates().map_err(fault)?;
    environment.add_filter("cell", markdown_cell);
    environment
        .render_named_str(name, template, Serde(view::View::new(audit)))
        .map_err(fault)
}

/// Text that keeps its words in Markdown, also within a table, whatever signs it holds.
fn markdown_cell(text: String) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' | '|' | '`' | '*' | '[' | ']' | '#' | '~' => escaped.extend(['\\', sign]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\n' | '\r' => escaped.push(' '),
            _ => escaped.push(sign),
        }
    }
    escaped
}
