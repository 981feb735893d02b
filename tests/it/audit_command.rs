//! `cvrank audit` as a user runs it: files, exit codes and messages.

use std::collections::BTreeMap;
use std::path::Path;

use crate::common::run;
use cvrank::model::Points;

const JOB: &str = "data/jobs/ward_nurse.md";
const AS_OF: &str = "--as-of=2026-06-01";
const GROUPS: &str = "data/groups.csv";

/// Runs the audit of the sample and gives the folder's files.
fn sample_files(folder: &Path, run_file: &str) -> BTreeMap<String, String> {
    let out = folder.join("out");
    let out = out.to_str().unwrap();
    let answer = run(&[
        "audit", run_file, "--groups", GROUPS, "--cut", "10", "--out", out,
    ]);
    assert_eq!(
        (answer.code, answer.stdout.as_str(), answer.stderr.as_str()),
        (1, "", "")
    );
    std::fs::read_dir(out)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn the_command_on_the_sample() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ranking.json");
    let json = path.to_str().unwrap();
    let scored = run(&["score", JOB, "data/cvs", AS_OF, "-f", "json", "-o", json]);
    assert_eq!(scored.code, 0);
    let made = sample_files(folder.path(), json);
    let names: Vec<&str> = made.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "age_band.csv",
            "features.csv",
            "ll144.html",
            "ll144.md",
            "ll144_intersectional.csv",
            "ll144_race.csv",
            "ll144_sex.csv",
            "sweep.csv"
        ]
    );
    assert_eq!(
        made,
        sample_files(folder.path(), json),
        "the same bytes again"
    );

    // The parts of each gap sum to it, as printed and exactly.
    let mut sums: BTreeMap<(String, String), (i64, i128)> = BTreeMap::new();
    let mut totals = BTreeMap::new();
    let mut reader = csv::Reader::from_reader(made["features.csv"].as_bytes());
    for record in reader.records() {
        let record = record.unwrap();
        let key = (record[0].to_owned(), record[1].to_owned());
        let points = Points::from_decimal(&record[7]).unwrap().0;
        let exact: i128 = record[8].parse().unwrap();
        if &record[11] == "true" {
            assert!(totals.insert(key, (points, exact)).is_none());
        } else {
            let sum = sums.entry(key).or_default();
            *sum = (sum.0 + points, sum.1 + exact);
        }
    }
    assert_eq!(sums, totals);
    assert!(sums.len() > 10);

    // A CSV gives the same tables, without the parts of the gaps.
    let path = folder.path().join("ranking.csv");
    let csv = path.to_str().unwrap();
    assert_eq!(
        run(&["score", JOB, "data/cvs", AS_OF, "-f", "csv", "-o", csv]).code,
        0
    );
    let of_csv = sample_files(folder.path(), csv);
    for name in [
        "ll144_sex.csv",
        "ll144_race.csv",
        "sweep.csv",
        "age_band.csv",
    ] {
        assert_eq!(made[name], of_csv[name]);
    }
    assert!(of_csv["ll144.md"].contains(
        "Left out: a CSV holds scores without their parts; write the run with --format json."
    ));
    // In a folder with both, the JSON is taken.
    let of_folder = sample_files(folder.path(), folder.path().to_str().unwrap());
    assert_eq!(made, of_folder);

    // So is a run folder, with the ranking's JSON and with its CSV and explanations alone.
    let run_folder = folder.path().join("run");
    let run_at = run_folder.to_str().unwrap();
    let scored = run(&["score", JOB, "data/cvs", AS_OF, "--out", run_at, "--quiet"]);
    assert_eq!(scored.code, 0);
    for left_out in ["ranking.json", "ranking.csv"] {
        let of_run = sample_files(folder.path(), run_at);
        assert_eq!(made["features.csv"], of_run["features.csv"]);
        std::fs::remove_file(run_folder.join(left_out)).unwrap();
    }
}

#[test]
fn usage_that_is_wrong_ends_with_2() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().to_str().unwrap();
    for (arguments, message) in [
        (
            vec!["audit", "nowhere", "--groups", GROUPS],
            "error: nowhere: cannot be read: No such file or directory (os error 2); check the path\n"
                .to_owned(),
        ),
        (
            vec!["audit", GROUPS, "--groups", GROUPS],
            format!(
                "error: {GROUPS}:1: there is no column `score`; expected a ranking that `cvrank score` wrote with --format csv or json\n"
            ),
        ),
        (
            vec!["audit", empty, "--groups", GROUPS],
            format!(
                "error: {empty}: the folder holds neither ranking.json nor ranking.csv; name the folder of a run, or a ranking that `cvrank score` wrote with --format json or csv\n"
            ),
        ),
    ] {
        let answer = run(&arguments);
        assert_eq!((answer.code, answer.stderr), (2, message));
    }
    let both = run(&["audit", "x", "--groups", "y", "--cut", "3", "--at", "50"]);
    assert_eq!(both.code, 2);
    let vague = run(&["audit", "x", "--groups", "y", "--at", "50.0001"]);
    assert_eq!(vague.code, 2);
    assert!(
        vague
            .stderr
            .contains("expected a score with at most three decimals, such as 62.5")
    );
}

#[test]
fn nothing_below_four_fifths_ends_with_0() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let scores = write("r.csv", "cv_id,score\na,9\nb,8\nc,2\nd,1\n");
    let groups = write(
        "g.csv",
        "candidate_id,sex,race_ethnicity\na,F,White\nb,M,White\nc,F,White\nd,M,White\n",
    );
    let answer = run(&["audit", &scores, "--groups", &groups, "--at", "8"]);
    assert_eq!((answer.code, answer.stderr.as_str()), (0, ""));
    assert!(answer.stdout.starts_with("# Bias audit tables\n"));
    let answer = run(&["audit", &scores, "--groups", &groups, "--cut", "1"]);
    assert_eq!(answer.code, 1);
}

#[test]
fn who_does_not_say_is_in_no_ratio() {
    let folder = tempfile::tempdir().unwrap();
    let ranking = folder.path().join("ranking.json");
    let ranking = ranking.to_str().unwrap();
    run(&[
        "score", JOB, "data/cvs", AS_OF, "-q", "-f=json", "-o", ranking,
    ]);
    let groups = |answer: &str| {
        let mut text = "cv_id,sex,race_ethnicity\n".to_owned();
        for number in 1..=44 {
            let sex = match number % 11 {
                0 => answer,
                even if even % 2 == 0 => "Male",
                _ => "Female",
            };
            text.push_str(&format!("c-{number:04},{sex},White\n"));
        }
        let file = folder.path().join("groups.csv");
        std::fs::write(&file, text).unwrap();
        let answer = run(&[
            "audit",
            ranking,
            "--groups",
            file.to_str().unwrap(),
            "--cut=10",
        ]);
        assert!(matches!(answer.code, 0 | 1), "{}", answer.stderr);
        // The file's hash stands in the answer.
        let lines = answer
            .stdout
            .lines()
            .filter(|line| !line.contains("SHA-256"));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    let blank = groups("");
    assert!(blank.contains("Category unknown: 4 of 44"), "{blank}");
    for written in [
        "Prefer not to disclose",
        "DECLINE_TO_SELF_IDENTIFY",
        "Keine Angabe",
        "Je préfère ne pas répondre",
        "Prefiero no decirlo",
        "回答しない",
    ] {
        assert_eq!(groups(written), blank, "{written}");
    }
    for written in ["Non-binary", "Other", "None of the above"] {
        assert!(
            groups(written).contains(&format!("| {written} | 4 |")),
            "{written}"
        );
    }
}
