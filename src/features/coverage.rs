//! How far each requirement is met, with what shows it.

mod qualifications;
mod skill;

use std::collections::BTreeMap;

use super::job_query::{JobQuery, RequirementQuery};
use super::potential::{Fact, Measured};
use super::{Feature, Outcome, Pair, Part};
use crate::document::Span;
use crate::profile::job::{Demand, Importance};
use crate::profile::spoken::SpokenLevel;
use qualifications::{EQUIVALENT, education, experience, language};
pub(super) use qualifications::{WORDS_OF_A_LANGUAGE, years};
pub(super) use skill::{most_near, shown};
use skill::{shown_in, shown_once, skill};

/// Pieces of evidence kept for a requirement.
const EVIDENCE: usize = 3;

/// How far one demand is met.
#[derive(Clone)]
struct Answer {
    value: f64,
    outcome: Outcome,
    note: String,
    evidence: Vec<Span>,
}

impl Answer {
    fn not_found() -> Self {
        Self {
            value: 0.0,
            outcome: Outcome::NotFound,
            note: String::new(),
            evidence: Vec::new(),
        }
    }
}

/// What is known of one CV already, since posts ask for the same in many ways.
struct Answered {
    /// In work like the job's.
    relevant_months: u32,
    languages: BTreeMap<(String, Option<SpokenLevel>), Answer>,
}

/// How far a CV meets each requirement of the job.
pub(super) struct Answers<'a> {
    job: &'a JobQuery,
    /// One a requirement.
    answers: Vec<Answer>,
}

impl<'a> Answers<'a> {
    pub(super) fn new(pair: Pair<'a>, relevant_months: u32) -> Self {
        let job = pair.job;
        let mut answered = Answered {
            relevant_months,
            languages: BTreeMap::new(),
        };
        let asked = job.requirements.iter().zip(&job.profile.requirements);
        let answers = asked
            .map(|(query, requirement)| answer(pair, query, &requirement.demand, &mut answered))
            .collect();
        Self { job, answers }
    }

    /// Measures [`Feature::MustCoverage`] or [`Feature::NiceCoverage`].
    pub(super) fn coverage(&self, feature: Feature, importance: Importance) -> Vec<Part> {
        let asked = || {
            let numbered = self.job.requirements.iter().zip(0..);
            numbered.filter(|(query, _)| query.importance == importance)
        };
        let whole: f64 = asked().map(|(query, _)| query.weight).sum();
        asked()
            .map(|(query, index)| self.part(feature, index, query.weight / whole))
            .collect()
    }

    /// Measures [`Feature::Education`] or [`Feature::Languages`]: all that is `wanted` counts alike.
    pub(super) fn apart(&self, feature: Feature, wanted: fn(&Demand) -> bool) -> Vec<Part> {
        let requirements = self.job.profile.requirements.iter().zip(0..);
        let indexes: Vec<u32> = requirements
            .filter(|(requirement, _)| wanted(&requirement.demand))
            .map(|(_, index)| index)
            .collect();
        let share = 1.0 / indexes.len() as f64;
        indexes
            .iter()
            .map(|&index| self.part(feature, index, share))
            .collect()
    }

    fn part(&self, feature: Feature, index: u32, share: f64) -> Part {
        let answer = self.answers[index as usize].clone();
        Part {
            feature,
            requirement: Some(index),
            share,
            value: answer.value,
            outcome: answer.outcome,
            note: answer.note,
            evidence: answer.evidence,
        }
    }
}

fn answer(
    pair: Pair,
    query: &RequirementQuery,
    demand: &Demand,
    answered: &mut Answered,
) -> Answer {
    match demand {
        Demand::Skill {
            any_of,
            at_least,
            minimum_months,
        } => {
            let relevant = answered.relevant_months;
            skill(pair, query, any_of, *at_least, *minimum_months, relevant)
        }
        Demand::Experience { minimum_months, .. } => {
            let relevant = answered.relevant_months;
            experience(*minimum_months, relevant, query.says_more, pair.cv)
        }
        Demand::Education {
            level,
            or_equivalent,
            ..
        } => education(*level, &query.fields, *or_equivalent, pair),
        Demand::Language { any_of, level } => language(any_of, *level, pair, answered),
        Demand::Text => words(pair, &query.terms),
    }
}

/// Share of a sentence's weight that one line holds and is a neighbour, and is good evidence.
pub(super) const LINE_PARTLY: f64 = 0.5;
const LINE_MET: f64 = 0.75;

