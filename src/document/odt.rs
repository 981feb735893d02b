//! OpenDocument texts: paragraphs, lists, tables, frames, notes, headers and footers.
//!
//! What is scored is what is shown to be seen: elements, attributes and styles of closed lists are
//! understood, and what is not on them is doubtful.

mod frames;
mod inline;
mod look;
mod pages;
mod styles;
mod tables;

use std::collections::HashSet;

use self::frames::Veil;
use self::look::Stated;
use self::pages::{Page, used_masters};
use self::styles::{Part, Styles};
use super::archive::Archive;
use super::budget;
use super::builder::{DocumentBuilder, ParagraphText};
use super::limits::unreadable;
use super::visibility::{Paint, Room, doubt, worse};
use super::xml::{self, Child, Element, Xml};
use super::{Document, Format, HiddenReason, Role, Status, Unreadable};

/// Letters start at most this far beside the page, in points.
const OVER_THE_EDGE: f64 = 5.0;

/// A table starts at most this far beside it.
const TABLE_OVER_THE_EDGE: f64 = 36.0;

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
    let mut facts = String::new();
    if let Some(part) = archive.read("meta.xml")?
        && let Ok(tree) = Xml::parse(&xml::decode(&part))
    {
        facts = tree.root().text();
    }

    let styles = Styles::read(shared.as_ref().map(Xml::root), content.root());
    let text = content.root().at(&["body", "text"]);
    // What the user's own fields show stands where they are declared.
    let declared = text
        .into_iter()
        .flat_map(Element::children)
        .filter(|group| group.name() == "user-field-decls")
        .flat_map(Element::children);
    for field in declared {
        facts.push('\n');
        facts.push_str(&field.attribute("string-value").unwrap_or_default());
    }
    let masters = shared
        .as_ref()
        .map(|shared| used_masters(shared.root(), text, &styles))
        .unwrap_or_default();
    let mut reader = Reader {
        builder: DocumentBuilder::new(Format::Odt),
        styles,
        notes: Vec::new(),
        page: Page::default(),
        sound: true,
        part: Part::Margins,
        rooms: Vec::new(),
        painted: false,
        paragraphs: Vec::new(),
        veiled: Vec::new(),
        facts,
    };
    if let Some(shared) = &shared {
        reader.pages(shared.root());
    }
    let mut veiled = false;
    if let Some(text) = text {
        reader.part = Part::Body;
        veiled = reader.survey(text);
        reader.part = Part::Margins;
    }
    let around = Around {
        hidden: doubt(!reader.sound || veiled),
        flow: true,
        ..Around::default()
    };
    let pages: Vec<Element<'_>> = masters
        .iter()
        .flat_map(|master| master.children())
        .collect();
    reader.margins(&pages, "header", Role::PageHeader);
    if let Some(text) = text {
        reader.part = Part::Body;
        reader.blocks(text, around);
        for note in std::mem::take(&mut reader.notes) {
            reader.blocks(note, around);
        }
        reader.part = Part::Margins;
    }
    reader.margins(&pages, "footer", Role::PageFooter);
    reader.builder.finish()
}

/// What lies around a block.
#[derive(Clone, Copy)]
struct Around {
    role: Option<Role>,
    /// What cells, sections and frames paint.
    ground: Paint,
    on_page: bool,
    hidden: Option<HiddenReason>,
    /// Laid out on the page itself, between its margins.
    flow: bool,
    width: f64,
    /// Index of the room that it must find place in.
    room: Option<usize>,
}

impl Default for Around {
    fn default() -> Self {
        Self {
            role: None,
            ground: Paint::Auto,
            on_page: true,
            hidden: None,
            flow: false,
            width: f64::INFINITY,
            room: None,
        }
    }
}

impl Around {
    fn hidden(self, reason: Option<HiddenReason>) -> Self {
        Self {
            hidden: worse(self.hidden, reason),
            ..self
        }
    }

