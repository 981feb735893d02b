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
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::features::tests;
    use crate::rank::tests::scored;

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

    #[test]
    fn whoever_stands_behind_the_first_is_let_go_of_once() {
        for (top, kept, count) in [
            (0, [false, false, false], 2),
            (1, [true, false, false], 1),
            (2, [true, true, false], 0),
            (3, [true, true, false], 0),
        ] {
            let mut ranking = Ranking::new(vec![scored("a", 9), scored("b", 8), scored("c", 7)]);
            // The last was let go of before.
            let explained = ranking.matches[2].explanation.as_mut().unwrap();
            explained.let_go_of_reasons(None);
            let calls = AtomicUsize::new(0);
            let let_go = |_: &JobQuery, explained: &mut Explanation| {
                calls.fetch_add(1, Ordering::Relaxed);
                explained.let_go_of_reasons(None);
            };
            let lean = Lean {
                top,
                let_go: &let_go,
            };
            lean.cut(&tests::query(tests::job("Baker", "")), &mut ranking);
            let has_reasons = [0, 1, 2].map(|index: usize| {
                let explained = ranking.matches[index].explanation.as_ref().unwrap();
                !explained.reasons.is_empty()
            });
            assert_eq!(has_reasons, kept, "{top}");
            assert_eq!(calls.into_inner(), count, "{top}");
        }
    }
}
