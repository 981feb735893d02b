//! Lists of properties (`grpprl`, MS-DOC 2.6) as control words.

use super::file::{i16_at, u16_at, u32_at};
use super::words::{Colours, Words, fixed};

/// Each property with its operand; a list that is cut ends where it is cut.
pub(super) fn each(list: &[u8], mut take: impl FnMut(u16, &[u8])) {
    let mut rest = list;
    while let Some(code) = u16_at(rest, 0) {
        let (start, length) = match code >> 13 {
            0 | 1 => (2, 1),
            2 | 4 | 5 => (2, 2),
            3 => (2, 4),
            7 => (2, 3),
            // The definition of a table counts in two bytes, and itself by one.
            _ if code == 0xD608 => match u16_at(rest, 2) {
                Some(length) => (4, usize::from(length).saturating_sub(1)),
                None => return,
            },
            _ => match rest.get(2).copied() {
                // Tab stops beyond what a byte counts.
                Some(255) if code == 0xC615 => (3, tab_stops(rest)),
                Some(length) => (3, usize::from(length)),
                None => return,
            },
        };
        let Some(operand) = rest.get(start..start + length) else {
            return;
        };
        take(code, operand);
        rest = &rest[start + length..];
    }
}

fn tab_stops(rest: &[u8]) -> usize {
    let count = |at: usize| usize::from(rest.get(at).copied().unwrap_or(0));
    let deleted = 1 + 4 * count(3);
    deleted + 1 + 3 * count(3 + deleted)
}

/// A colour with its mark for the viewer's choice (`COLORREF`).
fn colour(operand: &[u8], at: usize) -> Option<[u8; 3]> {
    let bytes = u32_at(operand, at)?.to_le_bytes();
    (bytes[3] == 0).then_some([bytes[0], bytes[1], bytes[2]])
}

/// A ground with a pattern over it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shade {
    fore: Option<[u8; 3]>,
    back: Option<[u8; 3]>,
    pattern: u16,
}

impl Shade {
    /// `Shd`, ten bytes.
    pub(super) fn of(operand: &[u8], at: usize) -> Option<Self> {
        Some(Self {
            fore: colour(operand, at),
            back: colour(operand, at + 4),
            pattern: u16_at(operand, at + 8)?,
        })
    }

    /// `Shd80`, two bytes.
    pub(super) fn of_old(operand: &[u8], at: usize) -> Option<Self> {
        let bits = u16_at(operand, at)?;
        Some(Self {
            fore: fixed((bits & 0x1F) as u8),
            back: fixed((bits >> 5 & 0x1F) as u8),
            pattern: match bits >> 10 {
                // All bits set: no ground.
                0x3F => 0xFFFF,
                pattern => pattern,
            },
        })
    }

    /// Hundredths of percent of the foreground; `None` for lines and the like.
    fn percent(self) -> Option<i32> {
        Some(match self.pattern {
            0 | 0xFFFF => 0,
            1 => 10_000,
            2 => 500,
            3 => 1_000,
            4 => 2_000,
            5 => 2_500,
            6 => 3_000,
            7 => 4_000,
            8 => 5_000,
            9 => 6_000,
            10 => 7_000,
            11 => 7_500,
            12 => 8_000,
            13 => 9_000,
            // In steps of 2.5 %.
            0x23..=0x3E => (i32::from(self.pattern) - 0x22) * 250,
            _ => return None,
        })
    }

