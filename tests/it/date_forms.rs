//! Written forms of dates against a table, and back again from random ranges.

use cvrank::profile::dates::interval::{months, resolve};
use cvrank::profile::dates::{Found, Mention, Month, Precision, RangeEnd, find};
use cvrank::text::tokenize;
use proptest::prelude::*;

const FORMS: &str = include_str!("../fixtures/date_forms.tsv");

fn found(text: &str) -> Vec<Found> {
    find(text, &tokenize(text))
}

fn iso(month: Month) -> String {
    format!("{}-{:02}", month.year(), month.month())
}

fn parse(written: &str) -> Month {
    let (year, month) = written.split_once('-').expect("a month is YYYY-MM");
    Month::new(
        year.parse().expect("a year"),
        month.parse().expect("a month"),
    )
}

fn shown(mention: Mention, as_of: Month) -> String {
    match mention {
        Mention::Range { start, end } => {
            let last = match end {
                RangeEnd::At(point) => iso(point.month),
                RangeEnd::Open => "open".to_owned(),
            };
            let covered = resolve(mention, as_of).map_or(0, months);
            format!("{}..{last}={covered}", iso(start.month))
        }
        Mention::Duration { months } => format!("={months}"),
        Mention::Point(point) => {
            let precision = match point.precision {
                Precision::Year => "year",
                Precision::Season => "season",
                Precision::Month => "month",
                Precision::Day => "day",
            };
            format!("@{} {precision}", iso(point.month))
        }
    }
}

#[test]
fn every_written_form_is_read() {
    let mut wrong = Vec::new();
    let mut forms = 0;
    for row in FORMS.lines().filter(|row| !row.starts_with('#')) {
        let [written, as_of, expected] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not three columns: {row}");
        };
        forms += 1;
        let text = written.replace("\\n", "\n");
        let mentions: Vec<String> = found(&text)
            .iter()
            .map(|found| shown(found.mention, parse(as_of)))
            .collect();
        let read = if mentions.is_empty() {
            "-".to_owned()
        } else {
            mentions.join("; ")
        };
        if read != expected {
            wrong.push(format!("{written:?}: expected {expected}, read {read}"));
        }
    }
    assert!(forms >= 150, "{forms} forms");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_date_is_read_the_same_inside_a_line() {
    for row in FORMS.lines().filter(|row| !row.starts_with('#')) {
        let Some((written, _)) = row.split_once('\t') else {
            continue;
        };
        // An open dash needs the head of its line.
        if written.ends_with(['-', '–']) || written.ends_with("...") {
            continue;
        }
        let alone = written.replace("\\n", "\n");
        let framed = format!("Analyst, Acme | {alone}\n- Kept the books.");
        let mentions = |text: &str| -> Vec<Mention> {
            found(text).iter().map(|found| found.mention).collect()
        };
        assert_eq!(mentions(&framed), mentions(&alone), "{framed:?}");
    }
}

#[test]
fn spans_quote_the_whole_mention() {
    let cases = [
        ("Clerk (Oct 2020 - Current), Acme", "Oct 2020 - Current"),
        (
            "May 2015 – Aug 2016 (1 yr 4 mos)\n",
            "May 2015 – Aug 2016 (1 yr 4 mos)",
        ),
        (
            "praca od 01.2018 r. do 03.2020 r. tam",
            "od 01.2018 r. do 03.2020 r.",
        ),
        ("опыт 5 лет 2 месяца.", "5 лет 2 месяца"),
        ("with 5+ years of it", "5+ years"),
    ];
    for (text, quote) in cases {
        let quotes: Vec<&str> = found(text)
            .iter()
            .map(|found| found.span.of(text))
            .collect();
        assert_eq!(quotes, [quote], "{text:?}");
    }
}

const ENGLISH: [&str; 12] = [
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
const SHORT: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept.", "Oct", "Nov", "Dec",
];
const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const POLISH: [&str; 12] = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
];
const RUSSIAN: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// A month in one of nine forms.
fn written(month: Month, form: usize) -> String {
    let (year, number) = (month.year(), month.month());
    let name = |names: [&str; 12]| names[number as usize - 1].to_owned();
    match form {
        0 => format!("{} {year}", name(ENGLISH)),
        1 => format!("{} {year}", name(SHORT)),
        2 => format!("{} {year}", name(GERMAN)),
        3 => format!("{} {year}", name(FRENCH)),
        4 => format!("{} {year} r.", name(POLISH)),
        5 => format!("{} {year} года", name(RUSSIAN)),
        6 => format!("{number:02}/{year}"),
        7 => format!("{year}-{number:02}"),
        _ => format!("{number:02}.{year}"),
    }
}

