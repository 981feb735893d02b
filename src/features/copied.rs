//! Text copied from the job post: shown, and worth nothing.

use std::ops::Range;

use super::job_query::{COPIED_RUN, JobQuery, is_telling, run_key};
use crate::document::{Document, Span};
use crate::profile::cv::CvProfile;
use crate::text::stop_words;

/// Which tokens of a CV are copied from the job.
pub struct Copied {
    /// One flag a token; empty when nothing is copied.
    flags: Vec<bool>,
    pub spans: Vec<Span>,
}

impl Copied {
    pub fn contains(&self, token: usize) -> bool {
        self.flags.get(token).copied().unwrap_or(false)
    }

    /// Ranges of the document's lines that hold nothing of one's own, in order.
    pub fn lines(&self, job: &JobQuery, cv: &CvProfile, document: &Document) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        if self.spans.is_empty() {
            return found;
        }
        let common = stop_words(&job.profile.language);
        let mut at = 0;
        // Whether nothing but common words stand since the last of them.
        let mut continues = false;
        for (number, line) in document.lines.iter().enumerate() {
            let (mut copied, mut own) = (false, false);
            while let Some(token) = cv.tokens.get(at).filter(|t| t.span.start < line.span.end) {
                let is_copied = self.contains(at);
                copied |= is_copied;
                own |= !is_copied && is_telling(token.key, common);
                at += 1;
            }
            if copied && !own {
                match found.last_mut().filter(|_| continues) {
                    Some(last) => last.end = number + 1,
                    None => found.push(number..number + 1),
                }
            }
            continues = !own && (copied || continues);
        }
        found
    }
}

/// Marks every run of telling words that stands in the job post in the same order.
pub fn find(job: &JobQuery, cv: &CvProfile) -> Copied {
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
