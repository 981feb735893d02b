//! What lies behind letters and what lies over them.

use super::*;

#[test]
fn grounds_and_covers_are_followed_to_their_shapes() {
    let dark = ".1 .1 .3 rg";
    let round = "20 280 m 580 280 l 600 280 600 340 580 340 c 20 340 l 0 340 0 280 20 280 c h f";
    let shade = |first: &str, last: &str, extend: &str| {
        format!(
            "/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 600 0]{extend}\
             /Function<</FunctionType 2/Domain[0 1]/C0[{first}]/C1[{last}]/N 1>>>>>>"
        )
    };
    let states = "/ExtGState<</Some<</ca .5>>/Most<</ca .95>>/Multiply<</BM/Multiply>>>>";
    let over = |cover: &str| format!("{}{cover}", words(""));
    let shaded = shade("0 0 .4", ".3 0 0", "/Extend[true true]");
    let bright = shade("1 1 1", "1 1 .9", "");
    let mesh = "/Shading<</S<</ShadingType 4/ColorSpace/DeviceGray>>>>".to_owned();
    let lines: String = (0..16)
        .map(|line| format!("0 {} m 600 {0} l S ", 296 + line))
        .collect();
    let band = "q 0 280 600 60 re W n /S sh Q ";
    let rows: Vec<Row> = vec![
        (
            "white on a dark box",
            "",
            format!("{dark} 0 280 600 60 re f {}", words("1 g")),
            None,
        ),
        (
            "white on a dark round box",
            "",
            format!("{dark} {round} {}", words("1 g")),
            None,
        ),
        (
            "dark on it",
            "",
            format!("{dark} {round} {}", words(dark)),
            Some(Colour),
        ),
        (
            "yellow on yellow",
            "",
            format!("1 1 0 rg 0 280 600 60 re f {}", words("1 1 .3 rg")),
            Some(Colour),
        ),
        (
            "white beside a round box",
            "",
            format!("{dark} 300 500 m -200 0 800 0 300 500 c f {}", words("1 g")),
            Some(Doubtful),
        ),
        (
            "white on a shading",
            &shaded,
            format!("{band}{}", words("1 g")),
            None,
        ),
        (
            "white on a bright shading",
            &bright,
            format!("{band}{}", words("1 g")),
            Some(Colour),
        ),
        (
            "white on a mesh",
            &mesh,
            format!("{band}{}", words("1 g")),
            Some(Doubtful),
        ),
        ("dark below a shading", &bright, over(band), Some(Covered)),
        ("dark below a mesh", &mesh, over(band), Some(Doubtful)),
        (
            "below a polygon",
            "",
            over("1 g 0 280 m 300 270 l 600 280 l 600 340 l 0 340 l h f"),
            Some(Covered),
        ),
        (
            "below a curve",
            "",
            over("1 g 0 280 m 600 280 600 280 600 340 c 0 340 l h f"),
            Some(Covered),
        ),
        (
            "below a wide line",
            "",
            over("1 G 60 w 0 305 m 600 305 l S"),
            Some(Covered),
        ),
        (
            "below many thin lines",
            "",
            over(&format!("1 G 1.2 w {lines}")),
            Some(Covered),
        ),
        ("struck out", "", over("0 g 50 303 300 .7 re f"), None),
        (
            "underlined",
            "",
            over("0 G .7 w 50 298 m 300 298 l S"),
            None,
        ),
        ("framed", "", over("0 G 40 290 500 30 re S"), None),
        (
            "framed in dashes",
            "",
            over("0 G [3 2] 0 d 40 290 500 30 re S"),
            None,
        ),
        (
            "below a veil",
            states,
            over("/Some gs 1 g 0 280 600 60 re f"),
            None,
        ),
        (
            "below a thick veil",
            states,
            over("/Most gs 1 g 0 280 600 60 re f"),
            Some(Covered),
        ),
        (
            "marked in yellow",
            states,
            over("/Multiply gs 1 1 0 rg 40 295 500 14 re f"),
            None,
        ),
        (
            "below the rule for holes",
            "",
            over("1 g 0 280 600 60 re 0 500 9 9 re f*"),
            Some(Covered),
        ),
        (
            "in a hole",
            "",
            over("1 g 0 200 600 200 re 0 280 600 60 re f*"),
            None,
        ),
        (
            "a quarter cut off",
            "",
            format!("q 125 0 475 800 re W n {} Q", words("")),
            Some(Doubtful),
        ),
        (
            "cut off by a curve",
            "",
            format!(
                "q 100 100 m 200 100 200 200 100 200 c h W n {} Q",
                words("")
            ),
            Some(Covered),
        ),
        (
            "cut off by no path",
            "",
            format!("q W n {} Q", words("")),
            Some(Doubtful),
        ),
        (
            "a clip with a hole",
            "",
            format!("q 0 0 600 800 re 0 280 600 60 re W* n {} Q", words("")),
            Some(Covered),
        ),
        (
            "a round clip",
            "",
            format!(
                "q 300 -900 m 2000 -900 2000 1500 300 1500 c -1500 1500 -1500 -900 300 -900 c h W n {} Q",
                words("")
            ),
            None,
        ),
        (
            "cut off by letters",
            "",
            format!(
                "q BT /F1 9 Tf 7 Tr 1 0 0 1 50 500 Tm (.) Tj ET {} Q",
                words("0 Tr")
            ),
            Some(Doubtful),
        ),
    ];
    all_look(&rows, &[]);
}

