//! Refuses HTML whose parsing would take minutes or gigabytes, before it is parsed.

use std::collections::BTreeMap;

use super::super::Unreadable;
use super::super::limits::{self, over};

/// Elements that the parser opens again in every block after them.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Counts open tags by name, so that stray end tags cannot hide the depth; it
/// never counts too little, except for elements that cannot nest.
pub(super) fn check(text: &str) -> Result<(), Unreadable> {
    check_attributes(text)?;
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let mut depth = 0usize;
    let mut formatting = 0usize;
    let mut reopened = 0usize;
    let mut tags = 0usize;
    for after in text.split('<').skip(1) {
        let (closes, name) = match after.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, after),
        };
        let end = name
            .bytes()
            .position(|b| !b.is_ascii_alphanumeric() && b != b'-')
            .unwrap_or(name.len());
        let name = name.get(..end).unwrap_or_default();
        if name.is_empty() {
            continue;
        }
        tags += 1;
        if tags > limits::HTML_TAGS {
            return Err(over("the HTML has too many tags", limits::HTML_TAGS));
        }
        if !closes {
            reopened += formatting;
        }
        if reopened > limits::HTML_REOPENED {
            return Err(over(
                "the HTML has too many open formatting tags",
                limits::HTML_REOPENED,
            ));
        }
        if does_not_nest(name) {
            continue;
        }
        let name = name.to_ascii_lowercase();
        let formats = usize::from(FORMATTING.contains(&name.as_str()));
        let count = open.entry(name).or_default();
        if !closes {
            *count += 1;
            depth += 1;
            formatting += formats;
        } else if *count > 0 {
            *count -= 1;
            depth -= 1;
            formatting -= formats;
        }
        if depth > limits::HTML_DEPTH {
            return Err(over(
                "the HTML is nested too deeply",
                format_args!("{} levels", limits::HTML_DEPTH),
            ));
        }
    }
    Ok(())
}

/// The parser compares every attribute of a tag with all before it.
fn check_attributes(text: &str) -> Result<(), Unreadable> {
    for piece in text.split('>') {
        let Some((_, tag)) = piece.split_once('<') else {
            continue;
        };
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic())
            || tag.len() < limits::HTML_ATTRIBUTES
        {
            continue;
        }
        let separators = tag
            .bytes()
            .filter(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\''))
            .count();
        if separators > limits::HTML_ATTRIBUTES {
            return Err(over(
                "a tag of the HTML has too many attributes",
                limits::HTML_ATTRIBUTES,
            ));
        }
    }
    Ok(())
}

/// Void elements, and those that the next one of their kind closes.
fn does_not_nest(name: &str) -> bool {
    [
        "br", "img", "hr", "input", "meta", "link", "wbr", "col", "area", "base", "embed",
        "source", "track", "param", "p", "li", "td", "tr", "th", "dt", "dd", "option", "tbody",
        "thead", "tfoot",
    ]
    .iter()
    .any(|known| name.eq_ignore_ascii_case(known))
}
