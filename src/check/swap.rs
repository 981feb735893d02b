//! The same CV of somebody else: every place that says who the person is, changed together.
//!
//! Nothing here asks `profile::identity`, which is what is being checked: the name comes
//! from the user, or from the head of the CV by a rule of its own.

mod name;

use super::edit::{inserted, replaced};
use super::people::{Person, ascii, pronouns};
use crate::document::{Document, Line, Role, Span};
use crate::languages::{Key, key};
pub(crate) use name::Name;

/// Lines in which the name at the head is looked for.
const HEAD_LINES: usize = 8;
/// Lines at the head in which a run of digits is a phone number.
const PHONE_LINES: usize = 20;
/// A name without an address that confirms it is made of words at least this rare (`ln(N / df)`).
const RARE: f64 = 5.0;

/// Labels of personal details.
const DETAILS: [(Detail, Key); 4] = [
    (Detail::Born, key::CHECK_BORN),
    (Detail::Nationality, key::CHECK_NATIONALITY),
    (Detail::Marital, key::CHECK_MARITAL),
    (Detail::Address, key::CHECK_ADDRESS),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    Born,
    Nationality,
    Marital,
    Address,
}

/// Runs between blanks and brackets.
fn chunks(text: &str) -> impl Iterator<Item = Span> {
    spans(text, |c| {
        !c.is_whitespace()
            && !matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '|' | ',' | ';' | '"')
    })
}

/// Runs of letters, with hyphens and apostrophes between them.
fn words_of(text: &str) -> impl Iterator<Item = Span> {
    spans(text, |c| {
        c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '\u{300}'..='\u{36f}')
    })
}

fn spans(text: &str, within: impl Fn(char) -> bool) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text.get(at..)?.find(&within)?;
        let rest = text.get(start..)?;
        at = start + rest.find(|c| !within(c)).unwrap_or(rest.len());
        Some(Span::new(start, at))
    })
}

fn is_address(chunk: &str) -> bool {
    let inner = |sign: &str| {
        chunk
            .find(sign)
            .is_some_and(|at| at > 0 && at + 1 < chunk.len())
    };
    inner("@")
        || chunk.contains("://")
        || chunk.starts_with("www.")
        || inner(".com/")
        || inner(".io/")
        || chunk.contains("/in/")
}

/// `document` as `person` would have written it, wherever it says who its owner is.
pub(crate) fn swapped(document: &Document, name: Option<&Name>, person: &Person) -> Document {
    let text = &document.text;
    let mut edits: Vec<(Span, String)> = Vec::new();
    for (at, line) in document.lines.iter().enumerate() {
        let start = edits.len();
        details(text, line, person, &mut edits);
        addresses(text, line, name, person, &mut edits);
        if at < PHONE_LINES {
            phones(text, line, person, &mut edits);
        }
        words(text, line, name, person, &mut edits);
        // What was found first stays: a name within an address belongs to the address.
        let mut kept: Vec<(Span, String)> = Vec::new();
        for (span, new) in edits.drain(start..) {
            if !kept.iter().any(|(known, _)| known.overlaps(span)) {
                kept.push((span, new));
            }
        }
        kept.sort_unstable();
        edits.extend(kept);
    }
    replaced(document, &edits)
}

/// `Date of birth: 1 May 1990`.
fn details(text: &str, line: &Line, person: &Person, edits: &mut Vec<(Span, String)>) {
    let written = line.span.of(text);
    let small = written.to_lowercase();
    // Offsets hold only where small letters take the same room.
    if small.len() != written.len() || small.len() > 200 {
        return;
    }
    for (detail, labels) in DETAILS {
        for label in labels.phrases() {
            let Some(at) = small.find(label) else {
                continue;
            };
            let bounded = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            let after = at + label.len();
            if !bounded(small[..at].chars().next_back()) || !small[after..].starts_with([':', ' '])
            {
                continue;
            }
            let Some(rest) = small[after..].trim_start().strip_prefix(':') else {
                continue;
            };
            let value = written.len() - rest.len();
            let value = value + written[value..].len() - written[value..].trim_start().len();
            let end = written[value..]
                .find(['|', '\t', ';', '•'])
                .into_iter()
                .chain(written[value..].find("  "))
                .min();
            let end = end.map_or(written.len(), |end| value + end);
            let end = value + written[value..end].trim_end().len();
            // A further label on the line is not a value.
            if end <= value || written[value..end].contains(':') {
                continue;
            }
            let new = match detail {
                Detail::Born => person.born.to_owned(),
                Detail::Nationality => person.nationality.to_owned(),
                Detail::Marital => person.marital.to_owned(),
                Detail::Address => format!("{}, {}", person.street, person.town),
            };
            let start = line.span.start as usize;
            edits.push((Span::new(start + value, start + end), new));
            return;
        }
    }
}

