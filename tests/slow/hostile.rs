//! Damaged and malicious files: one row each, within time and memory.
//!
//! The short form makes variants of the sample; with `CVRANK_HOSTILE=2000` that many are made of
//! the measuring data's PDFs and DOCX, and the bombs have their full size.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::{AS_OF, pdf_of, root, run, run_with, shared_data};

/// Bytes of memory that neither the program nor a worker may reach.
const MOST_MEMORY: u64 = 1_000_000_000;
/// Variants without `CVRANK_HOSTILE`.
const SHORT: usize = 150;
/// Files scored by one call.
const BATCH: usize = 250;

/// Splitmix64: the same damage on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }
}

fn full() -> Option<usize> {
    std::env::var("CVRANK_HOSTILE").ok()?.parse().ok()
}

/// PDFs and DOCX to damage.
fn samples() -> Vec<PathBuf> {
    let folder = match full() {
        Some(_) => shared_data("documents"),
        None => None,
    };
    let mut found = Vec::new();
    let mut folders = vec![folder.unwrap_or_else(|| root().join("data/cvs"))];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| ending == "pdf" || ending == "docx")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn flip(bytes: &mut [u8], dice: &mut Dice) {
    for _ in 0..1 + dice.roll(60) {
        let at = dice.roll(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << dice.roll(8);
        }
    }
}

/// Puts the contents of two streams of a PDF in each other's place.
fn swap_streams(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let find = |from: usize, sign: &[u8]| {
        let rest = bytes.get(from..)?;
        rest.windows(sign.len())
            .position(|window| window == sign)
            .map(|at| from + at)
    };
    let mut streams = Vec::new();
    let mut at = 0;
    while let Some(start) = find(at, b"stream\n").or_else(|| find(at, b"stream\r\n")) {
        let Some(end) = find(start, b"endstream") else {
            break;
        };
        streams.push((start + 7, end));
        at = end + 9;
    }
    if streams.len() < 2 {
        let mut other = bytes.to_vec();
        flip(&mut other, dice);
        return other;
    }
    let (mut one, mut two) = (dice.roll(streams.len()), dice.roll(streams.len()));
    if one > two {
        std::mem::swap(&mut one, &mut two);
    }
    if one == two {
        return bytes[..streams[one].0].to_vec();
    }
    let ((a, b), (c, d)) = (streams[one], streams[two]);
    [
        &bytes[..a],
        &bytes[c..d],
        &bytes[b..c],
        &bytes[a..b],
        &bytes[d..],
    ]
    .concat()
}

/// A DOCX with a part damaged or two parts swapped, packed anew so that its check sums hold.
fn repacked(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        parts.push((part.name().ok()?.into_owned(), content));
    }
    let count = parts.len();
    if dice.roll(3) == 0 {
        let (one, two) = (dice.roll(count), dice.roll(count));
        let content = std::mem::take(&mut parts[one].1);
        let other = std::mem::replace(&mut parts[two].1, content);
        if one != two {
            parts[one].1 = other;
        }
    } else {
        let chosen = parts
            .iter()
            .position(|(name, _)| name == "word/document.xml")
            .unwrap_or(0);
        let content = &mut parts[chosen].1;
        flip(content, dice);
        if dice.roll(3) == 0 {
            let length = dice.roll(content.len());
            content.truncate(length);
        }
    }
    Some(packed(&parts))
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn damaged(bytes: &[u8], ending: &str, dice: &mut Dice) -> Vec<u8> {
    match dice.roll(4) {
        0 => bytes[..dice.roll(bytes.len())].to_vec(),
        1 => {
            let mut other = bytes.to_vec();
            flip(&mut other, dice);
            other
        }
        _ if ending == "docx" => repacked(bytes, dice).unwrap_or_else(|| bytes.to_vec()),
        _ => swap_streams(bytes, dice),
    }
}

/// How one call went.
struct Outcome {
    rows: usize,
    statuses: Vec<String>,
    /// Largest resident memory of the program or one of its workers, in bytes.
    memory: u64,
    longest: Duration,
}

/// High-water mark of a process's resident memory.
fn high_water(pid: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok())
        .map_or(0, |kilobytes| kilobytes * 1024)
}

