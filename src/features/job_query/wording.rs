//! By which two jobs are known to be worded alike: what compares words then finds the same.

use std::fmt::Write;

use super::JobQuery;
use crate::features::background::Words;
use crate::features::compares_wording;
use crate::hash::sha256;
use crate::text::{TermKey, TermMap};

/// All that measures of wording and titles look at of a job.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::features) struct Wording {
    digest: String,
    /// How rare words are.
    words: Words,
}

impl Wording {
    pub(super) fn of(job: &JobQuery, words: Words) -> Self {
        let mut all = format!("{}\n{}\n", job.work_hash, job.profile.title);
        let mut say = |what: std::fmt::Arguments| {
            // Writing to a text does not fail.
            let _ = writeln!(all, "{what}");
        };
        for term in job.terms.iter().chain(&job.pairs) {
            say(format_args!("{} {}", term.written, term.weight.to_bits()));
        }
        for map in [&job.by_form, &job.by_stem, &job.by_pair] {
            say(format_args!("{:?}", sorted(map)));
        }
        say(format_args!("{:?} {:?}", job.pair_terms, job.title_terms));
        let worded = job.features().filter(|one| compares_wording(*one));
        say(format_args!("{:?}", worded.collect::<Vec<_>>()));
        Self {
            digest: sha256(all.as_bytes()),
            words,
        }
    }
}

fn sorted(map: &TermMap<u32>) -> Vec<(TermKey, u32)> {
    let mut entries: Vec<(TermKey, u32)> = map.iter().map(|(key, term)| (*key, *term)).collect();
    entries.sort_unstable();
    entries
}
