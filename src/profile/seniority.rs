//! Seniority words in job titles.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::text::{TermKey, TermMap, TermSet, Token, pair_key, term_key, term_set};

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

const WORDS: &[(Effect, &str)] = &[
    (
        Marks(Trainee),
        "intern interns trainee apprentice apprenticeship internship praktikant praktikantin werkstudent werkstudentin auszubildender auszubildende azubi volontär \
         stagiaire apprenti apprentie alternant alternante becario becaria aprendiz estagiário estagiária tirocinante stagista apprendista stagiair stażysta \
         stażystka praktykant praktykantka uczeń стажер практикант ученик fresher stážista praktikant lärling lærling student",
    ),
    (
        Marks(Junior),
        "junior jr jnr graduate débutant młodszy młodsza младший младшая джуниор júnior assistenzarzt молодший yngre berufseinsteiger",
    ),
    (
        States(Middle),
        "mid middle intermediate миддл regular менеджер",
    ),
    (
        Marks(Senior),
        "senior sr snr experienced expert starszy starsza старший старшая сеньор sénior confirmé confirmée sênior erfahrener erfahrene doświadczony \
         опытный starší",
    ),
    (
        States(Lead),
        "leader foreman forewoman supervisor teamleiter teamleiterin schichtleiter schichtleiterin gruppenleiter gruppenleiterin vorarbeiter vorarbeiterin \
         главный главная ведущий ведущая тимлид brygadzista encargado encargada voorman teamlead teamleider ploegleider captain mistrz бригадир мастер \
         arbetsledare teamleder kapo sergeant matron team-lead projektleiter projektleiterin bauleiter bauleiterin polier oberarzt",
    ),
    (
        Beside(Lead),
        "lead principal staff charge architect meister capo",
    ),
    (
        States(Head),
        "director superintendent leiter leiterin filialleiter filialleiterin abteilungsleiter abteilungsleiterin lagerleiter bereichsleiter bereichsleiterin \
         betriebsleiter werkleiter directeur directrice directora jefe jefa direttore direttrice responsable diretor diretora gerente \
         kierownik kierownika kierowniczka dyrektor dyrektora dyrektorka начальник начальника начальница руководитель руководителя директор директора заведующий заведующая șef șefă manageress owner founder cofounder \
         geschäftsführer geschäftsführerin inhaber ředitel vedoucí chef-de-service direktör direktør afdelingsleder ceo cto cfo coo cio ciso cmo vp svp evp president \
         vorstand prezes właściciel gérant gérante bedrijfsleider afdelingshoofd керівник",
    ),
    (Beside(Head), "head chief"),
    (Manager, "manager manageress managerin"),
    (
        Deputy,
        "assistant deputy vice associate stellvertretender stellvertretende zastępca заместитель помощник adjoint adjointe vicedirettore subdirector adjunct-directeur sub",
    ),
];

/// Words before `manager` of somebody who looks after a thing, a process or customers, not people.
const NOT_OF_PEOPLE: &str = "product project account program programme data case community content brand campaign key relationship property portfolio \
    category marketing event events release test scrum delivery media social customer success client risk contract contracts partner vendor proposal \
    master document records change design process quality alliance channel sales territory bid compliance knowledge configuration lifecycle projekt produkt kunden wedding tour talent benefits payroll pricing supply demand";

