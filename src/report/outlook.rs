//! How sure a rank is and what would change it, in words and as JSON.

use serde_json::{Value, json};

use super::number;
use super::terminal::value;
use super::wording::{Reader, fact_text, step_text};
use crate::features::JobQuery;
use crate::outlook::Outlook;
use crate::rank::Ranking;
use crate::stability::{Basis, CUT_STEP, Cause, Stability, Unread};
use crate::what_if::{Entry, Step};

/// The next best change of the CV at `index` in words; empty without one.
pub(super) fn next_text(job: &JobQuery, outlook: &Outlook, index: usize) -> String {
    let next = outlook.next(index);
    next.map(|step| step_text(job, step, Reader::Recruiter))
        .unwrap_or_default()
}

/// How the ranges came to be, in one sentence.
pub fn basis_text(stability: &Stability) -> String {
    let samples = stability.samples;
    let weights = match stability.basis {
        Basis::TrainingLabels => format!("{samples} models trained on resampled labels"),
        Basis::HandSetWeights => {
            format!("{samples} random changes of the hand-set weights, by about a third")
        }
    };
    format!("Range: ranks in 90 % of {weights}; the same letter is a practical tie.")
}

/// Who changes when the cut moves, in one sentence; absent without a cut.
pub fn cut_text(stability: &Stability) -> Option<String> {
    let cut = stability.cut?;
    let people = |count: usize| match count {
        0 => "nobody".to_owned(),
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    };
    let step = CUT_STEP.0 / 1000;
    let mut text = match cut.leave + cut.enter {
        0 => format!(
            "Moving the cut after the first {} by {step} point changes nobody.",
            cut.top
        ),
        changed => format!(
            "Moving the cut after the first {} by {step} point changes {}: {} would leave, {} would enter.",
            cut.top,
            people(changed),
            people(cut.leave),
            people(cut.enter)
        ),
    };
    if cut.is_shared {
        text.push_str(" The CVs on both sides of the cut have the same score.");
    }
    Some(text)
}

/// Lines about CVs that were read poorly, before the rest is only counted.
const MOST_UNREAD: usize = 5;

/// Why a CV that was scored could stand higher, and how high.
pub fn unread_text(unread: &Unread) -> String {
    let why = match unread.cause {
        Cause::Pages => "has pages that could not be read",
        Cause::NotScored | Cause::Undated => "has no dated position that was recognised",
    };
    format!("{why}: it could be as high as rank {}", unread.could_reach)
}

/// What could not be read and how high it could stand, one sentence a line.
pub fn unread_lines(stability: &Stability, ranking: &Ranking) -> Vec<String> {
    if ranking.scored() == 0 {
        return Vec::new();
    }
    let (failed, poor): (Vec<&Unread>, Vec<&Unread>) = stability
        .unread
        .iter()
        .partition(|unread| unread.cause == Cause::NotScored);
    let mut lines: Vec<String> = match failed.len() {
        0 => Vec::new(),
        1 => vec![
            "1 file was not scored: it could be as high as rank 1. Read it by hand.".to_owned(),
        ],
        count => vec![format!(
            "{count} files were not scored: each could be as high as rank 1. Read them by hand."
        )],
    };
    lines.extend(poor.iter().take(MOST_UNREAD).filter_map(|unread| {
        let known = ranking.matches.get(unread.index)?;
        Some(format!(
            "{} (rank {}) {}. Read it by hand.",
            value(&known.cv_id),
            known.rank?,
            unread_text(unread)
        ))
    }));
    let more = poor.len().saturating_sub(MOST_UNREAD);
    if more > 0 {
        lines.push(format!(
            "{more} more were read as poorly; --format json names them."
        ));
    }
    lines
}

/// Basis, cut and what could not be read, as a JSON value.
pub fn stability_value(stability: &Stability, ranking: &Ranking) -> Value {
    let unread: Vec<Value> = stability
        .unread
        .iter()
        .filter_map(|unread| {
            let known = ranking.matches.get(unread.index)?;
            Some(json!({
                "cv_id": known.cv_id,
                "cause": unread.cause,
                "could_reach": unread.could_reach,
            }))
        })
        .collect();
    json!({
        "basis": stability.basis,
        "samples": stability.samples,
        "level": 0.9,
        "cut": stability.cut,
        "unread": unread,
    })
}

/// A change as a JSON value.
pub fn step_value(job: &JobQuery, step: &Step) -> Value {
    json!({
        "what": fact_text(job, step.fact, Reader::Recruiter),
        "points": number(step.gain),
        "score": number(step.score),
        "rank": step.rank,
    })
}

/// What would bring a CV among the first `top`, as a JSON value.
pub fn entry_value(job: &JobQuery, top: usize, entry: &Entry) -> Value {
    let steps =
        |steps: &[Step]| -> Vec<Value> { steps.iter().map(|step| step_value(job, step)).collect() };
    match entry {
        Entry::Inside { lead } => json!({
            "top": top,
            "is_inside": true,
            "lead": lead.map(number),
        }),
        Entry::Outside {
            missing,
            single,
            fewest,
            together,
            is_proven,
        } => json!({
            "top": top,
            "is_inside": false,
            "missing": number(*missing),
            "single": steps(single),
            "fewest": steps(fewest),
            "together": number(*together),
            "is_proven": is_proven,
        }),
    }
}

/// What would bring a CV among the first `top`, in words.
pub fn entry_text(job: &JobQuery, top: usize, entry: &Entry, reader: Reader) -> String {
    let has = match reader {
        Reader::Recruiter => "It",
        Reader::Candidate => "Your CV",
    };
    let list = |steps: &[Step], ranks: bool| -> String {
        steps
            .iter()
            .map(|step| {
                let fact = fact_text(job, step.fact, reader);
                let rank = if ranks {
                    format!(", rank {}", step.rank)
                } else {
                    String::new()
                };
                format!(
                    "  at least about +{:<7} {fact}{rank}\n",
                    step.gain.to_string()
                )
            })
            .collect()
    };
    match entry {
        Entry::Inside { lead: Some(lead) } => {
            format!("{has} is among the first {top}, {lead} points above the first that is not.\n")
        }
        Entry::Inside { lead: None } => {
            format!("{has} is among the first {top}, as every scored CV is.\n")
        }
        Entry::Outside {
            missing,
            single,
            fewest,
            together,
            is_proven,
        } => {
            let mut text = format!("To enter the top {top}: {missing} points are missing.\n");
            if !single.is_empty() {
                text.push_str("Any one of these is enough, if nothing else changes:\n");
                text.push_str(&list(single, reader == Reader::Recruiter));
            } else if fewest.is_empty() {
                text.push_str(&format!(
                    "No change that can be computed suffices: all of them together gain at least about {together}.\nTitles, how recent work is, and requirements matched by their words alone are not tried.\n"
                ));
            } else {
                let count = fewest.len();
                let fewest_are = if *is_proven {
                    format!("the fewest that do are these {count}")
                } else {
                    format!("these {count} do, and fewer might")
                };
                text.push_str(&format!(
                    "No single change suffices; {fewest_are}, together at least about +{together}:\n"
                ));
                text.push_str(&list(fewest, false));
            }
            text
        }
    }
}
