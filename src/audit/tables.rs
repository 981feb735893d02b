//! The tables of Local Law 144: rate and impact ratio by category.

use super::category::{Category, Dimension};
use super::sample::Sample;
use super::statistics::{Ratio, fisher, wilson};

/// A category with less than one in this many of the sample has no impact ratio (6 RCNY 5-301).
const LEAST_SHARE: u64 = 50;

/// Why a category stands without an impact ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excluded {
    /// Less than 2 % of the full sample.
    FewerThanTwoPercent,
    /// No CV of the category has a score.
    NoneScored,
    /// The highest rate of all categories is 0.
    NoneChosen,
}

impl Excluded {
    pub fn reason(self) -> &'static str {
        match self {
            Self::FewerThanTwoPercent => {
                "less than 2% of the sample: a ratio would rest on too few people"
            }
            Self::NoneScored => "no applicant of this category has a score",
            Self::NoneChosen => "the rate is 0 in every category: there is nothing to compare with",
        }
    }
}

/// What a rate counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Selected at the cut in use.
    SelectionRate,
    /// Score strictly above the median of the full sample.
    ScoringRate,
}

impl Measure {
    /// As files name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::SelectionRate => "selection_rate",
            Self::ScoringRate => "scoring_rate",
        }
    }

    /// As published audits head the column.
    pub fn title(self) -> &'static str {
        match self {
            Self::SelectionRate => "Selection Rate",
            Self::ScoringRate => "Scoring Rate",
        }
    }
}

/// One category's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    pub category: Category,
    /// Scored CVs.
    pub count: u64,
    /// Of these, the selected or those above the median.
    pub chosen: u64,
    /// CVs of the category without a score; they are in no rate.
    pub unscored: u64,
    /// Wilson's 95 % interval of the rate; absent without a scored CV.
    pub interval: Option<(f64, f64)>,
    pub ratio: Result<Ratio, Excluded>,
    /// Fisher's exact test against the highest category; absent for that one and without a ratio.
    pub p_value: Option<f64>,
    /// How many more would have to be chosen for a ratio of 0.80, the highest rate unchanged.
    pub shortfall: Option<u64>,
}

impl TableRow {
    pub fn rate(&self) -> Option<f64> {
        (self.count > 0).then(|| self.chosen as f64 / self.count as f64)
    }

    pub fn is_below_four_fifths(&self) -> bool {
        self.ratio.is_ok_and(Ratio::is_below_four_fifths)
    }
}

/// Applicants whose category is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnknownCount {
    pub count: u64,
    pub chosen: u64,
    pub unscored: u64,
}

/// Rates and ratios of one dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub dimension: Dimension,
    pub measure: Measure,
    /// Each category that occurs, in the order of published tables.
    pub rows: Vec<TableRow>,
    /// Index of the category with the highest rate, which the ratios divide by.
    pub highest: Option<usize>,
    pub unknown: UnknownCount,
    /// All scored CVs, those of unknown category too.
    pub total: u64,
}

/// Whether a category is large enough for a ratio.
pub(super) fn has_enough(count: u64, total: u64) -> bool {
    count > 0 && count.saturating_mul(LEAST_SHARE) >= total
}

/// The place with the highest rate among (chosen, count); of equal rates the largest count, then
/// the first.
pub(super) fn highest_rate(rates: &[(u64, u64)], total: u64) -> Option<usize> {
    let mut best: Option<(usize, (u64, u64))> = None;
    for (place, &(chosen, count)) in rates.iter().enumerate() {
        if !has_enough(count, total) {
            continue;
        }
        let is_better = best.is_none_or(|(_, (best_chosen, best_count))| {
            let left = u128::from(chosen) * u128::from(best_count);
            let right = u128::from(best_chosen) * u128::from(count);
            left > right || (left == right && count > best_count)
        });
        if is_better {
            best = Some((place, (chosen, count)));
        }
    }
    best.map(|(place, _)| place)
}

