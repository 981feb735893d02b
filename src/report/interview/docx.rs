//! The sheet as a document of a word processor: the smallest package of WordprocessingML that Word
//! and LibreOffice open without a word.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::sheet::{Block, Sheet};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// What content types of WordprocessingML begin with.
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// Twentieths of a point that a line for notes is high.
const LINE_HEIGHT: usize = 420;

/// The same bytes for the same sheet: nothing in it knows of a clock.
pub(super) fn document(sheet: &Sheet) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", properties(sheet)),
        ("word/document.xml", body(sheet)),
        ("word/_rels/document.xml.rels", document_relations()),
        (
            "word/styles.xml",
            format!("{HEAD}{}", include_str!("styles.xml")),
        ),
        ("word/footer1.xml", footer(sheet)),
    ] {
        zip.start_file(name, options).map_err(io::Error::other)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

fn content_types() -> String {
    let parts = [
        ("/word/document.xml", format!("{TYPE}.document.main+xml")),
        ("/word/styles.xml", format!("{TYPE}.styles+xml")),
        ("/word/footer1.xml", format!("{TYPE}.footer+xml")),
        (
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
    ];
    let parts =
        parts.map(|(part, kind)| format!("<Override PartName=\"{part}\" ContentType=\"{kind}\"/>"));
    format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}</Types>",
        parts.concat()
    )
}

fn relations(listed: &[(&str, &str)]) -> String {
    let listed: String = (1..)
        .zip(listed)
        .map(|(number, (kind, target))| {
            format!("<Relationship Id=\"r{number}\" Type=\"{kind}\" Target=\"{target}\"/>")
        })
        .collect();
    format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{listed}</Relationships>")
}

fn package_relations() -> String {
    relations(&[
        (&format!("{OFFICE}/officeDocument"), "word/document.xml"),
        (
            &format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml",
        ),
    ])
}

fn document_relations() -> String {
    relations(&[
        (&format!("{OFFICE}/styles"), "styles.xml"),
        (&format!("{OFFICE}/footer"), "footer1.xml"),
    ])
}

fn properties(sheet: &Sheet) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:creator>cvrank</dc:creator>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:created></cp:coreProperties>",
        escaped(&sheet.title),
        escaped(&sheet.as_of)
    )
}

fn footer(sheet: &Sheet) -> String {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "{HEAD}<w:ftr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}{}\
         <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>{}{}{}</w:p></w:ftr>",
        run(
            &format!("{} · as of {} · page ", sheet.title, sheet.as_of),
            false
        ),
        field("begin"),
        field("separate"),
        run("1", false),
        field("end"),
    )
}

fn body(sheet: &Sheet) -> String {
    let mut body = String::new();
    for block in &sheet.blocks {
        match block {
            Block::Title { text } => body.push_str(&paragraph("Title", &run(text, false))),
            Block::Heading { text } => body.push_str(&paragraph("Heading2", &run(text, false))),
            // The style begins a page.
            Block::Candidate { text } => body.push_str(&paragraph("Heading1", &run(text, false))),
            Block::Paragraph { text } => body.push_str(&paragraph("Normal", &run(text, false))),
            Block::Remark { text } => body.push_str(&paragraph("Remark", &run(text, false))),
            Block::Question { number, text } => {
                body.push_str(&paragraph("Question", &numbered(*number, text)));
            }
            Block::Listed { number, text } => {
                body.push_str(&paragraph("Listed", &numbered(*number, text)));
            }
            Block::Shown {
                word,
                note,
                quotes,
                ask,
            } => {
                let mut first = run(word, true);
                if !note.is_empty() {
                    first.push_str(&run(&format!(": {note}"), false));
                }
                body.push_str(&paragraph("Shown", &first));
                for quote in quotes {
                    body.push_str(&paragraph("Shown", &run(quote, false)));
                }
                if !ask.is_empty() {
                    let ask = run("Then ask ", true) + &run(ask, false);
                    body.push_str(&paragraph("Shown", &ask));
                }
            }
            Block::Room { lines } => body.push_str(&room(*lines)),
        }
    }
    format!(
        "{HEAD}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><w:body>{body}\
         <w:sectPr><w:footerReference w:type=\"default\" r:id=\"r2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>"
    )
}

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn numbered(number: usize, text: &str) -> String {
    format!(
        "{}<w:r><w:tab/></w:r>{}",
        run(&format!("{number}."), false),
        run(text, false)
    )
}

fn run(text: &str, bold: bool) -> String {
    let bold = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    format!(
        "<w:r>{bold}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escaped(text)
    )
}

/// A table of empty rows with a line below each, which people write on and type into.
fn room(lines: usize) -> String {
    let row = format!(
        "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{LINE_HEIGHT}\" w:hRule=\"atLeast\"/></w:trPr>\
         <w:tc><w:tcPr><w:tcW w:w=\"9200\" w:type=\"dxa\"/></w:tcPr>{}</w:tc></w:tr>",
        paragraph("Normal", "")
    );
    let border = |side: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C959F\"/>")
    };
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"9200\" w:type=\"dxa\"/><w:tblInd w:w=\"397\" w:type=\"dxa\"/>\
         <w:tblBorders>{}{}</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
         <w:tblGrid><w:gridCol w:w=\"9200\"/></w:tblGrid>{}</w:tbl>{}",
        border("bottom"),
        border("insideH"),
        row.repeat(lines),
        // Two tables without a paragraph between them would be one.
        paragraph("Space", "")
    )
}

/// Text within XML; what XML cannot hold is left out.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            letter if letter.is_control() => {}
            letter => written.push(letter),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            escaped("a <w:b/> & \"c\" ]]>\u{1}\u{FFFF}é"),
            "a &lt;w:b/&gt; &amp; &quot;c&quot; ]]&gt;é"
        );
    }
}
