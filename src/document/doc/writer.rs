//! The text of a document as RTF.

use std::io::Write;

use super::blocks::{self, Drawn, Section};
use super::file::{File, Place, Story, u16_at, u32_at};
use super::pieces::{Piece, Pieces};
use super::properties::{self, INNER_CELL_END, INNER_ROW_END, OWN, ROW_END, SIGN, SPECIAL, each};
use super::runs::{Run, Runs};
use super::styles::{Look, Styles};
use super::words::{Colours, Words};
use crate::document::limits::{RTF_FONTS, over};
use crate::document::visibility::FieldResult;
use crate::document::{Unreadable, budget};

/// Bytes of RTF that a document may come to.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Letters of a field's code that are kept.
const LONGEST_CODE: usize = 16;

/// Sides of the six headers and footers of a section.
const SIDES: [&str; 6] = [
    "headerl", "header", "footerl", "footer", "headerf", "footerf",
];

/// The shape of a field within which a character stands.
enum Field {
    Code(String),
    Result { is_silent: bool },
}

/// One character of a paragraph.
struct Unit {
    /// Its byte in the file.
    at: u32,
    code: u16,
    piece: Piece,
}

pub(super) struct Writer<'f> {
    file: &'f File,
    pieces: Pieces,
    letters: Runs<'f>,
    paragraphs: Runs<'f>,
    styles: Styles<'f>,
    colours: Colours,
    fields: Vec<Field>,
    /// Where the row begins that is written.
    row_start: Option<usize>,
    /// Shapes that are still to come, the next last.
    drawn: Vec<Drawn>,
    out: Vec<u8>,
}

impl<'f> Writer<'f> {
    pub(super) fn new(file: &'f File) -> Result<Self, Unreadable> {
        let mut drawn = blocks::drawn(file);
        drawn.reverse();
        Ok(Self {
            file,
            pieces: Pieces::read(file)?,
            letters: Runs::of_letters(file),
            paragraphs: Runs::of_paragraphs(file),
            styles: Styles::read(file),
            colours: Colours::default(),
            fields: Vec::new(),
            row_start: None,
            drawn,
            out: Vec::new(),
        })
    }

    /// The whole document.
    pub(super) fn written(mut self) -> Result<Vec<u8>, Unreadable> {
        let sections = blocks::sections(self.file);
        let headers = blocks::headers(self.file);
        let end = self.file.length(Story::Main);
        let mut starts: Vec<u32> = sections.iter().map(|section| section.start).collect();
        if starts.first() != Some(&0) {
            starts.insert(0, 0);
        }
        for (index, start) in starts.iter().enumerate() {
            let behind = starts.get(index + 1).copied().unwrap_or(end).min(end);
            self.section(sections.get(index), headers.get(index))?;
            self.story(*start, behind, true)?;
        }
        self.shapes(u32::MAX)?;
        for story in [Story::Footnotes, Story::Endnotes] {
            let start = self.file.start(story);
            let length = self.file.length(story);
            self.story(start, start.saturating_add(length), false)?;
        }
        let mut whole = b"{\\rtf1\\ansi\\uc0\n".to_vec();
        fonts(self.file, &mut whole);
        self.colours.write(&mut whole);
        if blocks::has_facing_pages(self.file) {
            whole.extend_from_slice(b"\\facingp\n");
        }
        whole.append(&mut self.out);
        whole.push(b'}');
        Ok(whole)
    }

    fn section(
        &mut self,
        section: Option<&Section>,
        headers: Option<&[(u32, u32); 6]>,
    ) -> Result<(), Unreadable> {
        if let Some(section) = section {
            section.page.write(&mut self.out);
            self.out.push(b'\n');
        }
        let first = self.file.start(Story::Headers);
        let last = first.saturating_add(self.file.length(Story::Headers));
        for (side, (start, end)) in SIDES.iter().zip(headers.into_iter().flatten()) {
            let (start, end) = (
                first.saturating_add(*start),
                first.saturating_add(*end).min(last),
            );
            if start < end {
                let _ = write!(self.out, "{{\\{side} ");
                self.story(start, end, false)?;
                self.out.extend_from_slice(b"}\n");
            }
        }
        Ok(())
    }

