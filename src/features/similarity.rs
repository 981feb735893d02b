//! TF-IDF agreement of the whole and of the dated positions.
//!
//! Cosine is not used: its division by the CV's length takes points away for
//! writing more. Here the job's norm alone divides, and a term's count
//! saturates; on the sets tried this also ranks better.

use super::found::{Found, Places, saturate};
use super::job_query::{JobQuery, Term};
use super::{Feature, Outcome, Part};
use crate::document::Span;
use crate::lexicon::Lexicon;
use crate::profile::cv::CvProfile;

/// Share of the job's norm that earns one half: few CVs hold more of its words, and of
/// its pairs far fewer.
pub(super) const HALF_OF_WORDS: f64 = 0.7;
pub(super) const HALF_OF_PAIRS: f64 = 0.2;

/// Terms shown in a note.
const SHOWN: usize = 5;
/// A similarity is called met from here on: half of the job's weight on many lines is rare.
const MET_FROM: f64 = 0.3;

pub(super) fn measure(
    job: &JobQuery,
    cv: &CvProfile,
    found: &Found,
    lexicon: &Lexicon,
    parts: &mut Vec<Part>,
) {
    let lines = |places: &Places| places.lines;
    let used = |places: &Places| places.used;
    if job.applies(Feature::SkillSimilarity) {
        parts.push(skills(job, cv, found, lexicon));
    }
    if job.applies(Feature::WordSimilarity) {
        parts.push(agreement(
            Feature::WordSimilarity,
            HALF_OF_WORDS,
            &job.terms,
            &found.terms,
            lines,
        ));
    }
    if job.applies(Feature::PairSimilarity) {
        parts.push(agreement(
            Feature::PairSimilarity,
            HALF_OF_PAIRS,
            &job.pairs,
            &found.pairs,
            lines,
        ));
    }
    if job.applies(Feature::ExperienceSimilarity) {
        parts.push(agreement(
            Feature::ExperienceSimilarity,
            HALF_OF_WORDS,
            &job.terms,
            &found.terms,
            used,
        ));
    }
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

fn skills(job: &JobQuery, cv: &CvProfile, found: &Found, lexicon: &Lexicon) -> Part {
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
            .map(|mention| super::found::line_weight(mention.strength))
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
