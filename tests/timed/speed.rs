//! How fast CVs are profiled, on one core, printed. What is held is a ratio within one run, of
//! time of the processor: machines that run tests are slow, shared, and not alike.

use std::fmt::Write as _;
use std::fs;

use crate::common::lexicon_files::lexicon_files;
use crate::common::{shared_data, spent};

use cvrank::document::{Document, Format, plain};
use cvrank::lexicon::{HEADER, Lexicon};
use cvrank::profile::cv;
use cvrank::profile::dates::Month;
use cvrank::text::tokenize;

/// Profiling may take so many times as long as only telling the words apart does: 64 to 108 were
/// measured with the trained reader, as busy as the machine's memory is; 26 before it.
const MOST_TOKENS_TIMES: f64 = 130.0;
/// Aliases of a large lexicon beyond the built-in ones.
const EXTRA_ALIASES: usize = 100_000;
const ROUNDS: usize = 5;

/// Texts of the measuring data; nothing where it is absent.
fn corpus() -> Option<Vec<Document>> {
    let path = shared_data("corpora/resumes_2484.jsonl")?;
    let lines = fs::read_to_string(path).expect("the corpus can be read");
    let documents = lines
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|value| plain::from_text(value["text"].as_str()?, Format::PlainText).ok())
        .collect();
    Some(documents)
}

/// Best of a few rounds, in megabytes of text a second of the processor.
fn rate(documents: &[Document], work: impl Fn(&Document) -> usize) -> f64 {
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let best = (0..ROUNDS)
        .map(|_| {
            let start = spent();
            std::hint::black_box(documents.iter().map(&work).sum::<usize>());
            (spent() - start).as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min);
    bytes as f64 / 1e6 / best
}

/// The built-in files and [`EXTRA_ALIASES`] of three words that CVs hold: the first two
/// are so common that the search goes far into the lexicon.
fn large_lexicon() -> Lexicon {
    let mut files = lexicon_files();
    let common = "senior team project client business customer data sales service office \
                  work market system product quality support process time report staff";
    let common: Vec<&str> = common.split_whitespace().collect();
    let mut extra = format!("{HEADER}\n");
    for number in 0..EXTRA_ALIASES {
        let (first, second) = (common[number % 20], common[number / 20 % 20]);
        let _ = writeln!(extra, "{first} {second} x{number}q\tskill");
    }
    files.push(("extra".to_owned(), extra));
    let sources: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    Lexicon::from_sources(&sources).expect("made-up aliases clash with none")
}

#[test]
fn profiling_is_fast() {
    let _alone = crate::alone();
    let Some(documents) = corpus() else { return };
    let as_of = Month::new(2026, 1);
    let profile = |lexicon: &Lexicon| {
        rate(&documents, |document| {
            cv::read(document, lexicon, as_of).tokens.len()
        })
    };
    let tokens = rate(&documents, |document| tokenize(&document.text).len());
    let builtin = profile(Lexicon::builtin());
    let large = profile(&large_lexicon());
    let times = tokens / builtin;
    eprintln!(
        "tokens {tokens:.0} MB/s; profiles {builtin:.1} MB/s, in {times:.1} times the time; \
         with {EXTRA_ALIASES} more aliases {large:.1} MB/s"
    );
    if !cfg!(debug_assertions) {
        assert!(
            times <= MOST_TOKENS_TIMES,
            "{times:.1} times the time of tokens"
        );
        assert!(large >= builtin / 2.0, "{large:.1} of {builtin:.1} MB/s");
    }
}
