//! The whole page as the template shows it.

use serde::Serialize;

use super::candidate::{Person, Shared, Verdict};
use super::family::Family;
use super::{Candidate, Options, chart};
use crate::document::{Status, Warning};
use crate::explain::requirement_label;
use crate::features::{JobQuery, Outcome};
use crate::model::Points;
use crate::profile::job::Importance;
use crate::report::outlook::{basis_text, cut_text, unread_text};
use crate::report::{Run, csv::status_word};
use crate::stability::Stability;

/// Forms shown of what was searched for a requirement.
const SEARCHED: usize = 8;

/// A part of a score's bar, for the legend.
#[derive(Debug, Serialize)]
struct Legend {
    class: &'static str,
    label: &'static str,
}

/// A requirement and how the scored CVs meet it.
#[derive(Debug, Serialize)]
struct Column {
    id: String,
    importance: &'static str,
    label: String,
    quote: String,
    searched: String,
    met: usize,
    partly: usize,
}

/// A CV without a score.
#[derive(Debug, Serialize)]
struct Unscored {
    row: usize,
    id: String,
    person: Option<Person>,
    status: String,
    reason: String,
    /// Whether something stands in it that nobody read.
    unread: bool,
}

/// A CV that was scored although something in it was odd to read.
#[derive(Debug, Serialize)]
struct Odd {
    row: usize,
    rank: u32,
    id: String,
    warnings: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct View<'a> {
    run: &'a Run,
    total: usize,
    scored: usize,
    /// Scored CVs below the cut of `top`.
    below: usize,
    /// How the ranges of ranks came to be; empty where none are shown.
    basis: String,
    /// Who changes when the cut moves; empty without a cut.
    cut: String,
    with_contact: bool,
    hides_ids: bool,
    legend: Vec<Legend>,
    verdicts: [Verdict; 4],
    /// Scored CVs on the page, and how many of them open.
    shown: usize,
    opened: usize,
    columns: Vec<Column>,
    distribution_svg: String,
    /// Lower quarter, median, upper quarter, one decimal.
    quarters: Option<[String; 3]>,
    unscored: Vec<Unscored>,
    odd: Vec<Odd>,
    set_aside: usize,
}

/// Requirements that some CV's score holds a part for, in the order of the job.
pub(super) fn columns(job: &JobQuery, candidates: &[Candidate]) -> Vec<u32> {
    let weighed = |index: u32| {
        candidates
            .iter()
            .filter_map(|candidate| candidate.known.explanation.as_ref())
            .flat_map(|explained| &explained.reasons)
            .any(|reason| {
                reason.contribution.requirement == Some(index)
                    && Family::of(reason.contribution.feature) <= Family::Nice
            })
    };
    let mut columns: Vec<(Importance, u32)> = job
        .profile
        .requirements
        .iter()
        .zip(0..)
        .filter(|&(_, index)| weighed(index))
        .map(|(requirement, index)| (requirement.importance, index))
        .collect();
    columns.sort_unstable();
    columns.into_iter().map(|(_, index)| index).collect()
}

fn column(job: &JobQuery, index: u32, candidates: &[Candidate]) -> Option<Column> {
    let requirement = job.profile.requirements.get(index as usize)?;
    let count = |outcome: Outcome| {
        let has = |candidate: &&Candidate| {
            candidate
                .known
                .explanation
                .as_ref()
                .is_some_and(|explained| {
                    explained.reasons.iter().any(|reason| {
                        let contribution = &reason.contribution;
                        contribution.requirement == Some(index)
                            && contribution.outcome == outcome
                            && Family::of(contribution.feature) <= Family::Nice
                    })
                })
        };
        candidates.iter().filter(has).count()
    };
    let forms = job.searched(index);
    let mut searched = forms
        .iter()
        .take(SEARCHED)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    if forms.len() > SEARCHED {
        searched.push_str(&format!(" and {} more", forms.len() - SEARCHED));
    }
    Some(Column {
        id: requirement.id.clone(),
        importance: match requirement.importance {
            Importance::Must => "must",
            Importance::Nice => "nice",
        },
        label: requirement_label(job, index).unwrap_or_default(),
        quote: requirement.quote.clone(),
        searched,
        met: count(Outcome::Met),
        partly: count(Outcome::Partly),
    })
}

