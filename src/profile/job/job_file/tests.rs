//! Job files: exact text, exact errors, round trip.

mod slips;

use proptest::prelude::*;
use toml::Value;

use super::edit::{EditError, JobEdit};
use super::write::years;
use super::{EDUCATION, SPOKEN, from_toml, to_toml};
use crate::document::Span;
use crate::lexicon::Lexicon;
use crate::profile::job::{
    Demand, Importance, JobProfile, Requirement, SetAside, SetAsideReason, Wanted, WorkMode,
};
use crate::profile::seniority::Seniority;

fn job(requirements: Vec<Requirement>) -> JobProfile {
    let text = "Night baker.\nYou bake \"rye\" bread.\n\nWe pay well.".to_owned();
    JobProfile {
        title: "Baker".into(),
        language: "en".into(),
        seniority: Some(Seniority::Senior),
        place: Some("Gdynia".into()),
        mode: Some(WorkMode::OnSite),
        requirements,
        described: vec![Span::new(0, 34)],
        set_aside: vec![SetAside {
            span: Span::new(36, 48),
            reason: SetAsideReason::Salary,
        }],
        text,
        reads_like_a_cv: None,
        unread_language: None,
    }
}

fn requirement(demand: Demand) -> Requirement {
    Requirement {
        id: "r1".into(),
        importance: Importance::Must,
        demand,
        quote: "You bake \"rye\" bread.".into(),
        span: None,
        weight: 1.0,
    }
}

#[test]
fn the_file_is_plain_to_read() {
    let written = to_toml(&job(vec![requirement(Demand::Skill {
        any_of: vec![
            Wanted {
                label: "Zorbling".into(),
                concept: None,
            },
            Wanted {
                label: "Quibbling".into(),
                concept: None,
            },
        ],
        at_least: 1,
        minimum_months: Some(18),
    })]));
    let expected = r#"# cvrank-job 1
# Correct what is wrong, then give this file as the job. A requirement is `must` or `nice`.
title = "Baker"
language = "en"
seniority = "senior"
place = "Gdynia"
mode = "on_site"
described = """
Night baker.
You bake \"rye\" bread."""

[[requirement]]
importance = "must"
any_of = ["Zorbling", "Quibbling"]
years = 1.5
quote = 'You bake "rye" bread.'

[[set_aside]]
reason = "salary"
quote = "We pay well."
"#;
    assert_eq!(written, expected);
}

#[test]
fn slips_are_named_with_their_line() {
    let cases = [
        (
            "title = ",
            "job file, line 1: not valid TOML: string values must be quoted, expected literal string",
        ),
        (
            "title = \"a\"\nsalary = 3",
            "job file, line 2: unknown key `salary`; expected one of: title, language, seniority, place, mode, described, requirement, set_aside",
        ),
        (
            "mode = \"moon\"",
            "job file, line 1: `mode` is \"moon\"; expected \"on_site\", \"hybrid\", \"remote\"",
        ),
        (
            "language = \"English\"",
            "job file, line 1: `language` is \"English\"; expected a language code of two small letters, such as \"en\"",
        ),
        (
            "[[requirement]]\nimportance = \"must\"\ntotal_years = \"five\"",
            "job file, line 3: `total_years` is \"five\"; expected a number of years from 0 to 60, such as 5 or 1.5",
        ),
        (
            "\n[[requirement]]\ntext = \"a\"",
            "job file, line 2: `importance` is missing",
        ),
        (
            "[[requirement]]\nimportance = \"nice\"",
            "job file, line 1: a requirement has one of: any_of, total_years, education, language, text; found none",
        ),
        (
            "[[requirement]]\nimportance = \"nice\"\ntext = \"a\"\nlanguage = \"de\"",
            "job file, line 1: a requirement has one of: any_of, total_years, education, language, text; found language and text",
        ),
        (
            "[[requirement]]\nimportance = \"nice\"\nlanguage = \"de\"\nyears = 2",
            "job file, line 4: unknown key `years`; expected one of: importance, language, level, weight, quote",
        ),
        (
            "[[requirement]]\nimportance = \"nice\"\nany_of = [\"a\"]\nat_least = 2",
            "job file, line 4: `at_least` is 2; expected a whole number from 1 to 1",
        ),
        (
            "[[requirement]]\nimportance = \"nice\"\ntext = \"a\"\nweight = 0.09",
            "job file, line 4: `weight` is 0.09; expected a factor from 0.1 to 10, such as 2 or 0.5",
        ),
        (
            "[[requirement]]\nimportance = \"nice\"\ntext = \"a\"\nweight = 11",
            "job file, line 4: `weight` is 11; expected a factor from 0.1 to 10, such as 2 or 0.5",
        ),
        (
            "requirement = 3",
            "job file, line 1: `requirement` is 3; expected tables headed [[requirement]]",
        ),
    ];
    for (text, expected) in cases {
        let error = from_toml(text, Lexicon::builtin()).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), expected, "{text}");
    }
}

