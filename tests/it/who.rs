//! Who is who: what `parse` takes a file for, papers that are no CV, the same CV twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{root, run, scorer, shared_data, source_of};
use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::profile::kind::{Judgement, Kind};
use cvrank::score::ParsedCv;
use rayon::prelude::*;
use serde_json::Value;

const JOB: &str = "data/jobs/backend_engineer.md";
const CV: &str = "data/cvs/c-0001.md";
const AS_OF: &str = "--as-of=2026-06-01";

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with(".truth.json"))
        .collect();
    files.sort();
    files
}

#[test]
fn parse_says_what_it_took_the_file_for_and_why() {
    let cv = run(&["parse", CV, AS_OF]);
    assert!(cv.stdout.starts_with('{'));
    assert!(
        cv.stderr
            .starts_with(&format!("note: {CV}: taken for a CV, since it ")),
        "{}",
        cv.stderr
    );
    assert!(
        cv.stderr.ends_with("; --as job reads it as a job post\n"),
        "{}",
        cv.stderr
    );
    let job = run(&["parse", JOB, AS_OF]);
    assert!(job.stdout.starts_with("# cvrank-job"));
    let start = format!("note: {JOB}: taken for a job post, since it ");
    assert!(job.stderr.starts_with(&start), "{}", job.stderr);
    assert!(
        job.stderr.ends_with("; --as cv reads it as a CV\n"),
        "{}",
        job.stderr
    );
    // Whoever says what the file is, and whoever wants no notes, gets none.
    for arguments in [
        ["--as", "cv"],
        ["--as", "job"],
        ["--as", "text"],
        ["-q", AS_OF],
    ] {
        assert_eq!(
            run(&["parse", CV, arguments[0], arguments[1]]).stderr,
            "",
            "{arguments:?}"
        );
    }
}

/// Every file of the folders with its kind, and how many are taken for it: all but `most_wrong`.
fn guessed(folder: &str, most_wrong: usize, is_job: impl Fn(&Path) -> Option<bool>) {
    let Some(folder) = shared_data(folder) else {
        return;
    };
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in files(&folder) {
        let Some(is_job) = is_job(&path) else {
            continue;
        };
        let answer = run(&["parse", text(&path), AS_OF]);
        count += 1;
        if answer.stdout.starts_with("# cvrank-job") != is_job || answer.code != 0 {
            wrong.push(format!("{}: {}", path.display(), answer.stderr));
        }
    }
    println!(
        "{}: {} of {count} taken for what they are",
        folder.display(),
        count - wrong.len()
    );
    assert!(wrong.len() <= most_wrong, "{}", wrong.join(""));
}

#[test]
fn every_post_of_the_truth_is_taken_for_one() {
    guessed("truth/posts/given", 0, |_| Some(true));
}

#[test]
fn every_cv_of_the_truth_is_taken_for_one() {
    // The job post among them is one; of the other papers that are no CV either answer will do.
    guessed("truth/cvs/given", 0, |path| {
        match path.file_name().unwrap().to_string_lossy().as_ref() {
            "x001.txt" => Some(true),
            name => (!name.starts_with('x')).then_some(false),
        }
    });
}

#[test]
fn every_post_of_the_cases_is_taken_for_one() {
    // Three exports of systems for applicants are refused, and say so.
    guessed("cases/jobs", 1, |path| {
        (path.extension()? != "json").then_some(true)
    });
}

#[test]
fn papers_that_are_no_cv_are_flagged_and_keep_their_score() {
    let Some(folder) = shared_data("truth/cvs/given") else {
        return;
    };
    let papers = ["x001.txt", "x003.txt", "x005.docx", "x007.pdf"].map(|name| folder.join(name));
    for paper in &papers {
        let answer = run(&["score", JOB, text(paper), AS_OF, "-f", "json"]);
        let json: Value = serde_json::from_str(&answer.stdout).unwrap();
        let known = &json["matches"][0];
        let flags = known["explanation"]["flags"].to_string();
        assert!(
            flags.contains("reads like no CV but "),
            "{}: {known}",
            paper.display()
        );
        assert!(
            answer.stderr.contains("1 of 1 read like no CV"),
            "{}",
            answer.stderr
        );
        let read = run(&["parse", "--as", "cv", text(paper), AS_OF]).stdout;
        let read: Value = serde_json::from_str(&read).unwrap();
        assert_ne!(read["meta"]["documentKind"], "cv", "{}", paper.display());
    }
}

/// How each readable CV below the path is judged.
fn judged(path: &Path) -> Vec<(String, Judgement)> {
    let sources = collect(&[path.to_owned()], &PoolOptions::default()).unwrap();
    let scorer = scorer();
    let judge = |source: &Source| Some((source.id.clone(), scorer.read_cv(source).ok()?.judged));
    sources.par_iter().filter_map(judge).collect()
}

