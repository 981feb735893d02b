//! What stands right at a border: line ends, spaces, days and the years of calendars.

use super::super::point::{days, pivot};
use super::super::scan::{Gap, sign};
use super::{check, find, read, tokenize};

#[test]
fn what_stands_between_two_pieces_is_counted() {
    let hyphen_and_dash = sign::HYPHEN | sign::DASH;
    for (between, signs, spaces, breaks) in [
        ("", 0, 0, 0),
        (" ", 0, 1, 0),
        ("\t", 0, 2, 0),
        (" \n", 0, 1, 1),
        ("-", sign::HYPHEN, 0, 0),
        ("--", hyphen_and_dash, 0, 0),
        ("->", hyphen_and_dash, 0, 0),
        (">", sign::OTHER, 0, 0),
        (", (", sign::COMMA | sign::OPENING, 1, 0),
        // Seventeen signs join nothing, whatever they are.
        ("                ", 0, 16, 0),
        ("                 ", sign::OTHER, 0, 0),
    ] {
        let gap = Gap::of(between);
        let found = (gap.signs, gap.spaces, gap.breaks);
        assert_eq!(found, (signs, spaces, breaks), "{between:?}");
    }
}

#[test]
fn a_gap_is_tight_a_space_or_over_one_line_break() {
    for (between, is_tight, is_space, is_only) in [
        ("/", true, false, true),
        (" /", false, false, true),
        ("/\n", false, false, true),
        ("/\n\n", false, false, false),
        ("/.", false, false, false),
        (" ", false, true, true),
        ("", false, false, true),
        ("\n", false, false, true),
        (" \n", false, false, true),
        (" .", false, false, false),
    ] {
        let gap = Gap::of(between);
        let found = (
            gap.tight(sign::SLASH),
            gap.is_space(),
            gap.only(sign::SLASH),
        );
        assert_eq!(found, (is_tight, is_space, is_only), "{between:?}");
    }
}

