//! `cvrank score --jobs`.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::arguments::{RankingFormat, ScoreOptions};
use super::choosing::lean;
use super::output::{check, progress, say, show, width, write, write_data, write_with};
use super::protect::{protect, protect_folder};
use super::resolved::{Resolved, sources};
use super::score::{Finished, Keep, Kept, check_binary, facts, note_kinds, piped};
use super::{Exit, run};
use cvrank::document::source::{PoolOptions, Source};
use cvrank::features::JobQuery;
use cvrank::outlook::Outlook;
use cvrank::profile::cv;
use cvrank::profile::kind::{self, Kind};
use cvrank::report::html::{Facts, Options};
use cvrank::report::{
    JobRanking, jobs_csv, jobs_matrix, jobs_table, jobs_xlsx, write_jobs_html, write_jobs_json,
};
use cvrank::run::folder::{self, file_names};

/// The overview of several runs in the folder that holds them.
const OVERVIEW: &str = "index.html";
const MATRIX: &str = "matrix.csv";

/// Scores every CV for every job in `folder`, reading each CV once.
pub(crate) fn score(options: &ScoreOptions, folder: &Path) -> Result<Exit> {
    check(options.output.as_deref())?;
    check_binary(options)?;
    ensure!(
        options.format != RankingFormat::Jsonl,
        "--format jsonl writes the CVs for one job; take --format json or csv with --jobs"
    );
    ensure!(
        folder.is_dir(),
        "{}: no folder; --jobs needs a folder of job posts",
        folder.display()
    );
    let inputs = || {
        let folder = [folder].into_iter();
        folder.chain(options.named())
    };
    protect(options.output.as_deref(), inputs())?;
    if let Some(place) = &options.out {
        run::check_replayable(options)?;
        protect_folder(place, options.output.as_deref(), inputs())?;
        check_runs(place, options.force)?;
    }
    let resolved = Resolved::new(&options.common)?;
    let scorer = resolved.scorer();
    let posts = sources(&[folder.to_owned()], PoolOptions::default())?;
    check_first(&resolved, options, &posts)?;
    let queries = posts
        .iter()
        .map(|post| resolved.job_in(post, Path::new(&post.path)))
        .collect::<Result<Vec<JobQuery>>>()?;
    // Without a job of its own, what stands in its place is the first CV.
    let mut cvs: Vec<PathBuf> = options.first.iter().cloned().collect();
    cvs.extend(options.pool.paths());
    ensure!(
        cvs.iter().filter(|cv| piped(cv)).count() <= 1,
        "`-` stands for standard input and can be given once"
    );
    ensure!(
        !options.leaves_out(),
        "--only-musts, --since and what chooses from a pool are for one job; leave --jobs out"
    );
    let cvs = sources(&cvs, options.pool.options())?;
    let keep = Keep {
        facts: options.format == RankingFormat::Html || options.out.is_some(),
        content: options.out.is_some(),
    };
    let bar = progress(cvs.len(), options.common.quiet);
    let (rankings, kept) = scorer.rank_jobs(&queries, &cvs, lean(options), &|source, read| {
        let kept = keep.of(&scorer, source, read);
        bar.inc(1);
        kept
    });
    bar.finish_and_clear();
    if !options.common.quiet {
        for ((post, query), ranking) in posts.iter().zip(&queries).zip(rankings.iter().take(1)) {
            note_kinds(Path::new(&post.path), query, ranking);
        }
    }
    let exit = rankings.first().map_or(Exit::NothingScored, Exit::of);
    let jobs: Vec<JobRanking> = posts
        .iter()
        .zip(queries)
        .zip(rankings)
        .map(|((post, query), ranking)| JobRanking {
            outlook: Outlook::new(&query, scorer.ranker, &ranking, options.top),
            job_id: post.id.clone(),
            run: resolved.run(&query),
            query,
            ranking,
        })
        .collect();
    let known: HashMap<&str, &Facts> = facts(&cvs, &kept).into_iter().collect();
    let shown = Options {
        top: options.top,
        details: options.details,
        with_contact: false,
    };
    if let Some(place) = &options.out {
        let runs = Runs {
            posts: &posts,
            jobs: &jobs,
            cvs: &cvs,
            kept: &kept,
        };
        runs.write(place, options, &resolved, &known, &shown)?;
    }
    let path = options.output.as_deref();
    match options.format {
        RankingFormat::Csv => write(path, &jobs_csv(&jobs, options.top, options.excel)?)?,
        RankingFormat::Matrix => write(path, &jobs_matrix(&jobs, options.top, options.excel)?)?,
        RankingFormat::Json => {
            write_with(path, &mut |out| write_jobs_json(out, &jobs, options.top))?;
        }
        RankingFormat::Html => write_data(path, &mut |out| {
            write_jobs_html(out, &jobs, &known, &shown, &BTreeMap::new())
        })?,
        RankingFormat::Xlsx => write(path, &jobs_xlsx(&jobs, options.top)?)?,
        RankingFormat::Table | RankingFormat::Jsonl => {
            show(path, &jobs_table(&jobs, options.top, width()))?;
        }
    }
    Ok(exit)
}

