//! What browsers themselves say of elements, without any style sheet.

use scraper::node::Element;

use super::super::budget;
use super::colours::{WHITE, of_attribute};
use super::lengths::Length;
use super::style::{BOTTOM, Display, LEFT, Picture, RIGHT, Style, TOP};

/// Elements whose content is no text of the page.
pub(super) const SKIPPED: &[&str] = &[
    "head",
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "iframe",
    "object",
    "canvas",
    "audio",
    "video",
    "datalist",
    "select",
    "textarea",
    "meter",
    "progress",
    "rp",
    "noembed",
    "noframes",
    "applet",
    "embed",
    "param",
    "title",
    "link",
    "meta",
    "base",
    "area",
    "input",
    "annotation",
    "annotation-xml",
    "frameset",
    "portal",
    "fencedframe",
    "geolocation",
    "permission",
    "usermedia",
    "xml",
];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "ul",
    "xmp",
];

pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Elements that are painted as a whole, whatever is written in them.
pub(super) fn is_replaced(name: &str) -> bool {
    matches!(
        name,
        "img"
            | "canvas"
            | "svg"
            | "iframe"
            | "object"
            | "video"
            | "embed"
            | "textarea"
            | "select"
            | "input"
            | "audio"
    )
}

pub(super) fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th")
}

/// The style that browsers give an element, and its attributes that say how it looks.
pub(super) fn own(element: &Element, parent: &Style, quirks: bool) -> Style {
    let mut style = parent.inherited();
    let name = element.name();
    if is_block(name) || is_cell(name) || matches!(name, "tr" | "button" | "marquee" | "img") {
        style.display = Display::Block;
    }
    let size = parent.size;
    let sides = |style: &mut Style, pixels: f64| {
        style.margin[LEFT] = Some(Length::pixels(pixels));
        style.margin[RIGHT] = Some(Length::pixels(pixels));
    };
    let above = match name {
        "p" | "ul" | "ol" | "dl" | "menu" | "pre" | "blockquote" | "figure" | "h3" => 1.0,
        "h1" => 0.67,
        "h2" => 0.83,
        "h4" => 1.33,
        "h5" => 1.67,
        "h6" => 2.33,
        _ => 0.0,
    };
    match name {
        "h1" => style.size = size * 2.0,
        "h2" => style.size = size * 1.5,
        "h3" => style.size = size * 1.17,
        "h5" => style.size = size * 0.83,
        "h6" => style.size = size * 0.67,
        "small" | "sub" | "sup" => style.size = size / 1.2,
        "rt" => style.size = size * 0.5,
        "big" => style.size = size * 1.2,
        "body" => {
            sides(&mut style, 8.0);
            style.margin[TOP] = Some(Length::pixels(8.0));
            style.margin[BOTTOM] = Some(Length::pixels(8.0));
        }
        "ul" | "ol" | "menu" | "dir" => style.padding[LEFT] = Length::pixels(40.0),
        "dd" => style.margin[LEFT] = Some(Length::pixels(40.0)),
        "blockquote" | "figure" => sides(&mut style, 40.0),
        "caption" => style.is_beside = true,
        "table" if quirks => {
            style.size = 16.0;
            style.line = super::style::LineHeight::Normal;
            style.one_line = false;
        }
        "mark" => {
            style.ground = [1.0, 1.0, 0.0, 1.0];
            style.ink = super::colours::BLACK;
        }
        "button" => {
            style.ground = [0.94, 0.94, 0.94, 1.0];
            style.ink = super::colours::BLACK;
            style.size = 13.3;
            style.indent = Length::default();
        }
        "a" if element.attr("href").is_some() && !style.dark => {
            style.ink = [0.0, 0.0, 0.933, 1.0];
        }
        "a" if element.attr("href").is_some() => style.ink = [0.62, 0.62, 1.0, 1.0],
        "marquee" => style.doubts.push("marquee".to_owned()),
        // Formulas show some of what they hold, in sizes and colours of their own.
        "math" => style.doubts.push("math".to_owned()),
        "bdo"
            if element
                .attr("dir")
                .is_some_and(|dir| dir.eq_ignore_ascii_case("rtl")) =>
        {
            style.doubts.push("unicode-bidi".to_owned());
        }
        "dialog" if element.attr("open").is_none() => style.display = Display::None,
        "dialog" => {
            style.position = super::style::Position::Absolute;
            style.ground = WHITE;
        }
        _ => {}
    }
    if above > 0.0 {
        style.margin[TOP] = Some(Length::pixels(above * style.size));
    }
    attributes(element, &mut style);
    style
}

