//! What facts would earn, against what they do earn once they are shown.

use super::*;
use crate::features::tests::{
    asking, assert_near, document, job, only, part, profile, query, skill,
};
use crate::profile::job::{Demand, Importance, JobProfile};

fn measured(feature: Feature, requirement: Option<u32>, value: f64) -> Measured {
    Measured {
        feature,
        requirement,
        outcome: Outcome::of_value(value),
        value,
        has_trace: false,
    }
}

/// A must that the CV holds no trace of.
fn open_must(index: u32) -> Measured {
    measured(Feature::MustCoverage, Some(index), 0.0)
}

/// What the last of `parts` would be.
fn last_with(asked: JobProfile, parts: &[Measured], facts: &[Fact]) -> f64 {
    let values = values_with(&query(asked), parts, 0, facts);
    *values.last().unwrap()
}

/// What a feature is once a line of a dated position says `said`.
fn once_shown(asked: JobProfile, said: &str, feature: Feature) -> f64 {
    let text = format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- {said}\n");
    let cv = profile(&document(&text));
    part(asked, &cv, &text, feature).value
}

#[test]
fn facts_are_open_in_the_order_of_the_parts_and_each_once() {
    let kafka = only(skill(&["Kafka"], 1, None));
    let asked = asking(kafka, Importance::Nice, skill(&["COBOL"], 1, None));
    let parts = [
        measured(Feature::RelevantYears, None, 0.5),
        measured(Feature::NiceCoverage, Some(1), 0.0),
        open_must(0),
        measured(Feature::Seniority, None, 0.99),
        open_must(0),
        measured(Feature::TotalYears, None, 0.0),
        measured(Feature::WordSimilarity, None, 0.0),
    ];
    let facts = open_facts(&query(asked.clone()), &parts, 7);
    let expected = [
        Fact::Months(7),
        Fact::Requirement(1),
        Fact::Requirement(0),
        Fact::Seniority,
    ];
    assert_eq!(facts, expected);
    let full = [
        measured(Feature::RelevantYears, None, 1.0),
        measured(Feature::Seniority, None, 1.0),
    ];
    assert_eq!(open_facts(&query(asked), &full, 7), []);
}

#[test]
fn a_skill_to_come_adds_what_its_line_adds() {
    for (label, feature) in [
        ("Kafka", Feature::MustCoverage),
        ("Kafka", Feature::SkillSimilarity),
        ("Kafka", Feature::WordSimilarity),
        ("Kafka", Feature::ExperienceSimilarity),
        ("gloamrye quay", Feature::MustCoverage),
        ("gloamrye quay", Feature::WordSimilarity),
        ("gloamrye quay", Feature::ExperienceSimilarity),
        ("gloamrye quay", Feature::PairSimilarity),
    ] {
        let asked = || only(skill(&[label], 1, None));
        let requirement = (feature == Feature::MustCoverage).then_some(0);
        let parts = [open_must(0), measured(feature, requirement, 0.0)];
        let value = last_with(asked(), &parts, &[Fact::Requirement(0)]);
        let shown = once_shown(asked(), &format!("Used {label}"), feature);
        assert!(shown > 0.0, "{label}");
        assert_near(value, shown, &format!("{label}, {feature:?}"));
        // Without the fact, and with another, nothing changes.
        for facts in [&[][..], &[Fact::Months(12)], &[Fact::Seniority]] {
            assert_eq!(
                last_with(asked(), &parts, facts),
                0.0,
                "{label}, {feature:?}"
            );
        }
    }
}

#[test]
fn one_of_two_skills_adds_its_own_share() {
    // Words of four and of eight letters: the roots of 3 and 5.
    let asked = || {
        let first = only(skill(&["quay"], 1, None));
        asking(first, Importance::Must, skill(&["gloamrye"], 1, None))
    };
    for (index, said) in [(0, "Used the quay"), (1, "Used gloamrye")] {
        let words = measured(Feature::WordSimilarity, None, 0.0);
        let parts = [open_must(0), open_must(1), words];
        let value = last_with(asked(), &parts, &[Fact::Requirement(index)]);
        assert_near(
            value,
            once_shown(asked(), said, Feature::WordSimilarity),
            said,
        );
    }
    let words = measured(Feature::WordSimilarity, None, 0.0);
    let both = [Fact::Requirement(0), Fact::Requirement(1)];
    let value = last_with(asked(), &[open_must(0), open_must(1), words], &both);
    let shown = once_shown(
        asked(),
        "Used gloamrye on the quay",
        Feature::WordSimilarity,
    );
    assert_near(value, shown, "both");
}

#[test]
fn of_several_that_would_do_the_poorest_is_counted_on() {
    let asked = || only(skill(&["gloamrye", "quay"], 1, None));
    let words = measured(Feature::WordSimilarity, None, 0.0);
    let value = last_with(asked(), &[open_must(0), words], &[Fact::Requirement(0)]);
    assert_near(
        value,
        once_shown(asked(), "Used the quay", Feature::WordSimilarity),
        "quay",
    );
    // What another requirement asks as well is left to that one.
    let twice = asking(asked(), Importance::Must, skill(&["quay"], 1, None));
    let value = last_with(
        twice,
        &[open_must(0), open_must(1), words],
        &[Fact::Requirement(0)],
    );
    assert_eq!(value, 0.0);
}

