//! Seniority words in job titles.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::languages::{Key, key};
use crate::text::{TermKey, TermMap, TermSet, Token, pair_key, term_key, words_of};

/// Ordered from lowest to highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seniority {
    /// Intern, trainee, apprentice.
    Trainee,
    Junior,
    /// No word, or `mid`.
    Middle,
    Senior,
    /// Lead, principal, staff, team leader, foreman, charge nurse.
    Lead,
    /// Head, manager of people, director and above.
    Head,
}

impl Seniority {
    /// As it is shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Trainee => "trainee",
            Self::Junior => "junior",
            Self::Middle => "middle",
            Self::Senior => "senior",
            Self::Lead => "lead",
            Self::Head => "head",
        }
    }
}

use Seniority::{Head, Junior, Lead, Middle, Senior, Trainee};

/// What a word does to a title's level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// Names a level.
    States(Seniority),
    /// Says whom the level is above or below, and counts over words that only state one (`junior`, `senior`).
    Marks(Seniority),
    /// One step below the head word after it (`assistant manager`), Junior without one.
    Deputy,
    /// `manager`: of people unless a thing stands before it.
    Manager,
    /// `lead`, `head`, `principal` and the like: only beside other words of a title.
    Beside(Seniority),
}

use Effect::{Beside, Deputy, Manager, Marks, States};

/// Of a word with two effects the last counts.
const EFFECTS: &[(Effect, Key)] = &[
    (Marks(Trainee), key::SENIORITY_TRAINEE),
    (Marks(Junior), key::SENIORITY_JUNIOR),
    (States(Middle), key::SENIORITY_MIDDLE),
    (Marks(Senior), key::SENIORITY_SENIOR),
    (States(Lead), key::SENIORITY_LEAD),
    (Beside(Lead), key::SENIORITY_LEAD_BESIDE),
    (States(Head), key::SENIORITY_HEAD),
    (Beside(Head), key::SENIORITY_HEAD_BESIDE),
    (Manager, key::SENIORITY_MANAGER),
    (Deputy, key::SENIORITY_DEPUTY),
];

/// Pairs whose words mean another thing than alone.
const PAIRS: &[(Option<Seniority>, Key)] = &[
    (None, key::SENIORITY_PAIR_NONE),
    (Some(Trainee), key::SENIORITY_PAIR_TRAINEE),
    (Some(Junior), key::SENIORITY_PAIR_JUNIOR),
    (Some(Lead), key::SENIORITY_PAIR_LEAD),
    (Some(Head), key::SENIORITY_PAIR_HEAD),
];

struct Tables {
    effects: TermMap<Effect>,
    pairs: TermMap<Option<Seniority>>,
    /// Before `manager`: a thing, a process or customers.
    not_of_people: TermSet,
    /// Words that stand beside `Principal` only in other senses.
    schools: TermSet,
    /// Firms have partners and associates of rank; in shops and plants an associate is a worker.
    worker_before: TermSet,
    associate: TermSet,
    principal: TermSet,
    /// `Assistant to the Director` is no director.
    serves: TermSet,
}

fn tables() -> &'static Tables {
    static TABLES: LazyLock<Tables> = LazyLock::new(|| {
        let effects = EFFECTS.iter().flat_map(|(effect, words)| {
            let words = words.phrases();
            words.map(|word| (term_key(word), *effect))
        });
        let pairs = PAIRS.iter().flat_map(|(meaning, pairs)| {
            let pairs = pairs.phrases().filter_map(|pair| pair.split_once(' '));
            pairs.map(|(first, second)| (pair_key(term_key(first), term_key(second)), *meaning))
        });
        Tables {
            effects: effects.collect(),
            pairs: pairs.collect(),
            not_of_people: words_of(&[key::SENIORITY_NOT_OF_PEOPLE]),
            schools: words_of(&[key::SENIORITY_SCHOOL]),
            worker_before: words_of(&[key::SENIORITY_WORKER_BEFORE]),
            associate: words_of(&[key::SENIORITY_ASSOCIATE]),
            principal: words_of(&[key::SENIORITY_PRINCIPAL]),
            serves: words_of(&[key::SENIORITY_SERVES]),
        }
    });
    &TABLES
}

