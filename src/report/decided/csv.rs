//! Decisions as further columns of the recruiter's CSV.

use super::{DECIDED_COLUMNS, Decided, DecidedError, latest};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// `table`, a whole ranking as CSV, with `DECIDED_COLUMNS` behind its own; empty cells where
/// nobody decided.
///
/// # Errors
/// When `table` is no CSV with rows of one length.
pub(super) fn decided_csv(table: &[u8], decisions: &[Decided]) -> Result<Vec<u8>, DecidedError> {
    let (mark, rows) = match table.strip_prefix(BYTE_ORDER_MARK) {
        Some(rows) => (BYTE_ORDER_MARK, rows),
        None => (&[][..], table),
    };
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(rows);
    let mut writer = ::csv::Writer::from_writer(mark.to_vec());
    for (row, record) in reader.byte_records().enumerate() {
        let mut record = record?;
        let cells = match row {
            0 => DECIDED_COLUMNS.map(str::to_owned),
            row => latest(decisions, row)
                .map(Decided::cells)
                .unwrap_or_default(),
        };
        for cell in cells {
            record.push_field(cell.as_bytes());
        }
        writer.write_byte_record(&record)?;
    }
    writer
        .into_inner()
        .map_err(|error| ::csv::Error::from(error.into_error()).into())
}
