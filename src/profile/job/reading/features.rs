//! What is seen of a unit of a post, and around it.

use super::super::cues::{Cue, DENIALS, IMPORTANCE, SPEECH, Speech};
use super::super::headings::Part;
use super::super::requirement::Findings;
use super::super::{boilerplate, protected, speaks_of_candidate, years};
use super::units::{HEADING_WORDS, Unit, all_upper};
use crate::profile::roles::names_a_role;
use crate::reader::line_features::{feature, steps};
use crate::text::term_key;

/// Letters of a word that inflected forms share.
const BEGINNING: usize = 5;
/// Words of a unit that are looked at.
const MOST_WORDS: usize = 60;

/// What is seen, as numbers of features.
mod what {
    pub(super) const ALWAYS: u32 = 1;
    pub(super) const HEADING: u32 = 2;
    pub(super) const LEAD: u32 = 3;
    pub(super) const LAYOUT: u32 = 4;
    pub(super) const SIZE: u32 = 5;
    pub(super) const END: u32 = 6;
    pub(super) const FIRST_LETTER: u32 = 7;
    pub(super) const SHOUTED: u32 = 8;
    pub(super) const SPEECH: u32 = 9;
    pub(super) const CUES: u32 = 10;
    pub(super) const SET_ASIDE: u32 = 11;
    pub(super) const PRAISE: u32 = 12;
    pub(super) const CANDIDATE: u32 = 13;
    pub(super) const PROTECTED: u32 = 14;
    pub(super) const ASKED: u32 = 15;
    pub(super) const SKILLS: u32 = 16;
    pub(super) const SIGNS: u32 = 17;
    pub(super) const FROM_START: u32 = 18;
    pub(super) const FROM_END: u32 = 19;
    pub(super) const ROLE: u32 = 20;
    pub(super) const WORD: u32 = 21;
    pub(super) const FIRST_WORD: u32 = 22;
    pub(super) const FIRST_TWO: u32 = 23;
    pub(super) const LAST_WORD: u32 = 24;
    pub(super) const TWO_WORDS: u32 = 25;
    pub(super) const ABOVE: u32 = 26;
    pub(super) const MOVED_ON: u32 = 27;
    pub(super) const BEFORE: u32 = 28;
    pub(super) const AFTER: u32 = 29;
    pub(super) const STANDS_OVER: u32 = 30;
    pub(super) const WORD_ABOVE: u32 = 31;
    pub(super) const DOCUMENT: u32 = 32;
    pub(super) const START_OF_DOCUMENT: u32 = 33;
    pub(super) const ABOVE_AND_SPEECH: u32 = 34;
    pub(super) const WORD_OF_HEADING: u32 = 35;
    pub(super) const WORD_BEFORE: u32 = 36;
    pub(super) const BEGINNING: u32 = 37;
    pub(super) const DENIED: u32 = 38;
    pub(super) const BEGINNING_OF_FIRST: u32 = 39;
    pub(super) const DENIED_AND_CUES: u32 = 40;
    pub(super) const LAYOUT_AND_ABOVE: u32 = 41;
}

fn bits(all: &[bool]) -> u32 {
    all.iter()
        .rev()
        .fold(0, |sum, bit| sum << 1 | u32::from(*bit))
}

fn part_number(part: Option<Part>) -> u32 {
    match part {
        None => 0,
        Some(Part::Open) => 1,
        Some(Part::Must) => 2,
        Some(Part::Nice) => 3,
        Some(Part::Duties) => 4,
        Some(Part::Label) => 5,
        Some(Part::SetAside(reason)) => 6 + reason as u32,
    }
}

/// One unit with what was seen of it alone.
struct Seen {
    size: usize,
    part: u32,
    lead: u32,
    layout: u32,
    speech: u32,
    cues: u32,
    set_aside: u32,
    asked: u32,
    /// As short and bare as headings are.
    like_a_heading: bool,
    keys: Vec<u32>,
    /// The same of the first letters of longer words, which inflected forms share.
    beginnings: Vec<u32>,
    denied: u32,
}

