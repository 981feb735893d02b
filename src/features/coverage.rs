//! How far each requirement is met, with what shows it.

mod qualifications;
mod skill;

use std::collections::{BTreeMap, HashMap};

use super::found::saturate;
use super::job_query::{JobQuery, RequirementQuery};
use super::potential::{Fact, Measured};
use super::{Feature, Outcome, Pair, Part};
use crate::document::Span;
use crate::lexicon::ConceptId;
use crate::profile::job::{Demand, Importance};
use crate::profile::spoken::SpokenLevel;
pub(super) use qualifications::years;
use qualifications::{EQUIVALENT, education, experience, language};
use skill::{Candidate, shown_once, skill};

/// Pieces of evidence kept for a requirement.
const EVIDENCE: usize = 3;

/// How far one demand is met.
#[derive(Clone)]
struct Answer {
    value: f64,
    outcome: Outcome,
    note: String,
    evidence: Vec<Span>,
}

impl Answer {
    fn not_found() -> Self {
        Self {
            value: 0.0,
            outcome: Outcome::NotFound,
            note: String::new(),
            evidence: Vec::new(),
        }
    }
}

/// What was answered of one CV already, since posts ask for the same in many ways.
#[derive(Default)]
struct Answered {
    concepts: HashMap<ConceptId, Option<Candidate>>,
    languages: BTreeMap<(String, Option<SpokenLevel>), Answer>,
}

/// How far a CV meets each requirement of the job.
pub(super) struct Answers<'a> {
    job: &'a JobQuery,
    /// One a requirement.
    answers: Vec<Answer>,
}

impl<'a> Answers<'a> {
    pub(super) fn new(pair: Pair<'a>) -> Self {
        let job = pair.job;
        let mut answered = Answered::default();
        let asked = job.requirements.iter().zip(&job.profile.requirements);
        let answers = asked
            .map(|(query, requirement)| answer(pair, query, &requirement.demand, &mut answered))
            .collect();
        Self { job, answers }
    }

    /// Measures [`Feature::MustCoverage`] or [`Feature::NiceCoverage`].
    pub(super) fn coverage(&self, feature: Feature, importance: Importance) -> Vec<Part> {
        let asked = || {
            let numbered = self.job.requirements.iter().zip(0..);
            numbered.filter(|(query, _)| query.importance == importance)
        };
        let whole: f64 = asked().map(|(query, _)| query.weight).sum();
        asked()
            .map(|(query, index)| self.part(feature, index, query.weight / whole))
            .collect()
    }

    /// Measures [`Feature::Education`] or [`Feature::Languages`]: all that is `wanted` counts alike.
    pub(super) fn apart(&self, feature: Feature, wanted: fn(&Demand) -> bool) -> Vec<Part> {
        let requirements = self.job.profile.requirements.iter().zip(0..);
        let indexes: Vec<u32> = requirements
            .filter(|(requirement, _)| wanted(&requirement.demand))
            .map(|(_, index)| index)
            .collect();
        let share = 1.0 / indexes.len() as f64;
        indexes
            .iter()
            .map(|&index| self.part(feature, index, share))
            .collect()
    }

    fn part(&self, feature: Feature, index: u32, share: f64) -> Part {
        let answer = self.answers[index as usize].clone();
        Part {
            feature,
            requirement: Some(index),
            share,
            value: answer.value,
            outcome: answer.outcome,
            note: answer.note,
            evidence: answer.evidence,
        }
    }
}

fn answer(
    pair: Pair,
    query: &RequirementQuery,
    demand: &Demand,
    answered: &mut Answered,
) -> Answer {
    match demand {
        Demand::Skill {
            any_of,
            at_least,
            minimum_months,
        } => skill(pair, query, any_of, *at_least, *minimum_months, answered),
        Demand::Experience { minimum_months, .. } => experience(*minimum_months, pair.cv),
        Demand::Education {
            level,
            or_equivalent,
            ..
        } => education(*level, *or_equivalent, pair),
        Demand::Language { any_of, level } => language(any_of, *level, pair, answered),
        Demand::Text => words(pair, &query.terms),
    }
}