/// Whether there is something in the file that could be read by a person or after a repair.
fn holds_unread(status: Status) -> bool {
    match status {
        Status::Scan
        | Status::Encrypted
        | Status::Unsupported
        | Status::Damaged
        | Status::OverLimit
        | Status::Failed => true,
        Status::Empty | Status::NotFound | Status::Scored => false,
    }
}

impl<'a> View<'a> {
    /// The page without its CVs, and what shows each of them; `candidates` in the order of the
    /// ranking.
    pub(super) fn new(
        run: &'a Run,
        job: &'a JobQuery,
        candidates: &'a [Candidate],
        stability: Option<&Stability>,
        options: &Options,
    ) -> (View<'a>, Shared<'a>) {
        let scores: Vec<Points> = candidates
            .iter()
            .filter_map(|candidate| candidate.known.score())
            .collect();
        let shown = scores.len().min(options.top.unwrap_or(usize::MAX));
        let indices = columns(job, candidates);
        let shared = Shared {
            job,
            columns: indices,
            shown,
            opened: shown.min(options.details),
            with_contact: options.with_contact,
            whole_text: false,
            names: candidates
                .iter()
                .zip(1..)
                .map(|(candidate, row)| {
                    let name = Shared::name(candidate, row, options.with_contact);
                    (candidate.known.cv_id.as_str(), name)
                })
                .collect(),
        };
        let rows = || candidates.iter().zip(1..);
        let odd = rows().filter_map(|(candidate, row)| {
            let rank = candidate.known.rank?;
            let facts = candidate.facts.into_iter();
            let mut warnings: Vec<String> = facts
                .flat_map(|facts| facts.warnings.iter().map(Warning::to_string))
                .collect();
            warnings.extend(candidate.unread.as_ref().map(unread_text));
            (!warnings.is_empty()).then(|| Odd {
                row,
                rank,
                id: shared.id(candidate, row),
                warnings,
            })
        });
        let mut unscored: Vec<Unscored> = rows()
            .filter(|(candidate, _)| candidate.known.explanation.is_none())
            .map(|(candidate, row)| Unscored {
                row,
                id: shared.id(candidate, row),
                person: shared.person(candidate),
                status: status_word(candidate.known.status).replace('_', " "),
                reason: candidate.known.reason.clone(),
                unread: holds_unread(candidate.known.status),
            })
            .collect();
        // Whoever stands in one of the first could be anywhere in the ranking.
        unscored.sort_by_key(|file| !file.unread);
        let view = View {
            run,
            total: candidates.len(),
            scored: scores.len(),
            below: scores.len() - shown,
            basis: stability.map(basis_text).unwrap_or_default(),
            cut: stability.and_then(cut_text).unwrap_or_default(),
            with_contact: options.with_contact,
            hides_ids: rows()
                .any(|(candidate, row)| shared.id(candidate, row) != candidate.known.cv_id),
            legend: Family::ALL
                .into_iter()
                .map(|family| Legend {
                    class: family.class(),
                    label: family.label(),
                })
                .collect(),
            verdicts: [
                Outcome::Met,
                Outcome::Partly,
                Outcome::NotFound,
                Outcome::Contradicted,
            ]
            .map(Verdict::of),
            shown,
            opened: shared.opened,
            columns: shared
                .columns
                .iter()
                .filter_map(|index| column(job, *index, candidates))
                .collect(),
            distribution_svg: chart::distribution(&scores),
            quarters: chart::quarters(&scores)
                .map(|quarters| quarters.map(|points| format!("{:.1}", points.as_f64()))),
            unscored,
            odd: odd.collect(),
            set_aside: job
                .profile
                .set_aside
                .iter()
                .map(|part| part.span.len())
                .sum(),
        };
        (view, shared)
    }
}
