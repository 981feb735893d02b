//! What stands beside each CV of a ranking: how sure its rank is, and what would change it.

use rayon::prelude::*;

use crate::features::JobQuery;
use crate::model::Ranker;
use crate::rank::Ranking;
use crate::stability::{RankRange, Stability, Unread};
use crate::what_if::{Step, next_best_change};

/// By index of the ranking's matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    pub stability: Stability,
    /// The one change that would gain most; absent without a score or an open fact.
    pub next: Vec<Option<Step>>,
}

impl Outlook {
    /// `job` and `ranker` are those that `ranking` was made with; `top` is how many are invited.
    pub fn new(job: &JobQuery, ranker: &Ranker, ranking: &Ranking, top: Option<usize>) -> Self {
        let next = (0..ranking.matches.len())
            .into_par_iter()
            .map(|index| next_best_change(job, ranking, index))
            .collect();
        Self {
            stability: Stability::new(job, ranker, ranking, top),
            next,
        }
    }

    /// Absent without a score.
    pub fn range(&self, index: usize) -> Option<&RankRange> {
        self.stability.ranges.get(index)
    }

    /// Why the CV could stand higher; absent for one that was read well.
    pub fn unread(&self, index: usize) -> Option<&Unread> {
        let mut unread = self.stability.unread.iter();
        unread.find(|unread| unread.index == index)
    }

    pub fn next(&self, index: usize) -> Option<&Step> {
        self.next.get(index)?.as_ref()
    }
}
