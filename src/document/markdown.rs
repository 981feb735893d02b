//! Markdown: what its readers are shown, through the HTML that it stands for.
//!
//! Lines stay lines, as people write them, and items keep their marks. Comments, targets and titles
//! of links and what defines them are never shown; HTML within is read as a page would show it.
//! The matter in front, and what stands for a picture, may be shown or not.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::builder::{DocumentBuilder, check_length};
use super::encoding::{normalise, smuggled};
use super::{Document, Format, HiddenReason, Role, Unreadable, budget, html};

/// Lines of the matter in front.
const LONGEST_FRONT: usize = 200;

pub(super) fn read(source: &str, format: Format) -> Result<Document, Unreadable> {
    let mut builder = DocumentBuilder::new(format);
    if let Some(text) = smuggled(source) {
        builder.hidden(&text, HiddenReason::ZeroWidth);
    }
    let seen = super::plain::Seen::of(source);
    let source = normalise(&seen.text);
    check_length(&source)?;
    for (_, doubtful) in &seen.doubtful {
        builder.hidden(doubtful, HiddenReason::Doubtful);
    }
    let (front, body) = front(&source);
    if let Some(front) = front {
        builder.hidden(front, HiddenReason::Doubtful);
    }
    html::push_made(&mut builder, &rendered(body), Role::Body)?;
    builder.finish()
}

/// The matter in front, between `---` and `---`, where all of its lines look like it.
fn front(source: &str) -> (Option<&str>, &str) {
    let none = (None, source);
    let Some(rest) = source
        .trim_start_matches('\u{FEFF}')
        .strip_prefix("---")
        .or_else(|| source.strip_prefix("+++"))
    else {
        return none;
    };
    let Some((first, rest)) = rest.split_once('\n') else {
        return none;
    };
    if !first.trim().is_empty() {
        return none;
    }
    let mut at = 0;
    for line in rest.lines().take(LONGEST_FRONT) {
        let trimmed = line.trim();
        if matches!(trimmed, "---" | "..." | "+++") {
            let matter = rest.get(..at).unwrap_or_default();
            let body = rest.get(at + line.len()..).unwrap_or_default();
            return if matter.trim().is_empty() {
                none
            } else {
                (Some(matter), body)
            };
        }
        let is_matter = trimmed.is_empty()
            || line.starts_with([' ', '\t', '#'])
            || trimmed.starts_with("- ")
            || trimmed
                .split([':', '='])
                .next()
                .is_some_and(|key| key.len() < trimmed.len() && !key.trim().contains(' '));
        if !is_matter {
            return none;
        }
        at += line.len() + 1;
    }
    none
}

