//! Words that name an occupation: what tells a title from an employer or a place.

use std::sync::LazyLock;

use crate::document::{Span, budget};
use crate::languages::key;
use crate::text::{
    TermFilter, TermKey, TermMap, TermSet, Token, pair_key, term_key, tokenize, tokenize::lower,
};

/// Whether a part of a line names an occupation.
pub(crate) fn names_a_role(text: &str, span: Span) -> bool {
    let written = span.of(text);
    tokens_name_a_role(written, &tokenize(written))
}

/// Whether a run of tokens of `text` names an occupation.
pub(crate) fn tokens_name_a_role(text: &str, tokens: &[Token]) -> bool {
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

/// Endings of compound titles in languages that write them as one word, by their last bytes.
struct Endings {
    by_tail: TermMap<Vec<&'static str>>,
    tails: TermFilter,
    /// In bytes.
    shortest: usize,
}

impl Endings {
    fn new(endings: impl Iterator<Item = &'static str>) -> Self {
        let mut by_tail: TermMap<Vec<&'static str>> = TermMap::default();
        let mut shortest = usize::MAX;
        for ending in endings {
            shortest = shortest.min(ending.len());
            by_tail
                .entry(tail(ending.as_bytes()))
                .or_default()
                .push(ending);
        }
        Self {
            tails: by_tail.keys().copied().collect(),
            by_tail,
            shortest,
        }
    }

    /// Whether `word` ends in one and is longer.
    fn end(&self, word: &str) -> bool {
        if word.len() <= self.shortest {
            return false;
        }
        // Most words are ASCII and need no copy in lower case.
        let lowered = (!word.is_ascii()).then(|| lower(word));
        let word = lowered.as_deref().unwrap_or(word).as_bytes();
        let tail = tail(word);
        if !self.tails.may_hold(tail) {
            return false;
        }
        let endings = self.by_tail.get(&tail).into_iter().flatten();
        endings.map(|ending| ending.as_bytes()).any(|ending| {
            let start = word.len().checked_sub(ending.len());
            start.is_some_and(|start| start > 0 && word[start..].eq_ignore_ascii_case(ending))
        })
    }
}

/// A key of the last three bytes, in lower case if they are ASCII letters.
fn tail(word: &[u8]) -> TermKey {
    let bytes = word.iter().rev().take(3);
    bytes.fold(0, |key, byte| {
        pair_key(key, u64::from(byte.to_ascii_lowercase()))
    })
}

fn is_role(written: &str, token: Token) -> bool {
    static KNOWN: LazyLock<TermSet> = LazyLock::new(|| {
        let words = || key::ROLES_ROLE.phrases();
        let most = 2 * key::ROLES_ROLE.sizes().0;
        let mut known = TermSet::with_capacity_and_hasher(most, Default::default());
        known.extend(words().map(term_key));
        // Plurals are keys of their own, so that no word is spelt out here.
        known.extend(words().map(|word| term_key(&format!("{word}s"))));
        known
    });
    static ENDINGS: LazyLock<Endings> = LazyLock::new(|| Endings::new(key::ROLES_ENDING.phrases()));
    KNOWN.contains(&token.key) || ENDINGS.end(token.of(written))
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
