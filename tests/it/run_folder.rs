//! Run folders: what they hold, where they may be written, and that they are whole or absent.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::common::place::{AS_OF, Place};
use cvrank::run::verify::verify;

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}

fn listed(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| text(entry.path().strip_prefix(folder).unwrap()).to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_run_holds_all_that_is_needed_to_question_it() {
    let place = Place::new();
    let answer = place.score(&["--out", "run", "--top", "1", "-f", "csv"]);
    assert_eq!(answer.code, 4);
    assert!(answer.stderr.starts_with("note: wrote run ") && answer.stderr.ends_with(" to run\n"));
    assert_eq!(
        listed(&place.at("run")),
        [
            "explain/c-0001.json",
            "explain/c-0010.json",
            "explain/c-0016.json",
            "explain/c-0044.json",
            "explain/empty.json",
            "job.toml",
            "manifest.json",
            "ranking.csv",
            "ranking.json",
            "ranking.xlsx",
            "report.html",
        ]
    );
    // What is read may be cut; what is computed with never is.
    let whole = place.score(&["-f", "csv"]).stdout;
    assert_eq!(
        fs::read_to_string(place.at("run/ranking.csv")).unwrap(),
        whole
    );
    place.score(&["-f", "xlsx", "-o", "whole.xlsx"]);
    assert_eq!(
        fs::read(place.at("run/ranking.xlsx")).unwrap(),
        fs::read(place.at("whole.xlsx")).unwrap()
    );
    let page = place.score(&["-f", "html", "--top", "1"]).stdout;
    assert_eq!(
        fs::read_to_string(place.at("run/report.html")).unwrap(),
        page
    );
    let one = place
        .run(&["explain", "job.md", "cvs/c-0010.txt", AS_OF, "-f", "json"])
        .stdout;
    assert_eq!(
        fs::read_to_string(place.at("run/explain/c-0010.json")).unwrap(),
        one
    );
    let job = place.run(&["parse", "job.md", "--as", "job"]).stdout;
    assert_eq!(fs::read_to_string(place.at("run/job.toml")).unwrap(), job);
}

#[test]
fn the_manifest_is_the_same_on_every_machine_but_for_the_build() {
    let place = Place::scored();
    let text = fs::read_to_string(place.at("run/manifest.json")).unwrap();
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    value["tool"]["build_sha256"] = "<build>".into();
    value["tool"]["registry"] = "<registry>".into();
    // What the scores are is held by other snapshots.
    for output in value["outputs"].as_array_mut().unwrap() {
        output["sha256"] = "<sha256>".into();
        output["bytes"] = 0.into();
    }
    for key in ["model", "background"] {
        value[key]["sha256"] = "<sha256>".into();
    }
    value["lexicons"][0]["sha256"] = "<sha256>".into();
    value["run_id"] = "<run>".into();
    value["manifest_sha256"] = "<sha256>".into();
    insta::assert_snapshot!("manifest", serde_json::to_string_pretty(&value).unwrap());
    let again = place.score(&["--out", "again"]);
    assert_eq!(again.code, 4);
    assert_eq!(
        fs::read_to_string(place.at("again/manifest.json")).unwrap(),
        text
    );
}

#[test]
fn a_place_that_is_taken_is_refused_before_any_work() {
    let place = Place::scored();
    let refused = |out: &str, further: &[&str], error: &str| {
        let arguments = [&["score", "job.md", "cvs", "--out", out], further].concat();
        place.assert(&arguments, 2, "", &format!("error: {error}\n"));
    };
    refused(
        "run",
        &[],
        "cannot write run: the folder is not empty; name another one, or add --force to replace an earlier run",
    );
    refused(
        "cvs",
        &["--force"],
        "cannot replace cvs: it has no manifest.json, so it is no run; name another folder",
    );
    refused(
        "job.md",
        &["--force"],
        "cannot write job.md: it is a file; name a folder that is not there yet",
    );
    refused(
        "no/where",
        &[],
        "cannot write no/where: there is no folder no; make it first",
    );
    place.assert(
        &["score", "job.md", "-", "--out", "piped"],
        2,
        "",
        "error: --out keeps no copy of standard input, so `-` could not be read again; give the job and the CVs as files\n",
    );

    fs::create_dir(place.at("empty")).unwrap();
    assert_eq!(place.score(&["--out", "empty"]).code, 4);
    assert!(place.at("empty/manifest.json").is_file());

    fs::remove_file(place.at("cvs/c-0001.md")).unwrap();
    assert_eq!(place.score(&["--out", "run", "--force"]).code, 4);
    assert!(!place.at("run/explain/c-0001.json").exists());
    assert_eq!(place.run(&["verify", "run"]).code, 0);

    place.run(&[
        "override", "run", "c-0010", "--rank", "1", "--reason", "met them",
    ]);
    refused(
        "run",
        &["--force"],
        "cannot replace run: people's decisions are in its decisions.jsonl; name another folder, or move that one away",
    );
    let left: Vec<String> = fs::read_dir(place.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, [""; 0], "nothing is left beside the runs");
}

/// A generator that gives the same delays on every machine (Knuth's MMIX constants).
struct Delays(u64);

impl Delays {
    fn next(&mut self, most: Duration) -> Duration {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        most.mul_f64((self.0 >> 33) as f64 / f64::from(1_u32 << 31))
    }
}

/// Whether a run is being written beside its place.
fn is_writing(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with(".cvrank-"))
}

