//! Shapes with text: where they stand, what fills them, what they cut off.

use super::super::HiddenReason;
use super::super::visibility::{Paint, Room, WHITE, doubt, worse};
use super::look::Page;

const TWIP: f64 = 0.05;

/// Space around the text of a shape, in points.
const INSETS: [f64; 2] = [14.4, 7.2];

pub(super) struct Shape {
    /// Left, top, right, bottom, in twips.
    edges: [Option<i32>; 4],
    from_page: [bool; 2],
    /// Its place is counted in units of a group.
    in_group: bool,
    /// Holds shapes and no text of its own.
    pub is_group: bool,
    filled: bool,
    fill: Paint,
    shown: f64,
    hidden: Option<HiddenReason>,
    grows: bool,
    room: Option<Room>,
}

impl Shape {
    pub(super) fn new(in_group: bool) -> Self {
        Self {
            edges: [None; 4],
            from_page: [false; 2],
            in_group,
            is_group: false,
            filled: true,
            fill: WHITE,
            shown: 1.0,
            hidden: None,
            grows: false,
            room: None,
        }
    }

    pub(super) fn group() -> Self {
        Self {
            is_group: true,
            ..Self::new(false)
        }
    }

    pub(super) fn doubt(&mut self) {
        self.hidden = worse(self.hidden, doubt(true));
    }

    pub(super) fn word(&mut self, word: &[u8], value: Option<i32>) {
        match word {
            b"shpleft" => self.edges[0] = value,
            b"shptop" => self.edges[1] = value,
            b"shpright" => self.edges[2] = value,
            b"shpbottom" => self.edges[3] = value,
            b"shpbxpage" => self.from_page[0] = true,
            b"shpbypage" => self.from_page[1] = true,
            _ => {}
        }
    }

    /// A property, by its name and value.
    pub(super) fn property(&mut self, name: &str, value: &str) {
        let number = value.parse::<i64>();
        match (name, number) {
            ("fHidden", Ok(0)) => {}
            ("fHidden", _) => self.hidden = Some(HiddenReason::Invisible),
            ("fFilled", number) => self.filled = number != Ok(0),
            // Blue, green, red.
            ("fillColor", Ok(colour)) if (0..=0xFF_FFFF).contains(&colour) => {
                let part = |shift: u32| (colour >> shift & 0xFF) as u8;
                self.fill = Paint::Plain([part(0), part(8), part(16)]);
            }
            ("fillColor", _) => self.fill = Paint::Unknown,
            ("fillType", number) if number != Ok(0) => self.shown = f64::NAN,
            ("fillOpacity", Ok(share)) => self.shown = share as f64 / 65_536.0,
            // The usual room beside the text is a tenth of an inch.
            ("dxTextLeft" | "dxTextRight" | "dyTextTop" | "dyTextBottom", number)
                if !matches!(number, Ok(0..=360_000)) =>
            {
                self.doubt();
            }
            ("fFitShapeToText", number) => self.grows = number != Ok(0),
            ("posrelh", Ok(1)) => self.from_page[0] = true,
            ("posrelv", Ok(1)) => self.from_page[1] = true,
            _ => {}
        }
    }

    pub(super) fn ground(&self) -> Paint {
        if !self.filled {
            Paint::Auto
        } else if self.shown.is_nan() {
            Paint::Unknown
        } else {
            self.fill.mixed(1.0 - self.shown, WHITE)
        }
    }

    fn size(&self) -> Option<[f64; 2]> {
        let [left, top, right, bottom] = self.edges;
        let span =
            |from: Option<i32>, to: Option<i32>| Some((f64::from(to?) - f64::from(from?)) * TWIP);
        Some([span(left, right)?, span(top, bottom)?]).filter(|_| !self.in_group)
    }

    /// Width for its text, in points.
    pub(super) fn width(&self) -> f64 {
        self.size()
            .map_or(f64::INFINITY, |[width, _]| width - INSETS[0])
    }

    pub(super) fn hidden(&self, page: &Page) -> Option<HiddenReason> {
        let mut out = self.hidden;
        if let Some([width, height]) = self.size() {
            let at = |edge: Option<i32>| f64::from(edge.unwrap_or(0)) * TWIP;
            let x = at(self.edges[0]) + if self.from_page[0] { 0.0 } else { page.left };
            let y = at(self.edges[1]);
            // Beside its paragraph, which may stand anywhere on the page.
            let above = if self.from_page[1] { 0.0 } else { page.height };
            let off = x + width <= 2.0
                || x >= page.width - 2.0
                || y + height <= 2.0 - above
                || y >= page.height - 2.0;
            out = worse(out, off.then_some(HiddenReason::OffPage));
            let shown = (x + width).min(page.width) - x.max(0.0);
            out = worse(
                out,
                doubt(shown < width * 0.5 || width < 8.0 || height < 4.0),
            );
        }
        out
    }

    pub(super) fn room(&mut self) -> Option<&mut Room> {
        let size = self.size().filter(|_| !self.grows);
        if self.room.is_none() {
            self.room =
                size.map(|[width, height]| Room::new(width - INSETS[0], height - INSETS[1]));
        }
        self.room.as_mut()
    }
}
