//! A pool from the command line: read once, the same bytes, forgotten without a trace.

use std::fs;
use std::path::PathBuf;

use crate::common::{AS_OF, Answer, root, run};

mod choosing;

/// A place with a few sample CVs in a folder, and where their pool is to lie.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("cvs")).unwrap();
        Self { folder }
    }

    /// With these of the sample CVs.
    fn with(names: &[&str]) -> Self {
        let place = Self::new();
        for name in names {
            fs::copy(root().join("data/cvs").join(name), place.cvs().join(name)).unwrap();
        }
        place
    }

    fn cvs(&self) -> PathBuf {
        self.folder.path().join("cvs")
    }

    fn pool(&self) -> PathBuf {
        self.folder.path().join("nurses.pool")
    }

    fn run(&self, arguments: &[&str]) -> Answer {
        let (pool, cvs) = (self.pool(), self.cvs());
        let named = arguments.iter().map(|argument| match *argument {
            "POOL" => pool.to_str().unwrap(),
            "CVS" => cvs.to_str().unwrap(),
            argument => argument,
        });
        run(&named.collect::<Vec<_>>())
    }

    fn add(&self, more: &[&str]) -> String {
        let answer = self.run(&[&["pool", "add", "POOL", "CVS", "--as-of", AS_OF], more].concat());
        assert!([0, 4].contains(&answer.code), "{}", answer.stderr);
        answer.stdout
    }

    fn score(&self, more: &[&str]) -> Answer {
        let job = job();
        let score = ["score", &job, "--as-of", AS_OF, "-q"];
        let answer = self.run(&[&score, more].concat());
        assert!([0, 3, 4].contains(&answer.code), "{}", answer.stderr);
        answer
    }

    /// The ids in the order of the ranking.
    fn ids(&self, more: &[&str]) -> Vec<String> {
        let answer = self.score(&[&["--format", "csv", "--pool", "POOL"], more].concat());
        let mut reader = csv::Reader::from_reader(answer.stdout.as_bytes());
        let rows = reader.records().map(|row| row.unwrap()[1].to_owned());
        rows.collect()
    }
}

fn job() -> String {
    let job = root().join("data/jobs/ward_nurse.md");
    job.to_str().unwrap().to_owned()
}

/// The folder and the pool give the same bytes.
fn are_same(place: &Place) {
    for format in ["csv", "json", "html", "table"] {
        let of = |from: &[&str]| place.score(&[from, &["--format", format]].concat());
        let (files, pool) = (of(&["CVS"]), of(&["--pool", "POOL"]));
        assert_eq!(files.stdout, pool.stdout, "{format}");
        assert_eq!(files.code, pool.code, "{format}");
    }
}

#[test]
fn what_is_known_is_not_read_again_and_scored_the_same() {
    let place = Place::with(&["c-0001.md", "c-0012.md", "c-0023.md", "c-0010.txt"]);
    fs::write(place.cvs().join("broken.pdf"), "%PDF-1.4 nothing").unwrap();
    fs::write(place.cvs().join("short.txt"), "Baker").unwrap();
    fs::write(
        place.cvs().join("page.html"),
        "<p>Eva Muster</p><h2>Experience</h2><p>Ward nurse, Brill Clinic, 2019 - 2023</p>\
         <p style='color:#fff'>Kubernetes</p><p>Gave medication on a surgical ward</p>",
    )
    .unwrap();
    fs::write(
        place.cvs().join("table.csv"),
        "id,text\nt-1,\"Ward nurse at Brill Clinic from 2019 to 2023, surgical ward, night shifts and medication\"\nt-2,\n",
    )
    .unwrap();
    let text = place.add(&[]);
    assert!(text.starts_with("9 CVs new; 8 read\n"), "{text}");
    are_same(&place);
    let text = place.add(&[]);
    assert_eq!(text, "nothing new; 0 read; 8 files are as they were\n");
    // A copy of the same bytes is a CV of its own, and read already.
    fs::copy(place.cvs().join("c-0001.md"), place.cvs().join("copy.md")).unwrap();
    let text = place.add(&[]);
    assert_eq!(text, "1 CV new; 0 read; 8 files are as they were\n");
    are_same(&place);
}

