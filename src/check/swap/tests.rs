//! The name at the head, and one CV in somebody else's name.

use super::super::people::person;
use super::*;
use crate::document::{Format, plain};
use crate::features::Background;
use crate::lexicon::Lexicon;

fn read(text: &str) -> Document {
    plain::from_text(text, Format::PlainText).unwrap()
}

fn head(text: &str) -> Option<Vec<String>> {
    let name = Name::at_head(&read(text), Lexicon::builtin(), Background::builtin())?;
    Some(name.parts.into_iter().map(|part| part.lower).collect())
}

#[test]
fn the_name_at_the_head_is_found_or_left() {
    let cases: &[(&str, Option<&[&str]>)] = &[
        ("Zofia Modrzewska\nClerk\n", Some(&["zofia", "modrzewska"])),
        (
            "Clerk\nRuby Baker\nruby.baker@example.org\n",
            Some(&["ruby", "baker"]),
        ),
        (
            "CV of Anna Lindqvist | Nurse\nanna@example.org",
            Some(&["anna", "lindqvist"]),
        ),
        ("FOOD PREP CHEF\nSkills\n", None),
        ("Project Management\nI lead projects\n", None),
        ("Work Experience\n2019 Clerk\n", None),
    ];
    for (text, expected) in cases {
        let expected = expected.map(|words| words.iter().map(|word| (*word).to_owned()).collect());
        assert_eq!(head(text), expected, "{text}");
    }
}

#[test]
fn all_places_change_together() {
    let cv = read(
        "ZOFIA MODRZEWSKA\nzofia.modrzewska@example.com | linkedin.com/in/zofia-m | +48 600 700 800\nNationality: Polish\n\n\
         Ms Modrzewska led the team. Zofia's plan won her a prize.\nBaker, Mill Lane, 2015 - 2018 2019\n",
    );
    let name = Name::at_head(&cv, Lexicon::builtin(), Background::builtin()).unwrap();
    let other = swapped(&cv, Some(&name), &person(12));
    assert_eq!(
        other.text,
        "OLIVER PEMBERTON\noliver.pemberton@example.org | linkedin.com/in/oliver-pemberton | +44 7700 900123\nNationality: British\n\n\
         Mr Pemberton led the team. Oliver's plan won him a prize.\nBaker, Mill Lane, 2015 - 2018 2019\n"
    );
}

#[test]
fn an_address_of_a_name_that_was_not_found_stays() {
    let cv = |mail: &str| {
        let text = format!("Summary of Ottilie Brandt House 4 {mail}\nExperience\n");
        let document = plain::from_text(&text, Format::PlainText).unwrap();
        swapped(&document, None, &person(1)).text.contains(mail)
    };
    assert!(cv("ottiliebrandt@example.com"));
    assert!(!cv("clerk77@example.com"));
}
