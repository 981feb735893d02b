//! Every method's measures on one benchmark, side by side: models, baselines, features alone,
//! and slices of it.

use super::examples::Examples;
use super::measured::{Measured, Pair};
use super::validate::{Unit, cross_validate, folds};
use crate::evaluate::baseline::{Bag, Collection, random_scores};
use crate::evaluate::benchmark::Benchmark;
use crate::evaluate::comparison::{JobMeasures, Judge, Row, judges};
use crate::features::{COUNT, Feature, REGISTRY};
use crate::model::{FitError, Ranker};

/// Name of the row of models that never saw what they rank.
pub(super) const HELD_OUT: &str = "cross-validated";
/// Names of the baselines, in the order of their rows.
pub const BASELINES: [&str; 4] = ["random", "cv_length", "tfidf_cosine", "bm25"];

/// A measured benchmark with its judges.
pub struct Methods<'a> {
    benchmark: &'a Benchmark,
    measured: &'a Measured,
    judges: Vec<Judge<'a>>,
    collection: Collection,
}

/// Some of the labels of each job: places by job.
pub type Places = Vec<Vec<usize>>;

impl<'a> Methods<'a> {
    pub fn new(benchmark: &'a Benchmark, measured: &'a Measured) -> Self {
        Self {
            benchmark,
            measured,
            judges: judges(benchmark),
            collection: Collection::fit(measured.cvs.values().map(|cv| &cv.bag)),
        }
    }

    /// The places of all labels.
    pub fn all(&self) -> Places {
        let jobs = self.benchmark.jobs.iter();
        jobs.map(|job| (0..job.labels.len()).collect()).collect()
    }

    /// The model that the benchmark was measured with, by its printed scores.
    pub fn model(&self, name: &str, places: &Places) -> Row {
        self.row(name, places, &|job, label| {
            self.of_pair(job, label, &|pair| pair.score)
        })
    }

    /// Other weights.
    pub fn weights(&self, name: &str, weights: &[f64; COUNT], places: &Places) -> Row {
        self.row(name, places, &|job, label| {
            let asked = &self.measured.jobs[job].asked;
            self.of_pair(job, label, &|pair| {
                Ranker::score_under(weights, asked, &pair.vector)
            })
        })
    }

    /// Scores of models that never saw what they score. `groups` gives, for each group of the
    /// units, the job and the places of its examples.
    pub fn held_out(&self, name: &str, units: &[Unit], groups: &[(usize, Vec<usize>)]) -> Row {
        let mut by_job: Vec<Vec<JobMeasures>> = vec![Vec::new(); self.judges.len()];
        for unit in units {
            let (job, places) = &groups[unit.group];
            let places: Vec<usize> = unit.places.iter().map(|&place| places[place]).collect();
            let scores: Vec<Option<f64>> = unit.scores.iter().copied().map(Some).collect();
            by_job[*job].push(self.judges[*job].of_places(&places).measure(&scores));
        }
        Row {
            name: name.to_owned(),
            jobs: by_job
                .iter()
                .map(|parts| JobMeasures::mean(parts))
                .collect(),
        }
    }

    /// Random order, CV length, TF-IDF cosine and BM25.
    pub fn baselines(&self, places: &Places) -> Vec<Row> {
        let random = self.judges.iter().zip(places).enumerate();
        let random = random.map(|(job, (judge, places))| {
            let judge = judge.of_places(places);
            let orders: Vec<JobMeasures> = random_scores(places.len(), job as u64)
                .into_iter()
                .map(|scores| judge.measure(&scores.into_iter().map(Some).collect::<Vec<_>>()))
                .collect();
            JobMeasures::mean(&orders)
        });
        let [random_name, length, cosine, bm25] = BASELINES;
        vec![
            Row {
                name: random_name.to_owned(),
                jobs: random.collect(),
            },
            self.of_texts(length, places, &|_, cv| cv.length as f64),
            self.of_texts(cosine, places, &|job, cv| {
                self.collection.tfidf_cosine(job, cv)
            }),
            self.of_texts(bm25, places, &|job, cv| self.collection.bm25(job, cv)),
        ]
    }

    /// BM25 of one label's CV; below all others where it could not be read.
    pub(super) fn bm25(&self, job: usize, label: usize) -> f64 {
        let cv = &self.benchmark.jobs[job].labels[label].cv_id;
        let bag = self.measured.cvs.get(cv).map(|cv| &cv.bag);
        bag.map_or(f64::NEG_INFINITY, |bag| {
            self.collection.bm25(&self.measured.jobs[job].bag, bag)
        })
    }

