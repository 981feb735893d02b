//! Languages that somebody speaks, at the head and among personal details: they stay.

use super::leading_label;
use super::seen::Reader;
use crate::document::Span;
use crate::profile::cv::sections::{SectionKind, of_heading};
use crate::profile::spoken;
use crate::text::Token;

/// Words of a longest heading over personal details.
const LONGEST_HEADING: usize = 5;
/// Lines under such a heading in which languages are looked for.
const PERSONAL_LINES: usize = 24;

impl Reader<'_> {
    /// Languages that somebody speaks on the lines, and under headings over personal details.
    pub(super) fn languages(&self, head: impl Iterator<Item = usize>) -> Vec<Span> {
        let mut lines: Vec<usize> = head.collect();
        let mut left = 0_usize;
        for (at, tokens) in self.line_tokens.iter().enumerate() {
            if left == 0 && tokens.len() > LONGEST_HEADING || tokens.is_empty() {
                continue;
            }
            match of_heading(tokens) {
                Some(SectionKind::Contact) => left = PERSONAL_LINES,
                Some(_) => left = 0,
                None if left > 0 => {
                    left -= 1;
                    lines.push(at);
                }
                None => {}
            }
        }
        let spans = lines.iter().filter(|&&at| {
            // Only what is masked needs to be kept.
            !self.masked_in(self.document.lines[at].span).is_empty()
        });
        spans
            .flat_map(|&at| self.languages_of(self.document.lines[at].span, self.line_tokens[at]))
            .collect()
    }

    /// `Languages: English C1, German`: behind a label, or with a level.
    pub(super) fn languages_of(&self, line: Span, tokens: &[Token]) -> Vec<Span> {
        let mentions = spoken::find(self.text, tokens);
        if mentions.is_empty() {
            return Vec::new();
        }
        let label = tokens.iter().position(|token| spoken::is_label(token.key));
        let mut kept = Vec::new();
        let mut before: Option<Span> = None;
        for mention in &mentions {
            let at = tokens.partition_point(|token| token.span().start < mention.span.start);
            // Behind `Nationality:` a language is a nation.
            let other = |from: usize| {
                (from..at).any(|start| {
                    leading_label(self.text, &tokens[start..at]).is_some_and(|(count, _)| {
                        let end = tokens[start + count - 1].span().end as usize;
                        self.text[end..].trim_start().starts_with([':', '：'])
                    })
                })
            };
            let labelled = label.is_some_and(|label| label < at && !other(label + 1));
            if !labelled && (mention.level.is_none() || other(0)) {
                continue;
            }
            let mut span = mention.span;
            match before {
                // `English, German and French`
                Some(before) if labelled => span = before.join(span),
                _ => {
                    if let Some(label) = label.filter(|_| labelled) {
                        span = tokens[label].span().join(span);
                    }
                }
            }
            before = labelled.then_some(span);
            kept.push(span);
        }
        debug_assert!(kept.iter().all(|span| span.overlaps(line)));
        kept
    }
}
