//! PDFs read through the program's own worker processes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use crate::common::{AS_OF, root};
use cvrank::document::isolate::{Limits, Workers};
use cvrank::document::{Status, pdf};

fn workers() -> Workers {
    Workers::new(env!("CARGO_BIN_EXE_cvrank").into(), Limits::default())
}

fn pdfs(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let bytes = fs::read(&path).unwrap();
            (path, bytes)
        })
        .collect()
}

#[test]
fn a_worker_reads_what_the_library_reads() {
    let workers = workers();
    let files = pdfs(&root().join("data/cvs"));
    assert!(files.len() >= 10);
    for (path, bytes) in files {
        let document = workers.read(&bytes).unwrap();
        assert!(document.text.len() > 200, "{}", path.display());
        assert_eq!(document, pdf::read(&bytes).unwrap(), "{}", path.display());
    }
}

#[test]
fn cut_files_are_answered_and_leave_the_workers_able_to_read() {
    let workers = workers();
    let files = pdfs(&root().join("data/cvs"));
    for (path, bytes) in &files {
        for percent in [1, 25, 50, 90, 99] {
            let cut = bytes.get(..bytes.len() * percent / 100).unwrap();
            if let Err(error) = workers.read(cut) {
                assert!(
                    matches!(error.status, Status::Damaged | Status::Empty | Status::Scan),
                    "{} cut to {percent} %: {error}",
                    path.display()
                );
            }
        }
        assert!(workers.read(bytes).is_ok(), "{}", path.display());
    }
}

#[test]
fn a_file_that_takes_too_long_is_given_up() {
    let limits = Limits {
        time: Duration::ZERO,
        ..Limits::default()
    };
    let workers = Workers::new(env!("CARGO_BIN_EXE_cvrank").into(), limits);
    let (_, bytes) = pdfs(&root().join("data/cvs")).remove(0);
    let error = workers.read(&bytes).unwrap_err();
    assert_eq!(
        (error.status, error.reason.as_str()),
        (Status::OverLimit, "the PDF took longer than 0 s to read")
    );
}

fn score(folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cvrank"))
        .args(["score", "--quiet", "--format", "csv", "--as-of", AS_OF])
        .arg(root().join("data/jobs/backend_engineer.md"))
        .arg(folder)
        .output()
        .unwrap()
}

#[test]
fn one_cut_pdf_is_one_row() {
    let folder = tempfile::tempdir().unwrap();
    let files = pdfs(&root().join("data/cvs"));
    for (at, (_, bytes)) in files.iter().enumerate().take(3) {
        let bytes = if at == 1 { &bytes[..400] } else { &bytes[..] };
        fs::write(folder.path().join(format!("cv{at}.pdf")), bytes).unwrap();
    }
    let output = score(folder.path());
    assert_eq!(output.status.code(), Some(4));
    let table = String::from_utf8(output.stdout).unwrap();
    assert_eq!(table.lines().count(), 4, "{table}");
    let last = table.lines().last().unwrap();
    assert!(last.starts_with(",cv1,,"), "{last}");
    assert!(last.contains(",damaged,"), "{last}");
}