#[test]
fn what_is_left_out_has_its_usual_value() {
    let read = |keys: &str| {
        let text = format!("title = \"a\"\n[[requirement]]\nimportance = \"must\"\n{keys}\n");
        from_toml(&text, Lexicon::builtin()).map(|job| job.requirements[0].demand.clone())
    };
    let skill = |at_least, minimum_months| Demand::Skill {
        any_of: ["zorbling", "quibbling"]
            .map(|label| Wanted {
                label: label.into(),
                concept: None,
            })
            .into(),
        at_least,
        minimum_months,
    };
    let any_of = "any_of = [\"zorbling\", \"quibbling\"]";
    for (further, at_least, minimum_months) in [
        ("", 1, None),
        ("at_least = 2", 2, None),
        ("years = 1.5", 1, Some(18)),
        ("years = 60", 1, Some(720)),
    ] {
        let demand = read(&format!("{any_of}\n{further}")).unwrap();
        assert_eq!(demand, skill(at_least, minimum_months), "{further}");
    }
    for refused in ["at_least = 3", "at_least = 0", "years = 60.5", "years = -1"] {
        assert!(read(&format!("{any_of}\n{refused}")).is_err(), "{refused}");
    }
    let experience = Demand::Experience {
        minimum_months: 60,
        maximum_months: None,
    };
    assert_eq!(read("total_years = 5").unwrap(), experience);
    for (further, is_equivalent) in [("", false), ("or_equivalent = true", true)] {
        let demand = read(&format!("education = \"master\"\n{further}")).unwrap();
        let Demand::Education { or_equivalent, .. } = demand else {
            panic!("{demand:?}");
        };
        assert_eq!(or_equivalent, is_equivalent);
    }
}

fn any_demand() -> impl Strategy<Value = Demand> {
    let label = "[a-z\"\\\\' ]{0,6}zq[a-zé]{1,6}";
    let skill = (
        prop::collection::vec(label, 1..4),
        1u32..4,
        prop::option::of(1u32..400),
    )
        .prop_map(|(labels, at_least, minimum_months)| Demand::Skill {
            at_least: at_least.min(labels.len() as u32),
            any_of: labels
                .into_iter()
                .map(|label| Wanted {
                    label,
                    concept: None,
                })
                .collect(),
            minimum_months,
        });
    let experience =
        (0u32..400, prop::option::of(0u32..400)).prop_map(|(minimum_months, maximum_months)| {
            Demand::Experience {
                minimum_months,
                maximum_months,
            }
        });
    let education = (
        0usize..5,
        prop::collection::vec("[a-z]{1,8}", 0..3),
        any::<bool>(),
    )
        .prop_map(|(level, fields, or_equivalent)| Demand::Education {
            level: EDUCATION[level].1,
            fields,
            or_equivalent,
        });
    let language = (0usize..7, 1usize..=2).prop_map(|(level, count)| Demand::Language {
        any_of: ["de", "fr"]
            .iter()
            .take(count)
            .map(ToString::to_string)
            .collect(),
        level: Some(SPOKEN[level].1),
    });
    prop_oneof![skill, experience, education, language, Just(Demand::Text)]
}

