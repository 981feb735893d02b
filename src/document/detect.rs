//! What a file is: by its content first, by its name's ending second.

use std::io::Cursor;

use office_oxide::cfb::CfbReader;

use super::archive::Archive;
use super::encoding;
use super::limits::{FILE_BYTES, too_large, unreadable};
use super::xml;
use super::{Format, Status, Unreadable};

/// How much of a file is looked at to tell text formats apart.
const HEAD_BYTES: usize = 4096;

/// First line of a job file of our own.
const JOB_MARK: &str = "cvrank-job";

/// The format of a file.
///
/// # Errors
/// [`Unreadable`] for what cannot hold readable text: pictures, archives, spreadsheets, locked or empty files, unknown binary data.
pub(crate) fn detect(bytes: &[u8], file_name: Option<&str>) -> Result<Format, Unreadable> {
    if bytes.len() > FILE_BYTES {
        return Err(too_large());
    }
    if bytes.is_empty() {
        return Err(unreadable(
            Status::Empty,
            "the file is empty (0 bytes); check that it was saved or uploaded",
        ));
    }
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    // Some mailers put a line or two before the PDF's own mark.
    if find(head.get(..1024).unwrap_or(head), b"%PDF-").is_some_and(|at| at < 1024) {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return ole(bytes, ending(file_name).as_deref());
    }
    if let Some(error) = foreign(head) {
        return Err(error);
    }
    text(bytes, head, ending(file_name).as_deref())
}

/// Ending of the file name in lower case, without its dot.
fn ending(file_name: Option<&str>) -> Option<String> {
    let (_, ending) = file_name?.rsplit_once('.')?;
    Some(ending.to_ascii_lowercase())
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes
        .windows(needle.len())
        .position(|window| window == needle)
}

/// What is in a zip container.
enum Inside {
    Known(Format),
    /// An office file of a kind that is not read: what it is and what to do.
    Other(&'static str, &'static str),
    Files,
}

/// Whether a zip container is a document of its own, and no archive of files.
pub(super) fn is_office_file(bytes: &[u8]) -> bool {
    !matches!(inside(bytes), Ok(Inside::Files) | Err(_))
}

fn zip(bytes: &[u8]) -> Result<Format, Unreadable> {
    let (what, to_do) = match inside(bytes)? {
        Inside::Known(format) => return Ok(format),
        Inside::Other(what, to_do) => (what, to_do),
        Inside::Files => (
            "a zip archive",
            "unpack it and give the files or the folder",
        ),
    };
    Err(unreadable(
        Status::Unsupported,
        format!("the file is {what}; {to_do}"),
    ))
}

fn inside(bytes: &[u8]) -> Result<Inside, Unreadable> {
    let mut archive = Archive::open(bytes)?;
    let names = archive.names();
    let has = |prefix: &str| names.iter().any(|name| name.starts_with(prefix));
    if has("word/") {
        return Ok(Inside::Known(Format::Docx));
    }
    if has("xl/") {
        return Ok(Inside::Other(
            "an Excel spreadsheet",
            "name it .xlsx and give it as a table with one CV a row, or save it as PDF",
        ));
    }
    if has("ppt/") {
        return Ok(Inside::Other("a PowerPoint presentation", "save it as PDF"));
    }
    if has("Index/") || has("index.xml") {
        return Ok(Inside::Other(
            "an Apple Pages document",
            "save it as PDF or Word",
        ));
    }
    if names.iter().any(|name| name == "mimetype") {
        let kind = archive.read("mimetype")?.unwrap_or_default();
        let kind = String::from_utf8_lossy(&kind);
        match kind.trim() {
            "application/vnd.oasis.opendocument.text"
            | "application/vnd.oasis.opendocument.text-template" => {
                return Ok(Inside::Known(Format::Odt));
            }
            "application/vnd.oasis.opendocument.spreadsheet" => {
                return Ok(Inside::Other(
                    "an OpenDocument spreadsheet",
                    "save the sheet as CSV with one CV a row",
                ));
            }
            "application/epub+zip" => {
                return Ok(Inside::Other("an EPUB book", "save it as PDF or text"));
            }
            _ => {}
        }
    }
    if has("content.xml") {
        return Ok(Inside::Known(Format::Odt));
    }
    // A package whose text part has an unusual name still says so.
    if names.iter().any(|name| name == "[Content_Types].xml") {
        let types = archive.read("[Content_Types].xml")?.unwrap_or_default();
        if find(&types, b"wordprocessingml").is_some() {
            return Ok(Inside::Known(Format::Docx));
        }
    }
    Ok(Inside::Files)
}

