//! Whether two written words are forms of one.

use std::sync::LazyLock;

use crate::languages::key;
use crate::text::{TermSet, term_key, words_by_language};

/// Letters that two forms of one word share at least.
const SHARED: usize = 4;

/// Letters of a longest ending beside a form without one.
const SHORT: usize = 2;

/// Endings by language.
static ENDINGS: LazyLock<Vec<(&'static str, TermSet)>> =
    LazyLock::new(|| words_by_language(key::JUDGE_ENDINGS));

/// How the words of some languages change their endings.
#[derive(Debug, Clone, Default)]
pub(super) struct Inflection(Vec<&'static TermSet>);

impl Inflection {
    /// The endings of `languages`, ISO 639-1 codes.
    pub(super) fn of(languages: &[&str]) -> Self {
        let all = ENDINGS.iter();
        let own = all.filter(|(code, _)| languages.contains(code));
        Self(own.map(|(_, endings)| endings).collect())
    }

    /// Whether the two words, in small letters, differ at most by an ending that one language gives
    /// both: `installation` and `installed`, not `active` and `activities`.
    pub(super) fn is_same(&self, one: &str, other: &str) -> bool {
        if one == other {
            return true;
        }
        let shared: usize = one
            .chars()
            .zip(other.chars())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum();
        let stem = &one[..shared];
        if stem.chars().count() < SHARED {
            return false;
        }
        let (rest, rest_of_other) = (&one[shared..], &other[shared..]);
        let last = stem.chars().next_back();
        // `plan`, `planned`: the end of the stem may be doubled.
        let is_listed = |endings: &TermSet, rest: &str| {
            rest.is_empty() || endings.contains(&term_key(rest)) || {
                let mut letters = rest.chars();
                letters.next() == last
                    && letters.as_str().len() > 1
                    && endings.contains(&term_key(letters.as_str()))
            }
        };
        // `plumb` is no `plumbing`: where a form has no ending, the other has a short one.
        let is_bare = rest.is_empty() || rest_of_other.is_empty();
        let letters = |rest: &str| {
            let is_doubled = rest.chars().next() == last;
            rest.chars().count() - usize::from(is_doubled)
        };
        if is_bare && letters(rest).max(letters(rest_of_other)) > SHORT {
            return false;
        }
        self.0
            .iter()
            .any(|endings| is_listed(endings, rest) && is_listed(endings, rest_of_other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_change_and_words_do_not() {
        for (languages, one, other, is_same) in [
            (&["en"][..], "welds", "welding", true),
            (&["en"], "cater", "catering", false),
            (&["en"], "installation", "installed", true),
            (&["en"], "planning", "planned", true),
            (&["en"], "planxing", "planned", false),
            // Behind a doubled letter one letter more is no ending.
            (&["en"], "plan", "planns", false),
            (&["en"], "patrol", "patrolled", true),
            (&["en"], "patrol", "patrolling", false),
            (&["en"], "policies", "policy", true),
            (&["en"], "active", "activities", false),
            (&["en"], "excel", "excellent", false),
            (&["en"], "nursing", "nursery", false),
            (&["en"], "generative", "generator", false),
            (&["en"], "bank", "bankrupt", false),
            // Three letters are too few.
            (&["en"], "bid", "bids", false),
            (&["en"], "bids", "bids", true),
            // Four are enough, and so are two letters of an ending beside none.
            (&["en"], "weld", "welds", true),
            (&["en"], "weld", "welded", true),
            (&["en"], "weld", "welders", false),
            (&["pl"], "spawanie", "spawania", true),
            (&["en"], "spawanie", "spawania", false),
            (&["en", "ru"], "сварка", "сварки", true),
            (&["de"], "wartung", "wartungen", true),
        ] {
            let inflection = Inflection::of(languages);
            assert_eq!(inflection.is_same(one, other), is_same, "{one}, {other}");
            assert_eq!(inflection.is_same(other, one), is_same, "{other}, {one}");
        }
    }
}
