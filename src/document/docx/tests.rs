//! Word files built in memory, each with one thing to get right.

use std::io::{Cursor, Write};

use super::*;

fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn body(inner: &str) -> Vec<u8> {
    docx(&[("word/document.xml", &document(inner))])
}

fn document(inner: &str) -> String {
    format!("<w:document xmlns:w='w' xmlns:mc='mc'><w:body>{inner}</w:body></w:document>")
}

fn text_of(inner: &str) -> String {
    read(&body(inner)).unwrap().text
}

#[test]
fn paragraph_content() {
    let cases = [
        (
            "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>",
            "a\tb\nc",
        ),
        (
            "<w:p><w:r><w:t xml:space='preserve'>one </w:t></w:r><w:r><w:t>word</w:t></w:r></w:p>",
            "one word",
        ),
        (
            "<w:p><w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>",
            "coop-x",
        ),
        (
            "<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>",
            "kept",
        ),
        (
            "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom></w:p>",
            "new",
        ),
        (
            "<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>",
            "link",
        ),
        (
            "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>",
            "7",
        ),
        (
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>control</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            "control",
        ),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p><w:r><w:t>x</w:t></w:r></w:p>",
            "x",
        ),
        (
            "<w:p><w:r><w:sym w:font='Symbol' w:char='F0B7'/><w:t> item</w:t></w:r></w:p>",
            "• item",
        ),
        ("<w:p><w:r><w:t>R&amp;D &#x41;</w:t></w:r></w:p>", "R&D A"),
    ];
    for (inner, expected) in cases {
        assert_eq!(text_of(inner), expected, "{inner}");
    }
}

/// A text box beside the text, with more about its anchor and its shape.
fn text_box(anchor: &str, shape: &str, inner: &str) -> String {
    format!(
        "<w:p><w:r><w:drawing><wp:anchor {anchor}<a:graphic><a:graphicData><wps:wsp>{shape}\
         <wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData>\
         </a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )
}

fn plain(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn a_text_box_is_read_once() {
    let drawn = text_box(
        "><wp:extent cx='2000000' cy='500000'/>",
        "",
        &plain("boxed"),
    );
    let older = format!(
        "<w:p><w:r><w:pict><v:shape style='width:100pt;height:40pt'><v:textbox><w:txbxContent>{}\
         </w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        plain("boxed")
    );
    for (requires, drawn, expected) in [
        ("wps", &*drawn, "before\nboxed"),
        (
            "zz",
            "<w:p><w:r><w:t>unread</w:t></w:r></w:p>",
            "before\nboxed",
        ),
        // Viewers of different age choose different branches.
        ("w16du", "<w:p><w:r><w:t>unread</w:t></w:r></w:p>", "before"),
    ] {
        let inner = format!(
            "{}<mc:AlternateContent><mc:Choice Requires='{requires}'>{drawn}</mc:Choice>\
             <mc:Fallback>{older}</mc:Fallback></mc:AlternateContent>",
            plain("before"),
        );
        let found = read(&body(&inner)).unwrap();
        if expected == "before" {
            assert!(found.hidden.is_empty() || found.hidden[0].reason == HiddenReason::Doubtful);
        } else {
            assert_eq!(found.text, expected, "{requires}");
        }
    }
}

#[test]
fn tables_run_row_by_row() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let nested = format!(
        "<w:tc><w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p/></w:tc>",
        cell("n1"),
        cell("n2")
    );
    let inner = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{nested}</w:tr></w:tbl>",
        cell("2019"),
        cell("Clerk"),
        cell("2020")
    );
    assert_eq!(text_of(&inner), "2019\tClerk\n2020\tn1\tn2");
}

