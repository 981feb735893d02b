//! Properties of what is painted: grounds, opacity, clips, filters, moves, animations.

use super::super::colours::{Colour, colour};
use super::super::lengths::{Said, Scale, length, number};
use super::super::values::{Value, by_comma, keyword, trimmed, words};
use super::{Animation, Around, Picture, Style};

/// Seconds within which an animation must have come to its end.
const SOON: f64 = 5.0;

impl Style {
    pub(super) fn apply_effect(
        &mut self,
        name: &str,
        value: &[Value],
        around: &Around<'_>,
    ) -> Option<Said<()>> {
        let scale = self.scale(around);
        let word = keyword(value);
        let word = word.as_deref();
        Some(match name {
            "opacity" => match words(value).as_slice() {
                [one] => number(one, scale).map(|found| self.opacity = found.clamp(0.0, 1.0)),
                _ => Said::Invalid,
            },
            "background" => self.background(value, around),
            "background-color" => {
                let [one] = trimmed(value) else {
                    return Some(Said::Invalid);
                };
                colour(one, self.ink, around.quirks).map(|found| self.ground = found)
            }
            "background-image" => {
                let mut pictures = Vec::new();
                for layer in by_comma(value) {
                    for part in words(layer) {
                        match self.picture(part, around) {
                            Some(Said::Is(found)) => pictures.push(found),
                            Some(Said::Invalid) => return Some(Said::Invalid),
                            Some(Said::Doubtful) => pictures.push(Picture::Unknown),
                            None => {}
                        }
                    }
                }
                self.set(|style| style.pictures = pictures)
            }
            "background-repeat" if word == Some("no-repeat") => {
                self.set_aside();
                Said::Is(())
            }
            "background-clip" => {
                let says = |wanted: &str| {
                    words(value).iter().any(
                        |part| matches!(part, Value::Word(word) if word.eq_ignore_ascii_case(wanted)),
                    )
                };
                let (text, clips) = (says("text"), says("content-box"));
                self.set(|style| (style.cut_to_text, style.clips_ground) = (text, clips))
            }
            // Where pictures stand is not followed. Repeated, they fill their box all the same,
            // unless they leave room between them.
            "background-size"
            | "background-position"
            | "background-position-x"
            | "background-position-y"
            | "background-origin" => {
                let fills = words(value).iter().all(|part| match part {
                    Value::Word(word) => matches!(
                        word.to_ascii_lowercase().as_str(),
                        "auto"
                            | "cover"
                            | "top"
                            | "left"
                            | "center"
                            | "right"
                            | "bottom"
                            | "padding-box"
                            | "border-box"
                    ),
                    Value::Percent(_) => name != "background-size",
                    Value::Number(number) => *number == 0.0,
                    Value::Sign(',') => true,
                    _ => false,
                });
                self.set(|style| style.places_pictures |= !fills)
            }
            "box-shadow" => self.box_shadow(value, around),
            "filter" => self.filter(value, scale),
            "backdrop-filter" => {
                let blurs = words(value).iter().all(|part| match part {
                    Value::Word(word) => word.eq_ignore_ascii_case("none"),
                    Value::Function(name, _) => matches!(name.as_str(), "blur" | "saturate"),
                    _ => false,
                });
                if blurs { Said::Is(()) } else { Said::Doubtful }
            }
            "clip" => match word {
                Some("auto") => Said::Is(()),
                Some(_) => Said::Invalid,
                None => Said::Doubtful,
            },
            "clip-path" => match (word, words(value).as_slice()) {
                (Some("none" | "border-box" | "padding-box" | "margin-box"), _) => Said::Is(()),
                (_, [Value::Function(name, inner)]) if leaves_most(name, inner, scale) => {
                    Said::Is(())
                }
                _ => Said::Doubtful,
            },
            "transform" | "translate" | "scale" | "rotate" => self.moves(name, value, scale),
            "transform-origin" | "perspective-origin" => {
                let far = words(value).into_iter().any(|part| {
                    !matches!(part, Value::Word(_))
                        && length(part, scale).known().is_none_or(|found| {
                            found.pixels.abs() > 300.0 || !(-0.01..=1.01).contains(&found.share)
                        })
                });
                if far { Said::Doubtful } else { Said::Is(()) }
            }
            "zoom" => match (word, words(value).as_slice()) {
                (Some("normal" | "reset" | "document"), _) => self.set(|style| style.zoom = 1.0),
                (_, [one]) => number(one, scale).map(|found| {
                    self.zoom = if found == 0.0 { 1.0 } else { found };
                }),
                _ => Said::Invalid,
            },
            "content-visibility" => match word {
                Some("visible" | "auto") => {
                    self.set(|style| style.doubts.retain(|doubt| doubt != name))
                }
                _ => Said::Doubtful,
            },
            "animation" | "animation-name" => self.animation(name, value),
            "animation-duration"
            | "animation-delay"
            | "animation-iteration-count"
            | "animation-play-state"
            | "animation-direction"
            | "animation-fill-mode" => {
                let (stays, unsettled) = course(value);
                self.set(|style| {
                    style.animation.unsettled |= unsettled;
                    if name == "animation-fill-mode" {
                        style.animation.stays = stays;
                    }
                })
            }
            _ => return None,
        })
    }