/// Pairs whose words mean another thing than alone.
const PAIRS: &[(&str, &str, Option<Seniority>)] = &[
    ("lead", "generation", None),
    ("lead", "gen", None),
    ("staff", "nurse", None),
    ("staff", "accountant", None),
    ("staff", "assistant", Some(Junior)),
    ("staff", "writer", None),
    ("staff", "training", None),
    ("staff", "sergeant", Some(Lead)),
    ("of", "staff", None),
    ("head", "chef", Some(Lead)),
    ("head", "cook", Some(Lead)),
    ("head", "waiter", Some(Lead)),
    ("head", "waitress", Some(Lead)),
    ("head", "nurse", Some(Lead)),
    ("head", "coach", Some(Lead)),
    ("head", "teller", Some(Lead)),
    ("head", "cashier", Some(Lead)),
    ("head", "gardener", Some(Lead)),
    ("head", "teacher", Some(Head)),
    ("head", "hunter", None),
    ("chef", "de", Some(Lead)),
    ("chief", "of", Some(Head)),
    ("school", "principal", Some(Head)),
    ("vice", "principal", Some(Lead)),
    ("vice", "president", Some(Head)),
    ("assistant", "principal", Some(Lead)),
    ("account", "executive", None),
    ("entry", "level", Some(Junior)),
    ("charge", "nurse", Some(Lead)),
    ("product", "owner", None),
    ("process", "owner", None),
    ("team", "assistant", None),
    ("executive", "assistant", None),
    ("personal", "assistant", None),
    ("administrative", "assistant", None),
    ("student", "advisor", None),
    ("student", "services", None),
    ("student", "counselor", None),
    ("student", "affairs", None),
    ("graduate", "school", None),
    ("young", "professional", Some(Junior)),
    ("стажер", "исследователь", Some(Trainee)),
];

/// Words that follow `Principal` only in other senses.
const SCHOOL_WORDS: &str = "school elementary primary secondary high academy college";

/// Firms have partners and associates of rank; in shops and plants an associate is a worker.
const WORKER_BEFORE: &str = "sales store retail warehouse production stock customer service floor cashier cleaning packaging manufacturing guest kitchen fulfillment";

struct Tables {
    effects: TermMap<Effect>,
    pairs: TermMap<Option<Seniority>>,
    not_of_people: TermSet,
    schools: TermSet,
    worker_before: TermSet,
    associate: TermKey,
    principal: TermKey,
    /// `Assistant to the Director` is no director.
    to: TermKey,
}

fn tables() -> &'static Tables {
    static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
        effects: WORDS
            .iter()
            .flat_map(|(effect, words)| {
                words
                    .split_whitespace()
                    .map(|word| (term_key(word), *effect))
            })
            .collect(),
        pairs: PAIRS
            .iter()
            .map(|(first, second, meaning)| (pair_key(term_key(first), term_key(second)), *meaning))
            .collect(),
        not_of_people: term_set(NOT_OF_PEOPLE),
        schools: term_set(SCHOOL_WORDS),
        worker_before: term_set(WORKER_BEFORE),
        associate: term_key("associate"),
        principal: term_key("principal"),
        to: term_key("to"),
    });
    &TABLES
}

/// Seniority that a job title states; `tokens` are those of the title in `text`.
///
/// The highest word counts, with three exceptions: a deputy stands one step below
/// the head it is beside (`assistant manager`); `junior`, `trainee` and `senior`
/// speak of the person and outweigh a `manager` of things (`junior product
/// manager`); words in pairs that mean another thing are left out (`lead generation`).
pub fn of_title(_text: &str, tokens: &[Token]) -> Option<Seniority> {
    let tables = tables();
    let mut mark: Option<Seniority> = None;
    let mut stated: Option<Seniority> = None;
    let mut deputy = false;
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
        if stated.is_none() && token.key == tables.to {
            serves = true;
        }
        match tables.effects.get(&token.key) {
            Some(States(seniority)) if !serves => stated = stated.max(Some(*seniority)),
            Some(Marks(seniority)) => mark = mark.max(Some(*seniority)),
            Some(Deputy) => {
                let worker = token.key == tables.associate
                    && before.is_some_and(|before| tables.worker_before.contains(&before));
                deputy |= !worker;
            }
            Some(Manager) if !serves => {
                let of_people =
                    !before.is_some_and(|before| tables.not_of_people.contains(&before));
                stated = stated.max(Some(if of_people { Head } else { Middle }));
            }
            Some(Beside(seniority)) if !serves => {
                let of_school = token.key == tables.principal
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
        (None, true) if !serves && tokens.len() > 1 => Some(Junior),
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
