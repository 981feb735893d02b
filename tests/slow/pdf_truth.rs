//! What PDFs give against what is known to be in them, and reading in workers.
//!
//! Figures: `cargo test --release --test slow pdf_truth -- --nocapture --test-threads 1`.
//! This test program is also the worker that it tests: see [`worker`].

#![cfg(unix)]

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
    sync::Mutex,
    time::{Duration, Instant},
};

use crate::common::shared_data;
use cvrank::document::{
    Document, Role, Status, Unreadable,
    isolate::{self, Limits, Workers},
    pdf,
};

/// Makes this test program a worker of the kind named in the environment. Its
/// answers go to file 3, because the test harness writes to standard output.
#[test]
#[ignore = "runs as a worker of the other tests only"]
fn worker() {
    match std::env::var("CVRANK_TEST_WORKER").as_deref() {
        Ok("read") => {
            let output = std::fs::OpenOptions::new().write(true).open("/dev/fd/3");
            let output = output.expect("the shell opened file 3");
            isolate::serve(std::io::stdin().lock(), output).expect("the parent keeps the pipes");
        }
        Ok("hang") => std::thread::sleep(Duration::from_secs(60)),
        Ok("crash") => std::process::abort(),
        Ok("fill") => {
            eprintln!("memory allocation of 99 bytes failed");
            std::process::abort();
        }
        _ => {}
    }
}

fn workers(kind: &str, limits: Limits) -> Workers {
    let program = std::env::current_exe().expect("a test knows its own path");
    let shell = format!(
        "exec 3>&1 >/dev/null; CVRANK_TEST_WORKER={kind} exec \"$0\" --exact pdf_truth::worker --ignored --nocapture"
    );
    Workers::with_arguments(
        "sh".into(),
        vec!["-c".into(), shell.into(), program.into()],
        limits,
    )
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.append(&mut files(&path, extension));
        } else if path.extension().is_some_and(|known| known == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn counts(words: &[String]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word.as_str()).or_default() += 1;
    }
    counts
}

fn shared(one: &[String], two: &[String]) -> usize {
    let two = counts(two);
    counts(one)
        .into_iter()
        .map(|(word, count)| count.min(two.get(word).copied().unwrap_or_default()))
        .sum()
}

/// Edits between two texts, spaces made one, as a share of the second's length.
fn character_error(text: &str, truth: &str) -> f64 {
    let flat = |text: &str| -> Vec<char> {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .collect()
    };
    let (text, truth) = (flat(text), flat(truth));
    let mut row: Vec<usize> = (0..=truth.len()).collect();
    for (line, one) in text.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, two) in truth.iter().enumerate() {
            let edit = diagonal + usize::from(one != two);
            diagonal = row[column + 1];
            row[column + 1] = edit.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[truth.len()] as f64 / truth.len().max(1) as f64
}