#[test]
fn pictures_are_looked_at_point_by_point() {
    let objects = [
        picture("/BitsPerComponent 8/ColorSpace/DeviceGray", "\u{11}"),
        picture("/BitsPerComponent 8/ColorSpace/DeviceGray", "\u{ff}"),
        picture("/BitsPerComponent 1/ImageMask true", "\u{0}"),
        picture("/BitsPerComponent 1/ImageMask true", "\u{80}"),
        picture(
            "/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 7 0 R",
            "\u{ff}",
        ),
        picture(
            "/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 8 0 R",
            "\u{ff}",
        ),
    ];
    let resources =
        "/XObject<</Dark 7 0 R/White 8 0 R/Paints 9 0 R/Spares 10 0 R/Thin 11 0 R/Full 12 0 R>>";
    let with = |name: &str| format!("q 1 g 600 0 0 60 0 280 cm /{name} Do Q ");
    all_look(
        &[
            (
                "white on dark",
                resources,
                with("Dark") + &words("1 g"),
                None,
            ),
            (
                "dark on dark",
                resources,
                with("Dark") + &words("0 g"),
                Some(Colour),
            ),
            (
                "below",
                resources,
                words("") + &with("White"),
                Some(Covered),
            ),
            (
                "below a stencil that paints",
                resources,
                words("") + &with("Paints"),
                Some(Covered),
            ),
            (
                "below a stencil that does not",
                resources,
                words("") + &with("Spares"),
                None,
            ),
            (
                "below a thin one",
                resources,
                words("") + &with("Thin"),
                None,
            ),
            (
                "below a full one",
                resources,
                words("") + &with("Full"),
                Some(Covered),
            ),
        ],
        &objects,
    );
}

#[test]
fn letters_over_letters_are_read_if_they_are_the_same() {
    let other =
        |words: &str, at: &str| format!("BT /F1 11 Tf 0 g 1 0 0 1 {at} Tm ({words}) Tj ET\n");
    let same = other(WORDS, "50.3 299.8");
    let stamp = "BT /F1 90 Tf .9 g 1 0 0 1 50 280 Tm (DRAFT) Tj ET 0 g ".to_owned();
    for (name, content) in [
        ("a bold made by twice", words("") + &same),
        ("a shadow", words(".7 g") + &same),
        ("white first", words("1 g") + &same),
        ("a stamp below", stamp + &words("")),
    ] {
        let document = read(&file(&content, "", "", "", &[])).unwrap();
        assert!(document.text.contains(WORDS), "{name}: {}", document.text);
        let mut reasons = document.hidden.iter().map(|hidden| hidden.reason);
        assert!(reasons.all(|reason| reason != Doubtful), "{name}");
    }
    for (name, content) in [
        (
            "other letters",
            words("") + &other("XXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "50 300"),
        ),
        (
            "white letters",
            words("") + "BT /F1 11 Tf 1 g 1 0 0 1 50 300 Tm (MMMMMMMMMMMMMMMMMMMMM) Tj ET",
        ),
        (
            "large letters",
            words("") + "BT /F1 90 Tf 1 g 1 0 0 1 40 280 Tm (IIIIIIIIIIIIIIII) Tj ET",
        ),
    ] {
        let document = read(&file(&content, "", "", "", &[])).unwrap();
        assert!(
            !document.text.contains("Kafka"),
            "{name}: {}",
            document.text
        );
        let doubtful = |hidden: &crate::document::HiddenText| {
            hidden.reason == Doubtful && hidden.text.contains("Kafka")
        };
        assert!(document.hidden.iter().any(doubtful), "{name}");
    }
}
