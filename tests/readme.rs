//! Every command that the README shows is run, and its answer compared.

mod common;

use common::{root, run};

/// How the README starts the program; a reader has no other.
const BUILD_AND_RUN: &str = "cargo run --release -- ";

struct Shown {
    /// Line of the command in the README, from 1.
    line: usize,
    command: String,
    output: String,
}

/// The commands of the `console` blocks with what stands below each.
fn shown(readme: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let mut inside = false;
    for (index, line) in readme.lines().enumerate() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ if !inside => {}
            _ => match line.strip_prefix("$ ") {
                Some(command) => found.push(Shown {
                    line: index + 1,
                    command: command.to_owned(),
                    output: String::new(),
                }),
                None => {
                    let last = found.last_mut().expect("a block begins with a command");
                    last.output.push_str(line.trim_end());
                    last.output.push('\n');
                }
            },
        }
    }
    found
}

fn trimmed(text: &str) -> String {
    text.lines().fold(String::new(), |mut all, line| {
        all.push_str(line.trim_end());
        all.push('\n');
        all
    })
}

#[test]
fn the_output_shown_is_real() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md is there");
    let shown = shown(&readme);
    assert!(shown.len() >= 3, "{} commands are shown", shown.len());
    for Shown {
        line,
        command,
        output,
    } in shown
    {
        // This very test is part of it.
        if command.starts_with("cargo test ") {
            assert_eq!(output, "", "README.md:{line}");
            continue;
        }
        let arguments = command
            .strip_prefix(BUILD_AND_RUN)
            .or_else(|| command.strip_prefix("cvrank "))
            .unwrap_or_else(|| panic!("README.md:{line}: what is `{command}`?"));
        // `| head -n 20` is what a reader would do with a long answer.
        let (arguments, lines) = match arguments.split_once(" | head -n ") {
            Some((arguments, lines)) => (arguments, lines.parse().expect("a number of lines")),
            None => (arguments, usize::MAX),
        };
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        let answer = run(&arguments);
        let all = trimmed(&answer.stdout) + &trimmed(&answer.stderr);
        let answer: String = all.split_inclusive('\n').take(lines).collect();
        assert_eq!(answer, output, "README.md:{line}: {command}");
    }
}
