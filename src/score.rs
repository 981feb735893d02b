//! One job, many CVs: reads, profiles, measures and ranks, on all cores.
//!
//! Each CV is scored by itself; neither the others nor the order nor the number
//! of threads can change a score.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::document::source::Source;
use crate::document::{Document, Format, Status, Unreadable};
use crate::explain::{Explanation, explain};
use crate::features::{Background, JobQuery, measure};
use crate::lexicon::Lexicon;
use crate::model::Ranker;
use crate::profile::cv::{self, CvProfile};
use crate::profile::dates::Month;
use crate::profile::job::{self, JobProfile, job_file};
use crate::rank::{Match, Ranking};

/// Fewer words than this are no CV.
const LEAST_WORDS: usize = 12;

/// Reads the bytes of a PDF; the program reads PDFs in a worker process.
pub type PdfReader<'a> = &'a (dyn Fn(&[u8]) -> Result<Document, Unreadable> + Sync);

/// What every score of a call shares.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub lexicon: &'a Lexicon,
    pub background: &'a Background,
    pub ranker: &'a Ranker,
    /// The month that open ends resolve to.
    pub as_of: Month,
    pub pdf: PdfReader<'a>,
}

/// A CV that was read and profiled.
pub struct Read {
    pub document: Document,
    pub profile: CvProfile,
}

/// Why a job post could not be used.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error(transparent)]
    File(#[from] job_file::JobFileError),
    #[error("the job post holds no text that describes the work; check the file")]
    Empty,
}

impl Setting<'_> {
    /// Reads the job post or the corrected job file in `source`.
    pub fn read_job(&self, source: &Source) -> Result<JobProfile, JobError> {
        self.profile_job(&self.read_document(source)?)
    }

    /// Reads the text of a CV or a job post.
    pub fn read_document(&self, source: &Source) -> Result<Document, Unreadable> {
        source.read_with(&|bytes| (self.pdf)(bytes))
    }

    /// What the job post or the job file in `document` asks for.
    pub fn profile_job(&self, document: &Document) -> Result<JobProfile, JobError> {
        if document.format == Format::JobToml {
            return Ok(job_file::from_toml(&document.text, self.lexicon)?);
        }
        let profile = job::read(document, self.lexicon);
        if profile.described.iter().all(|span| span.is_empty()) && profile.requirements.is_empty() {
            return Err(JobError::Empty);
        }
        Ok(profile)
    }

    pub fn query(&self, job: JobProfile) -> JobQuery {
        JobQuery::new(job, self.lexicon, self.background)
    }

    /// Reads and profiles one CV.
    pub fn read_cv(&self, source: &Source) -> Result<Read, Unreadable> {
        let document = self.read_document(source)?;
        let profile = cv::read(&document, self.lexicon, self.as_of);
        if profile.tokens.len() < LEAST_WORDS {
            return Err(Unreadable {
                status: Status::Empty,
                reason: format!(
                    "{} words besides name and contact, too few for a CV; if it is a scan, run text recognition first",
                    profile.tokens.len()
                ),
            });
        }
        Ok(Read { document, profile })
    }

    /// Scores one CV that was read.
    pub fn explain(&self, job: &JobQuery, cv: &Read) -> Explanation {
        let pair = measure(job, &cv.profile, &cv.document.text, self.lexicon);
        explain(job, &cv.profile, &cv.document, &pair, self.ranker)
    }

    /// Scores one source; whatever is wrong with it becomes its status and reason.
    pub fn score(&self, job: &JobQuery, source: &Source) -> Match {
        self.score_keeping(job, source, &|_| ()).0
    }

    /// Also gives back what `keep` makes of the CV; nothing for one that has no score.
    fn score_keeping<T>(
        &self,
        job: &JobQuery,
        source: &Source,
        keep: &dyn Fn(&Read) -> T,
    ) -> (Match, Option<T>) {
        let scored = catch_unwind(AssertUnwindSafe(|| {
            self.read_cv(source)
                .map(|cv| (self.explain(job, &cv), keep(&cv)))
        }));
        let scored = scored.unwrap_or_else(|_| {
            Err(Unreadable {
                status: Status::Failed,
                reason: "a fault of ours while reading this file; please report it".to_owned(),
            })
        });
        let (status, reason, explanation, kept) = match scored {
            Ok((explanation, kept)) => {
                (Status::Scored, String::new(), Some(explanation), Some(kept))
            }
            Err(unreadable) => (unreadable.status, unreadable.reason, None, None),
        };
        let known = Match {
            cv_id: source.id.clone(),
            source: source.path.clone(),
            rank: None,
            status,
            reason,
            explanation,
        };
        (known, kept)
    }

    /// Ranks `sources` for one job; `done` is called once for each.
    pub fn rank(&self, job: &JobQuery, sources: &[Source], done: &(dyn Fn() + Sync)) -> Ranking {
        self.rank_keeping(job, sources, &|_| (), done).0
    }

    /// Ranks `sources`, and gives back what `keep` makes of each CV that was scored, in the
    /// order of `sources`: a report that shows CVs needs more of them than their scores.
    pub fn rank_keeping<T: Send>(
        &self,
        job: &JobQuery,
        sources: &[Source],
        keep: &(dyn Fn(&Read) -> T + Sync),
        done: &(dyn Fn() + Sync),
    ) -> (Ranking, Vec<Option<T>>) {
        let (matches, kept) = sources
            .par_iter()
            .map(|source| {
                let scored = self.score_keeping(job, source, keep);
                done();
                scored
            })
            .unzip();
        (Ranking::new(matches), kept)
    }
}
