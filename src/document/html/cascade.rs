//! From the sheets of a page and the elements around to the style of each element.

use std::collections::HashMap;
use std::rc::Rc;

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{Html, Node};

use super::super::budget;
use super::conditions::media;
use super::declarations::declarations;
use super::elements::{is_dark_page, own};
use super::lengths::Said;
use super::scripts::Scripts;
use super::selectors::{Fits, Page};
use super::sheet::{Declaration, Fitting, Merged, Sheet};
use super::style::{Around, ROOT_SIZE, Style, Variables, substitute};
use super::values::Tokens;

/// The style of an element as far as it is sure, and as it may be; and its variables.
#[derive(Clone)]
pub(super) struct Look {
    pub sure: Rc<Style>,
    pub perhaps: Rc<Style>,
    variables: Rc<Variables>,
}

impl Look {
    pub(super) fn page(style: &Rc<Style>) -> Self {
        Self {
            sure: Rc::clone(style),
            perhaps: Rc::clone(style),
            variables: Rc::new(Variables::new()),
        }
    }
}

/// Rules that an element may have, beyond which nothing is sure.
const MOST_PERHAPS: usize = 12;

/// A style's parents, name and rules, by which it is found again.
type Key = (usize, usize, usize, String, Vec<Fitting>);

pub(super) struct Cascade {
    sheet: Sheet,
    page: Page,
    pub dark: bool,
    quirks: bool,
    root_size: f64,
    merged: HashMap<Vec<Fitting>, Rc<Merged>>,
    looks: HashMap<Key, Look>,
    /// Keeps the parents of `looks` alive, whose places are parts of keys.
    kept: Vec<Look>,
    inline: Tokens,
}

impl Cascade {
    pub(super) fn of(html: &Html) -> Self {
        let quirks = html.quirks_mode == html5ever::interface::QuirksMode::Quirks;
        let mut sheet = Sheet::default();
        sheet.quirks = quirks;
        let mut scripts = Scripts::default();
        let mut dark = false;
        for node in html.tree.root().descendants() {
            budget::spend(1);
            let Some(element) = node.value().as_element() else {
                continue;
            };
            for (name, value) in element.attrs() {
                if name.len() > 4 && name.starts_with("on") {
                    scripts.add(value);
                }
            }
            let text = || -> String {
                node.children()
                    .filter_map(|child| child.value().as_text().map(|text| &**text))
                    .collect()
            };
            let condition = |sheet: &mut Sheet| {
                let condition = element.attr("media").unwrap_or_default();
                media(&sheet.tokens.tree(condition))
            };
            match element.name() {
                "style" => {
                    let kind = element.attr("type").unwrap_or_default().trim();
                    if !kind.is_empty() && !kind.eq_ignore_ascii_case("text/css") {
                        continue;
                    }
                    if in_template(&node) {
                        continue;
                    }
                    let condition = condition(&mut sheet);
                    sheet.add(&text(), condition);
                }
                "link" => {
                    let rel = element.attr("rel").unwrap_or_default().to_ascii_lowercase();
                    let address = element.attr("href").unwrap_or_default().trim();
                    let is_within = address.len() > 5
                        && address.is_char_boundary(5)
                        && address[..5].eq_ignore_ascii_case("data:");
                    if rel.split_ascii_whitespace().any(|rel| rel == "stylesheet") && is_within {
                        let condition = condition(&mut sheet);
                        match within_address(address) {
                            Some(css) => sheet.add(&css, condition),
                            None => sheet.unread = true,
                        }
                    }
                }
                "script" => {
                    let kind = element
                        .attr("type")
                        .unwrap_or_default()
                        .to_ascii_lowercase();
                    let runs = kind.is_empty()
                        || [
                            "javascript",
                            "ecmascript",
                            "module",
                            "jscript",
                            "livescript",
                        ]
                        .iter()
                        .any(|name| kind.contains(name));
                    match element.attr("src") {
                        Some(address)
                            if address
                                .trim_start()
                                .to_ascii_lowercase()
                                .starts_with("data:") =>
                        {
                            scripts.any = true;
                        }
                        Some(_) => {}
                        None if runs => scripts.add(&text()),
                        None => {}
                    }
                }
                "meta" => {
                    dark |= is_dark_page(
                        element.attr("name").unwrap_or_default(),
                        element.attr("content").unwrap_or_default(),
                    );
                }
                _ => {}
            }
        }
        let page = Page::new(quirks, scripts);
        sheet.index(&page);
        Self {
            sheet,
            page,
            dark,
            quirks,
            root_size: ROOT_SIZE,
            merged: HashMap::new(),
            looks: HashMap::new(),
            kept: Vec::new(),
            inline: Tokens::default(),
        }
    }

    /// Whether nothing of the page can be relied on.
    pub(super) fn is_unsure(&self) -> bool {
        self.page.scripts.any || self.sheet.unread
    }

