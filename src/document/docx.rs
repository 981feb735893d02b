//! Word documents (WordprocessingML): body, tables, text boxes, notes, headers and footers.

mod styles;

use std::collections::{BTreeMap, BTreeSet};

use self::styles::{Properties, Styles, is_near_white, is_shade, value};
use super::archive::Archive;
use super::builder::{DocumentBuilder, ParagraphText};
use super::limits::unreadable;
use super::xml::{self, Child, Element, Xml};
use super::{Document, Format, HiddenReason, Role, Status, Unreadable, Warning};
use crate::hash::sha256;

/// Reads a `.docx` (also `.docm`, `.dotx`).
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let mut archive = Archive::open(bytes)?;
    let main = main_part(&mut archive)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let missing = || {
        unreadable(
            Status::Damaged,
            "the Word file has no main text part; save it again in Word",
        )
    };
    let body = archive.read(&main)?.ok_or_else(missing)?;
    let body = xml::decode(&body);
    let body = Xml::parse(&body)?;

    let styles = match archive.read(&format!("{folder}/styles.xml"))? {
        Some(part) => Styles::read(Xml::parse(&xml::decode(&part))?.root()),
        None => Styles::default(),
    };
    let mut notes = BTreeMap::new();
    for kind in ["footnote", "endnote"] {
        if let Some(part) = archive.read(&format!("{folder}/{kind}s.xml"))? {
            notes.insert(kind, part);
        }
    }
    let (headers, footers) = margins(&mut archive, folder)?;

    let mut reader = Reader {
        builder: DocumentBuilder::new(Format::Docx),
        styles: &styles,
        dark_page: has_dark_page(body.root()),
        drawn_behind: has_behind(body.root()),
        forced_role: None,
    };
    reader.margin_parts(&headers, Role::PageHeader)?;
    let content = body.root().child("body").unwrap_or(body.root());
    reader.blocks(content, Surroundings::default());
    for (kind, part) in &notes {
        let text = xml::decode(part);
        let tree = Xml::parse(&text)?;
        for note in tree.root().children().filter(|note| note.name() == *kind) {
            // Separators carry a type; real notes do not.
            if note.attribute("type").is_none_or(|kind| &*kind == "normal") {
                reader.blocks(note, Surroundings::default());
            }
        }
    }
    reader.margin_parts(&footers, Role::PageFooter)?;
    reader.builder.finish()
}

/// Name of the part that holds the body: by the package's relations, else the usual one.
fn main_part(archive: &mut Archive<'_>) -> Result<String, Unreadable> {
    if let Some(part) = archive.read("_rels/.rels")? {
        let text = xml::decode(&part);
        let tree = Xml::parse(&text)?;
        let target = tree.root().children().find_map(|relation| {
            let kind = relation.attribute("Type")?;
            kind.ends_with("/officeDocument")
                .then(|| relation.attribute("Target"))
                .flatten()
        });
        if let Some(target) = target {
            return Ok(target.trim_start_matches('/').to_owned());
        }
    }
    Ok("word/document.xml".to_owned())
}

type Parts = Vec<Vec<u8>>;

/// Header and footer parts, in the order of their names.
fn margins(archive: &mut Archive<'_>, folder: &str) -> Result<(Parts, Parts), Unreadable> {
    let mut names = archive.names();
    names.sort();
    let (mut headers, mut footers) = (Parts::new(), Parts::new());
    let mut seen = BTreeSet::new();
    for name in names {
        let Some(local) = name
            .strip_prefix(folder)
            .map(|rest| rest.trim_start_matches('/'))
        else {
            continue;
        };
        if local.contains('/') || !local.ends_with(".xml") {
            continue;
        }
        let parts = if local.starts_with("header") {
            &mut headers
        } else if local.starts_with("footer") {
            &mut footers
        } else {
            continue;
        };
        if let Some(part) = archive.read(&name)? {
            // First, even and default headers often repeat each other.
            if seen.insert((local.starts_with("header"), sha256(&part))) {
                parts.push(part);
            }
        }
    }
    Ok((headers, footers))
}

