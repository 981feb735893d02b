//! Every JSON that the program writes is what its schema in `data/schemas` says.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use crate::common::schema::{faults, schema};
use crate::common::{Answer, root, run};

const JOB: &str = "data/jobs/backend_engineer.md";
const CV: &str = "data/cvs/c-0001.md";
const OTHER: &str = "data/cvs/c-0010.txt";
const SCAN: &str = "data/unreadable/scan.png";
const AS_OF: &str = "--as-of=2026-06-01";

fn assert_valid(name: &str, value: &Value, of: &str) {
    let found = faults(&schema(name), value);
    assert!(
        found.is_empty(),
        "{name}, {of}: {:#?}",
        &found[..found.len().min(5)]
    );
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_str(&answer.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}{}", answer.stdout, answer.stderr))
}

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn what_commands_print_is_what_the_schemas_say() {
    for (name, arguments) in [
        (
            "ranking",
            &[
                "score",
                JOB,
                "data/cvs",
                "data/unreadable",
                AS_OF,
                "-f=json",
            ][..],
        ),
        (
            "ranking",
            &["score", JOB, CV, CV, AS_OF, "-f=json", "--top=3"],
        ),
        (
            "jobs",
            &[
                "score",
                "--jobs",
                "data/jobs",
                CV,
                OTHER,
                SCAN,
                AS_OF,
                "-f=json",
            ],
        ),
        ("explanation", &["explain", JOB, CV, AS_OF, "-f=json"]),
        ("explanation", &["explain", JOB, SCAN, AS_OF, "-f=json"]),
        (
            "explanation",
            &[
                "explain", JOB, OTHER, AS_OF, "-f=json", "--pool", "data/cvs", "--top=3",
            ],
        ),
        (
            "explanation",
            &[
                "explain", JOB, CV, AS_OF, "-f=json", "--pool", OTHER, "--top=3",
            ],
        ),
        (
            "explanation",
            &[
                "explain", JOB, SCAN, AS_OF, "-f=json", "--pool", CV, "--top=1",
            ],
        ),
        ("comparison", &["compare", JOB, CV, OTHER, AS_OF, "-f=json"]),
        ("comparison", &["compare", JOB, CV, SCAN, AS_OF, "-f=json"]),
        ("findings", &["lint", JOB, "--pool", "data/cvs", "-f=json"]),
        (
            "promises",
            &["check", JOB, OTHER, SCAN, AS_OF, "--swaps=1", "-f=json"],
        ),
        ("languages", &["languages", "-f=json"]),
    ] {
        let answer = run(arguments);
        assert_ne!(answer.code, 2, "{arguments:?}: {}", answer.stderr);
        assert_valid(name, &json_of(&answer), &arguments.join(" "));
    }
}

#[test]
fn lines_are_what_their_schemas_say() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log.jsonl");
    let log_name = log.to_str().unwrap();
    let answer = run(&[
        "score", JOB, "data/cvs", SCAN, AS_OF, "-f=csv", "--log", log_name,
    ]);
    assert_eq!(answer.code, 4, "{}", answer.stderr);
    for event in lines(&std::fs::read_to_string(&log).unwrap()) {
        assert_valid("event", &event, "--log");
    }
    let answer = run(&["score", JOB, "data/cvs", SCAN, AS_OF, "-f=jsonl"]);
    for line in lines(&answer.stdout) {
        assert_valid("scored_line", &line, "-f jsonl");
    }
}

#[test]
fn a_run_folder_is_what_the_schemas_say() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("run");
    let run_folder = place.to_str().unwrap();
    let answer = run(&[
        "score",
        JOB,
        CV,
        OTHER,
        SCAN,
        AS_OF,
        "--out",
        run_folder,
        "--details=1",
        "--accept-doubtful=c-0001",
    ]);
    assert_eq!(answer.code, 4, "{}", answer.stderr);
    for by in [&["--by", "M. Example"][..], &[]] {
        let decide = [
            "override",
            run_folder,
            "c-0010",
            "--rank=1",
            "--reason=Built it",
            "--on=2026-06-02",
        ];
        assert_eq!(run(&[&decide[..], by].concat()).code, 0);
    }
    let read = |path: &Path| std::fs::read_to_string(place.join(path)).unwrap();
    let value = |path: &str| serde_json::from_str(&read(Path::new(path))).unwrap();
    assert_valid("manifest", &value("manifest.json"), "manifest.json");
    assert_valid("ranking", &value("ranking.json"), "ranking.json");
    for entry in std::fs::read_dir(place.join("explain")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        assert_valid(
            "explanation",
            &serde_json::from_str(&text).unwrap(),
            "explain/",
        );
    }
    for decision in lines(&read(Path::new("decisions.jsonl"))) {
        assert_valid("decision", &decision, "decisions.jsonl");
    }
}

