//! What is known of the place where text stands: its ground, its ink, where it lies and what cuts
//! it off, from the page down to the element.

mod cuts;
mod verdict;

use std::rc::Rc;

use super::super::HiddenReason;
use super::colours::{Colour, over};
use super::lengths::Length;
use super::style::{BOTTOM, Display, LEFT, Moved, Picture, Position, RIGHT, Style, TOP, between};

/// Least size of letters in CSS pixels: 4 pt.
const LEAST_SIZE: f64 = 4.0 * 96.0 / 72.0;
/// Letters that cover less of their ground than this are not there.
const LEAST_OPACITY: f64 = 0.05;
/// Beyond the page by less than `NEAR` pixels, text is seen; by more than `FAR`, it is not.
const NEAR: f64 = 40.0;
const FAR: f64 = 300.0;
/// From the left of the page: who makes a window wide may see it, or scrolls, up to the second.
const WIDE: f64 = 1100.0;
const WIDEST: f64 = 1500.0;
/// Down the page, where one scrolls.
const DEEP: f64 = 3000.0;
const DEEPEST: f64 = 8000.0;
/// Grounds of one place that are told apart.
const MOST_GROUNDS: usize = 64;

/// Grounds of which either may be the one.
fn joined(one: &[[f64; 3]], other: &[[f64; 3]]) -> Rc<Vec<[f64; 3]>> {
    let mut found = one.to_vec();
    for ground in other {
        if !found.contains(ground) && found.len() < 2 * MOST_GROUNDS {
            found.push(*ground);
        }
    }
    Rc::new(found)
}

/// A box that cuts off what is beyond it.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    pub width: Option<f64>,
    pub height: Option<f64>,
    pub left: Length,
    pub top: f64,
    /// Lines of the page before it.
    pub lines: usize,
    /// Square pixels and pixels down that are filled, by what stands in it so far.
    pub area: f64,
    pub down: f64,
    pub around: Option<usize>,
}

#[derive(Debug, Clone)]
pub(super) struct Visibility {
    pub style: Rc<Style>,
    pub hidden: Option<HiddenReason>,
    pub doubtful: bool,
    opacity: f64,
    scale: f64,
    /// How far the content lies from the left, the right and the top of the page, at least.
    pub left: Length,
    pub right: Length,
    pub end: Option<Length>,
    pub top: f64,
    /// How far what follows in the page was drawn up.
    pub pulled: f64,
    /// Pixels down that what stands before fills beside its lines.
    pub passed: f64,
    /// The box that absolute positions are measured from.
    pub base: (Length, Length, f64),
    /// Not where the order of the page would have it.
    pub displaced: bool,
    /// The layer that it is painted in, if that is not the page's.
    pub layer: Option<f64>,
    /// The element that is positioned in it, by its place among those of the page.
    pub layer_from: usize,
    grounds: Rc<Vec<[f64; 3]>>,
    /// Those of the block around, without what boxes within its lines paint.
    block_grounds: Rc<Vec<[f64; 3]>>,
    /// Those below the box that painted last.
    behind: Rc<Vec<[f64; 3]>>,
    /// Those below what is placed by the page, and by the box that absolute positions are measured
    /// from.
    page_grounds: Rc<Vec<[f64; 3]>>,
    base_grounds: Rc<Vec<[f64; 3]>>,
    /// Elements around; the first two are the page's own.
    depth: usize,
    /// Takes no room where it stands, so that what comes next lies in its place.
    pub loose: bool,
    ground_unknown: bool,
    inks: Option<Rc<Vec<Colour>>>,
    /// Height of the lines of the block around.
    line: f64,
    pub cut: Option<usize>,
}

impl Visibility {
    pub(super) fn page(dark: bool) -> Self {
        let ground = if dark { 0.07 } else { 1.0 };
        let grounds = Rc::new(vec![[ground; 3]]);
        let mut style = Style::initial();
        style.display = Display::Block;
        if dark {
            style.ink = super::colours::WHITE;
            style.dark = true;
        }
        Self {
            line: style.line_pixels(),
            style: Rc::new(style),
            hidden: None,
            doubtful: false,
            opacity: 1.0,
            scale: 1.0,
            left: Length::default(),
            right: Length::default(),
            end: None,
            top: 0.0,
            pulled: 0.0,
            passed: 0.0,
            base: (Length::default(), Length::default(), 0.0),
            displaced: false,
            layer: None,
            layer_from: 0,
            block_grounds: Rc::clone(&grounds),
            behind: Rc::clone(&grounds),
            page_grounds: Rc::clone(&grounds),
            base_grounds: Rc::clone(&grounds),
            depth: 0,
            loose: false,
            grounds,
            ground_unknown: false,
            inks: None,
            cut: None,
        }
    }

