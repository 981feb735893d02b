//! Tokens with their place in the source, phrases, stems, stop words, language.

pub mod language;
mod phrases;
pub mod sketch;
pub mod stem;
pub mod stop_words;
pub mod terms;
pub mod tokenize;
mod tokens;
mod words;

pub(crate) use crate::bytes::{any_byte, count_bytes, find_byte, may_hold_unspaced};
pub use phrases::{Match, PhraseTable};
pub use stem::Stemmer;
pub use stop_words::{StopWords, stop_words};
pub use terms::{TermFilter, TermHasher, TermMap, TermSet};
pub use tokenize::{Shape, TermKey, Token, pair_key, term_key, tokenize};
pub use tokens::{Tokens, ends_clause};
pub use words::term_set;
pub(crate) use words::{tokens_of, words_by_language, words_of};
