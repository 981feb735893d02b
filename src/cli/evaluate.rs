//! `cvrank evaluate`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Exit;
use super::arguments::EvaluateOptions;
use super::labelled::{benchmarks, measure_all};
use super::output::{check, show, write};
use super::protect::protect;
use super::resolved::Resolved;
use cvrank::train::export::{by_job, features_tsv, letor, qrels, trec_run};
use cvrank::train::report::{Tables, benchmark_text, compared};

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
        text.push_str(&benchmark_text(
            benchmark,
            &measured,
            &dated.as_of(&resolved),
        ));
        let tables = Tables {
            folds: options.cross_validate.then_some(options.folds),
            per_feature: options.per_feature,
            slices: options.slices,
        };
        let (rows, said) = compared(&scorer, benchmark, &measured, tables)?;
        text.push_str(&said);
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