proptest! {
    #[test]
    fn requirements_survive_the_round_trip(
        demands in prop::collection::vec(
            (any_demand(), any::<bool>(), "[ -~]{0,20}x", prop::sample::select(vec![0.1, 0.5, 1.0, 2.5, 10.0])),
            0..6
        )
    ) {
        let requirements: Vec<Requirement> = demands
            .into_iter()
            .enumerate()
            .map(|(index, (demand, must, quote, weight))| Requirement {
                id: format!("r{}", index + 1),
                importance: if must { Importance::Must } else { Importance::Nice },
                demand,
                quote,
                span: None,
                weight,
            })
            .collect();
        let back = from_toml(&to_toml(&job(requirements.clone())), Lexicon::builtin())?;
        let back: Vec<Requirement> =
            back.requirements.into_iter().map(|one| Requirement { span: None, ..one }).collect();
        prop_assert_eq!(back, requirements);
    }
}

#[test]
fn of_two_slips_the_first_in_the_file_is_named() {
    for (text, line, key) in [
        ("zeal = 1\napple = 2", 1, "zeal"),
        ("title = \"a\"\n\napple = 2\nzeal = 1", 3, "apple"),
    ] {
        let error = from_toml(text, Lexicon::builtin()).unwrap_err().to_string();
        let expected = format!("job file, line {line}: unknown key `{key}`");
        assert!(error.starts_with(&expected), "{error}");
    }
}

#[test]
fn one_of_several_is_a_number_and_no_years_are_none() {
    let of = |further: &str| {
        let text = format!(
            "title = \"Baker\"\n\n[[requirement]]\nimportance = \"must\"\nany_of = [\"Zorbling\", \"Quibbling\"]\n{further}\n"
        );
        match from_toml(&text, Lexicon::builtin()) {
            Ok(job) => match job.requirements[0].demand {
                Demand::Skill {
                    at_least,
                    minimum_months,
                    ..
                } => Some((at_least, minimum_months)),
                _ => None,
            },
            Err(_) => None,
        }
    };
    for (further, expected) in [
        ("", Some((1, None))),
        ("at_least = 1", Some((1, None))),
        ("at_least = 2", Some((2, None))),
        ("at_least = 0", None),
        ("at_least = 3", None),
        ("years = 0", Some((1, None))),
        ("years = 0.5", Some((1, Some(6)))),
    ] {
        assert_eq!(of(further), expected, "{further}");
    }
}

