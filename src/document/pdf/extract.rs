//! Text of a content stream as pdf_oxide reads it.

use std::{collections::BTreeMap, sync::Arc};

use pdf_oxide::{
    PdfDocument,
    extractors::{SpanMergingConfig, TextExtractor},
    fonts::{Encoding, FontInfo},
    layout::TextSpan,
    object::Object,
};

use super::characters;

/// Reads scripts with the fonts of one page and of its forms.
pub(super) struct Extractor<'page> {
    document: &'page PdfDocument,
    reader: TextExtractor<'page>,
}

impl<'page> Extractor<'page> {
    pub(super) fn new(document: &'page PdfDocument, index: usize) -> Self {
        Self {
            document,
            reader: reader(document, index),
        }
    }

    /// Loads the fonts of these resources, to be named with `prefix` before their own names.
    pub(super) fn load(
        &mut self,
        resources: &Object,
        prefix: &str,
    ) -> BTreeMap<String, Arc<FontInfo>> {
        // Text in a font that cannot be loaded still has its places.
        if prefix.is_empty() {
            let _ = self.document.load_fonts_public(resources, &mut self.reader);
            mend_ligatures(self.document, resources, &mut self.reader);
            return self.reader.get_font_set().into_iter().collect();
        }
        let mut loaded = reader(self.document, 0);
        let _ = self.document.load_fonts_public(resources, &mut loaded);
        mend_ligatures(self.document, resources, &mut loaded);
        let fonts: BTreeMap<String, Arc<FontInfo>> = loaded.get_font_set().into_iter().collect();
        for (name, font) in &fonts {
            self.reader
                .add_font(format!("{prefix}{name}"), (**font).clone());
        }
        fonts
    }

    /// Pieces of text in the order of drawing.
    pub(super) fn spans(&mut self, content: &[u8]) -> pdf_oxide::Result<Vec<TextSpan>> {
        if !PdfDocument::may_contain_text_public(content) {
            return Ok(Vec::new());
        }
        let mut spans = self.reader.extract_text_spans(content)?;
        spans.sort_by_key(|span| span.sequence);
        Ok(spans)
    }
}

fn reader(document: &PdfDocument, index: usize) -> TextExtractor<'_> {
    // Merging would join text of different colours, and guess at spaces
    // that the places of the single pieces tell better.
    let apart = SpanMergingConfig {
        severe_overlap_threshold_pt: f32::MAX,
        ..Default::default()
    };
    let mut reader = TextExtractor::new().with_merging_config(apart);
    reader.set_page_index(index as u32);
    reader.set_document(document);
    reader
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
