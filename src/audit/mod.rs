//! Bias audit tables: how a run's scores fall on sex, race/ethnicity and age.
//!
//! The figures are those of New York City's Local Law 144 (6 RCNY 5-300 to 5-303) and of the
//! four-fifths rule (29 CFR 1607.4 D), with intervals, tests, a sweep over cuts, and the parts
//! that features have in the gaps. Making them does not make an independent audit.
//!
//! # Who belongs to which category stays in this room
//! Scoring and training must not see sex, race or age. The types hold that: a [`GroupsFile`] is
//! bytes that nothing outside can look into, and the categories read from it live in a module
//! that is private here. What leaves is counts, rates and ids, never a CV's category.
//!
//! ```compile_fail,E0603
//! // The module of the categories is private: no other room, and no user, can name it.
//! use cvrank::audit::groups::Groups;
//! ```
//!
//! ```compile_fail,E0616
//! // Nor can the bytes be taken out again.
//! let file = cvrank::audit::GroupsFile::new("groups.csv", b"cv_id,sex,race_ethnicity\n");
//! let text = file.bytes;
//! ```

mod category;
mod decomposition;
mod groups;
mod least;
mod report;
mod run;
mod sample;
mod statistics;
mod sweep;
mod tables;
mod unknown;

use std::cmp::Ordering;
use std::path::Path;

pub use category::{Category, Dimension};
pub use decomposition::{Gap, GapPart};
pub use least::{JobScore, LeastRatio, least_ratio};
pub use report::{files, markdown, page};
pub use run::{Earned, ScoredCv, ScoredRun};
pub use statistics::{Median, Ratio, area_under_curve, fisher, wilson};
pub use sweep::{Sweep, SweepPoint, SweepRange};
pub use tables::{Excluded, Measure, Table, TableRow, UnknownCount};

use crate::document::limits::{SETUP_BYTES, read_file_bounded};
use crate::hash::sha256;
use crate::model::Points;
use groups::Groups;
use sample::Sample;

/// Why there are no figures.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    #[error("{file}:{line}: {problem}")]
    Line {
        file: String,
        line: u64,
        problem: String,
    },
    #[error("{file}: {problem}")]
    File { file: String, problem: String },
    #[error("the report cannot be written: {0}")]
    Report(String),
}

/// A file that says who belongs to which category, not yet read.
///
/// CSV with the columns `cv_id` (or `candidate_id`), `sex` and `race_ethnicity`, and if known
/// `age_band`, `selected` and `job_id`. Only the functions of this room can read it.
#[derive(Clone)]
pub struct GroupsFile {
    name: String,
    bytes: Vec<u8>,
}

impl std::fmt::Debug for GroupsFile {
    /// The name alone: what is in the file must not reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GroupsFile")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl GroupsFile {
    /// `name` is for messages and reports.
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            bytes: bytes.to_owned(),
        }
    }

    /// # Errors
    /// When the file cannot be read.
    pub fn open(path: &Path) -> Result<Self, AuditError> {
        let name = path.display().to_string();
        match read_file_bounded(path, SETUP_BYTES) {
            Ok(bytes) => Ok(Self { name, bytes }),
            Err(error) => Err(AuditError::File {
                file: name,
                problem: format!("cannot be read: {error}; check the path"),
            }),
        }
    }

    fn text(&self) -> Result<&str, AuditError> {
        utf8(&self.name, &self.bytes)
    }
}

fn utf8<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, AuditError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.iter().take(error.valid_up_to());
        AuditError::Line {
            file: name.to_owned(),
            line: 1 + before.filter(|byte| **byte == b'\n').count() as u64,
            problem: "the text is not UTF-8; save it as CSV UTF-8".to_owned(),
        }
    })
}

/// Who counts as selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cut {
    /// Those whom the column `selected` of the groups file names; without it there is no
    /// selection rate.
    #[default]
    Column,
    /// This many from the top; whoever shares the last one's score is selected too.
    Best(u64),
    /// All with this score or more.
    At(Points),
}

