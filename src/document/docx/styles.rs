//! What styles.xml says of a run: styles of paragraphs, letters and tables, with those they are
//! based on.

use std::collections::HashMap;

use super::super::budget;
use super::super::inheritance::{Below, in_order};
use super::super::xml::Element;
use super::colours::Theme;
use super::properties::{Properties, value};
use super::tables::TableStyle;

struct Style {
    /// Index of the style that this one is based on.
    base: Option<usize>,
    stated: Properties,
    /// With what it is based on.
    whole: Properties,
    table: Option<Box<TableStyle>>,
}

/// All styles of a document, by id.
#[derive(Default)]
pub(super) struct Styles {
    defaults: Properties,
    default_paragraph: Option<usize>,
    default_table: Option<usize>,
    /// Found by index, since ids can be long and are based on one another.
    all: Vec<Style>,
    by_id: HashMap<String, usize>,
}

impl Styles {
    pub(super) fn read(root: Element<'_>, theme: &Theme) -> Self {
        let mut styles = Self::default();
        if let Some(defaults) = root.child("docDefaults") {
            if let Some(run) = defaults.at(&["rPrDefault", "rPr"]) {
                styles.defaults = Properties::of_run(run, theme).without_highlight();
            }
            if let Some(paragraph) = defaults.at(&["pPrDefault", "pPr"]) {
                let stated = Properties::of_paragraph(paragraph, theme);
                styles.defaults = stated.over(styles.defaults);
            }
        }
        let mut bases = Vec::new();
        for style in root.children().filter(|child| child.name() == "style") {
            let Some(id) = style.own("styleId") else {
                continue;
            };
            let name = style.child("name").and_then(value).unwrap_or_default();
            let kind = style.own("type").unwrap_or_default();
            let mut stated = of_both(style, theme);
            if let Some(level) = heading_level(&name) {
                stated.heading = Some(true);
                stated.level = stated.level.or(Some(level));
            } else if name.to_ascii_lowercase().starts_with("list ") && name != "List Paragraph" {
                stated.item = stated.item.or(Some(true));
            }
            let at = styles.all.len();
            if style
                .own("default")
                .is_some_and(|v| matches!(&*v, "1" | "true" | "on"))
            {
                match &*kind {
                    "paragraph" => styles.default_paragraph = Some(at),
                    "table" => styles.default_table = Some(at),
                    _ => {}
                }
            }
            let table = (kind == "table").then(|| Box::new(TableStyle::read(style, theme)));
            styles.all.push(Style {
                base: None,
                stated,
                whole: Properties::default(),
                table,
            });
            // Of two styles of one name each viewer takes another.
            if styles.by_id.insert(id.into_owned(), at).is_some()
                && let Some(style) = styles.all.last_mut()
            {
                style.stated = Properties::doubtful().over(style.stated);
            }
            bases.push(style.child("basedOn").and_then(value));
        }
        for (style, base) in styles.all.iter_mut().zip(bases) {
            style.base = base.and_then(|id| styles.by_id.get(&*id).copied());
        }
        styles.resolve();
        styles
    }

    /// What the style and those it is based on state.
    pub(super) fn of(&self, id: &str) -> Properties {
        self.by_id
            .get(id)
            .and_then(|at| self.all.get(*at))
            .map(|style| style.whole)
            .unwrap_or_default()
    }

    /// Lays each style over what it is based on, each once.
    fn resolve(&mut self) {
        // A style based on itself is based on none.
        let bases: Vec<Option<usize>> = (self.all.iter().enumerate())
            .map(|(at, style)| style.base.filter(|base| *base != at))
            .collect();
        for (at, below) in in_order(&bases) {
            budget::spend(8);
            let below = match below {
                Below::Nothing => Properties::default(),
                Below::Style(base) => self.all[base].whole,
                Below::Itself => Properties::doubtful(),
            };
            self.all[at].whole = self.all[at].stated.over(below);
        }
    }

    /// Calls `visit` on a style and those below it, from the top; says whether they go round.
    fn walk(&self, mut next: Option<usize>, mut visit: impl FnMut(&Style)) -> bool {
        let mut left = self.all.len();
        while let Some(style) = next.and_then(|at| self.all.get(at)) {
            budget::spend(8);
            if left == 0 {
                return true;
            }
            left -= 1;
            visit(style);
            next = style.base.filter(|base| Some(*base) != next);
        }
        false
    }

    /// What holds for a paragraph of this style in a table whose style states `table`, down to the
    /// document's defaults.
    pub(super) fn of_paragraph(&self, id: Option<&str>, table: Properties) -> Properties {
        let style = match id {
            Some(id) => self.by_id.get(id).copied().or(self.default_paragraph),
            None => self.default_paragraph,
        };
        let stated = style.and_then(|at| self.all.get(at));
        let stated = stated.map(|style| style.whole).unwrap_or_default();
        stated.switched_over(table).over(self.defaults)
    }

    /// The style of a table with all that it is based on.
    pub(super) fn of_table(&self, id: Option<&str>) -> TableStyle {
        let style = match id {
            Some(id) => self.by_id.get(id).copied(),
            None => self.default_table,
        };
        let mut out = TableStyle::default();
        let is_round = self.walk(style, |style| {
            if let Some(table) = &style.table {
                out.base_on(table);
            }
        });
        if is_round {
            out.doubt();
        }
        out
    }
}

/// What an element states of its runs and paragraphs.
pub(super) fn of_both(style: Element<'_>, theme: &Theme) -> Properties {
    let mut stated = Properties::default();
    if let Some(run) = style.child("rPr") {
        stated = Properties::of_run(run, theme);
    }
    if let Some(paragraph) = style.child("pPr") {
        stated = Properties::of_paragraph(paragraph, theme).over(stated);
    }
    stated
}

fn heading_level(name: &str) -> Option<u32> {
    let lower = name.to_ascii_lowercase();
    if lower == "title" {
        return Some(0);
    }
    let level = lower.strip_prefix("heading ")?.parse::<u32>().ok()?;
    Some(level.saturating_sub(1))
}
