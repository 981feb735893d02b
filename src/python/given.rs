//! Sources of what Python code holds: paths, texts, bytes, dictionaries, frames and Arrow.

use std::borrow::Cow;
use std::path::PathBuf;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::DataType;
use pyo3::exceptions::{PyImportError, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyBytes, PyMapping, PyString};
use pyo3_arrow::input::{AnyArray, AnyRecordBatch};

use super::{failed, refused};
use crate::document::limits::unreadable;
use crate::document::source::{PoolOptions, Source, SourceError, accept_doubtful, with_own_ids};
use crate::document::table::{check_cell, is_path, places, unescaped};
use crate::document::{Status, Unreadable};
use crate::pool::{self, Choice, PoolError};

/// Names of columns that somebody gave.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub id: Option<String>,
    pub text: Option<String>,
    pub content: Option<String>,
}

/// Names of columns that usually hold whole documents.
const CONTENT_COLUMNS: &[&str] = &["content", "document", "file", "bytes", "cv", "resume"];

/// One thing that is given: a path, or what a file would hold.
enum One {
    Path(PathBuf),
    Text(PyBackedStr),
    Bytes(PyBackedBytes),
}

/// A text without a break that names something, or looks like the name of a file, is a path.
fn one(given: &Bound<'_, PyAny>) -> PyResult<One> {
    if let Ok(text) = given.cast::<PyString>() {
        let text = PyBackedStr::try_from(text.clone())?;
        let is_one_line = text.len() < 4096 && !text.contains(['\n', '\r', '\0']);
        let is_named = || is_path(text.trim()) || PathBuf::from(&*text).exists();
        return Ok(match is_one_line && !text.is_empty() && is_named() {
            true => One::Path(PathBuf::from(&*text)),
            false => One::Text(text),
        });
    }
    if given.cast::<PyBytes>().is_ok() || given.hasattr("__buffer__")? {
        return Ok(One::Bytes(given.extract()?));
    }
    match given.extract::<PathBuf>() {
        Ok(path) => Ok(One::Path(path)),
        Err(_) => Err(PyTypeError::new_err(format!(
            "expected a path, a text or bytes, not {}",
            given.get_type().name()?
        ))),
    }
}

/// The document that is given: a path, a text or bytes.
pub(super) fn document(given: &Bound<'_, PyAny>, id: &str) -> PyResult<Source> {
    Ok(match one(given)? {
        One::Path(path) => Source::file(&path),
        One::Text(text) => Source::document(id.to_owned(), id.to_owned(), text),
        One::Bytes(bytes) => Source::document(id.to_owned(), id.to_owned(), bytes),
    })
}

/// One CV; a text is read as a cell of a table is.
pub(super) fn cv(given: &Bound<'_, PyAny>) -> PyResult<Source> {
    let mut found = sources(given, &Columns::default(), &[])?;
    match (found.pop(), found.is_empty()) {
        (Some(source), true) => Ok(source),
        _ => Err(refused("expected one CV; rank takes many")),
    }
}

/// All CVs that are given, with unique ids.
///
/// # Errors
/// A type that is none of those, a frame without the columns, paths that lead to nothing.
pub(super) fn sources(
    given: &Bound<'_, PyAny>,
    columns: &Columns,
    accepted: &[String],
) -> PyResult<Vec<Source>> {
    let mut sources = if is_arrow(given)? {
        match of_arrow(given, columns) {
            // pandas without pyarrow.
            Err(error) if error.is_instance_of::<PyImportError>(given.py()) => {
                of_frame(given, columns)?
            }
            sources => sources?,
        }
    } else if let Ok(named) = given.cast::<PyMapping>() {
        let mut sources = Vec::new();
        for item in named.items()?.iter() {
            let (id, given): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
            let id = id.str()?.to_string();
            let mut source = of(one(&given)?, id.clone());
            source.id = id;
            sources.push(source);
        }
        with_own_ids(sources)
    } else if given.is_instance_of::<PyString>()
        || given.is_instance_of::<PyBytes>()
        || given.hasattr("__fspath__")?
    {
        of_list(vec![one(given)?])?
    } else {
        let items = given.try_iter().map_err(|_| {
            PyTypeError::new_err(format!(
                "expected CVs as a path, a text, bytes, a list or dict of these, a frame or an \
                 Arrow table, not {}",
                given.get_type()
            ))
        })?;
        of_list(items.map(|item| one(&item?)).collect::<PyResult<_>>()?)?
    };
    accept_doubtful(&mut sources, accepted).map_err(failed)?;
    Ok(sources)
}