/// What is asked of [`audit`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    pub cut: Cut,
    /// The run's job, when the groups file names several.
    pub job_id: Option<String>,
}

/// The cut that the selection rates are of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutInUse {
    /// In words, such as `score 50.000 or more`.
    pub words: String,
    pub selected: u64,
}

/// Every figure of one run's audit.
#[derive(Debug, Clone, PartialEq)]
pub struct Audit {
    /// The scores' file; [`ScoredRun::name`].
    pub run: String,
    pub run_sha256: String,
    pub job: Option<String>,
    pub model: String,
    pub as_of: String,
    pub groups: String,
    pub groups_sha256: String,
    /// CVs with a score: the full sample.
    pub scored: u64,
    /// CVs of the run without a score.
    pub unscored: u64,
    /// Ids in the run without a row in the groups file: of unknown category.
    pub not_in_groups: Vec<String>,
    /// Ids in the groups file that the run does not hold: counted nowhere.
    pub not_in_run: Vec<String>,
    pub median: Median,
    /// Scores exactly on the median: not above it.
    pub on_median: u64,
    pub above_median: u64,
    /// Absent when no cut is known; then there are no selection rates.
    pub cut: Option<CutInUse>,
    /// Selection rates (when there is a cut), then scoring rates; each by sex, race/ethnicity,
    /// both, and age band when the groups file has ages.
    pub tables: Vec<Table>,
    /// One for each dimension.
    pub sweeps: Vec<Sweep>,
    /// What the features add to the gaps, or why that is left out.
    pub gaps: Result<Vec<Gap>, String>,
}

impl Audit {
    /// Whether a category with enough data has an impact ratio below four fifths.
    pub fn is_below_four_fifths(&self) -> bool {
        let mut rows = self.tables.iter().flat_map(|table| &table.rows);
        rows.any(TableRow::is_below_four_fifths)
    }
}

/// Counts, rates and ratios of `run` by the categories in `file`.
///
/// # Errors
/// When the groups file is damaged, names several jobs and `options` none of them, or no CV of
/// the run has a score or a row.
pub fn audit(run: &ScoredRun, file: &GroupsFile, options: &Options) -> Result<Audit, AuditError> {
    let groups = Groups::read(file)?;
    let job = job_id(&groups, file, options)?;
    let sample = Sample::join(run.cvs.iter().map(|cv| (job, cv)), &groups);
    let median = Median::of(sample.scores()).ok_or_else(|| AuditError::File {
        file: run.name.clone(),
        problem: "no CV has a score, so there is nothing to count".to_owned(),
    })?;
    if sample.without_row.len() == run.cvs.len() {
        return Err(AuditError::File {
            file: file.name.clone(),
            problem: format!(
                "no row belongs to a CV of {}; check that both use the same cv_id",
                run.name
            ),
        });
    }
    let compare = |ordering| {
        let scores = sample.scores();
        let found: Vec<bool> = scores
            .into_iter()
            .map(|score| median.compare(score) == ordering)
            .collect();
        let count = found.iter().filter(|found| **found).count() as u64;
        (found, count)
    };
    let (above, above_median) = compare(Ordering::Greater);
    let (_, on_median) = compare(Ordering::Equal);
    let dimensions: Vec<Dimension> = Dimension::ALL
        .into_iter()
        .filter(|dimension| *dimension != Dimension::AgeBand || groups.has_age)
        .collect();
    let selection = selection(&sample, &groups, file, options.cut);
    let measured = [
        selection
            .as_ref()
            .map(|(_, selected)| (Measure::SelectionRate, selected)),
        Some((Measure::ScoringRate, &above)),
    ];
    let tables = measured
        .into_iter()
        .flatten()
        .flat_map(|(measure, chosen)| {
            let of = |&dimension: &Dimension| Table::new(&sample, dimension, measure, chosen);
            dimensions.iter().map(of).collect::<Vec<_>>()
        });
    let gaps = match &run.without_contributions {
        Some(reason) => Err(reason.clone()),
        None => Ok(dimensions
            .iter()
            .flat_map(|dimension| decomposition::gaps(&sample, *dimension))
            .collect()),
    };
    let known: std::collections::BTreeSet<&str> =
        run.cvs.iter().map(|cv| cv.cv_id.as_str()).collect();
    let mut not_in_run: Vec<String> = groups
        .cv_ids(job)
        .filter(|id| !known.contains(id))
        .map(str::to_owned)
        .collect();
    not_in_run.sort();
    not_in_run.dedup();
    Ok(Audit {
        run: run.name.clone(),
        run_sha256: run.sha256.clone(),
        job: run.job.clone(),
        model: run.model.clone(),
        as_of: run.as_of.clone(),
        groups: file.name.clone(),
        groups_sha256: sha256(&file.bytes),
        scored: sample.members.len() as u64,
        unscored: (run.cvs.len() - sample.members.len()) as u64,
        median,
        on_median,
        above_median,
        tables: tables.collect(),
        sweeps: dimensions
            .iter()
            .map(|dimension| Sweep::new(&sample, *dimension))
            .collect(),
        gaps,
        cut: selection.map(|(cut, _)| cut),
        not_in_groups: sample.without_row,
        not_in_run,
    })
}

