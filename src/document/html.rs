//! HTML pages and fragments: block by block, what a browser would show.

use std::collections::BTreeMap;

use scraper::Html;
use scraper::node::Element;

use super::builder::DocumentBuilder;
use super::limits::{self, over};
use super::{Document, Format, HiddenReason, Role, Unreadable, xml};

/// Elements whose content is no text of the page.
const SKIPPED: &[&str] = &[
    "head", "script", "style", "template", "noscript", "svg", "iframe", "object", "canvas",
    "audio", "video", "datalist", "select", "textarea",
];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "ul",
];

/// Tags that show a text field to hold HTML.
const TELLING_TAGS: &[&str] = &[
    "p", "br", "ul", "ol", "li", "div", "span", "strong", "b", "em", "i", "u", "h1", "h2", "h3",
    "h4", "h5", "h6", "a", "table", "font",
];

/// Reads a page.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let text = xml::decode(bytes);
    check_depth(&text)?;
    let page = Html::parse_document(&text);
    let mut builder = DocumentBuilder::new(Format::Html);
    Walker::new(&mut builder, Role::Body).walk(&page);
    builder.finish()
}

/// Adds the lines of a fragment; `role` is that of text which is neither heading nor item.
pub(super) fn push(
    builder: &mut DocumentBuilder,
    fragment: &str,
    role: Role,
) -> Result<(), Unreadable> {
    let escaped = !has_raw_tags(fragment) && fragment.contains("&lt;");
    let unescaped;
    let fragment = if escaped {
        unescaped = fragment
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
        &unescaped
    } else {
        fragment
    };
    check_depth(fragment)?;
    Walker::new(builder, role).walk(&Html::parse_fragment(fragment));
    Ok(())
}

/// Whether a text field holds HTML: a tag, or a named or numbered character.
pub(super) fn has_tags(text: &str) -> bool {
    has_raw_tags(text)
        || [
            "&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&#", "&ndash;", "&bull;", "&rsquo;",
        ]
        .iter()
        .any(|reference| text.contains(reference))
}

fn has_raw_tags(text: &str) -> bool {
    text.split('<').skip(1).any(|after| {
        let after = after.strip_prefix('/').unwrap_or(after);
        let name: String = after
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        TELLING_TAGS.contains(&name.as_str()) && after.contains('>')
    })
}

/// Refuses HTML that nests deeper than any page does.
///
/// Counts open tags by name, so that stray end tags cannot hide the depth; it
/// never counts too little, except for elements that cannot nest.
fn check_depth(text: &str) -> Result<(), Unreadable> {
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let mut depth = 0usize;
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
        if name.is_empty() || does_not_nest(name) {
            continue;
        }
        let count = open.entry(name.to_ascii_lowercase()).or_default();
        if !closes {
            *count += 1;
            depth += 1;
        } else if *count > 0 {
            *count -= 1;
            depth -= 1;
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

/// What holds inside an element.
#[derive(Clone, Copy)]
struct Frame {
    role: Role,
    hidden: Option<HiddenReason>,
    /// Whether something other than white paper lies behind the text.
    shaded: bool,
    preformatted: bool,
}

struct Walker<'b> {
    builder: &'b mut DocumentBuilder,
    frames: Vec<Frame>,
    line: String,
    hidden: String,
    hidden_reason: HiddenReason,
}

impl<'b> Walker<'b> {
    fn new(builder: &'b mut DocumentBuilder, role: Role) -> Self {
        Self {
            builder,
            frames: vec![Frame {
                role,
                hidden: None,
                shaded: false,
                preformatted: false,
            }],
            line: String::new(),
            hidden: String::new(),
            hidden_reason: HiddenReason::Invisible,
        }
    }

    /// Goes through the tree without recursion, whatever its depth.
    fn walk(mut self, page: &Html) {
        let mut node = page.tree.root();
        loop {
            let mut descend = true;
            if let Some(element) = node.value().as_element() {
                descend = self.enter(element);
            } else if let Some(text) = node.value().as_text() {
                self.text(text);
            }
            if let Some(child) = node.first_child().filter(|_| descend) {
                node = child;
                continue;
            }
            loop {
                if let Some(element) = node.value().as_element()
                    && !SKIPPED.contains(&element.name())
                {
                    self.leave(element);
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else {
                    self.flush();
                    self.flush_hidden();
                    return;
                };
                node = parent;
            }
        }
    }

    fn frame(&self) -> Frame {
        self.frames.last().copied().unwrap_or(Frame {
            role: Role::Body,
            hidden: None,
            shaded: false,
            preformatted: false,
        })
    }

    /// Whether to go into the element.
    fn enter(&mut self, element: &Element) -> bool {
        let name = element.name();
        if SKIPPED.contains(&name) {
            return false;
        }
        if BLOCKS.contains(&name) || matches!(name, "tr" | "td" | "th" | "br") {
            self.flush();
        }
        match name {
            "tr" => self.builder.begin_row(),
            "td" | "th" => self.builder.begin_cell(),
            _ => {}
        }
        let mut frame = self.frame();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => frame.role = Role::Heading,
            "li" => frame.role = Role::ListItem,
            "pre" => frame.preformatted = true,
            _ => {}
        }
        let look = Look::of(element);
        frame.shaded = frame.shaded || look.shaded;
        let here = match look.hidden {
            Some(HiddenReason::Colour) if frame.shaded => None,
            other => other,
        };
        frame.hidden = frame.hidden.or(here);
        self.frames.push(frame);
        true
    }

    fn leave(&mut self, element: &Element) {
        let name = element.name();
        if BLOCKS.contains(&name) || matches!(name, "tr" | "td" | "th") {
            self.flush();
        }
        if name == "tr" {
            self.builder.end_row();
        }
        self.frames.pop();
    }

    fn text(&mut self, text: &str) {
        let frame = self.frame();
        if let Some(reason) = frame.hidden {
            if self.hidden_reason != reason {
                self.flush_hidden();
                self.hidden_reason = reason;
            }
            push_collapsed(&mut self.hidden, text);
        } else if frame.preformatted {
            self.line.push_str(text);
        } else {
            push_collapsed(&mut self.line, text);
        }
    }

    fn flush(&mut self) {
        if !self.line.trim().is_empty() {
            let role = self.frame().role;
            self.builder.line(&self.line, role);
        }
        self.line.clear();
        if self.frame().hidden.is_none() {
            self.flush_hidden();
        }
    }

    fn flush_hidden(&mut self) {
        self.builder.hidden(&self.hidden, self.hidden_reason);
        self.hidden.clear();
    }
}

/// Adds `text` with every run of white space as one space.
fn push_collapsed(line: &mut String, text: &str) {
    for c in text.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{0C}') {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else {
            line.push(c);
        }
    }
}

