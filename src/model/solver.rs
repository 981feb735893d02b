//! Weighted logistic regression with lower bounds on the weights, by projected Newton steps.
//!
//! Bertsekas, "Projected Newton methods for optimization problems with simple constraints",
//! SIAM Journal on Control and Optimization, 1982.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, ArrayView2, Axis, Slice};
use rayon::prelude::*;

/// Rows summed at a time. Sums over such blocks are added in their order, so that the number
/// of threads changes no bit.
const BLOCK: usize = 4096;
const MOST_STEPS: usize = 200;
const MOST_HALVINGS: usize = 60;
/// Part of the loss that rounding may add or take in a sum over thousands of rows.
const ROUNDING: f64 = 1e-13;
/// So near above its bound a weight counts as lying on it.
const NEAR_BOUND: f64 = 1e-7;
/// Armijo's constant: the share of the promised decrease that a step must bring.
const LEAST_DECREASE: f64 = 1e-4;

/// What is minimised over `w`:
/// `sum_i weight_i * ln(1 + exp(-row_i . w)) + alpha / 2 * sum_j (w_j - centre_j)^2`,
/// subject to `w_j >= lower_j`.
#[derive(Debug, Clone, Copy)]
pub struct Problem<'a> {
    /// One row a pair: better less worse, one column a feature.
    pub rows: ArrayView2<'a, f64>,
    /// One a row, not negative.
    pub weights: &'a [f64],
    /// Above 0: the problem is then strictly convex and has one answer.
    pub alpha: f64,
    /// What the weights are drawn to, one a column.
    pub centre: &'a [f64],
    /// Least value of each weight; may be negative infinity.
    pub lower: &'a [f64],
    /// Of the residual, for each unit of row weight.
    pub tolerance: f64,
}

/// The minimum, or the best point that was reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    pub weights: Vec<f64>,
    pub loss: f64,
    /// Largest violation of the optimality conditions (Karush, Kuhn and Tucker): the gradient
    /// of a free weight, or a negative gradient of a weight at its bound.
    pub residual: f64,
    pub steps: usize,
    pub converged: bool,
}

/// Where rounding leaves no step that lowers the loss, so many times the tolerance is an answer.
const ROUNDED: f64 = 100.0;

/// Loss, gradient and matrix of second derivatives at one point.
struct Local {
    loss: f64,
    gradient: Array1<f64>,
    hessian: Array2<f64>,
}

