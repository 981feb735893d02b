//! Names of spoken languages and the words for how well one is spoken, as tables.

use std::sync::LazyLock;

use crate::languages::{Key, key};
use crate::text::{PhraseTable, TermFilter, TermMap, TermSet, term_key, words_of};

use super::SpokenLevel::{self, A1, A2, B1, B2, C1, C2, Native};

/// ISO 639-1 code, and what the language is called in the languages that are read.
pub(super) const NAMES: &[(&str, Key)] = &[
    ("en", key::SPOKEN_NAME_OF_EN),
    ("de", key::SPOKEN_NAME_OF_DE),
    ("fr", key::SPOKEN_NAME_OF_FR),
    ("es", key::SPOKEN_NAME_OF_ES),
    ("it", key::SPOKEN_NAME_OF_IT),
    ("pt", key::SPOKEN_NAME_OF_PT),
    ("nl", key::SPOKEN_NAME_OF_NL),
    ("pl", key::SPOKEN_NAME_OF_PL),
    ("ro", key::SPOKEN_NAME_OF_RO),
    ("ru", key::SPOKEN_NAME_OF_RU),
    ("uk", key::SPOKEN_NAME_OF_UK),
    ("cs", key::SPOKEN_NAME_OF_CS),
    ("sk", key::SPOKEN_NAME_OF_SK),
    ("sl", key::SPOKEN_NAME_OF_SL),
    ("sv", key::SPOKEN_NAME_OF_SV),
    ("da", key::SPOKEN_NAME_OF_DA),
    ("no", key::SPOKEN_NAME_OF_NO),
    ("fi", key::SPOKEN_NAME_OF_FI),
    ("hu", key::SPOKEN_NAME_OF_HU),
    ("el", key::SPOKEN_NAME_OF_EL),
    ("bg", key::SPOKEN_NAME_OF_BG),
    ("hr", key::SPOKEN_NAME_OF_HR),
    ("sr", key::SPOKEN_NAME_OF_SR),
    ("bs", key::SPOKEN_NAME_OF_BS),
    ("mk", key::SPOKEN_NAME_OF_MK),
    ("sq", key::SPOKEN_NAME_OF_SQ),
    ("lt", key::SPOKEN_NAME_OF_LT),
    ("lv", key::SPOKEN_NAME_OF_LV),
    ("et", key::SPOKEN_NAME_OF_ET),
    ("be", key::SPOKEN_NAME_OF_BE),
    ("tr", key::SPOKEN_NAME_OF_TR),
    ("ar", key::SPOKEN_NAME_OF_AR),
    ("he", key::SPOKEN_NAME_OF_HE),
    ("fa", key::SPOKEN_NAME_OF_FA),
    ("ku", key::SPOKEN_NAME_OF_KU),
    ("ur", key::SPOKEN_NAME_OF_UR),
    ("hi", key::SPOKEN_NAME_OF_HI),
    ("bn", key::SPOKEN_NAME_OF_BN),
    ("pa", key::SPOKEN_NAME_OF_PA),
    ("gu", key::SPOKEN_NAME_OF_GU),
    ("ta", key::SPOKEN_NAME_OF_TA),
    ("te", key::SPOKEN_NAME_OF_TE),
    ("ml", key::SPOKEN_NAME_OF_ML),
    ("kn", key::SPOKEN_NAME_OF_KN),
    ("mr", key::SPOKEN_NAME_OF_MR),
    ("or", key::SPOKEN_NAME_OF_OR),
    ("ne", key::SPOKEN_NAME_OF_NE),
    ("si", key::SPOKEN_NAME_OF_SI),
    ("zh", key::SPOKEN_NAME_OF_ZH),
    ("ja", key::SPOKEN_NAME_OF_JA),
    ("ko", key::SPOKEN_NAME_OF_KO),
    ("vi", key::SPOKEN_NAME_OF_VI),
    ("th", key::SPOKEN_NAME_OF_TH),
    ("id", key::SPOKEN_NAME_OF_ID),
    ("ms", key::SPOKEN_NAME_OF_MS),
    ("tl", key::SPOKEN_NAME_OF_TL),
    ("sw", key::SPOKEN_NAME_OF_SW),
    ("am", key::SPOKEN_NAME_OF_AM),
    ("so", key::SPOKEN_NAME_OF_SO),
    ("yo", key::SPOKEN_NAME_OF_YO),
    ("ig", key::SPOKEN_NAME_OF_IG),
    ("ha", key::SPOKEN_NAME_OF_HA),
    ("zu", key::SPOKEN_NAME_OF_ZU),
    ("xh", key::SPOKEN_NAME_OF_XH),
    ("af", key::SPOKEN_NAME_OF_AF),
    ("ca", key::SPOKEN_NAME_OF_CA),
    ("eu", key::SPOKEN_NAME_OF_EU),
    ("gl", key::SPOKEN_NAME_OF_GL),
    ("ga", key::SPOKEN_NAME_OF_GA),
    ("cy", key::SPOKEN_NAME_OF_CY),
    ("is", key::SPOKEN_NAME_OF_IS),
    ("ka", key::SPOKEN_NAME_OF_KA),
    ("hy", key::SPOKEN_NAME_OF_HY),
    ("az", key::SPOKEN_NAME_OF_AZ),
    ("kk", key::SPOKEN_NAME_OF_KK),
    ("uz", key::SPOKEN_NAME_OF_UZ),
    ("ky", key::SPOKEN_NAME_OF_KY),
    ("tg", key::SPOKEN_NAME_OF_TG),
    ("tt", key::SPOKEN_NAME_OF_TT),
    ("mn", key::SPOKEN_NAME_OF_MN),
];

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
        let names = NAMES.iter().flat_map(|(code, names)| {
            let names = names.phrases();
            names.map(move |name| (term_key(name), *code))
        });
        let names: TermMap<&'static str> = names.collect();
        let as_written = |words: Key| words.phrases().map(term_key);
        let parting_conjunctions: TermSet = as_written(key::SPOKEN_CONJUNCTION).collect();
        let also_prepositions = as_written(key::SPOKEN_CONJUNCTION_OR_PREPOSITION);
        Tables {
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
