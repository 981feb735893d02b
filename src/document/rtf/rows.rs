//! Rows of tables: their cells are described before or behind their text, so the text waits.

use super::super::HiddenReason;
use super::super::builder::{DocumentBuilder, ParagraphText};
use super::super::visibility::{Room, doubt, worse};
use super::Role;
use super::look::{Page, Shade};

const TWIP: f64 = 0.05;

/// Cells of a row that are told apart; Word has 63.
const MOST_CELLS: usize = 1_000;

/// What is said of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cell {
    pub shade: Shade,
    /// In points.
    pub width: f64,
    left: f64,
    /// The cell above or before reaches over it.
    is_covered: bool,
    is_doubtful: bool,
}

impl Default for Cell {
    fn default() -> Self {
        Self {
            shade: Shade::default(),
            width: f64::INFINITY,
            left: 0.0,
            is_covered: false,
            is_doubtful: false,
        }
    }
}

impl Cell {
    fn hidden(&self, page: &Page) -> Option<HiddenReason> {
        if self.is_covered {
            return Some(HiddenReason::Covered);
        }
        let from = page.left + self.left;
        if from >= page.width || from < -page.width {
            return Some(HiddenReason::OffPage);
        }
        doubt(self.is_doubtful || self.width < 8.0 || from < -36.0)
    }
}

/// One paragraph of a cell, with what was said of the cell when it was read.
pub(super) struct Waiting {
    pub text: ParagraphText,
    pub role: Role,
    pub letters: usize,
    pub points: f64,
    /// Left free above and below, in points.
    pub free: [f64; 2],
    /// Its letters are seen by the ground of the cell.
    pub relied: bool,
}

enum Item {
    Paragraph(usize, Cell, Waiting),
    Cell,
    Row,
}

#[derive(Default)]
pub(super) struct Row {
    cells: Vec<Cell>,
    /// The cell that is described.
    next: Cell,
    /// Right edge of the cell before, in twips.
    edge: i32,
    /// In twips; negative for exactly so many.
    height: i32,
    /// Where a floating table stands, in twips.
    place: [Option<i32>; 2],
    items: Vec<Item>,
    /// Cells that have ended.
    index: usize,
    /// Of the row of a table within a cell, which is described behind its text: its first item,
    /// and whether it may show less than it holds.
    nested_from: usize,
    nested_odd: bool,
}

impl Row {
    pub(super) fn word(&mut self, word: &[u8], value: Option<i32>) {
        let number = value.unwrap_or(0);
        match word {
            b"trowd" => {
                let (items, index) = (std::mem::take(&mut self.items), self.index);
                *self = Self {
                    items,
                    index,
                    nested_from: self.nested_from,
                    ..Self::default()
                };
            }
            b"trleft" => self.edge = number,
            b"trrh" => self.height = number,
            b"tposx" => self.place[0] = Some(number),
            b"tposnegx" => self.place[0] = Some(-number.abs()),
            b"tposy" => self.place[1] = Some(number),
            b"tposnegy" => self.place[1] = Some(-number.abs()),
            b"clvmrg" | b"clhmrg" | b"clmrg" => self.next.is_covered = true,
            // Letters that lie on their side need room that is not looked at.
            b"clFitText" | b"cldel" | b"cldel2007" | b"cltxbtlr" | b"cltxtbrl" | b"cltxlrtbv"
            | b"cltxtbrlv" => self.next.is_doubtful = true,
            b"clcbpat" | b"clcbpatraw" => self.next.shade.back = Some(number),
            b"clcfpat" | b"clcfpatraw" => self.next.shade.fore = Some(number),
            b"clshdng" | b"clshdngraw" => self.next.shade.percent = Some(number),
            b"cellx" if self.cells.len() < MOST_CELLS => {
                let mut cell = std::mem::take(&mut self.next);
                cell.left = f64::from(self.edge) * TWIP;
                cell.width = f64::from(number.saturating_sub(self.edge)) * TWIP;
                self.edge = number;
                self.cells.push(cell);
            }
            _ if word.starts_with(b"clbg") || word.starts_with(b"rawclbg") => {
                self.next.shade.is_pattern = true;
            }
            _ => {}
        }
    }

    /// A word that describes the row of a table within a cell.
    pub(super) fn nested_word(&mut self, word: &[u8], value: Option<i32>) {
        let number = value.unwrap_or(0);
        match word {
            b"trowd" => self.nested_odd = false,
            b"trrh" => self.nested_odd |= number < 0,
            b"trleft" => self.nested_odd |= !(-1_440..=7_200).contains(&number),
            b"cellx" => self.nested_odd |= !(160..=14_400).contains(&number),
            b"clvmrg" | b"clhmrg" | b"clmrg" | b"clFitText" | b"cldel" | b"cldel2007"
            | b"tposx" | b"tposnegx" | b"tposy" | b"tposnegy" => self.nested_odd = true,
            b"nestrow" => {
                let from = self.nested_from.min(self.items.len());
                for item in &mut self.items[from..] {
                    if let Item::Paragraph(_, _, waiting) = item {
                        waiting.text.hide(doubt(self.nested_odd));
                    }
                }
                self.nested_from = self.items.len();
                self.nested_odd = false;
            }
            _ => {}
        }
    }

    /// The cell whose text is read.
    pub(super) fn current(&self) -> Cell {
        self.cells.get(self.index).copied().unwrap_or_default()
    }

    pub(super) fn push(&mut self, waiting: Waiting) {
        let cell = self.current();
        self.items.push(Item::Paragraph(self.index, cell, waiting));
    }

    pub(super) fn end_cell(&mut self, is_nested: bool) {
        self.index += usize::from(!is_nested);
        self.items.push(Item::Cell);
    }

    pub(super) fn end_nested(&mut self) {
        self.items.push(Item::Row);
    }

    /// Writes the row as its cells are described last.
    pub(super) fn write(&mut self, builder: &mut DocumentBuilder, page: &Page) {
        self.index = 0;
        self.nested_from = 0;
        if self.items.is_empty() {
            return;
        }
        let far = |place: Option<i32>, whole: f64| {
            place.is_some_and(|place| {
                let place = f64::from(place) * TWIP;
                place >= whole || place < -whole
            })
        };
        let of_row = doubt(far(self.place[0], page.width) || far(self.place[1], page.height));
        let mut room: Option<(usize, Room)> = None;
        builder.begin_row();
        builder.begin_cell();
        for item in std::mem::take(&mut self.items) {
            let (index, used, mut waiting) = match item {
                Item::Cell => {
                    builder.begin_cell();
                    continue;
                }
                Item::Row => {
                    builder.end_row();
                    builder.begin_row();
                    builder.begin_cell();
                    continue;
                }
                Item::Paragraph(index, used, waiting) => (index, used, waiting),
            };
            let cell = self.cells.get(index).copied().unwrap_or_default();
            let mut reason = worse(of_row, cell.hidden(page));
            reason = worse(reason, doubt(waiting.relied && used.shade != cell.shade));
            if self.height < 0 {
                let height = -f64::from(self.height) * TWIP;
                let mut left = match room {
                    Some((of, room)) if of == index => room,
                    _ => Room::new(cell.width, height),
                };
                let taken = left.take_apart(waiting.free, waiting.letters, waiting.points);
                reason = worse(reason, taken);
                room = Some((index, left));
            }
            waiting.text.hide(reason);
            builder.paragraph(&waiting.text, waiting.role);
        }
        builder.end_row();
    }
}
