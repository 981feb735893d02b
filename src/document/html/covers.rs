//! Boxes that are painted where others stand, and may lie over text.

use super::super::HiddenReason;
use super::colours::Colour;
use super::elements::{is_opaque, is_replaced, paints};
use super::lengths::Length;
use super::style::{BOTTOM, LEFT, Moved, Position, RIGHT, Style, TOP};
use super::visibility::Visibility;

/// Where a run of text lies, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    left: Length,
    right: Length,
    end: Option<Length>,
    top: f64,
    /// Its own layer, if it is positioned, and the element that is.
    layer: Option<f64>,
    layer_from: usize,
    loose: bool,
    piece: usize,
}

impl Spot {
    pub(super) fn of(visibility: &Visibility, piece: usize) -> Self {
        Self {
            left: visibility.left,
            right: visibility.right,
            end: visibility.end,
            top: visibility.top,
            layer: visibility.layer,
            layer_from: visibility.layer_from,
            loose: visibility.loose,
            piece,
        }
    }
}

#[derive(Debug)]
struct Painted {
    /// Its place among the elements of the page.
    order: usize,
    /// The pieces of text within it, and within the box that it is placed in.
    within: (usize, usize),
    base: usize,
    /// From the left, or from the right.
    left: Option<Length>,
    right: Option<Length>,
    width: Option<Length>,
    top: Option<f64>,
    height: Option<f64>,
    layer: f64,
    fixed: bool,
    /// Leaves the box that it is placed in.
    escapes: bool,
    /// Of the letters of its text, for a box that is as large as they are.
    letters: f64,
    replaced: bool,
    placed: bool,
    /// Moved from where the order of the page would have it.
    anchored: bool,
    /// Not moved: lies over what takes no room alone.
    stays: bool,
}

/// Boxes kept of one page; more than so many leave nothing sure.
const MOST: usize = 400;
/// In pixels: lines, bullets and signs hide no word.
const THIN: f64 = 8.0;
const SMALL: f64 = 40.0;

#[derive(Debug, Default)]
pub(super) struct Covers {
    painted: Vec<Painted>,
    /// Elements so far.
    pub elements: usize,
    /// Pieces within the boxes that positions are measured from; the page is the first.
    bases: Vec<(usize, usize)>,
    /// What empty boxes paint.
    colours: Vec<Colour>,
    overflows: bool,
}

impl Covers {
    /// Notes the box of an element that may lie over others.
    pub(super) fn enter(
        &mut self,
        style: &Style,
        visibility: &Visibility,
        name: &str,
        pieces: usize,
        base: usize,
    ) -> Option<usize> {
        let replaced = name == "hr" || is_replaced(name);
        if visibility.hidden == Some(HiddenReason::Invisible) {
            return None;
        }
        // A frame, an outline or a shadow that reaches far over what stands around.
        self.overflows |= style.doubts.iter().any(|doubt| {
            doubt.starts_with("border") || doubt.starts_with("outline") || doubt == "box-shadow"
        });
        if !replaced && !is_opaque(style) {
            return None;
        }
        let margin = style.margin.map(Option::unwrap_or_default);
        let placed = matches!(style.position, Position::Absolute | Position::Fixed);
        let drawn = margin
            .iter()
            .any(|margin| margin.pixels < -8.0 || margin.share < 0.0)
            || (style.position == Position::Relative && style.inset != [None; 4])
            || style.moved != [Moved::default(); 4]
            // Somewhere, in ways that are not understood.
            || !style.doubts.is_empty()
            || visibility.pulled < -8.0;
        let stays = !placed && !drawn;
        if stays && (style.position != Position::Relative || self.painted.len() >= MOST) {
            return None;
        }
        let pixels = |length: Option<Length>| {
            length
                .filter(|length| length.share == 0.0)
                .map(|length| length.pixels)
        };
        let (width, height) = (pixels(style.width), pixels(style.height));
        let is_small = width.is_some_and(|width| width <= THIN)
            || height.is_some_and(|height| height <= THIN)
            || (width.is_some_and(|width| width <= SMALL)
                && height.is_some_and(|height| height <= SMALL));
        if is_small || style.layer.is_some_and(|layer| layer < 0.0) {
            return None;
        }
        if self.painted.len() >= MOST {
            self.overflows = true;
            return None;
        }
        let inset = style.inset;
        let both = inset[LEFT].is_some() && inset[RIGHT].is_some();
        let escapes = inset
            .iter()
            .flatten()
            .any(|side| side.pixels < -20.0 || side.share < -0.02 || side.share > 0.98)
            || [style.width, style.height]
                .into_iter()
                .flatten()
                .any(|size| size.share > 1.01)
            || !placed
            || (inset[TOP].is_none() && inset[BOTTOM].is_some());
        self.painted.push(Painted {
            order: self.elements,
            within: (pieces, pieces),
            base,
            left: (inset[LEFT].is_some() && placed).then_some(visibility.left),
            right: (inset[RIGHT].is_some() && placed && inset[LEFT].is_none())
                .then_some(visibility.right),
            width: style.width.or(style.most_width).filter(|_| !both),
            top: (placed && inset[TOP].is_some()).then_some(visibility.top),
            height,
            layer: style.layer.unwrap_or(0.0),
            fixed: style.position == Position::Fixed,
            escapes,
            letters: style.size,
            replaced,
            placed,
            anchored: stays || drawn || inset != [None; 4],
            stays,
        });
        Some(self.painted.len() - 1)
    }

