//! CVs that are held in memory as they were read, to be ranked again and again.

use rayon::prelude::*;

use super::{ParsedCv, Scorer, Weighed, caught, ranked, trace};
use crate::document::Unreadable;
use crate::document::source::Source;
use crate::duplicates::Trace;
use crate::features::JobQuery;
use crate::rank::Ranking;

/// A CV between two rankings.
pub struct HeldCv {
    source: Source,
    read: Result<ParsedCv, Unreadable>,
    trace: Option<Trace>,
}

impl HeldCv {
    /// What was read of it, or why there is nothing.
    pub fn read(&self) -> Result<&ParsedCv, &Unreadable> {
        self.read.as_ref()
    }

    /// Where it was read.
    pub fn source(&self) -> &Source {
        &self.source
    }
}

impl Scorer<'_> {
    /// Reads one CV to be held.
    pub fn hold(&self, source: &Source) -> HeldCv {
        let held = source.held();
        let read = caught(|| self.read_cv(&held));
        HeldCv {
            trace: trace(&held, read.as_ref().ok()),
            read,
            source: source.clone(),
        }
    }

    /// Ranks CVs for one job, as [`Scorer::rank`] does, without reading them.
    pub fn rank_held<T: AsRef<HeldCv> + Sync>(&self, job: &JobQuery, cvs: &[T]) -> Ranking {
        let weighed: Vec<Weighed<()>> = cvs
            .par_iter()
            .map(|cv| {
                let cv = cv.as_ref();
                Weighed {
                    known: self.score_read(job, &cv.source, &cv.read),
                    kept: (),
                    trace: cv.trace.clone(),
                }
            })
            .collect();
        ranked(weighed).0
    }
}
