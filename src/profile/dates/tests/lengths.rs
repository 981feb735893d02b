//! How long: weeks, months, years, and what is an age.

use super::check;

#[test]
fn fifty_two_weeks_are_twelve_months() {
    check(&[
        ("4 weeks", &[]),
        ("5 weeks", &["=1"]),
        ("8 weeks", &["=1"]),
        ("9 weeks", &["=2"]),
        ("26 weeks", &["=6"]),
        ("51 weeks", &["=11"]),
        ("52 weeks", &["=12"]),
        ("104 weeks", &["=24"]),
    ]);
}

#[test]
fn lengths_are_cut_down_to_months() {
    check(&[
        ("0 months", &[]),
        ("1 month", &["=1"]),
        ("0.9 months", &[]),
        ("1.9 months", &["=1"]),
        ("3.4 years", &["=40"]),
        ("1.25 years", &["=15"]),
        ("2,5 years", &["=30"]),
        ("half a year", &["=6"]),
        ("a year and a half", &["=18"]),
        ("a year", &[]),
        ("two and a half years", &["=30"]),
        ("twenty five years", &["=300"]),
        ("twenty-five years", &["=300"]),
        // Tens and ones, and no other two numbers.
        ("twenty, five years", &["=60"]),
        ("twenty ten years", &["=120"]),
        ("twelve five years", &["=60"]),
        ("five three years", &["=36"]),
        ("three (3) years", &["=36"]),
        ("5+ years", &["=60"]),
        // Of two the least; the other way round they are no pair.
        ("3-5 years", &["=36"]),
        ("3 to 5 years", &["=36"]),
        ("3 years 11 months", &["=47"]),
        ("3 years 12 months", &["=36", "=12"]),
        ("3 years and 4 months", &["=40"]),
        ("3 months 2 months", &["=3", "=2"]),
    ]);
}

#[test]
fn sixty_years_are_the_longest_time() {
    check(&[
        ("60 years", &["=720"]),
        ("61 years", &[]),
        ("720 months", &["=720"]),
        ("721 months", &[]),
        ("01/1950 - 01/2010", &["1950-01..2010-01"]),
        ("01/1950 - 02/2010", &["@1950-01", "@2010-02"]),
        ("1950 - 2009", &["1950-01..2009-12"]),
        ("1950 - 2010", &["@1950-01", "@2010-01"]),
        // The order is wrong.
        ("02/2010 - 01/2010", &["@2010-02", "@2010-01"]),
        ("01/2010 - 01/2010", &["2010-01..2010-01"]),
    ]);
}

#[test]
fn ages_are_no_lengths() {
    check(&[
        ("25 years old", &[]),
        ("5-year-old", &[]),
        ("30 years of age", &[]),
        ("30 years of work", &["=360"]),
    ]);
}
