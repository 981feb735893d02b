//! Colours of Word: hexadecimal, by the theme, shading and its patterns, DrawingML.

use std::borrow::Cow;

use super::super::visibility::{BLACK, Paint, WHITE};
use super::super::xml::Element;

/// The twelve colours of a theme, by the names of `a:clrScheme`.
const SLOTS: [&str; 12] = [
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
];

/// The document's theme: its colours, and which of them stand for text and background.
pub(super) struct Theme {
    colours: [Paint; 12],
    /// For background 1, text 1, background 2, text 2.
    mapping: [usize; 4],
}

impl Default for Theme {
    /// Without a part of its own, only black and white are sure.
    fn default() -> Self {
        let mut colours = [Paint::Auto; 12];
        colours[0] = BLACK;
        colours[1] = WHITE;
        Self {
            colours,
            mapping: [1, 0, 3, 2],
        }
    }
}

impl Theme {
    pub(super) fn read(&mut self, root: Element<'_>) {
        let Some(scheme) = root.find("clrScheme") else {
            return;
        };
        for (slot, colour) in SLOTS.iter().zip(&mut self.colours) {
            let stated = scheme.child(slot).and_then(|slot| slot.children().next());
            *colour = stated.map_or(Paint::Unknown, |stated| match stated.name() {
                "srgbClr" => hex_of(stated, "val"),
                // The last value that the system gave; the names are those of black and white.
                "sysClr" => match stated.attribute("val").as_deref() {
                    Some("windowText") => BLACK,
                    Some("window") => WHITE,
                    _ => hex_of(stated, "lastClr"),
                },
                _ => Paint::Unknown,
            });
        }
    }

    /// `w:clrSchemeMapping` of the settings.
    pub(super) fn map(&mut self, mapping: Element<'_>) {
        for (name, to) in ["bg1", "t1", "bg2", "t2"].iter().zip(&mut self.mapping) {
            let slot = match mapping.own(name).as_deref() {
                Some("dark1") => 0,
                Some("light1") => 1,
                Some("dark2") => 2,
                Some("light2") => 3,
                _ => continue,
            };
            *to = slot;
        }
    }

    /// The colour that a name of the theme stands for; [`Paint::Auto`] where the theme is missing.
    fn named(&self, name: &str) -> Paint {
        let [background, text, background_2, text_2] = self.mapping;
        let slot = match name {
            "bg1" | "background1" => background,
            "tx1" | "text1" => text,
            "bg2" | "background2" => background_2,
            "tx2" | "text2" => text_2,
            "dark1" => 0,
            "light1" => 1,
            "dark2" => 2,
            "light2" => 3,
            "hyperlink" => 10,
            "followedHyperlink" => 11,
            _ => match SLOTS.iter().position(|slot| *slot == name) {
                Some(slot) => slot,
                None => return Paint::Unknown,
            },
        };
        self.colours.get(slot).copied().unwrap_or(Paint::Unknown)
    }

    /// A colour of the theme that WordprocessingML names on `element`, lighter or darker.
    fn of(&self, element: Element<'_>, names: [&str; 3]) -> Option<Paint> {
        let [name, tint, shade] = names;
        let name = element.own(name).filter(|name| &**name != "none")?;
        let named = self.named(&name);
        let share = |attribute: &str| {
            let hex = element.own(attribute)?;
            Some(u8::from_str_radix(&hex, 16).map_or(f64::NAN, |part| f64::from(part) / 255.0))
        };
        let scaled = match (share(tint), share(shade)) {
            (None, None) => named,
            (Some(tint), None) if named != Paint::Auto => named.mixed(1.0 - tint, WHITE),
            (None, Some(shade)) if named != Paint::Auto => named.mixed(1.0 - shade, BLACK),
            _ => Paint::Unknown,
        };
        Some(scaled)
    }

    /// `w:color`: what the two ways of naming the ink say, which viewers choose between.
    pub(super) fn ink(&self, colour: Element<'_>) -> [Paint; 2] {
        let stated = match colour.own("val").as_deref() {
            Some("auto") => Paint::Auto,
            Some(hex) => Paint::of_hex(hex),
            None => Paint::Unknown,
        };
        match self.of(colour, ["themeColor", "themeTint", "themeShade"]) {
            // The theme is missing.
            Some(Paint::Auto) | None => [stated; 2],
            Some(named) if stated == Paint::Unknown => [named; 2],
            Some(named) => [stated, named],
        }
    }

    /// `w:background`.
    pub(super) fn page(&self, background: Element<'_>) -> Paint {
        let stated = match background.own("color").as_deref() {
            Some("auto") | None => Paint::Auto,
            Some(hex) => Paint::of_hex(hex),
        };
        match self.of(background, ["themeColor", "themeTint", "themeShade"]) {
            Some(Paint::Auto) | None => stated,
            Some(named) if stated == Paint::Auto => named,
            Some(named) => named.agreed(stated),
        }
    }

