//! Run folders made again byte by byte, recomputed, and decided against.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};

use crate::common::place::{AS_OF, Place};
use crate::common::{root, run};
use cvrank::run::verify::verify;

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}

/// Ids and scores of the run, best first.
fn ranked(place: &Place) -> Vec<(String, f64)> {
    let mut reader = csv::Reader::from_path(place.at("run/ranking.csv")).unwrap();
    let rows = reader.records().map(|row| row.unwrap());
    rows.filter(|row| &row[12] == "scored")
        .map(|row| (row[1].to_owned(), row[2].parse().unwrap()))
        .collect()
}

#[test]
fn a_replay_gives_the_same_bytes_from_anywhere() {
    let place = Place::scored();
    let id = fs::read_to_string(place.at("run/manifest.json")).unwrap();
    let id = id.split("\"run_id\": \"").nth(1).unwrap()[..16].to_owned();
    let same =
        |run: &str| format!("{run}: the same bytes in all 10 files (run {id}, as of 2026-06-01)\n");
    place.assert(&["replay", "run"], 0, &same("run"), "");
    let path = place.at("run");
    let elsewhere = run(&["replay", text(&path)]);
    assert_eq!((elsewhere.code, elsewhere.stdout), (0, same(text(&path))));

    // All moved together.
    let moved = tempfile::tempdir().unwrap();
    let to = moved.path().join("all");
    fs::rename(place.folder.path(), &to).unwrap();
    let path = to.join("run");
    assert_eq!(run(&["replay", text(&path)]).stdout, same(text(&path)));

    // The run alone: only the user knows where the inputs are.
    let alone = moved.path().join("deep/er/run");
    fs::create_dir_all(alone.parent().unwrap()).unwrap();
    fs::rename(&path, &alone).unwrap();
    let lost = run(&["replay", text(&alone)]);
    let start = alone.parent().unwrap();
    assert_eq!(
        (lost.code, lost.stdout),
        (
            1,
            format!(
                "{}: an input is missing\njob.md: is missing; looked for it in {start}\ncvs: is missing; looked for it in {start}\n",
                text(&alone),
                start = fs::canonicalize(start).unwrap().display()
            )
        )
    );
    let found = run(&["replay", text(&alone), "--from", text(&to)]);
    assert_eq!((found.code, found.stdout), (0, same(text(&alone))));
}

#[test]
fn a_replay_with_files_of_ones_own() {
    let place = Place::new();
    fs::copy(root().join("models/default.json"), place.at("model.json")).unwrap();
    fs::write(place.at("own.tsv"), "cvrank-lexicon 1\n").unwrap();
    fs::copy(root().join("data/lexicon/trades.tsv"), place.at("own.tsv")).unwrap();
    let own = ["--model", "model.json", "--lexicon", "own.tsv", "--quiet"];
    let further = ["--out", "run", "--top", "2"];
    assert_eq!(place.score(&[&own[..], &further].concat()).code, 4);
    // How sure the ranking says to be depends on how many are invited.
    let ranking = fs::read_to_string(place.at("run/ranking.json")).unwrap();
    assert!(ranking.contains("\"top\": 2"));
    assert_eq!(place.run(&["replay", "run"]).code, 0);
    place.change("model.json", "\"origin\": \"", "\"origin\": \"x");
    let answer = place.run(&["replay", "run"]);
    assert_eq!(answer.code, 1);
    assert!(
        answer.stdout.starts_with(
            "run: an input is not what it was\nmodel.json: was changed: its SHA-256 was "
        ),
        "{}",
        answer.stdout
    );
}

