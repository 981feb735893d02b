//! Links, pipes, sockets and devices among CVs and in run folders.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::Answer;
use crate::common::place::{AS_OF, Place};

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

/// What a user sets up is a file, too.
#[test]
fn a_pipe_is_no_model_and_no_table() {
    let place = Place::new();
    pipe(&place.at("pipe"));
    fs::create_dir(place.at("jobs")).unwrap();
    fs::copy(place.at("job.md"), place.at("jobs/job.md")).unwrap();
    let score = ["score", "job.md", "cvs"];
    let learn = ["evaluate", "--jobs", "jobs", "--cvs", "cvs"];
    for (command, option) in [
        (&score[..], "--model"),
        (&score, "--background"),
        (&score, "--lexicon"),
        (&["check", "job.md", "cvs"], "--names"),
        (&learn, "--labels"),
        (&["lexicon"], "check"),
        (&["lexicon"], "import"),
        (&["model"], "show"),
        (&["verify"], "--"),
        (&["audit", "--groups", "pipe"], "--"),
    ] {
        let arguments = [command, &[option, "pipe"]].concat();
        let answer = ends(&place, &arguments);
        let shown = arguments.join(" ");
        assert_eq!((answer.code, answer.stdout.as_str()), (2, ""), "{shown}");
        assert!(
            answer.stderr.contains("it is a pipe; give a file"),
            "{shown}: {}",
            answer.stderr
        );
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
