//! Markup that a reader could walk over and over: some fifty kinds.

use std::io::{Cursor, Write};

/// A kind of file: its name, the ending of its name, and the file of about so many bytes
/// of markup.
pub(crate) type Kind = (&'static str, &'static str, fn(usize) -> Vec<u8>);

/// `piece` repeated to about `bytes`; `#` is the number of the repetition.
fn often(piece: &str, bytes: usize) -> String {
    let is_numbered = piece.contains('#');
    let mut text = String::with_capacity(bytes + 2 * piece.len());
    let mut number = 0;
    while text.len() < bytes {
        number += 1;
        if is_numbered {
            text.push_str(&piece.replace('#', &number.to_string()));
        } else {
            text.push_str(piece);
        }
    }
    text
}

/// `open`s, `text`, and as many `close`s, to about `bytes`.
fn nested(open: &str, text: &str, close: &str, bytes: usize) -> String {
    let count = bytes / (open.len() + close.len());
    format!("{}{text}{}", open.repeat(count), close.repeat(count))
}

fn html(body: String) -> Vec<u8> {
    format!("<!doctype html><html><body><p>Zofia Modrzewska, baker in Leeds</p>{body}").into_bytes()
}

fn styled(style: String, body: String) -> Vec<u8> {
    format!("<!doctype html><html><head><style>{style}</style></head><body><p>Zofia</p>{body}")
        .into_bytes()
}

fn rtf(body: String) -> Vec<u8> {
    format!("{{\\rtf1\\ansi Zofia Modrzewska\\par {body}}}").into_bytes()
}

fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("memory can be written");
        zip.write_all(content.as_bytes())
            .expect("memory can be written");
    }
    zip.finish().expect("memory can be written").into_inner()
}

fn docx(body: String) -> Vec<u8> {
    docx_styled(String::new(), body)
}

fn docx_styled(styles: String, body: String) -> Vec<u8> {
    let first = "<w:p><w:r><w:t>Zofia Modrzewska</w:t></w:r></w:p>";
    zipped(&[
        (
            "word/document.xml",
            &format!("<w:document xmlns:w='w'><w:body>{first}{body}</w:body></w:document>"),
        ),
        (
            "word/styles.xml",
            &format!("<w:styles xmlns:w='w'>{styles}</w:styles>"),
        ),
    ])
}

fn odt(automatic: String, body: String) -> Vec<u8> {
    let names = "xmlns:office='o' xmlns:text='t' xmlns:table='tb' xmlns:style='s' xmlns:draw='d'";
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            &format!(
                "<office:document-content {names}><office:automatic-styles>{automatic}\
                 </office:automatic-styles><office:body><office:text>\
                 <text:p>Zofia Modrzewska</text:p>{body}</office:text></office:body>\
                 </office:document-content>"
            ),
        ),
    ])
}

fn resume(part: String) -> Vec<u8> {
    format!("{{\"basics\": {{\"name\": \"Zofia Modrzewska\", \"label\": \"Baker\"}}, {part}}}")
        .into_bytes()
}

const RUN: &str = "<w:r><w:rPr><w:rStyle w:val='a'/><w:vanish/></w:rPr><w:t>a </w:t></w:r>";

