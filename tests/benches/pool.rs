//! A pool beside the files it was made of: `cargo bench --bench pool -- 30000`.
//!
//! CVs are made by a seed out of the parts of real ones (the measuring data's 2,484 texts, or the
//! sample where that is absent), table by table, so that a million is never in memory at once.
//! Prints rates, sizes, times and memory as one table; goals stand beside them.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[path = "parts.rs"]
mod parts;

use cvrank::random::SplitMix64;
use flate2::Compression;
use flate2::write::GzEncoder;
use parts::Parts;

/// CVs of a table.
const TABLE: usize = 5_000;
/// CVs of which files are scored, to know their rate.
const BESIDE: usize = 2_500;
const AS_OF: &str = "2026-06-01";
const JOB: &str = "data/jobs/ward_nurse.md";
const JOBS: [&str; 3] = [
    JOB,
    "data/jobs/warehouse_shift_lead.txt",
    "data/jobs/backend_engineer.md",
];

fn main() {
    let count = std::env::args().find_map(|argument| argument.parse().ok());
    let count: usize = count.unwrap_or(10_000);
    let folder = tempfile::tempdir().expect("a folder for the tables");
    let texts = parts::texts();
    println!(
        "{count} CVs out of the parts of {}, 2 threads, {JOB}",
        texts.len()
    );
    let (bytes, gzipped) = write_tables(folder.path(), &texts, count);
    let cvs = folder.path().join("cvs");
    let beside = folder.path().join("beside");
    let pool = folder.path().join("a.pool");
    let (files, _) = timed(&["score", JOB, text(&beside), "--top", "100"]);
    let (added, _) = timed(&["pool", "add", text(&pool), text(&cvs)]);
    let (again, _) = timed(&["pool", "add", text(&pool), text(&cvs)]);
    let first = |job| ["score", job, "--pool", text(&pool), "--top", "100"];
    let (ready, _) = timed(&first(JOB));
    let (whole, _) = timed(&["score", JOB, text(&pool), "--top", "100"]);
    let rate = |count: usize, time: Duration| count as f64 / time.as_secs_f64();
    let of_files = rate(BESIDE.min(count), files);
    let size = fs::metadata(&pool).expect("the pool is there").len();
    println!("files scored        {of_files:8.0} CVs/s");
    let of_added = rate(count, added);
    println!(
        "added               {of_added:8.0} CVs/s, {:.2} of that (goal .8)",
        of_added / of_files
    );
    println!("added again         {:8.3} s", again.as_secs_f64());
    println!("all of the pool     {:8.3} s", whole.as_secs_f64());
    println!(
        "made ready          {:8.3} s, once for a language of posts",
        ready.as_secs_f64()
    );
    let mut most = 0;
    for job in JOBS {
        let mut rounds: Vec<(Duration, u64)> = (0..3).map(|_| timed(&first(job))).collect();
        rounds.sort();
        let (scored, memory) = rounds[1];
        most = most.max(memory);
        println!(
            "first 100           {:8.3} s for {job}",
            scored.as_secs_f64()
        );
    }
    println!(
        "memory              {:8.0} MB (goal 300 at a million)",
        most as f64 / 1e3
    );
    println!(
        "size                {:8.0} bytes a CV; texts {}, gzipped {}",
        size as f64 / count as f64,
        bytes / count,
        gzipped / count
    );
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a temporary path is UTF-8")
}

/// Writes the tables, and the first CVs once more to be scored as files; gives back the bytes of
/// all texts, and the same gzipped.
fn write_tables(folder: &Path, texts: &[String], count: usize) -> (usize, usize) {
    let parts = Parts::new(texts);
    let mut random = SplitMix64::new(21);
    let (mut bytes, mut gzip) = (0, GzEncoder::new(Counting(0), Compression::default()));
    for name in ["cvs", "beside"] {
        fs::create_dir(folder.join(name)).expect("a new folder");
    }
    let open = |path: PathBuf| BufWriter::new(fs::File::create(path).expect("a new table"));
    let mut beside = open(folder.join("beside/first.jsonl"));
    for (number, table) in (0..count).step_by(TABLE).enumerate() {
        let mut out = open(folder.join(format!("cvs/{number:04}.jsonl")));
        for cv in table..(table + TABLE).min(count) {
            let made = parts.recombined(&mut random);
            bytes += made.len();
            gzip.write_all(made.as_bytes()).expect("memory takes it");
            let row = serde_json::json!({"cv_id": format!("g-{cv}"), "text": made});
            writeln!(out, "{row}").expect("the table can be written");
            if cv < BESIDE {
                writeln!(beside, "{row}").expect("the table can be written");
            }
        }
    }
    (bytes, gzip.finish().expect("memory takes it").0)
}

struct Counting(usize);

impl Write for Counting {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Runs the program; how long it took, and the most memory it had, in thousands of bytes.
fn timed(arguments: &[&str]) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cvrank"))
        .args(arguments)
        .args(["--as-of", AS_OF, "--threads", "2", "-q"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    let code = loop {
        // On systems without it the memory is 0.
        let read = fs::read_to_string(&status).unwrap_or_default();
        let line = read.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(now.unwrap_or(0));
        if let Some(code) = child.try_wait().expect("the program can be waited for") {
            break code;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let took = start.elapsed();
    assert!(
        [Some(0), Some(4)].contains(&code.code()),
        "{arguments:?}: {code}"
    );
    (took, most)
}
