//! Nothing that a stranger wrote commands the terminal of whoever reads the answer.

use std::fs;

use crate::common::place::{AS_OF, Place};
use crate::common::{Answer, root};
use cvrank::report::terminal::is_command;
use proptest::test_runner::{Config, TestRunner};

/// A title of a window, a colour, a bell, an 8-bit command, a turned direction, a line of its own.
const EVIL: &str = "\u{1B}]0;PWNED\u{7}\u{1B}[31m\u{9B}31m\u{7F}\u{202E}\u{2066}red\r\u{2028}x";

fn assert_harmless(answer: &Answer, of: &str) {
    for (name, text) in [("stdout", &answer.stdout), ("stderr", &answer.stderr)] {
        let found = text.find(|c| c != '\n' && is_command(c));
        assert_eq!(found, None, "{of}: {name}: {text:?}");
    }
    assert!((0..=4).contains(&answer.code), "{of}: {answer:?}");
}

/// A pool, a model, a post, a job file and a folder, all with hostile names.
fn hostile() -> Place {
    let place = Place::new();
    let cv = fs::read_to_string(place.at("cvs/c-0010.txt")).unwrap();
    let mut table = csv::Writer::from_path(place.at("pool.csv")).unwrap();
    table.write_record(["id", "text"]).unwrap();
    for id in [EVIL, "two\nlines", "\u{0}", "../../evil"] {
        table.write_record([id, &cv]).unwrap();
    }
    table.write_record(["\u{1B}[2J", "too short"]).unwrap();
    table.flush().unwrap();
    let model = fs::read_to_string(root().join("models/default.json")).unwrap();
    let name = serde_json::to_string(EVIL).unwrap();
    let model = model.replacen("\"default-v2\"", &name, 1);
    fs::write(place.at("model.json"), model).unwrap();
    let job = place.run(&["parse", "job.md", "--as", "job"]).stdout;
    let title = job.lines().find(|line| line.starts_with("title = "));
    let job = job.replacen(
        title.unwrap(),
        "title = \"x\\u001B]0;PWNED\\u0007\\u009B\"",
        1,
    );
    fs::write(place.at("job.toml"), job).unwrap();
    place
}

#[test]
fn every_command_shows_commands_of_a_terminal_written_out() {
    let place = hostile();
    let of_pool = |further: &[&str]| {
        let arguments = [
            "score",
            "job.toml",
            "pool.csv",
            AS_OF,
            "--model",
            "model.json",
        ];
        place.run(&[&arguments, further].concat())
    };
    let answer = of_pool(&[]);
    assert_harmless(&answer, "score");
    assert!(
        answer.stdout.contains("\\u{1b}]0;PWNED"),
        "{}",
        answer.stdout
    );
    assert!(answer.stdout.starts_with("x\\u{1b}]0;PWNED\\u{7}\\u{9b}\n"));
    assert_harmless(&of_pool(&["-f", "json"]), "score -f json");
    assert_harmless(
        &of_pool(&["--ats", "lever"]).quietly(),
        "score --ats: notes",
    );
    assert_harmless(&of_pool(&["--out", "run"]).quietly(), "score --out: notes");

    fs::create_dir(place.at("jobs")).unwrap();
    fs::copy(
        place.at("job.toml"),
        place.at("jobs").join("a\u{1B}[31m.toml"),
    )
    .unwrap();
    let evil_file = format!("cv{}.txt", EVIL.replace('\u{2028}', ""));
    fs::copy(place.at("cvs/c-0010.txt"), place.at(&evil_file)).unwrap();
    fs::write(place.at("evil\u{1B}[31m.pdf"), "%PDF-1.7\nnothing").unwrap();
    fs::write(
        place.at("labels.csv"),
        format!("job_id,cv_id,grade\njob,{evil_file},1\n"),
    )
    .unwrap();
    let evil_out = format!("no{EVIL}/where");
    let evil_option = format!("--no{EVIL}");
    let commands: &[&[&str]] = &[
        &["explain", "job.toml", &evil_file, "--model", "model.json"],
        &[
            "explain",
            "job.toml",
            &evil_file,
            "--for",
            "candidate",
            "--model",
            "model.json",
        ],
        &[
            "explain", "job.toml", &evil_file, "--pool", "pool.csv", "--top", "1",
        ],
        &["explain", "job.toml", "evil\u{1B}[31m.pdf"],
        &["explain", "evil\u{1B}[31m.pdf", &evil_file],
        &[
            "compare",
            "job.toml",
            &evil_file,
            "cvs/c-0001.md",
            "--model",
            "model.json",
        ],
        &["compare", "job.toml", &evil_file, "evil\u{1B}[31m.pdf"],
        &[
            "check",
            "job.toml",
            "pool.csv",
            "--swaps",
            "1",
            "--model",
            "model.json",
        ],
        &[
            "score",
            &evil_file,
            "--jobs",
            "jobs",
            "--model",
            "model.json",
        ],
        &["lint", "job.toml", "--pool", "pool.csv"],
        &["lint", &evil_out],
        &["parse", &evil_out],
        &["parse", "job.md", "-o", &evil_out],
        &["score", "job.toml", &evil_out],
        &["score", "job.toml", "pool.csv", "--text-column", EVIL],
        &["score", "job.toml", "pool.csv", "--out", &evil_out],
        &["model", "show", "model.json"],
        &["model", "card", "model.json"],
        &["model", "show", &evil_out],
        &["model", "diff", "model.json", "model.json"],
        &[
            "train",
            "--jobs",
            "jobs",
            "--cvs",
            "cvs",
            "--labels",
            "labels.csv",
            "-o",
            "m.json",
        ],
        &[
            "evaluate",
            "--jobs",
            "jobs",
            "--cvs",
            "cvs",
            "--labels",
            "labels.csv",
        ],
        &["evaluate", &evil_out],
        &["audit", "run", "--groups", &evil_out],
        &["lexicon", "check", &evil_file],
        &["lexicon", "import", &evil_file],
        &["verify", "run"],
        &["verify", &evil_out],
        &["replay", "run", "--from", &evil_out],
        &["replay", "run"],
        &["override", "run", EVIL, "--rank", "1", "--reason", EVIL],
        &[
            "override",
            "run",
            "nobody\u{1B}",
            "--rank",
            "1",
            "--reason",
            "x",
        ],
        // What clap answers.
        &[&evil_option],
        &[EVIL],
        &["score", "--format", EVIL, "job.toml", "pool.csv"],
        &["score", "--as-of", EVIL, "job.toml", "pool.csv"],
        &["explain", "--top", EVIL],
        &["score", "job.toml", "pool.csv", &evil_option],
    ];
    for arguments in commands {
        assert_harmless(&place.run(arguments), &format!("{arguments:?}"));
    }
    let answer = place.run(&[&evil_option]);
    assert_eq!(answer.code, 2);
    let shown = "error: unexpected argument '--no\\u{1b}]0;PWNED\\u{7}";
    assert!(answer.stderr.starts_with(shown), "{}", answer.stderr);
}

