//! How the words of a phrase stand in a line, and by what it is looked up.

use super::*;
use crate::text::tokenize;

/// How `label` stands in `text`, and in which words.
fn standing(label: &str, text: &str) -> Option<(Standing, String)> {
    let tokens = tokenize(text);
    let inflection = Inflection::of(&["en"]);
    let line = Line {
        text,
        tokens: &tokens,
        inflection: &inflection,
        stop: stop_words("en"),
        joining: joining("en"),
    };
    let phrase = Phrase::of(label, "en", true).unwrap();
    let mut found = (0..tokens.len()).filter_map(|at| line.stands(&phrase, at));
    found.next().map(|(standing, range)| {
        let span = tokens[range.start]
            .span()
            .join(tokens[range.end - 1].span());
        (standing, span.of(text).to_owned())
    })
}

#[test]
fn words_of_a_phrase_stand_together() {
    use Standing::{Apart, Inflected, Whole};
    for (label, text, expected) in [
        (
            "data analysis",
            "Data analysis for buyers",
            Some((Whole, "Data analysis")),
        ),
        (
            "data analysis",
            "data-analysis",
            Some((Whole, "data-analysis")),
        ),
        ("data analysis", "Analysis of sales data", None),
        (
            "data analysis",
            "Analysis of the data",
            Some((Apart, "Analysis of the data")),
        ),
        ("data analysis", "Analysis of all the data", None),
        ("data analysis", "Data entry, blood analysis", None),
        ("data analysis", "data and analysis", None),
        (
            "lesson planning",
            "Planned lessons",
            Some((Apart, "Planned lessons")),
        ),
        ("team management", "Presented to the management team", None),
        ("team leadership", "senior leadership teams", None),
        // Nothing but such words.
        ("knowledge", "Knowledge of rye", Some((Whole, "Knowledge"))),
        (
            "good knowledge of welding",
            "Welded frames",
            Some((Inflected, "Welded")),
        ),
        ("ADR certificate", "ADR, tanks", Some((Whole, "ADR"))),
        ("driving licence", "Driving lessons", None),
        ("IT support", "Support of clients", None),
        ("month end", "a month of service", None),
        ("user accounts", "past due accounts", None),
        ("PowerBI", "Power BI", Some((Whole, "Power BI"))),
        ("Power BI", "PowerBI", Some((Whole, "PowerBI"))),
        ("Power BI", "PowerB I", None),
        ("Power BI", "Power, BI", None),
        // Of two places the nearer.
        (
            "kneading dough",
            "kneaded dough of dough",
            Some((Inflected, "kneaded dough")),
        ),
        ("good welding", "Welded frames", Some((Inflected, "Welded"))),
        // A name that is parted keeps its capitals.
        ("Salesforce", "a sales force of nine", None),
        ("Active Directory", "activities of the directors", None),
        (
            "maintenance of lines",
            "maintenance of the lines",
            Some((Apart, "maintenance of the lines")),
        ),
    ] {
        let expected = expected.map(|(standing, words): (_, &str)| (standing, words.to_owned()));
        assert_eq!(standing(label, text), expected, "{label}: {text}");
    }
}

#[test]
fn four_letters_are_the_beginning_of_a_word() {
    for (one, other, is_same) in [
        ("welding", "weld", true),
        ("welding", "welders", true),
        ("weld", "wel", false),
        ("weld", "well", false),
        ("pre-heat", "preheat", true),
        ("Weld", "weld", true),
        ("c++", "c#", false),
        ("c++", "c", false),
    ] {
        assert_eq!(
            beginning(one) == beginning(other),
            is_same,
            "{one}, {other}"
        );
    }
}

#[test]
fn a_phrase_needs_its_words_or_its_letters_joined() {
    let needed = Phrase::of("rye dough oven", "en", false).unwrap().needed();
    let keys = |words: &[&str]| -> Vec<TermKey> {
        let words = words.iter();
        words.map(|word| beginning(word)).collect()
    };
    assert_eq!(needed.head, beginning("dough"));
    assert_eq!(needed.joined, beginning("ryed"));
    assert_eq!(needed.words, keys(&["rye", "dough", "oven"]));
    assert_eq!(needed.whole, "ryedoughoven");
    // Wherever a word but the first begins, the last token may.
    assert_eq!(needed.lasts, keys(&["doughoven", "oven"]));
    // Signs may be written otherwise: such a word is not asked for.
    let needed = Phrase::of("c++ oven", "en", false).unwrap().needed();
    assert_eq!(needed.words, keys(&["oven"]));
    assert_eq!(needed.whole, "c++oven");
}

#[test]
fn a_capital_that_begins_no_phrase_makes_a_name() {
    for (label, names) in [
        ("Rye bread", [false, false]),
        ("Rye Bread", [false, true]),
        ("RYe bread", [true, false]),
        ("rye9 bread", [true, false]),
        ("rye BREAD", [false, true]),
    ] {
        let phrase = Phrase::of(label, "en", false).unwrap();
        let found: Vec<bool> = phrase.words.iter().map(|word| word.is_name).collect();
        assert_eq!(found, names, "{label}");
    }
}

#[test]
fn a_little_word_within_parts_a_phrase_and_one_at_its_edge_does_not() {
    for (label, words, is_parted) in [
        ("rye bread", &["rye", "bread"][..], false),
        ("rye of bread", &["rye", "bread"], true),
        ("rye of the bread", &["rye", "bread"], true),
        ("of rye", &["of", "rye"], false),
        ("rye of", &["rye", "of"], false),
    ] {
        let phrase = Phrase::of(label, "en", false).unwrap();
        let found: Vec<&str> = phrase.words.iter().map(|word| &*word.lower).collect();
        assert_eq!(
            (&found[..], phrase.is_parted),
            (words, is_parted),
            "{label}"
        );
    }
}

#[test]
fn a_phrase_is_looked_up_by_its_longest_word() {
    for (label, head) in [
        ("data analysis", "analysis"),
        ("analysis data", "analysis"),
        ("rye oat", "rye"),
        ("rye", "rye"),
    ] {
        let phrase = Phrase::of(label, "en", true).unwrap();
        assert_eq!(phrase.head().lower, head, "{label}");
    }
}
