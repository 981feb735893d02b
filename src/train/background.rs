//! From CVs to a table of document frequencies.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::document::source::Source;
use crate::features::background::{BackgroundCounter, BackgroundFile};
use crate::score::Scorer;

/// What was counted.
#[derive(Debug)]
pub struct Counted {
    pub table: BackgroundFile,
    /// CVs that were counted.
    pub documents: usize,
    /// CVs that could not be read.
    pub failed: usize,
}

/// Counts the words of each CV without who the person is; `done` is called once for each.
pub fn count(scorer: &Scorer, sources: &[Source], done: &(dyn Fn() + Sync)) -> Counted {
    let counter = Mutex::new(BackgroundCounter::new(scorer.lexicon));
    let failed: usize = sources
        .par_iter()
        .map(|source| {
            let read = scorer.read_cv(source);
            done();
            let Ok(cv) = read else {
                return 1;
            };
            // Counting is a small part of the work; one counter keeps memory at one vocabulary.
            let mut counter = counter.lock().unwrap_or_else(PoisonError::into_inner);
            counter.add(cv.profile.language, &cv.document.text, &cv.profile.tokens);
            let skills = cv.profile.skills.iter();
            counter.add_concepts(skills.map(|claim| scorer.lexicon.label(claim.concept)));
            0
        })
        .sum();
    let counter = counter.into_inner().unwrap_or_else(PoisonError::into_inner);
    Counted {
        table: counter.finish(),
        documents: sources.len() - failed,
        failed,
    }
}
