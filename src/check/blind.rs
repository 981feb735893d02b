//! Blindness: somebody else's details, the same score to the last bit.

use super::people::{Person, person};
use super::swap::{Name, file_name, introduced, swapped};
use super::{Promise, Trial};
use crate::document::read::read_with;
use crate::document::source::Source;
use crate::document::{Document, Unreadable};
use crate::explain::Explanation;
use crate::features::JobQuery;
use crate::model::Points;
use crate::score::{ParsedCv, Scorer};

/// Words shown around the first that differs.
const SHOWN: usize = 7;

/// Puts `count` invented people into the CV: in the owner's place, and introduced.
pub(crate) fn swaps(
    scorer: &Scorer,
    job: &JobQuery,
    cv: &ParsedCv,
    name: Option<&Name>,
    count: usize,
    trials: &mut Vec<Trial>,
) {
    let first = person(0);
    let own = scorer.explain(job, cv);
    let other = Scored::new(scorer, job, introduced(&cv.document, name, &first));
    for number in 0..count {
        let who = person(number);
        let place = Scored::new(scorer, job, swapped(&cv.document, name, &who));
        let trial = compared(Promise::BlindInPlace, (cv, &own), &place, &who);
        // Without the name only the other details were changed: enough to break, not to hold.
        if name.is_some() || trial.broken.is_some() {
            trials.push(trial);
        }
        if number > 0
            && let Ok(other) = &other
        {
            let new = Scored::new(scorer, job, introduced(&cv.document, name, &who));
            trials.push(compared(
                Promise::BlindIntroduced,
                (&other.cv, &other.explained),
                &new,
                &who,
            ));
        }
    }
}

struct Scored {
    cv: ParsedCv,
    explained: Explanation,
}

impl Scored {
    fn new(scorer: &Scorer, job: &JobQuery, document: Document) -> Result<Self, Unreadable> {
        let cv = scorer.profile_cv(document)?;
        let explained = scorer.explain(job, &cv);
        Ok(Self { cv, explained })
    }
}

fn compared(
    promise: Promise,
    own: (&ParsedCv, &Explanation),
    other: &Result<Scored, Unreadable>,
    who: &Person,
) -> Trial {
    let Ok(other) = other else {
        return Trial {
            promise,
            figure: own.1.score(),
            broken: Some(format!("{}: no score any more", who.described())),
        };
    };
    let figure = Points((own.1.score().0 - other.explained.score().0).abs());
    let broken = (!same(own.1, &other.explained)).then(|| {
        format!(
            "{}: {} became {}; {}",
            who.described(),
            own.1.score(),
            other.explained.score(),
            difference((own.0, own.1), (&other.cv, &other.explained))
        )
    });
    Trial {
        promise,
        figure,
        broken,
    }
}

/// Whether two explanations are the same to the last bit, but for where quotes stand.
pub fn same(one: &Explanation, other: &Explanation) -> bool {
    let parts = |explained: &Explanation| -> Vec<_> {
        let reasons = explained.reasons.iter().map(|reason| {
            let part = &reason.contribution;
            (
                part.feature,
                part.requirement,
                part.outcome,
                part.value.to_bits(),
                part.points,
                part.note.clone(),
            )
        });
        reasons.collect()
    };
    parts(one) == parts(other)
        && (one.must, one.nice, one.relevant_months, one.total_months)
            == (
                other.must,
                other.nice,
                other.relevant_months,
                other.total_months,
            )
}

/// The first matched words that differ between two CVs, or the first part of the score.
fn difference(one: (&ParsedCv, &Explanation), other: (&ParsedCv, &Explanation)) -> String {
    let parts = one.1.reasons.iter().zip(&other.1.reasons);
    let part = parts
        .map(|(one, other)| (&one.contribution, &other.contribution))
        .find(|(one, other)| one.value.to_bits() != other.value.to_bits());
    let (one, other) = (one.0, other.0);
    let words = |cv: &ParsedCv| -> Vec<String> {
        let tokens = cv.profile.tokens.iter();
        tokens
            .map(|token| token.of(&cv.document.text).to_lowercase())
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let at = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    if at == one.len() && at == other.len() {
        return match part {
            Some((one, other)) => format!(
                "the same words are matched, {}: {} ({}) became {} ({})",
                one.feature.name(),
                one.value,
                one.note,
                other.value,
                other.note
            ),
            None => "the same words are matched".to_owned(),
        };
    }
    let shown = |words: &[String]| {
        let around: Vec<&str> = words
            .iter()
            .skip(at.saturating_sub(2))
            .take(SHOWN)
            .map(String::as_str)
            .collect();
        around.join(" ")
    };
    format!("matched words [{}] became [{}]", shown(&one), shown(&other))
}

/// Reads the same bytes under other people's file names.
pub(crate) fn file_names(
    scorer: &Scorer,
    source: &Source,
    cv: &ParsedCv,
    count: usize,
    trials: &mut Vec<Trial>,
) {
    let Some(ending) = source.file_ending() else {
        return;
    };
    let Ok(bytes) = source.bytes() else { return };
    for number in 0..count {
        let who = person(number * 5 + 1);
        let read = read_with(&bytes, Some(&file_name(&who, &ending)), &|bytes| {
            (scorer.pdf)(bytes)
        });
        let same = read.is_ok_and(|document| document == cv.document);
        trials.push(Trial {
            promise: Promise::BlindFileName,
            figure: Points(0),
            broken: (!same).then(|| format!("{}: the file reads otherwise", who.described())),
        });
    }
}
