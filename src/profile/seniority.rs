//! Seniority words in job titles.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::text::{TermMap, Token, term_key};

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

const WORDS: &[(Seniority, &str)] = &[
    (
        Seniority::Trainee,
        "intern trainee apprentice internship student praktikant praktikantin werkstudent werkstudentin auszubildender auszubildende azubi \
         stagiaire apprenti becario estagiário tirocinante stagista stagiair stażysta praktykant стажер стажёр практикант fresher",
    ),
    (
        Seniority::Junior,
        "junior jr entry graduate débutant młodszy младший джуниор assistant associate",
    ),
    (Seniority::Middle, "mid middle intermediate миддл"),
    (
        Seniority::Senior,
        "senior sr experienced expert specialist-senior starszy старший сеньор sénior confirmé",
    ),
    (
        Seniority::Lead,
        "lead leader principal staff foreman supervisor charge teamleiter teamleiterin schichtleiter vorarbeiter meister главный ведущий тимлид \
         brygadzista encargado encargada capo chef-d'équipe voorman teamlead architect captain",
    ),
    (
        Seniority::Head,
        "head director chief manager president vp ceo cto cfo coo superintendent leiter leiterin directeur directrice director jefe jefa direttore \
         kierownik dyrektor начальник руководитель директор șef manageress owner founder geschäftsführer",
    ),
];

/// Seniority that a job title states: its highest word; `tokens` are those of the title in `text`.
///
/// `assistant manager` is junior to a manager: where a junior word stands first, one step is taken off.
pub fn of_title(_text: &str, tokens: &[Token]) -> Option<Seniority> {
    static KNOWN: LazyLock<TermMap<Seniority>> = LazyLock::new(|| {
        let mut known = TermMap::default();
        for (seniority, words) in WORDS {
            for word in words.split_whitespace() {
                known.entry(term_key(word)).or_insert(*seniority);
            }
        }
        known
    });
    let word = |token: &Token| KNOWN.get(&token.key).copied();
    let stated: Vec<Seniority> = tokens.iter().filter_map(word).collect();
    let highest = stated.iter().copied().max()?;
    let reduced = stated.first() == Some(&Seniority::Junior) && highest == Seniority::Head;
    Some(if reduced { Seniority::Lead } else { highest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn titles_state_their_level() {
        let of = |title: &str| of_title(title, &tokenize(title));
        assert_eq!(of("Senior Backend Engineer"), Some(Seniority::Senior));
        assert_eq!(of("Head of Finance"), Some(Seniority::Head));
        assert_eq!(of("Assistant Manager"), Some(Seniority::Lead));
        assert_eq!(of("Ведущий инженер"), Some(Seniority::Lead));
        assert_eq!(of("Nurse"), None);
    }
}
