//! Where the work is done: places a title may name, and the mode of work.

use std::sync::LazyLock;

use super::WorkMode;
use super::phrases::{Listed, Words, listed, phrase_table};
use super::title_line::{NOT_TITLE, apart};
use crate::document::Document;
use crate::languages::key;
use crate::text::PhraseTable;

/// A well-known place; others are known by their label only. Lower case.
static PLACES: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_TITLE_PLACE]));

/// Postal codes of states, without those that are words of a job title.
const STATES: [&str; 48] = [
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN",
    "KS", "KY", "LA", "MD", "ME", "MI", "MN", "MO", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV",
    "NY", "OH", "OK", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY",
];

pub(super) fn is_place(piece: &str) -> bool {
    let lower = piece.trim().to_lowercase();
    let state = STATES.contains(&piece.trim());
    let head = lower.split([',', '/', '(']).next().unwrap_or("").trim();
    PLACES.contains(lower.as_str()) || PLACES.contains(head) || state
}

/// A place without the words on the mode of work beside it.
pub(super) fn clean_place(text: &str) -> String {
    static OR: LazyLock<Vec<String>> = LazyLock::new(|| apart(key::POST_TITLE_PLACE_OR));
    let mut pieces: Vec<&str> = text
        .split([';', '|', '(', ')'])
        .flat_map(|piece| piece.split(" - "))
        .collect();
    for or in &*OR {
        pieces = pieces
            .iter()
            .flat_map(|piece| piece.split(or.as_str()))
            .collect();
    }
    let kept: Vec<&str> = pieces
        .into_iter()
        .map(|piece| piece.trim().trim_end_matches(['.', ',']))
        .filter(|piece| !piece.is_empty() && !NOT_TITLE.contains(piece.to_lowercase().as_str()))
        .collect();
    kept.join("; ")
}

static MODES: LazyLock<PhraseTable<WorkMode>> = LazyLock::new(|| {
    phrase_table(&[
        (key::POST_TITLE_REMOTE, WorkMode::Remote),
        (key::POST_TITLE_HYBRID, WorkMode::Hybrid),
        (key::POST_TITLE_ON_SITE, WorkMode::OnSite),
    ])
});

/// Words that make `remote` and `hybrid` a technical term.
static TECHNICAL: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_TITLE_TECHNICAL]));

static REMOTE_WORDS: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_TITLE_REMOTE_WORD]));

static HYBRID_WORDS: LazyLock<Listed> = LazyLock::new(|| listed(&[key::POST_TITLE_HYBRID_WORD]));

pub(super) fn mode(document: &Document, words: &Words) -> Option<WorkMode> {
    let range = 0..words.tokens.len();
    let mut seen: Vec<WorkMode> = words
        .find(&MODES, range)
        .into_iter()
        .map(|hit| hit.value)
        .collect();
    // A short line, a bracket or a label may say it in one word.
    for line in document.lines.iter().take(40) {
        let inside = words.within(line.span);
        let labelled = line.span.of(words.text).contains([':', '(', '|', '-', '–']);
        if inside.len() > 12 || (inside.len() > 5 && !labelled) {
            continue;
        }
        for at in inside.clone() {
            let found = if REMOTE_WORDS.contains(words.word(at)) {
                WorkMode::Remote
            } else if HYBRID_WORDS.contains(words.word(at)) {
                WorkMode::Hybrid
            } else {
                continue;
            };
            if !TECHNICAL.contains(words.word(at + 1)) {
                seen.push(found);
            }
        }
    }
    let has = |mode| seen.contains(&mode);
    match (
        has(WorkMode::Hybrid),
        has(WorkMode::Remote),
        has(WorkMode::OnSite),
    ) {
        (true, ..) | (_, true, true) => Some(WorkMode::Hybrid),
        (_, true, _) => Some(WorkMode::Remote),
        (_, _, true) => Some(WorkMode::OnSite),
        _ => None,
    }
}
