//! Tables with one CV a row: CSV with any delimiter, XLSX, JSON lines and JSON arrays.

use std::borrow::Cow;
use std::io::{ErrorKind, Read};
use std::path::Path;

use serde_json::{Map, Value};

use super::encoding::decode;
use super::limits::{self, unreadable};
use super::source::SourceError;
use super::{Status, Unreadable, json, plain_file};
use crate::csv_rows::{Lines, delimiter, without_sign};
use crate::sheet;

/// Names that the id's column usually has, the likeliest first; case and what stands between
/// the words are ignored.
const ID_COLUMNS: &[&str] = &[
    "id",
    "cv_id",
    "candidate_id",
    "applicant_id",
    "resume_id",
    "application_id",
    "profile_id",
    "person_id",
    "candidate_number",
    "applicant_number",
    "kandidaten_id",
    "bewerber_id",
    "bewerbernummer",
];

/// Names that the text's column usually has, the likeliest first.
const TEXT_COLUMNS: &[&str] = &[
    "text",
    "cv",
    "resume",
    "cv_text",
    "resume_text",
    "resume_str",
    "content",
];

/// Endings of files that hold CVs: a cell that is no more than such a name holds no CV.
const FILE_ENDINGS: &[&str] = &[
    "pdf", "doc", "docx", "odt", "rtf", "txt", "md", "html", "htm", "json", "xml", "pages", "png",
    "jpg", "jpeg", "heic", "tif", "tiff", "zip", "eml", "msg",
];

/// A name or an address of a file is no longer than this, in bytes.
const LONGEST_PATH: usize = 400;

/// One row.
pub(super) struct Row {
    pub id: Option<String>,
    /// Where it stands in the file, from 1: its line, its row in the sheet, its place in the array.
    pub number: u64,
    pub content: Result<Text, Unreadable>,
}

pub(super) enum Text {
    Plain(String),
    /// A whole JSON Resume or the like.
    Json(Vec<u8>),
}

/// The columns that somebody named.
#[derive(Clone, Copy)]
pub(super) struct Columns<'a> {
    pub id: Option<&'a str>,
    pub text: Option<&'a str>,
}

/// What kind of table a file is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    Sheet,
    Lines,
    Array,
}

fn kind(path: &Path) -> Option<Kind> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match &*ending {
        "csv" | "tsv" => Some(Kind::Csv),
        "xlsx" | "xlsm" => Some(Kind::Sheet),
        "jsonl" | "ndjson" => Some(Kind::Lines),
        "json" if begins_an_array(path) => Some(Kind::Array),
        _ => None,
    }
}

/// Whether the file is a JSON array: a CV or a job in JSON is an object.
fn begins_an_array(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = plain_file::open(path).and_then(|file| file.take(256).read_to_end(&mut start));
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&start);
    read.is_ok() && start.trim_ascii_start().starts_with(b"[")
}

/// Whether the file is a table, by its name and, for `.json`, by how it begins.
pub(super) fn is_table(path: &Path) -> bool {
    kind(path).is_some()
}

/// Whether the name alone says that the file is a table.
pub(super) fn is_named_table(path: &Path) -> bool {
    kind(path).is_some_and(|kind| kind != Kind::Array)
}

/// Whether a table without rows is to be read as a file of its own.
pub(super) fn may_be_a_file(path: &Path) -> bool {
    kind(path) == Some(Kind::Array)
}

/// All rows of a table; none for a JSON array that holds something else than CVs, which is to
/// be read as a file of its own.
///
/// # Errors
/// [`SourceError`] for a table that cannot be opened, is damaged or lacks its columns.
pub(super) fn read(path: &Path, columns: Columns<'_>) -> Result<Vec<Row>, SourceError> {
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
    match kind(path) {
        Some(Kind::Sheet) => {
            let sheet = sheet::read(&bytes).map_err(|error| broken(error.to_string()))?;
            let places = Places::find(&sheet.header, columns, &shown)?;
            let rows = sheet.rows.iter();
            Ok(rows
                .map(|(number, cells)| {
                    places.row("row", *number, |at| cells.get(at).map(String::as_str))
                })
                .collect())
        }
        Some(Kind::Lines) => lines(&decode(&bytes), &shown, columns),
        Some(Kind::Array) => array(&decode(&bytes), &shown, columns),
        Some(Kind::Csv) | None => csv(&decode(&bytes), &shown, columns),
    }
}

fn csv(text: &str, path: &str, columns: Columns<'_>) -> Result<Vec<Row>, SourceError> {
    let broken = |error: csv::Error| SourceError::Table {
        path: path.to_owned(),
        reason: format!("the table is damaged ({error}); export it again"),
    };
    let (sign, text, skipped) = without_sign(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(sign.unwrap_or_else(|| delimiter(text)))
        .flexible(true)
        .from_reader(text.as_bytes());
    let header: Vec<String> = reader
        .headers()
        .map_err(broken)?
        .iter()
        .map(|name| name.trim().to_owned())
        .collect();
    let places = Places::find(&header, columns, path)?;
    let mut lines = Lines::new(text, skipped);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        rows.push(places.row("line", line, |at| record.get(at)));
    }
    Ok(rows)
}

