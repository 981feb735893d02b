//! Functions of a PDF: how inks become colours and how shadings run.

use pdf_oxide::{functions::Program, object::Object};

use super::file::File;

/// Functions within functions that are followed.
const DEEPEST: usize = 8;
const MOST_PARTS: usize = 256;

#[derive(Debug, Clone)]
pub(super) enum Function {
    /// From one colour to another.
    Power {
        first: Vec<f64>,
        last: Vec<f64>,
        exponent: f64,
        domain: [f64; 2],
    },
    Stitched {
        parts: Vec<Function>,
        bounds: Vec<f64>,
        encode: Vec<f64>,
        domain: [f64; 2],
    },
    Calculated {
        program: Program,
        domain: Vec<[f64; 2]>,
        range: Vec<[f64; 2]>,
    },
    Sampled(Samples),
    /// One for each channel.
    Each(Vec<Function>),
}

#[derive(Debug, Clone)]
pub(super) struct Samples {
    domain: Vec<[f64; 2]>,
    range: Vec<[f64; 2]>,
    sizes: Vec<usize>,
    encode: Vec<[f64; 2]>,
    decode: Vec<[f64; 2]>,
    bits: usize,
    data: Vec<u8>,
}

impl Function {
    /// Absent for what is no function that is known.
    pub(super) fn of(file: File, object: &Object) -> Option<Self> {
        Self::within(file, object, 0)
    }

    fn within(file: File, object: &Object, depth: usize) -> Option<Self> {
        if depth > DEEPEST {
            return None;
        }
        let object = file.resolved(object)?;
        if let Some(parts) = object.as_array() {
            let parts = parts.iter().take(MOST_PARTS);
            let parts = parts.map(|part| Self::within(file, part, depth + 1));
            return parts.collect::<Option<_>>().map(Self::Each);
        }
        let numbers = |key: &str| file.numbers(&object, key);
        let domain = pairs(&numbers("Domain")?);
        let range = numbers("Range").map(|range| pairs(&range));
        match file.number(&object, "FunctionType")? as i64 {
            0 => {
                let sizes: Vec<usize> =
                    numbers("Size")?.iter().map(|&size| size as usize).collect();
                let range = range?;
                if sizes.len() != domain.len() || sizes.contains(&0) || range.is_empty() {
                    return None;
                }
                let whole = || sizes.iter().map(|&size| [0.0, size as f64 - 1.0]).collect();
                let bits = file.number(&object, "BitsPerSample")? as usize;
                let samples = Samples {
                    encode: numbers("Encode").map_or_else(whole, |encode| pairs(&encode)),
                    decode: numbers("Decode").map_or(range.clone(), |decode| pairs(&decode)),
                    domain,
                    range,
                    sizes,
                    bits,
                    data: file.data(&object)?,
                };
                (matches!(bits, 1 | 2 | 4 | 8 | 12 | 16 | 24 | 32)
                    && samples.encode.len() == samples.domain.len()
                    && samples.decode.len() == samples.range.len())
                .then_some(Self::Sampled(samples))
            }
            2 => {
                let first = numbers("C0").unwrap_or_else(|| vec![0.0]);
                let last = numbers("C1").unwrap_or_else(|| vec![1.0]);
                (first.len() == last.len()).then_some(Self::Power {
                    first,
                    last,
                    exponent: file.number(&object, "N")?,
                    domain: *domain.first()?,
                })
            }
            3 => {
                let parts = file.entry(&object, "Functions")?;
                let parts: Vec<Self> = parts
                    .as_array()?
                    .iter()
                    .take(MOST_PARTS)
                    .map(|part| Self::within(file, part, depth + 1))
                    .collect::<Option<_>>()?;
                let bounds = numbers("Bounds")?;
                let encode = numbers("Encode")?;
                (bounds.len() + 1 == parts.len() && encode.len() == 2 * parts.len()).then_some(
                    Self::Stitched {
                        parts,
                        bounds,
                        encode,
                        domain: *domain.first()?,
                    },
                )
            }
            4 => Some(Self::Calculated {
                program: Program::compile(&file.data(&object)?).ok()?,
                domain,
                range: range?,
            }),
            _ => None,
        }
    }

