//! What people decided against a run: one line each, chained by hashes, only ever added to.
//!
//! The computed score stays as it is. Each line holds the hash of the line before it, the first
//! that of the manifest, so that no line can be changed, moved or taken out of the middle unseen.
//! Lines cut from the end leave a shorter chain that is whole; whoever must rule that out notes
//! the last hash elsewhere.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::manifest::{Manifest, ManifestError, Output};
use super::shown::Shown;
use super::{DECISIONS, Fault, FileError, MANIFEST, RANKING};
use crate::document::limits::{RUN_BYTES, read_bounded};
use crate::hash::sha256;
use crate::report::DecidedError;

/// What a person says shall become of a candidate, without a rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Shortlist,
    Hold,
    Reject,
}

impl Verdict {
    /// `shortlisted`: as files show it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shortlist => "shortlisted",
            Self::Hold => "on hold",
            Self::Reject => "rejected",
        }
    }
}

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// From 1.
    pub number: u64,
    pub cv_id: String,
    /// Rank that the person gives, from 1; `None` with a verdict.
    pub rank: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Rank that was computed; `None` for a CV without a score.
    pub computed_rank: Option<u32>,
    /// Score that was computed, in points with three decimals.
    pub computed_score: Option<String>,
    pub reason: String,
    /// Who decided, as far as stated.
    pub by: Option<String>,
    /// Day of the decision, `YYYY-MM-DD`.
    pub on: String,
    /// Hash of the line before, without its line break; of the manifest for the first.
    pub previous: String,
}

/// What a person decided about a CV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Another rank, from 1.
    Rank(u32),
    Verdict(Verdict),
}

/// What a person wants to be written down.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub cv_id: &'a str,
    pub decided: Said,
    pub reason: &'a str,
    pub by: Option<&'a str>,
    pub on: &'a str,
}

#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    #[error(
        "{folder}: no CV {cv_id} in this run; its ids stand in the column cv_id of ranking.csv"
    )]
    NoCv { folder: String, cv_id: String },
    #[error("rank {rank} is not in 1..={most}, the number of CVs in this run")]
    Rank { rank: u32, most: usize },
    #[error("the reason is empty; say in words why a person decides otherwise")]
    NoReason,
    #[error(
        "{0}\nNothing was added; keep a copy of the file for whoever audits the run, then mend it"
    )]
    Broken(Fault),
    #[error(
        "{0}: not the ranking that the manifest names; `cvrank verify` says what is wrong with the run"
    )]
    Ranking(String),
    #[error(
        "{0}: not the file that the manifest names; `cvrank verify` says what is wrong with the run"
    )]
    Changed(String),
    #[error("{path}: {cause}")]
    NotShown { path: String, cause: DecidedError },
    #[error("{0}: nobody decided against this run; name a CV with --rank and --reason")]
    None(String),
}

/// Adds a decision to the run in `folder`; returns it, and the hash of its line.
///
/// # Errors
/// As [`append_all`].
pub fn append(folder: &Path, wanted: &Wanted) -> Result<(Decision, String), DecisionError> {
    let (mut decisions, hash) = append_all(folder, std::slice::from_ref(wanted))?;
    let decision = decisions.pop();
    Ok((decision.expect("one was asked for and added"), hash))
}

