//! OpenDocument texts: paragraphs, lists, tables, frames, notes, headers and footers.

use std::collections::{HashMap, HashSet};

use super::archive::Archive;
use super::builder::{DocumentBuilder, ParagraphText};
use super::limits::unreadable;
use super::xml::{self, Child, Element, Xml};
use super::{Document, Format, HiddenReason, Role, Status, Unreadable};

/// Styles that inherit from each other further than this go round in circles.
const LONGEST_CHAIN: usize = 16;

/// Spaces that one `text:s` may stand for; more would only be a bomb.
const MOST_SPACES: usize = 200;

/// Reads an `.odt`.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let mut archive = Archive::open(bytes)?;
    if let Some(manifest) = archive.read("META-INF/manifest.xml")?
        && manifest
            .windows(b"encryption-data".len())
            .any(|window| window == b"encryption-data")
    {
        return Err(unreadable(
            Status::Encrypted,
            "the OpenDocument file needs a password; save it without one",
        ));
    }
    let content = archive.read("content.xml")?.ok_or_else(|| {
        unreadable(
            Status::Damaged,
            "the OpenDocument file has no content.xml; save it again",
        )
    })?;
    let content = xml::decode(&content);
    let content = Xml::parse(&content)?;
    let shared = archive.read("styles.xml")?.unwrap_or_default();
    let shared = xml::decode(&shared);
    let shared = if shared.is_empty() {
        None
    } else {
        Some(Xml::parse(&shared)?)
    };

    let mut styles = Styles::default();
    if let Some(shared) = &shared {
        styles.collect(shared.root());
    }
    styles.collect(content.root());

    let mut reader = Reader {
        builder: DocumentBuilder::new(Format::Odt),
        styles,
        notes: Vec::new(),
    };
    let pages: Vec<Element<'_>> = shared
        .as_ref()
        .and_then(|shared| shared.root().child("master-styles"))
        .into_iter()
        .flat_map(|masters| masters.children())
        .flat_map(|master| master.children())
        .collect();
    reader.margins(&pages, "header", Role::PageHeader);
    if let Some(text) = content.root().at(&["body", "text"]) {
        reader.blocks(text, Around::default());
    }
    for note in std::mem::take(&mut reader.notes) {
        reader.blocks(note, Around::default());
    }
    reader.margins(&pages, "footer", Role::PageFooter);
    reader.builder.finish()
}

/// What a style states of the text under it.
#[derive(Debug, Clone, Copy, Default)]
struct Stated {
    invisible: Option<bool>,
    white: Option<bool>,
    tiny: Option<bool>,
    shaded: Option<bool>,
    heading: Option<bool>,
}

impl Stated {
    fn over(self, base: Self) -> Self {
        Self {
            invisible: self.invisible.or(base.invisible),
            white: self.white.or(base.white),
            tiny: self.tiny.or(base.tiny),
            shaded: self.shaded.or(base.shaded),
            heading: self.heading.or(base.heading),
        }
    }

    fn hidden(self) -> Option<HiddenReason> {
        if self.invisible == Some(true) {
            Some(HiddenReason::Invisible)
        } else if self.tiny == Some(true) {
            Some(HiddenReason::Tiny)
        } else if self.white == Some(true) && self.shaded != Some(true) {
            Some(HiddenReason::Colour)
        } else {
            None
        }
    }
}

#[derive(Default)]
struct Styles {
    /// With the index of the style that each is based on; names can be long.
    all: Vec<(Option<usize>, Stated)>,
    by_name: HashMap<String, usize>,
}

