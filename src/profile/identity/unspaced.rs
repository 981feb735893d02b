//! Names in scripts that put no space between words: Chinese, Japanese, Korean.

use crate::document::Span;
use crate::languages::key;
use crate::profile::roles::names_a_role;
use crate::text::{Token, may_hold_unspaced};

/// Letters of a longest name.
const LONGEST: usize = 6;
/// Letters of a longest name without a space in Chinese characters.
const LONGEST_HAN: usize = 4;

/// A letter of a script without spaces between words.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Whether some letter of the word is of such a script.
pub(super) fn is_unspaced(word: &str) -> bool {
    may_hold_unspaced(word) && word.chars().any(is_letter)
}

/// One run, or a family and a given name, of two to six letters.
pub(super) fn is_unspaced_name(text: &str, tokens: &[Token]) -> bool {
    let letters = |token: &Token| token.of(text).chars().count();
    let longest = if tokens.len() == 1 {
        LONGEST_HAN
    } else {
        LONGEST
    };
    !tokens.is_empty()
        && tokens
            .iter()
            .all(|token| token.of(text).chars().all(is_letter) && !names_a_role(text, token.span()))
        && (2..=longest).contains(&tokens.iter().map(letters).sum())
}

/// `李先生`, `下村さん`: the family name of `name` before a title.
pub(super) fn surname_addressed(run: &str, name: &str) -> bool {
    if !is_unspaced(name) {
        return false;
    }
    [1, 2].into_iter().any(|letters| {
        let surname: String = name.chars().take(letters).collect();
        run.find(&surname).is_some_and(|at| {
            let after = &run[at + surname.len()..];
            key::IDENTITY_TITLE_AFTER
                .phrases()
                .any(|title| after.starts_with(title))
        })
    })
}

/// The name after `我叫`, `私の名前は` within a run: its place, and whether it may go on behind it.
pub(super) fn introduced(text: &str, token: Token) -> Option<(Span, bool)> {
    let written = token.of(text);
    let opening = key::IDENTITY_UNSPACED_INTRODUCTION
        .phrases()
        .find(|opening| written.starts_with(*opening))?;
    let start = token.span().start as usize + opening.len();
    let rest = &written[opening.len()..];
    let end = key::IDENTITY_AFTER_UNSPACED_NAME
        .phrases()
        .filter_map(|after| rest.find(after).filter(|&at| at > 0))
        .min();
    Some((
        Span::new(start, start + end.unwrap_or(rest.len())),
        end.is_none(),
    ))
}
