//! What a skill earns by where and how it is named.

use super::*;
use crate::document::{Format, plain};
use crate::features::tests::{self, assert_near};
use crate::features::{Background, Feature, JobQuery, Part, measure};
use crate::lexicon::Lexicon;
use crate::profile::dates::Month;
use crate::profile::job::Demand;
use crate::profile::{cv, job};

/// What is noted beside the requirement of `asked`, and whether it is met, for a CV
/// that uses `has`.
fn answered(asked: &str, has: &str) -> Option<(String, Outcome)> {
    let read = |text: &str| plain::from_text(text, Format::PlainText).unwrap();
    let lexicon = Lexicon::builtin();
    let post = read(&format!("Engineer\n\nRequirements\n- {asked}\n"));
    let query = JobQuery::new(job::read(&post, lexicon), lexicon, Background::builtin());
    let worked = read(&format!(
        "Experience\nEngineer, Brill Ltd, 2015 - 2018\n- Wrote {has}\n- Mended {has} at night\n"
    ));
    let profile = cv::read(&worked, lexicon, Month::new(2020, 1));
    measure(&query, &profile, &worked.text, lexicon)
        .parts
        .into_iter()
        .find(|part| part.requirement.is_some())
        .map(|part| (part.note, part.outcome))
}

/// A line of a dated position, of prose and of a bare list, said once.
const USED: f64 = 0.5 + 0.5 * (1.0 / 4.0 * 1.375);
const DESCRIBED: f64 = 0.4 + 0.6 * (0.8 / 3.8 * 1.375);
const LISTED: f64 = 0.15 + 0.85 * (0.45 / 3.45 * 1.375);

const KAFKA: &str = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Wrote Kafka\n";

/// What is said of `demand` by a CV that was changed after it was read.
fn shown(demand: Demand, text: &str, change: impl Fn(&mut cv::CvProfile)) -> Part {
    let mut cv = tests::profile(&tests::document(text));
    change(&mut cv);
    tests::part(tests::only(demand), &cv, text, Feature::MustCoverage)
}

#[test]
fn a_skill_earns_by_where_it_is_named() {
    for (strength, value, outcome) in [
        (Strength::Used, USED, Outcome::Met),
        (Strength::Described, DESCRIBED, Outcome::Met),
        (Strength::Listed, LISTED, Outcome::Met),
    ] {
        // Known to the lexicon, and by its words alone.
        for (label, text) in [
            ("Kafka", KAFKA.to_owned()),
            ("gloamrye", KAFKA.replace("Kafka", "gloamrye")),
        ] {
            let part = shown(tests::skill(&[label], 1, None), &text, |cv| {
                *cv = tests::with_strength(cv.clone(), strength);
            });
            assert_near(part.value, value, &format!("{label}, {strength:?}"));
            assert_eq!(part.outcome, outcome, "{label}, {strength:?}");
        }
    }
    assert_near(shown_once(false), USED, "once");
    assert_near(shown_once(true), USED / 2.0, "once, without the years");
}

#[test]
fn more_positions_earn_part_of_the_rest() {
    for (positions, value) in [(2, 0.5 + 0.5 * 0.55), (8, 1.0), (9, 1.0)] {
        let held: String = (0..positions)
            .map(|at| {
                let year = 2001 + at;
                format!(
                    "Baker, Brill Ltd, 01/{year} - 06/{year}\n- Wrote Kafka\n- Wrote Kafka {at}\n\n"
                )
            })
            .collect();
        let text = format!("Experience\n{held}");
        let part = shown(tests::skill(&["Kafka"], 1, None), &text, |_| ());
        assert_near(part.value, value, &format!("{positions} positions"));
        assert_eq!(part.evidence.len(), 3, "{positions} positions");
    }
}

