//! Words broken by a hyphen at the end of a line.

use std::collections::BTreeSet;

/// First parts that keep their hyphen in most compounds.
const KEPT_BEFORE: [&str; 40] = [
    "full", "self", "cross", "real", "high", "low", "long", "short", "well", "time", "end",
    "front", "back", "state", "large", "small", "data", "open", "cloud", "object", "test",
    "client", "user", "part", "on", "off", "in", "multi", "non", "co", "e", "role", "risk", "cost",
    "event", "domain", "customer", "goal", "hands", "award",
];

/// The words of one document, as evidence for joining broken ones.
pub(super) struct Hyphens {
    words: BTreeSet<String>,
}

impl Hyphens {
    pub(super) fn new<'text>(lines: impl Iterator<Item = &'text str> + Clone) -> Self {
        let any_broken = lines.clone().any(|line| broken_word(line).is_some());
        let mut words = BTreeSet::new();
        if any_broken {
            for word in lines.flat_map(str::split_whitespace) {
                let word = word.trim_matches(|character: char| !character.is_alphanumeric());
                if word.len() > 3 {
                    words.insert(word.to_lowercase());
                }
            }
        }
        Self { words }
    }

    /// Moves the rest of a broken word from the head of `next` to the end of
    /// `line`; true when it did.
    pub(super) fn join(&self, line: &mut String, next: &mut String) -> bool {
        let Some(head) = broken_word(line).map(str::to_string) else {
            return false;
        };
        let rest_end = next.find(char::is_whitespace).unwrap_or(next.len());
        let Some(rest) = next.get(..rest_end).map(str::to_string) else {
            return false;
        };
        if !rest
            .chars()
            .next()
            .is_some_and(|first| first.is_lowercase())
        {
            return false;
        }
        if !self.keeps_hyphen(&head, &rest) {
            line.pop();
        }
        line.push_str(&rest);
        *next = next
            .get(rest_end..)
            .unwrap_or_default()
            .trim_start()
            .to_string();
        true
    }

    fn keeps_hyphen(&self, head: &str, rest: &str) -> bool {
        let rest = rest.trim_end_matches(|character: char| !character.is_alphanumeric());
        let (head, rest) = (head.to_lowercase(), rest.to_lowercase());
        if self.words.contains(&format!("{head}{rest}")) {
            return false;
        }
        if self.words.contains(&format!("{head}-{rest}")) || head.contains('-') {
            return true;
        }
        KEPT_BEFORE.contains(&head.as_str())
    }
}

/// The broken word at the end of `line`, without its hyphen.
fn broken_word(line: &str) -> Option<&str> {
    let before = line.strip_suffix('-')?;
    let word = before.rsplit(char::is_whitespace).next()?;
    let word = word.trim_start_matches(|character: char| !character.is_alphanumeric());
    let letters = word.chars().next_back().is_some_and(char::is_alphabetic);
    (letters && word.chars().count() >= 2).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_words_are_joined_by_evidence() {
        let other = "Our micro-service and database work";
        for (line, next, joined) in [
            (
                "ten years of experi-",
                "ence in Java",
                Some(("ten years of experience", "in Java")),
            ),
            (
                "a full-",
                "stack developer",
                Some(("a full-stack", "developer")),
            ),
            ("one micro-", "service.", Some(("one micro-service.", ""))),
            ("the data-", "base grew", Some(("the database", "grew"))),
            ("Spring-", "Boot", None),
            ("2019 -", "today", None),
            (
                "state-of-the-",
                "art tools",
                Some(("state-of-the-art", "tools")),
            ),
        ] {
            let hyphens = Hyphens::new([line, next, other].into_iter());
            let (mut first, mut second) = (line.to_string(), next.to_string());
            let done = hyphens.join(&mut first, &mut second);
            assert_eq!(
                done.then_some((first.as_str(), second.as_str())),
                joined,
                "{line}"
            );
        }
    }
}
