//! The desk under stress: killed, asked by many at once, sent too much, on a full disk.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use cvrank::random::SplitMix64;
use serde_json::json;

use crate::common::desk::{OpenDesk, form, open};

const KILLS: usize = 200;
const POST: &str = "Baker wanted\n\nYou have:\n- 3 years of rye bread\n- English B2\n";

fn cv(number: usize) -> String {
    format!(
        "Person Number{number}\n\nExperience\n20{:02} - 2024 Baker, Bakery {number}\n\
         - Baked rye bread and sold it with cake at the old mill number {number}.\n\nLanguages\nEnglish C1\n",
        number % 20
    )
}

fn new_desk(folder: &Path) -> OpenDesk {
    let desk = open(folder);
    let added = desk.post("/api/jobs", &json!({"text": POST}));
    assert_eq!(added.status, 201, "{}", added.text());
    desk
}

/// A request without an end of patience; `None` where the desk was killed meanwhile.
fn ask(port: u16, request: &[u8]) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.write_all(request).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let text = String::from_utf8_lossy(&answer);
    let (head, body) = text.split_once("\r\n\r\n")?;
    // Acknowledged is what came whole.
    let length = head.lines().find_map(|line| {
        line.to_lowercase()
            .strip_prefix("content-length: ")?
            .parse::<usize>()
            .ok()
    });
    (length == Some(body.len())).then_some(())?;
    head.split(' ').nth(1)?.parse().ok()
}

fn request(desk: (u16, &str), method: &str, path: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    let (port, secret) = desk;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nx-cvrank-token: {secret}\r\n\
         Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

#[test]
fn nothing_that_was_acknowledged_is_lost_by_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let desk = new_desk(folder.path());
    desk.add_cvs(1, &[("first.txt", cv(0).as_bytes())]);
    desk.kill();
    let mut random = SplitMix64::new(7);
    let (mut notes, mut files) = (BTreeSet::<String>::new(), BTreeSet::<String>::new());
    let mut interrupted = 0;
    for kill in 0..KILLS {
        let desk = open(folder.path());
        let (port, secret) = (desk.port, desk.secret.clone());
        let until = Duration::from_millis(random.below(420) as u64 + 20);
        let (written, sent) = std::thread::scope(|scope| {
            let deciding = scope.spawn(|| {
                let mut written = Vec::new();
                for number in 0.. {
                    let reason = format!("note {kill}-{number}");
                    let body =
                        json!({"candidate": 1, "verdict": "note", "reason": reason}).to_string();
                    let path = "/api/jobs/1/decisions";
                    let asked = request(
                        (port, &secret),
                        "POST",
                        path,
                        "application/json",
                        body.as_bytes(),
                    );
                    match ask(port, &asked) {
                        Some(201) => written.push(reason),
                        _ => break,
                    }
                }
                written
            });
            let sending = scope.spawn(|| {
                let mut sent = Vec::new();
                // Few, so that the ranking stays small.
                for number in 0..1 {
                    let name = format!("cv-{kill}-{number}.txt");
                    let text = cv(kill + 1);
                    let (kind, body) = form(&[(&name, text.as_bytes())]);
                    let asked = request((port, &secret), "POST", "/api/jobs/1/cvs", &kind, &body);
                    match ask(port, &asked) {
                        Some(202) => sent.push(name),
                        _ => break,
                    }
                }
                sent
            });
            std::thread::sleep(until);
            desk.kill();
            (deciding.join().unwrap(), sending.join().unwrap())
        });
        interrupted += usize::from(!written.is_empty());
        notes.extend(written);
        files.extend(sent);
        if kill % 25 == 24 || kill + 1 == KILLS {
            let desk = open(folder.path());
            desk.wait_for_imports(1);
            let log = desk.get("/api/jobs/1/export/decisions").text();
            let lines: Vec<serde_json::Value> = log
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect();
            let known: BTreeSet<String> = lines
                .iter()
                .map(|line| line["reason"].as_str().unwrap().to_owned())
                .collect();
            let lost: Vec<&String> = notes.difference(&known).collect();
            assert!(lost.is_empty(), "after kill {kill}: {lost:?}");
            // The chain is whole, whatever was killed in between.
            for pair in log.lines().collect::<Vec<_>>().windows(2) {
                let next: serde_json::Value = serde_json::from_str(pair[1]).unwrap();
                assert_eq!(
                    next["previous"],
                    cvrank::hash::sha256(pair[0].as_bytes()),
                    "after kill {kill}"
                );
            }
            desk.post("/api/jobs/1/reveal", &json!({}));
            let rows = desk.rows(1);
            let names: BTreeSet<String> = rows
                .iter()
                .filter_map(|row| {
                    Some(
                        Path::new(row["person"]["source"].as_str()?)
                            .file_name()?
                            .to_str()?
                            .to_owned(),
                    )
                })
                .collect();
            let lost: Vec<&String> = files.difference(&names).collect();
            assert!(lost.is_empty(), "after kill {kill}: {lost:?}");
            desk.post("/api/jobs/1/blind", &json!({}));
        }
    }
    eprintln!(
        "{KILLS} kills, {} notes and {} files acknowledged, {interrupted} times while deciding",
        notes.len(),
        files.len()
    );
    assert!(interrupted > KILLS / 10, "{interrupted}");
}

