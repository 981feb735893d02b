//! Makes lexicons that are compiled in ready, so that a run has nothing to build.

use std::error::Error;

#[path = "assemble.rs"]
mod assemble;
#[path = "builtin.rs"]
mod builtin;
#[path = "format.rs"]
mod format;
#[path = "parts.rs"]
mod parts;
#[path = "rules.rs"]
mod rules;
#[path = "spelling.rs"]
mod spelling;
#[path = "trie.rs"]
mod trie;

use parts::{Concept, ConceptId, Kind, Parts};

/// The built-in lexicon; its files are checked by a test, so what is right in them is taken.
pub(crate) fn builtin() -> Result<Vec<u8>, Box<dyn Error>> {
    let assembled = assemble::beside_builtin(&[]);
    Ok(postcard::to_stdvec(&assembled.parts)?)
}

/// The lexicon of one table.
pub(crate) fn of_table(name: &str, table: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let (parts, problems) = assemble::assemble(&[(name, table)]);
    match problems.into_iter().next() {
        Some(problem) => Err(problem.into()),
        None => Ok(postcard::to_stdvec(&parts)?),
    }
}
