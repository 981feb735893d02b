//! What people judged: grades by job and CV, as CSV or TREC qrels, and how raters agree.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::metrics::PairCounts;
use crate::csv_rows::CsvRows;

/// What a person judged of one pair of job and CV.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub cv_id: String,
    /// Higher is better; any finite number. The mean where several raters judged.
    pub grade: f64,
    /// Above 0; 1 where the file states none.
    pub weight: f64,
}

/// Labels by job, then by CV.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Labels {
    pub by_job: BTreeMap<String, BTreeMap<String, Label>>,
    /// Rows without a grade or an outcome: not decided yet, and no labels.
    pub open: usize,
    /// Absent when no pair has two raters.
    pub raters: Option<Agreement>,
}

/// How raters that judged the same pairs agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Pairs of job and CV with more than one rater.
    pub pairs: usize,
    /// Share of pairs of ratings of one CV that are equal.
    pub equal: f64,
    /// Mean over jobs and pairs of raters of Kendall's tau-b; absent where none can be told.
    pub tau_b: Option<f64>,
}

/// Why a file of labels could not be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}:{line}: {problem}")]
pub struct LabelsError {
    pub path: String,
    /// From 1.
    pub line: u64,
    pub problem: String,
    /// The columns are others; it may be an export of another kind.
    pub is_header: bool,
}

/// Grades for the outcomes of an applicant tracking system, as its owner states them.
///
/// ```
/// use cvrank::evaluate::labels::Outcomes;
///
/// let outcomes = Outcomes::from_toml("[grades]\nhired = 2\n\"phone screen\" = 1\nrejected = 0\n").unwrap();
/// assert_eq!(outcomes.grade("Phone Screen"), Some(1.0));
/// ```
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcomes {
    grades: BTreeMap<String, f64>,
}

impl Outcomes {
    /// # Errors
    /// When the text is no TOML with a table `[grades]` of numbers.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        let read: Self = toml::from_str(text)?;
        let folded = |(name, grade): (String, f64)| (fold(&name), grade);
        Ok(Self {
            grades: read.grades.into_iter().map(folded).collect(),
        })
    }

    /// Grade of an outcome; upper and lower case are one.
    pub fn grade(&self, outcome: &str) -> Option<f64> {
        self.grades.get(&fold(outcome)).copied()
    }

    fn names(&self) -> String {
        self.grades.keys().cloned().collect::<Vec<_>>().join(", ")
    }
}

fn fold(name: &str) -> String {
    name.trim().to_lowercase()
}

/// `Candidate ID` and `candidate-id` are `candidate_id`.
fn fold_heading(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_").to_lowercase()
}

/// Places of the columns in a row.
struct Columns {
    job: usize,
    cv: usize,
    grade: usize,
    is_outcome: bool,
    weight: Option<usize>,
    rater: Option<usize>,
}

impl Columns {
    fn new(header: &[&str], outcomes: Option<&Outcomes>) -> Result<Self, String> {
        let folded: Vec<String> = header.iter().map(|name| fold_heading(name)).collect();
        let find = |names: &[&str]| {
            folded
                .iter()
                .position(|name| names.contains(&name.as_str()))
        };
        let columns = (find(&["job_id"]), find(&["cv_id", "candidate_id"]));
        let grade = find(&["grade"]).map(|place| (place, false));
        let outcome = find(&["outcome"]).map(|place| (place, true));
        let (Some(job), Some(cv), Some((grade, is_outcome))) =
            (columns.0, columns.1, grade.or(outcome))
        else {
            return Err(format!(
                "the header is `{}`; expected `job_id,cv_id,grade`, or `outcome` in place of `grade`, \
                 and after them `weight` or `rater` if you have them",
                header.join(",")
            ));
        };
        if is_outcome && outcomes.is_none() {
            return Err(
                "outcomes need grades; write them to a file, such as `[grades]` with `hired = 3`, \
                 `interview = 2`, `rejected = 0`, and name it with --grades"
                    .to_owned(),
            );
        }
        Ok(Self {
            job,
            cv,
            grade,
            is_outcome,
            weight: find(&["weight"]),
            rater: find(&["rater"]),
        })
    }
}

