//! What is learned from: jobs with feature vectors and grades, and the pairs made of them.

use std::collections::BTreeMap;

use ndarray::Array2;

use super::measured::Measured;
use crate::evaluate::benchmark::Benchmark;
use crate::features::COUNT;
use crate::random::SplitMix64;
use crate::text::sketch;

/// Most pairs taken of one job for a model; of more, an even selection is taken.
pub const MOST_PAIRS: usize = 2000;
/// The same for the many models that only choose between settings.
pub const FEWER_PAIRS: usize = 500;
const SEED: u64 = 0x0070_6169_7273;

/// One labelled CV of a job.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    pub cv_id: String,
    pub vector: [f64; COUNT],
    pub grade: f64,
    pub weight: f64,
    /// CVs that are nearly the same text share a number.
    pub person: usize,
    /// A CV of another job, drawn to be told from those of this one.
    pub is_stranger: bool,
}

/// A job in which some CV is better than another.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Number of the benchmark among those given.
    pub benchmark: usize,
    pub job_id: String,
    /// Which features the job asks for.
    pub asked: [bool; COUNT],
    pub examples: Vec<Example>,
    /// Greatest less least grade of the benchmark, so that scales of grades compare.
    pub grade_range: f64,
}

/// Everything to learn from, and what was left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Examples {
    pub groups: Vec<Group>,
    /// Jobs whose CVs have one grade only: they say nothing of order.
    pub without_order: Vec<String>,
    /// Labels whose CV could not be read.
    pub unreadable: usize,
    /// CVs that are nearly the same text as an earlier one.
    pub duplicates: usize,
}

impl Examples {
    /// Of benchmarks with their measures, in order.
    pub fn new(measured: &[(&Benchmark, &Measured)]) -> Self {
        let mut examples = Self::default();
        let people = people(measured);
        examples.duplicates = people
            .iter()
            .enumerate()
            .filter(|(place, (_, person))| *place != *person)
            .count();
        let people: BTreeMap<(usize, &str), usize> = people.into_iter().collect();
        for (index, (benchmark, known)) in measured.iter().enumerate() {
            let grades = benchmark
                .jobs
                .iter()
                .flat_map(|job| &job.labels)
                .map(|label| label.grade);
            let (lowest, highest) = grades
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), grade| {
                    (a.min(grade), b.max(grade))
                });
            for (job, known) in benchmark.jobs.iter().zip(&known.jobs) {
                let readable = job.labels.iter().zip(&known.pairs);
                let of_job: Vec<Example> = readable
                    .filter_map(|(label, pair)| {
                        Some(Example {
                            cv_id: label.cv_id.clone(),
                            vector: pair.as_ref()?.vector,
                            grade: label.grade,
                            weight: label.weight,
                            person: *people.get(&(index, label.cv_id.as_str()))?,
                            is_stranger: false,
                        })
                    })
                    .collect();
                examples.unreadable += job.labels.len() - of_job.len();
                if of_job
                    .iter()
                    .all(|example| example.grade == of_job[0].grade)
                {
                    examples.without_order.push(job.job_id.clone());
                    continue;
                }
                let strangers = known.strangers.iter().filter_map(|(cv_id, pair)| {
                    Some(Example {
                        cv_id: cv_id.clone(),
                        vector: pair.vector,
                        grade: lowest,
                        weight: 1.0,
                        person: *people.get(&(index, cv_id.as_str()))?,
                        is_stranger: true,
                    })
                });
                examples.groups.push(Group {
                    benchmark: index,
                    job_id: job.job_id.clone(),
                    asked: known.asked,
                    examples: of_job.into_iter().chain(strangers).collect(),
                    grade_range: highest - lowest,
                });
            }
        }
        examples
    }

    /// For each group, the place of its job in its benchmark and of each example among the
    /// job's labels.
    pub fn places(&self, benchmarks: &[&Benchmark]) -> Vec<(usize, Vec<usize>)> {
        let of_group = |group: &Group| {
            let jobs = &benchmarks[group.benchmark].jobs;
            let job = jobs.iter().position(|job| job.job_id == group.job_id)?;
            let place = |example: &Example| {
                let labels = &jobs[job].labels;
                let found = labels.binary_search_by(|label| label.cv_id.cmp(&example.cv_id));
                found.ok().filter(|_| !example.is_stranger)
            };
            Some((job, group.examples.iter().filter_map(place).collect()))
        };
        self.groups.iter().filter_map(of_group).collect()
    }

    /// Number of labels in use.
    pub fn labels(&self) -> usize {
        self.groups.iter().map(Group::labels).sum()
    }

    /// Number of CVs of other jobs.
    pub fn strangers(&self) -> usize {
        let all: usize = self.groups.iter().map(|group| group.examples.len()).sum();
        all - self.labels()
    }

    /// The same with the job's own CVs only.
    pub fn without_strangers(mut self) -> Self {
        for group in &mut self.groups {
            group.examples.retain(|example| !example.is_stranger);
        }
        self
    }
}

