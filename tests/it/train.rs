//! `cvrank train` and `cvrank model` from the command line: what is learned, refused and kept.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{Answer, root, run};
use cvrank::model::Ranker;
use serde_json::Value;

const AS_OF: [&str; 2] = ["--as-of", "2026-06-01"];

fn command(arguments: &[&str]) -> Answer {
    run(&[arguments, &AS_OF].concat())
}

/// Trains on the sample's jobs and CVs with these labels; the default model knows them, so that no
/// other is better beyond chance.
fn train(labels: &Path, model: &Path, more: &[&str]) -> Answer {
    judged(labels, model, &[more, &["--anyway", "a test"]].concat())
}

fn judged(labels: &Path, model: &Path, more: &[&str]) -> Answer {
    let (jobs, cvs) = (root().join("data/jobs"), root().join("data/cvs"));
    let paths = [&jobs, &cvs, labels, model].map(|path| path.to_str().unwrap().to_owned());
    let arguments = [
        "train", "--jobs", &paths[0], "--cvs", &paths[1], "--labels", &paths[2], "-o", &paths[3],
    ];
    command(&[&arguments, more].concat())
}

fn sample_labels() -> PathBuf {
    root().join("data/labels.csv")
}

fn in_folder(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    (folder, path)
}

#[test]
fn the_same_labels_give_the_same_bytes_whatever_the_threads() {
    let folder = tempfile::tempdir().unwrap();
    let (one, many) = (
        folder.path().join("one.json"),
        folder.path().join("many.json"),
    );
    let first = train(
        &sample_labels(),
        &one,
        &["--name", "ours", "--threads", "1"],
    );
    let second = train(
        &sample_labels(),
        &many,
        &["--name", "ours", "--threads", "7"],
    );
    assert_eq!(
        (first.code, second.code),
        (0, 0),
        "{}{}",
        first.stderr,
        second.stderr
    );
    assert_eq!(fs::read(&one).unwrap(), fs::read(&many).unwrap());
    let card = fs::read_to_string(one.with_extension("md")).unwrap();
    assert!(card.starts_with("# Model card: ours\n"), "{card}");
    // The model ranks, and its file says how it was made.
    let shown = command(&[
        "score",
        "data/jobs/ward_nurse.md",
        "data/cvs",
        "--model",
        one.to_str().unwrap(),
        "--top",
        "1",
    ]);
    assert_eq!(shown.code, 0, "{}", shown.stderr);
    assert!(shown.stdout.contains("model ours"), "{}", shown.stdout);
    let file: Value = serde_json::from_slice(&fs::read(&one).unwrap()).unwrap();
    assert_eq!(file["training"]["sets"][0]["labels"], 176);
    assert_eq!(file["samples"]["rows"].as_array().unwrap().len(), 200);
    let ranker = Ranker::from_json(&fs::read_to_string(&one).unwrap()).unwrap();
    assert_eq!(ranker.to_json(), fs::read_to_string(&one).unwrap());
    assert!(ranker.weights().iter().all(|weight| *weight >= 0.0));
}

#[test]
fn a_better_model_is_not_replaced_without_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("model.json");
    fs::copy(root().join("models/default.json"), &model).unwrap();
    let before = fs::read(&model).unwrap();
    // Drawn to nothing but languages, whatever the labels say.
    let mut prior: Value = serde_json::from_slice(&before).unwrap();
    for (name, weight) in prior["weights"].as_object_mut().unwrap() {
        *weight = f64::from(u8::from(name == "languages")).into();
    }
    let prior = in_folder("languages.json", &prior.to_string());
    let bad = ["--prior", prior.1.to_str().unwrap(), "--strength", "1e4"];
    let refused = judged(&sample_labels(), &model, &bad);
    assert_eq!(refused.code, 1, "{}", refused.stdout);
    assert!(
        refused
            .stdout
            .contains("\nverdict: worse than default-v2 beyond chance: on 4 jobs held out, "),
        "{}",
        refused.stdout
    );
    assert!(
        refused.stdout.ends_with(
            "\nnot written; keep the model in use. Give --anyway REASON to write it all the same; the reason is kept in the model.\n"
        ),
        "{}",
        refused.stdout
    );
    assert_eq!(fs::read(&model).unwrap(), before);
    let accepted = judged(
        &sample_labels(),
        &model,
        &[&bad[..], &["--accept", "a trial"]].concat(),
    );
    assert_eq!(accepted.code, 0, "{}", accepted.stderr);
    let file: Value = serde_json::from_slice(&fs::read(&model).unwrap()).unwrap();
    let kept = file["training"]["accepted"].as_str().unwrap();
    assert!(kept.starts_with("a trial; a trial (auc "), "{kept}");
}

