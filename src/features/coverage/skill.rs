//! How far a skill that is asked is shown, by name, by neighbours and by its words.

use super::super::found::{line_weight, saturate};
use super::super::job_query::RequirementQuery;
use super::super::{Outcome, Pair};
use super::qualifications::years;
use super::{Answer, Answered, EVIDENCE};
use crate::document::Span;
use crate::document::budget;
use crate::lexicon::{ConceptId, Relation};
use crate::profile::cv::{Stance, Strength};
use crate::profile::job::Wanted;

/// What naming a skill once earns, by where; more lines earn part of the rest.
fn named(strength: Strength) -> f64 {
    match strength {
        Strength::Listed => 0.15,
        Strength::Described => 0.4,
        Strength::Used => 0.5,
    }
}
/// What `basic` or `familiar with` earns of a full claim.
const BASIC: f64 = 0.5;
/// A phrase whose words do not stand on one line earns at most this much.
const SCATTERED: f64 = 0.4;
/// What a skill without the years asked earns of one with them.
const WITHOUT_YEARS: f64 = 0.5;

/// The value of a skill that one line of a dated position shows; `lacks_years` where years are
/// asked and cannot be counted.
pub(super) fn shown_once(lacks_years: bool) -> f64 {
    let used = named(Strength::Used);
    let value = used + (1.0 - used) * saturate(line_weight(Strength::Used));
    if lacks_years {
        WITHOUT_YEARS * value
    } else {
        value
    }
}

/// One thing that would do, as found.
#[derive(Clone)]
pub(super) struct Candidate {
    value: f64,
    months: Option<u32>,
    denied: bool,
    note: String,
    evidence: Vec<Span>,
}

