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