/// What an element's own attributes say of its look.
struct Look {
    hidden: Option<HiddenReason>,
    shaded: bool,
}

impl Look {
    fn of(element: &Element) -> Self {
        let mut look = Self {
            hidden: None,
            shaded: element
                .attr("bgcolor")
                .is_some_and(|color| !is_white(color)),
        };
        if element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true") {
            look.hidden = Some(HiddenReason::Invisible);
        }
        if element.name() == "font" && element.attr("color").is_some_and(is_white) {
            look.hidden = Some(HiddenReason::Colour);
        }
        for declaration in element.attr("style").unwrap_or_default().split(';') {
            let Some((property, value)) = declaration.split_once(':') else {
                continue;
            };
            let value = value.trim().to_ascii_lowercase();
            let value = value.trim_end_matches("!important").trim();
            look.declare(&property.trim().to_ascii_lowercase(), value);
        }
        look
    }

    fn declare(&mut self, property: &str, value: &str) {
        match property {
            "display" if value == "none" => self.hidden = Some(HiddenReason::Invisible),
            "visibility" if matches!(value, "hidden" | "collapse") => {
                self.hidden = Some(HiddenReason::Invisible);
            }
            "opacity" if value.parse::<f64>().is_ok_and(|opacity| opacity < 0.05) => {
                self.hidden = Some(HiddenReason::Invisible);
            }
            "font-size" if points(value).is_some_and(|size| size < 4.0) => {
                self.hidden = Some(HiddenReason::Tiny);
            }
            "text-indent" | "left" | "top" | "margin-left"
                if points(value).is_some_and(|offset| offset < -700.0) =>
            {
                self.hidden = Some(HiddenReason::OffPage);
            }
            "color" if is_white(value) => {
                self.hidden = self.hidden.or(Some(HiddenReason::Colour));
            }
            "color" if value == "transparent" => self.hidden = Some(HiddenReason::Invisible),
            "background" | "background-color" => {
                self.shaded = !is_white(value) && !matches!(value, "none" | "transparent");
            }
            "background-image" if value != "none" => self.shaded = true,
            _ => {}
        }
    }
}

/// A length in points; `None` for units that depend on something else.
fn points(value: &str) -> Option<f64> {
    let unit = value.find(|c: char| c.is_ascii_alphabetic() || c == '%');
    let (number, unit) = value.split_at(unit.unwrap_or(value.len()));
    let number: f64 = number.trim().parse().ok()?;
    match unit {
        "pt" => Some(number),
        "px" | "" => Some(number * 0.75),
        "em" | "rem" => Some(number * 12.0),
        _ => None,
    }
}

