//! Who the person is: found in order to be left out.
//!
//! Name, e-mail, phone, links, address, birth, nationality, marital status,
//! pronouns and titles of address are masked before anything is matched. What is
//! masked here is never scored, never quoted and never printed.

mod address;
mod columns;
mod contact;
mod cut;
mod handle;
mod head;
pub(crate) mod hidden;
mod languages;
mod name;
mod occurrences;
mod prose;
mod recognised;
mod said;
mod seen;
mod spaced;
mod title;
mod unspaced;

use std::sync::LazyLock;

use crate::document::{Document, Role, Span};
use crate::languages::key;
use crate::lexicon::Lexicon;
use crate::text::{
    PhraseTable, Shape, TermFilter, TermKey, TermMap, TermSet, Token, Tokens, find_byte, words_of,
};

use address::addresses;
pub use contact::{Contact, Identity};
use name::Name;

/// A line of more tokens than this holds more than details: a wide gap ends a value in it.
const LONG_LINE: usize = 48;
/// Longest value of a label that stands without a colon or on the next line, in tokens.
const LONGEST_VALUE: usize = 8;
/// Longest line on birth and family, in tokens.
const LONGEST_STATUS: usize = 20;
/// Words of a longest label.
const LONGEST_LABEL: usize = 5;
/// Bytes of the longest pronoun or title (`господин`).
const LONGEST_ADDRESS_WORD: usize = 16;

/// What a label is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Label {
    /// Its value is a name.
    is_name: bool,
    /// Another word too: a colon or a gap stands after it.
    needs_a_sign: bool,
}

static LABELS: LazyLock<PhraseTable<Label>> = LazyLock::new(|| {
    let label = |is_name, needs_a_sign| Label {
        is_name,
        needs_a_sign,
    };
    // What is a label of names and of details is one of names; what needs a sign in one language
    // needs it in all.
    PhraseTable::of_keys(&[
        (key::LABELS_NAME_BEFORE_A_SIGN, label(true, true)),
        (key::LABELS_NAME, label(true, false)),
        (key::LABELS_DETAIL_BEFORE_A_SIGN, label(false, true)),
        (key::LABELS_DETAIL, label(false, false)),
    ])
});

/// The label that is exactly these words.
fn known_label(text: &str, tokens: &[Token]) -> Option<Label> {
    LABELS.whole(Tokens::new(text, tokens)).copied()
}

/// The longest label that `tokens` begin with, and its number of words.
fn leading_label(text: &str, tokens: &[Token]) -> Option<(usize, Label)> {
    let found = LABELS.at(Tokens::new(text, tokens), 0)?;
    Some((found.count, *found.value))
}

/// The parts of `document` that say who the person is.
pub fn find(
    document: &Document,
    tokens: &[Token],
    line_tokens: &[&[Token]],
    lexicon: &Lexicon,
) -> Identity {
    let text = &document.text;
    let mut spans = Vec::new();
    let mut name = Name::new(lexicon);
    addresses(text, &mut spans);
    let mut contacts = spans.clone();
    contacts.sort_unstable();
    // The first colon that no line before holds.
    let mut colon = 0;
    for (line, tokens) in document.lines.iter().zip(line_tokens) {
        if colon < line.span.start as usize {
            let from = line.span.start as usize;
            let found = text
                .as_bytes()
                .get(from..)
                .and_then(|rest| find_byte(rest, may_be_colon));
            colon = found.map_or(text.len(), |found| from + found);
        }
        if line.role == Role::Identity {
            spans.push(line.span);
            let single = || matches!(tokens, [one] if name::is_single_name(text, one, lexicon));
            if name.is_empty() && (name::is_name(text, tokens) || single()) {
                name.extend(text, tokens);
            }
        } else {
            if colon < line.span.end as usize {
                labelled(text, line.span, tokens, &mut name, &mut spans);
            }
            columns::read(text, tokens, &mut name, &mut spans);
        }
    }
    head::read(
        document,
        line_tokens,
        &contacts,
        lexicon,
        &mut name,
        &mut spans,
    );
    said::read(
        document,
        tokens,
        line_tokens,
        lexicon,
        &mut name,
        &mut spans,
    );
    recognised::page_lines(line_tokens, &mut spans);
    let languages = recognised::read(
        document,
        tokens,
        line_tokens,
        &contacts,
        lexicon,
        &mut name,
        &mut spans,
    );
    if name.is_empty() {
        name.extend_from_addresses(text, &contacts);
    }
    said::born_as(text, tokens, &mut name, &mut spans);
    name.occurrences(text, tokens, &mut spans);
    name.together(text, tokens, &mut spans);
    let whole = Span::new(0, text.len());
    handle::find(text, whole, false, &name.plain_words(), &mut spans);
    address_words(text, tokens, lexicon, &mut spans);
    titles_before(text, tokens, &mut spans);
    Identity {
        spans: recognised::without(merge(spans), languages),
        name: name.written,
        words: name.all_keys(),
    }
}

