//! Methods side by side on one benchmark: each job measured, then the mean over jobs.

use super::benchmark::{Benchmark, LabelledJob};
use super::bootstrap::{Mean, randomisation_p};
use super::metrics::{PairCounts, average_precision, ndcg_cut, relevance_threshold};

/// Metrics of one job, or of several orders of one job averaged.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct JobMeasures {
    /// `None` when all grades are equal; 0 when all scores are.
    pub tau_b: Option<f64>,
    /// `None` when all grades are equal.
    pub auc: Option<f64>,
    /// `None` when no grade is above 0.
    pub ndcg_cut_10: Option<f64>,
    /// Average precision; `None` when no CV counts as relevant.
    pub map: Option<f64>,
    /// Whether any two scores differ.
    pub varies: bool,
}

/// A metric by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    TauB,
    Auc,
    NdcgCut10,
    Map,
}

impl Metric {
    pub const ALL: [Metric; 4] = [Metric::TauB, Metric::Auc, Metric::NdcgCut10, Metric::Map];

    pub fn name(self) -> &'static str {
        match self {
            Metric::TauB => "tau_b",
            Metric::Auc => "auc",
            Metric::NdcgCut10 => "ndcg_cut_10",
            Metric::Map => "map",
        }
    }
}

impl JobMeasures {
    pub fn of(&self, metric: Metric) -> Option<f64> {
        match metric {
            Metric::TauB => self.tau_b,
            Metric::Auc => self.auc,
            Metric::NdcgCut10 => self.ndcg_cut_10,
            Metric::Map => self.map,
        }
    }

    /// Mean of several orders of the same job.
    pub fn mean(orders: &[JobMeasures]) -> Self {
        let mean = |metric| {
            let values: Option<Vec<f64>> = orders.iter().map(|order| order.of(metric)).collect();
            let values = values.filter(|values| !values.is_empty())?;
            Some(values.iter().sum::<f64>() / values.len() as f64)
        };
        Self {
            tau_b: mean(Metric::TauB),
            auc: mean(Metric::Auc),
            ndcg_cut_10: mean(Metric::NdcgCut10),
            map: mean(Metric::Map),
            varies: orders.iter().any(|order| order.varies),
        }
    }
}

/// The judge of one job: grades by CV, and from where on a CV is relevant.
#[derive(Debug, Clone)]
pub struct Judge<'a> {
    job: &'a LabelledJob,
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
                job,
                threshold: relevance_threshold(&all, &grades),
                grades,
            }
        })
        .collect()
}

impl Judge<'_> {
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
            let ids = || self.job.labels[a].cv_id.cmp(&self.job.labels[b].cv_id);
            scores[b].total_cmp(&scores[a]).then_with(ids)
        });
        let ranked: Vec<f64> = order.iter().map(|&index| self.grades[index]).collect();
        let counts = PairCounts::new(&scores, &self.grades);
        let auc = counts.auc();
        let gains = self.grades.iter().any(|grade| *grade > 0.0);
        let relevant = self.grades.iter().any(|grade| *grade > self.threshold);
        JobMeasures {
            // Equal scores say nothing; leaving the job out would flatter the method.
            tau_b: auc.map(|_| counts.tau_b().unwrap_or(0.0)),
            auc,
            ndcg_cut_10: gains.then(|| ndcg_cut(&ranked, &self.grades, 10)),
            map: relevant.then(|| average_precision(&ranked, &self.grades, self.threshold)),
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
    use std::path::Path;

    use super::*;
    use crate::document::source::Source;
    use crate::evaluate::benchmark::Label;

    fn job(grades: &[f64]) -> LabelledJob {
        let label = |(index, grade): (usize, &f64)| Label {
            cv_id: format!("cv{index}"),
            grade: *grade,
            weight: 1.0,
        };
        LabelledJob {
            job_id: "j".to_owned(),
            source: Source::file(Path::new("j.txt")),
            labels: grades.iter().enumerate().map(label).collect(),
        }
    }

    fn measure(grades: &[f64], scores: &[Option<f64>]) -> JobMeasures {
        let job = job(grades);
        let judge = Judge {
            job: &job,
            grades: grades.to_vec(),
            threshold: 0.0,
        };
        judge.measure(scores)
    }

    #[test]
    fn a_cv_without_a_score_is_below_every_score() {
        let found = measure(&[0.0, 1.0, 1.0], &[None, Some(-5.0), Some(0.0)]);
        assert_eq!(
            (found.auc, found.map, found.ndcg_cut_10),
            (Some(1.0), Some(1.0), Some(1.0))
        );
        let lost = measure(&[1.0, 0.0, 0.0], &[None, Some(-5.0), Some(0.0)]);
        assert_eq!((lost.auc, lost.map), (Some(0.0), Some(1.0 / 3.0)));
    }

    #[test]
    fn equal_scores_say_nothing_and_stand_in_the_order_of_ids() {
        let equal = measure(&[1.0, 0.0], &[Some(2.0), Some(2.0)]);
        assert_eq!(
            (equal.tau_b, equal.auc, equal.map),
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
