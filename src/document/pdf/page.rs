//! One page as pdf_oxide gives it: pieces of text with place, size and colour,
//! in the order in which the file draws them.

use pdf_oxide::{
    PdfDocument,
    layout::{FontWeight, TextSpan},
};

use super::{
    characters::{self, FontKind},
    hidden,
    layers::Layers,
    segments,
    shapes::Area,
    visibility::{self, Trust},
};
use crate::document::{HiddenReason, HiddenText, Warning};

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

/// Text of one page in stream order.
#[derive(Debug)]
pub(super) struct Page {
    /// What a reader sees of the page.
    pub area: Area,
    pub pieces: Vec<Piece>,
    pub hidden: Vec<HiddenText>,
    pub warnings: Vec<Warning>,
    /// The page shows a picture or drawing that could be a picture of text.
    pub has_picture: bool,
}

/// Average width of a character in text whose widths the file does not state, in em.
const GUESSED_CHARACTER_WIDTH: f32 = 0.45;

pub(super) fn read(
    document: &PdfDocument,
    index: usize,
    layers: &Layers,
    trust: Trust,
) -> pdf_oxide::Result<Page> {
    let number = index as u32 + 1;
    let page = document.get_page_for_debug(index)?;
    let (left, bottom, right, top) = document.get_page_visible_box(index)?;
    let area = Area {
        left,
        bottom,
        right,
        top,
    };
    let seen = visibility::look(document, index, &page, &area, layers, trust)?;
    let mut unseen: Vec<(HiddenReason, Vec<Piece>)> = Vec::new();
    let mut pieces: Vec<Piece> = Vec::with_capacity(seen.spans.len());
    let mut hidden_texts = Vec::new();
    for (span, reason) in &seen.spans {
        if span.text.chars().any(characters::is_tag) {
            let tags: String = span
                .text
                .chars()
                .filter(|character| characters::is_tag(*character))
                .filter_map(|character| char::from_u32(character as u32 - 0xe0000))
                .collect();
            hidden::note(&mut hidden_texts, &tags, number, HiddenReason::ZeroWidth);
        }
        match reason {
            Some(reason) => push_piece(unseen_for(&mut unseen, *reason), span),
            None => push_piece(&mut pieces, span),
        }
    }
    for (reason, pieces) in unseen {
        for segment in segments::join(&pieces) {
            hidden::note(&mut hidden_texts, &segment.text, number, reason);
        }
    }
    Ok(Page {
        area,
        pieces,
        hidden: hidden_texts,
        warnings: seen.warnings,
        has_picture: seen.has_picture,
    })
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
        if let Some(last) = pieces.last_mut()
            && (last.baseline - baseline).abs() < 0.3 * size
            && last.rotation == rotation
        {
            last.space_after = true;
        }
        return;
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
    let mut piece = Piece {
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
    };
    if let Some(last) = pieces.pop_if(|last| is_accent_of(last, &piece)) {
        piece.text = accented(&last, &piece.text);
        piece.left = piece.left.min(last.left);
        piece.space_before |= last.space_before;
    }
    pieces.push(piece);
}

/// True when `accent` is drawn alone, at the first letter of `piece`.
fn is_accent_of(accent: &Piece, piece: &Piece) -> bool {
    let near = (accent.left - piece.left).abs() < piece.size * 0.6
        || (piece.left - accent.right).abs() < 1.0;
    near && (accent.baseline - piece.baseline).abs() < piece.size
        && characters::lone_accent(&accent.text).is_some()
        && piece.text.chars().next().is_some_and(char::is_alphabetic)
}

fn accented(accent: &Piece, text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    let accent = characters::lone_accent(&accent.text);
    characters::nfc(first.into_iter().chain(accent).chain(letters).collect())
}
