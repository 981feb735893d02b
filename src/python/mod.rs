//! The Python module: a thin skin over the library, with the same bytes as the command line.
//!
//! [`given`] makes sources of what Python code holds (paths, texts, bytes, frames, Arrow), [`scorer`],
//! [`job`] and [`ranking`] are the classes, [`session`] runs the work without the interpreter's lock.
//! What is Python alone (scikit-learn, Spark) stands in the package beside, `src/python/cvrank`.

mod audit;
mod columns;
mod given;
mod job;
mod matching;
mod ranking;
mod report;
mod scorer;
mod session;
mod trained;
mod training;

use std::error::Error as StdError;
use std::io::{stdin, stdout};
use std::path::Path;

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyList;

use crate::document::isolate;
use crate::whole_file::write_whole;

create_exception!(
    cvrank,
    CvrankError,
    PyValueError,
    "What cannot be used, in the words of the program: a file, a job, a column, a model."
);

/// An exception with the error and its causes, as the command line prints them.
fn failed(error: impl StdError) -> PyErr {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(&format!(": {next}"));
        cause = next.source();
    }
    CvrankError::new_err(text)
}

/// An exception that says `text`.
fn refused(text: impl Into<String>) -> PyErr {
    CvrankError::new_err(text.into())
}

/// A Python object from JSON.
fn from_json<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}

/// Writes a file that is whole or absent.
fn write(path: &Path, bytes: &[u8]) -> PyResult<()> {
    Ok(write_whole(path, &mut |out| out.write_all(bytes))?)
}

/// Rows as a `pandas.DataFrame`.
fn data_frame<'py>(rows: &Bound<'py, PyList>) -> PyResult<Bound<'py, PyAny>> {
    let pandas = rows.py().import("pandas")?;
    pandas.call_method1("DataFrame", (rows,))
}

/// A place of `count`, where a negative one counts from the end.
fn place_of(place: isize, count: usize) -> Option<usize> {
    let from_start = if place < 0 {
        place + count as isize
    } else {
        place
    };
    usize::try_from(from_start)
        .ok()
        .filter(|place| *place < count)
}

/// Reads PDFs for the process that started this one.
#[pyfunction]
fn _read_worker(py: Python<'_>) -> PyResult<()> {
    py.detach(|| isolate::serve(stdin().lock(), stdout().lock()))?;
    Ok(())
}

/// `cvrank._cvrank`.
#[pymodule]
mod _cvrank {
    #[pymodule_export]
    use super::audit::Audit;
    #[pymodule_export]
    use super::job::{Job, Requirement};
    #[pymodule_export]
    use super::matching::Match;
    #[pymodule_export]
    use super::ranking::Ranking;
    #[pymodule_export]
    use super::report::Report;
    #[pymodule_export]
    use super::scorer::Scorer;
    #[pymodule_export]
    use super::trained::Model;
    #[pymodule_export]
    use super::training::{_evaluate, _fit_pairs, _train, Evaluation, Training, features};
    #[pymodule_export]
    use super::{_read_worker, CvrankError};

    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
