//! Reads the file that says who belongs to which category.
//!
//! This module is private to the audit, so no other room can name, build or hold [`Groups`].

use std::collections::{BTreeMap, BTreeSet};

use super::{AuditError, GroupsFile, category};
use crate::csv_rows::CsvRows;

const EXPECTED: &str =
    "expected `cv_id,sex,race_ethnicity`, and `age_band`, `selected` and `job_id` if you have them";

/// The categories of one CV; `None` where unknown.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub sex: Option<String>,
    pub race_ethnicity: Option<String>,
    pub age_band: Option<String>,
    /// Present exactly when the file has the column.
    pub selected: Option<bool>,
}

/// Who belongs to which category, by job (when the file names jobs) and CV.
#[derive(Debug)]
pub(super) struct Groups {
    rows: BTreeMap<(Option<String>, String), Row>,
    pub has_selected: bool,
    pub has_age: bool,
}

impl Groups {
    pub(super) fn read(file: &GroupsFile) -> Result<Self, AuditError> {
        let problem = |(line, problem)| AuditError::Line {
            file: file.name.clone(),
            line,
            problem,
        };
        let text = file.text()?;
        let records = CsvRows::new(text).map_err(problem)?;
        let columns = Columns::find(&records.header).map_err(|found| problem((1, found)))?;
        let mut rows = BTreeMap::new();
        let mut first_lines = BTreeMap::new();
        for record in records {
            let (line, record) = record.map_err(problem)?;
            let (key, row) = columns
                .row(&record)
                .map_err(|message| problem((line, message)))?;
            if let Some(first) = first_lines.insert(key.clone(), line) {
                let message = format!(
                    "cv {} stands on line {first} too; keep one row for each",
                    key.1
                );
                return Err(problem((line, message)));
            }
            rows.insert(key, row);
        }
        if rows.is_empty() {
            return Err(problem((1, "no row follows the header".to_owned())));
        }
        Ok(Self {
            rows,
            has_selected: columns.selected.is_some(),
            has_age: columns.age_band.is_some(),
        })
    }

    /// The jobs that the file names.
    pub(super) fn jobs(&self) -> BTreeSet<&str> {
        self.rows
            .keys()
            .filter_map(|(job, _)| job.as_deref())
            .collect()
    }

    /// The row of a CV for a job, else its row without a job.
    pub(super) fn row(&self, job: Option<&str>, cv_id: &str) -> Option<&Row> {
        let of = |job: Option<&str>| self.rows.get(&(job.map(str::to_owned), cv_id.to_owned()));
        of(job).or_else(|| of(None))
    }

    /// Ids of the CVs that have a row for the job or without a job, in order.
    pub(super) fn cv_ids<'a>(&'a self, job: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        self.rows
            .keys()
            .filter(move |(of, _)| of.is_none() || of.as_deref() == job)
            .map(|(_, cv_id)| cv_id.as_str())
    }
}

/// Where each column stands.
struct Columns {
    cv_id: usize,
    sex: usize,
    race_ethnicity: usize,
    age_band: Option<usize>,
    selected: Option<usize>,
    job_id: Option<usize>,
}

impl Columns {
    fn find(header: &csv::StringRecord) -> Result<Self, String> {
        let shown = || header.iter().collect::<Vec<_>>().join(",");
        let optional = |names: &[&str]| {
            let mut found = header
                .iter()
                .enumerate()
                .filter(|(_, name)| names.iter().any(|known| known.eq_ignore_ascii_case(name)));
            let first = found.next();
            if let (Some((_, first)), Some((_, second))) = (first, found.next()) {
                return Err(format!(
                    "the header has both `{first}` and `{second}`; keep one of them"
                ));
            }
            Ok(first.map(|(index, _)| index))
        };
        let needed = |names: &[&str]| {
            optional(names)?.ok_or_else(|| {
                format!(
                    "the header is `{}`, without `{}`; {EXPECTED}",
                    shown(),
                    names.first().unwrap_or(&"")
                )
            })
        };
        Ok(Self {
            cv_id: needed(&["cv_id", "candidate_id"])?,
            sex: needed(&["sex"])?,
            race_ethnicity: needed(&["race_ethnicity"])?,
            age_band: optional(&["age_band"])?,
            selected: optional(&["selected"])?,
            job_id: optional(&["job_id"])?,
        })
    }

