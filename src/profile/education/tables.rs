//! The tables of degrees and schools, of the words of all languages.

use std::sync::LazyLock;

use super::EducationLevel::{self, Bachelor, Doctorate, Master, Secondary, Vocational};
use crate::languages::{Key, key};
use crate::text::{PhraseTable, TermSet, term_key, words_of};
use Guard::{Capital, Capitalised, Initials, Schooling, Sure};

/// What must hold for a phrase to name a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// The words are enough.
    Sure,
    /// Begins with a capital.
    Capital,
    /// Begins with a capital, in a line that is about schooling.
    Capitalised,
    /// In a line that is about schooling, in any case.
    Schooling,
    /// In capitals, before `in`, `of`, `degree`, or heading a line about schooling.
    Initials,
}

/// The phrases of degrees, by what they name and what must hold for it.
const PHRASES: &[(Key, EducationLevel, Guard)] = &[
    (key::EDUCATION_SECONDARY, Secondary, Sure),
    (key::EDUCATION_SECONDARY_SCHOOLING, Secondary, Schooling),
    (key::EDUCATION_SECONDARY_INITIALS, Secondary, Initials),
    (key::EDUCATION_VOCATIONAL, Vocational, Sure),
    (
        key::EDUCATION_VOCATIONAL_CAPITALISED,
        Vocational,
        Capitalised,
    ),
    (key::EDUCATION_VOCATIONAL_SCHOOLING, Vocational, Schooling),
    (key::EDUCATION_VOCATIONAL_INITIALS, Vocational, Initials),
    (key::EDUCATION_BACHELOR, Bachelor, Sure),
    (key::EDUCATION_BACHELOR_CAPITALISED, Bachelor, Capitalised),
    (key::EDUCATION_BACHELOR_SCHOOLING, Bachelor, Schooling),
    (key::EDUCATION_BACHELOR_INITIALS, Bachelor, Initials),
    (key::EDUCATION_MASTER, Master, Sure),
    (key::EDUCATION_MASTER_CAPITAL, Master, Capital),
    (key::EDUCATION_MASTER_CAPITALISED, Master, Capitalised),
    (key::EDUCATION_MASTER_SCHOOLING, Master, Schooling),
    (key::EDUCATION_MASTER_INITIALS, Master, Initials),
    (key::EDUCATION_DOCTORATE, Doctorate, Sure),
    (key::EDUCATION_DOCTORATE_SCHOOLING, Doctorate, Schooling),
    (key::EDUCATION_DOCTORATE_INITIALS, Doctorate, Initials),
];

/// What a phrase says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub(super) level: EducationLevel,
    pub(super) guard: Guard,
    pub(super) dotted: bool,
    /// The last word leads to the field and is not part of the mention.
    pub(super) leads: bool,
}

pub(super) struct Tables {
    pub(super) phrases: PhraseTable<Named>,
    pub(super) leads: TermSet,
    pub(super) degree_words: TermSet,
    pub(super) schools: TermSet,
    pub(super) not_a_field: TermSet,
    pub(super) fields: TermSet,
    pub(super) conjunctions: TermSet,
    pub(super) after_initials: TermSet,
    pub(super) before_master: TermSet,
    pub(super) after_master: TermSet,
    pub(super) after_school: TermSet,
    /// Words of degrees that name other things as well (`Master`).
    pub(super) ambiguous: TermSet,
    /// Initials of which a place is written the same (`Boston, MA`).
    pub(super) places: TermSet,
    pub(super) high: TermSet,
    pub(super) possessive: TermSet,
}

impl Tables {
    pub(super) fn get() -> &'static Tables {
        static TABLES: LazyLock<Tables> = LazyLock::new(Tables::build);
        &TABLES
    }

    fn build() -> Tables {
        let leads = words_of(&[key::EDUCATION_LEADS]);
        let phrases = PHRASES.iter().flat_map(|(key, level, guard)| {
            let leads = &leads;
            key.prepared().map(move |prepared| {
                let phrase = prepared.phrase;
                let last = phrase.split([' ', '.']).rfind(|word| !word.is_empty());
                let named = Named {
                    level: *level,
                    guard: *guard,
                    dotted: phrase.contains('.'),
                    // The last letter of initials is no word.
                    leads: !phrase.contains('.')
                        && last.is_some_and(|last| leads.contains(&term_key(last))),
                };
                (prepared, named)
            })
        });
        Tables {
            phrases: PhraseTable::of_prepared(phrases),
            leads,
            degree_words: words_of(&[key::EDUCATION_DEGREE_WORDS]),
            schools: words_of(&[key::EDUCATION_SCHOOLS]),
            not_a_field: words_of(&[key::EDUCATION_NOT_A_FIELD]),
            fields: words_of(&[key::EDUCATION_FIELDS]),
            conjunctions: words_of(&[key::EDUCATION_CONJUNCTIONS]),
            after_initials: words_of(&[key::EDUCATION_AFTER_INITIALS]),
            before_master: words_of(&[key::EDUCATION_BEFORE_MASTER]),
            after_master: words_of(&[key::EDUCATION_AFTER_MASTER]),
            after_school: words_of(&[key::EDUCATION_AFTER_SCHOOL]),
            ambiguous: words_of(&[key::EDUCATION_AMBIGUOUS]),
            places: words_of(&[key::EDUCATION_PLACES]),
            high: words_of(&[key::EDUCATION_HIGH]),
            possessive: words_of(&[key::EDUCATION_POSSESSIVE]),
        }
    }
}
