//! The recruiter's CSV: RFC 4180, the same columns in the same order whatever the content.

use super::{Run, years};
use crate::profile::identity::Contact;
use crate::rank::{Match, Ranking};

/// The columns; further ones may only follow.
pub const COLUMNS: [&str; 17] = [
    "rank",
    "cv_id",
    "score",
    "must_met",
    "must_total",
    "missing",
    "nice_met",
    "nice_total",
    "relevant_years",
    "total_years",
    "top_evidence",
    "flags",
    "status",
    "reason",
    "source",
    "model",
    "as_of",
];

/// The columns behind [`COLUMNS`] where the recruiter asks who the people are.
pub const CONTACT_COLUMNS: [&str; 3] = ["name", "email", "phone"];

/// The ranking as CSV, one row a CV; with `excel`, a byte-order mark stands first.
///
/// # Errors
/// When a row cannot be written.
pub fn ranking_csv(run: &Run, matches: &[&Match], excel: bool) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = writer(excel);
    writer.write_record(COLUMNS)?;
    for known in matches {
        writer.write_record(row(run, known))?;
    }
    finish(writer)
}

/// [`ranking_csv`] with who each person is in three further columns.
///
/// # Errors
/// When a row cannot be written.
pub fn ranking_csv_with_contact(
    run: &Run,
    matches: &[(&Match, Contact)],
    excel: bool,
) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = writer(excel);
    writer.write_record(COLUMNS.iter().chain(&CONTACT_COLUMNS))?;
    for (known, contact) in matches {
        let cells = [&contact.name, &contact.email, &contact.phone];
        let contact = cells.into_iter().map(|cell| text_cell(cell));
        writer.write_record(row(run, known).into_iter().chain(contact))?;
    }
    finish(writer)
}

fn writer(excel: bool) -> ::csv::Writer<Vec<u8>> {
    let mark = if excel { "\u{feff}" } else { "" };
    ::csv::Writer::from_writer(mark.as_bytes().to_vec())
}

fn finish(writer: ::csv::Writer<Vec<u8>>) -> Result<Vec<u8>, ::csv::Error> {
    writer
        .into_inner()
        .map_err(|error| ::csv::Error::from(error.into_error()))
}

/// The whole ranking.
impl Ranking {
    /// At most `top` scored CVs, and every one without a score.
    pub fn top(&self, top: Option<usize>) -> Vec<&Match> {
        let kept = top.unwrap_or(usize::MAX);
        let scored = self
            .matches
            .iter()
            .filter(|known| known.rank.is_some())
            .take(kept);
        scored
            .chain(self.matches.iter().filter(|known| known.rank.is_none()))
            .collect()
    }
}

fn row(run: &Run, known: &Match) -> [String; 17] {
    let explained = known.explanation.as_ref();
    let of =
        |text: fn(&crate::explain::Explanation) -> String| explained.map(text).unwrap_or_default();
    [
        known.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        text_cell(&known.cv_id),
        of(|explained| explained.score().to_string()),
        of(|explained| explained.must.met.to_string()),
        of(|explained| explained.must.total.to_string()),
        text_cell(&of(|explained| explained.missing.join("; "))),
        of(|explained| explained.nice.met.to_string()),
        of(|explained| explained.nice.total.to_string()),
        of(|explained| years(explained.relevant_months)),
        of(|explained| years(explained.total_months)),
        text_cell(&of(|explained| super::table::top_evidence(explained, 3))),
        text_cell(&of(|explained| explained.flags.join("; "))),
        status_word(known.status),
        text_cell(&known.reason),
        text_cell(&known.source),
        text_cell(&run.model),
        run.as_of.clone(),
    ]
}

/// `over_limit`: the status as machines read it.
pub fn status_word(status: crate::document::Status) -> String {
    serde_json::to_value(status)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// Text that a spreadsheet must not run as a formula gets a `'` before it.
fn text_cell(text: &str) -> String {
    let flat = text.replace(['\r', '\n', '\0'], " ");
    let first = flat.trim_start().chars().next();
    let runs = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
    ) || flat.starts_with('\t');
    if runs { format!("'{flat}") } else { flat }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_would_run_are_neutralised() {
        for evil in [
            "=HYPERLINK(\"http://x\")",
            "+1",
            "-2",
            "@SUM(A1)",
            "\tx",
            "  =1",
            "＝1",
        ] {
            assert!(text_cell(evil).starts_with('\''), "{evil}");
        }
        assert_eq!(text_cell("\r=1"), "' =1");
        assert_eq!(text_cell("C++ - 3 years"), "C++ - 3 years");
    }
}
