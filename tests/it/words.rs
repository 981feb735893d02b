//! Words of natural languages stand in data, not in Rust: there whoever knows a language finds them.

use std::fs;

use walkdir::WalkDir;

use crate::common::root;

/// Words that lists of words would hold; as names of fields or in messages none stands alone.
const TELLING: &[&str] = &[
    "and",
    "the",
    "with",
    "not",
    "or equivalent",
    "january",
    "jan",
    "feb",
    "december",
    "monday",
    "until",
    "since",
    "yrs",
    "currently",
    "till date",
    "gmbh",
    "ltd",
    "inc",
    "university",
    "college",
    "bsc",
    "bachelor of",
    "engineer",
    "developer",
    "manager",
    "nurse",
    "employment history",
    "required",
    "preferred",
    "fluent",
    "married",
    "nationality",
    "date of birth",
    "mit",
    "heute",
    "depuis",
    "actualidad",
];

/// The string literals of a source text before its tests, without those of comments.
fn literals(source: &str) -> Vec<String> {
    let source = source
        .find("#[cfg(test)]\nmod tests {")
        .map_or(source, |tests| &source[..tests]);
    let code: String = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut literals = Vec::new();
    let mut rest = code.chars();
    while let Some(sign) = rest.next() {
        match sign {
            // A quote as a letter: `'"'`.
            '\'' if rest.as_str().starts_with("\"'") => drop(rest.nth(1)),
            '\'' if rest.as_str().starts_with("\\\"'") => drop(rest.nth(2)),
            '"' => {
                let mut literal = String::new();
                while let Some(letter) = rest.next() {
                    match letter {
                        '"' => break,
                        '\\' => literal.extend(rest.next()),
                        _ => literal.push(letter),
                    }
                }
                literals.push(literal);
            }
            _ => {}
        }
    }
    literals
}

#[test]
fn rust_holds_no_words_of_natural_languages() {
    let mut found = Vec::new();
    for entry in WalkDir::new(root().join("src")) {
        let path = entry.unwrap().into_path();
        let is_test = path.ends_with("tests.rs")
            || path.ends_with("lexicon/reference_matcher.rs")
            || path.components().any(|c| c.as_os_str() == "tests");
        if is_test || path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        // Formats have words of their own: `not` in style sheets, `Not` in layers of a PDF.
        let formats = ["html", "pdf", "rtf"].map(|format| root().join("src/document").join(format));
        let is_of_a_format = formats.iter().any(|format| path.starts_with(format));
        for literal in literals(&fs::read_to_string(&path).unwrap()) {
            let is_foreign = literal
                .chars()
                .any(|letter| letter.is_alphabetic() && !letter.is_ascii());
            if is_foreign || !is_of_a_format && TELLING.contains(&literal.to_lowercase().as_str()) {
                found.push(format!("{}: {literal}", path.display()));
            }
        }
    }
    assert!(
        found.is_empty(),
        "words that belong in data/languages:\n{}",
        found.join("\n")
    );
}

#[test]
fn literals_are_found_where_they_are() {
    let source = "// \"not this\"\nlet a = 'x'; let q = '\"'; let b = \"one\\\"two\";\nf(\"\", \"drei\")\n#[cfg(test)]\nmod tests { \"no\" }";
    assert_eq!(literals(source), ["one\"two", "", "drei"]);
}
