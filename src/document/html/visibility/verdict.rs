//! Whether text that stands in a place is seen.

use super::super::super::HiddenReason;
use super::super::super::contrast::{LEAST, ratio};
use super::super::colours::{Colour, over};
use super::*;

impl Visibility {
    /// Why text of so many characters that stands here is not seen, if it is not.
    pub(in super::super) fn verdict(
        &self,
        characters: usize,
        cuts: &mut [Cut],
        elsewhere: &[Colour],
    ) -> Option<HiddenReason> {
        let style = &self.style;
        if let Some(reason) = self.hidden {
            return Some(reason);
        }
        if style.unseen {
            return Some(HiddenReason::Invisible);
        }
        let size = style.size * self.scale;
        if size < LEAST_SIZE - 0.01 {
            return Some(HiddenReason::Tiny);
        }
        let mut doubtful = self.doubtful || style.is_badly_spaced();
        let indent = style.indent;
        if indent.pixels < -FAR || indent.pixels > WIDE || indent.share.abs() >= 0.9 {
            return Some(HiddenReason::OffPage);
        }
        doubtful |= indent.pixels < -NEAR.max(self.left.pixels)
            || indent.pixels > FAR
            || indent.share.abs() >= 0.4;
        doubtful |= self.line < 0.5 * style.size && style.line_pixels() < 0.5 * style.size;
        match self.ink(elsewhere) {
            Some(HiddenReason::Doubtful) => doubtful = true,
            Some(reason) => return Some(reason),
            None => {}
        }
        let mut at = self.cut;
        let mut steps = 0;
        while let Some(cut) = at.and_then(|at| cuts.get_mut(at)) {
            at = cut.around;
            steps += 1;
            super::super::budget::spend(1);
            if steps > 64 {
                doubtful = true;
                break;
            }
            let from = self.left.plus(cut.left.times(-1.0));
            if from.of(1280.0) < -20.0 {
                doubtful = true;
            }
            if let Some(width) = cut.width {
                if from.pixels > width - size {
                    return Some(HiddenReason::Covered);
                }
                let needed = characters as f64 * 0.4 * size;
                if style.one_line && needed > 1.5 * width {
                    doubtful = true;
                }
            }
            let line = style.line_pixels() * self.scale;
            cut.area += characters as f64 * 0.45 * size * line;
            if let Some(height) = cut.height {
                let width = cut.width.unwrap_or(1280.0);
                if self.top - cut.top + 0.6 * line > height
                    || cut.area > width * height
                    || cut.down + 0.6 * line > height
                {
                    doubtful = true;
                }
            }
        }
        doubtful.then_some(HiddenReason::Doubtful)
    }

    /// Whether letters stand out from their ground.
    fn ink(&self, elsewhere: &[Colour]) -> Option<HiddenReason> {
        let style = &self.style;
        let ink = style.fill.unwrap_or(style.ink);
        let opacity = ink[3] * self.opacity;
        if self.opacity < LEAST_OPACITY {
            return Some(HiddenReason::Invisible);
        }
        let inks: Vec<Colour> = match &self.inks {
            Some(inks) if ink[3] < 0.9 => inks.as_ref().clone(),
            _ if opacity < LEAST_OPACITY => return Some(self.softened(HiddenReason::Invisible)),
            _ => vec![ink],
        };
        let dim = |ink: &Colour, ground: &[f64; 3]| {
            let ink = [ink[0], ink[1], ink[2], ink[3] * self.opacity];
            ratio(over(ink, *ground), *ground) < LEAST
        };
        let lost = |ground: &[f64; 3]| inks.iter().all(|ink| dim(ink, ground));
        let partly = inks.len() > 1
            && self
                .grounds
                .iter()
                .any(|ground| inks.iter().any(|ink| dim(ink, ground)));
        let count = self.grounds.iter().filter(|ground| lost(ground)).count();
        if count == self.grounds.len() && !self.ground_unknown {
            // What is painted by another box may lie behind.
            let saved = elsewhere.iter().any(|paint| {
                self.grounds
                    .iter()
                    .any(|ground| !lost(&over(*paint, *ground)))
            });
            if saved {
                return Some(HiddenReason::Doubtful);
            }
            return Some(self.softened(HiddenReason::Colour));
        }
        let lost_elsewhere = self.displaced
            && elsewhere.iter().any(|paint| {
                self.grounds
                    .iter()
                    .any(|ground| lost(&over(*paint, *ground)))
            });
        (count > 0 || partly || self.ground_unknown || style.stroked || lost_elsewhere)
            .then_some(HiddenReason::Doubtful)
    }

    /// A shadow or an outline shows letters without an ink of their own.
    fn softened(&self, reason: HiddenReason) -> HiddenReason {
        if self.style.shadowed || self.style.stroked {
            HiddenReason::Doubtful
        } else {
            reason
        }
    }
}