fn seen(findings: &Findings, unit: &Unit) -> Seen {
    let words = &findings.words;
    let text = unit.span.of(words.text);
    let range = words.within(unit.span);
    let size = range.len();
    let speech = words.find(&SPEECH, range.clone());
    let cues = words.find(&IMPORTANCE, range.clone());
    let says = |kind| speech.iter().any(|hit| hit.value == kind);
    let has = |cue| cues.iter().any(|hit| hit.value == cue);
    let keys = range
        .clone()
        .take(MOST_WORDS)
        .map(|at| {
            let key = words.tokens[at].key;
            (key ^ key >> 32) as u32
        })
        .collect();
    let beginnings = range
        .clone()
        .take(MOST_WORDS)
        .filter_map(|at| {
            let mut letters = words.word(at).chars();
            let beginning: String = letters.by_ref().take(BEGINNING).collect();
            letters.next()?;
            let key = term_key(&beginning);
            Some((key ^ key >> 32) as u32)
        })
        .collect();
    let denials = words.find(&DENIALS, range.clone());
    let denied = match (denials.first(), denials.last()) {
        (Some(first), Some(last)) => {
            bits(&[
                first.range.start <= range.start + 1,
                last.range.end >= range.end,
            ]) + 1
        }
        _ => 0,
    };
    let stops = text.ends_with(['.', '!', ',', ';']);
    Seen {
        size,
        part: part_number(unit.heading),
        lead: part_number(unit.lead),
        layout: bits(&[unit.mark, unit.bullet, unit.whole, unit.after_blank]),
        speech: bits(&[says(Speech::Asks), says(Speech::Duty)]),
        cues: bits(&[has(Cue::Must), has(Cue::NiceAhead), has(Cue::NiceBehind)]),
        set_aside: boilerplate::strong(words, unit.span).map_or(0, |reason| 1 + reason as u32),
        asked: bits(&[
            !years::find(words, range.clone()).is_empty(),
            findings.education_in(unit.span).next().is_some(),
            findings.spoken_in(unit.span).next().is_some(),
        ]),
        like_a_heading: unit.whole
            && !unit.bullet
            && (1..=HEADING_WORDS).contains(&size)
            && (unit.mark || !stops),
        keys,
        beginnings,
        denied,
    }
}

fn steps_of_few(count: usize) -> u32 {
    match count {
        0..=2 => count as u32,
        3..=4 => 3,
        5..=8 => 4,
        9..=16 => 5,
        _ => 6,
    }
}

