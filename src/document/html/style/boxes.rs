//! Properties of boxes: whether there is one, where, how large, and what it cuts off.

use super::super::lengths::{Length, Said, Scale, length, number};
use super::super::values::{Value, keyword, trimmed, words};
use super::{Around, BOTTOM, Display, LEFT, Overflow, Position, RIGHT, Style, TOP};

/// A border wider than this, in pixels, moves what is within it away.
const WIDEST_BORDER: f64 = 200.0;

impl Style {
    pub(super) fn apply_box(
        &mut self,
        name: &str,
        value: &[Value],
        around: &Around<'_>,
    ) -> Option<Said<()>> {
        let scale = self.scale(around);
        let word = keyword(value);
        let word = word.as_deref();
        Some(match name {
            "display" => self.set_display(value),
            "position" => match word {
                Some("static") => self.set(|style| style.position = Position::Static),
                Some("relative" | "sticky" | "-webkit-sticky") => {
                    self.set(|style| style.position = Position::Relative)
                }
                Some("absolute") => self.set(|style| style.position = Position::Absolute),
                Some("fixed") => self.set(|style| style.position = Position::Fixed),
                Some(_) => Said::Invalid,
                None => Said::Doubtful,
            },
            "float" => self.set(|style| style.floats = word != Some("none")),
            "top" | "right" | "bottom" | "left" => {
                let side = side(name);
                automatic(value, scale).map(|found| self.inset[side] = found)
            }
            "inset" => four(value, scale).map(|found| self.inset = found),
            "margin" => four(value, scale).map(|found| self.margin = found),
            "padding" => {
                four(value, scale).map(|found| self.padding = found.map(Option::unwrap_or_default))
            }
            "inset-inline" | "margin-inline" | "padding-inline" | "inset-block"
            | "margin-block" | "padding-block" => {
                let sides = if name.ends_with("inline") {
                    [LEFT, RIGHT]
                } else {
                    [TOP, BOTTOM]
                };
                match four(value, scale) {
                    Said::Is(found) => self.set(|style| {
                        for (side, found) in sides.into_iter().zip([found[TOP], found[RIGHT]]) {
                            match name.split('-').next() {
                                Some("inset") => style.inset[side] = found,
                                Some("margin") => style.margin[side] = found,
                                _ => style.padding[side] = found.unwrap_or_default(),
                            }
                        }
                    }),
                    Said::Doubtful => Said::Doubtful,
                    Said::Invalid => Said::Invalid,
                }
            }
            "margin-top" | "margin-right" | "margin-bottom" | "margin-left" => {
                automatic(value, scale).map(|found| self.margin[side(name)] = found)
            }
            "padding-top" | "padding-right" | "padding-bottom" | "padding-left" => {
                automatic(value, scale)
                    .map(|found| self.padding[side(name)] = found.unwrap_or_default())
            }
            "width" | "height" | "max-width" | "max-height" | "min-width" | "min-height" => {
                let found = size(value, scale);
                found.map(|found| {
                    *match name {
                        "width" => &mut self.width,
                        "height" => &mut self.height,
                        "max-width" => &mut self.most_width,
                        "max-height" => &mut self.most_height,
                        "min-width" => &mut self.least_width,
                        _ => &mut self.least_height,
                    } = found;
                })
            }
            "overflow" | "overflow-x" | "overflow-y" => self.set_overflow(name, value),
            "z-index" => match (word, words(value).as_slice()) {
                (Some("auto"), _) => self.set(|style| style.layer = None),
                (_, [one]) => number(one, scale).map(|found| self.layer = Some(found)),
                _ => Said::Invalid,
            },
            "vertical-align" => match words(value).as_slice() {
                [Value::Word(_)] => Said::Is(()),
                [one] => match length(one, scale) {
                    Said::Is(found) if found.of(self.size).abs() > 3.0 * self.size => {
                        Said::Doubtful
                    }
                    other => other.map(|_| ()),
                },
                _ => Said::Invalid,
            },
            "table-layout" => self.set(|style| style.is_rigid = word == Some("fixed")),
            "flex" | "flex-basis" => {
                let parts = words(value);
                let none = |value: &Value| match value {
                    Value::Number(number) => *number == 0.0,
                    other => length(other, scale).known() == Some(Length::default()),
                };
                let grows = matches!(parts.first(), Some(Value::Number(grow)) if *grow > 0.0);
                let no_room = match parts.as_slice() {
                    [one] if name == "flex-basis" => none(one) && !matches!(one, Value::Percent(_)),
                    [_, _, basis] => !grows && none(basis),
                    [_, basis] => !grows && none(basis) && !matches!(basis, Value::Number(_)),
                    _ => false,
                };
                self.set(|style| style.no_room = no_room)
            }
            "grid"
            | "grid-template"
            | "grid-template-rows"
            | "grid-template-columns"
            | "grid-auto-rows"
            | "grid-auto-columns" => {
                let no_room = has_no_room(value, scale);
                self.set(|style| style.no_room = no_room)
            }
            _ if name.starts_with("border") && !name.contains("radius") => {
                return self.border(name, value, scale);
            }
            "outline" | "outline-width" | "outline-offset" => {
                let wide = words(value).into_iter().any(|part| {
                    length(part, scale)
                        .known()
                        .is_some_and(|width| width.pixels.abs() > 12.0)
                });
                if wide { Said::Doubtful } else { Said::Is(()) }
            }
            _ => return None,
        })
    }