    fn row(&self, record: &csv::StringRecord) -> Result<((Option<String>, String), Row), String> {
        let field = |index: usize| record.get(index).unwrap_or_default();
        // Sheets made from our own CSV carry the sign that keeps a cell from being run.
        let cv_id = super::run::plain_id(field(self.cv_id));
        if cv_id.is_empty() {
            return Err("the cv_id is empty".to_owned());
        }
        let job = self.job_id.map(field).filter(|job| !job.is_empty());
        let selected =
            self.selected
                .map(field)
                .map(|written| match written.to_lowercase().as_str() {
                    "1" | "yes" | "y" | "true" => Ok(true),
                    "0" | "no" | "n" | "false" => Ok(false),
                    _ => Err(format!(
                        "selected is `{written}`; expected yes or no, true or false, 1 or 0"
                    )),
                });
        let row = Row {
            sex: category::sex(field(self.sex)),
            race_ethnicity: category::race_ethnicity(field(self.race_ethnicity)),
            age_band: self.age_band.map(field).and_then(category::age_band),
            selected: selected.transpose()?,
        };
        Ok(((job.map(str::to_owned), cv_id.to_owned()), row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Groups, String> {
        Groups::read(&GroupsFile::new("g.csv", text.as_bytes())).map_err(|error| error.to_string())
    }

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let groups = read(
            "\u{feff}Sex,selected,candidate_id,race_ethnicity,note\r\nF,yes,a,White,x\r\n\r\n,0,b,,\r\n",
        )
        .unwrap();
        let row = groups.row(Some("any"), "a").unwrap();
        assert_eq!(
            (row.sex.as_deref(), row.race_ethnicity.as_deref()),
            (Some("Female"), Some("White"))
        );
        assert_eq!((row.selected, groups.has_age), (Some(true), false));
        let row = groups.row(None, "b").unwrap();
        assert_eq!((&row.sex, &row.race_ethnicity), (&None, &None));
        assert!(groups.row(None, "c").is_none());
    }

    #[test]
    fn a_row_for_the_job_goes_before_one_without() {
        let text = "job_id,cv_id,sex,race_ethnicity\nj,a,F,\n,a,M,\nk,b,M,\n";
        let groups = read(text).unwrap();
        let sex = |job, cv| groups.row(job, cv).and_then(|row| row.sex.clone());
        assert_eq!(sex(Some("j"), "a").as_deref(), Some("Female"));
        assert_eq!(sex(Some("k"), "a").as_deref(), Some("Male"));
        assert_eq!(sex(Some("j"), "b"), None);
        assert_eq!(groups.jobs().into_iter().collect::<Vec<_>>(), ["j", "k"]);
    }

    #[test]
    fn errors_name_file_and_line() {
        let head = "cv_id,sex,race_ethnicity,selected\n";
        for (text, message) in [
            (
                "cv_id,gender\n".to_owned(),
                "g.csv:1: the header is `cv_id,gender`, without `sex`; expected `cv_id,sex,race_ethnicity`, and `age_band`, `selected` and `job_id` if you have them",
            ),
            (
                "cv_id,candidate_id,sex,race_ethnicity\n".to_owned(),
                "g.csv:1: the header has both `cv_id` and `candidate_id`; keep one of them",
            ),
            (head.to_owned(), "g.csv:1: no row follows the header"),
            (
                format!("{head}a,F,White,yes\n\nb,F,White,maybe\n"),
                "g.csv:4: selected is `maybe`; expected yes or no, true or false, 1 or 0",
            ),
            (
                format!("{head}a,F,White,yes\nb,F\n"),
                "g.csv:3: 2 fields; expected 4",
            ),
            (
                format!("{head}a,F,White,yes\n,F,White,no\n"),
                "g.csv:3: the cv_id is empty",
            ),
            (
                format!("{head}a,F,White,yes\na,M,White,no\n"),
                "g.csv:3: cv a stands on line 2 too; keep one row for each",
            ),
        ] {
            assert_eq!(read(&text).unwrap_err(), message);
        }
        let bytes = b"cv_id,sex,race_ethnicity\na,F,\xff\n";
        let error = Groups::read(&GroupsFile::new("g.csv", bytes)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "g.csv:2: the text is not UTF-8; save it as CSV UTF-8"
        );
    }
}