/// Reads labels, divided by commas, semicolons or tabs, with a header line:
/// `job_id,cv_id,grade[,weight][,rater]`, or `outcome` in place of `grade`; other columns are left
/// aside, and so are rows without a grade or an outcome, which are counted. `path` is for messages
/// only.
///
/// # Errors
/// Names the first line that cannot be used.
pub fn read_csv(
    path: &str,
    text: &str,
    outcomes: Option<&Outcomes>,
) -> Result<Labels, LabelsError> {
    let problem = |(line, problem)| LabelsError {
        path: path.to_owned(),
        line,
        problem,
        is_header: false,
    };
    let rows = CsvRows::new(text).map_err(problem)?;
    let header: Vec<&str> = rows.header.iter().collect();
    let columns = Columns::new(&header, outcomes).map_err(|message| LabelsError {
        is_header: !message.starts_with("outcomes"),
        ..problem((1, message))
    })?;
    let mut collected = Collected::default();
    for row in rows {
        let (line, record) = row.map_err(problem)?;
        let field = |index: usize| record.get(index).unwrap_or_default();
        let row = Row {
            job: field(columns.job),
            cv: field(columns.cv),
            grade: field(columns.grade),
            outcomes: outcomes.filter(|_| columns.is_outcome),
            weight: columns.weight.map_or("1", field),
            rater: columns.rater.map_or("", field),
        };
        collected
            .add(line, &row)
            .map_err(|message| problem((line, message)))?;
    }
    Ok(collected.finish())
}

/// Reads TREC qrels: `job_id 0 cv_id grade`, divided by spaces; `path` is for messages only.
///
/// # Errors
/// Names the first line that cannot be used.
pub fn read_qrels(path: &str, text: &str) -> Result<Labels, LabelsError> {
    let mut collected = Collected::default();
    for (line, content) in (1..).zip(text.lines()) {
        let fields: Vec<&str> = content.split_whitespace().collect();
        let added = match fields.as_slice() {
            [] => continue,
            [job, _, cv, grade] => collected.add(
                line,
                &Row {
                    job,
                    cv,
                    grade,
                    outcomes: None,
                    weight: "1",
                    rater: "",
                },
            ),
            _ => Err(format!(
                "{} fields; expected 4: job_id 0 cv_id grade",
                fields.len()
            )),
        };
        added.map_err(|problem| LabelsError {
            path: path.to_owned(),
            line,
            problem,
            is_header: false,
        })?;
    }
    Ok(collected.finish())
}

/// Fields of one row as they are written.
struct Row<'a> {
    job: &'a str,
    cv: &'a str,
    grade: &'a str,
    /// Present when the grade is written as an outcome.
    outcomes: Option<&'a Outcomes>,
    weight: &'a str,
    rater: &'a str,
}

/// One rater's judgement of one CV.
struct Rating {
    rater: String,
    grade: f64,
    weight: f64,
}

#[derive(Default)]
struct Collected {
    ratings: BTreeMap<String, BTreeMap<String, Vec<Rating>>>,
    first_lines: BTreeMap<(String, String, String), u64>,
    open: usize,
}

/// What two raters gave to the same CVs.
type GradesOfTwo = (Vec<f64>, Vec<f64>);