    fn set_display(&mut self, value: &[Value]) -> Said<()> {
        let parts = words(value);
        let names: Vec<String> = parts
            .iter()
            .filter_map(|part| match part {
                Value::Word(word) => Some(word.to_ascii_lowercase()),
                _ => None,
            })
            .collect();
        if names.len() != parts.len() || names.is_empty() {
            return Said::Invalid;
        }
        let display = match names[0].as_str() {
            "none" | "table-column" | "table-column-group" => Display::None,
            "contents" => Display::Contents,
            "inline" | "ruby" | "ruby-text" | "ruby-base" | "run-in" => Display::Inline,
            "block"
            | "inline-block"
            | "flex"
            | "inline-flex"
            | "grid"
            | "inline-grid"
            | "-webkit-box"
            | "-webkit-inline-box"
            | "-webkit-flex"
            | "-webkit-inline-flex"
            | "flow-root"
            | "flow"
            | "list-item"
            | "table"
            | "inline-table"
            | "table-row"
            | "table-cell"
            | "table-row-group"
            | "table-header-group"
            | "table-footer-group"
            | "table-caption"
            | "grid-lanes"
            | "math" => Display::Block,
            name if name.starts_with('-') => return Said::Invalid,
            _ => return Said::Invalid,
        };
        let is_beside = names[0] == "table-caption";
        self.set(|style| (style.display, style.is_beside) = (display, is_beside))
    }

    fn set_overflow(&mut self, name: &str, value: &[Value]) -> Said<()> {
        let mut found = Vec::new();
        for part in words(value) {
            let Value::Word(word) = part else {
                return Said::Invalid;
            };
            found.push(match word.to_ascii_lowercase().as_str() {
                "visible" => Overflow::Shown,
                "hidden" | "clip" | "-moz-hidden-unscrollable" => Overflow::Cut,
                "auto" | "scroll" | "overlay" => Overflow::Scrolled,
                _ => return Said::Invalid,
            });
        }
        let Some(&first) = found.first() else {
            return Said::Invalid;
        };
        let second = found.get(1).copied().unwrap_or(first);
        self.set(|style| match name {
            "overflow-x" => style.overflow[0] = first,
            "overflow-y" => style.overflow[1] = first,
            _ => style.overflow = [first, second],
        })
    }

    fn border(&mut self, name: &str, value: &[Value], scale: Scale) -> Option<Said<()>> {
        if name.starts_with("border-image") {
            let fills = words(value)
                .iter()
                .any(|part| matches!(part, Value::Word(word) if word.eq_ignore_ascii_case("fill")));
            return Some(if fills || name == "border-image-outset" {
                Said::Doubtful
            } else {
                Said::Is(())
            });
        }
        let wide = words(value).into_iter().any(|part| {
            length(part, scale)
                .known()
                .is_some_and(|width| width.pixels > WIDEST_BORDER)
        });
        if wide {
            Some(Said::Doubtful)
        } else if name == "border-shape" {
            None
        } else {
            Some(Said::Is(()))
        }
    }
}

fn side(name: &str) -> usize {
    match name.rsplit('-').next() {
        Some("top") => TOP,
        Some("right") => RIGHT,
        Some("bottom") => BOTTOM,
        _ => LEFT,
    }
}

/// A length, or `None` for `auto`.
fn automatic(value: &[Value], scale: Scale) -> Said<Option<Length>> {
    match words(value).as_slice() {
        [one] => automatic_part(one, scale),
        _ => Said::Invalid,
    }
}

fn automatic_part(value: &Value, scale: Scale) -> Said<Option<Length>> {
    match value {
        Value::Word(word) if word.eq_ignore_ascii_case("auto") => Said::Is(None),
        Value::Function(name, _) if !matches!(name.as_str(), "calc" | "min" | "max" | "clamp") => {
            Said::Doubtful
        }
        other => length(other, scale).map(Some),
    }
}

fn four(value: &[Value], scale: Scale) -> Said<[Option<Length>; 4]> {
    let mut found = Vec::new();
    for part in words(value) {
        match automatic_part(part, scale) {
            Said::Is(length) => found.push(length),
            Said::Doubtful => return Said::Doubtful,
            Said::Invalid => return Said::Invalid,
        }
    }
    match found.as_slice() {
        [all] => Said::Is([*all; 4]),
        [ends, sides] => Said::Is([*ends, *sides, *ends, *sides]),
        [top, sides, bottom] => Said::Is([*top, *sides, *bottom, *sides]),
        [top, right, bottom, left] => Said::Is([*top, *right, *bottom, *left]),
        _ => Said::Invalid,
    }
}

/// A width or height; `None` where the content decides.
fn size(value: &[Value], scale: Scale) -> Said<Option<Length>> {
    match trimmed(value) {
        [Value::Word(_)] => Said::Is(None),
        [Value::Function(name, _)] if matches!(name.as_str(), "fit-content" | "calc-size") => {
            Said::Doubtful
        }
        [one] => match length(one, scale) {
            Said::Is(found) if found.pixels < 0.0 && found.share <= 0.0 => match one {
                Value::Function(..) => Said::Is(Some(Length::default())),
                _ => Said::Invalid,
            },
            other => other.map(Some),
        },
        _ => Said::Invalid,
    }
}

/// Whether a track of a grid may have no room for what is in it.
fn has_no_room(value: &[Value], scale: Scale) -> bool {
    words(value).into_iter().any(|part| match part {
        Value::Dimension(number, unit) if unit == "fr" => *number < 0.05,
        Value::Number(number) => *number == 0.0,
        Value::Percent(share) => *share < 0.01,
        Value::Dimension(..) => length(part, scale)
            .known()
            .is_some_and(|track| track.pixels < 4.0),
        Value::Function(name, inner) if name == "repeat" => has_no_room(inner, scale),
        // A least width of nothing is the usual one: `minmax(0, 1fr)`.
        Value::Function(name, inner) if name == "minmax" => {
            let most = super::super::values::by_comma(inner).nth(1);
            most.is_some_and(|most| has_no_room(most, scale))
        }
        _ => false,
    })
}
