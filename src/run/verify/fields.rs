//! Each field of a manifest against what else the run says of it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::Checked;
use crate::report::status_word;
use crate::run::folder::{FIXED, explanation_names};
use crate::run::manifest::{Artifact, Counts, Manifest};
use crate::run::{MANIFEST, RANKING};

/// What neither the ranking nor another field says is held by the manifest's own hash alone: the
/// build, the folder of the command, and the lengths of the inputs.
pub(super) fn check(manifest: &Manifest, ranking: Option<&Value>, checked: &mut Checked) {
    let mut differ = |field: &str, found: Value, expected: Value, of: &str| {
        if found != expected {
            let what = format!("{field} is {found}; {of} has {expected}");
            checked.fault(MANIFEST.to_owned(), what);
        }
    };
    let command = &manifest.command;
    let artifact = |known: &Artifact| json!(known.path);
    differ(
        "tool.name",
        json!(manifest.tool.name),
        json!(env!("CARGO_PKG_NAME")),
        "this program",
    );
    differ(
        "job.path",
        json!(manifest.job.path),
        json!(command.job),
        "the command",
    );
    differ(
        "model.path",
        artifact(&manifest.model),
        json!(command.model),
        "the command",
    );
    let background = artifact(&manifest.background);
    differ(
        "background.path",
        background,
        json!(command.background),
        "the command",
    );
    let lexicons: Vec<_> = manifest.lexicons.iter().map(|known| &known.path).collect();
    let expected: Vec<_> = [None]
        .into_iter()
        .chain(command.lexicons.iter().map(Some))
        .collect();
    differ("lexicons", json!(lexicons), json!(expected), "the command");
    let others = manifest.lexicons.iter().chain([&manifest.background]);
    for known in others {
        let name = known.path.as_deref().unwrap_or("built-in");
        differ(
            "the name of a table",
            json!(known.name),
            json!(name),
            "its path",
        );
    }
    if let Some(ranking) = ranking {
        differ(
            "job.title",
            json!(manifest.job.title),
            ranking["job"].clone(),
            RANKING,
        );
        differ(
            "model.name",
            json!(manifest.model.name),
            ranking["model"].clone(),
            RANKING,
        );
        differ(
            "as_of",
            json!(manifest.as_of),
            ranking["as_of"].clone(),
            RANKING,
        );
        let matches = ranking["matches"].as_array();
        let by_id: BTreeMap<&str, &Value> = matches
            .into_iter()
            .flatten()
            .filter_map(|known| Some((known["cv_id"].as_str()?, known)))
            .collect();
        for input in &manifest.inputs {
            let Some(known) = by_id.get(input.cv_id.as_str()) else {
                continue;
            };
            let of = |field: &str| format!("{field} of {}", input.cv_id);
            differ(
                &of("status"),
                json!(status_word(input.status)),
                known["status"].clone(),
                RANKING,
            );
            differ(
                &of("reason"),
                json!(input.reason),
                known["reason"].clone(),
                RANKING,
            );
            differ(
                &of("path"),
                json!(input.path),
                known["source"].clone(),
                RANKING,
            );
        }
    }
    let names = explanation_names(manifest.inputs.iter().map(|input| input.cv_id.as_str()));
    for input in &manifest.inputs {
        let expected = names.get(input.cv_id.as_str());
        let field = format!("explanation of {}", input.cv_id);
        differ(&field, json!(input.explanation), json!(expected), "its id");
    }
    let outputs: BTreeSet<&str> = manifest.outputs.iter().map(|known| &*known.path).collect();
    for path in names.values().map(String::as_str).chain(FIXED) {
        differ(path, json!(outputs.contains(path)), json!(true), "a run");
    }
    let statuses = manifest.inputs.iter().map(|input| input.status);
    let counts = json!(Counts::new(statuses));
    differ(
        "counts",
        json!(manifest.counts),
        counts,
        "what stands in inputs",
    );
}