    /// The paragraphs from character `start` to `end`; of the main text with its shapes.
    fn story(&mut self, start: u32, end: u32, is_main: bool) -> Result<(), Unreadable> {
        let mut units: Vec<Unit> = Vec::new();
        let pieces: Vec<Piece> = self.pieces.within(start, end).collect();
        for piece in pieces {
            for index in 0..piece.end - piece.start {
                let Some((at, code)) = piece.unit(self.file, index) else {
                    break;
                };
                units.push(Unit { at, code, piece });
                if matches!(code, 0x07 | 0x0C | 0x0D) {
                    if is_main {
                        self.shapes(piece.start.saturating_add(index))?;
                    }
                    self.paragraph(&units)?;
                    units.clear();
                }
            }
        }
        if !units.is_empty() {
            self.paragraph(&units)?;
        }
        self.fields.clear();
        Ok(())
    }

    /// The shapes that stand beside characters up to `last`.
    fn shapes(&mut self, last: u32) -> Result<(), Unreadable> {
        while let Some(shape) = self.drawn.pop_if(|shape| shape.anchor <= last) {
            let fields = std::mem::take(&mut self.fields);
            shape.open(&mut self.out);
            if let Some((from, to)) = shape.text {
                let start = self.file.start(Story::Boxes);
                let end = start.saturating_add(self.file.length(Story::Boxes));
                self.out.extend_from_slice(b"{\\shptxt ");
                if shape.is_unknown() {
                    self.out.extend_from_slice(b"\\fittext1 ");
                }
                let (from, to) = (
                    start.saturating_add(from),
                    start.saturating_add(to).min(end),
                );
                self.story(from, to, false)?;
                self.out.push(b'}');
            }
            Drawn::close(&mut self.out);
            self.fields = fields;
        }
        Ok(())
    }

    fn paragraph(&mut self, units: &[Unit]) -> Result<(), Unreadable> {
        budget::spend(units.len());
        if self.out.len() > MOST_BYTES {
            return Err(over(
                "the Word document comes to far more text than a CV has",
                format_args!("{MOST_BYTES} bytes"),
            ));
        }
        let Some(mark) = units.last() else {
            return Ok(());
        };
        let run = self.paragraphs.at(mark.at);
        let list = self.whole(run.list);
        let look = self.styles.look(run.style, &mut self.colours);
        let mut words = look.paragraph.clone();
        properties::paragraph(&list, &mut self.colours, &mut words);
        let modifier = self.pieces.modifier(mark.piece);
        properties::paragraph(&modifier, &mut self.colours, &mut words);

        let is = |word: &str| words.get(word).is_some_and(|value| value != 0);
        let is_nested = words.get("itap").is_some_and(|depth| depth > 1);
        if is(ROW_END) && !is_nested {
            self.row(&list);
            return Ok(());
        }
        if is(INNER_ROW_END) {
            self.out
                .extend_from_slice(b"\\pard\\intbl\\itap2\\nestrow\n");
            return Ok(());
        }
        let (in_table, is_inner_cell) = (is("intbl") || is("itap"), is(INNER_CELL_END));
        match in_table {
            true => self.row_start = self.row_start.or(Some(self.out.len())),
            false => self.row_start = None,
        }
        words.remove(&OWN);
        if words.get("ls").is_some_and(|list| list <= 0) {
            words.remove(&["ls"]);
        }
        if !in_table {
            words.remove(&["intbl", "itap"]);
        } else {
            words.set("intbl", 1);
        }
        self.out.extend_from_slice(b"\\pard\\plain");
        words.write(&mut self.out);
        self.out.push(b'\n');
        self.runs(units, &look);
        let end: &[u8] = match mark.code {
            0x07 => b"\\cell\n",
            _ if is_inner_cell => b"\\nestcell\n",
            _ => b"\\par\n",
        };
        self.out.extend_from_slice(end);
        Ok(())
    }

    /// Describes a row at its end and, as Word does in RTF, before its text, which stands on what
    /// the cells paint.
    fn row(&mut self, list: &[u8]) {
        let described = blocks::row(list, &mut self.colours);
        let start = self.row_start.take().unwrap_or(self.out.len());
        let text = self.out.split_off(start);
        self.out.extend_from_slice(&described);
        self.out.push(b'\n');
        self.out.extend_from_slice(&text);
        self.out.extend_from_slice(&described);
        self.out.extend_from_slice(b"\\row\n");
    }

    /// A list of properties with what of it lies in a stream of its own (`sprmPHugePapx`).
    fn whole(&self, list: &[u8]) -> Vec<u8> {
        let mut whole = list.to_vec();
        each(list, |code, operand| {
            if matches!(code, 0x6645 | 0x6646) {
                let at = u32_at(operand, 0).unwrap_or(u32::MAX) as usize;
                let length = u16_at(&self.file.data, at).unwrap_or(0).min(0x3FA2);
                let more = at
                    .checked_add(2)
                    .and_then(|start| self.file.data.get(start..start + usize::from(length)));
                budget::spend(usize::from(length));
                whole.extend_from_slice(more.unwrap_or_default());
            }
        });
        whole
    }

