//! Styles of OpenDocument by family and name, each with what it is based on.

use std::collections::{HashMap, HashSet};

use super::super::budget;
use super::super::inheritance::{Below, in_order};
use super::super::visibility::{self, length};
use super::super::xml::Element;
use super::look::Stated;

/// Places of lists outside of these, in points, may lead off the page.
const LIST_PLACES: std::ops::RangeInclusive<f64> = -72.0..=400.0;

/// Styles of one part: automatic ones of its own, and the named ones of the document.
#[derive(Default)]
pub(super) struct Styles {
    all: Vec<Style>,
    /// By family and name, of the named and of the part's own.
    named: HashMap<(String, String), usize>,
    own: [HashMap<(String, String), usize>; 2],
    defaults: HashMap<String, Stated>,
    wild_lists: HashSet<String>,
    fonts: HashSet<String>,
}

struct Style {
    base: Option<usize>,
    stated: Stated,
    /// With what it is based on and the family's default.
    whole: Stated,
    master: Option<String>,
}

/// Which part's automatic styles hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Headers and footers.
    Margins = 0,
    Body = 1,
}

impl Styles {
    pub(super) fn read(shared: Option<Element<'_>>, content: Element<'_>) -> Self {
        let mut out = Self::default();
        for root in shared.into_iter().chain([content]) {
            for fonts in root
                .children()
                .filter(|group| group.name() == "font-face-decls")
            {
                for font in fonts.children() {
                    let family = font.attribute("font-family").unwrap_or_default();
                    if visibility::has_symbols(family.trim_matches('\'')) {
                        out.fonts
                            .insert(font.attribute("name").unwrap_or_default().into_owned());
                    }
                }
            }
            for group in root.children() {
                if matches!(group.name(), "styles" | "automatic-styles") {
                    let lists = group
                        .children()
                        .filter(|style| style.name() == "list-style");
                    for list in lists.filter(|list| is_wild(*list)) {
                        let name = list.attribute("name").unwrap_or_default();
                        out.wild_lists.insert(name.into_owned());
                    }
                }
            }
        }
        let mut bases = Vec::new();
        for (part, root) in [(Part::Margins, shared), (Part::Body, Some(content))] {
            for group in root.into_iter().flat_map(Element::children) {
                let is_automatic = group.name() == "automatic-styles";
                if is_automatic || group.name() == "styles" {
                    for style in group.children() {
                        out.add(style, is_automatic.then_some(part), &mut bases);
                    }
                }
            }
        }
        for (at, base) in bases.into_iter().enumerate() {
            let found = base.and_then(|key| out.named.get(&key).copied());
            if let Some(style) = out.all.get_mut(at) {
                style.base = found;
            }
        }
        out.resolve();
        out
    }

    fn add(
        &mut self,
        style: Element<'_>,
        part: Option<Part>,
        bases: &mut Vec<Option<(String, String)>>,
    ) {
        let family = style.own("family").unwrap_or_default().into_owned();
        if style.name() == "default-style" {
            let stated = self.stated(style);
            self.defaults.insert(family, stated);
            return;
        }
        let Some(name) = style.own("name").filter(|_| style.name() == "style") else {
            return;
        };
        let mut stated = self.stated(style);
        if style
            .own("default-outline-level")
            .is_some_and(|level| !level.is_empty())
            || &*name == "Title"
        {
            stated.heading = Some(true);
        }
        if let Some(list) = style.own("list-style-name") {
            stated.wild_list = Some(self.wild_lists.contains(&*list));
        }
        let at = self.all.len();
        let base = style.own("parent-style-name");
        bases.push(base.map(|base| (family.clone(), base.into_owned())));
        let master = style.own("master-page-name");
        self.all.push(Style {
            base: None,
            stated,
            whole: Stated::default(),
            master: master
                .map(std::borrow::Cow::into_owned)
                .filter(|name| !name.is_empty()),
        });
        let key = (family, name.into_owned());
        let table = match part {
            None => &mut self.named,
            Some(part) => &mut self.own[part as usize],
        };
        // Of two styles of one name each viewer takes another.
        if table.insert(key, at).is_some()
            && let Some(style) = self.all.last_mut()
        {
            style.stated.doubt = true;
        }
    }

