//! Years, levels and recency, as a career earns them.

use super::*;
use crate::features::tests::{self, BAKER, assert_near};
use crate::profile::job::{Importance, JobProfile};

#[test]
fn overlapping_positions_count_each_month_once_by_the_nearest() {
    let span = Span::new(0, 1);
    let month = |year, month| Month::new(year, month);
    let dated = [
        (1.0, month(2020, 1), month(2020, 12), span),
        (0.5, month(2020, 7), month(2021, 6), span),
    ];
    assert_eq!(relevant_months(&dated), 12.0 + 0.5 * 6.0);
    assert_eq!(relevant_months(&[]), 0.0);
    // One behind the other, and with a month between.
    for (start, expected) in [
        (month(2021, 1), 0.5 * 12.0 + 12.0),
        (month(2021, 2), 0.5 * 12.0 + 11.0),
    ] {
        let dated = [
            (0.5, month(2020, 1), month(2020, 12), span),
            (1.0, start, month(2021, 12), span),
        ];
        assert_eq!(relevant_months(&dated), expected);
    }
}

/// [`BAKER`] with other months, as a CV for the job of a baker.
fn baker(months: Option<(Month, Month)>, total: u32) -> CvProfile {
    let mut cv = tests::profile(&tests::document(BAKER));
    assert_eq!(cv.positions.len(), 1);
    cv.positions[0].months = months;
    cv.total_months = total;
    cv
}

fn asking_months(months: Option<u32>) -> JobProfile {
    let job = tests::job("Baker", "");
    match months {
        None => job,
        Some(minimum_months) => tests::asking(
            job,
            Importance::Must,
            Demand::Experience {
                minimum_months,
                maximum_months: None,
            },
        ),
    }
}

#[test]
fn six_years_are_enough_unless_more_are_asked() {
    for (asked, months, value, note) in [
        (None, 1, 1.0 / 72.0, "1 months"),
        (None, 36, 0.5, "3 years"),
        (None, 71, 71.0 / 72.0, "5.9 years"),
        (None, 72, 1.0, "6 years"),
        (None, 73, 1.0, "6.1 years"),
        (Some(71), 71, 71.0 / 72.0, "5.9 years"),
        (Some(73), 73, 1.0, "6.1 years"),
        (Some(73), 72, 72.0 / 73.0, "6 years"),
        (Some(96), 48, 0.5, "4 years"),
    ] {
        let first = Month::new(2010, 1);
        let cv = baker(Some((first, Month(first.0 + months - 1))), months as u32);
        for feature in [Feature::RelevantYears, Feature::TotalYears] {
            let what = format!("{feature:?}: {months} of {asked:?}");
            let part = tests::part(asking_months(asked), &cv, BAKER, feature);
            assert_near(part.value, value, &what);
            assert_eq!(part.note, note, "{what}");
            assert_eq!(part.outcome, Outcome::of_value(value), "{what}");
            assert_eq!(part.evidence.len(), 1, "{what}");
        }
    }
}

#[test]
fn no_months_say_nothing() {
    let cv = baker(None, 0);
    for feature in [
        Feature::RelevantYears,
        Feature::TotalYears,
        Feature::Recency,
    ] {
        let part = tests::part(tests::job("Baker", ""), &cv, BAKER, feature);
        let said = (part.value, part.outcome, part.note.as_str());
        assert_eq!(said, (0.0, Outcome::NotFound, ""), "{feature:?}");
    }
}

#[test]
fn recency_halves_in_four_years() {
    for (end, value, outcome, note) in [
        (Month::new(2021, 3), 1.0, Outcome::Met, "to 2021-03"),
        (Month::new(2020, 1), 1.0, Outcome::Met, "to 2020-01"),
        (Month::new(2018, 1), 2.0 / 3.0, Outcome::Met, "to 2018-01"),
        (Month::new(2016, 1), 0.5, Outcome::Met, "to 2016-01"),
        (
            Month::new(2015, 12),
            48.0 / 97.0,
            Outcome::Partly,
            "to 2015-12",
        ),
        (Month::new(2008, 1), 0.25, Outcome::Partly, "to 2008-01"),
    ] {
        let cv = baker(Some((Month::new(2005, 1), end)), 1);
        let job = tests::job("Baker", "");
        let part = tests::part(job, &cv, BAKER, Feature::Recency);
        assert_near(part.value, value, note);
        assert_eq!((part.outcome, part.note.as_str()), (outcome, note));
    }
}

