//! A job post as it was read, and its requirements, which can be changed.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use pyo3::exceptions::{PyAttributeError, PyIndexError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyList, PyString};
use toml::{Table, Value};

use super::scorer::load_options;
use super::{failed, given, place_of, refused, session};
use crate::document::source::Source;
use crate::explain::requirement_text;
use crate::loaded::Loaded;
use crate::profile::job::JobProfile;
use crate::profile::job::job_file::{EditError, JobEdit, REQUIREMENT_KEYS, to_toml};
use crate::score::JobError;

/// Numbers states of jobs, so that what was made ready for one is known again.
static STATES: AtomicU64 = AtomicU64::new(0);

/// A job post: what it asks for, what it describes, what was set aside.
///
/// Read one with :meth:`Job.read`, or with :meth:`Scorer.parse_job` where the scorer has a lexicon
/// of its own. Everything that reading got wrong can be changed: each change is checked by the rules
/// of the job file, and the ranking follows it.
///
/// Examples
/// --------
/// >>> import cvrank
/// >>> post = "Data engineer wanted\nYou have 3+ years of Python. Airflow is a plus."
/// >>> job = cvrank.Job.read(post)
/// >>> job.requirements
/// [Requirement(must: Python (3+ years)), Requirement(nice: Airflow)]
/// >>> job.requirements[0].years = 2
/// >>> job.requirements[0].label
/// 'Python (2+ years)'
#[pyclass(module = "cvrank", frozen)]
pub(super) struct Job {
    loaded: Arc<Loaded>,
    state: Mutex<State>,
}

#[derive(Clone)]
pub(super) struct State {
    pub number: u64,
    pub source: Source,
    pub profile: Arc<JobProfile>,
}

/// The built-in tables, for jobs that no scorer reads.
fn builtin(py: Python<'_>) -> PyResult<Arc<Loaded>> {
    static BUILTIN: OnceLock<Arc<Loaded>> = OnceLock::new();
    if let Some(loaded) = BUILTIN.get() {
        return Ok(Arc::clone(loaded));
    }
    let loaded = Arc::new(Loaded::new(&load_options(py)?).map_err(failed)?);
    Ok(Arc::clone(BUILTIN.get_or_init(|| loaded)))
}

impl State {
    pub(super) fn read(py: Python<'_>, loaded: &Loaded, source: Source) -> PyResult<Self> {
        let source = source.held().into_owned();
        let read = session::run(py, None, |_| loaded.scorer().read_job(&source))?;
        let profile = read.map_err(|error| match (&error, source.path.as_str()) {
            (JobError::File(_), _) | (_, "job") => failed(error),
            (_, path) => refused(format!("{path}: {error}")),
        })?;
        Ok(Self {
            number: STATES.fetch_add(1, Ordering::Relaxed),
            source,
            profile: Arc::new(profile),
        })
    }
}

impl Job {
    pub(super) fn of(
        py: Python<'_>,
        loaded: Arc<Loaded>,
        post: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let state = State::read(py, &loaded, given::document(post, "job")?)?;
        Ok(Self {
            loaded,
            state: Mutex::new(state),
        })
    }

    /// Whether its profile is what a scorer with these tables reads.
    pub(super) fn is_read_with(&self, loaded: &Arc<Loaded>) -> bool {
        Arc::ptr_eq(&self.loaded, loaded)
    }

    /// As it is now.
    pub(super) fn state(&self) -> State {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts another job file in place of what there is, if it can be read.
    fn edit(
        &self,
        py: Python<'_>,
        change: impl FnOnce(&mut JobEdit) -> Result<(), EditError>,
    ) -> PyResult<()> {
        let mut edit = self.file()?;
        change(&mut edit).map_err(failed)?;
        let text = edit.to_toml().map_err(failed)?;
        let before = self.state();
        let Source { id, path, .. } = before.source;
        let state = State::read(py, &self.loaded, Source::document(id, path, text))?;
        *self.lock() = state;
        Ok(())
    }

    fn file(&self) -> PyResult<JobEdit> {
        JobEdit::new(&self.state().profile).map_err(failed)
    }
}

#[pymethods]
impl Job {
    /// Reads a post or a job file.
    ///
    /// Parameters
    /// ----------
    /// post : str, os.PathLike or bytes
    ///     The path of a file of any kind that the program reads, the text itself, or the bytes of a
    ///     document. A text of one line that names something on the disk, or looks like the name of
    ///     a file, is a path.
    ///
    /// Returns
    /// -------
    /// Job
    ///
    /// Raises
    /// ------
    /// CvrankError
    ///     Where the file cannot be read or describes no work.
    #[staticmethod]
    #[pyo3(signature = (post, /))]
    fn read(py: Python<'_>, post: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::of(py, builtin(py)?, post)
    }

