//! Metrics of one job's ranking, with trec_eval's names and definitions, and two of pairs.
//!
//! trec_eval's metrics read grades in ranked order, so ties in score are broken by whoever
//! ordered the list. `tau_b` and `auc` read scores and count ties as ties.

use std::cmp::Ordering;

/// `ndcg_cut_K`: discounted cumulative gain of the first `cut`, over that of the best order.
///
/// `ranked` holds the grades in ranked order (0 for a CV without a label), `judged` the grades
/// of all labelled CVs in any order. The gain is the grade itself, none for a negative one; the
/// discount is `log2(rank + 1)`. In [0, 1]; 0 when no grade is positive. Järvelin and
/// Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002.
pub fn ndcg_cut(ranked: &[f64], judged: &[f64], cut: usize) -> f64 {
    let mut ideal = judged.to_vec();
    ideal.sort_by(|a, b| b.total_cmp(a));
    let best = discounted_gain(&ideal, cut);
    if best > 0.0 {
        discounted_gain(ranked, cut) / best
    } else {
        0.0
    }
}

fn discounted_gain(grades: &[f64], cut: usize) -> f64 {
    grades
        .iter()
        .take(cut)
        .enumerate()
        .map(|(index, grade)| grade.max(0.0) / (index as f64 + 2.0).log2())
        .sum()
}

/// `map` of one job: the mean, over relevant CVs, of the precision at their ranks.
///
/// Relevant is a grade above `threshold`; a relevant CV of `judged` that is not in `ranked`
/// counts as never found. In [0, 1]; 0 when nothing is relevant.
pub fn average_precision(ranked: &[f64], judged: &[f64], threshold: f64) -> f64 {
    let relevant = judged.iter().filter(|grade| **grade > threshold).count();
    if relevant == 0 {
        return 0.0;
    }
    let mut found = 0;
    let mut sum = 0.0;
    for (index, grade) in ranked.iter().enumerate() {
        if *grade > threshold {
            found += 1;
            sum += f64::from(found) / (index as f64 + 1.0);
        }
    }
    sum / relevant as f64
}

/// `recip_rank`: one over the rank of the first CV graded above `threshold`; 0 without one.
pub fn reciprocal_rank(ranked: &[f64], threshold: f64) -> f64 {
    ranked
        .iter()
        .position(|grade| *grade > threshold)
        .map_or(0.0, |index| 1.0 / (index as f64 + 1.0))
}

/// `P_K`: share of the first `cut` places with a CV graded above `threshold`.
///
/// Divided by `cut` even when fewer CVs are ranked, as trec_eval does. 0 for a `cut` of 0.
pub fn precision(ranked: &[f64], threshold: f64, cut: usize) -> f64 {
    let found = ranked
        .iter()
        .take(cut)
        .filter(|grade| **grade > threshold)
        .count();
    if cut == 0 {
        0.0
    } else {
        found as f64 / cut as f64
    }
}

/// The grade above which a CV of this job counts as relevant in binary metrics.
///
/// 0 on trec_eval's own scale, which is whole grades from 0 (or less) to 4 at most. Any other
/// scale (1 to 7, 0 to 100) has no zero that means "no", so the job's median is taken:
/// strictly above it is relevant. `all` holds every grade of the benchmark, `job` the job's.
pub fn relevance_threshold(all: &[f64], job: &[f64]) -> f64 {
    const HIGHEST_TREC_GRADE: f64 = 4.0;
    let trec_scale = all
        .iter()
        .all(|grade| grade.fract() == 0.0 && *grade <= HIGHEST_TREC_GRADE)
        && all.iter().any(|grade| *grade <= 0.0);
    if trec_scale { 0.0 } else { median(job) }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = sorted.len() / 2;
    match (sorted.get(upper), sorted.len() % 2) {
        (None, _) => 0.0,
        (Some(middle), 1) => *middle,
        (Some(middle), _) => (sorted[upper - 1] + middle) / 2.0,
    }
}

/// How the pairs of one job's CVs compare by score and by grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PairCounts {
    /// Ordered alike by score and grade.
    pub concordant: u64,
    /// Ordered the other way round.
    pub discordant: u64,
    /// Equal score, different grade.
    pub tied_in_score: u64,
    /// Equal grade, different score.
    pub tied_in_grade: u64,
}

