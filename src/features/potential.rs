//! What a CV's parts would be worth if it also showed facts that it does not show now.
//!
//! Closed form: a requirement takes the value that one line of a dated position earns, and a
//! feature of the form x / (x + h) is taken back to x / h, added to, and brought forward again;
//! months are added as they are.
//! Whatever else the new line would earn, or take from the likeness of its position, is left out.
//!
//! What each feature would be worth stands beside its measure; here a feature is sent there.

use super::job_query::JobQuery;
use super::similarity::{self, Added};
use super::{Feature, Outcome, career, coverage, title};
pub(crate) use coverage::by_words_alone;

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
    /// Whether the CV holds words of it, though they are not taken for it.
    pub has_trace: bool,
}

/// The facts about `parts` that could be shown and are not yet, in the order of the job.
///
/// Requirements matched by their words alone are left out: what other words for them would earn
/// cannot be said beforehand.
pub(crate) fn open_facts(job: &JobQuery, parts: &[Measured], months: u32) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for part in parts {
        let open = |fact| (part.value < 1.0).then_some(fact);
        let fact = match part.feature {
            Feature::MustCoverage | Feature::NiceCoverage => coverage::open_fact(job, part),
            Feature::RelevantYears => open(Fact::Months(months)),
            Feature::Seniority => open(Fact::Seniority),
            // No facts of their own: they rise with those above, or cannot be said beforehand.
            Feature::SkillSimilarity
            | Feature::WordSimilarity
            | Feature::PairSimilarity
            | Feature::ExperienceSimilarity
            | Feature::PassageSimilarity
            | Feature::TitleSimilarity
            | Feature::TitleWords
            | Feature::TotalYears
            | Feature::Recency
            | Feature::Education
            | Feature::Languages => None,
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
    let months = facts.iter().map(|fact| match fact {
        Fact::Months(months) => *months,
        Fact::Requirement(_) | Fact::Seniority => 0,
    });
    let months: u32 = months.sum();
    parts
        .iter()
        .map(|part| {
            let value = match part.feature {
                Feature::MustCoverage
                | Feature::NiceCoverage
                | Feature::Education
                | Feature::Languages => {
                    coverage::value_with(job, part, facts, total_months + months)
                }
                Feature::SkillSimilarity => similarity::grown(part.value, added.skills),
                Feature::WordSimilarity | Feature::ExperienceSimilarity => {
                    similarity::grown(part.value, added.words)
                }
                Feature::PairSimilarity => similarity::grown(part.value, added.pairs),
                Feature::RelevantYears | Feature::TotalYears => {
                    career::years_with(job, part.value, months)
                }
                Feature::Seniority => career::seniority_with(part.value, facts),
                // No fact says what its title, its last month or the lines around it would be.
                Feature::PassageSimilarity
                | Feature::TitleSimilarity
                | Feature::TitleWords
                | Feature::Recency => part.value,
            };
            value.max(part.value)
        })
        .collect()
}

/// The values of `parts` at most, if what was found stood in positions whose dates were not read.
pub(crate) fn values_if_dated(job: &JobQuery, parts: &[Measured]) -> Vec<f64> {
    let words = parts
        .iter()
        .find(|part| part.feature == Feature::WordSimilarity)
        .map_or(1.0, |part| part.value);
    parts
        .iter()
        .map(|part| match part.feature {
            Feature::MustCoverage
            | Feature::NiceCoverage
            | Feature::Education
            | Feature::Languages => coverage::value_if_dated(job, part),
            Feature::WordSimilarity | Feature::PairSimilarity | Feature::SkillSimilarity => {
                similarity::if_dated(part.value)
            }
            Feature::ExperienceSimilarity => similarity::if_dated(words),
            Feature::TitleWords => title::words_if_dated(part.value),
            // Dates end a passage elsewhere, and a position with dates may be all that is asked.
            Feature::PassageSimilarity
            | Feature::TitleSimilarity
            | Feature::RelevantYears
            | Feature::TotalYears
            | Feature::Recency
            | Feature::Seniority => 1.0,
        })
        .collect()
}

#[cfg(test)]
mod tests;
