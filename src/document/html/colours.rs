//! Colours in all ways that style sheets write them.

use cssparser::color::{parse_hash_color, parse_named_color};

use super::lengths::{Said, angle};
use super::values::{Value, words};

/// Red, green, blue of sRGB and how much of them covers, each in 0..1.
pub(super) type Colour = [f64; 4];

pub(super) const BLACK: Colour = [0.0, 0.0, 0.0, 1.0];
pub(super) const WHITE: Colour = [1.0, 1.0, 1.0, 1.0];
pub(super) const CLEAR: Colour = [0.0, 0.0, 0.0, 0.0];

/// `colour` as it looks before `ground`.
pub(super) fn over(colour: Colour, ground: [f64; 3]) -> [f64; 3] {
    let [red, green, blue, covers] = colour;
    let mix = |ink: f64, behind: f64| ink * covers + behind * (1.0 - covers);
    let [r, g, b] = ground;
    [mix(red, r), mix(green, g), mix(blue, b)]
}

/// One colour; `current` is that of the element's text.
pub(super) fn colour(value: &Value, current: Colour, quirks: bool) -> Said<Colour> {
    match value {
        Value::Word(word) => named(&word.to_ascii_lowercase(), current, quirks),
        Value::Hash(digits) => match parse_hash_color(digits.as_bytes()) {
            Ok((red, green, blue, covers)) => Said::Is(bytes(red, green, blue, f64::from(covers))),
            Err(()) => Said::Invalid,
        },
        Value::Function(name, inner) => match function(name, &words(inner), current) {
            Said::Invalid if is_colour(name) => Said::Doubtful,
            said => said,
        },
        // Old pages leave the hash sign out.
        Value::Number(_) | Value::Dimension(..) if quirks => Said::Doubtful,
        _ => Said::Invalid,
    }
}

fn bytes(red: u8, green: u8, blue: u8, covers: f64) -> Colour {
    let [red, green, blue] = [red, green, blue].map(|level| f64::from(level) / 255.0);
    [red, green, blue, covers]
}

fn named(word: &str, current: Colour, quirks: bool) -> Said<Colour> {
    if let Ok((red, green, blue)) = parse_named_color(word) {
        return Said::Is(bytes(red, green, blue, 1.0));
    }
    match word {
        "transparent" => Said::Is(CLEAR),
        "currentcolor" => Said::Is(current),
        "canvastext" | "windowtext" | "fieldtext" | "infotext" | "menutext" | "captiontext" => {
            Said::Is(BLACK)
        }
        "canvas" | "window" | "field" | "background" => Said::Is(WHITE),
        "linktext" | "-webkit-link" => Said::Is(bytes(0, 0, 0xEE, 1.0)),
        "visitedtext"
        | "activetext"
        | "buttontext"
        | "buttonface"
        | "buttonborder"
        | "highlight"
        | "highlighttext"
        | "mark"
        | "marktext"
        | "graytext"
        | "selecteditem"
        | "selecteditemtext"
        | "accentcolor"
        | "accentcolortext"
        | "activeborder"
        | "activecaption"
        | "appworkspace"
        | "buttonhighlight"
        | "buttonshadow"
        | "inactiveborder"
        | "inactivecaption"
        | "inactivecaptiontext"
        | "infobackground"
        | "menu"
        | "scrollbar"
        | "threeddarkshadow"
        | "threedface"
        | "threedhighlight"
        | "threedlightshadow"
        | "threedshadow"
        | "windowframe" => Said::Doubtful,
        _ if quirks && matches!(word.len(), 3 | 6) => match parse_hash_color(word.as_bytes()) {
            Ok((red, green, blue, _)) => Said::Is(bytes(red, green, blue, 1.0)),
            Err(()) => Said::Invalid,
        },
        _ if word.starts_with("-webkit-") || word.starts_with("-internal-") => Said::Doubtful,
        _ => Said::Invalid,
    }
}

/// The functions that make a colour. What one of them makes and is not read here is no invalid
/// value, which would change nothing, but a colour that is not known.
fn is_colour(name: &str) -> bool {
    matches!(
        name,
        "rgb"
            | "rgba"
            | "hsl"
            | "hsla"
            | "hwb"
            | "lab"
            | "lch"
            | "oklab"
            | "oklch"
            | "color"
            | "color-mix"
            | "light-dark"
            | "device-cmyk"
            | "contrast-color"
            | "palette-mix"
    )
}

/// A hue, in degrees; none is 0.
fn hue(value: &Value) -> Option<f64> {
    match value {
        Value::Word(word) if word.eq_ignore_ascii_case("none") => Some(0.0),
        _ => angle(value),
    }
}