#[test]
fn a_file_that_moved_or_changed_is_known() {
    let place = Place::with(&["c-0001.md", "c-0012.md"]);
    place.add(&["--tag", "first", "--arrived", "2026-01-01"]);
    fs::rename(place.cvs().join("c-0001.md"), place.cvs().join("anna.md")).unwrap();
    let text = place.add(&["--arrived", "2026-02-01"]);
    assert_eq!(text, "1 CV moved; 0 read; 1 file is as it was\n");
    are_same(&place);
    // It came when it came, and keeps its tag.
    assert_eq!(place.ids(&["--tag", "first"]).len(), 2);
    assert_eq!(place.ids(&["--since", "2026-01-02"]).len(), 0);
    fs::copy(
        root().join("data/cvs/c-0023.md"),
        place.cvs().join("c-0012.md"),
    )
    .unwrap();
    let text = place.add(&[]);
    assert_eq!(text, "1 CV changed; 1 read; 1 file is as it was\n");
    are_same(&place);
    // The rows of a table come and go with it.
    let table = place.cvs().join("table.csv");
    let row = |id: &str| {
        format!(
            "{id},\"Ward nurse at Brill Clinic from 2019 to 2023, surgical ward, night shifts, {id}\"\n"
        )
    };
    fs::write(&table, format!("id,text\n{}{}", row("t-1"), row("t-2"))).unwrap();
    assert!(place.add(&[]).starts_with("2 CVs new; 2 read"));
    fs::write(&table, format!("id,text\n{}", row("t-1"))).unwrap();
    let text = place.add(&[]);
    assert!(
        text.starts_with("1 CV gone from their file; 0 read"),
        "{text}"
    );
    are_same(&place);
}

#[test]
fn a_refresh_reads_what_changed_and_tells_what_is_gone() {
    let place = Place::with(&["c-0001.md", "c-0012.md", "c-0023.md"]);
    place.add(&[]);
    fs::remove_file(place.cvs().join("c-0001.md")).unwrap();
    fs::copy(
        root().join("data/cvs/c-0010.txt"),
        place.cvs().join("c-0012.md"),
    )
    .unwrap();
    let refresh = ["pool", "refresh", "POOL", "--as-of", AS_OF];
    let answer = place.run(&refresh);
    let gone = place.cvs().join("c-0001.md");
    assert_eq!(
        answer.stdout,
        format!(
            "1 CV changed; 1 read; 1 file is as it was\n! {} is gone; what was read of it stays\n--forget-gone forgets them.\n",
            gone.display()
        )
    );
    assert_eq!(place.ids(&[]).len(), 3);
    // Another month makes profiles anew, of the texts that are kept.
    let status = place.run(&["pool", "status", "POOL", "--as-of", "2027-01-31"]);
    let outdated = "! 0 texts and 3 profiles were made by another version, in another month or with another lexicon; `cvrank pool refresh POOL` makes them anew\n";
    assert!(status.stdout.contains(outdated), "{}", status.stdout);
    let answer = place.run(&[
        "pool",
        "refresh",
        "POOL",
        "--as-of",
        "2027-01-31",
        "--forget-gone",
    ]);
    assert!(
        answer
            .stdout
            .contains("3 profiles made anew of the texts that are kept\n")
            && answer.stdout.contains("1 CV forgotten\n"),
        "{}",
        answer.stdout
    );
    assert_eq!(place.ids(&[]).len(), 2);
    // The profiles of the month before were made anew in memory, and are the same.
    are_same(&place);
}

