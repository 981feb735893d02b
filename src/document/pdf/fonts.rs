//! Whether a font draws the letters that its codes are read as.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use pdf_oxide::{
    fonts::{Encoding, FontInfo},
    object::Object,
};
use ttf_parser::{Face, GlyphId, OutlineBuilder, PlatformId, cff};
use unicode_normalization::UnicodeNormalization;

use super::file::File;

/// More letters than this are no ligature.
const LONGEST_LIGATURE: usize = 3;
/// Letters lower than this (em) are no letters.
const LOWEST_LETTER: f32 = 0.02;
/// Characters of one font whose glyphs are looked up.
const MOST_CHARACTERS: usize = 70_000;

/// What one code of a font draws, beside what it is read as.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Glyph {
    /// No letter, or nothing speaks against it; its height in em, if it is known.
    Fine(Option<f32>),
    /// Another letter, or not so many.
    Lying,
    /// Nothing.
    Empty,
    /// In colours of its own.
    Coloured,
}

pub(super) struct Font<'page> {
    file: File<'page>,
    info: Option<Arc<FontInfo>>,
    pub object: Option<Object>,
    pub is_composite: bool,
    pub is_drawn: bool,
    /// Codes that the file names a glyph for.
    differences: HashMap<u32, String>,
    is_encoded: bool,
    is_windows: bool,
    program: Option<Arc<Vec<u8>>>,
    /// Characters of each glyph, as the program itself has them.
    characters: RefCell<Option<HashMap<u16, Vec<char>>>>,
    glyphs: RefCell<HashMap<u32, Glyph>>,
}

impl<'page> Font<'page> {
    pub(super) fn new(
        file: File<'page>,
        object: Option<&Object>,
        info: Option<Arc<FontInfo>>,
    ) -> Self {
        let object = object.and_then(|object| file.resolved(object));
        let subtype = object
            .as_ref()
            .and_then(|object| file.name(object, "Subtype"));
        let encoding = object
            .as_ref()
            .and_then(|object| file.entry(object, "Encoding"));
        let base = encoding.as_ref().and_then(|encoding| match encoding {
            Object::Name(name) => Some(name.clone()),
            encoding => file.name(encoding, "BaseEncoding"),
        });
        let mut differences = HashMap::new();
        let listed = encoding
            .as_ref()
            .and_then(|encoding| file.entry(encoding, "Differences"));
        let mut code = 0u32;
        for item in listed.iter().filter_map(Object::as_array).flatten() {
            let item = file.resolved(item);
            match item {
                Some(Object::Integer(next)) => code = next.clamp(0, 255) as u32,
                Some(Object::Name(name)) => {
                    differences.insert(code, name);
                    code += 1;
                }
                _ => {}
            }
        }
        let program = info
            .as_ref()
            .and_then(|info| info.embedded_font_data.clone())
            .or_else(|| {
                let object = object.as_ref()?;
                let descriptor = file.entry(object, "FontDescriptor").or_else(|| {
                    let below = file.entry(object, "DescendantFonts")?;
                    let below = file.resolved(below.as_array()?.first()?)?;
                    file.entry(&below, "FontDescriptor")
                })?;
                ["FontFile2", "FontFile3"].into_iter().find_map(|key| {
                    let program = file.entry(&descriptor, key)?;
                    file.data(&program).map(Arc::new)
                })
            });
        let is_symbolic = info
            .as_ref()
            .and_then(|info| info.flags)
            .is_some_and(|flags| flags & 4 != 0);
        let is_truetype = subtype.as_deref() == Some("TrueType");
        Self {
            file,
            is_composite: subtype.as_deref() == Some("Type0"),
            is_drawn: subtype.as_deref() == Some("Type3"),
            is_encoded: base.is_some() && !(is_truetype && is_symbolic && program.is_some()),
            is_windows: base.as_deref() == Some("WinAnsiEncoding"),
            differences,
            info,
            object,
            program,
            characters: RefCell::default(),
            glyphs: RefCell::default(),
        }
    }

