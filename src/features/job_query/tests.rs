//! Terms and pairs of made-up posts.

use super::*;
use crate::features::tests::{asking, job, only, query, skill};

#[test]
fn two_forms_of_one_stem_are_one_term_and_a_pair_stands_on_one_line() {
    let query = query(job(
        "",
        "baking baked breads, gloamrye. quay\nzorblang and fennix",
    ));
    let terms: Vec<&str> = query
        .terms
        .iter()
        .map(|term| term.written.as_str())
        .collect();
    assert_eq!(
        terms,
        ["baking", "breads", "gloamrye", "quay", "zorblang", "fennix"]
    );
    let pairs: Vec<&str> = query
        .pairs
        .iter()
        .map(|pair| pair.written.as_str())
        .collect();
    assert_eq!(pairs, ["baking baked", "baked breads", "breads, gloamrye"]);
    // Breads has six letters.
    assert_eq!(query.terms[1].weight, f64::sqrt(4.0));
    assert_eq!(query.pairs[0].weight, f64::sqrt(5.0));
}

#[test]
fn words_of_the_title_count_once_and_no_level() {
    let query = query(job("Senior Baker and Quay Baker (m/w/d)", ""));
    let words = query.title_terms.iter();
    let words: Vec<(&str, f64)> = words
        .map(|(term, weight)| (query.terms[*term as usize].written.as_str(), *weight))
        .collect();
    assert_eq!(words, [("Baker", 3.5), ("Quay", 3.0)]);
}

#[test]
fn an_unknown_requirement_weighs_by_the_rarest_thing_that_would_do() {
    for (demand, weight) in [
        (skill(&["quay"], 1, None), f64::sqrt(3.0)),
        (skill(&["quay", "gloamrye"], 1, None), f64::sqrt(5.0)),
        (skill(&["gloamrye", "quay"], 1, None), f64::sqrt(5.0)),
        (
            skill(&["gloamrye quay"], 1, None),
            (f64::sqrt(3.0) + f64::sqrt(5.0)) / 2.0,
        ),
        // Nothing but common words.
        (Demand::Text, 1.0),
    ] {
        let query = query(only(demand.clone()));
        let found = query.requirements[0].weight;
        assert!((found - weight).abs() < 1e-12, "{demand:?}: {found}");
    }
}

#[test]
fn a_skill_of_the_title_weighs_most_and_each_what_a_recruiter_says() {
    let mut asked = job("Go Developer", "");
    for label in ["Go", "gRPC", "PostgreSQL"] {
        asked = asking(asked, Importance::Must, skill(&[label], 1, None));
    }
    let concept = |label: &str| crate::lexicon::Lexicon::builtin().lookup(label);
    for requirement in &mut asked.requirements {
        let Demand::Skill { any_of, .. } = &mut requirement.demand else {
            continue;
        };
        any_of[0].concept = concept(&any_of[0].label);
    }
    let weights = |asked: &JobProfile| -> Vec<f64> {
        let query = JobQuery::new(asked.clone(), Lexicon::builtin(), Background::builtin());
        query.requirements.iter().map(|one| one.weight).collect()
    };
    let plain = weights(&asked);
    // A skill is as rare as all its names together.
    assert!(plain[1] > plain[2], "{plain:?}");
    assert!((plain[0] - 1.25 * plain[1]).abs() < 1e-12, "{plain:?}");
    asked.requirements[2].weight = 3.0;
    let changed = weights(&asked);
    assert_eq!(changed[..2], plain[..2]);
    assert!((changed[2] - 3.0 * plain[2]).abs() < 1e-12);
}

#[test]
fn each_form_is_searched_once() {
    let asked = asking(
        only(skill(&["zorblang", "Zorblang", "RabbitMQ"], 1, None)),
        Importance::Nice,
        Demand::Text,
    );
    let query = query(asked);
    let searched = query.searched(0);
    let of = |form: &str| {
        let forms = searched.iter();
        forms
            .filter(|known| known.eq_ignore_ascii_case(form))
            .count()
    };
    assert_eq!((of("zorblang"), of("RabbitMQ"), of("amqp")), (1, 1, 1));
    assert_eq!(searched.first().map(String::as_str), Some("zorblang"));
    assert!(query.searched(1).is_empty());
    assert!(query.searched(2).is_empty());
}

#[test]
fn words_within_what_describes_the_work_are_its_terms() {
    let text = "gloamrye zorblang\nquay fennix";
    for (described, expected) in [
        (&[(0, 8)][..], &["gloamrye"][..]),
        (&[(0, 7)], &[]),
        (&[(1, 17)], &["zorblang"]),
        (&[(0, 16)], &["gloamrye"]),
        (&[(0, 17), (18, 22)], &["gloamrye", "zorblang", "quay"]),
        (
            &[(0, 8), (9, 17), (23, 29)],
            &["gloamrye", "zorblang", "fennix"],
        ),
    ] {
        let mut asked = job("", text);
        let spans = described.iter();
        asked.described = spans.map(|(start, end)| Span::new(*start, *end)).collect();
        let query = query(asked);
        let terms = query.terms.iter();
        let terms: Vec<&str> = terms.map(|term| term.written.as_str()).collect();
        assert_eq!(terms, expected, "{described:?}");
    }
}

#[test]
fn each_requirement_knows_what_is_sought_of_it_and_whether_its_sentence_says_more() {
    let years = Demand::Experience {
        minimum_months: 36,
        maximum_months: None,
    };
    let mut asked = job("", "");
    for (demand, quote) in [
        (skill(&["Kafka", "Docker"], 1, None), "Kafka or Docker"),
        (years.clone(), "years of rye"),
        (Demand::Text, "years of rye"),
        (years, "three years"),
        (skill(&["Kafka"], 1, None), "Kafka"),
    ] {
        asked = asking(asked, Importance::Must, demand);
        quote.clone_into(&mut asked.requirements.last_mut().unwrap().quote);
    }
    let query = query(asked);
    let sought = query.requirements.iter().map(|one| one.sought.clone());
    let sought: Vec<Range<u32>> = sought.collect();
    assert_eq!(sought, [0..2, 2..2, 2..2, 2..2, 2..3]);
    let says_more: Vec<bool> = query.requirements.iter().map(|one| one.says_more).collect();
    assert_eq!(says_more, [false, true, true, false, false]);
}

#[test]
fn a_skill_weighs_as_its_words_do_on_the_mean_and_as_the_rarest_of_its_names() {
    let weights = |asked: JobProfile| -> Vec<f64> {
        let skills = query(asked).skills;
        skills.iter().map(|(_, weight)| *weight).collect()
    };
    // Words of seven and of eight letters: 4.5 and 5.
    let learning = only(skill(&["Machine Learning"], 1, None));
    assert_eq!(weights(learning), [f64::sqrt(4.75)]);
    // Of six and of five: 4 and 3.5.
    let kafka = |text, label| asking(job("", text), Importance::Must, skill(&[label], 1, None));
    assert_eq!(weights(kafka("", "Kafka")), [f64::sqrt(3.5)]);
    assert_eq!(weights(kafka("Kafka", "Apache Kafka")), [f64::sqrt(3.75)]);
}
