//! How sure a mean over jobs is: a bootstrap interval, and a paired randomisation test.
//!
//! The generator is seeded, so that the same figures give the same interval on every machine.

use crate::random::SplitMix64;

/// Resamples of an interval, and random sign changes of a test.
const ROUNDS: usize = 10_000;
const SEED: u64 = 0x6376_7261_6e6b;
/// With so few jobs all sign changes are tried instead of random ones.
const EXACT_UP_TO: usize = 13;

/// A mean over jobs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    pub mean: f64,
    /// Lower and upper end of the 95 % interval; absent with fewer than two jobs.
    pub interval: Option<(f64, f64)>,
    /// Number of jobs.
    pub jobs: usize,
}

impl Mean {
    /// Mean of one value a job, with the percentile bootstrap interval over jobs.
    ///
    /// `None` without values. Efron and Tibshirani, "An introduction to the bootstrap", 1993.
    pub fn new(values: &[f64]) -> Option<Self> {
        let jobs = values.len();
        let mean = mean_of(values.iter().copied(), jobs)?;
        let interval = (jobs > 1).then(|| {
            let mut random = SplitMix64::new(SEED);
            let mut means: Vec<f64> = (0..ROUNDS)
                .filter_map(|_| mean_of((0..jobs).map(|_| values[random.below(jobs)]), jobs))
                .collect();
            means.sort_by(f64::total_cmp);
            (quantile(&means, 0.025), quantile(&means, 0.975))
        });
        Some(Self {
            mean,
            interval,
            jobs,
        })
    }
}

fn mean_of(values: impl Iterator<Item = f64>, count: usize) -> Option<f64> {
    (count > 0).then(|| values.sum::<f64>() / count as f64)
}

/// Linear between the neighbours, as numpy's default.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let at = share * sorted.len().saturating_sub(1) as f64;
    let below = at.floor() as usize;
    match (sorted.get(below), sorted.get(below + 1)) {
        (Some(low), Some(high)) => low + (high - low) * (at - at.floor()),
        (Some(only), None) => *only,
        (None, _) => f64::NAN,
    }
}

/// Two-sided p of the paired randomisation test: how often chance alone, which of two methods
/// is which in each job, gives a difference of means as large as that of `first` and `second`.
///
/// Both go by job. In (0, 1]; 1 without jobs. All assignments are tried for few jobs, 10,000
/// random ones for more. Smucker, Allan and Carterette, "A comparison of statistical
/// significance tests for information retrieval evaluation", 2007.
pub fn randomisation_p(first: &[f64], second: &[f64]) -> f64 {
    // Sums are compared after a rounding error that depends on the order of signs.
    const SLACK: f64 = 1e-12;
    let differences: Vec<f64> = first.iter().zip(second).map(|(a, b)| a - b).collect();
    let observed = differences.iter().sum::<f64>().abs() - SLACK;
    let as_large = |signs: &mut dyn FnMut(usize) -> bool| {
        let sum: f64 = differences
            .iter()
            .enumerate()
            .map(|(job, difference)| if signs(job) { -difference } else { *difference })
            .sum();
        sum.abs() >= observed
    };
    if differences.len() <= EXACT_UP_TO {
        let all = 1u32 << differences.len();
        let count = (0..all)
            .filter(|mask| as_large(&mut |job| (mask >> job) & 1 == 1))
            .count();
        return count as f64 / f64::from(all);
    }
    let mut random = SplitMix64::new(SEED);
    let count = (0..ROUNDS)
        .filter(|_| as_large(&mut |_| random.next_u64() >> 63 == 1))
        .count();
    (count as f64 + 1.0) / (ROUNDS as f64 + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_numpy() {
        let sorted = [1.0, 2.0, 3.0, 10.0];
        assert!((quantile(&sorted, 0.025) - 1.075).abs() < 1e-12);
        assert!((quantile(&sorted, 0.975) - 9.475).abs() < 1e-12);
        assert_eq!(
            (quantile(&sorted, 0.0), quantile(&sorted, 1.0)),
            (1.0, 10.0)
        );
    }

    #[test]
    fn an_interval_holds_the_mean_and_is_about_two_standard_errors_each_way() {
        let values: Vec<f64> = (0..50).map(|index| f64::from(index % 10)).collect();
        let mean = Mean::new(&values).unwrap();
        assert_eq!((mean.mean, mean.jobs), (4.5, 50));
        let (low, high) = mean.interval.unwrap();
        let standard_error = (8.25f64 / 50.0).sqrt();
        for end in [4.5 - low, high - 4.5] {
            assert!((end / standard_error - 1.96).abs() < 0.1, "{low} {high}");
        }
        assert_eq!(
            Mean::new(&values),
            Some(mean),
            "the same values give the same interval"
        );
    }

    #[test]
    fn few_jobs_have_no_interval() {
        assert_eq!(Mean::new(&[]), None);
        assert_eq!(
            Mean::new(&[0.3]),
            Some(Mean {
                mean: 0.3,
                interval: None,
                jobs: 1
            })
        );
    }

    #[test]
    fn few_jobs_are_tested_exactly() {
        for (first, second, p) in [
            (&[][..], &[][..], 1.0),
            (&[0.9], &[0.1], 1.0),
            (&[0.9, 0.8, 0.7], &[0.1, 0.1, 0.1], 0.25),
            (&[0.1, 0.2, 0.3], &[0.1, 0.2, 0.3], 1.0),
            (&[0.3, 0.1], &[0.1, 0.2], 1.0),
        ] {
            assert_eq!(randomisation_p(first, second), p, "{first:?} {second:?}");
        }
    }

    #[test]
    fn many_jobs_are_tested_by_chance() {
        let better = vec![0.6; 20];
        assert!(randomisation_p(&better, &[0.5; 20]) < 0.001);
        let mixed: Vec<f64> = (0..20)
            .map(|job| if job % 2 == 0 { 0.6 } else { 0.4 })
            .collect();
        assert_eq!(randomisation_p(&mixed, &[0.5; 20]), 1.0);
        // 15 of 20 signs alike: 2 * P(X >= 15) = 0.0414 for a fair coin.
        let most: Vec<f64> = (0..20)
            .map(|job| if job < 15 { 1.0 } else { 0.0 })
            .collect();
        let p = randomisation_p(&most, &[0.5; 20]);
        assert!((p - 0.0414).abs() < 0.006, "{p}");
    }
}