    pub(super) fn value(&self, inputs: &[f64]) -> Option<Vec<f64>> {
        match self {
            Self::Power {
                first,
                last,
                exponent,
                domain,
            } => {
                let share = clamped(*inputs.first()?, *domain).powf(*exponent);
                let both = first.iter().zip(last);
                Some(
                    both.map(|(first, last)| first + share * (last - first))
                        .collect(),
                )
            }
            Self::Stitched {
                parts,
                bounds,
                encode,
                domain,
            } => {
                let input = clamped(*inputs.first()?, *domain);
                let index = bounds.iter().filter(|&&bound| input >= bound).count();
                let low = index
                    .checked_sub(1)
                    .map_or(domain[0], |before| bounds[before]);
                let high = bounds.get(index).copied().unwrap_or(domain[1]);
                let (from, to) = (encode[2 * index], encode[2 * index + 1]);
                let share = if high > low {
                    (input - low) / (high - low)
                } else {
                    0.0
                };
                parts[index].value(&[from + share * (to - from)])
            }
            Self::Calculated {
                program,
                domain,
                range,
            } => {
                let values = program.evaluate_clamped(inputs, domain, range).ok()?;
                (values.len() == range.len()).then_some(values)
            }
            Self::Sampled(samples) => samples.value(inputs),
            Self::Each(parts) => parts
                .iter()
                .map(|part| part.value(inputs)?.first().copied())
                .collect(),
        }
    }
}

impl Samples {
    /// Between samples of one input; the nearest sample of several.
    fn value(&self, inputs: &[f64]) -> Option<Vec<f64>> {
        if inputs.len() != self.sizes.len() {
            return None;
        }
        let mut places = Vec::with_capacity(inputs.len());
        for (index, &input) in inputs.iter().enumerate() {
            let domain = self.domain[index];
            let encode = self.encode[index];
            let width = domain[1] - domain[0];
            let share = if width > 0.0 {
                (clamped(input, domain) - domain[0]) / width
            } else {
                0.0
            };
            let last = self.sizes[index] as f64 - 1.0;
            places.push((encode[0] + share * (encode[1] - encode[0])).clamp(0.0, last));
        }
        let at = |places: &[f64]| {
            let (mut index, mut step) = (0usize, 1usize);
            for (place, &size) in places.iter().zip(&self.sizes) {
                index = index.checked_add(step.checked_mul(place.round() as usize)?)?;
                step = step.checked_mul(size)?;
            }
            (0..self.range.len())
                .map(|channel| {
                    let sample = self.sample(index.checked_mul(self.range.len())? + channel)?;
                    let [from, to] = self.decode[channel];
                    Some(clamped(from + sample * (to - from), self.range[channel]))
                })
                .collect::<Option<Vec<f64>>>()
        };
        match places[..] {
            [place] => {
                let share = place.fract();
                let (low, high) = (at(&[place.floor()])?, at(&[place.ceil()])?);
                let both = low.into_iter().zip(high);
                Some(both.map(|(low, high)| low + share * (high - low)).collect())
            }
            _ => at(&places),
        }
    }

    /// A sample as a share of the largest.
    fn sample(&self, index: usize) -> Option<f64> {
        let first = index.checked_mul(self.bits)?;
        let mut value = 0u64;
        for bit in first..first + self.bits {
            let byte = self.data.get(bit / 8)?;
            value = value << 1 | u64::from(byte >> (7 - bit % 8) & 1);
        }
        Some(value as f64 / ((1u64 << self.bits) - 1) as f64)
    }
}

fn pairs(numbers: &[f64]) -> Vec<[f64; 2]> {
    numbers
        .chunks_exact(2)
        .map(|pair| [pair[0], pair[1]])
        .collect()
}

fn clamped(value: f64, [low, high]: [f64; 2]) -> f64 {
    value.min(high).max(low)
}
