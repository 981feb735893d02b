//! A run folder against its own manifest: files, hashes, reports that agree, the chain.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use serde_json::Value;

use super::{Checked, VerifyError, fields, is_known};
use crate::hash::sha256;
use crate::run::decisions::{Chain, chain, ids, place};
use crate::run::manifest::Manifest;
use crate::run::{DECISIONS, FileError, MANIFEST, RANKING, files, open, read, shown};

/// Every file of a run against its hash, every score, and the chain of decisions.
pub(super) fn run(folder: &Path, checked: &mut Checked) -> Result<(), VerifyError> {
    let manifest = Manifest::read(folder)?;
    for (what, stated, expected) in [
        ("run_id", &manifest.run_id, manifest.expected_run_id()),
        (
            "configuration_sha256",
            &manifest.configuration_sha256,
            manifest.expected_configuration(),
        ),
        (
            "manifest_sha256",
            &manifest.manifest_sha256,
            manifest.expected_manifest(),
        ),
    ] {
        if *stated != expected {
            let what = format!("{what} is {stated}; what it stands for gives {expected}");
            checked.fault(MANIFEST.to_owned(), what);
        }
    }
    let mut seen = BTreeSet::new();
    let mut explained = BTreeMap::new();
    let mut ranking = None;
    let is_decided = is_decided(folder);
    for output in &manifest.outputs {
        checked.files += 1;
        if !seen.insert(output.path.to_lowercase()) {
            let what = format!("lists {} more than once", output.path);
            checked.fault(MANIFEST.to_owned(), what);
        }
        if !is_inside(&output.path) {
            checked.fault(
                MANIFEST.to_owned(),
                format!("{} is no path inside the run", output.path),
            );
            continue;
        }
        let place = match is_decided {
            true => shown::computed_place(folder, &output.path),
            false => output.path.clone(),
        };
        let bytes = match open(folder, &place).and_then(|file| bounded(file, output.bytes)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                checked.fault(
                    output.path.clone(),
                    "is missing or cannot be read".to_owned(),
                );
                continue;
            }
            Err(error) => {
                checked.fault(output.path.clone(), format!("cannot be read: {error}"));
                continue;
            }
        };
        if bytes.len() as u64 != output.bytes {
            let what = format!(
                "has {} bytes, the manifest says {}",
                bytes.len(),
                output.bytes
            );
            checked.fault(output.path.clone(), what);
        }
        let found = sha256(&bytes);
        if found != output.sha256 {
            let what = format!(
                "was changed: its SHA-256 is {found}, the manifest has {}",
                output.sha256
            );
            checked.fault(output.path.clone(), what);
        }
        if output.path.ends_with(".json") {
            match serde_json::from_slice::<Value>(&bytes) {
                Ok(value) if is_known(&value) => {
                    checked.value(&output.path, &value);
                    match output.path.as_str() {
                        RANKING => ranking = Some(value),
                        path => drop(explained.insert(path, value)),
                    }
                }
                _ => checked.fault(output.path.clone(), "is no report of ours".to_owned()),
            }
        }
    }
    agree(&manifest, ranking.as_ref(), &explained, checked);
    fields::check(&manifest, ranking.as_ref(), checked);
    extra(folder, &manifest, checked);
    let path = folder.join(DECISIONS);
    if is_decided {
        checked.files += 1;
        let cannot = || FileError::of("read", &path);
        let decisions = read(folder, DECISIONS).map_err(cannot())?;
        match chain(
            &decisions,
            &sha256(&read(folder, MANIFEST).map_err(cannot())?),
        ) {
            Ok(chain) => {
                decided(&chain, ranking.as_ref(), checked);
                let ids = ranking.as_ref().map(ids).unwrap_or_default();
                let faults = shown::check(folder, &manifest, &chain.decisions, &ids);
                checked.faults.extend(faults);
            }
            Err(fault) => checked.faults.push(fault),
        }
    }
    Ok(())
}

/// Whether there is anything under the name of people's decisions.
fn is_decided(folder: &Path) -> bool {
    std::fs::symlink_metadata(folder.join(DECISIONS)).is_ok()
}

