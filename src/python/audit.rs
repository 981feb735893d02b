//! How a ranking treats groups of people, as tables.

use std::fs;
use std::path::PathBuf;

use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use super::{data_frame, failed, write};

/// An audit: ``str()`` of it is the Markdown report.
///
/// Its tables are those that ``cvrank audit --out`` writes: ``ll144_sex``, ``ll144_race``,
/// ``ll144_intersectional``, ``age_band`` where ages are known, ``sweep``, ``features``.
#[pyclass(module = "cvrank", frozen)]
pub(super) struct Audit {
    pub text: String,
    /// By name.
    pub files: Vec<(&'static str, Vec<u8>)>,
    /// Whether no ratio with enough data lies below four fifths.
    #[pyo3(get)]
    pub holds: bool,
}

impl Audit {
    /// Names of the tables with their CSV.
    fn csv(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.files.iter();
        files.filter_map(|(name, bytes)| Some((name.strip_suffix(".csv")?, bytes.as_slice())))
    }
}

#[pymethods]
impl Audit {
    /// Names of the tables.
    #[getter]
    fn tables(&self) -> Vec<&str> {
        self.csv().map(|(name, _)| name).collect()
    }

    /// One table.
    ///
    /// Parameters
    /// ----------
    /// name : str
    ///     One of :attr:`tables`.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     One a row; numbers are numbers, what is empty is None.
    #[pyo3(signature = (name, /))]
    fn table<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        let found = self.csv().find(|(known, _)| *known == name);
        let (_, csv) = found.ok_or_else(|| {
            PyKeyError::new_err(format!(
                "no table {name}; there are {}",
                self.tables().join(", ")
            ))
        })?;
        rows(py, csv)
    }

    /// All tables, by name.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let tables = PyDict::new(py);
        for (name, csv) in self.csv() {
            tables.set_item(name, rows(py, csv)?)?;
        }
        Ok(tables)
    }

    /// One table as a ``pandas.DataFrame``.
    #[pyo3(signature = (name, /))]
    fn to_pandas<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        data_frame(&self.table(py, name)?)
    }

    /// Writes the files of ``cvrank audit --out`` into a folder, which is made where it is missing.
    #[pyo3(signature = (folder, /))]
    fn save(&self, folder: PathBuf) -> PyResult<()> {
        fs::create_dir_all(&folder)?;
        for (name, bytes) in &self.files {
            write(&folder.join(name), bytes)?;
        }
        Ok(())
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("Audit(holds={}, tables={:?})", self.holds, self.tables())
    }
}

fn rows<'py>(py: Python<'py>, csv: &[u8]) -> PyResult<Bound<'py, PyList>> {
    let mut reader = csv::Reader::from_reader(csv);
    let header = reader.headers().map_err(failed)?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(failed)?;
        let row = PyDict::new(py);
        for (name, cell) in header.iter().zip(&record) {
            row.set_item(name, value(py, cell)?)?;
        }
        rows.push(row);
    }
    PyList::new(py, rows)
}

/// What a cell stands for.
fn value<'py>(py: Python<'py>, cell: &str) -> PyResult<Bound<'py, PyAny>> {
    if let Ok(whole) = cell.parse::<i64>() {
        return Ok(whole.into_pyobject(py)?.into_any());
    }
    if let Ok(number) = cell.parse::<f64>() {
        return Ok(number.into_pyobject(py)?.into_any());
    }
    Ok(match cell {
        "" => py.None().into_bound(py),
        "true" | "false" => (cell == "true").into_pyobject(py)?.to_owned().into_any(),
        text => text.into_pyobject(py)?.into_any(),
    })
}