/// The document's title goes with the name behind it: `Curriculum vitae of`.
fn titles_before(text: &str, tokens: &[Token], spans: &mut Vec<Span>) {
    let view = Tokens::new(text, tokens);
    for known in 0..spans.len() {
        let name = spans[known];
        let end = tokens.partition_point(|token| token.span().start < name.start);
        let goes_with = |at: &usize| {
            view.gap(at + 1) == " "
                && (name::stands_before(&tokens[*at]) || name::is_particle(view.written(*at)))
        };
        let goes = (0..end).rev().take_while(goes_with);
        let start = goes.filter(|at| name::stands_before(&tokens[*at])).last();
        spans.extend(start.and_then(|start| view.span(start..end)));
    }
}

/// `Date of birth: 1 May 1990`, several on one line or not: from each known label to the next label.
fn labelled(text: &str, line: Span, tokens: &[Token], name: &mut Name, spans: &mut Vec<Span>) {
    let written = line.of(text);
    let mut from = 0;
    let mut open: Option<(usize, usize, bool)> = None;
    while let Some(found) = written
        .as_bytes()
        .get(from..)
        .and_then(|rest| find_byte(rest, may_be_colon))
    {
        let sign = from + found;
        let wide = !written.is_char_boundary(sign + 1);
        if wide && !written[sign..].starts_with('：') {
            from = sign + 1;
            continue;
        }
        let colon = line.start as usize + sign;
        from = sign + if wide { '：'.len_utf8() } else { 1 };
        let end = tokens.partition_point(|token| token.span().end as usize <= colon);
        let floor = open.map_or(0, |(_, value, _)| value);
        let label = (floor.max(end.saturating_sub(LONGEST_LABEL))..end)
            .find_map(|start| Some((start, known_label(text, tokens.get(start..end)?)?.is_name)))
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

/// Whether the byte is a colon, or begins a wide one.
fn may_be_colon(byte: u8) -> bool {
    matches!(byte, b':' | 0xef)
}

/// Whether a wide gap, a bar, a comma or a semicolon stands before the token.
fn parted(text: &str, tokens: &[Token], at: usize) -> bool {
    // A bullet or nothing before the first.
    Tokens::new(text, tokens).between(at).is_none_or(|gap| {
        gap.contains([
            '|', ',', ';', '\t', '•', '·', '、', '，', '；', '،', '【', '(', '（',
        ]) || gap.contains("  ")
            || gap.contains(" - ")
            || gap.contains(". ")
    })
}

fn close(
    text: &str,
    tokens: &[Token],
    (start, value, end): (usize, usize, usize),
    is_name: bool,
    name: &mut Name,
    spans: &mut Vec<Span>,
) {
    let view = Tokens::new(text, tokens);
    let wide = |at: &usize| view.between(*at).is_some_and(|gap| gap.contains("  "));
    let end = if tokens.len() > LONG_LINE {
        (value + 1..end).find(wide).unwrap_or(end)
    } else {
        end
    };
    if let (Some(first), Some(last)) = (tokens.get(start), tokens.get(end.saturating_sub(1))) {
        spans.push(first.span().join(last.span()));
    }
    if let Some(given) = tokens
        .get(value..end)
        .filter(|given| is_name && given.len() <= name::LONGEST)
    {
        name.extend(text, given);
    }
}

/// `Born 12 May 1990 in Leeds`, `Married, two children`, `34 years old`.
fn states_status(text: &str, tokens: &[Token]) -> bool {
    static STATUS: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_STATUS]));
    static AGED: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_YEARS_OF_AGE]));
    static OLD: LazyLock<PhraseTable<()>> =
        LazyLock::new(|| PhraseTable::of_keys(&[(key::IDENTITY_YEARS_OLD, ())]));
    let aged = || {
        let (Some(first), rest) = (tokens.first(), tokens.get(1..).unwrap_or_default()) else {
            return false;
        };
        first.shape() == Shape::Number
            && first.span().len() == 2
            && (rest.is_empty()
                || OLD
                    .find(Tokens::new(text, rest), 0..rest.len())
                    .next()
                    .is_some()
                || rest.len() == 1 && AGED.contains(&rest[0].key))
    };
    let begins = || {
        tokens.first().is_some_and(|first| {
            let written = first.of(text);
            // `NATO`
            let shouted = written.chars().count() == 4 && written.chars().all(char::is_uppercase);
            STATUS.contains(&first.key) && !shouted
        })
    };
    tokens.len() <= LONGEST_STATUS && (begins() || aged())
}