#[test]
fn requirements_are_changed_by_their_places_and_only_those_there_are() {
    let skill = |label: &str| {
        requirement(Demand::Skill {
            any_of: vec![Wanted {
                label: label.into(),
                concept: None,
            }],
            at_least: 1,
            minimum_months: None,
        })
    };
    let named = |edit: &JobEdit| -> Vec<String> {
        let rows = edit.requirements().into_iter();
        rows.map(|row| row["any_of"][0].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let mut edit = JobEdit::new(&job(vec![skill("Rye"), skill("Oat"), skill("Malt")])).unwrap();
    edit.move_to(0, 2).unwrap();
    assert_eq!(named(&edit), ["Oat", "Malt", "Rye"]);
    edit.remove(1).unwrap();
    assert_eq!(named(&edit), ["Oat", "Rye"]);
    let none = Err(EditError::NoRequirement { index: 2, count: 2 });
    assert_eq!(edit.remove(2), none);
    assert_eq!(edit.move_to(0, 2), none);
    assert_eq!(edit.set(2, "weight", None), none);
    edit.set(1, "weight", Some(Value::Float(2.0))).unwrap();
    assert_eq!(edit.requirements()[1]["weight"], Value::Float(2.0));
    edit.set(1, "weight", None).unwrap();
    assert!(!edit.requirements()[1].contains_key("weight"));
    assert!(matches!(
        edit.set(0, "colour", None),
        Err(EditError::NoKey { .. })
    ));
    edit.add(edit.requirements()[0].clone());
    assert_eq!(named(&edit), ["Oat", "Rye", "Oat"]);
    // One part was set aside.
    let gone = |count| {
        Err(EditError::NothingSetAside {
            index: count,
            count,
        })
    };
    assert_eq!(edit.take_set_aside(1), gone(1));
    assert_eq!(edit.take_set_aside(0).as_deref(), Ok("We pay well."));
    assert_eq!(edit.take_set_aside(0), gone(0));

    let mut empty = JobEdit::new(&job(Vec::new())).unwrap();
    assert_eq!(named(&empty), [""; 0]);
    empty.add(edit.requirements()[1].clone());
    assert_eq!(named(&empty), ["Rye"]);
}

#[test]
fn a_slip_is_shown_with_sixty_letters_at_most() {
    for (count, end) in [(58, "\""), (59, "...")] {
        let text = format!("mode = \"{}\"", "x".repeat(count));
        let error = from_toml(&text, Lexicon::builtin())
            .unwrap_err()
            .to_string();
        let found = format!("\"{}{end}", "x".repeat(count));
        let expected = format!(
            "job file, line 1: `mode` is {found}; expected \"on_site\", \"hybrid\", \"remote\""
        );
        assert_eq!(error, expected, "{count}");
    }
}

#[test]
fn a_language_has_a_code_of_two_small_letters() {
    for (code, is_code) in [
        ("pl", true),
        ("p", false),
        ("pol", false),
        ("PL", false),
        ("p1", false),
    ] {
        let text = format!("language = \"{code}\"");
        let found = from_toml(&text, Lexicon::builtin());
        assert_eq!(found.is_ok(), is_code, "{code}");
    }
}

#[test]
fn quotes_are_placed_where_they_stand_in_what_is_described_or_set_aside() {
    let requirements: String = ["Rye", "Pay", "", "Malt"]
        .iter()
        .map(|quote| {
            format!(
                "[[requirement]]\nimportance = \"must\"\nlanguage = \"de\"\nquote = \"{quote}\"\n"
            )
        })
        .collect();
    let text = format!(
        "described = \"Rye\\n\"\n[[set_aside]]\nreason = \"salary\"\nquote = \"Pay\"\n{requirements}"
    );
    let job = from_toml(&text, Lexicon::builtin()).unwrap();
    assert_eq!(job.text, "Rye\n\nPay");
    assert_eq!(job.described, [Span::new(0, 3)]);
    assert_eq!(job.set_aside[0].span, Span::new(5, 8));
    let spans: Vec<Option<Span>> = job.requirements.iter().map(|one| one.span).collect();
    let expected = [
        Some(Span::new(0, 3)),
        Some(Span::new(5, 8)),
        // An empty quote, and one that stands nowhere.
        None,
        None,
    ];
    assert_eq!(spans, expected);

    let bare = from_toml("title = \"Baker\"", Lexicon::builtin()).unwrap();
    assert_eq!((bare.text.as_str(), bare.described), ("", vec![]));
}

#[test]
fn a_requirement_without_a_quote_is_said_in_words() {
    for (keys, quote) in [
        (
            "any_of = [\"Zorbling\", \"Quibbling\"]",
            "Zorbling or Quibbling",
        ),
        ("total_years = 1.5", "1.5 years of experience"),
        ("education = \"master\"", "master"),
        ("language = [\"de\", \"fr\"]", "de or fr"),
        ("text = \"Bakes rye\"", "Bakes rye"),
    ] {
        let text = format!("[[requirement]]\nimportance = \"nice\"\n{keys}\n");
        let job = from_toml(&text, Lexicon::builtin()).unwrap();
        assert_eq!(job.requirements[0].quote, quote, "{keys}");
    }
}

#[test]
fn years_have_as_many_digits_as_months_need() {
    for (months, expected) in [
        (0, "0"),
        (1, "0.083"),
        (3, "0.25"),
        (5, "0.417"),
        (7, "0.583"),
        (11, "0.917"),
        (12, "1"),
        (13, "1.083"),
        (18, "1.5"),
    ] {
        assert_eq!(years(months), expected, "{months}");
    }
}

#[test]
fn signs_of_the_post_come_back_as_they_were() {
    let mut job = job(Vec::new());
    job.text = "Rye \\ \"oats\"\tmalt\u{7}".to_owned();
    job.described = vec![Span::new(0, job.text.len())];
    job.set_aside.clear();
    let written = to_toml(&job);
    assert!(
        written.contains("Rye \\\\ \\\"oats\\\"\tmalt\\u0007"),
        "{written}"
    );
    let back = from_toml(&written, Lexicon::builtin()).unwrap();
    assert_eq!(back.text, job.text);
}
