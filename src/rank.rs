//! The one ordering: score descending, then cv id ascending; equal scores share a rank.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::document::Status;
use crate::duplicates::Duplicate;
use crate::explain::Explanation;
use crate::features::Outcome;
use crate::flag::Flag;
use crate::model::Points;
use crate::profile::job::lint::{self, Finding};
use crate::profile::job::{Importance, JobProfile};

/// One CV's place.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    pub cv_id: String,
    /// Where it was read, as the user named it.
    pub source: String,
    /// From 1; absent without a score.
    pub rank: Option<u32>,
    pub status: Status,
    /// Why there is no score; empty when there is one.
    pub reason: String,
    /// Present exactly when `status` is [`Status::Scored`].
    pub explanation: Option<Explanation>,
    /// Other CVs of the run that are the same; no part of the explanation, which is the same
    /// alone and in a crowd.
    pub duplicates: Vec<Duplicate>,
}

impl Match {
    /// What a person should look at: what the explanation flags, and which CVs are the same.
    pub fn flags(&self) -> Vec<Flag> {
        let own = self.own_flags().iter().cloned();
        own.chain(self.duplicates.iter().cloned().map(Flag::Same))
            .collect()
    }

    /// Those that it has alone, too.
    pub(crate) fn own_flags(&self) -> &[Flag] {
        let explained = self.explanation.as_ref();
        explained.map_or(&[], |explained| &explained.flags)
    }

    pub fn score(&self) -> Option<Points> {
        self.explanation.as_ref().map(Explanation::score)
    }
}

/// Every CV of one call, ranked; those without a score stand last, by id.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    pub matches: Vec<Match>,
    /// Who is not among them, by what.
    pub left_out: Vec<LeftOut>,
    /// How many more there are that cannot be among the first, and were not scored for that.
    pub passed_over: usize,
}

/// How many CVs a filter left out; each is counted where it first failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The option, as it was given: `--tag nurse`.
    pub by: String,
    pub cvs: usize,
}

impl Ranking {
    /// Orders `matches` and gives each its rank.
    pub fn new(mut matches: Vec<Match>) -> Self {
        matches.sort_by(order);
        let mut previous: Option<(Points, u32)> = None;
        for (index, known) in matches.iter_mut().enumerate() {
            known.rank = known.score().map(|score| match previous {
                Some((last, rank)) if last == score => rank,
                _ => index as u32 + 1,
            });
            previous = known.score().zip(known.rank);
        }
        Self {
            matches,
            left_out: Vec::new(),
            passed_over: 0,
        }
    }

    /// The same without the CVs that do not meet every must; those without a score stay.
    #[must_use]
    pub fn only_musts(self) -> Self {
        let all = self.matches.len();
        let meets = |known: &Match| {
            let explained = known.explanation.as_ref();
            explained.is_none_or(|explained| explained.must.met == explained.must.total)
        };
        let matches: Vec<Match> = self.matches.into_iter().filter(meets).collect();
        let mut left_out = self.left_out;
        left_out.push(LeftOut {
            by: "--only-musts".to_owned(),
            cvs: all - matches.len(),
        });
        Self {
            left_out,
            ..Self::new(matches)
        }
    }

    /// Keeps those that are to be shown, with their ranks; `by` says what left the others out.
    ///
    /// `shown` has one entry a match.
    pub fn keep(&mut self, shown: &[bool], by: &str) {
        let all = self.matches.len();
        let mut shown = shown.iter();
        self.matches.retain(|_| shown.next() == Some(&true));
        self.left_out.push(LeftOut {
            by: by.to_owned(),
            cvs: all - self.matches.len(),
        });
    }

    /// Each must of `job`, the one that was ranked for, that no scored CV meets.
    pub fn unmet(&self, job: &JobProfile) -> Vec<Finding> {
        let explained: Vec<&Explanation> = self
            .matches
            .iter()
            .filter_map(|known| known.explanation.as_ref())
            .collect();
        let count = |index: usize, outcome: Outcome| {
            let has = |explanation: &&&Explanation| {
                explanation.reasons.iter().any(|reason| {
                    let contribution = &reason.contribution;
                    contribution.requirement == Some(index as u32)
                        && contribution.outcome == outcome
                })
            };
            explained.iter().filter(has).count()
        };
        let musts = job.requirements.iter().enumerate();
        musts
            .filter(|(_, requirement)| requirement.importance == Importance::Must)
            .filter(|&(index, _)| !explained.is_empty() && count(index, Outcome::Met) == 0)
            .map(|(index, requirement)| {
                lint::unmet(requirement, explained.len(), count(index, Outcome::Partly))
            })
            .collect()
    }

    pub fn scored(&self) -> usize {
        self.matches
            .iter()
            .filter(|known| known.status == Status::Scored)
            .count()
    }

    /// At most `top` scored CVs, and every one without a score.
    pub fn top(&self, top: Option<usize>) -> Vec<&Match> {
        self.numbered_top(top)
            .into_iter()
            .map(|(_, known)| known)
            .collect()
    }

    /// The same, each with its index.
    pub(crate) fn numbered_top(&self, top: Option<usize>) -> Vec<(usize, &Match)> {
        let kept = top.unwrap_or(usize::MAX);
        let numbered = || self.matches.iter().enumerate();
        let scored = numbered().filter(|(_, known)| known.rank.is_some());
        let unscored = numbered().filter(|(_, known)| known.rank.is_none());
        scored.take(kept).chain(unscored).collect()
    }
}

/// A job's place for one CV.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fit<'a> {
    pub job_id: &'a str,
    pub known: &'a Match,
    pub score: Points,
}

/// For each CV, by its id, the jobs by score, then by id; none for a CV without a score.
pub(crate) fn fits<'a>(
    rankings: impl IntoIterator<Item = (&'a str, &'a Ranking)>,
) -> BTreeMap<&'a str, Vec<Fit<'a>>> {
    let mut by_cv: BTreeMap<&str, Vec<Fit<'_>>> = BTreeMap::new();
    for (job_id, ranking) in rankings {
        for known in &ranking.matches {
            let fits = by_cv.entry(&known.cv_id).or_default();
            fits.extend(known.score().map(|score| Fit {
                job_id,
                known,
                score,
            }));
        }
    }
    for fits in by_cv.values_mut() {
        fits.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.job_id.cmp(b.job_id)));
    }
    by_cv
}

fn order(a: &Match, b: &Match) -> Ordering {
    match (a.score(), b.score()) {
        (Some(left), Some(right)) => right.cmp(&left).then_with(|| a.cv_id.cmp(&b.cv_id)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.cv_id.cmp(&b.cv_id),
    }
}

#[cfg(test)]
pub(crate) mod tests;
