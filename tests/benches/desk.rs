//! What somebody at the desk waits for: `cargo bench --bench desk -- 1000 10000`.
//!
//! CVs are made by a seed out of the parts of real ones (the measuring data's 2,484 texts, or the
//! sample where that is absent) and sent as one table. Medians of nine; goals stand beside them.

#[allow(dead_code, reason = "what tests need is more")]
#[path = "../common/desk.rs"]
mod desk;
#[path = "parts.rs"]
mod parts;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cvrank::random::SplitMix64;
use desk::{OpenDesk, open};
use parts::Parts;
use serde_json::json;

const POST: &str = "data/jobs/backend_engineer.md";
const ROUNDS: usize = 9;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn main() {
    let counts: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let counts = if counts.is_empty() {
        vec![1000]
    } else {
        counts
    };
    println!("CVs      first page   changed requirement      candidate   all of it again   memory");
    for count in counts {
        measure(count);
    }
}

/// One table of CVs.
fn table(count: usize) -> Vec<u8> {
    let texts = parts::texts();
    let parts = Parts::new(&texts);
    let mut random = SplitMix64::new(1);
    let mut table = csv::Writer::from_writer(Vec::new());
    table
        .write_record(["id", "text"])
        .expect("memory can be written");
    for number in 0..count {
        let text = parts.recombined(&mut random);
        table
            .write_record([format!("c-{number:06}"), text])
            .expect("memory can be written");
    }
    table.into_inner().expect("memory can be written")
}

fn measure(count: usize) {
    let folder: PathBuf = tempfile::tempdir().expect("a folder").keep();
    let first = open(&folder);
    let job = first.add_job(POST);
    first.add_cvs(job, &[("cvs.csv", &table(count))]);
    drop(first);

    // Start to first page, as a browser asks for it.
    let started = Instant::now();
    let desk = open(&folder);
    let cookie = format!("cvrank-desk-{}={}", desk.port, desk.secret);
    let page = desk.request("GET", "/", &[("cookie", &cookie)], b"");
    let first_page = started.elapsed();
    assert_eq!(page.status, 200);
    let started = Instant::now();
    desk.wait_for_imports(job);
    let ranking = format!("/api/jobs/{job}/ranking?limit=100");
    let rows = desk.get(&ranking).json();
    let again = started.elapsed();
    assert_eq!(rows["total"], count);

    let changed = median(|round| {
        let years = 1 + round % 9;
        let edit = json!({"set": {"index": 0, "keys": {"years": years}}});
        let edited = desk.post(&format!("/api/jobs/{job}/edits"), &edit);
        assert_eq!(edited.status, 200, "{}", edited.text());
        assert_eq!(desk.get(&ranking).status, 200);
    });
    let candidate = median(|round| {
        let row = &rows["rows"][round * 7 % 100];
        assert_eq!(
            desk.get(&format!("/api/jobs/{job}/cvs/{}", row["candidate"]))
                .status,
            200
        );
    });
    let (change_goal, candidate_goal) = if count <= 1000 {
        (200, 100)
    } else {
        (1500, 150)
    };
    println!(
        "{count:6}  {:7.0} ms (300)  {:7.0} ms ({change_goal})     {:7.0} ms ({candidate_goal})  {:10.0} ms     {}",
        milliseconds(first_page),
        milliseconds(changed),
        milliseconds(candidate),
        milliseconds(again),
        memory(&desk),
    );
    drop(desk);
    std::fs::remove_dir_all(folder).expect("it was made here");
}

fn median(mut work: impl FnMut(usize)) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|round| {
            let started = Instant::now();
            work(round);
            started.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[cfg(target_os = "linux")]
fn memory(desk: &OpenDesk) -> String {
    format!("{} MB (500)", desk.memory() >> 10)
}

#[cfg(not(target_os = "linux"))]
fn memory(_: &OpenDesk) -> String {
    "not measured here".to_owned()
}
