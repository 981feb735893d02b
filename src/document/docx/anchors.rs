//! Drawings of DrawingML: their place, their shapes from the bottom to the top, what fills them.

use super::super::HiddenReason;
use super::super::visibility::{self, Paint, worse};
use super::super::xml::Element;
use super::colours::Theme;
use super::parts::Page;
use super::shapes::Area;
use super::words::alternative_of;

/// English metric units in a point.
const EMU: f64 = 12_700.0;

/// `wp:anchor` or `wp:inline`.
pub(super) struct Anchor<'t> {
    pub element: Element<'t>,
    pub area: Area,
    pub hidden: Option<HiddenReason>,
    pub is_behind: bool,
    pub lets_text_pass: bool,
    pub order: i64,
    pub has_size: bool,
}

pub(super) fn is_true(element: Element<'_>, name: &str) -> bool {
    element
        .attribute(name)
        .is_some_and(|value| matches!(&*value, "1" | "true" | "on"))
}

pub(super) fn emu(element: Element<'_>, name: &str) -> Option<f64> {
    let text = element.attribute(name)?;
    Some(
        text.trim()
            .parse::<i64>()
            .map_or(f64::NAN, |units| units as f64 / EMU),
    )
}

impl<'t> Anchor<'t> {
    pub(super) fn read(element: Element<'t>, page: &Page) -> Self {
        let extent = element.child("extent");
        let size = |name: &str| extent.and_then(|extent| emu(extent, name));
        let (width, height) = (size("cx"), size("cy"));
        let is_inline = element.name() == "inline";
        let mut out = Self {
            element,
            area: Area {
                x: [0.0, width.unwrap_or(100.0)],
                y: [0.0, height.unwrap_or(100.0)],
                on_page: [false; 2],
            },
            hidden: None,
            is_behind: is_true(element, "behindDoc"),
            lets_text_pass: !is_inline && element.child("wrapNone").is_some(),
            order: element
                .attribute("relativeHeight")
                .and_then(|order| order.parse().ok())
                .unwrap_or(0),
            has_size: width.is_some() && height.is_some(),
        };
        if is_true(element, "hidden") {
            out.hidden = Some(HiddenReason::Invisible);
        }
        if !is_inline {
            out.place(page);
        }
        out
    }

    fn place(&mut self, page: &Page) {
        let simple = is_true(self.element, "simplePos");
        for child in self.element.children() {
            let child = match child.name() {
                "AlternateContent" => match alternative_of(child) {
                    Some(chosen) => chosen.children().next().unwrap_or(child),
                    None => child,
                },
                _ => child,
            };
            match child.name() {
                "simplePos" if simple => {
                    self.area.on_page = [true; 2];
                    let [width, height] = self.area.size();
                    let at = |name: &str| emu(child, name).unwrap_or(f64::NAN);
                    self.area.x = [at("x"), at("x") + width];
                    self.area.y = [at("y"), at("y") + height];
                }
                "positionH" if !simple => {
                    let from = child.attribute("relativeFrom");
                    let frame = match from.as_deref() {
                        Some("page") => Some([0.0, page.width]),
                        Some("leftMargin") => Some([0.0, page.left]),
                        Some("rightMargin") => Some([page.width - page.right, page.width]),
                        Some("margin" | "column") => Some([page.left, page.width - page.right]),
                        _ => None,
                    };
                    self.area.on_page[0] = frame.is_some();
                    self.area.x = placed(child, frame.unwrap_or_default(), self.area.size()[0]);
                }
                "positionV" if !simple => {
                    let from = child.attribute("relativeFrom");
                    let frame = match from.as_deref() {
                        Some("page") => Some([0.0, page.height]),
                        Some("topMargin") => Some([0.0, page.top]),
                        Some("bottomMargin") => Some([page.height - page.bottom, page.height]),
                        Some("margin") => Some([page.top, page.height - page.bottom]),
                        _ => None,
                    };
                    self.area.on_page[1] = frame.is_some();
                    self.area.y = placed(child, frame.unwrap_or_default(), self.area.size()[1]);
                }
                "sizeRelH" | "sizeRelV" => {
                    let share = child.children().next().map(Element::text);
                    let share = share.and_then(|share| share.trim().parse::<f64>().ok());
                    let is_small = share.is_none_or(|share| share != 0.0 && share < 2_000.0);
                    self.hidden = worse(self.hidden, visibility::doubt(is_small));
                }
                "docPr" if is_true(child, "hidden") => {
                    self.hidden = Some(HiddenReason::Invisible);
                }
                _ => {}
            }
        }
    }

