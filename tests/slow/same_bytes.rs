//! A PDF reads the same alone, after any other, in any worker, on one thread and on many.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use crate::common::{AS_OF, pdf_of, query, root, run, sample_cvs, scorer, shared_data};
use cvrank::check::{self, Options, Promise};
use cvrank::document::isolate::{Limits, Workers};
use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::document::{Document, Span, Unreadable, pdf};
use cvrank::hash::sha256;
use cvrank::random::SplitMix64;
use cvrank::score::Scorer;

/// Runs over all PDFs, each in another order; `CVRANK_RUNS` asks for more.
const RUNS: u64 = 4;

/// Two CVs of invented people. Each has letters that the other has not.
const CVS: [&[&str]; 2] = [
    &[
        "Mira Talvik",
        "Experience",
        "Backend developer, Ferry Lines, 01/2019 - 03/2024",
        "- Wrote services in Rust with PostgreSQL and Docker on Linux",
        "- Designed APIs, reviewed code and answered the pager",
        "Education",
        "BSc Mathematics, University of Leeds, 2018",
    ],
    &[
        "Joaquim Zwick",
        "Experience",
        "Kafka expert, Quay Zero, 02/2017 - 12/2023",
        "- Moved six queues from batch jobs to Kafka, with Go and Kubernetes",
        "- Kept six Xeon hosts awake by night, zone by zone",
        "Education",
        "MSc Physics, University of York, 2016",
    ],
];

