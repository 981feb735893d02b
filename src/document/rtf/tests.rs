//! RTF snippets as word processors write them.

use super::*;
use crate::document::{HiddenReason, Status};

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
    let rtf = r"\trowd\cellx2000\cellx4000\pard\intbl 2019\cell Clerk\par Filed\cell\row
        \trowd\pard\intbl 2020\cell Lead\cell\row\pard after\par";
    assert_eq!(text_of(rtf), "2019\tClerk\nFiled\n2020\tLead\nafter");
}

#[test]
fn roles_and_hidden_text() {
    let rtf = r"{\rtf1{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}
        {\header Jan\par}\pard\outlinelevel0 Work\par\pard{\listtext \'b7\tab}\ls1 built\par
        \pard seen{\v secret}{\cf1 white}{\fs2 tiny}{\cf1\highlight2 light}\par{\footer page\par}}";
    let document = read(rtf.as_bytes()).unwrap();
    let shown = document.shown();
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
    let hidden = document.unseen();
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

/// What hides text or may hide it, by kind, and what honest writers do of the same kind.
#[test]
fn means_of_all_kinds_are_understood() {
    use HiddenReason::{Colour, Covered, Doubtful, Invisible, OffPage, Tiny};
    let row = |cells: &str| format!(r"\trowd{cells}\pard\intbl secret word\cell\row\pard");
    let shape = |properties: &str| {
        format!(
            r"{{\shp{{\*\shpinst\shpleft0\shptop0\shpright4000\shpbottom900 {properties}{{\shptxt \pard {{\cf1 secret word}}\par}}}}{{\shprslt old\par}}}}"
        )
    };
    let property = |name: &str, value: &str| format!(r"{{\sp{{\sn {name}}}{{\sv {value}}}}}");
    let cases: Vec<(String, Option<HiddenReason>)> = vec![
        (r"{\cf1 secret word}".into(), Some(Colour)),
        (r"{\cf2 secret word}".into(), None),
        (r"{\cf2\chcbpat2 secret word}".into(), Some(Colour)),
        (r"{\cf1\chcbpat3 secret word}".into(), Some(Colour)),
        (r"{\cf1\chcbpat2 secret word}".into(), None),
        (r"{\cf1\highlight99 secret word}".into(), Some(Doubtful)),
        (r"{\pard\sb-9000 secret word}".into(), Some(Doubtful)),
        (r"{\pard\sb9000 secret word}".into(), None),
        (r"{\cf99 secret word}".into(), Some(Doubtful)),
        (
            r"{\cf2\chshdng9000\chcfpat2 secret word}".into(),
            Some(Colour),
        ),
        (r"{\cf4 secret word}".into(), None),
        (r"{\cf5 secret word}".into(), Some(Doubtful)),
        (r"{\cf6 secret word}".into(), None),
        (r"\pard\cbpat2{\cf1 secret word}".into(), None),
        (r"{\pard\cbpat2{\cf1 secret word}}".into(), Some(Doubtful)),
        (r"{\fs7 secret word}".into(), Some(Tiny)),
        (r"{\fs8 secret word}".into(), Some(Doubtful)),
        (r"{\fs9 secret word}".into(), None),
        (r"{\fs10\super secret word}".into(), Some(Tiny)),
        (r"{\charscalex1 secret word}".into(), Some(Tiny)),
        (r"{\charscalex90 secret word}".into(), None),
        (r"{\dn2000 secret word}".into(), Some(OffPage)),
        (r"{\up6 secret word}".into(), None),
        (r"{\expndtw-200 secret word}".into(), Some(Doubtful)),
        (r"{\expndtw-10 secret word}".into(), None),
        (r"{\v0 secret word}".into(), None),
        (r"{\webhidden secret word}".into(), Some(Invisible)),
        (r"{\revised secret word}".into(), None),
        (r"\pard\li-30000 secret word".into(), Some(OffPage)),
        (r"\pard\li-360 secret word".into(), None),
        (r"\pard\ri20000 secret word".into(), Some(Doubtful)),
        (r"\pard\sl-1 secret word".into(), Some(Covered)),
        (r"\pard\sl-240 secret word".into(), None),
        (r"\pard\sl276\slmult1 secret word".into(), None),
        (r"\pard\sl1\slmult1 secret word".into(), Some(Doubtful)),
        (
            r"\pard\posx-30000\posy-30000 secret word".into(),
            Some(OffPage),
        ),
        (r"\pard\phpg\posx700\posy700 secret word".into(), None),
        (r"\pard\s1 secret word".into(), Some(Doubtful)),
        (r"\pard\s2\cf2 secret word".into(), None),
        (r"\pard\s3 secret word".into(), Some(Doubtful)),
        (r"{\bin3 abcsecret word}".into(), Some(Doubtful)),
        (r"{x\*\what secret word}".into(), Some(Doubtful)),
        (r"{\what secret word}".into(), None),
        (r"{\f7 secret word}".into(), Some(Doubtful)),
        (r"{\mmath\mr secret word}".into(), Some(Doubtful)),
        // Not every viewer paints the page.
        (
            r"{\*\background{\shp{\*\shpinst{\sp{\sn fillColor}{\sv 0}}}}}\cf3 secret word".into(),
            Some(Doubtful),
        ),
        (row(r"\clvmrg\cellx9000"), Some(Covered)),
        (row(r"\clvmgf\cellx9000"), None),
        (row(r"\cltxbtlr\cellx9000"), Some(Doubtful)),
        (row(r"\trrh-1\cellx9000"), Some(Covered)),
        (row(r"\trrh300\cellx9000"), None),
        (row(r"\trleft-30000\cellx-20000"), Some(OffPage)),
        (row(r"\trleft-108\cellx9000"), None),
        (row(r"\cellx20"), Some(Doubtful)),
        (shape(""), Some(Colour)),
        (shape(&property("fillColor", "6567967")), None),
        (
            shape(&(property("fillColor", "6567967") + &property("fHidden", "1"))),
            Some(Invisible),
        ),
        (shape(&property("fillType", "7")), Some(Doubtful)),
    ];
    for (inner, reason) in cases {
        let rtf = format!(
            r"{{\rtf1{{\fonttbl{{\f0 Arial;}}{{\f7 Wingdings;}}}}{{\colortbl;\red255\green255\blue255;\red0\green0\blue0;\red244\green244\blue244;\red118\green118\blue118;\ctextone\ctint0\cshade255\red0\green0\blue0;\cbackgroundone\ctint255\cshade127\red127\green127\blue127;}}{{\stylesheet{{\s1\cf1 white;}}{{\s2\cf2 black;}}{{\s3\sbasedon1 below;}}}}seen\par {inner}\par}}"
        );
        let document = read(rtf.as_bytes()).unwrap();
        let found = document.hidden.first().map(|hidden| hidden.reason);
        assert_eq!(found, reason, "{inner}");
        let is_seen = document.text.contains("secret");
        assert_eq!(is_seen, reason.is_none(), "{inner}");
    }
}

#[test]
fn what_viewers_do_not_show_is_not_read() {
    for (inner, expected) in [
        (r"seen{\upr{ansi}{\*\ud unicode}}", "seenunicode"),
        (r"seen{\comment x}{\*\unknown y}{\xe z}", "seen"),
        (r"seen{\object{\*\objdata 00}{\result shown}}", "seenshown"),
        (r"seen{\headerf first\par}{\headerl left\par}", "seen"),
        (r"seen{\field{\*\fldinst SET name}{\fldrslt gone}}", "seen"),
    ] {
        assert_eq!(text_of(inner), expected, "{inner}");
    }
    let behind = read(b"{\\rtf1 seen\\par}gone").unwrap();
    assert_eq!(behind.text, "seen");
    assert!(behind.hidden.is_empty());
}

#[test]
fn cells_are_what_is_said_of_them_last() {
    let white = |cells: &str, end: &str| {
        format!(
            r"{{\rtf1{{\colortbl;\red255\green255\blue255;\red20\green30\blue60;}}seen\par\trowd{cells}\pard\intbl{{\cf1 light}}\cell {end}\row\pard}}"
        )
    };
    for (cells, end, is_seen) in [
        (r"\clcbpat2\cellx5000", "", true),
        (r"\clcbpat2\cellx5000", r"\trowd\clcbpat2\cellx5000", true),
        (r"\clcbpat2\cellx5000", r"\trowd\cellx5000", false),
        (r"\cellx5000", "", false),
    ] {
        let document = read(white(cells, end).as_bytes()).unwrap();
        assert_eq!(document.text.contains("light"), is_seen, "{cells} {end}");
    }
}
