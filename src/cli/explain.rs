//! `cvrank explain`.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::Exit;
use super::arguments::{ExplainOptions, ExplanationFormat, ReaderArgument};
use super::output::{check, show, write};
use super::protect::protect;
use super::resolved::{Resolved, one, sources as pool_of};
use super::score::{BOTH_PIPED, piped};
use cvrank::document::source::{PoolOptions, accept_doubtful};
use cvrank::outlook::Outlook;
use cvrank::report::{Place, candidate_text, explanation_json, explanation_text, place_text};
use cvrank::what_if::to_enter;

pub(crate) fn explain(options: &ExplainOptions) -> Result<Exit> {
    check(options.output.as_deref())?;
    let named = [&options.job, &options.cv].into_iter().chain(&options.pool);
    let inputs = named.map(|path| &**path);
    ensure!(
        inputs.clone().filter(|path| piped(path)).count() < 2,
        BOTH_PIPED
    );
    protect(
        options.output.as_deref(),
        inputs.chain(options.common.inputs()),
    )?;
    let resolved = Resolved::new(&options.common)?;
    let scorer = resolved.scorer();
    let query = resolved.job(&options.job)?;
    let mut sources = if options.pool.is_empty() {
        Vec::new()
    } else {
        pool_of(&options.pool, PoolOptions::default())?
    };
    // Where no file is named so, it may be the id of a CV in the pool.
    let of_pool = || {
        let id = options.cv.to_str()?;
        sources.iter().find(|source| source.id == id).cloned()
    };
    let is_there = options.cv.exists() || piped(&options.cv);
    let own = match (!is_there).then(of_pool).flatten() {
        Some(known) => known,
        None => one(&options.cv)?,
    };
    sources.retain(|source| !is_same_file(&source.path, &own.path));
    sources.push(own.clone());
    accept_doubtful(&mut sources, &options.accept_doubtful)?;
    let ranking = resolved.rank(&query, &sources);
    let run = resolved.run(&query);
    let index = ranking
        .matches
        .iter()
        .position(|known| known.source == own.path)
        .context("no CV was read")?;
    let known = ranking.matches.get(index).context("no CV was read")?;
    let top = options.top.map(|top| top as usize);
    let outlook = Outlook::new(&query, scorer.ranker, &ranking, top);
    let place = top.map(|top| Place {
        ranking: &ranking,
        outlook: &outlook,
        index,
        top,
        entry: to_enter(&query, &ranking, index, top),
    });
    let path = options.output.as_deref();
    let place = place.as_ref();
    match (options.format, options.reader) {
        (ExplanationFormat::Json, _) => {
            write(
                path,
                explanation_json(&run, &query, known, place).as_bytes(),
            )?;
        }
        (ExplanationFormat::Text, ReaderArgument::Candidate) => {
            let origin = &scorer.ranker.origin;
            show(path, &candidate_text(&run, origin, &query, known, place))?;
        }
        (ExplanationFormat::Text, ReaderArgument::Recruiter) => {
            let placed = place.map(|place| place_text(&query, known, place));
            let text = explanation_text(&run, &query, known) + &placed.unwrap_or_default();
            show(path, &text)?;
        }
    }
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