#[test]
fn real_cvs_are_hardly_ever_called_none() {
    let Some(data) = shared_data("") else { return };
    let (mut all, mut called) = (0, 0);
    for set in [
        "ferr/cvs",
        "talent_ru/cvs",
        "hackerearth/cvs",
        "jobresqa_en/cvs",
        "talentclef_ro_en/cvs",
        "yc4640_llm/cvs",
        "ashoub_gold/cvs",
        "neirouz_fr/cvs",
        "documents/templates",
        "documents/generated",
        "corpora/resumes_2484.jsonl",
    ] {
        let judged = judged(&data.join(set));
        // A letter and a manual stand among the templates.
        let is_cv = |id: &str| !id.contains("coverletter") && !id.contains("userguide");
        let cvs = judged.iter().filter(|(id, _)| is_cv(id));
        let none: Vec<String> = cvs
            .clone()
            .filter_map(|(id, judged)| {
                let kind = judged.plainly_no_cv()?;
                Some(format!("{id} ({kind:?}: {})", judged.why(kind)))
            })
            .collect();
        println!(
            "{set}: {} of {} called no CV {none:?}",
            none.len(),
            cvs.clone().count()
        );
        all += cvs.count();
        called += none.len();
    }
    println!(
        "together {called} of {all}, {:.2} %",
        100.0 * called as f64 / all as f64
    );
    assert!(called * 1000 < all * 5, "{called} of {all}");
}

#[test]
fn job_and_cv_in_the_wrong_order_are_said_and_flagged() {
    let answer = run(&["score", CV, JOB, AS_OF, "-f", "csv"]);
    assert!(
        answer
            .stderr
            .contains(&format!("warning: {CV} reads like a CV: it ")),
        "{}",
        answer.stderr
    );
    assert!(
        answer.stderr.contains("1 of 1 read like no CV"),
        "{}",
        answer.stderr
    );
    assert!(
        answer.stdout.contains("given in the wrong order?"),
        "{}",
        answer.stdout
    );
    assert!(
        answer.stdout.contains("reads like no CV but a job post"),
        "{}",
        answer.stdout
    );
    let right = run(&["score", JOB, CV, AS_OF, "-f", "csv"]);
    assert_eq!(right.stderr, "");
    assert!(!right.stdout.contains("reads like"), "{}", right.stdout);
}

#[test]
fn the_same_cv_twice_is_flagged_and_no_score_moves() {
    let folder = tempfile::tempdir().unwrap();
    let cv = "Anna Nowak\nanna.nowak@example.com\nExperience\nBackend engineer, Brill Ltd, 2015 - 2018\n\
        Built payment services in Rust and Go for three banks, with tests and dashboards for each of them\n\
        Kept two databases in PostgreSQL, moved them to a newer version, and wrote the plan for the move\n\
        Education\nBSc Computer science, 2014\nSkills\nRust, Go, PostgreSQL, Docker, Kubernetes, Kafka\n";
    let other = "Béla Példa\nanna.nowak@example.com\nExperience\nCook, Hotel Lipa, 2012 - 2018\nCooked fish";
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.txt", cv);
    write("b.txt", cv);
    write("c.txt", &format!("{cv}Languages\nPolish\n"));
    write(
        "d.txt",
        &format!("{other} and meat for two hundred guests each day of the year"),
    );
    write(
        "e.txt",
        "Ivo Primer\nExperience\nNurse, Brill Clinic, 2012 - 2018\nCared for patients on two wards",
    );
    let score = |path: &str, format: &str| {
        let path = folder.path().join(path);
        run(&["score", JOB, text(&path), AS_OF, "-f", format])
    };
    let all = score("", "json");
    assert!(
        all.stderr
            .starts_with("note: 4 of 5 are the same as another, or of one person"),
        "{}",
        all.stderr
    );
    let json: Value = serde_json::from_str(&all.stdout).unwrap();
    let by_id: BTreeMap<&str, &Value> = json["matches"]
        .as_array()
        .unwrap()
        .iter()
        .map(|known| (known["cv_id"].as_str().unwrap(), known))
        .collect();
    let same = |id: &str| by_id[id]["duplicates"].to_string();
    assert_eq!(
        same("a"),
        r#"[{"cv_ids":["b"],"others":1,"same":"file"},{"cv_ids":["c"],"others":1,"same":"text"},{"cv_ids":["d"],"others":1,"same":"address"}]"#
    );
    assert_eq!(
        same("c"),
        r#"[{"cv_ids":["a"],"others":2,"same":"text"},{"cv_ids":["d"],"others":1,"same":"address"}]"#
    );
    assert_eq!(
        same("d"),
        r#"[{"cv_ids":["a"],"others":3,"same":"address"}]"#
    );
    assert_eq!(same("e"), "[]");
    for id in ["a", "b", "c", "d", "e"] {
        let alone = score(&format!("{id}.txt"), "json");
        assert_eq!(alone.stderr, "", "{id}");
        let alone: Value = serde_json::from_str(&alone.stdout).unwrap();
        let alone = &alone["matches"][0];
        for key in ["score", "explanation", "status"] {
            assert_eq!(alone[key], by_id[id][key], "{id} {key}");
        }
        assert_eq!(alone["duplicates"], Value::Array(Vec::new()), "{id}");
    }
    for format in ["csv", "html", "table", "json"] {
        let shown = score("", format).stdout;
        assert!(!shown.contains("anna.nowak"), "{format}");
        if format != "json" {
            assert!(
                shown
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .contains("the same"),
                "{format}"
            );
        }
    }
}

