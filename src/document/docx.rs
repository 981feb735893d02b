//! Word documents (WordprocessingML): body, tables, text boxes, notes, headers and footers.
//!
//! What is scored is what is shown to be seen: each run's ink, ground, size and place are worked
//! out from properties, elements and styles of closed lists, and what is not on them is doubtful.

mod anchors;
mod colours;
mod drawings;
mod parts;
mod place;
mod properties;
mod runs;
mod shapes;
mod styles;
mod tables;
mod vml;
mod words;

use std::collections::HashSet;

use self::colours::Theme;
use self::drawings::TextBox;
use self::parts::{Lists, Page, Relations, Section, Settings, main_part, sections};
use self::properties::{Properties, value};
use self::runs::Field;
use self::shapes::Shapes;
use self::styles::Styles;
use self::words::{alternative, has_known_names, is_placeholder, push_words};
use super::archive::Archive;
use super::budget;
use super::builder::{DocumentBuilder, ParagraphText};
use super::limits::unreadable;
use super::visibility::{Paint, Room, doubt, worse};
use super::xml::{self, Element, Xml};
use super::{Document, Format, HiddenReason, Role, Status, Unreadable};
use crate::hash::sha256;

/// Reads a `.docx` (also `.docm`, `.dotx`).
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let mut archive = Archive::open(bytes)?;
    let main = main_part(&mut archive)?;
    let missing = || {
        unreadable(
            Status::Damaged,
            "the Word file has no main text part; save it again in Word",
        )
    };
    let body = archive.read(&main)?.ok_or_else(missing)?;
    let body = xml::decode(&body);
    let is_sound = has_known_names(&body);
    let body = Xml::parse(&body)?;
    let content = body.root().child("body").unwrap_or(body.root());
    let relations = Relations::read(&mut archive, &main)?;

    let mut theme = Theme::default();
    if let Some(part) = relations.part(&mut archive, "theme", "theme/theme1.xml")? {
        theme.read(Xml::parse(&xml::decode(&part))?.root());
    }
    let settings = match relations.part(&mut archive, "settings", "settings.xml")? {
        Some(part) => Settings::read(Xml::parse(&xml::decode(&part))?.root(), &mut theme),
        None => Settings::default(),
    };
    let styles = match relations.part(&mut archive, "styles", "styles.xml")? {
        Some(part) => Styles::read(Xml::parse(&xml::decode(&part))?.root(), &theme),
        None => Styles::default(),
    };
    let lists = match relations.part(&mut archive, "numbering", "numbering.xml")? {
        Some(part) => Lists::read(Xml::parse(&xml::decode(&part))?.root(), &theme),
        None => Lists::default(),
    };
    let sections = sections(content);
    let headers = margins(
        &mut archive,
        &settings.shown("headerReference", &sections, &relations),
    )?;
    let footers = margins(
        &mut archive,
        &settings.shown("footerReference", &sections, &relations),
    )?;

    let page = sections
        .first()
        .map(|section| section.page)
        .unwrap_or_default();
    let mut reader = Reader {
        builder: DocumentBuilder::new(Format::Docx),
        styles: &styles,
        theme: &theme,
        lists: &lists,
        sections: &sections,
        section: 0,
        page,
        page_ground: Paint::Auto,
        shapes: Shapes::default(),
        rooms: Vec::new(),
        frame: None,
        fields: Vec::new(),
        collapsed: None,
        veil: 0.0,
        notes: HashSet::new(),
        bound: bound_data(&mut archive)?,
        word: String::new(),
        forced_role: None,
    };
    for (part, _) in headers.iter().chain(&footers) {
        let text = xml::decode(part);
        reader
            .shapes
            .collect(Xml::parse(&text)?.root(), &theme, &page);
    }
    reader.shapes.collect(content, &theme, &page);
    if let Some(background) = body
        .root()
        .child("background")
        .filter(|_| settings.shows_background)
    {
        // Anything but a plain colour may have any.
        let is_plain = background.children().next().is_none();
        reader.page_ground = match theme.page(background) {
            paint if is_plain => paint,
            _ => Paint::Unknown,
        };
    }
    reader.page_ground = reader.shapes.page_ground(&page).over(reader.page_ground);

    reader.margin_parts(&headers, Role::PageHeader)?;
    let around = Surroundings {
        hidden: doubt(!is_sound || reader.shapes.veils_page(&page)),
        flow: true,
        ..Surroundings::default()
    };
    reader.story(body.root(), content, around);
    reader.notes(&mut archive, &relations)?;
    reader.margin_parts(&footers, Role::PageFooter)?;
    reader.builder.finish()
}

