//! The letters that operators show: where, how large and with what.

use super::{
    colours::{Blend, Ink},
    content::{self, Scanner},
    fonts::Font,
    graphics::{Clip, Graphics, TextState},
    layers::Shown,
    paints::Brush,
    shapes::{Area, IDENTITY, Matrix, multiply, scales, transformed},
};

/// Where on the page text goes on, between `BT` and `ET`.
#[derive(Debug)]
pub(super) struct Text {
    matrix: Matrix,
    line: Matrix,
    /// Letters cut off what is painted after the text.
    pub clips: bool,
}

impl Default for Text {
    fn default() -> Self {
        Self {
            matrix: IDENTITY,
            line: IDENTITY,
            clips: false,
        }
    }
}

/// What one operator shows.
#[derive(Debug)]
pub(super) struct Show {
    pub font: Option<usize>,
    pub codes: Vec<u32>,
    /// Where each glyph begins along the line, and how wide it is, in text space.
    pub places: Vec<(f32, f32)>,
    /// From text space to the page.
    pub matrix: Matrix,
    pub size: f32,
    pub stretch: f32,
    pub is_vertical: bool,
    pub fill: Option<Brush>,
    pub stroke: Option<Brush>,
    /// Width of the lines around the letters, in em.
    pub line: f32,
    pub clip: Clip,
    pub layer: Shown,
    pub is_doubtful: bool,
    /// Heights of the letters that are known (em), and how many draw nothing.
    pub heights: Vec<Option<f32>>,
    pub empty: usize,
    /// How high letters of one em are: drawn glyphs have a scale of their own.
    pub tall: f32,
    /// All that it covers on the page.
    pub area: Area,
}

impl TextState {
    pub(super) fn set(&mut self, operator: &[u8], value: f32) {
        match operator {
            b"Tc" => self.letter_spacing = value,
            b"Tw" => self.word_spacing = value,
            b"Tz" => self.stretch = value / 100.0,
            b"TL" => self.leading = value,
            _ => self.rise = value,
        }
    }
}

impl Text {
    pub(super) fn begin(&mut self) {
        self.set(IDENTITY);
    }

    pub(super) fn set(&mut self, matrix: Matrix) {
        self.matrix = matrix;
        self.line = matrix;
    }

    pub(super) fn next_line(&mut self, x: f32, y: f32) {
        self.set(multiply([1.0, 0.0, 0.0, 1.0, x, y], self.line));
    }

    /// What the operands of an operator show, and how far they move what follows, as an operand
    /// of `TJ`.
    pub(super) fn show(
        &mut self,
        content: &[u8],
        scanner: &Scanner,
        state: &Graphics,
        font: Option<&Font>,
        layer: Shown,
    ) -> (Show, f32) {
        let set = state.text;
        let is_vertical = font.is_some_and(Font::is_vertical);
        let is_composite = font.is_some_and(|font| font.is_composite);
        let matrix = multiply(
            multiply([1.0, 0.0, 0.0, 1.0, 0.0, set.rise], self.matrix),
            state.matrix,
        );
        let mut codes = Vec::new();
        let mut places = Vec::new();
        let mut at = 0.0f32;
        let along = if is_vertical { 1.0 } else { set.stretch };
        for &(start, end) in scanner.operands() {
            let operand = content.get(start..end).unwrap_or_default();
            match operand.first() {
                Some(b'(' | b'<') => {
                    let string = content::string(operand);
                    let step = if is_composite { 2 } else { 1 };
                    for bytes in string.chunks(step) {
                        let code = bytes
                            .iter()
                            .fold(0u32, |code, &byte| code << 8 | u32::from(byte));
                        let width = if is_vertical {
                            -1.0
                        } else {
                            font.map_or(0.5, |font| font.width(code))
                        };
                        let space = if code == 32 && step == 1 {
                            set.word_spacing
                        } else {
                            0.0
                        };
                        codes.push(code);
                        places.push((at, width * set.size * along));
                        at += (width * set.size + set.letter_spacing + space) * along;
                    }
                }
                Some(b'[' | b']') | None => {}
                _ => {
                    if let Some(number) = content::parsed(operand) {
                        at -= number / 1000.0 * set.size * along;
                    }
                }
            }
        }
        let mut show = Show {
            font: set.font,
            codes,
            places,
            matrix,
            size: set.size,
            stretch: set.stretch,
            is_vertical,
            fill: None,
            stroke: None,
            line: 0.0,
            clip: state.clip.clone(),
            layer,
            is_doubtful: state.in_doubt
                || state.is_masked
                || font.is_none_or(|font| font.object.is_none()),
            heights: Vec::new(),
            empty: 0,
            tall: 1.0,
            area: Area::NOWHERE,
        };
        let brush = |ink: &Ink, opacity: f64, blend: Blend| Brush {
            ink: ink.clone(),
            opacity: opacity * state.group_opacity,
            blend,
        };
        // Drawn glyphs take the colour of fills in every mode but those that paint nothing.
        let is_drawn = font.is_some_and(|font| font.is_drawn);
        if matches!(set.mode, 0 | 2 | 4 | 6) || is_drawn && set.mode != 3 {
            show.fill = Some(brush(&state.fill, state.fill_opacity, state.whole_blend()));
        }
        if matches!(set.mode, 1 | 2 | 5 | 6) && !is_drawn {
            show.stroke = Some(brush(
                &state.stroke,
                state.stroke_opacity,
                state.whole_blend(),
            ));
            let (_, most) = scales(state.matrix);
            let (least, _) = show.scales();
            show.line = state.line_width * most / least.max(1e-6);
            show.is_doubtful |= state.is_dashed && show.fill.is_none();
        }
        show.area = show.bounds();
        let moves = -at * 1000.0 / (set.size * along);
        let (x, y) = if is_vertical { (0.0, at) } else { (at, 0.0) };
        self.matrix = multiply([1.0, 0.0, 0.0, 1.0, x, y], self.matrix);
        (show, moves)
    }
}

