//! Compares a run with the same run made again: first what went in, then what came out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::manifest::{Artifact, Input, Manifest};
use super::{Fault, MANIFEST};
use crate::document::limits::{RUN_BYTES, read_file_bounded};

/// Characters shown of a line that differs.
const SHOWN: usize = 120;

/// Where the paths of a run start: its own note of it, seen from the run folder.
pub fn start(run: &Path, manifest: &Manifest) -> PathBuf {
    run.join(&manifest.command.folder)
}

/// Paths of the command that are no longer there.
pub fn missing(start: &Path, manifest: &Manifest) -> Vec<Fault> {
    let command = &manifest.command;
    let named = [
        Some(&command.job),
        command.model.as_ref(),
        command.background.as_ref(),
    ];
    let paths = named
        .into_iter()
        .flatten()
        .chain(&command.lexicons)
        .chain(&command.cvs);
    paths
        .filter(|path| !start.join(path).exists())
        .map(|path| {
            Fault::new(
                path,
                format!("is missing; looked for it in {}", start.display()),
            )
        })
        .collect()
}

/// Inputs that are not what they were; empty when the two runs asked the same.
pub fn changed(known: &Manifest, again: &Manifest) -> Vec<Fault> {
    let mut faults = Vec::new();
    if known.job.sha256 != again.job.sha256 {
        faults.push(changed_bytes(
            &known.job.path,
            &known.job.sha256,
            &again.job.sha256,
        ));
    }
    let artifacts = |manifest: &Manifest| -> Vec<Artifact> {
        let both = [manifest.model.clone(), manifest.background.clone()];
        both.into_iter()
            .chain(manifest.lexicons.iter().cloned())
            .collect()
    };
    let kinds = ["model", "table of document frequencies"]
        .into_iter()
        .chain(std::iter::repeat("lexicon"));
    for ((kind, known), again) in kinds.zip(artifacts(known)).zip(artifacts(again)) {
        if known.sha256 != again.sha256 {
            faults.push(match &known.path {
                Some(path) => changed_bytes(path, &known.sha256, &again.sha256),
                None => Fault::new(
                    format!("the built-in {kind}"),
                    "is another one in this version of cvrank; use the version in the manifest",
                ),
            });
        }
    }
    let found: BTreeMap<&str, &Input> = by_id(again);
    for input in &known.inputs {
        match found.get(input.cv_id.as_str()) {
            None => faults.push(Fault::new(&input.path, "is missing")),
            Some(found) if found.sha256 != input.sha256 => {
                let shown = |input: &Input| {
                    input
                        .sha256
                        .clone()
                        .unwrap_or_else(|| "unreadable".to_owned())
                };
                faults.push(changed_bytes(&input.path, &shown(input), &shown(found)));
            }
            Some(_) => {}
        }
    }
    let before = by_id(known);
    for input in &again.inputs {
        if !before.contains_key(input.cv_id.as_str()) {
            faults.push(Fault::new(&input.path, "is new; it was not in the run"));
        }
    }
    faults
}

fn by_id(manifest: &Manifest) -> BTreeMap<&str, &Input> {
    manifest
        .inputs
        .iter()
        .map(|input| (input.cv_id.as_str(), input))
        .collect()
}

fn changed_bytes(path: &str, before: &str, now: &str) -> Fault {
    Fault::new(
        path,
        format!("was changed: its SHA-256 was {before}, it is {now}"),
    )
}

/// Compares the outputs of a second run with the files of the first.
#[derive(Debug)]
pub struct Comparison<'a> {
    run: &'a Path,
    /// Files compared so far.
    pub files: usize,
    /// Files that differ.
    pub differing: usize,
    /// The first difference.
    pub first: Option<Fault>,
    unseen: BTreeSet<&'a str>,
}

impl<'a> Comparison<'a> {
    pub fn new(run: &'a Path, manifest: &'a Manifest) -> Self {
        let unseen = manifest.outputs.iter().map(|output| output.path.as_str());
        Self {
            run,
            files: 0,
            differing: 0,
            first: None,
            unseen: unseen.collect(),
        }
    }

    fn differs(&mut self, fault: Fault) {
        self.differing += 1;
        self.first.get_or_insert(fault);
    }

    /// Compares one file that was made again.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        self.files += 1;
        self.unseen.remove(path);
        match read_file_bounded(&self.run.join(path), RUN_BYTES) {
            Err(_) => self.differs(Fault::new(
                path,
                "is not in the run folder; the run made again has it",
            )),
            Ok(before) if before != bytes => self.differs(difference(path, &before, bytes)),
            Ok(_) => {}
        }
    }

    /// Counts the files of the run that were not made again.
    pub fn finish(&mut self) {
        for path in std::mem::take(&mut self.unseen) {
            self.differs(Fault::new(
                path,
                "is in the run; the run made again has no such file",
            ));
        }
    }
}

/// The first line that is not the same.
fn difference(path: &str, before: &[u8], now: &[u8]) -> Fault {
    let lines = |bytes: &[u8]| -> Vec<String> {
        let text = String::from_utf8_lossy(bytes);
        text.split('\n').map(str::to_owned).collect()
    };
    let (before, now) = (lines(before), lines(now));
    let count = before.len().max(now.len());
    let at = (0..count)
        .find(|&at| before.get(at) != now.get(at))
        .unwrap_or_default();
    let shown = |lines: &[String]| match lines.get(at) {
        Some(line) if line.chars().count() > SHOWN => {
            format!("`{}…`", line.chars().take(SHOWN).collect::<String>())
        }
        Some(line) => format!("`{line}`"),
        None => "not there".to_owned(),
    };
    Fault::new(
        format!("{path}:{}", at + 1),
        format!("was {}, is {} when made again", shown(&before), shown(&now)),
    )
}

/// What of the program is not what made the run, in words; the outputs may be the same.
pub fn other_program(known: &Manifest, again: &Manifest) -> Option<String> {
    let (before, now) = (&known.tool, &again.tool);
    if before == now {
        return None;
    }
    Some(format!(
        "{MANIFEST}: the run was made by {} {} (build {}), this is {} (build {})",
        before.name,
        before.version,
        short(&before.build_sha256),
        now.version,
        short(&now.build_sha256)
    ))
}

fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_names_the_first_line() {
        let fault = |before: &str, now: &str| {
            difference("ranking.csv", before.as_bytes(), now.as_bytes()).to_string()
        };
        assert_eq!(
            fault("a\nb\n", "a\nc\n"),
            "ranking.csv:2: was `b`, is `c` when made again"
        );
        assert_eq!(
            fault("a\n", "a\nc\n"),
            "ranking.csv:2: was ``, is `c` when made again"
        );
        assert_eq!(
            fault("a", "a\nc"),
            "ranking.csv:2: was not there, is `c` when made again"
        );
        assert!(fault(&"x".repeat(500), "y").contains("xx…`, is `y`"));
    }
}