/// The source as HTML.
fn rendered(source: &str) -> String {
    budget::spend(source.len() / 2);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    let mut html = String::with_capacity(source.len() + source.len() / 4);
    // Whether each list that is open is numbered.
    let mut numbered: Vec<bool> = Vec::new();
    // What ends the paragraphs and quotations that are open.
    let mut ends: Vec<&str> = Vec::new();
    // The first words of an item stand on the line of its mark.
    let mut after_mark = false;
    for (event, place) in Parser::new_ext(source, options).into_offset_iter() {
        budget::spend(2);
        match event {
            Event::Start(tag) => match tag {
                Tag::Paragraph if after_mark => ends.push("<br soft>"),
                Tag::Paragraph => {
                    html.push_str("<p>");
                    ends.push("</p>");
                }
                Tag::Heading { .. } => html.push_str("<h2>"),
                Tag::CodeBlock(_) => html.push_str("<pre>"),
                Tag::List(first) => {
                    numbered.push(first.is_some());
                    html.push_str("<div>");
                }
                Tag::Item => {
                    let is_numbered = numbered.last() == Some(&true);
                    html.push_str(if is_numbered { "<div>" } else { "<li>" });
                    let mark = source.get(place).unwrap_or_default().trim_start();
                    let mark = mark.split(char::is_whitespace).next().unwrap_or_default();
                    escape(mark, &mut html);
                    html.push(' ');
                    after_mark = true;
                    continue;
                }
                Tag::Table(_) => html.push_str("<table>"),
                Tag::TableHead | Tag::TableRow => html.push_str("<tr>"),
                Tag::TableCell => html.push_str("<td>"),
                // A note that nothing calls for is left out by some.
                Tag::FootnoteDefinition(label) => {
                    budget::spend(source.len() / 16);
                    let is_called = source.matches(&format!("[^{label}]")).nth(1).is_some();
                    html.push_str(if is_called {
                        "<div>"
                    } else {
                        "<div hidden=until-found>"
                    });
                }
                Tag::BlockQuote(_) => {
                    if after_mark {
                        ends.push("");
                    } else {
                        html.push_str("<div>");
                        ends.push("</div>");
                    }
                    // `>2 years` is more than two, whatever Markdown makes of it.
                    let quoted = source.get(place).and_then(|text| text.strip_prefix('>'));
                    if quoted.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit())) {
                        html.push_str("&gt;");
                    }
                    continue;
                }
                Tag::Image { .. } => html.push_str("<span hidden=until-found>"),
                _ => {}
            },
            Event::End(tag) => match tag {
                TagEnd::Paragraph | TagEnd::BlockQuote(_) => {
                    html.push_str(ends.pop().unwrap_or_default());
                }
                TagEnd::Heading(_) => html.push_str("</h2>"),
                TagEnd::CodeBlock => html.push_str("</pre>"),
                TagEnd::List(_) => {
                    numbered.pop();
                    html.push_str("</div>");
                }
                TagEnd::Item => {
                    let is_numbered = numbered.last() == Some(&true);
                    html.push_str(if is_numbered { "</div>" } else { "</li>" });
                }
                TagEnd::Table => html.push_str("</table>"),
                TagEnd::TableHead | TagEnd::TableRow => html.push_str("</tr>"),
                TagEnd::TableCell => html.push_str("</td>"),
                TagEnd::FootnoteDefinition => html.push_str("</div>"),
                TagEnd::Image => html.push_str("</span>"),
                _ => {}
            },
            Event::Text(text) | Event::Code(text) => escape(&text, &mut html),
            Event::Html(raw) | Event::InlineHtml(raw) => html.push_str(&raw),
            Event::SoftBreak | Event::HardBreak => html.push_str("<br soft>"),
            _ => {}
        }
        after_mark = false;
    }
    html
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            _ => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_markdown(source: &str) -> Document {
        read(source, Format::Markdown).unwrap()
    }

    #[test]
    fn markdown_marks_become_roles() {
        let source = "# Jan *Wzorowy*\n\nSkills\n------\n* **C#** and `snake_case`\n\
                      - see [my page](https://example.org/a_b), R&D_x\n\n| Year | Role |\n|---|---|\n\
                      | 2019 | __Clerk__ |\n\n***\n2 * 3 * 4\n```\nlet a_b = *c;\n```\n";
        let document = read_markdown(source);
        let shown = document.shown();
        assert_eq!(
            shown,
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
    fn lines_stay_lines_and_end_items() {
        let document =
            read_markdown("- Built it\nFerry Lines, 2019\n\n1. one\n\n- >2 years\n\n- loose\n");
        let shown = document.shown();
        assert_eq!(
            shown,
            [
                ("- Built it", Role::ListItem),
                ("Ferry Lines, 2019", Role::Body),
                ("1. one", Role::Body),
                ("- >2 years", Role::ListItem),
                ("- loose", Role::ListItem),
            ]
        );
    }

    #[test]
    fn what_readers_of_markdown_are_not_shown_is_left_out() {
        for hidden in [
            "<!-- secret -->",
            "text <!-- secret --> text",
            "[//]: # (secret)",
            "[a]: http://x \"secret\"",
            "[a]: <secret> 'secret'",
            "[x](http://a.b \"secret\")",
            "[x](http://a.b/secret)",
            "![secret](a.png)",
            "![x](a.png 'secret')",
            "```secret\ncode\n```",
            "<details><summary>x</summary>secret</details>",
            "<p style='color:#fff'>secret</p>",
            "a <span style=\"font-size:0\">secret</span>",
            "<div hidden>\n\nsecret\n\n</div>",
        ] {
            let document = read_markdown(&format!("Clerk\n\n{hidden}\n\nend\n"));
            assert!(!document.text.contains("secret"), "{hidden}");
            assert!(document.text.contains("Clerk"), "{hidden}");
        }
        let document = read_markdown("---\nkeywords: secret\n---\nClerk\n");
        assert_eq!(document.text, "Clerk");
        assert_eq!(document.hidden[0].reason, HiddenReason::Doubtful);
        for shown in [
            "---\nsecret work here\n---\n",
            "Clerk <b>secret</b>",
            "`secret`",
            "~~secret~~",
        ] {
            assert!(read_markdown(shown).text.contains("secret"), "{shown}");
        }
    }
}
