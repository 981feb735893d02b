//! The rules under which an ambiguous alias counts as a hit.

use serde::{Deserialize, Serialize};

use crate::document::Span;
use crate::text::{TermKey, Token};

/// The rules of one alias; all of them must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RuleSet {
    /// Spellings that count, word by word; empty where any case does.
    pub spellings: Vec<Vec<String>>,
    pub near: bool,
    pub item: bool,
    /// Keys the next token must be one of, and none of; empty where any is right.
    pub before: Vec<TermKey>,
    pub not_before: Vec<TermKey>,
    /// The same for the token before.
    pub after: Vec<TermKey>,
    pub not_after: Vec<TermKey>,
}

impl RuleSet {
    /// Whether every rule but `near` holds for `count` tokens from `first`.
    pub(super) fn hold(&self, text: &str, tokens: &[Token], first: usize, count: usize) -> bool {
        let Some(taken) = tokens.get(first..first + count) else {
            return false;
        };
        let (Some(head), Some(last)) = (taken.first(), taken.last()) else {
            return false;
        };
        let next = tokens.get(first + count).map(|token| token.key);
        let previous = first
            .checked_sub(1)
            .and_then(|at| tokens.get(at))
            .map(|token| token.key);
        let one_of =
            |key: Option<TermKey>, keys: &[TermKey]| key.is_some_and(|k| keys.contains(&k));
        (self.before.is_empty() || one_of(next, &self.before))
            && (self.after.is_empty() || one_of(previous, &self.after))
            && !one_of(next, &self.not_before)
            && !one_of(previous, &self.not_after)
            && (self.spellings.is_empty() || self.spelt(text, taken))
            && (!self.item || is_item(text, head.span().join(last.span())))
    }

    fn spelt(&self, text: &str, taken: &[Token]) -> bool {
        self.spellings.iter().any(|spelling| {
            spelling.len() == taken.len()
                && spelling
                    .iter()
                    .zip(taken)
                    .all(|(word, token)| text.get(token.span().range()) == Some(word.as_str()))
        })
    }
}

/// Whether the span fills a list item or a cell: a separator or an end of the
/// line on both sides.
pub(super) fn is_item(text: &str, span: Span) -> bool {
    let range = span.range();
    let (Some(left), Some(right)) = (text.get(..range.start), text.get(range.end..)) else {
        return false;
    };
    opens_item(left) && closes_item(right)
}

fn opens_item(left: &str) -> bool {
    let left = left.trim_end_matches(' ');
    match left.chars().next_back() {
        None => true,
        Some(c) if is_separator(c) => true,
        // A dash or star is a bullet only where it opens the line.
        Some(c @ ('-' | '*' | '–' | '—' | 'o')) => {
            let before = left[..left.len() - c.len_utf8()].trim_end_matches([' ', '\t']);
            before.is_empty() || before.ends_with('\n')
        }
        Some(_) => false,
    }
}

fn closes_item(right: &str) -> bool {
    let right = right.trim_start_matches(' ');
    match right.chars().next() {
        None => true,
        Some(c) if is_separator(c) => true,
        // The full stop after the last item of a list.
        Some('.') => {
            let rest = right[1..].trim_start_matches(' ');
            rest.is_empty() || rest.starts_with('\n')
        }
        Some(_) => false,
    }
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '\n' | '\t' | ',' | ';' | '|' | '/' | '(' | ')' | ':' | '，' | '、'
    ) || is_bullet(c)
}

/// Signs that only ever open an item.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '·'
            | '●'
            | '○'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '◆'
            | '◇'
            | '◦'
            | '‣'
            | '⁃'
            | '►'
            | '➢'
            | '✓'
            | '✔'
    )
}
