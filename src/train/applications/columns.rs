//! Which column of an export says what: as its owner states it, as a known system names it, or as
//! such columns are usually called.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::ExportError;
use crate::languages::{Key, key};
use crate::text::{TermKey, tokenize};

/// Rows from the top among which the header is looked for.
const ROWS_ABOVE: usize = 20;

/// What a column says of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Number or other id of the candidate.
    Candidate,
    Name,
    FirstName,
    LastName,
    Email,
    /// Title of the job.
    Job,
    JobId,
    /// How far the application came.
    Stage,
    /// What became of it.
    Status,
    /// Why it was turned down or withdrawn.
    Reason,
    /// Path, file name or address of the CV, or its text.
    Resume,
    /// The CV's text.
    Text,
    /// Yes or no.
    Rejected,
    RejectedOn,
    HiredOn,
    WithdrawnOn,
}

use Field as F;

/// Each field with its name in `--map`, and what its column is usually called.
const FIELDS: [(Field, &str, Key); 16] = [
    (
        F::Candidate,
        "candidate",
        key::APPLICATION_COLUMNS_CANDIDATE_ID,
    ),
    (F::Name, "name", key::APPLICATION_COLUMNS_FULL_NAME),
    (
        F::FirstName,
        "first_name",
        key::APPLICATION_COLUMNS_FIRST_NAME,
    ),
    (F::LastName, "last_name", key::APPLICATION_COLUMNS_LAST_NAME),
    (F::Email, "email", key::APPLICATION_COLUMNS_EMAIL),
    (F::Job, "job", key::APPLICATION_COLUMNS_JOB),
    (F::JobId, "job_id", key::APPLICATION_COLUMNS_JOB_ID),
    (F::Stage, "stage", key::APPLICATION_COLUMNS_STAGE),
    (F::Status, "status", key::APPLICATION_COLUMNS_STATUS),
    (F::Reason, "reason", key::APPLICATION_COLUMNS_REASON),
    (F::Resume, "resume", key::APPLICATION_COLUMNS_RESUME_FILE),
    (F::Text, "text", key::APPLICATION_COLUMNS_RESUME_TEXT),
    (
        F::Rejected,
        "rejected",
        key::APPLICATION_COLUMNS_IS_REJECTED,
    ),
    (
        F::RejectedOn,
        "rejected_on",
        key::APPLICATION_COLUMNS_REJECTED_ON,
    ),
    (F::HiredOn, "hired_on", key::APPLICATION_COLUMNS_HIRED_ON),
    (
        F::WithdrawnOn,
        "withdrawn_on",
        key::APPLICATION_COLUMNS_WITHDRAWN_ON,
    ),
];

impl Field {
    /// As `--map` names it.
    pub fn name(self) -> &'static str {
        FIELDS[self as usize].1
    }

    fn from_name(name: &str) -> Option<Self> {
        let found = FIELDS.iter().find(|(_, known, _)| *known == name.trim());
        found.map(|(field, _, _)| *field)
    }

    /// Whether more than one column may say it: how far somebody came stands here and there.
    fn is_many(self) -> bool {
        matches!(
            self,
            F::Email
                | F::Stage
                | F::Status
                | F::Reason
                | F::Resume
                | F::Rejected
                | F::RejectedOn
                | F::HiredOn
                | F::WithdrawnOn
        )
    }

    fn says_outcome(self) -> bool {
        matches!(
            self,
            F::Stage | F::Status | F::Rejected | F::RejectedOn | F::HiredOn
        )
    }
}

/// Columns as somebody states them, and the posts of jobs that are called otherwise.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Name of a known layout.
    pub layout: Option<String>,
    #[serde(default)]
    columns: BTreeMap<String, Names>,
    /// File of the post, without its ending, by the job's name in the export.
    #[serde(default)]
    pub jobs: BTreeMap<String, String>,
}

/// One column or several.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Many(Vec<String>),
}

impl Names {
    fn all(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Many(names) => names,
        }
    }
}

