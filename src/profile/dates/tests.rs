//! Written forms on both sides of each bound.

mod borders;
mod forms;
mod lengths;
mod sides;

use super::*;
use crate::text::tokenize;

fn month(month: Month) -> String {
    format!("{}-{:02}", month.year(), month.month())
}

/// Every mention: `2015-03..2016-12`, `2015-03..open`, `=18` months, `@2015-03`.
fn read(text: &str) -> Vec<String> {
    let mentions = find(text, &tokenize(text))
        .into_iter()
        .map(|found| found.mention);
    mentions
        .map(|mention| match mention {
            Mention::Range { start, end } => match end {
                RangeEnd::At(end) => format!("{}..{}", month(start.month), month(end.month)),
                RangeEnd::Open => format!("{}..open", month(start.month)),
            },
            Mention::Duration { months } => format!("={months}"),
            Mention::Point(point) => format!("@{}", month(point.month)),
        })
        .collect()
}

#[track_caller]
fn check(forms: &[(&str, &[&str])]) {
    for (text, expected) in forms {
        assert_eq!(read(text), *expected, "{text:?}");
    }
}

#[test]
fn a_month_knows_its_year() {
    for (months, year, nth) in [
        (0, 0, 1),
        (11, 0, 12),
        (12, 1, 1),
        (-1, -1, 12),
        (24_239, 2019, 12),
    ] {
        assert_eq!((Month(months).year(), Month(months).month()), (year, nth));
        assert_eq!(Month::new(year, nth), Month(months));
    }
}

#[test]
fn years_lie_between_1940_and_2079() {
    check(&[
        ("Moved in 1939", &[]),
        ("Moved in 1940", &["@1940-01"]),
        ("Moved in 2079", &["@2079-01"]),
        ("Moved in 2080", &[]),
        ("Jan '39", &["@2039-01"]),
        ("Jan '40", &["@1940-01"]),
        ("Jan '99", &["@1999-01"]),
        ("Jan '00", &["@2000-01"]),
    ]);
}

#[test]
fn years_of_an_era_are_counted_from_its_first() {
    check(&[
        ("平成30年", &["@2018-01"]),
        ("民國107年", &["@2018-01"]),
        ("民國1年", &[]),
        ("民國29年", &["@1940-01"]),
        ("民國168年", &["@2079-01"]),
        ("民國169年", &[]),
        ("令和1年", &["@2019-01"]),
        ("昭和64年", &["@1989-01"]),
    ]);
}

#[test]
fn two_years_that_lost_their_dash_lie_at_most_forty_years_apart() {
    check(&[
        ("20122013", &["2012-01..2013-12"]),
        ("20122012", &["2012-01..2012-12"]),
        ("19401980", &["1940-01..1980-12"]),
        ("19401981", &[]),
        ("20132012", &[]),
        ("19391960", &[]),
        ("20202079", &[]),
        ("20402080", &[]),
        ("20402079", &["2040-01..2079-12"]),
    ]);
}

#[test]
fn a_dash_may_stand_in_sixteen_spaces() {
    for (spaces, is_range) in [(1, true), (15, true), (16, false)] {
        let text = format!("2018{}- 2022", " ".repeat(spaces - 1));
        let expected = if is_range {
            vec!["2018-01..2022-12"]
        } else {
            vec!["@2018-01", "@2022-01"]
        };
        assert_eq!(read(&text), expected, "{spaces}");
    }
}

#[test]
fn what_lost_its_dash_stands_within_eight_spaces() {
    for (between, is_near) in [(1, true), (8, true), (9, false)] {
        let gap = " ".repeat(between);
        let expected = |range: &str, points: &[&str]| -> Vec<String> {
            let points = if is_near {
                vec![range]
            } else {
                points.to_vec()
            };
            points.into_iter().map(str::to_owned).collect()
        };
        assert_eq!(
            read(&format!("Jan 2018{gap}Mar 2019")),
            expected("2018-01..2019-03", &["@2018-01", "@2019-03"]),
            "{between}"
        );
        assert_eq!(
            read(&format!("Jan 2018{gap}present")),
            expected("2018-01..open", &["@2018-01"]),
            "{between}"
        );
    }
    // Bare years only where two spaces or none held the dash, and no third stands by.
    check(&[
        ("2018 2019", &["@2018-01", "@2019-01"]),
        ("2018  2019", &["2018-01..2019-12"]),
        ("2018   2019", &["@2018-01", "@2019-01"]),
        ("2018  2019  2020", &["@2018-01", "@2019-01", "@2020-01"]),
        ("2019  2018", &["@2019-01", "@2018-01"]),
    ]);
}

