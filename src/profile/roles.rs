//! Words that name an occupation: what tells a title from an employer or a place.

use std::sync::LazyLock;

use crate::document::{Span, budget};
use crate::languages::key;
use crate::text::{TermKey, TermSet, Token, pair_key, term_key, tokenize, tokenize::lower};

/// Whether a part of a line names an occupation.
pub fn names_a_role(text: &str, span: Span) -> bool {
    let written = span.of(text);
    tokens_name_a_role(written, &tokenize(written))
}

/// Whether a run of tokens of `text` names an occupation.
pub fn tokens_name_a_role(text: &str, tokens: &[Token]) -> bool {
    budget::spend(1 + tokens.len());
    tokens.iter().enumerate().any(|(at, token)| {
        let known = is_role(text, *token);
        known && {
            let beside =
                |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.key);
            !is_other(beside(at.checked_sub(1)), token.key, beside(Some(at + 1)))
        }
    })
}

/// Endings of compound titles in languages that write them as one word.
struct Endings {
    all: Vec<&'static str>,
    /// In bytes.
    shortest: usize,
}

fn is_role(written: &str, token: Token) -> bool {
    static KNOWN: LazyLock<TermSet> = LazyLock::new(|| {
        let words = || key::ROLES_ROLE.phrases();
        // Plurals are keys of their own, so that no word is spelt out here.
        words()
            .map(term_key)
            .chain(words().map(|word| term_key(&format!("{word}s"))))
            .collect()
    });
    static ENDINGS: LazyLock<Endings> = LazyLock::new(|| {
        let all: Vec<&str> = key::ROLES_ENDING.phrases().collect();
        Endings {
            shortest: all.iter().map(|ending| ending.len()).min().unwrap_or(0),
            all,
        }
    });
    if KNOWN.contains(&token.key) {
        return true;
    }
    let word = token.of(written);
    if word.len() <= ENDINGS.shortest {
        return false;
    }
    // Most words are ASCII and need no copy in lower case.
    if word.is_ascii() {
        let last = word
            .bytes()
            .next_back()
            .map(|byte| byte.to_ascii_lowercase());
        return ENDINGS.all.iter().any(|ending| {
            if ending.bytes().next_back() != last {
                return false;
            }
            word.len()
                .checked_sub(ending.len())
                .filter(|&start| start > 0)
                .is_some_and(|start| word[start..].eq_ignore_ascii_case(ending))
        });
    }
    let word = lower(word);
    ENDINGS
        .all
        .iter()
        .any(|ending| word.len() > ending.len() && word.ends_with(ending))
}

/// Whether a role's word stands for another thing between its neighbours.
fn is_other(before: Option<TermKey>, role: TermKey, after: Option<TermKey>) -> bool {
    static OTHER: LazyLock<TermSet> = LazyLock::new(|| {
        let pairs = key::ROLES_NOT_A_ROLE.phrases();
        pairs
            .filter_map(|pair| pair.split_once(' '))
            .map(|(first, second)| pair_key(term_key(first), term_key(second)))
            .collect()
    });
    before.is_some_and(|before| OTHER.contains(&pair_key(before, role)))
        || after.is_some_and(|after| OTHER.contains(&pair_key(role, after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> bool {
        names_a_role(text, Span::new(0, text.len()))
    }

    #[test]
    fn titles_are_told_from_employers() {
        for title in [
            "Senior Backend Engineer",
            "Java-разработчик",
            "Teamleiterin Buchhaltung",
            "Softwareentwickler",
            "infirmière de nuit",
            "Executive Assistant",
            "Lead Generation Specialist",
            "Sales Associate",
            "Account Executive",
            "Head Chef",
            "Principal",
            "Team Assistant",
            "Chief of Staff",
            "Master Data Manager",
            "Software Engineers",
            "Verkaufsleiter",
            "Crew Member",
            "Parking Valet",
            "Workshop Facilitator",
            "Brand Ambassador",
            "Assembler",
        ] {
            assert!(names(title), "{title}");
        }
        for other in [
            "Northwind Logistics Ltd",
            "Kraków",
            "ЗАО Ромашка",
            "St. Mary's Hospital",
            "Baker Street",
            "Head Office",
            "Guard Rail Ltd",
            "Member of the Brill Society",
            "Partner Bank",
            "Agent Technologies",
            "Home Depot Chef Supplies",
        ] {
            assert!(!names(other), "{other}");
        }
    }
}
