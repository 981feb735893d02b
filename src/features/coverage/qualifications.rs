//! Years of work, education and spoken languages against those asked.

use super::super::{Outcome, Pair};
use super::{Answer, Answered, EVIDENCE};
use crate::judge::field_of_study::{self, FieldKinship};
use crate::profile::cv::{CvProfile, Stance};
use crate::profile::education::{EducationLevel, EducationMention};
use crate::profile::spoken::{SpokenLevel, SpokenMention, name_of, with_level};
use crate::text::Shape;
use crate::text::stop_words::own_words;

pub(super) fn experience(minimum_months: u32, cv: &CvProfile) -> Answer {
    if cv.total_months == 0 {
        return Answer::not_found();
    }
    let least = minimum_months.max(1);
    let value = f64::from(cv.total_months.min(least)) / f64::from(least);
    Answer {
        value,
        outcome: if value >= 1.0 {
            Outcome::Met
        } else {
            Outcome::Partly
        },
        note: format!("{} of {} asked", years(cv.total_months), years(least)),
        evidence: cv
            .positions
            .iter()
            .map(|position| position.dates)
            .take(EVIDENCE)
            .collect(),
    }
}

/// A degree at the level asked, or above, in a field that is asked.
pub(super) fn education(
    asked: EducationLevel,
    fields: &[String],
    or_equivalent: bool,
    pair: Pair,
) -> Answer {
    let Pair { cv, found, .. } = pair;
    let own = cv
        .education
        .iter()
        .filter(|mention| !found.is_copied(mention.span));
    let best = own
        .map(|mention| one_degree(asked, fields, mention, pair))
        .reduce(|best, other| {
            if other.value > best.value {
                other
            } else {
                best
            }
        });
    let equivalent = or_equivalent && cv.total_months >= EQUIVALENT_MONTHS;
    match best {
        Some(best) if best.value >= EQUIVALENT || !equivalent => best,
        _ if equivalent => Answer {
            value: EQUIVALENT,
            outcome: Outcome::Partly,
            note: format!("{} of work instead", years(cv.total_months)),
            evidence: Vec::new(),
        },
        _ => Answer::not_found(),
    }
}

/// Bytes of a longest line that is about one degree.
const LONGEST_ENTRY: usize = 300;

/// What a degree in a neighbouring field, or one whose field is not said, earns of one in the field.
const NEAR_FIELD: f64 = 0.5;

fn one_degree(
    asked: EducationLevel,
    fields: &[String],
    mention: &EducationMention,
    pair: Pair,
) -> Answer {
    let Pair { cv, text, .. } = pair;
    let evidence = mention
        .field
        .map_or(mention.span, |field| mention.span.join(field));
    let level = mention.level.name();
    let nothing = |outcome, note: &str| Answer {
        value: 0.0,
        outcome,
        note: note.to_owned(),
        evidence: vec![evidence],
    };
    let is_begun = match cv.stance_at(text, mention.span) {
        Stance::Denied | Stance::Distant => return nothing(Outcome::NotFound, "not held"),
        Stance::Wished => true,
        Stance::Basic | Stance::Claimed => false,
    };
    let steps = asked as i32 - mention.level as i32;
    let of_level = (1.0 - 0.5 * f64::from(steps.max(0))).max(0.0);
    let (of_field, said) = if fields.is_empty() {
        (1.0, "")
    } else {
        let line = cv.passage_at(mention.span).map(|at| cv.passages[at].span);
        // In a line of many degrees nobody knows whose field is whose.
        let line = line.filter(|line| line.len() <= LONGEST_ENTRY);
        let written = mention.field.or(line).unwrap_or(mention.span).of(text);
        match field_of_study::compare(fields, written) {
            FieldKinship::Same => (1.0, ""),
            FieldKinship::Near => (NEAR_FIELD, ", a neighbouring field"),
            FieldKinship::Unknown => (NEAR_FIELD, ", field not known"),
            FieldKinship::Other => {
                return nothing(Outcome::NotFound, &format!("{level}, another field"));
            }
        }
    };
    let value = of_level * of_field * if is_begun { NEAR_FIELD } else { 1.0 };
    Answer {
        value,
        outcome: match value {
            1.0.. => Outcome::Met,
            value if value > 0.0 => Outcome::Partly,
            _ => Outcome::NotFound,
        },
        note: format!(
            "{level}{said}{}",
            if is_begun { ", not finished" } else { "" }
        ),
        evidence: vec![evidence],
    }
}

