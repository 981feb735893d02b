//! What style attributes and simple style sheets say of an element's look.

use scraper::node::Element;

use super::super::HiddenReason;

/// Rules kept of one page; only those that can hide or shade are.
const MOST_RULES: usize = 200;

/// Classes of one element that are looked at.
const MOST_CLASSES: usize = 50;

/// Rules with one simple selector (`p`, `.class`, `#id`, `p.class`).
#[derive(Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
}

struct Rule {
    tag: Option<String>,
    class: Option<String>,
    id: Option<String>,
    declarations: String,
}

impl Sheet {
    /// The rules of all `<style>` elements in the source of a page.
    pub fn of(html: &str) -> Self {
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
            for selector in selectors.split(',') {
                if let Some(rule) = Rule::of(selector.trim(), declarations)
                    && self.rules.len() < MOST_RULES
                {
                    self.rules.push(rule);
                }
            }
        }
    }

    pub fn look(&self, element: &Element) -> Look {
        let mut look = Look::default();
        for rule in self.rules.iter().filter(|rule| rule.fits(element)) {
            look.declarations(&rule.declarations);
        }
        look.attributes(element);
        look
    }
}

impl Rule {
    fn of(selector: &str, declarations: &str) -> Option<Self> {
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
            declarations: declarations.to_owned(),
        })
    }

    fn fits(&self, element: &Element) -> bool {
        self.tag.as_deref().is_none_or(|tag| tag == element.name())
            && self
                .class
                .as_deref()
                .is_none_or(|class| element.classes().take(MOST_CLASSES).any(|one| one == class))
            && self.id.as_deref().is_none_or(|id| element.id() == Some(id))
    }
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
        self.declarations(element.attr("style").unwrap_or_default());
    }

    fn declarations(&mut self, declarations: &str) {
        for declaration in declarations.split(';') {
            let Some((property, value)) = declaration.split_once(':') else {
                continue;
            };
            let value = value.trim().to_ascii_lowercase();
            let value = value.trim_end_matches("!important").trim();
            self.declare(&property.trim().to_ascii_lowercase(), value);
        }
    }

    fn declare(&mut self, property: &str, value: &str) {
        match property {
            "display" if value == "none" => self.hidden = Some(HiddenReason::Invisible),
            "visibility" if matches!(value, "hidden" | "collapse") => {
                self.hidden = Some(HiddenReason::Invisible);
            }
            "opacity" if value.parse::<f64>().is_ok_and(|opacity| opacity < 0.05) => {
                self.hidden = Some(HiddenReason::Invisible);
            }
            "font-size" if points(value).is_some_and(|size| size < 4.0) => {
                self.hidden = Some(HiddenReason::Tiny);
            }
            "text-indent" | "left" | "top" | "margin-left"
                if points(value).is_some_and(|offset| offset < -700.0) =>
            {
                self.hidden = Some(HiddenReason::OffPage);
            }
            "color" if is_white(value) => {
                self.hidden = self.hidden.or(Some(HiddenReason::Colour));
            }
            "color" if value == "transparent" => self.hidden = Some(HiddenReason::Invisible),
            "background" | "background-color" => {
                self.shaded = !is_white(value) && !matches!(value, "none" | "transparent");
            }
            "background-image" if value != "none" => self.shaded = true,
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
