//! Fonts, and what operators show with them.

use std::rc::Rc;

use pdf_oxide::object::Object;

use super::super::{
    colours::Ink,
    content::{self, Scanner},
    fonts::{Font, Glyph},
    graphics::Graphics,
    paints,
    scope::Scope,
    shapes::{Area, IDENTITY, Matrix},
    shows::{Show, Text},
};
use super::{LoadedFonts, Painting};

/// Shows of one page; what is beyond them is in doubt.
const MOST_SHOWS: usize = 500_000;

impl<'page> Painting<'page> {
    pub(super) fn font(
        &mut self,
        scanner: &Scanner,
        content: &[u8],
        scope: &Rc<Scope<'page>>,
        state: &mut Graphics,
    ) {
        let operands = scanner.operands();
        let (Some([size]), Some(&(start, end))) = (
            scanner.numbers::<1>(),
            operands
                .len()
                .checked_sub(2)
                .and_then(|at| operands.get(at)),
        ) else {
            state.in_doubt = true;
            return;
        };
        let raw = content.get(start..end).unwrap_or_default();
        let Some(name) = content::name(raw) else {
            state.in_doubt = true;
            return;
        };
        state.text.size = size;
        // Names of forms may be those of the page for other fonts.
        let prefix = match scope.number {
            0 => String::new(),
            number => format!("Form{number}-"),
        };
        let key = (scope.number, name);
        let font = match self.fonts_by_name.get(&key) {
            Some(font) => *font,
            None => {
                if !self.loaded.contains_key(&scope.number) {
                    let loaded = match &scope.resources {
                        Some(resources) => self.extractor.load(resources, &prefix),
                        None => LoadedFonts::new(),
                    };
                    self.loaded.insert(scope.number, loaded);
                }
                let info = self.loaded.get(&scope.number);
                let info = info.and_then(|loaded| loaded.get(&key.1)).cloned();
                let object = scope.named("Font", &key.1);
                self.fonts.push(Font::new(self.file, object.as_ref(), info));
                self.fonts_by_name.insert(key.clone(), self.fonts.len() - 1);
                self.fonts.len() - 1
            }
        };
        state.text.font = Some(font);
        let raw = String::from_utf8_lossy(raw.get(1..).unwrap_or_default());
        self.write(format!("/{prefix}{raw} {size}").as_bytes(), b"Tf");
    }

    pub(super) fn show(
        &mut self,
        content: &[u8],
        scanner: &Scanner,
        operands: &[u8],
        operator: &[u8],
        state: &Graphics,
        text: &mut Text,
    ) {
        if self.shows.len() >= MOST_SHOWS {
            self.is_cut_short = true;
            return;
        }
        let font = state.text.font.and_then(|font| self.fonts.get(font));
        let (mut show, moves) = text.show(content, scanner, state, font, self.layer());
        text.clips |= state.text.mode >= 4;
        if self.is_silent {
            return;
        }
        if self.tile_depth == 0 {
            self.look_at_glyphs(&mut show);
            let operator = if operator == b"TJ" { operator } else { b"Tj" };
            self.script.show(operands, operator, moves);
            self.is_cut_short |= self.script.is_full;
        }
        self.shows.push(show);
    }

    pub(super) fn look_at_glyphs(&mut self, show: &mut Show) {
        let Some(index) = show.font else {
            return;
        };
        let codes = std::mem::take(&mut show.codes);
        for &code in &codes {
            let Some(font) = self.fonts.get(index) else {
                break;
            };
            let known = font.known(code);
            let glyph = match known {
                Some(glyph) => glyph,
                None if font.is_drawn => {
                    let drawing = font.drawing(code);
                    let resources = font.object.as_ref().and_then(Object::as_dict);
                    let resources = resources.and_then(|font| font.get("Resources")).cloned();
                    let matrix = font
                        .object
                        .as_ref()
                        .and_then(|font| self.file.some_numbers(font, "FontMatrix"));
                    let drawn = drawing.and_then(|drawing| {
                        self.drawn_glyph(&drawing, resources.as_ref(), matrix.unwrap_or(IDENTITY))
                    });
                    match self.fonts.get(index) {
                        Some(font) => font.glyph(code, drawn),
                        None => break,
                    }
                }
                None => font.glyph(code, None),
            };
            match glyph {
                Glyph::Fine(height) => show.heights.push(height),
                Glyph::Empty => show.empty += 1,
                Glyph::Lying | Glyph::Coloured => show.is_doubtful = true,
            }
        }
        show.codes = codes;
        if self.fonts.get(index).is_some_and(|font| font.is_drawn) {
            show.measure();
        }
    }

    pub(super) fn drawn_glyph(
        &mut self,
        drawing: &Object,
        resources: Option<&Object>,
        matrix: Matrix,
    ) -> Option<Glyph> {
        let [a, b, c, d, _, _] = matrix;
        if (a * d - b * c).abs() < 1e-20 {
            // Flattened to a line.
            return Some(Glyph::Empty);
        }
        let content = self.file.data(drawing)?;
        let mut scanner = Scanner::new(&content);
        let mut is_coloured = true;
        let mut sets_colours = false;
        while let Some(operator) = scanner.next_operator() {
            match operator {
                b"d1" => is_coloured = false,
                b"g" | b"rg" | b"k" | b"sc" | b"scn" | b"gs" | b"sh" | b"Do" => sets_colours = true,
                _ => {}
            }
        }
        let start = Graphics {
            matrix,
            ..Graphics::default()
        };
        let area = self.tile(&content, resources, start, |paints, _| {
            let mut area = Area::NOWHERE;
            for paint in paints {
                if !matches!(paint.ink, Ink::Nothing) && paint.opacity > paints::CLEAR {
                    area.add((paint.area.left, paint.area.bottom));
                    area.add((paint.area.right, paint.area.top));
                }
            }
            area
        });
        let Some(area) = area else {
            return Some(Glyph::Coloured);
        };
        let height = area.height().max(area.width());
        Some(if height <= 0.0 {
            Glyph::Empty
        } else if is_coloured && sets_colours {
            Glyph::Coloured
        } else {
            Glyph::Fine(Some(height))
        })
    }
}