/// How the fonts of a pair are called and written; both files of a pair have the same object
/// numbers, as files of one program do.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Font {
    /// Not in the file, with the widths of the letters that are used in an object of their own.
    Plain(&'static str),
    /// The same, in codes of two bytes.
    Composite(&'static str),
    /// Under the prefix that a word processor always writes, with codes of its own.
    Subset,
}

const FONTS: [Font; 3] = [
    Font::Plain("Arial"),
    Font::Composite("CIDFont+F1"),
    Font::Subset,
];

/// Width of a letter of size 10, in points.
const WIDTH: usize = 5;
/// Letters that are drawn at once.
const PIECE: usize = 3;

/// The code of each letter: its number, or its place among the letters that are used.
fn code(font: Font, used: &BTreeSet<char>, letter: char) -> usize {
    match font {
        Font::Subset => 33 + used.iter().position(|known| *known == letter).unwrap(),
        _ => letter as usize,
    }
}

/// A CV as a word processor draws it, a few letters at a time, each at its place.
fn written(lines: &[&str], font: Font) -> Vec<u8> {
    let used: BTreeSet<char> = lines.iter().flat_map(|line| line.chars()).collect();
    let mut content = String::new();
    for (row, line) in lines.iter().enumerate() {
        let letters: Vec<char> = line.chars().collect();
        for (at, piece) in letters.chunks(PIECE).enumerate() {
            let (left, base) = (50 + at * PIECE * WIDTH, 780 - 16 * row);
            write!(content, "BT /F1 10 Tf 1 0 0 1 {left} {base} Tm <").unwrap();
            for letter in piece {
                let code = code(font, &used, *letter);
                match font {
                    Font::Composite(_) => write!(content, "{code:04x}").unwrap(),
                    _ => write!(content, "{code:02x}").unwrap(),
                }
            }
            content.push_str("> Tj ET\n");
        }
    }
    let stream = |text: &str| format!("<</Length {}>>\nstream\n{text}\nendstream", text.len());
    let widths: Vec<&str> = (32u8..=122)
        .map(|code| match used.contains(&char::from(code)) {
            true => "500",
            false => "0",
        })
        .collect();
    let widths = widths.join(" ");
    let descriptor = |name: &str, flags: u8| {
        format!(
            "<</Type/FontDescriptor /FontName/{name} /Flags {flags} /ItalicAngle 0 /Ascent 900 \
             /Descent -200 /CapHeight 700 /StemV 40 /FontBBox [-500 -200 1000 900]>>"
        )
    };
    let simple = |name: &str, further: &str| {
        format!(
            "<</Type/Font /Subtype/TrueType /BaseFont/{name} /Encoding/WinAnsiEncoding \
             /FontDescriptor 6 0 R {further}>>"
        )
    };
    let (font, descriptor, widths, further) = match font {
        Font::Plain(name) => (
            simple(name, "/FirstChar 32 /LastChar 122 /Widths 7 0 R"),
            descriptor(name, 32),
            format!("[{widths}]"),
            String::from("null"),
        ),
        Font::Composite(name) => (
            format!(
                "<</Type/Font /Subtype/Type0 /BaseFont/{name} /Encoding/Identity-H \
                 /DescendantFonts [8 0 R] /ToUnicode 9 0 R>>"
            ),
            descriptor(name, 4),
            format!("[32 [{widths}]]"),
            format!(
                "<</Type/Font /Subtype/CIDFontType2 /BaseFont/{name} /DW 1000 /W 7 0 R \
                 /FontDescriptor 6 0 R \
                 /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>"
            ),
        ),
        Font::Subset => (
            simple(
                "ABCDEE+Wingdings",
                "/FirstChar 32 /LastChar 122 /Widths 7 0 R /ToUnicode 9 0 R",
            ),
            descriptor("ABCDEE+Wingdings", 4),
            format!("[{}]", ["500"; 91].join(" ")),
            String::from("null"),
        ),
    };
    let mut table = String::from(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def\n",
    );
    match further.as_str() {
        "null" => {
            table.push_str("1 begincodespacerange <00> <ff> endcodespacerange\n");
            writeln!(table, "{} beginbfchar", used.len()).unwrap();
            for letter in &used {
                let code = code(Font::Subset, &used, *letter);
                writeln!(table, "<{code:02x}> <{:04x}>", *letter as usize).unwrap();
            }
            table.push_str("endbfchar\n");
        }
        _ => table.push_str(
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n\
             1 beginbfrange <0000> <00ff> <0000> endbfrange\n",
        ),
    }
    table.push_str("endcmap end end");
    pdf_of(&[
        "<</Type/Catalog /Pages 2 0 R>>".into(),
        "<</Type/Pages /Count 1 /Kids [3 0 R]>>".into(),
        "<</Type/Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources <</Font <</F1 5 0 R>>>>>>"
            .into(),
        stream(&content),
        font,
        descriptor,
        widths,
        further,
        stream(&table),
    ])
}

/// Pairs of files in which fonts of one name differ, with what each pair is.
fn pairs() -> Vec<(String, [Vec<u8>; 2])> {
    let mut pairs: Vec<(String, [Vec<u8>; 2])> = FONTS
        .iter()
        .map(|&font| {
            let pair = CVS.map(|lines| written(lines, font));
            (format!("{font:?}"), pair)
        })
        .collect();
    // Exported by a word processor (LibreOffice), each with other letters and signs of one font.
    let exported = ["exported_one.pdf", "exported_two.pdf"]
        .map(|name| fs::read(root().join("tests/fixtures/pdf").join(name)).unwrap());
    pairs.push(("exported".into(), exported));
    pairs
}

fn workers() -> Workers {
    Workers::new(env!("CARGO_BIN_EXE_cvrank").into(), Limits::default())
}

#[test]
fn a_file_reads_the_same_alone_and_after_another() {
    for (name, pair) in pairs() {
        // Each in a process that has read nothing.
        let alone = pair.each_ref().map(|bytes| workers().read(bytes).unwrap());
        for (document, lines) in alone.iter().zip(CVS) {
            let told = |line: &&str| document.text.contains(line.trim_start_matches("- "));
            let read = lines.iter().filter(|line| told(line)).count();
            // A single letter of a font of signs is taken for a bullet.
            assert!(
                name == "Subset" || read == lines.len(),
                "{name}: {read} lines of {:?}",
                document.text
            );
        }
        for order in [[0, 1, 0], [1, 0, 1]] {
            let one = workers();
            for at in order {
                let read = one.read(&pair[at]).unwrap();
                assert_eq!(
                    read, alone[at],
                    "{name}: file {at} of {order:?}, one worker"
                );
                let read = pdf::read(&pair[at]).unwrap();
                assert_eq!(read, alone[at], "{name}: file {at} of {order:?}, in place");
            }
        }
    }
}

/// The pairs and the sample's PDFs in a folder, and all PDFs of the measuring data.
fn all_pdfs(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for (name, pair) in pairs() {
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        // Far apart in the order of names, so that many threads seldom read both in one worker.
        for (side, bytes) in ["a", "z"].iter().zip(&pair) {
            let path = folder.join(format!("{side}_{name}.pdf"));
            fs::write(&path, bytes).unwrap();
            paths.push(path);
        }
    }
    let mut folders = vec![root().join("data/cvs")];
    folders.extend(
        ["documents", "hackerearth/cvs"]
            .into_iter()
            .filter_map(shared_data),
    );
    for folder in folders {
        let files = walkdir::WalkDir::new(folder)
            .sort_by_file_name()
            .into_iter();
        let files = files.map(|entry| entry.unwrap().into_path());
        paths.extend(files.filter(|path| path.extension().is_some_and(|ending| ending == "pdf")));
    }
    paths
}

#[test]
fn every_order_and_number_of_threads_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = all_pdfs(folder.path());
    assert!(paths.len() >= 20);
    let runs = std::env::var("CVRANK_RUNS").map_or(RUNS, |runs| runs.parse().unwrap());
    let mut hashes = BTreeSet::new();
    for seed in 0..runs {
        SplitMix64::new(seed).shuffle(&mut paths);
        let threads = if seed % 2 == 0 { "2" } else { "1" };
        let job = "data/jobs/backend_engineer.md";
        let mut arguments = vec!["score", job, "--as-of", AS_OF, "-f", "json", "--quiet"];
        arguments.extend(["--threads", threads]);
        arguments.extend(paths.iter().map(|path| path.to_str().unwrap()));
        let answer = run(&arguments);
        assert!([0, 4].contains(&answer.code), "{}", answer.stderr);
        hashes.insert(sha256(answer.stdout.as_bytes()));
    }
    eprintln!("{} PDFs, {runs} runs: {hashes:?}", paths.len());
    assert_eq!(hashes.len(), 1, "{} outputs of {runs} runs", hashes.len());
}

