//! `cvrank evaluate`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Exit;
use super::arguments::EvaluateOptions;
use super::labelled::{benchmarks, measure_all};
use super::output::{check, show, write};
use super::protect::protect;
use super::resolved::Resolved;
use cvrank::document::Status;
use cvrank::evaluate::benchmark::Benchmark;
use cvrank::evaluate::comparison::{Metric, Row};
use cvrank::evaluate::table::{LastColumn, render};
use cvrank::model::Ranker;
use cvrank::score::Scorer;
use cvrank::train::export::{by_job, features_tsv, letor, qrels, trec_run};
use cvrank::train::measured::Measured;
use cvrank::train::methods::Methods;
use cvrank::train::strangers::finding;

/// Texts of the files that several benchmarks are written to together.
#[derive(Default)]
struct Files {
    run: String,
    qrels: String,
    per_job: Vec<u8>,
}

pub(crate) fn evaluate(options: &EvaluateOptions) -> Result<Exit> {
    for file in [&options.run, &options.qrels, &options.per_job] {
        check(file.as_deref())?;
    }
    let resolved = Resolved::new(&options.common)?;
    let benchmarks = benchmarks(&resolved, &options.labelled, options.common.quiet)?;
    let mut outputs: Vec<PathBuf> = [&options.run, &options.qrels, &options.per_job]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    if let Some(folder) = &options.letor {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        outputs.push(folder.join("features.tsv"));
        let names = benchmarks.iter().map(|dated| &dated.benchmark.name);
        outputs.extend(names.map(|name| folder.join(format!("{name}.letor"))));
    }
    let labelled: Vec<PathBuf> = options.labelled.inputs().collect();
    let inputs = labelled.iter().map(|path| &**path);
    protect(
        outputs.iter().map(|path| &**path),
        inputs.chain(options.common.inputs()),
    )?;
    let scorer = resolved.scorer();
    if let Some(folder) = &options.letor {
        write(
            Some(&folder.join("features.tsv")),
            features_tsv().as_bytes(),
        )?;
    }
    let mut exit = Exit::Done;
    let mut files = Files::default();
    for (index, dated) in benchmarks.iter().enumerate() {
        let benchmark = &dated.benchmark;
        let measured = measure_all(
            &resolved,
            std::slice::from_ref(dated),
            options.strangers,
            options.common.quiet,
        )?
        .remove(0);
        if !measured.unreadable.is_empty() {
            exit = Exit::SomeFailed;
        }
        let mut text = if index > 0 {
            "\n".to_owned()
        } else {
            String::new()
        };
        text.push_str(&summary(benchmark, &measured, &dated.as_of(&resolved)));
        let rows = compare(options, &scorer, benchmark, &measured, &mut text)?;
        show(None, &text)?;
        if let Some(folder) = &options.letor {
            let path = folder.join(format!("{}.letor", benchmark.name));
            write(Some(&path), letor(benchmark, &measured).as_bytes())?;
        }
        files
            .run
            .push_str(&trec_run(benchmark, &measured, &scorer.ranker.name));
        files.qrels.push_str(&qrels(benchmark));
        files.per_job.extend(by_job(benchmark, &rows, index == 0)?);
    }
    let put = |path: &Option<_>, bytes: &[u8]| match path {
        Some(path) => write(Some(path as &Path), bytes),
        None => Ok(()),
    };
    put(&options.run.as_deref(), files.run.as_bytes())?;
    put(&options.qrels.as_deref(), files.qrels.as_bytes())?;
    put(&options.per_job.as_deref(), &files.per_job)?;
    Ok(exit)
}

fn summary(benchmark: &Benchmark, measured: &Measured, as_of: &str) -> String {
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

/// Appends the tables asked for, and returns the rows of the first.
fn compare(
    options: &EvaluateOptions,
    scorer: &Scorer,
    benchmark: &Benchmark,
    measured: &Measured,
    text: &mut String,
) -> Result<Vec<Row>> {
    let methods = Methods::new(benchmark, measured);
    let all = methods.all();
    let prior = Ranker::prior();
    let held_out = match options.cross_validate {
        true => Some(methods.cross_validated(prior, options.folds)?),
        false => None,
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
    if options.per_feature {
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
    if options.slices {
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
    Ok(rows)
}