#[test]
fn who_is_removed_leaves_no_byte() {
    let place = Place::with(&["c-0001.md", "c-0012.md"]);
    let name = "Wilhelmina Zauberhaft";
    let cv = format!(
        "{name}\nwilma.zauberhaft+cv@example.org, 030 5551234\n\nExperience\nWard nurse, \
         Brill Clinic, 2019 - 2023\n- Gave medication on a surgical ward, quibscript gloamrye\n"
    );
    fs::write(place.cvs().join("Zauberhaft_Wilhelmina.txt"), &cv).unwrap();
    place.add(&["--tag", "zaubertag"]);
    // What is kept is compressed: its bytes are looked for as well.
    let kept: [Vec<u8>; 2] = {
        let connection = rusqlite::Connection::open(place.pool()).unwrap();
        let query = "SELECT document, profile FROM reading JOIN cv ON cv.reading = reading.number \
                     WHERE id = 'Zauberhaft_Wilhelmina'";
        connection
            .query_row(query, [], |row| Ok([row.get(0)?, row.get(1)?]))
            .unwrap()
    };
    let before = bytes_of(&place);
    let name_of_file = "Zauberhaft_Wilhelmina";
    assert!(holds(&before, name_of_file.as_bytes()));
    let answer = place.run(&[
        "pool",
        "remove",
        "POOL",
        "--person",
        "Wilma.Zauberhaft@Example.org",
        "--as-of",
        AS_OF,
    ]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert_eq!(
        answer.stdout,
        format!(
            "1 CV forgotten\nThe files are not touched. Delete them, or the next `cvrank pool add` brings them back (a row, when its table changes):\n  {}\n",
            place.cvs().join("Zauberhaft_Wilhelmina.txt").display()
        )
    );
    let after = bytes_of(&place);
    for trace in [name_of_file, name, "zauberhaft", "5551234", "quibscript"] {
        assert!(!holds(&after, trace.as_bytes()), "{trace}");
    }
    for packed in kept {
        let mut runs = packed.windows(16);
        assert!(runs.len() > 100 && runs.clone().any(|run| holds(&before, run)));
        assert!(!runs.any(|run| holds(&after, run)));
    }
    let status = place
        .run(&["pool", "status", "POOL", "--as-of", AS_OF])
        .stdout;
    assert!(
        status.contains(&format!("{AS_OF}: 1 CV forgotten (a person)\n")),
        "{status}"
    );
    assert_eq!(place.ids(&[]), ["c-0001", "c-0012"]);
}

/// All bytes of the pool and of what lies beside it.
fn bytes_of(place: &Place) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in fs::read_dir(place.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            all.extend(fs::read(path).unwrap());
        }
    }
    all
}

fn holds(all: &[u8], some: &[u8]) -> bool {
    all.windows(some.len()).any(|window| window == some)
}

#[test]
fn ages_and_ids_are_forgotten_by_rule() {
    let place = Place::with(&["c-0001.md"]);
    place.add(&["--arrived", "2024-06-29"]);
    fs::copy(
        root().join("data/cvs/c-0012.md"),
        place.cvs().join("c-0012.md"),
    )
    .unwrap();
    place.add(&["--arrived", "2024-06-30"]);
    fs::copy(
        root().join("data/cvs/c-0023.md"),
        place.cvs().join("c-0023.md"),
    )
    .unwrap();
    place.add(&["--arrived", "2026-01-01"]);
    let expired = [
        "pool",
        "remove",
        "POOL",
        "--expired",
        "--as-of",
        "2026-06-30",
    ];
    let answer = place.run(&expired);
    assert_eq!(answer.code, 2);
    assert_eq!(
        answer.stderr,
        "error: the pool keeps CVs for ever; `cvrank pool set POOL --retention 24m` sets a rule, or name an age with --older-than\n"
    );
    place.run(&["pool", "set", "POOL", "--retention", "24m"]);
    let status = place.run(&["pool", "status", "POOL", "--as-of", "2026-06-30"]);
    assert!(
        status.stdout.contains("kept for 24m; ! 1 are older"),
        "{}",
        status.stdout
    );
    // On the day itself it is not older.
    assert!(place.run(&expired).stdout.starts_with("1 CV forgotten\n"));
    let answer = place.run(&[
        "pool",
        "remove",
        "POOL",
        "--older-than",
        "729d",
        "--as-of",
        "2026-06-30",
    ]);
    assert!(
        answer.stdout.starts_with("1 CV forgotten\n"),
        "{}",
        answer.stdout
    );
    let answer = place.run(&["pool", "remove", "POOL", "c-0023", "c-9999"]);
    assert_eq!(
        answer.stderr,
        "error: no CV in the pool has the id c-9999; `cvrank pool status POOL --list` shows them\n"
    );
    // Nobody is forgotten by a call that fails.
    assert_eq!(place.ids(&[]), ["c-0023"]);
    let answer = place.run(&["pool", "remove", "POOL", "--person", "Anna"]);
    assert_eq!(
        answer.stderr,
        "error: Anna is neither an e-mail address nor a telephone number\n"
    );
}