/// What forgetting costs beside the other sure way, a process for each file.
#[test]
fn forgetting_costs_less_than_a_process_for_each_file() {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<Vec<u8>> = all_pdfs(folder.path())
        .iter()
        .map(|path| fs::read(path).unwrap())
        .collect();
    let mut taken = [Vec::new(), Vec::new()];
    for _ in 0..5 {
        let one = workers();
        let begun = Instant::now();
        for bytes in &files {
            let _ = one.read(bytes);
        }
        taken[0].push(begun.elapsed());
        let begun = Instant::now();
        for bytes in &files {
            let _ = workers().read(bytes);
        }
        taken[1].push(begun.elapsed());
    }
    let [one, each] = taken.map(|mut times| {
        times.sort();
        times[2]
    });
    eprintln!(
        "{} PDFs, medians of 5: one worker {one:?}, a process for each file {each:?}, {:.2} times",
        files.len(),
        each.as_secs_f64() / one.as_secs_f64()
    );
    assert!(one < each, "{one:?} is not less than {each:?}");
}

#[test]
fn a_run_over_pdfs_replays() {
    let folder = tempfile::tempdir().unwrap();
    let cvs = folder.path().join("cvs");
    fs::create_dir(&cvs).unwrap();
    for path in all_pdfs(folder.path()) {
        // Those of the measuring data would take long.
        if path.starts_with(folder.path()) || path.starts_with(root().join("data")) {
            fs::copy(&path, cvs.join(path.file_name().unwrap())).unwrap();
        }
    }
    let (cvs, out) = (cvs.display().to_string(), folder.path().join("run"));
    let out = out.display().to_string();
    let job = "data/jobs/backend_engineer.md";
    let answer = run(&[
        "score",
        job,
        &cvs,
        "--as-of",
        AS_OF,
        "--threads",
        "2",
        "--out",
        &out,
    ]);
    // Letters in a font of signs are not believed: those two files are rows with a reason.
    assert_eq!(answer.code, 4, "{}", answer.stderr);
    for threads in ["1", "2", "3"] {
        let answer = run(&["replay", &out, "--threads", threads]);
        assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    }
}

/// `check`'s answer on the promise, with a reader that does to each document but the first what
/// `change` does: how often it was tried and how often it broke, and the first example.
fn checked(change: impl Fn(&mut Document) + Sync) -> (usize, usize, String) {
    let seen = Mutex::new(0);
    let remembering = |bytes: &[u8]| -> Result<Document, Unreadable> {
        let mut document = pdf::read(bytes)?;
        let mut seen = seen.lock().unwrap();
        *seen += 1;
        if *seen > 1 {
            change(&mut document);
        }
        Ok(document)
    };
    let afresh = |bytes: &[u8]| pdf::read(bytes);
    let scorer = Scorer {
        pdf: &remembering,
        ..scorer()
    };
    let job = query(&root().join("data/jobs/backend_engineer.md"));
    let options = Options {
        alone: Some(&afresh),
        ..Options::default()
    };
    let pdfs: Vec<Source> = sample_cvs()
        .into_iter()
        .filter(|source| source.path.ends_with(".pdf"))
        .take(3)
        .collect();
    let report = check::run(&scorer, &job, &pdfs, &options, &|| ());
    let finding = report
        .findings
        .into_iter()
        .find(|finding| finding.promise == Promise::AloneOrTogether)
        .unwrap();
    let example = finding.examples.first().map(|broken| broken.what.clone());
    (finding.tried, finding.failed, example.unwrap_or_default())
}

#[test]
fn check_sees_a_reader_that_remembers() {
    assert_eq!(checked(|_| ()), (3, 0, String::new()));
    // The same text and lines, a little further on: no score moves.
    let (tried, failed, what) = checked(|document| {
        document.text.insert_str(0, "  ");
        for line in &mut document.lines {
            line.span = Span::new(line.span.start as usize + 2, line.span.end as usize + 2);
        }
        if let Some(first) = document.lines.first_mut() {
            first.span = Span::new(0, first.span.end as usize);
        }
    });
    assert_eq!((tried, failed), (3, 3));
    assert_eq!(
        what,
        "in the order given, threads: 1, not as alone: other text, lines or hidden text was read"
    );
}

#[test]
fn the_order_of_arguments_is_the_order_of_reading() {
    // Else the shuffles above would try nothing.
    let mut paths: Vec<PathBuf> = ["c-0007.pdf", "c-0003.pdf"]
        .map(|name| root().join("data/cvs").join(name))
        .to_vec();
    for _ in 0..2 {
        let sources = collect(&paths, &PoolOptions::default()).unwrap();
        let read: Vec<&str> = sources.iter().map(|source| source.path.as_str()).collect();
        let given: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
        assert_eq!(read, given);
        paths.reverse();
    }
}
