//! How far each requirement is met, with what shows it.

mod qualifications;
mod skill;

use std::collections::BTreeMap;

use super::job_query::{JobQuery, RequirementQuery};
use super::potential::{Fact, Measured};
use super::{Feature, Outcome, Pair, Part};
use crate::document::Span;
use crate::profile::job::{Demand, Importance};
use crate::profile::spoken::SpokenLevel;
use qualifications::{EQUIVALENT, education, experience, language};
pub(super) use qualifications::{WORDS_OF_A_LANGUAGE, years};
pub(super) use skill::{most_near, shown};
use skill::{shown_in, shown_once, skill};

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

/// What is known of one CV already, since posts ask for the same in many ways.
struct Answered {
    /// In work like the job's.
    relevant_months: u32,
    languages: BTreeMap<(String, Option<SpokenLevel>), Answer>,
}

/// How far a CV meets each requirement of the job.
pub(super) struct Answers<'a> {
    job: &'a JobQuery,
    /// One a requirement.
    answers: Vec<Answer>,
}

impl<'a> Answers<'a> {
    pub(super) fn new(pair: Pair<'a>, relevant_months: u32) -> Self {
        let job = pair.job;
        let mut answered = Answered {
            relevant_months,
            languages: BTreeMap::new(),
        };
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
        } => {
            let relevant = answered.relevant_months;
            skill(pair, query, any_of, *at_least, *minimum_months, relevant)
        }
        Demand::Experience { minimum_months, .. } => {
            let relevant = answered.relevant_months;
            experience(*minimum_months, relevant, query.says_more, pair.cv)
        }
        Demand::Education {
            level,
            or_equivalent,
            ..
        } => education(*level, &query.fields, *or_equivalent, pair),
        Demand::Language { any_of, level } => language(any_of, *level, pair, answered),
        Demand::Text => words(pair, &query.terms),
    }
}

/// Share of a sentence's weight that one line holds and is a neighbour, and is good evidence.
pub(super) const LINE_PARTLY: f64 = 0.5;
const LINE_MET: f64 = 0.75;

/// A sentence by its words: as far as one line holds them; words scattered over many say nothing.
fn words(pair: Pair, terms: &[u32]) -> Answer {
    let Pair { job, cv, found, .. } = pair;
    let weight = |term: u32| job.terms[term as usize].weight;
    let whole: f64 = terms.iter().map(|&term| weight(term)).sum();
    let mut held: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &term in terms {
        for (passage, _) in &found.terms[term as usize].at {
            held.entry(*passage).or_default().push(term);
        }
    }
    let share = |terms: &[u32]| terms.iter().map(|&term| weight(term)).sum::<f64>() / whole;
    let lines = held
        .iter()
        .map(|(passage, terms)| (*passage, terms, share(terms)))
        .filter(|(_, terms, share)| *share >= LINE_PARTLY && terms.len() > 1);
    let value = |passage: u32, share: f64| share * shown_in(cv.passages[passage as usize].strength);
    // Of equals, the first in the text.
    let best = lines.reduce(|best, next| {
        if value(next.0, next.2) > value(best.0, best.2) {
            next
        } else {
            best
        }
    });
    let Some((passage, terms, share)) = best else {
        return Answer::not_found();
    };
    let mut terms = terms.clone();
    terms.sort_by(|one, other| weight(*other).total_cmp(&weight(*one)).then(one.cmp(other)));
    terms.truncate(EVIDENCE);
    let written = terms
        .iter()
        .map(|&term| job.terms[term as usize].written.as_str());
    Answer {
        value: value(passage, share),
        outcome: if share >= LINE_MET {
            Outcome::Met
        } else {
            Outcome::Partly
        },
        note: written.collect::<Vec<_>>().join(", "),
        evidence: vec![cv.passages[passage as usize].span],
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
pub(crate) fn by_words_alone(job: &JobQuery) -> impl Iterator<Item = u32> + '_ {
    let numbered = (0..).zip(&job.profile.requirements);
    numbered
        .filter(|(_, asked)| asked.demand == Demand::Text)
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests;
