//! Text that a reader of the page cannot see: what it is, and what lies behind it.

use std::cell::OnceCell;

use pdf_oxide::{PdfDocument, extractors::images::PdfImageHandle, geometry::Rect, layout::Color};

use super::{
    painting::{Painting, rgb},
    shapes::Area,
};
use crate::document::{HiddenReason, HiddenText};

/// Letters below this size (points) are not read by people.
pub(super) const SMALLEST_VISIBLE_SIZE: f32 = 4.0;
/// Two colours closer than this in every channel (0 to 1) cannot be told apart.
const SAME_COLOUR: f32 = 0.09;
/// Text this light in every channel (0 to 1) is looked at more closely.
const LIGHT: f32 = 1.0 - SAME_COLOUR;

/// Adds `text` to what was hidden, joining it to the entry before where page
/// and reason are the same.
pub(super) fn note(hidden: &mut Vec<HiddenText>, text: &str, page: u32, reason: HiddenReason) {
    let mut clean = String::with_capacity(text.len());
    super::characters::push_clean(text, &mut clean);
    let clean = clean.trim();
    if !clean.chars().any(char::is_alphanumeric) {
        return;
    }
    match hidden.last_mut() {
        Some(last) if last.page == page && last.reason == reason => {
            last.text.push(' ');
            last.text.push_str(clean);
        }
        _ => hidden.push(HiddenText {
            text: clean.to_string(),
            page,
            reason,
        }),
    }
}

/// True when the page shows an image, or so much drawing without letters that
/// it may be a picture of text.
pub(super) fn has_picture(document: &PdfDocument, index: usize, content: &[u8]) -> bool {
    const DRAWING: usize = 4096;
    content.len() > DRAWING
        || document
            .page_image_handles(index)
            .is_ok_and(|images| !images.is_empty())
}

/// Share of the page's area that the largest picture takes.
pub(super) fn picture_share(document: &PdfDocument, index: usize, area: &Area) -> f32 {
    let pictures = document.page_image_handles(index).unwrap_or_default();
    let largest = pictures
        .iter()
        .map(|picture| (picture.bbox.width * picture.bbox.height).abs())
        .fold(0.0, f32::max);
    largest / (area.height() * area.width()).max(1.0)
}

/// What is painted behind the text of one page.
pub(super) struct Backgrounds<'page> {
    painting: &'page Painting,
    pictures: Vec<Picture<'page>>,
    /// Light text was kept because a picture or pattern may lie behind it.
    pub doubtful: bool,
}

impl<'page> Backgrounds<'page> {
    pub(super) fn new(
        document: &'page PdfDocument,
        index: usize,
        painting: &'page Painting,
    ) -> Self {
        let pictures = document.page_image_handles(index).unwrap_or_default();
        let pictures = pictures.into_iter().map(|handle| Picture {
            handle,
            colour: OnceCell::new(),
        });
        Self {
            painting,
            pictures: pictures.collect(),
            doubtful: false,
        }
    }

    /// True when text of this colour cannot be told from what lies behind it.
    /// In doubt the text counts as visible.
    pub(super) fn hides(&mut self, colour: Color, bounds: &Rect, size: f32) -> bool {
        let light = [colour.r, colour.g, colour.b]
            .iter()
            .all(|channel| *channel > LIGHT);
        if !light && self.painting.areas.is_empty() {
            return false;
        }
        // Boxes are often drawn behind the first letters only.
        let start = bounds.x + (bounds.width / 2.0).min(size / 2.0);
        let place = (start, bounds.y + bounds.height * 0.35);
        let behind = match self
            .painting
            .areas
            .iter()
            .rev()
            .find(|filled| filled.area.holds(place))
        {
            Some(filled) => filled.colour,
            None => Some(rgb(1.0, 1.0, 1.0)),
        };
        if behind.is_some_and(|behind| !alike(colour, behind)) {
            return false;
        }
        let unsure = behind.is_none()
            || self.painting.has_shading
            || self.pictures.iter().any(|picture| {
                picture.holds(place) && picture.colour().is_none_or(|behind| !alike(colour, behind))
            });
        if unsure {
            self.doubtful |= light;
            return false;
        }
        true
    }
}

/// A picture on the page.
struct Picture<'page> {
    handle: PdfImageHandle<'page>,
    colour: OnceCell<Option<Color>>,
}

