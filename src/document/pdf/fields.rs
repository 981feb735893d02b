//! What is filled into a page, placed among the page's own text.
//!
//! A page draws all its labels before any field, so that by the order of drawing the values would
//! stand apart from what they are values of.

use pdf_oxide::layout::TextSpan;

use crate::document::HiddenReason;

/// Baselines of one row are no further apart than this share of the letters' size.
const SAME_ROW: f32 = 0.7;

/// The next line of a field stands no lower than so many times its letters' size.
const NEXT_LINE: f32 = 2.0;

/// Pieces of one page that are looked at for each that is filled in.
const MOST: usize = 20_000;

/// Puts each piece that is filled in behind what stands before it in its row, or behind the line
/// of its field that stands above it; what has neither stays at the end.
pub(super) fn insert(spans: &mut Vec<(TextSpan, Option<HiddenReason>)>, filled: Vec<TextSpan>) {
    let of_page = spans.len();
    if of_page.saturating_mul(filled.len()) > MOST * 1_000 {
        spans.extend(filled.into_iter().map(|span| (span, None)));
        return;
    }
    let mut last: Option<(usize, f32, f32)> = None;
    for span in filled {
        let (left, baseline, size) = (span.bbox.x, span.bbox.y, span.font_size.max(1.0));
        let is_before = |(known, reason): &(TextSpan, Option<HiddenReason>)| {
            reason.is_none()
                && known.rotation_degrees == span.rotation_degrees
                && (known.bbox.y - baseline).abs() < SAME_ROW * size.max(known.font_size)
                && known.bbox.x <= left
                && !known.text.trim().is_empty()
        };
        let in_row = spans.iter().rposition(is_before);
        let below = last.filter(|(_, known_left, above)| {
            (known_left - left).abs() < size
                && (0.0..NEXT_LINE * size).contains(&(above - baseline))
        });
        let at = match (in_row, below) {
            (Some(at), _) | (None, Some((at, ..))) => at + 1,
            (None, None) => spans.len(),
        };
        spans.insert(at, (span, None));
        last = Some((at, left, baseline));
    }
}