    /// `w:shd`: fill, colour of the pattern, pattern.
    pub(super) fn shade(&self, shade: Element<'_>) -> Paint {
        let part = |name: &str, names: [&str; 3], auto: Paint| {
            let stated = match shade.own(name).as_deref() {
                Some("auto") | None => auto,
                Some(hex) => Paint::of_hex(hex),
            };
            match self.of(shade, names) {
                Some(Paint::Auto) | None => stated,
                Some(named) if shade.own(name).is_none() => named,
                Some(named) => named.agreed(stated),
            }
        };
        let fill = part(
            "fill",
            ["themeFill", "themeFillTint", "themeFillShade"],
            Paint::Auto,
        );
        let pattern = shade.own("val");
        let pattern = pattern.as_deref().unwrap_or("clear");
        if matches!(pattern, "clear" | "nil") {
            return fill;
        }
        let ink = part("color", ["themeColor", "themeTint", "themeShade"], BLACK);
        if pattern == "solid" {
            return ink;
        }
        let share = pattern
            .strip_prefix("pct")
            .and_then(|percent| percent.parse::<f64>().ok());
        match share {
            Some(share) => fill.over(WHITE).mixed(share / 100.0, ink),
            None => fill.over(WHITE).agreed(ink),
        }
    }

    /// What fills a shape or letters of DrawingML: [`Paint::Auto`] for nothing, `None` where it
    /// is not stated. With the share that shows, 1 for all.
    pub(super) fn fill(&self, properties: Element<'_>) -> Option<(Paint, f64)> {
        properties.children().find_map(|fill| match fill.name() {
            "noFill" => Some((Paint::Auto, 1.0)),
            "solidFill" => Some(
                fill.children()
                    .next()
                    .map_or((Paint::Unknown, 1.0), |colour| self.drawn(colour)),
            ),
            "gradFill" | "blipFill" | "pattFill" | "grpFill" => Some((Paint::Unknown, 1.0)),
            _ => None,
        })
    }

    /// A colour of DrawingML with what changes it, and how much of it shows.
    pub(super) fn drawn(&self, colour: Element<'_>) -> (Paint, f64) {
        fn value(element: Element<'_>) -> Option<Cow<'_, str>> {
            element.attribute("val")
        }
        let mut paint = match colour.name() {
            "srgbClr" => hex_of(colour, "val"),
            "schemeClr" => match value(colour).map(|name| self.named(&name)) {
                Some(Paint::Auto) | None => Paint::Unknown,
                Some(named) => named,
            },
            "sysClr" => match value(colour).as_deref() {
                Some("windowText") => BLACK,
                Some("window") => WHITE,
                _ => hex_of(colour, "lastClr"),
            },
            "prstClr" => match value(colour).as_deref() {
                Some("white") => WHITE,
                Some("black") => BLACK,
                _ => Paint::Unknown,
            },
            _ => Paint::Unknown,
        };
        let mut shown = 1.0;
        for change in colour.children() {
            let share = value(change).and_then(|text| match text.strip_suffix('%') {
                Some(percent) => percent.parse::<f64>().ok().map(|share| share / 100.0),
                None => text.parse::<f64>().ok().map(|share| share / 100_000.0),
            });
            let Some(share) = share else {
                return (Paint::Unknown, shown);
            };
            paint = match change.name() {
                // Word states how much does not show, DrawingML how much does.
                "alpha" if change.prefix() == "w14" => {
                    shown = 1.0 - share;
                    paint
                }
                "alpha" => {
                    shown = share;
                    paint
                }
                "tint" => paint.mixed(1.0 - share, WHITE),
                "shade" => paint.mixed(1.0 - share, BLACK),
                "lumMod" => lit(paint, |light| light * share),
                "lumOff" => lit(paint, |light| light + share),
                // Changes the colour and hardly its light.
                "satMod" | "satOff" | "hueMod" | "hueOff" if (0.2..=5.0).contains(&share) => paint,
                _ => Paint::Unknown,
            };
        }
        (paint, shown)
    }
}

fn hex_of(element: Element<'_>, name: &str) -> Paint {
    element
        .attribute(name)
        .map_or(Paint::Unknown, |hex| Paint::of_hex(&hex))
}

/// A colour with another lightness (of hue, saturation, lightness).
fn lit(paint: Paint, change: impl Fn(f64) -> f64) -> Paint {
    let Paint::Plain(rgb) = paint else {
        return paint;
    };
    let [red, green, blue] = rgb.map(|part| f64::from(part) / 255.0);
    let (high, low) = (red.max(green).max(blue), red.min(green).min(blue));
    let light = f64::midpoint(high, low);
    let wanted = change(light).clamp(0.0, 1.0);
    let reach = 1.0 - (2.0 * light - 1.0).abs();
    let saturation = if reach > 0.0 {
        (high - low) / reach
    } else {
        0.0
    };
    let chroma = (1.0 - (2.0 * wanted - 1.0).abs()) * saturation;
    let part = |level: f64| {
        let place = if high > low {
            (level - low) / (high - low)
        } else {
            0.0
        };
        let level = wanted - chroma / 2.0 + chroma * place;
        (level.clamp(0.0, 1.0) * 255.0).round() as u8
    };
    Paint::Plain([part(red), part(green), part(blue)])
}

/// `w:highlight`.
pub(super) fn highlight(name: &str) -> Paint {
    Paint::of_hex(match name {
        "none" => return Paint::Auto,
        "black" => "000000",
        "blue" => "0000FF",
        "cyan" => "00FFFF",
        "green" => "00FF00",
        "magenta" => "FF00FF",
        "red" => "FF0000",
        "yellow" => "FFFF00",
        "white" => "FFFFFF",
        "darkBlue" => "000080",
        "darkCyan" => "008080",
        "darkGreen" => "008000",
        "darkMagenta" => "800080",
        "darkRed" => "800000",
        "darkYellow" => "808000",
        "darkGray" => "808080",
        "lightGray" => "C0C0C0",
        _ => return Paint::Unknown,
    })
}
