//! CVs that were weighed one by one, and their ranking.

use std::sync::Arc;

use crate::duplicates::{self, Trace};
use crate::rank::{Match, Ranking};

/// One CV that was scored for one job, with what else is kept of it.
pub(crate) struct Weighed<T> {
    pub known: Match,
    pub kept: T,
    pub(super) trace: Option<Arc<Trace>>,
}

/// A ranking of CVs that were weighed one by one; what was kept comes back in their order.
pub(crate) fn ranked<T>(weighed: Vec<Weighed<T>>) -> (Ranking, Vec<T>) {
    let (mut matches, mut kept, mut traces) = (Vec::new(), Vec::new(), Vec::new());
    for one in weighed {
        matches.push(one.known);
        kept.push(one.kept);
        traces.push(one.trace);
    }
    let ids: Vec<&str> = matches.iter().map(|known| known.cv_id.as_str()).collect();
    let found = duplicates::find(&ids, &traces);
    for (known, found) in matches.iter_mut().zip(found) {
        known.duplicates = found;
    }
    (Ranking::new(matches), kept)
}