#[test]
fn a_word_of_at_most_32_bytes_is_taken_apart() {
    check(&[
        ("September2014December2015", &["2014-09..2015-12"]),
        ("июня2014сентября2015", &["2014-06..2015-09"]),
        ("марта2014сентября2015", &[]),
    ]);
}

#[test]
fn a_list_of_ten_versions_is_walked_back_to_its_product() {
    let years = |count: i32| {
        let years: Vec<String> = (2001..2001 + count).map(|year| year.to_string()).collect();
        years.join(", ")
    };
    for (count, dates) in [(1, &[][..]), (10, &[]), (11, &["@2011-01"])] {
        assert_eq!(read(&format!("Office {}", years(count))), dates, "{count}");
        assert_eq!(
            read(&format!("In {}", years(count))).len(),
            count as usize,
            "{count}"
        );
    }
}

#[test]
fn an_open_dash_stands_at_the_head_of_its_line() {
    // Nothing but eighty signs that are neither letter nor digit is looked back for.
    for (spaces, is_open) in [(0, false), (79, false), (80, true)] {
        let text = format!("a{}2012 -", " ".repeat(spaces));
        let expected: &[&str] = match (spaces, is_open) {
            (_, true) => &["2012-01..open"],
            (0, _) => &[],
            _ => &["@2012-01"],
        };
        assert_eq!(read(&text), expected, "{spaces}");
    }
    check(&[
        ("2012 -", &["2012-01..open"]),
        ("Brill\n• 2012 -\nBaker", &["2012-01..open"]),
        ("Brill 2012 -", &["@2012-01"]),
        ("Brill (2012 -)", &["2012-01..open"]),
        ("Brill 05/2012 -", &["2012-05..open"]),
        // A date below is its other side.
        ("2012 -\n2014", &["2012-01..2014-12"]),
    ]);
}

#[test]
fn days_are_those_of_their_month() {
    check(&[
        ("29.02.2019", &["@2019-02"]),
        ("30.02.2019", &[]),
        ("30.04.2019", &["@2019-04"]),
        ("31.04.2019", &[]),
        ("31.05.2019", &["@2019-05"]),
        ("31 June 2019", &["@2019-06"]),
        // What is left is the year.
        ("June 31, 2019", &["@2019-01"]),
        ("32.05.2019", &[]),
        ("12.13.2019", &[]),
        ("2019-12-31", &["@2019-12"]),
        ("June 30, 2019", &["@2019-06"]),
        ("June 30 2019", &["@2019-06"]),
        // A line may end before the year, a paragraph not.
        ("June 30,\n2019", &["@2019-06"]),
        ("June 30,\n\n2019", &["@2019-01"]),
        // Behind a dash or an apostrophe two digits are a year.
        ("Oct '12 2015", &["@2012-10"]),
        ("Oct-12 2015", &[]),
        ("30 June 2019", &["@2019-06"]),
        // Day first, unless that cannot be.
        ("03/04/2015", &["@2015-04"]),
        ("03/13/2015", &["@2015-03"]),
        ("03/31/2015", &["@2015-03"]),
        ("04/30/2015", &["@2015-04"]),
        ("04/31/2015", &[]),
        ("13/12/2015", &["@2015-12"]),
        ("31.12.2015", &["@2015-12"]),
        ("Mar-2015", &["@2015-03"]),
        ("2015 March", &["@2015-03"]),
        // A month between two years goes with the second.
        ("2012 May 2014", &["@2012-01", "@2014-05"]),
        ("12/15 - 03/17", &["2015-12..2017-03"]),
        // Letters beyond those of ASCII tie a number to a word as others do.
        ("VILA-2015", &[]),
        ("VIL\u{c0}-2015", &[]),
        ("13/13/2015", &[]),
        ("12/2015", &["@2015-12"]),
        ("13/2015", &[]),
    ]);
}