/// Scores a folder and watches the memory of the program and its workers.
fn score(folder: &Path, limit: Duration) -> Outcome {
    let started = Instant::now();
    let table = folder.with_extension("ranking");
    let mut child = Command::new(env!("CARGO_BIN_EXE_cvrank"))
        .args([
            "score",
            "data/jobs/backend_engineer.md",
            "--as-of",
            AS_OF,
            "-q",
            "-f",
            "csv",
            "-o",
        ])
        .arg(&table)
        .arg(folder)
        .current_dir(root())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let own = child.id().to_string();
    let mut memory = 0;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        memory = memory.max(high_water(&own));
        let children =
            fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap_or_default();
        let mut pids: Vec<String> = children.split_whitespace().map(str::to_owned).collect();
        // Workers are children of the threads that started them.
        if let Ok(tasks) = fs::read_dir(format!("/proc/{own}/task")) {
            for task in tasks.flatten() {
                let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
                pids.extend(children.split_whitespace().map(str::to_owned));
            }
        }
        for pid in pids {
            memory = memory.max(high_water(&pid));
        }
        if started.elapsed() > limit {
            let _ = child.kill();
            panic!("{}: not done after {limit:?}", folder.display());
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let mut errors = String::new();
    let _ = child.stderr.take().unwrap().read_to_string(&mut errors);
    assert!(
        matches!(status.code(), Some(0 | 3 | 4)),
        "{status:?}: {errors}"
    );
    assert!(!errors.contains("panicked"), "{errors}");
    let mut reader = csv::Reader::from_path(&table).unwrap();
    let at = reader
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == "status")
        .unwrap();
    let statuses: Vec<String> = reader
        .records()
        .map(|row| row.unwrap()[at].to_owned())
        .collect();
    Outcome {
        rows: statuses.len(),
        statuses,
        memory,
        longest: started.elapsed(),
    }
}

#[test]
fn damaged_files_are_one_row_each() {
    let count = full().unwrap_or(SHORT);
    let files: Vec<(String, Vec<u8>)> = samples()
        .iter()
        .map(|path| {
            (
                path.extension().unwrap().to_string_lossy().into_owned(),
                fs::read(path).unwrap(),
            )
        })
        .collect();
    assert!(files.len() >= 10, "{} files to damage", files.len());
    let mut dice = Dice(20_261_122);
    let home = tempfile::tempdir().unwrap();
    let (mut rows, mut memory, mut failed, mut longest) = (0, 0, 0, Duration::ZERO);
    let mut all = std::collections::BTreeMap::<String, usize>::new();
    for batch in 0..count.div_ceil(BATCH) {
        let folder = home.path().join(format!("batch{batch}"));
        fs::create_dir(&folder).unwrap();
        let size = BATCH.min(count - batch * BATCH);
        for number in 0..size {
            let (ending, bytes) = &files[(batch * BATCH + number) % files.len()];
            let broken = damaged(bytes, ending, &mut dice);
            fs::write(folder.join(format!("cv{number:04}.{ending}")), broken).unwrap();
        }
        // Were each file to run into its limit of ten seconds, the rest would have no time left.
        let outcome = score(&folder, Duration::from_secs(240));
        assert_eq!(outcome.rows, size, "batch {batch}");
        rows += outcome.rows;
        memory = memory.max(outcome.memory);
        longest = longest.max(outcome.longest);
        for status in outcome.statuses {
            failed += usize::from(status == "failed");
            *all.entry(status).or_default() += 1;
        }
        fs::remove_dir_all(&folder).unwrap();
    }
    eprintln!(
        "{rows} damaged files, a row each; {all:?}; peak {} MB; slowest batch {longest:?}",
        memory / 1_000_000
    );
    assert_eq!(failed, 0, "faults of ours");
    assert!(memory < MOST_MEMORY, "{memory} bytes");
}

/// A DOCX whose text is this many zero bytes.
fn zeros(gigabytes: u64) -> Vec<u8> {
    let options = zip::write::SimpleFileOptions::default()
        .compression_level(Some(6))
        .large_file(true);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", options).unwrap();
    let block = vec![0u8; 1 << 20];
    for _ in 0..gigabytes * 1024 {
        zip.write_all(&block).unwrap();
    }
    let file = zip.finish().unwrap().into_inner();
    // Small enough to be opened: it is the inflating that must be stopped.
    assert!(file.len() < cvrank::document::limits::FILE_BYTES);
    file
}

fn docx(xml: &str) -> Vec<u8> {
    packed(&[("word/document.xml".to_owned(), xml.as_bytes().to_vec())])
}

