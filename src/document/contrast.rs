//! How well letters stand out from what lies behind them: the contrast ratio of WCAG 2.

/// Ink under this ratio to its ground is not seen: 1 is the ground itself, black on white is 21,
/// and the palest grey that designers use for dates (`#CCC` on white) has 1.6.
pub(super) const LEAST: f64 = 1.5;

/// Contrast ratio of two colours, each as red, green and blue of sRGB in 0..1; from 1 to 21.
pub(super) fn ratio(ink: [f64; 3], ground: [f64; 3]) -> f64 {
    let (ink, ground) = (luminance(ink), luminance(ground));
    (ink.max(ground) + 0.05) / (ink.min(ground) + 0.05)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = |part: f64| {
        let part = part.clamp(0.0, 1.0);
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_of_known_colours() {
        let white = [1.0; 3];
        let grey = |level: f64| [level / 255.0; 3];
        for (ink, ground, expected) in [
            (grey(0.0), white, 21.0),
            (white, white, 1.0),
            (grey(f64::from(0x76)), white, 4.54),
            (grey(f64::from(0xCC)), white, 1.61),
            (grey(f64::from(0xF4)), white, 1.10),
            ([1.0, 1.0, 0.0], white, 1.07),
            ([1.0, 0.0, 0.0], [0.0, 0.0, 1.0], 2.15),
        ] {
            let found = ratio(ink, ground);
            assert!((found - expected).abs() < 0.005, "{found} {expected}");
            assert!((ratio(ground, ink) - found).abs() < 1e-12);
        }
    }
}