/// A sentence by its words: as far as one line holds them; words scattered over many say nothing.
fn words(pair: Pair, terms: &[u32]) -> Answer {
    let Pair { job, cv, found, .. } = pair;
    let weight = |term: u32| job.terms[term as usize].weight;
    let whole: f64 = terms.iter().map(|&term| weight(term)).sum();
    let mut held: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &term in terms {
        for (passage, _) in &found.terms[term as usize].at {
            held.entry(*passage).or_default().push(term);
        }
    }
    let share = |terms: &[u32]| terms.iter().map(|&term| weight(term)).sum::<f64>() / whole;
    let lines = held
        .iter()
        .map(|(passage, terms)| (*passage, terms, share(terms)))
        .filter(|(_, terms, share)| *share >= LINE_PARTLY && terms.len() > 1);
    let value = |passage: u32, share: f64| share * shown_in(cv.passages[passage as usize].strength);
    // Of equals, the first in the text.
    let best = lines.reduce(|best, next| {
        if value(next.0, next.2) > value(best.0, best.2) {
            next
        } else {
            best
        }
    });
    let Some((passage, terms, share)) = best else {
        return Answer::not_found();
    };
    let mut terms = terms.clone();
    terms.sort_by(|one, other| weight(*other).total_cmp(&weight(*one)).then(one.cmp(other)));
    terms.truncate(EVIDENCE);
    let written = terms
        .iter()
        .map(|&term| job.terms[term as usize].written.as_str());
    Answer {
        value: value(passage, share),
        outcome: if share >= LINE_MET {
            Outcome::Met
        } else {
            Outcome::Partly
        },
        note: written.collect::<Vec<_>>().join(", "),
        evidence: vec![cv.passages[passage as usize].span],
    }
}

/// The requirement of a part, if it is open and what would meet it can be said beforehand.
pub(super) fn open_fact(job: &JobQuery, part: &Measured) -> Option<Fact> {
    let index = part.requirement?;
    let asked = job.profile.requirements.get(index as usize)?;
    let is_open = part.outcome != Outcome::Met || part.value < Outcome::MET_FROM;
    let would_gain = target(&asked.demand).is_some_and(|value| value > part.value);
    (is_open && would_gain).then_some(Fact::Requirement(index))
}

/// What a part earns, if `facts` were shown as well, with `total_months` of work by then.
pub(super) fn value_with(
    job: &JobQuery,
    part: &Measured,
    facts: &[Fact],
    total_months: u32,
) -> f64 {
    let Some(index) = part.requirement else {
        return part.value;
    };
    let Some(asked) = job.profile.requirements.get(index as usize) else {
        return 0.0;
    };
    match &asked.demand {
        Demand::Experience { minimum_months, .. } => {
            let least = (*minimum_months).max(1);
            f64::from(total_months.min(least)) / f64::from(least)
        }
        Demand::Skill { .. } | Demand::Education { .. } | Demand::Language { .. } => {
            let is_shown = facts.contains(&Fact::Requirement(index));
            let target = target(&asked.demand).filter(|_| is_shown);
            target.unwrap_or(0.0)
        }
        Demand::Text => 0.0,
    }
}

/// The value of a demand that is shown; `None` where that cannot be said beforehand.
fn target(demand: &Demand) -> Option<f64> {
    match demand {
        Demand::Skill {
            any_of,
            minimum_months,
            ..
        } => {
            let is_timed = minimum_months.is_some_and(|months| months > 0);
            // Months are counted for what the lexicon knows.
            let is_known = any_of.iter().all(|wanted| wanted.concept.is_some());
            Some(shown_once(is_timed && !is_known))
        }
        Demand::Education { .. } | Demand::Language { .. } => Some(1.0),
        Demand::Experience { .. } | Demand::Text => None,
    }
}

/// What a part earns at most, if what was found stood in positions whose dates were not read.
pub(super) fn value_if_dated(job: &JobQuery, part: &Measured) -> f64 {
    let index = part.requirement;
    let asked = index.and_then(|index| job.profile.requirements.get(index as usize));
    match asked.map(|asked| &asked.demand) {
        // Years of work may stand for a degree.
        Some(Demand::Education { .. }) => part.value.max(EQUIVALENT),
        Some(Demand::Language { .. }) => part.value,
        Some(Demand::Experience { .. }) => 1.0,
        Some(Demand::Skill { .. } | Demand::Text) | None => {
            if part.value > 0.0 {
                1.0
            } else {
                0.0
            }
        }
    }
}