#[test]
fn fifty_at_once_are_answered_beside_those_who_dawdle() {
    let folder = tempfile::tempdir().unwrap();
    let desk = new_desk(folder.path());
    let files: Vec<(String, String)> = (0..40)
        .map(|number| (format!("{number}.txt"), cv(number)))
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    desk.add_cvs(1, &files);
    // They send half a line and wait.
    let dawdling: Vec<TcpStream> = (0..100)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", desk.port)).unwrap();
            stream
                .write_all(b"GET /api/desk HTTP/1.1\r\nHost: 127")
                .unwrap();
            stream
        })
        .collect();
    let started = Instant::now();
    std::thread::scope(|scope| {
        for client in 0..50 {
            let desk = &desk;
            scope.spawn(move || {
                for round in 0..6 {
                    let reply = match (client + round) % 4 {
                        0 => desk.get("/api/jobs/1/ranking"),
                        1 => desk.get("/api/jobs/1/cvs/1"),
                        2 => desk.decide(
                            1,
                            1 + (client % 40),
                            "hold",
                            "",
                            &format!("person {client}"),
                        ),
                        _ => desk.get("/api/jobs/1"),
                    };
                    assert!(matches!(reply.status, 200 | 201), "{}", reply.text());
                }
            });
        }
    });
    eprintln!("300 requests of 50 clients in {:?}", started.elapsed());
    assert_eq!(dawdling.len(), 100);
    let decided = desk.get("/api/jobs/1/decisions").json()["log"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(decided, 75);
}

#[cfg(target_os = "linux")]
#[test]
fn two_hundred_megabytes_go_to_the_disk_and_not_into_memory() {
    let folder = tempfile::tempdir().unwrap();
    let desk = new_desk(folder.path());
    desk.add_cvs(1, &[("a.txt", cv(1).as_bytes())]);
    let before = desk.memory();
    let boundary = "b0undary";
    let head = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.pdf\"\r\n\r\n%PDF-1.7\n"
    );
    let end = format!("\r\n--{boundary}--\r\n");
    let size = 200 << 20;
    let mut stream = TcpStream::connect(("127.0.0.1", desk.port)).unwrap();
    let start = format!(
        "POST /api/jobs/1/cvs HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nx-cvrank-token: {}\r\n\
         Content-Type: multipart/form-data; boundary={boundary}\r\nContent-Length: {}\r\n\r\n",
        desk.port,
        desk.secret,
        head.len() + size + end.len()
    );
    stream.write_all(start.as_bytes()).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let block = vec![b'x'; 1 << 20];
    let mut most = 0;
    for number in 0..size / block.len() {
        stream.write_all(&block).unwrap();
        if number % 20 == 0 {
            most = most.max(desk.memory());
        }
    }
    stream.write_all(end.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 202 "), "{answer}");
    let import = desk.wait_for_imports(1);
    let refused = &import["unreadable"][0];
    assert_eq!(refused["status"], "over_limit", "{import}");
    most = most.max(desk.memory());
    eprintln!("{before} KB before, {most} KB at most");
    assert!(
        most < before + (64 << 10),
        "{before} KB before, {most} KB at most"
    );
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_nothing_is_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let desk = new_desk(folder.path());
    desk.add_cvs(1, &[("a.txt", cv(1).as_bytes())]);
    desk.decide(1, 1, "hold", "", "Ann");
    drop(desk);
    // No file may grow beyond what the desk's own have now.
    let script = format!(
        "trap '' XFSZ; ulimit -f 400; exec \"{}\" desk \"{}\" --no-open --as-of 2026-06-01",
        env!("CARGO_BIN_EXE_cvrank"),
        folder.path().display()
    );
    let desk = crate::common::desk::start(std::process::Command::new("bash").args(["-c", &script]))
        .unwrap();
    let large = vec![b'x'; 1 << 20];
    let refused = desk.upload("/api/jobs/1/cvs", &[("large.txt", &large)]);
    assert_eq!(refused.status, 507, "{}", refused.text());
    assert!(
        refused.error().starts_with("the disk is full"),
        "{}",
        refused.error()
    );
    // Notes until nothing fits any more.
    let long = "a long reason ".repeat(600);
    let mut acknowledged = 1;
    let full = loop {
        let reply = desk.decide(1, 1, "note", &long, "");
        match reply.status {
            201 => acknowledged += 1,
            _ => break reply,
        }
        assert!(acknowledged < 1000);
    };
    assert_eq!(full.status, 507, "{}", full.text());
    assert_eq!(
        full.error(),
        "the disk is full: nothing was written down; free some room and do it again"
    );
    drop(desk);
    let desk = open(folder.path());
    let log = desk.get("/api/jobs/1/export/decisions").text();
    assert_eq!(log.lines().count(), acknowledged);
    assert!(!folder.path().join("cvs/1/large.txt").exists());
}
