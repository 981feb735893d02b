//! Lines on both sides of what parts one reading from another.

use super::*;

/// What a post asks whose requirements are these lines.
fn asked_by(lines: &str) -> Vec<String> {
    asked(&read_text(&format!("Baker\n\nRequirements\n{lines}\n")))
}

fn check(cases: &[(&str, &[&str])]) {
    for (lines, expected) in cases {
        assert_eq!(asked_by(lines), *expected, "{lines}");
    }
}

#[test]
fn a_name_that_nobody_knows_stands_beside_one_that_is_known() {
    check(&[
        (
            "- You work with Kafka, Zorblang",
            &["must: 1 of Kafka, 0", "must: 1 of Zorblang, 0"],
        ),
        (
            "- You work with Zorblang, Kafka",
            &["must: 1 of Zorblang, 0", "must: 1 of Kafka, 0"],
        ),
        (
            "- You work with Kafka and Zorblang here",
            &["must: 1 of Kafka, 0", "must: 1 of Zorblang, 0"],
        ),
    ]);
}

#[test]
fn four_joining_words_may_part_years_from_what_they_are_of() {
    let apart = |line: &str| {
        let found = asked_by(line);
        assert_eq!(found[0], "must: 36 months", "{line}");
    };
    check(&[
        ("- You have 3 years Zorblang", &["must: 1 of Zorblang, 36"]),
        (
            "- You have 3 years of experience with the Zorblang",
            &["must: 1 of Zorblang, 36"],
        ),
    ]);
    apart("- You have 3 years of work experience with the Zorblang");
}

#[test]
fn a_line_of_eight_words_is_a_list_of_phrases() {
    let last = "must: 1 of Kafka, 0";
    check(&[
        (
            "Rye Bread, Wheat Rolls, Oat Cakes, Malt Pies\n- Kafka",
            &[
                "must: 1 of Rye Bread, 0",
                "must: 1 of Wheat Rolls, 0",
                "must: 1 of Oat Cakes, 0",
                "must: 1 of Malt Pies, 0",
                last,
            ],
        ),
        (
            "Rye Bread, Wheat Rolls, Oat Cakes, Fine Malt Pies\n- Kafka",
            &[
                "must: \"Rye Bread, Wheat Rolls, Oat Cakes, Fine Malt Pies\"",
                last,
            ],
        ),
    ]);
}

#[test]
fn another_way_loosens_a_degree_to_the_lowest_it_names() {
    for (line, level) in [
        ("- Bachelor or vocational training", "must: Vocational"),
        ("- Vocational training or a bachelor", "must: Vocational"),
        ("- Bachelor", "must: Bachelor"),
        ("- Doctorate", "must: Master"),
    ] {
        let found = asked_by(&format!("- Master in Economics\nOR\n{line}"));
        assert_eq!(found[0], level, "{line}");
    }
}

#[test]
fn a_word_of_wish_speaks_of_what_it_closes_or_of_all() {
    check(&[
        // At the head of the line nothing stands before it.
        ("- Ideally, Kafka", &["nice: 1 of Kafka, 0"]),
        (
            "- Ideally; Kafka, Docker",
            &["nice: 1 of Kafka, 0", "nice: 1 of Docker, 0"],
        ),
        (
            "- Kafka preferred Docker",
            &["nice: 1 of Kafka, 0", "nice: 1 of Docker, 0"],
        ),
    ]);
}

#[test]
fn a_year_is_practice_and_what_a_longer_word_says_is_asked_as_well() {
    check(&[
        (
            "- 11 months on nights",
            &["must: 1 of 11 months on nights, 0"],
        ),
        (
            "- 12 months on nights",
            &["must: 12 months", "must: 1 of nights, 0"],
        ),
        ("- 12 months of rye", &["must: 12 months"]),
        (
            "- 12 months of oats",
            &["must: 12 months", "must: 1 of oats, 0"],
        ),
        ("- 0 years of work", &["must: 1 of 0 years of work, 0"]),
    ]);
}

#[test]
fn of_several_lengths_the_shortest_stands_where_they_stand_for_one_another() {
    let months = |line: &str| {
        let found = asked_by(line).into_iter();
        found
            .filter(|one| one.ends_with("months"))
            .collect::<Vec<_>>()
    };
    for (line, expected) in [
        (
            "- 3 years of work and 5 years of work at night",
            "must: 60 months",
        ),
        (
            "- 5 years of work and 3 years of work at night",
            "must: 60 months",
        ),
        (
            "- 3 years of work or 5 years of work at night",
            "must: 36 months",
        ),
        (
            "- 5 years of work or 3 years of work at night",
            "must: 36 months",
        ),
    ] {
        assert_eq!(months(line), [expected], "{line}");
    }
}

#[test]
fn what_is_asked_twice_is_asked_by_the_higher() {
    for (lines, expected) in [
        (
            "- 3 years of Kafka\n- Docker\n- 5 years of Kafka",
            "must: 1 of Kafka, 60",
        ),
        (
            "- 5 years of Kafka\n- Docker\n- 3 years of Kafka",
            "must: 1 of Kafka, 60",
        ),
        (
            "- Kafka\n- Docker\n- 3 years of Kafka",
            "must: 1 of Kafka, 36",
        ),
    ] {
        assert_eq!(
            asked_by(lines),
            [expected, "must: 1 of Docker, 0"],
            "{lines}"
        );
    }
    for lines in [
        "- German language, B2\n- Kafka\n- German language, C1",
        "- German language, C1\n- Kafka\n- German language, B2",
    ] {
        let profile = read_text(&format!("Baker\n\nRequirements\n{lines}\n"));
        let mut demands = profile.requirements.iter().map(|one| &one.demand);
        let level = demands.find_map(|demand| match demand {
            Demand::Language { level, .. } => *level,
            _ => None,
        });
        assert_eq!(
            level,
            Some(crate::profile::spoken::SpokenLevel::C1),
            "{lines}"
        );
        assert_eq!(profile.requirements.len(), 2, "{lines}");
    }
}

#[test]
fn a_degree_of_something_else_has_no_field() {
    let profile = read_text("Baker\n\nRequirements\n- Degree of care, degree in Economics\n");
    let mut demands = profile.requirements.iter().map(|one| &one.demand);
    let fields = demands.find_map(|demand| match demand {
        Demand::Education { fields, .. } => Some(fields.clone()),
        _ => None,
    });
    assert_eq!(fields, Some(vec!["economics".to_owned()]));
}

#[test]
fn a_title_in_a_sentence_has_six_words() {
    for (sought, title) in [
        (
            "senior night rye wheat oats baker.",
            "senior night rye wheat oats baker",
        ),
        (
            "senior night rye wheat oats baker cook.",
            "senior night rye wheat oats baker",
        ),
    ] {
        let profile = read_text(&format!(
            "We are looking for a {sought}\n\nYou know Kafka.\n"
        ));
        assert_eq!(profile.title, title, "{sought}");
    }
}