    /// Lays each style over what it is based on, each once.
    fn resolve(&mut self) {
        let families: Vec<(usize, Stated)> = self
            .named
            .iter()
            .chain(self.own.iter().flatten())
            .map(|((family, _), at)| (*at, self.defaults.get(family).copied().unwrap_or_default()))
            .collect();
        let mut defaults = vec![Stated::default(); self.all.len()];
        for (at, default) in families {
            defaults[at] = default;
        }
        let bases: Vec<Option<usize>> = self.all.iter().map(|style| style.base).collect();
        for (at, below) in in_order(&bases) {
            budget::spend(8);
            let below = match below {
                Below::Nothing => defaults[at],
                Below::Style(base) => self.all[base].whole,
                Below::Itself => Stated::doubtful(),
            };
            self.all[at].whole = self.all[at].stated.over(below);
        }
    }

    fn find(&self, element: Element<'_>, family: &str, part: Part) -> Option<&Style> {
        let name = element
            .own("style-name")
            .or_else(|| element.attribute("style-name"))?;
        let key = (family.to_owned(), name.into_owned());
        let own = &self.own[part as usize];
        let at = own.get(&key).or_else(|| self.named.get(&key))?;
        self.all.get(*at)
    }

    pub(super) fn of(&self, element: Element<'_>, family: &str, part: Part) -> Stated {
        match self.find(element, family, part) {
            Some(style) => style.whole,
            // Letters without a style of theirs are those of their paragraph.
            None if family == "text" => Stated::default(),
            None => self.defaults.get(family).copied().unwrap_or_default(),
        }
    }

    /// Name of the page that begins with a block.
    pub(super) fn master(&self, element: Element<'_>, family: &str) -> Option<&str> {
        self.find(element, family, Part::Body)?.master.as_deref()
    }

    pub(super) fn is_wild_list(&self, list: Element<'_>) -> bool {
        list.own("style-name")
            .is_some_and(|name| self.wild_lists.contains(&*name))
    }

    fn stated(&self, style: Element<'_>) -> Stated {
        let mut out = Stated::default();
        let family = style.own("family").unwrap_or_default();
        for properties in style.children() {
            match properties.name() {
                "text-properties" => {
                    for (name, value) in properties.whole_attributes() {
                        out.letters(name, &value, |font| self.fonts.contains(font));
                    }
                }
                // Another style where a condition holds.
                "map" => out.doubt = true,
                "paragraph-properties" => {
                    for (name, value) in properties.whole_attributes() {
                        out.paragraph(name, &value);
                    }
                }
                "table-cell-properties"
                | "table-row-properties"
                | "table-properties"
                | "section-properties"
                | "table-column-properties" => {
                    for (name, value) in properties.whole_attributes() {
                        out.table(name, &value);
                    }
                }
                "graphic-properties" => {
                    for (name, value) in properties.whole_attributes() {
                        out.graphic(name, &value, family == "graphic");
                    }
                }
                _ => {}
            }
        }
        out
    }
}

/// Whether a list sets its items where they may not be seen.
fn is_wild(list: Element<'_>) -> bool {
    let places = |element: Element<'_>| {
        element.whole_attributes().any(|(name, value)| {
            matches!(
                name,
                "fo:margin-left" | "fo:text-indent" | "text:space-before" | "text:min-label-width"
            ) && !length(&value, None).is_some_and(|place| LIST_PLACES.contains(&place))
        })
    };
    list.children().any(|level| {
        level
            .children()
            .any(|properties| places(properties) || properties.children().any(places))
    })
}
