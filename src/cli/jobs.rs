//! `cvrank score --jobs`.

use std::path::Path;

use anyhow::{Result, ensure};

use super::Exit;
use super::arguments::{RankingFormat, ScoreOptions};
use super::output::{check, progress, show, width, write, write_with};
use super::protect::protect;
use super::score::{check_binary, note_kinds, piped};
use super::setting::{Resolved, sources};
use cvrank::document::source::PoolOptions;
use cvrank::features::JobQuery;
use cvrank::outlook::Outlook;
use cvrank::report::{JobRanking, jobs_csv, jobs_matrix, jobs_table, write_jobs_json};

/// Scores every CV for every job in `folder`, reading each CV once.
pub(crate) fn score(options: &ScoreOptions, folder: &Path) -> Result<Exit> {
    check(options.output.as_deref())?;
    check_binary(options)?;
    ensure!(
        !matches!(options.format, RankingFormat::Xlsx | RankingFormat::Html),
        "a spreadsheet or a report holds one job; take --format csv or matrix with --jobs"
    );
    ensure!(
        folder.is_dir(),
        "{}: no folder; --jobs needs a folder of job posts",
        folder.display()
    );
    let inputs = [folder, &*options.job].into_iter();
    let inputs = inputs.chain(options.pool.cvs.iter().map(|cv| &**cv));
    protect(
        options.output.as_deref(),
        inputs.chain(options.common.inputs()),
    )?;
    let resolved = Resolved::new(&options.common)?;
    let setting = resolved.setting();
    let posts = sources(&[folder.to_owned()], PoolOptions::default())?;
    let queries = posts
        .iter()
        .map(|post| resolved.job_in(post, Path::new(&post.path)))
        .collect::<Result<Vec<JobQuery>>>()?;
    // Without a job of its own, what stands in its place is the first CV.
    let mut cvs = vec![options.job.clone()];
    cvs.extend(options.pool.cvs.iter().cloned());
    ensure!(
        cvs.iter().filter(|cv| piped(cv)).count() <= 1,
        "`-` stands for standard input and can be given once"
    );
    let cvs = sources(&cvs, options.pool.options())?;
    let bar = progress(cvs.len(), options.common.quiet);
    let (rankings, _) = setting.rank_jobs(&queries, &cvs, &|_, _| bar.inc(1));
    bar.finish_and_clear();
    if !options.common.quiet {
        for ((post, query), ranking) in posts.iter().zip(&queries).zip(rankings.iter().take(1)) {
            note_kinds(Path::new(&post.path), query, ranking);
        }
    }
    let exit = rankings.first().map_or(Exit::NothingScored, Exit::of);
    let jobs: Vec<JobRanking> = posts
        .into_iter()
        .zip(queries)
        .zip(rankings)
        .map(|((post, query), ranking)| JobRanking {
            outlook: Outlook::new(&query, setting.ranker, &ranking, options.top),
            job_id: post.id,
            run: resolved.run(&query),
            query,
            ranking,
        })
        .collect();
    let path = options.output.as_deref();
    match options.format {
        RankingFormat::Csv => write(path, &jobs_csv(&jobs, options.top, options.excel)?)?,
        RankingFormat::Matrix => write(path, &jobs_matrix(&jobs, options.excel)?)?,
        RankingFormat::Json => {
            write_with(path, &mut |out| write_jobs_json(out, &jobs, options.top))?;
        }
        RankingFormat::Table | RankingFormat::Xlsx | RankingFormat::Html => {
            show(path, &jobs_table(&jobs, options.top, width()))?;
        }
    }
    Ok(exit)
}
