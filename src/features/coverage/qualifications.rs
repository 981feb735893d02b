//! Years of work, education and spoken languages against those asked.

use super::super::{Outcome, Pair};
use super::{Answer, Answered, EVIDENCE};
use crate::judge::field_of_study::{AskedFields, FieldKinship};
use crate::profile::cv::{CvProfile, Stance};
use crate::profile::education::{EducationLevel, EducationMention};
use crate::profile::spoken::{SpokenLevel, SpokenMention, name_of, with_level};
use crate::text::Shape;
use crate::text::stop_words::own_words;

/// Of the years asked, how many must be of work like the job's for nothing to be noted: how like it
/// is, is never certain, so the years are met all the same.
const LIKE_THE_JOB: f64 = 0.5;

/// Years of work in all; `relevant_months` are those of work like the job's, and it is noted where
/// they are few. Where years `of_something` are asked, those of other work show nothing.
pub(super) fn experience(
    minimum_months: u32,
    relevant_months: u32,
    of_something: bool,
    cv: &CvProfile,
) -> Answer {
    if cv.total_months == 0 {
        return Answer::not_found();
    }
    let least = minimum_months.max(1);
    let value = f64::from(cv.total_months.min(least)) / f64::from(least);
    let mut outcome = Outcome::of_share(value);
    let mut note = format!("{} of {} asked", years(cv.total_months), years(least));
    let is_like = f64::from(relevant_months) >= LIKE_THE_JOB * f64::from(least);
    let is_enough = outcome == Outcome::Met;
    if of_something && !is_like {
        outcome = match relevant_months {
            0 => Outcome::NotFound,
            _ => Outcome::Partly,
        };
    }
    if is_enough && !is_like {
        note.push_str(&match relevant_months {
            0 => ", none in work like the job's".to_owned(),
            months => format!(", {} in work like the job's", years(months)),
        });
    }
    Answer {
        value,
        outcome,
        note,
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
    fields: &AskedFields,
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
    fields: &AskedFields,
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
        Stance::Basic | Stance::Claimed => {
            let mut entries = cv.education_entries.iter();
            entries.any(|entry| !entry.held && entry.span.overlaps(mention.span))
        }
    };
    let steps = asked as i32 - mention.level as i32;
    let of_level = (1.0 - 0.5 * f64::from(steps.max(0))).max(0.0);
    let (of_field, said) = if fields.is_empty() {
        (1.0, "")
    } else {
        // The degree speaks as well: an MBA is one of business.
        let own = mention.field.map(|_| evidence);
        let line = cv.passage_at(mention.span).map(|at| cv.passages[at].span);
        // In a line of many degrees nobody knows whose field is whose.
        let line = line.filter(|line| line.len() <= LONGEST_ENTRY);
        let written = own.or(line).unwrap_or(mention.span).of(text);
        match fields.compare(written, own.is_some()) {
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
        outcome: Outcome::of_share(value),
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
    let stance = |mention: &SpokenMention| cv.spoken_stance(text, mention.span);
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
            outcome: Outcome::of_share(value),
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
pub(in crate::features) const WORDS_OF_A_LANGUAGE: usize = 4;

/// Whether part of the CV is written in the language. More text in another one takes nothing away.
fn is_written_in(code: &str, pair: Pair) -> bool {
    let Pair { cv, found, .. } = pair;
    let own = cv.tokens.iter().enumerate();
    // Lists of stop words hold numbers, and dates are of no language.
    let own =
        own.filter(|(place, token)| token.shape() == Shape::Word && !found.is_copied_at(*place));
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
mod tests;