#[test]
fn what_the_cv_holds_in_part_or_denies_adds_no_words() {
    let asked = || only(skill(&["Kafka"], 1, None));
    let words = measured(Feature::WordSimilarity, None, 0.0);
    let skills = measured(Feature::SkillSimilarity, None, 0.0);
    let denied = Measured {
        outcome: Outcome::Contradicted,
        ..open_must(0)
    };
    let partly = measured(Feature::MustCoverage, Some(0), 0.25);
    let traced = Measured {
        has_trace: true,
        ..open_must(0)
    };
    let fact = [Fact::Requirement(0)];
    assert_eq!(last_with(asked(), &[traced, words], &fact), 0.0);
    assert_eq!(last_with(asked(), &[traced, skills], &fact), 0.0);
    assert_eq!(last_with(asked(), &[denied, words], &fact), 0.0);
    assert!(last_with(asked(), &[denied, skills], &fact) > 0.0);
    assert_eq!(last_with(asked(), &[partly, words], &fact), 0.0);
    assert_eq!(last_with(asked(), &[partly, skills], &fact), 0.0);
}

#[test]
fn months_add_up_and_other_facts_are_none() {
    for (facts, value) in [
        (&[Fact::Months(12), Fact::Months(24)][..], 0.75),
        (&[Fact::Requirement(0), Fact::Seniority], 0.25),
    ] {
        for feature in [Feature::RelevantYears, Feature::TotalYears] {
            let parts = [measured(feature, None, 0.25)];
            assert_near(last_with(job("Baker", ""), &parts, facts), value, "months");
        }
    }
    // A requirement of years is met by all months there are by then.
    let years = only(Demand::Experience {
        minimum_months: 48,
        maximum_months: None,
    });
    let values = values_with(&query(years), &[open_must(0)], 12, &[Fact::Months(24)]);
    assert_eq!(values, [0.75]);
}

#[test]
fn nothing_falls_and_what_no_fact_covers_stays() {
    let all = [Fact::Months(12), Fact::Seniority, Fact::Requirement(0)];
    for (feature, value, expected) in [
        (Feature::TitleSimilarity, 0.5, 0.5),
        (Feature::TitleWords, 0.5, 0.5),
        (Feature::Recency, 0.5, 0.5),
        (Feature::PassageSimilarity, 0.5, 0.5),
        (Feature::Seniority, 0.5, 1.0),
        (Feature::RelevantYears, 0.95, 1.0),
    ] {
        let parts = [measured(feature, None, value)];
        assert_eq!(
            last_with(job("Baker", ""), &parts, &all),
            expected,
            "{feature:?}"
        );
    }
    // A skill that is shown better than a line would show it.
    let parts = [measured(Feature::MustCoverage, Some(0), 0.9)];
    let kafka = only(skill(&["Kafka"], 1, None));
    assert_eq!(last_with(kafka, &parts, &all), 0.9);
}

#[test]
fn dates_that_were_not_read_may_hold_so_much() {
    let job = query(job("Baker", ""));
    let of = |parts: &[Measured]| values_if_dated(&job, parts);
    for feature in [
        Feature::PassageSimilarity,
        Feature::TitleSimilarity,
        Feature::RelevantYears,
        Feature::TotalYears,
        Feature::Recency,
        Feature::Seniority,
    ] {
        assert_eq!(of(&[measured(feature, None, 0.0)]), [1.0], "{feature:?}");
    }
    for feature in [
        Feature::WordSimilarity,
        Feature::PairSimilarity,
        Feature::SkillSimilarity,
    ] {
        assert_near(
            of(&[measured(feature, None, 0.5)])[0],
            1.0 / 1.45,
            "similarity",
        );
    }
    assert_near(
        of(&[measured(Feature::TitleWords, None, 0.18)])[0],
        0.4,
        "title words",
    );
    // Words found anywhere may all be of dated positions.
    let words = measured(Feature::WordSimilarity, None, 0.5);
    let used = measured(Feature::ExperienceSimilarity, None, 0.0);
    assert_near(of(&[used, words])[0], 1.0 / 1.45, "used");
    assert_eq!(of(&[used]), [1.0]);
}

#[test]
fn of_several_skills_that_would_do_the_one_that_weighs_least_is_counted_on() {
    let skills = measured(Feature::SkillSimilarity, None, 0.0);
    let fact = [Fact::Requirement(0)];
    // Words of five letters weigh less than of six.
    for labels in [["Kafka", "Docker"], ["Docker", "Kafka"]] {
        let asked = || only(skill(&labels, 1, None));
        let value = last_with(asked(), &[open_must(0), skills], &fact);
        let shown = once_shown(asked(), "Used Kafka", Feature::SkillSimilarity);
        assert_near(value, shown, "Kafka");
        // What another requirement asks as well is left to that one.
        let twice = asking(asked(), Importance::Must, skill(&["Kafka"], 1, None));
        let parts = [open_must(0), open_must(1), skills];
        assert_eq!(last_with(twice, &parts, &fact), 0.0);
    }
    // One that the lexicon does not know may be it.
    let asked = only(skill(&["Kafka", "gloamrye"], 1, None));
    assert_eq!(last_with(asked, &[open_must(0), skills], &fact), 0.0);
}

#[test]
fn what_rises_with_other_facts_is_no_fact_of_its_own() {
    for feature in [
        Feature::SkillSimilarity,
        Feature::WordSimilarity,
        Feature::PairSimilarity,
        Feature::ExperienceSimilarity,
        Feature::PassageSimilarity,
        Feature::TitleSimilarity,
        Feature::TitleWords,
        Feature::TotalYears,
        Feature::Recency,
    ] {
        let facts = open_facts(&query(job("Baker", "")), &[measured(feature, None, 0.0)], 7);
        assert_eq!(facts, [], "{feature:?}");
    }
}
