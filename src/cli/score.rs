//! `cvrank score` and `cvrank explain`.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::Exit;
use super::arguments::{ExplainOptions, ExplanationFormat, RankingFormat, ScoreOptions};
use super::output::{check, progress, width, write};
use super::setting::{Resolved, one, pool};
use cvrank::rank::Ranking;
use cvrank::report::{
    Run, events, explanation_json, explanation_text, ranking_csv, ranking_json, ranking_table,
};

const BOTH_PIPED: &str = "`-` stands for the job and for a CV, but standard input can be only one of them; give the other as a file";

fn piped(path: &Path) -> bool {
    path.as_os_str() == "-"
}

pub fn score(options: &ScoreOptions) -> Result<Exit> {
    check(options.output.as_deref())?;
    check(options.log.as_deref())?;
    let resolved = Resolved::new(&options.common)?;
    let setting = resolved.setting();
    ensure!(
        !piped(&options.job) || !options.pool.cvs.iter().any(|cv| piped(cv)),
        BOTH_PIPED
    );
    let sources = pool(&options.pool)?;
    let job = setting
        .read_job(&one(&options.job)?)
        .with_context(|| format!("{}", options.job.display()))?;
    let query = setting.query(job);
    let bar = progress(sources.len(), options.common.quiet);
    let ranking = setting.rank(&query, &sources, &|| bar.inc(1));
    bar.finish_and_clear();
    let run = Run {
        job: query.profile.title.clone(),
        model: setting.ranker.name.clone(),
        as_of: resolved.as_of(),
    };
    let bytes = match options.format {
        RankingFormat::Table => ranking_table(&run, &ranking, options.top, width()).into_bytes(),
        RankingFormat::Csv => ranking_csv(&run, &ranking.top(options.top), options.excel)?,
        RankingFormat::Json => ranking_json(&run, &query, &ranking.top(options.top)).into_bytes(),
    };
    if let Some(log) = &options.log {
        write(Some(log), events(&run, &ranking).as_bytes())?;
    }
    write(options.output.as_deref(), &bytes)?;
    Ok(Exit::of(&ranking))
}

pub fn explain(options: &ExplainOptions) -> Result<Exit> {
    check(options.output.as_deref())?;
    ensure!(!piped(&options.job) || !piped(&options.cv), BOTH_PIPED);
    let resolved = Resolved::new(&options.common)?;
    let setting = resolved.setting();
    let job = setting
        .read_job(&one(&options.job)?)
        .with_context(|| format!("{}", options.job.display()))?;
    let query = setting.query(job);
    let ranking = Ranking::new(vec![setting.score(&query, &one(&options.cv)?)]);
    let run = Run {
        job: query.profile.title.clone(),
        model: setting.ranker.name.clone(),
        as_of: resolved.as_of(),
    };
    let known = ranking.matches.first().context("no CV was read")?;
    let text = match options.format {
        ExplanationFormat::Text => explanation_text(&run, &query, known),
        ExplanationFormat::Json => explanation_json(&run, &query, known),
    };
    write(options.output.as_deref(), text.as_bytes())?;
    Ok(Exit::of(&ranking))
}
