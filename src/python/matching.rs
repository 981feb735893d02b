//! One CV of a ranking.

use pyo3::prelude::*;

use super::from_json;
use super::ranking::Ranking;
use crate::rank::Match as Known;
use crate::report::{candidate_text, explanation_json, explanation_text, status_word};

/// One CV of a ranking: its place, its score and the reasons that sum to it.
///
/// ``str()`` of it is what ``cvrank explain`` prints.
#[pyclass(module = "cvrank", frozen)]
pub(super) struct Match {
    pub ranking: Py<Ranking>,
    /// Into all matches of the ranking.
    pub index: usize,
}

impl Match {
    fn known(&self) -> &Known {
        &self.ranking.get().ranking.matches[self.index]
    }

    fn json(&self) -> String {
        let held = self.ranking.get();
        explanation_json(&held.run, &held.query, self.known(), None)
    }
}

#[pymethods]
impl Match {
    /// Unique within its ranking: a key of the dict, the id column, the name of the file.
    #[getter]
    fn cv_id(&self) -> &str {
        &self.known().cv_id
    }

    /// From 1; equal scores share one. None without a score.
    #[getter]
    fn rank(&self) -> Option<u32> {
        self.known().rank
    }

    /// 0 to 100 with three decimals, the exact sum of the points of :attr:`reasons`. None for a CV
    /// that could not be read.
    #[getter]
    fn score(&self) -> Option<f64> {
        self.known().score().map(|points| points.as_f64())
    }

    /// ``"scored"``, or why not: ``"empty"``, ``"scan"``, ``"damaged"``, ``"over_limit"``...
    #[getter]
    fn status(&self) -> String {
        status_word(self.known().status)
    }

    /// Why there is no score, and what to do; empty where there is one.
    #[getter]
    fn reason(&self) -> &str {
        &self.known().reason
    }

    /// Where it was read, or the row of a frame.
    #[getter]
    fn source(&self) -> &str {
        &self.known().source
    }

    /// What a person should look at, in words.
    #[getter]
    fn flags(&self) -> Vec<String> {
        self.known()
            .flags()
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    /// Lowest and highest rank under other plausible weights; None without a score.
    #[getter]
    fn rank_range(&self, py: Python<'_>) -> PyResult<Option<(u32, u32)>> {
        let range = self.ranking.get().outlook(py)?.range(self.index);
        let range = range.filter(|_| self.known().rank.is_some());
        Ok(range.map(|range| (range.rank_low, range.rank_high)))
    }

    /// The parts of the score.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     Each with ``feature``, ``requirement``, ``outcome``, ``points`` (of 100), ``note`` and
    ///     ``evidence``, whose ``quote`` stands in the CV at ``start`` to ``end`` (bytes).
    #[getter]
    fn reasons<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let all = self.to_dict(py)?.get_item("explanation")?;
        match all.is_none() {
            true => Ok(pyo3::types::PyList::empty(py).into_any()),
            false => all.get_item("contributions"),
        }
    }

    /// All of the explanation.
    ///
    /// Returns
    /// -------
    /// dict
    ///     What ``cvrank explain --format json`` writes.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        from_json(py, &self.json())
    }

    /// What ``cvrank explain --format json`` writes.
    fn to_json(&self) -> String {
        self.json()
    }

    /// The explanation as it may be given to the candidate.
    fn for_candidate(&self) -> String {
        let held = self.ranking.get();
        candidate_text(
            &held.run,
            &held.loaded.ranker().origin,
            &held.query,
            self.known(),
            None,
        )
    }

    fn __str__(&self) -> String {
        let held = self.ranking.get();
        explanation_text(&held.run, &held.query, self.known())
    }

    fn __repr__(&self) -> String {
        let known = self.known();
        match (known.rank, known.score()) {
            (Some(rank), Some(score)) => format!("Match({rank}, {:?}, {score})", known.cv_id),
            _ => format!("Match({:?}, {})", known.cv_id, self.status()),
        }
    }
}
