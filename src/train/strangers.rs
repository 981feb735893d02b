//! CVs of other jobs, drawn beside a job's own: they teach, and show, what being on topic is
//! worth, which labels of a pool that was narrowed before cannot.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

use super::examples::{Examples, Group};
use super::measured::{Measured, MeasuredJob};
use super::validate::{
    INNER_FOLDS, Unit, auc_by_group, cross_validate, folds, mean, mean_by_group, standard_error,
};
use crate::evaluate::benchmark::{Benchmark, LabelledJob};
use crate::evaluate::labels::Label;
use crate::evaluate::metrics::PairCounts;
use crate::features::COUNT;
use crate::hash::sha256;
use crate::model::{FitError, Ranker};
use crate::random::SplitMix64;

/// How many are drawn for a job where nobody says.
pub const STRANGERS: usize = 30;

/// So much of the order of a job's own CVs, which is what a ranking is mostly asked for, may be lost
/// to finding them among others.
const ORDER_LOSS: f64 = 0.005;

/// Draws strangers from the CVs of one benchmark.
pub(super) struct Drawing<'a> {
    benchmark: &'a Benchmark,
    /// Of each CV that could be read, the number that nearly equal texts share.
    people: BTreeMap<&'a str, usize>,
    /// By job: all who were judged, and those judged better than the least.
    judged: Vec<BTreeSet<usize>>,
    good: Vec<BTreeSet<usize>>,
    /// By job, the number that nearly equal posts share.
    posts: Vec<usize>,
    titles: Vec<String>,
}

impl<'a> Drawing<'a> {
    /// `posts` and `titles` hold one a job.
    pub(super) fn new(
        benchmark: &'a Benchmark,
        people: BTreeMap<&'a str, usize>,
        posts: Vec<usize>,
        titles: Vec<String>,
    ) -> Self {
        let above = |job: &LabelledJob, grade: f64| {
            let kept = job.labels.iter().filter(|label| label.grade > grade);
            kept.filter_map(|label| people.get(label.cv_id.as_str()).copied())
                .collect()
        };
        let jobs = benchmark.jobs.iter();
        Self {
            benchmark,
            judged: jobs
                .clone()
                .map(|job| above(job, f64::NEG_INFINITY))
                .collect(),
            good: jobs.map(|job| above(job, least(job))).collect(),
            people,
            posts,
            titles: titles.iter().map(|title| title.to_lowercase()).collect(),
        }
    }

    /// At most `count` CVs in the order of their ids that were judged for other jobs only: none
    /// of a person who was judged for this job or for a sister of it.
    pub(super) fn of_job(&self, job: usize, count: usize) -> Vec<&'a str> {
        let sisters = (0..self.judged.len()).filter(|&other| self.are_sisters(job, other));
        let mut known: BTreeSet<usize> = sisters
            .flat_map(|sister| &self.judged[sister])
            .copied()
            .collect();
        let mut strangers: Vec<&str> = Vec::new();
        for (&cv_id, &person) in &self.people {
            if known.insert(person) {
                strangers.push(cv_id);
            }
        }
        // Seeded by the job's id, so that a job added to the set leaves the others' draw alone.
        let digits = sha256(self.benchmark.jobs[job].job_id.as_bytes());
        let seed = u64::from_str_radix(&digits[..16], 16).unwrap_or_default();
        SplitMix64::new(seed).shuffle(&mut strangers);
        strangers.truncate(count);
        strangers.sort_unstable();
        strangers
    }

    /// Whether who suits one job may suit the other: nearly the same post, the same title, or a
    /// CV that was judged well for both.
    fn are_sisters(&self, one: usize, other: usize) -> bool {
        one == other
            || self.posts[one] == self.posts[other]
            || (!self.titles[one].is_empty() && self.titles[one] == self.titles[other])
            || !self.good[one].is_disjoint(&self.good[other])
    }
}

fn least(job: &LabelledJob) -> f64 {
    let grades = job.labels.iter().map(|label| label.grade);
    grades.fold(f64::INFINITY, f64::min)
}

