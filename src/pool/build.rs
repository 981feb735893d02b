//! Names what reads CVs by a hash, so that a pool knows what another version read.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// What makes text of a file.
const READERS: &[&str] = &["Cargo.lock", "src/document", "src/bytes.rs", "src/span.rs"];
/// What makes a profile of a text.
const PROFILES: &[&str] = &[
    "src/profile",
    "src/reader",
    "src/text",
    "src/lexicon",
    "src/languages",
    "src/languages.rs",
    "data/languages",
    "data/lexicon",
    "data/words",
    "models/reader.chains",
    "models/kinds.json",
];

/// What says how much a profile can earn.
const CEILINGS: &[&str] = &["src/features", "src/judge", "models/background.json"];

/// A hash for each: what makes texts, what makes profiles of them, and what says how much they can
/// earn; under the names by which the program reads them.
pub(super) fn versions() -> Result<Vec<(&'static str, String)>, Box<dyn Error>> {
    let all = [
        ("CVRANK_READERS", READERS),
        ("CVRANK_PROFILES", PROFILES),
        ("CVRANK_CEILINGS", CEILINGS),
    ];
    let mut versions = Vec::new();
    for (name, places) in all {
        for place in places {
            println!("cargo::rerun-if-changed={place}");
        }
        versions.push((name, hash(places)?));
    }
    Ok(versions)
}

fn hash(places: &[&str]) -> Result<String, Box<dyn Error>> {
    let mut files = Vec::new();
    for place in places {
        add(Path::new(place), &mut files)?;
    }
    files.sort();
    // FNV-1a of 64 bits: it tells versions apart, and guards nothing.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for file in files {
        let name = file.to_string_lossy().replace('\\', "/");
        for byte in name.bytes().chain(fs::read(&file)?) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
    Ok(format!("{hash:016x}"))
}

/// The files at and below `place`; a package may lack the lock.
fn add(place: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    if place.is_dir() {
        for entry in fs::read_dir(place)? {
            add(&entry?.path(), files)?;
        }
    } else if place.is_file() {
        files.push(place.to_owned());
    }
    Ok(())
}
