//! What joins the parts of a date and what parts them, and how far a mention reaches.

use super::*;

/// The text of every mention.
fn spans(text: &str) -> Vec<&str> {
    let found = find(text, &tokenize(text)).into_iter();
    found.map(|found| found.span.of(text)).collect()
}

#[test]
fn a_range_of_two_months_of_one_year_runs_forward() {
    check(&[
        ("03 - 12/2010", &["2010-03..2010-12"]),
        ("12 - 03/2010", &["@2010-03"]),
        ("3 - 12/2010", &["@2010-12"]),
        ("03 - 12 2010", &[]),
    ]);
}

#[test]
fn two_dots_divide_and_what_stands_behind_a_semicolon_is_apart() {
    check(&[
        ("2018-03..2020-12", &["2018-03..2020-12"]),
        ("03/2010 until 05/2019", &["2010-03..2019-05"]),
        ("03/2010 until; 05/2019", &["@2010-03", "@2019-05"]),
        ("03/2015 to 05/2018", &["2015-03..2018-05"]),
        ("03/2015; to 05/2018", &["@2015-03", "@2018-05"]),
        // Side by side, the first before the end of the second.
        ("2018  02/2018", &["2018-01..2018-02"]),
        ("2018  01/2018", &["@2018-01", "@2018-01"]),
    ]);
}

#[test]
fn years_in_two_digits_go_on_from_their_first() {
    check(&[
        ("2000-01", &["2000-01..2001-12"]),
        ("2000-00", &["2000-01..2000-12"]),
        ("2015/2016 (1 year)", &["2015-01..2016-12"]),
        ("Winter 2018/19", &["@2019-01"]),
        ("Winter 2018/20", &[]),
    ]);
}

#[test]
fn an_open_end_is_divided_from_a_date_that_is_sure() {
    check(&[
        ("now - June 1998", &["1998-06..open"]),
        ("now - June 98", &[]),
        ("now - 03/2015", &["2015-03..open"]),
        ("now 03/2015", &["@2015-03"]),
        ("since 03/2015", &["2015-03..open"]),
        ("since: 2015", &["@2015-01"]),
        ("since mid-2018", &["2018-01..open"]),
        ("since-2018", &[]),
        // Where a number stands on the next line, it may be the end.
        ("2018 alkaen\n\n30 months", &["2018-01..open", "=30"]),
        ("2018 alkaen\n30 months", &["=30"]),
        ("2018'den beri", &["2018-01..open"]),
    ]);
}

#[test]
fn days_and_months_stand_beside_their_year() {
    check(&[
        ("1998년 12월", &["@1998-12"]),
        ("2015年12月", &["@2015-12"]),
        ("2015年 2 years", &["@2015-01", "=24"]),
        ("มี.ค. 2563", &["@2020-03"]),
        // Only days that rise are those of one event.
        ("July 11-12, 2012", &["@2012-07"]),
        ("July 11-11, 2012", &["@2012-01"]),
        // Two digits of a year behind dots: where day and month have two as well.
        ("03.01.15 - 05.02.18", &["2015-01..2018-02"]),
        ("3.1.15 - 5.2.18", &[]),
        ("03.1.15 - 05.2.18", &[]),
        ("2018-03-01T09:00Z - 2020-06-30", &["2018-03..2020-06"]),
        ("2018-03-01T09:00 Z - 2020-06-30", &["@2018-03", "@2020-06"]),
        ("June of 2018 - July of 2019", &["2018-06..2019-07"]),
        ("June of 2018 2 years", &["@2018-06", "=24"]),
    ]);
}

#[test]
fn the_upper_of_two_lengths_is_longer_and_of_the_same_unit() {
    check(&[
        ("3 years to 4 years", &["=36"]),
        ("3 years to 3 years", &["=36", "=36"]),
        ("3 years to 5 months", &["=36", "=5"]),
        ("3-4 years", &["=36"]),
        ("3-3 years", &[]),
        ("half year", &["=6"]),
        ("half-year", &[]),
        ("half a month", &[]),
        ("012 months", &["=12"]),
        ("0012 months", &[]),
    ]);
}