impl Collected {
    fn add(&mut self, line: u64, row: &Row) -> Result<(), String> {
        let Row { job, cv, rater, .. } = *row;
        if job.is_empty() || cv.is_empty() {
            return Err("job_id and cv_id must not be empty".to_owned());
        }
        if row.grade.trim().is_empty() {
            self.open += 1;
            return Ok(());
        }
        let number = |name: &str, written: &str| {
            // Where a semicolon parts the columns, a comma may part the decimals.
            let value = written
                .parse::<f64>()
                .or_else(|_| written.replacen(',', ".", 1).parse());
            let value = value.ok().filter(|value| value.is_finite());
            value.ok_or_else(|| format!("the {name} is `{written}`; expected a number"))
        };
        let grade = match row.outcomes {
            None => number("grade", row.grade)?,
            Some(outcomes) => outcomes.grade(row.grade).ok_or_else(|| {
                format!(
                    "the outcome `{}` has no grade; --grades has {}",
                    row.grade,
                    outcomes.names()
                )
            })?,
        };
        let weight = number("weight", row.weight)?;
        if weight <= 0.0 {
            return Err(format!("the weight is {weight}; expected a number above 0"));
        }
        let key = (job.to_owned(), cv.to_owned(), rater.to_owned());
        if let Some(first) = self.first_lines.insert(key, line) {
            return Err(format!(
                "job {job} and cv {cv} were labelled before, on line {first}"
            ));
        }
        let ratings = self.ratings.entry(job.to_owned()).or_default();
        ratings.entry(cv.to_owned()).or_default().push(Rating {
            rater: rater.to_owned(),
            grade,
            weight,
        });
        Ok(())
    }

    fn finish(self) -> Labels {
        let (raters, open) = (self.agreement(), self.open);
        let merged = |(cv_id, ratings): (String, Vec<Rating>)| {
            let weight: f64 = ratings.iter().map(|rating| rating.weight).sum();
            let sum: f64 = ratings
                .iter()
                .map(|rating| rating.weight * rating.grade)
                .sum();
            let label = Label {
                cv_id: cv_id.clone(),
                grade: sum / weight,
                weight: weight / ratings.len() as f64,
            };
            (cv_id, label)
        };
        let by_job = self.ratings.into_iter();
        Labels {
            open,
            by_job: by_job
                .map(|(job, cvs)| (job, cvs.into_iter().map(merged).collect()))
                .collect(),
            raters,
        }
    }