    /// The letters of a paragraph, each stretch of one look in a group.
    fn runs(&mut self, units: &[Unit], look: &Look) {
        let mut open: Option<(Run<'f>, Piece)> = None;
        let mut words = Words::default();
        for unit in units {
            let is_same = open.as_ref().is_some_and(|(run, piece)| {
                (run.start..run.end).contains(&unit.at) && *piece == unit.piece
            });
            if !is_same {
                if open.is_some() {
                    self.out.push(b'}');
                }
                let run = self.letters.at(unit.at);
                words = self.letters_of(run, unit.piece, look);
                let mut shown = words.clone();
                shown.remove(&OWN);
                self.out.push(b'{');
                shown.write(&mut self.out);
                self.out.push(b' ');
                open = Some((run, unit.piece));
            }
            self.character(unit.code, &words);
        }
        if open.is_some() {
            self.out.push(b'}');
        }
    }

    fn letters_of(&mut self, run: Run<'f>, piece: Piece, look: &Look) -> Words {
        let mut of_style = look.letters.clone();
        let mut named = None;
        each(run.list, |code, operand| {
            if code == 0x4A30 {
                named = u16_at(operand, 0);
            }
        });
        if let Some(number) = named {
            let named = self.styles.look(number, &mut self.colours);
            of_style.add(&named.letters);
        }
        let mut words = of_style.clone();
        properties::letters(run.list, &of_style, &mut self.colours, &mut words);
        let modifier = self.pieces.modifier(piece);
        properties::letters(&modifier, &of_style, &mut self.colours, &mut words);
        words
    }

    fn character(&mut self, code: u16, words: &Words) {
        match code {
            0x13 => self.fields.push(Field::Code(String::new())),
            0x14 => {
                if let Some(Field::Code(code)) = self.fields.last() {
                    let is_silent = FieldResult::of(code) == FieldResult::Silent;
                    self.fields.pop();
                    self.fields.push(Field::Result { is_silent });
                }
            }
            0x15 => {
                self.fields.pop();
            }
            _ => self.shown(code, words),
        }
    }

    fn shown(&mut self, code: u16, words: &Words) {
        let is_code =
            |field: &Field| matches!(field, Field::Code(_) | Field::Result { is_silent: true });
        if self.fields.iter().any(is_code) {
            if let Some(Field::Code(so_far)) = self.fields.last_mut()
                && so_far.len() < LONGEST_CODE
            {
                so_far.extend(char::from_u32(code.into()));
            }
            return;
        }
        let has = |word: &str| words.get(word) == Some(1);
        if has(SIGN) || (has(SPECIAL) && code < 0x20 && !matches!(code, 0x09 | 0x0B)) {
            return;
        }
        let text: &[u8] = match code {
            0x09 => b"\\tab ",
            0x0B | 0x0E => b"\\line ",
            0x1E => b"-",
            0..=0x1F => b"",
            // Signs of fonts without letters, mostly bullets.
            0xF020..=0xF0FF => b"\\u8226 ",
            0x5C | 0x7B | 0x7D | 0x7F.. => {
                let _ = write!(self.out, "\\u{code} ");
                return;
            }
            _ => {
                self.out.push(code as u8);
                return;
            }
        };
        self.out.extend_from_slice(text);
    }
}

/// The names of the fonts, by which signs are told from letters (`SttbfFfn`, MS-DOC 2.9.286).
fn fonts(file: &File, out: &mut Vec<u8>) {
    let table = file.place(Place::Fonts);
    let count = u16_at(table, 0).map_or(0, usize::from).min(RTF_FONTS);
    let mut rest = table.get(4..).unwrap_or_default();
    out.extend_from_slice(b"{\\fonttbl");
    for number in 0..count {
        let Some(length) = rest.first().map(|length| usize::from(*length)) else {
            break;
        };
        let Some(font) = rest.get(1..1 + length) else {
            break;
        };
        let units = font.get(39..).unwrap_or_default().chunks_exact(2);
        let name: String = units
            .map(|unit| u16::from_le_bytes([unit[0], unit[1]]))
            .take_while(|unit| *unit != 0)
            .filter_map(|unit| char::from_u32(unit.into()))
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == ' ')
            .collect();
        let _ = write!(out, "{{\\f{number} {name};}}");
        rest = &rest[1 + length..];
    }
    out.extend_from_slice(b"}\n");
}
