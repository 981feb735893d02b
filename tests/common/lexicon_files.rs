//! The built-in lexicon's files, as a user's own are given.

use std::fs;
use std::path::Path;

/// Name and text of each file, in order of their names.
pub(crate) fn lexicon_files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon");
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the lexicon is in the repository")
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_str()?.strip_suffix(".tsv")?.to_owned();
            Some((name, fs::read_to_string(entry.path()).ok()?))
        })
        .collect();
    files.sort();
    files
}
