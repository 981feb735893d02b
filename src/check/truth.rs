//! Sums, quotes, and independence from the others.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::Value;

use super::{Promise, Trial, change};
use crate::document::source::Source;
use crate::explain::{Evidence, Explanation};
use crate::features::JobQuery;
use crate::hash::sha256;
use crate::model::{FULL_SCORE, Points};
use crate::random::SplitMix64;
use crate::rank::Match;
use crate::report::{Run, explanation_json};
use crate::score::{ParsedCv, PdfReader, Scorer};

/// Sum and quotes of one CV's explanation.
pub(crate) fn alone(
    scorer: &Scorer,
    job: &JobQuery,
    source: &Source,
    cv: &ParsedCv,
    trials: &mut Vec<Trial>,
) {
    let explained = scorer.explain(job, cv);
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
pub(crate) fn false_quote(cv: &ParsedCv, evidence: &Evidence) -> Option<String> {
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

/// Threads of each ranking, and the seed of its order; without one, the order given.
const RANKINGS: [(usize, Option<u64>); 4] = [(1, None), (2, Some(1)), (1, Some(2)), (4, Some(3))];

/// What a call says of one CV: its row, whole, and the hash of what was read.
struct Said {
    row: Match,
    read: Option<String>,
}

/// Ranks all sources in several orders, on one thread and on many, and compares all that is said
/// of each CV, quotes and their places too, with what is said of it alone.
///
/// `alone` reads a PDF as a process does that has read nothing before, so that nothing which
/// [`Scorer::pdf`] keeps from file to file can be on both sides.
pub(crate) fn together(
    scorer: &Scorer,
    job: &JobQuery,
    sources: &[Source],
    alone: PdfReader<'_>,
) -> Vec<(String, Trial)> {
    let rankings: Vec<BTreeMap<String, Said>> = RANKINGS
        .iter()
        .map(|&(threads, seed)| {
            let mut ordered = sources.to_vec();
            if let Some(seed) = seed {
                SplitMix64::new(seed).shuffle(&mut ordered);
            }
            let rank = || rank(scorer, job, &ordered);
            match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
                Ok(pool) => pool.install(rank),
                Err(_) => rank(),
            }
        })
        .collect();
    let apart = Scorer {
        pdf: alone,
        ..*scorer
    };
    sources
        .par_iter()
        .map(|source| {
            let alone = rank(&apart, job, std::slice::from_ref(source));
            let differing = rankings.iter().zip(RANKINGS).find_map(|(ranking, how)| {
                // What depends on the others may not depend on their order.
                let of_run = |all: &BTreeMap<String, Said>| {
                    let row = &all.get(&source.id)?.row;
                    Some((row.rank, row.duplicates.clone()))
                };
                if of_run(ranking) != rankings.first().and_then(of_run) {
                    let what = "another rank or other duplicates than in the order given";
                    return Some((how, what.to_owned()));
                }
                let what = differs(alone.get(&source.id), ranking.get(&source.id))?;
                Some((how, what))
            });
            let trial = Trial {
                promise: Promise::AloneOrTogether,
                figure: Points(0),
                broken: differing.map(|((threads, seed), what)| {
                    let order = seed.map_or("the order given", |_| "a shuffled order");
                    format!("in {order}, threads: {threads}, not as alone: {what}")
                }),
            };
            (source.id.clone(), trial)
        })
        .collect()
}

fn rank(scorer: &Scorer, job: &JobQuery, sources: &[Source]) -> BTreeMap<String, Said> {
    let hash = |_: &Source, read: Option<&ParsedCv>| {
        let document = serde_json::to_vec(&read?.document).ok()?;
        Some(sha256(&document))
    };
    let (rankings, read) = scorer.rank_jobs(std::slice::from_ref(job), sources, None, &hash);
    let mut read: BTreeMap<&str, Option<String>> = sources
        .iter()
        .map(|source| source.id.as_str())
        .zip(read)
        .collect();
    let rows = rankings.into_iter().flat_map(|ranking| ranking.matches);
    rows.map(|row| {
        let read = read.remove(row.cv_id.as_str()).flatten();
        (row.cv_id.clone(), Said { row, read })
    })
    .collect()
}

/// The first thing that is not said of a CV in both calls, but for its rank and its duplicates;
/// `None` when all is the same.
fn differs(alone: Option<&Said>, together: Option<&Said>) -> Option<String> {
    let (Some(alone), Some(together)) = (alone, together) else {
        return Some("no row".to_owned());
    };
    if alone.read != together.read {
        return Some("other text, lines or hidden text was read".to_owned());
    }
    let row = Match {
        rank: alone.row.rank,
        duplicates: alone.row.duplicates.clone(),
        ..together.row.clone()
    };
    if alone.row == row {
        return None;
    }
    let (Some(before), Some(after)) = (&alone.row.explanation, &row.explanation) else {
        return Some(format!(
            "{:?} ({}) became {:?} ({})",
            alone.row.status, alone.row.reason, row.status, row.reason
        ));
    };
    if before.score() != after.score() {
        return Some(change(before, after));
    }
    let pairs = before.reasons.iter().zip(&after.reasons);
    let part = pairs
        .filter(|(one, other)| one != other)
        .map(|(one, _)| one.contribution.feature.name())
        .next();
    Some(part.map_or_else(
        || "other counts, flags or source".to_owned(),
        |part| format!("other parts, quotes or places of quotes in {part}"),
    ))
}