    pub(super) fn hide(&mut self, reason: HiddenReason) {
        match self.hidden {
            None | Some(HiddenReason::Doubtful) => self.hidden = Some(reason),
            Some(_) => {}
        }
    }

    /// That of an element of this style within; `lines` of the page stand before it.
    pub(super) fn within(&self, style: &Rc<Style>, lines: usize, cuts: &mut Vec<Cut>) -> Self {
        let mut visibility = self.clone();
        visibility.style = Rc::clone(style);
        if style.display == Display::None {
            visibility.hide(HiddenReason::Invisible);
        }
        let is_out = matches!(style.position, Position::Absolute | Position::Fixed);
        visibility.doubtful |= style.doubts.iter().any(|doubt| doubt != "clip" || is_out);
        if style.display == Display::Contents {
            return visibility;
        }
        visibility.doubtful |= style.no_room;
        // Columns of no width cut off what their cells hold, if those do.
        visibility.doubtful |= style.is_rigid
            && style
                .width
                .or(style.most_width)
                .is_some_and(|width| width.of(1280.0) < 100.0);
        visibility.doubtful |=
            style.layer.is_some_and(|layer| layer < 0.0) && style.position != Position::Static;
        let is_block = style.display == Display::Block || style.floats || is_out;
        if is_block {
            // A box within lines paints behind its lines and not behind the blocks that part them.
            if !Rc::ptr_eq(&self.grounds, &self.block_grounds) {
                visibility.grounds = joined(&self.grounds, &self.block_grounds);
            }
            visibility.doubtful |= self.inks.is_some() && self.style.display != Display::Block;
        }
        if style.is_beside {
            visibility.grounds = joined(&self.grounds, &self.behind);
        }
        // What is placed elsewhere may leave what paints around it.
        match style.position {
            Position::Fixed => {
                visibility.grounds = joined(&visibility.grounds, &self.page_grounds);
            }
            Position::Absolute => {
                visibility.grounds = joined(&visibility.grounds, &self.base_grounds);
            }
            _ => {}
        }
        if style.dark && !self.style.dark {
            visibility.grounds = Rc::new(vec![[0.07; 3]]);
        }
        visibility.opacity *= style.opacity * style.filter_opacity;
        let stretched: f64 = style.moved.iter().map(|moved| moved.scale).product();
        visibility.scale *= style.zoom * stretched;
        let below = Rc::clone(&visibility.grounds);
        visibility.paint(style);
        if !Rc::ptr_eq(&below, &visibility.grounds) {
            visibility.behind = below;
        }
        if is_block {
            visibility.block_grounds = Rc::clone(&visibility.grounds);
        }
        visibility.depth += 1;
        let is_page = visibility.depth <= 2;
        let is_moved = style.moved != [Moved::default(); 4];
        if is_page || is_moved {
            visibility.page_grounds = Rc::clone(&visibility.grounds);
        }
        if is_page || is_moved || style.position != Position::Static {
            visibility.base_grounds = Rc::clone(&visibility.grounds);
        }
        visibility.loose |= is_out && style.inset[TOP].is_none() && style.inset[BOTTOM].is_none();
        visibility.lay(style, self, lines, cuts);
        if style.position != Position::Static {
            // A layer within another lies in that one.
            visibility.layer = Some(match (visibility.layer, style.layer) {
                (Some(0.0), Some(own)) => own,
                (Some(around), _) => around,
                (None, own) => own.unwrap_or(0.0),
            });
        }
        visibility.cut_off(style, lines, cuts);
        if style.display == Display::Block {
            visibility.line = style.line_pixels();
        }
        visibility
    }

