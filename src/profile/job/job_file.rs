//! The job file: a [`JobProfile`] as TOML that a recruiter can correct and pass back.
//!
//! Written with plain keys (`years = 5`, `language = "de"`); read with an error for
//! each slip that names line, key, what was found and what is expected.

use std::fmt::Write as _;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{
    Demand, Importance, JobProfile, Requirement, SetAside, SetAsideReason, Wanted, WorkMode,
};
use crate::document::Span;
use crate::lexicon::Lexicon;
use crate::profile::education::EducationLevel;
use crate::profile::seniority::Seniority;
use crate::profile::spoken::SpokenLevel;

/// First line of every job file.
pub const HEADER: &str = "# cvrank-job 1";

/// What is wrong in a job file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JobFileError {
    /// The text is not TOML.
    #[error("job file, line {line}: not valid TOML: {reason}")]
    Syntax { line: usize, reason: String },
    #[error("job file, line {line}: unknown key `{key}`; expected one of: {expected}")]
    UnknownKey {
        line: usize,
        key: String,
        expected: String,
    },
    #[error("job file, line {line}: `{key}` is {found}; expected {expected}")]
    BadValue {
        line: usize,
        key: String,
        found: String,
        expected: String,
    },
    #[error("job file, line {line}: {reason}")]
    BadRequirement { line: usize, reason: String },
}

const TOP_KEYS: &[&str] = &[
    "title",
    "language",
    "seniority",
    "place",
    "mode",
    "described",
    "requirement",
    "set_aside",
];
const REQUIREMENT_KEYS: &[&str] = &[
    "importance",
    "any_of",
    "at_least",
    "years",
    "total_years",
    "maximum_years",
    "education",
    "fields",
    "or_equivalent",
    "language",
    "level",
    "text",
    "quote",
];
/// Keys of which a requirement has one: they say what kind it is.
const KINDS: &[&str] = &["any_of", "total_years", "education", "language", "text"];

const SENIORITIES: &[(&str, Seniority)] = &[
    ("trainee", Seniority::Trainee),
    ("junior", Seniority::Junior),
    ("middle", Seniority::Middle),
    ("senior", Seniority::Senior),
    ("lead", Seniority::Lead),
    ("head", Seniority::Head),
];
const MODES: &[(&str, WorkMode)] = &[
    ("on_site", WorkMode::OnSite),
    ("hybrid", WorkMode::Hybrid),
    ("remote", WorkMode::Remote),
];
const IMPORTANCES: &[(&str, Importance)] =
    &[("must", Importance::Must), ("nice", Importance::Nice)];
const EDUCATION: &[(&str, EducationLevel)] = &[
    ("secondary", EducationLevel::Secondary),
    ("vocational", EducationLevel::Vocational),
    ("bachelor", EducationLevel::Bachelor),
    ("master", EducationLevel::Master),
    ("doctorate", EducationLevel::Doctorate),
];
const SPOKEN: &[(&str, SpokenLevel)] = &[
    ("A1", SpokenLevel::A1),
    ("A2", SpokenLevel::A2),
    ("B1", SpokenLevel::B1),
    ("B2", SpokenLevel::B2),
    ("C1", SpokenLevel::C1),
    ("C2", SpokenLevel::C2),
    ("native", SpokenLevel::Native),
];
const REASONS: &[(&str, SetAsideReason)] = &[
    ("about_company", SetAsideReason::AboutCompany),
    ("benefits", SetAsideReason::Benefits),
    ("equal_opportunity", SetAsideReason::EqualOpportunity),
    ("how_to_apply", SetAsideReason::HowToApply),
    ("salary", SetAsideReason::Salary),
    ("legal", SetAsideReason::Legal),
];