fn of(one: One, id: String) -> Source {
    match one {
        One::Path(path) => Source::file(&path),
        One::Text(text) => cell(id.clone(), id, text, "text", "entry", 1),
        One::Bytes(bytes) => Source::document(id.clone(), id, bytes),
    }
}

/// Paths are collected together, as the program does it; the rest is numbered.
fn of_list(items: Vec<One>) -> PyResult<Vec<Source>> {
    let mut paths = Vec::new();
    let mut held = Vec::new();
    for (at, item) in (1..).zip(items) {
        match item {
            One::Path(path) => paths.push(path),
            item => held.push(of(item, format!("cv-{at}"))),
        }
    }
    if paths.is_empty() {
        return Ok(held);
    }
    let pooled = pool::collect(&paths, &PoolOptions::default(), &Choice::default());
    let (mut sources, _) = pooled.map_err(of_pool)?;
    sources.extend(held);
    Ok(with_own_ids(sources))
}

/// A cell of a table in memory.
fn cell(
    id: String,
    place: String,
    text: impl AsRef<str> + Send + Sync + 'static,
    column: &str,
    what: &str,
    number: u64,
) -> Source {
    match check_cell(text.as_ref(), (column, "text="), what, number) {
        Ok(()) => {
            let lines = match unescaped(text.as_ref()) {
                Cow::Owned(lines) => Some(lines),
                Cow::Borrowed(_) => None,
            };
            match lines {
                Some(lines) => Source::text(id, place, lines),
                None => Source::text(id, place, text),
            }
        }
        Err(why) => Source::unreadable(id, place, why),
    }
}

fn is_arrow(given: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(given.hasattr("__arrow_c_stream__")? || given.hasattr("__arrow_c_array__")?)
}

fn of_pool(error: PoolError) -> PyErr {
    match error {
        PoolError::Source(error) => in_python(error),
        other => failed(other),
    }
}

/// The error with the names that Python code uses.
fn in_python(error: SourceError) -> PyErr {
    match error {
        SourceError::MissingColumn {
            wanted,
            found,
            option,
            ..
        } => {
            let keyword = match option {
                "id-column" => "id",
                _ => "text",
            };
            refused(format!(
                "no column {wanted}; found {}; name the right one with {keyword}=",
                found.join(", ")
            ))
        }
        error => failed(error),
    }
}

/// One cell of an Arrow array, which is not copied.
struct Cell {
    array: ArrayRef,
    row: usize,
}

impl AsRef<str> for Cell {
    fn as_ref(&self) -> &str {
        match self.array.data_type() {
            DataType::LargeUtf8 => self.array.as_string::<i64>().value(self.row),
            DataType::Utf8View => self.array.as_string_view().value(self.row),
            _ => self.array.as_string::<i32>().value(self.row),
        }
    }
}

impl AsRef<[u8]> for Cell {
    fn as_ref(&self) -> &[u8] {
        match self.array.data_type() {
            DataType::LargeBinary => self.array.as_binary::<i64>().value(self.row),
            DataType::BinaryView => self.array.as_binary_view().value(self.row),
            _ => self.array.as_binary::<i32>().value(self.row),
        }
    }
}

fn is_text(kind: &DataType) -> bool {
    matches!(
        kind,
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View
    )
}

fn is_binary(kind: &DataType) -> bool {
    matches!(
        kind,
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView
    )
}

/// A table, a reader of batches, or one column.
fn of_arrow(given: &Bound<'_, PyAny>, columns: &Columns) -> PyResult<Vec<Source>> {
    let mut sources = Vec::new();
    if let Ok(batches) = given.extract::<AnyRecordBatch>()
        && let Ok(reader) = batches.into_reader()
    {
        let schema = reader.schema();
        let names: Vec<String> = schema
            .fields()
            .iter()
            .map(|field| field.name().clone())
            .collect();
        let kinds: Vec<&DataType> = schema
            .fields()
            .iter()
            .map(|field| field.data_type())
            .collect();
        let (id, held) = columns.find(&names, &kinds)?;
        let name = names.get(held).map_or("", String::as_str);
        for batch in reader {
            let batch = batch.map_err(failed)?;
            let ids = id.map(|id| batch.column(id));
            rows(&mut sources, ids, batch.column(held), name)?;
        }
        return Ok(with_own_ids(sources));
    }
    let column: AnyArray = given.extract()?;
    for chunk in column.into_reader()? {
        let chunk = chunk.map_err(failed)?;
        rows(&mut sources, None, &chunk, "of the texts")?;
    }
    Ok(with_own_ids(sources))
}

