//! Rich Text Format: control words to lines, code pages to letters.
//!
//! What is scored is what is shown to be seen, as far as a closed list of control words says it.

mod characters;
mod destinations;
mod look;
mod page;
mod rows;
mod shapes;
mod tokens;

use std::collections::HashMap;

use encoding_rs::Encoding;

use self::characters::{character, charset, code_page};
use self::look::{Colours, Look, Page, Styles};
use self::rows::Row;
use self::shapes::Shape;
use self::tokens::{Token, Tokens};
use super::budget;
use super::builder::{DocumentBuilder, ParagraphText};
use super::limits::{self, over};
use super::visibility::{FieldResult, Paint};
use super::{Document, Format, Role, Unreadable, Warning};

/// Reads an `.rtf`.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let mut reader = Reader::new();
    let of_title = b"\\titlepg";
    reader.may_have_title_page = bytes.windows(of_title.len()).any(|word| word == of_title);
    let mut tokens = Tokens::new(bytes);
    let mut is_whole = false;
    while let Some(token) = tokens.next() {
        match token {
            Token::Open => {
                reader.open();
                if reader.groups.len() > limits::RTF_DEPTH {
                    return Err(over(
                        "the RTF is nested too deeply",
                        format_args!("{} levels", limits::RTF_DEPTH),
                    ));
                }
            }
            Token::Close => {
                let is_last = reader.groups.len() == 1;
                reader.close();
                // What stands behind the end is not shown.
                if is_last {
                    is_whole = true;
                    break;
                }
            }
            Token::Word(word, value) => {
                if word == b"bin" {
                    tokens.skip(value.unwrap_or(0).max(0) as usize);
                    // Binary data within text: viewers go on in ways of their own.
                    if !reader.state.skipped {
                        reader.state.look.doubt();
                    }
                } else {
                    reader.word(word, value);
                }
                reader.state.at_start = false;
            }
            Token::Star => reader.star(),
            Token::Byte(byte) => reader.byte(byte),
            Token::Symbol(symbol) => reader.symbol(symbol),
        }
    }
    reader.state.skipped = false;
    reader.paragraph();
    reader.row_end();
    if !is_whole && !reader.groups.is_empty() {
        reader.builder.warn(Warning::RtfBreaksOff);
    }
    reader.builder.finish()
}

/// What is written into a buffer of its own in place of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Capture {
    None,
    /// Name and value of a property of a shape.
    Name,
    Value,
    /// The code of a field.
    Code,
}

/// What holds inside a group.
#[derive(Clone, Copy)]
struct State {
    /// No word of the group was seen yet, so the next names its destination.
    at_start: bool,
    starred: bool,
    skipped: bool,
    font_table: bool,
    color_table: bool,
    style_sheet: bool,
    capture: Capture,
    /// Of two writings of one text only the one with Unicode is shown.
    upr: bool,
    upr_child: bool,
    /// An embedded object, of which the result is shown.
    object: bool,
    /// What becomes of the result of the field around.
    field: FieldResult,
    background: bool,
    deleted: bool,
    look: Look,
    /// Styles of the paragraph and of the letters.
    style: Look,
    letters_style: Look,
    /// Index of the shape around.
    shape: Option<usize>,
    /// Letters to skip after `\u`, which stand in for readers without Unicode.
    fallback: usize,
    font: i32,
    role: Option<Role>,
    /// The header is one that the section does not show.
    unshown: bool,
    nested: bool,
    /// Describes the row of a table within a cell.
    nested_row: bool,
    in_table: bool,
}

struct Reader {
    builder: DocumentBuilder,
    state: State,
    groups: Vec<State>,
    encoding: &'static Encoding,
    /// Encodings of the fonts, by number.
    fonts: HashMap<i32, &'static Encoding>,
    /// Fonts of signs.
    symbols: Vec<i32>,
    font_name: Vec<u8>,
    colors: Colours,
    styles: Styles,
    /// The style being read: whether of letters, its number, what it is based on.
    style: (bool, i32, Option<i32>),
    page: Page,
    page_ground: Paint,
    shows_background: bool,
    has_title_page: bool,
    /// Some section says so, here or further down.
    may_have_title_page: bool,
    shapes: Vec<Shape>,
    captured: String,
    property: String,
    field_code: String,
    /// Bytes of the code page that wait to become text.
    bytes: Vec<u8>,
    high_surrogate: Option<u32>,
    to_skip: usize,
    line: ParagraphText,
    /// The ground of their paragraph that visible letters relied on.
    relied: Option<Paint>,
    /// The largest size of the paragraph so far, in points.
    largest: f64,
    is_item: bool,
    is_heading: bool,
    row: Row,
}