#[test]
fn who_knows_the_basics_earns_half() {
    // The job writes it in a way that the CV does not: only the concept is found.
    let demand = || tests::skill(&["Apache Kafka"], 1, None);
    for (stance, value, outcome, note) in [
        (Stance::Claimed, USED, Outcome::Met, "Apache Kafka, 4 years"),
        (
            Stance::Basic,
            USED / 2.0,
            Outcome::Partly,
            "Apache Kafka, 4 years",
        ),
        (
            Stance::Denied,
            0.0,
            Outcome::Contradicted,
            "the CV says otherwise",
        ),
    ] {
        let part = shown(demand(), KAFKA, |cv| {
            cv.skills[0].mentions[0].stance = stance;
            cv.skills[0].months = 48;
        });
        assert_near(part.value, value, &format!("{stance:?}"));
        assert_eq!(
            (part.outcome, part.note.as_str()),
            (outcome, note),
            "{stance:?}"
        );
    }
}

#[test]
fn a_neighbour_earns_by_its_nearness() {
    for (asked, has, nearness) in [
        ("RabbitMQ", "Kafka", 0.6),
        ("SQL", "T-SQL", 0.9),
        ("T-SQL", "SQL", 0.3),
    ] {
        let text = KAFKA.replace("Kafka", has);
        let part = shown(tests::skill(&[asked], 1, None), &text, |_| ());
        // Strengths of relations are kept in four bytes.
        assert!(
            (part.value - nearness * USED).abs() < 1e-6,
            "{asked}: {has}: {}",
            part.value
        );
    }
}

#[test]
fn of_several_that_must_be_shown_each_counts_alike() {
    for (at_least, labels, value) in [
        (0, &["Kafka"][..], USED),
        (1, &["gloamrye", "Kafka", "COBOL"], USED),
        (2, &["gloamrye", "Kafka", "COBOL"], USED / 2.0),
        (3, &["gloamrye", "Kafka", "COBOL"], USED / 3.0),
        // No more than are named.
        (4, &["gloamrye", "Kafka", "COBOL"], USED / 3.0),
    ] {
        let part = shown(tests::skill(labels, at_least, None), KAFKA, |_| ());
        assert_near(part.value, value, &format!("{at_least} of {labels:?}"));
        assert_eq!(part.note, "Apache Kafka, 4 years");
    }
}

#[test]
fn years_asked_earn_the_other_half() {
    for (has, share, outcome, note) in [
        (
            0,
            0.5,
            Outcome::Partly,
            "Apache Kafka, the 4 years asked not shown",
        ),
        (
            24,
            0.75,
            Outcome::Partly,
            "Apache Kafka, 2 years, 2 years of 4 years asked",
        ),
        (
            47,
            95.0 / 96.0,
            Outcome::Partly,
            "Apache Kafka, 3.9 years, 3.9 years of 4 years asked",
        ),
        (
            48,
            1.0,
            Outcome::Met,
            "Apache Kafka, 4 years, 4 years of 4 years asked",
        ),
        (
            60,
            1.0,
            Outcome::Met,
            "Apache Kafka, 5 years, 5 years of 4 years asked",
        ),
    ] {
        let part = shown(tests::skill(&["Kafka"], 1, Some(48)), KAFKA, |cv| {
            let start = Month::new(2010, 1);
            cv.positions[0].months = (has > 0).then(|| (start, Month(start.0 + has - 1)));
        });
        assert_near(part.value, share * USED, note);
        assert_eq!((part.outcome, part.note.as_str()), (outcome, note));
    }
    // Of what is not shown nothing is said, and no years are none.
    let nothing = shown(tests::skill(&["COBOL"], 1, Some(48)), KAFKA, |_| ());
    assert_eq!((nothing.value, nothing.note.as_str()), (0.0, ""));
    let untimed = shown(tests::skill(&["Kafka"], 1, Some(0)), KAFKA, |_| ());
    assert_eq!((untimed.value, untimed.outcome), (USED, Outcome::Met));
}

