//! The sheet as Markdown.

use super::sheet::{Block, Sheet};

pub(super) fn text(sheet: &Sheet) -> String {
    let mut text = String::new();
    for block in &sheet.blocks {
        match block {
            Block::Title { text: title } => text.push_str(&format!("# {}\n\n", plain(title))),
            Block::Heading { text: heading } => {
                text.push_str(&format!("### {}\n\n", plain(heading)));
            }
            Block::Candidate { text: name } => {
                text.push_str(&format!("---\n\n## {}\n\n", plain(name)));
            }
            Block::Paragraph { text: words } => text.push_str(&format!("{}\n\n", plain(words))),
            Block::Remark { text: words } => text.push_str(&format!("*{}*\n\n", plain(words))),
            Block::Question {
                number,
                text: words,
            }
            | Block::Listed {
                number,
                text: words,
            } => text.push_str(&format!("**{number}. {}**\n\n", plain(words))),
            Block::Shown {
                word,
                note,
                quotes,
                ask,
            } => {
                let note = match note.as_str() {
                    "" => String::new(),
                    note => format!(": {}", plain(note)),
                };
                text.push_str(&format!("- {word}{note}\n"));
                for quote in quotes {
                    text.push_str(&format!("- {}\n", plain(quote)));
                }
                if !ask.is_empty() {
                    text.push_str(&format!("- Then ask: {}\n", plain(ask)));
                }
                text.push('\n');
            }
            Block::Room { lines } => {
                text.push_str("Notes:\n\n");
                for _ in 0..*lines {
                    text.push_str("&nbsp;\n\n");
                }
            }
        }
    }
    text
}

/// Text in which no sign is markup: whatever Markdown could read as some within a line stands
/// behind a backslash. No text of others begins a line.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 8);
    let mut letters = text.trim().chars().peekable();
    while let Some(letter) = letters.next() {
        let is_markup = "\\`*_[]<>&#|~@$".contains(letter)
            // What some take for an address without being told.
            || letter == ':' && letters.peek() == Some(&'/')
            || letter == '.' && ends_in_www(&plain);
        if is_markup {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

fn ends_in_www(text: &str) -> bool {
    let end = text.get(text.len().saturating_sub(3)..);
    end.is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            plain(" # a *b* [c](http://x) <i> | `d` 1. e\\ & f"),
            "\\# a \\*b\\* \\[c\\](http\\://x) \\<i\\> \\| \\`d\\` 1. e\\\\ \\& f"
        );
    }
}
