//! Where the content of a group goes: to the page, into a table of its own, nowhere.

use super::super::limits;
use super::super::visibility::{self, FieldResult};
use super::look::Look;
use super::shapes::Shape;
use super::{Capture, Reader, Role};

/// Destinations whose content is no text of the page.
const SKIPPED: &[&[u8]] = &[
    b"colortbl",
    b"stylesheet",
    b"info",
    b"pict",
    b"object",
    b"objdata",
    b"objclass",
    b"objname",
    b"themedata",
    b"colorschememapping",
    b"datastore",
    b"latentstyles",
    b"listtable",
    b"listoverridetable",
    b"listpicture",
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
    b"atntime",
    b"atnicn",
    b"atrfstart",
    b"atrfend",
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
    b"xe",
    b"tc",
    b"tcn",
    b"rxe",
    b"txe",
    b"ftnsep",
    b"ftnsepc",
    b"ftncn",
    b"aftnsep",
    b"aftnsepc",
    b"aftncn",
    b"title",
    b"subject",
    b"author",
    b"manager",
    b"company",
    b"operator",
    b"category",
    b"keywords",
    b"comment",
    b"doccomm",
    b"hlinkbase",
    b"formfield",
    b"datafield",
    b"falt",
    b"panose",
    b"fname",
    b"fontemb",
    b"fontfile",
    b"pnseclvl",
    b"defchp",
    b"defpap",
    b"pgptbl",
    b"protusertbl",
    b"shprslt",
    b"mailmerge",
    b"upr",
    b"fontinfo",
    b"nextfile",
    b"linkval",
    b"propname",
    b"staticval",
    b"picprop",
    b"blipuid",
    b"blipfile",
    b"sn",
    b"sv",
];

/// Starred destinations whose content is text all the same.
const READ: &[&[u8]] = &[
    b"shptxt",
    b"shpinst",
    b"shpgrp",
    b"dptxbxtext",
    b"ud",
    b"do",
    b"footnote",
    b"background",
    b"fldinst",
];

/// What a style is based on that is based on none.
const NO_STYLE: i32 = 222;

impl Reader {
    /// A word of the style sheet.
    pub(super) fn style_word(&mut self, word: &[u8], value: Option<i32>) {
        let number = value.unwrap_or(0);
        match word {
            b"sbasedon" => self.style.2 = value.filter(|number| *number != NO_STYLE),
            b"cs" => (self.style.0, self.style.1) = (true, number),
            b"s" => (self.style.0, self.style.1) = (false, number),
            // Styles of tables and sections.
            b"ts" | b"tsrowd" | b"ds" => (self.style.0, self.style.1) = (true, -1),
            _ => self.state.look.word(word, value),
        }
    }

    /// The first word of a group may name where its content goes.
    pub(super) fn destination(&mut self, word: &[u8]) {
        let state = &mut self.state;
        if matches!(word, b"listtext" | b"pntext") {
            self.is_item = true;
        }
        if !state.at_start {
            return;
        }
        let was_skipped = state.skipped;
        if SKIPPED.contains(&word) || (state.starred && !READ.contains(&word)) {
            state.skipped = true;
        }
        state.starred = false;
        match word {
            b"upr" => state.upr = true,
            b"nesttableprops" if !was_skipped => state.nested_row = true,
            b"ud" if state.upr_child => state.skipped = false,
            b"object" => state.object = !was_skipped,
            b"result" if state.object => state.skipped = false,
            b"background" if !was_skipped => state.background = true,
            // Formulas show some of what they hold, in fonts of their own.
            b"do" | b"fldpriv" | b"mmath" | b"moMath" | b"moMathPara" => state.look.doubt(),
            b"fldinst" if !was_skipped => {
                state.capture = Capture::Code;
                self.field_code.clear();
            }
            b"fldrslt" => {
                state.field = state.field.max(FieldResult::of(&self.field_code));
            }
            b"shp" | b"shpinst" if !was_skipped => {
                let around = state.shape.and_then(|at| self.shapes.get(at));
                let in_group = around.is_some_and(|around| around.is_group);
                let in_text = around.is_some_and(|around| !around.is_group);
                if word == b"shp" || state.shape.is_none() {
                    self.paragraph();
                    let mut shape = Shape::new(in_group && word == b"shp");
                    if in_text {
                        // Not every viewer draws it, nor in one place.
                        shape.doubt();
                    }
                    self.shapes.push(shape);
                    self.state.shape = Some(self.shapes.len() - 1);
                }
            }
            b"shpgrp" if !was_skipped => {
                self.shapes.push(Shape::group());
                self.state.shape = Some(self.shapes.len() - 1);
            }
            b"shptxt" => {
                state.look = Look::default();
                state.style = Look::default();
            }
            b"sn" if state.shape.is_some() => state.capture = Capture::Name,
            b"sv" if state.shape.is_some() => state.capture = Capture::Value,
            _ => {}
        }
    }

    pub(super) fn end_capture(&mut self) {
        let text = match self.state.capture {
            Capture::Name => {
                self.property = std::mem::take(&mut self.captured);
                return;
            }
            Capture::Value => std::mem::take(&mut self.captured),
            Capture::None | Capture::Code => return,
        };
        let shape = self.state.shape.and_then(|at| self.shapes.get_mut(at));
        if let Some(shape) = shape {
            shape.property(self.property.trim(), text.trim());
        }
    }

    /// A font of signs shows letters as signs.
    pub(super) fn end_font(&mut self) {
        if self.state.font_table && !self.font_name.is_empty() {
            let name = String::from_utf8_lossy(&self.font_name);
            let is_symbol = visibility::has_symbols(name.trim_end_matches(';').trim());
            if is_symbol && self.symbols.len() < limits::RTF_FONTS {
                self.symbols.push(self.state.font);
            }
            self.font_name.clear();
        }
    }

    pub(super) fn margin(&mut self, word: &[u8], role: Role) {
        self.paragraph();
        self.state.role = Some(role);
        self.state.unshown = match word.last() {
            Some(b'f') => !self.has_title_page,
            // Of left pages, which a document of one page has none of.
            Some(b'l') => true,
            // Where the first page has its own, only the others show these.
            _ => self.may_have_title_page,
        };
    }
}
