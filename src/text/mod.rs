//! Tokens with their place in the source, stems, stop words, language.

pub mod tokenize;

pub use tokenize::{Shape, TermKey, Token, term_key, tokenize};
