//! Who the person is: found in order to be left out.
//!
//! Name, e-mail, phone, links, address, birth, nationality, marital status,
//! pronouns and titles of address are masked before anything is matched. What is
//! masked here is never scored, never quoted and never printed.

mod address;
mod contact;
mod name;
mod words;

use std::sync::LazyLock;

use crate::document::{Document, Role, Span};
use crate::text::{
    Shape, TermFilter, TermKey, TermMap, TermSet, Token, pair_key, term_key, tokenize,
};

use super::cv::sections::{SectionKind, of_heading};
use address::{addresses, contact_line, is_address, is_place};
pub use contact::{Contact, Identity};
use name::Name;

/// Lines that may belong to the head of a CV, at most.
const HEAD_LINES: usize = 14;
/// Bytes that may belong to the head: a file whose lines were lost has no fifteenth line.
const HEAD_BYTES: u32 = 2_000;
/// A line of more tokens than this holds more than details: a wide gap ends a value in it.
const LONG_LINE: usize = 48;
/// Longest line of contact details, in tokens.
const LONGEST_CONTACT: usize = 24;
/// Longest value of a label that stands without a colon or on the next line, in tokens.
const LONGEST_VALUE: usize = 8;
/// Words of a longest label.
const LONGEST_LABEL: usize = 4;

/// Words of a longest heading over contact details.
const LONGEST_CONTACT_HEADING: usize = 3;
/// Bytes of the longest pronoun or title (`господин`).
const LONGEST_ADDRESS_WORD: usize = 16;

fn keys(words: &str) -> TermSet {
    words.split_whitespace().map(term_key).collect()
}

fn label_key(tokens: &[Token]) -> Option<TermKey> {
    tokens.iter().map(|token| token.key).reduce(pair_key)
}

/// Whether the label is known, and if so whether its value is a name.
fn known_label(tokens: &[Token]) -> Option<bool> {
    static KNOWN: LazyLock<TermMap<bool>> = LazyLock::new(|| {
        words::LABELS
            .iter()
            .chain(words::NAME_LABELS)
            .filter_map(|label| {
                Some((
                    label_key(&tokenize(label))?,
                    words::NAME_LABELS.contains(label),
                ))
            })
            .collect()
    });
    if tokens.is_empty() || tokens.len() > LONGEST_LABEL {
        return None;
    }
    KNOWN.get(&label_key(tokens)?).copied()
}

/// The parts of `document` that say who the person is.
pub fn find(document: &Document, tokens: &[Token], line_tokens: &[&[Token]]) -> Identity {
    let text = &document.text;
    let mut spans = Vec::new();
    let mut name = Name::default();
    addresses(text, &mut spans);
    let mut contacts = spans.clone();
    contacts.sort_unstable();
    for (line, tokens) in document.lines.iter().zip(line_tokens) {
        if line.role == Role::Identity {
            spans.push(line.span);
            if name.is_empty() && name::is_name(text, tokens) {
                name.extend(text, tokens);
            }
        } else {
            labelled(text, line.span, tokens, &mut name, &mut spans);
        }
    }
    head(document, line_tokens, &contacts, &mut name, &mut spans);
    if name.is_empty() {
        name.extend_from_addresses(text, &contacts);
    }
    name.occurrences(text, tokens, &mut spans);
    address_words(text, tokens, &mut spans);
    Identity {
        spans: merge(spans),
        name: name.written,
    }
}

