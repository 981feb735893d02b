//! The verdict of training: labels that are noise are refused, and a signal that no present model
//! knows is found, on the sample's posts and CVs. Twenty draws each.

use crate::common::{root, scorer};
use cvrank::evaluate::benchmark::Benchmark;
use cvrank::features::Feature;
use cvrank::model::Ranker;
use cvrank::random::SplitMix64;
use cvrank::train::measured::Measured;
use cvrank::train::recipe::{Recipe, TrainError};
use cvrank::train::standing::{Rating, Standing};

const DRAWS: u64 = 20;

fn sample() -> (Benchmark, Measured) {
    let scorer = scorer();
    let benchmark = Benchmark::open(&root().join("data"), None).unwrap();
    let measured = Measured::new(&scorer, &benchmark, 0, &|| {}).unwrap();
    (benchmark, measured)
}

/// `None` where nothing can be learned, which is a refusal as well.
fn standing(benchmark: &Benchmark, measured: &Measured) -> Option<Standing> {
    let recipe = Recipe {
        name: "ours".to_owned(),
        prior: Some(Ranker::prior()),
        strength: None,
        strangers: Some(false),
        folds: 60,
        shortlist_from: None,
        as_of: vec!["2026-06-01".to_owned()],
        background: None,
    };
    match recipe.train(&[(benchmark, measured)], Ranker::builtin()) {
        Ok(trained) => Some(trained.standing),
        Err(TrainError::NothingLearned) => None,
        Err(other) => panic!("{other}"),
    }
}

/// Ratings of twenty sets of labels: `grade` gets the random numbers, a job, a label.
fn ratings(grade: impl Fn(&mut SplitMix64, &mut Benchmark, &Measured)) -> Vec<Rating> {
    let (benchmark, measured) = sample();
    let draw = |seed: u64| {
        let mut other = benchmark.clone();
        grade(&mut SplitMix64::new(seed), &mut other, &measured);
        let standing = standing(&other, &measured);
        let Some(standing) = standing else {
            return Rating::Noise;
        };
        eprintln!("{seed}: {standing}");
        standing.rating()
    };
    (1..=DRAWS).map(draw).collect()
}

#[test]
fn shuffled_labels_are_refused() {
    let ratings = ratings(|random, benchmark, _| {
        for job in &mut benchmark.jobs {
            let mut grades: Vec<f64> = job.labels.iter().map(|label| label.grade).collect();
            random.shuffle(&mut grades);
            for (label, grade) in job.labels.iter_mut().zip(grades) {
                label.grade = grade;
            }
        }
    });
    let refused = ratings
        .iter()
        .filter(|rating| **rating != Rating::Better)
        .count();
    assert!(refused >= 19, "{ratings:?}");
    let noise = ratings
        .iter()
        .filter(|rating| **rating == Rating::Noise)
        .count();
    assert!(noise >= 15, "{ratings:?}");
}

/// Recruiters who look at years and languages, which the model in use hardly counts, and toss a coin
/// on every twentieth CV: on four jobs two such sets in three are found.
#[test]
fn a_signal_that_no_present_model_knows_is_found() {
    let ratings = ratings(|random, benchmark, measured| {
        for (job, known) in benchmark.jobs.iter_mut().zip(&measured.jobs) {
            for (label, pair) in job.labels.iter_mut().zip(&known.pairs) {
                let above = |feature: Feature, least: f64| {
                    let value = pair
                        .as_ref()
                        .map_or(0.0, |pair| pair.vector[feature.index()]);
                    f64::from(u8::from(value >= least))
                };
                label.grade = match random.below(20) {
                    0 => random.below(3) as f64,
                    _ => above(Feature::TotalYears, 1.0) + above(Feature::Languages, 0.7),
                };
            }
        }
    });
    let accepted = ratings
        .iter()
        .filter(|rating| **rating == Rating::Better)
        .count();
    assert!(accepted >= 13, "{ratings:?}");
}
