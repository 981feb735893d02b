//! Reads the scores of a run: a ranking as CSV or JSON, or the folder that holds one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::AuditError;
use crate::csv_rows::CsvRows;
use crate::document::limits::{RUN_BYTES, read_file_bounded};
use crate::hash::sha256;
use crate::model::Points;

/// What is looked for in the folder of a run, the first before the second.
const RANKING_JSON: &str = "ranking.json";
const RANKING_CSV: &str = "ranking.csv";
const EXPLANATIONS: &str = "explain";

/// Name under which the points that every CV starts with stand among the features.
const BASE: &str = "base";

/// The scores of one job's CVs, as a run wrote them.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredRun {
    /// The file of the scores, as the user named it.
    pub name: String,
    /// SHA-256 of that file, in hexadecimal.
    pub sha256: String,
    /// The job's title, where the file tells it.
    pub job: Option<String>,
    /// Empty when the file does not tell it.
    pub model: String,
    /// `YYYY-MM-DD`; empty when the file does not tell it.
    pub as_of: String,
    pub cvs: Vec<ScoredCv>,
    /// Why there are no contributions, when there are none.
    pub without_contributions: Option<String>,
}

/// One CV of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredCv {
    pub cv_id: String,
    /// Absent when the CV could not be scored.
    pub score: Option<Points>,
    /// What each feature earned, by its name; they sum to the score.
    pub contributions: Option<BTreeMap<String, Earned>>,
}

/// What a feature earned in one score.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Earned {
    pub points: Points,
    /// The most points it could have earned.
    pub weight: f64,
}

#[derive(Deserialize)]
struct RankingFile {
    job: String,
    model: String,
    as_of: String,
    /// CVs that were scored or could not be read, whether they stand in `matches` or not.
    cvs: Option<usize>,
    matches: Vec<MatchEntry>,
}

#[derive(Deserialize)]
struct MatchEntry {
    cv_id: String,
    score: Option<f64>,
    explanation: Option<ExplanationEntry>,
}

#[derive(Deserialize)]
struct ExplanationEntry {
    base: f64,
    contributions: Vec<ContributionEntry>,
}

#[derive(Deserialize)]
struct ContributionEntry {
    feature: String,
    weight: f64,
    points: f64,
}

impl ScoredRun {
    /// The files that [`Self::open`] may read of `path`, none of which need be there.
    pub fn places(path: &Path) -> Vec<PathBuf> {
        if !path.is_dir() {
            return vec![path.to_owned()];
        }
        [RANKING_JSON, RANKING_CSV, EXPLANATIONS]
            .map(|name| path.join(name))
            .to_vec()
    }

    /// Opens a ranking that `cvrank score` wrote as CSV or JSON, or the folder with
    /// `ranking.json`, or `ranking.csv` and `explain/*.json`.
    ///
    /// # Errors
    /// When nothing of this is at `path`, or what is there is damaged.
    pub fn open(path: &Path) -> Result<Self, AuditError> {
        if !path.is_dir() {
            return Self::from_bytes(&path.display().to_string(), &read(path)?);
        }
        for name in [RANKING_JSON, RANKING_CSV] {
            let file = path.join(name);
            if !file.is_file() {
                continue;
            }
            let mut run = Self::from_bytes(&file.display().to_string(), &read(&file)?)?;
            if run.without_contributions.is_some() {
                run.add_explanations(&path.join(EXPLANATIONS))?;
            }
            return Ok(run);
        }
        Err(AuditError::File {
            file: path.display().to_string(),
            problem: format!(
                "the folder holds neither {RANKING_JSON} nor {RANKING_CSV}; name the folder of a run, or a ranking that `cvrank score` wrote with --format json or csv"
            ),
        })
    }

    /// A ranking as CSV or JSON, told apart by its first sign; `name` is for messages.
    ///
    /// # Errors
    /// When it is neither, or damaged.
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Self, AuditError> {
        let text = super::utf8(name, bytes)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut run = if text.trim_start().starts_with('{') {
            Self::from_json(name, text)?
        } else {
            Self::from_csv(name, text)?
        };
        run.sha256 = sha256(bytes);
        let mut seen = BTreeSet::new();
        if let Some(cv) = run.cvs.iter().find(|cv| !seen.insert(cv.cv_id.as_str())) {
            return Err(AuditError::File {
                file: name.to_owned(),
                problem: format!(
                    "cv {} stands there twice; expected one job's ranking",
                    cv.cv_id
                ),
            });
        }
        Ok(run)
    }