/// `Date of birth: 1 May 1990`, several on one line or not: from each known label to the next label.
fn labelled(text: &str, line: Span, tokens: &[Token], name: &mut Name, spans: &mut Vec<Span>) {
    let written = line.of(text);
    let mut from = 0;
    let mut open: Option<(usize, usize, bool)> = None;
    while let Some(found) = written.get(from..).and_then(|rest| rest.find(':')) {
        let colon = line.start as usize + from + found;
        from += found + 1;
        let end = tokens.partition_point(|token| token.span.end as usize <= colon);
        let floor = open.map_or(0, |(_, value, _)| value);
        let label = (floor.max(end.saturating_sub(LONGEST_LABEL))..end)
            .find_map(|start| Some((start, known_label(tokens.get(start..end)?)?)))
            .filter(|(start, _)| *start == floor && floor == 0 || parted(text, tokens, *start));
        let unknown = (floor.max(end.saturating_sub(3))..end)
            .find(|&start| start > floor && parted(text, tokens, start));
        let next = label.map(|(start, _)| start).or(unknown);
        if let (Some((start, value, is_name)), Some(next)) = (open, next) {
            close(text, tokens, (start, value, next), is_name, name, spans);
            open = None;
        }
        if let Some((start, is_name)) = label {
            open = Some((start, end, is_name));
        }
    }
    if let Some((start, value, is_name)) = open {
        close(
            text,
            tokens,
            (start, value, tokens.len()),
            is_name,
            name,
            spans,
        );
    }
}

/// Whether a wide gap, a bar, a comma or a semicolon stands before the token.
fn parted(text: &str, tokens: &[Token], at: usize) -> bool {
    match (
        at.checked_sub(1).and_then(|before| tokens.get(before)),
        tokens.get(at),
    ) {
        (Some(before), Some(token)) => {
            let gap = &text[before.span.end as usize..token.span.start as usize];
            gap.contains(['|', ',', ';', '\t', '•', '·'])
                || gap.contains("  ")
                || gap.contains(" - ")
                || gap.contains(". ")
        }
        // A bullet or nothing before the first.
        _ => true,
    }
}

fn close(
    text: &str,
    tokens: &[Token],
    (start, value, end): (usize, usize, usize),
    is_name: bool,
    name: &mut Name,
    spans: &mut Vec<Span>,
) {
    let wide = |at: &usize| {
        matches!((tokens.get(*at - 1), tokens.get(*at)), (Some(before), Some(token))
            if text[before.span.end as usize..token.span.start as usize].contains("  "))
    };
    let end = if tokens.len() > LONG_LINE {
        (value + 1..end).find(wide).unwrap_or(end)
    } else {
        end
    };
    if let (Some(first), Some(last)) = (tokens.get(start), tokens.get(end.saturating_sub(1))) {
        spans.push(first.span.join(last.span));
    }
    if let Some(given) = tokens
        .get(value..end)
        .filter(|given| is_name && given.len() <= name::LONGEST)
    {
        name.extend(text, given);
    }
}

/// Name, address and contact lines before the first section and in the section of contacts.
fn head(
    document: &Document,
    line_tokens: &[&[Token]],
    contacts: &[Span],
    name: &mut Name,
    spans: &mut Vec<Span>,
) {
    let text = &document.text;
    let mut section = SectionKind::Head;
    let mut read = 0;
    // The last identity line, and the undecided one after it.
    let mut undecided: Option<Span> = None;
    let mut after_identity = false;
    let mut label_open = false;
    for (line, tokens) in document.lines.iter().zip(line_tokens) {
        let open = matches!(section, SectionKind::Head | SectionKind::Contact);
        // Outside, only the heading of a section of contacts matters.
        if tokens.is_empty() || !open && tokens.len() > LONGEST_CONTACT_HEADING {
            continue;
        }
        if let Some(kind) =
            of_heading(tokens).filter(|_| name::names_in_title(text, tokens).is_none())
        {
            section = kind;
            undecided = None;
            label_open = false;
            continue;
        }
        read += usize::from(section == SectionKind::Head);
        if section == SectionKind::Head && (read > HEAD_LINES || line.span.start > HEAD_BYTES) {
            section = SectionKind::Other;
        }
        if !matches!(section, SectionKind::Head | SectionKind::Contact) {
            continue;
        }
        if line.role == Role::Identity {
            after_identity = true;
            continue;
        }
        if std::mem::take(&mut label_open) && tokens.len() <= LONGEST_VALUE {
            spans.push(line.span);
            continue;
        }
        if states_status(text, tokens) {
            spans.push(line.span);
            after_identity = true;
            continue;
        }
        let label = (1..=tokens.len().min(LONGEST_LABEL))
            .rev()
            .find(|&count| known_label(&tokens[..count]).is_some());
        if let Some(count) =
            label.filter(|_| tokens.len() <= LONGEST_VALUE && !line.span.of(text).contains(':'))
        {
            spans.push(line.span);
            label_open = count == tokens.len();
            continue;
        }
        // What stands beside a name is judged without it: names have few words or many.
        let (mut beside, mut words) = (line.span, *tokens);
        // On the first line even where a label further down names somebody.
        if (name.is_empty() || read == 1)
            && section == SectionKind::Head
            && let Some(found) = name::in_head(text, line.span, tokens, read == 1, contacts)
        {
            name.extend(text, found);
            if let (Some(first), Some(last)) = (found.first(), found.last()) {
                spans.push(first.span.join(last.span));
                beside.start = last.span.end;
                let after = tokens.partition_point(|token| token.span.start < beside.start);
                words = &tokens[after..];
            }
            after_identity = true;
            undecided = None;
            if found.len() + 1 >= tokens.len() {
                continue;
            }
        }
        let at = contacts.partition_point(|span| span.end <= line.span.start);
        let has_contact = contacts
            .get(at)
            .is_some_and(|span| span.overlaps(line.span));
        if words.len() <= LONGEST_CONTACT && (has_contact || is_address(text, words)) {
            contact_line(text, beside, spans);
            spans.extend(undecided.take());
            after_identity = true;
        } else if after_identity && undecided.is_none() && is_place(text, beside, words) {
            undecided = Some(beside);
        } else {
            after_identity = false;
            undecided = None;
        }
    }
}