/// Adds decisions to the run in `folder`, all or none; returns them, and the hash of the last line.
///
/// Processes that add at the same moment wait for each other. The files that people open show the
/// decisions when this returns.
///
/// # Errors
/// When a CV or a rank is not in the run, the reason for a rank is empty, or a file is not whole.
pub fn append_all(
    folder: &Path,
    wanted: &[Wanted],
) -> Result<(Vec<Decision>, String), DecisionError> {
    let manifest = Manifest::read(folder)?;
    for one in wanted {
        check(folder, &manifest, one)?;
    }
    let ranking = ranking(folder, &manifest)?;
    let matches = || ranking["matches"].as_array().into_iter().flatten();
    let by_id: BTreeMap<&str, &Value> = matches()
        .filter_map(|known| Some((known["cv_id"].as_str()?, known)))
        .collect();
    let changed = || DecisionError::Ranking(folder.join(RANKING).display().to_string());
    let path = folder.join(DECISIONS);
    let (mut file, known) = open(folder, true)?;
    let (mut decisions, mut last) = (known.decisions, known.last);
    let before = decisions.len();
    let mut lines = String::new();
    for one in wanted {
        let known = by_id.get(one.cv_id).ok_or_else(changed)?;
        let (computed_rank, computed_score) = place(known);
        let (rank, verdict) = match one.decided {
            Said::Rank(rank) => (Some(rank), None),
            Said::Verdict(verdict) => (None, Some(verdict)),
        };
        let decision = Decision {
            number: decisions.len() as u64 + 1,
            cv_id: one.cv_id.to_owned(),
            rank,
            verdict,
            computed_rank,
            computed_score,
            reason: one.reason.to_owned(),
            by: one.by.map(str::to_owned),
            on: one.on.to_owned(),
            previous: last,
        };
        let line = serde_json::to_string(&decision).unwrap_or_default();
        last = sha256(line.as_bytes());
        lines.push_str(&line);
        lines.push('\n');
        decisions.push(decision);
    }
    let shown = Shown::new(folder, &manifest, &decisions, &ids(&ranking))?;
    file.write_all(lines.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(FileError::of("write", &path))?;
    shown.write()?;
    Ok((decisions.split_off(before), last))
}

/// Whether the run has the CV and the rank, and a reason is given where it must be.
fn check(folder: &Path, manifest: &Manifest, wanted: &Wanted) -> Result<(), DecisionError> {
    let needs_reason = wanted.decided != Said::Verdict(Verdict::Shortlist)
        && wanted.decided != Said::Verdict(Verdict::Hold);
    if needs_reason && wanted.reason.trim().is_empty() {
        return Err(DecisionError::NoReason);
    }
    let most = manifest.inputs.len();
    if let Said::Rank(rank) = wanted.decided
        && (rank == 0 || rank as usize > most)
    {
        return Err(DecisionError::Rank { rank, most });
    }
    let mut inputs = manifest.inputs.iter();
    match inputs.any(|input| input.cv_id == wanted.cv_id) {
        true => Ok(()),
        false => Err(DecisionError::NoCv {
            folder: folder.display().to_string(),
            cv_id: wanted.cv_id.to_owned(),
        }),
    }
}

/// Writes the decisions of the run in `folder` into the files that show them once more, as after
/// a program that was stopped between the two; returns how many there are.
///
/// # Errors
/// When nobody decided, or a file is not whole.
pub fn show_again(folder: &Path) -> Result<usize, DecisionError> {
    let manifest = Manifest::read(folder)?;
    if !folder.join(DECISIONS).is_file() {
        return Err(DecisionError::None(folder.display().to_string()));
    }
    let ranking = ranking(folder, &manifest)?;
    // The file stays locked meanwhile.
    let (_file, known) = open(folder, false)?;
    let shown = Shown::new(folder, &manifest, &known.decisions, &ids(&ranking))?;
    shown.write()?;
    Ok(known.decisions.len())
}

/// The decisions against the run in `folder`; none where there is no file of them.
///
/// # Errors
/// When the file or the manifest cannot be read, or the chain is broken.
pub fn taken(folder: &Path) -> Result<Vec<Decision>, DecisionError> {
    if std::fs::symlink_metadata(folder.join(DECISIONS)).is_err() {
        return Ok(Vec::new());
    }
    let first = sha256(&read(folder, MANIFEST)?);
    let known = chain(&read(folder, DECISIONS)?, &first).map_err(DecisionError::Broken)?;
    Ok(known.decisions)
}

/// The file of decisions, locked until it is closed, also when the process is stopped; and the
/// decisions in it.
fn open(folder: &Path, create: bool) -> Result<(File, Chain), DecisionError> {
    let first = sha256(&read(folder, MANIFEST)?);
    let path = folder.join(DECISIONS);
    // A link would lead the decision elsewhere, a pipe would keep it.
    match super::open(folder, DECISIONS) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => {
            return Err(FileError::of("open", &path)(cause).into());
        }
        _ => {}
    }
    let mut file = OpenOptions::new()
        .read(true)
        .append(true)
        .create(create)
        .open(&path)
        .map_err(FileError::of("open", &path))?;
    file.lock().map_err(FileError::of("lock", &path))?;
    let known = chain(&whole(&mut file, &path)?, &first).map_err(DecisionError::Broken)?;
    Ok((file, known))
}

fn read(folder: &Path, path: &str) -> Result<Vec<u8>, FileError> {
    super::read(folder, path).map_err(FileError::of("read", &folder.join(path)))
}

fn whole(file: &mut File, path: &Path) -> Result<Vec<u8>, FileError> {
    file.seek(SeekFrom::Start(0))
        .and_then(|_| read_bounded(file, RUN_BYTES))
        .map_err(FileError::of("read", path))
}

/// The run's ranking, if it is still the one that was written.
fn ranking(folder: &Path, manifest: &Manifest) -> Result<Value, DecisionError> {
    let path = folder.join(RANKING);
    let changed = || DecisionError::Ranking(path.display().to_string());
    let bytes = super::read(folder, RANKING).map_err(FileError::of("read", &path))?;
    let hash = sha256(&bytes);
    let is_written = |output: &Output| output.path == RANKING && output.sha256 == hash;
    if !manifest.outputs.iter().any(is_written) {
        return Err(changed());
    }
    serde_json::from_slice(&bytes).map_err(|_| changed())
}