impl Show {
    /// Points on the page of one em: at least, across its two axes, and at most.
    pub(super) fn scales(&self) -> (f32, f32) {
        let [a, b, c, d, _, _] = self.matrix;
        let (along, up) = (self.size * self.stretch, self.size);
        scales([a * along, b * along, c * up, d * up, 0.0, 0.0])
    }

    /// Points on the page that letters of one em are high, and wide.
    pub(super) fn em(&self) -> (f32, f32) {
        let [a, b, c, d, _, _] = self.matrix;
        let area = (a * d - b * c).abs();
        let over = |area: f32, side: f32| if side > 0.0 { area / side } else { 0.0 };
        (
            over(area, a.hypot(b)) * self.size.abs(),
            over(area, c.hypot(d)) * (self.size * self.stretch).abs(),
        )
    }

    /// Height of its highest letter in em, where one is known.
    pub(super) fn tallest(&self) -> Option<f32> {
        let known = self.heights.iter().flatten().copied();
        known.reduce(f32::max)
    }

    /// Takes the scale of drawn glyphs from their own heights.
    pub(super) fn measure(&mut self) {
        /// Of capitals, in em.
        const CAPITAL: f32 = 0.7;
        if let Some(tallest) = self.tallest().filter(|height| height.is_finite()) {
            self.tall = tallest / CAPITAL;
            self.area = self.bounds();
        }
    }

    /// True when all its letters draw nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.empty > 0 && self.heights.iter().all(Option::is_none)
    }

    /// True when its letters stand on each other.
    pub(super) fn is_heaped(&self) -> bool {
        const FEWEST: usize = 3;
        const LEAST_SHARE: f32 = 0.6;
        /// No letter is narrower (em), whatever width the file states.
        const NARROWEST: f32 = 0.2;
        let narrowest = NARROWEST * (self.size * self.stretch * self.tall).abs();
        let (mut from, mut to, mut all) = (f32::INFINITY, f32::NEG_INFINITY, 0.0);
        for &(at, width) in &self.places {
            from = from.min(at.min(at + width));
            to = to.max(at.max(at + width));
            all += width.abs().max(narrowest);
        }
        self.places.len() >= FEWEST && to - from < LEAST_SHARE * all
    }

    /// A place in a glyph, by shares of its width and of an em above the line.
    pub(super) fn place(&self, glyph: usize, across: f32, up: f32) -> Option<(f32, f32)> {
        let &(at, width) = self.places.get(glyph)?;
        let (x, y) = if self.is_vertical {
            ((across - 0.5) * self.size, at + width * (1.0 - up))
        } else {
            (at + across * width, up * self.size * self.tall)
        };
        Some(transformed(self.matrix, x, y))
    }

    /// The body of its letters, without what rises or hangs.
    fn bounds(&self) -> Area {
        let mut area = Area::NOWHERE;
        for glyph in [0, self.places.len().saturating_sub(1)] {
            for (across, up) in [(0.0, 0.0), (1.0, 0.0), (0.0, 0.6), (1.0, 0.6)] {
                if let Some(place) = self.place(glyph, across, up) {
                    area.add(place);
                }
            }
        }
        area
    }
}
