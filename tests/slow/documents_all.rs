//! Every document of the measuring data ends in a score or a reasoned status, through the program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::common::{run, shared_data};

const JOB: &str = "data/jobs/backend_engineer.md";
/// For one folder, hostile files included; a worker may use ten seconds for one of them.
const LONGEST: Duration = Duration::from_secs(120);

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn check(part: &str) {
    let Some(folder) = shared_data(part) else {
        return;
    };
    let mut expected = Vec::new();
    files(&folder, &mut expected);
    let paths: Vec<String> = expected
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    // Each file by name, since a folder is walked for files that look like CVs.
    let mut arguments = vec!["score", JOB, "--as-of", "2026-06-01", "--format", "csv"];
    arguments.extend(paths.iter().map(String::as_str));
    let start = Instant::now();
    let answer = run(&arguments);
    let spent = start.elapsed();
    assert!(
        [0, 4].contains(&answer.code),
        "{}: {}",
        answer.code,
        answer.stderr
    );
    let mut statuses: BTreeMap<String, usize> = BTreeMap::new();
    let mut sources = BTreeSet::new();
    let mut reader = csv::Reader::from_reader(answer.stdout.as_bytes());
    for row in reader.records() {
        let row = row.expect("the answer is CSV");
        let (score, status, reason, source) = (&row[2], &row[12], &row[13], &row[14]);
        match status {
            "scored" => assert!(score.parse::<f64>().is_ok(), "{source}: {score}"),
            "failed" => panic!("{source}: {reason}"),
            _ => assert!(score.is_empty() && reason.len() > 20, "{source}: {reason}"),
        }
        *statuses.entry(status.to_owned()).or_default() += 1;
        // A table gives a row for each of its own, named by its line.
        let file = source.rsplit_once(':').map_or(source, |(file, line)| {
            if line.parse::<u32>().is_ok() {
                file
            } else {
                source
            }
        });
        sources.insert(file.to_owned());
    }
    eprintln!(
        "{part}: {} files in {spent:.1?}: {statuses:?}",
        expected.len()
    );
    let missing: Vec<&String> = paths
        .iter()
        .filter(|path| !sources.contains(*path))
        .collect();
    assert!(missing.is_empty(), "no row for {missing:?}");
    assert!(spent < LONGEST, "{spent:?}");
}

#[test]
fn documents_of_every_kind() {
    check("documents");
}

#[test]
fn a_pool_of_templated_cvs() {
    check("hackerearth/cvs");
}
