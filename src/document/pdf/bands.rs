//! Paints by their heights on the page, so that those near a text are found at once.

use super::{paints::Paint, shapes::Area};

/// So many strips of the page, from its bottom on.
pub(super) struct Bands {
    bottom: f32,
    step: f32,
    bands: Vec<Vec<usize>>,
}

impl Bands {
    const MOST: usize = 64;

    pub(super) fn of(paints: &[Paint], area: Area) -> Self {
        let step = (area.height() / Self::MOST as f32).max(0.01);
        let mut bands = Self {
            bottom: area.bottom,
            step,
            bands: vec![Vec::new(); Self::MOST],
        };
        for (number, paint) in paints.iter().enumerate() {
            let (first, last) = bands.range(&paint.area);
            for band in &mut bands.bands[first..=last] {
                band.push(number);
            }
        }
        bands
    }

    fn range(&self, area: &Area) -> (usize, usize) {
        let band = |height: f32| {
            let band = (height - self.bottom) / self.step;
            (band.max(0.0) as usize).min(Self::MOST - 1)
        };
        (band(area.bottom), band(area.top).max(band(area.bottom)))
    }

    /// Paints that meet an area, in their order.
    pub(super) fn near(&self, paints: &[Paint], area: &Area, steps: &mut usize) -> Vec<usize> {
        let (first, last) = self.range(area);
        let mut near = Vec::new();
        for band in &self.bands[first..=last] {
            *steps = steps.saturating_sub(band.len() / 4);
            if *steps == 0 {
                break;
            }
            near.extend(
                band.iter()
                    .copied()
                    .filter(|&paint| paints[paint].area.meets(area)),
            );
        }
        if first < last {
            near.sort_unstable();
            near.dedup();
        }
        near
    }
}
