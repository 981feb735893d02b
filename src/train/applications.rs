//! What applicant tracking systems export, as labels: one row an application, in columns of any
//! name, with stages and reasons in people's words.

mod candidates;
mod columns;
mod outcomes;
mod summary;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use candidates::{Candidate, Lost, Pool, folded, words};
use columns::Field;

pub use candidates::{FoundBy, Person};
pub use columns::{Columns, Mapping, layout_names};
pub use outcomes::{Grading, Judged, Rung};

use crate::document::limits::{TABLE_BYTES, read_file_bounded};
use crate::document::source::Source;
use crate::evaluate::benchmark::{Benchmark, LabelledJob};
use crate::evaluate::labels::Label;
use crate::hash::sha256;

/// A word of so many letters may stand for a whole title; `Nurse` or `Lead` may not.
const TELLING_WORD: usize = 8;

/// Why an export could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("{path}: cannot be read ({cause})")]
    Unreadable { path: String, cause: std::io::Error },
    #[error("{path}: the table is damaged ({reason}); export it again")]
    Damaged { path: String, reason: String },
    #[error("{path}: {missing}; found {found}")]
    Columns {
        path: String,
        missing: String,
        found: String,
    },
    #[error(
        "{path}: no row is a label: {reason}; `--dry-run` shows what was understood, row by row"
    )]
    NoLabels { path: String, reason: String },
}

/// One row: who applied for what, and what became of it.
#[derive(Debug, Clone, PartialEq)]
struct Application {
    line: u64,
    candidate: Candidate,
    /// As the export names it, by title first.
    job: String,
    job_id: String,
    /// Stage, status and reason as they stand.
    said: String,
    judged: Judged,
}

/// An export that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Applications {
    path: String,
    sha256: String,
    columns: Columns,
    applications: Vec<Application>,
    /// Lines above the header.
    above: usize,
}

/// The files that an export speaks of.
pub struct Files<'a> {
    /// With the title of each post.
    pub jobs: &'a [(Source, String)],
    pub cvs: &'a [Source],
}

/// An export with its files: labels, and what is missing to more of them.
#[derive(Debug, Clone)]
pub struct Matched {
    applications: Applications,
    /// `None` where no row is a label.
    benchmark: Option<Benchmark>,
    /// By the job's name in the export: the id of its post, or nothing, and its applications.
    jobs: BTreeMap<String, (Option<String>, usize)>,
    /// Candidates by how their CV was found.
    found: BTreeMap<FoundBy, usize>,
    /// Candidates without a CV, with the line they first stand on; whether two files fit.
    lost: BTreeMap<String, (u64, bool)>,
    /// Further rows of a candidate and a job that were labelled before.
    again: usize,
    labels: usize,
}

impl Applications {
    /// Reads an export: CSV with any delimiter and encoding, or XLSX.
    ///
    /// # Errors
    /// When it is no table, or when no column says who applied for what and what became of it.
    pub fn open(path: &Path, mapping: &Mapping, grading: &Grading) -> Result<Self, ExportError> {
        let shown = path.display().to_string();
        let bytes =
            read_file_bounded(path, TABLE_BYTES).map_err(|cause| ExportError::Unreadable {
                path: shown.clone(),
                cause,
            })?;
        Self::of_bytes(path, &bytes, mapping, grading)
    }

