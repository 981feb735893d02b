//! Spreadsheets (XLSX): the first sheet that holds anything, as rows of text.

use std::io::{self, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx};

/// Bytes that a spreadsheet may unpack to; what it says of its own size is ignored.
const INFLATED_BYTES: u64 = 100 * 1024 * 1024;

/// Members of the container: a workbook has some tens.
const MEMBERS: usize = 10_000;

/// Columns of a row. A cell far out would make its row as long as that.
const COLUMNS: usize = 1_000;

/// Cells of all rows, the empty ones before a filled one counted.
const CELLS: usize = 5_000_000;

/// Why a spreadsheet cannot be read: what was found and what to do, as the end of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SheetError {
    #[error("the spreadsheet needs a password; save it without one")]
    Encrypted,
    #[error("the spreadsheet is damaged ({0}); save it again, or as CSV")]
    Damaged(String),
    #[error("the spreadsheet has {what} (limit {limit}); save the sheet as CSV")]
    TooMuch { what: &'static str, limit: u64 },
    #[error("the spreadsheet is empty; check that it is the right file")]
    Empty,
}

/// One sheet as text: numbers as they would be typed, dates as `2024-03-01`, faults of formulas
/// (`#N/A`) as nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// The first row that holds anything, each cell trimmed.
    pub header: Vec<String>,
    /// The other rows that hold anything, each with its number in the sheet, from 1; cells that
    /// are empty at the end of a row are left out.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// The first sheet of a workbook that holds anything.
///
/// # Errors
/// [`SheetError`] for what is no workbook, is locked, empty or larger than the limits.
pub(crate) fn read(bytes: &[u8]) -> Result<Sheet, SheetError> {
    // Encrypted workbooks are no zip archives.
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(SheetError::Encrypted);
    }
    check_size(bytes)?;
    // What a damaged part may do to its reader ends here.
    catch_unwind(AssertUnwindSafe(|| first_filled(bytes))).unwrap_or_else(|_| {
        Err(SheetError::Damaged(
            "its parts contradict each other".to_owned(),
        ))
    })
}

fn damaged(error: impl std::fmt::Display) -> SheetError {
    SheetError::Damaged(error.to_string())
}

/// Unpacks everything once into nothing, since the reader below has no limit of its own.
fn check_size(bytes: &[u8]) -> Result<(), SheetError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MEMBERS {
        return Err(SheetError::TooMuch {
            what: "too many members",
            limit: MEMBERS as u64,
        });
    }
    let mut left = INFLATED_BYTES;
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).map_err(damaged)?;
        let inflated =
            io::copy(&mut (&mut member).take(left + 1), &mut io::sink()).map_err(damaged)?;
        left = left.checked_sub(inflated).ok_or(SheetError::TooMuch {
            what: "too many bytes when unpacked",
            limit: INFLATED_BYTES,
        })?;
    }
    Ok(())
}

fn first_filled(bytes: &[u8]) -> Result<Sheet, SheetError> {
    let mut book: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets = book.sheets_metadata().iter();
    let names: Vec<String> = sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in names {
        let mut rows = rows(&mut book, &name)?;
        if rows.is_empty() {
            continue;
        }
        let (_, mut header) = rows.remove(0);
        for cell in &mut header {
            *cell = cell.trim().to_owned();
        }
        return Ok(Sheet { header, rows });
    }
    Err(SheetError::Empty)
}

/// The rows that hold anything. Cells are taken one by one: a whole range would be made for a
/// lone cell in the last corner of the sheet.
fn rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<(u64, Vec<String>)>, SheetError> {
    let mut cells = book.worksheet_cells_reader(name).map_err(damaged)?;
    let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
    let mut count = 0;
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let text = shown(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let (row, column) = (u64::from(row) + 1, column as usize);
        if column >= COLUMNS {
            return Err(SheetError::TooMuch {
                what: "too many columns",
                limit: COLUMNS as u64,
            });
        }
        if rows.last().is_none_or(|(last, _)| *last != row) {
            rows.push((row, Vec::new()));
        }
        let Some((_, cells)) = rows.last_mut() else {
            continue;
        };
        let before = cells.len();
        if before <= column {
            cells.resize(column + 1, String::new());
        }
        count += cells.len() - before;
        if count > CELLS {
            return Err(SheetError::TooMuch {
                what: "too many cells",
                limit: CELLS as u64,
            });
        }
        cells[column] = text;
    }
    Ok(rows)
}

fn shown(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(moment) => date(moment),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn date(moment: &ExcelDateTime) -> String {
    if !moment.is_datetime() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Workbook)) -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        fill(&mut book);
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn the_first_filled_sheet_is_read_as_text() {
        let bytes = workbook(|book| {
            book.add_worksheet();
            let sheet = book.add_worksheet();
            sheet.write(1, 0, " Candidate ID ").unwrap();
            sheet.write(1, 2, "Resume").unwrap();
            sheet.write(3, 0, 17).unwrap();
            sheet.write(3, 2, "two\nlines").unwrap();
            sheet.write(4, 0, 2.5).unwrap();
            let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 3, 1).unwrap();
            let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
            sheet.write_with_format(4, 1, &date, &format).unwrap();
        });
        let row = |number, cells: &[&str]| {
            let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
            (number, cells)
        };
        let sheet = read(&bytes).unwrap();
        assert_eq!(sheet.header, ["Candidate ID", "", "Resume"]);
        assert_eq!(
            sheet.rows,
            [
                row(4, &["17", "", "two\nlines"]),
                row(5, &["2.5", "2024-03-01"])
            ]
        );
    }

    #[test]
    fn what_is_no_table_or_too_much_of_one_is_refused() {
        let said = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
        assert_eq!(
            said(&workbook(|book| {
                book.add_worksheet();
            })),
            "the spreadsheet is empty; check that it is the right file"
        );
        assert_eq!(
            said(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
            "the spreadsheet needs a password; save it without one"
        );
        assert!(said(b"PK\x03\x04").starts_with("the spreadsheet is damaged ("));
        let far = workbook(|book| {
            book.add_worksheet().write(1_048_575, 16_383, "x").unwrap();
        });
        assert_eq!(
            said(&far),
            "the spreadsheet has too many columns (limit 1000); save the sheet as CSV"
        );
        let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
        bomb.start_file("a", zip::write::SimpleFileOptions::default())
            .unwrap();
        let zeros = vec![0; 1024 * 1024];
        for _ in 0..101 {
            bomb.write_all(&zeros).unwrap();
        }
        assert_eq!(
            said(&bomb.finish().unwrap().into_inner()),
            "the spreadsheet has too many bytes when unpacked (limit 104857600); \
             save the sheet as CSV"
        );
    }

    #[test]
    fn cut_and_damaged_workbooks_do_not_end_the_program() {
        let good = workbook(|book| {
            let sheet = book.add_worksheet();
            for row in 0..20 {
                sheet.write(row, 0, format!("c-{row}")).unwrap();
                sheet.write(row, 1, "cooks").unwrap();
            }
        });
        for cut in (0..good.len()).step_by(97) {
            let _ = read(&good[..cut]);
            let mut bad = good.clone();
            bad[cut] ^= 0xff;
            let _ = read(&bad);
        }
    }
}
