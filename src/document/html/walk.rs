//! Goes through a page once and writes its lines.

use scraper::Html;
use scraper::node::Element;

use super::super::builder::DocumentBuilder;
use super::super::encoding::is_unclear;
use super::super::{HiddenReason, Role, budget};
use super::cascade::{Cascade, Look};
use super::covers::{Covers, Spot};
use super::elements::{SKIPPED, is_block, is_cell, is_replaced};
use super::style::Position;
use super::visibility::{Cut, Visibility};

/// What holds inside an element.
struct Frame {
    role: Role,
    /// An item of a list, and the role of what stands around it.
    item: bool,
    around: Role,
    preformatted: bool,
    look: Look,
    /// As far as it is sure, and as it may be.
    visibilities: [Visibility; 2],
    /// A closed `details`, of which only the first summary is shown.
    closed: bool,
    /// Pieces of text that stood before it.
    pieces: usize,
    /// The box that it may be for others, by its place in the covers.
    painted: Option<usize>,
    /// The box that positions within are measured from.
    base: usize,
}

/// A run of text of one line.
struct Piece {
    text: String,
    reason: Option<HiddenReason>,
    spot: Spot,
}

/// What is written, in order.
enum Event {
    BeginRow,
    BeginCell,
    EndRow,
    Line(Vec<Piece>, Role),
}

pub(super) struct Walker<'b> {
    builder: &'b mut DocumentBuilder,
    cascade: Cascade,
    frames: Vec<Frame>,
    cuts: [Vec<Cut>; 2],
    covers: Covers,
    line: Vec<Piece>,
    events: Vec<Event>,
    pieces: usize,
    lines: usize,
}

impl<'b> Walker<'b> {
    pub(super) fn new(builder: &'b mut DocumentBuilder, role: Role, page: &Html) -> Self {
        let cascade = Cascade::of(page);
        let visibility = Visibility::page(cascade.dark);
        let frame = Frame {
            role,
            item: false,
            around: role,
            preformatted: false,
            look: Look::page(&visibility.style),
            visibilities: [visibility.clone(), visibility],
            closed: false,
            pieces: 0,
            painted: None,
            base: 0,
        };
        Self {
            builder,
            covers: Covers::default(),
            cascade,
            frames: vec![frame],
            cuts: [Vec::new(), Vec::new()],
            line: Vec::new(),
            events: Vec::new(),
            pieces: 0,
            lines: 0,
        }
    }

