//! Rich Text Format: control words to lines, code pages to letters.

mod characters;
mod tokens;

use std::collections::HashMap;

use encoding_rs::Encoding;

use self::characters::{character, charset, code_page};
use self::tokens::{Token, Tokens};
use super::budget;
use super::builder::DocumentBuilder;
use super::limits::{self, over};
use super::{Document, Format, HiddenReason, Role, Unreadable, Warning};

/// Destinations whose content is no text of the page.
const SKIPPED: &[&[u8]] = &[
    b"colortbl",
    b"stylesheet",
    b"info",
    b"pict",
    b"object",
    b"objdata",
    b"themedata",
    b"colorschememapping",
    b"datastore",
    b"latentstyles",
    b"listtable",
    b"listoverridetable",
    b"rsidtbl",
    b"generator",
    b"filetbl",
    b"revtbl",
    b"xmlnstbl",
    b"fldinst",
    b"bkmkstart",
    b"bkmkend",
    b"annotation",
    b"atnid",
    b"atnauthor",
    b"atndate",
    b"atnref",
    b"pgdsctbl",
    b"private",
    b"listtext",
    b"pntext",
    b"pntxta",
    b"pntxtb",
    b"nonshppict",
    b"template",
    b"wgrffmtfilter",
    b"mmathPr",
    b"sp",
    b"passwordhash",
    b"userprops",
    b"docvar",
];

/// Starred destinations whose content is text all the same.
const READ: &[&[u8]] = &[
    b"shptxt",
    b"shpinst",
    b"shprslt",
    b"dptxbxtext",
    b"ud",
    b"do",
    b"footnote",
];

/// Reads an `.rtf`.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let mut reader = Reader::new();
    let mut tokens = Tokens::new(bytes);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open => {
                let mut inside = reader.state;
                inside.at_start = true;
                reader
                    .groups
                    .push(std::mem::replace(&mut reader.state, inside));
                if reader.groups.len() > limits::RTF_DEPTH {
                    return Err(over(
                        "the RTF is nested too deeply",
                        format_args!("{} levels", limits::RTF_DEPTH),
                    ));
                }
            }
            Token::Close => reader.close(),
            Token::Word(word, value) => {
                if word == b"bin" {
                    tokens.skip(value.unwrap_or(0).max(0) as usize);
                } else {
                    reader.word(word, value);
                }
                reader.state.at_start = false;
            }
            Token::Star => reader.state.starred = true,
            Token::Byte(byte) => reader.byte(byte),
            Token::Symbol(symbol) => reader.symbol(symbol),
        }
    }
    reader.paragraph();
    if reader.in_row {
        reader.builder.end_row();
    }
    if !reader.groups.is_empty() {
        reader.builder.warn(Warning::RtfBreaksOff);
    }
    reader.builder.finish()
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
    hidden: bool,
    deleted: bool,
    /// Letters to skip after `\u`, which stand in for readers without Unicode.
    fallback: usize,
    font: i32,
    /// Size in half points.
    size: i32,
    color: i32,
    shaded: bool,
    role: Option<Role>,
}