/// Years of work that stand in for a degree where the job says so.
const EQUIVALENT_MONTHS: u32 = 60;
/// What they earn of a degree.
pub(super) const EQUIVALENT: f64 = 0.5;

/// The best answer of those languages that would do; of equals, the one named first.
pub(super) fn language(
    any_of: &[String],
    asked: Option<SpokenLevel>,
    pair: Pair,
    answered: &mut Answered,
) -> Answer {
    let answers: Vec<Answer> = any_of
        .iter()
        .map(|code| {
            let known = answered.languages.entry((code.clone(), asked));
            known
                .or_insert_with(|| one_language(code, asked, pair))
                .clone()
        })
        .collect();
    answers
        .into_iter()
        .rev()
        .max_by(|one, other| one.value.total_cmp(&other.value))
        .unwrap_or_else(Answer::not_found)
}

fn one_language(code: &str, asked: Option<SpokenLevel>, pair: Pair) -> Answer {
    let Pair {
        cv, found, text, ..
    } = pair;
    let own = || {
        cv.spoken
            .iter()
            .filter(|mention| mention.code == code && !found.is_copied(mention.span))
    };
    let stance = |mention: &SpokenMention| cv.stance_at(text, mention.span);
    let best = own()
        .filter(|mention| stance(mention) >= Stance::Basic)
        .max_by_key(|mention| (mention.level, std::cmp::Reverse(mention.span)));
    if let Some(mention) = best {
        let lacking = match (asked, mention.level) {
            (Some(asked), Some(level)) => f64::from((asked as i32 - level as i32).max(0)),
            (Some(_), None) => 1.0,
            (None, _) => 0.0,
        };
        let value = (1.0 - 0.25 * lacking).max(0.0);
        return Answer {
            value,
            outcome: match value {
                1.0.. => Outcome::Met,
                value if value > 0.0 => Outcome::Partly,
                _ => Outcome::NotFound,
            },
            note: with_level(&name_of(code), mention.level),
            evidence: vec![mention.span],
        };
    }
    if let Some(denied) = own().find(|mention| stance(mention) == Stance::Denied) {
        return Answer {
            value: 0.0,
            outcome: Outcome::Contradicted,
            note: "the CV says otherwise".to_owned(),
            evidence: vec![denied.span],
        };
    }
    if !is_written_in(code, pair) {
        return Answer::not_found();
    }
    let name = name_of(code);
    let part = if cv.language == code {
        "the CV"
    } else {
        "a part of the CV"
    };
    // Who writes in a language may still be far from the level asked.
    let unproven = asked.is_some();
    Answer {
        value: if unproven { 0.5 } else { 0.75 },
        outcome: if unproven {
            Outcome::Partly
        } else {
            Outcome::Met
        },
        note: format!(
            "{part} is written in {name}{}",
            if unproven { ", level not stated" } else { "" }
        ),
        evidence: Vec::new(),
    }
}

/// Different words of one language alone that a text written in it holds.
const WORDS_OF_A_LANGUAGE: usize = 4;

/// Whether part of the CV is written in the language. More text in another one takes nothing away.
fn is_written_in(code: &str, pair: Pair) -> bool {
    let Pair { cv, found, .. } = pair;
    let own = cv.tokens.iter().enumerate();
    // Lists of stop words hold numbers, and dates are of no language.
    let own =
        own.filter(|(place, token)| token.shape == Shape::Word && !found.is_copied_at(*place));
    let words = own_words(code, own.map(|(_, token)| token.key));
    words.map_or(cv.language == code, |words| words >= WORDS_OF_A_LANGUAGE)
}