    fn set_aside(&mut self) {
        for picture in &mut self.pictures {
            // A sign to the left of the text, in the room that is kept for it.
            if *picture == Picture::Unknown && self.padding[super::LEFT].pixels >= 10.0 {
                *picture = Picture::Aside;
            }
        }
    }

    fn background(&mut self, value: &[Value], around: &Around<'_>) -> Said<()> {
        let mut ground = super::super::colours::CLEAR;
        let mut pictures = Vec::new();
        let mut text = false;
        let mut once = false;
        let mut sized = false;
        let (mut placed, mut clips) = (false, false);
        for layer in by_comma(value) {
            for part in words(layer) {
                match self.picture(part, around) {
                    Some(Said::Is(found)) => {
                        pictures.push(found);
                        continue;
                    }
                    Some(_) => {
                        pictures.push(Picture::Unknown);
                        continue;
                    }
                    None => {}
                }
                match part {
                    Value::Word(word) => match word.to_ascii_lowercase().as_str() {
                        "text" => text = true,
                        "no-repeat" => once = true,
                        "content-box" => clips = true,
                        "none" | "repeat" | "repeat-x" | "repeat-y" | "space" | "round"
                        | "scroll" | "fixed" | "local" | "top" | "left" | "right" | "bottom"
                        | "center" | "border-box" | "padding-box" | "auto" => {}
                        "cover" | "contain" => sized = true,
                        _ => match colour(part, self.ink, around.quirks) {
                            Said::Is(found) => ground = found,
                            other => return other.map(|_| ()),
                        },
                    },
                    Value::Hash(_) | Value::Function(..) => {
                        match colour(part, self.ink, around.quirks) {
                            Said::Is(found) => ground = found,
                            // A place that is computed.
                            Said::Invalid | Said::Doubtful
                                if matches!(part, Value::Function(name, _)
                                    if matches!(name.as_str(), "calc" | "min" | "max" | "clamp")) =>
                            {
                                placed = true;
                            }
                            other => return other.map(|_| ()),
                        }
                    }
                    Value::Sign('/') => sized = true,
                    Value::Number(0.0) => {}
                    Value::Number(_) | Value::Dimension(..) => placed = true,
                    Value::Percent(_) => placed |= sized,
                    _ => return Said::Invalid,
                }
            }
        }
        self.ground = ground;
        self.pictures = pictures;
        self.cut_to_text = text;
        self.places_pictures = placed;
        self.clips_ground = clips;
        if once && !sized {
            self.set_aside();
        }
        Said::Is(())
    }

