//! What style attributes and simple style sheets say of an element's look.

use std::collections::HashMap;

use scraper::node::Element;

use super::super::HiddenReason;

/// Rules kept of one page; only those that can hide or shade are.
const MOST_RULES: usize = 200;

/// Classes of one element that are looked at.
const MOST_CLASSES: usize = 50;

/// Rules with one simple selector (`p`, `.class`, `#id`, `p.class`).
///
/// What an element looks like must cost little, however many rules and elements a page
/// has: a rule's declarations are read once, and the rules that fit an element are found
/// by its names, all at once.
#[derive(Default)]
pub(super) struct Sheet {
    /// What each rule says, in order of the page.
    effects: Vec<Effect>,
    tags: HashMap<String, RuleSet>,
    classes: HashMap<String, RuleSet>,
    ids: HashMap<String, RuleSet>,
    /// Rules that ask for no tag, for no class, for no id.
    any_tag: RuleSet,
    any_class: RuleSet,
    any_id: RuleSet,
}

/// Rules by their index, a bit each.
#[derive(Clone, Copy, Default)]
struct RuleSet([u64; MOST_RULES.div_ceil(64)]);

impl RuleSet {
    fn add(&mut self, rule: usize) {
        if let Some(bits) = self.0.get_mut(rule / 64) {
            *bits |= 1 << (rule % 64);
        }
    }

    fn join(&mut self, other: &Self) {
        for (bits, more) in self.0.iter_mut().zip(other.0) {
            *bits |= more;
        }
    }

    fn meet(&mut self, other: &Self) {
        for (bits, kept) in self.0.iter_mut().zip(other.0) {
            *bits &= kept;
        }
    }

    fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(at, bits)| {
            let rest = std::iter::successors(Some(bits), |bits| Some(bits & bits.wrapping_sub(1)));
            rest.take_while(|bits| *bits != 0)
                .map(move |bits| at * 64 + bits.trailing_zeros() as usize)
        })
    }
}

impl Sheet {
    /// The rules of all `<style>` elements in the source of a page.
    pub(super) fn of(html: &str) -> Self {
        let mut sheet = Self::default();
        for block in html.split("<style").skip(1) {
            let content = block.split_once('>').map_or("", |(_, rest)| rest);
            let content = content.split("</style").next().unwrap_or_default();
            sheet.collect(&without_comments(content));
        }
        sheet
    }

    fn collect(&mut self, css: &str) {
        let mut rest = css;
        while let Some((selectors, after)) = rest.split_once('{') {
            if selectors.trim_start().starts_with('@') {
                // Rules for print or small screens do not hold for the page as opened.
                rest = past_block(after);
                continue;
            }
            let (declarations, next) = after.split_once('}').unwrap_or((after, ""));
            rest = next;
            if self.effects.len() >= MOST_RULES {
                return;
            }
            if ![
                "display",
                "visibility",
                "opacity",
                "font-size",
                "color",
                "background",
                "indent",
                "left",
                "top",
            ]
            .iter()
            .any(|telling| declarations.contains(telling))
            {
                continue;
            }
            let effect = Effect::of(declarations);
            for selector in selectors.split(',') {
                if let Some(selector) = Selector::of(selector.trim())
                    && self.effects.len() < MOST_RULES
                {
                    self.add(&selector, effect);
                }
            }
        }
    }

    fn add(&mut self, selector: &Selector, effect: Effect) {
        let rule = self.effects.len();
        self.effects.push(effect);
        for (name, named, any) in [
            (&selector.tag, &mut self.tags, &mut self.any_tag),
            (&selector.class, &mut self.classes, &mut self.any_class),
            (&selector.id, &mut self.ids, &mut self.any_id),
        ] {
            match name {
                Some(name) => named.entry(name.clone()).or_default().add(rule),
                None => any.add(rule),
            }
        }
    }

    pub(super) fn look(&self, element: &Element) -> Look {
        let mut look = Look::default();
        for rule in self.fitting(element).iter() {
            if let Some(effect) = self.effects.get(rule) {
                look.take(*effect);
            }
        }
        look.attributes(element);
        look
    }

    fn fitting(&self, element: &Element) -> RuleSet {
        if self.effects.is_empty() {
            return RuleSet::default();
        }
        let mut fitting = self.any_tag;
        if let Some(rules) = self.tags.get(element.name()) {
            fitting.join(rules);
        }
        let mut by_class = self.any_class;
        if !self.classes.is_empty() {
            for class in element.classes().take(MOST_CLASSES) {
                if let Some(rules) = self.classes.get(class) {
                    by_class.join(rules);
                }
            }
        }
        fitting.meet(&by_class);
        let mut by_id = self.any_id;
        if let Some(rules) = element.id().and_then(|id| self.ids.get(id)) {
            by_id.join(rules);
        }
        fitting.meet(&by_id);
        fitting
    }
}

/// What a rule asks of an element.
struct Selector {
    tag: Option<String>,
    class: Option<String>,
    id: Option<String>,
}

