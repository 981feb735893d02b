//! Text copied from the job post: shown, and worth nothing.

use super::job_query::{COPIED_RUN, JobQuery, is_telling, run_key};
use crate::document::Span;
use crate::profile::cv::CvProfile;
use crate::text::stop_words;

/// Which tokens of a CV are copied from the job.
pub(super) struct Copied {
    /// One flag a token; empty when nothing is copied.
    flags: Vec<bool>,
    pub spans: Vec<Span>,
}

impl Copied {
    pub fn contains(&self, token: usize) -> bool {
        self.flags.get(token).copied().unwrap_or(false)
    }
}

/// Marks every run of telling words that stands in the job post in the same order.
pub(super) fn find(job: &JobQuery, cv: &CvProfile) -> Copied {
    let mut copied = Copied {
        flags: Vec::new(),
        spans: Vec::new(),
    };
    if job.runs.is_empty() {
        return copied;
    }
    let common = stop_words(&job.profile.language);
    // Telling words of the job that no telling word of another text divides.
    let (mut places, mut keys) = (Vec::new(), Vec::new());
    for (place, token) in cv.tokens.iter().enumerate() {
        if !job.telling.contains(&token.key) {
            if !keys.is_empty() && is_telling(token.key, common) {
                places.clear();
                keys.clear();
            }
            continue;
        }
        places.push(place);
        keys.push(token.key);
        let (Some(run), Some(&[first, .., last])) = (
            keys.last_chunk::<COPIED_RUN>(),
            places.last_chunk::<COPIED_RUN>(),
        ) else {
            continue;
        };
        let key = run_key(run);
        let span = cv.tokens[first].span.join(cv.tokens[last].span);
        let parted = || job.parted_runs.contains(&key) && cv.is_identity(span);
        if !job.runs.contains(&key) && !parted() {
            continue;
        }
        if copied.flags.is_empty() {
            copied.flags = vec![false; cv.tokens.len()];
        }
        copied.flags[first..=last].fill(true);
        match copied.spans.last_mut() {
            Some(known) if known.overlaps(span) => *known = known.join(span),
            _ => copied.spans.push(span),
        }
    }
    copied
}
