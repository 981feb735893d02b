//! `cvrank check`: the promises hold on the sample, and a broken one is found.

use std::fs;

use crate::common::{AS_OF, run, sample_cvs, sample_jobs, scorer};
use cvrank::check::{self, Options, Promise, SWAPS};

#[test]
fn every_promise_holds_on_the_sample() {
    let scorer = scorer();
    let options = Options {
        swaps: SWAPS,
        ..Options::default()
    };
    for (name, job) in sample_jobs() {
        let report = check::run(&scorer, &job, &sample_cvs(), &options, &|| ());
        for finding in &report.findings {
            assert!(
                finding.tried > 0,
                "{name}: {:?} was not tried",
                finding.promise
            );
            assert_eq!(finding.failed, 0, "{name}: {finding:#?}");
        }
        assert!(
            report.named >= 25,
            "{name}: {} names were found",
            report.named
        );
    }
}

#[test]
fn a_name_that_is_missed_breaks_the_promise() {
    let folder = tempfile::tempdir().unwrap();
    let cv = folder.path().join("c1.txt");
    fs::write(
        &cv,
        "Experience\nBackend developer, Ferry Lines, 01/2019 - 03/2024\n- Wrote services for the timetable and kept them running\n\
         - The plan that Rust Grafana drew up was used in all harbours of the line\nEducation\nBSc Mathematics, University of Leeds, 2018\n",
    )
    .unwrap();
    let names = folder.path().join("names.csv");
    fs::write(&names, "cv_id;name\nc1;Rust Grafana\n").unwrap();
    let (cv, names) = (cv.display().to_string(), names.display().to_string());
    let job = "data/jobs/backend_engineer.md";
    let answer = run(&[
        "check", job, &cv, "--names", &names, "--as-of", AS_OF, "-f", "json",
    ]);
    assert_eq!(answer.code, 1, "{}", answer.stderr);
    let report: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    assert_eq!(report["holds"], false);
    let blind = report["promises"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["promise"] == "blind_in_place")
        .unwrap();
    assert_eq!(blind["broken"], blind["tried"], "{blind}");
    // Without the name nobody can know.
    let answer = run(&["check", job, &cv, "--as-of", AS_OF, "-f", "json"]);
    assert_eq!(answer.code, 0, "{}", answer.stdout);
}

#[test]
fn a_names_file_needs_its_header() {
    let folder = tempfile::tempdir().unwrap();
    let names = folder.path().join("names.csv");
    fs::write(&names, "id,who\nc1,Rust Grafana\n").unwrap();
    let names = names.display().to_string();
    let answer = run(&[
        "check",
        "data/jobs/backend_engineer.md",
        "data/cvs",
        "--names",
        &names,
    ]);
    assert_eq!(answer.code, 2);
    assert!(
        answer.stderr.ends_with(
            ": line 1: the header is `id,who`, without `cv_id`; expected `cv_id,name`\n"
        ),
        "{}",
        answer.stderr
    );
}

#[test]
fn every_bound_is_positive_but_for_hidden_text() {
    for promise in Promise::ALL {
        if let Some(bound) = promise.bound() {
            assert_eq!(bound.0 == 0, promise == Promise::HiddenText, "{promise:?}");
        }
    }
}
