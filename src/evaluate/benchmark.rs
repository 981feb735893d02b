//! A benchmark folder: `jobs/`, `cvs/`, and labels as CSV or as TREC qrels.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::labels::{Agreement, Label, Labels, LabelsError, Outcomes, read_csv, read_qrels};
use crate::document::encoding::decode;
use crate::document::limits::{SETUP_BYTES, read_file_bounded};
use crate::document::source::{PoolOptions, Source, SourceError, collect};
use crate::hash::sha256;

/// Label files, looked for in this order; all but the first are TREC qrels.
const LABEL_FILES: &[&str] = &["labels.csv", "labels.qrels", "qrels.txt", "qrels"];

/// One job with its labels in the order of the CVs' ids.
#[derive(Debug, Clone)]
pub struct LabelledJob {
    pub job_id: String,
    pub source: Source,
    pub labels: Vec<Label>,
}

/// Jobs, CVs and labels that belong together.
#[derive(Debug, Clone)]
pub struct Benchmark {
    /// Name of the folder.
    pub name: String,
    /// Of the file of labels, in hexadecimal digits.
    pub labels_sha256: String,
    /// Jobs with a file and at least one label whose CV has a file, in the order of their ids.
    pub jobs: Vec<LabelledJob>,
    /// Labelled CVs by id.
    pub cvs: BTreeMap<String, Source>,
    /// Labelled jobs without a file.
    pub missing_jobs: Vec<String>,
    /// Labelled CVs without a file.
    pub missing_cvs: Vec<String>,
    /// Rows without a grade or an outcome.
    pub open: usize,
    /// How the raters agree; absent when no pair has two.
    pub raters: Option<Agreement>,
}

/// Where the three parts of a benchmark lie.
#[derive(Debug, Clone)]
pub struct Parts {
    pub jobs: PathBuf,
    pub cvs: PathBuf,
    /// CSV when it ends in `.csv`, else TREC qrels.
    pub labels: PathBuf,
}

impl Parts {
    /// The parts of a benchmark folder; nothing where it has no labels.
    pub fn of(folder: &Path) -> Option<Self> {
        let mut labels = LABEL_FILES.iter().map(|name| folder.join(name));
        Some(Self {
            jobs: folder.join("jobs"),
            cvs: folder.join("cvs"),
            labels: labels.find(|path| path.is_file())?,
        })
    }
}

/// Labels as they were read.
#[derive(Debug, Clone)]
pub struct LabelsFile {
    /// What an error calls it.
    pub shown: String,
    pub bytes: Vec<u8>,
    /// Not TREC qrels.
    pub is_csv: bool,
}

/// Why a benchmark could not be read.
#[derive(Debug, thiserror::Error)]
pub enum BenchmarkError {
    #[error("{path}: no labels; expected {} (job_id,cv_id,grade) or TREC qrels in {}",
        LABEL_FILES[0], LABEL_FILES[1..].join(", "))]
    NoLabels { path: String },
    #[error("{path}: cannot be read ({source})")]
    Unreadable { path: String, source: io::Error },
    #[error(transparent)]
    Labels(#[from] LabelsError),
    #[error(
        "{path}: no label names a job in {jobs} and a CV in {cvs}; ids are the files' names without their ending"
    )]
    NothingMatches {
        path: String,
        jobs: String,
        cvs: String,
    },
    #[error(transparent)]
    Source(#[from] SourceError),
}

impl Benchmark {
    /// Reads the labels of `folder` and finds their files; no job or CV is read yet.
    ///
    /// # Errors
    /// Names file and line of the first label that cannot be used. Labels without a file
    /// are no error, but listed.
    pub fn open(folder: &Path, outcomes: Option<&Outcomes>) -> Result<Self, BenchmarkError> {
        let parts = Parts::of(folder).ok_or_else(|| BenchmarkError::NoLabels {
            path: folder.display().to_string(),
        })?;
        let cvs = collect(std::slice::from_ref(&parts.cvs), &PoolOptions::default())?;
        Self::of_parts(name_of(folder), &parts, cvs, outcomes)
    }

    /// The same from a folder of jobs and a file of labels that lie anywhere, and from CVs that were
    /// collected.
    ///
    /// # Errors
    /// As [`Benchmark::open`].
    pub fn of_parts(
        name: String,
        parts: &Parts,
        cvs: Vec<Source>,
        outcomes: Option<&Outcomes>,
    ) -> Result<Self, BenchmarkError> {
        let shown = parts.labels.display().to_string();
        let bytes = read_file_bounded(&parts.labels, SETUP_BYTES).map_err(|source| {
            BenchmarkError::Unreadable {
                path: shown.clone(),
                source,
            }
        })?;
        let is_csv = parts
            .labels
            .extension()
            .is_some_and(|extension| extension == "csv");
        let labels = LabelsFile {
            shown,
            bytes,
            is_csv,
        };
        let jobs = collect(std::slice::from_ref(&parts.jobs), &PoolOptions::default())?;
        let places = [&parts.jobs, &parts.cvs].map(|place| place.display().to_string());
        Self::of_sources(name, labels, jobs, cvs, outcomes, places)
    }