/// Whoever is used to a job in the first place shall not have it ranked as a CV.
fn check_first(resolved: &Resolved, options: &ScoreOptions, posts: &[Source]) -> Result<()> {
    let first = options.job();
    if !first.is_file() {
        return Ok(());
    }
    let real = |path: &Path| fs::canonicalize(path).ok();
    let named = real(first);
    let is_one = posts
        .iter()
        .any(|post| named.is_some() && real(Path::new(&post.path)) == named);
    let scorer = resolved.scorer();
    let source = Source::file(first);
    let reads_like_a_post = || {
        let document = scorer.read_document(&source).ok()?;
        let profile = cv::read(&document, scorer.lexicon, scorer.as_of);
        let judged = kind::judge(&document, &profile);
        Some(judged.plainly_no_cv() == Some(Kind::Post))
    };
    if is_one || reads_like_a_post() == Some(true) {
        bail!(
            "{}: reads like a job post; with --jobs the posts are those of the folder, and all other arguments are CVs; leave it out, or put it into the folder",
            first.display()
        );
    }
    Ok(())
}

/// Says before the work is done that runs could not be written into `place`.
fn check_runs(place: &Path, force: bool) -> Result<()> {
    ensure!(
        !place.is_file(),
        "cannot write {}: it is a file; name a folder",
        place.display()
    );
    let is_free = !place.exists() || fs::read_dir(place)?.next().is_none();
    // An earlier overview tells that runs of several jobs lie there.
    ensure!(
        is_free || force && place.join(OVERVIEW).is_file(),
        "cannot write {}: the folder is not empty; name another one, or add --force to replace earlier runs of several jobs",
        place.display()
    );
    Ok(())
}

/// The runs of several jobs.
struct Runs<'a> {
    posts: &'a [Source],
    /// In the order of `posts`.
    jobs: &'a [JobRanking],
    cvs: &'a [Source],
    /// In the order of `cvs`.
    kept: &'a [Kept],
}

impl Runs<'_> {
    /// Writes one run folder a job into `place`, and an overview of them.
    fn write(
        &self,
        place: &Path,
        options: &ScoreOptions,
        resolved: &Resolved,
        facts: &HashMap<&str, &Facts>,
        shown: &Options,
    ) -> Result<()> {
        let names = file_names(self.jobs.iter().map(|job| job.job_id.as_str()));
        let folder_of = |job: &JobRanking| -> PathBuf {
            place.join(names.get(job.job_id.as_str()).map_or("", String::as_str))
        };
        fs::create_dir_all(place).with_context(|| format!("cannot make {}", place.display()))?;
        for (post, job) in self.posts.iter().zip(self.jobs) {
            let path = Path::new(&post.path);
            ensure!(
                path.is_file(),
                "{}: a post of a table cannot be read again alone; --out with --jobs needs a file for each job",
                post.path
            );
            let folder = folder_of(job);
            folder::check(&folder, options.force)?;
            let source = post.held();
            let finished = Finished {
                run: &job.run,
                query: &job.query,
                ranking: &job.ranking,
                outlook: &job.outlook,
                job: &source,
                sources: self.cvs,
                kept: self.kept,
            };
            run::write_folder(&folder, path, options, resolved, finished)?;
        }
        let matrix = jobs_matrix(self.jobs, None, options.excel)?;
        write(Some(&place.join(MATRIX)), &matrix)?;
        write_with(Some(&place.join(OVERVIEW)), &mut |out| {
            write_jobs_html(out, self.jobs, facts, shown, &names)
        })?;
        if !options.common.quiet {
            say(&format!(
                "note: wrote {} runs and {OVERVIEW} to {}",
                self.jobs.len(),
                place.display()
            ));
        }
        Ok(())
    }
}
