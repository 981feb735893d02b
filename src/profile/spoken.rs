//! Languages a person speaks, with level.

use serde::{Deserialize, Serialize};

/// Common European Framework of Reference; `Native` stands above `C2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SpokenLevel {
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
    #[serde(rename = "native")]
    Native,
}

use crate::document::Span;
use crate::text::Token;

/// A spoken language named in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpokenMention {
    /// Language and level words.
    pub span: Span,
    /// ISO 639-1 code, lower case.
    pub code: &'static str,
    pub level: Option<SpokenLevel>,
}

/// Every spoken language named in `text`, in order.
pub fn find(_text: &str, _tokens: &[Token]) -> Vec<SpokenMention> {
    Vec::new()
}
