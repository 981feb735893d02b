//! The files of the lexicon that is compiled into the program.

macro_rules! fields {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../data/lexicon/", $name, ".tsv")))),*]
    };
}

/// Name and text of each built-in file.
pub(super) const SOURCES: &[(&str, &str)] = fields![
    "software",
    "data",
    "cloud",
    "design",
    "product",
    "science",
    "finance",
    "accounting",
    "law",
    "hr",
    "sales",
    "marketing",
    "soft",
    "office",
    "teaching",
    "healthcare",
    "logistics",
    "manufacturing",
    "construction",
    "trades",
    "hospitality",
    "public",
];

/// Fields that skill lists mix; company in one of them counts in the others.
const FAMILIES: &[&[&str]] = &[
    &["software", "data", "cloud", "product", "design", "science"],
    &["finance", "accounting", "office"],
    &["logistics", "manufacturing", "construction", "trades"],
];

/// Index in [`SOURCES`] of the file that stands for the family of file `index`.
pub(super) fn family(index: usize) -> usize {
    let Some((name, _)) = SOURCES.get(index) else {
        return index;
    };
    FAMILIES
        .iter()
        .find(|family| family.contains(name))
        .and_then(|family| SOURCES.iter().position(|(other, _)| family.contains(other)))
        .unwrap_or(index)
}
