//! Where somebody can be reached: streets, towns, e-mail addresses, links, phone numbers.

use std::sync::LazyLock;

use super::name::{is_capital, is_no_name, is_particle};
use crate::document::Span;
use crate::languages::key;
use crate::profile::roles::names_a_role;
use crate::text::{Shape, TermSet, Token, words_of};

/// Bytes at which an address, a link or a phone number may be told.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let signs = b"@:wW.+(0123456789";
    let mut at = 0;
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
};

/// A house number with a word for street, or a post code with a place.
pub(super) fn is_address(text: &str, tokens: &[Token]) -> bool {
    let number = tokens
        .iter()
        .any(|token| token.of(text).starts_with(|c: char| c.is_ascii_digit()));
    let street = || {
        tokens.iter().any(|token| {
            let written = token.of(text);
            is_in_street(token)
                || key::IDENTITY_STREET_ENDING
                    .phrases()
                    .any(|ending| written.len() > ending.len() + 2 && written.ends_with(ending))
        })
    };
    let post_code = || {
        tokens
            .iter()
            .any(|token| token.shape() == Shape::Number && (5..=6).contains(&token.span().len()))
            || tokens.windows(2).any(|pair| {
                let polish = pair[0].shape() == Shape::Number
                    && pair[0].span().len() == 2
                    && pair[1].shape() == Shape::Number
                    && pair[1].span().len() == 3;
                polish && text.as_bytes().get(pair[0].span().end as usize) == Some(&b'-')
            })
    };
    number && tokens.len() <= 14 && (street() || post_code())
}

/// A short line of capitalised words that names no occupation: a town between name and phone.
pub(super) fn is_place(text: &str, line: Span, tokens: &[Token]) -> bool {
    let small = |token: &Token| {
        let written = token.of(text);
        written.starts_with(char::is_lowercase) && !is_particle(written) && !is_of_a_place(token)
    };
    tokens.len() <= 6
        && tokens
            .iter()
            .any(|token| token.of(text).starts_with(is_capital))
        && !tokens.iter().any(small)
        && !tokens
            .iter()
            .any(|token| is_no_name(token) && !is_of_a_place(token))
        && !names_a_role(text, line)
}

/// A house number between capitalised words, on a line that stands by a name or an address.
pub(super) fn is_loose_address(text: &str, tokens: &[Token]) -> bool {
    /// Words of a longest address.
    const LONGEST: usize = 14;
    let is_year = |token: &Token| {
        let written = token.of(text);
        written.len() == 4 && (written.starts_with("19") || written.starts_with("20"))
    };
    let fits = |token: &Token| {
        let written = token.of(text);
        // `кв.`, `boul.`
        let shortened =
            written.chars().count() <= 5 && text[token.span().end as usize..].starts_with('.');
        !written.starts_with(char::is_lowercase)
            || shortened
            || written.chars().count() <= 2
            || is_particle(written)
            || is_in_street(token)
    };
    let numbered = tokens
        .iter()
        .any(|token| token.of(text).contains(|c: char| c.is_ascii_digit()));
    let worded = tokens.iter().any(|token| {
        let written = token.of(text);
        written.starts_with(is_capital) && written.chars().nth(1).is_some()
    });
    (2..=LONGEST).contains(&tokens.len())
        && numbered
        && worded
        && tokens.iter().all(fits)
        && !tokens
            .iter()
            .any(|token| is_year(token) || is_no_name(token) && !is_of_a_place(token))
        && !text[tokens[0].span().start as usize..tokens[tokens.len() - 1].span().end as usize]
            .contains(['%', '+'])
}

fn is_of_a_place(token: &Token) -> bool {
    static PLACES: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_PLACE]));
    PLACES.contains(&token.key) || is_in_street(token)
}

/// A word of streets and houses.
fn is_in_street(token: &Token) -> bool {
    static STREETS: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_STREET]));
    STREETS.contains(&token.key)
}

