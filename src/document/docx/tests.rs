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

fn shown(document: &Document) -> Vec<(&str, Role)> {
    document
        .lines
        .iter()
        .map(|line| (line.span.of(&document.text), line.role))
        .collect()
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

#[test]
fn a_text_box_is_read_once() {
    let text_box = |label: &str| {
        format!("<w:txbxContent><w:p><w:r><w:t>{label}</w:t></w:r></w:p></w:txbxContent>")
    };
    let inner = format!(
        "<w:p><w:r><w:t>before</w:t></w:r><w:r><mc:AlternateContent>\
         <mc:Choice><w:drawing><wps>{}</wps></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        text_box("boxed"),
        text_box("boxed")
    );
    assert_eq!(text_of(&inner), "before\nboxed");
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
        shown(&document),
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
        <w:footnote w:id='1'><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let bytes = docx(&[
        (
            "word/document.xml",
            &document("<w:p><w:r><w:t>text</w:t></w:r></w:p>"),
        ),
        ("word/header1.xml", &part("hdr", "Jan Wzorowy")),
        ("word/header2.xml", &part("hdr", "Jan Wzorowy")),
        ("word/footer1.xml", &part("ftr", "page 1")),
        ("word/footnotes.xml", notes),
    ]);
    assert_eq!(
        shown(&read(&bytes).unwrap()),
        [
            ("Jan Wzorowy", Role::PageHeader),
            ("text", Role::Body),
            ("a note", Role::Body),
            ("page 1", Role::PageFooter),
        ]
    );
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
