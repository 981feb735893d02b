//! Names that Word gives its elements, branches for viewers of different age, letters of signs.

use super::super::budget;
use super::super::xml::Element;
use super::properties::is_on;

/// Namespaces whose elements are read by the prefix that Word gives them.
pub(super) const NAMESPACES: [(&str, &str); 7] = [
    (
        "wps",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    ),
    (
        "wpg",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    ),
    (
        "wpc",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    ),
    (
        "wpi",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingInk",
    ),
    (
        "wp14",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    ),
    (
        "w14",
        "http://schemas.microsoft.com/office/word/2010/wordml",
    ),
    (
        "w15",
        "http://schemas.microsoft.com/office/word/2012/wordml",
    ),
];

/// Whether each prefix of a part means one namespace throughout, and the known ones their own.
pub(super) fn has_known_names(text: &str) -> bool {
    let mut main: Option<&str> = None;
    for (at, name) in text.match_indices("xmlns:") {
        budget::spend(1);
        let rest = text.get(at + name.len()..).unwrap_or_default();
        let Some((prefix, rest)) = rest.split_once('=') else {
            continue;
        };
        let rest = rest.trim_start();
        let value = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => rest.get(1..).and_then(|rest| rest.split(quote).next()),
            _ => None,
        };
        let (prefix, value) = (prefix.trim_end(), value.unwrap_or_default());
        let known = NAMESPACES.iter().find(|(known, _)| *known == prefix);
        if known.is_some_and(|(_, known)| *known != value) {
            return false;
        }
        if prefix == "w" && *main.get_or_insert(value) != value {
            return false;
        }
    }
    true
}

/// Extensions of Word's own that newer viewers may know.
pub(super) fn is_newer(prefix: &str) -> bool {
    prefix.starts_with("w16")
        || prefix.starts_with("cx")
        || matches!(prefix, "aink" | "am3d" | "a14" | "oel" | "c" | "wne")
}

/// The branch of `mc:AlternateContent` that is shown: one, never both; and whether viewers choose
/// different ones.
pub(super) fn alternative(element: Element<'_>) -> Option<(Element<'_>, bool)> {
    let requires = |choice: Element<'_>| {
        choice
            .attribute("Requires")
            .unwrap_or_default()
            .into_owned()
    };
    let choices = element.children().filter(|child| child.name() == "Choice");
    let mut newer = None;
    for choice in choices {
        let requires = requires(choice);
        let mut prefixes = requires.split_whitespace().peekable();
        let is_known = prefixes.peek().is_some()
            && prefixes.all(|prefix| NAMESPACES.iter().any(|(known, _)| *known == prefix));
        if is_known {
            return Some((choice, false));
        }
        let mut prefixes = requires.split_whitespace();
        if prefixes.any(is_newer) {
            newer = newer.or(Some(choice));
        }
    }
    let fallback = element.child("Fallback");
    let words = |branch: Option<Element<'_>>| {
        let mut text = String::new();
        if let Some(branch) = branch {
            push_words(branch, &mut text);
        }
        text
    };
    match (newer, fallback) {
        (None, fallback) => fallback.map(|fallback| (fallback, false)),
        (Some(newer), Some(fallback)) => {
            let is_doubtful = words(Some(newer)) != words(Some(fallback));
            Some((fallback, is_doubtful))
        }
        (Some(newer), None) => Some((newer, true)),
    }
}

pub(super) fn alternative_of(element: Element<'_>) -> Option<Element<'_>> {
    alternative(element).map(|(chosen, _)| chosen)
}

/// The letters below an element, whatever holds them; of boxes none.
pub(super) fn push_words(element: Element<'_>, out: &mut String) {
    for child in element.children() {
        budget::spend(1);
        match child.name() {
            "t" => out.push_str(&child.text()),
            "tab" | "br" | "p" => {
                out.push(' ');
                push_words(child, out);
            }
            "txbxContent" | "del" | "moveFrom" => {}
            _ => push_words(child, out),
        }
    }
}

pub(super) fn is_placeholder(control: Element<'_>) -> bool {
    control.at(&["sdtPr", "showingPlcHdr"]).is_some_and(is_on)
}

/// Text for `w:sym`: bullets and ticks of the symbol fonts, else nothing.
pub(super) fn symbol(element: Element<'_>) -> &'static str {
    let code = element
        .attribute("char")
        .and_then(|hex| u32::from_str_radix(&hex, 16).ok());
    // Fonts map their signs to U+F000 and up, or state the bare code.
    match code.map(|code| code & 0xFF) {
        Some(0xB7 | 0x6C | 0x9F) => "•",
        Some(0xA7 | 0x6E) => "▪",
        Some(0xD8) => "➢",
        Some(0xFC) => "✓",
        _ => " ",
    }
}
