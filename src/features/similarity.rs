//! TF-IDF agreement of the whole and of the dated positions.
//!
//! Cosine is not used: its division by the CV's length takes points away for
//! writing more. Here the job's norm alone divides, and a term's count
//! saturates; on the sets tried this also ranks better.

mod added;

use super::found::{Places, heaviest_over_lightest, saturate};
use super::job_query::Term;
use super::{Feature, Outcome, Pair, Part};
use crate::document::Span;
pub(super) use added::Added;

/// Share of the job's norm that earns one half: few CVs hold more of its words, and of
/// its pairs far fewer.
pub(super) const HALF_OF_WORDS: f64 = 0.7;
pub(super) const HALF_OF_PAIRS: f64 = 0.2;

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
    similarity_part(
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
        let named = mentions.clone();
        let lines = found.lines(named.map(|mention| (mention.passage, mention.strength)));
        let gained = weight * saturate(lines);
        gain.sum += gained;
        if let Some(first) = mentions.clone().next() {
            best.push((gained, lexicon.label(concept), first.span));
        }
    }
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    best.truncate(SHOWN);
    similarity_part(
        Feature::SkillSimilarity,
        gain.value(HALF_OF_WORDS),
        best.iter()
            .map(|(_, label, _)| *label)
            .collect::<Vec<_>>()
            .join(", "),
        best.iter().map(|(_, _, span)| *span).collect(),
    )
}

