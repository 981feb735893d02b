//! Makes `models/stance.chains`, the weights by which the words around a skill are understood, of the
//! labelled sentences beside this file.
//!
//!     cargo run --release --example stance -- ../shared/data models/stance.chains
//!     cargo run --release --example stance -- ../shared/data --folds
//!     cargo run --release --example stance -- ../shared/data --unseen
//!     cargo run --release --example stance -- ../shared/data --lines
//!
//! The second prints how many sentences are understood in ten folds, by language, beside cues alone;
//! the third the same with each language left out of the training; the fourth what is made of the
//! lines that the judge learns from, which others wrote.

#[allow(dead_code)]
#[path = "../judge/labelled.rs"]
mod labelled;
mod sentences;
#[path = "../tables.rs"]
mod tables;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use cvrank::profile::cv::Stance;
use cvrank::profile::cv::stance::{self, STANCES};
use cvrank::reader::chain::Chain;
use cvrank::reader::chain::train::{Sequence, Settings, train};
use rayon::prelude::*;

use sentences::Sentence;

type Failure = Box<dyn Error + Send + Sync>;

const SETTINGS: Settings = Settings {
    rounds: 12,
    rate: 0.1,
    penalty: 0.1,
    least: 2,
    smallest: 0.01,
};
const FOLDS: usize = 10;

fn main() -> Result<(), Failure> {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, what] = arguments.as_slice() else {
        return Err(
            "expected the folder of measuring data, and the file to write, --folds, --unseen or --lines"
                .into(),
        );
    };
    let sentences = sentences::read(&models, Path::new(data))?;
    match what.as_str() {
        "--folds" => {
            let of_fold = |sentence: &Sentence| sentence.number % FOLDS;
            let judged = judged(&sentences, of_fold);
            print_table(&judged);
        }
        "--unseen" => {
            let mut languages: Vec<&str> = sentences
                .iter()
                .map(|sentence| sentence.language.as_str())
                .collect();
            languages.sort_unstable();
            languages.dedup();
            let of_language = |sentence: &Sentence| {
                languages
                    .iter()
                    .position(|code| *code == sentence.language)
                    .unwrap_or(0)
            };
            print_table(&judged(&sentences, of_language));
        }
        "--lines" => print_lines(&models.join("judge"))?,
        path => {
            let all: Vec<&Sentence> = sentences.iter().collect();
            std::fs::write(path, stance::to_bytes(&learned(&all)))?;
        }
    }
    Ok(())
}

fn learned(sentences: &[&Sentence]) -> Chain {
    let sequences: Vec<Sequence> = sentences
        .par_iter()
        .map(|sentence| {
            let mut features = Vec::new();
            sentence.features(&mut |feature| features.push(feature));
            let mut sequence = Sequence::default();
            sequence.push(&features, 1 << sentence.label);
            sequence
        })
        .collect();
    train(STANCES, &sequences, &|_, _| false, SETTINGS)
}

/// Each sentence with what is made of it where its group is left out, and by cues alone.
fn judged(
    sentences: &[Sentence],
    group: impl Fn(&Sentence) -> usize + Sync,
) -> Vec<(&Sentence, Stance, Stance)> {
    let groups = sentences
        .iter()
        .map(&group)
        .max()
        .map_or(0, |last| last + 1);
    let of_group = |left_out: usize| {
        let (out, known): (Vec<&Sentence>, Vec<&Sentence>) = sentences
            .iter()
            .partition(|sentence| group(sentence) == left_out);
        let chain = learned(&known);
        out.into_iter()
            .map(|sentence| (sentence, sentence.by(&chain), sentence.by_cue()))
            .collect::<Vec<_>>()
    };
    let all: Vec<Vec<_>> = (0..groups).into_par_iter().map(of_group).collect();
    all.into_iter().flatten().collect()
}

fn print_table(judged: &[(&Sentence, Stance, Stance)]) {
    let mut by_language: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut confusion: BTreeMap<(Stance, Stance), usize> = BTreeMap::new();
    for (sentence, said, by_cue) in judged {
        let truth = sentence.stance();
        for name in ["all", &sentence.language] {
            let counts = by_language.entry(name).or_default();
            counts[0] += 1;
            counts[1] += usize::from(*said == truth);
            counts[2] += usize::from(*by_cue == truth);
        }
        *confusion.entry((truth, *said)).or_default() += 1;
    }
    println!("language  sentences  right  by cues alone");
    for (language, [count, right, by_cue]) in by_language {
        let share = |of: usize| of as f64 / count as f64;
        println!(
            "{language:8}  {count:9}  {:.3}  {:.3}",
            share(right),
            share(by_cue)
        );
    }
    println!("\ntruth     said");
    for ((truth, said), count) in confusion {
        println!("{truth:?}\t{said:?}\t{count}");
    }
}

/// What the program makes of the lines that the judge learns from, by kind.
fn print_lines(folder: &Path) -> Result<(), Failure> {
    let rows = labelled::rows(folder, "matches_")?;
    let frames = labelled::frames(folder)?;
    let mut made: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in &rows {
        for shown in row.shown(&frames)?.0.into_iter().flatten() {
            let key = (row.kind.clone(), format!("{:?}", shown.stance));
            *made.entry(key).or_default() += 1;
        }
    }
    for ((kind, stance), count) in made {
        println!("{kind}\t{stance}\t{count}");
    }
    Ok(())
}