#[test]
fn one_american_side_makes_the_other_so() {
    check(&[
        ("03/04/2015 - 05/06/2016", &["2015-04..2016-06"]),
        ("03/04/2015 - 05/13/2016", &["2015-03..2016-05"]),
        ("03/13/2015 - 05/06/2016", &["2015-03..2016-05"]),
        // Day first, the order would be wrong.
        ("03/04/2015 - 12/01/2015", &["2015-03..2015-12"]),
    ]);
}

#[test]
fn one_year_may_serve_two_months() {
    check(&[
        ("Oct-12 - Dec-13", &["2012-10..2013-12"]),
        ("06/04 - 11/05", &["2004-06..2005-11"]),
        ("13/04 - 11/05", &[]),
        ("'12 - '15", &["2012-01..2015-12"]),
        ("2020年3月", &["@2020-03"]),
        (
            "2015/16, 2018/19",
            &["2015-01..2016-12", "2018-01..2019-12"],
        ),
        ("03 - 05/2019", &["2019-03..2019-05"]),
        ("05 - 05/2019", &["2019-05..2019-05"]),
        ("June - August 2019", &["2019-06..2019-08"]),
        ("June - June 2019", &["2019-06..2019-06"]),
        ("November - February 2010", &["2009-11..2010-02"]),
        ("December-January 2006-2007", &["2006-12..2007-01"]),
        ("June/August 2019", &["2019-06..2019-08"]),
        ("June / August 2019", &["2019-06..2019-08"]),
        ("June/\nAugust 2019", &["@2019-08"]),
        ("June  August 2019", &["2019-06..2019-08"]),
        ("June August 2019", &["@2019-08"]),
    ]);
}

#[test]
fn two_digits_behind_a_year_are_another_year() {
    check(&[
        ("2018-22", &["2018-01..2022-12"]),
        ("1999-00", &["1999-01..2000-12"]),
        ("2010-11", &["2010-01..2011-12"]),
        ("2010-12", &["@2010-12"]),
        ("2018/19", &["2018-01..2019-12"]),
        ("2015/2016", &["2015-01..2016-12"]),
        // A slash joins one year to the next.
        ("2018/20", &[]),
        ("2015/2017", &[]),
        ("2018-22%", &[]),
        ("2018 - 22 people", &["@2018-01"]),
    ]);
}

#[test]
fn numbers_before_years_make_them_no_dates() {
    check(&[
        ("55 2010-2012", &["2010-01..2012-12"]),
        ("555 2010-2012", &[]),
        ("5 2010", &[]),
        ("2009 2010", &["@2009-01", "@2010-01"]),
        ("555-1998", &[]),
        ("ISO-2015", &[]),
        ("2019.3", &[]),
        ("$2000", &[]),
        ("€ 2000", &[]),
        ("2000 €", &[]),
        ("2015%", &[]),
        ("2015 users", &[]),
        ("2015 Bachelor of Arts", &["@2015-01"]),
    ]);
}

#[test]
fn versions_of_products_are_no_dates() {
    check(&[
        ("Office 2016", &[]),
        ("Windows 2003/2008", &[]),
        ("SQL Server 2012 - 2016", &[]),
        ("Server 2012 - 2014", &["2012-01..2014-12"]),
        ("2008 R2", &[]),
    ]);
}