/// E-mail addresses, and links with the name or to a page about people.
fn addresses(
    text: &str,
    line: &Line,
    name: Option<&Name>,
    person: &Person,
    edits: &mut Vec<(Span, String)>,
) {
    const PEOPLE: &[&str] = &[
        "linkedin.",
        "github.",
        "gitlab.",
        "xing.",
        "twitter.",
        "facebook.",
        "indeed.",
    ];
    let start = line.span.start as usize;
    for chunk in chunks(line.span.of(text)) {
        let span = Span::new(start + chunk.start as usize, start + chunk.end as usize);
        let written = span.of(text);
        if !is_address(written) {
            continue;
        }
        let mail = written
            .find('@')
            .is_some_and(|at| at > 0 && !written.contains("://") && written[at..].contains('.'));
        if mail && name.is_none() && names_somebody(text, written) {
            continue;
        }
        if mail {
            let scheme = written.find("mailto:").map_or("", |_| "mailto:");
            edits.push((span, format!("{scheme}{}", person.email)));
            continue;
        }
        let plain = ascii(written);
        let named = name.is_some_and(|name| {
            name.parts
                .iter()
                .any(|part| part.ascii.len() >= 4 && plain.contains(&part.ascii))
        });
        let small = written.to_lowercase();
        if let Some(host) = PEOPLE.iter().find_map(|host| small.find(host)) {
            let path = written[host..]
                .find('/')
                .map_or(written.len(), |at| host + at);
            edits.push((span, format!("{}/in/{}", &written[..path], person.slug)));
        } else if named {
            edits.push((span, format!("www.{}.com", person.slug)));
        }
    }
}

/// Whether the address holds a capitalised word of the text: the name that was not found. With
/// another address and the old name the CV would be of two people.
fn names_somebody(text: &str, address: &str) -> bool {
    let local = ascii(address.split('@').next().unwrap_or_default());
    let words = text.split(|letter: char| !letter.is_alphabetic());
    words
        .filter(|word| word.chars().count() >= 4 && word.starts_with(char::is_uppercase))
        .any(|word| local.contains(&ascii(word)))
}

/// Runs of at least nine digits that are no years.
fn phones(text: &str, line: &Line, person: &Person, edits: &mut Vec<(Span, String)>) {
    let start = line.span.start as usize;
    let written = line.span.of(text);
    let found = spans(written, |c| {
        c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '.')
    });
    for run in found {
        let inner = run.of(written);
        let trimmed = inner.trim_matches([' ', '-', '.', ')']);
        let digits = trimmed.bytes().filter(u8::is_ascii_digit).count();
        let years = trimmed
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")))
            .count();
        let wide = trimmed.contains("  ") || trimmed.contains(" - ");
        if (9..=15).contains(&digits) && years == 0 && !wide && !trimmed.contains("..") {
            let from = start
                + run.start as usize
                + (inner.len() - inner.trim_start_matches([' ', '-', '.', ')']).len());
            edits.push((Span::new(from, from + trimmed.len()), person.phone.clone()));
        }
    }
}

