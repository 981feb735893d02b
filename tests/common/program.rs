//! The program as a user runs it: arguments and standard input in, answer and exit code out.

use std::io::Write;
use std::process::{Command, Stdio};

use super::root;

/// How one run ended.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the program in the repository's root with `input` piped in.
///
/// # Panics
/// When the program ends in a fault of its own.
pub(crate) fn run_with(arguments: &[&str], input: &[u8]) -> Answer {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cvrank"))
        .args(arguments)
        .current_dir(root())
        .env_remove("CVRANK_MODEL")
        .env_remove("CVRANK_MODELS")
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut pipe = child.stdin.take().expect("standard input is a pipe");
    // A program that does not read its input closes the pipe; that is no fault.
    let _ = pipe.write_all(input);
    drop(pipe);
    let output = child.wait_with_output().expect("the program ends");
    let answer = Answer {
        code: output.status.code().expect("no signal ended the program"),
        stdout: String::from_utf8(output.stdout).expect("the answer is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    };
    let is_known = (0..=4).contains(&answer.code);
    assert!(is_known, "cvrank {}: {answer:#?}", arguments.join(" "));
    answer
}

/// Runs the program with nothing piped in.
pub(crate) fn run(arguments: &[&str]) -> Answer {
    run_with(arguments, b"")
}
