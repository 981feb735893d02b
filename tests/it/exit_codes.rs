//! What each command ends with, and the rows without a score that `--top` keeps.

use std::fs;

use crate::common::place::{AS_OF, Place};
use crate::common::workbook;
use crate::common::{root, run};

const BAKER: &str = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Wrote Kafka for the ovens\n\
                     - Kneaded rye bread by hand and sold it in the town\n";

/// Posts and CVs to ask about.
fn asked() -> Place {
    let place = Place::new();
    let write = |path: &str, text: &str| fs::write(place.at(path), text).unwrap();
    write("clean.txt", "Baker\n\nRequirements:\n- Kafka\n");
    write("vague.txt", "Rockstar baker\n\nRequirements:\n- Kafka\n");
    write("unmet.txt", "Baker\n\nRequirements:\n- COBOL\n");
    write("baker.txt", BAKER);
    write("nothing.txt", "");
    place
}

#[test]
fn lint_ends_with_what_it_found_or_else_with_what_was_read() {
    let place = asked();
    for (post, pool, code) in [
        ("clean.txt", &[][..], 0),
        ("vague.txt", &[], 1),
        ("clean.txt", &["baker.txt"], 0),
        // No more than the pool is asked: a file in it that cannot be read.
        ("clean.txt", &["baker.txt", "nothing.txt"], 4),
        ("clean.txt", &["nothing.txt"], 3),
        ("unmet.txt", &["baker.txt"], 1),
        // A finding is told before a file that failed.
        ("unmet.txt", &["baker.txt", "nothing.txt"], 1),
        ("unmet.txt", &["nothing.txt"], 3),
        ("nowhere.txt", &[], 2),
    ] {
        let mut arguments = vec!["lint", post];
        if !pool.is_empty() {
            arguments.push("--pool");
            arguments.extend(pool);
            arguments.push(AS_OF);
        }
        let answer = place.run(&arguments);
        assert_eq!(answer.code, code, "{arguments:?}: {answer:?}");
    }
}

#[test]
fn a_ranking_ends_with_how_many_were_scored() {
    let place = asked();
    for (arguments, code) in [
        (&["score", "clean.txt", "baker.txt"][..], 0),
        (&["score", "clean.txt", "baker.txt", "nothing.txt"], 4),
        (&["score", "clean.txt", "nothing.txt"], 3),
        (&["score", "clean.txt", "nowhere.txt"], 2),
        (&["score", "clean.txt", "baker.txt", "--top", "0"], 2),
        (&["explain", "clean.txt", "baker.txt"], 0),
        (&["explain", "clean.txt", "nothing.txt"], 3),
        (&["compare", "clean.txt", "baker.txt", "cvs/c-0001.md"], 0),
        (&["compare", "clean.txt", "baker.txt", "nothing.txt"], 4),
        (&["compare", "clean.txt", "nothing.txt", "cvs/empty.txt"], 3),
        (&["parse", "baker.txt", "--as", "cv"], 0),
        (&["parse", "nothing.txt", "--as", "cv"], 2),
    ] {
        let answer = place.run(&[arguments, &[AS_OF]].concat());
        assert_eq!(answer.code, code, "{arguments:?}: {answer:?}");
    }
}

#[test]
fn commands_that_rank_nothing_end_with_what_could_be_read() {
    let place = asked();
    for (arguments, code) in [
        (&["background", "baker.txt", "-o", "one.json"][..], 0),
        (
            &["background", "baker.txt", "nothing.txt", "-o", "two.json"],
            4,
        ),
        (&["check", "clean.txt", "baker.txt", "--swaps=1", AS_OF], 0),
        // What cannot be read breaks no promise.
        (
            &[
                "check",
                "clean.txt",
                "baker.txt",
                "nothing.txt",
                "--swaps=1",
                AS_OF,
            ],
            0,
        ),
        (
            &["check", "clean.txt", "nothing.txt", "--swaps=1", AS_OF],
            3,
        ),
        (&["model", "show"], 0),
        (&["model", "card"], 0),
        (&["model", "export", "--to=solr"], 0),
        (&["model", "list", "--models", "."], 0),
        (&["features"], 0),
        (&["languages"], 0),
    ] {
        let answer = place.run(arguments);
        assert_eq!(answer.code, code, "{arguments:?}: {answer:?}");
    }
}

