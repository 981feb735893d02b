//! Pages and fragments as text.

use super::*;
use crate::document::HiddenReason;
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
fn menus_and_buttons_lead_elsewhere() {
    let html = "<nav><ul><li><a href='#'>Jobs</a></li></ul><h2>More</h2></nav><p>Baker</p>\
        <div role='navigation'><p>Next</p></div><div role='note'><p>Bread</p></div>\
        <p><button>Apply</button></p><ul><li>Rye</li></ul>";
    let expected = [
        ("Jobs", Role::Navigation),
        ("More", Role::Navigation),
        ("Baker", Role::Body),
        ("Next", Role::Navigation),
        ("Bread", Role::Body),
        ("Apply", Role::Body),
        ("Rye", Role::ListItem),
    ];
    let expected: Vec<_> = expected.map(|(text, role)| (text.to_owned(), role)).into();
    assert_eq!(shown(html), expected);
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
    assert_eq!(hidden, ["one\ntwo", "three"]);
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

/// Why `secret` is not seen in a page with this sheet and body; `None` where it is.
fn why(sheet: &str, body: &str) -> Option<HiddenReason> {
    let html = format!(
        "<!DOCTYPE html><html><head><style>{sheet}</style></head><body><p>Seen</p>{body}<p>end</p></body></html>"
    );
    let document = read(html.as_bytes()).unwrap();
    assert!(document.text.starts_with("Seen"), "{html}");
    let hidden = document
        .hidden
        .iter()
        .find(|hidden| hidden.text.contains("secret"));
    assert_ne!(document.text.contains("secret"), hidden.is_some(), "{html}");
    hidden.map(|hidden| hidden.reason)
}

const COLOUR: Option<HiddenReason> = Some(HiddenReason::Colour);
const TINY: Option<HiddenReason> = Some(HiddenReason::Tiny);
const INVISIBLE: Option<HiddenReason> = Some(HiddenReason::Invisible);
const OFF_PAGE: Option<HiddenReason> = Some(HiddenReason::OffPage);
const COVERED: Option<HiddenReason> = Some(HiddenReason::Covered);
const DOUBTFUL: Option<HiddenReason> = Some(HiddenReason::Doubtful);

#[test]
fn styles_hide_by_what_they_come_to() {
    let cases = [
        ("aspect-ratio:auto", None),
        ("aspect-ratio:9999", DOUBTFUL),
        // Contrast, on both sides of 1.5.
        ("color:#d2d2d2", None),
        ("color:#d6d6d6", COLOUR),
        ("color:#999", None),
        ("color:yellow", COLOUR),
        ("color:#ff0;background:black", None),
        ("background:#000", COLOUR),
        ("color:rgb(98% 98% 98%)", COLOUR),
        ("color:hsl(0,0%,100%)", COLOUR),
        ("color:hwb(0 100% 0%)", COLOUR),
        ("color:lab(100 0 0)", COLOUR),
        ("color:oklch(100% 0 0)", COLOUR),
        ("color:oklch(50% 0 0)", None),
        ("color:color-mix(in srgb, white 99%, black)", COLOUR),
        ("color:color-mix(in oklab, white, black)", DOUBTFUL),
        ("color:#0000", INVISIBLE),
        ("color:rgba(0,0,0,.5)", None),
        ("-webkit-text-fill-color:transparent", INVISIBLE),
        (
            "background:linear-gradient(90deg,#06f,#60f);-webkit-background-clip:text;color:transparent",
            None,
        ),
        ("color:white;background:linear-gradient(#123,#345)", None),
        (
            "color:black;background:linear-gradient(#fff,#000)",
            DOUBTFUL,
        ),
        ("background-image:url(data:image/png;base64,AA)", DOUBTFUL),
        ("background-image:url(texture.png)", None),
        ("color:white;text-shadow:0 0 2px black", DOUBTFUL),
        ("box-shadow:inset 0 0 0 99px black", DOUBTFUL),
        // Size, on both sides of 4 pt.
        ("font-size:3.9pt", TINY),
        ("font-size:4pt", None),
        ("font-size:calc(1px + .1em)", TINY),
        ("font-size:1cqw", DOUBTFUL),
        ("font:0/0 a", TINY),
        ("zoom:.1", TINY),
        ("transform:scale(.1)", TINY),
        ("transform:scale(-1,1)", DOUBTFUL),
        ("transform:rotate(-90deg)", None),
        // Opacity.
        ("opacity:4%", INVISIBLE),
        ("opacity:.7", None),
        ("filter:opacity(0)", INVISIBLE),
        ("filter:blur(9px)", DOUBTFUL),
        ("filter:alpha(opacity=0)", None),
        // Place.
        ("position:absolute;left:-9999px", OFF_PAGE),
        ("left:-9999px", None),
        ("position:fixed;right:-400px", OFF_PAGE),
        ("position:absolute;left:-200vw", OFF_PAGE),
        ("margin-left:-39px", None),
        ("margin-left:-60px", DOUBTFUL),
        ("margin-left:-400px", OFF_PAGE),
        ("text-indent:-1.5em;padding-left:1.5em", None),
        ("text-indent:-999em", OFF_PAGE),
        ("translate:-9999px", OFF_PAGE),
        (
            "position:absolute;left:50%;transform:translateX(-50%)",
            None,
        ),
        // Clips.
        ("height:0;overflow:hidden", COVERED),
        ("width:0;overflow:hidden", COVERED),
        ("height:3em;overflow:hidden", None),
        ("clip-path:circle(0)", DOUBTFUL),
        ("clip-path:polygon(0 0,100% 0,100% 85%,0 100%)", None),
        ("clip:rect(0,0,0,0)", None),
        ("position:absolute;clip:rect(0,0,0,0)", DOUBTFUL),
        ("mask-image:none", None),
        (
            "mask-image:linear-gradient(transparent,transparent)",
            DOUBTFUL,
        ),
        // State.
        ("display:table-column", INVISIBLE),
        ("content-visibility:hidden", DOUBTFUL),
        ("position:relative;z-index:-1", DOUBTFUL),
        ("letter-spacing:-1em", DOUBTFUL),
        ("letter-spacing:.2em", None),
        // Syntax and the cascade.
        ("display/**/:none", INVISIBLE),
        ("d\\69splay:none", INVISIBLE),
        ("display:none!important;display:block", INVISIBLE),
        ("visibility:hidden;visibility:bogus", INVISIBLE),
        ("--x:none;display:var(--x)", INVISIBLE),
        ("display:var(--missing,none)", INVISIBLE),
        ("--a:var(--a);display:var(--a)", DOUBTFUL),
        ("font-size:1", None),
        ("mso-hide:all;colr:white;border:1px solid #ccc", None),
    ];
    for (style, reason) in cases {
        assert_eq!(
            why("", &format!("<div style=\"{style}\">secret</div>")),
            reason,
            "{style}"
        );
    }
}

#[test]
fn rules_find_their_elements() {
    let body = "<div class='w'><p id='i' class='a b' title='t'>secret</p></div>";
    let cases = [
        (".a.b{display:none}", INVISIBLE),
        (".A{display:none}", None),
        (".w p{display:none}", INVISIBLE),
        (".w > p{display:none}", INVISIBLE),
        ("body > p.a{display:none}", None),
        ("p + .w p{display:none}", INVISIBLE),
        ("[title^=t]{display:none}", INVISIBLE),
        (":is(.x, #i){display:none}", INVISIBLE),
        (".w :not(.x){display:none}", INVISIBLE),
        (".w > :nth-child(2n+1){display:none}", INVISIBLE),
        (".w > :nth-child(2){display:none}", None),
        (".w:has(.a){display:none}", DOUBTFUL),
        (".a:hover{display:none}", None),
        (".a::before{display:none}", None),
        (".a::first-line{color:white}", DOUBTFUL),
        (".w{& .a{display:none}}", INVISIBLE),
        ("@media print{.a{display:none}}", None),
        ("@media screen{.a{display:none}}", INVISIBLE),
        ("@media (max-width:600px){.a{display:none}}", None),
        ("@media (min-width:1300px){.a{display:none}}", DOUBTFUL),
        ("@media (width >= 900px){.a{display:none}}", INVISIBLE),
        ("@media (prefers-color-scheme:dark){.a{color:white}}", None),
        ("@supports (display:grid){.a{display:none}}", INVISIBLE),
        ("@layer x{.a{display:none}}", INVISIBLE),
        ("@layer x{.a{display:none}} .a{display:block}", None),
        ("#i{display:block} .a{display:none}", None),
        (".a{display:none!important} #i{display:block}", INVISIBLE),
        (
            "@keyframes k{to{opacity:0}} .a{animation:k 1s forwards}",
            INVISIBLE,
        ),
        (
            "@keyframes k{from{opacity:0}to{opacity:1}} .a{opacity:0;animation:k 1s forwards}",
            None,
        ),
        (
            "@keyframes k{from{opacity:0}} .a{animation:k 9s infinite}",
            DOUBTFUL,
        ),
        (":root{--h:none} .a{display:var(--h)}", INVISIBLE),
    ];
    for (sheet, reason) in cases {
        assert_eq!(why(sheet, body), reason, "{sheet}");
    }
}

#[test]
fn elements_hide_by_what_they_are() {
    let cases = [
        ("<details><summary>x</summary>secret</details>", DOUBTFUL),
        ("<details><summary>secret</summary>x</details>", None),
        ("<details open><summary>x</summary>secret</details>", None),
        ("<dialog>secret</dialog>", INVISIBLE),
        ("<dialog open>secret</dialog>", None),
        ("<p hidden=until-found>secret</p>", DOUBTFUL),
        ("<div popover>secret</div>", INVISIBLE),
        ("<font color=FFFFF0>secret</font>", COLOUR),
        (
            "<table bgcolor=black><tr><td><font color=white>secret</font></table>",
            None,
        ),
        ("<bdo dir=rtl>secret</bdo>", DOUBTFUL),
        ("<marquee>secret</marquee>", DOUBTFUL),
        // A paragraph begins a line below the box that cuts it off.
        (
            "<div style='height:20px;overflow:hidden'><p>secret</p></div>",
            DOUBTFUL,
        ),
        (
            "<div style='height:60px;overflow:hidden'><p>secret</p></div>",
            None,
        ),
        (
            "<div style='height:20px;overflow:hidden'>secret</div>",
            None,
        ),
        // What is placed by the window leaves what paints around it.
        (
            "<div style='background:#000;color:#fff'><p style='position:fixed'>secret</p></div>",
            DOUBTFUL,
        ),
        (
            "<div style='background:#000;color:#fff'><p>secret</p></div>",
            None,
        ),
        // What comes next lies in the place of what takes no room.
        (
            "<p style='position:fixed'>secret</p><p style='background:#fff;position:relative'>x</p>",
            DOUBTFUL,
        ),
        (
            "<p style='position:fixed'>secret</p><p style='background:#fff'>x</p>",
            None,
        ),
        ("<p id=z>secret</p><script>z.remove()</script>", DOUBTFUL),
        ("<p id=z>secret</p><script>count(z)</script>", None),
        (
            "<p class=z>secret</p><script>q('.z').classList.add('in')</script>",
            None,
        ),
        (
            "<p>secret</p><script>document.body.lastElementChild.remove()</script>",
            DOUBTFUL,
        ),
        (
            "<div style='height:20px;overflow:hidden'><p>a<p>b<p>secret</div>",
            DOUBTFUL,
        ),
        (
            "<div style='position:relative'><p>secret</p><div style='position:absolute;top:0;left:0;width:100%;height:100%;background:#fff'></div></div>",
            DOUBTFUL,
        ),
        (
            "<div style='position:relative'><div style='position:absolute;left:0;top:0;width:200px;height:100%;background:#333'></div><p style='margin-left:240px'>secret</p></div>",
            None,
        ),
        (
            "<div style='background:#000;display:contents'><p style='color:#fff'>secret</p></div>",
            COLOUR,
        ),
    ];
    for (body, reason) in cases {
        let found = if body.contains("document.body") {
            let html = format!("<p>Seen</p>{body}");
            let error = read(html.as_bytes()).unwrap_err();
            (error.status == Status::Empty).then_some(HiddenReason::Doubtful)
        } else {
            why("", body)
        };
        assert_eq!(found, reason, "{body}");
    }
    for body in [
        "<audio>secret</audio>",
        "<ruby>x<rp>secret</rp></ruby>",
        "<input value=secret>",
        "<meter>secret</meter>",
    ] {
        let document = read(format!("<p>Seen</p>{body}").as_bytes()).unwrap();
        assert_eq!(
            document.text.trim_end_matches('x'),
            "Seen".to_owned() + if body.contains("ruby") { "\n" } else { "" }
        );
    }
}

#[test]
fn rules_and_elements_cost_in_proportion() {
    let rules = "p{color:red;color:blue}".repeat(4_000);
    let page = format!("<style>{rules}</style>{}", "<p>text</p>".repeat(4_000));
    let start = std::time::Instant::now();
    assert!(read(page.as_bytes()).is_ok());
    assert!(start.elapsed().as_secs() < 20);
}