    /// The same of the content of a file; `path` is for messages, and names the labels.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn of_bytes(
        path: &Path,
        bytes: &[u8],
        mapping: &Mapping,
        grading: &Grading,
    ) -> Result<Self, ExportError> {
        let shown = path.display().to_string();
        let rows = table::rows(path, bytes)?;
        let cells = rows.iter().map(|row| row.cells.as_slice());
        let (above, columns) = Columns::find(&shown, cells, mapping)?;
        let applications = rows.iter().skip(above + 1).map(|row| {
            let cells = &row.cells;
            let said = [Field::Stage, Field::Status, Field::Reason];
            let said = said
                .into_iter()
                .flat_map(|field| columns.cells(cells, field));
            Application {
                line: row.line,
                candidate: Candidate::of(&columns, cells),
                job: columns.cell(cells, Field::Job).to_owned(),
                job_id: columns.cell(cells, Field::JobId).to_owned(),
                said: said.collect::<Vec<_>>().join(" / "),
                judged: grading.judge(&columns, cells),
            }
        });
        Ok(Self {
            applications: applications.collect(),
            sha256: sha256(bytes),
            path: shown,
            columns,
            above,
        })
    }

    /// Finds the posts and the CVs. `people` reads who the persons of all CVs are; it is asked
    /// only where names of files do not say it.
    pub fn matched(
        self,
        files: &Files<'_>,
        mapping: &Mapping,
        people: &dyn Fn() -> Vec<Option<Person>>,
    ) -> Matched {
        let posts = Posts::new(files.jobs, mapping);
        let mut jobs: BTreeMap<String, (Option<String>, usize)> = BTreeMap::new();
        for application in &self.applications {
            let entry = jobs.entry(application.shown_job().to_owned());
            let (_, count) = entry.or_insert_with(|| (posts.find(application), 0));
            *count += 1;
        }
        let places = self.place_candidates(files.cvs, people);
        let mut matched = Matched {
            benchmark: None,
            jobs,
            found: BTreeMap::new(),
            lost: BTreeMap::new(),
            again: 0,
            labels: 0,
            applications: self,
        };
        matched.label(files, &places);
        matched
    }

    /// Of each candidate the file, or why there is none.
    fn place_candidates(
        &self,
        cvs: &[Source],
        people: &dyn Fn() -> Vec<Option<Person>>,
    ) -> BTreeMap<String, Result<(usize, FoundBy), Lost>> {
        let mut pool = Pool::new(cvs);
        let mut places = BTreeMap::new();
        let mut left: BTreeMap<String, &Candidate> = BTreeMap::new();
        for application in &self.applications {
            let candidate = &application.candidate;
            let key = candidate.key();
            if key.is_empty() || matches!(places.get(&key), Some(Ok(_))) {
                continue;
            }
            let found = pool.by_file(candidate);
            if found.is_err() {
                left.insert(key.clone(), candidate);
            }
            places.insert(key, found);
        }
        let asked =
            |candidate: &&Candidate| !candidate.name.is_empty() || !candidate.emails.is_empty();
        if left.values().any(asked) && !cvs.is_empty() {
            pool.know(&people());
            for (key, candidate) in left {
                if let Some(place) = places.get_mut(&key).filter(|place| place.is_err()) {
                    let found = pool.by_person(candidate);
                    // That two names of files fit is worth more than that nobody has this name.
                    if found.is_ok() || *place == Err(Lost::NotFound) {
                        *place = found;
                    }
                }
            }
        }
        places
    }
}

impl Application {
    fn shown_job(&self) -> &str {
        if self.job.is_empty() {
            &self.job_id
        } else {
            &self.job
        }
    }
}

impl Matched {
    fn label(
        &mut self,
        files: &Files<'_>,
        places: &BTreeMap<String, Result<(usize, FoundBy), Lost>>,
    ) {
        let mut labels: BTreeMap<String, BTreeMap<String, Label>> = BTreeMap::new();
        let mut cvs: BTreeMap<String, Source> = BTreeMap::new();
        let mut counted: BTreeSet<String> = BTreeSet::new();
        let mut texts: BTreeMap<String, Source> = BTreeMap::new();
        let path = Path::new(&self.applications.path);
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for application in &self.applications.applications {
            let candidate = &application.candidate;
            let key = candidate.key();
            let place = match (places.get(&key), &candidate.text) {
                (Some(Ok((at, by))), _) => Ok((files.cvs[*at].clone(), *by)),
                (_, Some(text)) => {
                    let line = application.line;
                    let of_row = || {
                        let path = format!("{}:{line}", self.applications.path);
                        Source::text(format!("{stem}-{line}"), path, text.clone())
                    };
                    let source = texts.entry(key.clone()).or_insert_with(of_row);
                    Ok((source.clone(), FoundBy::Text))
                }
                (Some(Err(lost)), None) => Err(*lost),
                (None, None) => Err(Lost::NotFound),
            };
            let is_new = counted.insert(key.clone());
            let source = match place {
                Ok((source, by)) => {
                    *self.found.entry(by).or_default() += usize::from(is_new);
                    source
                }
                Err(lost) => {
                    let shown = if key.is_empty() {
                        "a row without a candidate".to_owned()
                    } else {
                        key
                    };
                    let entry = self.lost.entry(shown);
                    entry.or_insert((application.line, lost == Lost::Ambiguous));
                    continue;
                }
            };
            let post = self
                .jobs
                .get(application.shown_job())
                .and_then(|(post, _)| post.clone());
            let (Some(post), Judged::Grade(grade)) = (post, &application.judged) else {
                continue;
            };
            let label = Label {
                cv_id: source.id.clone(),
                grade: *grade,
                weight: 1.0,
            };
            let of_job = labels.entry(post).or_default();
            match of_job.get_mut(&source.id) {
                // Who applied twice is judged by how far that led.
                Some(known) => {
                    self.again += 1;
                    known.grade = known.grade.max(*grade);
                }
                None => {
                    of_job.insert(source.id.clone(), label);
                }
            }
            cvs.insert(source.id.clone(), source);
        }
        self.labels = labels.values().map(BTreeMap::len).sum();
        let jobs = labels.into_iter().filter_map(|(job_id, labels)| {
            let (source, _) = files.jobs.iter().find(|(source, _)| source.id == job_id)?;
            Some(LabelledJob {
                job_id,
                source: source.clone(),
                labels: labels.into_values().collect(),
            })
        });
        let jobs: Vec<LabelledJob> = jobs.collect();
        if jobs.is_empty() {
            return;
        }
        self.benchmark = Some(Benchmark {
            name: stem,
            labels_sha256: self.applications.sha256.clone(),
            jobs,
            cvs,
            missing_jobs: self
                .missing_jobs()
                .map(|(name, _)| name.to_owned())
                .collect(),
            missing_cvs: self.lost.keys().cloned().collect(),
            open: 0,
            raters: None,
        });
    }

