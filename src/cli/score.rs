//! `cvrank score` and `cvrank explain`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{IsTerminal, stdout};
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::arguments::{
    AtsFormat, ExplainOptions, ExplanationFormat, RankingFormat, ReaderArgument, ScoreOptions,
};
use super::output::{check, progress, say, show, width, write, write_with};
use super::protect::{protect, protect_folder};
use super::setting::{Resolved, note_asks, one, pool, sources as pool_of};
use super::{Exit, jobs, run};
use cvrank::document::source::{PoolOptions, Source, accept_doubtful};
use cvrank::features::JobQuery;
use cvrank::flag::{FlagKind, WITHOUT_WORDS};
use cvrank::outlook::Outlook;
use cvrank::profile::identity::Contact;
use cvrank::rank::{Match, Ranking};
use cvrank::report::html::{self, Facts};
use cvrank::report::terminal::value;
use cvrank::report::{
    Ats, Place, Ranked, Run, ats_csv, candidate_text, events, explanation_json, explanation_text,
    place_text, ranking_csv, ranking_csv_with_contact, ranking_table, ranking_xlsx,
    write_ranking_json,
};
use cvrank::run::folder;
use cvrank::run::manifest::content;
use cvrank::score::Read;
use cvrank::what_if::to_enter;

pub(super) const BOTH_PIPED: &str = "`-` stands for the job and for a CV, but standard input can be only one of them; give the other as a file";

