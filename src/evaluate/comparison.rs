//! Methods side by side on one benchmark: each job measured, then the mean over jobs.

use super::benchmark::{Benchmark, LabelledJob};
use super::bootstrap::{Mean, randomisation_p};
use super::metrics::{
    PairCounts, average_precision, ndcg_cut, precision, reciprocal_rank, relevance_threshold,
};

/// Metrics of one job, or of several orders of one job averaged.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct JobMeasures {
    values: [Option<f64>; Metric::ALL.len()],
    /// Whether any two scores differ.
    pub varies: bool,
}

/// A metric by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// Undefined when all grades are equal; 0 when all scores are.
    TauB,
    /// Undefined when all grades are equal.
    Auc,
    /// Undefined when no grade is above 0, as all of its kind.
    NdcgCut10,
    /// Average precision; undefined when no CV counts as relevant, as the rest.
    Map,
    NdcgCut5,
    RecipRank,
    P5,
    P10,
}

impl Metric {
    pub const ALL: [Metric; 8] = [
        Metric::TauB,
        Metric::Auc,
        Metric::NdcgCut10,
        Metric::Map,
        Metric::NdcgCut5,
        Metric::RecipRank,
        Metric::P5,
        Metric::P10,
    ];
    /// Those that tables show; files hold all.
    pub const SHOWN: [Metric; 4] = [Metric::TauB, Metric::Auc, Metric::NdcgCut10, Metric::Map];

    pub fn name(self) -> &'static str {
        match self {
            Metric::TauB => "tau_b",
            Metric::Auc => "auc",
            Metric::NdcgCut10 => "ndcg_cut_10",
            Metric::Map => "map",
            Metric::NdcgCut5 => "ndcg_cut_5",
            Metric::RecipRank => "recip_rank",
            Metric::P5 => "P_5",
            Metric::P10 => "P_10",
        }
    }
}

impl JobMeasures {
    pub fn of(&self, metric: Metric) -> Option<f64> {
        self.values[metric as usize]
    }

    /// Mean of several orders of the same job.
    pub fn mean(orders: &[JobMeasures]) -> Self {
        let mean = |metric| {
            let values: Option<Vec<f64>> = orders.iter().map(|order| order.of(metric)).collect();
            let values = values.filter(|values| !values.is_empty())?;
            Some(values.iter().sum::<f64>() / values.len() as f64)
        };
        Self {
            values: Metric::ALL.map(mean),
            varies: orders.iter().any(|order| order.varies),
        }
    }
}

/// The judge of one job: grades by CV, and from where on a CV is relevant.
#[derive(Debug, Clone)]
pub struct Judge<'a> {
    cv_ids: Vec<&'a str>,
    grades: Vec<f64>,
    threshold: f64,
}

/// One judge a job, in the benchmark's order.
pub fn judges(benchmark: &Benchmark) -> Vec<Judge<'_>> {
    let grades = |job: &LabelledJob| job.labels.iter().map(|label| label.grade).collect();
    let all: Vec<f64> = benchmark.jobs.iter().flat_map(grades).collect();
    benchmark
        .jobs
        .iter()
        .map(|job| {
            let grades: Vec<f64> = grades(job);
            Judge {
                cv_ids: job
                    .labels
                    .iter()
                    .map(|label| label.cv_id.as_str())
                    .collect(),
                threshold: relevance_threshold(&all, &grades),
                grades,
            }
        })
        .collect()
}

