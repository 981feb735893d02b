//! Headings, leads, sentences and columns.

use super::*;
use crate::document::{Format, plain};

/// Each unit, a heading with its part, a lead with its part.
fn cut(text: &str) -> Vec<String> {
    let document = plain::from_text(text, Format::PlainText).unwrap();
    let words = Words::new(&document.text);
    let shown = |unit: &Unit| {
        let written = unit.content.of(words.text).to_owned();
        match (unit.heading, unit.lead) {
            (Some(part), _) => format!("[{part:?}] {written}"),
            (None, Some(part)) => format!("{part:?}: {written}"),
            (None, None) => written,
        }
    };
    split(&document, &words).iter().map(shown).collect()
}

#[test]
fn rows_are_cut_into_headings_leads_and_sentences() {
    for (text, expected) in [
        (
            "Requirements\n- Kafka\n- Rye bread",
            &["[Must] Requirements", "Kafka", "Rye bread"][..],
        ),
        ("Nice to have: Kafka", &["Nice: Kafka"]),
        (
            "We bake rye. You bake wheat.",
            &["We bake rye.", "You bake wheat."],
        ),
        ("Python: 5 years", &["Python: 5 years"]),
        // Half of the words before a colon, behind two others at most.
        ("Rye requirements: Kafka", &["Must: Kafka"]),
        (
            "Rye oats requirements: Kafka",
            &["Rye oats requirements: Kafka"],
        ),
        ("Rye oats what you need: Kafka", &["Must: Kafka"]),
        (
            "Rye oats malt what you need: Kafka",
            &["Rye oats malt what you need: Kafka"],
        ),
        // On a line of its own a third is enough behind three others.
        ("Rye requirements well:", &["[Must] Rye requirements well:"]),
        (
            "Rye requirements here well:",
            &["Rye requirements here well:"],
        ),
        (
            "Rye oats malt what you need here:",
            &["[Must] Rye oats malt what you need here:"],
        ),
        (
            "Rye oats malt bran what you need:",
            &["Rye oats malt bran what you need:"],
        ),
        (
            "Rye oats malt bran what you will need:",
            &["[Must] Rye oats malt bran what you will need:"],
        ),
        // Nine words are a heading, a third of which says so.
        (
            "Nice to have for those who bake here well:",
            &["[Nice] Nice to have for those who bake here well:"],
        ),
        (
            "Nice to have for all those who bake here well:",
            &["Nice to have for all those who bake here well:"],
        ),
        // Half of ten words would say so, but they are too many.
        (
            "What we are looking for in those who bake:",
            &["[Must] What we are looking for in those who bake:"],
        ),
        (
            "What we are looking for in all those who bake:",
            &["What we are looking for in all those who bake:"],
        ),
    ] {
        assert_eq!(cut(text), expected, "{text}");
    }
}

#[test]
fn of_two_phrases_in_a_heading_the_stronger_speaks() {
    let rising = [
        Part::Open,
        Part::Label,
        Part::Duties,
        Part::SetAside(crate::profile::job::SetAsideReason::Benefits),
        Part::Must,
        Part::Nice,
    ];
    for pair in rising.windows(2) {
        assert!(strength(pair[0]) < strength(pair[1]), "{pair:?}");
    }
}

#[test]
fn a_heading_within_a_long_line_begins_with_a_capital() {
    let filler = "We bake rye bread in the old mill by the quay every night. ".repeat(8);
    for (tail, is_heading) in [
        ("Benefits: free fish", true),
        ("Many know the benefits: free fish", false),
    ] {
        let units = cut(&format!("{filler}{tail}"));
        let found = units.iter().any(|unit| unit.starts_with('['));
        assert_eq!(found, is_heading, "{tail}");
    }
}

#[test]
fn columns_have_what_their_heads_say() {
    assert_eq!(
        cut(
            "Criteria\tEssential\tDesirable\nSkills\tBaking\tIcing\nMore\tBread\nEnd\tof\tthat\tall"
        ),
        [
            "Criteria\tEssential\tDesirable",
            "Skills",
            "Must: Baking",
            "Nice: Icing",
            "More\tBread",
            "End\tof\tthat\tall",
        ]
    );
}