/// A list of all that is asked gains more than is promised where a model weighs nothing else.
#[test]
fn check_ends_with_a_promise_that_broke() {
    let place = asked();
    let model = fs::read(root().join("models/default.json")).unwrap();
    let mut model: serde_json::Value = serde_json::from_slice(&model).unwrap();
    for (name, weight) in model["weights"].as_object_mut().unwrap() {
        *weight = f64::from(name == "must_coverage").into();
    }
    for of_training in ["training", "samples"] {
        model.as_object_mut().unwrap().remove(of_training);
    }
    fs::write(place.at("musts.json"), model.to_string()).unwrap();
    // One line, below which a list is prose.
    let plain = BAKER.replace("- Wrote Kafka for the ovens\n", "");
    fs::write(place.at("plain.txt"), plain).unwrap();
    for (model, code) in [(&[][..], 0), (&["--model=musts.json"], 1)] {
        let check = ["check", "clean.txt", "plain.txt", "--swaps=1", AS_OF];
        let answer = place.run(&[&check, model].concat());
        assert_eq!(answer.code, code, "{answer:?}");
    }
}

#[test]
fn jobs_end_with_what_was_scored() {
    let place = asked();
    fs::create_dir(place.at("jobs")).unwrap();
    fs::copy(place.at("clean.txt"), place.at("jobs/clean.txt")).unwrap();
    for (cvs, code) in [
        (&["baker.txt"][..], 0),
        (&["nothing.txt"], 3),
        (&["baker.txt", "nothing.txt"], 4),
    ] {
        let answer = place.run(&[&["score", "--jobs", "jobs", AS_OF], cvs].concat());
        assert_eq!(answer.code, code, "{cvs:?}: {answer:?}");
    }
}

#[test]
fn each_command_of_a_pool_ends_with_what_it_could_read() {
    let place = asked();
    fs::create_dir(place.at("kept")).unwrap();
    let write = |name: &str, text: &str| fs::write(place.at("kept").join(name), text).unwrap();
    write("one.txt", BAKER);
    write("two.txt", &BAKER.replace("Kafka", "letters"));
    let ends = |arguments: &[&str], code: i32| {
        let answer = place.run(&[&["pool"], arguments].concat());
        assert_eq!(answer.code, code, "{arguments:?}: {answer:?}");
    };
    let (add, refresh) = (
        ["add", "all.pool", "kept", AS_OF],
        ["refresh", "all.pool", AS_OF],
    );
    let rebuild = ["verify", "all.pool", "--rebuild", AS_OF];
    ends(&add, 0);
    ends(&["tag", "all.pool", "ward", "one"], 0);
    ends(&["set", "all.pool", "--retention=24m"], 0);
    ends(&["status", "all.pool", AS_OF], 0);
    ends(&["export", "all.pool"], 0);
    ends(&refresh, 0);
    ends(&rebuild, 0);
    ends(&["verify", "all.pool"], 0);
    // A file that cannot be read any more, and a new one.
    write("two.txt", "");
    ends(&refresh, 4);
    write("three.txt", "");
    ends(&add, 4);
    // What is gone cannot be read again.
    fs::remove_file(place.at("kept/two.txt")).unwrap();
    ends(&rebuild, 4);
    ends(&rebuild, 0);
    ends(&["remove", "all.pool", "one"], 0);
    ends(&["status", "none.pool"], 2);
}

#[test]
fn commands_of_a_shelf_end_with_0() {
    let place = Place::new();
    fs::create_dir(place.at("models")).unwrap();
    for (name, file) in [("first", "default.json"), ("second", "prior.json")] {
        let to = place.at("models").join(format!("{name}.json"));
        fs::copy(root().join("models").join(file), to).unwrap();
    }
    for (arguments, code) in [
        (&["promote", "first"][..], 0),
        (&["promote", "second"], 0),
        (&["list"], 0),
        (&["show", "second"], 0),
        (&["rollback"], 0),
        (&["rollback"], 2),
    ] {
        let shelf = [&["model"], arguments, &["--models=models"]].concat();
        let answer = place.run(&shelf);
        assert_eq!(answer.code, code, "{arguments:?}: {answer:?}");
    }
    let both = ["model", "diff", "models/first.json", "models/second.json"];
    assert_eq!(place.run(&both).code, 0);
}