/// Kills the program while it writes a run, `CVRANK_KILLS` times (default 40).
#[test]
fn a_run_that_is_killed_is_whole_or_absent() {
    let kills: usize =
        std::env::var("CVRANK_KILLS").map_or(40, |kills| kills.parse().expect("a number"));
    let place = Place::new();
    // Many small files to be killed between.
    for number in 0..150 {
        let from = place.at("cvs/c-0010.txt");
        fs::copy(from, place.at(&format!("cvs/copy-{number}.txt"))).unwrap();
    }
    let start = Instant::now();
    assert_eq!(place.score(&["--out", "run"]).code, 4);
    let whole = start.elapsed();
    fs::rename(place.at("run"), place.at("whole")).unwrap();
    let mut delays = Delays(20_260_601);
    let (mut absent, mut unfinished) = (0, 0);
    for number in 0..kills {
        if place.at("run").exists() {
            fs::remove_dir_all(place.at("run")).unwrap();
        }
        // Every second one replaces an earlier run.
        if number % 2 == 0 {
            for file in listed(&place.at("whole")) {
                let to = place.at("run").join(&file);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::copy(place.at("whole").join(&file), to).unwrap();
            }
        }
        let mut child = place
            .command(&[
                "score", "job.md", "cvs", AS_OF, "--out", "run", "--force", "--quiet",
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        if number % 8 < 2 {
            // At any moment of the whole run.
            std::thread::sleep(delays.next(whole));
        } else {
            // Soon after it began to write.
            while !is_writing(place.folder.path()) && child.try_wait().unwrap().is_none() {
                std::hint::spin_loop();
            }
            std::thread::sleep(delays.next(Duration::from_millis(12)));
        }
        unfinished += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        if place.at("run").exists() {
            let checked = verify(&place.at("run")).expect("a run that is there has a manifest");
            assert_eq!(checked.faults, [], "kill {number}");
            assert_eq!(checked.scores, 2 * 154, "kill {number}");
        } else {
            absent += 1;
        }
        for entry in fs::read_dir(place.folder.path()).unwrap().flatten() {
            if entry.file_name().to_string_lossy().starts_with(".cvrank-") {
                fs::remove_dir_all(entry.path()).unwrap();
            }
        }
    }
    eprintln!(
        "{kills} kills, {unfinished} before the end; the run was absent after {absent}, else whole"
    );
    assert!(
        unfinished * 4 > kills && absent > 0,
        "the kills missed the writing: {unfinished}, {absent}"
    );
}