/// A header or footer, and whether a document of one page leaves it out.
type Margin = (Vec<u8>, bool);

/// The parts at these paths, each content once: first, even and other pages often repeat it.
fn margins(archive: &mut Archive<'_>, paths: &[(&str, bool)]) -> Result<Vec<Margin>, Unreadable> {
    let (mut parts, mut seen) = (Vec::new(), HashSet::new());
    for (path, is_later) in paths {
        if let Some(part) = archive.read(path)?
            && seen.insert(sha256(&part))
        {
            parts.push((part, *is_later));
        }
    }
    Ok(parts)
}

/// Text of the parts that controls may be bound to: viewers show it in place of what they hold.
fn bound_data(archive: &mut Archive<'_>) -> Result<String, Unreadable> {
    let mut out = String::new();
    for name in archive.names() {
        if (name.starts_with("customXml/item") || name.starts_with("docProps/"))
            && name.ends_with(".xml")
            && let Some(part) = archive.read(&name)?
            && let Ok(tree) = Xml::parse(&xml::decode(&part))
        {
            out.push_str(&tree.root().text());
            out.push('\n');
        }
    }
    Ok(out)
}

/// What lies around a paragraph.
#[derive(Clone, Copy)]
struct Surroundings {
    /// What cells and boxes paint.
    ground: Paint,
    /// Nothing is painted between the page and the text.
    on_page: bool,
    hidden: Option<HiddenReason>,
    /// What the style of the table states.
    table: Properties,
    /// Laid out on the page itself, between its margins.
    flow: bool,
    /// Width for the text, in points.
    width: f64,
    /// Index of the room that it must find place in.
    room: Option<usize>,
    boxed: bool,
    /// Ink of letters that state none.
    ink: Option<Paint>,
}

impl Default for Surroundings {
    fn default() -> Self {
        Self {
            ground: Paint::Auto,
            on_page: true,
            hidden: None,
            table: Properties::default(),
            flow: false,
            width: f64::INFINITY,
            room: None,
            boxed: false,
            ink: None,
        }
    }
}

struct Reader<'s> {
    builder: DocumentBuilder,
    styles: &'s Styles,
    theme: &'s Theme,
    lists: &'s Lists,
    sections: &'s [Section<'s>],
    /// Index of the section being read, and its page.
    section: usize,
    page: Page,
    page_ground: Paint,
    shapes: Shapes,
    rooms: Vec<Room>,
    /// The frame of the paragraph before, with its room.
    frame: Option<(String, usize)>,
    fields: Vec<Field>,
    /// Level of a heading whose text is folded away.
    collapsed: Option<u32>,
    /// How much of what follows lies below something painted over it, in points.
    veil: f64,
    /// Notes that the text refers to: whether end notes, and their number.
    notes: HashSet<(bool, String)>,
    /// Text of the data that controls are bound to.
    bound: String,
    /// Prefix of WordprocessingML in the part being read.
    word: String,
    /// Role of all lines of the part being read, where the part has one.
    forced_role: Option<Role>,
}

/// Visible and hidden text of one paragraph.
#[derive(Default)]
struct Paragraph<'t> {
    text: ParagraphText,
    boxes: Vec<TextBox<'t>>,
    place: u32,
    /// Why all of it is hidden.
    hidden: Option<HiddenReason>,
}