#[test]
fn every_command_that_takes_cvs_takes_a_pool() {
    let place = Place::with(&["c-0001.md", "c-0012.md", "c-0023.md"]);
    place.add(&[]);
    let job = job();
    let jobs = root().join("data/jobs");
    let jobs = jobs.to_str().unwrap();
    for command in [
        &["score", &job, "CVS", "-q", "--top", "2", "--as-of", AS_OF][..],
        &[
            "score", "--jobs", jobs, "CVS", "-q", "--format", "matrix", "--as-of", AS_OF,
        ],
        &[
            "score", &job, "CVS", "-q", "--format", "jsonl", "--as-of", AS_OF,
        ],
        &[
            "score", &job, "CVS", "-q", "--ats", "lever", "--as-of", AS_OF,
        ],
        &["lint", &job, "--pool", "CVS", "-q", "--as-of", AS_OF],
        &["background", "CVS", "-q"],
    ] {
        let from = |what: &'static str| {
            let named = command
                .iter()
                .map(|part| if *part == "CVS" { what } else { *part });
            place.run(&named.collect::<Vec<_>>())
        };
        let (files, pool) = (from("CVS"), from("POOL"));
        assert_eq!(files.stdout, pool.stdout, "{command:?}");
        assert_eq!(
            (files.code, files.stderr),
            (pool.code, pool.stderr),
            "{command:?}"
        );
    }
    let matrix = [
        "score", "--jobs", jobs, "--pool", "POOL", "-q", "--format", "matrix",
    ];
    assert_eq!(place.run(&matrix).code, 0);
    // A pool knows no names of files that could be changed; all else holds.
    let check = [
        "check", &job, "POOL", "-q", "--swaps", "1", "--as-of", AS_OF,
    ];
    assert_eq!(place.run(&check).code, 0);
    let named = place.run(&[
        "explain", &job, "c-0012", "--pool", "POOL", "--top", "2", "--as-of", AS_OF,
    ]);
    let file = place.cvs().join("c-0012.md");
    let as_file = [
        "explain",
        &job,
        file.to_str().unwrap(),
        "--pool",
        "CVS",
        "--top",
        "2",
        "--as-of",
        AS_OF,
    ];
    assert_eq!(named.stdout, place.run(&as_file).stdout);
}