#[test]
fn bombs_are_one_row_each() {
    let gigabytes = if full().is_some() { 10 } else { 1 };
    let mut nested = packed(&[("a.txt".to_owned(), vec![b' '; 1 << 20])]);
    for level in 0..8 {
        nested = packed(&[(format!("{level}.zip"), nested)]);
    }
    let entities = format!(
        "<!DOCTYPE d [<!ENTITY a0 \"lol\">{}]><w:document xmlns:w='w'><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>",
        (1..10)
            .map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10)))
            .collect::<String>()
    );
    let stream = |content: &str| {
        format!(
            "<</Length {}>>\nstream\n{content}\nendstream",
            content.len()
        )
    };
    let page =
        "<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources<<>> >>";
    let catalogue = "<</Type/Catalog /Pages 2 0 R>>".to_owned();
    let bombs: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("nested.zip", nested.clone(), &["unsupported"]),
        ("nested.docx", nested, &["unsupported", "damaged"]),
        ("zeros.docx", zeros(gigabytes), &["over_limit", "damaged"]),
        (
            "deep.docx",
            docx(&format!(
                "<w:document xmlns:w='w'><w:body>{}",
                "<w:p>".repeat(2_000_000)
            )),
            &["over_limit", "damaged"],
        ),
        (
            "entities.docx",
            docx(&entities),
            &["damaged", "empty", "over_limit"],
        ),
        (
            "deep.html",
            format!("<html>{}", "<div>".repeat(1_000_000)).into_bytes(),
            &["over_limit"],
        ),
        (
            "deep.json",
            format!("{}{}", "[".repeat(3_000_000), "]".repeat(3_000_000)).into_bytes(),
            &["over_limit", "damaged", "empty"],
        ),
        (
            "deep.rtf",
            format!("{{\\rtf1{}", "{".repeat(3_000_000)).into_bytes(),
            &["over_limit"],
        ),
        (
            "loop.pdf",
            pdf_of(&[
                catalogue.clone(),
                "<</Type/Pages /Count 3 /Kids [2 0 R 3 0 R 2 0 R]>>".to_owned(),
                "<</Type/Pages /Count 9 /Kids [2 0 R 3 0 R] /Parent 2 0 R>>".to_owned(),
            ]),
            &["damaged", "empty", "over_limit", "scan"],
        ),
        (
            "count.pdf",
            pdf_of(&[
                catalogue.clone(),
                "<</Type/Pages /Count 2000000000 /Kids [3 0 R]>>".to_owned(),
                page.to_owned(),
                stream("BT ET"),
            ]),
            &["damaged", "empty", "over_limit", "scan"],
        ),
        (
            "pages.pdf",
            pdf_of(&[
                catalogue,
                format!(
                    "<</Type/Pages /Count 100000 /Kids [{}]>>",
                    "3 0 R ".repeat(100_000)
                ),
                page.to_owned(),
                stream("BT ET"),
            ]),
            &["damaged", "empty", "over_limit", "scan"],
        ),
        (
            "columns.csv",
            format!(
                "{}\n{}\n",
                vec!["c"; 200_000].join(","),
                vec!["x"; 200_000].join(",")
            )
            .into_bytes(),
            &["unsupported"],
        ),
        (
            "nulls.txt",
            vec![0; 5_000_000],
            &["empty", "over_limit", "unsupported"],
        ),
    ];
    let home = tempfile::tempdir().unwrap();
    let mut memory = 0;
    for (name, bytes, expected) in &bombs {
        let folder = home.path().join(name.replace('.', "_"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
        let outcome = score(&folder, Duration::from_secs(30));
        eprintln!(
            "{name}: {} bytes, {:?}, {:?}, {} MB",
            bytes.len(),
            outcome.statuses,
            outcome.longest,
            outcome.memory / 1_000_000
        );
        assert_eq!(outcome.rows, 1, "{name}");
        assert!(
            expected.contains(&outcome.statuses[0].as_str()),
            "{name}: {}",
            outcome.statuses[0]
        );
        memory = memory.max(outcome.memory);
    }
    assert!(memory < MOST_MEMORY, "{memory} bytes");
}

/// Attacks of 2026-11 that took minutes or gigabytes: what each costs is bounded, and each is
/// still one row.
#[test]
fn attacks_on_time_and_memory_are_rows_at_once() {
    let head = "Zofia Modrzewska\nExperience\nBackend developer, Ferry Lines, 01/2019 - 03/2024\n\
                - Wrote services in Go for the timetable\n";
    let styled = |rules: usize, declarations: usize, tags: usize| {
        let rule = format!("p{{{}}}", "color:red;".repeat(declarations));
        let style = rule.repeat(rules);
        format!("<html><style>{style}</style>{}", "<p>a".repeat(tags)).into_bytes()
    };
    let forms = {
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R\
             /Resources<</XObject<</X 5 0 R>>>>>>"
                .to_owned(),
            "<</Length 5>>\nstream\n/X Do\nendstream".to_owned(),
        ];
        let calls = "/X Do ".repeat(10);
        for form in 5..25 {
            objects.push(format!(
                "<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X {} 0 R>>>>\
                 /Length {}>>\nstream\n{calls}\nendstream",
                form + 1,
                calls.len()
            ));
        }
        objects.push(
            "<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length 2>>\nstream\nq \nendstream"
                .to_owned(),
        );
        pdf_of(&objects)
    };
    let any: &[&str] = &["scored", "empty", "over_limit"];
    let attacks: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("styles.html", styled(200, 25, 16_000), any),
        ("more_styles.html", styled(200, 500, 2_000), any),
        (
            "long_styles.html",
            format!(
                "<style>{}{{{}}}</style>{}",
                "p,".repeat(199) + "p",
                "color:red;".repeat(500_000),
                "<p>a".repeat(400_000)
            )
            .into_bytes(),
            any,
        ),
        (
            "dates.txt",
            format!("{head}{}", "2019-2020 ".repeat(48_000)).into_bytes(),
            &["scored"],
        ),
        (
            "more_dates.txt",
            format!("{head}{}", "2019-2020 ".repeat(195_000)).into_bytes(),
            &["scored"],
        ),
        (
            "less_than.html",
            format!("<html><body><p>Rust {}", "<".repeat(19_900_000)).into_bytes(),
            &["over_limit"],
        ),
        (
            "comments.html",
            "<!-->".repeat(4_000_000).into_bytes(),
            &["over_limit"],
        ),
        (
            "attributes.html",
            format!("<p{}>", " a b c d e f g h i j><p".repeat(400_000)).into_bytes(),
            &["over_limit"],
        ),
        ("forms.pdf", forms, &["over_limit", "scan", "empty"]),
    ];
    let home = tempfile::tempdir().unwrap();
    for (name, bytes, expected) in &attacks {
        let folder = home.path().join(name.replace('.', "_"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
        let outcome = score(&folder, Duration::from_secs(60));
        eprintln!(
            "{name}: {} bytes, {:?}, {:?}, {} MB",
            bytes.len(),
            outcome.statuses,
            outcome.longest,
            outcome.memory / 1_000_000
        );
        assert_eq!(outcome.rows, 1, "{name}");
        assert!(
            expected.contains(&outcome.statuses[0].as_str()),
            "{name}: {}",
            outcome.statuses[0]
        );
        assert!(outcome.memory < 500_000_000, "{name}: {}", outcome.memory);
    }
}

#[test]
fn what_grows_without_end_is_read_up_to_its_limit() {
    let job = "data/jobs/backend_engineer.md";
    let long = vec![b'a'; cvrank::document::limits::FILE_BYTES + 1];
    let answer = run_with(&["score", job, "-", "--as-of", AS_OF, "-f", "csv"], &long);
    assert_eq!(answer.code, 3, "{answer:?}");
    assert!(answer.stdout.contains(",over_limit,"), "{}", answer.stdout);
    let answer = run_with(&["score", "-", "data/cvs", "--as-of", AS_OF], &long);
    assert_eq!(answer.code, 2, "{answer:?}");
    assert!(
        answer.stderr.contains("the file is too large"),
        "{}",
        answer.stderr
    );
    if cfg!(target_os = "linux") {
        for option in ["--model", "--lexicon", "--background"] {
            let answer = run(&[
                "score",
                job,
                "data/cvs",
                "--as-of",
                AS_OF,
                option,
                "/dev/zero",
            ]);
            assert_eq!(answer.code, 2, "{option}: {answer:?}");
            assert!(
                answer.stderr.contains("it is a device"),
                "{option}: {}",
                answer.stderr
            );
        }
    }
}
