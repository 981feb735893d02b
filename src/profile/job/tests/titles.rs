//! Where the title of a post stands, by its lines and by what each unit is.

use crate::document::{Format, plain};
use crate::lexicon::Lexicon;
use crate::profile::job::reading::PostLabel;
use crate::profile::job::reading::units::{Unit, split};
use crate::profile::job::requirement::Findings;
use crate::profile::job::title;

/// The title as written, of a post whose units have these labels.
fn written(text: &str, labels: &[PostLabel]) -> Option<String> {
    let document = plain::from_text(text, Format::PlainText).unwrap();
    let findings = Findings::of(&document, Lexicon::builtin());
    let units = split(&document, &findings.words);
    assert!(labels.is_empty() || units.len() == labels.len(), "{text}");
    let units: Vec<(Unit, PostLabel)> = units.into_iter().zip(labels.iter().copied()).collect();
    let head = title::read(&document, &findings, &units);
    head.span.map(|span| span.of(&document.text).to_owned())
}

#[test]
fn a_line_marked_as_a_heading_is_the_title_in_the_first_six_lines_of_twelve_words() {
    let behind = |count: usize| format!("{}# Rye quay", "We bake.\n\n".repeat(count));
    let long = |count: usize| format!("# {}", ["rye"; 13][..count].join(" "));
    let twelve = ["rye"; 12].join(" ");
    for (text, expected) in [
        (behind(5), Some("Rye quay")),
        (behind(6), None),
        (long(12), Some(twelve.as_str())),
        (long(13), None),
        // What is known to be a heading, and an address.
        ("# Benefits".to_owned(), None),
        ("# jobs@brill".to_owned(), None),
        ("# Job title: Rye quay".to_owned(), Some("Rye quay")),
    ] {
        assert_eq!(written(&text, &[]).as_deref(), expected, "{text}");
    }
}

#[test]
fn of_lines_that_name_the_job_the_first_that_names_an_occupation_does() {
    use PostLabel::{Fact, Title};
    let rye = [" rye"; 12].concat();
    let long = format!("Baker{rye}");
    let parted = format!("Baker |{rye}");
    for (text, labels, expected) in [
        ("Rye quay\n\nBaker", &[Title, Title][..], Some("Baker")),
        ("Baker\n\nAccountant", &[Title, Title], Some("Baker")),
        ("Rye quay\n\nOat quay", &[Title, Title], Some("Rye quay")),
        ("Rye quay\n\nBaker", &[Title, Fact], Some("Rye quay")),
        // A sentence is none, but it may name one.
        ("Rye quay.\n\nOat quay", &[Title, Title], Some("Oat quay")),
        ("Rye quay.", &[Title], None),
        ("We need a baker.", &[Title], Some("baker")),
        // Thirteen words are too many, unless signs part them.
        (&long[..], &[Title], None),
        (&parted[..], &[Title], Some(&parted[..])),
        ("Job title: Rye quay", &[Title], Some("Rye quay")),
    ] {
        assert_eq!(written(text, labels).as_deref(), expected, "{text}");
    }
}

#[test]
fn what_is_known_to_be_something_else_names_no_job() {
    use PostLabel::{Company, Fact, HeadAsk, Noise};
    for (first, expected) in [
        (Fact, "Rye quay"),
        (Company, "Rye quay"),
        (Noise, "Oat quay"),
        (HeadAsk, "Oat quay"),
    ] {
        let found = written("Rye quay\n\nOat quay", &[first, Fact]);
        assert_eq!(found.as_deref(), Some(expected), "{first:?}");
    }
    // An item of a list is no title.
    assert_eq!(written("- Rye quay", &[Fact]), None);
}

#[test]
fn the_place_is_that_of_its_label_before_that_behind_the_title() {
    for (text, expected) in [
        ("Baker", None),
        ("Baker - Berlin", Some("Berlin")),
        ("Baker - Berlin\n\nLocation: Gloam", Some("Gloam")),
        ("Baker\n\nLocation:\n\nGloam", Some("Gloam")),
        ("Baker\n\nLocation: remote", None),
    ] {
        let document = plain::from_text(text, Format::PlainText).unwrap();
        let findings = Findings::of(&document, Lexicon::builtin());
        let head = title::read(&document, &findings, &[]);
        assert_eq!(
            (head.title.as_str(), head.place.as_deref()),
            ("Baker", expected)
        );
    }
}

#[test]
fn a_label_speaks_before_an_occupation_and_an_occupation_before_the_first_line() {
    for (text, expected) in [
        ("# Oat quay\n\nJob title: Rye quay", Some("Oat quay")),
        ("We mill.\n\nJob title: Rye quay", Some("Rye quay")),
        ("Baker there\n\nJob title: Rye quay", Some("Rye quay")),
        ("Rye quay\n\nBaker", Some("Baker")),
        ("Rye quay\n\nBaker.", Some("Rye quay")),
        // The first line names it where it is no sentence, heading or address.
        ("Rye quay\n\nOat quay", Some("Rye quay")),
        ("Rye quay.\n\nOat quay", None),
        ("Benefits\n\nOat quay", None),
        ("jobs@brill\n\nOat quay", None),
    ] {
        assert_eq!(written(text, &[]).as_deref(), expected, "{text}");
    }
}