    /// Without recursion, whatever the depth.
    pub(super) fn walk(mut self, page: &Html) {
        let mut node = page.tree.root();
        loop {
            let mut descend = true;
            if let Some(element) = node.value().as_element() {
                descend = self.enter(node, element);
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
                    self.write();
                    return;
                };
                node = parent;
            }
        }
    }

    /// Whether to go into the element.
    fn enter(&mut self, node: ego_tree::NodeRef<'_, scraper::Node>, element: &Element) -> bool {
        let name = element.name();
        if SKIPPED.contains(&name) {
            if is_replaced(name) {
                self.cover(node, element);
            }
            return false;
        }
        let breaks = is_block(name) || is_cell(name) || matches!(name, "tr" | "br");
        if breaks {
            self.flush();
        }
        match name {
            "tr" => self.events.push(Event::BeginRow),
            "td" | "th" => self.events.push(Event::BeginCell),
            "br" => {
                self.lines += 1;
                if let Some(frame) = self.frames.last() {
                    for (visibility, cuts) in frame.visibilities.iter().zip(&mut self.cuts) {
                        visibility.ends_line(cuts);
                    }
                }
                // What follows within an item of Markdown is no item of its own.
                if element.attr("soft").is_some()
                    && let Some(item) = self.frames.iter_mut().rev().find(|frame| frame.item)
                {
                    item.role = item.around;
                }
            }
            _ => {}
        }
        let Some(around) = self.frames.last() else {
            return false;
        };
        let look = self.cascade.look(node, element, &around.look);
        let lines = self.lines;
        self.covers.elements += 1;
        let [sure_cuts, perhaps_cuts] = &mut self.cuts;
        let mut visibilities = [
            around.visibilities[0].within(&look.sure, lines, sure_cuts),
            around.visibilities[1].within(&look.perhaps, lines, perhaps_cuts),
        ];
        if matches!(name, "html" | "body") {
            visibilities[0].does_not_scroll(sure_cuts);
            visibilities[1].does_not_scroll(perhaps_cuts);
        }
        let is_icon = element.attr("aria-hidden") == Some("true");
        let is_summary = name == "summary"
            && !node.prev_siblings().any(|sibling| {
                budget::spend(1);
                sibling
                    .value()
                    .as_element()
                    .is_some_and(|sibling| sibling.name() == "summary")
            });
        let doubtful = (around.closed && !is_summary)
            || self.cascade.may_change(element)
            || is_shadowed(&node);
        for visibility in &mut visibilities {
            // What screen readers leave out is a sign, not a text.
            if is_icon {
                visibility.hide(HiddenReason::Invisible);
            }
            visibility.doubtful |= doubtful;
        }
        for (visibility, style) in visibilities.iter_mut().zip([&look.sure, &look.perhaps]) {
            if style.position != Position::Static {
                visibility.layer_from = self.covers.elements;
            }
        }
        let is_lost_column = matches!(name, "col" | "colgroup")
            && (look.sure.unseen || look.perhaps.unseen || !look.perhaps.doubts.is_empty());
        let role = match name {
            _ if around.role == Role::Navigation || is_navigation(name, element) => {
                Role::Navigation
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
            "li" => Role::ListItem,
            _ => around.role,
        };
        let (item, outer) = (name == "li", around.role);
        let preformatted = around.preformatted || name == "pre";
        let base = around.base;
        let painted = self
            .covers
            .enter(&look.perhaps, &visibilities[1], name, self.pieces, base);
        let base = if visibilities[1].base != around.visibilities[1].base {
            self.covers.open(self.pieces)
        } else {
            base
        };
        if is_lost_column {
            // Its cells are no children of it: they stand in the table around.
            for frame in self.frames.iter_mut().rev().take(2) {
                for visibility in &mut frame.visibilities {
                    visibility.doubtful = true;
                }
            }
        }
        self.frames.push(Frame {
            role,
            item,
            around: if outer == Role::ListItem {
                Role::Body
            } else {
                outer
            },
            preformatted,
            visibilities,
            look,
            closed: name == "details" && element.attr("open").is_none(),
            pieces: self.pieces,
            painted,
            base,
        });
        true
    }

    /// Notes what may lie over text without holding any.
    fn cover(&mut self, node: ego_tree::NodeRef<'_, scraper::Node>, element: &Element) {
        let Some(around) = self.frames.last() else {
            return;
        };
        let look = self.cascade.look(node, element, &around.look);
        self.covers.elements += 1;
        let visibility =
            around.visibilities[1].within(&look.perhaps, self.lines, &mut self.cuts[1]);
        let base = around.base;
        self.covers.enter(
            &look.perhaps,
            &visibility,
            element.name(),
            self.pieces,
            base,
        );
    }

    fn leave(&mut self, element: &Element) {
        let name = element.name();
        if is_block(name) || is_cell(name) || name == "tr" {
            self.flush();
        }
        if name == "tr" {
            self.events.push(Event::EndRow);
        }
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let is_empty = self.pieces == frame.pieces;
        if let Some(painted) = frame.painted {
            self.covers.leave(painted, self.pieces);
        }
        if is_empty {
            self.covers.note_empty(&frame.look.perhaps);
        }
        let Some(around) = self.frames.last_mut() else {
            return;
        };
        if frame.base != around.base {
            self.covers.close(frame.base, self.pieces);
        }
        for ((visibility, within), cuts) in around
            .visibilities
            .iter_mut()
            .zip(&frame.visibilities)
            .zip(&mut self.cuts)
        {
            visibility.after(within, is_empty, cuts);
        }
    }

    fn text(&mut self, text: &str) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let is_blank = text.chars().all(char::is_whitespace);
        let characters = text.chars().filter(|c| !c.is_whitespace()).count();
        budget::spend(1 + text.len() / 16);
        let mut verdicts = [None; 2];
        if !is_blank {
            for ((verdict, visibility), cuts) in verdicts
                .iter_mut()
                .zip(&frame.visibilities)
                .zip(&mut self.cuts)
            {
                *verdict = visibility.verdict(characters, cuts, self.covers.paints());
            }
            self.pieces += 1;
        }
        let reason = match verdicts {
            [None, None] => None,
            [Some(reason), Some(_)] => Some(reason),
            _ => Some(HiddenReason::Doubtful),
        };
        let unsure = (frame.closed && !is_blank) || self.cascade.is_unsure() || is_unclear(text);
        let reason = reason.or(unsure.then_some(HiddenReason::Doubtful));
        // White space belongs to what stands before it.
        let reason = if is_blank {
            self.line.last().map_or(reason, |piece| piece.reason)
        } else {
            reason
        };
        let spot = Spot::of(&frame.visibilities[1], self.pieces.saturating_sub(1));
        match self.line.last_mut() {
            Some(last) if last.reason == reason && (is_blank || last.spot == spot) => {
                push(&mut last.text, text, frame.preformatted);
            }
            _ => {
                let mut piece = String::with_capacity(text.len());
                push(&mut piece, text, frame.preformatted);
                if !piece.is_empty() {
                    self.line.push(Piece {
                        text: piece,
                        reason,
                        spot,
                    });
                }
            }
        }
    }

    fn flush(&mut self) {
        if self.line.iter().all(|piece| piece.text.trim().is_empty()) {
            self.line.clear();
            return;
        }
        self.lines += 1;
        let Some(frame) = self.frames.last() else {
            return;
        };
        for (visibility, cuts) in frame.visibilities.iter().zip(&mut self.cuts) {
            visibility.ends_line(cuts);
        }
        self.events
            .push(Event::Line(std::mem::take(&mut self.line), frame.role));
    }

    /// Hands the lines to the builder, what is covered apart.
    fn write(self) {
        let mut hidden: Option<(HiddenReason, String)> = None;
        for event in self.events {
            let (pieces, role) = match event {
                Event::Line(pieces, role) => (pieces, role),
                Event::BeginRow => {
                    self.builder.begin_row();
                    continue;
                }
                Event::BeginCell => {
                    self.builder.begin_cell();
                    continue;
                }
                Event::EndRow => {
                    self.builder.end_row();
                    continue;
                }
            };
            let mut line = String::new();
            let mut apart: Vec<(HiddenReason, String)> = Vec::new();
            for piece in pieces {
                let reason = piece.reason.or_else(|| {
                    self.covers
                        .may_cover(&piece.spot)
                        .then_some(HiddenReason::Doubtful)
                });
                match (reason, apart.last_mut()) {
                    (None, _) => join(&mut line, &piece.text),
                    (Some(reason), Some((last, text))) if *last == reason => {
                        join(text, &piece.text);
                    }
                    (Some(reason), _) => apart.push((reason, piece.text)),
                }
            }
            if !line.trim().is_empty() {
                if let Some((reason, text)) = hidden.take() {
                    self.builder.hidden(&text, reason);
                }
                self.builder.line(&line, role);
            }
            for (reason, text) in apart {
                match &mut hidden {
                    Some((last, so_far)) if *last == reason => {
                        so_far.push('\n');
                        so_far.push_str(text.trim());
                    }
                    _ => {
                        if let Some((reason, text)) = hidden.replace((reason, text)) {
                            self.builder.hidden(&text, reason);
                        }
                    }
                }
            }
        }
        if let Some((reason, text)) = hidden {
            self.builder.hidden(&text, reason);
        }
    }
}

