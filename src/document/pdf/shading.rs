//! Colours that run from one to another.

use pdf_oxide::object::Object;

use super::{
    colours::{Rgb, Space},
    file::File,
    functions::Function,
    shapes::{Matrix, inverse, transformed},
};

/// Steps from one end to the other.
const STEPS: usize = 64;

#[derive(Debug, Clone)]
pub(super) struct Shade {
    course: Course,
    /// From the page back to the shading.
    to_shading: Matrix,
    /// From start to end; empty where they are not known.
    colours: Vec<Rgb>,
    extends: (bool, bool),
}

#[derive(Debug, Clone, Copy)]
enum Course {
    Axial([f32; 4]),
    Radial([f32; 6]),
    Unknown,
}

/// What a shading paints at one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shaded {
    Colour(Rgb),
    Nothing,
    Unknown,
}

impl Shade {
    pub(super) fn of(
        file: File,
        shading: &Object,
        matrix: Matrix,
        spaces: impl Fn(&str) -> Option<Space>,
    ) -> Self {
        let unknown = Self {
            course: Course::Unknown,
            to_shading: matrix,
            colours: Vec::new(),
            extends: (false, false),
        };
        let Some(to_shading) = inverse(matrix) else {
            return unknown;
        };
        Self::known(file, shading, to_shading, spaces).unwrap_or(unknown)
    }

    fn known(
        file: File,
        shading: &Object,
        to_shading: Matrix,
        spaces: impl Fn(&str) -> Option<Space>,
    ) -> Option<Self> {
        let course = match file.number(shading, "ShadingType")? as i64 {
            2 => Course::Axial(file.some_numbers(shading, "Coords")?),
            3 => Course::Radial(file.some_numbers(shading, "Coords")?),
            _ => return None,
        };
        if file.entry(shading, "BBox").is_some() {
            return None;
        }
        let space = file.entry(shading, "ColorSpace")?;
        let space = space
            .as_name()
            .and_then(spaces)
            .unwrap_or_else(|| Space::of(file, &space));
        let function = Function::of(file, shading.as_dict()?.get("Function")?)?;
        let [from, to] = file.some_numbers(shading, "Domain").unwrap_or([0.0, 1.0]);
        let colours = (0..=STEPS)
            .map(|step| {
                let share = step as f64 / STEPS as f64;
                let input = f64::from(from) + share * f64::from(to - from);
                space.colour(&function.value(&[input])?, 0)
            })
            .collect::<Option<_>>()?;
        let extends = file.entry(shading, "Extend");
        let extends = extends.as_ref().and_then(Object::as_array);
        let extends = |index: usize| {
            extends
                .and_then(|both| file.resolved(both.get(index)?)?.as_bool())
                .unwrap_or(false)
        };
        Some(Self {
            course,
            to_shading,
            colours,
            extends: (extends(0), extends(1)),
        })
    }

    pub(super) fn at(&self, (x, y): (f32, f32)) -> Shaded {
        let (x, y) = transformed(self.to_shading, x, y);
        let share = match self.course {
            Course::Axial([x0, y0, x1, y1]) => {
                let (dx, dy) = (x1 - x0, y1 - y0);
                let length = dx * dx + dy * dy;
                if length <= 0.0 {
                    return Shaded::Nothing;
                }
                Some(((x - x0) * dx + (y - y0) * dy) / length)
            }
            Course::Radial(circles) => self.radial(circles, x, y),
            Course::Unknown => return Shaded::Unknown,
        };
        match share {
            Some(share) if (share < 0.0 && !self.extends.0) || (share > 1.0 && !self.extends.1) => {
                Shaded::Nothing
            }
            Some(share) if share.is_finite() => {
                let step = (share.clamp(0.0, 1.0) * STEPS as f32).round() as usize;
                self.colours
                    .get(step)
                    .map_or(Shaded::Unknown, |&colour| Shaded::Colour(colour))
            }
            Some(_) => Shaded::Unknown,
            None => Shaded::Nothing,
        }
    }

    /// The last of the circles, by its share of the way, that goes through the place.
    fn radial(&self, [x0, y0, r0, x1, y1, r1]: [f32; 6], x: f32, y: f32) -> Option<f32> {
        let (dx, dy, dr) = (x1 - x0, y1 - y0, r1 - r0);
        let (px, py) = (x - x0, y - y0);
        let a = dx * dx + dy * dy - dr * dr;
        let b = px * dx + py * dy + r0 * dr;
        let c = px * px + py * py - r0 * r0;
        let fits = |share: &f32| {
            r0 + share * dr >= 0.0
                && (*share >= 0.0 || self.extends.0)
                && (*share <= 1.0 || self.extends.1)
        };
        if a.abs() < 1e-9 {
            return Some(c / (2.0 * b)).filter(fits);
        }
        let root = b * b - a * c;
        if root < 0.0 {
            return None;
        }
        let root = root.sqrt();
        let (one, other) = ((b + root) / a, (b - root) / a);
        [one.max(other), one.min(other)].into_iter().find(fits)
    }
}