fn name<T: Copy + PartialEq>(table: &[(&'static str, T)], value: T) -> &'static str {
    table
        .iter()
        .find(|(_, known)| *known == value)
        .map_or("", |(name, _)| name)
}

/// Writes the job as TOML; [`from_toml`] gives the same requirements back.
pub fn to_toml(job: &JobProfile) -> String {
    let mut out = String::new();
    let mut line = |text: std::fmt::Arguments| {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{text}");
    };
    line(format_args!("{HEADER}"));
    line(format_args!(
        "# Correct what is wrong, then give this file as the job. A requirement is `must` or `nice`."
    ));
    line(format_args!("title = {}", quoted(&job.title)));
    line(format_args!("language = {}", quoted(&job.language)));
    if let Some(seniority) = job.seniority {
        line(format_args!(
            "seniority = \"{}\"",
            name(SENIORITIES, seniority)
        ));
    }
    if let Some(place) = &job.place {
        line(format_args!("place = {}", quoted(place)));
    }
    if let Some(mode) = job.mode {
        line(format_args!("mode = \"{}\"", name(MODES, mode)));
    }
    let described: Vec<&str> = job
        .described
        .iter()
        .map(|span| span.of(&job.text))
        .collect();
    line(format_args!("described = {}", block(&described.join("\n"))));
    for requirement in &job.requirements {
        line(format_args!("\n[[requirement]]"));
        line(format_args!(
            "importance = \"{}\"",
            name(IMPORTANCES, requirement.importance)
        ));
        for (key, value) in demand_lines(&requirement.demand, &requirement.quote) {
            line(format_args!("{key} = {value}"));
        }
        if requirement.demand != Demand::Text {
            line(format_args!("quote = {}", quoted(&requirement.quote)));
        }
    }
    for aside in &job.set_aside {
        line(format_args!("\n[[set_aside]]"));
        line(format_args!("reason = \"{}\"", name(REASONS, aside.reason)));
        line(format_args!("quote = {}", quoted(aside.span.of(&job.text))));
    }
    out
}

fn demand_lines(demand: &Demand, quote: &str) -> Vec<(&'static str, String)> {
    match demand {
        Demand::Skill {
            any_of,
            at_least,
            minimum_months,
        } => {
            let labels: Vec<&str> = any_of.iter().map(|wanted| wanted.label.as_str()).collect();
            let mut lines = vec![("any_of", list(&labels))];
            if *at_least != 1 {
                lines.push(("at_least", at_least.to_string()));
            }
            lines.extend(minimum_months.map(|months| ("years", years(months))));
            lines
        }
        Demand::Experience {
            minimum_months,
            maximum_months,
        } => {
            let mut lines = vec![("total_years", years(*minimum_months))];
            lines.extend(maximum_months.map(|months| ("maximum_years", years(months))));
            lines
        }
        Demand::Education {
            level,
            fields,
            or_equivalent,
        } => {
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            let mut lines = vec![("education", format!("\"{}\"", name(EDUCATION, *level)))];
            if !fields.is_empty() {
                lines.push(("fields", list(&fields)));
            }
            if *or_equivalent {
                lines.push(("or_equivalent", "true".to_owned()));
            }
            lines
        }
        Demand::Language { code, level } => {
            let mut lines = vec![("language", quoted(code))];
            lines.extend(level.map(|level| ("level", format!("\"{}\"", name(SPOKEN, level)))));
            lines
        }
        Demand::Text => vec![("text", quoted(quote))],
    }
}

/// Years with as many digits as months need (`1.5`, `0.25`); 7 months are `0.583`.
fn years(months: u32) -> String {
    if months.is_multiple_of(12) {
        return (months / 12).to_string();
    }
    let thousandths = (u64::from(months) * 1000 + 6) / 12;
    let written = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    written.trim_end_matches('0').to_owned()
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.replace('\n', " ")).to_string()
}

/// A string over several lines, as written.
fn block(text: &str) -> String {
    let mut out = String::from("\"\"\"\n");
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push_str("\"\"\"");
    out
}

fn list(values: &[&str]) -> String {
    let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
    format!("[{}]", values.join(", "))
}

/// Reads a job file.
///
/// `text` of the profile is the described text with what is set aside after it;
/// a requirement's span is where its quote stands there, if it does.
///
/// # Errors
/// The first slip found, with its line.
pub fn from_toml(text: &str, lexicon: &Lexicon) -> Result<JobProfile, JobFileError> {
    let source = Source { text };
    let table = DeTable::parse(text).map_err(|error| JobFileError::Syntax {
        line: source.line(error.span().unwrap_or(0..0)),
        reason: error.message().trim().to_owned(),
    })?;
    let top = Entry {
        source: &source,
        table: table.get_ref(),
        line: 1,
    };
    top.known(TOP_KEYS)?;

    let described = top.string("described")?.unwrap_or_default();
    let mut whole = described.trim_end().to_owned();
    let mut spans = Vec::new();
    if !whole.is_empty() {
        spans.push(Span::new(0, whole.len()));
    }
    let mut set_aside = Vec::new();
    for entry in top.entries("set_aside")? {
        entry.known(&["reason", "quote"])?;
        let reason = entry
            .choice("reason", REASONS)?
            .ok_or_else(|| entry.missing("reason"))?;
        let quote = entry.string("quote")?.unwrap_or_default();
        whole.push_str("\n\n");
        let start = whole.len();
        whole.push_str(&quote);
        set_aside.push(SetAside {
            span: Span::new(start, whole.len()),
            reason,
        });
    }
    let mut requirements = Vec::new();
    for entry in top.entries("requirement")? {
        entry.known(REQUIREMENT_KEYS)?;
        let importance = entry
            .choice("importance", IMPORTANCES)?
            .ok_or_else(|| entry.missing("importance"))?;
        let demand = entry.demand(lexicon)?;
        let written = entry.string("quote")?.or(entry.string("text")?);
        let quote = written.unwrap_or_else(|| in_words(&demand));
        let span = whole
            .find(&quote)
            .filter(|_| !quote.is_empty())
            .map(|start| Span::new(start, start + quote.len()));
        requirements.push(Requirement {
            id: format!("r{}", requirements.len() + 1),
            importance,
            demand,
            quote,
            span,
        });
    }
    Ok(JobProfile {
        title: top.string("title")?.unwrap_or_default(),
        language: top.code("language")?.unwrap_or_else(|| "en".to_owned()),
        seniority: top.choice("seniority", SENIORITIES)?,
        place: top.string("place")?,
        mode: top.choice("mode", MODES)?,
        requirements,
        text: whole,
        described: spans,
        set_aside,
    })
}

/// What a requirement without a quote asks, for people to read.
fn in_words(demand: &Demand) -> String {
    match demand {
        Demand::Skill { any_of, .. } => {
            let labels: Vec<&str> = any_of.iter().map(|wanted| wanted.label.as_str()).collect();
            labels.join(" or ")
        }
        Demand::Experience { minimum_months, .. } => {
            format!("{} years of experience", years(*minimum_months))
        }
        Demand::Education { level, .. } => name(EDUCATION, *level).to_owned(),
        Demand::Language { code, .. } => code.clone(),
        Demand::Text => String::new(),
    }
}

struct Source<'t> {
    text: &'t str,
}

impl Source<'_> {
    /// Line number from 1 of a place in the text.
    fn line(&self, place: Range<usize>) -> usize {
        let before = self.text.as_bytes().get(..place.start).unwrap_or_default();
        before.iter().filter(|&&byte| byte == b'\n').count() + 1
    }
}

