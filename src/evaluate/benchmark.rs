//! A benchmark folder: `jobs/`, `cvs/`, and labels as CSV or as TREC qrels.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::document::source::{PoolOptions, Source, SourceError, collect};

/// Label files, looked for in this order; all but the first are TREC qrels.
const LABEL_FILES: &[&str] = &["labels.csv", "labels.qrels", "qrels.txt", "qrels"];

/// What a person judged of one pair of job and CV.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub cv_id: String,
    /// Higher is better; any finite number.
    pub grade: f64,
    /// Above 0; 1 where the file states none.
    pub weight: f64,
}

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
    /// Jobs with a file and at least one label whose CV has a file, in the order of their ids.
    pub jobs: Vec<LabelledJob>,
    /// Labelled CVs by id.
    pub cvs: BTreeMap<String, Source>,
    /// Labelled jobs without a file.
    pub missing_jobs: Vec<String>,
    /// Labelled CVs without a file.
    pub missing_cvs: Vec<String>,
}

/// Why a benchmark could not be read.
#[derive(Debug, thiserror::Error)]
pub enum BenchmarkError {
    #[error("{path}: no labels; expected {} (job_id,cv_id,grade) or TREC qrels in {}",
        LABEL_FILES[0], LABEL_FILES[1..].join(", "))]
    NoLabels { path: String },
    #[error("{path}: cannot be read ({source})")]
    Unreadable { path: String, source: io::Error },
    #[error("{path}:{line}: {problem}")]
    Line {
        path: String,
        line: u64,
        problem: String,
    },
    #[error(
        "{path}: no label names a job in jobs/ and a CV in cvs/; ids are the files' names without their ending"
    )]
    NothingMatches { path: String },
    #[error(transparent)]
    Source(#[from] SourceError),
}

/// Labels by job, then by CV.
pub type Labels = BTreeMap<String, BTreeMap<String, Label>>;

impl Benchmark {
    /// Reads the labels of `folder` and finds their files; no job or CV is read yet.
    ///
    /// # Errors
    /// Names file and line of the first label that cannot be used. Labels without a file
    /// are no error, but listed.
    pub fn open(folder: &Path) -> Result<Self, BenchmarkError> {
        let path = LABEL_FILES
            .iter()
            .map(|name| folder.join(name))
            .find(|path| path.is_file())
            .ok_or_else(|| BenchmarkError::NoLabels {
                path: folder.display().to_string(),
            })?;
        let shown = path.display().to_string();
        let text = fs::read_to_string(&path).map_err(|source| BenchmarkError::Unreadable {
            path: shown.clone(),
            source,
        })?;
        let labels = if path.extension().is_some_and(|extension| extension == "csv") {
            read_csv(&shown, &text)?
        } else {
            read_qrels(&shown, &text)?
        };
        let jobs = sources(&folder.join("jobs"))?;
        let mut cvs = sources(&folder.join("cvs"))?;
        let wanted: BTreeSet<&String> = labels.values().flat_map(BTreeMap::keys).collect();
        let missing_cvs = wanted
            .iter()
            .filter(|id| !cvs.contains_key(**id))
            .map(|id| (*id).clone())
            .collect();
        cvs.retain(|id, _| wanted.contains(id));
        let missing_jobs = labels
            .keys()
            .filter(|id| !jobs.contains_key(*id))
            .cloned()
            .collect();
        let jobs: Vec<LabelledJob> = labels
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
            return Err(BenchmarkError::NothingMatches { path: shown });
        }
        Ok(Self {
            name: name_of(folder),
            jobs,
            cvs,
            missing_jobs,
            missing_cvs,
        })
    }

    /// Number of labels in use.
    pub fn pairs(&self) -> usize {
        self.jobs.iter().map(|job| job.labels.len()).sum()
    }
}

