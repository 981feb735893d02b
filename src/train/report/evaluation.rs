//! What an evaluation says in words and tables.

use std::collections::BTreeMap;

use crate::document::Status;
use crate::evaluate::benchmark::Benchmark;
use crate::evaluate::comparison::{Metric, Row};
use crate::evaluate::table::{LastColumn, render};
use crate::model::{FitError, Ranker};
use crate::score::Scorer;
use crate::train::measured::Measured;
use crate::train::methods::Methods;
use crate::train::strangers::finding;

/// What is shown besides the model beside its baselines.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tables {
    /// Most folds of a model that learns from the benchmark's own jobs, each held out.
    pub folds: Option<usize>,
    pub per_feature: bool,
    pub slices: bool,
}

/// Sizes of a benchmark, and what of it could not be read.
pub fn benchmark_text(benchmark: &Benchmark, measured: &Measured, as_of: &str) -> String {
    let mut text = format!(
        "{}: {} jobs, {} pairs, {} CVs read, {} not; as of {as_of}\n",
        benchmark.name,
        benchmark.jobs.len(),
        benchmark.pairs(),
        measured.cvs.len(),
        measured.unreadable.len()
    );
    let mut reasons: BTreeMap<Status, Vec<(&str, &str)>> = BTreeMap::new();
    for (id, error) in &measured.unreadable {
        reasons
            .entry(error.status)
            .or_default()
            .push((id, &error.reason));
    }
    for failed in reasons.values() {
        let count = failed.len();
        if let Some((id, reason)) = failed.first() {
            text.push_str(&format!("  not read: {count}, such as cv {id}: {reason}\n"));
        }
    }
    for (what, missing) in [
        ("job", &benchmark.missing_jobs),
        ("cv", &benchmark.missing_cvs),
    ] {
        if let Some(id) = missing.first() {
            let count = missing.len();
            text.push_str(&format!(
                "  labels without a file: {count}, such as {what} {id}\n"
            ));
        }
    }
    text.push('\n');
    text
}

/// The tables asked for, with the rows of the first.
///
/// # Errors
/// Where a fold cannot be learned from.
pub fn compared(
    scorer: &Scorer,
    benchmark: &Benchmark,
    measured: &Measured,
    tables: Tables,
) -> Result<(Vec<Row>, String), FitError> {
    let mut text = String::new();
    let methods = Methods::new(benchmark, measured);
    let all = methods.all();
    let prior = Ranker::prior();
    let held_out = match tables.folds {
        Some(folds) => Some(methods.cross_validated(prior, folds)?),
        None => None,
    };
    let rows = methods.table(held_out, scorer.ranker, Some(prior), &all);
    text.push_str(&render(
        "model",
        &rows,
        &Metric::SHOWN,
        LastColumn::P(&rows[0]),
    ));
    if let Some((benchmark, measured)) = finding(benchmark, measured) {
        let methods = Methods::new(&benchmark, &measured);
        let labels = benchmark.jobs.iter().flat_map(|job| &job.labels);
        let strangers = labels.filter(|label| label.grade == 0.0).count();
        let rows = methods.table(None, scorer.ranker, Some(prior), &methods.all());
        text.push_str(&format!(
            "\nfound among CVs of other jobs: {} jobs, {strangers} CVs that were judged for other jobs only\n",
            benchmark.jobs.len()
        ));
        let metrics = [Metric::Auc, Metric::Map];
        text.push_str(&render("model", &rows, &metrics, LastColumn::P(&rows[0])));
    }
    if tables.per_feature {
        text.push('\n');
        let features = methods.features(&all);
        let metrics = [Metric::TauB, Metric::Auc];
        text.push_str(&render(
            "feature alone",
            &features,
            &metrics,
            LastColumn::Varies,
        ));
    }
    if tables.slices {
        for (name, places) in methods.slices() {
            let labels: usize = places.iter().map(Vec::len).sum();
            let mut of_slice = vec![methods.model(&scorer.ranker.name, &places)];
            of_slice.extend(methods.baselines(&places));
            text.push_str(&format!("\n{name}: {labels} pairs\n"));
            let metrics = [Metric::TauB, Metric::Auc];
            text.push_str(&render(
                "model",
                &of_slice,
                &metrics,
                LastColumn::P(&of_slice[0]),
            ));
        }
    }
    Ok((rows, text))
}
