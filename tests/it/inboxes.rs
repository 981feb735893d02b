//! What holds CVs: archives, messages, mailboxes, tables of other kinds than CSV.

use std::fs;
use std::io::{Cursor, Write};

use crate::common::place::{AS_OF, Place};
use crate::common::root;

const CV: &str = "data/cvs/c-0010.txt";

fn cv() -> String {
    fs::read_to_string(root().join(CV)).unwrap()
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Id, score, status, reason and source of each row.
fn rows(place: &Place, cvs: &[&str]) -> Vec<[String; 5]> {
    let arguments = [&["score", "job.md", AS_OF, "-q", "-f", "csv"], cvs].concat();
    let answer = place.run(&arguments);
    let mut reader = csv::Reader::from_reader(answer.stdout.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|known| known == name).unwrap();
    let columns = ["cv_id", "score", "status", "reason", "source"].map(at);
    let rows = reader.records().map(Result::unwrap);
    let mut rows: Vec<[String; 5]> = rows
        .map(|row| columns.map(|at| row[at].to_owned()))
        .collect();
    rows.sort();
    rows
}

fn reasons(place: &Place, cvs: &[&str]) -> Vec<(String, String, String)> {
    let rows = rows(place, cvs).into_iter();
    rows.map(|[id, _, status, reason, _]| (id, status, reason))
        .collect()
}

#[test]
fn an_archive_is_the_files_in_it() {
    let place = Place::new();
    let text = cv();
    let entries: &[(&str, &[u8])] = &[
        ("b/one.txt", text.as_bytes()),
        ("a/one.txt", text.as_bytes()),
        ("a/two.txt", text.as_bytes()),
        ("../../up/three.txt", text.as_bytes()),
        ("__MACOSX/a/._two.txt", b"x"),
        ("Thumbs.db", b"x"),
        (".hidden", b"x"),
        ("in.zip", &zipped(&[("deep.txt", text.as_bytes())])),
        ("in.csv", b"id,text\n1,a\n"),
        ("empty.txt", b""),
    ];
    fs::write(place.at("pool.zip"), zipped(entries)).unwrap();
    let alone = rows(&place, &["cvs/c-0010.txt"]);
    let found = rows(&place, &["pool.zip"]);
    let ids: Vec<&str> = found.iter().map(|row| &*row[0]).collect();
    assert_eq!(
        ids,
        [
            "a/one", "b/one", "empty", "in.csv", "in.zip", "three", "two"
        ]
    );
    for row in &found {
        if row[2] == "scored" {
            assert_eq!(row[1], alone[0][1], "{row:?}");
        }
    }
    assert_eq!(found[0][4], "pool.zip/a/one.txt");
    assert_eq!(found[5][4], "pool.zip/up/three.txt");
    assert_eq!(
        (&*found[3][2], &*found[3][3]),
        (
            "unsupported",
            "the file is a table within an archive; unpack it and give it by itself"
        )
    );
    assert_eq!(
        found[4][3],
        "the file is a zip archive within an archive; unpack it and give it by itself"
    );
    // The order in which files were packed changes nothing.
    let mut other = entries.to_vec();
    other.reverse();
    fs::write(place.at("pool.zip"), zipped(&other)).unwrap();
    assert_eq!(rows(&place, &["pool.zip"]), found);
    // In a folder it is found as well, and a document that is named an archive is one.
    fs::create_dir(place.at("folder")).unwrap();
    fs::copy(place.at("pool.zip"), place.at("folder/pool.zip")).unwrap();
    fs::copy(place.at("cvs/c-0044.docx"), place.at("folder/word.zip")).unwrap();
    let in_folder = rows(&place, &["folder"]);
    assert_eq!(in_folder.len(), found.len() + 1);
    assert!(
        in_folder
            .iter()
            .any(|row| row[0] == "word" && row[2] == "scored")
    );
}

#[test]
fn archives_that_cannot_be_read_are_one_row() {
    let place = Place::new();
    for (name, bytes, status, reason) in [
        (
            "none.zip",
            b"no archive".to_vec(),
            "damaged",
            "the file is named a zip archive and is none; pack it again, or give the files",
        ),
        (
            "empty.zip",
            zipped(&[]),
            "empty",
            "the archive holds no file; check that it is the right one",
        ),
        (
            "junk.zip",
            zipped(&[("__MACOSX/x", b"x")]),
            "empty",
            "the archive holds no file; check that it is the right one",
        ),
    ] {
        fs::write(place.at(name), bytes).unwrap();
        let id = name.trim_end_matches(".zip").to_owned();
        assert_eq!(
            reasons(&place, &[name]),
            [(id, status.to_owned(), reason.to_owned())]
        );
    }
    let whole = zipped(&[("one.txt", cv().as_bytes())]);
    fs::write(place.at("cut.zip"), &whole[..whole.len() / 2]).unwrap();
    assert_eq!(rows(&place, &["cut.zip"])[0][2], "damaged");
}

/// A message with files attached.
fn message(body: &str, attached: &[(&str, &str)]) -> String {
    let mut text = format!(
        "From: Robin Vale <robin.vale@example.com>\r\nSubject: Application\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    );
    for (name, content) in attached {
        text.push_str(&format!(
            "--b1\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{content}\r\n"
        ));
    }
    text.push_str("--b1--\r\n");
    text
}

const LETTER: &str = "Dear team, I apply with much joy for the role that you have posted on your pages. \
     I am sure that my way of working would suit you well, and I look forward to a talk with you. \
     Kind regards";

#[test]
fn the_cv_of_a_message_is_what_is_attached_to_it() {
    let place = Place::new();
    let text = cv();
    let alone = rows(&place, &["cvs/c-0010.txt"])[0][1].clone();
    let others = "other attachments of the message, not scored: ";
    let told = "the CV is the attachment of a message; what the message says was not scored";
    for (name, attached, left) in [
        ("one", vec![("paper.txt", text.as_str())], 0),
        (
            "named",
            vec![("Cover letter.txt", LETTER), ("My CV.txt", &text)],
            1,
        ),
        (
            "judged",
            vec![
                ("first.txt", LETTER),
                ("second.txt", &text),
                ("logo.png", "\u{89}PNG"),
            ],
            2,
        ),
    ] {
        let file = format!("{name}.eml");
        fs::write(place.at(&file), message(LETTER, &attached)).unwrap();
        let found = rows(&place, &[&file]);
        assert_eq!(
            (&*found[0][2], &found[0][1]),
            ("scored", &alone),
            "{name}: {found:?}"
        );
        let json = place
            .run(&["score", "job.md", &file, AS_OF, "-q", "-f", "json"])
            .stdout;
        assert!(json.contains(told), "{name}");
        assert_eq!(
            json.contains(&format!("{others}{left}")),
            left > 0,
            "{name}"
        );
        assert!(!json.contains("much joy"), "{name}");
    }
    // The same of Outlook's messages.
    let outlook = root().join("tests/fixtures/office/application.msg");
    fs::copy(outlook, place.at("application.msg")).unwrap();
    let found = rows(&place, &["application.msg"]);
    assert_eq!(
        (&*found[0][2], &found[0][1]),
        ("scored", &alone),
        "{found:?}"
    );
    let parsed = place.run(&["parse", "application.msg", "--as", "text", "-q"]);
    assert!(
        parsed.stdout.starts_with(text.lines().next().unwrap()),
        "{}",
        parsed.stdout
    );
}

#[test]
fn a_message_without_a_document_is_read_where_its_text_is_a_cv() {
    let place = Place::new();
    fs::write(place.at("body.eml"), message(&cv(), &[])).unwrap();
    assert_eq!(rows(&place, &["body.eml"])[0][2], "scored");
    let bare = root().join("tests/fixtures/office/bare.msg");
    fs::copy(bare, place.at("bare.msg")).unwrap();
    fs::write(place.at("letter.eml"), message(LETTER, &[])).unwrap();
    fs::write(
        place.at("many.eml"),
        message(LETTER, &[("a.txt", LETTER), ("b.txt", LETTER)]),
    )
    .unwrap();
    fs::write(
        place.at("cover.eml"),
        message(LETTER, &[("cover letter.txt", LETTER)]),
    )
    .unwrap();
    fs::write(place.at("broken.msg"), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").unwrap();
    let nothing = "the message has no document attached, and what it says does not read like a CV; ask for the CV as a file";
    let none_of = |count: usize| {
        format!(
            "the message has {count} document{} attached, none of which is named a CV or reads like one; save the right one and give that",
            if count == 1 { "" } else { "s" }
        )
    };
    for (name, expected) in [
        ("bare.msg", nothing.to_owned()),
        ("letter.eml", nothing.to_owned()),
        ("many.eml", none_of(2)),
        ("cover.eml", none_of(1)),
    ] {
        assert_eq!(reasons(&place, &[name])[0].2, expected, "{name}");
    }
    let (_, status, reason) = reasons(&place, &["broken.msg"]).remove(0);
    assert_eq!(status, "damaged");
    assert!(
        reason.starts_with("the Outlook message is damaged (")
            && reason.ends_with("); save its attachment and give that"),
        "{reason}"
    );
}

#[test]
fn a_mailbox_is_one_cv_a_message() {
    let place = Place::new();
    let from = "From a@example.com Mon Jan  1 00:00:00 2024\n";
    let (one, two) = (message("Hello", &[("cv.txt", &cv())]), message(LETTER, &[]));
    fs::write(place.at("in.mbox"), format!("{from}{one}\n{from}{two}\n")).unwrap();
    fs::write(place.at("none.mbox"), "nothing").unwrap();
    let found = rows(&place, &["in.mbox"]);
    let shown: Vec<_> = found
        .iter()
        .map(|row| (&*row[0], &*row[2], &*row[4]))
        .collect();
    assert_eq!(
        shown,
        [
            ("in-1", "scored", "in.mbox:message 1"),
            ("in-2", "unsupported", "in.mbox:message 2")
        ]
    );
    assert_eq!(
        reasons(&place, &["none.mbox"])[0].2,
        "the file is named a mailbox (.mbox) and holds no message; each begins with a line `From ...`"
    );
}

#[test]
fn messages_are_read_as_job_posts() {
    let place = Place::new();
    let post = fs::read_to_string(place.at("job.md")).unwrap();
    let head = "From: a@example.com\r\nSubject: Fwd: Backend Engineer\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
    fs::write(place.at("post.eml"), format!("{head}{post}")).unwrap();
    let answer = place.run(&["score", "post.eml", "cvs", AS_OF, "-q"]);
    assert_eq!(answer.code, 4, "{}", answer.stderr);
}

#[test]
fn tables_of_other_kinds_are_read_and_name_their_rows() {
    let place = Place::new();
    let text = cv();
    let alone = rows(&place, &["cvs/c-0010.txt"])[0][1].clone();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [
        ["Applicant ID", "Resume"],
        ["a-1", &text],
        ["a-2", ""],
        ["a-3", "cvs/robin vale.pdf"],
    ]
    .iter()
    .enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(row as u32, column as u16, *cell).unwrap();
        }
    }
    fs::write(place.at("t.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    let found = rows(&place, &["t.xlsx"]);
    assert_eq!(
        found[0][..3],
        ["a-1".to_owned(), alone.clone(), "scored".to_owned()]
    );
    assert_eq!(found[0][4], "t.xlsx:2");
    assert_eq!(
        found[1][3],
        "row 3 of the table has nothing in its column Resume; fill it in"
    );
    assert_eq!(
        found[2][3],
        "row 4 of the table has the name of a file in its column Resume, not the text of a CV; give the files or their folder, or name another column with --text-column"
    );

    let items = serde_json::json!([{"Candidate Id": 17, "text": text}, {"Candidate Id": 18}, 4]);
    fs::write(place.at("t.json"), items.to_string()).unwrap();
    let found = rows(&place, &["t.json"]);
    assert_eq!(found.len(), 3);
    let scored = found.iter().find(|row| row[0] == "17").unwrap();
    assert_eq!((&scored[1], &*scored[4]), (&alone, "t.json:1"));
    let reasons: Vec<&str> = found
        .iter()
        .map(|row| &*row[3])
        .filter(|reason| !reason.is_empty())
        .collect();
    assert_eq!(
        reasons,
        [
            "item 2 has no text; found the fields Candidate Id",
            "item 3 is no JSON object; write {\"id\": ..., \"text\": ...}",
        ]
    );
    // An array of something else is no table.
    fs::write(place.at("o.json"), "[{\"a\": 1}]").unwrap();
    assert_eq!(rows(&place, &["o.json"])[0][2], "unsupported");

    fs::write(
        place.at("sep.csv"),
        format!(
            "sep=;\r\nCandidate ID;Resume\r\n17;\"{}\"\r\n18;\r\n",
            text.replace('"', "'")
        ),
    )
    .unwrap();
    let found = rows(&place, &["sep.csv"]);
    assert_eq!((&*found[0][0], &*found[0][4]), ("17", "sep.csv:3"));
    assert!(found[1][3].starts_with("line "), "{found:?}");
}