/// The features of each unit.
pub(super) fn of(findings: &Findings, units: &[Unit]) -> Vec<Vec<u32>> {
    let words = &findings.words;
    let all: Vec<Seen> = units.iter().map(|unit| seen(findings, unit)).collect();
    let document = bits(&[
        all.iter().any(|one| one.part > 0),
        units.iter().any(|unit| unit.bullet),
        units.len() > 3,
        units.len() > 8,
    ]);
    let mut above: Option<usize> = None;
    let mut heading: Option<usize> = None;
    let mut bullets = false;
    let mut features = Vec::with_capacity(units.len());
    for (at, (unit, one)) in units.iter().zip(&all).enumerate() {
        if one.part > 0 {
            above = Some(at);
        }
        let next = all.get(at + 1);
        let next_bullet = units.get(at + 1).is_some_and(|next| next.bullet);
        let over = one.like_a_heading
            && (unit.mark
                || one.part > 0
                || next_bullet
                || unit.span.of(words.text).ends_with([':', '?'])
                || unit.after_blank);
        if over {
            (heading, bullets) = (Some(at), false);
        }
        let mut found = Vec::with_capacity(64);
        let mut add = |what: u32, seen: u32| found.push(feature(what, seen));
        let text = unit.span.of(words.text);
        add(what::ALWAYS, 0);
        add(
            what::HEADING,
            one.part << 3 | bits(&[unit.mark, unit.whole, unit.bullet]),
        );
        add(what::LEAD, one.lead);
        add(what::LAYOUT, one.layout);
        add(what::SIZE, steps(one.size) << 1 | u32::from(unit.whole));
        add(what::END, text.chars().next_back().map_or(0, end));
        add(what::FIRST_LETTER, text.chars().next().map_or(0, first));
        add(what::SHOUTED, u32::from(all_upper(text)));
        add(what::SPEECH, one.speech);
        add(what::CUES, one.cues);
        add(what::SET_ASIDE, one.set_aside);
        add(
            what::PRAISE,
            u32::from(boilerplate::praise(words, unit.span)),
        );
        add(
            what::CANDIDATE,
            u32::from(speaks_of_candidate(words, unit.span)),
        );
        add(
            what::PROTECTED,
            u32::from(protected::not_for_scoring(words, unit.span)),
        );
        add(what::ASKED, one.asked);
        let hits = findings.hits_in(unit.span);
        let covered: usize = hits.map(|hit| hit.token_count as usize).sum();
        add(
            what::SKILLS,
            steps_of_few(covered) << 2 | (4 * covered / one.size.max(1)).min(3) as u32,
        );
        add(what::SIGNS, signs(text));
        add(what::FROM_START, steps_of_few(at));
        add(what::FROM_END, steps_of_few(units.len() - 1 - at));
        let role = one.size <= 12 && names_a_role(words.text, unit.span);
        add(
            what::ROLE,
            bits(&[role, one.size <= 6, at < 3, one.like_a_heading]),
        );
        add(what::DOCUMENT, document);
        add(what::START_OF_DOCUMENT, document << 4 | steps_of_few(at));
        let part_above = above.map_or(0, |above| all[above].part);
        let distance = above.map_or(7, |above| steps_of_few(at - above));
        add(what::ABOVE, part_above << 3 | distance);
        add(
            what::ABOVE_AND_SPEECH,
            part_above << 6 | one.speech << 4 | one.asked << 1 | u32::from(unit.bullet),
        );
        add(
            what::MOVED_ON,
            bits(&[bullets, unit.bullet, unit.after_blank, heading.is_some()]),
        );
        let before = at.checked_sub(1).map(|before| &all[before]);
        add(what::BEFORE, before.map_or(1 << 20, neighbour));
        add(what::AFTER, next.map_or(1 << 20, neighbour));
        add(
            what::STANDS_OVER,
            bits(&[one.like_a_heading, next_bullet, unit.bullet, over]),
        );
        add(what::DENIED, one.denied);
        add(
            what::DENIED_AND_CUES,
            one.denied << 8 | one.cues << 4 | one.speech,
        );
        add(what::LAYOUT_AND_ABOVE, part_above << 4 | one.layout);
        for key in &one.beginnings {
            add(what::BEGINNING, *key);
        }
        if let Some(first) = one.beginnings.first() {
            add(what::BEGINNING_OF_FIRST, *first);
        }
        let in_heading = if over {
            what::WORD_OF_HEADING
        } else {
            what::WORD
        };
        for key in &one.keys {
            add(in_heading, *key);
            if over {
                add(what::WORD, *key);
            }
        }
        for pair in one.keys.windows(2) {
            add(what::TWO_WORDS, pair[0].rotate_left(7) ^ pair[1]);
        }
        if let (Some(first), Some(last)) = (one.keys.first(), one.keys.last()) {
            add(what::FIRST_WORD, *first);
            add(what::LAST_WORD, *last);
        }
        if let [first, second, ..] = one.keys[..] {
            add(what::FIRST_TWO, first.rotate_left(7) ^ second);
        }
        if let Some(heading) = heading.filter(|heading| *heading < at) {
            for key in &all[heading].keys {
                add(what::WORD_ABOVE, *key);
            }
        }
        if let Some(before) = before {
            for key in before.keys.iter().take(3) {
                add(what::WORD_BEFORE, *key);
            }
        }
        bullets |= unit.bullet;
        features.push(found);
    }
    features
}

fn neighbour(one: &Seen) -> u32 {
    let long = match one.size {
        0..=3 => 0,
        4..=9 => 1,
        10..=20 => 2,
        _ => 3,
    };
    one.part << 10 | one.layout << 6 | one.speech << 4 | u32::from(one.asked > 0) << 2 | long
}

fn end(letter: char) -> u32 {
    match letter {
        '.' | '。' => 1,
        ':' | '：' => 2,
        '?' | '？' => 3,
        '!' | '！' => 4,
        ',' => 5,
        ';' => 6,
        ')' => 7,
        _ if letter.is_alphanumeric() => 8,
        _ => 9,
    }
}

fn first(letter: char) -> u32 {
    match letter {
        _ if letter.is_uppercase() => 1,
        _ if letter.is_lowercase() => 2,
        _ if letter.is_numeric() => 3,
        '>' => 4,
        '(' => 5,
        '©' => 6,
        _ if letter.is_alphabetic() => 7,
        _ => 8,
    }
}

fn signs(text: &str) -> u32 {
    bits(&[
        text.contains(['€', '$', '£', '¥', '₽', '₺', '₹']),
        text.contains('%'),
        text.contains('@'),
        text.contains("://") || text.contains("www."),
        text.bytes().any(|byte| byte.is_ascii_digit()),
        text.contains(['|', '·', '\t']),
        text.contains(':'),
    ])
}

#[cfg(test)]
mod tests;