    pub(super) fn leave(&mut self, painted: usize, pieces: usize) {
        if let Some(painted) = self.painted.get_mut(painted) {
            painted.within.1 = pieces;
        }
    }

    /// Notes what a box without text paints.
    pub(super) fn note_empty(&mut self, style: &Style) {
        if !is_opaque(style) {
            return;
        }
        for colour in paints(style) {
            if self.colours.len() < 64 && !self.colours.contains(&colour) {
                self.colours.push(colour);
            }
        }
    }

    /// Begins a box that positions are measured from.
    pub(super) fn open(&mut self, pieces: usize) -> usize {
        if self.bases.is_empty() {
            self.bases.push((0, usize::MAX));
        }
        self.bases.push((pieces, usize::MAX));
        self.bases.len() - 1
    }

    pub(super) fn close(&mut self, base: usize, pieces: usize) {
        if let Some(base) = self.bases.get_mut(base) {
            base.1 = pieces;
        }
    }

    /// What boxes without text have painted so far.
    pub(super) fn paints(&self) -> &[Colour] {
        &self.colours
    }

    /// Whether a box may lie over the text.
    pub(super) fn may_cover(&self, spot: &Spot) -> bool {
        super::super::budget::spend(self.painted.len());
        self.overflows
            || self
                .painted
                .iter()
                .any(|painted| self.covers(painted, spot))
    }

    fn covers(&self, painted: &Painted, spot: &Spot) -> bool {
        let (first, end) = painted.within;
        if (first..end).contains(&spot.piece) {
            return false;
        }
        if painted.stays && !spot.loose {
            return false;
        }
        let is_empty = first == end;
        // A box that holds text and was drawn up lies beside what is before, or over its margin.
        if !painted.placed && !painted.replaced && !painted.stays && !is_empty {
            return false;
        }
        let layer = spot.layer.unwrap_or(-0.5);
        // Of one layer, what is positioned later lies over what was before, and so over the text
        // of the box that it is placed in, wherever that text stands.
        if layer > painted.layer || (layer == painted.layer && spot.layer_from > painted.order) {
            return false;
        }
        if !painted.anchored && spot.piece < first {
            return false;
        }
        if !painted.placed && spot.piece >= first {
            return false;
        }
        if painted.fixed && painted.height.is_some_and(|height| height <= 200.0) {
            // One scrolls text out from under it.
            return false;
        }
        let base = self
            .bases
            .get(painted.base)
            .copied()
            .unwrap_or((0, usize::MAX));
        if !painted.escapes && !(base.0..base.1).contains(&spot.piece) {
            return false;
        }
        let apart = |one: Length, other: Length| {
            [800.0, 1280.0, 1920.0]
                .into_iter()
                .all(|whole| one.of(whole) >= other.of(whole) - 1.0)
        };
        if let (Some(left), Some(width)) = (painted.left, painted.width)
            && apart(spot.left, left.plus(width))
        {
            return false;
        }
        if let (Some(right), Some(width)) = (painted.right, painted.width) {
            let edge = Length {
                pixels: -(right.pixels + width.pixels),
                share: 1.0 - right.share - width.share,
            };
            if apart(spot.right, right.plus(width)) || spot.end.is_some_and(|end| apart(edge, end))
            {
                return false;
            }
        }
        if let Some(left) = painted.left
            && spot.end.is_some_and(|end| apart(left, end))
        {
            return false;
        }
        if let (Some(top), Some(height)) = (painted.top, painted.height)
            && spot.top >= top + height - 1.0
        {
            return false;
        }
        // A label of a few letters without a size of its own.
        !(painted.width.is_none() && !is_empty && end - first == 1 && painted.letters < 14.0)
    }
}
