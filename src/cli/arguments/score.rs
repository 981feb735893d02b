//! The arguments of `cvrank score`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CommonOptions, PoolArguments};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RankingFormat {
    Table,
    Csv,
    Json,
    /// A page for a browser
    Html,
    /// A workbook
    Xlsx,
    /// One score for each CV and job, as CSV; with --jobs
    Matrix,
    /// One JSON object a line for each CV, written as soon as it is scored, without ranks
    Jsonl,
}

/// Applicant tracking systems whose import columns are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AtsFormat {
    Greenhouse,
    Lever,
}

fn one_or_more(written: &str) -> Result<usize, String> {
    let number = written.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "expected a whole number from 1 on; leave --top out to see all".to_owned())
}

#[derive(Debug, Args)]
#[command(
    override_usage = "cvrank score [OPTIONS] <JOB> <CV>...\n       cvrank score [OPTIONS] --jobs <DIR> <CV>...",
    mut_arg("cvs", |cvs| cvs.required(false).required_unless_present("jobs"))
)]
pub(crate) struct ScoreOptions {
    /// The job post, or a job file written by `cvrank parse` and corrected by hand; left out with --jobs
    pub(crate) job: PathBuf,

    #[command(flatten)]
    pub(crate) pool: PoolArguments,

    /// How the ranking is written
    #[arg(long, short, value_enum, default_value_t = RankingFormat::Table)]
    pub(crate) format: RankingFormat,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Score against every job in this folder; all other arguments are CVs then
    #[arg(long, value_name = "DIR", conflicts_with_all = ["ats", "log", "with_contact", "interview"])]
    pub(crate) jobs: Option<PathBuf>,

    /// Also write the run as a folder: ranking, explanations, job, and a manifest for `cvrank replay`; with --jobs
    /// one such folder a job, and an overview
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Replace an earlier run in the folder of --out
    #[arg(long, requires = "out")]
    pub(crate) force: bool,

    /// Write the columns that an applicant tracking system imports, with names and addresses
    #[arg(long, value_enum, value_name = "SYSTEM", conflicts_with = "format")]
    pub(crate) ats: Option<AtsFormat>,

    /// Show only the best N; files that could not be scored are always shown
    #[arg(long, value_name = "N", value_parser = one_or_more)]
    pub(crate) top: Option<usize>,

    /// CVs that open into their explanation on the page of html; the others stand as a line each
    #[arg(long, value_name = "N", default_value_t = cvrank::report::html::DETAILS)]
    pub(crate) details: usize,

    /// Also write questions for interviews with the first --top CVs, or the first 10: .html, .docx or .md
    #[arg(long, value_name = "FILE")]
    pub(crate) interview: Option<PathBuf>,

    /// Name the people: html shows names, addresses and file names, csv gets the columns name, email, phone
    #[arg(long)]
    pub(crate) with_contact: bool,

    /// Begin the CSV with a byte-order mark, so that Excel reads it as UTF-8
    #[arg(long)]
    pub(crate) excel: bool,

    /// Also write what happened as JSON lines: statuses, kinds of warnings and counts; no CV text, ids as hashes
    #[arg(long, value_name = "FILE")]
    pub(crate) log: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}
