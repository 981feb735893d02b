//! Lengths in all units, and what can be computed with them.

use super::values::{Value, words};

/// What a value says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Said<T> {
    Is(T),
    /// Valid perhaps, but not understood.
    Doubtful,
    /// No browser takes it.
    Invalid,
}

impl<T> Said<T> {
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Said<U> {
        match self {
            Self::Is(value) => Said::Is(change(value)),
            Self::Doubtful => Said::Doubtful,
            Self::Invalid => Said::Invalid,
        }
    }

    pub(super) fn known(self) -> Option<T> {
        match self {
            Self::Is(value) => Some(value),
            _ => None,
        }
    }
}

/// The window that a page is judged in, in CSS pixels: a common one.
pub(super) const WINDOW: (f64, f64) = (1280.0, 720.0);

/// CSS pixels and a share of what the property measures percent of.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Length {
    pub pixels: f64,
    pub share: f64,
}

impl Length {
    pub(super) const fn pixels(pixels: f64) -> Self {
        Self { pixels, share: 0.0 }
    }

    /// In pixels where the whole has `whole`.
    pub(super) fn of(self, whole: f64) -> f64 {
        self.pixels + self.share * whole
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            pixels: self.pixels + other.pixels,
            share: self.share + other.share,
        }
    }

    pub(super) fn times(self, factor: f64) -> Self {
        Self {
            pixels: self.pixels * factor,
            share: self.share * factor,
        }
    }

    /// The lowest it can be, as the whole is anything from a narrow column to a wide window.
    pub(super) fn least(self) -> f64 {
        self.of(1920.0).min(self.of(0.0))
    }
}

/// What units are measured by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// Size of the letters in pixels.
    pub em: f64,
    pub root: f64,
    /// Pages without a document type: numbers without a unit are pixels.
    pub quirks: bool,
}

/// One length; a bare number only where it is zero or the page is old.
pub(super) fn length(value: &Value, scale: Scale) -> Said<Length> {
    match computed(value, scale) {
        Said::Is(Computed::Length(length)) => Said::Is(length),
        Said::Is(Computed::Number(number)) => match value {
            Value::Number(_) if number == 0.0 || scale.quirks => Said::Is(Length::pixels(number)),
            _ => Said::Invalid,
        },
        Said::Doubtful => Said::Doubtful,
        Said::Invalid => Said::Invalid,
    }
}

/// A number, or a percentage as a share of 1.
pub(super) fn number(value: &Value, scale: Scale) -> Said<f64> {
    match computed(value, scale) {
        Said::Is(Computed::Number(number)) => Said::Is(number),
        Said::Is(Computed::Length(Length { pixels: 0.0, share })) => Said::Is(share),
        Said::Is(_) | Said::Invalid => Said::Invalid,
        Said::Doubtful => Said::Doubtful,
    }
}

