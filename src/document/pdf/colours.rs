//! What the colour operators of a page mean on the screen.

use std::rc::Rc;

use pdf_oxide::object::Object;

use super::{file::File, functions::Function, shading::Shade};

/// A colour of sRGB, each channel from 0 to 1.
pub(super) type Rgb = [f64; 3];

pub(super) const WHITE: Rgb = [1.0; 3];
pub(super) const BLACK: Rgb = [0.0; 3];

/// Colour spaces within colour spaces that are followed.
const DEEPEST: usize = 6;

/// What letters or areas are filled with.
#[derive(Debug, Clone)]
pub(super) enum Ink {
    Plain(Rgb),
    /// A picture of several colours, without gaps.
    AnyOf(Rc<[Rgb]>),
    Shaded(Rc<Shade>),
    /// A colorant that is never printed, or a pattern of nothing.
    Nothing,
    Unknown,
}

#[derive(Debug, Clone)]
pub(super) enum Space {
    Grey,
    Rgb,
    Cmyk,
    Lab,
    /// Colorants of their own, which a function turns into colours of another space.
    Tinted {
        colorants: usize,
        /// No colorant of it is ever printed.
        is_none: bool,
        /// The colorant is all of them: full means black.
        is_all: bool,
        base: Rc<Space>,
        tint: Option<Function>,
    },
    Indexed {
        base: Rc<Space>,
        table: Rc<[u8]>,
    },
    /// With the space of the colours of patterns that have none.
    Pattern(Option<Rc<Space>>),
    Unknown,
}

impl Space {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "DeviceGray" | "G" | "CalGray" => Self::Grey,
            "DeviceRGB" | "RGB" | "CalRGB" => Self::Rgb,
            "DeviceCMYK" | "CMYK" | "CalCMYK" => Self::Cmyk,
            "Pattern" => Self::Pattern(None),
            _ => return None,
        })
    }

    pub(super) fn of(file: File, object: &Object) -> Self {
        Self::within(file, object, 0).unwrap_or(Self::Unknown)
    }

    fn within(file: File, object: &Object, depth: usize) -> Option<Self> {
        if depth > DEEPEST {
            return None;
        }
        let object = file.resolved(object)?;
        if let Some(name) = object.as_name() {
            return Self::named(name);
        }
        let parts = object.as_array()?;
        let part = |index: usize| file.resolved(parts.get(index)?);
        let base = |index: usize| Self::within(file, parts.get(index)?, depth + 1).map(Rc::new);
        match part(0)?.as_name()? {
            // The gamma of honest files is that of a screen, of none, or near them.
            "CalGray" => {
                let gamma = file.number(&part(1)?, "Gamma").unwrap_or(1.0);
                (1.0..=3.0).contains(&gamma).then_some(Self::Grey)
            }
            "CalRGB" => {
                let gamma = file
                    .numbers(&part(1)?, "Gamma")
                    .unwrap_or_else(|| vec![1.0; 3]);
                let matrix = file.numbers(&part(1)?, "Matrix");
                // The brightest each channel gives must be its own.
                let is_usual = matrix.is_none_or(|matrix| {
                    matrix.len() == 9
                        && matrix[4] > matrix[1]
                        && matrix[4] > matrix[7]
                        && matrix[0] > matrix[3] * 0.5
                        && matrix[8] > matrix[2]
                        && matrix.iter().all(|value| (-0.1..=1.2).contains(value))
                });
                (is_usual && gamma.iter().all(|gamma| (1.0..=3.0).contains(gamma)))
                    .then_some(Self::Rgb)
            }
            "Lab" => {
                let white = file.numbers(&part(1)?, "WhitePoint")?;
                white
                    .iter()
                    .all(|value| (0.5..=1.5).contains(value))
                    .then_some(Self::Lab)
            }
            "ICCBased" => match file.number(&part(1)?, "N")? as i64 {
                1 => Some(Self::Grey),
                3 => Some(Self::Rgb),
                4 => Some(Self::Cmyk),
                _ => None,
            },
            "Indexed" | "I" => {
                let table = part(3)?;
                let table = match table.as_string() {
                    Some(table) => table.to_vec(),
                    None => file.data(&table)?,
                };
                Some(Self::Indexed {
                    base: base(1)?,
                    table: table.into(),
                })
            }
            "Separation" => {
                let name = part(1)?;
                Some(Self::Tinted {
                    colorants: 1,
                    is_none: name.as_name() == Some("None"),
                    is_all: name.as_name() == Some("All"),
                    base: base(2)?,
                    tint: Function::of(file, parts.get(3)?),
                })
            }
            "DeviceN" | "NChannel" => {
                let names = part(1)?;
                let names = names.as_array()?;
                let is_none = names.iter().all(|name| name.as_name() == Some("None"));
                Some(Self::Tinted {
                    colorants: names.len(),
                    is_none,
                    is_all: false,
                    base: base(2)?,
                    tint: Function::of(file, parts.get(3)?),
                })
            }
            "Pattern" => Some(Self::Pattern(base(1))),
            name => Self::named(name),
        }
    }

    /// The ink before any is chosen.
    pub(super) fn initial(&self) -> Ink {
        match self {
            Self::Grey | Self::Rgb | Self::Cmyk | Self::Lab => Ink::Plain(BLACK),
            Self::Tinted { colorants, .. } => self.ink(&vec![1.0; *colorants]),
            Self::Indexed { .. } => self.ink(&[0.0]),
            Self::Pattern(_) => Ink::Nothing,
            Self::Unknown => Ink::Unknown,
        }
    }

    pub(super) fn ink(&self, values: &[f64]) -> Ink {
        match self {
            Self::Tinted { is_none: true, .. } => Ink::Nothing,
            Self::Pattern(_) | Self::Unknown => Ink::Unknown,
            _ => self.colour(values, 0).map_or(Ink::Unknown, Ink::Plain),
        }
    }

    /// So many of the values belong to a colour; absent where it is not known.
    pub(super) fn channels(&self) -> Option<usize> {
        Some(match self {
            Self::Grey | Self::Indexed { .. } => 1,
            Self::Rgb | Self::Lab => 3,
            Self::Cmyk => 4,
            _ => return None,
        })
    }

    pub(super) fn colour(&self, values: &[f64], depth: usize) -> Option<Rgb> {
        if depth > DEEPEST {
            return None;
        }
        match self {
            Self::Grey => Some([values.first()?.clamp(0.0, 1.0); 3]),
            Self::Rgb => {
                let channels: Rgb = values.get(..3)?.try_into().ok()?;
                Some(channels.map(|channel| channel.clamp(0.0, 1.0)))
            }
            Self::Cmyk => Some(of_inks(values.get(..4)?.try_into().ok()?)),
            Self::Lab => Some(of_lab(values.get(..3)?.try_into().ok()?)),
            Self::Tinted {
                is_all, base, tint, ..
            } => {
                if *is_all {
                    return Some([1.0 - values.first()?.clamp(0.0, 1.0); 3]);
                }
                let tint = tint.as_ref()?;
                base.colour(&tint.value(values)?, depth + 1)
            }
            Self::Indexed { base, table } => {
                let channels = base.channels()?;
                let index = values.first()?.clamp(0.0, 255.0) as usize;
                let entry = table.get(index * channels..(index + 1) * channels)?;
                let values: Vec<f64> = entry.iter().map(|&byte| f64::from(byte) / 255.0).collect();
                let values = match **base {
                    Self::Lab => vec![
                        values[0] * 100.0,
                        values[1] * 200.0 - 100.0,
                        values[2] * 200.0 - 100.0,
                    ],
                    _ => values,
                };
                base.colour(&values, depth + 1)
            }
            Self::Pattern(_) | Self::Unknown => None,
        }
    }
}