#[test]
fn a_replay_names_what_is_missing_changed_or_new() {
    let place = Place::scored();
    place.change("cvs/c-0010.txt", "Go", "Rust");
    fs::remove_file(place.at("cvs/c-0001.md")).unwrap();
    fs::write(place.at("cvs/late.txt"), "").unwrap();
    let answer = place.run(&["replay", "run"]);
    let lines: Vec<&str> = answer.stdout.lines().collect();
    assert_eq!((answer.code, lines.len()), (1, 4), "{}", answer.stdout);
    assert_eq!(lines[0], "run: an input is not what it was");
    assert_eq!(lines[1], "cvs/c-0001.md: is missing");
    assert!(lines[2].starts_with("cvs/c-0010.txt: was changed: its SHA-256 was "));
    assert_eq!(lines[3], "cvs/late.txt: is new; it was not in the run");
}

#[test]
fn a_replay_names_the_first_difference() {
    let place = Place::scored();
    let (id, score) = ranked(&place)[0].clone();
    let row = |score: f64| format!("1,{id},{score:.3},");
    place.change("run/ranking.csv", &row(score), &row(score + 1.0));
    place.change("run/explain/c-0010.json", "\"c-0010\"", "\"c-0011\"");
    let answer = place.run(&["replay", "run"]);
    let lines: Vec<&str> = answer.stdout.lines().collect();
    assert_eq!((answer.code, lines.len()), (1, 2), "{}", answer.stdout);
    assert_eq!(lines[0], "run: 2 of 10 files differ");
    assert!(
        lines[1].starts_with(&format!("ranking.csv:2: was `{}", row(score + 1.0))),
        "{}",
        lines[1]
    );
    assert!(
        lines[1].contains(&format!("`, is `{}", row(score))),
        "{}",
        lines[1]
    );
    fs::remove_file(place.at("run/ranking.csv")).unwrap();
    let answer = place.run(&["replay", "run"]);
    assert!(
        answer
            .stdout
            .contains("\nranking.csv: is not in the run folder; the run made again has it\n")
    );
}

#[test]
fn verify_finds_every_change() {
    let clean = "run: no fault in 10 files, 8 scores, ";
    let place = Place::scored();
    let answer = place.run(&["verify", "run"]);
    assert_eq!(answer.code, 0, "{}", answer.stdout);
    assert!(answer.stdout.starts_with(clean), "{}", answer.stdout);
    let ranked = ranked(&place);
    let (id, score) = ranked[0].clone();
    let (second, _) = ranked[1].clone();
    let more = score + 0.001;
    let explained = format!("explain/{id}.json");
    // What is changed, and what is said of it.
    for (path, from, to, expected) in [
        (
            "ranking.csv",
            format!("{score:.3}"),
            format!("{more:.3}"),
            "ranking.csv: was changed: its SHA-256 is ".to_owned(),
        ),
        (
            &explained,
            format!("\"score\": {score:?}"),
            format!("\"score\": {more:.3}"),
            format!(
                "{explained}: score is {more:.3}, but base and contributions sum to {score:.3}\n"
            ),
        ),
        (
            &explained,
            "\"outcome\": \"met\"".to_owned(),
            "\"outcome\": \"partly\"".to_owned(),
            format!("{explained}: explanation is not that of ranking.json\n"),
        ),
        (
            "ranking.json",
            "\n      \"rank\": 2".to_owned(),
            "\n      \"rank\": 3".to_owned(),
            format!("ranking.json: matches[1] ({second}): rank is 3; expected 2\n"),
        ),
        (
            "manifest.json",
            "\"as_of\": \"2026-06-01\"".to_owned(),
            "\"as_of\": \"2026-06-02\"".to_owned(),
            "manifest.json: run_id is ".to_owned(),
        ),
        (
            "manifest.json",
            "\"path\": \"job.toml\"".to_owned(),
            "\"path\": \"../job.md\"".to_owned(),
            "manifest.json: ../job.md is no path inside the run\n".to_owned(),
        ),
    ] {
        let before = fs::read(place.at("run").join(path)).unwrap();
        place.change(&format!("run/{path}"), &from, &to);
        let answer = place.run(&["verify", "run"]);
        assert_eq!(answer.code, 1, "{path}: {}", answer.stdout);
        assert!(
            answer.stdout.contains(&expected),
            "{expected}: {}",
            answer.stdout
        );
        fs::write(place.at("run").join(path), before).unwrap();
    }
    fs::write(place.at("run/further.txt"), "").unwrap();
    fs::remove_file(place.at("run/job.toml")).unwrap();
    let answer = place.run(&["verify", "run"]);
    let expected = "job.toml: is missing or cannot be read\nfurther.txt: is not in the manifest\nrun: 2 faults in 10 files, ";
    assert!(answer.stdout.starts_with(expected), "{}", answer.stdout);
}

