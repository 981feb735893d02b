//! DOCX with hidden text.

use std::io::{Cursor, Write};

use super::escaped;

pub(super) const WAYS: [&str; 4] = [
    "w:vanish",
    "w:webHidden",
    "white letters",
    "letters of one point",
];

/// Properties of the runs that hold the hidden text, in the order of [`WAYS`].
const PROPERTIES: [&str; WAYS.len()] = [
    "<w:vanish/>",
    "<w:webHidden/>",
    "<w:color w:val=\"FFFFFF\"/>",
    "<w:sz w:val=\"2\"/>",
];

pub(super) fn write(text: &str, secret: &str, ways: &[usize]) -> Option<Vec<u8>> {
    let paragraph = |properties: &str, line: &str| {
        format!(
            "<w:p><w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(line)
        )
    };
    let mut body: String = text.lines().map(|line| paragraph("", line)).collect();
    for &way in ways {
        let properties = PROPERTIES.get(way)?;
        body.extend(secret.lines().map(|line| paragraph(properties, line)));
    }
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file(
            "word/document.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .ok()?;
    archive.write_all(document.as_bytes()).ok()?;
    Some(archive.finish().ok()?.into_inner())
}
