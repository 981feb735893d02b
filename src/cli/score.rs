//! `cvrank score` and `cvrank explain`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::Exit;
use super::arguments::{
    ExplainOptions, ExplanationFormat, RankingFormat, ReaderArgument, ScoreOptions,
};
use super::output::{check, progress, width, write};
use super::setting::{Resolved, one, pool, sources as pool_of};
use cvrank::document::source::PoolOptions;
use cvrank::report::{
    Outlook, Place, Run, candidate_text, events, explanation_json, explanation_text, place_text,
    ranking_csv, ranking_json, ranking_table,
};
use cvrank::what_if::to_enter;

pub(super) const BOTH_PIPED: &str = "`-` stands for the job and for a CV, but standard input can be only one of them; give the other as a file";

pub(super) fn piped(path: &Path) -> bool {
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
    let top = options.top;
    let outlook = Outlook::new(&query, setting.ranker, &ranking, top);
    let bytes = match options.format {
        RankingFormat::Table => ranking_table(&run, &ranking, &outlook, top, width()).into_bytes(),
        RankingFormat::Csv => ranking_csv(&run, &query, &ranking, &outlook, top, options.excel)?,
        RankingFormat::Json => ranking_json(&run, &query, &ranking, &outlook, top).into_bytes(),
    };
    if let Some(log) = &options.log {
        write(Some(log), events(&run, &ranking).as_bytes())?;
    }
    write(options.output.as_deref(), &bytes)?;
    Ok(Exit::of(&ranking))
}

pub fn explain(options: &ExplainOptions) -> Result<Exit> {
    check(options.output.as_deref())?;
    let inputs = [&options.job, &options.cv].into_iter().chain(&options.pool);
    ensure!(inputs.filter(|path| piped(path)).count() < 2, BOTH_PIPED);
    let resolved = Resolved::new(&options.common)?;
    let setting = resolved.setting();
    let job = setting
        .read_job(&one(&options.job)?)
        .with_context(|| format!("{}", options.job.display()))?;
    let query = setting.query(job);
    let own = one(&options.cv)?;
    let mut sources = if options.pool.is_empty() {
        Vec::new()
    } else {
        pool_of(&options.pool, PoolOptions::default())?
    };
    sources.retain(|source| !is_same_file(&source.path, &own.path));
    sources.push(own.clone());
    let bar = progress(sources.len(), options.common.quiet);
    let ranking = setting.rank(&query, &sources, &|| bar.inc(1));
    bar.finish_and_clear();
    let run = Run {
        job: query.profile.title.clone(),
        model: setting.ranker.name.clone(),
        as_of: resolved.as_of(),
    };
    let index = ranking
        .matches
        .iter()
        .position(|known| known.source == own.path)
        .context("no CV was read")?;
    let known = ranking.matches.get(index).context("no CV was read")?;
    let top = options.top.map(|top| top as usize);
    let outlook = Outlook::new(&query, setting.ranker, &ranking, top);
    let place = top.map(|top| Place {
        ranking: &ranking,
        outlook: &outlook,
        index,
        top,
        entry: to_enter(&query, &ranking, index, top),
    });
    let text = match (options.format, options.reader) {
        (ExplanationFormat::Json, _) => explanation_json(&run, &query, known, place.as_ref()),
        (ExplanationFormat::Text, ReaderArgument::Candidate) => {
            candidate_text(&run, &setting.ranker.origin, &query, known, place.as_ref())
        }
        (ExplanationFormat::Text, ReaderArgument::Recruiter) => {
            let placed = place.map(|place| place_text(&query, known, &place));
            explanation_text(&run, &query, known) + &placed.unwrap_or_default()
        }
    };
    write(options.output.as_deref(), text.as_bytes())?;
    Ok(match known.rank {
        Some(_) => Exit::of(&ranking),
        None => Exit::NothingScored,
    })
}

/// Whether two paths, as the user named them, lead to one file.
fn is_same_file(one: &str, other: &str) -> bool {
    let real = |path: &str| fs::canonicalize(path).ok();
    one == other || real(one).is_some_and(|one| real(other) == Some(one))
}
