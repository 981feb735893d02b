//! Letters of a paragraph: spans, links, fields, and why they are not seen.

use super::super::HiddenReason;
use super::super::budget;
use super::super::visibility::{FieldResult, doubt, worse};
use super::super::xml::{Child, Element};
use super::look::Stated;
use super::{Around, Paragraph, Reader, words};

/// Spaces that one `text:s` may stand for; more would only be a bomb.
const MOST_SPACES: usize = 200;

/// A signs' font shows that many letters as signs at most.
const MOST_SIGNS: usize = 2;

impl<'t> Reader<'t> {
    pub(super) fn inline(
        &mut self,
        parent: Element<'t>,
        stated: Stated,
        around: Around,
        out: &mut Paragraph<'t>,
    ) {
        let hidden = worse(out.hidden, self.hidden_reason(stated, around));
        for child in parent.nodes() {
            let element = match child {
                Child::Text(text) => {
                    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
                    let signs = doubt(stated.has_symbols() && letters > MOST_SIGNS);
                    push_collapsed(text, worse(hidden, signs), out);
                    continue;
                }
                Child::Element(element) => element,
            };
            match (element.prefix(), element.name()) {
                ("text", "s") => {
                    let count = element
                        .attribute("c")
                        .and_then(|count| count.parse::<usize>().ok())
                        .unwrap_or(1);
                    out.text.push(&" ".repeat(count.min(MOST_SPACES)), hidden);
                }
                ("text", "tab") => out.text.push("\t", hidden),
                ("text", "line-break") => out.text.push("\n", hidden),
                ("text", "hidden-text" | "hidden-paragraph") => {
                    out.text
                        .push(&element.text(), Some(HiddenReason::Invisible));
                }
                ("text", "note") if hidden.is_none() => {
                    self.notes.extend(element.child("note-body"));
                }
                ("loext", "content-control")
                    if element
                        .attribute("showing-place-holder")
                        .is_some_and(|shown| shown == "true") => {}
                ("text", "span" | "a" | "meta" | "meta-field" | "ruby" | "ruby-base")
                | ("loext", "content-control") => {
                    let own = self.styles.of(element, "text", self.part);
                    let before = out.hidden;
                    let other = element.attribute("class-names").is_some();
                    out.hidden = worse(before, doubt(other));
                    self.inline(element, own.over(stated), around, out);
                    out.hidden = before;
                }
                (
                    "text",
                    "date" | "time" | "page-number" | "page-count" | "sequence" | "text-input"
                    | "bibliography-mark" | "page-continuation",
                ) => self.inline(element, stated, around, out),
                // Viewers look up what stands at the other place; a number earns nothing.
                ("text", "bookmark-ref" | "reference-ref" | "note-ref" | "sequence-ref") => {
                    let text = element.text();
                    let is_doubtful = FieldResult::Renewed.replaces(&text);
                    push_collapsed(&text, worse(hidden, doubt(is_doubtful)), out);
                }
                // Viewers show what they compute, whatever the field holds.
                ("text", "placeholder" | "conditional-text" | "expression" | "chapter") => {
                    push_collapsed(&element.text(), worse(hidden, doubt(true)), out);
                }
                (
                    "draw",
                    "a" | "frame" | "custom-shape" | "rect" | "g" | "ellipse" | "circle"
                    | "polygon" | "path" | "line" | "caption" | "connector" | "polyline",
                ) => {
                    // Hidden letters hide what is anchored to them.
                    if stated.is_invisible() {
                        out.text
                            .push(&words(element), Some(HiddenReason::Invisible));
                    } else {
                        out.frames.push(element);
                    }
                }
                ("office", "annotation" | "annotation-end")
                | ("text", "ruby-text" | "number" | "note" | "soft-page-break" | "script") => {}
                ("text", name)
                    if name.contains("-mark")
                        || name.starts_with("bookmark")
                        || name.starts_with("change") => {}
                ("text", _) => {
                    let text = element.text();
                    budget::spend(1 + self.facts.len() / 16);
                    let is_fact = text.trim().chars().count() <= 3
                        || self.facts.contains(text.trim())
                        || element
                            .attribute("fixed")
                            .is_some_and(|fixed| fixed == "true");
                    let unseen = element
                        .attribute("display")
                        .is_some_and(|shown| shown == "none");
                    push_collapsed(&text, worse(hidden, doubt(!is_fact || unseen)), out);
                }
                _ => push_collapsed(&words(element), Some(HiddenReason::Doubtful), out),
            }
        }
    }

    pub(super) fn hidden_reason(&self, stated: Stated, around: Around) -> Option<HiddenReason> {
        let reason = stated.hidden(around.ground.over(self.page.ground));
        let may_stand_on = self.painted && around.on_page && !stated.paints_letters();
        match reason {
            // It may stand on something that is drawn.
            Some(HiddenReason::Colour) if may_stand_on => Some(HiddenReason::Doubtful),
            reason => reason,
        }
    }
}

/// White space in the XML is one space, as the format demands.
fn push_collapsed(text: &str, hidden: Option<HiddenReason>, out: &mut Paragraph<'_>) {
    let mut collapsed = String::with_capacity(text.len());
    let mut after_space = hidden.is_none() && out.text.visible.ends_with([' ', '\n', '\t']);
    for c in text.chars() {
        let is_space = matches!(c, ' ' | '\t' | '\n' | '\r');
        if !is_space {
            collapsed.push(c);
        } else if !after_space {
            collapsed.push(' ');
        }
        after_space = is_space;
    }
    out.text.push(&collapsed, hidden);
}