#[test]
fn what_the_eye_cannot_see_is_hidden() {
    let run = |properties: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>secret</w:t></w:r>");
    let plain = "<w:r><w:t>seen</w:t></w:r>";
    let cases = [
        ("<w:vanish/>", Some(HiddenReason::Invisible)),
        ("<w:vanish w:val='0'/>", None),
        ("<w:webHidden/>", Some(HiddenReason::Invisible)),
        ("<w:color w:val='FFFFFF'/>", Some(HiddenReason::Colour)),
        ("<w:color w:val='FEFEFE'/>", Some(HiddenReason::Colour)),
        ("<w:color w:val='auto'/>", None),
        (
            "<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='1F3864'/>",
            None,
        ),
        (
            "<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='FFFFFF'/>",
            Some(HiddenReason::Colour),
        ),
        (
            "<w:color w:val='FFFFFF'/><w:highlight w:val='black'/>",
            None,
        ),
        ("<w:sz w:val='2'/>", Some(HiddenReason::Tiny)),
        ("<w:sz w:val='16'/>", None),
    ];
    for (properties, reason) in cases {
        let document = read(&body(&format!("<w:p>{plain}{}</w:p>", run(properties)))).unwrap();
        let found = document.hidden.first().map(|hidden| hidden.reason);
        assert_eq!(found, reason, "{properties}");
        assert_eq!(
            document.text.contains("secret"),
            reason.is_none(),
            "{properties}"
        );
    }
}

