//! `Scorer`: the model and tables of a session.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use super::audit::Audit;
use super::given::{self, Columns};
use super::job::{Job, State};
use super::matching::Match;
use super::ranking::Ranking;
use super::report::Report;
use super::trained::Model;
use super::{failed, from_json, refused, session};
use crate::audit::{Cut, GroupsFile, Options as AuditOptions, ScoredRun, audit, files, markdown};
use crate::check::{Options as CheckOptions, SWAPS, check_json, check_text, run as check_all};
use crate::compare::compare as compare_scores;
use crate::features::JobQuery;
use crate::loaded::{LoadOptions, Loaded, TextFile, WorkerCommand};
use crate::model::Points;
use crate::profile::cv;
use crate::report::terminal::PAGE_WIDTH;
use crate::report::{
    Place, Run, comparison_json, comparison_text, explanation_json, json_resume, place_text,
};
use crate::shelf::Shelf;
use crate::what_if::to_enter;

/// Jobs that are kept ready.
const READY: usize = 4096;

/// Scores and ranks CVs for a job, each by itself.
///
/// Parameters
/// ----------
/// model : os.PathLike or Model, optional
///     A model's file, or one that :func:`train` made. Without it the one compiled in.
/// lexicon : os.PathLike or list of these, optional
///     Skill lexicons beside the one compiled in.
/// background : os.PathLike, optional
///     Table of document frequencies, such as ``cvrank background`` writes.
/// as_of : datetime.date or str, optional
///     What "present" means in a CV, ``YYYY-MM-DD``. Without it today; name it where results shall be
///     the same next year.
/// models : os.PathLike, optional
///     A shelf of models, whose promoted one is used where `model` is not given.
/// ocr : str, optional
///     Languages such as ``"eng+deu"``, to recognise scans with an installed tesseract.
/// threads : int, optional
///     Number of threads; all cores without it.
///
/// Raises
/// ------
/// CvrankError
///     Where a file cannot be read, or a model needs other tables.
///
/// Examples
/// --------
/// >>> scorer = cvrank.Scorer(as_of="2026-06-01")
/// >>> ranking = scorer.rank("data/jobs/backend_engineer.md", "data/cvs", top=3)
/// >>> [(found.rank, found.cv_id) for found in ranking if found.rank]
/// [(1, 'c-0044'), (2, 'c-0037'), (3, 'c-0016')]
#[pyclass(module = "cvrank", frozen)]
pub(super) struct Scorer {
    options: LoadOptions,
    pub(super) loaded: Arc<Loaded>,
    pub(super) threads: Option<usize>,
    /// The jobs that were made ready last, by the number of their state.
    ready: Mutex<BTreeMap<u64, Arc<JobQuery>>>,
}

/// What is compiled in, with this module as the reader of PDFs.
pub(super) fn load_options(py: Python<'_>) -> PyResult<LoadOptions> {
    let program: PathBuf = py.import("sys")?.getattr("executable")?.extract()?;
    let module: String = py
        .import("cvrank._cvrank")?
        .getattr("__file__")?
        .extract()?;
    // Loaded by its path, so that neither site-packages nor PYTHONPATH is needed.
    let code = "import sys, importlib.machinery as m, importlib.util as u\n\
                l = m.ExtensionFileLoader('cvrank._cvrank', sys.argv[1])\n\
                n = u.module_from_spec(u.spec_from_loader(l.name, l))\n\
                l.exec_module(n)\n\
                n._read_worker()";
    let arguments = ["-I", "-S", "-c", code, &module];
    Ok(LoadOptions {
        worker: Some(WorkerCommand {
            program,
            arguments: arguments.map(OsString::from).to_vec(),
        }),
        ..LoadOptions::default()
    })
}