impl Mapping {
    /// Of a TOML file: `layout`, a table `[columns]` such as `job = "Vacancy"`, a table `[jobs]`.
    ///
    /// # Errors
    /// When it is no such file.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Adds `candidate=Nr, job=Vacancy`, or the name of a known layout; `None` where `written` is
    /// neither.
    pub fn add(&mut self, written: &str) -> Option<()> {
        if !written.contains('=') {
            let known = layouts()
                .iter()
                .find(|layout| layout.name.eq_ignore_ascii_case(written.trim()))?;
            self.layout = Some(known.name.clone());
            return Some(());
        }
        // A comma parts two pairs only where a pair follows: columns may hold commas.
        let mut pairs: Vec<String> = Vec::new();
        for part in written.split(',') {
            match pairs.last_mut() {
                Some(last) if !part.contains('=') => {
                    last.push(',');
                    last.push_str(part);
                }
                _ => pairs.push(part.to_owned()),
            }
        }
        for pair in pairs {
            let (field, column) = pair.split_once('=')?;
            let column = column.trim().to_owned();
            let names = self.columns.entry(field.trim().to_owned());
            let names = names.or_insert_with(|| Names::Many(Vec::new()));
            let mut all = names.all().to_vec();
            all.push(column);
            *names = Names::Many(all);
        }
        Some(())
    }
}

/// How a known system names its columns.
#[derive(Debug, Deserialize)]
struct Layout {
    name: String,
    /// Of each, one must be there.
    marks: Vec<Vec<String>>,
    columns: BTreeMap<String, Vec<String>>,
}

fn layouts() -> &'static [Layout] {
    #[derive(Deserialize)]
    struct File {
        layout: Vec<Layout>,
    }
    static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| {
        let text = include_str!("../../../data/applications/layouts.toml");
        // A test reads the file, too.
        toml::from_str::<File>(text).map_or_else(|_| Vec::new(), |file| file.layout)
    });
    &LAYOUTS
}

/// Names of the known layouts.
pub fn layout_names() -> impl Iterator<Item = &'static str> {
    layouts().iter().map(|layout| layout.name.as_str())
}

/// The columns of an export by what they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Name of the layout that was recognised or named.
    pub layout: Option<&'static str>,
    /// Headings as they stand.
    pub header: Vec<String>,
    of_field: BTreeMap<Field, Vec<usize>>,
}

