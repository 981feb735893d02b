//! The one door: bytes of any known format to a [`Document`].

use super::builder::DocumentBuilder;
use super::detect::detect;
use super::limits::{FILE_BYTES, too_large};
use super::{
    Document, Format, Role, Status, Unreadable, docx, europass, html, job_posting, json_resume,
    mail, odt, plain, rtf,
};

/// Reads a file of any known format; PDFs, `.doc` and pictures go through
/// `pdf`.
///
/// These come from a reader of the caller's choice, because the program reads them
/// in a worker process that may be killed; [`isolate::read`](super::isolate::read) is the plain one.
///
/// # Errors
/// [`Unreadable`] with a status and a reason for the user.
pub fn read_with(
    bytes: &[u8],
    file_name: Option<&str>,
    pdf: &dyn Fn(&[u8]) -> Result<Document, Unreadable>,
) -> Result<Document, Unreadable> {
    let format = match detect(bytes, file_name) {
        // A picture, which the caller may have recognised.
        Err(error) if error.status == Status::Scan => return pdf(bytes),
        format => format?,
    };
    match format {
        Format::Pdf | Format::Doc => pdf(bytes),
        Format::Docx => docx::read(bytes),
        Format::Europass => europass::read(bytes),
        Format::Odt => odt::read(bytes),
        Format::Rtf => rtf::read(bytes),
        Format::Html => html::read(bytes),
        Format::Mail => mail::read(bytes),
        Format::JsonResume => json_resume::read(bytes),
        Format::JobPosting => job_posting::read(bytes),
        Format::Markdown => plain::read_markdown(bytes),
        format @ (Format::PlainText | Format::JobToml | Format::CsvRow) => {
            plain::read(bytes, format)
        }
    }
}

/// Reads the text of one row of a table; HTML in it is read as such.
pub fn read_row(text: &str) -> Result<Document, Unreadable> {
    if text.len() > FILE_BYTES {
        return Err(too_large());
    }
    if text.trim_start().starts_with('<') && html::has_tags(text) {
        let mut builder = DocumentBuilder::new(Format::CsvRow);
        html::push(&mut builder, text, Role::Body)?;
        return builder.finish();
    }
    plain::from_text(text, Format::CsvRow)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use proptest::prelude::*;

    use super::*;

    fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in members {
            zip.start_file(*name, zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// One small file of each text-like format.
    const SAMPLES: &[(&str, &str)] = &[
        (
            "docx",
            "<w:document xmlns:w='w'><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr>\
             <w:t>a&amp;b</w:t><w:tab/></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
        ),
        (
            "odt",
            "<office:document-content xmlns:office='o' xmlns:text='t'><office:body><office:text>\
             <text:h>Work</text:h><text:list><text:list-item><text:p>built<text:s text:c='3'/>it\
             </text:p></text:list-item></text:list></office:text></office:body>\
             </office:document-content>",
        ),
        (
            "rtf",
            "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset238 A;}}\\trowd\\intbl a\\cell\\u322?b\\cell\\row\
             \\pard{\\v x}\\'b3\\bin3 abc\\par}",
        ),
        (
            "html",
            "<html><style>.a{display:none}</style><table><tr><td>a<td><ul><li>b</ul></table>\
             <p class=a>c<script type='application/ld+json'>{\"@type\": \"JobPosting\"}</script>",
        ),
        (
            "json",
            "{\"basics\": {\"label\": \"Clerk\"}, \"work\": [{\"position\": \"Lead\", \
             \"startDate\": \"2020-01\", \"highlights\": [\"<b>a</b>\", 1]}], \"skills\": [\"x\"]}",
        ),
        (
            "xml",
            "<SkillsPassport><LearnerInfo><WorkExperienceList><WorkExperience><Period><From \
             year='2001'/></Period><Position><Label>Clerk</Label></Position></WorkExperience>\
             </WorkExperienceList></LearnerInfo></SkillsPassport>",
        ),
        (
            "md",
            "# Work\n\n* **built** [it](x)\n\n| a | b |\n|--|--|\n| c | d |\n",
        ),
        ("txt", "Ewa Wzorcowa\n• built it\u{A0}well\u{AD}\n"),
    ];

    fn packed(ending: &str, content: &[u8]) -> Vec<u8> {
        match ending {
            "docx" => zipped(&[("word/document.xml", content)]),
            "odt" => zipped(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("content.xml", content),
            ]),
            _ => content.to_vec(),
        }
    }

    fn read_any(bytes: &[u8], ending: &str) -> Result<Document, Unreadable> {
        read_with(bytes, Some(&format!("cv.{ending}")), &|_| {
            Err(Unreadable {
                status: Status::Failed,
                reason: "no PDF here".into(),
            })
        })
    }

    /// The invariant that [`Document`] states.
    fn check(document: &Document) {
        let mut end = 0;
        for line in &document.lines {
            let (start, stop) = (line.span.start as usize, line.span.end as usize);
            assert!(document.text[end..start].chars().all(|c| c == '\n'));
            assert!(start < stop && !document.text[start..stop].contains('\n'));
            end = stop;
        }
        assert!(document.text[end..].chars().all(|c| c == '\n'));
        assert_eq!(
            super::super::encoding::normalise(&document.text),
            document.text
        );
    }

    #[test]
    fn every_sample_is_read_as_what_it_is() {
        for (ending, content) in SAMPLES {
            let document = read_any(&packed(ending, content.as_bytes()), ending);
            match (*ending, document) {
                // The posting in the page has no text of its own.
                ("html", Err(error)) => assert_eq!(error.status, Status::Empty),
                (_, Ok(document)) => check(&document),
                // All text of this sample is hidden.
                ("docx", Err(error)) => assert_eq!(error.status, Status::Empty),
                (_, Err(error)) => panic!("{ending}: {error}"),
            }
        }
    }

    #[test]
    fn files_that_would_take_minutes_are_refused_at_once() {
        let cases = [
            ("txt", "a\n".repeat(1_100_000)),
            ("md", "[".repeat(3_000_000)),
            ("html", "<p>a".repeat(600_000)),
            (
                "json",
                format!("{{\"work\": [{}1]}}", "{},".repeat(300_000)),
            ),
            ("rtf", format!("{{\\rtf1{}", "{a".repeat(5_000))),
            ("txt", " ".repeat(21 << 20)),
        ];
        for (ending, content) in cases {
            let error = read_any(content.as_bytes(), ending).unwrap_err();
            assert_eq!(error.status, Status::OverLimit, "{ending}: {error}");
        }
    }

    proptest! {
        #[test]
        fn broken_files_never_panic(
            sample in 0..SAMPLES.len(),
            edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
            cut in any::<Option<prop::sample::Index>>(),
        ) {
            let (ending, content) = SAMPLES[sample];
            let mut bytes = content.as_bytes().to_vec();
            for (at, byte) in edits {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if let Some(cut) = cut {
                bytes.truncate(cut.index(bytes.len()));
            }
            if let Ok(document) = read_any(&packed(ending, &bytes), ending) {
                check(&document);
            }
        }
    }
}
