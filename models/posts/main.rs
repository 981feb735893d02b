//! Makes `models/posts.chains`, the weights by which lines of job posts are told apart, of the
//! labelled posts beside this file and of a set of posts that come with their parts apart.
//!
//!     cargo run --release --example posts -- ../shared/data models/posts.chains
//!     cargo run --release --example posts -- ../shared/data --folds
//!     cargo run --release --example posts -- ../shared/data --parts
//!
//! The second prints how many lines of the labelled posts get the right label in five folds, the
//! third the share of lines put into the right part of a tenth of the posts with parts that was
//! left out, with usual headings, with headings that are not known, and without.

mod labelled;
mod parts;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use cvrank::document::{Format, plain};
use cvrank::lexicon::Lexicon;
use cvrank::profile::job::reading::{PostLabel, PostReader, described};
use cvrank::reader::chain::Chain;
use cvrank::reader::chain::train::{Sequence, Settings, mean, train};
use rayon::prelude::*;

use labelled::Labelled;

type Failure = Box<dyn Error + Send + Sync>;

const SETTINGS: Settings = Settings {
    rounds: 8,
    rate: 0.3,
    penalty: 0.5,
    least: 3,
    smallest: 0.04,
};
const FOLDS: usize = 5;
/// Words of an item that says nothing of itself.
const SHORT: usize = 3;
/// Trainings whose mean is taken.
const DRAWS: usize = 12;
/// How often a labelled post is shown for each time one with parts is: those are of one firm.
const REPEATED: usize = 3;
/// Of the posts with parts every so many is trained on.
const EVERY: usize = 4;

/// A post ready for training.
struct Example {
    features: Vec<Vec<u32>>,
    /// A bit for each label that may be right.
    allowed: Vec<u32>,
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, what] = arguments.as_slice() else {
        return Err(
            "expected the folder of measuring data, and a file to write, --folds or --parts".into(),
        );
    };
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = labelled::read(&project.join("models/posts"))?;
    let with_parts = parts::read(&Path::new(data).join("corpora/jobs_google_1250.csv"))?;
    match what.as_str() {
        "--folds" => folds(&own, &with_parts),
        "--parts" => measure_parts(&own, &with_parts),
        file => {
            let reader = reader(&own, &examples(&parts::laid_out(&with_parts, EVERY)));
            std::fs::write(file, reader.to_bytes())?;
        }
    }
    Ok(())
}

/// What the chain sees of posts, with the labels that may be right for each unit.
fn examples<P: AsRef<Labelled> + Sync>(posts: &[P]) -> Vec<Example> {
    posts
        .par_iter()
        .map(|post| {
            let post = post.as_ref();
            let document = plain::read(post.text.as_bytes(), Format::PlainText)
                .expect("a labelled post is plain text");
            let described = described(&document, Lexicon::builtin());
            let allowed = described
                .spans
                .iter()
                .map(|span| post.allowed(*span))
                .collect();
            Example {
                features: described.features,
                allowed,
            }
        })
        .collect()
}

/// The mean of trainings on several draws of the same posts: what one draw has by luck goes.
fn reader<P: AsRef<Labelled> + Sync>(own: &[P], with_parts: &[Example]) -> PostReader {
    let draws = (0..DRAWS).into_par_iter();
    let chains = draws.map(|draw| chain(&shown(own, draw), with_parts));
    PostReader::new(mean(&chains.collect::<Vec<_>>(), SETTINGS))
}

fn chain(own: &[Example], with_parts: &[Example]) -> Chain {
    let sequence = |example: &Example| {
        let mut sequence = Sequence::default();
        for (features, allowed) in example.features.iter().zip(&example.allowed) {
            sequence.push(features, *allowed);
        }
        sequence
    };
    let sequences: Vec<Sequence> = own.iter().chain(with_parts).map(sequence).collect();
    train(PostLabel::NAMES, &sequences, &|_, _| false, SETTINGS)
}