    fn paint(&mut self, style: &Style) {
        if style.unseen {
            // What is within may be seen again, and stands on what is below.
            return;
        }
        let faded =
            |colour: Colour, opacity: f64| [colour[0], colour[1], colour[2], colour[3] * opacity];
        let opacity = self.opacity;
        let spread = |grounds: &[[f64; 3]], paints: &[Colour]| -> Vec<[f64; 3]> {
            let mut found: Vec<[f64; 3]> = Vec::new();
            for paint in paints {
                for ground in grounds {
                    let ground = over(faded(*paint, opacity), *ground);
                    if !found.contains(&ground) && found.len() < MOST_GROUNDS {
                        found.push(ground);
                    }
                }
            }
            found
        };
        let behind = Rc::clone(&self.grounds);
        if style.ground[3] > 0.0 {
            self.grounds = Rc::new(spread(&self.grounds, &[style.ground]));
            if style.ground[3] * opacity > 0.9 && !style.clips_ground {
                self.ground_unknown = false;
            }
            if style.clips_ground {
                self.grounds = joined(&self.grounds, &behind);
            }
        }
        let mut inks = None;
        for picture in style.pictures.iter().rev() {
            match picture {
                Picture::Gradient(stops) => {
                    let paints = between(stops);
                    if style.cut_to_text {
                        inks = Some(Rc::new(paints));
                        continue;
                    }
                    let fills = !style.places_pictures && !style.clips_ground;
                    if fills && stops.iter().all(|stop| stop[3] * opacity > 0.9) {
                        self.ground_unknown = false;
                    }
                    let painted = spread(&self.grounds, &paints);
                    self.grounds = if fills {
                        Rc::new(painted)
                    } else {
                        joined(&painted, &self.grounds)
                    };
                }
                Picture::Unknown => self.ground_unknown = true,
                Picture::Aside => {}
            }
        }
        if style.cut_to_text {
            self.grounds = behind;
            self.inks = inks.or_else(|| Some(Rc::new(vec![style.ground])));
        } else if style.ground[3] > 0.0 || !style.pictures.is_empty() {
            self.inks = None;
        }
        if let Some(shadow) = style.inner_shadow {
            let mut grounds = self.grounds.as_ref().clone();
            grounds.extend(spread(&self.grounds, &[shadow]));
            self.grounds = Rc::new(grounds);
        }
    }

    /// Where the element lies.
    fn lay(&mut self, style: &Style, around: &Self, lines: usize, cuts: &[Cut]) {
        let margin = style.margin.map(Option::unwrap_or_default);
        let moved = style.moved.iter().fold(
            (Length::default(), Length::default()),
            |(across, down), moved| (across.plus(moved.across), down.plus(moved.down)),
        );
        let inset = style.inset;
        let mut placed_down = None;
        match style.position {
            Position::Absolute | Position::Fixed => {
                let base = if style.position == Position::Fixed {
                    (Length::default(), Length::default(), 0.0)
                } else {
                    around.base
                };
                self.displaced = true;
                self.end = None;
                (self.left, self.right) = match (inset[LEFT], inset[RIGHT]) {
                    (Some(left), right) => (
                        base.0.plus(left),
                        right.map_or(Length::default(), |right| base.1.plus(right)),
                    ),
                    (None, Some(right)) => {
                        self.beyond(base.1.plus(right).plus(margin[RIGHT]), false);
                        (Length::default(), base.1.plus(right))
                    }
                    (None, None) => (self.left, self.right),
                };
                placed_down = match (inset[TOP], inset[BOTTOM]) {
                    (Some(top), _) => Some(base.2 + top.of(600.0).min(top.of(0.0))),
                    (None, Some(bottom)) => {
                        let bottom = bottom.plus(margin[BOTTOM]);
                        if bottom.least() < -FAR || bottom.pixels > DEEP {
                            self.hide(HiddenReason::OffPage);
                        } else if bottom.least() < -NEAR
                            || bottom.pixels > WIDE
                            || bottom.share > 0.6
                        {
                            self.doubtful = true;
                        }
                        Some(base.2)
                    }
                    (None, None) => None,
                };
            }
            Position::Relative => {
                let across = inset[LEFT].or_else(|| inset[RIGHT].map(|right| right.times(-1.0)));
                let down = inset[TOP].or_else(|| inset[BOTTOM].map(|bottom| bottom.times(-1.0)));
                self.left = self.left.plus(across.unwrap_or_default());
                let down = down.unwrap_or_default();
                self.displaced |= across.is_some_and(|across| across.pixels.abs() > 8.0)
                    || down.pixels.abs() > 8.0;
                self.pulled += down.of(600.0).min(down.pixels);
            }
            Position::Static => {}
        }
        self.left = self
            .left
            .plus(margin[LEFT])
            .plus(moved.0)
            .plus(style.padding[LEFT]);
        self.right = self.right.plus(margin[RIGHT]).plus(style.padding[RIGHT]);
        if let Some(width) = style.width.or(style.most_width) {
            self.end = Some(self.left.plus(width));
        }
        self.beyond(self.left, true);
        let floats = style.floats || style.position != Position::Static;
        if self.right.pixels < -FAR || (floats && self.right.pixels < -NEAR) {
            self.doubtful = true;
        }
        if self.right.pixels > WIDEST {
            self.doubtful = true;
        }
        self.lay_down(style, placed_down, moved.1, lines, cuts);
        if style.position != Position::Static || style.moved.iter().any(|m| m.across.share != 0.0) {
            let own = (
                self.left.plus(style.padding[LEFT].times(-1.0)),
                self.right.plus(style.padding[RIGHT].times(-1.0)),
                self.top,
            );
            self.base = own;
        }
    }

