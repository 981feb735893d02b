//! What the trained reader says of a CV, by the lines of its document.

use std::collections::HashSet;
use std::ops::Range;

use super::lines::Lines;
use crate::document::{Document, Span};
use crate::profile::dates::Found;
use crate::reader::classes::Classes;
use crate::reader::{Groups, LineLabel, Piece, Reader, Reading, Source, WordLabel, groups, lines};
use crate::text::{TermKey, Token};

/// Words of a shortest line that is read once however often it stands there.
const COPIED_WORDS: usize = 8;

/// The longer lines that were met.
struct Seen<'a> {
    tokens: &'a [Token],
    masked: &'a [Span],
    lines: HashSet<Vec<TermKey>>,
}

impl<'a> Seen<'a> {
    fn new(tokens: &'a [Token], masked: &'a [Span]) -> Self {
        Self {
            tokens,
            masked,
            lines: HashSet::new(),
        }
    }

    /// Whether the line stood there before, word for word; a block pasted ten times must not
    /// be read ten ways.
    fn is_copy(&mut self, line: Span) -> bool {
        let first = self
            .tokens
            .partition_point(|token| token.span().start < line.start);
        let last = self
            .tokens
            .partition_point(|token| token.span().start < line.end);
        let words = self.tokens.get(first..last).unwrap_or_default();
        if words.len() < COPIED_WORDS {
            return false;
        }
        let is_masked = |token: &Token| {
            let at = self
                .masked
                .partition_point(|span| span.end <= token.span().start);
            self.masked
                .get(at)
                .is_some_and(|span| span.overlaps(token.span()))
        };
        let shown = words.iter().filter(|token| !is_masked(token));
        let keys: Vec<TermKey> = shown.map(|token| token.key).collect();
        keys.len() >= COPIED_WORDS && !self.lines.insert(keys)
    }
}

/// The labels of a document's lines, and what they make up together.
pub(super) struct LineLabels {
    pub(super) groups: Groups,
    reading: Reading,
    /// For each line read its line of the document.
    lines: Vec<usize>,
}

impl LineLabels {
    /// `tokens` are all of the document, `masked` what says who the person is.
    pub(super) fn of(document: &Document, tokens: &[Token], masked: &[Span]) -> Self {
        let text = &document.text;
        let mut spans = Vec::new();
        let mut of_span = Vec::new();
        let mut end = 0;
        let mut seen = Seen::new(tokens, masked);
        for (at, line) in document.lines.iter().enumerate() {
            if line.role.is_outside() {
                continue;
            }
            let between = text.get(end..line.span.start as usize).unwrap_or_default();
            let blanks = between.matches('\n').count().saturating_sub(1);
            spans.extend(std::iter::repeat_n(Span::new(end, end), blanks));
            end = line.span.end as usize;
            if seen.is_copy(line.span) {
                continue;
            }
            lines::push(text, line.span, masked, &mut spans);
            of_span.resize(spans.len(), at);
        }
        let source = Source {
            text,
            tokens,
            lines: &spans,
            masked,
        };
        let reading = Reader::builtin().read(source, Classes::builtin());
        let of_line = |line: &lines::Line| of_span.get(line.index).copied().unwrap_or_default();
        Self {
            groups: groups(&reading),
            lines: reading.page.lines.iter().map(of_line).collect(),
            reading,
        }
    }

    /// Each line of the document that was read, with its label, in order; a line that was read in
    /// pieces comes more than once.
    pub(super) fn labels(&self) -> impl Iterator<Item = (usize, LineLabel)> {
        self.lines
            .iter()
            .copied()
            .zip(self.reading.labels.iter().copied())
    }

    /// The same with the marginal of each label.
    pub(super) fn sure_labels(&self) -> impl Iterator<Item = (usize, LineLabel, f32)> {
        let sure = self.reading.sure.iter().copied();
        self.labels()
            .zip(sure)
            .map(|((at, label), sure)| (at, label, sure))
    }

    /// The line of the document for a line that was read.
    pub(super) fn line(&self, read: usize) -> usize {
        self.lines.get(read).copied().unwrap_or_default()
    }

    /// What stands where the reader saw dates, on some of the lines that it read.
    pub(super) fn dated(&self, lines: &Lines, read: &Range<usize>, dates: &[Piece]) -> Vec<Found> {
        let mut spans: Vec<Span> = dates.iter().map(|date| date.span).collect();
        spans.sort_unstable();
        let is_dated = |found: &&Found| {
            let behind = spans.partition_point(|date| date.end <= found.span.start);
            spans
                .get(behind)
                .is_some_and(|date| date.overlaps(found.span))
        };
        let found = self.document_lines(read);
        let found = found.into_iter().flat_map(|at| lines.mentions(at));
        found.filter(is_dated).copied().collect()
    }

    /// The lines of the document for some that were read, each once.
    pub(super) fn document_lines(&self, read: &Range<usize>) -> Vec<usize> {
        let mut lines: Vec<usize> = read.clone().map(|at| self.line(at)).collect();
        lines.dedup();
        lines
    }

    /// The lines about courses of study, in order.
    pub(super) fn schooling_lines(&self, document: &Document) -> Vec<Span> {
        let told = self.labels().filter(|(_, label)| {
            matches!(label, LineLabel::EducationStart | LineLabel::EducationMore)
        });
        spans_of(document, told.map(|(at, _)| at))
    }

    /// The lines that say which languages the person speaks, in order.
    pub(super) fn language_lines(&self, document: &Document) -> Vec<Span> {
        let named = self.reading.runs.iter();
        let named = named.filter(|run| run.label == WordLabel::Language);
        let mut lines: Vec<usize> = named.map(|run| self.line(run.line)).collect();
        let told = self.labels();
        lines.extend(
            told.filter(|(_, label)| *label == LineLabel::Language)
                .map(|(at, _)| at),
        );
        lines.sort_unstable();
        spans_of(document, lines.into_iter())
    }
}

/// The spans of lines in order, each once.
fn spans_of(document: &Document, lines: impl Iterator<Item = usize>) -> Vec<Span> {
    let mut spans: Vec<Span> = lines
        .filter_map(|at| Some(document.lines.get(at)?.span))
        .collect();
    spans.dedup();
    spans
}
