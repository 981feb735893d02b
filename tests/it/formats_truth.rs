//! Documents with known text, from the measuring data.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::shared_data;
use cvrank::document::read::read_with;
use cvrank::document::{Document, Format, Status, Unreadable};

fn files(folder: &str) -> Vec<PathBuf> {
    let Some(folder) = shared_data(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// PDFs are another reader's; here they only count as known.
fn no_pdf(_: &[u8]) -> Result<Document, Unreadable> {
    Err(Unreadable {
        status: Status::Failed,
        reason: "PDFs are read elsewhere".into(),
    })
}

fn read(path: &Path) -> Result<Document, Unreadable> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    read_with(&fs::read(path).unwrap(), Some(&name), &no_pdf)
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            *words.entry(word.to_lowercase()).or_insert(0) += 1;
        }
    }
    words
}

/// F1 of the bags of words.
fn word_f1(found: &str, truth: &str) -> f64 {
    let (found, truth) = (words(found), words(truth));
    let common: usize = found
        .iter()
        .map(|(word, count)| truth.get(word).map_or(0, |other| *other.min(count)))
        .sum();
    let total = found.values().sum::<usize>() + truth.values().sum::<usize>();
    2.0 * common as f64 / total as f64
}

#[test]
fn docx_text_is_whole() {
    for path in files("documents/generated") {
        if path.extension().is_none_or(|ending| ending != "docx") {
            continue;
        }
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let truths = [format!("{stem}_lo.txt"), format!("{stem}.docx.txt")];
        let Some(truth) = truths
            .iter()
            .find_map(|name| fs::read_to_string(path.with_file_name(name)).ok())
        else {
            eprintln!("{stem}: no truth beside it");
            continue;
        };
        let f1 = word_f1(&read(&path).unwrap().text, &truth);
        eprintln!("{stem}: word F1 {f1:.4}");
        // The truth of the crafted file counts deleted and hidden text, run together as one word.
        assert!(stem == "crafted" || f1 > 0.99, "{stem}: {f1}");
    }
}

#[test]
fn crafted_docx_has_each_thing_once() {
    let Some(folder) = shared_data("documents/generated") else {
        return;
    };
    let document = read(&folder.join("crafted.docx")).unwrap();
    for piece in [
        "LEFTCELL Oct 2020 - Present\tRIGHTCELL Acme",
        "NESTEDCELL",
        "BULLET item",
        "tab\tAFTERTAB\nAFTERBREAK",
        "INSERTEDTEXTLINKTEXTCONTENTCONTROLsofthyphen-NBH",
    ] {
        let count = document.text.matches(piece).count();
        assert_eq!(count, 1, "{piece}\n{}", document.text);
    }
    assert!(!document.text.contains("DELETEDTEXT"));
    let hidden: Vec<&str> = document
        .hidden
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(hidden, ["HIDDENVANISH", "WHITETEXT"]);
}

#[test]
fn structured_files_are_read_or_say_why_not() {
    for folder in [
        "documents/europass",
        "documents/jsonresume",
        "documents/jobposting_jsonld",
        "talent_ru/jobs",
        "talent_ru/cvs",
    ] {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for path in files(folder) {
            let kind = match read(&path) {
                Ok(document) => {
                    for line in &document.lines {
                        assert!(!line.span.of(&document.text).contains('\n'), "{path:?}");
                    }
                    format!("{:?}", document.format)
                }
                Err(error) => {
                    assert_ne!(error.reason, "", "{path:?}");
                    if error.status != Status::Failed {
                        eprintln!("{}: {error}", path.file_name().unwrap().display());
                    }
                    format!("{:?}", error.status)
                }
            };
            *counts.entry(kind).or_default() += 1;
        }
        eprintln!("{folder}: {counts:?}");
    }
}

#[test]
fn the_sample_posting_is_rendered() {
    let Some(folder) = shared_data("documents/jobposting_jsonld") else {
        return;
    };
    let document = read(&folder.join("sample_dublin_swe.json")).unwrap();
    assert_eq!(document.format, Format::JobPosting);
    assert!(
        document
            .text
            .contains("\nat least 60 months of experience\n")
    );
}
