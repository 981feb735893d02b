//! Files whose header does not stand at their start (a mail's lines, a web server's, a mark of
//! the text's encoding before it).
//!
//! The places in such a file count from its start or from the header. pdf_oxide tells which by
//! trying one object, which may be the first of a hash table: another one in each process, so
//! that a file with wrong places could read differently from run to run. So that it never has
//! to choose, the header is brought to the start here.

use std::borrow::Cow;

const MARK: &[u8] = b"%PDF-";
/// The mark with the version, in bytes.
const HEADER: usize = 8;
/// The header is looked for in so many bytes, as pdf_oxide does.
const WITHIN: usize = 8192;

/// `bytes` with the header at the start: what stands before it is cut off where the file's
/// places count from the header, and written over where they count from the start.
pub(super) fn at_start(bytes: &[u8]) -> Cow<'_, [u8]> {
    let head = bytes.get(..WITHIN).unwrap_or(bytes);
    let Some(header) = head.windows(MARK.len()).position(|window| window == MARK) else {
        return Cow::Borrowed(bytes);
    };
    let Some(version) = bytes.get(header..header + HEADER) else {
        return Cow::Borrowed(bytes);
    };
    if header == 0 {
        Cow::Borrowed(bytes)
    } else if table_place(bytes).is_some_and(|place| is_table(bytes, place)) {
        let mut moved = bytes.to_vec();
        moved[..HEADER].copy_from_slice(version);
        Cow::Owned(moved)
    } else {
        Cow::Borrowed(&bytes[header..])
    }
}

/// The place that the last `startxref` names.
fn table_place(bytes: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"startxref";
    let name = bytes
        .windows(NAME.len())
        .rposition(|window| window == NAME)?;
    let rest = bytes.get(name + NAME.len()..)?.trim_ascii_start();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
}

/// A table of places, or the object that holds one, stands at `place`.
fn is_table(bytes: &[u8], place: usize) -> bool {
    let Some(rest) = bytes.get(place..) else {
        return false;
    };
    let rest = rest.get(..64).unwrap_or(rest).trim_ascii_start();
    let mut words = rest
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    let is_number =
        |word: Option<&[u8]>| word.is_some_and(|word| word.iter().all(u8::is_ascii_digit));
    rest.starts_with(b"xref")
        || is_number(words.next())
            && is_number(words.next())
            && words.next().is_some_and(|word| word.starts_with(b"obj"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(before: &str, from_start: bool) -> Vec<u8> {
        let body = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n";
        let place = body.len() + if from_start { before.len() } else { 0 };
        format!("{before}{body}xref\n0 0\ntrailer\n<<>>\nstartxref\n{place}\n%%EOF\n").into_bytes()
    }

    #[test]
    fn a_header_at_the_start_stays() {
        let whole = file("", true);
        assert_eq!(at_start(&whole), whole);
        assert_eq!(at_start(b"no PDF"), b"no PDF".as_slice());
        assert_eq!(at_start(b"..%PDF-1"), b"..%PDF-1".as_slice());
    }

    #[test]
    fn places_counted_from_the_header_lose_what_stands_before_it() {
        let before = "Content-Type: application/pdf\r\n\r\n";
        assert_eq!(at_start(&file(before, false)), file("", true));
    }

    #[test]
    fn places_counted_from_the_start_keep_their_bytes() {
        for before in ["\u{feff}", "Content-Type: application/pdf\r\n\r\n"] {
            let whole = file(before, true);
            let moved = at_start(&whole);
            assert_eq!(moved.len(), whole.len());
            assert_eq!(&moved[..8], b"%PDF-1.4");
            assert_eq!(moved[before.len() + 8..], whole[before.len() + 8..]);
        }
    }

    #[test]
    fn a_table_may_be_an_object() {
        assert!(is_table(b"xref\n0 1", 0));
        assert!(is_table(b"..\n12 0 obj<<", 2));
        assert!(!is_table(b"12 0 ob", 0));
        assert!(!is_table(b"12 x obj", 0));
        assert!(!is_table(b"xref", 9));
        assert_eq!(table_place(b"startxref 7 startxref\n12"), Some(12));
        assert_eq!(table_place(b"startxref x"), None);
        assert_eq!(table_place(b"startxref 99999999999999999999999"), None);
    }
}
