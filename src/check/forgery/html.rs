//! HTML with hidden text.

use super::escaped;

pub(super) const WAYS: [&str; 6] = [
    "display: none",
    "white letters",
    "letters of one pixel",
    "no opacity",
    "off the page",
    "the attribute hidden",
];

/// What stands before and after the hidden text, in the order of [`WAYS`].
const AROUND: [(&str, &str); WAYS.len()] = [
    ("<div style=\"display:none\">", "</div>"),
    ("<div style=\"color:#ffffff\">", "</div>"),
    ("<div style=\"font-size:1px\">", "</div>"),
    ("<div style=\"opacity:0\">", "</div>"),
    ("<div style=\"position:absolute;left:-9999px\">", "</div>"),
    ("<p hidden>", "</p>"),
];

pub(super) fn write(text: &str, secret: &str, ways: &[usize]) -> Option<Vec<u8>> {
    let mut page = String::from(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title></title></head><body>",
    );
    for line in text.lines() {
        page.push_str(&format!("<p>{}</p>", escaped(line)));
    }
    for &way in ways {
        let (before, after) = AROUND.get(way)?;
        page.push_str(&format!("{before}{}{after}", escaped(secret)));
    }
    page.push_str("</body></html>");
    Some(page.into_bytes())
}