    fn from_json(name: &str, text: &str) -> Result<Self, AuditError> {
        let file: RankingFile = parsed(name, text)?;
        let held = file.matches.len();
        if let Some(all) = file.cvs.filter(|all| *all != held) {
            return Err(AuditError::File {
                file: name.to_owned(),
                problem: format!(
                    "it holds {held} of {all} CVs, and an audit needs all; write it without --top"
                ),
            });
        }
        let cvs = file.matches.into_iter().map(|entry| scored(name, entry));
        Ok(Self {
            name: name.to_owned(),
            sha256: String::new(),
            job: Some(file.job),
            model: file.model,
            as_of: file.as_of,
            cvs: cvs.collect::<Result<_, _>>()?,
            without_contributions: None,
        })
    }

    fn from_csv(name: &str, text: &str) -> Result<Self, AuditError> {
        let problem = |(line, problem)| AuditError::Line {
            file: name.to_owned(),
            line,
            problem,
        };
        let rows = CsvRows::new(text).map_err(problem)?;
        let header = rows.header.clone();
        let column = |wanted: &str| header.iter().position(|name| name == wanted);
        let needed = |wanted: &str| {
            column(wanted).ok_or_else(|| {
                let message = format!(
                    "there is no column `{wanted}`; expected a ranking that `cvrank score` wrote with --format csv or json"
                );
                problem((1, message))
            })
        };
        let (cv_id, score) = (needed("cv_id")?, needed("score")?);
        let (model, as_of) = (column("model"), column("as_of"));
        let mut run = Self {
            name: name.to_owned(),
            sha256: String::new(),
            job: None,
            model: String::new(),
            as_of: String::new(),
            cvs: Vec::new(),
            without_contributions: Some(
                "a CSV holds scores without their parts; write the run with --format json"
                    .to_owned(),
            ),
        };
        for row in rows {
            let (line, record) = row.map_err(problem)?;
            let field = |index: usize| record.get(index).unwrap_or_default();
            let score = match field(score) {
                "" => None,
                written => Some(Points::from_decimal(written).ok_or_else(|| {
                    let message = format!(
                        "the score is `{written}`; expected a number with at most three decimals"
                    );
                    problem((line, message))
                })?),
            };
            if run.cvs.is_empty() {
                run.model = plain_id(model.map(field).unwrap_or_default()).to_owned();
                run.as_of = as_of.map(field).unwrap_or_default().to_owned();
            }
            run.cvs.push(ScoredCv {
                cv_id: plain_id(field(cv_id)).to_owned(),
                score,
                contributions: None,
            });
        }
        Ok(run)
    }

    /// Takes the contributions from one file for each CV, when the folder is there.
    fn add_explanations(&mut self, folder: &Path) -> Result<(), AuditError> {
        let Ok(entries) = fs::read_dir(folder) else {
            return Ok(());
        };
        let mut paths: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
        paths.sort();
        let mut explained = BTreeMap::new();
        for path in paths {
            let name = path.display().to_string();
            let entry: MatchEntry = parsed(&name, super::utf8(&name, &read(&path)?)?)?;
            let cv = scored(&name, entry)?;
            explained.insert(cv.cv_id.clone(), (name, cv));
        }
        for cv in self.cvs.iter_mut().filter(|cv| cv.score.is_some()) {
            let Some((name, found)) = explained.remove(&cv.cv_id) else {
                self.without_contributions = Some(format!(
                    "{EXPLANATIONS}/ holds no explanation of {}",
                    cv.cv_id
                ));
                return Ok(());
            };
            if found.score != cv.score {
                return Err(AuditError::File {
                    file: name,
                    problem: format!(
                        "the score of {} differs from the ranking's; both must be of one run",
                        cv.cv_id
                    ),
                });
            }
            cv.contributions = found.contributions;
        }
        self.without_contributions = None;
        Ok(())
    }
}

fn read(path: &Path) -> Result<Vec<u8>, AuditError> {
    read_file_bounded(path, RUN_BYTES).map_err(|error| AuditError::File {
        file: path.display().to_string(),
        problem: format!("cannot be read: {error}; check the path"),
    })
}

fn parsed<'a, T: Deserialize<'a>>(name: &str, text: &'a str) -> Result<T, AuditError> {
    serde_json::from_str(text).map_err(|error| AuditError::Line {
        file: name.to_owned(),
        line: error.line() as u64,
        problem: format!("no ranking that `cvrank score` wrote: {error}"),
    })
}

