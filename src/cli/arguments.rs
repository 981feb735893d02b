//! Raw arguments, as clap reads them.

#[cfg(feature = "desk")]
mod desk;
mod learning;
mod pool;
mod score;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use cvrank::document::source::PoolOptions;

#[cfg(feature = "desk")]
pub(crate) use desk::DeskOptions;
pub(crate) use learning::{
    EvaluateOptions, ExportOptions, ExportTarget, LabelledArguments, ModelCardOptions,
    ModelCommand, ModelDiffOptions, ModelShowOptions, ShelfOptions, TrainOptions,
};
pub(crate) use pool::{PoolAddOptions, PoolCommand, PoolStatusOptions, PoolWatchOptions};
pub(crate) use score::{AtsFormat, RankingFormat, ScoreOptions};

/// Rank CVs against a job post, with reasons.
#[derive(Debug, Parser)]
#[command(
    name = "cvrank",
    version,
    after_help = "Exit codes: 0 done; 1 a check found something; 2 usage or configuration; 3 nothing could be scored; \
                  4 done, some inputs failed; 70 a fault of ours."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Score CVs against a job post and rank them
    Score(ScoreOptions),
    /// Show every part of one CV's score, with quotes
    Explain(ExplainOptions),
    /// Show why one CV stands above another: the exact difference, part by part, with quotes
    Compare(CompareOptions),
    /// Make a run folder again from its manifest and compare every byte; exit code 1 on a difference
    Replay(ReplayOptions),
    /// Recompute scores from their own explanations, and check a run folder; exit code 1 on a mismatch
    Verify(VerifyOptions),
    /// Write down that a person ranks a CV of a run otherwise; the computed score stays
    Override(OverrideOptions),
    /// Show what was read: a CV as JSON Resume, a job as TOML that you can correct and pass back
    Parse(ParseOptions),
    /// Measure ranking quality on a benchmark folder (jobs/ cvs/ labels.csv), beside baselines
    Evaluate(EvaluateOptions),
    /// Learn weights from a company's own decisions, and say how good they are on jobs held out
    Train(TrainOptions),
    /// Show, compare and export models
    #[command(subcommand)]
    Model(ModelCommand),
    /// Show what to mend in a job post: vague, contradictory and unlawful asks; exit code 1 when there is any
    Lint(LintOptions),
    /// Count how a run's scores fall on sex and race/ethnicity; exit code 1 when an impact ratio is below four fifths
    Audit(AuditOptions),
    /// Try the promises on your own files: blindness, sums, quotes, growth, attacks; exit code 1 when one is broken
    Check(PromiseOptions),
    /// Keep CVs that were read once, to be scored again and again
    #[command(subcommand)]
    Pool(PoolCommand),
    /// Open the review desk: a page on this machine to rank, correct, decide and learn without a terminal
    #[cfg(feature = "desk")]
    Desk(DeskOptions),
    /// Make and check skill lexicons
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Fit document frequencies on a folder or table of CVs and job posts
    Background(BackgroundOptions),
    /// List the languages that are read: how many words of each are known, and what is missing
    Languages {
        #[arg(short, long, value_enum, default_value_t = CheckFormat::Table)]
        format: CheckFormat,
    },
    /// List the features: what each measures, its unit, and its known bias
    Features,
    /// Print what completes commands and options in a shell
    Completions {
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Write the manual: all of it to standard output, or one page a command into a folder
    Man {
        /// Folder for the pages cvrank.1, cvrank-score.1 and so on
        #[arg(long, short, value_name = "DIR")]
        output: Option<PathBuf>,
    },
    /// Read PDFs for a parent process
    #[command(hide = true)]
    ReadWorker,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplanationFormat {
    Text,
    Json,
}

/// Who reads an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReaderArgument {
    Recruiter,
    /// The person whose CV it is, in plain words
    Candidate,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintFormat {
    Text,
    Json,
}

/// What is asked to be parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ParseKind {
    /// Told by the content
    Auto,
    Cv,
    Job,
    /// The text as read, line by line
    Text,
}

fn date(written: &str) -> Result<jiff::civil::Date, String> {
    written
        .parse()
        .map_err(|_| "expected a day of the calendar as YYYY-MM-DD, such as 2026-06-30".to_owned())
}

#[derive(Debug, Args)]
pub(crate) struct CommonOptions {
    /// Date that `present` resolves to, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<jiff::civil::Date>,