#[test]
fn a_level_below_the_one_asked_takes_a_third_each() {
    use Seniority::{Head, Junior, Lead, Middle, Senior, Trainee};
    for (asked, has, is_placed, value, note) in [
        (Senior, Some(Head), true, 1.0, "head"),
        (Senior, Some(Senior), true, 1.0, "senior"),
        (Senior, Some(Middle), true, 2.0 / 3.0, "middle"),
        (Senior, Some(Junior), true, 1.0 / 3.0, "junior"),
        (Senior, Some(Trainee), true, 0.0, ""),
        (Head, Some(Trainee), true, 0.0, ""),
        (Lead, None, true, 1.0 / 3.0, "middle"),
        (Middle, None, true, 1.0, "middle"),
        (Middle, None, false, 1.0 / 3.0, "trainee"),
        (Trainee, None, false, 1.0, "trainee"),
    ] {
        let mut cv = baker(None, 0);
        cv.seniority = has;
        if !is_placed {
            cv.positions.clear();
            cv.passages
                .iter_mut()
                .for_each(|passage| passage.position = None);
        }
        let job = JobProfile {
            seniority: Some(asked),
            ..tests::job("Baker", "")
        };
        let part = tests::part(job, &cv, BAKER, Feature::Seniority);
        let what = format!("{asked:?}: {has:?}");
        assert_near(part.value, value, &what);
        assert_eq!(part.note, note, "{what}");
    }
}

#[test]
fn without_a_title_the_work_is_told_by_what_is_described() {
    let relevant = |described: &str| {
        let cv = baker(Some((Month::new(2015, 1), Month::new(2018, 12))), 48);
        let job = tests::job("", described);
        let part = tests::part(job, &cv, BAKER, Feature::RelevantYears);
        part.value
    };
    let bread = relevant("You bake bread and rolls by hand in our bakery every night.");
    let law = relevant("You draft contracts and advise our clients before the courts.");
    assert!(bread > law, "{bread} {law}");
    assert_eq!(law, 0.0);
}

#[test]
fn three_positions_are_shown_those_like_the_job_first() {
    let text = "Experience\nDiver, Brill Ltd, 2012 - 2012\nBaker, Moss Ltd, 2013 - 2013\n\
                Baker, Holt Ltd, 2014 - 2014\nBaker, Fern Ltd, 2015 - 2015\n\
                Baker, Reed Ltd, 2016 - 2016\n";
    let cv = tests::profile(&tests::document(text));
    assert_eq!(cv.positions.len(), 5);
    let shown = |feature| {
        let part = tests::part(tests::job("Baker", ""), &cv, text, feature);
        let starts = part.evidence.iter().map(|span| span.start as usize);
        starts.collect::<Vec<usize>>()
    };
    let of = |line: &str| text.find(line).unwrap();
    let bakers = [of("Baker, Moss"), of("Baker, Holt"), of("Baker, Fern")];
    assert_eq!(shown(Feature::RelevantYears), bakers);
    let dates = [of("2012 - "), of("2013 - "), of("2014 - ")];
    assert_eq!(shown(Feature::TotalYears), dates);
}

#[test]
fn months_to_come_are_added_and_a_level_to_come_is_all() {
    let job = tests::query(asking_months(None));
    for (value, months, expected) in [(0.0, 36, 0.5), (0.25, 18, 0.5), (0.9, 36, 1.0)] {
        assert_near(years_with(&job, value, months), expected, "years");
    }
    assert_eq!(seniority_with(0.25, &[Fact::Months(12)]), 0.25);
    assert_eq!(
        seniority_with(0.25, &[Fact::Months(12), Fact::Seniority]),
        1.0
    );
}

#[test]
fn years_of_none_are_not_asked_and_more_than_all_earn_no_more() {
    let twice = tests::asking(
        asking_months(Some(0)),
        Importance::Must,
        Demand::Experience {
            minimum_months: 96,
            maximum_months: None,
        },
    );
    for (job, months, value) in [
        (asking_months(None), 36, 0.5),
        (asking_months(None), 72, 1.0),
        (asking_months(None), 73, 1.0),
        (twice, 48, 0.5),
    ] {
        assert_near(years_of(&tests::query(job), months), value, "years");
    }
}