fn name_of(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    whole
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn sources(folder: &Path) -> Result<BTreeMap<String, Source>, SourceError> {
    let found = collect(&[PathBuf::from(folder)], &PoolOptions::default())?;
    Ok(found
        .into_iter()
        .map(|source| (source.id.clone(), source))
        .collect())
}

/// Reads `job_id,cv_id,grade[,weight]` with a header line; `path` is for messages only.
pub fn read_csv(path: &str, text: &str) -> Result<Labels, BenchmarkError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut lines = Lines::new(text);
    let problem = |line, problem| BenchmarkError::Line {
        path: path.to_owned(),
        line,
        problem,
    };
    let header = reader
        .headers()
        .map_err(|error| problem(1, error.to_string()))?
        .clone();
    let found: Vec<&str> = header.iter().collect();
    let weighted = match found.as_slice() {
        ["job_id", "cv_id", "grade"] => false,
        ["job_id", "cv_id", "grade", "weight"] => true,
        _ => {
            let message = format!(
                "the header is `{}`; expected `job_id,cv_id,grade` or `job_id,cv_id,grade,weight`",
                found.join(",")
            );
            return Err(problem(1, message));
        }
    };
    let mut collected = Collected::default();
    for record in reader.records() {
        let byte = |position: Option<&csv::Position>| position.map_or(0, csv::Position::byte);
        let record =
            record.map_err(|error| problem(lines.at(byte(error.position())), error.to_string()))?;
        let line = lines.at(byte(record.position()));
        if record.len() != found.len() {
            let message = format!("{} fields; expected {}", record.len(), found.len());
            return Err(problem(line, message));
        }
        let field = |index: usize| record.get(index).unwrap_or_default();
        let weight = if weighted { field(3) } else { "1" };
        collected
            .add(line, [field(0), field(1), field(2), weight])
            .map_err(|message| problem(line, message))?;
    }
    Ok(collected.labels)
}

/// Tells lines by bytes; the reader's own count stands still over blank lines.
pub(crate) struct Lines<'a> {
    text: &'a [u8],
    read: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text: text.as_bytes(),
            read: 0,
            line: 1,
        }
    }

    /// Line, from 1, of the record that begins at `byte` or after the line breaks there.
    pub(crate) fn at(&mut self, byte: u64) -> u64 {
        let breaks = |byte: &&u8| matches!(byte, b'\n' | b'\r');
        let begin = usize::try_from(byte)
            .unwrap_or(usize::MAX)
            .clamp(self.read, self.text.len());
        let start = begin + self.text[begin..].iter().take_while(breaks).count();
        let passed = self.text[self.read..start]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        self.read = start;
        self.line += passed as u64;
        self.line
    }
}

/// Reads TREC qrels: `job_id 0 cv_id grade`, divided by spaces; `path` is for messages only.
pub fn read_qrels(path: &str, text: &str) -> Result<Labels, BenchmarkError> {
    let mut collected = Collected::default();
    for (line, content) in (1..).zip(text.lines()) {
        let fields: Vec<&str> = content.split_whitespace().collect();
        let added = match fields.as_slice() {
            [] => continue,
            [job, _, cv, grade] => collected.add(line, [job, cv, grade, "1"]),
            _ => Err(format!(
                "{} fields; expected 4: job_id 0 cv_id grade",
                fields.len()
            )),
        };
        added.map_err(|problem| BenchmarkError::Line {
            path: path.to_owned(),
            line,
            problem,
        })?;
    }
    Ok(collected.labels)
}

#[derive(Default)]
struct Collected {
    labels: Labels,
    first_lines: BTreeMap<(String, String), u64>,
}