#[test]
fn a_range_takes_its_own_length_with_it() {
    for (text, quote) in [
        (
            "May 2015 – Aug 2016 (1 yr 4 mos) there",
            "May 2015 – Aug 2016 (1 yr 4 mos)",
        ),
        // A bracket says it, be it right or wrong; without one it must be right.
        (
            "May 2015 – Aug 2016 (3 yrs) there",
            "May 2015 – Aug 2016 (3 yrs)",
        ),
        (
            "May 2015 – Aug 2016, 15 months there",
            "May 2015 – Aug 2016, 15 months",
        ),
        (
            "May 2015 – Aug 2016, 16 months there",
            "May 2015 – Aug 2016, 16 months",
        ),
        (
            "May 2015 – Aug 2016, 14 months there",
            "May 2015 – Aug 2016",
        ),
        (
            "May 2015 – Aug 2016, 17 months there",
            "May 2015 – Aug 2016",
        ),
        (
            "May 2015 – Aug 2016 · 17 months there",
            "May 2015 – Aug 2016 · 17 months",
        ),
    ] {
        let found = find(text, &tokenize(text));
        assert_eq!(found[0].span.of(text), quote);
    }
}

#[test]
fn a_date_is_as_exact_as_it_is_written() {
    use Precision::{Day, Season, Year};
    for (text, precision) in [
        ("2019", Year),
        ("Summer 2019", Season),
        ("Q3 '21", Season),
        ("June 2019", Precision::Month),
        ("06/2019", Precision::Month),
        ("2019-06", Precision::Month),
        ("2019-06-30", Day),
        ("30.06.2019", Day),
        ("30 June 2019", Day),
        ("June 30, 2019", Day),
        // No June has 31 days: the number is of something else.
        ("31 June 2019", Precision::Month),
        ("5th of October, 2015", Day),
        ("July 11-13, 2012", Day),
    ] {
        let found = find(text, &tokenize(text));
        let [
            Found {
                mention: Mention::Point(point),
                ..
            },
        ] = found[..]
        else {
            panic!("{text}: {found:?}");
        };
        assert_eq!(point.precision, precision, "{text}");
    }
}

#[test]
fn the_quarters_and_seasons_have_their_months() {
    check(&[
        ("Q1 2019 - Q1 2019", &["2019-01..2019-03"]),
        ("Q2 2019 - Q2 2019", &["2019-04..2019-06"]),
        ("Q3 2019 - Q3 2019", &["2019-07..2019-09"]),
        ("Q4 2019 - Q4 2019", &["2019-10..2019-12"]),
        ("Spring 2019 - Spring 2019", &["2019-03..2019-05"]),
        ("Summer 2019 - Summer 2019", &["2019-06..2019-08"]),
        ("Autumn 2019 - Autumn 2019", &["2019-09..2019-11"]),
        ("Winter 2019 - Winter 2019", &["2019-01..2019-03"]),
    ]);
}

#[test]
fn ends_may_be_open_in_words() {
    check(&[
        ("since 2015", &["2015-01..open"]),
        ("since March 2015", &["2015-03..open"]),
        ("since 2015 - 2017", &["2015-01..2017-12"]),
        ("2015 - present", &["2015-01..open"]),
        ("2015 to date", &["2015-01..open"]),
        ("Present - June 2018", &["2018-06..open"]),
        ("between 2015 and 2018", &["2015-01..2018-12"]),
        // Without `between` it joins nothing, and a small letter behind a year counts.
        ("2015 and 2018", &["@2018-01"]),
        ("from 2015 to 2018", &["2015-01..2018-12"]),
        ("2015 to\n2018", &["2015-01..2018-12"]),
    ]);
}

#[test]
fn marks_behind_a_year_belong_to_it() {
    for (text, quote) in [
        ("od 03.2020 r. tam", "od 03.2020 r."),
        ("od 03.2020r. tam", "od 03.2020r."),
        ("od 03.2020  r. tam", "od 03.2020"),
    ] {
        let found = find(text, &tokenize(text));
        assert_eq!(found[0].span.of(text), quote);
    }
}

