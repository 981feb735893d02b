//! What the workers that read PDFs cost beside another reader that starts a process for each file.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::alone;
use crate::common::{AS_OF, root, shared_data};

const ROUNDS: usize = 3;

#[test]
fn ninety_pdfs_take_at_most_half_longer_than_pdftotext() {
    let Some(folder) = shared_data("hackerearth/cvs") else {
        return;
    };
    let _alone = alone();
    let score = || {
        let status = Command::new(env!("CARGO_BIN_EXE_cvrank"))
            .args(["score", "--quiet", "--format", "csv", "--as-of", AS_OF])
            .arg(root().join("data/jobs/backend_engineer.md"))
            .arg(&folder)
            .output()
            .unwrap()
            .status;
        assert_eq!(status.code(), Some(0));
    };
    let paths: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .collect();
    let convert = |path: &PathBuf| Command::new("pdftotext").arg(path).arg("-").output();
    if convert(&paths[0]).is_err() {
        eprintln!("ABSENT: pdftotext; nothing was compared.");
        return;
    }
    let (ours, theirs) = (
        fastest(score),
        fastest(|| assert!(paths.iter().all(|path| convert(path).is_ok()))),
    );
    eprintln!("scoring 90 PDFs {ours:?}, pdftotext alone {theirs:?}");
    // To judge what is seen takes its time.
    assert!(
        ours <= theirs * 3 / 2,
        "{ours:?} is more than one and a half times {theirs:?}"
    );
}

/// Of a few rounds.
fn fastest(work: impl Fn()) -> Duration {
    let timed = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..ROUNDS).map(timed).min().unwrap()
}