#[test]
fn a_row_of_one_cell_stands_within_a_table_and_one_of_others_ends_it() {
    for (table, expected) in [
        (
            "Essential\tDesirable\nKafka\tDocker\nRye bread\nJava\tGo",
            &[
                "Must: Kafka",
                "Nice: Docker",
                "Rye bread",
                "Must: Java",
                "Nice: Go",
            ][..],
        ),
        (
            "Essential\tDesirable\tWhere\nKafka\tDocker\tLeeds\nRye\tOats\nJava\tGo\tHull",
            &[
                "Must: Kafka",
                "Nice: Docker",
                "Leeds",
                "Rye\tOats",
                "Java\tGo\tHull",
            ],
        ),
    ] {
        // Below what names the columns.
        assert_eq!(cut(table)[1..], *expected, "{table}");
    }
}

#[test]
fn a_list_item_is_a_heading_only_where_it_says_so_in_full() {
    for (text, expected) in [
        ("- Requirements", "Requirements"),
        ("- Requirements:", "[Must] Requirements:"),
        ("- Key skills", "[Must] Key skills"),
        ("- Nice to have", "[Nice] Nice to have"),
        ("- Requirements: Kafka", "Requirements: Kafka"),
        ("- Key skills: Kafka", "Key skills: Kafka"),
        ("- RYE REQUIREMENTS", "RYE REQUIREMENTS"),
        // A stop ends a sentence, and a comma before the colon parts one.
        ("Requirements", "[Must] Requirements"),
        ("Requirements.", "Requirements."),
        ("Rye, requirements: Kafka", "Rye, requirements: Kafka"),
        // A question or capitals mark a heading that is not told in full.
        ("Rye requirements here", "Rye requirements here"),
        ("Rye requirements here?", "[Must] Rye requirements here?"),
        ("RYE REQUIREMENTS HERE", "[Must] RYE REQUIREMENTS HERE"),
    ] {
        assert_eq!(cut(text), [expected], "{text}");
    }
}

#[test]
fn a_heading_in_a_paragraph_is_followed_by_a_colon_a_dash_or_a_capital() {
    use crate::profile::job::SetAsideReason::Benefits;
    let benefits = Part::SetAside(Benefits);
    for (text, at, expected) in [
        ("Benefits: fish", 0, Some((benefits, 1))),
        ("benefits: fish", 0, None),
        // Four words may stand before the colon, and five may not.
        ("Benefits rye oats malt bran: fish", 0, Some((benefits, 5))),
        ("Benefits rye oats malt bran wheat: fish", 0, None),
        // A capital begins something else, but for a heading in capitals.
        ("Benefits Rye: fish", 0, None),
        ("BENEFITS Rye: fish", 0, Some((benefits, 2))),
        // A dash behind further words, where a sentence begins.
        ("Benefits rye - fish", 0, Some((benefits, 2))),
        ("rye Benefits oats - fish", 1, None),
        // One word alone may be any word.
        ("Benefits - fish", 0, None),
        ("We offer - fish", 0, Some((benefits, 2))),
        ("We offer fish", 0, None),
        ("We offer Fish", 0, Some((benefits, 2))),
        // At the end it announces what comes next, unless it is all there is.
        ("rye What we offer", 1, Some((benefits, 4))),
        ("What we offer", 0, None),
        // A label opens nothing, and stands where a sentence begins.
        ("Work location: Leeds", 0, Some((Part::Open, 2))),
        ("Work location Leeds", 0, Some((Part::Label, 2))),
        ("rye. Work location Leeds", 1, Some((Part::Label, 3))),
        ("rye Work location Leeds", 1, None),
    ] {
        let words = Words::new(text);
        let range = 0..words.tokens.len();
        assert_eq!(inner_heading(&words, at, &range), expected, "{text}");
    }
}

#[test]
fn cells_are_parted_by_tabs_and_may_be_empty() {
    for (text, expected) in [
        ("rye\t\toats \tmalt", &["rye", "", "oats", "malt"][..]),
        ("rye oats", &["rye oats"]),
    ] {
        let words = Words::new(text);
        let found = cells(&words, Span::new(0, text.len()));
        let found: Vec<&str> = found.iter().map(|cell| cell.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }
    for (text, expected) in [
        ("RYE", true),
        ("RYE 2", true),
        ("RyE", false),
        ("2", false),
        ("", false),
    ] {
        assert_eq!(all_upper(text), expected, "{text}");
    }
}