#[test]
fn the_models_are_what_the_schema_says() {
    for name in ["default", "prior"] {
        let text = std::fs::read_to_string(root().join(format!("models/{name}.json"))).unwrap();
        assert_valid("model", &serde_json::from_str(&text).unwrap(), name);
    }
}

#[test]
fn what_a_pool_prints_is_what_the_schemas_say() {
    let folder = tempfile::tempdir().unwrap();
    let pool = folder.path().join("a.pool");
    let pool = pool.to_str().unwrap();
    let add = ["pool", "add", pool, CV, SCAN, "--tag=a", AS_OF];
    assert_eq!(run(&add).code, 4);
    assert_eq!(run(&["pool", "add", pool, OTHER, AS_OF]).code, 0);
    assert_eq!(run(&["pool", "remove", pool, "c-0010", AS_OF]).code, 0);
    assert_eq!(run(&["pool", "set", pool, "--retention=2y"]).code, 0);
    let status = ["pool", "status", pool, AS_OF, "-f=json"];
    assert_valid("pool", &json_of(&run(&status)), "status");
    let list = [&status[..], &["--list"]].concat();
    assert_valid("pool_list", &json_of(&run(&list)), "list");
    for line in lines(&run(&["pool", "export", pool]).stdout) {
        assert_valid("pool_line", &line, "export");
    }
    let ranking = ["score", JOB, "--pool", pool, "--tag=a", AS_OF, "-f=json"];
    assert_valid("ranking", &json_of(&run(&ranking)), "a ranking of a pool");
}

#[test]
fn a_schema_refuses_what_it_does_not_say() {
    let answer = run(&["explain", JOB, CV, AS_OF, "-f=json"]);
    let good = json_of(&answer);
    let table = [
        ("/score", json!("68.4"), "breaks type"),
        ("/score", json!(100.5), "breaks maximum"),
        ("/status", json!("fine"), "breaks enum"),
        ("/as_of", json!("2026-6-1"), "breaks pattern"),
        ("/explanation/must/met", json!(-1), "breaks minimum"),
        (
            "/explanation/contributions/0/evidence/0",
            json!({}),
            "breaks required",
        ),
        (
            "/explanation/contributions/0/other",
            json!(1),
            "does not know",
        ),
        ("/changes", json!({}), "breaks type"),
    ];
    for (place, wrong, expected) in table {
        let mut value = good.clone();
        let (parent, key) = place.rsplit_once('/').unwrap();
        match value.pointer_mut(parent).unwrap() {
            Value::Object(object) => drop(object.insert(key.to_owned(), wrong)),
            Value::Array(list) => list[key.parse::<usize>().unwrap()] = wrong,
            _ => unreachable!("{place}"),
        }
        let found = faults(&schema("explanation"), &value);
        assert!(
            found.iter().any(|fault| fault.contains(expected)),
            "{place}: {found:?}"
        );
    }
}

#[test]
fn every_schema_is_of_its_draft_and_listed() {
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(root().join("data/schemas")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|ending| ending == "json") {
            let known = schema(&name);
            assert_eq!(
                known["$schema"],
                "https://json-schema.org/draft/2020-12/schema"
            );
            assert_eq!(known["$id"], format!("urn:cvrank:schema:{name}:1"));
            names.insert(name);
        }
    }
    let readme = std::fs::read_to_string(root().join("data/schemas/README.md")).unwrap();
    let listed: BTreeSet<String> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| [`")?.split_once(".json`]"))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert_eq!(listed, names);
}