/// Each readable CV in order, with the place of the first that is nearly the same.
fn people<'a>(measured: &[(&'a Benchmark, &'a Measured)]) -> Vec<((usize, &'a str), usize)> {
    let cvs: Vec<_> = measured
        .iter()
        .enumerate()
        .flat_map(|(index, (_, known))| {
            known
                .cvs
                .iter()
                .map(move |(id, cv)| ((index, id.as_str()), &cv.sketch))
        })
        .collect();
    let sketches: Vec<&sketch::Sketch> = cvs.iter().map(|(_, sketch)| *sketch).collect();
    let groups = sketch::groups(&sketches);
    cvs.into_iter().map(|(id, _)| id).zip(groups).collect()
}

impl Group {
    /// Number of the job's own labels.
    pub fn labels(&self) -> usize {
        self.own_places().count()
    }

    /// Places of the job's own among the examples.
    pub fn own_places(&self) -> impl Iterator<Item = usize> {
        let all = self.examples.iter().enumerate();
        all.filter(|(_, example)| !example.is_stranger)
            .map(|(place, _)| place)
    }

    /// Number of pairs with a better and a worse CV.
    pub fn pairs(&self) -> usize {
        let mut grades: Vec<f64> = self.examples.iter().map(|example| example.grade).collect();
        grades.sort_by(f64::total_cmp);
        let equal: usize = grades
            .chunk_by(|a, b| a == b)
            .map(|run| run.len() * (run.len() - 1) / 2)
            .sum();
        grades.len() * grades.len().saturating_sub(1) / 2 - equal
    }

    /// The same job with the examples that `kept` accepts.
    pub fn filtered(&self, kept: impl Fn(&Example) -> bool) -> Self {
        Self {
            examples: self
                .examples
                .iter()
                .filter(|example| kept(example))
                .cloned()
                .collect(),
            asked: self.asked,
            job_id: self.job_id.clone(),
            ..*self
        }
    }
}

/// Differences of feature vectors, better less worse, with a weight each.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs {
    /// One row a pair, one column a feature.
    pub rows: Array2<f64>,
    pub weights: Vec<f64>,
}

impl Pairs {
    /// Pairs of all `groups`, at most `most` a job. A pair weighs the product of its labels'
    /// weights times the gap of their grades. The pairs of a job weigh together the square root
    /// of its number of labels: more were judged, yet one post was judged by. Each benchmark has
    /// one voice: its jobs weigh together as much as those of any other.
    pub fn new<'a>(groups: impl IntoIterator<Item = &'a Group> + Clone, most: usize) -> Self {
        let mut rows = Vec::new();
        let mut weights = Vec::new();
        let root = |group: &Group| (group.labels() as f64).sqrt();
        let mut voices: BTreeMap<usize, f64> = BTreeMap::new();
        for group in groups.clone() {
            *voices.entry(group.benchmark).or_default() += root(group);
        }
        for (index, group) in groups.into_iter().enumerate() {
            let first = weights.len();
            push(group, (index as u64, most), &mut rows, &mut weights);
            let sum: f64 = weights[first..].iter().sum();
            let scale = root(group) / voices[&group.benchmark] / sum;
            weights[first..]
                .iter_mut()
                .for_each(|weight| *weight *= scale);
        }
        let rows = Array2::from_shape_vec((weights.len(), COUNT), rows);
        Self {
            rows: rows.unwrap_or_else(|_| Array2::zeros((0, COUNT))),
            weights,
        }
    }

    /// Weighted root mean square of each column.
    pub fn spread(&self) -> [f64; COUNT] {
        let mut squares = [0.0; COUNT];
        for (row, weight) in self.rows.rows().into_iter().zip(&self.weights) {
            for (square, value) in squares.iter_mut().zip(row) {
                *square += weight * value * value;
            }
        }
        let mass: f64 = self.weights.iter().sum();
        squares.map(|square| {
            if mass > 0.0 {
                (square / mass).sqrt()
            } else {
                0.0
            }
        })
    }
}