    /// The same from jobs and CVs that were collected; `places` are what an error calls them.
    ///
    /// # Errors
    /// As [`Benchmark::open`].
    pub fn of_sources(
        name: String,
        labels: LabelsFile,
        jobs: Vec<Source>,
        cvs: Vec<Source>,
        outcomes: Option<&Outcomes>,
        places: [String; 2],
    ) -> Result<Self, BenchmarkError> {
        let LabelsFile {
            shown,
            bytes,
            is_csv,
        } = labels;
        let labels_sha256 = sha256(&bytes);
        let text = decode(&bytes);
        let Labels {
            by_job,
            open,
            raters,
        } = if is_csv {
            read_csv(&shown, &text, outcomes)?
        } else {
            read_qrels(&shown, &text)?
        };
        let (jobs, mut cvs) = (by_id(jobs), by_id(cvs));
        let by_job = by_job.into_iter().map(|(job_id, labels)| {
            let labels = labels.into_iter().map(|(cv_id, label)| {
                let cv_id = known_as(&cvs, cv_id);
                (cv_id.clone(), Label { cv_id, ..label })
            });
            (known_as(&jobs, job_id), labels.collect())
        });
        let by_job: BTreeMap<String, BTreeMap<String, Label>> = by_job.collect();
        let wanted: BTreeSet<&String> = by_job.values().flat_map(BTreeMap::keys).collect();
        let missing_cvs = wanted
            .iter()
            .filter(|id| !cvs.contains_key(**id))
            .map(|id| (*id).clone())
            .collect();
        cvs.retain(|id, _| wanted.contains(id));
        let missing_jobs = by_job
            .keys()
            .filter(|id| !jobs.contains_key(*id))
            .cloned()
            .collect();
        let jobs: Vec<LabelledJob> = by_job
            .into_iter()
            .filter_map(|(job_id, labels)| {
                let source = jobs.get(&job_id)?.clone();
                let labels: Vec<Label> = labels
                    .into_values()
                    .filter(|label| cvs.contains_key(&label.cv_id))
                    .collect();
                (!labels.is_empty()).then_some(LabelledJob {
                    job_id,
                    source,
                    labels,
                })
            })
            .collect();
        if jobs.is_empty() {
            let [jobs, cvs] = places;
            return Err(BenchmarkError::NothingMatches {
                path: shown,
                jobs,
                cvs,
            });
        }
        Ok(Self {
            name,
            labels_sha256,
            jobs,
            cvs,
            missing_jobs,
            missing_cvs,
            open,
            raters,
        })
    }

    /// Number of labels in use.
    pub fn pairs(&self) -> usize {
        self.jobs.iter().map(|job| job.labels.len()).sum()
    }
}

/// An id as the sources have it: some write it with the ending of the file.
fn known_as(sources: &BTreeMap<String, Source>, id: String) -> String {
    let stem = id.rsplit_once('.').map(|(stem, _)| stem);
    match stem.filter(|stem| !sources.contains_key(&id) && sources.contains_key(*stem)) {
        Some(stem) => stem.to_owned(),
        None => id,
    }
}

fn name_of(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    whole
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn by_id(sources: Vec<Source>) -> BTreeMap<String, Source> {
    let named = sources
        .into_iter()
        .map(|source| (source.id.clone(), source));
    named.collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn labels_without_a_file_are_listed_and_the_rest_is_used() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let problem = || {
            Benchmark::open(folder.path(), None)
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            problem(),
            format!(
                "{}: no labels; expected labels.csv (job_id,cv_id,grade) or TREC qrels in \
                 labels.qrels, qrels.txt, qrels",
                folder.path().display()
            )
        );
        place("jobs/j1.txt", "a job");
        place("cvs/a.txt", "a cv");
        place("cvs/unlabelled.md", "another");
        place("labels.csv", "job_id,cv_id,grade\nj9,a,1\n");
        assert_eq!(
            problem(),
            format!(
                "{0}/labels.csv: no label names a job in {0}/jobs and a CV in {0}/cvs; ids are \
                 the files' names without their ending",
                folder.path().display()
            )
        );
        place(
            "labels.csv",
            "job_id,cv_id,grade\nj1,a,1\nj1,gone,2\nj9,a,1\n",
        );
        let benchmark = Benchmark::open(folder.path(), None).unwrap();
        assert_eq!(benchmark.pairs(), 1);
        assert_eq!(benchmark.cvs.keys().collect::<Vec<_>>(), ["a"]);
        assert_eq!(benchmark.missing_cvs, ["gone"]);
        assert_eq!(benchmark.missing_jobs, ["j9"]);
    }
}
