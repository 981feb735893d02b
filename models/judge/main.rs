//! Makes `models/judge.chains`, the weights by which the judge believes a line, of the labelled lines
//! beside this file.
//!
//!     cargo run --release --example judge -- models/judge.chains
//!     cargo run --release --example judge -- --folds
//!     cargo run --release --example judge -- --signs
//!
//! The second prints, of lines that name what is asked, how many are told right in ten folds by
//! requirement, at each least sum; the third the signs of every labelled line.

mod labelled;
#[path = "../tables.rs"]
mod tables;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use cvrank::judge::Showing;
use cvrank::judge::belief::{self, ANSWERS, SIGNS};
use cvrank::lexicon::Relation;
use cvrank::profile::cv::Stance;
use cvrank::reader::chain::Chain;
use cvrank::reader::chain::train::{Sequence, Settings, train};
use rayon::prelude::*;

use labelled::{Frame, Row, Verdict};

type Failure = Box<dyn Error + Send + Sync>;

const SETTINGS: Settings = Settings {
    rounds: 12,
    rate: 0.05,
    penalty: 0.1,
    least: 2,
    smallest: 0.01,
};
const FOLDS: usize = 10;

/// A line that names what is asked, and whether it means it.
struct Example {
    requirement: String,
    seen: Vec<u32>,
    is_meant: bool,
}

fn main() -> Result<(), Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/judge");
    let mut rows = labelled::rows(&folder, "matches_")?;
    rows.extend(labelled::rows(&folder, "senses_")?);
    let frames = labelled::frames(&folder)?;
    let found: Vec<Option<Found>> = rows
        .par_iter()
        .map(|row| best(row, &frames))
        .collect::<Result<_, Failure>>()?;
    let examples: Vec<Example> = rows
        .iter()
        .zip(&found)
        .filter_map(|(row, found)| example(row, found.as_ref()?))
        .collect();
    match std::env::args().nth(1).as_deref() {
        Some("--signs") => print_signs(&rows, &found),
        Some("--folds") => folds(&examples),
        Some(path) => {
            let chain = fit(&examples.iter().collect::<Vec<_>>());
            std::fs::write(path, belief::to_bytes(&chain))?;
        }
        None => return Err("expected the file to write, --folds or --signs".into()),
    }
    Ok(())
}

/// The showing that would be believed: of the nearest kin, if it is claimed; with what is seen of its
/// line.
type Found = (Showing, Vec<u32>);

fn best(row: &Row, frames: &BTreeMap<String, Frame>) -> Result<Option<Found>, Failure> {
    let (shown, cv, text) = row.shown(frames)?;
    let all = shown.into_iter().flatten();
    let claimed = all.filter(|showing| showing.stance >= Stance::Basic);
    let best =
        claimed.max_by(|one, other| one.kinship.nearness().total_cmp(&other.kinship.nearness()));
    Ok(best.map(|showing| (showing, belief::seen(&showing, &cv, &text))))
}

/// Rows that say whether words are meant: not those about stance, level or field of study.
fn example(row: &Row, (found, seen): &Found) -> Option<Example> {
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
    let is_open = !belief::is_believed_whatever(&found.signs);
    let is_fit =
        is_kin && is_open && found.stance == Stance::Claimed && !OTHER.contains(&row.kind.as_str());
    is_fit.then(|| Example {
        requirement: row.requirement.clone(),
        seen: seen.clone(),
        is_meant,
    })
}

fn fit(examples: &[&Example]) -> Chain {
    let sequences: Vec<Sequence> = examples
        .iter()
        .map(|example| {
            let mut sequence = Sequence::default();
            sequence.push(&example.seen, if example.is_meant { 1 } else { 2 });
            sequence
        })
        .collect();
    train(ANSWERS, &sequences, &|_, _| false, SETTINGS)
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
    let held_out: Vec<Vec<(f32, bool)>> = (0..FOLDS)
        .into_par_iter()
        .map(|held| {
            let (own, rest): (Vec<&Example>, Vec<&Example>) =
                examples.iter().partition(|example| fold(example) == held);
            let chain = fit(&rest);
            let one = |example: &&Example| {
                let seen = example.seen.iter().copied();
                (belief::meant(&chain, seen), example.is_meant)
            };
            own.iter().map(one).collect()
        })
        .collect();
    let mut sums: Vec<(f32, bool)> = held_out.into_iter().flatten().collect();
    sums.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let meant = sums.iter().filter(|(_, is_meant)| *is_meant).count();
    let others = sums.len() - meant;
    let mut below = 0;
    let mut ordered = 0;
    for (_, is_meant) in &sums {
        if *is_meant {
            ordered += below;
        } else {
            below += 1;
        }
    }
    println!(
        "{} lines, {meant} of them meant; of pairs in order {:.3}",
        sums.len(),
        ordered as f64 / (meant * others) as f64
    );
    println!(
        "{:>6} {:>9} {:>6} {:>12}",
        "least", "precision", "recall", "false taken"
    );
    for least in [
        -3.0, -2.5, -2.0, -1.5, -1.25, -1.0, -0.75, -0.5, -0.25, 0.0, 0.5, 1.0, 2.0,
    ] {
        let taken = sums.iter().filter(|(sum, _)| *sum >= least);
        let (right, wrong) = taken
            .copied()
            .partition::<Vec<(f32, bool)>, _>(|(_, is_meant)| *is_meant);
        println!(
            "{least:>6} {:>9.3} {:>6.3} {:>12.3}",
            right.len() as f64 / (right.len() + wrong.len()) as f64,
            right.len() as f64 / meant as f64,
            wrong.len() as f64 / others as f64
        );
    }
}

fn print_signs(rows: &[Row], found: &[Option<Found>]) {
    let head: Vec<&str> = SIGNS.to_vec();
    println!(
        "verdict\tkind\tkinship\tstance\tlanguages\trequirement\tline\t{}",
        head.join("\t")
    );
    for (row, found) in rows.iter().zip(found) {
        let (kinship, stance, signs) = match found {
            Some((found, _)) => (
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
