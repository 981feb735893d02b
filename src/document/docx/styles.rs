//! What styles.xml and numbering say of a run: visible or not, heading or item.

use std::collections::HashMap;

use super::super::xml::Element;

/// Text smaller than 4 pt cannot be read; sizes are in half points.
const SMALLEST_SIZE: u32 = 8;

/// Styles that inherit from each other further than this go round in circles.
const LONGEST_CHAIN: usize = 16;

/// Properties of a run or paragraph, as far as they are stated.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Properties {
    pub vanish: Option<bool>,
    /// Whether the letters are as white as paper.
    pub white: Option<bool>,
    /// Size in half points.
    pub size: Option<u32>,
    /// Whether something dark or coloured lies behind the letters.
    pub shaded: Option<bool>,
    pub heading: Option<bool>,
    pub item: Option<bool>,
}

impl Properties {
    /// What is stated here, else what `base` states.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            vanish: self.vanish.or(base.vanish),
            white: self.white.or(base.white),
            size: self.size.or(base.size),
            shaded: self.shaded.or(base.shaded),
            heading: self.heading.or(base.heading),
            item: self.item.or(base.item),
        }
    }

    pub(super) fn is_tiny(self) -> bool {
        self.size.is_some_and(|size| size < SMALLEST_SIZE)
    }

    /// Reads `w:rPr`.
    pub(super) fn of_run(properties: Element<'_>) -> Self {
        let mut out = Self::default();
        for property in properties.children() {
            match property.name() {
                "vanish" | "webHidden" | "specVanish" => {
                    out.vanish = Some(out.vanish == Some(true) || is_on(property));
                }
                "color" => out.white = Some(is_white_ink(property)),
                "sz" => out.size = value(property).and_then(|size| size.parse().ok()),
                "shd" => out.shaded = Some(out.shaded == Some(true) || is_shade(property)),
                "highlight" if value(property).is_some_and(|v| v != "none" && v != "white") => {
                    out.shaded = Some(true);
                }
                _ => {}
            }
        }
        out
    }

    /// Reads `w:pPr`, without the run properties of its paragraph mark.
    pub(super) fn of_paragraph(properties: Element<'_>) -> Self {
        let mut out = Self::default();
        for property in properties.children() {
            match property.name() {
                "outlineLvl" => {
                    // Level 9 is body text.
                    out.heading = value(property)
                        .and_then(|level| level.parse::<u32>().ok())
                        .map(|level| level < 9);
                }
                "numPr" => {
                    let number = property.child("numId").and_then(value);
                    out.item = Some(number.is_some_and(|number| number != "0"));
                }
                "shd" => out.shaded = Some(is_shade(property)),
                _ => {}
            }
        }
        out
    }
}

/// Value of `w:val`.
pub(super) fn value<'t>(element: Element<'t>) -> Option<std::borrow::Cow<'t, str>> {
    element.attribute("val")
}

fn is_on(element: Element<'_>) -> bool {
    !value(element).is_some_and(|value| matches!(&*value, "0" | "false" | "off"))
}

fn is_white_ink(color: Element<'_>) -> bool {
    match value(color).as_deref() {
        Some("auto") | None => false,
        Some(hex) => is_near_white(hex),
    }
}

/// Whether RRGGBB cannot be told from white paper.
pub(super) fn is_near_white(hex: &str) -> bool {
    u32::from_str_radix(hex, 16).is_ok_and(|rgb| {
        [16, 8, 0].iter().all(|shift| (rgb >> shift) & 0xFF >= 0xF5) && hex.len() == 6
    })
}

/// Whether `w:shd` paints something that white letters stand out from.
pub(super) fn is_shade(shade: Element<'_>) -> bool {
    let painted = |name: &str| {
        shade
            .attribute(name)
            .is_some_and(|hex| &*hex != "auto" && !is_near_white(&hex))
    };
    let solid = value(shade).is_some_and(|v| &*v == "solid");
    painted("fill") || (solid && painted("color"))
}

struct Style {
    /// Index of the style that this one is based on.
    base: Option<usize>,
    stated: Properties,
}

/// All styles of a document, by id.
#[derive(Default)]
pub(super) struct Styles {
    defaults: Properties,
    default_paragraph: Option<usize>,
    /// Found by index, since ids can be long and are based on one another.
    all: Vec<Style>,
    by_id: HashMap<String, usize>,
}

impl Styles {
    pub(super) fn read(root: Element<'_>) -> Self {
        let mut styles = Self::default();
        if let Some(run) = root.at(&["docDefaults", "rPrDefault", "rPr"]) {
            styles.defaults = Properties::of_run(run);
        }
        let mut bases = Vec::new();
        for style in root.children().filter(|child| child.name() == "style") {
            let Some(id) = style.attribute("styleId") else {
                continue;
            };
            let name = style.child("name").and_then(value).unwrap_or_default();
            let kind = style.attribute("type").unwrap_or_default();
            let mut stated = Properties::default();
            if let Some(run) = style.child("rPr") {
                stated = Properties::of_run(run).over(stated);
            }
            if let Some(paragraph) = style.child("pPr") {
                stated = Properties::of_paragraph(paragraph).over(stated);
            }
            if kind == "table" {
                stated.shaded = Some(paints_somewhere(style));
            }
            if is_heading_name(&name) {
                stated.heading = Some(true);
            } else if name.to_ascii_lowercase().starts_with("list ") && name != "List Paragraph" {
                stated.item = stated.item.or(Some(true));
            }
            let at = styles.all.len();
            if kind == "paragraph" && style.attribute("default").is_some_and(|v| &*v == "1") {
                styles.default_paragraph = Some(at);
            }
            styles.all.push(Style { base: None, stated });
            styles.by_id.insert(id.into_owned(), at);
            bases.push(style.child("basedOn").and_then(value));
        }
        for (style, base) in styles.all.iter_mut().zip(bases) {
            style.base = base.and_then(|id| styles.by_id.get(&*id).copied());
        }
        styles
    }

    /// What the style and those it is based on state.
    pub(super) fn of(&self, id: &str) -> Properties {
        self.chain(self.by_id.get(id).copied())
    }

    fn chain(&self, mut next: Option<usize>) -> Properties {
        let mut out = Properties::default();
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next.and_then(|at| self.all.get(at)) else {
                break;
            };
            out = out.over(style.stated);
            next = style.base;
        }
        out
    }

    /// What holds for a paragraph of this style, down to the document's defaults.
    pub(super) fn of_paragraph(&self, id: Option<&str>) -> Properties {
        let style = match id {
            Some(id) => self.by_id.get(id).copied(),
            None => self.default_paragraph,
        };
        self.chain(style).over(self.defaults)
    }
}

fn is_heading_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower == "title"
        || lower
            .strip_prefix("heading ")
            .is_some_and(|level| level.parse::<u32>().is_ok())
}

/// Whether any part of a table style (its first row, its bands) is painted.
fn paints_somewhere(element: Element<'_>) -> bool {
    element
        .children()
        .any(|child| (child.name() == "shd" && is_shade(child)) || paints_somewhere(child))
}
