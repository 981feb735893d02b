//! One page as pdf_oxide gives it: pieces of text with place, size and colour,
//! in the order in which the file draws them.

use pdf_oxide::{
    PdfDocument,
    extractors::{SpanMergingConfig, TextExtractor},
    fonts::Encoding,
    layout::{FontWeight, TextSpan},
    object::Object,
};

use super::{
    characters::{self, FontKind},
    content::States,
    hidden::{self, Backgrounds},
    invisible, segments,
};
use crate::document::{HiddenReason, HiddenText};

/// A run of text on one baseline, in an upright frame: `left < right`, lines
/// follow each other with falling `baseline`. All lengths in points.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub text: String,
    pub left: f32,
    pub right: f32,
    pub baseline: f32,
    pub size: f32,
    pub bold: bool,
    /// Rotation of the text on the page, in whole degrees.
    pub rotation: i32,
    /// White space stands before / after the text in the file.
    pub space_before: bool,
    pub space_after: bool,
    /// A sign or an icon: a bullet when it opens a line.
    pub sign: bool,
    /// The file states no width; `right` is a guess.
    pub guessed_width: bool,
}

/// The visible area of a page in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub left: f32,
    pub bottom: f32,
    pub right: f32,
    pub top: f32,
}

impl Area {
    pub fn height(&self) -> f32 {
        self.top - self.bottom
    }
}

/// Text of one page in stream order.
#[derive(Debug)]
pub(super) struct Page {
    pub area: Area,
    pub pieces: Vec<Piece>,
    pub hidden: Vec<HiddenText>,
    pub warnings: Vec<&'static str>,
    /// The page shows a picture or drawing that could be a picture of text.
    pub has_picture: bool,
}

/// Average width of a character in text whose widths the file does not state, in em.
const GUESSED_CHARACTER_WIDTH: f32 = 0.45;

pub(super) fn read(document: &PdfDocument, index: usize) -> pdf_oxide::Result<Page> {
    let number = index as u32 + 1;
    let page = document.get_page_for_debug(index)?;
    let (left, bottom, right, top) = document.get_page_visible_box(index)?;
    let area = Area {
        left,
        bottom,
        right,
        top,
    };
    let content = document.get_page_content_data(index).unwrap_or_default();
    let resources = page.as_dict().and_then(|page| page.get("Resources"));

    let extract = |content: &[u8]| -> pdf_oxide::Result<Vec<TextSpan>> {
        if !PdfDocument::may_contain_text_public(content) {
            return Ok(Vec::new());
        }
        // Merging would join text of different colours, and guess at spaces
        // that the places of the single pieces tell better.
        let apart = SpanMergingConfig {
            severe_overlap_threshold_pt: f32::MAX,
            ..Default::default()
        };
        let mut extractor = TextExtractor::new().with_merging_config(apart);
        extractor.set_page_index(index as u32);
        if let Some(resources) = resources {
            extractor.set_resources(resources.clone());
            extractor.set_document(document);
            // Text in a font that cannot be loaded still has its places.
            let _ = document.load_fonts_public(resources, &mut extractor);
            mend_ligatures(document, resources, &mut extractor);
        }
        let mut spans = extractor.extract_text_spans(content)?;
        spans.sort_by_key(|span| span.sequence);
        Ok(spans)
    };

    let mut warnings = Vec::new();
    let mut unseen: Vec<(HiddenReason, Vec<Piece>)> = Vec::new();
    let states = States::of(document, resources);
    let spans;
    if let Some(split) = invisible::split(&content, &states) {
        let painted = extract(&split.visible)?;
        let unpainted = extract(&split.invisible)?;
        if letters(&painted) * 4 < letters(&unpainted)
            && hidden::has_picture(document, index, &content)
        {
            // A scan with recognised text behind it: the picture shows that text.
            warnings.push("a page is a picture with recognised text behind it; that text was read");
            spans = extract(&content)?;
        } else {
            for span in &unpainted {
                push_piece(unseen_for(&mut unseen, HiddenReason::Invisible), span);
            }
            spans = painted;
        }
    } else {
        spans = extract(&content)?;
    }
    let has_picture =
        letters(&spans) < super::FEWEST_LETTERS && hidden::has_picture(document, index, &content);

    let total: usize = spans.iter().map(|span| span.text.len()).sum();
    let tiny: usize = spans
        .iter()
        .filter(|span| is_tiny(span))
        .map(|span| span.text.len())
        .sum();
    // A page that is tiny all over is drawn in another scale, not hidden.
    let scaled = tiny * 2 > total;
    if scaled {
        warnings.push("a page states letters under 4 points throughout; its scale was not trusted");
    }

    let mut backgrounds = Backgrounds::new(document, index, &content, &states);
    let mut pieces: Vec<Piece> = Vec::with_capacity(spans.len());
    let mut hidden_texts = Vec::new();
    for span in &spans {
        if span.text.chars().any(characters::is_tag) {
            let tags: String = span
                .text
                .chars()
                .filter(|character| characters::is_tag(*character))
                .filter_map(|character| char::from_u32(character as u32 - 0xe0000))
                .collect();
            hidden::note(&mut hidden_texts, &tags, number, HiddenReason::ZeroWidth);
        }
        let bounds = span.page_bbox();
        let reason = if !on_page(&area, &bounds) {
            Some(HiddenReason::OffPage)
        } else if is_tiny(span) && !scaled {
            Some(HiddenReason::Tiny)
        } else if backgrounds.hides(span.color, &bounds, span.font_size) {
            Some(HiddenReason::Colour)
        } else {
            None
        };
        if let Some(reason) = reason {
            push_piece(unseen_for(&mut unseen, reason), span);
        } else {
            push_piece(&mut pieces, span);
        }
    }
    for (reason, pieces) in unseen {
        for segment in segments::join(&pieces) {
            hidden::note(&mut hidden_texts, &segment.text, number, reason);
        }
    }
    if backgrounds.doubtful {
        warnings.push("light text stands on a picture or a pattern; it was taken for visible");
    }
    Ok(Page {
        area,
        pieces,
        hidden: hidden_texts,
        warnings,
        has_picture,
    })
}

