//! Plain text: it stays as it is, line by line, but for what is not shown as it is written.

mod seen;

pub(super) use self::seen::Seen;
use super::builder::checked;
use super::encoding::{decode, normalise, smuggled};
use super::markdown;
use super::{Document, Format, HiddenReason, HiddenText, Line, Role, Span, Unreadable};
use crate::bytes::any_byte;

/// Signs that start an item of a list; a hyphen or star needs a space after it.
const BULLETS: &[char] = &[
    '•', '·', '▪', '▫', '●', '○', '◦', '■', '□', '◆', '◇', '‣', '⁃', '➢', '➤', '►', '✓', '✔', '❖',
    '∙', '–', '—', '-', '*',
];

/// Reads plain text; its spans are places in the normalised source itself.
pub fn read(bytes: &[u8], format: Format) -> Result<Document, Unreadable> {
    from_text(&decode(bytes), format)
}

/// Reads text that is decoded already.
///
/// Markdown under another name, from standard input or in a table, is read as Markdown,
/// so that a CV scores the same wherever it comes from.
pub fn from_text(source: &str, format: Format) -> Result<Document, Unreadable> {
    if format != Format::JobToml && has_markdown_headings(source) {
        return markdown::read(source, format);
    }
    let mut hidden: Vec<HiddenText> = smuggled(source)
        .map(|text| HiddenText {
            text,
            page: 1,
            reason: HiddenReason::ZeroWidth,
            after: 0,
        })
        .into_iter()
        .collect();
    let seen = Seen::of(source);
    let text = normalise(&seen.text).into_owned();
    let mut lines = Vec::with_capacity(text.len() / 40 + 1);
    let mut start = 0;
    let mut visible = false;
    for line in text.split('\n') {
        if !line.is_empty() {
            visible = visible || !line.trim().is_empty();
            lines.push(Line {
                span: Span::new(start, start + line.len()),
                page: 1,
                role: if is_list_item(line) {
                    Role::ListItem
                } else {
                    Role::Body
                },
            });
        }
        start += line.len() + 1;
    }
    if !visible {
        lines.clear();
    }
    for (before, doubtful) in seen.doubtful {
        let text = normalise(&doubtful).trim().to_owned();
        if !text.is_empty() {
            hidden.push(HiddenText {
                text,
                page: 1,
                reason: HiddenReason::Doubtful,
                after: before.min(lines.len()),
            });
        }
    }
    checked(Document {
        format,
        text,
        lines,
        pages: 1,
        hidden,
        warnings: Vec::new(),
    })
}

/// Whether the line starts with a bullet.
pub(super) fn is_list_item(line: &str) -> bool {
    let mut chars = line.trim_start().chars();
    let Some(first) = chars.next() else {
        return false;
    };
    if !BULLETS.contains(&first) {
        return false;
    }
    let next = chars.next();
    match first {
        '-' | '*' | '–' | '—' | '·' => next.is_some_and(char::is_whitespace),
        _ => next.is_some(),
    }
}

/// Reads Markdown.
pub fn read_markdown(bytes: &[u8]) -> Result<Document, Unreadable> {
    markdown::read(&decode(bytes), Format::Markdown)
}

/// Two lines such as `## Experience`: one alone may be a number sign.
fn has_markdown_headings(source: &str) -> bool {
    any_byte(source.as_bytes(), |byte| byte == b'#')
        && source
            .lines()
            .filter(|line| {
                let heading = line.trim_start_matches('#');
                (1..=6).contains(&(line.len() - heading.len()))
                    && heading
                        .strip_prefix(' ')
                        .is_some_and(|words| words.starts_with(char::is_alphabetic))
            })
            .nth(1)
            .is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Status;

    #[test]
    fn plain_text_stays_as_it_is() {
        let source = "Ewa Wzorzec\r\n\r\n  - built it\n•led it\nC-level\n-5 °C\n";
        let document = read(source.as_bytes(), Format::PlainText).unwrap();
        assert_eq!(document.text, normalise(source));
        assert_eq!(
            document.shown(),
            [
                ("Ewa Wzorzec", Role::Body),
                ("  - built it", Role::ListItem),
                ("•led it", Role::ListItem),
                ("C-level", Role::Body),
                ("-5 °C", Role::Body),
            ]
        );
    }

    #[test]
    fn blank_text_is_empty() {
        let error = read(b" \n\t\r\n", Format::PlainText).unwrap_err();
        assert_eq!(error.status, Status::Empty);
    }
}
