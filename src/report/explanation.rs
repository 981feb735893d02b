//! One explanation, as text and as JSON.

use serde_json::{Value, json};

use super::outlook::{entry_text, entry_value, stability_value};
use super::terminal::value;
use super::wording::{Reader, count_text, fact_text};
use super::{Place, Run, json_text, number, requirement_title, years};
use crate::explain::{Explanation, Reason, requirement_label};
use crate::features::{Feature, JobQuery, Outcome};
use crate::profile::job::{SetAside, SetAsideReason};
use crate::rank::Match;
use crate::what_if::{NEXT_MONTHS, changes};

/// Forms shown of what was searched.
const SEARCHED: usize = 8;

/// The explanation of one match as people read it.
pub fn explanation_text(run: &Run, job: &JobQuery, known: &Match) -> String {
    let mut shown = format!(
        "{} for {}\nmodel {} · as of {}\n\n",
        value(&known.cv_id),
        value(&run.job),
        value(&run.model),
        run.as_of
    );
    let Some(explained) = &known.explanation else {
        shown.push_str(&format!(
            "not scored ({}): {}\n",
            super::csv::status_word(known.status),
            value(&known.reason)
        ));
        return shown;
    };
    shown.push_str(&format!(
        "score {} = base {} + the points below   {} relevant of {} years\nmust {}   nice {}\n\n",
        explained.score(),
        explained.base,
        years(explained.relevant_months),
        years(explained.total_months),
        count_text(explained.must),
        count_text(explained.nice),
    ));
    shown.push_str("  points = value x weight   what\n");
    let mut reasons: Vec<&Reason> = explained.reasons.iter().collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.contribution.points));
    for reason in reasons {
        shown.push_str(&reason_text(job, reason));
    }
    for flag in known.flags() {
        shown.push_str(&format!("! {}\n", value(&flag.to_string())));
    }
    let told =
        |part: &&SetAside| !matches!(part.reason, SetAsideReason::Heading | SetAsideReason::Facts);
    if let Some(first) = job.profile.set_aside.iter().find(told) {
        let characters: usize = job
            .profile
            .set_aside
            .iter()
            .filter(told)
            .map(|part| part.span.len())
            .sum();
        shown.push_str(&format!(
            "\n{characters} characters of the post were not matched (first: {}); see `cvrank parse`\n",
            first.reason.name()
        ));
    }
    shown
}

/// What a part of the score is for: `must: Rust or Go`, `word similarity`.
pub(super) fn label(job: &JobQuery, reason: &Reason) -> String {
    let contribution = &reason.contribution;
    match contribution.requirement {
        Some(index) => match contribution.feature {
            Feature::MustCoverage | Feature::NiceCoverage => requirement_title(job, index),
            // Education and languages count once more as features of their own.
            feature => {
                let asked = requirement_label(job, index).unwrap_or_default();
                format!("{} ({asked})", feature.name())
            }
        },
        None => contribution.feature.name().replace('_', " "),
    }
}

/// How a part came out where it is not met.
pub(super) fn outcome_text(reason: &Reason) -> &'static str {
    match reason.contribution.outcome {
        Outcome::Met => "",
        Outcome::Partly => " (partly)",
        Outcome::NotFound => " (NOT FOUND)",
        Outcome::Contradicted => " (CONTRADICTED)",
    }
}

fn reason_text(job: &JobQuery, reason: &Reason) -> String {
    let contribution = &reason.contribution;
    let outcome = outcome_text(reason);
    let note = if contribution.note.is_empty() {
        String::new()
    } else {
        format!(" — {}", contribution.note)
    };
    let mut text = format!(
        "{:>8} = {:.3} x {:<7.3} {}{outcome}{note}\n",
        contribution.points,
        contribution.value,
        contribution.weight,
        label(job, reason)
    );
    for evidence in &reason.evidence {
        text.push_str(&format!(
            "{:28}“{}” (page {}, line {}, {}–{})\n",
            "", evidence.quote, evidence.page, evidence.line, evidence.start, evidence.end
        ));
    }
    if !reason.searched.is_empty() {
        let mut forms = reason
            .searched
            .iter()
            .take(SEARCHED)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        if reason.searched.len() > SEARCHED {
            forms.push_str(&format!(" and {} more", reason.searched.len() - SEARCHED));
        }
        text.push_str(&format!("{:28}searched: {forms}\n", ""));
    }
    text
}

