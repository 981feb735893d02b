//! Names of spoken languages and the words for how well one is spoken, as tables.

use std::sync::LazyLock;

use crate::languages::{Key, LANGUAGE_NAMES, key};
use crate::text::{PhraseTable, TermFilter, TermMap, TermSet, term_key, words_of};

use super::SpokenLevel::{self, A1, A2, B1, B2, C1, C2, Native};

const LEVELS: &[(Key, SpokenLevel)] = &[
    (key::SPOKEN_LEVEL_A1, A1),
    (key::SPOKEN_LEVEL_A2, A2),
    (key::SPOKEN_LEVEL_B1, B1),
    (key::SPOKEN_LEVEL_B2, B2),
    (key::SPOKEN_LEVEL_C1, C1),
    (key::SPOKEN_LEVEL_C2, C2),
    (key::SPOKEN_LEVEL_NATIVE, Native),
];

pub(super) struct Tables {
    pub(super) names: TermMap<&'static str>,
    pub(super) name_filter: TermFilter,
    /// Languages by their codes.
    pub(super) codes: TermMap<&'static str>,
    /// Names that say by themselves that the language is meant (`Deutschkenntnisse`).
    pub(super) claimed_names: TermSet,
    /// Names that are other words where they do not begin with a capital.
    pub(super) capital_names: TermSet,
    /// Names that are adjectives where no cue follows (`deutsche Firma`).
    pub(super) inflected_names: TermSet,
    pub(super) levels: PhraseTable<SpokenLevel>,
    /// Words by which a language beside them is meant as one that is spoken.
    pub(super) cues: TermSet,
    /// Words that may stand between a language and its level or cue.
    pub(super) fillers: TermSet,
    /// Nouns after which a language's name was only an adjective, or a subject taught.
    pub(super) nouns_after: TermSet,
    /// Words before which a language is a subject that was taught or studied.
    pub(super) taught: TermSet,
    /// Words that open a line on languages.
    pub(super) labels: TermSet,
    /// Words that join names, in the case in which they are written.
    conjunctions: TermSet,
    /// Those of them that part a level from a name behind them.
    parting_conjunctions: TermSet,
}

impl Tables {
    pub(super) fn get() -> &'static Tables {
        static TABLES: LazyLock<Tables> = LazyLock::new(Tables::build);
        &TABLES
    }

    fn build() -> Tables {
        let names = LANGUAGE_NAMES.iter().flat_map(|(code, names)| {
            let names = names.phrases();
            names.map(move |name| (term_key(name), *code))
        });
        let names: TermMap<&'static str> = names.collect();
        let as_written = |words: Key| words.phrases().map(term_key);
        let parting_conjunctions: TermSet = as_written(key::SPOKEN_CONJUNCTION).collect();
        let also_prepositions = as_written(key::SPOKEN_CONJUNCTION_OR_PREPOSITION);
        Tables {
            codes: LANGUAGE_NAMES
                .iter()
                .map(|(code, _)| (term_key(code), *code))
                .collect(),
            name_filter: names.keys().copied().collect(),
            names,
            claimed_names: words_of(&[key::SPOKEN_CLAIMED_NAME]),
            capital_names: words_of(&[key::SPOKEN_CAPITAL_NAME]),
            inflected_names: words_of(&[key::SPOKEN_INFLECTED_NAME]),
            levels: PhraseTable::of_keys(LEVELS).joined_by(|gap| !gap.contains([',', ':', '('])),
            cues: words_of(&[key::SPOKEN_CUE]),
            fillers: words_of(&[key::SPOKEN_BETWEEN]),
            nouns_after: words_of(&[key::SPOKEN_NOUN_AFTER]),
            taught: words_of(&[key::SPOKEN_TAUGHT]),
            labels: words_of(&[key::SPOKEN_LABEL]),
            conjunctions: parting_conjunctions
                .iter()
                .copied()
                .chain(also_prepositions)
                .collect(),
            parting_conjunctions,
        }
    }

    /// Whether a word joins the names of a list.
    pub(super) fn is_conjunction(&self, written: &str) -> bool {
        self.conjunctions.contains(&term_key(written))
    }

    /// Whether a word joins names and cannot lead from a level to its name, as
    /// Dutch `en` does in Spanish and French.
    pub(super) fn parts_names(&self, written: &str) -> bool {
        self.parting_conjunctions.contains(&term_key(written))
    }
}
