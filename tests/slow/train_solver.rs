//! The solver of training against independent ones: SciPy with bounds, linfa-logistic and
//! scikit-learn without.

use std::process::Command;
use std::time::Instant;

use approx::assert_abs_diff_eq;
use cvrank::model::PairwiseLogistic;
use linfa::dataset::DatasetBase;
use linfa::traits::Fit;
use ndarray::{Array1, Array2};
use serde::Deserialize;

#[derive(Deserialize)]
struct Fixture {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    rows: Vec<Vec<f64>>,
    weights: Vec<f64>,
    alpha: f64,
    centre: Vec<f64>,
    non_negative: bool,
    answer: Vec<f64>,
}

fn matrix(rows: &[Vec<f64>]) -> Array2<f64> {
    Array2::from_shape_vec((rows.len(), rows[0].len()), rows.concat()).unwrap()
}

/// The plain problem (no bounds, no weights, drawn to zero) by linfa-logistic. `rows` are
/// differences better less worse.
fn fit_plain_with_linfa(rows: &Array2<f64>, alpha: f64, tolerance: f64) -> Vec<f64> {
    // It wants two classes: every other row is turned round.
    let mut turned = rows.clone();
    let targets = Array1::from_shape_fn(rows.nrows(), |row| row % 2 == 0);
    for (mut row, kept) in turned.rows_mut().into_iter().zip(&targets) {
        if !kept {
            row.mapv_inplace(|value| -value);
        }
    }
    let fitted = linfa_logistic::LogisticRegression::default()
        .with_intercept(false)
        .alpha(alpha)
        // Its loss is a sum, so its gradient grows with the rows.
        .gradient_tolerance(tolerance * rows.nrows() as f64)
        .max_iterations(1000)
        .fit(&DatasetBase::new(turned, targets))
        .unwrap();
    // Which class it calls positive depends on counts and order.
    let sign = if fitted.labels().pos.class { 1.0 } else { -1.0 };
    fitted.params().iter().map(|weight| sign * weight).collect()
}

/// `tests/fixtures/train/bounded.py` made the fixture.
#[test]
fn bounded_weights_are_those_of_scipy() {
    let fixture: Fixture =
        serde_json::from_str(include_str!("../fixtures/train/bounded.json")).unwrap();
    let mut bound = 0;
    for case in &fixture.cases {
        let fitted = PairwiseLogistic::default()
            .alpha(case.alpha)
            .centre(case.centre.clone())
            .non_negative(case.non_negative)
            .fit_rows(&matrix(&case.rows), &case.weights)
            .unwrap();
        for (ours, theirs) in fitted.weights().iter().zip(&case.answer) {
            assert_abs_diff_eq!(ours, theirs, epsilon = 1e-5);
            bound += usize::from(case.non_negative && *ours == 0.0);
        }
    }
    assert!(bound >= 3, "bounds bind in these cases");
}

#[test]
fn where_no_bound_binds_linfa_logistic_says_the_same() {
    let fixture: Fixture =
        serde_json::from_str(include_str!("../fixtures/train/bounded.json")).unwrap();
    for case in &fixture.cases {
        let rows = matrix(&case.rows);
        for alpha in [0.1, 1.0, 10.0] {
            let fitted = PairwiseLogistic::default()
                .alpha(alpha)
                .non_negative(false)
                .fit_rows(&rows, &vec![1.0; case.rows.len()])
                .unwrap();
            let theirs = fit_plain_with_linfa(&rows, alpha, 1e-9);
            for (ours, theirs) in fitted.weights().iter().zip(&theirs) {
                assert_abs_diff_eq!(ours, theirs, epsilon = 1e-5);
            }
        }
    }
}

#[test]
fn parameters_and_data_that_make_no_sense_are_refused() {
    let rows = Array2::from_elem((2, 1), 0.5);
    let error = |fit: PairwiseLogistic, rows: &Array2<f64>, weights: &[f64]| {
        fit.fit_rows(rows, weights).unwrap_err().to_string()
    };
    let plain = PairwiseLogistic::default;
    for (found, message) in [
        (
            error(plain().alpha(0.0), &rows, &[1.0; 2]),
            "the regularisation is 0; expected a number above 0",
        ),
        (
            error(plain().tolerance(f64::NAN), &rows, &[1.0; 2]),
            "the tolerance is NaN; expected a number above 0",
        ),
        (
            error(plain().centre(vec![0.0; 3]), &rows, &[1.0; 2]),
            "the weights are drawn to 3 values; the data have 1 columns",
        ),
        (
            error(plain(), &Array2::zeros((0, 1)), &[]),
            "there are no pairs to learn from",
        ),
        (
            error(plain(), &rows, &[1.0, f64::INFINITY]),
            "the data hold a value that is no finite number",
        ),
    ] {
        assert_eq!(found, message);
    }
}

/// What scikit-learn took and found.
#[derive(Deserialize)]
struct Timed {
    seconds: f64,
    weights: Vec<f64>,
}

/// Rows from `CVRANK_PAIRS` (a million for the published figure), 40 features.
///
///     CVRANK_PAIRS=1000000 cargo test --release --test slow train_solver::speed -- --nocapture
#[test]
fn speed_is_at_most_twice_the_time_of_scikit_learn() {
    const COLUMNS: usize = 40;
    let wanted = std::env::var("CVRANK_PAIRS").ok();
    let count: usize = wanted.and_then(|rows| rows.parse().ok()).unwrap_or(200_000);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows");
    let script = crate::common::root().join("tests/fixtures/train/time_sklearn.py");
    let output = Command::new("python3")
        .arg(script)
        .arg(&file)
        .args([count.to_string(), COLUMNS.to_string()])
        .output();
    let Some(output) = output.ok().filter(|output| output.status.success()) else {
        eprintln!("ABSENT: python3 with scikit-learn. Nothing was timed.");
        return;
    };
    let timed: std::collections::BTreeMap<String, Timed> =
        serde_json::from_slice(&output.stdout).unwrap();
    let bytes = std::fs::read(&file).unwrap();
    let values = bytes
        .chunks_exact(8)
        .map(|eight| f64::from_le_bytes(eight.try_into().unwrap()));
    let rows = Array2::from_shape_vec((count, COLUMNS), values.collect()).unwrap();
    let weights = vec![1.0; count];
    let mut seconds: Vec<f64> = Vec::new();
    for _ in 0..3 {
        let start = Instant::now();
        let fitted = PairwiseLogistic::default()
            .tolerance(1e-6)
            .fit_rows(&rows, &weights)
            .unwrap();
        seconds.push(start.elapsed().as_secs_f64());
        for (ours, theirs) in fitted
            .weights()
            .iter()
            .zip(&timed["newton-cholesky"].weights)
        {
            assert_abs_diff_eq!(ours, theirs, epsilon = 1e-4);
        }
    }
    seconds.sort_by(f64::total_cmp);
    let linfa = {
        let start = Instant::now();
        fit_plain_with_linfa(&rows, 1.0, 1e-4);
        start.elapsed().as_secs_f64()
    };
    let slower = timed.values().map(|fit| fit.seconds).fold(0.0, f64::max);
    eprintln!(
        "{count} pairs of {COLUMNS} features: ours {:.2} s (median of 3); scikit-learn {}; linfa-logistic {:.2} s",
        seconds[1],
        timed
            .iter()
            .map(|(solver, fit)| format!("{solver} {:.2} s", fit.seconds))
            .collect::<Vec<_>>()
            .join(", "),
        linfa
    );
    assert!(
        seconds[1] <= 2.0 * slower,
        "{:.2} s against {slower:.2} s",
        seconds[1]
    );
}
