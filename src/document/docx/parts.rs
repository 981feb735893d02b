//! Which parts of the package are shown, found by their relations and not by their names.

use std::collections::HashMap;

use super::super::Unreadable;
use super::super::archive::Archive;
use super::super::xml::{self, Element, Xml};
use super::colours::Theme;
use super::properties::{Properties, TWIP, is_on, measure, value};

/// The page of Word's own choosing, in points.
const USUAL_PAGE: [f64; 2] = [612.0, 792.0];

const USUAL_MARGIN: f64 = 72.0;

/// Name of the part that holds the body: by the package's relations, else the usual one.
pub(super) fn main_part(archive: &mut Archive<'_>) -> Result<String, Unreadable> {
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

/// What a part refers to.
#[derive(Default)]
pub(super) struct Relations {
    folder: String,
    by_id: HashMap<String, String>,
    /// By the last word of their kind.
    by_kind: HashMap<String, String>,
    stated: bool,
}

impl Relations {
    pub(super) fn read(archive: &mut Archive<'_>, main: &str) -> Result<Self, Unreadable> {
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", main));
        let mut out = Self {
            folder: folder.to_owned(),
            ..Self::default()
        };
        let path = if folder.is_empty() {
            format!("_rels/{name}.rels")
        } else {
            format!("{folder}/_rels/{name}.rels")
        };
        let Some(part) = archive.read(&path)? else {
            return Ok(out);
        };
        out.stated = true;
        let text = xml::decode(&part);
        let tree = Xml::parse(&text)?;
        for relation in tree.root().children() {
            let (Some(target), Some(kind)) =
                (relation.attribute("Target"), relation.attribute("Type"))
            else {
                continue;
            };
            if relation
                .attribute("TargetMode")
                .is_some_and(|mode| mode == "External")
            {
                continue;
            }
            let path = out.resolved(&target);
            if let Some(kind) = kind.rsplit('/').next() {
                out.by_kind
                    .entry(kind.to_owned())
                    .or_insert_with(|| path.clone());
            }
            if let Some(id) = relation.attribute("Id") {
                out.by_id.insert(id.into_owned(), path);
            }
        }
        Ok(out)
    }

    fn resolved(&self, target: &str) -> String {
        if let Some(absolute) = target.strip_prefix('/') {
            return absolute.to_owned();
        }
        let mut folders: Vec<&str> = self
            .folder
            .split('/')
            .filter(|folder| !folder.is_empty())
            .collect();
        for step in target.split('/') {
            match step {
                "." | "" => {}
                ".." => {
                    folders.pop();
                }
                step => folders.push(step),
            }
        }
        folders.join("/")
    }

    /// The part of a kind: by its relation, or by its usual name where no relations are stated.
    pub(super) fn part(
        &self,
        archive: &mut Archive<'_>,
        kind: &str,
        usual: &str,
    ) -> Result<Option<Vec<u8>>, Unreadable> {
        match self.by_kind.get(kind) {
            Some(path) => archive.read(path),
            None if self.stated => Ok(None),
            None => archive.read(&self.resolved(usual)),
        }
    }

    pub(super) fn by_id(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }
}

/// A page and its margins, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub width: f64,
    pub height: f64,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Default for Page {
    fn default() -> Self {
        let [width, height] = USUAL_PAGE;
        Self {
            width,
            height,
            left: USUAL_MARGIN,
            right: USUAL_MARGIN,
            top: USUAL_MARGIN,
            bottom: USUAL_MARGIN,
        }
    }
}

impl Page {
    pub(super) fn read(section: Element<'_>) -> Self {
        let mut out = Self::default();
        if let Some(size) = section.child("pgSz") {
            out.width = measure(size, "w", TWIP);
            out.height = measure(size, "h", TWIP);
        }
        if let Some(margins) = section.child("pgMar") {
            let of = |name: &str| {
                margins
                    .own(name)
                    .map_or(0.0, |_| measure(margins, name, TWIP))
            };
            out.left = of("left");
            if margins.own("left").is_none() && margins.own("start").is_some() {
                out.left = of("start");
            }
            out.left += of("gutter").max(0.0);
            out.right = of("right");
            // Negative: the text may run into the header.
            out.top = of("top").abs();
            out.bottom = of("bottom").abs();
        }
        out
    }

    pub(super) fn text_width(&self) -> f64 {
        self.width - self.left - self.right
    }

    /// Whether text that is laid out on it stands on it.
    pub(super) fn is_sound(&self) -> bool {
        let edge = -5.0;
        self.text_width() >= 30.0
            && self.height - self.top - self.bottom >= 30.0
            && self.width <= 5_000.0
            && self.height <= 5_000.0
            && self.left >= edge
            && self.right >= edge
    }
}

/// A section of the body: its page, and the headers and footers that it shows.
pub(super) struct Section<'t> {
    pub page: Page,
    pub element: Option<Element<'t>>,
}