impl Collected {
    fn add(&mut self, line: u64, fields: [&str; 4]) -> Result<(), String> {
        let [job, cv, grade, weight] = fields;
        if job.is_empty() || cv.is_empty() {
            return Err("job_id and cv_id must not be empty".to_owned());
        }
        let number = |name: &str, written: &str| {
            let value = written
                .parse::<f64>()
                .ok()
                .filter(|value| value.is_finite());
            value.ok_or_else(|| format!("the {name} is `{written}`; expected a number"))
        };
        let grade = number("grade", grade)?;
        let weight = number("weight", weight)?;
        if weight <= 0.0 {
            return Err(format!("the weight is {weight}; expected a number above 0"));
        }
        if let Some(first) = self
            .first_lines
            .insert((job.to_owned(), cv.to_owned()), line)
        {
            return Err(format!(
                "job {job} and cv {cv} were labelled before, on line {first}"
            ));
        }
        let label = Label {
            cv_id: cv.to_owned(),
            grade,
            weight,
        };
        self.labels
            .entry(job.to_owned())
            .or_default()
            .insert(cv.to_owned(), label);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(labels: &Labels) -> Vec<String> {
        let lines = labels.iter().flat_map(|(job, labels)| {
            labels
                .values()
                .map(move |label| format!("{job} {} {} {}", label.cv_id, label.grade, label.weight))
        });
        lines.collect()
    }

    #[test]
    fn csv_and_qrels_say_the_same() {
        let csv = "\u{feff}job_id,cv_id,grade\r\nj2,b,0\r\nj1,b, 2.5\r\n\"j1\",a,-1\r\n";
        let qrels = "j2 0 b 0\n\nj1\t0\tb\t2.5\nj1 0 a -1\n";
        let expected = ["j1 a -1 1", "j1 b 2.5 1", "j2 b 0 1"];
        assert_eq!(flat(&read_csv("labels.csv", csv).unwrap()), expected);
        assert_eq!(flat(&read_qrels("qrels", qrels).unwrap()), expected);
        let weighted = read_csv("labels.csv", "job_id,cv_id,grade,weight\nj,a,1,0.5\n").unwrap();
        assert_eq!(flat(&weighted), ["j a 1 0.5"]);
    }

    #[test]
    fn errors_name_file_line_and_what_was_expected() {
        for (text, message) in [
            (
                "job,cv,label\n",
                "l.csv:1: the header is `job,cv,label`; expected `job_id,cv_id,grade` or \
                 `job_id,cv_id,grade,weight`",
            ),
            (
                "job_id,cv_id,grade\nj,a,1\nj,b,good\n",
                "l.csv:3: the grade is `good`; expected a number",
            ),
            (
                "job_id,cv_id,grade\nj,a,NaN\n",
                "l.csv:2: the grade is `NaN`; expected a number",
            ),
            (
                "job_id,cv_id,grade\nj,,1\n",
                "l.csv:2: job_id and cv_id must not be empty",
            ),
            (
                "job_id,cv_id,grade\nj,a,1\n\"j\",a,2\n",
                "l.csv:3: job j and cv a were labelled before, on line 2",
            ),
            (
                "job_id,cv_id,grade,weight\nj,a,1,0\n",
                "l.csv:2: the weight is 0; expected a number above 0",
            ),
            (
                "job_id,cv_id,grade\n\nj,a\n",
                "l.csv:3: 2 fields; expected 3",
            ),
        ] {
            assert_eq!(read_csv("l.csv", text).unwrap_err().to_string(), message);
        }
        assert_eq!(
            read_qrels("qrels", "j 0 a 1\nj a 1\n")
                .unwrap_err()
                .to_string(),
            "qrels:2: 3 fields; expected 4: job_id 0 cv_id grade"
        );
    }

    #[test]
    fn labels_without_a_file_are_listed_and_the_rest_is_used() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let problem = || Benchmark::open(folder.path()).unwrap_err().to_string();
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
        assert!(problem().contains("no label names a job in jobs/ and a CV in cvs/"));
        place(
            "labels.csv",
            "job_id,cv_id,grade\nj1,a,1\nj1,gone,2\nj9,a,1\n",
        );
        let benchmark = Benchmark::open(folder.path()).unwrap();
        assert_eq!(benchmark.pairs(), 1);
        assert_eq!(benchmark.cvs.keys().collect::<Vec<_>>(), ["a"]);
        assert_eq!(benchmark.missing_cvs, ["gone"]);
        assert_eq!(benchmark.missing_jobs, ["j9"]);
    }
}