pub(super) fn skill(
    pair: Pair,
    query: &RequirementQuery,
    any_of: &[Wanted],
    at_least: u32,
    minimum_months: Option<u32>,
    answered: &mut Answered,
) -> Answer {
    let mut options: Vec<Candidate> = any_of
        .iter()
        .zip(&query.phrases)
        .map(|(wanted, phrase)| {
            let named = wanted.concept.and_then(|concept| {
                let known = answered.concepts.entry(concept);
                known.or_insert_with(|| claimed(concept, pair)).clone()
            });
            let written = phrase_found(phrase, pair);
            match named {
                Some(named) if named.denied || named.value >= written.value => named,
                named => Candidate {
                    note: if written.value > 0.0 {
                        wanted.label.clone()
                    } else {
                        String::new()
                    },
                    months: named.and_then(|named| named.months),
                    ..written
                },
            }
        })
        .collect();
    // A stable sort: of equals, the one the job names first.
    options.sort_by(|a, b| b.value.total_cmp(&a.value));
    let asked = (at_least.max(1) as usize).min(options.len().max(1));
    let counted = &options[..asked.min(options.len())];
    let mut value = counted.iter().map(|option| option.value).sum::<f64>() / asked as f64;
    let mut note = counted
        .iter()
        .filter(|option| option.value > 0.0)
        .map(|option| option.note.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    let mut lacks_years = false;
    if let (Some(least), true) = (minimum_months.filter(|least| *least > 0), value > 0.0) {
        let months = counted
            .iter()
            .filter_map(|option| option.months)
            .max()
            .unwrap_or(0);
        let share = f64::from(months.min(least)) / f64::from(least);
        value *= WITHOUT_YEARS + (1.0 - WITHOUT_YEARS) * share;
        lacks_years = months < least;
        note.push_str(&match months {
            0 => format!(", the {} asked not shown", years(least)),
            months => format!(", {} of {} asked", years(months), years(least)),
        });
    }
    let denied = value == 0.0 && options.iter().any(|option| option.denied);
    Answer {
        value,
        outcome: match Outcome::of_value(value) {
            _ if denied => Outcome::Contradicted,
            Outcome::Met if lacks_years => Outcome::Partly,
            outcome => outcome,
        },
        note: if denied {
            "the CV says otherwise".to_owned()
        } else {
            note
        },
        // Scattered words of another alternative show nothing beside one that is met.
        evidence: options
            .iter()
            .enumerate()
            .filter(|(place, option)| {
                option.denied
                    || option.value >= Outcome::MET_FROM
                    || *place < asked && option.value > 0.0
            })
            .map(|(_, option)| option)
            .flat_map(|option| option.evidence.iter().copied())
            .take(EVIDENCE)
            .collect(),
    }
}

/// What the CV claims of `asked`, or of the nearest concept.
fn claimed(asked: ConceptId, pair: Pair) -> Option<Candidate> {
    let Pair {
        cv, found, lexicon, ..
    } = pair;
    let mut best: Option<Candidate> = None;
    for claim in &cv.skills {
        let Some(relation) = lexicon.relation(asked, claim.concept) else {
            continue;
        };
        budget::spend(claim.mentions.len());
        let mentions = found.claims(claim);
        let lines: f64 = mentions
            .clone()
            .map(|mention| line_weight(mention.strength))
            .sum();
        let stance = mentions.clone().map(|mention| mention.stance).max();
        let denied = claim.concept == asked && claim.stance() == Stance::Denied;
        let strongest = mentions.clone().map(|mention| mention.strength).max();
        let full = strongest.map_or(0.0, |strength| {
            named(strength) + (1.0 - named(strength)) * saturate(lines)
        });
        let value = f64::from(relation.nearness())
            * full
            * if stance == Some(Stance::Basic) {
                BASIC
            } else {
                1.0
            };
        // Who says that they lack a skill is not taken at a neighbour's word.
        let (known, is_denied) = best
            .as_ref()
            .map_or((0.0, false), |best| (best.value, best.denied));
        if denied || !is_denied && value > known {
            let label = lexicon.label(claim.concept);
            let note = match relation {
                Relation::Same => label.to_owned(),
                Relation::Narrower => format!("narrower: {label}"),
                Relation::Related(_) => format!("related: {label}"),
                Relation::Broader => format!("broader: {label}"),
            };
            let mut places: Vec<_> = if denied {
                claim.mentions.iter().collect()
            } else {
                mentions.collect()
            };
            places.sort_by_key(|mention| std::cmp::Reverse(mention.strength));
            best = Some(Candidate {
                value,
                months: Some(claim.months),
                denied,
                note: if claim.months > 0 {
                    format!("{note}, {}", years(claim.months))
                } else {
                    note
                },
                evidence: places
                    .iter()
                    .map(|mention| mention.span)
                    .take(EVIDENCE)
                    .collect(),
            });
        }
    }
    best
}

/// A phrase by its words: whole on one line counts as named, scattered words in part.
fn phrase_found(phrase: &[u32], pair: Pair) -> Candidate {
    let Pair { job, cv, found, .. } = pair;
    let nothing = Candidate {
        value: 0.0,
        months: None,
        denied: false,
        note: String::new(),
        evidence: Vec::new(),
    };
    let whole: f64 = phrase
        .iter()
        .map(|&term| job.terms[term as usize].weight)
        .sum();
    let Some(&first) = phrase.first() else {
        return nothing;
    };
    let place = |term: u32, passage: u32| {
        let places = &found.terms[term as usize].at;
        let at = places.binary_search_by_key(&passage, |(at, _)| *at);
        at.ok().map(|at| &places[at])
    };
    // By the rarest word, since every line of a long CV may hold the others.
    let places = phrase.iter().map(|&term| &found.terms[term as usize].at);
    let rarest = places.min_by_key(|places| places.len());
    let rarest = rarest.map_or(&[][..], Vec::as_slice);
    budget::spend(rarest.len() + phrase.len());
    let together: Vec<_> = rarest
        .iter()
        .filter(|(passage, _)| phrase.iter().all(|&term| place(term, *passage).is_some()))
        .filter_map(|(passage, _)| place(first, *passage))
        .collect();
    if !together.is_empty() {
        let strengths = together
            .iter()
            .map(|(passage, _)| cv.passages[*passage as usize].strength);
        let strongest = strengths.clone().max().unwrap_or(Strength::Listed);
        let lines = strengths.map(line_weight).sum();
        return Candidate {
            value: named(strongest) + (1.0 - named(strongest)) * saturate(lines),
            evidence: together
                .iter()
                .map(|(_, span)| *span)
                .take(EVIDENCE)
                .collect(),
            ..nothing
        };
    }
    let some: f64 = phrase
        .iter()
        .filter(|&&term| !found.terms[term as usize].at.is_empty())
        .map(|&term| job.terms[term as usize].weight)
        .sum();
    let evidence = phrase
        .iter()
        .filter_map(|&term| Some(found.terms[term as usize].at.first()?.1))
        .take(EVIDENCE)
        .collect();
    Candidate {
        value: SCATTERED * (some / whole) * (some / whole),
        evidence,
        ..nothing
    }
}

#[cfg(test)]
mod tests;