/// Sets the ligatures that a font names by their parts (`f_i`); pdf_oxide takes
/// the first part for the whole.
fn mend_ligatures(document: &PdfDocument, resources: &Object, extractor: &mut TextExtractor) {
    let resolve = |object: &Object| document.resolve_references(object, 1).ok();
    let entry = |object: &Object, key: &str| object.as_dict()?.get(key).and_then(resolve);
    let Some(fonts) = resolve(resources).and_then(|resources| entry(&resources, "Font")) else {
        return;
    };
    for (name, loaded) in extractor.get_font_set() {
        let Encoding::Custom(known) = &loaded.encoding else {
            continue;
        };
        let Some(font) = entry(&fonts, &name) else {
            continue;
        };
        let differences =
            entry(&font, "Encoding").and_then(|encoding| entry(&encoding, "Differences"));
        let mut characters = None;
        let mut code = 0;
        for item in differences
            .as_ref()
            .and_then(Object::as_array)
            .into_iter()
            .flatten()
        {
            if let Some(next) = item.as_integer() {
                code = next;
            } else if let Some(glyph) = item.as_name() {
                if let (Some(ligature), Ok(code)) =
                    (characters::ligature(glyph), u8::try_from(code))
                {
                    characters
                        .get_or_insert_with(|| known.clone())
                        .insert(code, ligature);
                }
                code += 1;
            }
        }
        if let Some(characters) = characters {
            let mut font = (*loaded).clone();
            font.encoding = Encoding::Custom(characters);
            extractor.add_font(name, font);
        }
    }
}

fn letters(spans: &[TextSpan]) -> usize {
    spans.iter().map(|span| span.text.trim().len()).sum()
}

