//! Pictures of a page, looked at point by point.

use std::cell::OnceCell;

use pdf_oxide::{PdfDocument, extractors::images::PdfImageHandle, object::Object};

use super::{
    colours::Rgb,
    file::File,
    shapes::{Area, Matrix, inverse, transformed},
};

/// Points of a picture that are decoded.
const MOST_POINTS: u64 = 40_000_000;
/// Points that are decoded of all pictures of a page.
const MOST_POINTS_OF_ALL: u64 = 80_000_000;

/// A picture where it is painted.
#[derive(Debug)]
pub(super) struct Drawn {
    pub matrix: Matrix,
    to_picture: Option<Matrix>,
    shining: Shining,
    /// Without colours of its own: it lets ink through.
    is_stencil: bool,
    points: OnceCell<Option<Points>>,
}

/// What shines through a picture.
#[derive(Debug)]
enum Shining {
    Nothing,
    /// What the points of a mask let through; of a stencil, zero and full only.
    Mask(Samples),
    Unknown,
}

#[derive(Debug)]
struct Samples {
    width: usize,
    height: usize,
    /// Opacity of each point.
    opacities: Vec<u8>,
}

#[derive(Debug)]
struct Points {
    width: u32,
    height: u32,
    colours: Vec<u8>,
}

/// What a picture paints at one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Point {
    Nothing,
    /// The ink of what a stencil is painted with.
    Ink,
    /// A colour, if it is known, and how little shines through.
    Colour(Option<Rgb>, f64),
    Unknown,
}

impl Drawn {
    pub(super) fn of(file: File, object: &Object, matrix: Matrix) -> Self {
        let is_stencil = file
            .entry(object, "ImageMask")
            .is_some_and(|is_mask| is_mask.as_bool() == Some(true));
        let shining = if is_stencil {
            Samples::of_stencil(file, object).map_or(Shining::Unknown, Shining::Mask)
        } else if let Some(mask) = file.entry(object, "SMask") {
            Samples::of_mask(file, &mask).map_or(Shining::Unknown, Shining::Mask)
        } else if let Some(mask) = file.entry(object, "Mask") {
            // A stencil that keeps off where it would paint; colours that are left out.
            let samples = mask
                .as_array()
                .is_none()
                .then(|| Samples::of_stencil(file, &mask));
            samples.flatten().map_or(Shining::Unknown, Shining::Mask)
        } else if file.number(object, "SMaskInData").unwrap_or(0.0) != 0.0 {
            Shining::Unknown
        } else {
            Shining::Nothing
        };
        Self {
            matrix,
            to_picture: inverse(matrix),
            shining,
            is_stencil,
            points: OnceCell::new(),
        }
    }

    pub(super) fn inline(matrix: Matrix, is_stencil: bool) -> Self {
        Self {
            matrix,
            to_picture: inverse(matrix),
            shining: if is_stencil {
                Shining::Unknown
            } else {
                Shining::Nothing
            },
            is_stencil,
            points: OnceCell::new(),
        }
    }

    /// True when what lies below may be seen through it.
    pub(super) fn shines(&self) -> bool {
        !matches!(self.shining, Shining::Nothing)
    }

    pub(super) fn at(&self, (x, y): (f32, f32)) -> Point {
        let Some(to_picture) = self.to_picture else {
            return Point::Nothing;
        };
        let (across, up) = transformed(to_picture, x, y);
        if !(0.0..=1.0).contains(&across) || !(0.0..=1.0).contains(&up) {
            return Point::Nothing;
        }
        let opacity = match &self.shining {
            Shining::Nothing => 1.0,
            Shining::Unknown => return Point::Unknown,
            Shining::Mask(samples) => samples.at(across, 1.0 - up),
        };
        if self.is_stencil {
            return if opacity > 0.5 {
                Point::Ink
            } else {
                Point::Nothing
            };
        }
        let points = self.points.get().and_then(Option::as_ref);
        Point::Colour(
            points.and_then(|points| points.at(across, 1.0 - up)),
            opacity,
        )
    }
}

