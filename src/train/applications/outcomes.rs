//! What became of an application, as a grade: by how far it came, and only where that was decided
//! for a reason that the CV can show.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::columns::{Columns, Field};
use crate::languages::key;
use crate::text::{PhraseTable, Tokens, tokenize};

/// How far an application came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// Nobody chose this CV, or nobody has looked yet.
    Received,
    Screened,
    Interviewed,
    Offered,
    Hired,
}

impl Rung {
    pub const ALL: [Rung; 5] = [
        Rung::Received,
        Rung::Screened,
        Rung::Interviewed,
        Rung::Offered,
        Rung::Hired,
    ];

    /// 0 to 4.
    pub fn grade(self) -> f64 {
        f64::from(self as u8)
    }

    /// What a table of grades says of it.
    pub fn name(self) -> &'static str {
        match self {
            Rung::Received => "received, or turned down on the CV",
            Rung::Screened => "screened",
            Rung::Interviewed => "interviewed",
            Rung::Offered => "offered",
            Rung::Hired => "hired",
        }
    }
}

/// What a phrase in a stage, a status or a reason says.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meaning {
    Rung(Rung),
    Rejected,
    Open,
    Outside,
    Inside,
}

fn phrases() -> &'static PhraseTable<Meaning> {
    static PHRASES: LazyLock<PhraseTable<Meaning>> = LazyLock::new(|| {
        PhraseTable::of_keys(&[
            (key::APPLICATION_OUTCOMES_HIRED, Meaning::Rung(Rung::Hired)),
            (
                key::APPLICATION_OUTCOMES_OFFERED,
                Meaning::Rung(Rung::Offered),
            ),
            (
                key::APPLICATION_OUTCOMES_INTERVIEWED,
                Meaning::Rung(Rung::Interviewed),
            ),
            (
                key::APPLICATION_OUTCOMES_SCREENED,
                Meaning::Rung(Rung::Screened),
            ),
            (
                key::APPLICATION_OUTCOMES_RECEIVED,
                Meaning::Rung(Rung::Received),
            ),
            (key::APPLICATION_OUTCOMES_REJECTED, Meaning::Rejected),
            (key::APPLICATION_OUTCOMES_OPEN, Meaning::Open),
            (key::APPLICATION_OUTCOMES_OUTSIDE, Meaning::Outside),
            (key::APPLICATION_OUTCOMES_INSIDE, Meaning::Inside),
        ])
    });
    &PHRASES
}

fn is_no(cell: &str) -> bool {
    static NO: LazyLock<BTreeSet<&str>> =
        LazyLock::new(|| key::APPLICATION_OUTCOMES_NO.phrases().collect());
    let folded = fold(cell);
    NO.contains(folded.as_str())
        || !cell
            .chars()
            .any(|letter| letter.is_alphanumeric() && letter != '0')
}

fn fold(value: &str) -> String {
    value.trim().to_lowercase()
}

/// What the owner of an export says of its values: a number, or that it is no label.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(untagged)]
enum Stated {
    Grade(f64),
    Word(Word),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum Word {
    /// Decided for what no CV holds, or not decided.
    #[serde(rename = "no label")]
    NoLabel,
    /// A reason that a CV holds: the stage says the grade.
    #[serde(rename = "counts")]
    Counts,
    /// Turned down; the stage says the grade.
    #[serde(rename = "rejected")]
    Rejected,
}

/// Values with what they mean: built in, or as a file states.
///
/// ```
/// use cvrank::train::applications::Grading;
///
/// let grading = Grading::from_toml("[grades]\n\"Parked\" = \"no label\"\n\"Second look\" = 1.5\n").unwrap();
/// assert!(Grading::from_toml("[grades]\n\"Parked\" = \"maybe\"\n").is_err());
/// # let _ = grading;
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grading {
    #[serde(default)]
    grades: BTreeMap<String, Stated>,
}

/// What an application is worth as a label.
#[derive(Debug, Clone, PartialEq)]
pub enum Judged {
    Grade(f64),
    /// Not decided yet.
    Open,
    /// Decided for what no CV holds, in these words.
    Outside(String),
    /// Values that nothing is known of.
    Unknown(Vec<String>),
    /// The row says nothing of it.
    Empty,
}

impl Grading {
    /// Of a TOML file with a table `[grades]`: `"value" = 2`, or `"no label"`, `"counts"` (a
    /// reason that a CV holds), `"rejected"`.
    ///
    /// # Errors
    /// When it is no such file.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        let read: Self = toml::from_str(text)?;
        let folded = |(value, stated): (String, Stated)| (fold(&value), stated);
        Ok(Self {
            grades: read.grades.into_iter().map(folded).collect(),
        })
    }

