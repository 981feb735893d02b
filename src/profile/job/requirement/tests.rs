//! What single sentences ask for, without the chain that tells which ask.

use super::*;
use crate::document::{Format, plain};
use crate::profile::education::EducationLevel;

fn with_findings<T>(text: &str, of: impl Fn(&Findings) -> T) -> T {
    let document = plain::from_text(text, Format::PlainText).unwrap();
    of(&Findings::of(&document, Lexicon::builtin()))
}

/// What a sentence asks for, in short.
fn asked(text: &str) -> Vec<String> {
    let shown = |one: Asked| match one.demand {
        Demand::Skill {
            any_of,
            at_least,
            minimum_months,
        } => {
            let labels: Vec<&str> = any_of.iter().map(|wanted| wanted.label.as_str()).collect();
            let months = minimum_months.unwrap_or(0);
            format!("{at_least} of {}, {months}", labels.join("|"))
        }
        Demand::Experience {
            minimum_months,
            maximum_months,
        } => format!("{minimum_months} to {maximum_months:?} months"),
        Demand::Education {
            level,
            or_equivalent,
            ..
        } => format!("{level:?}, {or_equivalent}"),
        Demand::Language { any_of, .. } => any_of.join("|"),
        Demand::Text => "words".to_owned(),
    };
    with_findings(text, |findings| {
        let asked = findings.asked(Span::new(0, text.len()), Importance::Must, false);
        asked.into_iter().map(shown).collect()
    })
}

#[test]
fn years_behind_or_replace_a_degree_three_words_on() {
    for (text, expected) in [
        (
            "Bachelor's degree or 3 years of Kafka",
            ["Bachelor, true", "1 of Kafka, 0"],
        ),
        (
            "Bachelor's degree or kiln mill 3 years of Kafka",
            ["Bachelor, true", "1 of Kafka, 0"],
        ),
        (
            "Bachelor's degree or kiln mill quay 3 years of Kafka",
            ["Bachelor, false", "1 of Kafka, 36"],
        ),
        // What `and` joins is asked as well.
        (
            "Bachelor's degree or mill and 3 years of Kafka",
            ["Bachelor, false", "1 of Kafka, 36"],
        ),
    ] {
        assert_eq!(asked(text), expected, "{text}");
    }
}

#[test]
fn years_are_of_what_stands_six_words_before_them() {
    for (text, expected) in [
        (
            "Kafka used there with our old mills 3 years",
            "1 of Kafka, 36",
        ),
        (
            "Kafka used there with our very old mills 3 years",
            "1 of Kafka, 0",
        ),
    ] {
        assert_eq!(asked(text), [expected], "{text}");
    }
}