impl Judge<'_> {
    /// The judge of some of the job's labels, by their places.
    pub fn of_places(&self, places: &[usize]) -> Self {
        Self {
            cv_ids: places.iter().map(|&place| self.cv_ids[place]).collect(),
            grades: places.iter().map(|&place| self.grades[place]).collect(),
            threshold: self.threshold,
        }
    }

    /// Measures `scores`, one for each label of the job in order; `None` is below all others.
    ///
    /// The ranked list is by score descending, then cv id ascending.
    pub fn measure(&self, scores: &[Option<f64>]) -> JobMeasures {
        let scores: Vec<f64> = scores
            .iter()
            .map(|score| score.unwrap_or(f64::NEG_INFINITY))
            .collect();
        let mut order: Vec<usize> = (0..self.grades.len().min(scores.len())).collect();
        order.sort_by(|&a, &b| {
            let ids = || self.cv_ids[a].cmp(self.cv_ids[b]);
            scores[b].total_cmp(&scores[a]).then_with(ids)
        });
        let ranked: Vec<f64> = order.iter().map(|&index| self.grades[index]).collect();
        let counts = PairCounts::new(&scores, &self.grades);
        let auc = counts.auc();
        let gains = self.grades.iter().any(|grade| *grade > 0.0);
        let relevant = self.grades.iter().any(|grade| *grade > self.threshold);
        let value = |metric| match metric {
            // Equal scores say nothing; leaving the job out would flatter the method.
            Metric::TauB => auc.map(|_| counts.tau_b().unwrap_or(0.0)),
            Metric::Auc => auc,
            Metric::NdcgCut10 => gains.then(|| ndcg_cut(&ranked, &self.grades, 10)),
            Metric::NdcgCut5 => gains.then(|| ndcg_cut(&ranked, &self.grades, 5)),
            Metric::Map => {
                relevant.then(|| average_precision(&ranked, &self.grades, self.threshold))
            }
            Metric::RecipRank => relevant.then(|| reciprocal_rank(&ranked, self.threshold)),
            Metric::P5 => relevant.then(|| precision(&ranked, self.threshold, 5)),
            Metric::P10 => relevant.then(|| precision(&ranked, self.threshold, 10)),
        };
        JobMeasures {
            values: Metric::ALL.map(value),
            varies: scores.iter().any(|score| Some(score) != scores.first()),
        }
    }
}

/// One method's row: its name and its measures by job.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub name: String,
    pub jobs: Vec<JobMeasures>,
}

impl Row {
    /// Mean over the jobs where the metric is defined; `None` where it never is.
    pub fn mean(&self, metric: Metric) -> Option<Mean> {
        let values: Vec<f64> = self.jobs.iter().filter_map(|job| job.of(metric)).collect();
        Mean::new(&values)
    }

    /// Number of jobs in which the method tells any two CVs apart.
    pub fn varies(&self) -> usize {
        self.jobs.iter().filter(|job| job.varies).count()
    }

    /// p of the paired randomisation test against `other`, over the jobs where both are defined.
    pub fn p_against(&self, other: &Row, metric: Metric) -> f64 {
        let (own, others): (Vec<f64>, Vec<f64>) = self
            .jobs
            .iter()
            .zip(&other.jobs)
            .filter_map(|(own, other)| own.of(metric).zip(other.of(metric)))
            .unzip();
        randomisation_p(&own, &others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(grades: &[f64], scores: &[Option<f64>]) -> JobMeasures {
        let ids: Vec<String> = (0..grades.len())
            .map(|index| format!("cv{index}"))
            .collect();
        let judge = Judge {
            cv_ids: ids.iter().map(String::as_str).collect(),
            grades: grades.to_vec(),
            threshold: 0.0,
        };
        judge.measure(scores)
    }

    #[test]
    fn a_cv_without_a_score_is_below_every_score() {
        let found = measure(&[0.0, 1.0, 1.0], &[None, Some(-5.0), Some(0.0)]);
        assert_eq!(
            (
                found.of(Metric::Auc),
                found.of(Metric::Map),
                found.of(Metric::NdcgCut10)
            ),
            (Some(1.0), Some(1.0), Some(1.0))
        );
        let lost = measure(&[1.0, 0.0, 0.0], &[None, Some(-5.0), Some(0.0)]);
        assert_eq!(
            (lost.of(Metric::Auc), lost.of(Metric::Map)),
            (Some(0.0), Some(1.0 / 3.0))
        );
    }

    #[test]
    fn equal_scores_say_nothing_and_stand_in_the_order_of_ids() {
        let equal = measure(&[1.0, 0.0], &[Some(2.0), Some(2.0)]);
        assert_eq!(
            (
                equal.of(Metric::TauB),
                equal.of(Metric::Auc),
                equal.of(Metric::Map)
            ),
            (Some(0.0), Some(0.5), Some(1.0))
        );
        assert!(!equal.varies);
    }

    #[test]
    fn a_job_whose_labels_tell_nothing_apart_is_left_out() {
        let none = measure(&[0.0, 0.0], &[Some(1.0), Some(2.0)]);
        assert_eq!(
            none,
            JobMeasures {
                varies: true,
                ..JobMeasures::default()
            }
        );
        let told = measure(&[0.0, 1.0], &[Some(1.0), Some(2.0)]);
        let row = Row {
            name: "m".to_owned(),
            jobs: vec![none, told],
        };
        let mean = row.mean(Metric::TauB).unwrap();
        assert_eq!((mean.mean, mean.jobs), (1.0, 1));
        assert_eq!(row.varies(), 2);
    }
}
