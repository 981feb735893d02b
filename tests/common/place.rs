//! A folder of its own with a job and CVs, in which the program runs and writes.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::{Answer, root};

/// The job that the folder holds a copy of.
pub(crate) const JOB: &str = "data/jobs/backend_engineer.md";
/// The day as of which the folder is scored.
pub(crate) const AS_OF: &str = "--as-of=2026-06-01";

/// A folder with a job, some CVs and one file that cannot be read, all of its own.
pub(crate) struct Place {
    pub(crate) folder: tempfile::TempDir,
}

impl Place {
    /// `job.md` and `cvs/`.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Self { folder };
        fs::create_dir(place.at("cvs")).unwrap();
        fs::copy(root().join(JOB), place.at("job.md")).unwrap();
        for name in ["c-0001.md", "c-0010.txt", "c-0016.json", "c-0044.docx"] {
            fs::copy(
                root().join("data/cvs").join(name),
                place.at("cvs").join(name),
            )
            .unwrap();
        }
        fs::write(place.at("cvs/empty.txt"), "").unwrap();
        place
    }

    /// A path inside.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The program, to be started in this folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cvrank"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("CVRANK_MODEL")
            .env_remove("CVRANK_MODELS")
            .stdin(Stdio::null());
        command
    }

    /// Runs the program in this folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        let output = self.command(arguments).output().expect("the program ends");
        Answer {
            code: output.status.code().expect("no signal ended the program"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Scores all CVs for the job.
    pub(crate) fn score(&self, further: &[&str]) -> Answer {
        self.run(&[&["score", "job.md", "cvs", AS_OF], further].concat())
    }

    /// A run in `run/`.
    pub(crate) fn scored() -> Self {
        let place = Self::new();
        let answer = place.score(&["--out", "run"]);
        assert_eq!(answer.code, 4, "{}", answer.stderr);
        place
    }

    /// Checks exit code and both streams.
    pub(crate) fn assert(&self, arguments: &[&str], code: i32, stdout: &str, stderr: &str) {
        let answer = self.run(arguments);
        let shown = (answer.code, answer.stdout.as_str(), answer.stderr.as_str());
        assert_eq!(
            shown,
            (code, stdout, stderr),
            "cvrank {}",
            arguments.join(" ")
        );
    }

    /// Replaces the first `from` in a file.
    pub(crate) fn change(&self, path: &str, from: &str, to: &str) {
        let before = fs::read_to_string(self.at(path)).unwrap();
        assert!(before.contains(from), "{path} has no {from}");
        fs::write(self.at(path), before.replacen(from, to, 1)).unwrap();
    }
}
