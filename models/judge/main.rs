//! Makes `models/judge.json`, the weights by which the judge believes a line, of the labelled lines
//! beside this file.
//!
//!     cargo run --release --example judge -- models/judge.json
//!     cargo run --release --example judge -- --folds
//!     cargo run --release --example judge -- --signs
//!
//! The second prints, of lines that name what is asked, how many are told right in ten folds by
//! requirement, at each least sum; the third the signs of every labelled line.

mod labelled;
#[path = "../tables.rs"]
mod tables;

use std::error::Error;
use std::path::Path;

use cvrank::judge::Showing;
use cvrank::judge::belief::{SIGNS, Signs, Weights};
use cvrank::lexicon::Relation;
use cvrank::model::solver::Problem;
use cvrank::profile::cv::Stance;
use ndarray::Array2;
use rayon::prelude::*;

use labelled::{Row, Verdict};

type Failure = Box<dyn Error + Send + Sync>;

/// Pull of the weights to zero.
const RIDGE: f64 = 2.0;
const FOLDS: usize = 10;
/// What a line must at least be worth, in thousandths of a logit: where nearly nine of ten lines that
/// mean what is asked are still believed in the folds, which are of words with several senses alone.
const LEAST: i32 = -700;

/// A line that names what is asked, and whether it means it.
struct Example {
    requirement: String,
    signs: Signs,
    is_meant: bool,
}

fn main() -> Result<(), Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/judge");
    let rows = labelled::rows(&folder)?;
    let frames = labelled::frames(&folder)?;
    let found: Vec<Option<Showing>> = rows
        .par_iter()
        .map(|row| row.best(&frames))
        .collect::<Result<_, _>>()?;
    let examples: Vec<Example> = rows
        .iter()
        .zip(&found)
        .filter_map(|(row, found)| example(row, found.as_ref()?))
        .collect();
    match std::env::args().nth(1).as_deref() {
        Some("--signs") => print_signs(&rows, &found),
        Some("--folds") => folds(&examples),
        Some(path) => {
            let weights = fit(&examples.iter().collect::<Vec<_>>());
            std::fs::write(path, serde_json::to_string_pretty(&weights)? + "\n")?;
        }
        None => return Err("expected the file to write, --folds or --signs".into()),
    }
    Ok(())
}

/// Rows that say whether words are meant: not those about stance, level or field of study.
fn example(row: &Row, found: &Showing) -> Option<Example> {
    const OTHER: [&str; 6] = [
        "someone else's",
        "aspiration",
        "field mismatch",
        "in progress",
        "past/expired",
        "negation",
    ];
    let is_kin = matches!(
        found.kinship.relation(),
        Relation::Same | Relation::Narrower
    );
    let is_meant = match row.verdict {
        Verdict::Met => true,
        Verdict::Not => false,
        Verdict::Partly | Verdict::Contradicted => return None,
    };
    // What is believed whatever its line says has nothing to teach.
    let is_open = !found.signs[SIGNS.len() - 1];
    let is_fit =
        is_kin && is_open && found.stance == Stance::Claimed && !OTHER.contains(&row.kind.as_str());
    is_fit.then(|| Example {
        requirement: row.requirement.clone(),
        signs: found.signs,
        is_meant,
    })
}

fn fit(examples: &[&Example]) -> Weights {
    let columns = SIGNS.len() + 1;
    let mut rows = Array2::zeros((examples.len(), columns));
    for (mut row, example) in rows.rows_mut().into_iter().zip(examples) {
        let sign = if example.is_meant { 1.0 } else { -1.0 };
        row[0] = sign;
        for (at, is_there) in example.signs.iter().enumerate() {
            row[at + 1] = if *is_there { sign } else { 0.0 };
        }
    }
    // Both answers have the same voice.
    let meant = examples.iter().filter(|example| example.is_meant).count() as f64;
    let other = examples.len() as f64 - meant;
    let voices: Vec<f64> = examples
        .iter()
        .map(|example| 0.5 * examples.len() as f64 / if example.is_meant { meant } else { other })
        .collect();
    let solution = Problem {
        rows: rows.view(),
        weights: &voices,
        alpha: RIDGE,
        centre: &vec![0.0; columns],
        lower: &vec![f64::NEG_INFINITY; columns],
        tolerance: 1e-9,
    }
    .solve();
    let thousandths = |weight: &f64| (weight * 1000.0).round() as i32;
    Weights {
        signs: SIGNS.iter().map(ToString::to_string).collect(),
        weights: solution.weights[1..].iter().map(thousandths).collect(),
        bias: thousandths(&solution.weights[0]),
        least: LEAST,
    }
}

fn folds(examples: &[Example]) {
    let mut requirements: Vec<&str> = examples
        .iter()
        .map(|one| one.requirement.as_str())
        .collect();
    requirements.sort_unstable();
    requirements.dedup();
    let fold = |example: &Example| {
        let place = requirements.binary_search(&example.requirement.as_str());
        place.unwrap_or_else(|place| place) % FOLDS
    };
    let mut sums: Vec<(i32, bool)> = Vec::new();
    for held in 0..FOLDS {
        let (own, rest): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|example| fold(example) == held);
        let weights = fit(&rest);
        sums.extend(
            own.iter()
                .map(|one| (weights.sum(&one.signs), one.is_meant)),
        );
    }
    let meant = sums.iter().filter(|(_, is_meant)| *is_meant).count();
    println!("{} lines, {meant} of them meant", sums.len());
    println!(
        "{:>6} {:>9} {:>6} {:>12}",
        "least", "precision", "recall", "false taken"
    );
    for least in [
        -2000, -1500, -1000, -700, -500, 0, 200, 400, 600, 800, 1000, 1500, 2000,
    ] {
        let taken: Vec<bool> = sums
            .iter()
            .filter(|(sum, _)| *sum >= least)
            .map(|(_, is_meant)| *is_meant)
            .collect();
        let right = taken.iter().filter(|is_meant| **is_meant).count();
        println!(
            "{least:>6} {:>9.3} {:>6.3} {:>12.3}",
            right as f64 / taken.len() as f64,
            right as f64 / meant as f64,
            (taken.len() - right) as f64 / (sums.len() - meant) as f64
        );
    }
}

fn print_signs(rows: &[Row], found: &[Option<Showing>]) {
    let head: Vec<&str> = SIGNS.to_vec();
    println!(
        "verdict\tkind\tkinship\tstance\tlanguages\trequirement\tline\t{}",
        head.join("\t")
    );
    for (row, found) in rows.iter().zip(found) {
        let (kinship, stance, signs) = match found {
            Some(found) => (
                format!("{:?}", found.kinship),
                format!("{:?}", found.stance),
                found
                    .signs
                    .map(|sign| if sign { "1" } else { "0" })
                    .join("\t"),
            ),
            None => ("-".into(), "-".into(), String::new()),
        };
        println!(
            "{:?}\t{}\t{kinship}\t{stance}\t{}>{}\t{}\t{}\t{signs}",
            row.verdict, row.kind, row.asked_in, row.written_in, row.requirement, row.line
        );
    }
}