fn without_page_margins(document: &Document) -> String {
    let lines = document.lines.iter();
    lines
        .filter(|line| !matches!(line.role, Role::PageHeader | Role::PageFooter))
        .map(|line| line.span.of(&document.text))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn generated_files_read_as_their_text() {
    let Some(data) = shared_data("") else { return };
    let (mut scores, mut errors, mut columns) = (Vec::new(), Vec::new(), Vec::new());
    for path in files(&data.join("documents/generated"), "pdf") {
        let Ok(truth) = std::fs::read_to_string(path.with_extension("txt")) else {
            continue;
        };
        let bytes = std::fs::read(&path).expect("the file was listed");
        let document = pdf::read(&bytes).expect("a generated file is whole");
        let text = without_page_margins(&document);
        let (found, known) = (words(&text), words(&truth));
        let f1 = 2.0 * shared(&found, &known) as f64 / (found.len() + known.len()) as f64;
        let error = character_error(&text, &truth);
        assert!(
            f1 > 0.99 && error < 0.01,
            "{}: F1 {f1:.4}, error {error:.4}",
            name(&path)
        );
        scores.push(f1);
        errors.push(error);
        if !name(&path).contains("single") {
            columns.push(error);
        }
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    println!(
        "generated: {} files, word F1 {:.4}, character error {:.4}, of two columns {:.4}",
        scores.len(),
        mean(&scores),
        mean(&errors),
        mean(&columns)
    );
}

/// The values of a RenderCV file's `cv` part in order, without its markup.
fn yaml_words(yaml: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in yaml.lines() {
        if !line.starts_with([' ', '#']) && !line.is_empty() {
            inside = line.starts_with("cv:");
            continue;
        }
        let line = line.trim().trim_start_matches("- ");
        if !inside || line.starts_with('#') {
            continue;
        }
        let (key, value) = line.split_once(": ").unwrap_or(("", line));
        // Links are drawn as their names; dates are drawn in words.
        let drawn_otherwise = [
            "url",
            "doi",
            "website",
            "date",
            "start_date",
            "end_date",
            "network",
            "phone",
        ];
        if drawn_otherwise.contains(&key) || line.ends_with(':') {
            continue;
        }
        let value = value
            .split("](")
            .map(|part| part.split_once(')').map_or(part, |(_, rest)| rest));
        let value = value.collect::<Vec<_>>().join(" ");
        found.append(&mut words(&value));
    }
    found
}

#[test]
fn themes_give_back_their_words() {
    let Some(data) = shared_data("") else { return };
    for path in files(&data.join("documents/rendercv_yaml_truth"), "yaml") {
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let pdf = data.join(format!(
            "documents/templates/rendercv__examples__{stem}.pdf"
        ));
        let Ok(bytes) = std::fs::read(&pdf) else {
            continue;
        };
        let document = pdf::read(&bytes).expect("a theme's file is whole");
        let known = yaml_words(&std::fs::read_to_string(&path).expect("the file was listed"));
        let found = words(&document.text);
        let share = shared(&known, &found) as f64 / known.len().max(1) as f64;
        let in_order = longest_common_run(&known, &found) as f64 / known.len().max(1) as f64;
        println!(
            "{stem}: {:.2} % of {} words, {:.2} % in order",
            share * 100.0,
            known.len(),
            in_order * 100.0
        );
        if share < 0.98 || in_order < 0.9 {
            let (known, found) = (counts(&known), counts(&found));
            let lost: Vec<_> = known
                .iter()
                .filter(|(word, count)| found.get(*word) < Some(count))
                .collect();
            eprintln!("  lost: {lost:?}");
        }
        assert!(share >= 0.98, "{stem}: only {share:.4} of the words");
    }
}

/// Length of the longest common subsequence.
fn longest_common_run(one: &[String], two: &[String]) -> usize {
    let mut row = vec![0; two.len() + 1];
    for a in one {
        let mut diagonal = 0;
        for (column, b) in two.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if a == b {
                diagonal + 1
            } else {
                above.max(row[column])
            };
            diagonal = above;
        }
    }
    row[two.len()]
}

#[test]
fn every_file_ends_with_a_reason() {
    let Some(data) = shared_data("") else { return };
    let reader = workers("read", Limits::default());
    let mut statuses: BTreeMap<String, usize> = BTreeMap::new();
    let folders = [data.join("documents"), data.join("hackerearth")];
    for path in folders.iter().flat_map(|folder| files(folder, "pdf")) {
        let bytes = std::fs::read(&path).expect("the file was listed");
        let status = match reader.read(&bytes) {
            Ok(document) => {
                check(&document);
                assert_eq!(Ok(document), pdf::read(&bytes), "{}", name(&path));
                "read".to_string()
            }
            Err(Unreadable { status, reason }) => {
                println!("{}: {status:?}: {reason}", name(&path));
                assert!(!reason.is_empty() && status != Status::Failed);
                format!("{status:?}")
            }
        };
        *statuses.entry(status).or_default() += 1;
    }
    println!("all files: {statuses:?}");
}

/// What [`Document`] promises of its text and lines.
fn check(document: &Document) {
    let mut end = 0;
    for line in &document.lines {
        let between = &document.text[end..line.span.range().start];
        assert!(
            between.chars().all(|character| character == '\n'),
            "{between:?}"
        );
        end = line.span.range().end;
    }
    assert_eq!(end, document.text.len());
    let broken = ['\u{ad}', '\u{a0}', '\u{200b}', 'ﬁ', 'ﬂ', '\r'];
    assert!(!document.text.contains(broken));
    assert!(unicode_normalization::is_nfc(&document.text));
}

#[test]
fn damaged_files_end_with_an_outcome() {
    let Some(data) = shared_data("") else { return };
    let reader = workers("read", Limits::default());
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for path in files(&data.join("documents/generated"), "pdf")
        .iter()
        .step_by(7)
    {
        let whole = std::fs::read(path).expect("the file was listed");
        for part in 1..12 {
            let mut bytes = whole[..whole.len() * part / 11].to_vec();
            // Every 97th byte of the cut files is turned over as well.
            if part % 2 == 0 {
                bytes.iter_mut().step_by(97).for_each(|byte| *byte = !*byte);
            }
            let outcome = match reader.read(&bytes) {
                Ok(document) => {
                    check(&document);
                    "read".to_string()
                }
                Err(unreadable) => format!("{:?}", unreadable.status),
            };
            assert_ne!(outcome, "Failed");
            *outcomes.entry(outcome).or_default() += 1;
        }
    }
    println!("damaged on purpose: {outcomes:?}");
}

#[test]
fn reading_is_as_fast_as_pdftotext() {
    let Some(data) = shared_data("") else { return };
    let paths = files(&data.join("hackerearth/cvs"), "pdf");
    if paths.is_empty() || Command::new("pdftotext").arg("-v").output().is_err() {
        eprintln!("skipped: pdftotext or the files to compare with are absent");
        return;
    }
    let start = Instant::now();
    for path in &paths {
        let _ = Command::new("pdftotext").arg(path).arg("-").output();
    }
    let theirs = start.elapsed();

    let reader = workers("read", Limits::default());
    let start = Instant::now();
    let queue = Mutex::new(paths.iter());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().expect("no thread panics").next();
                    let Some(path) = next else { break };
                    let _ = reader.read(&std::fs::read(path).expect("the file was listed"));
                }
            });
        }
    });
    let ours = start.elapsed();
    let start = Instant::now();
    for path in &paths {
        let _ = pdf::read(&std::fs::read(path).expect("the file was listed"));
    }
    let alone = start.elapsed();
    println!(
        "{} files: pdftotext {theirs:.2?}, two workers {ours:.2?}, one thread without workers {alone:.2?}",
        paths.len()
    );
}

#[test]
fn worker_troubles_are_reasons() {
    let limits = Limits {
        time: Duration::from_millis(300),
        ..Limits::default()
    };
    for (kind, status, reason) in [
        (
            "hang",
            Status::OverLimit,
            "the PDF took longer than 0.3 s to read",
        ),
        (
            "crash",
            Status::Damaged,
            "the PDF crashes its reader; export it again as PDF or DOCX",
        ),
        (
            "fill",
            Status::OverLimit,
            "the PDF needs more than 1000 MB of memory to read",
        ),
    ] {
        let reader = workers(kind, limits);
        let expected = Unreadable {
            status,
            reason: reason.into(),
        };
        assert_eq!(reader.read(b"%PDF-1.4"), Err(expected), "{kind}");
    }
    let nowhere = Workers::new("no/such/program".into(), limits);
    assert_eq!(
        nowhere.read(b"").map_err(|unreadable| unreadable.status),
        Err(Status::Failed)
    );

    let reader = workers("read", Limits::default());
    for _ in 0..2 {
        let answer = reader
            .read(b"not a PDF")
            .map_err(|unreadable| unreadable.status);
        assert_eq!(answer, Err(Status::Damaged));
    }
}
