//! The recruiter's CSV: RFC 4180, the same columns in the same order whatever the content.

use std::collections::BTreeMap;

use super::outlook::next_text;
use super::{Ranked, Run, years};
use crate::flag::Flag;
use crate::profile::identity::Contact;
use crate::rank::Match;
use crate::stability::RankRange;

/// The columns; further ones may only follow.
pub(super) const COLUMNS: [&str; 26] = [
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
    "rank_low",
    "rank_high",
    "tie_group",
    "next_best_change",
    "must_partly",
    "partly",
    "must_missing",
    "must_contradicted",
    "contradicted",
];

/// Columns that hold numbers, with the decimals that they are written with; all others but
/// `as_of`, a day, hold text.
pub(super) const NUMBERS: [(&str, usize); 13] = [
    ("rank", 0),
    ("score", 3),
    ("must_met", 0),
    ("must_total", 0),
    ("nice_met", 0),
    ("nice_total", 0),
    ("relevant_years", 1),
    ("total_years", 1),
    ("rank_low", 0),
    ("rank_high", 0),
    ("must_partly", 0),
    ("must_missing", 0),
    ("must_contradicted", 0),
];

/// The columns behind [`COLUMNS`] where the recruiter asks who the people are.
pub(super) const CONTACT_COLUMNS: [&str; 3] = ["name", "email", "phone"];

/// The ranking as CSV, one row a CV of the first `top` or without a score; with `excel`, a byte-order mark stands first.
///
/// # Errors
/// When a row cannot be written.
pub fn ranking_csv(ranked: Ranked, excel: bool) -> Result<Vec<u8>, ::csv::Error> {
    written(&COLUMNS, rows(ranked), excel)
}

/// [`ranking_csv`] with who each person is, by cv id, in three further columns.
///
/// # Errors
/// When a row cannot be written.
pub fn ranking_csv_with_contact(
    ranked: Ranked,
    contacts: &BTreeMap<&str, &Contact>,
    excel: bool,
) -> Result<Vec<u8>, ::csv::Error> {
    let columns: Vec<&str> = COLUMNS.into_iter().chain(CONTACT_COLUMNS).collect();
    let unknown = Contact::default();
    let rows = rows(ranked).zip(ranked.ranking.top(ranked.top));
    let named = rows.map(|(row, known)| {
        let contact = contacts
            .get(known.cv_id.as_str())
            .copied()
            .unwrap_or(&unknown);
        let cells = [&contact.name, &contact.email, &contact.phone];
        row.into_iter().chain(cells.map(|cell| text_cell(cell)))
    });
    written(&columns, named, excel)
}

/// The cells of the first `top` and of what has no score, text already safe for a spreadsheet.
pub(super) fn rows(ranked: Ranked) -> impl Iterator<Item = [String; COLUMNS.len()]> {
    let Ranked {
        run, job, outlook, ..
    } = ranked;
    let matches = ranked.ranking.numbered_top(ranked.top).into_iter();
    matches.map(move |(index, known)| {
        let next = next_text(job, outlook, index);
        row(
            run,
            known,
            &known.flags(),
            outlook.range(index),
            &next,
            text_cell,
        )
    })
}

