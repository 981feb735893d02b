//! Whose rank moves between two models, and by which weights.

use super::measured::Measured;
use crate::evaluate::benchmark::Benchmark;
use crate::features::COUNT;
use crate::model::Ranker;

/// Features named for each move.
const NAMED: usize = 3;

/// A CV whose rank changes within one job.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    pub job_id: String,
    pub cv_id: String,
    /// From 1; equal scores share a rank.
    pub before: usize,
    pub now: usize,
    /// CVs ranked.
    pub of: usize,
    /// Features that moved it most and the points each gives now more than before, relative to
    /// the mean of the job's CVs; those that work in the direction of the move.
    pub because: Vec<(usize, f64)>,
}

/// All moves, by job, largest first.
pub fn moves(
    benchmark: &Benchmark,
    measured: &Measured,
    old: &[f64; COUNT],
    new: &[f64; COUNT],
) -> Vec<Move> {
    let mut moves = Vec::new();
    for (job, known) in benchmark.jobs.iter().zip(&measured.jobs) {
        let scored = job.labels.iter().zip(&known.pairs);
        let pairs: Vec<(&str, &[f64; COUNT])> = scored
            .filter_map(|(label, pair)| Some((label.cv_id.as_str(), &pair.as_ref()?.vector)))
            .collect();
        let (before, now) = (
            ranks(old, &known.asked, &pairs),
            ranks(new, &known.asked, &pairs),
        );
        let mut change = [0.0; COUNT];
        for (feature, change) in change.iter_mut().enumerate() {
            let single = |weights| share(weights, &known.asked, feature);
            *change = single(new) - single(old);
        }
        let mean = |feature: usize| {
            pairs.iter().map(|(_, vector)| vector[feature]).sum::<f64>() / pairs.len() as f64
        };
        let means: Vec<f64> = (0..COUNT).map(mean).collect();
        let mut of_job: Vec<Move> = Vec::new();
        for (index, (cv_id, vector)) in pairs.iter().enumerate() {
            if before[index] == now[index] {
                continue;
            }
            let rises = now[index] < before[index];
            let mut because: Vec<(usize, f64)> = (0..COUNT)
                .map(|feature| {
                    (
                        feature,
                        change[feature] * (vector[feature] - means[feature]),
                    )
                })
                .filter(|(_, points)| {
                    if rises {
                        *points > 0.05
                    } else {
                        *points < -0.05
                    }
                })
                .collect();
            because.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
            because.truncate(NAMED);
            of_job.push(Move {
                job_id: job.job_id.clone(),
                cv_id: (*cv_id).to_owned(),
                before: before[index],
                now: now[index],
                of: pairs.len(),
                because,
            });
        }
        of_job.sort_by_key(|found| {
            (
                std::cmp::Reverse(found.before.abs_diff(found.now)),
                found.now,
            )
        });
        moves.extend(of_job);
    }
    moves
}

/// Points of a value of 1.
fn share(weights: &[f64; COUNT], asked: &[bool; COUNT], feature: usize) -> f64 {
    let mut only = [0.0; COUNT];
    only[feature] = 1.0;
    if asked[feature] {
        Ranker::score_under(weights, asked, &only)
    } else {
        0.0
    }
}

fn ranks(
    weights: &[f64; COUNT],
    asked: &[bool; COUNT],
    pairs: &[(&str, &[f64; COUNT])],
) -> Vec<usize> {
    let scores: Vec<f64> = pairs
        .iter()
        .map(|(_, vector)| Ranker::score_under(weights, asked, vector))
        .collect();
    let better = |own: f64| scores.iter().filter(|other| **other > own).count();
    scores.iter().map(|&own| better(own) + 1).collect()
}
