//! Whether what a sheet says under a condition holds for the page as it is opened.

use super::lengths::{Scale, length};
use super::selectors::Fits;
use super::style::ROOT_SIZE;
use super::values::{Value, by_comma, keyword, trimmed, words};

/// Widths and heights of the windows that pages are opened in, in CSS pixels. What holds in some
/// of them only holds perhaps.
const WIDTHS: (f64, f64) = (1200.0, 1920.0);
const HEIGHTS: (f64, f64) = (600.0, 1200.0);

/// A list of media: any of them.
pub(super) fn media(values: &[Value]) -> Fits {
    if trimmed(values).is_empty() {
        return Fits::Yes;
    }
    by_comma(values)
        .map(|query| condition(query, &medium, 0))
        .max()
        .unwrap_or(Fits::Yes)
}

/// Conditions joined by `and`, `or`, `not`; `leaf` reads what stands alone.
pub(super) fn condition(values: &[Value], leaf: &dyn Fn(&Value) -> Fits, depth: usize) -> Fits {
    if depth > 16 {
        return Fits::Perhaps;
    }
    let is = |value: &Value, word: &str| matches!(value, Value::Word(found) if found.eq_ignore_ascii_case(word));
    let parts = words(values);
    if parts.iter().any(|part| is(part, "or")) {
        let any = parts
            .split(|part| is(part, "or"))
            .map(|part| all(part, leaf, depth, &is));
        return any.max().unwrap_or(Fits::No);
    }
    all(&parts, leaf, depth, &is)
}

fn all(
    parts: &[&Value],
    leaf: &dyn Fn(&Value) -> Fits,
    depth: usize,
    is: &dyn Fn(&Value, &str) -> bool,
) -> Fits {
    let mut negated = false;
    let mut found = Fits::Yes;
    for (at, part) in parts.iter().enumerate() {
        if is(part, "and") || is(part, "only") {
            continue;
        }
        if is(part, "not") {
            if at == 0 {
                negated = true;
                continue;
            }
            return Fits::Perhaps;
        }
        let one = match part {
            Value::Block('(', inner)
                if inner
                    .iter()
                    .any(|value| matches!(value, Value::Block('(', _))) =>
            {
                condition(inner, leaf, depth + 1)
            }
            other => leaf(other),
        };
        found = found.min(one);
    }
    match (negated, found) {
        (false, found) => found,
        (true, Fits::Yes) => Fits::No,
        (true, Fits::No) => Fits::Yes,
        (true, Fits::Perhaps) => Fits::Perhaps,
    }
}

fn medium(value: &Value) -> Fits {
    match value {
        Value::Word(kind) => Fits::of(matches!(
            kind.to_ascii_lowercase().as_str(),
            "all" | "screen"
        )),
        Value::Block('(', inner) => feature(inner),
        _ => Fits::Perhaps,
    }
}

const SCALE: Scale = Scale {
    em: ROOT_SIZE,
    root: ROOT_SIZE,
    quirks: false,
};

fn feature(inner: &[Value]) -> Fits {
    let parts = words(inner);
    if let [Value::Word(name)] = parts.as_slice() {
        return match name.to_ascii_lowercase().as_str() {
            "width" | "height" | "color" | "hover" | "any-hover" | "pointer" | "any-pointer"
            | "scripting" | "resolution" | "aspect-ratio" | "orientation" => Fits::Yes,
            "monochrome"
            | "grid"
            | "prefers-reduced-motion"
            | "prefers-reduced-data"
            | "prefers-contrast"
            | "prefers-reduced-transparency"
            | "inverted-colors"
            | "forced-colors" => Fits::No,
            _ => Fits::Perhaps,
        };
    }
    if let [Value::Word(name), Value::Sign(':'), value @ ..] = parts.as_slice() {
        return named(&name.to_ascii_lowercase(), value);
    }
    range(&parts)
}

