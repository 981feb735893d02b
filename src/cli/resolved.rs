//! Raw options resolved into what the library takes: model, tables, clock, threads.

use std::cell::RefCell;
use std::env;
use std::io::{IsTerminal, Read, stdin, stdout};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Exit;
use super::arguments::{CommonOptions, PoolArguments};
use super::output::{progress, say};
use cvrank::document::isolate::{self, Limits, Workers};
use cvrank::document::limits::{FILE_BYTES, SETUP_BYTES, read_text_bounded};
use cvrank::document::recognise::Recogniser;
use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::document::{Document, Status, Unreadable};
use cvrank::features::{Background, JobQuery};
use cvrank::hash::sha256;
use cvrank::lexicon::Lexicon;
use cvrank::model::Ranker;
use cvrank::profile::dates::Month;
use cvrank::profile::job::JobProfile;
use cvrank::rank::Ranking;
use cvrank::report::Run;
use cvrank::run::manifest::Artifact;
use cvrank::score::{PdfReader, Scorer};
use cvrank::shelf::Shelf;

type ReadPdf = dyn Fn(&[u8]) -> Result<Document, Unreadable> + Send + Sync;

/// Runtime objects of one call.
pub(crate) struct Resolved {
    read_pdf: Box<ReadPdf>,
    read_pdf_alone: Box<ReadPdf>,
    recogniser: Option<Recogniser>,
    lexicon: Option<Lexicon>,
    background: Option<Background>,
    background_sha256: Option<String>,
    ranker: Option<Ranker>,
    /// Its file.
    model: Option<PathBuf>,
    /// Files that were read instead of, or beside, what is built in.
    files: Vec<Artifact>,
    as_of: jiff::civil::Date,
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
        let files = RefCell::new(Vec::new());
        let read = |path: &PathBuf| {
            let named = path.display().to_string();
            let text = read_text_bounded(path, SETUP_BYTES)
                .with_context(|| format!("cannot read {named}; check the path"))?;
            files.borrow_mut().push(Artifact::file(&named, &text));
            anyhow::Ok(text)
        };
        let model = chosen(options)?;
        let ranker = match &model {
            Some(path) => Some(ranker_of(path, &read(path)?)?),
            None => None,
        };
        let mut background = None;
        let mut background_sha256 = None;
        if let Some(path) = &options.background {
            let text = read(path)?;
            background =
                Some(Background::from_json(&text).with_context(|| format!("{}", path.display()))?);
            background_sha256 = Some(sha256(text.as_bytes()));
        }
        if let (Some(ranker), Some(path)) = (&ranker, &model) {
            ranker
                .check_background(background_sha256.as_deref())
                .with_context(|| format!("{}", path.display()))?;
        }
        let lexicon = if options.lexicon.is_empty() {
            None
        } else {
            let texts = options
                .lexicon
                .iter()
                .map(read)
                .collect::<Result<Vec<_>>>()?;
            let names: Vec<String> = options
                .lexicon
                .iter()
                .map(|path| path.display().to_string())
                .collect();
            let sources: Vec<(&str, &str)> = names
                .iter()
                .map(String::as_str)
                .zip(texts.iter().map(String::as_str))
                .collect();
            let (lexicon, clashes) = Lexicon::builtin_with(&sources)?;
            if clashes > 0 && !options.quiet {
                say(&format!(
                    "note: the built-in lexicon has {clashes} of the names in --lexicon already, and keeps them"
                ));
            }
            Some(lexicon)
        };
        let program = env::current_exe().context("cannot find this program to read PDFs with")?;
        let recogniser = match &options.ocr {
            Some(languages) => Some(Recogniser::find(languages)?),
            None => None,
        };
        let alone = {
            let (program, recogniser) = (program.clone(), recogniser.clone());
            // Its worker ends with it.
            move |bytes: &[u8]| {
                let read = Workers::new(program.clone(), Limits::default()).read(bytes);
                recognised(recogniser.as_ref(), bytes, read)
            }
        };
        let workers = Workers::new(program, Limits::default());
        let of_scans = recogniser.clone();
        let as_of = options.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
        Ok(Self {
            read_pdf: Box::new(move |bytes| {
                recognised(of_scans.as_ref(), bytes, workers.read(bytes))
            }),
            read_pdf_alone: Box::new(alone),
            recogniser,
            lexicon,
            background,
            background_sha256,
            ranker,
            model,
            files: files.into_inner(),
            as_of,
            quiet: options.quiet,
        })
    }

    pub(crate) fn scorer(&self) -> Scorer<'_> {
        // Most of the time a short call takes goes into these two.
        let (lexicon, background) = rayon::join(
            || self.lexicon.as_ref().unwrap_or_else(|| Lexicon::builtin()),
            || {
                self.background
                    .as_ref()
                    .unwrap_or_else(|| Background::builtin())
            },
        );
        Scorer {
            lexicon,
            background,
            ranker: self.ranker.as_ref().unwrap_or_else(|| Ranker::builtin()),
            as_of: month(self.as_of),
            pdf: &*self.read_pdf,
        }
    }

    /// Reads a PDF in a process that has read nothing before.
    pub(crate) fn pdf_alone(&self) -> PdfReader<'_> {
        &*self.read_pdf_alone
    }

    /// What recognises the text of scans, if asked for.
    pub(crate) fn recogniser(&self) -> Option<&Recogniser> {
        self.recogniser.as_ref()
    }

    /// Of the table given with --background.
    pub(crate) fn background_sha256(&self) -> Option<&str> {
        self.background_sha256.as_deref()
    }

    /// File of the model in use; `None` for the one compiled in.
    pub(crate) fn model_file(&self) -> Option<&Path> {
        self.model.as_deref()
    }

    /// The file at `path`, as it was read.
    pub(crate) fn file(&self, path: &Path) -> Option<Artifact> {
        let named = path.display().to_string();
        self.files.iter().find(|file| file.name == named).cloned()
    }

    pub(crate) fn as_of(&self) -> String {
        self.as_of.to_string()
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

/// What was read or, of a scan, what is recognised in it.
fn recognised(
    recogniser: Option<&Recogniser>,
    bytes: &[u8],
    read: Result<Document, Unreadable>,
) -> Result<Document, Unreadable> {
    match (recogniser, read) {
        (Some(recogniser), Err(error))
            if error.status == Status::Scan && Recogniser::takes(bytes) =>
        {
            recogniser.read(bytes)
        }
        (_, read) => read,
    }
}

/// The month of a date.
pub(crate) fn month(date: jiff::civil::Date) -> Month {
    Month::new(date.year().into(), date.month() as u32)
}

/// File of the model to use: the one named, or the one in use on the shelf.
fn chosen(options: &CommonOptions) -> Result<Option<PathBuf>> {
    match (&options.model, &options.models) {
        (Some(path), _) => Ok(Some(path.clone())),
        (None, Some(folder)) => Ok(Shelf::open(folder)?.promoted()?),
        (None, None) => Ok(None),
    }
}

/// The model in a file.
pub(crate) fn load_model(path: &Path) -> Result<Ranker> {
    let text = read_text_bounded(path, SETUP_BYTES)
        .with_context(|| format!("cannot read {}; check the path", path.display()))?;
    ranker_of(path, &text)
}

fn ranker_of(path: &Path, text: &str) -> Result<Ranker> {
    Ranker::from_json(text).with_context(|| format!("{}", path.display()))
}

/// Serves a parent process that reads PDFs apart.
pub(crate) fn read_worker() -> Result<Exit> {
    isolate::serve(stdin().lock(), stdout().lock())?;
    Ok(Exit::Done)
}

/// The CVs that the arguments name.
pub(crate) fn pool(arguments: &PoolArguments) -> Result<Vec<Source>> {
    sources(&arguments.cvs, arguments.options())
}

/// The CVs at `paths`, with standard input for `-`.
pub(crate) fn sources(paths: &[PathBuf], mut options: PoolOptions) -> Result<Vec<Source>> {
    for path in paths {
        check_path(path)?;
    }
    if paths.iter().any(|path| path.as_os_str() == "-") {
        options.stdin = Some(standard_input()?);
    }
    Ok(collect(paths, &options)?)
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
fn check_path(path: &Path) -> Result<()> {
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
