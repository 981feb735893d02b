//! Values of the wrong kind, and what is empty or missing.

use super::from_toml;
use crate::lexicon::Lexicon;
use crate::profile::job::{Demand, JobProfile};

fn read(text: &str) -> Result<JobProfile, String> {
    from_toml(text, Lexicon::builtin()).map_err(|error| error.to_string())
}

/// What is said of a requirement with these keys on its third line and below.
fn said_of(keys: &str) -> Option<String> {
    read(&format!("[[requirement]]\nimportance = \"nice\"\n{keys}")).err()
}

#[test]
fn an_empty_demand_asks_for_nothing() {
    let text = "job file, line 1: `text` is empty; expected the words to look for";
    let any_of = "job file, line 1: `any_of` is empty; expected at least one skill";
    let languages = "job file, line 3: `language` is []; expected language codes of two small \
                     letters, such as [\"en\", \"fr\"]";
    for (keys, expected) in [
        ("text = \"\"", Some(text)),
        ("text = \" \\t\"", Some(text)),
        ("text = \"rye\"", None),
        ("any_of = []", Some(any_of)),
        ("any_of = [\"zorbling\"]", None),
        ("language = []", Some(languages)),
        ("language = [\"de\"]", None),
    ] {
        assert_eq!(said_of(keys).as_deref(), expected, "{keys}");
    }
}

#[test]
fn a_value_of_another_kind_is_shown_with_what_was_expected() {
    let list = "a list of texts in quotes, such as [\"Kafka\", \"RabbitMQ\"]";
    let codes = "language codes of two small letters, such as [\"en\", \"fr\"]";
    let factor = "a factor from 0.1 to 10, such as 2 or 0.5";
    let years = "a number of years from 0 to 60, such as 5 or 1.5";
    for (keys, line, slip, expected) in [
        ("text = 3", 3, "`text` is 3", "a text in quotes"),
        ("any_of = \"rye\"", 3, "`any_of` is \"rye\"", list),
        (
            "any_of = [\"rye\", 3]",
            3,
            "`any_of` is 3",
            "a text in quotes",
        ),
        (
            "any_of = [\"rye\", \" \"]",
            3,
            "`any_of` is \" \"",
            "a text in quotes",
        ),
        (
            "language = [\"de\", \"deu\"]",
            3,
            "`language` is [\"de\", \"deu\"]",
            codes,
        ),
        (
            "education = \"master\"\nor_equivalent = 1",
            4,
            "`or_equivalent` is 1",
            "true or false",
        ),
        (
            "education = \"master\"\nfields = \"rye\"",
            4,
            "`fields` is \"rye\"",
            list,
        ),
        (
            "text = \"rye\"\nweight = true",
            4,
            "`weight` is true",
            factor,
        ),
        ("total_years = true", 3, "`total_years` is true", years),
        (
            "total_years = 3\nmaximum_years = 61",
            4,
            "`maximum_years` is 61",
            years,
        ),
        (
            "any_of = [\"rye\", \"oat\"]\nat_least = 1.5",
            4,
            "`at_least` is 1.5",
            "a whole number from 1 to 2",
        ),
    ] {
        let expected = format!("job file, line {line}: {slip}; expected {expected}");
        assert_eq!(said_of(keys), Some(expected), "{keys}");
    }
}

#[test]
fn tables_have_their_heads_and_what_is_set_aside_a_reason() {
    for (text, expected) in [
        (
            "[[set_aside]]\nquote = \"rye\"",
            "job file, line 1: `reason` is missing",
        ),
        (
            "set_aside = [3]",
            "job file, line 1: `set_aside` is 3; expected tables headed [[set_aside]]",
        ),
        (
            "title = \"Baker\"\nrequirement = [\"rye\"]",
            "job file, line 2: `requirement` is \"rye\"; expected tables headed [[requirement]]",
        ),
        (
            "title = 3",
            "job file, line 1: `title` is 3; expected a text in quotes",
        ),
        (
            "mode = 3",
            "job file, line 1: `mode` is 3; expected \"on_site\", \"hybrid\", \"remote\"",
        ),
    ] {
        assert_eq!(read(text).err().as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_factor_lies_from_a_tenth_to_ten_and_is_one_where_none_is_said() {
    for (keys, expected) in [
        ("", Some(1.0)),
        ("weight = 0.1", Some(0.1)),
        ("weight = 2", Some(2.0)),
        ("weight = 10", Some(10.0)),
        ("weight = 0.099", None),
        ("weight = 10.001", None),
    ] {
        let text = format!("[[requirement]]\nimportance = \"must\"\ntext = \"rye\"\n{keys}");
        let weight = read(&text).ok().map(|job| job.requirements[0].weight);
        assert_eq!(weight, expected, "{keys}");
    }
}

#[test]
fn what_is_left_out_of_a_file_is_english_without_a_name() {
    let job = read("").unwrap();
    assert_eq!((job.title.as_str(), job.language.as_str()), ("", "en"));
    assert_eq!((job.place, job.mode, job.seniority), (None, None, None));
    let job = read("language = \"pl\"\ndescribed = \" Rye bread \\n\"").unwrap();
    assert_eq!(
        (job.text.as_str(), job.language.as_str()),
        (" Rye bread", "pl")
    );
}

#[test]
fn requirements_are_numbered_and_fields_of_study_are_in_small_letters() {
    let one = "[[requirement]]\nimportance = \"must\"\n";
    let text = format!(
        "{one}text = \"rye\"\n{one}education = \"master\"\nfields = [\"Baking\", \"RYE\"]\n\
         {one}total_years = 0\nmaximum_years = 60\n"
    );
    let asked = read(&text).unwrap().requirements;
    let ids: Vec<&str> = asked.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["r1", "r2", "r3"]);
    let Demand::Education { fields, .. } = &asked[1].demand else {
        panic!("{:?}", asked[1].demand);
    };
    assert_eq!(fields, &["baking", "rye"]);
    let experience = Demand::Experience {
        minimum_months: 0,
        maximum_months: Some(720),
    };
    assert_eq!(asked[2].demand, experience);
}
