//! Text that a reader of the page cannot see: what it is, and what lies behind it.

use pdf_oxide::{PdfDocument, geometry::Rect, layout::Color};

use super::content::{Scanner, States};
use crate::document::{HiddenReason, HiddenText};

/// Letters below this size (points) are not read by people.
pub(super) const SMALLEST_VISIBLE_SIZE: f32 = 4.0;
/// Two colours closer than this in every channel (0 to 1) cannot be told apart.
const SAME_COLOUR: f32 = 0.09;
/// Text this light in every channel (0 to 1) is looked at more closely.
const LIGHT: f32 = 1.0 - SAME_COLOUR;
/// Paths thinner than this (points) are lines, not backgrounds.
const THINNEST_BACKGROUND: f32 = 3.0;

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

/// What is painted behind the text of one page.
pub(super) struct Backgrounds {
    /// In the order of painting.
    areas: Vec<Area>,
    images: Vec<Rect>,
    has_shading: bool,
    /// Light text was kept because a picture or pattern may lie behind it.
    pub doubtful: bool,
}

/// A filled area; without a colour where that is not followed.
#[derive(Debug, Clone, Copy)]
struct Area {
    left: f32,
    bottom: f32,
    right: f32,
    top: f32,
    colour: Option<Color>,
}

impl Area {
    const NOWHERE: Self = Self {
        left: f32::INFINITY,
        bottom: f32::INFINITY,
        right: f32::NEG_INFINITY,
        top: f32::NEG_INFINITY,
        colour: None,
    };

    fn add(&mut self, (x, y): (f32, f32)) {
        self.left = self.left.min(x);
        self.right = self.right.max(x);
        self.bottom = self.bottom.min(y);
        self.top = self.top.max(y);
    }

    fn holds(&self, (x, y): (f32, f32)) -> bool {
        x >= self.left && x <= self.right && y >= self.bottom && y <= self.top
    }
}

impl Backgrounds {
    pub fn new(document: &PdfDocument, index: usize, content: &[u8], states: &States) -> Self {
        let mut backgrounds = Self::painted(content, states);
        let images = document.page_image_handles(index).unwrap_or_default();
        backgrounds.images = images.iter().map(|image| image.bbox).collect();
        backgrounds
    }

    /// Follows matrices, fill colours and paths through `content`.
    fn painted(content: &[u8], states: &States) -> Self {
        let mut areas = Vec::new();
        let mut has_shading = false;
        let mut state = Graphics::default();
        let mut stack = Vec::new();
        let mut path = Area::NOWHERE;
        let mut scanner = Scanner::new(content);
        while let Some(operator) = scanner.next_operator() {
            match operator {
                b"q" if stack.len() < 256 => stack.push(state),
                b"Q" => state = stack.pop().unwrap_or(state),
                b"cm" => {
                    if let Some(matrix) = scanner.numbers::<6>() {
                        state.matrix = multiply(matrix, state.matrix);
                    }
                }
                b"g" => state.colour = scanner.numbers::<1>().map(|[grey]| rgb(grey, grey, grey)),
                b"rg" => state.colour = scanner.numbers::<3>().map(|[r, g, b]| rgb(r, g, b)),
                b"k" => {
                    state.colour = scanner
                        .numbers::<4>()
                        .map(|[cyan, magenta, yellow, black]| {
                            let light = |ink: f32| (1.0 - ink) * (1.0 - black);
                            rgb(light(cyan), light(magenta), light(yellow))
                        });
                }
                // Other colour spaces are not followed.
                b"cs" | b"sc" | b"scn" => state.colour = None,
                b"gs" => {
                    let operand = scanner.operands().last();
                    let operand = operand.and_then(|&(start, end)| content.get(start..end));
                    if let Some(shines) = operand.and_then(|name| states.is_translucent(name)) {
                        state.translucent = shines;
                    }
                }
                b"re" => {
                    if let Some([x, y, width, height]) = scanner.numbers::<4>() {
                        path.add(state.place(x, y));
                        path.add(state.place(x + width, y + height));
                    }
                }
                b"m" | b"l" | b"c" | b"v" | b"y" => {
                    if let Some([x, y]) = scanner.numbers::<2>() {
                        path.add(state.place(x, y));
                    }
                }
                b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                    path.colour = if state.translucent {
                        None
                    } else {
                        state.colour
                    };
                    let thin = (path.right - path.left).min(path.top - path.bottom);
                    if thin >= THINNEST_BACKGROUND {
                        areas.push(path);
                    }
                    path = Area::NOWHERE;
                }
                b"S" | b"s" | b"n" => path = Area::NOWHERE,
                b"sh" => has_shading = true,
                _ => {}
            }
        }
        Self {
            areas,
            images: Vec::new(),
            has_shading,
            doubtful: false,
        }
    }

    /// True when text of this colour cannot be told from what lies behind it.
    /// In doubt the text counts as visible.
    pub fn hides(&mut self, colour: Color, bounds: &Rect, size: f32) -> bool {
        let light = [colour.r, colour.g, colour.b]
            .iter()
            .all(|channel| *channel > LIGHT);
        if !light && self.areas.is_empty() {
            return false;
        }
        // Boxes are often drawn behind the first letters only.
        let start = bounds.x + (bounds.width / 2.0).min(size / 2.0);
        let place = (start, bounds.y + bounds.height * 0.35);
        let behind = match self.areas.iter().rev().find(|area| area.holds(place)) {
            Some(area) => area.colour,
            None => Some(rgb(1.0, 1.0, 1.0)),
        };
        if behind.is_some_and(|behind| !alike(colour, behind)) {
            return false;
        }
        let unsure = behind.is_none()
            || self.has_shading
            || self.images.iter().any(|image| {
                place.0 >= image.x
                    && place.0 <= image.x + image.width
                    && place.1 >= image.y
                    && place.1 <= image.y + image.height
            });
        if unsure {
            self.doubtful |= light;
            return false;
        }
        true
    }
}

#[derive(Debug, Clone, Copy)]
struct Graphics {
    matrix: [f32; 6],
    colour: Option<Color>,
    translucent: bool,
}

impl Default for Graphics {
    fn default() -> Self {
        let matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        Self {
            matrix,
            colour: Some(rgb(0.0, 0.0, 0.0)),
            translucent: false,
        }
    }
}

impl Graphics {
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.matrix;
        (a * x + c * y + e, b * x + d * y + f)
    }
}

/// `first` applied before `then`.
fn multiply(first: [f32; 6], then: [f32; 6]) -> [f32; 6] {
    let [a, b, c, d, e, f] = first;
    let [p, q, r, s, t, u] = then;
    [
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    ]
}

fn rgb(r: f32, g: f32, b: f32) -> Color {
    Color { r, g, b }
}

fn alike(one: Color, other: Color) -> bool {
    [one.r - other.r, one.g - other.g, one.b - other.b]
        .iter()
        .all(|difference| difference.abs() < SAME_COLOUR)
}

#[cfg(test)]
mod tests {
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
        Backgrounds::painted(content.as_bytes(), &states).hides(
            rgb(grey, grey, grey),
            &bounds,
            10.0,
        )
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