impl Picture<'_> {
    /// Points that are not decoded: text on so large a picture counts as visible.
    const MOST_POINTS: u64 = 40_000_000;
    /// Points looked at along each side.
    const SAMPLES: u32 = 24;

    fn holds(&self, (x, y): (f32, f32)) -> bool {
        let area = self.handle.bbox;
        x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height
    }

    /// The colour of a picture that has one colour only.
    fn colour(&self) -> Option<Color> {
        *self.colour.get_or_init(|| {
            let handle = &self.handle;
            if u64::from(handle.width) * u64::from(handle.height) > Self::MOST_POINTS {
                return None;
            }
            let points = handle.decode().ok()?.to_dynamic_image().ok()?.to_rgb8();
            let (width, height) = points.dimensions();
            let steps = |length: u32| {
                let last = length.saturating_sub(1);
                (0..Self::SAMPLES).map(move |step| last * step / (Self::SAMPLES - 1))
            };
            let share = |byte: u8| f32::from(byte) / 255.0;
            let mut colours = steps(height).flat_map(|y| steps(width).map(move |x| (x, y)));
            let of = |(x, y)| {
                let [r, g, b] = points.get_pixel_checked(x, y)?.0;
                Some(rgb(share(r), share(g), share(b)))
            };
            let first = of(colours.next()?)?;
            colours
                .all(|place| of(place).is_some_and(|other| alike(first, other)))
                .then_some(first)
        })
    }
}

fn alike(one: Color, other: Color) -> bool {
    [one.r - other.r, one.g - other.g, one.b - other.b]
        .iter()
        .all(|difference| difference.abs() < SAME_COLOUR)
}

#[cfg(test)]
mod tests {
    use super::super::content::States;
    use super::*;

    #[test]
    fn hidden_text_is_joined_by_page_and_reason() {
        let mut hidden = Vec::new();
        note(&mut hidden, "rust", 1, HiddenReason::Colour);
        note(&mut hidden, " go ", 1, HiddenReason::Colour);
        note(&mut hidden, "•", 1, HiddenReason::Colour);
        note(&mut hidden, "go", 2, HiddenReason::Colour);
        let texts: Vec<_> = hidden.iter().map(|entry| entry.text.as_str()).collect();
        assert_eq!(texts, ["rust go", "go"]);
    }

    fn hides(content: &str, grey: f32, at: (f32, f32)) -> bool {
        let states = States::of_opacities(&[("Half", 0.5), ("Full", 1.0)]);
        let bounds = Rect {
            x: at.0,
            y: at.1,
            width: 50.0,
            height: 10.0,
        };
        let mut backgrounds = Backgrounds {
            painting: &Painting::of_content(content.as_bytes(), &states),
            pictures: Vec::new(),
            doubtful: false,
        };
        backgrounds.hides(rgb(grey, grey, grey), &bounds, 10.0)
    }

    #[test]
    fn backgrounds_decide_what_is_seen() {
        let inside = (110.0, 110.0);
        for (content, grey, at, hidden) in [
            ("", 1.0, inside, true),
            ("", 0.0, inside, false),
            ("0 0 1 rg 100 100 80 40 re f", 1.0, inside, false),
            ("0 0 1 rg 100 100 80 40 re f", 1.0, (300.0, 300.0), true),
            (
                "BT 0.2 g ET q 1 0 0 1 100 100 cm 0 0 80 40 re f Q",
                1.0,
                inside,
                false,
            ),
            (
                "BT 0.2 g ET q 1 0 0 1 100 100 cm 0 0 80 40 re f Q",
                0.2,
                inside,
                true,
            ),
            ("0 g 100 100 80 40 re W n", 0.0, inside, false),
            ("/Half gs 0 g 100 100 80 40 re f", 0.0, inside, false),
            ("/Pattern cs /P0 scn 100 100 80 40 re f", 1.0, inside, false),
            ("0 g 100 100 80 1 re f", 0.0, (110.0, 96.0), false),
            (
                "0 g 0 0 600 800 re f 1 g 100 100 80 40 re f",
                1.0,
                inside,
                true,
            ),
        ] {
            assert_eq!(hides(content, grey, at), hidden, "{content:?} {grey}");
        }
    }
}
