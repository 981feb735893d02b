//! Boxes that cut off what is beyond them, and how far what they hold reaches down in them.

use super::super::super::HiddenReason;
use super::super::lengths::Length;
use super::super::style::{BOTTOM, Display, LEFT, Overflow, Position, Style, TOP};
use super::{Cut, Visibility};

impl Visibility {
    /// Takes note of an element that cuts off what is beyond it.
    pub(super) fn cut_off(&mut self, style: &Style, lines: usize, cuts: &mut Vec<Cut>) {
        let pixels = |length: Length, whole: f64| {
            // A share of what is not known is no bound, unless it is nothing.
            (length.share < 0.02).then(|| length.of(whole))
        };
        let bound =
            |one: Option<Length>, most: Option<Length>, least: Option<Length>, whole: f64| {
                let one = one.and_then(|length| pixels(length, whole));
                let most = most.and_then(|length| pixels(length, whole));
                let found = match (one, most) {
                    (Some(one), Some(most)) => Some(one.min(most)),
                    (one, most) => one.or(most),
                };
                let least = least
                    .and_then(|length| pixels(length, whole))
                    .unwrap_or(0.0);
                found.map(|found| found.max(least))
            };
        let width = bound(style.width, style.most_width, style.least_width, 1280.0);
        let height = bound(style.height, style.most_height, style.least_height, 720.0);
        let above = style.padding[TOP].pixels;
        let height = height.map(|height| height.max(above + style.padding[BOTTOM].pixels) - above);
        let size = style.size.max(1.0);
        let is_cut = style
            .overflow
            .iter()
            .any(|overflow| *overflow != Overflow::Shown);
        if !is_cut {
            if style.display == Display::Block
                && height.is_some_and(|height| height < 0.6 * size.min(16.0))
            {
                // It lies on what comes next.
                self.doubtful = true;
            }
            return;
        }
        if height.is_some_and(|height| height < 0.6 * size)
            || width.is_some_and(|width| width < size)
        {
            self.hide(HiddenReason::Covered);
        }
        // A window of few lines or letters shows the first of them, and others to who scrolls.
        let [across, down] = style.overflow;
        let is_slit = down == Overflow::Scrolled
            && height.is_some_and(|height| height < 3.0 * style.line_pixels());
        let is_narrow =
            across == Overflow::Scrolled && width.is_some_and(|width| width < 10.0 * size);
        let is_cut = style.overflow.contains(&Overflow::Cut) || is_slit || is_narrow;
        if is_cut && cuts.len() < 100_000 {
            cuts.push(Cut {
                width,
                height: height.filter(|_| down == Overflow::Cut || is_slit),
                left: self.left.plus(style.padding[LEFT].times(-1.0)),
                top: self.top - style.padding[TOP].pixels,
                lines,
                area: 0.0,
                down: 0.0,
                around: self.cut,
            });
            self.cut = Some(cuts.len() - 1);
        }
    }

    /// Takes in what an element within leaves behind it: what it draws up, and the room it fills.
    pub(in super::super) fn after(&mut self, within: &Self, is_empty: bool, cuts: &mut [Cut]) {
        let style = &within.style;
        let is_out = matches!(style.position, Position::Absolute | Position::Fixed)
            || style.display == Display::None
            || style.display == Display::Contents;
        if is_out {
            return;
        }
        let below = style.margin[BOTTOM].unwrap_or_default();
        if style.display == Display::Block && self.cut == within.cut {
            self.passed += within.passed - self.passed.min(within.passed)
                + style.padding[TOP].pixels
                + style.padding[BOTTOM].pixels;
        }
        let drawn = below.pixels.min(0.0) + below.share.min(0.0) * 600.0;
        let above = style.margin[TOP].unwrap_or_default();
        // An empty box that is drawn up draws up what follows.
        let above = above.pixels.min(0.0) + above.share.min(0.0) * 600.0;
        if !style.floats && drawn + above < 0.0 {
            let filled = style.padding[BOTTOM].pixels;
            self.pulled += if is_empty {
                drawn + above
            } else {
                (drawn + filled).min(0.0)
            };
        }
        if let Some(cut) = self.cut.and_then(|cut| cuts.get_mut(cut)) {
            let height = if is_empty {
                style
                    .height
                    .or(style.least_height)
                    .map_or(0.0, |height| height.pixels)
            } else {
                0.0
            };
            let around: f64 = [
                style.margin[TOP].unwrap_or_default().pixels,
                style.padding[TOP].pixels,
                style.padding[BOTTOM].pixels,
                below.pixels,
            ]
            .into_iter()
            .filter(|pixels| *pixels > 100.0)
            .sum();
            if !style.floats {
                cut.down += height + around;
            }
        }
    }

    /// A page that does not scroll ends with its window.
    pub(in super::super) fn does_not_scroll(&self, cuts: &mut [Cut]) {
        if self.style.overflow[1] == Overflow::Cut
            && let Some(cut) = self.cut.and_then(|cut| cuts.get_mut(cut))
        {
            cut.height = Some(1200.0);
        }
    }

    /// Counts a line in the box that cuts it off, if that holds few lines.
    pub(in super::super) fn ends_line(&self, cuts: &mut [Cut]) {
        let line = self.style.line_pixels() * self.scale;
        if let Some(cut) = self.cut.and_then(|cut| cuts.get_mut(cut))
            && cut.height.is_some_and(|height| height < 4.0 * line)
        {
            cut.down += line;
        }
    }
}
