//! What a record may earn at most, worked out by hand.

use super::super::Record;
use super::*;
use crate::features::Background;
use crate::features::tests::{self, assert_near};
use crate::profile::job::JobProfile;

/// The most that a CV of this record earns in the feature.
fn most(job: JobProfile, record: &Record, feature: Feature) -> f64 {
    let query = tests::query(job);
    let above = Above::new(&query, Lexicon::builtin());
    let vector = above.vector(&record.to_bytes(), &mut above.scratch());
    vector.unwrap()[feature.index()]
}

/// Of a CV whose one dated position has these lines.
fn record(lines: &str) -> Record {
    let text = format!("Experience\nBaker, Brill Ltd, 2015 - 2018\n- {lines}\n");
    let cv = tests::profile(&tests::document(&text));
    Record::of(&cv, &text, "en", &Background::default())
}

fn months(minimum_months: u32) -> JobProfile {
    tests::only(Demand::Experience {
        minimum_months,
        maximum_months: None,
    })
}

#[test]
fn months_earn_up_to_what_is_asked() {
    for (asked, total, any, must, relevant, in_all, recent) in [
        (0, 0, 0, 0.0, 0.0, 0.0, 0.0),
        (0, 1, 1, 1.0, 1.0 / 72.0, 1.0 / 72.0, 1.0),
        (96, 48, 72, 0.5, 0.75, 0.5, 1.0),
        (96, 96, 97, 1.0, 1.0, 1.0, 1.0),
        (96, 0, 97, 0.0, 1.0, 0.0, 1.0),
    ] {
        let record = Record {
            total_months: total,
            any_months: any,
            ..Record::default()
        };
        for (feature, value) in [
            (Feature::MustCoverage, must),
            (Feature::RelevantYears, relevant),
            (Feature::TotalYears, in_all),
            (Feature::Recency, recent),
        ] {
            let what = format!("{feature:?}: {total} of {asked}");
            assert_near(most(months(asked), &record, feature), value, &what);
        }
    }
}

#[test]
fn each_language_asked_counts_alike_and_none_is_enough() {
    let speaks = Record {
        languages: vec![language_code("de")],
        ..Record::default()
    };
    let asked = |codes: &[&str]| {
        codes.iter().fold(tests::job("", ""), |job, code| {
            let demand = Demand::Language {
                any_of: vec![(*code).to_owned()],
                level: None,
            };
            tests::asking(job, Importance::Must, demand)
        })
    };
    for (codes, value) in [
        (&[][..], 1.0),
        (&["de"], 1.0),
        (&["fr"], 0.0),
        (&["de", "fr"], 0.5),
    ] {
        let found = most(asked(codes), &speaks, Feature::Languages);
        assert_near(found, value, &format!("{codes:?}"));
        if !codes.is_empty() {
            let found = most(asked(codes), &speaks, Feature::MustCoverage);
            assert_near(found, value, &format!("must {codes:?}"));
        }
    }
}

#[test]
fn a_sentence_earns_from_half_of_it_on_in_more_than_a_word() {
    for (quote, lines, value) in [
        ("quay fenn brol plim", "Kneaded quay, fenn", 0.5),
        ("quay fenn brol plim", "Kneaded quay, fenn, brol, plim", 1.0),
        ("quay gloamrye", "Kneaded gloamrye", 0.0),
        (
            "quay fenn brol plim drus vexl skar",
            "Kneaded quay, fenn, brol",
            0.0,
        ),
    ] {
        let mut job = tests::only(Demand::Text);
        quote.clone_into(&mut job.requirements[0].quote);
        let found = most(job, &record(lines), Feature::MustCoverage);
        assert_near(found, value, &format!("{quote}: {lines}"));
    }
}

#[test]
fn a_skill_earns_by_its_words_and_by_what_is_known_of_it() {
    // A line of a dated position by its words; two lines, where it is a known thing as well.
    let (once, twice) = (0.671_875, 0.5 + 0.5 * (2.0 / 5.0 * 1.375));
    let three = &["gloamrye", "zorblang", "quibscript"][..];
    for (labels, at_least, lines, value) in [
        (three, 0, "Kneaded gloamrye", once),
        (three, 1, "Kneaded gloamrye", once),
        (three, 2, "Kneaded gloamrye", once / 2.0),
        (three, 3, "Kneaded gloamrye", once / 3.0),
        (three, 4, "Kneaded gloamrye", once / 3.0),
        (three, 1, "Kneaded plimmet", 0.0),
        (&["Kafka"], 1, "Wrote Kafka", twice),
        // Two words on one line, and the same with their letters joined.
        (&["gloamrye quay"], 1, "Kneaded gloamrye quay", twice),
        (&["gloamrye quay"], 1, "Kneaded gloamrye\n- Swept quay", 0.0),
    ] {
        let job = tests::only(tests::skill(labels, at_least, None));
        let found = most(job, &record(lines), Feature::MustCoverage);
        assert_near(found, value, &format!("{at_least} of {labels:?}: {lines}"));
    }
}

