//! Drawings (OfficeArt, MS-ODRAW), as far as they say what lies behind the text of a box.

use std::collections::HashMap;

use super::super::budget;
use super::file::{u16_at, u32_at};

const SHAPE: u16 = 0xF00A;
const OPTIONS: u16 = 0xF00B;

/// A record with records in it.
const CONTAINER: u16 = 0xF;

/// Records within each other.
const DEPTH: usize = 32;

/// What a shape is painted with, by the numbers of its properties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shape {
    properties: HashMap<u16, u32>,
}

/// Properties that bear on what is seen, and their names in RTF.
const NAMED: [(u16, &str); 3] = [
    (0x0180, "fillType"),
    (0x0181, "fillColor"),
    (0x0182, "fillOpacity"),
];

/// Properties of one bit: the set that holds it, its place, its name.
const BITS: [(u16, u32, &str); 3] = [
    (0x00BF, 1, "fFitShapeToText"),
    (0x01BF, 4, "fFilled"),
    (0x03BF, 1, "fHidden"),
];

impl Shape {
    /// Names and values, as RTF writes them.
    pub(super) fn named(&self) -> Vec<(&'static str, u32)> {
        let numbers = NAMED
            .iter()
            .filter_map(|(number, name)| Some((*name, *self.properties.get(number)?)));
        // The upper half says which bits of the lower count.
        let bits = BITS.iter().filter_map(|(number, bit, name)| {
            let set = *self.properties.get(number)?;
            (set >> (bit + 16) & 1 == 1).then_some((*name, set >> bit & 1))
        });
        numbers.chain(bits).collect()
    }
}

/// The shapes of all drawings, by their numbers.
pub(super) fn shapes(art: &[u8]) -> HashMap<u32, Shape> {
    let mut shapes = HashMap::new();
    let mut rest = art;
    // The data of all drawings, then each drawing behind a byte that says where it belongs.
    while let Some((kind, _, inner, behind)) = record(rest) {
        if kind >> 8 == 0xF0 {
            walk(inner, DEPTH, &mut shapes);
            rest = behind;
        } else {
            rest = rest.get(1..).unwrap_or_default();
        }
        if record(rest).is_none_or(|(kind, ..)| kind >> 8 != 0xF0) {
            rest = rest.get(1..).unwrap_or_default();
        }
        budget::spend(1);
    }
    shapes
}

/// Kind, version and instance, content and what stands behind a record.
fn record(bytes: &[u8]) -> Option<(u16, u16, &[u8], &[u8])> {
    let (version, kind) = (u16_at(bytes, 0)?, u16_at(bytes, 2)?);
    let length = u32_at(bytes, 4)? as usize;
    let content = &bytes[8..];
    let (inner, behind) = content.split_at(length.min(content.len()));
    Some((kind, version, inner, behind))
}

fn walk(records: &[u8], depth: usize, shapes: &mut HashMap<u32, Shape>) {
    let mut rest = records;
    let mut number = None;
    while let Some((kind, version, inner, behind)) = record(rest) {
        budget::spend(1);
        match kind {
            SHAPE => {
                number = u32_at(inner, 0);
                if let Some(number) = number {
                    shapes.entry(number).or_default();
                }
            }
            OPTIONS => {
                if let Some(shape) = number.and_then(|number| shapes.get_mut(&number)) {
                    for at in 0..usize::from(version >> 4) {
                        let Some(key) = u16_at(inner, 6 * at) else {
                            break;
                        };
                        let value = u32_at(inner, 6 * at + 2).unwrap_or(0);
                        shape.properties.insert(key & 0x3FFF, value);
                    }
                }
            }
            _ if version & CONTAINER == CONTAINER && depth > 0 => walk(inner, depth - 1, shapes),
            _ => {}
        }
        rest = behind;
    }
}
