//! How far each requirement is met, with what shows it.

mod qualifications;
mod skill;

use std::collections::{BTreeMap, HashMap};

use super::found::{Found, saturate};
use super::job_query::{JobQuery, RequirementQuery};
use super::{Feature, Outcome, Part};
use crate::document::Span;
use crate::lexicon::{ConceptId, Lexicon};
use crate::profile::cv::CvProfile;
use crate::profile::job::{Demand, Importance};
use crate::profile::spoken::SpokenLevel;
pub(super) use qualifications::years;
use qualifications::{education, experience, language};
pub(super) use skill::shown_once;
use skill::{Candidate, skill};

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

pub(super) fn measure(
    job: &JobQuery,
    cv: &CvProfile,
    found: &Found,
    lexicon: &Lexicon,
    parts: &mut Vec<Part>,
) {
    let total = |importance: Importance| -> f64 {
        job.requirements
            .iter()
            .filter(|query| query.importance == importance)
            .map(|query| query.weight)
            .sum()
    };
    let (must, nice) = (total(Importance::Must), total(Importance::Nice));
    let demands = job
        .profile
        .requirements
        .iter()
        .map(|requirement| &requirement.demand);
    let mut answered = Answered::default();
    for (index, (query, demand)) in job.requirements.iter().zip(demands).enumerate() {
        let (feature, whole) = match query.importance {
            Importance::Must => (Feature::MustCoverage, must),
            Importance::Nice => (Feature::NiceCoverage, nice),
        };
        let answer = answer(job, query, demand, cv, found, lexicon, &mut answered);
        let mut push = |feature, share| {
            parts.push(Part {
                feature,
                requirement: Some(index as u32),
                share,
                value: answer.value,
                outcome: answer.outcome,
                note: answer.note.clone(),
                evidence: answer.evidence.clone(),
            });
        };
        push(feature, query.weight / whole);
        // Education and languages also stand as features of their own, which a company may weigh apart.
        let apart = |wanted: fn(&Demand) -> bool| {
            job.profile
                .requirements
                .iter()
                .filter(|known| wanted(&known.demand))
                .count() as f64
        };
        match demand {
            Demand::Education { .. } => push(
                Feature::Education,
                1.0 / apart(|demand| matches!(demand, Demand::Education { .. })),
            ),
            Demand::Language { .. } => push(
                Feature::Languages,
                1.0 / apart(|demand| matches!(demand, Demand::Language { .. })),
            ),
            _ => {}
        }
    }
}

fn answer(
    job: &JobQuery,
    query: &RequirementQuery,
    demand: &Demand,
    cv: &CvProfile,
    found: &Found,
    lexicon: &Lexicon,
    answered: &mut Answered,
) -> Answer {
    match demand {
        Demand::Skill {
            any_of,
            at_least,
            minimum_months,
        } => skill(
            job,
            query,
            any_of,
            *at_least,
            *minimum_months,
            cv,
            found,
            lexicon,
            answered,
        ),
        Demand::Experience { minimum_months, .. } => experience(*minimum_months, cv),
        Demand::Education {
            level,
            or_equivalent,
            ..
        } => education(*level, *or_equivalent, cv, found),
        Demand::Language { any_of, level } => language(any_of, *level, cv, found, answered),
        Demand::Text => words(job, &query.terms, found),
    }
}

fn words(job: &JobQuery, terms: &[u32], found: &Found) -> Answer {
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
