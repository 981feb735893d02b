//! Arguments of what learns from labels and measures on them.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::CommonOptions;
use cvrank::train::strangers::STRANGERS;

/// Labelled jobs and CVs.
#[derive(Debug, Args)]
pub(crate) struct LabelledArguments {
    /// Benchmark folder: jobs/<job_id>.*, cvs/<cv_id>.*, labels.csv (job_id,cv_id,grade) or qrels; FOLDER@YYYY-MM-DD
    /// gives it a date of its own in place of --as-of
    #[arg(value_name = "BENCH")]
    pub(crate) benchmarks: Vec<PathBuf>,

    /// Folder of job posts, where they do not lie in a benchmark folder
    #[arg(long, value_name = "DIR", requires = "labelled")]
    pub(crate) jobs: Option<PathBuf>,

    /// Folder, table or pool of CVs, with --jobs
    #[arg(long, value_name = "DIR", requires = "jobs")]
    pub(crate) cvs: Option<PathBuf>,

    /// Labels, with --jobs: CSV (job_id,cv_id,grade[,weight][,rater]) or TREC qrels
    #[arg(long, value_name = "FILE", requires_all = ["jobs", "cvs"], group = "labelled")]
    pub(crate) labels: Option<PathBuf>,

    /// What an applicant tracking system exports, with --jobs: CSV or XLSX, one row an application; CVs from --cvs or
    /// from a column
    #[arg(long, value_name = "FILE", requires = "jobs", conflicts_with_all = ["labels", "benchmarks"], group = "labelled")]
    pub(crate) export: Option<PathBuf>,

    /// Columns of the export: `candidate=Nr, job=Vacancy, stage=Step, resume=File`, the name of a system (Greenhouse,
    /// Lever, Workable, SmartRecruiters, Recruitee, BambooHR, Personio), or a TOML file of `[columns]` and `[jobs]`;
    /// may be given more than once [default: found by their names]
    #[arg(long, value_name = "MAP", requires = "export")]
    pub(crate) map: Vec<String>,

    /// Grades of outcomes, as TOML: [grades] with lines such as `hired = 3`; for labels with a column `outcome`, and for
    /// values of an export that are not understood
    #[arg(long, value_name = "FILE")]
    pub(crate) grades: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct EvaluateOptions {
    #[command(flatten)]
    pub(crate) labelled: LabelledArguments,

    /// Also train on the labels, with each job ranked by a model that never saw it
    #[arg(long)]
    pub(crate) cross_validate: bool,

    /// Most folds over jobs; with no fewer than there are jobs, each is left out once
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = at_least_two)]
    pub(crate) folds: usize,

    /// CVs of other jobs that a job's good ones must be told from, in a table of its own; 0 for none
    #[arg(long, value_name = "N", default_value_t = STRANGERS)]
    pub(crate) strangers: usize,

    /// Also measure each feature by itself, as if it were the score
    #[arg(long)]
    pub(crate) per_feature: bool,

    /// Also measure by language of job and CV, and by length of CV
    #[arg(long)]
    pub(crate) slices: bool,

    /// Write each job's measures as CSV
    #[arg(long, value_name = "FILE")]
    pub(crate) per_job: Option<PathBuf>,

    /// Write the ranking as a TREC run, for trec_eval
    #[arg(long, value_name = "FILE")]
    pub(crate) run: Option<PathBuf>,

    /// Write the labels as TREC qrels
    #[arg(long, value_name = "FILE")]
    pub(crate) qrels: Option<PathBuf>,

    /// Write every feature of every pair as LETOR lines, one file a benchmark, into this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) letor: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}

#[derive(Debug, Args)]
pub(crate) struct TrainOptions {
    #[command(flatten)]
    pub(crate) labelled: LabelledArguments,

    /// Where the model goes; its card is written beside it with the ending .md
    /// [default: onto the shelf of --models, where nothing is overwritten]
    #[arg(long, short, value_name = "MODEL")]
    pub(crate) output: Option<PathBuf>,

    /// Only print what is understood of the export and what is not, as a table of grades to fill in
    #[arg(long, requires = "export")]
    pub(crate) dry_run: bool,