    /// Model file [default: the one compiled in]
    #[arg(long, value_name = "FILE", env = "CVRANK_MODEL")]
    pub(crate) model: Option<PathBuf>,

    /// Folder of models, whose model in use (`cvrank model promote`) is taken where --model names none
    #[arg(long, value_name = "DIR", env = "CVRANK_MODELS")]
    pub(crate) models: Option<PathBuf>,

    /// Table of document frequencies made by `cvrank background` [default: the one compiled in]
    #[arg(long, value_name = "FILE")]
    pub(crate) background: Option<PathBuf>,

    /// Further skill lexicon beside the built-in one, such as `cvrank lexicon import` writes; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) lexicon: Vec<PathBuf>,

    /// Recognise the text of scans (PDFs and pictures) with tesseract, which must be installed; LANGUAGES as it names them, such as eng+deu
    #[arg(long, value_name = "LANGUAGES", num_args = 0..=1, require_equals = true, default_missing_value = "eng")]
    pub(crate) ocr: Option<String>,

    /// Threads to use [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    /// No progress bar and no notes
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PoolArguments {
    /// CVs: files, folders, zip archives, mailboxes (.mbox), tables with one CV a row (.csv, .tsv, .xlsx, .jsonl, .json), or - for standard input
    #[arg(required_unless_present = "from_pools", value_name = "CV")]
    pub(crate) cvs: Vec<PathBuf>,

    /// Pool of CVs that were read before (`cvrank pool add`); may be repeated, and stand where a CV does as well
    #[arg(long = "pool", id = "from_pools", value_name = "POOL")]
    pub(crate) pools: Vec<PathBuf>,

    /// Column of a table that holds the id of the CV [default: guessed]
    #[arg(long, value_name = "NAME")]
    pub(crate) id_column: Option<String>,

    /// Column of a table that holds the text of the CV [default: guessed]
    #[arg(long, value_name = "NAME")]
    pub(crate) text_column: Option<String>,

    /// CV whose text that may be hidden a person has seen and accepts; may be repeated
    #[arg(long, value_name = "ID")]
    pub(crate) accept_doubtful: Vec<String>,
}

impl PoolArguments {
    /// All that is named: CVs, then pools.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        self.cvs.iter().chain(&self.pools).cloned().collect()
    }

