//! Levels and fields of education, in the words of several countries.

use serde::{Deserialize, Serialize};

/// Ordered from lowest to highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EducationLevel {
    Secondary,
    /// Apprenticeship, vocational school, associate degree, technician.
    Vocational,
    Bachelor,
    Master,
    Doctorate,
}

use crate::document::Span;
use crate::text::Token;

/// A degree or a school named in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EducationMention {
    /// The words that name the level.
    pub span: Span,
    pub level: EducationLevel,
    /// The field of study, where one is written beside it.
    pub field: Option<Span>,
}

/// Every level of education named in `text`, in order.
pub fn find(_text: &str, _tokens: &[Token]) -> Vec<EducationMention> {
    Vec::new()
}