/// Labelled posts as they are trained on: as written, and as other programs hand them on.
fn shown<P: AsRef<Labelled>>(posts: &[P], draw: usize) -> Vec<Example> {
    let flattened: Vec<Labelled> = posts
        .iter()
        .flat_map(|post| [true, false].map(|in_one_line| post.as_ref().flattened(in_one_line)))
        .collect();
    let as_written: Vec<&Labelled> = posts.iter().map(AsRef::as_ref).collect();
    let mut shown = examples(&as_written);
    for _ in 1..REPEATED {
        shown.extend(examples(&as_written));
    }
    shown.extend(examples(&flattened));
    let fragments = posts.iter().flat_map(|post| post.as_ref().fragments(draw));
    shown.extend(examples(&fragments.collect::<Vec<_>>()));
    let items = posts
        .iter()
        .flat_map(|post| post.as_ref().short_asks(SHORT));
    let items: Vec<&str> = items.collect();
    let headed = posts.iter();
    let headed = headed.flat_map(|post| post.as_ref().under_headings(&items, draw));
    shown.extend(examples(&headed.collect::<Vec<_>>()));
    shown
}

/// The name of a post, and for each unit the labels that may be and the one that was read.
type Measured = (String, Vec<(u32, PostLabel)>);

/// Right units and all, by label.
type Counts = BTreeMap<&'static str, (usize, usize)>;

fn folds(own: &[Labelled], with_parts: &[parts::Parts]) {
    let with_parts = examples(&parts::laid_out(with_parts, EVERY));
    let measured: Vec<Measured> = (0..FOLDS)
        .into_par_iter()
        .flat_map(|fold| {
            let is_out = |at: &usize| at % FOLDS == fold;
            let of = |out: bool| -> Vec<&Labelled> {
                (0..own.len())
                    .filter(|at| is_out(at) == out)
                    .map(|at| &own[at])
                    .collect()
            };
            let reader = reader(&of(false), &with_parts);
            let out = of(true);
            let seen = examples(&out);
            let labelled = |(post, example): (&&Labelled, &Example)| {
                let labels = reader.labels(&example.features);
                let told = example.allowed.iter().zip(labels);
                let told = told.map(|(allowed, label)| (*allowed, label)).collect();
                (post.name.clone(), told)
            };
            out.iter().zip(&seen).map(labelled).collect::<Vec<_>>()
        })
        .collect();
    let mut by_label = Counts::new();
    let mut by_language: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut confused: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (name, units) in &measured {
        let language = name.split('-').next().unwrap_or_default().to_owned();
        for (allowed, label) in units {
            let truth = PostLabel::NAMES[allowed.trailing_zeros() as usize];
            let right = allowed >> *label as u8 & 1 == 1;
            let add = |count: &mut (usize, usize)| {
                count.0 += usize::from(right);
                count.1 += 1;
            };
            add(by_label.entry(truth).or_default());
            add(by_label.entry("all").or_default());
            add(by_language.entry(language.clone()).or_default());
            if !right {
                *confused
                    .entry((truth, PostLabel::NAMES[*label as usize]))
                    .or_default() += 1;
            }
        }
    }
    for (label, (right, all)) in &by_label {
        println!("{label:12} {:5.1} % of {all}", share(*right, *all));
    }
    for (language, (right, all)) in &by_language {
        println!("{language:12} {:5.1} % of {all}", share(*right, *all));
    }
    let mut confused: Vec<_> = confused.into_iter().collect();
    confused.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for ((truth, label), count) in confused.iter().take(25) {
        println!("{truth:12} read as {label:12} {count}");
    }
}

fn share(right: usize, all: usize) -> f64 {
    100.0 * right as f64 / all.max(1) as f64
}

fn measure_parts(own: &[Labelled], with_parts: &[parts::Parts]) {
    let (out, within): (Vec<_>, Vec<_>) = with_parts
        .iter()
        .cloned()
        .enumerate()
        .partition(|(at, _)| at % 10 == 7);
    let strip = |posts: Vec<(usize, parts::Parts)>| -> Vec<parts::Parts> {
        posts.into_iter().map(|(_, post)| post).collect()
    };
    let (out, within) = (strip(out), strip(within));
    let reader = reader(own, &examples(&parts::laid_out(&within, EVERY)));
    for heads in [
        parts::Heads::Usual,
        parts::Heads::Unknown,
        parts::Heads::None,
    ] {
        let posts: Vec<Labelled> = out.iter().map(|post| post.laid_out(heads, 0)).collect();
        let (mut right, mut all) = (0, 0);
        for example in examples(&posts) {
            let labels = reader.labels(&example.features);
            for (allowed, label) in example.allowed.iter().zip(labels) {
                // Headings are not lines of a part.
                if *allowed < 1 << PostLabel::HeadAsk as u8 {
                    right += (allowed >> label as u8 & 1) as usize;
                    all += 1;
                }
            }
        }
        println!(
            "{heads:?}: {:.1} % of {all} lines in the right part",
            share(right, all)
        );
    }
}
