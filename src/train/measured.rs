//! A benchmark read and measured: every labelled pair's features, and of each CV what the
//! baselines, the folds and the search for leaks need.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::document::{Format, Unreadable};
use crate::evaluate::baseline::Bag;
use crate::evaluate::benchmark::{Benchmark, LabelledJob};
use crate::explain::explain;
use crate::features::COUNT;
use crate::score::{JobError, Read, Setting};
use crate::text::sketch::Sketch;

/// A labelled pair whose CV could be read.
#[derive(Debug, Clone)]
pub struct Pair {
    /// By the setting's model, 0 to 100, as it is printed.
    pub score: f64,
    /// One number a feature, in [0, 1].
    pub vector: [f64; COUNT],
}

/// A job with its labelled pairs in the benchmark's order.
#[derive(Debug, Clone)]
pub struct MeasuredJob {
    pub job_id: String,
    pub title: String,
    /// ISO 639-1 code.
    pub language: String,
    pub bag: Bag,
    /// Which features the job asks for.
    pub asked: [bool; COUNT],
    /// One a label; `None` when the CV could not be read.
    pub pairs: Vec<Option<Pair>>,
}

/// What is kept of a CV that could be read.
#[derive(Debug, Clone)]
pub struct MeasuredCv {
    pub bag: Bag,
    /// ISO 639-1 code.
    pub language: &'static str,
    pub format: Format,
    /// To find the same person's CV under another id.
    pub sketch: Sketch,
    /// Which parts a CV has: contact, positions, dates, education, languages.
    pub has: [bool; PARTS.len()],
}

/// What a CV has or has not, beside what it says.
pub const PARTS: [&str; 5] = [
    "contact details",
    "positions",
    "dated positions",
    "education",
    "spoken languages",
];

/// All that is known of a benchmark, by job and label.
#[derive(Debug, Clone)]
pub struct Measured {
    pub jobs: Vec<MeasuredJob>,
    /// Of the CVs that could be read.
    pub cvs: BTreeMap<String, MeasuredCv>,
    pub unreadable: BTreeMap<String, Unreadable>,
}

/// Why a job of a benchmark could not be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {error}")]
pub struct MeasureError {
    pub path: String,
    pub error: JobError,
}

impl Measured {
    /// Reads and measures all of `benchmark`; `done` is called once for each CV.
    ///
    /// # Errors
    /// When a job cannot be used. CVs that cannot be read are listed.
    pub fn new(
        setting: &Setting,
        benchmark: &Benchmark,
        done: &(dyn Fn() + Sync),
    ) -> Result<Self, MeasureError> {
        let read: Vec<_> = benchmark
            .cvs
            .par_iter()
            .map(|(id, source)| {
                let read = setting.read_cv(source);
                done();
                (id, read.map(|cv| (MeasuredCv::new(&cv), cv)))
            })
            .collect();
        let mut known = BTreeMap::new();
        let mut cvs = BTreeMap::new();
        let mut unreadable = BTreeMap::new();
        for (id, read) in read {
            match read {
                Ok((measured, cv)) => {
                    known.insert(id.as_str(), cv);
                    cvs.insert(id.clone(), measured);
                }
                Err(error) => {
                    unreadable.insert(id.clone(), error);
                }
            }
        }
        let jobs = benchmark
            .jobs
            .par_iter()
            .map(|job| {
                measure_job(setting, job, &known).map_err(|error| MeasureError {
                    path: job.source.path.clone(),
                    error,
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            jobs,
            cvs,
            unreadable,
        })
    }
}

impl MeasuredCv {
    fn new(cv: &Read) -> Self {
        let profile = &cv.profile;
        let text = &cv.document.text;
        Self {
            bag: Bag::new(text),
            language: profile.language,
            format: cv.document.format,
            sketch: Sketch::new(profile.tokens.iter().map(|token| token.key)),
            has: [
                text.contains('@')
                    || cv
                        .document
                        .hidden
                        .iter()
                        .any(|part| part.text.contains('@')),
                !profile.positions.is_empty(),
                profile.total_months > 0,
                !profile.education.is_empty(),
                !profile.spoken.is_empty(),
            ],
        }
    }
}

fn measure_job(
    setting: &Setting,
    job: &LabelledJob,
    cvs: &BTreeMap<&str, Read>,
) -> Result<MeasuredJob, JobError> {
    let document = setting.read_document(&job.source)?;
    let query = setting.query(setting.profile_job(&document)?);
    let pairs = job
        .labels
        .par_iter()
        .map(|label| {
            let cv = cvs.get(label.cv_id.as_str())?;
            let pair = setting.measure(&query, cv);
            let explanation = explain(&query, cv.paper(), &pair, setting.ranker);
            Some(Pair {
                score: explanation.score().as_f64(),
                vector: explanation.vector,
            })
        })
        .collect();
    Ok(MeasuredJob {
        job_id: job.job_id.clone(),
        title: query.profile.title.clone(),
        language: query.profile.language.clone(),
        bag: Bag::new(&document.text),
        asked: *query.asked(),
        pairs,
    })
}
