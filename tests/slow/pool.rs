//! Pools under stress: killed, shared, filled with all that there is to read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use cvrank::random::SplitMix64;

use crate::common::{AS_OF, root, run, shared_data};

const JOB: &str = "data/jobs/ward_nurse.md";

fn program(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_cvrank"))
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Invented CVs, no two alike.
fn write_cvs(folder: &Path, from: usize, count: usize) {
    fs::create_dir_all(folder).unwrap();
    for number in from..from + count {
        let text = format!(
            "Experience\nWard nurse, Brill Clinic {number}, 2015 - 2019\n- Gave medication on \
             ward {number} and trained {} nurses in the night shift\n",
            number % 7 + 2
        );
        fs::write(folder.join(format!("n-{number}.txt")), text).unwrap();
    }
}

fn ids(pool: &str) -> BTreeSet<String> {
    let list = run(&["pool", "status", pool, "--list", "--format", "json"]);
    assert_eq!(list.code, 0, "{}", list.stderr);
    let listed: serde_json::Value = serde_json::from_str(&list.stdout).unwrap();
    let listed = listed.as_array().unwrap().iter();
    listed
        .map(|cv| cv["cv_id"].as_str().unwrap().to_owned())
        .collect()
}

/// Killed 200 times at any moment, a pool opens, is whole, and holds all that was acknowledged.
#[test]
fn a_kill_loses_nothing_that_was_acknowledged() {
    const KILLS: usize = 200;
    let folder = tempfile::tempdir().unwrap();
    let pool = folder.path().join("a.pool");
    let (pool, cvs) = (pool.to_str().unwrap(), folder.path().join("cvs"));
    let cvs_named = cvs.to_str().unwrap().to_owned();
    let mut random = SplitMix64::new(20_261_129);
    let mut acknowledged = BTreeSet::new();
    let mut interrupted = 0;
    for kill in 0..KILLS {
        write_cvs(&cvs, 3 * kill, 3);
        let mut child = program(&["pool", "add", pool, &cvs_named, "--as-of", AS_OF]);
        sleep(Duration::from_micros(random.below(60_000) as u64));
        // A child that has ended cannot be killed any more.
        let _ = child.kill();
        let ended = child.wait().unwrap();
        if ended.success() {
            acknowledged = (0..3 * (kill + 1))
                .map(|number| format!("n-{number}"))
                .collect();
        } else {
            interrupted += 1;
        }
        if !Path::new(pool).exists() {
            continue;
        }
        let held = ids(pool);
        assert!(held.is_superset(&acknowledged), "after kill {kill}");
        if kill % 20 == 0 {
            assert_eq!(run(&["pool", "verify", pool]).code, 0, "after kill {kill}");
        }
    }
    assert!(
        interrupted > KILLS / 10,
        "{interrupted} were killed in time"
    );
    assert_eq!(
        run(&["pool", "add", pool, &cvs_named, "--as-of", AS_OF]).code,
        0
    );
    assert_eq!(run(&["pool", "verify", pool]).code, 0);
    assert_eq!(ids(pool).len(), 3 * KILLS);
}

/// While one process adds and removes, others score: each sees a pool that was once so.
#[test]
fn many_read_while_one_writes() {
    let folder = tempfile::tempdir().unwrap();
    let pool = folder.path().join("a.pool");
    let (pool, cvs) = (pool.to_str().unwrap().to_owned(), folder.path().join("cvs"));
    let cvs_named = cvs.to_str().unwrap().to_owned();
    write_cvs(&cvs, 0, 40);
    assert_eq!(
        run(&["pool", "add", &pool, &cvs_named, "--as-of", AS_OF]).code,
        0
    );
    let readers: Vec<_> = (0..3)
        .map(|_| {
            let pool = pool.clone();
            std::thread::spawn(move || {
                for _ in 0..15 {
                    let score = [
                        "score", JOB, "--pool", &pool, "-q", "--format", "csv", "--as-of", AS_OF,
                    ];
                    let answer = run(&score);
                    assert!([0, 4].contains(&answer.code), "{}", answer.stderr);
                    assert!(answer.stdout.lines().count() > 40);
                    assert!(!answer.stdout.contains("damaged"), "{}", answer.stdout);
                }
            })
        })
        .collect();
    for round in 1..8 {
        write_cvs(&cvs, 40 * round, 40);
        let added = run(&["pool", "add", &pool, &cvs_named, "--as-of", AS_OF]);
        assert_eq!(added.code, 0, "{}", added.stderr);
        let removed = run(&["pool", "remove", &pool, &format!("n-{}", 40 * round)]);
        assert_eq!(removed.code, 0, "{}", removed.stderr);
        fs::remove_file(cvs.join(format!("n-{}.txt", 40 * round))).unwrap();
    }
    for reader in readers {
        reader.join().unwrap();
    }
    assert_eq!(run(&["pool", "verify", &pool]).code, 0);
    assert_eq!(ids(&pool).len(), 8 * 40 - 7);
}

/// No file may grow any more: the pool is as it was, and what happened is said.
#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_leaves_what_was() {
    let folder = tempfile::tempdir().unwrap();
    let pool = folder.path().join("a.pool");
    let (pool, cvs) = (pool.to_str().unwrap(), folder.path().join("cvs"));
    let cvs_named = cvs.to_str().unwrap().to_owned();
    write_cvs(&cvs, 0, 5);
    assert_eq!(
        run(&["pool", "add", pool, &cvs_named, "--as-of", AS_OF]).code,
        0
    );
    write_cvs(&cvs, 5, 300);
    // Blocks of 512 bytes: the journal cannot hold what is to come.
    let script = format!(
        "trap '' XFSZ; ulimit -f 64; exec \"{}\" pool add \"{pool}\" \"{cvs_named}\" --as-of {AS_OF}",
        env!("CARGO_BIN_EXE_cvrank"),
    );
    let done = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    let told = String::from_utf8(done.stderr).unwrap();
    assert_eq!(
        told,
        format!(
            "error: {pool}: the system could not read or write the file; the disk may be full. What was added before is kept, so run it again when there is room\n"
        )
    );
    assert_eq!(run(&["pool", "verify", pool]).code, 0);
    assert!(ids(pool).len() >= 5);
    assert_eq!(
        run(&["pool", "add", pool, &cvs_named, "--as-of", AS_OF]).code,
        0
    );
    assert_eq!(ids(pool).len(), 305);
}