/// The other question: of each job the CVs judged better than the least (all, where all have one
/// grade) as 1 and its strangers as 0, with what was measured of them. `None` where no job has
/// strangers.
pub fn finding(benchmark: &Benchmark, measured: &Measured) -> Option<(Benchmark, Measured)> {
    let mut jobs = Vec::new();
    let mut known = Vec::new();
    for (job, of_job) in benchmark.jobs.iter().zip(&measured.jobs) {
        if of_job.strangers.is_empty() {
            continue;
        }
        let least = least(job);
        let one_grade = job.labels.iter().all(|label| label.grade == least);
        let own = job.labels.iter().zip(&of_job.pairs);
        let good = own
            .filter(|(label, _)| one_grade || label.grade > least)
            .map(|(label, pair)| (label.cv_id.clone(), 1.0, pair.clone()));
        let strangers = of_job
            .strangers
            .iter()
            .map(|(cv_id, pair)| (cv_id.clone(), 0.0, Some(pair.clone())));
        let mut all: Vec<_> = good.chain(strangers).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        let (labels, pairs) = all
            .into_iter()
            .map(|(cv_id, grade, pair)| {
                let weight = 1.0;
                (
                    Label {
                        cv_id,
                        grade,
                        weight,
                    },
                    pair,
                )
            })
            .unzip();
        jobs.push(LabelledJob {
            labels,
            ..job.clone()
        });
        known.push(MeasuredJob {
            pairs,
            strangers: Vec::new(),
            ..of_job.clone()
        });
    }
    (!jobs.is_empty()).then(|| {
        let benchmark = Benchmark {
            jobs,
            raters: None,
            ..benchmark.clone()
        };
        let measured = Measured {
            jobs: known,
            ..measured.clone()
        };
        (benchmark, measured)
    })
}

/// What strangers are worth to a model, on jobs held out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// Mean share of pairs ordered right without them: among the job's own CVs, and of a CV judged
    /// better than the least and a stranger.
    pub without: [f64; 2],
    /// The same with them.
    pub with: [f64; 2],
    /// Whether the mean of both is better with them by more than one standard error over jobs, and
    /// the order of a job's own no worse.
    pub is_proved: bool,
}

impl Worth {
    /// Of the strangers among `examples`; `None` where there are none.
    ///
    /// # Errors
    /// When a fit fails.
    pub fn of(
        examples: &Examples,
        prior: Option<&[f64; COUNT]>,
        strength: Option<f64>,
    ) -> Result<Option<Self>, FitError> {
        if examples.strangers() == 0 {
            return Ok(None);
        }
        let groups = &examples.groups;
        let alone = examples.clone().without_strangers().groups;
        let both = |learned: &[Group]| -> Result<Vec<[Option<f64>; 2]>, FitError> {
            let units = cross_validate(learned, &folds(learned, INNER_FOLDS), prior, strength)?;
            let found = found(groups, &units);
            Ok(auc_by_group(learned, &units)
                .into_iter()
                .zip(found)
                .map(|(order, found)| [order, found])
                .collect())
        };
        let (without, with) = (both(&alone)?, both(groups)?);
        let means = |of: &[[Option<f64>; 2]]| {
            [0, 1].map(|question| mean(of.iter().filter_map(|job| job[question])))
        };
        let gains: Vec<f64> = without
            .iter()
            .zip(&with)
            .filter_map(|(without, with)| {
                let gain = |question: usize| Some(with[question]? - without[question]?);
                let gains: Vec<f64> = [gain(0), gain(1)].into_iter().flatten().collect();
                (!gains.is_empty()).then(|| mean(gains.iter().copied()))
            })
            .collect();
        let (without, with) = (means(&without), means(&with));
        let is_better = mean(gains.iter().copied()) > standard_error(&gains);
        Ok(Some(Self {
            without,
            with,
            is_proved: is_better && with[0] > without[0] - ORDER_LOSS,
        }))
    }
}