    /// The job's title without place, pay and praise.
    #[getter]
    fn title(&self) -> String {
        self.state().profile.title.clone()
    }

    #[setter]
    fn set_title(&self, py: Python<'_>, title: String) -> PyResult<()> {
        self.edit(py, |edit| {
            edit.set_title(&title);
            Ok(())
        })
    }

    /// ISO 639-1 code of the language that the post is written in.
    #[getter]
    fn language(&self) -> String {
        self.state().profile.language.clone()
    }

    /// What is asked for, in the order of the post; each is a view that can be changed.
    #[getter]
    fn requirements(this: &Bound<'_, Self>) -> Vec<Requirement> {
        let count = this.get().state().profile.requirements.len();
        let view = |index| Requirement {
            job: this.clone().unbind(),
            index,
        };
        (0..count).map(view).collect()
    }

    /// What was found to be no requirement: pairs of the reason and the text.
    #[getter]
    fn set_aside(&self) -> PyResult<Vec<(String, String)>> {
        let edit = self.file()?;
        let text = |row: &Table, key: &str| {
            let text = row.get(key).and_then(Value::as_str);
            text.unwrap_or_default().to_owned()
        };
        let rows = edit.set_aside().into_iter();
        Ok(rows
            .map(|row| (text(row, "reason"), text(row, "quote")))
            .collect())
    }

    /// Adds a requirement.
    ///
    /// Parameters
    /// ----------
    /// importance : {"must", "nice"}
    /// **keys
    ///     Those of the job file: one of ``any_of`` (list of skills), ``total_years``, ``education``,
    ///     ``language``, ``text``, and with it ``years``, ``level``, ``fields``, ``weight``...
    ///
    /// Raises
    /// ------
    /// CvrankError
    ///     Where the keys make no requirement; says which were expected.
    ///
    /// Examples
    /// --------
    /// >>> job = cvrank.Job.read("Data engineer wanted\nYou have 3+ years of Python.")
    /// >>> job.add("nice", any_of=["Excel"])
    /// >>> job.requirements[-1]
    /// Requirement(nice: Excel)
    #[pyo3(signature = (importance = "must", /, **keys))]
    fn add(
        &self,
        py: Python<'_>,
        importance: &str,
        keys: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let mut row = Table::new();
        row.insert(
            "importance".to_owned(),
            Value::String(importance.to_owned()),
        );
        for (key, value) in keys.into_iter().flatten() {
            row.insert(key.to_string(), value_of(&value)?);
        }
        self.edit(py, |edit| {
            edit.add(row);
            Ok(())
        })
    }

    /// Removes the requirement at ``index``, which may count from the end.
    #[pyo3(signature = (index, /))]
    fn remove(&self, py: Python<'_>, index: isize) -> PyResult<()> {
        let count = self.state().profile.requirements.len();
        let place = place_of(index, count).ok_or_else(|| no_such(index, count))?;
        self.edit(py, |edit| edit.remove(place))
    }

    /// The job file, as ``cvrank parse`` writes it.
    ///
    /// Returns
    /// -------
    /// str
    ///     TOML that :meth:`Job.read` and the command line take in place of the post.
    fn to_toml(&self) -> String {
        to_toml(&self.state().profile)
    }

    fn __repr__(&self) -> String {
        let profile = self.state().profile;
        let asked = profile.requirements.len();
        format!("Job({:?}, {asked} requirements)", profile.title)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Vec<u8>,))> {
        let state = self.state();
        let bytes = state
            .source
            .bytes()
            .map_err(|error| refused(error.reason))?;
        let read = py.get_type::<Self>().getattr("read")?;
        Ok((read, (bytes.into_owned(),)))
    }
}

