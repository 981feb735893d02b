//! Labelled benchmarks as arguments name them.

use std::fs;

use anyhow::{Context, Result, bail};

use super::arguments::LabelledArguments;
use super::output::progress;
use cvrank::evaluate::benchmark::{Benchmark, Parts};
use cvrank::evaluate::labels::Outcomes;
use cvrank::score::Setting;
use cvrank::train::measured::Measured;

/// The benchmarks that the arguments name.
pub fn benchmarks(arguments: &LabelledArguments) -> Result<Vec<Benchmark>> {
    let outcomes = match &arguments.grades {
        None => None,
        Some(path) => {
            let text = fs::read_to_string(path)
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
    for folder in &arguments.benchmarks {
        benchmarks.push(Benchmark::open(folder, outcomes.as_ref())?);
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
            benchmarks.push(Benchmark::of_parts(
                name.into_owned(),
                &parts,
                outcomes.as_ref(),
            )?);
        }
        _ if benchmarks.is_empty() => bail!(
            "no labels; name a benchmark folder (jobs/ cvs/ labels.csv), or give --jobs, --cvs and --labels"
        ),
        _ => {}
    }
    Ok(benchmarks)
}

/// Reads and measures a benchmark with a progress bar.
pub fn measure(setting: &Setting, benchmark: &Benchmark, quiet: bool) -> Result<Measured> {
    let bar = progress(benchmark.cvs.len(), quiet);
    let measured = Measured::new(setting, benchmark, &|| bar.inc(1));
    bar.finish_and_clear();
    Ok(measured?)
}