/// The ids of all CVs of a ranking, in its order.
pub(super) fn ids(ranking: &Value) -> Vec<&str> {
    let matches = ranking["matches"].as_array().into_iter().flatten();
    matches
        .map(|known| known["cv_id"].as_str().unwrap_or_default())
        .collect()
}

/// Rank and score of one CV of a ranking, as a decision states them.
pub(super) fn place(known: &Value) -> (Option<u32>, Option<String>) {
    let rank = known["rank"].as_u64();
    let points = known["score"].as_number().and_then(super::verify::points);
    (
        rank.and_then(|rank| u32::try_from(rank).ok()),
        points.map(|points| points.to_string()),
    )
}

/// The decisions of a file, and the hash that the next one must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chain {
    pub decisions: Vec<Decision>,
    pub last: String,
}

/// Follows the chain in `bytes`; `first` is the manifest's hash.
///
/// # Errors
/// The first line that is torn, that is no decision, or that does not fit the one before it.
pub(crate) fn chain(bytes: &[u8], first: &str) -> Result<Chain, Fault> {
    let mut last = first.to_owned();
    let mut decisions = Vec::new();
    for (index, line) in bytes.split_inclusive(|&byte| byte == b'\n').enumerate() {
        let place = || format!("{DECISIONS}:{}", index + 1);
        let Some(line) = line.strip_suffix(b"\n") else {
            let torn = "the last line is torn: it has no end, as when the program was stopped while it wrote";
            return Err(Fault::new(place(), torn));
        };
        let decision: Decision = serde_json::from_slice(line)
            .map_err(|error| Fault::new(place(), format!("no decision: {error}")))?;
        if decision.previous != last {
            let before = match index {
                0 => "of manifest.json".to_owned(),
                _ => format!("of line {index}"),
            };
            return Err(Fault::new(
                place(),
                format!(
                    "the chain is broken: `previous` is {}, the hash {before} is {last}",
                    decision.previous
                ),
            ));
        }
        let number = index as u64 + 1;
        if decision.number != number {
            let what = format!("`number` is {}; expected {number}", decision.number);
            return Err(Fault::new(place(), what));
        }
        last = sha256(line);
        decisions.push(decision);
    }
    Ok(Chain { decisions, last })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: u64) -> String {
        let mut last = "first".to_owned();
        (1..=count)
            .map(|number| {
                let decision = Decision {
                    number,
                    cv_id: format!("c-{number}"),
                    rank: Some(1),
                    verdict: None,
                    computed_rank: Some(3),
                    computed_score: Some("41.500".to_owned()),
                    reason: "Spoke with them".to_owned(),
                    by: None,
                    on: "2026-06-01".to_owned(),
                    previous: last.clone(),
                };
                let line = serde_json::to_string(&decision).unwrap();
                last = sha256(line.as_bytes());
                line + "\n"
            })
            .collect()
    }

    fn fault(text: &str) -> String {
        chain(text.as_bytes(), "first").unwrap_err().to_string()
    }

    #[test]
    fn a_whole_chain_is_followed_to_its_end() {
        assert_eq!(chain(b"", "first").unwrap().last, "first");
        let text = lines(3);
        let known = chain(text.as_bytes(), "first").unwrap();
        assert_eq!(known.decisions.len(), 3);
        let last = text.trim_end().rsplit('\n').next().unwrap();
        assert_eq!(known.last, sha256(last.as_bytes()));
    }

    #[test]
    fn every_change_breaks_the_chain() {
        let text = lines(3);
        let changed = text.replacen("c-1", "c-9", 1);
        assert!(
            fault(&changed).starts_with("decisions.jsonl:2: the chain is broken: `previous` is ")
        );
        let cut: String = text.split_inclusive('\n').skip(1).collect();
        assert!(fault(&cut).starts_with("decisions.jsonl:1: the chain is broken: "));
        assert!(fault(&cut).ends_with(", the hash of manifest.json is first"));
        let torn = &text[..text.len() - 5];
        assert_eq!(
            fault(torn),
            "decisions.jsonl:3: the last line is torn: it has no end, as when the program was stopped while it wrote"
        );
        assert!(fault("{}\n").starts_with("decisions.jsonl:1: no decision: missing field"));
    }

    #[test]
    fn every_torn_end_is_found() {
        let text = lines(2);
        let first = text.find('\n').unwrap() + 1;
        for end in first + 1..text.len() {
            assert!(fault(&text[..end]).contains("torn"), "{end}");
        }
    }
}