fn named(name: &str, value: &[&Value]) -> Fits {
    let word = match value {
        [Value::Word(word)] => word.to_ascii_lowercase(),
        _ => String::new(),
    };
    let is = |yes: &[&str], no: &[&str]| {
        if yes.contains(&word.as_str()) {
            Fits::Yes
        } else if no.contains(&word.as_str()) {
            Fits::No
        } else {
            Fits::Perhaps
        }
    };
    let pixels = || match value {
        [value] => length(value, SCALE).known().map(|length| length.pixels),
        _ => None,
    };
    match name {
        "min-width" | "min-device-width" => at_least(WIDTHS, pixels()),
        "max-width" | "max-device-width" => at_most(WIDTHS, pixels()),
        "min-height" | "min-device-height" => at_least(HEIGHTS, pixels()),
        "max-height" | "max-device-height" => at_most(HEIGHTS, pixels()),
        "orientation" => is(&["landscape"], &["portrait"]),
        "hover" | "any-hover" => is(&["hover"], &["none"]),
        "pointer" | "any-pointer" => is(&["fine"], &["none", "coarse"]),
        "prefers-color-scheme" => is(&["light", "no-preference"], &["dark"]),
        "prefers-reduced-motion"
        | "prefers-contrast"
        | "prefers-reduced-transparency"
        | "prefers-reduced-data" => is(
            &["no-preference"],
            &["reduce", "more", "less", "high", "low", "custom", "forced"],
        ),
        "forced-colors" | "inverted-colors" => is(&["none"], &["active", "inverted"]),
        "scripting" => is(&["enabled"], &["none", "initial-only"]),
        "display-mode" => is(
            &["browser"],
            &[
                "fullscreen",
                "standalone",
                "minimal-ui",
                "window-controls-overlay",
            ],
        ),
        "-ms-high-contrast" | "-moz-touch-enabled" => Fits::No,
        _ => Fits::Perhaps,
    }
}

fn at_least((least, most): (f64, f64), bound: Option<f64>) -> Fits {
    match bound {
        Some(bound) if bound <= least => Fits::Yes,
        Some(bound) if bound > most => Fits::No,
        _ => Fits::Perhaps,
    }
}

fn at_most((least, most): (f64, f64), bound: Option<f64>) -> Fits {
    match bound {
        Some(bound) if bound >= most => Fits::Yes,
        Some(bound) if bound < least => Fits::No,
        _ => Fits::Perhaps,
    }
}

/// `width >= 40em`, `40em <= width < 60em`.
fn range(parts: &[&Value]) -> Fits {
    let Some(at) = parts.iter().position(|part| matches!(part, Value::Word(_))) else {
        return Fits::Perhaps;
    };
    let (before, rest) = parts.split_at(at);
    let [Value::Word(name), after @ ..] = rest else {
        return Fits::Perhaps;
    };
    let bounds = match name.to_ascii_lowercase().as_str() {
        "width" | "device-width" => WIDTHS,
        "height" | "device-height" => HEIGHTS,
        _ => return Fits::Perhaps,
    };
    let pixels = |value: &Value| length(value, SCALE).known().map(|length| length.pixels);
    let mut found = Fits::Yes;
    if let [Value::Sign(sign), equals @ .., value] = after {
        let one = match (sign, equals) {
            ('>', [] | [Value::Sign('=')]) => at_least(bounds, pixels(value)),
            ('<', [] | [Value::Sign('=')]) => at_most(bounds, pixels(value)),
            _ => Fits::Perhaps,
        };
        found = found.min(one);
    }
    if let [value, Value::Sign(sign), equals @ ..] = before {
        let one = match (sign, equals) {
            ('<', [] | [Value::Sign('=')]) => at_least(bounds, pixels(value)),
            ('>', [] | [Value::Sign('=')]) => at_most(bounds, pixels(value)),
            _ => Fits::Perhaps,
        };
        found = found.min(one);
    }
    if before.is_empty() && after.is_empty() {
        Fits::Perhaps
    } else {
        found
    }
}

/// What `@supports` asks, where `takes` knows a property and its value.
pub(super) fn supports(values: &[Value], takes: &dyn Fn(&str, &[Value]) -> Fits) -> Fits {
    condition(
        values,
        &|value| match value {
            Value::Block('(', inner) => {
                let inner = trimmed(inner);
                let Some(colon) = inner.iter().position(|part| *part == Value::Sign(':')) else {
                    return Fits::Perhaps;
                };
                let (name, value) = inner.split_at(colon);
                match keyword(name) {
                    Some(name) => takes(&name, value.get(1..).unwrap_or_default()),
                    None => Fits::Perhaps,
                }
            }
            _ => Fits::Perhaps,
        },
        0,
    )
}