#[test]
fn faults_are_said_in_words() {
    let place = Place::with(&["c-0001.md"]);
    let shown = place.pool().display().to_string();
    let answer = place.run(&["pool", "status", "POOL"]);
    assert_eq!(
        answer.stderr,
        format!(
            "error: {shown}: there is no such pool; `cvrank pool add {shown} CVS...` makes one\n"
        )
    );
    assert_eq!(
        place.run(&["pool", "add", "POOL", "nowhere"]).stderr,
        "error: nothing was found at nowhere; check the path\n"
    );
    // A call that fails makes no pool.
    assert!(!place.pool().exists());
    assert_eq!(
        place.run(&["pool", "add", "POOL", "-"]).stderr,
        "error: a pool keeps where its CVs lie, and standard input lies nowhere; give files\n"
    );
    fs::write(place.pool(), "no pool at all").unwrap();
    assert_eq!(
        place.run(&["pool", "add", "POOL", "CVS"]).stderr,
        format!("error: {shown}: the file is no pool of cvrank; give another name\n")
    );
    fs::remove_file(place.pool()).unwrap();
    place.add(&[]);
    let set_version = |version: i32| {
        let connection = rusqlite::Connection::open(place.pool()).unwrap();
        connection
            .pragma_update(None, "user_version", version)
            .unwrap();
    };
    set_version(2);
    assert_eq!(
        place.run(&["score", &job(), "POOL"]).stderr,
        format!(
            "error: {shown}: the pool was made by a newer cvrank (its version is 2, this one reads up to 1); update cvrank\n"
        )
    );
    set_version(1);
    let job = job();
    let answer = place.run(&["score", &job, "CVS", "--tag", "ward"]);
    assert!(answer.stderr.contains("--pool <POOL>"), "{}", answer.stderr);
    let out = place.folder.path().join("run");
    let answer = place.run(&[
        "score",
        &job,
        "--pool",
        "POOL",
        "--tag",
        "ward",
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_eq!(
        answer.stderr,
        "error: --out keeps all who applied, so that the run can be made again and audited; leave out --only-musts, --since and what chooses from a pool\n"
    );
}

#[test]
fn damage_is_found_and_made_good_from_the_files() {
    let place = Place::with(&["c-0001.md", "c-0012.md", "c-0023.md"]);
    place.add(&["--tag", "ward", "--arrived", "2026-01-01"]);
    fs::write(
        place.cvs().join("late.txt"),
        fs::read(place.cvs().join("c-0001.md")).unwrap(),
    )
    .unwrap();
    place.add(&["--arrived", "2026-02-01"]);
    place.run(&["pool", "set", "POOL", "--retention", "2y"]);
    let verify = ["pool", "verify", "POOL"];
    assert_eq!(place.run(&verify).stdout, "The pool is whole.\n");
    {
        let connection = rusqlite::Connection::open(place.pool()).unwrap();
        connection
            .execute(
                "UPDATE reading SET document = substr(document, 1, 40) WHERE number = 2",
                [],
            )
            .unwrap();
    }
    let answer = place.run(&verify);
    assert_eq!(
        (answer.code, answer.stdout.as_str()),
        (
            1,
            "! c-0012: its text cannot be unpacked\n`cvrank pool verify POOL --rebuild` makes the pool again from the files.\n"
        )
    );
    // Until then it is a row with a reason.
    let rows = place.score(&["--pool", "POOL", "--format", "csv"]).stdout;
    assert!(
        rows.contains("what the pool keeps of this CV is damaged"),
        "{rows}"
    );
    // And a page of the file itself.
    let mut bytes = fs::read(place.pool()).unwrap();
    let page = bytes.len() - 4096;
    bytes[page..page + 64].fill(0xee);
    fs::write(place.pool(), bytes).unwrap();
    assert_eq!(place.run(&verify).code, 1);
    let answer = place.run(&["pool", "verify", "POOL", "--rebuild", "--as-of", AS_OF]);
    assert_eq!(
        answer.stdout, "made again: 4 CVs new; 4 read\n",
        "{}",
        answer.stderr
    );
    assert_eq!(place.run(&verify).stdout, "The pool is whole.\n");
    are_same(&place);
    assert_eq!(place.ids(&["--tag", "ward"]).len(), 3);
    assert_eq!(place.ids(&["--since", "2026-02-01"]), ["late"]);
    let status = place
        .run(&["pool", "status", "POOL", "--as-of", AS_OF])
        .stdout;
    assert!(status.contains("kept for 2y; none is older\n"), "{status}");
}

#[test]
fn a_pool_leaves_as_lines_of_json() {
    let place = Place::with(&["c-0001.md"]);
    fs::write(place.cvs().join("short.txt"), "").unwrap();
    place.add(&["--tag", "ward"]);
    let answer = place.run(&["pool", "export", "POOL"]);
    let lines: Vec<serde_json::Value> = answer
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    let text = fs::read_to_string(place.cvs().join("c-0001.md")).unwrap();
    let first = text.lines().next().unwrap().trim_start_matches(['#', ' ']);
    assert!(lines[0]["text"].as_str().unwrap().starts_with(first));
    assert_eq!(
        (&lines[0]["cv_id"], &lines[0]["tags"][0]),
        (&"c-0001".into(), &"ward".into())
    );
    assert_eq!(
        (&lines[1]["status"], &lines[1]["text"]),
        (&"empty".into(), &serde_json::Value::Null)
    );
}

#[test]
fn a_pool_in_its_own_folder_is_no_cv() {
    let place = Place::with(&["c-0001.md"]);
    let pool = place.cvs().join("all.pool");
    let add = [
        "pool",
        "add",
        pool.to_str().unwrap(),
        "CVS",
        "--as-of",
        AS_OF,
    ];
    assert_eq!(place.run(&add).stdout, "1 CV new; 1 read\n");
    assert!(place.run(&add).stdout.starts_with("nothing new; 0 read"));
}

/// Whatever is done in whatever order, the pool scores as its folder does.
#[test]
fn a_pool_follows_its_folder() {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    let names = [
        "c-0001.md",
        "c-0012.md",
        "c-0023.md",
        "c-0010.txt",
        "c-0027.md",
    ];
    let texts: Vec<Vec<u8>> = names
        .iter()
        .map(|name| fs::read(root().join("data/cvs").join(name)).unwrap())
        .collect();
    let step = (0..5_usize, 0..5_usize, 0..5_usize);
    let mut runner = TestRunner::new(Config {
        cases: 6,
        failure_persistence: None,
        ..Config::default()
    });
    let steps = proptest::collection::vec(step, 1..8);
    let checked = runner.run(&steps, |steps| {
        let place = Place::new();
        fs::write(place.cvs().join("own.txt"), &texts[0]).unwrap();
        place.add(&[]);
        for (what, file, text) in steps {
            let path = place.cvs().join(format!("cv-{file}.txt"));
            match what {
                // Longer each time, so that its stamp differs even within a tick of the clock.
                0 | 1 => {
                    let known = fs::metadata(&path).map_or(0, |known| known.len());
                    let mut bytes = texts[text].clone();
                    bytes.resize(bytes.len().max(known as usize + 1), b'\n');
                    fs::write(&path, bytes).unwrap();
                    place.add(&[]);
                }
                2 => {
                    let to = place.cvs().join(format!("cv-{text}.txt"));
                    if path.exists() && !to.exists() {
                        fs::rename(path, to).unwrap();
                        place.add(&[]);
                    }
                }
                3 => {
                    if path.exists() {
                        fs::remove_file(&path).unwrap();
                        let refresh =
                            ["pool", "refresh", "POOL", "--forget-gone", "--as-of", AS_OF];
                        assert_eq!(place.run(&refresh).code, 0);
                    }
                }
                _ => {
                    if path.exists() {
                        let id = format!("cv-{file}");
                        assert_eq!(place.run(&["pool", "remove", "POOL", &id]).code, 0);
                        fs::remove_file(&path).unwrap();
                    }
                }
            }
        }
        let of = |from: &[&str]| place.score(&[from, &["--format", "json"]].concat()).stdout;
        prop_assert_eq!(of(&["CVS"]), of(&["--pool", "POOL"]));
        prop_assert_eq!(place.run(&["pool", "verify", "POOL"]).code, 0);
        Ok(())
    });
    checked.unwrap();
}

/// A folder that is watched: what is put there is read, without a call of one's own.
#[test]
fn what_is_put_into_a_watched_folder_is_read() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    for every in [&[][..], &["--every", "1"]] {
        let place = Place::with(&["c-0001.md"]);
        let mut watch = Command::new(env!("CARGO_BIN_EXE_cvrank"))
            .args(["pool", "watch"])
            .args([place.pool(), place.cvs()])
            .args(["--as-of", AS_OF, "-q"])
            .args(every)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let holds = |count: usize| {
            let start = Instant::now();
            while start.elapsed() < Duration::from_secs(60) {
                if place.pool().exists() && place.run(&["pool", "verify", "POOL"]).code == 0 {
                    let list = place.run(&["pool", "export", "POOL"]).stdout;
                    if list.lines().count() == count {
                        return true;
                    }
                }
                std::thread::sleep(Duration::from_millis(200));
            }
            false
        };
        let has_first = holds(1);
        fs::copy(
            root().join("data/cvs/c-0012.md"),
            place.cvs().join("c-0012.md"),
        )
        .unwrap();
        let has_second = holds(2);
        watch.kill().unwrap();
        watch.wait().unwrap();
        assert!(has_first && has_second, "{every:?}");
    }
}
