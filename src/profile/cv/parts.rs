//! The parts of a heading line: title, employer, place, cut at separators.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::lines::{Lines, SCHOOLS, Words};
use crate::document::{Span, budget};
use crate::languages::key;
use crate::profile::roles::names_a_role;
use crate::text::tokenize;

/// One part of a heading line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub span: Span,
    pub line: usize,
    /// Parts of one group are divided by commas only; a group ends at `|`, `–`, a column.
    pub group: u32,
}

/// Separators that divide groups.
const STRONG: &[&str] = &[
    "\t", " | ", "| ", " |", " – ", " — ", " – ", " - ", "   ", " · ", " • ", " @ ", " :: ", "; ",
    ": ", " // ", " → ",
];

/// Words that divide groups as those do, with the spaces around them (` at `), by the first byte
/// of the word.
static STRONG_WORDS: LazyLock<HashMap<u8, Vec<String>>> = LazyLock::new(|| {
    let mut by_first: HashMap<u8, Vec<String>> = HashMap::new();
    for words in key::POSITIONS_EMPLOYER_FOLLOWS.phrases() {
        if let Some(first) = words.bytes().next() {
            by_first
                .entry(first)
                .or_default()
                .push(format!(" {words} "));
        }
    }
    by_first
});

/// What follows a comma and belongs to the name before it.
fn is_legal_form(word: &str) -> bool {
    static FORMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let forms = key::POSITIONS_LEGAL_FORMS.phrases();
        forms.map(str::to_ascii_lowercase).collect()
    });
    FORMS.contains(&word.to_ascii_lowercase())
}

/// Words in the names of employers.
static EMPLOYERS: LazyLock<Words> = LazyLock::new(|| Words::of(key::POSITIONS_EMPLOYERS));

/// Words that end the name of a department: part of a title, no employer.
static DEPARTMENTS: LazyLock<Words> = LazyLock::new(|| Words::of(key::POSITIONS_DEPARTMENTS));