fn of_inks(inks: [f64; 4]) -> Rgb {
    let [cyan, magenta, yellow, black] = inks.map(|ink| ink.clamp(0.0, 1.0));
    let light = |ink: f64| (1.0 - ink) * (1.0 - black);
    [light(cyan), light(magenta), light(yellow)]
}

/// The white of the file becomes that of the screen, as viewers have it.
fn of_lab([lightness, a, b]: [f64; 3]) -> Rgb {
    let middle = (lightness.clamp(0.0, 100.0) + 16.0) / 116.0;
    let stretched = |value: f64| {
        if value > 6.0 / 29.0 {
            value.powi(3)
        } else {
            108.0 / 841.0 * (value - 4.0 / 29.0)
        }
    };
    let x = stretched(middle + a / 500.0) * 0.9505;
    let y = stretched(middle);
    let z = stretched(middle - b / 200.0) * 1.089;
    let linear = [
        3.2406 * x - 1.5372 * y - 0.4986 * z,
        -0.9689 * x + 1.8758 * y + 0.0415 * z,
        0.0557 * x - 0.2040 * y + 1.0570 * z,
    ];
    linear.map(|value| {
        let value = value.clamp(0.0, 1.0);
        if value <= 0.003_130_8 {
            12.92 * value
        } else {
            1.055 * value.powf(1.0 / 2.4) - 0.055
        }
    })
}

/// How what is painted mixes with what lies below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blend {
    Normal,
    Multiply,
    Screen,
    Overlay,
    Darken,
    Lighten,
    Dodge,
    Burn,
    HardLight,
    Difference,
    Exclusion,
    Unknown,
}

impl Blend {
    pub(super) fn named(name: &str) -> Self {
        match name {
            "Normal" | "Compatible" => Self::Normal,
            "Multiply" => Self::Multiply,
            "Screen" => Self::Screen,
            "Overlay" => Self::Overlay,
            "Darken" => Self::Darken,
            "Lighten" => Self::Lighten,
            "ColorDodge" => Self::Dodge,
            "ColorBurn" => Self::Burn,
            "HardLight" => Self::HardLight,
            "Difference" => Self::Difference,
            "Exclusion" => Self::Exclusion,
            _ => Self::Unknown,
        }
    }

    pub(super) fn mixed(self, below: Rgb, above: Rgb) -> Option<Rgb> {
        let hard = |b: f64, s: f64| {
            if s <= 0.5 {
                2.0 * b * s
            } else {
                1.0 - 2.0 * (1.0 - b) * (1.0 - s)
            }
        };
        let each = |mix: &dyn Fn(f64, f64) -> f64| {
            Some(std::array::from_fn(|channel| {
                mix(below[channel], above[channel])
            }))
        };
        match self {
            Self::Normal => Some(above),
            Self::Multiply => each(&|b, s| b * s),
            Self::Screen => each(&|b, s| b + s - b * s),
            Self::Overlay => each(&|b, s| hard(s, b)),
            Self::Darken => each(&f64::min),
            Self::Lighten => each(&f64::max),
            Self::Dodge => each(&|b, s| {
                if s >= 1.0 {
                    1.0
                } else {
                    (b / (1.0 - s)).min(1.0)
                }
            }),
            Self::Burn => each(&|b, s| {
                if b >= 1.0 {
                    1.0
                } else if s <= 0.0 {
                    0.0
                } else {
                    1.0 - ((1.0 - b) / s).min(1.0)
                }
            }),
            Self::HardLight => each(&hard),
            Self::Difference => each(&|b, s| (b - s).abs()),
            Self::Exclusion => each(&|b, s| b + s - 2.0 * b * s),
            Self::Unknown => None,
        }
    }
}