#[test]
fn work_unlike_the_job_is_not_recent_work() {
    let cv = baker(None, 60);
    let query = tests::query(asking_months(None));
    let month = Month::new(2019, 12);
    let mut career = Career {
        job: &query,
        cv: &cv,
        dated: vec![
            (
                1.0,
                Month::new(2010, 1),
                Month::new(2010, 12),
                Span::new(2, 3),
            ),
            (1.0, month, month, Span::new(0, 1)),
        ],
        relevant: 1.0,
    };
    let part = career.recency();
    assert_eq!(part.note, "to 2019-12");
    assert_eq!(career.relevant_years().evidence.len(), 2);
    career.dated[0].0 = 0.0;
    assert_eq!(career.relevant_years().evidence.len(), 1);
    career.dated[1].0 = 0.0;
    let part = career.recency();
    assert_eq!((part.note.as_str(), part.evidence.len()), ("", 0));
}

#[test]
fn the_level_is_quoted_of_the_first_position_that_has_it() {
    let text = "Experience\nCook, Tarn Ltd, 2016 - 2019\n- Fried\nSenior Baker, Brill Ltd, 2012 - 2015\n- Kneaded\n";
    let mut job = tests::job("", "");
    job.seniority = Some(Seniority::Senior);
    let cv = tests::profile(&tests::document(text));
    let part = tests::part(job, &cv, text, Feature::Seniority);
    let quoted: Vec<&str> = part.evidence.iter().map(|span| span.of(text)).collect();
    assert_eq!(
        (part.note.as_str(), quoted),
        ("senior", vec!["Senior Baker"])
    );
}

#[test]
fn those_most_like_the_job_are_shown_first_and_of_equals_the_first_in_the_text() {
    let cv = baker(None, 60);
    let query = tests::query(asking_months(None));
    let month = Month::new(2019, 12);
    for (places, shown, most_recent) in [
        (&[(0.5, 0), (1.0, 2)][..], &[2, 0][..], 2),
        (&[(0.5, 2), (0.5, 0), (0.5, 4)], &[0, 2, 4], 0),
        (&[(0.5, 0), (0.5, 2)], &[0, 2], 0),
        (&[(0.25, 0), (0.5, 2), (0.75, 4), (1.0, 6)], &[6, 4, 2], 6),
    ] {
        let dated = places.iter();
        let dated = dated.map(|(alike, at)| (*alike, month, month, Span::new(*at, at + 1)));
        let career = Career {
            job: &query,
            cv: &cv,
            dated: dated.collect(),
            relevant: 1.0,
        };
        let starts = |part: Part| -> Vec<u32> {
            let spans = part.evidence.iter();
            spans.map(|span| span.start).collect()
        };
        assert_eq!(starts(career.relevant_years()), shown, "{places:?}");
        assert_eq!(starts(career.recency()), [most_recent], "{places:?}");
    }
}

#[test]
fn one_position_of_the_level_is_quoted() {
    let mut cv = baker(None, 0);
    cv.seniority = Some(Seniority::Senior);
    let [position] = &mut cv.positions[..] else {
        panic!("one position was asked for")
    };
    (position.seniority, position.title) = (Some(Seniority::Senior), Some(Span::new(11, 16)));
    let second = *position;
    cv.positions.push(second);
    let job = JobProfile {
        seniority: Some(Seniority::Lead),
        ..tests::job("Baker", "")
    };
    let part = tests::part(job, &cv, BAKER, Feature::Seniority);
    assert_eq!(part.evidence, [Span::new(11, 16)]);
}

#[test]
fn the_first_line_of_a_place_ends_where_the_place_does_or_before() {
    let text = "ab\ncd ef\ngh";
    for (start, end, first) in [(3, 11, 3..8), (3, 8, 3..8), (5, 11, 5..8), (9, 11, 9..11)] {
        let found = first_line(Span::new(start, end), text);
        assert_eq!(found.range(), first, "{start}..{end}");
    }
}