#[test]
fn any_name_is_harmless() {
    let place = Place::new();
    let cv = fs::read_to_string(place.at("cvs/c-0010.txt")).unwrap();
    let mut runner = TestRunner::new(Config {
        cases: 16,
        failure_persistence: None,
        ..Config::default()
    });
    let names = "[a-c\\x01-\\x1f\\x7f-\\u{9f}\\u{2028}-\\u{202e}\\u{2066}-\\u{2069}]{1,12}";
    runner
        .run(&names, |name| {
            let mut table = csv::Writer::from_path(place.at("pool.csv")).unwrap();
            table.write_record(["id", "text"]).unwrap();
            table.write_record([&name, &cv]).unwrap();
            table
                .write_record([&format!("b{name}"), &"short".to_owned()])
                .unwrap();
            table.flush().unwrap();
            drop(table);
            assert_harmless(&place.run(&["score", "job.md", "pool.csv", AS_OF]), "score");
            assert_harmless(&place.run(&["parse", &name]), "parse");
            assert_harmless(
                &place.run(&["score", "job.md", "cvs", "--format", &name]),
                "clap",
            );
            Ok(())
        })
        .unwrap();
}

#[test]
fn data_keep_what_they_are_given() {
    let place = hostile();
    let scored = |format: &str| {
        let arguments = ["score", "job.md", "pool.csv", AS_OF, "-f", format];
        place.run(&arguments).stdout
    };
    let json: serde_json::Value = serde_json::from_str(&scored("json")).unwrap();
    let matches = json["matches"].as_array().unwrap();
    assert!(matches.iter().any(|known| known["cv_id"] == EVIL));
    let table = scored("csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    // Breaks of lines become spaces there, for spreadsheets.
    let expected = EVIL.replace('\r', " ");
    assert!(
        rows.records().any(|row| row.unwrap()[1] == expected),
        "{table:?}"
    );
}

/// A terminal is made with `script`, where there is one.
#[cfg(target_os = "linux")]
#[test]
fn data_on_a_terminal_are_harmless_too() {
    let place = hostile();
    let program = env!("CARGO_BIN_EXE_cvrank");
    for format in ["csv", "json", "table", "html"] {
        let line = format!("'{program}' score job.md pool.csv {AS_OF} -q -f {format}");
        let shown = std::process::Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .current_dir(place.folder.path())
            .env_remove("CVRANK_MODEL")
            .env_remove("CVRANK_MODELS")
            .stdin(std::process::Stdio::null())
            .output();
        let Ok(shown) = shown else {
            eprintln!("ABSENT: `script`; no terminal was tried");
            return;
        };
        let text = String::from_utf8(shown.stdout).unwrap();
        // Written out, if perhaps over two lines of a narrow cell.
        assert!(text.contains("1b"), "{format}: {text:?}");
        // The terminal itself ends lines with both signs.
        let text = text.replace("\r\n", "\n");
        assert_eq!(
            text.find(|c| c != '\n' && is_command(c)),
            None,
            "{format}: {text:?}"
        );
    }
}

trait Quietly {
    /// Only what was said beside the data.
    fn quietly(self) -> Self;
}

impl Quietly for Answer {
    fn quietly(mut self) -> Self {
        self.stdout.clear();
        self
    }
}