/// A table for programs: its cells are as they are, none is made safe for a spreadsheet.
#[cfg(feature = "python")]
pub(crate) struct Cells {
    /// Each with the decimals of its numbers, where it holds some.
    pub(crate) columns: Vec<(&'static str, Option<usize>)>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// Columns that say where a CV stands among the others.
#[cfg(feature = "python")]
const OF_OTHERS: [&str; 5] = [
    "rank",
    "rank_low",
    "rank_high",
    "tie_group",
    "next_best_change",
];

/// The columns of [`ranking_csv`].
#[cfg(feature = "python")]
pub(crate) fn ranking_cells(ranked: Ranked) -> Cells {
    let matches = ranked.ranking.numbered_top(ranked.top).into_iter();
    let rows = matches.map(|(index, known)| {
        let next = next_text(ranked.job, ranked.outlook, index);
        let range = ranked.outlook.range(index);
        row(
            ranked.run,
            known,
            &known.flags(),
            range,
            &next,
            str::to_owned,
        )
        .to_vec()
    });
    Cells {
        columns: numbered_columns().collect(),
        rows: rows.collect(),
    }
}

/// Those of [`ranking_csv`] that are the same for a CV alone or among others.
#[cfg(feature = "python")]
pub(crate) fn own_cells(run: &Run, ranking: &crate::rank::Ranking) -> Cells {
    let is_own = |name: &str| !OF_OTHERS.contains(&name);
    let rows = ranking.matches.iter().map(|known| {
        let cells = row(run, known, known.own_flags(), None, "", str::to_owned);
        let own = cells
            .into_iter()
            .zip(COLUMNS)
            .filter(|(_, name)| is_own(name));
        own.map(|(cell, _)| cell).collect()
    });
    Cells {
        columns: numbered_columns()
            .filter(|(name, _)| is_own(name))
            .collect(),
        rows: rows.collect(),
    }
}

#[cfg(feature = "python")]
fn numbered_columns() -> impl Iterator<Item = (&'static str, Option<usize>)> {
    COLUMNS.into_iter().map(|name| {
        let mut numbers = NUMBERS.iter();
        let decimals = numbers.find(|(number, _)| *number == name);
        (name, decimals.map(|(_, decimals)| *decimals))
    })
}

/// Rows below `columns` as CSV; each cell must be safe already, see [`text_cell`].
pub(super) fn written<Row>(
    columns: &[impl AsRef<[u8]>],
    rows: impl IntoIterator<Item = Row>,
    excel: bool,
) -> Result<Vec<u8>, ::csv::Error>
where
    Row: IntoIterator,
    Row::Item: AsRef<[u8]>,
{
    let mut bytes = Vec::new();
    if excel {
        bytes.extend_from_slice("\u{feff}".as_bytes());
    }
    let mut writer = ::csv::Writer::from_writer(bytes);
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer
        .into_inner()
        .map_err(|error| ::csv::Error::from(error.into_error()))
}

fn row(
    run: &Run,
    known: &Match,
    flags: &[Flag],
    range: Option<&RankRange>,
    next: &str,
    text: fn(&str) -> String,
) -> [String; COLUMNS.len()] {
    let explained = known.explanation.as_ref();
    let of =
        |cell: fn(&crate::explain::Explanation) -> String| explained.map(cell).unwrap_or_default();
    [
        known.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        text(&known.cv_id),
        of(|explained| explained.score().to_string()),
        of(|explained| explained.must.met.to_string()),
        of(|explained| explained.must.total.to_string()),
        text(&of(|explained| explained.missing.join("; "))),
        of(|explained| explained.nice.met.to_string()),
        of(|explained| explained.nice.total.to_string()),
        of(|explained| years(explained.relevant_months)),
        of(|explained| years(explained.total_months)),
        text(&of(|explained| super::table::top_evidence(explained, 3))),
        text(&joined(flags)),
        status_word(known.status),
        text(&known.reason),
        text(&known.source),
        text(&run.model),
        run.as_of.clone(),
        range
            .map(|range| range.rank_low.to_string())
            .unwrap_or_default(),
        range
            .map(|range| range.rank_high.to_string())
            .unwrap_or_default(),
        range
            .map(|range| range.tie_group.clone())
            .unwrap_or_default(),
        text(next),
        of(|explained| explained.must.partly.to_string()),
        text(&of(|explained| explained.partly.join("; "))),
        of(|explained| explained.must.missing.to_string()),
        of(|explained| explained.must.contradicted.to_string()),
        text(&of(|explained| explained.contradicted.join("; "))),
    ]
}

/// `over_limit`: the status as machines read it.
pub fn status_word(status: crate::document::Status) -> String {
    serde_json::to_value(status)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn joined(flags: &[Flag]) -> String {
    let flags: Vec<String> = flags.iter().map(Flag::to_string).collect();
    flags.join("; ")
}

/// Text that a spreadsheet must not run as a formula gets a `'` before it.
///
/// So does what follows a `;` inside, where a spreadsheet set to another separator would begin a cell.
pub(crate) fn text_cell(text: &str) -> String {
    let flat = text.replace(['\r', '\n', '\0'], " ");
    let mut safe = String::with_capacity(flat.len() + 1);
    if flat.starts_with('\t') {
        safe.push('\'');
    }
    for (index, part) in flat.split_inclusive([';', '\t']).enumerate() {
        let skipped = |c: char| c.is_whitespace() || index > 0 && c == '"';
        let inner = part.trim_start_matches(skipped);
        if inner.starts_with(FORMULA_SIGNS) {
            // At the front, so that a spreadsheet takes the whole cell as text.
            let (before, after) = match index {
                0 => ("", part),
                _ => part.split_at(part.len() - inner.len()),
            };
            safe.push_str(before);
            safe.push('\'');
            safe.push_str(after);
        } else {
            safe.push_str(part);
        }
    }
    safe
}

/// With one of these a formula begins; some spreadsheets take the full-width forms, too.
const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

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
        assert_eq!(text_cell("\t=1"), "'\t'=1");
    }

    #[test]
    fn a_cell_of_another_separator_does_not_run_either() {
        for (evil, safe) in [
            ("Go; =1+1", "Go; '=1+1"),
            ("x;\"@SUM(A1)", "x;\"'@SUM(A1)"),
            ("=1;-2", "'=1;'-2"),
            ("Kafka; C++; a=b", "Kafka; C++; a=b"),
        ] {
            assert_eq!(text_cell(evil), safe);
        }
    }

    #[test]
    fn every_column_is_a_number_a_text_or_the_day() {
        let texts = [
            "cv_id",
            "missing",
            "top_evidence",
            "flags",
            "status",
            "reason",
            "source",
            "model",
            "tie_group",
            "next_best_change",
            "partly",
            "contradicted",
        ];
        for name in COLUMNS {
            let is_number = NUMBERS.iter().any(|(number, _)| *number == name);
            let is_known = is_number != texts.contains(&name);
            assert!(is_known || name == "as_of", "{name}: say what it holds");
        }
        for (name, _) in NUMBERS {
            assert!(COLUMNS.contains(&name), "{name}");
        }
    }
}
