//! Properties of letters and lines.

use super::super::colours::{BLACK, Colour, WHITE, colour};
use super::super::lengths::{Length, Said, length, number};
use super::super::values::{Value, by_comma, keyword, trimmed, words};
use super::{Around, LineHeight, Style};

/// Sizes of letters by their names, in pixels.
const SIZES: &[(&str, f64)] = &[
    ("xx-small", 9.0),
    ("x-small", 10.0),
    ("small", 13.0),
    ("medium", 16.0),
    ("large", 18.0),
    ("x-large", 24.0),
    ("xx-large", 32.0),
    ("xxx-large", 48.0),
];

/// Letters this many times their size nearer to each other lie on one another.
const TIGHT: f64 = -0.3;
/// Letters and words further from each other than this, in sizes, are no words.
const LOOSE: f64 = 5.0;

impl Style {
    pub(super) fn apply_text(
        &mut self,
        name: &str,
        value: &[Value],
        around: &Around<'_>,
    ) -> Option<Said<()>> {
        let scale = self.scale(around);
        Some(match name {
            "color" => self.set_colour(value, around, |style, ink| style.ink = ink),
            "text-fill-color" => {
                self.set_colour(value, around, |style, ink| style.fill = Some(ink))
            }
            "visibility" => match keyword(value).as_deref() {
                Some("visible") => self.set(|style| style.unseen = false),
                Some("hidden" | "collapse") => self.set(|style| style.unseen = true),
                _ => Said::Invalid,
            },
            "font-size" => match words(value).as_slice() {
                [one] => self.set_size(one, around),
                _ => Said::Invalid,
            },
            "font" => self.font(value, around),
            "line-height" => match words(value).as_slice() {
                [one] => self.set_line(one, around),
                _ => Said::Invalid,
            },
            "text-indent" => {
                let parts = words(value);
                let mut found = Said::Invalid;
                for part in parts {
                    match part {
                        Value::Word(_) => {}
                        other => found = length(other, scale),
                    }
                }
                found.map(|indent| self.indent = indent)
            }
            "letter-spacing" | "word-spacing" => {
                let spacing = match (keyword(value).as_deref(), words(value).as_slice()) {
                    (Some("normal"), _) => Said::Is(Length::default()),
                    (_, [one]) => length(one, scale),
                    _ => Said::Invalid,
                };
                spacing.map(|spacing| {
                    let spacing = spacing.of(self.size);
                    if name == "letter-spacing" {
                        self.letter_spacing = spacing;
                    } else {
                        self.word_spacing = spacing;
                    }
                })
            }
            "white-space" | "text-wrap" | "text-wrap-mode" => {
                let one_line = words(value).iter().any(|part| {
                    matches!(part, Value::Word(word)
                        if matches!(word.to_ascii_lowercase().as_str(), "nowrap" | "pre"))
                });
                self.set(|style| style.one_line = one_line)
            }
            "text-shadow" => {
                let none = keyword(value).as_deref() == Some("none");
                self.set(|style| style.shadowed = !none)
            }
            "text-stroke" | "text-stroke-width" => {
                let width = words(value).into_iter().find_map(|part| match part {
                    Value::Word(word) => match word.to_ascii_lowercase().as_str() {
                        "thin" | "medium" | "thick" => Some(1.0),
                        _ => None,
                    },
                    other => length(other, scale).known().map(|width| width.pixels),
                });
                self.set(|style| style.stroked = width.is_some_and(|width| width > 0.0))
            }
            "color-scheme" => {
                let has = |wanted: &str| {
                    words(value).iter().any(|part| {
                        matches!(part, Value::Word(word) if word.eq_ignore_ascii_case(wanted))
                    })
                };
                let dark = has("dark") && !has("light");
                self.set(|style| {
                    if dark != style.dark {
                        let (before, after) = if dark { (BLACK, WHITE) } else { (WHITE, BLACK) };
                        if style.ink == before {
                            style.ink = after;
                        }
                        style.dark = dark;
                    }
                })
            }
            "text-decoration" | "text-decoration-thickness" => {
                let wide = words(value).into_iter().any(|part| {
                    !matches!(part, Value::Word(_) | Value::Hash(_) | Value::Function(..))
                        && length(part, scale)
                            .known()
                            .is_none_or(|width| width.of(self.size) > self.size * 0.25)
                });
                // A computed width may be any.
                let computed = name == "text-decoration-thickness"
                    && words(value)
                        .iter()
                        .any(|part| matches!(part, Value::Function(..)));
                if wide || computed {
                    Said::Doubtful
                } else {
                    Said::Is(())
                }
            }
            _ => return None,
        })
    }

