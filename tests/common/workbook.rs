//! Reads back what a spreadsheet holds: each cell with its type.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// A cell as the file stores it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Number(f64),
    Text(String),
    Formula(String),
}

/// Rows of one sheet: cells by column letters.
pub(crate) type Sheet = Vec<BTreeMap<String, Cell>>;

fn member(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("the workbook is a zip");
    let mut text = String::new();
    let mut file = archive
        .by_name(name)
        .unwrap_or_else(|_| panic!("no {name}"));
    file.read_to_string(&mut text).expect("the part is UTF-8");
    text
}

/// What stands between the first `start` and the next `end`.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.split_once(start)?.1.split(end).next()
}

/// Text of every element `inner` in `xml`, one for each `outer`.
fn texts(xml: &str, outer: &str, inner: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in xml.split(&format!("<{outer}>")).skip(1) {
        let part = part
            .split(&format!("</{outer}>"))
            .next()
            .unwrap_or_default();
        let text: String = part
            .split(&format!("<{inner}"))
            .skip(1)
            .filter_map(|rest| rest.split_once('>')?.1.split('<').next())
            .collect();
        found.push(unescaped(&text));
    }
    found
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// One part of the workbook as text.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    member(bytes, name)
}

/// Names of the sheets, in their order.
pub(crate) fn sheet_names(bytes: &[u8]) -> Vec<String> {
    let workbook = member(bytes, "xl/workbook.xml");
    let sheets = workbook.split("<sheet name=\"").skip(1);
    sheets
        .filter_map(|rest| Some(rest.split('"').next()?.to_owned()))
        .collect()
}

/// The cells of sheet `number`, from 1.
pub(crate) fn sheet(bytes: &[u8], number: usize) -> Sheet {
    let strings = texts(&member(bytes, "xl/sharedStrings.xml"), "si", "t");
    let xml = member(bytes, &format!("xl/worksheets/sheet{number}.xml"));
    let rows = xml.split("<row ").skip(1);
    rows.map(|row| {
        row.split("<c ")
            .skip(1)
            .filter_map(|cell| {
                let place = between(cell, "r=\"", "\"").expect("a cell has a place");
                let column = place.trim_end_matches(|c: char| c.is_ascii_digit());
                if let Some(text) = between(cell, "<is><t xml:space=\"preserve\">", "</t></is>") {
                    return Some((column.to_owned(), Cell::Text(unescaped(text))));
                }
                let value = between(cell, "<v>", "</v>")?;
                let is_text = between(cell, "t=\"", "\"") == Some("s");
                let cell = if let Some(formula) = between(cell, "<f>", "</f>") {
                    Cell::Formula(formula.to_owned())
                } else if is_text {
                    Cell::Text(strings[value.parse::<usize>().expect("an index")].clone())
                } else {
                    Cell::Number(value.parse().expect("a number"))
                };
                Some((column.to_owned(), cell))
            })
            .collect()
    })
    .collect()
}

/// One line a row: `A=1 B="c-0044"`.
pub(crate) fn shown(sheet: &Sheet) -> String {
    let row = |row: &BTreeMap<String, Cell>| {
        let mut cells: Vec<(&String, &Cell)> = row.iter().collect();
        cells.sort_by_key(|(column, _)| (column.len(), (*column).clone()));
        let cells: Vec<String> = cells
            .into_iter()
            .map(|(column, cell)| match cell {
                Cell::Number(number) => format!("{column}={number}"),
                Cell::Text(text) => format!("{column}={text:?}"),
                Cell::Formula(formula) => format!("{column} IS A FORMULA {formula}"),
            })
            .collect();
        cells.join(" ")
    };
    let rows: Vec<String> = sheet.iter().map(row).collect();
    rows.join("\n") + "\n"
}