/// `Born 12 May 1990 in Leeds`, `Married, two children`, `34 years old`.
fn states_status(text: &str, tokens: &[Token]) -> bool {
    static STATUS: LazyLock<TermSet> = LazyLock::new(|| keys(words::STATUS));
    let aged = || {
        tokens
            .windows(2)
            .any(|pair| pair[0].of(text) == "years" && pair[1].of(text) == "old")
            && tokens
                .first()
                .is_some_and(|first| first.shape == Shape::Number)
    };
    tokens.len() <= LONGEST_VALUE
        && (tokens
            .first()
            .is_some_and(|first| STATUS.contains(&first.key))
            || aged())
}

/// Pronouns, and titles of address (`true`).
static ADDRESS_WORDS: LazyLock<TermMap<bool>> = LazyLock::new(|| {
    let titles = words::TITLES
        .split_whitespace()
        .map(|word| (term_key(word), true));
    let pronouns = words::PRONOUNS
        .split_whitespace()
        .map(|word| (term_key(word), false));
    titles.chain(pronouns).collect()
});

/// Whether a word may be masked for itself, wherever it stands.
pub fn is_address_word(word: TermKey) -> bool {
    ADDRESS_WORDS.contains_key(&word)
}

fn address_words(text: &str, tokens: &[Token], spans: &mut Vec<Span>) {
    static FILTER: LazyLock<TermFilter> = LazyLock::new(|| ADDRESS_WORDS.keys().copied().collect());
    let filter = &*FILTER;
    for (at, token) in tokens.iter().enumerate() {
        if !filter.may_hold(token.key) || token.span.len() > LONGEST_ADDRESS_WORD {
            continue;
        }
        let Some(&is_title) = ADDRESS_WORDS.get(&token.key) else {
            continue;
        };
        let written = token.of(text);
        let shouted = written.chars().nth(1).is_some_and(char::is_uppercase);
        let capital = written.starts_with(char::is_uppercase);
        let next = tokens.get(at + 1).map_or("", |next| next.of(text));
        let masked = if is_title {
            // `Mr van der Merwe`
            capital && !shouted && (next.starts_with(char::is_uppercase) || name::is_particle(next))
        } else {
            !shouted || next.len() > 1 && next.chars().all(char::is_uppercase)
        };
        if masked {
            spans.push(token.span);
        }
    }
}

fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => *last = last.join(span),
            _ => merged.push(span),
        }
    }
    merged
}
