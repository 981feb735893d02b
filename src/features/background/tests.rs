//! Frequencies of words, pairs and concepts, on both sides of what is left out.

use approx::assert_abs_diff_eq;

use super::*;
use crate::text::tokenize;

#[test]
fn two_languages_without_a_table_say_the_same() {
    assert_eq!(Words::default(), Words::default());
}

#[test]
fn the_words_of_one_table_are_the_same_and_of_no_other() {
    let words = |language| Background::builtin().words(language);
    assert_eq!(words("en"), words("en"));
    for other in [words("ru"), Words::default()] {
        assert_ne!(words("en"), other);
        assert_ne!(other, words("en"));
    }
}

#[test]
fn a_word_that_a_table_has_not_has_no_rarity_and_without_a_table_its_length() {
    let json = r#"{"format_version":1,"languages":{
        "en":{"documents":7,"words":{"steel":3},"pairs":{}},
        "fr":{"documents":0,"words":{"steel":3},"pairs":{}}}}"#;
    let background = Background::from_json(json).unwrap();
    for (language, word, rarity) in [
        ("en", "steel", Some(1.693_115_234_375)),
        ("en", "unheard", None),
        // No document, and no table: five letters and seven.
        ("fr", "steel", Some(3.5)),
        ("de", "unheard", Some(4.5)),
    ] {
        let found = background.words(language).rarity(term_key(word), word);
        assert_eq!(found, rarity, "{language}: {word}");
    }
}

#[test]
fn a_concept_is_as_rare_as_documents_that_name_it() {
    let mut counter = BackgroundCounter::new(Lexicon::builtin());
    counter.add_concepts(["Apache Kafka", "gloamrye"].into_iter());
    counter.add_concepts(["Apache Kafka"].into_iter());
    counter.add_concepts([].into_iter());
    let file = counter.finish();
    assert_eq!(file.concepts.documents, 3);
    assert_eq!(file.concepts.labels["Apache Kafka"], 2);
    let json = serde_json::to_string(&file).unwrap();
    let background = Background::from_json(&json).unwrap();
    // ln(4 / 3) + 1 and ln(4 / 1) + 1, to 1/4096.
    for (label, rarity) in [
        ("Apache Kafka", Some(1.287_597_656_25)),
        ("Docker", Some(2.386_230_468_75)),
        ("gloamrye", None),
    ] {
        assert_eq!(background.concept(label), rarity, "{label}");
    }
}

#[test]
fn frequencies_count_documents_and_rare_words_weigh_more() {
    let mut counter = BackgroundCounter::default();
    for index in 0..60 {
        let text = if index < 5 {
            "welding steel frames"
        } else {
            "steel frames"
        };
        counter.add("en", text, &tokenize(text));
    }
    let file = counter.finish();
    assert_eq!(file.languages["en"].words["welding"], 5);
    assert_eq!(file.languages["en"].pairs["steel frames"], 60);
    let json = serde_json::to_string(&file).unwrap();
    let background = Background::from_json(&json).unwrap();
    let word = |word: &str| background.word("en", word);
    assert_abs_diff_eq!(word("steel"), 1.0);
    assert_abs_diff_eq!(word("welding"), (61.0f64 / 6.0).ln() + 1.0, epsilon = 1e-3);
    assert!(word("unheard") > word("welding"));
}

#[test]
fn rare_terms_and_rare_languages_are_left_out() {
    let mut counter = BackgroundCounter::default();
    let mut add = |language: &str, text: &str, documents: u32| {
        for _ in 0..documents {
            counter.add(language, text, &tokenize(text));
        }
    };
    add("en", "gloamrye", 3);
    add("en", "zorblang zorblang", 4);
    add("en", "quibscript fennix", 11);
    add("en", "tidework ropelay", 12);
    // A stop word parts a pair.
    add("en", "saltern and wharfing", 20);
    add("de", "gloamrye", 49);
    let file = counter.finish();
    assert_eq!(file.languages.keys().collect::<Vec<_>>(), ["en"]);
    let english = &file.languages["en"];
    assert_eq!(english.documents, 50);
    let words = english.words.iter();
    let words: Vec<(&str, u32)> = words.map(|(word, count)| (word.as_str(), *count)).collect();
    assert_eq!(
        words,
        [
            ("fennix", 11),
            ("quibscript", 11),
            ("ropelay", 12),
            ("saltern", 20),
            ("tidework", 12),
            ("wharfing", 20),
            ("zorblang", 4),
        ]
    );
    let pairs = english.pairs.iter();
    let pairs: Vec<(&str, u32)> = pairs.map(|(pair, count)| (pair.as_str(), *count)).collect();
    assert_eq!(pairs, [("tidework ropelay", 12)]);
}

#[test]
fn what_a_table_does_not_know_is_as_rare_as_what_no_document_holds() {
    let json = r#"{"format_version":1,"languages":{"en":{"documents":7,
        "words":{"steel":3},"pairs":{"steel frames":1}}}}"#;
    let background = Background::from_json(json).unwrap();
    // ln((1 + 7) / (1 + count)) + 1, to 1/4096.
    for (word, weight) in [("Steel", 1.693_115_234_375), ("unheard", 3.079_345_703_125)] {
        assert_eq!(background.word("en", word), weight, "{word}");
    }
    let pair = |first, second| background.pair("en", pair_key(term_key(first), term_key(second)));
    assert_eq!(pair("steel", "frames"), 2.386_230_468_75);
    assert_eq!(pair("frames", "steel"), 3.079_345_703_125);
}

#[test]
fn without_a_table_a_word_weighs_by_its_length() {
    let background = Background::default();
    for (word, weight) in [
        ("a", 1.5),
        ("și", 2.0),
        ("sudor", 3.5),
        ("întreprindere", 7.0),
        ("întreprinderilor", 7.0),
        ("întreprindut", 7.0),
        ("întreprinde", 6.5),
    ] {
        assert_abs_diff_eq!(background.word("ro", word), weight);
    }
    assert_abs_diff_eq!(background.pair("ro", 7), PAIR_WITHOUT_TABLE);
}

#[test]
fn another_version_is_refused() {
    let error = Background::from_json(r#"{"format_version":9,"languages":{}}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the table of document frequencies has format_version 9; this program reads 1: make it again with `cvrank background`"
    );
}

#[test]
fn a_table_of_no_documents_says_nothing_of_a_word() {
    for (documents, is_known) in [(0, false), (1, true)] {
        let counts = KeyedCounts {
            documents,
            words: KeyCounts::default(),
            pairs: KeyCounts::default(),
        };
        assert_eq!(
            Table::new(&counts).unseen.is_some(),
            is_known,
            "{documents}"
        );
    }
}
