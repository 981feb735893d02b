//! Word's binary documents, fields of PDF forms and recognised scans, read by the program.

use std::fs;

use crate::common::place::{AS_OF, Place};
use crate::common::root;
use cvrank::document::isolate::{Limits, Workers};
use cvrank::document::{Format, HiddenReason, Status, docx, isolate};

fn fixture(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/fixtures/office").join(name)).unwrap()
}

/// The lines of the text that hold a word of how they are set: `hidden...` or `seen...`.
fn marked(text: &str) -> Vec<String> {
    let words = text.split_whitespace();
    words
        .filter(|word| word.starts_with("hidden") || word.starts_with("seen"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_doc_shows_what_the_docx_that_it_was_saved_from_shows() {
    let doc = isolate::read(&fixture("looks.doc")).unwrap();
    let docx = docx::read(&fixture("looks.docx")).unwrap();
    assert_eq!(doc.format, Format::Doc);
    let seen = ["seencell", "seengrey", "seenins", "seenpar", "seenrun"];
    let mut found = marked(&doc.text);
    found.sort();
    assert_eq!(found, seen);
    let mut same = marked(&docx.text);
    same.sort();
    assert_eq!(same, seen);
    // What is deleted is nowhere; all else that is hidden is set apart.
    let unseen: String = doc
        .hidden
        .iter()
        .map(|hidden| hidden.text.as_str())
        .collect();
    for word in [
        "hiddenvanish",
        "hiddenwhite",
        "hiddentiny",
        "hiddenpale",
        "hiddenstyle",
        "hiddencharstyle",
        "hiddenvanstyle",
        "hiddenhighlight",
        "hiddenline",
        "hiddencellwhite",
        "hiddencellsame",
        "hiddenscale",
        "hiddenindent",
    ] {
        assert!(unseen.contains(word), "{word} in {unseen}");
    }
    let reason = |word: &str| {
        let mut hidden = doc.hidden.iter();
        hidden
            .find(|hidden| hidden.text.contains(word))
            .map(|hidden| hidden.reason)
    };
    assert_eq!(reason("hiddenvanish"), Some(HiddenReason::Invisible));
    assert_eq!(reason("hiddenwhite"), Some(HiddenReason::Colour));
    assert_eq!(reason("hiddentiny"), Some(HiddenReason::Tiny));
}

#[test]
fn a_doc_scores_as_the_docx_that_it_was_saved_from() {
    let place = Place::new();
    for name in ["plain.doc", "plain.docx"] {
        fs::write(place.at(&format!("cvs/{name}")), fixture(name)).unwrap();
    }
    let answer = place.score(&["-f", "csv", "-q"]);
    let mut reader = csv::Reader::from_reader(answer.stdout.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let score = |id: &str| {
        let row = rows.iter().find(|row| &row[1] == id);
        row.map(|row| row[2].to_owned())
    };
    assert!(score("plain.doc").is_some_and(|score| !score.is_empty()));
    assert_eq!(score("plain.doc"), score("plain.docx"));
}

#[test]
fn a_doc_that_cannot_be_read_says_why() {
    let workers = Workers::new(env!("CARGO_BIN_EXE_cvrank").into(), Limits::default());
    let good = fixture("plain.doc");
    assert_eq!(workers.read(&good), isolate::read(&good));
    let said = |bytes: &[u8]| {
        let error = workers.read(bytes).unwrap_err();
        (error.status, error.reason)
    };
    // The header of the text is found by its mark.
    let sectors = good.chunks(512);
    let header = 512 * { sectors }
        .position(|sector| sector.starts_with(b"\xEC\xA5"))
        .unwrap();
    let changed = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[header + at] = byte;
        bytes
    };
    let flags = good[header + 0x0B];
    assert_eq!(
        said(&changed(0x0B, flags | 1)),
        (
            Status::Encrypted,
            "the Word document needs a password; save it without one".to_owned()
        )
    );
    assert_eq!(
        said(&{
            let mut old = changed(2, 0x65);
            old[header + 3] = 0;
            old
        }),
        (
            Status::Unsupported,
            "the file is a document of Word before 1997; save it as .docx or PDF".to_owned()
        )
    );
    for part in [1, 2, 5, 9] {
        let cut = &good[..good.len() * part / 10];
        match workers.read(cut) {
            Ok(document) => assert_eq!(document.format, Format::Doc),
            Err(error) => assert!(
                error.status == Status::Damaged || error.status == Status::Empty,
                "{error}"
            ),
        }
    }
    assert_eq!(said(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").0, Status::Damaged);
}

#[test]
fn fields_of_a_form_are_read_where_they_stand_and_hidden_ones_are_not() {
    let document = isolate::read(&fixture("form.pdf")).unwrap();
    let lines: Vec<&str> = document.text.lines().collect();
    assert!(
        lines.contains(&"Position:\tWarehouse supervisor, Brindle Logistics, Mar 2018 - Jun 2020")
            || lines.contains(
                &"Position: Warehouse supervisor, Brindle Logistics, Mar 2018 - Jun 2020"
            ),
        "{lines:?}"
    );
    assert!(
        document
            .text
            .contains("Trained new starters in inventory software.")
    );
    assert!(document.text.contains("German C1"));
    assert!(!document.text.contains("kubernetes"), "{}", document.text);
    let hidden: Vec<HiddenReason> = document.hidden.iter().map(|hidden| hidden.reason).collect();
    assert_eq!(hidden, [HiddenReason::Invisible]);
    assert_eq!(
        document.hidden[0].text,
        "secret kubernetes terraform secretview kubernetes"
    );
}

#[cfg(unix)]
mod scans {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::common::Answer;

    /// Programs that answer as tesseract does, on a path of their own.
    fn programs(place: &Place, version: &str) {
        let tesseract = format!(
            "#!/bin/sh\ncase \"$1\" in\n--version) echo \"tesseract {version}\";;\n--list-langs) printf 'List of available languages (2):\\neng\\nosd\\n';;\n*) echo \"Go developer, Brindle Logistics, Mar 2018 - Jun 2020\"; echo \"Built services in Go with PostgreSQL, Kafka and gRPC for the warehouse of $OMP_THREAD_LIMIT team\";;\nesac\n"
        );
        fs::create_dir_all(place.at("bin")).unwrap();
        let path = place.at("bin/tesseract");
        fs::write(&path, tesseract).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn run(place: &Place, arguments: &[&str]) -> Answer {
        let path = format!("{}:/bin:/usr/bin", place.at("bin").display());
        let output = place.command(arguments).env("PATH", path).output().unwrap();
        Answer {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[test]
    fn a_scan_is_recognised_when_asked_for_and_the_run_says_by_what() {
        let place = Place::new();
        programs(&place, "5.3.0");
        fs::write(place.at("scan.png"), b"\x89PNG\r\n\x1a\nno picture").unwrap();
        let without = run(&place, &["score", "job.md", "scan.png", AS_OF]);
        assert_eq!(without.code, 3);
        let arguments = [
            "score", "job.md", "scan.png", AS_OF, "--ocr", "--out", "run",
        ];
        let with = run(&place, &arguments);
        assert_eq!(with.code, 0, "{}", with.stderr);
        let text = run(
            &place,
            &["parse", "scan.png", "--as", "text", "--ocr", "-q"],
        );
        assert_eq!(
            text.stdout.trim_end(),
            "Go developer, Brindle Logistics, Mar 2018 - Jun 2020\nBuilt services in Go with PostgreSQL, Kafka and gRPC for the warehouse of 1 team"
        );
        let ranking = fs::read_to_string(place.at("run/ranking.json")).unwrap();
        assert!(ranking.contains(
            "the text was recognised in a picture (--ocr) and may be read wrongly; look at the file"
        ));
        let manifest = fs::read_to_string(place.at("run/manifest.json")).unwrap();
        assert!(
            manifest.contains("\"program\": \"tesseract 5.3.0\""),
            "{manifest}"
        );
        assert!(manifest.contains("\"languages\": \"eng\""));
        let again = run(&place, &["replay", "run"]);
        assert_eq!(again.code, 0, "{}{}", again.stdout, again.stderr);
        programs(&place, "5.4.0");
        let other = run(&place, &["replay", "run"]);
        assert_eq!(other.code, 1);
        let said = format!("{}{}", other.stdout, other.stderr);
        assert!(
            said.contains("the text recognition is tesseract 5.4.0 now; it was tesseract 5.3.0")
                || said.contains(
                    "the text recognition: is tesseract 5.4.0 now; it was tesseract 5.3.0"
                ),
            "{said}"
        );
    }

    #[test]
    fn what_text_recognition_lacks_is_said_at_the_start() {
        let place = Place::new();
        let output = place
            .command(&["score", "job.md", "cvs", "--ocr", AS_OF])
            .env("PATH", place.at("nowhere"))
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8(output.stderr).unwrap(),
            "error: --ocr needs the program tesseract, which was not found; install it (tesseract-ocr), or leave --ocr out\n"
        );
        programs(&place, "5.3.0");
        let answer = run(&place, &["score", "job.md", "cvs", "--ocr=eng+fra", AS_OF]);
        assert_eq!(
            answer.stderr,
            "error: --ocr=eng+fra: tesseract has no data for fra; it has eng, osd\n"
        );
    }
}