    /// Models trained on all jobs but those that each of them ranks, drawn to `prior`, in as many
    /// folds as `most` at most.
    ///
    /// # Errors
    /// When no fit is found.
    pub fn cross_validated(&self, prior: &Ranker, most: usize) -> Result<Row, FitError> {
        let examples = Examples::new(&[(self.benchmark, self.measured)]).without_strangers();
        let folds = folds(&examples.groups, most);
        let units = cross_validate(&examples.groups, &folds, Some(prior.weights()), None)?;
        Ok(self.held_out(HELD_OUT, &units, &examples.places(&[self.benchmark])))
    }

    /// The table that a model is judged by: what was held out, the model, `prior` where it is
    /// another, and the baselines.
    pub fn table(
        &self,
        held_out: Option<Row>,
        current: &Ranker,
        prior: Option<&Ranker>,
        places: &Places,
    ) -> Vec<Row> {
        let mut rows: Vec<Row> = held_out.into_iter().collect();
        rows.push(self.model(&current.name, places));
        let other = prior.filter(|prior| prior.weights() != current.weights());
        rows.extend(other.map(|prior| self.weights(&prior.name, prior.weights(), places)));
        rows.extend(self.baselines(places));
        rows
    }

    /// Each feature by itself, as if it were the score.
    pub fn features(&self, places: &Places) -> Vec<Row> {
        REGISTRY
            .iter()
            .map(|info| self.feature(info.feature, places))
            .collect()
    }

    fn feature(&self, feature: Feature, places: &Places) -> Row {
        let value = |pair: &Pair| pair.vector[feature.index()];
        self.row(feature.name(), places, &|job, label| {
            self.of_pair(job, label, &value)
        })
    }

    fn of_texts(&self, name: &str, places: &Places, value: &dyn Fn(&Bag, &Bag) -> f64) -> Row {
        self.row(name, places, &|job, label| {
            let cv = self
                .measured
                .cvs
                .get(&self.benchmark.jobs[job].labels[label].cv_id)?;
            Some(value(&self.measured.jobs[job].bag, &cv.bag))
        })
    }

    fn of_pair(&self, job: usize, label: usize, value: &dyn Fn(&Pair) -> f64) -> Option<f64> {
        self.measured.jobs[job].pairs[label].as_ref().map(value)
    }

    fn row(&self, name: &str, places: &Places, value: &dyn Fn(usize, usize) -> Option<f64>) -> Row {
        let jobs = self.judges.iter().zip(places).enumerate();
        Row {
            name: name.to_owned(),
            jobs: jobs
                .map(|(job, (judge, places))| {
                    let scores: Vec<_> = places.iter().map(|&label| value(job, label)).collect();
                    judge.of_places(places).measure(&scores)
                })
                .collect(),
        }
    }

    /// Slices by the job's language, the CV's language and the CV's length (thirds), each with
    /// its labels; a slice that is everything is left out.
    pub fn slices(&self) -> Vec<(String, Places)> {
        let mut lengths: Vec<usize> = self.measured.cvs.values().map(|cv| cv.bag.length).collect();
        lengths.sort_unstable();
        let third = |part: usize| lengths.get(lengths.len() * part / 3).copied().unwrap_or(0);
        let (short, long) = (third(1), third(2));
        let length_of = |length: usize| match length {
            length if length < short => format!("CVs under {short} words"),
            length if length < long => {
                format!("CVs of {short} to {} words", long.saturating_sub(1))
            }
            _ => format!("CVs from {long} words"),
        };
        let mut slices: Vec<(String, Places)> = Vec::new();
        let jobs = self
            .benchmark
            .jobs
            .iter()
            .zip(&self.measured.jobs)
            .enumerate();
        for (job, (labelled, measured)) in jobs {
            for (label, known) in labelled.labels.iter().enumerate() {
                let Some(cv) = self.measured.cvs.get(&known.cv_id) else {
                    continue;
                };
                for name in [
                    format!("jobs in {}", measured.language),
                    format!("CVs in {}", cv.language),
                    length_of(cv.bag.length),
                ] {
                    let place = slices.iter().position(|(slice, _)| *slice == name);
                    let place = place.unwrap_or_else(|| {
                        slices.push((name, vec![Vec::new(); self.judges.len()]));
                        slices.len() - 1
                    });
                    slices[place].1[job].push(label);
                }
            }
        }
        let whole: usize = self
            .measured
            .jobs
            .iter()
            .flat_map(|job| job.pairs.iter().flatten())
            .count();
        slices.retain(|(_, places)| places.iter().map(Vec::len).sum::<usize>() < whole);
        slices.sort_by(|a, b| a.0.cmp(&b.0));
        slices
    }
}