impl Columns {
    /// Finds the header in the first rows; returns its place, too.
    ///
    /// # Errors
    /// Names what is missing and what is there.
    pub(super) fn find<'a>(
        path: &str,
        rows: impl Iterator<Item = &'a [String]>,
        mapping: &Mapping,
    ) -> Result<(usize, Self), ExportError> {
        let mut first = None;
        for (place, cells) in rows.take(ROWS_ABOVE).enumerate() {
            match Self::of_header(cells, mapping) {
                Ok(columns) => return Ok((place, columns)),
                Err(missing) => {
                    // The widest row is the likeliest header.
                    let wider = first
                        .as_ref()
                        .is_none_or(|(width, _, _)| *width < cells.len());
                    if wider {
                        first = Some((cells.len(), missing, cells.join(", ")));
                    }
                }
            }
        }
        let (_, missing, found) = first.unwrap_or((0, "no column".to_owned(), String::new()));
        Err(ExportError::Columns {
            path: path.to_owned(),
            missing,
            found,
        })
    }

    /// Of a header's cells; in the error stands what is missing.
    fn of_header(cells: &[String], mapping: &Mapping) -> Result<Self, String> {
        let header: Vec<Vec<TermKey>> = cells.iter().map(|cell| words(cell)).collect();
        let named = |name: &str| {
            let wanted = words(name);
            header
                .iter()
                .position(|cell| !cell.is_empty() && *cell == wanted)
        };
        let mut of_field: BTreeMap<Field, Vec<usize>> = BTreeMap::new();
        let mut taken = vec![false; cells.len()];
        for (field, names) in &mapping.columns {
            let known = || FIELDS.map(|(_, name, _)| name).join(", ");
            let field = Field::from_name(field).ok_or_else(|| {
                format!("the map names a field `{field}`; fields are {}", known())
            })?;
            for name in names.all() {
                let stands = |cell: &String| cell.eq_ignore_ascii_case(name);
                let at = cells.iter().position(stands).or_else(|| named(name));
                let at = at.ok_or_else(|| {
                    format!("the map names a column `{name}`, which is not there")
                })?;
                of_field.entry(field).or_default().push(at);
                taken[at] = true;
            }
        }
        let is_marked = |layout: &&Layout| {
            let mut marks = layout.marks.iter();
            marks.all(|any| any.iter().any(|name| named(name).is_some()))
        };
        let layout = match &mapping.layout {
            Some(name) => layouts()
                .iter()
                .find(|layout| layout.name.eq_ignore_ascii_case(name)),
            None => layouts().iter().find(is_marked),
        };
        let mut add = |field: Field, at: usize| {
            let places = of_field.entry(field).or_default();
            if !taken[at] && (places.is_empty() || field.is_many()) {
                places.push(at);
                taken[at] = true;
            }
        };
        let stated: Vec<Field> = mapping
            .columns
            .keys()
            .filter_map(|name| Field::from_name(name))
            .collect();
        let of_layout = layout.iter().flat_map(|layout| &layout.columns);
        for (field, names) in of_layout {
            let Some(field) = Field::from_name(field).filter(|field| !stated.contains(field))
            else {
                continue;
            };
            for at in names.iter().filter_map(|name| named(name)) {
                add(field, at);
            }
        }
        for (field, _, names) in FIELDS
            .iter()
            .filter(|(field, _, _)| !stated.contains(field))
        {
            for name in names.prepared() {
                let stands = |cell: &Vec<TermKey>| {
                    let keys = cell.iter();
                    !cell.is_empty() && keys.eq(name.keys)
                };
                if let Some(at) = header.iter().position(stands) {
                    add(*field, at);
                }
            }
        }
        of_field.retain(|_, places| !places.is_empty());
        let has = |fields: &[Field]| fields.iter().any(|field| of_field.contains_key(field));
        if !has(&[F::Job, F::JobId]) {
            return Err("no column says the job (--map job=COLUMN)".to_owned());
        }
        if !has(&[
            F::Candidate,
            F::Name,
            F::LastName,
            F::Email,
            F::Resume,
            F::Text,
        ]) {
            return Err(
                "no column says the candidate (--map candidate=COLUMN, name=, email= or resume=)"
                    .to_owned(),
            );
        }
        if !of_field.keys().any(|field| field.says_outcome()) {
            return Err(
                "no column says what became of it (--map stage=COLUMN or status=COLUMN)".to_owned(),
            );
        }
        Ok(Self {
            layout: layout.map(|layout| layout.name.as_str()),
            header: cells.to_vec(),
            of_field,
        })
    }

    /// The cells of a field that hold anything.
    pub(super) fn cells<'a>(
        &self,
        row: &'a [String],
        field: Field,
    ) -> impl Iterator<Item = &'a str> {
        let places = self.of_field.get(&field).cloned().unwrap_or_default();
        let cells = places.into_iter().filter_map(|at| row.get(at));
        cells.map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// The first of them, or nothing.
    pub(super) fn cell<'a>(&self, row: &'a [String], field: Field) -> &'a str {
        self.cells(row, field).next().unwrap_or_default()
    }

    /// Each field that has columns, with their headings.
    pub fn used(&self) -> impl Iterator<Item = (Field, Vec<&str>)> {
        self.of_field.iter().map(|(field, places)| {
            let names = places.iter().filter_map(|&at| self.header.get(at));
            (*field, names.map(String::as_str).collect())
        })
    }

    /// Headings of the columns that say nothing that is asked.
    pub fn unused(&self) -> impl Iterator<Item = &str> {
        let used: Vec<usize> = self.of_field.values().flatten().copied().collect();
        let all = self.header.iter().enumerate();
        all.filter(move |(at, name)| !used.contains(at) && !name.is_empty())
            .map(|(_, name)| name.as_str())
    }
}

/// The words of a heading: `candidateID`, `Candidate_ID` and `Candidate ID (internal)` are one.
fn words(heading: &str) -> Vec<TermKey> {
    let outside = heading.split('(').next().unwrap_or_default();
    let mut spaced = String::with_capacity(outside.len() + 8);
    let mut before = ' ';
    for letter in outside.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        let is_sign = matches!(letter, '_' | '-' | '.' | '/' | '#' | ':');
        spaced.push(if is_sign { ' ' } else { letter });
        before = letter;
    }
    tokenize(&spaced).iter().map(|token| token.key).collect()
}
