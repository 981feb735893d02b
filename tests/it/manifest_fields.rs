//! No field of a run's manifest can be changed unseen.

use std::fs;

use crate::common::place::Place;
use cvrank::run::manifest::Manifest;
use cvrank::run::verify::verify;
use serde_json::Value;

/// Changes one value to another of its kind.
fn changed(value: &Value) -> Value {
    match value {
        Value::String(text) => format!("{text}x").into(),
        Value::Number(number) => (number.as_u64().unwrap() + 1).into(),
        Value::Bool(is) => (!is).into(),
        _ => "x".into(),
    }
}

/// The place of each value that holds no others.
fn leaves(place: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                leaves(&format!("{place}/{key}"), value, found);
            }
        }
        Value::Array(members) => {
            for (index, value) in members.iter().enumerate() {
                leaves(&format!("{place}/{index}"), value, found);
            }
        }
        _ => found.push(place.to_owned()),
    }
}

#[test]
fn no_field_of_a_manifest_can_be_changed_unseen() {
    let place = Place::scored();
    let path = place.at("run/manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    let known: Value = serde_json::from_str(&text).unwrap();
    let mut found = Vec::new();
    leaves("", &known, &mut found);
    assert!(found.len() > 80, "{}", found.len());
    for (index, leaf) in found.iter().enumerate() {
        let mut value = known.clone();
        let old = value.pointer_mut(leaf).unwrap();
        *old = changed(old);
        fs::write(&path, serde_json::to_string_pretty(&value).unwrap() + "\n").unwrap();
        // What is no manifest any more is refused.
        let faults = verify(&place.at("run")).map_or(1, |checked| checked.faults.len());
        assert!(faults > 0, "verify: {leaf}");
        // Each is tried with what takes longer, too, but lists only at their start.
        if index % 3 == 0 || !leaf.contains("/inputs/") && !leaf.contains("/outputs/") {
            let answer = place.run(&["replay", "run"]);
            assert!([1, 2].contains(&answer.code), "replay: {leaf}: {answer:?}");
        }
    }
}

/// Whoever draws the manifest's own hash again is found out by what else the run says.
#[test]
fn a_manifest_with_a_new_hash_is_held_against_the_run() {
    let place = Place::scored();
    let known = Manifest::read(&place.at("run")).unwrap();
    let change = |change: &dyn Fn(&mut Manifest)| {
        let mut manifest = known.clone();
        change(&mut manifest);
        manifest.run_id = manifest.expected_run_id();
        manifest.configuration_sha256 = manifest.expected_configuration();
        manifest.manifest_sha256 = manifest.expected_manifest();
        fs::write(place.at("run/manifest.json"), manifest.to_json()).unwrap();
        let faults = verify(&place.at("run")).unwrap().faults;
        let replayed = place.run(&["replay", "run"]);
        (
            faults
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n"),
            replayed,
        )
    };
    let (faults, replayed) = change(&|_| {});
    assert_eq!((faults.as_str(), replayed.code), ("", 0), "{replayed:?}");
    let (faults, replayed) = change(&|manifest| manifest.counts.scored = 5);
    assert!(
        faults.starts_with("manifest.json: counts is {\"cvs\":5,\"scored\":5,"),
        "{faults}"
    );
    let shown = "run: the manifest is not that of the run\nmanifest.json: counts.scored is 5; the run made again has 4\n";
    assert_eq!(replayed.code, 1);
    assert!(replayed.stdout.starts_with(shown), "{}", replayed.stdout);
    for (name, edit) in [
        (
            "title",
            &(|manifest: &mut Manifest| manifest.job.title.push('x')) as &dyn Fn(&mut Manifest),
        ),
        ("model", &|manifest| manifest.model.name.push('x')),
        ("as of", &|manifest| manifest.as_of = "2026-06-02".into()),
        ("job's path", &|manifest| manifest.job.path.push('x')),
        ("reason", &|manifest| manifest.inputs[0].reason.push('x')),
        ("status", &|manifest| {
            manifest.inputs[0].status = cvrank::document::Status::Empty
        }),
        ("source", &|manifest| manifest.inputs[0].path.push('x')),
        ("explanation", &|manifest| {
            let (first, second) = manifest.inputs.split_at_mut(1);
            std::mem::swap(&mut first[0].explanation, &mut second[0].explanation);
        }),
        ("bytes", &|manifest| manifest.outputs[0].bytes += 1),
        ("an output less", &|manifest| {
            drop(manifest.outputs.remove(0))
        }),
        ("an output twice", &|manifest| {
            manifest.outputs.push(manifest.outputs[0].clone())
        }),
        ("tool", &|manifest| manifest.tool.name.push('x')),
        ("lexicon", &|manifest| manifest.lexicons[0].name.push('x')),
    ] {
        let (faults, replayed) = change(edit);
        assert!(!faults.is_empty(), "verify: {name}");
        // The program is told of in a note.
        let expected = if name == "tool" { [0, 0] } else { [1, 2] };
        assert!(
            expected.contains(&replayed.code),
            "replay: {name}: {replayed:?}"
        );
    }
    // Lengths of inputs are known to whoever reads them again.
    for edit in [
        &(|manifest: &mut Manifest| manifest.job.bytes += 1) as &dyn Fn(&mut Manifest),
        &|manifest| manifest.inputs[0].bytes = None,
    ] {
        assert_eq!(change(edit).1.code, 1);
    }
}
