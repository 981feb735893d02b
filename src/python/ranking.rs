//! A ranking that is looked at, searched and written.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use minijinja::value::Serde;
use minijinja::{Value, context};
use pyo3::exceptions::{PyIndexError, PyKeyError, PyKeyboardInterrupt};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyString};
use pyo3_arrow::{PyRecordBatch, PyTable};

use super::matching::Match;
use super::scorer::Scorer;
use super::{columns, failed, place_of, session, write};
use crate::document::source::Source;
use crate::features::JobQuery;
use crate::loaded::Loaded;
use crate::outlook::Outlook;
use crate::profile::identity::Contact;
use crate::rank::Ranking as Ranked;
use crate::report::html::{self, Facts};
use crate::report::templates::templates;
use crate::report::terminal::PAGE_WIDTH;
use crate::report::{
    self, Run, own_cells, ranking_cells, ranking_csv, ranking_csv_with_contact, ranking_table,
    ranking_xlsx, write_ranking_json,
};

/// CVs that a notebook shows.
const SHOWN: usize = 20;

/// CVs ranked for a job, best first.
///
/// Iterates and indexes over :class:`Match`; an index may be a place or a CV's id. In a notebook it
/// shows itself. What is written has the same bytes as ``cvrank score`` writes for the same input.
#[pyclass(module = "cvrank", frozen)]
pub(super) struct Ranking {
    pub loaded: Arc<Loaded>,
    pub run: Run,
    pub query: Arc<JobQuery>,
    pub ranking: Ranked,
    /// Made when first asked for.
    outlook: OnceLock<Outlook>,
    sources: Arc<Vec<Source>>,
    threads: Option<usize>,
    top: Option<usize>,
    /// Indices of the matches that are shown.
    shown: Vec<usize>,
}

impl Ranking {
    /// One ranking a job, each CV read once.
    pub(super) fn of_jobs(
        py: Python<'_>,
        scorer: &Scorer,
        queries: &[Arc<JobQuery>],
        sources: Vec<Source>,
        top: Option<usize>,
    ) -> PyResult<Vec<Self>> {
        let made = session::run(py, scorer.threads, |stop| {
            let tools = scorer.loaded.scorer();
            tools.rank_jobs_until(queries, &sources, None, &|_, _| (), &|| stop.is_asked())
        })?;
        let (rankings, _) = made.ok_or_else(|| PyKeyboardInterrupt::new_err(()))?;
        let sources = Arc::new(sources);
        let of_job = |(query, ranking): (&Arc<JobQuery>, Ranked)| {
            let numbered = ranking.numbered_top(top).into_iter();
            Self {
                loaded: Arc::clone(&scorer.loaded),
                run: scorer.run(query),
                query: Arc::clone(query),
                shown: numbered.map(|(index, _)| index).collect(),
                ranking,
                outlook: OnceLock::new(),
                sources: Arc::clone(&sources),
                threads: scorer.threads,
                top,
            }
        };
        Ok(queries.iter().zip(rankings).map(of_job).collect())
    }

    /// How sure the ranks are, and what would change them.
    pub(super) fn outlook(&self, py: Python<'_>) -> PyResult<&Outlook> {
        if let Some(outlook) = self.outlook.get() {
            return Ok(outlook);
        }
        let made = session::run(py, self.threads, |_| {
            Outlook::new(&self.query, self.loaded.ranker(), &self.ranking, self.top)
        })?;
        Ok(self.outlook.get_or_init(|| made))
    }

