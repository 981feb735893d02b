//! What to know of labels before they are learned from: too few, or predicted by what says
//! nothing of the work.

use std::collections::{BTreeMap, BTreeSet};

use statrs::distribution::{ContinuousCDF, Normal};

use super::examples::Examples;
use super::measured::{Measured, PARTS};
use crate::evaluate::benchmark::Benchmark;
use crate::evaluate::metrics::PairCounts;

/// Fewer labels teach nothing that is not chance.
pub const LEAST_LABELS: usize = 20;
/// A leak must stand out so far from an even share of pairs,
const LEAST_OFFSET: f64 = 0.1;
/// and be no chance at this level, for all that is looked at together.
const SIGNIFICANT: f64 = 0.01;

/// Why labels cannot be learned from.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooFew {
    #[error(
        "{labels} labels in {jobs} jobs with a better and a worse CV; at least {LEAST_LABELS} labels are \
         needed: {} more{}", LEAST_LABELS - labels,
        if *without_order > 0 { format!(" ({without_order} jobs were left out: their CVs all have the same grade)") } else { String::new() }
    )]
    Labels {
        labels: usize,
        jobs: usize,
        without_order: usize,
    },
}

/// Refuses what is too few to learn from.
///
/// # Errors
/// With the number that would do.
pub fn enough(examples: &Examples) -> Result<(), TooFew> {
    let labels = examples.labels();
    if labels < LEAST_LABELS {
        return Err(TooFew::Labels {
            labels,
            jobs: examples.groups.len(),
            without_order: examples.without_order.len(),
        });
    }
    Ok(())
}

/// Something beside the work that goes with the label.
#[derive(Debug, Clone, PartialEq)]
pub struct Leak {
    pub benchmark: String,
    /// `the order of ids`, `files of format pdf`, `has education`.
    pub what: String,
    /// Share of pairs that it orders as the labels do: over .5 when more of it is better.
    pub auc: f64,
    /// Two-sided, by Kendall's S over all jobs.
    pub p: f64,
}

/// What a signal reads of the CV with an id.
type Signal<'a> = dyn Fn(&str) -> f64 + 'a;

/// Looks for leaks: the order of ids, file formats, parts that a CV has or has not.
pub fn leaks(benchmark: &Benchmark, measured: &Measured) -> Vec<Leak> {
    let formats: BTreeSet<String> = measured
        .cvs
        .values()
        .map(|cv| cv.format.name().to_owned())
        .collect();
    let ids: BTreeMap<&str, f64> = ranked_ids(measured.cvs.keys());
    let mut signals: Vec<(String, Box<Signal<'_>>)> =
        vec![("the order of ids".to_owned(), Box::new(|id| ids[id]))];
    if formats.len() > 1 {
        for format in &formats {
            let value = move |id: &str| truth(measured.cvs[id].format.name() == format);
            signals.push((format!("files of format {format}"), Box::new(value)));
        }
    }
    for (index, part) in PARTS.iter().enumerate() {
        let value = move |id: &str| truth(measured.cvs[id].has[index]);
        signals.push((format!("having {part}"), Box::new(value)));
    }
    let count = signals.len() as f64;
    let found = signals.into_iter().filter_map(|(what, value)| {
        let (auc, p) = association(benchmark, measured, &*value)?;
        let stands_out = (auc - 0.5).abs() >= LEAST_OFFSET && p * count < SIGNIFICANT;
        stands_out.then(|| Leak {
            benchmark: benchmark.name.clone(),
            what,
            auc,
            p,
        })
    });
    found.collect()
}

fn truth(value: bool) -> f64 {
    f64::from(u8::from(value))
}

/// Places of ids in their order: by the number in them where all end in one, else by letters.
fn ranked_ids<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeMap<&'a str, f64> {
    let number = |id: &str| {
        let digits = id.len()
            - id.trim_end_matches(|letter: char| letter.is_ascii_digit())
                .len();
        id[id.len() - digits..].parse::<u64>().ok()
    };
    let mut ids: Vec<&str> = ids.map(String::as_str).collect();
    if ids.iter().all(|id| number(id).is_some()) {
        ids.sort_by_key(|id| number(id));
    }
    ids.into_iter()
        .enumerate()
        .map(|(place, id)| (id, place as f64))
        .collect()
}

