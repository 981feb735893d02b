//! HTML pages and fragments: block by block, what a browser would show.

mod guard;
mod look;

use scraper::Html;
use scraper::node::Element;

use self::guard::{parse_fragment, parse_page};
use self::look::Sheet;
use super::builder::DocumentBuilder;
use super::{Document, Format, HiddenReason, Role, Unreadable, budget, xml};

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
    let page = parse_page(&text)?;
    let mut builder = DocumentBuilder::new(Format::Html);
    Walker::new(&mut builder, Role::Body, Sheet::of(&text)).walk(&page);
    builder.finish()
}

/// What setting up the parser takes, in steps of work: a file may hold a million fragments.
const PARSER_STEPS: usize = 500;

/// Adds the lines of a fragment; `role` is that of text which is neither heading nor item.
pub(super) fn push(
    builder: &mut DocumentBuilder,
    fragment: &str,
    role: Role,
) -> Result<(), Unreadable> {
    budget::spend(PARSER_STEPS);
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
    let tree = parse_fragment(fragment)?;
    Walker::new(builder, role, Sheet::of(fragment)).walk(&tree);
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
    sheet: Sheet,
    frames: Vec<Frame>,
    line: String,
    hidden: String,
    hidden_reason: HiddenReason,
}

impl<'b> Walker<'b> {
    fn new(builder: &'b mut DocumentBuilder, role: Role, sheet: Sheet) -> Self {
        Self {
            builder,
            sheet,
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
        let look = self.sheet.look(element);
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

#[cfg(test)]
mod tests;
