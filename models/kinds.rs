//! Makes `models/kinds.json`, the weights by which a CV, a job post and other papers are told
//! apart, of the sets in a folder of measuring data and of the invented papers in `data/kinds`.
//!
//!     cargo run --release --example kinds -- ../shared/data > models/kinds.json
//!
//! What it prints beside the weights: how many papers of each set are taken for what they are when
//! the set is left out of the fit, and how many CVs are called none.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::document::{Document, Format, pdf, plain};
use cvrank::lexicon::Lexicon;
use cvrank::profile::cv;
use cvrank::profile::dates::Month;
use cvrank::profile::kind::measures::{COUNT, measure};
use cvrank::profile::kind::{KINDS, Kind, Weights};
use rayon::prelude::*;

/// Pull of the weights to zero, in units of the mean loss: chosen by leaving sets out.
const RIDGE: f64 = 3e-4;
const STEPS: usize = 2000;
/// Voice of the invented papers against that of one set: they are of many sorts.
const VOICE_OF_SAMPLES: f64 = 4.0;

struct Paper {
    set: &'static str,
    kind: Kind,
    measured: [f64; COUNT],
    /// Voice in the fit; those of a kind sum to 1.
    weight: f64,
}

/// Folders of CVs, then of posts, below the folder of measuring data.
const CVS: [(&str, &str); 12] = [
    ("resumes_2484", "corpora/resumes_2484.jsonl"),
    ("ferr", "ferr/cvs"),
    ("talent_ru", "talent_ru/cvs"),
    ("hackerearth", "hackerearth/cvs"),
    ("talentclef_ro_en", "talentclef_ro_en/cvs"),
    ("jobresqa_en", "jobresqa_en/cvs"),
    ("yc4640_llm", "yc4640_llm/cvs"),
    ("ashoub_gold", "ashoub_gold/cvs"),
    ("neirouz_fr", "neirouz_fr/cvs"),
    ("generated", "documents/generated"),
    ("templates", "documents/templates"),
    ("rendercv", "documents/rendercv_yaml_truth"),
];
const POSTS: [(&str, &str); 8] = [
    ("ferr", "ferr/jobs"),
    ("talent_ru", "talent_ru/jobs"),
    ("hackerearth", "hackerearth/jobs"),
    ("talentclef_ro_en", "talentclef_ro_en/jobs"),
    ("jobresqa_en", "jobresqa_en/jobs"),
    ("yc4640_llm", "yc4640_llm/jobs"),
    ("ashoub_gold", "ashoub_gold/jobs"),
    ("neirouz_fr", "neirouz_fr/jobs"),
];
/// Tables of posts: the columns that make one, in their order.
const TABLES: [(&str, &str, &[&str]); 2] = [
    (
        "glassdoor",
        "corpora/jobs_glassdoor_956.csv",
        &["Job Title", "Location", "Job Description"],
    ),
    (
        "google",
        "corpora/jobs_google_1250.csv",
        &[
            "Title",
            "Location",
            "Responsibilities",
            "Minimum Qualifications",
            "Preferred Qualifications",
        ],
    ),
];
/// Among the templates of CVs, but none.
const NO_CVS: [&str; 3] = ["coverletter", "userguide", "fontawesome"];
const SAMPLES: &str = include_str!("../data/kinds/samples.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data] = arguments.as_slice() else {
        return Err("expected one argument: the folder of measuring data".into());
    };
    let mut papers = read_all(Path::new(data))?;
    give_voices(&mut papers);
    leave_out(&papers);
    let weights = fit(&papers.iter().collect::<Vec<_>>());
    println!("{}", serde_json::to_string_pretty(&weights)?);
    Ok(())
}

fn measured(document: &Document) -> [f64; COUNT] {
    let profile = cv::read(document, Lexicon::builtin(), Month::new(2026, 6));
    measure(document, &profile)
}

