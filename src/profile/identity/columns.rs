//! Labels of personal details that no colon follows: tables, tabs, wide gaps, dashes, brackets.

use super::name::{self, Name};
use super::{LONG_LINE, leading_label};
use crate::document::Span;
use crate::text::{Token, Tokens};

/// Signs that part a label from its value within a column.
const AFTER_LABEL: &[&str] = &[" - ", " – ", " — ", "】", "] ", " = "];

/// Masks `Name   Anna Nowak   Nationality   Polish` and the like.
pub(super) fn read(text: &str, tokens: &[Token], name: &mut Name, spans: &mut Vec<Span>) {
    if tokens.len() < 2 || tokens.len() > LONG_LINE {
        return;
    }
    // Most lines begin with no label.
    let Some((count, _)) = leading_label(text, tokens) else {
        return;
    };
    let parts = |gap: &str| gap.contains("  ") || gap.contains(['\t', '|', '\u{3000}']);
    if count < tokens.len()
        && AFTER_LABEL
            .iter()
            .any(|sign| Tokens::new(text, tokens).gap(count).contains(sign))
    {
        mask(text, tokens, (0, count, tokens.len()), name, spans);
        return;
    }
    let mut starts = vec![0];
    starts.extend((1..tokens.len()).filter(|&at| parts(Tokens::new(text, tokens).gap(at))));
    if starts.len() < 2 {
        return;
    }
    starts.push(tokens.len());
    let labelled = starts
        .windows(2)
        .filter(|column| leading_label(text, &tokens[column[0]..column[1]]).is_some())
        .count();
    let columns = starts.len() - 1;
    let mut at = 0;
    while let Some(&[start, end]) = starts.get(at..at + 2) {
        at += 1;
        let Some((count, _)) = leading_label(text, &tokens[start..end]) else {
            continue;
        };
        if text[tokens[start].span().start as usize..tokens[end - 1].span().end as usize]
            .contains([':', '：'])
        {
            continue;
        }
        let value = start + count;
        if value < end && labelled > 1 {
            mask(text, tokens, (start, value, end), name, spans);
        } else if value == end && (columns == 2 || labelled > 1) {
            let Some(&after) = starts.get(at + 1) else {
                continue;
            };
            if leading_label(text, &tokens[end..after]).is_none() {
                mask(text, tokens, (start, end, after), name, spans);
                at += 1;
            }
        }
    }
}

fn mask(
    text: &str,
    tokens: &[Token],
    (start, value, end): (usize, usize, usize),
    name: &mut Name,
    spans: &mut Vec<Span>,
) {
    let (Some(first), Some(last)) = (tokens.get(start), tokens.get(end - 1)) else {
        return;
    };
    spans.push(first.span().join(last.span()));
    let is_name =
        leading_label(text, &tokens[start..value]).is_some_and(|(_, label)| label.is_name);
    if let Some(given) = tokens
        .get(value..end)
        .filter(|given| is_name && given.len() <= name::LONGEST)
    {
        name.extend(text, given);
    }
}
