//! Pages and fragments as text.

use super::*;
use crate::document::Status;
use crate::document::limits::HTML_DEPTH;

fn shown(html: &str) -> Vec<(String, Role)> {
    let document = read(html.as_bytes()).unwrap();
    document
        .lines
        .iter()
        .map(|line| (line.span.of(&document.text).to_owned(), line.role))
        .collect()
}

#[test]
fn blocks_become_lines() {
    let html = "<!doctype html><html><head><title>t</title><style>p{}</style></head><body>\
        <h1>Clerk</h1><p>One\n <b>two</b><br>three</p><ul><li><p>item</p><li>next</ul>\
        <div>a<div>b</div>c</div><table><tr><td>2019</td><td><p>Clerk</p></td></tr></table>\
        <script>var x;</script><pre>  k\n  l</pre></body></html>";
    let expected = [
        ("Clerk", Role::Heading),
        ("One two", Role::Body),
        ("three", Role::Body),
        ("item", Role::ListItem),
        ("next", Role::ListItem),
        ("a", Role::Body),
        ("b", Role::Body),
        ("c", Role::Body),
        ("2019\tClerk", Role::TableCell),
        ("k", Role::Body),
        ("l", Role::Body),
    ];
    let expected: Vec<_> = expected.map(|(text, role)| (text.to_owned(), role)).into();
    assert_eq!(shown(html), expected);
}

#[test]
fn what_a_browser_does_not_show_is_hidden() {
    let cases = [
        ("style='display:none'", Some(HiddenReason::Invisible)),
        ("style='visibility: hidden'", Some(HiddenReason::Invisible)),
        ("style='opacity:0'", Some(HiddenReason::Invisible)),
        ("hidden", Some(HiddenReason::Invisible)),
        ("aria-hidden='true'", Some(HiddenReason::Invisible)),
        ("style='font-size:1px'", Some(HiddenReason::Tiny)),
        ("style='font-size: 10px'", None),
        ("style='color:#fff'", Some(HiddenReason::Colour)),
        ("style='color:#fefefe'", Some(HiddenReason::Colour)),
        (
            "style='color:rgb(255, 255, 255)'",
            Some(HiddenReason::Colour),
        ),
        ("style='color:white;background:#224466'", None),
        (
            "style='position:absolute;left:-9999px'",
            Some(HiddenReason::OffPage),
        ),
    ];
    for (attribute, reason) in cases {
        let html = format!("<p>seen</p><p {attribute}>secret</p><p>end</p>");
        let document = read(html.as_bytes()).unwrap();
        let found = document.hidden.first().map(|hidden| hidden.reason);
        assert_eq!(found, reason, "{attribute}");
        assert_eq!(
            document.text.contains("secret"),
            reason.is_none(),
            "{attribute}"
        );
    }
}

#[test]
fn pages_that_would_take_minutes_are_refused_at_once() {
    let plain = "<div>".repeat(100_000);
    let masked = "<div></b>".repeat(100_000);
    let fonts: String = (0..1_000).map(|at| format!("<font x={at}>")).collect();
    // Each paragraph opens all of them again.
    let formatted = format!("<p>{fonts}{}", "<p>a".repeat(100_000));
    let attributes: String = (0..100_000).map(|at| format!(" a{at}")).collect();
    let attributes = format!("<p x='<'{attributes}>text");
    for html in [plain, masked, formatted, attributes] {
        let error = read(html.as_bytes()).unwrap_err();
        assert_eq!(error.status, Status::OverLimit);
    }
    let flat = "<p>text<li>item<br>".repeat(10_000);
    assert!(read(flat.as_bytes()).is_ok());
}

#[test]
fn tags_within_one_another_are_bounded() {
    // Within the document, html and body.
    let within = |depth: usize| format!("{}text", "<div>".repeat(depth - 3));
    let deepest = read(within(HTML_DEPTH).as_bytes()).unwrap();
    assert_eq!(deepest.text, "text");
    let error = read(within(HTML_DEPTH + 1).as_bytes()).unwrap_err();
    assert_eq!(error.status, Status::OverLimit);
    assert!(error.reason.contains("within one another (limit 512)"));
}

#[test]
fn style_sheets_hide_too() {
    let html = "<html><head><style>/* .a{display:none} */ p{margin:0} .ghost, #mark{display:none}\
        @media print { .a { display:none } } span.tiny{font-size:1px} .dark{background:#123}\
        </style></head><body><p class='a'>seen<p class='b ghost'>one<p id=mark>two\
        <p><span class=tiny>three</span><p class=dark><span style='color:white'>light</span></body>";
    let document = read(html.as_bytes()).unwrap();
    assert_eq!(document.text, "seen\nlight");
    let hidden: Vec<&str> = document
        .hidden
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(hidden, ["one", "two", "three"]);
}

#[test]
fn fields_with_html_are_told_from_fields_with_signs() {
    assert!(has_tags("<p>Hello</p>"));
    assert!(has_tags("R&amp;D"));
    assert!(!has_tags("List<String> and a < b > c, R&D"));
    let mut builder = DocumentBuilder::new(Format::JobPosting);
    push(
        &mut builder,
        "&lt;p&gt;R&amp;amp;D &lt;b&gt;x&lt;/b&gt;&lt;/p&gt;",
        Role::Body,
    )
    .unwrap();
    assert_eq!(builder.finish().unwrap().text, "R&D x");
}