/// The sections of a body, in order; each ends where a paragraph holds its properties.
pub(super) fn sections(body: Element<'_>) -> Vec<Section<'_>> {
    let mut out = Vec::new();
    collect(body, &mut out);
    let last = body.child("sectPr");
    out.push(Section {
        page: last.map(Page::read).unwrap_or_default(),
        element: last,
    });
    out
}

fn collect<'t>(parent: Element<'t>, out: &mut Vec<Section<'t>>) {
    for block in parent.children() {
        match block.name() {
            "p" => {
                if let Some(section) = block.at(&["pPr", "sectPr"]) {
                    out.push(Section {
                        page: Page::read(section),
                        element: Some(section),
                    });
                }
            }
            "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => {
                collect(block, out);
            }
            _ => {}
        }
    }
}

/// Levels of a list.
const LEVELS: usize = 9;

/// What the settings say of what is shown.
#[derive(Default)]
pub(super) struct Settings {
    pub shows_background: bool,
    even_pages: bool,
}

impl Settings {
    pub(super) fn read(root: Element<'_>, theme: &mut Theme) -> Self {
        if let Some(mapping) = root.child("clrSchemeMapping") {
            theme.map(mapping);
        }
        Self {
            shows_background: root.child("displayBackgroundShape").is_some_and(is_on),
            even_pages: root.child("evenAndOddHeaders").is_some_and(is_on),
        }
    }

    /// Paths of the headers or footers that some page shows, each once, those of a first page
    /// first; with whether only pages after the first show them.
    pub(super) fn shown<'r>(
        &self,
        kind: &str,
        sections: &[Section<'_>],
        relations: &'r Relations,
    ) -> Vec<(&'r str, bool)> {
        let mut out: Vec<(&str, bool)> = Vec::new();
        for section in sections.iter().filter_map(|section| section.element) {
            let has_first = section.child("titlePg").is_some_and(is_on);
            for reference in section.children().filter(|child| child.name() == kind) {
                let (is_shown, is_later) = match reference.own("type").as_deref() {
                    Some("first") => (has_first, false),
                    Some("even") => (self.even_pages, true),
                    _ => (true, has_first),
                };
                let path = reference
                    .attribute("id")
                    .filter(|_| is_shown)
                    .and_then(|id| relations.by_id(&id));
                let Some(path) = path else { continue };
                match out.iter_mut().find(|(known, _)| *known == path) {
                    Some((_, known)) => *known &= is_later,
                    None => out.push((path, is_later)),
                }
            }
        }
        // Of two that say the same, the one that is surely shown is read.
        out.sort_by_key(|(_, is_later)| *is_later);
        out
    }
}

/// Where each level of each list sets its paragraphs.
#[derive(Default)]
pub(super) struct Lists {
    indents: HashMap<(u32, u32), Properties>,
}

impl Lists {
    pub(super) fn read(root: Element<'_>, theme: &Theme) -> Self {
        let number = |element: Element<'_>, name: &str| {
            element.own(name).and_then(|id| id.parse::<u32>().ok())
        };
        let mut templates = HashMap::new();
        for template in root
            .children()
            .filter(|child| child.name() == "abstractNum")
        {
            if let Some(id) = number(template, "abstractNumId") {
                templates.insert(id, template);
            }
        }
        let mut out = Self::default();
        for list in root.children().filter(|child| child.name() == "num") {
            let template = list
                .child("abstractNumId")
                .and_then(value)
                .and_then(|id| id.parse::<u32>().ok())
                .and_then(|id| templates.get(&id));
            let Some(id) = number(list, "numId") else {
                continue;
            };
            let of_template = template.into_iter().flat_map(|template| {
                let levels = template.children();
                levels.filter(|level| level.name() == "lvl").take(LEVELS)
            });
            let overrides = list.children().filter_map(|child| child.child("lvl"));
            for level in of_template.chain(overrides) {
                let (Some(at), Some(properties)) = (number(level, "ilvl"), level.child("pPr"))
                else {
                    continue;
                };
                let stated = Properties::of_paragraph(properties, theme);
                out.indents.insert((id, at), stated);
            }
        }
        out
    }

    /// What the list of a paragraph says of its place.
    pub(super) fn of(&self, properties: Properties) -> Properties {
        let level = properties.list_level.unwrap_or(0);
        properties
            .list
            .and_then(|list| self.indents.get(&(list, level)))
            .copied()
            .unwrap_or_default()
    }
}
