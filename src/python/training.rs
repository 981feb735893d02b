//! Learning from decisions, and measuring a model with them.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use ndarray::Array2;
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use rayon::prelude::*;

use super::given::{self, Columns};
use super::scorer::Scorer;
use super::session::{self, Stop};
use super::trained::Model;
use super::{data_frame, failed, refused, write};
use crate::document::source::Source;
use crate::evaluate::benchmark::{Benchmark, LabelsFile};
use crate::evaluate::comparison::{Metric, Row};
use crate::evaluate::labels::Outcomes;
use crate::features::{COUNT, JobQuery, REGISTRY};
use crate::loaded::load_model;
use crate::model::{PairwiseLogistic, Ranker};
use crate::report::model_card;
use crate::score::Scorer as Tools;
use crate::train::gate::{Gate, Present};
use crate::train::measured::Measured;
use crate::train::recipe::{Recipe, Trained};
use crate::train::report::{Tables, benchmark_text, compared, training_text};
use crate::train::standing::Rating;
use crate::train::strangers::STRANGERS;

/// What the features measure.
///
/// Returns
/// -------
/// list of dict
///     ``name``, ``measures``, ``unit``, ``when_missing`` and ``known_bias`` of each, in the order of
///     the vectors.
///
/// Examples
/// --------
/// >>> cvrank.features()[0]["name"]
/// 'must_coverage'
#[pyfunction]
pub(super) fn features(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    let rows = REGISTRY.iter().map(|info| {
        let row = PyDict::new(py);
        row.set_item("name", info.name)?;
        row.set_item("measures", info.measures)?;
        row.set_item("unit", info.unit)?;
        row.set_item("when_missing", info.when_missing)?;
        row.set_item("known_bias", info.known_bias)?;
        Ok(row)
    });
    PyList::new(py, rows.collect::<PyResult<Vec<_>>>()?)
}

/// One row a pair of a job and a CV; each CV is read once. `None` where it was stopped.
pub(super) fn vectors(
    tools: &Tools,
    queries: &[Arc<JobQuery>],
    sources: &[Source],
    of_pair: &[(usize, usize)],
    stop: &Stop,
) -> Option<Vec<Vec<f64>>> {
    let mut by_cv: Vec<Vec<(usize, usize)>> = vec![Vec::new(); sources.len()];
    for (row, &(job, cv)) in of_pair.iter().enumerate() {
        by_cv.get_mut(cv)?.push((row, job));
    }
    let measured: Option<Vec<Vec<(usize, Vec<f64>)>>> = sources
        .par_iter()
        .zip(&by_cv)
        .map(|(source, pairs)| {
            if stop.is_asked() {
                return None;
            }
            let read = tools.read_cv(source);
            let of_job = |&(row, job): &(usize, usize)| {
                let vector = match (&read, queries.get(job)) {
                    (Ok(cv), Some(query)) => tools.measure(query, cv).vector().to_vec(),
                    _ => vec![f64::NAN; COUNT],
                };
                (row, vector)
            };
            Some(pairs.iter().map(of_job).collect())
        })
        .collect();
    let mut rows = vec![Vec::new(); of_pair.len()];
    for (row, vector) in measured?.into_iter().flatten() {
        rows[row] = vector;
    }
    Some(rows)
}

/// Weights by pairwise logistic loss; `differences` are rows of little-endian doubles, each a better
/// vector less a worse one.
#[pyfunction]
pub(super) fn _fit_pairs(
    py: Python<'_>,
    differences: &[u8],
    columns: usize,
    weights: Vec<f64>,
    alpha: f64,
    tolerance: f64,
    non_negative: bool,
    centre: Option<Vec<f64>>,
) -> PyResult<Vec<f64>> {
    let numbers: Vec<f64> = differences
        .as_chunks()
        .0
        .iter()
        .map(|number| f64::from_le_bytes(*number))
        .collect();
    let shape = (weights.len(), columns);
    let rows = Array2::from_shape_vec(shape, numbers).map_err(failed)?;
    session::run(py, None, |_| {
        let mut fit = PairwiseLogistic::default()
            .alpha(alpha)
            .tolerance(tolerance)
            .non_negative(non_negative);
        if let Some(centre) = centre {
            fit = fit.centre(centre);
        }
        Ok(fit.fit_rows(&rows, &weights)?.weights().to_vec())
    })?
    .map_err(|error: crate::model::FitError| failed(error))
}

