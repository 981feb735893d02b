//! `cvrank train --export`: what applicant tracking systems export, as messy as in life. All people
//! are those of the sample.

use std::fs;

use crate::common::{Answer, root, run};

/// Below the package's folder, where tests run.
fn export(name: &str) -> String {
    format!("tests/fixtures/exports/{name}")
}

/// `train --export` on the sample's posts and CVs.
fn train(name: &str, more: &[&str]) -> Answer {
    let file = export(name);
    let arguments = [
        "train",
        "-q",
        "--as-of",
        "2026-06-01",
        "--export",
        &file,
        "--jobs",
        "data/jobs",
        "--cvs",
        "data/cvs",
    ];
    run(&[&arguments, more].concat())
}

fn understood(name: &str, more: &[&str]) -> String {
    let answer = train(name, &[more, &["--dry-run"]].concat());
    assert_eq!((answer.code, answer.stderr.as_str()), (0, ""), "{name}");
    answer.stdout
}

#[test]
fn ten_layouts_are_understood() {
    let own = [export("own.toml"), export("own_grades.toml")];
    let own = ["--map", &*own[0], "--grades", &*own[1]];
    let cases: [(&str, &[&str], &str, &str); 10] = [
        (
            "greenhouse.csv",
            &[],
            "Greenhouse",
            "# 150 labels in 4 jobs",
        ),
        (
            "greenhouse.xlsx",
            &[],
            "Greenhouse",
            "# 166 labels in 4 jobs",
        ),
        ("lever.csv", &[], "Lever", "# 167 labels in 4 jobs"),
        ("workable.csv", &[], "Workable", "# 176 labels in 4 jobs"),
        (
            "smartrecruiters.csv",
            &[],
            "SmartRecruiters",
            "# 175 labels in 4 jobs",
        ),
        ("recruitee.csv", &[], "", "# 176 labels in 4 jobs"),
        ("bamboohr.csv", &[], "BambooHR", "# 163 labels in 4 jobs"),
        ("personio.csv", &[], "Personio", "# 175 labels in 4 jobs"),
        ("own.csv", &own, "", "# 176 labels in 4 jobs"),
        ("texts_fr.csv", &[], "", "# 120 labels in 4 jobs"),
    ];
    for (name, more, layout, labels) in cases {
        let text = understood(name, more);
        let columns = match layout {
            "" => "# columns by their general names\n".to_owned(),
            layout => format!("# columns as {layout} names them\n"),
        };
        assert!(text.contains(&columns), "{name}\n{text}");
        assert!(text.contains(&format!("\n{labels}\n")), "{name}\n{text}");
        // What is printed can be given back as it is.
        toml::from_str::<toml::Table>(&text).unwrap();
    }
}

#[test]
fn what_is_understood_and_what_is_not() {
    insta::assert_snapshot!("greenhouse", understood("greenhouse.csv", &[]));
    insta::assert_snapshot!("greenhouse_workbook", understood("greenhouse.xlsx", &[]));
    insta::assert_snapshot!("personio", understood("personio.csv", &[]));
    insta::assert_snapshot!("smartrecruiters", understood("smartrecruiters.csv", &[]));
}

#[test]
fn what_was_not_understood_counts_once_it_is_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let grades = folder.path().join("grades.toml");
    let before = understood("greenhouse.xlsx", &[]);
    let line = "# \"Parked for later\" = \"no label\"";
    assert!(before.contains(line), "{before}");
    fs::write(
        &grades,
        before.replace(line, "\"Parked for later\" = \"counts\""),
    )
    .unwrap();
    let after = understood("greenhouse.xlsx", &["--grades", grades.to_str().unwrap()]);
    assert!(after.contains("# every outcome is understood"), "{after}");
    let labels = |text: &str| {
        let line = text
            .lines()
            .find(|line| line.contains(" labels in "))
            .unwrap()
            .to_owned();
        line.split_whitespace()
            .nth(1)
            .unwrap()
            .parse::<usize>()
            .unwrap()
    };
    assert!(labels(&after) > labels(&before));
}

#[test]
fn an_export_is_learned_from_and_its_verdict_told() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("ours.json");
    let output = ["-o", model.to_str().unwrap()];
    let answer = train("workable.csv", &output);
    assert!(
        answer.stdout.contains("workable: 176 labels in 4 jobs, "),
        "{}{}",
        answer.stdout,
        answer.stderr
    );
    let mut lines = answer.stdout.lines();
    let verdict = lines.find(|line| line.starts_with("verdict: ")).unwrap();
    // The default model was trained on these very grades.
    assert!(
        verdict.contains("no better than default-v2") && verdict.contains("beyond chance"),
        "{}",
        answer.stdout
    );
    assert!(
        answer
            .stdout
            .contains("\nnot written; keep the model in use. Give --anyway REASON"),
        "{}",
        answer.stdout
    );
    assert_eq!((answer.code, model.exists()), (1, false));
    let answer = train(
        "workable.csv",
        &[&output[..], &["--anyway", "a trial"]].concat(),
    );
    assert_eq!(
        (answer.code, model.exists()),
        (0, true),
        "{}",
        answer.stderr
    );
}

#[test]
fn what_cannot_be_used_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let jobs = root().join("data/jobs").to_str().unwrap().to_owned();
    let said = |file: &str, more: &[&str]| {
        let answer = run(&[
            &[
                "train",
                "-q",
                "--export",
                file,
                "--jobs",
                &jobs,
                "--dry-run",
            ],
            more,
        ]
        .concat());
        assert_eq!(answer.code, 2, "{}", answer.stdout);
        answer.stderr
    };
    let file = place("a.csv", "Candidate;Colour\nA;red\n");
    assert_eq!(
        said(&file, &[]),
        format!(
            "error: {file}: no column says the job (--map job=COLUMN); found Candidate, Colour\n"
        )
    );
    assert_eq!(
        said(&file, &["--map", "job=Color"]),
        format!(
            "error: {file}: the map names a column `Color`, which is not there; found Candidate, Colour\n"
        )
    );
    assert_eq!(
        said(&file, &["--map", "Taleo"]),
        "error: --map Taleo: no file, no pair such as job=Vacancy, and none of Greenhouse, Lever, Workable, \
         SmartRecruiters, Recruitee, BambooHR, Personio\n"
    );
    let file = place("b.csv", "Candidate,Job,Stage\nNobody Here,Cook,Hired\n");
    let answer = run(&[
        "train",
        "-q",
        "--export",
        &file,
        "--jobs",
        &jobs,
        "-o",
        &place("model.json", ""),
    ]);
    assert_eq!(
        answer.stderr,
        format!(
            "error: {file}: no row is a label: of 1 applications 1 have an outcome that counts, 0 of 1 jobs have a \
             post, 0 of 1 candidates a CV; `--dry-run` shows what was understood, row by row\n"
        )
    );
    let broken = place("c.xlsx", "PK\u{3}\u{4}");
    assert!(said(&broken, &[]).contains("the table is damaged (the spreadsheet is damaged ("));
    assert_eq!(
        said("nowhere.csv", &[]),
        "error: nowhere.csv: cannot be read (No such file or directory (os error 2))\n"
    );
}