    /// Width of a glyph in text space, for size 1.
    pub(super) fn width(&self, code: u32) -> f32 {
        self.info.as_ref().map_or(0.5, |info| {
            let code = u16::try_from(code).unwrap_or(0);
            info.get_glyph_width(code) * info.font_matrix_a
        })
    }

    pub(super) fn is_vertical(&self) -> bool {
        self.info.as_ref().is_some_and(|info| info.wmode == 1)
    }

    pub(super) fn text(&self, code: u32) -> Option<String> {
        self.info.as_ref()?.char_to_unicode(code)
    }

    /// The drawing of a glyph of a font whose glyphs are small content streams.
    pub(super) fn drawing(&self, code: u32) -> Option<Object> {
        let drawings = self.file.entry(self.object.as_ref()?, "CharProcs")?;
        self.file.entry(&drawings, self.differences.get(&code)?)
    }

    /// What was found out of a code before.
    pub(super) fn known(&self, code: u32) -> Option<Glyph> {
        self.glyphs.borrow().get(&code).copied()
    }

    /// What a code draws; `drawn` is what a glyph draws that is a small content stream.
    pub(super) fn glyph(&self, code: u32, drawn: Option<Glyph>) -> Glyph {
        let glyph = self.looked_at(code, drawn);
        self.glyphs.borrow_mut().insert(code, glyph);
        glyph
    }

    fn looked_at(&self, code: u32, drawn: Option<Glyph>) -> Glyph {
        let stated = self.text(code).unwrap_or_default();
        let letters = stated
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .count();
        if letters == 0 {
            return Glyph::Fine(None);
        }
        if letters > LONGEST_LIGATURE || self.is_of_signs(&stated) {
            return Glyph::Lying;
        }
        if self.is_drawn {
            return drawn.unwrap_or(Glyph::Empty);
        }
        if let Some(expected) = self.encoded(code)
            && !agree(&stated, &expected)
        {
            return Glyph::Lying;
        }
        let Some(program) = &self.program else {
            return Glyph::Fine(None);
        };
        let program: &[u8] = program;
        if let Ok(face) = Face::parse(program, 0) {
            let Some(glyph) = self.of_face(&face, code) else {
                return Glyph::Fine(None);
            };
            let mut characters = self.characters.borrow_mut();
            let characters = characters.get_or_insert_with(|| characters_of(&face));
            let own = characters.get(&glyph.0);
            if own.is_some_and(|own| !own.iter().any(|own| agree(&stated, &own.to_string()))) {
                return Glyph::Lying;
            }
            if own.is_none()
                && let Some(named) = face.glyph_name(glyph).and_then(of_name)
                && !agree(&stated, &named.to_string())
            {
                return Glyph::Lying;
            }
            // What a picture or layers draw is not looked at.
            let tables = face.tables();
            let has_outlines = tables.glyf.is_some() || tables.cff.is_some();
            let has_others = tables.colr.is_some()
                || tables.sbix.is_some()
                || tables.cbdt.is_some()
                || tables.svg.is_some();
            if !has_outlines || has_others {
                return Glyph::Fine(None);
            }
            let mut outline = Bounds::default();
            face.outline_glyph(glyph, &mut outline);
            return outline.glyph(f32::from(face.units_per_em()));
        }
        if let Some(table) = cff::Table::parse(program) {
            let Some(glyph) = self.of_table(&table, code) else {
                return Glyph::Fine(None);
            };
            if let Some(named) = table.glyph_name(glyph).and_then(of_name)
                && !agree(&stated, &named.to_string())
            {
                return Glyph::Lying;
            }
            let scale = table.matrix().sx;
            let mut outline = Bounds::default();
            if matches!(
                table.outline(glyph, &mut outline),
                Err(error) if !matches!(error, ttf_parser::CFFError::ZeroBBox)
            ) {
                return Glyph::Fine(None);
            }
            return outline.glyph(if scale > 0.0 { 1.0 / scale } else { 1000.0 });
        }
        Glyph::Fine(None)
    }