/// Requirements matched by their words alone, which no fact covers: their indexes.
pub(crate) fn by_words_alone(job: &JobQuery) -> impl Iterator<Item = u32> + '_ {
    let numbered = (0..).zip(&job.profile.requirements);
    numbered
        .filter(|(_, asked)| asked.demand == Demand::Text)
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::tests::{self, BAKER, assert_near, only, query};
    use crate::profile::education::EducationLevel;

    fn degree() -> Demand {
        Demand::Education {
            level: EducationLevel::Bachelor,
            fields: Vec::new(),
            or_equivalent: false,
        }
    }

    fn german() -> Demand {
        Demand::Language {
            any_of: vec!["de".to_owned()],
            level: None,
        }
    }

    fn experience(minimum_months: u32) -> Demand {
        Demand::Experience {
            minimum_months,
            maximum_months: None,
        }
    }

    /// A line of a dated position, as `shown_once` has it.
    const ONCE: f64 = 0.671_875;

    fn measured(value: f64, outcome: Outcome) -> Measured {
        Measured {
            feature: Feature::MustCoverage,
            requirement: Some(0),
            outcome,
            value,
            has_trace: false,
        }
    }

    #[test]
    fn a_sentence_earns_by_what_one_line_holds_of_it() {
        // Four letters weigh the root of 3, eight that of 5.
        let (short, long) = (f64::sqrt(3.0), f64::sqrt(5.0));
        let whole = 2.0 * short + long;
        let asks = |quote: &str| {
            let mut job = only(Demand::Text);
            quote.clone_into(&mut job.requirements[0].quote);
            job
        };
        for (lines, share, outcome, note) in [
            (
                "Quay, gloamrye, fenn",
                1.0,
                Outcome::Met,
                "gloamrye, quay, fenn",
            ),
            (
                "Kneaded quay gloamrye",
                (short + long) / whole,
                Outcome::Partly,
                "gloamrye, quay",
            ),
            (
                "Kneaded quay, fenn",
                2.0 * short / whole,
                Outcome::Partly,
                "quay, fenn",
            ),
            // One word, and words on two lines.
            ("Kneaded gloamrye", 0.0, Outcome::NotFound, ""),
            ("Kneaded quay\n- Baked gloamrye", 0.0, Outcome::NotFound, ""),
        ] {
            let text = format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- {lines}\n");
            let cv = tests::profile(&tests::document(&text));
            let cv = tests::with_strength(cv, crate::profile::cv::Strength::Used);
            let part = tests::part(
                asks("quay gloamrye fenn"),
                &cv,
                &text,
                Feature::MustCoverage,
            );
            assert_near(part.value, share * ONCE, lines);
            assert_eq!(
                (part.note.as_str(), part.outcome),
                (note, outcome),
                "{lines}"
            );
        }
        // Nothing but common words.
        let cv = tests::profile(&tests::document(BAKER));
        let part = tests::part(asks("and of the"), &cv, BAKER, Feature::MustCoverage);
        assert_eq!((part.value, part.outcome), (0.0, Outcome::NotFound));
    }

    #[test]
    fn a_line_must_hold_half_of_a_sentence_in_more_than_a_word() {
        for (quote, line, outcome) in [
            ("quay gloamrye", "Kneaded quay, gloamrye", Outcome::Met),
            // .56 of the weight, but one word.
            ("quay gloamrye", "Kneaded gloamrye", Outcome::NotFound),
            ("quay gloamrye fenn", "Kneaded quay, fenn", Outcome::Partly),
            // Two words, but a third of the weight.
            (
                "quay gloamrye fenn zorblang brindwick",
                "Kneaded quay, fenn",
                Outcome::NotFound,
            ),
        ] {
            let mut job = only(Demand::Text);
            quote.clone_into(&mut job.requirements[0].quote);
            let text = format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- {line}\n");
            let cv = tests::profile(&tests::document(&text));
            let part = tests::part(job, &cv, &text, Feature::MustCoverage);
            assert_eq!(part.outcome, outcome, "{quote}: {line}");
        }
    }

    #[test]
    fn shares_go_by_weight_and_sum_to_one() {
        // The roots of 3 and 5: words of four and of eight letters.
        let job = [("quay", Importance::Must), ("gloamrye", Importance::Must)]
            .into_iter()
            .chain([("zorblang", Importance::Nice)])
            .fold(tests::job("", ""), |job, (label, importance)| {
                tests::asking(job, importance, tests::skill(&[label], 1, None))
            });
        let cv = tests::profile(&tests::document(BAKER));
        let (short, long) = (f64::sqrt(3.0), f64::sqrt(5.0));
        let musts = tests::parts(job.clone(), &cv, BAKER, Feature::MustCoverage);
        let shares: Vec<f64> = musts.iter().map(|part| part.share).collect();
        assert_eq!(musts.len(), 2);
        assert_near(shares[0], short / (short + long), "quay");
        assert_near(shares[1], long / (short + long), "gloamrye");
        assert_eq!(musts[1].requirement, Some(1));
        let nice = tests::part(job, &cv, BAKER, Feature::NiceCoverage);
        assert_eq!((nice.share, nice.requirement), (1.0, Some(2)));
    }

    #[test]
    fn a_fact_is_open_until_it_is_met_and_while_showing_it_would_gain() {
        let kafka = || tests::skill(&["Kafka"], 1, None);
        let open = Some(Fact::Requirement(0));
        for (what, demand, value, outcome, expected) in [
            ("nothing of a skill", kafka(), 0.0, Outcome::NotFound, open),
            ("a skill denied", kafka(), 0.0, Outcome::Contradicted, open),
            ("a skill listed", kafka(), 0.49, Outcome::Partly, open),
            ("a skill met", kafka(), 0.5, Outcome::Met, None),
            (
                "a skill met by half a word",
                kafka(),
                0.49,
                Outcome::Met,
                open,
            ),
            (
                "a skill that lacks years",
                kafka(),
                0.67,
                Outcome::Partly,
                open,
            ),
            (
                "a skill that one line would not raise",
                kafka(),
                0.68,
                Outcome::Partly,
                None,
            ),
            ("a degree", degree(), 0.5, Outcome::Partly, open),
            ("a degree met", degree(), 1.0, Outcome::Met, None),
            ("a language", german(), 0.0, Outcome::NotFound, open),
            ("years", experience(36), 0.5, Outcome::Partly, None),
            ("words", Demand::Text, 0.2, Outcome::Partly, None),
        ] {
            let fact = open_fact(&query(only(demand)), &measured(value, outcome));
            assert_eq!(fact, expected, "{what}");
        }
    }

    #[test]
    fn a_fact_that_is_shown_earns_what_one_line_would() {
        let own = [Fact::Requirement(0)];
        let other = [Fact::Requirement(1), Fact::Months(36)];
        let timed = tests::skill(&["gloamrye"], 1, Some(24));
        let timed_and_known = tests::skill(&["Kafka"], 1, Some(24));
        for (what, demand, facts, value) in [
            ("a skill", tests::skill(&["Kafka"], 1, None), &own[..], ONCE),
            (
                "another one",
                tests::skill(&["Kafka"], 1, None),
                &other,
                0.0,
            ),
            ("years that cannot be counted", timed, &own, ONCE / 2.0),
            ("years that can be counted", timed_and_known, &own, ONCE),
            (
                "no years",
                tests::skill(&["gloamrye"], 1, Some(0)),
                &own,
                ONCE,
            ),
            ("a degree", degree(), &own, 1.0),
            ("a language", german(), &own, 1.0),
            ("words", Demand::Text, &own, 0.0),
            ("years of 30", experience(30), &other, 0.8),
            ("years of 24", experience(24), &other, 1.0),
            ("years of 20", experience(20), &other, 1.0),
        ] {
            let part = measured(0.0, Outcome::NotFound);
            // 24 months of work in all by then.
            let shown = value_with(&query(only(demand)), &part, facts, 24);
            assert_near(shown, value, what);
        }
    }

    #[test]
    fn dates_that_were_not_read_may_hold_all_that_was_found() {
        for (what, demand, value, most) in [
            ("a degree", degree(), 0.0, 0.5),
            ("more of a degree", degree(), 0.75, 0.75),
            ("a language", german(), 0.25, 0.25),
            ("years", experience(36), 0.0, 1.0),
            ("a skill", tests::skill(&["Kafka"], 1, None), 0.01, 1.0),
            ("no skill", tests::skill(&["Kafka"], 1, None), 0.0, 0.0),
            ("words", Demand::Text, 0.01, 1.0),
            ("no words", Demand::Text, 0.0, 0.0),
        ] {
            let part = measured(value, Outcome::of_value(value));
            assert_eq!(value_if_dated(&query(only(demand)), &part), most, "{what}");
        }
    }
}
