//! What facts that a CV does not show yet would add to the similarities.

use super::{HALF_OF_PAIRS, HALF_OF_WORDS};
use crate::features::found::saturate;
use crate::features::job_query::{JobQuery, Term};
use crate::features::potential::{Fact, Measured};
use crate::features::{Feature, Outcome};
use crate::lexicon::ConceptId;
use crate::profile::job::{Demand, Wanted};
use crate::text::{pair_key, tokenize};

/// What the new lines add to the similarities, in units of h.
pub(in crate::features) struct Added {
    pub words: f64,
    pub pairs: f64,
    pub skills: f64,
}

impl Added {
    pub(crate) fn new(job: &JobQuery, parts: &[Measured], facts: &[Fact]) -> Self {
        let mut added = Self {
            words: 0.0,
            pairs: 0.0,
            skills: 0.0,
        };
        let mut terms: Vec<u32> = Vec::new();
        let mut pairs: Vec<u32> = Vec::new();
        let mut skills: Vec<ConceptId> = Vec::new();
        for fact in facts {
            match *fact {
                Fact::Months(_) | Fact::Seniority => {}
                Fact::Requirement(index) => {
                    let Some((outcome, has_trace)) = untouched(parts, index) else {
                        continue;
                    };
                    if has_trace {
                        // Its words and its name may count already.
                        continue;
                    }
                    let options = options(job, index);
                    // A CV that says it lacks a skill holds its words already.
                    let has_words = outcome == Outcome::NotFound;
                    match options.as_slice() {
                        [only] => {
                            skills.extend(only.concept);
                            if has_words {
                                terms.extend_from_slice(only.terms);
                                pairs.extend(pairs_of(job, only.label));
                            }
                        }
                        several => added.least_of(job, index, several, has_words),
                    }
                }
            }
        }
        added.words += units(&job.terms, &mut terms, HALF_OF_WORDS);
        added.pairs += units(&job.pairs, &mut pairs, HALF_OF_PAIRS);
        added.skills += skill_units(job, &skills);
        added
    }

    /// Whichever of `options` it will be, it adds what the poorest of them does. What another
    /// requirement asks as well is left to that one, so that nothing counts twice.
    fn least_of(&mut self, job: &JobQuery, index: u32, options: &[WantedOption], has_words: bool) {
        let others = || {
            let numbered = (0..).zip(&job.requirements);
            numbered
                .filter(move |(other, _)| *other != index)
                .flat_map(|(other, query)| options_of(job, other).iter().zip(&query.phrases))
        };
        let is_own = |term: &u32| others().all(|(_, phrase)| !phrase.contains(term));
        let least = |of: &dyn Fn(&WantedOption) -> f64| {
            let least = options.iter().map(of).reduce(f64::min);
            least.unwrap_or(0.0)
        };
        self.skills += least(&|option| {
            let concept = option
                .concept
                .filter(|concept| others().all(|(wanted, _)| wanted.concept != Some(*concept)));
            skill_units(job, concept.as_slice())
        });
        if has_words {
            self.words += least(&|option| {
                let mut own = option.terms.to_vec();
                own.retain(|term| is_own(term));
                units(&job.terms, &mut own, HALF_OF_WORDS)
            });
        }
    }
}

/// What one line of a dated position that names `skills` adds.
fn skill_units(job: &JobQuery, skills: &[ConceptId]) -> f64 {
    let squares: f64 = job.skills.iter().map(|(_, weight)| weight * weight).sum();
    let shown = job
        .skills
        .iter()
        .filter(|(concept, _)| skills.contains(concept));
    let sum: f64 = shown.map(|(_, weight)| weight * saturate(1.0)).sum();
    if squares > 0.0 {
        sum / (HALF_OF_WORDS * squares.sqrt())
    } else {
        0.0
    }
}

/// The outcome of a requirement of which nothing is shown, and whether the CV holds words of it.
fn untouched(parts: &[Measured], index: u32) -> Option<(Outcome, bool)> {
    let asked = |part: &&Measured| {
        part.requirement == Some(index)
            && matches!(part.feature, Feature::MustCoverage | Feature::NiceCoverage)
    };
    parts
        .iter()
        .find(asked)
        .filter(|part| part.value == 0.0)
        .map(|part| (part.outcome, part.has_trace))
}

struct WantedOption<'a> {
    label: &'a str,
    concept: Option<ConceptId>,
    terms: &'a [u32],
}

fn options_of(job: &JobQuery, index: u32) -> &[Wanted] {
    let asked = job.profile.requirements.get(index as usize);
    match asked.map(|asked| &asked.demand) {
        Some(Demand::Skill { any_of, .. }) => any_of,
        Some(
            Demand::Experience { .. }
            | Demand::Education { .. }
            | Demand::Language { .. }
            | Demand::Text,
        )
        | None => &[],
    }
}

/// Each thing that would do.
fn options(job: &JobQuery, index: u32) -> Vec<WantedOption<'_>> {
    let query = job.requirements.get(index as usize);
    let phrases = query.map(|query| query.phrases.as_slice());
    options_of(job, index)
        .iter()
        .zip(phrases.unwrap_or_default())
        .map(|(wanted, terms)| WantedOption {
            label: &wanted.label,
            concept: wanted.concept,
            terms,
        })
        .collect()
}

fn pairs_of<'a>(job: &'a JobQuery, label: &'a str) -> impl Iterator<Item = u32> + 'a {
    let tokens = tokenize(label);
    let both = tokens.iter().zip(tokens.iter().skip(1));
    let keys: Vec<_> = both
        .map(|(first, second)| pair_key(first.key, second.key))
        .collect();
    keys.into_iter()
        .filter_map(|key| job.by_pair.get(&key).copied())
}

/// What one line of a dated position that holds `found` adds, each term once.
fn units(all: &[Term], found: &mut Vec<u32>, half: f64) -> f64 {
    found.sort_unstable();
    found.dedup();
    let squares: f64 = all.iter().map(|term| term.weight * term.weight).sum();
    let sum: f64 = found
        .iter()
        .filter_map(|&term| all.get(term as usize))
        .map(|term| term.weight * saturate(1.0))
        .sum();
    if squares > 0.0 {
        sum / (half * squares.sqrt())
    } else {
        0.0
    }
}