#[test]
fn verify_reads_reports_alone() {
    let place = Place::scored();
    for (arguments, what) in [
        (
            &["score", "job.md", "cvs"][..],
            "no fault in 1 files, 4 scores, ",
        ),
        (
            &["explain", "job.md", "cvs/c-0010.txt"],
            "no fault in 1 files, 1 scores, ",
        ),
        (
            &["score", "cvs", "--jobs", "posts"],
            "no fault in 1 files, 8 scores, ",
        ),
    ] {
        fs::create_dir_all(place.at("posts")).unwrap();
        fs::copy(place.at("job.md"), place.at("posts/a.md")).unwrap();
        fs::copy(
            root().join("data/jobs/ward_nurse.md"),
            place.at("posts/b.md"),
        )
        .unwrap();
        place.run(&[arguments, &[AS_OF, "-f", "json", "-o", "report.json"]].concat());
        let answer = place.run(&["verify", "report.json"]);
        assert_eq!(answer.code, 0, "{}", answer.stdout);
        assert!(
            answer.stdout.starts_with(&format!("report.json: {what}")),
            "{}",
            answer.stdout
        );
    }
    place.assert(
        &["verify", "job.md"],
        2,
        "",
        "error: job.md: no JSON (expected value at line 1 column 1); expected a run folder, or an explanation or a ranking that cvrank wrote as JSON\n",
    );
    place.assert(
        &["verify", "cvs"],
        2,
        "",
        "error: cvs is no run folder: it has no manifest.json; make one with `cvrank score ... --out`\n",
    );
}

#[test]
fn the_sample_s_scores_are_recomputed_from_their_explanations() {
    let folder = tempfile::tempdir().unwrap();
    for (job, _) in crate::common::sample_jobs() {
        let out = folder.path().join(&job);
        let post = fs::read_dir(root().join("data/jobs"))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let post = post
            .into_iter()
            .find(|post| post.file_stem().unwrap() == job.as_str())
            .unwrap();
        let answer = run(&[
            "score",
            text(&post),
            "data/cvs",
            AS_OF,
            "--out",
            text(&out),
            "-f",
            "csv",
        ]);
        assert_eq!(answer.code, 0, "{}", answer.stderr);
        let checked = verify(&out).unwrap();
        assert_eq!((checked.faults, checked.scores), (vec![], 88), "{job}");
    }
}

