//! Every command that the README and the pages in `docs` show is run, and its answer compared.
//!
//! With `INSTA_UPDATE=always` the answers are written anew.

use std::path::PathBuf;

use crate::common::{root, run};

/// How the README starts the program before it is installed.
const BUILD_AND_RUN: &str = "cargo run --release -- ";
/// What a reader would put behind a long answer.
const HEAD: &str = " | head -n ";
const TAIL: &str = " | tail -n ";

/// What a command prints, each line without spaces at its end.
fn answer(command: &str) -> String {
    // This very test is part of it.
    if command.starts_with("cargo test ") {
        return String::new();
    }
    let arguments = command
        .strip_prefix(BUILD_AND_RUN)
        .or_else(|| command.strip_prefix("cvrank "))
        .unwrap_or_else(|| panic!("the README shows a command that no test can run: {command}"));
    let divided = |by: &str| {
        let (arguments, lines) = arguments.split_once(by)?;
        Some((
            arguments,
            lines.parse::<usize>().expect("a number of lines"),
        ))
    };
    let (head, tail) = (divided(HEAD), divided(TAIL));
    let arguments = head.or(tail).map_or(arguments, |(arguments, _)| arguments);
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let answer = run(&arguments);
    assert_ne!(answer.code, 2, "{command}: {}", answer.stderr);
    let both = answer.stdout + &answer.stderr;
    let hidden = tail.map_or(0, |(_, lines)| both.lines().count().saturating_sub(lines));
    both.lines()
        .skip(hidden)
        .take(head.map_or(usize::MAX, |(_, lines)| lines))
        .fold(String::new(), |shown, line| shown + line.trim_end() + "\n")
}

/// A page with a real answer below each command of its `console` blocks, and how many those are.
fn with_answers(page: &str) -> (String, usize) {
    let mut inside = false;
    let mut commands = 0;
    let mut written = String::new();
    for line in page.lines() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ => {}
        }
        let command = line.strip_prefix("$ ").filter(|_| inside);
        if !inside || line == "```console" || command.is_some() {
            written.push_str(line);
            written.push('\n');
        }
        if let Some(command) = command {
            written.push_str(&answer(command));
            commands += 1;
        }
    }
    (written, commands)
}

/// The README and the pages in `docs`.
fn pages() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(root().join("docs")).expect("docs is there");
    let mut pages: Vec<PathBuf> = folder
        .map(|entry| entry.expect("docs can be listed").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    pages.sort();
    pages.insert(0, root().join("README.md"));
    pages
}

#[test]
fn the_answers_shown_are_real() {
    // What an earlier run wrote: `train` does not replace a better model.
    for written in ["ours.json", "ours.md", "ranking.json", "target/sample.pool"] {
        let _ = std::fs::remove_file(root().join(written));
    }
    let mut commands = 0;
    for path in pages() {
        let shown = std::fs::read_to_string(&path).expect("the page can be read");
        let (real, count) = with_answers(&shown);
        commands += count;
        if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
            std::fs::write(&path, real).expect("the page can be written");
            continue;
        }
        let place = path.display();
        for (index, (shown, real)) in shown.lines().zip(real.lines()).enumerate() {
            assert_eq!(shown, real, "{place}:{}", index + 1);
        }
        assert_eq!(shown.len(), real.len(), "{place} lacks lines at its end");
    }
    assert!(commands >= 12, "the pages show {commands} commands");
}

/// A heading as a link names it.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept
        .chars()
        .filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
    kept.map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut links = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).expect("the page can be read");
        for part in text.split("](").skip(1) {
            let target = part.split(')').next().expect("a part before the bracket");
            if target.starts_with("http") {
                continue;
            }
            links += 1;
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let folder = page.parent().expect("a page lies in a folder");
            let path = if file.is_empty() {
                page.clone()
            } else {
                folder.join(file)
            };
            assert!(path.exists(), "{}: {target}", page.display());
            if !heading.is_empty() {
                let aim = std::fs::read_to_string(&path).expect("the page can be read");
                let mut headings = aim.lines().filter_map(|line| line.strip_prefix('#'));
                let leads =
                    headings.any(|line| anchor(line.trim_start_matches('#').trim()) == heading);
                assert!(leads, "{}: {target}", page.display());
            }
        }
    }
    assert!(links > 20, "{links} links");
}
