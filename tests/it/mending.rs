//! `cvrank lint` and `cvrank lexicon`, as a user calls them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::common::root;

fn cvrank(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_cvrank"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

const POST: &str = "Junior Baker\n\nRequirements:\n- 8 years of experience\n- Python\n- COBOL\n";

#[test]
fn lint_says_where_and_what_to_write() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("post.txt"), POST).unwrap();
    let expected = "line 4: \"8 years of experience\": asks for 8 years under a junior title\n    \
                    better: ask for at most 3 years, or change the title\n";
    assert_eq!(
        cvrank(folder.path(), &["lint", "post.txt"]),
        (Some(1), expected.to_owned(), String::new())
    );
    let (code, json, _) = cvrank(folder.path(), &["lint", "post.txt", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(code, Some(1));
    assert_eq!(json[0]["kind"], "contradictory");
    assert_eq!(json[0]["line"], 4);

    fs::write(
        folder.path().join("good.txt"),
        "Baker\n\nRequirements:\n- Python\n",
    )
    .unwrap();
    assert_eq!(
        cvrank(folder.path(), &["lint", "good.txt"]),
        (Some(0), String::new(), String::new())
    );
}

#[test]
fn lint_names_the_musts_that_nobody_meets() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("post.txt"), POST).unwrap();
    for (name, text) in [
        (
            "a.txt",
            "Ewa Wzorcowa\n\nExperience\n\nBaker, Mill Ltd, 01/2015 - 12/2025\n- wrote Python scripts for the ovens\n",
        ),
        (
            "b.txt",
            "Jan Przykład\n\nExperience\n\nBaker, Oven Ltd, 01/2019 - 12/2023\n- baked bread and rolls for four shops\n",
        ),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let found = cvrank(
        folder.path(),
        &["lint", "post.txt", "--pool", "a.txt", "b.txt"],
    );
    assert_eq!(found.0, Some(1), "{found:?}");
    assert!(
        found
            .1
            .contains("line 6: \"COBOL\": a must that none of the 2 CVs meets\n"),
        "{}",
        found.1
    );
    assert!(!found.1.contains("Python"), "{}", found.1);

    // The same places, in the file that a recruiter corrects.
    let parsed = cvrank(
        folder.path(),
        &["parse", "--as", "job", "post.txt", "-o", "job.toml"],
    );
    assert_eq!(parsed.0, Some(0), "{parsed:?}");
    let toml = fs::read_to_string(folder.path().join("job.toml")).unwrap();
    let line = 1 + toml
        .lines()
        .position(|line| line.contains("COBOL"))
        .unwrap();
    let found = cvrank(folder.path(), &["lint", "job.toml", "--pool", "a.txt"]);
    assert!(
        found.1.contains(&format!("line {line}: \"COBOL\"")),
        "{}",
        found.1
    );
}

#[test]
fn a_lexicon_is_imported_checked_and_used() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "skills_en.csv",
        "skillType,preferredLabel,altLabels\nskill,mend sails,\"repair sails\nsail mending\"\nknowledge,Python,\n",
    );
    let imported = cvrank(
        folder.path(),
        &["lexicon", "import", "skills_en.csv", "-o", "sails.tsv"],
    );
    assert_eq!(
        imported,
        (
            Some(0),
            String::new(),
            "imported 2 concepts with 4 names, 0 of them under a rule; left out 0 names that an earlier concept \
             has and 0 that cannot be used\n"
                .to_owned()
        )
    );
    assert_eq!(
        cvrank(folder.path(), &["lexicon", "check", "sails.tsv"]),
        (Some(0), String::new(), String::new())
    );
    write("wrong.tsv", "A\tthing\nB\ttool\t\tC\n");
    assert_eq!(
        cvrank(folder.path(), &["lexicon", "check", "wrong.tsv"]),
        (
            Some(1),
            "wrong.tsv:1: found kind `thing`, expected one of skill, tool, language, method, certificate, soft, \
             domain, group\nwrong.tsv:2: found broader `C`, expected the label of a concept in the lexicon\n"
                .to_owned(),
            String::new()
        )
    );

    write(
        "post.txt",
        "Sailmaker\n\nRequirements:\n- mending of sails (sail mending)\n- Python\n",
    );
    write(
        "cv.txt",
        "Ewa Wzorcowa\n\nExperience\n\nSailmaker, Loft Ltd, 01/2015 - 12/2025\n- repair sails for racing boats\n\
         - wrote Python scripts for cutting plans\n",
    );
    let explained = cvrank(
        folder.path(),
        &["explain", "post.txt", "cv.txt", "--lexicon", "sails.tsv"],
    );
    assert_eq!(explained.0, Some(0), "{explained:?}");
    assert_eq!(
        explained.2,
        "note: the built-in lexicon has 1 of the names in --lexicon already, and keeps them\n"
    );
    assert!(explained.1.contains("must 2/2 ("), "{}", explained.1);
}

#[test]
fn an_output_is_whole_or_absent() {
    let folder = tempfile::tempdir().unwrap();
    let job = root().join("data/jobs/ward_nurse.md");
    let cv = root().join("data/cvs/c-0001.md");
    let (job, cv) = (job.to_str().unwrap(), cv.to_str().unwrap());
    let score = |output: &str| {
        cvrank(
            folder.path(),
            &["score", job, cv, "-f", "csv", "-o", output],
        )
    };
    assert_eq!(score("ranking.csv").0, Some(0));
    assert_eq!(
        score("none/ranking.csv"),
        (
            Some(2),
            String::new(),
            "error: cannot write none/ranking.csv: there is no folder none; make it first\n"
                .to_owned()
        )
    );
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["ranking.csv"]);
}
