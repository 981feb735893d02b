//! Speed of each stage on the sample CVs: `cargo bench --bench pipeline`.

#[path = "../common/lexicon_files.rs"]
mod lexicon_files;

use std::fs;
use std::path::Path;

use cvrank::document::{Document, Format, Unreadable, pdf, plain};
use cvrank::features::{Background, JobQuery, measure};
use cvrank::lexicon::Lexicon;
use cvrank::model::Ranker;
use cvrank::profile::cv::{self, CvProfile};
use cvrank::profile::dates::Month;
use cvrank::profile::job;
use cvrank::score::{ParsedCv, Scorer};
use cvrank::text::tokenize;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use lexicon_files::lexicon_files;

fn main() {
    divan::main();
}

/// How often the sample CVs are repeated, so that a round is longer than its measuring.
const REPEATED: usize = 10;
const AS_OF: (i32, u32) = (2026, 1);

/// The text and Markdown CVs of `data/cvs`, in order of their names.
fn documents() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/cvs");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the sample CVs are in the repository")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|end| end == "txt" || end == "md")
        })
        .collect();
    paths.sort();
    let read: Vec<Document> = paths
        .iter()
        .map(|path| fs::read(path).expect("a sample CV can be read"))
        .map(|bytes| plain::read(&bytes, Format::PlainText).expect("a sample CV has text"))
        .collect();
    std::iter::repeat_n(read, REPEATED).flatten().collect()
}

fn bytes(documents: &[Document]) -> BytesCount {
    BytesCount::new(
        documents
            .iter()
            .map(|document| document.text.len())
            .sum::<usize>(),
    )
}

fn read(document: Document) -> ParsedCv {
    let profile = profile(&document);
    ParsedCv::new(document, profile)
}

fn profile(document: &Document) -> CvProfile {
    let as_of = Month::new(AS_OF.0, AS_OF.1);
    cv::read(document, Lexicon::builtin(), as_of)
}

fn query() -> JobQuery {
    let post = include_bytes!("../../data/jobs/backend_engineer.md");
    let document = plain::read_markdown(post).expect("the sample job has text");
    let lexicon = Lexicon::builtin();
    JobQuery::new(
        job::read(&document, lexicon),
        lexicon,
        Background::builtin(),
    )
}

#[divan::bench]
fn tokenise(bencher: Bencher) {
    let documents = documents();
    bencher.counter(bytes(&documents)).bench(|| {
        documents
            .iter()
            .map(|document| tokenize(&document.text).len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn find_skills(bencher: Bencher) {
    let documents = documents();
    let lexicon = Lexicon::builtin();
    let tokens: Vec<_> = documents
        .iter()
        .map(|document| tokenize(&document.text))
        .collect();
    bencher.counter(bytes(&documents)).bench(|| {
        documents
            .iter()
            .zip(&tokens)
            .map(|(document, tokens)| lexicon.find(&document.text, tokens).len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn read_profile(bencher: Bencher) {
    let documents = documents();
    bencher.counter(bytes(&documents)).bench(|| {
        documents
            .iter()
            .map(profile)
            .map(|cv| cv.skills.len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn featurise(bencher: Bencher) {
    let documents = documents();
    let profiles: Vec<CvProfile> = documents.iter().map(profile).collect();
    let query = query();
    bencher.counter(ItemsCount::new(documents.len())).bench(|| {
        documents
            .iter()
            .zip(&profiles)
            .map(|(document, cv)| {
                measure(&query, cv, &document.text, Lexicon::builtin())
                    .parts
                    .len()
            })
            .sum::<usize>()
    });
}

#[divan::bench]
fn score(bencher: Bencher) {
    let pdf: fn(&[u8]) -> Result<Document, Unreadable> = pdf::read;
    let scorer = Scorer {
        lexicon: Lexicon::builtin(),
        background: Background::builtin(),
        ranker: Ranker::builtin(),
        as_of: Month::new(AS_OF.0, AS_OF.1),
        pdf: &pdf,
    };
    let query = query();
    let documents = documents();
    bencher
        .counter(ItemsCount::new(documents.len()))
        .with_inputs(|| documents.clone())
        .bench_values(|documents| {
            documents
                .into_iter()
                .map(|document| scorer.explain(&query, &read(document)).score().0)
                .sum::<i64>()
        });
}

#[divan::bench]
fn build_lexicon(bencher: Bencher) {
    let files = lexicon_files();
    let sources: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    bencher.bench(|| Lexicon::from_sources(&sources).map_or(0, |lexicon| lexicon.len()));
}