    /// The labels as a benchmark.
    ///
    /// # Errors
    /// When there is none.
    pub fn benchmark(&self) -> Result<&Benchmark, ExportError> {
        self.benchmark.as_ref().ok_or_else(|| {
            let graded = |application: &&Application| matches!(application.judged, Judged::Grade(_));
            let all = &self.applications.applications;
            ExportError::NoLabels {
                path: self.applications.path.clone(),
                reason: format!(
                    "of {} applications {} have an outcome that counts, {} of {} jobs have a post, {} of {} \
                     candidates a CV",
                    all.len(),
                    all.iter().filter(graded).count(),
                    self.jobs.len() - self.missing_jobs().count(),
                    self.jobs.len(),
                    self.found.values().sum::<usize>(),
                    self.found.values().sum::<usize>() + self.lost.len(),
                ),
            }
        })
    }

    /// Jobs without a post, with their applications.
    fn missing_jobs(&self) -> impl Iterator<Item = (&str, usize)> {
        let jobs = self.jobs.iter();
        jobs.filter(|(_, (post, _))| post.is_none())
            .map(|(name, (_, count))| (name.as_str(), *count))
    }
}

/// A title without what stands in brackets or behind them: `Cook (m/f/d), full time`.
fn bare_title(title: &str) -> &str {
    title.split(['(', '[']).next().unwrap_or_default()
}

/// The posts by what an export may call them.
struct Posts<'a> {
    jobs: &'a [(Source, String)],
    stated: &'a BTreeMap<String, String>,
}

impl<'a> Posts<'a> {
    fn new(jobs: &'a [(Source, String)], mapping: &'a Mapping) -> Self {
        Self {
            jobs,
            stated: &mapping.jobs,
        }
    }

    /// Id of the post: as stated, by the file's name, by the post's title, or by a title that holds
    /// all words of the other.
    fn find(&self, application: &Application) -> Option<String> {
        let called = [&application.job_id, &application.job];
        let called = || called.iter().filter(|name| !name.is_empty());
        for name in called() {
            if let Some(file) = self.stated.get(*name) {
                let wanted = folded(file);
                let is_wanted = |source: &Source| folded(&source.id) == wanted;
                return self.only(|source, _| is_wanted(source));
            }
        }
        let spelled = |text: &str| words(text).collect::<Vec<String>>();
        for name in called() {
            // Exports of our own tests name files with their endings.
            let bare = name
                .rsplit_once('.')
                .map_or(name.as_str(), |(stem, _)| stem);
            let wanted = [spelled(name), spelled(bare)];
            let by_file = self.only(|source, _| wanted.contains(&spelled(&source.id)));
            let titled = |title: &str, wanted: &str| spelled(title) == spelled(wanted);
            let found = by_file
                .or_else(|| self.only(|_, title| titled(title, name)))
                .or_else(|| self.only(|_, title| titled(bare_title(title), bare_title(name))));
            if found.is_some() {
                return found;
            }
        }
        let spelled = |text: &str| words(bare_title(text)).collect::<BTreeSet<String>>();
        let wanted = spelled(&application.job);
        self.only(|_, title| {
            let title = spelled(title);
            let fewer = if title.len() < wanted.len() {
                &title
            } else {
                &wanted
            };
            let tells = fewer.len() > 1
                || fewer
                    .iter()
                    .any(|word| word.chars().count() >= TELLING_WORD);
            tells && (title.is_subset(&wanted) || wanted.is_subset(&title))
        })
    }

    /// The one post that fits.
    fn only(&self, fits: impl Fn(&Source, &str) -> bool) -> Option<String> {
        let mut found = self
            .jobs
            .iter()
            .filter(|(source, title)| fits(source, title));
        let (first, _) = found.next()?;
        found.next().is_none().then(|| first.id.clone())
    }
}
