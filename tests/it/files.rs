//! What the program writes is nothing that it reads, and no two outputs are one.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::common::place::{AS_OF, Place};
use crate::common::root;
use cvrank::run::verify::verify;

/// Path and content of every file below a folder.
fn everything(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = entries.into_iter().map(|entry| entry.unwrap());
    files
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap();
            (path.display().to_string(), fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn no_input_is_overwritten() {
    let place = Place::new();
    fs::create_dir(place.at("jobs")).unwrap();
    fs::copy(place.at("job.md"), place.at("jobs/job.md")).unwrap();
    fs::copy(root().join("models/default.json"), place.at("model.json")).unwrap();
    fs::copy(
        root().join("models/background.json"),
        place.at("background.json"),
    )
    .unwrap();
    fs::copy(root().join("data/lexicon/trades.tsv"), place.at("own.tsv")).unwrap();
    fs::write(
        place.at("labels.csv"),
        "job_id,cv_id,grade\njob,c-0001,1\njob,c-0010,0\n",
    )
    .unwrap();
    fs::write(
        place.at("names.csv"),
        "cv_id,name\nc-0001,Zofia Modrzewska\n",
    )
    .unwrap();
    fs::write(
        place.at("groups.csv"),
        "cv_id,sex,race_ethnicity\nc-0001,Female,White\n",
    )
    .unwrap();
    fs::write(place.at("pool.csv"), "id,text\n1,Rust\n").unwrap();
    fs::create_dir(place.at("tables")).unwrap();
    fs::copy(place.at("pool.csv"), place.at("tables/pool.csv")).unwrap();
    fs::write(place.at("model.md"), "a card by hand\n").unwrap();
    fs::hard_link(place.at("cvs/c-0001.md"), place.at("hard.md")).unwrap();
    let mut cases: Vec<(Vec<&str>, &str)> = vec![
        (vec!["score", "job.md", "cvs", "-o", "job.md"], "job.md"),
        (
            vec!["score", "job.md", "cvs", "--log", "./job.md"],
            "job.md",
        ),
        (
            vec!["score", "job.md", "cvs", "-o", "cvs/c-0001.md"],
            "cvs/c-0001.md",
        ),
        (
            vec!["score", "job.md", "cvs", "-o", "hard.md"],
            "cvs/c-0001.md",
        ),
        (
            vec!["score", "job.md", "cvs", "-o", "cvs/../cvs/empty.txt"],
            "cvs/empty.txt",
        ),
        (
            vec!["score", "job.md", "pool.csv", "-f", "csv", "-o", "pool.csv"],
            "pool.csv",
        ),
        (
            vec![
                "score",
                "job.md",
                "tables",
                "-f",
                "csv",
                "-o",
                "tables/pool.csv",
            ],
            "tables/pool.csv",
        ),
        (
            vec![
                "score",
                "job.md",
                "cvs",
                "--model",
                "model.json",
                "-o",
                "model.json",
            ],
            "model.json",
        ),
        (
            vec![
                "score",
                "job.md",
                "cvs",
                "--lexicon",
                "own.tsv",
                "--log",
                "own.tsv",
            ],
            "own.tsv",
        ),
        (
            vec![
                "score",
                "job.md",
                "cvs",
                "--background",
                "background.json",
                "-o",
                "background.json",
            ],
            "background.json",
        ),
        (
            vec!["score", "cvs", "--jobs", "jobs", "-o", "jobs/job.md"],
            "jobs/job.md",
        ),
        (
            vec!["score", "cvs", "--jobs", "jobs", "-o", "cvs/c-0010.txt"],
            "cvs/c-0010.txt",
        ),
        (
            vec!["explain", "job.md", "cvs/c-0001.md", "-o", "cvs/c-0001.md"],
            "cvs/c-0001.md",
        ),
        (
            vec![
                "explain",
                "job.md",
                "cvs/c-0001.md",
                "--pool",
                "cvs",
                "--top",
                "1",
                "-o",
                "cvs/c-0010.txt",
            ],
            "cvs/c-0010.txt",
        ),
        (
            vec![
                "compare",
                "job.md",
                "cvs/c-0001.md",
                "cvs/c-0010.txt",
                "-o",
                "hard.md",
            ],
            "cvs/c-0001.md",
        ),
        (
            vec!["parse", "cvs/c-0001.md", "-o", "hard.md"],
            "cvs/c-0001.md",
        ),
        (
            vec![
                "check",
                "job.md",
                "cvs",
                "--names",
                "names.csv",
                "-o",
                "names.csv",
            ],
            "names.csv",
        ),
        (
            vec!["background", "cvs", "-o", "cvs/c-0001.md"],
            "cvs/c-0001.md",
        ),
        (
            vec!["lexicon", "import", "own.tsv", "-o", "own.tsv"],
            "own.tsv",
        ),
        (
            vec!["model", "card", "model.json", "-o", "model.json"],
            "model.json",
        ),
        (
            vec![
                "model",
                "export",
                "model.json",
                "--to",
                "solr",
                "-o",
                "model.json",
            ],
            "model.json",
        ),
    ];
    let learning = ["--jobs", "jobs", "--cvs", "cvs", "--labels", "labels.csv"];
    for (command, output, input) in [
        (
            &["train", "-o", "labels.csv"][..],
            "labels.csv",
            "labels.csv",
        ),
        (
            &["train", "--prior", "model.json", "-o", "model.json"],
            "model.json",
            "model.json",
        ),
        (
            &["train", "--model", "model.json", "-o", "model.json"],
            "model.json",
            "model.json",
        ),
        // The card goes beside the model.
        (
            &["train", "-o", "cvs/c-0001.json"],
            "cvs/c-0001.md",
            "cvs/c-0001.md",
        ),
        (
            &["train", "--groups", "groups.csv", "-o", "groups.csv"],
            "groups.csv",
            "groups.csv",
        ),
        (
            &["evaluate", "--qrels", "labels.csv"],
            "labels.csv",
            "labels.csv",
        ),
        (
            &["evaluate", "--run", "cvs/c-0010.txt"],
            "cvs/c-0010.txt",
            "cvs/c-0010.txt",
        ),
        (
            &["evaluate", "--per-job", "jobs/job.md"],
            "jobs/job.md",
            "jobs/job.md",
        ),
    ] {
        let _ = output;
        cases.push(([command, &learning].concat(), input));
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("job.md", place.at("soft.md")).unwrap();
        cases.push((vec!["score", "job.md", "cvs", "-o", "soft.md"], "job.md"));
        cases.push((vec!["score", "soft.md", "cvs", "-o", "job.md"], "soft.md"));
    }
    let before = everything(place.folder.path());
    for (arguments, input) in &cases {
        let answer = place.run(arguments);
        let shown = arguments.join(" ");
        assert_eq!(
            (answer.code, answer.stdout.as_str()),
            (2, ""),
            "{shown}: {}",
            answer.stderr
        );
        let expected = format!(": this command reads it, as {input}; name another file\n");
        assert!(
            answer.stderr.starts_with("error: cannot write ") && answer.stderr.ends_with(&expected),
            "{shown}: {}",
            answer.stderr
        );
        assert_eq!(everything(place.folder.path()), before, "{shown}");
    }
    // What is piped in may be a file, too.
    let mut piped = place.command(&["parse", "-", "-o", "job.md"]);
    piped.stdin(fs::File::open(place.at("job.md")).unwrap());
    assert_eq!(piped.output().unwrap().status.code(), Some(2));
    assert_eq!(everything(place.folder.path()), before);
    place.assert(
        &[
            "score",
            "job.md",
            "cvs",
            "-o",
            "new.txt",
            "--log",
            "./new.txt",
        ],
        2,
        "",
        "error: cannot write new.txt and ./new.txt: they are one file; name two\n",
    );
    // Another file is replaced, and a new one made.
    for output in ["model.md", "new.txt", "cvs-of-may.csv"] {
        assert_eq!(place.score(&["-o", output]).code, 4, "{output}");
    }
}

#[test]
fn a_run_holds_the_run_and_no_input() {
    let place = Place::scored();
    for (arguments, error) in [
        (
            &["score", "job.md", "cvs", "--out", "cvs/run"][..],
            "cannot write cvs/run: it would lie in cvs, which this command reads, and so be read as a CV the next time; name a folder elsewhere",
        ),
        (
            &["score", "run/job.toml", "cvs", "--out", "run", "--force"],
            "cannot write run: this command reads run/job.toml, which lies in it; name another folder",
        ),
        (
            &[
                "score",
                "job.md",
                "cvs",
                "--out",
                "run",
                "--force",
                "-o",
                "run/ranking.csv",
            ],
            "cannot write run/ranking.csv: it would lie in the run folder run, which holds nothing but the run; name another file",
        ),
    ] {
        let before = everything(place.folder.path());
        place.assert(arguments, 2, "", &format!("error: {error}\n"));
        assert_eq!(everything(place.folder.path()), before);
    }
    fs::write(place.at("run/notes.txt"), "Spoke with them\n").unwrap();
    place.assert(
        &["score", "job.md", "cvs", "--out", "run", "--force"],
        2,
        "",
        "error: cannot replace run: notes.txt in it is not of the run; move it away, or name another folder\n",
    );
    fs::remove_file(place.at("run/notes.txt")).unwrap();
    assert_eq!(place.score(&["--out", "run", "--force"]).code, 4);
}

#[test]
fn an_id_that_looks_like_another_s_file_overwrites_nothing() {
    let place = Place::new();
    fs::remove_dir_all(place.at("cvs")).unwrap();
    fs::create_dir(place.at("cvs")).unwrap();
    let cv = |name: &str, from: &str| {
        fs::copy(
            root().join("data/cvs").join(from),
            place.at("cvs").join(name),
        )
        .unwrap();
    };
    cv("a b.md", "c-0001.md");
    cv("cv-a_b-c8687a08.md", "c-0008.md");
    cv("cv-cv-a_b-c8687a08-c8687a08.txt", "c-0005.txt");
    let answer = place.score(&["--out", "run"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert_eq!(fs::read_dir(place.at("run/explain")).unwrap().count(), 3);
    let checked = verify(&place.at("run")).unwrap();
    assert_eq!((checked.faults, checked.scores), (vec![], 6));
    assert_eq!(place.run(&["replay", "run"]).code, 0);
}

/// Most memory that the program held, in kilobytes.
#[cfg(target_os = "linux")]
fn peak(place: &Place, arguments: &[&str]) -> u64 {
    let mut child = place
        .command(arguments)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(now.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    peak
}

/// A ranking as JSON is some hundred times what is kept of each CV; it is written and not held.
#[cfg(target_os = "linux")]
#[test]
fn json_needs_no_more_memory_than_a_table() {
    const CVS: usize = 1_500;
    let place = Place::new();
    let cv = fs::read_to_string(place.at("cvs/c-0010.txt")).unwrap();
    fs::create_dir(place.at("many")).unwrap();
    for number in 0..CVS {
        fs::write(place.at(&format!("many/{number}.txt")), &cv).unwrap();
    }
    let scored = ["score", "job.md", "many", AS_OF, "-q", "-f"];
    let table = peak(&place, &[&scored[..], &["table"]].concat());
    let json = peak(&place, &[&scored[..], &["json"]].concat());
    let run = peak(
        &place,
        &[&scored[..], &["json", "--out", "run", "--top", "1"]].concat(),
    );
    eprintln!("{CVS} CVs: table {table} kB, JSON {json} kB, JSON and a run {run} kB");
    assert!(
        json < table + 30_000,
        "JSON takes {json} kB, a table {table} kB"
    );
}
