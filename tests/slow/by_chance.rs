//! Files that pdf_oxide would read otherwise from process to process, by the order of a hash table.

use std::collections::BTreeSet;
use std::fmt::Write;

use cvrank::document::isolate::{Limits, Workers};

/// A file that begins with a mail's lines, in which an object's text depends on whether places
/// count from the file's start (Anna) or from its header (Bert), and of whose table half is wrong.
fn ambiguous() -> Vec<u8> {
    /// Bytes before the header, and from one version of an object to the other.
    const APART: usize = 600;
    let block = |text: &str| format!("{text:<width$}\n", width = APART - 1);
    let stream = |number: usize, entries: &str, text: &str| {
        let length = text.len();
        format!(
            "{number} 0 obj\n<<{entries} /Length {length}>>\nstream\n{text}\nendstream\nendobj\n"
        )
    };
    let shown = |name: &str| {
        format!(
            "BT /F 12 Tf 50 700 Td ({name} wrote services for the ferry lines) Tj \
             0 -20 Td (and kept them running for five years) Tj ET"
        )
    };
    let (mut places, mut objects) = (String::new(), String::new());
    for (number, object) in [
        (1, "<</Type/Catalog /Pages 2 0 R>>"),
        (2, "<</Type/Pages /Count 1 /Kids [3 0 R]>>"),
        (
            3,
            "<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R \
             /Resources <</Font <</F 7 0 R>>>>>>",
        ),
        (7, "<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>"),
    ] {
        write!(places, "{number} {} ", objects.len()).unwrap();
        write!(objects, "{object} ").unwrap();
    }
    let entries = format!("/Type/ObjStm /N 4 /First {}", places.len());
    let objects = stream(5, &entries, &(places + &objects));
    let mut file = block("Received: by mail") + "%PDF-1.7\n";
    let objects_at = file.len();
    file += &(block(&objects) + &block(&objects));
    let shown_at = file.len();
    file += &(block(&stream(4, "", &shown("Anna"))) + &block(&stream(4, "", &shown("Bert"))));
    let table_at = file.len();
    // Kind, place or number of the stream, place in the stream.
    let mut rows = vec![(0, 0, 255), (2, 5, 0), (2, 5, 1), (2, 5, 2)];
    rows.extend([
        (1, shown_at, 0),
        (1, objects_at, 0),
        (1, table_at, 0),
        (2, 5, 3),
    ]);
    rows.extend([(1, 3, 0); 4]);
    let table: String = rows
        .iter()
        .map(|(kind, place, within)| format!("{kind:02x}{place:04x}{within:02x}"))
        .collect();
    file += &stream(
        6,
        "/Type/XRef /Size 12 /W [1 2 1] /Root 1 0 R /Filter/ASCIIHexDecode",
        &(table + ">"),
    );
    write!(file, "startxref\n{table_at}\n%%EOF\n").unwrap();
    file.into_bytes()
}

/// What each of twelve new processes reads; chance would give all the same once in two thousand.
fn read_by_all(file: &[u8]) -> BTreeSet<String> {
    let read = |_| {
        let workers = Workers::new(env!("CARGO_BIN_EXE_cvrank").into(), Limits::default());
        workers.read(file).unwrap().text
    };
    (0..12).map(read).collect()
}

#[test]
fn a_file_with_wrong_places() {
    let told = "Anna wrote services for the ferry lines\nand kept them running for five years";
    assert_eq!(read_by_all(&ambiguous()), BTreeSet::from([told.to_owned()]));
}
