//! Fonts that lend their characters to others of their name.
//!
//! Text in a font that is not in the file and tells no characters is read by pdf_oxide with
//! another font of the same name: the one with most characters, then the first by its whole name,
//! and of those that are equal in both, the first of a hash table, another one in each process.
//! Where that can happen, a font is added before those of the page that has one character more
//! than each of them, and their characters by a rule; so it is always the one that lends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pdf_oxide::{
    PdfDocument,
    extractors::TextExtractor,
    fonts::{FontInfo, TrueTypeCMap},
    object::Object,
};

/// Forms within forms that are looked into, and forms in all.
const DEPTH: usize = 16;
const FORMS: usize = 1000;

/// Characters by the number of their glyph.
type Characters = Vec<(u16, char)>;

/// Adds to `extractor` the fonts that lend where the page's own would be taken by chance.
pub(super) fn settle(
    document: &PdfDocument,
    resources: &Object,
    extractor: &mut TextExtractor<'_>,
) {
    let mut lenders = Lenders {
        document,
        by_name: BTreeMap::new(),
        seen: BTreeSet::new(),
    };
    lenders.look(resources, 0);
    for (name, fonts) in lenders.by_name {
        if let Some(font) = settled(&fonts) {
            // No name of a resource holds a space.
            extractor.add_font(format!("lender of {name}"), font);
        }
    }
}

struct Lenders<'document> {
    document: &'document PdfDocument,
    /// Embedded fonts by their name without the prefix of a subset.
    by_name: BTreeMap<String, Vec<Arc<FontInfo>>>,
    /// Forms by number and generation.
    seen: BTreeSet<(u32, u16)>,
}

impl Lenders<'_> {
    /// Notes the fonts of `resources` and of the forms in it.
    fn look(&mut self, resources: &Object, depth: usize) {
        let mut own = TextExtractor::new();
        // A font that cannot be loaded lends nothing.
        let _ = self.document.load_fonts_public(resources, &mut own);
        for (_, font) in own.get_font_set() {
            if font.embedded_font_data.is_some() && font.has_truetype_cmap() {
                let name = without_prefix(&font.base_font).to_owned();
                self.by_name.entry(name).or_default().push(font);
            }
        }
        if depth == DEPTH {
            return;
        }
        let resolve = |object: &Object| match object.as_reference() {
            Some(reference) => self.document.load_object(reference).ok(),
            None => Some(object.clone()),
        };
        let entry = |object: &Object, key: &str| resolve(object.as_dict()?.get(key)?);
        let Some(forms) = resolve(resources).and_then(|resources| entry(&resources, "XObject"))
        else {
            return;
        };
        let forms = forms.as_dict().into_iter().flat_map(|forms| forms.values());
        let mut forms: Vec<_> = forms.filter_map(Object::as_reference).collect();
        forms.sort_by_key(|form| (form.id, form.r#gen));
        for form in forms {
            if self.seen.len() == FORMS || !self.seen.insert((form.id, form.r#gen)) {
                continue;
            }
            let Ok(form) = self.document.load_object(form) else {
                continue;
            };
            if let Some(resources) = form.as_dict().and_then(|form| form.get("Resources")) {
                self.look(resources, depth + 1);
            }
        }
    }
}

/// A font with more characters than each of `fonts`, where two of them are equal in name and
/// number of characters but not in these.
fn settled(fonts: &[Arc<FontInfo>]) -> Option<FontInfo> {
    let length = |font: &FontInfo| font.truetype_cmap().map_or(0, TrueTypeCMap::len);
    let by_chance = |one: &FontInfo, other: &FontInfo| {
        one.base_font == other.base_font
            && length(one) == length(other)
            && one.embedded_font_data != other.embedded_font_data
    };
    let pairs = fonts.iter().enumerate();
    let mut pairs =
        pairs.flat_map(|(at, one)| fonts[at + 1..].iter().map(move |other| (one, other)));
    if !pairs.any(|(one, other)| by_chance(one, other)) {
        return None;
    }
    let best = |font: &Arc<FontInfo>| {
        let key = (std::cmp::Reverse(length(font)), font.base_font.clone());
        (key, characters(font))
    };
    let (_, mut lent) = fonts.iter().map(best).min()?;
    let free =
        (0..=u16::MAX).find(|glyph| lent.binary_search_by_key(glyph, |known| known.0).is_err())?;
    lent.push((free, char::REPLACEMENT_CHARACTER));
    let mut font = fonts.first()?.as_ref().clone();
    font.set_truetype_cmap(TrueTypeCMap::from_font_data(&program(&lent)).ok());
    Some(font)
}

fn characters(font: &FontInfo) -> Characters {
    let Some(table) = font.truetype_cmap() else {
        return Vec::new();
    };
    let glyphs = 0..=u16::MAX;
    glyphs
        .filter_map(|glyph| Some((glyph, table.get_unicode(glyph)?)))
        .collect()
}

/// A TrueType file that holds nothing but a table of characters (format 12).
fn program(characters: &Characters) -> Vec<u8> {
    const FILE: [u16; 6] = [1, 0, 1, 16, 0, 0];
    // Version, one subtable: Windows, all of Unicode, 12 bytes further on.
    const TABLE: [u16; 6] = [0, 1, 3, 10, 0, 12];
    let groups = characters.len() as u32;
    let length = 16 + 12 * groups;
    let mut file: Vec<u8> = FILE.iter().flat_map(|word| word.to_be_bytes()).collect();
    file.extend(b"cmap");
    let entry = [0, 28, 12 + length];
    file.extend(entry.iter().flat_map(|number: &u32| number.to_be_bytes()));
    file.extend(TABLE.iter().flat_map(|word| word.to_be_bytes()));
    file.extend([0, 12, 0, 0]);
    let head = [length, 0, groups];
    file.extend(head.iter().flat_map(|number| number.to_be_bytes()));
    for &(glyph, character) in characters {
        let group = [character as u32, character as u32, u32::from(glyph)];
        file.extend(group.iter().flat_map(|number| number.to_be_bytes()));
    }
    file
}

/// `QQPMQK+Impact` is `Impact`, a subset of it.
fn without_prefix(name: &str) -> &str {
    match name.split_at_checked(7) {
        Some((prefix, rest))
            if !rest.is_empty()
                && prefix.ends_with('+')
                && prefix[..6].bytes().all(|byte| byte.is_ascii_uppercase()) =>
        {
            rest
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_holds_its_characters() -> Result<(), String> {
        let lent = vec![(0, 'q'), (3, 'é'), (u16::MAX, '😀')];
        let table = TrueTypeCMap::from_font_data(&program(&lent))?;
        assert_eq!(table.len(), 3);
        for (glyph, character) in lent {
            assert_eq!(table.get_unicode(glyph), Some(character));
        }
        Ok(())
    }

    #[test]
    fn only_a_subset_has_a_prefix() {
        assert_eq!(without_prefix("ABCDEE+Wingdings"), "Wingdings");
        for name in [
            "ABCDEE+",
            "ABCDeE+Arial",
            "ABCDE+Arial",
            "Arial",
            "Ärialsansx+y",
        ] {
            assert_eq!(without_prefix(name), name);
        }
    }
}