/// Whether an element has a tree of its own instead of what is written in it.
fn is_shadowed(node: &ego_tree::NodeRef<'_, scraper::Node>) -> bool {
    node.children().take(4).any(|child| {
        child.value().as_element().is_some_and(|element| {
            element.name() == "template"
                && (element.attr("shadowrootmode").is_some()
                    || element.attr("shadowroot").is_some())
        })
    })
}

/// Adds a text, with every run of white space as one space unless it is preformatted.
fn push(line: &mut String, text: &str, preformatted: bool) {
    if preformatted {
        line.push_str(text);
        return;
    }
    for c in text.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{0C}') {
            if !line.ends_with(' ') {
                line.push(' ');
            }
        } else {
            line.push(c);
        }
    }
}

/// Adds a piece that follows on the same line.
fn join(line: &mut String, text: &str) {
    let text = if line.is_empty() || line.ends_with(' ') {
        text.strip_prefix(' ').unwrap_or(text)
    } else {
        text
    };
    line.push_str(text);
}

/// Whether what stands in the element leads elsewhere and is no content of its page.
fn is_navigation(name: &str, element: &Element) -> bool {
    matches!(name, "nav" | "button")
        || element
            .attr("role")
            .is_some_and(|role| matches!(role, "navigation" | "menu" | "menubar" | "button"))
}
