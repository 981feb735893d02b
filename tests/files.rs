//! What the program writes is nothing that it reads, and what it reads lies where it was told.

mod common;

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use common::place::{AS_OF, Place};
use common::{Answer, root};
use cvrank::run::manifest::Manifest;
use cvrank::run::verify::verify;
use serde_json::Value;

/// Nothing here takes a second; a pipe that is waited for takes for ever.
const PATIENCE: Duration = Duration::from_secs(120);

/// The program, which must end by itself.
fn ends(place: &Place, arguments: &[&str]) -> Answer {
    let out = tempfile::NamedTempFile::new().unwrap();
    let errors = tempfile::NamedTempFile::new().unwrap();
    let mut child = place
        .command(arguments)
        .stdout(Stdio::from(out.reopen().unwrap()))
        .stderr(Stdio::from(errors.reopen().unwrap()))
        .spawn()
        .expect("the program starts");
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("cvrank {} does not end", arguments.join(" "));
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    Answer {
        code: status.code().expect("no signal ended the program"),
        stdout: fs::read_to_string(out.path()).unwrap(),
        stderr: fs::read_to_string(errors.path()).unwrap(),
    }
}

/// Content and kind of everything below a folder.
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

/// Changes one value to another of its kind.
fn changed(value: &Value) -> Value {
    match value {
        Value::String(text) => format!("{text}x").into(),
        Value::Number(number) => (number.as_u64().unwrap() + 1).into(),
        Value::Bool(is) => (!is).into(),
        _ => "x".into(),
    }
}

/// The place of each value that holds no others.
fn leaves(place: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                leaves(&format!("{place}/{key}"), value, found);
            }
        }
        Value::Array(members) => {
            for (index, value) in members.iter().enumerate() {
                leaves(&format!("{place}/{index}"), value, found);
            }
        }
        _ => found.push(place.to_owned()),
    }
}