#[test]
fn a_mention_spans_what_belongs_to_it() {
    for (text, expected) in [
        ("Baker, 2018 г. Brill", "2018 г."),
        ("2015-2018 гг. Brill", "2015-2018 гг."),
        ("5th July 2018", "5th July 2018"),
        ("5 th July 2018", "5 th July 2018"),
        ("5 July 2018", "5 July 2018"),
        ("05.03. 2015", "05.03. 2015"),
        ("05.03.  2015", "2015"),
        ("2018. március 1. Brill", "2018. március 1"),
        ("three (3) years", "three (3) years"),
        ("3 years and a half", "3 years and a half"),
        ("3 years and 4 months of work", "3 years and 4 months"),
        ("2018-03-01T09:00:00Z", "2018-03-01T09:00:00Z"),
        (
            "2018-03-01T09:00:00+02:00, Brill",
            "2018-03-01T09:00:00+02:00",
        ),
        ("Brill (2012 -)", "2012 -"),
        (
            "03/2015 - 06/2018 (3 yrs 4 mos), Brill",
            "03/2015 - 06/2018 (3 yrs 4 mos)",
        ),
        ("03/2015 - 06/2018 (in 3 years)", "03/2015 - 06/2018"),
        ("since the March 2015", "since the March 2015"),
        ("Summer of 2019, Brill", "Summer of 2019"),
        ("Winter 2018/19, Brill", "Winter 2018/19"),
        (
            "March 2015 to the present day, Brill",
            "March 2015 to the present day",
        ),
    ] {
        assert_eq!(spans(text)[0], expected, "{text}");
    }
}

#[test]
fn an_open_end_ahead_of_a_date_is_divided_from_it_by_a_dash_or_a_word() {
    check(&[
        ("2012年–today", &["2012-01..open"]),
        ("present to 01/2015", &["2015-01..open"]),
        ("present to 01/2015 2 years", &["2015-01..open", "=24"]),
        ("now - July 28th, 2015", &["2015-07..open"]),
        ("now > July 28th, 2015", &["@2015-07"]),
        ("until date – 06/2015", &["@2015-06"]),
        ("since 2018 x", &["2018-01..open"]),
        ("since 2018_x", &[]),
        ("2015 a la fecha", &["2015-01..open"]),
    ]);
}

#[test]
fn a_year_and_two_digits_are_a_month_where_another_side_follows() {
    check(&[
        ("2010-11 - Baker", &["2010-01..2011-12"]),
        ("2010/11 - Baker", &["2010-01..2011-12"]),
        ("2010-11 - 2012-05", &["2010-11..2012-05"]),
        ("2010-11 - present", &["2010-11..open"]),
        ("2010-11, 2012-05", &["2010-01..2011-12", "@2012-05"]),
        ("2018-22 Baker", &["2018-01..2022-12"]),
        ("11 — 11/2020", &["2020-11..2020-11"]),
        ("'98 -> '18", &["1998-01..2018-12"]),
        ("3/27/09", &["@2009-03"]),
        ("3/27/9", &[]),
        ("3/27/109", &[]),
    ]);
}

#[test]
fn months_of_two_years_name_both_on_one_line_or_over_two() {
    check(&[
        ("December - January 2006 - 2007", &["2006-12..2007-01"]),
        ("December-January 2006\n-2007", &["2006-12..2007-01"]),
        ("Jan  Aug 2012", &["2012-01..2012-08"]),
        (
            "Jan  Aug 2012\n2014 - 2015",
            &["2012-01..2012-08", "2014-01..2015-12"],
        ),
        ("01/2012 03/2012 05/2012", &["@2012-01", "2012-03..2012-05"]),
    ]);
}

#[test]
fn a_quarter_a_season_and_a_day_stand_behind_their_year() {
    check(&[
        ("2012 Q4 - 2015", &["2012-10..2015-12"]),
        ("2012 Q4--2015", &["@2012-01", "@2015-01"]),
        ("Summer of 2019", &["@2019-06"]),
        ("2018/H2", &[]),
        ("2018. Oct 5.", &["@2018-10"]),
        ("2018 Oct 5", &["@2018-01"]),
        ("2018. Oct-05", &[]),
        ("2015, June", &["@2015-06"]),
        ("2015; June", &["@2015-01"]),
        ("平成8年6月 - 2010년 10월", &["1996-06..2010-10"]),
        ("1940-11-12T00:00:00Z\n01/98", &["@1940-11"]),
    ]);
}

#[test]
fn numerals_and_years_of_products_are_no_dates() {
    check(&[
        ("VI 2015", &["@2015-06"]),
        ("Mark VI 2015", &["@2015-01"]),
        ("Microsoft Office VI 2015", &["@2015-01"]),
        ("Windows Server 2012 (R2)", &[]),
        ("Server 2012 (R2), 2018", &["@2018-01"]),
        ("od 03.2020", &["2020-03..open"]),
        ("od03.2020", &[]),
    ]);
}

#[test]
fn two_lengths_side_by_side_are_two() {
    check(&[
        ("14-year", &["=168"]),
        ("14 -year", &[]),
        ("2 mos and 12 months", &["=2", "=12"]),
        ("3 years and 11 months", &["=47"]),
        ("1 year 6 weeks", &["=12", "=1"]),
    ]);
}
