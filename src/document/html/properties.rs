//! The properties of style sheets by what they can do to letters.
//!
//! Those that [`Style`](super::style::Style) computes are named there. Of the others, those here
//! can bear on whether letters are seen and are not computed: any value but the named ones makes
//! what is under them doubtful. All that is left cannot hide letters (how borders, lists, grids,
//! links and cursors look), or is known to no browser, which leaves it out.

/// A property and the values that leave letters as they are.
pub(super) const DOUBTFUL: &[(&str, &[&str])] = &[
    ("mask", &["none"]),
    ("mask-image", &["none"]),
    ("mask-border", &["none"]),
    ("mask-border-source", &["none"]),
    ("mask-box-image", &["none"]),
    ("mask-box-image-source", &["none"]),
    ("mix-blend-mode", &["normal"]),
    ("background-blend-mode", &["normal"]),
    ("offset", &["none", "auto", "normal"]),
    ("offset-path", &["none"]),
    // Of a box whose width is known it says the height.
    ("aspect-ratio", &["auto"]),
    ("offset-position", &["auto", "normal"]),
    ("content", &["normal"]),
    (
        "contain",
        &["none", "layout", "style", "paint", "content", "inline-size"],
    ),
    ("container-type", &["normal", "inline-size"]),
    ("line-clamp", &["none"]),
    ("max-lines", &["none"]),
    ("text-security", &["none"]),
    ("font-size-adjust", &["none"]),
    ("box-reflect", &["none"]),
    ("text-combine", &["none"]),
    ("text-combine-upright", &["none"]),
    (
        "unicode-bidi",
        &["normal", "embed", "isolate", "plaintext", "-webkit-isolate"],
    ),
    ("rtl-ordering", &["logical"]),
    ("position-area", &["none"]),
    ("position-anchor", &["auto", "normal", "none"]),
    ("position-try", &["none", "normal"]),
    ("position-try-fallbacks", &["none"]),
    ("position-visibility", &["always"]),
    ("text-fit", &["none"]),
    ("initial-letter", &["normal"]),
    ("math-depth", &["0", "auto-add"]),
    ("animation-timeline", &["auto"]),
    ("animation-range", &["normal"]),
    ("animation-range-start", &["normal"]),
    ("animation-range-end", &["normal"]),
    ("animation-trigger", &["none"]),
    ("object-view-box", &["none"]),
    ("border-shape", &["none"]),
    ("overlay", &["none", "auto"]),
    ("frame-sizing", &["auto"]),
    ("text-size-adjust", &["none", "auto", "100%"]),
    ("moz-binding", &["none"]),
    ("element", &["none"]),
    ("flow-into", &["none"]),
    ("flow-from", &["none"]),
    (
        "dynamic-range-limit",
        &["standard", "no-limit", "constrained"],
    ),
    ("baseline-shift", &["0", "baseline", "sub", "super"]),
    ("stroke", &["none"]),
    ("font-synthesis-position", &["auto", "none"]),
];

/// What text takes from the element around it, if nothing else is said.
pub(super) fn is_inherited(name: &str) -> bool {
    matches!(
        name,
        "color"
            | "text-fill-color"
            | "visibility"
            | "font"
            | "font-size"
            | "line-height"
            | "text-indent"
            | "letter-spacing"
            | "word-spacing"
            | "white-space"
            | "text-wrap"
            | "text-wrap-mode"
            | "text-shadow"
            | "text-stroke"
            | "text-stroke-width"
            | "direction"
            | "text-security"
            | "font-size-adjust"
            | "text-combine"
            | "text-combine-upright"
            | "text-size-adjust"
            | "rtl-ordering"
            | "color-scheme"
            | "math-depth"
    )
}

/// The one name of a property: without the prefix of a maker, and by sides of the page.
pub(super) fn canonical(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    if name.starts_with("mso-") || name.starts_with("-ms-") || name.starts_with("-o-") {
        return None;
    }
    let name = name
        .strip_prefix("-webkit-")
        .or_else(|| name.strip_prefix("-moz-"))
        .unwrap_or(&name);
    Some(
        match name {
            "word-wrap" => "overflow-wrap",
            "inline-size" | "logical-width" => "width",
            "block-size" | "logical-height" => "height",
            "max-inline-size" | "max-logical-width" => "max-width",
            "max-block-size" | "max-logical-height" => "max-height",
            "min-inline-size" | "min-logical-width" => "min-width",
            "min-block-size" | "min-logical-height" => "min-height",
            "overflow-inline" => "overflow-x",
            "overflow-block" => "overflow-y",
            "inset-inline-start" => "left",
            "inset-inline-end" => "right",
            "inset-block-start" => "top",
            "inset-block-end" => "bottom",
            "margin-inline-start" | "margin-start" => "margin-left",
            "margin-inline-end" | "margin-end" => "margin-right",
            "margin-block-start" | "margin-before" => "margin-top",
            "margin-block-end" | "margin-after" => "margin-bottom",
            "padding-inline-start" | "padding-start" => "padding-left",
            "padding-inline-end" | "padding-end" => "padding-right",
            "padding-block-start" | "padding-before" => "padding-top",
            "padding-block-end" | "padding-after" => "padding-bottom",
            "text-decoration-width" => "text-decoration-thickness",
            other => other,
        }
        .to_owned(),
    )
}