    fn ranked(&self, py: Python<'_>) -> PyResult<report::Ranked<'_>> {
        Ok(report::Ranked {
            run: &self.run,
            job: &self.query,
            ranking: &self.ranking,
            outlook: self.outlook(py)?,
            top: self.top,
        })
    }

    pub(super) fn index_of(&self, cv_id: &str) -> PyResult<usize> {
        let mut matches = self.ranking.matches.iter();
        let found = matches.position(|known| known.cv_id == cv_id);
        found.ok_or_else(|| PyKeyError::new_err(format!("no CV has the id {cv_id}")))
    }

    /// What `cvrank score --format json` writes.
    pub(super) fn json(&self, py: Python<'_>) -> PyResult<Vec<u8>> {
        let mut out = Vec::new();
        write_ranking_json(&mut out, self.ranked(py)?)?;
        Ok(out)
    }

    /// What a report shows of each CV, in the order of the sources; they are read again.
    fn facts(&self, py: Python<'_>) -> PyResult<Vec<(&str, Facts)>> {
        let kept = session::run(py, self.threads, |stop| {
            let tools = self.loaded.scorer();
            let keep = |_: &Source, read: Option<&crate::score::ParsedCv>| {
                read.map(|read| Facts::of(&read.document, &read.profile, tools.lexicon))
            };
            tools.rank_jobs_until::<JobQuery, _>(&[], &self.sources, None, &keep, &|| {
                stop.is_asked()
            })
        })?;
        let (_, kept) = kept.ok_or_else(|| PyKeyboardInterrupt::new_err(()))?;
        let both = self.sources.iter().zip(kept);
        Ok(both
            .filter_map(|(source, facts)| Some((source.id.as_str(), facts?)))
            .collect())
    }

    fn csv(&self, py: Python<'_>, excel: bool, with_contact: bool) -> PyResult<Vec<u8>> {
        let csv = if with_contact {
            let facts = self.facts(py)?;
            let contacts: BTreeMap<&str, &Contact> = facts
                .iter()
                .map(|(id, facts)| (*id, facts.contact()))
                .collect();
            ranking_csv_with_contact(self.ranked(py)?, &contacts, excel)
        } else {
            ranking_csv(self.ranked(py)?, excel)
        };
        csv.map_err(failed)
    }
}

/// Writes to `path`, or gives the text back without one.
fn put(path: Option<PathBuf>, bytes: Vec<u8>) -> PyResult<Option<String>> {
    match path {
        Some(path) => {
            write(&path, &bytes)?;
            Ok(None)
        }
        None => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
    }
}

#[pymethods]
impl Ranking {
    /// The job's title.
    #[getter]
    fn job(&self) -> &str {
        &self.run.job
    }

    /// Name of the model.
    #[getter]
    fn model(&self) -> &str {
        &self.run.model
    }

    /// What "present" means, ``YYYY-MM-DD``.
    #[getter]
    fn as_of(&self) -> &str {
        &self.run.as_of
    }

    fn __len__(&self) -> usize {
        self.shown.len()
    }

    fn __iter__(this: &Bound<'_, Self>) -> RankingIterator {
        RankingIterator {
            ranking: this.clone().unbind(),
            next: 0,
        }
    }

    fn __getitem__(this: &Bound<'_, Self>, index: &Bound<'_, PyAny>) -> PyResult<Match> {
        let held = this.get();
        let index = if let Ok(id) = index.cast::<PyString>() {
            held.index_of(&id.to_string())?
        } else {
            let place: isize = index.extract()?;
            let count = held.shown.len();
            let shown = place_of(place, count).and_then(|place| held.shown.get(place));
            *shown.ok_or_else(|| {
                PyIndexError::new_err(format!("no place {index}; the ranking has {count}"))
            })?
        };
        Ok(Match {
            ranking: this.clone().unbind(),
            index,
        })
    }

    fn __contains__(&self, cv_id: &str) -> bool {
        self.index_of(cv_id).is_ok()
    }

    /// The CSV of ``cvrank score --format csv``.
    ///
    /// Parameters
    /// ----------
    /// path : os.PathLike, optional
    ///     Where to write it; without it the text is returned.
    /// excel : bool
    ///     With a byte-order mark, so that Excel reads it as UTF-8.
    /// with_contact : bool
    ///     With names, addresses and telephones in three further columns.
    #[pyo3(signature = (path=None, *, excel=false, with_contact=false))]
    fn to_csv(
        &self,
        py: Python<'_>,
        path: Option<PathBuf>,
        excel: bool,
        with_contact: bool,
    ) -> PyResult<Option<String>> {
        put(path, self.csv(py, excel, with_contact)?)
    }

    /// The JSON of ``cvrank score --format json``; without `path` as a text.
    #[pyo3(signature = (path=None))]
    fn to_json(&self, py: Python<'_>, path: Option<PathBuf>) -> PyResult<Option<String>> {
        put(path, self.json(py)?)
    }