/// Where a header has its columns.
struct Places {
    id: Option<usize>,
    text: usize,
    /// Name of the text's column.
    name: String,
}

impl Places {
    fn find(header: &[String], columns: Columns<'_>, path: &str) -> Result<Self, SourceError> {
        let missing = |wanted: String, option: &'static str| SourceError::MissingColumn {
            path: path.to_owned(),
            wanted,
            found: header.to_vec(),
            option,
        };
        let text = find_column(header, columns.text, TEXT_COLUMNS)
            .ok_or_else(|| missing(wanted(columns.text, TEXT_COLUMNS), "text-column"))?;
        let id = find_column(header, columns.id, ID_COLUMNS);
        if let (None, Some(name)) = (id, columns.id) {
            return Err(missing(name.to_owned(), "id-column"));
        }
        Ok(Self {
            id,
            text,
            name: header.get(text).cloned().unwrap_or_default(),
        })
    }

    fn row<'c>(&self, what: &str, number: u64, cell: impl Fn(usize) -> Option<&'c str>) -> Row {
        let id = self.id.and_then(&cell).map(str::trim);
        let text = cell(self.text).unwrap_or_default();
        Row {
            id: id.filter(|id| !id.is_empty()).map(str::to_owned),
            number,
            content: checked(text, &self.name, what, number),
        }
    }
}

/// The place of the column that holds the CVs, with that of the ids, where one is found.
#[cfg(feature = "python")]
pub(crate) fn places(
    header: &[String],
    id: Option<&str>,
    text: Option<&str>,
) -> Result<(Option<usize>, usize), SourceError> {
    let places = Places::find(header, Columns { id, text }, "the table")?;
    Ok((places.id, places.text))
}

/// The text of a cell that holds a CV's text.
fn checked(text: &str, column: &str, what: &str, number: u64) -> Result<Text, Unreadable> {
    check_cell(text, (column, "--text-column"), what, number)?;
    Ok(Text::Plain(unescaped(text).into_owned()))
}

/// A cell in which whoever made the table wrote line ends as `\n`: with line ends.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
    /// One may be part of a path: `C:\new`.
    const LEAST: usize = 2;
    if text.contains('\n') || text.matches("\\n").count() < LEAST {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\\r\\n", "\n").replace("\\n", "\n");
    Cow::Owned(lines.replace("\\t", "\t"))
}

/// Refuses a cell that is empty or holds the name of a file; with its column stands how another is
/// named.
pub(crate) fn check_cell(
    text: &str,
    (column, option): (&str, &str),
    what: &str,
    number: u64,
) -> Result<(), Unreadable> {
    if text.trim().is_empty() {
        let reason =
            format!("{what} {number} of the table has nothing in its column {column}; fill it in");
        return Err(unreadable(Status::Empty, reason));
    }
    if is_path(text.trim()) {
        let reason = format!(
            "{what} {number} of the table has the name of a file in its column {column}, not the \
             text of a CV; give the files or their folder, or name another column with {option}"
        );
        return Err(unreadable(Status::Unsupported, reason));
    }
    Ok(())
}

