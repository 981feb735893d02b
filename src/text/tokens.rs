//! Tokens together with the text that they stand in.

use std::ops::Range;

use super::tokenize::{TermKey, Token};
use crate::span::Span;

/// A view of some tokens of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tokens<'a> {
    pub text: &'a str,
    pub all: &'a [Token],
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(text: &'a str, all: &'a [Token]) -> Self {
        Self { text, all }
    }

    /// The signs before the token at `at`; a line break at the edges.
    pub(crate) fn gap(self, at: usize) -> &'a str {
        self.between(at).unwrap_or("\n")
    }

    /// The signs between the token at `at` and the one before it; `None` at the edges.
    pub(crate) fn between(self, at: usize) -> Option<&'a str> {
        let before = self.all.get(at.checked_sub(1)?)?;
        let token = self.all.get(at)?;
        self.text
            .get(before.span().end as usize..token.span().start as usize)
    }

    pub(crate) fn key(self, at: usize) -> Option<TermKey> {
        self.all.get(at).map(|token| token.key)
    }

    /// The token at `at` as it is written; empty behind the last.
    pub(crate) fn written(self, at: usize) -> &'a str {
        self.all.get(at).map_or("", |token| token.of(self.text))
    }

    pub(crate) fn starts_upper(self, at: usize) -> bool {
        self.written(at).starts_with(char::is_uppercase)
    }

    /// Indices of the tokens that lie wholly in `span`.
    pub(crate) fn within(self, span: Span) -> Range<usize> {
        let start = self
            .all
            .partition_point(|token| token.span().start < span.start);
        let end = self
            .all
            .partition_point(|token| token.span().end <= span.end);
        start..end.max(start)
    }

    /// From the first of some tokens to the last; `None` of none.
    pub(crate) fn span(self, range: Range<usize>) -> Option<Span> {
        let some = self.all.get(range)?;
        Some(some.first()?.span().join(some.last()?.span()))
    }
}

/// Whether the sentence, or its part, ends in the signs between two tokens; a comma does not end it.
pub(crate) fn ends_clause(gap: &str) -> bool {
    // Most gaps, and what parts the items of most lists.
    if matches!(gap, " " | ", ") {
        return false;
    }
    if gap.contains(['.', ';', '!', '?', '|', '•', '\t', ':', '–', '—', '(', ')'])
        || gap.contains(" - ")
    {
        return true;
    }
    // A broken line goes on where nothing says that it ends.
    gap.matches('\n').count() > 1
}

/// Whether a sentence, a cell of a drawn table or an item with a bullet ends there; a remark in
/// brackets or behind a dash goes on.
pub(crate) fn ends_sentence(gap: &str) -> bool {
    gap != " "
        && (gap.contains(['.', ';', '!', '?', '|', '•', '。', '।'])
            || gap.matches('\n').count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn gaps_words_and_spans() {
        let text = "(Oslo,  Norge)";
        let all = tokenize(text);
        let tokens = Tokens::new(text, &all);
        assert_eq!([0, 1, 2].map(|at| tokens.gap(at)), ["\n", ",  ", "\n"]);
        assert_eq!(
            [0, 1, 2].map(|at| tokens.between(at)),
            [None, Some(",  "), None]
        );
        assert_eq!(
            [0, 1, 2].map(|at| tokens.written(at)),
            ["Oslo", "Norge", ""]
        );
        assert_eq!(
            tokens.span(0..2).map(|span| span.of(text)),
            Some("Oslo,  Norge")
        );
        assert_eq!(tokens.span(1..1), None);
        assert_eq!(tokens.span(1..3), None);
        assert!(tokens.starts_upper(0) && !tokens.starts_upper(2));
    }
}
