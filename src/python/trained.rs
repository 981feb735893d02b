//! A model: weights of the features, with where they come from.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::{failed, from_json, write};
use crate::features::REGISTRY;
use crate::loaded::{TextFile, load_model};
use crate::model::Ranker;
use crate::report::model_card;

/// A linear ranking model.
///
/// Examples
/// --------
/// >>> cvrank.Model.builtin().name
/// 'default-v2'
/// >>> min(cvrank.Model.builtin().weights.values()) >= 0
/// True
#[pyclass(module = "cvrank", frozen, from_py_object)]
#[derive(Clone)]
pub(super) struct Model {
    pub ranker: Ranker,
}

impl Model {
    /// As a file would hold it.
    pub(super) fn file(&self) -> TextFile {
        TextFile {
            name: self.ranker.name.clone(),
            text: self.ranker.to_json(),
        }
    }
}

#[pymethods]
impl Model {
    /// The model that is compiled in.
    #[staticmethod]
    fn builtin() -> Self {
        Self {
            ranker: Ranker::builtin().clone(),
        }
    }

    /// The model whose weights were set by hand, which training pulls to.
    #[staticmethod]
    fn prior() -> Self {
        Self {
            ranker: Ranker::prior().clone(),
        }
    }

    /// Reads a model file.
    ///
    /// Parameters
    /// ----------
    /// path : os.PathLike
    ///
    /// Raises
    /// ------
    /// CvrankError
    ///     Where it is no model, or one for other features.
    #[staticmethod]
    #[pyo3(signature = (path, /))]
    fn read(path: PathBuf) -> PyResult<Self> {
        let ranker = load_model(&path).map_err(failed)?;
        Ok(Self { ranker })
    }

    /// A model from the JSON that :meth:`to_json` gives.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(json: &str) -> PyResult<Self> {
        let ranker = Ranker::from_json(json).map_err(failed)?;
        Ok(Self { ranker })
    }

    /// Its name, which rankings and manifests state.
    #[getter]
    fn name(&self) -> &str {
        &self.ranker.name
    }

    /// Where the weights come from, in a sentence.
    #[getter]
    fn origin(&self) -> &str {
        &self.ranker.origin
    }

    /// Weight of each feature, by its name; none is negative.
    #[getter]
    fn weights<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let weights = PyDict::new(py);
        for (info, weight) in REGISTRY.iter().zip(self.ranker.weights()) {
            weights.set_item(info.name, *weight)?;
        }
        Ok(weights)
    }

    /// The model card, as Markdown.
    fn card(&self) -> String {
        model_card(&self.ranker)
    }

    /// The model's file.
    fn to_json(&self) -> String {
        self.ranker.to_json()
    }

    /// The model's file as a dict.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        from_json(py, &self.ranker.to_json())
    }

    /// Writes the model's file, which ``cvrank score --model`` takes.
    #[pyo3(signature = (path, /))]
    fn save(&self, path: PathBuf) -> PyResult<()> {
        write(&path, self.ranker.to_json().as_bytes())
    }

    fn __repr__(&self) -> String {
        format!("Model({:?})", self.ranker.name)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let read = py.get_type::<Self>().getattr("from_json")?;
        Ok((read, (self.ranker.to_json(),)))
    }
}
