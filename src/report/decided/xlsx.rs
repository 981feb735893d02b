//! Decisions as further columns of the workbook's first sheet.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::utility::{column_number_to_name, row_col_to_cell};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{DECIDED_COLUMNS, Decided, DecidedError, latest};
use crate::report::csv::COLUMNS;
use crate::report::xlsx::cut;

const SHEET: &str = "xl/worksheets/sheet1.xml";
const WORKBOOK: &str = "xl/workbook.xml";
/// Characters that the columns are wide.
const WIDTHS: [u32; DECIDED_COLUMNS.len()] = [11, 44, 18, 12];

/// `workbook`, a whole ranking, with `DECIDED_COLUMNS` behind the columns of its first sheet.
///
/// # Errors
/// When `workbook` is none that this version wrote.
pub(super) fn decided_xlsx(
    workbook: &[u8],
    decisions: &[Decided],
) -> Result<Vec<u8>, DecidedError> {
    let mut archive = ZipArchive::new(Cursor::new(workbook))?;
    let mut decided = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        // The library would take the clock's time otherwise.
        .last_modified_time(DateTime::default());
    for index in 0..archive.len() {
        let name = archive.by_index(index)?.name()?.into_owned();
        if ![SHEET, WORKBOOK].contains(&&*name) {
            decided.raw_copy_file(archive.by_index_raw(index)?)?;
            continue;
        }
        let mut xml = String::new();
        archive.by_index(index)?.read_to_string(&mut xml)?;
        let xml = match &*name {
            SHEET => sheet(&xml, decisions)?,
            _ => filtered(&xml)?,
        };
        decided.start_file(name, options)?;
        decided.write_all(xml.as_bytes())?;
    }
    Ok(decided.finish()?.into_inner())
}

/// Letters of the last column without decisions, and of the last one with them.
fn last_columns() -> [String; 2] {
    let last = |count: usize| column_number_to_name(u16::try_from(count - 1).unwrap_or(u16::MAX));
    [
        last(COLUMNS.len()),
        last(COLUMNS.len() + DECIDED_COLUMNS.len()),
    ]
}

/// The first `from` of `xml` as `to`.
fn replaced(xml: &str, from: &str, to: &str, what: &'static str) -> Result<String, DecidedError> {
    match xml.contains(from) {
        true => Ok(xml.replacen(from, to, 1)),
        false => Err(DecidedError::Foreign(what)),
    }
}

/// The name that stands for the filtered cells. A column outside of it would stay where it is
/// when the rows are sorted.
fn filtered(xml: &str) -> Result<String, DecidedError> {
    let [before, now] = last_columns();
    let range = |last: &str| format!("Ranking!$A$1:${last}$");
    replaced(xml, &range(&before), &range(&now), "filter")
}

fn sheet(xml: &str, decisions: &[Decided]) -> Result<String, DecidedError> {
    let [before, now] = last_columns();
    let mut xml = xml.to_owned();
    for (element, what) in [("dimension", "range"), ("autoFilter", "filter")] {
        let range = |last: &str| format!("<{element} ref=\"A1:{last}");
        xml = replaced(&xml, &range(&before), &range(&now), what)?;
    }
    let widths: String = (COLUMNS.len() + 1..)
        .zip(WIDTHS)
        .map(|(column, width)| {
            format!("<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>")
        })
        .collect();
    xml = replaced(&xml, "</cols>", &format!("{widths}</cols>"), "columns")?;
    let header = style(&xml, "A1");
    let number = style(&xml, "A2");
    let mut decided = String::with_capacity(xml.len() + 1024);
    let mut rows = xml.split_inclusive("</row>");
    // What stands behind the last row comes as a part of its own.
    for (index, part) in rows.by_ref().enumerate() {
        let Some(row) = part.strip_suffix("</row>") else {
            decided.push_str(part);
            break;
        };
        decided.push_str(&unspanned(row));
        match index {
            0 => decided.extend(
                (0..)
                    .zip(DECIDED_COLUMNS)
                    .map(|(column, name)| text(0, column, name, &header)),
            ),
            index => {
                if let Some(known) = latest(decisions, index) {
                    let style = style(row, &format!("B{}", index + 1));
                    let [rank, texts @ ..] = known.cells();
                    decided.push_str(&format!(
                        "<c r=\"{}\"{number}><v>{rank}</v></c>",
                        cell(index, 0)
                    ));
                    decided.extend(
                        (1..)
                            .zip(&texts)
                            .filter(|(_, written)| !written.is_empty())
                            .map(|(column, written)| text(index, column, written, &style)),
                    );
                }
            }
        }
        decided.push_str("</row>");
    }
    Ok(decided)
}

/// A row without the note of its columns, which is optional and would be wrong.
fn unspanned(row: &str) -> String {
    match row.split_once(" spans=\"") {
        Some((before, rest)) => match rest.split_once('"') {
            Some((_, after)) => format!("{before}{after}"),
            None => row.to_owned(),
        },
        None => row.to_owned(),
    }
}

/// ` s="3"`: the style of a cell, as an attribute; empty where it has none.
fn style(xml: &str, cell: &str) -> String {
    xml.split_once(&format!("<c r=\"{cell}\" s=\""))
        .and_then(|(_, rest)| rest.split('"').next())
        .map(|number| format!(" s=\"{number}\""))
        .unwrap_or_default()
}

/// `row` from 0 for the header, `column` from 0 for the first of [`DECIDED_COLUMNS`].
fn cell(row: usize, column: u16) -> String {
    let columns = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX);
    row_col_to_cell(u32::try_from(row).unwrap_or(u32::MAX), columns + column)
}

fn text(row: usize, column: u16, written: &str, style: &str) -> String {
    format!(
        "<c r=\"{}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
        cell(row, column),
        escaped(&cut(written))
    )
}

/// Text as XML takes it; characters that XML forbids become spaces.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\t' => safe.push(sign),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => safe.push(' '),
            _ => safe.push(sign),
        }
    }
    safe
}