    /// A picture of a ground; `None` where the value is something else.
    fn picture(&self, value: &Value, around: &Around<'_>) -> Option<Said<Picture>> {
        Some(match value {
            Value::Address(address) => Said::Is(if comes_with(address) {
                Picture::Unknown
            } else {
                Picture::Aside
            }),
            Value::Word(word) if word.eq_ignore_ascii_case("none") => return None,
            Value::Function(name, inner) if name.contains("gradient") => {
                let mut stops = Vec::new();
                for part in by_comma(inner) {
                    for value in words(part) {
                        match colour(value, self.ink, around.quirks) {
                            Said::Is(found) => stops.push(found),
                            Said::Doubtful => return Some(Said::Doubtful),
                            Said::Invalid => match value {
                                Value::Function(name, inner)
                                    if matches!(name.as_str(), "from" | "to" | "color-stop") =>
                                {
                                    for value in words(inner) {
                                        if let Said::Is(found) =
                                            colour(value, self.ink, around.quirks)
                                        {
                                            stops.push(found);
                                        }
                                    }
                                }
                                Value::Word(word) => {
                                    let word = word.to_ascii_lowercase();
                                    if !PLACES.contains(&word.as_str()) {
                                        return Some(Said::Doubtful);
                                    }
                                }
                                _ => {}
                            },
                        }
                    }
                }
                if stops.is_empty() || stops.len() > 64 {
                    Said::Doubtful
                } else {
                    Said::Is(Picture::Gradient(stops))
                }
            }
            Value::Function(name, _)
                if matches!(
                    name.as_str(),
                    "image"
                        | "image-set"
                        | "-webkit-image-set"
                        | "cross-fade"
                        | "-webkit-cross-fade"
                        | "element"
                        | "-moz-element"
                        | "paint"
                        | "-webkit-canvas"
                        | "url"
                        | "src"
                ) =>
            {
                Said::Is(Picture::Unknown)
            }
            _ => return None,
        })
    }

    fn box_shadow(&mut self, value: &[Value], around: &Around<'_>) -> Said<()> {
        self.inner_shadow = None;
        let scale = self.scale(around);
        for layer in by_comma(value) {
            let mut inner = false;
            let mut ink = self.ink;
            let mut reach: f64 = 0.0;
            for part in words(layer) {
                match part {
                    Value::Word(word) if word.eq_ignore_ascii_case("inset") => inner = true,
                    Value::Word(word) if word.eq_ignore_ascii_case("none") => {}
                    other => match (length(other, scale), colour(other, self.ink, around.quirks)) {
                        (Said::Is(found), _) => reach = reach.max(found.pixels.abs()),
                        (_, Said::Is(found)) => ink = found,
                        _ => return Said::Doubtful,
                    },
                }
            }
            if inner && reach > 8.0 {
                self.inner_shadow = Some(ink);
            } else if reach > 100.0 && ink[3] > 0.3 {
                // It may lie over what stands around.
                return Said::Doubtful;
            }
        }
        Said::Is(())
    }

    fn filter(&mut self, value: &[Value], scale: Scale) -> Said<()> {
        self.filter_opacity = 1.0;
        for part in words(value) {
            match part {
                Value::Word(word) if word.eq_ignore_ascii_case("none") => {}
                // What only browsers of old took.
                Value::Word(word) if word.eq_ignore_ascii_case("progid") => return Said::Invalid,
                Value::Function(name, inner) => {
                    let inner = words(inner);
                    let one = match inner.as_slice() {
                        [] => None,
                        [one] => number(one, scale).known(),
                        _ => None,
                    };
                    match (name.as_str(), one) {
                        ("opacity", Some(found)) => {
                            self.filter_opacity *= found.clamp(0.0, 1.0);
                        }
                        ("alpha", _) => return Said::Invalid,
                        ("drop-shadow", _) => {}
                        ("brightness" | "contrast" | "saturate", Some(found))
                            if (0.8..=1.25).contains(&found) => {}
                        ("grayscale" | "sepia" | "invert", Some(0.0)) => {}
                        ("blur", _)
                            if inner.first().is_some_and(|one| {
                                length(one, scale)
                                    .known()
                                    .is_some_and(|reach| reach.pixels < 0.5)
                            }) => {}
                        _ => return Said::Doubtful,
                    }
                }
                _ => return Said::Doubtful,
            }
        }
        Said::Is(())
    }

