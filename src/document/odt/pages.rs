//! Pages: which of them are used, their size, margins and ground.

use std::collections::HashSet;

use super::super::budget;
use super::super::visibility::{Paint, WHITE, length};
use super::super::xml::Element;
use super::look::colour;
use super::styles::Styles;
use super::{OVER_THE_EDGE, Reader};

/// The pages that some block begins, the first one, and those that follow them.
pub(super) fn used_masters<'t>(
    shared: Element<'t>,
    text: Option<Element<'_>>,
    styles: &Styles,
) -> Vec<Element<'t>> {
    let masters: Vec<Element<'t>> = shared
        .child("master-styles")
        .into_iter()
        .flat_map(Element::children)
        .filter(|master| master.name() == "master-page")
        .collect();
    let mut names: HashSet<String> = HashSet::new();
    names.insert("Standard".to_owned());
    if let Some(first) = masters.first() {
        names.insert(first.attribute("name").unwrap_or_default().into_owned());
    }
    let blocks = text.into_iter().flat_map(Element::children);
    let mut open: Vec<Element<'_>> = blocks.collect();
    while let Some(block) = open.pop() {
        budget::spend(1);
        let family = match block.name() {
            "p" | "h" => "paragraph",
            "table" => "table",
            "section" | "list" | "list-item" | "list-header" | "index-body" | "index-title"
            | "table-of-content" => {
                open.extend(block.children());
                continue;
            }
            _ => continue,
        };
        if let Some(master) = styles.master(block, family) {
            names.insert(master.to_owned());
        }
    }
    // Each adds one at most, so as many rounds are enough.
    for _ in 0..masters.len().min(8) {
        for master in &masters {
            let name = master.attribute("name").unwrap_or_default();
            if names.contains(&*name)
                && let Some(next) = master.attribute("next-style-name")
            {
                names.insert(next.into_owned());
            }
        }
    }
    masters
        .into_iter()
        .filter(|master| {
            master
                .attribute("name")
                .is_none_or(|name| names.contains(&*name))
        })
        .collect()
}

/// A page and its margins, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub width: f64,
    pub height: f64,
    pub left: f64,
    pub right: f64,
    pub ground: Paint,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            width: 612.0,
            height: 792.0,
            left: 56.7,
            right: 56.7,
            ground: Paint::Auto,
        }
    }
}

impl Reader<'_> {
    /// Sizes, margins and grounds of the pages.
    pub(super) fn pages(&mut self, shared: Element<'_>) {
        let groups = shared.children();
        let layouts = groups
            .filter(|group| matches!(group.name(), "automatic-styles" | "styles"))
            .flat_map(Element::children)
            .filter(|layout| layout.name() == "page-layout");
        let mut is_first = true;
        for properties in layouts.filter_map(|layout| layout.child("page-layout-properties")) {
            let mut page = Page::default();
            let (mut top, mut bottom) = (0.0, 0.0);
            let (mut stated, mut fill, mut fill_colour) = (None, None, None);
            let mut is_whole = true;
            for (name, value) in properties.whole_attributes() {
                let points = || length(&value, None).unwrap_or(f64::NAN);
                match name {
                    "fo:page-width" => page.width = points(),
                    "fo:page-height" => page.height = points(),
                    "fo:margin-left" => page.left = points(),
                    "fo:margin-right" => page.right = points(),
                    "fo:margin-top" => top = points(),
                    "fo:margin-bottom" => bottom = points(),
                    "fo:margin" => {
                        (page.left, page.right, top, bottom) =
                            (points(), points(), points(), points());
                    }
                    "fo:background-color" => stated = Some(colour(&value)),
                    "draw:fill" => {
                        fill = Some(match &*value {
                            "none" => Paint::Auto,
                            "solid" => WHITE,
                            _ => Paint::Unknown,
                        });
                    }
                    "draw:fill-color" => fill_colour = Some(colour(&value)),
                    "draw:opacity" | "draw:opacity-name" => is_whole &= value == "100%",
                    _ => {}
                }
            }
            // A fill goes before the older way of stating a ground, for viewers that know it.
            let filled = match (fill, fill_colour) {
                (Some(Paint::Plain(_)), colour) => Some(colour.unwrap_or(Paint::Unknown)),
                (other, _) => other,
            };
            page.ground = match (stated, filled) {
                (Some(stated), Some(filled)) if stated != filled => {
                    filled.over(WHITE).agreed(stated.over(WHITE))
                }
                (stated, filled) => stated.or(filled).unwrap_or(Paint::Auto),
            };
            if !is_whole && page.ground != Paint::Auto {
                page.ground = Paint::Unknown;
            }
            if properties
                .child("background-image")
                .is_some_and(|image| image.attribute("href").is_some())
            {
                page.ground = Paint::Unknown;
            }
            let is_sound = page.width - page.left - page.right >= 20.0
                && page.height - top - bottom >= 20.0
                && page.left >= -OVER_THE_EDGE
                && page.right >= -OVER_THE_EDGE
                && top >= -OVER_THE_EDGE
                && page.width < 5_000.0
                && page.height < 5_000.0;
            self.sound &= is_sound;
            if is_first {
                self.page = page;
            } else if page.ground != self.page.ground {
                self.page.ground = self.page.ground.over(WHITE).agreed(page.ground.over(WHITE));
            }
            is_first = false;
        }
    }
}