fn read_all(data: &Path) -> Result<Vec<Paper>, Box<dyn Error>> {
    let mut papers = Vec::new();
    let mut add = |set, kind, measured: Vec<[f64; COUNT]>| {
        papers.extend(measured.into_iter().map(|measured| Paper {
            set,
            kind,
            measured,
            weight: 0.0,
        }));
    };
    for (kind, folders) in [(Kind::Cv, &CVS[..]), (Kind::Post, &POSTS[..])] {
        for (set, place) in folders {
            add(set, kind, folder(&data.join(place))?);
        }
    }
    add("dates", Kind::Cv, lines(&data.join("dates/train.json"))?);
    for (set, place, columns) in TABLES {
        add(set, Kind::Post, table(&data.join(place), columns)?);
    }
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data");
    add("own", Kind::Cv, folder(&own.join("cvs"))?);
    add("own", Kind::Post, folder(&own.join("jobs"))?);
    add("fields", Kind::Post, folder(&own.join("fields/jobs"))?);
    for sample in SAMPLES.split("=== ").skip(1) {
        let (head, text) = sample.split_once('\n').unwrap_or_default();
        let kind = match head.split(' ').next() {
            Some("cv") => Kind::Cv,
            Some("post") => Kind::Post,
            _ => Kind::Other,
        };
        let document = plain::from_text(text, Format::PlainText)?;
        add("samples", kind, vec![measured(&document)]);
    }
    Ok(papers)
}

fn folder(place: &Path) -> Result<Vec<[f64; COUNT]>, Box<dyn Error>> {
    let sources = collect(&[place.to_owned()], &PoolOptions::default())?;
    let is_none = |source: &Source| NO_CVS.iter().any(|word| source.id.contains(word));
    let sources: Vec<Source> = sources
        .into_iter()
        .filter(|source| !is_none(source))
        .collect();
    let read: Vec<Option<[f64; COUNT]>> = sources
        .par_iter()
        .map(|source| Some(measured(&source.read_with(&pdf::read).ok()?)))
        .collect();
    Ok(read.into_iter().flatten().collect())
}

/// One CV a line, as JSON with its text.
fn lines(place: &Path) -> Result<Vec<[f64; COUNT]>, Box<dyn Error>> {
    #[derive(serde::Deserialize)]
    struct Row {
        text: String,
    }
    let file = std::fs::read_to_string(place)?;
    let lines: Vec<&str> = file.lines().collect();
    let read: Vec<Option<[f64; COUNT]>> = lines
        .par_iter()
        .map(|line| {
            let row: Row = serde_json::from_str(line).ok()?;
            Some(measured(
                &plain::from_text(&row.text, Format::PlainText).ok()?,
            ))
        })
        .collect();
    Ok(read.into_iter().flatten().collect())
}

fn table(place: &Path, columns: &[&str]) -> Result<Vec<[f64; COUNT]>, Box<dyn Error>> {
    let mut table = csv::Reader::from_path(place)?;
    let header = table.headers()?.clone();
    let wanted: Vec<usize> = columns
        .iter()
        .filter_map(|column| header.iter().position(|name| name == *column))
        .collect();
    let mut texts = Vec::new();
    for row in table.records() {
        let row = row?;
        let cells = wanted.iter().filter_map(|&column| row.get(column));
        texts.push(cells.collect::<Vec<_>>().join("\n"));
    }
    let read: Vec<Option<[f64; COUNT]>> = texts
        .par_iter()
        .map(|text| Some(measured(&plain::from_text(text, Format::PlainText).ok()?)))
        .collect();
    Ok(read.into_iter().flatten().collect())
}

/// Each set has one voice, however large it is, and each kind as much as another.
fn give_voices(papers: &mut [Paper]) {
    let mut sizes: BTreeMap<(Kind, &str), f64> = BTreeMap::new();
    for paper in papers.iter() {
        *sizes.entry((paper.kind, paper.set)).or_default() += 1.0;
    }
    let voice = |set: &str| {
        if set == "samples" {
            VOICE_OF_SAMPLES
        } else {
            1.0
        }
    };
    for paper in papers.iter_mut() {
        let of_kind = sizes.keys().filter(|(kind, _)| *kind == paper.kind);
        let voices: f64 = of_kind.map(|(_, set)| voice(set)).sum();
        paper.weight = voice(paper.set) / voices / sizes[&(paper.kind, paper.set)];
    }
}

