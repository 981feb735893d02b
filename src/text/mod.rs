//! Tokens with their place in the source, phrases, stems, stop words, language.

pub(crate) mod language;
mod phrases;
pub mod sketch;
pub(crate) mod stem;
pub(crate) mod stop_words;
pub(crate) mod terms;
pub mod tokenize;
mod tokens;
mod words;

pub(crate) use crate::bytes::{any_byte, count_bytes, find_byte, may_hold_unspaced};
pub(crate) use phrases::{Match, PhraseTable};
pub use stem::Stemmer;
pub(crate) use stop_words::{StopWords, stop_words};
pub(crate) use terms::{TermFilter, TermHasher, TermMap, TermSet};
pub(crate) use tokenize::{Shape, pair_key};
pub use tokenize::{TermKey, Token, term_key, tokenize};
pub(crate) use tokens::{Tokens, ends_clause, ends_sentence};
pub(crate) use words::term_set;
pub(crate) use words::{tokens_of, words_by_language, words_of};
