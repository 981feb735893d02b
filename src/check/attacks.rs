//! What a CV gains by words without work behind them: each gain has a published bound.

use super::edit::{appended, doubled, inserted};
use super::{Promise, Trial, change};
use crate::document::{Document, Role};
use crate::explain::Explanation;
use crate::features::JobQuery;
use crate::model::Points;
use crate::profile::job::Demand;
use crate::score::{ParsedCv, Scorer};

/// A bare list of everything asked for is a claim like any other, worth less than use in a
/// position; this is the most that it may gain a CV that has none of it.
///
/// One line of a list earns .30 of a requirement and .18 of each word or skill. With the default
/// model and a hundred skills of two words this makes 9 points for requirements, 15 for words, 10
/// for skills, 9 for pairs of words and 2 for the title: 45. The largest seen is 33.
pub(crate) const MOST_BY_LIST: Points = Points(45_000);
/// The list said twenty times instead of once: nothing, since a word counts once a passage and a
/// repeated line not at all.
pub(crate) const MOST_BY_STUFFING: Points = Points(1_000);
/// The job post behind the CV, as it is or with something woven in: lines that hold nothing else
/// are left out before the CV is read.
///
/// A line of the post that runs into one of the CV's own would stay, and so do short lines at the
/// ends of what is woven.
pub(crate) const MOST_BY_PASTING: Points = Points(3_000);
/// A block or the whole CV once more: nothing, since it is masked before anything is read. A block
/// of a few words stands below what is taken for a repetition.
pub(crate) const MOST_BY_REPEATING: Points = Points(1_000);
/// A block ten times over with other words in each line: a word counts once in a position, and
/// once in all positions that say the same, so most CVs gain nothing. Short lines with few words of
/// the job pass for new ones and fill passages; the largest seen is 10.6.
pub(crate) const MOST_BY_WEAVING: Points = Points(15_000);

/// Times that a stuffed list is repeated.
const STUFFED: usize = 20;
/// Times that a position's text is repeated.
const BLOCKS: usize = 10;

/// Tries each attack on one CV.
pub(crate) fn all(scorer: &Scorer, job: &JobQuery, cv: &ParsedCv, trials: &mut Vec<Trial>) {
    let score = |document: Document| -> Option<Explanation> {
        let cv = scorer.profile_cv(document).ok()?;
        Some(scorer.explain(job, &cv))
    };
    let mut bounded = |promise: Promise, less: &Option<Explanation>, more: &Option<Explanation>| {
        if let (Some(less), Some(more)) = (less, more) {
            let gain = Points(more.score().0 - less.score().0);
            trials.push(Trial::bounded(promise, gain, || change(less, more)));
        }
    };
    let own = score(cv.document.clone());
    let list = skill_list(job);
    if !list.is_empty() {
        let once = score(appended(&cv.document, &format!("Skills\n{list}")));
        let often = vec![list.as_str(); STUFFED].join(", ");
        let stuffed = score(appended(&cv.document, &format!("Skills\n{often}")));
        let lines = score(appended(
            &cv.document,
            &format!("Skills\n{}", vec![list.as_str(); STUFFED].join("\n")),
        ));
        bounded(Promise::ListedSkills, &own, &once);
        bounded(Promise::StuffedSkills, &once, &stuffed);
        bounded(Promise::StuffedSkills, &once, &lines);
    }
    // Of a post of two phrases nobody can say that it was copied: it is the list once more.
    let pasting = if job.tells_copies() {
        Promise::PastedJob
    } else {
        Promise::ListedSkills
    };
    bounded(pasting, &own, &score(pasted(&cv.document, job)));
    if job.tells_copies() {
        for weave in WEAVES {
            let woven = weave(&job.profile.text);
            bounded(pasting, &own, &score(appended(&cv.document, &woven)));
        }
    }
    bounded(Promise::RepeatedCv, &own, &score(repeated(&cv.document)));
    bounded(
        Promise::RepeatedBlock,
        &own,
        &score(block_repeated(cv, false)),
    );
    bounded(Promise::WovenBlock, &own, &score(block_repeated(cv, true)));
}

/// Ways of weaving something into a text that is pasted.
const WEAVES: [fn(&str) -> String; 3] = [
    |text| each_line(text, &|line| format!("{line} x7")),
    |text| each_line(text, &|line| line.replace(' ', " zq ")),
    |text| {
        each_line(text, &|line| {
            let words = line.split(' ').enumerate();
            let changed = words.map(|(at, word)| match at % 3 {
                2 => format!("{word}q"),
                _ => word.to_owned(),
            });
            changed.collect::<Vec<_>>().join(" ")
        })
    },
];

fn each_line(text: &str, change: &dyn Fn(&str) -> String) -> String {
    text.lines().map(change).collect::<Vec<_>>().join("\n")
}

/// Every skill asked for, with its alternatives.
pub(crate) fn skill_list(job: &JobQuery) -> String {
    let mut names: Vec<&str> = Vec::new();
    for requirement in &job.profile.requirements {
        if let Demand::Skill { any_of, .. } = &requirement.demand {
            for wanted in any_of {
                if !names.contains(&wanted.label.as_str()) {
                    names.push(&wanted.label);
                }
            }
        }
    }
    names.join(", ")
}

/// The job post behind the CV.
pub fn pasted(document: &Document, job: &JobQuery) -> Document {
    appended(document, &job.profile.text)
}

/// The whole CV twice.
pub fn repeated(document: &Document) -> Document {
    doubled(document)
}

/// The longest position's text, `BLOCKS` times more where it stands; without positions, the
/// longest line. `is_woven` with other words at the end of each line.
pub(crate) fn block_repeated(cv: &ParsedCv, is_woven: bool) -> Document {
    let document = &cv.document;
    let longest = cv
        .profile
        .positions
        .iter()
        .map(|position| position.span)
        .max_by_key(|span| span.len());
    let longest = longest.or_else(|| {
        document
            .lines
            .iter()
            .map(|line| line.span)
            .max_by_key(|span| span.len())
    });
    let Some(longest) = longest else {
        return document.clone();
    };
    let within = |index: &usize| {
        document
            .lines
            .get(*index)
            .is_some_and(|line| line.span.overlaps(longest))
    };
    let indices: Vec<usize> = (0..document.lines.len()).filter(within).collect();
    let block: Vec<(String, Role)> = indices
        .iter()
        .filter_map(|&index| document.lines.get(index))
        .map(|line| (line.span.of(&document.text).to_owned(), line.role))
        .collect();
    let numbers = 1..=BLOCKS;
    let added: Vec<(String, Role)> = numbers
        .flat_map(|number| {
            let lines = block.iter().cloned();
            lines.map(move |(line, role)| match is_woven {
                true => (format!("{line} kz {number}"), role),
                false => (line, role),
            })
        })
        .collect();
    let place = indices.last().map_or(document.lines.len(), |last| last + 1);
    inserted(document, place, &added)
}