fn push(group: &Group, (index, most): (u64, usize), rows: &mut Vec<f64>, weights: &mut Vec<f64>) {
    let mut order: Vec<&Example> = group.examples.iter().collect();
    let all = group.pairs();
    if all > most {
        // Shuffled, so that an even selection of pairs is no selection of CVs.
        SplitMix64::new(SEED ^ index).shuffle(&mut order);
    }
    let mut seen = 0;
    for (place, first) in order.iter().enumerate() {
        for second in order[..place]
            .iter()
            .filter(|second| second.grade != first.grade)
        {
            seen += 1;
            if all > most && seen * most / all == (seen - 1) * most / all {
                continue;
            }
            let (better, worse) = if first.grade > second.grade {
                (first, second)
            } else {
                (second, first)
            };
            rows.extend(better.vector.iter().zip(&worse.vector).map(|(a, b)| a - b));
            let gap = (better.grade - worse.grade) / group.grade_range;
            weights.push(better.weight * worse.weight * gap);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// An invented job: `(value of the first feature, grade)` by CV.
    pub(crate) fn group(job_id: &str, cvs: &[(f64, f64)]) -> Group {
        let example = |(place, &(value, grade)): (usize, &(f64, f64))| {
            let mut vector = [0.0; COUNT];
            vector[0] = value;
            vector[1] = 0.5;
            Example {
                cv_id: format!("{job_id}-{place}"),
                vector,
                grade,
                weight: 1.0,
                person: place,
                is_stranger: false,
            }
        };
        Group {
            benchmark: 0,
            job_id: job_id.to_owned(),
            asked: [true; COUNT],
            examples: cvs.iter().enumerate().map(example).collect(),
            grade_range: 2.0,
        }
    }

    #[test]
    fn pairs_are_better_less_worse_a_job_weighs_the_root_of_its_labels_and_a_set_as_any_other() {
        let cvs = [(0.1, 0.0), (0.9, 2.0), (0.4, 1.0), (0.4, 1.0)];
        let pairs = Pairs::new(&[group("j", &cvs)], MOST_PAIRS);
        assert_eq!(pairs.rows.nrows(), 5);
        assert!(pairs.rows.column(0).iter().all(|value| *value > 0.0));
        assert!(pairs.rows.column(1).iter().all(|value| *value == 0.0));
        assert!((pairs.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        // The gap of two grades weighs twice that of one.
        assert!((pairs.weights[0] / pairs.weights[1] - 2.0).abs() < 1e-12);
        let mut other = group("other", &cvs);
        other.benchmark = 1;
        let groups = [group("j", &cvs), group("k", &cvs[..2]), other];
        let pairs = Pairs::new(&groups, MOST_PAIRS);
        let sum = |range: std::ops::Range<usize>| pairs.weights[range].iter().sum::<f64>();
        assert!((sum(0..5) / sum(5..6) - f64::sqrt(2.0)).abs() < 1e-12);
        assert!((sum(0..6) - 1.0).abs() < 1e-12 && (sum(6..11) - 1.0).abs() < 1e-12);
        assert_eq!(pairs.weights.len(), 11);
    }

    #[test]
    fn of_many_pairs_an_even_selection_is_taken() {
        let cvs: Vec<(f64, f64)> = (0..300)
            .map(|cv| (f64::from(cv), f64::from(cv % 2)))
            .collect();
        let big = group("j", &cvs);
        assert_eq!(big.pairs(), 150 * 150);
        let pairs = Pairs::new([&big], MOST_PAIRS);
        assert_eq!(pairs.rows.nrows(), MOST_PAIRS);
        assert_eq!(pairs, Pairs::new([&big], MOST_PAIRS));
    }
}