impl Selector {
    fn of(selector: &str) -> Option<Self> {
        let is_name = |name: &str| {
            !name.is_empty()
                && name
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        };
        let (tag, class, id) = if let Some((tag, class)) = selector.split_once('.') {
            (tag, Some(class), None)
        } else if let Some((tag, id)) = selector.split_once('#') {
            (tag, None, Some(id))
        } else {
            (selector, None, None)
        };
        let sound = [class, id].iter().flatten().all(|name| is_name(name))
            && (is_name(tag) || (tag.is_empty() && (class.is_some() || id.is_some())));
        sound.then(|| Self {
            tag: (!tag.is_empty()).then(|| tag.to_ascii_lowercase()),
            class: class.map(str::to_owned),
            id: id.map(str::to_owned),
        })
    }
}

/// What declarations make of a look.
#[derive(Clone, Copy, Default)]
struct Effect {
    hidden: Hides,
    shaded: Option<bool>,
}

#[derive(Clone, Copy, Default)]
enum Hides {
    /// Says nothing.
    #[default]
    Not,
    For(HiddenReason),
    /// By its colour, unless something else hides it.
    ByColour,
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// What follows the block whose opening brace was just passed.
fn past_block(after: &str) -> &str {
    let mut depth = 1;
    for (at, c) in after.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return after.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

/// What an element's own attributes say of its look.
#[derive(Default)]
pub(super) struct Look {
    pub hidden: Option<HiddenReason>,
    pub shaded: bool,
}

impl Look {
    fn attributes(&mut self, element: &Element) {
        if element
            .attr("bgcolor")
            .is_some_and(|color| !is_white(color))
        {
            self.shaded = true;
        }
        if element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true") {
            self.hidden = Some(HiddenReason::Invisible);
        }
        if element.name() == "font" && element.attr("color").is_some_and(is_white) {
            self.hidden = Some(HiddenReason::Colour);
        }
        if let Some(style) = element.attr("style") {
            self.take(Effect::of(style));
        }
    }

    fn take(&mut self, effect: Effect) {
        match effect.hidden {
            Hides::Not => {}
            Hides::For(reason) => self.hidden = Some(reason),
            Hides::ByColour => self.hidden = self.hidden.or(Some(HiddenReason::Colour)),
        }
        self.shaded = effect.shaded.unwrap_or(self.shaded);
    }
}

impl Effect {
    fn of(declarations: &str) -> Self {
        let mut effect = Self::default();
        for declaration in declarations.split(';') {
            let Some((property, value)) = declaration.split_once(':') else {
                continue;
            };
            let value = value.trim().to_ascii_lowercase();
            let value = value.trim_end_matches("!important").trim();
            effect.declare(&property.trim().to_ascii_lowercase(), value);
        }
        effect
    }

    fn hide(&mut self, reason: HiddenReason) {
        self.hidden = Hides::For(reason);
    }

    fn declare(&mut self, property: &str, value: &str) {
        match property {
            "display" if value == "none" => self.hide(HiddenReason::Invisible),
            "visibility" if matches!(value, "hidden" | "collapse") => {
                self.hide(HiddenReason::Invisible);
            }
            "opacity" if value.parse::<f64>().is_ok_and(|opacity| opacity < 0.05) => {
                self.hide(HiddenReason::Invisible);
            }
            "font-size" if points(value).is_some_and(|size| size < 4.0) => {
                self.hide(HiddenReason::Tiny);
            }
            "text-indent" | "left" | "top" | "margin-left"
                if points(value).is_some_and(|offset| offset < -700.0) =>
            {
                self.hide(HiddenReason::OffPage);
            }
            "color" if is_white(value) => {
                if matches!(self.hidden, Hides::Not) {
                    self.hidden = Hides::ByColour;
                }
            }
            "color" if value == "transparent" => self.hide(HiddenReason::Invisible),
            "background" | "background-color" => {
                self.shaded = Some(!is_white(value) && !matches!(value, "none" | "transparent"));
            }
            "background-image" if value != "none" => self.shaded = Some(true),
            _ => {}
        }
    }
}

/// A length in points; `None` for units that depend on something else.
fn points(value: &str) -> Option<f64> {
    let unit = value.find(|c: char| c.is_ascii_alphabetic() || c == '%');
    let (number, unit) = value.split_at(unit.unwrap_or(value.len()));
    let number: f64 = number.trim().parse().ok()?;
    match unit {
        "pt" => Some(number),
        "px" | "" => Some(number * 0.75),
        "em" | "rem" => Some(number * 12.0),
        _ => None,
    }
}

fn is_white(color: &str) -> bool {
    let color = color.trim().to_ascii_lowercase();
    if let Some(hex) = color.strip_prefix('#') {
        return match hex.len() {
            3 => hex == "fff",
            6 => u32::from_str_radix(hex, 16)
                .is_ok_and(|rgb| [16, 8, 0].iter().all(|shift| (rgb >> shift) & 0xFF >= 0xF5)),
            _ => false,
        };
    }
    if let Some(inner) = color
        .strip_prefix("rgb")
        .and_then(|rest| rest.split_once('('))
    {
        let parts: Vec<&str> = inner
            .1
            .trim_end_matches(')')
            .split([',', ' '])
            .filter(|part| !part.is_empty())
            .collect();
        return parts.len() >= 3
            && parts
                .iter()
                .take(3)
                .all(|part| part.parse::<u32>().is_ok_and(|level| level >= 0xF5));
    }
    color == "white"
}