/// Labels, jobs and CVs that belong together.
fn benchmark(
    name: &str,
    labels: Vec<u8>,
    jobs: &Bound<'_, PyAny>,
    cvs: &Bound<'_, PyAny>,
    outcomes: Option<&str>,
) -> PyResult<Benchmark> {
    let outcomes = outcomes
        .map(Outcomes::from_toml)
        .transpose()
        .map_err(failed)?;
    let labels = LabelsFile {
        shown: "the labels".to_owned(),
        bytes: labels,
        is_csv: true,
    };
    let jobs = given::sources(jobs, &Columns::default(), &[])?;
    let cvs = given::sources(cvs, &Columns::default(), &[])?;
    let places = ["the jobs", "the CVs"].map(str::to_owned);
    Benchmark::of_sources(
        name.to_owned(),
        labels,
        jobs,
        cvs,
        outcomes.as_ref(),
        places,
    )
    .map_err(failed)
}

/// One row a method and metric.
fn table<'py>(py: Python<'py>, rows: &[Row], metrics: &[Metric]) -> PyResult<Bound<'py, PyList>> {
    let mut cells = Vec::new();
    for row in rows {
        for &metric in metrics {
            let Some(mean) = row.mean(metric) else {
                continue;
            };
            let cell = PyDict::new(py);
            cell.set_item("method", &row.name)?;
            cell.set_item("metric", metric.name())?;
            cell.set_item("mean", mean.mean)?;
            let (low, high) = mean.interval.unwrap_or((f64::NAN, f64::NAN));
            cell.set_item("low", low)?;
            cell.set_item("high", high)?;
            cell.set_item("jobs", mean.jobs)?;
            cells.push(cell);
        }
    }
    PyList::new(py, cells)
}

/// How a model orders labelled CVs, beside random, length, TF-IDF and BM25.
///
/// ``str()`` of it is what ``cvrank evaluate`` prints.
#[pyclass(module = "cvrank", frozen)]
pub(super) struct Evaluation {
    text: String,
    rows: Vec<Row>,
}

#[pymethods]
impl Evaluation {
    /// One dict a method and metric, with its mean over jobs and the ends of the 95 % interval.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        table(py, &self.rows, &Metric::ALL)
    }

    /// The same as a ``pandas.DataFrame``.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        data_frame(&self.to_dicts(py)?)
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> &str {
        &self.text
    }
}

#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "keywords of Python")]
pub(super) fn _evaluate(
    py: Python<'_>,
    scorer: &Bound<'_, Scorer>,
    labels: Vec<u8>,
    jobs: &Bound<'_, PyAny>,
    cvs: &Bound<'_, PyAny>,
    name: &str,
    grades: Option<&str>,
    folds: Option<usize>,
) -> PyResult<Evaluation> {
    let benchmark = benchmark(name, labels, jobs, cvs, grades)?;
    let as_of = scorer.get().loaded.as_of();
    measured(py, scorer.get(), &benchmark, 0, |tools, measured| {
        let tables = Tables {
            folds,
            ..Tables::default()
        };
        let mut text = benchmark_text(&benchmark, measured, &as_of);
        let (rows, said) = compared(tools, &benchmark, measured, tables).map_err(failed)?;
        text.push_str(&said);
        Ok(Evaluation { text, rows })
    })
}

/// A model that was learned from decisions, with its verdict.
///
/// ``str()`` of it is what ``cvrank train`` prints.
#[pyclass(module = "cvrank", frozen)]
pub(super) struct Training {
    text: String,
    trained: Mutex<Trained>,
}