/// The job whose rows count.
fn job_id<'a>(
    groups: &'a Groups,
    file: &GroupsFile,
    options: &'a Options,
) -> Result<Option<&'a str>, AuditError> {
    const SHOWN: usize = 5;
    let jobs = groups.jobs();
    let problem = |problem: String| AuditError::File {
        file: file.name.clone(),
        problem,
    };
    let mut shown = jobs
        .iter()
        .take(SHOWN)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    if jobs.len() > SHOWN {
        shown.push_str(", ...");
    }
    match &options.job_id {
        Some(job) if jobs.contains(job.as_str()) => Ok(Some(job)),
        Some(job) if jobs.is_empty() => Err(problem(format!(
            "there is no column job_id, so no row is of job {job}; leave --job out"
        ))),
        Some(job) => Err(problem(format!("no row is of job {job}; found {shown}"))),
        None if jobs.len() > 1 => Err(problem(format!(
            "the rows are of {} jobs ({shown}); name the run's with --job",
            jobs.len()
        ))),
        None => Ok(jobs.first().copied()),
    }
}

/// The cut and whom of the sample it selects.
fn selection(
    sample: &Sample,
    groups: &Groups,
    file: &GroupsFile,
    cut: Cut,
) -> Option<(CutInUse, Vec<bool>)> {
    let members = &sample.members;
    let at_least = |least: Points| -> Vec<bool> {
        members.iter().map(|member| member.score >= least).collect()
    };
    let (mut words, selected) = match cut {
        Cut::Column if !groups.has_selected => return None,
        Cut::Column => (
            format!("column `selected` of {}", file.name),
            members
                .iter()
                .map(|member| member.selected == Some(true))
                .collect(),
        ),
        Cut::At(least) => (format!("score {least} or more"), at_least(least)),
        Cut::Best(count) => {
            let mut scores = sample.scores();
            scores.sort_unstable_by(|left, right| right.cmp(left));
            let index = usize::try_from(count.saturating_sub(1)).unwrap_or(usize::MAX);
            let last = scores.get(index).or(scores.last()).copied();
            let selected = match last {
                Some(least) if count > 0 => at_least(least),
                _ => vec![false; members.len()],
            };
            (format!("the {count} best by score"), selected)
        }
    };
    let count = selected.iter().filter(|selected| **selected).count() as u64;
    if cut == Cut::Column && !sample.without_row.is_empty() {
        words.push_str(", where a CV without a row counts as not selected");
    }
    if let Cut::Best(asked) = cut
        && count > asked
    {
        words.push_str(&format!(
            ", {count} with those whose score equals the last one's"
        ));
    }
    Some((
        CutInUse {
            words,
            selected: count,
        },
        selected,
    ))
}
