//! The lines of a CV with what stands on each: tokens, dates, degrees, roles.

use std::ops::Range;
use std::sync::LazyLock;

use crate::document::{Document, Role, Span, budget};
use crate::languages::{Key, key};
use crate::profile::dates::Found;
use crate::profile::education::EducationMention;
use crate::text::{TermSet, Token, tokens_of};

/// A set of words as keys of terms.
pub(super) struct Words(TermSet);

impl Words {
    /// All words under a key, in all languages.
    pub(super) fn of(key: Key) -> Self {
        Self(tokens_of(&[key]))
    }

    pub(super) fn has(&self, token: &Token) -> bool {
        self.0.contains(&token.key)
    }

    pub(super) fn any(&self, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| self.has(token))
    }
}

/// The lines of a document, each with its tokens, dates and degrees.
pub(super) struct Lines<'a> {
    pub(super) document: &'a Document,
    tokens: &'a [&'a [Token]],
    mentions: &'a [Found],
    education: &'a [EducationMention],
    dated: Vec<Range<usize>>,
    degrees: Vec<Range<usize>>,
}

impl<'a> Lines<'a> {
    /// `tokens[i]` are those of line i; `mentions` and `education` are in order of the text.
    pub(super) fn new(
        document: &'a Document,
        tokens: &'a [&'a [Token]],
        mentions: &'a [Found],
        education: &'a [EducationMention],
    ) -> Self {
        let dated = on_lines(document, mentions.iter().map(|found| found.span));
        let degrees = on_lines(document, education.iter().map(|mention| mention.span));
        Self {
            document,
            tokens,
            mentions,
            education,
            dated,
            degrees,
        }
    }

    pub(super) fn count(&self) -> usize {
        self.document.lines.len()
    }

    pub(super) fn text(&self) -> &'a str {
        &self.document.text
    }

    pub(super) fn span(&self, at: usize) -> Span {
        self.document.lines[at].span
    }

    pub(super) fn role(&self, at: usize) -> Role {
        self.document.lines[at].role
    }

    pub(super) fn tokens(&self, at: usize) -> &'a [Token] {
        // Whoever asks for them looks at them.
        budget::spend(self.tokens[at].len());
        self.tokens[at]
    }

    /// Whether the format tells what each line is.
    pub(super) fn is_structured(&self) -> bool {
        self.document.format.is_structured_cv()
    }

    /// The line without the space around it.
    pub(super) fn written(&self, at: usize) -> &'a str {
        self.span(at).of(self.text()).trim()
    }

    /// The dates and durations that stand on the line, or on a part of it.
    pub(super) fn mentions(&self, at: usize) -> &'a [Found] {
        let dated = self.dated[at].clone();
        budget::spend(dated.len());
        &self.mentions[dated]
    }

    pub(super) fn degrees(&self, at: usize) -> &'a [EducationMention] {
        let degrees = self.degrees[at].clone();
        budget::spend(degrees.len());
        &self.education[degrees]
    }

    /// Whether nothing but dates and the words that lead to them are written.
    pub(super) fn is_only_dates(&self, at: usize) -> bool {
        static DATE_WORDS: LazyLock<Words> = LazyLock::new(|| Words::of(key::POSITIONS_DATE_LEADS));
        let mentions = self.mentions(at);
        // Both are in order.
        let is_dated = |span: Span| {
            let next = mentions.partition_point(|found| found.span.end <= span.start);
            mentions
                .get(next)
                .is_some_and(|found| found.span.overlaps(span))
        };
        !mentions.is_empty()
            && self
                .tokens(at)
                .iter()
                .all(|token| DATE_WORDS.has(token) || is_dated(token.span()))
    }

    /// Whether an empty line stands before this one.
    pub(super) fn is_parted(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return true;
        };
        let between = Span {
            start: self.span(before).end,
            end: self.span(at).start,
        };
        between.start < between.end && between.of(self.text()).matches('\n').count() > 1
    }
}

/// With the bracket that closes one within: `Operator (CNC` before `)`.
pub(super) fn closed(text: &str, span: Span) -> Span {
    let written = span.of(text);
    let rest = text.get(span.end as usize..).unwrap_or_default();
    let is_open = |open: char, close: char| {
        written.matches(open).count() > written.matches(close).count() && rest.starts_with(close)
    };
    let more = u32::from(is_open('(', ')') || is_open('[', ']'));
    Span {
        start: span.start,
        end: span.end + more,
    }
}

fn on_lines(document: &Document, spans: impl Iterator<Item = Span>) -> Vec<Range<usize>> {
    let mut spans = spans.enumerate().peekable();
    let (mut at, mut reach) = (0, 0);
    document
        .lines
        .iter()
        .map(|line| {
            // A date broken over lines stands on each of them.
            let first = at - usize::from(at > 0 && reach > line.span.start);
            while let Some((index, span)) = spans.next_if(|(_, span)| span.start < line.span.end) {
                at = index + 1;
                reach = span.end;
            }
            first..at
        })
        .collect()
}
