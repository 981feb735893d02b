//! `cvrank lint`.

use anyhow::{Context, Result};

use super::Exit;
use super::arguments::{LintFormat, LintOptions};
use super::output::{show, write};
use super::resolved::{Resolved, one, sources};
use cvrank::document::source::PoolOptions;
use cvrank::profile::job::lint::{holds_post, lint_file, place_in_file};
use cvrank::report::{findings_json, findings_text};

pub(crate) fn lint(options: &LintOptions) -> Result<Exit> {
    let resolved = Resolved::new(&options.common)?;
    let scorer = resolved.scorer();
    let named = || format!("{}", options.job.display());
    let document = scorer
        .read_document(&one(&options.job)?)
        .with_context(named)?;
    let job = scorer.profile_job(&document).with_context(named)?;
    let holds_post = holds_post(&job, &document);
    let mut found = lint_file(&job, &document).with_context(named)?;
    let mut exit = Exit::Done;
    if !options.pool.is_empty() {
        let query = scorer.query(job);
        let cvs = sources(&options.pool, PoolOptions::default())?;
        let ranking = resolved.rank(&query, &cvs);
        found.extend(ranking.unmet(&query.profile));
        exit = Exit::of(&ranking);
    }
    if holds_post {
        place_in_file(&mut found, &document);
    }
    match options.format {
        LintFormat::Text => show(None, &findings_text(&found, &document.text))?,
        LintFormat::Json => write(None, findings_json(&found, &document.text).as_bytes())?,
    }
    Ok(if found.is_empty() { exit } else { Exit::Found })
}
