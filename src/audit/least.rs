//! The least impact ratio of scores over many jobs, as a gate for a model.

use std::collections::BTreeMap;

use super::category::{Category, Dimension};
use super::groups::Groups;
use super::run::ScoredCv;
use super::sample::Sample;
use super::statistics::{Median, Ratio};
use super::tables::{Measure, Table};
use super::{AuditError, GroupsFile};
use crate::model::Points;

/// A score that a model gave a CV for a job, best by a model that did not learn from that job.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct JobScore<'a> {
    pub job_id: &'a str,
    pub cv_id: &'a str,
    /// 0 to 100; it counts as it is printed, rounded to a thousandth.
    pub score: f64,
}

impl JobScore<'_> {
    fn points(&self) -> Points {
        Points((self.score * 1000.0).round() as i64)
    }
}

/// The least impact ratio, and between whom.
#[derive(Debug, Clone, PartialEq)]
pub struct LeastRatio {
    pub dimension: Dimension,
    pub category: Category,
    /// The category with the highest rate.
    pub highest: Category,
    pub ratio: Ratio,
    /// Fisher's exact test of the two rates.
    pub p_value: Option<f64>,
}

impl LeastRatio {
    /// Whether `self` lies below four fifths and below `before`: a change that does harm.
    ///
    /// Without a ratio before, below four fifths suffices.
    pub fn worsens(&self, before: Option<&LeastRatio>) -> bool {
        self.ratio.is_below_four_fifths() && before.is_none_or(|before| self.ratio < before.ratio)
    }
}

/// The least impact ratio of the scoring rate in `dimensions`; `None` when no two categories
/// can be compared.
///
/// Scores of two jobs do not compare, so each counts as high when it lies strictly above the
/// median of its own job; the counts of all jobs are then taken together. A category with less
/// than 2 % of the scores has no ratio. A row of the groups file counts for its `job_id`, and
/// without one for every job.
///
/// ```
/// use cvrank::audit::{Dimension, GroupsFile, JobScore, least_ratio};
///
/// let file = GroupsFile::new(
///     "groups.csv",
///     b"cv_id,sex,race_ethnicity\na,F,White\nb,F,White\nc,M,White\nd,M,White\n",
/// );
/// let scores: Vec<JobScore> = [("a", 70.0), ("b", 20.0), ("c", 80.0), ("d", 90.0)]
///     .map(|(cv_id, score)| JobScore { job_id: "cook", cv_id, score })
///     .into();
/// let least = least_ratio(&scores, &file, &Dimension::LAW)?.unwrap();
/// assert_eq!((least.category.label.as_str(), least.ratio.to_string().as_str()), ("Female", "0.000"));
/// assert!(least.worsens(None));
/// # Ok::<(), cvrank::audit::AuditError>(())
/// ```
///
/// # Errors
/// When the groups file is damaged.
pub fn least_ratio(
    scores: &[JobScore],
    file: &GroupsFile,
    dimensions: &[Dimension],
) -> Result<Option<LeastRatio>, AuditError> {
    let groups = Groups::read(file)?;
    let cvs: Vec<ScoredCv> = scores
        .iter()
        .map(|known| ScoredCv {
            cv_id: known.cv_id.to_owned(),
            score: Some(known.points()),
            contributions: None,
        })
        .collect();
    let jobs = scores.iter().map(|known| Some(known.job_id));
    let sample = Sample::join(jobs.zip(&cvs), &groups);
    let mut by_job: BTreeMap<&str, Vec<Points>> = BTreeMap::new();
    for known in scores {
        by_job.entry(known.job_id).or_default().push(known.points());
    }
    let medians: BTreeMap<&str, Median> = by_job
        .into_iter()
        .filter_map(|(job, scores)| Some((job, Median::of(scores)?)))
        .collect();
    let above: Vec<bool> = scores
        .iter()
        .map(|known| {
            let median = medians.get(known.job_id);
            median.is_some_and(|median| median.compare(known.points()).is_gt())
        })
        .collect();
    let mut least: Option<LeastRatio> = None;
    for &dimension in dimensions {
        let table = Table::new(&sample, dimension, Measure::ScoringRate, &above);
        let (Some((row, ratio)), Some(highest)) = (table.least(), table.highest()) else {
            continue;
        };
        if least.as_ref().is_none_or(|least| ratio < least.ratio) {
            least = Some(LeastRatio {
                dimension,
                category: row.category.clone(),
                highest: highest.category.clone(),
                ratio,
                p_value: row.p_value,
            });
        }
    }
    Ok(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores<'a>(given: &[(&'a str, &'a str, f64)]) -> Vec<JobScore<'a>> {
        given
            .iter()
            .map(|&(job_id, cv_id, score)| JobScore {
                job_id,
                cv_id,
                score,
            })
            .collect()
    }

    #[test]
    fn each_job_has_its_own_median() {
        let file = GroupsFile::new("g", b"cv_id,sex,race_ethnicity\na,F,\nb,M,\nc,F,\nd,M,\n");
        // Over all jobs the men stand above; within each job, as many of either.
        let even = scores(&[
            ("j", "a", 2.0),
            ("j", "b", 1.0),
            ("k", "c", 8.0),
            ("k", "d", 9.0),
        ]);
        let least = least_ratio(&even, &file, &[Dimension::Sex])
            .unwrap()
            .unwrap();
        assert_eq!(
            (least.ratio.to_string().as_str(), least.worsens(None)),
            ("1.000", false)
        );
        let against = scores(&[
            ("j", "a", 1.0),
            ("j", "b", 2.0),
            ("k", "c", 8.0),
            ("k", "d", 9.0),
        ]);
        let worse = least_ratio(&against, &file, &[Dimension::Sex])
            .unwrap()
            .unwrap();
        assert_eq!(worse.category.label, "Female");
        assert_eq!(worse.highest.label, "Male");
        assert!(worse.worsens(Some(&least)));
        assert!(!worse.worsens(Some(&worse)));
    }

    #[test]
    fn nothing_to_compare_has_no_ratio() {
        let file = GroupsFile::new("g", b"cv_id,sex,race_ethnicity\na,F,\nb,F,\n");
        let scores = scores(&[("j", "a", 2.0), ("j", "b", 1.0)]);
        assert_eq!(least_ratio(&scores, &file, &Dimension::LAW).unwrap(), None);
    }
}
