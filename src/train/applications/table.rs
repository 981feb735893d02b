//! The rows of an export as they stand, whatever divides them and whatever stands above them.

use std::path::Path;

use super::ExportError;
use crate::csv_rows::{Lines, delimiter, without_sign};
use crate::document::encoding::decode;
use crate::sheet;

/// Lines that a title and notes over the header may take.
const LINES_ABOVE: usize = 20;

/// A row and the line it begins on, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: u64,
    /// Trimmed; as many as the file has in this row.
    pub(super) cells: Vec<String>,
}

/// All rows that hold anything, in order: the header, and what may stand above it, among them.
///
/// # Errors
/// When the file is no table that can be read.
pub(super) fn rows(path: &Path, bytes: &[u8]) -> Result<Vec<Row>, ExportError> {
    let damaged = |reason: String| ExportError::Damaged {
        path: path.display().to_string(),
        reason,
    };
    let is_workbook = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0");
    if !is_workbook {
        return csv(&decode(bytes)).map_err(damaged);
    }
    let sheet = sheet::read(bytes).map_err(|error| damaged(error.to_string()))?;
    let header = Row {
        line: sheet
            .rows
            .first()
            .map_or(1, |(first, _)| first.saturating_sub(1)),
        cells: sheet.header,
    };
    let rows = sheet.rows.into_iter().map(|(line, cells)| Row {
        line,
        cells: cells.iter().map(|cell| cell.trim().to_owned()).collect(),
    });
    Ok([header].into_iter().chain(rows).collect())
}

fn csv(text: &str) -> Result<Vec<Row>, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (stated, text, skipped) = without_sign(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(stated.unwrap_or_else(|| divided_by(text)))
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut lines = Lines::new(text, skipped);
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        if record.iter().any(|cell| !cell.is_empty()) {
            rows.push(Row {
                line,
                cells: record.iter().map(str::to_owned).collect(),
            });
        }
    }
    Ok(rows)
}

/// By the first line that is divided at all: a title may stand above the header.
fn divided_by(text: &str) -> u8 {
    let mut lines = text.lines().take(LINES_ABOVE);
    let header = lines.find(|line| {
        let sign = char::from(delimiter(line));
        line.matches(sign).count() > 1
    });
    delimiter(header.unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u64, String)> {
        let rows = rows(Path::new("export.csv"), text.as_bytes()).unwrap();
        let shown = |row: Row| (row.line, row.cells.join("/"));
        rows.into_iter().map(shown).collect()
    }

    #[test]
    fn rows_come_with_their_lines_whatever_divides_them() {
        let expected = |first: u64| {
            vec![
                (first, "Name/Job/Stage".to_owned()),
                (first + 2, "A, B/Cook/\"Offer\"\nmade".to_owned()),
                (first + 4, "C/Cook".to_owned()),
            ]
        };
        let table =
            "Name;Job;Stage\r\n\r\n\"A, B\"; Cook ;\"\"\"Offer\"\"\nmade\"\r\nC;Cook\r\n;;\r\n";
        assert_eq!(read(table), expected(1));
        assert_eq!(read(&format!("\u{feff}{table}")), expected(1));
        assert_eq!(read(&format!("sep=;\r\n{table}")), expected(2));
        assert_eq!(read(&table.replace(';', "\t")), expected(1));
        let titled = read(&format!("Candidates, all jobs\n{table}"));
        assert_eq!(titled[1..], expected(2));
    }

    #[test]
    fn utf_16_as_excel_writes_it_is_read() {
        let text = "\u{feff}Näme\tJob\tStage\r\nÅ\tB\tC\r\n";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let rows = rows(Path::new("export.csv"), &wide).unwrap();
        assert_eq!(rows[0].cells, ["Näme", "Job", "Stage"]);
        assert_eq!(rows[1].cells, ["Å", "B", "C"]);
    }
}
