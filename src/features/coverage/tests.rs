//! What a requirement earns by its words, and what facts that are open would add.

use super::*;
use crate::features::tests::{self, BAKER, assert_near, only, query};
use crate::profile::education::EducationLevel;

fn degree() -> Demand {
    Demand::Education {
        level: EducationLevel::Bachelor,
        fields: Vec::new(),
        or_equivalent: false,
    }
}

fn german() -> Demand {
    Demand::Language {
        any_of: vec!["de".to_owned()],
        level: None,
    }
}

fn experience(minimum_months: u32) -> Demand {
    Demand::Experience {
        minimum_months,
        maximum_months: None,
    }
}

/// A line of a dated position, as `shown_once` has it.
const ONCE: f64 = 0.671_875;

fn measured(value: f64, outcome: Outcome) -> Measured {
    Measured {
        feature: Feature::MustCoverage,
        requirement: Some(0),
        outcome,
        value,
        has_trace: false,
    }
}

#[test]
fn a_sentence_earns_by_what_one_line_holds_of_it() {
    // Four letters weigh the root of 3, eight that of 5.
    let (short, long) = (f64::sqrt(3.0), f64::sqrt(5.0));
    let whole = 2.0 * short + long;
    let asks = |quote: &str| {
        let mut job = only(Demand::Text);
        quote.clone_into(&mut job.requirements[0].quote);
        job
    };
    for (lines, share, outcome, note) in [
        (
            "Quay, gloamrye, fenn",
            1.0,
            Outcome::Met,
            "gloamrye, quay, fenn",
        ),
        (
            "Kneaded quay gloamrye",
            (short + long) / whole,
            Outcome::Partly,
            "gloamrye, quay",
        ),
        (
            "Kneaded quay, fenn",
            2.0 * short / whole,
            Outcome::Partly,
            "quay, fenn",
        ),
        // Of two lines the one that holds more.
        (
            "Kneaded quay, fenn\n- Kneaded quay, gloamrye, fenn",
            1.0,
            Outcome::Met,
            "gloamrye, quay, fenn",
        ),
        (
            "Kneaded quay, gloamrye, fenn\n- Kneaded quay, fenn",
            1.0,
            Outcome::Met,
            "gloamrye, quay, fenn",
        ),
        // One word, and words on two lines.
        ("Kneaded gloamrye", 0.0, Outcome::NotFound, ""),
        ("Kneaded quay\n- Baked gloamrye", 0.0, Outcome::NotFound, ""),
    ] {
        let text = format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- {lines}\n");
        let cv = tests::profile(&tests::document(&text));
        let cv = tests::with_strength(cv, crate::profile::cv::Strength::Used);
        let part = tests::part(
            asks("quay gloamrye fenn"),
            &cv,
            &text,
            Feature::MustCoverage,
        );
        assert_near(part.value, share * ONCE, lines);
        assert_eq!(
            (part.note.as_str(), part.outcome),
            (note, outcome),
            "{lines}"
        );
    }
    // Nothing but common words.
    let cv = tests::profile(&tests::document(BAKER));
    let part = tests::part(asks("and of the"), &cv, BAKER, Feature::MustCoverage);
    assert_eq!((part.value, part.outcome), (0.0, Outcome::NotFound));
}

#[test]
fn a_line_must_hold_half_of_a_sentence_in_more_than_a_word() {
    for (quote, line, outcome) in [
        ("quay gloamrye", "Kneaded quay, gloamrye", Outcome::Met),
        // .56 of the weight, but one word.
        ("quay gloamrye", "Kneaded gloamrye", Outcome::NotFound),
        ("quay gloamrye fenn", "Kneaded quay, fenn", Outcome::Partly),
        // Half of the weight, and three words of seven.
        ("quay fenn brol plim", "Kneaded quay, fenn", Outcome::Partly),
        (
            "quay fenn brol plim drus vexl skar",
            "Kneaded quay, fenn, brol",
            Outcome::NotFound,
        ),
        // Three quarters, and five words of seven.
        (
            "quay fenn brol plim",
            "Kneaded quay, fenn, brol",
            Outcome::Met,
        ),
        (
            "quay fenn brol plim drus vexl skar",
            "Kneaded quay, fenn, brol, plim, drus",
            Outcome::Partly,
        ),
        // Six letters weigh 2: three quarters to the last bit.
        (
            "fennix brolax plimet drusen",
            "Kneaded fennix, brolax, plimet",
            Outcome::Met,
        ),
        // Two words, but a third of the weight.
        (
            "quay gloamrye fenn zorblang brindwick",
            "Kneaded quay, fenn",
            Outcome::NotFound,
        ),
    ] {
        let mut job = only(Demand::Text);
        quote.clone_into(&mut job.requirements[0].quote);
        let text = format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- {line}\n");
        let cv = tests::profile(&tests::document(&text));
        let part = tests::part(job, &cv, &text, Feature::MustCoverage);
        assert_eq!(part.outcome, outcome, "{quote}: {line}");
    }
}