/// Where a CV stands in a pool and what would bring it among the first.
pub fn place_text(job: &JobQuery, known: &Match, place: &Place) -> String {
    let Some(entry) = &place.entry else {
        return String::new();
    };
    let mut text = format!(
        "\nrank {} of {}",
        known.rank.unwrap_or_default(),
        place.ranking.scored()
    );
    if let Some(range) = place.outlook.range(place.index) {
        text.push_str(&format!(
            ", range {}-{}, among the first {} in {:.0} % of the samples",
            range.rank_low,
            range.rank_high,
            place.top,
            100.0 * range.top_share.unwrap_or_default()
        ));
    }
    text.push('\n');
    text.push_str(&entry_text(job, place.top, entry, Reader::Recruiter));
    text
}

/// The explanation of one match as JSON, pretty-printed; with its place where a pool is known.
pub fn explanation_json(run: &Run, job: &JobQuery, known: &Match, place: Option<&Place>) -> String {
    let mut value = json!({
        "job": run.job,
        "cv_id": known.cv_id,
        "model": run.model,
        "as_of": run.as_of,
        "status": super::csv::status_word(known.status),
        "reason": known.reason,
        "score": known.score().map(number),
        "explanation": known.explanation.as_ref().map(|explained| explanation_value(job, explained)),
    });
    if let Some(explained) = &known.explanation {
        let changes = changes(job, explained, NEXT_MONTHS);
        let changes = changes.into_iter().map(|(fact, gain)| {
            json!({ "what": fact_text(job, fact, Reader::Recruiter), "points": number(gain) })
        });
        value["changes"] = changes.collect();
    }
    if let Some(place) = place {
        value["rank"] = json!(known.rank);
        value["range"] = json!(place.outlook.range(place.index));
        value["stability"] = stability_value(&place.outlook.stability, place.ranking);
        value["what_if"] = place
            .entry
            .as_ref()
            .map_or(Value::Null, |entry| entry_value(job, place.top, entry));
    }
    json_text::text(&value)
}

/// The requirement that a part is about, as a JSON value.
pub(super) fn requirement_value(job: &JobQuery, reason: &Reason) -> Option<Value> {
    let index = reason.contribution.requirement?;
    let requirement = job.profile.requirements.get(index as usize)?;
    Some(json!({
        "id": requirement.id,
        "importance": requirement.importance,
        "label": requirement_label(job, index),
        "quote": requirement.quote,
    }))
}

/// The explanation as a JSON value.
pub(super) fn explanation_value(job: &JobQuery, explained: &Explanation) -> Value {
    let contributions: Vec<Value> = explained
        .reasons
        .iter()
        .map(|reason| {
            let contribution = &reason.contribution;
            json!({
                "feature": contribution.feature.name(),
                "requirement": requirement_value(job, reason),
                "outcome": contribution.outcome,
                "value": contribution.value,
                "weight": contribution.weight,
                "points": number(contribution.points),
                "note": contribution.note,
                "evidence": reason.evidence,
                "searched": *reason.searched,
            })
        })
        .collect();
    json!({
        "base": number(explained.base),
        "contributions": contributions,
        "must": explained.must,
        "nice": explained.nice,
        "partly": explained.partly,
        "missing": explained.missing,
        "contradicted": explained.contradicted,
        "relevant_months": explained.relevant_months,
        "total_months": explained.total_months,
        "flags": explained.flags,
    })
}
