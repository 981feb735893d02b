//! The files of languages: each has every section, in one order, and no word means two things.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::common::{root, run};

/// Keys of which a phrase may stand in one only, by section: whoever reads it must know which.
const APART: &[(&str, &[&str])] = &[
    (
        "dates",
        &[
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
    ),
    (
        "dates",
        &[
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "thirty",
            "forty",
        ],
    ),
    ("dates", &["year", "month", "week"]),
    ("dates", &["spring", "summer", "autumn", "winter"]),
    (
        "headings",
        &[
            "summary",
            "objective",
            "experience",
            "volunteering",
            "projects",
            "education",
            "certificates",
            "skills",
            "languages",
            "publications",
            "awards",
            "interests",
            "references",
            "contact",
        ],
    ),
    (
        "spoken",
        &[
            "level_a1",
            "level_a2",
            "level_b1",
            "level_b2",
            "level_c1",
            "level_c2",
            "level_native",
        ],
    ),
    (
        "post_headings",
        &[
            "must",
            "nice",
            "duties",
            "benefits",
            "about_company",
            "equal_opportunity",
            "how_to_apply",
            "salary",
            "legal",
        ],
    ),
    ("post_cues", &["must", "nice_ahead"]),
];

/// A section's keys in the order of the file, each with its phrases.
type Section = Vec<(String, Vec<String>)>;

struct File {
    code: String,
    sections: Vec<(String, Section)>,
}

/// In the order in which sections and keys are written, which a parsed table does not keep.
fn order(text: &str) -> Vec<(String, Vec<String>)> {
    let mut sections: Vec<(String, Vec<String>)> = Vec::new();
    for line in text.lines() {
        if let Some(section) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            && !section.is_empty()
            && section.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        {
            sections.push((section.to_owned(), Vec::new()));
        } else if let Some((key, _)) = line.split_once(" = ")
            && !line.starts_with(['#', ' '])
            && let Some((_, keys)) = sections.last_mut()
        {
            keys.push(key.to_owned());
        }
    }
    sections
}

fn files() -> Vec<File> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join("data/languages")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let table: toml::Table = text.parse().unwrap();
        let phrases = |section: &str, key: &str| -> Vec<String> {
            let listed = table[section][key].as_array().into_iter().flatten();
            listed.map(|one| one.as_str().unwrap().to_owned()).collect()
        };
        let sections = order(&text).into_iter().map(|(section, keys)| {
            let keys = keys.into_iter().map(|key| {
                let phrases = phrases(&section, &key);
                (key, phrases)
            });
            let keys: Section = keys.collect();
            (section, keys)
        });
        files.push(File {
            code: path.file_stem().unwrap().to_string_lossy().into_owned(),
            sections: sections.collect(),
        });
    }
    assert!(files.len() > 30, "{} files", files.len());
    files.sort_by(|one, next| one.code.cmp(&next.code));
    files
}

#[test]
fn every_file_has_every_section_and_key_in_one_order() {
    let files = files();
    let keys = |file: &File| -> Vec<String> {
        let sections = file.sections.iter();
        let named = sections.flat_map(|(section, keys)| {
            keys.iter().map(move |(key, _)| format!("{section}.{key}"))
        });
        named.collect()
    };
    let english = keys(files.iter().find(|file| file.code == "en").unwrap());
    assert!(english.len() > 400, "{} keys", english.len());
    for file in &files {
        let here = keys(file);
        let missing: Vec<_> = english.iter().filter(|key| !here.contains(key)).collect();
        let more: Vec<_> = here.iter().filter(|key| !english.contains(key)).collect();
        assert!(
            missing.is_empty() && more.is_empty(),
            "{}.toml lacks {missing:?} and has {more:?} that en.toml has not",
            file.code
        );
        assert_eq!(here, english, "{}.toml has another order", file.code);
    }
}

#[test]
fn no_word_means_two_things_in_one_section() {
    let mut wrong = Vec::new();
    for file in files() {
        for (section, keys) in APART {
            let (_, content) = file
                .sections
                .iter()
                .find(|(name, _)| name == section)
                .unwrap();
            let mut seen: BTreeMap<String, &str> = BTreeMap::new();
            for (key, phrases) in content
                .iter()
                .filter(|(key, _)| keys.contains(&key.as_str()))
            {
                for phrase in phrases {
                    match seen.insert(phrase.to_lowercase(), key) {
                        Some(other) if other != key => wrong.push(format!(
                            "{}.toml [{section}]: “{phrase}” stands under {other} and {key}",
                            file.code
                        )),
                        _ => {}
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_phrase_stands_twice_under_a_key_and_none_is_empty() {
    let mut wrong = Vec::new();
    for file in files() {
        for (section, keys) in &file.sections {
            for (key, phrases) in keys.iter().filter(|_| section != "language") {
                let distinct: BTreeSet<_> = phrases.iter().map(|one| one.trim()).collect();
                if distinct.len() < phrases.len() || distinct.contains("") {
                    wrong.push(format!("{}.toml [{section}] {key}", file.code));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_command_lists_each_file() {
    let table = run(&["languages"]);
    assert_eq!((table.code, table.stderr.as_str()), (0, ""));
    let json: serde_json::Value =
        serde_json::from_str(&run(&["languages", "--format", "json"]).stdout).unwrap();
    for file in files() {
        let rows = table.stdout.lines();
        let row = rows
            .map(|line| line.split_whitespace().next().unwrap_or_default())
            .filter(|first| *first == file.code);
        assert_eq!(row.count(), 1, "{}", file.code);
        let headings = &json[&file.code]["sections"]["headings"];
        let (_, written) = file
            .sections
            .iter()
            .find(|(section, _)| section == "headings")
            .unwrap();
        let phrases: usize = written.iter().map(|(_, phrases)| phrases.len()).sum();
        assert_eq!(headings["phrases"], phrases, "{}", file.code);
        assert_eq!(headings["keys"], written.len(), "{}", file.code);
    }
}