/// One table of the file.
struct Entry<'s, 't> {
    source: &'s Source<'t>,
    table: &'s DeTable<'t>,
    line: usize,
}

impl<'s, 't> Entry<'s, 't> {
    fn known(&self, keys: &[&str]) -> Result<(), JobFileError> {
        // The first in the file, so that the error does not depend on the keys' order.
        let unknown = self
            .table
            .keys()
            .filter(|key| !keys.contains(&key.get_ref().as_ref()))
            .min_by_key(|key| key.span().start);
        match unknown {
            Some(key) => Err(JobFileError::UnknownKey {
                line: self.source.line(key.span()),
                key: key.get_ref().to_string(),
                expected: keys.join(", "),
            }),
            None => Ok(()),
        }
    }

    fn get(&self, key: &str) -> Option<&'s Spanned<DeValue<'t>>> {
        self.table.get(key)
    }

    fn missing(&self, key: &str) -> JobFileError {
        JobFileError::BadRequirement {
            line: self.line,
            reason: format!("`{key}` is missing"),
        }
    }

    fn bad(
        &self,
        key: &str,
        value: &Spanned<DeValue>,
        expected: impl Into<String>,
    ) -> JobFileError {
        let written = self.source.text.get(value.span()).unwrap_or_default();
        let mut found: String = written.chars().take(60).collect();
        if found.len() < written.len() {
            found.push_str("...");
        }
        JobFileError::BadValue {
            line: self.source.line(value.span()),
            key: key.to_owned(),
            found,
            expected: expected.into(),
        }
    }