fn is_white(color: &str) -> bool {
    let color = color.trim().to_ascii_lowercase();
    if let Some(hex) = color.strip_prefix('#') {
        return match hex.len() {
            3 => hex == "fff",
            6 => u32::from_str_radix(hex, 16)
                .is_ok_and(|rgb| [16, 8, 0].iter().all(|shift| (rgb >> shift) & 0xFF >= 0xF5)),
            _ => false,
        };
    }
    if let Some(inner) = color
        .strip_prefix("rgb")
        .and_then(|rest| rest.split_once('('))
    {
        let parts: Vec<&str> = inner
            .1
            .trim_end_matches(')')
            .split([',', ' '])
            .filter(|part| !part.is_empty())
            .collect();
        return parts.len() >= 3
            && parts
                .iter()
                .take(3)
                .all(|part| part.parse::<u32>().is_ok_and(|level| level >= 0xF5));
    }
    color == "white"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Status;

    fn shown(html: &str) -> Vec<(String, Role)> {
        let document = read(html.as_bytes()).unwrap();
        document
            .lines
            .iter()
            .map(|line| (line.span.of(&document.text).to_owned(), line.role))
            .collect()
    }

    #[test]
    fn blocks_become_lines() {
        let html = "<!doctype html><html><head><title>t</title><style>p{}</style></head><body>\
            <h1>Clerk</h1><p>One\n <b>two</b><br>three</p><ul><li><p>item</p><li>next</ul>\
            <div>a<div>b</div>c</div><table><tr><td>2019</td><td><p>Clerk</p></td></tr></table>\
            <script>var x;</script><pre>  k\n  l</pre></body></html>";
        let expected = [
            ("Clerk", Role::Heading),
            ("One two", Role::Body),
            ("three", Role::Body),
            ("item", Role::ListItem),
            ("next", Role::ListItem),
            ("a", Role::Body),
            ("b", Role::Body),
            ("c", Role::Body),
            ("2019\tClerk", Role::TableCell),
            ("k", Role::Body),
            ("l", Role::Body),
        ];
        let expected: Vec<_> = expected.map(|(text, role)| (text.to_owned(), role)).into();
        assert_eq!(shown(html), expected);
    }

    #[test]
    fn what_a_browser_does_not_show_is_hidden() {
        let cases = [
            ("style='display:none'", Some(HiddenReason::Invisible)),
            ("style='visibility: hidden'", Some(HiddenReason::Invisible)),
            ("style='opacity:0'", Some(HiddenReason::Invisible)),
            ("hidden", Some(HiddenReason::Invisible)),
            ("aria-hidden='true'", Some(HiddenReason::Invisible)),
            ("style='font-size:1px'", Some(HiddenReason::Tiny)),
            ("style='font-size: 10px'", None),
            ("style='color:#fff'", Some(HiddenReason::Colour)),
            ("style='color:#fefefe'", Some(HiddenReason::Colour)),
            (
                "style='color:rgb(255, 255, 255)'",
                Some(HiddenReason::Colour),
            ),
            ("style='color:white;background:#224466'", None),
            (
                "style='position:absolute;left:-9999px'",
                Some(HiddenReason::OffPage),
            ),
        ];
        for (attribute, reason) in cases {
            let html = format!("<p>seen</p><p {attribute}>secret</p><p>end</p>");
            let document = read(html.as_bytes()).unwrap();
            let found = document.hidden.first().map(|hidden| hidden.reason);
            assert_eq!(found, reason, "{attribute}");
            assert_eq!(
                document.text.contains("secret"),
                reason.is_none(),
                "{attribute}"
            );
        }
    }

    #[test]
    fn deep_pages_are_refused_at_once() {
        let plain = "<div>".repeat(100_000);
        let masked = "<div></b>".repeat(100_000);
        for html in [plain, masked] {
            let error = read(html.as_bytes()).unwrap_err();
            assert_eq!(error.status, Status::OverLimit);
        }
        let flat = "<p>text<li>item<br>".repeat(10_000);
        assert!(read(flat.as_bytes()).is_ok());
    }

    #[test]
    fn fields_with_html_are_told_from_fields_with_signs() {
        assert!(has_tags("<p>Hello</p>"));
        assert!(has_tags("R&amp;D"));
        assert!(!has_tags("List<String> and a < b > c, R&D"));
        let mut builder = DocumentBuilder::new(Format::JobPosting);
        push(
            &mut builder,
            "&lt;p&gt;R&amp;amp;D &lt;b&gt;x&lt;/b&gt;&lt;/p&gt;",
            Role::Body,
        )
        .unwrap();
        assert_eq!(builder.finish().unwrap().text, "R&D x");
    }
}