    fn on(self, ground: Option<Paint>) -> Self {
        let ground = ground.unwrap_or_default();
        Self {
            ground: ground.over(self.ground),
            on_page: self.on_page && ground == Paint::Auto,
            ..self
        }
    }
}

struct Reader<'t> {
    builder: DocumentBuilder,
    styles: Styles,
    /// Bodies of notes, which stand after the text.
    notes: Vec<Element<'t>>,
    page: Page,
    /// Whether all pages have room for text.
    sound: bool,
    part: Part,
    rooms: Vec<Room>,
    /// Whether pictures or shapes are painted that letters may stand out from.
    painted: bool,
    /// Where paragraphs stand in the text, in order, and which of them are beside a shape that
    /// may lie over them.
    paragraphs: Vec<u32>,
    veiled: Vec<Veil>,
    /// The document's own data, which fields show whatever they hold.
    facts: String,
}

/// Text of one paragraph so far.
#[derive(Default)]
struct Paragraph<'t> {
    text: ParagraphText,
    frames: Vec<Element<'t>>,
    hidden: Option<HiddenReason>,
}

impl<'t> Reader<'t> {
    fn margins(&mut self, pages: &[Element<'t>], kind: &str, role: Role) {
        let mut seen = HashSet::new();
        for margin in pages.iter().filter(|part| part.name().starts_with(kind)) {
            let is_off = margin
                .attribute("display")
                .is_some_and(|shown| shown == "false");
            // Left, first and plain pages often repeat the same header.
            if is_off || !seen.insert(margin.text()) {
                continue;
            }
            let around = Around {
                role: Some(role),
                hidden: doubt(!self.sound),
                flow: true,
                ..Around::default()
            };
            self.blocks(*margin, around);
        }
    }

    fn blocks(&mut self, parent: Element<'t>, around: Around) {
        for block in parent.children() {
            match (block.prefix(), block.name()) {
                ("text", "p") => self.paragraph(block, around, Role::Body),
                ("text", "h") => self.paragraph(block, around, Role::Heading),
                ("text", "list") => {
                    let inside = Around {
                        role: around.role.or(Some(Role::ListItem)),
                        ..around
                    };
                    let wild = self.styles.is_wild_list(block);
                    self.blocks(block, inside.hidden(doubt(wild)));
                }
                ("table", "table") => self.table(block, around),
                ("text", "section") => {
                    let hidden = section_hidden(block);
                    let stated = self.styles.of(block, "section", self.part);
                    let inside = around
                        .hidden(hidden)
                        .hidden(self.misplaced(stated, around))
                        .on(stated.ground);
                    let is_doubtful = stated.doubt || stated.is_invisible();
                    self.blocks(block, inside.hidden(doubt(is_doubtful)));
                }
                ("draw", _) => self.drawn(block, around),
                (
                    "text",
                    "list-item" | "list-header" | "numbered-paragraph" | "table-of-content"
                    | "illustration-index" | "table-index" | "object-index" | "user-index"
                    | "alphabetical-index" | "bibliography" | "index-body" | "index-title",
                ) => self.blocks(block, around),
                // Deleted text is kept apart in `text:tracked-changes`; the rest describes.
                ("text", name)
                    if name.ends_with("-source")
                        || name.ends_with("-decls")
                        || matches!(
                            name,
                            "tracked-changes"
                                | "soft-page-break"
                                | "change"
                                | "change-start"
                                | "change-end"
                                | "alphabetical-index-auto-mark-file"
                                | "number"
                        ) => {}
                ("office", "forms" | "annotation" | "annotation-end") | ("table" | "style", _) => {}
                _ => self.builder.hidden(&block.text(), HiddenReason::Doubtful),
            }
        }
    }

    fn paragraph(&mut self, paragraph: Element<'t>, around: Around, role: Role) {
        let stated = self.styles.of(paragraph, "paragraph", self.part);
        let mut out = Paragraph {
            hidden: worse(around.hidden, self.misplaced(stated, around)),
            ..Paragraph::default()
        };
        out.hidden = worse(out.hidden, hidden_by_field(paragraph));
        out.hidden = worse(out.hidden, doubt(self.may_be_veiled(paragraph)));
        let is_listed = around.role == Some(Role::ListItem);
        let other_styles = paragraph.attribute("class-names").is_some();
        let wild = is_listed && stated.wild_list == Some(true);
        out.hidden = worse(out.hidden, doubt(other_styles || wild));
        if let Some(room) = around.room {
            let letters = words(paragraph).trim().chars().count();
            let points = self.largest(paragraph, stated);
            let free = [stated.above, stated.below].map(Option::unwrap_or_default);
            let taken = self
                .rooms
                .get_mut(room)
                .and_then(|room| room.take_apart(free, letters, points));
            out.hidden = worse(out.hidden, taken);
        }
        let around = around.on(stated.ground);
        self.inline(paragraph, stated, around, &mut out);
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
            self.drawn(frame, around);
        }
    }

