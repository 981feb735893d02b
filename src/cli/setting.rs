//! Raw options resolved into what the library takes: model, tables, clock, threads.

use std::fs;
use std::io::{IsTerminal, Read, stdin};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Exit;
use super::arguments::{CommonOptions, PoolArguments};
use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::document::{Document, Unreadable, pdf};
use cvrank::features::Background;
use cvrank::lexicon::Lexicon;
use cvrank::model::Ranker;
use cvrank::profile::dates::Month;
use cvrank::score::Setting;

/// Runtime objects of one call.
pub struct Resolved {
    lexicon: Option<Lexicon>,
    background: Option<Background>,
    ranker: Option<Ranker>,
    as_of: jiff::civil::Date,
}

impl Resolved {
    pub fn new(options: &CommonOptions) -> Result<Self> {
        if let Some(threads) = options.threads {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads.into())
                .build_global()
                .context("cannot start the threads asked for")?;
        }
        let read = |path: &PathBuf| {
            fs::read_to_string(path)
                .with_context(|| format!("cannot read {}; check the path", path.display()))
        };
        let ranker = match &options.model {
            Some(path) => Some(
                Ranker::from_json(&read(path)?).with_context(|| format!("{}", path.display()))?,
            ),
            None => None,
        };
        let background = match &options.background {
            Some(path) => Some(
                Background::from_json(&read(path)?)
                    .with_context(|| format!("{}", path.display()))?,
            ),
            None => None,
        };
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
            Some(Lexicon::from_sources(&sources)?)
        };
        let as_of = options.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
        Ok(Self {
            lexicon,
            background,
            ranker,
            as_of,
        })
    }

    pub fn setting(&self) -> Setting<'_> {
        Setting {
            lexicon: self.lexicon.as_ref().unwrap_or_else(|| Lexicon::builtin()),
            background: self
                .background
                .as_ref()
                .unwrap_or_else(|| Background::builtin()),
            ranker: self.ranker.as_ref().unwrap_or_else(|| Ranker::builtin()),
            as_of: Month::new(self.as_of.year().into(), self.as_of.month() as u32),
            pdf: &read_pdf,
        }
    }

    pub fn as_of(&self) -> String {
        self.as_of.to_string()
    }
}

fn read_pdf(bytes: &[u8]) -> Result<Document, Unreadable> {
    pdf::read(bytes)
}

/// Serves a parent process that reads PDFs apart.
pub fn read_worker() -> Result<Exit> {
    bail!("not wired yet")
}

/// The CVs that the arguments name.
pub fn pool(arguments: &PoolArguments) -> Result<Vec<Source>> {
    let wants_stdin = arguments.cvs.iter().any(|path| path.as_os_str() == "-");
    let options = PoolOptions {
        id_column: arguments.id_column.clone(),
        text_column: arguments.text_column.clone(),
        stdin: if wants_stdin {
            Some(standard_input()?)
        } else {
            None
        },
    };
    Ok(collect(&arguments.cvs, &options)?)
}

/// One file, or standard input for `-`.
pub fn one(path: &Path) -> Result<Source> {
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

fn standard_input() -> Result<Vec<u8>> {
    if stdin().is_terminal() {
        bail!("`-` reads standard input, but nothing is piped in");
    }
    let mut bytes = Vec::new();
    stdin()
        .lock()
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
    Ok(bytes)
}
