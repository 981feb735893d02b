//! CSV with a header, divided by any usual sign, each row with the line that it begins on.

use std::fmt::Display;

const DELIMITERS: &[u8] = b",;\t|";

/// A line, from 1, and what is wrong there.
pub(crate) type Fault = (u64, String);

/// The rows of one file, in order.
pub(crate) struct CsvRows<'text> {
    pub header: csv::StringRecord,
    records: csv::StringRecordsIntoIter<&'text [u8]>,
    lines: Lines<'text>,
}

impl<'text> CsvRows<'text> {
    /// Opens `text` with or without a byte order mark; cells are trimmed.
    pub(crate) fn new(text: &'text str) -> Result<Self, Fault> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (sign, rest, skipped) = without_sign(text);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(sign.unwrap_or_else(|| delimiter(rest)))
            .trim(csv::Trim::All)
            .flexible(true)
            .from_reader(rest.as_bytes());
        let header = reader.headers().map_err(|error| fault(1, error))?.clone();
        Ok(Self {
            header,
            records: reader.into_records(),
            lines: Lines::new(rest, skipped),
        })
    }
}

impl Iterator for CsvRows<'_> {
    type Item = Result<(u64, csv::StringRecord), Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let byte = |position: Option<&csv::Position>| position.map_or(0, csv::Position::byte);
        Some(match self.records.next()? {
            Err(error) => Err(fault(self.lines.at(byte(error.position())), error)),
            Ok(record) => {
                let line = self.lines.at(byte(record.position()));
                let (found, expected) = (record.len(), self.header.len());
                if found == expected {
                    Ok((line, record))
                } else {
                    Err(fault(line, format!("{found} fields; expected {expected}")))
                }
            }
        })
    }
}

fn fault(line: u64, problem: impl Display) -> Fault {
    (line, problem.to_string())
}

/// Tells lines by bytes; the reader's own count stands still over blank lines.
pub(crate) struct Lines<'text> {
    text: &'text [u8],
    read: usize,
    line: u64,
}

impl<'text> Lines<'text> {
    /// `skipped` lines stand before `text`.
    pub(crate) fn new(text: &'text str, skipped: u64) -> Self {
        Self {
            text: text.as_bytes(),
            read: 0,
            line: 1 + skipped,
        }
    }

    /// Line, from 1, of the record that begins at `byte` or after the line breaks there.
    pub(crate) fn at(&mut self, byte: u64) -> u64 {
        let breaks = |byte: &&u8| matches!(byte, b'\n' | b'\r');
        let begin = usize::try_from(byte)
            .unwrap_or(usize::MAX)
            .clamp(self.read, self.text.len());
        let start = begin + self.text[begin..].iter().take_while(breaks).count();
        let passed = self.text[self.read..start]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        self.read = start;
        self.line += passed as u64;
        self.line
    }
}

/// What a table says of its own delimiter (`sep=;`, the first line that Excel writes or asks for),
/// the text behind it, and the lines taken off.
pub(crate) fn without_sign(text: &str) -> (Option<u8>, &str, u64) {
    let stated = || {
        let (first, rest) = text.split_once('\n')?;
        let first = first
            .trim_start_matches('\u{feff}')
            .trim_matches(['\r', '"']);
        let sign = match first.get(..4)? {
            start if start.eq_ignore_ascii_case("sep=") => first.get(4..)?,
            _ => return None,
        };
        match *sign.as_bytes() {
            [sign] if !sign.is_ascii_alphanumeric() => Some((Some(sign), rest, 1)),
            _ => None,
        }
    };
    stated().unwrap_or((None, text, 0))
}

/// The sign that stands most often in the header, outside quotes.
pub(crate) fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [0usize; DELIMITERS.len()];
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if !quoted => {
                let at = DELIMITERS.iter().position(|sign| *sign == byte);
                if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    let mut best = (b',', 0);
    for (sign, count) in DELIMITERS.iter().zip(counts) {
        if count > best.1 {
            best = (*sign, count);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_with_their_lines_whatever_divides_them() {
        for sign in [",", ";", "\t", "|"] {
            let text = "\u{feff}cv_id,sex\n\nc1, F\n\"c\n2\",M\nc3\n".replace(',', sign);
            let rows = CsvRows::new(&text).unwrap();
            assert_eq!(rows.header, vec!["cv_id", "sex"]);
            let rows: Vec<_> = rows
                .map(|row| row.map(|(line, row)| (line, row.iter().collect::<Vec<_>>().join("/"))))
                .collect();
            let expected = [
                Ok((3, "c1/F".to_owned())),
                Ok((4, "c\n2/M".to_owned())),
                Err((6, "1 fields; expected 2".to_owned())),
            ];
            assert_eq!(rows, expected, "{sign:?}");
        }
    }

    #[test]
    fn a_table_may_say_what_divides_it() {
        let mut rows = CsvRows::new("\u{feff}SEP=:\r\ncv_id:sex,x\nc1:F\n").unwrap();
        assert_eq!(rows.header, vec!["cv_id", "sex,x"]);
        let (line, row) = rows.next().unwrap().unwrap();
        assert_eq!((line, row), (3, vec!["c1", "F"].into()));
        for text in ["sep=;", "sep\n1\n", "sep=ab\n1\n", "separator;x\n1;2\n"] {
            assert_eq!(without_sign(text), (None, text, 0), "{text}");
        }
    }
}
