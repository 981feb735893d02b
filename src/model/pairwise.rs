//! Pairwise logistic ranking as linfa knows algorithms: checked parameters, `Fit`, `Predict`.
//!
//! The only file that names linfa. Joachims, "Optimizing search engines using clickthrough
//! data", 2002, with the logistic loss of Burges and others, "Learning to rank using gradient
//! descent", 2005, and a linear scorer.

use linfa::ParamGuard;
use linfa::dataset::DatasetBase;
use linfa::traits::{Fit, PredictInplace};
use ndarray::{Array1, Array2};

use super::solver::{Problem, Solution};

/// Why a model could not be fitted.
#[derive(Debug, thiserror::Error)]
pub enum FitError {
    #[error("the regularisation is {0}; expected a number above 0")]
    Alpha(f64),
    #[error("the tolerance is {0}; expected a number above 0")]
    Tolerance(f64),
    #[error("the weights are drawn to {found} values; the data have {expected} columns")]
    Centre { found: usize, expected: usize },
    #[error("there are no pairs to learn from")]
    Empty,
    #[error("the data hold a value that is no finite number")]
    NotFinite,
    #[error("no answer within the tolerance after {steps} steps (residual {residual:e})")]
    NotConverged { steps: usize, residual: f64 },
    #[error(transparent)]
    Linfa(#[from] linfa::Error),
}

/// Parameters, not yet checked.
///
/// ```
/// use cvrank::model::PairwiseLogistic;
/// use linfa::Dataset;
/// use linfa::traits::{Fit, Predict};
/// use ndarray::array;
///
/// // Differences of feature vectors; `true` when the first of the pair is the better one.
/// let pairs = Dataset::new(array![[0.5, 0.1], [-0.4, 0.2]], array![true, false]);
/// let fitted = PairwiseLogistic::default().alpha(0.1).fit(&pairs).unwrap();
/// assert!(fitted.weights()[0] > 0.0);
/// let scores = fitted.predict(&array![[0.9, 0.0], [0.1, 0.0]]);
/// assert!(scores[0] > scores[1]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct PairwiseLogistic(ValidPairwiseLogistic);

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct ValidPairwiseLogistic {
    alpha: f64,
    tolerance: f64,
    non_negative: bool,
    centre: Option<Vec<f64>>,
}

impl Default for PairwiseLogistic {
    fn default() -> Self {
        Self(ValidPairwiseLogistic {
            alpha: 1.0,
            tolerance: 1e-9,
            non_negative: true,
            centre: None,
        })
    }
}

impl PairwiseLogistic {
    /// Strength of the penalty `alpha / 2 * |w - centre|^2` beside the weighted sum of losses.
    pub fn alpha(mut self, alpha: f64) -> Self {
        self.0.alpha = alpha;
        self
    }

    /// Residual of the optimality conditions, for each unit of pair weight, that is small enough.
    pub fn tolerance(mut self, tolerance: f64) -> Self {
        self.0.tolerance = tolerance;
        self
    }

    /// Whether weights may not fall below 0; they may not unless this says so.
    pub fn non_negative(mut self, non_negative: bool) -> Self {
        self.0.non_negative = non_negative;
        self
    }

    /// The weights that the penalty draws to; zeros unless given.
    pub fn centre(mut self, centre: Vec<f64>) -> Self {
        self.0.centre = Some(centre);
        self
    }
}

impl PairwiseLogistic {
    /// Fits differences better less worse, with a weight each, in double precision.
    ///
    /// # Errors
    /// With parameters that are refused, without rows, with values that are not finite, or
    /// when no answer is found.
    pub fn fit_rows(
        &self,
        rows: &Array2<f64>,
        weights: &[f64],
    ) -> Result<FittedPairwise, FitError> {
        self.check_ref()?.fit_rows(rows, weights)
    }
}

impl ParamGuard for PairwiseLogistic {
    type Checked = ValidPairwiseLogistic;
    type Error = FitError;

    fn check_ref(&self) -> Result<&Self::Checked, FitError> {
        let usable = |value: f64| value.is_finite() && value > 0.0;
        if !usable(self.0.alpha) {
            return Err(FitError::Alpha(self.0.alpha));
        }
        if !usable(self.0.tolerance) {
            return Err(FitError::Tolerance(self.0.tolerance));
        }
        Ok(&self.0)
    }

    fn check(self) -> Result<Self::Checked, FitError> {
        self.check_ref()?;
        Ok(self.0)
    }
}

/// Records are differences of feature vectors, first less second; a target is true when the
/// first is the better one; the dataset's weights, if any, are the pairs' weights.
impl Fit<Array2<f64>, Array1<bool>, FitError> for ValidPairwiseLogistic {
    type Object = FittedPairwise;

    fn fit(
        &self,
        pairs: &DatasetBase<Array2<f64>, Array1<bool>>,
    ) -> Result<FittedPairwise, FitError> {
        let mut rows = pairs.records.clone();
        for (mut row, first_is_better) in rows.rows_mut().into_iter().zip(&pairs.targets) {
            if !first_is_better {
                row.mapv_inplace(|value| -value);
            }
        }
        let weights: Vec<f64> = match pairs.weights() {
            Some(weights) => weights.iter().copied().map(f64::from).collect(),
            None => vec![1.0; rows.nrows()],
        };
        self.fit_rows(&rows, &weights)
    }
}

impl ValidPairwiseLogistic {
    fn fit_rows(&self, rows: &Array2<f64>, weights: &[f64]) -> Result<FittedPairwise, FitError> {
        let columns = rows.ncols();
        if rows.nrows() == 0 || columns == 0 || weights.len() != rows.nrows() {
            return Err(FitError::Empty);
        }
        let zeros = vec![0.0; columns];
        let centre = self.centre.as_deref().unwrap_or(&zeros);
        if centre.len() != columns {
            return Err(FitError::Centre {
                found: centre.len(),
                expected: columns,
            });
        }
        let mut values = rows.iter().chain(weights).chain(centre);
        if !values.all(|value| value.is_finite()) {
            return Err(FitError::NotFinite);
        }
        let least = if self.non_negative {
            0.0
        } else {
            f64::NEG_INFINITY
        };
        let solution = Problem {
            rows: rows.view(),
            weights,
            alpha: self.alpha,
            centre,
            lower: &vec![least; columns],
            tolerance: self.tolerance,
        }
        .solve();
        if !solution.converged {
            return Err(FitError::NotConverged {
                steps: solution.steps,
                residual: solution.residual,
            });
        }
        Ok(FittedPairwise { solution })
    }
}

/// Fitted weights.
#[derive(Debug, Clone, PartialEq)]
pub struct FittedPairwise {
    solution: Solution,
}

impl FittedPairwise {
    /// One a column of the records.
    pub fn weights(&self) -> &[f64] {
        &self.solution.weights
    }

    /// Loss with its penalty at the answer.
    pub fn loss(&self) -> f64 {
        self.solution.loss
    }
}

/// The score of each feature vector: its product with the weights.
impl PredictInplace<Array2<f64>, Array1<f64>> for FittedPairwise {
    fn predict_inplace(&self, vectors: &Array2<f64>, scores: &mut Array1<f64>) {
        *scores = vectors.dot(&Array1::from(self.solution.weights.clone()));
    }

    fn default_target(&self, vectors: &Array2<f64>) -> Array1<f64> {
        Array1::zeros(vectors.nrows())
    }
}