impl Reader {
    fn new() -> Self {
        Self {
            builder: DocumentBuilder::new(Format::Rtf),
            state: State {
                at_start: false,
                starred: false,
                skipped: false,
                font_table: false,
                color_table: false,
                style_sheet: false,
                capture: Capture::None,
                upr: false,
                upr_child: false,
                object: false,
                field: FieldResult::default(),
                background: false,
                deleted: false,
                look: Look::default(),
                style: Look::default(),
                letters_style: Look::default(),
                shape: None,
                fallback: 1,
                font: -1,
                role: None,
                unshown: false,
                nested: false,
                nested_row: false,
                in_table: false,
            },
            groups: Vec::new(),
            encoding: encoding_rs::WINDOWS_1252,
            fonts: HashMap::new(),
            symbols: Vec::new(),
            font_name: Vec::new(),
            colors: Colours::default(),
            styles: Styles::default(),
            style: (false, 0, None),
            page: Page::default(),
            page_ground: Paint::Auto,
            shows_background: false,
            has_title_page: false,
            may_have_title_page: false,
            shapes: Vec::new(),
            captured: String::new(),
            property: String::new(),
            field_code: String::new(),
            bytes: Vec::new(),
            high_surrogate: None,
            to_skip: 0,
            line: ParagraphText::default(),
            relied: None,
            largest: 0.0,
            is_item: false,
            is_heading: false,
            row: Row::default(),
        }
    }

    fn open(&mut self) {
        self.flush_bytes();
        self.to_skip = 0;
        let mut inside = self.state;
        inside.at_start = true;
        inside.starred = false;
        inside.upr_child = self.state.upr;
        inside.upr = false;
        if self.state.style_sheet {
            inside.look = Look::default();
            self.style = (false, 0, None);
        }
        self.groups.push(std::mem::replace(&mut self.state, inside));
    }

    fn close(&mut self) {
        self.flush_bytes();
        let Some(outer) = self.groups.pop() else {
            return;
        };
        self.end_font();
        if self.state.style_sheet && outer.style_sheet {
            let (of_letters, number, base) = self.style;
            self.styles
                .insert(of_letters, number, base, self.state.look);
        }
        self.end_capture();
        if self.state.role != outer.role || self.state.shape != outer.shape {
            let skipped = std::mem::replace(&mut self.state.skipped, false);
            self.paragraph();
            self.state.skipped = skipped;
        }
        if self.state.background
            && !outer.background
            && self.shows_background
            && let Some(shape) = self.shapes.last()
        {
            self.page_ground = shape.ground();
        }
        self.state = outer;
        self.to_skip = 0;
    }

    /// `\*`: where it does not open a group, viewers go on in ways of their own.
    fn star(&mut self) {
        if self.state.at_start {
            self.state.starred = true;
        } else {
            self.state.look.doubt();
        }
    }

