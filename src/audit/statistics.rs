//! Exact fractions and the few statistics of the tables: Wilson's interval, Fisher's exact
//! test, the median of a sample, and the area under the ROC curve.

use std::cmp::Ordering;

use statrs::distribution::{ContinuousCDF, Normal};

use crate::model::Points;

/// Cumulated share at the upper end of a two-sided interval of 95 %.
const UPPER_TAIL: f64 = 0.975;

/// Outcomes within this relative distance count as equally likely. True ties differ by
/// rounding only, which stays far below it for samples of a million.
const EQUALLY_LIKELY: f64 = 1e-10;

/// A fraction in lowest terms, such as a ratio of two rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    pub numerator: u64,
    /// Above 0.
    pub denominator: u64,
}

impl Ratio {
    /// (`chosen` / `count`) / (`highest_chosen` / `highest_count`).
    ///
    /// `None` when a count or the highest rate is zero, or the fraction has no room in 64 bits.
    pub(crate) fn of_rates(
        (chosen, count): (u64, u64),
        (highest_chosen, highest_count): (u64, u64),
    ) -> Option<Self> {
        let numerator = u128::from(chosen) * u128::from(highest_count);
        let denominator = u128::from(count) * u128::from(highest_chosen);
        if denominator == 0 {
            return None;
        }
        let divisor = greatest_common_divisor(numerator, denominator);
        Some(Self {
            numerator: u64::try_from(numerator / divisor).ok()?,
            denominator: u64::try_from(denominator / divisor).ok()?,
        })
    }

    /// Below 4/5; exactly 4/5 is not below.
    pub fn is_below_four_fifths(self) -> bool {
        u128::from(self.numerator) * 5 < u128::from(self.denominator) * 4
    }

    pub fn as_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = u128::from(self.numerator) * u128::from(other.denominator);
        let right = u128::from(other.numerator) * u128::from(self.denominator);
        left.cmp(&right)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl std::fmt::Display for Ratio {
    /// Three decimals, cut off: `0.800` or more is printed exactly for what is not below 4/5.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let thousandths = u128::from(self.numerator) * 1000 / u128::from(self.denominator);
        f.pad(&format!("{}.{:03}", thousandths / 1000, thousandths % 1000))
    }
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Wilson's 95 % interval of a rate, without continuity correction; `count` is above 0.
///
/// Wilson (1927), Probable inference, the law of succession, and statistical inference.
pub fn wilson(chosen: u64, count: u64) -> (f64, f64) {
    let z = Normal::standard().inverse_cdf(UPPER_TAIL);
    let n = count as f64;
    let rate = chosen as f64 / n;
    let middle = (2.0 * n * rate + z * z) / (2.0 * (n + z * z));
    let half = z * (z * z + 4.0 * n * rate * (1.0 - rate)).sqrt() / (2.0 * (n + z * z));
    let low = if chosen == 0 { 0.0 } else { middle - half };
    let high = if chosen == count { 1.0 } else { middle + half };
    (low, high)
}

/// Two-sided p of Fisher's exact test that two rates are one: the summed probability of all
/// tables with the same margins that are no likelier than the one seen, as `scipy` defines it.
///
/// Each pair is (chosen, count). 1 when a margin is zero.
pub fn fisher((chosen, count): (u64, u64), (other_chosen, other_count): (u64, u64)) -> f64 {
    let all_chosen = chosen + other_chosen;
    let least = all_chosen.saturating_sub(other_count);
    let most = all_chosen.min(count);
    if least >= most {
        return 1.0;
    }
    // Weights relative to the mode need no factorials, so nothing is lost by large numbers.
    let step_up = |k: u64| {
        let up = (count - k) as f64 * (all_chosen - k) as f64;
        up / ((k + 1) as f64 * (other_count + k + 1 - all_chosen) as f64)
    };
    let mode = (u128::from(all_chosen) + 1) * (u128::from(count) + 1)
        / (u128::from(count) + u128::from(other_count) + 2);
    let mode = u64::try_from(mode).unwrap_or(most).clamp(least, most);
    let mut weights = vec![0.0; usize::try_from(most - least + 1).unwrap_or(0)];
    let at = |k: u64| (k - least) as usize;
    weights[at(mode)] = 1.0;
    for k in mode..most {
        weights[at(k + 1)] = weights[at(k)] * step_up(k);
    }
    for k in (least..mode).rev() {
        weights[at(k)] = weights[at(k + 1)] / step_up(k);
    }
    let seen = weights[at(chosen)] * (1.0 + EQUALLY_LIKELY);
    let mut as_rare: Vec<f64> = weights.iter().copied().filter(|w| *w <= seen).collect();
    if as_rare.len() == weights.len() {
        return 1.0;
    }
    // Small ones first, so that none is lost beside a large sum.
    as_rare.sort_by(f64::total_cmp);
    weights.sort_by(f64::total_cmp);
    (as_rare.iter().sum::<f64>() / weights.iter().sum::<f64>()).min(1.0)
}

/// The median of a sample of scores, held doubled so that it is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Median {
    twice: i64,
}