#[test]
fn shares_go_by_weight_and_sum_to_one() {
    // The roots of 3 and 5: words of four and of eight letters.
    let job = [("quay", Importance::Must), ("gloamrye", Importance::Must)]
        .into_iter()
        .chain([("zorblang", Importance::Nice)])
        .fold(tests::job("", ""), |job, (label, importance)| {
            tests::asking(job, importance, tests::skill(&[label], 1, None))
        });
    let cv = tests::profile(&tests::document(BAKER));
    let (short, long) = (f64::sqrt(3.0), f64::sqrt(5.0));
    let musts = tests::parts(job.clone(), &cv, BAKER, Feature::MustCoverage);
    let shares: Vec<f64> = musts.iter().map(|part| part.share).collect();
    assert_eq!(musts.len(), 2);
    assert_near(shares[0], short / (short + long), "quay");
    assert_near(shares[1], long / (short + long), "gloamrye");
    assert_eq!(musts[1].requirement, Some(1));
    let nice = tests::part(job, &cv, BAKER, Feature::NiceCoverage);
    assert_eq!((nice.share, nice.requirement), (1.0, Some(2)));
}

#[test]
fn a_fact_is_open_until_it_is_met_and_while_showing_it_would_gain() {
    let kafka = || tests::skill(&["Kafka"], 1, None);
    let open = Some(Fact::Requirement(0));
    for (what, demand, value, outcome, expected) in [
        ("nothing of a skill", kafka(), 0.0, Outcome::NotFound, open),
        ("a skill denied", kafka(), 0.0, Outcome::Contradicted, open),
        ("a skill listed", kafka(), 0.49, Outcome::Partly, open),
        ("a skill met", kafka(), 0.5, Outcome::Met, None),
        (
            "a skill met by half a word",
            kafka(),
            0.49,
            Outcome::Met,
            open,
        ),
        (
            "a skill that lacks years",
            kafka(),
            0.67,
            Outcome::Partly,
            open,
        ),
        (
            "a skill that one line would not raise",
            kafka(),
            0.68,
            Outcome::Partly,
            None,
        ),
        ("a degree", degree(), 0.5, Outcome::Partly, open),
        ("a degree met", degree(), 1.0, Outcome::Met, None),
        (
            "a degree that can gain no more",
            degree(),
            1.0,
            Outcome::Partly,
            None,
        ),
        ("a language", german(), 0.0, Outcome::NotFound, open),
        ("years", experience(36), 0.5, Outcome::Partly, None),
        ("words", Demand::Text, 0.2, Outcome::Partly, None),
    ] {
        let fact = open_fact(&query(only(demand)), &measured(value, outcome));
        assert_eq!(fact, expected, "{what}");
    }
}

#[test]
fn a_fact_that_is_shown_earns_what_one_line_would() {
    let own = [Fact::Requirement(0)];
    let other = [Fact::Requirement(1), Fact::Months(36)];
    let timed = tests::skill(&["gloamrye"], 1, Some(24));
    let timed_and_known = tests::skill(&["Kafka"], 1, Some(24));
    for (what, demand, facts, value) in [
        ("a skill", tests::skill(&["Kafka"], 1, None), &own[..], ONCE),
        (
            "another one",
            tests::skill(&["Kafka"], 1, None),
            &other,
            0.0,
        ),
        ("years that cannot be counted", timed, &own, ONCE / 2.0),
        ("years that can be counted", timed_and_known, &own, ONCE),
        (
            "no years",
            tests::skill(&["gloamrye"], 1, Some(0)),
            &own,
            ONCE,
        ),
        ("a degree", degree(), &own, 1.0),
        ("a language", german(), &own, 1.0),
        ("words", Demand::Text, &own, 0.0),
        ("years of 30", experience(30), &other, 0.8),
        ("years of 24", experience(24), &other, 1.0),
        ("years of 20", experience(20), &other, 1.0),
    ] {
        let part = measured(0.0, Outcome::NotFound);
        // 24 months of work in all by then.
        let shown = value_with(&query(only(demand)), &part, facts, 24);
        assert_near(shown, value, what);
    }
}

#[test]
fn dates_that_were_not_read_may_hold_all_that_was_found() {
    for (what, demand, value, most) in [
        ("a degree", degree(), 0.0, 0.5),
        ("more of a degree", degree(), 0.75, 0.75),
        ("a language", german(), 0.25, 0.25),
        ("years", experience(36), 0.0, 1.0),
        ("a skill", tests::skill(&["Kafka"], 1, None), 0.01, 1.0),
        ("no skill", tests::skill(&["Kafka"], 1, None), 0.0, 0.0),
        ("words", Demand::Text, 0.01, 1.0),
        ("no words", Demand::Text, 0.0, 0.0),
    ] {
        let part = measured(value, Outcome::of_value(value));
        assert_eq!(value_if_dated(&query(only(demand)), &part), most, "{what}");
    }
}

#[test]
fn of_lines_that_hold_as_much_the_first_is_shown() {
    let mut job = only(Demand::Text);
    "quay gloamrye fenn".clone_into(&mut job.requirements[0].quote);
    let text = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Kneaded quay, gloamrye, fenn\n- Baked fenn, gloamrye, quay\n";
    let cv = tests::profile(&tests::document(text));
    let part = tests::part(job, &cv, text, Feature::MustCoverage);
    assert!(part.evidence[0].of(text).contains("Kneaded"));
}

#[test]
fn sentences_alone_are_matched_by_their_words_alone() {
    let kafka = only(tests::skill(&["Kafka"], 1, None));
    let asked = [
        Demand::Text,
        experience(12),
        degree(),
        german(),
        Demand::Text,
    ]
    .into_iter()
    .fold(kafka, |job, demand| {
        tests::asking(job, Importance::Nice, demand)
    });
    let found: Vec<u32> = by_words_alone(&query(asked)).collect();
    assert_eq!(found, [1, 5]);
}
