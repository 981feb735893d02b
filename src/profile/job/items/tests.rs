//! Names, acronyms, addresses and phrases.

use super::*;
use crate::document::{Format, plain};
use crate::lexicon::Lexicon;

#[test]
fn a_name_that_nobody_knows_has_three_words_at_most() {
    for (text, expected) in [
        ("with Zor Blang", &["Zor Blang"][..]),
        ("with Zor Blang Quib", &["Zor Blang Quib"]),
        ("with Zor Blang Quib Fen", &["Zor Blang Quib", "Fen"]),
        ("with Zor, Blang", &["Zor", "Blang"]),
        // Amid Cyrillic whatever is Latin, but for a single letter.
        ("опыт zor и blang", &["zor", "blang"]),
        ("опыт z и Blang", &["Blang"]),
        // The first word of a sentence has its capital from that.
        ("With zor", &[]),
    ] {
        let words = Words::new(text);
        let found = names(&words, &(0..words.tokens.len()));
        let found: Vec<&str> = found.iter().map(|at| words.span_of(at).of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn three_to_six_capitals_among_small_words_are_a_name() {
    for (text, expected) in [
        ("holds ZQ", &[][..]),
        ("holds ZQX", &["ZQX"]),
        ("holds ZQXWVT", &["ZQXWVT"]),
        ("holds ZQXWVTS", &[]),
        ("holds CA-ZQX", &[]),
        // As many words in capitals as others, and more.
        ("holds ZQX and ZQW", &["ZQX", "ZQW"]),
        ("holds ZQX, ZQW", &[]),
    ] {
        let document = plain::from_text(text, Format::PlainText).unwrap();
        let findings = Findings::of(&document, Lexicon::builtin());
        let words = &findings.words;
        let found = findings.acronyms(&(0..words.tokens.len()));
        let found: Vec<&str> = found.iter().map(|at| words.span_of(at).of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn an_address_reaches_four_hundred_bytes() {
    let alias = "java";
    let after = |head: &str, between: usize| format!("{head}{}{alias}", "x".repeat(between));
    let before = |tail: &str, between: usize| format!("{alias}{}{tail}", "x".repeat(between));
    for (text, is_within) in [
        (after("://", 397), true),
        (after("://", 398), false),
        (after("www.", 396), true),
        (after("www.", 397), false),
        (after("a@", 0), true),
        (after("a@ ", 0), false),
        (before("://", 397), true),
        (before("://", 398), false),
        (before("@brill", 0), true),
        (before(" @brill", 0), false),
        (before("x@brill", 0), false),
        (after("", 0), false),
    ] {
        let start = text.find(alias).unwrap();
        let span = Span::new(start, start + alias.len());
        assert_eq!(in_address(&text, span), is_within, "{text}");
    }
}

/// The words of `text` with what is known of them.
fn with_findings<T>(text: &str, of: impl Fn(&Findings, &Range<usize>) -> T) -> T {
    let document = plain::from_text(text, Format::PlainText).unwrap();
    let findings = Findings::of(&document, Lexicon::builtin());
    let range = 0..findings.words.tokens.len();
    of(&findings, &range)
}

#[test]
fn of_two_names_of_one_thing_both_are_said_where_one_will_do() {
    let kafka = Lexicon::builtin().named("Kafka");
    assert!(kafka.is_some());
    let items: Vec<Item> = [
        ("Kafka", kafka),
        ("Another Kafka", kafka),
        ("Zorblang", None),
        ("Quib-Script", None),
        ("quibscript", None),
    ]
    .map(|(label, concept)| Item {
        range: 0..1,
        wanted: Wanted {
            label: label.to_owned(),
            concept,
        },
    })
    .into();
    for (members, at_least, labels, count) in [
        (&[0, 1][..], 1, "Kafka|Another Kafka", 1),
        (&[0, 1, 2], 2, "Kafka|Zorblang", 2),
        // No more can be asked than is named, and no less than one.
        (&[0, 1, 2], 3, "Kafka|Zorblang", 2),
        (&[0, 2], 0, "Kafka|Zorblang", 1),
        // What nobody knows is told apart by its letters alone.
        (&[2, 3], 2, "Zorblang|Quib-Script", 2),
        (&[2, 3, 4], 1, "Zorblang|Quib-Script", 1),
        (&[0, 2, 3], 2, "Kafka|Zorblang|Quib-Script", 2),
    ] {
        let group = Group {
            members: members.to_vec(),
            at_least,
        };
        let Demand::Skill {
            any_of, at_least, ..
        } = skill(&items, &group, None)
        else {
            panic!("{members:?}");
        };
        let found: Vec<&str> = any_of.iter().map(|wanted| wanted.label.as_str()).collect();
        assert_eq!(
            (found.join("|").as_str(), at_least),
            (labels, count),
            "{members:?}"
        );
    }
    let one = Group {
        members: vec![0],
        at_least: 1,
    };
    for (asked, expected) in [(None, None), (Some(0), None), (Some(1), Some(1))] {
        let Demand::Skill { minimum_months, .. } = skill(&items, &one, asked) else {
            panic!("{asked:?}");
        };
        assert_eq!(minimum_months, expected, "{asked:?}");
    }
}

#[test]
fn commas_slashes_and_signs_for_and_part_a_list() {
    for (gap, is_list) in [
        (", ", true),
        (" / ", true),
        ("|", true),
        ("; ", true),
        (" & ", true),
        (" + ", true),
        (" ", false),
        (" - ", false),
        (" (&", false),
        ("++ ", false),
    ] {
        assert_eq!(is_list_gap(gap), is_list, "{gap}");
    }
}

#[test]
fn what_a_bracket_denies_ends_with_the_bracket() {
    for (text, expected) in [
        ("Docker (not Kubernetes) here", &["not Kubernetes"][..]),
        ("Docker (not) Kubernetes", &["not"]),
        ("Docker (not Kubernetes", &["not Kubernetes"]),
        ("Docker (Kubernetes here) not", &[]),
        ("Docker not Kubernetes", &[]),
    ] {
        let found = with_findings(text, |findings, range| {
            let denied = findings.denied_brackets(range).into_iter();
            let denied = denied.map(|inner| findings.words.span_of(&inner).of(text).to_owned());
            denied.collect::<Vec<_>>()
        });
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_list_of_phrases_has_twelve_words_and_says_no_more_than_its_names() {
    let twelve =
        "Quabb Fennx Zorbl, Drusk Plimm Vexel, Skarn Morbu Tiddy, Gloamwork Quibscript Saltern";
    for (text, expected) in [
        (
            twelve.to_owned(),
            &[
                "Quabb Fennx Zorbl",
                "Drusk Plimm Vexel",
                "Skarn Morbu Tiddy",
                "Gloamwork Quibscript Saltern",
            ][..],
        ),
        (format!("{twelve}, Gloamrye"), &[]),
        // What leads up to it, stands behind it or weighs it.
        ("strong Zorblang".to_owned(), &["Zorblang"]),
        ("strong, Zorblang".to_owned(), &["Zorblang"]),
        ("Zorblang skills".to_owned(), &["Zorblang"]),
        ("Zorblang is a plus".to_owned(), &["Zorblang"]),
        ("Zorblang is required".to_owned(), &["Zorblang"]),
        ("Zorblang (of rye)".to_owned(), &["Zorblang"]),
        ("skills".to_owned(), &[]),
        // One and more of a list, and one alone.
        (
            "Zorblang, Quibscript".to_owned(),
            &["Zorblang", "Quibscript"],
        ),
        ("zorblang fennix".to_owned(), &["zorblang fennix"]),
    ] {
        let found = with_findings(&text, |findings, range| {
            let phrases = findings.phrases(range).into_iter();
            let labels = phrases.map(|(_, demand)| match demand {
                Demand::Skill { any_of, .. } => any_of[0].label.clone(),
                other => panic!("{other:?}"),
            });
            labels.collect::<Vec<_>>()
        });
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_plain_word_that_or_joins_to_something_known_is_a_name() {
    for (text, expected) in [
        ("barley or Kafka", &["barley"][..]),
        ("oats or Kafka", &["oats"]),
        ("rye or Kafka", &[]),
        ("barley and Kafka", &[]),
        ("barley, or Kafka", &[]),
        // General, behind a thing, joining, leading and weighing words name nothing.
        ("comparable or Kafka", &[]),
        ("skills or Kafka", &[]),
        ("using or Kafka", &[]),
        ("outstanding or Kafka", &[]),
        ("rye helpful or Kafka", &[]),
        ("Kafka or helpful", &[]),
        // Behind it the word is all of the other thing.
        ("Kafka or barley", &["barley"]),
        ("Kafka or barley, malt", &["barley"]),
        ("Kafka or barley skills", &["barley"]),
        ("Kafka or barley is essential", &["barley"]),
        ("Kafka or barley malt", &[]),
        ("Kafka or (barley)", &[]),
        ("Kafka or", &[]),
        ("rye or barley", &[]),
    ] {
        let found = with_findings(text, |findings, range| {
            let words = &findings.words;
            let is_kafka = |at: &usize| words.word(*at) == "kafka";
            let known: Vec<Range<usize>> = range
                .clone()
                .filter(is_kafka)
                .map(|at| at..at + 1)
                .collect();
            let found = findings.beside_or(range, &known).into_iter();
            let found = found.map(|name| words.span_of(&name).of(text).to_owned());
            found.collect::<Vec<_>>()
        });
        assert_eq!(found, expected, "{text}");
    }
    // The word before `or` stands in the sentence.
    let outside = with_findings("barley or Kafka", |findings, range| {
        let known: Vec<Range<usize>> = std::iter::once(2..3).collect();
        findings.beside_or(&(1..range.end), &known)
    });
    assert!(outside.is_empty());
}

#[test]
fn a_name_that_nobody_knows_is_listed_with_one_that_is_known() {
    for (text, is_found) in [
        ("You bake in Zorblang, Kafka", true),
        ("You bake in Zorblang and Kafka", true),
        ("You bake in Zorblang for Kafka", false),
        ("You bake in Zorblang", false),
        ("You wait, Zorblang", false),
        ("Kafka, Zorblang", true),
        ("Kafka and Zorblang", true),
        ("Kafka Zorblang", false),
        ("Kafka for Zorblang", false),
    ] {
        let found = with_findings(text, |findings, range| {
            let items = findings.items(Span::new(0, text.len()), range);
            items.iter().any(|item| item.wanted.label == "Zorblang")
        });
        assert_eq!(found, is_found, "{text}");
    }
}

#[test]
fn what_announces_a_name_stands_right_before_it_or_a_colon_parts_them() {
    for (text, is_found) in [
        ("tools such as Zorblang", true),
        ("one of many kilns: Zorblang", true),
        ("one of many kilns Zorblang", false),
        // Seven words before it, and eight.
        ("one of our many old brick kilns: Zorblang", true),
        ("one of our many very old brick kilns: Zorblang", false),
        ("many old brick kilns: Zorblang", false),
    ] {
        let found = with_findings(text, |findings, range| {
            let items = findings.items(Span::new(0, text.len()), range);
            items.iter().any(|item| item.wanted.label == "Zorblang")
        });
        assert_eq!(found, is_found, "{text}");
    }
}
