//! What several test files share: the sample data and the scorer of a score.

#![allow(dead_code, reason = "each test program uses a part")]

mod clock;
mod data;
pub(crate) mod desk;
pub(crate) mod lexicon_files;
pub(crate) mod place;
mod program;
pub(crate) mod schema;
pub(crate) mod workbook;

use std::path::{Path, PathBuf};

#[allow(unused_imports, reason = "each test program uses a part")]
pub(crate) use cvrank::check::forgery::pdf::file as pdf_of;
use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::document::{Document, Unreadable, pdf};
use cvrank::features::{Background, JobQuery};
use cvrank::lexicon::Lexicon;
use cvrank::model::Ranker;
use cvrank::profile::dates::Month;
use cvrank::rank::Ranking;
use cvrank::score::{ParsedCv, Scorer};

#[allow(unused_imports, reason = "each test program uses a part")]
pub(crate) use {
    clock::spent,
    data::shared_data,
    program::{Answer, run, run_with},
};

/// The date at which the sample CVs are read, so that no snapshot ages.
pub(crate) const AS_OF: &str = "2026-09-30";

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read_pdf(bytes: &[u8]) -> Result<Document, Unreadable> {
    pdf::read(bytes)
}

pub(crate) fn scorer() -> Scorer<'static> {
    Scorer {
        lexicon: Lexicon::builtin(),
        background: Background::builtin(),
        ranker: Ranker::builtin(),
        as_of: Month::new(2026, 9),
        pdf: &read_pdf,
    }
}

pub(crate) fn sample_cvs() -> Vec<Source> {
    collect(&[root().join("data/cvs")], &PoolOptions::default()).expect("the sample CVs are there")
}

/// The sample job posts, by file name.
pub(crate) fn sample_jobs() -> Vec<(String, JobQuery)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(root().join("data/jobs"))
        .expect("the sample jobs are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                query(path),
            )
        })
        .collect()
}

pub(crate) fn query(path: &Path) -> JobQuery {
    let scorer = scorer();
    scorer.query(
        scorer
            .read_job(&Source::file(path))
            .expect("the sample job reads"),
    )
}

/// A CV or a post that was piped in.
pub(crate) fn source_of(text: &str) -> Source {
    let options = PoolOptions {
        stdin: Some(text.as_bytes().to_vec()),
        ..PoolOptions::default()
    };
    collect(&["-".into()], &options).unwrap().remove(0)
}

/// The sample CVs that can be read.
pub(crate) fn readable(scorer: &Scorer) -> Vec<ParsedCv> {
    let cvs = sample_cvs();
    cvs.iter()
        .filter_map(|source| scorer.read_cv(source).ok())
        .collect()
}

/// The sample CVs ranked for `job`.
pub(crate) fn ranking(scorer: &Scorer, job: &JobQuery) -> Ranking {
    scorer.rank(job, &sample_cvs(), &|| ())
}
