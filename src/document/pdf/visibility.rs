//! Which pieces of text on a page a reader sees, and why not the others.

use std::borrow::Cow;

use pdf_oxide::{
    PdfDocument,
    geometry::Rect,
    layout::{Color, TextSpan},
    object::Object,
};

use super::{
    content::{self, States, number},
    extract::Extractor,
    hidden::{self, Backgrounds},
    invisible,
    painting::{Painting, Unseen},
    shapes::Area,
};
use crate::document::{HiddenReason, Warning};

/// Longer side of the page at which 4 points are 4 points; smaller pages are shown larger.
const PAPER: f32 = 842.0;
/// A page with more visible letters than this is no scan with recognised text.
const MOST_LETTERS_ON_SCAN: usize = 200;

/// Share of the page that the picture of a scan takes at least.
const LEAST_SHARE_OF_SCAN: f32 = 0.5;

/// How much of what is hidden is believed to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    Stated,
    /// For a file that would have no text otherwise: letters in an unlikely scale and text
    /// recognised behind pictures count as visible.
    Nothing,
}

/// Pieces of one page in the order of drawing.
pub(super) struct Sight {
    /// Each piece with the reason why it is not seen.
    pub spans: Vec<(TextSpan, Option<HiddenReason>)>,
    pub warnings: Vec<Warning>,
    /// The page shows a picture or drawing that could be a picture of text.
    pub has_picture: bool,
}

pub(super) fn look(
    document: &PdfDocument,
    index: usize,
    page: &Object,
    area: &Area,
    trust: Trust,
) -> pdf_oxide::Result<Sight> {
    let mut content = document.get_page_content_data(index).unwrap_or_default();
    if let Some(parted) = content::parted(&content) {
        content = parted;
    }
    let resources = page.as_dict().and_then(|page| page.get("Resources"));
    let extractor = Extractor {
        document,
        index,
        resources,
    };
    let states = States::of(document, resources);
    // True when hidden text is what was recognised in a picture of the page.
    let is_scan = |seen: usize, unseen: usize| match trust {
        Trust::Stated => {
            seen < MOST_LETTERS_ON_SCAN
                && seen * 4 < unseen
                && hidden::picture_share(document, index, area) >= LEAST_SHARE_OF_SCAN
        }
        Trust::Nothing => unseen > 0 && hidden::has_picture(document, index, &content),
    };
    let mut warnings = Vec::new();
    let mut unpainted = Vec::new();
    let mut read = Cow::Borrowed(&content);
    let mut spans;
    if let Some(split) = invisible::split(&content, &states) {
        spans = extractor.spans(&split.visible)?;
        unpainted = extractor.spans(&split.invisible)?;
        if is_scan(letters(&spans), letters(&unpainted)) {
            warnings.push(Warning::RecognisedText);
            spans = extractor.spans(&content)?;
            unpainted.clear();
        } else {
            read = Cow::Owned(split.visible);
        }
    } else {
        spans = extractor.spans(&content)?;
    }
    let has_picture =
        letters(&spans) < super::FEWEST_LETTERS && hidden::has_picture(document, index, &content);

    let smallest = match trust {
        Trust::Stated => smallest_visible(page, area),
        Trust::Nothing => 0.0,
    };
    let painting = Painting::of(document, resources, &content, &states);
    let mut covered = vec![None; spans.len()];
    if painting.may_cover() {
        let numbered = extractor.spans(&painting.numbered(&read))?;
        let mut numbered: Vec<Numbered> = numbered
            .iter()
            .map(|span| (span.page_bbox(), span.text.trim(), span.color))
            .filter(|(_, text, _)| !text.is_empty())
            .collect();
        numbered.sort_by(|one, other| one.0.y.total_cmp(&other.0.y));
        for (span, why) in spans.iter().zip(&mut covered) {
            *why = cover_of(span, &numbered, &painting);
        }
        let total = letters(&spans);
        let below = spans.iter().zip(&covered);
        let below = below.filter(|(_, why)| **why == Some(Unseen::BelowPicture));
        let pictured: usize = below.map(|(span, _)| span.text.trim().len()).sum();
        if is_scan(total - pictured, pictured) {
            warnings.push(Warning::RecognisedText);
            covered.fill(None);
        }
    }
    let mut backgrounds = Backgrounds::new(document, index, &painting);
    let mut sorted: Vec<(TextSpan, Option<HiddenReason>)> = Vec::with_capacity(spans.len());
    for (span, covered) in spans.into_iter().zip(covered) {
        let bounds = span.page_bbox();
        let reason = if !is_on(area, &bounds) {
            Some(HiddenReason::OffPage)
        } else if span.font_size < smallest {
            Some(HiddenReason::Tiny)
        } else if covered.is_some() {
            Some(HiddenReason::Covered)
        } else if backgrounds.hides(span.color, &bounds, span.font_size) {
            Some(HiddenReason::Colour)
        } else {
            None
        };
        sorted.push((span, reason));
    }
    if backgrounds.doubtful {
        warnings.push(Warning::LightOnPicture);
    }
    let is_tiny = |span: &TextSpan| span.font_size < smallest_visible(page, area);
    if trust == Trust::Nothing && sorted.iter().any(|(span, _)| is_tiny(span)) {
        warnings.push(Warning::ScaleNotTrusted);
    }
    let unpainted = unpainted.into_iter();
    sorted.extend(unpainted.map(|span| (span, Some(HiddenReason::Invisible))));
    Ok(Sight {
        spans: sorted,
        warnings,
        has_picture,
    })
}

/// Letters below this size are not read by people.
fn smallest_visible(page: &Object, area: &Area) -> f32 {
    let unit = page
        .as_dict()
        .and_then(|page| number(page.get("UserUnit")?));
    let unit = unit.unwrap_or(1.0).max(1.0);
    let longer = area.height().max(area.width()) * unit;
    hidden::SMALLEST_VISIBLE_SIZE / unit * (longer / PAPER).clamp(0.1, 1.0)
}

fn letters(spans: &[TextSpan]) -> usize {
    spans.iter().map(|span| span.text.trim().len()).sum()
}

fn is_on(area: &Area, bounds: &Rect) -> bool {
    const TOLERANCE: f32 = 1.0;
    let finite = bounds.x.is_finite() && bounds.y.is_finite();
    finite
        && bounds.x + bounds.width > area.left - TOLERANCE
        && bounds.x < area.right + TOLERANCE
        && bounds.y + bounds.height > area.bottom - TOLERANCE
        && bounds.y < area.top + TOLERANCE
}

/// Place, text and colour of a piece that `numbered` content drew.
type Numbered<'a> = (Rect, &'a str, Color);

/// Why a piece of text is not seen, by the pieces, sorted by height, that stand in its place.
fn cover_of(span: &TextSpan, numbered: &[Numbered], painting: &Painting) -> Option<Unseen> {
    let bounds = span.page_bbox();
    let first = numbered.partition_point(|(other, _, _)| other.y <= bounds.y - 0.5);
    let mut why = None;
    for (other, text, colour) in numbered.get(first..)? {
        if other.y >= bounds.y + 0.5 {
            break;
        }
        let beside = other.x >= bounds.x + bounds.width.max(0.5)
            || bounds.x >= other.x + other.width.max(0.5);
        if !beside && span.text.contains(text) {
            // Drawn again where it is seen.
            why = Some(painting.unseen(*colour, other)?);
        }
    }
    why
}
