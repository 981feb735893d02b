//! The ranking as JSON.

use serde_json::{Value, json};

use super::csv::status_word;
use super::outlook::{stability_value, step_value};
use super::{Outlook, Run, explanation::explanation_value, number};
use crate::features::JobQuery;
use crate::rank::{Match, Ranking};

/// The first `top` of the ranking and what has no score, with every explanation, pretty-printed.
pub fn ranking_json(
    run: &Run,
    job: &JobQuery,
    ranking: &Ranking,
    outlook: &Outlook,
    top: Option<usize>,
) -> String {
    let value = ranking_value(run, job, ranking, outlook, top);
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// The same as a JSON value.
pub(super) fn ranking_value(
    run: &Run,
    job: &JobQuery,
    ranking: &Ranking,
    outlook: &Outlook,
    top: Option<usize>,
) -> Value {
    let matches: Vec<Value> = ranking
        .numbered_top(top)
        .into_iter()
        .map(|(index, known)| match_value(job, known, outlook, index))
        .collect();
    json!({
        "job": run.job,
        "model": run.model,
        "as_of": run.as_of,
        "cvs": ranking.matches.len(),
        "matches": matches,
        "stability": stability_value(&outlook.stability, ranking),
    })
}

fn match_value(job: &JobQuery, known: &Match, outlook: &Outlook, index: usize) -> Value {
    let range = outlook.range(index);
    json!({
        "rank": known.rank,
        "cv_id": known.cv_id,
        "score": known.score().map(number),
        "status": status_word(known.status),
        "reason": known.reason,
        "source": known.source,
        "rank_low": range.map(|range| range.rank_low),
        "rank_high": range.map(|range| range.rank_high),
        "tie_group": range.map(|range| &range.tie_group),
        "top_share": range.and_then(|range| range.top_share),
        "next_best_change": outlook.next(index).map(|step| step_value(job, step)),
        "duplicates": known.duplicates,
        "explanation": known.explanation.as_ref().map(|explained| explanation_value(job, explained)),
    })
}
