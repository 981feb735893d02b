//! `docs/api.md` line by line, and the description of every address.

use std::process::Command;

use serde_json::Value;

use crate::common::desk::open;
use crate::common::root;

#[test]
fn every_line_of_the_page_on_the_api_runs() {
    let page = std::fs::read_to_string(root().join("docs/api.md")).unwrap();
    let lines: Vec<&str> = page
        .lines()
        .filter(|line| line.contains("curl -s "))
        .collect();
    assert!(lines.len() > 15);
    let has_curl = Command::new("curl").arg("--version").output().is_ok();
    if !has_curl {
        assert!(
            std::env::var_os("CI").is_none(),
            "ABSENT: curl, with which docs/api.md is tried"
        );
        eprintln!("ABSENT: curl. No line of docs/api.md was tried.");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    for line in lines {
        let output = Command::new("sh")
            .args(["-c", line])
            .current_dir(root())
            .env("DESK", format!("http://127.0.0.1:{}", desk.port))
            .env("SECRET", &desk.secret)
            .output()
            .unwrap();
        assert!(output.status.success(), "{line}");
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(
            !text.is_empty() && !text.starts_with("{\"error\""),
            "{line}: {text}"
        );
    }
}

#[test]
fn the_description_names_every_address_and_its_answers() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let described = desk.get("/api/openapi.json").json();
    assert_eq!(described["openapi"], "3.1.0");
    let paths = described["paths"].as_object().unwrap();
    assert!(paths.len() >= 20, "{}", paths.len());
    let schemas = described["components"]["schemas"].as_object().unwrap();
    for (path, ways) in paths {
        for (way, about) in ways.as_object().unwrap() {
            assert!(
                about["summary"]
                    .as_str()
                    .is_some_and(|text| text.len() > 10),
                "{way} {path}"
            );
            let answers = about["responses"].as_object().unwrap();
            assert!(
                answers.keys().any(|status| status.starts_with('2')),
                "{way} {path}"
            );
        }
    }
    // Whatever is referred to is there.
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                for (key, inner) in map {
                    match (key.as_str(), inner.as_str()) {
                        ("$ref", Some(to)) => found.push(to.to_owned()),
                        _ => references(inner, found),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|inner| references(inner, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    references(&described, &mut found);
    assert!(!found.is_empty());
    for to in found {
        let name = to.strip_prefix("#/components/schemas/").unwrap();
        assert!(schemas.contains_key(name), "{name}");
    }
}