#[test]
fn decisions_are_chained_and_the_score_stays() {
    let place = Place::scored();
    let before = fs::read(place.at("run/ranking.json")).unwrap();
    let ranked = ranked(&place);
    let at = ranked.iter().position(|(id, _)| id == "c-0010").unwrap();
    let (rank, score) = (at + 1, ranked[at].1);
    let first = place.run(&[
        "override",
        "run",
        "c-0010",
        "--rank",
        "1",
        "--reason",
        "Built our\nrouter",
        "--by",
        "M. Example",
        "--on",
        "2026-06-03",
    ]);
    assert_eq!((first.code, first.stderr.as_str()), (0, ""));
    let shown = format!(
        "decision 1: c-0010 to rank 1 (computed: rank {rank}, score {score:.3}, which stays)\nchain: "
    );
    assert!(first.stdout.starts_with(&shown), "{}", first.stdout);
    let second = place.run(&[
        "override",
        "run",
        "empty",
        "--rank",
        "5",
        "--reason",
        "Read on paper",
        "--on",
        "2026-06-04",
    ]);
    assert!(
        second
            .stdout
            .starts_with("decision 2: empty to rank 5 (computed: no score, which stays)\n")
    );
    let text = fs::read_to_string(place.at("run/decisions.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["computed_score"], format!("{score:.3}"));
    assert_eq!(lines[0]["by"], "M. Example");
    assert_eq!(
        first.stdout.trim_end().rsplit(' ').next().unwrap(),
        lines[1]["previous"]
    );
    assert_eq!(fs::read(place.at("run/ranking.json")).unwrap(), before);
    let verified = place.run(&["verify", "run"]);
    assert_eq!(verified.code, 0);
    assert!(verified.stdout.ends_with(", 2 decisions\n"));
    assert_eq!(place.run(&["replay", "run"]).code, 0);

    for (arguments, error) in [
        (
            ["c-9", "1", "x"],
            "run: no CV c-9 in this run; its ids stand in the column cv_id of ranking.csv",
        ),
        (
            ["c-0010", "6", "x"],
            "rank 6 is not in 1..=5, the number of CVs in this run",
        ),
        (
            ["c-0010", "0", "x"],
            "rank 0 is not in 1..=5, the number of CVs in this run",
        ),
        (
            ["c-0010", "1", " "],
            "the reason is empty; say in words why a person decides otherwise",
        ),
    ] {
        let [cv, rank, reason] = arguments;
        let arguments = ["override", "run", cv, "--rank", rank, "--reason", reason];
        place.assert(&arguments, 2, "", &format!("error: {error}\n"));
    }

    let written = |score: f64| format!("\"score\": {score:?}");
    let other = score + 1.0;
    place.change("run/ranking.json", &written(score), &written(other));
    place.assert(
        &["override", "run", "c-0010", "--rank", "1", "--reason", "x"],
        2,
        "",
        "error: run/ranking.json: not the ranking that the manifest names; `cvrank verify` says what is wrong with the run\n",
    );
    let stated =
        "decisions.jsonl:1: computed rank and score of c-0010 are not those of ranking.json\n";
    assert!(place.run(&["verify", "run"]).stdout.contains(stated));
    place.change("run/ranking.json", &written(other), &written(score));
    place.change("run/decisions.jsonl", "router", "rooter");
    let broken = place.run(&["verify", "run"]);
    assert_eq!(broken.code, 1);
    assert!(
        broken
            .stdout
            .starts_with("decisions.jsonl:2: the chain is broken: `previous` is "),
        "{}",
        broken.stdout
    );
    place.change("run/decisions.jsonl", "rooter", "router");
    fs::write(place.at("run/decisions.jsonl"), &text[..text.len() - 9]).unwrap();
    let torn = "decisions.jsonl:2: the last line is torn: it has no end, as when the program was stopped while it wrote\n";
    assert!(place.run(&["verify", "run"]).stdout.starts_with(torn));
    place.assert(
        &["override", "run", "c-0010", "--rank", "1", "--reason", "x"],
        2,
        "",
        &format!("error: {torn}Nothing was added; keep a copy of the file for whoever audits the run, then mend it\n"),
    );
}

#[test]
fn decisions_taken_at_once_wait_for_each_other() {
    const AT_ONCE: usize = 12;
    let place = Place::scored();
    let children: Vec<Child> = (0..AT_ONCE)
        .map(|number| {
            let reason = format!("reason {number}");
            place
                .command(&[
                    "override", "run", "c-0010", "--rank", "1", "--reason", &reason,
                ])
                .stdout(Stdio::null())
                .spawn()
                .expect("the program starts")
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let checked = verify(&place.at("run")).unwrap();
    assert_eq!((checked.faults, checked.decisions), (vec![], AT_ONCE));
}
