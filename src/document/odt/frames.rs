//! Frames and shapes: where they stand, what they paint, what they cut off.

use super::super::HiddenReason;
use super::super::budget;
use super::super::visibility::{self, Paint, Room, WHITE, doubt, length, worse};
use super::super::xml::Element;
use super::styles::Part;
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

/// Something that may lie over text: the paragraph that it is anchored to, and from where to
/// where below the top of that, in points.
#[derive(Clone, Copy)]
pub(super) struct Veil {
    paragraph: u32,
    from: f64,
    to: f64,
}

/// The least and the most that a paragraph takes of a page, in points.
const PARAGRAPH: (f64, f64) = (9.0, 60.0);
/// Rules lower than this hide no line.
const THIN: f64 = 6.0;
/// Shapes kept of one text; more leave nothing sure.
const MOST_VEILS: usize = 400;

/// Space around the text of a frame, which its own size holds, in points.
const INSET: f64 = 8.0;

impl<'t> Reader<'t> {
    /// Whether something is painted over most of a page; notes whether anything is painted.
    pub(super) fn survey(&mut self, root: Element<'t>) -> bool {
        let mut veiled = false;
        let mut open = vec![(root, root.place())];
        while let Some((element, around)) = open.pop() {
            budget::spend(1);
            let is_paragraph = element.prefix() == "text" && matches!(element.name(), "p" | "h");
            let paragraph = if is_paragraph {
                self.paragraphs.push(element.place());
                element.place()
            } else {
                around
            };
            open.extend(element.children().map(|child| (child, paragraph)));
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
                    // What a gradient or a pattern lets through is not known, nor how much of
                    // what is partly clear.
                    let is_over = stated.runs_through == Some(true)
                        && stated.in_background != Some(true)
                        && fill != Some(Paint::Auto)
                        && (shown.is_nan() || shown > 0.3);
                    let (width, height) = (size("width"), size("height"));
                    veiled |= is_over && width * height > self.page.width * self.page.height * 0.4;
                    let page = &self.page;
                    let is_broad = width > 0.4 * (page.width - page.left - page.right);
                    if is_over && is_broad && height > THIN {
                        veiled |= self.veiled.len() >= MOST_VEILS;
                        let from = size("y");
                        self.veiled.push(Veil {
                            paragraph,
                            from,
                            to: from + height,
                        });
                    }
                }
                _ => {}
            }
        }
        self.paragraphs.sort_unstable();
        self.veiled.truncate(MOST_VEILS);
        veiled
    }

    /// Whether a shape that is anchored to this paragraph or to one nearby may lie over it.
    pub(super) fn may_be_veiled(&self, paragraph: Element<'_>) -> bool {
        if self.veiled.is_empty() || self.part != Part::Body {
            return false;
        }
        budget::spend(self.veiled.len());
        let nth = |place: u32| self.paragraphs.partition_point(|one| *one < place) as f64;
        let at = nth(paragraph.place());
        let (least, most) = PARAGRAPH;
        self.veiled.iter().any(|veil| {
            let steps = at - nth(veil.paragraph);
            let (top, bottom) = if steps < 0.0 {
                (steps * most, (steps + 1.0) * least)
            } else {
                (steps * least, (steps + 1.0) * most)
            };
            veil.from < bottom && veil.to > top
        })
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
        // A viewer that chooses the ink looks at the fill, and not at how much of it shows.
        let unlucky = fill.is_some_and(|fill| {
            visibility::lost(visibility::BLACK, fill).is_some()
                && visibility::lost(WHITE, ground).is_some()
        });
        hidden = worse(hidden, doubt(unlucky));
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
