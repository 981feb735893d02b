//! Shapes of VML, which older versions of Word drew.

use super::super::HiddenReason;
use super::super::budget;
use super::super::visibility::{self, Paint, Room, WHITE, length, worse};
use super::super::xml::Element;
use super::Reader;
use super::drawings::{INSETS, TextBox};
use super::shapes::Area;

impl Reader<'_> {
    /// Shapes of VML. `scale` is points for a unit of the group around, where there is one.
    pub(super) fn older<'t>(
        &self,
        shape: Element<'t>,
        scale: Option<[f64; 2]>,
        mut hidden: Option<HiddenReason>,
        out: &mut Vec<TextBox<'t>>,
    ) {
        let style = shape.attribute("style").unwrap_or_default();
        let (mut width, mut height, mut left, mut top) = (None, None, None, None);
        let mut from_page = [false; 2];
        let unit = |at: usize| scale.map_or(Some(1.0), |scale| scale.get(at).copied());
        for declaration in style.split(';') {
            budget::spend(1);
            let Some((name, value)) = declaration.split_once(':') else {
                continue;
            };
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
            let mut found = None;
            match &*name {
                "visibility" if value == "hidden" => found = Some(HiddenReason::Invisible),
                "display" if value == "none" => found = Some(HiddenReason::Invisible),
                "mso-hide" => found = Some(HiddenReason::Invisible),
                "width" => width = Some(length(value, unit(0)).unwrap_or(f64::NAN)),
                "height" => height = Some(length(value, unit(1)).unwrap_or(f64::NAN)),
                "margin-left" => left = Some(length(value, unit(0)).unwrap_or(f64::NAN)),
                "margin-top" => top = Some(length(value, unit(1)).unwrap_or(f64::NAN)),
                // Within a group its own units count, from where it begins.
                "left" | "top" if scale.is_some() => {}
                "left" => left = left.or(Some(length(value, unit(0)).unwrap_or(f64::NAN))),
                "top" => top = top.or(Some(length(value, unit(1)).unwrap_or(f64::NAN))),
                "mso-position-horizontal-relative" => from_page[0] = value == "page",
                "mso-position-vertical-relative" => from_page[1] = value == "page",
                "visibility" | "display" | "position" | "z-index" | "rotation" | "flip"
                | "text-align" | "v-text-anchor" | "layout-flow" | "margin-right"
                | "margin-bottom" => {}
                name if name.starts_with("mso-") => {}
                _ => found = Some(HiddenReason::Doubtful),
            }
            hidden = worse(hidden, found);
        }
        if scale.is_none() {
            let start = |place: Option<f64>, from_page: bool, margin: f64| {
                place.unwrap_or(0.0) + if from_page { 0.0 } else { margin }
            };
            let x = start(left, from_page[0], self.page.left);
            let y = top.unwrap_or(0.0);
            let area = Area {
                x: [x, x + width.unwrap_or(100.0)],
                y: [y, y + height.unwrap_or(100.0)],
                on_page: [left.is_some(), from_page[1] && top.is_some()],
            };
            hidden = worse(hidden, area.off(&self.page));
        }
        if shape.name() == "group" {
            let units = shape.attribute("coordsize").unwrap_or_default();
            let mut units = units.split(',').map(|part| part.trim().parse::<f64>());
            let mut each = |size: Option<f64>| match (size, units.next()) {
                (Some(size), Some(Ok(units))) if units > 0.0 => size / units,
                _ => f64::NAN,
            };
            let scale = [each(width), each(height)];
            for child in shape.children() {
                match child.name() {
                    "group" | "shape" | "rect" | "roundrect" | "oval" => {
                        self.older(child, Some(scale), hidden, out);
                    }
                    "shapetype" => {}
                    _ => self.text_boxes(child, 0, worse(hidden, visibility::doubt(true)), out),
                }
            }
            return;
        }
        let ground = vml_fill(shape);
        let boxes: Vec<Element<'t>> = if shape.name() == "textbox" {
            vec![shape]
        } else {
            let boxes = shape.children();
            boxes.filter(|child| child.name() == "textbox").collect()
        };
        for text in boxes {
            let Some(content) = text.child("txbxContent") else {
                continue;
            };
            let style = text.attribute("style").unwrap_or_default();
            let grows = style.contains("mso-fit-shape-to-text:t");
            let is_hidden = style.contains("mso-hide") || style.contains("visibility");
            let size = width.zip(height);
            let inner = width.map_or(f64::INFINITY, |width| width - 2.0 * INSETS[0]);
            out.push(TextBox {
                content,
                hidden: worse(
                    hidden,
                    visibility::doubt(is_hidden || inner.is_nan() || inner < 8.0),
                ),
                ground,
                ink: None,
                room: size
                    .filter(|_| !grows)
                    .map(|(width, height)| Room::new(width - 14.4, height - 7.2)),
                width: inner,
            });
        }
    }
}

/// What fills a shape of VML: white, unless something else is said.
fn vml_fill(shape: Element<'_>) -> Paint {
    if shape.name() == "textbox" {
        return Paint::Auto;
    }
    let is_off = |value: Option<std::borrow::Cow<'_, str>>| {
        value.is_some_and(|value| matches!(&*value, "f" | "false" | "0"))
    };
    let fill = shape.child("fill");
    if is_off(shape.attribute("filled")) || fill.is_some_and(|fill| is_off(fill.attribute("on"))) {
        return Paint::Auto;
    }
    if let Some(fill) = fill {
        let kind = fill.attribute("type");
        let is_plain = kind.is_none_or(|kind| kind == "solid");
        if !is_plain || fill.attribute("opacity").is_some() {
            return Paint::Unknown;
        }
    }
    if shape.attribute("opacity").is_some() {
        return Paint::Unknown;
    }
    let stated = shape
        .attribute("fillcolor")
        .or_else(|| fill.and_then(|fill| fill.attribute("color")));
    let Some(stated) = stated else {
        return WHITE;
    };
    // `#4f81bd [3204]`: the colour, and which of the theme it was.
    match stated.split_whitespace().next().unwrap_or_default() {
        "white" | "window" => WHITE,
        "black" | "windowText" => visibility::BLACK,
        hex => {
            let hex = hex.strip_prefix('#').unwrap_or_default();
            if hex.len() == 3 {
                let twice: String = hex.chars().flat_map(|digit| [digit, digit]).collect();
                Paint::of_hex(&twice)
            } else {
                Paint::of_hex(hex)
            }
        }
    }
}
