//! `cvrank score` and `cvrank explain`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::Exit;
use super::arguments::{ExplainOptions, ExplanationFormat, RankingFormat, ScoreOptions};
use super::output::{check, progress, width, write};
use super::setting::{Resolved, one, pool};
use cvrank::rank::{Match, Ranking};
use cvrank::report::html::{self, Facts};
use cvrank::report::{
    Run, explanation_json, explanation_text, ranking_csv, ranking_csv_with_contact, ranking_json,
    ranking_table,
};
use cvrank::score::Read;

const BOTH_PIPED: &str = "`-` stands for the job and for a CV, but standard input can be only one of them; give the other as a file";

fn piped(path: &Path) -> bool {
    path.as_os_str() == "-"
}

pub fn score(options: &ScoreOptions) -> Result<Exit> {
    check(options.output.as_deref())?;
    let resolved = Resolved::new(&options.common)?;
    let setting = resolved.setting();
    ensure!(
        !piped(&options.job) || !options.pool.cvs.iter().any(|cv| piped(cv)),
        BOTH_PIPED
    );
    ensure!(
        !options.with_contact || matches!(options.format, RankingFormat::Csv | RankingFormat::Html),
        "--with-contact names people in html and csv only; add --format html or --format csv"
    );
    let sources = pool(&options.pool)?;
    let job = setting
        .read_job(&one(&options.job)?)
        .with_context(|| format!("{}", options.job.display()))?;
    let query = setting.query(job);
    let run = Run {
        job: query.profile.title.clone(),
        model: setting.ranker.name.clone(),
        as_of: resolved.as_of(),
    };
    let bar = progress(sources.len(), options.common.quiet);
    let done = || bar.inc(1);
    let shows_cvs = options.format == RankingFormat::Html || options.with_contact;
    let (ranking, facts) = if shows_cvs {
        let keep = |cv: &Read| Facts::of(&cv.document, &cv.profile, setting.lexicon);
        setting.rank_keeping(&query, &sources, &keep, &done)
    } else {
        (setting.rank(&query, &sources, &done), Vec::new())
    };
    bar.finish_and_clear();
    let ids = sources.iter().map(|source| source.id.as_str());
    let facts = ids
        .zip(&facts)
        .filter_map(|(id, facts)| Some((id, facts.as_ref()?)));
    let top = ranking.top(options.top);
    let bytes = match options.format {
        RankingFormat::Table => ranking_table(&run, &ranking, options.top, width()).into_bytes(),
        RankingFormat::Csv if options.with_contact => {
            let facts: BTreeMap<&str, &Facts> = facts.collect();
            let contact = |known: &Match| {
                facts
                    .get(known.cv_id.as_str())
                    .map(|facts| facts.contact().clone())
            };
            let rows: Vec<_> = top
                .iter()
                .map(|known| (*known, contact(known).unwrap_or_default()))
                .collect();
            ranking_csv_with_contact(&run, &rows, options.excel)?
        }
        RankingFormat::Csv => ranking_csv(&run, &top, options.excel)?,
        RankingFormat::Json => ranking_json(&run, &query, &top).into_bytes(),
        RankingFormat::Html => {
            let shown = html::Options {
                top: options.top,
                with_contact: options.with_contact,
            };
            html::report(&run, &query, &html::candidates(&ranking, facts), &shown)?.into_bytes()
        }
    };
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
