//! `--format jsonl`: one CV a line, as soon as it is scored.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::common::{root, run};

const JOB: &str = "data/jobs/backend_engineer.md";
const AS_OF: &str = "--as-of=2026-06-01";

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn the_lines_hold_the_scores_of_the_ranking() {
    let arguments = ["score", JOB, "data/cvs", "data/unreadable", AS_OF];
    let streamed = run(&[&arguments[..], &["-f=jsonl"]].concat());
    let whole = run(&[&arguments[..], &["-f=json"]].concat());
    assert_eq!((streamed.code, whole.code), (4, 4));
    let whole: Value = serde_json::from_str(&whole.stdout).unwrap();
    let matches = whole["matches"].as_array().unwrap();
    let rows = lines(&streamed.stdout);
    assert_eq!(rows.len(), matches.len());
    for row in &rows {
        let same = matches
            .iter()
            .find(|known| known["cv_id"] == row["cv_id"])
            .unwrap();
        for key in ["score", "status", "reason", "source", "explanation"] {
            assert_eq!(row[key], same[key], "{} {key}", row["cv_id"]);
        }
        for key in ["job", "model", "as_of"] {
            assert_eq!(row[key], whole[key]);
        }
        assert!(row.get("rank").is_none());
    }
    // In the order of the arguments, whatever the number of threads.
    let ids: Vec<&str> = rows
        .iter()
        .map(|row| row["cv_id"].as_str().unwrap())
        .collect();
    let mut sorted = ids[..44].to_vec();
    sorted.sort_unstable();
    assert_eq!(ids[..44], sorted);
    for threads in ["1", "3", "7"] {
        let again = run(&[&arguments[..], &["-f=jsonl", "--threads", threads]].concat());
        assert!(again.stdout == streamed.stdout, "{threads} threads");
    }
}

#[test]
fn the_first_line_comes_before_the_last_cv_is_read() {
    // A pipe that nobody fills would be waited for, so many CVs stand behind the first.
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(root().join("data/cvs/c-0001.md")).unwrap();
    for number in 0..400 {
        std::fs::write(folder.path().join(format!("cv-{number:04}.md")), &text).unwrap();
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_cvrank"))
        .args([
            "score",
            JOB,
            folder.path().to_str().unwrap(),
            AS_OF,
            "-f=jsonl",
        ])
        .current_dir(root())
        .env_remove("CVRANK_MODEL")
        .env_remove("CVRANK_MODELS")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    // As `head -n 1`, which goes away when it has its line: no error, and no further work.
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    let first: Value = serde_json::from_str(&first).unwrap();
    assert_eq!(first["cv_id"], "cv-0000");
}

#[test]
fn nothing_but_failures_is_an_exit_code() {
    let answer = run(&["score", JOB, "data/unreadable", AS_OF, "-f=jsonl"]);
    assert_eq!((answer.code, answer.stderr.as_str()), (3, ""));
    assert!(
        lines(&answer.stdout)
            .iter()
            .all(|row| row["score"].is_null())
    );
    let scan = lines(&answer.stdout)
        .into_iter()
        .find(|row| row["cv_id"] == "scan")
        .unwrap();
    assert_eq!(scan["status"], "scan");
}

#[test]
fn what_needs_all_cvs_is_refused() {
    for (option, more) in [
        ("--top", &["--top=3"][..]),
        ("--out", &["--out=run"]),
        ("--log", &["--log=log.jsonl"]),
    ] {
        let answer = run(&[&["score", JOB, "data/cvs", AS_OF, "-f=jsonl"], more].concat());
        let expected = format!(
            "error: --format jsonl writes each CV as soon as it is scored, when no rank is known yet; leave {option} out, or take --format json\n"
        );
        assert_eq!((answer.code, answer.stderr), (2, expected));
    }
    let answer = run(&[
        "score",
        "--jobs",
        "data/jobs",
        "data/cvs",
        AS_OF,
        "-f=jsonl",
    ]);
    let expected =
        "error: --format jsonl writes the CVs for one job; take --format json or csv with --jobs\n";
    assert_eq!((answer.code, answer.stderr.as_str()), (2, expected));
}