    /// As the words for ground, foreground, percent and pattern.
    pub(super) fn words(self, names: [&'static str; 4], colours: &mut Colours, out: &mut Words) {
        let [back, fore, percent, pattern] = names;
        out.remove(&names);
        out.set(back, colours.number(self.back));
        out.set(fore, colours.number(self.fore));
        match self.percent() {
            Some(share) => out.set(percent, share),
            None => out.set(pattern, 1),
        }
    }
}

const OF_LETTERS: [&str; 4] = ["chcbpat", "chcfpat", "chshdng", "chbghoriz"];
const OF_PARAGRAPHS: [&str; 4] = ["cbpat", "cfpat", "shading", "bghoriz"];

/// Whether a property that can turn round that of the style is on.
pub(super) fn toggled(operand: u8, of_style: bool) -> bool {
    match operand {
        0 => false,
        0x80 => of_style,
        0x81 => !of_style,
        _ => true,
    }
}

/// Takes up what a list says of letters; `of_style` is what their style says.
pub(super) fn letters(list: &[u8], of_style: &Words, colours: &mut Colours, out: &mut Words) {
    let is_on = |word: &str| of_style.get(word) == Some(1);
    each(list, |code, operand| {
        let byte = operand.first().copied().unwrap_or(0);
        let short = i16_at(operand, 0).map_or(0, i32::from);
        match code {
            0x083C => out.set("v", toggled(byte, is_on("v")).into()),
            0x0811 => out.set("webhidden", toggled(byte, is_on("webhidden")).into()),
            0x0800 => out.set("deleted", toggled(byte, is_on("deleted")).into()),
            0x2A42 => out.set("cf", colours.number(fixed(byte))),
            0x6870 => out.set("cf", colours.number(colour(operand, 0))),
            0x2A0C => out.set("highlight", colours.number(fixed(byte))),
            0x4A43 => out.set("fs", short),
            0x4852 => out.set("charscalex", short),
            0x8840 => out.set("expndtw", short),
            0x4845 => {
                out.remove(&["up", "dn"]);
                out.set(if short < 0 { "dn" } else { "up" }, short.abs());
            }
            0x2A48 => {
                out.remove(&["super", "sub"]);
                if let Some(word) = [None, Some("super"), Some("sub")]
                    .get(usize::from(byte))
                    .copied()
                    .flatten()
                {
                    out.set(word, 1);
                }
            }
            0x4A4F => out.set("f", short),
            0x4866 => {
                if let Some(shade) = Shade::of_old(operand, 0) {
                    shade.words(OF_LETTERS, colours, out);
                }
            }
            0xCA71 => {
                if let Some(shade) = Shade::of(operand, 0) {
                    shade.words(OF_LETTERS, colours, out);
                }
            }
            // Fitted into a width, or laid in two lines: how large the letters are is not known.
            0xCA76 | 0xCA78 => out.set("fittext", 1),
            // A sign of another font stands in the place of the letter.
            0x6A09 => out.set(SIGN, 1),
            0x0855 => out.set(SPECIAL, byte.into()),
            _ => {}
        }
    });
}

/// No words of RTF: what the writer itself looks at.
pub(super) const SIGN: &str = "cvranksign";
pub(super) const SPECIAL: &str = "cvrankspecial";

/// Takes up what a list says of a paragraph.
pub(super) fn paragraph(list: &[u8], colours: &mut Colours, out: &mut Words) {
    each(list, |code, operand| {
        let byte = i32::from(operand.first().copied().unwrap_or(0));
        let short = i16_at(operand, 0).map_or(0, i32::from);
        match code {
            0x442D => {
                if let Some(shade) = Shade::of_old(operand, 0) {
                    shade.words(OF_PARAGRAPHS, colours, out);
                }
            }
            0xC64D => {
                if let Some(shade) = Shade::of(operand, 0) {
                    shade.words(OF_PARAGRAPHS, colours, out);
                }
            }
            0x840F | 0x845E => out.set("li", short),
            0x840E | 0x845D => out.set("ri", short),
            0x8411 | 0x8460 => out.set("fi", short),
            0x6412 => {
                out.set("sl", short);
                out.set("slmult", i16_at(operand, 2).map_or(0, i32::from));
            }
            // A few negative numbers stand for sides and the middle.
            0x8418 if !(-16..=0).contains(&short) => place(out, ["posx", "posnegx"], short),
            0x8419 if !(-20..=0).contains(&short) => place(out, ["posy", "posnegy"], short),
            0x841A => out.set("absw", short),
            0x442B => {
                let height = short & 0x7FFF;
                out.set("absh", if short < 0 { height } else { -height });
            }
            0x261B => {
                for (word, bits, page) in [("pvpg", byte >> 4 & 3, 1), ("phpg", byte >> 6 & 3, 2)] {
                    if bits == page {
                        out.set(word, 1);
                    }
                }
            }
            0x2416 => out.set("intbl", byte),
            0x2417 => out.set(ROW_END, byte),
            0x244C => out.set(INNER_ROW_END, byte),
            0x244B => out.set(INNER_CELL_END, byte),
            0x6649 => out.set("itap", u32_at(operand, 0).unwrap_or(0).min(64) as i32),
            0x2640 => out.set("outlinelevel", byte),
            0x460B => out.set("ls", short),
            _ => {}
        }
    });
}

pub(super) const ROW_END: &str = "cvrankrow";
pub(super) const INNER_ROW_END: &str = "cvrankinnerrow";
pub(super) const INNER_CELL_END: &str = "cvrankinnercell";

/// Words that are the writer's own.
pub(super) const OWN: [&str; 5] = [SIGN, SPECIAL, ROW_END, INNER_ROW_END, INNER_CELL_END];

fn place(out: &mut Words, words: [&'static str; 2], at: i32) {
    out.remove(&words);
    out.set(words[usize::from(at < 0)], at.abs());
}