impl Training {
    fn with<T>(&self, look: impl FnOnce(&mut Trained) -> T) -> T {
        look(&mut self.trained.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[pymethods]
impl Training {
    /// ``"better"`` than the model in use and BM25 beyond chance, ``"no better"``, ``"worse"``, or
    /// ``"noise"`` where shuffled labels do as well.
    #[getter]
    fn verdict(&self) -> &'static str {
        match self.with(|trained| trained.standing.rating()) {
            Rating::Better => "better",
            Rating::NoBetter => "no better",
            Rating::Worse => "worse",
            Rating::Noise => "noise",
        }
    }

    /// The verdict in a sentence, with its figures.
    #[getter]
    fn reason(&self) -> String {
        self.with(|trained| trained.standing.to_string())
    }

    /// The model, whatever the verdict: :meth:`save` asks for a reason where it is not "better".
    #[getter]
    fn model(&self) -> Model {
        Model {
            ranker: self.with(|trained| trained.ranker.clone()),
        }
    }

    /// One dict a method and metric, of jobs that were held out.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = self.with(|trained| trained.rows.concat());
        // The others depend on how many CVs a part holds.
        table(py, &rows, &Metric::SHOWN)
    }

    /// The same as a ``pandas.DataFrame``.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        data_frame(&self.to_dicts(py)?)
    }

    /// Writes the model and, beside it, its card.
    ///
    /// Parameters
    /// ----------
    /// path : os.PathLike
    ///     A better model that stands there is not replaced.
    /// anyway : str, optional
    ///     The reason why a model is taken that is not proved to be better; it stands in the model.
    ///
    /// Raises
    /// ------
    /// CvrankError
    ///     With the verdict, where it is not "better" and no reason is given.
    #[pyo3(signature = (path, *, anyway=None))]
    fn save(&self, path: PathBuf, anyway: Option<&str>) -> PyResult<()> {
        let mut trained = self.with(|trained| trained.clone());
        let mut gates = vec![Gate::Stands(Box::new(trained.standing.clone()))];
        if path.exists() {
            let old = load_model(&path).map_err(failed)?;
            let place = path.display().to_string();
            gates.push(Gate::Replaces(Present::of(&old, &trained, place)));
        }
        for gate in gates {
            let verdict = gate.judge(&mut trained, anyway);
            if verdict.is_refused() {
                let said = verdict
                    .to_string()
                    .replace("--anyway REASON", "anyway=REASON");
                return Err(refused(format!("{}: {said}", trained.standing)));
            }
        }
        write(&path, trained.ranker.to_json().as_bytes())?;
        let card = model_card(&trained.ranker);
        write(&path.with_extension("md"), card.as_bytes())
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("Training(verdict={:?})", self.verdict())
    }
}

#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "keywords of Python")]
pub(super) fn _train(
    py: Python<'_>,
    scorer: &Bound<'_, Scorer>,
    labels: Vec<u8>,
    jobs: &Bound<'_, PyAny>,
    cvs: &Bound<'_, PyAny>,
    name: &str,
    grades: Option<&str>,
    prior: Option<Model>,
    strength: Option<f64>,
    strangers: Option<usize>,
    folds: usize,
    shortlist_from: Option<f64>,
) -> PyResult<Training> {
    let benchmark = benchmark(name, labels, jobs, cvs, grades)?;
    let loaded = &scorer.get().loaded;
    let recipe = Recipe {
        name: name.to_owned(),
        prior: Some(match &prior {
            Some(model) => &model.ranker,
            None => Ranker::prior(),
        }),
        strength,
        strangers: strangers.map(|count| count > 0),
        folds,
        shortlist_from,
        as_of: vec![loaded.as_of()],
        background: loaded.background_sha256().map(str::to_owned),
    };
    let drawn = strangers.unwrap_or(STRANGERS);
    measured(py, scorer.get(), &benchmark, drawn, |tools, measured| {
        let all = [(&benchmark, measured)];
        let trained = recipe.train(&all, tools.ranker).map_err(failed)?;
        Ok(Training {
            text: training_text(&all, &trained, tools.ranker),
            trained: Mutex::new(trained),
        })
    })
}

/// Reads and measures a benchmark, for each job with so many CVs of other jobs, and goes on with it.
fn measured<T: Send>(
    py: Python<'_>,
    scorer: &Scorer,
    benchmark: &Benchmark,
    strangers: usize,
    work: impl FnOnce(&Tools, &Measured) -> PyResult<T> + Send,
) -> PyResult<T> {
    session::run(py, scorer.threads, |stop| {
        let tools = scorer.loaded.scorer();
        let measured = Measured::new(&tools, benchmark, strangers, &|| ()).map_err(failed)?;
        if stop.is_asked() {
            return Err(PyKeyboardInterrupt::new_err(()));
        }
        work(&tools, &measured)
    })?
}