/// What stands for 1 where a part is written in percent, and for a plain number.
fn part(value: &Value, of_percent: f64, of_number: f64) -> Option<f64> {
    match value {
        Value::Percent(share) => Some(share * of_percent),
        Value::Number(number) => Some(number / of_number),
        Value::Word(word) if word.eq_ignore_ascii_case("none") => Some(0.0),
        _ => None,
    }
}

fn function(name: &str, inner: &[&Value], current: Colour) -> Said<Colour> {
    let is_sign = |value: &Value| matches!(value, Value::Sign(',' | '/'));
    let parts: Vec<&Value> = inner
        .iter()
        .copied()
        .filter(|value| !is_sign(value))
        .collect();
    if name == "color-mix" {
        return mixed(inner, current);
    }
    if parts.iter().any(|part| matches!(part, Value::Function(..)))
        || matches!(parts.first(), Some(Value::Word(word)) if word.eq_ignore_ascii_case("from"))
    {
        return Said::Doubtful;
    }
    let (space, parts) = match (name, parts.as_slice()) {
        ("color", [Value::Word(space), rest @ ..]) => (space.to_ascii_lowercase(), rest),
        _ => (name.to_owned(), parts.as_slice()),
    };
    let (first, second, third, covers) = match parts {
        [first, second, third] => (*first, *second, *third, 1.0),
        [first, second, third, covers] => match part(covers, 1.0, 1.0) {
            Some(covers) => (*first, *second, *third, covers.clamp(0.0, 1.0)),
            None => return Said::Invalid,
        },
        _ if matches!(
            name,
            "light-dark" | "device-cmyk" | "contrast-color" | "palette-mix"
        ) =>
        {
            return Said::Doubtful;
        }
        _ => return Said::Invalid,
    };
    let three = |percent: [f64; 3], number: [f64; 3]| {
        Some([
            part(first, percent[0], number[0])?,
            part(second, percent[1], number[1])?,
            part(third, percent[2], number[2])?,
        ])
    };
    let found = match space.as_str() {
        "rgb" | "rgba" => three([1.0; 3], [255.0; 3]),
        "srgb" => three([1.0; 3], [1.0; 3]),
        "hsl" | "hsla" => hue(first).and_then(|hue| {
            let [_, fullness, lightness] =
                [0.0, part(second, 1.0, 100.0)?, part(third, 1.0, 100.0)?];
            Some(of_hue(
                hue,
                fullness.clamp(0.0, 1.0),
                lightness.clamp(0.0, 1.0),
            ))
        }),
        "hwb" => hue(first).and_then(|hue| {
            let (white, black) = (part(second, 1.0, 100.0)?, part(third, 1.0, 100.0)?);
            let whole = (white + black).max(1.0);
            let pure = of_hue(hue, 1.0, 0.5);
            Some(pure.map(|level| level * (1.0 - (white + black) / whole) + white / whole))
        }),
        "lab" => three([100.0, 125.0, 125.0], [1.0; 3]).map(of_lab),
        "lch" => hue(third).and_then(|hue| {
            let (lightness, chroma) = (part(first, 100.0, 1.0)?, part(second, 150.0, 1.0)?);
            let hue = hue.to_radians();
            Some(of_lab([lightness, chroma * hue.cos(), chroma * hue.sin()]))
        }),
        "oklab" => three([1.0, 0.4, 0.4], [1.0; 3]).map(of_oklab),
        "oklch" => hue(third).and_then(|hue| {
            let (lightness, chroma) = (part(first, 1.0, 1.0)?, part(second, 0.4, 1.0)?);
            let hue = hue.to_radians();
            Some(of_oklab([
                lightness,
                chroma * hue.cos(),
                chroma * hue.sin(),
            ]))
        }),
        _ => return Said::Doubtful,
    };
    found.map_or(Said::Invalid, |levels| {
        let [red, green, blue] = levels.map(|level| level.clamp(0.0, 1.0));
        Said::Is([red, green, blue, covers])
    })
}

fn of_hue(hue: f64, fullness: f64, lightness: f64) -> [f64; 3] {
    let reach = fullness * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|offset| {
        let place = (offset + hue / 30.0).rem_euclid(12.0);
        lightness - reach * (place - 3.0).min(9.0 - place).clamp(-1.0, 1.0)
    })
}

fn of_linear(levels: [f64; 3]) -> [f64; 3] {
    levels.map(|level| {
        if level <= 0.003_130_8 {
            12.92 * level
        } else {
            1.055 * level.powf(1.0 / 2.4) - 0.055
        }
    })
}