/// A pandas frame or series by its columns as lists.
fn of_frame(given: &Bound<'_, PyAny>, columns: &Columns) -> PyResult<Vec<Source>> {
    let py = given.py();
    let Ok(names) = given.getattr(intern!(py, "columns")) else {
        let texts = given.call_method0(intern!(py, "tolist"))?;
        let items = texts.try_iter()?.map(|item| one(&item?));
        return of_list(items.collect::<PyResult<_>>()?);
    };
    let named = |name: Bound<'_, PyAny>| name.str().map(|name| name.to_string());
    let names: Vec<String> = names
        .try_iter()?
        .map(|name| named(name?))
        .collect::<PyResult<_>>()?;
    let (id, held) = columns.find(&names, &vec![&DataType::Utf8; names.len()])?;
    let cells = |at: usize| -> PyResult<Vec<Bound<'_, PyAny>>> {
        let column = given.get_item(&names[at])?;
        column.call_method0(intern!(py, "tolist"))?.extract()
    };
    let ids = id.map(cells).transpose()?;
    let mut sources = Vec::new();
    for (at, held) in cells(held)?.into_iter().enumerate() {
        let number = at as u64 + 1;
        let id = match ids.as_ref().and_then(|ids| ids.get(at)) {
            Some(id) => named(id.clone())?,
            None => format!("cv-{number}"),
        };
        let place = format!("row {number}");
        sources.push(match held.extract::<PyBackedStr>() {
            Ok(text) => cell(id, place, text, "text", "row", number),
            Err(_) => match held.extract::<PyBackedBytes>() {
                Ok(bytes) => Source::document(id, place, bytes),
                Err(_) => Source::unreadable(id, place, nothing("text", number)),
            },
        });
    }
    Ok(with_own_ids(sources))
}

impl Columns {
    /// The columns of ids, if there is one, and of CVs.
    fn find(&self, names: &[String], kinds: &[&DataType]) -> PyResult<(Option<usize>, usize)> {
        let content = match &self.content {
            Some(_) => self.content.as_deref(),
            // Documents are taken where no text is named and none is there.
            None if self.text.is_none() => {
                let is_content = |(name, kind): &(&String, &&DataType)| {
                    is_binary(kind) && CONTENT_COLUMNS.contains(&&*name.to_lowercase())
                };
                let mut both = names.iter().zip(kinds);
                both.find(is_content).map(|(name, _)| name.as_str())
            }
            None => None,
        };
        places(names, self.id.as_deref(), content.or(self.text.as_deref())).map_err(in_python)
    }
}

/// Appends the rows of one batch.
fn rows(
    sources: &mut Vec<Source>,
    ids: Option<&ArrayRef>,
    held: &ArrayRef,
    name: &str,
) -> PyResult<()> {
    let kind = held.data_type();
    // Dictionaries and the like, as pandas writes categories, are laid out flat.
    let flat;
    let held = if is_text(kind) || is_binary(kind) {
        held
    } else {
        flat = arrow_cast::cast(held, &DataType::LargeUtf8).map_err(|_| {
            refused(format!(
                "the column {name} holds {kind}; expected texts or documents as bytes"
            ))
        })?;
        &flat
    };
    let options = FormatOptions::default();
    let ids = match ids {
        Some(ids) => Some((
            ids,
            ArrayFormatter::try_new(ids.as_ref(), &options).map_err(failed)?,
        )),
        None => None,
    };
    for row in 0..held.len() {
        let number = sources.len() as u64 + 1;
        let id = ids
            .as_ref()
            .filter(|(ids, _)| ids.is_valid(row))
            .map(|(_, shown)| shown.value(row).to_string())
            .filter(|id| !id.trim().is_empty())
            .unwrap_or_else(|| format!("cv-{number}"));
        let place = format!("row {number}");
        sources.push(if held.is_null(row) {
            Source::unreadable(id, place, nothing(name, number))
        } else {
            let content = Cell {
                array: held.clone(),
                row,
            };
            match is_binary(held.data_type()) {
                true => Source::document(id, place, content),
                false => cell(id, place, content, name, "row", number),
            }
        });
    }
    Ok(())
}

fn nothing(column: &str, row: u64) -> Unreadable {
    unreadable(
        Status::Empty,
        format!("row {row} of the table has nothing in its column {column}; fill it in"),
    )
}