#[test]
fn every_month_has_its_days() {
    let found: Vec<u32> = (1..=12).map(days).collect();
    assert_eq!(found, [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    for (two_digits, year) in [(0, 2000), (39, 2039), (40, 1940), (99, 1999)] {
        assert_eq!(pivot(two_digits), year);
    }
}

#[test]
fn a_line_end_parts_a_number_from_the_other_side() {
    check(&[
        ("3\n- 5 years", &["=60"]),
        ("03 -\n12/2010", &["@2010-12"]),
        ("2018 -\n22", &["@2018-01"]),
    ]);
}

#[test]
fn two_spaces_part_a_year_in_two_digits_from_what_follows() {
    check(&[
        ("2018 - 22 Baker", &["@2018-01"]),
        ("2018 - 22  Baker", &["2018-01..2022-12"]),
    ]);
}

#[test]
fn a_lost_dash_needs_the_two_years_to_be_alone() {
    check(&[
        ("2018  2019   2020", &["2018-01..2019-12", "@2020-01"]),
        ("7  2018  2019", &["@2018-01", "@2019-01"]),
        ("7,  2018  2019", &["2018-01..2019-12"]),
    ]);
}

#[test]
fn a_number_before_a_range_is_a_year_or_makes_it_none() {
    check(&[
        ("1999 2010-2012", &["@1999-01", "2010-01..2012-12"]),
        ("2100 2010-2012", &[]),
    ]);
}

#[test]
fn a_slash_ties_a_date_to_a_word_and_a_colon_a_year_to_a_number() {
    check(&[
        ("quay/05/2015", &[]),
        ("12:2015", &[]),
        ("Oven:2015", &["@2015-01"]),
    ]);
}

#[test]
fn numbers_of_lengths_have_two_digits_behind_the_point_and_nine_ones() {
    check(&[
        ("1.250 years", &[]),
        // 21 and 29 times 12.
        ("twenty one years", &["=252"]),
        ("twenty nine years", &["=348"]),
        // Only a little word of two letters leads to an age.
        ("3 years of age", &[]),
        ("3 years for old clients", &["=36"]),
    ]);
}

#[test]
fn a_length_in_brackets_may_end_in_a_full_stop() {
    let text = "May 2015 – Aug 2016 (1 yr 4 mos.) there";
    let found = find(text, &tokenize(text));
    assert_eq!(found[0].span.of(text), "May 2015 – Aug 2016 (1 yr 4 mos.)");
}

#[test]
fn thai_years_are_543_ahead() {
    check(&[
        ("ก 2482", &[]),
        ("ก 2483", &["@1940-01"]),
        ("ก 2622", &["@2079-01"]),
        ("ก 2623", &[]),
    ]);
}

#[test]
fn thai_within_48_bytes_means_its_calendar() {
    // The letter has three bytes; it counts while its first two lie within the 48.
    for (spaces, is_near) in [(45, true), (46, false)] {
        let expected: &[&str] = if is_near { &["@2018-01"] } else { &[] };
        let text = format!("ก{}2561", " ".repeat(spaces));
        assert_eq!(read(&text), expected, "{spaces} before");
    }
    for (spaces, is_near) in [(46, true), (47, false)] {
        let expected: &[&str] = if is_near { &["@2018-01"] } else { &[] };
        let text = format!("2561{}ก", " ".repeat(spaces));
        assert_eq!(read(&text), expected, "{spaces} behind");
    }
}

#[test]
fn a_month_and_two_digits_behind_a_dot_need_an_open_end() {
    check(&[
        ("06.18 - present", &["2018-06..open"]),
        ("6.18 - present", &[]),
        ("06.18 - 07.19", &[]),
    ]);
}

#[test]
fn a_century_may_end_between_two_years() {
    check(&[
        ("1999/00", &["1999-01..2000-12"]),
        ("Winter 1999/00", &["@2000-01"]),
        ("tháng 12 năm 2018", &["@2018-12"]),
    ]);
}

#[test]
fn a_space_behind_a_month_parts_it_from_its_year_but_for_a_full_stop() {
    check(&[
        ("15.03. 2015", &["@2015-03"]),
        ("15.03.  2015", &["@2015-01"]),
        // What is left is the year; behind two numbers it is none.
        ("15.03, 2015", &["@2015-01"]),
        ("15/03. 2015", &["@2015-01"]),
        ("03/04 2015", &[]),
    ]);
}

#[test]
fn a_day_whose_numbers_stand_apart_is_one_day() {
    check(&[
        ("15. 3. 2015", &["@2015-03"]),
        ("1. 3. 2018 – 30. 6. 2020", &["2018-03..2020-06"]),
        ("01. 03. 2018 - 30. 06. 2020", &["2018-03..2020-06"]),
        ("od 1. 3. 2018 do 30. 6. 2020", &["2018-03..2020-06"]),
        // Two spaces, a line end, no year or no day: who knows.
        ("15.  3. 2015", &["@2015-01"]),
        ("15.\n3. 2015", &["@2015-01"]),
        ("32. 3. 2015", &["@2015-01"]),
        ("3. 2015", &["@2015-01"]),
        ("15. 3. 15", &[]),
    ]);
}

#[test]
fn a_numeral_behind_words_is_a_month_where_the_other_side_begins_with_one() {
    check(&[
        ("Baker III 2018 – VI 2020", &["2018-03..2020-06"]),
        ("Baker III 2018 – June 2020", &["2018-01..2020-06"]),
        ("III 2018 – June 2020", &["2018-03..2020-06"]),
    ]);
}

#[test]
fn a_time_begins_with_its_letter_right_behind_the_day() {
    check(&[
        ("2018-03-01T09 - 2020-06-30", &["2018-03..2020-06"]),
        ("2018-03-01q09 - 2020-06-30", &["@2020-06"]),
        ("2018-03-01 T09 - 2020-06-30", &["@2018-03", "@2020-06"]),
    ]);
}