#[test]
fn what_ends_a_clause_parts_years_from_what_stands_before_them() {
    for (text, expected) in [
        (
            "Kafka, used there with our old mills 3 years",
            "1 of Kafka, 0",
        ),
        (
            "Kafka; used there with our old mills 3 years",
            "1 of Kafka, 0",
        ),
        (
            "(Kafka) used there with our old mills 3 years",
            "1 of Kafka, 0",
        ),
        // A comma right before them does not.
        (
            "Kafka used there with our old mills, 3 years",
            "1 of Kafka, 36",
        ),
    ] {
        let first = asked(text).into_iter().next();
        assert_eq!(first.as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_length_with_an_upper_bound_is_of_work_however_short_it_is() {
    assert_eq!(
        asked("6-9 months on nights"),
        ["6 to Some(9) months", "1 of nights, 0"]
    );
}

#[test]
fn of_several_lengths_the_longest_is_asked_unless_they_stand_for_one_another() {
    for (text, degrees, months) in [
        ("3 years of rye, 5 years of oats", 0, 60),
        ("3 years of rye, 5 years of oats", 1, 60),
        ("3 years of rye, 5 years of oats", 2, 36),
        ("3 years of rye or 5 years of oats", 0, 36),
        ("5 years of rye or 3 years of oats", 0, 36),
        ("5 years of rye, 3 years of oats", 0, 60),
    ] {
        let found = with_findings(text, |findings| {
            let words = &findings.words;
            let lengths = years::find(words, 0..words.tokens.len());
            let all: Vec<&YearsAsked> = lengths.iter().collect();
            assert_eq!(all.len(), 2, "{text}");
            let of_all = findings.in_all(&all, degrees);
            of_all.map(|length| length.minimum_months)
        });
        assert_eq!(found, Some(months), "{text}: {degrees}");
    }
    let none = with_findings("rye", |findings| findings.in_all(&[], 0).is_none());
    assert!(none);
}

#[test]
fn a_comma_or_an_or_alone_stands_between_two_languages_of_which_one_will_do() {
    for (text, expected) in [
        ("English, French", true),
        ("English / French", true),
        ("English or French", true),
        ("English and French", false),
        ("English or good French", false),
        ("English; French", false),
        ("English. French", false),
        ("English | French", false),
        ("English\nFrench", false),
        ("English or; French", false),
    ] {
        let of = |word: &str| {
            let start = text.find(word).unwrap();
            Span::new(start, start + word.len())
        };
        let found = with_findings(text, |findings| {
            findings.alternate(of("English"), of("French"))
        });
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_part_of_a_list_ends_behind_the_years_or_a_word_of_experience() {
    for (text, expected) in [
        ("3 years", true),
        ("3 years, Kafka", true),
        ("3 years; Kafka", true),
        ("3 years. Kafka", true),
        ("3 years of Kafka", false),
        ("3 years experience", true),
        ("3 years experience, Kafka", true),
        ("3 years experience here", false),
    ] {
        let found = with_findings(text, |findings| {
            findings.ends_a_part(2, &(0..findings.words.tokens.len()))
        });
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn some_words_turn_a_sentence_away_and_some_only_behind_a_comma() {
    for (text, expected) in [
        ("rye plus oats", true),
        ("rye, plus oats", true),
        ("rye, strong oats", true),
        ("rye strong oats", false),
        ("rye, oats", false),
    ] {
        assert_eq!(turns_away(&Words::new(text), 1), expected, "{text}");
    }
}

#[test]
fn what_stands_wholly_in_a_place_is_in_it() {
    let all = [Span::new(0, 2), Span::new(3, 5), Span::new(6, 9)];
    for (place, expected) in [
        (Span::new(3, 5), &all[1..2]),
        (Span::new(2, 6), &all[1..2]),
        (Span::new(3, 9), &all[1..]),
        (Span::new(3, 8), &all[1..2]),
        (Span::new(4, 9), &all[2..]),
        (Span::new(0, 9), &all[..]),
        (Span::new(9, 12), &[]),
    ] {
        let found: Vec<Span> = within(&all, |span| *span, place).copied().collect();
        assert_eq!(found, expected, "{place:?}");
    }
}

#[test]
fn degrees_with_their_fields_and_languages_take_their_places() {
    let language = |start, end| SpokenMention {
        span: Span::new(start, end),
        code: "de",
        level: None,
    };
    let degree = EducationMention {
        span: Span::new(10, 13),
        level: EducationLevel::Bachelor,
        field: Some(Span::new(17, 20)),
    };
    let places = taken(
        &[degree],
        &[language(0, 3), language(3, 6), language(12, 15)],
    );
    let expected = [(0, 6), (10, 15), (17, 20)].map(|(start, end)| Span::new(start, end));
    assert_eq!(places, expected);

    let document = plain::from_text("rye", Format::PlainText).unwrap();
    let mut findings = Findings::of(&document, Lexicon::builtin());
    findings.taken = vec![Span::new(2, 4), Span::new(6, 8)];
    for (start, end, expected) in [
        (0, 2, false),
        (0, 3, true),
        (3, 4, true),
        (4, 6, false),
        (4, 7, true),
        (7, 9, true),
        (8, 9, false),
    ] {
        let found = findings.is_taken(Span::new(start, end));
        assert_eq!(found, expected, "{start} to {end}");
    }
}