/// Masks a line of contact details but for parts that name an occupation.
pub(super) fn contact_line(text: &str, line: Span, spans: &mut Vec<Span>) {
    let written = line.of(text);
    let mut start = 0;
    let wide = |c: char| matches!(c, '|' | '•' | '·' | '\t' | '—');
    for part in written.split(wide) {
        let place = line.start as usize + start;
        start += part.len()
            + written[start + part.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
        let whole = Span::new(place, place + part.len());
        let addressed = part.contains(|c: char| c.is_ascii_digit() || c == '@' || c == '/');
        if addressed || !names_a_role(text, whole) {
            spans.push(whole);
            continue;
        }
        let mut inner = place;
        for piece in part.split(',') {
            let span = Span::new(inner, inner + piece.len());
            if !names_a_role(text, span) {
                spans.push(span);
            }
            inner += piece.len() + 1;
        }
    }
}

/// E-mail addresses, links and phone numbers, wherever they stand.
pub(super) fn addresses(text: &str, spans: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let word = |byte: u8| !byte.is_ascii_whitespace() && !b"<>()[]{}|\",;".contains(&byte);
    let around = |at: usize| {
        let start = bytes[..at]
            .iter()
            .rposition(|&b| !word(b))
            .map_or(0, |found| found + 1);
        let end = bytes[at..]
            .iter()
            .position(|&b| !word(b))
            .map_or(bytes.len(), |found| at + found);
        Span::new(start, end)
    };
    let mut at = 0;
    while let Some(skipped) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|&byte| MAY_BEGIN[byte as usize]))
    {
        at += skipped;
        match bytes[at] {
            b'@' if at > 0
                && word(bytes[at - 1])
                && bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphanumeric()) =>
            {
                let span = around(at);
                spans.push(span);
                at = span.end as usize;
            }
            b':' if bytes[at..].starts_with(b"://") => {
                let span = around(at);
                spans.push(span);
                at = span.end as usize;
            }
            b'w' | b'W'
                if bytes[at..].len() > 4 && bytes[at..at + 4].eq_ignore_ascii_case(b"www.") =>
            {
                let span = around(at);
                spans.push(span);
                at = span.end as usize;
            }
            b'.' if host_slug(bytes, at) => {
                let span = around(at);
                spans.push(span);
                at = span.end as usize;
            }
            b'+' | b'0'..=b'9' | b'(' => at = phone(bytes, at, spans),
            _ => at += 1,
        }
    }
}

/// `linkedin.com/in/...`, `github.com/...` without a scheme.
fn host_slug(bytes: &[u8], dot: usize) -> bool {
    bytes[dot..].len() > 5 && bytes[dot..dot + 5].eq_ignore_ascii_case(b".com/")
        || bytes[dot..].starts_with(b".io/")
        || bytes[dot..].starts_with(b".org/")
}

/// Takes a run of at least nine digits with the signs of a phone number; returns where to go on.
fn phone(bytes: &[u8], start: usize, spans: &mut Vec<Span>) -> usize {
    let plus = bytes[start] == b'+';
    let mut digits = 0;
    let mut end = start;
    let mut last = start;
    while end < bytes.len() {
        match bytes[end] {
            b'0'..=b'9' => {
                digits += 1;
                last = end + 1;
            }
            b'+' if end == start => {}
            b' ' | b'-' | b'(' | b')' | b'.' => {
                // Two signs may meet, `) `; more is no phone number.
                if end >= last + 2 {
                    break;
                }
            }
            _ => break,
        }
        end += 1;
    }
    let long = (9..=15).contains(&digits);
    if plus && digits >= 7 || long && !is_years(&bytes[start..last]) {
        spans.push(Span::new(start, last));
    }
    last.max(start + 1)
}

/// `2015 - 2018 2019`: years in a row are no phone number; `06 12 34 56 78` is one.
fn is_years(run: &[u8]) -> bool {
    let pairs = || run.split(|byte| !byte.is_ascii_digit());
    if run.starts_with(b"0") && pairs().count() == 5 && pairs().all(|pair| pair.len() == 2) {
        return false;
    }
    run.split(|byte| !byte.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .all(|part| {
            part.len() == 4 && (part.starts_with(b"19") || part.starts_with(b"20"))
                || part.len() <= 2
        })
}