    fn word(&mut self, word: &[u8], value: Option<i32>) {
        self.flush_bytes();
        self.to_skip = 0;
        self.destination(word);
        let state = &mut self.state;
        if state.nested_row {
            self.row.nested_word(word, value);
        }
        if state.skipped
            && !state.font_table
            && !state.color_table
            && !state.style_sheet
            && !matches!(
                word,
                b"fonttbl" | b"colortbl" | b"stylesheet" | b"u" | b"uc"
            )
        {
            return;
        }
        if state.style_sheet && word != b"stylesheet" {
            self.style_word(word, value);
            return;
        }
        let on = value != Some(0);
        if state.color_table {
            self.colors.word(word, value);
        }
        if !matches!(word, b"plain" | b"pard") {
            state.look.word(word, value);
        }
        match word {
            b"fonttbl" => (state.font_table, state.skipped) = (true, true),
            b"colortbl" => (state.color_table, state.skipped) = (true, true),
            b"stylesheet" => (state.style_sheet, state.skipped) = (true, true),
            b"f" => {
                self.end_font();
                self.state.font = value.unwrap_or(0);
                if self.state.font_table && self.fonts.len() < limits::RTF_FONTS {
                    self.fonts.entry(self.state.font).or_insert(self.encoding);
                }
            }
            b"fcharset" if state.font_table => {
                let encoding = charset(value.unwrap_or(0)).unwrap_or(self.encoding);
                if let Some(of_font) = self.fonts.get_mut(&state.font) {
                    *of_font = encoding;
                }
            }
            b"s" => state.style = self.styles.get(false, value.unwrap_or(0)),
            b"cs" => state.letters_style = self.styles.get(true, value.unwrap_or(0)),
            b"ansicpg" => self.encoding = code_page(value.unwrap_or(1252)).unwrap_or(self.encoding),
            b"mac" => self.encoding = encoding_rs::MACINTOSH,
            b"pc" => self.encoding = encoding_rs::WINDOWS_1252,
            b"uc" => {
                let letters = value.unwrap_or(1);
                state.fallback = letters.clamp(0, 16) as usize;
                // More stand for no letter, and are shown by some viewers only.
                if !(0..=16).contains(&letters) {
                    state.look.doubt();
                }
            }
            b"u" => {
                self.unicode(value.unwrap_or(0));
                self.to_skip = self.state.fallback;
            }
            b"deleted" | b"mvf" => state.deleted = on,
            b"plain" => {
                state.look.reset_letters();
                state.letters_style = Look::default();
                state.deleted = false;
            }
            b"header" | b"headerl" | b"headerr" | b"headerf" => self.margin(word, Role::PageHeader),
            b"footer" | b"footerl" | b"footerr" | b"footerf" => self.margin(word, Role::PageFooter),
            b"titlepg" => self.has_title_page = true,
            b"viewbksp" => self.shows_background = on,
            b"footnote" => self.paragraph(),
            b"par" | b"sect" | b"page" => self.paragraph(),
            b"line" => self.text("\n"),
            b"tab" => self.text("\t"),
            b"cell" | b"nestcell" => self.cell(word == b"nestcell"),
            b"row" | b"nestrow" => self.row(word == b"row"),
            b"pard" => {
                self.is_item = false;
                self.is_heading = false;
                state.in_table = false;
                state.look.reset_paragraph();
                state.style = Look::default();
                state.nested = false;
            }
            b"intbl" => state.in_table = true,
            b"itap" => state.nested = value.is_some_and(|level| level > 1),
            b"ls" | b"pnlvlblt" | b"pnlvlbody" => self.is_item = true,
            b"outlinelevel" => self.is_heading = value.unwrap_or(9) < 9,
            _ => {
                self.page.word(word, value);
                self.row.word(word, value);
                if let Some(shape) = self.state.shape.and_then(|at| self.shapes.get_mut(at)) {
                    shape.word(word, value);
                }
                if let Some(text) = character(word) {
                    self.text(text);
                }
            }
        }
    }

    fn symbol(&mut self, symbol: u8) {
        let is_letter = matches!(symbol, b'\\' | b'{' | b'}');
        if !is_letter {
            self.flush_bytes();
            if self.to_skip > 0 {
                self.to_skip -= 1;
                return;
            }
        }
        match symbol {
            b'~' => self.text(" "),
            b'_' => self.text("-"),
            b'\n' | b'\r' => self.paragraph(),
            b'\t' => self.text("\t"),
            _ if is_letter => self.byte(symbol),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        self.state.at_start = false;
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return;
        }
        if self.state.color_table && byte == b';' {
            self.colors.end();
        }
        if self.state.font_table && self.font_name.len() < 100 {
            self.font_name.push(byte);
        }
        if !self.state.skipped || self.state.capture != Capture::None {
            self.bytes.push(byte);
        }
    }

    fn flush_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        budget::spend(1 + bytes.len() / 16);
        let of_font = self.fonts.get(&self.state.font);
        let encoding = of_font.copied().unwrap_or(self.encoding);
        let text = encoding.decode_without_bom_handling(&bytes).0;
        self.text(&text);
    }

    fn unicode(&mut self, value: i32) {
        // Negative numbers are 16-bit ones that were written as signed.
        let code = if value < 0 {
            (value + 0x1_0000).max(0) as u32
        } else {
            value as u32
        };
        let whole = match (self.high_surrogate.take(), code) {
            (_, 0xD800..=0xDBFF) => {
                self.high_surrogate = Some(code);
                return;
            }
            (Some(high), 0xDC00..=0xDFFF) => 0x1_0000 + ((high - 0xD800) << 10) + (code - 0xDC00),
            _ => code,
        };
        if let Some(c) = char::from_u32(whole) {
            self.text(c.encode_utf8(&mut [0; 4]));
        }
    }
}

#[cfg(test)]
mod tests;
