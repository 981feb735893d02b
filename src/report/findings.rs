//! What to mend in a job post, as text and as JSON.

use serde_json::{Value, json};

use super::json_text;
use crate::profile::job::lint::Finding;

/// Two lines for each finding: where and what, then better wording.
///
/// `text` is that of the file which the spans point into.
pub fn findings_text(found: &[Finding], text: &str) -> String {
    let mut shown = String::new();
    for finding in found {
        let place = match line(finding, text) {
            Some(line) => format!("line {line}"),
            None => "post".to_owned(),
        };
        let quote = finding.quote.split_whitespace().collect::<Vec<_>>();
        shown.push_str(&format!(
            "{place}: \"{}\": {}\n    better: {}\n",
            quote.join(" "),
            finding.message,
            finding.better_wording
        ));
    }
    shown
}

/// A list of objects: `kind`, `line`, `quote`, `message`, `better_wording`.
///
/// `text` as in [`findings_text`].
pub fn findings_json(found: &[Finding], text: &str) -> String {
    let values: Vec<Value> = found
        .iter()
        .map(|finding| {
            json!({
                "kind": finding.kind,
                "line": line(finding, text),
                "quote": finding.quote,
                "message": finding.message,
                "better_wording": finding.better_wording,
            })
        })
        .collect();
    json_text::text(&values)
}

/// Line of the finding's start, from 1.
fn line(finding: &Finding, text: &str) -> Option<usize> {
    let before = text.as_bytes().get(..finding.span?.start as usize)?;
    Some(1 + before.iter().filter(|&&byte| byte == b'\n').count())
}
