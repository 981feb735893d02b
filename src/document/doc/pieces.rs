//! Where the characters stand (CLX, MS-DOC 2.8.35 and 2.4.1).

use encoding_rs::WINDOWS_1252;

use super::file::{File, Place, Plc, damaged, u16_at, u32_at};
use crate::document::Unreadable;

/// A stretch of characters that lie behind each other in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub start: u32,
    pub end: u32,
    /// Byte of the first character.
    at: u32,
    /// One byte a character, else UTF-16.
    is_narrow: bool,
    /// Properties set for the piece as a whole.
    modifier: u16,
}

pub(super) struct Pieces {
    all: Vec<Piece>,
    /// Lists of properties that modifiers name by their number.
    lists: Vec<Vec<u8>>,
}

impl Pieces {
    pub(super) fn read(file: &File) -> Result<Self, Unreadable> {
        let mut clx = file.place(Place::Pieces);
        let mut lists = Vec::new();
        loop {
            match clx.first() {
                Some(1) => {
                    let length = u16_at(clx, 1).unwrap_or(0) as usize;
                    let list = clx.get(3..3 + length);
                    let list = list.ok_or_else(|| damaged("its list of pieces is cut"))?;
                    lists.push(list.to_vec());
                    clx = &clx[3 + length..];
                }
                Some(2) => break,
                _ => return Err(damaged("its list of pieces is missing")),
            }
        }
        let length = u32_at(clx, 1).unwrap_or(0) as usize;
        let table = clx
            .get(5..5_usize.saturating_add(length))
            .unwrap_or(&clx[5.min(clx.len())..]);
        let table = Plc::new(table, 8);
        let mut all = Vec::with_capacity(table.count);
        for index in 0..table.count {
            let (start, end) = (table.position(index), table.position(index + 1));
            let thing = table.thing(index);
            let (Some(place), Some(modifier)) = (u32_at(thing, 2), u16_at(thing, 6)) else {
                break;
            };
            if end < start || all.last().is_some_and(|last: &Piece| start != last.end) {
                return Err(damaged("its pieces are out of order"));
            }
            let is_narrow = place & 0x4000_0000 != 0;
            let place = place & 0x3FFF_FFFF;
            all.push(Piece {
                start,
                end,
                at: if is_narrow { place / 2 } else { place },
                is_narrow,
                modifier,
            });
        }
        Ok(Self { all, lists })
    }

    /// The pieces that hold characters from `start` to `end`, cut to them.
    pub(super) fn within(&self, start: u32, end: u32) -> impl Iterator<Item = Piece> + '_ {
        let first = self.all.partition_point(|piece| piece.end <= start);
        let rest = self.all[first..].iter();
        rest.take_while(move |piece| piece.start < end)
            .map(move |piece| {
                let from = piece.start.max(start);
                let width = if piece.is_narrow { 1 } else { 2 };
                Piece {
                    start: from,
                    end: piece.end.min(end),
                    at: piece
                        .at
                        .saturating_add((from - piece.start).saturating_mul(width)),
                    ..*piece
                }
            })
    }

    /// The properties set for a whole piece: a list of them, or a single one.
    pub(super) fn modifier(&self, piece: Piece) -> Vec<u8> {
        let modifier = piece.modifier;
        if modifier & 1 == 1 {
            let list = self.lists.get(usize::from(modifier >> 1));
            return list.cloned().unwrap_or_default();
        }
        let operand = (modifier >> 8) as u8;
        // The few of those that bear on the look (MS-DOC 2.9.215).
        let code: u16 = match modifier >> 1 & 0x7F {
            0x41 => 0x0800,
            0x4D => 0x2A0C,
            0x5C => 0x083C,
            0x62 => 0x2A42,
            0x68 => 0x2A48,
            _ => return Vec::new(),
        };
        let [low, high] = code.to_le_bytes();
        vec![low, high, operand]
    }
}

impl Piece {
    /// Byte of its character `index`, and that character's UTF-16 unit or its letter.
    pub(super) fn unit(&self, file: &File, index: u32) -> Option<(u32, u16)> {
        if self.is_narrow {
            let at = self.at.checked_add(index)?;
            let byte = *file.main.get(at as usize)?;
            if byte < 0x80 {
                return Some((at, u16::from(byte)));
            }
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
            let letter = text.chars().next().map_or(0xFFFD, |letter| letter as u32);
            Some((at, u16::try_from(letter).unwrap_or(0xFFFD)))
        } else {
            let at = self.at.checked_add(index.checked_mul(2)?)?;
            Some((at, u16_at(&file.main, at as usize)?))
        }
    }
}
