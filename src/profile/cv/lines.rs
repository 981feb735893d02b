//! The lines of a CV with what stands on each: tokens, dates, degrees, roles.

use std::ops::Range;
use std::sync::LazyLock;

use crate::document::{Document, Role, Span, budget};
use crate::languages::{Key, key};
use crate::profile::dates::{Found, Mention};
use crate::profile::education::EducationMention;
use crate::profile::roles::tokens_name_a_role;
use crate::text::{TermSet, Token, tokenize, tokens_of};

/// Longest line, in tokens, that may be part of a heading.
const LONGEST_LABEL: usize = 16;

/// The same in bytes: sixteen words of thousands of letters are no heading.
const LONGEST_LABEL_BYTES: usize = 1_000;

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

/// Words that name a place of learning.
pub(super) static SCHOOLS: LazyLock<Words> = LazyLock::new(|| Words::of(key::POSITIONS_SCHOOLS));

/// Words that only lead to a date.
static DATE_WORDS: LazyLock<Words> = LazyLock::new(|| Words::of(key::POSITIONS_DATE_LEADS));

/// Whether nothing but words that lead to a date are written.
pub(super) fn only_leads(text: &str, span: Span) -> bool {
    span.start >= span.end
        || tokenize(span.of(text))
            .iter()
            .all(|token| DATE_WORDS.has(token))
}

/// The lines of a document, each with its tokens, dates and degrees.
pub struct Lines<'a> {
    pub document: &'a Document,
    tokens: &'a [&'a [Token]],
    mentions: &'a [Found],
    education: &'a [EducationMention],
    dated: Vec<Range<usize>>,
    degrees: Vec<Range<usize>>,
}

impl<'a> Lines<'a> {
    /// `tokens[i]` are those of line i; `mentions` and `education` are in order of the text.
    pub fn new(
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

    pub fn count(&self) -> usize {
        self.document.lines.len()
    }

    pub fn text(&self) -> &'a str {
        &self.document.text
    }

    pub fn span(&self, at: usize) -> Span {
        self.document.lines[at].span
    }

    pub fn role(&self, at: usize) -> Role {
        self.document.lines[at].role
    }

    pub fn tokens(&self, at: usize) -> &'a [Token] {
        // Whoever asks for them looks at them.
        budget::spend(self.tokens[at].len());
        self.tokens[at]
    }

    pub fn size(&self, at: usize) -> usize {
        self.tokens[at].len()
    }

    /// Whether the format tells what each line is.
    pub fn is_structured(&self) -> bool {
        self.document.format.is_structured_cv()
    }

    /// The line without the space around it.
    pub fn written(&self, at: usize) -> &'a str {
        self.span(at).of(self.text()).trim()
    }

    /// The dates and durations that stand on the line, or on a part of it.
    pub fn mentions(&self, at: usize) -> &'a [Found] {
        let dated = self.dated[at].clone();
        budget::spend(dated.len());
        &self.mentions[dated]
    }

    pub fn degrees(&self, at: usize) -> &'a [EducationMention] {
        let degrees = self.degrees[at].clone();
        budget::spend(degrees.len());
        &self.education[degrees]
    }

    pub fn has_range(&self, at: usize) -> bool {
        self.mentions(at)
            .iter()
            .any(|found| matches!(found.mention, Mention::Range { .. }))
    }

    /// Whether a degree or a place of learning is named.
    pub fn is_schooling(&self, at: usize) -> bool {
        !self.degrees[at].is_empty() || SCHOOLS.any(self.tokens(at))
    }

    pub fn names_a_role(&self, at: usize) -> bool {
        self.role(at) == Role::PositionTitle || tokens_name_a_role(self.text(), self.tokens(at))
    }

    /// Whether the line is no part of the running text.
    pub fn is_furniture(&self, at: usize) -> bool {
        matches!(self.role(at), Role::PageHeader | Role::PageFooter)
    }

    /// Whether nothing but dates and durations is written.
    pub fn is_only_dates(&self, at: usize) -> bool {
        let mentions = self.mentions(at);
        !mentions.is_empty()
            && self.tokens(at).iter().all(|token| {
                DATE_WORDS.has(token)
                    || mentions.iter().any(|found| found.span.overlaps(token.span))
            })
    }

    /// Whether an empty line stands before this one.
    pub fn is_parted(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return true;
        };
        let between = Span {
            start: self.span(before).end,
            end: self.span(at).start,
        };
        between.start < between.end && between.of(self.text()).matches('\n').count() > 1
    }

    /// Whether the line may be part of a heading: short, begun with a capital, no sentence.
    pub fn is_label(&self, at: usize) -> bool {
        match self.role(at) {
            Role::PositionTitle
            | Role::Employer
            | Role::Degree
            | Role::FieldOfStudy
            | Role::School => return true,
            Role::ListItem | Role::PageHeader | Role::PageFooter | Role::Identity => return false,
            Role::Body | Role::Heading | Role::TableCell | Role::DateRange => {}
        }
        let size = self.size(at);
        if !(1..=LONGEST_LABEL).contains(&size) || self.span(at).len() > LONGEST_LABEL_BYTES {
            return false;
        }
        let written = self.written(at);
        written.starts_with(|first: char| {
            first.is_uppercase()
                || first.is_numeric()
                || (first.is_alphabetic() && !first.is_lowercase())
                || "(\"'„“«[.".contains(first)
        }) && !written.ends_with([',', ';', ':'])
            && !is_sentence(written, size)
    }
}

/// Ends with a full stop that is not an abbreviation's (`Inc.`).
pub(super) fn is_sentence(written: &str, size: usize) -> bool {
    if !written.ends_with(['.', '!', '?']) {
        return false;
    }
    let last = written.rsplit(' ').next().unwrap_or(written);
    if written.ends_with(['!', '?']) {
        return size > 3;
    }
    size > 8 || last.chars().count() > 5 || last.starts_with(char::is_numeric)
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