#[rustfmt::skip]
pub(crate) const KINDS: &[Kind] = &[
    // HTML.
    ("html nested", "html", |n| html(nested("<div>", "a", "</div>", n))),
    ("html unclosed", "html", |n| html(often("<div>a", n))),
    ("html unclosed paragraphs", "html", |n| html(often("<p>a", n))),
    ("html closed only", "html", |n| html(often("</div>", n))),
    ("html closed under depth", "html", |n| html("<div>".repeat(n / 20) + &often("</x>", n))),
    ("html formatting", "html", |n| html(often("<b x=#>a", n))),
    ("html formatting reopened", "html", |n| html("<b>".repeat(50) + &often("<p>a", n))),
    ("html misnested", "html", |n| html(often("<b><p>a</b>", n))),
    ("html misnested links", "html", |n| html(often("<a href=#><div>a</a>", n))),
    ("html lists", "html", |n| html(often("<ul><li>a", n))),
    ("html items", "html", |n| html(often("<li>a", n))),
    ("html tables", "html", |n| html(nested("<table><tr><td>a<td>", "a", "</table>", n))),
    ("html rows", "html", |n| html(format!("<table>{}", often("<tr><td>a<td>b", n)))),
    ("html cells", "html", |n| html(format!("<table><tr>{}", often("<td>a", n)))),
    ("html text in tables", "html", |n| html(format!("<table>{}", often("a<b>", n)))),
    ("html options", "html", |n| html(format!("<select>{}", often("<option>a", n)))),
    ("html pictures", "html", |n| html(format!("<svg>{}", often("<td>a", n)))),
    ("html closed in pictures", "html", |n| html(format!("<svg>{}{}", "<g>".repeat(n / 20), often("</x>", n)))),
    ("html attributes", "html", |n| html(often("<p a=1 b=2 c=3 class='a b c' id=#>a", n))),
    ("html attributes of a tag", "html", |n| html(format!("<p{}>a", often(" a#", n)))),
    ("html one long attribute", "html", |n| html(format!("<p title='{}'>a", often("a ", n)))),
    ("html classes", "html", |n| styled(".a{color:red}".into(), format!("<p class='{}'>a", often("a# ", n)))),
    ("html inline styles", "html", |n| html(often("<p style='color:red;display:block'>a", n))),
    ("html one inline style", "html", |n| html(format!("<p style='{}'>a", often("color:red;", n)))),
    ("html styles times elements", "html", |n| styled(often("p{color:red;color:blue;color:red}", n / 2), often("<p>a", n / 2))),
    ("html class styles", "html", |n| styled(often(".a#{display:none}", n / 2), often("<p class='a1 a2 a3 a4'>a", n / 2))),
    ("html one long rule", "html", |n| styled(format!("{}{{{}}}", often("p,", n / 4), often("color:red;", n / 4)), often("<p>a", n / 2))),
    ("html open style comments", "html", |n| styled(often("/*", n), "<p>a".into())),
    ("html open blocks", "html", |n| styled(often("@media{", n), "<p>a".into())),
    ("html open style elements", "html", |n| html(often("<style", n))),
    ("html comments", "html", |n| html(often("<!--a-->", n))),
    ("html open comments", "html", |n| html(often("<!--", n))),
    ("html less than", "html", |n| html(often("<", n))),
    ("html less than with space", "html", |n| html(often("< a", n))),
    ("html entities", "html", |n| html(often("&amp;&#65;&nbsp;", n))),
    ("html open entities", "html", |n| html(often("&amp", n))),
    ("html broken entities", "html", |n| html(often("&aaaaaaaaaaaa", n))),
    ("html scripts", "html", |n| html(often("<script type='application/ld+json'>{}</script>", n))),
    ("html templates", "html", |n| html(often("<template>a", n))),
    ("html preformatted", "html", |n| html(format!("<pre>{}", often(" \n a", n)))),
    ("html nulls", "html", |n| html(often("a\0", n))),
    ("html hidden", "html", |n| html(often("<p hidden>a<p>b", n))),
    // RTF.
    ("rtf groups", "rtf", |n| rtf(often("{a}", n))),
    ("rtf nested groups", "rtf", |n| rtf(nested("{", "a", "}", n.min(1_800)) + &often("{\\b a}", n))),
    ("rtf fonts", "rtf", |n| rtf(format!("{{\\fonttbl{}}}", often("{\\f# A;}", n / 2)) + &often("\\f9 a", n / 2))),
    ("rtf unknown fonts", "rtf", |n| rtf(format!("{{\\fonttbl{}}}", often("{\\f# A;}", n / 2)) + &often("\\f-7 a", n / 2))),
    ("rtf colours", "rtf", |n| rtf(format!("{{\\colortbl{}}}", often("\\red#;", n / 2)) + &often("\\cf3 a", n / 2))),
    ("rtf unicode", "rtf", |n| rtf(often("\\u322?", n))),
    ("rtf bytes", "rtf", |n| rtf(often("\\'b3", n))),
    ("rtf rows", "rtf", |n| rtf(often("\\trowd\\intbl a\\cell b\\cell\\row ", n))),
    ("rtf cells", "rtf", |n| rtf(often("\\intbl a\\cell ", n))),
    ("rtf hidden", "rtf", |n| rtf(often("{\\v a}{\\fs2 b}", n))),
    ("rtf one long word", "rtf", |n| rtf(format!("\\{}", often("a", n)))),
    // DOCX and ODT.
    ("docx runs", "docx", |n| docx(format!("<w:p>{}</w:p>", often(RUN, n)))),
    ("docx paragraphs", "docx", |n| docx(often("<w:p><w:r><w:t>a</w:t></w:r></w:p>", n))),
    ("docx tables", "docx", |n| docx(often("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", n))),
    ("docx rows", "docx", |n| docx(format!("<w:tbl>{}</w:tbl>", often("<w:tr><w:tc><w:p/></w:tc></w:tr>", n)))),
    ("docx cells", "docx", |n| docx(format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", often("<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>", n)))),
    ("docx choices", "docx", |n| docx(format!("<w:p><w:r>{}</w:r></w:p>", often("<w:AlternateContent><w:Choice><w:a/></w:Choice><w:Fallback><w:t>a</w:t></w:Fallback></w:AlternateContent>", n)))),
    ("docx attributes", "docx", |n| docx(format!("<w:p><w:pPr><w:pStyle {} w:val='a'/></w:pPr></w:p>", often("a#='1' ", n)))),
    ("docx styles", "docx", |n| docx_styled(often("<w:style w:styleId='s#'><w:basedOn w:val='s1'/></w:style>", n / 2), format!("<w:p>{}</w:p>", often(RUN, n / 2)))),
    ("docx long styles", "docx", |n| {
        let long = "x".repeat(n / 2);
        docx_styled(format!("<w:style w:styleId='a'><w:basedOn w:val='{long}'/></w:style><w:style w:styleId='{long}'><w:basedOn w:val='a'/></w:style>"),
            format!("<w:p>{}</w:p>", often(RUN, n / 2)))
    }),
    ("docx text boxes", "docx", |n| docx(format!("<w:p><w:r>{}</w:r></w:p>", often("<w:pict><w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent></w:pict>", n)))),
    ("odt spans", "odt", |n| odt(String::new(), format!("<text:p>{}</text:p>", often("<text:span text:style-name='a'>a </text:span>", n)))),
    ("odt spaces", "odt", |n| odt(String::new(), format!("<text:p>{}</text:p>", often("<text:s text:c='999'/>a", n)))),
    ("odt lists", "odt", |n| odt(String::new(), often("<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>", n))),
    ("odt styles", "odt", |n| odt(often("<style:style style:name='s#' style:parent-style-name='s1'/>", n / 2), often("<text:p text:style-name='s1'>a</text:p>", n / 2))),
    ("odt notes", "odt", |n| odt(String::new(), format!("<text:p>{}</text:p>", often("<text:note><text:note-body><text:p>a</text:p></text:note-body></text:note>", n)))),
    // JSON, Markdown, CSV-like text.
    ("json lists", "json", |n| resume(format!("\"skills\": [{}1]", often("\"a#\", ", n)))),
    ("json work", "json", |n| resume(format!("\"work\": [{}{{}}]", often("{\"name\": \"Brill\", \"position\": \"Baker\", \"startDate\": \"2019-01\"}, ", n)))),
    ("json highlights", "json", |n| resume(format!("\"work\": [{{\"position\": \"Baker\", \"highlights\": [{}1]}}]", often("\"<b>a</b> #\", ", n)))),
    ("json keys", "json", |n| resume(format!("\"work\": [{{{}\"a\": 1}}]", often("\"a#\": 1, ", n)))),
    ("json nested", "json", |n| resume(format!("\"skills\": [{}1]", often("[[[[[[1]]]]]], ", n)))),
    ("json escapes", "json", |n| resume(format!("\"skills\": [\"{}\"]", often("\\u0041\\n", n)))),
    ("markdown emphasis", "md", |n| often("*a_b", n).into_bytes()),
    ("markdown stars", "md", |n| often("**", n).into_bytes()),
    ("markdown links", "md", |n| often("[a](", n).into_bytes()),
    ("markdown open links", "md", |n| often("[", n).into_bytes()),
    ("markdown code", "md", |n| often("`a", n).into_bytes()),
    ("markdown fences", "md", |n| often("```\na\n", n).into_bytes()),
    ("markdown headings", "md", |n| often("# a\n", n).into_bytes()),
    ("markdown tables", "md", |n| often("| a | b |\n", n).into_bytes()),
    ("markdown one row", "md", |n| format!("|{}", often("a|", n)).into_bytes()),
    ("markdown quotes", "md", |n| often("> ", n).into_bytes()),
    ("quotes of tables", "csv", |n| format!("id,text\n1,\"{}\"\n", often("a \"\"b\"\" ", n)).into_bytes()),
    ("open quotes of tables", "csv", |n| format!("id,text\n1,{}\n", often("\"a\",", n)).into_bytes()),
    ("rows of tables", "csv", |n| format!("id,text\n{}", often("#,Baker in Leeds\n", n)).into_bytes()),
    ("columns of tables", "csv", |n| format!("id,text,{}\n1,a\n", often("c,", n)).into_bytes()),
    ("html rows of tables", "csv", |n| format!("id,text\n1,\"<p>{}\"\n", often("<b>a</b>", n)).into_bytes()),
    ("rows of lines", "jsonl", |n| often("{\"id\": #, \"text\": \"Baker in Leeds\"}\n", n).into_bytes()),
];