/// What hides text or may hide it, by kind, and what honest writers do of the same kind.
#[test]
fn means_of_all_kinds_are_understood() {
    use HiddenReason::{Colour, Covered, Doubtful, Invisible, OffPage, Tiny};
    let run = |properties: &str| {
        format!("<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>secret word</w:t></w:r></w:p>")
    };
    let set = |properties: &str| {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>secret word</w:t></w:r></w:p>")
    };
    let table = |table: &str, row: &str, cell: &str, inner: &str| {
        format!(
            "<w:tbl><w:tblPr>{table}</w:tblPr><w:tr><w:trPr>{row}</w:trPr><w:tc>\
             <w:tcPr>{cell}</w:tcPr>{inner}</w:tc></w:tr></w:tbl>"
        )
    };
    let secret = plain("secret word");
    let white = run("<w:color w:val='FFFFFF'/>");
    let dark = "<wps:spPr><a:solidFill><a:srgbClr val='1F3864'/></a:solidFill></wps:spPr>";
    let large = "><wp:extent cx='2000000' cy='500000'/>";
    let at = |offset: i64| {
        format!(
            "><wp:positionH relativeFrom='page'><wp:posOffset>{offset}</wp:posOffset>\
             </wp:positionH><wp:extent cx='2000000' cy='500000'/>"
        )
    };
    let field = |code: &str, shown: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{code}\
             </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>\
             <w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        )
    };
    let cases: Vec<(String, Option<HiddenReason>)> = vec![
        // Ink and ground.
        (run("<w:color w:val='FFFF00'/><w:highlight w:val='yellow'/>"), Some(Colour)),
        (run("<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='F4F4F4'/>"), Some(Colour)),
        (run("<w:shd w:val='clear' w:fill='000000'/>"), None),
        (run("<w:color w:val='000000'/><w:shd w:val='solid' w:color='000000'/>"), Some(Colour)),
        (run("<w:color w:val='000000'/><w:shd w:val='pct90' w:color='000000'/>"), Some(Colour)),
        (run("<w:color w:val='999999'/>"), None),
        (run("<w:color w:val='767676'/>"), None),
        (run("<w:color w:val='white'/>"), Some(Doubtful)),
        (run("<w:color w:val='000000' w:themeColor='background1'/>"), Some(Doubtful)),
        (run("<w:color w:val='000000' w:themeColor='text1'/>"), None),
        (run("<w14:textFill><w14:noFill/></w14:textFill>"), Some(Invisible)),
        (run("<w14:textFill><w14:gradFill/></w14:textFill>"), Some(Doubtful)),
        (
            run("<w14:textFill><w14:solidFill><w14:srgbClr w14:val='203040'/></w14:solidFill></w14:textFill>"),
            None,
        ),
        // Size, width, place.
        (run("<w:sz w:val='7'/>"), Some(Tiny)),
        (run("<w:sz w:val='0.1in'/>"), None),
        (run("<w:sz w:val='one'/>"), Some(Doubtful)),
        (run("<w:cs/><w:sz w:val='22'/><w:szCs w:val='2'/>"), Some(Tiny)),
        (run("<w:w w:val='1'/>"), Some(Tiny)),
        (run("<w:w w:val='90'/>"), None),
        (run("<w:spacing w:val='-200'/>"), Some(Doubtful)),
        (run("<w:spacing w:val='-10'/>"), None),
        (run("<w:position w:val='-2000'/>"), Some(OffPage)),
        (run("<w:position w:val='6'/>"), None),
        (run("<w:fitText w:val='10'/>"), Some(Doubtful)),
        (run("<w:eastAsianLayout w:vert='1'/>"), Some(Doubtful)),
        (run("<w:smallCaps/><w:b/><w:u w:val='single'/>"), None),
        (run("<w:del/>"), Some(Doubtful)),
        (run("<w:rFonts w:ascii='Wingdings'/>"), Some(Doubtful)),
        (run("<w:vanish w:val='off'/>"), None),
        (run("<w:vanish w:val='true'/>"), Some(Invisible)),
        // Paragraphs.
        (set("<w:ind w:left='-30000'/>"), Some(OffPage)),
        (set("<w:ind w:start='-10in'/>"), Some(OffPage)),
        (set("<w:ind w:left='-567'/>"), None),
        (set("<w:ind w:left='720' w:hanging='360'/>"), None),
        (set("<w:ind w:right='20000'/>"), Some(Doubtful)),
        (set("<w:spacing w:line='1' w:lineRule='exact'/>"), Some(Covered)),
        (set("<w:spacing w:line='1' w:lineRule='auto'/>"), Some(Doubtful)),
        (set("<w:spacing w:line='240' w:lineRule='exact'/>"), None),
        (set("<w:spacing w:before='31000'/>"), Some(Doubtful)),
        (set("<w:spacing w:before='600' w:after='31000'/>"), None),
        (set("<w:spacing w:line='360' w:lineRule='auto'/>"), None),
        (set("<w:framePr w:w='3000' w:x='-30000' w:hAnchor='page'/>"), Some(OffPage)),
        (set("<w:framePr w:w='3000' w:x='700' w:hAnchor='page' w:y='700' w:vAnchor='page'/>"), None),
        (set("<w:zz/>"), Some(Doubtful)),
        // Tables.
        (table("", "<w:hidden/>", "", &secret), Some(Invisible)),
        (table("", "<w:trHeight w:val='1' w:hRule='exact'/>", "", &secret), Some(Covered)),
        (table("", "<w:trHeight w:val='400' w:hRule='exact'/>", "", &secret), None),
        (table("", "<w:trHeight w:val='1'/>", "", &secret), None),
        (table("", "", "<w:vMerge/>", &secret), Some(Covered)),
        (table("", "", "<w:vMerge w:val='restart'/>", &secret), None),
        (table("", "", "<w:shd w:val='clear' w:fill='203040'/>", &white), None),
        (table("<w:tblInd w:w='-30000' w:type='dxa'/>", "", "", &secret), Some(OffPage)),
        (table("<w:tblInd w:w='-108' w:type='dxa'/>", "", "", &secret), None),
        (
            table("", "<w:gridBefore w:val='1'/>", "", &secret).replace("<w:tr>", "<w:tblGrid><w:gridCol w:w='5000'/></w:tblGrid><w:tr>"),
            Some(Doubtful),
        ),
        (
            table("", "", "", &secret).replace("<w:tr>", "<w:tblGrid><w:gridCol w:w='5000'/></w:tblGrid><w:tr>"),
            None,
        ),
        // Boxes.
        (text_box(large, "", &white), Some(Colour)),
        (text_box(large, dark, &white), None),
        (text_box(large, dark, &run("<w:color w:val='1F3864'/>")), Some(Colour)),
        (text_box(&at(-99_999_999), "", &secret), Some(OffPage)),
        (text_box(&at(900_000), "", &secret), None),
        (text_box("><wp:extent cx='9' cy='9'/>", "", &secret), Some(Covered)),
        (text_box("hidden='1'><wp:extent cx='2000000' cy='500000'/>", "", &secret), Some(Invisible)),
        (text_box("><wp:docPr id='1' hidden='true'/>", "", &secret), Some(Invisible)),
        // Fields, controls, what is not known.
        (field("HYPERLINK x", "secret word"), None),
        (field("SET name", "secret word"), Some(Invisible)),
        ("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:t>secret word</w:t></w:r></w:p>".into(), Some(Invisible)),
        ("<w:p><w:zz><w:r><w:t>secret word</w:t></w:r></w:zz></w:p>".into(), Some(Doubtful)),
        ("<w:p><x:r><x:t>secret word</x:t></x:r></w:p>".into(), Some(Doubtful)),
        ("<w:p><w:bdo w:val='ltr'><w:r><w:t>secret word</w:t></w:r></w:bdo></w:p>".into(), None),
    ];
    for (inner, reason) in cases {
        let document = read(&body(&format!("{}{inner}", plain("seen")))).unwrap();
        let found = document.hidden.first().map(|hidden| hidden.reason);
        assert_eq!(found, reason, "{inner}");
        let is_seen = document.text.contains("secret");
        assert_eq!(is_seen, reason.is_none(), "{inner}");
    }
}