    fn animation(&mut self, name: &str, value: &[Value]) -> Said<()> {
        let mut animation = Animation::default();
        if name == "animation" {
            (animation.stays, animation.unsettled) = course(value);
        } else {
            animation.clone_from(&self.animation);
            animation.names.clear();
        }
        for part in words(value) {
            match part {
                Value::Word(word) if !word.eq_ignore_ascii_case("none") => {
                    animation.names.push(word.clone());
                }
                Value::Quoted(word) => animation.names.push(word.clone()),
                _ => {}
            }
        }
        self.set(|style| style.animation = animation)
    }
}

/// Words of gradients that are no colours.
const PLACES: &[&str] = &[
    "to",
    "top",
    "left",
    "right",
    "bottom",
    "center",
    "circle",
    "ellipse",
    "at",
    "closest-side",
    "closest-corner",
    "farthest-side",
    "farthest-corner",
    "in",
    "srgb",
    "oklab",
    "oklch",
    "hsl",
    "hwb",
    "lab",
    "lch",
    "from",
    "linear",
    "radial",
    "longer",
    "shorter",
    "increasing",
    "decreasing",
    "hue",
];

/// Whether the picture can be there when the file is opened alone.
fn comes_with(address: &str) -> bool {
    let address = address.trim_start().to_ascii_lowercase();
    ["data:", "http:", "https:", "//", "blob:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
}

/// Whether animations stay at their end, and whether they may never come to it.
fn course(value: &[Value]) -> (bool, bool) {
    let (mut stays, mut unsettled) = (false, false);
    let mut seconds = 0.0;
    for part in words(value) {
        match part {
            Value::Word(word) => match word.to_ascii_lowercase().as_str() {
                "forwards" | "both" => stays = true,
                "infinite" | "paused" | "reverse" | "alternate" | "alternate-reverse" => {
                    unsettled = true;
                }
                _ => {}
            },
            Value::Dimension(number, unit) => {
                seconds += match unit.as_str() {
                    "ms" => number / 1000.0,
                    _ => *number,
                };
            }
            Value::Number(count) if *count != 1.0 => unsettled = true,
            Value::Function(name, _) if name == "calc" => unsettled = true,
            _ => {}
        }
    }
    (stays, unsettled || !(0.0..=SOON).contains(&seconds))
}

/// Whether a clip leaves nearly all of its element.
fn leaves_most(name: &str, inner: &[Value], scale: Scale) -> bool {
    let share = |value: &Value| {
        length(value, scale)
            .known()
            .map(|found| found.of(300.0) / 300.0)
    };
    match name {
        "inset" => words(inner)
            .into_iter()
            .take_while(|value| !matches!(value, Value::Word(_)))
            .all(|value| share(value).is_some_and(|share| share <= 0.02)),
        "polygon" => {
            let corners: Option<Vec<(f64, f64)>> = by_comma(inner)
                .map(|corner| match words(corner).as_slice() {
                    [across, down] => Some((share(across)?, share(down)?)),
                    _ => None,
                })
                .collect();
            let Some(corners) = corners else { return false };
            let next = corners.iter().cycle().skip(1);
            let twice: f64 = corners
                .iter()
                .zip(next)
                .map(|((x, y), (next_x, next_y))| x * next_y - next_x * y)
                .sum();
            twice.abs() / 2.0 >= 0.8
        }
        _ => false,
    }
}

/// The colours that a ground of these may have where letters stand, over `behind`.
pub(in super::super) fn between(stops: &[Colour]) -> Vec<Colour> {
    let mut found = Vec::new();
    for (at, stop) in stops.iter().enumerate() {
        found.push(*stop);
        if let Some(next) = stops.get(at + 1) {
            for part in [0.25, 0.5, 0.75] {
                let mut mixed = [0.0; 4];
                for (level, (one, other)) in mixed.iter_mut().zip(stop.iter().zip(next)) {
                    *level = one * (1.0 - part) + other * part;
                }
                found.push(mixed);
            }
        }
    }
    found
}