/// `3.5 years`, `8 months`.
pub(in crate::features) fn years(months: u32) -> String {
    match months {
        0..12 => format!("{months} months"),
        _ if months.is_multiple_of(12) => format!("{} years", months / 12),
        _ => format!("{:.1} years", f64::from(months) / 12.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::features::tests::{self, BAKER, assert_near, only};
    use crate::features::{Feature, Part};
    use crate::profile::education::EducationMention;
    use crate::profile::job::Demand;
    use crate::profile::spoken::SpokenMention;

    fn baker() -> CvProfile {
        tests::profile(&tests::document(BAKER))
    }

    fn answered(demand: Demand, cv: &CvProfile, text: &str) -> Part {
        tests::part(only(demand), cv, text, Feature::MustCoverage)
    }

    #[test]
    fn lengths_are_named_in_years_from_twelve_months_on() {
        for (months, named) in [
            (0, "0 months"),
            (11, "11 months"),
            (13, "1.1 years"),
            (18, "1.5 years"),
            (24, "2 years"),
            (35, "2.9 years"),
        ] {
            assert_eq!(years(months), named);
        }
    }

    #[test]
    fn experience_is_met_by_all_that_is_asked_and_by_no_month_less() {
        for (asked, has, value, outcome, note) in [
            (36, 0, 0.0, Outcome::NotFound, ""),
            (36, 18, 0.5, Outcome::Partly, "1.5 years of 3 years asked"),
            (
                36,
                35,
                35.0 / 36.0,
                Outcome::Partly,
                "2.9 years of 3 years asked",
            ),
            (36, 36, 1.0, Outcome::Met, "3 years of 3 years asked"),
            (36, 37, 1.0, Outcome::Met, "3.1 years of 3 years asked"),
        ] {
            let mut cv = baker();
            cv.total_months = has;
            let demand = Demand::Experience {
                minimum_months: asked,
                maximum_months: None,
            };
            let part = answered(demand, &cv, BAKER);
            assert_near(part.value, value, note);
            assert_eq!((part.outcome, part.note.as_str()), (outcome, note));
            assert_eq!(part.evidence.len(), usize::from(has > 0), "{note}");
        }
    }

    #[test]
    fn a_level_of_education_below_the_one_asked_takes_a_half_each() {
        use EducationLevel::{Bachelor, Doctorate, Master, Secondary, Vocational};
        for (asked, has, value, best) in [
            (Bachelor, &[Bachelor][..], 1.0, "bachelor"),
            (Bachelor, &[Doctorate], 1.0, "doctorate"),
            (Bachelor, &[Vocational], 0.5, "vocational"),
            (Bachelor, &[Secondary], 0.0, "secondary"),
            (Doctorate, &[Secondary], 0.0, "secondary"),
            (Master, &[Secondary, Bachelor, Vocational], 0.5, "bachelor"),
        ] {
            let mut cv = baker();
            let mentions = has.iter().zip(0..).map(|(&level, at)| EducationMention {
                span: Span::new(at, at + 1),
                level,
                field: None,
            });
            cv.education = mentions.collect();
            let demand = Demand::Education {
                level: asked,
                fields: Vec::new(),
                or_equivalent: true,
            };
            let part = answered(demand, &cv, BAKER);
            assert_near(part.value, value, best);
            assert_eq!(part.note, best);
            assert_eq!(part.outcome == Outcome::Met, value == 1.0, "{best}");
        }
    }

    #[test]
    fn a_degree_is_met_in_its_field() {
        for (asked, degree, outcome, note) in [
            (
                "mechanical engineering",
                "Bachelor of Engineering in Mechanical Engineering",
                Outcome::Met,
                "bachelor",
            ),
            (
                "mechanical engineering",
                "Bachelor in Mechatronics",
                Outcome::Partly,
                "bachelor, a neighbouring field",
            ),
            (
                "mechanical engineering",
                "Bachelor in Marketing",
                Outcome::NotFound,
                "bachelor, another field",
            ),
            (
                "mechanical engineering",
                "Bachelor",
                Outcome::Partly,
                "bachelor, field not known",
            ),
        ] {
            let text = format!("Education\n{degree}, University of Brill, 2010 - 2014\n");
            let cv = tests::profile(&tests::document(&text));
            let demand = Demand::Education {
                level: EducationLevel::Bachelor,
                fields: vec![asked.to_owned()],
                or_equivalent: false,
            };
            let part = answered(demand, &cv, &text);
            assert_eq!(
                (part.outcome, part.note.as_str()),
                (outcome, note),
                "{degree}"
            );
        }
    }

    #[test]
    fn five_years_of_work_stand_for_half_a_degree_where_the_job_says_so() {
        for (or_equivalent, months, value, outcome, note) in [
            (true, 59, 0.0, Outcome::NotFound, ""),
            (true, 60, 0.5, Outcome::Partly, "5 years of work instead"),
            (false, 60, 0.0, Outcome::NotFound, ""),
        ] {
            let mut cv = baker();
            cv.total_months = months;
            let demand = Demand::Education {
                level: EducationLevel::Bachelor,
                fields: Vec::new(),
                or_equivalent,
            };
            let part = answered(demand, &cv, BAKER);
            let said = (part.value, part.outcome, part.note.as_str());
            assert_eq!(said, (value, outcome, note), "{or_equivalent}, {months}");
        }
    }

    #[test]
    fn a_level_of_a_language_below_the_one_asked_takes_a_quarter_each() {
        use SpokenLevel::{A1, A2, B1, B2, C1, Native};
        for (asked, has, value, outcome, note) in [
            (Some(B2), Some(Native), 1.0, Outcome::Met, "German native"),
            (Some(B2), Some(B2), 1.0, Outcome::Met, "German B2"),
            (Some(B2), Some(B1), 0.75, Outcome::Partly, "German B1"),
            (Some(B2), Some(A2), 0.5, Outcome::Partly, "German A2"),
            (Some(B2), Some(A1), 0.25, Outcome::Partly, "German A1"),
            (Some(B2), None, 0.75, Outcome::Partly, "German"),
            (None, None, 1.0, Outcome::Met, "German"),
            (None, Some(A1), 1.0, Outcome::Met, "German A1"),
            (Some(C1), Some(C1), 1.0, Outcome::Met, "German C1"),
        ] {
            let mut cv = baker();
            cv.spoken = vec![spoken("de", has, 0)];
            let part = answered(language_asked(&["de"], asked), &cv, BAKER);
            let said = (part.value, part.outcome, part.note.as_str());
            assert_eq!(said, (value, outcome, note), "{asked:?}");
        }
    }

    fn spoken(code: &'static str, level: Option<SpokenLevel>, at: usize) -> SpokenMention {
        SpokenMention {
            span: Span::new(at, at + 1),
            code,
            level,
        }
    }

    fn language_asked(any_of: &[&str], level: Option<SpokenLevel>) -> Demand {
        Demand::Language {
            any_of: any_of.iter().map(|code| (*code).to_owned()).collect(),
            level,
        }
    }

    #[test]
    fn of_languages_spoken_as_well_the_one_named_first_is_shown() {
        use SpokenLevel::{B1, B2, C1};
        for (asked, note) in [
            (["fr", "de"], "French B2"),
            (["de", "fr"], "German B2"),
            (["it", "de"], "German B2"),
            (["fr", "es"], "French B2"),
        ] {
            let mut cv = baker();
            // Said twice, French counts by its best.
            cv.spoken = vec![
                spoken("fr", Some(B1), 0),
                spoken("fr", Some(B2), 1),
                spoken("de", Some(B2), 2),
            ];
            let part = answered(language_asked(&asked, Some(C1)), &cv, BAKER);
            assert_eq!((part.value, part.note.as_str()), (0.75, note), "{asked:?}");
        }
    }

    #[test]
    fn four_words_of_a_language_alone_show_that_a_part_is_written_in_it() {
        for (words, is_shown) in [
            ("nicht auch aber wenn", true),
            ("nicht auch aber", false),
            ("nicht auch aber nicht", false),
        ] {
            let text = format!(
                "Experience\nBaker, Brill Ltd, 2015 - 2018\n\
                 - I was responsible for the ovens and for the bread of the house\n\
                 - We have been baking for those who are in the town at night\n- {words}\n"
            );
            let cv = tests::profile(&tests::document(&text));
            assert_eq!(cv.language, "en");
            let part = answered(language_asked(&["de"], None), &cv, &text);
            let expected = if is_shown {
                (0.75, Outcome::Met, "a part of the CV is written in German")
            } else {
                (0.0, Outcome::NotFound, "")
            };
            let said = (part.value, part.outcome, part.note.as_str());
            assert_eq!(said, expected, "{words}");
            let own = answered(language_asked(&["en"], Some(SpokenLevel::C2)), &cv, &text);
            let said = (own.value, own.note.as_str());
            assert_eq!(
                said,
                (0.5, "the CV is written in English, level not stated")
            );
        }
    }

    #[test]
    fn what_stands_apart_counts_alike() {
        let job = ["de", "fr", "it", "es"]
            .iter()
            .fold(tests::job("", ""), |job, code| {
                let importance = crate::profile::job::Importance::Nice;
                tests::asking(job, importance, language_asked(&[code], None))
            });
        let cv = baker();
        let shares = tests::parts(job, &cv, BAKER, Feature::Languages);
        assert_eq!(shares.len(), 4);
        assert!(shares.iter().all(|part| part.share == 0.25));
    }
}
