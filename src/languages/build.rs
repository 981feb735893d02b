//! Makes the words of `data/languages` ready to be compiled in, as tables that need no reading.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// Section, then key, then phrases, in the order of the file.
type Sections = toml::Table;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/languages/build.rs");
    println!("cargo::rerun-if-changed=data/languages");
    let mut languages: Vec<(String, Sections)> = Vec::new();
    for entry in fs::read_dir("data/languages")? {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let code = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .ok_or_else(|| format!("{}: its name is no language code", path.display()))?;
        let sections: Sections = fs::read_to_string(&path)?
            .parse()
            .map_err(|error| format!("{}: {error}", path.display()))?;
        languages.push((code.to_owned(), sections));
    }
    // English first, as its words win where two languages share one.
    languages.sort_by_key(|(code, _)| (code != "en", code.clone()));
    let generated = generated(&languages)?;
    let folder = env::var_os("OUT_DIR").ok_or("cargo names no folder to write to")?;
    fs::write(Path::new(&folder).join("languages.rs"), generated)?;
    Ok(())
}

/// Rust tables: the languages, and for each section and key the phrases by language.
fn generated(languages: &[(String, Sections)]) -> Result<String, Box<dyn Error>> {
    let mut listed = String::new();
    let mut tables: BTreeMap<(String, String), Vec<(usize, Vec<String>)>> = BTreeMap::new();
    for (number, (code, sections)) in languages.iter().enumerate() {
        let wrong = |what: String| format!("data/languages/{code}.toml: {what}");
        for (section, content) in sections {
            let Some(keys) = content.as_table() else {
                return Err(wrong(format!("`{section}` is no section")).into());
            };
            if section == "language" {
                let text = |key: &str| {
                    let value = keys.get(key).and_then(toml::Value::as_str);
                    value.ok_or_else(|| wrong(format!("[language] has no `{key}`")))
                };
                writeln!(
                    listed,
                    "    Language {{ code: {code:?}, name: {:?}, own_name: {:?} }},",
                    text("name")?,
                    text("own_name")?
                )?;
                continue;
            }
            for (key, phrases) in keys {
                let phrases: Option<Vec<String>> = phrases.as_array().and_then(|phrases| {
                    let text = |phrase: &toml::Value| phrase.as_str().map(str::to_owned);
                    phrases.iter().map(text).collect()
                });
                let Some(phrases) = phrases else {
                    return Err(
                        wrong(format!("`{key}` in [{section}] is no list of phrases")).into(),
                    );
                };
                let table = tables.entry((section.clone(), key.clone())).or_default();
                table.push((number, phrases));
            }
        }
    }
    let mut out = format!("pub static LANGUAGES: &[Language] = &[\n{listed}];\n\n");
    writeln!(out, "static TABLES: &[Table] = &[")?;
    for ((section, _), phrases) in &tables {
        writeln!(out, "    Table {{ section: {section:?}, phrases: &[")?;
        for (number, phrases) in phrases {
            writeln!(out, "        ({number}, &{phrases:?}),")?;
        }
        writeln!(out, "    ] }},")?;
    }
    writeln!(out, "];\n")?;
    writeln!(
        out,
        "/// A name for each key of each section: a misspelt one does not compile.\npub(crate) mod key {{"
    )?;
    for (number, (section, key)) in tables.keys().enumerate() {
        writeln!(
            out,
            "    pub(crate) const {}: super::Key = super::Key({number});",
            constant(section, key)
        )?;
    }
    writeln!(out, "}}")?;
    Ok(out)
}

fn constant(section: &str, key: &str) -> String {
    format!("{section}_{key}")
        .to_uppercase()
        .replace(['-', ' ', '.'], "_")
}
