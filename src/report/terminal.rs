//! Nothing that a stranger wrote commands a terminal: the one place where control characters are
//! made visible.
//!
//! Text for people goes through [`lines`] at the door, whatever it is made of; a value that stands
//! within a line, such as an id or a path, goes through [`value`] first, so that it can neither
//! begin a line of its own nor move the columns of a table. JSON and CSV keep what they are given.

use std::borrow::Cow;
use std::fmt::Write;

/// Columns that fit a page, where no terminal says how many it has.
pub const PAGE_WIDTH: u16 = 120;

/// Whether a terminal takes `c` for a command, or shows what follows it elsewhere than it stands.
///
/// Controls of C0 and C1 (ESC, BEL, CSI, DEL and the like), separators of lines and paragraphs,
/// embeddings, overrides and isolates of the writing direction.
pub fn is_command(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A value within a line: every command is shown as `\u{1b}`, `\n`, `\t`.
pub fn value(text: &str) -> Cow<'_, str> {
    escaped(text, |_| None)
}

/// Whole text: line breaks stay, a tab becomes the space it shows as, other commands as in [`value`].
pub fn lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| match c {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        _ => None,
    })
}

/// `text` with each command written out, unless `kept` has a character for it.
fn escaped(text: &str, kept: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    let Some(first) = text.find(|c| is_command(c) && kept(c) != Some(c)) else {
        return Cow::Borrowed(text);
    };
    let (before, rest) = text.split_at(first);
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(before);
    for c in rest.chars() {
        match kept(c) {
            _ if !is_command(c) => shown.push(c),
            Some(kept) => shown.push(kept),
            None => drop(write!(shown, "{}", c.escape_default())),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_written_out() {
        for (text, expected) in [
            ("c-0001", "c-0001"),
            (
                "Łukasz Ågren 名前 👩\u{200D}🔧",
                "Łukasz Ågren 名前 👩\u{200D}🔧",
            ),
            ("\u{1B}]0;x\u{7}", "\\u{1b}]0;x\\u{7}"),
            ("\u{9B}31m\u{7F}\u{0}", "\\u{9b}31m\\u{7f}\\u{0}"),
            ("a\r\n\tb", "a\\r\\n\\tb"),
            (
                "x\u{202E}fdp.exe\u{2066}\u{2069}",
                "x\\u{202e}fdp.exe\\u{2066}\\u{2069}",
            ),
            ("a\u{2028}b\u{2029}c", "a\\u{2028}b\\u{2029}c"),
            // Neighbours of what is written out.
            (
                "\u{20}\u{7E}\u{A0}\u{2027}\u{202F}\u{2065}\u{206A}",
                "\u{20}\u{7E}\u{A0}\u{2027}\u{202F}\u{2065}\u{206A}",
            ),
        ] {
            assert_eq!(value(text), expected);
        }
    }

    #[test]
    fn whole_text_keeps_its_lines() {
        assert_eq!(lines("a\n\tb\r\n"), "a\n b\\r\n");
        assert!(matches!(lines("a\nb"), Cow::Borrowed(_)));
    }

    proptest::proptest! {
        #[test]
        fn nothing_but_line_breaks_is_left(text in ".*", controls in "[\\x00-\\x1f\\x7f-\\u{9f}]*") {
            for text in [format!("{text}{controls}{text}"), controls] {
                proptest::prop_assert!(!value(&text).contains(is_command));
                proptest::prop_assert!(!lines(&text).contains(|c| c != '\n' && is_command(c)));
                proptest::prop_assert_eq!(lines(&text).matches('\n').count(), text.matches('\n').count());
            }
        }
    }
}
