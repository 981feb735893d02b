//! `cvrank lint`.

use anyhow::{Context, Result};

use super::Exit;
use super::arguments::{LintFormat, LintOptions};
use super::output::{show, write};
use super::setting::{Resolved, one, sources};
use cvrank::document::source::PoolOptions;
use cvrank::document::{Document, Format, Span, plain};
use cvrank::profile::job::lint::{Finding, lint as mend};
use cvrank::report::{findings_json, findings_text};

pub fn lint(options: &LintOptions) -> Result<Exit> {
    let resolved = Resolved::new(&options.common)?;
    let setting = resolved.setting();
    let named = || format!("{}", options.job.display());
    let document = setting
        .read_document(&one(&options.job)?)
        .with_context(named)?;
    let job = setting.profile_job(&document).with_context(named)?;
    // The places in a job file's profile lie in the post's text that it holds.
    let is_job_file = document.format == Format::JobToml && !job.text.trim().is_empty();
    let mut found = if is_job_file {
        let post = plain::from_text(&job.text, Format::JobToml).with_context(named)?;
        mend(&job, &post)
    } else {
        mend(&job, &document)
    };
    let mut exit = Exit::Done;
    if !options.pool.is_empty() {
        let query = setting.query(job);
        let cvs = sources(&options.pool, PoolOptions::default())?;
        let ranking = resolved.rank(&query, &cvs);
        found.extend(ranking.unmet(&query.profile));
        exit = Exit::of(&ranking);
    }
    if is_job_file {
        place_in_file(&mut found, &document);
    }
    match options.format {
        LintFormat::Text => show(None, &findings_text(&found, &document.text))?,
        LintFormat::Json => write(None, findings_json(&found, &document.text).as_bytes())?,
    }
    Ok(if found.is_empty() { exit } else { Exit::Found })
}

/// Points each finding at its quote in the job file.
fn place_in_file(found: &mut [Finding], file: &Document) {
    for finding in found {
        let start = file.text.find(&finding.quote);
        finding.span = start.map(|start| Span::new(start, start + finding.quote.len()));
    }
}