impl Median {
    /// `None` for an empty sample.
    pub(crate) fn of(mut scores: Vec<Points>) -> Option<Self> {
        scores.sort_unstable();
        let upper = scores.get(scores.len() / 2)?;
        let lower = scores.get(scores.len().saturating_sub(1) / 2)?;
        Some(Self {
            twice: lower.0 + upper.0,
        })
    }

    /// Whether `score` lies strictly above, on or below the median.
    pub(crate) fn compare(self, score: Points) -> Ordering {
        (2 * score.0).cmp(&self.twice)
    }
}

impl std::fmt::Display for Median {
    /// Points with three decimals, four where the median lies between two scores.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let half = if self.twice % 2 == 0 { "" } else { "5" };
        f.pad(&format!("{}{half}", Points(self.twice.div_euclid(2))))
    }
}

/// Chance that one drawn from `positive` stands above one drawn from `negative`, ties half.
///
/// In [0, 1]; one half says that the values tell nothing. `None` when a side is empty.
pub fn area_under_curve(positive: &[Points], negative: &[Points]) -> Option<f64> {
    let pairs = positive.len() as u128 * negative.len() as u128;
    if pairs == 0 {
        return None;
    }
    let mut sorted = negative.to_vec();
    sorted.sort_unstable();
    let twice_won: u128 = positive
        .iter()
        .map(|value| {
            let below = sorted.partition_point(|other| other < value);
            let not_above = sorted.partition_point(|other| other <= value);
            (below + not_above) as u128
        })
        .sum();
    Some(twice_won as f64 / (2 * pairs) as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn exactly_four_fifths_is_not_below() {
        for (rate, highest, shown, below) in [
            ((4, 10), (5, 10), "0.800", false),
            ((799, 1000), (1, 1), "0.799", true),
            ((79_999, 100_000), (1, 1), "0.799", true),
            // As floats, .24 / .3 is 0.8000000000000000444 and .8 * .3 lies above .24.
            ((24, 100), (30, 100), "0.800", false),
            ((0, 10), (5, 10), "0.000", true),
            ((5, 10), (5, 10), "1.000", false),
        ] {
            let ratio = Ratio::of_rates(rate, highest).unwrap();
            assert_eq!(
                (ratio.to_string().as_str(), ratio.is_below_four_fifths()),
                (shown, below)
            );
        }
        let ratio = Ratio::of_rates((24, 100), (30, 100)).unwrap();
        assert_eq!((ratio.numerator, ratio.denominator), (4, 5));
        assert_eq!(Ratio::of_rates((0, 5), (0, 5)), None);
        assert_eq!(Ratio::of_rates((0, 0), (1, 5)), None);
    }

    #[test]
    fn the_median_of_an_even_sample_lies_between() {
        let median = |scores: &[i64]| Median::of(scores.iter().copied().map(Points).collect());
        assert_eq!(median(&[]), None);
        let between = median(&[1000, 4001, 2000, 3]).unwrap();
        assert_eq!(between.to_string(), "1.500");
        assert_eq!(median(&[1, 2]).unwrap().to_string(), "0.0015");
        assert_eq!(between.compare(Points(1500)), Ordering::Equal);
        assert_eq!(between.compare(Points(1501)), Ordering::Greater);
        assert_eq!(
            median(&[3, 1, 2]).unwrap().compare(Points(2)),
            Ordering::Equal
        );
    }

    proptest! {
        #[test]
        fn fisher_is_symmetric_and_a_probability(
            count in 1_u64..200, other in 1_u64..200, a in 0_u64..200, b in 0_u64..200
        ) {
            let (one, two) = ((a.min(count), count), (b.min(other), other));
            let p = fisher(one, two);
            prop_assert!((0.0..=1.0).contains(&p));
            prop_assert!((p - fisher(two, one)).abs() < 1e-12);
            let refused = |(chosen, count): (u64, u64)| (count - chosen, count);
            prop_assert!((p - fisher(refused(one), refused(two))).abs() < 1e-12);
        }

        #[test]
        fn the_interval_holds_the_rate(count in 1_u64..5000, chosen in 0_u64..5000) {
            let chosen = chosen.min(count);
            let (low, high) = wilson(chosen, count);
            let rate = chosen as f64 / count as f64;
            prop_assert!(0.0 <= low && low <= rate && rate <= high && high <= 1.0);
        }
    }
}
