//! `cvrank score`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{IsTerminal, stdout};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::arguments::{AtsFormat, RankingFormat, ScoreOptions};
use super::choosing::{Leaving, first_of_pool, lean, note_left_out, note_outdated};
use super::output::{check, progress, say, show, told, width, write, write_data, write_with};
use super::protect::{protect, protect_folder};
use super::resolved::{Resolved, chosen_sources, note_asks, one};
use super::stream::stream;
use super::{Exit, jobs, pseudonyms, run};
use cvrank::document::source::Source;
use cvrank::features::JobQuery;
use cvrank::flag::{FlagKind, WITHOUT_WORDS};
use cvrank::outlook::Outlook;
use cvrank::profile::identity::Contact;
use cvrank::rank::{Match, Ranking};
use cvrank::report::html::{self, Facts};
use cvrank::report::terminal::value;
use cvrank::report::{
    Ats, CANDIDATES, InterviewFormat, InterviewOptions, Ranked, Run, ats_csv, events, interview,
    ranking_csv, ranking_csv_with_contact, ranking_table, ranking_xlsx, write_ranking_json,
};
use cvrank::run::folder;
use cvrank::run::manifest::content;
use cvrank::score::{ParsedCv, Scorer};

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
    let mut matches = ranking.matches.iter();
    if let Some(own) = matches.find(|known| is_same_file(job, Path::new(&known.source))) {
        say(&format!(
            "warning: {} is the job post itself; leave it out of the CVs",
            value(&own.source)
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

/// Whether two paths lead to one file, which has one name.
fn is_same_file(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok();
    one.file_name() == other.file_name() && real(one).is_some_and(|one| real(other) == Some(one))
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

/// One job with its ranking, wherever it is kept: what a run folder and reports are made of.
#[derive(Clone, Copy)]
pub(super) struct Finished<'a> {
    pub(crate) run: &'a Run,
    pub(crate) query: &'a JobQuery,
    pub(crate) ranking: &'a Ranking,
    pub(crate) outlook: &'a Outlook,
    /// The job, its bytes in memory.
    pub(crate) job: &'a Source,
    pub(crate) sources: &'a [Source],
    /// In the order of `sources`.
    pub(crate) kept: &'a [Kept],
}

impl<'a> Finished<'a> {
    /// What was kept of the CVs that could be read, by cv id.
    pub(crate) fn facts(&self) -> BTreeMap<&'a str, &'a Facts> {
        facts(self.sources, self.kept)
    }
}

/// What was kept of the CVs that could be read, by cv id.
pub(super) fn facts<'a>(sources: &'a [Source], kept: &'a [Kept]) -> BTreeMap<&'a str, &'a Facts> {
    let both = sources.iter().zip(kept);
    both.filter_map(|(source, kept)| Some((source.id.as_str(), kept.facts.as_ref()?)))
        .collect()
}

impl Keep {
    /// What is asked for of a CV that was read, if it was.
    pub(super) fn of(self, scorer: &Scorer, source: &Source, read: Option<&ParsedCv>) -> Kept {
        Kept {
            facts: read
                .filter(|_| self.facts)
                .map(|read| Facts::of(&read.document, &read.profile, scorer.lexicon)),
            content: self.content.then(|| content(source)).flatten(),
        }
    }
}

impl Scored {
    /// `top` is how many are invited.
    pub(crate) fn new(
        resolved: &Resolved,
        job: &Path,
        sources: Vec<Source>,
        leaving: &Leaving,
        top: Option<usize>,
        quiet: bool,
        keep: Keep,
    ) -> Result<Self> {
        let scorer = resolved.scorer();
        let source = one(job)?.held().into_owned();
        let query = resolved.job_in(&source, job)?;
        note_asks(job, &query.profile, quiet);
        if let Some((pool, choice, first)) = &leaving.first {
            let keep = |source: &Source, read: Option<&ParsedCv>| keep.of(&scorer, source, read);
            let first = pool.first(&scorer, &query, choice, *first, &keep, &mut told(quiet))?;
            return Ok(Self {
                run: resolved.run(&query),
                outlook: Outlook::new(&query, scorer.ranker, &first.ranking, top),
                query,
                ranking: first.ranking,
                job: source,
                sources: first.sources,
                kept: first.kept,
            });
        }
        let bar = progress(sources.len(), quiet);
        let (mut rankings, kept) = scorer.rank_jobs(
            std::slice::from_ref(&query),
            &sources,
            leaving.lean,
            &|source, read| {
                let kept = keep.of(&scorer, source, read);
                bar.inc(1);
                kept
            },
        );
        bar.finish_and_clear();
        let mut ranking = rankings.pop().unwrap_or_default();
        ranking.left_out.clone_from(&leaving.left_out);
        if leaving.only_musts {
            ranking = ranking.only_musts();
        }
        let mut outlook = Outlook::new(&query, scorer.ranker, &ranking, top);
        if let Some(day) = leaving.since {
            leaving.keep_arrivals(day, &mut ranking, &mut outlook)?;
        }
        Ok(Self {
            run: resolved.run(&query),
            outlook,
            query,
            ranking,
            job: source,
            sources,
            kept,
        })
    }

    pub(crate) fn finished(&self) -> Finished<'_> {
        Finished {
            run: &self.run,
            query: &self.query,
            ranking: &self.ranking,
            outlook: &self.outlook,
            job: &self.job,
            sources: &self.sources,
            kept: &self.kept,
        }
    }

    /// What was kept of the CVs that could be read, by cv id.
    pub(crate) fn facts(&self) -> BTreeMap<&str, &Facts> {
        facts(&self.sources, &self.kept)
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
        !piped(options.job()) || !options.pool.cvs.iter().any(|cv| piped(cv)),
        BOTH_PIPED
    );
    ensure!(
        !options.with_contact
            || options.interview.is_some()
            || matches!(options.format, RankingFormat::Csv | RankingFormat::Html),
        "--with-contact names people in html, csv and interview sheets only; add --format html or --format csv"
    );
    if options.format == RankingFormat::Jsonl && options.ats.is_none() {
        return stream(options);
    }
    let interview = match &options.interview {
        Some(path) => {
            check(Some(path))?;
            let format = InterviewFormat::of(path).with_context(|| {
                format!(
                    "{}: an interview sheet is written as .html, .docx or .md; name a file with one of these endings",
                    path.display()
                )
            })?;
            Some((path, format))
        }
        None => None,
    };
    let files = || {
        let files = [&options.output, &options.log, &options.interview];
        files.into_iter().flatten()
    };
    protect(files().map(|path| &**path), options.named())?;
    if let Some(place) = &options.out {
        folder::check(place, options.force)?;
        protect_folder(place, files().map(|path| &**path), options.named())?;
        run::check_replayable(options)?;
    }
    let resolved = Resolved::new(&options.common)?;
    let keep = Keep {
        facts: options.format == RankingFormat::Html
            || options.with_contact
            || options.ats.is_some()
            || options.interview.is_some()
            || options.out.is_some(),
        content: options.out.is_some(),
    };
    if !options.common.quiet {
        note_outdated(&options.pool.pools, &resolved)?;
    }
    let first = first_of_pool(options)?;
    let (sources, left_out) = match &first {
        Some(_) => (Vec::new(), Vec::new()),
        None => chosen_sources(
            &options.pool.paths(),
            options.pool.options(),
            &options.choice(),
        )?,
    };
    let leaving = Leaving {
        first,
        left_out,
        only_musts: options.only_musts,
        since: options.since,
        lean: lean(options),
        pools: &options.pool.pools,
    };
    let mut scored = Scored::new(
        &resolved,
        options.job(),
        sources,
        &leaving,
        options.top,
        options.common.quiet,
        keep,
    )?;
    if !options.common.quiet {
        note_left_out(&scored.ranking.left_out);
        note_kinds(options.job(), &scored.query, &scored.ranking);
    }
    if let Some(table) = &options.pseudonyms {
        pseudonyms::give(table, &mut scored)?;
    }
    if let Some(place) = &options.out {
        run::write_folder(place, options.job(), options, &resolved, scored.finished())?;
    }
    if let Some((path, format)) = interview {
        write(Some(path), &sheet(format, options, &scored)?)?;
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
                details: options.details,
                with_contact: options.with_contact,
            };
            let candidates = html::candidates(ranking, Some(outlook), scored.facts());
            let stability = Some(&outlook.stability);
            write_data(path, &mut |out| {
                html::write(out, run, query, &candidates, stability, &shown)
            })?;
        }
        RankingFormat::Xlsx => write(path, &ranking_xlsx(ranked)?)?,
        RankingFormat::Table | RankingFormat::Matrix | RankingFormat::Jsonl => {
            show(path, &ranking_table(ranked, width()))?;
        }
    }
    Ok(Exit::of(ranking))
}

/// The interview sheet of the CVs that are invited.
fn sheet(format: InterviewFormat, options: &ScoreOptions, scored: &Scored) -> Result<Vec<u8>> {
    let candidates = html::candidates(&scored.ranking, Some(&scored.outlook), scored.facts());
    let is_scored = |id: &&String| {
        candidates
            .iter()
            .any(|one| one.known.cv_id == **id && one.known.explanation.is_some())
    };
    if let Some(unknown) = options.invite.iter().find(|id| !is_scored(id)) {
        bail!(
            "--invite {}: no CV with this id was scored; the ids stand in the ranking",
            value(unknown)
        );
    }
    let wanted = InterviewOptions {
        candidates: match options.invite.len() {
            0 => options.top.unwrap_or(CANDIDATES),
            invited => invited,
        },
        with_contact: options.with_contact,
        only: &options.invite,
    };
    Ok(interview(
        format,
        &scored.run,
        &scored.query,
        &candidates,
        &wanted,
    )?)
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
        if !export.without_email.is_empty() {
            let ids: Vec<_> = export.without_email.iter().map(|id| value(id)).collect();
            say(&format!(
                "note: {} without an e-mail address, which was not found in: {}",
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