    /// Letters read from a font of signs that every viewer has.
    fn is_of_signs(&self, stated: &str) -> bool {
        let Some(info) = self.info.as_ref().filter(|_| self.program.is_none()) else {
            return false;
        };
        let name = info.base_font.as_str();
        let name = name.split_once('+').map_or(name, |(_, name)| name);
        let has_latin = stated.chars().any(|letter| letter.is_ascii_alphabetic());
        has_latin && (name.starts_with("ZapfDingbats") || name.starts_with("Symbol"))
    }

    /// The character that the file's own encoding gives a code.
    fn encoded(&self, code: u32) -> Option<String> {
        if self.is_composite || code > 255 {
            return None;
        }
        if let Some(name) = self.differences.get(&code) {
            if is_sign(name) {
                return Some(" ".to_owned());
            }
            let known = match self.info.as_ref().map(|info| &info.encoding) {
                Some(Encoding::Custom(known)) => known.get(&(code as u8)).copied(),
                _ => None,
            };
            return of_name(name)
                .or(known.filter(|_| name.len() > 1))
                .map(String::from);
        }
        if !self.is_encoded {
            return None;
        }
        match code as u8 {
            byte if byte.is_ascii_alphanumeric() => Some(char::from(byte).to_string()),
            byte @ 128.. if self.is_windows => {
                let bytes = [byte];
                let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
                Some(text.into_owned())
            }
            _ => None,
        }
    }

    fn of_face(&self, face: &Face, code: u32) -> Option<GlyphId> {
        let info = self.info.as_ref()?;
        if self.is_composite {
            let code = u16::try_from(code).ok()?;
            if let Some(map) = &info.cid_to_gid_map {
                return Some(GlyphId(map.get_gid(code)));
            }
            if let Some(map) = &info.cff_cid_to_gid {
                return map.get(&code).copied().map(GlyphId);
            }
            return matches!(info.encoding, Encoding::Identity).then_some(GlyphId(code));
        }
        let tables = face.tables().cmap?;
        // The ways in which viewers look; where they differ, none is believed.
        let mut found = Vec::new();
        let byte = u8::try_from(code).ok()?;
        if let Some(expected) = self.encoded(code).and_then(|text| text.chars().next()) {
            found.extend(face.glyph_index(expected));
        }
        for table in tables.subtables {
            let symbols = table.platform_id == PlatformId::Windows && table.encoding_id == 0;
            if symbols {
                let high = table.glyph_index(0xF000 + u32::from(byte));
                found.extend(high.or_else(|| table.glyph_index(u32::from(byte))));
            } else if table.platform_id == PlatformId::Macintosh {
                found.extend(table.glyph_index(u32::from(byte)));
            }
        }
        found.retain(|glyph| glyph.0 != 0);
        let first = *found.first()?;
        found.iter().all(|other| *other == first).then_some(first)
    }

    fn of_table(&self, table: &cff::Table, code: u32) -> Option<GlyphId> {
        let info = self.info.as_ref()?;
        if self.is_composite {
            let code = u16::try_from(code).ok()?;
            return match &info.cff_cid_to_gid {
                Some(map) => map.get(&code).copied().map(GlyphId),
                None => matches!(info.encoding, Encoding::Identity).then_some(GlyphId(code)),
            };
        }
        match self.differences.get(&code) {
            Some(name) => table.glyph_index_by_name(name),
            None if self.is_encoded => {
                let expected = self.encoded(code)?;
                table.glyph_index_by_name(expected.as_str())
            }
            None => table.glyph_index(u8::try_from(code).ok()?),
        }
    }
}

