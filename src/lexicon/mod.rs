//! Skill concepts and their aliases.

use serde::{Deserialize, Serialize};

/// Index of a concept in its lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConceptId(pub u32);

use crate::document::Span;
use crate::text::Token;

/// An alias found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub concept: ConceptId,
    pub span: Span,
    /// Index of the first token, and how many tokens the alias takes.
    pub first_token: u32,
    pub token_count: u32,
}

/// Skill concepts with a matcher over their aliases.
pub struct Lexicon {}

impl Lexicon {
    /// The lexicon compiled into the program.
    pub fn builtin() -> &'static Lexicon {
        static BUILTIN: Lexicon = Lexicon {};
        &BUILTIN
    }

    /// Every alias in `text`, longest first, without overlaps, in order.
    pub fn find(&self, _text: &str, _tokens: &[Token]) -> Vec<Hit> {
        Vec::new()
    }

    /// The concept that `alias` names, ignoring case and ambiguity rules.
    pub fn lookup(&self, _alias: &str) -> Option<ConceptId> {
        None
    }

    /// Preferred label.
    pub fn label(&self, _concept: ConceptId) -> &str {
        ""
    }

    /// Every written form, the label first.
    pub fn aliases(&self, _concept: ConceptId) -> &[String] {
        &[]
    }

    /// Concepts that stand near but are not equal, with their strength in (0, 1).
    pub fn related(&self, _concept: ConceptId) -> &[(ConceptId, f32)] {
        &[]
    }

    /// The more general concepts, direct parents only.
    pub fn broader(&self, _concept: ConceptId) -> &[ConceptId] {
        &[]
    }
}
