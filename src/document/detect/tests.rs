//! Small files of every kind, rightly and wrongly named.

use std::io::Write;

use super::*;

fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn ole_with(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn content_goes_before_the_ending() {
    let wide: Vec<u8> = "<html><p>a</p>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let posting = r#"{"@type": "JobPosting", "title": "Clerk"}"#;
    let page = format!("<script type='application/ld+json'>{posting}</script>");
    let docx = zipped(&[("word/document.xml", "<a/>")]);
    let odt = zipped(&[("mimetype", "application/vnd.oasis.opendocument.text")]);
    let cases: &[(&[u8], &str, Format)] = &[
        (b"%PDF-1.7", "cv.txt", Format::Pdf),
        (b"From a mailer\r\n%PDF-1.4", "cv.pdf", Format::Pdf),
        (&docx, "cv.pdf", Format::Docx),
        (&odt, "cv.zip", Format::Odt),
        (b"{\\rtf1 x}", "cv.doc", Format::Rtf),
        (b"<!DOCTYPE html><p>x", "cv.doc", Format::Html),
        (&wide, "cv.txt", Format::Html),
        (page.as_bytes(), "job.html", Format::JobPosting),
        (posting.as_bytes(), "job.txt", Format::JobPosting),
        (b"{\"basics\": {}}", "cv.json", Format::JsonResume),
        (
            b"{\"title\": \"Clerk\", \"qualifications\": [\"x\"]}",
            "j.json",
            Format::JobPosting,
        ),
        (b"{\"SkillsPassport\": {}}", "cv.json", Format::Europass),
        (
            b"<?xml version='1.0'?><SkillsPassport/>",
            "cv.xml",
            Format::Europass,
        ),
        (
            b"<?xml version='1.0'?><!-- c --><europass:learnerinfo/>",
            "x",
            Format::Europass,
        ),
        (
            b"<Candidate xmlns=\"http://www.europass.eu/1.0\"/>",
            "x",
            Format::Europass,
        ),
        (b"# cvrank-job 1\ntitle = 'x'", "job.txt", Format::JobToml),
        (b"title = 'x'", "job.toml", Format::JobToml),
        (b"# Ewa", "cv.md", Format::Markdown),
        (b"# Ewa", "cv.txt", Format::PlainText),
        (b"{braces} in text", "cv.txt", Format::PlainText),
        (b"[2019] worked", "cv", Format::PlainText),
        (b"<3 coding, R&D", "cv.txt", Format::PlainText),
        ("Zażółć gęślą jaźń".as_bytes(), "cv.txt", Format::PlainText),
    ];
    for (bytes, name, expected) in cases {
        let found = detect(bytes, Some(name));
        assert_eq!(
            found.as_ref(),
            Ok(expected),
            "{name} {}",
            bytes.escape_ascii()
        );
    }
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let scan = "run text recognition (OCR) on it and save the result as PDF or text";
    let unpack = "unpack it and give the files or the folder";
    let cases: Vec<(Vec<u8>, Status, String)> = vec![
        (
            vec![],
            Status::Empty,
            "the file is empty (0 bytes); check that it was saved or uploaded".into(),
        ),
        (
            b"\x89PNG\r\n\x1a\n".to_vec(),
            Status::Scan,
            format!("the file is a picture (PNG); {scan}"),
        ),
        (
            b"\0\0\0\x18ftypheic\0\0".to_vec(),
            Status::Scan,
            format!("the file is a picture (HEIC); {scan}"),
        ),
        (
            b"7z\xBC\xAF\x27\x1C\0\0".to_vec(),
            Status::Unsupported,
            format!("the file is a 7-Zip archive; {unpack}"),
        ),
        (
            zipped(&[("cv.docx", "x")]),
            Status::Unsupported,
            format!("the file is a zip archive; {unpack}"),
        ),
        (
            zipped(&[("xl/workbook.xml", "x")]),
            Status::Unsupported,
            "the file is an Excel spreadsheet; name it .xlsx and give it as a table with one CV a row, or save it as PDF".into(),
        ),
        (
            ole_with("EncryptedPackage"),
            Status::Encrypted,
            "the Office file needs a password; save it without one".into(),
        ),
        (
            (0..=255).cycle().take(4096).collect(),
            Status::Unsupported,
            "the file holds binary data of an unknown kind; \
             give the CV as PDF, .docx or text"
                .into(),
        ),
        (
            b"<?xml version='1.0'?><invoice/>".to_vec(),
            Status::Unsupported,
            "the file is XML of an unknown kind (root element invoice); \
             give the CV as PDF, .docx, Europass XML or text"
                .into(),
        ),
        (
            b"{\"a\": 1}".to_vec(),
            Status::Unsupported,
            "the JSON is no JSON Resume, Europass or JobPosting: none of the keys basics, \
             work, volunteer, education, certificates, skills, languages, projects, awards, \
             publications was found; give one of these, or plain text"
                .into(),
        ),
    ];
    for (bytes, status, reason) in cases {
        let error = detect(&bytes, Some("x.json")).unwrap_err();
        assert_eq!((error.status, error.reason), (status, reason));
    }
}

#[test]
fn broken_json_is_damaged_by_its_name_only() {
    assert_eq!(detect(b"{\"basics\": ", None), Ok(Format::PlainText));
    let error = detect(b"{\"basics\": ", Some("cv.json")).unwrap_err();
    assert_eq!(error.status, Status::Damaged);
}

#[test]
fn old_office_files_are_told_by_their_streams() {
    // The container cannot be followed here, so the names alone tell.
    for (bytes, name, expected) in [
        (ole_with("WordDocument"), "cv.doc", Format::Doc),
        (ole_with("__properties_version1.0"), "cv.msg", Format::Mail),
        (ole_with("x"), "cv.msg", Format::Mail),
    ] {
        assert_eq!(detect(&bytes, Some(name)), Ok(expected), "{name}");
    }
    assert_eq!(
        detect(&ole_with("Workbook"), None).unwrap_err().reason,
        "the file is an Excel spreadsheet of the old format (.xls); save the sheet as CSV with \
         one CV a row"
    );
}