#[test]
fn labels_that_cannot_be_learned_from_are_refused_with_what_would_do() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("model.json");
    for (labels, message) in [
        (
            "job_id,cv_id,grade\nward_nurse,c-0001,1\nward_nurse,c-0002,0\nbackend_engineer,c-0001,1\n",
            "error: 2 labels in 1 jobs with a better and a worse CV; at least 20 labels are needed: 18 more \
             (1 jobs were left out: their CVs all have the same grade)\n",
        ),
        (
            "job_id,cv_id,outcome\nward_nurse,c-0001,hired\n",
            "outcomes need grades; write them to a file, such as `[grades]` with `hired = 3`, `interview = 2`, \
             `rejected = 0`, and name it with --grades\n",
        ),
    ] {
        let (_kept, path) = in_folder("labels.csv", labels);
        let answer = train(&path, &model, &[]);
        assert_eq!(answer.code, 2);
        assert!(answer.stderr.ends_with(message), "{}", answer.stderr);
        assert!(!model.exists());
    }
    let none = command(&["train", "-o", model.to_str().unwrap()]);
    assert_eq!(
        none.stderr,
        "error: no labels; name a benchmark folder (jobs/ cvs/ labels.csv), or give --jobs, --cvs and --labels, or --jobs, --cvs and \
         --export\n"
    );
}

/// Grades that follow the numbers of the files alone.
#[test]
fn ids_that_predict_the_label_are_reported() {
    let mut labels = "job_id,cv_id,grade\n".to_owned();
    for job in ["ward_nurse", "backend_engineer"] {
        for cv in 1..=44 {
            labels.push_str(&format!("{job},c-{cv:04},{}\n", cv / 12));
        }
    }
    let (_kept, path) = in_folder("labels.csv", &labels);
    let folder = tempfile::tempdir().unwrap();
    let answer = train(&path, &folder.path().join("model.json"), &[]);
    assert!(
        answer
            .stdout
            .contains("possible leak: the order of ids alone orders 100 % of pairs"),
        "{}{}",
        answer.stdout,
        answer.stderr
    );
}

#[test]
fn models_are_shown_compared_and_exported() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("ours.json");
    assert_eq!(train(&sample_labels(), &model, &[]).code, 0);
    let model = model.to_str().unwrap();
    let shown = run(&["model", "show", model]);
    assert!(
        shown.stdout.contains("176 labels in 4 jobs"),
        "{}",
        shown.stdout
    );
    let compared = command(&["model", "diff", "models/prior.json", model, "data"]);
    assert_eq!(compared.code, 0, "{}", compared.stderr);
    assert!(
        compared.stdout.starts_with("prior-v2 -> ours\n"),
        "{}",
        compared.stdout
    );
    for target in ["solr", "elasticsearch"] {
        let exported = run(&["model", "export", model, "--to", target]);
        let value: Value = serde_json::from_str(&exported.stdout).unwrap();
        assert!(value.to_string().contains("must_coverage"));
    }
}

#[test]
fn a_model_of_another_table_of_frequencies_is_refused() {
    let (_kept, path) = in_folder(
        "model.json",
        &fs::read_to_string(root().join("models/prior.json"))
            .unwrap()
            .replace("\"weights\"", "\"background\": \"00ff\", \"weights\""),
    );
    let answer = command(&[
        "score",
        "data/jobs/ward_nurse.md",
        "data/cvs",
        "--model",
        path.to_str().unwrap(),
    ]);
    assert_eq!(answer.code, 2);
    assert!(
        answer.stderr.ends_with(
            "the model was trained with another table of document frequencies (SHA-256 00ff); give that one with \
             --background\n"
        ),
        "{}",
        answer.stderr
    );
}

/// A file of groups in which all of one sex have what the new model weighs.
#[test]
fn a_model_that_harms_a_group_is_not_written_without_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("model.json");
    assert_eq!(train(&sample_labels(), &model, &[]).code, 0);
    fs::remove_file(&model).unwrap();
    // Those whom the labels put first are of one sex, the rest of both.
    let mut groups = "cv_id,sex,race_ethnicity\n".to_owned();
    for line in fs::read_to_string(sample_labels()).unwrap().lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        if fields[0] == "ward_nurse" {
            let sex = if fields[2] == "0" { "M" } else { "F" };
            groups.push_str(&format!("{},{sex},\n", fields[1]));
        }
    }
    let (_kept, groups) = in_folder("groups.csv", &groups);
    let labels: String = fs::read_to_string(sample_labels())
        .unwrap()
        .lines()
        .filter(|line| line.starts_with("job_id") || line.starts_with("ward_nurse"))
        .map(|line| format!("{line}\n"))
        .collect();
    let (_labels, labels) = in_folder("labels.csv", &labels);
    let flag = ["--groups", groups.to_str().unwrap()];
    let counted = train(&labels, &model, &flag);
    assert!(
        counted
            .stdout
            .contains("\nleast impact ratio of scores above the median, on jobs held out: "),
        "{}{}",
        counted.stdout,
        counted.stderr
    );
    assert_eq!(model.exists(), counted.code == 0, "{}", counted.stdout);
}
