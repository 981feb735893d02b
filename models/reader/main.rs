//! Makes `models/reader.chains`, the weights of the reader of CVs, of CVs that are invented in many
//! layouts and languages and of those whose words people marked, in a folder of measuring data.
//!
//!     cargo run --release --example reader -- ../shared/data models/reader.chains
//!     cargo run --release --example reader -- ../shared/data --folds
//!     cargo run --release --example reader -- ../shared/data --unseen
//!
//! The second prints what is found of the marked words in five folds by CV, the third what is read
//! of layouts that are left out of the training.

mod annotated;
mod generator;
mod measure;
mod sample;
mod training;
mod vocabulary;

use std::path::Path;

use cvrank::reader::classes::Classes;

use annotated::Annotated;
use generator::layouts::{POSITIONS, SCHOOLING};
use sample::Sample;
use vocabulary::{Failure, Folders, Language};

/// Sets of invented CVs that the reader is trained on, each beside the marked ones: the weights are
/// the mean of those of all sets.
const SETS: u64 = 16;
/// Invented CVs of a set.
const INVENTED: u64 = 2500;
/// The same where it is trained to be measured.
const INVENTED_TO_MEASURE: u64 = 800;
/// Invented CVs that are measured.
const MEASURED: u64 = 600;
/// Of a hundred invented CVs, how many are in a layout made up at random.
const MADE_UP: usize = 60;
const FOLDS: usize = 5;
/// Seeds of measured CVs begin here, far from those that were trained on.
const FIRST_MEASURED: u64 = 1_000_000;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, what] = arguments.as_slice() else {
        return Err(
            "expected the folder of measuring data, and a file to write, --folds or --unseen"
                .into(),
        );
    };
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = Path::new(data);
    let languages = vocabulary::languages(Folders {
        languages: &project.join("data/languages"),
        words: &project.join("models/reader/words"),
        occupations: &data.join("titles/esco_occupations"),
    })?;
    let invented: Vec<&Language> = languages
        .iter()
        .filter(|language| language.is_invented())
        .collect();
    let marked = annotated::read(&data.join("dates/train.json"), Classes::builtin())?;
    match what.as_str() {
        "--folds" => folds(&invented, &marked),
        "--unseen" => unseen(&invented, &marked),
        file => {
            let samples = documents(&invented, SETS * INVENTED, |_| true);
            let sets: Vec<Vec<&Sample>> = samples
                .chunks(INVENTED as usize)
                .map(|set| {
                    let marked = marked.iter().map(|cv| &cv.sample);
                    set.iter().chain(marked).collect()
                })
                .collect();
            let reader = training::reader(&sets, Classes::builtin());
            std::fs::write(file, reader.to_bytes())?;
        }
    }
    Ok(())
}

/// Invented CVs in the layouts whose number `takes` allows.
fn documents(invented: &[&Language], count: u64, takes: impl Fn(usize) -> bool) -> Vec<Sample> {
    let layouts = |of: usize| -> Vec<usize> { (0..of).filter(|at| takes(*at)).collect() };
    let (positions, schooling) = (layouts(POSITIONS.len()), layouts(SCHOOLING.len()));
    (0..count)
        .map(|seed| generator::compose::document(invented, seed, &positions, &schooling, MADE_UP))
        .collect()
}

fn folds(invented: &[&Language], marked: &[Annotated]) {
    let samples = documents(invented, INVENTED_TO_MEASURE, |_| true);
    let mut total = measure::Counts::new();
    for fold in 0..FOLDS {
        let of_fold = |at: usize| at % FOLDS == fold;
        let known = marked.iter().enumerate().filter(|(at, _)| !of_fold(*at));
        let known: Vec<&Sample> = samples
            .iter()
            .chain(known.map(|(_, cv)| &cv.sample))
            .collect();
        let reader = training::reader(&[known], Classes::builtin());
        for (_, cv) in marked.iter().enumerate().filter(|(at, _)| of_fold(*at)) {
            measure::count(&reader, cv, Classes::builtin(), &mut total);
        }
        println!("{} of {FOLDS} folds\n{}", fold + 1, measure::table(&total));
    }
}

/// Every fifth layout is left out.
fn unseen(invented: &[&Language], marked: &[Annotated]) {
    const LEFT_OUT: usize = 2;
    let is_left_out = |at: usize| at % FOLDS == LEFT_OUT;
    let samples = documents(invented, INVENTED_TO_MEASURE, |at| !is_left_out(at));
    let samples: Vec<&Sample> = samples
        .iter()
        .chain(marked.iter().map(|cv| &cv.sample))
        .collect();
    let reader = training::reader(&[samples], Classes::builtin());
    let layouts = |of: usize| -> Vec<usize> { (0..of).filter(|at| is_left_out(*at)).collect() };
    let (positions, schooling) = (layouts(POSITIONS.len()), layouts(SCHOOLING.len()));
    let mut total = measure::Counts::new();
    let mut whole = [0; 6];
    for seed in FIRST_MEASURED..FIRST_MEASURED + MEASURED {
        let mut sample = generator::compose::document(invented, seed, &positions, &schooling, 0);
        sample.forgotten = 0;
        measure::count_generated(&reader, &sample, Classes::builtin(), &mut total, &mut whole);
    }
    let [lines, right, positions, read, said, _] = whole;
    println!("{}", measure::table(&total));
    println!(
        "lines {:.3}; positions whole {:.3} of {positions}, {said} said",
        right as f64 / lines as f64,
        read as f64 / positions as f64
    );
}