/// Name, pronouns and titles of address in the running text.
fn words(
    text: &str,
    line: &Line,
    name: Option<&Name>,
    person: &Person,
    edits: &mut Vec<(Span, String)>,
) {
    let start = line.span.start as usize;
    let written = line.span.of(text);
    let found: Vec<Span> = words_of(written).collect();
    // `Anna's`: the name ends before the apostrophe.
    let bare = |span: Span| {
        let word = span.of(written);
        let end = ["'s", "’s", "'", "’", "-"]
            .iter()
            .find_map(|end| word.strip_suffix(end))
            .unwrap_or(word);
        Span::new(span.start as usize, span.start as usize + end.len())
    };
    let part_at = |at: usize| -> Option<usize> {
        let word = bare(*found.get(at)?).of(written);
        name?
            .find(word)
            .filter(|_| word.starts_with(char::is_uppercase))
    };
    let near = |one: usize, other: usize| -> bool {
        match (found.get(one), found.get(other)) {
            (Some(one), Some(other)) => {
                let gap = written
                    .get(one.end as usize..other.start as usize)
                    .unwrap_or("   ");
                gap.len() <= 2 && !gap.contains('\t')
            }
            _ => false,
        }
    };
    let honorific = |at: usize| {
        found.get(at).is_some_and(|span| {
            key::CHECK_HONORIFIC
                .phrases()
                .any(|title| title == span.of(written))
        })
    };
    for (at, span) in found.iter().enumerate() {
        let word = span.of(written);
        let place = |span: Span| Span::new(start + span.start as usize, start + span.end as usize);
        if let (Some(index), Some(name)) = (part_at(at), name) {
            let beside =
                (at > 0 && near(at - 1, at) && (part_at(at - 1).is_some() || honorific(at - 1)))
                    || near(at, at + 1) && part_at(at + 1).is_some();
            if beside || !name.parts[index].is_word {
                let old = bare(*span);
                edits.push((
                    place(old),
                    like(old.of(written), &name.new_part(index, person)),
                ));
            }
            continue;
        }
        if honorific(at) && near(at, at + 1) {
            let next = found
                .get(at + 1)
                .is_some_and(|next| next.of(written).starts_with(char::is_uppercase));
            if next {
                edits.push((place(*span), person.honorific().to_owned()));
            }
            continue;
        }
        let small = word.to_lowercase();
        let shouted = word.chars().nth(1).is_some_and(char::is_uppercase);
        let pronoun = pronouns().iter().find_map(|[his, hers]| {
            let new = if person.is_woman { hers } else { his };
            (small == *his || small == *hers).then_some(new)
        });
        if let Some(new) = pronoun.filter(|_| !shouted) {
            let mut new = (*new).to_owned();
            if word.starts_with(char::is_uppercase) {
                new = new[..1].to_uppercase() + &new[1..];
            }
            edits.push((place(*span), new));
        }
    }
}

/// `new` in capitals where `old` is.
fn like(old: &str, new: &str) -> String {
    if old.chars().nth(1).is_some_and(char::is_uppercase) && !old.chars().any(char::is_lowercase) {
        new.to_uppercase()
    } else {
        new.to_owned()
    }
}

/// `document` with everything about `person` written into it: at the head (after the name, where
/// it has one), and at the end: under labels of their language, in a footer, a sentence and a
/// signature.
pub(crate) fn introduced(document: &Document, name: Option<&Name>, person: &Person) -> Document {
    let own = swapped(document, name, person);
    let body = |text: String| (text, Role::Body);
    let mut head = vec![
        body(format!("{}, {}", person.street, person.town)),
        body(format!(
            "{} | {} | {}",
            person.phone, person.email, person.link
        )),
        body(format!(
            "Date of birth: {} | Nationality: {} | Marital status: {}",
            person.born, person.nationality, person.marital
        )),
        body(format!(
            "Pronouns: {}/{}",
            person.pronoun(),
            person.possessive()
        )),
    ];
    let place = match name.and_then(|name| name.line) {
        Some(line) => line + 1,
        None => {
            head.insert(0, body(person.header.clone()));
            0
        }
    };
    let whole = format!("{} {}", person.given, person.family);
    let [named, born, nationality] = person.labels;
    let signed = [
        body(format!(
            "{named}: {whole} | {born}: {} | {nationality}: {}",
            person.born, person.nationality
        )),
        body(format!("Curriculum vitae {whole} | 2")),
        body(format!(
            "{} {} agrees to the processing of {} data. {whole} signed this.",
            person.honorific(),
            person.family,
            person.possessive(),
        )),
        body("Yours sincerely,".to_owned()),
        body(whole.clone()),
        body(format!("Signed: {whole}")),
    ];
    let own = inserted(&own, place, &head);
    inserted(&own, own.lines.len(), &signed)
}

/// The name of the file that `person` would send.
pub(crate) fn file_name(person: &Person, ending: &str) -> String {
    format!("{} {} CV.{ending}", person.given, person.family)
}

#[cfg(test)]
mod tests;
