//! Whether a paragraph stands on the page and finds room there.

use super::super::HiddenReason;
use super::super::visibility::{Room, doubt, worse};
use super::super::xml::Element;
use super::properties::{Properties, TWIP, measure};
use super::words::push_words;
use super::{Paragraph, Reader, Surroundings};

/// Letters start at most this far beside the page, in points.
const OVER_THE_EDGE: f64 = 5.0;

/// A table of the whole width of a page starts beside it, with its letters on it.
const TABLE_OVER_THE_EDGE: f64 = 36.0;

impl Reader<'_> {
    /// Whether indents lead beside the page or leave no width.
    pub(super) fn misplaced(
        &self,
        properties: Properties,
        around: Surroundings,
        on_edge: bool,
    ) -> Option<HiddenReason> {
        let left = properties.left.unwrap_or(0.0);
        let right = properties.right.unwrap_or(0.0);
        let first = properties.first.unwrap_or(0.0);
        let (start, furthest) = (left + first.min(0.0), left + first.max(0.0));
        if left.is_nan() || right.is_nan() || first.is_nan() {
            return doubt(true);
        }
        let width = if on_edge {
            self.page.text_width()
        } else {
            around.width
        };
        let narrow = doubt(
            width - furthest - right.max(0.0) < 8.0 || properties.tab.is_some_and(f64::is_nan),
        );
        if !on_edge {
            let far = start < -TABLE_OVER_THE_EDGE || right < -TABLE_OVER_THE_EDGE;
            return worse(narrow, doubt(far));
        }
        let from = self.page.left + start;
        let to = self.page.width - self.page.right - right;
        let off = if from < -TABLE_OVER_THE_EDGE || self.page.left + furthest > self.page.width {
            Some(HiddenReason::OffPage)
        } else {
            let far_tab = properties.tab.is_some_and(|tab| {
                self.page.left + tab > self.page.width || self.page.left + tab < -OVER_THE_EDGE
            });
            let over = from < -OVER_THE_EDGE || to > self.page.width + OVER_THE_EDGE;
            doubt(over || far_tab || !self.page.is_sound())
        };
        worse(off, narrow)
    }

    /// Whether something that starts `by` points beside the text's edge starts beside the page.
    pub(super) fn beside(&self, by: f64, around: Surroundings) -> Option<HiddenReason> {
        let (edge, width) = if around.flow {
            (self.page.left, self.page.width)
        } else {
            (0.0, around.width)
        };
        let from = edge + by;
        if from.is_nan() {
            doubt(true)
        } else if from < -self.page.width || from >= self.page.width {
            Some(HiddenReason::OffPage)
        } else {
            doubt(from < -TABLE_OVER_THE_EDGE || from > width - 8.0)
        }
    }

    /// Whether a frame or floating table stands beside the page: its places and what they count from.
    pub(super) fn off_page(
        &self,
        element: Element<'_>,
        places: [&str; 2],
        anchors: [&str; 2],
    ) -> Option<HiddenReason> {
        let mut out = None;
        let [horizontal, vertical] =
            places.map(|name| element.own(name).map(|_| measure(element, name, TWIP)));
        let anchor = |name: &str| element.own(name).unwrap_or_default();
        if let Some(by) = horizontal {
            let base = if anchor(anchors[0]) == "page" {
                0.0
            } else {
                self.page.left
            };
            let from = base + by;
            out = worse(
                out,
                if from >= self.page.width - 4.0 || from < -self.page.width {
                    Some(HiddenReason::OffPage)
                } else {
                    doubt(from.is_nan() || from < -TABLE_OVER_THE_EDGE)
                },
            );
        }
        if let Some(by) = vertical {
            let (base, least) = match &*anchor(anchors[1]) {
                "page" => (0.0, -TABLE_OVER_THE_EDGE),
                "margin" => (self.page.top, -TABLE_OVER_THE_EDGE),
                _ => (0.0, -self.page.height),
            };
            let from = base + by;
            out = worse(
                out,
                if from >= self.page.height - 4.0 || from < -self.page.height {
                    Some(HiddenReason::OffPage)
                } else {
                    doubt(from.is_nan() || from < least)
                },
            );
        }
        out
    }

    /// The room of a frame, which paragraphs of the same frame share.
    pub(super) fn framed(&mut self, frame: Element<'_>, out: &mut Paragraph<'_>) -> Option<usize> {
        out.hidden = worse(
            out.hidden,
            self.off_page(frame, ["x", "y"], ["hAnchor", "vAnchor"]),
        );
        let width = frame.own("w").map(|_| measure(frame, "w", TWIP));
        let is_narrow = width.is_some_and(|width| width.is_nan() || (width > 0.0 && width < 8.0));
        out.hidden = worse(out.hidden, doubt(is_narrow));
        if frame.own("hRule").is_none_or(|rule| rule != "exact") {
            self.frame = None;
            return None;
        }
        let mut stated = String::new();
        for (name, value) in frame.whole_attributes() {
            stated.push_str(name);
            stated.push('=');
            stated.push_str(&value);
            stated.push(';');
        }
        if let Some((before, room)) = &self.frame
            && *before == stated
        {
            return Some(*room);
        }
        let height = measure(frame, "h", TWIP);
        self.rooms
            .push(Room::new(width.unwrap_or(f64::INFINITY), height));
        let room = self.rooms.len() - 1;
        self.frame = Some((stated, room));
        Some(room)
    }

    /// How many letters a paragraph has, and its largest size.
    pub(super) fn extent(&self, paragraph: Element<'_>, points: f64) -> (usize, f64) {
        let mut text = String::new();
        push_words(paragraph, &mut text);
        let mut largest = points;
        for run in paragraph.children().filter(|child| child.name() == "r") {
            if let Some(size) = run.at(&["rPr", "sz"]) {
                largest = largest.max(measure(size, "val", 0.5));
            }
        }
        (text.trim().chars().count(), largest)
    }
}