/// Softmax regression with a ridge, by accelerated gradient steps; sums run in order.
fn fit(papers: &[&Paper]) -> Weights {
    let total: f64 = papers.iter().map(|paper| paper.weight).sum();
    let largest = papers
        .iter()
        .map(|paper| product(&paper.measured, &paper.measured));
    let step = 1.0 / (0.5 * largest.fold(0.0, f64::max) + RIDGE);
    let mut weights = [[0.0; COUNT]; KINDS];
    let mut before = weights;
    for round in 0..STEPS {
        let momentum = round as f64 / (round as f64 + 3.0);
        let mut ahead = weights;
        for kind in 0..KINDS {
            for at in 0..COUNT {
                ahead[kind][at] += momentum * (weights[kind][at] - before[kind][at]);
            }
        }
        let mut slope = ahead.map(|of_kind| of_kind.map(|weight| RIDGE * weight));
        for paper in papers {
            let scores: [f64; KINDS] =
                std::array::from_fn(|kind| product(&ahead[kind], &paper.measured));
            let highest = scores.iter().copied().fold(f64::MIN, f64::max);
            let shares = scores.map(|score| (score - highest).exp());
            let sum: f64 = shares.iter().sum();
            for kind in 0..KINDS {
                let is = f64::from(u8::from(paper.kind as usize == kind));
                let error = paper.weight / total * (shares[kind] / sum - is);
                for (slope, amount) in slope[kind].iter_mut().zip(&paper.measured) {
                    *slope += error * amount;
                }
            }
        }
        before = weights;
        for kind in 0..KINDS {
            for at in 0..COUNT {
                weights[kind][at] = ahead[kind][at] - step * slope[kind][at];
            }
        }
    }
    // Three decimals: what comes after moves no answer, and differs from machine to machine.
    let rounded = |kind: Kind| {
        let weights = weights[kind as usize].iter();
        weights.map(|weight| (weight * 1e3).round() / 1e3).collect()
    };
    Weights {
        cv: rounded(Kind::Cv),
        post: rounded(Kind::Post),
        other: rounded(Kind::Other),
        ..Weights::none()
    }
}

fn product(one: &[f64; COUNT], other: &[f64; COUNT]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// Prints what is told of each set by weights that never saw it; the invented papers, which are
/// of many sorts, are left out a fifth at a time.
fn leave_out(papers: &[Paper]) {
    let mut sets: Vec<&str> = papers.iter().map(|paper| paper.set).collect();
    sets.sort_unstable();
    sets.dedup();
    let mut answers: BTreeMap<(Kind, &str), [usize; 5]> = BTreeMap::new();
    for set in sets {
        let folds = if set == "samples" { 5 } else { 1 };
        for fold in 0..folds {
            let is_out = |(at, paper): &(usize, &Paper)| paper.set == set && at % folds == fold;
            let numbered = || papers.iter().enumerate();
            let rest: Vec<&Paper> = numbered().filter(|n| !is_out(n)).map(|n| n.1).collect();
            let weights = fit(&rest);
            for (_, paper) in numbered().filter(is_out) {
                let judged = weights.judge(&paper.measured);
                let counts = answers.entry((paper.kind, set)).or_default();
                counts[judged.kind as usize] += 1;
                counts[3] += usize::from(judged.is_rather_a_post());
                counts[4] += usize::from(judged.plainly_no_cv().is_some());
            }
        }
    }
    eprintln!("kind   set               papers     cv   post  other  rather a post  plainly no CV");
    for ((kind, set), [cv, post, other, rather, plainly]) in &answers {
        eprintln!(
            "{:6} {set:16} {:7} {cv:6} {post:6} {other:6} {rather:14} {plainly:14}",
            format!("{kind:?}"),
            cv + post + other,
        );
    }
}
