//! Reading order of drawn lines.

use super::{
    columns::{Row, order},
    page::Piece,
    segments,
};

/// Pieces in the order of drawing: text, left edge, baseline; 5 points a character.
fn lines(drawn: &[(&str, f32, f32)]) -> Vec<String> {
    let pieces: Vec<Piece> = drawn
        .iter()
        .map(|&(text, left, baseline)| Piece {
            text: text.to_string(),
            left,
            right: left + 5.0 * text.chars().count() as f32,
            baseline,
            size: 10.0,
            bold: false,
            rotation: 0,
            space_before: false,
            space_after: false,
            sign: false,
            guessed_width: false,
        })
        .collect();
    let text = |row: &Row| {
        row.segments
            .iter()
            .map(|segment| segment.text.as_str())
            .collect::<Vec<_>>()
            .join(" | ")
    };
    order(segments::join(&pieces)).iter().map(text).collect()
}

const SIDEBAR: [(&str, f32, f32); 8] = [
    ("Skills", 20.0, 700.0),
    ("Java, Kotlin", 20.0, 686.0),
    ("Go, Rust, SQL", 20.0, 672.0),
    ("Docker, Helm", 20.0, 658.0),
    ("Profile", 200.0, 700.0),
    ("Engineer of payment systems", 200.0, 686.0),
    ("with a liking for small teams", 200.0, 672.0),
    ("and for long walks", 200.0, 658.0),
];

#[test]
fn columns_are_read_one_after_the_other_however_they_are_drawn() {
    let expected: Vec<&str> = SIDEBAR.iter().map(|line| line.0).collect();
    assert_eq!(lines(&SIDEBAR), expected);

    let mut by_rows: Vec<(&str, f32, f32)> = Vec::new();
    for row in 0..12 {
        let height = 700.0 - 14.0 * row as f32;
        by_rows.push(("some words of the left", 20.0, height));
        by_rows.push(("a long line of the right column here", 200.0, height - 5.0));
    }
    let read = lines(&by_rows);
    let left = read
        .iter()
        .take_while(|line| line.ends_with("left"))
        .count();
    assert_eq!((left, read.len()), (12, 24));
}

#[test]
fn dates_in_the_margin_stay_with_their_entries() {
    let expected = [
        "Engineer, Northwind | 2019 – 2021",
        "Built the billing service",
        "Tester, Southwind | 2016 – 2019",
        "Wrote the first test plan",
        "Trainee, Eastwind | 2015",
    ];
    let entries = [
        ("Engineer, Northwind", 20.0, 700.0),
        ("Built the billing service", 20.0, 686.0),
        ("Tester, Southwind", 20.0, 672.0),
        ("Wrote the first test plan", 20.0, 658.0),
        ("Trainee, Eastwind", 20.0, 644.0),
    ];
    let dates = [
        ("2019 – 2021", 400.0, 700.0),
        ("2016 – 2019", 400.0, 672.0),
        ("2015", 400.0, 644.0),
    ];
    // Dates drawn after all entries, and each after its own.
    assert_eq!(lines(&[&entries[..], &dates[..]].concat()), expected);
    let mut mixed = [&entries[..], &dates[..]].concat();
    mixed.sort_by(|one, two| two.2.total_cmp(&one.2));
    assert_eq!(lines(&mixed), expected);
}

#[test]
fn labels_stay_with_their_values() {
    let table = [
        ("Languages:", 20.0, 700.0),
        ("German, English", 120.0, 700.0),
        ("Databases:", 20.0, 686.0),
        ("PostgreSQL, Redis", 120.0, 686.0),
        ("Tools:", 20.0, 672.0),
        ("Git, Jenkins", 120.0, 672.0),
    ];
    assert_eq!(
        lines(&table),
        [
            "Languages: | German, English",
            "Databases: | PostgreSQL, Redis",
            "Tools: | Git, Jenkins"
        ]
    );
}

#[test]
fn a_date_beside_a_list_comes_before_it() {
    let drawn = [
        ("Engineer, Northwind", 20.0, 700.0),
        ("• Built the billing service", 30.0, 686.0),
        ("2019 – 2021", 400.0, 686.0),
        ("• Ran it", 30.0, 672.0),
        ("2 years", 420.0, 672.0),
    ];
    let expected = [
        "Engineer, Northwind",
        "2019 – 2021",
        "2 years",
        "• Built the billing service",
        "• Ran it",
    ];
    assert_eq!(lines(&drawn), expected);
}