pub(super) fn similarity_part(
    feature: Feature,
    value: f64,
    note: String,
    evidence: Vec<Span>,
) -> Part {
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
    use crate::features::tests::{self, assert_near};

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
        for value in [1.0, 0.25] {
            assert_eq!(grown(value, -1.0), value);
        }
        assert_eq!((grown(1.0, 2.0), grown_by(1.0, 2.0)), (1.0, 1.0));
        // Odds of 1 become 1 / 0.45.
        assert_near(if_dated(0.5), 1.0 / 1.45, "if dated");
    }

    #[test]
    fn a_similarity_is_met_from_three_tenths_on() {
        for (value, outcome) in [
            (0.3, Outcome::Met),
            (0.3f64.next_down(), Outcome::Partly),
            (f64::MIN_POSITIVE, Outcome::Partly),
            (0.0, Outcome::NotFound),
        ] {
            let part = similarity_part(Feature::WordSimilarity, value, String::new(), Vec::new());
            assert_eq!(part.outcome, outcome, "{value}");
        }
    }

    #[test]
    fn half_is_earned_at_a_share_of_the_norm() {
        // Weights 3 and 4 make a norm of 5; 4 found on many lines are 4.
        let mut gain = Gain::default();
        assert_eq!(gain.value(0.7), 0.0);
        assert_eq!((gain.add(3.0, 0.0), gain.add(4.0, 1.0)), (0.0, 4.0));
        assert_near(gain.value(HALF_OF_WORDS), 4.0 / 7.5, "words");
        assert_near(gain.value(HALF_OF_PAIRS), 4.0 / 5.0, "pairs");
        assert_near(gain.value(0.8), 0.5, "half");
    }

    #[test]
    fn five_terms_are_shown_the_weightiest_first_and_of_equals_the_first_asked() {
        let terms: Vec<Term> = [("a", 1.0), ("b", 2.0), ("c", 2.0), ("d", 9.0), ("e", 3.0)]
            .into_iter()
            .chain([("f", 4.0), ("g", 0.5)])
            .map(|(written, weight)| Term {
                written: written.to_owned(),
                weight,
            })
            .collect();
        let found: Vec<Places> = (0..7)
            .map(|index| {
                let mut places = Places::default();
                places.lines = if index == 3 { 0.0 } else { 8.0 };
                places.at = vec![(0, Span::new(index, index + 1))];
                places
            })
            .collect();
        let shown = agreement(
            Feature::WordSimilarity,
            HALF_OF_WORDS,
            &terms,
            &found,
            |places| places.lines,
        );
        assert_eq!(shown.note, "f, e, b, c, a");
        let starts: Vec<u32> = shown.evidence.iter().map(|span| span.start).collect();
        assert_eq!(starts, [5, 4, 1, 2, 0]);
        let norm = f64::sqrt(1.0 + 4.0 + 4.0 + 81.0 + 9.0 + 16.0 + 0.25);
        assert_near(shown.value, 12.5 / (12.5 + 0.7 * norm), "value");
        let nothing = agreement(
            Feature::ExperienceSimilarity,
            HALF_OF_WORDS,
            &terms,
            &found,
            |places| places.used,
        );
        assert_eq!((nothing.value, nothing.note.as_str()), (0.0, ""));
        assert!(nothing.evidence.is_empty());
    }

    #[test]
    fn each_similarity_counts_its_own_lines() {
        let listed = "Skills\nZorblang, gloamrye\n";
        let used = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Wrote zorblang gloamrye\n";
        // All of the job's words, on one line: the norm of n equal weights is their sum over
        // the square root of n.
        let of = |gained: f64, terms: f64, half: f64| gained / (gained + half / f64::sqrt(terms));
        let once = saturate(1.0);
        for (feature, text, value) in [
            (Feature::WordSimilarity, used, of(once, 2.0, 0.7)),
            (Feature::ExperienceSimilarity, used, of(once, 2.0, 0.7)),
            (Feature::PairSimilarity, used, of(once, 1.0, 0.2)),
            (Feature::ExperienceSimilarity, listed, 0.0),
        ] {
            let document = tests::document(text);
            let cv = tests::profile(&document);
            let asked = tests::job("", "zorblang gloamrye");
            let part = tests::part(asked, &cv, text, feature);
            assert_near(part.value, value, &format!("{feature:?}: {text}"));
        }
    }

    #[test]
    fn shared_skills_count_by_their_positions() {
        let text = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Wrote Kafka\n- Mended Kafka\n\nCook, \
                    Orme Ltd, 2011 - 2014\n- Mended Kafka\n";
        let document = tests::document(text);
        let cv = tests::profile(&document);
        let of = |asked: &str| {
            let job = tests::job("", asked);
            tests::part(job, &cv, text, Feature::SkillSimilarity)
        };
        let twice = saturate(2.0);
        let kafka = of("Kafka");
        assert_near(kafka.value, twice / (twice + 0.7), "Kafka");
        assert_eq!(
            (kafka.note.as_str(), kafka.outcome),
            ("Apache Kafka", Outcome::Met)
        );
        assert_eq!(kafka.evidence.len(), 1);
        let other = of("COBOL");
        assert_eq!((other.value, other.outcome), (0.0, Outcome::NotFound));
    }

    #[test]
    fn of_shared_skills_the_one_that_adds_most_is_shown_first() {
        // Words of five and of six letters.
        let (kafka, docker) = (f64::sqrt(3.5), f64::sqrt(4.0));
        let norm = f64::sqrt(3.5 + 4.0);
        for (twice, once, sum, note) in [
            (
                "Kafka",
                "Docker",
                kafka * saturate(2.0) + docker * saturate(1.0),
                "Apache Kafka, Docker",
            ),
            (
                "Docker",
                "Kafka",
                docker * saturate(2.0) + kafka * saturate(1.0),
                "Docker, Apache Kafka",
            ),
        ] {
            let text = format!(
                "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Wrote {twice}\n- Wrote {once}\n\n\
                 Cook, Orme Ltd, 2011 - 2014\n- Mended {twice}\n"
            );
            let cv = tests::profile(&tests::document(&text));
            let job = tests::job("", "Kafka, Docker");
            let part = tests::part(job, &cv, &text, Feature::SkillSimilarity);
            assert_near(part.value, sum / (sum + 0.7 * norm), note);
            assert_eq!(part.note, note);
            let quoted = part.evidence.iter();
            let quoted: Vec<&str> = quoted.map(|span| span.of(&text)).collect();
            assert_eq!(quoted, [twice, once]);
        }
    }
}
