//! The arguments of `cvrank score`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{CommonOptions, PoolArguments, date};
use cvrank::pool::Choice;
use cvrank::profile::dates::Month;

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
    mut_arg("cvs", |cvs| cvs.required(false).required_unless_present_any(["jobs", "from_pools"]))
)]
pub(crate) struct ScoreOptions {
    /// The job post, or a job file written by `cvrank parse` and corrected by hand; left out with --jobs
    #[arg(value_name = "JOB", required_unless_present_all = ["jobs", "from_pools"])]
    pub(crate) first: Option<PathBuf>,

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

    /// Of --interview: only the CV with this id, wherever it stands; may be repeated
    #[arg(long, value_name = "ID", requires = "interview")]
    pub(crate) invite: Vec<String>,

    /// Name the people: html shows names, addresses and file names, csv gets the columns name, email, phone
    #[arg(long)]
    pub(crate) with_contact: bool,

    /// Call CVs by other names than their ids, and name no files: a CSV with the columns cv_id and pseudonym, for
    /// whoever decides without knowing who it is
    #[arg(long, value_name = "TABLE", conflicts_with_all = ["jobs", "out", "ats", "with_contact"])]
    pub(crate) pseudonyms: Option<PathBuf>,

    /// Begin the CSV with a byte-order mark, so that Excel reads it as UTF-8
    #[arg(long)]
    pub(crate) excel: bool,

    /// Also write what happened as JSON lines: statuses, kinds of warnings and counts; no CV text, ids as hashes
    #[arg(long, value_name = "FILE")]
    pub(crate) log: Option<PathBuf>,

    /// Leave out who does not meet every must; in all formats but jsonl
    #[arg(long, help_heading = FILTERS)]
    pub(crate) only_musts: bool,

    /// Of a pool: show who came on this day or later, ranked among all; YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date, requires = "from_pools", help_heading = FILTERS)]
    pub(crate) since: Option<jiff::civil::Date>,

    /// Of a pool: only CVs with this tag (`cvrank pool tag`); may be repeated, one is enough
    #[arg(long, value_name = "TAG", requires = "from_pools", help_heading = FILTERS)]
    pub(crate) tag: Vec<String>,

    /// Of a pool: only CVs written in this language, such as de; may be repeated
    #[arg(long, value_name = "CODE", requires = "from_pools", help_heading = FILTERS)]
    pub(crate) language: Vec<String>,

    /// Of a pool: only CVs that name this place at their head or in their address; may be repeated
    #[arg(long, value_name = "PLACE", requires = "from_pools", help_heading = FILTERS)]
    pub(crate) place: Vec<String>,

    /// Of a pool: only people whose last position ends in this month or later; YYYY-MM
    #[arg(long, value_name = "MONTH", value_parser = month, requires = "from_pools", help_heading = FILTERS)]
    pub(crate) active_since: Option<Month>,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}

/// Where help shows what leaves CVs out.
const FILTERS: &str = "Leaving CVs out";

impl ScoreOptions {
    /// The job, or what stands in its place with --jobs: the first CV, if any.
    pub(crate) fn job(&self) -> &Path {
        self.first.as_deref().unwrap_or(Path::new(""))
    }

    /// All files and folders that are named.
    pub(crate) fn named(&self) -> impl Iterator<Item = &Path> {
        let cvs = self.pool.cvs.iter().chain(&self.pool.pools);
        let first = self.first.iter().chain(&self.pseudonyms);
        let named = cvs.chain(first).map(PathBuf::as_path);
        named.chain(self.common.inputs())
    }

    /// Who of a pool is scored.
    pub(crate) fn choice(&self) -> Choice {
        Choice {
            tags: self.tag.clone(),
            languages: self.language.clone(),
            places: self.place.clone(),
            active_since: self.active_since,
        }
    }

    /// Whether any CV may be left out.
    pub(crate) fn leaves_out(&self) -> bool {
        self.only_musts || self.since.is_some() || !self.choice().is_empty()
    }
}

fn month(written: &str) -> Result<Month, String> {
    let parts = written.split_once('-').and_then(|(year, month)| {
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        let is_one = (1..=12).contains(&month) && (1900..=9999).contains(&year);
        is_one.then(|| Month::new(year, month))
    });
    parts.ok_or_else(|| "expected a month as YYYY-MM, such as 2026-06".to_owned())
}
