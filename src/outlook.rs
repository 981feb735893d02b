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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Status;
    use crate::explain::tests::{explained, reason};
    use crate::features::potential::Fact;
    use crate::features::{Feature, tests};
    use crate::model::Points;
    use crate::rank::tests::{matched, scored, unscored};
    use crate::stability::{Basis, Cause};

    fn gaining(gain: i64) -> Option<Step> {
        Some(Step {
            fact: Fact::Months(12),
            gain: Points(gain),
            score: Points(gain),
            rank: 1,
        })
    }

    /// Of four CVs, the last of which has no score.
    fn four() -> Outlook {
        let range = |rank| RankRange {
            rank_low: rank,
            rank_high: rank,
            tie_group: String::new(),
            top_share: None,
        };
        let unread = |index, cause| Unread {
            index,
            cause,
            could_reach: 1,
        };
        Outlook {
            stability: Stability {
                basis: Basis::HandSetWeights,
                samples: 0,
                ranges: (1..=3).map(range).collect(),
                unread: vec![
                    unread(3, Cause::NotScored),
                    unread(0, Cause::Pages),
                    unread(2, Cause::Undated),
                ],
                cut: None,
            },
            next: vec![gaining(1), None, gaining(3), None],
        }
    }

    #[test]
    fn what_stands_beside_those_that_are_shown_moves_up_with_them() {
        for (shown, ranges, gains, unread) in [
            (
                &[true, true, true, true][..],
                &[1, 2, 3][..],
                &[Some(1), None, Some(3), None][..],
                &[
                    (3, Cause::NotScored),
                    (0, Cause::Pages),
                    (2, Cause::Undated),
                ][..],
            ),
            (
                &[true, false, true, true],
                &[1, 3],
                &[Some(1), Some(3), None],
                &[
                    (2, Cause::NotScored),
                    (0, Cause::Pages),
                    (1, Cause::Undated),
                ],
            ),
            (
                &[false, false, true, false],
                &[3],
                &[Some(3)],
                &[(0, Cause::Undated)],
            ),
            (&[false, true], &[2], &[None], &[]),
        ] {
            let mut outlook = four();
            outlook.keep(shown);
            let found = outlook.stability.ranges.iter();
            let found: Vec<u32> = found.map(|range| range.rank_low).collect();
            assert_eq!(found, ranges, "{shown:?}");
            let found = outlook.next.iter();
            let found: Vec<Option<i64>> = found.map(|step| step.map(|step| step.gain.0)).collect();
            assert_eq!(found, gains, "{shown:?}");
            let found = outlook.stability.unread.iter();
            let found: Vec<(usize, Cause)> =
                found.map(|unread| (unread.index, unread.cause)).collect();
            assert_eq!(found, unread, "{shown:?}");
        }
    }

    #[test]
    fn each_is_found_by_the_index_of_its_match() {
        let outlook = four();
        let causes = [0, 1, 2, 3].map(|index| outlook.unread(index).map(|unread| unread.cause));
        let expected = [
            Some(Cause::Pages),
            None,
            Some(Cause::Undated),
            Some(Cause::NotScored),
        ];
        assert_eq!(causes, expected);
        let ranks = [0, 2, 3].map(|index| outlook.range(index).map(|range| range.rank_low));
        assert_eq!(ranks, [Some(1), Some(3), None]);
        let gains = [1, 2, 4].map(|index| outlook.next(index).map(|step| step.gain.0));
        assert_eq!(gains, [None, Some(3), None]);
    }

    #[test]
    fn next_to_each_match_stands_its_own_change() {
        let job = tests::query(tests::job("Baker", ""));
        let years = reason(Feature::RelevantYears, 0.0, 8_000, 0);
        let ranking = Ranking::new(vec![
            scored("a", 2),
            matched("b", explained(vec![years])),
            unscored("x", Status::Empty),
        ]);
        let outlook = Outlook::new(&job, Ranker::builtin(), &ranking, None);
        let has_next = [0, 1, 2].map(|index| outlook.next(index).is_some());
        assert_eq!(has_next, [false, true, false]);
        let has_range = [0, 1, 2].map(|index| outlook.range(index).is_some());
        assert_eq!(has_range, [true, true, false]);
    }
}
