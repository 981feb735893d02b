//! Labelled benchmarks as arguments name them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::arguments::LabelledArguments;
use super::export::matched;
use super::output::progress;
use super::resolved::{Resolved, sources};
use cvrank::document::limits::{SETUP_BYTES, read_text_bounded};
use cvrank::document::source::PoolOptions;
use cvrank::evaluate::benchmark::{Benchmark, BenchmarkError, Parts};
use cvrank::evaluate::labels::Outcomes;
use cvrank::loaded::month;
use cvrank::score::Scorer;
use cvrank::train::measured::Measured;

/// A benchmark and the date it is read as of, where the arguments state one for it.
pub(crate) struct Dated {
    pub(crate) benchmark: Benchmark,
    as_of: Option<jiff::civil::Date>,
}

/// The benchmarks that the arguments name.
pub(crate) fn benchmarks(
    resolved: &Resolved,
    arguments: &LabelledArguments,
    quiet: bool,
) -> Result<Vec<Dated>> {
    if let Some(export) = &arguments.export {
        let matched = matched(resolved, arguments, export, quiet)?;
        return Ok(vec![Dated {
            benchmark: matched.benchmark()?.clone(),
            as_of: None,
        }]);
    }
    let outcomes = match &arguments.grades {
        None => None,
        Some(path) => {
            let text = read_text_bounded(path, SETUP_BYTES)
                .with_context(|| format!("cannot read {}; check the path", path.display()))?;
            let read = Outcomes::from_toml(&text).with_context(|| {
                format!(
                    "{}: expected a table [grades] with lines such as `hired = 3`",
                    path.display()
                )
            })?;
            Some(read)
        }
    };
    let mut benchmarks = Vec::new();
    for argument in &arguments.benchmarks {
        let (folder, as_of) = dated(argument);
        benchmarks.push(Dated {
            benchmark: Benchmark::open(&folder, outcomes.as_ref())?,
            as_of,
        });
    }
    match (&arguments.jobs, &arguments.cvs, &arguments.labels) {
        (Some(jobs), Some(cvs), Some(labels)) => {
            let name = labels
                .file_stem()
                .map_or("labels".into(), |stem| stem.to_string_lossy());
            let parts = Parts {
                jobs: jobs.clone(),
                cvs: cvs.clone(),
                labels: labels.clone(),
            };
            let sources = sources(std::slice::from_ref(cvs), PoolOptions::default())?;
            let read = Benchmark::of_parts(name.into_owned(), &parts, sources, outcomes.as_ref());
            let benchmark = match read {
                // Not our columns: perhaps those of another system.
                Err(BenchmarkError::Labels(error)) if error.is_header => {
                    match matched(resolved, arguments, labels, quiet) {
                        Ok(matched) => matched.benchmark()?.clone(),
                        Err(_) => return Err(error.into()),
                    }
                }
                read => read?,
            };
            benchmarks.push(Dated {
                benchmark,
                as_of: None,
            });
        }
        _ if benchmarks.is_empty() => bail!(
            "no labels; name a benchmark folder (jobs/ cvs/ labels.csv), or give --jobs, --cvs and --labels, or --jobs, --cvs and --export"
        ),
        _ => {}
    }
    Ok(benchmarks)
}

/// `FOLDER@YYYY-MM-DD` taken apart; a folder that has such a name is one.
pub(super) fn dated(argument: &Path) -> (PathBuf, Option<jiff::civil::Date>) {
    let written = argument.to_string_lossy();
    let parts = written.rsplit_once('@').filter(|_| !argument.exists());
    match parts.and_then(|(folder, date)| Some((folder, date.parse().ok()?))) {
        Some((folder, date)) => (PathBuf::from(folder), Some(date)),
        None => (argument.to_owned(), None),
    }
}

/// Reads and measures each benchmark, as of its own date where it has one, with so many CVs of
/// other jobs beside each job's own.
pub(crate) fn measure_all(
    resolved: &Resolved,
    benchmarks: &[Dated],
    strangers: usize,
    quiet: bool,
) -> Result<Vec<Measured>> {
    let of_its_date = |dated: &Dated| {
        let mut scorer = resolved.scorer();
        if let Some(date) = dated.as_of {
            scorer.as_of = month(date);
        }
        measure(&scorer, &dated.benchmark, strangers, quiet)
    };
    benchmarks.iter().map(of_its_date).collect()
}

impl Dated {
    /// The date that open ends resolve to, `YYYY-MM-DD`.
    pub(crate) fn as_of(&self, resolved: &Resolved) -> String {
        self.as_of
            .map_or_else(|| resolved.as_of(), |date| date.to_string())
    }
}

/// Reads and measures a benchmark with a progress bar.
pub(crate) fn measure(
    scorer: &Scorer,
    benchmark: &Benchmark,
    strangers: usize,
    quiet: bool,
) -> Result<Measured> {
    let bar = progress(benchmark.cvs.len(), quiet);
    let measured = Measured::new(scorer, benchmark, strangers, &|| bar.inc(1));
    bar.finish_and_clear();
    Ok(measured?)
}
