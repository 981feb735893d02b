//! What a CV's parts would be worth, at least, if it also showed facts that it does not show now.
//!
//! Closed form: a requirement takes the value that one line of a dated position earns, and a
//! feature of the form x / (x + h) is taken back to x / h, added to, and brought forward again;
//! months are added as they are.
//! Whatever else the new line would earn is left out, so each value is a lower bound.

use super::coverage::shown_once;
use super::found::saturate;
use super::job_query::{JobQuery, Term};
use super::similarity::{HALF_OF_PAIRS, HALF_OF_WORDS};
use super::{Feature, Outcome, career};
use crate::lexicon::ConceptId;
use crate::profile::job::{Demand, Wanted};
use crate::text::{pair_key, tokenize};

/// A true thing that a CV does not show yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// The requirement at this index is met: a skill in a dated position for the time asked,
    /// a degree or a language at the level asked.
    Requirement(u32),
    /// This many more months in positions like the job, beside those already held.
    Months(u32),
    /// A position at the seniority asked.
    Seniority,
}

/// A part of a score as it was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    pub feature: Feature,
    /// Index into the job's requirements.
    pub requirement: Option<u32>,
    pub outcome: Outcome,
    /// In [0, 1].
    pub value: f64,
}

/// The facts about `parts` that could be shown and are not yet, in the order of the job.
///
/// Requirements matched by their words alone are left out: what other words for them would earn
/// cannot be said beforehand.
pub fn open_facts(job: &JobQuery, parts: &[Measured], months: u32) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for part in parts {
        let fact = match (part.feature, part.requirement) {
            (Feature::MustCoverage | Feature::NiceCoverage, Some(index)) => {
                let demand = job.profile.requirements.get(index as usize);
                let is_open = part.outcome != Outcome::Met || part.value < Outcome::MET_FROM;
                demand
                    .filter(|asked| {
                        is_open && target(&asked.demand).is_some_and(|value| value > part.value)
                    })
                    .map(|_| Fact::Requirement(index))
            }
            (Feature::Seniority, _) if part.value < 1.0 => Some(Fact::Seniority),
            (Feature::RelevantYears, _) if part.value < 1.0 => Some(Fact::Months(months)),
            _ => None,
        };
        facts.extend(fact.filter(|fact| !facts.contains(fact)));
    }
    facts
}

/// The values of `parts` if `facts` were shown as well; never below what they are.
pub fn values_with(
    job: &JobQuery,
    parts: &[Measured],
    total_months: u32,
    facts: &[Fact],
) -> Vec<f64> {
    let added = Added::new(job, parts, facts);
    parts
        .iter()
        .map(|part| {
            let value = match part.feature {
                Feature::SkillSimilarity => grown(part.value, added.skills),
                Feature::WordSimilarity | Feature::ExperienceSimilarity => {
                    grown(part.value, added.words)
                }
                Feature::PairSimilarity => grown(part.value, added.pairs),
                Feature::RelevantYears | Feature::TotalYears => {
                    let more = f64::from(added.months) / career::enough_months(job);
                    (part.value + more).min(1.0)
                }
                Feature::Seniority if facts.contains(&Fact::Seniority) => 1.0,
                _ => match part.requirement {
                    Some(index) => required(job, facts, index, total_months + added.months),
                    None => part.value,
                },
            };
            value.max(part.value)
        })
        .collect()
}

