//! Text that a reader of the page cannot see: what it is, and what lies behind it.

use pdf_oxide::{PdfDocument, geometry::Rect, layout::Color};

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
        _ => hidden.push(HiddenText { text: clean.to_string(), page, reason }),
    }
}

/// True when the page shows an image, or so much drawing without letters that
/// it may be a picture of text.
pub(super) fn has_picture(document: &PdfDocument, index: usize, content: &[u8]) -> bool {
    const DRAWING: usize = 4096;
    content.len() > DRAWING
        || document.page_image_handles(index).is_ok_and(|images| !images.is_empty())
}

/// What is painted behind the text of one page, found out when first needed.
pub(super) struct Backgrounds<'document> {
    document: &'document PdfDocument,
    index: usize,
    painted: Option<Painted>,
    /// Light text was kept because a picture or pattern may lie behind it.
    pub doubtful: bool,
}

struct Painted {
    /// In the order of painting.
    areas: Vec<(Rect, Color)>,
    images: Vec<Rect>,
    has_pattern: bool,
    /// Colours of other colour spaces are set; the colours of `areas` may be wrong.
    has_named_colours: bool,
}

impl<'document> Backgrounds<'document> {
    pub fn new(document: &'document PdfDocument, index: usize) -> Self {
        Self { document, index, painted: None, doubtful: false }
    }

    /// True when text of this colour cannot be told from what lies behind it.
    /// In doubt the text counts as visible.
    pub fn hides(&mut self, colour: Color, bounds: &Rect) -> bool {
        if [colour.r, colour.g, colour.b].iter().any(|channel| *channel < LIGHT) {
            return false;
        }
        let painted =
            self.painted.get_or_insert_with(|| Painted::of(self.document, self.index));
        let centre = (bounds.x + bounds.width / 2.0, bounds.y + bounds.height * 0.35);
        let white = Color { r: 1.0, g: 1.0, b: 1.0 };
        let behind = painted
            .areas
            .iter()
            .rev()
            .find(|(area, _)| holds(area, centre))
            .map_or(white, |(_, colour)| *colour);
        if !alike(colour, behind) {
            return false;
        }
        let unsure = painted.has_pattern
            || (painted.has_named_colours && !painted.areas.is_empty())
            || painted.images.iter().any(|image| holds(image, centre));
        if unsure {
            self.doubtful = true;
            return false;
        }
        true
    }
}

impl Painted {
    fn of(document: &PdfDocument, index: usize) -> Self {
        let areas = document
            .extract_paths(index)
            .unwrap_or_default()
            .iter()
            .filter_map(|path| Some((path.rendered_bbox(), path.fill_color?)))
            .filter(|(area, _)| {
                area.width >= THINNEST_BACKGROUND && area.height >= THINNEST_BACKGROUND
            })
            .collect();
        let images = document
            .page_image_handles(index)
            .map(|images| images.iter().map(|image| image.bbox).collect())
            .unwrap_or_default();
        let content = document.get_page_content_data(index).unwrap_or_default();
        Self {
            areas,
            images,
            has_pattern: holds_word(&content, &[b"sh", b"/Pattern"]),
            has_named_colours: holds_word(&content, &[b"sc", b"scn"]),
        }
    }
}

fn holds(area: &Rect, point: (f32, f32)) -> bool {
    point.0 >= area.x
        && point.0 <= area.x + area.width
        && point.1 >= area.y
        && point.1 <= area.y + area.height
}

fn alike(one: Color, other: Color) -> bool {
    [one.r - other.r, one.g - other.g, one.b - other.b]
        .iter()
        .all(|difference| difference.abs() < SAME_COLOUR)
}

fn holds_word(content: &[u8], words: &[&[u8]]) -> bool {
    content.split(|byte| byte.is_ascii_whitespace()).any(|word| words.contains(&word))
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

    #[test]
    fn patterns_are_seen_as_words() {
        assert!(holds_word(b"q /Sh1 sh Q", &[b"sh"]));
        assert!(!holds_word(b"(sh) Tj /shape gs", &[b"sh"]));
    }
}