fn characters_of(face: &Face) -> HashMap<u16, Vec<char>> {
    let mut characters: HashMap<u16, Vec<char>> = HashMap::new();
    let mut left = MOST_CHARACTERS;
    let tables = face.tables().cmap;
    for table in tables.into_iter().flat_map(|cmap| cmap.subtables) {
        // Tables of symbols are Unicode by name only.
        if !table.is_unicode() || table.platform_id == PlatformId::Windows && table.encoding_id == 0
        {
            continue;
        }
        table.codepoints(|code| {
            if left == 0 {
                return;
            }
            left -= 1;
            let character = char::from_u32(code).filter(|code| !is_private(*code));
            if let (Some(character), Some(glyph)) = (character, table.glyph_index(code)) {
                characters.entry(glyph.0).or_default().push(character);
            }
        });
    }
    characters.remove(&0);
    characters
}

fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..) || character.is_control()
}

/// Names of glyphs that every font knows and that are no letters.
fn is_sign(name: &str) -> bool {
    const SIGNS: [&str; 39] = [
        "space",
        "nbspace",
        "nonbreakingspace",
        "exclam",
        "quotedbl",
        "numbersign",
        "dollar",
        "percent",
        "ampersand",
        "quotesingle",
        "quoteright",
        "quoteleft",
        "parenleft",
        "parenright",
        "asterisk",
        "plus",
        "comma",
        "hyphen",
        "minus",
        "period",
        "slash",
        "colon",
        "semicolon",
        "less",
        "equal",
        "greater",
        "question",
        "at",
        "bracketleft",
        "backslash",
        "bracketright",
        "asciicircum",
        "underscore",
        "grave",
        "braceleft",
        "bar",
        "braceright",
        "asciitilde",
        "bullet",
    ];
    SIGNS.contains(&name)
}

/// The letter or digit that a glyph's name stands for, where it is plain.
fn of_name(name: &str) -> Option<char> {
    const DIGITS: [&str; 10] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_ascii_alphabetic().then_some(letter);
    }
    if let Some(digit) = DIGITS.iter().position(|digit| *digit == name) {
        return char::from_digit(digit as u32, 10);
    }
    let code = name.strip_prefix("uni").filter(|code| code.len() == 4)?;
    char::from_u32(u32::from_str_radix(code, 16).ok()?).filter(|letter| !is_private(*letter))
}

/// Whether two texts are the same letters, of any case, with or without accents. A space or a
/// sign is no letter: where the file draws one, letters are not what is seen.
fn agree(stated: &str, drawn: &str) -> bool {
    let sign = drawn;
    let folded = |text: &str| -> String {
        text.nfkd()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (stated, drawn) = (folded(stated), folded(drawn));
    if drawn.is_empty() {
        let is_sign =
            |c: char| c.is_ascii() || c.is_whitespace() || matches!(c, '\u{2010}'..='\u{2027}');
        return !sign.chars().all(is_sign);
    }
    stated.contains(&drawn) || drawn.contains(&stated)
}

/// How far an outline reaches.
#[derive(Debug, Default)]
struct Bounds {
    known: Option<[f32; 4]>,
}

impl Bounds {
    fn add(&mut self, x: f32, y: f32) {
        let [left, bottom, right, top] = self.known.unwrap_or([x, y, x, y]);
        self.known = Some([left.min(x), bottom.min(y), right.max(x), top.max(y)]);
    }

    fn glyph(&self, em: f32) -> Glyph {
        let Some([left, bottom, right, top]) = self.known else {
            return Glyph::Empty;
        };
        let (width, height) = ((right - left) / em, (top - bottom) / em);
        if width.max(height) < LOWEST_LETTER || width <= 0.0 || height <= 0.0 {
            return Glyph::Empty;
        }
        Glyph::Fine(Some(height.max(width)))
    }
}

impl OutlineBuilder for Bounds {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
    }

    fn quad_to(&mut self, _: f32, _: f32, x: f32, y: f32) {
        self.add(x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add(x1, y1);
        self.add(x2, y2);
        self.add(x, y);
    }

    fn close(&mut self) {}
}
