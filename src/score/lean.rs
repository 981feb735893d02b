//! Explanations of the first alone.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::{Mutex, PoisonError};

use crate::explain::Explanation;
use crate::features::JobQuery;
use crate::model::Points;
use crate::rank::Ranking;

/// Which explanations are kept: those of the first `top` CVs for each job. The others are let go
/// of as they come, so that memory does not grow with the number of CVs.
#[derive(Clone, Copy)]
pub struct Lean<'a> {
    pub top: usize,
    /// Keeps of an explanation what is still counted, such as [`crate::stability::let_go`].
    pub let_go: &'a (dyn Fn(&JobQuery, &mut Explanation) + Sync),
}

impl Lean<'_> {
    /// Lets go of those that were among the first for a while.
    pub(super) fn cut(self, job: &JobQuery, ranking: &mut Ranking) {
        for known in ranking.matches.iter_mut().skip(self.top) {
            let explained = known.explanation.as_mut();
            if let Some(explained) = explained.filter(|one| !one.reasons.is_empty()) {
                (self.let_go)(job, explained);
            }
        }
    }
}

/// The best scores so far, as many as are kept.
pub(super) struct Best {
    top: usize,
    scores: Mutex<BinaryHeap<Reverse<Points>>>,
}

impl Best {
    pub(super) fn new(top: usize) -> Self {
        Self {
            top,
            scores: Mutex::default(),
        }
    }

    /// Whether a CV with this score may yet be among the first; it is counted from now on.
    pub(super) fn may_stay(&self, score: Points) -> bool {
        let mut scores = self.scores.lock().unwrap_or_else(PoisonError::into_inner);
        scores.push(Reverse(score));
        if scores.len() <= self.top {
            return true;
        }
        scores.pop();
        scores.peek().is_none_or(|Reverse(last)| score >= *last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_scores_as_much_as_the_last_may_stay() {
        let best = Best::new(2);
        let scores = [
            (5, true),
            (7, true),
            (4, false),
            (5, true),
            (6, true),
            (5, false),
            (6, true),
        ];
        for (nth, (score, stays)) in scores.into_iter().enumerate() {
            assert_eq!(best.may_stay(Points(score)), stays, "{nth}");
        }
    }
}
