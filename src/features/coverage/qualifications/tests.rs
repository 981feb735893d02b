//! Both sides of what is asked of years, degrees and languages.

use super::*;
use crate::document::Span;
use crate::features::tests::{self, BAKER, assert_near, only};
use crate::features::{Feature, Part};
use crate::profile::education::EducationMention;
use crate::profile::job::Demand;
use crate::profile::spoken::SpokenMention;

fn baker() -> CvProfile {
    tests::profile(&tests::document(BAKER))
}

fn answered(demand: Demand, cv: &CvProfile, text: &str) -> Part {
    tests::part(only(demand), cv, text, Feature::MustCoverage)
}

/// Degrees of these levels, in no field.
fn degrees(levels: &[EducationLevel]) -> Vec<EducationMention> {
    let mentions = levels.iter().zip(0..).map(|(&level, at)| EducationMention {
        span: Span::new(at, at + 1),
        level,
        field: None,
    });
    mentions.collect()
}

fn degree_or_equivalent(level: EducationLevel) -> Demand {
    Demand::Education {
        level,
        fields: Vec::new(),
        or_equivalent: true,
    }
}

#[test]
fn lengths_are_named_in_years_from_twelve_months_on() {
    for (months, named) in [
        (0, "0 months"),
        (11, "11 months"),
        (12, "1 years"),
        (13, "1.1 years"),
        (18, "1.5 years"),
        (24, "2 years"),
        (35, "2.9 years"),
    ] {
        assert_eq!(years(months), named);
    }
}

#[test]
fn experience_is_met_by_all_that_is_asked_and_by_no_month_less() {
    for (asked, has, alike, value, outcome, note) in [
        (36, 0, 0, 0.0, Outcome::NotFound, ""),
        // No month is a month.
        (0, 1, 1, 1.0, Outcome::Met, "1 months of 1 months asked"),
        (
            36,
            18,
            0,
            0.5,
            Outcome::Partly,
            "1.5 years of 3 years asked",
        ),
        (
            36,
            35,
            35,
            35.0 / 36.0,
            Outcome::Partly,
            "2.9 years of 3 years asked",
        ),
        (36, 36, 18, 1.0, Outcome::Met, "3 years of 3 years asked"),
        (36, 37, 37, 1.0, Outcome::Met, "3.1 years of 3 years asked"),
        (
            36,
            36,
            17,
            1.0,
            Outcome::Met,
            "3 years of 3 years asked, 1.4 years in work like the job's",
        ),
        (
            36,
            36,
            0,
            1.0,
            Outcome::Met,
            "3 years of 3 years asked, none in work like the job's",
        ),
    ] {
        let mut cv = baker();
        cv.total_months = has;
        let answer = experience(asked, alike, false, &cv);
        assert_near(answer.value, value, note);
        assert_eq!((answer.outcome, answer.note.as_str()), (outcome, note));
        assert_eq!(answer.evidence.len(), usize::from(has > 0), "{note}");
    }
}

#[test]
fn years_of_something_are_shown_by_work_like_the_job_alone() {
    for (has, alike, outcome) in [
        (36, 18, Outcome::Met),
        (36, 17, Outcome::Partly),
        (36, 0, Outcome::NotFound),
        (35, 35, Outcome::Partly),
        (35, 0, Outcome::NotFound),
    ] {
        let mut cv = baker();
        cv.total_months = has;
        let answer = experience(36, alike, true, &cv);
        assert_eq!(answer.outcome, outcome, "{has}, {alike}");
        assert_near(answer.value, f64::from(has.min(36)) / 36.0, &answer.note);
    }
}

#[test]
fn a_level_of_education_below_the_one_asked_takes_a_half_each() {
    use EducationLevel::{Bachelor, Doctorate, Master, Secondary, Vocational};
    for (asked, has, value, best) in [
        (Bachelor, &[Bachelor][..], 1.0, "bachelor"),
        (Bachelor, &[Doctorate], 1.0, "doctorate"),
        (Bachelor, &[Vocational], 0.5, "vocational"),
        (Bachelor, &[Secondary], 0.0, "secondary"),
        (Doctorate, &[Secondary], 0.0, "secondary"),
        (Master, &[Secondary, Bachelor, Vocational], 0.5, "bachelor"),
    ] {
        let mut cv = baker();
        cv.education = degrees(has);
        let demand = degree_or_equivalent(asked);
        let part = answered(demand, &cv, BAKER);
        assert_near(part.value, value, best);
        assert_eq!(part.note, best);
        assert_eq!(part.outcome == Outcome::Met, value == 1.0, "{best}");
    }
}

