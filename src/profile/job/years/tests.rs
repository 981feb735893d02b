//! Lengths of time that are asked for.

use super::*;

fn months(text: &str) -> Vec<(u32, Option<u32>)> {
    let words = Words::new(text);
    find(&words, 0..words.tokens.len())
        .into_iter()
        .map(|asked| (asked.minimum_months, asked.maximum_months))
        .collect()
}

#[test]
fn lengths_are_read_in_ten_languages() {
    let cases: &[(&str, u32, Option<u32>)] = &[
        ("5+ years of Python", 60, None),
        ("5 + years", 60, None),
        ("two to four years in retail", 24, Some(48)),
        ("2-4 years", 24, Some(48)),
        ("0–2 years of work", 0, Some(24)),
        ("at least 18 months", 18, None),
        ("five (5) years of experience", 60, None),
        ("3 or more years", 36, None),
        ("between 3 and 5 years", 36, Some(60)),
        ("minimum of one year", 12, None),
        ("1.5 years", 18, None),
        ("1 an d'expérience", 12, None),
        ("un an de experiență", 12, None),
        ("2.25 years", 27, None),
        ("2,75 Jahre", 33, None),
        ("1.05 years", 12, None),
        ("3yrs exp", 36, None),
        ("2 years and 6 months", 30, None),
        ("up to 3 years", 0, Some(36)),
        ("от 3 лет", 36, None),
        ("не менее 3х лет", 36, None),
        ("от 3-х лет", 36, None),
        ("1–2 года", 12, Some(24)),
        ("от 1 года до 3 лет", 12, Some(36)),
        ("mindestens 3 Jahre", 36, None),
        ("5-jährige Berufserfahrung", 60, None),
        ("minimum 2 ans d'expérience", 24, None),
        ("al menos dos años", 24, None),
        ("almeno 3 anni", 36, None),
        ("pelo menos três anos", 36, None),
        ("minimaal 4 jaar ervaring", 48, None),
        ("3+ lat", 36, None),
        ("min. 2 letnie doświadczenie", 24, None),
        ("cel puțin 2 ani", 24, None),
        ("no less than fifteen years", 180, None),
        ("no menos de 3 años", 36, None),
    ];
    for &(text, low, high) in cases {
        assert_eq!(months(text), [(low, high)], "{text}");
    }
}

#[test]
fn three_digits_behind_a_comma_are_thousands() {
    for text in ["1,000 years of bread", "2.125 years of bread"] {
        assert!(!months(text).contains(&(12, None)), "{text}");
        assert!(!months(text).contains(&(25, None)), "{text}");
    }
}

#[test]
fn a_range_rises() {
    for (text, expected) in [
        ("3 years to 5 years", &[(36, Some(60))][..]),
        ("3 years to 3 years", &[(36, None), (36, None)]),
    ] {
        assert_eq!(months(text), expected, "{text}");
    }
}

