//! What a line of a CV shows of one thing, from the text.

use crate::judge::{Showing, tests};

/// What `line`, in a position of a CV, shows of `asked` itself.
fn shown(asked: &str, line: &str) -> Option<Showing> {
    let named = tests::shown(asked, line).into_iter();
    let own = named.filter(|showing| showing.kinship.other().is_none());
    own.max_by_key(|showing| showing.is_believed)
}

#[test]
fn a_line_is_believed_by_its_words() {
    for (asked, line, is_believed) in [
        ("HACCP", "Kept HACCP records in a school kitchen", true),
        (
            "Flutter",
            "Built a delivery app in Flutter for a bakery",
            true,
        ),
        ("Splunk", "Wrote Splunk queries for the night shift", true),
        ("Scaffolding", "Put up scaffolding for roofers", true),
        (
            "Scaffolding",
            "Seeded stem cells on a collagen scaffolding",
            false,
        ),
        (
            "Negotiation",
            "Negotiated contracts with two suppliers",
            true,
        ),
        ("Sage", "Picked sage, thyme and rosemary for market", false),
        // An item of a list, in capitals.
        ("Amazon Web Services", "AWS, AutoCAD", true),
    ] {
        let said = shown(asked, line).is_some_and(|showing| showing.is_believed);
        assert_eq!(said, is_believed, "{asked}: {line}");
    }
}

#[test]
fn a_guarded_name_outside_its_rule_keeps_its_capitals_and_its_form() {
    for (asked, line, is_there) in [
        ("Flutter", "Built a delivery app in Flutter", true),
        ("Flutter", "Built a delivery app, all in a flutter", false),
        // Two letters are found under their rule alone.
        ("Go", "Let it Go was sung at the end", false),
    ] {
        assert_eq!(shown(asked, line).is_some(), is_there, "{asked}: {line}");
        let once = usize::from(is_there);
        assert_eq!(tests::shown(asked, line).len(), once, "{asked}: {line}");
    }
}

#[test]
fn a_product_is_believed_whatever_else_is_seen() {
    for (seen, is_believed) in [(22, true), (21, false), (0, false)] {
        let mut signs = [false; 23];
        signs[seen] = true;
        assert_eq!(super::is_believed_whatever(&signs), is_believed, "{seen}");
    }
    assert!(!super::is_believed_whatever(&[false; 23]));
    // Where nothing is seen nothing speaks against it.
    assert_eq!(super::doubt(&[false; 23]), None);
}

#[test]
fn no_word_of_prose_is_written_so() {
    for (written, expected) in [
        ("SharePoint", true),
        ("S3", true),
        ("Microsoft 365", true),
        ("Power BI", true),
        ("iPhone covers", true),
        ("Java", false),
        ("HTML", false),
        ("spring", false),
        ("Power tools", false),
        ("spring 365", false),
        ("24 365", false),
        ("Power", false),
        ("power Tools", false),
        ("X", false),
        ("xY", true),
        ("XY", false),
        ("3", false),
    ] {
        assert_eq!(super::is_unusual(written), expected, "{written}");
    }
}