#[test]
fn a_degree_is_met_in_its_field() {
    for (asked, degree, value, outcome, note) in [
        (
            "mechanical engineering",
            "Bachelor of Engineering in Mechanical Engineering",
            1.0,
            Outcome::Met,
            "bachelor",
        ),
        (
            "mechanical engineering",
            "Bachelor in Mechatronics",
            0.5,
            Outcome::Partly,
            "bachelor, a neighbouring field",
        ),
        (
            "mechanical engineering",
            "Bachelor in Marketing",
            0.0,
            Outcome::NotFound,
            "bachelor, another field",
        ),
        (
            "mechanical engineering",
            "Bachelor",
            0.5,
            Outcome::Partly,
            "bachelor, field not known",
        ),
    ] {
        let text = format!("Education\n{degree}, University of Brill, 2010 - 2014\n");
        let cv = tests::profile(&tests::document(&text));
        let demand = Demand::Education {
            level: EducationLevel::Bachelor,
            fields: vec![asked.to_owned()],
            or_equivalent: false,
        };
        let part = answered(demand, &cv, &text);
        assert_near(part.value, value, degree);
        assert_eq!(
            (part.outcome, part.note.as_str()),
            (outcome, note),
            "{degree}"
        );
    }
}

#[test]
fn a_line_of_300_bytes_is_about_one_degree() {
    let fields = vec!["mechanical engineering".to_owned()];
    for (length, note) in [(300, "bachelor"), (301, "bachelor, field not known")] {
        // The field stands too far from the degree to be known as its own.
        let begin = "Bachelor, 2010 - 2014 ";
        let end = " mechanical engineering";
        let between = "x".repeat(length - begin.len() - end.len());
        let text = format!("Education\n{begin}{between}{end}\n");
        let cv = tests::profile(&tests::document(&text));
        let demand = Demand::Education {
            level: EducationLevel::Bachelor,
            fields: fields.clone(),
            or_equivalent: false,
        };
        let part = answered(demand, &cv, &text);
        assert_eq!(part.note, note, "{length}");
    }
}

#[test]
fn five_years_of_work_stand_for_half_a_degree_where_the_job_says_so() {
    for (or_equivalent, months, value, outcome, note) in [
        (true, 59, 0.0, Outcome::NotFound, ""),
        (true, 60, 0.5, Outcome::Partly, "5 years of work instead"),
        (false, 60, 0.0, Outcome::NotFound, ""),
    ] {
        let mut cv = baker();
        cv.total_months = months;
        let demand = Demand::Education {
            level: EducationLevel::Bachelor,
            fields: Vec::new(),
            or_equivalent,
        };
        let part = answered(demand, &cv, BAKER);
        let said = (part.value, part.outcome, part.note.as_str());
        assert_eq!(said, (value, outcome, note), "{or_equivalent}, {months}");
    }
}

#[test]
fn a_level_of_a_language_below_the_one_asked_takes_a_quarter_each() {
    use SpokenLevel::{A1, A2, B1, B2, C1, Native};
    for (asked, has, value, outcome, note) in [
        (Some(B2), Some(Native), 1.0, Outcome::Met, "German native"),
        (Some(B2), Some(B2), 1.0, Outcome::Met, "German B2"),
        (Some(B2), Some(B1), 0.75, Outcome::Partly, "German B1"),
        (Some(B2), Some(A2), 0.5, Outcome::Partly, "German A2"),
        (Some(B2), Some(A1), 0.25, Outcome::Partly, "German A1"),
        (Some(C1), Some(A1), 0.0, Outcome::NotFound, "German A1"),
        (Some(Native), Some(A1), 0.0, Outcome::NotFound, "German A1"),
        (Some(B2), None, 0.75, Outcome::Partly, "German"),
        (None, None, 1.0, Outcome::Met, "German"),
        (None, Some(A1), 1.0, Outcome::Met, "German A1"),
        (Some(C1), Some(C1), 1.0, Outcome::Met, "German C1"),
    ] {
        let mut cv = baker();
        cv.spoken = vec![spoken("de", has, 0)];
        let part = answered(language_asked(&["de"], asked), &cv, BAKER);
        let said = (part.value, part.outcome, part.note.as_str());
        assert_eq!(said, (value, outcome, note), "{asked:?}");
    }
}

