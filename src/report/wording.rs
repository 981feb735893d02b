//! What would change a result, in words for a recruiter and for the person concerned.

use crate::explain::{Count, requirement_label, skill_names};
use crate::features::JobQuery;
use crate::features::potential::Fact;
use crate::profile::education::EducationLevel;
use crate::profile::job::Demand;
use crate::profile::spoken;
use crate::what_if::Step;

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    Recruiter,
    /// The person whose CV it is.
    Candidate,
}

/// `3/6 (1 partly, 2 missing, 0 contradicted)`: the first and those in brackets sum to the second.
pub(super) fn count_text(count: Count) -> String {
    format!(
        "{}/{} ({} partly, {} missing, {} contradicted)",
        count.met, count.total, count.partly, count.missing, count.contradicted
    )
}

/// A fact as a noun phrase: `Kubernetes in a dated position`.
pub fn fact_text(job: &JobQuery, fact: Fact, reader: Reader) -> String {
    match fact {
        Fact::Months(1) => "1 more month in a position like the job".to_owned(),
        Fact::Months(months) => format!("{months} more months in positions like the job"),
        Fact::Seniority => match job.profile.seniority {
            Some(asked) => format!("a position at {} level", asked.name()),
            None => "a position at the level asked".to_owned(),
        },
        Fact::Requirement(index) => {
            match job
                .profile
                .requirements
                .get(index as usize)
                .map(|asked| &asked.demand)
            {
                Some(Demand::Skill {
                    any_of,
                    at_least,
                    minimum_months,
                }) => shown(&skill_names(any_of, *at_least), *minimum_months, reader),
                _ => demand_text(job, index),
            }
        }
    }
}

/// What a requirement asks, without codes: `English at level C1`.
pub(super) fn demand_text(job: &JobQuery, requirement: u32) -> String {
    let asked = job.profile.requirements.get(requirement as usize);
    match asked.map(|asked| &asked.demand) {
        Some(Demand::Education { level, .. }) => degree(*level).to_owned(),
        Some(Demand::Language { any_of, level }) => {
            let names: Vec<String> = any_of.iter().map(|code| spoken::name_of(code)).collect();
            let names = names.join(" or ");
            match level {
                Some(spoken::SpokenLevel::Native) => format!("{names} as a native speaker"),
                Some(level) => format!("{names} at level {}", level.name()),
                None => names,
            }
        }
        _ => requirement_label(job, requirement).unwrap_or_default(),
    }
}

fn shown(names: &str, minimum_months: Option<u32>, reader: Reader) -> String {
    let (what, dated) = match reader {
        Reader::Recruiter => (names.to_owned(), "dated positions"),
        Reader::Candidate => (format!("work with {names}"), "positions with dates"),
    };
    match minimum_months.filter(|months| *months > 0) {
        Some(months) if months % 12 == 0 => {
            format!("{what} in {dated}, {} years in all", months / 12)
        }
        Some(months) => format!("{what} in {dated}, {months} months in all"),
        None if reader == Reader::Recruiter => format!("{what} in a dated position"),
        None => format!("{what} in a position with dates"),
    }
}

fn degree(level: EducationLevel) -> &'static str {
    match level {
        EducationLevel::Secondary => "a completed secondary school",
        EducationLevel::Vocational => "a completed vocational training",
        EducationLevel::Bachelor => "a bachelor's degree",
        EducationLevel::Master => "a master's degree",
        EducationLevel::Doctorate => "a doctorate",
    }
}

/// `Kubernetes in a dated position: at least about +5.217 points, rank 9`.
pub fn step_text(job: &JobQuery, step: &Step, reader: Reader) -> String {
    format!(
        "{}: at least about +{} points, rank {}",
        fact_text(job, step.fact, reader),
        step.gain,
        step.rank
    )
}