impl Table {
    /// `chosen` tells for each member of the sample whether it counts in the rate.
    pub(super) fn new(
        sample: &Sample,
        dimension: Dimension,
        measure: Measure,
        chosen: &[bool],
    ) -> Self {
        let categories = sample.categories(dimension);
        let mut rates = vec![(0_u64, 0_u64); categories.len()];
        let mut unknown = UnknownCount {
            unscored: sample.unscored(dimension, None),
            ..UnknownCount::default()
        };
        for (member, &chosen) in sample.members.iter().zip(chosen) {
            let place = member.place(dimension);
            match place.and_then(|place| rates.get_mut(place)) {
                Some((of, count)) => {
                    *count += 1;
                    *of += u64::from(chosen);
                }
                None => {
                    unknown.count += 1;
                    unknown.chosen += u64::from(chosen);
                }
            }
        }
        let total = sample.members.len() as u64;
        let highest = highest_rate(&rates, total);
        let best = highest.and_then(|place| rates.get(place).copied());
        let rows = categories.iter().zip(&rates).enumerate();
        let rows = rows.map(|(place, (category, &rate))| {
            let unscored = sample.unscored(dimension, Some(place));
            row(
                category,
                rate,
                unscored,
                best,
                highest == Some(place),
                total,
            )
        });
        Self {
            dimension,
            measure,
            rows: rows.collect(),
            highest,
            unknown,
            total,
        }
    }

    /// The row with the least ratio; `None` unless two categories have one.
    pub fn least(&self) -> Option<(&TableRow, Ratio)> {
        let compared = self
            .rows
            .iter()
            .filter_map(|row| Some((row, row.ratio.ok()?)));
        if compared.clone().count() < 2 {
            return None;
        }
        compared.min_by_key(|(_, ratio)| *ratio)
    }

    /// The row that the ratios divide by.
    pub fn highest(&self) -> Option<&TableRow> {
        self.rows.get(self.highest?)
    }
}

fn row(
    category: &Category,
    (chosen, count): (u64, u64),
    unscored: u64,
    best: Option<(u64, u64)>,
    is_highest: bool,
    total: u64,
) -> TableRow {
    let ratio = if count == 0 {
        Err(Excluded::NoneScored)
    } else if !has_enough(count, total) {
        Err(Excluded::FewerThanTwoPercent)
    } else {
        best.and_then(|best| Ratio::of_rates((chosen, count), best))
            .ok_or(Excluded::NoneChosen)
    };
    let compared = best.filter(|_| ratio.is_ok());
    TableRow {
        category: category.clone(),
        count,
        chosen,
        unscored,
        interval: (count > 0).then(|| wilson(chosen, count)),
        ratio,
        p_value: compared
            .filter(|_| !is_highest)
            .map(|best| fisher((chosen, count), best)),
        shortfall: compared.map(|best| shortfall((chosen, count), best)),
    }
}

/// The least k with (chosen + k) / count at four fifths of the highest rate or more.
fn shortfall((chosen, count): (u64, u64), (highest, highest_count): (u64, u64)) -> u64 {
    let needed = (4 * u128::from(highest) * u128::from(count))
        .div_ceil(5 * u128::from(highest_count).max(1));
    u64::try_from(needed)
        .unwrap_or(count)
        .saturating_sub(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortfall_reaches_four_fifths_and_no_more() {
        for (rate, best, expected) in [
            ((4, 10), (5, 10), 0),
            ((3, 10), (5, 10), 1),
            ((0, 7), (3, 9), 2),
            ((0, 1), (9, 9), 1),
            ((5, 10), (5, 10), 0),
        ] {
            let needed = shortfall(rate, best);
            assert_eq!(needed, expected, "{rate:?} {best:?}");
            let at = |chosen| Ratio::of_rates((chosen, rate.1), best).unwrap();
            assert!(!at(rate.0 + needed).is_below_four_fifths());
            assert!(needed == 0 || at(rate.0 + needed - 1).is_below_four_fifths());
        }
    }

    #[test]
    fn two_percent_is_enough_and_less_is_not() {
        assert!(has_enough(2, 100));
        assert!(!has_enough(1, 51));
        assert!(has_enough(1, 50));
        assert!(!has_enough(0, 0));
    }

    #[test]
    fn the_highest_rate_is_of_a_category_with_enough() {
        assert_eq!(highest_rate(&[(1, 1), (40, 99)], 100), Some(1));
        // Equal rates: the one that more people bear out.
        assert_eq!(highest_rate(&[(1, 4), (5, 20), (2, 8)], 32), Some(1));
        assert_eq!(highest_rate(&[], 0), None);
    }
}
