//! A run folder against its own manifest: files, hashes, reports that agree, the chain.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Checked, VerifyError, is_known, read};
use crate::document::limits::{RUN_BYTES, read_file_bounded};
use crate::hash::sha256;
use crate::run::decisions::{Chain, chain, place};
use crate::run::manifest::Manifest;
use crate::run::{DECISIONS, MANIFEST, RANKING};

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
    ] {
        if *stated != expected {
            let what = format!("{what} is {stated}; what it stands for gives {expected}");
            checked.fault(MANIFEST.to_owned(), what);
        }
    }
    let mut explained = BTreeMap::new();
    let mut ranking = None;
    for output in &manifest.outputs {
        checked.files += 1;
        let Some(path) = inside(folder, &output.path) else {
            checked.fault(
                MANIFEST.to_owned(),
                format!("{} is no path inside the run", output.path),
            );
            continue;
        };
        let Ok(bytes) = read_file_bounded(&path, RUN_BYTES) else {
            checked.fault(
                output.path.clone(),
                "is missing or cannot be read".to_owned(),
            );
            continue;
        };
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
    extra(folder, &manifest, checked);
    let path = folder.join(DECISIONS);
    if path.exists() {
        checked.files += 1;
        match chain(&read(&path)?, &sha256(&read(&folder.join(MANIFEST))?)) {
            Ok(chain) => decided(&chain, ranking.as_ref(), checked),
            Err(fault) => checked.faults.push(fault),
        }
    }
    Ok(())
}

/// A path of the manifest, unless it leads out of the folder.
fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']);
    path.split('/').all(is_plain).then(|| folder.join(path))
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
    let vouched: BTreeSet<&str> = manifest
        .outputs
        .iter()
        .map(|output| output.path.as_str())
        .collect();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let Ok(entry) = entry else {
            checked.fault(folder.display().to_string(), "cannot be listed".to_owned());
            continue;
        };
        let Ok(inner) = entry.path().strip_prefix(folder) else {
            continue;
        };
        let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
        let path = parts.join("/");
        let is_known =
            [MANIFEST, DECISIONS].contains(&path.as_str()) || vouched.contains(path.as_str());
        if !entry.file_type().is_dir() && !is_known {
            checked.fault(path, "is not in the manifest".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_a_manifest_stay_inside() {
        let folder = Path::new("run");
        assert!(inside(folder, "explain/c-1.json").is_some());
        for evil in ["../x", "/etc/passwd", "explain/../../x", "c:\\x", ""] {
            assert!(inside(folder, evil).is_none(), "{evil}");
        }
    }
}