fn spoken(code: &'static str, level: Option<SpokenLevel>, at: usize) -> SpokenMention {
    SpokenMention {
        span: Span::new(at, at + 1),
        code,
        level,
    }
}

fn language_asked(any_of: &[&str], level: Option<SpokenLevel>) -> Demand {
    Demand::Language {
        any_of: any_of.iter().map(|code| (*code).to_owned()).collect(),
        level,
    }
}

#[test]
fn of_languages_spoken_as_well_the_one_named_first_is_shown() {
    use SpokenLevel::{B1, B2, C1};
    for (asked, note) in [
        (["fr", "de"], "French B2"),
        (["de", "fr"], "German B2"),
        (["it", "de"], "German B2"),
        (["fr", "es"], "French B2"),
    ] {
        let mut cv = baker();
        // Said twice, French counts by its best.
        cv.spoken = vec![
            spoken("fr", Some(B1), 0),
            spoken("fr", Some(B2), 1),
            spoken("de", Some(B2), 2),
        ];
        let part = answered(language_asked(&asked, Some(C1)), &cv, BAKER);
        assert_eq!((part.value, part.note.as_str()), (0.75, note), "{asked:?}");
    }
}

#[test]
fn four_words_of_a_language_alone_show_that_a_part_is_written_in_it() {
    for (words, is_shown) in [
        ("nicht auch aber wenn", true),
        ("nicht auch aber", false),
        ("nicht auch aber nicht", false),
    ] {
        let text = format!(
            "Experience\nBaker, Brill Ltd, 2015 - 2018\n\
             - I was responsible for the ovens and for the bread of the house\n\
             - We have been baking for those who are in the town at night\n- {words}\n"
        );
        let cv = tests::profile(&tests::document(&text));
        assert_eq!(cv.language, "en");
        let part = answered(language_asked(&["de"], None), &cv, &text);
        let expected = if is_shown {
            (0.75, Outcome::Met, "a part of the CV is written in German")
        } else {
            (0.0, Outcome::NotFound, "")
        };
        let said = (part.value, part.outcome, part.note.as_str());
        assert_eq!(said, expected, "{words}");
        let own = answered(language_asked(&["en"], Some(SpokenLevel::C2)), &cv, &text);
        let said = (own.value, own.note.as_str());
        assert_eq!(
            said,
            (0.5, "the CV is written in English, level not stated")
        );
    }
}

#[test]
fn what_stands_apart_counts_alike() {
    let job = ["de", "fr", "it", "es"]
        .iter()
        .fold(tests::job("", ""), |job, code| {
            let importance = crate::profile::job::Importance::Nice;
            tests::asking(job, importance, language_asked(&[code], None))
        });
    let cv = baker();
    let shares = tests::parts(job, &cv, BAKER, Feature::Languages);
    assert_eq!(shares.len(), 4);
    assert!(shares.iter().all(|part| part.share == 0.25));
}

#[test]
fn of_equal_degrees_the_first_is_shown_and_work_stands_for_none_that_earns_as_much() {
    use EducationLevel::{Bachelor, Secondary, Vocational};
    for (has, note, start) in [
        (&[Bachelor, Bachelor][..], "bachelor", Some(0)),
        (&[Secondary, Bachelor, Bachelor], "bachelor", Some(1)),
        (&[Vocational], "vocational", Some(0)),
        (&[Secondary], "5 years of work instead", None),
    ] {
        let mut cv = baker();
        cv.total_months = 60;
        cv.education = degrees(has);
        let demand = degree_or_equivalent(Bachelor);
        let part = answered(demand, &cv, BAKER);
        let first = part.evidence.first().map(|span| span.start);
        assert_eq!((part.note.as_str(), first), (note, start), "{has:?}");
    }
}

#[test]
fn who_knows_the_basics_of_a_language_speaks_it_and_who_denies_it_does_not() {
    for (line, outcome) in [
        ("Basic knowledge of German", Outcome::Met),
        ("German", Outcome::Met),
        ("No knowledge of German", Outcome::Contradicted),
        ("French", Outcome::NotFound),
    ] {
        let text = format!("{BAKER}\nLanguages\n{line}\n");
        let cv = tests::profile(&tests::document(&text));
        let part = answered(language_asked(&["de"], None), &cv, &text);
        assert_eq!(part.outcome, outcome, "{line}");
    }
}

