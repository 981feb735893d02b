//! What is known of each language, as a table and as JSON.

use serde_json::{Map, Value, json};

use super::columns;
use crate::languages::{Coverage, EVERY_LANGUAGE, SectionCoverage, coverage};

/// A language a row: how many phrases, how many sections have any, which have none.
pub fn languages_table(width: u16) -> String {
    let mut table = columns::table(
        width,
        &[
            "code",
            "language",
            "phrases",
            "keys",
            "sections without words",
        ],
        &[2, 3],
    );
    for covered in coverage() {
        let of = |count: fn(&SectionCoverage) -> usize| -> usize {
            covered.sections.iter().map(count).sum()
        };
        let missing: Vec<&str> = if covered.language.code == EVERY_LANGUAGE {
            Vec::new()
        } else {
            covered.missing().collect()
        };
        table.add_row([
            covered.language.code.to_owned(),
            name(&covered),
            covered.phrases().to_string(),
            format!("{} of {}", of(|one| one.filled), of(|one| one.keys)),
            if missing.is_empty() {
                "–".to_owned()
            } else {
                missing.join(", ")
            },
        ]);
    }
    format!(
        "{table}\n\nA document in another language is read without knowing its headings and dates, and has a flag that says so.\n"
    )
}

fn name(covered: &Coverage) -> String {
    let language = covered.language;
    if language.own_name == language.name || language.code == EVERY_LANGUAGE {
        language.name.to_owned()
    } else {
        format!("{} ({})", language.name, language.own_name)
    }
}

/// The same as JSON: by code, with the phrases and filled keys of each section.
pub fn languages_json() -> Value {
    let languages = coverage().into_iter().map(|covered| {
        let sections = covered.sections.iter().map(|section| {
            let counts = json!({
                "phrases": section.phrases,
                "filled_keys": section.filled,
                "keys": section.keys,
            });
            (section.section.to_owned(), counts)
        });
        let language = covered.language;
        let value = json!({
            "name": language.name,
            "own_name": language.own_name,
            "sections": sections.collect::<Map<_, _>>(),
        });
        (language.code.to_owned(), value)
    });
    Value::Object(languages.collect())
}