#[test]
fn words_of_a_phrase_that_stand_apart_earn_nothing() {
    for (lines, value, outcome, shown_places) in [
        ("- Wrote gloamrye quay", USED, Outcome::Met, 1),
        (
            "- Wrote gloamrye and painted the quay",
            0.0,
            Outcome::NotFound,
            0,
        ),
        (
            "- Wrote gloamrye\n- Swept the quay",
            0.0,
            Outcome::NotFound,
            0,
        ),
        ("- Wrote gloamrye", 0.0, Outcome::NotFound, 0),
        ("- Wrote", 0.0, Outcome::NotFound, 0),
    ] {
        let text = KAFKA.replace("- Wrote Kafka", lines);
        let part = shown(tests::skill(&["gloamrye quay"], 1, None), &text, |_| ());
        assert_near(part.value, value, lines);
        assert_eq!(part.outcome, outcome, "{lines}");
        assert_eq!(part.evidence.len(), shown_places, "{lines}");
        let note = match value {
            USED => "gloamrye quay, 4 years",
            _ if lines.contains("gloamrye") => "in part: gloamrye",
            _ => "",
        };
        assert_eq!(part.note, note, "{lines}");
    }
}

#[test]
fn a_neighbour_answers_in_part_and_is_shown_as_one() {
    for (asked, has, note, outcome) in [
        ("Kafka", "Kafka", "Apache Kafka, 4 years", Outcome::Met),
        (
            "RabbitMQ",
            "Kafka",
            "related: Apache Kafka, 4 years",
            Outcome::Partly,
        ),
        ("SQL", "T-SQL", "narrower: T-SQL, 4 years", Outcome::Met),
        ("T-SQL", "SQL", "broader: SQL, 4 years", Outcome::Partly),
        // A kind of it, a part of it, and the trade around it.
        (
            "Agile Methodology",
            "Scrum",
            "narrower: Scrum, 4 years",
            Outcome::Met,
        ),
        (
            "Accounting",
            "Payroll",
            "narrower: Payroll, 4 years",
            Outcome::Partly,
        ),
        (
            "Payroll",
            "Accounting",
            "no more than Accounting, 4 years",
            Outcome::NotFound,
        ),
    ] {
        let expected = (note.to_owned(), outcome);
        assert_eq!(answered(asked, has), Some(expected), "{asked}: {has}");
    }
}

#[test]
fn what_is_met_is_told_before_what_is_worth_more() {
    // T-SQL in a list is met and earns less than SQL at work, which is its neighbour.
    let text = format!("{KAFKA}\nSkills\nT-SQL\n").replace("Wrote Kafka", "Wrote SQL");
    let part = shown(tests::skill(&["T-SQL"], 1, None), &text, |_| ());
    assert_eq!((part.outcome, part.note.as_str()), (Outcome::Met, "T-SQL"));
    let alone = KAFKA.replace("Wrote Kafka", "Wrote SQL");
    let alone = shown(tests::skill(&["T-SQL"], 1, None), &alone, |_| ());
    assert!(part.value >= alone.value, "{} {}", part.value, alone.value);
    // The same of two that would do.
    let either = tests::skill(&["RabbitMQ", "T-SQL"], 1, None);
    let text = format!("{KAFKA}\nSkills\nT-SQL\n");
    let part = shown(either, &text, |_| ());
    assert_eq!(part.outcome, Outcome::Met);
    assert!(part.note.starts_with("T-SQL"), "{}", part.note);
}

#[test]
fn years_of_a_part_are_no_years_of_the_whole() {
    let text = KAFKA.replace("Kafka", "T-SQL");
    let part = shown(tests::skill(&["SQL"], 1, Some(24)), &text, |_| ());
    assert_eq!(
        (part.outcome, part.note.as_str()),
        (
            Outcome::Partly,
            "narrower: T-SQL, 4 years, the 2 years asked not shown"
        )
    );
    // Years of serving customers in work unlike the job's are no years of sales, nor a part of them.
    let text = KAFKA.replace("Kafka", "customer service letters");
    for (months, outcome, note) in [
        (None, Outcome::Partly, "narrower: Customer Service, 4 years"),
        (
            Some(24),
            Outcome::NotFound,
            "no more than Customer Service, 4 years, the 2 years asked not shown",
        ),
    ] {
        let part = shown(tests::skill(&["Sales"], 1, months), &text, |_| ());
        assert_eq!((part.outcome, part.note.as_str()), (outcome, note));
    }
}