#[test]
fn a_degree_that_is_not_finished_is_half_of_one() {
    for (dates, value, outcome, note) in [
        ("2010 - 2014", 1.0, Outcome::Met, "bachelor"),
        (
            "2010 - present",
            0.5,
            Outcome::Partly,
            "bachelor, not finished",
        ),
    ] {
        let text =
            format!("Education\nBachelor of Arts in History, University of Brill, {dates}\n");
        let cv = tests::profile(&tests::document(&text));
        let demand = Demand::Education {
            level: EducationLevel::Bachelor,
            fields: Vec::new(),
            or_equivalent: false,
        };
        let part = answered(demand, &cv, &text);
        assert_near(part.value, value, dates);
        assert_eq!(
            (part.outcome, part.note.as_str()),
            (outcome, note),
            "{dates}"
        );
    }
}

#[test]
fn a_degree_is_unfinished_where_an_entry_that_holds_it_is() {
    use crate::profile::cv::EducationEntry;
    let unfinished = "bachelor, not finished";
    // The degree stands at the first byte.
    for (entries, value, note) in [
        (&[(false, 0, 4)][..], 0.5, unfinished),
        (&[(true, 0, 4)], 1.0, "bachelor"),
        (&[(false, 1, 4)], 1.0, "bachelor"),
        (&[(false, 5, 9), (true, 0, 4)], 1.0, "bachelor"),
        (&[(true, 5, 9), (false, 0, 4)], 0.5, unfinished),
    ] {
        let mut cv = baker();
        cv.education = degrees(&[EducationLevel::Bachelor]);
        let entries_of = entries.iter().map(|(held, start, end)| EducationEntry {
            institution: None,
            degree: None,
            area: None,
            level: None,
            months: None,
            held: *held,
            span: Span::new(*start, *end),
        });
        cv.education_entries = entries_of.collect();
        let part = answered(degree_or_equivalent(EducationLevel::Bachelor), &cv, BAKER);
        let said = (part.value, part.note.as_str());
        assert_eq!(said, (value, note), "{entries:?}");
    }
}

#[test]
fn a_degree_that_is_denied_is_none_and_one_that_is_wished_for_is_half_of_one() {
    for (words, value, outcome, note) in [
        ("No experience with", 0.0, Outcome::NotFound, "not held"),
        ("Sat alongside", 0.0, Outcome::NotFound, "not held"),
        (
            "Would like to learn",
            0.5,
            Outcome::Partly,
            "bachelor, not finished",
        ),
    ] {
        let text = format!("{BAKER}- {words} bachelor\n");
        let mut cv = tests::profile(&tests::document(&text));
        let start = text.find("bachelor").unwrap();
        let span = Span::new(start, start + "bachelor".len());
        cv.education_entries.clear();
        cv.education = degrees(&[EducationLevel::Bachelor]);
        cv.education[0].span = span;
        let part = answered(degree_or_equivalent(EducationLevel::Bachelor), &cv, &text);
        let said = (part.value, part.outcome, part.note.as_str());
        assert_eq!(said, (value, outcome, note), "{words}");
        assert_eq!(part.evidence, [span], "{words}");
    }
}

#[test]
fn a_degree_above_another_that_is_lower_is_shown_and_years_stand_for_less_than_half_alone() {
    use EducationLevel::{Bachelor, Master, Secondary, Vocational};
    for (asked, has, months, value, note) in [
        (Master, &[Bachelor, Vocational][..], 60, 0.5, "bachelor"),
        (Master, &[Vocational], 60, 0.5, "5 years of work instead"),
        (Master, &[Vocational], 59, 0.0, "vocational"),
        (Bachelor, &[Secondary, Bachelor], 60, 1.0, "bachelor"),
    ] {
        let mut cv = baker();
        cv.total_months = months;
        cv.education = degrees(has);
        let part = answered(degree_or_equivalent(asked), &cv, BAKER);
        let said = (part.value, part.note.as_str());
        assert_eq!(said, (value, note), "{asked:?} {has:?}");
    }
}
