//! Years of work, education and spoken languages against those asked.

use super::super::{Outcome, Pair};
use super::{Answer, Answered, EVIDENCE};
use crate::profile::cv::CvProfile;
use crate::profile::education::EducationLevel;
use crate::profile::spoken::{SpokenLevel, name_of, with_level};
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

pub(super) fn education(asked: EducationLevel, or_equivalent: bool, pair: Pair) -> Answer {
    let Pair { cv, found, .. } = pair;
    let Some(best) = (cv.education.iter())
        .filter(|mention| !found.is_copied(mention.span))
        .max_by_key(|mention| (mention.level, std::cmp::Reverse(mention.span)))
    else {
        let equivalent = or_equivalent && cv.total_months >= EQUIVALENT_MONTHS;
        return if equivalent {
            Answer {
                value: EQUIVALENT,
                outcome: Outcome::Partly,
                note: format!("{} of work instead", years(cv.total_months)),
                evidence: Vec::new(),
            }
        } else {
            Answer::not_found()
        };
    };
    let steps = asked as i32 - best.level as i32;
    let value = (1.0 - 0.5 * f64::from(steps.max(0))).max(0.0);
    Answer {
        value,
        outcome: if value >= 1.0 {
            Outcome::Met
        } else {
            Outcome::Partly
        },
        note: best.level.name().to_owned(),
        evidence: vec![best.span],
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
    let Pair { cv, found, .. } = pair;
    let best = cv
        .spoken
        .iter()
        .filter(|mention| mention.code == code && !found.is_copied(mention.span))
        .max_by_key(|mention| (mention.level, std::cmp::Reverse(mention.span)));
    match best {
        Some(mention) => {
            let value = match (asked, mention.level) {
                (Some(asked), Some(level)) => {
                    (1.0 - 0.25 * f64::from((asked as i32 - level as i32).max(0))).max(0.0)
                }
                (Some(_), None) => 0.75,
                (None, _) => 1.0,
            };
            Answer {
                value,
                outcome: if value >= 0.75 {
                    Outcome::Met
                } else {
                    Outcome::Partly
                },
                note: with_level(&name_of(code), mention.level),
                evidence: vec![mention.span],
            }
        }
        None if is_written_in(code, pair) => Answer {
            value: 0.75,
            outcome: Outcome::Met,
            note: if cv.language == code {
                format!("the CV is written in {}", name_of(code))
            } else {
                format!("a part of the CV is written in {}", name_of(code))
            },
            evidence: Vec::new(),
        },
        None => Answer::not_found(),
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
