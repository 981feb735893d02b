//! Raw arguments, as clap reads them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Rank CVs against a job post, with reasons.
#[derive(Debug, Parser)]
#[command(
    name = "cvrank",
    version,
    after_help = "Exit codes: 0 done; 1 a check found something; 2 usage or configuration; 3 nothing could be scored; \
                  4 done, some inputs failed; 70 a fault of ours."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Score CVs against a job post and rank them
    Score(ScoreOptions),
    /// Show every part of one CV's score, with quotes
    Explain(ExplainOptions),
    /// Show what was read: a CV as JSON Resume, a job as TOML that you can correct and pass back
    Parse(ParseOptions),
    /// Measure ranking quality on a benchmark folder (jobs/ cvs/ labels.csv), beside baselines
    Evaluate(EvaluateOptions),
    /// Show what to mend in a job post: vague, contradictory and unlawful asks; exit code 1 when there is any
    Lint(LintOptions),
    /// Make and check skill lexicons
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Fit document frequencies on a folder or table of CVs and job posts
    Background(BackgroundOptions),
    /// List the features: what each measures, its unit, and its known bias
    Features,
    /// Read PDFs for a parent process
    #[command(hide = true)]
    ReadWorker,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RankingFormat {
    Table,
    Csv,
    Json,
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplanationFormat {
    Text,
    Json,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LintFormat {
    Text,
    Json,
}

/// What is asked to be parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ParseKind {
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
pub struct CommonOptions {
    /// Date that `present` resolves to, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<jiff::civil::Date>,

    /// Model file [default: the one compiled in]
    #[arg(long, value_name = "FILE", env = "CVRANK_MODEL")]
    pub model: Option<PathBuf>,

    /// Table of document frequencies made by `cvrank background` [default: the one compiled in]
    #[arg(long, value_name = "FILE")]
    pub background: Option<PathBuf>,

    /// Further skill lexicon beside the built-in one, such as `cvrank lexicon import` writes; may be repeated
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,

    /// Threads to use [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// No progress bar and no notes
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub struct PoolArguments {
    /// CVs: files, folders, tables with one CV a row (.csv, .tsv, .jsonl), or - for standard input
    #[arg(required = true, value_name = "CV")]
    pub cvs: Vec<PathBuf>,

    /// Column of a table that holds the id of the CV [default: guessed]
    #[arg(long, value_name = "NAME")]
    pub id_column: Option<String>,

    /// Column of a table that holds the text of the CV [default: guessed]
    #[arg(long, value_name = "NAME")]
    pub text_column: Option<String>,
}

#[derive(Debug, Args)]
pub struct ScoreOptions {
    /// The job post, or a job file written by `cvrank parse` and corrected by hand
    pub job: PathBuf,

    #[command(flatten)]
    pub pool: PoolArguments,

    #[arg(long, short, value_enum, default_value_t = RankingFormat::Table)]
    pub format: RankingFormat,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Show only the best N; files that could not be scored are always shown
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,

    /// Name the people: html shows names, addresses and file names, csv gets the columns name, email, phone
    #[arg(long)]
    pub with_contact: bool,

    /// Begin the CSV with a byte-order mark, so that Excel reads it as UTF-8
    #[arg(long)]
    pub excel: bool,

    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
pub struct ExplainOptions {
    /// The job post or job file
    pub job: PathBuf,

    /// The CV
    pub cv: PathBuf,

    #[arg(long, short, value_enum, default_value_t = ExplanationFormat::Text)]
    pub format: ExplanationFormat,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
pub struct ParseOptions {
    /// A CV or a job post, or - for standard input
    pub file: PathBuf,

    /// What the file is
    #[arg(long = "as", value_enum, default_value_t = ParseKind::Auto, value_name = "KIND")]
    pub kind: ParseKind,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
pub struct EvaluateOptions {
    /// Benchmark folder: jobs/<job_id>.*, cvs/<cv_id>.*, labels.csv (job_id,cv_id,grade)
    #[arg(required = true, value_name = "BENCH")]
    pub benchmarks: Vec<PathBuf>,

    /// Also write every feature of every pair as LETOR lines, one file a benchmark, into this folder
    #[arg(long, value_name = "DIR")]
    pub letor: Option<PathBuf>,

    /// Also measure each feature by itself, as if it were the score
    #[arg(long)]
    pub per_feature: bool,

    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
pub struct BackgroundOptions {
    #[command(flatten)]
    pub pool: PoolArguments,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Args)]
pub struct LintOptions {
    /// The job post or job file
    pub job: PathBuf,

    /// CVs to try the post on: also report each must that none of them meets
    #[arg(long, value_name = "CV", num_args = 1..)]
    pub pool: Vec<PathBuf>,

    #[arg(long, short, value_enum, default_value_t = LintFormat::Text)]
    pub format: LintFormat,

    #[command(flatten)]
    pub common: CommonOptions,
}

#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// Make a lexicon from the tables of ESCO (skills_en.csv) and O*NET (Technology Skills, Occupation Data, Alternate Titles)
    Import(ImportOptions),
    /// List what is wrong with lexicon files; exit code 1 when anything is
    Check(CheckOptions),
}

#[derive(Debug, Args)]
pub struct ImportOptions {
    /// Tables as their publishers ship them, told apart by their header
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// No note on what was imported
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub struct CheckOptions {
    /// Lexicon files; they are checked as one lexicon
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}