impl Reader<'_> {
    /// One part, or one note, from its start.
    fn story(&mut self, root: Element<'_>, content: Element<'_>, around: Surroundings) {
        root.prefix().clone_into(&mut self.word);
        self.fields.clear();
        self.collapsed = None;
        self.veil = 0.0;
        self.frame = None;
        self.blocks(content, around);
    }

    fn margin_parts(&mut self, parts: &[Margin], role: Role) -> Result<(), Unreadable> {
        self.forced_role = Some(role);
        let (section, page) = (self.section, self.page);
        for (part, is_later) in parts {
            let text = xml::decode(part);
            let tree = Xml::parse(&text)?;
            let around = Surroundings {
                hidden: doubt(*is_later || !has_known_names(&text)),
                flow: true,
                ..Surroundings::default()
            };
            self.story(tree.root(), tree.root(), around);
        }
        (self.section, self.page) = (section, page);
        self.forced_role = None;
        Ok(())
    }

    /// The notes that the text refers to.
    fn notes(
        &mut self,
        archive: &mut Archive<'_>,
        relations: &Relations,
    ) -> Result<(), Unreadable> {
        for (is_end, kind) in [(false, "footnote"), (true, "endnote")] {
            let parts = format!("{kind}s");
            let Some(part) = relations.part(archive, &parts, &format!("{parts}.xml"))? else {
                continue;
            };
            let text = xml::decode(&part);
            let tree = Xml::parse(&text)?;
            let around = Surroundings {
                hidden: doubt(!has_known_names(&text)),
                flow: true,
                ..Surroundings::default()
            };
            for note in tree.root().children().filter(|note| note.name() == kind) {
                // Separators carry a type; real notes do not.
                let is_real = note.own("type").is_none_or(|kind| &*kind == "normal");
                let id = note.own("id").unwrap_or_default().into_owned();
                if is_real && self.notes.contains(&(is_end, id)) {
                    self.story(tree.root(), note, around);
                }
            }
        }
        Ok(())
    }

    /// Paragraphs and tables inside `parent`, in order.
    fn blocks(&mut self, parent: Element<'_>, around: Surroundings) {
        for block in parent.children() {
            if block.name() == "AlternateContent" {
                if let Some((chosen, is_doubtful)) = alternative(block) {
                    self.blocks(chosen, around.doubted(is_doubtful));
                }
                continue;
            }
            if block.prefix() != self.word {
                self.unknown(block);
                continue;
            }
            match block.name() {
                "p" => self.paragraph(block, around),
                "tbl" => self.table(block, around),
                "del" | "moveFrom" => {}
                "sdt" if is_placeholder(block) => {}
                "sdt" => {
                    let is_other = self.is_bound_to_other(block);
                    for content in block
                        .children()
                        .filter(|child| child.name() == "sdtContent")
                    {
                        self.blocks(content, around.doubted(is_other));
                    }
                }
                "sdtContent" | "customXml" => self.blocks(block, around),
                // Around runs only: some viewers leave out the paragraphs within.
                "ins" | "moveTo" | "smartTag" => self.blocks(block, around.doubted(true)),
                // Marks and properties, and what other parts hold.
                "sectPr" | "tcPr" | "pPr" | "bookmarkStart" | "bookmarkEnd" | "proofErr"
                | "permStart" | "permEnd" | "altChunk" | "footnotePr" | "customXmlPr" => {}
                _ => self.unknown(block),
            }
        }
    }

    /// Keeps the text of what is not understood.
    fn unknown(&mut self, element: Element<'_>) {
        let mut text = String::new();
        push_words(element, &mut text);
        self.builder.hidden(&text, HiddenReason::Doubtful);
    }

    /// Whether a control shows data that is not what it holds.
    fn is_bound_to_other(&self, control: Element<'_>) -> bool {
        let Some(properties) = control.child("sdtPr") else {
            return false;
        };
        let bound = properties
            .children()
            .any(|child| child.name() == "dataBinding");
        bound && {
            let mut text = String::new();
            push_words(control, &mut text);
            budget::spend(1 + self.bound.len() / 16);
            !self.bound.contains(text.trim())
        }
    }

    fn paragraph(&mut self, paragraph: Element<'_>, around: Surroundings) {
        let stated = paragraph.child("pPr");
        let style = stated
            .and_then(|stated| stated.child("pStyle"))
            .and_then(value);
        let direct = stated
            .map(|stated| Properties::of_paragraph(stated, self.theme))
            .unwrap_or_default();
        let of_style = self.styles.of_paragraph(style.as_deref(), around.table);
        let mut properties = direct.over(of_style);
        let of_list = self.lists.of(properties);
        properties.left = direct.left.or(of_list.left).or(of_style.left);
        properties.first = direct.first.or(of_list.first).or(of_style.first);
        properties = properties.with_ink(around.ink);
        self.fold(properties);

        let frame = stated.and_then(|stated| stated.child("framePr"));
        let mut out = Paragraph {
            place: paragraph.place(),
            ..Paragraph::default()
        };
        let edge = around.flow && frame.is_none();
        out.hidden = worse(around.hidden, self.misplaced(properties, around, edge));
        // A box that grows with what it holds leaves the page.
        let is_pushed = properties
            .above
            .is_some_and(|above| above > self.page.height / 2.0);
        out.hidden = worse(out.hidden, doubt(is_pushed));
        out.hidden = worse(
            out.hidden,
            doubt(self.collapsed.is_some() && properties.is_collapsed != Some(true)),
        );
        let room = frame.map_or(around.room, |frame| self.framed(frame, &mut out));
        if frame.is_none() {
            self.frame = None;
        }
        let points = properties.points();
        if let Some(room) = room {
            let (letters, largest) = self.extent(paragraph, points);
            let free = [properties.above, properties.below].map(Option::unwrap_or_default);
            let taken = self
                .rooms
                .get_mut(room)
                .and_then(|room| room.take_apart(free, letters, largest));
            out.hidden = worse(out.hidden, taken);
        }
        if around.flow && frame.is_none() {
            let over = self
                .shapes
                .veil(paragraph.place(), self.page.left, self.page.text_width());
            self.veil = self.veil.max(over);
            if self.veil > points * 0.5 {
                out.hidden = worse(out.hidden, doubt(true));
            }
            if self.veil > 0.0 {
                let (letters, _) = self.extent(paragraph, points);
                let lines = (letters as f64 * points * 0.5 / self.page.text_width()).ceil();
                self.veil -= lines.max(1.0) * points * 1.15;
            }
        }
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
            self.boxed(content, around);
        }
        if stated.is_some_and(|stated| stated.child("sectPr").is_some()) {
            self.section += 1;
            if let Some(section) = self.sections.get(self.section) {
                self.page = section.page;
            }
        }
    }

    fn boxed(&mut self, content: TextBox<'_>, around: Surroundings) {
        let room = content.room.map(|room| {
            self.rooms.push(room);
            self.rooms.len() - 1
        });
        let inside = Surroundings {
            ground: content.ground,
            on_page: content.ground == Paint::Auto,
            hidden: worse(around.hidden, content.hidden),
            table: Properties::default(),
            flow: false,
            width: content.width,
            room,
            boxed: true,
            ink: content.ink,
        };
        let frame = self.frame.take();
        let fields = std::mem::take(&mut self.fields);
        self.blocks(content.content, inside);
        (self.frame, self.fields) = (frame, fields);
    }

    /// Follows headings whose text is folded away.
    fn fold(&mut self, properties: Properties) {
        let Some(level) = properties
            .level
            .filter(|_| properties.heading == Some(true))
        else {
            return;
        };
        if self.collapsed.is_some_and(|above| level <= above) {
            self.collapsed = None;
        }
        if properties.is_collapsed == Some(true) && self.collapsed.is_none() {
            self.collapsed = Some(level);
        }
    }
}

impl Surroundings {
    fn doubted(self, is_doubtful: bool) -> Self {
        Self {
            hidden: worse(self.hidden, doubt(is_doubtful)),
            ..self
        }
    }
}

#[cfg(test)]
mod tests;