fn unseen_for(
    unseen: &mut Vec<(HiddenReason, Vec<Piece>)>,
    reason: HiddenReason,
) -> &mut Vec<Piece> {
    let index = match unseen.iter().position(|(known, _)| *known == reason) {
        Some(index) => index,
        None => {
            unseen.push((reason, Vec::new()));
            unseen.len() - 1
        }
    };
    &mut unseen[index].1
}

fn is_tiny(span: &TextSpan) -> bool {
    span.font_size < hidden::SMALLEST_VISIBLE_SIZE
}

fn on_page(area: &Area, bounds: &pdf_oxide::geometry::Rect) -> bool {
    const TOLERANCE: f32 = 1.0;
    let finite = bounds.x.is_finite() && bounds.y.is_finite();
    finite
        && bounds.x + bounds.width > area.left - TOLERANCE
        && bounds.x < area.right + TOLERANCE
        && bounds.y + bounds.height > area.bottom - TOLERANCE
        && bounds.y < area.top + TOLERANCE
}

fn push_piece(pieces: &mut Vec<Piece>, span: &TextSpan) {
    let kind = characters::font_kind(&span.font_name);
    let raw = span.text.as_str();
    let guessed_width = span.bbox.width < 0.01;
    if kind == FontKind::Pictures && !(guessed_width && characters::is_telling_label(raw)) {
        return;
    }
    let mut text = String::with_capacity(raw.len());
    characters::push_clean(raw, &mut text);
    let trimmed = text.trim();
    let (space_before, space_after) = (text.starts_with(' '), text.ends_with(' '));

    let rotation = span.rotation_degrees.round() as i32;
    let (sine, cosine) = span.rotation_degrees.to_radians().sin_cos();
    let (mut left, baseline) = if rotation == 0 {
        (span.bbox.x, span.bbox.y)
    } else {
        (
            span.bbox.x * cosine + span.bbox.y * sine,
            span.bbox.y * cosine - span.bbox.x * sine,
        )
    };
    let size = span.font_size.max(0.1);
    let mut right = left
        + if guessed_width {
            GUESSED_CHARACTER_WIDTH * size * trimmed.chars().count() as f32
        } else {
            span.bbox.width
        };
    if trimmed.is_empty() {
        if let Some(last) = pieces.last_mut() {
            if (last.baseline - baseline).abs() < 0.3 * size && last.rotation == rotation {
                last.space_after = true;
            }
        }
        return;
    }
    if let Some(last) = pieces.last() {
        let same_place = (last.left - left).abs() < size * 0.6 || (left - last.right).abs() < 1.0;
        if let (Some(accent), true) = (
            characters::lone_accent(&last.text),
            same_place && (last.baseline - baseline).abs() < size,
        ) {
            if let Some(first) = trimmed.chars().next().filter(|first| first.is_alphabetic()) {
                let rest = &trimmed[first.len_utf8()..];
                let composed = characters::nfc(format!("{first}{accent}{rest}"));
                let (before, accent_left) = (last.space_before, last.left);
                pieces.pop();
                left = left.min(accent_left);
                pieces.push(Piece {
                    text: composed,
                    left,
                    right,
                    baseline,
                    size,
                    bold: span.font_weight == FontWeight::Bold,
                    rotation,
                    space_before: before || space_before,
                    space_after,
                    sign: false,
                    guessed_width,
                });
                return;
            }
        }
    }
    // Spaces at the ends are part of the stated width, but not of the words.
    let blank = 0.25 * size;
    if !guessed_width {
        let (ahead, behind) = (
            (text.len() - text.trim_start().len()) as f32,
            (text.len() - text.trim_end().len()) as f32,
        );
        if (ahead + behind) * blank < right - left {
            left += ahead * blank;
            right -= behind * blank;
        }
    }
    pieces.push(Piece {
        text: characters::nfc(trimmed.to_string()),
        left,
        right,
        baseline,
        size,
        bold: matches!(
            span.font_weight,
            FontWeight::SemiBold | FontWeight::Bold | FontWeight::ExtraBold | FontWeight::Black
        ),
        rotation,
        space_before,
        space_after,
        sign: kind == FontKind::Signs && trimmed.chars().count() == 1,
        guessed_width,
    });
}