impl Problem<'_> {
    /// Solves the problem.
    pub fn solve(&self) -> Solution {
        let mass: f64 = self.weights.iter().sum::<f64>().max(1.0);
        let enough = self.tolerance * mass;
        let start = self.centre.iter().zip(self.lower);
        let mut point: Vec<f64> = start.map(|(centre, lower)| centre.max(*lower)).collect();
        let mut local = self.local(&point);
        let (mut steps, mut is_stalled) = (0, false);
        while steps < MOST_STEPS && self.residual(&point, &local.gradient) > enough {
            steps += 1;
            let Some(next) = self.step(&point, &local) else {
                is_stalled = true;
                break;
            };
            point = next;
            local = self.local(&point);
        }
        let residual = self.residual(&point, &local.gradient);
        // Steps as small as rounding may also go to and fro without an end.
        let is_rounded = is_stalled || steps == MOST_STEPS;
        Solution {
            weights: point,
            loss: local.loss,
            residual,
            steps,
            converged: residual <= enough || is_rounded && residual <= ROUNDED * enough,
        }
    }

    /// The next point, or `None` when rounding leaves nothing to gain.
    fn step(&self, point: &[f64], local: &Local) -> Option<Vec<f64>> {
        let columns = point.len();
        // A weight a hair above its bound that wants to fall is put there: as a free one it would
        // bend the direction of the others, step for step (Bertsekas's set of nearly active bounds).
        let held: Vec<bool> = (0..columns)
            .map(|column| {
                point[column] <= self.lower[column] + NEAR_BOUND && local.gradient[column] > 0.0
            })
            .collect();
        let free: Vec<usize> = (0..columns).filter(|&column| !held[column]).collect();
        let direction = newton_direction(local, &free)?;
        let mut length = 1.0;
        for _ in 0..MOST_HALVINGS {
            let mut next = point.to_vec();
            let mut promised = 0.0;
            for column in (0..columns).filter(|&column| held[column]) {
                next[column] = self.lower[column];
                promised += local.gradient[column] * (next[column] - point[column]);
            }
            for (&column, change) in free.iter().zip(&direction) {
                next[column] = (point[column] + length * change).max(self.lower[column]);
                promised += local.gradient[column] * (next[column] - point[column]);
            }
            let loss = self.loss(&next);
            // At the minimum the decrease drowns in rounding: a step that does not rise is taken.
            let rounding = local.loss.abs() * ROUNDING;
            if loss <= local.loss + LEAST_DECREASE * promised + rounding {
                return (next != point).then_some(next);
            }
            length /= 2.0;
        }
        None
    }

    fn residual(&self, point: &[f64], gradient: &Array1<f64>) -> f64 {
        let violations = gradient.iter().enumerate().map(|(column, slope)| {
            if point[column] <= self.lower[column] {
                (-slope).max(0.0)
            } else {
                slope.abs()
            }
        });
        violations.fold(0.0, f64::max)
    }

    fn penalty(&self, point: &[f64]) -> f64 {
        let squares = point.iter().zip(self.centre);
        0.5 * self.alpha * squares.map(|(w, centre)| (w - centre).powi(2)).sum::<f64>()
    }

    fn loss(&self, point: &[f64]) -> f64 {
        let weights = Array1::from(point.to_vec());
        let blocks: Vec<f64> = self
            .blocks()
            .map(|(rows, row_weights)| {
                let margins = rows.dot(&weights);
                let terms = margins.iter().zip(row_weights);
                terms
                    .map(|(margin, weight)| weight * log_loss(*margin))
                    .sum()
            })
            .collect();
        blocks.iter().sum::<f64>() + self.penalty(point)
    }

    fn local(&self, point: &[f64]) -> Local {
        let columns = point.len();
        let weights = Array1::from(point.to_vec());
        let blocks: Vec<Local> = self
            .blocks()
            .map(|(rows, row_weights)| {
                let margins = rows.dot(&weights);
                let mut loss = 0.0;
                let mut slopes = Array1::zeros(rows.nrows());
                let mut scaled = rows.to_owned();
                for (row, (margin, weight)) in margins.iter().zip(row_weights).enumerate() {
                    // Probability that the pair is ordered wrongly.
                    let wrong = 1.0 / (1.0 + margin.exp());
                    loss += weight * log_loss(*margin);
                    slopes[row] = -weight * wrong;
                    let curvature = (weight * wrong * (1.0 - wrong)).sqrt();
                    scaled.row_mut(row).mapv_inplace(|value| value * curvature);
                }
                let mut hessian = Array2::zeros((columns, columns));
                general_mat_mul(1.0, &scaled.t(), &scaled, 0.0, &mut hessian);
                Local {
                    loss,
                    gradient: rows.t().dot(&slopes),
                    hessian,
                }
            })
            .collect();
        let mut local = Local {
            loss: self.penalty(point),
            gradient: Array1::from_iter(
                point
                    .iter()
                    .zip(self.centre)
                    .map(|(w, centre)| self.alpha * (w - centre)),
            ),
            hessian: Array2::eye(columns) * self.alpha,
        };
        for block in blocks {
            local.loss += block.loss;
            local.gradient += &block.gradient;
            local.hessian += &block.hessian;
        }
        local
    }

    fn blocks(&self) -> impl IndexedParallelIterator<Item = (ArrayView2<'_, f64>, &[f64])> {
        let count = self.rows.nrows();
        (0..count.div_ceil(BLOCK))
            .into_par_iter()
            .map(move |block| {
                let (start, end) = (block * BLOCK, count.min((block + 1) * BLOCK));
                (
                    self.rows.slice_axis(Axis(0), Slice::from(start..end)),
                    &self.weights[start..end],
                )
            })
    }
}

/// `ln(1 + exp(-margin))` without overflow.
fn log_loss(margin: f64) -> f64 {
    (-margin.abs()).exp().ln_1p() + (-margin).max(0.0)
}

/// Solves `H d = -g` over the free columns; `None` when there are none or `H` is not positive.
fn newton_direction(local: &Local, free: &[usize]) -> Option<Vec<f64>> {
    if free.is_empty() {
        return None;
    }
    let mut matrix = local.hessian.select(Axis(0), free).select(Axis(1), free);
    cholesky(&mut matrix)?;
    let mut answer: Vec<f64> = free.iter().map(|&column| -local.gradient[column]).collect();
    for row in 0..answer.len() {
        let known: f64 = (0..row)
            .map(|column| matrix[[row, column]] * answer[column])
            .sum();
        answer[row] = (answer[row] - known) / matrix[[row, row]];
    }
    for row in (0..answer.len()).rev() {
        let after = row + 1..answer.len();
        let known: f64 = after
            .map(|column| matrix[[column, row]] * answer[column])
            .sum();
        answer[row] = (answer[row] - known) / matrix[[row, row]];
    }
    Some(answer)
}

