//! Sums, quotes, and independence from the others.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Promise, Trial};
use crate::document::source::Source;
use crate::explain::{Evidence, Explanation};
use crate::features::JobQuery;
use crate::model::{FULL_SCORE, Points};
use crate::rank::Match;
use crate::report::{Run, explanation_json};
use crate::score::{Read, Setting};

/// Sum and quotes of one CV's explanation.
pub fn alone(
    setting: &Setting,
    job: &JobQuery,
    source: &Source,
    cv: &Read,
    trials: &mut Vec<Trial>,
) {
    let explained = setting.explain(job, cv);
    for evidence in explained.reasons.iter().flat_map(|reason| &reason.evidence) {
        trials.push(Trial {
            promise: Promise::QuotesTrue,
            figure: Points(0),
            broken: false_quote(cv, evidence),
        });
    }
    trials.push(Trial {
        promise: Promise::PartsSum,
        figure: Points(0),
        broken: wrong_sum(job, source, explained),
    });
}

/// What is wrong with a quote; `None` when it is true.
pub fn false_quote(cv: &Read, evidence: &Evidence) -> Option<String> {
    let text = &cv.document.text;
    let there = text.get(evidence.start as usize..evidence.end as usize);
    let line = cv
        .document
        .lines
        .get((evidence.line as usize).checked_sub(1)?);
    if there != Some(evidence.quote.as_str()) {
        return Some(format!(
            "{}–{} is not what is quoted",
            evidence.start, evidence.end
        ));
    }
    let span = crate::document::Span::new(evidence.start as usize, evidence.end as usize);
    if cv.profile.is_identity(span) {
        return Some(format!(
            "{}–{} says who the person is",
            evidence.start, evidence.end
        ));
    }
    let placed = line.is_some_and(|line| line.page == evidence.page && line.span.overlaps(span));
    (!placed).then(|| {
        format!(
            "{}–{} is not on line {} of page {}",
            evidence.start, evidence.end, evidence.line, evidence.page
        )
    })
}

/// Sums the printed explanation as a reader of it would.
fn wrong_sum(job: &JobQuery, source: &Source, explained: Explanation) -> Option<String> {
    let known = Match {
        cv_id: source.id.clone(),
        source: source.path.clone(),
        rank: None,
        status: crate::document::Status::Scored,
        reason: String::new(),
        explanation: Some(explained),
        duplicates: Vec::new(),
    };
    let run = Run {
        job: String::new(),
        model: String::new(),
        as_of: String::new(),
    };
    let Ok(printed) = serde_json::from_str::<Value>(&explanation_json(&run, job, &known, None))
    else {
        return Some("the explanation is not JSON".to_owned());
    };
    let thousandths = |value: &Value| {
        value
            .as_f64()
            .map(|points| (points * 1000.0).round() as i64)
    };
    let parts = printed["explanation"]["contributions"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let mut sum = thousandths(&printed["explanation"]["base"])?;
    for part in parts {
        let (points, value, weight) = (
            thousandths(&part["points"])?,
            part["value"].as_f64()?,
            part["weight"].as_f64()?,
        );
        if (points as f64 - value * weight * 1000.0).abs() > 1.0 + 1e-6
            || !(0.0..=1.0).contains(&value)
        {
            return Some(format!("{} is not {value} x {weight}", Points(points)));
        }
        sum += points;
    }
    let score = thousandths(&printed["score"])?;
    let right = score == sum && (0..=FULL_SCORE).contains(&score);
    (!right).then(|| {
        format!(
            "the parts sum to {}, the score is {}",
            Points(sum),
            Points(score)
        )
    })
}

/// Ranks all sources in two orders on one and on several threads, and compares with each alone.
pub fn together(setting: &Setting, job: &JobQuery, sources: &[Source]) -> Vec<(String, Trial)> {
    let pool = |threads: usize, sources: &[Source]| {
        let rank = || setting.rank(job, sources, &|| ());
        match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.install(rank),
            Err(_) => rank(),
        }
    };
    let forwards = pool(3, sources);
    let backwards: Vec<Source> = sources.iter().rev().cloned().collect();
    let backwards = pool(1, &backwards);
    let other: BTreeMap<&str, &Match> = backwards
        .matches
        .iter()
        .map(|known| (known.cv_id.as_str(), known))
        .collect();
    let alone: BTreeMap<&str, &Source> = sources
        .iter()
        .map(|source| (source.id.as_str(), source))
        .collect();
    let trials = forwards.matches.iter().map(|known| {
        let backwards = other.get(known.cv_id.as_str());
        let alone = alone
            .get(known.cv_id.as_str())
            .map(|source| setting.score(job, source));
        let broken = if backwards.is_none_or(|other| *other != known) {
            Some("another order or number of threads gives another row".to_owned())
        } else if alone.is_none_or(|alone| {
            alone.explanation != known.explanation || alone.reason != known.reason
        }) {
            Some("alone it gives another row".to_owned())
        } else {
            None
        };
        let trial = Trial {
            promise: Promise::AloneOrTogether,
            figure: Points(0),
            broken,
        };
        (known.cv_id.clone(), trial)
    });
    trials.collect()
}
