//! `cvrank check`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, anyhow};

use super::Exit;
use super::arguments::{CheckFormat, PromiseOptions};
use super::output::{check as writable, progress, show, width, write};
use super::protect::protect;
use super::resolved::{Resolved, one, pool};
use cvrank::check::{Options, check_json, check_text, names_from_csv, run};
use cvrank::document::limits::{SETUP_BYTES, read_text_bounded};

pub(crate) fn check(options: &PromiseOptions) -> Result<Exit> {
    writable(options.output.as_deref())?;
    let files = options.names.iter().chain([&options.job]);
    let inputs = files
        .chain(&options.pool.cvs)
        .chain(&options.pool.pools)
        .map(|path| &**path);
    protect(
        options.output.as_deref(),
        inputs.chain(options.common.inputs()),
    )?;
    let resolved = Resolved::new(&options.common)?;
    let scorer = resolved.scorer();
    let names = match &options.names {
        Some(path) => names(path)?,
        None => BTreeMap::new(),
    };
    let sources = pool(&options.pool)?;
    let query = resolved.job_in(&one(&options.job)?, &options.job)?;
    let bar = progress(sources.len(), options.common.quiet);
    let tried = Options {
        swaps: options.swaps,
        names,
        alone: Some(resolved.pdf_alone()),
    };
    let report = run(&scorer, &query, &sources, &tried, &|| bar.inc(1));
    bar.finish_and_clear();
    let of = resolved.run(&query);
    let path = options.output.as_deref();
    match options.format {
        CheckFormat::Table => show(path, &check_text(&of, &report, width()))?,
        CheckFormat::Json => write(path, check_json(&of, &report).as_bytes())?,
    }
    Ok(match report {
        report if report.unread == report.cvs => Exit::NothingScored,
        report if report.holds() => Exit::Done,
        _ => Exit::Found,
    })
}

/// The names that the user knows, by CV.
fn names(path: &Path) -> Result<BTreeMap<String, String>> {
    let shown = path.display();
    let text =
        read_text_bounded(path, SETUP_BYTES).with_context(|| format!("cannot read {shown}"))?;
    names_from_csv(&text).map_err(|(line, problem)| anyhow!("{shown}: line {line}: {problem}"))
}