fn words(pair: Pair, terms: &[u32]) -> Answer {
    let Pair { job, found, .. } = pair;
    let whole: f64 = terms
        .iter()
        .map(|&term| job.terms[term as usize].weight)
        .sum();
    if whole == 0.0 {
        return Answer::not_found();
    }
    let mut best: Vec<(f64, u32)> = terms
        .iter()
        .map(|&term| {
            (
                job.terms[term as usize].weight * saturate(found.terms[term as usize].lines),
                term,
            )
        })
        .filter(|(gained, _)| *gained > 0.0)
        .collect();
    let value = best.iter().map(|(gained, _)| gained).sum::<f64>() / whole;
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    best.truncate(EVIDENCE);
    Answer {
        value,
        outcome: Outcome::of_value(value),
        note: best
            .iter()
            .map(|(_, term)| job.terms[*term as usize].written.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        evidence: best
            .iter()
            .filter_map(|(_, term)| Some(found.terms[*term as usize].at.first()?.1))
            .collect(),
    }
}

/// The requirement of a part, if it is open and what would meet it can be said beforehand.
pub(super) fn open_fact(job: &JobQuery, part: &Measured) -> Option<Fact> {
    let index = part.requirement?;
    let asked = job.profile.requirements.get(index as usize)?;
    let is_open = part.outcome != Outcome::Met || part.value < Outcome::MET_FROM;
    let would_gain = target(&asked.demand).is_some_and(|value| value > part.value);
    (is_open && would_gain).then_some(Fact::Requirement(index))
}

/// What a part earns, if `facts` were shown as well, with `total_months` of work by then.
pub(super) fn value_with(
    job: &JobQuery,
    part: &Measured,
    facts: &[Fact],
    total_months: u32,
) -> f64 {
    let Some(index) = part.requirement else {
        return part.value;
    };
    let Some(asked) = job.profile.requirements.get(index as usize) else {
        return 0.0;
    };
    match &asked.demand {
        Demand::Experience { minimum_months, .. } => {
            let least = (*minimum_months).max(1);
            f64::from(total_months.min(least)) / f64::from(least)
        }
        Demand::Skill { .. } | Demand::Education { .. } | Demand::Language { .. } => {
            let is_shown = facts.contains(&Fact::Requirement(index));
            let target = target(&asked.demand).filter(|_| is_shown);
            target.unwrap_or(0.0)
        }
        Demand::Text => 0.0,
    }
}

/// The value of a demand that is shown; `None` where that cannot be said beforehand.
fn target(demand: &Demand) -> Option<f64> {
    match demand {
        Demand::Skill {
            any_of,
            minimum_months,
            ..
        } => {
            let is_timed = minimum_months.is_some_and(|months| months > 0);
            // Months are counted for what the lexicon knows.
            let is_known = any_of.iter().all(|wanted| wanted.concept.is_some());
            Some(shown_once(is_timed && !is_known))
        }
        Demand::Education { .. } | Demand::Language { .. } => Some(1.0),
        Demand::Experience { .. } | Demand::Text => None,
    }
}

/// What a part earns at most, if what was found stood in positions whose dates were not read.
pub(super) fn value_if_dated(job: &JobQuery, part: &Measured) -> f64 {
    let index = part.requirement;
    let asked = index.and_then(|index| job.profile.requirements.get(index as usize));
    match asked.map(|asked| &asked.demand) {
        // Years of work may stand for a degree.
        Some(Demand::Education { .. }) => part.value.max(EQUIVALENT),
        Some(Demand::Language { .. }) => part.value,
        Some(Demand::Experience { .. }) => 1.0,
        Some(Demand::Skill { .. } | Demand::Text) | None => {
            if part.value > 0.0 {
                1.0
            } else {
                0.0
            }
        }
    }
}

/// Requirements matched by their words alone, which no fact covers: their indexes.
pub fn by_words_alone(job: &JobQuery) -> impl Iterator<Item = u32> + '_ {
    let numbered = (0..).zip(&job.profile.requirements);
    numbered
        .filter(|(_, asked)| asked.demand == Demand::Text)
        .map(|(index, _)| index)
}
