//! Writes a job file.

use std::fmt::Write as _;

use super::{EDUCATION, HEADER, IMPORTANCES, MODES, REASONS, SENIORITIES, SPOKEN, name};
use crate::profile::job::{Demand, JobProfile};

/// Writes the job as TOML; [`from_toml`](super::from_toml) gives the same requirements back.
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
        if requirement.weight != 1.0 {
            line(format_args!("weight = {}", requirement.weight));
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
        Demand::Language { any_of, level } => {
            let codes: Vec<&str> = any_of.iter().map(String::as_str).collect();
            let codes = match codes[..] {
                [code] => quoted(code),
                _ => list(&codes),
            };
            let mut lines = vec![("language", codes)];
            lines.extend(level.map(|level| ("level", format!("\"{}\"", name(SPOKEN, level)))));
            lines
        }
        Demand::Text => vec![("text", quoted(quote))],
    }
}

/// Years with as many digits as months need (`1.5`, `0.25`); 7 months are `0.583`.
pub(super) fn years(months: u32) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::education::EducationLevel;
    use crate::profile::job::Wanted;
    use crate::profile::spoken::SpokenLevel;

    /// The lines of what is asked, one behind the other.
    fn lines(demand: &Demand) -> String {
        let lines = demand_lines(demand, "Rye\nbread").into_iter();
        let lines: Vec<String> = lines
            .map(|(key, value)| format!("{key} = {value}"))
            .collect();
        lines.join("; ")
    }

    #[test]
    fn what_is_usual_is_left_out() {
        let skill = |at_least, minimum_months| Demand::Skill {
            any_of: ["Rye", "Oats"]
                .map(|label| Wanted {
                    label: label.into(),
                    concept: None,
                })
                .into(),
            at_least,
            minimum_months,
        };
        let education = |fields: &[&str], or_equivalent| Demand::Education {
            level: EducationLevel::Master,
            fields: fields.iter().map(ToString::to_string).collect(),
            or_equivalent,
        };
        let language = |codes: &[&str], level| Demand::Language {
            any_of: codes.iter().map(ToString::to_string).collect(),
            level,
        };
        let experience = |minimum_months, maximum_months| Demand::Experience {
            minimum_months,
            maximum_months,
        };
        for (demand, expected) in [
            (skill(1, None), r#"any_of = ["Rye", "Oats"]"#),
            (skill(2, None), r#"any_of = ["Rye", "Oats"]; at_least = 2"#),
            (
                skill(1, Some(6)),
                r#"any_of = ["Rye", "Oats"]; years = 0.5"#,
            ),
            (experience(12, None), "total_years = 1"),
            (
                experience(0, Some(24)),
                "total_years = 0; maximum_years = 2",
            ),
            (education(&[], false), r#"education = "master""#),
            (
                education(&["rye"], false),
                r#"education = "master"; fields = ["rye"]"#,
            ),
            (
                education(&[], true),
                r#"education = "master"; or_equivalent = true"#,
            ),
            (language(&["de"], None), r#"language = "de""#),
            (
                language(&["de", "fr"], Some(SpokenLevel::B2)),
                r#"language = ["de", "fr"]; level = "B2""#,
            ),
            // A text stands in one line.
            (Demand::Text, r#"text = "Rye bread""#),
        ] {
            assert_eq!(lines(&demand), expected);
        }
    }
}
