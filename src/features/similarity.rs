//! TF-IDF agreement of the whole and of the dated positions.
//!
//! Cosine is not used: its division by the CV's length takes points away for
//! writing more. Here the job's norm alone divides, and a term's count
//! saturates; on the sets tried this also ranks better.

mod added;

use super::found::{Places, heaviest_over_lightest, line_weight, saturate};
use super::job_query::Term;
use super::{Feature, Outcome, Pair, Part};
use crate::document::Span;
pub(super) use added::Added;

/// Share of the job's norm that earns one half: few CVs hold more of its words, and of
/// its pairs far fewer.
const HALF_OF_WORDS: f64 = 0.7;
const HALF_OF_PAIRS: f64 = 0.2;

/// Terms shown in a note.
const SHOWN: usize = 5;
/// A similarity is called met from here on: half of the job's weight on many lines is rare.
const MET_FROM: f64 = 0.3;

/// Measures [`Feature::WordSimilarity`].
pub(super) fn words(pair: Pair) -> Part {
    let (terms, found) = (&pair.job.terms, &pair.found.terms);
    let lines = |places: &Places| places.lines;
    agreement(Feature::WordSimilarity, HALF_OF_WORDS, terms, found, lines)
}

/// Measures [`Feature::PairSimilarity`].
pub(super) fn pairs(pair: Pair) -> Part {
    let (terms, found) = (&pair.job.pairs, &pair.found.pairs);
    let lines = |places: &Places| places.lines;
    agreement(Feature::PairSimilarity, HALF_OF_PAIRS, terms, found, lines)
}

/// Measures [`Feature::ExperienceSimilarity`].
pub(super) fn experience(pair: Pair) -> Part {
    let (terms, found) = (&pair.job.terms, &pair.found.terms);
    let used = |places: &Places| places.used;
    agreement(
        Feature::ExperienceSimilarity,
        HALF_OF_WORDS,
        terms,
        found,
        used,
    )
}

/// What was found of the job's weights, against the job's norm.
#[derive(Default)]
struct Gain {
    sum: f64,
    squares: f64,
}

impl Gain {
    fn add(&mut self, weight: f64, found: f64) -> f64 {
        let gained = weight * found;
        self.sum += gained;
        self.squares += weight * weight;
        gained
    }

    /// Rises from 0 towards 1; one half where the sum is `half` of the job's Euclidean norm.
    ///
    /// Against the plain sum of the weights, a long post would leave every CV near zero
    /// and the feature without a say.
    fn value(&self, half: f64) -> f64 {
        if self.sum > 0.0 {
            self.sum / (self.sum + half * self.squares.sqrt())
        } else {
            0.0
        }
    }
}

fn agreement(
    feature: Feature,
    half: f64,
    terms: &[Term],
    found: &[Places],
    lines: fn(&Places) -> f64,
) -> Part {
    let mut gain = Gain::default();
    let mut best: Vec<(f64, usize)> = Vec::new();
    for (index, (term, places)) in terms.iter().zip(found).enumerate() {
        let gained = gain.add(term.weight, saturate(lines(places)));
        if gained > 0.0 {
            best.push((gained, index));
        }
    }
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let shown = &best[..best.len().min(SHOWN)];
    part(
        feature,
        gain.value(half),
        shown
            .iter()
            .map(|&(_, index)| terms[index].written.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        shown
            .iter()
            .filter_map(|&(_, index)| Some(found[index].at.first()?.1))
            .collect(),
    )
}

/// Measures [`Feature::SkillSimilarity`].
pub(super) fn skills(pair: Pair) -> Part {
    let Pair {
        job,
        cv,
        found,
        lexicon,
        ..
    } = pair;
    let mut gain = Gain::default();
    let mut best: Vec<(f64, &str, Span)> = Vec::new();
    for &(concept, weight) in &job.skills {
        gain.add(weight, 0.0);
        let Ok(index) = cv
            .skills
            .binary_search_by_key(&concept, |claim| claim.concept)
        else {
            continue;
        };
        let mentions = found.claims(&cv.skills[index]);
        let lines = mentions
            .clone()
            .map(|mention| line_weight(mention.strength))
            .sum();
        let gained = weight * saturate(lines);
        gain.sum += gained;
        if let Some(first) = mentions.clone().next() {
            best.push((gained, lexicon.label(concept), first.span));
        }
    }
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    best.truncate(SHOWN);
    part(
        Feature::SkillSimilarity,
        gain.value(HALF_OF_WORDS),
        best.iter()
            .map(|(_, label, _)| *label)
            .collect::<Vec<_>>()
            .join(", "),
        best.iter().map(|(_, _, span)| *span).collect(),
    )
}

fn part(feature: Feature, value: f64, note: String, evidence: Vec<Span>) -> Part {
    let outcome = match value {
        value if value >= MET_FROM => Outcome::Met,
        value if value > 0.0 => Outcome::Partly,
        _ => Outcome::NotFound,
    };
    Part {
        feature,
        requirement: None,
        share: 1.0,
        value,
        outcome,
        note,
        evidence,
    }
}

/// x / (x + h) with `more` added to x / h.
pub(super) fn grown(value: f64, more: f64) -> f64 {
    if more <= 0.0 || value >= 1.0 {
        return value;
    }
    let odds = value / (1.0 - value) + more;
    odds / (1.0 + odds)
}

/// The most that x / (x + h) could be if each line behind it weighed `times` as much.
fn grown_by(value: f64, times: f64) -> f64 {
    if value >= 1.0 {
        return value;
    }
    let odds = times * value / (1.0 - value);
    odds / (1.0 + odds)
}

/// What a similarity earns at most, if the lines behind it were of dated positions.
pub(super) fn if_dated(value: f64) -> f64 {
    // From the lightest line to the heaviest.
    grown_by(value, heaviest_over_lightest())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_that_of_the_saturating_form() {
        for (x, more, half) in [(0.0, 2.0, 3.0), (1.0, 0.5, 0.7), (40.0, 24.0, 60.0)] {
            let before = x / (x + half);
            let after = (x + more) / (x + more + half);
            assert!((grown(before, more / half) - after).abs() < 1e-12);
        }
        assert_eq!(grown(0.25, 0.0), 0.25);
        assert_eq!(grown_by(0.0, 2.0), 0.0);
        assert!((grown_by(0.5, 3.0) - 0.75).abs() < 1e-12);
    }
}
