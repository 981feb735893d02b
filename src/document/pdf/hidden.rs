//! Text that a reader of the page cannot see, as it is kept, and pages that are pictures.

use pdf_oxide::PdfDocument;

use super::shapes::Area;
use crate::document::{HiddenReason, HiddenText};

/// Letters below this size (points) are not read by people.
pub(super) const SMALLEST_VISIBLE_SIZE: f32 = 4.0;

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
            after: 0,
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
}