#[test]
fn styles_reach_the_run_through_any_chain() {
    use HiddenReason::{Colour, Doubtful, Invisible};
    let style = |kind: &str, id: &str, base: &str, more: &str| {
        let base = match base {
            "" => String::new(),
            base => format!("<w:basedOn w:val='{base}'/>"),
        };
        format!(
            "<w:style w:type='{kind}' w:styleId='{id}'><w:name w:val='{id}'/>{base}{more}</w:style>"
        )
    };
    let white = "<w:rPr><w:color w:val='FFFFFF'/></w:rPr>";
    let gone = "<w:rPr><w:vanish/></w:rPr>";
    let head = "<w:tblStylePr w:type='firstRow'><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:tcPr>\
                <w:shd w:val='clear' w:fill='203040'/></w:tcPr></w:tblStylePr>";
    let long: String = (0..40)
        .map(|at| style("character", &format!("c{at}"), &format!("c{}", at + 1), ""))
        .chain([style("character", "c40", "", gone)])
        .collect();
    let styles = [
        &*long,
        &style("character", "round1", "round2", ""),
        &style("character", "round2", "round1", ""),
        &style("paragraph", "gone", "", gone),
        &style("character", "gone2", "", gone),
        &style("table", "white", "", white),
        &style("table", "head", "", head),
        &style("table", "below", "head", ""),
    ]
    .concat();
    let styles = format!("<w:styles xmlns:w='w'>{styles}</w:styles>");
    let run = |paragraph: &str, letters: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val='{paragraph}'/></w:pPr><w:r><w:rPr><w:rStyle w:val='{letters}'/>\
             </w:rPr><w:t>secret</w:t></w:r></w:p>"
        )
    };
    let table = |style: &str, look: &str, inner: &str| {
        format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val='{style}'/>{look}</w:tblPr>\
             <w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
        )
    };
    let first = "<w:tblLook w:val='0420'/>";
    let none = "<w:tblLook w:firstRow='0' w:noHBand='1' w:noVBand='1'/>";
    for (inner, reason) in [
        (run("", "c0"), Some(Invisible)),
        (run("", "round1"), Some(Doubtful)),
        (run("gone", ""), Some(Invisible)),
        // Turned on twice is turned off, in some viewers.
        (run("gone", "gone2"), Some(Doubtful)),
        (table("white", "", &plain("secret")), Some(Colour)),
        (table("head", first, &plain("secret")), None),
        (table("below", first, &plain("secret")), None),
        (table("head", none, &plain("secret")), None),
        (
            table(
                "head",
                none,
                "<w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>secret</w:t></w:r></w:p>",
            ),
            Some(Colour),
        ),
    ] {
        let bytes = docx(&[
            (
                "word/document.xml",
                &document(&format!("{}{inner}", plain("seen"))),
            ),
            ("word/styles.xml", &styles),
        ]);
        let document = read(&bytes).unwrap();
        let found = document.hidden.first().map(|hidden| hidden.reason);
        assert_eq!(found, reason, "{inner}");
        assert_eq!(
            document.text.contains("secret"),
            reason.is_none(),
            "{inner}"
        );
    }
}