fn scored(file: &str, entry: MatchEntry) -> Result<ScoredCv, AuditError> {
    let problem = |problem: String| AuditError::File {
        file: file.to_owned(),
        problem,
    };
    let exact = |value: f64| {
        Points::from_f64(value).ok_or_else(|| {
            problem(format!(
                "{}: {value} is no number of points with at most three decimals",
                entry.cv_id
            ))
        })
    };
    let score = entry.score.map(&exact).transpose()?;
    let mut contributions = None;
    if let (Some(explanation), Some(score)) = (&entry.explanation, score) {
        let mut earned: BTreeMap<String, Earned> = BTreeMap::new();
        let base = exact(explanation.base)?;
        if base != Points(0) {
            earned.entry(BASE.to_owned()).or_default().points = base;
        }
        for contribution in &explanation.contributions {
            let sum = earned.entry(contribution.feature.clone()).or_default();
            sum.points.0 += exact(contribution.points)?.0;
            sum.weight += contribution.weight;
        }
        let sum: Points = earned.values().map(|earned| earned.points).sum();
        if sum != score {
            return Err(problem(format!(
                "{}: the contributions sum to {sum}, the score is {score}; the file was changed",
                entry.cv_id
            )));
        }
        contributions = Some(earned);
    }
    if score.is_some() && contributions.is_none() {
        return Err(problem(format!(
            "{}: a score without explanation",
            entry.cv_id
        )));
    }
    Ok(ScoredCv {
        cv_id: entry.cv_id,
        score,
        contributions,
    })
}

/// The id without the `'` that keeps a spreadsheet from running it.
pub(super) fn plain_id(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(id) if crate::report::text_cell(id) == cell => id,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        ScoredRun::from_bytes("r", text.as_bytes())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn a_csv_of_ours_is_read() {
        let text = "\u{feff}rank,cv_id,score,model,as_of\n1,'=b,70.125,m,2026-06-01\n,a,,m,x\n";
        let run = ScoredRun::from_bytes("r", text.as_bytes()).unwrap();
        let cvs: Vec<_> = run
            .cvs
            .iter()
            .map(|cv| (cv.cv_id.as_str(), cv.score))
            .collect();
        assert_eq!(cvs, [("=b", Some(Points(70_125))), ("a", None)]);
        assert_eq!(
            (run.model.as_str(), run.as_of.as_str()),
            ("m", "2026-06-01")
        );
        assert!(run.without_contributions.is_some());
    }

    #[test]
    fn a_json_of_ours_is_read_and_its_sums_are_checked() {
        let json = |points: &str| {
            format!(
                r#"{{"job": "j", "model": "m", "as_of": "d", "matches": [
                {{"cv_id": "a", "score": 70.125, "explanation": {{"base": 0.0, "contributions": [
                    {{"feature": "f", "weight": 60.0, "points": {points}}},
                    {{"feature": "g", "weight": 30.0, "points": 20.0}},
                    {{"feature": "f", "weight": 10.0, "points": 0.1}}]}}}},
                {{"cv_id": "b", "score": null, "explanation": null}}]}}"#
            )
        };
        let run = ScoredRun::from_bytes("r", json("50.025").as_bytes()).unwrap();
        let earned = run.cvs[0].contributions.as_ref().unwrap();
        assert_eq!(
            (earned["f"].points, earned["f"].weight),
            (Points(50_125), 70.0)
        );
        assert_eq!(run.cvs[1].score, None);
        let cut = json("50.025").replacen('{', r#"{"cvs": 7,"#, 1);
        assert_eq!(
            message(&cut),
            "r: it holds 2 of 7 CVs, and an audit needs all; write it without --top"
        );
        assert_eq!(
            message(&json("50.024")),
            "r: a: the contributions sum to 70.124, the score is 70.125; the file was changed"
        );
        assert_eq!(
            message(&json("50.0255")),
            "r: a: 50.0255 is no number of points with at most three decimals"
        );
    }

    #[test]
    fn errors_name_file_and_line() {
        for (text, expected) in [
            (
                "id,score\n",
                "r:1: there is no column `cv_id`; expected a ranking that `cvrank score` wrote with --format csv or json",
            ),
            (
                "cv_id,score\na,1\n\nb,high\n",
                "r:4: the score is `high`; expected a number with at most three decimals",
            ),
            (
                "cv_id,score\na,1\na,2\n",
                "r: cv a stands there twice; expected one job's ranking",
            ),
            (
                "{\n\"job\": 1}",
                "r:2: no ranking that `cvrank score` wrote: invalid type: integer `1`, expected a string at line 2 column 8",
            ),
        ] {
            assert_eq!(message(text), expected);
        }
    }
}
