//! Plain text and Markdown: the text stays as it is, line by line.

use super::budget;
use super::builder::{DocumentBuilder, check_length, checked};
use super::encoding::{decode, normalise, smuggled};
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
        return markdown(source, format);
    }
    let hidden = smuggled(source)
        .map(|text| HiddenText {
            text,
            page: 1,
            reason: HiddenReason::ZeroWidth,
        })
        .into_iter()
        .collect();
    let text = normalise(source).into_owned();
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

/// Reads Markdown: headings and items by their marks, emphasis marks and link
/// targets dropped, code kept as it stands.
pub fn read_markdown(bytes: &[u8]) -> Result<Document, Unreadable> {
    markdown(&decode(bytes), Format::Markdown)
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

fn markdown(source: &str, format: Format) -> Result<Document, Unreadable> {
    let source = normalise(source);
    check_length(&source)?;
    let mut builder = DocumentBuilder::new(format);
    let mut lines = source.lines().peekable();
    let mut in_code = false;
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            in_code = !in_code;
            continue;
        }
        if in_code {
            builder.line(line, Role::Body);
            continue;
        }
        if is_rule(trimmed) || is_table_rule(trimmed) {
            continue;
        }
        let heading = trimmed.trim_start_matches('#');
        let marks = trimmed.len() - heading.len();
        if (1..=6).contains(&marks) && heading.starts_with([' ', '\t']) {
            builder.line(&inline(heading.trim_end_matches('#')), Role::Heading);
        } else if lines.peek().is_some_and(|next| is_underline(next)) && !trimmed.is_empty() {
            builder.line(&inline(trimmed), Role::Heading);
            lines.next();
        } else if trimmed.starts_with('|') && trimmed.ends_with('|') && trimmed.len() > 2 {
            builder.begin_row();
            for cell in trimmed.trim_matches('|').split('|') {
                builder.begin_cell();
                builder.line(&inline(cell), Role::Body);
            }
            builder.end_row();
        } else if is_list_item(trimmed) || is_plus_item(trimmed) {
            builder.line(&inline(trimmed), Role::ListItem);
        } else {
            builder.line(&inline(trimmed.trim_start_matches("> ")), Role::Body);
        }
    }
    builder.finish()
}

fn is_plus_item(line: &str) -> bool {
    line.starts_with("+ ")
}

fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}

fn is_rule(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| *c != ' ').collect();
    bare.len() >= 3
        && ["-", "*", "_"]
            .iter()
            .any(|sign| bare.trim_matches(|c| sign.starts_with(c)).is_empty())
}

fn is_table_rule(line: &str) -> bool {
    line.contains('|')
        && line.contains('-')
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// Drops `**`, `__`, backticks and link targets; a lone sign inside a word stays.
fn inline(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    budget::spend(chars.len() / 4);
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let next = chars.get(at + 1).copied();
        let before = at
            .checked_sub(1)
            .and_then(|before| chars.get(before))
            .copied();
        match c {
            '\\' if next.is_some_and(|n| n.is_ascii_punctuation()) => {
                out.extend(next);
                at += 2;
            }
            '`' => at += 1,
            '*' | '_' if next == Some(c) => at += 2,
            '*' | '_' if is_emphasis(c, before, next) => at += 1,
            '!' if next == Some('[') => at += 1,
            '[' => match link(&chars, at) {
                Some((label, end)) => {
                    out.push_str(&inline(&label));
                    at = end;
                }
                None => {
                    out.push(c);
                    at += 1;
                }
            },
            _ => {
                out.push(c);
                at += 1;
            }
        }
    }
    out
}

/// A sign that opens or closes emphasis stands against a word on one side only.
fn is_emphasis(sign: char, before: Option<char>, next: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if is_space(before) && is_space(next) {
        return false;
    }
    // The bullet `* item` was handled as a space on the right.
    if before.is_none() && is_space(next) {
        return false;
    }
    match sign {
        '_' => !(is_word(before) && is_word(next)),
        _ => true,
    }
}

/// Characters of a label with its target.
const LONGEST_LINK: usize = 500;

/// Label and end of `[label](target)` that starts at `at`.
fn link(chars: &[char], at: usize) -> Option<(String, usize)> {
    let rest = chars.get(at + 1..)?;
    // Longer ones are no links, and looking on would take the square of the line.
    let rest = rest.get(..LONGEST_LINK).unwrap_or(rest);
    let close = rest.iter().position(|&c| c == ']')?;
    let label: String = rest.get(..close)?.iter().collect();
    let after = rest.get(close + 1..)?;
    if after.first() != Some(&'(') || label.contains('[') {
        return None;
    }
    let end = after.iter().position(|&c| c == ')')?;
    Some((label, at + 1 + close + 1 + end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Status;

    fn shown(document: &Document) -> Vec<(&str, Role)> {
        document
            .lines
            .iter()
            .map(|line| (line.span.of(&document.text), line.role))
            .collect()
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        let source = "Ewa Wzorzec\r\n\r\n  - built it\n•led it\nC-level\n-5 °C\n";
        let document = read(source.as_bytes(), Format::PlainText).unwrap();
        assert_eq!(document.text, normalise(source));
        assert_eq!(
            shown(&document),
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
    fn markdown_marks_become_roles() {
        let source = "# Jan *Wzorowy*\n\nSkills\n------\n* **C#** and `snake_case`\n\
                      - see [my page](https://example.org/a_b), R&D_x\n| Year | Role |\n|---|---|\n\
                      | 2019 | __Clerk__ |\n\n***\n2 * 3 * 4\n```\nlet a_b = *c;\n```\n";
        let document = read_markdown(source.as_bytes()).unwrap();
        assert_eq!(
            shown(&document),
            [
                ("Jan Wzorowy", Role::Heading),
                ("Skills", Role::Heading),
                ("* C# and snake_case", Role::ListItem),
                ("- see my page, R&D_x", Role::ListItem),
                ("Year\tRole", Role::TableCell),
                ("2019\tClerk", Role::TableCell),
                ("2 * 3 * 4", Role::Body),
                ("let a_b = *c;", Role::Body),
            ]
        );
    }

    #[test]
    fn blank_text_is_empty() {
        let error = read(b" \n\t\r\n", Format::PlainText).unwrap_err();
        assert_eq!(error.status, Status::Empty);
    }
}
