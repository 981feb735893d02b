//! Why one CV stands above another, as text and as JSON.

use serde_json::{Value, json};

use super::explanation::{label, outcome_text, requirement_value};
use super::terminal::value;
use super::wording::count_text;
use super::{Run, json_text, number};
use crate::compare::{Comparison, Difference, WeightRange};
use crate::explain::Reason;
use crate::features::JobQuery;
use crate::model::Points;
use crate::rank::Match;

/// Quotes shown of each CV for one part.
const QUOTES: usize = 1;

/// The comparison of two matches as people read it; `None` where one has no score.
pub fn comparison_text(
    run: &Run,
    job: &JobQuery,
    [first, second]: [&Match; 2],
    comparison: Option<&Comparison>,
) -> String {
    let mut text = format!(
        "A {} and B {} for {}\nmodel {} · as of {}\n\n",
        value(&first.cv_id),
        value(&second.cv_id),
        value(&run.job),
        value(&run.model),
        run.as_of
    );
    let Some(comparison) = comparison else {
        text.push_str(&unscored(first, second));
        return text;
    };
    text.push_str(&headline(first, second, comparison));
    for (name, known) in [('A', first), ('B', second)] {
        if let Some(explained) = &known.explanation {
            let (must, nice) = (count_text(explained.must), count_text(explained.nice));
            text.push_str(&format!("{name} must {must}   nice {nice}\n"));
        }
    }
    text.push_str("\n    points =        A -        B   what\n");
    let told_apart = comparison
        .differences
        .iter()
        .filter(|one| one.points.0 != 0);
    for (place, difference) in told_apart.enumerate() {
        let mark = if place < comparison.decisive {
            '*'
        } else {
            ' '
        };
        text.push_str(&difference_text(job, difference, mark));
    }
    text.push_str(&totals(comparison));
    text.push_str(&weights_text(comparison));
    text
}

fn unscored(first: &Match, second: &Match) -> String {
    let mut text = String::new();
    for known in [first, second] {
        match known.score() {
            Some(score) => text.push_str(&format!("{} scores {score}\n", value(&known.cv_id))),
            None => text.push_str(&format!(
                "{} was not scored ({}): {}\n",
                value(&known.cv_id),
                super::csv::status_word(known.status),
                value(&known.reason)
            )),
        }
    }
    text.push_str("Without two scores there is nothing to compare. Not read is not worse.\n");
    text
}

fn headline(first: &Match, second: &Match, comparison: &Comparison) -> String {
    let score = |known: &Match| known.score().unwrap_or_default();
    let sum = format!(
        "{} - {} = {}",
        score(first),
        score(second),
        signed(comparison.gap)
    );
    let (a, b) = (value(&first.cv_id), value(&second.cv_id));
    if comparison.gap.0 == 0 {
        return format!(
            "{a} and {b} have equal scores and share a rank: {sum}\nThe parts below cancel out.\n"
        );
    }
    let stands = if comparison.gap.0 > 0 {
        "above"
    } else {
        "below"
    };
    let parts = comparison.told_apart();
    let make = if comparison.decisive == 1 {
        "makes"
    } else {
        "make"
    };
    format!(
        "{a} stands {stands} {b}: {sum}\nOf {parts} parts that differ, {} {make} at least nine tenths of it (marked *).\n",
        comparison.decisive
    )
}

/// `+1.250`, `-0.300`, `0.000`.
fn signed(points: Points) -> String {
    let sign = if points.0 > 0 { "+" } else { "" };
    format!("{sign}{points}")
}

fn difference_text(job: &JobQuery, difference: &Difference, mark: char) -> String {
    let points = |reason: Option<&Reason>| {
        reason.map_or_else(Points::default, |reason| reason.contribution.points)
    };
    let what = difference
        .reason()
        .map(|reason| label(job, reason))
        .unwrap_or_default();
    let mut text = format!(
        "{mark}{:>9} = {:>8} - {:>8}   {what}\n",
        signed(difference.points),
        points(difference.first),
        points(difference.second)
    );
    for (name, reason) in [('A', difference.first), ('B', difference.second)] {
        let Some(reason) = reason else { continue };
        let note = &reason.contribution.note;
        let outcome = outcome_text(reason);
        if !note.is_empty() || !outcome.is_empty() {
            let shown = format!("{name}{outcome} {note}");
            text.push_str(&format!("{:34}{}\n", "", shown.trim_end()));
        }
        for evidence in reason.evidence.iter().take(QUOTES) {
            text.push_str(&format!(
                "{:34}{name} “{}” (page {}, line {}, {}–{})\n",
                "", evidence.quote, evidence.page, evidence.line, evidence.start, evidence.end
            ));
        }
    }
    text
}

fn totals(comparison: &Comparison) -> String {
    format!(
        "\nIn favour of A {}, of B {}, in all {}; {} parts are equal\n",
        signed(comparison.in_favour_of_first()),
        signed(comparison.in_favour_of_second()),
        signed(comparison.gap),
        comparison.equal()
    )
}

fn weights_text(comparison: &Comparison) -> String {
    let mut text =
        "\nWeights for which A scores above B, each by itself, the others as they are:\n"
            .to_owned();
    for range in &comparison.weights {
        text.push_str(&format!(
            "  {:<22} now {:.3}   {}\n",
            range.feature.name(),
            range.weight,
            range_text(range)
        ));
    }
    text
}

fn range_text(range: &WeightRange) -> String {
    match (range.above, range.below) {
        (None, None) => "any".to_owned(),
        (Some(above), _) => format!("above {above:.3}"),
        (None, Some(below)) if below <= 0.0 => "none".to_owned(),
        (None, Some(below)) => format!("below {below:.3}"),
    }
}

/// The comparison as JSON, pretty-printed.
pub fn comparison_json(
    run: &Run,
    job: &JobQuery,
    [first, second]: [&Match; 2],
    comparison: Option<&Comparison>,
) -> String {
    let side = |known: &Match| {
        json!({
            "cv_id": known.cv_id,
            "score": known.score().map(number),
            "status": super::csv::status_word(known.status),
            "reason": known.reason,
            "source": known.source,
            "must": known.explanation.as_ref().map(|explained| explained.must),
            "nice": known.explanation.as_ref().map(|explained| explained.nice),
        })
    };
    let value = json!({
        "job": run.job,
        "model": run.model,
        "as_of": run.as_of,
        "a": side(first),
        "b": side(second),
        "comparison": comparison.map(|comparison| comparison_value(job, comparison)),
    });
    json_text::text(&value)
}

fn comparison_value(job: &JobQuery, comparison: &Comparison) -> Value {
    let of_cv = |reason: Option<&Reason>| {
        reason.map(|reason| {
            json!({
                "outcome": reason.contribution.outcome,
                "value": reason.contribution.value,
                "points": number(reason.contribution.points),
                "note": reason.contribution.note,
                "evidence": reason.evidence,
            })
        })
    };
    let differences: Vec<Value> = comparison
        .differences
        .iter()
        .enumerate()
        .map(|(place, difference)| {
            let reason = difference.reason();
            json!({
                "feature": reason.map(|reason| reason.contribution.feature.name()),
                "requirement": reason.and_then(|reason| requirement_value(job, reason)),
                "points": number(difference.points),
                "is_decisive": place < comparison.decisive,
                "a": of_cv(difference.first),
                "b": of_cv(difference.second),
            })
        })
        .collect();
    json!({
        "gap": number(comparison.gap),
        "differences": differences,
        "weights": comparison.weights,
    })
}