/// All documents there are, in the order of a shuffle, with removals and refreshes between.
#[test]
fn all_documents_score_the_same_from_a_pool() {
    let Some(shared) = shared_data("") else {
        return;
    };
    let parts = ["documents", "attacks", "truth/cvs"];
    let mut folders: Vec<PathBuf> = parts.iter().map(|part| shared.join(part)).collect();
    folders.push(root().join("data/cvs"));
    folders.retain(|folder| folder.is_dir());
    assert!(folders.len() > 1, "no documents in the measuring data");
    let folder = tempfile::tempdir().unwrap();
    let pool = folder.path().join("all.pool");
    let pool = pool.to_str().unwrap();
    let named: Vec<&str> = folders
        .iter()
        .map(|folder| folder.to_str().unwrap())
        .collect();
    let add = [&["pool", "add", pool, "--as-of", AS_OF][..], &named].concat();
    assert!([0, 4].contains(&run(&add).code));
    // A row of a table comes back when the table changes, a file with the next call.
    let list = run(&["pool", "status", pool, "--list", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&list.stdout).unwrap();
    let of_files = listed.as_array().unwrap().iter();
    let of_files = of_files.filter(|cv| Path::new(cv["source"].as_str().unwrap()).is_file());
    let removed: Vec<&str> = of_files
        .step_by(9)
        .map(|cv| cv["cv_id"].as_str().unwrap())
        .collect();
    assert_eq!(
        run(&[&["pool", "remove", pool][..], &removed].concat()).code,
        0
    );
    assert!([0, 4].contains(&run(&["pool", "refresh", pool, "--as-of", AS_OF]).code));
    assert!([0, 4].contains(&run(&add).code));
    assert_eq!(run(&["pool", "verify", pool]).code, 0);
    let score = |from: &[&str]| {
        let score = ["score", JOB, "-q", "--format", "csv", "--as-of", AS_OF];
        let answer = run(&[&score, from].concat());
        // Ids depend on what was named together, and flags name others by them: what is compared is
        // all the rest.
        let mut reader = csv::Reader::from_reader(answer.stdout.as_bytes());
        let header = reader.headers().unwrap().clone();
        let of_ids = ["rank", "cv_id", "flags"];
        let rows = reader.records().map(|row| {
            let row = row.unwrap();
            let all = header.iter().zip(&row);
            let rest = all.filter(|(name, _)| !of_ids.contains(name));
            rest.map(|(name, cell)| format!("{name} {cell}\n"))
                .collect()
        });
        let mut rows: Vec<String> = rows.collect();
        rows.sort();
        rows
    };
    let (files, pooled) = (score(&named), score(&["--pool", pool]));
    assert_eq!(files.len(), pooled.len());
    for (file, pooled) in files.iter().zip(&pooled) {
        assert_eq!(file, pooled);
    }
}