/// Mean share of pairs ordered alike and the p of no association; `None` where it varies in no
/// job.
fn association(
    benchmark: &Benchmark,
    measured: &Measured,
    value: &dyn Fn(&str) -> f64,
) -> Option<(f64, f64)> {
    let (mut sum, mut variance) = (0.0, 0.0);
    let mut aucs = Vec::new();
    for job in &benchmark.jobs {
        let known = job
            .labels
            .iter()
            .filter(|label| measured.cvs.contains_key(&label.cv_id));
        let (values, grades): (Vec<f64>, Vec<f64>) = known
            .map(|label| (value(&label.cv_id), label.grade))
            .unzip();
        let spread = variance_of_s(&values, &grades);
        let Some(auc) = PairCounts::new(&values, &grades)
            .auc()
            .filter(|_| spread > 0.0)
        else {
            continue;
        };
        sum += kendall_s(&values, &grades);
        variance += spread;
        aucs.push(auc);
    }
    if aucs.is_empty() {
        return None;
    }
    let p = 2.0 * Normal::standard().sf((sum / variance.sqrt()).abs());
    Some((aucs.iter().sum::<f64>() / aucs.len() as f64, p))
}

/// Pairs ordered alike less pairs ordered otherwise.
fn kendall_s(first: &[f64], second: &[f64]) -> f64 {
    let counts = PairCounts::new(first, second);
    counts.concordant as f64 - counts.discordant as f64
}

/// Variance of Kendall's S when nothing is associated, with ties. Kendall, "Rank correlation
/// methods", 1970, chapter 4.
fn variance_of_s(first: &[f64], second: &[f64]) -> f64 {
    let count = first.len() as f64;
    if count < 3.0 {
        return 0.0;
    }
    let ties = |values: &[f64]| {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let runs = sorted.chunk_by(|a, b| a == b).map(|run| run.len() as f64);
        runs.fold([0.0; 3], |[pairs, triples, weighted], t| {
            [
                pairs + t * (t - 1.0),
                triples + t * (t - 1.0) * (t - 2.0),
                weighted + t * (t - 1.0) * (2.0 * t + 5.0),
            ]
        })
    };
    let (a, b) = (ties(first), ties(second));
    let whole = count * (count - 1.0) * (2.0 * count + 5.0);
    (whole - a[2] - b[2]) / 18.0
        + a[1] * b[1] / (9.0 * count * (count - 1.0) * (count - 2.0))
        + a[0] * b[0] / (2.0 * count * (count - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// scipy 1.17.1, `stats.kendalltau(x, y, method="asymptotic").pvalue`.
    #[test]
    fn the_p_of_kendalls_s_is_that_of_scipy() {
        let x = [1.0, 2.0, 2.0, 3.0, 4.0, 5.0, 5.0, 6.0];
        let y = [0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0];
        let z = kendall_s(&x, &y) / variance_of_s(&x, &y).sqrt();
        let p = 2.0 * Normal::standard().sf(z.abs());
        assert!((p - 0.070_212_357_174_795_7).abs() < 1e-9, "{p}");
    }

    #[test]
    fn ids_are_ordered_by_their_numbers() {
        let ids: Vec<String> = ["cv10", "cv9", "cv1"].map(String::from).to_vec();
        let ranked = ranked_ids(ids.iter());
        assert_eq!(
            (ranked["cv1"], ranked["cv9"], ranked["cv10"]),
            (0.0, 1.0, 2.0)
        );
    }
}
