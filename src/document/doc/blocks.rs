//! What stands around paragraphs: rows of tables, sections of pages, shapes with text.

use std::collections::HashMap;
use std::io::Write;

use super::drawings::{self, Shape};
use super::file::{File, Place, Plc, i16_at, u16_at, u32_at};
use super::properties::{Shade, each};
use super::words::{Colours, Words};

/// Cells of a row.
const MOST_CELLS: usize = 64;

const OF_CELLS: [&str; 4] = ["clcbpat", "clcfpat", "clshdng", "clbghoriz"];

/// What `list`, the properties of a row's end, says of the row and its cells.
pub(super) fn row(list: &[u8], colours: &mut Colours) -> Vec<u8> {
    let mut edges: Vec<i32> = Vec::new();
    let mut merges: Vec<u16> = Vec::new();
    let mut shades: [Vec<Option<Shade>>; 2] = Default::default();
    let mut shift = 0;
    let mut of_row = Words::default();
    each(list, |code, operand| {
        let short = i16_at(operand, 0).map_or(0, i32::from);
        match code {
            0xD608 => {
                let count = usize::from(operand.first().copied().unwrap_or(0)).min(MOST_CELLS);
                let edge = |at: usize| i16_at(operand, 1 + 2 * at).map(i32::from);
                edges = (0..=count).filter_map(edge).collect();
                let cells = 1 + 2 * (count + 1);
                let merge = |at: usize| u16_at(operand, cells + 20 * at).unwrap_or(0);
                merges = (0..count).map(merge).collect();
            }
            0xD609 => {
                let count = (operand.len() / 2).min(MOST_CELLS);
                shades[0] = (0..count)
                    .map(|at| Shade::of_old(operand, 2 * at))
                    .collect();
            }
            // The cells in three lots.
            0xD612 | 0xD616 | 0xD60C => {
                let first = match code {
                    0xD612 => 0,
                    0xD616 => 22,
                    _ => 44,
                };
                let count = (operand.len() / 10).min(MOST_CELLS - first);
                let new = &mut shades[1];
                new.resize(new.len().max(first + count), None);
                for at in 0..count {
                    new[first + at] = Shade::of(operand, 10 * at);
                }
            }
            0x9407 => of_row.set("trrh", short),
            0x9601 => shift = short,
            0x940E if !(-16..=0).contains(&short) => {
                of_row.set(if short < 0 { "tposnegx" } else { "tposx" }, short.abs());
            }
            0x940F if !(-20..=0).contains(&short) => {
                of_row.set(if short < 0 { "tposnegy" } else { "tposy" }, short.abs());
            }
            _ => {}
        }
    });
    // The first edge may be set anew; the others go with it.
    let moved = match (shift, edges.first()) {
        (0, _) | (_, None) => 0,
        (shift, Some(first)) => shift - first,
    };
    let mut out = b"\\trowd".to_vec();
    of_row.write(&mut out);
    if let Some(first) = edges.first() {
        let _ = write!(out, "\\trleft{}", first + moved);
    }
    for (at, edge) in edges.iter().skip(1).enumerate() {
        let merge = merges.get(at).copied().unwrap_or(0);
        if merge & 0x02 != 0 {
            out.extend_from_slice(b"\\clhmrg");
        }
        if merge & 0x60 == 0x20 {
            out.extend_from_slice(b"\\clvmrg");
        }
        let shade = |list: &Vec<Option<Shade>>| list.get(at).copied().flatten();
        if let Some(shade) = shade(&shades[1]).or_else(|| shade(&shades[0])) {
            let mut words = Words::default();
            shade.words(OF_CELLS, colours, &mut words);
            words.write(&mut out);
        }
        let _ = write!(out, "\\cellx{}", edge + moved);
    }
    out
}

/// One section: its first character and its page.
pub(super) struct Section {
    pub start: u32,
    pub page: Words,
}

/// The sections in their order.
pub(super) fn sections(file: &File) -> Vec<Section> {
    let table = Plc::new(file.place(Place::Sections), 12);
    let section = |index: usize| {
        let mut page = Words::default();
        for (word, value) in [
            ("pgwsxn", 12_240),
            ("pghsxn", 15_840),
            ("marglsxn", 1_800),
            ("margrsxn", 1_800),
        ] {
            page.set(word, value);
        }
        let at = u32_at(table.thing(index), 2).unwrap_or(u32::MAX) as usize;
        let length = u16_at(&file.main, at).map_or(0, usize::from);
        let list = at
            .checked_add(2)
            .and_then(|start| file.main.get(start..start + length));
        each(list.unwrap_or_default(), |code, operand| {
            let length = u16_at(operand, 0).map_or(0, i32::from);
            let word = match code {
                0xB01F => "pgwsxn",
                0xB020 => "pghsxn",
                0xB021 => "marglsxn",
                0xB022 => "margrsxn",
                0x300A if operand.first() == Some(&1) => {
                    page.set("titlepg", 1);
                    return;
                }
                _ => return,
            };
            page.set(word, length);
        });
        Section {
            start: table.position(index),
            page,
        }
    };
    (0..table.count).map(section).collect()
}

