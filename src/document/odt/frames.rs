//! Frames and shapes: where they stand, what they paint, what they cut off.

use super::super::HiddenReason;
use super::super::budget;
use super::super::visibility::{self, Paint, Room, WHITE, doubt, length, worse};
use super::super::xml::Element;
use super::{Around, Reader};

/// What a frame or shape may state of itself; anything else may move or hide it.
const KNOWN: [&str; 40] = [
    "draw:style-name",
    "draw:text-style-name",
    "draw:name",
    "draw:id",
    "draw:layer",
    "draw:z-index",
    "draw:caption-id",
    "draw:class-names",
    "draw:corner-radius",
    "draw:points",
    "draw:type",
    "draw:kind",
    "draw:start-angle",
    "draw:end-angle",
    "draw:control",
    "text:anchor-type",
    "text:anchor-page-number",
    "svg:x",
    "svg:y",
    "svg:width",
    "svg:height",
    "svg:viewBox",
    "svg:d",
    "svg:x1",
    "svg:x2",
    "svg:y1",
    "svg:y2",
    "style:rel-width",
    "style:rel-height",
    "fo:min-width",
    "fo:min-height",
    "fo:max-width",
    "fo:max-height",
    "xml:id",
    "table:end-cell-address",
    "table:end-x",
    "table:end-y",
    "table:table-background",
    "loext:decorative",
    "draw:chain-next-name",
];

/// Space around the text of a frame, which its own size holds, in points.
const INSET: f64 = 8.0;

impl<'t> Reader<'t> {
    /// Whether something is painted over most of a page; notes whether anything is painted.
    pub(super) fn survey(&mut self, root: Element<'t>) -> bool {
        let mut veiled = false;
        let mut open = vec![root];
        while let Some(element) = open.pop() {
            budget::spend(1);
            open.extend(element.children());
            if element.prefix() != "draw" {
                continue;
            }
            let (fill, shown) = self.styles.of(element, "graphic", self.part).fill();
            match element.name() {
                "image" | "object" | "object-ole" => self.painted = true,
                "frame" if matches!(fill, None | Some(Paint::Auto)) => {}
                "frame" | "custom-shape" | "rect" | "ellipse" | "circle" | "polygon" | "path" => {
                    self.painted = true;
                    let stated = self.styles.of(element, "graphic", self.part);
                    let size = |name: &str| {
                        element
                            .attribute(name)
                            .and_then(|size| length(&size, None))
                            .unwrap_or(0.0)
                    };
                    let area = size("width") * size("height");
                    veiled |= stated.runs_through == Some(true)
                        && stated.in_background != Some(true)
                        && matches!(fill, Some(Paint::Plain(_)))
                        && shown > 0.3
                        && area > self.page.width * self.page.height * 0.4;
                }
                _ => {}
            }
        }
        veiled
    }

    /// Text boxes of a frame, text of a shape, members of a group.
    pub(super) fn drawn(&mut self, frame: Element<'t>, around: Around) {
        match frame.name() {
            "a" | "g" => {
                let mut inside = around;
                inside.flow = false;
                for member in frame.children().filter(|member| member.prefix() == "draw") {
                    self.drawn(member, inside);
                }
                return;
            }
            "frame" | "custom-shape" | "rect" | "ellipse" | "circle" | "polygon" | "path"
            | "line" | "caption" | "connector" | "polyline" => {}
            _ => {
                self.builder
                    .hidden(&super::words(frame), HiddenReason::Doubtful);
                return;
            }
        }
        let stated = self.styles.of(frame, "graphic", self.part);
        let mut hidden = doubt(stated.doubt);
        if stated.is_invisible() {
            hidden = Some(HiddenReason::Invisible);
        }
        for (name, value) in frame.whole_attributes() {
            let found = match name {
                "draw:display" | "draw:visible" | "loext:display"
                    if !matches!(&*value, "always" | "true") =>
                {
                    Some(HiddenReason::Invisible)
                }
                "draw:display" | "draw:visible" | "loext:display" => None,
                _ => doubt(!KNOWN.contains(&name) && !name.starts_with("loext:rel-")),
            };
            hidden = worse(hidden, found);
        }
        let size = |name: &str| {
            frame
                .attribute(name)
                .map(|size| length(&size, None).unwrap_or(f64::NAN))
        };
        let (width, height) = (size("width"), size("height"));
        hidden = worse(
            hidden,
            self.beside_page(frame, stated.from_page, [width, height]),
        );

        let text_box = frame.child("text-box");
        let (fill, shown) = stated.fill();
        let below = around.ground.over(self.page.ground).over(WHITE);
        let ground = match fill {
            Some(Paint::Auto) => Paint::Auto,
            Some(fill) => fill.mixed(1.0 - shown, below),
            // A frame lets through what is below it; a shape has a colour of the viewer's choice.
            None if text_box.is_some() || frame.name() == "frame" => Paint::Auto,
            None => Paint::Unknown,
        };
        let grows = text_box.is_none_or(|text| {
            text.attribute("min-height").is_some() || text.attribute("max-height").is_some()
        });
        let narrow = width.is_some_and(|width| width.is_nan() || width < 8.0);
        let mut inside = around.on(Some(ground)).hidden(worse(hidden, doubt(narrow)));
        inside.flow = false;
        inside.width = width.map_or(f64::INFINITY, |width| (width - INSET).max(1.0));
        inside.room = None;
        let low = text_box.is_none() && height.is_some_and(|height| height.is_nan());
        inside = inside.hidden(doubt(low));
        if let Some(height) = height.filter(|_| !grows) {
            inside.room = Some(self.rooms.len());
            self.rooms.push(Room::new(inside.width, height));
        }
        match text_box {
            Some(text) => self.blocks(text, inside),
            None => {
                for block in frame.children().filter(|block| block.prefix() == "text") {
                    match block.name() {
                        "p" | "h" => self.paragraph(block, inside, super::Role::Body),
                        "list" => self.blocks(block, inside),
                        _ => {}
                    }
                }
            }
        }
    }

    fn beside_page(
        &self,
        frame: Element<'_>,
        from_page: [Option<bool>; 2],
        size: [Option<f64>; 2],
    ) -> Option<HiddenReason> {
        let page = &self.page;
        let mut out = None;
        for (at, (name, whole, margin)) in [("x", page.width, page.left), ("y", page.height, 0.0)]
            .into_iter()
            .enumerate()
        {
            let Some(place) = frame.attribute(name) else {
                continue;
            };
            let place = length(&place, None).unwrap_or(f64::NAN);
            let from_page = from_page[at] == Some(true);
            let extent = size[at].unwrap_or(100.0);
            let from = if from_page { place } else { place + margin };
            // Beside its paragraph, which may stand anywhere on the page.
            let reach = if from_page || at == 0 { 0.0 } else { whole };
            let shown = (from + extent).min(whole) - from.max(-reach);
            out = worse(
                out,
                if shown < 2.0_f64.min(extent) {
                    Some(HiddenReason::OffPage)
                } else {
                    visibility::doubt(shown.is_nan() || shown < extent * 0.5)
                },
            );
        }
        out
    }
}