#[test]
fn work_in_the_same_trade_earns_three_tenths_at_most() {
    for (relation, worth, value) in [
        (Relation::Same, Worth::Whole, 1.0),
        (Relation::Narrower, Worth::Whole, 0.9),
        (Relation::Narrower, Worth::Part, 0.9),
        (Relation::Narrower, Worth::Nothing, 0.3),
        (Relation::Related(0.5), Worth::Part, 0.5),
        (Relation::Related(0.5), Worth::Nothing, 0.3),
        (Relation::Related(0.25), Worth::Nothing, 0.25),
    ] {
        let found = nearness(relation, worth);
        assert!((found - value).abs() < 1e-6, "{relation:?} {worth:?}");
    }
}

#[test]
fn one_of_none_is_one() {
    // A file of a job may ask for none of several.
    let part = shown(tests::skill(&["Kafka"], 0, None), KAFKA, |_| ());
    assert_near(part.value, USED, "none of one");
}

#[test]
fn a_skill_counts_as_its_strongest_line_and_by_all() {
    let text = format!("{KAFKA}\nSkills\nKafka\n");
    let lines = 1.0 + 0.45;
    let part = shown(tests::skill(&["Kafka"], 1, None), &text, |_| ());
    assert_near(
        part.value,
        0.5 + 0.5 * (lines / (lines + 3.0) * 1.375),
        "both",
    );
}

#[test]
fn no_more_is_quoted_of_neighbours_than_is_asked() {
    let text = KAFKA.replace("Wrote Kafka", "Wrote Kafka\n- Wrote SQL");
    for (at_least, quoted) in [(1, 1), (2, 2)] {
        let asked = tests::skill(&["RabbitMQ", "T-SQL"], at_least, None);
        let part = shown(asked, &text, |_| ());
        assert_eq!(part.evidence.len(), quoted, "{at_least}");
    }
}

#[test]
fn years_of_a_part_in_work_like_the_job_are_years_of_the_whole() {
    for (asked, outcome) in [(4, Outcome::Met), (5, Outcome::Partly)] {
        let note = format!("narrower: Payroll, 4 years, 4 years of {asked} years asked");
        let found = answered(&format!("{asked} years of Accounting"), "Payroll");
        assert_eq!(found, Some((note, outcome)));
    }
}

#[test]
fn of_two_names_told_is_what_is_met_and_each_counts_by_its_most() {
    let named = |outcome, value, months, own_months, note: &str| Candidate {
        value,
        outcome,
        months,
        own_months,
        note: note.to_owned(),
        evidence: Vec::new(),
    };
    for (one, other, expected) in [
        (
            named(Outcome::Met, 0.5, 12, 6, "one"),
            named(Outcome::Partly, 0.9, 24, 0, "other"),
            (Outcome::Met, 0.9, 24, 6, "one"),
        ),
        (
            named(Outcome::Partly, 0.5, 24, 0, "one"),
            named(Outcome::Met, 0.4, 12, 12, "other"),
            (Outcome::Met, 0.5, 24, 12, "other"),
        ),
        // Of equals the first, unless it says nothing.
        (
            named(Outcome::Partly, 0.5, 0, 0, "one"),
            named(Outcome::Partly, 0.5, 0, 0, "other"),
            (Outcome::Partly, 0.5, 0, 0, "one"),
        ),
        (
            named(Outcome::NotFound, 0.0, 0, 0, ""),
            named(Outcome::NotFound, 0.0, 0, 0, "other"),
            (Outcome::NotFound, 0.0, 0, 0, "other"),
        ),
    ] {
        let both = one.or(other);
        let told = (both.outcome, both.value, both.months, both.own_months);
        let (outcome, value, months, own_months, note) = expected;
        assert_eq!(
            (told, both.note.as_str()),
            ((outcome, value, months, own_months), note)
        );
    }
}