    pub(super) fn may_change(&self, element: &Element) -> bool {
        self.page.scripts.may_change(element)
    }

    pub(super) fn look(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &Element,
        parent: &Look,
    ) -> Look {
        let fitting = self.sheet.fitting(node, &self.page);
        let style = element.attr("style");
        let is_plain = style.is_none() && !element.attrs().any(|(name, _)| tells(name));
        let key = is_plain.then(|| {
            (
                Rc::as_ptr(&parent.sure) as usize,
                Rc::as_ptr(&parent.perhaps) as usize,
                Rc::as_ptr(&parent.variables) as usize,
                element.name().to_owned(),
                fitting.clone(),
            )
        });
        if let Some(key) = &key
            && let Some(look) = self.looks.get(key)
        {
            return look.clone();
        }
        let look = self.computed(element, parent, &fitting, style);
        if element.name() == "html" {
            self.root_size = look.sure.size;
        }
        if let Some(key) = key
            && self.looks.len() < 20_000
        {
            self.kept.push(parent.clone());
            self.looks.insert(key, look.clone());
        }
        look
    }

    fn computed(
        &mut self,
        element: &Element,
        parent: &Look,
        fitting: &[Fitting],
        style: Option<&str>,
    ) -> Look {
        let merged = match self.merged.get(fitting) {
            Some(merged) => Rc::clone(merged),
            None => {
                let merged = Rc::new(self.sheet.merged(fitting));
                if self.merged.len() < 5_000 {
                    self.merged.insert(fitting.to_vec(), Rc::clone(&merged));
                }
                merged
            }
        };
        let inline = match style {
            Some(style) => {
                let tree = self.inline.tree(style);
                declarations(&tree, self.quirks).0
            }
            None => Vec::new(),
        };
        let mut perhaps: Vec<usize> = merged
            .groups
            .iter()
            .flatten()
            .filter(|(_, fits, _)| *fits == Fits::Perhaps)
            .map(|(rule, _, _)| *rule)
            .collect();
        perhaps.sort_unstable();
        perhaps.dedup();
        let all: Vec<(Option<usize>, &Declaration)> = {
            let of_rules = |group: usize| {
                merged.groups[group]
                    .iter()
                    .map(|(rule, fits, declaration)| {
                        ((*fits == Fits::Perhaps).then_some(*rule), declaration)
                    })
            };
            let of_style = |important: bool| {
                inline
                    .iter()
                    .filter(move |declaration| declaration.important == important)
                    .map(|declaration| (None, declaration))
            };
            of_rules(0)
                .chain(of_style(false))
                .chain(of_rules(1))
                .chain(of_style(true))
                .collect()
        };
        budget::spend(20 + all.len() * 4);
        let variables = self.variables(&all, parent);
        let own_sure = own(element, &parent.sure, self.quirks);
        let sure = self.style(&all, &own_sure, &parent.sure, &variables, |rule| {
            rule.is_none()
        });
        let sure = Rc::new(sure);
        let animates = !sure.animation.names.is_empty();
        let same = Rc::ptr_eq(&parent.sure, &parent.perhaps);
        if perhaps.is_empty() && same && !animates {
            return Look {
                perhaps: Rc::clone(&sure),
                sure,
                variables,
            };
        }
        let own_perhaps = own(element, &parent.perhaps, self.quirks);
        let mut other = self.style(&all, &own_perhaps, &parent.perhaps, &variables, |_| true);
        let mut first = sure.as_ref().clone();
        if perhaps.len() > MOST_PERHAPS {
            other.doubts.push("rules".to_owned());
        } else if perhaps.len() > 1 {
            for only in &perhaps {
                let alone = self.style(&all, &own_sure, &parent.sure, &variables, |rule| {
                    rule.is_none_or(|rule| rule == *only)
                });
                let has_ink =
                    |style: &Style| (style.ink, style.ground) == (alone.ink, alone.ground);
                let is_known = has_ink(&first) || has_ink(&other);
                if (alone.threatens() && !first.threatens()) || !is_known {
                    other.doubts.push("rules".to_owned());
                    break;
                }
            }
        }
        // What moves only if a rule holds that may not.
        if other.animation != first.animation && !self.sheet.animated(&other).is_empty() {
            other.doubts.push("animation".to_owned());
        }
        for (fits, declared) in self.sheet.animated(&first) {
            let around = |parent, own| Around {
                parent,
                own,
                root_size: self.root_size,
                quirks: self.quirks,
                variables: &variables,
            };
            for declaration in declared.iter().filter(|one| !one.name.starts_with("--")) {
                budget::spend(4);
                if fits == Fits::Yes {
                    first.declare(
                        &declaration.name,
                        &declaration.value,
                        &around(&parent.sure, &own_sure),
                    );
                    other.declare(
                        &declaration.name,
                        &declaration.value,
                        &around(&parent.perhaps, &own_perhaps),
                    );
                    continue;
                }
                let mut alone = first.clone();
                alone.declare(
                    &declaration.name,
                    &declaration.value,
                    &around(&parent.sure, &own_sure),
                );
                if alone != first
                    && (alone.threatens() || alone.ink != first.ink || alone.ground != first.ground)
                {
                    other.doubts.push("animation".to_owned());
                    break;
                }
            }
        }
        Look {
            sure: Rc::new(first),
            perhaps: Rc::new(other),
            variables,
        }
    }