fn texts(given: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<TextFile>> {
    let Some(given) = given else {
        return Ok(Vec::new());
    };
    let paths: Vec<PathBuf> = match given.extract::<PathBuf>() {
        Ok(path) => vec![path],
        Err(_) => given.extract()?,
    };
    let read = paths.iter().map(|path| TextFile::read(path));
    read.collect::<Result<_, _>>().map_err(failed)
}

/// A `datetime.date`, or `YYYY-MM-DD`.
fn date(given: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Date>> {
    let Some(given) = given else {
        return Ok(None);
    };
    let written = match given.hasattr("isoformat")? {
        true => given.call_method0("isoformat")?.str()?.to_string(),
        false => given.str()?.to_string(),
    };
    let day = written.split(['T', ' ']).next().unwrap_or_default();
    match day.parse() {
        Ok(date) => Ok(Some(date)),
        Err(_) => Err(refused(format!(
            "as_of is {written}; expected a date such as 2026-06-01"
        ))),
    }
}

impl Scorer {
    fn of(options: LoadOptions, threads: Option<usize>) -> PyResult<Self> {
        // Today stays today, also where the scorer is sent to another process tomorrow.
        let as_of = options.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
        let options = LoadOptions {
            as_of: Some(as_of),
            ..options
        };
        Ok(Self {
            loaded: Arc::new(Loaded::new(&options).map_err(failed)?),
            options,
            threads,
            ready: Mutex::new(BTreeMap::new()),
        })
    }

    /// The job made ready for scoring, read with the scorer's own lexicon. A [`Job`] is kept ready;
    /// a post that is given anew each time is not.
    pub(super) fn query(&self, py: Python<'_>, job: &Bound<'_, PyAny>) -> PyResult<Arc<JobQuery>> {
        let Ok(job) = job.cast::<Job>() else {
            let state = State::read(py, &self.loaded, given::document(job, "job")?)?;
            return self.made_ready(py, &state);
        };
        let state = job.get().state();
        let ready = || self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(query) = ready().get(&state.number) {
            return Ok(Arc::clone(query));
        }
        let query = if job.get().is_read_with(&self.loaded) {
            self.made_ready(py, &state)
        } else {
            let own = State::read(py, &self.loaded, state.source)?;
            self.made_ready(py, &own)
        }?;
        let mut ready = ready();
        if ready.len() >= READY {
            ready.pop_first();
        }
        ready.insert(state.number, Arc::clone(&query));
        Ok(query)
    }

    fn made_ready(&self, py: Python<'_>, state: &State) -> PyResult<Arc<JobQuery>> {
        session::run(py, self.threads, |_| {
            let profile = state.profile.as_ref().clone();
            Arc::new(self.loaded.scorer().query(profile))
        })
    }

    pub(super) fn run(&self, query: &JobQuery) -> Run {
        Run {
            job: query.profile.title.clone(),
            model: self.ranker_name(),
            as_of: self.loaded.as_of(),
        }
    }

    fn ranker_name(&self) -> String {
        let ranker = self.loaded.ranker();
        ranker.name.clone()
    }
}

#[pymethods]
impl Scorer {
    #[new]
    #[pyo3(signature = (model=None, lexicon=None, background=None, as_of=None, *, models=None, ocr=None, threads=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn new(
        py: Python<'_>,
        model: Option<&Bound<'_, PyAny>>,
        lexicon: Option<&Bound<'_, PyAny>>,
        background: Option<PathBuf>,
        as_of: Option<&Bound<'_, PyAny>>,
        models: Option<PathBuf>,
        ocr: Option<String>,
        threads: Option<usize>,
    ) -> PyResult<Self> {
        let model = match (model, models) {
            (Some(model), _) => Some(match model.cast::<Model>() {
                Ok(model) => model.get().file(),
                Err(_) => TextFile::read(&model.extract::<PathBuf>()?).map_err(failed)?,
            }),
            (None, Some(folder)) => {
                let promoted = Shelf::open(&folder).and_then(|shelf| shelf.promoted());
                let path = promoted.map_err(failed)?;
                path.map(|path| TextFile::read(&path))
                    .transpose()
                    .map_err(failed)?
            }
            (None, None) => None,
        };
        let background = background.map(|path| TextFile::read(&path));
        let options = LoadOptions {
            model,
            background: background.transpose().map_err(failed)?,
            lexicon: texts(lexicon)?,
            ocr,
            as_of: date(as_of)?,
            ..load_options(py)?
        };
        Self::of(options, threads)
    }

    /// A scorer from what another was made of, whatever lies on this machine's disk.
    #[staticmethod]
    fn _restore(
        py: Python<'_>,
        files: (
            Option<(String, String)>,
            Option<(String, String)>,
            Vec<(String, String)>,
        ),
        ocr: Option<String>,
        as_of: &str,
        threads: Option<usize>,
    ) -> PyResult<Self> {
        let file = |(name, text)| TextFile { name, text };
        let (model, background, lexicon) = files;
        let options = LoadOptions {
            model: model.map(file),
            background: background.map(file),
            lexicon: lexicon.into_iter().map(file).collect(),
            ocr,
            as_of: Some(as_of.parse().map_err(failed)?),
            ..load_options(py)?
        };
        Self::of(options, threads)
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let pair = |file: &TextFile| (file.name.clone(), file.text.clone());
        let files = (
            self.options.model.as_ref().map(pair),
            self.options.background.as_ref().map(pair),
            self.options.lexicon.iter().map(pair).collect::<Vec<_>>(),
        );
        let state = (
            files,
            self.options.ocr.clone(),
            self.loaded.as_of(),
            self.threads,
        );
        let restore = py.get_type::<Self>().getattr("_restore")?;
        Ok((restore, state.into_pyobject(py)?))
    }

    /// The same scorer with another number of threads; nothing is loaded anew.
    fn _with_threads(&self, threads: usize) -> Self {
        Self {
            options: self.options.clone(),
            loaded: Arc::clone(&self.loaded),
            threads: Some(threads),
            ready: Mutex::new(BTreeMap::new()),
        }
    }

    /// What "present" means, ``YYYY-MM-DD``.
    #[getter]
    fn as_of(&self) -> String {
        self.loaded.as_of()
    }

    /// The model in use.
    #[getter]
    fn model(&self) -> Model {
        Model {
            ranker: self.loaded.ranker().clone(),
        }
    }

    fn __repr__(&self) -> String {
        format!(
            "Scorer(model={:?}, as_of={:?})",
            self.ranker_name(),
            self.loaded.as_of()
        )
    }

    /// Ranks CVs for a job.
    ///
    /// Parameters
    /// ----------
    /// job : Job, str, os.PathLike or bytes
    ///     A job that was read, or what :meth:`Job.read` takes.
    /// cvs : str, os.PathLike, bytes, list or dict of these, or a frame
    ///     Files, folders, archives and tables as the command line takes them; texts; documents as
    ///     bytes; a dict from id to any of these; a pandas or polars frame, an Arrow table, reader or
    ///     column (all that has ``__arrow_c_stream__``; texts are not copied).
    /// top : int, optional
    ///     How many are invited: so many are shown, besides what could not be read.
    /// id, text, content : str, optional
    ///     Columns of a frame with the ids, with texts, or with documents as bytes [default: guessed].
    /// accept_doubtful : list of str
    ///     Ids of CVs whose text that may be hidden a person has seen and accepts.
    ///
    /// Returns
    /// -------
    /// Ranking
    ///     Best first. What could not be read is a row with a status and a reason.
    ///
    /// Raises
    /// ------
    /// CvrankError
    ///     Where the job cannot be read, no path leads to a CV, or a frame lacks its columns.
    ///
    /// Examples
    /// --------
    /// >>> ranking = cvrank.Scorer(as_of="2026-06-01").rank(
    /// ...     "Data engineer wanted\nYou have 3+ years of Python.",
    /// ...     {"anna": "Data engineer, Kornhaus, 2019 - present. Built pipelines in Python, led two people.",
    /// ...      "ben": ""})
    /// >>> [(found.cv_id, found.rank, found.status) for found in ranking]
    /// [('anna', 1, 'scored'), ('ben', None, 'empty')]
    #[pyo3(signature = (job, cvs, *, top=None, id=None, text=None, content=None, accept_doubtful=Vec::new()))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn rank(
        &self,
        py: Python<'_>,
        job: &Bound<'_, PyAny>,
        cvs: &Bound<'_, PyAny>,
        top: Option<usize>,
        id: Option<String>,
        text: Option<String>,
        content: Option<String>,
        accept_doubtful: Vec<String>,
    ) -> PyResult<Ranking> {
        let query = self.query(py, job)?;
        let columns = Columns { id, text, content };
        let sources = given::sources(cvs, &columns, &accept_doubtful)?;
        only(Ranking::of_jobs(py, self, &[query], sources, top)?)
    }

    /// Ranks the same CVs for several jobs, reading each CV once.
    ///
    /// Parameters
    /// ----------
    /// jobs : list of Job, str, os.PathLike or bytes
    /// cvs, top, id, text, content
    ///     As of :meth:`rank`.
    ///
    /// Returns
    /// -------
    /// list of Ranking
    ///     One a job, in their order.
    #[pyo3(signature = (jobs, cvs, *, top=None, id=None, text=None, content=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn rank_many(
        &self,
        py: Python<'_>,
        jobs: Vec<Bound<'_, PyAny>>,
        cvs: &Bound<'_, PyAny>,
        top: Option<usize>,
        id: Option<String>,
        text: Option<String>,
        content: Option<String>,
    ) -> PyResult<Vec<Ranking>> {
        let queries = jobs.iter().map(|job| self.query(py, job));
        let queries = queries.collect::<PyResult<Vec<_>>>()?;
        let columns = Columns { id, text, content };
        let sources = given::sources(cvs, &columns, &[])?;
        Ranking::of_jobs(py, self, &queries, sources, top)
    }

    /// Why one CV scores as it does.
    ///
    /// Parameters
    /// ----------
    /// job : Job, str, os.PathLike or bytes
    /// cv : str, os.PathLike or bytes
    ///
    /// Returns
    /// -------
    /// Match
    ///     ``str()`` of it is what ``cvrank explain`` prints.
    #[pyo3(signature = (job, cv))]
    fn explain(
        &self,
        py: Python<'_>,
        job: &Bound<'_, PyAny>,
        cv: &Bound<'_, PyAny>,
    ) -> PyResult<Match> {
        let query = self.query(py, job)?;
        let sources = vec![given::cv(cv)?];
        let ranking = only(Ranking::of_jobs(py, self, &[query], sources, None)?)?;
        Ok(Match {
            ranking: Py::new(py, ranking)?,
            index: 0,
        })
    }

    /// The job of a post, read with this scorer's lexicon.
    #[pyo3(signature = (post, /))]
    fn parse_job(&self, py: Python<'_>, post: &Bound<'_, PyAny>) -> PyResult<Job> {
        Job::of(py, Arc::clone(&self.loaded), post)
    }

    /// What was read of a CV.
    ///
    /// Returns
    /// -------
    /// dict
    ///     JSON Resume with the extensions that ``cvrank parse`` writes.
    #[pyo3(signature = (cv, /))]
    fn parse_cv<'py>(
        &self,
        py: Python<'py>,
        cv: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let source = given::cv(cv)?;
        let json = session::run(py, self.threads, |_| {
            let scorer = self.loaded.scorer();
            let document = scorer.read_cv_document(&source)?;
            let profile = cv::read(&document, scorer.lexicon, scorer.as_of);
            Ok::<_, crate::document::Unreadable>(json_resume(&document, &profile, scorer.lexicon))
        })?;
        from_json(py, &json.map_err(failed)?)
    }

    /// Two CVs beside each other: what tells them apart, part by part.
    #[pyo3(signature = (job, first, second))]
    fn compare(
        &self,
        py: Python<'_>,
        job: &Bound<'_, PyAny>,
        first: &Bound<'_, PyAny>,
        second: &Bound<'_, PyAny>,
    ) -> PyResult<Report> {
        let query = self.query(py, job)?;
        let mut sources = [given::cv(first)?, given::cv(second)?];
        if sources[0].id == sources[1].id {
            for (source, id) in sources.iter_mut().zip(["first", "second"]) {
                id.clone_into(&mut source.id);
            }
        }
        let run = self.run(&query);
        session::run(py, self.threads, |_| {
            let scorer = self.loaded.scorer();
            let [a, b] = sources.map(|source| scorer.score(&query, &source));
            let comparison = match (&a.explanation, &b.explanation) {
                (Some(a), Some(b)) => Some(compare_scores(&query, scorer.ranker, a, b)),
                _ => None,
            };
            Report {
                text: comparison_text(&run, &query, [&a, &b], comparison.as_ref()),
                json: comparison_json(&run, &query, [&a, &b], comparison.as_ref()),
                holds: None,
            }
        })
    }

    /// What would bring one CV of a pool among the first `top`.
    ///
    /// Parameters
    /// ----------
    /// ranking : Ranking
    /// cv_id : str
    /// top : int
    ///
    /// Returns
    /// -------
    /// Report
    ///     The fewest true facts that would do, each with its points.
    #[pyo3(signature = (ranking, cv_id, top))]
    fn what_if(
        &self,
        py: Python<'_>,
        ranking: &Bound<'_, Ranking>,
        cv_id: &str,
        top: usize,
    ) -> PyResult<Report> {
        let held = ranking.get();
        let index = held.index_of(cv_id)?;
        let outlook = held.outlook(py)?;
        session::run(py, self.threads, |_| {
            let place = Place {
                ranking: &held.ranking,
                outlook,
                index,
                top,
                entry: to_enter(&held.query, &held.ranking, index, top),
            };
            let known = &held.ranking.matches[index];
            Report {
                text: place_text(&held.query, known, &place),
                json: explanation_json(&held.run, &held.query, known, Some(&place)),
                holds: None,
            }
        })
    }

    /// Tries the promises of the program on CVs: blind to names, alone as together, true quotes...
    ///
    /// Parameters
    /// ----------
    /// job, cvs
    ///     As of :meth:`rank`.
    /// swaps : int
    ///     Invented people who take the place of each CV's owner.
    ///
    /// Returns
    /// -------
    /// Report
    ///     ``holds`` says whether all were kept.
    #[pyo3(signature = (job, cvs, *, swaps=SWAPS))]
    fn check(
        &self,
        py: Python<'_>,
        job: &Bound<'_, PyAny>,
        cvs: &Bound<'_, PyAny>,
        swaps: usize,
    ) -> PyResult<Report> {
        let query = self.query(py, job)?;
        let sources = given::sources(cvs, &Columns::default(), &[])?;
        let run = self.run(&query);
        session::run(py, self.threads, |_| {
            let tried = CheckOptions {
                swaps,
                alone: Some(self.loaded.pdf_alone()),
                ..CheckOptions::default()
            };
            let report = check_all(&self.loaded.scorer(), &query, &sources, &tried, &|| {});
            Report {
                text: check_text(&run, &report, PAGE_WIDTH),
                json: check_json(&run, &report),
                holds: Some(report.holds()),
            }
        })
    }

    /// How a ranking treats groups of people (impact ratios, intervals, what adds to gaps).
    ///
    /// Parameters
    /// ----------
    /// ranking : Ranking, str or os.PathLike
    ///     A ranking, or the file or folder of one that was written.
    /// groups : str, bytes or os.PathLike
    ///     CSV with the columns ``cv_id``, ``sex``, ``race_ethnicity`` and, where known, ``age_band``
    ///     and ``selected``: its path or its text.
    /// best : int, optional
    ///     So many from the top count as selected.
    /// at_least : float, optional
    ///     All with this score or more count as selected.
    ///
    /// Returns
    /// -------
    /// Audit
    ///     ``holds`` is False where a ratio lies below four fifths.
    #[pyo3(signature = (ranking, groups, *, best=None, at_least=None))]
    fn audit(
        &self,
        py: Python<'_>,
        ranking: &Bound<'_, PyAny>,
        groups: &Bound<'_, PyAny>,
        best: Option<u64>,
        at_least: Option<f64>,
    ) -> PyResult<Audit> {
        let run = match ranking.cast::<Ranking>() {
            Ok(ranking) => {
                let json = ranking.get().json(py)?;
                ScoredRun::from_bytes("the ranking", &json)
            }
            Err(_) => ScoredRun::open(&ranking.extract::<PathBuf>()?),
        };
        let groups = given::document(groups, "groups")?;
        let bytes = groups.bytes().map_err(failed)?;
        let groups = GroupsFile::new(&groups.path, &bytes);
        let cut = match (best, at_least) {
            (Some(count), _) => Cut::Best(count),
            (None, Some(least)) => {
                Cut::At(Points::from_f64(least).ok_or_else(|| refused("at_least is no score"))?)
            }
            (None, None) => Cut::Column,
        };
        let run = run.map_err(failed)?;
        let answer = session::run(py, self.threads, |_| {
            let asked = AuditOptions { cut, job_id: None };
            let figures = audit(&run, &groups, &asked)?;
            Ok::<_, crate::audit::AuditError>(Audit {
                text: markdown(&figures)?,
                files: files(&figures)?,
                holds: !figures.is_below_four_fifths(),
            })
        })?;
        answer.map_err(failed)
    }

    /// The feature vectors of pairs of a job and a CV.
    ///
    /// Returns
    /// -------
    /// list of list of float
    ///     One row a pair, one number in [0, 1] a feature; NaN where the CV could not be read.
    fn _vectors(
        &self,
        py: Python<'_>,
        jobs: Vec<Bound<'_, PyAny>>,
        cvs: Vec<Bound<'_, PyAny>>,
        of_pair: Vec<(usize, usize)>,
    ) -> PyResult<Vec<Vec<f64>>> {
        let queries = jobs.iter().map(|job| self.query(py, job));
        let queries = queries.collect::<PyResult<Vec<_>>>()?;
        let sources = cvs.iter().map(given::cv).collect::<PyResult<Vec<_>>>()?;
        let vectors = session::run(py, self.threads, |stop| {
            super::training::vectors(&self.loaded.scorer(), &queries, &sources, &of_pair, stop)
        })?;
        vectors.ok_or_else(|| pyo3::exceptions::PyKeyboardInterrupt::new_err(()))
    }
}

/// The one of a list of one.
fn only(rankings: Vec<Ranking>) -> PyResult<Ranking> {
    let first = rankings.into_iter().next();
    first.ok_or_else(|| refused("no job was ranked for"))
}
