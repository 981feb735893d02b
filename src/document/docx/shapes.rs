//! What a part paints but letters: where it stands, what text stands on it or below it.

use super::super::HiddenReason;
use super::super::budget;
use super::super::visibility::{self, Paint, WHITE, worse};
use super::super::xml::Element;
use super::anchors::{Anchor, Drawn};
use super::colours::Theme;
use super::parts::Page;

/// A box this much smaller than what lies below it is still said to lie on it, in points.
pub(super) const NEARLY: f64 = 2.0;

/// A CV has some tens of shapes; of more it is not asked which covers which.
const MOST_SHAPES: usize = 1_000;

/// From the left and from above, in points: start and end.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub x: [f64; 2],
    pub y: [f64; 2],
    /// Whether `x` and `y` count from the page, or from where the anchor stands.
    pub on_page: [bool; 2],
}

impl Area {
    pub(super) fn size(self) -> [f64; 2] {
        [self.x[1] - self.x[0], self.y[1] - self.y[0]]
    }

    pub(super) fn covers(self, other: Self) -> bool {
        let within = |own: [f64; 2], other: [f64; 2]| {
            own[0] <= other[0] + NEARLY && own[1] >= other[1] - NEARLY
        };
        within(self.x, other.x) && within(self.y, other.y)
    }

    /// Whether it stands beside the page.
    pub(super) fn off(self, page: &Page) -> Option<HiddenReason> {
        let mut out = None;
        for (span, whole, on_page) in [
            (self.x, page.width, self.on_page[0]),
            (self.y, page.height, self.on_page[1]),
        ] {
            let size = span[1] - span[0];
            let found = if span[0].is_nan() || span[1].is_nan() {
                Some(HiddenReason::Doubtful)
            } else if on_page {
                let shown = span[1].min(whole) - span[0].max(0.0);
                if shown < NEARLY.min(size) {
                    Some(HiddenReason::OffPage)
                } else {
                    visibility::doubt(shown < size * 0.5)
                }
            } else if span[0] >= whole || span[1] <= -whole {
                Some(HiddenReason::OffPage)
            } else {
                None
            };
            out = worse(out, found);
        }
        out
    }
}

/// Something painted, by which text may be seen or covered.
struct Shape {
    /// The paragraph that it is anchored to.
    paragraph: u32,
    area: Area,
    paint: Paint,
    /// How much of it shows, from 0 to 1.
    shown: f64,
    /// Behind the text, then by height, then by place.
    order: (bool, i64, u32),
    lets_text_pass: bool,
}

impl Shape {
    fn is_opaque(&self) -> bool {
        // What paints in ways that are not understood, as a gradient, a pattern or a picture.
        self.paint != Paint::Auto && (self.shown.is_nan() || self.shown > 0.3)
    }

    fn is_beside(&self, paragraph: u32, area: Area) -> bool {
        let same = self.area.on_page == area.on_page;
        same && (area.on_page == [true; 2] || self.paragraph == paragraph)
    }
}

/// All that one part paints but letters.
#[derive(Default)]
pub(super) struct Shapes {
    all: Vec<Shape>,
    /// Something is painted that is not in `all`: a picture of an older kind, a chart.
    others: bool,
}

impl Shapes {
    /// Whether something is painted that letters may stand out from.
    pub(super) fn any(&self) -> bool {
        self.others || !self.all.is_empty()
    }

    pub(super) fn collect(&mut self, root: Element<'_>, theme: &Theme, page: &Page) {
        self.walk(root, 0, theme, page);
    }

    fn walk(&mut self, element: Element<'_>, paragraph: u32, theme: &Theme, page: &Page) {
        for child in element.children() {
            match child.name() {
                "p" => self.walk(child, child.place(), theme, page),
                "anchor" | "inline" => {
                    let anchor = Anchor::read(child, page);
                    for drawn in anchor.drawn(theme) {
                        self.add(&anchor, &drawn, paragraph);
                    }
                    self.walk(child, paragraph, theme, page);
                }
                "imagedata" | "chart" | "relIds" => self.others = true,
                "rect" | "roundrect" | "shape" | "oval" => {
                    self.others = true;
                    self.walk(child, paragraph, theme, page);
                }
                _ => self.walk(child, paragraph, theme, page),
            }
        }
    }

    fn add(&mut self, anchor: &Anchor<'_>, drawn: &Drawn<'_>, paragraph: u32) {
        let size = drawn.area.size();
        // Lines and dots carry no letters.
        if drawn.fill.0 == Paint::Auto || !(size[0] > 10.0 && size[1] > 6.0) {
            return;
        }
        if self.all.len() >= MOST_SHAPES {
            self.others = true;
            return;
        }
        self.all.push(Shape {
            paragraph,
            area: drawn.area,
            paint: drawn.fill.0,
            shown: drawn.fill.1,
            order: (!anchor.is_behind, anchor.order, drawn.element.place()),
            lets_text_pass: anchor.lets_text_pass,
        });
    }

    /// What a box without a fill of its own stands on.
    pub(super) fn below(&self, paragraph: u32, area: Area, order: (bool, i64, u32)) -> Paint {
        budget::spend(self.all.len());
        let mut on: Vec<&Shape> = self.all.iter().collect();
        on.retain(|shape| {
            shape.order < order && shape.is_beside(paragraph, area) && shape.area.covers(area)
        });
        on.sort_by_key(|shape| shape.order);
        on.iter().fold(Paint::Auto, |below, shape| {
            shape.paint.mixed(1.0 - shape.shown, below.over(WHITE))
        })
    }

    pub(super) fn covered(&self, paragraph: u32, area: Area, order: (bool, i64, u32)) -> bool {
        budget::spend(self.all.len());
        self.all.iter().any(|shape| {
            shape.order > order
                && shape.is_opaque()
                && shape.is_beside(paragraph, area)
                && shape.area.covers(area)
        })
    }

    /// What all pages are painted with behind their text.
    pub(super) fn page_ground(&self, page: &Page) -> Paint {
        let whole = Area {
            x: [NEARLY, page.width - NEARLY],
            y: [NEARLY, page.height - NEARLY],
            on_page: [true; 2],
        };
        self.below(0, whole, (true, i64::MIN, 0))
    }

    /// Whether something is painted over most of a page.
    pub(super) fn veils_page(&self, page: &Page) -> bool {
        self.all.iter().any(|shape| {
            let [width, height] = shape.area.size();
            shape.order.0
                && shape.lets_text_pass
                && shape.is_opaque()
                && width * height > page.width * page.height * 0.4
        })
    }

    /// How far below its anchor, in points, something is painted over the text of a paragraph.
    pub(super) fn veil(&self, paragraph: u32, edge: f64, width: f64) -> f64 {
        if !self.any() {
            return 0.0;
        }
        budget::spend(self.all.len());
        let over = self.all.iter().filter(|shape| {
            let [start, end] = shape.area.x;
            let common = end.min(edge + width) - start.max(edge);
            shape.paragraph == paragraph
                && shape.order.0
                && shape.lets_text_pass
                && shape.is_opaque()
                && !shape.area.on_page[1]
                && shape.area.y[0] < 4.0
                && (common > width * 0.5 || !shape.area.on_page[0])
        });
        over.map(|shape| shape.area.y[1]).fold(0.0, f64::max)
    }
}