    /// Size of the largest letters of a paragraph, of its own and of its spans.
    fn largest(&self, paragraph: Element<'_>, stated: Stated) -> f64 {
        let spans = paragraph.children().filter(|child| child.name() == "span");
        let sizes = spans.map(|span| {
            self.styles
                .of(span, "text", self.part)
                .over(stated)
                .points()
        });
        sizes.fold(stated.points(), f64::max)
    }

    /// Whether indents lead beside the page or leave no width.
    fn misplaced(&self, stated: Stated, around: Around) -> Option<HiddenReason> {
        let left = stated.left.unwrap_or(0.0);
        let right = stated.right.unwrap_or(0.0);
        let first = stated.first.unwrap_or(0.0);
        if left.is_nan() || right.is_nan() || first.is_nan() {
            return doubt(true);
        }
        let (start, furthest) = (left + first.min(0.0), left + first.max(0.0));
        let page = &self.page;
        let width = if around.flow {
            page.width - page.left - page.right
        } else {
            around.width
        };
        let narrow = doubt(width - furthest - right.max(0.0) < 8.0);
        if !around.flow {
            let far = start < -TABLE_OVER_THE_EDGE || right < -TABLE_OVER_THE_EDGE;
            return worse(narrow, doubt(far));
        }
        if page.left + start < -TABLE_OVER_THE_EDGE || page.left + furthest > page.width {
            return Some(HiddenReason::OffPage);
        }
        let over = page.left + start < -OVER_THE_EDGE || page.right + right < -OVER_THE_EDGE;
        worse(narrow, doubt(over))
    }
}

/// A section that is hidden, or shown on a condition.
fn section_hidden(section: Element<'_>) -> Option<HiddenReason> {
    let is_hidden = section
        .attribute("is-hidden")
        .is_some_and(|hidden| hidden == "true");
    match section.attribute("display").as_deref() {
        Some("none") => Some(HiddenReason::Invisible),
        Some("true") | None => is_hidden.then_some(HiddenReason::Doubtful),
        Some(_) if is_hidden => Some(HiddenReason::Invisible),
        Some(_) => Some(HiddenReason::Doubtful),
    }
}

/// A field within a paragraph that hides all of it, on a condition.
fn hidden_by_field(paragraph: Element<'_>) -> Option<HiddenReason> {
    let field = paragraph.find("hidden-paragraph")?;
    match field.attribute("is-hidden").as_deref() {
        Some("true") | None => Some(HiddenReason::Invisible),
        Some(_) => Some(HiddenReason::Doubtful),
    }
}

/// The letters below an element; of frames and notes none.
fn words(element: Element<'_>) -> String {
    fn push(element: Element<'_>, out: &mut String) {
        for child in element.nodes() {
            budget::spend(1);
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(child) => match child.name() {
                    "frame" | "note" | "annotation" | "title" | "desc" => {}
                    "p" | "h" | "s" | "tab" | "line-break" => {
                        out.push(' ');
                        push(child, out);
                    }
                    _ => push(child, out),
                },
            }
        }
    }
    let mut out = String::new();
    push(element, &mut out);
    out
}

#[cfg(test)]
mod tests;