    /// The page of ``cvrank score --format html``; the CVs are read again for it.
    ///
    /// Parameters
    /// ----------
    /// path : os.PathLike, optional
    ///     Where to write it; without it the text is returned.
    /// details : int
    ///     The best so many open into their explanation.
    /// with_contact : bool
    ///     With names, addresses and file names.
    #[pyo3(signature = (path=None, *, details=html::DETAILS, with_contact=false))]
    fn to_html(
        &self,
        py: Python<'_>,
        path: Option<PathBuf>,
        details: usize,
        with_contact: bool,
    ) -> PyResult<Option<String>> {
        let outlook = self.outlook(py)?;
        let facts = self.facts(py)?;
        let by_id = facts.iter().map(|(id, facts)| (*id, facts));
        let candidates = html::candidates(&self.ranking, Some(outlook), by_id);
        let options = html::Options {
            top: self.top,
            details,
            with_contact,
        };
        let stability = Some(&outlook.stability);
        let page = html::report(&self.run, &self.query, &candidates, stability, &options)?;
        put(path, page.into_bytes())
    }

    /// The workbook of ``cvrank score --format xlsx``.
    #[pyo3(signature = (path, /))]
    fn to_xlsx(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        let book = ranking_xlsx(self.ranked(py)?).map_err(failed)?;
        write(&path, &book)
    }

    /// The columns of the CSV as a ``pyarrow.Table``, numbers as numbers.
    fn to_arrow<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.table(py)?.into_pyarrow(py)
    }

    /// The columns of the CSV as a ``pandas.DataFrame``.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.to_arrow(py)?.call_method0("to_pandas")
    }

    /// The columns of the CSV as a ``polars.DataFrame``.
    fn to_polars<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        this.py()
            .import("polars")?
            .call_method1("DataFrame", (this,))
    }

    /// What is known of each CV by itself, in the order of the ranking, as a ``pyarrow.RecordBatch``:
    /// neither ranks nor ranges, nor which CVs are the same.
    fn _each<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let batch = columns::batch(&own_cells(&self.run, &self.ranking)).map_err(failed)?;
        PyRecordBatch::new(batch).into_pyarrow(py)
    }

    /// For whoever reads Arrow.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let table = Py::new(py, self.table(py)?)?.into_bound(py);
        table.call_method1("__arrow_c_stream__", (requested_schema,))
    }

    fn __str__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(ranking_table(self.ranked(py)?, PAGE_WIDTH))
    }

    fn __repr__(&self) -> String {
        let (scored, all) = (self.ranking.scored(), self.ranking.matches.len());
        format!("Ranking({:?}, {scored} of {all} CVs scored)", self.run.job)
    }

    /// Bars, musts and evidence of the first, for a notebook.
    fn _repr_html_(&self) -> PyResult<String> {
        let shown = self.shown.iter().take(SHOWN);
        let rows: Vec<_> = shown
            .filter_map(|&index| self.ranking.matches.get(index))
            .map(|known| report::html::notebook_row(&self.query, known))
            .collect();
        let page = || -> Result<String, minijinja::Error> {
            let mut engine = templates()?;
            engine.add_template("ranking.html", include_str!("ranking.html"))?;
            engine.get_template("ranking.html")?.render(context! {
                job => &self.run.job,
                model => &self.run.model,
                as_of => &self.run.as_of,
                scored => self.ranking.scored(),
                all => self.ranking.matches.len(),
                more => self.shown.len().saturating_sub(SHOWN),
                rows => Value::from(Serde(rows)),
            })
        };
        page().map_err(failed)
    }
}

impl Ranking {
    fn table(&self, py: Python<'_>) -> PyResult<PyTable> {
        let batch = columns::batch(&ranking_cells(self.ranked(py)?)).map_err(failed)?;
        let schema = batch.schema();
        PyTable::try_new(vec![batch], schema)
    }
}

#[pyclass(module = "cvrank")]
pub(super) struct RankingIterator {
    ranking: Py<Ranking>,
    next: usize,
}

#[pymethods]
impl RankingIterator {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&mut self, py: Python<'_>) -> Option<Match> {
        let index = *self.ranking.get().shown.get(self.next)?;
        self.next += 1;
        Some(Match {
            ranking: self.ranking.clone_ref(py),
            index,
        })
    }
}