pub(super) fn piped(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// CVs that a note names.
const NAMED: usize = 3;

/// Says on standard error what seems to stand in the wrong place: a job that reads like a CV, CVs
/// that read like none, the same CV twice. Each stands as a flag in every output as well.
pub(super) fn note_kinds(job: &Path, query: &JobQuery, ranking: &Ranking) {
    let flagged = |wanted: fn(FlagKind) -> bool| -> Vec<&str> {
        let has = |known: &&Match| known.flags().iter().any(|flag| wanted(flag.kind()));
        let matches = ranking.matches.iter().filter(has);
        matches.map(|known| known.cv_id.as_str()).collect()
    };
    let named = |ids: &[&str]| {
        let more = match ids.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("{}{more}", ids[..ids.len().min(NAMED)].join(", "))
    };
    if let Some(why) = &query.profile.reads_like_a_cv {
        say(&format!(
            "warning: {} reads like a CV: {why}; were the job and the CVs given in the wrong order? The job comes first",
            job.display()
        ));
    }
    if let Some(language) = &query.profile.unread_language {
        say(&format!(
            "warning: {} is written in {language}, {WITHOUT_WORDS}; `cvrank languages` lists what is read",
            job.display()
        ));
    }
    let unread = flagged(|kind| kind == FlagKind::UnreadLanguage);
    if !unread.is_empty() {
        say(&format!(
            "warning: {} of {} are written in a language of which no words are known and have a flag that says so: {}",
            unread.len(),
            ranking.matches.len(),
            named(&unread)
        ));
    }
    let no_cvs = flagged(|kind| kind == FlagKind::NoCv);
    if !no_cvs.is_empty() {
        say(&format!(
            "warning: {} of {} read like no CV and have a flag that says why: {}",
            no_cvs.len(),
            ranking.matches.len(),
            named(&no_cvs)
        ));
    }
    let same = flagged(FlagKind::is_sameness);
    if !same.is_empty() {
        say(&format!(
            "note: {} of {} are the same as another, or of one person, and have a flag that names it: {}",
            same.len(),
            ranking.matches.len(),
            named(&same)
        ));
    }
}

/// A spreadsheet on a terminal is noise.
pub(super) fn check_binary(options: &ScoreOptions) -> Result<()> {
    ensure!(
        options.format != RankingFormat::Xlsx
            || options.output.is_some()
            || !stdout().is_terminal(),
        "a spreadsheet cannot be shown on a terminal; name a file with --output"
    );
    Ok(())
}

/// What shall be kept of each CV besides its score.
#[derive(Clone, Copy)]
pub(super) struct Keep {
    pub(crate) facts: bool,
    pub(crate) content: bool,
}

/// What is kept of a CV, as far as it is asked for.
pub(super) struct Kept {
    /// Only of a CV that could be read.
    pub(crate) facts: Option<Facts>,
    /// Hash and length of its bytes.
    pub(crate) content: Option<(String, u64)>,
}

/// One job with all CVs ranked for it.
pub(super) struct Scored {
    pub(crate) run: Run,
    pub(crate) query: JobQuery,
    pub(crate) ranking: Ranking,
    pub(crate) outlook: Outlook,
    /// The job, its bytes in memory.
    pub(crate) job: Source,
    pub(crate) sources: Vec<Source>,
    /// In the order of `sources`.
    pub(crate) kept: Vec<Kept>,
}

impl Scored {
    /// `top` is how many are invited.
    pub(crate) fn new(
        resolved: &Resolved,
        job: &Path,
        sources: Vec<Source>,
        top: Option<usize>,
        quiet: bool,
        keep: Keep,
    ) -> Result<Self> {
        let setting = resolved.setting();
        let source = one(job)?.held().into_owned();
        let query = resolved.job_in(&source, job)?;
        note_asks(job, &query.profile, quiet);
        let bar = progress(sources.len(), quiet);
        let kept = |source: &Source, read: Option<&Read>| Kept {
            facts: read
                .filter(|_| keep.facts)
                .map(|read| Facts::of(&read.document, &read.profile, setting.lexicon)),
            content: keep.content.then(|| content(source)).flatten(),
        };
        let (mut rankings, kept) =
            setting.rank_jobs(std::slice::from_ref(&query), &sources, &|source, read| {
                let kept = kept(source, read);
                bar.inc(1);
                kept
            });
        bar.finish_and_clear();
        let ranking = rankings.pop().unwrap_or_default();
        Ok(Self {
            run: resolved.run(&query),
            outlook: Outlook::new(&query, setting.ranker, &ranking, top),
            query,
            ranking,
            job: source,
            sources,
            kept,
        })
    }

    /// What was kept of the CVs that could be read, by cv id.
    pub(crate) fn facts(&self) -> BTreeMap<&str, &Facts> {
        let both = self.sources.iter().zip(&self.kept);
        both.filter_map(|(source, kept)| Some((source.id.as_str(), kept.facts.as_ref()?)))
            .collect()
    }

    fn contacts(&self) -> BTreeMap<&str, &Contact> {
        let facts = self.facts().into_iter();
        facts.map(|(id, facts)| (id, facts.contact())).collect()
    }
}

pub(crate) fn score(options: &ScoreOptions) -> Result<Exit> {
    if let Some(folder) = &options.jobs {
        return jobs::score(options, folder);
    }
    check(options.output.as_deref())?;
    check(options.log.as_deref())?;
    check_binary(options)?;
    ensure!(
        options.format != RankingFormat::Matrix,
        "a matrix of CVs by jobs needs several jobs; name their folder with --jobs"
    );
    ensure!(
        !piped(&options.job) || !options.pool.cvs.iter().any(|cv| piped(cv)),
        BOTH_PIPED
    );
    ensure!(
        !options.with_contact || matches!(options.format, RankingFormat::Csv | RankingFormat::Html),
        "--with-contact names people in html and csv only; add --format html or --format csv"
    );
    let files = || [&options.output, &options.log].into_iter().flatten();
    let inputs = || {
        let named = options.pool.cvs.iter().chain([&options.job]);
        named.map(|path| &**path).chain(options.common.inputs())
    };
    protect(files().map(|path| &**path), inputs())?;
    if let Some(place) = &options.out {
        folder::check(place, options.force)?;
        protect_folder(place, files().map(|path| &**path), inputs())?;
        run::check_replayable(options)?;
    }
    let resolved = Resolved::new(&options.common)?;
    let keep = Keep {
        facts: options.format == RankingFormat::Html
            || options.with_contact
            || options.ats.is_some()
            || options.out.is_some(),
        content: options.out.is_some(),
    };
    let sources = pool(&options.pool)?;
    let scored = Scored::new(
        &resolved,
        &options.job,
        sources,
        options.top,
        options.common.quiet,
        keep,
    )?;
    if !options.common.quiet {
        note_kinds(&options.job, &scored.query, &scored.ranking);
    }
    if let Some(place) = &options.out {
        run::write_folder(place, options, &resolved, &scored)?;
    }
    let Scored {
        run,
        query,
        ranking,
        outlook,
        ..
    } = &scored;
    let top = options.top;
    let ranked = Ranked {
        run,
        job: query,
        ranking,
        outlook,
        top,
    };
    if let Some(log) = &options.log {
        write(Some(log), events(run, ranking).as_bytes())?;
    }
    let path = options.output.as_deref();
    match options.format {
        _ if options.ats.is_some() => write(path, &ats(options, &scored)?)?,
        RankingFormat::Csv if options.with_contact => {
            let contacts = scored.contacts();
            let excel = options.excel;
            let csv = ranking_csv_with_contact(ranked, &contacts, excel)?;
            write(path, &csv)?;
        }
        RankingFormat::Csv => {
            let csv = ranking_csv(ranked, options.excel)?;
            write(path, &csv)?;
        }
        RankingFormat::Json => write_with(path, &mut |out| write_ranking_json(out, ranked))?,
        RankingFormat::Html => {
            let shown = html::Options {
                top,
                with_contact: options.with_contact,
            };
            let candidates = html::candidates(ranking, Some(outlook), scored.facts());
            let page = html::report(run, query, &candidates, Some(&outlook.stability), &shown)?;
            write(path, page.as_bytes())?;
        }
        RankingFormat::Xlsx => write(path, &ranking_xlsx(ranked)?)?,
        RankingFormat::Table | RankingFormat::Matrix => {
            show(path, &ranking_table(ranked, width()))?;
        }
    }
    Ok(Exit::of(ranking))
}

fn ats(options: &ScoreOptions, scored: &Scored) -> Result<Vec<u8>> {
    let system = match options.ats {
        Some(AtsFormat::Lever) => Ats::Lever,
        _ => Ats::Greenhouse,
    };
    let contacts = scored.contacts();
    let matches = scored.ranking.top(options.top).into_iter();
    let matches: Vec<(&Match, Option<&Contact>)> = matches
        .map(|known| (known, contacts.get(known.cv_id.as_str()).copied()))
        .collect();
    let export = ats_csv(system, &scored.run, &matches, options.excel)?;
    if !options.common.quiet {
        say(
            "note: the rows hold names and addresses, taken from the CVs; they were not used for any score",
        );
        if !export.left_out.is_empty() {
            let ids: Vec<_> = export.left_out.iter().map(|id| value(id)).collect();
            say(&format!(
                "note: {} left out, since no name was found in: {}",
                ids.len(),
                ids.join(", ")
            ));
        }
        if export.rows > system.most_rows() {
            say(&format!(
                "note: {} rows; one import should have at most {}, see --top",
                export.rows,
                system.most_rows()
            ));
        }
    }
    Ok(export.csv)
}

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
    let setting = resolved.setting();
    let query = resolved.job(&options.job)?;
    let own = one(&options.cv)?;
    let mut sources = if options.pool.is_empty() {
        Vec::new()
    } else {
        pool_of(&options.pool, PoolOptions::default())?
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
    let outlook = Outlook::new(&query, setting.ranker, &ranking, top);
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
            let origin = &setting.ranker.origin;
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
