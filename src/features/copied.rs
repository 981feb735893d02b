//! Text copied from the job post: shown, and worth nothing.

use super::job_query::{COPIED_RUN, JobQuery, run_key};
use crate::document::Span;
use crate::profile::cv::CvProfile;

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

/// Marks every run of tokens that stands in the job post word for word.
pub(super) fn find(job: &JobQuery, cv: &CvProfile) -> Copied {
    let mut copied = Copied {
        flags: Vec::new(),
        spans: Vec::new(),
    };
    if job.runs.is_empty() {
        return copied;
    }
    for (start, run) in cv.tokens.windows(COPIED_RUN).enumerate() {
        if !job.runs.contains(&run_key(run)) {
            continue;
        }
        if copied.flags.is_empty() {
            copied.flags = vec![false; cv.tokens.len()];
        }
        copied.flags[start..start + COPIED_RUN].fill(true);
        let span = run[0].span.join(run[COPIED_RUN - 1].span);
        match copied.spans.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.join(span),
            _ => copied.spans.push(span),
        }
    }
    copied
}