/// Streams by which the kinds of OLE files are told.
const OLE_STREAMS: [&str; 6] = [
    "EncryptedPackage",
    "EncryptionInfo",
    "__properties_version1.0",
    "WordDocument",
    "Workbook",
    "Book",
];

/// OLE containers: by the names of their streams, which are in UTF-16 where the container itself
/// cannot be followed.
fn ole(bytes: &[u8], ending: Option<&str>) -> Result<Format, Unreadable> {
    let store = CfbReader::new(Cursor::new(bytes)).ok();
    // Of a file that was cut the list of its streams is lost; names elsewhere may be those of
    // what is attached or embedded, so they count only then.
    let listed = store.filter(|store| OLE_STREAMS.iter().any(|name| store.has_root_entry(name)));
    let has = |name: &str| match &listed {
        Some(store) => store.has_root_entry(name),
        None => {
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            find(bytes, &wide).is_some()
        }
    };
    // The text's own stream begins with its mark and a version of 97 or later.
    let begins_word = || {
        bytes
            .chunks(512)
            .any(|sector| sector.starts_with(b"\xEC\xA5") && matches!(sector.get(3), Some(0 | 1)))
    };
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Err(unreadable(
            Status::Encrypted,
            "the Office file needs a password; save it without one",
        ));
    }
    if has("__properties_version1.0") || matches!(ending, Some("msg" | "oft")) {
        return Ok(Format::Mail);
    }
    if has("WordDocument") || (listed.is_none() && begins_word()) {
        return Ok(Format::Doc);
    }
    if has("Workbook") || has("Book") {
        return Err(unreadable(
            Status::Unsupported,
            "the file is an Excel spreadsheet of the old format (.xls); \
             save the sheet as CSV with one CV a row",
        ));
    }
    Err(unreadable(
        Status::Unsupported,
        "the file is an Office file of the old binary format; save it as .docx or PDF",
    ))
}

/// Marks at the start of files that hold no text for us: mark, its place, what it is, what to do.
const FOREIGN: &[(&[u8], usize, &str, &str)] = &[
    (b"\x89PNG", 0, "a picture (PNG)", SCAN),
    (b"\xFF\xD8\xFF", 0, "a picture (JPEG)", SCAN),
    (b"II*\0", 0, "a picture (TIFF)", SCAN),
    (b"MM\0*", 0, "a picture (TIFF)", SCAN),
    (b"WEBP", 8, "a picture (WebP)", SCAN),
    (b"ftypheic", 4, "a picture (HEIC)", SCAN),
    (b"ftypheix", 4, "a picture (HEIC)", SCAN),
    (b"ftypmif1", 4, "a picture (HEIC)", SCAN),
    (b"ftypavif", 4, "a picture (AVIF)", SCAN),
    (b"GIF8", 0, "a picture (GIF)", SCAN),
    (b"8BPS", 0, "a picture (Photoshop)", SCAN),
    (b"\x1F\x8B", 0, "a gzip archive", UNPACK),
    (b"Rar!\x1A\x07", 0, "a RAR archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", 0, "a 7-Zip archive", UNPACK),
    (b"\xFD7zXZ", 0, "an xz archive", UNPACK),
    (b"BZh", 0, "a bzip2 archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", 0, "a Zstandard archive", UNPACK),
    (b"ustar", 257, "a tar archive", UNPACK),
    (b"ftyp", 4, "a video or sound recording", GIVE_TEXT),
    (b"ID3", 0, "a sound recording", GIVE_TEXT),
    (b"\x7FELF", 0, "a program", GIVE_TEXT),
    (b"MZ\x90", 0, "a program", GIVE_TEXT),
    (b"SQLite format 3", 0, "a database", GIVE_TEXT),
    (
        b"PAR1",
        0,
        "a Parquet table",
        "save it as CSV with one CV a row",
    ),
    (
        b"\xFFWPC",
        0,
        "a WordPerfect document",
        "save it as .docx or PDF",
    ),
    (b"%!PS", 0, "a PostScript file", "save it as PDF"),
];
const SCAN: &str = "run text recognition (OCR) on it and save the result as PDF or text";
const UNPACK: &str = "unpack it and give the files or the folder";
const GIVE_TEXT: &str = "give the CV as PDF, .docx or text";

fn foreign(head: &[u8]) -> Option<Unreadable> {
    let (_, _, what, to_do) = FOREIGN.iter().find(|(mark, at, _, _)| {
        head.get(*at..)
            .is_some_and(|from_there| from_there.starts_with(mark))
    })?;
    let status = if what.starts_with("a picture") {
        Status::Scan
    } else {
        Status::Unsupported
    };
    Some(unreadable(status, format!("the file is {what}; {to_do}")))
}