    /// The variables of an element: those around and its own.
    fn variables(&self, all: &[(Option<usize>, &Declaration)], parent: &Look) -> Rc<Variables> {
        let own: Vec<&(Option<usize>, &Declaration)> = all
            .iter()
            .filter(|(_, declaration)| declaration.name.starts_with("--"))
            .collect();
        let mut variables = parent.variables.as_ref().clone();
        if own.is_empty() && self.sheet.registered.is_empty() {
            return Rc::clone(&parent.variables);
        }
        budget::spend(variables.len() + own.len());
        for name in &self.sheet.registered {
            // Its initial value is not looked at.
            variables.entry(name.clone()).or_insert(None);
        }
        let mut raw: Vec<(&str, bool, &Rc<Vec<_>>)> = Vec::new();
        for (rule, declaration) in own {
            raw.push((&declaration.name, rule.is_some(), &declaration.value));
        }
        for (name, unsure, value) in &raw {
            let value = match super::values::keyword(value).as_deref() {
                Some("inherit" | "unset") => continue,
                Some("initial") => {
                    variables.remove(*name);
                    continue;
                }
                Some("revert" | "revert-layer") => None,
                _ if *unsure => None,
                _ => Some(Rc::clone(value)),
            };
            variables.insert((*name).to_owned(), value);
        }
        // What they say of each other, from the outermost in.
        for _ in 0..8 {
            let mut changed = false;
            for (name, ..) in &raw {
                let Some(Some(value)) = variables.get(*name).cloned() else {
                    continue;
                };
                if !super::values::calls(&value, &["var"]) {
                    continue;
                }
                changed = true;
                match substitute(&value, &variables, 0) {
                    Said::Is(found) => variables.insert((*name).to_owned(), Some(Rc::new(found))),
                    Said::Doubtful => variables.insert((*name).to_owned(), None),
                    Said::Invalid => variables.remove(*name),
                };
            }
            if !changed {
                break;
            }
        }
        // What still names itself stands for nothing that is known.
        for (name, ..) in &raw {
            if let Some(Some(value)) = variables.get(*name)
                && super::values::calls(value, &["var"])
            {
                variables.insert((*name).to_owned(), None);
            }
        }
        Rc::new(variables)
    }

    fn style(
        &self,
        all: &[(Option<usize>, &Declaration)],
        own: &Style,
        parent: &Style,
        variables: &Variables,
        counts: impl Fn(Option<usize>) -> bool,
    ) -> Style {
        let mut style = own.clone();
        let around = Around {
            parent,
            own,
            root_size: self.root_size,
            quirks: self.quirks,
            variables,
        };
        // Lengths are measured by the size of the letters, shades by their ink.
        let is_first = |name: &str| {
            matches!(
                name,
                "all" | "font" | "font-size" | "color" | "color-scheme" | "direction"
            )
        };
        for first in [true, false] {
            for (rule, declaration) in all {
                let name = declaration.name.as_str();
                if is_first(name) == first && !name.starts_with("--") && counts(*rule) {
                    style.declare(name, &declaration.value, &around);
                }
            }
        }
        style
    }
}

/// Attributes that say how an element looks.
fn tells(name: &str) -> bool {
    matches!(
        name,
        "hidden"
            | "popover"
            | "bgcolor"
            | "background"
            | "text"
            | "color"
            | "size"
            | "dir"
            | "open"
            | "href"
            | "leftmargin"
            | "rightmargin"
            | "topmargin"
            | "marginwidth"
            | "marginheight"
            | "hspace"
            | "width"
            | "height"
            | "cellpadding"
            | "cellspacing"
    )
}

fn in_template(node: &NodeRef<'_, Node>) -> bool {
    node.ancestors().any(|around| {
        around
            .value()
            .as_element()
            .is_some_and(|element| element.name() == "template")
    })
}

/// The sheet that an address holds itself; `None` where it is written in another way.
fn within_address(address: &str) -> Option<String> {
    let (head, body) = address.split_once(',')?;
    if head.to_ascii_lowercase().contains("base64") {
        return None;
    }
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'%'
            && let [high, low, after @ ..] = after
            && let Ok(pair) = std::str::from_utf8(&[*high, *low])
            && let Ok(byte) = u8::from_str_radix(pair, 16)
        {
            bytes.push(byte);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}
