//! What measuring a CV for one job leaves to be used for the next: it depends on less than the job.

use std::sync::{Arc, Mutex, PoisonError};

use super::Part;
use super::copied::{self, Copied};
use super::job_query::{JobQuery, Wording};
use crate::profile::cv::CvProfile;

/// What was made last, and under which key.
type Last<K, T> = Mutex<Option<(Arc<K>, Arc<T>)>>;

/// Of one CV, as it was last needed.
#[derive(Default)]
pub(crate) struct Remembered {
    /// How like the work of a job that of each position is, by the hash of that work.
    likeness: Last<str, Vec<f64>>,
    /// The parts of wording and title, for a job's wording.
    worded: Last<Wording, Vec<Part>>,
    /// What is copied from one post, by the post's hash.
    copied: Last<str, Copied>,
}

/// What is known under `key`, or else what `make` makes, without waiting for others who ask.
fn known<K: PartialEq + ?Sized, T>(
    kept: &Last<K, T>,
    key: &Arc<K>,
    make: impl FnOnce() -> T,
) -> Arc<T> {
    let lock = || kept.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, known)) = &*lock()
        && of == key
    {
        return Arc::clone(known);
    }
    let made = Arc::new(make());
    *lock() = Some((Arc::clone(key), Arc::clone(&made)));
    made
}

impl Remembered {
    /// How like the work of `job` that of each position is, where nothing of the CV is copied.
    pub(super) fn likeness(
        &self,
        job: &JobQuery,
        measure: impl FnOnce() -> Vec<f64>,
    ) -> Arc<Vec<f64>> {
        known(&self.likeness, &job.work_hash, measure)
    }

    /// The parts of wording and title, where nothing of the CV is copied.
    pub(super) fn worded(
        &self,
        job: &JobQuery,
        measure: impl FnOnce() -> Vec<Part>,
    ) -> Arc<Vec<Part>> {
        known(&self.worded, &job.wording, measure)
    }

    /// What of the CV is copied from the job's post.
    pub(crate) fn copied(&self, job: &JobQuery, cv: &CvProfile, text: &str) -> Arc<Copied> {
        known(&self.copied, job.post.hash(), || {
            copied::find(job, cv, text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_is_known_under_its_key_until_another_is_asked() {
        let kept: Last<str, u32> = Last::default();
        for (key, made, expected) in [
            ("rye", 1, 1),
            ("rye", 2, 1),
            ("oats", 3, 3),
            ("oats", 4, 3),
            ("rye", 5, 5),
        ] {
            let found = known(&kept, &Arc::from(key), || made);
            assert_eq!(*found, expected, "{key}: {made}");
        }
    }
}
