//! The ranking as JSON.
//!
//! With every explanation, ten thousand CVs make some hundred megabytes: each row is made when it
//! is written and not kept. The keys stand in the order of the alphabet, as in all our JSON.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use super::csv::status_word;
use super::outlook::{stability_value, step_value};
use super::{Ranked, Run, explanation::explanation_value, json_text, number};
use crate::features::JobQuery;
use crate::outlook::Outlook;
use crate::rank::Match;

/// The first `top` of the ranking and what has no score, with every explanation, pretty-printed
/// and written row by row.
///
/// # Errors
/// Those of `out`.
pub fn write_ranking_json(out: &mut dyn Write, ranked: Ranked) -> io::Result<()> {
    let json = RankingJson {
        ranked,
        job_id: None,
    };
    json_text::write(out, &json)
}

/// One CV in a line of JSON, with all that is known before the others are scored: no rank, no
/// range, no duplicates.
///
/// # Errors
/// Those of `out`.
pub fn write_match_line(
    out: &mut dyn Write,
    run: &Run,
    job: &JobQuery,
    known: &Match,
) -> io::Result<()> {
    let explained = known.explanation.as_ref();
    json_text::write_line(
        out,
        &json!({
            "as_of": run.as_of,
            "cv_id": known.cv_id,
            "explanation": explained.map(|explained| explanation_value(job, explained)),
            "job": run.job,
            "model": run.model,
            "reason": known.reason,
            "score": known.score().map(number),
            "source": known.source,
            "status": status_word(known.status),
        }),
    )
}

/// A ranking that becomes JSON row by row.
pub(super) struct RankingJson<'a> {
    pub ranked: Ranked<'a>,
    /// Only where there are several jobs.
    pub job_id: Option<&'a str>,
}

impl Serialize for RankingJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Ranked {
            run,
            job,
            ranking,
            outlook,
            top,
        } = self.ranked;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("as_of", &run.as_of)?;
        let all = ranking.matches.len() + ranking.passed_over;
        object.serialize_entry("cvs", &all)?;
        object.serialize_entry("job", &run.job)?;
        if let Some(job_id) = self.job_id {
            object.serialize_entry("job_id", job_id)?;
        }
        if !ranking.left_out.is_empty() {
            object.serialize_entry("left_out", &ranking.left_out)?;
        }
        let row = |(index, known)| match_value(job, known, outlook, index);
        let rows = || ranking.numbered_top(top).into_iter().map(row);
        object.serialize_entry("matches", &Each(rows))?;
        object.serialize_entry("model", &run.model)?;
        if ranking.passed_over > 0 {
            object.serialize_entry("passed_over", &ranking.passed_over)?;
        }
        let stability = stability_value(&outlook.stability, ranking);
        object.serialize_entry("stability", &stability)?;
        object.end()
    }
}

/// A list whose members are made one by one, when they are written.
pub(super) struct Each<F>(pub F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
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
