//! Who of the CVs is scored and shown, and who is only counted.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Result;
use jiff::civil::Date;

use super::arguments::{RankingFormat, ScoreOptions};
use super::output::say;
use super::resolved::Resolved;
use cvrank::outlook::Outlook;
use cvrank::pool::{Choice, Pool};
use cvrank::rank::{LeftOut, Ranking};
use cvrank::report::CANDIDATES;
use cvrank::score::Lean;
use cvrank::stability::let_go;

/// Who of those that were scored is not shown, and why.
#[derive(Default)]
pub(crate) struct Leaving<'a> {
    /// A pool, who of it is chosen, and how many are shown: the others need not be scored.
    pub(crate) first: Option<(Pool, Choice, usize)>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) only_musts: bool,
    pub(crate) since: Option<Date>,
    /// Whose explanation is let go of.
    pub(crate) lean: Option<Lean<'a>>,
    pub(crate) pools: &'a [PathBuf],
}

impl Leaving<'_> {
    /// Shows only who came on `day` or later, each with its rank among all.
    pub(crate) fn keep_arrivals(
        &self,
        day: Date,
        ranking: &mut Ranking,
        outlook: &mut Outlook,
    ) -> Result<()> {
        let mut arrived = BTreeSet::new();
        for pool in self.pools {
            arrived.extend(Pool::open(pool)?.arrived_since(day)?);
        }
        let shown: Vec<bool> = ranking
            .matches
            .iter()
            .map(|known| arrived.contains(&known.cv_id))
            .collect();
        outlook.keep(&shown);
        ranking.keep(&shown, &format!("--since {day} (ranked, not shown)"));
        Ok(())
    }
}

/// The pool of which only the first are asked, where nothing needs the others.
pub(crate) fn first_of_pool(options: &ScoreOptions) -> Result<Option<(Pool, Choice, usize)>> {
    let arguments = &options.pool;
    let is_plain = arguments.cvs.is_empty() && arguments.accept_doubtful.is_empty();
    match (&*arguments.pools, lean(options)) {
        ([pool], Some(lean)) if is_plain => {
            Ok(Some((Pool::open(pool)?, options.choice(), lean.top)))
        }
        _ => Ok(None),
    }
}

/// Only the first explanations, where nothing needs those of the others.
pub(crate) fn lean(options: &ScoreOptions) -> Option<Lean<'static>> {
    // The page counts how many of all meet each requirement.
    let needs_all = options.format == RankingFormat::Html
        || options.out.is_some()
        || options.log.is_some()
        || options.only_musts
        || !options.invite.is_empty()
        || options.since.is_some();
    let first = options.top.filter(|_| !needs_all)?;
    let invited = options.interview.as_ref().map_or(0, |_| CANDIDATES);
    Some(Lean {
        top: first.max(invited),
        let_go: &let_go,
    })
}

/// Says of which pools much has to be made anew.
pub(crate) fn note_outdated(pools: &[PathBuf], resolved: &Resolved) -> Result<()> {
    for path in pools {
        let outdated = Pool::open(path)?.outdated(&resolved.scorer())?;
        if outdated > 0 {
            say(&format!(
                "note: {outdated} CVs in {} were read by another version, in another month or with another lexicon, so this takes longer; `cvrank pool refresh POOL` makes them anew",
                path.display()
            ));
        }
    }
    Ok(())
}

/// Says how many were left out by what.
pub(crate) fn note_left_out(left_out: &[LeftOut]) {
    for LeftOut { by, cvs } in left_out {
        say(&format!("note: {cvs} left out by {by}"));
    }
}