    /// Name of the model [default: the file's name]
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// Model that the weights are drawn to, or `none` [default: the weights set by hand]
    #[arg(long, value_name = "MODEL")]
    pub(crate) prior: Option<String>,

    /// Strength of the pull to the prior [default: chosen by cross-validation over jobs]
    #[arg(long, value_name = "NUMBER", value_parser = positive)]
    pub(crate) strength: Option<f64>,

    /// Most folds over jobs; with no fewer than there are jobs, each is left out once
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = at_least_two)]
    pub(crate) folds: usize,

    /// CVs of other jobs drawn beside each job's own as the lowest grade, which teaches what is on topic; 0 for none
    /// [default: 30, where they help on jobs held out]
    #[arg(long, value_name = "N")]
    pub(crate) strangers: Option<usize>,

    /// Grade from which on a CV counts as shortlisted, for the probability [default: 1, where grades are 0 and 1]
    #[arg(long, value_name = "GRADE", allow_hyphen_values = true)]
    pub(crate) shortlist_from: Option<f64>,

    /// Write the model though it is not proved to be better than the one in use, or worse than the one that it replaces,
    /// and why; kept in the model
    #[arg(long, value_name = "REASON", alias = "accept")]
    pub(crate) anyway: Option<String>,

    /// Also count how held-out scores fall on groups (the file of `cvrank audit`); a model that brings the least impact
    /// ratio below four fifths is not written
    #[arg(long, value_name = "FILE")]
    pub(crate) groups: Option<PathBuf>,

    /// Write it all the same, and why; kept in the model
    #[arg(long, value_name = "REASON", requires = "groups")]
    pub(crate) accept_impact: Option<String>,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ModelCommand {
    /// List the models of a folder: which is in use, what each learned from, its verdict
    List(ShelfOptions),
    /// Take a model of the folder into use
    Promote {
        /// Name of the model, without its ending
        name: String,
        #[command(flatten)]
        shelf: ShelfOptions,
    },
    /// Take the model into use again that was in use before
    Rollback(ShelfOptions),
    /// Show weights, training and figures
    Show(ModelShowOptions),
    /// Compare two models: weights, and with a benchmark whose rank moves and by which weights
    Diff(ModelDiffOptions),
    /// Write the model card, as Markdown
    Card(ModelCardOptions),
    /// Write the model for another search engine
    Export(ExportOptions),
}

/// A folder of models.
#[derive(Debug, Args)]
pub(crate) struct ShelfOptions {
    /// Folder of models, as `cvrank train --models` fills it
    #[arg(long, value_name = "DIR", env = "CVRANK_MODELS")]
    pub(crate) models: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ModelShowOptions {
    /// Model file, or the name of a model in --models [default: the one in use there, else the one compiled in]
    pub(crate) model: Option<PathBuf>,

    /// Folder of models
    #[arg(long, value_name = "DIR", env = "CVRANK_MODELS")]
    pub(crate) models: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ModelCardOptions {
    /// Model file [default: the one compiled in]
    pub(crate) model: Option<PathBuf>,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ModelDiffOptions {
    pub(crate) old: PathBuf,
    pub(crate) new: PathBuf,

    /// Benchmark folder to rank with both
    #[arg(value_name = "BENCH")]
    pub(crate) benchmark: Option<PathBuf>,

    /// Most moves shown of each job
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) top: usize,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportTarget {
    /// Apache Solr's `LinearModel`
    Solr,
    /// `model/linear` of the learning-to-rank plugin
    Elasticsearch,
}

#[derive(Debug, Args)]
pub(crate) struct ExportOptions {
    /// Model file [default: the one compiled in]
    pub(crate) model: Option<PathBuf>,

    #[arg(long, value_enum)]
    pub(crate) to: ExportTarget,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

fn positive(written: &str) -> Result<f64, String> {
    match written.parse::<f64>() {
        Ok(number) if number.is_finite() && number > 0.0 => Ok(number),
        _ => Err("expected a number above 0".to_owned()),
    }
}

fn at_least_two(written: &str) -> Result<usize, String> {
    match written.parse() {
        Ok(count) if count >= 2 => Ok(count),
        _ => Err("expected a whole number from 2 up".to_owned()),
    }
}