impl Samples {
    /// Bits of which zero paints, unless it is said otherwise.
    fn of_stencil(file: File, object: &Object) -> Option<Self> {
        let (width, height) = size(file, object)?;
        let zero_paints = file
            .numbers(object, "Decode")
            .is_none_or(|decode| decode.first() != Some(&1.0));
        let data = file.data(object)?;
        let row = width.div_ceil(8);
        let mut opacities = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let bit = data.get(y * row + x / 8)? >> (7 - x % 8) & 1;
                opacities.push(if (bit == 0) == zero_paints { 255 } else { 0 });
            }
        }
        Some(Self {
            width,
            height,
            opacities,
        })
    }

    fn of_mask(file: File, object: &Object) -> Option<Self> {
        let (width, height) = size(file, object)?;
        let is_turned = match file.numbers(object, "Decode").as_deref() {
            None | Some([0.0, 1.0]) => false,
            Some([1.0, 0.0]) => true,
            _ => return None,
        };
        let data = file.data(object)?;
        let opacities = match file.number(object, "BitsPerComponent")? as u32 {
            8 => data.get(..width * height)?.to_vec(),
            1 => {
                let row = width.div_ceil(8);
                let mut opacities = Vec::with_capacity(width * height);
                for y in 0..height {
                    for x in 0..width {
                        let bit = data.get(y * row + x / 8)? >> (7 - x % 8) & 1;
                        opacities.push(bit * 255);
                    }
                }
                opacities
            }
            _ => return None,
        };
        let opacities = if is_turned {
            opacities.into_iter().map(|opacity| 255 - opacity).collect()
        } else {
            opacities
        };
        Some(Self {
            width,
            height,
            opacities,
        })
    }

    fn at(&self, across: f32, down: f32) -> f64 {
        let step = |share: f32, steps: usize| ((share * steps as f32) as usize).min(steps - 1);
        let place = step(down, self.height) * self.width + step(across, self.width);
        f64::from(self.opacities.get(place).copied().unwrap_or(255)) / 255.0
    }
}

fn size(file: File, object: &Object) -> Option<(usize, usize)> {
    let side = |key: &str| {
        let side = file.number(object, key)?;
        (1.0..=65_535.0).contains(&side).then_some(side as usize)
    };
    let (width, height) = (side("Width")?, side("Height")?);
    ((width as u64) * (height as u64) <= MOST_POINTS).then_some((width, height))
}

impl Points {
    fn of(handle: &PdfImageHandle) -> Option<Self> {
        let points = handle.decode().ok()?.to_dynamic_image().ok()?.to_rgb8();
        let (width, height) = points.dimensions();
        Some(Self {
            width,
            height,
            colours: points.into_raw(),
        })
    }

    fn at(&self, across: f32, down: f32) -> Option<Rgb> {
        let step = |share: f32, steps: u32| ((share * steps as f32) as u32).min(steps.max(1) - 1);
        let place = step(down, self.height) as usize * self.width as usize
            + step(across, self.width) as usize;
        let point = self.colours.get(place * 3..place * 3 + 3)?;
        Some(std::array::from_fn(|channel| {
            f64::from(point[channel]) / 255.0
        }))
    }
}

/// Decodes the pictures with these numbers, as many as the limits allow.
pub(super) fn decode(
    document: &PdfDocument,
    index: usize,
    drawn: &[Drawn],
    wanted: impl Iterator<Item = usize>,
) {
    let mut handles = None;
    let mut points = 0;
    for picture in wanted.filter_map(|number| drawn.get(number)) {
        if picture.is_stencil || picture.points.get().is_some() {
            continue;
        }
        let handles =
            handles.get_or_insert_with(|| document.page_image_handles(index).unwrap_or_default());
        let area = Area::of_box([0.0, 0.0, 1.0, 1.0], picture.matrix);
        let near = |one: f32, other: f32| (one - other).abs() < 0.5 + one.abs() * 1e-3;
        let handle = handles.iter().find(|handle| {
            near(area.left, handle.bbox.x)
                && near(area.bottom, handle.bbox.y)
                && near(area.width(), handle.bbox.width)
                && near(area.height(), handle.bbox.height)
        });
        let decoded = handle.and_then(|handle| {
            let own = u64::from(handle.width) * u64::from(handle.height);
            points += own;
            if own > MOST_POINTS || points > MOST_POINTS_OF_ALL {
                return None;
            }
            Points::of(handle)
        });
        let _ = picture.points.set(decoded);
    }
}