fn text(bytes: &[u8], head: &[u8], ending: Option<&str>) -> Result<Format, Unreadable> {
    let wide = head.starts_with(b"\xFF\xFE")
        || head.starts_with(b"\xFE\xFF")
        || encoding::utf16_without_mark(head).is_some();
    // A cut in the middle of a letter is no reason to guess another encoding.
    let start = if wide {
        encoding::decode(head)
    } else {
        String::from_utf8_lossy(head)
    };
    if !wide && is_binary(head) {
        return Err(unreadable(
            Status::Unsupported,
            "the file holds binary data of an unknown kind; give the CV as PDF, .docx or text",
        ));
    }
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    if start.starts_with("{\\rtf") {
        return Ok(Format::Rtf);
    }
    if ending == Some("toml") || start.lines().take(3).any(|line| line.contains(JOB_MARK)) {
        return Ok(Format::JobToml);
    }
    if start.starts_with(['{', '[']) {
        match super::json::kind(bytes) {
            Err(error) if ending == Some("json") || ending == Some("jsonld") => return Err(error),
            Err(_) => {}
            Ok(format) => return Ok(format),
        }
    }
    if start.starts_with('<')
        && let Some(format) = markup(bytes, start, ending)?
    {
        return Ok(format);
    }
    match ending {
        Some("md" | "markdown" | "mdown" | "mkd" | "qmd") => Ok(Format::Markdown),
        Some("html" | "htm" | "xhtml") => Ok(html(bytes)),
        Some("eml") => Ok(Format::Mail),
        Some("mht" | "mhtml") => Err(unreadable(
            Status::Unsupported,
            "the file is a saved message; save its attachment or its text and give that",
        )),
        _ => Ok(Format::PlainText),
    }
}

/// Control characters that no text has, or many nulls.
fn is_binary(head: &[u8]) -> bool {
    let odd = head
        .iter()
        .filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31))
        .count();
    odd * 50 > head.len()
}

/// Tags that a piece of HTML starts with.
const HTML_TAGS: &[&str] = &[
    "html", "head", "body", "div", "p", "span", "table", "ul", "ol", "section", "article", "main",
    "header", "h1", "h2", "h3", "style", "meta", "title", "script", "center", "font", "br", "b",
    "strong", "a",
];

fn markup(bytes: &[u8], start: &str, ending: Option<&str>) -> Result<Option<Format>, Unreadable> {
    let Some(root) = first_tag(start) else {
        return Ok(None);
    };
    let local = root.rsplit(':').next().unwrap_or(&root);
    if HTML_TAGS.contains(&local.to_ascii_lowercase().as_str()) {
        return Ok(Some(html(bytes)));
    }
    let is_xml = start.starts_with("<?xml") || ending == Some("xml");
    match local {
        "SkillsPassport" | "learnerinfo" | "LearnerInfo" => Ok(Some(Format::Europass)),
        "Candidate" if start.contains("europass.eu") => Ok(Some(Format::Europass)),
        _ if is_xml => Err(unreadable(
            Status::Unsupported,
            format!(
                "the file is XML of an unknown kind (root element {}); \
                 give the CV as PDF, .docx, Europass XML or text",
                shorten(&root)
            ),
        )),
        _ => Ok(None),
    }
}

fn shorten(name: &str) -> String {
    name.chars().take(40).collect()
}

/// Name of the first element, past declarations and comments.
fn first_tag(start: &str) -> Option<String> {
    let mut rest = start;
    loop {
        let at = rest.find('<')?;
        rest = rest.get(at..)?;
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->")?.1;
        } else if rest
            .get(..9)
            .is_some_and(|s| s.eq_ignore_ascii_case("<!doctype"))
        {
            if rest
                .get(9..30)
                .is_some_and(|s| s.trim().to_ascii_lowercase().starts_with("html"))
            {
                return Some("html".to_owned());
            }
            rest = rest.split_once('>')?.1;
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            rest = rest.split_once('>')?.1;
        } else {
            let name: String = rest
                .chars()
                .skip(1)
                .take_while(|c| c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.'))
                .collect();
            return (!name.is_empty()).then_some(name);
        }
    }
}

/// HTML with a job posting in it is a job posting.
fn html(bytes: &[u8]) -> Format {
    if find(bytes, b"JobPosting").is_some() && find(bytes, b"ld+json").is_some() {
        let text = xml::decode(bytes);
        if super::job_posting::in_html(&text).is_some() {
            return Format::JobPosting;
        }
    }
    Format::Html
}

#[cfg(test)]
mod tests;
