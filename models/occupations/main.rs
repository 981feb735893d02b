//! Makes `models/occupations.bin`, where letter groups lie among occupations, of ESCO's and O*NET's
//! tables, positions of CVs and duties of posts, `models/occupation_names.zip`, ESCO's names, and
//! `models/relevance.json`, how like the work of a job the work of a position is, of the labelled
//! positions beside this file.
//!
//!     cargo run --release --example occupations -- ../shared/data models
//!     cargo run --release --example occupations -- --names ../shared/data models
//!     cargo run --release --example occupations -- --relevance models/relevance.json
//!     cargo run --release --example occupations -- --folds
//!     cargo run --release --example occupations -- --signs
//!
//! The second makes the names alone; the fourth prints Kendall's tau-b of the labels in five folds by job, the
//! fifth the signs of every labelled position.

mod directions;
mod documents;
mod relevance;
#[path = "../tables.rs"]
mod tables;

use std::error::Error;
use std::path::Path;

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/occupations");
    match arguments[..] {
        ["--folds"] => relevance::folds(&own),
        ["--signs"] => relevance::tell(&own),
        ["--relevance", out] => relevance::write(&own, Path::new(out)),
        ["--names", data, out] => names(Path::new(data), Path::new(out)),
        [data, out] => {
            let documents = documents::read(Path::new(data))?;
            let bytes = directions::table(&documents);
            std::fs::write(Path::new(out).join("occupations.bin"), bytes)?;
            names(Path::new(data), Path::new(out))
        }
        _ => Err("expected the folder of data and the folder to write to, or one of --names DATA FOLDER, --relevance FILE, --folds, --signs".into()),
    }
}

fn names(data: &Path, out: &Path) -> Result<(), Failure> {
    let names = documents::names(data)?;
    Ok(std::fs::write(out.join("occupation_names.zip"), names)?)
}