/// Whether a path of the manifest stays within the folder.
fn is_inside(path: &str) -> bool {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']);
    path.split('/').all(is_plain)
}

/// Bytes that a file may have beyond those that the manifest states, to be looked at all the same.
const SPARE: u64 = 1 << 20;

/// The bytes of a file that states to have `stated`.
fn bounded(file: File, stated: u64) -> io::Result<Vec<u8>> {
    let most = stated.saturating_add(SPARE);
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let problem = format!("it is far longer than the {stated} bytes that the manifest says");
        return Err(io::Error::new(ErrorKind::FileTooLarge, problem));
    }
    Ok(bytes)
}

/// The ranking, each explanation and the manifest say the same of each CV.
fn agree(
    manifest: &Manifest,
    ranking: Option<&Value>,
    explained: &BTreeMap<&str, Value>,
    checked: &mut Checked,
) {
    let Some(matches) = ranking.and_then(|ranking| ranking["matches"].as_array()) else {
        return checked.fault(MANIFEST.to_owned(), format!("lists no {RANKING}"));
    };
    let by_id: BTreeMap<&str, &Value> = matches
        .iter()
        .filter_map(|known| Some((known["cv_id"].as_str()?, known)))
        .collect();
    for input in &manifest.inputs {
        let path = input.explanation.as_str();
        let known = by_id.get(input.cv_id.as_str());
        let (Some(known), Some(alone)) = (known, explained.get(path)) else {
            let what = format!(
                "{} is not both in {RANKING} and in {}",
                input.cv_id, input.explanation
            );
            checked.fault(MANIFEST.to_owned(), what);
            continue;
        };
        for key in ["job", "model", "as_of"] {
            if ranking.is_some_and(|ranking| ranking[key] != alone[key]) {
                checked.fault(path.to_owned(), format!("{key} is not that of {RANKING}"));
            }
        }
        for key in ["cv_id", "status", "reason", "score", "explanation"] {
            if known[key] != alone[key] {
                checked.fault(path.to_owned(), format!("{key} is not that of {RANKING}"));
            }
        }
    }
    if matches.len() != manifest.inputs.len() {
        let what = format!(
            "has {} CVs, the manifest {}",
            matches.len(),
            manifest.inputs.len()
        );
        checked.fault(RANKING.to_owned(), what);
    }
}

/// Each decision states the rank and the score that the ranking has.
fn decided(chain: &Chain, ranking: Option<&Value>, checked: &mut Checked) {
    checked.decisions = chain.decisions.len();
    let matches = ranking.and_then(|ranking| ranking["matches"].as_array());
    for decision in &chain.decisions {
        let mut matches = matches.into_iter().flatten();
        let known = matches.find(|known| known["cv_id"] == decision.cv_id.as_str());
        let stated = (decision.computed_rank, decision.computed_score.clone());
        if known.map(place) != Some(stated) {
            let what = format!(
                "computed rank and score of {} are not those of {RANKING}",
                decision.cv_id
            );
            checked.fault(format!("{DECISIONS}:{}", decision.number), what);
        }
    }
}

/// Files that nobody vouches for.
fn extra(folder: &Path, manifest: &Manifest, checked: &mut Checked) {
    let paths = || manifest.outputs.iter().map(|output| output.path.as_str());
    let vouched: BTreeSet<&str> = paths().collect();
    let computed: BTreeSet<String> = paths()
        .filter(|path| is_decided(folder) && shown::shows(path))
        .map(shown::computed_path)
        .collect();
    for path in files(folder) {
        let Ok(path) = path else {
            checked.fault(folder.display().to_string(), "cannot be listed".to_owned());
            continue;
        };
        let is_known = [MANIFEST, DECISIONS].contains(&path.as_str())
            || vouched.contains(path.as_str())
            || computed.contains(&path);
        if !is_known {
            checked.fault(path, "is not in the manifest".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_a_manifest_stay_inside() {
        assert!(is_inside("explain/c-1.json"));
        for evil in ["../x", "/etc/passwd", "explain/../../x", "c:\\x", ""] {
            assert!(!is_inside(evil), "{evil}");
        }
    }
}