/// An angle in degrees.
pub(super) fn angle(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Dimension(number, unit) => Some(match unit.as_str() {
            "deg" => *number,
            "grad" => number * 0.9,
            "rad" => number.to_degrees(),
            "turn" => number * 360.0,
            _ => return None,
        }),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Computed {
    Number(f64),
    Length(Length),
}

fn computed(value: &Value, scale: Scale) -> Said<Computed> {
    match value {
        Value::Number(number) => Said::Is(Computed::Number(*number)),
        Value::Percent(share) => Said::Is(Computed::Length(Length {
            pixels: 0.0,
            share: *share,
        })),
        Value::Dimension(number, unit) => match pixels_of(unit, scale) {
            Some(pixels) => Said::Is(Computed::Length(Length::pixels(number * pixels))),
            // Of a container, whose size is not known.
            None if unit.starts_with("cq") => Said::Doubtful,
            None => Said::Invalid,
        },
        Value::Function(name, inner) => match name.as_str() {
            "calc" | "-webkit-calc" => sum(&words(inner), scale),
            "min" | "max" | "clamp" => chosen(name, inner, scale),
            _ => Said::Doubtful,
        },
        Value::Block('(', inner) => sum(&words(inner), scale),
        _ => Said::Invalid,
    }
}

fn pixels_of(unit: &str, scale: Scale) -> Option<f64> {
    Some(match unit {
        "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        "em" | "ic" => scale.em,
        "ex" | "ch" => scale.em * 0.5,
        "cap" => scale.em * 0.7,
        "lh" => scale.em * 1.2,
        "rem" | "ric" => scale.root,
        "rex" | "rch" => scale.root * 0.5,
        "rcap" => scale.root * 0.7,
        "rlh" => scale.root * 1.2,
        "vw" | "svw" | "lvw" | "dvw" | "vi" | "svi" | "lvi" | "dvi" | "vmax" | "svmax"
        | "lvmax" | "dvmax" => WINDOW.0 / 100.0,
        "vh" | "svh" | "lvh" | "dvh" | "vb" | "svb" | "lvb" | "dvb" | "vmin" | "svmin"
        | "lvmin" | "dvmin" => WINDOW.1 / 100.0,
        _ => return None,
    })
}

/// A sum of products, as `calc` takes it.
fn sum(values: &[&Value], scale: Scale) -> Said<Computed> {
    let mut total: Option<Computed> = None;
    let mut rest = values;
    let mut sign = 1.0;
    loop {
        let end = rest
            .iter()
            .position(|value| matches!(value, Value::Sign('+' | '-')))
            .unwrap_or(rest.len());
        let (term, after) = rest.split_at(end);
        let term = match product(term, scale) {
            Said::Is(term) => term,
            other => return other,
        };
        total = match (total, term) {
            (None, Computed::Number(number)) => Some(Computed::Number(sign * number)),
            (None, Computed::Length(length)) => Some(Computed::Length(length.times(sign))),
            (Some(Computed::Number(before)), Computed::Number(number)) => {
                Some(Computed::Number(before + sign * number))
            }
            (Some(Computed::Length(before)), Computed::Length(length)) => {
                Some(Computed::Length(before.plus(length.times(sign))))
            }
            _ => return Said::Invalid,
        };
        match after {
            [Value::Sign(operator), more @ ..] => {
                sign = if *operator == '-' { -1.0 } else { 1.0 };
                rest = more;
            }
            _ => return total.map_or(Said::Invalid, Said::Is),
        }
    }
}

fn product(values: &[&Value], scale: Scale) -> Said<Computed> {
    let [first, rest @ ..] = values else {
        return Said::Invalid;
    };
    let mut total = match computed(first, scale) {
        Said::Is(first) => first,
        other => return other,
    };
    let mut rest = rest;
    while let [Value::Sign(operator), factor, more @ ..] = rest {
        let factor = match computed(factor, scale) {
            Said::Is(factor) => factor,
            other => return other,
        };
        total = match (operator, total, factor) {
            ('*', Computed::Number(one), Computed::Number(other)) => Computed::Number(one * other),
            ('*', Computed::Length(length), Computed::Number(number))
            | ('*', Computed::Number(number), Computed::Length(length)) => {
                Computed::Length(length.times(number))
            }
            ('/', _, Computed::Number(0.0)) => return Said::Doubtful,
            ('/', Computed::Number(one), Computed::Number(other)) => Computed::Number(one / other),
            ('/', Computed::Length(length), Computed::Number(number)) => {
                Computed::Length(length.times(1.0 / number))
            }
            _ => return Said::Doubtful,
        };
        rest = more;
    }
    if rest.is_empty() {
        Said::Is(total)
    } else {
        // A negative number after a space: `1px -2px` is no product.
        Said::Invalid
    }
}

/// `min`, `max` and `clamp`, at the window's width.
fn chosen(name: &str, inner: &[Value], scale: Scale) -> Said<Computed> {
    let mut choices = Vec::new();
    for part in super::values::by_comma(inner) {
        match sum(&words(part), scale) {
            Said::Is(value) => choices.push(value),
            other => return other,
        }
    }
    let size = |choice: &Computed| match choice {
        Computed::Number(number) => *number,
        Computed::Length(length) => length.of(WINDOW.0),
    };
    let pick = |one: Computed, other: Computed, least: bool| {
        if (size(&one) <= size(&other)) == least {
            one
        } else {
            other
        }
    };
    let found = match (name, choices.as_slice()) {
        ("clamp", [least, value, most]) => Some(pick(pick(*value, *most, true), *least, false)),
        ("clamp", _) => None,
        ("min", all) => all.iter().copied().reduce(|a, b| pick(a, b, true)),
        (_, all) => all.iter().copied().reduce(|a, b| pick(a, b, false)),
    };
    found.map_or(Said::Invalid, Said::Is)
}
