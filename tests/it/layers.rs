//! The rooms of the library stand in one order, and each uses only what stands to its left.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::root;

/// The rooms from left to right, as in ARCHITECTURE.md; those of one line do not use each other.
const ORDER: [&[&str]; 24] = [
    // The ground: what knows nothing of CVs.
    &[
        "span",
        "bytes",
        "hash",
        "random",
        "csv_rows",
        "sheet",
        "whole_file",
        "languages",
    ],
    &["document"],
    &["text"],
    &["reader"],
    &["lexicon", "occupations"],
    &["profile"],
    &["judge"],
    &["features"],
    &["model", "duplicates"],
    &["flag", "shelf"],
    &["explain"],
    &["rank"],
    &["score"],
    &["compare", "what_if"],
    &["stability"],
    &["outlook"],
    &["report"],
    &["evaluate"],
    &["audit"],
    &["train", "check", "pool"],
    &["run"],
    &["loaded"],
    &["desk", "python"],
    &["cli"],
];

const GROUND: &[&str] = ORDER[0];

/// Rooms that know less than what stands to their left: beside the ground, only these.
const KNOW_ONLY: [(&str, &[&str]); 3] = [
    // Words are words, whatever they were read from.
    ("text", &[]),
    // Metrics see ranked ids, grades and plain texts, and nothing of features or models.
    ("evaluate", &["document", "text"]),
    // Who belongs to which category never stands beside what scores or learns; of the model it
    // knows what points are, of the report how a cell is written.
    ("audit", &["document", "model", "report"]),
];

/// Whether `own` may use `other`.
fn may_use(own: &str, other: &str) -> bool {
    let is_left = place(other) < place(own);
    let narrow = KNOW_ONLY.iter().find(|(room, _)| *room == own);
    is_left && narrow.is_none_or(|(_, known)| GROUND.contains(&other) || known.contains(&other))
}

fn place(room: &str) -> Option<usize> {
    ORDER.iter().position(|line| line.contains(&room))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The room of a file: the first part of its path below `src`.
fn room(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap();
    let first = below.components().next().unwrap();
    let first = first.as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that `source` names, with the line of each: `crate::room`, `cvrank::room`, and each
/// of `crate::{room, other::Thing}`.
fn used(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for door in ["crate::", "cvrank::"] {
        for (at, _) in source.match_indices(door) {
            let line = source[..at].matches('\n').count() + 1;
            let text = source[..at].rsplit('\n').next().unwrap_or_default();
            // An example in a doc comment stands outside of the library.
            if text.trim_start().starts_with("//") {
                continue;
            }
            let rest = &source[at + door.len()..];
            let names = match rest.strip_prefix('{') {
                Some(group) => firsts(group),
                None => vec![first_word(rest)],
            };
            found.extend(names.into_iter().map(|name| (line, name)));
        }
    }
    found
}

fn first_word(text: &str) -> String {
    let is_name = |letter: &char| letter.is_alphanumeric() || *letter == '_';
    text.chars().take_while(is_name).collect()
}

/// The first words of the members of a group, the text of which begins behind its brace.
fn firsts(group: &str) -> Vec<String> {
    let mut names = vec![first_word(group.trim_start())];
    let mut depth = 0;
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(first_word(group[at + 1..].trim_start())),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn a_room_uses_only_what_stands_to_its_left() {
    let mut sources = Vec::new();
    files(&root().join("src"), &mut sources);
    sources.sort();
    let mut faults = Vec::new();
    let mut rooms = BTreeSet::new();
    for path in &sources {
        let own = room(path);
        if ["lib", "main"].contains(&own.as_str()) {
            continue;
        }
        if place(&own).is_none() {
            faults.push(format!("{own}: has no place in the order"));
        }
        rooms.insert(own.clone());
        let source = fs::read_to_string(path).unwrap();
        for (line, name) in used(&source) {
            // What is no room is a thing of the crate's root.
            let is_room = place(&name).is_some();
            if is_room && name != own && !may_use(&own, &name) {
                let shown = path.strip_prefix(root()).unwrap().display();
                faults.push(format!("{shown}:{line}: {own} uses {name}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let ordered: BTreeSet<String> = ORDER.concat().into_iter().map(str::to_owned).collect();
    assert_eq!(rooms, ordered, "the order names what is not there");
}

#[test]
fn what_stands_to_the_right_is_refused() {
    assert!(may_use("report", "stability") && may_use("text", "span"));
    assert!(!may_use("document", "text") && !may_use("text", "document"));
    assert!(!may_use("evaluate", "features") && !may_use("stability", "report"));
}

#[test]
fn uses_are_found_in_every_form() {
    let source = "use crate::text::{Token, tokenize};\n// crate::report\nuse crate::{model, rank::{Match, Ranking}, what_if};\nfn one() -> crate::hash::Sha {}\n";
    let names: Vec<String> = used(source).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["text", "model", "rank", "what_if", "hash"]);
}
