//! Damaged documents of Word, messages, mailboxes, archives and spreadsheets: a row or an error
//! each, never the end of the program.

use std::fs;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use crate::common::place::{AS_OF, Place};
use crate::common::root;

/// Variants of each file.
const VARIANTS: u64 = 60;

/// Splitmix64: the same damage on every machine.
fn roll(state: &mut u64, sides: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
}

fn damaged(bytes: &[u8], state: &mut u64) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    match roll(state, 4) {
        0 => bytes.truncate(roll(state, bytes.len())),
        1 => {
            // A stretch that stands twice: chains and offsets lead elsewhere.
            let (from, to) = (roll(state, bytes.len()), roll(state, bytes.len()));
            let piece = bytes[from.min(to)..from.max(to)].to_vec();
            let at = roll(state, bytes.len());
            bytes.splice(at..at, piece);
        }
        2 => {
            // Numbers at their largest.
            for _ in 0..1 + roll(state, 8) {
                let at = roll(state, bytes.len());
                let end = bytes.len().min(at + 4);
                bytes[at..end].fill(0xFF);
            }
        }
        _ => {
            for _ in 0..1 + roll(state, 60) {
                let at = roll(state, bytes.len());
                bytes[at] ^= 1 << roll(state, 8);
            }
        }
    }
    bytes
}

fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let fixture = |name: &str| fs::read(root().join("tests/fixtures/office").join(name)).unwrap();
    let cv = fs::read(root().join("data/cvs/c-0010.txt")).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["a.txt", "b/a.txt", "plain.docx"] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        match name {
            "plain.docx" => zip.write_all(&fixture("plain.docx")).unwrap(),
            _ => zip.write_all(&cv).unwrap(),
        }
    }
    let zip = zip.finish().unwrap().into_inner();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [["Id", "Resume"], ["1", "cooks"], ["2", "bakes"]]
        .iter()
        .enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(row as u32, column as u16, *cell).unwrap();
        }
    }
    let book = book.save_to_buffer().unwrap();
    let mut mail = b"From: a@example.com\r\nSubject: CV\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Type: text/plain; name=cv.txt\r\nContent-Disposition: attachment; filename=cv.txt\r\n\r\n".to_vec();
    mail.extend_from_slice(&cv);
    mail.extend_from_slice(b"\r\n--b--\r\n");
    let mut mailbox = Vec::new();
    for _ in 0..2 {
        mailbox.extend_from_slice(b"From a@example.com Mon Jan  1 00:00:00 2024\n");
        mailbox.extend_from_slice(&mail);
    }
    vec![
        ("plain.doc", fixture("plain.doc")),
        ("looks.doc", fixture("looks.doc")),
        ("application.msg", fixture("application.msg")),
        ("form.pdf", fixture("form.pdf")),
        ("cv.zip", zip),
        ("table.xlsx", book),
        ("cv.eml", mail),
        ("in.mbox", mailbox),
    ]
}

#[test]
fn damaged_files_of_all_kinds_are_rows() {
    let place = Place::new();
    fs::create_dir(place.at("bad")).unwrap();
    let mut state = 19;
    let samples = samples();
    for (name, bytes) in &samples {
        for number in 0..VARIANTS {
            let path = place.at(&format!("bad/{number:03}-{name}"));
            fs::write(path, damaged(bytes, &mut state)).unwrap();
        }
    }
    let start = Instant::now();
    let answer = place.run(&["score", "job.md", "bad", AS_OF, "-q", "-f", "csv"]);
    assert_eq!(answer.code, 4, "{}", answer.stderr);
    let mut reader = csv::Reader::from_reader(answer.stdout.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(
        rows.len() >= samples.len() * VARIANTS as usize,
        "{}",
        rows.len()
    );
    for row in &rows {
        assert_ne!(&row[12], "failed", "{row:?}");
    }
    let taken = start.elapsed();
    println!("{} rows in {taken:?}", rows.len());
    assert!(taken < Duration::from_secs(400), "{taken:?}");
}

#[test]
fn archives_that_unpack_to_far_more_are_refused_as_a_whole() {
    let place = Place::new();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let zeros = vec![b' '; 1024 * 1024];
    for number in 0..12 {
        zip.start_file(
            format!("{number}.txt"),
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
        for _ in 0..10 {
            zip.write_all(&zeros).unwrap();
        }
    }
    fs::write(place.at("bomb.zip"), zip.finish().unwrap().into_inner()).unwrap();
    let answer = place.run(&["score", "job.md", "bomb.zip", AS_OF, "-q"]);
    assert_eq!(answer.code, 3);
    let said = "bomb was not scored (over_limit): the archive unpacks to far more than CVs hold (limit 104857600 bytes); export the file again, or give its text";
    assert!(answer.stdout.contains(said), "{}", answer.stdout);
}
