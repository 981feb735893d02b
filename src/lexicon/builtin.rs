//! The lexicon that is compiled into the program.

use std::sync::LazyLock;

use super::{Lexicon, assemble};

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

/// The files are checked by a test, so a run takes what is right in them.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| assemble::assemble(SOURCES).0);

pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}