#[test]
fn white_text_in_a_shaded_cell_is_visible() {
    let inner = "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val='clear' w:fill='203040'/></w:tcPr>\
                 <w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>Skills</w:t></w:r></w:p>\
                 </w:tc></w:tr></w:tbl>";
    assert_eq!(text_of(inner), "Skills");
}

#[test]
fn roles_come_from_styles() {
    let styles = "<w:styles xmlns:w='w'>\
        <w:style w:type='paragraph' w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
        <w:style w:type='paragraph' w:styleId='Mine'><w:name w:val='Mine'/><w:basedOn w:val='berschrift1'/></w:style>\
        <w:style w:type='paragraph' w:styleId='Punkt'><w:name w:val='List Bullet'/></w:style>\
        <w:style w:type='paragraph' w:styleId='Loop'><w:name w:val='Loop'/><w:basedOn w:val='Loop'/></w:style>\
        <w:style w:type='character' w:styleId='Ghost'><w:name w:val='Ghost'/><w:rPr><w:vanish/></w:rPr></w:style>\
        </w:styles>";
    let paragraph = |properties: &str, text: &str| {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let inner = [
        paragraph("<w:pStyle w:val='Mine'/>", "Work"),
        paragraph("<w:pStyle w:val='Punkt'/>", "built"),
        paragraph("<w:pStyle w:val='Loop'/>", "plain"),
        paragraph("<w:outlineLvl w:val='1'/>", "Skills"),
        paragraph(
            "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr>",
            "led",
        ),
        paragraph("<w:numPr><w:numId w:val='0'/></w:numPr>", "not led"),
        "<w:p><w:r><w:rPr><w:rStyle w:val='Ghost'/></w:rPr><w:t>ghost</w:t></w:r></w:p>".into(),
    ]
    .concat();
    let bytes = docx(&[
        ("word/document.xml", &document(&inner)),
        ("word/styles.xml", styles),
    ]);
    let document = read(&bytes).unwrap();
    assert_eq!(
        document.shown(),
        [
            ("Work", Role::Heading),
            ("built", Role::ListItem),
            ("plain", Role::Body),
            ("Skills", Role::Heading),
            ("led", Role::ListItem),
            ("not led", Role::Body),
        ]
    );
    assert_eq!(document.hidden[0].text, "ghost");
}

#[test]
fn headers_footers_and_notes_have_their_place() {
    let part = |kind: &str, text: &str| {
        format!("<w:{kind} xmlns:w='w'><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>")
    };
    let notes = "<w:footnotes xmlns:w='w'>\
        <w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='1'><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='2'><w:p><w:r><w:t>for nothing</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations: String = [
        ("h1", "header", "header1.xml"),
        ("h2", "header", "header2.xml"),
        ("h3", "header", "header3.xml"),
        ("f1", "footer", "footer1.xml"),
        ("f2", "footer", "footer2.xml"),
        ("n1", "footnotes", "footnotes.xml"),
    ]
    .iter()
    .map(|(id, last, target)| {
        format!("<Relationship Id='{id}' Type='{kind}/{last}' Target='{target}'/>")
    })
    .collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let text = "<w:p><w:r><w:t>text</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r></w:p>\
        <w:sectPr xmlns:r='r'><w:headerReference w:type='default' r:id='h1'/>\
        <w:headerReference w:type='first' r:id='h2'/><w:headerReference w:type='even' r:id='h3'/>\
        <w:footerReference w:type='default' r:id='f1'/>\
        <w:footerReference w:type='first' r:id='f1'/>\
        <w:footerReference w:type='default' r:id='f2'/><w:titlePg/></w:sectPr>";
    let bytes = docx(&[
        ("word/_rels/document.xml.rels", &relations),
        ("word/document.xml", &document(text)),
        ("word/header1.xml", &part("hdr", "Jan Wzorowy")),
        ("word/header2.xml", &part("hdr", "Jan Wzorowy")),
        ("word/header3.xml", &part("hdr", "on no page")),
        ("word/header4.xml", &part("hdr", "in no section")),
        ("word/footer1.xml", &part("ftr", "page 1")),
        ("word/footer2.xml", &part("ftr", "from page 2")),
        ("word/footnotes.xml", notes),
    ]);
    let document = read(&bytes).unwrap();
    assert_eq!(
        document.shown(),
        [
            ("Jan Wzorowy", Role::PageHeader),
            ("text", Role::Body),
            ("a note", Role::Body),
            ("page 1", Role::PageFooter),
        ]
    );
    // A document of one page shows it on none.
    assert_eq!(document.hidden[0].text, "from page 2");
    assert_eq!(document.hidden[0].reason, HiddenReason::Doubtful);
}

