//! What would change a CV's place: the fewest true facts that would bring it among the first K.
//!
//! Only facts that a person could truthfully come to show are tried: a requirement met, months of
//! work like the job, a position at the level asked. Never a word, never who somebody is.

mod search;

use crate::explain::Explanation;
use crate::features::JobQuery;
use crate::features::potential::{Fact, Measured, open_facts, values_with};
use crate::model::Points;
use crate::rank::Ranking;

use search::{Gains, fewest};

/// Months of further work that the next best change may take.
pub const NEXT_MONTHS: u32 = 12;
/// Months of further work that entering the first K may take at most.
pub const MOST_MONTHS: u32 = 60;
/// What a line that shows a fact may take from the likeness of its position and passage to the job:
/// facts that are said to bring a CV among the first K gain this much more than is missing.
pub const LIKENESS_MAY_TAKE: Points = Points(1000);

/// A fact and the score that it alone would make, give or take what the line that shows it says
/// beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub fact: Fact,
    /// Points that it would add; above zero.
    pub gain: Points,
    /// The score it would make.
    pub score: Points,
    /// The rank it would make if nobody else changed; the present one at worst.
    pub rank: u32,
}

/// How a CV stands to the first K places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Among them already; `lead` over the first CV that is not, where there is one.
    Inside { lead: Option<Points> },
    /// `missing` points short, so that `missing` more would surely enter; facts that do gain
    /// [`LIKENESS_MAY_TAKE`] more.
    Outside {
        missing: Points,
        /// Facts each of which alone would do, most points first; months are the fewest that do.
        single: Vec<Step>,
        /// The fewest facts that do, of those the ones that gain most; empty when none do.
        fewest: Vec<Step>,
        /// What the fewest facts, or all facts when they do not suffice, gain together.
        together: Points,
        /// Whether fewer were proven not to do; always so but where very many facts are open.
        is_proven: bool,
    },
}

/// The parts of a score as they stand, ready to be changed.
struct Standing<'a> {
    job: &'a JobQuery,
    explanation: &'a Explanation,
    parts: Vec<Measured>,
}

impl<'a> Standing<'a> {
    fn new(job: &'a JobQuery, explanation: &'a Explanation) -> Self {
        Self {
            job,
            explanation,
            parts: measured(explanation),
        }
    }
}

impl Gains for Standing<'_> {
    fn gain(&self, facts: &[Fact]) -> Points {
        let values = values_with(self.job, &self.parts, self.explanation.total_months, facts);
        gained(self.explanation, &values)
    }
}

/// The parts of a score, one a reason.
pub(crate) fn measured(explanation: &Explanation) -> Vec<Measured> {
    explanation
        .reasons
        .iter()
        .map(|reason| Measured {
            feature: reason.contribution.feature,
            requirement: reason.contribution.requirement,
            outcome: reason.contribution.outcome,
            value: reason.contribution.value,
            has_trace: !reason.contribution.note.is_empty(),
        })
        .collect()
}

/// Points that `values`, one a reason and never below what it is, would earn more.
pub(crate) fn gained(explanation: &Explanation, values: &[f64]) -> Points {
    explanation
        .reasons
        .iter()
        .zip(values)
        .filter(|(reason, value)| **value > reason.contribution.value)
        .map(|(reason, value)| {
            // Rounded down, as the score's own parts are.
            let points = (reason.contribution.weight * 1000.0 * value).floor() as i64;
            Points((points - reason.contribution.points.0).max(0))
        })
        .sum()
}

/// Each open fact of a CV with what it alone would gain, most first.
///
/// `months` is how much further work to try. The gains are of what is asked alone;
/// those of several facts together are at most their sum.
pub fn changes(job: &JobQuery, explanation: &Explanation, months: u32) -> Vec<(Fact, Points)> {
    let standing = Standing::new(job, explanation);
    let facts = open_facts(job, &standing.parts, months);
    let mut changes: Vec<(Fact, Points)> = facts
        .into_iter()
        .map(|fact| (fact, standing.gain(&[fact])))
        .filter(|(_, gain)| gain.0 > 0)
        .collect();
    changes.sort_by_key(|(fact, gain)| (std::cmp::Reverse(*gain), *fact));
    changes
}

/// The one fact that would gain most for the CV at `index` of `ranking`; `None` without a score
/// or where nothing is open. `job` is the one that was ranked for.
pub fn next_best_change(job: &JobQuery, ranking: &Ranking, index: usize) -> Option<Step> {
    let explanation = ranking.matches.get(index)?.explanation.as_ref()?;
    let &(fact, gain) = changes(job, explanation, NEXT_MONTHS).first()?;
    step(ranking, index, explanation.score(), fact, gain)
}

/// What would bring the CV at `index` of `ranking` among its first `top`; `None` without a score
/// or for a `top` of 0. `job` is the one that was ranked for.
///
/// Up to 200,000 sets of facts are tried, some tenths of a second; for a whole pool
/// [`next_best_change`] is the quick answer.
pub fn to_enter(job: &JobQuery, ranking: &Ranking, index: usize, top: usize) -> Option<Entry> {
    let explanation = ranking.matches.get(index)?.explanation.as_ref()?;
    let score = explanation.score();
    let scores: Vec<Points> = ranking
        .matches
        .iter()
        .filter_map(|known| known.score())
        .collect();
    let last = *scores.get(top.checked_sub(1)?.min(scores.len() - 1))?;
    if index < top {
        return Some(Entry::Inside {
            lead: scores.get(top).map(|next| Points(score.0 - next.0)),
        });
    }
    let missing = Points(last.0 - score.0 + 1);
    let standing = Standing::new(job, explanation);
    let facts: Vec<Fact> = changes(job, explanation, MOST_MONTHS)
        .into_iter()
        .map(|(fact, _)| fact)
        .collect();
    let needed = Points(missing.0 + LIKENESS_MAY_TAKE.0);
    let found = fewest(&standing, &facts, needed);
    let alone = |fact: Fact| step(ranking, index, score, fact, standing.gain(&[fact]));
    let mut single: Vec<Step> = facts
        .iter()
        .map(|&fact| search::shorten(&standing, &[], fact, needed))
        .filter_map(alone)
        .filter(|step| step.gain >= needed)
        .collect();
    single.sort_by_key(|step| std::cmp::Reverse(step.gain));
    Some(Entry::Outside {
        missing,
        single,
        together: standing.gain(if found.facts.is_empty() {
            &facts
        } else {
            &found.facts
        }),
        fewest: found.facts.iter().copied().filter_map(alone).collect(),
        is_proven: found.is_proven,
    })
}

fn step(ranking: &Ranking, index: usize, score: Points, fact: Fact, gain: Points) -> Option<Step> {
    let now = ranking.matches.get(index)?.rank?;
    let score = Points(score.0 + gain.0);
    // The matches stand by score; those above the new one are counted.
    let above = ranking
        .matches
        .partition_point(|known| known.score().is_some_and(|other| other > score));
    Some(Step {
        fact,
        gain,
        score,
        rank: now.min(above as u32 + 1),
    })
}

#[cfg(test)]
mod tests;