    /// What is drawn, from the bottom to the top.
    pub(super) fn drawn(&self, theme: &Theme) -> Vec<Drawn<'t>> {
        let mut out = Vec::new();
        let graphic = self.element.at(&["graphic", "graphicData"]);
        for element in graphic.into_iter().flat_map(Element::children) {
            self.draw(element, self.area, theme, &mut out);
        }
        out
    }

    fn draw(&self, element: Element<'t>, area: Area, theme: &Theme, out: &mut Vec<Drawn<'t>>) {
        match element.name() {
            "wsp" => out.push(Drawn::read(element, area, theme)),
            "pic" => out.push(Drawn {
                element,
                area,
                fill: (Paint::Unknown, 1.0),
                ink: None,
            }),
            "wgp" | "grpSp" | "wpc" => {
                let frame = element
                    .at(&["grpSpPr", "xfrm"])
                    .map_or([f64::NAN; 4], |frame| {
                        let part = |name: &str, key: &str| {
                            let part = frame.child(name).or_else(|| {
                                frame.child(if name == "chOff" { "off" } else { "ext" })
                            });
                            part.and_then(|part| emu(part, key)).unwrap_or(f64::NAN)
                        };
                        [
                            part("chOff", "x"),
                            part("chOff", "y"),
                            part("chExt", "cx"),
                            part("chExt", "cy"),
                        ]
                    });
                for child in element.children() {
                    let own = child
                        .at(&["spPr", "xfrm"])
                        .or_else(|| child.at(&["grpSpPr", "xfrm"]));
                    let inside = own.map_or(area, |own| inside(own, frame, area));
                    self.draw(child, inside, theme, out);
                }
            }
            "AlternateContent" => {
                if let Some(chosen) = alternative_of(element) {
                    for child in chosen.children() {
                        self.draw(child, area, theme, out);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Where a shape of a group stands: its own frame, laid into the group's.
fn inside(own: Element<'_>, frame: [f64; 4], area: Area) -> Area {
    let part = |name: &str, key: &str| own.child(name).and_then(|part| emu(part, key));
    let place = |keys: [&str; 2], start: f64, whole: f64, outer: [f64; 2]| {
        let (Some(offset), Some(size)) = (part("off", keys[0]), part("ext", keys[1])) else {
            return [f64::NAN; 2];
        };
        let (start, scale) = if whole > 0.0 && start.is_finite() {
            (start, (outer[1] - outer[0]) / whole)
        } else {
            (0.0, 1.0)
        };
        let from = outer[0] + (offset - start) * scale;
        [from, from + size * scale]
    };
    Area {
        x: place(["x", "cx"], frame[0], frame[2], area.x),
        y: place(["y", "cy"], frame[1], frame[3], area.y),
        on_page: area.on_page,
    }
}

/// From offset, share or side of a frame to start and end.
fn placed(position: Element<'_>, frame: [f64; 2], size: f64) -> [f64; 2] {
    let whole = frame[1] - frame[0];
    let Some(how) = position.children().next() else {
        return [frame[0], frame[0] + size];
    };
    let text = how.text();
    let number = text.trim().parse::<f64>().unwrap_or(f64::NAN);
    let start = match how.name() {
        "posOffset" => frame[0] + number / EMU,
        "pctPosHOffset" | "pctPosVOffset" => frame[0] + whole * number / 100_000.0,
        "align" => match text.trim() {
            "center" => frame[0] + (whole - size) / 2.0,
            "right" | "bottom" | "outside" => frame[1] - size,
            "left" | "top" | "inside" => frame[0],
            _ => f64::NAN,
        },
        _ => f64::NAN,
    };
    [start, start + size]
}

/// One shape or picture.
pub(super) struct Drawn<'t> {
    pub element: Element<'t>,
    pub area: Area,
    pub fill: (Paint, f64),
    /// Colour of letters that state none.
    pub ink: Option<Paint>,
}

impl<'t> Drawn<'t> {
    pub(super) fn read(element: Element<'t>, area: Area, theme: &Theme) -> Self {
        let style = |name: &str| element.at(&["style", name]);
        let of_style = || {
            let reference = style("fillRef")?;
            let colour = reference.children().next()?;
            match reference.attribute("idx").as_deref() {
                Some("0") | None => Some((Paint::Auto, 1.0)),
                _ => Some(theme.drawn(colour)),
            }
        };
        let stated = element.child("spPr").and_then(|shape| theme.fill(shape));
        let ink = style("fontRef").and_then(|font| font.children().next());
        Self {
            element,
            area,
            fill: stated.or_else(of_style).unwrap_or((Paint::Auto, 1.0)),
            ink: ink.map(|colour| theme.drawn(colour).0),
        }
    }
}