    fn string(&self, key: &str) -> Result<Option<String>, JobFileError> {
        self.get(key)
            .map(|value| match value.get_ref() {
                DeValue::String(text) => Ok(text.to_string()),
                _ => Err(self.bad(key, value, "a text in quotes")),
            })
            .transpose()
    }

    fn choice<T: Copy>(&self, key: &str, table: &[(&str, T)]) -> Result<Option<T>, JobFileError> {
        self.get(key)
            .map(|value| {
                let written = match value.get_ref() {
                    DeValue::String(text) => text.as_ref(),
                    _ => "",
                };
                table
                    .iter()
                    .find(|(name, _)| *name == written)
                    .map(|(_, known)| *known)
                    .ok_or_else(|| {
                        let names: Vec<String> = table
                            .iter()
                            .map(|(name, _)| format!("\"{name}\""))
                            .collect();
                        self.bad(key, value, names.join(", "))
                    })
            })
            .transpose()
    }

    /// An ISO 639-1 code.
    fn code(&self, key: &str) -> Result<Option<String>, JobFileError> {
        let code = self.string(key)?;
        match (&code, self.get(key)) {
            (Some(code), Some(value))
                if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_lowercase()) =>
            {
                Err(self.bad(
                    key,
                    value,
                    "a language code of two small letters, such as \"en\"",
                ))
            }
            _ => Ok(code),
        }
    }

    fn strings(&self, key: &str) -> Result<Option<Vec<String>>, JobFileError> {
        let expected = "a list of texts in quotes, such as [\"Kafka\", \"RabbitMQ\"]";
        self.get(key)
            .map(|value| match value.get_ref() {
                DeValue::Array(members) => members
                    .iter()
                    .map(|member| match member.get_ref() {
                        DeValue::String(text) if !text.trim().is_empty() => Ok(text.to_string()),
                        _ => Err(self.bad(key, member, "a text in quotes")),
                    })
                    .collect(),
                _ => Err(self.bad(key, value, expected)),
            })
            .transpose()
    }

    /// Years as months, to the nearest month.
    fn months(&self, key: &str) -> Result<Option<u32>, JobFileError> {
        self.get(key)
            .map(|value| {
                let years = match value.get_ref() {
                    DeValue::Integer(number) => number.as_str().parse::<f64>().ok(),
                    DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
                    _ => None,
                };
                years
                    .filter(|years| (0.0..=60.0).contains(years))
                    .map(|years| (years * 12.0).round() as u32)
                    .ok_or_else(|| {
                        self.bad(
                            key,
                            value,
                            "a number of years from 0 to 60, such as 5 or 1.5",
                        )
                    })
            })
            .transpose()
    }

    fn count(&self, key: &str, most: usize) -> Result<Option<u32>, JobFileError> {
        self.get(key)
            .map(|value| {
                let number = match value.get_ref() {
                    DeValue::Integer(number) => number.as_str().parse::<u32>().ok(),
                    _ => None,
                };
                number
                    .filter(|&number| number >= 1 && number as usize <= most)
                    .ok_or_else(|| self.bad(key, value, format!("a whole number from 1 to {most}")))
            })
            .transpose()
    }

    fn flag(&self, key: &str) -> Result<bool, JobFileError> {
        self.get(key)
            .map_or(Ok(false), |value| match value.get_ref() {
                DeValue::Boolean(flag) => Ok(*flag),
                _ => Err(self.bad(key, value, "true or false")),
            })
    }

    fn entries(&self, key: &str) -> Result<Vec<Entry<'s, 't>>, JobFileError> {
        let Some(value) = self.get(key) else {
            return Ok(Vec::new());
        };
        let expected = format!("tables headed [[{key}]]");
        let DeValue::Array(members) = value.get_ref() else {
            return Err(self.bad(key, value, expected));
        };
        members
            .iter()
            .map(|member| match member.get_ref() {
                DeValue::Table(table) => Ok(Entry {
                    source: self.source,
                    table,
                    line: self.source.line(member.span()),
                }),
                _ => Err(self.bad(key, member, expected.clone())),
            })
            .collect()
    }

    fn demand(&self, lexicon: &Lexicon) -> Result<Demand, JobFileError> {
        let kinds: Vec<&str> = KINDS
            .iter()
            .copied()
            .filter(|key| self.table.contains_key(*key))
            .collect();
        let [kind] = kinds[..] else {
            let found = if kinds.is_empty() {
                "none".to_owned()
            } else {
                kinds.join(" and ")
            };
            return Err(JobFileError::BadRequirement {
                line: self.line,
                reason: format!(
                    "a requirement has one of: {}; found {found}",
                    KINDS.join(", ")
                ),
            });
        };
        let with: &[&str] = match kind {
            "any_of" => &["at_least", "years"],
            "total_years" => &["maximum_years"],
            "education" => &["fields", "or_equivalent"],
            "language" => &["level"],
            _ => &[],
        };
        let mut expected = vec!["importance", kind];
        expected.extend(with);
        expected.push("quote");
        self.known(&expected)?;
        Ok(match kind {
            "any_of" => {
                let labels = self.strings("any_of")?.unwrap_or_default();
                if labels.is_empty() {
                    return Err(JobFileError::BadRequirement {
                        line: self.line,
                        reason: "`any_of` is empty; expected at least one skill".to_owned(),
                    });
                }
                let at_least = self.count("at_least", labels.len())?.unwrap_or(1);
                let any_of = labels
                    .into_iter()
                    .map(|label| Wanted {
                        concept: lexicon.lookup(&label),
                        label,
                    })
                    .collect();
                Demand::Skill {
                    any_of,
                    at_least,
                    minimum_months: self.months("years")?.filter(|&months| months > 0),
                }
            }
            "total_years" => Demand::Experience {
                minimum_months: self.months("total_years")?.unwrap_or(0),
                maximum_months: self.months("maximum_years")?,
            },
            "education" => Demand::Education {
                level: self
                    .choice("education", EDUCATION)?
                    .ok_or_else(|| self.missing("education"))?,
                fields: self
                    .strings("fields")?
                    .unwrap_or_default()
                    .iter()
                    .map(|field| field.to_lowercase())
                    .collect(),
                or_equivalent: self.flag("or_equivalent")?,
            },
            "language" => Demand::Language {
                code: self.code("language")?.unwrap_or_default(),
                level: self.choice("level", SPOKEN)?,
            },
            _ => {
                if self
                    .string("text")?
                    .is_none_or(|text| text.trim().is_empty())
                {
                    return Err(JobFileError::BadRequirement {
                        line: self.line,
                        reason: "`text` is empty; expected the words to look for".to_owned(),
                    });
                }
                Demand::Text
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn job(requirements: Vec<Requirement>) -> JobProfile {
        let text = "Night baker.\nYou bake \"rye\" bread.\n\nWe pay well.".to_owned();
        JobProfile {
            title: "Baker".into(),
            language: "en".into(),
            seniority: Some(Seniority::Senior),
            place: Some("Gdynia".into()),
            mode: Some(WorkMode::OnSite),
            requirements,
            described: vec![Span::new(0, 34)],
            set_aside: vec![SetAside {
                span: Span::new(36, 48),
                reason: SetAsideReason::Salary,
            }],
            text,
        }
    }

    fn requirement(demand: Demand) -> Requirement {
        Requirement {
            id: "r1".into(),
            importance: Importance::Must,
            demand,
            quote: "You bake \"rye\" bread.".into(),
            span: None,
        }
    }

    #[test]
    fn the_file_is_plain_to_read() {
        let written = to_toml(&job(vec![requirement(Demand::Skill {
            any_of: vec![
                Wanted {
                    label: "Zorbling".into(),
                    concept: None,
                },
                Wanted {
                    label: "Quibbling".into(),
                    concept: None,
                },
            ],
            at_least: 1,
            minimum_months: Some(18),
        })]));
        let expected = r#"# cvrank-job 1
# Correct what is wrong, then give this file as the job. A requirement is `must` or `nice`.
title = "Baker"
language = "en"
seniority = "senior"
place = "Gdynia"
mode = "on_site"
described = """
Night baker.
You bake \"rye\" bread."""

[[requirement]]
importance = "must"
any_of = ["Zorbling", "Quibbling"]
years = 1.5
quote = 'You bake "rye" bread.'

[[set_aside]]
reason = "salary"
quote = "We pay well."
"#;
        assert_eq!(written, expected);
    }

    #[test]
    fn slips_are_named_with_their_line() {
        let cases = [
            (
                "title = ",
                "job file, line 1: not valid TOML: string values must be quoted, expected literal string",
            ),
            (
                "title = \"a\"\nsalary = 3",
                "job file, line 2: unknown key `salary`; expected one of: title, language, seniority, place, mode, described, requirement, set_aside",
            ),
            (
                "mode = \"moon\"",
                "job file, line 1: `mode` is \"moon\"; expected \"on_site\", \"hybrid\", \"remote\"",
            ),
            (
                "language = \"English\"",
                "job file, line 1: `language` is \"English\"; expected a language code of two small letters, such as \"en\"",
            ),
            (
                "[[requirement]]\nimportance = \"must\"\ntotal_years = \"five\"",
                "job file, line 3: `total_years` is \"five\"; expected a number of years from 0 to 60, such as 5 or 1.5",
            ),
            (
                "\n[[requirement]]\ntext = \"a\"",
                "job file, line 2: `importance` is missing",
            ),
            (
                "[[requirement]]\nimportance = \"nice\"",
                "job file, line 1: a requirement has one of: any_of, total_years, education, language, text; found none",
            ),
            (
                "[[requirement]]\nimportance = \"nice\"\ntext = \"a\"\nlanguage = \"de\"",
                "job file, line 1: a requirement has one of: any_of, total_years, education, language, text; found language and text",
            ),
            (
                "[[requirement]]\nimportance = \"nice\"\nlanguage = \"de\"\nyears = 2",
                "job file, line 4: unknown key `years`; expected one of: importance, language, level, quote",
            ),
            (
                "[[requirement]]\nimportance = \"nice\"\nany_of = [\"a\"]\nat_least = 2",
                "job file, line 4: `at_least` is 2; expected a whole number from 1 to 1",
            ),
            (
                "requirement = 3",
                "job file, line 1: `requirement` is 3; expected tables headed [[requirement]]",
            ),
        ];
        for (text, expected) in cases {
            let error = from_toml(text, Lexicon::builtin()).map(|_| ()).unwrap_err();
            assert_eq!(error.to_string(), expected, "{text}");
        }
    }

    fn any_demand() -> impl Strategy<Value = Demand> {
        let label = "[a-z\"\\\\' ]{0,6}zq[a-zé]{1,6}";
        let skill = (
            prop::collection::vec(label, 1..4),
            1u32..4,
            prop::option::of(1u32..400),
        )
            .prop_map(|(labels, at_least, minimum_months)| Demand::Skill {
                at_least: at_least.min(labels.len() as u32),
                any_of: labels
                    .into_iter()
                    .map(|label| Wanted {
                        label,
                        concept: None,
                    })
                    .collect(),
                minimum_months,
            });
        let experience = (0u32..400, prop::option::of(0u32..400)).prop_map(
            |(minimum_months, maximum_months)| Demand::Experience {
                minimum_months,
                maximum_months,
            },
        );
        let education = (
            0usize..5,
            prop::collection::vec("[a-z]{1,8}", 0..3),
            any::<bool>(),
        )
            .prop_map(|(level, fields, or_equivalent)| Demand::Education {
                level: EDUCATION[level].1,
                fields,
                or_equivalent,
            });
        let language = (0usize..7).prop_map(|level| Demand::Language {
            code: "de".into(),
            level: Some(SPOKEN[level].1),
        });
        prop_oneof![skill, experience, education, language, Just(Demand::Text)]
    }

    proptest! {
        #[test]
        fn requirements_survive_the_round_trip(
            demands in prop::collection::vec((any_demand(), any::<bool>(), "[ -~]{0,20}x"), 0..6)
        ) {
            let requirements: Vec<Requirement> = demands
                .into_iter()
                .enumerate()
                .map(|(index, (demand, must, quote))| Requirement {
                    id: format!("r{}", index + 1),
                    importance: if must { Importance::Must } else { Importance::Nice },
                    demand,
                    quote,
                    span: None,
                })
                .collect();
            let back = from_toml(&to_toml(&job(requirements.clone())), Lexicon::builtin())?;
            let back: Vec<Requirement> =
                back.requirements.into_iter().map(|one| Requirement { span: None, ..one }).collect();
            prop_assert_eq!(back, requirements);
        }
    }
}