fn required(job: &JobQuery, facts: &[Fact], index: u32, total_months: u32) -> f64 {
    let Some(asked) = job.profile.requirements.get(index as usize) else {
        return 0.0;
    };
    match asked.demand {
        Demand::Experience { minimum_months, .. } if total_months > 0 => {
            let least = minimum_months.max(1);
            f64::from(total_months.min(least)) / f64::from(least)
        }
        _ if facts.contains(&Fact::Requirement(index)) => target(&asked.demand).unwrap_or(0.0),
        _ => 0.0,
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

/// x / (x + h) with `more` added to x / h.
fn grown(value: f64, more: f64) -> f64 {
    if more <= 0.0 || value >= 1.0 {
        return value;
    }
    let odds = value / (1.0 - value) + more;
    odds / (1.0 + odds)
}

/// The most that x / (x + h) could be if each line behind it weighed `times` as much.
pub(super) fn grown_by(value: f64, times: f64) -> f64 {
    if value >= 1.0 {
        return value;
    }
    let odds = times * value / (1.0 - value);
    odds / (1.0 + odds)
}

/// What the new lines add to the similarities, in units of h, and the new months.
struct Added {
    words: f64,
    pairs: f64,
    skills: f64,
    months: u32,
}

impl Added {
    fn new(job: &JobQuery, parts: &[Measured], facts: &[Fact]) -> Self {
        let mut added = Self {
            words: 0.0,
            pairs: 0.0,
            skills: 0.0,
            months: 0,
        };
        let mut terms: Vec<u32> = Vec::new();
        let mut pairs: Vec<u32> = Vec::new();
        let mut skills: Vec<ConceptId> = Vec::new();
        for fact in facts {
            match *fact {
                Fact::Months(months) => added.months += months,
                Fact::Seniority => {}
                Fact::Requirement(index) => {
                    let Some(outcome) = untouched(parts, index) else {
                        continue;
                    };
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

/// The outcome of a requirement of which the CV holds no trace.
fn untouched(parts: &[Measured], index: u32) -> Option<Outcome> {
    let asked = |part: &&Measured| {
        part.requirement == Some(index)
            && matches!(part.feature, Feature::MustCoverage | Feature::NiceCoverage)
    };
    parts
        .iter()
        .find(asked)
        .filter(|part| part.value == 0.0)
        .map(|part| part.outcome)
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
        _ => &[],
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
    let keys: Vec<_> = tokens
        .windows(2)
        .filter_map(|both| match both {
            [first, second] => Some(pair_key(first.key, second.key)),
            _ => None,
        })
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

/// The values of `parts` at most, if what was found stood in positions whose dates were not read.
pub fn values_if_dated(job: &JobQuery, parts: &[Measured]) -> Vec<f64> {
    // From the lightest line to the heaviest.
    let times = super::found::heaviest_over_lightest();
    let words = parts
        .iter()
        .find(|part| part.feature == Feature::WordSimilarity)
        .map_or(1.0, |part| part.value);
    parts
        .iter()
        .map(|part| match part.feature {
            Feature::WordSimilarity | Feature::PairSimilarity | Feature::SkillSimilarity => {
                grown_by(part.value, times)
            }
            Feature::ExperienceSimilarity => grown_by(words, times),
            Feature::TitleWords => (part.value * times).min(1.0),
            // Years of work may stand for a degree.
            Feature::Education => part.value.max(0.5),
            Feature::Languages => part.value,
            Feature::MustCoverage | Feature::NiceCoverage => {
                let demand = part
                    .requirement
                    .and_then(|index| job.profile.requirements.get(index as usize))
                    .map(|asked| &asked.demand);
                match demand {
                    Some(Demand::Education { .. }) => part.value.max(0.5),
                    Some(Demand::Language { .. }) => part.value,
                    Some(Demand::Experience { .. }) => 1.0,
                    _ if part.value > 0.0 => 1.0,
                    _ => 0.0,
                }
            }
            _ => 1.0,
        })
        .collect()
}

/// Requirements matched by their words alone, which no fact covers: their indexes.
pub fn by_words_alone(job: &JobQuery) -> impl Iterator<Item = u32> + '_ {
    let numbered = (0..).zip(&job.profile.requirements);
    numbered
        .filter(|(_, asked)| asked.demand == Demand::Text)
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_that_of_the_saturating_form() {
        for (x, more, half) in [(0.0, 2.0, 3.0), (1.0, 0.5, 0.7), (40.0, 24.0, 60.0)] {
            let before = x / (x + half);
            let after = (x + more) / (x + more + half);
            assert!((grown(before, more / half) - after).abs() < 1e-12);
        }
        assert_eq!(grown(0.25, 0.0), 0.25);
        assert_eq!(grown_by(0.0, 2.0), 0.0);
        assert!((grown_by(0.5, 3.0) - 0.75).abs() < 1e-12);
    }
}
