//! What the program says of itself: every example of the help runs, every shell and every command
//! has its page.

use std::path::Path;
use std::process::Command;

use walkdir::WalkDir;

use crate::common::{root, run};

/// In an order in which each finds what those before it wrote.
const COMMANDS: [&str; 37] = [
    "",
    "score",
    "explain",
    "compare",
    "verify",
    "override",
    "replay",
    "parse",
    "lint",
    "audit",
    "check",
    "pool",
    "pool add",
    "pool status",
    "pool refresh",
    "pool tag",
    "pool set",
    "pool remove",
    "pool verify",
    "pool export",
    "pool watch",
    "desk",
    "background",
    "evaluate",
    "train",
    "model",
    "model show",
    "model diff",
    "model export",
    "model card",
    "model list",
    "model promote",
    "model rollback",
    "languages",
    "features",
    "completions",
    "man",
];

/// Commands that read what nobody has before using them, and so show no example that runs.
const WITHOUT_EXAMPLE: [&str; 7] = [
    "pool watch",
    "desk",
    "model diff",
    "model card",
    "model list",
    "model promote",
    "model rollback",
];

fn help(command: &str) -> String {
    let words = command.split_whitespace().chain(["--help"]);
    let answer = run(&words.collect::<Vec<_>>());
    assert_eq!((answer.code, answer.stderr.as_str()), (0, ""), "{command}");
    answer.stdout
}

/// The lines below `Examples:`.
fn examples(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Examples:").skip(1);
    let lines = lines.take_while(|line| line.starts_with("  cvrank "));
    lines.map(|line| line.trim().to_owned()).collect()
}

/// Words, with those in quotes as one.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('"').enumerate() {
        match index % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

#[test]
fn every_example_of_the_help_runs() {
    let folder = tempfile::tempdir().unwrap();
    for part in ["jobs", "cvs"] {
        copy(
            &root().join("data").join(part),
            &folder.path().join("data").join(part),
        );
    }
    for file in ["labels.csv", "decisions.csv", "grades.toml", "groups.csv"] {
        let inner = folder.path().join("data").join(file);
        std::fs::copy(root().join("data").join(file), inner).unwrap();
    }
    for command in COMMANDS {
        let shown = examples(&help(command));
        assert_eq!(
            shown.is_empty(),
            WITHOUT_EXAMPLE.contains(&command),
            "cvrank {command}"
        );
        for example in shown {
            let arguments = words(&example);
            let output = Command::new(env!("CARGO_BIN_EXE_cvrank"))
                .args(&arguments[1..])
                .current_dir(folder.path())
                .env_remove("CVRANK_MODEL")
                .env_remove("CVRANK_MODELS")
                .output()
                .unwrap();
            let code = output.status.code().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(code, 0 | 1), "{example}: {code} {said}");
        }
    }
}

#[test]
fn every_command_is_in_this_test() {
    let listed = |help: &str| -> Vec<String> {
        let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
        let lines = lines.take_while(|line| !line.is_empty());
        // What a command says goes on in lines that begin further in.
        let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        names
            .map(|line| line.split_whitespace().next().unwrap().to_owned())
            .collect()
    };
    for name in listed(&help("")) {
        // What a lexicon is imported of, nobody has.
        let is_known = COMMANDS.contains(&name.as_str()) || name == "help" || name == "lexicon";
        assert!(is_known, "{name}");
    }
    for family in ["model", "pool"] {
        for name in listed(&help(family)) {
            let path = format!("{family} {name}");
            assert!(
                COMMANDS.contains(&path.as_str()) || name == "help",
                "{path}"
            );
        }
    }
}

#[test]
fn each_shell_has_completions() {
    for (shell, sign) in [
        ("bash", "complete -F _cvrank"),
        ("zsh", "#compdef cvrank"),
        ("fish", "complete -c cvrank"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "set edit:completion:arg-completer[cvrank]"),
    ] {
        let answer = run(&["completions", shell]);
        assert_eq!((answer.code, answer.stderr.as_str()), (0, ""));
        assert!(answer.stdout.contains(sign), "{shell}: {}", answer.stdout);
        assert!(answer.stdout.contains("interview"), "{shell}");
    }
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("man");
    let answer = run(&["man", "--output", place.to_str().unwrap()]);
    assert_eq!(
        (answer.code, answer.stdout.as_str(), answer.stderr.as_str()),
        (0, "", "")
    );
    for command in COMMANDS {
        let name = format!("cvrank {command}");
        let name = name.trim_end().replace(' ', "-");
        let page = std::fs::read_to_string(place.join(format!("{name}.1"))).unwrap();
        assert!(
            page.contains(".TH") && page.contains(&name.to_uppercase()),
            "{page}"
        );
    }
    // What only the program calls has none.
    assert!(!place.join("cvrank-read-worker.1").exists());
    let whole = run(&["man"]);
    assert_eq!(
        whole.stdout.matches(".TH ").count(),
        std::fs::read_dir(&place).unwrap().count()
    );
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let answer = run(&["man", "--output", file.to_str().unwrap()]);
    let expected = format!(
        "error: cannot write {}: it is a file; name a folder\n",
        file.display()
    );
    assert_eq!((answer.code, answer.stderr), (2, expected));
}
