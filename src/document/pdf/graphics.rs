//! The state that a content stream paints in.

use std::rc::Rc;

use super::{
    colours::{BLACK, Blend, Ink, Space},
    shapes::{Area, Coverage, IDENTITY, Matrix, Path, Shape, transformed},
};

/// Clips that are no rectangles, within each other, that are followed.
const MOST_CLIPS: usize = 32;

#[derive(Debug, Clone)]
pub(super) struct Graphics {
    pub matrix: Matrix,
    pub fill: Ink,
    pub stroke: Ink,
    pub fill_space: Rc<Space>,
    pub stroke_space: Rc<Space>,
    pub fill_opacity: f64,
    pub stroke_opacity: f64,
    /// Of the forms around that are painted as a whole.
    pub group_opacity: f64,
    pub blend: Blend,
    /// Of the form around, which is mixed as a whole.
    pub outer_blend: Blend,
    pub is_in_group: bool,
    pub is_masked: bool,
    /// Something is set that is not understood: a font by state, broken numbers.
    pub in_doubt: bool,
    pub clip: Clip,
    pub line_width: f32,
    pub is_dashed: bool,
    pub text: TextState,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct TextState {
    /// By its place among the fonts of the page.
    pub font: Option<usize>,
    pub size: f32,
    pub letter_spacing: f32,
    pub word_spacing: f32,
    pub stretch: f32,
    pub leading: f32,
    pub rise: f32,
    pub mode: u8,
}

impl Default for Graphics {
    fn default() -> Self {
        Self {
            matrix: IDENTITY,
            fill: Ink::Plain(BLACK),
            stroke: Ink::Plain(BLACK),
            fill_space: Rc::new(Space::Grey),
            stroke_space: Rc::new(Space::Grey),
            fill_opacity: 1.0,
            stroke_opacity: 1.0,
            group_opacity: 1.0,
            blend: Blend::Normal,
            outer_blend: Blend::Normal,
            is_in_group: false,
            is_masked: false,
            in_doubt: false,
            clip: Clip::default(),
            line_width: 1.0,
            is_dashed: false,
            text: TextState {
                font: None,
                size: 0.0,
                letter_spacing: 0.0,
                word_spacing: 0.0,
                stretch: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
            },
        }
    }
}

impl Graphics {
    pub(super) fn place(&self, x: f32, y: f32) -> (f32, f32) {
        transformed(self.matrix, x, y)
    }

    /// How what is painted mixes with the page.
    pub(super) fn whole_blend(&self) -> Blend {
        match (self.blend, self.outer_blend) {
            (Blend::Normal, blend) | (blend, Blend::Normal) => blend,
            _ => Blend::Unknown,
        }
    }

    /// Mixes with what its form holds, and with nothing of what lies below that.
    pub(super) fn mixes_apart(&self) -> bool {
        self.is_in_group && self.blend != Blend::Normal
    }

    /// Ends a path, which clips what follows if it was said to; a new one begins.
    pub(super) fn finish(&mut self, path: Path) -> Path {
        if let Some(even_odd) = path.clips {
            self.clip.cut(&path, even_odd);
        }
        Path::default()
    }
}

/// What is left to paint on.
#[derive(Debug, Clone)]
pub(super) struct Clip {
    pub area: Area,
    within: Option<Rc<Cut>>,
    depth: usize,
    /// Cut off further by what is not followed.
    pub is_vague: bool,
}

#[derive(Debug)]
struct Cut {
    shape: Shape,
    around: Option<Rc<Cut>>,
}

impl Default for Clip {
    fn default() -> Self {
        Self {
            area: Area::EVERYWHERE,
            within: None,
            depth: 0,
            is_vague: false,
        }
    }
}

impl Clip {
    pub(super) fn cut(&mut self, path: &Path, even_odd: bool) {
        if path.is_empty() {
            // Some viewers leave nothing then, and some all.
            self.is_vague = true;
            return;
        }
        self.area = self.area.and(path.bounds);
        let shape = path.inside(even_odd);
        if matches!(shape, Shape::Whole) {
            return;
        }
        if self.depth >= MOST_CLIPS {
            self.is_vague = true;
            return;
        }
        self.depth += 1;
        self.within = Some(Rc::new(Cut {
            shape,
            around: self.within.take(),
        }));
    }

    /// The clip is its rectangle and nothing smaller.
    pub(super) fn is_exact(&self) -> bool {
        self.within.is_none() && !self.is_vague
    }

    pub(super) fn leaves(&self, place: (f32, f32)) -> Coverage {
        if self.area.is_empty() || !self.area.holds(place) {
            return Coverage::No;
        }
        let mut least = if self.is_vague {
            Coverage::Maybe
        } else {
            Coverage::Yes
        };
        let mut cut = self.within.as_deref();
        while let Some(one) = cut {
            match one.shape.covers(place) {
                Coverage::No => return Coverage::No,
                Coverage::Maybe => least = Coverage::Maybe,
                Coverage::Yes => {}
            }
            cut = one.around.as_deref();
        }
        least
    }

    /// Steps that asking takes.
    pub(super) fn work(&self) -> usize {
        let mut work = 1;
        let mut cut = self.within.as_deref();
        while let Some(one) = cut {
            work += one.shape.work();
            cut = one.around.as_deref();
        }
        work
    }
}
