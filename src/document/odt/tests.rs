//! OpenDocument texts built in memory.

use std::io::Write;

use super::*;

fn odt(styles: &str, automatic: &str, text: &str) -> Vec<u8> {
    let names = "xmlns:office='o' xmlns:text='t' xmlns:table='tb' xmlns:style='s' \
                 xmlns:fo='f' xmlns:draw='d' xmlns:svg='v' xmlns:loext='l'";
    let content = format!(
        "<office:document-content {names}><office:automatic-styles>{automatic}\
         </office:automatic-styles><office:body><office:text>{text}</office:text>\
         </office:body></office:document-content>"
    );
    let styles = format!("<office:document-styles {names}>{styles}</office:document-styles>");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let kind = "application/vnd.oasis.opendocument.text";
    for (name, part) in [
        ("mimetype", kind),
        ("content.xml", &content),
        ("styles.xml", &styles),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn content_in_order_with_roles() {
    let styles = "<office:styles><style:style style:name='Heading_20_1' style:family='paragraph' \
        style:default-outline-level='1'/></office:styles><office:master-styles>\
        <style:master-page><style:header><text:p>Ewa Wzorcowa</text:p></style:header>\
        <style:header-first><text:p>Ewa Wzorcowa</text:p></style:header-first>\
        <style:footer><text:p>page 1</text:p></style:footer></style:master-page>\
        </office:master-styles>";
    let text = "<text:tracked-changes><text:changed-region><text:p>gone</text:p>\
        </text:changed-region></text:tracked-changes>\
        <text:h text:outline-level='1'>Work</text:h>\
        <text:p text:style-name='Heading_20_1'>Skills</text:p>\
        <text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d \n  e\
        <text:note><text:note-citation>1</text:note-citation><text:note-body>\
        <text:p>a note</text:p></text:note-body></text:note></text:p>\
        <text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>\
        <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>2019</text:p>\
        </table:table-cell><table:table-cell><text:p>Clerk</text:p></table:table-cell>\
        </table:table-row></table:table-header-rows></table:table>\
        <text:p>x<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>";
    let document = read(&odt(styles, "", text)).unwrap();
    let shown = document.shown();
    assert_eq!(
        shown,
        [
            ("Ewa Wzorcowa", Role::PageHeader),
            ("Work", Role::Heading),
            ("Skills", Role::Heading),
            ("a  b\tc", Role::Body),
            ("d e", Role::Body),
            ("item", Role::ListItem),
            ("2019\tClerk", Role::TableCell),
            ("x", Role::Body),
            ("boxed", Role::Body),
            ("a note", Role::Body),
            ("page 1", Role::PageFooter),
        ]
    );
}

#[test]
fn hidden_text_is_kept_apart() {
    let style = |name: &str, properties: &str| {
        format!(
            "<style:style style:name='{name}' style:family='text'><style:text-properties {properties}/></style:style>"
        )
    };
    let automatic = [
        style("W", "fo:color='#ffffff'"),
        style("B", "fo:color='#ffffff' fo:background-color='#112233'"),
        style("N", "text:display='none'"),
        style("T", "fo:font-size='2pt'"),
    ]
    .concat();
    let text = "<text:p>seen <text:span text:style-name='B'>light on dark</text:span>\
        <text:span text:style-name='W'>white</text:span>\
        <text:span text:style-name='N'>none</text:span>\
        <text:span text:style-name='T'>tiny</text:span></text:p>";
    let document = read(&odt("", &automatic, text)).unwrap();
    assert_eq!(document.text, "seen light on dark");
    let hidden = document.unseen();
    assert_eq!(
        hidden,
        [
            ("white", HiddenReason::Colour),
            ("none", HiddenReason::Invisible),
            ("tiny", HiddenReason::Tiny),
        ]
    );
}

/// What hides text or may hide it, by kind, and what honest writers do of the same kind.
#[test]
fn means_of_all_kinds_are_understood() {
    use HiddenReason::{Colour, Covered, Doubtful, Invisible, OffPage, Tiny};
    let style = |family: &str, properties: &str| {
        format!("<style:style style:name='W' style:family='{family}'>{properties}</style:style>")
    };
    let letters = |attributes: &str| {
        style(
            "paragraph",
            &format!("<style:text-properties {attributes}/>"),
        )
    };
    let set = |attributes: &str| {
        style(
            "paragraph",
            &format!("<style:paragraph-properties {attributes}/>"),
        )
    };
    let frame = |attributes: &str| {
        style(
            "graphic",
            &format!("<style:graphic-properties {attributes}/>"),
        ) + &style("paragraph", "<style:text-properties fo:color='#ffffff'/>")
    };
    let paragraph = "<text:p text:style-name='W'>secret word</text:p>";
    let boxed = |place: &str| {
        format!(
            "<text:p><draw:frame draw:style-name='W' {place}><draw:text-box>\
             <text:p text:style-name='W'>secret word</text:p></draw:text-box></draw:frame></text:p>"
        )
    };
    let plain = |inner: &str| format!("<text:p>{inner}</text:p>");
    let cases: Vec<(String, String, Option<HiddenReason>)> = vec![
        (letters("fo:color='#ffffff'"), paragraph.into(), Some(Colour)),
        (letters("fo:color='#FFFFF0'"), paragraph.into(), Some(Colour)),
        (letters("fo:color='#999999'"), paragraph.into(), None),
        (letters("fo:color='white'"), paragraph.into(), Some(Doubtful)),
        (letters("fo:color='#fff'"), paragraph.into(), Some(Doubtful)),
        (
            letters("fo:color='#ffff00' fo:background-color='#ffff00'"),
            paragraph.into(),
            Some(Colour),
        ),
        (
            letters("style:use-window-font-color='true' fo:color='#ffffff'"),
            paragraph.into(),
            None,
        ),
        (letters("fo:color='#000000' loext:opacity='5%'"), paragraph.into(), Some(Colour)),
        (letters("style:use-window-font-color='true' loext:opacity='0%'"), paragraph.into(), None),
        (letters("style:text-rotation-angle='90'"), paragraph.into(), Some(Doubtful)),
        (letters("style:text-rotation-angle='0'"), paragraph.into(), None),
        (set("style:line-spacing='-2cm'"), paragraph.into(), Some(Doubtful)),
        (set("style:line-spacing='2cm'"), paragraph.into(), None),
        (letters("loext:opacity='5%'"), paragraph.into(), Some(Colour)),
        (letters("fo:font-size='0.01in'"), paragraph.into(), Some(Tiny)),
        (letters("fo:font-size='1%'"), paragraph.into(), Some(Tiny)),
        (letters("fo:font-size='90%'"), paragraph.into(), None),
        (letters("fo:font-size='0.4cm'"), paragraph.into(), None),
        (letters("fo:font-size='large'"), paragraph.into(), Some(Doubtful)),
        (letters("style:text-position='super 1%'"), paragraph.into(), Some(Tiny)),
        (letters("style:text-position='super 58%'"), paragraph.into(), None),
        (letters("style:text-scale='5%'"), paragraph.into(), Some(Tiny)),
        (letters("fo:letter-spacing='-0.5cm'"), paragraph.into(), Some(Doubtful)),
        (letters("fo:letter-spacing='0.02cm'"), paragraph.into(), None),
        (letters("text:display='none'"), paragraph.into(), Some(Invisible)),
        (letters("text:display='condition'"), paragraph.into(), Some(Invisible)),
        (letters("fo:what='1'"), paragraph.into(), Some(Doubtful)),
        (letters("fo:font-weight='bold' style:font-name='Arial'"), paragraph.into(), None),
        (set("fo:line-height='0.001cm'"), paragraph.into(), Some(Covered)),
        (set("fo:line-height='115%'"), paragraph.into(), None),
        (set("fo:line-height='10%'"), paragraph.into(), Some(Doubtful)),
        (set("fo:margin-left='-50cm'"), paragraph.into(), Some(OffPage)),
        (set("fo:margin-left='1cm' fo:text-indent='-0.5cm'"), paragraph.into(), None),
        (set("fo:margin-top='-3cm'"), paragraph.into(), Some(Doubtful)),
        (set("fo:margin-top='3cm'"), paragraph.into(), None),
        (frame("draw:fill='none'"), boxed("svg:width='10cm'"), Some(Colour)),
        (
            frame("draw:fill='solid' draw:fill-color='#203040'"),
            boxed("svg:width='10cm'"),
            None,
        ),
        (frame("fo:background-color='#203040'"), boxed("svg:width='10cm'"), None),
        (frame("draw:fill='gradient'"), boxed("svg:width='10cm'"), Some(Doubtful)),
        (
            frame("fo:background-color='#203040'"),
            boxed("svg:width='10cm' svg:x='-90cm'"),
            Some(OffPage),
        ),
        (
            frame("fo:background-color='#203040'"),
            boxed("svg:width='10cm' svg:height='0.01cm'"),
            Some(Covered),
        ),
        (
            frame("fo:background-color='#203040'"),
            boxed("svg:width='10cm' draw:transform='scale(0)'"),
            Some(Doubtful),
        ),
        (
            String::new(),
            "<text:section text:display='condition' text:is-hidden='true'><text:p>secret</text:p></text:section>".into(),
            Some(Invisible),
        ),
        (
            String::new(),
            "<text:section text:name='x'><text:p>secret</text:p></text:section>".into(),
            None,
        ),
        (String::new(), plain("<text:hidden-paragraph text:is-hidden='true'/>secret"), Some(Invisible)),
        (String::new(), plain("<text:hidden-text>secret</text:hidden-text>"), Some(Invisible)),
        (String::new(), plain("<text:user-defined>secret</text:user-defined>"), Some(Doubtful)),
        (String::new(), plain("<text:a>secret</text:a>"), None),
        (
            String::new(),
            plain("<text:bookmark-ref text:ref-name='x'>secret</text:bookmark-ref>"),
            Some(Doubtful),
        ),
        (String::new(), plain("<x:what>secret</x:what>"), Some(Doubtful)),
        (String::new(), "<table:table><table:table-row><table:table-cell/>\
            <table:covered-table-cell><text:p>secret</text:p></table:covered-table-cell>\
            </table:table-row></table:table>".into(), Some(Covered)),
        (String::new(), "<table:table><table:table-row table:visibility='collapse'>\
            <table:table-cell><text:p>secret</text:p></table:table-cell>\
            </table:table-row></table:table>".into(), Some(Doubtful)),
    ];
    for (automatic, inner, reason) in cases {
        let document = read(&odt(
            "",
            &automatic,
            &format!("<text:p>seen</text:p>{inner}"),
        ))
        .unwrap();
        let found = document.hidden.first().map(|hidden| hidden.reason);
        assert_eq!(found, reason, "{automatic} {inner}");
        let is_seen = document.text.contains("secret");
        assert_eq!(is_seen, reason.is_none(), "{automatic} {inner}");
    }
}

#[test]
fn defaults_and_long_chains_hold() {
    let white = "<style:text-properties fo:color='#ffffff'/>";
    let default = format!(
        "<office:styles><style:default-style style:family='paragraph'>{white}</style:default-style>\
         </office:styles>"
    );
    let text = "<text:p>secret</text:p><text:p text:style-name='B'>seen</text:p>";
    let black = "<style:style style:name='B' style:family='paragraph'>\
                 <style:text-properties fo:color='#000000'/></style:style>";
    assert_eq!(read(&odt(&default, black, text)).unwrap().text, "seen");
    let chain: String = (0..40)
        .map(|at| {
            format!(
                "<style:style style:name='c{at}' style:family='paragraph' \
                 style:parent-style-name='c{}'/>",
                at + 1
            )
        })
        .collect();
    let named = format!(
        "<office:styles>{chain}<style:style style:name='c40' style:family='paragraph'>{white}\
         </style:style><style:style style:name='r1' style:family='paragraph' style:parent-style-name='r2'/>\
         <style:style style:name='r2' style:family='paragraph' style:parent-style-name='r1'/></office:styles>"
    );
    let text = "<text:p text:style-name='c0'>secret</text:p><text:p>seen</text:p>\
                <text:p text:style-name='r1'>round</text:p>";
    let document = read(&odt(&named, "", text)).unwrap();
    assert_eq!(document.text, "seen");
    let reasons: Vec<_> = document.hidden.iter().map(|hidden| hidden.reason).collect();
    assert_eq!(reasons, [HiddenReason::Colour, HiddenReason::Doubtful]);
}