#[test]
fn the_main_part_is_found_by_its_relation() {
    let relations = "<Relationships><Relationship Id='r1' \
        Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' \
        Target='/word/document2.xml'/></Relationships>";
    let bytes = docx(&[
        ("_rels/.rels", relations),
        (
            "word/document2.xml",
            &document("<w:p><w:r><w:t>found</w:t></w:r></w:p>"),
        ),
    ]);
    assert_eq!(read(&bytes).unwrap().text, "found");
}

#[test]
fn hostile_files_are_refused() {
    let bomb = format!("<w:document>{}</w:document>", " ".repeat(101 << 20));
    assert_eq!(
        read(&docx(&[("word/document.xml", &bomb)]))
            .unwrap_err()
            .status,
        Status::OverLimit
    );
    let mut cut = body("<w:p><w:r><w:t>text</w:t></w:r></w:p>");
    cut.truncate(cut.len() / 2);
    assert_eq!(read(&cut).unwrap_err().status, Status::Damaged);
    let deep = "<w:tbl><w:tr><w:tc>".repeat(200);
    assert_eq!(read(&body(&deep)).unwrap_err().status, Status::OverLimit);
    assert_eq!(
        read(&docx(&[("word/styles.xml", "<a/>")]))
            .unwrap_err()
            .reason,
        "the Word file has no main text part; save it again in Word"
    );
}

#[test]
fn a_table_row_that_was_deleted_is_not_read() {
    let row = |properties: &str, text: &str| {
        format!("<w:tr>{properties}<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>")
    };
    let table = |inner: &str| format!("<w:tbl>{inner}</w:tbl>");
    let deleted = "<w:trPr><w:del w:id='1' w:author='x'/></w:trPr>";
    let added = "<w:trPr><w:ins w:id='2' w:author='x'/></w:trPr>";
    for (inner, expected) in [
        (
            [row("", "one"), row(deleted, "gone"), row("", "two")],
            "one\ntwo",
        ),
        (
            [
                row(deleted, "gone"),
                row(added, "new"),
                row("<w:trPr/>", "two"),
            ],
            "new\ntwo",
        ),
        // Properties without a deletion, and a deletion within a cell alone.
        (
            [
                row("<w:trPr><w:tblHeader/></w:trPr>", "head"),
                row(
                    "",
                    "one</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>",
                ),
                row("", "two"),
            ],
            "head\none\ntwo",
        ),
    ] {
        assert_eq!(text_of(&table(&inner.concat())), expected);
    }
}

#[test]
fn lists_side_by_side_are_read_by_columns() {
    let cell = |texts: &[&str]| {
        let paragraphs: String = texts
            .iter()
            .map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))
            .collect();
        format!("<w:tc>{paragraphs}</w:tc>")
    };
    let row = |cells: [&[&str]; 3]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let table = |second: &[&str]| {
        format!(
            "<w:tbl>{}{}</w:tbl>",
            row([&["Criteria"], &["Essential"], &["Desirable"]]),
            row([&["Skills"], &["Baking", "Icing"], second]),
        )
    };
    assert_eq!(
        text_of(&table(&["Sugar work", "Bread"])),
        "Criteria\nEssential\nSkills\nBaking\nIcing\nDesirable\nSugar work\nBread"
    );
    // One list alone stands beside what it belongs to.
    assert_eq!(
        text_of(&table(&["Sugar work"])),
        "Criteria\tEssential\tDesirable\nSkills\nBaking\nIcing\nSugar work"
    );
}