struct Reader {
    builder: DocumentBuilder,
    state: State,
    groups: Vec<State>,
    encoding: &'static Encoding,
    /// Encodings of the fonts, by number.
    fonts: HashMap<i32, &'static Encoding>,
    /// Whether each colour of the table is as white as paper.
    colors: Vec<bool>,
    color: [Option<i32>; 3],
    /// Bytes of the code page that wait to become text.
    bytes: Vec<u8>,
    high_surrogate: Option<u32>,
    to_skip: usize,
    line: String,
    hidden_line: String,
    hidden_reason: HiddenReason,
    is_item: bool,
    is_heading: bool,
    in_table: bool,
    in_row: bool,
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
                hidden: false,
                deleted: false,
                fallback: 1,
                font: -1,
                size: 24,
                color: 0,
                shaded: false,
                role: None,
            },
            groups: Vec::new(),
            encoding: encoding_rs::WINDOWS_1252,
            fonts: HashMap::new(),
            colors: Vec::new(),
            color: [None; 3],
            bytes: Vec::new(),
            high_surrogate: None,
            to_skip: 0,
            line: String::new(),
            hidden_line: String::new(),
            hidden_reason: HiddenReason::Invisible,
            is_item: false,
            is_heading: false,
            in_table: false,
            in_row: false,
        }
    }

    fn close(&mut self) {
        self.flush_bytes();
        let Some(outer) = self.groups.pop() else {
            return;
        };
        if self.state.role != outer.role {
            self.paragraph();
        }
        self.state = outer;
        self.to_skip = 0;
    }

    fn word(&mut self, word: &[u8], value: Option<i32>) {
        self.flush_bytes();
        self.to_skip = 0;
        let state = &mut self.state;
        if state.at_start {
            if SKIPPED.contains(&word) || (state.starred && !READ.contains(&word)) {
                state.skipped = true;
            }
            state.starred = false;
        }
        if matches!(word, b"listtext" | b"pntext") {
            self.is_item = true;
        }
        if state.skipped
            && !state.font_table
            && !state.color_table
            && !matches!(word, b"fonttbl" | b"colortbl")
        {
            return;
        }
        let on = value != Some(0);
        match word {
            b"fonttbl" => (state.font_table, state.skipped) = (true, true),
            b"colortbl" => (state.color_table, state.skipped) = (true, true),
            b"f" => {
                state.font = value.unwrap_or(0);
                if state.font_table && self.fonts.len() < limits::RTF_FONTS {
                    self.fonts.entry(state.font).or_insert(self.encoding);
                }
            }
            b"fcharset" if state.font_table => {
                let encoding = charset(value.unwrap_or(0)).unwrap_or(self.encoding);
                if let Some(of_font) = self.fonts.get_mut(&state.font) {
                    *of_font = encoding;
                }
            }
            b"red" | b"green" | b"blue" if state.color_table => {
                let at = match word {
                    b"red" => 0,
                    b"green" => 1,
                    _ => 2,
                };
                if let Some(part) = self.color.get_mut(at) {
                    *part = value;
                }
            }
            b"ansicpg" => self.encoding = code_page(value.unwrap_or(1252)).unwrap_or(self.encoding),
            b"mac" => self.encoding = encoding_rs::MACINTOSH,
            b"pc" => self.encoding = encoding_rs::WINDOWS_1252,
            b"uc" => state.fallback = value.unwrap_or(1).clamp(0, 16) as usize,
            b"u" => {
                self.unicode(value.unwrap_or(0));
                self.to_skip = self.state.fallback;
            }
            b"v" => state.hidden = on,
            b"webhidden" => state.hidden = on,
            b"deleted" => state.deleted = on,
            b"fs" => state.size = value.unwrap_or(24),
            b"cf" => state.color = value.unwrap_or(0),
            b"cb" | b"highlight" | b"chcbpat" | b"cbpat" | b"clcbpat" => {
                state.shaded = value.is_some_and(|color| {
                    color > 0 && self.colors.get(color as usize) != Some(&true)
                });
            }
            b"plain" => {
                state.hidden = false;
                state.size = 24;
                state.color = 0;
                state.shaded = false;
            }
            b"header" | b"headerl" | b"headerr" | b"headerf" => {
                self.paragraph();
                self.state.role = Some(Role::PageHeader);
            }
            b"footer" | b"footerl" | b"footerr" | b"footerf" => {
                self.paragraph();
                self.state.role = Some(Role::PageFooter);
            }
            b"footnote" => self.paragraph(),
            b"par" | b"sect" | b"page" => self.paragraph(),
            b"line" => self.text("\n"),
            b"tab" => self.text("\t"),
            b"cell" | b"nestcell" => self.cell(),
            b"row" | b"nestrow" => self.row(),
            b"pard" => {
                self.is_item = false;
                self.is_heading = false;
                self.in_table = false;
                self.state.shaded = false;
            }
            b"intbl" => self.in_table = true,
            b"ls" | b"pnlvlblt" | b"pnlvlbody" => self.is_item = true,
            b"outlinelevel" => self.is_heading = value.unwrap_or(9) < 9,
            _ => {
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
            let white = self
                .color
                .iter()
                .all(|part| part.is_some_and(|level| level >= 0xF5));
            self.colors.push(white);
            self.color = [None; 3];
        }
        if !self.state.skipped {
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

    /// Adds text where the state says: to the page, to the hidden text, nowhere.
    fn text(&mut self, text: &str) {
        let state = self.state;
        if state.skipped || state.deleted {
            return;
        }
        let white = self.colors.get(state.color.max(0) as usize) == Some(&true);
        let reason = if state.hidden {
            Some(HiddenReason::Invisible)
        } else if state.size < 8 {
            Some(HiddenReason::Tiny)
        } else if white && !state.shaded {
            Some(HiddenReason::Colour)
        } else {
            None
        };
        match reason {
            None => self.line.push_str(text),
            Some(reason) => {
                if reason != self.hidden_reason {
                    self.flush_hidden();
                    self.hidden_reason = reason;
                }
                self.hidden_line.push_str(text);
            }
        }
    }

    fn flush_hidden(&mut self) {
        self.builder.hidden(&self.hidden_line, self.hidden_reason);
        self.hidden_line.clear();
    }

    fn paragraph(&mut self) {
        self.flush_bytes();
        if self.state.skipped {
            return;
        }
        if self.in_table {
            self.open_row();
        }
        let own = if self.is_heading {
            Role::Heading
        } else if self.is_item || super::plain::is_list_item(&self.line) {
            Role::ListItem
        } else {
            Role::Body
        };
        self.builder
            .line(&self.line, self.state.role.unwrap_or(own));
        self.line.clear();
        self.flush_hidden();
    }

    fn open_row(&mut self) {
        if !self.in_row {
            self.in_row = true;
            self.builder.begin_row();
            self.builder.begin_cell();
        }
    }

    fn cell(&mut self) {
        if self.state.skipped {
            return;
        }
        self.open_row();
        self.paragraph();
        self.builder.begin_cell();
    }

    fn row(&mut self) {
        if self.in_row && !self.state.skipped {
            self.builder.end_row();
            self.in_row = false;
        }
    }
}

#[cfg(test)]
mod tests;