    /// How the CVs are to be read, but for what is piped in.
    pub(crate) fn options(&self) -> PoolOptions {
        PoolOptions {
            id_column: self.id_column.clone(),
            text_column: self.text_column.clone(),
            accept_doubtful: self.accept_doubtful.clone(),
            stdin: None,
            known: None,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ExplainOptions {
    /// The job post or job file
    pub(crate) job: PathBuf,

    /// The CV
    pub(crate) cv: PathBuf,

    /// Who reads the text
    #[arg(long = "for", value_enum, default_value_t = ReaderArgument::Recruiter, value_name = "READER")]
    pub(crate) reader: ReaderArgument,

    /// CVs to place it among: also show its rank and what would bring it among the first --top
    #[arg(long, value_name = "CV", num_args = 1.., requires = "top")]
    pub(crate) pool: Vec<PathBuf>,

    /// How many are invited
    #[arg(long, value_name = "K", requires = "pool", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) top: Option<u32>,

    /// CV whose text that may be hidden a person has seen and accepts; may be repeated
    #[arg(long, value_name = "ID")]
    pub(crate) accept_doubtful: Vec<String>,

    #[arg(long, short, value_enum, default_value_t = ExplanationFormat::Text)]
    pub(crate) format: ExplanationFormat,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}

#[derive(Debug, Args)]
pub(crate) struct CompareOptions {
    /// The job post or job file
    pub(crate) job: PathBuf,

    /// The one CV
    #[arg(value_name = "A")]
    pub(crate) first: PathBuf,

    /// The other CV
    #[arg(value_name = "B")]
    pub(crate) second: PathBuf,

    #[arg(long, short, value_enum, default_value_t = ExplanationFormat::Text)]
    pub(crate) format: ExplanationFormat,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}

#[derive(Debug, Args)]
pub(crate) struct ReplayOptions {
    /// The run folder
    pub(crate) run: PathBuf,

    /// Folder in which the paths of the manifest start [default: where they did, seen from the run]
    #[arg(long, value_name = "DIR")]
    pub(crate) from: Option<PathBuf>,

    /// Threads to use [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    /// No progress bar and no notes
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyOptions {
    /// A run folder, or what `--format json` wrote
    pub(crate) report: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct OverrideOptions {
    /// The run folder
    pub(crate) run: PathBuf,

    /// The id of the CV; without one, earlier decisions are written into the run's files again
    #[arg(requires_all = ["rank", "reason"])]
    pub(crate) cv: Option<String>,

    /// The rank that a person gives it, from 1
    #[arg(long, value_name = "N", requires = "cv")]
    pub(crate) rank: Option<u32>,

    /// Why, in words
    #[arg(long, value_name = "TEXT", requires = "cv")]
    pub(crate) reason: Option<String>,

    /// Who decided
    #[arg(long, value_name = "WHO", requires = "cv")]
    pub(crate) by: Option<String>,

    /// Day of the decision, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = date, requires = "cv")]
    pub(crate) on: Option<jiff::civil::Date>,
}

impl OverrideOptions {
    /// CV, rank and reason of a new decision.
    pub(crate) fn decision(&self) -> Option<(&str, u32, &str)> {
        Some((self.cv.as_deref()?, self.rank?, self.reason.as_deref()?))
    }
}

#[derive(Debug, Args)]
pub(crate) struct ParseOptions {
    /// A CV or a job post, or - for standard input
    pub(crate) file: PathBuf,

    /// What the file is
    #[arg(long = "as", value_enum, default_value_t = ParseKind::Auto, value_name = "KIND")]
    pub(crate) kind: ParseKind,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}

#[derive(Debug, Args)]
pub(crate) struct BackgroundOptions {
    #[command(flatten)]
    pub(crate) pool: PoolArguments,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}

#[derive(Debug, Args)]
pub(crate) struct LintOptions {
    /// The job post or job file
    pub(crate) job: PathBuf,

    /// CVs to try the post on: also report each must that none of them meets
    #[arg(long, value_name = "CV", num_args = 1..)]
    pub(crate) pool: Vec<PathBuf>,

    #[arg(long, short, value_enum, default_value_t = LintFormat::Text)]
    pub(crate) format: LintFormat,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}

#[derive(Debug, Args)]
pub(crate) struct AuditOptions {
    /// A ranking of all applicants for one job as `cvrank score` wrote it (--format json or csv), or the folder of a run
    pub(crate) run: PathBuf,

    /// CSV with cv_id, sex, race_ethnicity, and if known age_band, selected, job_id; no other command reads it
    #[arg(long, value_name = "FILE")]
    pub(crate) groups: PathBuf,

    /// Take the N best by score as selected [default: the column `selected` of the groups file]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), conflicts_with = "at")]
    pub(crate) cut: Option<u64>,

    /// Take all with this score or more as selected
    #[arg(long, value_name = "SCORE", value_parser = super::audit::score)]
    pub(crate) at: Option<cvrank::model::Points>,

    /// The run's job_id, when the groups file has rows of several jobs
    #[arg(long, value_name = "ID")]
    pub(crate) job: Option<String>,

    /// Write tables (CSV), ll144.md and ll144.html into this folder instead of Markdown to standard output
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// How the outcome of a check is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    Table,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct PromiseOptions {
    /// The job post or job file
    pub(crate) job: PathBuf,

    #[command(flatten)]
    pub(crate) pool: PoolArguments,

    /// Invented people who take the place of each CV's owner
    #[arg(long, value_name = "N", default_value_t = cvrank::check::SWAPS)]
    pub(crate) swaps: usize,

    /// CSV `cv_id,name` with the names in the CVs [default: looked for at the head of each]
    #[arg(long, value_name = "FILE")]
    pub(crate) names: Option<PathBuf>,

    #[arg(long, short, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Make a lexicon from the tables of ESCO (skills_en.csv) and O*NET (Technology Skills, Occupation Data, Alternate Titles)
    Import(ImportOptions),
    /// List what is wrong with lexicon files; exit code 1 when anything is
    Check(CheckOptions),
}

#[derive(Debug, Args)]
pub(crate) struct ImportOptions {
    /// Tables as their publishers ship them, told apart by their header
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// No note on what was imported
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CheckOptions {
    /// Lexicon files; they are checked as one lexicon
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}