/// Pronouns, and titles of address (`true`).
static ADDRESS_WORDS: LazyLock<TermMap<bool>> = LazyLock::new(|| {
    let titles = words_of(&[key::IDENTITY_TITLE]).into_iter();
    let pronouns = words_of(&[key::IDENTITY_PRONOUN]).into_iter();
    let titles = titles.map(|word| (word, true));
    titles.chain(pronouns.map(|word| (word, false))).collect()
});

/// Whether a word may be masked for itself, wherever it stands.
pub(crate) fn is_address_word(word: TermKey) -> bool {
    ADDRESS_WORDS.contains_key(&word)
}

fn address_words(text: &str, tokens: &[Token], lexicon: &Lexicon, spans: &mut Vec<Span>) {
    static FILTER: LazyLock<TermFilter> = LazyLock::new(|| ADDRESS_WORDS.keys().copied().collect());
    let filter = &*FILTER;
    for (at, token) in tokens.iter().enumerate() {
        if !filter.may_hold(token.key) || token.span().len() > LONGEST_ADDRESS_WORD {
            continue;
        }
        let Some(&is_title) = ADDRESS_WORDS.get(&token.key) else {
            continue;
        };
        let written = token.of(text);
        let shouted = written.chars().nth(1).is_some_and(char::is_uppercase);
        let capital = written.starts_with(name::is_capital);
        let next = tokens.get(at + 1).map_or("", |next| next.of(text));
        let masked = if is_title {
            // `Mr van der Merwe`
            capital && !shouted && (next.starts_with(name::is_capital) || name::is_particle(next))
        } else {
            !shouted || next.len() > 1 && next.chars().all(char::is_uppercase)
        };
        if masked {
            let end = addressed_end(text, tokens, at);
            // `Ms Word`
            let mut named = tokens.get(at + 1..end).unwrap_or_default().iter();
            let is_skill = named.any(|word| lexicon.lookup(word.of(text)).is_some());
            let end = if is_skill { at + 1 } else { end };
            let last = tokens.get(end - 1).unwrap_or(token);
            spans.push(token.span().join(last.span()));
        }
    }
}

/// Where the name after the title at `at` ends: `Mr van der Merwe`.
fn addressed_end(text: &str, tokens: &[Token], at: usize) -> usize {
    static PERSONAL: LazyLock<TermSet> =
        LazyLock::new(|| words_of(&[key::IDENTITY_PERSONAL_TITLE]));
    /// Words of a longest name after a title.
    const LONGEST: usize = 5;
    let Some(title) = tokens.get(at).filter(|title| PERSONAL.contains(&title.key)) else {
        return at + 1;
    };
    // Where letters have no case nothing tells a name's last word.
    if name::is_uncased(text, title) {
        return (at + 2).min(tokens.len());
    }
    let mut end = at + 1;
    while let (Some(before), Some(token)) = (tokens.get(end - 1), tokens.get(end)) {
        let gap = &text[before.span().end as usize..token.span().start as usize];
        let joins = matches!(gap, " " | "-" | "\u{2011}")
            || gap == ". " && (end == at + 1 || before.span().len() <= 2)
            || matches!(gap, "'" | "’") && token.span().len() > 1;
        let written = token.of(text);
        let fits = written.starts_with(name::is_capital) && !name::is_no_name(token)
            || name::is_particle(written) && gap != "'";
        if !joins || !fits || end > at + LONGEST {
            break;
        }
        end += 1;
    }
    // A particle at the end belongs to the sentence.
    while end > at + 1
        && tokens
            .get(end - 1)
            .is_some_and(|last| last.of(text).starts_with(char::is_lowercase))
    {
        end -= 1;
    }
    end
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

#[cfg(test)]
mod tests;
