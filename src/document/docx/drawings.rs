//! Text boxes: where they stand, what they paint, what they cut off.

use super::super::HiddenReason;
use super::super::visibility::{self, Paint, Room, WHITE, worse};
use super::super::xml::Element;
use super::Reader;
use super::anchors::{Anchor, Drawn, emu, is_true};
use super::words::alternative_of;

/// What the viewer leaves free at the left and right, and above and below, unless told otherwise.
pub(super) const INSETS: [f64; 2] = [7.2, 3.6];

/// A text box with all that bears on its text.
pub(super) struct TextBox<'t> {
    pub content: Element<'t>,
    pub hidden: Option<HiddenReason>,
    pub ground: Paint,
    pub ink: Option<Paint>,
    pub room: Option<Room>,
    pub width: f64,
}

impl Reader<'_> {
    /// Contents of the text boxes inside a drawing, in order.
    pub(super) fn text_boxes<'t>(
        &self,
        drawing: Element<'t>,
        paragraph: u32,
        hidden: Option<HiddenReason>,
        out: &mut Vec<TextBox<'t>>,
    ) {
        for child in drawing.children() {
            match child.name() {
                "anchor" | "inline" => {
                    let anchor = Anchor::read(child, &self.page);
                    let hidden = worse(hidden, anchor.hidden);
                    for drawn in anchor.drawn(self.theme) {
                        self.text_box(&anchor, &drawn, paragraph, hidden, out);
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = alternative_of(child) {
                        self.text_boxes(chosen, paragraph, hidden, out);
                    }
                }
                "shapetype" => {}
                "txbxContent" => out.push(TextBox {
                    content: child,
                    hidden,
                    ground: Paint::Auto,
                    ink: None,
                    room: None,
                    width: f64::INFINITY,
                }),
                "group" | "shape" | "rect" | "roundrect" | "oval" | "textbox" => {
                    self.older(child, None, hidden, out);
                }
                _ => self.text_boxes(
                    child,
                    paragraph,
                    worse(hidden, visibility::doubt(true)),
                    out,
                ),
            }
        }
    }

    fn text_box<'t>(
        &self,
        anchor: &Anchor<'_>,
        drawn: &Drawn<'t>,
        paragraph: u32,
        hidden: Option<HiddenReason>,
        out: &mut Vec<TextBox<'t>>,
    ) {
        let element = drawn.element;
        let Some(content) = element.at(&["txbx", "txbxContent"]) else {
            return;
        };
        let mut hidden = worse(hidden, drawn.area.off(&self.page));
        if element
            .child("cNvPr")
            .is_some_and(|named| is_true(named, "hidden"))
        {
            hidden = Some(HiddenReason::Invisible);
        }
        let order = (!anchor.is_behind, anchor.order, element.place());
        if self.shapes.covered(paragraph, drawn.area, order) {
            hidden = worse(hidden, Some(HiddenReason::Doubtful));
        }
        let below = match drawn.fill {
            (Paint::Plain(_) | Paint::Unknown, shown) if shown >= 1.0 => Paint::Auto,
            _ => self.shapes.below(paragraph, drawn.area, order),
        };
        let ground = match drawn.fill {
            (Paint::Auto, _) => below,
            (paint, shown) => paint.mixed(1.0 - shown, below.over(self.page_ground).over(WHITE)),
        };
        let body = element.child("bodyPr");
        let inset = |name: &str, usual: f64| body.and_then(|body| emu(body, name)).unwrap_or(usual);
        let [mut width, mut height] = drawn.area.size();
        width -= inset("lIns", INSETS[0]) + inset("rIns", INSETS[0]);
        height -= inset("tIns", INSETS[1]) + inset("bIns", INSETS[1]);
        let turned = body
            .and_then(|body| body.attribute("vert"))
            .is_some_and(|vert| matches!(&*vert, "vert" | "vert270"));
        if turned {
            std::mem::swap(&mut width, &mut height);
        }
        let grows = body.is_some_and(|body| body.child("spAutoFit").is_some());
        let in_line = body.and_then(|body| body.attribute("wrap")).as_deref() == Some("none");
        if in_line {
            width = f64::INFINITY;
        }
        let room = (anchor.has_size && !grows).then(|| Room::new(width, height));
        if anchor.has_size && (width.is_nan() || width < 8.0) {
            hidden = worse(hidden, Some(HiddenReason::Doubtful));
        }
        out.push(TextBox {
            content,
            hidden,
            ground,
            ink: drawn.ink,
            room,
            width,
        });
    }
}
