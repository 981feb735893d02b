//! One CV of a ranking as a notebook shows it.

use std::cmp::Reverse;

use serde::Serialize;

use super::family::shares;
use crate::explain::requirement_label;
use crate::features::JobQuery;
use crate::rank::Match;
use crate::report::status_word;

/// Reasons that are shown.
const REASONS: usize = 3;
/// Characters of a quote.
const QUOTE: usize = 110;

#[derive(Serialize)]
pub(crate) struct NotebookRow {
    rank: Option<u32>,
    cv_id: String,
    score: String,
    /// The parts of the bar in words.
    words: String,
    parts: Vec<Part>,
    met: u32,
    total: u32,
    reasons: Vec<ShownReason>,
    missing: String,
    flags: Vec<String>,
    status: String,
    reason: String,
}

#[derive(Serialize)]
struct Part {
    points: String,
    class: &'static str,
}

#[derive(Serialize)]
struct ShownReason {
    what: String,
    points: String,
    quote: String,
}

/// Bars, musts and the strongest evidence of `known`.
pub(crate) fn notebook_row(job: &JobQuery, known: &Match) -> NotebookRow {
    let mut row = NotebookRow {
        rank: known.rank,
        cv_id: known.cv_id.clone(),
        score: String::new(),
        words: String::new(),
        parts: Vec::new(),
        met: 0,
        total: 0,
        reasons: Vec::new(),
        missing: String::new(),
        flags: known.flags().iter().map(ToString::to_string).collect(),
        status: status_word(known.status),
        reason: known.reason.clone(),
    };
    let Some(explained) = &known.explanation else {
        return row;
    };
    let shares = shares(explained);
    let words: Vec<String> = shares
        .iter()
        .map(|share| format!("{} {}", share.label, share.points))
        .collect();
    row.words = words.join(", ");
    row.parts = shares
        .into_iter()
        .map(|share| Part {
            class: share.class,
            points: share.points,
        })
        .collect();
    row.score = explained.score().to_string();
    (row.met, row.total) = (explained.must.met, explained.must.total);
    row.missing = explained.missing.join("; ");
    let mut earned: Vec<_> = explained
        .reasons
        .iter()
        .filter(|reason| reason.contribution.points.0 > 0 && !reason.evidence.is_empty())
        .collect();
    // What was asked by name says more than likeness.
    earned.sort_by_key(|reason| {
        let earned = &reason.contribution;
        (earned.requirement.is_none(), Reverse(earned.points))
    });
    row.reasons = earned
        .into_iter()
        .take(REASONS)
        .map(|reason| {
            let asked = reason.contribution.requirement;
            let label = asked.and_then(|asked| requirement_label(job, asked));
            let feature = reason.contribution.feature.name();
            let quote = reason
                .evidence
                .first()
                .map(|evidence| evidence.quote.as_str());
            ShownReason {
                what: label.unwrap_or_else(|| feature.replace('_', " ")),
                points: reason.contribution.points.to_string(),
                quote: shortened(quote.unwrap_or_default()),
            }
        })
        .collect();
    row
}

fn shortened(quote: &str) -> String {
    match quote.char_indices().nth(QUOTE) {
        Some((end, _)) => format!("{}…", quote[..end].trim_end()),
        None => quote.to_owned(),
    }
}
