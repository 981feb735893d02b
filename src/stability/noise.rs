//! Seeded noise on weights that were set by hand.

use crate::features::{COUNT, REGISTRY};
use crate::model::Ranker;
use crate::random::SplitMix64;

/// How many weights are tried.
const SAMPLES: usize = 200;
const SEED: u64 = 0x7374_6162_6c65;
/// Standard deviation of a weight's logarithm: two of three stay within a third of the hand-set
/// one. Nobody measured it; it says how exactly a person can set such a weight.
const SPREAD: f64 = 0.3;

/// The weights of `ranker` times e^([`SPREAD`] z), each weight of each sample with its own z.
pub(super) fn samples(ranker: &Ranker) -> Vec<[f64; COUNT]> {
    let mut random = SplitMix64::new(SEED);
    (0..SAMPLES)
        .map(|_| {
            let mut weights = [0.0; COUNT];
            for (info, weight) in REGISTRY.iter().zip(&mut weights) {
                *weight =
                    ranker.weight(info.feature) * exponential(SPREAD * about_normal(&mut random));
            }
            weights
        })
        .collect()
}

/// The sum of twelve uniform numbers less 6: mean 0, variance 1.
///
/// Sums and products alone are the same on every machine; a logarithm or sine need not be.
fn about_normal(random: &mut SplitMix64) -> f64 {
    let uniform = |random: &mut SplitMix64| (random.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
    (0..12).map(|_| uniform(random)).sum::<f64>() - 6.0
}

/// e^x as (1 + x / 2^20)^(2^20), for small x.
fn exponential(x: f64) -> f64 {
    let root = 1.0 + x / f64::from(1 << 20);
    (0..20).fold(root, |power, _| power * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_near_the_library_s() {
        for x in [-1.8, -0.3, 0.0, 0.3, 1.8] {
            assert!((exponential(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
        }
    }

    #[test]
    fn the_noise_has_mean_0_and_variance_1() {
        let mut random = SplitMix64::new(1);
        let drawn: Vec<f64> = (0..20_000).map(|_| about_normal(&mut random)).collect();
        let mean = drawn.iter().sum::<f64>() / 20_000.0;
        let variance = drawn.iter().map(|z| (z - mean) * (z - mean)).sum::<f64>() / 20_000.0;
        assert!(
            mean.abs() < 0.02 && (variance - 1.0).abs() < 0.03,
            "{mean} {variance}"
        );
    }

    #[test]
    fn two_hundred_samples_spread_by_three_tenths() {
        let ranker = Ranker::builtin();
        let drawn = samples(ranker);
        assert_eq!(drawn.len(), 200);
        let logarithms: Vec<f64> = drawn
            .iter()
            .flat_map(|weights| weights.iter().zip(ranker.weights()))
            .filter(|(_, own)| **own > 0.0)
            .map(|(weight, own)| (weight / own).ln())
            .collect();
        let count = logarithms.len() as f64;
        let mean = logarithms.iter().sum::<f64>() / count;
        let squares = logarithms.iter().map(|z| (z - mean) * (z - mean));
        let spread = (squares.sum::<f64>() / count).sqrt();
        assert!(
            mean.abs() < 0.03 && (spread - 0.3).abs() < 0.02,
            "{mean} {spread}"
        );
    }

    #[test]
    fn samples_are_the_same_each_time_and_keep_a_zero() {
        let ranker = Ranker::builtin();
        let drawn = samples(ranker);
        assert_eq!(drawn.len(), SAMPLES);
        assert_eq!(drawn, samples(ranker));
        for weights in &drawn {
            for (info, weight) in REGISTRY.iter().zip(weights) {
                let own = ranker.weight(info.feature);
                assert!(
                    *weight >= 0.0 && (own > 0.0) == (*weight > 0.0),
                    "{}",
                    info.name
                );
            }
        }
    }

    #[test]
    fn the_numbers_of_this_seed_are_the_same_on_every_machine() {
        let mut random = SplitMix64::new(SEED);
        for expected in [
            -1.830_865_399_169_796,
            0.456_310_661_395_765,
            -1.239_514_480_271_305,
        ] {
            let drawn = about_normal(&mut random);
            assert!((drawn - expected).abs() < 1e-12, "{drawn}");
        }
        // The first weight of the first sample has the first of them.
        let ranker = Ranker::builtin();
        let own = ranker.weight(REGISTRY[0].feature);
        let expected = own * exponential(-0.3 * 1.830_865_399_169_796);
        let first = samples(ranker)[0][0];
        assert!((first - expected).abs() <= 1e-12 * own, "{first}");
        assert!((exponential(0.0) - 1.0).abs() < f64::EPSILON);
    }
}