#[test]
fn what_counts_or_points_elsewhere_is_no_year() {
    check(&[
        ("2010-2012 projects", &[]),
        ("2010-2012  projects", &["2010-01..2012-12"]),
        ("2000+ users", &[]),
        ("over 2015", &[]),
        ("about 2015", &[]),
        ("covid_2015 here", &[]),
        ("2015_covid here", &[]),
        ("In 2015 we moved", &["@2015-01"]),
        ("Moved 2015 we", &[]),
        ("In 2015, we moved", &["@2015-01"]),
        ("12 Elm Street, 2015 Town", &["@2015-01"]),
        ("Elm Street 12, 2015 Town", &[]),
        ("Regulation 2016", &[]),
        ("Regulation\n2016", &["@2016-01"]),
        ("SQL Server 2012, 2014 and 2016", &[]),
        ("2008 Enterprise", &[]),
        ("May\n12 - June 2014", &["@2014-06"]),
    ]);
}

#[test]
fn times_and_two_hyphens_part_no_date() {
    check(&[
        (
            "2018-03-01T00:00:00Z – 2020-06-30T23:59:59.5+01:00",
            &["2018-03..2020-06"],
        ),
        ("2018-03-01T09 - 2020-06-30", &["2018-03..2020-06"]),
        ("2018-03--2020-06", &["2018-03..2020-06"]),
    ]);
}

#[test]
fn quarters_and_halves_are_glued_to_their_years() {
    check(&[
        ("2018H1 – 2020H1", &["2018-01..2020-06"]),
        ("1Q18 – 2Q20", &["2018-01..2020-06"]),
        ("1Q2018", &["@2018-01"]),
        ("Winter 2018/19 - Summer 2020", &["2019-01..2020-08"]),
        ("Summer 2018/19 - Summer 2020", &["2018-06..2020-08"]),
        ("Q118 - 2Quay", &[]),
    ]);
}

#[test]
fn six_digits_are_a_month_beside_another_or_an_open_end() {
    check(&[
        ("201803 - 202006", &["2018-03..2020-06"]),
        ("201803 - present", &["2018-03..open"]),
        ("201803", &[]),
        ("201813 - 202006", &[]),
        ("193912 - 194001", &[]),
    ]);
}

#[test]
fn months_are_numerals_where_a_year_stands_beside_them() {
    check(&[
        ("III 2018 – XII 2020", &["2018-03..2020-12"]),
        ("III/2018-VI/2020", &["2018-03..2020-06"]),
        ("12.III.2018 - 30.VI.2020", &["2018-03..2020-06"]),
        ("2018. III. 1. – 2020. VI. 30.", &["2018-03..2020-06"]),
        ("2018. március 1. – 2020. június 30.", &["2018-03..2020-06"]),
        // A rank, and no month.
        ("Engineer II 2018 – 2020", &["2018-01..2020-12"]),
        ("Mark XIII 2018", &["@2018-01"]),
    ]);
}

#[test]
fn months_by_number_and_years_of_other_calendars() {
    check(&[
        ("tháng 3 năm 2018 - tháng 6/2020", &["2018-03..2020-06"]),
        ("2018 m. kovo – 2020 m. birželio", &["2018-03..2020-06"]),
        (
            "2018 m. kovo mėn. – 2020 m. birželio mėn.",
            &["2018-03..2020-06"],
        ),
        ("มีนาคม 2561 - มิ.ย. 2563", &["2018-03..2020-06"]),
        ("Rooms 2561 - 2563", &[]),
        ("民國107年3月 - 109年6月", &["2018-03..2020-06"]),
    ]);
}

#[test]
fn since_stands_behind_its_date_in_some_languages() {
    check(&[
        ("2018 alkaen", &["2018-01..open"]),
        ("2018-tól", &["2018-01..open"]),
        ("2018-tól 2020-ig", &["2018-01..2020-12"]),
        ("2018'den beri", &["2018-01..open"]),
        ("2018年3月から", &["2018-03..open"]),
        ("2018年3月から2020年6月まで", &["2018-03..2020-06"]),
        ("since mid-2018", &["2018-01..open"]),
        ("mid-2018 to late 2020", &["2018-01..2020-12"]),
        ("(Mar 2018 +)", &["2018-03..open"]),
        ("2018 +", &["@2018-01"]),
        ("Picker, Corder Foods, 2018 -", &["2018-01..open"]),
        ("Picker at Corder Foods 2018 -", &["@2018-01"]),
    ]);
}