#[test]
fn who_claims_it_once_is_no_beginner_and_one_that_has_the_years_is_enough() {
    let text = KAFKA.replace("- Wrote Kafka", "- Wrote Kafka\n- Ran Kafka at night");
    let part = shown(tests::skill(&["Apache Kafka"], 1, None), &text, |cv| {
        cv.skills[0].mentions[0].stance = Stance::Basic;
    });
    assert_eq!(part.outcome, Outcome::Met);
    let either = tests::skill(&["COBOL", "Kafka"], 1, Some(48));
    let part = shown(either, KAFKA, |_| ());
    let said = (part.outcome, part.note.as_str());
    assert_eq!(
        said,
        (
            Outcome::Met,
            "Apache Kafka, 4 years, 4 years of 4 years asked"
        )
    );
}

#[test]
fn years_of_a_neighbour_are_none_of_the_thing() {
    let part = shown(tests::skill(&["RabbitMQ"], 1, Some(24)), KAFKA, |_| ());
    assert_eq!(
        part.note,
        "no more than Apache Kafka, 4 years, the 2 years asked not shown"
    );
}

#[test]
fn years_that_are_stated_count_where_the_positions_show_fewer() {
    for (line, outcome, note) in [
        (
            "Kafka (5 years)",
            Outcome::Met,
            "Apache Kafka, 5 years stated, 5 years of 4 years asked",
        ),
        (
            "Kafka (3 years)",
            Outcome::Partly,
            "Apache Kafka, 3 years stated, 3 years of 4 years asked",
        ),
        (
            "Kafka",
            Outcome::Partly,
            "Apache Kafka, the 4 years asked not shown",
        ),
    ] {
        let text = format!("Skills\n{line}\n");
        let part = shown(tests::skill(&["Kafka"], 1, Some(48)), &text, |_| ());
        assert_eq!(
            (part.outcome, part.note.as_str()),
            (outcome, note),
            "{line}"
        );
    }
}

#[test]
fn of_several_that_will_do_as_many_count_as_are_asked() {
    let value = |labels: &[&str], at_least, lines: &str| {
        let text = format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- {lines}\n");
        shown(tests::skill(labels, at_least, None), &text, |_| ()).value
    };
    let one = value(&["Kafka"], 1, "Wrote Kafka");
    for (labels, at_least, lines, times) in [
        (["Kafka", "Docker"], 1, "Wrote Kafka and Docker", 1.0),
        (["Kafka", "Docker"], 2, "Wrote Kafka and Docker", 1.0),
        (["Kafka", "Docker"], 2, "Wrote Kafka", 0.5),
        (["Kafka", "Docker"], 3, "Wrote Kafka and Docker", 1.0),
        (["Kafka", "Docker"], 0, "Wrote Kafka and Docker", 1.0),
    ] {
        let said = format!("{at_least} of {labels:?}: {lines}");
        assert_near(value(&labels, at_least, lines), times * one, &said);
    }
}

#[test]
fn years_are_the_most_that_is_stated_beside_a_name() {
    for (lines, note) in [
        (
            "AutoCAD\n\n3 years of AutoCAD",
            "AutoCAD, 3 years stated, 3 years of 3 years asked",
        ),
        (
            "3 years of AutoCAD\n\nAutoCAD",
            "AutoCAD, 3 years stated, 3 years of 3 years asked",
        ),
        ("AutoCAD", "AutoCAD, the 3 years asked not shown"),
    ] {
        let text =
            format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- Baked\n\nSkills\n{lines}\n");
        let part = shown(tests::skill(&["AutoCAD"], 1, Some(36)), &text, |_| ());
        assert_eq!(part.note, note, "{lines}");
    }
}