    pub(super) fn set(&mut self, change: impl FnOnce(&mut Self)) -> Said<()> {
        change(self);
        Said::Is(())
    }

    pub(super) fn set_colour(
        &mut self,
        value: &[Value],
        around: &Around<'_>,
        change: impl FnOnce(&mut Self, Colour),
    ) -> Said<()> {
        let [one] = trimmed(value) else {
            return Said::Invalid;
        };
        // The ink itself is that of the parent where it names itself.
        let current = around.parent.ink;
        colour(one, current, around.quirks).map(|found| change(self, found))
    }

    fn set_size(&mut self, value: &Value, around: &Around<'_>) -> Said<()> {
        let parent = around.parent.size;
        let mut scale = self.scale(around);
        scale.em = parent;
        let size = match value {
            Value::Word(word) => {
                let word = word.to_ascii_lowercase();
                match (SIZES.iter().find(|(name, _)| *name == word), word.as_str()) {
                    (Some((_, size)), _) => Said::Is(*size),
                    (_, "smaller") => Said::Is(parent / 1.2),
                    (_, "larger") => Said::Is(parent * 1.2),
                    (_, "math") => Said::Doubtful,
                    _ => Said::Invalid,
                }
            }
            other => length(other, scale).map(|size| size.of(parent)),
        };
        match size {
            Said::Is(size) if size < 0.0 => match value {
                // What is computed below nothing is nothing.
                Value::Function(..) => self.set(|style| style.size = 0.0),
                _ => Said::Invalid,
            },
            other => other.map(|size| self.size = size),
        }
    }

    fn set_line(&mut self, value: &Value, around: &Around<'_>) -> Said<()> {
        let scale = self.scale(around);
        let line = match value {
            Value::Word(word) if word.eq_ignore_ascii_case("normal") => {
                Said::Is(LineHeight::Normal)
            }
            Value::Number(times) => Said::Is(LineHeight::Times(*times)),
            other => match length(other, scale) {
                Said::Is(found) => Said::Is(LineHeight::Pixels(found.of(self.size))),
                _ => number(other, scale).map(LineHeight::Times),
            },
        };
        line.map(|line| self.line = line)
    }

    /// `italic bold 12px/1.4 Lato, serif`.
    fn font(&mut self, value: &[Value], around: &Around<'_>) -> Said<()> {
        let Some(first) = by_comma(value).next() else {
            return Said::Invalid;
        };
        if let Some(word) = keyword(value) {
            return match word.as_str() {
                "caption" | "icon" | "menu" | "message-box" | "small-caption" | "status-bar" => {
                    self.set(|style| {
                        style.size = 13.3;
                        style.line = LineHeight::Normal;
                    })
                }
                _ => Said::Invalid,
            };
        }
        let parts = words(first);
        let is_size = |part: &Value| match part {
            Value::Word(word) => {
                let word = word.to_ascii_lowercase();
                matches!(word.as_str(), "smaller" | "larger" | "math")
                    || SIZES.iter().any(|(name, _)| *name == word)
            }
            Value::Dimension(..) | Value::Percent(_) | Value::Function(..) => true,
            // A weight stands before the size, so that zero is no weight.
            Value::Number(number) => *number == 0.0,
            _ => false,
        };
        let Some(at) = parts.iter().position(|part| is_size(part)) else {
            return Said::Invalid;
        };
        let (size, rest) = match parts.get(at..) {
            Some([size, rest @ ..]) => (*size, rest),
            _ => return Said::Invalid,
        };
        let (line, family) = match rest {
            [Value::Sign('/'), line, family @ ..] => (Some(*line), family),
            family => (None, family),
        };
        if family.is_empty() {
            return Said::Invalid;
        }
        match self.set_size(size, around) {
            Said::Is(()) => {}
            other => return other,
        }
        self.line = LineHeight::Normal;
        line.map_or(Said::Is(()), |line| self.set_line(line, around))
    }

    /// Whether letters lie on one another or stand too far apart for words.
    pub(in super::super) fn is_badly_spaced(&self) -> bool {
        let letters = self.letter_spacing / self.size.max(1.0);
        let words = self.word_spacing / self.size.max(1.0);
        !(TIGHT..=LOOSE).contains(&letters) || !(-1.0..=20.0).contains(&words)
    }
}
