//! Open ends, years that stand first and numbers in words, form by form.

use super::*;

#[test]
fn what_stands_behind_a_full_stop_or_far_off_is_no_open_end() {
    check(&[
        ("Jan 2018 present", &["2018-01..open"]),
        ("Jan 2018 (present)", &["2018-01..open"]),
        ("Jan 2018. Present", &["@2018-01"]),
        ("Jan 2018, present", &["@2018-01"]),
    ]);
}

#[test]
fn two_little_words_may_stand_between_since_and_its_date() {
    check(&[
        ("since the year 2015", &["2015-01..open"]),
        ("since the end of March 2015", &["@2015-03"]),
        ("since, the March 2015", &["@2015-03"]),
        ("since (2015)", &["@2015-01"]),
        // Two digits behind a full stop may be anything, and a month alone is of no year.
        ("since 06/18", &["2018-06..open"]),
        ("since 06.18", &[]),
        ("since March", &[]),
    ]);
}

#[test]
fn a_word_of_since_stands_right_behind_its_date() {
    check(&[
        ("03/2018 alkaen", &["2018-03..open"]),
        ("03/2018  alkaen", &["@2018-03"]),
        ("03/2018\nalkaen", &["@2018-03"]),
        ("03/2018, alkaen", &["@2018-03"]),
        ("06/18 alkaen", &["2018-06..open"]),
        ("06.18 alkaen", &[]),
        // A month behind it is the other side of something.
        ("2018 alkaen Baker", &["2018-01..open"]),
        ("2018 alkaen June 2020", &["@2020-06"]),
    ]);
}

#[test]
fn an_open_end_ahead_stands_on_the_line_of_its_date() {
    check(&[
        ("present - 01/2015", &["2015-01..open"]),
        ("present -\n01/2015", &["@2015-01"]),
        ("present to\n01/2015", &["@2015-01"]),
        ("present, to 01/2015", &["@2015-01"]),
        ("Present - 2018 - 2020", &["2018-01..2020-12"]),
    ]);
}

#[test]
fn a_dash_or_a_plus_with_nothing_behind_it_is_an_open_end() {
    check(&[
        ("2012 \u{2011}", &["@2012-01"]),
        ("2012 \u{2012}", &["2012-01..open"]),
        ("2012 \u{2015}", &["2012-01..open"]),
        ("2012 \u{2016}", &["@2012-01"]),
        ("Mar 2018 +", &["2018-03..open"]),
        ("Mar 2018 + bread", &["@2018-03"]),
        // Of two digits only those behind a full stop.
        ("06.12 -", &["2012-06..open"]),
        ("06/12 -", &[]),
        // Marks of what is not known yet.
        ("2012 - ?", &["2012-01..open"]),
        ("2012 - …", &["2012-01..open"]),
        ("2012 - !", &["@2012-01"]),
    ]);
}

#[test]
fn a_bare_year_with_an_open_dash_heads_a_line_or_is_parted_from_what_is_before() {
    check(&[
        ("Baker | 2018 -", &["2018-01..open"]),
        ("Baker · 2018 -", &["2018-01..open"]),
        ("Baker\t2018 -", &["2018-01..open"]),
        ("Baker; 2018 -", &["@2018-01"]),
        // Brackets stand on both sides, and what is behind them is something else.
        ("Brill 2012 -)", &["@2012-01"]),
        ("(2012 -) March 2014", &["2012-01..open", "@2014-03"]),
        ("2012 -\nMarch 2014", &["2012-01..2014-03"]),
    ]);
}

#[test]
fn a_month_behind_its_year_stands_on_the_same_line() {
    check(&[
        ("2018 m. kovo", &["@2018-03"]),
        ("2018 m.\nkovo", &["@2018-01"]),
        ("2015. June", &["@2015-06"]),
        ("2015\nJune", &["@2015-01"]),
        ("2018 03", &["@2018-01"]),
        ("2010.11", &["@2010-11"]),
        // One digit is a month beside another side.
        ("2018.3 - 2020.6", &["2018-03..2020-06"]),
        ("2018/3 - 2020/6", &["2018-03..2020-06"]),
        // A numeral needs its full stop.
        ("2018. III.", &["@2018-03"]),
        ("2018 III", &["@2018-01"]),
    ]);
}

#[test]
fn a_month_between_two_years_goes_with_the_first_where_a_dash_stands_apart() {
    check(&[
        ("2012 May - 2014", &["2012-05..2014-12"]),
        ("2012 May-2014", &["@2012-01", "@2014-05"]),
        ("2012 May (2014)", &["@2012-05", "@2014-01"]),
    ]);
}

#[test]
fn a_day_behind_its_month_is_one_of_that_month() {
    check(&[
        ("2018-02-29", &["@2018-02"]),
        ("2018-02-30", &[]),
        ("2018. Oct 31.", &["@2018-10"]),
        ("2018. Oct 32.", &["@2018-01"]),
        // No day of that month, and none of another date either.
        ("2018. Nov 31.", &["@2018-11"]),
    ]);
}

#[test]
fn a_time_has_two_digits_and_goes_on_without_a_space() {
    check(&[
        ("2018-03-01T9 - 2020-06-30", &["@2020-06"]),
        ("2018-03-01T09:00, 2020-06-30", &["@2018-03", "@2020-06"]),
        ("2018-03-01T09: 30 - 2020-06-30", &["@2018-03", "@2020-06"]),
    ]);
}

#[test]
fn every_number_in_words_counts_what_it_says() {
    let words = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let tens = [(30, "thirty"), (40, "forty")];
    for (number, word) in (1..).zip(words).chain(tens) {
        let found = read(&format!("{word} months"));
        assert_eq!(found, [format!("={number}")], "{word}");
    }
}

#[test]
fn every_month_has_its_name() {
    let names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    for (nth, name) in (1..).zip(names) {
        let found = read(&format!("{name} 2019"));
        assert_eq!(found, [format!("@2019-{nth:02}")], "{name}");
    }
}