#[test]
fn what_could_not_be_scored_is_shown_below_the_best_in_every_format() {
    let place = Place::new();
    let of = |further: &[&str]| {
        let answer = place.score(&[&["--top", "1"], further].concat());
        assert_eq!(answer.code, 4, "{further:?}: {}", answer.stderr);
        answer.stdout
    };

    let table = of(&["-f", "table"]);
    assert!(
        table.contains("! empty was not scored (empty): "),
        "{table}"
    );
    assert!(
        table.contains("\n3 more with lower scores are not shown (--top)\n"),
        "{table}"
    );

    let csv = of(&["-f", "csv"]);
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<_> = rows.records().map(|row| row.unwrap()).collect();
    let rows: Vec<(&str, &str, &str)> = rows
        .iter()
        .map(|row| (&row[0], &row[1], &row[12]))
        .collect();
    assert_eq!(rows, [("1", "c-0044", "scored"), ("", "empty", "empty")]);

    let json: serde_json::Value = serde_json::from_str(&of(&["-f", "json"])).unwrap();
    let matches = json["matches"].as_array().unwrap().iter();
    let matches: Vec<_> = matches
        .map(|known| (&known["cv_id"], &known["status"]))
        .collect();
    assert_eq!(
        matches,
        [
            (&"c-0044".into(), &"scored".into()),
            (&"empty".into(), &"empty".into())
        ]
    );

    let page = of(&["-f", "html"]);
    let (_, unscored) = page
        .split_once("<section aria-labelledby=\"unscored\">")
        .unwrap();
    assert!(
        unscored.contains("the file is empty (0 bytes)"),
        "{unscored}"
    );

    let file = place.at("ranking.xlsx");
    let printed = of(&["-f", "xlsx", "-o", "ranking.xlsx"]);
    assert_eq!(printed, "");
    let bytes = fs::read(file).unwrap();
    let sheet = workbook::shown(&workbook::sheet(&bytes, 1));
    assert!(
        sheet.contains("c-0044") && sheet.contains("empty"),
        "{sheet}"
    );

    for (format, shown) in [("table", table), ("csv", csv), ("xlsx", sheet)] {
        for other in ["c-0001", "c-0010", "c-0016"] {
            assert!(!shown.contains(other), "{other} in {format}: {shown}");
        }
    }
}

#[test]
fn a_matrix_of_jobs_keeps_what_could_not_be_scored() {
    let place = Place::new();
    fs::create_dir(place.at("jobs")).unwrap();
    fs::rename(place.at("job.md"), place.at("jobs/job.md")).unwrap();
    let of = |format: &str, further: &[&str]| {
        let arguments = ["score", "--jobs", "jobs", "cvs", AS_OF, "-f", format];
        place.run(&[&arguments[..], further].concat())
    };
    for format in ["matrix", "csv", "table", "json"] {
        let answer = of(format, &["--top", "1"]);
        assert_eq!(answer.code, 4, "{format}: {}", answer.stderr);
        assert!(answer.stdout.contains("c-0044"), "{format}");
        assert!(
            answer.stdout.contains("empty"),
            "{format}: {}",
            answer.stdout
        );
    }
    let matrix = of("matrix", &[]).stdout;
    let rows: Vec<&str> = matrix
        .lines()
        .filter(|row| row.starts_with("empty"))
        .collect();
    assert_eq!(rows, ["empty,empty,,"]);
}

#[test]
fn a_benchmark_with_grades_between_whole_numbers_is_measured() {
    let place = asked();
    fs::create_dir_all(place.at("bench/jobs")).unwrap();
    fs::create_dir_all(place.at("bench/cvs")).unwrap();
    fs::copy(place.at("clean.txt"), place.at("bench/jobs/j.txt")).unwrap();
    fs::write(place.at("bench/cvs/a.txt"), BAKER).unwrap();
    fs::write(
        place.at("bench/cvs/b.txt"),
        BAKER.replace("Kafka", "letters"),
    )
    .unwrap();
    // The order of the grades is that of the scores, whatever lies between.
    for (best, worst, tau) in [("0.75", "0.5", "1.000"), ("0.5", "0.75", "-1.000")] {
        let labels = format!("job_id,cv_id,grade\nj,a,{best}\nj,b,{worst}\n");
        fs::write(place.at("bench/labels.csv"), labels).unwrap();
        let answer = place.run(&["evaluate", "bench", "--as-of=2024-01-01"]);
        assert_eq!(answer.code, 0, "{}", answer.stderr);
        let mut rows = answer.stdout.lines();
        let model = rows.find(|row| row.trim_start().starts_with("default-v2 "));
        let first = model.and_then(|row| row.split_whitespace().nth(1));
        assert_eq!(first, Some(tau), "{}", answer.stdout);
    }
    assert_eq!(run(&["evaluate", "nowhere"]).code, 2);
}
