//! The default model is what its recipe makes, and its published figures are what the recipe
//! measures. Needs the measuring data.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::{root, run, shared_data};
use approx::assert_abs_diff_eq;
use cvrank::features::REGISTRY;
use cvrank::hash::sha256;
use cvrank::model::Ranker;
use serde::Deserialize;

#[path = "../../models/fields.rs"]
#[allow(dead_code, reason = "its main is for the command line")]
mod fields;

#[derive(Deserialize)]
struct Recipe {
    command: Vec<String>,
    /// SHA-256 of each file of labels.
    labels: BTreeMap<String, String>,
    /// By set: mean over jobs held out.
    figures: BTreeMap<String, BTreeMap<String, f64>>,
}

#[test]
fn the_recipe_makes_the_default_model() {
    let Some(data) = shared_data("") else { return };
    let recipe = fs::read_to_string(root().join("models/default.toml")).unwrap();
    let recipe: Recipe = toml::from_str(&recipe).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fields::make(
        &data.join("corpora/resumes_2484.jsonl"),
        &folder.path().join("fields"),
    )
    .unwrap();
    let placed = |argument: &String| {
        argument
            .replace("DATA", data.to_str().unwrap())
            .replace("WORK", folder.path().to_str().unwrap())
    };
    for (path, expected) in &recipe.labels {
        let bytes = fs::read(placed(path)).unwrap();
        assert_eq!(sha256(&bytes), *expected, "{path} is another file");
    }
    let arguments: Vec<String> = recipe.command.iter().map(placed).collect();
    let answer = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    eprintln!("{}", answer.stdout);
    let load = |path: &Path| Ranker::from_json(&fs::read_to_string(path).unwrap()).unwrap();
    let made = load(&folder.path().join("default.json"));
    let kept = Ranker::builtin();
    for info in REGISTRY {
        assert_abs_diff_eq!(
            made.weight(info.feature),
            kept.weight(info.feature),
            epsilon = 1e-3
        );
    }
    for known in [&made, kept] {
        let training = known.training.as_ref().unwrap();
        for (set, figures) in &recipe.figures {
            for (metric, expected) in figures {
                let figure = training.figures.iter().find(|figure| {
                    figure.set == *set
                        && figure.metric == *metric
                        && figure.method == "cross-validated"
                });
                assert_abs_diff_eq!(figure.unwrap().mean, *expected, epsilon = 5e-3);
            }
        }
    }
}
