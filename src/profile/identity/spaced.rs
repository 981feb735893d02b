//! A name whose letters stand apart: `A N N A   N O W A K`.

use std::sync::LazyLock;

use crate::languages::key;
use crate::profile::cv::sections::of_heading;
use crate::text::{TermSet, Token, term_key, tokenize, tokenize::lower, words_of};

/// Letters of a shortest line.
const SHORTEST: usize = 4;

/// The words of a line of single capital letters; empty for another line or a heading.
pub(super) fn words(text: &str, tokens: &[Token]) -> Vec<String> {
    static TITLES: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_BEFORE_NAME]));
    let apart = |token: &Token| {
        let mut letters = token.of(text).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    };
    if tokens.len() < SHORTEST || !tokens.iter().all(apart) {
        return Vec::new();
    }
    let mut words: Vec<String> = Vec::new();
    let mut before = None;
    for token in tokens {
        let start = token.span().start as usize;
        let joins = before.is_some_and(|end: usize| start - end == 1);
        match words.last_mut() {
            Some(word) if joins => word.push_str(token.of(text)),
            _ => words.push(token.of(text).to_owned()),
        }
        before = Some(token.span().end as usize);
    }
    let line = words.join(" ");
    let is_heading = of_heading(&tokenize(&line)).is_some()
        || words
            .iter()
            .any(|word| TITLES.contains(&term_key(&lower(word))));
    if is_heading { Vec::new() } else { words }
}