#[test]
fn nothing_shared_earns_nothing_and_nothing_earns_more_than_all() {
    let described = || tests::job("Gloamrye Baker", "Kneads gloamrye and zorblang");
    for (lines, feature, is_some) in [
        ("Kneaded gloamrye", Feature::WordSimilarity, true),
        ("Wharfed plimmet", Feature::WordSimilarity, true),
        ("Kneaded gloamrye", Feature::PassageSimilarity, true),
        ("Kneaded gloamrye, zorblang", Feature::PairSimilarity, true),
        ("Wharfed zorblang", Feature::PairSimilarity, false),
    ] {
        let found = most(described(), &record(lines), feature);
        assert_eq!(found > 0.0, is_some, "{lines}: {feature:?}: {found}");
        assert!(found <= 1.0, "{lines}: {feature:?}: {found}");
    }
    let found = most(
        tests::job("", "Kneads gloamrye and zorblang"),
        &record("Wharfed plimmet"),
        Feature::PassageSimilarity,
    );
    assert_near(found, 0.0, "no word");
}

#[test]
fn a_neighbour_earns_by_its_nearness_at_most() {
    let asked = tests::only(tests::skill(&["RabbitMQ"], 1, None));
    let found = most(asked, &record("Wrote Kafka"), Feature::MustCoverage);
    // Strengths of relations are kept in four bytes.
    assert!((found - 0.6 * 0.671_875).abs() < 1e-6, "{found}");
}

#[test]
fn any_degree_may_be_held() {
    let asked = tests::only(Demand::Education {
        level: crate::profile::education::EducationLevel::Doctorate,
        fields: Vec::new(),
        or_equivalent: false,
    });
    let found = most(asked, &Record::default(), Feature::MustCoverage);
    assert_near(found, 1.0, "degree");
}

#[test]
fn bytes_that_break_off_are_no_record() {
    let query = tests::query(months(12));
    let above = Above::new(&query, Lexicon::builtin());
    let record = Record {
        languages: vec![language_code("de")],
        concepts: Vec::new(),
        ..record("Kneaded gloamrye")
    };
    let bytes = record.to_bytes();
    for length in 0..=bytes.len() {
        let vector = above.vector(&bytes[..length], &mut above.scratch());
        assert_eq!(vector.is_some(), length == bytes.len(), "{length}");
    }
}

#[test]
fn who_holds_eight_words_of_a_post_may_copy_it() {
    let words = "gloamrye zorblang quibscript fennix tidework ropelay saltern wharfing";
    let seven = words.strip_suffix(" wharfing").unwrap();
    for (post, may) in [(words, [true, false]), (seven, [false, false])] {
        let query = tests::query(tests::job("", post));
        let above = Above::new(&query, Lexicon::builtin());
        // The same room is used for one record after the other.
        let mut room = above.scratch();
        let found = [words, seven].map(|lines| {
            let vector = above.vector(&record(lines).to_bytes(), &mut room);
            assert!(vector.is_some());
            above.may_copy(&room)
        });
        assert_eq!(found, may, "{post}");
    }
}

#[test]
fn words_pairs_and_skills_earn_by_the_lines_that_hold_them() {
    // A line of a dated position, as `saturate` has it; the words weigh the root of 5.
    let once = 1.0 / 4.0 * 1.375;
    let two = || tests::job("", "gloamrye zorblang");
    for (job, lines, feature, value) in [
        (
            two(),
            "Kneaded gloamrye",
            Feature::WordSimilarity,
            once / (once + 0.7 * f64::sqrt(2.0)),
        ),
        (
            two(),
            "Kneaded gloamrye\n- Swept zorblang",
            Feature::ExperienceSimilarity,
            2.0 * once / (2.0 * once + 0.7 * f64::sqrt(2.0)),
        ),
        (
            two(),
            "Kneaded gloamrye\n- Swept zorblang",
            Feature::PairSimilarity,
            once / (once + 0.2),
        ),
        (
            tests::job("", "Kafka"),
            "Wrote Kafka",
            Feature::SkillSimilarity,
            once / (once + 0.7),
        ),
        // Eight letters weigh 5, four 3.
        (
            tests::job("Gloamrye Quay", ""),
            "Kneaded gloamrye",
            Feature::TitleWords,
            5.0 / 8.0 * once,
        ),
    ] {
        let found = most(job, &record(lines), feature);
        assert_near(found, value, &format!("{feature:?}: {lines}"));
    }
}
