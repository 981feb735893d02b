//! Tables with one CV a row: CSV with any delimiter, and JSON lines.

use std::io::ErrorKind;
use std::path::Path;

use serde_json::Value;

use super::encoding::decode;
use super::limits::{self, unreadable};
use super::source::SourceError;
use super::{Status, Unreadable, json};
use crate::csv_rows::delimiter;

/// Names that the id's column usually has, the likeliest first; case is ignored.
const ID_COLUMNS: &[&str] = &["id", "cv_id", "candidate_id", "resume_id"];

/// Names that the text's column usually has, the likeliest first; case is ignored.
const TEXT_COLUMNS: &[&str] = &[
    "text",
    "cv",
    "resume",
    "cv_text",
    "resume_text",
    "resume_str",
    "content",
];

/// One row.
pub(super) struct Row {
    pub id: Option<String>,
    /// Line of the file, from 1.
    pub line: u64,
    pub content: Result<Text, Unreadable>,
}

pub(super) enum Text {
    Plain(String),
    /// A whole JSON Resume or the like.
    Json(Vec<u8>),
}

/// Whether the file's name says that it is a table.
pub(super) fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        ["csv", "tsv", "jsonl", "ndjson"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

/// All rows of a table.
pub(super) fn read(
    path: &Path,
    id_column: Option<&str>,
    text_column: Option<&str>,
) -> Result<Vec<Row>, SourceError> {
    let shown = path.display().to_string();
    let broken = |reason: String| SourceError::Table {
        path: shown.clone(),
        reason,
    };
    let bytes = limits::read_file_bounded(path, limits::TABLE_BYTES).map_err(|error| {
        broken(match error.kind() {
            ErrorKind::FileTooLarge => format!("the table has {error}; split it"),
            _ => format!("the table cannot be opened ({error})"),
        })
    })?;
    let text = decode(&bytes);
    let is_lines = path.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("jsonl") || ending.eq_ignore_ascii_case("ndjson")
    });
    if is_lines {
        json_lines(&text, &shown, id_column, text_column)
    } else {
        csv(&text, &shown, id_column, text_column)
    }
}

fn csv(
    text: &str,
    path: &str,
    id_column: Option<&str>,
    text_column: Option<&str>,
) -> Result<Vec<Row>, SourceError> {
    let broken = |error: csv::Error| SourceError::Table {
        path: path.to_owned(),
        reason: format!("the table is damaged ({error}); export it again"),
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let header: Vec<String> = reader
        .headers()
        .map_err(broken)?
        .iter()
        .map(|name| name.trim().to_owned())
        .collect();
    let missing = |wanted: String, option: &'static str| SourceError::MissingColumn {
        path: path.to_owned(),
        wanted,
        found: header.clone(),
        option,
    };
    let text_at = find_column(&header, text_column, TEXT_COLUMNS)
        .ok_or_else(|| missing(wanted(text_column, TEXT_COLUMNS), "text-column"))?;
    let id_at = find_column(&header, id_column, ID_COLUMNS);
    if let (None, Some(name)) = (id_at, id_column) {
        return Err(missing(name.to_owned(), "id-column"));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let id = id_at
            .and_then(|at| record.get(at))
            .map(str::trim)
            .filter(|id| !id.is_empty());
        rows.push(Row {
            id: id.map(str::to_owned),
            line: record.position().map_or(0, csv::Position::line),
            content: Ok(Text::Plain(
                record.get(text_at).unwrap_or_default().to_owned(),
            )),
        });
    }
    Ok(rows)
}

fn wanted(named: Option<&str>, usual: &[&str]) -> String {
    match named {
        Some(name) => name.to_owned(),
        None => usual.join(" or "),
    }
}

fn find_column(header: &[String], named: Option<&str>, usual: &[&str]) -> Option<usize> {
    match named {
        Some(named) => header.iter().position(|name| name == named).or_else(|| {
            header
                .iter()
                .position(|name| name.eq_ignore_ascii_case(named))
        }),
        None => usual.iter().find_map(|usual| {
            header
                .iter()
                .position(|name| name.eq_ignore_ascii_case(usual))
        }),
    }
}

fn json_lines(
    text: &str,
    path: &str,
    id_column: Option<&str>,
    text_column: Option<&str>,
) -> Result<Vec<Row>, SourceError> {
    let mut rows = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let line_number = at as u64 + 1;
        let row = |id: Option<String>, content| Row {
            id,
            line: line_number,
            content,
        };
        let object = match serde_json::from_str::<Value>(line) {
            Ok(Value::Object(object)) => object,
            Ok(_) => {
                let reason = "the line is no JSON object; write {\"id\": ..., \"text\": ...}";
                rows.push(row(None, Err(unreadable(Status::Damaged, reason))));
                continue;
            }
            Err(error) => {
                let reason = format!("the line is no JSON ({error}); export it again");
                rows.push(row(None, Err(unreadable(Status::Damaged, reason))));
                continue;
            }
        };
        let names: Vec<String> = object.keys().cloned().collect();
        let value = |named: Option<&str>, usual: &[&str]| {
            find_column(&names, named, usual)
                .and_then(|at| names.get(at))
                .and_then(|name| object.get(name))
        };
        let id = value(id_column, ID_COLUMNS)
            .map(json::text)
            .filter(|id| !id.is_empty());
        let content = match value(text_column, TEXT_COLUMNS) {
            Some(Value::String(text)) => Ok(Text::Plain(text.clone())),
            _ if json::kind(line.as_bytes()).is_ok() => Ok(Text::Json(line.into())),
            // The first line shows what the file is; later ones may be single faults.
            _ if rows.is_empty() => {
                return Err(SourceError::MissingColumn {
                    path: path.to_owned(),
                    wanted: wanted(text_column, TEXT_COLUMNS),
                    found: names,
                    option: "text-column",
                });
            }
            _ => Err(unreadable(
                Status::Damaged,
                format!(
                    "the line has no text; found the fields {}",
                    names.join(", ")
                ),
            )),
        };
        rows.push(row(id, content));
    }
    Ok(rows)
}
