//! What a question is answered with: a text for people, figures for programs.

use pyo3::prelude::*;

use super::from_json;

/// An answer: ``str(report)`` is what the command line prints, ``to_dict()`` its figures.
#[pyclass(module = "cvrank", frozen)]
pub(super) struct Report {
    pub text: String,
    pub json: String,
    /// Whether what was tried holds; None where nothing was.
    #[pyo3(get)]
    pub holds: Option<bool>,
}

#[pymethods]
impl Report {
    /// The figures.
    ///
    /// Returns
    /// -------
    /// dict
    ///     What the command writes with ``--format json``; the schemas are in ``data/schemas``.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        from_json(py, &self.json)
    }

    /// The figures as the command writes them with ``--format json``.
    fn to_json(&self) -> &str {
        &self.json
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> &str {
        &self.text
    }
}