fn has_dark_page(root: Element<'_>) -> bool {
    root.child("background")
        .and_then(|background| background.attribute("color"))
        .is_some_and(|color| &*color != "auto" && !is_near_white(&color))
}

fn is_behind(anchor: Element<'_>) -> bool {
    anchor
        .attribute("behindDoc")
        .is_some_and(|v| &*v == "1" || &*v == "true")
}

fn has_behind(element: Element<'_>) -> bool {
    element
        .children()
        .any(|child| (child.name() == "anchor" && is_behind(child)) || has_behind(child))
}

/// What lies around a paragraph.
#[derive(Clone, Copy, Default)]
struct Surroundings {
    shaded: bool,
    /// In a text box, whose own background is not looked at.
    drawn: bool,
}

struct Reader<'s> {
    builder: DocumentBuilder,
    styles: &'s Styles,
    dark_page: bool,
    drawn_behind: bool,
    /// Role of all lines of the part being read, where the part has one.
    forced_role: Option<Role>,
}

/// Visible and hidden text of one paragraph.
#[derive(Default)]
struct Paragraph<'t> {
    text: ParagraphText,
    boxes: Vec<Element<'t>>,
}

impl Reader<'_> {
    fn margin_parts(&mut self, parts: &[Vec<u8>], role: Role) -> Result<(), Unreadable> {
        self.forced_role = Some(role);
        for part in parts {
            let text = xml::decode(part);
            let tree = Xml::parse(&text)?;
            self.blocks(tree.root(), Surroundings::default());
        }
        self.forced_role = None;
        Ok(())
    }

    /// Paragraphs and tables inside `parent`, in order.
    fn blocks(&mut self, parent: Element<'_>, around: Surroundings) {
        for block in parent.children() {
            match block.name() {
                "p" => self.paragraph(block, around),
                "tbl" => self.table(block, around),
                "del" | "moveFrom" => {}
                "AlternateContent" => {
                    if let Some(chosen) = alternative(block) {
                        self.blocks(chosen, around);
                    }
                }
                "sdt" if is_placeholder(block) => {}
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => {
                    self.blocks(block, around);
                }
                _ => {}
            }
        }
    }

    fn table(&mut self, table: Element<'_>, around: Surroundings) {
        let style = table
            .at(&["tblPr", "tblStyle"])
            .and_then(value)
            .is_some_and(|id| self.styles.of(&id).shaded == Some(true));
        let direct = table.at(&["tblPr", "shd"]).is_some_and(is_shade);
        let around = Surroundings {
            shaded: around.shaded || style || direct,
            ..around
        };
        match columns(table) {
            Some(rows) => self.by_columns(&rows, around),
            None => self.rows(table, around),
        }
    }

    /// Column by column, each below its head, the names of the rows with the first of them.
    fn by_columns(&mut self, rows: &[Vec<Element<'_>>], around: Surroundings) {
        let Some((head, body)) = rows.split_first() else {
            return;
        };
        for (at, name) in head.iter().enumerate() {
            let outer = self.forced_role.replace(Role::Heading);
            self.cell(*name, around);
            self.forced_role = outer;
            for row in body.iter().filter(|_| at > 0) {
                if at == 1 {
                    self.cell(row[0], around);
                }
                self.cell(row[at], around);
            }
        }
    }

    fn rows(&mut self, parent: Element<'_>, around: Surroundings) {
        for row in parent.children() {
            match row.name() {
                "tr" if row.at(&["trPr", "del"]).is_some() => {}
                "tr" => {
                    self.builder.begin_row();
                    self.cells(row, around);
                    self.builder.end_row();
                }
                "sdt" | "sdtContent" | "ins" | "customXml" => self.rows(row, around),
                _ => {}
            }
        }
    }

    fn cells(&mut self, row: Element<'_>, around: Surroundings) {
        for cell in row.children() {
            match cell.name() {
                "tc" => {
                    self.builder.begin_cell();
                    self.cell(cell, around);
                }
                "sdt" | "sdtContent" | "ins" | "customXml" => self.cells(cell, around),
                _ => {}
            }
        }
    }

    fn cell(&mut self, cell: Element<'_>, around: Surroundings) {
        let shaded = cell.at(&["tcPr", "shd"]).is_some_and(is_shade);
        let around = Surroundings {
            shaded: around.shaded || shaded,
            ..around
        };
        self.blocks(cell, around);
    }

    fn paragraph(&mut self, paragraph: Element<'_>, around: Surroundings) {
        let properties = paragraph.child("pPr");
        let style = properties
            .and_then(|properties| properties.child("pStyle"))
            .and_then(value);
        let stated = properties.map(Properties::of_paragraph).unwrap_or_default();
        let properties = stated.over(self.styles.of_paragraph(style.as_deref()));
        let mut out = Paragraph::default();
        self.runs(paragraph, properties, around, &mut out);

        let own = if properties.heading == Some(true) {
            Role::Heading
        } else if properties.item == Some(true) || super::plain::is_list_item(&out.text.visible) {
            Role::ListItem
        } else {
            Role::Body
        };
        self.builder
            .paragraph(&out.text, self.forced_role.unwrap_or(own));
        for content in out.boxes {
            let drawn = Surroundings {
                drawn: true,
                ..around
            };
            self.blocks(content, drawn);
        }
    }

    /// Runs inside `parent`: a paragraph, a link, an insertion, a field.
    fn runs<'t>(
        &mut self,
        parent: Element<'t>,
        base: Properties,
        around: Surroundings,
        out: &mut Paragraph<'t>,
    ) {
        for child in parent.children() {
            match child.name() {
                "r" => self.run(child, base, around, out),
                "pPr" | "del" | "moveFrom" | "rt" => {}
                "AlternateContent" => {
                    if let Some(chosen) = alternative(child) {
                        self.runs(chosen, base, around, out);
                    }
                }
                "sdt" if is_placeholder(child) => {}
                // Formulas (`m:oMath`) keep their text in `m:r/m:t`.
                _ => self.runs(child, base, around, out),
            }
        }
    }

    fn run<'t>(
        &mut self,
        run: Element<'t>,
        base: Properties,
        around: Surroundings,
        out: &mut Paragraph<'t>,
    ) {
        let mut properties = base;
        if let Some(stated) = run.child("rPr") {
            let style = stated.child("rStyle").and_then(value);
            let of_style = style.map(|id| self.styles.of(&id)).unwrap_or_default();
            properties = Properties::of_run(stated).over(of_style).over(base);
        }
        let hidden = self.hidden_reason(properties, around);
        self.run_content(run, hidden, out);
    }

    fn run_content<'t>(
        &mut self,
        run: Element<'t>,
        hidden: Option<HiddenReason>,
        out: &mut Paragraph<'t>,
    ) {
        for child in run.children() {
            match child.name() {
                "t" => {
                    for node in child.nodes() {
                        if let Child::Text(text) = node {
                            // A line break in the XML is no line break on the page.
                            out.text.push(&text.replace(['\n', '\r'], " "), hidden);
                        }
                    }
                }
                "tab" | "ptab" => out.text.push("\t", hidden),
                "br" | "cr" => out.text.push("\n", hidden),
                "noBreakHyphen" => out.text.push("-", hidden),
                "sym" => out.text.push(symbol(child), hidden),
                "AlternateContent" => {
                    if let Some(chosen) = alternative(child) {
                        self.run_content(chosen, hidden, out);
                    }
                }
                "drawing" | "pict" | "object" => text_boxes(child, &mut out.boxes),
                "ruby" => {
                    if let Some(base) = child.child("rubyBase") {
                        for run in base.children() {
                            self.run_content(run, hidden, out);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn hidden_reason(
        &mut self,
        properties: Properties,
        around: Surroundings,
    ) -> Option<HiddenReason> {
        if properties.vanish == Some(true) {
            return Some(HiddenReason::Invisible);
        }
        if properties.is_tiny() {
            return Some(HiddenReason::Tiny);
        }
        let on_paper = !around.shaded && properties.shaded != Some(true) && !self.dark_page;
        if properties.white == Some(true) && on_paper {
            if around.drawn || self.drawn_behind {
                self.builder.warn(Warning::WhiteOverDrawing);
                return None;
            }
            return Some(HiddenReason::Colour);
        }
        None
    }
}

/// The branch of `mc:AlternateContent` that holds text: one, never both.
fn alternative(element: Element<'_>) -> Option<Element<'_>> {
    element
        .child("Choice")
        .filter(|choice| choice.find("txbxContent").is_some() || choice.find("t").is_some())
        .or_else(|| element.child("Fallback"))
}

fn is_placeholder(control: Element<'_>) -> bool {
    control.at(&["sdtPr", "showingPlcHdr"]).is_some()
}

/// Contents of the text boxes inside a drawing, in order.
fn text_boxes<'t>(drawing: Element<'t>, out: &mut Vec<Element<'t>>) {
    for child in drawing.children() {
        match child.name() {
            "txbxContent" => out.push(child),
            "AlternateContent" => {
                if let Some(chosen) = alternative(child) {
                    text_boxes(chosen, out);
                }
            }
            _ => text_boxes(child, out),
        }
    }
}

/// Text for `w:sym`: bullets and ticks of the symbol fonts, else nothing.
fn symbol(element: Element<'_>) -> &'static str {
    let code = element
        .attribute("char")
        .and_then(|hex| u32::from_str_radix(&hex, 16).ok());
    // Fonts map their signs to U+F000 and up, or state the bare code.
    match code.map(|code| code & 0xFF) {
        Some(0xB7 | 0x6C | 0x9F) => "•",
        Some(0xA7 | 0x6E) => "▪",
        Some(0xD8) => "➢",
        Some(0xFC) => "✓",
        _ => " ",
    }
}

fn cells_of(row: Element<'_>) -> Vec<Element<'_>> {
    let cells = row.children();
    cells.filter(|cell| cell.name() == "tc").collect()
}

/// The cells of a table whose columns are read one after the other: a row of heads, and below them
/// lists of paragraphs side by side (`Criteria`, `Essential`, `Desirable`).
fn columns(table: Element<'_>) -> Option<Vec<Vec<Element<'_>>>> {
    let paragraphs = |cell: &Element<'_>| {
        let paragraphs = cell.children();
        paragraphs.filter(|block| block.name() == "p").count()
    };
    let plain = |cell: &Element<'_>| {
        let mut blocks = cell.children();
        blocks.all(|block| matches!(block.name(), "p" | "tcPr"))
    };
    let rows: Vec<Vec<Element<'_>>> = table
        .children()
        .filter(|row| row.name() == "tr" && row.at(&["trPr", "del"]).is_none())
        .map(cells_of)
        .collect();
    let (head, body) = rows.split_first()?;
    let lists = |row: &Vec<Element<'_>>| row.iter().filter(|cell| paragraphs(cell) > 1).count();
    let is_even = rows
        .iter()
        .all(|row| row.len() == head.len() && row.iter().all(plain));
    let is_matrix = head.len() > 2
        && is_even
        && lists(head) == 0
        && body.iter().all(|row| paragraphs(&row[0]) == 1)
        && body.iter().any(|row| lists(row) > 1);
    is_matrix.then_some(rows)
}

#[cfg(test)]
mod tests;
