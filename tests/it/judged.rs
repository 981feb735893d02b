//! Verdicts that were judged by eye, asked again: see `tests/fixtures/judged/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::common::{root, run, shared_data};

/// One line of `verdicts.tsv`.
struct Judged {
    post: String,
    requirement: String,
    cv: String,
    should_be: String,
}

fn judged() -> Vec<Judged> {
    let table = fs::read_to_string(root().join("tests/fixtures/judged/verdicts.tsv")).unwrap();
    let rows = table.lines().skip(1).map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        let column = |at: usize| columns[at].to_owned();
        Judged {
            post: column(0),
            requirement: column(1),
            cv: column(3),
            should_be: column(6),
        }
    });
    rows.collect()
}

/// What is said now, by CV and requirement.
fn said(post: &str, table: &str) -> BTreeMap<(String, String), String> {
    let post = format!("tests/fixtures/judged/posts/{post}.md");
    let fixed = ["--as-of=2026-06-01", "--quiet", "-f=jsonl"];
    let columns = ["--id-column=id", "--text-column=text"];
    let answer = run(&[&["score", &post, table][..], &columns, &fixed].concat());
    let rows = answer.stdout.lines();
    let rows = rows.map(|line| serde_json::from_str::<Value>(line).expect("a line of JSON"));
    let mut said = BTreeMap::new();
    for row in rows {
        let cv = row["cv_id"].as_str().unwrap_or_default();
        for part in row["explanation"]["contributions"]
            .as_array()
            .into_iter()
            .flatten()
        {
            let asks = ["must_coverage", "nice_coverage"].map(Value::from);
            let Some(label) = part["requirement"]["label"].as_str() else {
                continue;
            };
            if asks.contains(&part["feature"]) {
                let outcome = part["outcome"].as_str().unwrap_or_default();
                let key = (cv.to_owned(), label.to_owned());
                said.entry(key).or_insert_with(|| outcome.to_owned());
            }
        }
    }
    said
}

#[test]
fn what_was_judged_is_said_rightly() {
    let Some(corpus) = shared_data("corpora/resumes_2484.jsonl") else {
        return;
    };
    let judged = judged();
    assert_eq!(judged.len(), 600);
    let corpus = fs::read_to_string(corpus).unwrap();
    let by_id: BTreeMap<String, &str> = corpus
        .lines()
        .map(|line| {
            let row: Value = serde_json::from_str(line).unwrap();
            (row["id"].as_str().unwrap().to_owned(), line)
        })
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("cvs.jsonl");
    let posts: BTreeSet<&str> = judged.iter().map(|row| row.post.as_str()).collect();
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for post in posts {
        let own: Vec<&Judged> = judged.iter().filter(|row| row.post == post).collect();
        let cvs: BTreeSet<&str> = own.iter().map(|row| by_id[&row.cv]).collect();
        fs::write(&table, Vec::from_iter(cvs).join("\n")).unwrap();
        let said = said(post, table.to_str().unwrap());
        for row in own {
            let key = (row.cv.clone(), row.requirement.clone());
            let now = said.get(&key).map_or("not asked", String::as_str);
            *counts.entry((now.to_owned(), &row.should_be)).or_default() += 1;
        }
    }
    println!("said now, should be: {counts:#?}");
    for (said, least, least_share) in [("met", MET, MET_RIGHT), ("partly", PARTLY, PARTLY_RIGHT)] {
        let of = counts.iter().filter(|((now, _), _)| now == said);
        let all: usize = of.map(|(_, count)| count).sum();
        let right = counts.get(&(said.to_owned(), said)).copied().unwrap_or(0);
        let share = right as f64 / all as f64;
        println!("{said}: {right} of {all} right, {share:.3}");
        assert!(right >= least, "{said}: {right}");
        assert!(share >= least_share, "{said}: {share:.3}");
    }
}

/// Right ones that stay, and their share: when they were drawn 193 and .643, 102 and .340.
const MET: usize = 190;
const MET_RIGHT: f64 = 0.83;
const PARTLY: usize = 50;
const PARTLY_RIGHT: f64 = 0.53;
