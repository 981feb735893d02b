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

    /// Keeps what stands beside the matches that are to be shown; `shown` has one entry a match.
    pub fn keep(&mut self, shown: &[bool]) {
        let is_shown = |index: usize| shown.get(index) == Some(&true);
        let mut index = 0..;
        self.next.retain(|_| index.next().is_some_and(is_shown));
        let mut index = 0..;
        let stability = &mut self.stability;
        stability
            .ranges
            .retain(|_| index.next().is_some_and(is_shown));
        // Where each stands now.
        let places: Vec<usize> = shown
            .iter()
            .scan(0, |place, is_shown| {
                let own = *place;
                *place += usize::from(*is_shown);
                Some(own)
            })
            .collect();
        stability.unread.retain(|unread| is_shown(unread.index));
        for unread in &mut stability.unread {
            unread.index = places.get(unread.index).copied().unwrap_or_default();
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