/// Replaces the lower triangle by that of the Cholesky factor.
fn cholesky(matrix: &mut Array2<f64>) -> Option<()> {
    for column in 0..matrix.nrows() {
        for row in column..matrix.nrows() {
            let dot: f64 = (0..column)
                .map(|k| matrix[[row, k]] * matrix[[column, k]])
                .sum();
            let rest = matrix[[row, column]] - dot;
            matrix[[row, column]] = if row > column {
                rest / matrix[[column, column]]
            } else if rest > 0.0 {
                rest.sqrt()
            } else {
                return None;
            };
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SplitMix64;

    /// Rows that a hidden linear model orders, with noise.
    fn invented(rows: usize, columns: usize, seed: u64) -> (Array2<f64>, Vec<f64>) {
        let mut random = SplitMix64::new(seed);
        let mut unit = move || random.next_u64() as f64 / u64::MAX as f64 * 2.0 - 1.0;
        let mut matrix = Array2::from_shape_simple_fn((rows, columns), &mut unit);
        for mut row in matrix.rows_mut() {
            let hidden = row.iter().enumerate().map(|(j, x)| x * (j as f64 - 1.0));
            if hidden.sum::<f64>() + unit() < 0.0 {
                row.mapv_inplace(|value| -value);
            }
        }
        let weights = (0..rows).map(|_| unit() + 1.5).collect();
        (matrix, weights)
    }

    fn solve(rows: &Array2<f64>, weights: &[f64], alpha: f64, lower: f64) -> Solution {
        let columns = rows.ncols();
        Problem {
            rows: rows.view(),
            weights,
            alpha,
            centre: &vec![0.0; columns],
            lower: &vec![lower; columns],
            tolerance: 1e-10,
        }
        .solve()
    }

    #[test]
    fn the_answer_meets_the_optimality_conditions() {
        for seed in 0..20 {
            let (rows, weights) = invented(300, 6, seed);
            let solution = solve(&rows, &weights, 0.3, 0.0);
            assert!(solution.converged, "{solution:?}");
            // By finite differences: no coordinate step down the slope is left.
            let problem = Problem {
                rows: rows.view(),
                weights: &weights,
                alpha: 0.3,
                centre: &[0.0; 6],
                lower: &[0.0; 6],
                tolerance: 0.0,
            };
            for column in 0..6 {
                let at = |step: f64| {
                    let mut point = solution.weights.clone();
                    point[column] += step;
                    problem.loss(&point)
                };
                let slope = (at(1e-5) - at(-1e-5)) / 2e-5;
                if solution.weights[column] > 0.0 {
                    assert!(slope.abs() < 1e-4, "{seed} {column} {slope}");
                } else {
                    assert!(slope > -1e-4, "{seed} {column} {slope}");
                }
            }
            assert!(
                solution.weights.contains(&0.0),
                "a bound binds in this problem"
            );
        }
    }

    #[test]
    fn the_number_of_threads_changes_no_bit() {
        let (rows, weights) = invented(20_000, 9, 3);
        let with = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            pool.install(|| solve(&rows, &weights, 1.0, 0.0))
        };
        assert_eq!(with(1), with(5));
    }

    #[test]
    fn a_strong_penalty_keeps_the_centre() {
        let (rows, weights) = invented(100, 4, 9);
        let centre = [0.5, 0.0, 0.2, 0.1];
        let problem = Problem {
            rows: rows.view(),
            weights: &weights,
            alpha: 1e9,
            centre: &centre,
            lower: &[0.0; 4],
            tolerance: 1e-12,
        };
        for (weight, centre) in problem.solve().weights.iter().zip(centre) {
            assert!((weight - centre).abs() < 1e-6);
        }
    }

    #[test]
    fn a_column_of_zeros_and_separable_rows_have_an_answer() {
        let mut rows = invented(50, 3, 1).0;
        rows.column_mut(1).fill(0.0);
        rows.column_mut(2).fill(1.0);
        let solution = solve(&rows, &[1.0; 50], 1e-3, 0.0);
        assert!(
            solution.converged && solution.weights[1] == 0.0,
            "{solution:?}"
        );
    }
}
