//! Raw options resolved into what the library takes: model, tables, clock, threads.

use std::io::{IsTerminal, Read, stdin};
use std::ops::Deref;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Exit;
use super::arguments::{CommonOptions, PoolArguments};
use super::output::{progress, say};
use cvrank::document::isolate;
use cvrank::document::limits::FILE_BYTES;
use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::features::JobQuery;
use cvrank::loaded::{LoadOptions, Loaded, TextFile};
use cvrank::pool::{self, Choice};
use cvrank::profile::job::JobProfile;
use cvrank::rank::{LeftOut, Ranking};
use cvrank::report::Run;
use cvrank::shelf::Shelf;

/// Runtime objects of one call.
pub(crate) struct Resolved {
    loaded: Loaded,
    /// File of the model in use.
    model: Option<PathBuf>,
    quiet: bool,
}

impl Resolved {
    pub(crate) fn new(options: &CommonOptions) -> Result<Self> {
        if let Some(threads) = options.threads {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads.into())
                .build_global()
                .context("cannot start the threads asked for")?;
        }
        let model = chosen(options)?;
        let read = |path: &PathBuf| TextFile::read(path);
        let loaded = Loaded::new(&LoadOptions {
            model: model.as_ref().map(read).transpose()?,
            background: options.background.as_ref().map(read).transpose()?,
            lexicon: options.lexicon.iter().map(read).collect::<Result<_, _>>()?,
            ocr: options.ocr.clone(),
            as_of: options.as_of,
            worker: None,
        })?;
        let clashes = loaded.lexicon_clashes();
        if clashes > 0 && !options.quiet {
            say(&format!(
                "note: the built-in lexicon has {clashes} of the names in --lexicon already, and keeps them"
            ));
        }
        Ok(Self {
            loaded,
            model,
            quiet: options.quiet,
        })
    }

    #[cfg(feature = "desk")]
    pub(crate) fn into_loaded(self) -> Loaded {
        self.loaded
    }

    /// File of the model in use; `None` for the one compiled in.
    pub(crate) fn model_file(&self) -> Option<&Path> {
        self.model.as_deref()
    }

    /// The job at `path`, made ready, with a note where it asks for nothing that can be checked.
    pub(crate) fn job(&self, path: &Path) -> Result<JobQuery> {
        let query = self.job_in(&one(path)?, path)?;
        note_asks(path, &query.profile, self.quiet);
        Ok(query)
    }

    /// The job in `source`, which the arguments name as `path`.
    pub(crate) fn job_in(&self, source: &Source, path: &Path) -> Result<JobQuery> {
        let scorer = self.scorer();
        let job = scorer.read_job(source);
        Ok(scorer.query(job.with_context(|| format!("{}", path.display()))?))
    }

    /// What every report states about a run for `job`.
    pub(crate) fn run(&self, job: &JobQuery) -> Run {
        Run {
            job: job.profile.title.clone(),
            model: self.scorer().ranker.name.clone(),
            as_of: self.as_of(),
        }
    }

    /// All of `sources` ranked for `job`, with a bar.
    pub(crate) fn rank(&self, job: &JobQuery, sources: &[Source]) -> Ranking {
        let bar = progress(sources.len(), self.quiet);
        let ranking = self.scorer().rank(job, sources, &|| bar.inc(1));
        bar.finish_and_clear();
        ranking
    }
}

impl Deref for Resolved {
    type Target = Loaded;

    fn deref(&self) -> &Loaded {
        &self.loaded
    }
}

/// File of the model to use: the one named, or the one in use on the shelf.
fn chosen(options: &CommonOptions) -> Result<Option<PathBuf>> {
    match (&options.model, &options.models) {
        (Some(path), _) => Ok(Some(path.clone())),
        (None, Some(folder)) => Ok(Shelf::open(folder)?.promoted()?),
        (None, None) => Ok(None),
    }
}

/// Serves a parent process that reads PDFs apart.
pub(crate) fn read_worker() -> Result<Exit> {
    isolate::serve(stdin().lock(), std::io::stdout().lock())?;
    Ok(Exit::Done)
}

/// The CVs that the arguments name.
pub(crate) fn pool(arguments: &PoolArguments) -> Result<Vec<Source>> {
    sources(&arguments.paths(), arguments.options())
}

/// The CVs at `paths`, with standard input for `-`.
pub(crate) fn sources(paths: &[PathBuf], options: PoolOptions) -> Result<Vec<Source>> {
    Ok(chosen_sources(paths, options, &Choice::default())?.0)
}

/// The same, but for those of pools that are not chosen; and who was left out by what.
pub(crate) fn chosen_sources(
    paths: &[PathBuf],
    mut options: PoolOptions,
    choice: &Choice,
) -> Result<(Vec<Source>, Vec<LeftOut>)> {
    for path in paths {
        check_path(path)?;
    }
    if paths.iter().any(|path| path.as_os_str() == "-") {
        options.stdin = Some(standard_input()?);
    }
    Ok(pool::collect(paths, &options, choice)?)
}

/// One file, or standard input for `-`.
pub(crate) fn one(path: &Path) -> Result<Source> {
    check_path(path)?;
    if path.as_os_str() != "-" {
        return Ok(Source::file(path));
    }
    let options = PoolOptions {
        stdin: Some(standard_input()?),
        ..PoolOptions::default()
    };
    let mut sources = collect(&[path.to_owned()], &options)?;
    sources.pop().context("nothing was piped in")
}

/// An address of the web is no path that somebody mistyped.
pub(crate) fn check_path(path: &Path) -> Result<()> {
    let scheme = path.to_str().and_then(|path| path.split_once("://"));
    let is_scheme =
        |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    if scheme.is_some_and(|(word, _)| is_scheme(word)) && !path.exists() {
        bail!(
            "{}: this is an address, and cvrank reads nothing from a network; save the page or the file and give its path",
            path.display()
        );
    }
    Ok(())
}

/// Says on standard error where a post says too little, or asks for nothing that can be checked one
/// by one.
pub(crate) fn note_asks(path: &Path, job: &JobProfile, quiet: bool) {
    if quiet {
        return;
    }
    if let Some(lacks) = job.lacks() {
        say(&format!(
            "warning: {}: {lacks} was found, so the order says little; `cvrank parse` writes what was read, to be corrected",
            path.display()
        ));
    } else if job.asks_for_words_alone() {
        say(&format!(
            "note: {}: no ask was found that is known by itself (a skill, years, a degree, a language), so CVs are compared with the words of the post alone; `cvrank parse` writes what was read, to be corrected",
            path.display()
        ));
    }
}

fn standard_input() -> Result<Vec<u8>> {
    if stdin().is_terminal() {
        bail!("`-` reads standard input, but nothing is piped in");
    }
    // One byte more than a file may have, by which the reader sees that it is too large.
    let mut bytes = Vec::new();
    stdin()
        .lock()
        .take(FILE_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
    Ok(bytes)
}