#[test]
fn files_that_are_no_cv_are_named_for_what_they_are() {
    let Some(cases) = shared_data("cases/files") else {
        return;
    };
    let said = |name: &str| {
        let path = cases.join(name);
        let answer = run(&["score", JOB, text(&path), AS_OF, "-f", "json"]);
        let json: Value = serde_json::from_str(&answer.stdout).unwrap();
        let known = json["matches"][0].clone();
        (
            known["status"].as_str().unwrap().to_owned(),
            known.to_string(),
        )
    };
    let (status, row) = said("html_error.pdf");
    assert!(
        status == "unsupported" && row.contains("a page of the web"),
        "{row}"
    );
    let (status, row) = said("message.msg");
    assert!(
        status == "damaged" && row.contains("the Outlook message is damaged"),
        "{row}"
    );
    let (status, row) = said("rxresume.json");
    assert_eq!(status, "scored", "{row}");
    let (status, row) = said("rendercv.yaml");
    assert!(
        status == "scored" && !row.contains("no dates of work were read"),
        "{row}"
    );
    let (status, row) = said("mail_plain.eml");
    assert!(
        status == "scored" && row.contains("the CV is the text of a message"),
        "{row}"
    );
}

#[test]
fn a_message_is_read_as_a_post_and_refused_as_a_cv() {
    let folder = tempfile::tempdir().unwrap();
    let message = |text: &str| {
        format!(
            "From: a@example.com\nTo: b@example.com\nSubject: Re: Cook\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
        )
    };
    let post = folder.path().join("post.eml");
    fs::write(&post, message("Hi Tom, we need a cook with three years of experience. HACCP is a must, Italian would be nice. Send me some CVs please.")).unwrap();
    let answer = run(&["parse", text(&post), AS_OF]);
    assert!(answer.stdout.starts_with("# cvrank-job"), "{answer:?}");
    assert!(answer.stdout.contains("HACCP"), "{answer:?}");
    assert_eq!(run(&["score", text(&post), CV, AS_OF]).code, 0);
    let answer = run(&["parse", "--as", "cv", text(&post), AS_OF]);
    assert_eq!((answer.code, answer.stdout.as_str()), (2, ""));
    assert!(
        answer
            .stderr
            .contains("what it says does not read like a CV; ask for the CV as a file"),
        "{}",
        answer.stderr
    );
}

#[test]
fn what_a_paper_is_depends_on_nothing_but_its_text() {
    let cv = "Experience\nNurse, Brill Clinic, 2012 - 2018\nCared for patients on two wards and two more";
    let read = |text: &str| -> ParsedCv { scorer().read_cv(&source_of(text)).ok().unwrap() };
    assert_eq!(read(cv).judged, read(cv).judged);
    assert_eq!(read(cv).judged.plainly_no_cv(), None);
    let list = "Price list from March\nAll prices with VAT\nHammer 12.00\nSaw 14.50\nDrill, per day 18.00\n\
        Nails, 100 pieces 4.20\nDelivery 9.00\nOpening hours Monday to Friday";
    assert_eq!(read(list).judged.plainly_no_cv(), Some(Kind::Other));
}

/// What is said of a CV because of another one is nothing that `check` may take for a difference.
#[test]
fn a_cv_that_is_there_twice_keeps_its_promises() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["one.md", "two.md"] {
        fs::copy(root().join(CV), folder.path().join(name)).unwrap();
    }
    let answer = run(&["check", JOB, text(folder.path()), AS_OF, "--swaps=1", "-q"]);
    assert_eq!(answer.code, 0, "{}", answer.stdout);
}