/// Seniority that a job title states; `tokens` are those of the title in `text`.
///
/// The highest word counts, with three exceptions: a deputy stands one step below
/// the head it is beside (`assistant manager`); `junior`, `trainee` and `senior`
/// speak of the person and outweigh a `manager` of things (`junior product
/// manager`); words in pairs that mean another thing are left out (`lead generation`).
pub(crate) fn of_title(text: &str, tokens: &[Token]) -> Option<Seniority> {
    let tables = tables();
    let mut mark: Option<Seniority> = None;
    let mut stated: Option<Seniority> = None;
    let mut deputy = false;
    let mut is_trade = false;
    let mut serves = false;
    let mut before: Option<TermKey> = None;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1).map(|token| token.key);
        if let Some(meaning) = next.and_then(|next| tables.pairs.get(&pair_key(token.key, next))) {
            stated = stated.max(*meaning);
            before = next;
            at += 2;
            continue;
        }
        if stated.is_none() && tables.serves.contains(&token.key) {
            serves = true;
        }
        match tables.effects.get(&token.key) {
            Some(States(seniority)) if !serves => stated = stated.max(Some(*seniority)),
            Some(Marks(seniority)) => mark = mark.max(Some(*seniority)),
            Some(Deputy) => {
                let worker = tables.associate.contains(&token.key)
                    && before.is_some_and(|before| tables.worker_before.contains(&before));
                deputy |= !worker;
                // `Care assistant` is a trade, `assistant engineer` a step.
                is_trade = tokens.get(at + 1).is_none_or(|next| {
                    let gap = text.get(token.span().end as usize..next.span().start as usize);
                    gap.is_some_and(|gap| gap.contains([',', '/', '|', '(', '-', '–', ':']))
                });
            }
            Some(Manager) if !serves => {
                let of_people =
                    !before.is_some_and(|before| tables.not_of_people.contains(&before));
                stated = stated.max(Some(if of_people { Head } else { Middle }));
            }
            Some(Beside(seniority)) if !serves => {
                let of_school = tables.principal.contains(&token.key)
                    && (tokens.len() == 1
                        || tokens.iter().any(|word| tables.schools.contains(&word.key)));
                let level = if of_school { Head } else { *seniority };
                stated = stated.max(Some(level));
            }
            _ => {}
        }
        before = Some(token.key);
        at += 1;
    }
    let stated = match (stated, deputy) {
        (Some(Head), true) => Some(Lead),
        (Some(Lead), true) => Some(Senior),
        (None, true) if !serves && !is_trade => Some(Junior),
        (stated, _) => stated,
    };
    match (mark, stated) {
        (Some(mark @ (Trainee | Junior)), _) => Some(mark),
        (Some(mark), stated) => Some(stated.map_or(mark, |stated| stated.max(mark))),
        (None, stated) => stated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn titles_state_their_level() {
        for (title, level) in [
            ("Senior Backend Engineer", Some(Senior)),
            ("Head of Finance", Some(Head)),
            ("Assistant Manager", Some(Lead)),
            ("Assistant Store Manager", Some(Lead)),
            ("Ведущий инженер", Some(Lead)),
            ("Nurse", None),
            ("Executive Assistant", None),
            ("Executive Assistant to the CEO", None),
            ("Assistant to the Director", None),
            ("Team Assistant", None),
            ("Care Assistant", None),
            ("Care Assistant / Home Carer", None),
            ("Associate, Commercial Law", None),
            ("Law Associate", None),
            ("Assistant Engineer", Some(Junior)),
            ("Lead Generation Specialist", None),
            ("Lead Developer", Some(Lead)),
            ("Tech Lead", Some(Lead)),
            ("Sales Associate", None),
            ("Associate Director", Some(Lead)),
            ("Associate Consultant", Some(Junior)),
            ("Account Executive", None),
            ("Head Chef", Some(Lead)),
            ("Principal", Some(Head)),
            ("Principal, Lincoln Elementary School", Some(Head)),
            ("Assistant Principal", Some(Lead)),
            ("Principal Engineer", Some(Lead)),
            ("Junior Product Manager", Some(Junior)),
            ("Product Manager", Some(Middle)),
            ("Senior Product Manager", Some(Senior)),
            ("Restaurant Manager", Some(Head)),
            ("Leiter Einkauf", Some(Head)),
            ("Teamleiter Einkauf", Some(Lead)),
            ("Stellvertretender Filialleiter", Some(Lead)),
            ("Chief of Staff", Some(Head)),
            ("Chief Accountant", Some(Head)),
            ("Master Data Manager", Some(Middle)),
            ("Staff Nurse", None),
            ("Staff Engineer", Some(Lead)),
            ("Vice President Sales", Some(Head)),
            ("Product Owner", None),
            ("Owner", Some(Head)),
            ("Software Engineer Intern", Some(Trainee)),
            ("Management Trainee", Some(Trainee)),
            ("Zastępca kierownika", Some(Lead)),
            ("Młodszy specjalista", Some(Junior)),
            ("Заместитель директора", Some(Lead)),
            ("Менеджер по продажам", Some(Middle)),
            ("Chef de projet", Some(Lead)),
        ] {
            assert_eq!(of_title(title, &tokenize(title)), level, "{title}");
        }
    }

    #[test]
    fn the_order_of_two_words_does_not_matter() {
        for (one, other) in [
            ("Senior Manager", "Manager, Senior"),
            ("Lead Nurse", "Nurse Lead"),
        ] {
            assert_eq!(
                of_title(one, &tokenize(one)),
                of_title(other, &tokenize(other)),
                "{one}"
            );
        }
    }
}
