//! What is fuzzed, by name: every reader, and every other parser of what somebody else wrote.
//!
//! `cargo fuzz` drives these through `fuzz_targets/`, and `tests/slow/fuzz_short.rs` with seeded
//! mutations of the sample, so that both run the same code.

use std::sync::OnceLock;

use cvrank::document::{
    Document, Format, Unreadable, budget, doc, docx, europass, forged, html, job_posting,
    json_resume, mail, message, odt, pdf, plain, read, rtf,
};
use cvrank::evaluate::labels::{read_csv, read_qrels};
use cvrank::features::Background;
use cvrank::lexicon::Lexicon;
use cvrank::model::Ranker;
use cvrank::profile::cv;
use cvrank::profile::dates::{self, Month};
use cvrank::profile::job::{self, job_file};
use cvrank::profile::machine;
use cvrank::text::tokenize;
use cvrank::train::applications::{Applications, Files, Grading, Mapping};

/// A target and the endings of the sample files that it starts from.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) run: fn(&[u8]),
    pub(crate) endings: &'static [&'static str],
}

pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "any",
        run: any,
        endings: &["docx", "json", "md", "txt", "html"],
    },
    Target {
        name: "plain_text",
        run: plain_text,
        endings: &["txt", "md"],
    },
    Target {
        name: "docx_file",
        run: docx_file,
        endings: &["docx"],
    },
    Target {
        name: "docx_part",
        run: docx_part,
        endings: &["xml"],
    },
    Target {
        name: "odt_part",
        run: odt_part,
        endings: &["xml"],
    },
    Target {
        name: "rtf_file",
        run: rtf_file,
        endings: &["rtf"],
    },
    Target {
        name: "mail_file",
        run: mail_file,
        endings: &["eml"],
    },
    Target {
        name: "message_file",
        run: message_file,
        endings: &["eml", "msg"],
    },
    Target {
        name: "doc_file",
        run: doc_file,
        endings: &["doc"],
    },
    Target {
        name: "html_file",
        run: html_file,
        endings: &["html"],
    },
    Target {
        name: "json_file",
        run: json_file,
        endings: &["json"],
    },
    Target {
        name: "europass_file",
        run: europass_file,
        endings: &["xml", "json"],
    },
    Target {
        name: "pdf_file",
        run: pdf_file,
        endings: &["pdf"],
    },
    Target {
        name: "date_words",
        run: date_words,
        endings: &["txt", "md"],
    },
    Target {
        name: "tokens",
        run: tokens,
        endings: &["txt", "md"],
    },
    Target {
        name: "cv_profile",
        run: cv_profile,
        endings: &["txt", "md"],
    },
    Target {
        name: "job_profile",
        run: job_profile,
        endings: &["txt", "md"],
    },
    Target {
        name: "job_toml",
        run: job_toml,
        endings: &["toml"],
    },
    Target {
        name: "model_file",
        run: model_file,
        endings: &["json"],
    },
    Target {
        name: "background_file",
        run: background_file,
        endings: &["json"],
    },
    Target {
        name: "lexicon_file",
        run: lexicon_file,
        endings: &["lexicon"],
    },
    Target {
        name: "archive",
        run: archive,
        endings: &["docx", "xlsx"],
    },
    Target {
        name: "mailbox",
        run: mailbox,
        endings: &["eml", "txt"],
    },
    Target {
        name: "table",
        run: table,
        endings: &["csv", "json"],
    },
    Target {
        name: "export",
        run: export,
        endings: &["csv", "xlsx"],
    },
    Target {
        name: "labels",
        run: labels,
        endings: &["csv"],
    },
];

/// What every [`Document`] keeps: lines in order, within the text, on character boundaries.
fn check(read: Result<Document, Unreadable>) {
    let Ok(document) = read else { return };
    let mut end = 0;
    for line in &document.lines {
        assert!(line.span.start >= end && line.span.end >= line.span.start);
        assert!(
            document
                .text
                .get(line.span.start as usize..line.span.end as usize)
                .is_some()
        );
        end = line.span.end;
    }
    let _ = (forged::shown(&document), forged::latinised(&document));
}

fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// A zip container with one part.
fn packed(name: &str, content: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let written = zip
        .start_file(name, zip::write::SimpleFileOptions::default())
        .and_then(|()| Ok(zip.write_all(content)?));
    match written.and_then(|()| zip.finish()) {
        Ok(file) => file.into_inner(),
        Err(_) => Vec::new(),
    }
}

/// PDFs have a target of their own.
fn no_pdf(_: &[u8]) -> Result<Document, Unreadable> {
    Err(Unreadable {
        status: cvrank::document::Status::Unsupported,
        reason: String::new(),
    })
}

pub(crate) fn any(data: &[u8]) {
    check(read::read_with(data, None, &no_pdf));
    check(read::read_row(&text(data)));
}

pub(crate) fn plain_text(data: &[u8]) {
    check(plain::read(data, Format::PlainText));
    check(plain::read_markdown(data));
}

pub(crate) fn docx_file(data: &[u8]) {
    check(docx::read(data));
}

