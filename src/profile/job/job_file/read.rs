//! Reads a job file.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::write::years;
use super::{
    EDUCATION, IMPORTANCES, JobFileError, KINDS, MODES, REASONS, REQUIREMENT_KEYS, SENIORITIES,
    SPOKEN, TOP_KEYS, name,
};
use crate::document::Span;
use crate::lexicon::Lexicon;
use crate::profile::job::{Demand, JobProfile, Requirement, SetAside, Wanted};

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
            weight: entry.weight()?,
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
        reads_like_a_cv: None,
        unread_language: None,
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
        Demand::Language { any_of, .. } => any_of.join(" or "),
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
        let expected = "a language code of two small letters, such as \"en\"";
        let code = self.string(key)?;
        match (&code, self.get(key)) {
            (Some(code), Some(value)) if !is_code(code) => Err(self.bad(key, value, expected)),
            _ => Ok(code),
        }
    }

    /// One code, or a list of them: `"en"`, `["en", "fr"]`.
    fn codes(&self, key: &str) -> Result<Vec<String>, JobFileError> {
        let Some(value) = self
            .get(key)
            .filter(|value| matches!(value.get_ref(), DeValue::Array(_)))
        else {
            return Ok(self.code(key)?.into_iter().collect());
        };
        let codes = self.strings(key)?.unwrap_or_default();
        if codes.is_empty() || !codes.iter().all(|code| is_code(code)) {
            let expected = "language codes of two small letters, such as [\"en\", \"fr\"]";
            return Err(self.bad(key, value, expected));
        }
        Ok(codes)
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

    /// How much a requirement counts, as a factor.
    fn weight(&self) -> Result<f64, JobFileError> {
        /// The least and the most that a factor may be.
        const RANGE: std::ops::RangeInclusive<f64> = 0.1..=10.0;
        let Some(value) = self.get("weight") else {
            return Ok(1.0);
        };
        let weight = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse::<f64>().ok(),
            DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
            _ => None,
        };
        weight
            .filter(|weight| RANGE.contains(weight))
            .ok_or_else(|| self.bad("weight", value, "a factor from 0.1 to 10, such as 2 or 0.5"))
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
        expected.extend(["weight", "quote"]);
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
                        concept: lexicon.named(&label),
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
                any_of: self.codes("language")?,
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

fn is_code(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())
}