/// The parts within `window` of a line, without `cut`, appended to `parts`.
pub(super) fn split(
    lines: &Lines,
    line: usize,
    window: Span,
    cut: Option<Span>,
    parts: &mut Vec<Part>,
) {
    let text = lines.text();
    let (mut start, end) = (window.start as usize, window.end as usize);
    let mut group = parts.last().map_or(0, |part| part.group + 1);
    budget::spend(1 + window.len() / 8);
    let mut at = start;
    let mut depth = 0u32;
    // A bracket that is never closed divides nothing.
    let last_closing = text[start..end.max(start)].rfind(')').map(|at| start + at);
    while at < end {
        let rest = &text[at..end];
        let byte = text.as_bytes()[at];
        let (width, is_strong) = match cut {
            Some(cut) if (cut.range()).contains(&at) => ((cut.end as usize).min(end) - at, true),
            _ if depth > 0 && byte != b')' => (0, false),
            _ => separator(rest),
        };
        if width > 0 {
            close(text, line, group, start, at, parts);
            group += u32::from(is_strong);
            at += width;
            start = at;
            continue;
        }
        match byte {
            b'(' if last_closing > Some(at) => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    close(text, line, group, start, end, parts);
}

/// Width of the separator that `rest` begins with, and whether it divides groups.
fn separator(rest: &str) -> (usize, bool) {
    match rest.as_bytes().first() {
        Some(b',') => {
            let after = rest[1..].trim_start();
            let word = after
                .split([' ', ',', '\t'])
                .next()
                .unwrap_or("")
                .trim_end_matches('.');
            let is_form = is_legal_form(word);
            let spaced = after.len() < rest.len() - 1 || after.is_empty();
            (usize::from(spaced && !is_form), false)
        }
        Some(b' ' | b'\t' | b'|' | b':' | b';') => {
            let words = rest
                .as_bytes()
                .get(1)
                .and_then(|first| STRONG_WORDS.get(first));
            let words = words.into_iter().flatten().map(String::as_str);
            let found = (STRONG.iter().copied().chain(words))
                .filter(|separator| rest.starts_with(separator))
                .map(str::len)
                .max();
            match found {
                Some(width) => (width, true),
                None if rest.starts_with(" , ") => (3, false),
                None => (0, false),
            }
        }
        _ => (0, false),
    }
}

fn close(text: &str, line: usize, group: u32, start: usize, end: usize, parts: &mut Vec<Part>) {
    if start >= end {
        return;
    }
    let part = &text[start..end];
    let kept = |c: char| c.is_alphanumeric() || ")+#.".contains(c);
    let trimmed = part
        .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '.')
        .trim_end_matches(|c: char| !kept(c));
    let trimmed = match trimmed.strip_suffix('.') {
        Some(bare) if !is_abbreviated(bare) => bare,
        _ => trimmed,
    };
    // A bracket that opens outside of the part closes nothing in it.
    let trimmed = match trimmed.strip_suffix(')') {
        Some(bare) if !bare.contains('(') => bare,
        _ => trimmed,
    };
    let trimmed = match trimmed.find([')', '(']) {
        Some(bracket) if trimmed[bracket..].starts_with(')') => {
            trimmed[bracket + 1..].trim_start_matches(|c: char| !c.is_alphanumeric())
        }
        _ => trimmed,
    };
    if trimmed.chars().any(char::is_alphabetic) {
        let from = start + (trimmed.as_ptr() as usize - part.as_ptr() as usize);
        parts.push(Part {
            span: Span::new(from, from + trimmed.len()),
            line,
            group,
        });
    }
}

fn is_abbreviated(bare: &str) -> bool {
    let last = bare.rsplit([' ', ',']).next().unwrap_or(bare);
    is_legal_form(last) || last.contains('.')
}

impl Part {
    pub(super) fn of<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }

    pub(super) fn names_a_role(&self, text: &str) -> bool {
        names_a_role(text, self.span)
    }

    pub(super) fn names_an_employer(&self, text: &str) -> bool {
        budget::spend(1 + self.span.len() / 8);
        EMPLOYERS.any(&tokenize(self.of(text)))
    }

    pub(super) fn names_a_school(&self, text: &str) -> bool {
        SCHOOLS.any(&tokenize(self.of(text)))
    }

    /// `Product Management` after `Director, `.
    pub(super) fn names_a_department(&self, text: &str) -> bool {
        let tokens = tokenize(self.of(text));
        tokens.last().is_some_and(|last| DEPARTMENTS.has(last))
    }

    pub(super) fn is_capitalised(&self, text: &str) -> bool {
        self.of(text)
            .starts_with(|first: char| !first.is_lowercase())
    }

    /// `CA`, `UK`, `USA`.
    fn is_region(&self, text: &str) -> bool {
        let written = self.of(text);
        written.len() <= 3 && written.bytes().all(|byte| byte.is_ascii_uppercase())
    }
}

/// Whether the part stands in a group that is a place (`San Francisco, CA`).
pub(super) fn is_place(text: &str, parts: &[Part], index: usize) -> bool {
    let group = parts[index].group;
    if parts[index].is_region(text) {
        return true;
    }
    // The parts of a group stand together, and one more than two is enough to see.
    let first = (index.saturating_sub(2)..index)
        .rev()
        .take_while(|&before| parts[before].group == group)
        .last()
        .unwrap_or(index);
    let mut same = parts[first..]
        .iter()
        .take(3)
        .take_while(|part| part.group == group);
    let (_, second, third) = (same.next(), same.next(), same.next());
    third.is_none()
        && second.is_some_and(|last| last.is_region(text))
        && !parts[index].names_an_employer(text)
}

/// Whether every longer word begins with a capital: a name rather than a sentence.
pub(super) fn is_name(lines: &Lines, line: usize) -> bool {
    let text = lines.text();
    let tokens = lines.tokens(line);
    (1..=10).contains(&tokens.len())
        && tokens.iter().all(|token| {
            let written = token.of(text);
            written.chars().count() < 4 || !written.starts_with(char::is_lowercase)
        })
}
