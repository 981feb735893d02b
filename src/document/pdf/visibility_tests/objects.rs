//! Forms, layers, annotations and fonts.

use super::*;

#[test]
fn forms_layers_and_annotations_are_followed() {
    let forms = |keys: &str, content: &str| [form(keys, content)];
    let named = "/XObject<</X 7 0 R>>/ExtGState<</Faint<</ca .05>>/Clear<</ca 0>>/Some<</ca .8>>>>";
    let plain = words("");
    for (name, before, object, expected) in [
        ("a form", "/X Do", forms("", &plain), None),
        ("a white form", "1 g /X Do", forms("", &plain), Some(Colour)),
        (
            "a faint form",
            "/Faint gs /X Do",
            forms("", &plain),
            Some(Colour),
        ),
        (
            "a clear group",
            "/Clear gs /X Do",
            forms("/Group<</S/Transparency>>", &plain),
            Some(Invisible),
        ),
        (
            "a group",
            "/Some gs /X Do",
            forms("/Group<</S/Transparency/I true>>", &plain),
            None,
        ),
        (
            "a small form",
            "/X Do",
            forms("/Matrix[.1 0 0 .1 0 0]", &plain),
            Some(Tiny),
        ),
        (
            "a form elsewhere",
            "/X Do",
            forms("/Matrix[1 0 0 1 2000 0]", &plain),
            Some(OffPage),
        ),
        (
            "a form below",
            "/X Do 1 g 0 280 600 60 re f",
            forms("", &plain),
            Some(Covered),
        ),
        (
            "a form in itself",
            "/X Do",
            [stream(
                "/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>/XObject<</X 7 0 R>>>>",
                &format!("{plain} /X Do"),
            )],
            None,
        ),
    ] {
        assert_look(name, &file(before, named, "", "", &object), expected);
    }
    let group = "<</Type/OCG/Name(x)/Usage<</View<</ViewState/OFF>>/Print<</PrintState/OFF>>>>>>";
    let in_layer = format!("/OC /m BDC {plain} EMC");
    for (name, settings, member, expected) in [
        ("on", "", "7 0 R", None),
        ("off", "/OFF[7 0 R]", "7 0 R", Some(Invisible)),
        ("off unless on", "/BaseState/OFF", "7 0 R", Some(Invisible)),
        (
            "off unless on, and on",
            "/BaseState/OFF/ON[7 0 R]",
            "7 0 R",
            None,
        ),
        (
            "left as it was",
            "/BaseState/Unchanged",
            "7 0 R",
            Some(Doubtful),
        ),
        (
            "by use",
            "/AS[<</Event/View/Category[/View]/OCGs[7 0 R]>>]",
            "7 0 R",
            Some(Doubtful),
        ),
        (
            "by use in print",
            "/AS[<</Event/Print/Category[/Print]/OCGs[7 0 R]>>]",
            "7 0 R",
            None,
        ),
        (
            "a member of one that is off",
            "/OFF[7 0 R]",
            "8 0 R",
            Some(Invisible),
        ),
        ("all off", "", "9 0 R", Some(Invisible)),
        ("not", "", "10 0 R", Some(Invisible)),
    ] {
        let objects = [
            group.to_owned(),
            "<</Type/OCMD/OCGs 7 0 R>>".to_owned(),
            "<</Type/OCMD/OCGs[7 0 R]/P/AllOff>>".to_owned(),
            "<</Type/OCMD/VE[/Not 7 0 R]>>".to_owned(),
        ];
        let catalog = format!("/OCProperties<</OCGs[7 0 R]/D<<{settings}>>>>");
        let resources = format!("/Properties<</m {member}>>");
        let bytes = file(&in_layer, &resources, "", &catalog, &objects);
        assert_look(name, &bytes, expected);
    }
    let cover = [form("", "1 g 0 0 600 800 re f")];
    for (name, annotation, expected) in [
        ("a stamp", "/Subtype/Stamp/AP<</N 7 0 R>>", Some(Covered)),
        ("a hidden stamp", "/Subtype/Stamp/F 2/AP<</N 7 0 R>>", None),
        (
            "a field in another state",
            "/Subtype/Widget/AS/Off/AP<</N<</On 7 0 R>>>>",
            None,
        ),
        (
            "a square by its keys",
            "/Subtype/Square/IC[1 1 1]",
            Some(Doubtful),
        ),
        ("a link", "/Subtype/Link/C[1 0 0]/Border[0 0 1]", None),
    ] {
        let page = format!("/Annots[<</Type/Annot/Rect[0 280 600 340]{annotation}>>]");
        assert_look(name, &file(&plain, "", &page, "", &cover), expected);
    }
}

#[test]
fn fonts_must_draw_what_they_are_read_as() {
    let table = |range: &str| {
        stream(
            "",
            &format!(
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange \
                 <00> <FF> endcodespacerange {range} endcmap end end"
            ),
        )
    };
    let same = table("1 beginbfrange <20> <7e> <0020> endbfrange");
    let shifted = table("1 beginbfrange <20> <7e> <0021> endbfrange");
    let simple = |base: &str, encoding: &str| {
        format!("<</Type/Font/Subtype/Type1/BaseFont/{base}{encoding}/ToUnicode 8 0 R>>")
    };
    let drawn = "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]\
                 /FirstChar 97/LastChar 98/Widths[600 600]/Encoding<</Differences[97/a/b]>>\
                 /CharProcs<</a 9 0 R/b 9 0 R>>/Resources<<>>/ToUnicode 8 0 R>>";
    let glyph = |content: &str| stream("", &format!("600 0 0 0 600 700 d1 {content}"));
    let encoded = "/Encoding/WinAnsiEncoding";
    for (name, font, map, procedure, is_seen) in [
        ("told right", simple("Helvetica", encoded), &same, "", true),
        (
            "told wrong",
            simple("Helvetica", encoded),
            &shifted,
            "",
            false,
        ),
        (
            "told wrong by names",
            simple("Helvetica", "/Encoding<</Differences[97/a/b]>>"),
            &shifted,
            "",
            false,
        ),
        (
            "signs told as letters",
            simple("ZapfDingbats", ""),
            &same,
            "",
            false,
        ),
        ("drawn", drawn.to_owned(), &same, "0 0 600 700 re f", true),
        ("drawn as nothing", drawn.to_owned(), &same, "", false),
        (
            "drawn as a point",
            drawn.to_owned(),
            &same,
            "0 0 1 1 re f",
            false,
        ),
    ] {
        let content = "BT /F3 11 Tf 0 g 1 0 0 1 50 300 Tm (abbaab) Tj ET";
        let bytes = file(content, "", "", "", &[font, map.clone(), glyph(procedure)]);
        let document = read(&bytes).unwrap();
        assert_eq!(
            document.text.contains("abbaab"),
            is_seen,
            "{name}: {}",
            document.text
        );
        assert_eq!(document.hidden.is_empty(), is_seen, "{name}");
    }
    let said = format!("/Span <</ActualText({WORDS})>> BDC BT /F1 11 Tf 50 300 Td (x) Tj ET EMC");
    let document = read(&file(&said, "", "", "", &[])).unwrap();
    assert!(!document.text.contains("Kafka"), "{}", document.text);
}