#[test]
fn a_part_of_years_needs_no_unit() {
    for (text, expected) in [
        ("ten years, of which five as head", &[120, 60][..]),
        ("10 years, of which at least 5 as head", &[120, 60]),
        ("10 Jahre, davon 3 in Leitung", &[120, 36]),
        // A year at least, and all of them at most.
        ("2 years, of which one as head", &[24, 12]),
        ("2 years, of which 0.9 as head", &[24]),
        ("2 years, of which two as head", &[24, 24]),
        ("10 years, of which at least 5 years as head", &[120, 60]),
        // More than all of them is something else.
        ("4 years, of which five as head", &[48]),
        ("of which five as head", &[]),
    ] {
        let found: Vec<u32> = months(text).iter().map(|(low, _)| *low).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn forty_years_are_the_longest_that_is_asked() {
    for (text, expected) in [
        ("40 years", Some((480, None))),
        ("41 years", None),
        ("480 months", Some((480, None))),
        ("481 months", None),
        ("601 months", None),
        ("40yrs", Some((480, None))),
        ("41yrs", None),
        ("30-40 years", Some((360, Some(480)))),
        ("30-41 years", None),
        // One word may stand before the unit, also of a range.
        ("2-4 full years", Some((24, Some(48)))),
        // Lengths that are of no work, however many words say so.
        ("valid for at least 2 years", None),
        ("stay for a minimum of 2 years", None),
        ("2 to 4yrs old", None),
        // The smaller number is the least, wherever it stands.
        ("5-3 years", Some((36, Some(60)))),
        ("0.5 years", Some((6, None))),
        ("3 years 11 months", Some((47, None))),
    ] {
        assert_eq!(months(text), Vec::from_iter(expected), "{text}");
    }
}

#[test]
fn a_length_ends_behind_its_last_unit() {
    for (text, expected) in [
        ("3 years of rye", "3 years"),
        ("3 years 6 months of rye", "3 years 6 months"),
        ("3 years and 6 months of rye", "3 years and 6 months"),
        ("3 years 6 weeks of rye", "3 years"),
        ("at least 3 years of rye", "at least 3 years"),
        ("2 to 4yrs of rye", "2 to 4yrs"),
    ] {
        let words = Words::new(text);
        let found = find(&words, 0..words.tokens.len());
        let written = words.span_of(&found[0].range).of(text);
        assert_eq!(written, expected, "{text}");
    }
}

#[test]
fn ages_and_other_times_are_no_experience() {
    for text in [
        "18 years old",
        "graduated within the last 2 years",
        "over 60 years",
        "in 2019",
        "24/7",
        "40 hours a week",
        "for the past 5 years",
    ] {
        assert_eq!(months(text), [], "{text}");
    }
}

#[test]
fn an_open_length_and_another_unit_make_no_range() {
    for (text, expected) in [
        ("2-4yrs", &[(24, Some(48))][..]),
        ("2-4+ full years", &[(24, Some(48))]),
        // `3+ years` has no upper bound.
        ("3+ years to 5 years", &[(36, None), (60, None)]),
        // From years to months is no range, and neither is one length or another.
        ("1 year to 18 months", &[(12, None), (18, None)]),
        ("2 years or 3 years", &[(24, None), (36, None)]),
        // Months go with whole years, and not with months or a range.
        ("3 months 6 months", &[(3, None), (6, None)]),
        ("2-3 years 6 months", &[(24, Some(36)), (6, None)]),
        // `an` is a year in French behind the number one alone.
        ("30 an", &[]),
        // Two digits stand with their unit in one word, and three do not.
        ("99months", &[(99, None)]),
        ("100months", &[]),
    ] {
        assert_eq!(months(text), expected, "{text}");
    }
}

#[test]
fn a_number_is_read_up_to_where_it_may_reach() {
    for (text, end, expected) in [
        ("3 years", 0, None),
        ("3 years", 1, Some((36, 1))),
        // The digits behind a point, the ending of a number word, the number once more.
        ("2.5 years", 2, Some((30, 2))),
        ("2.5 years", 1, Some((24, 1))),
        ("3-х лет", 2, Some((36, 2))),
        ("3-х лет", 1, Some((36, 1))),
        ("3 х лет", 2, Some((36, 1))),
        ("three (3) years", 2, Some((36, 2))),
        ("three (3) years", 1, Some((36, 1))),
        ("three (rye) years", 2, Some((36, 1))),
        ("rye", 1, None),
    ] {
        let words = Words::new(text);
        assert_eq!(number(&words, 0, end), expected, "{text}: {end}");
    }
}

#[test]
fn words_that_bound_a_length_stand_in_the_same_part() {
    let words = Words::new("under 3 years");
    for (range, expected) in [(0..3, (0, Some(36))), (1..3, (36, None))] {
        let found = find(&words, range.clone());
        let found: Vec<(u32, Option<u32>)> = found
            .iter()
            .map(|asked| (asked.minimum_months, asked.maximum_months))
            .collect();
        assert_eq!(found, [expected], "{range:?}");
    }
}
