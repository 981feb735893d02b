//! RTF snippets as word processors write them.

use super::*;
use crate::document::Status;

fn text_of(inner: &str) -> String {
    let rtf = format!("{{\\rtf1\\ansi\\ansicpg1250\\deff0{inner}}}");
    read(rtf.as_bytes()).unwrap().text
}

#[test]
fn words_become_text() {
    let cases = [
        (r"one\par two\line three", "one\ntwo\nthree"),
        (r"a\tab b\~c\_d", "a\tb c-d"),
        (r"\{x\} \\ y", "{x} \\ y"),
        (r"\'b3\'f3d\'9f", "łódź"),
        (r"\u322?\u243?d\u378?", "łódź"),
        (r"\uc2\u322\'b3x\uc1 d", "łd"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"\bullet  item \endash  end", "• item – end"),
        (
            r"{\fonttbl{\f0\fcharset204 Arial;}}\f0 \'ce\'ef\'fb\'f2",
            "Опыт",
        ),
        (r"{\*\generator Word;}{\info{\author Jan}}x", "x"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}", "link"),
        (r"{\pict\bin4 }}}}}x", "x"),
        (r"kept{\deleted gone}", "kept"),
        (
            r"{\*\shppict{\pict 89504e47}}{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt boxed\par}}}",
            "boxed",
        ),
    ];
    for (inner, expected) in cases {
        assert_eq!(text_of(inner), expected, "{inner}");
    }
}

#[test]
fn tables_run_row_by_row() {
    let rtf = r"\trowd\cellx100\cellx200\pard\intbl 2019\cell Clerk\par Filed\cell\row
        \trowd\pard\intbl 2020\cell Lead\cell\row\pard after\par";
    assert_eq!(text_of(rtf), "2019\tClerk\nFiled\n2020\tLead\nafter");
}

#[test]
fn roles_and_hidden_text() {
    let rtf = r"{\rtf1{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}
        {\header Jan\par}\pard\outlinelevel0 Work\par\pard{\listtext \'b7\tab}\ls1 built\par
        \pard seen{\v secret}{\cf1 white}{\fs2 tiny}{\cf1\highlight2 light}\par{\footer page\par}}";
    let document = read(rtf.as_bytes()).unwrap();
    let shown: Vec<(&str, Role)> = document
        .lines
        .iter()
        .map(|line| (line.span.of(&document.text), line.role))
        .collect();
    assert_eq!(
        shown,
        [
            ("Jan", Role::PageHeader),
            ("Work", Role::Heading),
            ("built", Role::ListItem),
            ("seenlight", Role::Body),
            ("page", Role::PageFooter),
        ]
    );
    let hidden: Vec<(&str, HiddenReason)> = document
        .hidden
        .iter()
        .map(|hidden| (hidden.text.as_str(), hidden.reason))
        .collect();
    assert_eq!(
        hidden,
        [
            ("secret", HiddenReason::Invisible),
            ("white", HiddenReason::Colour),
            ("tiny", HiddenReason::Tiny),
        ]
    );
}

#[test]
fn broken_rtf_is_read_as_far_as_it_goes() {
    let document = read(b"{\\rtf1 text {\\b bold").unwrap();
    assert_eq!(document.text, "text bold");
    assert_eq!(document.warnings, [Warning::RtfBreaksOff]);
    let deep = format!("{{\\rtf1{}", "{".repeat(2000));
    assert_eq!(read(deep.as_bytes()).unwrap_err().status, Status::OverLimit);
}
