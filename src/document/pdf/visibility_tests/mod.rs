//! Ways of hiding text in a page, and honest ones that look like them.

mod covers;
mod objects;

use super::read;
use crate::document::HiddenReason::{self, Colour, Covered, Doubtful, Invisible, OffPage, Tiny};

const WORDS: &str = "PostgreSQL Kubernetes RabbitMQ Kafka";
const LINES: [&str; 5] = [
    "Zofia Modrzewska",
    "Backend developer, Ferry Lines, 01/2019 - 03/2024",
    "- Wrote services in Go for the timetable and kept them running at night",
    "Education",
    "BSc Mathematics, University of Leeds, 2018",
];

/// The words, after these operators, at a place.
fn words(before: &str) -> String {
    placed(before, "/F1 11 Tf", "1 0 0 1 50 300")
}

fn placed(before: &str, font: &str, matrix: &str) -> String {
    format!("q {before} BT {font} {matrix} Tm ({WORDS}) Tj ET Q\n")
}

/// A file with honest lines, then `content`; `objects` follow from number 7 on.
fn file(content: &str, resources: &str, page: &str, catalog: &str, objects: &[String]) -> Vec<u8> {
    let mut all = String::new();
    for (number, line) in LINES.iter().enumerate() {
        let height = 750 - 20 * number;
        all.push_str(&format!(
            "BT /F1 11 Tf 0 g 1 0 0 1 50 {height} Tm ({line}) Tj ET\n"
        ));
    }
    all.push_str(content);
    let font = |name: &str| {
        format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
    };
    let mut file_objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R\
             /Resources<</Font<</F1 5 0 R/F2 6 0 R/F3 7 0 R>>{resources}>>{page}>>"
        ),
        stream("", &all),
        font("Helvetica"),
        font("Courier"),
    ];
    file_objects.extend(objects.iter().cloned());
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in file_objects.iter().enumerate() {
        places.push(bytes.len());
        // Latin-1, so that data may hold any byte.
        let object: Vec<u8> = object.chars().map(|letter| letter as u8).collect();
        bytes.extend(format!("{} 0 obj\n", number + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    let count = places.len() + 1;
    bytes.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    bytes.extend(
        format!("trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    bytes
}

fn stream(keys: &str, data: &str) -> String {
    let length = data.chars().count();
    format!("<<{keys}/Length {length}>>\nstream\n{data}\nendstream")
}

fn form(keys: &str, content: &str) -> String {
    stream(
        &format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>{keys}"
        ),
        content,
    )
}

fn picture(keys: &str, data: &str) -> String {
    stream(
        &format!("/Type/XObject/Subtype/Image/Width 1/Height 1{keys}"),
        data,
    )
}

#[track_caller]
fn assert_look(name: &str, bytes: &[u8], expected: Option<HiddenReason>) {
    let document = read(bytes).unwrap();
    assert!(
        document.text.contains("timetable"),
        "{name}: {}",
        document.text
    );
    let reasons: Vec<HiddenReason> = document.hidden.iter().map(|hidden| hidden.reason).collect();
    match expected {
        None => {
            assert_eq!(reasons, [], "{name}");
            assert!(document.text.contains(WORDS), "{name}: {}", document.text);
        }
        Some(expected) => {
            assert_eq!(reasons, [expected], "{name}: {}", document.text);
            assert!(
                !document.text.contains("Kafka"),
                "{name}: {}",
                document.text
            );
        }
    }
}

/// Names, resources, operators, and what is expected.
type Row<'a> = (&'a str, &'a str, String, Option<HiddenReason>);

#[track_caller]
fn all_look(rows: &[Row], objects: &[String]) {
    for (name, resources, content, expected) in rows {
        assert_look(name, &file(content, resources, "", "", objects), *expected);
    }
}

#[test]
fn ink_is_measured_in_every_colour_space() {
    let space = |space: &str| format!("/ColorSpace<</C {space}>>");
    let tint = |function: &str| space(&format!("[/Separation/Ink/DeviceGray {function}]"));
    let rows = [
        ("grey", String::new(), "0.82 g", None),
        ("light grey", String::new(), "0.85 g", Some(Colour)),
        ("ivory", String::new(), "1 1 .94 rg", Some(Colour)),
        ("how lines end", String::new(), "1 J 1 j 3 M 0 i", None),
        ("no operator", String::new(), "0 g 1 scn2", Some(Doubtful)),
        ("a touch of cyan", String::new(), ".03 0 0 0 k", Some(Colour)),
        ("cyan", String::new(), "1 0 0 .3 k", None),
        (
            "Lab, light",
            space("[/Lab<</WhitePoint[.95 1 1.08]>>]"),
            "/C cs 100 0 0 scn",
            Some(Colour),
        ),
        (
            "Lab, dark",
            space("[/Lab<</WhitePoint[.95 1 1.08]>>]"),
            "/C cs 30 0 0 scn",
            None,
        ),
        (
            "a gamma of no screen",
            space("[/CalRGB<</WhitePoint[1 1 1]/Gamma[.01 .01 .01]>>]"),
            "/C cs .2 .2 .2 scn",
            Some(Doubtful),
        ),
        (
            "indexed",
            space("[/Indexed/DeviceRGB 1<000000FFFFFF>]"),
            "/C cs 1 sc",
            Some(Colour),
        ),
        (
            "indexed, dark",
            space("[/Indexed/DeviceRGB 1<000000FFFFFF>]"),
            "/C cs 0 sc",
            None,
        ),
        (
            "a colorant that is white",
            tint("<</FunctionType 2/Domain[0 1]/C0[1]/C1[1]/N 1>>"),
            "/C cs 1 scn",
            Some(Colour),
        ),
        (
            "a colorant that is black",
            tint("<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>"),
            "/C cs",
            None,
        ),
        (
            "stitched, white above the middle",
            tint(
                "<</FunctionType 3/Domain[0 1]/Bounds[.5]/Encode[0 1 0 1]/Functions\
                 [<</FunctionType 2/Domain[0 1]/C0[0]/C1[0]/N 1>>\
                 <</FunctionType 2/Domain[0 1]/C0[1]/C1[1]/N 1>>]>>",
            ),
            "/C cs .6 scn",
            Some(Colour),
        ),
        ("sampled", tint("8 0 R"), "/C cs 1 scn", Some(Colour)),
        ("sampled, dark", tint("8 0 R"), "/C cs 0 scn", None),
        ("calculated", tint("9 0 R"), "/C cs 1 scn", Some(Colour)),
        ("calculated, dark", tint("9 0 R"), "/C cs 0 scn", None),
        (
            "a function of no known kind",
            tint("<</FunctionType 9/Domain[0 1]>>"),
            "/C cs 1 scn",
            Some(Doubtful),
        ),
        (
            "a colorant that is never printed",
            space("[/Separation/None/DeviceGray<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>]"),
            "/C cs 1 scn",
            Some(Colour),
        ),
        ("a space that is not there", String::new(), "/C cs 0 scn", Some(Doubtful)),
        (
            "a white tile",
            "/Pattern<</P 10 0 R>>".into(),
            "/Pattern cs /P scn",
            Some(Colour),
        ),
        (
            "a dark tile",
            "/Pattern<</P 11 0 R>>".into(),
            "/Pattern cs /P scn",
            None,
        ),
        (
            "a tile with gaps",
            "/Pattern<</P 12 0 R>>".into(),
            "/Pattern cs /P scn",
            Some(Doubtful),
        ),
        (
            "from red to blue",
            "/Pattern<</P<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceRGB\
             /Coords[0 0 600 0]/Function<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 1>>>>>>>>"
                .into(),
            "/Pattern cs /P scn",
            None,
        ),
        (
            "from white to white",
            "/Pattern<</P<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceGray\
             /Coords[0 0 600 0]/Function<</FunctionType 2/Domain[0 1]/C0[1]/C1[1]/N 1>>>>>>>>"
                .into(),
            "/Pattern cs /P scn",
            Some(Colour),
        ),
    ];
    let tile = |content: &str| {
        stream(
            "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>",
            content,
        )
    };
    let objects = [
        "null".to_owned(),
        stream(
            "/FunctionType 0/Domain[0 1]/Range[0 1]/Size[2]/BitsPerSample 8",
            "\u{0}\u{ff}",
        ),
        stream("/FunctionType 4/Domain[0 1]/Range[0 1]", "{1 mul}"),
        tile("1 g 0 0 9 9 re f"),
        tile(".2 g 0 0 9 9 re f"),
        tile("0 g 0 0 1 1 re f"),
    ];
    for (name, resources, before, expected) in rows {
        let bytes = file(&words(before), &resources, "", "", &objects);
        assert_look(name, &bytes, expected);
    }
}

#[test]
fn modes_opacities_and_blends_decide() {
    let states = "/ExtGState<</Clear<</ca 0/CA 0>>/Faint<</ca .1>>/Most<</ca .7>>\
                  /Screen<</BM/Screen>>/Multiply<</BM/Multiply>>/Hue<</BM[/Hue]>>\
                  /Mask<</SMask<</S/Alpha/G 7 0 R>>>>/None<</SMask/None>>>>";
    all_look(
        &[
            (
                "lines of the ground's colour",
                states,
                words("1 G 1 Tr"),
                Some(Colour),
            ),
            ("lines", states, words("0 G 1 Tr"), None),
            (
                "lines in dashes",
                states,
                words("1 Tr [0 99] 0 d"),
                Some(Doubtful),
            ),
            ("both white", states, words("1 g 1 G 2 Tr"), Some(Colour)),
            ("a bold made by lines", states, words("2 Tr .3 w"), None),
            (
                "white with dark lines",
                states,
                words("1 g 0 G 2 Tr .4 w"),
                None,
            ),
            (
                "dark with wide white lines",
                states,
                words("1 G 2 Tr 4 w"),
                Some(Doubtful),
            ),
            (
                "dark with thin white lines",
                states,
                words("1 G 2 Tr .2 w"),
                None,
            ),
            ("blots", states, words("2 Tr 6 w"), Some(Doubtful)),
            ("nothing painted", states, words("3 Tr"), Some(Invisible)),
            ("a clip alone", states, words("7 Tr"), Some(Invisible)),
            ("no opacity", states, words("/Clear gs"), Some(Invisible)),
            (
                "its name with an escape",
                states,
                words("/Cle#61r gs"),
                Some(Invisible),
            ),
            ("little opacity", states, words("/Faint gs"), Some(Colour)),
            ("some opacity", states, words("/Most gs"), None),
            ("screened", states, words("/Screen gs"), Some(Doubtful)),
            ("multiplied", states, words("/Multiply gs"), None),
            (
                "a blend that is not followed",
                states,
                words("/Hue gs"),
                Some(Doubtful),
            ),
            ("a mask", states, words("/Mask gs"), Some(Doubtful)),
            ("no mask any more", states, words("/Mask gs /None gs"), None),
            (
                "a number that is none",
                states,
                words("1..2 w"),
                Some(Doubtful),
            ),
        ],
        &[form("/Group<</S/Transparency>>", "")],
    );
}

#[test]
fn size_and_place_count_on_the_page() {
    let font = "/F1 11 Tf";
    let rows: Vec<Row> = [
        ("flat", placed("", font, "1 0 0 .001 50 300"), Some(Tiny)),
        (
            "narrow",
            placed("", font, ".00001 0 0 11 50 300"),
            Some(Tiny),
        ),
        ("narrow by its state", words("1 Tz"), Some(Tiny)),
        ("condensed", words("80 Tz"), None),
        ("turned", placed("", font, "0 1 -1 0 300 300"), None),
        (
            "mirrored twice",
            "q 1 0 0 -1 0 800 cm ".to_owned() + &placed("", font, "1 0 0 -1 50 500") + "Q",
            None,
        ),
        (
            "large by a matrix",
            placed("", "/F1 1 Tf", "11 0 0 11 50 300"),
            None,
        ),
        (
            "slanted flat",
            placed("", font, "1 0 1 .001 50 300"),
            Some(Tiny),
        ),
        (
            "below 4 points",
            placed("", "/F1 3.7 Tf", "1 0 0 1 50 300"),
            Some(Tiny),
        ),
        ("4 points", placed("", "/F1 4 Tf", "1 0 0 1 50 300"), None),
        ("moved off", words("1 0 0 1 900 0 cm"), Some(OffPage)),
        ("risen off", words("2000 Ts"), Some(OffPage)),
        ("spread off", words("3000 Tc"), Some(OffPage)),
        (
            "kerned off",
            format!("BT {font} 1 0 0 1 50 300 Tm [-900000 ({WORDS})] TJ ET"),
            Some(OffPage),
        ),
        (
            "lines off",
            format!("BT {font} 5000 TL 50 300 Td ({WORDS}) ' ET"),
            Some(OffPage),
        ),
        ("heaped", words("-5.9 Tc -20 Tw"), Some(Doubtful)),
    ]
    .into_iter()
    .map(|(name, content, expected)| (name, "", content, expected))
    .collect();
    all_look(&rows, &[]);
}
