//! Every command that the README shows is run, and its answer compared.
//!
//! With `INSTA_UPDATE=always` the answers in the README are written anew.

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

/// The README with a real answer below each command of its `console` blocks.
fn with_answers(readme: &str) -> String {
    let mut inside = false;
    let mut commands = 0;
    let mut written = String::new();
    for line in readme.lines() {
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
    assert!(commands >= 4, "the README shows {commands} commands");
    written
}

#[test]
fn the_answers_shown_are_real() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md is there");
    // What an earlier run wrote: `train` does not replace a better model.
    for written in ["ours.json", "ours.md", "ranking.json"] {
        let _ = std::fs::remove_file(root().join(written));
    }
    let real = with_answers(&readme);
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        std::fs::write(&path, real).expect("README.md can be written");
        return;
    }
    let lines = readme.lines().zip(real.lines()).enumerate();
    for (index, (shown, real)) in lines {
        assert_eq!(shown, real, "README.md:{}", index + 1);
    }
    assert_eq!(readme.len(), real.len(), "README.md lacks lines at its end");
}
