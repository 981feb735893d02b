//! Names, acronyms, addresses and phrases.

use super::*;
use crate::document::{Format, plain};
use crate::lexicon::Lexicon;

#[test]
fn a_name_that_nobody_knows_has_three_words_at_most() {
    for (text, expected) in [
        ("with Zor Blang", &["Zor Blang"][..]),
        ("with Zor Blang Quib", &["Zor Blang Quib"]),
        ("with Zor Blang Quib Fen", &["Zor Blang Quib", "Fen"]),
        ("with Zor, Blang", &["Zor", "Blang"]),
        // Amid Cyrillic whatever is Latin, but for a single letter.
        ("опыт zor и blang", &["zor", "blang"]),
        ("опыт z и Blang", &["Blang"]),
        // The first word of a sentence has its capital from that.
        ("With zor", &[]),
    ] {
        let words = Words::new(text);
        let found = names(&words, &(0..words.tokens.len()));
        let found: Vec<&str> = found.iter().map(|at| words.span_of(at).of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn three_to_six_capitals_among_small_words_are_a_name() {
    for (text, expected) in [
        ("holds ZQ", &[][..]),
        ("holds ZQX", &["ZQX"]),
        ("holds ZQXWVT", &["ZQXWVT"]),
        ("holds ZQXWVTS", &[]),
        ("holds CA-ZQX", &[]),
        // As many words in capitals as others, and more.
        ("holds ZQX and ZQW", &["ZQX", "ZQW"]),
        ("holds ZQX, ZQW", &[]),
    ] {
        let document = plain::from_text(text, Format::PlainText).unwrap();
        let findings = Findings::of(&document, Lexicon::builtin());
        let words = &findings.words;
        let found = findings.acronyms(&(0..words.tokens.len()));
        let found: Vec<&str> = found.iter().map(|at| words.span_of(at).of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn an_address_reaches_four_hundred_bytes() {
    let alias = "java";
    let after = |head: &str, between: usize| format!("{head}{}{alias}", "x".repeat(between));
    let before = |tail: &str, between: usize| format!("{alias}{}{tail}", "x".repeat(between));
    for (text, is_within) in [
        (after("://", 397), true),
        (after("://", 398), false),
        (after("www.", 396), true),
        (after("www.", 397), false),
        (after("a@", 0), true),
        (after("a@ ", 0), false),
        (before("://", 397), true),
        (before("://", 398), false),
        (before("@brill", 0), true),
        (before(" @brill", 0), false),
        (before("x@brill", 0), false),
        (after("", 0), false),
    ] {
        let start = text.find(alias).unwrap();
        let span = Span::new(start, start + alias.len());
        assert_eq!(in_address(&text, span), is_within, "{text}");
    }
}