fn of_lab([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let y = (lightness + 16.0) / 116.0;
    let back = |value: f64| {
        if value > 6.0 / 29.0 {
            value.powi(3)
        } else {
            (116.0 * value - 16.0) / 903.3
        }
    };
    let (x, y, z) = (
        back(y + a / 500.0) * 0.964_22,
        back(y),
        back(y - b / 200.0) * 0.825_21,
    );
    of_linear([
        3.133_9 * x - 1.616_9 * y - 0.490_6 * z,
        -0.978_8 * x + 1.916_1 * y + 0.033_5 * z,
        0.071_9 * x - 0.229_0 * y + 1.405_2 * z,
    ])
}

fn of_oklab([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let [l, m, s] = [
        lightness + 0.396_337_8 * a + 0.215_803_8 * b,
        lightness - 0.105_561_3 * a - 0.063_854_2 * b,
        lightness - 0.089_484_2 * a - 1.291_485_5 * b,
    ]
    .map(|value| value.powi(3));
    of_linear([
        4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_9 * s,
        -1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s,
        -0.004_196_1 * l - 0.703_418_6 * m + 1.707_614_7 * s,
    ])
}

/// `color-mix(in srgb, ...)` of two understood colours; mixed in other spaces, it is doubtful.
fn mixed(inner: &[&Value], current: Colour) -> Said<Colour> {
    let parts: Vec<&[&Value]> = inner.split(|value| **value == Value::Sign(',')).collect();
    let [[Value::Word(_), Value::Word(space)], one, other] = parts.as_slice() else {
        return Said::Doubtful;
    };
    if !space.eq_ignore_ascii_case("srgb") {
        return Said::Doubtful;
    }
    let read = |part: &[&Value]| -> Option<(Colour, Option<f64>)> {
        let (mut found, mut share) = (None, None);
        for value in part {
            match value {
                Value::Percent(percent) => share = Some(*percent),
                _ => found = Some(colour(value, current, false).known()?),
            }
        }
        Some((found?, share))
    };
    let (Some((one, first)), Some((other, second))) = (read(one), read(other)) else {
        return Said::Doubtful;
    };
    let (first, second) = match (first, second) {
        (None, None) => (0.5, 0.5),
        (Some(first), None) => (first, 1.0 - first),
        (None, Some(second)) => (1.0 - second, second),
        (Some(first), Some(second)) => (first, second),
    };
    let whole = first + second;
    if whole <= 0.0 {
        return Said::Invalid;
    }
    let covers = (one[3] * first + other[3] * second) / whole;
    let mut found = [0.0, 0.0, 0.0, covers * whole.min(1.0)];
    if covers > 0.0 {
        for (level, (one_level, other_level)) in found.iter_mut().zip(one.iter().zip(other)).take(3)
        {
            *level =
                (one_level * one[3] * first + other_level * other[3] * second) / whole / covers;
        }
    }
    Said::Is(found)
}

/// The colour of an attribute (`bgcolor`): nearly anything is one.
pub(super) fn of_attribute(text: &str) -> Option<Colour> {
    let text = text.trim().to_ascii_lowercase();
    if text.is_empty() || text == "transparent" {
        return None;
    }
    if let Ok((red, green, blue)) = parse_named_color(&text) {
        return Some(bytes(red, green, blue, 1.0));
    }
    let digits = text.strip_prefix('#').unwrap_or(&text);
    if text.starts_with('#')
        && digits.len() == 3
        && let Ok((red, green, blue, _)) = parse_hash_color(digits.as_bytes())
    {
        return Some(bytes(red, green, blue, 1.0));
    }
    let mut digits: Vec<u8> = digits
        .chars()
        .take(128)
        .map(|c| if c.is_ascii_hexdigit() { c as u8 } else { b'0' })
        .collect();
    while digits.is_empty() || !digits.len().is_multiple_of(3) {
        digits.push(b'0');
    }
    let third = digits.len() / 3;
    let parts: Vec<&[u8]> = digits.chunks(third).collect();
    let mut skipped = third.saturating_sub(8);
    let kept = |skipped: usize| parts.iter().all(|part| part.get(skipped) == Some(&b'0'));
    while third - skipped > 2 && kept(skipped) {
        skipped += 1;
    }
    let level = |part: &&[u8]| {
        let part = part.get(skipped..(skipped + 2).min(third))?;
        u8::from_str_radix(std::str::from_utf8(part).ok()?, 16).ok()
    };
    match parts.as_slice() {
        [red, green, blue] => Some(bytes(level(red)?, level(green)?, level(blue)?, 1.0)),
        _ => None,
    }
}
