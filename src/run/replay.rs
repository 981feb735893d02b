//! Compares a run with the same run made again: first what went in, then what came out.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::decisions::Decision;
use super::folder::Make;
use super::manifest::{Artifact, Input, Manifest, Output};
use super::{Fault, FileError, MANIFEST, shown};
use crate::hash::Hashing;

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
    if let (Some(before), Some(now)) = (&known.command.ocr, &again.command.ocr)
        && before != now
    {
        faults.push(Fault::new(
            "the text recognition",
            format!("is {} now; it was {}", now.program, before.program),
        ));
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
    /// What was made again.
    outputs: Vec<Output>,
    decisions: &'a [Decision],
    /// Of all CVs, in the order of the ranking.
    ids: &'a [&'a str],
}

impl<'a> Comparison<'a> {
    /// `decisions` are those taken against the run, which some of its files show; `ids` are those
    /// of all CVs, in the order of the ranking.
    pub fn new(
        run: &'a Path,
        manifest: &'a Manifest,
        decisions: &'a [Decision],
        ids: &'a [&'a str],
    ) -> Self {
        let unseen = manifest.outputs.iter().map(|output| output.path.as_str());
        Self {
            run,
            files: 0,
            differing: 0,
            first: None,
            unseen: unseen.collect(),
            outputs: Vec::new(),
            decisions,
            ids,
        }
    }

    fn differs(&mut self, fault: Fault) {
        self.differing += 1;
        self.first.get_or_insert(fault);
    }

    /// Compares one file that was made again, as it is made; where a person decided, both what
    /// was computed and what is shown.
    ///
    /// # Errors
    /// When the file of the run can be opened and not read.
    pub fn add(&mut self, path: &str, make: &Make) -> Result<(), FileError> {
        self.unseen.remove(path);
        if self.decisions.is_empty() || !shown::shows(path) {
            let (sha256, bytes) = self.same(path, make)?;
            self.made(path, sha256, bytes);
            return Ok(());
        }
        let (sha256, bytes) = self.same(&shown::computed_path(path), make)?;
        self.made(path, sha256, bytes);
        let mut computed = Vec::new();
        make(&mut computed).map_err(FileError::of("read", &self.run.join(path)))?;
        match shown::laid(path, &computed, self.decisions, self.ids) {
            Ok(laid) => self.same(path, &|out| out.write_all(&laid)).map(|_| ()),
            Err(error) => {
                self.differs(Fault::new(path, error.to_string()));
                Ok(())
            }
        }
    }

    fn made(&mut self, path: &str, sha256: String, bytes: u64) {
        self.outputs.push(Output {
            path: path.to_owned(),
            sha256,
            bytes,
        });
    }

    /// Compares one file; returns the hash and the length of what was made again.
    fn same(&mut self, path: &str, make: &Make) -> Result<(String, u64), FileError> {
        self.files += 1;
        let before = super::open(self.run, path);
        let place = self.run.join(path);
        let cannot = || FileError::of("read", &place);
        let mut same = Same {
            before: before.as_ref().ok().map(BufReader::new),
            is_same: true,
        };
        let mut out = BufWriter::new(Hashing::new(&mut same));
        make(&mut out).map_err(cannot())?;
        let out = out.into_inner().map_err(io::IntoInnerError::into_error);
        let made = out.map_err(cannot())?.finish();
        match before {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let what = "is not in the run folder; the run made again has it";
                self.differs(Fault::new(path, what));
            }
            Err(error) => self.differs(Fault::new(path, format!("cannot be read: {error}"))),
            Ok(_) if !same.is_whole().map_err(cannot())? => {
                // Only now is either held as a whole.
                let mut now = Vec::new();
                make(&mut now).map_err(cannot())?;
                let before = super::read(self.run, path).map_err(cannot())?;
                self.differs(difference(path, &before, &now));
            }
            Ok(_) => {}
        }
        Ok(made)
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

    /// Fields of the manifest that are not those of `again`, the run made again by a program that
    /// may be another one.
    pub fn fields(self, known: &Manifest, mut again: Manifest) -> Vec<Fault> {
        again.outputs = self.outputs;
        again.outputs.sort_by(|a, b| a.path.cmp(&b.path));
        // Another program is told of elsewhere, and may well make the same run.
        again.tool = known.tool.clone();
        again.run_id = again.expected_run_id();
        again.manifest_sha256 = again.expected_manifest();
        let value = |manifest: &Manifest| serde_json::to_value(manifest).unwrap_or_default();
        let mut faults = Vec::new();
        compare("", &value(known), &value(&again), &mut faults);
        faults
    }
}

/// Adds a fault for each value below `place` that differs.
fn compare(place: &str, known: &Value, again: &Value, faults: &mut Vec<Fault>) {
    match (known, again) {
        (Value::Object(known), Value::Object(again)) => {
            for (key, known) in known {
                let dot = if place.is_empty() { "" } else { "." };
                let again = again.get(key).unwrap_or(&Value::Null);
                compare(&format!("{place}{dot}{key}"), known, again, faults);
            }
            // All fields are always written, but for those of the counts by status.
            for (key, again) in again.iter().filter(|(key, _)| !known.contains_key(*key)) {
                compare(&format!("{place}.{key}"), &Value::Null, again, faults);
            }
        }
        (Value::Array(known), Value::Array(again)) if known.len() == again.len() => {
            for (index, (known, again)) in known.iter().zip(again).enumerate() {
                compare(&format!("{place}[{index}]"), known, again, faults);
            }
        }
        (Value::Array(known), Value::Array(again)) => faults.push(Fault::new(
            MANIFEST,
            format!(
                "{place} has {} members; the run made again has {}",
                known.len(),
                again.len()
            ),
        )),
        (known, again) if known != again => faults.push(Fault::new(
            MANIFEST,
            format!("{place} is {known}; the run made again has {again}"),
        )),
        _ => {}
    }
}

/// Takes what is written and sees whether a file holds the same.
struct Same<R> {
    before: Option<R>,
    is_same: bool,
}

impl<R: Read> Same<R> {
    /// Whether all that was written is all that the file holds.
    fn is_whole(&mut self) -> io::Result<bool> {
        let Some(before) = self.before.as_mut().filter(|_| self.is_same) else {
            return Ok(false);
        };
        Ok(before.read(&mut [0])? == 0)
    }
}

impl<R: Read> Write for Same<R> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(before) = self.before.as_mut().filter(|_| self.is_same) {
            let mut there = Vec::with_capacity(bytes.len());
            before.take(bytes.len() as u64).read_to_end(&mut there)?;
            self.is_same = there == bytes;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
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