/// Whether even pages have headers of their own.
pub(super) fn has_facing_pages(file: &File) -> bool {
    file.place(Place::Options)
        .first()
        .is_some_and(|bits| bits & 1 == 1)
}

/// The headers and footers of each section: the characters of each of six, from the start of
/// their story: of even and odd pages, then of the first.
pub(super) fn headers(file: &File) -> Vec<[(u32, u32); 6]> {
    let table = Plc::new(file.place(Place::Headers), 0);
    // Separators of notes stand before.
    let stories = table.count.saturating_sub(1 + 6) / 6;
    let range = |at: usize| (table.position(at), table.position(at + 1));
    (0..stories)
        .map(|section| std::array::from_fn(|of| range(6 + 6 * section + of)))
        .collect()
}

/// A shape in the main text.
pub(super) struct Drawn {
    /// The character that it stands beside; the end of the text where it is part of another.
    pub anchor: u32,
    /// Words of its edges.
    edges: Option<Words>,
    shape: Option<Shape>,
    /// The characters of its text, from the start of the story of boxes.
    pub text: Option<(u32, u32)>,
}

/// All shapes of the main text, in the order of their anchors.
pub(super) fn drawn(file: &File) -> Vec<Drawn> {
    let mut shapes = drawings::shapes(file.place(Place::Drawings));
    let boxes = Plc::new(file.place(Place::Boxes), 22);
    let mut texts: HashMap<u32, (u32, u32)> = HashMap::new();
    for index in 0..boxes.count {
        let number = u32_at(boxes.thing(index), 14).unwrap_or(0);
        let range = (boxes.position(index), boxes.position(index + 1));
        if range.0 < range.1 {
            texts.entry(number).or_insert(range);
        }
    }
    let places = Plc::new(file.place(Place::Shapes), 26);
    let mut drawn = Vec::new();
    for index in 0..places.count {
        let thing = places.thing(index);
        let number = u32_at(thing, 0).unwrap_or(0);
        drawn.push(Drawn {
            anchor: places.position(index),
            edges: Some(edges(thing)),
            shape: shapes.remove(&number),
            text: texts.remove(&number),
        });
    }
    let mut others: Vec<(u32, (u32, u32))> = texts.into_iter().collect();
    others.sort_unstable_by_key(|(_, range)| *range);
    drawn.extend(others.into_iter().map(|(number, range)| Drawn {
        anchor: u32::MAX,
        edges: None,
        shape: shapes.remove(&number),
        text: Some(range),
    }));
    drawn.sort_by_key(|shape| shape.anchor);
    drawn
}

fn edges(thing: &[u8]) -> Words {
    let mut words = Words::default();
    for (at, word) in ["shpleft", "shptop", "shpright", "shpbottom"]
        .into_iter()
        .enumerate()
    {
        words.set(word, u32_at(thing, 4 + 4 * at).unwrap_or(0) as i32);
    }
    let flags = u16_at(thing, 20).unwrap_or(0);
    if flags >> 1 & 3 == 1 {
        words.set("shpbxpage", 1);
    }
    if flags >> 3 & 3 == 1 {
        words.set("shpbypage", 1);
    }
    words
}

impl Drawn {
    /// Opens the shape; its text and [`Self::close`] follow.
    pub(super) fn open(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\\shp{\\*\\shpinst");
        if let Some(edges) = &self.edges {
            edges.write(out);
        }
        for (name, value) in self.shape.iter().flat_map(Shape::named) {
            let _ = write!(out, "{{\\sp{{\\sn {name}}}{{\\sv {value}}}}}");
        }
    }

    /// Whether the file says nothing of how it is drawn, so that its text may not show at all.
    pub(super) fn is_unknown(&self) -> bool {
        self.shape.is_none()
    }

    pub(super) fn close(out: &mut Vec<u8>) {
        out.extend_from_slice(b"}}\n");
    }
}
