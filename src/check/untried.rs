//! Why a promise was not tried on a CV.

use super::{Promise, Trial};
use crate::features::JobQuery;
use crate::score::ParsedCv;

/// What is known of a CV when its trials are made.
pub(super) struct Known<'a> {
    pub job: &'a JobQuery,
    pub cv: &'a ParsedCv,
    pub has_name: bool,
    /// Invented people that were asked for.
    pub swaps: usize,
    /// Whether the source has a file name.
    pub has_file_name: bool,
}

/// Promises without a trial, each with the reason.
pub(super) fn reasons(known: &Known, trials: &[Trial]) -> Vec<(Promise, &'static str)> {
    let is_tried = |promise: Promise| trials.iter().any(|trial| trial.promise == promise);
    let untried = Promise::ALL.into_iter().filter(|promise| {
        // What compares a CV with the others is tried on all of them at once.
        *promise != Promise::AloneOrTogether && !is_tried(*promise)
    });
    untried
        .map(|promise| (promise, reason(known, promise)))
        .collect()
}

fn reason(known: &Known, promise: Promise) -> &'static str {
    match promise {
        Promise::BlindInPlace if known.swaps == 0 => "no invented people asked for",
        Promise::BlindInPlace if !known.has_name => "no name found",
        Promise::BlindIntroduced if known.swaps < 2 => "fewer than two invented people asked for",
        Promise::BlindFileName if known.swaps == 0 => "no invented people asked for",
        Promise::BlindFileName if !known.has_file_name => "it has no file name",
        Promise::QuotesTrue => "nothing is quoted",
        Promise::RequirementNeverLess => "nothing unmet that a line can meet",
        Promise::MonthNeverLess => {
            let dated = |position: &crate::profile::cv::Position| position.months.is_some();
            if known.cv.profile.positions.iter().any(dated) {
                "no dates that read the same when written anew"
            } else {
                "no dated position"
            }
        }
        Promise::ListedSkills | Promise::StuffedSkills => "the post asks for no skill",
        Promise::PastedJob if !known.job.tells_copies() => {
            "the post is too short to tell a copy of it"
        }
        Promise::HiddenText => "no file can be made of its text",
        _ => "the changed CV is not read",
    }
}