/// Whether a cell is a path, the name of a file or an address, and nothing else.
pub(crate) fn is_path(cell: &str) -> bool {
    if cell.len() > LONGEST_PATH || cell.contains(['\n', '\r', '\t']) {
        return false;
    }
    let has_scheme = ["http://", "https://", "file://", "ftp://", "s3://"]
        .iter()
        .any(|scheme| {
            cell.get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
    if has_scheme {
        return !cell.contains(char::is_whitespace);
    }
    let Some((stem, ending)) = cell.rsplit_once('.') else {
        return false;
    };
    // A sentence may end in `cv.md`, a name of a file has few words.
    !stem.is_empty()
        && stem.split_whitespace().count() <= 8
        && !stem.ends_with(char::is_whitespace)
        && FILE_ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
}

fn wanted(named: Option<&str>, usual: &[&str]) -> String {
    match named {
        Some(name) => name.to_owned(),
        None => usual.join(" or "),
    }
}

/// A name without case and without what stands between its words.
fn folded(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn find_column(header: &[String], named: Option<&str>, usual: &[&str]) -> Option<usize> {
    match named {
        Some(named) => header.iter().position(|name| name == named).or_else(|| {
            header
                .iter()
                .position(|name| name.eq_ignore_ascii_case(named))
        }),
        None => {
            let names: Vec<String> = header.iter().map(|name| folded(name)).collect();
            usual.iter().find_map(|usual| {
                let usual = folded(usual);
                names.iter().position(|name| *name == usual)
            })
        }
    }
}

fn lines(text: &str, path: &str, columns: Columns<'_>) -> Result<Vec<Row>, SourceError> {
    let mut rows = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let number = at as u64 + 1;
        let row = match serde_json::from_str::<Value>(line) {
            Ok(value) => {
                let whole = |_: &Map<String, Value>| {
                    json::kind(line.as_bytes()).is_ok().then(|| line.into())
                };
                object("line", number, value, columns, path, whole, rows.is_empty())?
            }
            Err(error) => {
                let reason = format!("line {number} is no JSON ({error}); export it again");
                failed(number, Status::Damaged, reason)
            }
        };
        rows.push(row);
    }
    Ok(rows)
}

/// The objects of an array, where the first of them is a CV.
fn array(text: &str, path: &str, columns: Columns<'_>) -> Result<Vec<Row>, SourceError> {
    // Damage, other kinds and too many nodes are told by the reader of single files.
    let Ok(Value::Array(items)) = json::parse(text.as_bytes()) else {
        return Ok(Vec::new());
    };
    let holds_cvs = items
        .first()
        .and_then(Value::as_object)
        .is_some_and(|first| {
            columns.text.is_some() || text_of(first, columns).is_some() || resume(first).is_some()
        });
    if !holds_cvs {
        return Ok(Vec::new());
    }
    let items = items.into_iter().enumerate();
    items
        .map(|(at, item)| object("item", at as u64 + 1, item, columns, path, resume, at == 0))
        .collect()
}

/// One CV of an object; `whole` gives the bytes of one that is a CV by itself.
fn object(
    what: &str,
    number: u64,
    value: Value,
    columns: Columns<'_>,
    path: &str,
    whole: impl Fn(&Map<String, Value>) -> Option<Vec<u8>>,
    is_first: bool,
) -> Result<Row, SourceError> {
    let Value::Object(object) = value else {
        let reason =
            format!("{what} {number} is no JSON object; write {{\"id\": ..., \"text\": ...}}");
        return Ok(failed(number, Status::Damaged, reason));
    };
    let id = value_of(&object, columns.id, ID_COLUMNS)
        .map(|(_, value)| json::text(value))
        .filter(|id| !id.is_empty());
    let content = if let Some((name, text)) = text_of(&object, columns) {
        checked(text, name, what, number)
    } else if let Some(bytes) = whole(&object) {
        Ok(Text::Json(bytes))
    } else {
        let names: Vec<String> = object.keys().cloned().collect();
        // The first shows what the file is; later ones may be single faults.
        if is_first {
            return Err(SourceError::MissingColumn {
                path: path.to_owned(),
                wanted: wanted(columns.text, TEXT_COLUMNS),
                found: names,
                option: "text-column",
            });
        }
        let found = names.join(", ");
        let reason = format!("{what} {number} has no text; found the fields {found}");
        Err(unreadable(Status::Damaged, reason))
    };
    Ok(Row {
        id,
        number,
        content,
    })
}

fn failed(number: u64, status: Status, reason: String) -> Row {
    Row {
        id: None,
        number,
        content: Err(unreadable(status, reason)),
    }
}

fn value_of<'o>(
    object: &'o Map<String, Value>,
    named: Option<&str>,
    usual: &[&str],
) -> Option<(&'o str, &'o Value)> {
    let names: Vec<String> = object.keys().cloned().collect();
    let at = find_column(&names, named, usual)?;
    let (name, value) = object.iter().nth(at)?;
    Some((name, value))
}

fn text_of<'o>(object: &'o Map<String, Value>, columns: Columns<'_>) -> Option<(&'o str, &'o str)> {
    let (name, value) = value_of(object, columns.text, TEXT_COLUMNS)?;
    Some((name, value.as_str()?))
}

/// The bytes of an object that is a CV by itself.
fn resume(object: &Map<String, Value>) -> Option<Vec<u8>> {
    let bytes = serde_json::to_vec(object).ok()?;
    json::kind(&bytes)
        .is_ok_and(|kind| kind.is_structured_cv())
        .then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_that_were_written_as_two_signs_are_line_ends() {
        for (cell, expected) in [
            (r"Baker\n2015 - 2018\n- Rye", "Baker\n2015 - 2018\n- Rye"),
            (r"Baker\r\n2015\t2018\r\n- Rye", "Baker\n2015\t2018\n- Rye"),
            // One may be part of a path, and a cell with line ends of its own needs none.
            (r"kept in C:\new", r"kept in C:\new"),
            ("Baker\nC:\\new\\news", "Baker\nC:\\new\\news"),
        ] {
            assert_eq!(unescaped(cell), expected, "{cell}");
        }
    }
}