impl Styles {
    fn collect(&mut self, root: Element<'_>) {
        let first = self.all.len();
        let mut bases = Vec::new();
        for group in root.children() {
            if !matches!(group.name(), "styles" | "automatic-styles") {
                continue;
            }
            for style in group.children().filter(|style| style.name() == "style") {
                let Some(name) = style.attribute("name") else {
                    continue;
                };
                bases.push(style.attribute("parent-style-name"));
                let mut stated = stated(style);
                if style
                    .attribute("default-outline-level")
                    .is_some_and(|level| !level.is_empty())
                    || &*name == "Title"
                {
                    stated.heading = Some(true);
                }
                self.by_name.insert(name.into_owned(), self.all.len());
                self.all.push((None, stated));
            }
        }
        for (style, base) in self.all[first..].iter_mut().zip(bases) {
            style.0 = base.and_then(|name| self.by_name.get(&*name).copied());
        }
    }

    fn of(&self, element: Element<'_>) -> Stated {
        let Some(name) = element.attribute("style-name") else {
            return Stated::default();
        };
        let mut out = Stated::default();
        let mut next = self.by_name.get(&*name).copied();
        for _ in 0..LONGEST_CHAIN {
            let Some((base, stated)) = next.and_then(|at| self.all.get(at)) else {
                break;
            };
            out = out.over(*stated);
            next = *base;
        }
        out
    }
}

fn stated(style: Element<'_>) -> Stated {
    let mut out = Stated::default();
    for properties in style.children() {
        // Paragraph margins and the like have attributes of the same names.
        let of_text = properties.name() == "text-properties";
        for (name, value) in properties.attributes() {
            match name {
                "display" if of_text => out.invisible = Some(value == "none"),
                "color" if of_text => out.white = Some(is_near_white(&value)),
                "font-size" if of_text => {
                    out.tiny = value
                        .strip_suffix("pt")
                        .and_then(|size| size.parse::<f64>().ok())
                        .map(|size| size < 4.0);
                }
                "background-color" if value != "transparent" => {
                    out.shaded = Some(!is_near_white(&value));
                }
                _ => {}
            }
        }
    }
    out
}

fn is_near_white(color: &str) -> bool {
    color.strip_prefix('#').is_some_and(|hex| {
        hex.len() == 6
            && u32::from_str_radix(hex, 16)
                .is_ok_and(|rgb| [16, 8, 0].iter().all(|shift| (rgb >> shift) & 0xFF >= 0xF5))
    })
}

/// What lies around a block.
#[derive(Clone, Copy, Default)]
struct Around {
    role: Option<Role>,
    shaded: bool,
}

struct Reader<'t> {
    builder: DocumentBuilder,
    styles: Styles,
    /// Bodies of notes, which stand after the text.
    notes: Vec<Element<'t>>,
}

/// Text of one paragraph so far.
#[derive(Default)]
struct Paragraph<'t> {
    text: ParagraphText,
    frames: Vec<Element<'t>>,
}

