//! Arguments of `cvrank pool`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{CheckFormat, CommonOptions, date};
use cvrank::pool::Age;

#[derive(Debug, Subcommand)]
pub(crate) enum PoolCommand {
    /// Read CVs into a pool, which is made where there is none; what is known already is not read again
    Add(PoolAddOptions),
    /// Show what is in a pool: how many CVs, what could not be read, how long they are kept
    Status(PoolStatusOptions),
    /// Read again what changed: files, this program, the month
    Refresh {
        /// The pool
        pool: PathBuf,

        /// Forget the CVs whose files are no longer there
        #[arg(long)]
        forget_gone: bool,

        #[command(flatten)]
        common: CommonOptions,
    },
    /// Forget people: by id, by address, or all that came long ago; the files are not touched
    Remove {
        /// The pool
        pool: PathBuf,

        /// Ids of CVs
        #[arg(value_name = "ID", required_unless_present_any = ["person", "older_than", "expired"])]
        ids: Vec<String>,

        /// All CVs with this e-mail address or telephone number
        #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["ids", "older_than", "expired"])]
        person: Option<String>,

        /// All that came longer ago: 90d, 24m, 2y
        #[arg(long, value_name = "AGE", value_parser = age, conflicts_with_all = ["ids", "expired"])]
        older_than: Option<Age>,

        /// All that are older than the pool's retention
        #[arg(long, conflicts_with = "ids")]
        expired: bool,

        /// Day from which ages are counted, YYYY-MM-DD [default: today]
        #[arg(long, value_name = "DATE", value_parser = date)]
        as_of: Option<jiff::civil::Date>,
    },
    /// Give CVs a tag, by which `cvrank score --tag` finds them
    Tag {
        /// The pool
        pool: PathBuf,

        tag: String,

        /// Ids of CVs
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,

        /// Take the tag away
        #[arg(long)]
        remove: bool,
    },
    /// Change the pool's rules
    Set {
        /// The pool
        pool: PathBuf,

        /// How long CVs are kept: 90d, 24m, 2y, or forever; `cvrank pool remove POOL --expired` follows it
        #[arg(long, value_name = "AGE", value_parser = retention)]
        retention: Retention,
    },
    /// Check every page and every CV of a pool; exit code 1 when something is damaged
    Verify {
        /// The pool
        pool: PathBuf,

        /// Make the pool again from the files
        #[arg(long)]
        rebuild: bool,

        #[command(flatten)]
        common: CommonOptions,
    },
    /// Write all CVs as JSON lines, with their texts, for another program
    Export {
        /// The pool
        pool: PathBuf,

        /// Write to a file instead of standard output
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Add CVs as they appear in a folder, until Ctrl-C
    Watch(PoolWatchOptions),
}

/// For how long CVs are kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Retention(pub(crate) Option<Age>);

fn age(written: &str) -> Result<Age, String> {
    Age::parse(written)
        .ok_or_else(|| "expected days, months or years, such as 90d, 24m or 2y".to_owned())
}

fn retention(written: &str) -> Result<Retention, String> {
    match written {
        "forever" => Ok(Retention(None)),
        written => age(written).map(|age| Retention(Some(age))),
    }
}

#[derive(Debug, Args)]
pub(crate) struct PoolAddOptions {
    /// The pool, one file
    pub(crate) pool: PathBuf,

    /// CVs: files, folders, zip archives, mailboxes (.mbox), tables with one CV a row (.csv, .tsv, .xlsx, .jsonl, .json)
    #[arg(required = true, value_name = "CV")]
    pub(crate) cvs: Vec<PathBuf>,

    /// Column of a table that holds the id of the CV [default: guessed]
    #[arg(long, value_name = "NAME")]
    pub(crate) id_column: Option<String>,

    /// Column of a table that holds the text of the CV [default: guessed]
    #[arg(long, value_name = "NAME")]
    pub(crate) text_column: Option<String>,

    /// Tag for these CVs; may be repeated
    #[arg(long, value_name = "TAG")]
    pub(crate) tag: Vec<String>,

    /// Day on which they came, YYYY-MM-DD [default: --as-of, or today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) arrived: Option<jiff::civil::Date>,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}

#[derive(Debug, Args)]
pub(crate) struct PoolStatusOptions {
    /// The pool
    pub(crate) pool: PathBuf,

    /// List every CV: id, day, status, language, tags, file
    #[arg(long)]
    pub(crate) list: bool,

    #[arg(long, short, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}

#[derive(Debug, Args)]
pub(crate) struct PoolWatchOptions {
    /// The pool, one file
    pub(crate) pool: PathBuf,

    /// Folders
    #[arg(required = true, value_name = "FOLDER")]
    pub(crate) folders: Vec<PathBuf>,

    /// Tag for these CVs; may be repeated
    #[arg(long, value_name = "TAG")]
    pub(crate) tag: Vec<String>,

    /// Look every so many seconds, where the system tells nothing of new files, such as on a network drive
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) every: Option<u64>,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}