/// Of each job the share of pairs of a CV judged better than the least and a stranger that models
/// which never saw the job order right.
fn found(groups: &[Group], units: &[Unit]) -> Vec<Option<f64>> {
    mean_by_group(groups.len(), units, |unit| {
        let group = &groups[unit.group];
        let grades = group.examples.iter().map(|example| example.grade);
        let least = grades.fold(f64::INFINITY, f64::min);
        let own = unit.places.iter().map(|&place| &group.examples[place]);
        let good = own.filter(|example| example.grade > least);
        let strangers = group.examples.iter().filter(|example| example.is_stranger);
        let kinds = good.map(|example| (example, 1.0));
        let (scores, kinds): (Vec<f64>, Vec<f64>) = kinds
            .chain(strangers.map(|example| (example, 0.0)))
            .map(|(example, kind)| {
                let score = Ranker::score_under(&unit.weights, &group.asked, &example.vector);
                (score, kind)
            })
            .unzip();
        PairCounts::new(&scores, &kinds).auc()
    })
}

/// Two lines: the figures of both questions, and what follows.
impl Display for Worth {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let [[order, found], [order_with, found_with]] = [self.without, self.with];
        write!(
            f,
            "CVs of other jobs as the lowest grade, on jobs held out: order of a job's own {order:.3} without, \
             {order_with:.3} with; found among others {found:.3} without, {found_with:.3} with\n{}",
            if self.is_proved {
                "better beyond chance, and the order no worse: drawn"
            } else {
                "not better beyond chance, or the order worse: not drawn (--strangers N draws them)"
            }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::source::Source;
    use crate::train::examples::tests::group;

    fn label(cv_id: &str, grade: f64) -> Label {
        Label {
            cv_id: cv_id.to_owned(),
            grade,
            weight: 1.0,
        }
    }

    fn source(id: &str) -> Source {
        Source::text(id.to_owned(), id.to_owned(), String::new())
    }

    /// Jobs with grades by CV.
    fn benchmark(jobs: &[(&str, &[(&str, f64)])]) -> Benchmark {
        let cvs = jobs.iter().flat_map(|(_, labels)| *labels);
        let cvs = cvs.map(|(id, _)| ((*id).to_owned(), source(id)));
        let job = |(id, labels): &(&str, &[(&str, f64)])| LabelledJob {
            job_id: (*id).to_owned(),
            source: source(id),
            labels: labels.iter().map(|(cv, grade)| label(cv, *grade)).collect(),
        };
        Benchmark {
            name: "set".to_owned(),
            labels_sha256: String::new(),
            cvs: cvs.collect(),
            jobs: jobs.iter().map(job).collect(),
            missing_jobs: Vec::new(),
            missing_cvs: Vec::new(),
            open: 0,
            raters: None,
        }
    }

    fn drawn(benchmark: &Benchmark, titles: &[&str], posts: &[usize], job: usize) -> Vec<String> {
        let people = benchmark.cvs.keys().zip(0..);
        let people = people.map(|(id, person)| (id.as_str(), person)).collect();
        let titles = titles.iter().map(|title| (*title).to_owned()).collect();
        let drawing = Drawing::new(benchmark, people, posts.to_vec(), titles);
        let ids = drawing.of_job(job, 30);
        ids.into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn strangers_were_judged_for_other_jobs_only_and_never_for_a_sister() {
        let set = benchmark(&[
            ("cook", &[("a", 1.0), ("b", 0.0)]),
            ("nurse", &[("c", 1.0), ("d", 0.0)]),
            ("chef", &[("e", 1.0), ("f", 0.0)]),
        ]);
        let titles = ["Cook", "Nurse", "Chef"];
        assert_eq!(drawn(&set, &titles, &[0, 1, 2], 0), ["c", "d", "e", "f"]);
        assert_eq!(
            drawn(&set, &["Cook", "Nurse", "COOK"], &[0, 1, 2], 0),
            ["c", "d"]
        );
        assert_eq!(drawn(&set, &titles, &[0, 1, 0], 0), ["c", "d"]);
        // Posts without a title are not one job.
        assert_eq!(
            drawn(&set, &["", "Nurse", ""], &[0, 1, 2], 0),
            ["c", "d", "e", "f"]
        );
        // Somebody was judged well for both; judged badly for one says nothing.
        let shared = |grade| {
            benchmark(&[
                ("cook", &[("a", 1.0), ("b", 0.0)]),
                ("chef", &[("a", grade), ("e", 1.0), ("f", 0.0)]),
            ])
        };
        assert_eq!(
            drawn(&shared(1.0), &["", ""], &[0, 1], 0),
            Vec::<String>::new()
        );
        assert_eq!(drawn(&shared(0.0), &["", ""], &[0, 1], 0), ["e", "f"]);
    }

    #[test]
    fn one_person_under_two_ids_is_no_stranger_and_is_drawn_once() {
        let set = benchmark(&[
            ("cook", &[("a", 1.0), ("b", 0.0)]),
            ("nurse", &[("a2", 1.0), ("c", 0.0), ("c2", 0.0)]),
        ]);
        let people = [("a", 0), ("a2", 0), ("b", 1), ("c", 2), ("c2", 2)];
        let titles = vec!["Cook".to_owned(), "Nurse".to_owned()];
        let drawing = Drawing::new(&set, people.into_iter().collect(), vec![0, 1], titles);
        // `a` was judged well for both jobs, under another id: they are sisters.
        assert_eq!(drawing.of_job(0, 30), Vec::<&str>::new());
        let people = [("a", 0), ("a2", 3), ("b", 1), ("c", 2), ("c2", 2)];
        let titles = vec!["Cook".to_owned(), "Nurse".to_owned()];
        let drawing = Drawing::new(&set, people.into_iter().collect(), vec![0, 1], titles);
        assert_eq!(drawing.of_job(0, 30), ["a2", "c"]);
        assert_eq!(drawing.of_job(0, 1).len(), 1);
        assert_eq!(drawing.of_job(0, 0), Vec::<&str>::new());
    }

    /// Six jobs whose own CVs differ in the first feature and share the second, which strangers
    /// have none of; `shared` is how much the second says of the grade.
    fn examples(shared: f64) -> Examples {
        let job = |job: u32| {
            let cvs: Vec<(f64, f64)> = (0..12)
                .map(|cv| (f64::from(cv * 5 % 12) / 12.0, f64::from(cv * 5 % 12 / 6)))
                .collect();
            let mut group = group(&format!("j{job}"), &cvs);
            for example in &mut group.examples {
                example.vector[1] = 0.5 - shared * example.grade;
                example.person += 100 * job as usize;
            }
            for stranger in 0..6 {
                let mut example = group.examples[stranger].clone();
                example.vector = [0.0; COUNT];
                example.vector[0] = f64::from((stranger as u32 * 7 + job) % 12) / 12.0;
                example.grade = 0.0;
                example.person = 10_000 + 100 * job as usize + stranger;
                example.is_stranger = true;
                group.examples.push(example);
            }
            group
        };
        Examples {
            groups: (0..6).map(job).collect(),
            ..Examples::default()
        }
    }

    #[test]
    fn strangers_are_learned_from_where_they_teach_and_cost_no_order() {
        let worth = |shared| {
            Worth::of(&examples(shared), None, Some(0.01))
                .unwrap()
                .unwrap()
        };
        let taught = worth(0.0);
        assert!(taught.with[1] > taught.without[1] + 0.1, "{taught:?}");
        assert!(taught.is_proved, "{taught:?}");
        // What tells strangers speaks against the better of a job's own.
        let dear = worth(0.1);
        assert!(dear.with[0] < dear.without[0] - ORDER_LOSS, "{dear:?}");
        assert!(!dear.is_proved, "{dear:?}");
        let alone = examples(0.0).without_strangers();
        assert_eq!(Worth::of(&alone, None, Some(0.01)).unwrap(), None);
        assert_eq!(taught.to_string().lines().count(), 2);
    }
}