    /// What the row says.
    pub(super) fn judge(&self, columns: &Columns, row: &[String]) -> Judged {
        let mut seen = Seen::default();
        for cell in columns.cells(row, Field::Stage) {
            let before = seen.grade;
            if !self.add(&mut seen, cell) && before == seen.grade {
                seen.stages_unknown.push(cell.to_owned());
            }
        }
        for cell in columns.cells(row, Field::Status) {
            if !self.add(&mut seen, cell) {
                seen.unknown.push(cell.to_owned());
            }
        }
        seen.is_rejected |= columns.cells(row, Field::Rejected).any(|cell| !is_no(cell));
        seen.is_rejected |= columns.cells(row, Field::RejectedOn).next().is_some();
        if columns.cells(row, Field::HiredOn).next().is_some() {
            seen.reach(Rung::Hired.grade());
        }
        if let Some(date) = columns.cells(row, Field::WithdrawnOn).next() {
            seen.outside = Some(date.to_owned());
        }
        let mut reasons = (Vec::new(), false);
        for cell in columns.cells(row, Field::Reason) {
            seen.is_rejected = true;
            match self.reason(cell) {
                Some(Meaning::Inside) => reasons.1 = true,
                Some(_) => seen.outside = Some(cell.to_owned()),
                None => reasons.0.push(cell.to_owned()),
            }
        }
        if reasons.1 {
            seen.outside = None;
        } else {
            seen.reasons_unknown = reasons.0;
        }
        seen.judged()
    }

    /// Whether anything is known of a stage or a status.
    fn add(&self, seen: &mut Seen, value: &str) -> bool {
        seen.is_said = true;
        match self.grades.get(&fold(value)) {
            Some(Stated::Grade(grade)) => seen.reach(*grade),
            Some(Stated::Word(Word::NoLabel)) => seen.outside = Some(value.to_owned()),
            Some(Stated::Word(Word::Rejected)) => seen.is_rejected = true,
            Some(Stated::Word(Word::Counts)) => {}
            None => {
                let mut any = false;
                for meaning in meanings(value) {
                    any = true;
                    match meaning {
                        Meaning::Rung(Rung::Received) => seen.is_open = true,
                        Meaning::Rung(rung) => seen.reach(rung.grade()),
                        Meaning::Open => seen.is_open = true,
                        Meaning::Rejected | Meaning::Inside => seen.is_rejected = true,
                        Meaning::Outside => seen.outside = Some(value.to_owned()),
                    }
                }
                return any;
            }
        }
        true
    }

    /// Whether a reason is one that a CV holds; `None` where nothing is known of it.
    fn reason(&self, value: &str) -> Option<Meaning> {
        match self.grades.get(&fold(value)) {
            Some(Stated::Word(Word::NoLabel)) => return Some(Meaning::Outside),
            Some(_) => return Some(Meaning::Inside),
            None => {}
        }
        let said = meanings(value);
        let says = |wanted: &[Meaning]| said.iter().any(|meaning| wanted.contains(meaning));
        if says(&[Meaning::Inside]) {
            Some(Meaning::Inside)
        } else {
            says(&[Meaning::Outside]).then_some(Meaning::Outside)
        }
    }
}

fn meanings(value: &str) -> Vec<Meaning> {
    // Names of stages are often one word to a program: `IN_REVIEW`.
    let value = value.replace(['_', '-', '/'], " ");
    let tokens = tokenize(&value);
    let found = phrases().find(Tokens::new(&value, &tokens), 0..tokens.len());
    found.map(|(_, meaning)| *meaning).collect()
}

#[derive(Debug, Default)]
struct Seen {
    is_said: bool,
    grade: Option<f64>,
    is_rejected: bool,
    is_open: bool,
    outside: Option<String>,
    stages_unknown: Vec<String>,
    unknown: Vec<String>,
    reasons_unknown: Vec<String>,
}

impl Seen {
    fn reach(&mut self, grade: f64) {
        self.grade = Some(self.grade.map_or(grade, |before| before.max(grade)));
    }

    fn judged(self) -> Judged {
        let is_hired = self.grade.is_some_and(|grade| grade >= Rung::Hired.grade());
        if is_hired {
            return Judged::Grade(self.grade.unwrap_or_default());
        }
        if let Some(words) = self.outside {
            return Judged::Outside(words);
        }
        if !self.reasons_unknown.is_empty() {
            return Judged::Unknown(self.reasons_unknown);
        }
        match self.grade {
            Some(grade) => Judged::Grade(grade),
            // How far it came is not known.
            None if !self.stages_unknown.is_empty() => Judged::Unknown(self.stages_unknown),
            None if self.is_rejected => Judged::Grade(Rung::Received.grade()),
            None if self.is_open => Judged::Open,
            None if !self.unknown.is_empty() => Judged::Unknown(self.unknown),
            None => Judged::Empty,
        }
    }
}
