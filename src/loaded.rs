//! What scoring needs, loaded once: model, tables, the date, readers of PDFs.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::document::isolate::{Limits, WORKER_COMMAND, Workers};
use crate::document::limits::{SETUP_BYTES, read_text_bounded};
use crate::document::recognise::{Recogniser, RecogniserError};
use crate::document::{Document, Status, Unreadable};
use crate::features::Background;
use crate::features::background::BackgroundError;
use crate::hash::sha256;
use crate::lexicon::{Lexicon, LexiconError};
use crate::model::{ModelError, Ranker};
use crate::profile::dates::Month;
use crate::run::manifest::Artifact;
use crate::score::{PdfReader, Scorer};

/// A file that was read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// Its path, as messages and manifests show it.
    pub name: String,
    pub text: String,
}

impl TextFile {
    /// Reads a model, a lexicon or a table of document frequencies.
    ///
    /// # Errors
    /// [`LoadError::Unreadable`] where it cannot be read or is larger than such a file is.
    pub fn read(path: &Path) -> Result<Self, LoadError> {
        let name = path.display().to_string();
        match read_text_bounded(path, SETUP_BYTES) {
            Ok(text) => Ok(Self { name, text }),
            Err(source) => Err(LoadError::Unreadable { path: name, source }),
        }
    }
}

/// What a user gives instead of, or beside, what is compiled in.
#[derive(Debug, Clone, Default)]
pub struct LoadOptions {
    pub model: Option<TextFile>,
    pub background: Option<TextFile>,
    /// Beside the one compiled in.
    pub lexicon: Vec<TextFile>,
    /// Languages as tesseract names them, to recognise the text of scans.
    pub ocr: Option<String>,
    /// What `present` resolves to; today without it.
    pub as_of: Option<Date>,
    /// How to start a process that reads PDFs; the program itself without it.
    pub worker: Option<WorkerCommand>,
}

/// A program that calls [`crate::document::isolate::serve`] with these arguments.
#[derive(Debug, Clone)]
pub struct WorkerCommand {
    pub program: PathBuf,
    pub arguments: Vec<OsString>,
}

/// Why something could not be loaded; the causes say the rest.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("cannot read {path}; check the path")]
    Unreadable { path: String, source: io::Error },
    #[error("{path}")]
    Model { path: String, source: ModelError },
    #[error("{path}")]
    Background {
        path: String,
        source: BackgroundError,
    },
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    #[error(transparent)]
    Recogniser(#[from] RecogniserError),
    #[error("cannot find this program to read PDFs with")]
    NoProgram(#[source] io::Error),
}

type ReadPdf = dyn Fn(&[u8]) -> Result<Document, Unreadable> + Send + Sync;

/// Runtime objects of one call or one session.
pub struct Loaded {
    read_pdf: Box<ReadPdf>,
    read_pdf_alone: Box<ReadPdf>,
    recogniser: Option<Recogniser>,
    lexicon: Option<Lexicon>,
    lexicon_clashes: usize,
    background: Option<Background>,
    background_sha256: Option<String>,
    ranker: Option<Ranker>,
    /// Files that were read instead of, or beside, what is built in.
    files: Vec<Artifact>,
    as_of: Date,
}

impl Loaded {
    /// # Errors
    /// Names the file that cannot be used.
    pub fn new(options: &LoadOptions) -> Result<Self, LoadError> {
        let ranker = options.model.as_ref().map(ranker_of).transpose()?;
        let background =
            match &options.background {
                None => None,
                Some(file) => Some(Background::from_json(&file.text).map_err(|source| {
                    LoadError::Background {
                        path: file.name.clone(),
                        source,
                    }
                })?),
            };
        let text = options.background.as_ref().map(|file| &file.text);
        let background_sha256 = text.map(|text| sha256(text.as_bytes()));
        if let (Some(ranker), Some(file)) = (&ranker, &options.model) {
            ranker
                .check_background(background_sha256.as_deref())
                .map_err(|source| LoadError::Model {
                    path: file.name.clone(),
                    source,
                })?;
        }
        let (mut lexicon, mut lexicon_clashes) = (None, 0);
        if !options.lexicon.is_empty() {
            let files = options.lexicon.iter();
            let sources: Vec<(&str, &str)> = files.map(|file| (&*file.name, &*file.text)).collect();
            let (beside, clashes) = Lexicon::builtin_with(&sources)?;
            (lexicon, lexicon_clashes) = (Some(beside), clashes);
        }
        let read = [&options.model, &options.background].into_iter().flatten();
        let files = read
            .chain(&options.lexicon)
            .map(|file| Artifact::file(&file.name, &file.text))
            .collect();
        let WorkerCommand { program, arguments } = match &options.worker {
            Some(worker) => worker.clone(),
            None => WorkerCommand {
                program: env::current_exe().map_err(LoadError::NoProgram)?,
                arguments: vec![WORKER_COMMAND.into()],
            },
        };
        let recogniser = match &options.ocr {
            Some(languages) => Some(Recogniser::find(languages)?),
            None => None,
        };
        let workers =
            move || Workers::with_arguments(program.clone(), arguments.clone(), Limits::default());
        let kept = workers();
        let (of_scans, of_scans_alone) = (recogniser.clone(), recogniser.clone());
        Ok(Self {
            read_pdf: Box::new(move |bytes| recognised(of_scans.as_ref(), bytes, kept.read(bytes))),
            // Its worker ends with it.
            read_pdf_alone: Box::new(move |bytes| {
                recognised(of_scans_alone.as_ref(), bytes, workers().read(bytes))
            }),
            recogniser,
            lexicon,
            lexicon_clashes,
            background,
            background_sha256,
            ranker,
            files,
            as_of: options.as_of.unwrap_or_else(|| jiff::Zoned::now().date()),
        })
    }

    pub fn scorer(&self) -> Scorer<'_> {
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
            ranker: self.ranker(),
            as_of: month(self.as_of),
            pdf: &*self.read_pdf,
        }
    }

    /// The model in use.
    pub fn ranker(&self) -> &Ranker {
        self.ranker.as_ref().unwrap_or_else(|| Ranker::builtin())
    }

    /// Reads a PDF in a process that has read nothing before.
    pub fn pdf_alone(&self) -> PdfReader<'_> {
        &*self.read_pdf_alone
    }

    /// What recognises the text of scans, if asked for.
    pub fn recogniser(&self) -> Option<&Recogniser> {
        self.recogniser.as_ref()
    }

    /// Names of the further lexicons that the built-in one has already, and keeps.
    pub fn lexicon_clashes(&self) -> usize {
        self.lexicon_clashes
    }

    /// Of the table of document frequencies that was named.
    pub fn background_sha256(&self) -> Option<&str> {
        self.background_sha256.as_deref()
    }

    /// The file at `path`, as it was read.
    pub fn file(&self, path: &Path) -> Option<Artifact> {
        let named = path.display().to_string();
        self.files.iter().find(|file| file.name == named).cloned()
    }

    /// `YYYY-MM-DD`.
    pub fn as_of(&self) -> String {
        self.as_of.to_string()
    }
}

/// The month of a date.
pub fn month(date: Date) -> Month {
    Month::new(date.year().into(), date.month() as u32)
}

/// The model in a file.
///
/// # Errors
/// Names the file where it cannot be read or is no model.
pub fn load_model(path: &Path) -> Result<Ranker, LoadError> {
    ranker_of(&TextFile::read(path)?)
}

fn ranker_of(file: &TextFile) -> Result<Ranker, LoadError> {
    Ranker::from_json(&file.text).map_err(|source| LoadError::Model {
        path: file.name.clone(),
        source,
    })
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
