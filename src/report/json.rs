//! The ranking as JSON.

use serde_json::{Value, json};

use super::csv::status_word;
use super::{Run, explanation::explanation_value, number};
use crate::features::JobQuery;
use crate::rank::Match;

/// The ranking with every explanation, pretty-printed.
pub fn ranking_json(run: &Run, job: &JobQuery, matches: &[&Match]) -> String {
    let value = ranking_value(run, job, matches);
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// The ranking with every explanation as a JSON value.
pub(super) fn ranking_value(run: &Run, job: &JobQuery, matches: &[&Match]) -> Value {
    let matches: Vec<Value> = matches
        .iter()
        .map(|known| match_value(job, known))
        .collect();
    json!({
        "job": run.job,
        "model": run.model,
        "as_of": run.as_of,
        "matches": matches,
    })
}

fn match_value(job: &JobQuery, known: &Match) -> Value {
    json!({
        "rank": known.rank,
        "cv_id": known.cv_id,
        "score": known.score().map(number),
        "status": status_word(known.status),
        "reason": known.reason,
        "source": known.source,
        "explanation": known.explanation.as_ref().map(|explained| explanation_value(job, explained)),
    })
}