    fn lay_down(
        &mut self,
        style: &Style,
        placed: Option<f64>,
        moved: Length,
        lines: usize,
        cuts: &[Cut],
    ) {
        let margin = style.margin[TOP].unwrap_or_default();
        let padding = style.padding[TOP];
        let down = margin.pixels + margin.share * 600.0 + padding.pixels;
        if let Some(top) = placed {
            self.top = top + down + moved.pixels;
            self.pulled = 0.0;
            let is_fixed = style.position == Position::Fixed;
            let (deep, deepest) = if is_fixed {
                (700.0, 1200.0)
            } else {
                (DEEP, DEEPEST)
            };
            if self.top < -FAR || self.top > deepest {
                self.hide(HiddenReason::OffPage);
            } else if self.top < -20.0 || self.top > deep {
                self.doubtful = true;
            }
        } else {
            self.top += down.max(0.0);
            self.pulled += margin.pixels.min(0.0) + margin.share.min(0.0) * 600.0 + moved.pixels;
            if down + moved.pixels > DEEPEST || self.pulled > DEEPEST {
                self.hide(HiddenReason::OffPage);
            } else if down + moved.pixels > WIDEST || self.pulled > WIDEST {
                self.doubtful = true;
            }
        }
        if style
            .moved
            .iter()
            .any(|moved| moved.down != Length::default() || moved.across != Length::default())
        {
            self.displaced = true;
        }
        // Of its own height: half of it up, as what is centred is, or more.
        let centred = style.inset[TOP].is_some_and(|top| top.share + moved.share >= -0.01);
        if (moved.share < -0.3 && !centred) || moved.share > 1.5 {
            self.doubtful = true;
        }
        let before = match self.cut.and_then(|cut| cuts.get(cut)) {
            Some(cut) => lines.saturating_sub(cut.lines),
            None => lines,
        };
        // What stands before has at least so many pixels; what is drawn up by more leaves.
        let room = 12.0 * before as f64 + self.top + self.passed + 8.0;
        let up = -self.pulled - 1.0;
        if up > FAR + 40.0 * before as f64 + self.top + self.passed {
            self.hide(HiddenReason::OffPage);
        } else if up > 16.0 && (up > room || up > 150.0) {
            self.doubtful = true;
        }
        self.displaced |= up > 8.0;
    }

    /// Judges how far text begins from one side of the page.
    fn beyond(&mut self, from: Length, is_left: bool) {
        let least = from.of(1920.0).min(from.of(800.0));
        if from.pixels < -FAR || from.share <= -0.6 {
            if self.style.floats && from.pixels >= -FAR {
                // Columns of old pages are drawn back by their width.
                self.doubtful = true;
            } else {
                self.hide(HiddenReason::OffPage);
            }
        } else if least < -NEAR {
            self.doubtful = true;
        }
        if from.pixels > WIDEST || from.share > 0.99 {
            self.hide(HiddenReason::OffPage);
        } else if from.pixels > WIDE || (is_left && from.share > 0.9) {
            self.doubtful = true;
        }
    }
}