fn attributes(element: &Element, style: &mut Style) {
    let name = element.name();
    if element.attrs.is_empty() {
        return;
    }
    budget::spend(1);
    if let Some(hidden) = element.attr("hidden") {
        if hidden.trim().eq_ignore_ascii_case("until-found") {
            style.doubts.push("content-visibility".to_owned());
        } else {
            style.display = Display::None;
        }
    }
    if element.attr("popover").is_some() {
        style.display = Display::None;
    }
    let holds_ground = matches!(
        name,
        "body" | "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "marquee"
    );
    if holds_ground {
        if let Some(ground) = element.attr("bgcolor").and_then(of_attribute) {
            style.ground = ground;
        }
        if element.attr("background").is_some_and(|address| {
            let address = address.trim().to_ascii_lowercase();
            address.starts_with("data:") || address.starts_with("http") || address.starts_with("//")
        }) {
            style.pictures.push(Picture::Unknown);
        }
    }
    if name == "body" {
        if let Some(ink) = element.attr("text").and_then(of_attribute) {
            style.ink = ink;
        }
        let aside = |side: &str| {
            element
                .attr(side)
                .and_then(|value| value.trim().trim_end_matches("px").parse::<f64>().ok())
                .is_some_and(|pixels| pixels > 300.0)
        };
        if [
            "leftmargin",
            "rightmargin",
            "marginwidth",
            "topmargin",
            "marginheight",
        ]
        .into_iter()
        .any(aside)
        {
            style.doubts.push("margin".to_owned());
        }
    }
    if matches!(name, "table" | "img" | "td" | "th")
        && ["hspace", "cellpadding", "cellspacing"]
            .into_iter()
            .filter_map(|attribute| element.attr(attribute))
            .any(|value| {
                value
                    .trim()
                    .parse::<f64>()
                    .is_ok_and(|pixels| pixels > 300.0)
            })
    {
        style.doubts.push("padding".to_owned());
    }
    if is_replaced(name) {
        let side = |side: &str| {
            let pixels = element.attr(side)?.trim().trim_end_matches("px");
            Some(Length::pixels(pixels.parse().ok()?))
        };
        style.width = side("width");
        style.height = side("height");
    }
    if name == "font" || name == "basefont" {
        if let Some(ink) = element.attr("color").and_then(of_attribute) {
            style.ink = ink;
        }
        if let Some(found) = element.attr("size").and_then(font_size) {
            style.size = found;
        }
    }
}

/// `<font size>`: 1 to 7, or as many steps from 3.
fn font_size(value: &str) -> Option<f64> {
    const SIZES: [f64; 7] = [10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0];
    let value = value.trim();
    let sign = value.starts_with(['+', '-']);
    let digits: String = value
        .trim_start_matches(['+', '-'])
        .chars()
        .take_while(char::is_ascii_digit)
        .take(3)
        .collect();
    let steps: i32 = digits.parse().ok()?;
    let step = match (sign, value.starts_with('-')) {
        (false, _) => steps,
        (true, true) => 3 - steps,
        (true, false) => 3 + steps,
    };
    SIZES
        .get(usize::try_from(step.clamp(1, 7) - 1).ok()?)
        .copied()
}

/// A page that its browser shows white on dark.
pub(super) fn is_dark_page(name: &str, content: &str) -> bool {
    name.eq_ignore_ascii_case("color-scheme") && content.trim().eq_ignore_ascii_case("dark")
}

/// A ground that is stated and not understood may be of any colour.
fn has_unread_ground(style: &Style) -> bool {
    style
        .doubts
        .iter()
        .any(|doubt| doubt.starts_with("background") || doubt == "all")
}

/// Whether the colour hides what is behind.
pub(super) fn is_opaque(style: &Style) -> bool {
    style.ground[3] > 0.3
        || has_unread_ground(style)
        || style.pictures.iter().any(|picture| match picture {
            Picture::Gradient(stops) => stops.iter().any(|stop| stop[3] > 0.3),
            Picture::Unknown => true,
            Picture::Aside => false,
        })
}

/// The colours that an element paints: for pictures, any.
pub(super) fn paints(style: &Style) -> Vec<super::colours::Colour> {
    let mut found = Vec::new();
    if style.ground[3] > 0.0 {
        found.push(style.ground);
    }
    for picture in &style.pictures {
        match picture {
            Picture::Gradient(stops) => found.extend(super::style::between(stops)),
            Picture::Unknown => found.extend([WHITE, super::colours::BLACK]),
            Picture::Aside => {}
        }
    }
    if has_unread_ground(style) {
        found.extend([WHITE, super::colours::BLACK]);
    }
    found
}
