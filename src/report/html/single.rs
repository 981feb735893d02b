//! CVs one at a time, with the same words and drawings as the whole report: for a page that asks
//! for each.

use std::collections::BTreeMap;

use serde::Serialize;

use super::candidate::{CandidateView, Person, Shared};
use super::family::{Family, Share, shares};
use super::view::columns;
use super::{Candidate, candidates};
use crate::document::Warning;
use crate::explain::{Count, requirement_label};
use crate::features::JobQuery;
use crate::profile::job::Importance;
use crate::rank::Ranking;
use crate::report::csv::status_word;
use crate::report::outlook::unread_text;
use crate::report::{table, years};

/// Requirements named as strongest evidence.
const STRONGEST: usize = 3;

/// What shows the CVs of one ranking.
pub struct Single<'a> {
    shared: Shared<'a>,
}

/// A part of a score's bar, for the legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BarPart {
    pub class: &'static str,
    pub label: &'static str,
}

/// A requirement that some score holds a part for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RequirementColumn {
    pub id: String,
    pub importance: Importance,
    pub label: String,
}

/// A CV in a list.
#[derive(Debug, Serialize)]
pub struct Summary {
    /// Only where names are shown.
    person: Option<Person>,
    rank: Option<u32>,
    /// `3 to 7 B`; empty where no range is known.
    range: String,
    /// One decimal, and three; absent without a score.
    score: Option<String>,
    points: Option<String>,
    shares: Vec<Share>,
    must: Count,
    nice: Count,
    /// Class of the outcome of each column.
    verdicts: Vec<Option<&'static str>>,
    relevant_years: String,
    total_years: String,
    strongest: String,
    partly: Vec<String>,
    missing: Vec<String>,
    contradicted: Vec<String>,
    flags: Vec<String>,
    status: String,
    reason: String,
}

/// A CV with all that is known of it.
#[derive(Debug, Serialize)]
pub struct Opened {
    /// Absent without a score.
    view: Option<CandidateView>,
    /// What was odd while reading.
    unclear: Vec<String>,
}

/// The requirements that some score of `ranking` holds a part for, by index, musts first.
pub fn requirement_columns(job: &JobQuery, ranking: &Ranking) -> Vec<u32> {
    columns(job, &candidates(ranking, None, []))
}

impl<'a> Single<'a> {
    /// `columns` are those of [`requirement_columns`]; `names` says how the CVs that are shown or
    /// named are called here, by cv id.
    pub fn new(
        job: &'a JobQuery,
        columns: Vec<u32>,
        names: BTreeMap<&'a str, String>,
        with_contact: bool,
    ) -> Self {
        Self {
            shared: Shared {
                job,
                columns,
                shown: 1,
                opened: 1,
                with_contact,
                whole_text: true,
                names,
            },
        }
    }

    /// The parts of every bar, in their order.
    pub fn legend() -> [BarPart; 6] {
        Family::ALL.map(|family| BarPart {
            class: family.class(),
            label: family.label(),
        })
    }

    /// What the verdicts of a [`Summary`] are about, in their order.
    pub fn columns(&self) -> Vec<RequirementColumn> {
        let job = self.shared.job;
        let columns = self.shared.columns.iter();
        columns
            .filter_map(|&index| {
                let requirement = job.profile.requirements.get(index as usize)?;
                Some(RequirementColumn {
                    id: requirement.id.clone(),
                    importance: requirement.importance,
                    label: requirement_label(job, index).unwrap_or_default(),
                })
            })
            .collect()
    }

    /// The CV in a list; `row` is its place in the ranking, from 1.
    pub fn summary(&self, candidate: &Candidate, row: usize) -> Summary {
        let known = candidate.known;
        let explained = known.explanation.as_ref();
        let matrix = self.shared.row(candidate, row);
        let line = self.shared.line(candidate, row);
        let labels = |of: fn(&crate::explain::Explanation) -> &Vec<String>| {
            explained.map(of).cloned().unwrap_or_default()
        };
        Summary {
            person: self.shared.person(candidate),
            rank: known.rank,
            range: line
                .as_ref()
                .map(|line| line.range.clone())
                .unwrap_or_default(),
            score: line.as_ref().map(|line| line.score.clone()),
            points: line.as_ref().map(|line| line.points.clone()),
            shares: explained.map(shares).unwrap_or_default(),
            must: explained.map(|one| one.must).unwrap_or_default(),
            nice: explained.map(|one| one.nice).unwrap_or_default(),
            verdicts: matrix.map_or_else(Vec::new, |row| {
                let verdicts = row.verdicts.into_iter();
                verdicts.map(|verdict| Some(verdict?.class)).collect()
            }),
            relevant_years: explained.map_or_else(String::new, |one| years(one.relevant_months)),
            total_years: explained.map_or_else(String::new, |one| years(one.total_months)),
            strongest: explained
                .map(|one| table::top_evidence(one, STRONGEST))
                .unwrap_or_default(),
            partly: labels(|one| &one.partly),
            missing: labels(|one| &one.missing),
            contradicted: labels(|one| &one.contradicted),
            flags: match line {
                Some(line) => line.flags,
                None => self.shared.duplicates(known),
            },
            status: status_word(known.status),
            reason: known.reason.clone(),
        }
    }

    /// The CV with its reasons and its own text, whole but for what says who the person is.
    pub fn opened(&self, candidate: &Candidate, row: usize) -> Opened {
        let facts = candidate.facts.into_iter();
        let mut unclear: Vec<String> = facts
            .flat_map(|facts| facts.warnings.iter().map(Warning::to_string))
            .collect();
        unclear.extend(candidate.unread.as_ref().map(unread_text));
        Opened {
            view: self.shared.view(candidate, row),
            unclear,
        }
    }
}
