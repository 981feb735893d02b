//! Text that nobody sees, written into a file in every way a format knows.

use std::io::{Cursor, Write};

use super::attacks::skill_list;
use super::{Promise, Trial};
use crate::document::read::read_with;
use crate::document::{Document, Unreadable};
use crate::features::JobQuery;
use crate::model::Points;
use crate::score::{Read, Setting};

/// Hidden text is worth nothing at all.
pub const MOST_BY_HIDING: Points = Points(0);

/// Ways to hide text in HTML: what stands before it, and after.
#[rustfmt::skip]
const HTML: &[(&str, &str, &str)] = &[
    ("display", "<div style=\"display:none\">", "</div>"),
    ("white", "<div style=\"color:#ffffff\">", "</div>"),
    ("tiny", "<div style=\"font-size:1px\">", "</div>"),
    ("opacity", "<div style=\"opacity:0\">", "</div>"),
    ("off the page", "<div style=\"position:absolute;left:-9999px\">", "</div>"),
    ("attribute", "<p hidden>", "</p>"),
];

/// Hides the job post and all skills asked for in files made of the CV's text.
pub fn all(setting: &Setting, job: &JobQuery, cv: &Read, trials: &mut Vec<Trial>) {
    let secret = format!("{}\n{}", skill_list(job), job.profile.text);
    let score = |read: Result<Document, Unreadable>| -> Option<Points> {
        let cv = setting.profile_cv(read.ok()?).ok()?;
        Some(setting.explain(job, &cv).score())
    };
    let mut compared = |how: &str, less: Option<Points>, more: Option<Points>| {
        if let (Some(less), Some(more)) = (less, more) {
            let what = || format!("{how}: {less} became {more}");
            trials.push(Trial::bounded(
                Promise::HiddenText,
                Points((more.0 - less.0).abs()),
                what,
            ));
        }
    };
    let any =
        |bytes: &[u8], name: &str| read_with(bytes, Some(name), &|bytes| (setting.pdf)(bytes));
    let text = &cv.document.text;
    let honest = score(any(html(text, "").as_bytes(), "cv.html"));
    for (how, before, after) in HTML {
        let forged = html(text, &format!("{before}{}{after}", escaped(&secret)));
        compared(how, honest, score(any(forged.as_bytes(), "cv.html")));
    }
    if let (Some(honest), Some(forged)) = (docx(text, ""), docx(text, &secret)) {
        compared(
            "w:vanish",
            score(any(&honest, "cv.docx")),
            score(any(&forged, "cv.docx")),
        );
    }
    let tags: String = secret
        .chars()
        .filter(char::is_ascii)
        .filter_map(|c| char::from_u32(0xE0000 + c as u32))
        .collect();
    let honest = score(any(text.as_bytes(), "cv.txt"));
    compared(
        "tag characters",
        honest,
        score(any(format!("{text}{tags}").as_bytes(), "cv.txt")),
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn html(text: &str, more: &str) -> String {
    let mut page = String::from(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title></title></head><body>",
    );
    for line in text.lines() {
        page.push_str(&format!("<p>{}</p>", escaped(line)));
    }
    format!("{page}{more}</body></html>")
}

/// A DOCX of `text`, with `secret` in a run that Word does not show.
fn docx(text: &str, secret: &str) -> Option<Vec<u8>> {
    let paragraph = |properties: &str, line: &str| {
        format!(
            "<w:p><w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(line)
        )
    };
    let mut body: String = text.lines().map(|line| paragraph("", line)).collect();
    body.extend(
        secret
            .lines()
            .map(|line| paragraph("<w:rPr><w:vanish/></w:rPr>", line)),
    );
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