/// One requirement of a job: a view, so that setting an attribute changes the job.
///
/// The attributes are the keys of the job file: ``importance`` ("must" or "nice"), ``any_of``,
/// ``at_least``, ``years``, ``total_years``, ``maximum_years``, ``education``, ``fields``,
/// ``or_equivalent``, ``language``, ``level``, ``text``, ``weight``, ``quote``. One that does not
/// apply is None; setting None takes it away.
#[pyclass(module = "cvrank", frozen)]
pub(super) struct Requirement {
    job: Py<Job>,
    index: usize,
}

impl Requirement {
    fn row(&self) -> PyResult<Table> {
        let edit = self.job.get().file()?;
        let row = edit.requirements().get(self.index).copied().cloned();
        row.ok_or_else(|| self.gone())
    }

    fn gone(&self) -> PyErr {
        no_such(
            self.index as isize,
            self.job.get().state().profile.requirements.len(),
        )
    }
}

#[pymethods]
impl Requirement {
    /// What is asked in the words of the report, such as ``sourdough (3+ years)``.
    #[getter]
    fn label(&self) -> PyResult<String> {
        let profile = self.job.get().state().profile;
        let asked = profile
            .requirements
            .get(self.index)
            .ok_or_else(|| self.gone())?;
        Ok(requirement_text(asked))
    }

    /// The keys of the job file that the requirement has, with its label.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let keys = PyDict::new(py);
        keys.set_item("label", self.label()?)?;
        for (key, value) in &self.row()? {
            keys.set_item(key, object_of(py, value)?)?;
        }
        Ok(keys)
    }

    fn __getattr__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        if !REQUIREMENT_KEYS.contains(&name) {
            return Err(no_key(name));
        }
        match self.row()?.get(name) {
            Some(value) => object_of(py, value),
            None => Ok(py.None().into_bound(py)),
        }
    }

    fn __setattr__(&self, py: Python<'_>, name: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
        if !REQUIREMENT_KEYS.contains(&name) {
            return Err(no_key(name));
        }
        let value = match value.is_none() {
            true => None,
            false => Some(value_of(value)?),
        };
        self.row()?;
        self.job
            .get()
            .edit(py, |edit| edit.set(self.index, name, value))
    }

    fn __dir__(&self) -> Vec<&'static str> {
        [&["label", "to_dict"], REQUIREMENT_KEYS].concat()
    }

    fn __repr__(&self) -> PyResult<String> {
        let row = self.row()?;
        let importance = row
            .get("importance")
            .and_then(Value::as_str)
            .unwrap_or_default();
        Ok(format!("Requirement({importance}: {})", self.label()?))
    }
}

fn no_key(name: &str) -> PyErr {
    PyAttributeError::new_err(format!(
        "a requirement has no {name}; it has: {}",
        REQUIREMENT_KEYS.join(", ")
    ))
}

fn no_such(index: isize, count: usize) -> PyErr {
    PyIndexError::new_err(format!("no requirement {index}; the job has {count}"))
}

/// A value of the job file from a Python object.
fn value_of(object: &Bound<'_, PyAny>) -> PyResult<Value> {
    if let Ok(flag) = object.cast::<PyBool>() {
        return Ok(Value::Boolean(flag.is_true()));
    }
    if let Ok(text) = object.cast::<PyString>() {
        return Ok(Value::String(text.to_string()));
    }
    if let Ok(whole) = object.extract::<i64>() {
        return Ok(Value::Integer(whole));
    }
    if let Ok(number) = object.extract::<f64>() {
        return Ok(Value::Float(number));
    }
    let items = object.try_iter().map_err(|_| {
        PyTypeError::new_err(format!(
            "expected a text, a number, a bool or a list, not {}",
            object.get_type()
        ))
    })?;
    items
        .map(|item| value_of(&item?))
        .collect::<PyResult<Vec<_>>>()
        .map(Value::Array)
}

fn object_of<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::String(text) => PyString::new(py, text).into_any(),
        Value::Integer(whole) => whole.into_pyobject(py)?.into_any(),
        Value::Float(number) => number.into_pyobject(py)?.into_any(),
        Value::Boolean(flag) => PyBool::new(py, *flag).to_owned().into_any(),
        Value::Array(items) => {
            let items: Vec<_> = items
                .iter()
                .map(|item| object_of(py, item))
                .collect::<PyResult<_>>()?;
            PyList::new(py, items)?.into_any()
        }
        Value::Datetime(_) | Value::Table(_) => PyString::new(py, &value.to_string()).into_any(),
    })
}