pub(crate) fn docx_part(data: &[u8]) {
    check(docx::read(&packed("word/document.xml", data)));
}

pub(crate) fn odt_part(data: &[u8]) {
    check(odt::read(&packed("content.xml", data)));
}

pub(crate) fn rtf_file(data: &[u8]) {
    check(rtf::read(data));
}

pub(crate) fn mail_file(data: &[u8]) {
    check(mail::read(data));
}

pub(crate) fn message_file(data: &[u8]) {
    if let Ok(message) = message::Message::open(data) {
        let _ = message.candidates();
        check(message.said());
    }
}

pub(crate) fn doc_file(data: &[u8]) {
    if let Ok(read) = budget::within(|| doc::read(data)) {
        check(read);
    }
}

pub(crate) fn html_file(data: &[u8]) {
    check(html::read(data));
}

pub(crate) fn json_file(data: &[u8]) {
    check(json_resume::read(data));
    check(job_posting::read(data));
}

pub(crate) fn europass_file(data: &[u8]) {
    check(europass::read(data));
}

pub(crate) fn pdf_file(data: &[u8]) {
    check(pdf::read(data));
}

pub(crate) fn date_words(data: &[u8]) {
    let text = text(data);
    for found in dates::find(&text, &tokenize(&text)) {
        assert!(
            text.get(found.span.start as usize..found.span.end as usize)
                .is_some()
        );
    }
}

pub(crate) fn tokens(data: &[u8]) {
    let text = text(data);
    let tokens = tokenize(&text);
    let mut end = 0;
    for token in &tokens {
        assert!(token.span().start >= end && !token.of(&text).is_empty());
        end = token.span().end;
    }
    machine::find(&text, &tokens);
}

pub(crate) fn cv_profile(data: &[u8]) {
    if let Ok(document) = plain::from_text(&text(data), Format::PlainText) {
        let profile = cv::read(&document, Lexicon::builtin(), Month::new(2026, 6));
        for token in &profile.tokens {
            assert!(!profile.is_identity(token.span()));
        }
    }
}

pub(crate) fn job_profile(data: &[u8]) {
    if let Ok(document) = plain::from_text(&text(data), Format::PlainText) {
        for requirement in job::read(&document, Lexicon::builtin()).requirements {
            if let Some(span) = requirement.span {
                assert!(
                    document
                        .text
                        .get(span.start as usize..span.end as usize)
                        .is_some()
                );
            }
        }
    }
}

pub(crate) fn job_toml(data: &[u8]) {
    let _ = job_file::from_toml(&text(data), Lexicon::builtin());
}

pub(crate) fn model_file(data: &[u8]) {
    let _ = Ranker::from_json(&text(data));
}

pub(crate) fn background_file(data: &[u8]) {
    let _ = Background::from_json(&text(data));
}

pub(crate) fn lexicon_file(data: &[u8]) {
    let text = text(data);
    if let Ok(lexicon) = Lexicon::parse("fuzz", &text) {
        static SENTENCE: OnceLock<String> = OnceLock::new();
        let sentence = SENTENCE.get_or_init(|| "Go, C++ and Python for 3 years".to_owned());
        lexicon.find(sentence, &tokenize(sentence));
    }
}

pub(crate) fn labels(data: &[u8]) {
    let text = text(data);
    let _ = (
        read_csv("labels.csv", &text, None),
        read_qrels("labels.qrels", &text),
    );
}

/// An export, and all that is told of it, which must be TOML whatever stands in a cell.
pub(crate) fn export(data: &[u8]) {
    let mapping = Mapping::default();
    let path = std::path::Path::new("export");
    let Ok(read) = Applications::of_bytes(path, data, &mapping, &Grading::default()) else {
        return;
    };
    let files = Files {
        jobs: &[],
        cvs: &[],
    };
    let told = read.matched(&files, &mapping, &Vec::new).to_string();
    assert!(Grading::from_toml(&told).is_ok(), "{told}");
}

/// What a pool makes of a file of this name, and each of its CVs.
fn pool(name: &str, data: &[u8]) {
    use cvrank::document::source::{PoolOptions, collect};
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    let path = folder.path().join(name);
    if std::fs::write(&path, data).is_err() {
        return;
    }
    for source in collect(&[path], &PoolOptions::default())
        .into_iter()
        .flatten()
    {
        check(source.read_with(&no_pdf));
    }
}

/// Any archive, also one whose members are those of a document.
pub(crate) fn archive(data: &[u8]) {
    pool("cvs.zip", data);
    pool("cvs.zip", &packed("cv.txt", data));
}

pub(crate) fn mailbox(data: &[u8]) {
    pool("cvs.mbox", data);
    let from = [
        b"From a@example.org Mon Jan  1 00:00:00 2024\n".as_slice(),
        data,
    ];
    pool("cvs.mbox", &from.concat());
}

pub(crate) fn table(data: &[u8]) {
    pool("cvs.csv", data);
    pool("cvs.jsonl", data);
    pool("cvs.xlsx", data);
}