    fn agreement(&self) -> Option<Agreement> {
        let mut pairs = 0;
        let mut ratings_alike = (0usize, 0usize);
        let mut taus = Vec::new();
        for cvs in self.ratings.values() {
            let mut by_raters: BTreeMap<(&str, &str), GradesOfTwo> = BTreeMap::new();
            for ratings in cvs.values().filter(|ratings| ratings.len() > 1) {
                pairs += 1;
                let mut ordered: Vec<&Rating> = ratings.iter().collect();
                ordered.sort_by(|a, b| a.rater.cmp(&b.rater));
                for (index, first) in ordered.iter().enumerate() {
                    for second in &ordered[index + 1..] {
                        ratings_alike.0 += usize::from(first.grade == second.grade);
                        ratings_alike.1 += 1;
                        let both = by_raters.entry((&first.rater, &second.rater)).or_default();
                        both.0.push(first.grade);
                        both.1.push(second.grade);
                    }
                }
            }
            let tau = |(first, second): &GradesOfTwo| PairCounts::new(first, second).tau_b();
            taus.extend(by_raters.values().filter_map(tau));
        }
        (pairs > 0).then(|| Agreement {
            pairs,
            equal: ratings_alike.0 as f64 / ratings_alike.1 as f64,
            tau_b: (!taus.is_empty()).then(|| taus.iter().sum::<f64>() / taus.len() as f64),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(labels: &Labels) -> Vec<String> {
        let lines = labels.by_job.iter().flat_map(|(job, labels)| {
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
        assert_eq!(flat(&read_csv("labels.csv", csv, None).unwrap()), expected);
        assert_eq!(flat(&read_qrels("qrels", qrels).unwrap()), expected);
        let weighted =
            read_csv("labels.csv", "job_id,cv_id,grade,weight\nj,a,1,0.5\n", None).unwrap();
        assert_eq!(flat(&weighted), ["j a 1 0.5"]);
    }

    #[test]
    fn errors_name_file_line_and_what_was_expected() {
        for (text, message) in [
            (
                "job,cv,label\n",
                "l.csv:1: the header is `job,cv,label`; expected `job_id,cv_id,grade`, or `outcome` in place of \
                 `grade`, and after them `weight` or `rater` if you have them",
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
            assert_eq!(
                read_csv("l.csv", text, None).unwrap_err().to_string(),
                message
            );
        }
        assert_eq!(
            read_qrels("qrels", "j 0 a 1\nj a 1\n")
                .unwrap_err()
                .to_string(),
            "qrels:2: 3 fields; expected 4: job_id 0 cv_id grade"
        );
    }

    #[test]
    fn outcomes_become_the_grades_that_are_stated() {
        let outcomes = Outcomes::from_toml("[grades]\nHired = 3\nrejected = 0").unwrap();
        let csv = "cv_id,job_id,outcome\na,j, hired\nb,j,Rejected\n";
        let labels = read_csv("l.csv", csv, Some(&outcomes)).unwrap();
        assert_eq!(flat(&labels), ["j a 3 1", "j b 0 1"]);
        let error = |text, outcomes| read_csv("l.csv", text, outcomes).unwrap_err().to_string();
        assert_eq!(
            error("job_id,cv_id,outcome\nj,a,offer\n", Some(&outcomes)),
            "l.csv:2: the outcome `offer` has no grade; --grades has hired, rejected"
        );
        assert!(error(csv, None).starts_with("l.csv:1: outcomes need grades"));
    }

    #[test]
    fn what_is_not_decided_and_what_is_not_asked_is_left_aside() {
        let csv = "sep=;\nJob ID;Candidate-ID;Grade;Recruiter\nj;a;1,5;x\nj;b;;y\nj;c;0;\n";
        let labels = read_csv("l.csv", csv, None).unwrap();
        assert_eq!(flat(&labels), ["j a 1.5 1", "j c 0 1"]);
        assert_eq!(labels.open, 1);
        let error = |text| read_csv("l.csv", text, None).unwrap_err();
        assert!(error("job_id,cv_id,stage\nj,a,Hired\n").is_header);
        assert!(!error("job_id,cv_id,outcome\nj,a,Hired\n").is_header);
        assert!(!error("job_id,cv_id,grade\nj,a,one\n").is_header);
    }

    #[test]
    fn grades_may_lie_between_whole_numbers() {
        let csv = "job_id,cv_id,grade,rater\nj,a,0.5,x\nj,a,1,y\nj,b,-0.25,x\nj,c,1e-3,x\n";
        let labels = read_csv("l.csv", csv, None).unwrap();
        assert_eq!(flat(&labels), ["j a 0.75 1", "j b -0.25 1", "j c 0.001 1"]);
        let outcomes = Outcomes::from_toml("[grades]\nhired = 1\ninterview = 0.5").unwrap();
        let csv = "job_id,cv_id,outcome,weight\nj,a,Interview,2.5\nj,b,hired,0.5\n";
        let labels = read_csv("l.csv", csv, Some(&outcomes)).unwrap();
        assert_eq!(flat(&labels), ["j a 0.5 2.5", "j b 1 0.5"]);
        let weighted = "job_id,cv_id,grade,weight,rater\nj,a,0.5,3,x\nj,a,1.5,1,y\n";
        let labels = read_csv("l.csv", weighted, None).unwrap();
        assert_eq!(flat(&labels), ["j a 0.75 2"]);
    }

    #[test]
    fn raters_are_averaged_and_their_agreement_told() {
        let csv = "job_id,cv_id,grade,rater\nj,a,3,x\nj,a,1,y\nj,b,0,x\nj,b,0,y\nj,c,1,x\n";
        let labels = read_csv("l.csv", csv, None).unwrap();
        assert_eq!(flat(&labels), ["j a 2 1", "j b 0 1", "j c 1 1"]);
        let agreement = labels.raters.unwrap();
        assert_eq!(
            (agreement.pairs, agreement.equal, agreement.tau_b),
            (2, 0.5, Some(1.0))
        );
        assert_eq!(
            read_csv(
                "l.csv",
                "job_id,cv_id,grade,rater\nj,a,3,x\nj,a,1,x\n",
                None
            )
            .unwrap_err()
            .to_string(),
            "l.csv:3: job j and cv a were labelled before, on line 2"
        );
    }
}
