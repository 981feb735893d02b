//! Where the work is done: places a title may name, and the mode of work.

use std::ops::Range;
use std::sync::LazyLock;

use super::WorkMode;
use super::phrases::{Listed, Words, listed, phrase_table};
use super::reading::PostLabel;
use super::reading::units::Unit;
use super::title_line::{NOT_TITLE, apart};
use super::uses::says_not_needed;
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

/// The mode of work that a post says of its job: what stands in its menus, about its firm or of other
/// jobs says nothing.
pub(super) fn mode(words: &Words, units: &[(Unit, PostLabel)]) -> Option<WorkMode> {
    let is_own = |label: PostLabel| {
        !matches!(
            label,
            PostLabel::Noise | PostLabel::Law | PostLabel::Company | PostLabel::Waived
        )
    };
    let mut seen: Vec<WorkMode> = Vec::new();
    // A post of one line speaks of nothing else.
    let is_alone = units.len() == 1;
    let own = units.iter().filter(|(_, label)| is_alone || is_own(*label));
    // `Not a remote role`
    let own = own.filter(|(unit, _)| !says_not_needed(words, unit.span));
    for (unit, _) in own {
        let range = words.within(unit.span);
        seen.extend(
            words
                .find(&MODES, range.clone())
                .iter()
                .map(|hit| hit.value),
        );
        seen.extend(
            pieces(words, range)
                .into_iter()
                .filter_map(|piece| mode_of_piece(words, piece)),
        );
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

/// Words between signs that part: `Remote` of `Quillmark | Engineer | Remote (EU)`.
fn pieces(words: &Words, range: Range<usize>) -> Vec<Range<usize>> {
    let parts = |at: usize| {
        let gap = words.gap_before(at);
        gap.contains([
            ',', ';', ':', '|', '·', '•', '(', ')', '–', '—', '.', '\t', '\n', '/',
        ]) || gap.contains(" - ")
    };
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for at in range.clone() {
        match pieces.last_mut() {
            Some(last) if !parts(at) => last.end = at + 1,
            _ => pieces.push(at..at + 1),
        }
    }
    pieces
}

/// What a short piece says in one word at its beginning or end: `Remote UK`, `fully remote`.
fn mode_of_piece(words: &Words, piece: Range<usize>) -> Option<WorkMode> {
    /// Words of a piece that may say it so.
    const LONGEST: usize = 4;
    let ends = [piece.start, piece.end - 1];
    let said = |at: usize| {
        if REMOTE_WORDS.contains(words.word(at)) {
            Some(WorkMode::Remote)
        } else if HYBRID_WORDS.contains(words.word(at)) {
            Some(WorkMode::Hybrid)
        } else {
            None
        }
    };
    let is_plain = |at: usize| !TECHNICAL.contains(words.word(at + 1));
    let found = ends.into_iter().filter(|&at| is_plain(at)).find_map(said);
    found.filter(|_| piece.len() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::super::reading::units::split;
    use super::*;
    use crate::document::{Format, plain};
    use crate::lexicon::Lexicon;
    use crate::profile::job;

    #[test]
    fn places_are_told_by_their_names_and_lose_what_is_none() {
        for (piece, expected) in [
            ("Rome", true),
            (" rome ", true),
            ("Rome, Zorbl", true),
            ("Rome (remote)", true),
            ("TX", true),
            ("Zorbl", false),
            // The word, and not the state.
            ("OR", false),
        ] {
            assert_eq!(is_place(piece), expected, "{piece}");
        }
        for (text, expected) in [
            ("Berlin (remote)", "Berlin"),
            ("Berlin or Hamburg", "Berlin; Hamburg"),
            ("Berlin; ; Hamburg.", "Berlin; Hamburg"),
            ("Leeds - remote", "Leeds"),
            ("remote", ""),
        ] {
            assert_eq!(clean_place(text), expected, "{text}");
        }
    }

    #[test]
    fn the_first_or_last_of_four_words_says_the_mode() {
        for (text, expected) in [
            ("Remote", Some(WorkMode::Remote)),
            ("Remote sunny old Leeds", Some(WorkMode::Remote)),
            ("sunny old Leeds remote", Some(WorkMode::Remote)),
            ("very sunny old Leeds remote", None),
            ("sunny remote Leeds", None),
            ("Leeds hybrid", Some(WorkMode::Hybrid)),
            ("hybrid cloud", None),
            ("Leeds", None),
        ] {
            let words = Words::new(text);
            let found = mode_of_piece(&words, 0..words.tokens.len());
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_line_about_something_else_says_the_mode_only_where_it_is_all() {
        let remote = Some(WorkMode::Remote);
        for (text, label, expected) in [
            ("Remote", PostLabel::Noise, remote),
            ("Remote", PostLabel::Company, remote),
            ("Remote\n\nRye bread", PostLabel::Fact, remote),
            ("Remote\n\nRye bread", PostLabel::Noise, None),
            ("Remote\n\nRye bread", PostLabel::Law, None),
            ("Remote\n\nRye bread", PostLabel::Company, None),
            ("Remote\n\nRye bread", PostLabel::Waived, None),
        ] {
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let words = Words::new(&document.text);
            let units = split(&document, &words).into_iter();
            let units: Vec<(Unit, PostLabel)> = units.map(|unit| (unit, label)).collect();
            assert_eq!(units.len(), text.split("\n\n").count(), "{text}");
            assert_eq!(mode(&words, &units), expected, "{text}: {label:?}");
        }
    }

    #[test]
    fn remote_and_on_site_in_one_post_are_hybrid() {
        for (text, expected) in [
            ("Remote\n\nRye bread", WorkMode::Remote),
            ("Onsite\n\nRye bread", WorkMode::OnSite),
            ("Hybrid\n\nRye bread", WorkMode::Hybrid),
            ("Remote\n\nOnsite", WorkMode::Hybrid),
            ("Onsite\n\nRemote", WorkMode::Hybrid),
            ("Remote\n\nHybrid", WorkMode::Hybrid),
            ("Onsite\n\nHybrid", WorkMode::Hybrid),
        ] {
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let words = Words::new(&document.text);
            let units = split(&document, &words).into_iter();
            let units: Vec<(Unit, PostLabel)> = units.map(|unit| (unit, PostLabel::Fact)).collect();
            assert_eq!(mode(&words, &units), Some(expected), "{text}");
        }
    }

    #[test]
    fn signs_part_what_may_say_the_mode() {
        for (sign, count) in [
            (", ", 2),
            ("; ", 2),
            (": ", 2),
            (" | ", 2),
            (" · ", 2),
            (" • ", 2),
            (" (", 2),
            (") ", 2),
            (" – ", 2),
            (" — ", 2),
            (". ", 2),
            ("\t", 2),
            ("\n", 2),
            ("/", 2),
            (" - ", 2),
            (" ", 1),
            ("-", 1),
            (" & ", 1),
        ] {
            let text = format!("rye{sign}oats");
            let words = Words::new(&text);
            let found = pieces(&words, 0..words.tokens.len());
            assert_eq!(found.len(), count, "{sign:?}");
        }
    }

    #[test]
    fn the_mode_is_that_of_the_job() {
        for (post, expected) in [
            (
                "Quillmark | Senior Backend Engineer | Remote (EU timezones) | Full-time",
                Some(WorkMode::Remote),
            ),
            ("Data Engineer - Remote UK - 55k", Some(WorkMode::Remote)),
            (
                "Data Engineer, hybrid (two days in Leeds)",
                Some(WorkMode::Hybrid),
            ),
            (
                "Data Engineer - sunny old Leeds remote",
                Some(WorkMode::Remote),
            ),
            ("Data Engineer - very sunny old Leeds remote", None),
            // One word beyond what a piece may have, and a word that makes it a term of the trade.
            ("Data Engineer - a lovely big remote team", None),
            (
                "Data Engineer\n\nRequirements:\n- Hybrid cloud, remote sensing",
                None,
            ),
            (
                "Data Engineer\n\nRequirements:\n- Python\n- Not a remote role",
                None,
            ),
            (
                "Data Engineer\n\nRequirements:\n- Python\n\nOn-site in Leeds",
                Some(WorkMode::OnSite),
            ),
        ] {
            let document = plain::from_text(post, Format::PlainText).unwrap();
            let read = job::read(&document, Lexicon::builtin());
            assert_eq!(read.mode, expected, "{post}");
        }
    }
}
