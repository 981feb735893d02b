//! Where rows, items and sentences begin and end.

use super::*;
use crate::profile::job::phrases::Words;
use crate::profile::job::rows::rows;
use crate::profile::job::sentences::{items, pieces, sentences};

/// Each row as written.
fn rows_of(text: &str) -> Vec<String> {
    let document = plain::from_text(text, Format::PlainText).unwrap();
    let words = Words::new(&document.text);
    let rows = rows(&document, &words);
    rows.iter()
        .map(|row| row.span.of(&document.text).to_owned())
        .collect()
}

#[test]
fn text_wrapped_at_50_to_130_goes_on_behind_a_full_line() {
    for (width, second, is_one) in [
        (49, "Bread", false),
        (50, "Bread", true),
        (130, "Bread", true),
        (131, "Bread", false),
        // A small letter goes on behind any line.
        (20, "bread", true),
        (131, "bread", true),
    ] {
        let text = format!("{}\n{second}", "x".repeat(width));
        assert_eq!(rows_of(&text).len() == 1, is_one, "{width}: {second}");
    }
    // Full is three quarters of the longest.
    for (length, rows) in [(75, 2), (74, 3)] {
        let text = format!("{}.\n{}\nBread", "x".repeat(99), "y".repeat(length));
        assert_eq!(rows_of(&text).len(), rows, "{length}");
    }
}

#[test]
fn marks_of_items_and_headings_are_no_part_of_a_row() {
    for (line, row) in [
        ("1. Bread", "Bread"),
        ("2) Bread", "Bread"),
        ("10. Bread", "Bread"),
        ("100. Bread", "100. Bread"),
        ("1.5 Bread", "1.5 Bread"),
        ("- Bread", "Bread"),
        ("-Bread", "-Bread"),
        ("•Bread", "Bread"),
        ("# Bread", "Bread"),
        ("### Bread", "Bread"),
        ("#Bread", "#Bread"),
        ("**Bread**", "Bread"),
        ("**B**", "B"),
        ("****", "****"),
        ("**Bread**:", "Bread"),
        ("__Bread__", "Bread"),
        ("**Bread** and **oats**", "**Bread** and **oats**"),
    ] {
        assert_eq!(rows_of(line), [row], "{line}");
    }
    assert_eq!(rows_of("Bread • rye • oats"), ["Bread", "rye", "oats"]);
}

#[test]
fn a_line_of_more_than_400_bytes_holds_much_of_a_post() {
    for (length, is_running) in [(400, false), (401, true)] {
        let text = "x".repeat(length);
        let document = plain::from_text(&text, Format::PlainText).unwrap();
        let words = Words::new(&document.text);
        assert_eq!(rows(&document, &words)[0].running, is_running, "{length}");
    }
}

#[test]
fn a_sentence_is_cut_at_300_words() {
    for (count, lengths) in [(300, &[300][..]), (301, &[300, 1]), (601, &[300, 300, 1])] {
        let text = vec!["x"; count].join(" ");
        let words = Words::new(&text);
        let found = pieces(&words, Span::new(0, text.len()));
        let found: Vec<usize> = found
            .iter()
            .map(|piece| words.within(*piece).len())
            .collect();
        assert_eq!(found, lengths, "{count}");
    }
}

#[test]
fn four_hyphens_were_bullets() {
    for (text, expected) in [
        ("a - b - c - d", &["a - b - c - d"][..]),
        ("a - b - c - d - e", &["a", "b", "c", "d", "e"]),
        ("a; - b", &["a;", "b"]),
        ("a • b", &["a", "b"]),
        // What weighs the item before it is a part of it.
        ("rye; - required", &["rye; - required"]),
        ("rye; - required; oats", &["rye; - required; oats"]),
        ("rye; - required oats", &["rye;", "required oats"]),
        // The bullet of a list within a list.
        ("rye o oats", &["rye", "oats"]),
        ("rye o, oats", &["rye o, oats"]),
        ("o oats", &["o oats"]),
        // A capitalised word opens an ask where no sign stands before it.
        (
            "rye bread Experience of oats",
            &["rye bread", "Experience of oats"],
        ),
        (
            "rye bread experience of oats",
            &["rye bread experience of oats"],
        ),
        ("rye, Experience of oats", &["rye, Experience of oats"]),
        ("rye Oats", &["rye Oats"]),
        // A single sign is no item.
        ("xy", &["xy"]),
        ("x", &[]),
    ] {
        let words = Words::new(text);
        let found = items(&words, Span::new(0, text.len()));
        let found: Vec<&str> = found.iter().map(|item| item.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn sentences_end_before_a_new_beginning() {
    for (text, expected) in [
        ("We bake. You sell.", &["We bake.", "You sell."][..]),
        ("We bake! You sell? Yes", &["We bake!", "You sell?", "Yes"]),
        ("We bake.You sell.", &["We bake.You sell."]),
        ("We bake. and you sell.", &["We bake. and you sell."]),
        ("Ask J. Moss there.", &["Ask J. Moss there."]),
        ("Ask (J. Moss) there.", &["Ask (J. Moss) there."]),
        ("Bake rye etc. Rye sells.", &["Bake rye etc. Rye sells."]),
        ("Bake rye etc! Rye sells.", &["Bake rye etc!", "Rye sells."]),
        ("Has grade 5. Rye sells.", &["Has grade 5.", "Rye sells."]),
        ("Bake (rye. ) and sell", &["Bake (rye. ) and sell"]),
        (". Rye sells", &[". Rye sells"]),
        // Short members of a list stay together.
        (
            "rye; wheat; oats and barley",
            &["rye; wheat; oats and barley"],
        ),
        (
            "we bake rye bread; we sell it there",
            &["we bake rye bread;", "we sell it there"],
        ),
        (
            "we bake rye; we sell it there",
            &["we bake rye;", "we sell it there"],
        ),
        ("we bake; we sell it there", &["we bake; we sell it there"]),
        (
            "we bake rye bread; we sell",
            &["we bake rye bread; we sell"],
        ),
    ] {
        let words = Words::new(text);
        let found = sentences(&words, Span::new(0, text.len()));
        let found: Vec<&str> = found.iter().map(|sentence| sentence.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_mark_alone_ends_a_row() {
    assert_eq!(rows_of("rye and\nwheat"), ["rye and\nwheat"]);
    assert_eq!(rows_of("rye and\n-\nwheat"), ["rye and", "wheat"]);
    assert_eq!(rows_of("rye and\n\nwheat"), ["rye and", "wheat"]);
    assert_eq!(rows_of("rye;\nwheat"), ["rye;", "wheat"]);
}