impl<'t> Reader<'t> {
    fn margins(&mut self, pages: &[Element<'t>], kind: &str, role: Role) {
        let mut seen = HashSet::new();
        for margin in pages.iter().filter(|part| part.name().starts_with(kind)) {
            let text = margin.text();
            // Left, first and plain pages often repeat the same header.
            if !seen.insert(text) {
                continue;
            }
            let around = Around {
                role: Some(role),
                shaded: false,
            };
            self.blocks(*margin, around);
        }
    }

    fn blocks(&mut self, parent: Element<'t>, around: Around) {
        for block in parent.children() {
            match block.name() {
                "p" => self.paragraph(block, around, Role::Body),
                "h" => self.paragraph(block, around, Role::Heading),
                "list" => {
                    let inside = Around {
                        role: around.role.or(Some(Role::ListItem)),
                        ..around
                    };
                    self.blocks(block, inside);
                }
                "table" => self.rows(block, around),
                "section"
                    if block
                        .attribute("display")
                        .is_some_and(|how| &*how == "none") =>
                {
                    self.builder.hidden(&block.text(), HiddenReason::Invisible);
                }
                // Deleted text is kept apart in `text:tracked-changes`.
                "tracked-changes" | "forms" | "sequence-decls" | "variable-decls" => {}
                "frame" | "custom-shape" | "rect" => self.frame(block, around),
                _ => self.blocks(block, around),
            }
        }
    }

    fn rows(&mut self, table: Element<'t>, around: Around) {
        for row in table.children() {
            if row.name() != "table-row" {
                if row.name().starts_with("table-") {
                    self.rows(row, around);
                }
                continue;
            }
            self.builder.begin_row();
            for cell in row.children().filter(|cell| cell.name() == "table-cell") {
                self.builder.begin_cell();
                let shaded = self.styles.of(cell).shaded == Some(true);
                let inside = Around {
                    shaded: around.shaded || shaded,
                    ..around
                };
                self.blocks(cell, inside);
            }
            self.builder.end_row();
        }
    }

    fn paragraph(&mut self, paragraph: Element<'t>, around: Around, role: Role) {
        let stated = self.styles.of(paragraph);
        let stated = Stated {
            shaded: Some(around.shaded || stated.shaded == Some(true)),
            ..stated
        };
        let mut out = Paragraph::default();
        self.inline(paragraph, stated, &mut out);
        let own = if role == Role::Heading || stated.heading == Some(true) {
            Role::Heading
        } else if super::plain::is_list_item(&out.text.visible) {
            Role::ListItem
        } else {
            role
        };
        // A heading inside a numbered list stays a heading.
        let role = match around.role {
            Some(Role::ListItem) if own == Role::Heading => own,
            Some(forced) => forced,
            None => own,
        };
        self.builder.paragraph(&out.text, role);
        for frame in out.frames {
            self.frame(frame, around);
        }
    }

    /// Text boxes of a frame; a shape may be filled, so its white text is visible.
    fn frame(&mut self, frame: Element<'t>, around: Around) {
        let inside = Around {
            shaded: true,
            ..around
        };
        match frame.child("text-box") {
            Some(text) => self.blocks(text, inside),
            None => self.blocks(frame, inside),
        }
    }

    fn inline(&mut self, parent: Element<'t>, stated: Stated, out: &mut Paragraph<'t>) {
        let hidden = stated.hidden();
        for child in parent.nodes() {
            let element = match child {
                Child::Text(text) => {
                    push_collapsed(text, hidden, out);
                    continue;
                }
                Child::Element(element) => element,
            };
            match element.name() {
                "s" => {
                    let count = element
                        .attribute("c")
                        .and_then(|count| count.parse::<usize>().ok())
                        .unwrap_or(1);
                    out.text.push(&" ".repeat(count.min(MOST_SPACES)), hidden);
                }
                "tab" => out.text.push("\t", hidden),
                "line-break" => out.text.push("\n", hidden),
                "hidden-text" | "hidden-paragraph" => {
                    out.text
                        .push(&element.text(), Some(HiddenReason::Invisible));
                }
                "note" => self.notes.extend(element.child("note-body")),
                "annotation" | "ruby-text" | "bookmark" => {}
                "frame" | "custom-shape" | "rect" => out.frames.push(element),
                _ => {
                    let own = self.styles.of(element);
                    let shaded = own.shaded == Some(true) || stated.shaded == Some(true);
                    let inside = Stated {
                        shaded: Some(shaded),
                        ..own.over(stated)
                    };
                    self.inline(element, inside, out);
                }
            }
        }
    }
}

/// White space in the XML is one space, as the format demands.
fn push_collapsed(text: &str, hidden: Option<HiddenReason>, out: &mut Paragraph<'_>) {
    let mut collapsed = String::with_capacity(text.len());
    let mut after_space = hidden.is_none() && out.text.visible.ends_with([' ', '\n', '\t']);
    for c in text.chars() {
        let is_space = matches!(c, ' ' | '\t' | '\n' | '\r');
        if !is_space {
            collapsed.push(c);
        } else if !after_space {
            collapsed.push(' ');
        }
        after_space = is_space;
    }
    out.text.push(&collapsed, hidden);
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn odt(styles: &str, automatic: &str, text: &str) -> Vec<u8> {
        let names = "xmlns:office='o' xmlns:text='t' xmlns:table='tb' xmlns:style='s' \
                     xmlns:fo='f' xmlns:draw='d'";
        let content = format!(
            "<office:document-content {names}><office:automatic-styles>{automatic}\
             </office:automatic-styles><office:body><office:text>{text}</office:text>\
             </office:body></office:document-content>"
        );
        let styles = format!("<office:document-styles {names}>{styles}</office:document-styles>");
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let kind = "application/vnd.oasis.opendocument.text";
        for (name, part) in [
            ("mimetype", kind),
            ("content.xml", &content),
            ("styles.xml", &styles),
        ] {
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(part.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn content_in_order_with_roles() {
        let styles = "<office:styles><style:style style:name='Heading_20_1' \
            style:default-outline-level='1'/></office:styles><office:master-styles>\
            <style:master-page><style:header><text:p>Ewa Wzorcowa</text:p></style:header>\
            <style:header-first><text:p>Ewa Wzorcowa</text:p></style:header-first>\
            <style:footer><text:p>page 1</text:p></style:footer></style:master-page>\
            </office:master-styles>";
        let text = "<text:tracked-changes><text:changed-region><text:p>gone</text:p>\
            </text:changed-region></text:tracked-changes>\
            <text:h text:outline-level='1'>Work</text:h>\
            <text:p text:style-name='Heading_20_1'>Skills</text:p>\
            <text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d \n  e\
            <text:note><text:note-citation>1</text:note-citation><text:note-body>\
            <text:p>a note</text:p></text:note-body></text:note></text:p>\
            <text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>\
            <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>2019</text:p>\
            </table:table-cell><table:table-cell><text:p>Clerk</text:p></table:table-cell>\
            </table:table-row></table:table-header-rows></table:table>\
            <text:p>x<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>";
        let document = read(&odt(styles, "", text)).unwrap();
        let shown: Vec<(&str, Role)> = document
            .lines
            .iter()
            .map(|line| (line.span.of(&document.text), line.role))
            .collect();
        assert_eq!(
            shown,
            [
                ("Ewa Wzorcowa", Role::PageHeader),
                ("Work", Role::Heading),
                ("Skills", Role::Heading),
                ("a  b\tc", Role::Body),
                ("d e", Role::Body),
                ("item", Role::ListItem),
                ("2019\tClerk", Role::TableCell),
                ("x", Role::Body),
                ("boxed", Role::Body),
                ("a note", Role::Body),
                ("page 1", Role::PageFooter),
            ]
        );
    }

    #[test]
    fn hidden_text_is_kept_apart() {
        let style = |name: &str, properties: &str| {
            format!(
                "<style:style style:name='{name}'><style:text-properties {properties}/></style:style>"
            )
        };
        let automatic = [
            style("W", "fo:color='#ffffff'"),
            style("B", "fo:color='#ffffff' fo:background-color='#112233'"),
            style("N", "text:display='none'"),
            style("T", "fo:font-size='2pt'"),
        ]
        .concat();
        let text = "<text:p>seen <text:span text:style-name='B'>light on dark</text:span>\
            <text:span text:style-name='W'>white</text:span>\
            <text:span text:style-name='N'>none</text:span>\
            <text:span text:style-name='T'>tiny</text:span></text:p>";
        let document = read(&odt("", &automatic, text)).unwrap();
        assert_eq!(document.text, "seen light on dark");
        let hidden: Vec<(&str, HiddenReason)> = document
            .hidden
            .iter()
            .map(|hidden| (hidden.text.as_str(), hidden.reason))
            .collect();
        assert_eq!(
            hidden,
            [
                ("white", HiddenReason::Colour),
                ("none", HiddenReason::Invisible),
                ("tiny", HiddenReason::Tiny),
            ]
        );
    }
}