#[test]
fn no_field_of_a_manifest_can_be_changed_unseen() {
    let place = Place::scored();
    let path = place.at("run/manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    let known: Value = serde_json::from_str(&text).unwrap();
    let mut found = Vec::new();
    leaves("", &known, &mut found);
    assert!(found.len() > 80, "{}", found.len());
    for (index, leaf) in found.iter().enumerate() {
        let mut value = known.clone();
        let old = value.pointer_mut(leaf).unwrap();
        *old = changed(old);
        fs::write(&path, serde_json::to_string_pretty(&value).unwrap() + "\n").unwrap();
        // What is no manifest any more is refused.
        let faults = verify(&place.at("run")).map_or(1, |checked| checked.faults.len());
        assert!(faults > 0, "verify: {leaf}");
        // Each is tried with what takes longer, too, but lists only at their start.
        if index % 3 == 0 || !leaf.contains("/inputs/") && !leaf.contains("/outputs/") {
            let answer = place.run(&["replay", "run"]);
            assert!([1, 2].contains(&answer.code), "replay: {leaf}: {answer:?}");
        }
    }
}

/// Whoever draws the manifest's own hash again is found out by what else the run says.
#[test]
fn a_manifest_with_a_new_hash_is_held_against_the_run() {
    let place = Place::scored();
    let known = Manifest::read(&place.at("run")).unwrap();
    let change = |change: &dyn Fn(&mut Manifest)| {
        let mut manifest = known.clone();
        change(&mut manifest);
        manifest.run_id = manifest.expected_run_id();
        manifest.configuration_sha256 = manifest.expected_configuration();
        manifest.manifest_sha256 = manifest.expected_manifest();
        fs::write(place.at("run/manifest.json"), manifest.to_json()).unwrap();
        let faults = verify(&place.at("run")).unwrap().faults;
        let replayed = place.run(&["replay", "run"]);
        (
            faults
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n"),
            replayed,
        )
    };
    let (faults, replayed) = change(&|_| {});
    assert_eq!((faults.as_str(), replayed.code), ("", 0), "{replayed:?}");
    let (faults, replayed) = change(&|manifest| manifest.counts.scored = 5);
    assert!(
        faults.starts_with("manifest.json: counts is {\"cvs\":5,\"scored\":5,"),
        "{faults}"
    );
    assert_eq!(
        (replayed.code, replayed.stdout.as_str()),
        (
            1,
            "run: the manifest is not that of the run\nmanifest.json: counts.scored is 5; the run made again has 4\n"
        )
    );
    for (name, edit) in [
        (
            "title",
            &(|manifest: &mut Manifest| manifest.job.title.push('x')) as &dyn Fn(&mut Manifest),
        ),
        ("model", &|manifest| manifest.model.name.push('x')),
        ("as of", &|manifest| manifest.as_of = "2026-06-02".into()),
        ("job's path", &|manifest| manifest.job.path.push('x')),
        ("reason", &|manifest| manifest.inputs[0].reason.push('x')),
        ("status", &|manifest| {
            manifest.inputs[0].status = cvrank::document::Status::Empty
        }),
        ("source", &|manifest| manifest.inputs[0].path.push('x')),
        ("explanation", &|manifest| {
            let (first, second) = manifest.inputs.split_at_mut(1);
            std::mem::swap(&mut first[0].explanation, &mut second[0].explanation);
        }),
        ("bytes", &|manifest| manifest.outputs[0].bytes += 1),
        ("an output less", &|manifest| {
            drop(manifest.outputs.remove(0))
        }),
        ("an output twice", &|manifest| {
            manifest.outputs.push(manifest.outputs[0].clone())
        }),
        ("tool", &|manifest| manifest.tool.name.push('x')),
        ("lexicon", &|manifest| manifest.lexicons[0].name.push('x')),
    ] {
        let (faults, replayed) = change(edit);
        assert!(!faults.is_empty(), "verify: {name}");
        // The program is told of in a note.
        let expected = if name == "tool" { [0, 0] } else { [1, 2] };
        assert!(
            expected.contains(&replayed.code),
            "replay: {name}: {replayed:?}"
        );
    }
    // Lengths of inputs are known to whoever reads them again.
    for edit in [
        &(|manifest: &mut Manifest| manifest.job.bytes += 1) as &dyn Fn(&mut Manifest),
        &|manifest| manifest.inputs[0].bytes = None,
    ] {
        assert_eq!(change(edit).1.code, 1);
    }
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    fn pipe(path: &Path) {
        let made = Command::new("mkfifo").arg(path).status().unwrap();
        assert!(made.success(), "{}", path.display());
    }

    /// Id, status and reason of each row, in the order of the ids.
    fn rows(place: &Place, cvs: &[&str]) -> Vec<(String, String, String)> {
        let arguments = [&["score", "job.md"], cvs, &[AS_OF, "-f", "csv"]].concat();
        let answer = ends(place, &arguments);
        let mut reader = csv::Reader::from_reader(answer.stdout.as_bytes());
        let mut rows: Vec<_> = reader
            .records()
            .map(|row| row.unwrap())
            .map(|row| (row[1].to_owned(), row[12].to_owned(), row[13].to_owned()))
            .collect();
        rows.sort();
        rows
    }

    fn ids(rows: &[(String, String, String)]) -> Vec<&str> {
        rows.iter().map(|row| row.0.as_str()).collect()
    }

    #[test]
    fn a_bomb_of_links_is_a_handful_of_rows() {
        const DEPTH: usize = 40;
        let place = Place::new();
        for number in 0..=DEPTH {
            fs::create_dir_all(place.at(&format!("s/d{number}"))).unwrap();
        }
        for number in 0..DEPTH {
            for name in ["a", "b"] {
                let next = format!("../d{}", number + 1);
                symlink(next, place.at(&format!("s/d{number}/{name}"))).unwrap();
            }
        }
        let last = place.at(&format!("s/d{DEPTH}/cv.txt"));
        fs::copy(place.at("cvs/c-0010.txt"), last).unwrap();
        assert_eq!(ids(&rows(&place, &["s"])), ["cv"]);
        let found = rows(&place, &["s/d0"]);
        assert_eq!(ids(&found), ["a", "b"]);
        for (_, status, reason) in &found {
            assert_eq!(status, "unsupported");
            assert!(reason.starts_with("the link leads out of the folder and is not followed; "));
        }
    }

    #[test]
    fn links_are_followed_once_and_only_within_the_folder() {
        let place = Place::new();
        fs::create_dir_all(place.at("pool/.store/deep")).unwrap();
        fs::create_dir_all(place.at("pool/sub")).unwrap();
        for to in [
            "pool/z.txt",
            "pool/.store/hidden.txt",
            "pool/.store/deep/other.txt",
            "outside.txt",
        ] {
            fs::copy(place.at("cvs/c-0010.txt"), place.at(to)).unwrap();
        }
        for (to, link) in [
            // What lies there by itself keeps its own name.
            ("z.txt", "pool/a.txt"),
            // What is only reached by links is read once.
            (".store/hidden.txt", "pool/by-link.txt"),
            (".store/hidden.txt", "pool/by-link-again.txt"),
            ("../.store/deep", "pool/sub/deep"),
            ("../.store", "pool/sub/store"),
            // Loops of each kind.
            (".", "pool/self"),
            ("..", "pool/sub/up"),
            ("loop-b", "pool/loop-a"),
            ("loop-a", "pool/loop-b"),
            ("../outside.txt", "pool/out.txt"),
            ("..", "pool/out"),
            ("nowhere", "pool/broken.txt"),
        ] {
            symlink(to, place.at(link)).unwrap();
        }
        let found = rows(&place, &["pool"]);
        let shown: Vec<(&str, &str)> = found.iter().map(|row| (&*row.0, &*row.1)).collect();
        assert_eq!(
            shown,
            [
                ("broken", "not_found"),
                ("by-link-again", "scored"),
                ("loop-a", "not_found"),
                ("loop-b", "not_found"),
                ("other", "scored"),
                ("out", "unsupported"),
                ("out.txt", "unsupported"),
                ("z", "scored"),
            ]
        );
        // A link that is named is meant.
        assert_eq!(rows(&place, &["pool/out.txt"])[0].1, "scored");
        symlink("pool", place.at("to-pool")).unwrap();
        assert_eq!(rows(&place, &["to-pool"]).len(), found.len());
    }

    #[test]
    fn what_is_no_file_is_refused_and_not_waited_for() {
        let place = Place::new();
        fs::create_dir(place.at("pool")).unwrap();
        fs::copy(place.at("cvs/c-0010.txt"), place.at("pool/cv.txt")).unwrap();
        pipe(&place.at("pool/pipe.txt"));
        pipe(&place.at("pool/table.csv"));
        let _socket = UnixListener::bind(place.at("pool/socket")).unwrap();
        symlink("/dev/zero", place.at("pool/endless.txt")).unwrap();
        let found = rows(&place, &["pool"]);
        let shown: Vec<(&str, &str)> = found
            .iter()
            .map(|row| (&*row.0, row.2.split(',').next().unwrap()))
            .collect();
        let out = "the link leads out of the folder and is not followed; name the file that it leads to as an argument of its own";
        assert_eq!(
            shown,
            [
                ("cv", ""),
                ("endless", out),
                ("pipe", "it is a pipe"),
                ("socket", "it is a socket"),
                ("table", "it is a pipe"),
            ]
        );
        for (argument, what) in [
            ("pool/pipe.txt", "a pipe"),
            ("pool/table.csv", "a pipe"),
            ("pool/socket", "a socket"),
            ("/dev/zero", "a device"),
        ] {
            let reason = format!(
                "it is {what}; give a file, or pipe the content in and give `-` where a command takes it"
            );
            let found = rows(&place, &["cvs/c-0010.txt", argument]);
            let lost = found.iter().find(|row| row.1 == "unsupported").unwrap();
            assert_eq!(lost.2, reason, "{argument}");
            let error = format!("error: {argument}: {reason}\n");
            for arguments in [
                &["score", argument, "cvs"][..],
                &["parse", argument],
                &["lint", argument],
                &["explain", argument, "cvs/c-0010.txt"],
            ] {
                let answer = ends(&place, arguments);
                assert_eq!((answer.code, answer.stderr.as_str()), (2, error.as_str()));
            }
        }
    }

    /// Files of the system that wait for more, or have no end.
    #[cfg(target_os = "linux")]
    #[test]
    fn links_to_files_of_the_system_are_not_read() {
        let place = Place::new();
        fs::create_dir(place.at("p")).unwrap();
        symlink("/proc/kmsg", place.at("p/k.txt")).unwrap();
        symlink("/proc/self/pagemap", place.at("p/m.txt")).unwrap();
        let found = rows(&place, &["p"]);
        assert_eq!(ids(&found), ["k", "m"]);
        assert!(found.iter().all(|row| row.1 == "unsupported"), "{found:?}");
        let named = rows(&place, &["cvs/c-0010.txt", "/proc/kmsg"]);
        assert_ne!(named[1].1, "scored", "{named:?}");
    }

    #[test]
    fn a_run_of_other_than_plain_files_is_refused() {
        let keep = Place::scored();
        for path in [
            "ranking.csv",
            "ranking.json",
            "explain/c-0001.json",
            "manifest.json",
            "explain",
        ] {
            for kind in ["pipe", "link", "device"] {
                if path == "explain" && kind == "pipe" {
                    continue;
                }
                let place = Place::new();
                for (file, bytes) in everything(&keep.at("run")) {
                    let to = place.at("run").join(file);
                    fs::create_dir_all(to.parent().unwrap()).unwrap();
                    fs::write(to, bytes).unwrap();
                }
                let at = place.at("run").join(path);
                fs::rename(&at, place.at("moved")).unwrap();
                match kind {
                    "pipe" => pipe(&at),
                    "link" => symlink(place.at("moved"), &at).unwrap(),
                    _ => symlink("/dev/zero", &at).unwrap(),
                }
                for arguments in [
                    &["verify", "run"][..],
                    &["replay", "run"],
                    &["override", "run", "c-0001", "--rank", "1", "--reason", "x"],
                ] {
                    let is_read = arguments[0] != "override" || path.ends_with("ranking.json");
                    let answer = ends(&place, arguments);
                    assert!(
                        answer.code == 1 || answer.code == 2 || !is_read,
                        "{path} {kind}: {arguments:?}: {answer:?}"
                    );
                }
            }
        }
        let place = Place::scored();
        fs::write(place.at("elsewhere"), "").unwrap();
        symlink("../elsewhere", place.at("run/decisions.jsonl")).unwrap();
        let decide = ["override", "run", "c-0001", "--rank", "1", "--reason", "x"];
        assert_eq!(ends(&place, &decide).code, 2);
        assert_eq!(fs::read(place.at("elsewhere")).unwrap(), b"");
        fs::remove_file(place.at("run/decisions.jsonl")).unwrap();
        pipe(&place.at("run/decisions.jsonl"));
        assert_eq!(ends(&place, &decide).code, 2);
        assert_eq!(ends(&place, &["verify", "run"]).code, 2);
    }
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