impl PairCounts {
    /// Counts all pairs in O(n log n). `scores` and `grades` go by place and hold no NaN.
    ///
    /// Knight, "A computer method for calculating Kendall's tau with ungrouped data", 1966.
    pub fn new(scores: &[f64], grades: &[f64]) -> Self {
        let mut pairs: Vec<(f64, f64)> =
            scores.iter().copied().zip(grades.iter().copied()).collect();
        pairs.sort_by(|a, b| order(a.0, b.0).then(order(a.1, b.1)));
        let same_score = tied(&pairs, |a, b| order(a.0, b.0).is_eq());
        let same_both = tied(&pairs, |a, b| {
            order(a.0, b.0).is_eq() && order(a.1, b.1).is_eq()
        });
        let mut by_grade: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
        let discordant = sort_counting_swaps(&mut by_grade);
        let same_grade = tied(&by_grade, |a, b| order(*a, *b).is_eq());
        let all = pairs_of(pairs.len() as u64);
        Self {
            concordant: all + same_both - same_score - same_grade - discordant,
            discordant,
            tied_in_score: same_score - same_both,
            tied_in_grade: same_grade - same_both,
        }
    }

    /// Kendall's tau-b, in [-1, 1]; `None` when all scores or all grades are equal.
    ///
    /// Kendall, "The treatment of ties in ranking problems", 1945.
    pub fn tau_b(&self) -> Option<f64> {
        let ordered = self.concordant + self.discordant;
        let by_score = (ordered + self.tied_in_grade) as f64;
        let by_grade = (ordered + self.tied_in_score) as f64;
        let difference = self.concordant as f64 - self.discordant as f64;
        (by_score > 0.0 && by_grade > 0.0)
            .then(|| (difference / (by_score * by_grade).sqrt()).clamp(-1.0, 1.0))
    }

    /// Share of the pairs with different grades that the score orders right, ties half.
    ///
    /// In [0, 1]; `None` when all grades are equal. With two grades it is the area under the
    /// receiver operating characteristic.
    pub fn auc(&self) -> Option<f64> {
        let all = self.concordant + self.discordant + self.tied_in_score;
        let right = self.concordant as f64 + self.tied_in_score as f64 / 2.0;
        (all > 0).then(|| right / all as f64)
    }
}

fn order(a: f64, b: f64) -> Ordering {
    // `total_cmp` alone would put -0 below 0.
    a.partial_cmp(&b).unwrap_or_else(|| a.total_cmp(&b))
}

fn pairs_of(count: u64) -> u64 {
    count * count.saturating_sub(1) / 2
}

/// Pairs within runs of neighbours that are `same`.
fn tied<T>(sorted: &[T], same: impl FnMut(&T, &T) -> bool) -> u64 {
    sorted
        .chunk_by(same)
        .map(|run| pairs_of(run.len() as u64))
        .sum()
}

