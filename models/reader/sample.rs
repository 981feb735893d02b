//! A document with what is known of its lines and words.

use cvrank::document::Span;
use cvrank::reader::labels::{LineLabel, OUTSIDE, WordLabel};
use cvrank::reader::lines::Source;
use cvrank::text::Token;

/// What the words of a span may be: bits of the word chain for the first word and the others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) first: u32,
    pub(crate) further: u32,
}

impl Mark {
    pub(crate) fn of(span: Span, label: WordLabel) -> Self {
        Self {
            span,
            first: 1 << label.begin(),
            further: 1 << label.inside(),
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) text: String,
    /// All lines, empty ones too.
    pub(crate) lines: Vec<Span>,
    /// For each line the bits of what it may be.
    pub(crate) allowed: Vec<u32>,
    /// In order, apart.
    pub(crate) marks: Vec<Mark>,
    /// Bits of what words outside of marks may be.
    pub(crate) outside: u32,
    pub(crate) masked: Vec<Span>,
    /// Whether single words tell: not where they are invented.
    pub(crate) lexical: bool,
    /// Share of the words whose classes are left out, in hundredths.
    pub(crate) forgotten: u32,
}

impl Sample {
    /// What the reader is given; `tokens` are those of the text.
    pub(crate) fn source<'a>(&'a self, tokens: &'a [Token]) -> Source<'a> {
        Source {
            text: &self.text,
            tokens,
            lines: &self.lines,
            masked: &self.masked,
        }
    }
}

/// Only no label.
pub(crate) const NOTHING: u32 = 1 << OUTSIDE;

/// Any line label.
pub(crate) const ANY_LINE: u32 = u32::MAX >> (32 - LineLabel::ALL.len() as u32);
