//! A benchmark read and measured: every labelled pair's features, and of each CV what the
//! baselines, the folds and the search for leaks need.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::strangers::Drawing;
use crate::document::{Format, Unreadable};
use crate::evaluate::baseline::Bag;
use crate::evaluate::benchmark::{Benchmark, LabelledJob};
use crate::explain::explain;
use crate::features::{COUNT, JobQuery};
use crate::score::{JobError, ParsedCv, Scorer};
use crate::text::sketch::{Sketch, groups};
use crate::text::tokenize;

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
    /// CVs of other jobs by id, as many as were asked for and there are.
    pub strangers: Vec<(String, Pair)>,
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
    /// Reads and measures all of `benchmark`, for each job with at most `strangers` CVs of other
    /// jobs; `done` is called once for each CV.
    ///
    /// # Errors
    /// When a job cannot be used. CVs that cannot be read are listed.
    pub fn new(
        scorer: &Scorer,
        benchmark: &Benchmark,
        strangers: usize,
        done: &(dyn Fn() + Sync),
    ) -> Result<Self, MeasureError> {
        let read: Vec<_> = benchmark
            .cvs
            .par_iter()
            .map(|(id, source)| {
                let read = scorer.read_cv(source);
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
        let asking = benchmark
            .jobs
            .par_iter()
            .map(|job| Asking::read(scorer, job))
            .collect::<Result<Vec<_>, _>>()?;
        let drawing = (strangers > 0).then(|| draws(benchmark, &cvs, &asking));
        let jobs = benchmark
            .jobs
            .par_iter()
            .zip(&asking)
            .enumerate()
            .map(|(place, (job, asking))| {
                let drawn = drawing
                    .as_ref()
                    .map(|drawing| drawing.of_job(place, strangers));
                let drawn = drawn.unwrap_or_default();
                asking.measure(scorer, job, &drawn, &known)
            })
            .collect();
        Ok(Self {
            jobs,
            cvs,
            unreadable,
        })
    }
}

impl MeasuredCv {
    fn new(cv: &ParsedCv) -> Self {
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

/// A job read and made ready.
struct Asking {
    text: String,
    query: JobQuery,
}

impl Asking {
    fn read(scorer: &Scorer, job: &LabelledJob) -> Result<Self, MeasureError> {
        let failed = |error| MeasureError {
            path: job.source.path.clone(),
            error,
        };
        let document = scorer
            .read_document(&job.source)
            .map_err(|error| failed(error.into()))?;
        let query = scorer.query(scorer.profile_job(&document).map_err(failed)?);
        Ok(Self {
            text: document.text,
            query,
        })
    }

    fn measure(
        &self,
        scorer: &Scorer,
        job: &LabelledJob,
        strangers: &[&str],
        cvs: &BTreeMap<&str, ParsedCv>,
    ) -> MeasuredJob {
        let pair = |cv_id: &str| {
            let cv = cvs.get(cv_id)?;
            let pair = scorer.measure(&self.query, cv);
            let explanation = explain(&self.query, cv.paper(), &pair, scorer.ranker);
            Some(Pair {
                score: explanation.score().as_f64(),
                vector: explanation.vector,
            })
        };
        let labels = job.labels.par_iter();
        let drawn = strangers.par_iter();
        MeasuredJob {
            job_id: job.job_id.clone(),
            title: self.query.profile.title.clone(),
            language: self.query.profile.language.clone(),
            bag: Bag::new(&self.text),
            asked: *self.query.asked(),
            pairs: labels.map(|label| pair(&label.cv_id)).collect(),
            strangers: drawn
                .filter_map(|&cv_id| Some((cv_id.to_owned(), pair(cv_id)?)))
                .collect(),
        }
    }
}

fn draws<'a>(
    benchmark: &'a Benchmark,
    cvs: &'a BTreeMap<String, MeasuredCv>,
    asking: &[Asking],
) -> Drawing<'a> {
    let sketches: Vec<&Sketch> = cvs.values().map(|cv| &cv.sketch).collect();
    let people = cvs.keys().map(String::as_str).zip(groups(&sketches));
    let posts = asking.iter().map(|asking| {
        let tokens = tokenize(&asking.text);
        Sketch::new(tokens.iter().map(|token| token.key))
    });
    let posts: Vec<Sketch> = posts.collect();
    let posts: Vec<&Sketch> = posts.iter().collect();
    let titles = asking
        .iter()
        .map(|asking| asking.query.profile.title.clone());
    Drawing::new(
        benchmark,
        people.collect(),
        groups(&posts),
        titles.collect(),
    )
}
