//! Positions and education of nine RenderCV themes against the YAML they were made from.
//!
//! `cargo test --release --test it rendercv_truth -- --nocapture` prints a line a theme.

use std::path::Path;

use crate::common::shared_data;
use cvrank::document::pdf;
use cvrank::lexicon::Lexicon;
use cvrank::profile::cv::{self, CvProfile};
use cvrank::profile::dates::Month;

/// Themes whose positions must be exact.
const POSITIONS_FLOOR: usize = 9;
/// Themes whose education must be exact; one column layout is not put together again.
const EDUCATION_FLOOR: usize = 7;
const AS_OF: Month = Month(2026 * 12 + 8);

/// Title or field, employer or school, first month, last month.
type Entry = (String, String, Month, Month);

/// The entries of one section of the YAML: flat mappings in a known form.
fn truth(yaml: &str, section: &str, what: &str, place: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    let mut close = |fields: &mut Vec<(String, String)>| {
        let get = |name: &str| {
            fields
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.clone())
        };
        if let (Some(what), Some(place), Some(start), Some(end)) =
            (get(what), get(place), get("start_date"), get("end_date"))
        {
            entries.push((what, place, month(&start), month(&end)));
        }
        fields.clear();
    };
    for line in yaml.lines() {
        if let Some(name) = line
            .strip_prefix("    ")
            .filter(|rest| rest.ends_with(':') && !rest.starts_with([' ', '-']))
        {
            close(&mut fields);
            inside = name == format!("{section}:");
        }
        if !inside {
            continue;
        }
        if line.starts_with("      - ") {
            close(&mut fields);
        }
        let indented = line.starts_with("      - ") || line.starts_with("        ");
        let pair = line.trim_start_matches([' ', '-']).split_once(": ");
        if let Some((key, value)) = pair.filter(|_| indented) {
            let value = value.trim_matches(['\'', '"']).to_owned();
            fields.push((key.to_owned(), value));
        }
    }
    close(&mut fields);
    entries
}

fn month(written: &str) -> Month {
    match written.split_once('-') {
        Some((year, month)) => Month::new(year.parse().unwrap(), month.parse().unwrap()),
        None => AS_OF,
    }
}

fn positions(profile: &CvProfile, text: &str) -> Vec<Entry> {
    profile
        .positions
        .iter()
        .map(|position| {
            let quote = |span: Option<cvrank::document::Span>| {
                span.map_or("", |span| span.of(text)).to_owned()
            };
            let (start, end) = position.months.unwrap_or((Month(0), Month(0)));
            (quote(position.title), quote(position.employer), start, end)
        })
        .collect()
}

fn education(profile: &CvProfile, text: &str) -> Vec<Entry> {
    profile
        .education_entries
        .iter()
        .map(|entry| {
            let quote = |span: Option<cvrank::document::Span>| {
                span.map_or("", |span| span.of(text)).to_owned()
            };
            let (start, end) = entry.months.unwrap_or((Month(0), Month(0)));
            (quote(entry.area), quote(entry.institution), start, end)
        })
        .collect()
}

fn share(found: &[Entry], truth: &[Entry]) -> String {
    let right = truth.iter().filter(|entry| found.contains(entry)).count();
    format!("{right} of {} ({} found)", truth.len(), found.len())
}

#[test]
fn themes_are_read_as_they_were_written() {
    let Some(folder) = shared_data("documents") else {
        return;
    };
    let mut yamls: Vec<_> = std::fs::read_dir(folder.join("rendercv_yaml_truth"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    yamls.sort();
    let (mut worked, mut schooled) = (0, 0);
    for path in &yamls {
        let yaml = std::fs::read_to_string(path).unwrap();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let file = folder.join(format!("templates/rendercv__examples__{stem}.pdf"));
        let document = pdf::read(&std::fs::read(Path::new(&file)).unwrap()).unwrap();
        let profile = cv::read(&document, Lexicon::builtin(), AS_OF);
        let held = truth(&yaml, "experience", "position", "company");
        let schools = truth(&yaml, "education", "area", "institution");
        assert!(
            held.len() >= 5 && schools.len() >= 2,
            "{stem}: the YAML was misread"
        );
        let found = positions(&profile, &document.text);
        let studied = education(&profile, &document.text);
        println!(
            "{stem}: positions {}, education {}",
            share(&found, &held),
            share(&studied, &schools)
        );
        worked += usize::from(found == held);
        schooled += usize::from(studied == schools);
    }
    println!(
        "exact: positions of {worked}, education of {schooled} of {} themes",
        yamls.len()
    );
    assert!(
        worked >= POSITIONS_FLOOR,
        "positions of {worked} themes are exact"
    );
    assert!(
        schooled >= EDUCATION_FLOOR,
        "education of {schooled} themes is exact"
    );
}