const DIVIDERS: [&str; 8] = [" - ", " – ", "–", " to ", " bis ", " à ", " по ", " —\n"];

/// Months from January 1950 to December 2070.
fn any_month() -> impl Strategy<Value = Month> {
    (1950 * 12..2071 * 12).prop_map(Month)
}

/// Scraps that meet in dates, in any order.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        proptest::sample::select(vec![
            "2015", "2018", "12", "03", "1", "31", "99", "20152018", "Jan2014", "4yrs", "May",
            "mars", "Summer", "Q3", "since", "с", "to", "till", "date", "present", "н", "в",
            "years", "months", "half", "a", "and", "two", "t/m", "r.", "г.", "年", "月", "½",
            "Windows", "R2", "th", "-", "–", "/", ".", ",", "'", "’", "(", ")", "+", "·", "\n",
            " ", "  ", "\t", "%", "$", "é", "\u{301}",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    proptest::collection::vec(scrap, 0..24).prop_map(|scraps| scraps.concat())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let found = found(text);
    let mut end = 0;
    for found in &found {
        let range = found.span.range();
        prop_assert!(range.start >= end && range.start < range.end);
        prop_assert!(
            text.get(range.clone()).is_some(),
            "{range:?} cuts a character"
        );
        end = range.end;
        match found.mention {
            Mention::Range {
                start,
                end: RangeEnd::At(stop),
            } => {
                prop_assert!(start.month <= stop.month);
                prop_assert!(stop.month.0 - start.month.0 <= 720);
            }
            Mention::Duration { months } => prop_assert!((1..=720).contains(&months)),
            _ => {}
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_text_gives_ordered_spans(text in "\\PC{0,200}") {
        check(&text)?;
    }

    #[test]
    fn any_scraps_give_ordered_spans(text in scraps()) {
        check(&text)?;
    }

    #[test]
    fn a_written_range_gives_its_months(
        start in any_month(),
        length in 0i32..720,
        forms in (0usize..9, 0usize..9),
        divider in proptest::sample::select(DIVIDERS.to_vec()),
    ) {
        let end = Month(i32::min(start.0 + length, 2079 * 12 + 11));
        let text = format!("{}{divider}{}", written(start, forms.0), written(end, forms.1));
        let ranges: Vec<(Month, Option<Month>)> = found(&text)
            .iter()
            .filter_map(|found| match found.mention {
                Mention::Range { start, end: RangeEnd::At(end) } => {
                    Some((start.month, Some(end.month)))
                }
                Mention::Range { start, end: RangeEnd::Open } => Some((start.month, None)),
                _ => None,
            })
            .collect();
        prop_assert_eq!(ranges, vec![(start, Some(end))], "{}", text);
    }

    #[test]
    fn a_written_duration_gives_its_months(
        years in 0u32..40,
        rest in 0u32..12,
        form in 0usize..6,
    ) {
        prop_assume!(years + rest > 0);
        let (year, month, joiner) = [
            ("years", "months", " "),
            ("yrs", "mos", " "),
            ("Jahre", "Monate", " und "),
            ("ans", "mois", " et "),
            ("lat", "miesięcy", " i "),
            ("лет", "месяцев", " "),
        ][form];
        let text = match (years, rest) {
            (_, 0) => format!("{years} {year}"),
            (0, _) => format!("{rest} {month}"),
            _ => format!("{years} {year}{joiner}{rest} {month}"),
        };
        let mentions: Vec<Mention> = found(&text).iter().map(|found| found.mention).collect();
        prop_assert_eq!(mentions, vec![Mention::Duration { months: years * 12 + rest }], "{}", text);
    }
}

#[test]
fn long_hostile_lines_take_no_longer_than_their_length() {
    let scraps = [
        "2012 - ",
        "(2012 - ",
        "2012 -\n",
        "May ",
        "since ",
        "2012  2013 ",
        "1/",
        "Windows 2012, ",
        "'12 ",
        "half a ",
        "2 ",
        "2012(",
        "3 to ",
        "20122013",
        "a1",
        "—",
        "2012\u{301} ",
    ];
    for scrap in scraps {
        let text = scrap.repeat(400_000 / scrap.len());
        for found in found(&text) {
            assert!(found.span.len() < 200, "{scrap:?}");
        }
    }
    let text = format!(
        "2012{}- 2015{}2012",
        " ".repeat(300_000),
        "x1".repeat(300_000)
    );
    assert!(found(&text).len() <= 2);
}
