//! A folder of models from the command line: what is in use, and what stops half-way.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::{Answer, root, run};

fn with(folder: &Path, arguments: &[&str]) -> Answer {
    run(&[arguments, &["--models", folder.to_str().unwrap()]].concat())
}

/// A shelf with the default and the hand-set model, the first in use.
fn shelf() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, file) in [("first", "default.json"), ("second", "prior.json")] {
        fs::copy(
            root().join("models").join(file),
            folder.path().join(format!("{name}.json")),
        )
        .unwrap();
    }
    assert_eq!(
        with(folder.path(), &["model", "promote", "first"]).stdout,
        "first is in use now; before, the one compiled in\n"
    );
    folder
}

fn used(folder: &Path) -> String {
    let (job, cv) = (
        root().join("data/jobs/ward_nurse.md"),
        root().join("data/cvs/c-0023.md"),
    );
    let score = [
        "score",
        job.to_str().unwrap(),
        cv.to_str().unwrap(),
        "--format",
        "json",
        "-q",
    ];
    let answer = with(folder, &score);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    let json: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    json["model"].as_str().unwrap().to_owned()
}

#[test]
fn the_model_in_use_scores() {
    let folder = shelf();
    assert_eq!(used(folder.path()), "default-v2");
    let answer = with(folder.path(), &["model", "promote", "second"]);
    assert_eq!(answer.stdout, "second is in use now; before, first\n");
    assert_eq!(used(folder.path()), "prior-v2");
    assert_eq!(
        with(folder.path(), &["model", "rollback"]).stdout,
        "first is in use again, in place of second\n"
    );
    assert_eq!(used(folder.path()), "default-v2");
    let answer = with(folder.path(), &["model", "rollback"]);
    let shown = folder.path().display();
    assert_eq!(
        (answer.code, answer.stderr),
        (
            2,
            format!("error: {shown}: no other model was in use before this one\n")
        )
    );
    let list = with(folder.path(), &["model", "list"]).stdout;
    assert!(list.starts_with("* first "), "{list}");
    assert!(list.contains("\n  second "), "{list}");
    assert!(list.contains(" labels as of 2026-06-01\n"), "{list}");
    let one = with(folder.path(), &["model", "show", "second"]).stdout;
    assert!(one.starts_with("prior-v2"), "{one}");
    assert!(
        with(folder.path(), &["model", "show"])
            .stdout
            .starts_with("default-v2")
    );
}

#[test]
fn nothing_trained_onto_the_shelf_is_overwritten_or_in_use_by_that() {
    let folder = shelf();
    let paths = ["data/jobs", "data/cvs", "data/labels.csv"]
        .map(|path| root().join(path).to_str().unwrap().to_owned());
    let train = |more: &[&str]| {
        let arguments = [
            "train",
            "-q",
            "--as-of",
            "2026-06-01",
            "--jobs",
            &paths[0],
            "--cvs",
            &paths[1],
            "--labels",
            &paths[2],
        ];
        with(folder.path(), &[&arguments, more].concat())
    };
    let refused = train(&[]);
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    for name in ["labels-2026-06-01", "labels-2026-06-01-2"] {
        let answer = train(&["--anyway", "a trial"]);
        assert_eq!(answer.code, 0, "{}", answer.stderr);
        assert!(
            answer
                .stdout
                .ends_with(&format!("use it: cvrank model promote {name}\n")),
            "{}",
            answer.stdout
        );
        assert!(folder.path().join(format!("{name}.md")).is_file());
    }
    let answer = train(&["--anyway", "a trial", "--name", "second"]);
    assert_eq!(
        (answer.code, &*answer.stderr),
        (
            2,
            "error: second: there is such a model already, and none is overwritten; give another --name\n"
        )
    );
    assert_eq!(used(folder.path()), "default-v2");
}

#[test]
fn a_run_made_with_the_model_in_use_is_made_again_after_another_is() {
    let folder = shelf();
    let (job, cv) = (
        root().join("data/jobs/ward_nurse.md"),
        root().join("data/cvs/c-0023.md"),
    );
    let place = folder.path().join("run");
    let place = place.to_str().unwrap();
    let answer = with(
        folder.path(),
        &[
            "score",
            job.to_str().unwrap(),
            cv.to_str().unwrap(),
            "-q",
            "--out",
            place,
        ],
    );
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    with(folder.path(), &["model", "promote", "second"]);
    let answer = run(&["replay", place]);
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
}

/// The disk is full, or the process is stopped, while the history is written: no file may grow
/// past nothing.
#[cfg(unix)]
#[test]
fn a_full_disk_and_a_kill_leave_what_was() {
    let folder = shelf();
    for signal in ["trap '' XFSZ; ", ""] {
        let script = format!(
            "{signal}ulimit -f 0; exec \"{}\" model promote second --models \"{}\"",
            env!("CARGO_BIN_EXE_cvrank"),
            folder.path().display()
        );
        let done = Command::new("sh").args(["-c", &script]).output().unwrap();
        assert!(!done.status.success());
        assert_eq!(used(folder.path()), "default-v2", "{signal}");
    }
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(left.iter().any(|name| name == "promoted.json"), "{left:?}");
    assert_eq!(with(folder.path(), &["model", "promote", "second"]).code, 0);
    assert_eq!(used(folder.path()), "prior-v2");
}

#[test]
fn a_folder_that_is_none_is_told() {
    let answer = run(&["model", "list", "--models", "nowhere"]);
    assert_eq!(
        (answer.code, &*answer.stderr),
        (
            2,
            "error: nowhere: no such folder; `cvrank train --models` makes one, or check the path\n"
        )
    );
}
