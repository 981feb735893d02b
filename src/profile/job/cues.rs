//! Words inside a sentence that say how much a thing is wanted.

use std::sync::LazyLock;

use super::phrases::{Words, phrase_table, phrases_with, shortened};
use crate::languages::{Key, key};
use crate::text::PhraseTable;

/// What a word says about the importance of what stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// Wanted but not needed; speaks of what comes after it (`ideally X`).
    NiceAhead,
    /// Wanted but not needed; speaks of what comes before it (`X is a plus`).
    NiceBehind,
    Must,
}

pub(super) static IMPORTANCE: LazyLock<PhraseTable<Cue>> = LazyLock::new(|| {
    phrase_table(&[
        (key::POST_CUES_NICE_AHEAD, Cue::NiceAhead),
        (key::POST_CUES_NICE_BEHIND, Cue::NiceBehind),
        (key::POST_CUES_MUST, Cue::Must),
    ])
});

/// How a sentence that no heading speaks for shows that it asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speech {
    /// Says what the person must know, have or be.
    Asks,
    /// Says what the person will do.
    Duty,
}

pub(super) static SPEECH: LazyLock<PhraseTable<Speech>> = LazyLock::new(|| {
    phrase_table(&[
        (key::POST_CUES_ASKS, Speech::Asks),
        (key::POST_CUES_DUTY, Speech::Duty),
    ])
});

/// `not required`, `we will teach you`.
pub(super) static NOT_NEEDED: LazyLock<PhraseTable<()>> =
    LazyLock::new(|| phrase_table(&[(key::POST_CUES_NOT_NEEDED, ())]));

/// `no`, `not`, `without`.
pub(super) static DENIALS: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    phrase_table(&[
        (key::STANCE_BEFORE_DENIED, ()),
        (key::STANCE_BEFORE_DENIED_BARE, ()),
        (key::STANCE_AFTER_DENIED_WORD, ()),
    ])
});

/// Words that open a new ask in a post without line breaks or full stops.
pub(super) static OPENERS: LazyLock<PhraseTable<()>> =
    LazyLock::new(|| phrase_table(&[(key::POST_CUES_OPENER, ())]));

/// `at least one of`, `such as`, `either`: one of what follows will do.
pub(super) static ANY_OF: LazyLock<PhraseTable<u32>> = LazyLock::new(|| {
    shortened(&[
        (key::POST_CUES_ONE_OF, 1),
        (key::POST_CUES_TWO_OF, 2),
        (key::POST_CUES_THREE_OF, 3),
        (key::POST_CUES_FOUR_OF, 4),
    ])
});

/// A joining word: the only language in which it joins, if it means something else in others
/// (`of` is Dutch for `or`).
pub(super) type Joining = Option<&'static str>;

pub(super) static OR: LazyLock<PhraseTable<Joining>> =
    LazyLock::new(|| joining(key::COMMON_OR, key::COMMON_OR_HERE));

pub(super) static AND: LazyLock<PhraseTable<Joining>> =
    LazyLock::new(|| joining(key::COMMON_AND, key::COMMON_AND_HERE));

fn joining(everywhere: Key, here: Key) -> PhraseTable<Joining> {
    let everywhere = everywhere.phrases().map(|phrase| (phrase, None));
    let here = here
        .listed()
        .map(|(language, phrase)| (phrase, Some(language.code)));
    phrases_with(everywhere.chain(here))
}

/// A degree may be replaced by practice.
pub(super) static OR_EQUIVALENT: LazyLock<PhraseTable<()>> =
    LazyLock::new(|| phrase_table(&[(key::POST_CUES_OR_EQUIVALENT, ())]));

/// The word after a number of years shows that work is meant.
pub(super) static EXPERIENCE: LazyLock<PhraseTable<()>> =
    LazyLock::new(|| phrase_table(&[(key::POST_CUES_EXPERIENCE, ())]));

impl Words<'_> {
    /// Whether the word at `at` is one of `table` in whatever language.
    pub(super) fn joins_anywhere(&self, table: &PhraseTable<Joining>, at: usize) -> bool {
        self.at(table, at, at + 1)
            .is_some_and(|hit| hit.value.is_none())
    }

    /// Whether the word at `at` is one of `table` in a text of `language`.
    pub(super) fn joins_in(&self, table: &PhraseTable<Joining>, at: usize, language: &str) -> bool {
        self.at(table, at, at + 1)
            .is_some_and(|hit| hit.value.is_none_or(|only| only == language))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_joins_in_one_language_only_joins_nowhere_else() {
        for (text, language, anywhere, here) in [
            ("or", "en", true, true),
            ("or", "nl", true, true),
            // Dutch for `or`.
            ("of", "nl", false, true),
            ("of", "en", false, false),
            ("rye", "nl", false, false),
        ] {
            let words = Words::new(text);
            let joins = (
                words.joins_anywhere(&OR, 0),
                words.joins_in(&OR, 0, language),
            );
            assert_eq!(joins, (anywhere, here), "{text}: {language}");
        }
    }
}