/// Sorts upwards by merging and returns the number of pairs that stood in falling order.
fn sort_counting_swaps(values: &mut [f64]) -> u64 {
    if values.len() < 2 {
        return 0;
    }
    let middle = values.len() / 2;
    let mut swaps = sort_counting_swaps(&mut values[..middle]);
    swaps += sort_counting_swaps(&mut values[middle..]);
    let (left, right) = values.split_at(middle);
    let mut merged = Vec::with_capacity(values.len());
    let (mut a, mut b) = (0, 0);
    while let (Some(first), Some(second)) = (left.get(a), right.get(b)) {
        if order(*second, *first).is_lt() {
            merged.push(*second);
            swaps += (left.len() - a) as u64;
            b += 1;
        } else {
            merged.push(*first);
            a += 1;
        }
    }
    merged.extend_from_slice(&left[a..]);
    merged.extend_from_slice(&right[b..]);
    values.copy_from_slice(&merged);
    swaps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    /// Figures of pytrec_eval, scipy and scikit-learn; the script beside the file wrote them.
    const REFERENCE: &str = include_str!("../../tests/fixtures/evaluate_reference.json");

    #[derive(Deserialize)]
    struct Reference {
        rankings: Vec<RankingCase>,
        pairs: Vec<PairCase>,
    }

    #[derive(Deserialize)]
    struct RankingCase {
        judged: Vec<f64>,
        ranked: Vec<f64>,
        threshold: f64,
        ndcg_cut_5: f64,
        ndcg_cut_10: f64,
        map: f64,
        recip_rank: f64,
        #[serde(rename = "P_5")]
        p_5: f64,
        #[serde(rename = "P_10")]
        p_10: f64,
    }

    #[derive(Deserialize)]
    struct PairCase {
        scores: Vec<f64>,
        grades: Vec<f64>,
        tau_b: Option<f64>,
        auc: Option<f64>,
    }

    fn reference() -> Reference {
        serde_json::from_str(REFERENCE).unwrap()
    }

    #[track_caller]
    fn equal(ours: f64, theirs: f64, what: &str) {
        assert!(
            (ours - theirs).abs() < 1e-9,
            "{what}: ours {ours}, theirs {theirs}"
        );
    }

    #[test]
    fn rankings_measure_as_trec_eval_measures_them() {
        for (index, case) in reference().rankings.iter().enumerate() {
            let RankingCase {
                judged,
                ranked,
                threshold,
                ..
            } = case;
            let named = |metric: &str| format!("ranking {index}, {metric}");
            equal(
                ndcg_cut(ranked, judged, 5),
                case.ndcg_cut_5,
                &named("ndcg_cut_5"),
            );
            equal(
                ndcg_cut(ranked, judged, 10),
                case.ndcg_cut_10,
                &named("ndcg_cut_10"),
            );
            equal(
                average_precision(ranked, judged, *threshold),
                case.map,
                &named("map"),
            );
            equal(
                reciprocal_rank(ranked, *threshold),
                case.recip_rank,
                &named("recip_rank"),
            );
            equal(precision(ranked, *threshold, 5), case.p_5, &named("P_5"));
            equal(precision(ranked, *threshold, 10), case.p_10, &named("P_10"));
        }
    }

    #[test]
    fn pairs_count_as_scipy_and_scikit_learn_count_them() {
        let mut areas = 0;
        for (index, case) in reference().pairs.iter().enumerate() {
            let counts = PairCounts::new(&case.scores, &case.grades);
            assert_eq!(
                counts.tau_b().is_some(),
                case.tau_b.is_some(),
                "pairs {index}"
            );
            if let (Some(ours), Some(theirs)) = (counts.tau_b(), case.tau_b) {
                equal(ours, theirs, &format!("pairs {index}, tau_b"));
            }
            if let Some(theirs) = case.auc {
                areas += 1;
                equal(
                    counts.auc().unwrap(),
                    theirs,
                    &format!("pairs {index}, auc"),
                );
            }
        }
        assert!(areas > 3, "the fixture holds too few two-grade cases");
    }

    #[test]
    fn nothing_to_tell_apart_has_no_value() {
        for (scores, grades, tau_b, auc) in [
            (&[][..], &[][..], None, None),
            (&[1.0], &[3.0], None, None),
            (&[1.0, 2.0], &[3.0, 3.0], None, None),
            (&[1.0, 1.0], &[3.0, 4.0], None, Some(0.5)),
            (
                &[f64::NEG_INFINITY, f64::NEG_INFINITY, 0.0],
                &[1.0, 1.0, 2.0],
                Some(1.0),
                Some(1.0),
            ),
            (&[-0.0, 0.0], &[1.0, 2.0], None, Some(0.5)),
        ] {
            let counts = PairCounts::new(scores, grades);
            assert_eq!(
                (counts.tau_b(), counts.auc()),
                (tau_b, auc),
                "{scores:?} {grades:?}"
            );
        }
    }

    #[test]
    fn grades_between_whole_numbers_gain_what_they_are() {
        // By hand: a gain at rank r counts 1 / log2(r + 1).
        let second = 1.0 / 3.0f64.log2();
        let ndcg = |ranked: &[f64], cut| ndcg_cut(ranked, ranked, cut);
        for (ranked, cut, expected) in [
            (&[1.5, 0.5][..], 2, 1.0),
            (&[0.5, 1.5], 2, (0.5 + 1.5 * second) / (1.5 + 0.5 * second)),
            (&[0.5, 1.5], 1, 1.0 / 3.0),
            (&[-0.5, 0.25], 2, second),
        ] {
            assert!((ndcg(ranked, cut) - expected).abs() < 1e-12, "{ranked:?}");
        }
        // With a grade between whole numbers the scale is not trec_eval's.
        for (all, threshold) in [(&[0.0, 0.5, 2.0][..], 0.5), (&[0.0, 1.0, 2.0], 0.0)] {
            assert_eq!(relevance_threshold(all, all), threshold, "{all:?}");
        }
        assert_eq!(average_precision(&[0.25, 0.5], &[0.25, 0.5], 0.375), 0.5);
        assert_eq!(reciprocal_rank(&[0.375, 0.5], 0.375), 0.5);
    }

    #[test]
    fn relevant_is_above_zero_or_above_the_jobs_median() {
        for (all, job, threshold) in [
            (&[0.0, 1.0][..], &[1.0, 1.0, 0.0][..], 0.0),
            (&[-1.0, 0.0, 4.0], &[4.0, 4.0], 0.0),
            (&[1.0, 7.0], &[2.0, 3.0, 7.0], 3.0),
            (&[1.0, 2.0], &[2.0, 1.0], 1.5),
            (&[0.0, 51.05, 100.0], &[51.05], 51.05),
            (&[0.0, 5.0], &[0.0, 5.0], 2.5),
        ] {
            assert_eq!(relevance_threshold(all, job), threshold, "{all:?} {job:?}");
        }
    }

    /// By the book: every pair looked at.
    fn pairs_one_by_one(scores: &[f64], grades: &[f64]) -> PairCounts {
        let mut counts = PairCounts::default();
        for a in 0..scores.len() {
            for b in 0..a {
                let by_score = scores[a] - scores[b];
                let by_grade = grades[a] - grades[b];
                let counted = match (by_score == 0.0, by_grade == 0.0) {
                    (true, true) => continue,
                    (true, false) => &mut counts.tied_in_score,
                    (false, true) => &mut counts.tied_in_grade,
                    _ if by_score * by_grade > 0.0 => &mut counts.concordant,
                    _ => &mut counts.discordant,
                };
                *counted += 1;
            }
        }
        counts
    }

    /// By the book: at each rank of a relevant CV, the precision so far.
    fn average_precision_by_definition(ranked: &[f64], threshold: f64) -> f64 {
        let relevant: Vec<usize> = (0..ranked.len())
            .filter(|&at| ranked[at] > threshold)
            .collect();
        let sum: f64 = relevant
            .iter()
            .map(|&at| precision(&ranked[..=at], threshold, at + 1))
            .sum();
        if relevant.is_empty() {
            0.0
        } else {
            sum / relevant.len() as f64
        }
    }

    /// Few distinct values, so that ties are common.
    fn values() -> impl Strategy<Value = Vec<(f64, f64)>> {
        prop::collection::vec((-4..4i32, 0..5i32), 0..40)
            .prop_map(|pairs| pairs.iter().map(|&(a, b)| (a.into(), b.into())).collect())
    }

    proptest! {
        #[test]
        fn fast_counts_equal_slow_counts(pairs in values()) {
            let (scores, grades): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            prop_assert_eq!(PairCounts::new(&scores, &grades), pairs_one_by_one(&scores, &grades));
        }

        #[test]
        fn metrics_stay_in_range_and_the_best_order_is_best(pairs in values(), cut in 0..12usize) {
            let ranked: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
            let mut ideal = ranked.clone();
            ideal.sort_by(|a, b| b.total_cmp(a));
            let slow = average_precision_by_definition(&ranked, 1.0);
            prop_assert!((average_precision(&ranked, &ranked, 1.0) - slow).abs() < 1e-9);
            for (value, best) in [
                (ndcg_cut(&ranked, &ranked, cut), ndcg_cut(&ideal, &ranked, cut)),
                (precision(&ranked, 1.0, cut), precision(&ideal, 1.0, cut)),
                (reciprocal_rank(&ranked, 1.0), reciprocal_rank(&ideal, 1.0)),
                (average_precision(&ranked, &ranked, 1.0), average_precision(&ideal, &ranked, 1.0)),
            ] {
                prop_assert!((0.0..=1.0 + 1e-12).contains(&value) && value <= best + 1e-12);
            }
        }
    }
}
